"""Tables without rules: rows of short cells, figures standing one below the other.

Looked for in one flow of a page, after its columns of prose are parted. A table is taken for one only where its
geometry is clear: rows that hold figures share white gaps between their columns, each column of figures is aligned,
labels stand before the figures, and what a figure measures is said above it or in more than one column. Prose has no
such rows, a chart's axis no labels beside its figures, a table of contents but one column of rising numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter
from statistics import median
from typing import TYPE_CHECKING

from policyledger.reading.aligned import spread
from policyledger.reading.pdf_spans import Spans, label_spans
from policyledger.reading.tables import are_years, has_year, is_year

if TYPE_CHECKING:
    from policyledger.reading.pdf_segments import Segment

_LEAST_ROWS = 3
_LEAST_GAP = 0.45
_JUSTIFIED = 4
_EVEN = 1.25
"""Words of a line of prose at the least which tell that it is justified, and how uneven its blanks are at the most."""
_DISPLAY = 1.4
_ALIGNED = 5.0
_LABEL_WORDS = 10
_GROUP_WORDS = 15
"""Words of a label of one row, and of one alone in its row that heads those below."""
_CELL_WORDS = 6
_HEAD_ROWS = 4
_HEAD_GAP = 3.6
_SLACK = 0.25
_FLUSH = 0.5
_CENTRED = 0.4
"""How far a label may stand off the ends of its columns, in sizes of its type, or off their middle, in columns."""
_NEXT_LINE = 1.35
_GOING_ON = 1.6
"""How far below a line of a label its next stands at the most, and one that can but go on, in sizes of its type."""
_HALF_WAY = 0.3
_GROUP_LINES = 2
_LABEL_LINES = 4
_MOST_TRIES = 25
_MOST_POPPED = 6
_MOST_COLUMNS = 30
_MOST_ROWS = 300


@dataclass(slots=True)
class LooseTable:
    """A table without rules.

    Attributes:
        cells: row, column and number of columns of each cell, with its segments from top to bottom.
        heights: how many rows a cell speaks for, of those that speak for more than their own.
    """

    cells: dict[tuple[int, int], tuple[int, list[Segment]]] = field(default_factory=dict)
    heights: dict[tuple[int, int], int] = field(default_factory=dict)

    @property
    def segments(self) -> list[Segment]:
        """All of its segments."""
        return [segment for _, segments in self.cells.values() for segment in segments]


@dataclass(slots=True)
class _Row:
    """Segments of about one height."""

    segments: list[Segment]
    middle: float
    size: float

    @property
    def has_figures(self) -> bool:
        return len(self.segments) > 1 and any(s.is_figure for s in self.segments[1:]) and not self._is_justified

    @property
    def _is_justified(self) -> bool:
        """Whether it is a line of prose whose words all stand as far apart, so much that each might be a cell."""
        words = [word for segment in self.segments for word in segment.words]
        gaps = [b.x0 - a.x1 for a, b in pairwise(words)]
        return len(words) > _JUSTIFIED and max(gaps) < _EVEN * min(gaps)


def part_tables(segments: list[Segment]) -> Iterator[list[Segment] | LooseTable]:
    """A flow's segments, from top to bottom, its tables without rules apart from what stands above and below them."""
    if not _may_align([segment for segment in segments if segment.is_figure]):
        yield segments
        return
    rows = _rows(segments)
    before: list[Segment] = []
    at = tries = 0
    while at < len(rows):
        found = _table_at(rows, at) if rows[at].has_figures and tries < _MOST_TRIES else None
        if found is None:
            tries += rows[at].has_figures
            before += rows[at].segments
            at += 1
            continue
        first, stop, table = found
        for row in rows[first:at]:
            before = before[: len(before) - len(row.segments)]
        if before:
            yield before
        yield table
        before, at = [], stop
    if before:
        yield before


def _may_align(figures: Sequence[Segment]) -> bool:
    """Whether enough figures stand one below the other, by an edge or their middles, to be worth a closer look."""
    if len(figures) < _LEAST_ROWS:
        return False
    places = (sorted(s.x0 for s in figures), sorted(s.x1 for s in figures), sorted(s.x0 + s.x1 for s in figures))
    return max(sum(b - a < _ALIGNED for a, b in pairwise(place)) for place in places) >= _LEAST_ROWS - 1


