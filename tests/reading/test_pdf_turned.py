"""What is set at a right angle to the rest of its page: read upright, a block of its own, where it stands."""

from __future__ import annotations

from itertools import pairwise

import pytest
from fpdf import FPDF

import layouts
from helpers import cells, pdf
from policyledger.reading import Document

PROSE = [
    "The port will build two ferries that run on current, and a pier at which they can load it while they wait.",
    "Each of them carries 240 people and 30 cars, and crosses the sound in less than half an hour all year long.",
]
ROWS = [["Aim", "2025", "2030"], ["Wind (MW)", "120", "451"], ["Waste (kt)", "90", "75"], ["Ferries", "2", "8"]]
LINES = ["Exports will reach EUR 12 billion by 2029, and", "the port will have 40 quays by 2032."]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if not block.cell]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_pdf_turned_reads_lines_as_a_block_of_their_own(turn: int) -> None:
    def draw(page: FPDF) -> None:
        layouts.print_lines(page, PROSE, 60, 100)
        with page.rotation(turn, 300, 420):
            layouts.print_lines(page, LINES, 200, 420)
        layouts.print_lines(page, PROSE, 60, 700)

    document = pdf(layouts.drawn(draw))
    assert texts(document) == [" ".join(PROSE), " ".join(PROSE), " ".join(LINES)]
    assert not document.notes


@pytest.mark.parametrize("turn", [90, 270])
@pytest.mark.parametrize("label", ["Energy", "Aims for 2030", "Emissions (Mt)"])
def test_pdf_turned_mixes_no_label_into_the_text_beside_it(label: str, turn: int) -> None:
    def draw(page: FPDF) -> None:
        layouts.print_lines(page, PROSE * 4, 60, 100)
        with page.rotation(turn, 45, 140):
            layouts.print_lines(page, [label], 10, 140, 9)

    assert texts(pdf(layouts.drawn(draw))) == [" ".join(PROSE * 4), label]


@pytest.mark.parametrize("turn", [90, 270])
@pytest.mark.parametrize("ruled", [True, False])
def test_pdf_turned_reads_a_table_set_sideways_where_it_stands(ruled: bool, turn: int) -> None:
    edges = [200.0, 300.0, 350.0, 400.0]

    def draw(page: FPDF) -> None:
        layouts.print_lines(page, PROSE, 60, 100)
        with page.rotation(turn, 300, 420):
            for at, row in enumerate(ROWS):
                layouts.print_row(page, row, edges, 400 + 18 * at)
                for left, right in pairwise(edges) if ruled else ():
                    page.rect(left - 3, 387 + 18 * at, right - left, 18)
        layouts.print_lines(page, PROSE, 60, 700)

    document = pdf(layouts.drawn(draw))
    assert cells(document) == ROWS
    place = document.place(document.text.index("451"), document.text.index("451") + 3)
    assert place is not None and place.bbox is not None
    x0, top, x1, bottom = place.bbox
    across, up = 415 - 420, 400 - 300  # of the baseline, and of the end of the figure, from what it is turned about
    x, y = (300 + across, 420 - up) if turn == 90 else (300 - across, 420 + up)
    assert x0 - 3 < x < x1 + 3 and top - 3 < y < bottom + 3
    assert x1 - x0 < bottom - top
