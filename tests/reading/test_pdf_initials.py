"""PDF: the large letters that paragraphs begin with."""

from __future__ import annotations

import pytest
from fpdf import FPDF

import layouts
from helpers import pdf

LINES = [
    "a pier at which they can load it while they wait for the rest",
    "of those who cross. Each of them carries 240 people and 30",
    "cars and crosses the sound in less than half an hour.",
]


def begun(letter: str, rest: str, size: float, lines: int, gap: float) -> bytes:
    """A page whose paragraph begins with a letter as high as some lines."""

    def draw(page: FPDF) -> None:
        page.set_font("Helvetica", "", size)
        edge = 60 + page.get_string_width(letter) + gap
        page.text(60, 100 + 13 * (lines - 1), letter)
        for i, line in enumerate([rest, *LINES]):
            layouts.print_lines(page, [line], edge if i < lines else 60, 100 + 13 * i)

    return layouts.drawn(draw)


@pytest.mark.parametrize(("size", "lines"), [(30, 1), (30, 2), (48, 3)])
@pytest.mark.parametrize(
    ("letter", "rest", "begins"),
    [
        ("B", "y 2030 the port will build two ferries that run on current and", "By 2030"),
        ("T", "he port will build two ferries that run on current, and", "The port"),
        ("I", "n 2030 the port will have two ferries that run on current and", "In 2030"),
        ("A", "ccording to the port two ferries will run on current, and", "According to"),
        ("A", " rest of two ferries will run on gas until 2030, and there is", "A rest of"),
    ],
)
def test_pdf_initials_are_letters_of_the_first_word(
    size: float, lines: int, letter: str, rest: str, begins: str
) -> None:
    (block,) = pdf(begun(letter, rest, size, lines, 2)).blocks
    assert block.text == " ".join([letter + rest, *LINES])
    assert block.text.startswith(begins)


@pytest.mark.parametrize(("letter", "rest"), [("6", "new ferries"), ("X", "Ferries on the sound")])
def test_pdf_initials_are_no_figures_and_no_marks_of_sections(letter: str, rest: str) -> None:
    assert f"{letter} {rest}" in pdf(begun(letter, rest, 30, 1, 6)).text.replace("\n\n", " ")
