"""Ruled tables of a PDF page: pdfplumber's table finder on PDFium's rules.

pdfplumber's finder is a set of functions over edges; given the rules PDFium has already found, it need not parse the
page again, which is what makes it slow.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policyledger.reading.document import Box
from policyledger.reading.pdf_bands import banded, headed
from policyledger.reading.pdf_graphics import Graphics
from policyledger.reading.pdf_joined_rows import LONG_CELL, lines_of, row_levels, stand_in, text_of, white_edges
from policyledger.reading.pdf_rows import (
    NARROW,
    SNAP,
    are_values,
    head_above,
    is_headed,
    pieces_of,
    reach_beyond,
    runs_of,
    runs_of_pieces,
    same_edges,
    spans_all,
    stops_of,
)
from policyledger.reading.pdf_words import Word
from policyledger.reading.pdf_year_heads import YearHead, head_over_years, over_years
from policyledger.reading.tables import UNKNOWN

_MAX_EDGES = 800
_MAX_POINTS = 1500
_LETTERS = re.compile(r"[^\W\d_]{2}")
_JOIN = 8.0

_APART = 1.2
_BESIDE = 0.5
"""White between the labels of a row, and between the cells of one below it, in sizes of their type."""
_BELOW = 0.2
_TALL_ROW = 400.0
_PROSE_ROW, _PROSE_LINES = 30.0, 3
"""How high what stands between two tables of the same columns is at the least, in points, and its lines of prose."""
_MOST_TABLES = 20
_MOST_LEVELS = 150
_MOST_ZONED = 400
_LEAST_COLUMN = 15.0
_GROUP_ROW = 30.0
_CARD = 1.6
"""How much larger a key figure is than its words."""
_TINTED_ROWS = 4
_FIRST_ROW = 60.0
_ON_TOP = 4.0
_COVERED = 0.9
"""Tinted rows above the first rule of a table at the most, and how high the row between is, in points; how near one
stands to the row below it, and how much of the table's width it covers."""
_TOUCH = 1.0


@dataclass(slots=True)
class Frame:
    """A cell's box and its place in the grid."""

    box: Box
    row: int
    column: int
    height: int
    width: int


