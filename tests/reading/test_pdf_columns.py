"""PDF: pages by bands: columns, and what reaches over them or stands between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count, cycle, pairwise

import pytest
from fpdf import FPDF

import layouts
from helpers import cells, pdf
from policyledger.reading import Document

LEFT, RIGHT = 60.0, 535.0
SENTENCE = (
    "the port will build ferries that run on current and a pier at which they can load it while they wait for those "
    "who cross the sound in winter or in summer to get to their work on one of the islands beyond the mole"
)
Page = Callable[["Setter"], None]


class Setter:
    """Sets pieces of text on a page, in the order in which they are to be read."""

    def __init__(self, page: FPDF) -> None:
        self.page = page
        self.words = cycle(SENTENCE.split())
        self.numbers = count(1)
        self.pieces: list[str] = []
        self.lines: list[tuple[float, float, str, float, str]] = []

    def text(self, x: float, y: float, width: float, lines: int, size: float = 10, style: str = "") -> float:
        """Sets lines of one sentence, the last of them short; where the next would stand."""
        self.page.set_font("Helvetica", style, size)
        whole = [f"Number {next(self.numbers)}"]
        rest = iter(self.words)
        line = ""
        set_lines: list[str] = []
        while len(set_lines) < lines:
            word = whole.pop() if whole else next(rest)
            if line and self.page.get_string_width(f"{line} {word}") > width:
                set_lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        if lines > 1:
            last = set_lines[-1].split()
            set_lines[-1] = " ".join(last[: 1 + 2 * len(last) // 3])
        set_lines[-1] += "."
        for printed in set_lines:
            self.lines.append((x, y, printed, size, style))
            y += 1.3 * size
        self.pieces.append(" ".join(set_lines))
        return y

    def columns(self, y: float, *lines: int, gutter: float = 20, x0: float = LEFT, x1: float = RIGHT) -> float:
        """Sets a column for each number of lines; where the longest ends."""
        width = (x1 - x0 - gutter * (len(lines) - 1)) / len(lines)
        return max([self.text(x0 + i * (width + gutter), y, width, number) for i, number in enumerate(lines)])

    def head(self, y: float, text: str, size: float = 13, x: float = LEFT, style: str = "B") -> float:
        """Sets a line as it is; where the next would stand."""
        self.lines.append((x, y, text, size, style))
        self.pieces.append(text)
        return y + 1.3 * size

    def row(self, y: float, row: list[str], edges: tuple[float, ...]) -> float:
        """Sets a table's row, figures flush right."""
        self.page.set_font("Helvetica", "", 10)
        for i, cell in enumerate(row):
            x = edges[i + 1] - 4 - self.page.get_string_width(cell) if i else edges[i]
            self.lines.append((x, y, cell, 10, ""))
            self.pieces.append(cell)
        return y + 15

    def draw(self, by_rows: bool) -> None:
        """Draws all of it, piece by piece or from the top of the page to its foot."""
        lines = sorted(self.lines, key=lambda line: (line[1], line[0])) if by_rows else self.lines
        for x, y, text, size, style in lines:
            layouts.print_lines(self.page, [text], x, y, size, style)


def laid_out(layout: Page, by_rows: bool = False) -> tuple[Document, list[str]]:
    """A document of one page, and its pieces in the order in which they are to be read."""
    setters: list[Setter] = []

    def draw(page: FPDF) -> None:
        setters.append(Setter(page))
        layout(setters[-1])
        setters[-1].draw(by_rows)

    return pdf(layouts.drawn(draw)), setters[0].pieces


def in_order(document: Document, pieces: list[str]) -> Iterator[bool]:
    """Whether each piece is found whole, after the one before."""
    at = 0
    for piece in pieces:
        found = document.text.replace("\n", " ").find(piece, at)
        yield found >= 0
        at = max(at, found + 1)


LAYOUTS: dict[str, Page] = {}


def shown(layout: Page) -> Page:
    LAYOUTS[layout.__name__] = layout
    return layout


def title_between(heading: str, *lines: int) -> Page:
    def layout(page: Setter) -> None:
        y = page.columns(100, *lines)
        y = page.head(y + 14, heading) + 4
        y = page.text(LEFT, y, RIGHT - LEFT, 3)
        page.columns(y + 20, *lines)

    return layout


for number, lines in enumerate(((12, 12), (9, 6), (6, 9), (3, 3), (12, 12, 12), (3, 3, 3))):
    LAYOUTS[f"short_title_{number}"] = title_between("What Ports Do", *lines)
    LAYOUTS[f"long_title_{number}"] = title_between("What All Ports of the Coast Do for Those Who Live on It", *lines)


@shown
def title_alone_between(page: Setter) -> None:
    y = page.columns(100, 10, 10)
    page.columns(page.head(y + 24, "Part Two", 16) + 14, 10, 10)


