"""Words of a page as lines in reading order, by white space alone.

Words become segments (words side by side), segments are parted at gutters, top down: the gutter with the longest
run of segments on both sides that none crosses is cut first, what lies above and below it is looked at again. So a
heading over three columns, a side box or a change from two columns to one needs no rule of its own, and the order of
the content stream plays no part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, starmap
from operator import attrgetter
from statistics import median

from policyledger.reading.document import Box
from policyledger.reading.pdf_columns import Obstacle, order
from policyledger.reading.pdf_displays import display_rows, part_displays
from policyledger.reading.pdf_gutters import ALIGN, MIN_GUTTER, MIN_SIDE, least_gutter, width
from policyledger.reading.pdf_unruled import FIGURE, LooseTable, part_tables
from policyledger.reading.pdf_words import TOUCHING, Word

_CELL_GUTTER = 1.2
"""The least gutter in a cell of a table, in sizes of its text."""
_EDGE = 0.11
_EDGE_WORDS = 16
"""The share of a page's height at its head and foot where running ones stand, and the most words side by side there."""
_DISPLAY = 2.0
"""How much larger a figure is than the lines beside it, which are none of its own."""
_LARGER = 1.1
"""How much larger than the text a heading over a column at the head of a page is."""
_LEAST_SECTION = 6
_WHITE_BESIDE = 2.5
_CLEAR = 3.0
"""Segments of a page that headings may part; the white beside a heading, up and down and at its right, in its size."""
_LOW = 0.8
"""The share of a page's height below which its number may stand alone."""
_NEAR_EDGE = 2.0
_LEAST_REACH = 60.0
"""How far from an edge of a page the rest of a table is looked for: of what stands there, and in points."""
_FILLED = 1.15
_PANEL_ENDS = (".", "!", "?", ":", "”", '"', ")")
"""How much wider than its column a panel within one is at the most, and how the paragraph above it ends."""
_PICTURE = 2.0
"""How high a box without text is at the least that parts columns, in sizes of the largest type."""
_MOST_OBSTACLES = 100
_BESIDE = 50
"""The most segments of a line that are looked at to tell whether one more is of it: all stand at about one height."""


class Segment:
    """Words side by side on one baseline.

    Attributes:
        is_run: whether its words follow one another in the stream too, one blank apart and of one height, as most do,
            and none touches the next: then their text, edges and size need no look at each of them.
    """

    __slots__ = ("_is_figure", "bottom", "is_run", "letters", "middle", "size", "top", "words", "x0", "x1")

    def __init__(self, word: Word) -> None:
        self.words = [word]
        self.x0, self.top, self.x1, self.bottom, self.size = word.x0, word.top, word.x1, word.bottom, word.size
        self.middle = (self.top + self.bottom) / 2
        self.letters = len(word.text)
        self._is_figure: bool | None = None
        self.is_run = True

    def add(self, word: Word) -> None:
        """Takes in a word to the right."""
        last = self.words[-1]
        if word.first != last.last + 1 or word.x0 - last.x1 < TOUCHING * word.size or word.spaced_out:
            self.is_run = False
        self.words.append(word)
        self.letters += len(word.text)
        self._is_figure = None
        if word.x0 < self.x0:
            self.x0 = word.x0
        if word.x1 > self.x1:
            self.x1 = word.x1
        if word.top == self.top and word.bottom == self.bottom:
            return
        self.is_run = False
        if word.size > 0.8 * self.size:
            self.top, self.bottom = min(self.top, word.top), max(self.bottom, word.bottom)
            self.size = max(self.size, word.size)
            self.middle = (self.top + self.bottom) / 2

    @property
    def text(self) -> str:
        """Its words with blanks between them."""
        return _text(self.words)

    @property
    def is_figure(self) -> bool:
        """Whether it is a figure and nothing else, as in the cells of a table."""
        if self._is_figure is None:
            words = self.words
            first = words[0].text
            self._is_figure = (
                len(words) <= 3
                and not first[0].islower()
                and not (len(words) == 1 and first.isalpha())
                and FIGURE.fullmatch(self.text) is not None
            )
        return self._is_figure


