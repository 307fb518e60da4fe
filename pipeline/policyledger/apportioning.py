"""For whom a value holds: "each", "per household", "an hour", "per 10,000 inhabitants"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from spacy.tokens import Span

from policyledger.clauses import Sentence
from policyledger.cues import Cue
from policyledger.inflection import singular
from policyledger.tokens import Tokens

POINTING = frozenset({"each", "every"})
"""What a rule says of words that only point to what the value holds for."""
EACH_OF = frozenset({"with", "of", "worth"})
"""Words after "each" that say of the things named before what each has."""
REACH = 6
"""Tokens before and after a quantity among which words say for whom it holds."""
NOUN_WORDS = 4
"""Words of the longest noun phrase behind "per" or "each"."""
OFTEN = {"annual": "year", "annually": "year", "yearly": "year", "daily": "day", "monthly": "month"}
RENAMED = {"annum": "year", "capita": "person", "head": "person"}
SYMBOLS = {"t": "tonne", "tco2e": "tonne", "tco2": "tonne", "ha": "hectare"}
"""Symbols of what money is paid for, as the word is given."""
LONGEST_CAPITALS = 2
"""Letters of the longest symbol of a unit that ends in a capital, as GJ does; longer ones are names."""
SINGLE = frozenset({"year", "month", "day", "week", "quarter", "hour", *RENAMED})
"""Words behind "per" that are all of it."""


class Apportioning:
    """Says for whom the quantities of one sentence hold."""

    def __init__(self, sentence: Sentence, tokens: Tokens, lists: Mapping[str, frozenset[str]]) -> None:
        self.sentence = sentence
        self.tokens = tokens
        self.lists = lists

    def of(self, index: int, span: Span, facts: Mapping[str, Any]) -> tuple[str | None, Cue | None]:
        """Whom a value holds for, in the singular, and the rule's cue where one decided."""
        said = (
            self._behind(index, span, facts)
            or self._ahead(index, span)
            or self._further_behind(index, span, facts)
            or self._leading(span)
        )
        if said:
            return said, None
        ending, beginning = self._beside
        cue = ending.get(span.start) or beginning.get(span.end)
        return (cue.rule.value, cue) if cue is not None else (None, None)

    def over(self) -> str | None:
        """Whom the values of a table hold for by a header of theirs: "USD | per kWh", "Price (EUR | /MWh)"."""
        words = self.tokens.words
        for at in range(self.sentence.begin + 1, self.sentence.end - 1):
            if self.tokens.lowers[at] == "per":
                return self._noun(at + 1)
            signed = words[at - 1].isupper() or not words[at - 1].isalpha()  # not "Roads/bridges"
            if words[at] == "/" and signed and (noun := self._below_slash(at)):
                return noun
        return None

    def _behind(self, index: int, span: Span, facts: Mapping[str, Any]) -> str | None:
        """What stands right behind: "per pupil", "an hour", "each", "annually"."""
        lowers = self.tokens.lowers
        if facts["unit_kind"] == "money" and (noun := self._below_slash(span.end)):
            return noun
        for at in range(span.end, min(self.sentence.end - 1, span.end + 2)):
            if lowers[at] in ("per", "every") and lowers[at - 1] != "of" and (noun := self._noun(at + 1)):
                return noun  # but "within 5 km of | every village"
            if lowers[at] in ("a", "an") and at == span.end and lowers[at + 1] in self.lists["LEX-PER-ARTICLE"]:
                return RENAMED.get(lowers[at + 1], lowers[at + 1])
            if lowers[at] == "each" and lowers[at + 1] in SINGLE:
                return self._noun(at + 1)  # "120 pupils | each year"
            if lowers[at] == "each":
                return self._each(at) or self._counted_before(index)
            if lowers[at] in OFTEN and lowers[at].endswith("ly"):
                return OFTEN[lowers[at]]
        return None

    def _below_slash(self, at: int) -> str | None:
        """What money stands over: "S$25 | /tCO2e", "EUR 0.20 | /kWh", but not "EUR 20 million/Ministry of Works"."""
        tokens = self.tokens
        if at + 1 >= self.sentence.end or tokens.words[at] != "/" or not tokens.glued(at + 1):
            return None
        below = tokens.words[at + 1]
        named = below.istitle() or (below[-1].isupper() and len(below) > LONGEST_CAPITALS)
        if not below[0].isalpha() or named or tokens.lowers[at + 1] in self.lists["LEX-PHRASE-EDGE"]:
            return None
        return SYMBOLS.get(tokens.lowers[at + 1]) or self._noun(at + 1)

    def _ahead(self, index: int, span: Span) -> str | None:
        """What stands before: "each | hospital will receive 12 machines", "annual output of 5 Mt"."""
        lowers = self.tokens.lowers
        for at in range(span.start - 1, max(self.sentence.begin, span.start - REACH) - 1, -1):
            if self.tokens.words[at] in (";", "."):
                return None
            if lowers[at] == "each" and at in self.sentence.unit_ending and lowers[at + 1] in ("and", ","):
                return None  # "5 million each, and | 20 firms"
            if lowers[at] == "each":
                said = self.sentence.predicate_at(at)
                if said is not None and said.start < at < said.end:  # "the provinces will | each | get 5 million"
                    subject = lowers[said.start - 1] if said.start > self.sentence.begin else ""
                    return singular(subject) if singular(subject) != subject else None
                following = lowers[at + 1] if at + 1 < span.start else ""
                pointed = self._counted_before(index)
                said = next(iter(self.sentence.predicates_from(at + 1, 1)), None)
                led = at == self.sentence.begin or lowers[at - 1] in (";", ",", "and", ":")
                led = led and at + 1 < span.start and lowers[at + 1] not in EACH_OF
                if led and said is not None and said.form == "finite" and at + 1 < said.start <= at + 1 + NOUN_WORDS:
                    return self._noun(at + 1)  # "40 piers; each | crew gets | 5 boats"
                if pointed or not following or at + 1 in self._verbs or following in EACH_OF:
                    return pointed
                return self._noun(at + 1)
            if lowers[at] == "every" and at + 1 in self.sentence.by_start:
                continue  # "will run | every 15 minutes | on 320 km"
            if lowers[at] == "every" and at + 1 < span.start:  # not "for every | 40 pupils"
                return self._noun(at + 1)
            if lowers[at] in ("annual", "yearly"):
                return "year"
            whole = span._.quantity["unit_kind"] in ("money", "physical")
            if whole and lowers[at] == "capita" and lowers[at - 1] == "per":
                return "person"  # "a per capita income of | 1,900 dollars"
        return None

    def _further_behind(self, index: int, span: Span, facts: Mapping[str, Any]) -> str | None:
        """What stands a few words on: "3 clinics in | each county", "grants of 5 million | per county"."""
        lowers = self.tokens.lowers
        for at in range(span.end, min(self.sentence.end, span.end + REACH)):
            if self.tokens.words[at] in (";", ".", ","):
                return None
            if lowers[at] == "each" and facts["unit_kind"] in ("money", "count"):
                return self._each(at) or (self._counted_before(index) if facts["unit_kind"] == "money" else None)
            percent = lowers[at : at + 2] == ["per", "cent"]
            if lowers[at] == "per" and not percent and facts["unit_kind"] in ("money", "count"):
                led = lowers[at - 1] in (
                    "a",
                    "an",
                    "the",
                    "average",
                    "annual",
                )  # "people, with | a | per capita income"
                return None if led else self._noun(at + 1)
            if lowers[at] == "annually":
                return "year"
        return None

    def _leading(self, span: Span) -> str | None:
        """What the sentence opens with: "For each | new worker, the town pays 20 %"."""
        lowers, begin = self.tokens.lowers, self.sentence.begin
        if lowers[begin : begin + 2] not in (["for", "each"], ["for", "every"]):
            return None
        comma = next((at for at in range(begin, span.start) if self.tokens.words[at] == ","), None)
        return self._noun(begin + 2) if comma is not None and comma - begin <= REACH + 2 else None

    def _each(self, at: int) -> str | None:
        """The noun of an "each" behind a preposition, "in each | county", or of who gets it: "each to 40 | firms"."""
        if self.tokens.lowers[at + 1 : at + 2] in (["to"], ["for"]) and (span := self.sentence.by_start.get(at + 2)):
            counted = span._.quantity["counted"]
            if counted:
                return str(counted.split()[-1])
        placed = self.tokens.lowers[at - 1] in self.lists["LEX-COMPLEMENT-PREPOSITION"] | {"to"}
        if not placed or at + 1 >= self.sentence.end or self.tokens.lowers[at + 1] in EACH_OF:
            return None
        return self._noun(at + 1)

    def _noun(self, at: int) -> str | None:
        """The head of the noun phrase that begins at a token, with a number before it: "10,000 inhabitants"."""
        lowers, words = self.tokens.lowers, self.tokens.words
        start = at
        while at < self.sentence.end and (words[at][0].isdecimal() or lowers[at] in self.lists["LEX-ROUND-NUMBER"]):
            at += 1
        if at >= self.sentence.end or not lowers[at][0].isalpha() or lowers[at] in self.lists["LEX-AFTER-AMOUNT"]:
            return " ".join(lowers[start:at]) or None  # "130 deaths per million."
        if lowers[at] in SINGLE:
            return RENAMED.get(lowers[at], lowers[at])
        number, first = (start, at) if at > start else (None, at)
        end = at + 1
        while end < min(self.sentence.end, first + NOUN_WORDS) and self._goes_on(end):
            end += 1
        if number is not None:
            return " ".join(lowers[start:end])
        head = singular(lowers[end - 1])
        return f"{lowers[first]} {head}" if lowers[first] in ("square", "cubic") and end > first + 1 else head

    def _goes_on(self, at: int) -> bool:
        """Whether a noun phrase goes on with a token: not after a plural, nor with a verb or a preposition."""
        lower, before = self.tokens.lowers[at], self.tokens.lowers[at - 1]
        return (
            lower.isalpha()
            and lower not in self.lists["LEX-PHRASE-EDGE"]
            and lower not in self.lists["LEX-COMPLEMENT-PREPOSITION"]
            and lower not in self.lists["LEX-AFTER-AMOUNT"]
            and not lower.endswith(("ed", "ing", "ly"))
            and at not in self._verbs
            and at not in self.sentence.dated
            and singular(before) == before
        )

    @cached_property
    def _beside(self) -> tuple[dict[int, Cue], dict[int, Cue]]:
        """The first of the cues that say for whom by the token they end before, and by that they begin at."""
        found = [cue for cue in self.sentence.cues if cue.rule.decides == "per" and cue.rule.value not in POINTING]
        return {cue.end: cue for cue in reversed(found)}, {cue.start: cue for cue in reversed(found)}

    @cached_property
    def _verbs(self) -> frozenset[int]:
        return frozenset(said.start for said in self.sentence.predicates)

    def _counted_before(self, index: int) -> str | None:
        """The head noun of the nearest counted thing before a quantity in its sentence."""
        for other in reversed(self.sentence.quantities[:index]):
            counted = other._.quantity["counted"]
            if counted:
                return str(counted.split()[-1])
        return None
