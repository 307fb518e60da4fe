"""The large letter a paragraph begins with, one or more lines high, made one with the rest of its word.

By its own box it would stand in a line of its own, and its word would be two: "B" and "y 2030".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyledger.reading.pdf_words import Word

_LARGER = 1.6
_MOST = 50
_WIDEST = 0.9
"""White between the letter and its line, in sizes of that line."""
_BASELINE = 0.21
"""How far above the foot of its box a font's baseline is, in sizes of it."""
_BLANK = 0.25
_SINGLE = "AIOÀÉYEU"
_SURE = 2
"""Letters of a rest too short to be a word after one of a single letter: "In", "All"."""


def join_initials(words: Sequence[Word]) -> None:
    """Sets the large letters that paragraphs begin with in their first line, as letters of its first word."""
    letters = [word for word in words if len(word.text) <= 2 and _LETTER.fullmatch(word.text)]
    if not letters:
        return
    least = _LARGER * min(word.size for word in words)
    for letter in [letter for letter in letters if letter.size > least][:_MOST]:
        first = _first(letter, words)
        if first is not None:
            first.spaced_out = _is_rest(letter, first, words)
            letter.top, letter.bottom, letter.size = first.top, first.bottom, first.size
            letter.x0 = max(letter.x0, first.x0 - 0.5 * first.size)
            letter.x1 = max(min(letter.x1, first.x0), letter.x0)


def _first(letter: Word, words: Sequence[Word]) -> Word | None:
    """The first word of the line that a large letter begins; None where it begins none, or is one by itself."""
    beside = [
        word
        for word in words
        if word is not letter
        and letter.size > _LARGER * word.size
        and -0.3 * word.size < word.x0 - letter.x1 < _WIDEST * word.size
        and letter.top < (word.top + word.bottom) / 2 < letter.bottom
    ]
    if not beside:
        return None
    first = min(beside, key=lambda word: word.top)
    if not (first.text[0].islower() or first.text[0] in "’'" or (first.text.isupper() and len(beside) > 1)):
        return None
    foot = letter.bottom - _BASELINE * letter.size
    level = abs(foot - (first.bottom - _BASELINE * first.size)) < 0.3 * first.size
    lines = [word for word in beside if word.top > first.bottom - 0.5 * first.size]
    edges = [word.x0 - first.x0 for word in lines]
    return first if level or (lines and min(map(abs, edges)) < first.size) else None


def _is_rest(letter: Word, first: Word, words: Sequence[Word]) -> bool:
    """Whether a letter and what follows it are one word: "A" and "I" may be one by themselves.

    The page's other words tell, else whether a blank is between them.
    """
    single, rest = letter.text[-1], _letters(first.text)
    if single not in _SINGLE or 0 < len(rest) <= _SURE:
        return True
    others = {_letters(word.text) for word in words if word is not first}
    if single.lower() + rest in others or rest in others:
        return single.lower() + rest in others
    return first.x0 - letter.x1 < _BLANK * first.size


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text)).lower()


_LETTER = re.compile(r"[“„«\"‘'(]?[^\W\d_a-zß-öø-ÿ]")
