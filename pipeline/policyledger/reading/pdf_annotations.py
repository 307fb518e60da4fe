"""What people have put on a PDF page: text typed into it and into its forms, and lines through what is no longer meant.

Text of forms and of typed-in notes is in no page's content; PDFium merges it there as for printing, so that it is read
where it stands. Comments, which are not printed on the page, are none of its text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2.raw as pdfium_c

from policyledger.reading.document import Box
from policyledger.reading.pdf_words import Word

_MOST = 5_000
"""Annotations of a page that are looked at."""
_HIGHEST = 0.4
_LOWEST = 0.75
"""Where a line through a word runs, of the height of its box; one further down is an underline."""
_ENDS = 0.35
"""How far a line through words begins before the first of them and ends behind the last, in sizes of their type."""


def typed_in(page: Any) -> bool:
    """Whether a page has text in the fields of a form, or typed upon it."""
    return any(
        kind in (pdfium_c.FPDF_ANNOT_WIDGET, pdfium_c.FPDF_ANNOT_FREETEXT) and _is_shown(annotation)
        for kind, annotation in _annotations(page)
    )


def merge(page: Any) -> bool:
    """Merges what would be printed upon a page into it; whether there was any: then the page is to be opened anew."""
    return bool(pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_PRINT) == pdfium_c.FLATTEN_SUCCESS)


def marked_as_struck(page: Any) -> list[Box]:
    """left, bottom, right, top in user space of what is marked as struck out, a box for each line."""
    boxes = []
    points = pdfium_c.FS_QUADPOINTSF()
    for kind, annotation in _annotations(page):
        if kind == pdfium_c.FPDF_ANNOT_STRIKEOUT:
            for i in range(min(pdfium_c.FPDFAnnot_CountAttachmentPoints(annotation), _MOST)):
                if pdfium_c.FPDFAnnot_GetAttachmentPoints(annotation, i, points):
                    xs = points.x1, points.x2, points.x3, points.x4
                    ys = points.y1, points.y2, points.y3, points.y4
                    boxes.append((min(xs), min(ys), max(xs), max(ys)))
    return boxes


def without_struck(words: Sequence[Word], boxes: Sequence[Box], rules: Sequence[Box]) -> list[Word]:
    """The words of a page without those struck out.

    Args:
        words: of the page.
        boxes: of what is marked as struck out.
        rules: drawn across; one that begins and ends with words and runs through them strikes them out.
    """
    struck: set[int] = set()
    for x0, top, x1, bottom in boxes:
        for word in words:
            if x0 < (word.x0 + word.x1) / 2 < x1 and top < (word.top + word.bottom) / 2 < bottom:
                struck.add(id(word))
    for x0, top, x1, bottom in rules:
        through = [word for word in words if word.x1 > x0 and word.x0 < x1 and _runs_through(word, (top + bottom) / 2)]
        if through:
            slack = _ENDS * through[0].size
            first, last = min(word.x0 for word in through), max(word.x1 for word in through)
            if abs(first - x0) < slack and abs(last - x1) < slack:
                struck.update(map(id, through))
    return [word for word in words if id(word) not in struck] if struck else list(words)


def _runs_through(word: Word, y: float) -> bool:
    return _HIGHEST < (y - word.top) / (word.bottom - word.top) < _LOWEST if word.bottom > word.top else False


def _is_shown(annotation: Any) -> bool:
    mode = pdfium_c.FPDF_ANNOT_APPEARANCEMODE_NORMAL
    return bool(pdfium_c.FPDFAnnot_GetAP(annotation, mode, None, 0) > 2)


def _annotations(page: Any) -> Iterator[tuple[int, Any]]:
    """The kinds and handles of a page's annotations, each closed when the next is asked for."""
    for i in range(min(pdfium_c.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, i)
        if not annotation:
            continue
        try:
            yield pdfium_c.FPDFAnnot_GetSubtype(annotation), annotation
        finally:
            pdfium_c.FPDFPage_CloseAnnot(annotation)
