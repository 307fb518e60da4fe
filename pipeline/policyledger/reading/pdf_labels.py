"""Lines of a PDF page that begin with a label: "Deadline: 2031" in a line of its own, "Jobs" and, apart, how many."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyledger.reading.draft import ends_sentence, is_unfinished
from policyledger.reading.pdf_layout import Line
from policyledger.reading.pdf_words import PageWords

_WORDS = 5
"""Words of a label at the most."""
_APART = 1.2
"""White between a label in bold and what it tells, where no colon stands there, in sizes of its type."""
_LEVEL = 0.3
"""How far labels that stand one below the other may begin apart, in the same."""
_LABEL = re.compile(r"[^\W\d_a-z][\w’'&/().-]*(?:\s[\w’'&/().-]+){0,4}:\s")


class Labels:
    """Which lines of a region begin with a label.

    One in bold shows by itself; of plain ones ("Sectors: energy and …") two stand one right below the other, for a
    line of prose may begin with a word and a colon by chance.
    """

    def __init__(self, lines: Sequence[Line], words: PageWords) -> None:
        self._lines = lines
        self._bold = [_is_bold_label(line, words) for line in lines]
        self._named = [
            bold or _LABEL.match(line.text) is not None for line, bold in zip(lines, self._bold, strict=True)
        ]

    def is_label(self, i: int) -> bool:
        """Whether a line begins with a label in bold, what it tells in plain type behind it."""
        return self._bold[i]

    def begins(self, group: Sequence[int], i: int, short: bool) -> bool:
        """Whether a line is a paragraph of its own after the lines of `group`, for its label.

        Args:
            group: the lines of the paragraph so far.
            i: the line.
            short: whether the line before it had room for its first word.
        """
        if not self._named[i]:
            return False
        before = self._lines[i - 1].text
        if is_unfinished(before) or before.endswith((",", "-", "\u2010")):
            return False
        ended = short or ends_sentence(before) or before.endswith((";", ":"))
        if self._bold[i] and (ended or self._bold[group[0]]):
            return True
        if self._named[group[0]] and self._level(group[0], i):
            return len(group) == 1 or ended
        below = i + 1 < len(self._lines) and self._named[i + 1] and self._level(i + 1, i)
        return ended and below

    def _level(self, i: int, j: int) -> bool:
        one, other = self._lines[i], self._lines[j]
        return abs(one.x0 - other.x0) < _LEVEL * other.size


def _is_bold_label(line: Line, words: PageWords) -> bool:
    if len(line.words) < 2 or line.words[0].first == line.words[0].last or not line.text[0].isupper():
        return False  # a drawn bullet has no characters
    if not words.is_bold(line.words[0].first):
        return False
    for word, after in zip(line.words[:_WORDS], line.words[1:], strict=False):
        if not words.is_bold(word.first):
            return False
        if after.first < after.last and not words.is_bold(after.first):
            return word.text.endswith(":") or after.text == ":" or after.x0 - word.x1 > _APART * line.size
    return False
