"""Parts of a page in reading order: columns parted at gutters, and what reaches across them.

The gutter with the longest run of segments on both sides that none crosses is cut first, top down; what lies above and
below it is looked at again. What is set into the page, ruled tables and panels, fills lines of it as text does: in a
column it is of that, and what reaches across a gutter ends its run. So do a picture across the columns, a table without
rules and key figures, whose cells cross no gutter, and so does a title or a caption, too short to cross one, that
stands by what does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from operator import attrgetter
from statistics import median

from policyledger.reading.pdf_gutters import ALIGN, MIN_GUTTER, are_columns, is_beside, least_gutter, worth
from policyledger.reading.pdf_hanging import beside_labels, side_by_side
from policyledger.reading.pdf_segments import Filled, Inset, Segment, by_height, without_pictures
from policyledger.reading.pdf_unruled import LooseTable, part_tables

_ENOUGH = 0.8
"""The share of the most a gutter can be worth from which on none is looked for that is worth more."""
_REACH = 1.5
"""How far beyond a gutter what parts its columns reaches, and how unevenly these may end, in sizes of the text."""
_WIDE = 0.6
"""The share of a part's width that a picture across it has."""
_LINE = 0.3
"""How far apart up and down what stands in one line is at the most, in sizes of it."""
_SAME_LINE = 0.1
_BLANK = 1.5
"""How much further down a segment of the same line may stand, and how far apart, in sizes of it."""
_STEP = 1.6
"""How far a line of a paragraph stands below the one before at the most, in sizes of the text."""
_WHITE = 0.4
"""White that parts, more than between two lines, in sizes of the text."""
_TITLE_ROWS = 3
"""The most rows of a title or a caption at an end of columns, between two bits of white."""
_TITLE_LINES = 2
"""The most lines of a title alone between columns."""
_NEARER = 0.75
"""How near what stands by what reaches across is to it, of how near it is to its column."""
_HEADED = 1.5
"""The same for a heading over it: in larger type than the column, and a heading never ends one."""
_LARGER = 1.15
_LARGEST = 1.2
"""How much larger than all that stands below it a title over columns is."""
_LEAST_ROWS = 2
"""Figures that stand at the height of what is across a gutter, where a table may reach over it."""
_SHARED = 3
"""Segments that begin at one edge, where a column may begin, however many there are."""
_MOST_TRIES = 8
"""Places where a few lines may begin beside a column that are looked at."""
_MARK = 4
_BEFORE = 3.0
"""Letters of a bullet, a number or a mark, and how far before the text it begins, in sizes of that."""
_NEAR = 8
"""Segments above and below a range that are looked at for what stands closest to it."""


def order(
    segments: list[Segment], least: float = MIN_GUTTER, pictures: Sequence[Inset] = ()
) -> Iterator[list[Segment]]:
    """Parts of the page in reading order, each without a gutter of some width, in sizes of its text.

    Args:
        segments: of the page, and the lines that what is set into it fills, from top to bottom.
        least: the width.
        pictures: what else is set into the page, which parts columns where it reaches over them with no text beside it.
    """
    pending = [segments]
    while pending:
        part = pending.pop()
        cut = _cut(_with_pictures(part, pictures), least) if len(part) > 3 else None
        if cut is None:
            if part:
                yield part
        elif pictures:
            pending.extend(without_pictures(each) for each in reversed(cut))
        else:
            pending.extend(reversed(cut))


def _with_pictures(segments: list[Segment], pictures: Sequence[Inset]) -> list[Segment]:
    """A part of the page with the lines that pictures fill across it, from top to bottom."""
    if not pictures:
        return segments
    left, right = min([s.x0 for s in segments]), max([s.x1 for s in segments])
    size = median([s.size for s in segments])
    lines = [line for picture in pictures if _is_across(picture, segments, left, right) for line in picture.lines(size)]
    return sorted([*segments, *lines], key=by_height) if lines else segments