@dataclass(slots=True)
class Line:
    """A line of a column.

    Attributes:
        words: from left to right.
        text: them with blanks between.
        size: the height of most of its characters' boxes.
        is_run: whether it is one run of the stream (see `Segment`).
        point: the size of their font, set by who knows the fonts.
    """

    words: list[Word]
    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    is_run: bool = False
    point: float = 0.0


@dataclass(slots=True)
class Region:
    """A column or band of a page: lines of one flow, from top to bottom, or a table without rules.

    Attributes:
        aside: whether it is no part of the page's flow.
        within: whether it is read where it stands all the same, between two paragraphs.
    """

    lines: list[Line]
    x0: float
    x1: float
    aside: bool = False
    within: bool = False
    edge: str = ""
    sideways: bool = False
    table: LooseTable | None = None


@dataclass(slots=True)
class Layout:
    """A page's regions in reading order, and what may be running heads and feet."""

    heads: list[Region] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    feet: list[Region] = field(default_factory=list)


def lay_out(
    words: Sequence[Word],
    height: float,
    boxes: Sequence[Box] = (),
    tables: Sequence[Box] = (),
    pictures: Sequence[Box] = (),
) -> Layout:
    """The regions of a page.

    Args:
        words: of the page, in any order.
        height: of the page, in points.
        boxes: x0, top, x1, bottom of frames and tinted panels, outer ones first; their text is a flow of its own where
            other text stands beside it.
        tables: of its ruled tables, whose words are not among these.
        pictures: of its pictures.
    """
    words, sideways = _part_sideways(_without_doubles(words))
    layout = Layout()
    segments, heads, feet = _part_edges(_segments(words), height)
    layout.heads = [_region(group, edge="head") for group in _with_numbers(heads)]
    layout.feet = [_region([segment], edge="foot") for segment in feet]
    everything = segments
    total = sum(len(segment.words) for segment in everything)
    obstacles = [Obstacle(box, is_firm=True) for box in tables]
    obstacles += [Obstacle(box) for box in pictures if not any(_inside(s, box) for s in segments)]
    obstacles += [Obstacle(_box(row), is_firm=True) for row in display_rows(segments)]
    panels: list[_Panel] = []
    tall = _PICTURE * max([s.size for s in segments], default=0.0)
    for box in boxes:
        inside = [s for s in segments if _inside(s, box)]
        count = sum(len(s.words) for s in inside)
        if not inside and box[3] - box[1] > tall:
            obstacles.append(Obstacle(box))
        elif inside and count < total * 0.5:
            obstacle = Obstacle(box)
            obstacles.append(obstacle)
            if len(inside) < 2 or _is_band(box, inside, everything):
                continue
            taken = set(map(id, inside))
            segments = [s for s in segments if id(s) not in taken]
            panels.append(_Panel(obstacle, inside))
    obstacles = obstacles[:_MOST_OBSTACLES]
    for row in _rows_of_panels(panels, segments):
        top = min(panel.obstacle.box[1] for panel in row)
        layout.regions += _regions([s for s in segments if s.middle < top], obstacles=obstacles)
        layout.regions += [region for panel in _by_column(row) for region in _regions(panel.segments)]
        segments = [s for s in segments if s.middle >= top]
        panels = [panel for panel in panels if panel not in row]
    layout.regions += _regions(segments, obstacles=obstacles)
    for panel in panels:
        if panel.obstacle.parts:
            _set_between(layout.regions, panel)
    aside = [panel for panel in panels if not panel.obstacle.parts]
    aside = [panel for panel in aside if not _set_within(layout.regions, panel)]
    layout.regions += [region for panel in _by_column(aside) for region in _regions(panel.segments, aside=True)]
    if sideways:
        layout.regions.append(sideways)
    return layout


@dataclass(slots=True, eq=False)
class _Panel:
    """A frame or tinted panel with text beside it, and its text."""

    obstacle: Obstacle
    segments: list[Segment]


def _box(segments: Sequence[Segment]) -> Box:
    return (
        min(s.x0 for s in segments),
        min(s.top for s in segments),
        max(s.x1 for s in segments),
        max(s.bottom for s in segments),
    )


