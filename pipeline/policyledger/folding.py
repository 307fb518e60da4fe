"""Folded sentences: each quantity, date and the like is one token, as the templates of frames see it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from policyledger.tokens import Tokens

GROUPS = {
    "quantity": "quantities",
    "date": "dates",
    "organisation": "organisations",
    "instrument": "instruments",
    "industry": "industries",
}
"""The spans a folded token can stand for; the first named has it where two overlap."""
ALWAYS = frozenset({"quantity", "date"})
COMPARED = "+compared"
"""What the kind of a quantity ends with that is compared or approximate: "percent+compared"."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded sentence, one entry per folded token.

    Attributes:
        lowers: the (first) word in lower case.
        tags: quantity, date, organisation, instrument, industry; dateword for the words before a date that belong to
            its text; break, stop, mark, or word.
        kinds: what slots can be narrowed to: the kind of unit, the role of a date, the type of an organisation.
        places: the tokens of the Doc it stands for.
    """

    lowers: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)

    def range(self, start: int, end: int) -> tuple[int, int]:
        """The tokens of the Doc that folded tokens start to end stand for."""
        return self.places[start][0], self.places[end - 1][1]

    def add(self, lower: str, tag: str, kind: str, place: tuple[int, int]) -> None:
        """Goes on with one more token."""
        self.lowers.append(lower)
        self.tags.append(tag)
        self.kinds.append(kind)
        self.places.append(place)


class Folder:
    """Folds one sentence, in as many ways as it is asked to.

    Args:
        doc: that holds it.
        tokens: of the Doc.
        begin, end: its token range.
        breaks: the words at which free slots end.
    """

    def __init__(self, doc: Doc, tokens: Tokens, begin: int, end: int, breaks: Collection[str]) -> None:
        self.tokens, self.begin, self.end, self.breaks = tokens, begin, end, breaks
        self.doc = doc
        self.spans: dict[str, list[Span]] = {}
        self.made: dict[frozenset[str], Folded] = {}

    def fold(self, kinds: frozenset[str]) -> Folded:
        """The sentence in which the spans of some kinds are one token each; the same one where it makes no odds."""
        here = frozenset(kind for kind in kinds if self._spans(kind))
        if here not in self.made:
            self.made[here] = self._made(here)
        return self.made[here]

    def _spans(self, kind: str) -> list[Span]:
        """The spans of a kind in the sentence, looked for when a frame first asks for them."""
        if kind not in self.spans:
            self.spans[kind] = [*spans_from(self.doc, GROUPS[kind], self.begin, self.end)]
        return self.spans[kind]

    def _made(self, kinds: frozenset[str]) -> Folded:
        taken: dict[int, tuple[int, str, Span]] = {}
        covered: set[int] = set()
        for kind in GROUPS:
            for span in self._spans(kind) if kind in kinds else ():
                if covered.isdisjoint(range(span.start, span.end)):
                    taken[span.start] = (span.end, kind, span)
                    covered.update(range(span.start, span.end))
        folded = Folded()
        words, lowers = self.tokens.words, self.tokens.lowers
        index = self.begin
        while index < self.end:
            if index in taken:
                last, kind, span = taken[index]
                lead = _date_words(self.tokens, index, last) if kind == "date" else index
                for place in range(index, lead):
                    folded.add(lowers[place], "dateword", "", (place, place + 1))
                folded.add(lowers[lead], kind, _kind_of(kind, span), (index, last))
                index = last
                continue
            if not words[index].isspace():
                folded.add(lowers[index], self._tag(lowers[index]), "", (index, index + 1))
            index += 1
        return folded

    def _tag(self, lower: str) -> str:
        if lower in self.breaks:
            return "break"
        if lower in (";", "."):
            return "stop"
        return "word" if lower[0].isalnum() or lower in ("-", "'s", "%", "&", "/") else "mark"


def spans_from(doc: Doc, group: str, begin: int, end: int) -> Iterator[Span]:
    """The spans of a group, kept in order, that begin within a range of tokens."""
    spans = doc.spans.get(group, ())
    at = bisect_left(range(len(spans)), begin, key=lambda index: spans[index].start)
    while at < len(spans) and spans[at].start < end:
        yield spans[at]
        at += 1


def _date_words(tokens: Tokens, start: int, end: int) -> int:
    """Where in a date's text the date itself begins: behind `by the end of`."""
    index = start
    while index < end - 1 and tokens.words[index].islower():
        index += 1
    return index if tokens.words[index][0].isdigit() or tokens.words[index][0].isupper() else start


def _kind_of(kind: str, span: Span) -> str:
    """What the slots of a kind can be narrowed to."""
    if kind == "quantity":
        facts = span._.quantity
        compared = facts["comparator"] != "=" or facts["approximate"]
        return span.label_ + (COMPARED if compared else "")
    return str(span._.date["role"]) if kind == "date" else str(span.label_)
