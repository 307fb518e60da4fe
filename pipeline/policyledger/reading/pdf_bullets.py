"""Bullets that are drawn: a browser prints the marks of a list as shapes, and no character tells of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from policyledger.reading.document import Box
from policyledger.reading.pdf_words import Word

_MOST = 500
"""Dots of a page that may be bullets: the points of a chart are more."""
_REACH = 2.5
_CLEAR = 1.0
"""How far from the word after it a bullet stands at the most, and from any before it at the least, in its sizes."""
_LARGEST = 0.6
_OFF = 0.25
"""How large a bullet is of its word, and how far off the middle of its height."""


def show_bullets(words: list[Word], dots: Sequence[Box]) -> None:
    """Puts, in place, a bullet before each word that begins a line with a dot right before it, as no characters.

    A line has several words: what stands beside a chart's points is a name or a figure.
    """
    if not words or not 0 < len(dots) <= _MOST:
        return
    ordered = sorted(words, key=_middle)
    middles = list(map(_middle, ordered))
    tall = max(word.bottom - word.top for word in words)
    places = {id(word): i for i, word in enumerate(words)}
    found: dict[int, Word] = {}
    for box in dots:
        x0, top, x1, bottom = box
        low, high = bisect_left(middles, top - tall), bisect_left(middles, bottom + tall)
        level = [word for word in ordered[low:high] if word.top < (top + bottom) / 2 < word.bottom]
        first = min((word for word in level if word.x0 >= x1), key=attrgetter("x0"), default=None)
        if first is None or not _is_bullet(box, first):
            continue
        beside = any(first.x1 < word.x0 < first.x1 + first.size for word in level)
        if beside and not any(word.x1 > x0 - _CLEAR * first.size and word.x0 < x1 for word in level):
            found[places[id(first)]] = Word(x0, first.top, x1, first.bottom, first.size, first.first, first.first, "•")
    for place in sorted(found, reverse=True):
        words.insert(place, found[place])


def _is_bullet(dot: Box, word: Word) -> bool:
    x0, top, x1, bottom = dot
    off = abs((top + bottom) - (word.top + word.bottom)) / 2
    near = 0 < word.x0 - x1 < _REACH * word.size and word.text[0].isalnum()
    return near and max(x1 - x0, bottom - top) < _LARGEST * word.size and off < _OFF * word.size


def _middle(word: Word) -> float:
    return (word.top + word.bottom) / 2
