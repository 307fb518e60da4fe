"""Tables in plain text whose columns stand apart by wide gaps or tabs, as typed by hand or kept by a converter.

A line that has a piece for each column is a row by their order. One with fewer pieces is told by the columns that they
stand under, so that a cell may be empty, go on in the next line, or head several columns.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from policyledger.reading.draft import continues, ends_sentence, is_unfinished
from policyledger.reading.lines import HEAD_LINES, Line, is_ruled
from policyledger.reading.listmarks import MARK_ALONE
from policyledger.reading.repair import Traced, join_lines
from policyledger.reading.tables import GridCell, is_number, undated

_LEAST_ROWS = 2
"""Rows below a header, or in a table without one that has three columns."""
_CELL_WORDS = 9
"""Words of a cell on average, beyond which lines are prose set in columns."""
_TAB_STOP = 1_000
"""Places between the cells of lines parted by tabs, the order of which alone is known."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between wide gaps of a line, and where it does."""

    start: int
    end: int
    traced: Traced

    @property
    def text(self) -> str:
        """Its words."""
        return self.traced.text


@dataclass(slots=True)
class Aligned:
    """A table found in a group of lines.

    Attributes:
        first, stop: its first line, and one after the last.
        cells: of it.
        left: lines within it that are no rows of it.
    """

    first: int
    stop: int
    cells: list[GridCell]
    left: list[Line]


@dataclass(slots=True)
class _Row:
    """The pieces in each column of a row, several where it takes more than one line; `widths` of those over several."""

    line: Line
    parts: dict[int, list[Traced]]
    widths: dict[int, int] = field(default_factory=dict)

    def text(self, column: int) -> str:
        """What stands in a column."""
        return " ".join(part.text for part in self.parts.get(column, []))


def aligned(lines: Sequence[Line], paged: bool = False) -> Aligned | None:
    """The table whose columns stand apart in some lines without a blank one; None where there is none."""
    if sum(map(has_gap, lines)) < _LEAST_ROWS:
        return None
    split = [pieces(line) for line in lines]
    counts = Counter(len(each) for each in split if len(each) > 1)
    if not counts:
        return None
    width = max(counts, key=lambda count: (counts[count], count))
    whole = [number for number, each in enumerate(split) if len(each) == width]
    if len(whole) < 2:
        return None
    table = _Table(lines, split, width, [split[number] for number in whole])
    first = table.read(whole)
    stop = table.read_rest(whole[-1] + 1)
    if not table.is_data():
        return None
    return Aligned(first, stop, list(table.cells(paged)), table.left)


def has_gap(line: Line) -> bool:
    """Whether a wide gap or a tab parts a line; of most lines told without a pattern."""
    return "  " in line.text or "\t" in line.text or not line.text.isascii()


def pieces(line: Line) -> list[Piece]:
    """The pieces of a line that wide gaps or tabs part, with their places from the margin; none of a drawn rule."""
    if is_ruled(line.text):
        return []
    traced = line.traced
    if line.tabs or "\t" in line.text:
        found = [match.span() for match in _TABBED.finditer(line.text)]
        stops = (((line.tabs + line.text.count("\t", 0, start)) * _TAB_STOP, start, end) for start, end in found)
        return [Piece(stop, stop + end - start, traced[start:end].strip()) for stop, start, end in stops]
    return [
        Piece(match.start() + line.indent, match.end() + line.indent, traced[match.start() : match.end()])
        for match in PIECE.finditer(line.text)
    ]