@shown
def tinted_title_between(page: Setter) -> None:
    y = page.columns(100, 10, 10)
    page.page.set_fill_color(220, 235, 245)
    page.page.rect(LEFT - 5, y + 5, RIGHT - LEFT + 10, 24, style="F")
    page.columns(page.head(y + 22, "Part Two") + 10, 10, 10)


@shown
def picture_between(page: Setter) -> None:
    y = page.columns(100, 10, 10)
    page.page.rect(LEFT, y, RIGHT - LEFT, 120, style="F")
    y = page.head(y + 134, "Figure 1 What ships emit", 9, style="")
    page.columns(y + 14, 10, 10)


@shown
def picture_over_two_of_three(page: Setter) -> None:
    page.text(LEFT, 100, 146, 28)
    y = page.columns(100, 8, 8, gutter=18, x0=LEFT + 164)
    page.page.rect(LEFT + 164, y, RIGHT - LEFT - 164, 90, style="F")
    page.columns(y + 110, 8, 8, gutter=18, x0=LEFT + 164)


@shown
def panel_over_two_of_three(page: Setter) -> None:
    y = page.columns(100, 8, 8, gutter=18, x1=LEFT + 310)
    page.page.set_fill_color(220, 235, 245)
    page.page.rect(LEFT - 5, y, 320, 80, style="F")
    page.text(LEFT, page.head(y + 18, "Ports in Short"), 300, 3)
    page.columns(y + 104, 8, 8, gutter=18, x1=LEFT + 310)
    page.text(LEFT + 328, 100, 146, 26)


@pytest.mark.parametrize("figures", [2, 3, 4])
def test_pdf_columns_are_parted_by_key_figures(figures: int) -> None:
    def layout(page: Setter) -> None:
        y = page.columns(100, 4, 5) + 40
        for i in range(figures):
            x = LEFT + i * (RIGHT - LEFT) / figures
            page.head(y, f"{i + 3}0%", 26, x)
            page.text(x, y + 14, 100, 2, 9)
            page.pieces[-2:] = [" ".join(page.pieces[-2:])]
        page.columns(y + 50, 5, 4)

    document, pieces = laid_out(layout)
    assert all(in_order(document, pieces))


@shown
def list_in_columns(page: Setter) -> None:
    for x in (LEFT, 310):
        y = 100.0
        for _ in range(5):
            page.lines.append((x, y, "\xb7", 10, ""))
            y = page.text(x + 12, y, 210, 2)


@shown
def columns_of_different_lengths(page: Setter) -> None:
    page.columns(100, 40, 3, 40)


@shown
def two_columns_over_three(page: Setter) -> None:
    page.columns(page.columns(100, 12, 12) + 20, 12, 12, 12)


@shown
def heads_in_the_right_column(page: Setter) -> None:
    page.text(LEFT, 100, 227, 30)
    y = 100.0
    for head in ("Ferries", "Piers"):
        y = page.text(307, page.head(y, head, 12, 307) + 4, 227, 8) + 12


@shown
def cards_side_by_side(page: Setter) -> None:
    page.page.set_fill_color(220, 235, 245)
    for row in range(2):
        for column in range(3):
            x, y = LEFT + 162 * column, 100 + 110 * row
            page.page.rect(x - 5, y, 150, 96, style="F")
            page.text(x, page.head(y + 18, f"Card {row} {column}", 12, x) + 3, 138, 4)
    page.text(LEFT, 350, RIGHT - LEFT, 6)


@pytest.mark.parametrize("by_rows", [False, True], ids=["piece-by-piece", "row-by-row"])
@pytest.mark.parametrize("name", LAYOUTS)
def test_pdf_columns_are_read_by_bands(name: str, by_rows: bool) -> None:
    document, pieces = laid_out(LAYOUTS[name], by_rows)
    assert all(in_order(document, pieces))


@pytest.mark.parametrize("gutter", [14, 24, 40])
@pytest.mark.parametrize("drop", [0, 5], ids=["level", "dropped"])
@pytest.mark.parametrize("lines", [(2, 2), (2, 3), (3, 2), (3, 3), (4, 3), (2, 5)])
@pytest.mark.parametrize("table", [False, True], ids=["alone", "over-a-table"])
def test_pdf_columns_of_a_few_lines_are_found(lines: tuple[int, int], drop: float, gutter: float, table: bool) -> None:
    def layout(page: Setter) -> None:
        width = (RIGHT - LEFT - gutter) / 2
        page.text(LEFT, 100, width, lines[0])
        page.text(LEFT + width + gutter, 100 + drop, width, lines[1])
        y = 200.0
        for row in layouts.TABLE if table else []:
            y = page.row(y, row, (LEFT, 230, 320, 430, RIGHT))

    document, pieces = laid_out(layout, by_rows=True)
    assert [block.text for block in document.blocks[:2]] == pieces[:2]
    assert cells(document) == (layouts.TABLE if table else [])


