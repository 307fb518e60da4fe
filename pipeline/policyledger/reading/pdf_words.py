"""A PDF page as words with boxes, from PDFium's characters.

PDFium tells each character and its loose box (as high as its font, as wide as its advance). Words are cut here, by
blanks and by geometry, since the stream may jump between columns; sizes are the heights of those boxes.
"""

from __future__ import annotations

import ctypes
import math
import re
from array import array
from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, repeat
from statistics import median_low
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium_c

from policyledger.reading.pdf_calls import address, loose_box

_BLANKS = (0xA0, 0x2002, 0x2003, 0x2009, 0x202F, 0x3000)
"""Those beyond ASCII."""
_RUN = re.compile(r"(?P<letters>[^\W\d_]+)|[^\s\x02\ufffe]+?(?=[^\W\d_]|\s|[\x02\ufffe]|\Z)|[\x02\ufffe]")
_LINE_END_HYPHEN = str.maketrans({"\x02": "-", "\ufffe": "-"})
_MAX_CHARS = 200_000
_ANGLE_SAMPLES = 24
_SPACED_OUT = 5
TOUCHING = 0.04
"""The gap between two words, in sizes of their font, under which no blank is seen."""


class Word:
    """A run of characters without blanks, of one size, on one baseline.

    Attributes:
        x0, top, x1, bottom: its box, in points from the upright page's upper left corner.
        first, last: its characters on the page, `last` exclusive.
        text: them as a string.
        size: the height of its font's box, in points, to a tenth.
        spaced_out: whether it is a letter of the word before, which is set with blanks between its letters.
    """

    __slots__ = ("bottom", "first", "last", "size", "spaced_out", "text", "top", "x0", "x1")

    def __init__(
        self, x0: float, top: float, x1: float, bottom: float, size: float, first: int, last: int, text: str
    ) -> None:
        self.x0 = x0
        self.top = top
        self.x1 = x1
        self.bottom = bottom
        self.first = first
        self.last = last
        self.text = text
        self.size = size
        self.spaced_out = False

    def __repr__(self) -> str:
        return f"Word({self.text!r}, {self.x0:.0f}, {self.top:.0f}, {self.x1:.0f}, {self.bottom:.0f})"


@dataclass(slots=True)
class PageWords:
    """The words of a page in stream order, and its characters' edges in quarter points (a blank's: the end before it).

    Attributes:
        words: upright.
        width, height: of the upright page.
        turn: the quarter turns (clockwise) that make the page's user space upright.
        origin: left, bottom, right, top of the page in user space.
        chars: how many characters PDFium found, blanks included.
        unmapped: how many of them have no meaning in Unicode.
        has_slanted: whether more than a label is set aslant, and so left out of the words.
    """

    words: list[Word]
    width: float
    height: float
    turn: int
    origin: tuple[float, float, float, float]
    lefts: array[int]
    rights: array[int]
    chars: int
    unmapped: int
    raw: Any
    has_slanted: bool = False
    bold_fonts: dict[int, bool] = field(default_factory=dict)
    symbol_fonts: dict[int, bool] = field(default_factory=dict)
    points: dict[tuple[int, float], float] = field(default_factory=dict)
    fonts: dict[int, int] = field(default_factory=dict)

    def is_drawn_by(self, word: Word, objects: Collection[int]) -> bool:
        """Whether a word is drawn by one of some text objects, given by their addresses."""
        return address(pdfium_c.FPDFText_GetTextObject(self.raw, word.first)) in objects

    def is_bold(self, char: int) -> bool:
        """Whether a character is set in a bold font, by its weight or its font's name; asked once for each font."""
        key = self.font(char)
        if not key:
            return False
        if key not in self.bold_fonts:
            font = self._font(char)
            name = _font_name(font)
            named = any(mark in name for mark in (b"bold", b"black", b"heavy", b"semib", b"demi"))
            self.bold_fonts[key] = named or pdfium_c.FPDFFont_GetWeight(font) >= 600
        return self.bold_fonts[key]

    def is_symbol(self, char: int) -> bool:
        """Whether a character is set in a font of signs, whose codes say nothing of what they show ("!" is a dot)."""
        key = self.font(char)
        if not key:
            return False
        if key not in self.symbol_fonts:
            name = _font_name(self._font(char))
            self.symbol_fonts[key] = any(mark in name for mark in (b"symbol", b"dingbat", b"wingding", b"webding"))
        return self.symbol_fonts[key]

    def point_size(self, word: Word) -> float:
        """The size a word is set in, in points: its font's size times the scale of its matrix.

        Asked once for each font and height of its box, which stand in one ratio; that height where the font tells none.
        """
        key = self.font(word.first), word.size
        if key not in self.points:
            matrix = pdfium_c.FS_MATRIX()
            size = 0.0
            if pdfium_c.FPDFText_GetMatrix(self.raw, word.first, matrix):
                scale = math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
                size = float(pdfium_c.FPDFText_GetFontSize(self.raw, word.first)) * scale
            self.points[key] = size if 1 < size < 500 else word.size
        return self.points[key]

    def font(self, char: int) -> int:
        """The address of the font a character is set in, 0 for none; each character is asked for once."""
        known = self.fonts.get(char)
        if known is None:
            known = self.fonts[char] = address(self._font(char))
        return known

    def _font(self, char: int) -> Any:
        item = pdfium_c.FPDFText_GetTextObject(self.raw, char)
        return pdfium_c.FPDFTextObj_GetFont(item) if item else None