def _rows_of_panels(panels: Sequence[_Panel], segments: Sequence[Segment]) -> list[list[_Panel]]:
    """Panels side by side across the flow with none of it beside them, as cards are, row by row from top to bottom."""
    rows: list[list[_Panel]] = []
    reach = float("-inf")
    for panel in sorted(panels, key=lambda panel: panel.obstacle.box[1]):
        _, top, _, bottom = panel.obstacle.box
        if not rows or top > reach - ALIGN:
            rows.append([])
        rows[-1].append(panel)
        reach = max(reach, bottom)
    found = []
    for row in rows:
        inside = [s for panel in row for s in panel.segments]
        x0, top, x1, bottom = _box(inside)
        wide = x1 - x0 > 0.6 * width([*segments, *inside])
        if len(row) > 1 and wide and not any(top < s.middle < bottom for s in segments):
            found.append(row)
    return found


def _set_between(regions: list[Region], panel: _Panel) -> None:
    """Puts a panel's regions after those that stand above it, of columns that it parts."""
    x0, top, x1, _ = panel.obstacle.box
    at = 0
    for i, region in enumerate(regions):
        if region.lines[0].bottom < top + ALIGN and region.x0 < x1 and region.x1 > x0:
            at = i + 1
    regions[at:at] = _regions(panel.segments)


def _set_within(regions: list[Region], panel: _Panel) -> bool:
    """Puts a panel's regions into the column it fills, where that has text above and below; whether there is one.

    A paragraph must end above it: a panel in the middle of one is read behind the columns.
    """
    x0, top, x1, bottom = panel.obstacle.box
    for at, region in enumerate(regions):
        if region.table is not None or x0 > region.x0 + ALIGN or x1 < region.x1 - ALIGN:
            continue
        above = [line for line in region.lines if line.bottom < top + ALIGN]
        below = [line for line in region.lines if line.top > bottom - ALIGN]
        if (
            not above
            or not below
            or len(above) + len(below) < len(region.lines)
            or x1 - x0 > _FILLED * (region.x1 - region.x0)
        ):
            continue
        if not above[-1].text.rstrip().endswith(_PANEL_ENDS) or not below[0].text[:1].isupper():
            continue
        inner = [replace(region, within=True) for region in _regions(panel.segments, aside=True)]
        regions[at : at + 1] = [_part_of(region, above), *inner, _part_of(region, below)]
        return True
    return False


def _part_of(region: Region, lines: list[Line]) -> Region:
    return replace(region, lines=lines)


def _inside(segment: Segment, box: Box) -> bool:
    x0, top, x1, bottom = box
    return x0 - 2 <= segment.x0 and segment.x1 <= x1 + 2 and top - 2 <= segment.middle <= bottom + 2


def lay_out_part(words: Sequence[Word]) -> list[Region]:
    """The regions of a part of a page that has no heads or feet, such as what is set sideways."""
    return list(_regions(_segments(_without_doubles(words)), aside=True))


def lay_out_cell(words: Sequence[Word]) -> list[Region]:
    """The flows of a table's cell; the wide blanks of its narrow justified lines part no columns."""
    words, sideways = _part_sideways(_without_doubles(words))
    parts = order(_segments(words), _CELL_GUTTER)
    regions = [_region(band) for part in parts for band in part_displays(part)]
    return [*regions, sideways] if sideways else regions


def _regions(segments: list[Segment], aside: bool = False, obstacles: Sequence[Obstacle] = ()) -> Iterator[Region]:
    """The columns of prose and the tables of a part of the page, in reading order."""
    for section in _sections(segments, obstacles):
        for part in order(section, obstacles=obstacles):
            for band in part_displays(part):
                for piece in part_tables(band):
                    yield _region(piece, aside) if isinstance(piece, list) else _table_region(piece, aside)