@dataclass(slots=True)
class FoundTable:
    """A ruled table: where it stands, its cells, and the rules its columns and rows begin at."""

    box: Box
    frames: list[Frame]
    xs: list[float]
    ys: list[float]

    def deal(self, words: Sequence[Word]) -> tuple[list[list[Word]], list[Word]]:
        """The words of the table by its frames, and those in none; an inner frame goes before the one around it."""
        dealt: list[list[Word]] = [[] for _ in self.frames]
        loose: list[Word] = []
        owners = [(frame.box, inside) for frame, inside in zip(self.frames, dealt, strict=True)]
        owners.sort(key=lambda owner: _area(owner[0]))
        for word in words:
            if not holds(self.box, word):
                continue
            x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2  # as `holds` has it, once for all frames
            for (x0, top, x1, bottom), inside in owners:
                if x0 <= x <= x1 and top <= y <= bottom:
                    inside.append(word)
                    break
            else:
                loose.append(word)
        return dealt, loose

    def part_columns(self, words: Sequence[Word]) -> None:
        """Parts frames over several columns where something stands in each: no rules are drawn between them.

        So are headers over columns, and the rows of styles that rule every other one. A title over the whole table has
        words across its columns' borders, or beside them with no more than a blank.
        """
        wide = [frame for frame in self.frames if frame.width > 1 and frame.height == 1]
        if not wide:
            return
        parted: dict[int, list[Frame]] = {}
        for frame, inside in zip(self.frames, self.deal(words)[0], strict=True):
            if frame.width > 1 and frame.height == 1 and self._has_columns(frame, inside):
                _, top, _, bottom = frame.box
                edges = self.xs[frame.column : frame.column + frame.width + 1]
                parted[id(frame)] = [
                    Frame((x0, top, x1, bottom), frame.row, frame.column + at, 1, 1)
                    for at, (x0, x1) in enumerate(pairwise(edges))
                ]
        self.frames = [part for frame in self.frames for part in parted.get(id(frame), [frame])]

    def _has_columns(self, frame: Frame, inside: Sequence[Word]) -> bool:
        """Whether words stand in all columns of a frame, but for one, and none across their borders."""
        edges = self.xs[frame.column : frame.column + frame.width + 1]
        dealt = [[word for word in inside if x0 - 1 <= word.x0 and word.x1 <= x1 + 1] for x0, x1 in pairwise(edges)]
        labels = [label for label in dealt if label]
        if sum(map(len, dealt)) < len(inside) or len(labels) < max(2, len(dealt) - 1):
            return False
        size = max(word.size for word in inside)
        gaps = [min(w.x0 for w in after) - max(w.x1 for w in before) for before, after in pairwise(labels)]
        return min(gaps) > (_APART if frame.row == 0 else _BESIDE) * size

    def part_rows(self, dealt: Sequence[Sequence[Word]]) -> bool:
        """Parts the rows of frames that hold several, as where rules stand but between the groups of a table.

        Figures one below the other, and nothing else, stand in them beside as many labels at the same heights. What
        has fewer lines speaks for all of them, as a group's name does.

        Args:
            dealt: the words of the table by its frames.

        Returns:
            Whether there were any, so that its words are to be dealt anew.
        """
        beside = [(frame, lines_of(inside)) for frame, inside in zip(self.frames, dealt, strict=True)]
        bands: dict[int, list[list[list[Word]]]] = {}
        for frame, found in beside:
            if frame.height == 1:
                bands.setdefault(frame.row, []).append(found)
        levels = {row: heights for row, band in bands.items() if len(heights := row_levels(band)) > 1}
        if not levels:
            return False
        edges = {row: [a.last + _BELOW * (b.first - a.last) for a, b in pairwise(rows)] for row, rows in levels.items()}
        whole = [not (frame.row in levels and stand_in(found, levels[frame.row])) for frame, found in beside]
        self._cut(edges, whole)
        return True

    def part_by_white(self, words: Sequence[Word]) -> None:
        """Parts the rows of frames that hold several which white tells apart, most of those below its first row.

        The first is its header. Where but some are told so, white stands between the paragraphs of their cells; it does
        so in a table with upright rules, which has others between its rows.
        """
        dealt = self.deal(words)[0]
        bands: dict[int, list[tuple[int, list[Word]]]] = {}
        for frame, inside in zip(self.frames, dealt, strict=True):
            if frame.row and frame.height == 1 and inside:
                bands.setdefault(frame.row, []).append((frame.column, inside))
        rows = {row: band for row, band in bands.items() if len(band) > 1}
        edges = {row: found for row, band in rows.items() if (found := white_edges(band))}
        if 2 * len(edges) > len(rows):
            self._cut(edges, [False] * len(self.frames))

    def _cut(self, edges: Mapping[int, Sequence[float]], whole: Sequence[bool]) -> None:
        """Cuts rows of frames at some heights, but for those frames that are to be kept whole, over all that come."""
        added = [len(edges.get(row, ())) for row in range(len(self.ys) - 1)]
        frames: list[Frame] = []
        for frame, is_whole in zip(self.frames, whole, strict=True):
            row = frame.row + sum(added[: frame.row])
            height = frame.height + sum(added[frame.row : frame.row + frame.height])
            if frame.height > 1 or is_whole or frame.row not in edges:
                frames.append(Frame(frame.box, row, frame.column, height, frame.width))
                continue
            x0, top, x1, bottom = frame.box
            for at, (y0, y1) in enumerate(pairwise([top, *edges[frame.row], bottom])):
                frames.append(Frame((x0, y0, x1, y1), row + at, frame.column, 1, frame.width))
        self.frames = frames
        self.ys = sorted([*self.ys, *(y for stops in edges.values() for y in stops)])

    def row_of(self, word: Word) -> int:
        """The row a word stands in."""
        return min(max(bisect_right(self.ys, (word.top + word.bottom) / 2) - 1, 0), len(self.ys) - 2)

    def column_of(self, word: Word) -> int:
        """The column a word begins in."""
        return min(max(bisect_right(self.xs, word.x0) - 1, 0), len(self.xs) - 2)


def find_tables(drawn: Graphics, words: Sequence[Word], open_columns: Sequence[float] = ()) -> list[FoundTable]:
    """The ruled tables of a page that hold text in at least two cells side by side, from top to bottom.

    Args:
        drawn: its rules and boxes.
        words: its words.
        open_columns: the edges of the columns of the table that the page before ended with: where one begins that has
            the same, a single long row is its next, and no framed prose.
    """
    drawn = drawn.with_frames_as_rules()
    closing, parting = _parted(drawn, words, open_columns)
    levels, between = banded(drawn, words)
    closing, parting = [*closing, *levels], [*parting, *between]
    tops, sides = _closed(drawn, words, parting)
    ends, outer = _outermost(drawn, words)
    closing, open_sided = [*closing, *tops, *ends], [*sides, *parting, *outer]
    levels, between = headed(drawn, words, open_sided)
    closing, open_sided = [*closing, *levels], [*open_sided, *between]
    goes_on = bool(open_columns) and len(drawn.down) > 2
    if not (drawn.suggests_table or open_sided or goes_on):
        return []
    found = []
    for cells in _cells(drawn, closing, open_sided):
        table = _table(cells)
        ruled = table is not None and drawn.is_ruled and any(_overlaps(table.box, rule) for rule in drawn.down)
        if table and not ruled:
            table.part_by_white(words)
        if table and _is_filled(table, words, ruled, same_edges(table.xs, open_columns)):
            found.append(table)
    return found


