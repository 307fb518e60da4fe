"""The view of a Doc that the matchers work on: plain lists, made once, indexed by token."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc


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

    @classmethod
    def of(cls, doc: Doc) -> Tokens:
        """The view of a Doc whose sentences are set."""
        words = [token.text for token in doc]
        lowers = [word.lower().replace("’", "'") for word in words]
        starts = [token.idx for token in doc]
        ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
        sentences = [(sent.start, sent.end) for sent in doc.sents] if len(doc) else []
        return cls(words, lowers, starts, ends, sentences, doc.text)

    def glued(self, index: int) -> bool:
        """Whether a token follows the one before it without a blank."""
        return index > 0 and self.starts[index] == self.ends[index - 1]

    def sentence_of(self, index: int) -> int:
        """The number of the sentence a token stands in."""
        return bisect_right(self.sentences, (index, len(self.words))) - 1

    def span(self, start: int, end: int) -> str:
        """The text of tokens start to end (exclusive)."""
        return self.text[self.starts[start] : self.ends[end - 1]] if end > start else ""
