"""What hangs at the left of wider text: headings beside their text, labels in the margin of paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from policyledger.reading.pdf_gutters import width
from policyledger.reading.pdf_segments import Segment, without_pictures

_HANGING = 0.6
_HEAD_WORDS = 30
"""Hanging headings: how wide they are of the text beside them at the most, and the words of each."""
_LABEL_WORDS = 10
_LEAST_LABELS = 2
_LINES = 1.5
_WORDS = 5
"""Labels in the margin: their words at the most, their number at the least; the lines beside each on average, and the
words of those."""
_SAME_LINE = 0.5
"""How far a label's middle may stand from that of the line beside it, in sizes of it."""
_MARGIN = 1.2
"""White between labels and the text beside them at the least, in sizes of it."""


def beside_labels(run: Sequence[Segment], x: float) -> list[list[Segment]]:
    """Labels in the margin, each before the paragraph whose first line stands beside it; empty where they are none.

    Each begins with a paragraph and is shorter: of a table the cells beside the labels are short, too.

    Args:
        run: segments none of which reaches over the margin's edge, from top to bottom.
        x: where the text begins.
    """
    text = [s for s in run if s.x0 >= x]
    if not text:
        return []
    size = median([s.size for s in text])
    top = text[0].middle - _SAME_LINE * size
    labels = [s for s in run if s.x0 < x and s.middle > top]
    if len(labels) < _LEAST_LABELS or x - max([s.x1 for s in labels]) < _MARGIN * size:
        return []
    heads = _groups(labels)
    if len(heads) < _LEAST_LABELS or any(s.is_figure or not s.words for s in labels):
        return []
    lines = [s for s in text if s.words and s.x0 < x + 2 * size]
    words = sum(len(s.words) for s in text)
    if len(lines) < _LINES * len(heads) or words < _WORDS * len(lines) or abs(labels[0].middle - text[0].middle) > size:
        return []
    begins = [lines[0], *(below for above, below in pairwise(lines) if below.top - above.bottom > 0.3 * size)]
    starts: list[float] = []
    for head in heads:
        beside = next((s for s in begins if abs(s.middle - head[0].middle) < _SAME_LINE * s.size), None)
        if beside is None or not _is_label(head):
            return []
        starts.append(beside.middle - _SAME_LINE * size)
    parts: list[list[Segment]] = [[s for s in run if s.middle <= top]]
    for head, start, stop in zip(heads, starts, [*starts[1:], float("inf")], strict=True):
        beside_head = [s for s in text if start < s.middle <= stop]
        if head[-1].bottom > max(s.bottom for s in beside_head) + size:
            return []
        parts += [head, beside_head]
    return [part for part in parts if part]


def _is_label(head: Sequence[Segment]) -> bool:
    """Whether lines are a few words and no sentence, and no list's mark."""
    few = sum(len(s.words) for s in head) <= _LABEL_WORDS
    ends = head[-1].words[-1].text.endswith((".", ";"))
    return few and not ends and any(_WORD.search(word.text) for s in head for word in s.words)


def side_by_side(left: list[Segment], right: list[Segment]) -> list[list[Segment]]:
    """Two columns in reading order: where headings hang beside the text, each is followed by what stands beside it."""
    left, right = without_pictures(left), without_pictures(right)
    if not all(s.words for s in left) or not left or not right:
        return [left, right]
    wide, text = width(right), sum(len(s.words) for s in right)
    if width(left) > _HANGING * wide or 2 * sum(len(s.words) for s in left) > text:
        return [left, right]
    heads = _groups(left)
    if len(heads) < 2 or any(sum(len(s.words) for s in head) > _HEAD_WORDS for head in heads):
        return [left, right]
    gaps = _gaps(right)
    bands: list[tuple[list[Segment], float]] = []  # a head, and where what stands beside it ends
    pending: list[Segment] = []
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        pending = [*pending, *head]
        if following is None:
            bands.append((pending, float("inf")))
            continue
        low, high = max(s.bottom for s in head), min(s.top for s in following)
        slack = 0.7 * head[0].size
        near = [(white, y) for white, top, y in gaps if top < high + slack and y > low - slack]
        if near:
            bands.append((pending, max(near)[1]))
            pending = []
    parts: list[list[Segment]] = []
    begin = float("-inf")
    for head, end in bands:
        beside = [s for s in right if begin < s.bottom <= end]
        if not beside:
            return [left, right]
        parts += [head, beside]
        begin = end
    return parts


def _groups(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Segments of a column parted where more white than between two lines stands."""
    groups: list[list[Segment]] = []
    reach = float("-inf")
    for segment in segments:
        if groups and segment.top - reach < 0.6 * segment.size:
            groups[-1].append(segment)
        else:
            groups.append([segment])
        reach = max(reach, segment.bottom)
    return groups


def _gaps(segments: Sequence[Segment]) -> list[tuple[float, float, float]]:
    """Where a column's lines stand further apart than most: how much white, from where, up to where."""
    gaps: list[tuple[float, float, float]] = []
    reach = segments[0].bottom
    for segment in segments[1:]:
        if segment.top > reach - 0.5 * segment.size:
            gaps.append((segment.top - reach, reach, max(segment.top, reach)))
        reach = max(reach, segment.bottom)
    usual = median([white for white, _, _ in gaps]) if gaps else 0.0
    size = segments[0].size
    return [gap for gap in gaps if gap[0] > usual + 0.2 * size or gap[0] > 0.6 * size]


_WORD = re.compile(r"[^\W\d_]{3}")