def _rows(segments: Sequence[Segment]) -> list[_Row]:
    """Segments side by side, cells of several lines beside cells of one included."""
    rows: list[_Row] = []
    reach = 0.0
    for segment in sorted(segments, key=attrgetter("middle", "x0")):
        if rows and segment.middle - reach < 0.4 * segment.size:
            rows[-1].segments.append(segment)
        else:
            rows.append(_Row([segment], segment.middle, segment.size))
        reach = segment.middle
    for row in rows:
        row.segments.sort(key=lambda s: s.x0)
    return rows


def _table_at(rows: Sequence[_Row], at: int) -> tuple[int, int, LooseTable] | None:
    """The table whose first row of figures is a given one: its first row, the row after its last, and itself."""
    stop, body = at + 1, [rows[at]]
    for i in range(at + 1, min(len(rows), at + _MOST_ROWS)):
        if rows[i].middle - rows[i - 1].middle > 3 * rows[i].size or _is_larger(rows[at], rows[i]):
            break
        if rows[i].has_figures:
            body.append(rows[i])
            stop = i + 1
        elif i - stop > 2 or _ends_table(rows[i], body):
            break
    columns = _columns(body)
    tries = 0
    while columns is None and len(body) > _LEAST_ROWS and tries < _MOST_POPPED:
        tries += 1
        body.pop()
        stop = 1 + max(i for i in range(at, stop) if rows[i] is body[-1])
        columns = _columns(body)
    if columns is None:
        return None
    if any(_crosses(row, columns) for row in rows[at:stop]):
        return None
    labels = _Labels(rows, columns, body)
    start = at
    while start and at - start < _LABEL_LINES and labels.owner(start - 1) == at:
        start -= 1
    if start and labels.owner(start - 1) == start - 1 and labels.is_line(start - 1):
        start -= _first_head(rows, start - 1, columns) < start - 1  # the name of the first group, below the header
    first = _first_head(rows, start, columns)
    while stop < len(rows) and (_ends_label(rows[stop], rows[stop - 1], columns) or labels.owner(stop) < stop):
        stop += 1
    figures = [column for column in _figure_columns(_dealt(body, columns)) if column]
    if not _is_headed([*rows[first:start], *rows[at:stop]], start - first, columns, figures):
        return None
    years = start + are_years([s.text for s in rows[start].segments if s.is_figure])  # they head the columns
    groups = _group_labels(rows[years:stop], columns, figures[0])
    if groups:
        return first, stop, _grouped_table(rows[first:years], rows[years:stop], columns, groups)
    owners = [labels.owner(i) for i in range(start, stop)]
    return first, stop, _table(rows[first:stop], start - first, columns, owners)


Columns = list[tuple[float, float]]
"""Left and right edge of each column."""


class _Labels:
    """Tells the lines of a label apart from labels alone in their row, by the white space around them.

    The lines of one label stand closer to each other than the rows do; figures may stand beside any of them, or
    half-way between two.
    """

    def __init__(self, rows: Sequence[_Row], columns: Columns, body: Sequence[_Row]) -> None:
        self.rows = rows
        self.columns = columns
        self.worded = set(range(len(columns))) - set(_figure_columns(_dealt(body, columns)))
        labelled = [row for row in body if self._has_label(row)]
        self.pitch = min((b.middle - a.middle for a, b in pairwise(labelled)), default=0.0)

    def owner(self, at: int) -> int:
        """The row that a row is a line of: itself, or the row with the figures of the label it belongs to."""
        if not self.is_line(at):
            return at
        up, down = self._near(at, -1), self._near(at, 1)
        if up is None and down is None:
            return at
        step = -1 if down is None or (up is not None and up < down) else 1
        goal = at + step
        while self.is_line(goal) and self._near(goal, step) is not None and abs(goal - at) < _LABEL_LINES:
            goal += step
        return at if self.is_line(goal) else goal

    def _near(self, at: int, step: int) -> float | None:
        """How far a line is from the row above or below it, where that is a line of the same label; None else."""
        away = self._distance(at, step)
        if away is None or not self._is_alike(at, at + step):
            return None
        row, beside = self.rows[at], self.rows[at + step]
        if beside.has_figures and not self._has_label(beside):
            return away if away < 0.9 * row.size else None  # the figures stand half-way between two lines
        if step < 0 and row.segments[0].text[0].islower() and away < _GOING_ON * row.size:
            return away  # it goes on, though no white tells of it
        if away > _NEXT_LINE * row.size or away > 0.85 * self.pitch:
            return None
        other = self._distance(at, -step)
        return away if other is None or away < 0.85 * other or not self._is_alike(at, at - step) else None

    def _distance(self, at: int, step: int) -> float | None:
        if not 0 <= at + step < len(self.rows):
            return None
        return abs(self.rows[at + step].middle - self.rows[at].middle)

    def is_line(self, at: int) -> bool:
        """Whether a row is but words in the columns of such, as the first is."""
        row = self.rows[at]
        if row.has_figures or max(len(segment.words) for segment in row.segments) > _LABEL_WORDS:
            return False
        places = [_column_of(segment, self.columns) for segment in row.segments]
        return len(set(places)) == len(places) and all(width == 1 and at in self.worded for at, width in places)

    def _has_label(self, row: _Row) -> bool:
        return _column_of(row.segments[0], self.columns)[0] == 0

    def _is_alike(self, at: int, other: int) -> bool:
        """Whether a line and a row of figures, or another line, may be of one label."""
        row, beside = self.rows[at], self.rows[other]
        if not (self.is_line(other) or beside.has_figures):
            return False
        if not self._has_label(beside):
            return True
        return abs(row.size - beside.segments[0].size) < 0.1 * row.size


