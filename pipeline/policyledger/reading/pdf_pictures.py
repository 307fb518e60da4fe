"""Writing in the pictures of a PDF page, which has no text layer there.

Most pictures are photographs. A table that was pasted as one, or an infographic, may hold the very targets; no
document may look as if it had none of these.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from policyledger.reading.document import Box
from policyledger.reading.lettering import WRITING, count_letters
from policyledger.reading.pdf_graphics import FEW_WORDS
from policyledger.reading.pdf_words import Word

_READ = 1000
"""The letters upon a picture from which on it is taken for a scan that was read, or the ground of a page."""
_LEAST_SIDE = 80.0
_LEAST_SHARE = 0.03
"""How large a picture is at the least: in points, and of its page."""
_ALONE_SHARE = 0.2
_ALONE = 50
"""How much of a page with few words a picture covers that is what it is for, and the letters that are lost with it."""
_MOST_PIXELS = 50_000_000
_MOST_SHOWN = 4_000_000
_GREY = np.array([0.114, 0.587, 0.299], dtype=np.float32)
"""What blue, green and red weigh in grey (ITU-R BT.601)."""


class PictureReader:
    """Tells which pages of a document have pictures with writing in them.

    Attributes:
        left: how many pixels may be unpacked yet: a document of photographs must not take minutes.
    """

    def __init__(self, document: Any) -> None:
        self.document = document
        self.left = 4 * _MOST_PIXELS

    def shows_writing(self, page: Any, pictures: Sequence[tuple[Box, Any]], words: Sequence[Word], area: float) -> bool:
        """Whether a picture of a page shows more writing than its text layer has there.

        Args:
            page: opened.
            pictures: the boxes of its images, and those themselves.
            words: its words.
            area: of the page, in square points.
        """
        for (x0, top, x1, bottom), image in pictures:
            width, height = x1 - x0, bottom - top
            if min(width, height) < _LEAST_SIDE or width * height < _LEAST_SHARE * area:
                continue
            upon = sum(len(word.text) for word in words if x0 < word.x0 and word.x1 < x1 and top < word.bottom < bottom)
            is_alone = len(words) < FEW_WORDS and width * height > _ALONE_SHARE * area
            least = _ALONE if is_alone else WRITING  # a logo shows as many letters as a small table
            if upon < _READ and self._letters(page, image) >= least + upon:
                return True
        return False

    def _letters(self, page: Any, image: Any) -> int:
        pixels = _pixels(image)
        if not 0 < pixels <= min(_MOST_PIXELS, self.left):
            return 0
        self.left -= pixels
        grey = _grey(self.document, page, image)
        return 0 if grey is None else count_letters(grey)


def _pixels(image: Any) -> int:
    across, down = ctypes.c_uint(), ctypes.c_uint()
    if not pdfium_c.FPDFImageObj_GetImagePixelSize(image, ctypes.byref(across), ctypes.byref(down)):
        return 0
    return across.value * down.value


def _grey(document: Any, page: Any, image: Any) -> NDArray[Any] | None:
    """An image as it is placed, a pixel for each point, transparent parts white; None where PDFium can't show it."""
    matrix = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(image, matrix):
        return None
    across, down = abs(matrix.a) + abs(matrix.c), abs(matrix.b) + abs(matrix.d)
    if not 1 < across * down <= _MOST_SHOWN:
        return None
    bitmap = pdfium_c.FPDFImageObj_GetRenderedBitmap(document.raw, page.raw, image)
    if not bitmap:
        return None
    try:
        wide, high = pdfium_c.FPDFBitmap_GetWidth(bitmap), pdfium_c.FPDFBitmap_GetHeight(bitmap)
        stride = pdfium_c.FPDFBitmap_GetStride(bitmap)
        kind = pdfium_c.FPDFBitmap_GetFormat(bitmap)
        channels = _CHANNELS.get(kind)
        start = pdfium_c.FPDFBitmap_GetBuffer(bitmap)
        if channels is None or not start or wide < 2 or high < 1:
            return None
        raw = np.frombuffer(ctypes.string_at(start, stride * high), dtype=np.uint8).reshape(high, stride)
        shown = raw[:, : wide * channels].reshape(high, wide, channels).astype(np.float32)
        if channels == 1:
            return shown[:, :, 0]
        grey = shown[:, :, :3] @ _GREY
        if kind == pdfium_c.FPDFBitmap_BGRA:
            opaque = shown[:, :, 3] / 255
            grey = grey * opaque + 255 * (1 - opaque)
        return np.asarray(grey)
    finally:
        pdfium_c.FPDFBitmap_Destroy(bitmap)


_CHANNELS = {
    pdfium_c.FPDFBitmap_Gray: 1,
    pdfium_c.FPDFBitmap_BGR: 3,
    pdfium_c.FPDFBitmap_BGRx: 4,
    pdfium_c.FPDFBitmap_BGRA: 4,
}
