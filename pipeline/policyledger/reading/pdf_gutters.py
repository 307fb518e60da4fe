"""Whether a gutter parts columns of prose, and not the cells of a table, a list's bullets or the words of a line."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from operator import attrgetter
from statistics import median
from typing import TYPE_CHECKING

from policyledger.reading.draft import ends_sentence

if TYPE_CHECKING:
    from policyledger.reading.pdf_segments import Segment

MIN_GUTTER = 0.5
MIN_SIDE = 5.0
"""The least white between two columns: in sizes of their text, and in points."""
ALIGN = 3.0
"""How far what begins or ends at one edge may stand from it, in points."""
_LEAST_LINES = 5
"""Lines on both sides of a gutter, from which on it is one by their edges alone."""
_CLEAR = 1.2
"""White between a few lines side by side that is no blank of a line, in sizes of their text."""
_PROSE_WORDS = 3
"""Words of a line of prose on average, at the least."""
_LEVEL = 0.1
"""How much further down a segment of the same line may stand, in sizes of it."""
_LARGER = 1.15
"""How much larger than what stands below them headings are."""
_UNEVEN = 1.6
"""How much wider than the blanks of a line a gutter is at the least, where those are wide."""
_BESIDE = 0.8
_FULL_LINES = 6
_RAGGED = 3.0
_LETTERS = 9
"""White between a column and a few lines beside it, in sizes of its text; how many lines it has at the least, how much
shorter full ones are than the longest at the most, and how many letters the others have."""
_EVEN = 0.25
"""How much further than others two lines of one text may stand apart, in sizes of it."""
_EDGE = 3.0
"""Points to which left edges are told apart."""


def least_gutter(size: float, least: float = MIN_GUTTER) -> float:
    """The least width of a gutter beside text of some size."""
    white = least * size
    return white if white > MIN_SIDE else MIN_SIDE


def width(segments: Sequence[Segment]) -> float:
    """How far segments reach from left to right."""
    return max(s.x1 for s in segments) - min(s.x0 for s in segments)


def worth(
    left: list[Segment],
    right: list[Segment],
    sizes: list[float],
    is_apart: Callable[[], bool],
    beyond: Sequence[Segment] = (),
) -> float:
    """How much text a gutter parts; 0 when one side is no column of prose but a list's bullets or a table's cells.

    Args:
        left, right: what stands on both sides, from top to bottom.
        sizes: of all of it.
        is_apart: tells whether white stands between it and what is above and below.
        beyond: what stands right above and below.
    """
    top = max(left[0].top, right[0].top)
    bottom = min(max([s.bottom for s in left]), max([s.bottom for s in right]))
    tall = median(sizes)
    if bottom - top < 1.5 * tall:
        return 0.0
    left_rows, right_rows = _rows(left), _rows(right)
    if len(left_rows) < 2 or len(right_rows) < 2:
        return 0.0
    white = min([s.x0 for s in right]) - max([s.x1 for s in left])
    fill = min(_fill(left_rows, tall), _fill(right_rows, tall))
    if 0 < fill < 0.5:
        fill = min(_text_fill(left, tall, white), _text_fill(right, tall, white))
    if fill <= 0.2:
        return 0.0
    lines = len(left_rows) + len(right_rows)
    many = min(len(left_rows), len(right_rows)) > 3
    if (many and fill >= 0.5) or _are_headed(left, right):
        sure = True
    elif _shared(left_rows, right_rows) < 0.5:
        sure = lines >= _LEAST_LINES
    else:
        sure = lines >= _LEAST_LINES and fill >= 0.5 and white > _CLEAR * tall
    if not sure and not (_is_prose(left, white, True) and _is_prose(right, white, False) and (many or is_apart())):
        return 0.0
    if (_are_figures(left) or _are_figures(right)) and not are_columns(left, right):
        return 0.0
    if _is_blank(left, right, beyond):
        return 0.0
    return (bottom - top) * (1 + fill)


def is_beside(left: list[Segment], right: list[Segment]) -> bool:
    """Whether a few lines that begin at one edge stand beside a column of prose most lines of which are full."""
    rows, few = _rows([s for s in left if s.words]), _rows([s for s in right if s.words])
    if len(rows) < _FULL_LINES or not few or len(few) > len(rows) / 2:
        return False
    words = sum(len(s.words) for s in left)
    edge, size = max(row[1] for row in rows), median([s.size for s in left])
    full = sum(row[1] > edge - _RAGGED * size for row in rows)
    if (
        3 * full < 2 * len(rows)
        or words < _PROSE_WORDS * len(rows)
        or 3 * sum(s.is_figure for s in right) >= len(right)
    ):
        return False
    begins = all(abs(row[0] - few[0][0]) < ALIGN for row in few)
    clear = min(s.x0 for s in right) - max(s.x1 for s in left) > _BESIDE * size
    return begins and clear and sum(row[3] for row in few) >= _LETTERS * len(few) and not _is_blank(left, right, ())


def _are_headed(left: Sequence[Segment], right: Sequence[Segment]) -> bool:
    """Whether a heading stands over each side, at one height and at its edge: few lines may follow."""
    first, second = left[0], right[0]
    if abs(first.middle - second.middle) > _LEVEL * first.size or abs(first.size - second.size) > _LEVEL * first.size:
        return False
    below = [s for s in (*left, *right) if s is not first and s is not second]
    if not below or first.size < _LARGER * max(s.size for s in below):
        return False
    flush = abs(first.x0 - min(s.x0 for s in left)) < ALIGN and abs(second.x0 - min(s.x0 for s in right)) < ALIGN
    return flush and sum(len(s.words) for s in below) >= _PROSE_WORDS * len(below)


def _is_blank(left: Sequence[Segment], right: Sequence[Segment], beyond: Sequence[Segment]) -> bool:
    """Whether what parts two sides is a blank in most of their lines, and no gutter: in these all words stand as apart.

    So blanks are that line up in a narrow column of justified text, whose lines reach from edge to edge. One that a
    line at an end of the two goes across is a blank there. Lines of two words tell nothing.
    """
    x0, x1 = min(s.x0 for s in left), max(s.x1 for s in right)
    alone, sided, told, blank = 0, 0, 0, 0
    lefts, rights = set(map(id, left)), set(map(id, right))
    for line in _lines([*left, *right]):
        middle = line[0].middle
        across = [s for s in beyond if abs(s.middle - middle) < _LEVEL * s.size]
        if sum([len(s.words) for s in line]) + sum([len(s.words) for s in across]) < 3:
            continue
        if not across and not (any(id(s) in lefts for s in line) and any(id(s) in rights for s in line)):
            alone += 1
            continue
        sided += 1
        words = sorted([word for segment in (*line, *across) for word in segment.words], key=attrgetter("x0"))
        if words[0].x0 > x0 + ALIGN or words[-1].x1 < x1 - ALIGN:
            continue
        told += bool(across)
        blank += bool(across)
        if across:
            continue
        edge = max([s.x1 for s in line if id(s) in lefts])
        between, others = None, []
        for after, before in zip(words[1:], words, strict=False):
            if before.x1 != edge:
                others.append(after.x0 - before.x1)
            elif between is None:
                between = after.x0 - before.x1
        if between is not None and others:
            told += 1
            blank += between < _UNEVEN * median(others)
    return told * 2 >= sided >= alone and blank * 2 > told


def _lines(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Segments at one height each."""
    lines: list[list[Segment]] = []
    for segment in sorted(segments, key=attrgetter("middle")):
        if lines and segment.middle - lines[-1][0].middle < 0.4 * segment.size:
            lines[-1].append(segment)
        else:
            lines.append([segment])
    return lines