def _columns(body: Sequence[_Row]) -> Columns | None:
    """The columns that rows of figures share; None when they are no table's."""
    if len(body) < 2:
        return None
    size = median(row.size for row in body)
    columns: Columns = []
    for x0, x1 in sorted((s.x0, s.x1) for row in body for s in row.segments):
        if columns and x0 - columns[-1][1] < _LEAST_GAP * size:
            columns[-1] = columns[-1][0], max(columns[-1][1], x1)
        else:
            columns.append((x0, x1))
    if not 1 < len(columns) <= _MOST_COLUMNS:
        return None
    cells = _dealt(body, columns)
    figures = _figure_columns(cells)
    if not figures or figures == [0] or (len(body) < _LEAST_ROWS and len(figures) < 3):
        return None
    texts = [[" ".join(segment.text for segment in cell) for cell in row] for row in cells]
    labels = [row[0] or row[1] for row in texts]
    if sum(bool(_LETTERS.search(text)) for text in labels) * 3 < 2 * len(labels) and not are_years(labels):
        return None
    if sum(len(text.split()) for text in labels) > _LABEL_WORDS * len(labels):
        return None
    if sum(bool(text) for row in texts for text in row) * 5 < 3 * len(body) * len(columns):
        return None
    for column in set(range(1, len(columns))) - set(figures):
        filled = [row[column] for row in texts if row[column]]
        if sum(len(text.split()) for text in filled) > _CELL_WORDS * len(filled):
            return None
    if any(_LEADERS.search(text) for row in texts for text in row):
        return None
    return columns


def _dealt(body: Sequence[_Row], columns: Columns) -> list[list[list[Segment]]]:
    """The segments of rows by row and column."""
    lefts = [left for left, _ in columns]
    dealt: list[list[list[Segment]]] = []
    for row in body:
        dealt.append([[] for _ in columns])
        for segment in row.segments:
            dealt[-1][max(bisect_right(lefts, segment.x0) - 1, 0)].append(segment)
    return dealt


def _figure_columns(cells: Sequence[Sequence[Sequence[Segment]]]) -> list[int]:
    """The columns that hold figures, most of their cells, aligned by one of their edges or their middles."""
    found = []
    for column in range(len(cells[0])):
        filled = [segment for row in cells for segment in row[column]]
        figures = [segment for segment in filled if segment.is_figure]
        if len(figures) < 2 or len(figures) * 5 < 3 * len(filled):
            continue
        places = ([s.x0 for s in figures], [s.x1 for s in figures], [(s.x0 + s.x1) / 2 for s in figures])
        if min(max(place) - min(place) for place in places) < _ALIGNED:
            found.append(column)
    return found