@pytest.mark.parametrize("side", [0, 1], ids=["left", "right"])
@pytest.mark.parametrize("first", [False, True], ids=["under-prose", "over-prose"])
def test_pdf_columns_with_a_table_in_one_of_them(side: int, first: bool) -> None:
    rows = [["Target", "2021", "2030"], ["Ferries", "38", "85"], ["Piers", "210", "84"], ["Homes", "12", "75"]]

    def layout(page: Setter) -> None:
        for i, x in enumerate((LEFT, 310)):
            y = 110.0 if i == side and not first else 100.0
            if i != side:
                page.text(x, 100, 225, 8)
                continue
            y = y if first else page.text(x, 100, 225, 5) + 10
            for row in rows:
                y = page.row(y, row, (x, x + 110, x + 170, x + 230))
            if first:
                page.text(x, y + 10, 225, 5)

    document, pieces = laid_out(layout, by_rows=True)
    assert all(in_order(document, pieces))
    assert cells(document) == rows


@pytest.mark.parametrize("ruled", [False, True], ids=["bare", "ruled"])
@pytest.mark.parametrize("lines", [(10, 10), (3, 5)])
@pytest.mark.parametrize("edges", [(60, 230, 320, 430, 535), (60, 180, 307, 430, 535)], ids=["over", "at-the-gutter"])
def test_pdf_columns_are_parted_by_a_table(ruled: bool, lines: tuple[int, int], edges: tuple[float, ...]) -> None:
    def layout(page: Setter) -> None:
        y = page.head(page.columns(100, *lines) + 20, "Table 1 Targets", 10) + 8
        for row in layouts.TABLE:
            for x, following in pairwise(edges) if ruled else ():
                page.page.rect(x - 3, y - 11, following - x, 15)
            y = page.row(y, row, edges)
        page.columns(y + 20, *lines)

    document, pieces = laid_out(layout)
    assert all(in_order(document, pieces))
    assert cells(document) == layouts.TABLE


def test_pdf_columns_leave_a_form_and_ragged_prose_whole() -> None:
    rows = [("Name", "Port of Veldmark and its islands"), ("Day", "12 May 2031"), ("Aim", "Clean ships on the sound")]

    def layout(page: Setter) -> None:
        y = 100.0
        for label, value in rows:
            page.head(y, label, 10, style="")
            y = page.head(y, value, 10, 220, "")
        page.text(LEFT, y + 20, RIGHT - LEFT, 9)

    document, pieces = laid_out(layout)
    assert all(in_order(document, pieces))


def test_pdf_displays_reads_a_label_beside_the_midst_of_some_lines_before_them() -> None:
    def layout(page: Setter) -> None:
        page.text(LEFT, 100, RIGHT - LEFT, 8)
        page.head(253, "Ferries", 10, style="")
        page.text(200, 240, 300, 3)
        page.text(LEFT, 320, RIGHT - LEFT, 8)

    document, pieces = laid_out(layout, by_rows=True)
    assert [block.text for block in document.blocks] == pieces


@pytest.mark.parametrize("mark", ["1 ", "[1] ", "\xb9 ", "raised"])
@pytest.mark.parametrize("where", [(LEFT,), (310,), (LEFT, 310)], ids=["left", "right", "both"])
def test_pdf_whole_takes_small_print_under_one_column_for_its_notes(mark: str, where: tuple[float, ...]) -> None:
    notes = ["Those who have lived on an island for", "a year or more, by the lists of the port."]

    def layout(page: Setter) -> None:
        for x in (LEFT, 310):
            page.text(x, 100, 225, 44 if x in where else 47)
            for i, line in enumerate(notes if x in where else ()):
                raised = mark == "raised" and not i
                shown = f"{mark}{line}" if mark != "raised" and not i else line
                page.lines.append((x + 5 * raised, 715 + 9 * i, shown, 7.5, ""))
                page.lines += [(x, 712, "1", 5, "")] * raised

    document, _ = laid_out(layout)
    assert sum(block.kind == "footnote" and " ".join(notes) in block.text for block in document.blocks) == len(where)


@pytest.mark.parametrize(("end", "x"), [(700, 295), (720, 295), (720, 520), (690, 60)])
def test_pdf_layout_drops_the_number_of_a_page_higher_up_than_running_feet(end: float, x: float) -> None:
    def layout(page: Setter) -> None:
        page.text(LEFT, end - 13 * 30, RIGHT - LEFT, 30)
        page.lines.append((x, end + 13 + 10 * (x == LEFT), "7", 10, ""))

    document, pieces = laid_out(layout)
    assert [block.text for block in document.blocks] == pieces


@pytest.mark.parametrize("by_rows", [False, True])
def test_pdf_columns_end_above_a_heading_as_near_to_them_as_to_the_table_that_it_heads(by_rows: bool) -> None:
    def layout(setter: Setter) -> None:
        y = setter.head(setter.columns(100, 12, 11) + 10, "Aims at a glance", size=15) - 8
        for row in (["Measure", "2028"], ["Ferries", "12"], ["Quays", "4"]):
            for cell, x in zip(row, (LEFT, 310.0), strict=True):
                setter.page.rect(x, y, 250 if x == LEFT else 225, 20)
                setter.head(y + 14, cell, size=10, x=x + 4, style="")
            y += 20

    document, pieces = laid_out(layout, by_rows)
    assert all(in_order(document, pieces))


