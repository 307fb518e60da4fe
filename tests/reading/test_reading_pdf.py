"""PDF: reading order in all layouts, structure, tables, and every character's place on the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2.raw as pdfium_c
import pytest
from fpdf import FPDF

import layouts
from helpers import cells, pdf
from policyledger.reading import read

DIFFICULTIES = [
    {},
    {"hyphenate": True},
    {"footnote": True},
    {"box": True},
    {"hyphenate": True, "footnote": True, "box": True},
]


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("interleaved", [False, True], ids=["in-order", "interleaved"])
@pytest.mark.parametrize("difficulty", DIFFICULTIES, ids=lambda d: "+".join(d) or "plain")
def test_reading_pdf_recovers_the_article_in_order(
    columns: int, interleaved: bool, difficulty: dict[str, bool]
) -> None:
    document = pdf(layouts.as_pdf(layouts.Layout(columns=columns, interleaved=interleaved, **difficulty)))
    assert layouts.recovered(document.text) >= 0.99


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_reading_pdf_finds_headings_with_levels_and_whole_paragraphs(columns: int) -> None:
    document = pdf(layouts.as_pdf(layouts.Layout(columns=columns, interleaved=True)))
    found = [(b.kind, b.level, b.text) for b in document.blocks if b.kind in {"heading", "paragraph"}]
    levels = {"title": ("heading", 1), "heading": ("heading", 2), "paragraph": ("paragraph", 0)}
    assert found == [(*levels[kind], text) for kind, text in layouts.paragraphs()]


def test_reading_pdf_drops_what_returns_on_every_page_and_page_numbers() -> None:
    document = pdf(layouts.as_pdf(layouts.Layout(columns=2, repeat=4)))
    assert document.pages == 4
    assert all(block.text not in {layouts.HEAD, layouts.FOOT, "1", "2"} for block in document.blocks)


def test_reading_pdf_keeps_notes_and_boxes_as_blocks_of_their_own() -> None:
    document = pdf(layouts.as_pdf(layouts.Layout(columns=2, footnote=True, box=True)))
    kinds = {block.text: block.kind for block in document.blocks}
    assert kinds[layouts.FOOTNOTE] == "footnote"
    assert kinds[layouts.BOX[0]] == "heading"
    assert kinds[layouts.BOX[1]] == "paragraph"
    assert "from 380 MW in 2021. Three" in document.text


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_reading_pdf_reads_rotated_pages(turn: int) -> None:
    document = pdf(layouts.as_pdf(layouts.Layout(columns=2, rotate=turn)))
    assert layouts.recovered(document.text) >= 0.99


def test_reading_pdf_places_a_span_on_its_page() -> None:
    document = pdf(layouts.as_pdf(layouts.Layout(columns=2)))
    start = document.text.index("1,450 MW")
    place = document.place(start, start + len("1,450 MW"))
    assert place is not None and place.page == 1 and place.bbox is not None
    x0, top, x1, bottom = place.bbox
    assert layouts.MARGIN <= x0 < x1 <= layouts.WIDTH / 2
    assert 8 < bottom - top < 16
    assert 30 < x1 - x0 < 55
    assert all(len(block.boxes) == len(block.text) for block in document.blocks)


@pytest.mark.parametrize("tall", [False, True], ids=["one-line", "two-line"])
@pytest.mark.parametrize("split", [None, 3], ids=["whole", "over-a-page"])
def test_reading_pdf_reads_a_ruled_table_cell_by_cell(tall: bool, split: int | None) -> None:
    document = pdf(layouts.table_pdf(split_after=split, tall=tall))
    assert cells(document) == layouts.TABLE


def test_reading_pdf_gives_each_cell_its_headers_unit_and_caption() -> None:
    document = pdf(layouts.table_pdf())
    block = next(block for block in document.blocks if block.text == "84")
    assert block.cell is not None
    assert [document.blocks[i].text for i in block.cell.row_headers] == ["Emissions of ships at berth", "kt"]
    assert [document.blocks[i].text for i in block.cell.column_headers] == ["2030"]
    assert block.cell.caption is not None
    assert document.blocks[block.cell.caption].text == "Table 1 Targets of the plan"


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_reading_pdf_takes_no_prose_for_a_table(columns: int) -> None:
    document = pdf(layouts.as_pdf(layouts.Layout(columns=columns, box=True)))
    assert not [block for block in document.blocks if block.cell]


def test_reading_pdf_reads_a_table_that_has_but_rules_across() -> None:
    document = pdf(layouts.table_pdf(uprights=False))
    assert cells(document) == layouts.TABLE


def test_reading_pdf_takes_no_chart_for_a_table() -> None:
    figures = [["80", "70", "60", "50"], ["12.5", "37.6", "49.1", "62.5"], ["1", "2", "3", "4"]]
    document = pdf(layouts.table_pdf(figures))
    assert not [block for block in document.blocks if block.cell]


def test_reading_goes_on_when_a_line_of_a_list_begins_with_a_decimal() -> None:
    pdf = FPDF(unit="pt", format="A4")
    pdf.add_page()
    pdf.set_font("Helvetica", "", 12)
    lines = (
        "1. The sea at the harbour has risen each year and is expected to rise further by about",
        "0.73 metres by 2080; the mole and each of its quays will be raised before 2041 by some",
        "1.20 metres over their whole length.",
        "2. The dredging of the fairway will cost 4.5 million euros and end in the year 2033 at",
        "the latest.",
    )
    for i, line in enumerate(lines):
        pdf.text(60, 80 + 15 * i, line)
    document = read(Path("a.pdf"), data=bytes(pdf.output()))
    assert [block.text[:2] for block in document.blocks] == ["1.", "2."]
    assert "about 0.73 metres by 2080" in document.blocks[0].text
    assert "some 1.20 metres over" in document.blocks[0].text


def test_reading_pdf_asks_the_size_of_a_font_once_for_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asking PDFium is what reading costs: of one font and height of box the size is known, however many the lines."""
    asked: list[int] = []
    ask = pdfium_c.FPDFText_GetMatrix

    def counting(textpage: object, char: int, matrix: object) -> int:
        asked.append(char)
        return ask(textpage, char, matrix)

    monkeypatch.setattr(pdfium_c, "FPDFText_GetMatrix", counting)
    document = read(Path("a.pdf"), data=layouts.as_pdf(layouts.Layout(columns=3, interleaved=True)))
    assert layouts.recovered(document.text) > 0.99
    assert len(asked) <= 4 * (document.pages or 1)  # title, headings, text, and the running heads


