"""Rows of a table that no rules are drawn around: headers above it, what stands below its last rule or tint."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from statistics import median

from policyledger.reading.captions import is_table_title
from policyledger.reading.document import Box
from policyledger.reading.pdf_unruled import FIGURE
from policyledger.reading.pdf_words import Word
from policyledger.reading.tables import UNKNOWN

SNAP = 3.0
NARROW = 6.0
"""Points within which edges are one: of pieces of a rule, and of columns."""
LABEL_WORDS = 6
BLANK = 0.5
"""A blank at the most, in sizes of its type."""
_HEAD_REACH = 5.0
_HEAD_WHITE = 0.5
"""How high a header without rules is at the most, and the white between its lines, in sizes of its type."""
_LARGER = 1.1
"""How much larger than a table's text a heading below it is."""
_HEADING = 1.4
"""The same where it stands right below the rule, or a table of the same columns below it."""
_NEAR = 60.0
"""How far above and below two levels stands what tells the size of a table's text, in points."""
_ROWS_WHITE = 1.2
"""White below a row of figures beyond a table's last rule that no line of it stands behind, in sizes of its type."""
_MORE_WHITE = 2.5
"""How much more white stands below such a row than above it, where less than that does."""
_REACH_WHITE = 1.6
_SAME_WHITE = 1.1
"""White above a row beyond a table's last rule at the most, in sizes of its type, and in the most above one before."""
_NEAREST = 24
"""The words nearest to a table's last rule, by most of which its type is known."""


def head_above(words: Sequence[Word], stops: Sequence[float], level: float) -> float | None:
    """How high the labels reach that stand right above a table's first rule; None where no header stands.

    Each of its columns has one, or all but the first: in one line, or in lines closer to each other than to what is
    above them.
    """
    near = [word for word in words if level - 1.8 * word.size < word.top and word.top + word.bottom < 2 * level]
    near = [word for word in near if word.x1 > stops[0] and word.x0 < stops[-1]]
    foot = max((word.bottom for word in near), default=level)
    row = [word for word in near if word.bottom > foot - 0.4 * word.size]
    return _head_of(row, stops) or (_head_of(_block_above(words, stops, level), stops) if row else None)


def _head_of(row: Sequence[Word], stops: Sequence[float]) -> float | None:
    """How high labels reach; None where they are not those of the columns."""
    if any(word.x0 < x - 1 and word.x1 > x + 1 for word in row for x in stops):
        return None
    filled = Counter(bisect_right(stops, (word.x0 + word.x1) / 2) for word in row)
    if len({1, *filled}) < len(stops) - 1 or len(filled) < 2 or max(filled.values()) > LABEL_WORDS:
        return None
    return min(word.top for word in row) - 1


def _block_above(words: Sequence[Word], stops: Sequence[float], level: float) -> list[Word]:
    """The lines right above a level, up to more white than between two; none where they go on too far."""
    beyond = [word for word in words if word.x1 > stops[0] and word.x0 < stops[-1]]
    beyond = [word for word in beyond if level - _HEAD_REACH * word.size < word.top < level]
    block: list[Word] = []
    top = level
    for word in sorted((w for w in beyond if w.top + w.bottom < 2 * level), key=lambda word: -word.bottom):
        if top - word.bottom > (_HEAD_WHITE if block else 1.0) * word.size:
            return block
        block.append(word)
        top = min(top, word.top)
    return block if block and top > level - (_HEAD_REACH - 1) * block[0].size else []


def are_values(text: str) -> bool:
    return FIGURE.fullmatch(text) is not None or UNKNOWN.fullmatch(text) is not None


def crosses(word: Word, stops: Sequence[float]) -> bool:
    return any(word.x0 < x - 1 and word.x1 > x + 1 for x in stops)


def spans_all(x0: float, x1: float, stops: Sequence[float]) -> bool:
    return abs(x0 - stops[0]) < NARROW and abs(x1 - stops[-1]) < NARROW


