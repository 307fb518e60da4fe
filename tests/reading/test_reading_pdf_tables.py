"""Tables of PDFs: without rules, with few, cut by pages; what gives their unit; what looks like one and is none."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from fpdf import FPDF
from spacy.language import Language

import layouts
from helpers import cells, pdf
from policyledger.extracting import extract_document
from policyledger.reading import Document, read
from policyledger.reading.pdf_graphics import Graphics
from policyledger.reading.pdf_tables import find_tables
from policyledger.reading.pdf_words import Word
from policyledger.reading.pdf_year_heads import head_over_years

ABOVE = [
    "The council of the port has set itself aims for the years ahead, which it will look at again each spring.",
    "They hold for all quays, and for the firms that rent land from the port or moor their ships at its piers.",
]
BELOW = [
    "Whoever misses an aim tells the council why, and what will be done about it in the year that follows.",
    "The council may then lend money to the firm, but never more than it has put aside in the year before.",
]
EDGES = [60.0, 230.0, 320.0, 410.0, 500.0]


def others(document: Document) -> list[str]:
    return [block.text for block in document.blocks if not block.cell]


def values_named(document: Document) -> list[tuple[str, list[str]]]:
    """Each value of the tables with its row's and its column's headers."""
    return [
        (block.text, [document.blocks[i].text for i in [*block.cell.row_headers, *block.cell.column_headers]])
        for block in document.blocks
        if block.cell and not block.cell.is_header
    ]


def loose(
    rows: list[list[str]], right: bool = True, caption: str = "Table 2 Aims of the port", step: float = 18
) -> bytes:
    """A page with a table without rules between two paragraphs."""

    def draw(page: FPDF) -> None:
        y = layouts.print_lines(page, ABOVE, 60, 100)
        y = layouts.print_lines(page, [caption], 60, y + 12) + 6
        for row in rows:
            layouts.print_row(page, row, EDGES, y, right=right)
            y += step
        layouts.print_lines(page, BELOW, 60, y + 14)

    return layouts.drawn(draw)


@pytest.mark.parametrize("right", [True, False], ids=["flush-right", "centred"])
def test_reading_pdf_reads_a_table_without_rules(right: bool) -> None:
    document = pdf(loose(layouts.TABLE, right))
    assert cells(document) == layouts.TABLE
    assert others(document) == [" ".join(ABOVE), "Table 2 Aims of the port", " ".join(BELOW)]
    block = next(block for block in document.blocks if block.text == "84")
    assert block.cell is not None and block.cell.caption is not None
    assert [document.blocks[i].text for i in block.cell.row_headers] == ["Emissions of ships at berth", "kt"]
    assert [document.blocks[i].text for i in block.cell.column_headers] == ["2030"]
    assert document.blocks[block.cell.caption].text == "Table 2 Aims of the port"


def test_reading_pdf_reads_headers_and_labels_of_several_lines_without_rules() -> None:
    rows = [
        ["", "Fleet in", "Fleet in"],
        ["Ships of the port", "service", "reserve"],
        ["Tugs with an engine that", "14", "3"],
        ["runs on current"],
        ["Pilot boats", "9", "1"],
        ["Dredgers", "2", "0"],
    ]
    document = pdf(loose(rows, step=13))
    assert cells(document) == [
        ["Ships of the port", "Fleet in service", "Fleet in reserve"],
        ["Tugs with an engine that runs on current", "14", "3"],
        ["Pilot boats", "9", "1"],
        ["Dredgers", "2", "0"],
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["Quays and piers", "", "", "4"],
            ["Ships", "", "", "9"],
            ["Cranes and sheds", "", "", "12"],
            ["Fees", "", "", "31"],
        ],
        [["", "80"], ["", "60"], ["", "40"], ["", "20"], ["", "0"]],
        [["Report of 2021 on the quays", "of the port"], ["Report of 2022 on the ships", "and crews"]],
    ],
    ids=["contents", "axis", "prose"],
)
def test_reading_pdf_takes_no_list_of_pages_axis_or_prose_for_a_table(rows: list[list[str]]) -> None:
    assert not cells(pdf(loose(rows)))


@pytest.mark.parametrize("columns", [2, 3])
def test_reading_pdf_takes_no_columns_of_prose_with_figures_for_a_table(columns: int) -> None:
    document = pdf(layouts.as_pdf(layouts.Layout(columns=columns, interleaved=True, hyphenate=True, repeat=3)))
    assert not cells(document)


def test_reading_pdf_reads_a_table_whose_rules_end_short_of_each_other() -> None:
    def draw(page: FPDF) -> None:
        tops = [100.0 + 24 * i for i in range(len(layouts.TABLE) + 1)]
        for top in tops:
            for left, right in pairwise(EDGES):
                page.line(left, top, right - 0.5, top)
        for row, top in zip(layouts.TABLE, tops, strict=False):
            for x in EDGES:
                page.line(x, top + 6, x, top + 24)
            for x, cell in zip(EDGES, row, strict=False):
                page.text(x + 4, top + 16, cell)

    assert cells(pdf(layouts.drawn(draw))) == layouts.TABLE


def test_reading_pdf_reads_a_table_whose_rules_are_drawn_a_piece_to_each_cell_with_its_open_last_row() -> None:
    def draw(page: FPDF) -> None:
        layouts.print_lines(page, ABOVE, 60, 60)
        for i, row in enumerate(layouts.TABLE):
            top = 120.0 + 20 * i
            for left, right in pairwise(EDGES):
                page.line(left, top, right - 0.5, top)
            for x, cell in zip(EDGES, row, strict=False):
                page.text(x + 4, top + 13, cell)
        layouts.print_lines(page, BELOW, 60, 260)

    document = pdf(layouts.drawn(draw))
    assert cells(document) == layouts.TABLE
    assert others(document) == [" ".join(ABOVE), " ".join(BELOW)]


def _framed(page: FPDF, top: float, bottom: float, edges: list[float], heads: bool = True) -> None:
    for x in edges:
        page.line(x, top, x, bottom)
    if heads:
        page.line(edges[0], top, edges[-1], top)
        page.line(edges[0], bottom, edges[-1], bottom)


LONG = [
    f"The port will renew quay {i} and its cranes by 203{i % 10} at a cost of {i + 2} million euros." for i in range(36)
]


def test_reading_pdf_goes_on_with_a_row_that_fills_the_next_page() -> None:
    edges = [60.0, 160.0, 540.0]

    def first(page: FPDF) -> None:
        _framed(page, 90, 110, edges)
        _framed(page, 110, 780, edges)
        layouts.print_row(page, ["Area", ""], [64.0, 164.0, 530.0], 104)
        page.text(164, 104, "What is planned")
        page.text(64, 124, "Quays")
        layouts.print_lines(page, LONG[:30], 164, 124, 8, leading=20)

    def second(page: FPDF) -> None:
        _framed(page, 80, 300, edges, heads=False)
        page.line(60, 300, 540, 300)
        layouts.print_lines(page, LONG[30:], 164, 96, 8, leading=20)

    document = pdf(layouts.drawn(first, second))
    block = next(block for block in document.blocks if block.text.startswith("The port will renew quay 33"))
    assert block.cell is not None
    assert [document.blocks[i].text for i in block.cell.row_headers] == ["Quays"]
    assert [document.blocks[i].text for i in block.cell.column_headers] == ["What is planned"]


def test_reading_pdf_takes_no_framed_columns_of_prose_for_a_table() -> None:
    def draw(page: FPDF) -> None:
        _framed(page, 90, 780, [60.0, 300.0, 540.0])
        for left in (64.0, 304.0):
            layouts.print_lines(page, [line[:52] for line in LONG], left, 110, 8, leading=18)

    assert not cells(pdf(layouts.drawn(draw)))


def test_reading_pdf_begins_a_new_table_where_the_next_page_has_headers_of_its_own() -> None:
    edges = [60.0, 230.0, 400.0, 540.0]

    def page_of(rows: list[list[str]]) -> Any:
        def draw(page: FPDF) -> None:
            for i, row in enumerate(rows):
                _framed(page, 90 + 20.0 * i, 110 + 20.0 * i, edges)
                for x, cell in zip(edges, row, strict=False):
                    page.text(x + 4, 104 + 20 * i, cell)

        return draw

    first = [["Ships", "2024", "2030"], ["Tugs", "12", "20"], ["Ferries", "4", "5"]]
    second = [["Waste", "Sorted (t)", "Burnt (t)"], ["Paper", "400", "12"], ["Wood", "90", "31"]]
    document = pdf(layouts.drawn(page_of(first), page_of(second)))
    assert {block.cell.table for block in document.blocks if block.cell} == {0, 1}


def test_reading_pdf_deals_the_words_of_a_nested_cell_to_it_alone() -> None:
    """A cell with the shape of an L, whose lower part holds further cells."""

    def draw(page: FPDF) -> None:
        for x0, top, x1, bottom in (
            (60, 100, 540, 120), (60, 120, 540, 180), (60, 120, 540, 140), (80, 140, 540, 160), (80, 160, 540, 180),
        ):  # fmt: skip
            page.rect(x0, top, x1 - x0, bottom - top)
        page.line(400, 100, 400, 180)
        for y, label, value in (
            (114, "", "Tonnes in 2030"), (134, "All gases", "140"), (154, "Methane", "90"), (174, "Laughing gas", "50"),
        ):  # fmt: skip
            page.text(84 if y > 140 else 64, y, label)
            page.text(404, y, value)

    texts = [block.text for block in pdf(layouts.drawn(draw)).blocks]
    assert sorted(texts) == sorted(["Tonnes in 2030", "All gases", "140", "Methane", "90", "Laughing gas", "50"])


CHART = [("80", 110), ("60", 150), ("40", 190), ("20", 230), ("0", 270)]


def test_reading_pdf_takes_the_numbers_of_a_chart_for_no_text(nlp: Language) -> None:
    def draw(page: FPDF) -> None:
        layouts.print_lines(page, ABOVE, 60, 60)
        for label, y in CHART:
            page.text(70, y, label)
            page.line(90, y - 3, 500, y - 3)
        for i, year in enumerate((2010, 2020, 2030, 2040)):
            page.text(110 + 110 * i, 290, str(year))
            page.text(112 + 110 * i, 240 - 30 * i, f"{12.5 + 14 * i}")
        layouts.print_lines(page, ["Figure 1. Freight of the port in million tonnes"], 60, 320)
        layouts.print_lines(page, BELOW, 60, 350)

    data = layouts.drawn(draw)
    document = pdf(data)
    assert {block.text for block in document.blocks if block.kind == "figure"} >= {"80", "40", "20", "12.5"}
    assert not cells(document)
    rows, _ = extract_document(nlp, Path("a.pdf"), "a.pdf", data)
    assert not [asdict(row) for row in rows.statements]


AMOUNTS = [["Area", "2024", "2030"], ["Quays", "140", "2,400"], ["Cranes", "12", "60"], ["Sheds", "7", "15"]]


def _markdown(above: str, below: str) -> bytes:
    lines = ["| " + " | ".join(row) + " |" for row in AMOUNTS]
    lines.insert(1, "|" + "---|" * 3)
    return f"# Spending\n\n{above}\n\n{chr(10).join(lines)}\n\n{below}\n".encode()


def _html(above: str, below: str) -> bytes:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in AMOUNTS)
    return f"<h1>Spending</h1><p>{above}</p><table>{body}</table><p>{below}</p>".encode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.md", _markdown("(in million euros)", "")),
        ("a.md", _markdown("", "Unit: million euros")),
        ("a.html", _html("[in million euros]", "Note")),
        ("a.html", _html("The port pays.", "Figures are in million euros")),
        ("a.pdf", loose(AMOUNTS, caption="Figures in million euros")),
    ],
    ids=["above", "below", "html-above", "html-below", "pdf"],
)
def test_reading_gives_the_unit_around_a_table_to_its_values(nlp: Language, name: str, data: bytes) -> None:
    rows, _ = extract_document(nlp, Path(name), name, data)
    assert {(row.value_min, row.unit) for row in rows.statements if row.sentence == "2,400"} == {(2.4e9, "EUR")}


def test_reading_takes_a_line_of_text_for_no_unit(nlp: Language) -> None:
    rows, _ = extract_document(nlp, Path("a.md"), "a.md", _markdown("In addition, the port pays million euros.", ""))
    assert {row.unit for row in rows.statements if row.sentence == "2,400"} == {"count"}


def test_statements_take_no_header_of_a_table_for_a_value(nlp: Language) -> None:
    table = "| Size | 2030 |\n|---|---|\n| Plants of 50 MW and more | 12 % |\n| Plants of less than 50 MW | 30 % |\n"
    text = f"# Plants\n\n{table}"
    rows, _ = extract_document(nlp, Path("a.md"), "a.md", text.encode())
    assert [row.text for row in rows.statements] == ["12 %", "30 %"]


def test_reading_pdf_bounds_its_time_on_pages_full_of_figures_and_rules() -> None:
    """Figures in hundreds of rows that share no columns, over rules that are broken in as many places."""

    def draw(page: FPDF) -> None:
        page.set_font("Helvetica", "", 2)
        for row in range(300):
            y = 40 + 2.4 * row
            for column in range(8):
                page.text(40 + 60 * column + (37 * row * (column + 1)) % 41, y, str(row * column))
            page.line(40, y, 90 + row, y)
            page.line(90 + row, y, 540, y)

    started = time.process_time()
    assert pdf(layouts.drawn(draw)).blocks
    assert time.process_time() - started < 10


def labelled(rows: list[list[str]], beside: float, step: float, lead: float = 11) -> bytes:
    """A page with a table without rules whose labels have several lines, the figures beside one or between two.

    Args:
        rows: the header, and rows with line breaks in their labels.
        beside: where the figures stand, 0 at the first line of the label, 1 at its last.
        step: from the last line of a row to the first of the next, in points.
        lead: from line to line.
    """
    edges = [60.0, 200.0, 240.0, 300.0, 360.0, 420.0]

    def draw(page: FPDF) -> None:
        y = layouts.print_lines(page, ABOVE, 60, 100)
        y = layouts.print_lines(page, ["Table 2 Aims of the port"], 60, y + 12) + 8
        for row in rows:
            lines = row[0].split("\n")
            for i, line in enumerate(lines):
                layouts.print_lines(page, [line], 60, y + lead * i)
            layouts.print_row(page, ["", *row[1:]], edges, y + lead * (len(lines) - 1) * beside)
            y += lead * (len(lines) - 1) + step
        layouts.print_lines(page, BELOW, 60, y + 14)

    return layouts.drawn(draw)


BROKEN = [
    ["Gross Regional\nProduct", "MUSD", "1,210", "840", "310"],
    ["Shore power", "GWh", "12", "75", "96"],
    ["Renewable energy used\nby the port", "%", "22", "60", "80"],
    ["Trees", "count", "4", "7", "12"],
    ["Freight Moved by\nRail", "Mt", "7", "9", "13"],
]


@pytest.mark.parametrize("step", [20, 14], ids=["wide", "narrow"])
@pytest.mark.parametrize("beside", [0, 0.5, 1], ids=["first-line", "between", "last-line"])
@pytest.mark.parametrize("head", [["Aim", "Unit", "Now", "Soon", "Later"], ["", "", "2019", "2025", "2030"], None])
def test_reading_pdf_keeps_all_lines_of_a_label(head: list[str] | None, beside: float, step: float) -> None:
    rows = [*([head] if head else []), *BROKEN]
    document = pdf(labelled(rows, beside, step))
    assert cells(document) == [[cell.replace("\n", " ") for cell in row if cell] for row in rows]
    assert others(document) == [" ".join(ABOVE), "Table 2 Aims of the port", " ".join(BELOW)]


@pytest.mark.parametrize("step", [20, 12], ids=["wide", "narrow"])
def test_reading_pdf_takes_no_label_alone_in_its_row_for_a_line_of_the_next(step: float) -> None:
    rows = [
        ["Aim", "Unit", "2019", "2025", "2030"],
        ["Energy"],
        ["Shore power", "GWh", "12", "75", "96"],
        ["Cranes", "MW", "3", "5", "6"],
        ["Nature"],
        ["Trees", "count", "4", "7", "12"],
        ["Ponds", "count", "1", "2", "3"],
    ]
    assert cells(pdf(labelled(rows, 0, step))) == rows


def topped(labels: list[tuple[float, str]]) -> bytes:
    """A page with a ruled table of three columns whose first row is one frame, with words at some places in it."""

    def draw(page: FPDF) -> None:
        edges, y = [60.0, 200.0, 320.0, 440.0], 140.0
        layouts.print_lines(page, ABOVE, 60, 100)
        page.rect(edges[0], y, edges[-1] - edges[0], 20)
        for x, label in labels:
            page.text(x, y + 13, label)
        for row in (["Roofs", "20%", "35%"], ["Boilers", "10%", "50%"], ["Lamps", "5%", "90%"]):
            y += 20
            for (x0, x1), cell in zip(pairwise(edges), row, strict=True):
                page.rect(x0, y, x1 - x0, 20)
                page.text(x0 + 6, y + 13, cell)
        layouts.print_lines(page, BELOW, 60, y + 60)

    return layouts.drawn(draw)


def test_reading_pdf_parts_a_header_without_rules_between_its_labels() -> None:
    document = pdf(topped([(220, "Scenario 1 (CM1)"), (340, "Scenario 2 (CM2)")]))
    assert cells(document)[0] == ["Scenario 1 (CM1)", "Scenario 2 (CM2)"]
    value = next(block for block in document.blocks if block.text == "50%")
    assert value.cell is not None
    assert [document.blocks[head].text for head in value.cell.row_headers] == ["Boilers"]
    assert [document.blocks[head].text for head in value.cell.column_headers] == ["Scenario 2 (CM2)"]


@pytest.mark.parametrize(
    ("x", "title"),
    [
        (100, "Savings of energy in all public buildings by measure"),
        (220, "Public buildings"),
        (66, "Public buildings"),
    ],
    ids=["across", "in-one-column", "over-the-labels"],
)
def test_reading_pdf_leaves_a_title_over_the_whole_table_in_one(x: float, title: str) -> None:
    assert cells(pdf(topped([(x, title)])))[0] == [title]


@pytest.mark.parametrize(
    ("first", "is_head"), [("Phase 1", True), ("Stage 2 (CM3)", True), ("Over 5%", False), ("7%", False)]
)
def test_reading_takes_the_number_of_a_thing_for_part_of_a_label(first: str, is_head: bool) -> None:
    document = pdf(layouts.table_pdf([["Aim", first], ["Roofs", "20%"], ["Boilers", "30%"], ["Lamps", "40%"]]))
    head = next(block for block in document.blocks if block.text == first)
    assert head.cell is not None and head.cell.is_header is is_head


@pytest.mark.parametrize("rules_across", [False, True], ids=["alone", "above one of rules across"])
def test_reading_pdf_reads_a_table_of_frames_whatever_table_stands_on_its_page(rules_across: bool) -> None:
    rows = [["Sector", "2030", "2040"], ["Ferries", "50", "35"], ["Buses", "51", "36"], ["Cranes", "52", "37"]]
    edges = [60.0, 200.0, 280.0, 360.0]

    def draw(page: FPDF) -> None:
        page.set_line_width(2)
        for at, row in enumerate(rows):
            top = 80 + 18 * at
            for x0, x1, text in zip(edges, edges[1:], row, strict=False):
                page.rect(x0, top, x1 - x0, 18)
                page.text(x0 + 5, top + 13, text)
        for at, row in enumerate(rows if rules_across else []):
            page.line(60, 300 + 20 * at, 540, 300 + 20 * at)
            for x, text in zip((65, 250, 420), ["Other", "a", "b"] if not at else row, strict=True):
                page.text(x, 314 + 20 * at, text)
        if rules_across:
            page.line(60, 380, 540, 380)

    found = [block.text for block in pdf(layouts.drawn(draw)).blocks if block.kind == "table_cell"]
    assert found[:12] == [text for row in rows for text in row]
    assert len(found) == (24 if rules_across else 12)


def test_find_tables_takes_frames_for_cells_beside_a_table_of_rules_across() -> None:
    columns = [(60.0, 200.0), (200.0, 280.0), (280.0, 360.0)]
    frames = [(x0, 80.0 + 18 * row, x1, 98.0 + 18 * row) for row in range(4) for x0, x1 in columns]
    rules = [(60.0, 300.0 + 20 * row, 540.0, 300.0 + 20 * row) for row in range(5)]
    places = [(x0 + 5, top + 4) for x0, top, _, _ in frames]
    places += [(x, 304.0 + 20 * row) for row in range(4) for x in (65.0, 250.0, 420.0)]
    words = [Word(x, top, x + 30, top + 10, 10.0, 3 * at, 3 * at + 2, "ab") for at, (x, top) in enumerate(places)]
    found = find_tables(Graphics(across=rules, boxes=frames), words)
    assert [(round(table.box[1]), len(table.frames)) for table in found] == [(80, 12), (300, 12)]


@pytest.mark.parametrize("gap", [11, 36], ids=["close", "apart"])
def test_reading_pdf_reads_a_table_of_single_digits_in_a_panel(gap: float) -> None:
    """Printed column by column with rows so close that its digits touch, as the letters of a word up the margin do."""
    rows = [["Harbour", "No. of ferries"], *([f"Port of {name}", str(i % 7 + 1)] for i, name in enumerate(NAMES))]

    def draw(page: FPDF) -> None:
        page.set_fill_color(220, 235, 245)
        page.rect(380, 90, 160, 220, style="F")
        layouts.print_lines(page, [line[:60].rpartition(" ")[0] for line in ABOVE + BELOW] * 4, 60, 100)
        for column, x in enumerate((390, 477)):
            page.text(x - 12 * column, 110, rows[0][column])
            layouts.print_lines(page, [row[column] for row in rows[1:]], x, 110 + gap, leading=11)

    assert cells(pdf(layouts.drawn(draw))) == rows


NAMES = ["Aldmark", "Bergmark", "Colmark", "Dunmark", "Elmark", "Fenmark", "Grimark", "Holmark"]


GROUPS = [
    ("Energy", [["Wind", "GW", "3", "9"], ["Solar", "GW", "2", "8"], ["Heat", "PJ", "1", "4"]]),
    ("Transport", [["Buses", "count", "30", "90"], ["Trains", "count", "20", "40"]]),
    ("Waste", [["Paper", "kt", "4", "2"]]),
    ("Water", [["Wells", "count", "7", "9"], ["Pipes", "km", "3", "8"], ["Pumps", "count", "5", "6"]]),
]


def grouped(head: list[str], half_way: bool, rules: bool = False) -> bytes:
    """A page with a table whose first label is printed once for several rows, half-way down them or beside the first.

    Args:
        head: its header.
        half_way: where the label stands.
        rules: whether a rule stands above the table and below its header and each group.
    """
    edges = [60.0, 150.0, 260.0, 330.0, 400.0, 480.0]

    def draw(page: FPDF) -> None:
        y = layouts.print_lines(page, [*ABOVE, "Table 2 Aims of the port"], 60, 100) + 12
        levels = [y - 13, y + 5]
        layouts.print_row(page, head, edges, y)
        for label, items in GROUPS:
            page.text(60, y + 18 + (9 * (len(items) - 1) if half_way else 0), label)
            for item in items:
                y += 18
                layouts.print_row(page, ["", *item], edges, y)
            levels.append(y + 5)
        for level in levels if rules else ():
            page.line(56, level, 484, level)
        layouts.print_lines(page, BELOW, 60, y + 40)

    return layouts.drawn(draw)


def group_values(years: list[str]) -> list[tuple[str, list[str]]]:
    """Each value of `GROUPS` with its headers, those of its columns last."""
    return [
        (value, [label, item, unit, year])
        for label, items in GROUPS
        for item, unit, *values in items
        for value, year in zip(values, years, strict=True)
    ]


@pytest.mark.parametrize("half_way", [True, False], ids=["half-way", "first-row"])
@pytest.mark.parametrize("years", [["2021", "2030"], ["Now", "Later"]], ids=["years", "words"])
def test_reading_pdf_gives_a_label_printed_once_to_all_of_its_rows(years: list[str], half_way: bool) -> None:
    document = pdf(grouped(["Sector", "Item", "Unit", *years], half_way))
    assert values_named(document) == group_values(years)


@pytest.mark.parametrize("half_way", [True, False], ids=["half-way", "first-row"])
def test_reading_pdf_parts_the_rows_between_rules_that_stand_but_between_groups(half_way: bool) -> None:
    document = pdf(grouped(["Sector", "Item", "Unit", "2021", "2030"], half_way, rules=True))
    assert values_named(document) == group_values(["2021", "2030"])


@pytest.mark.parametrize(
    "row",
    [
        [["Ships at", "berth"], ["140", "(120)"], ["90", "(80)"]],
        [["Ships", "Cranes"], ["140 in all", "90 at work"]],
    ],
    ids=["label-runs-on", "text"],
)
def test_reading_pdf_leaves_lines_of_one_row_together(row: list[list[str]]) -> None:
    def draw(page: FPDF) -> None:
        for top, lines in ((100, [["Item"], ["2021"], ["2030"]]), (120, row), (160, [["All"], ["5"], ["6"]])):
            for column, texts in enumerate(lines[: len(row)]):
                page.rect(60 + 120 * column, top, 120, 40 if top == 120 else 20)
                layouts.print_lines(page, texts, 64 + 120 * column, top + 14)

    assert cells(pdf(layouts.drawn(draw)))[1][: len(row)] == [" ".join(lines) for lines in row]


def test_reading_pdf_never_joins_figures_on_lines_of_their_own_to_one_number() -> None:
    def draw(page: FPDF) -> None:
        rows = [["Item"], ["2021"], ["2030"]], [["Ships"], ["18", "320"], ["1 250", "114"]], [["All"], ["5"], ["6"]]
        for top, row in zip((100, 120, 160), rows, strict=True):
            for column, texts in enumerate(row):
                page.rect(60 + 120 * column, top, 120, 40 if top == 120 else 20)
                layouts.print_lines(page, texts, 64 + 120 * column, top + 14)

    assert cells(pdf(layouts.drawn(draw)))[1] == ["Ships", "18", "320", "1 250", "114"]


INNER = [
    ["Quay", "Unit", "2026", "2033"],
    ["Cargo moved by rail", "kt", "1 340", "2 820"],
    ["Berths with shore power", "number", "17", "45"],
    ["Loss of heat in the halls", "%", "260", "150"],
    ["Ferries without soot", "number", "3", "n/a"],
]
"""A table that fits EDGES."""


def inner(layout: str, groups: bool = False, framed: bool = False, sides: bool = False, wrapped: bool = False) -> bytes:
    """A page with a table without an outer frame: but a rule "below" its header, or "all" of its inner rules.

    Args:
        layout: which of the rules across.
        groups: whether a label over the whole table stands above each two rows, and cuts its upright rules.
        framed: whether cells in the middle are drawn as frames and not rule by rule.
        sides: whether its sides are drawn as well.
        wrapped: whether its longer labels take two lines.
    """

    def draw(page: FPDF) -> None:
        y = layouts.print_lines(page, ABOVE, 60, 100) + 10.0
        rows = [*INNER[:1], ["Goods"], *INNER[1:3], ["People"], *INNER[3:]] if groups else INNER
        first = y
        for i, row in enumerate(rows):
            label, *rest = row[0].split(" the ") if wrapped else row[:1]
            layouts.print_row(
                page, [label, *row[1:]], [edge + 3 if edge == EDGES[0] else edge - 4 for edge in EDGES], y + 11
            )
            for text in rest:
                for x in EDGES[1:-1]:
                    page.line(x, y, x, y + 15)
                y += 15
                layouts.print_lines(page, ["the " + text], EDGES[0] + 3, y + 11)
            middle = framed and 0 < i < len(rows) - 1
            for x in EDGES[1:-1] if len(row) > 1 else ():
                if not middle or x in (EDGES[1], EDGES[-2]):
                    page.line(x, y, x, y + 15)
            for x0, x1 in pairwise(EDGES[1:-1]) if middle else ():
                page.rect(x0, y, x1 - x0, 15)
            y += 15
            if i == 0 or (layout == "all" and i < len(rows) - 1):
                for x0, x1 in pairwise(EDGES):
                    page.line(x0, y, x1, y)
        for x in (EDGES[0], EDGES[-1]) if sides else ():
            page.line(x, first, x, y)
        layouts.print_lines(page, BELOW, 60, y + 20)

    return layouts.drawn(draw)


@pytest.mark.parametrize(
    ("layout", "drawn"),
    [
        ("below", {}),
        ("below", {"groups": True}),
        ("below", {"groups": True, "sides": True}),
        ("below", {"wrapped": True}),
        ("all", {}),
        ("all", {"framed": True}),
    ],
    ids=lambda value: value if isinstance(value, str) else "+".join(value) or "plain",
)
def test_reading_pdf_reads_a_table_of_inner_rules_by_its_rows(layout: str, drawn: dict[str, bool]) -> None:
    document = pdf(inner(layout, **drawn))
    groups = "groups" in drawn
    names = {2: ["Goods"], 4: ["People"]} if groups else {}
    assert values_named(document) == [
        (value, [*names.get(2 * ((number + 1) // 2), []), label, unit, year])
        for number, (label, unit, *values) in enumerate(INNER[1:], 1)
        for value, year in zip(values, INNER[0][2:], strict=True)
    ]
    assert others(document) == [" ".join(ABOVE), " ".join(BELOW)]


@pytest.mark.parametrize("rules", ["pieces", "doubled", "none"])
@pytest.mark.parametrize("top", [100.0, 28.0], ids=["below-prose", "at-the-top"])
def test_reading_pdf_keeps_a_table_of_groups_whole(rules: str, top: float) -> None:
    """Rules across are drawn by each cell for itself, over its neighbour's; a label over the table draws but one."""

    def draw(page: FPDF) -> None:
        y = layouts.print_lines(page, ABOVE, 60, top) + 10 if top > 50 else top
        page.set_font("Helvetica", "", layouts.SIZE)
        for i, row in enumerate(rows):
            layouts.print_row(page, row, [edge + 3 if edge == EDGES[0] else edge - 4 for edge in EDGES], y + 10)
            y += 14
            for x0, x1 in pairwise(EDGES) if len(row) > 1 else [(EDGES[0], EDGES[-1])]:
                if rules != "none" and i < len(rows) - 1:
                    page.line(x0, y, x1, y)
                if rules == "doubled" and i:
                    page.line(x0, y - 14, x1, y - 14)
        if top > 50:
            layouts.print_lines(page, BELOW, 60, y + 20)

    def other(page: FPDF) -> None:
        layouts.print_lines(page, [*ABOVE, *BELOW] * 4, 60, 100)

    rows = [*INNER[:1], ["Goods"], *INNER[1:3], ["People"], *INNER[3:]]
    document = pdf(layouts.drawn(other, draw, other))
    assert values_named(document) == [
        (value, [["Goods", "People"][number > 2], label, unit, year])
        for number, (label, unit, *values) in enumerate(INNER[1:], 1)
        for value, year in zip(values, INNER[0][2:], strict=True)
    ]
    assert not [block.text for block in document.blocks if block.kind == "header"]


