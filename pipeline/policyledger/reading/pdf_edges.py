"""What stands at the head and the foot of a PDF page, apart from the rest, and may come back on others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from policyledger.reading.pdf_gutters import ALIGN
from policyledger.reading.pdf_segments import Segment, by_height
from policyledger.reading.pdf_unruled import LooseTable, part_tables

_EDGE = 0.11
_EDGE_WORDS = 16
"""The share of a page's height at its head and foot where running ones stand, and the most words side by side there."""
_LARGER = 1.1
"""How much larger than the text a heading over a column at the head of a page is."""
_LOW = 0.8
"""The share of a page's height below which its number may stand alone."""
_NEAR_EDGE = 2.0
_LEAST_REACH = 60.0
"""How far from an edge of a page the rest of a table is looked for: of what stands there, and in points."""


def part_edges(segments: list[Segment], height: float) -> tuple[list[Segment], list[Segment], list[Segment]]:
    """Body, head and foot: what stands near an edge of the page and apart from the body may be a running head."""
    top, bottom = height * _EDGE, height * (1 - _EDGE)
    heads = _edge_rows([s for s in segments if s.bottom < top and len(s.words) <= _EDGE_WORDS], segments, 1)
    feet = _edge_rows([s for s in segments if s.top > bottom and len(s.words) <= _EDGE_WORDS], segments, -1)
    heads = _without_column_heads(_without_table_rows(heads, segments), segments)
    feet = _without_table_rows(feet, segments) or _low_folio(segments, height)
    feet.sort(key=by_height)
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


def with_numbers(heads: Sequence[Segment]) -> list[list[Segment]]:
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


_HEAD_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.|\d{1,2}(?:\.\d{1,2})+|[IVX]{1,5}\.")
_LOW_FOLIO = re.compile(r"[-–—|]?\s?(?:[Pp]age\s)?\d{1,3}(?:\s?(?:\||/|of)\s?\d{1,3})?\s?[-–—|]?")
_FOLIO = re.compile(
    r"[-–—|\s]*(?:page\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:\||/|of)\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE
)