def _font_name(font: Any) -> bytes:
    buffer = ctypes.create_string_buffer(128)
    pdfium_c.FPDFFont_GetBaseFontName(font, buffer, 128)
    return buffer.value.lower()


def page_words(page: Any, textpage: Any) -> PageWords:
    """The words of a page, made upright.

    Args:
        page: pypdfium2's `PdfPage`.
        textpage: its `PdfTextPage`; must stay open while fonts are asked for.
    """
    raw = textpage.raw
    count = min(max(pdfium_c.FPDFText_CountChars(raw), 0), _MAX_CHARS)
    left, bottom, right, top = page.get_bbox()
    turn = _turn(raw, count, page.get_rotation())
    size = (top - bottom, right - left) if turn % 2 else (right - left, top - bottom)
    found = PageWords([], *size, turn, (left, bottom, right, top), array("H"), array("H"), count, 0, raw)
    if not count:
        return found
    text = _text(raw, count)
    boxes = _upright(_boxes(raw, text), found)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    found.unmapped = int(((codes == 0xFFFD) | (codes == 0) | ((codes >= 0xE000) & (codes < 0xF000))).sum())
    kept = _kept(codes, boxes, found)
    _set_edges(found, boxes, kept)
    found.words = _cut(text.translate(_LINE_END_HYPHEN), boxes, kept)
    return found


def upright_words(page: PageWords, own: np.ndarray[Any, np.dtype[np.bool_]]) -> None:
    """Cuts the words of a page anew at its turn, of those characters alone that are marked as its own."""
    text = _text(page.raw, page.chars)
    boxes = _upright(_boxes(page.raw, text), page)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kept = _kept(codes, boxes, page)
    kept = kept[own[kept]]
    _set_edges(page, boxes, kept)
    page.words = _cut(text.translate(_LINE_END_HYPHEN), boxes, kept)


def _text(raw: Any, count: int) -> str:
    """One character of text per character of the page."""
    buffer = (ctypes.c_ushort * (count + 1))()
    pdfium_c.FPDFText_GetText(raw, 0, count, buffer)
    units = bytes(buffer)[: 2 * count]
    text = units.decode("utf-16-le", "surrogatepass")
    if len(text) == count and "\0" not in text:
        return text
    codes = (pdfium_c.FPDFText_GetUnicode(raw, i) for i in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)