LONG = """
The use and risk of chemical pesticides will be halved by 2030 compared with the average of earlier years.
Implementation of internationally recognised environmental management systems will be supported. Comprehensive
information by all administrative authorities responsible will be published, and interconnection with
neighbouring countries must be at least a sixth of installed capacity.
""".split()  # noqa: SIM905, for words in quotes of their own can't be read


def justified(page: FPDF, words: list[str], x: float, y: float, width: float) -> float:
    """Sets words in lines that reach from edge to edge, but for the last; where the next would stand."""
    page.set_font("Helvetica", "", 10)
    line: list[str] = []
    for word in [*words, ""]:
        if line and (not word or page.get_string_width(" ".join([*line, word])) > width):
            free = width - sum(map(page.get_string_width, line))
            blank = free / max(1, len(line) - 1) if word else page.get_string_width(" ")
            at = x
            for each in line:
                page.text(at, y, each)
                at += page.get_string_width(each) + blank
            y += 13
            line = []
        line.append(word)
    return y


@pytest.mark.parametrize(("number", "width"), [(2, 120), (2, 140), (2, 160), (2, 180), (3, 120), (3, 140)])
def test_pdf_columns_of_justified_text_have_blanks_that_line_up_and_are_no_gutters(number: int, width: float) -> None:
    texts: list[str] = []

    def draw(page: FPDF) -> None:
        for column in range(number):
            y = 100.0
            for k in range(2):
                words = [*LONG[5 * (column + k) :], *LONG[: 5 * (column + k)]]
                texts.append(" ".join(words))
                y = justified(page, words, LEFT + column * (width + 24), y, width) + 8

    read = " ".join(block.text for block in pdf(layouts.drawn(draw)).blocks)
    assert read == " ".join(texts)


def test_pdf_columns_of_two_lines_are_told_by_the_headings_over_them() -> None:
    def draw(page: FPDF) -> None:
        layouts.print_lines(page, [" ".join(LONG[:19])], LEFT, 100)
        for x, head, lines in (
            (LEFT, "Financing", ["Public expenditure on health rises", "2030 at the latest, to 7 % of output."]),
            (320, "Monitoring", ["By 2027, all of the hospitals report", "every quarter."]),
        ):
            layouts.print_lines(page, [head], x, 140, 14, "B")
            layouts.print_lines(page, lines, x, 160)
        layouts.print_lines(page, [" ".join(LONG[:19])], LEFT, 220)

    assert [block.text for block in pdf(layouts.drawn(draw)).blocks[1:-1]] == [
        "Financing", "Public expenditure on health rises 2030 at the latest, to 7 % of output.",
        "Monitoring", "By 2027, all of the hospitals report every quarter.",
    ]  # fmt: skip


@pytest.mark.parametrize("x", [LEFT, 240, 400], ids=["left", "centred", "right"])
def test_pdf_columns_are_read_after_the_title_over_them_wherever_it_stands(x: float) -> None:
    def layout(page: Setter) -> None:
        page.columns(page.head(100, "Clean ferries", 20, x) + 10, 9, 8)

    document, pieces = laid_out(layout)
    assert all(in_order(document, pieces))


@pytest.mark.parametrize(
    "labels", [["Forest area", "Deadwood|and old trees", "Fire"], ["Ferries", "Piers and|quays", "Homes"]]
)
def test_pdf_columns_have_labels_in_their_margin_each_before_the_paragraph_beside_it(labels: list[str]) -> None:
    expected: list[str] = []

    def draw(page: FPDF) -> None:
        y = 100.0
        layouts.print_lines(page, ["Plan"], LEFT, 70, 16, "B")
        for i, label in enumerate(labels):
            words = LONG[6 * i : 6 * i + 18]
            layouts.print_lines(page, label.split("|"), LEFT, y, 9, "B", 11)
            page.set_font("Helvetica", "", 10)
            lines = [" ".join(words[:7]), " ".join(words[7:14]), " ".join(words[14:])]
            y = layouts.print_lines(page, lines, 200, y) + 8
            expected.extend([label.replace("|", " "), " ".join(words)])

    found = [block.text for block in pdf(layouts.drawn(draw)).blocks[1:]]
    assert " ".join(found) == " ".join(expected)
    assert set(expected[::2]) <= set(found)


