"""Text of a PDF page that is set at a right angle to most of it: a table set sideways, the label of an axis.

Read by the page's upright lines it gives letters of several lines in a row, digits among them that were never one
number. So it is taken out of the page's words and cut again in a frame of its own, turned so that it stands upright;
what is found there knows its place on the page all the same. What is set aslant, as a watermark is, is left out.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pypdfium2.raw as pdfium_c

from policyledger.reading.document import Box, Glyphs
from policyledger.reading.pdf_graphics import Graphics
from policyledger.reading.pdf_words import PageWords, Word, upright_words

_TORN_LETTERS = 3
_SLANTED = -1
_ASLANT = 0.15
"""How far from a right angle text is aslant, in right angles."""
_SLANTED_WORDS = 8
_SLANTED_NAMES = 3


def part_turned(page: PageWords) -> list[PageWords]:
    """The words of a page that are turned against the rest, in a frame for each way; they are taken from the page's.

    A word at another angle is cut into its letters, which tells where to ask.
    """
    torn = [b for a, b in pairwise(page.words) if len(b.text) <= 2 and b.first == a.last and b.text.isalnum()]
    if len(torn) < _TORN_LETTERS or sum(_turn_of(page, word) != page.turn for word in torn) < _TORN_LETTERS:
        return []
    ways: dict[int, list[Word]] = {}
    for word in page.words:
        ways.setdefault(_turn_of(page, word), []).append(word)
    page.words = ways.pop(page.turn, [])
    page.has_slanted = _says_something(ways.pop(_SLANTED, []))
    return [_frame(page, turn, words) for turn, words in sorted(ways.items())]


def _turn_of(page: PageWords, word: Word) -> int:
    """The quarter turns that make a word upright: `_SLANTED` where none do, the page's where its angle is unknown."""
    angle = float(pdfium_c.FPDFText_GetCharAngle(page.raw, word.first))
    quarters = angle / (math.pi / 2)
    if angle < 0:
        return page.turn
    return -round(quarters) % 4 if abs(quarters - round(quarters)) < _ASLANT else _SLANTED


def _says_something(slanted: Sequence[Word]) -> bool:
    """Whether slanted words are more than a watermark, or the labels of an axis."""
    starts = [b for a, b in pairwise(slanted) if b.first != a.last] + list(slanted[:1])
    return len(starts) >= _SLANTED_WORDS and sum(word.text[0].isalpha() for word in starts) >= _SLANTED_NAMES


def _frame(page: PageWords, turn: int, words: Sequence[Word]) -> PageWords:
    """A page with some of the words of another, at the turn that they stand upright at."""
    odd = (turn - page.turn) % 2
    width, height = (page.height, page.width) if odd else (page.width, page.height)
    frame = PageWords([], width, height, turn, page.origin, array("H"), array("H"), page.chars, 0, page.raw)
    own = np.zeros(page.chars, dtype=bool)
    for word in words:
        own[word.first : word.last] = True
    upright_words(frame, own)
    return frame


class Turning:
    """The way between a page and a frame that is turned against it.

    Args:
        page: upright.
        frame: with the words that are not.
    """

    def __init__(self, page: PageWords, frame: PageWords) -> None:
        self.quarters = (frame.turn - page.turn) % 4
        self.sides = (page.width, page.height)

    def to_frame(self, box: Box) -> Box:
        """Where a box of the page stands in the frame."""
        for quarter in range(self.quarters):
            x0, top, x1, bottom = box
            height = self.sides[1 - quarter % 2]
            box = height - bottom, x0, height - top, x1
        return box

    def to_page(self, box: Box) -> Box:
        """Where a box of the frame stands on the page."""
        for quarter in reversed(range(self.quarters)):
            x0, top, x1, bottom = box
            width = self.sides[1 - quarter % 2]
            box = top, width - x1, bottom, width - x0
        return box

    def graphics(self, drawn: Graphics) -> Graphics:
        """The rules and boxes of the page as they stand in the frame."""
        across, down = (drawn.down, drawn.across) if self.quarters % 2 else (drawn.across, drawn.down)
        turned = [list(map(self.to_frame, boxes)) for boxes in (across, down, drawn.boxes, drawn.frames)]
        return Graphics(turned[0], turned[1], turned[2], turned[3])


class TurnedGlyphs(Glyphs):
    """Glyphs of a page, added as they stand in a frame: each is a line of its own, for there they share no height."""

    def __init__(self, glyphs: Glyphs, turning: Turning) -> None:
        self._glyphs = glyphs
        self._turning = turning

    def add_line(self, page: int, top: float, bottom: float, lefts: array[int], rights: array[int]) -> int:
        """The number of the first character of a line just added; edges are in quarter points of the frame."""
        first = len(self._glyphs)
        for left, right in zip(lefts, rights, strict=True):
            x0, y0, x1, y1 = self._turning.to_page((left / 4, top, right / 4, bottom))
            edges = (array("H", [round(max(x, 0.0) * 4)]) for x in (x0, x1))
            self._glyphs.add_line(page, y0, y1, *edges)
        return first
