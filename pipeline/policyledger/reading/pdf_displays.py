"""Key figures side by side: a row of figures in large type, each over the words that say what it counts.

Their words are too few and too short for columns of prose, so no gutter is seen between them, and read line by line
each figure would stand before the words of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policyledger.reading.pdf_layout import Segment

_LARGER = 1.3
_FIGURE_WORDS = 4
_CAPTION_WORDS = 40
_WHITE = 1.2
_MOST_ROWS = 40


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
    """A flow's segments, from top to bottom, each key figure of a row and its caption apart from the others."""
    rows = _figure_rows(segments)
    for row in rows[:_MOST_ROWS]:
        columns = _columns(row, segments)
        if columns is None:
            continue
        taken = {id(s) for column in columns for s in column.segments}
        top = min(s.middle for column in columns for s in column.segments)
        above = [s for s in segments if s.middle < top and id(s) not in taken]
        if above:
            yield above
        for column in columns:
            yield sorted(column.segments, key=lambda s: (s.middle, s.x0))
        segments = [s for s in segments if s.middle >= top and id(s) not in taken]
    if segments:
        yield segments


def _figure_rows(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Figures in large type that stand at one height, two or more of them, from top to bottom."""
    if len(segments) < 4:
        return []
    sizes = sorted(segment.size for segment in segments)
    large = _LARGER * sizes[len(sizes) // 4]
    if sizes[-1] < large:
        return []
    rows: list[list[Segment]] = []
    for segment in segments:
        if segment.size < large or len(segment.words) > _FIGURE_WORDS or not _SHOWN.match(segment.text):
            continue
        if rows and abs(rows[-1][0].middle - segment.middle) < 0.4 * segment.size:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [sorted(row, key=lambda s: s.x0) for row in rows if len(row) > 1]


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
        if owner in closed or segment.top - column.bottom > _WHITE * segment.size:
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


_SHOWN = re.compile(r"[^\w\s]{0,2}\s?(?:[A-Z]{0,3}[$€£¥₹]\s?)?\d")
_WORD = re.compile(r"[^\W\d_]{2}")