@pytest.mark.parametrize("ruled", [False, True], ids=["bare", "a rule under each"])
def test_pdf_key_figures_at_the_left_are_read_with_all_of_their_words(ruled: bool) -> None:
    figures = {
        "12,000": [
            "new places in assisted living will be created by 2030, a third",
            "of them in towns that have had none so far, nor will have without",
        ],
        "€310m": ["will be spent on relatives who care for others by 2028."],
        "75%": ["of people over 80 live at home with support by 2032."],
    }

    def draw(page: FPDF) -> None:
        layouts.print_lines(page, [" ".join(LONG[:19])], LEFT, 100)
        y = 150.0
        for figure, lines in figures.items():
            page.set_font("Helvetica", "B", 24)
            page.text(LEFT, y, figure.replace("€", "£"))
            layouts.print_lines(page, lines, 180, y - 4 - 6 * (len(lines) > 1))
            y += 36
            if ruled:
                page.line(LEFT, y - 22, RIGHT, y - 22)
        layouts.print_lines(page, [" ".join(LONG[:19])], LEFT, y + 20)

    blocks = [block.text for block in pdf(layouts.drawn(draw)).blocks[1:-1]]
    assert blocks == [" ".join([figure.replace("€", "£"), *lines]) for figure, lines in figures.items()]


@pytest.mark.parametrize("count_of_columns", [2, 3])
@pytest.mark.parametrize("is_alone", [False, True], ids=["above text", "alone"])
def test_pdf_a_ruled_table_that_begins_a_column_is_read_after_the_columns_at_its_left(
    count_of_columns: int, is_alone: bool
) -> None:
    width = (RIGHT - LEFT - 20 * (count_of_columns - 1)) / count_of_columns
    rows = [["Aim", "2027", "2031"], ["Cranes", "12", "31"], ["Ferries", "4", "9"]]

    def layout(page: Setter) -> None:
        page.text(LEFT, 100, RIGHT - LEFT, 2)
        for i in range(count_of_columns - 1):
            page.text(LEFT + i * (width + 20), 140, width, 9)
        left = RIGHT - width
        edges = [left, left + 60, left + 95, left + 130]
        page.page.set_font("Helvetica", "", 9)
        for i, row in enumerate(rows):
            layouts.box_row(page.page, row, edges, 132 + 20 * i)
            page.pieces += row
        if not is_alone:
            page.text(left, 220, width, 6)
        page.text(LEFT, 300, RIGHT - LEFT, 2)

    document, pieces = laid_out(layout)
    assert cells(document) == rows
    assert all(in_order(document, pieces))


FIRST = [["Aim", "2027", "2031"], ["Cranes", "12", "31"], ["Ferries", "4", "9"], ["Piers", "2", "6"]]
SECOND = [["Aim", "2028", "2040"], ["Pilots", "70", "91"], ["Divers", "8", "15"], ["Cooks", "3", "5"]]


def drawn_table(page: Setter, rows: list[list[str]], left: float, top: float, style: str) -> float:
    """Draws a table with a box, a rule below or, in every other row, a tint to each of its cells; where it ends."""
    edges = [left, left + 90, left + 140, left + 190]
    page.page.set_fill_color(221, 230, 238)
    for i, row in enumerate(rows):
        for x0, x1, cell in zip(edges, edges[1:], row, strict=False):
            y = top + 16 * i
            if style == "boxed":
                page.page.rect(x0, y, x1 - x0, 16)
            elif style == "ruled":
                page.page.line(x0, y + 16, x1, y + 16)
                if not i:
                    page.page.line(x0, y, x1, y)
            elif not i % 2:
                page.page.rect(x0, y, x1 - x0, 16, style="F")
            page.lines.append((x0 + 4, y + 11.5, cell, 9, "B" if not i else ""))
            page.pieces.append(cell)
    return top + 16 * len(rows)


def tables_of(document: Document) -> list[list[list[str]]]:
    """The rows of each table, by the texts of their cells."""
    tables: dict[int, dict[int, list[str]]] = {}
    for block in document.blocks:
        if block.cell is not None:
            tables.setdefault(block.cell.table, {}).setdefault(block.cell.row, []).append(block.text)
    return [list(rows.values()) for rows in tables.values()]


@pytest.mark.parametrize("style", ["boxed", "ruled", "banded"])
def test_pdf_tables_side_by_side_at_one_height_are_two(style: str) -> None:
    def layout(page: Setter) -> None:
        for left, rows in ((LEFT, FIRST), (LEFT + 250, SECOND)):
            page.text(left, 100, 225, 6)
            y = drawn_table(page, rows, left, 190, style)
            page.text(left, y + 24, 225, 6)

    document, pieces = laid_out(layout)
    assert tables_of(document) == [FIRST, SECOND]
    assert all(in_order(document, pieces))


