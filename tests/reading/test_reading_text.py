"""Plain text and Markdown as blocks, and the way back to the source."""

from __future__ import annotations

from pathlib import Path

import pytest

from beside import times_as_long
from policyledger.errors import PolicyledgerError
from policyledger.reading import Document, read, source_text


def txt(text: str, name: str = "plan.txt") -> Document:
    return read(Path(name), data=text.encode())


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def test_reading_text_joins_a_sentence_that_a_blank_line_has_cut() -> None:
    source = "The plan for the harbour and its quays was released in March,\n\n2031, and the port will grow.\n"
    document = txt(source)
    assert kinds(document) == [
        ("paragraph", "The plan for the harbour and its quays was released in March, 2031, and the port will grow.")
    ]
    start = document.text.index("March, 2031")
    span = document.source_span(start, start + 11)
    assert span is not None and source[slice(*span)] == "March,\n\n2031"


@pytest.mark.parametrize(
    ("code", "data", "name"),
    [("D002", b" \n\t", "a.txt"), ("D003", bytes(range(256)) * 40, "a.txt"), ("D004", b"\x7fELF\x01\x02\x00", "a.bin")],
)
def test_reading_refuses_what_holds_no_text(code: str, data: bytes, name: str) -> None:
    with pytest.raises(PolicyledgerError) as caught:
        read(Path(name), data=data)
    assert caught.value.code == code


def test_reading_says_that_a_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(PolicyledgerError) as caught:
        read(tmp_path / "none.txt")
    assert caught.value.code == "D001"


def test_reading_text_takes_a_drawn_rule_for_no_words() -> None:
    document = txt("Ships of the Sound\n------\nThey sail to the islands every day of the year.\n---\nThey are many.\n")
    assert kinds(document) == [
        ("heading", "Ships of the Sound"),
        ("paragraph", "They sail to the islands every day of the year."),
        ("paragraph", "They are many."),
    ]


SHORT = "Aims of the port\n\n{}\nThe port will grow by 20 % in 2035.\n"
LONG = (
    "The plan of the port was written with everyone who works there, and its aims are\nchecked every year by the board"
    " of the harbour, which reports them to the town and\nto the country as a whole.\n\n{}\n"
)


@pytest.mark.parametrize(
    ("text", "item", "after"),
    [
        (SHORT.format("• Cut waste of all ships by 30 % in 2030."), "Cut waste of all ships by 30 % in 2030.", True),
        (LONG.format("• 30 % less waste by 2030\nThe port will grow as well."), "30 % less waste by 2030", True),
        (
            LONG.format("• Cut waste in all that is done in the harbour and on ships\n  that land there\n"
                        "• Build 5 km of quay of wood that was grown in the country itself, near the sea.\n"
                        "The port will grow as well."),
            "Build 5 km of quay of wood that was grown in the country itself, near the sea.",
            True,
        ),
        (
            LONG.format("• Build 5 km of quay of wood that was grown in the country itself, as the\n"
                        "Forest Act wants it by 2030"),
            "Build 5 km of quay of wood that was grown in the country itself, as the Forest Act wants it by 2030",
            False,
        ),
        (
            LONG.format("• Build 5 km of quay of wood that was grown in the country near the sea.\n"
                        "  Oak will do for all of it."),
            "Build 5 km of quay of wood that was grown in the country near the sea. Oak will do for all of it.",
            False,
        ),
    ],
    ids=["short", "unended", "hanging", "wrapped", "wrapped-sentence"],
)  # fmt: skip
def test_reading_text_keeps_what_follows_a_list_item_apart_from_it(text: str, item: str, after: bool) -> None:
    found = kinds(txt(text))
    at = found.index(("list_item", item))
    assert (at < len(found) - 1) is after
    if after:
        assert found[at + 1][0] == "paragraph"