def _boxes(raw: Any, text: str) -> np.ndarray[Any, np.dtype[np.float32]]:
    """left, top, right, bottom in user space, one row per character.

    Asking is what costs; so inside a word of letters only the first and last are asked for, when they stand on one
    line, and those between are spaced evenly. Blanks are not asked for.
    """
    edges = np.zeros((len(text), 4), dtype=np.float32)
    runs = [(*match.span(), match.lastindex or 0) for match in _RUN.finditer(text)]
    if not runs:
        return edges
    firsts, stops, letters = np.array(runs).T
    lasts = stops - 1
    longer = lasts > firsts
    ends = np.concatenate((firsts, lasts[longer]))
    edges[ends] = _ask(raw, ends.tolist())
    a, z = edges[firsts], edges[lasts]
    height = a[:, 1] - a[:, 3]
    level = np.abs(a[:, 3] - z[:, 3]) + np.abs(a[:, 1] - z[:, 1]) < 0.05 * height
    room = z[:, 0] - a[:, 2]
    even = letters.astype(bool) & level & (room > 0) & (room < (lasts - firsts + 1) * height)
    long = lasts - firsts > 1
    rest = long & ~even
    uneven = [i for first, last in zip(firsts[rest], lasts[rest], strict=True) for i in range(first + 1, last)]
    edges[uneven] = _ask(raw, uneven)
    _space_evenly(edges, firsts[even & long], lasts[even & long])
    return edges


def _ask(raw: Any, chars: Sequence[int]) -> np.ndarray[Any, np.dtype[np.float32]]:
    """left, top, right, bottom of some characters, as PDFium has them; it writes them where they are to stand."""
    rects = np.zeros((len(chars), 4), dtype=np.float32)
    first = rects.ctypes.data
    places = range(first, first + rects.nbytes, rects.itemsize * 4)
    deque(map(loose_box, repeat(address(raw)), chars, places), maxlen=0)
    return rects


def _space_evenly(edges: np.ndarray[Any, Any], firsts: np.ndarray[Any, Any], lasts: np.ndarray[Any, Any]) -> None:
    """Sets the edges of the characters between the first and the last of words."""
    if not len(firsts):
        return
    counts = lasts - firsts - 1
    owners = np.repeat(np.arange(len(firsts)), counts)
    step = np.arange(len(owners)) - np.repeat(np.cumsum(counts) - counts, counts)
    between = firsts[owners] + 1 + step
    left = edges[firsts, 2]
    width = ((edges[lasts, 0] - left) / counts)[owners]
    edges[between, 0] = left[owners] + step * width
    edges[between, 2] = left[owners] + (step + 1) * width
    edges[between, 1], edges[between, 3] = edges[firsts, 1][owners], edges[firsts, 3][owners]