def _sections(segments: list[Segment], obstacles: Sequence[Obstacle]) -> Iterator[list[Segment]]:
    """The segments, parted above headings at the left that nothing stands beside, far and wide.

    Columns that have ended above one, in balance, and what stands beside the text below it are no column in one.
    """
    if len(segments) < _LEAST_SECTION:
        yield segments
        return
    large = _LARGER * median(s.size for s in segments)
    left, right = min(s.x0 for s in segments), max(s.x1 for s in segments)
    middle = (left + right) / 2
    heads = [s for s in segments if s.size > large and s.x0 < left + ALIGN and s.x1 < right - _CLEAR * s.size]
    beside = sorted((s.top, s.bottom) for s in segments if s.x1 > middle)
    boxes = [obstacle.box for obstacle in obstacles if obstacle.is_firm or obstacle.box[2] > middle]
    cuts: list[float] = []
    for head in heads:
        above = max((bottom for top, bottom in beside if bottom < head.top + ALIGN), default=None)
        below = min((top for top, _ in beside if top > head.bottom - ALIGN), default=None)
        if above is None or below is None or below - above < _WHITE_BESIDE * head.size:
            continue
        free = not any(top < head.bottom and bottom > head.top for top, bottom in beside)
        if free and not any(box[1] < head.bottom and box[3] > head.top and box[2] > middle for box in boxes):
            cuts.append(head.top - 1)
    rest = segments
    for cut in sorted(cuts):
        done, rest = [s for s in rest if s.middle < cut], [s for s in rest if s.middle >= cut]
        if done:
            yield done
    if rest:
        yield rest


def _table_region(table: LooseTable, aside: bool) -> Region:
    region = _region(table.segments, aside)
    region.table = table
    return region


def _by_column(panels: Sequence[_Panel]) -> list[_Panel]:
    """Panels from top to bottom, those that stand side by side from left to right."""
    columns: list[list[_Panel]] = []
    reach = 0.0
    for panel in sorted(panels, key=lambda panel: panel.obstacle.box[0]):
        x0, _, x1, _ = panel.obstacle.box
        if not columns or x0 > reach - ALIGN:
            columns.append([])
            reach = x1
        columns[-1].append(panel)
        reach = max(reach, x1)
    return [panel for column in columns for panel in sorted(column, key=lambda panel: panel.obstacle.box[1])]


def _is_band(box: Box, inside: Sequence[Segment], segments: Sequence[Segment]) -> bool:
    """Whether a box reaches across the flow with no text beside it: such a tinted band is read where it stands."""
    own = set(map(id, inside))
    if any(box[1] < s.middle < box[3] and id(s) not in own for s in segments):
        return False
    return box[2] - box[0] > 0.6 * width(segments)


def _without_doubles(words: Sequence[Word]) -> list[Word]:
    """The words without those printed twice on one spot (shadows, fake bold)."""
    seen: dict[tuple[str, int, int], Word] = {}
    kept = []
    for word in words:
        key = (word.text, int(word.x0 / 3), int(word.top / 3))
        before = seen.get(key)
        if before is not None and abs(before.x0 - word.x0) < 1.5 and abs(before.top - word.top) < 1.5:
            continue
        seen[key] = word
        kept.append(word)
    return kept


def _part_sideways(words: list[Word]) -> tuple[list[Word], Region | None]:
    """The upright words, and a region of those that run up or down the page a letter at a time."""
    runs: list[list[Word]] = []
    run: list[Word] = []
    if "1111" not in "".join(["1" if len(word.text) <= 2 else "0" for word in words]):
        return words, None
    for word in words:
        last = run[-1] if run else None
        if len(word.text) <= 2 and last is not None and _stacked(last, word):
            run.append(word)
            continue
        if len(run) > 3:
            runs.append(run)
        run = [word] if len(word.text) <= 2 else []
    if len(run) > 3:
        runs.append(run)
    runs = [run for run in runs if _is_text(run)]
    if not runs:
        return words, None
    taken = {id(word) for run in runs for word in run}
    lines = [Line(run, _text(run), run[0].x0, run[0].top, run[0].x1, run[0].bottom, run[0].size) for run in runs]
    region = Region(lines, min(line.x0 for line in lines), max(line.x1 for line in lines), aside=True, sideways=True)
    return [word for word in words if id(word) not in taken], region


