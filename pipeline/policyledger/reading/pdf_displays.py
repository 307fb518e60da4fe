"""Key figures: figures in large type, each over or beside the words that say what it counts.

Their words are too few and too short for columns of prose, so no gutter is seen between them, and read line by line
each figure would stand before the words of another, or in the midst of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policyledger.reading.pdf_segments import Segment

_LARGER = 1.3
_FIGURE_WORDS = 4
_CAPTION_WORDS = 40
_WHITE = 1.2
_LEADING = 0.6
"""White between a figure and its words, and between the lines of these, in sizes of their type."""
_CLEAR = 0.9
_APART = 2.0
"""White between a label in the type of the lines beside it and these, in sizes of it."""
_SAME_ROW = 0.7
_MOST_ROWS = 40
_MOST_COLUMNS = 12


@dataclass(slots=True)
class _Column:
    """A figure and what stands right under it, and its label right above, if any."""

    segments: list[Segment]
    x0: float
    x1: float
    bottom: float
    size: float

    def overlaps(self, segment: Segment) -> bool:
        return segment.x0 < self.x1 and segment.x1 > self.x0

    def add(self, segment: Segment) -> None:
        """Takes in a line of its caption."""
        self.segments.append(segment)
        self.x0, self.x1 = min(self.x0, segment.x0), max(self.x1, segment.x1)
        self.bottom = max(self.bottom, segment.bottom)


def part_displays(segments: list[Segment]) -> Iterator[list[Segment]]:
    """A flow's segments, from top to bottom, each key figure apart from the others and from the lines beside it."""
    large = _large(segments)
    marks = sorted([*large, *_labels(segments)], key=_place) if len(segments) > 2 else []
    if not marks:
        yield segments
        return
    for band in _part_rows(segments, large) if large else [segments]:
        yield from _part_beside(band, marks)


def display_rows(segments: list[Segment]) -> Iterator[list[Segment]]:
    """The rows of key figures among a flow's segments, each with the words of its figures."""
    for row in _figure_rows(_large(segments))[:_MOST_ROWS]:
        columns = _columns(row, segments)
        if columns is not None:
            yield [segment for column in columns for segment in column.segments]