def test_reading_text_drops_running_heads_of_short_pages() -> None:
    page = "Isle of Cork: Plan\n\nPart {} opens.\n\nWe will build 3 piers by 2031.\n"
    source = "\f".join(map(page.format, ("one", "two", "three")))
    texts = [block.text for block in read(Path("a.txt"), data=source.encode()).blocks]
    assert [text for text in texts if "Isle of Cork" in text] == ["Isle of Cork: Plan"] == texts[:1]


@pytest.mark.parametrize("item", ["- Build {0} new wind parks", "Build {0} new wind parks", "{0} new wind parks"])
def test_reading_text_takes_years_for_headings_and_items_for_no_running_heads(item: str) -> None:
    years = range(25, 30)
    pieces = "20{0}\n\n" + item + "\n\n- Plant trees in town\n\n- Buy 10 electric buses\n\n"
    text = txt("Roadmap\n\n" + "".join(map(pieces.format, years))).text
    assert all(f"20{year}" in text and f"{year} new wind parks" in text for year in years)
    assert text.count("Plant trees") == text.count("10 electric") == len(years)


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("the share of wind power in all the grid shall rise to", 40, "per cent by the year 2030, and no later."),
        ("the town will raise its share of wind in all of the grid,", 40, "% of it by 2030, and no later."),
        ("the emissions of all the industry shall fall by", 12, "in the years that come."),
        ("the lines must be ready for trains by", 2030, "so that all can use them."),
    ],
)
def test_reading_text_keeps_a_lone_number_that_its_sentence_wants(before: str, value: int, after: str) -> None:
    text = txt(f"The plan says that {before}\n\n{value}\n\n{after}\n\nThe text goes on.\n").text
    assert str(value) in text


@pytest.mark.parametrize("after", ["the quays of the old harbour.", "40 per cent by the year 2030."])
def test_reading_text_drops_a_page_number_before_what_the_sentence_wants(after: str) -> None:
    text = txt(f"The plan of the town says that the share shall rise to\n\n12\n\n{after}\n").text
    assert "12" not in text


def test_reading_text_drops_numbers_that_count_pages_after_any_word() -> None:
    pages = [f"The port pays the exporters of\n\n{n}\n\ngarments {name}\nand more\nof it.\n\n" for n, name in
             zip(range(36, 40), ("new", "old", "long", "wide"), strict=True)]  # fmt: skip
    text = txt("".join(pages) + "They spend 4.5\n\n40\n\nlakh crores.\n").text
    assert not any(str(n) in text for n in range(36, 41))


@pytest.mark.parametrize(
    "text",
    [
        "North district\n\n12\n\nSouth district\n\n13\n\nEast district\n\n14\n\nWest district\n\n15\n\nThat is all.\n",
        "The numbers of the new quays stand below.\n\n3\n\n4\n\n5\n\n6\n\nThat is all.\n",
        "".join(f"{'Quays are built of stone and of wood. ' * 20}\n\n{n}\nnew quays in {place}\n\n"
                for n, place in zip(range(12, 16), ("Cork", "Bray", "Kerry", "Ulm"), strict=True)),
    ],
    ids=["labelled", "bare", "told"],
)  # fmt: skip
def test_reading_text_keeps_figures_that_count_up_by_chance(text: str) -> None:
    shown = " ".join(["", *txt(text).text.split(), ""])
    assert all(f" {n} " in shown for n in (range(3, 7) if " 3 " in text.replace("\n", " ") else range(12, 16)))


def test_reading_text_drops_numbers_a_page_apart_and_heads_that_meet_at_its_end() -> None:
    page = f"EN\n\n{'The quays of the port are built of stone and of wood that lasts. ' * 12}\n\nEN\n\n{{}}\n\n"
    document = txt("".join(map(page.format, range(1, 6))))
    assert {block.text.split()[0] for block in document.blocks} == {"The"}


def test_reading_text_drops_a_page_number_like_a_year_next_to_a_form_feed() -> None:
    assert "1999" not in txt("The plan has many pages.\n\n1999\n\fThe plan goes on here.\n").text


def test_reading_text_keeps_a_budget_year_as_a_heading() -> None:
    assert "2025/26" in txt("Roadmap\n\n2025/26\n\n- Build parks\n- Plant 15 trees\n").text