def _is_text(run: Sequence[Word]) -> bool:
    """Whether letters one on the other are words: most follow one another in the stream; a column's figures do not."""
    follows = sum(below.first == above.last for above, below in pairwise(run))
    return 2 * follows >= len(run) - 1


def _stacked(above: Word, below: Word) -> bool:
    """Whether two letters stand one on the other, touching."""
    step = below.top - above.top
    overlap = min(above.x1, below.x1) - max(above.x0, below.x0)
    narrow = min(above.x1 - above.x0, below.x1 - below.x0)
    touching = min(abs(below.top - above.bottom), abs(above.top - below.bottom)) < 1.5
    return abs(step) > 1 and touching and overlap > 0.5 * narrow and above.size < 12 and below.size < 12


def _segments(words: Sequence[Word]) -> list[Segment]:
    """Words side by side, in the stream or across it, closer than a gutter."""
    segments: list[Segment] = []
    current: Segment | None = None
    for word in words:
        if current is not None and _adjoins(current, word):
            current.add(word)
        else:
            current = Segment(word)
            segments.append(current)
    segments.sort(key=_middle_and_left)
    return _merge(segments)


def _adjoins(segment: Segment, word: Word) -> bool:
    gap = word.x0 - segment.x1
    if gap >= MIN_SIDE and gap >= MIN_GUTTER * segment.size:
        return False
    if gap < 0 and gap <= -0.5 * max(segment.size, word.size):
        return False
    if segment.top == word.top and segment.bottom == word.bottom:
        return True
    overlap = min(segment.bottom, word.bottom) - max(segment.top, word.top)
    return overlap > 0.5 * min(segment.bottom - segment.top, word.bottom - word.top)


def _merge(segments: list[Segment]) -> list[Segment]:
    """Segments, from top to bottom, that the stream tore apart, put together again."""
    merged: list[Segment] = []
    for segment in segments:
        x0, x1, middle = segment.x0, segment.x1, segment.middle
        near, gutter = 0.6 * segment.size + 4, least_gutter(segment.size)
        for other in reversed(merged[-8:]):
            if middle - other.middle > near:
                merged.append(segment)
                break  # the rest stand in lines above
            gap = x0 - other.x1 if x0 > other.x0 else other.x0 - x1
            if gap >= gutter and gap >= MIN_GUTTER * other.size:
                continue  # as most: looked at here, for asking further takes long
            if _adjoins_segment(other, segment):
                for word in segment.words:
                    other.add(word)
                other.words.sort(key=_left)
                other.is_run = False
                break
        else:
            merged.append(segment)
    return merged


def _adjoins_segment(a: Segment, b: Segment) -> bool:
    size = a.size if a.size > b.size else b.size
    gap = b.x0 - a.x1 if b.x0 > a.x0 else a.x0 - b.x1
    if gap >= least_gutter(size) or gap <= -0.5 * size or abs(a.middle - b.middle) > 0.5 * size:
        return False
    return min(a.bottom, b.bottom) - max(a.top, b.top) > 0.5 * min(a.bottom - a.top, b.bottom - b.top)


def _part_edges(segments: list[Segment], height: float) -> tuple[list[Segment], list[Segment], list[Segment]]:
    """Body, head and foot: what stands near an edge of the page and apart from the body may be a running head."""
    top, bottom = height * _EDGE, height * (1 - _EDGE)
    heads = _edge_rows([s for s in segments if s.bottom < top and len(s.words) <= _EDGE_WORDS], segments, 1)
    feet = _edge_rows([s for s in segments if s.top > bottom and len(s.words) <= _EDGE_WORDS], segments, -1)
    heads = _without_column_heads(_without_table_rows(heads, segments), segments)
    feet = _without_table_rows(feet, segments) or _low_folio(segments, height)
    feet.sort(key=_middle_and_left)
    edges = {id(s) for s in heads} | {id(s) for s in feet}
    return [s for s in segments if id(s) not in edges], heads, feet


