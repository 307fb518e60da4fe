"""HTML, DOCX, Markdown and TXT: structure, tables, titles, dates, encodings, and the way back to the source."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Pt

import layouts
from beside import times_as_long
from policyledger.reading import Document, read, source_text
from policyledger.reading.markup import text_runs
from policyledger.reading.plugins import plugins

FORMATS = {
    "plan.txt": layouts.as_txt,
    "wrapped.txt": lambda: layouts.as_txt(70),
    "plan.md": layouts.as_markdown,
    "plan.html": layouts.as_html,
    "plan.docx": layouts.as_docx,
}


def blocks(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.text) for block in document.blocks]


def html(body: str, head: str = "") -> Document:
    return read(Path("page.html"), data=f"<html><head>{head}</head><body>{body}</body></html>".encode())


def markdown(text: str) -> Document:
    return read(Path("plan.md"), data=text.encode())


def row_headers(document: Document) -> dict[str, list[str]]:
    """The texts of the row headers of each value of a table, by its text."""
    return {
        block.text: [document.blocks[head].text for head in block.cell.row_headers]
        for block in document.blocks
        if block.cell and not block.cell.is_header
    }


@pytest.mark.parametrize("name", FORMATS)
def test_reading_gives_the_same_blocks_in_every_format(name: str) -> None:
    document = read(Path(name), data=FORMATS[name]())
    levels = {"title": ("heading", 1), "heading": ("heading", 2), "paragraph": ("paragraph", 0)}
    assert blocks(document) == [(*levels[kind], text) for kind, text in layouts.paragraphs()]
    assert document.title == layouts.TITLE


@pytest.mark.parametrize("name", FORMATS)
def test_reading_leads_every_word_back_to_its_source(name: str) -> None:
    data = FORMATS[name]()
    document = read(Path(name), data=data)
    source = source_text(Path(name), data)
    start = document.text.index("1,450 MW")
    for word in ("1,450 MW", "technicians", "recycling", "double"):
        start = document.text.index(word)
        span = document.source_span(start, start + len(word))
        assert span is not None
        assert source[slice(*span)].split() == word.split()


@pytest.mark.parametrize(
    ("name", "data"),
    [("t.html", layouts.table_html()), ("t.docx", layouts.table_docx()), ("t.md", layouts.table_markdown())],
)
def test_reading_gives_each_cell_its_headers(name: str, data: bytes) -> None:
    document = read(Path(name), data=data)
    rows: dict[int, list[str]] = {}
    for block in document.blocks:
        if block.cell:
            rows.setdefault(block.cell.row, []).append(block.text)
    assert list(rows.values()) == layouts.TABLE
    block = next(block for block in document.blocks if block.text == "75")
    assert block.cell is not None
    assert [document.blocks[i].text for i in block.cell.row_headers] == ["Shore power delivered", "GWh"]
    assert [document.blocks[i].text for i in block.cell.column_headers] == ["2030"]


def test_reading_html_reads_merged_headers_and_group_rows() -> None:
    document = html(
        "<p>Targets:</p><table><tr><th rowspan=2>Sector</th><th colspan=2>Capacity</th></tr>"
        "<tr><th>2025</th><th>2030</th></tr><tr><td colspan=3>Harbours</td></tr>"
        "<tr><td>Cranes</td><td>5 MW</td><td>9 MW</td></tr><tr><td>Total</td><td>6 MW</td><td>12 MW</td></tr></table>"
    )
    block = next(block for block in document.blocks if block.text == "9 MW")
    assert block.cell is not None
    assert [document.blocks[i].text for i in block.cell.row_headers] == ["Harbours", "Cranes"]
    assert [document.blocks[i].text for i in block.cell.column_headers] == ["Capacity", "2030"]
    assert block.cell.caption is not None and document.blocks[block.cell.caption].text == "Targets:"


def test_reading_html_takes_a_label_over_the_table_for_no_header_of_columns() -> None:
    document = html(
        "<table><tr><th>Aim</th><th>2030</th></tr><tr><th colspan=2>Ports</th></tr>"
        "<tr><td>Cranes</td><td>5 MW</td></tr><tr><td colspan=2>Rail</td></tr>"
        "<tr><td>Sidings</td><td>9 MW</td></tr></table>"
    )
    for value, rows in (("5 MW", ["Ports", "Cranes"]), ("9 MW", ["Rail", "Sidings"])):
        block = next(block for block in document.blocks if block.text == value)
        assert block.cell is not None
        assert [document.blocks[i].text for i in block.cell.row_headers] == rows
        assert [document.blocks[i].text for i in block.cell.column_headers] == ["2030"]


NESTED = [
    ["Sector", "Measure", "2025", "2030"],
    ["Transport", "Buses", "100", "300"],
    ["", "Chargers", "400", "900"],
    ["Water", "Reservoirs", "4", "7"],
    ["", "Wells", "5", "9"],
    ["Total", "", "509", "1216"],
    ["", "", "8", "8"],
]
"""Labels printed once for several rows, as those of merged cells are; a row without any."""


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("t.html", layouts.table_html),
        ("t.docx", layouts.table_docx),
        ("t.md", layouts.table_markdown),
        ("t.pdf", layouts.table_pdf),
    ],
)
def test_reading_carries_a_label_to_the_rows_below_that_have_but_words_of_their_own(
    name: str, make: Callable[[list[list[str]]], bytes]
) -> None:
    named = row_headers(read(Path(name), data=make(NESTED)))
    assert [named[value] for value in ("300", "900", "7", "9")] == [
        ["Transport", "Buses"],
        ["Transport", "Chargers"],
        ["Water", "Reservoirs"],
        ["Water", "Wells"],
    ]
    assert named["1216"] == ["Total"]
    assert named["8"] == []


@pytest.mark.parametrize(
    "label",
    ["<td colspan=3>{}</td>", "<td>{}</td>", "<td></td><td>{}</td><td></td>", "<td>{0}</td><td>{0}</td><td>{0}</td>"],
    ids=["merged", "first", "middle", "repeated"],
)
def test_reading_html_takes_a_label_alone_in_its_row_for_that_of_the_rows_below(label: str) -> None:
    document = html(
        f"<table><tr><th>Source</th><th>2020</th><th>2030</th></tr><tr>{label.format('Power')}</tr>"
        f"<tr><td>Solar</td><td>11</td><td>12</td></tr><tr>{label.format('Storage')}</tr>"
        "<tr><td>Batteries</td><td>21</td><td>22</td></tr><tr><td>Dams</td><td>31</td><td>32</td></tr></table>"
    )
    named = row_headers(document)
    assert (named["11"], named["12"]) == (["Power", "Solar"], ["Power", "Solar"])
    assert (named["21"], named["32"]) == (["Storage", "Batteries"], ["Storage", "Dams"])


@pytest.mark.parametrize(
    ("rows", "of"),
    [
        ("A:Solar 1:B:Wind 2:Total 3", ["Total"]),  # of both groups
        ("A:Solar 1:Total 1:B:Wind 2:Total 3", ["B", "Total"]),  # each group has its own
        ("A:Solar 1:Wind 2:Total 3", ["A", "Total"]),  # one group is the table
        ("Solar 1:B:Wind 2:Total 3", ["Total"]),
    ],
)
def test_reading_html_takes_a_total_at_the_end_for_that_of_all_groups_but_where_each_has_one(
    rows: str, of: list[str]
) -> None:
    body = "".join(
        f"<tr><td>{label}</td><td>{figure}</td></tr>"
        for label, _, figure in (row.partition(" ") for row in rows.split(":"))
    )
    named = row_headers(html(f"<table><tr><th>Source</th><th>2030</th></tr>{body}</table>"))
    assert named["3"] == of


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("t.html", layouts.table_html),
        ("t.docx", layouts.table_docx),
        ("t.pdf", layouts.table_pdf),
    ],
)
def test_reading_takes_one_label_over_a_column_of_figures_for_its_header(
    name: str, make: Callable[[list[list[str]]], bytes]
) -> None:
    document = read(Path(name), data=make([["", "FY 2030"], ["Coal", "26%"], ["Wind", "1.7%"], ["Oil", "3%"]]))
    values = [block for block in document.blocks if block.cell and block.text.endswith("%")]
    heads = [[document.blocks[head].text for head in block.cell.column_headers] for block in values if block.cell]
    assert heads == [["FY 2030"]] * 3
    prose = read(
        Path(name), data=make([["", "Aims"], ["Coal", "It ends."], ["Wind", "It grows."], ["Oil", "It goes."]])
    )
    assert not any(block.cell.column_headers for block in prose.blocks if block.cell)


@pytest.mark.parametrize(
    ("first", "labels", "heads"),
    [
        # Markdown marks the first row as the header, whatever it is: a title over the table, ...
        ("| A-2: Gap (kt) |  |  |  |", ["|  | Base | Aim |  |", "|  | (kt) | (kt) | (% of base) |"], ["Aim", "(kt)"]),
        ("| Gap |  |  |  |", ["| Sector | Base | Aim | Change |"], ["Aim"]),
        # ... or the numbers of the columns
        ("|  | -1 | -2 | -3 |", ["|  | Base | Aim | Gap = (1) - (2) |", "|  | kt | kt | % |"], ["Aim", "kt"]),
        ("| (1) | (2) | (3) | (4) |", ["| Sector | Base | Aim | Gap |"], ["Aim"]),
    ],
)
def test_reading_takes_labels_below_a_marked_title_or_column_numbers_for_the_header(
    first: str, labels: list[str], heads: list[str]
) -> None:
    rows = [first, "| --- | --- | --- | --- |", *labels, "| Transport | 91 | 70 | 23 |", "| Waste | 15 | 12 | 20 |"]
    document = read(Path("plan.md"), data="\n".join(rows).encode())
    (cell,) = [block.cell for block in document.blocks if block.text == "12"]
    assert cell is not None
    assert [document.blocks[at].text for at in cell.column_headers] == heads
    over = [document.blocks[at].text for at in cell.row_headers]
    assert over == (["Waste"] if "1" in first else [first.strip("| "), "Waste"])


def test_reading_keeps_a_marked_row_of_labels_over_rows_of_words() -> None:
    rows = ["| Measure |  |  |", "| --- | --- | --- |", "| Trains | more seats | by 2030 |", "| Buses | 20 | 2031 |"]
    document = read(Path("plan.md"), data="\n".join(rows).encode())
    assert not any(block.cell.column_headers for block in document.blocks if block.text == "20" and block.cell)


@pytest.mark.parametrize(
    ("label", "value", "heads"),
    [
        ("Goal 1: Ports", "12", ["Goal 1: Ports"]),
        ("Type 2 piers", "9 %", ["Type 2 piers"]),
        ("Pier 1", "850", ["Pier 1"]),
        ("Quays rebuilt by 2031", "40", ["Quays rebuilt by 2031"]),
        ("EUR 5", "12", []),
        ("US$ 3.2bn", "12", []),
        ("~ 40", "12", []),
        ("up to 5", "12", []),
        ("R 5 000", "12", []),
    ],
)
def test_reading_html_takes_words_before_a_number_for_a_label_but_for_those_of_a_figure(
    label: str, value: str, heads: list[str]
) -> None:
    rows = f"<tr><td>{label}</td><td>{value}</td></tr>" * 2
    document = html(f"<table><tr><th>Group</th><th>Count</th></tr>{rows}</table>")
    assert row_headers(document)[value] == heads


@pytest.mark.parametrize(
    ("column", "when", "value"),
    [
        ("Target", "2031", "95 % of piers<br>40 km of quay"),
        ("Target", "31 March 2031", "300 divers"),
        ("Budget (EUR million)", "Q4 2031", "120 (of which 20 loans)"),
        ("Action", "by end-2031", "Rebuild the quay"),
    ],
)
def test_reading_html_takes_no_column_for_a_header_for_the_dates_behind_it(column: str, when: str, value: str) -> None:
    rows = "".join(f"<tr><td>{name}</td><td>{value}</td><td>{when}</td></tr>" for name in ("Piers", "Divers"))
    document = html(f"<table><tr><th>Field</th><th>{column}</th><th>Due</th></tr>{rows}</table>")
    text = value.replace("<br>", " ")
    assert [block.cell.is_header for block in document.blocks if block.cell and block.text == text] == [False] * 2


def test_reading_html_takes_no_column_for_a_header_whose_cells_hold_numbers() -> None:
    rows = (
        "<tr><td>Silk</td><td>20 looms bought</td><td>5</td></tr><tr><td>Cork</td><td>7 mills shut</td><td>6</td></tr>"
    )
    document = html(f"<table><tr><th>Field</th><th>Done</th><th>Staff</th></tr>{rows}</table>")
    assert row_headers(document)["20 looms bought"] == ["Silk"]


def test_reading_html_reads_a_list_of_short_facts_as_a_table() -> None:
    document = html(
        "<h2>Targets for 2030</h2><dl><div><dt>Reused water</dt><dd>40 %</dd></div>"
        "<dt>Leakage</dt><dd>10 % in 2025</dd><dd>5 % in 2030</dd></dl><p>Done well.</p>"
    )
    assert row_headers(document) == {
        "40 %": ["Reused water"],
        "10 % in 2025": ["Leakage"],
        "5 % in 2030": ["Leakage"],
    }
    assert blocks(document)[-1] == ("paragraph", 0, "Done well.")


def test_reading_html_reads_a_list_of_texts_as_texts_under_their_titles() -> None:
    document = html(
        "<h2>Ports</h2><dl><dt>Small port</dt><dd><p>Has fewer than 20 berths.</p><ul><li>No ferries</li></ul></dd>"
        "<dt>Large port</dt><dd>Has 20 berths.</dd></dl>"
    )
    assert blocks(document) == [
        ("heading", 2, "Ports"),
        ("heading", 3, "Small port"),
        ("paragraph", 0, "Has fewer than 20 berths."),
        ("list_item", 1, "No ferries"),
        ("heading", 3, "Large port"),
        ("paragraph", 0, "Has 20 berths."),
    ]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<details><summary>Piers</summary>We will build 3 piers.<p>Soon</p></details>", ["Piers"]),
        ("<h3><button aria-expanded=false>Piers</button></h3><div><p>We will build 3 piers.</p></div>", ["Piers"]),
        ("<div><button aria-controls=p>Piers</button></div><div id=p>We will build 3 piers.</div>", ["Piers"]),
        ("<button>Share</button><p>We will build 3 piers.</p>", []),
        ("<button aria-expanded=false>Menu</button><ul><li><a href=/>Home</a></ul><p>We build 3 piers.</p>", []),
    ],
)
def test_reading_html_takes_what_folds_text_out_for_its_heading(body: str, wanted: list[str]) -> None:
    assert [text for kind, _, text in blocks(html(body)) if kind == "heading"] == wanted


def test_reading_html_takes_layout_tables_as_text() -> None:
    document = html("<table><tr><td>(1)</td><td>Ports shall report 3 times.</td></tr></table><p>Done well.</p>")
    assert blocks(document) == [("list_item", 1, "Ports shall report 3 times."), ("paragraph", 0, "Done well.")]


def test_reading_html_ends_what_a_box_is_about_with_the_box() -> None:
    box = "<div class=box><b>Key figures</b><br>40 piers to be built<br>9 piers by 2027</div>"
    document = html(f"<h2>2. Targets</h2>{box}<p>By 2031 the port will cut its losses to 22 %.</p>")
    assert [(block.kind, block.level, block.leaves) for block in document.blocks] == [
        ("heading", 2, 0),
        ("heading", 3, 0),
        ("paragraph", 0, 0),
        ("paragraph", 0, 3),
    ]


def test_reading_markdown_ends_what_a_box_in_html_is_about_with_the_box() -> None:
    box = '<div class="note"><strong>Note</strong><p>These figures are indicative.</p></div>'
    document = markdown(f"## Targets\n\n{box}\n\nRents will be capped at 75 % of the market rent.\n")
    assert [(block.kind, block.leaves) for block in document.blocks] == [
        ("heading", 0),
        ("heading", 0),
        ("paragraph", 0),
        ("paragraph", 3),
    ]


def test_reading_takes_no_line_that_says_who_published_it_and_when_for_a_heading() -> None:
    text = (
        "Regional Energy Programme\n\nMinistry of Energy, 12 June 2025\n\nThe programme sets aims for four regions.\n"
    )
    kinds = [block.kind for block in read(Path("a.txt"), data=text.encode()).blocks]
    assert kinds[1:] == ["paragraph", "paragraph"]


def test_reading_html_keeps_a_bold_title_that_has_an_element_of_its_own() -> None:
    document = html("<h2>2. Targets</h2><div><p><b>Piers</b></p></div><div><p>We will build 40 of them.</p></div>")
    assert [block.leaves for block in document.blocks] == [0, 0, 0]


def test_reading_html_leaves_out_what_is_no_content() -> None:
    document = read(Path("a.html"), data=layouts.as_html())
    for stray in ("cookies", "Accept", "Home", "555", "2 billion", "color"):
        assert stray not in document.text
    assert (document.published, document.published_source) == ("2024-05-17", "metadata")


def test_reading_html_reads_lists_marks_entities_and_raised_figures() -> None:
    document = html(
        "<h2>Aims</h2><ul><li>cut 5&nbsp;km<sup>2</sup> &amp; CO<sub>2</sub></li><li>by 2030<sup>1</sup>"
        "<ul><li>deep &lt;in&gt;</li></ul></li></ul><p hidden>no</p><p style='display:none'>no</p>"
    )
    assert blocks(document) == [
        ("heading", 2, "Aims"),
        ("list_item", 1, "cut 5 km2 & CO2"),
        ("list_item", 1, "by 2030"),
        ("list_item", 2, "deep <in>"),
    ]


def test_reading_markdown_reads_front_matter_bold_headings_and_lead_ins() -> None:
    document = markdown(
        "---\ntitle: Our Aims\ndate: 2031-02-03\n---\n### Parks\n\n**Green Paths**\n\n"
        "2035 targets:\n- Add 5 km<sup>2</sup> "
        "of [paths](http://a.b/c_(d)) &amp; **R&amp;D**\n- Plant *many* trees\n"
    )
    assert blocks(document) == [
        ("heading", 3, "Parks"),
        ("heading", 4, "Green Paths"),
        ("paragraph", 0, "2035 targets:"),
        ("list_item", 1, "Add 5 km2 of paths & R&D"),
        ("list_item", 1, "Plant many trees"),
    ]
    assert (document.title, document.title_source, document.published) == ("Our Aims", "metadata", "2031-02-03")


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("plan.md", "# Tasks\n\n- [x] Plant 2 million trees\n- [ ] Cut waste by 30 %\n1. [X] Close 4 mines\n"),
        ("plan.txt", "Tasks\n\n- [x] Plant 2 million trees\n- [ ] Cut waste by 30 %\n- [X] Close 4 mines\n"),
        ("plan.html", "<h1>Tasks</h1><ul><li>[x] Plant 2 million trees<li>[ ] Cut waste by 30 %<li>[X] Close 4 mines"),
    ],
)
def test_reading_takes_the_box_before_a_task_for_no_text(name: str, lines: str) -> None:
    document = read(Path(name), data=lines.encode())
    items = [block for block in document.blocks if block.kind == "list_item"]
    assert [item.text for item in items] == ["Plant 2 million trees", "Cut waste by 30 %", "Close 4 mines"]
    assert all(lines[item.origins[0] :].startswith(item.text) for item in items)


@pytest.mark.parametrize(("raised", "text"), [(7, "Save 20 % by 2030."), (0, "Save 20 % by 20301.")])
def test_reading_docx_takes_what_is_lifted_above_its_line_for_raised(raised: int, text: str) -> None:
    document = WordDocument()
    paragraph = document.add_paragraph("Save 20 % by 2030")
    mark = paragraph.add_run("1")
    position = mark._r.get_or_add_rPr().makeelement(qn("w:position"), {qn("w:val"): str(raised)})
    mark._r.rPr.append(position)
    paragraph.add_run(".")
    assert [block.text for block in read(Path("a.docx"), data=layouts.saved(document)).blocks] == [text]


def test_reading_docx_reads_styles_lists_tables_notes_and_marks() -> None:
    document = WordDocument()
    document.add_heading("Aims", 2)
    paragraph = document.add_paragraph("Save CO")
    paragraph.add_run("2").font.subscript = True
    paragraph.add_run(" by 2030")
    paragraph.add_run("1").font.superscript = True
    paragraph.add_run(".")
    document.add_paragraph("first aim", style="List Bullet")
    document.add_paragraph("deeper aim", style="List Bullet 2")
    document.add_paragraph().add_run("Bold Lead").bold = True
    table = document.add_table(rows=2, cols=2)
    for row, texts in zip(table.rows, (("Aim", "2030"), ("Share", "25 %")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    read_back = read(Path("a.docx"), data=layouts.saved(document))
    assert blocks(read_back)[:5] == [
        ("heading", 2, "Aims"),
        ("paragraph", 0, "Save CO2 by 2030."),
        ("list_item", 1, "first aim"),
        ("list_item", 2, "deeper aim"),
        ("heading", 3, "Bold Lead"),
    ]
    assert [block.text for block in read_back.blocks if block.cell] == ["Aim", "2030", "Share", "25 %"]


def test_reading_text_drops_page_numbers_and_running_heads() -> None:
    page = (
        "Plan of the Port 20{0}\n\nfor the harbour with its {2} quays, which are rebuilt in {0} stages over the\n"
        "{2} years with\n\n {1}\n\n"
    )
    pages = [page.format(i + 31, i + 7, name) for i, name in enumerate(["new", "old", "long", "wide"])]
    text = "The port cares in its way\n" + "".join(pages) + "care for all.\n"
    document = read(Path("a.txt"), data=text.encode())
    assert "Plan of the Port" not in document.text
    assert all(f" {n} " not in f" {document.text} " for n in (7, 8, 9, 10))
    assert document.text.endswith("wide years with care for all.")


def test_reading_text_takes_form_feeds_as_pages_and_bullets_as_lists() -> None:
    document = read(Path("a.txt"), data="First page text ends.\n\f• one aim\n• two aims,\n  and more\n".encode())
    assert document.pages == 2
    assert [(b.kind, b.page, b.text) for b in document.blocks] == [
        ("paragraph", 1, "First page text ends."),
        ("list_item", 2, "one aim"),
        ("list_item", 2, "two aims, and more"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_reading_text_finds_the_encoding(encoding: str) -> None:
    text = "The city’s aim – 25 € per café – stands.\n" * 5
    document = read(Path("a.txt"), data=text.encode(encoding))
    assert "The city’s aim – 25 € per café – stands." in document.text
    assert [note.code for note in document.notes] == (["D023"] if encoding in {"cp1252", "utf-16-le"} else [])


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("Veldmark, 3 March 2031", "2031-03-03"),
        ("3 March 2031 -- The port today opened its new quay to the public and to ships.", "2031-03-03"),
        ("Published on March 3, 2031 by the press office of the port.", "2031-03-03"),
        ("Status: November 2030", "2030-11"),
        ("In March 2031 the port opened a quay that is longer than all others.", None),
    ],
)
def test_reading_finds_the_date_in_the_head_of_the_text(head: str, date: str | None) -> None:
    document = read(
        Path("a.txt"), data=f"Plan of the Port\n\n{head}\n\nThe quay is long and it will grow on.\n".encode()
    )
    assert document.published == date
    assert document.published_source == ("text head" if date else "")


def test_reading_tells_the_kind_by_content_and_notes_a_wrong_suffix() -> None:
    document = read(Path("plan.pdf"), data=layouts.as_docx())
    assert document.media_type.endswith("wordprocessingml.document")
    assert [note.code for note in document.notes] == ["D022"]
    assert read(Path("plan.txt"), data=layouts.as_pdf(layouts.Layout())).media_type == "application/pdf"


def test_reading_asks_the_readers_of_other_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    from policyledger.reading import Block, Reading

    class Shouting:
        media_type = "text/x-shout"
        suffixes = (".shout",)

        def sniff(self, data: bytes) -> bool:
            return data.startswith(b"!!")

        def read(self, data: bytes, path: str) -> Reading:
            return Reading((Block(data[2:].decode().lower()),))

    class Point:
        name = "shout"

        def load(self) -> Shouting:
            return Shouting()

    monkeypatch.setattr(
        "policyledger.reading.plugins.entry_points", lambda group: [Point()] if group == "policyledger_readers" else []
    )
    plugins.cache_clear()
    try:
        document = read(Path("a.shout"), data=b"!!BUILD 5 QUAYS")
    finally:
        plugins.cache_clear()
    assert (document.media_type, document.text) == ("text/x-shout", "build 5 quays")


SCRAPED = """[Skip to main content](#main)

We use cookies. See our [cookies policy](https://a.example/cookies).

[Accept all cookies](#yes)

{menu}

# A new pier for Veldmark

The pier will be 400 metres long. Two ferries can land there at once.

* [Read the plan of the pier in full](https://a.example/plan), which holds every figure.

{menu}
"""


def test_reading_markdown_leaves_out_what_a_scraped_page_brings_along() -> None:
    menu = "\n".join(f"* [Topic {i} of the port](https://a.example/{i})" for i in range(8)) + "\n* More"
    assert blocks(markdown(SCRAPED.format(menu=menu))) == [
        ("heading", 1, "A new pier for Veldmark"),
        ("paragraph", 0, "The pier will be 400 metres long. Two ferries can land there at once."),
        ("list_item", 1, "Read the plan of the pier in full, which holds every figure."),
    ]


def test_reading_markdown_keeps_lists_of_links_that_say_something() -> None:
    items = [f"Quay {i} will save [{i} GWh](https://a.example/{i}) by 2031." for i in range(8)]
    assert [text for _, _, text in blocks(markdown("\n".join(f"* {item}" for item in items)))] == [
        f"Quay {i} will save {i} GWh by 2031." for i in range(8)
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Contents\n\n# Foreword\n\n## Ships of the Sound\n\nThey sail.", "Ships of the Sound"),
        ("# EN\n\n## Ships of the Sound\n\nThey sail.", "Ships of the Sound"),
        ("# Ministry of the Sea\n\n# Ships of the Sound\n\n# A Plan for 2040\n\nThey sail.", None),
        ("# For Immediate Release\n\n# Lima, 17 May 2021\n\n## Ships of the Sound\n\nThey sail.", "Ships of the Sound"),
        ("# Ships 12\n\n# Ships of the Sound\n\nThey sail.", "Ships of the Sound"),
    ],
    ids=["any-document", "language", "two-lines", "press", "contents"],
)
def test_reading_finds_the_title_among_the_first_headings(text: str, title: str | None) -> None:
    document = markdown(text)
    assert document.title == (title or "Ships of the Sound A Plan for 2040")
    assert document.title_source == "first heading"


@pytest.mark.parametrize("lines", [["Ships of the Sound"], ["Ships of the Sound", "A Plan for 2040"]])
def test_reading_docx_takes_what_has_the_style_of_a_title_for_it_and_no_heading_below(lines: list[str]) -> None:
    document = WordDocument()
    document.core_properties.title = ""
    for line in lines:
        document.add_paragraph(line, style="Title")
    for heading, level in (("Ferries", 1), ("Routes", 2)):
        document.add_heading(heading, level)
    document.add_paragraph("They sail.")
    read_back = read(Path("a.docx"), data=layouts.saved(document))
    assert (read_back.title, read_back.title_source) == (" ".join(lines), "first heading")
    assert blocks(read_back) == [
        *(("heading", 1, line) for line in lines),
        ("heading", 2, "Ferries"),
        ("heading", 3, "Routes"),
        ("paragraph", 0, "They sail."),
    ]


def test_reading_html_takes_no_file_name_for_a_title() -> None:
    document = html(
        "<h1>Official Journal of the Sound</h1><h2>Act on Ferries</h2><p>They sail.</p>", "<title>L_01.xml</title>"
    )
    assert document.title == "Act on Ferries"


def test_reading_takes_no_row_of_names_and_values_for_a_header() -> None:
    rows = [("Base year", "2010"), ("Landings", "5 Mt"), ("Target year", "2035"), ("Cut", "9 Mt")]
    document = html(
        "<table>" + "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in rows) + "</table>"
    )
    cells = {block.text: block.cell for block in document.blocks}
    value = cells["9 Mt"]
    assert value is not None
    assert value.column_headers == ()
    assert [document.blocks[head].text for head in value.row_headers] == ["Cut"]


def test_reading_markdown_reads_html_inside_it_as_html() -> None:
    source = (
        "# Harbours\n\n<div>\n\t<input type=checkbox id=a><label for=a>Pillar 1: Cranes</label>\n\t<div>\n"
        "\t\tBy 2030, we will lift <b>50% more &amp; farther.</b><br><br>\n\t\tEvery quay counts.\n\n"
        "\t\tMore <i>quays</i> follow.</div></div>\n\n"
        "<table><tr><th>Indicator</th><th>2030</th></tr><tr><td>Share of wind</td><td>25 %</td></tr></table>\n"
    )
    document = read(Path("t.md"), data=source.encode())
    assert [(block.kind, block.text) for block in document.blocks] == [
        ("heading", "Harbours"),
        ("paragraph", "Pillar 1: Cranes"),
        ("paragraph", "By 2030, we will lift 50% more & farther."),
        ("paragraph", "Every quay counts."),
        ("paragraph", "More quays follow."),
        ("table_cell", "Indicator"),
        ("table_cell", "2030"),
        ("table_cell", "Share of wind"),
        ("table_cell", "25 %"),
    ]
    for word in ("lift", "farther", "follow", "25 %"):
        start = document.text.index(word)
        span = document.source_span(start, start + len(word))
        assert span is not None
        assert source[slice(*span)] == word


def test_reading_takes_tags_alone_for_markdown_in_a_file_so_called() -> None:
    document = read(Path("t.md"), data=b"The port will set aside <b>50 more berths</b> for ferries.\n")
    assert [block.text for block in document.blocks] == ["The port will set aside 50 more berths for ferries."]


def test_reading_html_drops_marks_of_notes_by_their_name_over_white_space() -> None:
    document = html(
        '<p>Power for gliders\n<span>\n<a class="footnoteRef" href="#footnote57">\n 56\n</a>\n</span>\n<span>and planes'
        ' needs <a href="#p12">12</a> stands.</span></p>'
    )
    assert document.text.split() == ["Power", "for", "gliders", "and", "planes", "needs", "12", "stands."]


@pytest.mark.parametrize(
    ("attributes", "kept"),
    [
        ('class="related-measures"', True),
        ('class="modal-split"', True),
        ('id="social"', True),
        ('class="promo"', True),
        ('class="accordion-panel collapse" style="display:none"', True),
        ('role="tabpanel" hidden', True),
        ('class="tab-pane" aria-hidden="true"', True),
        ('id="cookie-banner"', False),
        ('role="dialog" aria-labelledby="a" hidden', False),
        ('class="navbar-collapse" hidden', False),
        ("hidden", True),
    ],
)
def test_reading_html_drops_no_value_by_a_name(attributes: str, kept: bool) -> None:
    more = "<p>The plan goes on here for everyone.</p>" * 8
    page = html(f"{more}<div {attributes}><p>Rail will carry 25 per cent by 2035.</p></div>")
    assert ("Rail will carry 25 per cent by 2035." in page.text) is kept


@pytest.mark.parametrize("name", ["site-nav", "breadcrumb", "ecl-breadcrumb", "social", "relatedLinks", "sr-only"])
def test_reading_html_drops_furniture_by_its_name(name: str) -> None:
    more = "<p>The plan goes on here for everyone.</p>" * 8
    assert "Something else" not in html(f'{more}<div class="{name}"><p>Something else</p></div>').text


@pytest.mark.parametrize("piece", ["<a ", "<a b='c' ", "<a b=", '<p a="', "<p a='<b c=\"", '<p a="x>y" '])
def test_reading_html_finds_its_tags_in_linear_time(piece: str) -> None:
    ratio = times_as_long(lambda: list(text_runs(piece * 80_000)), lambda: list(text_runs(piece * 20_000)), below=10)
    assert ratio < 10


@pytest.mark.parametrize("name", ['class="FootnoteText"', 'class="oj-note"', 'id="footnote3" role="doc-footnote"'])
def test_reading_html_takes_notes_for_notes_and_leaves_out_their_marks(name: str) -> None:
    document = html(
        f'<p>We will build 3 piers.</p><dl><dd id="footnote3"><a href="#r3">(3)</a><p {name}>Of oak.</p></dd></dl>'
    )
    assert [(kind, text) for kind, _, text in blocks(document)] == [
        ("paragraph", "We will build 3 piers."),
        ("footnote", "Of oak."),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("# Port\n\n## Aims\n\nThe port will buy 12 boats.\n", "text/markdown"),
        ("# Port\n\nThe port will buy **12 000** nets by 2031.\n", "text/markdown"),
        ("See the [aims](https://port.example).\n\n| Aim | 2031 |\n|---|---|\n| Boats | 12 |\n", "text/markdown"),
        ("---\ntitle: Port\n---\n\n# Port\n\nThe port will buy 12 boats.\n", "text/markdown"),
        ("# 1 of the ports of the north\n\n* It will buy 12 boats by 2031.\n", "text/plain"),
        ("The port will buy 12* boats and 3** nets.\n\n* in all\n** by 2031\n", "text/plain"),
        ("# name\n# value\n\nThe port will buy 12 boats [see (1)].\n", "text/plain"),
        ("# Port\n\n" + "The port will buy 12 boats.\n" * 90 + "\n**A note**\n", "text/plain"),
    ],
)
def test_reading_tells_markdown_by_its_marks_whatever_it_is_called(text: str, kind: str) -> None:
    for name in ("port.txt", "port"):
        document = read(Path(name), data=text.encode())
        assert document.media_type == kind and not document.notes


def test_reading_docx_tells_the_levels_of_bold_paragraphs_by_size_or_number() -> None:
    def of(*headings: tuple[str, int]) -> list[tuple[str, int]]:
        document = WordDocument()
        for text, size in headings:
            run = document.add_paragraph().add_run(text)
            run.bold = True
            run.font.size = Pt(size) if size else None
            document.add_paragraph("The port has written down what it wants to do with its quays by 2031.")
        blocks = read(Path("a.docx"), data=layouts.saved(document)).blocks
        return [(block.text, block.level) for block in blocks if block.kind == "heading"]

    assert of(("Port plan", 20), ("Ships", 16), ("Ferries", 12), ("Quays", 16)) == [
        ("Port plan", 1), ("Ships", 2), ("Ferries", 3), ("Quays", 2),
    ]  # fmt: skip
    assert of(("Port plan", 0), ("1. Ships", 0), ("1.1 Ferries", 0), ("2. Quays", 0)) == [
        ("Port plan", 1), ("1. Ships", 2), ("1.1 Ferries", 3), ("2. Quays", 2),
    ]  # fmt: skip


DATED = "Published 14 March 2025"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", f"{DATED}\n\nPort plan\n\nThe port will grow by 20 % until 2031.\n"),
        ("a.txt", f"Port plan\n\n{DATED}\n\nThe port will grow by 20 % until 2031.\n"),
        ("a.md", f"**{DATED}**\n\n**Port plan**\n\nThe port will grow by 20 % until 2031.\n"),
        (
            "a.html",
            f"<p><b>{DATED}</b></p><p><b>Port plan</b></p><p>The port will grow by 20 % until 2031.</p>",
        ),
    ],
)
def test_reading_takes_the_line_that_dates_a_document_for_no_title(name: str, data: str) -> None:
    document = read(Path(name), data=data.encode())
    assert (document.title, document.published, document.published_source) == ("Port plan", "2025-03-14", "text head")
    assert [(block.kind, block.text) for block in document.blocks if block.kind == "heading"] == [
        ("heading", "Port plan")
    ]


NUMBERED = """<table><tr><td colspan=3>Table 3: Emissions by sector, in thousands of tonnes</td></tr>
<tr><td>Sector</td><td>2005</td><td>2030</td></tr><tr><td colspan=3>Industry</td></tr>
<tr><td>Cement</td><td>450</td><td>200</td></tr><tr><td colspan=3>Homes</td></tr>
<tr><td>Flats</td><td>50</td><td>20</td></tr><tr><td>Total</td><td>500</td><td>220</td></tr>
<tr><td colspan=3>Source: the statistics office. Figures are rounded.</td></tr></table>"""


def test_reading_takes_title_and_source_of_a_table_out_of_its_rows() -> None:
    blocks = read(Path("a.html"), data=NUMBERED.encode()).blocks
    assert (blocks[0].kind, blocks[-1].kind) == ("caption", "paragraph")
    heads = {
        block.text: [blocks[at].text for at in block.cell.row_headers]
        for block in blocks
        if block.cell and not block.cell.is_header
    }
    assert (heads["450"], heads["20"], heads["220"]) == (["Industry", "Cement"], ["Homes", "Flats"], ["Total"])
    assert {block.cell.caption for block in blocks if block.cell} == {0}


def test_reading_html_gives_a_table_the_caption_of_the_figure_it_stands_in() -> None:
    table = "<table><tr><th>Year</th><th>Share (%)</th></tr><tr><td>2030</td><td>60</td></tr></table>"
    page = f"<h1>Plan</h1><p>Text.</p><figure>{table}<figcaption>Table 3: Cars</figcaption></figure><p>The end.</p>"
    blocks = read(Path("a.html"), data=page.encode()).blocks
    assert [block.text for block in blocks if block.cell is None] == ["Plan", "Text.", "Table 3: Cars", "The end."]
    assert {block.cell.caption for block in blocks if block.cell} == {2}


@pytest.mark.parametrize("unit", ["(RM'000)", "(’000 ha)", "In thousands of tonnes", "(US$ million)"])
def test_reading_takes_a_line_with_a_scale_for_the_unit_of_a_table(unit: str) -> None:
    page = f"<h1>Plan</h1><p>{unit}</p><table><tr><th>A</th><th>2030</th></tr><tr><td>B</td><td>60</td></tr></table>"
    blocks = read(Path("a.html"), data=page.encode()).blocks
    assert {block.cell.unit for block in blocks if block.cell} == {1}


@pytest.mark.parametrize(
    ("head", "first"), [("2", "0"), ("9", "130"), ("2", "130")], ids=["to the end", "past the head", "many rows"]
)
def test_reading_html_ends_merged_cells_with_the_part_of_the_table_they_are_in(head: str, first: str) -> None:
    named = {number: f"Quay {chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(1, 131)}
    rows = "".join(f"<tr><td>{named[number]}<td>{1000 + number} m</tr>" for number in range(2, 131))
    document = html(
        f"<table><thead><tr><th rowspan={head}>Port<th>Quay<th>Length</tr></thead>"
        f"<tbody><tr><td rowspan={first}>Tarn<td>{named[1]}<td>1001 m</tr>{rows}</tbody></table>"
    )
    headers = row_headers(document)
    assert [headers[f"{1000 + number} m"][0] for number in (1, 2, 101, 130)] == ["Tarn"] * 4
    assert headers["1130 m"] == ["Tarn", named[130]]


def test_reading_html_reads_tables_within_tables_however_deep() -> None:
    depth = 600
    document = html("<table><tr><td>a<td>b<tr><td>c<td>" * depth + "50 quays" + "</table>" * depth)
    assert any("50 quays" in text for _, _, text in blocks(document))


def test_reading_markdown_leaves_out_what_is_struck_out_in_html() -> None:
    document = markdown("# Plan\n\nBuild <del>30</del> 50 quays and <s>20</s> 40 piers.\n")
    assert [" ".join(text.split()) for _, _, text in blocks(document)] == ["Plan", "Build 50 quays and 40 piers."]


def test_reading_looks_through_a_long_title_in_linear_time() -> None:
    def page(times: int) -> bytes:
        return b"<h1>" + b"Big title of it " * times + b"</h1><p>Text.</p>"

    short, long = page(2000), page(8000)
    ratio = times_as_long(lambda: read(Path("a.html"), data=long), lambda: read(Path("a.html"), data=short))
    assert ratio < 10


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ALTERNATIVES = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def word_text(body: str, styles: str = "", encoding: str = "utf-8") -> list[str]:
    """The texts of the blocks of a Word file with this body."""

    def xml(name: str, inner: str) -> bytes:
        spaces = f'xmlns:w="{_WORD}" xmlns:mc="{_ALTERNATIVES}"'
        return f'<?xml version="1.0" encoding="{encoding}"?><w:{name} {spaces}>{inner}</w:{name}>'.encode(encoding)

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", xml("document", f"<w:body>{body}</w:body>"))
        archive.writestr("word/styles.xml", xml("styles", styles))
    return [" ".join(block.text.split()) for block in read(Path("a.docx"), data=out.getvalue()).blocks]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def field_char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


FIFTY = run("50")
CHOICE = "<mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>"


@pytest.mark.parametrize(
    "piece",
    [
        f"<w:customXml>{FIFTY}</w:customXml>",
        CHOICE.format(FIFTY),
        f"<w:r>{CHOICE.format('<w:t>50</w:t>')}</w:r>",
        *[
            field_char("begin") + field_char("begin") + field_char("separate") + run("30") + field_char("end")
            + field_char("separate") + FIFTY + field_char("end")
        ],
    ],
    ids=["custom XML", "alternatives of runs", "alternatives in a run", "a field within a field"],
)  # fmt: skip
def test_reading_docx_reads_what_stands_in_a_wrapper_once(piece: str) -> None:
    assert word_text(paragraph(run("Build "), piece, run(" quays."))) == ["Build 50 quays."]


def test_reading_docx_reads_alternatives_of_paragraphs_once() -> None:
    assert word_text(CHOICE.format(paragraph(run("Build 50 quays.")))) == ["Build 50 quays."]


@pytest.mark.parametrize(
    ("look", "over", "text"),
    [
        ("<w:strike/>", "", "Build 50 quays."),
        ("<w:vanish/>", "", "Build 50 quays."),
        ('<w:vertAlign w:val="superscript"/>', "", "Build 50 quays."),
        ("<w:strike/>", '<w:strike w:val="0"/>', "Build 30 50 quays."),
    ],
)
def test_reading_docx_shows_text_as_its_style_or_the_one_that_is_based_on_does(look: str, over: str, text: str) -> None:
    styles = (
        f'<w:style w:styleId="Base"><w:rPr>{look}</w:rPr></w:style>'
        '<w:style w:styleId="Own"><w:basedOn w:val="Base"/></w:style>'
    )
    said = word_text(paragraph(run("Build "), run("30", f'<w:rStyle w:val="Own"/>{over}'), run(" 50 quays.")), styles)
    assert said == [text]


def test_reading_docx_reads_a_part_in_the_encoding_it_declares() -> None:
    assert word_text(paragraph(run("Build 5–7 quays.")), encoding="windows-1252") == ["Build 5–7 quays."]


PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="wp" xmlns:a="a"><wp:extent cx="{}" cy="{}"/><a:blip/></wp:inline>'
    "</w:drawing></w:r></w:p>"
)


@pytest.mark.parametrize(
    ("width", "height", "words", "noted"),
    [
        (7_000_000, 9_000_000, 4, True),
        (7_000_000, 9_000_000, 60, False),
        (2_000_000, 2_000_000, 4, False),
    ],
    ids=["a scanned page", "a page of text beside it", "a logo"],
)
def test_reading_docx_says_that_a_scanned_page_in_it_is_not_read(
    width: int, height: int, words: int, *, noted: bool
) -> None:
    out = io.BytesIO()
    body = paragraph(run("Annex of targets: " + "quay " * (words - 3))) + PICTURE.format(width, height)
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>')
    document = read(Path("a.docx"), data=out.getvalue())
    assert (document.partial, [note.code for note in document.notes]) == (noted, ["D012"] * noted)


@pytest.mark.parametrize(
    "page",
    [
        "&lt;p&gt;Noise &amp;amp; smell fall by 15 % by 2031.&lt;/p&gt;",
        "<nav>Home</nav><p>Noise &amp; smell fall by 15 % by 2031.</p>",
    ],
)
@pytest.mark.parametrize("name", ["a.html", "a.md"])
def test_reading_html_reads_the_page_that_a_frame_holds_in_itself(page: str, name: str) -> None:
    frame = f'<iframe title="Aims" srcdoc="{page}" width="90"></iframe>'
    source = f"<h1>Plan</h1>\n<p>It is old.</p>\n<div>{frame}</div>\n<iframe src='b.html'>Noise</iframe>\n"
    document = read(Path(name), data=source.encode())
    texts = [block.text for block in document.blocks]
    assert texts == ["Plan", "It is old.", "Noise & smell fall by 15 % by 2031."]
    start = document.text.index("15 %")
    span = document.source_span(start, start + 4)
    assert span is not None
    assert source[slice(*span)] == "15 %"


@pytest.mark.parametrize(
    ("broken", "lines"),
    [
        ("2026: 1 GW<br>2028: 2.5 GW<br>2030: 5 GW", ["2026: 1 GW", "2028: 2.5 GW", "2030: 5 GW"]),
        ("20 % by 2026<br>30 % by 2030", ["20 % by 2026", "30 % by 2030"]),
        ("Wind: 3 GW by 2026<br>Sun: 5 GW by 2030", ["Wind: 3 GW by 2026", "Sun: 5 GW by 2030"]),
        ("Wind&nbsp;&nbsp;30 %<br>Sun: €45 bn", ["Wind 30 %", "Sun: €45 bn"]),
        ("Fall by 20 %<br>by 2030", ["Fall by 20 % by 2030"]),
        ("Plastic<br>boxes", ["Plastic boxes"]),
        ("40 %<br>(2019: 30 %)", ["40 % (2019: 30 %)"]),
        ("Aims 2 and 3 of the<br>Plan 2030", ["Aims 2 and 3 of the Plan 2030"]),
        ("1,200<br>3,000", ["1,200 3,000"]),
    ],
)
@pytest.mark.parametrize("around", ["<td>{}</td>", "<td><p>{}</p></td>"])
def test_reading_html_parts_lines_that_tell_something_of_their_own(around: str, broken: str, lines: list[str]) -> None:
    document = html(
        f"<table><tr><th>Aim</th><th>Steps</th></tr><tr><td>Storage</td>{around.format(broken)}</tr></table>"
    )
    assert [block.text for block in document.blocks][3:] == lines


def test_reading_html_drops_the_head_of_a_column_that_stands_again_in_its_cells() -> None:
    row = "<tr><td><b>Goal:</b> {}</td><td><b>Value</b> {}</td></tr>"
    rows = (
        row.format("Reuse", "10 % by 2030")
        + row.format("Repair", "5 % by 2030")
        + "<tr><td><b>Goal</b></td><td>1</td></tr>"
    )
    document = html(f"<table><tr><th>Goal</th><th>Value</th></tr>{rows}</table>")
    texts = [block.text for block in document.blocks]
    assert texts == ["Goal", "Value", "Reuse", "10 % by 2030", "Repair", "5 % by 2030", "Goal", "1"]


def test_reading_html_leaves_no_brackets_around_the_mark_of_a_note() -> None:
    document = html('<p>Wind grows to 40 GW (<a href="#note1">1</a>) [<a href="#n2">2</a>] by 2030; f() is kept.</p>')
    assert document.text == "Wind grows to 40 GW by 2030; f() is kept."


@pytest.mark.parametrize(
    "part",
    ['<div class="rating">4.5 of 5 stars (120 votes)</div>', '<div class="toc"><p>Quays until 2030</p></div>'],
)
def test_reading_html_drops_what_is_called_a_rating_or_contents(part: str) -> None:
    filler = "<p>The harbour board looks after the quays of the town.</p>" * 8
    assert html(f"<h1>Plan</h1>{part}{filler}").text == html(f"<h1>Plan</h1>{filler}").text


def test_reading_takes_a_merged_label_for_that_of_all_its_rows_however_many() -> None:
    rows = "".join(
        f"<tr>{'<td rowspan=900>North</td>' * (i == 0)}<td>4{i % 10}</td><td>5{i % 10}</td></tr>" for i in range(900)
    )
    page = f"<table><tr><th>Port</th><th>2025</th><th>2030</th></tr>{rows}</table>"
    document = read(Path("a.html"), data=page.encode())
    cell = document.blocks[-1].cell
    assert cell and [document.blocks[i].text for i in cell.row_headers] == ["North"]


def test_reading_takes_a_marked_label_over_one_column_for_its_header() -> None:
    rows = "<tr><th></th><th>2030</th></tr><tr><td>Wind</td><td>30 %</td></tr><tr><td>Sun</td><td>5 %</td></tr>"
    document = read(Path("a.html"), data=f"<table>{rows}</table>".encode())
    heads = [[document.blocks[i].text for i in block.cell.column_headers] for block in document.blocks if block.cell]
    assert heads == [[], [], ["2030"], [], ["2030"]]


def test_reading_html_reads_a_table_whose_first_row_says_nothing() -> None:
    table = "<table><tr><th> </th><td> </td><td></td></tr><tr><th>Wind</th><td>30 %</td><td>40 %</td></tr></table>"
    document = read(Path("a.html"), data=f"<p>Aims.</p>{table}".encode())
    assert [block.text for block in document.blocks] == ["Aims.", "Wind", "30 %", "40 %"]