@pytest.mark.parametrize("panel", [False, True], ids=["bare", "panel"])
@pytest.mark.parametrize("first", ["Aim", ""], ids=["label", "no-label"])
def test_reading_pdf_reads_a_header_above_the_first_of_rules_across(first: str, panel: bool) -> None:
    rows = [
        [first, "2021", "2030"],
        ["Ferries", "4", "9"],
        ["Cranes", "12", "60"],
        ["Sheds", "7", "15"],
        ["Trees", "4", "8"],
    ]
    edges = [310.0, 400.0, 460.0, 520.0]

    def draw(page: FPDF) -> None:
        page.set_fill_color(220, 235, 245)
        if panel:
            page.rect(300, 90, 240, 150, style="F")
        layouts.print_lines(page, [line[:44].rpartition(" ")[0] for line in ABOVE + BELOW] * 4, 60, 100)
        layouts.print_lines(page, ["Aims at a glance"], 310, 110, 10, "B")
        for i, row in enumerate(rows):
            layouts.print_row(page, row, edges, 136 + 18 * i)
            page.line(306, 141 + 18 * i, 526, 141 + 18 * i)

    assert cells(pdf(layouts.drawn(draw))) == [[cell for cell in row if cell] for row in rows]


def test_reading_pdf_takes_no_prose_in_columns_above_rules_across_for_a_header() -> None:
    def draw(page: FPDF) -> None:
        for x in (60, 320):
            layouts.print_lines(page, [line[:44].rpartition(" ")[0] for line in ABOVE + BELOW] * 2, x, 100)
        for i, row in enumerate([["Ferries", "4"], ["Cranes", "12"], ["Sheds", "7"], ["Trees", "4"]]):
            layouts.print_row(page, row, [60.0, 320.0, 540.0], 216 + 18 * i, right=False)
            page.line(56, 203 + 18 * i, 540, 203 + 18 * i)
        page.line(56, 275, 540, 275)

    assert cells(pdf(layouts.drawn(draw))) == [["Ferries", "4"], ["Cranes", "12"], ["Sheds", "7"], ["Trees", "4"]]


