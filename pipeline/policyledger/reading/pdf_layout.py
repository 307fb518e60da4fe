"""Words of a page as lines in reading order, by white space alone.

Words become segments (words side by side). These, and the lines that tables and panels fill, are parted at gutters, top
down: the gutter with the longest run on both sides that none crosses is cut first, what lies above and below it is
looked at again. So a heading over three columns, a side box or a change from two columns to one needs no rule of its
own, and the order of the content stream plays no part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, starmap
from operator import attrgetter
from statistics import median

from policyledger.reading.document import Box
from policyledger.reading.pdf_columns import order
from policyledger.reading.pdf_displays import part_displays
from policyledger.reading.pdf_edges import part_edges, with_numbers
from policyledger.reading.pdf_gutters import ALIGN, width
from policyledger.reading.pdf_insets import Placed, by_column, place
from policyledger.reading.pdf_segments import Filled, Inset, Segment, by_height, segments_of, text_of, without_doubles
from policyledger.reading.pdf_unruled import LooseTable, part_tables
from policyledger.reading.pdf_words import TOUCHING, Word

_CELL_GUTTER = 1.2
"""The least gutter in a cell of a table, in sizes of its text."""
_DISPLAY = 2.0
"""How much larger a figure is than the lines beside it, which are none of its own."""
_LARGER = 1.1
"""How much larger than the text a heading is."""
_LEAST_SECTION = 6
_WHITE_BESIDE = 2.5
_CLEAR = 3.0
"""Segments of a page that headings may part; the white beside a heading, up and down and at its right, in its size."""
_FILLING = 0.75
"""The share of its column's width that a panel has at the least which is read in it."""
_BESIDE = 50
"""The most segments of a line that are looked at to tell whether one more is of it: all stand at about one height."""


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
        column: the lines of its column, where something that is set into it parts these.
        table: the table without rules that it is.
        ruled: the number of the ruled table that stands here, of those of its page.
    """

    lines: list[Line]
    x0: float
    x1: float
    aside: bool = False
    within: bool = False
    edge: str = ""
    sideways: bool = False
    column: list[Line] = field(default_factory=list)
    table: LooseTable | None = None
    ruled: int | None = None


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
    words, sideways = _part_sideways(without_doubles(words))
    layout = Layout()
    segments, heads, feet = part_edges(segments_of(words), height)
    layout.heads = [_region(group, edge="head") for group in with_numbers(heads)]
    layout.feet = [_region([segment], edge="foot") for segment in feet]
    placed = place(segments, boxes, tables, pictures)
    layout.regions += _regions(placed)
    for panel in by_column(placed.round):
        layout.regions += _inset_regions(panel, within=False)
    if sideways:
        layout.regions.append(sideways)
    return layout


def lay_out_part(words: Sequence[Word]) -> list[Region]:
    """The regions of a part of a page that has no heads or feet, such as what is set sideways."""
    return list(_regions(Placed(segments_of(without_doubles(words))), aside=True))


def lay_out_cell(words: Sequence[Word]) -> list[Region]:
    """The flows of a table's cell; the wide blanks of its narrow justified lines part no columns."""
    words, sideways = _part_sideways(without_doubles(words))
    parts = order(segments_of(words), _CELL_GUTTER)
    regions = [_region(band) for part in parts for band in part_displays(part)]
    return [*regions, sideways] if sideways else regions


def _regions(placed: Placed, aside: bool = False) -> Iterator[Region]:
    """The columns of prose, the tables and what else is set into a part of the page, in reading order."""
    read: set[int] = set()
    narrow: list[Inset] = []
    for section in _sections(placed.flow(), placed.pictures):
        for part in order(section, pictures=placed.pictures):
            text = [s for s in part if not isinstance(s, Filled)]
            regions = list(_text_regions(text, aside))
            at = 0
            for line in part:
                if not isinstance(line, Filled) or id(line.inset) in read:
                    continue
                read.add(id(line.inset))
                if text and _is_narrow(line.inset, text):
                    narrow.append(line.inset)
                    continue
                at = _part_at(regions, at, line.middle)
                set_in = list(_inset_regions(line.inset))
                regions[at:at] = set_in
                at += len(set_in)
            yield from regions
    for panel in by_column(narrow):
        yield from _inset_regions(panel, within=False)