def test_reading_text_finds_codes_of_money_in_linear_time() -> None:
    def of(count: int) -> Document:
        return txt("Plan of it\n\n" + "CO 2 " * count + "\n")

    assert times_as_long(lambda: of(8000), lambda: of(2000), below=9) < 9


def test_reading_markdown_reads_raised_marks_in_linear_time() -> None:
    def of(count: int) -> Document:
        return txt("# Plan\n\n" + "a<sup>1</sup> " * count + "\n", "plan.md")

    assert times_as_long(lambda: of(4000), lambda: of(1000), below=9) < 9


@pytest.mark.parametrize(
    "table",
    [
        "| Year 2025 | 25 | 20 |\n|---|---|---|\n| Goal 120 | 20 | 20 |\n| a\\|b 3 | 3 | 0 |\n",
        "> | 1 | | 1 |\n> |---|---|---|\n> | 0 | 0 \\| 0 | 0 |\n",
        "1. | 1 | 1 |\n   |---|---|\n   | 3 | **3** `3\\|3` |\n",
        "2 | 2\n---|---\n1 | 1\n1\n",
        "| 2\0 | 2 |\r\n|---|---|\r\n| a\0 2 | 2 |\r\n",
    ],
)
def test_reading_markdown_leads_each_cell_of_a_row_back_to_its_own_source(table: str) -> None:
    data = f"# Title\n\n{table}".encode()
    source = source_text(Path("plan.md"), data)
    row, end = (-1, -1), 0
    for block in read(Path("plan.md"), data=data).blocks:
        if not block.cell:
            continue
        start, stop = block.origins[0], block.source_ends[-1] if block.source_ends else block.origins[-1] + 1
        if row == (block.cell.table, block.cell.row):
            assert start >= end
        row, end = (block.cell.table, block.cell.row), stop
        shown = source[start:stop].replace("\\|", "|").replace("*", "").replace("`", "").replace("\0", "\ufffd")
        assert block.text in shown


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Cut `water\nuse` by 20 % and water use", "Cut water use by 20 % and water use"),
        ("See <http://a.b/ü%41> by 20 %", "See http://a.b/üA by 20 %"),
        ("A\0 b c by 20 %", "A\ufffd b c by 20 %"),
        ("1. 1 by 20 %", "1 by 20 %"),
        ("- a `b\n\tc` by 20 %", "a b c by 20 %"),
    ],
)
def test_reading_markdown_keeps_the_text_of_each_token(source: str, text: str) -> None:
    data = f"# Title\n\n{source}\n".encode()
    block = read(Path("plan.md"), data=data).blocks[-1]
    assert block.text == text
    raw = source_text(Path("plan.md"), data)
    at = text.index("20 %")
    assert "".join(raw[origin] for origin in block.origins[at : at + 4]) == "20 %"


def test_reading_text_drops_the_heads_and_numbers_of_a_few_pages_that_count_on() -> None:
    plan = "The port will build 12 quays by 2031, and it will teach all of its crews the new trades."
    text = f"{plan}\n\fHarbour Plan 2030       2\n\n{plan}\n\fHarbour Plan 2030       3\n\n{plan}\n\n          - 3 -\n"
    assert [block.text for block in txt(text).blocks] == [plan] * 3
    other = text.replace("2030       3", "2030       90")
    assert any("90" in block.text for block in txt(other).blocks)


PROSE = "The port builds quays of stone, and the town looks after all of them in every year.\n"


@pytest.mark.parametrize("foot", ["Page {0}", "- {0} -"])
def test_reading_text_keeps_a_title_that_heads_every_page_once(foot: str) -> None:
    page = f"HARBOUR STRATEGY\n\n{{0}}. Part\n\nIn {{1}}, {PROSE}\n{foot}\n"
    found = kinds(txt("".join(page.format(number, month) for number, month in enumerate(["May", "June", "July"], 1))))
    assert found[:2] == [("heading", "HARBOUR STRATEGY"), ("heading", "1. Part")]
    assert len(found) == 7