@pytest.mark.parametrize("step", [15, 24])
def test_reading_pdf_keeps_labels_in_large_type_with_the_figures_beside_them(step: float) -> None:
    rows = [
        ["Aim", "2021", "2030"],
        ["Ferries", "4", "9"],
        ["Cranes", "12", "60"],
        ["Sheds", "7", "15"],
        ["Trees", "4", "8"],
    ]

    def draw(page: FPDF) -> None:
        y = layouts.print_lines(page, ABOVE, 60, 100) + 20
        for row in rows:
            layouts.print_lines(page, row[:1], 60, y, 14, "B")
            layouts.print_row(page, ["", *row[1:]], [60.0, 200.0, 300.0, 400.0], y)
            y += step
        layouts.print_lines(page, BELOW, 60, y + 20)

    assert cells(pdf(layouts.drawn(draw))) == rows


GROUPED = [
    ["Sector", "2025", "2030", "2035"],
    ["{group}", "", "", ""],
    ["Solar", "120", "300", "450"],
    ["Wind", "90", "175", "263"],
    ["Transport", "", "", ""],
    ["Ferries", "2", "8", "12"],
    ["Buses", "20", "80", "120"],
]


@pytest.mark.parametrize(
    ("group", "printed"),
    [
        ("Energy", loose),
        ("Supply of energy to the port and to all of the districts around it", loose),
        ("Energy", layouts.table_pdf),
        ("Energy", partial(layouts.table_pdf, uprights=False)),
    ],
    ids=["no-rules", "no-rules-long", "ruled", "rules-across"],
)
def test_reading_pdf_gives_the_name_of_a_group_to_its_rows_as_html_does(
    group: str, printed: Callable[[list[list[str]]], bytes]
) -> None:
    rows = [[cell.format(group=group) for cell in row] for row in GROUPED]
    page = read(Path("plan.html"), data=layouts.table_html(rows))
    assert values_named(pdf(printed(rows))) == values_named(page)
    assert ("175", [group, "Wind", "2030"]) in values_named(page)
    assert ("120", ["Transport", "Buses", "2035"]) in values_named(page)