def _column_of(segment: Segment, columns: Columns) -> tuple[int, int]:
    """The first column a segment reaches into, and how many it reaches into."""
    slack = _SLACK * segment.size  # a header wider than its figures may stand over the end of the longest label
    touched = [
        i
        for i, (x0, x1) in enumerate(columns)
        if min(segment.x1, x1) - max(segment.x0, x0) > min(slack, 0.5 * (x1 - x0))
    ]
    if touched:
        return touched[0], touched[-1] - touched[0] + 1
    middle = (segment.x0 + segment.x1) / 2
    nearest = min(range(len(columns)), key=lambda i: abs(sum(columns[i]) / 2 - middle))
    return nearest, 1


def _texts(row: _Row, columns: Columns, column: int) -> str:
    return " ".join(s.text for s in row.segments if _column_of(s, columns)[0] == column)


def _crosses(row: _Row, columns: Columns) -> bool:
    """Whether a line between the rows of a table is none of it: it runs on from its first column over the next.

    The label of a group of rows may do so too, in words of a heading's length.
    """
    if row.has_figures or len(row.segments) != 1:
        return False
    line = row.segments[0]
    words = len(line.words)
    if words <= _LABEL_WORDS or (words <= _GROUP_WORDS and not _ends(line.text)):
        return False
    return _column_of(line, columns)[1] > 1 and line.x1 > columns[1][0] + 0.3 * (columns[1][1] - columns[1][0])


def _ends_table(row: _Row, body: Sequence[_Row]) -> bool:
    """Whether a line runs over the columns of the rows above it: a note, below which another table may stand."""
    if len(row.segments) != 1 or len(row.segments[0].words) <= _LABEL_WORDS:
        return False
    columns = _columns(body)
    return columns is not None and _crosses(row, columns)


def _first_head(rows: Sequence[_Row], at: int, columns: Columns) -> int:
    """The first of the rows right above the figures that name their columns."""
    first = at
    while first and at - first < _HEAD_ROWS:
        row, below = rows[first - 1], rows[first]
        spans = [_column_of(s, columns) for s in row.segments]
        whole = first == at and spans == [(column, 1) for column in range(len(columns))]  # a blank line may follow it
        if below.middle - row.middle > (_HEAD_GAP if whole else 2.4) * max(row.size, below.size):
            break
        if _is_larger(row, below):
            break
        over = [s for s, (column, _) in zip(row.segments, spans, strict=True) if column > 0]
        if not over or any(column == 0 and width > 1 for column, width in spans):
            break
        if any(len(s.words) > _CELL_WORDS for s in row.segments) or _ends(row.segments[-1].text):
            break
        first -= 1
    return first


def _is_larger(row: _Row, below: _Row) -> bool:
    """Whether a row is set in so much larger type than one below it that it is none of its table: key figures."""
    return min(s.size for s in row.segments) > _DISPLAY * max(s.size for s in below.segments)


def _ends_label(row: _Row, above: _Row, columns: Columns) -> bool:
    """Whether a line below the last row of figures is the rest of its label."""
    text = row.segments[0].text
    near = row.middle - above.middle < 1.5 * row.size
    return near and len(row.segments) == 1 and _column_of(row.segments[0], columns) == (0, 1) and text[0].islower()


def _is_headed(rows: Sequence[_Row], heads: int, columns: Columns, figures: Sequence[int]) -> bool:
    """Whether a table says what its figures are: above them, or by having several columns of them."""
    first = rows[heads]
    years = are_years([text for column in figures if (text := _texts(first, columns, column))])
    if len(figures) > 1:
        return True
    numbers = [int(text) for row in rows[heads:] if (text := _texts(row, columns, figures[0])).isdecimal()]
    rising = len(numbers) == len(rows) - heads and all(a <= b for a, b in pairwise(numbers))
    return (heads > 0 or years) and len(rows) - heads >= _LEAST_ROWS and not rising


