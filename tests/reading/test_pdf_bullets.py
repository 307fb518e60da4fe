"""PDF: the marks of lists that are drawn, as browsers do."""

from __future__ import annotations

import pytest
from fpdf import FPDF

import layouts
from helpers import pdf

ITEMS = ["Plant 120,000 trees by 2030", "Renovate 3 % of all homes every year", "Build 40 schools"]


def dotted(items: list[str], edges: list[float], ruled: bool = False) -> bytes:
    """A page with lines that each have a dot before them, at some edges, at the end of a rule or not."""

    def draw(page: FPDF) -> None:
        layouts.print_lines(page, ["The aims of the plan are the following:"], 60, 100)
        for i, (item, x) in enumerate(zip(items, edges, strict=True)):
            layouts.print_lines(page, [item], x, 120 + 14 * i)
            page.set_fill_color(0, 0, 0)
            page.ellipse(x - 12, 115 + 14 * i, 3, 3, style="F")
            if ruled:
                page.line(x - 60, 116.5 + 14 * i, x - 12, 116.5 + 14 * i)

    return layouts.drawn(draw)


def test_pdf_bullets_begin_the_items_of_a_list() -> None:
    document = pdf(dotted(ITEMS, [80.0] * 3))
    assert [block.text for block in document.blocks if block.kind == "list_item"] == ITEMS
    item = document.blocks[1]
    assert item.boxes[0][1] == pytest.approx(80, abs=1), "the bullet has no place among the characters"


def test_pdf_bullets_stand_before_a_currency_and_a_bracket() -> None:
    """The first item fills its line, so that nothing but the bullet parts it from the second."""
    items = [
        "420,000 homes with smart meters by the year 2028",
        "£2.4 billion for grids by 2030",
        "(a third of it in debt)",
    ]
    document = pdf(dotted(items, [80.0] * 3))
    assert [block.text for block in document.blocks if block.kind == "list_item"] == items


def test_pdf_bullets_may_be_the_only_ones_below_an_item() -> None:
    document = pdf(dotted([ITEMS[0], "A third of them in the town", *ITEMS[1:]], [80.0, 96.0, 80.0, 80.0]))
    assert [block.kind for block in document.blocks[1:]] == ["list_item"] * 4


@pytest.mark.parametrize(
    ("items", "edges", "ruled"),
    [
        (ITEMS[:1], [80.0], False),
        (ITEMS[:2], [80.0, 140.0], False),
        (ITEMS, [80.0] * 3, True),
        (["Coal", "Wind", "1,200"], [80.0] * 3, False),
    ],
    ids=["alone", "apart", "at rules", "of a chart"],
)
def test_pdf_bullets_are_no_other_dots(items: list[str], edges: list[float], ruled: bool) -> None:
    assert all(block.kind != "list_item" for block in pdf(dotted(items, edges, ruled)).blocks)