@pytest.mark.parametrize("gap", [24, 40])
@pytest.mark.parametrize(("style", "size"), [("", 10), ("B", 11.5)], ids=["plain", "bold"])
@pytest.mark.parametrize("labels", [["of wind power", "less waste"], []], ids=["labelled", "bare"])
def test_reading_pdf_parts_key_figures_from_the_table_below_them(
    labels: list[str], style: str, size: float, gap: float
) -> None:
    def draw(page: FPDF) -> None:
        y = layouts.print_lines(page, ABOVE, 60, 100) + 30
        for at, (x, figure) in enumerate([(60, "450 MW"), (230, "30 %")]):
            layouts.print_lines(page, [figure], x, y, 26, "B")
            layouts.print_lines(page, labels[at : at + 1], x, y + 18)
        y += gap + (18 if labels else 0)
        page.set_font("Helvetica", style, size)
        for x, head in zip(EDGES, ["Aim", "2025", "2030", "2035"], strict=False):
            page.text(x, y, head)
        for row in [["Wind (MW)", "120", "300", "450"], ["Waste (kt)", "90", "75", "63"], ["Ferries", "2", "8", "12"]]:
            y += 18
            for x, cell in zip(EDGES, row, strict=False):
                layouts.print_lines(page, [cell], x, y)
        layouts.print_lines(page, BELOW, 60, y + 32)

    document = pdf(layouts.drawn(draw))
    assert ("63", ["Waste (kt)", "2035"]) in values_named(document)
    assert not [block.text for block in document.blocks if block.kind == "heading"]
    figures = ["450 MW of wind power", "30 % less waste"] if labels else ["450 MW 30 %"]
    assert [text for text in others(document) if "450 MW" in text or "30 %" in text] == figures


def test_reading_pdf_takes_a_raised_mark_in_a_cell_for_a_note() -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=9)
    rows = [("Indicator", "2025", "2030"), ("Electric cars", "320", "2 750"), ("Buses", "11", "40")]
    for row in rows:
        for text in row:
            pdf.cell(40, 7, text, border=1)
        pdf.ln(7)
    pdf.set_xy(10 + 80 + 1 + pdf.get_string_width("2 750") + 0.3, 17.0)
    pdf.char_vpos = "SUP"
    pdf.cell(4, 6, "1")
    document = read(Path("a.pdf"), data=bytes(pdf.output()))
    cells = [block.text for block in document.blocks if block.kind == "table_cell"]
    assert cells == [text for row in rows for text in row]


Row = list[str | tuple[str, int]]
"""The cells of a row, those over several columns with how many they are over."""


def spanned(rows: list[Row], edges: list[float] = EDGES, align: str = "right", step: float = 18) -> Callable[..., None]:
    """Draws a table; `align` is "ruled" or how cells stand in columns without rules, in those of one column."""

    def draw(page: FPDF) -> None:
        y = 120.0
        for row in rows:
            column = 0
            for cell in row:
                text, width = cell if isinstance(cell, tuple) else (cell, 1)
                x0, x1 = edges[column], edges[column + width]
                room = x1 - x0 - page.get_string_width(text)
                if align == "ruled":
                    page.rect(x0, y - 13, x1 - x0, step)
                    x0 += 4
                elif column and align != "left" and (width > 1 or align == "centred"):
                    x0 += room / 2
                elif column and align == "right":
                    x0 += room
                if text:
                    page.text(x0, y, text)
                column += width
            y += step

    return draw


FIVE = [60.0, 200.0, 270.0, 340.0, 410.0, 480.0]


@pytest.mark.parametrize("align", ["right", "centred", "left", "ruled"])
@pytest.mark.parametrize(
    ("head", "named"),
    [
        (
            [["Indicator", "Baseline", ("Target", 3)], ["", "2020", "2025", "2030", "2035"]],
            [["Baseline", "2020"], ["Target", "2025"], ["Target", "2030"], ["Target", "2035"]],
        ),
        (
            [["", "Baseline", ("Target", 3)], ["Indicator", "(2020)", "(2025)", "(2030)", "(2035)"]],
            [["Baseline", "(2020)"], ["Target", "(2025)"], ["Target", "(2030)"], ["Target", "(2035)"]],
        ),
        (
            [["", ("Freight", 2), ("Waste", 2)], ["Indicator", "2020", "2030", "2020", "2030"]],
            [["Freight", "2020"], ["Freight", "2030"], ["Waste", "2020"], ["Waste", "2030"]],
        ),
    ],
    ids=["empty-below", "empty-above", "pairs"],
)
def test_reading_pdf_reads_years_under_a_header_as_its_second_row(
    align: str, head: list[Row], named: list[list[str]]
) -> None:
    rows = [*head, ["Shore power", "11", "24", "36", "81"], ["Rail", "12", "25", "37", "82"]]
    values = values_named(pdf(layouts.drawn(spanned(rows, FIVE, align))))
    assert values[:4] == [
        (value, ["Shore power", *heads]) for value, heads in zip(("11", "24", "36", "81"), named, strict=True)
    ]
    assert len(values) == 8