def _table(rows: Sequence[_Row], heads: int, columns: Columns, owners: Sequence[int]) -> LooseTable:
    """The cells of a table's rows; lines of one label, and of one header, in one cell.

    Args:
        rows: of its headers and its body, from top to bottom.
        heads: how many of them are headers.
        columns: its columns.
        owners: for each other row, the number of the row with the figures of its label.
    """
    table = LooseTable()
    placed = _placed(rows, heads, columns)
    number = -1
    for i, row in enumerate(rows):
        same = i > heads and owners[i - heads] == owners[i - heads - 1]
        ended = i > heads + 1 and owners[i - heads - 1] == owners[i - heads - 2]  # above is the last line of a label
        if i == heads:
            goes_on = i > 0 and _ends_heads(rows[i - 1], row)
        else:
            goes_on = not ended and _goes_on(rows[i - 1], row, i < heads) and not _is_over(placed[i - 1], placed[i])
        if not (number >= 0 and (same or goes_on)):
            number += 1
        for segment, (column, width) in zip(row.segments, placed[i], strict=True):
            before = table.cells.get((number, column))
            if before is None:
                table.cells[number, column] = width, [segment]
            else:
                table.cells[number, column] = max(before[0], width), [*before[1], segment]
    return table


def _placed(rows: Sequence[_Row], heads: int, columns: Columns) -> list[list[tuple[int, int]]]:
    """The first column and the number of columns of each segment of rows, the first of which are headers.

    What stands above a row of years is over as many of them as it stands to best, like a merged cell.
    """
    placed = [[_column_of(segment, columns) for segment in row.segments] for row in rows]
    years: list[tuple[Segment, int]] = []
    last = next(
        (i for i in range(heads, len(rows)) if rows[i].has_figures), heads
    )  # years, beside lines of their label
    for i in range(min(last, len(rows) - 1), -1, -1):
        found = [(s, column) for s, (column, _) in zip(rows[i].segments, placed[i], strict=True) if is_year(s.text)]
        if len(found) > 1:
            years = found
        elif years and i < last:
            placed[i] = _over(rows[i], placed[i], years, columns)
    return placed


def _is_over(above: Sequence[tuple[int, int]], below: Sequence[tuple[int, int]]) -> bool:
    """Whether what stands in one place of a row is over several of the next, and no line of what they begin with."""
    return any(sum(first <= column < first + width for column, _ in below) > 1 for first, width in above)


def _over(
    row: _Row, placed: list[tuple[int, int]], years: Sequence[tuple[Segment, int]], edges: Columns
) -> list[tuple[int, int]]:
    """Where the segments of a header row stand above one of years, given where they would stand by themselves.

    There, if one of them is flush with the columns it would be over at neither end, nor in about the middle of them.
    """
    columns = [column for _, column in years]
    above = [s for s, (column, _) in zip(row.segments, placed, strict=True) if column >= columns[0]]
    if not 0 < len(above) <= len(years) or columns != list(range(columns[0], columns[-1] + 1)):
        return placed
    beside = placed[: len(placed) - len(above)]
    clear = _clear_spans(above, [year for year, _ in years], edges[columns[0] : columns[-1] + 1])
    if clear is not None:
        return [*beside, *((columns[start], stop - start) for start, stop in clear)]
    spans = spread([(s.x0, s.x1) for s in above], [(year.x0, year.x1) for year, _ in years])
    pitch = (years[-1][0].x1 - years[0][0].x1) / (len(years) - 1)
    for segment, (start, stop) in zip(above, spans, strict=True):
        x0, x1 = years[start][0].x0, years[stop - 1][0].x1
        off_middle = abs(segment.x0 + segment.x1 - x0 - x1) / 2
        if min(abs(segment.x0 - x0), abs(segment.x1 - x1)) > _FLUSH * segment.size and off_middle > _CENTRED * pitch:
            return placed
    return [*beside, *((columns[start], stop - start) for start, stop in spans)]


def _clear_spans(labels: Sequence[Segment], years: Sequence[Segment], edges: Columns) -> Spans | None:
    """The columns of years that labels are clearly over, which have no edges but those of what stands in them.

    Where this is set right, a column begins where the one before ends; where it is set left, it goes on to the next.
    """
    places = [(label.x0, label.x1) for label in labels]
    own = [(min(x0, year.x0), max(x1, year.x1)) for (x0, x1), year in zip(edges, years, strict=True)]
    right = [own[0], *((before[1], column[1]) for before, column in pairwise(own))]
    left = [*((column[0], after[0]) for column, after in pairwise(own)), own[-1]]
    found = [told for columns in (own, right, left) if (told := label_spans(places, columns, labels[0].size))]
    return min(found)[1] if found else None


@dataclass(slots=True)
class _Group:
    """The lines of a label that stands half-way down the rows it heads, and how many rows those are."""

    label: list[Segment]
    height: int = 0

    @property
    def middle(self) -> float:
        """How far down its middle stands."""
        return (self.label[0].middle + self.label[-1].middle) / 2


