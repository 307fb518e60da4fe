"""The view of a Doc that the matchers work on: plain lists, made once, indexed by token."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from policyledger.lexing import TOKEN

if TYPE_CHECKING:
    from spacy.tokens import Doc

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tokens:
    """A Doc as lists, one entry per token.

    Attributes:
        words: the text of each token.
        lowers: the same in lower case, typographic apostrophes made plain.
        starts, ends: character offsets of each token.
        sentences: (first token, one past last token) of each sentence.
    """

    words: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]
    sentences: list[tuple[int, int]]
    text: str
    _index: dict[str, dict[str, list[int]]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, doc: Doc, text: str | None = None) -> Tokens:
        """The view of a Doc; all of it is one sentence while none are set.

        The last view is kept, since all components of a pipeline ask for that of the same Doc in turn. `text`, where
        the caller has it, is `doc.text`, which spaCy would put together anew.
        """
        global _last
        last = _last  # read once: another thread may set it
        if last is None or last[0] is not doc:
            last = _last = doc, cls._made(doc, doc.text if text is None else text)
        return last[1]

    @classmethod
    def of_text(cls, text: str) -> Tokens:
        """The view of a bare text as one sentence, blanks left out."""
        found = [match for match in TOKEN.finditer(text) if not match.group().isspace()]
        words = [match.group() for match in found]
        lowers = [word.lower().replace("’", "'") for word in words]
        starts, ends = [match.start() for match in found], [match.end() for match in found]
        return cls(words, lowers, starts, ends, [(0, len(words))] if words else [], text)

    @classmethod
    def _made(cls, doc: Doc, text: str) -> Tokens:
        starts = doc.to_array("IDX").tolist() if len(doc) else []
        lengths = doc.to_array("LENGTH").tolist() if len(doc) else []
        ends = [start + length for start, length in zip(starts, lengths, strict=True)]
        words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        plain = text.replace("’", "'").lower()
        if len(plain) == len(text):
            lowers = [plain[start:end] for start, end in zip(starts, ends, strict=True)]
        else:  # a letter whose lower case is longer, such as İ
            lowers = [word.lower().replace("’", "'") for word in words]
        return cls(words, lowers, starts, ends, _sentences(doc), text)

    @property
    def places(self) -> dict[str, list[int]]:
        """Where each word stands, in lower case: made once for all that look words up in the text."""
        return self._indexed("lowers")

    @property
    def spelt(self) -> dict[str, list[int]]:
        """Where each word stands, as it is spelt."""
        return self._indexed("words")

    def _indexed(self, name: str) -> dict[str, list[int]]:
        if name not in self._index:
            self._index[name] = _places(getattr(self, name))
        return self._index[name]

    def glued(self, index: int) -> bool:
        """Whether a token follows the one before it without a blank."""
        return index > 0 and self.starts[index] == self.ends[index - 1]

    def sentence_of(self, index: int) -> int:
        """The number of the sentence a token stands in."""
        return bisect_right(self.sentences, (index, len(self.words))) - 1

    def span(self, start: int, end: int) -> str:
        """The text of tokens start to end (exclusive)."""
        return self.text[self.starts[start] : self.ends[end - 1]] if end > start else ""


def _places(words: Iterable[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for index, word in enumerate(words):
        if word in places:
            places[word].append(index)
        else:
            places[word] = [index]
    return places


def _sentences(doc: Doc) -> list[tuple[int, int]]:
    edges = [0, *(doc.to_array("SENT_START")[1:] == 1).nonzero()[0] + 1] if len(doc) else []
    first = [int(edge) for edge in edges]
    return list(zip(first, [*first[1:], len(doc)], strict=True)) if first else []


_last: tuple[Doc, Tokens] | None = None


def resentence(doc: Doc) -> None:
    """Takes note that the sentences of a Doc have been set."""
    global _last
    _last = doc, replace(Tokens.of(doc), sentences=_sentences(doc))


ROMAN = re.compile(r"[ivxl]{1,5}")
"""Small numbers of list marks."""


def within(found: Sequence[T], scope: tuple[int, int]) -> Sequence[T]:
    """Those of some spans, cues or predicates, given in order, that begin within a range of tokens."""
    low = bisect_left(found, scope[0], key=_start)
    return found[low : bisect_left(found, scope[1], low, key=_start)]


def _start(found: Any) -> int:
    start: int = found.start
    return start


def begins_amount(word: str) -> bool:
    """Whether a word begins an amount: digits, a currency's sign or code."""
    return word[0].isdigit() or word[-1] in "$€£¥₹" or (len(word) == 3 and word.isupper()) or word == "Rs"


def counts_off(word: str) -> bool:
    """Whether a word in brackets may be a list mark: "a", "12", "iii"."""
    return len(word) == 1 or (word.isdigit() and len(word) <= 2) or ROMAN.fullmatch(word) is not None


def beyond_gloss(tokens: Tokens, at: int) -> int:
    """The token after a word in brackets that begins at a token, else the token itself: "14 gigawatts | (GW) | by"."""
    words = tokens.words
    return at + 3 if at + 2 < len(words) and words[at] == "(" and words[at + 2] == ")" else at