def _low_folio(segments: Sequence[Segment], height: float) -> list[Segment]:
    """The page's number where it stands alone below all else, higher up than running feet do."""
    last = max(segments, key=lambda s: s.middle, default=None)
    if last is None or last.middle < _LOW * height or not _LOW_FOLIO.fullmatch(last.text):
        return []
    near = [s for s in segments if s is not last and s.bottom > last.top - 3 * last.size]
    if any(s.bottom > last.top + 0.4 * last.size or s.is_figure or s.size < 0.8 * last.size for s in near):
        return []  # a cell, an axis, or a figure in large type
    below = last.top - max([s.bottom for s in near], default=float("-inf")) > 0.6 * last.size
    return [last] if below or all(abs(s.x0 - last.x0) > ALIGN for s in near) else []


def _with_numbers(heads: Sequence[Segment]) -> list[list[Segment]]:
    """What stands at the head of a page, one by one, but a heading's number ("5.") with the heading beside it."""
    groups: list[list[Segment]] = []
    for segment in heads:
        last = groups[-1][-1] if groups else None
        if (
            last is not None
            and abs(last.bottom - segment.bottom) < 0.2 * segment.size
            and _HEAD_NUMBER.fullmatch(last.text)
            and segment.x0 - last.x1 < 3 * segment.size
        ):
            groups[-1].append(segment)
        else:
            groups.append([segment])
    return groups


def _without_column_heads(heads: list[Segment], segments: Sequence[Segment]) -> list[Segment]:
    """The head of a page without headings that stand side by side, each over its column, larger than the text."""
    body = [s for s in segments if s not in heads]
    if not body:
        return heads
    large = _LARGER * median(s.size for s in body)
    kept = sorted(heads, key=lambda s: s.middle)
    while kept:
        row = [s for s in kept if abs(s.middle - kept[-1].middle) < 0.5 * s.size]
        if len(row) < 2 or min(s.size for s in row) < large:
            return kept
        edges = {round(s.x0) for s in row if sum(abs(other.x0 - s.x0) < ALIGN for other in body) > 1}
        if len(edges) < len(row):
            return kept
        kept = [s for s in kept if s not in row]
    return kept


def _without_table_rows(edge: list[Segment], segments: Sequence[Segment]) -> list[Segment]:
    """What stands at an edge of a page without the rows of a table that begins or ends there.

    Looked for but where rows of three cells, or several that hold figures, stand there: running heads have none.
    """
    rows: dict[int, list[Segment]] = {}
    for segment in edge:
        rows.setdefault(round(segment.middle / 4), []).append(segment)
    wide = [row for row in rows.values() if len(row) > 1 and any(s.is_figure for s in row)]
    if len(wide) < 2 and not any(len(row) > 2 for row in rows.values()):
        return edge
    reach = _NEAR_EDGE * max(max(s.bottom for s in edge) - min(s.top for s in edge), _LEAST_REACH)
    top, bottom = min(s.top for s in edge) - reach, max(s.bottom for s in edge) + reach
    near = [s for s in segments if top < s.middle < bottom]
    tables = (part for part in part_tables(near) if isinstance(part, LooseTable))
    taken = {id(segment) for table in tables for segment in table.segments}
    return [segment for segment in edge if id(segment) not in taken]


def _edge_rows(zone: list[Segment], segments: list[Segment], way: int) -> list[Segment]:
    """Of the segments in an edge zone, those before the first gap towards the body, or page numbers."""
    if not zone:
        return []
    ordered = sorted(zone, key=lambda s: s.middle * way)
    own = set(map(id, zone))
    inner = min([s for s in segments if id(s) not in own], key=lambda s: s.middle * way, default=None)
    taken: list[Segment] = []
    best = 0
    for i, segment in enumerate(ordered):
        taken.append(segment)
        following = ordered[i + 1] if i + 1 < len(ordered) else inner
        if following is None:
            best = i + 1
            break
        gap = (following.top - segment.bottom) if way > 0 else (segment.top - following.bottom)
        if gap > 0.6 * segment.size or (gap > -0.4 * segment.size and _FOLIO.fullmatch(segment.text)):
            best = i + 1
    rows = len({round(s.middle / 4) for s in ordered[:best]})
    return ordered[:best] if rows <= 5 else []