def reach_beyond(words: Sequence[Word], stops: Sequence[float], level: float, way: int) -> float | None:
    """How far the row beyond a level reaches, down (1) or up (-1); None when no row stands there.

    It ends at more white than between two paragraphs, and where a line runs across an edge of the columns.
    """
    beyond = [word for word in words if (word.top + word.bottom - 2 * level) * way > 0 and word.x1 > stops[0]]
    near = sorted(beyond, key=lambda word: (round(word.bottom if way > 0 else -word.bottom), word.x0))
    reaches = runs_of(near)
    edge = level
    told = True  # whether but figures stand in the row behind its label
    size = median([word.size for word in near[:_NEAREST]]) if near else 0.0
    columns: set[int] = set()
    widest = largest = first = foot = 0.0
    for word, (x0, x1) in zip(near, reaches, strict=True):
        if x0 > stops[-1] + 1:
            continue  # of the next column of the page
        white = (word.top - edge) if way > 0 else (edge - word.bottom)
        column = max(1, bisect_right(stops, word.x0))  # what has no padding may begin at the edge itself
        crosses = any(x0 < x - 1 and x1 > x + 1 for x in stops)
        if way > 0 and not columns and word.size > _HEADING * size:
            break  # the heading of what comes next, with no row of this before it
        if crosses and way > 0 and columns:
            is_same = abs(word.bottom - foot) < 0.2 * word.size
            if is_same or (not told and white < min(first, BLANK * word.size)):
                return None  # it is a paragraph's line, or one above whose blanks happen to stand at the columns' edges
        if white > max(_REACH_WHITE * word.size, _SAME_WHITE * widest) or crosses or word.x1 > stops[-1] + 1:
            break
        widest = max(widest, white)
        first, foot = (first, foot) if columns else (white, word.bottom)
        if way > 0 and len(columns) > 1:
            apart = white > _ROWS_WHITE * size or white > max(_MORE_WHITE * first, BLANK * word.size)
            is_next = column == 1 and ((told and apart) or is_table_title(_line_of(word, near, stops[-1])))
            if word.size > _LARGER * min(size, largest) or is_next:
                break  # a heading behind the row, or what comes next
        largest = max(largest, word.size)
        if column > 1:
            told &= are_values(word.text)
        edge = max(edge, word.bottom) if way > 0 else min(edge, word.top)
        columns.add(column)
    if (way > 0 and len(columns) < 2) or edge == level:
        return None
    return edge + 2 * way


def _line_of(first: Word, words: Sequence[Word], right: float) -> str:
    """The text of a line from one of its words up to the right edge of a table."""
    line = [word for word in words if abs(word.bottom - first.bottom) < 0.2 * first.size and word.x0 < right]
    return " ".join([word.text for word in line if word.x0 >= first.x0])


def is_headed(words: Sequence[Word], stops: Sequence[float], top: float, bottom: float) -> bool:
    """Whether a line in much larger type stands between two levels with nothing beside it: there a table ends."""
    near = [word for word in words if word.x1 > stops[0] and word.x0 < stops[-1]]
    near = [word for word in near if top - _NEAR < (word.top + word.bottom) / 2 < bottom + _NEAR]
    least = _HEADING * median([word.size for word in near]) if near else 0.0
    inside = [word for word in near if top < (word.top + word.bottom) / 2 < bottom]
    large = [word for word in inside if word.size > least and word.text[0].isalpha()]
    if not large:
        return False
    first = large[0]
    return all(word.size > least for word in inside if word.top < first.bottom and word.bottom > first.top)


def runs_of(words: Sequence[Word]) -> list[tuple[float, float]]:
    """From where to where the run of a line reaches that each of some words stands in, with but blanks between them."""
    found: list[list[float]] = []
    before: Word | None = None
    for word in words:
        if (
            before is not None
            and abs(word.bottom - before.bottom) < 0.2 * word.size
            and -1 < word.x0 - before.x1 < BLANK * word.size
        ):
            found[-1][1] = word.x1
            found.append(found[-1])
        else:
            found.append([word.x0, word.x1])
        before = word
    return [(x0, x1) for x0, x1 in found]


def pieces_of(boxes: Sequence[Box]) -> list[Box]:
    """Rules of one height from left to right, without those drawn again and those drawn in found as well."""
    found: list[Box] = []
    for box in sorted(boxes, key=lambda box: (box[2] - box[0], box[0])):
        inside = [piece for piece in found if piece[0] > box[0] - SNAP and piece[2] < box[2] + SNAP]
        covered = sum(piece[2] - piece[0] for piece in inside)
        if covered < box[2] - box[0] - SNAP * (len(inside) + 1):
            found = [piece for piece in found if piece not in inside]
            found.append(box)
    return sorted(found)


def runs_of_pieces(pieces: Sequence[Box]) -> list[list[Box]]:
    """The pieces of one height, parted where white stands between two: there another table stands at the side."""
    runs: list[list[Box]] = []
    for piece in pieces:
        if runs and abs(piece[0] - runs[-1][-1][2]) < SNAP:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return runs


def stops_of(edges: object) -> list[float]:
    stops: list[float] = []
    for edge in sorted(edges):  # type: ignore[call-overload]
        if not stops or edge - stops[-1] > NARROW:
            stops.append(edge)
    return stops


def same_edges(edges: Sequence[float], others: Sequence[float]) -> bool:
    return len(edges) == len(others) and all(abs(a - b) < NARROW for a, b in zip(edges, others, strict=True))