def _large(segments: Sequence[Segment]) -> list[Segment]:
    """The few words of each line in larger type than most of a flow is set in."""
    if len(segments) < 3:
        return []
    sizes = sorted([segment.size for segment in segments])
    least = _LARGER * sizes[len(sizes) // 4]
    if sizes[-1] < least:
        return []
    return [segment for segment in segments if segment.size >= least and len(segment.words) <= _FIGURE_WORDS]


def _labels(segments: Sequence[Segment]) -> Iterator[Segment]:
    """A few words at the left of the midst of some lines, clear of them: read by lines they would part a sentence."""
    for i, (a, b) in enumerate(pairwise(segments)):
        if b.middle - a.middle > _SAME_ROW * a.size:
            continue
        mark, line = (a, b) if a.x0 < b.x0 else (b, a)
        if len(mark.words) > _FIGURE_WORDS or line.x0 - mark.x1 < _APART * mark.size or not _LETTERS.search(mark.text):
            continue
        above = [s for s in segments[max(0, i - 3) : i + 2] if abs(s.x0 - line.x0) < 1 and s.middle < line.middle - 1]
        if above and line.top - above[-1].bottom < _LEADING * line.size and not mark.is_figure:
            yield mark


def _part_rows(segments: list[Segment], large: Sequence[Segment]) -> Iterator[list[Segment]]:
    for row in _figure_rows(large)[:_MOST_ROWS]:
        columns = _columns(row, segments)
        if columns is None:
            continue
        taken = {id(s) for column in columns for s in column.segments}
        top = min(s.middle for column in columns for s in column.segments)
        above = [s for s in segments if s.middle < top and id(s) not in taken]
        if above:
            yield above
        for column in columns:
            yield sorted(column.segments, key=_place)
        segments = [s for s in segments if s.middle >= top and id(s) not in taken]
    if segments:
        yield segments


def _part_beside(segments: list[Segment], marks: Sequence[Segment]) -> Iterator[list[Segment]]:
    """Segments with what stands in large type, or as a label, at the left of several lines before those lines."""
    here = set(map(id, segments))
    marks = [s for s in marks if id(s) in here and _WORD_OR_FIGURE.search(s.text)]
    for mark in marks[:_MOST_ROWS]:
        if not any(mark is s for s in segments):
            continue
        lines = _lines_beside(mark, segments, marks)
        if not lines:
            continue
        left = min(s.x0 for s in lines)
        top, bottom = min(mark.top, lines[0].top), max(mark.bottom, lines[-1].bottom)
        own = [s for s in segments if s.x1 < left and top < s.middle < bottom]
        taken = {id(s) for s in [*own, *lines]}
        if any(top < s.middle < bottom and id(s) not in taken for s in segments) or len(own) > len(lines):
            continue
        above = [s for s in segments if s.middle <= top]
        if above:
            yield above
        yield own
        yield lines
        segments = [s for s in segments if s.middle >= bottom]
    if segments:
        yield segments


def _lines_beside(mark: Segment, segments: Sequence[Segment], marks: Sequence[Segment]) -> list[Segment]:
    """The lines of smaller type at the right of a word or figure, from top to bottom; none if it is but one.

    They go on above and below it as far as they stand close, but no nearer to what else stands there in large type.
    """
    beside = [s for s in segments if s.x0 > mark.x1 and mark.top < s.middle < mark.bottom]
    is_label = bool(beside) and mark.size <= _LARGER * max(s.size for s in beside)
    low, high, edge, foot = float("-inf"), float("inf"), mark.x1, mark.bottom
    for other in segments if is_label else marks:
        if other is mark or other.x0 >= mark.x1 or other.x1 <= mark.x0:
            continue
        if other.middle < mark.middle:
            low = max(low, (other.bottom + mark.top) / 2)
        elif other.top - foot < 0.6 * other.size and (
            other.text[0].islower() or not (is_label or _is_next(mark, other))
        ):
            edge, foot = max(edge, other.x1), other.bottom  # a further line of it
        else:
            high = (other.top + foot) / 2
            break
    right = [s for s in segments if s.x0 > edge and low < s.middle < high]
    if is_label:
        right = [s for s in right if s.x0 - edge > _APART * mark.size]
    else:
        right = [s for s in right if mark.size > _LARGER * s.size]
    start = [i for i, s in enumerate(right) if mark.top < s.middle < foot]
    if not start:
        return []
    first, last = start[0], start[-1]
    if min(s.x0 for s in right[first : last + 1]) - edge < _CLEAR * right[first].size:
        return []
    while first and right[first].top - right[first - 1].bottom < 0.8 * right[first].size:
        first -= 1
    while last + 1 < len(right) and right[last + 1].top - right[last].bottom < 0.8 * right[last].size:
        last += 1
    lines = right[first : last + 1]
    if is_label and mark.middle - lines[0].middle < 0.3 * mark.size:
        return []  # read by lines, it comes first too
    if any(line.is_figure for line in lines):
        return []  # cells of a table, whose labels are large
    return lines if lines[-1].middle - lines[0].middle > 0.8 * lines[0].size else []


def _is_next(mark: Segment, other: Segment) -> bool:
    """Whether what stands below a figure is the next one, and no further line of it."""
    return _SHOWN.match(mark.text) is not None and _SHOWN.match(other.text) is not None


def _figure_rows(large: Sequence[Segment]) -> list[list[Segment]]:
    """Figures in large type that stand at one height, two or more of them, from top to bottom."""
    rows: list[list[Segment]] = []
    for segment in large:
        if not _SHOWN.match(segment.text):
            continue
        if rows and abs(rows[-1][0].middle - segment.middle) < 0.4 * segment.size:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [sorted(row, key=attrgetter("x0")) for row in rows if 1 < len(row) <= _MOST_COLUMNS]


def _columns(row: Sequence[Segment], segments: Sequence[Segment]) -> list[_Column] | None:
    """The figures of a row with their captions; None where one has none, or the captions run into each other."""
    columns = [_Column([s], s.x0, s.x1, s.bottom, s.size) for s in row]
    if any(b.x0 < a.x1 for a, b in pairwise(columns)):
        return None
    own = set(map(id, row))
    level = row[0].middle
    closed: set[int] = set()
    for segment in segments:
        if id(segment) in own or segment.middle <= level:
            continue
        owner = _owner(columns, segment)
        if owner is None or (_SHOWN.match(segment.text) and segment.size * 1.1 > columns[owner].size):
            break
        column = columns[owner]
        white = _WHITE if len(column.segments) == 1 else _LEADING
        if owner in closed or segment.top - column.bottom > white * segment.size:
            closed.add(owner)
        elif segment.size * 1.1 > column.size:
            return None
        else:
            column.add(segment)
    if any(b.x0 < a.x1 for a, b in pairwise(columns)) or not all(map(_is_captioned, columns)):
        return None
    lowest = max(column.bottom for column in columns)
    taken = {id(s) for column in columns for s in column.segments}
    if any(level < s.middle < lowest and id(s) not in taken and _owner(columns, s) is None for s in segments):
        return None  # something else stands beside them
    _add_labels(columns, segments)
    return columns


def _owner(columns: Sequence[_Column], segment: Segment) -> int | None:
    """The column a line stands in; None where it stands in none, or runs over several."""
    met = [i for i, column in enumerate(columns) if column.overlaps(segment)]
    return met[0] if len(met) == 1 else None


def _is_captioned(column: _Column) -> bool:
    words = [word.text for segment in column.segments[1:] for word in segment.words]
    return len(words) <= _CAPTION_WORDS and any(map(_WORD.search, words))


def _add_labels(columns: Sequence[_Column], segments: Sequence[Segment]) -> None:
    """Puts the line right above each figure with it, where over each one stands."""
    labels: list[Segment] = []
    for column in columns:
        figure = column.segments[0]
        near = [
            s
            for s in segments
            if s.middle < figure.middle
            and figure.top - s.bottom < _WHITE * s.size
            and [i for i, other in enumerate(columns) if other.overlaps(s)] == [len(labels)]
        ]
        if len(near) != 1:
            return
        labels += near
    if max(s.middle for s in labels) - min(s.middle for s in labels) < 0.5 * labels[0].size:
        for column, label in zip(columns, labels, strict=True):
            column.segments.append(label)


_place = attrgetter("middle", "x0")
_SHOWN = re.compile(r"[^\w\s]{0,2}\s?(?:[A-Z]{0,3}[$€£¥₹]\s?)?\d")
_WORD = re.compile(r"[^\W\d_]{2}")
_LETTERS = re.compile(r"[^\W\d_]{3}")
_WORD_OR_FIGURE = re.compile(r"\d|[^\W\d_]{3}")