def _region(segments: list[Segment], aside: bool = False, edge: str = "") -> Region:
    """The segments of a part of the page as lines from top to bottom."""
    groups: list[list[Segment]] = []
    reaches: list[float] = []
    for segment in sorted(segments, key=_middle_and_left):
        for at in (-1, -2):
            if (
                len(groups) >= -at
                and segment.top < reaches[at]
                and any(_on_line(other, segment) for other in groups[at][-_BESIDE:])
            ):
                groups[at].append(segment)
                reaches[at] = max(reaches[at], segment.bottom)
                break
        else:
            groups.append([segment])
            reaches.append(segment.bottom)
    lines = [_line(group) for group in groups]
    lines.sort(key=lambda line: line.bottom)
    _set_units_behind(lines)
    return Region(lines, min(s.x0 for s in segments), max(s.x1 for s in segments), aside, edge=edge)


def _set_units_behind(lines: list[Line]) -> None:
    """Puts the second line of a unit that stands small beside a key figure behind the first: "290 GWh" before "/yr"."""
    for at, (unit, figure) in enumerate(pairwise(lines)):
        first = figure.words[0]
        beside = unit.top > first.top and unit.x0 > first.x1 - ALIGN and unit.x1 < figure.x1 + unit.size
        if beside and first.size > _DISPLAY * unit.words[0].size and figure.words[-1].size < unit.size * _LARGER:
            lines[at : at + 2] = [figure, unit]


def _on_line(a: Segment, b: Segment) -> bool:
    if a.top != b.top or a.bottom != b.bottom:  # most stand at one height, which takes no arithmetic
        overlap = min(a.bottom, b.bottom) - max(a.top, b.top)
        if overlap <= 0.5 * min(a.bottom - a.top, b.bottom - b.top):
            return False
    if b.x0 >= a.x1 or b.x1 <= a.x0:
        return True
    large, small = max(a.size, b.size), min(a.size, b.size)
    return abs(a.bottom - b.bottom) < 0.45 * large and large < _DISPLAY * small  # a line under a large figure is none


def _line(group: list[Segment]) -> Line:
    first = group[0]
    words = first.words if len(group) == 1 else [word for segment in group for word in segment.words]
    if first.is_run and (len(group) == 1 or all(starmap(_follows, pairwise(group)))):
        x1 = group[-1].x1 if len(group) == 1 else max([segment.x1 for segment in group])
        return Line(words, _text(words), first.x0, first.top, x1, first.bottom, first.size, is_run=True)
    words.sort(key=_left)
    sizes = {word.size for word in words}
    if len(sizes) == 1:
        (size,), normal = sizes, words
    else:
        weights = dict.fromkeys(sizes, 0)
        for word in words:
            weights[word.size] += len(word.text)
        size = max(weights, key=lambda s: (weights[s], s))
        normal = [word for word in words if 0.85 * size < word.size < 1.6 * size] or words
    return Line(
        words,
        _text(words),
        words[0].x0,
        min([word.top for word in normal]),
        max([word.x1 for word in words]),
        max([word.bottom for word in normal]),
        size,
    )


def _follows(before: Segment, segment: Segment) -> bool:
    """Whether two segments of a line are one run, parted by a wide blank, as in narrow justified columns."""
    word = segment.words[0]
    return (
        segment.is_run
        and segment.top == before.top
        and segment.bottom == before.bottom
        and segment.x0 - before.words[-1].x1 >= TOUCHING * word.size
        and word.first == before.words[-1].last + 1
        and not word.spaced_out
    )


def _text(words: Sequence[Word]) -> str:
    return " ".join([word.text for word in words])


_left = attrgetter("x0")
_middle_and_left = attrgetter("middle", "x0")
_HEAD_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.|\d{1,2}(?:\.\d{1,2})+|[IVX]{1,5}\.")
_LOW_FOLIO = re.compile(r"[-–—|]?\s?(?:[Pp]age\s)?\d{1,3}(?:\s?(?:\||/|of)\s?\d{1,3})?\s?[-–—|]?")
_FOLIO = re.compile(
    r"[-–—|\s]*(?:page\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:\||/|of)\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE
)
