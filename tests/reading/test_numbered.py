"""Numbered lines that a colon leads in, quoted lines, struck-out words, rows that are no list."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document as WordDocument

from policyledger.reading import Document, read

ITEMS = ["Open 300 centres.", "Train 40,000 teachers.", "Pay 20 million euros for books."]
LEAD = "By 2030, the ministry will:"


def of(name: str, text: str) -> Document:
    return read(Path(name), data=text.encode())


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


@pytest.mark.parametrize("mark", ["{}. ", "{}) ", "({}) "])
@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_reading_numbered_lines_behind_a_colon_are_items(name: str, mark: str) -> None:
    lines = [LEAD, *(mark.format(i) + item for i, item in enumerate(ITEMS, 1)), "No more was said of it in the plan."]
    text = "\n\n".join(lines) if name == "a.txt" else "".join(f"<p>{line}</p>" for line in lines)
    document = of(name, text)
    assert kinds(document)[1:4] == [("list_item", item) for item in ITEMS]
    assert kinds(document)[4][0] == "paragraph"


def test_reading_numbered_lines_without_a_lead_in_stay_as_they_are() -> None:
    document = of("a.html", "<p>The plan has parts.</p><p>1. Ports will grow.</p><p>2. Mills will close.</p>")
    assert {kind for kind, _ in kinds(document)} == {"paragraph"}
    other = of("a.html", "<p>It says:</p><p>2. Ports will grow.</p><p>3. Mills will close.</p>")
    assert {kind for kind, _ in kinds(other)} == {"paragraph"}


def paragraphs(*lines: str) -> list[tuple[str, int, str]]:
    document = of("a.html", "".join(f"<p>{line}</p>" for line in lines))
    return [(block.kind, block.level, block.text) for block in document.blocks]


def test_reading_numbered_lines_may_be_lettered_and_have_items_below_them() -> None:
    lines = [
        "The budgets are:",
        "a. cars: 9 Mt;",
        "b. farms: 8 Mt, of which",
        "i. cows: 5 Mt;",
        "ii. soils: 3 Mt;",
        "c. waste.",
    ]
    assert paragraphs(*lines)[1:] == [
        ("list_item", 1, "cars: 9 Mt;"),
        ("list_item", 1, "farms: 8 Mt, of which"),
        ("list_item", 2, "cows: 5 Mt;"),
        ("list_item", 2, "soils: 3 Mt;"),
        ("list_item", 1, "waste."),
    ]


@pytest.mark.parametrize(
    "lines", [["b) Ports will grow.", "c) Mills will close."], ["a) Ports will grow.", "a) Mills will."]]
)
def test_reading_numbered_lines_count_on(lines: list[str]) -> None:
    """What does not, from the first letter on, is no list."""
    assert paragraphs("It says:", *lines)[-1] == ("paragraph", 0, lines[-1])


PROSE = "We will put in 600,000 heat pumps in all by 2030."


def test_reading_numbered_prose_loses_its_numbers() -> None:
    """ "2.2 We" is no quantity."""
    counted = [f"2.{number} {PROSE}" for number in (1, 2, 3)]
    assert paragraphs(*counted) == [("paragraph", 0, PROSE)] * 3


@pytest.mark.parametrize(
    "lines",
    [
        [f"2.1 {PROSE}", f"3.1 {PROSE}"],
        [f"2.1 {PROSE}", f"2.5 {PROSE}"],
        ["2.1 Mt of the waste will be burnt by 2030 in kilns.", "2.2 Mt of the waste will be burnt by 2031 in kilns."],
        ["2.1 Heat pumps", "2.2 Heat networks"],
    ],
    ids=["of two parts", "not counted on", "quantities", "titles"],
)
def test_reading_numbered_prose_alone_is_counted(lines: list[str]) -> None:
    assert [text for _, _, text in paragraphs(*lines)] == lines


def test_reading_text_takes_the_marks_of_quoted_lines_away() -> None:
    quoted = (
        "> By 2030, wind power off the coast will reach\n> 10 GW. The state will pay for it EUR 3\n> billion in all.\n"
    )
    source = f"The minister wrote:\n\n{quoted}"
    document = of("a.txt", source)
    assert (
        document.blocks[1].text
        == "By 2030, wind power off the coast will reach 10 GW. The state will pay for it EUR 3 billion in all."
    )
    start = document.text.index("billion")
    low, high = document.source_span(start, start + 7) or (0, 0)
    assert source[low:high] == "billion"


def test_reading_text_keeps_bounds_at_the_head_of_lines() -> None:
    assert "> 85 %" in of("a.txt", "Cure rates are set for wards, in this order:\n\n> 85 %\n\n> 90 %\n").text


def test_reading_html_reads_both_cells_of_a_row_that_is_no_list() -> None:
    cells = "<td>By 2031, 50 wells will be dug.</td><td>By 2032, 60 dams will be mended.</td>"
    document = of("a.html", f"<h1>Water</h1><table><tr>{cells}</tr></table>")
    assert [text for _, text in kinds(document)[1:]] == [
        "By 2031, 50 wells will be dug.",
        "By 2032, 60 dams will be mended.",
    ]


def test_reading_html_takes_a_row_with_a_header_for_data() -> None:
    document = of("a.html", "<p>The aims.</p><table><tr><th>Wind by 2030</th><td>45 %</td></tr></table>")
    assert [kind for kind, _ in kinds(document)] == ["paragraph", "table_cell", "table_cell"]


def test_reading_leaves_out_what_is_struck_out() -> None:
    assert of("a.html", "<p>Wind will reach <del>30 %</del> <s>35 %</s> 40 %.</p>").text.split() == (
        ["Wind", "will", "reach", "40", "%."]
    )
    assert of("a.md", "# Wind\n\nWind will reach ~~30 %~~ 40 %.\n").blocks[1].text.split() == [
        "Wind",
        "will",
        "reach",
        "40",
        "%.",
    ]
    word = WordDocument()
    paragraph = word.add_paragraph("Wind will reach ")
    paragraph.add_run("30 % ").font.strike = True
    paragraph.add_run("40 %.")
    data = io.BytesIO()
    word.save(data)
    assert read(Path("a.docx"), data=data.getvalue()).text == "Wind will reach 40 %."


def test_numbered_headings_stand_below_the_one_right_above_the_first_of_them() -> None:
    page = "<h1>Port</h1><h3>Goals for 2030</h3><h3>1. Salt</h3><p>We mend.</p><h4>Brine</h4>"
    page += "<h3>2. Nets</h3><p>We tie.</p><h3>Notes</h3>"
    document = read(Path("a.html"), data=page.encode())
    levels = [(block.text, block.level) for block in document.blocks if block.kind == "heading"]
    assert levels == [("Port", 1), ("Goals for 2030", 3), ("1. Salt", 4), ("Brine", 5), ("2. Nets", 4), ("Notes", 3)]


def test_numbered_headings_with_text_before_them_keep_their_level() -> None:
    page = "<h2>Goals</h2><p>We have two.</p><h2>1. Salt</h2><p>We mend.</p><h2>2. Nets</h2><p>We tie.</p>"
    document = read(Path("a.html"), data=page.encode())
    assert [block.level for block in document.blocks if block.kind == "heading"] == [2, 2, 2]


@pytest.mark.parametrize("name", ["a.html", "a.md"])
def test_lines_that_begin_with_labels_are_blocks_of_their_own(name: str) -> None:
    lines = ["Sector: Ports", "Owner: Harbour Board", "Amount (USD): 40 million", "The mill grinds salt."]
    text = (
        "<h1>Mill</h1><p>" + "<br>".join(lines) + "</p>"
        if name == "a.html"
        else "# Mill\n\n" + "  \n".join(lines) + "\n"
    )
    assert [block.text for block in read(Path(name), data=text.encode()).blocks] == ["Mill", *lines]


def test_a_minus_sign_before_a_blank_is_a_bullet() -> None:
    text = "The budget gives:\n\u2212 $4 million to mend piers\n\u2212 $3 million to train pilots\n"
    document = read(Path("a.txt"), data=text.encode())
    assert [block.text for block in document.blocks if block.kind == "list_item"] == [
        "$4 million to mend piers",
        "$3 million to train pilots",
    ]
