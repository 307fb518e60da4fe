"""What is drawn on a PDF page besides text, as far as reading needs it: rules, frames and tinted panels."""

from __future__ import annotations

import ctypes
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium_c

from policyledger.reading.document import Box
from policyledger.reading.pdf_calls import address, as_object, clip_of, object_at, paths_of, type_of
from policyledger.reading.pdf_words import PageWords

_MAX_OBJECTS = 20_000
"""Drawn objects of a page that are looked at, and text within forms: maps have many more, and no table needs them."""
_MAX_ITEMS = 100_000
"""Objects of a page itself, text above all, of which some programs write one per letter."""
_MAX_DEPTH = 3
_THIN = 2.5
_LINE = 30.0
_MAX_PATHS = 8
_MAX_POINTS = 64
FEW_WORDS = 50
_LETTER_POINTS = 16
_LEAST_DOT = 1.2
_LARGEST_DOT = 8.0
_UNEVEN = 0.2
_PATTERNED = 0.1
_PATTERN_GREY = 191


@dataclass(slots=True)
class Graphics:
    """Rules and boxes of a page, upright.

    Attributes:
        across, down: horizontal and vertical rules.
        boxes: frames and panels bigger than a line of text, smaller than the page.
        frames: those of the boxes that are outlines without a filling.
        images: how much of the page pictures cover, 0 to 1.
        pictures: those larger than a line of text, smaller than the page.
        placed: the boxes of all images, with PDFium's handles of them, which last as long as the page is open.
        dots: shapes as wide as high, smaller than a letter.
        outlines: how many shapes of a letter's size are filled, of a page with few words: text may be drawn as such.
        hidden: the text objects, by address, that their clipping leaves nothing of.
    """

    across: list[Box] = field(default_factory=list)
    down: list[Box] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    frames: list[Box] = field(default_factory=list)
    images: float = 0.0
    pictures: list[Box] = field(default_factory=list)
    placed: list[tuple[Box, Any]] = field(default_factory=list)
    dots: list[Box] = field(default_factory=list)
    outlines: int = 0
    hidden: set[int] = field(default_factory=set)

    @property
    def panels(self) -> list[Box]:
        """The boxes, the largest first, those stacked one on the other in one: word processors tint line by line."""
        stacks: dict[tuple[int, int], list[Box]] = {}
        for box in sorted(self.boxes, key=lambda box: box[1]):
            stack = stacks.setdefault((round(box[0] / 4), round(box[2] / 4)), [])
            if stack and box[1] <= stack[-1][3] + _THIN:
                x0, top, x1, bottom = stack[-1]
                stack[-1] = x0, top, x1, max(bottom, box[3])
            else:
                stack.append(box)
        found = [box for stack in stacks.values() for box in stack]
        return sorted(found, key=lambda box: (box[0] - box[2]) * (box[3] - box[1]))

    @property
    def underlines(self) -> list[Box]:
        """What may stand under a line of text: rules across, and the lower edges of frames as high as a line."""
        return self.across + [(x0, y, x1, y) for x0, top, x1, y in self.boxes if y - top < _LINE]

    def with_frames_as_rules(self) -> Graphics:
        """The same, frames in line with rules on all sides drawn as rules: a table's inner cells may be drawn whole."""
        if not self.frames or not self.down or not self.across:
            return self
        xs = sorted((box[0] + box[2]) / 2 for box in self.down)
        ys = sorted((box[1] + box[3]) / 2 for box in self.across)
        cells = [
            box
            for box in self.frames
            if _stands_by(xs, box[0]) and _stands_by(xs, box[2]) and _stands_by(ys, box[1]) and _stands_by(ys, box[3])
        ]
        if not cells:
            return self
        across = [(x0, y, x1, y) for x0, top, x1, bottom in cells for y in (top, bottom)]
        down = [(x, top, x, bottom) for x0, top, x1, bottom in cells for x in (x0, x1)]
        taken = set(cells)
        boxes = [box for box in self.boxes if box not in taken]
        return replace(self, across=[*self.across, *across], down=[*self.down, *down], boxes=boxes, frames=[])

    @property
    def suggests_table(self) -> bool:
        """Whether rules or frames may cross to make cells: two by two at the least."""
        return self.is_ruled or (len(self.boxes) > 3 and len({round(box[0]) for box in self.boxes}) > 1)

    @property
    def is_ruled(self) -> bool:
        """Whether rules cross often enough to be a table's; tinted boxes are then no cells but shading."""
        crossings = 0
        for x, top, _, bottom in self.down[:200]:
            for left, y, right, _ in self.across[:200]:
                crossings += left - 3 <= x <= right + 3 and top - 3 <= y <= bottom + 3
                if crossings > 5:
                    return True
        return False


def graphics(page: Any, words: PageWords) -> Graphics:
    """The rules, boxes and pictures of a page."""
    found = Graphics()
    area = max(words.width * words.height, 1.0)
    budget = [_MAX_OBJECTS]
    sparse = len(words.words) < FEW_WORDS
    for kind, box, item in _objects(page.raw, words, budget, found.hidden):
        width, height = box[2] - box[0], box[3] - box[1]
        is_path = kind == pdfium_c.FPDF_PAGEOBJ_PATH
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            found.placed.append((box, item))
        if sparse and is_path:
            found.outlines += _shapes(item, max(width, height))
        if not is_path or (sparse and width * height > _PATTERNED * area and _is_patterned(item)):
            shown = min(box[2], words.width) - max(box[0], 0.0), min(box[3], words.height) - max(box[1], 0.0)
            shown_area = max(0.0, shown[0]) * max(0.0, shown[1])
            found.images += shown_area / area
            if height > _LINE and width > _LINE and shown_area < 0.6 * area:
                found.pictures.append(box)
        elif _LEAST_DOT < width < _LARGEST_DOT and abs(width - height) < _UNEVEN * width:
            found.dots.append(box)
        elif height <= _THIN and width > 15:
            found.across.append(box)
        elif width <= _THIN and height > 6:
            found.down.append(box)
        elif width > 20 and height > 8 and width * height < 0.6 * area:
            found.boxes.append(box)
            if _painted(item) == (False, True):
                found.frames.append(box)
    return found