def are_columns(left: Sequence[Segment], right: Sequence[Segment]) -> bool:
    """Whether figures on one side or both are those of tables in a column: the gutter parts no labels from them."""
    white = min([s.x0 for s in right]) - max([s.x1 for s in left])
    if _holds_table(left):
        return _holds_table(right) or _is_prose(right, white, False)
    return _holds_table(right) and _is_prose(left, white, True)


def _are_figures(segments: Sequence[Segment]) -> bool:
    """Whether every third of some segments or more is a figure, in several lines: cells of a table, no prose."""
    figures = [segment for segment in segments if segment.is_figure]
    return 3 * len(figures) >= len(segments) and len({round(segment.middle) for segment in figures}) > 1


def _is_prose(segments: Sequence[Segment], white: float, is_left: bool) -> bool:
    """Whether lines evenly below each other are of one text, by their words: most go on in the midst of a sentence.

    What a few lines are their edges don't tell: those of a table's cells stand one below the other too.

    Args:
        segments: of the lines, from top to bottom.
        white: which no blank within a line is as wide as; of several columns the one by the gutter is looked at.
        is_left: whether they stand at the left of the gutter.
    """
    lines: list[list[Segment]] = []
    for segment in segments:
        if not segment.words:
            continue  # what is set in between
        last = lines[-1][-1] if lines else None
        if last is not None and segment.middle - last.middle < 0.4 * segment.size:
            if segment.x0 - last.x1 < white:
                lines[-1].append(segment)
            elif is_left:
                lines[-1] = [segment]
        else:
            lines.append([segment])
    if len(lines) < 2 or sum(len(s.words) for line in lines for s in line) < _PROSE_WORDS * len(lines):
        return False
    steps = [below[0].middle - above[0].middle for above, below in pairwise(lines)]
    if 3 * sum(step - min(steps) > _EVEN * segments[0].size for step in steps) > len(steps):
        return False
    going_on = [
        below[0].words[0].text[0].islower() and not ends_sentence(above[-1].words[-1].text)
        for above, below in pairwise(lines)
    ]
    return 2 * sum(going_on) >= len(going_on)


