"""Pages that word processors and sites' toolkits make are read as what they show."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyledger.reading import Document, read

GAP = """<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span>"""


def read_page(body: str, head: str = "") -> Document:
    page = f"<html><head>{head}</head><body><h1>Plan</h1><p>What will be done.</p>{body}</body></html>"
    return read(Path("plan.html"), data=page.encode())


def shown(body: str) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.text) for block in read_page(body).blocks[2:]]


def values(document: Document) -> list[tuple[list[str], list[str], str]]:
    def texts(indices: tuple[int, ...]) -> list[str]:
        return [document.blocks[i].text for i in indices]

    cells = [(block, block.cell) for block in document.blocks if block.cell and not block.cell.is_header]
    return [(texts(cell.row_headers), texts(cell.column_headers), block.text) for block, cell in cells]


@pytest.mark.parametrize(
    "items",
    [
        f"<p class=MsoListParagraphCxSpFirst><span style='font-family:Symbol'>·{GAP}</span><span>50 quays</span></p>"
        f"<p class=MsoListParagraphCxSpLast style='margin-left:72.0pt'><span>o{GAP}</span>20 of <b>steel</b></p>",
        f"<p class=MsoListParagraph style='margin-left:36.0pt'>1.{GAP}50 quays</p>"
        f"<p class=MsoListParagraph style='margin-left:72.0pt'><span>a)<b>{GAP}</b></span>20 of steel</p>",
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span><span "
        f"style='mso-list:Ignore'>§{GAP}</span></span><![endif]>50 quays</p>"
        f"<p style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o{GAP}</span>20 of steel</p>",
        "<ul class='c1 lst-kix_a-0'><li>50 quays</li></ul><ul class='c1 lst-kix_a-1 start'><li>20 of steel</li></ul>",
    ],
    ids=["Word", "Word, numbered", "Word, not filtered", "Google Docs"],
)
def test_html_reads_the_lists_of_word_processors(items: str) -> None:
    assert shown(items + "<p>End.</p>") == [
        ("list_item", 1, "50 quays"),
        ("list_item", 2, "20 of steel"),
        ("paragraph", 0, "End."),
    ]


def test_html_reads_a_paragraph_in_the_style_of_a_list_without_a_mark_as_one() -> None:
    assert shown("<p class=MsoListParagraph>50 quays will be built.</p>") == [
        ("paragraph", 0, "50 quays will be built.")
    ]


def test_html_puts_back_items_behind_the_list_within_an_item() -> None:
    one, two = ("<ul class='lst-kix_b-{}'><li>{}</li></ul>".format(level, "{}") for level in (0, 1))
    items = one.format("a 1") + two.format("b 2") + two.format("c 3") + one.format("d 4")
    assert [level for _, level, _ in shown(items)] == [1, 2, 2, 1]


def test_html_tells_titles_captions_and_contents_of_word_by_their_classes() -> None:
    body = (
        "<p class=MsoToc1><a href='#a'>1. Ports</a></p><p class=MsoSubtitle>Quays and piers</p>"
        "<p class=MsoCaption>Quays by port</p>"
        "<table><tr><th>Port</th><th>2030</th></tr><tr><td>North</td><td>50</td></tr></table>"
    )
    assert [kind for kind, _, _ in shown(body)][:3] == ["contents", "heading", "caption"]


@pytest.mark.parametrize(
    "note",
    [
        "<div id=ftn1><p class=MsoFootnoteText><a href='#_ftnref1'><span>[1]</span></a> See the law.</p></div>",
        "<div><p><a href='#ftnt_ref1' id='ftnt1'>[1]</a><span>&nbsp;See the law.</span></p></div>",
        "<div class=footnotes><ol><li id='fn:1'><p>See the law. <a href='#fnref:1'>↩</a></p></li></ol></div>",
    ],
    ids=["Word", "Google Docs", "GOV.UK"],
)
@pytest.mark.parametrize("mark", ["[1]", "1", "[footnote 1]"])
def test_html_reads_a_note_without_its_mark(note: str, mark: str) -> None:
    body = f"<p>Build 50 quays<sup><a href='#fn:1' name='fnref1'>{mark}</a></sup> by 2030.</p>{note}"
    assert [(kind, text) for kind, _, text in shown(body)] == [
        ("paragraph", "Build 50 quays by 2030."),
        ("footnote", "See the law."),
    ]


def test_html_leaves_out_comments_of_google_docs() -> None:
    body = (
        "<p>Build 50 quays<sup><a href='#cmnt1' id='cmnt_ref1'>[a]</a></sup> by 2030.</p>"
        "<div><p><a href='#cmnt_ref1' id='cmnt1'>[a]</a><span>Or 60 by 2031?</span></p></div>"
    )
    assert [text for _, _, text in shown(body)] == ["Build 50 quays by 2030."]


def test_html_joins_a_figure_to_the_title_and_the_text_of_its_box() -> None:
    boxes = "".join(
        f'<div class="facts__item"><div class="facts__value">{figure}</div><div class="facts__title">{title}</div>'
        f'<div class="facts__description">{text}</div></div>'
        for figure, title, text in (("EUR 5 billion", "Quays", "by 2031"), ("3,000", "Masons trained", "by 2029"))
    )
    assert [text for _, _, text in shown(boxes)] == ["EUR 5 billion Quays by 2031", "3,000 Masons trained by 2029"]


def test_html_reads_a_list_of_dates_and_what_comes_about_as_a_table() -> None:
    item = "<li><div class='when'>{}</div><h3>{}</h3><p>{}</p></li>"
    body = f"<ol>{item.format('2027', 'Ports', '5 quays')}{item.format('by June 2029', 'Rail', '20 lines')}</ol>"
    assert [(rows, text) for rows, _, text in values(read_page(body))] == [
        (["2027"], "Ports"),
        (["2027"], "5 quays"),
        (["by June 2029"], "Rail"),
        (["by June 2029"], "20 lines"),
    ]
    plain = "<ol><li><p>2027</p><p>5 quays</p></li><li><p>Ports</p><p>20 lines</p></li></ol>"
    assert values(read_page(plain)) == []


def test_html_takes_years_beside_the_marked_label_of_their_row_for_the_header() -> None:
    row = "<tr><th>{}</th><td>{}</td><td>{}</td></tr>"
    table = f"<table>{row.format('Year', 2025, 2030)}{row.format('Wind', '5 GW', '9 GW')}</table>"
    assert values(read_page(table)) == [(["Wind"], ["2025"], "5 GW"), (["Wind"], ["2030"], "9 GW")]
    facts = f"<table>{row.format('Owner', 'State', 'Towns')}{row.format('Wind', '5 GW', '9 GW')}</table>"
    assert all(not columns for _, columns, _ in values(read_page(facts)))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<ruby>東<rp>(</rp><rt>tou</rt><rp>)</rp></ruby> has 9 quays.", "東 has 9 quays."),
        ("Below 1.5<sup>o</sup>C, 2<sup>0</sup>C and 10<sup>3</sup> t.", "Below 1.5°C, 2°C and 10^3 t."),
        ("Due @December 31, 2029 to a@May.", "Due December 31, 2029 to a@May."),
    ],
)
def test_html_reads_marks_of_degrees_ruby_and_days(body: str, text: str) -> None:
    assert [text for _, _, text in shown(f"<p>{body}</p>")] == [text]


@pytest.mark.parametrize(
    ("body", "head", "date"),
    [
        ("<p>Published <time datetime='2026-03-03'>3 March</time></p>", "", "2026-03-03"),
        ("<time class=updated datetime='2026-04-04'>x</time><time class='entry-date' datetime='2026-03-03'>x</time>",
         "", "2026-03-03"),
        ("", '<meta name="govuk:first-published-at" content="2026-03-03T09:00:00">', "2026-03-03"),
        ("<ul><li>Built by <time datetime='2028-06-30'>summer</time></li></ul>", "", None),
        ("<p>It ends in <time datetime='2048'>2048</time>.</p>", "", None),
        ("<p>We met on <time datetime='2025-06-30'>30 June</time> and agreed.</p>", "", None),
    ],
)  # fmt: skip
def test_html_takes_no_time_that_its_text_is_on_for_that_of_the_page(body: str, head: str, date: str | None) -> None:
    assert read_page(body, head).published == date


@pytest.mark.parametrize(
    "body", ["<p class=MsoListParagraph>" + "<span>" * 3_000 + GAP, "<ul class='lst-kix_a-1'><li>a</li></ul>" * 3_000]
)
def test_html_reads_lists_of_word_processors_without_end(body: str) -> None:
    assert read_page(body).blocks


def test_html_reads_the_texts_of_drawings_and_not_what_they_are_called() -> None:
    drawing = (
        '<svg><title>Icon</title><desc>A chart of 2030</desc><style>text {fill: red}</style><g><text x="1">2030</text>'
        "<text>Wind: <tspan>40 %</tspan><tspan>by 2030</tspan></text></g><metadata>50 quays by 2031</metadata></svg>"
    )
    document = read_page(f"<p>Above.</p>{drawing}<p>Below. <svg><path/></svg> End.</p><svg><text>50 quays by 2032")
    assert [(block.kind, block.text) for block in document.blocks[2:6]] == [
        ("paragraph", "Above."),
        ("figure", "2030"),
        ("paragraph", "Wind: 40 % by 2030"),
        ("paragraph", "Below. End."),
    ]
    start = document.text.index("40 %")
    span = document.source_span(start, start + 4)
    assert span and span[1] - span[0] == 4


@pytest.mark.parametrize("piece", ["<svg><text>", "<svg><text>a</text></svg>", "<svg>", "<text>a", "<svg></text>"])
def test_html_reads_drawings_without_end_in_linear_time(piece: str) -> None:
    assert read_page(piece * 5_000 + "<p>End.</p>").blocks