def _painted(item: Any) -> tuple[bool, bool]:
    """Whether a path is filled, and whether its line is drawn."""
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    told = pdfium_c.FPDFPath_GetDrawMode(item, ctypes.byref(filled), ctypes.byref(stroked))
    return bool(told and filled.value), bool(told and stroked.value)


def _shapes(item: Any, side: float) -> int:
    """How many letters a path may draw: one of their size is one, a larger one may hold them all."""
    if not _painted(item)[0]:
        return 0
    return 1 if side <= _LINE else max(pdfium_c.FPDFPath_CountSegments(item), 0) // _LETTER_POINTS


def _is_patterned(item: Any) -> bool:
    """Whether a path is filled with a pattern, such as a scan's tiles: PDFium gives that one shade of grey for it."""
    shades = [ctypes.c_uint() for _ in range(4)]
    told = pdfium_c.FPDFPageObj_GetFillColor(item, *map(ctypes.byref, shades))
    return bool(told) and _painted(item)[0] and {shade.value for shade in shades[:3]} == {_PATTERN_GREY}


def _stands_by(places: Sequence[float], at: float) -> bool:
    """Whether one of some sorted places is next to another."""
    first = bisect_left(places, at - _THIN)
    return first < len(places) and places[first] <= at + _THIN


def _objects(page: Any, words: PageWords, budget: list[int], hidden: set[int]) -> Iterator[tuple[int, Box, Any]]:
    number = min(pdfium_c.FPDFPage_CountObjects(page), _MAX_ITEMS)
    items = list(map(object_at, repeat(address(page)), range(number)))
    kinds = map(type_of, items)
    paths = map(paths_of, map(clip_of, items))
    for at, kind, count in zip(items, kinds, paths, strict=True):
        if kind != pdfium_c.FPDF_PAGEOBJ_TEXT:
            yield from _object(as_object(at), words, budget, hidden, 0, ())
        elif count > 0:
            item = as_object(at)
            if _is_clipped_away(item, pdfium_c.FPDFPageObj_GetClipPath(item)):
                hidden.add(at)


def _object(
    item: Any, words: PageWords, budget: list[int], hidden: set[int], depth: int, matrices: tuple[Any, ...]
) -> Iterator[tuple[int, Box, Any]]:
    """Type and upright box of a page object and itself, or of those inside a form; notes text that is clipped away."""
    budget[0] -= 1
    if budget[0] < 0:
        return
    kind = pdfium_c.FPDFPageObj_GetType(item)
    if kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
        matrix = pdfium_c.FS_MATRIX()
        pdfium_c.FPDFPageObj_GetMatrix(item, matrix)
        for i in range(max(pdfium_c.FPDFFormObj_CountObjects(item), 0)):
            inner = pdfium_c.FPDFFormObj_GetObject(item, i)
            yield from _object(inner, words, budget, hidden, depth + 1, (matrix, *matrices))
    elif kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
        if _is_clipped_away(item, pdfium_c.FPDFPageObj_GetClipPath(item)):
            hidden.add(address(item))
    elif kind in (pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE):
        bounds = _bounds(item)
        if bounds is not None:
            x0, y0, x1, y1 = bounds
            for matrix in matrices:
                xs = [matrix.a * x + matrix.c * y + matrix.e for x in (x0, x1) for y in (y0, y1)]
                ys = [matrix.b * x + matrix.d * y + matrix.f for x in (x0, x1) for y in (y0, y1)]
                x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
            yield kind, upright_box(x0, y0, x1, y1, words), item


def _is_clipped_away(item: Any, clip: Any) -> bool:
    """Whether a clipping leaves nothing of an object, as where a new page was put over an old one."""
    paths = pdfium_c.FPDFClipPath_CountPaths(clip)
    if paths < 1:
        return False
    left, bottom, right, top = _bounds(item) or (0.0, 0.0, 0.0, 0.0)
    for path in range(min(paths, _MAX_PATHS)):
        count = pdfium_c.FPDFClipPath_CountPathSegments(clip, path)
        points = [_clip_point(clip, path, i) for i in range(count)] if count <= _MAX_POINTS else []
        if points:
            xs, ys = zip(*points, strict=True)
            left, right = max(left, min(xs)), min(right, max(xs))
            bottom, top = max(bottom, min(ys)), min(top, max(ys))
    return right < left or top < bottom


def _clip_point(clip: Any, path: int, number: int) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    segment = pdfium_c.FPDFClipPath_GetPathSegment(clip, path, number)
    pdfium_c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
    return x.value, y.value


def _bounds(item: Any) -> Box | None:
    """left, bottom, right, top of an object."""
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetBounds(item, *map(ctypes.byref, edges)):
        return None
    left, bottom, right, top = (edge.value for edge in edges)
    return left, bottom, right, top


def upright_box(x0: float, y0: float, x1: float, y1: float, words: PageWords) -> Box:
    """A box of user space (y upwards) on the upright page (y downwards)."""
    left, bottom, right, top = words.origin
    if words.turn == 0:
        return x0 - left, top - y1, x1 - left, top - y0
    if words.turn == 1:
        return y0 - bottom, x0 - left, y1 - bottom, x1 - left
    if words.turn == 2:
        return right - x1, y0 - bottom, right - x0, y1 - bottom
    return top - y1, right - x1, top - y0, right - x0
