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