def test_pdf_groups_of_columns_with_a_double_rule_between_are_one_table() -> None:
    groups = ((0, 70), (70, 110), (122, 165), (165, 200), (212, 255), (255, 290))
    rows = [["Aim", "2027", "2030", "2031", "2040", "2041"], ["Cranes", "old", "new", "new", "old", "old"]]
    rows += [["Ferries", "new", "old", "old", "new", "new"], ["Piers", "old", "old", "new", "new", "old"]]

    def layout(page: Setter) -> None:
        for x0, x1 in groups:
            for x in (LEFT + x0, LEFT + x1):
                page.page.line(x, 132, x, 212)
            for i in range(5):
                page.page.line(LEFT + x0, 132 + 20 * i, LEFT + x1, 132 + 20 * i)
        for i, row in enumerate(rows):
            page.lines += [
                (LEFT + x0 + 4, 146 + 20 * i, text, 9, "") for (x0, _), text in zip(groups, row, strict=True)
            ]
        page.text(LEFT, 240, RIGHT - LEFT, 3)

    document, _ = laid_out(layout)
    assert tables_of(document) == [rows]


def test_pdf_the_heading_of_a_panel_is_no_row_of_the_tinted_table_in_it() -> None:
    def layout(page: Setter) -> None:
        for left, rows in ((LEFT, FIRST), (LEFT + 250, SECOND)):
            page.text(left, 100, 200, 6)
            page.page.set_fill_color(238, 243, 230)
            page.page.rect(left - 5, 186, 200, 100, style="F")
            page.head(203, "In brief", 11, left)
            drawn_table(page, rows, left, 212, "banded")
            page.text(left, 308, 200, 6)

    document, pieces = laid_out(layout)
    assert tables_of(document) == [FIRST, SECOND]
    assert all(in_order(document, pieces))


@pytest.mark.parametrize("style", ["boxed", "ruled", "banded"])
@pytest.mark.parametrize("beside", [False, True], ids=["alone", "beside prose"])
def test_pdf_tables_of_the_same_columns_are_two_where_prose_stands_between(style: str, beside: bool) -> None:
    def layout(page: Setter) -> None:
        page.text(LEFT, 100, 190, 6)
        y = drawn_table(page, FIRST, LEFT, 190, style)
        y = page.text(LEFT, y + 26, 190, 5)
        y = drawn_table(page, SECOND, LEFT, y + 6, style)
        page.text(LEFT, y + 26, 190, 6)
        if beside:
            page.text(LEFT + 250, 100, 225, 30)

    document, pieces = laid_out(layout)
    assert tables_of(document) == [FIRST, SECOND]
    assert all(in_order(document, pieces))


@pytest.mark.parametrize("framed", [False, True])
def test_pdf_a_panel_between_paragraphs_of_a_column_is_read_where_it_stands(framed: bool) -> None:
    def layout(page: Setter) -> None:
        page.text(LEFT, 100, 225, 7)
        page.page.set_fill_color(238, 243, 230)
        page.page.rect(LEFT, 190, 225, 90, style="DF" if framed else "F")
        y = page.head(208, "In brief", 12, LEFT + 8)
        page.text(LEFT + 8, y, 205, 4)
        page.text(LEFT, 300, 225, 7)
        page.text(LEFT + 250, 100, 225, 22)

    document, pieces = laid_out(layout)
    assert all(in_order(document, pieces))


def tinted(page: Setter, left: float, top: float, width: float, lines: int, framed: bool = False) -> float:
    """Sets a panel with a heading and lines of text; where it ends."""
    foot = top + 36 + 13 * lines
    page.page.set_fill_color(238, 243, 230)
    page.page.rect(left, top, width, foot - top, style="DF" if framed else "F")
    y = page.head(top + 18, "In brief", 12, left + 8)
    page.text(left + 8, y, width - 20, lines)
    return foot


@pytest.mark.parametrize("framed", [False, True])
@pytest.mark.parametrize("at", ["foot", "head", "both"])
def test_pdf_a_panel_at_an_end_of_a_column_is_read_where_it_stands(framed: bool, at: str) -> None:
    def layout(page: Setter) -> None:
        y = page.text(LEFT, 100, 225, 12)
        if at != "head":
            tinted(page, LEFT, y, 225, 6, framed)
        y = 100.0
        if at != "foot":
            y = tinted(page, LEFT + 250, 90, 225, 4, framed) + 18
        page.text(LEFT + 250, y, 225, 12)

    document, pieces = laid_out(layout)
    assert all(in_order(document, pieces))


@pytest.mark.parametrize("what", ["panel", "boxed", "ruled", "banded"])
def test_pdf_the_end_of_a_paragraph_is_read_in_a_column_that_holds_little_else(what: str) -> None:
    """Two columns are told by the tables that stand in them, be there but two lines of text in one."""

    def layout(page: Setter) -> None:
        y = drawn_table(page, FIRST, LEFT, 90, "boxed")
        page.text(LEFT, y + 20, 225, 24)
        if what == "panel":
            y = tinted(page, LEFT + 250, 90, 225, 4)
        else:
            y = drawn_table(page, SECOND, LEFT + 250, 90, what)
        page.text(LEFT + 250, y + 20, 225, 2)

    document, pieces = laid_out(layout, by_rows=True)
    assert all(in_order(document, pieces))