@pytest.mark.parametrize("above", ["Isle of Cork: Plan", "EN"])
def test_reading_text_keeps_no_running_head_above_the_title(above: str) -> None:
    page = f"{above}\n\n{{}}\n\n{PROSE}\n"
    source = "\f".join(page.format(title) for title in ("Harbour Strategy", "Quays", "Locks"))
    assert above not in txt(source).text


def test_reading_text_drops_the_title_and_number_at_the_head_of_a_single_page() -> None:
    source = "Harbour Plan 2030\n\n1. Quays\n\nThe port will now build\n\fHarbour Plan 2030      2\n\nquays of stone.\n"
    assert [text for _, text in kinds(txt(source))] == [
        "Harbour Plan 2030",
        "1. Quays",
        "The port will now build quays of stone.",
    ]


def test_reading_text_drops_a_number_between_dashes_that_ends_it() -> None:
    assert kinds(txt(f"Harbour Plan\n\n{PROSE}\n- 2 -\n"))[-1][1] == PROSE.strip()


def test_reading_text_finds_the_title_above_its_years_and_its_dateline() -> None:
    source = f"HARBOUR STRATEGY\n2024-2035\n\n   Cork, 3 May 2024\n\n1. Introduction\n\n{PROSE}"
    assert kinds(txt(source))[:4] == [
        ("heading", "HARBOUR STRATEGY"),
        ("paragraph", "2024-2035"),
        ("paragraph", "Cork, 3 May 2024"),
        ("heading", "1. Introduction"),
    ]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("given", ["delivered by the Minister on 3 March 2026", "Presented to the House, 3 March 2026"])
def test_reading_text_parts_the_title_of_a_speech_from_who_gave_it(between: str, given: str) -> None:
    shown = kinds(txt(f"Budget Speech 2026-27{between}{given}\n\n{PROSE}"))
    assert shown[:2] == [("heading", "Budget Speech 2026-27"), ("paragraph", given)]


@pytest.mark.parametrize("line", ["Adopted 14 June 2024", "Approved on 14 June 2024", "Cork, 14 June 2024"])
def test_reading_text_takes_what_dates_a_text_for_no_heading(line: str) -> None:
    assert ("paragraph", line) in kinds(txt(f"Harbour Plan\n\n{line}\n\n{PROSE}"))


def test_reading_markdown_takes_front_matter_of_toml_for_fields() -> None:
    front = '+++\ntitle = "Harbour plan"\ndate = 2031-02-03\n[extra]\ntitle = "By 2030 build 99 quays"\n+++\n'
    document = txt(f"{front}\n# Aims\n\nThe port will build 12 quays.\n", "a.md")
    assert (document.title, document.published) == ("Harbour plan", "2031-02-03")
    assert kinds(document) == [("heading", "Aims"), ("paragraph", "The port will build 12 quays.")]


@pytest.mark.parametrize(
    "source",
    [
        "<details><summary>Aims</summary>The port will build 12 quays.</details>\n",
        "<section>\nAims<hr>The port will build 12 quays.\n</section>\n",
        "<ul>\n<li>Aims</li>\n<li>The port will build 12 quays.</li>\n</ul>\n",
    ],
)
def test_reading_markdown_reads_html_where_nothing_else_is_marked(source: str) -> None:
    assert [text for _, text in kinds(txt(source, "a.md"))] == ["Aims", "The port will build 12 quays."]


def test_reading_text_drops_the_title_beside_the_number_of_a_page() -> None:
    source = (
        f"HARBOUR STRATEGY\n\n1. Quays\n\n{PROSE}\nPage 1 of 2\n\nHARBOUR STRATEGY\n\n2. Locks\n\nThey last long.\n"
    )
    assert [text for _, text in kinds(txt(source))].count("HARBOUR STRATEGY") == 1