def test_reading_pdf_keeps_labels_over_labels_over_years_apart() -> None:
    rows: list[Row] = [
        ["", ("Aims of the port", 4)],
        ["", ("Without aid", 2), ("With aid", 2)],
        ["Indicator", "2025", "2030", "2025", "2030"],
        ["Shore power", "11", "24", "36", "81"],
        ["Rail", "12", "25", "37", "82"],
    ]
    values = dict(values_named(pdf(layouts.drawn(spanned(rows, FIVE, "centred", step=12.5)))))
    assert values["81"] == ["Aims of the port", "Shore power", "With aid", "2030"]
    assert values["24"] == ["Aims of the port", "Shore power", "Without aid", "2030"]


@pytest.mark.parametrize(
    "rows",
    [
        [["Indicator", "Low", "High"], ["Base year", "2010", "2015"], ["Rail", "12", "25"]],
        [["Pier", "Begin", "End"], ["", "2020", "2025"], ["North", "2021", "2026"], ["South", "2024", "2027"]],
    ],
    ids=["label", "dates"],
)
def test_reading_pdf_takes_years_of_rows_for_no_header(rows: list[Row]) -> None:
    document = pdf(layouts.drawn(spanned(rows, align="ruled")))
    heads = {block.text for block in document.blocks if block.cell and block.cell.is_header}
    assert not heads & {"2010", "2015", "2020", "2025"}


@pytest.mark.parametrize("over_page", [True, False])
def test_reading_pdf_leaves_out_all_rows_of_a_header_printed_again(over_page: bool) -> None:
    head: list[Row] = [["Indicator", "Baseline", ("Target", 2)], ["", "2020", "2025", "2030"]]
    first: list[Row] = [*head, ["Shore power", "11", "24", "36"], ["Rail", "12", "25", "37"]]
    rest: list[Row] = [*head, ["Waste", "13", "26", "38"], ["Trees", "14", "27", "39"]]
    parts = [first, rest] if over_page else [[*first, *rest]]
    values = values_named(pdf(layouts.drawn(*(spanned(part, align="ruled") for part in parts))))
    assert [value for value, _ in values] == ["11", "24", "36", "12", "25", "37", "13", "26", "38", "14", "27", "39"]
    assert values[-1] == ("39", ["Trees", "Target", "2030"])


@pytest.mark.parametrize("ruled", [True, False])
def test_reading_pdf_takes_names_beside_a_merged_label_for_labels_though_they_hold_numbers(ruled: bool) -> None:
    """Labels over several rows leave it to the names beside them to tell these apart."""
    rows = [
        ("Ports", [("Share of 5G masts", "%", "21", "41"), ("Piers of 2 levels", "km", "22", "42")]),
        ("Roads", [("Roads of 4 lanes", "km", "23", "43"), ("Share of 4G masts", "%", "24", "44")]),
    ]
    edges = [60.0, 140.0, 290.0, 350.0, 420.0, 480.0]

    def draw(page: FPDF) -> None:
        def print_cells(cells: tuple[str, ...], column: int, y: float) -> None:
            for x0, x1, cell in zip(edges[column:], edges[column + 1 :], cells, strict=False):
                if ruled:
                    page.rect(x0, y - 13, x1 - x0, 18)
                page.text(x0 + 4 if x0 < 300 else x1 - 4 - page.get_string_width(cell), y, cell)

        print_cells(("Area", "Indicator", "Unit", "2020", "2030"), 0, 100)
        for i, (label, group) in enumerate(rows):
            if ruled:
                page.rect(edges[0], 105 + 36 * i, edges[1] - edges[0], 36)
            page.text(edges[0] + 4, 127 + 36 * i, label)
            for j, cells_of_row in enumerate(group):
                print_cells(cells_of_row, 1, 118 + 36 * i + 18 * j)

    values = dict(values_named(pdf(layouts.drawn(draw))))
    assert len(values) == 8
    assert values["41"] == ["Ports", "Share of 5G masts", "%", "2030"]
    assert values["23"] == ["Roads", "Roads of 4 lanes", "km", "2020"]


def test_reading_pdf_takes_a_plain_row_over_figures_for_the_header_below_a_bold_title() -> None:
    rows = [
        ["Measures of the port", "B"],
        ["Measure", "Savings in GWh", ""],
        ["All quays", "B"],
        ["Shore power", "11", ""],
        ["Rail", "12", ""],
        ["All measures", "23", "B"],
    ]

    def draw(page: FPDF) -> None:
        for i, (*row, style) in enumerate(rows):
            page.set_font("Helvetica", style, 10)
            edges = [60.0, 540.0] if len(row) == 1 else [60.0, 300.0, 540.0]
            layouts.box_row(page, row, edges, 90 + 20 * i)

    values = values_named(pdf(layouts.drawn(draw)))
    assert values == [
        (value, ["All quays", label, "Savings in GWh"])
        for value, label in (("11", "Shore power"), ("12", "Rail"), ("23", "All measures"))
    ]


def test_reading_html_takes_no_plain_row_of_facts_below_a_marked_title_for_a_header() -> None:
    told = {"Gases": "all", "Cut": "45 %", "Sectors": "ports and roads"}
    facts = "".join(f"<tr><td>{name}</td><td>{text}</td></tr>" for name, text in told.items())
    document = read(Path("a.html"), data=f"<table><tr><th colspan=2>Aims</th></tr>{facts}</table>".encode())
    assert values_named(document) == [(text, ["Aims", name]) for name, text in told.items()]


def test_reading_pdf_takes_a_table_under_a_heading_at_the_top_of_a_page_for_one_of_its_own() -> None:
    """Though its header is that of the table before."""
    head = ["Ships", "Port A", "Port B"]

    def page_of(title: str, rows: list[list[str]], top: float) -> Callable[[FPDF], None]:
        def draw(page: FPDF) -> None:
            layouts.print_lines(page, [title], 60, top, 14, "B")
            for i, row in enumerate([head, *rows]):
                page.set_font("Helvetica", "" if i else "B", 10)
                layouts.box_row(page, row, [60.0, 230.0, 400.0, 540.0], top + 16 + 20 * i)

        return draw

    first = page_of("Ferries", [["Diesel", "12", "20"], ["Current", "4", "5"]], 400)
    second = page_of("Tugs", [["Diesel", "40", "12"], ["Current", "9", "31"]], 70)
    document = pdf(layouts.drawn(first, second))
    assert [block.text for block in document.blocks if block.kind == "heading"] == ["Ferries", "Tugs"]
    assert {block.cell.table for block in document.blocks if block.cell} == {0, 1}
    assert ("31", ["Current", "Port B"]) in values_named(document)


@pytest.mark.parametrize("unknown", ["-", "n/a", "\x96"])
def test_reading_pdf_takes_no_column_of_figures_for_labels_where_most_are_not_known(unknown: str) -> None:
    rows: list[Row] = [
        ["Measure", "2020", "2025", "2030"],
        ["Shore power", unknown, "24", "36"],
        ["Rail", unknown, "25", "37"],
        ["Waste", "13", "26", "38"],
    ]
    values = dict(values_named(pdf(layouts.drawn(spanned(rows, align="ruled")))))
    assert values["13"] == ["Waste", "2020"]
    assert values["36"] == ["Shore power", "2030"]


@pytest.mark.parametrize("unit", ["km2", "m3", "hm3"])
def test_reading_pdf_takes_the_power_of_a_unit_in_a_header_for_no_figure(unit: str) -> None:
    rows: list[Row] = [
        ["Port", f"Area ({unit})", "Piers"],
        ["North", f"12 {unit}", "24"],
        ["South", f"13 {unit}", "25"],
    ]
    values = values_named(pdf(layouts.drawn(spanned(rows, align="ruled"))))
    assert values[0] == (f"12 {unit}", ["North", f"Area ({unit})"])


COLUMNS = ["Function", "2024", "2026", "2028"]
FUNCTIONS = [["Schools", "181", "202", "213"], ["Hospitals", "240", "263", "277"], ["Railways", "104", "116", "125"]]


def tinted_values(rows: list[list[str]], tinted: list[int], draw_more: Callable[[FPDF], None] | None = None) -> Any:
    def draw(page: FPDF) -> None:
        layouts.print_lines(page, ABOVE, 60, 60)
        layouts.print_tinted(page, rows, EDGES, tinted, 100)
        layouts.print_lines(page, BELOW, 60, 330)
        if draw_more is not None:
            draw_more(page)

    return values_named(pdf(layouts.drawn(draw)))


def functions(group: str = "", rows: list[list[str]] = FUNCTIONS) -> list[tuple[str, list[str]]]:
    return [
        (value, [*filter(None, [group]), label, year])
        for label, *values in rows
        for value, year in zip(values, COLUMNS[1:], strict=True)
    ]


@pytest.mark.parametrize(
    "tinted", [[0, 1, 3], [0, 2], [1, 3]], ids=["from the first row on", "from the second on", "plain header"]
)
def test_reading_pdf_reads_the_plain_rows_of_a_table_whose_others_are_tinted_cell_by_cell(tinted: list[int]) -> None:
    assert tinted_values([COLUMNS, *FUNCTIONS], tinted) == functions()


WORDED = [
    ["Measure", "Lead", "Budget", "Deadline"],
    ["Grants for homes", "Housing", "EUR 34 m", "2027"],
    ["Charging points", "Transport", "EUR 8.5 m", "2026"],
    ["Trees", "Forests", "EUR 2 m", "2028"],
]


@pytest.mark.parametrize("tinted", range(4))
@pytest.mark.parametrize("number", [2, 4])
def test_reading_pdf_reads_a_table_but_one_row_of_which_is_tinted_cell_by_cell(tinted: int, number: int) -> None:
    """With no rule at all: its header most often, a row of totals, the even ones of three."""
    rows = WORDED[:number]

    def draw(page: FPDF) -> None:
        layouts.print_lines(page, ABOVE, 60, 60)
        layouts.print_tinted(page, rows, EDGES, [min(tinted, number - 1)], 100)
        layouts.print_lines(page, BELOW, 60, 130 + 20 * number)

    document = pdf(layouts.drawn(draw))
    assert cells(document) == rows
    assert others(document) == [" ".join(ABOVE), " ".join(BELOW)]