def _closed(drawn: Graphics, words: Sequence[Word], parting: Sequence[Box]) -> tuple[list[Box], list[Box]]:
    """Rules across and upright where a table has but rules across: over its header, at its sides, between its columns.

    Four rules of one width, one below the other and none far from the next, make such a table; the labels right above
    the first, over its columns, are its header. Where upright rules are drawn, or parting ones known, it is none.
    """
    groups: dict[tuple[int, int], list[float]] = {}
    for x0, top, x1, _ in drawn.across:
        groups.setdefault((round(x0 / 4), round(x1 / 4)), []).append(top)
    closing: list[Box] = []
    added: list[Box] = []
    for (left, right), tops in groups.items():
        stops = stops_of(tops)
        x0, x1, top, bottom = left * 4.0, right * 4.0, stops[0], stops[-1]
        if len(stops) < 4 or x1 - x0 < 100 or max(b - a for a, b in pairwise(stops)) > 200:
            continue
        if any(x0 - 5 <= x <= x1 + 5 and up < bottom and down > top for x, up, _, down in (*drawn.down, *parting)):
            continue
        inside = [word for word in words if holds((x0, top, x1, bottom), word)]
        white = _white(inside, x0, x1)
        if not white:
            continue
        head = head_above(words, (x0, *white, x1), top)
        if head is not None:
            closing.append((x0, head, x1, head))
        added += [(x, top if head is None else head, x, bottom) for x in (x0, *white, x1)]
    return closing, added


def _outermost(drawn: Graphics, words: Sequence[Word]) -> tuple[list[Box], list[Box]]:
    """Rules across and upright around a table that has but inner ones: its first and last columns are open outwards.

    Its upright rules begin and end alike; rules across that meet them reach farther, as far as the table does. The name
    of a group over the whole of it leaves a gap in the upright ones.
    """
    closing: list[Box] = []
    added: list[Box] = []
    if not 1 < len(drawn.down) <= _MAX_EDGES or not 0 < len(drawn.across) <= _MAX_EDGES:
        return closing, added
    for xs, spans in _bundles(drawn.down)[:_MOST_TABLES]:
        top, bottom = spans[0][0], spans[-1][1]
        met = [box for box in drawn.across if top - SNAP < box[1] < bottom + SNAP]
        left, right = _extent(met, xs[0], xs[-1])
        reached = [(x, side) for x, side in ((left, xs[0]), (right, xs[-1])) if abs(x - side) > _LEAST_COLUMN]
        if not reached:
            continue
        inside = [word for word in words if holds((left, top, right, bottom), word)]
        rows = [word for word in inside if any(a < (word.top + word.bottom) / 2 < b for a, b in spans)]
        if any(word.x0 < x - 1 and word.x1 > x + 1 for word in rows for x in xs):
            continue
        sides = [
            x for x, side in reached if any(word.x1 < side + 1 if x < side else word.x0 > side - 1 for word in rows)
        ]
        opened = [x for x in sides if not _stands_at(drawn.down, x, top, bottom)]
        if not opened and not (sides and len(spans) > 1):
            continue
        x0, x1 = min(xs[0], *sides, xs[-1]), max(xs[0], *sides, xs[-1])
        closing += [(x0, y, x1, y) for span in spans for y in span]
        added += [(x, top, x, bottom) for x in opened]
    return closing, added


def _stands_at(down: Sequence[Box], x: float, top: float, bottom: float) -> bool:
    """Whether an upright rule stands about a place, somewhere between two heights."""
    return any(abs(box[0] - x) < _JOIN and box[1] < bottom and box[3] > top for box in down)


