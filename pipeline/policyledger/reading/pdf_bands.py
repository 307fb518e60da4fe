"""Tables of a PDF page whose rows are tinted, a box to each cell: every other one, or but the header."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from policyledger.reading.document import Box
from policyledger.reading.pdf_graphics import Graphics
from policyledger.reading.pdf_rows import (
    BLANK,
    LABEL_WORDS,
    NARROW,
    SNAP,
    crosses,
    head_above,
    is_headed,
    pieces_of,
    reach_beyond,
    runs_of,
    runs_of_pieces,
    spans_all,
    stops_of,
)
from policyledger.reading.pdf_words import Word

_MOST_BOXES = 800
_MOST_TABLES = 20
_GROUP_ROW = 30.0
_BAND = 2.5
"""How high a row between two tinted ones is at the most, in heights of such."""
_PADDED = 0.3
_WIDER = 1.5
_SAME_ROW = 0.6
"""White above and below the words of the one tinted row of a table, in sizes of their type; how much wider than that
it is at the most between rows, and how much of it is none yet."""
_CELL_WORDS = 40


def banded(drawn: Graphics, words: Sequence[Word]) -> tuple[list[Box], list[Box]]:
    """Rules across and upright where every other row of a table is tinted, a box to each cell.

    Two bands at the least have boxes of the same edges, and words stand in those between them: what is not tinted
    above, below and between has the columns of what is.
    """
    closing: list[Box] = []
    parting: list[Box] = []
    if drawn.is_ruled or not 3 < len(drawn.boxes) <= _MOST_BOXES:
        return closing, parting
    groups = [bands for group in _bands(drawn.boxes) for bands in _without_headings(group, words)]
    for bands in [bands for bands in groups if len(bands) > 1][:_MOST_TABLES]:
        stops, edges = bands[0].stops, [y for band in bands for y in (band.top, band.bottom)]
        white = [(a.bottom, b.top) for a, b in pairwise(bands) if b.top - a.bottom > SNAP]
        inside = [word for word in words if word.x0 > stops[0] - 1 and word.x1 < stops[-1] + 1]
        plain = [w for w in inside if any(top < (w.top + w.bottom) / 2 < bottom for top, bottom in white)]
        if not plain or any(word.x0 < x - 1 and word.x1 > x + 1 for word in plain for x in stops):
            continue
        tall = _BAND * max(band.bottom - band.top for band in bands)
        whole = [box for box in drawn.boxes if spans_all(box[0], box[2], stops)]
        whole = [box for box in whole if box[1] > edges[0] - SNAP or box[3] < edges[-1] + SNAP]  # no panel around it
        tints = [(x0, y, x1, y) for x0, top, x1, bottom in whole for y in (top, bottom)]
        above, below = _ruled_rows([*drawn.across, *tints], inside, stops, edges[0], edges[-1], tall)
        foot = None if below else reach_beyond(words, stops, edges[-1], 1)
        below += [] if foot is None or foot - edges[-1] > tall else [foot]
        is_head = bool(bands[0].merged)  # above these there are no rows
        above = [] if is_head else above
        # a row that is not tinted may stand above the first that is, and the header above it
        while not is_head and (head := head_above(words, stops, above[0] if above else edges[0])) is not None:
            above = [head, *above]
        edges = [*above, *edges, *below]
        levels = sorted({*edges, *(y for _, y, _, _ in tints if edges[0] < y < edges[-1])})
        ends = {y: bands[0].reach if y == bands[0].top else (stops[0], stops[-1]) for y in levels}
        closing += [(x0, y, x1, y) for y, (x0, x1) in ends.items()]
        around = bands[0].edges()
        closing += around[0]
        parting += around[1]
        for top, bottom in pairwise(levels):
            row = [word for word in inside if top < (word.top + word.bottom) / 2 < bottom]
            is_one = any(box[1] < (top + bottom) / 2 < box[3] for box in whole)
            inner = [] if is_one else [x for x in stops[1:-1] if not any(w.x0 < x - 1 and w.x1 > x + 1 for w in row)]
            parting += [(x, top, x, bottom) for x in (stops[0], *inner, stops[-1])]
    return closing, parting


def _without_headings(bands: Sequence[_Band], words: Sequence[Word]) -> list[list[_Band]]:
    """Bands of the same edges, parted where a heading stands between two: there these are the headers of two tables."""
    parts = [[bands[0]]]
    for above, below in pairwise(bands):
        if below.top - above.bottom > SNAP and is_headed(words, above.stops, above.bottom, below.top):
            parts.append([])
        parts[-1].append(below)
    return parts


def headed(drawn: Graphics, words: Sequence[Word], parting: Sequence[Box]) -> tuple[list[Box], list[Box]]:
    """Rules across and upright where but one row of a table is tinted, a box to each cell: its header, most often.

    The rows above and below it stand as far apart as the tint reaches above and below its words. Where other rules part
    columns there, it is none.
    """
    closing: list[Box] = []
    added: list[Box] = []
    if drawn.is_ruled or not 1 < len(drawn.boxes) <= _MOST_BOXES:
        return closing, added
    bands = [part for group in _bands(drawn.boxes) for part in _without_headings(group, words)][:_MOST_TABLES]
    known = [band for group in bands for band in group]
    others = [*drawn.down, *parting]
    for band in [group[0] for group in bands if len(group) == 1]:
        stops = band.stops
        if any(_touches(other, band) and len(other.stops) > len(stops) for other in known):
            continue  # a label over several columns
        low, high = band.top - _GROUP_ROW, band.bottom + _GROUP_ROW
        if any(stops[0] - SNAP < x < stops[-1] + SNAP and top < high and foot > low for x, top, _, foot in others):
            continue
        inside = [word for word in words if word.x1 > stops[0] and word.x0 < stops[-1]]
        own = [word for word in inside if band.top < (word.top + word.bottom) / 2 < band.bottom]
        line = [word for word in own if band.reach[0] - 1 < word.x0 and word.x1 < band.reach[1] + 1]
        places = {bisect_right(stops, (word.x0 + word.x1) / 2) for word in line}
        columns = sum(band.reach[0] - 1 < x0 and x1 < band.reach[1] + 1 for x0, x1 in pairwise(stops))
        if len(places) < columns or any(crosses(word, stops) for word in own):
            continue
        white = min(word.top for word in line) - band.top + band.bottom - max(word.bottom for word in line)
        if white < _PADDED * line[0].size:
            continue
        is_below = bool(band.merged) or any(
            abs(other.bottom - band.top) < SNAP and _touches(other, band) for other in known
        )
        names = [(box[1], box[3]) for box in drawn.boxes if spans_all(box[0], box[2], stops)]
        above = [] if is_below or band.merged else _rows_beyond(inside, stops, band.top, -1, white, names)
        below = _rows_beyond(inside, stops, band.bottom, 1, white, names)
        levels = sorted({*above, band.top, band.bottom, *below})
        if len(levels) < 3:
            continue
        ends = {y: band.reach if y == band.top else (stops[0], stops[-1]) for y in levels}
        closing += [(x0, y, x1, y) for y, (x0, x1) in ends.items()]
        around = band.edges()
        closing += around[0]
        added += around[1]
        for top, bottom in pairwise(levels):
            row = [word for word in inside if top < (word.top + word.bottom) / 2 < bottom]
            inner = [x for x in stops[1:-1] if not any(crosses(word, [x]) for word in row)]
            added += [(x, top, x, bottom) for x in (stops[0], *inner, stops[-1])]
    return closing, added


def _touches(other: _Band, band: _Band) -> bool:
    """Whether two bands are as wide as each other, and one stands on the other."""
    return spans_all(*other.reach, band.reach) and (
        abs(other.bottom - band.top) < SNAP or abs(band.bottom - other.top) < SNAP
    )


def _rows_beyond(
    words: Sequence[Word],
    stops: Sequence[float],
    level: float,
    way: int,
    white: float,
    names: Sequence[tuple[float, float]],
) -> list[float]:
    """The far edges of the rows beyond a level, down (1) or up (-1), of which each stands some white from the next.

    They end at much more white, at a line that runs over an edge of the columns, and where but one of these is filled.
    The last may be the name of a group, the rows of which are on the next page, where it is tinted.

    Args:
        words: of the columns.
        stops: the edges of these.
        level: where to begin.
        way: down or up.
        white: above and below the words of a row.
        names: from where to where boxes reach that are tinted over all columns.
    """
    beyond = [word for word in words if (word.top + word.bottom - 2 * level) * way > 0]
    beyond.sort(key=lambda word: word.top if way > 0 else -word.bottom)
    rows: list[list[Word]] = []
    reach = level
    for word in beyond:
        near, far = (word.top, word.bottom) if way > 0 else (word.bottom, word.top)
        gap = (near - reach) * way
        if gap > _WIDER * white + BLANK * word.size:
            break
        if not rows or gap > _SAME_ROW * white:
            rows.append([])
        rows[-1].append(word)
        reach = max(reach, far) if way > 0 else min(reach, far)
    edges: list[float] = []
    ends = 0
    for row in rows:
        runs = runs_of(sorted(row, key=lambda word: (round(word.bottom), word.x0)))
        places = Counter(bisect_right(stops, (word.x0 + word.x1) / 2) for word in row)
        is_name = runs[0][0] < stops[1] and len(set(runs)) == 1 and len(row) <= LABEL_WORDS
        crosses = any(x0 < x - 1 and x1 > x + 1 for x0, x1 in runs for x in stops)
        if not is_name and (crosses or len(places) < 2 or max(places.values()) > _CELL_WORDS):
            break
        foot, top = max(word.bottom for word in row), min(word.top for word in row)
        edges.append(foot + white / 2 if way > 0 else top - white / 2)
        if not is_name or any(high < (top + foot) / 2 < low for high, low in names):
            ends = len(edges)
    return edges[:ends]


def _ruled_rows(
    across: Sequence[Box], words: Sequence[Word], stops: Sequence[float], top: float, bottom: float, tall: float
) -> tuple[list[float], list[float]]:
    """The rules and the ends of tints over a whole table, above one level and below another.

    Words stand between each and the one before.
    """
    levels = stops_of((rule[1] + rule[3]) / 2 for rule in across if spans_all(rule[0], rule[2], stops))
    middles = sorted((word.top + word.bottom) / 2 for word in words)

    def reached(levels: Sequence[float], start: float) -> list[float]:
        found = [start]
        for level in levels:
            low, high = sorted((found[-1], level))
            if high - low > tall or bisect_left(middles, low) == bisect_left(middles, high):
                break
            found.append(level)
        return found[1:]

    above = reached([level for level in reversed(levels) if level < top - NARROW], top)
    return above[::-1], reached([level for level in levels if level > bottom + NARROW], bottom)


@dataclass(slots=True)
class _Band:
    """Tinted boxes side by side, all of one height: where they begin and end.

    Attributes:
        reach: from where to where they are of one height.
        merged: the boxes beside them that end with them and begin higher: merged cells.
    """

    top: float
    bottom: float
    stops: list[float]
    reach: tuple[float, float]
    merged: list[Box]

    def edges(self) -> tuple[list[Box], list[Box]]:
        """The rules across and upright around its merged cells."""
        across = [(x0, y, x1, y) for x0, top, x1, bottom in self.merged for y in (top, bottom)]
        return across, [(x, top, x, bottom) for x0, top, x1, bottom in self.merged for x in (x0, x1)]


def _bands(boxes: Sequence[Box]) -> list[list[_Band]]:
    """Bands of boxes with the same edges, with no more than a band or two of white between them."""
    rows: dict[tuple[int, int], list[Box]] = {}
    for box in boxes:
        rows.setdefault((round(box[1] / 2), round(box[3] / 2)), []).append(box)
    found: dict[tuple[int, ...], list[list[_Band]]] = {}
    for row in sorted(rows.values(), key=lambda row: row[0][1]):
        for pieces in runs_of_pieces(pieces_of(row)):
            if len(pieces) < 2:
                continue
            reach = pieces[0][0], pieces[-1][2]
            merged = _merged(pieces, boxes)
            pieces = sorted([*pieces, *merged])
            band = _Band(row[0][1], row[0][3], [pieces[0][0], *(box[2] for box in pieces)], reach, merged)
            groups = found.setdefault(tuple(round(stop / 4) for stop in band.stops), [])
            tall = band.bottom - band.top
            if groups and -SNAP < band.top - groups[-1][-1].bottom < _BAND * max(tall, _GROUP_ROW):
                groups[-1].append(band)
            else:
                groups.append([band])
    return [bands for groups in found.values() for bands in groups]


def _merged(pieces: Sequence[Box], boxes: Sequence[Box]) -> list[Box]:
    """The boxes beside those of a row that end with it and begin a row higher, where fewer and wider stand on it."""
    left, right = pieces[0][0], pieces[-1][2]
    top, bottom, tall = pieces[0][1], pieces[0][3], pieces[0][3] - pieces[0][1]
    above = {box for box in boxes if abs(box[3] - top) < SNAP and box[0] > left - SNAP and box[2] < right + SNAP}
    if not 0 < len(above) < len(pieces):
        return []
    beside = [box for box in boxes if abs(box[3] - bottom) < SNAP and _SAME_ROW * tall < top - box[1] < _BAND * tall]
    found: list[Box] = []
    for box in sorted(beside, key=lambda box: -box[2]):
        if abs(box[2] - left) < SNAP:
            found.append(box)
            left = box[0]
    for box in sorted(beside):
        if abs(box[0] - right) < SNAP:
            found.append(box)
            right = box[2]
    return found