def test_pdf_a_paragraph_that_a_panel_cuts_is_read_whole() -> None:
    first, second = ("the port will have quiet cranes and", "ferries that run on current by 2031.")

    def layout(page: Setter) -> None:
        y = page.text(LEFT, 100, 225, 8)
        page.lines += [(LEFT, y, f"By 2030, {first}", 10, "")]
        y = tinted(page, LEFT, y + 10, 225, 4)
        page.lines += [(LEFT, y + 18, second, 10, "")]
        y = page.text(LEFT, y + 44, 225, 8)
        page.text(LEFT + 250, 100, 225, 26)

    document, _ = laid_out(layout)
    assert f"By 2030, {first} {second}" in document.text


@pytest.mark.parametrize("kind", ["table", "panel"])
def test_pdf_what_stands_across_two_of_three_columns_parts_those(kind: str) -> None:
    def layout(page: Setter) -> None:
        y = page.columns(100, 8, 8, x1=370)
        if kind == "table":
            for i, row in enumerate(FIRST):
                layouts.box_row(page.page, row, [LEFT, LEFT + 200, LEFT + 255, LEFT + 310], y + 20 * i)
                page.pieces += row
            y += 80
        else:
            y = tinted(page, LEFT, y, 310, 4)
        page.columns(y + 20, 8, 8, x1=370)
        page.text(390, 100, 145, 25)

    document, pieces = laid_out(layout)
    assert all(in_order(document, pieces))


@pytest.mark.parametrize("right", ["text", "table"])
def test_pdf_a_title_parts_columns_that_do_not_end_together_above_it(right: str) -> None:
    """The right column goes on below the left one's end, for a table had no more room in this."""

    def layout(page: Setter) -> None:
        page.text(LEFT, 100, 225, 7)
        y = drawn_table(page, FIRST, LEFT + 250, 92, "boxed")
        y = page.text(LEFT + 250, y + 20, 225, 5)
        y = page.head(y + 20, "Clean Ships for all of the islands", 15) + 6
        page.text(LEFT, y, 225, 12)
        if right == "text":
            page.text(LEFT + 250, y, 225, 2)
        else:
            page.text(LEFT + 250, drawn_table(page, SECOND, LEFT + 250, y - 6, "boxed") + 20, 225, 4)

    document, pieces = laid_out(layout)
    assert all(in_order(document, pieces))


def test_pdf_columns_over_panels_are_parted_down_to_their_ends() -> None:
    """The gutter between the panels goes on below the shortest column, which stands over it."""

    def layout(page: Setter) -> None:
        y = page.columns(100, 8, 4, 8)
        middle = (LEFT + RIGHT) / 2
        tinted(page, LEFT, y + 14, middle - LEFT - 10, 9)
        tinted(page, middle + 10, y + 30, RIGHT - middle - 10, 9)
        page.text(LEFT, y + 220, middle - LEFT - 10, 4)
        page.text(middle + 10, y + 220, RIGHT - middle - 10, 4)

    document, pieces = laid_out(layout)
    assert all(in_order(document, pieces[:3]))
    assert all(piece in document.text.replace("\n", " ") for piece in pieces)


def test_pdf_the_first_line_below_a_ruled_table_is_no_row_of_it() -> None:
    """Its blanks are wide, and happen to stand at the edges of the columns."""

    def layout(page: Setter) -> None:
        y = drawn_table(page, FIRST, LEFT, 100, "ruled")
        y += 16
        for x, text in ((0, "Some 637"), (48, "families"), (94, "live close"), (144, "to")):
            page.lines.append((LEFT + x, y, text, 9, ""))
        page.lines.append((LEFT, y + 11, "cranes that load by night and by day in the port", 9, ""))
        page.lines.append((LEFT, y + 22, "and on the two islands beyond it that have none.", 9, ""))
        page.text(LEFT, y + 40, 190, 6, 9)

    document, _ = laid_out(layout)
    assert tables_of(document) == [FIRST]
    assert "Some 637 families live close to cranes" in document.text


def test_pdf_columns_are_found_about_a_table_without_rules_in_one_and_one_across() -> None:
    """The cells of the first stand a little inwards of the text of its column."""
    wide = [["Aim", "2027", "2034", "2041"], ["Buses", "266", "522", "649"], ["Cranes", "44", "31", "43"]]

    def layout(page: Setter) -> None:
        page.text(LEFT, 100, 225, 9)
        y = 100.0
        for row in FIRST:
            y = page.row(y, row, (LEFT + 254, LEFT + 350, LEFT + 410, LEFT + 475))
        y = page.text(LEFT + 250, y + 6, 225, 6)
        y += 20
        for row in [*wide, ["Piers", "2", "6", "9"]]:
            y = page.row(y, row, (LEFT, LEFT + 190, LEFT + 280, LEFT + 380, RIGHT))
        page.columns(y + 20, 9, 9)

    document, pieces = laid_out(layout, by_rows=True)
    assert all(in_order(document, pieces))