def _bundles(down: Sequence[Box]) -> list[tuple[list[float], list[tuple[float, float]]]]:
    """Where upright rules stand that begin and end alike, two or more, and from where to where, from top to bottom."""
    alike: dict[tuple[int, int], list[Box]] = {}
    for box in sorted(_whole(down), key=lambda box: box[0]):
        alike.setdefault((round(box[1] / SNAP), round(box[3] / SNAP)), []).append(box)
    bundles: list[tuple[list[float], list[tuple[float, float]]]] = []
    for boxes in sorted(alike.values(), key=lambda boxes: boxes[0][1]):
        xs = [boxes[0][0]]
        xs += [after[0] for before, after in pairwise(boxes) if after[0] - before[0] > SNAP]
        span = boxes[0][1], boxes[0][3]
        above = next((found for found in reversed(bundles) if same_edges(found[0], xs)), None)
        if above is not None and -SNAP < span[0] - above[1][-1][1] < _GROUP_ROW:
            above[1].append(span)
        elif len(xs) > 1:
            bundles.append((xs, [span]))
    return bundles


def _extent(across: Sequence[Box], left: float, right: float) -> tuple[float, float]:
    """How far rules across reach that touch what stands between two edges, directly or by others beside them."""
    for box in sorted(across, key=lambda box: -box[2]):
        if box[0] < left <= box[2] + SNAP:
            left = box[0]
    for box in sorted(across):
        if box[0] - SNAP <= right < box[2]:
            right = box[2]
    return left, right


def _stands_above(words: Sequence[Word], stops: Sequence[float], level: float) -> bool:
    """Whether a line of a paragraph's leading stands right above a level."""
    near = (word for word in words if word.x1 > stops[0] and word.x0 < stops[-1])
    return any(word.bottom < level + 2 and word.bottom > level - 0.4 * word.size for word in near)


def part_figures(words: Sequence[Word]) -> list[list[Word]]:
    """The words of a frame, parted where figures stand on lines of their own: joined they would be another number.

    A second figure in brackets or after a sign goes with the first.
    """
    lines = lines_of(words)
    if len(lines) < 2 or not any(word.text[-1:].isdigit() for word in words):
        return [list(words)]
    parts = [lines[0]]
    for before, line in pairwise(lines):
        text = text_of(line)
        apart = text[:1].isdigit() or UNKNOWN.fullmatch(text)
        if apart and are_values(text_of(before)) and are_values(text):
            parts.append(line)
        else:
            parts[-1] = [*parts[-1], *line]
    return parts if len(parts) > 1 else [list(words)]  # in the order they are printed


def _parted(drawn: Graphics, words: Sequence[Word], open_columns: Sequence[float]) -> tuple[list[Box], list[Box]]:
    """Rules across and upright where those across are drawn a piece to each cell, as word processors draw them.

    Two levels with the same pieces make a table; a row none of whose words stands in the way gets its columns. What
    stands right below the last level side by side is a row too, and above the first where a table came over the page.
    """
    across = _free(drawn.across, drawn.down) if drawn.is_ruled else drawn.across
    if not 3 < len(across) <= _MAX_EDGES:
        return [], []
    tables: dict[tuple[int, ...], list[tuple[float, list[float]]]] = {}
    for level, stops in _levels(across):
        if len(stops) > 2:
            tables.setdefault(tuple(round(stop / 4) for stop in stops), []).append((level, stops))
    closing: list[Box] = []
    parting: list[Box] = []
    parted = [part for table in list(tables.values())[:_MOST_TABLES] for part in _by_prose(table, words)]
    for stops, found in _joined(parted[:_MOST_TABLES]):
        levels = found[:_MOST_LEVELS]
        if len(levels) < 2 and not same_edges(stops, open_columns):
            continue
        foot = reach_beyond(words, stops, levels[-1], 1)
        if foot is not None:
            levels.append(foot)
        goes_on = same_edges(stops, open_columns)
        over = None if goes_on else _head_over_years(words, stops, levels)
        if over is None:
            tops = _tops(drawn, words, stops, levels[0], goes_on)
        else:
            tops = [over.top, over.middle] if over.middle < levels[0] else [over.top]
            closing.append((stops[over.first], over.middle, stops[over.stop], over.middle))
        bands = [y for box in drawn.boxes if spans_all(box[0], box[2], stops) for y in (box[1], box[3])]
        inner = [y for y in bands if levels[0] < y < levels[-1] and min(abs(y - level) for level in levels) > NARROW]
        levels = sorted([*tops, *levels, *stops_of(inner)])
        whole = [*(tops if over is None else tops[:1]), *inner]  # a rule below labels stands over the years alone
        closing += [(stops[0], level, stops[-1], level) for level in (*whole, foot) if level is not None]
        rows = [[w for w in words if top < (w.top + w.bottom) / 2 < bottom] for top, bottom in pairwise(levels)]
        for i, (top, bottom) in enumerate(pairwise(levels)):
            row = rows[i]
            if row and bottom - top < _TALL_ROW:
                between = over_years(row, rows[i + 1], stops) if i == 0 and len(rows) > 1 else stops[1:-1]
                edges = [x for x in between if not any(word.x0 < x - 1 and word.x1 > x + 1 for word in row)]
                parting += [(x, top, x, bottom) for x in (stops[0], *edges, stops[-1])]
    return closing, parting