def _is_across(picture: Inset, segments: Sequence[Segment], left: float, right: float) -> bool:
    """Whether a picture or a row of key figures stands over the width of a part of the page, with no text beside it."""
    x0, top, x1, bottom = picture.box
    if x0 > right or x1 < left or not segments[0].middle < (top + bottom) / 2:
        return False
    if picture.is_firm:
        return True  # also below all text: the last may be its heading
    if (top + bottom) / 2 > segments[-1].middle or min(x1, right) - max(x0, left) < _WIDE * (right - left):
        return False
    return all(x0 - ALIGN < s.x0 and s.x1 < x1 + ALIGN for s in segments if top < s.middle < bottom)


def _cut(segments: list[Segment], least: float) -> list[list[Segment]] | None:
    """Above, left, right, below of the best gutter; None when there is none."""
    size = median([s.size for s in segments])
    gutter = least_gutter(size, least)
    best = _best(segments, size, gutter) or _beside_full(segments, gutter)
    if best is None:
        return next(filter(None, (_side_labels(segments, x, gutter) for x in _edges(segments))), None)
    x, first, last = _before_marks(segments, *best, size)
    first, last = _without_rests(segments, first, last, x)
    for segment in segments:
        if isinstance(segment, Filled) and segment.x0 < x < segment.x1:
            segment.inset.parts = True
    bands = sorted([*_bands_across(segments, first, last, x), *_titles_between(segments, first, last, x)])
    if (0, len(segments)) in bands:
        return None
    parts: list[list[Segment]] = []
    end = 0
    for start, stop in zip([first, *(band[1] for band in bands)], [*(band[0] for band in bands), last], strict=True):
        top, bottom = _without_titles(segments, start + _largest_above(segments[start:stop], x), stop, x)
        left, right = [s for s in segments[top:bottom] if s.x1 < x], [s for s in segments[top:bottom] if s.x1 >= x]
        if left and right:
            parts += [segments[end:top], *side_by_side(left, right)]
            end = bottom
    return [*parts, segments[end:]] if parts else None


def _best(segments: list[Segment], size: float, gutter: float) -> tuple[float, int, int] | None:
    """Where the text right of the gutter begins that parts most, and the range of segments it parts; None if none does.

    Args:
        segments: from top to bottom.
        size: of their text.
        gutter: the least width.
    """
    left_edge = min([s.x0 for s in segments])
    right_edge = max([s.x1 for s in segments])
    best: tuple[float, float, int, int] | None = None
    seen: set[tuple[int, int, int]] = set()
    enough = _ENOUGH * 2 * (segments[-1].middle - segments[0].middle + 4 * size)
    for x in _edges(segments):
        if x - left_edge < 4 * size or right_edge - x < 4 * size:
            continue
        if best is not None and best[0] > enough:
            break
        for first, last in _runs(segments, x, gutter, 0.0 if best is None else best[0] / 2 - 4 * size):
            reach = segments[last - 1].middle - segments[first].middle + 4 * size
            if best is not None and 2 * reach < best[0]:
                continue
            count = sum([s.x1 < x for s in segments[first:last]])
            parted = first, last, count
            if parted in seen or not 1 < count < last - first - 1:
                continue
            seen.add(parted)
            score = _worth(segments, first, last, x)
            if score and (best is None or score > best[0] * 1.05):
                best = score, x, first, last
    return None if best is None else best[1:]


def _worth(segments: list[Segment], first: int, last: int, x: float) -> float:
    """How much text a gutter parts in a range of segments, be it but above and below a table that stands across it."""
    run = segments[first:last]
    is_apart = partial(_is_apart, segments, first, last)
    beyond = [*segments[max(0, first - _NEAR) : first], *segments[last : last + _NEAR]]
    left, right = [s for s in run if s.x1 < x], [s for s in run if s.x1 >= x]
    score = worth(left, right, [s.size for s in run], is_apart, beyond)
    if score or not any(s.is_figure for s in run):
        return score
    run = _without_bands(segments, first, last, x)
    left, right = [s for s in run if s.x1 < x], [s for s in run if s.x1 >= x]
    if len(run) == last - first or min(len(left), len(right)) < 2:
        return 0.0
    return worth(left, right, [s.size for s in run], is_apart, beyond)