def test_reading_pdf_keeps_the_groups_of_a_table_whose_header_alone_is_tinted() -> None:
    rows = [COLUMNS, ["Services"], *FUNCTIONS[:2], ["Transport"], FUNCTIONS[2]]
    expected = [*functions("Services", FUNCTIONS[:2]), *functions("Transport", FUNCTIONS[2:])]
    assert tinted_values(rows, [0]) == expected


def test_reading_pdf_takes_no_columns_of_prose_under_tinted_titles_for_a_table() -> None:
    titles = ["For the islands", "For the coast", "For the town", "For the port"]
    prose = ["Ferries and piers", "are built, and all", "who live there pay", "no more than half", "of the fare."]

    def draw(page: FPDF) -> None:
        layouts.print_tinted(page, [titles], EDGES, [0], 100)
        for x in EDGES[:-1]:
            layouts.print_lines(page, prose * 3, x + 5, 140)

    assert not cells(pdf(layouts.drawn(draw)))


@pytest.mark.parametrize("step", [0.0, 6.0], ids=["beside the first line", "half-way down"])
def test_reading_pdf_joins_the_lines_of_all_cells_of_words_where_no_rules_are_drawn(step: float) -> None:
    rows = [
        ["Measure", "Lead", "Budget", "Deadline"],
        ["Grants for homes", "Housing", "34", "2027"],
        ["Charging points|along roads", "Ministry of|Transport", "8.5", "2026"],
        ["Trees", "Forests", "2", "2028"],
    ]

    def draw(page: FPDF) -> None:
        layouts.print_lines(page, ABOVE, 60, 60)
        for i, row in enumerate(rows):
            for x, cell in zip(EDGES, row, strict=False):
                lines = cell.split("|")
                beside = step if len(lines) == 1 and i == 2 else 0.0
                layouts.print_lines(page, lines, x, 110 + 34 * i + beside, 10, "", 12)

    assert cells(pdf(layouts.drawn(draw))) == [[cell.replace("|", " ") for cell in row] for row in rows]


def test_reading_pdf_joins_a_table_over_the_page_past_the_side_box_of_its_first_page() -> None:
    box = ["Box 1", "By 2027, 20 piers", "will be made safe."]

    def first(page: FPDF) -> None:
        layouts.print_lines(page, [line[:60] for line in ABOVE], 60, 60)
        page.rect(400, 48, 130, 50)
        layouts.print_lines(page, box, 406, 60, 9)
        layouts.print_tinted(page, [COLUMNS, *FUNCTIONS], EDGES, [0, 2], 700)

    def second(page: FPDF) -> None:
        layouts.print_tinted(page, [["Quays", "11", "12", "13"], ["Piers", "14", "15", "16"]], EDGES, [1], 60)
        layouts.print_lines(page, BELOW, 60, 330)

    document = pdf(layouts.drawn(first, second))
    assert ("16", ["Piers", "2028"]) in values_named(document)
    assert "Box 1" in " ".join(others(document))


def test_reading_pdf_reads_the_header_above_a_plain_row_that_stands_above_the_first_tinted_one() -> None:
    rows = [COLUMNS, *FUNCTIONS, ["Quays", "11", "12", "13"]]
    assert tinted_values(rows, [2, 4]) == [*functions(), *functions(rows=[rows[-1]])]


def test_reading_pdf_reads_tinted_rows_above_the_first_of_rules_drawn_in_pieces() -> None:
    """The header is a box to each cell, the name of a group one over all of them; rules stand below the other rows."""
    rows = [COLUMNS, ["People"], *FUNCTIONS[:2], ["Trade"], FUNCTIONS[2], ["Quays", "11", "12", "13"]]

    def draw(page: FPDF) -> None:
        layouts.print_lines(page, ABOVE, 60, 60)
        layouts.print_tinted(page, rows, EDGES, [0, 1, 4], 100)
        for i in (2, 3, 5, 6):
            for x0, x1 in pairwise(EDGES):
                page.line(x0, 120 + 20 * i, x1, 120 + 20 * i)
        layouts.print_lines(page, BELOW, 60, 330)

    expected = [*functions("People", FUNCTIONS[:2]), *functions("Trade", [FUNCTIONS[2], ["Quays", "11", "12", "13"]])]
    assert values_named(pdf(layouts.drawn(draw))) == expected


def test_reading_pdf_reads_rows_whose_first_column_has_no_rule_below_a_merged_label() -> None:
    """As browsers print merged cells: a rule below each other cell, a tinted header of two rows above the first row."""
    rows = [
        ["1. Towns", *FUNCTIONS[0]],
        ["", *FUNCTIONS[1]],
        ["2. Rail", *FUNCTIONS[2]],
        ["", "Quays", "11", "12", "13"],
    ]
    edges = [60.0, 130.0, 270.0, 345.0, 420.0, 500.0]

    def draw(page: FPDF) -> None:
        page.set_fill_color(220, 230, 240)
        for label, x0, x1 in (("Aim", 60, 130), ("Function", 130, 270)):
            page.rect(x0, 100, x1 - x0, 40, style="F")
            page.text(x0 + 5, 113, label)
        page.rect(270, 100, 230, 20, style="F")
        page.text(370, 113, "Value")
        for year, (x0, x1) in zip(COLUMNS[1:], pairwise(edges[2:]), strict=True):
            page.rect(x0, 120, x1 - x0, 20, style="F")
            page.text(x0 + 5, 133, year)
        for i, row in enumerate(rows):
            for cell, (x0, x1) in zip(row, pairwise(edges), strict=True):
                page.text(x0 + 5, 154 + 20 * i, cell)
                if x0 > 60 or i % 2:
                    page.line(x0, 160 + 20 * i, x1, 160 + 20 * i)

    expected = [
        (value, [aim, name, "Value", year])
        for aim, (_, name, *values) in zip(["1. Towns", "1. Towns", "2. Rail", "2. Rail"], rows, strict=True)
        for value, year in zip(values, COLUMNS[1:], strict=True)
    ]
    assert values_named(pdf(layouts.drawn(draw))) == expected


def test_reading_pdf_takes_no_cards_side_by_side_for_a_table() -> None:
    def draw(page: FPDF) -> None:
        page.set_fill_color(250, 235, 235)
        for x, figure, words in (
            (60, "45,000", "homes by 2030"),
            (222, "EUR 3 bn", "for piers"),
            (384, "12 %", "of land"),
        ):
            page.rect(x, 100, 154, 50, style="F")
            layouts.print_lines(page, [figure], x + 6, 124, 22, "B")
            layouts.print_lines(page, [words], x + 6, 142)
        layouts.print_lines(page, ABOVE + BELOW, 60, 180)

    document = pdf(layouts.drawn(draw))
    assert others(document)[:3] == ["45,000 homes by 2030", "EUR 3 bn for piers", "12 % of land"]


@pytest.mark.parametrize("behind", ["heading", "text"])
def test_reading_pdf_ends_a_table_with_the_row_below_its_last_rule(behind: str) -> None:
    """Its rules are drawn a piece to each cell, below the header and above the total; more text stands in its width."""
    rows = [COLUMNS, *FUNCTIONS, ["Total", "525", "581", "615"]]

    def draw(page: FPDF) -> None:
        for i, row in enumerate(rows):
            layouts.print_row(page, row, [edge + 3 if edge == EDGES[0] else edge - 4 for edge in EDGES], 110 + 18 * i)
        for y in (115, 169):
            for x0, x1 in pairwise(EDGES):
                page.line(x0, y, x1, y)
        if behind == "heading":
            layouts.print_lines(page, ["4. Towns"], 60, 208, 15, "B")
        layouts.print_lines(page, ["Each town has aims."], 60, 232 if behind == "heading" else 210)

    document = pdf(layouts.drawn(draw))
    assert values_named(document) == [*functions(), *functions(rows=[rows[-1]])]
    assert others(document) == [*(["4. Towns"] if behind == "heading" else []), "Each town has aims."]


def test_reading_pdf_takes_the_title_of_a_table_at_the_foot_of_a_page_for_no_running_foot() -> None:
    def first(page: FPDF) -> None:
        layouts.print_lines(page, [*ABOVE, *BELOW] * 10, 60, 80)
        layouts.print_lines(page, ["Table 2. Planned spending (EUR million)"], 60, 770, 8, "B")

    def second(page: FPDF) -> None:
        for i, row in enumerate([COLUMNS, *FUNCTIONS]):
            layouts.box_row(page, row, EDGES, 80 + 20 * i)

    document = pdf(layouts.drawn(first, second))
    captions = [at for at, block in enumerate(document.blocks) if block.kind == "caption"]
    assert [document.blocks[at].text for at in captions] == ["Table 2. Planned spending (EUR million)"]
    assert {block.cell.caption for block in document.blocks if block.cell} == set(captions)


def test_reading_pdf_keeps_the_groups_of_a_table_of_tinted_rows() -> None:
    rows = [COLUMNS, ["People"], *FUNCTIONS[:2], ["Trade"], FUNCTIONS[2], ["Quays", "11", "12", "13"]]
    expected = [*functions("People", FUNCTIONS[:2]), *functions("Trade", [FUNCTIONS[2], ["Quays", "11", "12", "13"]])]
    assert tinted_values(rows, [0, 1, 3, 5]) == expected


def test_reading_pdf_reads_rows_that_are_told_by_tints_in_a_frame_with_upright_rules_at_its_header() -> None:
    def frame(page: FPDF) -> None:
        page.rect(60, 100, 440, 100)
        for x in EDGES[:4]:
            page.line(x, 100, x, 120)
        page.line(60, 120, 500, 120)

    rows = [COLUMNS, *FUNCTIONS, ["Quays", "11", "12", "13"]]
    expected = [*functions(), *functions(rows=[rows[-1]])]
    assert tinted_values(rows, [0, 1, 3], frame) == expected