def _tops(drawn: Graphics, words: Sequence[Word], stops: Sequence[float], level: float, goes_on: bool) -> list[float]:
    """The upper edges of the rows above a table's first rule: of its header, or of a row cut by the page."""
    if goes_on:
        head = reach_beyond(words, stops, level, -1)
        return [] if head is None else [head]
    head = head_above(words, stops, level)
    if head is not None and _stands_above(words, stops, head):
        head = None  # the last line of a row cut by the page, or of prose
    if head is None:
        head = _below_tint(drawn.boxes, words, stops, level)
    tinted = _tinted_above(drawn.boxes, stops, level if head is None else head)
    return [*tinted, *([] if head is None else [head])]


def _head_over_years(words: Sequence[Word], stops: Sequence[float], levels: Sequence[float]) -> YearHead | None:
    """Labels over years that stand above the first rule of a table, and these above it as well, or right below it."""
    level = levels[0]
    near = [word for word in words if level - 1.8 * word.size < word.top and (word.top + word.bottom) / 2 < level]
    near = [word for word in near if word.x1 > stops[0] and word.x0 < stops[-1]]
    foot = max((word.bottom for word in near), default=level)
    found = head_over_years(words, [word for word in near if word.bottom > foot - 0.4 * word.size], stops)
    if found is not None or len(levels) < 2:
        return found
    row = [word for word in words if level < (word.top + word.bottom) / 2 < levels[1]]
    found = head_over_years(words, row, stops)
    return None if found is None else found._replace(middle=level)


def _by_prose(
    table: Sequence[tuple[float, list[float]]], words: Sequence[Word]
) -> list[list[tuple[float, list[float]]]]:
    """The rules of tables of the same columns one below the other: lines of prose stand between those of two.

    The name of a group may run over the columns as well: it is shorter, and no header follows it.
    """
    stops = table[0][1]
    parts = [[table[0]]]
    for above, below in pairwise(table):
        is_parted = below[0] - above[0] > _PROSE_ROW and _is_prose(words, stops, above[0], below[0])
        if is_parted or is_headed(words, stops, above[0], below[0]):
            parts.append([])
        parts[-1].append(below)
    return parts if all(len(part) > 1 for part in parts) else [list(table)]


def _is_prose(words: Sequence[Word], stops: Sequence[float], top: float, bottom: float) -> bool:
    """Whether lines stand between two levels of which some, one below the other, run over an edge of the columns."""
    row = [word for word in words if word.x1 > stops[0] and word.x0 < stops[-1]]
    row = [word for word in row if top < (word.top + word.bottom) / 2 < bottom]
    row.sort(key=lambda word: (round(word.bottom), word.x0))
    across = {
        run for run in zip(runs_of(row), (round(word.bottom) for word in row), strict=True) if _runs_over(run[0], stops)
    }
    return len(across) >= _PROSE_LINES


def _runs_over(run: tuple[float, float], stops: Sequence[float]) -> bool:
    return any(run[0] < x - 1 and run[1] > x + 1 for x in stops[1:-1])


def _joined(tables: Sequence[Sequence[tuple[float, list[float]]]]) -> list[tuple[list[float], list[float]]]:
    """The columns of tables and the heights of their rules, those with them that have none below a merged label."""
    found = sorted(((levels[0][1], [level for level, _ in levels]) for levels in tables), key=lambda t: -len(t[0]))
    joined: list[tuple[list[float], list[float]]] = []
    for stops, levels in found:
        for wider, others in joined:
            inner = len(stops) < len(wider) and _is_part(stops, wider)
            if inner and max(others[0], levels[0]) < min(others[-1], levels[-1]) + _TALL_ROW / 4:
                others[:] = sorted([*others, *levels])
                break
        else:
            joined.append((stops, levels))
    return sorted(joined, key=lambda table: table[1][0])


def _is_part(stops: Sequence[float], wider: Sequence[float]) -> bool:
    """Whether edges are those of some columns of a table side by side, but the first."""
    return any(same_edges(stops, wider[at : at + len(stops)]) for at in range(1, len(wider) - len(stops) + 1))