class _Table:
    """Reads lines as rows, those with a piece for each column first."""

    def __init__(
        self, lines: Sequence[Line], split: Sequence[Sequence[Piece]], width: int, whole: Sequence[Sequence[Piece]]
    ) -> None:
        self.lines = lines
        self.split = split
        self.width = width
        self.rows: list[_Row] = []
        self.left: list[Line] = []
        self.heads = 0
        self.dated = False
        self._pending: list[tuple[Line, Traced]] = []
        edges = [(min(each[at].start for each in whole), max(each[at].end for each in whole)) for at in range(width)]
        self.columns = edges if all(a[1] < b[0] for a, b in pairwise(edges)) else None

    def read(self, whole: Sequence[int]) -> int:
        """Reads the lines as rows from the header over the first whole row on to the last one; the first of them."""
        first = whole[0]
        self.dated = all(YEAR.fullmatch(self.split[number][0].text) for number in whole)
        headed = not self.dated and all(_is_label(piece.text) for piece in self.split[first])
        if headed:
            self._add(_Row(self.lines[first], {at: [piece.traced] for at, piece in enumerate(self.split[first])}))
            self.heads = 1
        begin = first
        for number in range(first - 1, max(-1, first - 1 - HEAD_LINES + headed), -1):
            found = self.split[number]
            if found and not (self._heads_columns(found) and all(_is_label(piece.text) for piece in found)):
                break
            if found and (row := self._headed(self.lines[number], found)) is None:
                break
            if found and row is not None:
                self.rows.insert(0, row)
                self.heads += 1
                begin = number
        for number in range(first + headed, whole[-1] + 1):
            self._read_line(self.lines[number], self.split[number])
        self._flush()
        return begin

    def _heads_columns(self, found: Sequence[Piece]) -> bool:
        """Whether a line may be one of a header: in pieces, or one of its own over other columns than the first."""
        return len(found) > 1 or (self.columns is not None and found[0].start > self.columns[0][1])

    def _read_line(self, line: Line, found: Sequence[Piece]) -> None:
        if not found:
            return
        if len(found) == self.width:
            self._add(_Row(line, {at: [piece.traced] for at, piece in enumerate(found)}))
        elif len(found) == 1 and self._stands_first(found[0]):
            self._label(line, found[0])
        elif (placed := self._placed(found)) is None or not self._take(line, placed):
            self.left.append(line)

    def read_rest(self, at: int) -> int:
        """Reads the lines below the last whole row that go on in its cells, or have some of them; the first after."""
        while at < len(self.lines):
            found = self.split[at]
            if not found and is_ruled(self.lines[at].text):
                at += 1
                continue
            placed = self._placed(found)
            if not placed or (len(placed) == 1 and 0 in placed and not placed[0].text[0].islower()):
                break
            if any(ends_sentence(piece.text) for piece in found) or not self._take(self.lines[at], placed):
                break
            at += 1
        return at

    def is_data(self) -> bool:
        """Whether the rows are those of a table: short cells, figures in a column, a header or three columns."""
        body = self.rows[self.heads :]
        full = [row for row in body if len(row.parts) > 1]
        words = [len(row.text(column).split()) for row in full for column in row.parts]
        figures = [[_DIGIT.search(row.text(column)) is not None for row in full] for column in range(1, self.width)]
        if self.columns is None and (self.left or len(full) <= _LEAST_ROWS or not self.heads):
            return False  # a line set to both margins has gaps as wide anywhere
        if not full or not any(2 * sum(each) >= len(each) for each in figures) or sum(words) > _CELL_WORDS * len(words):
            return False
        counted = all(MARK_ALONE.fullmatch(row.text(0)) for row in full)
        if counted and self.width == 2:
            return False  # a list's marks
        if all(YEAR.fullmatch(row.text(0)) for row in full):
            return len(full) >= _LEAST_ROWS  # what is to be done in each year
        if self.width - counted == 2:
            return self._is_list_of_figures([row.text(self.width - 1) for row in full])
        if len(full) >= _LEAST_ROWS:
            return True
        return self.heads > 0 and all(is_number(full[0].text(column)) for column in range(1, self.width))

    def _is_list_of_figures(self, told: Sequence[str]) -> bool:
        """Whether a second column holds figures, most of them under a header, or all of them and not only pages."""
        figures = sum(map(is_number, told))
        if self.heads:
            return 2 * figures > len(told) >= _LEAST_ROWS
        return figures == len(told) > _LEAST_ROWS and not all(each.isdecimal() for each in told)

    def cells(self, paged: bool) -> Iterator[GridCell]:
        """The cells of the rows."""
        for number, row in enumerate(self.rows):
            page = row.line.page if paged else None
            for column, parts in sorted(row.parts.items()):
                marked = True if number < self.heads or (self.dated and not column) else None
                width = row.widths.get(column, 1)
                yield GridCell(number, column, [join_lines(parts)], width=width, marked=marked, page=page)

    def _add(self, row: _Row) -> None:
        """Adds a whole row, with the lines before it that its label goes on from."""
        label = row.parts[0][0]
        if self._pending and (label.text[0].islower() or continues(self._pending[-1][1].text, label.text)):
            row.parts[0] = [*(traced for _, traced in self._pending), label]
            self._pending = []
        self._flush()
        self.rows.append(row)

    def _flush(self) -> None:
        """Adds labels that stand alone as rows of their own: they head those below."""
        self.rows += [_Row(line, {0: [traced]}) for line, traced in self._pending]
        self._pending = []

    def _label(self, line: Line, piece: Piece) -> None:
        """Takes a label alone in its line: the rest of that above, the beginning of that below, or one over rows."""
        begun = not self._pending and len(self.rows) > self.heads
        rest = piece.text[0].islower() or piece.text[0] in "/[(" or (begun and is_unfinished(self.rows[-1].text(0)))
        if rest and begun:
            self.rows[-1].parts.setdefault(0, []).append(piece.traced)
            return
        self._pending.append((line, piece.traced))

    def _take(self, line: Line, placed: dict[int, Piece]) -> bool:
        """Takes a line with pieces in some columns: the rest of the row above, or a row with gaps."""
        if self.rows and not self._pending and _goes_on(self.rows[-1], placed):
            for column, piece in placed.items():
                self.rows[-1].parts[column].append(piece.traced)
            return True
        if len(placed) < 2 and 0 not in placed:
            return False
        self._flush()
        self.rows.append(_Row(line, {column: [piece.traced] for column, piece in placed.items()}))
        return True

    def _stands_first(self, piece: Piece) -> bool:
        return self.columns is None or (piece.start < self.columns[0][1] and piece.start < self.columns[1][0])

    def _placed(self, found: Sequence[Piece]) -> dict[int, Piece] | None:
        """The column under which each piece stands; None where one stands under none, or two under one."""
        if self.columns is None:
            return None
        placed: dict[int, Piece] = {}
        for piece in found:
            under = [at for at, (start, end) in enumerate(self.columns) if piece.start < end and piece.end > start]
            if len(under) != 1 or under[0] in placed:
                return None
            placed[under[0]] = piece
        return placed

    def _headed(self, line: Line, found: Sequence[Piece]) -> _Row | None:
        """A line of a header as a row: each piece over the column it stands above, or over several of them.

        Years without a label stand over all columns but the first; what stands above years is over those nearest to it.
        """
        columns = self.columns
        if columns is None:
            return None
        if len(found) == self.width - 1 and all(YEAR.fullmatch(piece.text) for piece in found):
            return _Row(line, {at: [piece.traced] for at, piece in enumerate(found, 1)})
        placed = self._placed(found)
        below = self.rows[0] if self.rows else None
        if placed is not None and not (below and _are_years(below)):
            return _Row(line, {at: [piece.traced] for at, piece in placed.items()})
        label = list(found[:1]) if found[0].end <= columns[1][0] and found[0].start < columns[0][1] else []
        over, first = found[len(label) :], 1
        if not 0 < len(over) < self.width:
            return None
        row = _Row(line, {0: [label[0].traced]} if label else {})
        above = [(piece.start, piece.end) for piece in over]
        for piece, (start, end) in zip(over, spread(above, columns[first:]), strict=True):
            row.parts[first + start] = [piece.traced]
            row.widths[first + start] = end - start
        return row


