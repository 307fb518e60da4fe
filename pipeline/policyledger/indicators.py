"""Indicators: the noun phrase that names what a quantity measures, and the base of a share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from spacy.tokens import Span

from policyledger import phrases
from policyledger.tokens import Tokens

Range = tuple[int, int]


def find(
    tokens: Tokens,
    span: Span,
    facts: Mapping[str, Any],
    clause: Range,
    sentence: Range,
    found: Any,
    lists: Mapping[str, frozenset[str]],
    titles: Sequence[str],
) -> tuple[str, str]:
    """The indicator and the base of a quantity, "" where there is none.

    Args:
        tokens: the text.
        span: the quantity.
        facts: its `_.quantity`.
        clause, sentence: token ranges it stands in.
        found: the sentence with its dates and quantities, which no indicator runs into.
        lists: word lists.
        titles: lead-in line and headings above, nearest first.
    """
    reader = _Reader(tokens, span, facts, clause, sentence, found, lists)
    indicator, base = reader.read()
    if not indicator and titles:
        indicator = " ".join(titles[0].rstrip(":").split())
    return indicator, base


class _Reader:
    def __init__(
        self,
        tokens: Tokens,
        span: Span,
        facts: Mapping[str, Any],
        clause: Range,
        sentence: Range,
        found: Any,
        lists: Mapping[str, frozenset[str]],
    ) -> None:
        self.tokens = tokens
        self.lowers = tokens.lowers
        self.span = span
        self.facts = facts
        self.clause = clause
        self.sentence = sentence
        self.edges = lists["LEX-PHRASE-EDGE"]
        self.verbs = lists["LEX-OBJECT-VERB"]
        self.subject_ends = lists["LEX-SUBJECT-END"]
        self.openers = lists["LEX-SENTENCE-OPENER"]
        taken = [each for each in (*found.dates, *found.quantities) if each.start != span.start]
        self.stops = {index for each in taken for index in range(each.start, each.end)}

    def read(self) -> tuple[str, str]:
        if self.facts["unit"] == "count" and self.facts["head"]:
            return self._counted(), ""
        base = self._of_after()
        if self.facts["unit_kind"] in ("percent", "percentage_point", "multiple"):
            return self._share(base)
        return self._amount(base)

    def _counted(self) -> str:
        """What is counted, with its complement: "solution providers of smart manufacturing systems"."""
        start = self.span.start + self.facts["head"][0]
        end = self.span.start + self.facts["head"][1]
        if end < self.sentence[1] and self.lowers[end] in ("of", "for", "with", "in"):
            _, stop = self._after(end + 1)
            if self.lowers[end] == "of" and stop > end + 1:
                end = stop
        return self._text((start, end))

    def _share(self, base: Range | None) -> tuple[str, str]:
        subject = self._subject()
        change = self._change_noun()
        if change:
            return self._text(change), ""
        verb_object = self._object()
        if self._account_for() and subject:
            named = self._text(subject)
            return (f"{named}, share of {self._text(base)}" if base else named), self._text(base) if base else ""
        if base:
            predicate = self._predicate(base[1])
            indicator = self._text((base[0], predicate)) if predicate > base[1] else self._text(base)
            if subject and self._linked_by_verb():
                indicator = f"{self._text(subject)}, share of {self._text(base)}"
            return indicator, self._text(base)
        following = self._after(self.span.end)
        if self._verb_before() and following[1] > following[0]:
            return self._text(following), ""
        for candidate in (verb_object, subject):
            if candidate:
                return self._text(candidate), ""
        if following[1] > following[0]:
            return self._text(following), ""
        return "", ""

    def _amount(self, base: Range | None) -> tuple[str, str]:
        before = self._of_before()
        if before:
            return self._text(before), ""
        if base:
            return self._text(base), ""
        if self.span.end < self.sentence[1] and self.lowers[self.span.end] in ("in", "for") and self.facts["unit_kind"] == "money":
            inside = self._after(self.span.end + 1)
            if inside[1] > inside[0]:
                return self._text(inside), ""
        verb_object = self._object()
        if verb_object:
            return self._text(verb_object), ""
        following = self._after(self.span.end)
        if following[1] > following[0] and self.lowers[self.span.end] not in self.edges:
            return self._text(following), ""
        subject = self._subject()
        if subject:
            return self._text(subject), ""
        return (self._text(following), "") if following[1] > following[0] else ("", "")

    def _account_for(self) -> bool:
        at = self.span.start
        window = self.lowers[max(self.sentence[0], at - 3) : at]
        return any(word.startswith("account") or word in ("represent", "represents", "comprise", "constitute") for word in window)

    def _linked_by_verb(self) -> bool:
        """Whether a verb like "make up", "reach", "cover" stands just before the quantity."""
        window = self.lowers[max(self.sentence[0], self.span.start - 3) : self.span.start]
        return any(word in ("make", "makes", "up", "reach", "reaches", "reached", "cover", "covers", "meet", "meets", "supply", "supplies") for word in window)

    def _verb_before(self) -> bool:
        at = self.span.start - 1
        return at >= self.sentence[0] and self.lowers[at] in self.verbs

    def _of_after(self) -> Range | None:
        """X of "20 % of X", "130 ha of X"."""
        at = self.span.end
        if at < self.sentence[1] and self.lowers[at] == "of":
            found = self._after(at + 1)
            return found if found[1] > found[0] else None
        return None

    def _of_before(self) -> Range | None:
        """X of "an outlay of 5 bn", "capacity of 40 MW", "investment of"."""
        at = self.span.start
        if at - 1 > self.sentence[0] and self.lowers[at - 1] == "of":
            found = self._before(at - 1)
            if found[1] > found[0] and self.lowers[found[1] - 1] not in ("total",):
                return found
        return None

    def _change_noun(self) -> Range | None:
        """X of "a 20 % reduction in X", "a reduction of 20 % in X"."""
        nouns = ("reduction", "increase", "improvement", "decrease", "growth", "cut", "rise", "drop", "decline", "saving", "savings", "gain")
        for at in range(self.span.end, min(self.sentence[1] - 2, self.span.end + 3)):
            if self.lowers[at] in nouns and self.lowers[at + 1] in ("in", "of"):
                found = self._after(at + 2)
                return found if found[1] > found[0] else None
        for at in range(self.span.start - 1, max(self.sentence[0], self.span.start - 14), -1):
            if self.lowers[at] in nouns and self.lowers[at + 1] in ("in", "of") and at + 2 < self.span.start:
                found = self._after(at + 2, self.span.start)
                return found if found[1] > found[0] else None
        return None

    def _object(self) -> Range | None:
        """X of "reduce X by 20 %", "expand X to 360 km"."""
        at = self.span.start
        if at - 1 < self.sentence[0]:
            return None
        lead = at - 1
        while lead > self.sentence[0] and self.lowers[lead] in ("a", "an", "the", "current", "around", "about"):
            lead -= 1
        if self.lowers[lead] not in ("by", "to", "from", "at", "below", "within", "of", "with", "reach"):
            return None
        for verb in range(lead - 1, max(self.clause[0], lead - 28) - 1, -1):
            if self.tokens.words[verb] in (";", "."):
                break
            if self.lowers[verb] in self.verbs and verb + 1 < lead:
                start, end = verb + 1, lead
                end = self._cut(start, end)
                found = phrases.trim(self.tokens, start, end)
                return found if found[1] > found[0] else None
        return None

    def _subject(self) -> Range | None:
        """The noun phrase before the first modal or finite verb of the clause, read back from it."""
        for at in range(self.clause[0], min(self.clause[1], self.span.start)):
            if self.lowers[at] in self.subject_ends and at > self.clause[0]:
                found = self._from_start(at)
                if found[1] > found[0]:
                    return found
        return None

    def _from_start(self, end: int) -> Range:
        """The subject before a verb: from the clause's beginning, or the last comma, date or quantity before it."""
        begin = self.clause[0]
        for at in range(end - 1, self.clause[0] - 1, -1):
            comma = self.tokens.words[at] == "," and not any(word in ("and", "or") for word in self.lowers[at + 1 : end])
            if at in self.stops or self.tokens.words[at] in (";", ":", "•") or comma:
                begin = at + 1
                break
        while begin < end and self.lowers[begin] in self.openers:
            begin += 1
        return phrases.trim(self.tokens, begin, end)

    def _predicate(self, at: int) -> int:
        """The end of what is said of a share's base: "80 % of new buildings | to be low-energy buildings"."""
        if at < self.sentence[1] and self.lowers[at] in ("to", "will", "shall"):
            end = at + 1
            while end < self.sentence[1] and end - at < 10 and self.tokens.words[end] not in (",", ";", ".", "(") and end not in self.stops and self.lowers[end] not in ("by", "from", "and"):
                end += 1
            return phrases.trim(self.tokens, at, end)[1]
        return at

    def _before(self, end: int) -> Range:
        begin = self.sentence[0]
        for index in range(end - 1, begin - 1, -1):
            if index in self.stops:
                begin = index + 1
                break
        return phrases.before(self.tokens, begin, end, self.edges)

    def _after(self, at: int, stop: int | None = None) -> Range:
        stop = self.sentence[1] if stop is None else stop
        for index in range(at, stop):
            if index in self.stops:
                stop = index
                break
        return phrases.after(self.tokens, at, stop, self.edges)

    def _cut(self, start: int, end: int) -> int:
        for index in range(start, end):
            if index in self.stops:
                return index
        return end

    def _text(self, part: Range) -> str:
        return " ".join(self.tokens.span(*part).split())
