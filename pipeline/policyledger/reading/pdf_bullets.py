"""Bullets that are drawn: a browser prints the marks of a list as shapes, and no character tells of them."""

from __future__ import annotations

import unicodedata
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
_OPENERS = frozenset({"Sc", "Ps", "Pi"})
"""What an item begins with but for letters and digits: a currency's sign, a bracket, a quotation mark."""
_INWARD, _BELOW = 3.0, 2.9
"""How far from the words of an item the bullet of one of its own items stands at the most, in the item's sizes."""
_LARGEST = 0.6
_OFF = 0.25
"""How large a bullet is of its word, and how far off the middle of its height."""


def show_bullets(words: list[Word], dots: Sequence[Box], rules: Sequence[Box] = ()) -> None:
    """Puts, in place, a bullet before each word that begins an item of a list with a dot, as no characters.

    Two items at the least begin alike, one below the other, each a line of several words: what stands beside a chart's
    points is a name or a figure. What a rule ends in is an ornament. An item of an item may stand alone.
    """
    if not words or not 1 < len(dots) <= _MOST:
        return
    ordered = sorted(words, key=_middle)
    middles = list(map(_middle, ordered))
    tall = max(word.bottom - word.top for word in words)
    items: dict[tuple[int, int], list[tuple[Box, Word]]] = {}
    for box in dict.fromkeys(dots):
        low, high = bisect_left(middles, box[1] - tall), bisect_left(middles, box[3] + tall)
        first = _item(box, ordered[low:high])
        if first is not None and not any(_meets(box, rule) for rule in rules):
            items.setdefault((round(box[0] / 2), round(first.x0 / 2)), []).append((box, first))
    places = {id(word): i for i, word in enumerate(words)}
    several = [item for alike in items.values() if len(alike) > 1 for item in alike]
    alone = [alike[0] for alike in items.values() if len(alike) == 1]
    several += [item for item in alone if any(_is_below(item, above) for above in several)]
    found = {places[id(first)]: (box, first) for box, first in several}
    for place in sorted(found, reverse=True):
        box, first = found[place]
        bullet = Word(box[0], first.top, box[2], first.bottom, first.size, first.first, first.first, "•")
        words.insert(place, bullet)


def _item(dot: Box, near: Sequence[Word]) -> Word | None:
    """The word that begins a line right after a dot; None where the dot is none of a list."""
    x0, top, x1, bottom = dot
    level = [word for word in near if word.top < (top + bottom) / 2 < word.bottom]
    first = min((word for word in level if word.x0 >= x1), key=attrgetter("x0"), default=None)
    if first is None or not _is_bullet(dot, first):
        return None
    beside = any(first.x1 < word.x0 < first.x1 + first.size for word in level)
    clear = not any(word.x1 > x0 - _CLEAR * first.size and word.x0 < x1 for word in level)
    return first if beside and clear else None


def _is_below(item: tuple[Box, Word], above: tuple[Box, Word]) -> bool:
    """Whether an item stands in the next line or the one after, below the words of another and further in."""
    (box, first), (_, head) = item, above
    inward = -0.5 * head.size < box[0] - head.x0 < _INWARD * head.size
    return inward and 0.5 * head.size < first.top - head.top < _BELOW * head.size


def _meets(dot: Box, rule: Box) -> bool:
    return dot[0] < rule[2] + 1 and dot[2] > rule[0] - 1 and dot[1] < rule[3] + 1 and dot[3] > rule[1] - 1


def _is_bullet(dot: Box, word: Word) -> bool:
    x0, top, x1, bottom = dot
    off = abs((top + bottom) - (word.top + word.bottom)) / 2
    begins = word.text[0].isalnum() or unicodedata.category(word.text[0]) in _OPENERS
    near = 0 < word.x0 - x1 < _REACH * word.size and begins
    return near and max(x1 - x0, bottom - top) < _LARGEST * word.size and off < _OFF * word.size


def _middle(word: Word) -> float:
    return (word.top + word.bottom) / 2