def _tint_rows(boxes: Sequence[Box], stops: Sequence[float], level: float) -> list[Box]:
    """The tinted boxes over a table's width whose lower edges stand at a level; none where they don't cover it."""
    row = [box for box in boxes if abs(box[3] - level) < _ON_TOP and box[1] < level - _ON_TOP]
    row = [box for box in row if box[0] > stops[0] - NARROW and box[2] < stops[-1] + NARROW]
    covered = sum(box[2] - box[0] for box in dict.fromkeys(row))
    return row if covered >= _COVERED * (stops[-1] - stops[0]) else []


def _below_tint(boxes: Sequence[Box], words: Sequence[Word], stops: Sequence[float], top: float) -> float | None:
    """The lower edge of a tinted header that a table's first row stands below, above the first of its rules."""
    for level in sorted({box[3] for box in boxes if top - _FIRST_ROW < box[3] < top - _ON_TOP}, reverse=True):
        if _tint_rows(boxes, stops, level):
            row = [w for w in words if level < (w.top + w.bottom) / 2 < top and w.x1 > stops[0] and w.x0 < stops[-1]]
            return level if row and not any(w.x0 < x - 1 and w.x1 > x + 1 for w in row for x in stops) else None
    return None


def _tinted_above(boxes: Sequence[Box], stops: Sequence[float], top: float) -> list[float]:
    """The upper edges of tinted rows that stand on one another above a level: a group's name, the header above it.

    A header has a box to each of its cells, whose edges are known without.
    """
    found: list[float] = []
    while len(found) < _TINTED_ROWS:
        row = _tint_rows(boxes, stops, top)
        if not row:
            return []
        if len(pieces_of(row)) > 1:
            return found
        top = min(box[1] for box in row)
        found.insert(0, top)
    return []


def _free(across: Sequence[Box], down: Sequence[Box]) -> list[Box]:
    """The rules across that no upright one meets: those of another table on the page, that has but such."""
    if max(len(across), len(down)) > _MOST_ZONED:
        return []
    uprights = [(x0 - _JOIN, top - _JOIN, x1 + _JOIN, bottom + _JOIN) for x0, top, x1, bottom in down]
    return [rule for rule in across if not any(_overlaps(rule, upright) for upright in uprights)]


def _levels(across: Sequence[Box]) -> list[tuple[float, list[float]]]:
    """The heights at which rules stand end to end, from top to bottom, with where their pieces begin and end.

    Cells one below the other may each draw the rule between them, a label over the whole table in one.
    """
    rows: dict[int, list[Box]] = {}
    for box in across:
        rows.setdefault(round(box[1] / 2), []).append(box)
    levels: list[tuple[float, list[float]]] = []
    for boxes in rows.values():
        for pieces in runs_of_pieces(pieces_of(boxes)):
            levels.append((pieces[0][1], [pieces[0][0], *(box[2] for box in pieces)]))
    return sorted(levels)


def _white(words: Sequence[Word], x0: float, x1: float) -> list[float]:
    """The middles of the gaps no word stands in, wide enough to part columns."""
    gaps: list[float] = []
    reach = x0
    for left, right in sorted((word.x0, word.x1) for word in words):
        if left - reach > 10 and reach > x0:
            gaps.append((reach + left) / 2)
        reach = max(reach, right)
    return gaps


def _cells(drawn: Graphics, closing: Sequence[Box], added: Sequence[Box]) -> list[list[Box]]:
    """Groups of cells that touch, as pdfplumber finds them."""
    from pdfplumber import table as finder

    across, down = _met([*drawn.across, *closing, *_open_ends(drawn.across, drawn.down)], [*drawn.down, *added])
    edges = [_edge(box, "h") for box in across] + [_edge(box, "v") for box in down]
    ruled = [*(drawn.down if drawn.is_ruled else ()), *added]
    for x0, top, x1, bottom in dict.fromkeys([*_unruled(drawn.boxes, drawn.across, ruled), *_tiles(drawn.boxes)]):
        edges += _edge((x0, top, x1, top), "h"), _edge((x0, bottom, x1, bottom), "h")
        edges += _edge((x0, top, x0, bottom), "v"), _edge((x1, top, x1, bottom), "v")
    if len(edges) > 6 * _MAX_EDGES:
        return []
    merged = finder.merge_edges(edges, SNAP, SNAP, _JOIN, _JOIN)
    merged = [edge for edge in merged if max(edge["width"], edge["height"]) > 5]
    if len(merged) > _MAX_EDGES:
        return []
    points = finder.edges_to_intersections(merged, SNAP, SNAP)
    if not 3 < len(points) <= _MAX_POINTS:
        return []
    groups: list[list[Box]] = finder.cells_to_tables(finder.intersections_to_cells(points))
    return groups