def _beside_full(segments: list[Segment], gutter: float) -> tuple[float, int, int] | None:
    """The gutter between a column of full lines and a few others, be it one, and the run of both; None without such.

    They are the end of a text, or a note in the margin: the column's own lines are full without them.
    """
    edge = median([s.x1 for s in segments])
    for x in sorted({round(s.x0 - 0.5, 1) for s in segments if s.x0 > edge and len(s.words) > 1})[:_MOST_TRIES]:
        for first, last in _runs(segments, x, gutter):
            run = segments[first:last]
            left, right = [s for s in run if s.x1 < x], [s for s in run if s.x1 >= x]
            if left and right and is_beside(left, right):
                return x, first, last
    return None


def _largest_above(run: Sequence[Segment], x: float) -> int:
    """How many lines at the head of a run are a title over both columns, be it at the right: its largest type."""
    rows = 0
    while rows < min(_TITLE_LINES, len(run) - 1) and run[rows].size > _LARGEST * max(s.size for s in run[rows + 1 :]):
        rows += 1
    if not rows or len({s.x1 < x for s in run[:rows]}) > 1:
        return 0
    other = [s.top for s in run[rows:] if (s.x1 < x) is not (run[0].x1 < x)]
    return rows if other and run[rows - 1].bottom < min(other) else 0


def _side_labels(segments: list[Segment], x: float, gutter: float) -> list[list[Segment]] | None:
    """What stands above, beside and below the labels in the margin of a column that begins at x; None where none do."""
    for first, last in _runs(segments, x, gutter):
        parts = beside_labels(segments[first:last], x)
        if parts:
            return [segments[:first], *parts, segments[last:]]
    return None


def _before_marks(segments: list[Segment], x: float, first: int, last: int, size: float) -> tuple[float, int, int]:
    """A gutter and its run, moved to the left of the bullets, numbers or marks that hang left of the text there."""
    marks = [s for s in segments if s.letters <= _MARK and s.x1 < x < s.x0 + _BEFORE * size and _is_mark(s)]
    if not marks:
        return x, first, last
    edge = min(s.x0 for s in marks) - 0.5
    taken = set(map(id, marks))
    if any(s.x0 < x and s.x1 >= edge and id(s) not in taken for s in segments[first:last]):
        return x, first, last
    for start, stop in _runs(segments, edge, 0.0):
        if start <= first and last <= stop:
            return edge, start, stop
    return x, first, last


def _is_mark(segment: Segment) -> bool:
    """Whether a segment is one word with no letters, or one alone."""
    if len(segment.words) != 1:
        return False
    text = segment.words[0].text
    return len(text) == 1 or not text.isalpha()


def _runs(segments: list[Segment], x: float, gutter: float, reach: float = 0.0) -> Iterator[tuple[int, int]]:
    """Ranges of segments, from top to bottom, none of which crosses the gutter left of x; one line makes none.

    Args:
        segments: from top to bottom.
        x: where the text right of the gutter begins.
        gutter: its width.
        reach: how far down a range goes at the least.
    """
    start = 0
    edge = x - gutter
    stops = [i for i, segment in enumerate(segments) if segment.x0 < x and segment.x1 > edge]
    for stop in [*stops, len(segments)]:
        if stop - start > 3:
            top = segments[start]
            down = segments[stop - 1].middle - top.middle
            if down > reach and down > _LINE * top.size:
                first, last = _whole_lines(segments, start, stop)
                if last - first > 3:
                    yield first, last
        start = stop + 1


def _whole_lines(segments: Sequence[Segment], first: int, last: int) -> tuple[int, int]:
    """A range of segments without what stands at its ends in one line with a segment beyond them."""
    while first < last and first and _in_line(segments[first - 1], segments[first]):
        first += 1
    while last > first and last < len(segments) and _in_line(segments[last - 1], segments[last]):
        last -= 1
    return first, last


def _in_line(one: Segment, other: Segment) -> bool:
    apart = other.x0 - one.x1 if other.x0 > one.x0 else one.x0 - other.x1
    return other.middle - one.middle < _SAME_LINE * one.size and apart < _BLANK * one.size