def spread(pieces: Sequence[tuple[float, float]], columns: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """The columns, from one up to another, that each piece of a line stands over where together they stand over all.

    They are those nearest to the pieces by their starts, their middles or their ends, whichever fit best.
    """
    starts, ends = [start for start, _ in columns], [end for _, end in columns]
    none = [0.0] * len(columns)
    _, spans = min(
        _nearest([2 * start for start, _ in pieces], [2 * start for start in starts], none),
        _nearest([start + end for start, end in pieces], starts, ends),
        _nearest([2 * end for _, end in pieces], none, [2 * end for end in ends]),
    )
    return spans


def _nearest(
    places: Sequence[float], firsts: Sequence[float], lasts: Sequence[float]
) -> tuple[float, list[tuple[int, int]]]:
    """How far places are from the columns they are spread over, and these; of those as far, the first are taken.

    Columns are as far from a place as the sum of what the first and the last of them add. Both rise from column to
    column: as a start moves left, more ends fall short of the place and none fewer, so the best of them is kept.
    """
    count = len(firsts)
    rest: list[float] = [math.inf] * count + [0]
    steps: list[list[int]] = []
    for place in reversed(places):
        beyond: list[tuple[float, int]] = [(math.inf, 0)] * (count + 2)
        for stop in range(count, 0, -1):
            beyond[stop] = min((rest[stop] + lasts[stop - 1], stop), beyond[stop + 1])
        best: list[tuple[float, int]] = [(math.inf, 0)] * (count + 1)
        short: tuple[float, int] = (math.inf, 0)
        reach = 0
        for start in range(count - 1, -1, -1):
            fresh = [start + 1] if start < reach else []
            while reach < count and firsts[start] + lasts[reach] <= place:
                reach += 1
                fresh += [reach] if reach > start else []
            short = min([short, *((rest[stop] - lasts[stop - 1], stop) for stop in fresh)])
            far = beyond[max(reach, start) + 1]
            best[start] = min((place - firsts[start] + short[0], short[1]), (firsts[start] - place + far[0], far[1]))
        rest = [cost for cost, _ in best]
        steps.append([stop for _, stop in best])
    spans: list[tuple[int, int]] = []
    at = 0
    for step in reversed(steps):
        spans.append((at, step[at]))
        at = step[at]
    return rest[0], spans


def _goes_on(above: _Row, placed: dict[int, Piece]) -> bool:
    """Whether the pieces of a line are the rest of the cells above: words alone, and no label that begins."""
    if 0 in placed and not (placed[0].text[0].islower() or placed[0].text[0] in "/[("):
        return False
    texts = [(above.text(column), piece.text) for column, piece in placed.items()]
    return all(
        before and (text[0].islower() or continues(before, text) or not _DIGIT.search(text)) for before, text in texts
    )


def _are_years(row: _Row) -> bool:
    return all(YEAR.fullmatch(row.text(column)) for column in row.parts if column)


def _is_label(text: str) -> bool:
    """Whether a piece may head a column: words or a year, no figure."""
    return not ends_sentence(text) and not _DIGIT.search(_NO_FIGURE.sub("", undated(text)))


YEAR = re.compile(r"(?:FY)?(?:19|20)\d\d(?:[-–/]\d{2,4})?\*?")
"""A year or a span of years, as it heads a column."""
PIECE = re.compile(r"\S+(?:[ \xa0\u2009\u202f]\S+)*")
"""What wide gaps part."""
_TABBED = re.compile(r"[^\t]+")
_DIGIT = re.compile(r"\d")
_NO_FIGURE = re.compile(rf"(?<![\d.,]){YEAR.pattern}(?![\d.,]*\d)|CO2|[a-z]{{1,2}}[23]\b|[A-Z][a-z]+ \d$")
