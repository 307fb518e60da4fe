"""What is set into a page as a whole: ruled tables, panels, pictures, rows of cards and of key figures.

Each fills some of the page, as lines of text do. So for the page's order it is lines of its width, one below the other:
the columns are told from these and the text alike, and it is read where they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from policyledger.reading.document import Box
from policyledger.reading.pdf_displays import display_rows
from policyledger.reading.pdf_gutters import ALIGN, width
from policyledger.reading.pdf_segments import Inset, Segment

_PICTURE = 2.0
"""How high a box without text is at the least that parts columns, in sizes of the largest type."""
_MOST = 100
_MOSTLY = 0.5
_WIDE = 0.6
"""The share of a page's words that no panel holds, and of the flow's width that one across it has."""
_ROUND = 1.7
"""How far the first line beside a panel stands below the last above it, in sizes, where one text goes round it."""
_ALIKE = 0.1


@dataclass(slots=True)
class Placed:
    """A page's text and what is set into it.

    Attributes:
        segments: the flow's.
        insets: what stands in it and is to be read.
        pictures: what stands in it besides, with no text of its own.
        round: the panels that a paragraph goes round, which have no place in it.
    """

    segments: list[Segment]
    insets: list[Inset] = field(default_factory=list)
    pictures: list[Inset] = field(default_factory=list)
    round: list[Inset] = field(default_factory=list)

    def flow(self) -> list[Segment]:
        """The segments and the lines that insets fill, from top to bottom."""
        if not self.insets:
            return self.segments
        size = median([s.size for s in self.segments]) if self.segments else 10.0
        filled = [line for inset in self.insets for line in inset.lines(size)]
        return sorted([*self.segments, *filled], key=lambda s: (s.middle, s.x0))


def place(segments: list[Segment], boxes: Sequence[Box], tables: Sequence[Box], pictures: Sequence[Box]) -> Placed:
    """A page's text and what is set into it.

    Args:
        segments: of the page, from top to bottom.
        boxes: x0, top, x1, bottom of frames and tinted panels, outer ones first.
        tables: of its ruled tables, whose words are not among these.
        pictures: of its pictures.
    """
    insets = [Inset(box, table=number) for number, box in enumerate(tables)]
    panels: list[Inset] = []
    bare = [Inset(box) for box in pictures if not any(_overlaps(s, box) for s in segments)]
    bare += [Inset(box_of(row), is_edged=True, is_firm=True) for row in display_rows(segments)]
    everything = segments
    total = sum(len(s.words) for s in segments)
    tall = _PICTURE * max([s.size for s in segments], default=0.0)
    for box in boxes:
        inside = [s for s in segments if _inside(s, box)]
        inner = [inset for inset in insets if _is_within(inset.box, box)]
        count = sum(len(s.words) for s in inside)
        if len(panels) + len(bare) > _MOST or count >= _MOSTLY * max(total, 1):
            continue
        if not inside:
            is_picture = box[3] - box[1] > tall and not any(_overlaps(s, box) for s in everything)
            bare += [Inset(box)] if is_picture and not _meets(box, tables) else []
        elif len(inside) < 2 or _is_band(box, inside, everything):
            bare += [Inset(box, is_edged=True)] if _is_column(inside) else []
        else:
            taken = set(map(id, inside))
            segments = [s for s in segments if id(s) not in taken]
            insets = [inset for inset in insets if inset not in inner]
            panels.append(Inset(box, is_panel=True, segments=inside, inner=inner))
    round_about = [panel for panel in panels if _goes_round(segments, panel.box)]
    panels = [panel for panel in panels if panel not in round_about]
    return Placed(segments, [*insets, *_with_rows(panels, segments)], bare[:_MOST], round_about)


def box_of(segments: Sequence[Segment]) -> Box:
    """x0, top, x1, bottom of some segments."""
    return (
        min(s.x0 for s in segments),
        min(s.top for s in segments),
        max(s.x1 for s in segments),
        max(s.bottom for s in segments),
    )


def by_column(insets: Sequence[Inset]) -> list[Inset]:
    """Insets from top to bottom, those that stand side by side from left to right."""
    columns: list[list[Inset]] = []
    reach = 0.0
    for inset in sorted(insets, key=lambda inset: inset.box[0]):
        x0, _, x1, _ = inset.box
        if not columns or x0 > reach - ALIGN:
            columns.append([])
            reach = x1
        columns[-1].append(inset)
        reach = max(reach, x1)
    return [inset for column in columns for inset in sorted(column, key=lambda inset: inset.box[1])]


def _with_rows(panels: Sequence[Inset], segments: Sequence[Segment]) -> list[Inset]:
    """The panels, those side by side across the flow with none of it beside them, as cards are, row by row in one."""
    rows: list[list[Inset]] = []
    reach = float("-inf")
    for panel in sorted(panels, key=lambda panel: panel.box[1]):
        _, top, _, bottom = panel.box
        if not rows or top > reach - ALIGN:
            rows.append([])
        rows[-1].append(panel)
        reach = max(reach, bottom)
    found: list[Inset] = []
    for row in rows:
        inside = [s for panel in row for s in panel.segments]
        x0, top, x1, bottom = box_of(inside)
        wide = x1 - x0 > _WIDE * width([*segments, *inside])
        if len(row) > 1 and wide and not any(top < s.middle < bottom for s in segments):
            boxes = [panel.box for panel in row]
            around = min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes)
            found.append(Inset((*around, max(b[3] for b in boxes)), inner=by_column(row)))
        else:
            found += row
    return found


def _goes_round(segments: Sequence[Segment], box: Box) -> bool:
    """Whether a paragraph goes on beside a panel as wide as it has room there, and above or below as if none were."""
    x0, top, x1, bottom = box
    beside = [s for s in segments if top < s.middle < bottom]
    for side in (True, False):
        lines = [s for s in beside if (s.x1 < (x0 + x1) / 2) is side]
        if len(lines) < 2:
            continue
        for line in (lines[0], lines[-1]):
            for other in segments:
                step = abs(other.middle - line.middle)
                over = min(other.x1, x1) - max(other.x0, x0)
                shared = min(other.x1, line.x1) - max(other.x0, line.x0)
                if (
                    line.size / 2 < step < _ROUND * line.size
                    and not top < other.middle < bottom
                    and abs(other.size - line.size) < _ALIKE * line.size
                    and over > 2 * line.size
                    and shared > (line.x1 - line.x0) / 2
                ):
                    return True
    return False


def _inside(segment: Segment, box: Box) -> bool:
    x0, top, x1, bottom = box
    return x0 - 2 <= segment.x0 and segment.x1 <= x1 + 2 and top - 2 <= segment.middle <= bottom + 2


def _overlaps(segment: Segment, box: Box) -> bool:
    """Whether some of a line stands in a box, such as the one around an arc."""
    return segment.x0 < box[2] and segment.x1 > box[0] and box[1] < segment.middle < box[3]


def _is_within(inner: Box, outer: Box) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] < x < outer[2] and outer[1] < y < outer[3] and inner[2] - inner[0] < outer[2] - outer[0] + ALIGN


def _is_column(segments: Sequence[Segment]) -> bool:
    """Whether segments stand one below the other: else a band is parted by the gutters of what is above and below."""
    return all(below.middle - above.middle > below.size / 2 for above, below in pairwise(segments))


def _meets(box: Box, others: Sequence[Box]) -> bool:
    """Whether a box and one of some others have an area in common."""
    return any(box[0] < x1 and box[2] > x0 and box[1] < bottom and box[3] > top for x0, top, x1, bottom in others)


def _is_band(box: Box, inside: Sequence[Segment], segments: Sequence[Segment]) -> bool:
    """Whether a box reaches across the flow with no text beside it: such a tinted band is read where it stands."""
    own = set(map(id, inside))
    if any(box[1] < s.middle < box[3] and id(s) not in own for s in segments):
        return False
    return box[2] - box[0] > _WIDE * width(segments)