def _is_apart(segments: Sequence[Segment], first: int, last: int) -> bool:
    """Whether more white than between two lines stands between a range of segments and what is above and below it."""
    run, above, below = segments[first:last], segments[max(0, first - _NEAR) : first], segments[last : last + _NEAR]
    top = min([s.top for s in run]) - max([s.bottom for s in above], default=float("-inf"))
    bottom = min([s.top for s in below], default=float("inf")) - max([s.bottom for s in run])
    return min(top, bottom) > _WHITE * run[0].size


def _without_rests(segments: Sequence[Segment], first: int, last: int, x: float) -> tuple[int, int]:
    """A range of segments without what goes on at its ends from beyond them, on all sides of the gutter at x.

    So do the rests of two columns that are longer than one between them, which stands over the gutter of those below.
    """
    run = segments[first:last]
    start, end = _white_after(run), len(run) - _white_after(run[::-1])
    if not (first and start and _go_on(segments[max(0, first - _NEAR) : first], run[:start], x)):
        start = 0
    if not (last < len(segments) and _go_on(run[end:], segments[last : last + _NEAR], x)):
        end = len(run)
    return (first + start, first + end) if end - start > 3 else (first, last)


def _white_after(run: Sequence[Segment]) -> int:
    """How many segments stand at the beginning of a run before the first white that parts; none where there is none."""
    low, high = run[0].top, run[0].bottom
    for i, segment in enumerate(run):
        if max(segment.top - high, low - segment.bottom) > _WHITE * segment.size:
            return i
        low, high = min(low, segment.top), max(high, segment.bottom)
    return 0


def _go_on(above: Sequence[Segment], below: Sequence[Segment], x: float) -> bool:
    """Whether on each side of a gutter what stands below goes on with what is above, line by line, but across it."""
    sides = []
    for is_left in (True, False):
        upper = [s for s in above if (s.x1 < x if is_left else s.x0 >= x)]
        lower = next((s for s in below if (s.x1 < x if is_left else s.x0 >= x)), None)
        if lower is not None:
            sides.append(any(_is_next(s, lower) for s in upper))
    return len(sides) > 1 and all(sides)


def _is_next(above: Segment, below: Segment) -> bool:
    """Whether one segment is the line of a paragraph below another."""
    step = below.middle - above.middle
    return (
        abs(above.x0 - below.x0) < ALIGN
        and 0.5 * below.size < step < _STEP * below.size
        and abs(above.size - below.size) < _SAME_LINE * below.size
        and bool(above.words and below.words)
    )


def _without_titles(segments: Sequence[Segment], first: int, last: int, x: float) -> tuple[int, int]:
    """A range of segments without what stands at its ends apart from the columns, and by what reaches across them.

    Such are a title or a caption too short to cross the gutter, and the last line of a paragraph above it.
    """
    if last - first < 2:
        return first, last
    above = [s.bottom for s in segments[:first]]
    below = [s.top for s in segments[last:]]
    run = segments[first:last]
    after = _titles(run[::-1], -1, -min(below), x) if below else 0
    before = _titles(run, 1, max(above), x) if above else 0
    return (first + before, last - after) if len(run) - before - after > 3 else (first, last)


def _titles(run: Sequence[Segment], way: int, edge: float, x: float) -> int:
    """How many segments at the beginning of a run, which goes down or up the page, go with what is before it.

    Those do that stand nearer to an edge, where that ends, than to the rest of the run: few rows, up to some white.
    They stand on one side of the gutter at x, or are lines of both columns as close to the edge as lines are.
    """
    taken = 0
    reach, start = edge, 0.0
    level = float("-inf")
    rows = 0
    large = _LARGER * median([s.size for s in run])
    for i, segment in enumerate(run):
        if isinstance(segment, Filled):
            return taken
        near, far = (segment.top, segment.bottom) if way > 0 else (-segment.bottom, -segment.top)
        start = start if i else near
        if i and near - reach > _WHITE * segment.size:
            one_sided = len({s.x1 < x for s in run[taken:i]}) < 2
            headed = way < 0 and all(s.size > large for s in run[taken:i])
            nearer = _HEADED if headed else _NEARER
            if start - edge > (nearer * (near - reach) if one_sided or headed else _WHITE * segment.size):
                return taken
            if not one_sided and not _are_lines(run[taken:i], x):
                return taken
            taken, edge, start = i, reach, near
        if abs(segment.middle - level) > 0.4 * segment.size:
            rows += 1
            level = segment.middle
            if rows > _TITLE_ROWS:
                return taken
        reach = max(reach, far)
    return taken