def test_reading_pdf_reads_rows_between_those_with_upright_rules() -> None:
    def draw(page: FPDF) -> None:
        for i, row in enumerate([COLUMNS, *FUNCTIONS]):
            y = 100 + 20 * i
            for x, level in ((60, y), (60, y + 20)):
                page.line(x, level, 500, level)
            for x in (60, 500):
                page.line(x, y, x, y + 20)
            edges = EDGES
            for cell, x in zip(row, edges, strict=False):
                page.text(x + 5, y + 13, cell)
            for x in edges if i % 2 == 0 else ():
                page.line(x, y, x, y + 20)

    assert values_named(pdf(layouts.drawn(draw))) == functions()


@pytest.mark.parametrize("step", [20.0, 15.0])
def test_reading_pdf_tells_groups_and_shares_in_a_frame_with_rules_at_its_ends_alone(step: float) -> None:
    rows = [["People"], *FUNCTIONS[:2], ["of which wards", "90", "95", "99"], ["Trade"], FUNCTIONS[2]]

    def draw(page: FPDF) -> None:
        edges = EDGES
        foot = 126 + step * len(rows)
        for y in (100.0, 120.0, foot):
            for x0, x1 in pairwise(edges):
                page.line(x0, y, x1, y)
        for i, row in enumerate([COLUMNS, *rows]):
            for cell, x in zip(row, edges, strict=False):
                page.text(x + 5, 114 + step * i if i else 114, cell)

    shares = [*FUNCTIONS[:2], ["of which wards", "90", "95", "99"]]
    expected = [*functions("People", shares), *functions("Trade", FUNCTIONS[2:])]
    assert values_named(pdf(layouts.drawn(draw))) == expected


def test_reading_pdf_spreads_labels_over_years_where_rules_are_drawn_a_piece_to_each_cell() -> None:
    rows = [["Wheat", "10", "11", "12", "13", "14"], ["Rice", "20", "21", "22", "23", "24"]]
    edges = [60.0, 180.0, 245.0, 310.0, 375.0, 440.0, 505.0]

    def draw(page: FPDF) -> None:
        for y in (100.0, 120.0, 140.0, 180.0):
            for x0, x1 in pairwise(edges):
                page.line(x0, y, x1, y)
        for label, x0, x1 in (("Actual", 180.0, 310.0), ("Target", 310.0, 505.0)):
            page.text((x0 + x1 - page.get_string_width(label)) / 2, 114, label)
        for i, row in enumerate([["Crop", "2020", "2022", "2025", "2028", "2031"], *rows]):
            for cell, x in zip(row, edges, strict=False):
                page.text(x + 5, 134 + 20 * i, cell)

    values = values_named(pdf(layouts.drawn(draw)))
    heads = [["Actual", "2020"], ["Actual", "2022"], ["Target", "2025"], ["Target", "2028"], ["Target", "2031"]]
    assert values == [(v, [label, *head]) for label, *row in rows for v, head in zip(row, heads, strict=True)]


def test_reading_pdf_keeps_a_year_after_its_preposition_in_one_cell() -> None:
    rows = [["Aim", "Now", "Then"], ["Contracts", "22,000", "45,000 by\n2030"], ["Visits", "300", "400 by\n2030"]]

    def draw(page: FPDF) -> None:
        for i, row in enumerate(rows):
            for cell, (x0, x1) in zip(row, pairwise([60.0, 200.0, 300.0, 400.0]), strict=True):
                page.rect(x0, 100 + 34 * i, x1 - x0, 34)
                layouts.print_lines(page, cell.split("\n"), x0 + 5, 114 + 34 * i)

    assert ("45,000 by 2030", ["Contracts", "Then"]) in values_named(pdf(layouts.drawn(draw)))


def test_reading_pdf_heads_rows_without_rules_by_the_header_above_the_first_group() -> None:
    rows = [
        COLUMNS,
        ["People", "", "", ""],
        *FUNCTIONS[:2],
        ["Trade", "", "", ""],
        FUNCTIONS[2],
        ["Quays", "7", "8", "9"],
    ]
    expected = [*functions("People", FUNCTIONS[:2]), *functions("Trade", [FUNCTIONS[2], ["Quays", "7", "8", "9"]])]
    assert values_named(pdf(loose(rows, right=False, step=12))) == expected


def test_reading_pdf_joins_a_label_that_can_but_go_on_though_rows_stand_as_close() -> None:
    rows = [
        ["Indicator", "Sample 2024", "Target", "Target"],
        ["", "", "2026", "2028"],
        ["Specialists in", "181", "202", "213"],
        ["employment", "", "", ""],
        ["Nodes", "240", "263", "277"],
        ["Access of all", "104", "116", "125"],
        ["to records", "", "", ""],
    ]
    values = values_named(pdf(loose(rows, step=13)))
    labels = ["Specialists in employment", "Nodes", "Access of all to records"]
    heads = ["Sample 2024", "Target 2026", "Target 2028"]
    assert [names for _, names in values] == [[label, head] for label in labels for head in heads]


def test_reading_pdf_reads_the_header_of_a_table_with_rules_across_beside_a_ruled_one() -> None:
    def draw(page: FPDF) -> None:
        for i, row in enumerate([["Survey", "2024"], ["Labour", "24,000"], ["Farms", "18,000"]]):
            for cell, (x0, x1) in zip(row, pairwise([60.0, 160.0, 240.0]), strict=True):
                page.line(x0, 100 + 18 * i, x1, 100 + 18 * i)
                page.line(x0, 118 + 18 * i, x1, 118 + 18 * i)
                for x in (x0, x1):
                    page.line(x, 100 + 18 * i, x, 118 + 18 * i)
                page.text(x0 + 4, 113 + 18 * i, cell)
        edges = [300.0, 420.0, 470.0, 520.0]
        for i, row in enumerate([["Response rate (%)", "68", "80"], ["Days to publication", "75", "45"]]):
            for x0, x1 in pairwise(edges):
                for y in (130, 148):
                    page.line(x0, y + 18 * i, x1, y + 18 * i)
            for cell, x in zip(row, edges, strict=False):
                page.text(x + 4, 143 + 18 * i, cell)
        for x, y, label in ((300, 117, "Indicator"), (420, 117, "2024"), (470, 111, "Target"), (470, 123, "2029")):
            page.text(x + 4, y, label)

    assert ("80", ["Response rate (%)", "Target 2029"]) in values_named(pdf(layouts.drawn(draw)))


