"""PDF: lines that begin with a label and what it tells."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from fpdf import FPDF

import layouts
from helpers import pdf

CARD = [("Target:", "at most 310 kg of waste a head"), ("Baseline:", "402 kg in 2022"), ("Deadline:", "2032")]
PROSE = [
    "The harbour handles goods for two regions and serves as a winter port for the ferries of",
    "Sectors: these are energy, shipping and waste, which the plan treats in chapters of their own, one",
    "after the other, and at some length.",
]


def print_card(page: FPDF, card: Sequence[tuple[str, str]], style: str, y: float, gap: float = 3.0) -> float:
    for label, told in card:
        page.set_font("Helvetica", style, 10)
        page.text(60, y, label)
        x = 60 + page.get_string_width(label) + gap
        page.set_font("Helvetica", "", 10)
        page.text(x, y, told)
        y += 13
    return y


def card(card: Sequence[tuple[str, str]], style: str, gap: float = 3.0) -> bytes:
    """A page of prose with lines below it that each have a label."""

    def draw(page: FPDF) -> None:
        y = layouts.print_lines(page, PROSE, 60, 100)
        y = print_card(page, card, style, y + 10, gap)
        layouts.print_lines(page, PROSE, 60, y + 10)

    return layouts.drawn(draw)


@pytest.mark.parametrize("style", ["B", ""], ids=["bold", "plain"])
def test_pdf_labels_begin_paragraphs(style: str) -> None:
    assert [block.text for block in pdf(card(CARD, style)).blocks][1:-1] == [" ".join(line) for line in CARD]


@pytest.mark.parametrize("style", ["B", ""], ids=["bold", "plain"])
def test_pdf_labels_have_lines_of_their_own_though_the_first_fills_its_box(style: str) -> None:
    """In a card no wider than its longest line, where nothing but the labels parts the lines."""

    def draw(page: FPDF) -> None:
        print_card(page, CARD, style, 100)

    assert [block.text for block in pdf(layouts.drawn(draw)).blocks] == [" ".join(line) for line in CARD]


def test_pdf_labels_in_bold_need_no_colon_where_white_sets_them_apart() -> None:
    """The first of them, with white above and a line of two below, is no heading."""
    jobs = "2,300 jobs while it is built, and 450 that stay when it is done, for which an agency"

    def draw(page: FPDF) -> None:
        y = layouts.print_lines(page, PROSE, 60, 100)
        y = print_card(page, [("Lead", "Ministry of Energy")], "B", y + 10, gap=60)
        y = print_card(page, [("Jobs", jobs)], "B", y + 6, gap=60)
        y = layouts.print_lines(page, ["will train 1,200 people by 2030"], 143, y)
        print_card(page, [("Budget", "12 million euros")], "B", y, gap=47)

    blocks = pdf(layouts.drawn(draw)).blocks[1:]
    assert [(block.kind, block.text) for block in blocks] == [
        ("paragraph", "Lead Ministry of Energy"),
        ("paragraph", f"Jobs {jobs} will train 1,200 people by 2030"),
        ("paragraph", "Budget 12 million euros"),
    ]


def test_pdf_labels_are_none_in_the_midst_of_a_sentence() -> None:
    """A line that begins with a word and a colon by chance, and one whose words go on below it."""
    goes_on = [("Target:", "at most 310 kg of waste a head of"), ("Sectors:", "of the harbour and of the town")]
    assert pdf(card(CARD[:1], "")).blocks[0].text == " ".join(PROSE)
    assert pdf(card(goes_on, "B")).blocks[1].text == " ".join(" ".join(line) for line in goes_on)