def test_reading_pdf_places_characters_alike_whether_words_follow_each_other_in_the_stream_or_not() -> None:
    """Lines whose words are one run of the stream are taken whole, others word by word."""
    words = ["In", "2031", "the", "port", "saves", "31", "GWh", "and", "more."]

    def draw(order: int) -> Callable[[FPDF], None]:
        def on_page(page: FPDF) -> None:
            for i in list(range(len(words)))[::order]:
                page.text(60 + 48 * i, 100, words[i])

        return on_page

    (forwards,), (backwards,) = (pdf(layouts.drawn(draw(order))).blocks for order in (1, -1))
    assert forwards.text == backwards.text == " ".join(words)
    assert list(forwards.boxes) == list(backwards.boxes)
    blanks = [i for i, char in enumerate(forwards.text) if char == " "]
    assert all(forwards.boxes[i][1] == forwards.boxes[i][3] == forwards.boxes[i - 1][3] for i in blanks)


@pytest.mark.parametrize(
    ("before", "mark", "after", "shown"),
    [
        ("By 2030 the port serves 10", "3", " firms.", "10^3 firms."),
        ("By 2030 the port saves 2 x 10", "6", " t of gas.", "2 x 10^6 t of gas."),
        ("By 2030 each ship spills 4 \xb7 10", "-3", " kg.", "4 \xb7 10^-3 kg."),
        ("By 2030 the port serves 410", "3", " firms.", "410 firms."),
        ("By 2030 the port serves 10", "2", " firms.", "10 firms."),
        ("By 2030 the port waters 10 km", "2", " of fields.", "10 km2 of fields."),
    ],
)
def test_reading_pdf_tells_raised_powers_of_ten_from_the_marks_of_notes(
    before: str, mark: str, after: str, shown: str
) -> None:
    def draw(page: FPDF) -> None:
        x = 60.0
        for text, size, rise in ((before, 10.0, 0), (mark, 6.0, 4), (after, 10.0, 0)):
            page.set_font("Helvetica", "", size)
            page.text(x, 100 - rise, text)
            x += page.get_string_width(text)

    (block,) = pdf(layouts.drawn(draw)).blocks
    assert block.text.endswith(shown)
    assert len(block.boxes) == len(block.text)
    last = block.boxes[-1]
    assert last[3] == max(box[3] for box in block.boxes)  # what is not printed shifts nothing behind it
