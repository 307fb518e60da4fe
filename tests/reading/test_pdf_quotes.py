"""PDF: sentences in large type that are no headings."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from fpdf import FPDF

import layouts
from helpers import pdf

ABOVE = ["The port will build two ferries that run on current,", "and a pier at which they can load it while they wait"]
BELOW = ["for those who live on the islands. Each of them", "carries 240 people and 30 cars all year long."]
SAID = ["We will replace all of our boats", "by the end of the decade"]


def quoting(quote: Sequence[str], style: str = "", heads: str = "B") -> bytes:
    """Two sections in one column, a sentence of the first cut by lines in large type."""

    def draw(page: FPDF) -> None:
        layouts.print_lines(page, ["Plan of the Port"], 60, 80, 20, "B")
        layouts.print_lines(page, ["Ferries"], 60, 120, 13, heads)
        y = layouts.print_lines(page, ABOVE, 60, 140)
        y = layouts.print_lines(page, quote, 60, y + 14, 15, style, 18)
        y = layouts.print_lines(page, BELOW, 60, y + 6)
        layouts.print_lines(page, ["Roads"], 60, y + 20, 13, heads)
        layouts.print_lines(page, BELOW, 60, y + 40)

    return layouts.drawn(draw)


@pytest.mark.parametrize(
    "quote",
    [[f'"{SAID[0]}', f'{SAID[1]}"'], SAID, [SAID[0], f"{SAID[1]}."], [f'"{SAID[0]}', f'{SAID[1]}" The harbour master']],
    ids=["quoted", "bare", "stopped", "signed"],
)
def test_pdf_quotes_are_no_headings_and_cut_no_sentence(quote: list[str]) -> None:
    blocks = pdf(quoting(quote)).blocks
    assert [block.text for block in blocks if block.kind == "heading"] == ["Plan of the Port", "Ferries", "Roads"]
    assert " ".join([*ABOVE, *BELOW]) in [block.text for block in blocks]
    assert " ".join(quote) in [block.text for block in blocks]


def test_pdf_quotes_go_on_in_the_next_column() -> None:
    def draw(page: FPDF) -> None:
        layouts.print_lines(page, ["Plan of the Port"], 60, 80, 20, "B")
        layouts.print_lines(page, ["Ferries"], 60, 120, 13, "B")
        y = layouts.print_lines(page, [*ABOVE, *BELOW] * 4, 60, 140)
        layouts.print_lines(page, ["We will replace all boats by the"], 60, y + 14, 15)
        layouts.print_lines(page, ["end of the decade"], 320, 120, 15)
        layouts.print_lines(page, [*ABOVE, *BELOW] * 4, 320, 150)

    blocks = pdf(layouts.drawn(draw)).blocks
    assert [block.text for block in blocks if block.kind == "heading"] == ["Plan of the Port", "Ferries"]
    assert "We will replace all boats by the end of the decade" in [block.text for block in blocks]


@pytest.mark.parametrize(
    ("title", "style", "heads"),
    [
        ('"Clean Seas"', "", "B"),
        ('"Clean Seas" and what will become of it', "", "B"),
        ("What we will do to keep the water clean", "B", "B"),
        ("2. All of our boats will be replaced by then", "", "B"),
        ("How will all of our boats be replaced by then?", "", "B"),
        ("Piers and more", "", "B"),
    ],
)
def test_pdf_quotes_are_not_titles(title: str, style: str, heads: str) -> None:
    """A title may be quoted, or have a verb."""
    blocks = pdf(quoting([title], style, heads)).blocks
    assert ("heading", title) in [(block.kind, block.text) for block in blocks]