def test_reading_pdf_reads_a_table_below_a_map_of_thousands_of_dots() -> None:
    rows = [COLUMNS, *FUNCTIONS]

    def draw(page: FPDF) -> None:
        for i in range(6_000):
            page.line(60 + i % 100 * 4, 60 + i // 100 * 3, 62 + i % 100 * 4, 62 + i // 100 * 3)
        for i, row in enumerate(rows):
            for cell, (x0, x1) in zip(row, pairwise(EDGES), strict=True):
                page.rect(x0, 400 + 20 * i, x1 - x0, 20)
                layouts.print_lines(page, [cell], x0 + 4, 413 + 20 * i)
        layouts.print_lines(page, BELOW, 60, 600)

    assert cells(pdf(layouts.drawn(draw))) == rows


WRAPPED = [
    ["Measure", "Lead", "Aim", "Year"],
    ["Denser timetables for|buses and trams", "Transport", "412 million|passengers", "2030"],
    ["Cycle routes", "Transport", "480 km", "2029"],
    ["Parking", "Works and|Planning", "30,000 fewer|spaces", "2032"],
    ["Deliveries by bike", "Trade", "75%", "2031"],
    ["Street trees along|main roads", "Gardens", "18,000 trees", "2028"],
]
"""A table of words that fits EDGES, its cells in lines."""


def between_rules(rows: list[list[str]], ruled: list[int], white: float = 12, centred: bool = False) -> bytes:
    """A page with a table of cells in lines that has rules across alone, a piece to each cell, below some rows.

    Another stands above its header; `white` is what its rows stand apart beyond the leading of their lines.
    """

    def draw(page: FPDF) -> None:
        y = layouts.print_lines(page, ABOVE, 60, 100) + 12
        levels = [y - 14]
        for i, row in enumerate(rows):
            cells = [cell.split("|") for cell in row]
            tall = max(map(len, cells))
            for x, lines in zip(EDGES, cells, strict=False):
                layouts.print_lines(page, lines, x + 4, y + (6 * (tall - len(lines)) if centred else 0), 10, "", 12)
            y += 12 * tall + white
            if i in ruled:
                levels.append(y - 9 - white / 2)
        for level in levels:
            for x0, x1 in pairwise(EDGES):
                page.line(x0, level, x1, level)
        layouts.print_lines(page, BELOW, 60, y + 20)

    return layouts.drawn(draw)


@pytest.mark.parametrize("centred", [False, True], ids=["top", "middle"])
def test_reading_pdf_tells_rows_of_words_by_white_where_rules_stand_but_at_header_and_end(centred: bool) -> None:
    document = pdf(between_rules(WRAPPED, [0, 5], centred=centred))
    assert cells(document) == [[cell.replace("|", " ") for cell in row] for row in WRAPPED]
    assert others(document) == [" ".join(ABOVE), " ".join(BELOW)]


def test_reading_pdf_tells_rows_by_white_where_rules_stand_but_between_groups() -> None:
    rows = [WRAPPED[0], ["Traffic", "", "", ""], *WRAPPED[1:3], ["Streets", "", "", ""], *WRAPPED[3:]]
    values = values_named(pdf(between_rules(rows, [0, 3, 7])))
    assert [value for value in values if value[0] in ("2029", "2031")] == [
        ("2029", ["Traffic", "Cycle routes", "Transport", "Year"]),
        ("2031", ["Streets", "Deliveries by bike", "Trade", "Year"]),
    ]


def test_reading_pdf_parts_no_row_by_the_white_between_paragraphs_of_its_cells() -> None:
    rows = [
        ["Field", "Aims", "Means"],
        ["Ports", "Shore power||Quiet cranes", "A fund||Rules for quays"],
        ["Rail", "More trains||Fewer trucks", "New tracks||A toll"],
    ]
    document = pdf(between_rules(rows, [0, 1, 2]))
    assert [" ".join(row) for row in cells(document)] == [" ".join(row).replace("||", " ") for row in rows]


def over_years(levels: list[str], behind: bool = False) -> bytes:
    """A page with a table whose header is labels over years: "Now", set right, over one and "Aim" amid three.

    Args:
        levels: the rules across that are drawn a piece to each cell, of "above" the header, "between" its rows (over
            the years alone) and "below"; another stands at the end.
        behind: whether a column of words follows.
    """
    edges = [*FIVE, 560.0] if behind else FIVE
    rows = [["Shore power", "11", "24", "36", "81", "Harbour"], ["Rail", "12", "25", "37", "82", "Works"]]
    places = {"above": (120, edges), "between": (140, FIVE[1:]), "below": (160, edges), "end": (206, edges)}

    def draw(page: FPDF) -> None:
        layouts.print_lines(page, ABOVE, 60, 80)
        width = page.get_string_width("Now"), page.get_string_width("Aim")
        page.text(266 - width[0], 134, "Now")
        page.text((FIVE[2] + FIVE[5] - width[1]) / 2, 134, "Aim")
        page.text(64, 144, "Indicator")
        for at, year in enumerate(("2023", "2026", "2028", "2030")):
            page.text(FIVE[at + 1] + 30, 154, year)
        for i, row in enumerate(rows):
            for x, cell in zip(edges, row[: len(edges) - 1], strict=False):
                page.text(x + (4 if x in (60.0, 480.0) else 40), 176 + 22 * i, cell)
        if behind:
            page.text(484, 144, "Led by")
        for level in [*levels, "end"]:
            y, stops = places[level]
            for x0, x1 in pairwise(stops):
                page.line(x0, y, x1, y)
        layouts.print_lines(page, BELOW, 60, 240)

    return layouts.drawn(draw)


@pytest.mark.parametrize("behind", [False, True], ids=["years-last", "words-behind"])
@pytest.mark.parametrize("levels", [["above", "between", "below"], ["between", "below"], ["below"]], ids="-".join)
def test_reading_pdf_gives_labels_over_years_to_those_they_stand_over(levels: list[str], behind: bool) -> None:
    document = pdf(over_years(levels, behind))
    values = values_named(document)
    assert values[:4] == [
        ("11", ["Shore power", "Now", "2023"]),
        ("24", ["Shore power", "Aim", "2026"]),
        ("36", ["Shore power", "Aim", "2028"]),
        ("81", ["Shore power", "Aim", "2030"]),
    ]
    assert len(values) == (10 if behind else 8)
    assert others(document) == [" ".join(ABOVE), " ".join(BELOW)]


@pytest.mark.parametrize("body", ["plain", "groups", "zebra"])
def test_reading_pdf_reads_a_tinted_header_of_two_rows_beside_its_merged_cell(body: str) -> None:
    rows = [["Shore power", "11", "24", "36", "81"], ["Rail", "12", "25", "37", "82"], ["Ferries", "1", "3", "5", "9"]]
    head = [(0, 1, 0, 40, "Indicator"), (1, 2, 0, 20, "Now"), (2, 5, 0, 20, "Aim")]
    head += [(at + 1, at + 2, 20, 40, year) for at, year in enumerate(("2023", "2026", "2028", "2030"))]

    def draw(page: FPDF) -> None:
        layouts.print_lines(page, ABOVE, 60, 60)
        page.set_fill_color(200, 220, 210)
        for first, stop, top, bottom, text in head:
            page.rect(FIVE[first], 100 + top, FIVE[stop] - FIVE[first], bottom - top, style="F")
            page.text((FIVE[first] + FIVE[stop] - page.get_string_width(text)) / 2, 103 + (top + bottom) / 2, text)
        y = 140.0
        for i, row in enumerate(rows):
            if body == "groups":
                page.rect(FIVE[0], y, FIVE[-1] - FIVE[0], 20, style="F")
                page.text(64, y + 13, f"Group {row[0]}")
                y += 20
            layouts.print_tinted(page, [row], FIVE, [0] if body == "zebra" and i % 2 else [], y)
            y += 20
        layouts.print_lines(page, BELOW, 60, y + 40)

    document = pdf(layouts.drawn(draw))
    named = [[*(["Group Rail"] if body == "groups" else []), "Rail", *over] for over in
             (["Now", "2023"], ["Aim", "2026"], ["Aim", "2028"], ["Aim", "2030"])]  # fmt: skip
    assert values_named(document)[4:8] == list(zip(rows[1][1:], named, strict=True))
    assert others(document) == [" ".join(ABOVE), " ".join(BELOW)]


def test_reading_pdf_reads_two_tables_without_rules_with_but_a_note_and_a_caption_between() -> None:
    first = [["", "Unit", "2021", "2030"], ["Cargo by rail", "kt", "1,340", "2,820"], ["Shore power", "MW", "17", "45"]]
    second = [["Fund", "2021-2025", "2026-2030"], ["Rail", "410", "720"], ["Road", "98", "45"], ["All", "508", "765"]]
    note = "Notes: Values in brackets are provisional and may be mended in the report of the next year."

    def draw(page: FPDF) -> None:
        y = layouts.print_lines(page, ABOVE, 60, 100)
        y = layouts.print_lines(page, ["Table 1 Aims of the port"], 60, y + 12) + 6
        for row in first:
            layouts.print_row(page, row, EDGES, y)
            y += 18
        y = layouts.print_lines(page, [note], 60, y, 8) + 6
        y = layouts.print_lines(page, ["Table 2 Costs"], 60, y) + 6
        for row in second:
            layouts.print_row(page, row, [60.0, 170.0, 320.0, 460.0], y)
            y += 18
        layouts.print_lines(page, BELOW, 60, y + 14)

    document = pdf(layouts.drawn(draw))
    values = [
        *((row[at], [*row[:2], first[0][at]]) for row in first[1:] for at in (2, 3)),
        *((row[at], [row[0], second[0][at]]) for row in second[1:] for at in (1, 2)),
    ]
    assert values_named(document) == values
    assert others(document) == [" ".join(ABOVE), "Table 1 Aims of the port", note, "Table 2 Costs", " ".join(BELOW)]


@pytest.mark.parametrize("groups", [True, False], ids=["groups", "corner"])
def test_reading_pdf_takes_the_name_of_a_group_right_below_a_header_for_none_of_it(groups: bool) -> None:
    """Where no other label stands alone, it names the column that the row above leaves unnamed."""
    rows = [["", "2021", "2030"], ["Rail", "", ""], ["Lines", "3,410", "4,200"], ["Trains", "78", "88"]]
    rows += [["Road", "", ""], ["Deaths", "512", "260"]] if groups else []

    def draw(page: FPDF) -> None:
        for i, row in enumerate(rows):
            page.set_font("Helvetica", "B" if row[1] in ("", "2021") else "", layouts.SIZE)
            layouts.box_row(page, row, EDGES, 100 + 20 * i)

    values = dict(values_named(pdf(layouts.drawn(draw))))
    assert values["3,410"] == [*(["Rail"] if groups else []), "Lines", "2021"]
    assert len(values) == (6 if groups else 4)


def test_reading_pdf_gives_labels_over_years_without_rules_each_by_its_own_setting() -> None:
    """The label of the first column stands beside both rows of the header, half-way down them."""

    def draw(page: FPDF) -> None:
        layouts.print_lines(page, ABOVE, 60, 60)
        page.text(270 - page.get_string_width("Now"), 120, "Now")
        page.text((270 + 480 - page.get_string_width("Aim")) / 2, 120, "Aim")
        page.text(60, 128, "Indicator")
        layouts.print_row(page, ["", "2023", "2026", "2028", "2030"], FIVE, 136)
        rows = [["Shore power", "11", "24", "36", "81"], ["Rail", "12", "25", "37", "82"], ["Sea", "1", "3", "5", "9"]]
        for i, row in enumerate(rows):
            layouts.print_row(page, row, FIVE, 160 + 18 * i)
        layouts.print_lines(page, BELOW, 60, 240)

    values = values_named(pdf(layouts.drawn(draw)))
    assert [heads[-2:] for _, heads in values[:4]] == [
        ["Now", "2023"],
        ["Aim", "2026"],
        ["Aim", "2028"],
        ["Aim", "2030"],
    ]
    assert len(values) == 12


def test_reading_pdf_reads_the_cells_of_a_header_that_are_set_at_a_right_angle() -> None:
    rows = [["Carrier", "Households 2030", "Industry 2030"], ["Power", "38", "44"], ["Heat", "7", "12"]]

    def draw(page: FPDF) -> None:
        layouts.print_lines(page, ABOVE, 60, 60)
        for i, row in enumerate(rows):
            y, height = (100, 110) if i == 0 else (190 + 20 * i, 20)
            for x0, x1, cell in zip(EDGES, EDGES[1:], row, strict=False):
                page.rect(x0, y, x1 - x0, height)
                turned = i == 0 and cell != "Carrier"
                with page.rotation(90 if turned else 0, x0 + 30, 200):
                    page.text(x0 + (30 if turned else 4), 200 if turned else y + 14, cell)
        layouts.print_lines(page, BELOW, 60, 280)

    document = pdf(layouts.drawn(draw))
    assert values_named(document) == [(row[at], [row[0], rows[0][at]]) for row in rows[1:] for at in (1, 2)]
    assert others(document) == [" ".join(ABOVE), " ".join(BELOW)]


@pytest.mark.parametrize(
    ("labels", "is_found"),
    [([("Aim", 320, 340)], True), ([("Now", 260, 280), ("Aim", 360, 380)], False), ([("Aims", 180, 250)], False)],
    ids=["over-both", "one-to-each", "across-an-edge"],
)
def test_head_over_years_takes_labels_over_several_years_alone(
    labels: list[tuple[str, float, float]], is_found: bool
) -> None:
    """Where each year has a label, the two are lines of one cell."""
    years = [Word(260, 112, 280, 122, 10, 0, 4, "2024"), Word(360, 112, 380, 122, 10, 5, 9, "2030")]
    words = [Word(x0, 100, x1, 110, 10, 10, 13, text) for text, x0, x1 in labels]
    assert (head_over_years([*words, *years], years, [60, 220, 320, 440]) is not None) == is_found