def _tiles(boxes: Sequence[Box]) -> list[Box]:
    """The boxes that touch one of their height at their side: so the cells of a row are tinted, with rules or without.

    A tint of what stands in a cell ends short of the next, or lies upon the cell's own: word processors draw both.
    """
    rows: dict[tuple[int, int], list[Box]] = {}
    lefts = stops_of(box[0] for box in boxes)
    cells: list[Box] = []
    taken: dict[int, list[tuple[float, float]]] = {}
    for box in sorted(dict.fromkeys(boxes), key=lambda box: (box[1] - box[3], box)):
        column = taken.setdefault(_stop(lefts, box[0]), [])
        at = bisect_right(column, ((box[1] + box[3]) / 2, 0.0))
        if not at or column[at - 1][1] < (box[1] + box[3]) / 2:
            column.insert(at, (box[1], box[3]))
            cells.append(box)
    for box in cells:
        rows.setdefault((round(box[1] / 2), round(box[3] / 2)), []).append(box)
    found: set[Box] = set()
    for row in rows.values():
        for before, after in pairwise(sorted(row)):
            if abs(after[0] - before[2]) < _TOUCH:
                found.update((before, after))
    return sorted(found)


def _unruled(boxes: Sequence[Box], across: Sequence[Box], down: Sequence[Box]) -> list[Box]:
    """The boxes clear of the tables some upright rules make: in those, or as a title right above, they are shading.

    Told table by table, as a page may have one of rules and one of frames.
    """
    if not down or not boxes:
        return list(boxes)
    if max(len(down), len(across)) > _MOST_ZONED:
        return []
    zones = set()
    for x, top, right, bottom in down:
        met = [rule for rule in across if rule[0] - _JOIN <= x <= rule[2] + _JOIN]
        met = [rule for rule in met if top - _JOIN <= rule[1] <= bottom + _JOIN]
        x0, x1 = min([x, *(rule[0] for rule in met)]), max([right, *(rule[2] for rule in met)])
        zones.add((x0 - _JOIN, top - _JOIN, x1 + _JOIN, bottom + _JOIN))
    return [box for box in boxes if not any(_overlaps(box, zone) for zone in zones)]


def _overlaps(a: Box, b: Box) -> bool:
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]


def _open_ends(across: Sequence[Box], down: Sequence[Box]) -> list[Box]:
    """Rules across where three or more upright ones begin or end at one height: a page cuts merged cells open there."""
    ends: dict[tuple[int, int], list[Box]] = {}
    if len(across) + len(down) > 2 * _MAX_EDGES:
        return []
    for box in _whole(down):
        for side in (1, 3):
            ends.setdefault((side, round(box[side] / SNAP)), []).append(box)
    added = []
    for (side, _), met in ends.items():
        for boxes in _by_table(met, across, down):
            x0, x1, y = min(box[0] for box in boxes), max(box[2] for box in boxes), boxes[0][side]
            closed = sum(
                rule[2] - rule[0] for rule in across if abs(rule[1] - y) < 1.5 * _JOIN and x0 < rule[2] < x1 + _JOIN
            )
            if len(boxes) > 2 and x1 - x0 - closed > _JOIN:
                added.append((x0, y, x1, y))
    return added


def _by_table(ended: Sequence[Box], across: Sequence[Box], down: Sequence[Box]) -> list[list[Box]]:
    """Upright rules that end alike, told by table: none across joins those of two tables that stand side by side.

    Args:
        ended: they.
        across: all rules across.
        down: all upright rules; one between two columns of the page reaches beyond the tables in these.
    """
    boxes = sorted(ended)
    tables = [boxes[:1]]
    for before, after in pairwise(boxes):
        low, high = min(before[1], after[1]) - _JOIN, max(before[3], after[3]) + _JOIN
        middle = (before[2] + after[0]) / 2
        near = after[0] - before[2] < _LEAST_COLUMN  # a double rule between groups of columns
        near = near and not any(before[2] < x < after[0] and top < low and foot > high for x, top, _, foot in down)
        if near or any(x0 < middle < x1 and low < y < high for x0, y, x1, _ in across):
            tables[-1].append(after)
        else:
            tables.append([after])
    return tables


def _whole(down: Sequence[Box]) -> list[Box]:
    """Upright rules, those drawn in pieces in one."""
    merged: list[Box] = []
    for x0, top, x1, bottom in sorted(down, key=lambda box: (round(box[0] / SNAP), box[1])):
        last = merged[-1] if merged else None
        if last is not None and abs(last[0] - x0) < SNAP and top - last[3] < _JOIN:
            merged[-1] = last[0], last[1], last[2], max(last[3], bottom)
        else:
            merged.append((x0, top, x1, bottom))
    return merged