def _turn(raw: Any, count: int, rotation: int) -> int:
    """The quarter turns that make most of the page's text upright; the page's own rotation when it has no text.

    Only the text tells, since tables are set sideways by its matrix as often as by the page's rotation. PDFium's angle
    is that of the text, clockwise, and is undone by the turn.
    """
    if not count:
        return (rotation // 90) % 4
    step = max(1, count // _ANGLE_SAMPLES)
    angles = [pdfium_c.FPDFText_GetCharAngle(raw, i) for i in range(step // 2, count, step)]
    turns = [-round(angle / (math.pi / 2)) % 4 for angle in angles if angle >= 0]
    return max(set(turns), key=turns.count) if turns else (rotation // 90) % 4


def _upright(rects: np.ndarray[Any, Any], page: PageWords) -> tuple[np.ndarray[Any, Any], ...]:
    """x0, top, x1, bottom of each character on the upright page."""
    left, bottom, right, top = page.origin
    x0, x1 = np.minimum(rects[:, 0], rects[:, 2]), np.maximum(rects[:, 0], rects[:, 2])
    y0, y1 = np.minimum(rects[:, 1], rects[:, 3]), np.maximum(rects[:, 1], rects[:, 3])
    if page.turn == 0:
        return x0 - left, top - y1, x1 - left, top - y0
    if page.turn == 1:
        return y0 - bottom, x0 - left, y1 - bottom, x1 - left
    if page.turn == 2:
        return right - x1, y0 - bottom, right - x0, y1 - bottom
    return top - y1, right - x1, top - y0, right - x0


def _kept(
    codes: np.ndarray[Any, Any], boxes: tuple[np.ndarray[Any, Any], ...], page: PageWords
) -> np.ndarray[Any, Any]:
    """The numbers of the characters that show: no blanks, of some size, on the page."""
    x0, y0, x1, y1 = boxes
    usable = (codes > 32) & (y1 - y0 > 0.5) & (x1 > x0 - 0.01)
    for blank in _BLANKS if codes.max() >= _BLANKS[0] else ():
        usable &= codes != blank
    usable &= (x1 > 0) & (x0 < page.width) & (y1 > 0) & (y0 < page.height)
    return np.flatnonzero(usable)


def _set_edges(page: PageWords, boxes: tuple[np.ndarray[Any, Any], ...], kept: np.ndarray[Any, Any]) -> None:
    """Notes the edges of the characters; blanks stand where the character before them ends, and have no width."""
    lefts = (np.clip(boxes[0], 0, 16_000) * 4).astype(np.uint16)
    rights = (np.clip(boxes[2], 0, 16_000) * 4).astype(np.uint16)
    before = np.zeros(len(lefts), dtype=np.intp)
    before[kept] = kept
    np.maximum.accumulate(before, out=before)
    rights = rights[before]
    page.lefts = array("H", np.where(before == np.arange(len(lefts)), lefts, rights).tobytes())
    page.rights = array("H", rights.tobytes())


def _cut(text: str, boxes: tuple[np.ndarray[Any, Any], ...], kept: np.ndarray[Any, Any]) -> list[Word]:
    """Words: runs of characters without blanks, side by side, of one size and baseline."""
    x0, y0, x1, y1 = boxes
    height = y1 - y0
    if not len(kept):
        return []
    a, b = kept[:-1], kept[1:]
    tall = np.maximum(height[a], height[b])
    gap = x0[b] - x1[a]
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    ligature = (np.abs(x0[b] - x0[a]) < 0.01) & (np.abs(x1[b] - x1[a]) < 0.01) & (codes[a] != codes[b])
    begins = (
        (b - a > 1)
        | (gap > 0.22 * tall)
        | ((gap < -0.6 * tall) & ~ligature)
        | (np.abs(y1[b] - y1[a]) > 0.12 * tall)
        | (np.abs(height[b] - height[a]) > 0.15 * tall)
    )
    firsts = np.concatenate(([0], np.flatnonzero(begins) + 1))
    lasts = np.concatenate((firsts[1:], [len(kept)])) - 1
    tops, bottoms = np.minimum.reduceat(y0[kept], firsts), np.maximum.reduceat(y1[kept], firsts)
    starts, ends = kept[firsts].tolist(), (kept[lasts] + 1).tolist()
    columns = (
        np.minimum.reduceat(x0[kept], firsts).tolist(),
        tops.tolist(),
        np.maximum.reduceat(x1[kept], firsts).tolist(),
        bottoms.tolist(),
        np.round((bottoms - tops).astype(np.float64), 1).tolist(),
        starts,
        ends,
        [text[first:last] for first, last in zip(starts, ends, strict=True)],
    )
    words = list(map(Word, *columns))
    _mark_spaced_out(words)
    return words


def _mark_spaced_out(words: list[Word]) -> None:
    """Marks the letters of titles set like "C O N T E N T S": the gaps inside a word are all but equal, and small."""
    run: list[int] = []
    for i in [i for i, word in enumerate(words) if len(word.text) == 1 and word.text.isalpha()]:
        if run and not (i == run[-1] + 1 and _goes_on(words[i - 1], words[i])):
            _mark_run([words[at] for at in run])
            run = []
        run.append(i)
    _mark_run([words[at] for at in run])


def _goes_on(letter: Word, following: Word) -> bool:
    gap = following.x0 - letter.x1
    return abs(following.bottom - letter.bottom) < 0.1 * letter.size and -0.1 <= gap < 2 * letter.size


def _mark_run(letters: list[Word]) -> None:
    if len(letters) < _SPACED_OUT:
        return
    gaps = [following.x0 - letter.x1 for letter, following in pairwise(letters)]
    usual = median_low(gaps)
    for letter, gap in zip(letters[1:], gaps, strict=True):
        letter.spaced_out = gap < 1.4 * usual + 0.5