def test_reading_text_joins_a_hanging_line_to_its_item_however_it_begins() -> None:
    source = (
        "* Build quays of stone and of wood that lasts for many\n  years on all islands;\n* Noise: minus 80 % by 2030\n"
        "  (Baseline: 2023).\n"
    )
    assert kinds(txt(source))[1] == ("list_item", "Noise: minus 80 % by 2030 (Baseline: 2023).")


@pytest.mark.parametrize("name", ["Article", "Section", "Art."])
def test_reading_text_begins_a_paragraph_at_each_article(name: str) -> None:
    source = (
        f"{name} 1. The quays shall reach a length of\n5 km by 2035.\n{name} 2. At least 30 % of the boats\nrun on"
        " batteries by 2030.\n"
    )
    assert [text for _, text in kinds(txt(source))] == [
        f"{name} 1. The quays shall reach a length of 5 km by 2035.",
        f"{name} 2. At least 30 % of the boats run on batteries by 2030.",
    ]


@pytest.mark.parametrize("end", ["of which", "namely,"])
def test_reading_text_joins_no_item_to_the_words_that_lead_to_it(end: str) -> None:
    source = (
        f"The budget of the port is USD 4 million, {end}\n\na) USD 3 million for quays;\nb) USD 1 million for boats.\n"
    )
    assert [(kind, text[-9:]) for kind, text in kinds(txt(source))][1:] == [
        ("list_item", "or quays;"),
        ("list_item", "or boats."),
    ]


def test_reading_text_begins_a_paragraph_at_each_of_what_is_called_alike() -> None:
    source = (
        "Aims\n\nKPI 1: Share of wind: 42 % (2030)\nKPI 2: Imports: 4 Mt (2030)\n\nSources: Harbour board (2025).\n"
    )
    assert kinds(txt(source))[1:3] == [
        ("paragraph", "KPI 1: Share of wind: 42 % (2030)"),
        ("paragraph", "KPI 2: Imports: 4 Mt (2030)"),
    ]
    wrapped = (
        "Goal 1: The town will build quays in the ways that are laid down in\nTable 3: Quays and locks of the port.\n"
    )
    assert len(txt(wrapped).blocks) == 1


def test_reading_text_tells_how_deep_items_stand_by_their_indents() -> None:
    items = "    • 50 quays:\n        ◦ 20 in the north;\n        ◦ 30 in the south.\n    • 5 locks."
    text = f"Aims:\n\n{items}\n\nEnd.\n\n  • 6 piers."
    document = read(Path("a.txt"), data=text.encode())
    assert [block.level for block in document.blocks if block.kind == "list_item"] == [1, 2, 2, 1, 1]


def test_reading_text_takes_years_alone_over_text_for_headings_below_theirs() -> None:
    text = "Plan\n\nMilestones\n\n2026\n\nThe scheme covers 90 % of sales.\n\n2028\n\n120 quays are open by then.\n"
    document = read(Path("a.txt"), data=text.encode())
    assert [(block.level, block.text) for block in document.blocks if block.kind == "heading"][1:] == [
        (2, "Milestones"),
        (3, "2026"),
        (3, "2028"),
    ]
    back = read(Path("a.txt"), data=text.replace("2026", "2029").encode())
    assert "2029" not in [block.text for block in back.blocks if block.kind == "heading"]


def test_reading_text_takes_lettered_parts_of_a_sentence_for_items_and_a_number_for_no_rest_of_an_address() -> None:
    items = "   a. build 50 quays;\n   b. clear 20 piers; and\n   c. hire 30 masons.\n"
    text = f"Dear Director,\n\n1. Ports. We will\n\n{items}"
    document = read(Path("a.txt"), data=text.encode())
    assert [block.text for block in document.blocks] == [
        "Dear Director,",
        "1. Ports. We will",
        "build 50 quays;",
        "clear 20 piers; and",
        "hire 30 masons.",
    ]
    titles = read(Path("a.txt"), data=b"Ports and piers\n\na. The quays\n\nb. The piers\n")
    assert titles.blocks[-1].text == "b. The piers"