def _holds_table(segments: Sequence[Segment]) -> bool:
    """Whether figures have their labels before them among some segments, in all lines but one."""
    rows: list[list[Segment]] = []
    for segment in segments:
        if rows and segment.middle - rows[-1][0].middle < 0.4 * segment.size:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    told = [row for row in rows if any(segment.is_figure for segment in row)]
    labelled = [row for row in told if len(row) > 1 and not min(row, key=attrgetter("x0")).is_figure]
    return len(labelled) > 1 and len(labelled) >= len(told) - 1


Row = tuple[float, float, float, int]
"""x0, x1, middle and number of characters of the segments side by side in one column."""


def _rows(segments: list[Segment]) -> list[Row]:
    rows: list[Row] = []
    for s in segments:
        if rows and abs(rows[-1][2] - s.middle) < 0.4 * s.size:
            x0, x1, middle, before = rows[-1]
            rows[-1] = min(x0, s.x0), max(x1, s.x1), middle, before + s.letters
        else:
            rows.append((s.x0, s.x1, s.middle, s.letters))
    return rows


def _fill(rows: list[Row], tall: float) -> float:
    """How full the lines of a column are; low for narrow columns and short lines."""
    wide = max(row[1] for row in rows) - min(row[0] for row in rows)
    letters = sum(row[3] for row in rows) / len(rows)
    if wide < 5 * tall or letters < 9:
        return 0.0
    return sum(row[1] - row[0] for row in rows) / len(rows) / wide


def _text_fill(segments: list[Segment], tall: float, white: float) -> float:
    """How full the lines of a side are; of several columns, not all as long, those of the one with the most of them."""
    fill = _fill(_rows(segments), tall)
    if fill >= 0.5:
        return fill
    edges = Counter(round(s.x0 / _EDGE) for s in segments)
    edge = max(edges, key=lambda edge: edges[edge])
    column = [s for s in segments if abs(s.x0 / _EDGE - edge) < 1]
    return _fill(_rows(column), tall) if 2 * len(column) > len(segments) and _is_prose(column, white, False) else fill


def _shared(left: list[Row], right: list[Row]) -> float:
    """The share of the shorter column's lines that stand at the height of a line of the other."""
    few, many = sorted((left, right), key=len)
    heights = sorted(row[2] for row in many)
    heights.append(float("inf"))
    return sum(heights[bisect_right(heights, row[2] - 1.5)] < row[2] + 1.5 for row in few) / len(few)
