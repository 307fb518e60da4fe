"""Lists of contents: no headings of what follows, no values."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from fpdf import FPDF
from spacy.language import Language

import layouts
from helpers import pdf
from policyledger.extracting import extract_document
from policyledger.reading import Document, read

ENTRIES = [("Foreword", 3), ("Wind Power for 40 Harbours", 7), ("1.1 Emissions cut by 30 percent", 12), ("Annex", 31)]
PROSE = "The port will build 12 ferries by 2032, and a pier at which they can load current while they wait."


def printed(led: bool, headed: bool = True, pages: int = 31) -> bytes:
    """A document's first page with a list of contents, its pages flush right, above a paragraph."""

    def draw(page: FPDF) -> None:
        y = layouts.print_lines(page, ["Contents"] if headed else [], 60, 100, 14, "B") + 10
        page.set_font("Helvetica", "", 10)
        for title, number in ENTRIES:
            while led and page.get_string_width(title) < 400:
                title += " ."
            page.text(60, y, title)
            page.text(480, y, str(number))
            y += 14
        layouts.print_lines(page, [PROSE], 60, y + 30)
        for _ in range(pages - 1):
            page.add_page()

    return layouts.drawn(draw)


def listed(document: Document) -> list[str]:
    return [block.text for block in document.blocks if block.kind == "contents"]


@pytest.mark.parametrize(("led", "headed"), [(True, True), (True, False), (False, True)])
def test_contents_of_a_pdf_are_read_line_by_line(led: bool, headed: bool) -> None:
    document = pdf(printed(led, headed))
    lines = listed(document)
    assert [(line.replace(" .", "").rpartition(" ")[0], line.rpartition(" ")[2]) for line in lines[headed:]] == [
        (title, str(number)) for title, number in ENTRIES
    ]
    assert lines[:headed] == ["Contents"][:headed]
    assert [block.text for block in document.blocks if block.kind != "contents"] == [PROSE]


@pytest.mark.parametrize("led", [True, False], ids=["leaders", "wide"])
def test_contents_give_no_statements_and_head_none(nlp: Language, led: bool) -> None:
    rows, _ = extract_document(nlp, Path("plan.pdf"), "plan.pdf", printed(led))
    assert [(row.text, row.section) for row in rows.statements] == [("12 ferries", None)]


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (["Contents", "02 Foreword", "05 Energy by 2030", "11 Water", PROSE], 4),
        (["Contents", "Energy 5", "A long title that has", "two lines 7", PROSE], 4),
        (["Energy ....... 5", "Water ....... 7", "Waste ....... 7", PROSE], 3),
        (["Energy ....... 75", "Water ....... 7", "Waste ....... 12", PROSE], 0),  # values, not pages
        (["Energy ....... 5", PROSE], 0),
        (["Contents", "4 Strategy of the port", PROSE], 1),
        (["Contents", PROSE, "Emissions fell to 40"], 1),
        (["Share of wind power, % ....... 20", "Share of solar, % ....... 30", "Forest cover, % ....... 45", PROSE], 0),
        (["Wind power (GW) ....... 20", "Solar power (GW) ....... 30", "Forest, ha ....... 45", PROSE], 0),
        (["Wind to be 30 % ....... 20", "Solar to be 40 % ....... 30", "Forests ....... 45", PROSE], 3),
        (["Contents", "1 Targets", "2 Measures", "3 Costs", "10 GW of wind power", "300 electric buses", PROSE], 4),
        (["Contents", "1 Targets", "2 Measures", "3 Costs", "20 Ferries", PROSE], 4),
        (["Contents", "1 Targets", "2 Measures", "300 electric buses", "400 trams", PROSE], 3),
    ],
)
def test_contents_are_told_by_pages_that_never_fall(lines: list[str], count: int) -> None:
    page = "".join(f"<p>{line}</p>" for line in lines)
    assert listed(read(Path("plan.html"), data=f"<h1>Plan</h1>{page}".encode())) == lines[:count]


def test_contents_name_no_page_that_a_pdf_does_not_have() -> None:
    assert not listed(pdf(printed(led=True, headed=False, pages=1)))


@pytest.mark.parametrize("leader", [".", ". ", "…", "· "])
def test_contents_are_looked_for_in_time_that_grows_as_a_line_does(leader: str) -> None:
    started = time.perf_counter()
    assert not listed(read(Path("plan.txt"), data=f"Plan\n\n{leader * 20_000}x 5\n\n{PROSE}\n".encode()))
    assert time.perf_counter() - started < 5