def _group_labels(body: Sequence[_Row], columns: Columns, figures: int) -> list[_Group]:
    """The labels of a first column that are printed half-way down the rows they head; none where they are not.

    The rows have labels of their own in the second column. The first label heads as many as stand above and below it
    alike, the next goes on from there; only where all rows are told so are these labels of groups. A label beside the
    first row heads it and what follows, as do all others then.
    """
    if figures < 2:
        return []
    labels: list[_Group] = []
    middles: list[float] = []
    for row in body:
        inner = [s for s in row.segments if _column_of(s, columns) == (1, 1)]
        lines = [s for s in row.segments if _column_of(s, columns) == (0, 1)]
        if not (row.has_figures and inner) and len(lines) < len(row.segments):
            return []
        middles += [s.middle for s in inner[:1]]
        for line in lines:
            last = labels[-1].label[-1] if labels else None
            if last is not None and line.top - last.bottom < 0.3 * line.size:
                labels[-1].label.append(line)
            else:
                labels.append(_Group([line]))
    if not 1 < len(labels) < len(middles):
        return []
    near = 2 * _HALF_WAY * min(b - a for a, b in pairwise(middles))
    if abs(labels[0].middle - middles[0]) < near / 2:
        return []
    at = 0
    for group in labels:
        first = middles[at] if at < len(middles) else float("inf")
        last_row = next((i for i in range(at, len(middles)) if abs(first + middles[i] - 2 * group.middle) < near), None)
        if last_row is None or len(group.label) > max(last_row - at + 1, _GROUP_LINES):
            return []
        group.height = last_row - at + 1
        at = last_row + 1
    return labels if at == len(middles) else []


def _grouped_table(
    heads: Sequence[_Row], body: Sequence[_Row], columns: Columns, groups: Sequence[_Group]
) -> LooseTable:
    """A table whose rows are told by two labels, the first of them for several rows."""
    taken = {id(line) for group in groups for line in group.label}
    rows = [_Row([s for s in row.segments if id(s) not in taken], row.middle, row.size) for row in body]
    rows = [row for row in rows if row.segments]
    table = _table([*heads, *rows], len(heads), columns, range(len(rows)))
    at = 1 + max(row for row, _ in table.cells) - len(rows)
    for group in groups:
        table.cells[at, 0] = 1, group.label
        table.heights[at, 0] = group.height
        at += group.height
    return table


def _goes_on(above: _Row, row: _Row, is_head: bool) -> bool:
    """Whether a row is a further line of the one above: a header of several lines, a label that is not at its end."""
    if row.middle - above.middle > 1.5 * row.size:
        return False
    if is_head:
        return not has_year(row.segments[-1].text)
    text = row.segments[0].text
    if not row.has_figures and len(row.segments) == 1:
        return text[0].islower()
    return not above.has_figures and len(above.segments) == 1 and text[0].islower()


def _ends_heads(above: _Row, row: _Row) -> bool:
    """Whether a row is but the years that some labels of a header end in: others of the row above name theirs."""
    near = row.middle - above.middle < _GOING_ON * row.size
    return near and any(has_year(s.text) for s in above.segments) and all(is_year(s.text) for s in row.segments)


def _ends(text: str) -> bool:
    return text.endswith((".", ";", ","))


_NUMBER = r"\d(?:[\d.,\u00a0\u202f’' ]*\d)?"
FIGURE = re.compile(
    rf"[(<>~≈±+−–-]?\s?(?:[A-Z]{{0,3}}[$€£¥₹]\s?)?[(+−–-]?{_NUMBER}(?:\s?(?:[-–/]|to)\s?{_NUMBER})?"
    r"(?:\s?(?:%|pp|‰|(?!(?:by|in|to|of|or|at|on|as)\b)[a-zµ]{1,2}|[kMGT]?(?:W|Wh|t|J|g)|bn|mn|[Mm]t))?[)*†‡]{0,3}"
)
"""A cell that holds a figure and nothing else: "1,450", "-3.2", "25 %", "12–14", "€ 40"."""
_LETTERS = re.compile(r"[^\W\d_]{2}")
_LEADERS = re.compile(r"\.{4,}|(?:\. ){3,}|…")