def _met(across: Sequence[Box], down: Sequence[Box]) -> tuple[list[Box], list[Box]]:
    """The rules, those that end just short of one that they would meet lengthened up to it."""
    levels = sorted((box[1], box[0], box[2]) for box in across)
    edges = sorted((box[0], box[1], box[3]) for box in down)
    longer_down = [
        (x0, _meeting(levels, top, -1, x0), x1, _meeting(levels, bottom, 1, x0)) for x0, top, x1, bottom in down
    ]
    longer_across = [
        (_meeting(edges, x0, -1, top), top, _meeting(edges, x1, 1, top), bottom) for x0, top, x1, bottom in across
    ]
    return longer_across, longer_down


def _meeting(rules: Sequence[tuple[float, float, float]], end: float, way: int, at: float) -> float:
    """Where an end meets the next rule on its way, of rules given as (place, from, to); the end when none is near."""
    low, high = (end - _JOIN, end + SNAP) if way < 0 else (end - SNAP, end + _JOIN)  # drawn up to its middle or edge
    first, last = bisect_left(rules, (low,)), bisect_right(rules, (high, float("inf")))
    near = [place for place, start, stop in rules[first:last][:50] if start - SNAP <= at <= stop + SNAP]
    return min(near, key=lambda place: abs(place - end), default=end)


def _edge(box: Box, orientation: str) -> dict[str, object]:
    x0, top, x1, bottom = box
    if orientation == "h":
        top = bottom = (top + bottom) / 2
    else:
        x0 = x1 = (x0 + x1) / 2
    return {
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "doctop": top,
        "width": x1 - x0,
        "height": bottom - top,
        "orientation": orientation,
        "object_type": "line",
    }


def _table(cells: Sequence[Box]) -> FoundTable | None:
    """The cells in a grid; None when it has but one column."""
    xs = stops_of(edge for cell in cells for edge in (cell[0], cell[2]))
    ys = stops_of(edge for cell in cells for edge in (cell[1], cell[3]))
    if len(xs) < 3:
        return None
    frames = []
    for cell in sorted(cells, key=lambda c: (c[1], c[0])):
        column, row = _stop(xs, cell[0]), _stop(ys, cell[1])
        height, width = _stop(ys, cell[3]) - row, _stop(xs, cell[2]) - column
        if height > 0 and width > 0:
            frames.append(Frame(cell, row, column, height, width))
    box = min(c[0] for c in cells), min(c[1] for c in cells), max(c[2] for c in cells), max(c[3] for c in cells)
    return FoundTable(box, frames, xs, ys)


def _stop(stops: list[float], edge: float) -> int:
    at = bisect_left(stops, edge - NARROW)
    return min(at, len(stops) - 1)


def _is_filled(table: FoundTable, words: Sequence[Word], ruled: bool, goes_on: bool) -> bool:
    """Whether text stands in cells side by side, in enough of them; no prose in columns, no chart's figures."""
    counts = [len(inside) for inside in table.deal(words)[0]]
    filled = [frame for frame, count in zip(table.frames, counts, strict=True) if count]
    rows = {frame.row for frame in filled}
    columns = {frame.column for frame in filled}
    if goes_on and filled:
        return True
    if len(columns) < 2 or len(filled) * 3 < len(table.frames):
        return False
    if not any(_LETTERS.search(word.text) for word in words if holds(table.box, word)):
        return False
    if (len(rows) == 1 and not ruled) or _are_key_figures(table, words):
        return False  # a header without its rows, or cards
    if max(counts) <= LONG_CELL:
        return True
    return ruled and len(rows) > 1  # tinted boxes full of prose are panels


def _are_key_figures(table: FoundTable, words: Sequence[Word]) -> bool:
    """Whether each row is a figure in large type and its words at the right: "75 % | of homes", a rule under each."""
    if len(table.xs) != 3:
        return False
    dealt = table.deal(words)[0]
    rows: dict[int, dict[int, list[Word]]] = {}
    for frame, inside in zip(table.frames, dealt, strict=True):
        rows.setdefault(frame.row, {})[frame.column] = inside
    filled = [row for row in rows.values() if row.get(0) and row.get(1)]
    return len(filled) == len(rows) > 1 and all(
        min(word.size for word in row[0]) > _CARD * max(word.size for word in row[1])
        and any(letter.isdigit() for word in row[0] for letter in word.text)
        for row in filled
    )


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def holds(box: Box, word: Word) -> bool:
    """Whether a word's middle stands in a box."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