def _is_narrow(inset: Inset, text: Sequence[Segment]) -> bool:
    """Whether a panel is narrower than the column it stands in, as what is put on a page where there is room."""
    return inset.is_panel and not inset.parts and inset.box[2] - inset.box[0] < _FILLING * width(text)


def _part_at(regions: list[Region], start: int, middle: float) -> int:
    """Where among the regions of a column, from some on, the next begins at a height; one that goes on is parted."""
    at = start
    for i in range(start, len(regions)):
        if regions[i].lines[0].top < middle:
            at = i + 1
    if at > start and regions[at - 1].table is None:
        region = regions[at - 1]
        cut = sum(line.top + line.bottom < 2 * middle for line in region.lines)
        if not cut:
            return at - 1
        if cut < len(region.lines):
            column = region.column or region.lines
            parts = region.lines[:cut], region.lines[cut:]
            regions[at - 1 : at] = [replace(region, lines=lines, column=column) for lines in parts]
    return at


def _text_regions(segments: list[Segment], aside: bool) -> Iterator[Region]:
    """A column's text, its key figures and its tables without rules apart."""
    for band in part_displays(segments) if segments else ():
        for piece in part_tables(band):
            yield _region(piece, aside) if isinstance(piece, list) else _table_region(piece, aside)


def _inset_regions(inset: Inset, within: bool = True) -> Iterator[Region]:
    """What is set into a page; the text of a panel is no part of the page's flow where that goes on beside it.

    Args:
        inset: it.
        within: whether it is read where it stands.
    """
    if inset.table is not None:
        x0, _, x1, _ = inset.box
        yield Region([], x0, x1, ruled=inset.table)
        return
    aside = inset.is_panel and not inset.parts
    placed = Placed(inset.segments, inset.inner)
    for region in _regions(placed, aside) if inset.is_panel else ():
        yield replace(region, within=within) if region.aside else region
    for inner in () if inset.is_panel else inset.inner:
        inner.parts = True
        yield from _inset_regions(inner)


def _sections(segments: list[Segment], pictures: Sequence[Inset]) -> Iterator[list[Segment]]:
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
    boxes = [picture.box for picture in pictures if picture.is_firm or picture.box[2] > middle]
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
    runs = [run for run in runs if _istext_of(run)]
    if not runs:
        return words, None
    taken = {id(word) for run in runs for word in run}
    lines = [Line(run, text_of(run), run[0].x0, run[0].top, run[0].x1, run[0].bottom, run[0].size) for run in runs]
    region = Region(lines, min(line.x0 for line in lines), max(line.x1 for line in lines), aside=True, sideways=True)
    return [word for word in words if id(word) not in taken], region


def _istext_of(run: Sequence[Word]) -> bool:
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


def _region(segments: list[Segment], aside: bool = False, edge: str = "") -> Region:
    """The segments of a part of the page as lines from top to bottom."""
    groups: list[list[Segment]] = []
    reaches: list[float] = []
    last: Segment | None = None
    for segment in sorted(segments, key=by_height):
        before, last = last, segment
        if (
            before is not None
            and segment.top == before.top
            and segment.bottom == before.bottom
            and segment.x0 >= before.x1
            and groups[-1][-1] is before
        ):  # as most do that stand side by side: no need to look further
            groups[-1].append(segment)
            continue
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
        return Line(words, text_of(words), first.x0, first.top, x1, first.bottom, first.size, is_run=True)
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
        text_of(words),
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


_left = attrgetter("x0")