def _titles_between(segments: Sequence[Segment], first: int, last: int, x: float) -> Iterator[tuple[int, int]]:
    """Where a line or two stand alone over columns that begin together below it.

    They end together above it, but where it is a title in larger type: a table may have no more room in one of them.
    """
    large = _LARGER * median([s.size for s in segments[first:last]])
    starts = [first]
    reach = float("-inf")
    for i in range(first, last):
        if segments[i].top - reach > _WHITE * segments[i].size and i > first:
            starts.append(i)
        reach = max(reach, segments[i].bottom)
    for start, stop in pairwise(starts[1:]):
        title = segments[start:stop]
        if len(title) > _TITLE_LINES or any(isinstance(s, Filled) for s in title) or len({s.x1 < x for s in title}) > 1:
            continue
        feet, tops = [], []
        for is_left in (True, False):
            feet.append(max([s.bottom for s in segments[first:start] if (s.x1 < x) is is_left], default=0.0))
            tops.append(min([s.top for s in segments[stop:last] if (s.x1 < x) is is_left], default=0.0))
        size = title[0].size
        is_level = abs(feet[0] - feet[1]) < _REACH * size and abs(tops[0] - tops[1]) < _WHITE * size
        if is_level or (min(feet) and min(s.size for s in title) > large and abs(tops[0] - tops[1]) < size):
            yield start, stop


def _are_lines(segments: Sequence[Segment], x: float) -> bool:
    """Whether segments on both sides of a gutter are lines at the same heights."""
    heights = [{round(s.middle) for s in segments if (s.x1 < x) is is_left} for is_left in (True, False)]
    few, many = sorted(heights, key=len)
    return few <= many


def _without_bands(segments: list[Segment], first: int, last: int, x: float) -> list[Segment]:
    """A range of segments without the tables in it that stand on both sides of a gutter."""
    taken = {i for start, stop in _bands_across(segments, first, last, x) for i in range(start, stop)}
    return [segments[i] for i in range(first, last) if i not in taken]


def _bands_across(segments: list[Segment], first: int, last: int, x: float) -> Iterator[tuple[int, int]]:
    """Where, in a range of segments, tables without rules stand on both sides of a gutter."""
    run = segments[first:last]
    met = sum(
        a.is_figure or b.is_figure
        for a, b in pairwise(run)
        if (a.x1 < x) is not (b.x1 < x) and b.middle - a.middle < _WHITE * a.size
    )
    if met < _LEAST_ROWS:
        return
    found: list[list[Segment]] = []
    for piece in part_tables([s for s in run if not isinstance(s, Filled)]):
        if isinstance(piece, LooseTable):
            cells = sorted(piece.segments, key=_middle)
            left, right = [s for s in cells if s.x1 < x], [s for s in cells if s.x1 >= x]
            if left and right and not are_columns(left, right):
                found.append(cells)
    if not found:
        return
    places = {id(segment): i for i, segment in enumerate(run, first)}
    end = first
    for ranks in sorted([sorted([places[id(segment)] for segment in band]) for band in found]):
        if ranks[0] >= end and ranks[-1] - ranks[0] < len(ranks):  # nothing else stands beside it
            end = ranks[-1] + 1
            yield ranks[0], end


def _edges(segments: list[Segment]) -> list[float]:
    """Left edges that several segments share, the most shared first: where columns may begin."""
    lefts = sorted([s.x0 for s in segments])
    edges: list[tuple[int, float]] = []
    least = min(max(2, len(lefts) // 40), _SHARED)
    group = [lefts[0]]
    for x in [*lefts[1:], float("inf")]:
        if x - group[-1] > ALIGN:
            if len(group) >= least:
                edges.append((-len(group), group[0] - 0.5))
            group = []
        group.append(x)
    return [x for _, x in sorted(edges)]


_middle = attrgetter("middle", "x0")
