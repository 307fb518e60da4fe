"""Where a quantity stands: its part of the sentence, the predicate it belongs to, and the noun phrases beside it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from spacy.tokens import Span

from policyledger import phrases
from policyledger.predicates import Predicate
from policyledger.tokens import Tokens
from policyledger.verbs import VerbLexicon

Range = tuple[int, int]
COMPLEMENT_LIMIT = 9
"""Tokens a prepositional complement may add to an indicator: enough to tell rows apart, short enough for a table."""
ROUTE = frozenset({"by", "to", "at", "from", "below", "above", "within", "under", "around", "between", "beyond", "up"})
"""Prepositions between what changes and how far."""
BESIDE = frozenset(
    {"a", "an", "the", "current", "about", "around", "some", "only", "just", "total", "of", "additional"}
)
"""Words that may stand between a verb or preposition and its quantity."""
PARTICLES = frozenset({"down", "up", "out", "back", "aside", "off", "forward", "away", "ahead"})
"""Adverbs that go with a verb: "set aside"."""
PRONOUNS = frozenset(
    {
        "it",
        "this",
        "these",
        "those",
        "we",
        "they",
        "he",
        "she",
        "i",
        "that",
        "which",
        "there",
        "you",
        "who",
        "one",
        "them",
    }
)


class Place:
    """A quantity with what stands around it; what is read are token ranges, empty where there is nothing.

    Attributes:
        start, end: the quantity, with those that share the noun after it: "56 %, 75 % and 90 %".
        segment: its part of the sentence between semicolons.
        governor: the predicate it belongs to.
        stops: tokens of other quantities and dates, which no indicator runs into.
        previous: indicator and base of the statement before.
    """

    def __init__(
        self,
        tokens: Tokens,
        span: Span,
        facts: Mapping[str, Any],
        sentence: Range,
        found: Any,
        predicates: Sequence[Predicate],
        verbs: VerbLexicon,
        lists: Mapping[str, frozenset[str]],
        previous: tuple[str, str],
    ) -> None:
        self.tokens = tokens
        self.lowers = tokens.lowers
        self.start, self.end = span.start, span.end
        self.facts = facts
        self.sentence = sentence
        self.predicates = predicates
        self.verbs = verbs
        self.previous = previous
        self.edges = lists["LEX-PHRASE-EDGE"]
        self.openers = lists["LEX-SENTENCE-OPENER"]
        self.carriers = lists["LEX-COMPLEMENT-PREPOSITION"]
        self.amounts = lists["LEX-AMOUNT-NOUN"]
        self.deictics = lists["LEX-DEICTIC"]
        self.found = found
        self.dated: frozenset[int] = found.dated
        self.stops = _Others(found.taken, span.start, span.end)
        self.units_before: dict[int, str] = found.unit_ending
        before = bisect_right(found.quantity_ends, span.start)
        self.last_end: int | None = found.quantity_ends[before - 1] if before else None
        self.actors = found.actors
        self.end = self._shared_end(found.by_start)
        self.segment = self._segment()
        self.governor = self._governor()

    def _shared_end(self, quantities: Mapping[int, Span]) -> int:
        """The end of the last of "56 %, 75 % and 90 %": what follows it is said of all of them."""
        end = self.end
        while True:
            at = end
            while at < self.sentence[1] and self.lowers[at] in (",", "and", "or"):
                at += 1
            following = quantities.get(at)
            if at == end or following is None or following._.quantity["unit"] != self.facts["unit"]:
                return end
            if following._.quantity["head"]:
                return end
            end = following.end

    def _segment(self) -> Range:
        """The part of the sentence between semicolons."""
        begin, end = self.found.part_of(self.start)
        end -= self.tokens.words[end - 1] == ";"
        before = bisect_left(self.found.bullets, self.start)
        return max(begin, self.found.bullets[before - 1] + 1) if before else begin, end

    def _governor(self) -> Predicate | None:
        """The predicate a quantity belongs to: the last one before it, but none that a new subject follows."""
        starts = [bisect_left(self.predicates, edge, key=_start) for edge in (self.segment[0], self.start)]
        before = self.predicates[slice(*starts)]
        for each in reversed(before):
            if each.form == "participle" and each.passive and self._later_finite(each, before):
                continue
            return each
        return None

    def _later_finite(self, participle: Predicate, before: Sequence[Predicate]) -> bool:
        return any(each.start > participle.end for each in before)

    def word(self, at: int) -> str:
        """A token of the part of the sentence in lower case, "" beyond it."""
        return self.lowers[at] if self.segment[0] <= at < self.segment[1] else ""

    def lead(self) -> int:
        """The token before the quantity and its articles: the preposition or verb it hangs on."""
        at = self.start - 1
        while at > self.segment[0] and (self.lowers[at] in BESIDE or self.tokens.words[at] in ("(", "~")):
            at -= 1
        return at

    def before(self, end: int) -> Range:
        """The noun phrase that ends before a token."""
        begin = self.segment[0]
        end = self.undated(begin, end)
        for index in range(end - 1, begin - 1, -1):
            if index in self.stops:
                begin = index + 1
                break
        for each in self.predicates:
            if begin < each.end <= end and each.form != "participle":
                begin = each.end
        start, end = phrases.before(self.tokens, begin, end, self.edges)
        while start < end and self.lowers[start] in self.openers:
            start += 1
        return phrases.trim(self.tokens, start, end)

    def after(self, at: int, stop: int | None = None, *, carry: bool = False, limit: int = 18) -> Range:
        """The noun phrase that begins at a token."""
        stop = self.sentence[1] if stop is None else stop
        for index in range(at, stop):
            if index in self.stops:
                stop = index
                break
        return phrases.after(self.tokens, at, stop, self.edges, limit, self.carriers if carry else ())

    def text(self, part: Range) -> str:
        return " ".join(self.tokens.span(*part).split())

    def trimmed(self, start: int, stop: int) -> Range:
        """A noun phrase from a verb on, up to a token, a quantity, a date or the end of its part of the sentence."""
        end = start
        while end < stop and end not in self.stops and self.tokens.words[end] not in (";", ":"):
            end += 1
        if end in self.stops:  # "emissions | from a base of 40 Mt to"
            cut = next((at for at in range(end - 1, start, -1) if self.lowers[at] in ROUTE), end)
            end = cut if cut >= end - 6 else end
        while start < end and (self.lowers[start] in PARTICLES or phrases.adverb(self.lowers[start])):
            start += 1
        return phrases.trim(self.tokens, start, end)

    def undated(self, begin: int, end: int) -> int:
        """The end of a noun phrase without the date after it: "the deficit | in 2020-21"."""
        while end - 1 > begin and end - 1 in self.dated:
            end -= 1
            while end > begin and end - 1 in self.dated:
                end -= 1
            while end - 1 > begin and self.lowers[end - 1] in (
                "in",
                "by",
                "of",
                "for",
                "since",
                "during",
                "from",
                "RE",
            ):
                end -= 1
        return end

    def of_after(self) -> Range | None:
        """X of "20 % of X", "130 ha of X"."""
        at = self.end
        if at < self.sentence[1] and self.lowers[at] == "of":
            found = self.after(at + 1, carry=True, limit=COMPLEMENT_LIMIT + 3)
            return found if found[1] > found[0] else None
        return None

    def complement(self, end: int) -> int:
        """The end of what carries a noun on: "plants | in urban areas", "farmers | to adopt", "homes | of wood"."""
        if end + 1 >= self.sentence[1] or self.lowers[end + 1] in self.deictics:
            return end
        if self.lowers[end] in self.carriers:
            _, stop = self.after(end + 1, carry=True, limit=COMPLEMENT_LIMIT)
            return stop if stop > end + 1 else end
        if self.lowers[end] == "to" and self.tokens.words[end + 1].isalpha():
            _, stop = self.after(end + 2, carry=True, limit=COMPLEMENT_LIMIT - 3)
            return stop if stop > end + 2 and self.lowers[end + 1] != "be" else self.predicate(end)
        participle = next((each for each in self.predicates if each.start == end and each.form == "participle"), None)
        if participle is not None or self.lowers[end] == "with":
            _, stop = self.after(end + 1, carry=True, limit=COMPLEMENT_LIMIT)
            measured = stop + 1 < self.sentence[1] and (stop in self.stops or stop + 1 in self.stops)
            return stop if stop > end + 1 and not measured else end
        return end

    def predicate(self, at: int) -> int:
        """The end of what is said of a share's base: "80 % of new buildings | to be low-energy buildings"."""
        if at < self.sentence[1] and self.lowers[at] in ("to", "will", "shall"):
            end = at + 1
            while (
                end < self.sentence[1]
                and end - at < 10
                and self.tokens.words[end] not in (",", ";", ".", "(")
                and end not in self.stops
                and self.lowers[end] not in ("by", "from", "and")
            ):
                end += 1
            return phrases.trim(self.tokens, at, end)[1]
        return at

    def received(self, at: int | None = None) -> str:
        """What follows money with "for", "in", "to": its purpose, with the preposition."""
        at = self.end if at is None else at
        if at < self.segment[1] - 1 and self.tokens.words[at] == "(":  # "3 million dollars (2.8 million euros) for"
            closed = next((each for each in range(at, self.segment[1]) if self.tokens.words[each] == ")"), at)
            at = closed + 1
        if at < self.segment[1] - 1 and self.lowers[at] in ("a", "per", "each", "every"):
            at += 2
        if at >= self.segment[1] - 1 or self.lowers[at] not in ("for", "in", "to", "into", "on", "towards", "under"):
            return ""
        if at + 1 in self.stops:
            return ""
        found = self.after(at + 1, carry=True, limit=COMPLEMENT_LIMIT + 3)
        return f"{self.tokens.words[at]} {self.text(found)}" if found[1] > found[0] else ""

    def said_of(self, part: Range) -> str:
        """A noun phrase with the passive that follows it: "emissions | are covered under the scheme"."""
        text = self.text(part)
        said = next((each for each in self.predicates if part[1] <= each.start <= part[1] + 1 and each.passive), None)
        if said is not None and said.form in ("finite", "participle"):
            _, stop = self.after(said.end - 1, carry=True, limit=COMPLEMENT_LIMIT)
            if stop >= said.end:
                return f"{text} {self.text((said.end - 1, stop))}"
        return text

    def undone(self) -> str:
        """What the statement before was of, without what is done to it: "homes" of "homes built"."""
        words = self.previous[0].split()
        return " ".join(words[:-1] if len(words) > 1 and words[-1] in self.verbs.participle else words)


def _start(predicate: Predicate) -> int:
    return predicate.start


class _Others:
    """The tokens of the other quantities and dates of a sentence: all that are taken but a quantity's own."""

    __slots__ = ("end", "start", "taken")

    def __init__(self, taken: frozenset[int], start: int, end: int) -> None:
        self.taken, self.start, self.end = taken, start, end

    def __contains__(self, index: int) -> bool:
        return index in self.taken and not self.start <= index < self.end
