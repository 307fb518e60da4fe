"""Rows of a table that stand in one row of its frames, as no rule is drawn between them: told by figures, by white."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from policyledger.reading.pdf_unruled import FIGURE
from policyledger.reading.pdf_words import Word
from policyledger.reading.tables import UNKNOWN

_LETTERS = re.compile(r"[^\W\d_]{2}")
_RAISED = 0.75
"""The largest size of a raised or lowered word, of that of its line."""
_ROW_WHITE = 0.45
_LINE_WHITE = 0.6
"""White between two rows at the least, in sizes of their type, and between the lines of a cell at the most, in that."""
_NAME_WORDS = 12
"""Words of the name of a group at the most."""
LONG_CELL = 120
"""Words of a cell at the most that is no prose."""


class Level(NamedTuple):
    """A row among those that stand in one row of frames: the feet of its first and its last line.

    One without figures is the name of a group, over the rows below it.
    """

    first: float
    last: float
    has_figures: bool = True


def row_levels(band: Sequence[Sequence[Sequence[Word]]]) -> list[Level]:
    """The rows that stand in one row of frames; none where it is one.

    Given are each frame's lines. All columns of figures have a line in each row, and so has one of labels.
    """
    figures = [lines for lines in band if len(lines) > 1 and _are_figures([text_of(line) for line in lines])]
    if not figures or len(figures[0]) < (2 if len(figures) > 1 else 3):
        return []
    levels = [_foot(line) for line in figures[0]]
    if not all(stand_in(lines, [Level(level, level) for level in levels]) for lines in figures):
        return []
    for lines in band:
        if len(lines) >= len(levels) and all(_LETTERS.search(text_of(line)) for line in lines):
            rows = _label_rows(lines, levels)
            if rows or len(lines) == len(levels):
                return rows
    return []


def _label_rows(lines: Sequence[Sequence[Word]], levels: Sequence[float]) -> list[Level]:
    """The rows that labels begin, each figure beside one; none where figures and labels do not go together.

    A label runs on from line to line where the next begins with a small letter, but for one ("of which hydropower")
    that stands beside a figure no nearer than rows do. One without a figure names a group if
    it heads rows and stands no nearer to what is above and below it than these do: else it is the line of a label.
    """
    rows: list[Level] = []
    slack = 0.3 * lines[0][0].size
    feet = list(map(_foot, lines))
    is_told = [any(abs(foot - level) < slack for level in levels) for foot in feet]
    starts = [told and not text_of(line)[0].islower() for line, told in zip(lines, is_told, strict=True)]
    pitch = min([feet[i] - feet[i - 1] for i in range(1, len(feet)) if starts[i - 1] and starts[i]], default=None)
    for line, foot, told in zip(lines, feet, is_told, strict=True):
        apart = bool(rows) and pitch is not None and told and foot - rows[-1].last > pitch - 0.4 * slack
        if rows and text_of(line)[0].islower() and not apart:
            rows[-1] = Level(rows[-1].first, foot, told or rows[-1].has_figures)
        else:
            rows.append(Level(foot, foot, told))
    at = 0
    for i, row in enumerate(rows):
        beside = at < len(levels) and row.first - slack < levels[at] < row.last + slack
        rows[i] = row._replace(has_figures=beside)
        at += beside
    if at < len(levels) or not rows[-1].has_figures or any(not (a[2] or b[2]) for a, b in pairwise(rows)):
        return []
    pitches = [b.first - a.last for a, b in pairwise(rows) if a.has_figures and b.has_figures]
    near = [b.first - a.last for a, b in pairwise(rows) if not (a.has_figures and b.has_figures)]
    return rows if not near or (pitches and min(near) > min(pitches) - 0.4 * slack) else []


def white_edges(band: Sequence[tuple[int, Sequence[Word]]]) -> list[float]:
    """The heights between rows that stand in one row of frames and are told by white; none where they are not.

    White as high as half a line runs over all columns there, and much less between the lines of a cell. The rows have
    labels, cells beside them for most columns, and these begin, end or have their middles at one height: the
    paragraphs of cells side by side have not. A label alone in its row names the group of those below it.

    Args:
        band: the column and the words of each frame that holds some.
    """
    words = sorted((word for _, inside in band for word in inside), key=lambda word: word.top)
    size = max(word.size for word in words)
    tall = _ROW_WHITE * size
    edges: list[float] = []
    reach = words[0].bottom
    gaps: list[float] = []
    for word in words:
        if word.top - reach > tall:
            edges.append((word.top + reach) / 2)
            gaps.append(word.top - reach)
        reach = max(reach, word.bottom)
    if not edges:
        return []
    rows: list[dict[int, list[Word]]] = [{} for _ in range(len(edges) + 1)]
    for column, inside in band:
        for word in inside:
            rows[bisect_left(edges, word.top)].setdefault(column, []).append(word)
    lines = max(_white_within(cell) for row in rows for cell in row.values())
    columns = {column for column, _ in band}
    if lines > _LINE_WHITE * min(gaps) or len(rows[-1]) < 2:
        return []
    full = [row for row in rows if len(row) > 1]
    if any(min(columns) not in row for row in rows) or any(2 * len(row) < len(columns) for row in full):
        return []
    names = [row for row in rows if len(row) == 1]
    if len(names) > len(full) or any(len(cell) > _NAME_WORDS for row in names for cell in row.values()):
        return []
    return edges if all(_are_level(list(row.values()), 0.3 * size) for row in full) else []


def _white_within(cell: Sequence[Word]) -> float:
    """The most white between two lines of a cell."""
    reach = min(word.bottom for word in cell)
    white = 0.0
    for word in sorted(cell, key=lambda word: word.top):
        white = max(white, word.top - reach)
        reach = max(reach, word.bottom)
    return white


def _are_level(cells: Sequence[Sequence[Word]], slack: float) -> bool:
    """Whether cells side by side all begin, all end, or all have their middles at one height."""
    tops = [min(word.top for word in cell) for cell in cells]
    feet = [max(word.bottom for word in cell) for cell in cells]
    middles = [(top + foot) / 2 for top, foot in zip(tops, feet, strict=True)]
    return any(max(place) - min(place) < slack for place in (tops, feet, middles))


def _are_figures(texts: Sequence[str]) -> bool:
    """Whether texts are figures, but for marks of one that is not known."""
    known = [text for text in texts if not UNKNOWN.fullmatch(text)]
    return bool(known) and all(FIGURE.fullmatch(text) for text in known)


def stand_in(lines: Sequence[Sequence[Word]], rows: Sequence[Level]) -> bool:
    """Whether lines stand in rows, in each that has figures at least one."""
    at = {
        next((i for i, row in enumerate(rows) if row.first - slack < foot < row.last + slack), -1)
        for foot, slack in ((_foot(line), 0.3 * line[0].size) for line in lines)
    }
    return -1 not in at and at >= {i for i, row in enumerate(rows) if row.has_figures}


def lines_of(words: Sequence[Word]) -> list[list[Word]]:
    """The words of a frame by its lines; none where they are too many for some figures or labels."""
    lines: list[list[Word]] = []
    if len(words) > LONG_CELL:
        return lines
    level = _RAISED * max((word.size for word in words), default=0)
    small = [word for word in words if word.size < level]
    full = [word for word in words if word.size >= level] if small else words
    for word in sorted(full, key=lambda word: (word.top + word.bottom, word.x0)):
        if lines and word.top + word.bottom < 2 * lines[-1][0].bottom - 0.2 * word.size:
            lines[-1].append(word)
        else:
            lines.append([word])
    for word in small:  # a note's mark: "2,750¹" is one line
        beside = next((line for line in lines if _overlap(line[0], word) > 0.5 * (word.bottom - word.top)), None)
        if beside is not None:
            beside.append(word)
        else:
            lines.append([word])
    return sorted(lines, key=lambda line: line[0].top + line[0].bottom) if small else lines


def _overlap(one: Word, two: Word) -> float:
    """How far two words stand at one height."""
    return min(one.bottom, two.bottom) - max(one.top, two.top)


def _foot(line: Sequence[Word]) -> float:
    return max(word.bottom for word in line)


def text_of(line: Sequence[Word]) -> str:
    return " ".join(word.text for word in sorted(line, key=lambda word: word.x0))