@pytest.mark.parametrize("lines", [1, 2])
@pytest.mark.parametrize("y", [100, 113, 170])
def test_pdf_a_few_lines_beside_a_full_column_are_read_apart(lines: int, y: float) -> None:
    def layout(page: Setter) -> None:
        page.text(LEFT, 100, 225, 20)
        page.text(LEFT + 250, y, 225, lines, 9)

    document, pieces = laid_out(layout, by_rows=True)
    assert [block.text for block in document.blocks] == pieces


def test_pdf_headings_side_by_side_go_with_the_columns_below_them() -> None:
    """Two of three stand on one side of the gutter of the columns above."""

    def layout(page: Setter) -> None:
        page.columns(100, 6, 6)
        width = (RIGHT - LEFT - 40) / 3
        for i, name in enumerate(("East", "West", "South")):
            x = LEFT + i * (width + 20)
            page.head(206, name, 12, x)
            page.text(x, 222, width, 4)

    document, pieces = laid_out(layout, by_rows=True)
    texts = [block.text for block in document.blocks]
    assert texts[:2] == pieces[:2]
    assert all(name not in text for name in ("East", "West", "South") for text in pieces[:2])


def test_pdf_a_justified_line_with_a_number_above_a_table_is_no_row_of_it() -> None:
    def layout(page: Setter) -> None:
        y = page.text(LEFT, 100, 225, 6)
        for line in ("Some 154 families live near now,", "some 209 pupils learn here too,"):
            words = line.split()
            page.page.set_font("Helvetica", "", 10)
            white = (225 - sum(page.page.get_string_width(word) for word in words)) / (len(words) - 1)
            x = LEFT
            for word in words:
                page.lines.append((x, y, word, 10, ""))
                x += page.page.get_string_width(word) + white
            y += 13
        y += 8
        for row in FIRST:
            y = page.row(y, row, (LEFT, LEFT + 110, LEFT + 170, LEFT + 225))

    document, _ = laid_out(layout)
    assert tables_of(document) == [FIRST]


def test_pdf_a_rule_between_columns_is_none_of_the_tables_beside_it() -> None:
    def layout(page: Setter) -> None:
        page.page.set_fill_color(60, 60, 60)
        page.page.rect(LEFT + 196, 90, 0.7, 230, style="F")
        for left, top, rows in ((LEFT, 100.0, FIRST), (LEFT + 202, 99.5, SECOND)):
            for i in range(5):
                page.page.rect(left, top + 16 * i, 190, 0.7, style="F")
            for x in (0, 90, 140, 189.3):
                page.page.rect(left + x, top, 0.7, 64.7, style="F")
            for i, row in enumerate(rows):
                for x, cell in zip((0, 90, 140), row, strict=True):
                    page.lines.append((left + x + 4, top + 16 * i + 11.5, cell, 9, ""))
                    page.pieces.append(cell)
            page.text(left, top + 90, 190, 8)

    document, pieces = laid_out(layout)
    assert tables_of(document) == [FIRST, SECOND]
    assert all(in_order(document, pieces))


@pytest.mark.parametrize("gap", [18, 34])
def test_pdf_tables_of_the_same_columns_are_two_where_a_heading_stands_between(gap: float) -> None:
    def layout(page: Setter) -> None:
        y = 100.0
        page.page.set_fill_color(34, 51, 85)
        for rows in (FIRST, SECOND):
            edges = [LEFT, LEFT + 90, LEFT + 140, LEFT + 190]
            for i, row in enumerate(rows):
                for x0, x1, cell in zip(edges, edges[1:], row, strict=False):
                    if i:
                        page.page.line(x0, y + 14, x1, y + 14)
                    else:
                        page.page.rect(x0, y, x1 - x0, 14, style="F")
                    page.lines.append((x0 + 4, y + 10.5, cell, 8, "B" if not i else ""))
                    page.pieces.append(cell)
                y += 14
            if rows is FIRST:
                y = page.head(y + gap, "Homes", 15) - 10
        page.text(LEFT, y + 30, 190, 6)

    document, pieces = laid_out(layout)
    assert tables_of(document) == [FIRST, SECOND]
    assert all(in_order(document, pieces))


@pytest.mark.parametrize("caption", ["Table 1 Aims", "Table 1 Aims of the port"], ids=["short", "across"])
def test_pdf_a_caption_right_below_a_table_with_tinted_rows_is_no_line_of_its_last(caption: str) -> None:
    def layout(page: Setter) -> None:
        y = drawn_table(page, FIRST, LEFT, 100, "banded")
        y = page.head(y + 9, caption, 9)
        page.text(LEFT, y + 12, 190, 6)
        page.text(LEFT + 250, 100, 225, 12)

    document, _ = laid_out(layout)
    assert tables_of(document) == [FIRST]
    assert caption in [block.text for block in document.blocks]
