"""Where sentences begin: block borders, and full stops that end something."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from policyledger.rules.model import LexiconRule

CLOSERS = frozenset("\"'”’)]»›")
STOPS = frozenset({".", "!", "?", "…", "。"})


@dataclass(frozen=True)
class SentenceLexicon:
    """Abbreviations by what their full stop can mean.

    Attributes:
        inner: never end a sentence ("No", "approx").
        final: end one only before a capital ("Ltd", "etc").
    """

    inner: frozenset[str]
    final: frozenset[str]

    @classmethod
    def from_rules(cls, rules: Sequence[LexiconRule]) -> SentenceLexicon:
        """The two lists, from the lexicons LEX-ABBREVIATION-INNER and LEX-ABBREVIATION-FINAL."""
        terms = {rule.id: frozenset(term.lower() for term in rule.terms) for rule in rules}
        return cls(terms["LEX-ABBREVIATION-INNER"], terms["LEX-ABBREVIATION-FINAL"])


def sentence_starts(
    words: Sequence[str], borders: Collection[int], lexicon: SentenceLexicon, glued: Callable[[int], bool] | None = None
) -> list[int]:
    """The token numbers at which sentences begin, in order; 0 and every block border are among them.

    Args:
        words: the tokens' texts.
        borders: token numbers at which a block begins.
        lexicon: abbreviations.
        glued: whether a token follows the one before it without a blank; a stop inside "PM2.5" ends nothing.
    """
    starts = set(borders)
    starts.add(0)
    begin = 0
    borders = starts.copy()
    for index, word in enumerate(words):
        if index in borders:
            begin = index
        if word not in STOPS:
            continue
        if (
            glued is not None
            and word == "."
            and index + 1 < len(words)
            and glued(index + 1)
            and words[index + 1][0].isalnum()
        ):
            continue
        after = index + 1
        while after < len(words) and words[after] in CLOSERS:
            after += 1
        if after < len(words) and after not in starts and _ends(words, begin, index, after, lexicon):
            starts.add(after)
            begin = after
    return sorted(start for start in starts if start < len(words))


def _ends(words: Sequence[str], begin: int, index: int, after: int, lexicon: SentenceLexicon) -> bool:
    following = words[after]
    if following[0].islower() or following in {",", ";", ":", ".", "-", "–"}:
        return False
    if words[index] != ".":
        return True
    before = words[index - 1] if index > begin else ""
    lower = before.lower()
    if not before or lower in lexicon.inner:
        return False
    if len(before) == 1 and before.isalpha() and before.isupper():
        return False  # an initial
    if index - begin == 1 and (before.isdigit() or len(before) <= 2):
        return False  # a list number: "3. Build …", "iv. Build …"
    return following[0].isupper() or lower not in lexicon.final
