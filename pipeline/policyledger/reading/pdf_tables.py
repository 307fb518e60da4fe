"""Ruled tables of a PDF page: pdfplumber's table finder on PDFium's rules.

pdfplumber's finder is a set of functions over edges; given the rules PDFium has already found, it need not parse the
page again, which is what makes it slow.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from policyledger.reading.document import Box
from policyledger.reading.pdf_graphics import Graphics
from policyledger.reading.pdf_words import Word

_MAX_EDGES = 800
_MAX_POINTS = 1500
_SNAP = 3.0
_NARROW = 6.0


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

    def row_of(self, word: Word) -> int:
        """The row a word stands in."""
        return min(max(bisect_right(self.ys, (word.top + word.bottom) / 2) - 1, 0), len(self.ys) - 2)

    def column_of(self, word: Word) -> int:
        """The column a word begins in."""
        return min(max(bisect_right(self.xs, word.x0) - 1, 0), len(self.xs) - 2)


def find_tables(drawn: Graphics, words: Sequence[Word]) -> list[FoundTable]:
    """The ruled tables of a page that hold text in at least two rows and two columns, from top to bottom."""
    if not drawn.suggests_table:
        return []
    found = []
    for cells in _cells(drawn):
        table = _table(cells)
        if table and _is_filled(table, words):
            found.append(table)
    return found


def _cells(drawn: Graphics) -> list[list[Box]]:
    """Groups of cells that touch, as pdfplumber finds them."""
    from pdfplumber import table as finder

    edges = [_edge(box, "h") for box in drawn.across] + [_edge(box, "v") for box in drawn.down]
    for x0, top, x1, bottom in () if drawn.is_ruled else drawn.boxes:
        edges += _edge((x0, top, x1, top), "h"), _edge((x0, bottom, x1, bottom), "h")
        edges += _edge((x0, top, x0, bottom), "v"), _edge((x1, top, x1, bottom), "v")
    if len(edges) > 6 * _MAX_EDGES:
        return []
    merged = finder.merge_edges(edges, _SNAP, _SNAP, _SNAP, _SNAP)
    merged = [edge for edge in merged if max(edge["width"], edge["height"]) > 5]
    if len(merged) > _MAX_EDGES:
        return []
    points = finder.edges_to_intersections(merged, _SNAP, _SNAP)
    if not 3 < len(points) <= _MAX_POINTS:
        return []
    groups: list[list[Box]] = finder.cells_to_tables(finder.intersections_to_cells(points))
    return groups


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
    """The cells in a grid; None when it has but one row or column."""
    xs = _stops(edge for cell in cells for edge in (cell[0], cell[2]))
    ys = _stops(edge for cell in cells for edge in (cell[1], cell[3]))
    if len(xs) < 3 or len(ys) < 3:
        return None
    frames = []
    for cell in sorted(cells, key=lambda c: (c[1], c[0])):
        column, row = _stop(xs, cell[0]), _stop(ys, cell[1])
        height, width = _stop(ys, cell[3]) - row, _stop(xs, cell[2]) - column
        if height > 0 and width > 0:
            frames.append(Frame(cell, row, column, height, width))
    box = min(c[0] for c in cells), min(c[1] for c in cells), max(c[2] for c in cells), max(c[3] for c in cells)
    return FoundTable(box, frames, xs, ys)


def _stops(edges: object) -> list[float]:
    stops: list[float] = []
    for edge in sorted(edges):  # type: ignore[call-overload]
        if not stops or edge - stops[-1] > _NARROW:
            stops.append(edge)
    return stops


def _stop(stops: list[float], edge: float) -> int:
    at = bisect_left(stops, edge - _NARROW)
    return min(at, len(stops) - 1)


def _is_filled(table: FoundTable, words: Sequence[Word]) -> bool:
    """Whether text stands in two rows and two columns of it, side by side and one below the other."""
    filled = [frame for frame in table.frames if any(holds(frame.box, word) for word in words)]
    rows = {frame.row for frame in filled}
    columns = {frame.column for frame in filled}
    beside = {frame.row for frame in filled if frame.column > min(columns)}
    return len(rows) > 1 and len(columns) > 1 and bool(beside) and len(filled) * 3 >= len(table.frames)


def holds(box: Box, word: Word) -> bool:
    """Whether a word's middle stands in a box."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
