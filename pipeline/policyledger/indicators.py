"""Indicators: the noun phrase that names what a quantity measures, and the base of a share.

A quantity is named by its part in its predicate (predicates.py). What is measured is the subject of "reaches 40 %",
the object of "raise … to 40 %", the noun counted in "build 40 schools", the receiver of "invest 40 million in …".
"""

from __future__ import annotations

import itertools
import re
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
SAID_LIMIT = 14
"""Tokens of what goes on for a length of time."""
ROUTE = frozenset({"by", "to", "at", "from", "below", "above", "within", "under", "around", "between", "beyond", "up"})
"""Prepositions between what changes and how far."""
BESIDE = frozenset(
    {"a", "an", "the", "current", "about", "around", "some", "only", "just", "total", "of", "additional"}
)
"""Words that may stand between a verb or preposition and its quantity."""
PARTICLES = frozenset({"down", "up", "out", "back", "aside", "off", "forward", "away", "ahead"})
"""Adverbs that go with a verb: "set aside"."""
NOW = frozenset({"currently", "now", "today", "presently", "already", "estimated", "around", "about"})
OF_THAT = (["of", "this"], ["of", "these"], ["of", "which"], ["of", "that"])
PLAIN = frozenset(
    {
        *("have", "be", "give", "make", "take", "need", "include", "contain", "get", "hold", "see"),
        *("involve", "require", "comprise"),
    }
)
"""Verbs that say no more of their object than that it is there."""
NUMBERING = re.compile(r"^(?:\(?[0-9ivxIVX]{1,4}(?:\.[0-9]+)*[.)]|[a-zA-Z][.)]|[0-9]+(?:\.[0-9]+)+|[•▪–-])\s+")
"""List and section numbers at the head of a heading."""
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
CHANGES = frozenset(
    {
        *("reduction", "increase", "improvement", "decrease", "growth", "cut", "rise", "drop", "decline", "saving"),
        *("savings", "gain", "reductions", "improvements", "increases", "expansion", "target", "fall"),
    }
)
"""Nouns of change: what changes follows with "in" or "of", or was said before."""
COMPARATIVES = frozenset(
    {"lower", "higher", "less", "more", "below", "above", "greater", "smaller", "fewer", "cheaper", "faster"}
)


def find(
    tokens: Tokens,
    span: Span,
    facts: Mapping[str, Any],
    sentence: Range,
    found: Any,
    predicates: Sequence[Predicate],
    verbs: VerbLexicon,
    lists: Mapping[str, frozenset[str]],
    titles: Sequence[str],
    previous: tuple[str, str],
) -> tuple[str, str]:
    """The indicator and the base of a quantity, "" where there is none.

    Args:
        tokens: the text.
        span: the quantity.
        facts: its `_.quantity`.
        sentence: token range it stands in.
        found: the sentence with its dates, quantities and organisations, which no indicator runs into.
        predicates: those of the sentence.
        verbs: the lexicon they come from.
        lists: word lists.
        titles: lead-in line and headings above, nearest first.
        previous: indicator and base of the statement before, which "this", "it" and a value in brackets go on with.
    """
    reader = _Reader(tokens, span, facts, sentence, found, predicates, verbs, lists, previous)
    indicator, base = reader.read()
    if indicator.lower() in PRONOUNS | reader.edges or not any(letter.isalpha() for letter in indicator):
        indicator = ""
    if not indicator and titles:
        indicator = NUMBERING.sub("", " ".join(titles[0].rstrip(":").split()))
    return indicator, base


def _start(predicate: Predicate) -> int:
    return predicate.start


class _Others:
    """The tokens of the other quantities and dates of a sentence: all that are taken but a quantity's own."""

    __slots__ = ("end", "start", "taken")

    def __init__(self, taken: frozenset[int], start: int, end: int) -> None:
        self.taken, self.start, self.end = taken, start, end

    def __contains__(self, index: int) -> bool:
        return index in self.taken and not self.start <= index < self.end


class _Reader:
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

    def read(self) -> tuple[str, str]:
        if self.facts["form"] == "absolute":
            return self._text((self.start, self.end)).replace("zero ", "").replace("-zero", ""), ""
        if self._restated() or self._goes_on():
            return self.previous
        if self.facts["unit_kind"] == "multiple":
            said = self._multiplied()
            if said:
                return said, ""
        if self.facts["unit"] == "count":
            return (self._counted() if self.facts["head"] else self._elliptic()), ""
        if self.facts["unit_kind"] == "duration":
            said = "" if self._named_behind() else self._going_on()
            if said:
                return said, ""
        base = self._of_after()
        if self.facts["unit_kind"] in ("percent", "percentage_point", "multiple"):
            return self._share(base)
        return self._amount(base)

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

    # --- where it stands ---------------------------------------------------------------------------------------

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

    def _restated(self) -> bool:
        """Whether the quantity stands in brackets right behind another: "12 million euros (14 million dollars)"."""
        at = self.start - 1
        fillers = ("~", "or", "i.e", "equivalent", "to", "about", "around", "+", "=", ":")
        while at > self.sentence[0] and (self.lowers[at] in fillers or at in self.dated):
            at -= 1
        return bool(
            self.previous[0] and at > self.sentence[0] and self.tokens.words[at] == "(" and at in self.units_before
        )

    def _goes_on(self) -> bool:
        """Whether the quantity is a further one of a list without words between: "56 %, 75 % | and 90 %"."""
        at = self.start
        while at > self.sentence[0] and self.lowers[at - 1] in (",", "and", "or"):
            at -= 1
        if at == self.start or not self.previous[0] or self.facts["head"] or self._of_after():
            return False
        return bool(self.units_before.get(at) == self.facts["unit"])

    # --- kinds of quantity -------------------------------------------------------------------------------------

    def _counted(self) -> str:
        """What is counted, with its complement: "solution providers of smart manufacturing systems"."""
        start = self.start + self.facts["head"][0]
        end = self.start + self.facts["head"][1]
        joined = end + 1 < self.sentence[1] and self.lowers[end] == "and" and self.lowers[end + 1].endswith("s")
        if joined and self.lowers[end + 1] not in self.edges and end + 1 not in self.stops:
            end += 2  # "provinces and cities"
        stop = self._complement(end)
        text = self._text((start, stop))
        done = self._done() if stop == end else ""
        return f"{text} {done}" if done else text

    def _done(self) -> str:
        """What is done to what is counted, as a participle: "build 40 homes" → "built"; "" where nothing is."""
        governor = self.governor
        if governor is not None and governor.end == self._lead() + 1:
            known = governor.verb not in self.verbs.measure and governor.verb not in PLAIN
            return self.verbs.done.get(governor.verb, "") if known and not governor.passive else ""
        after = next((each for each in self.predicates if each.start >= self.end), None)
        if governor is None and after is not None and after.passive and after.start <= self.end + 1:
            return self.verbs.done.get(after.verb, "")
        return ""

    def _multiplied(self) -> str:
        """What a verb of multiplying multiplies: "double | exports", "exports | will double"."""
        verb = next((each for each in self.predicates if each.start < self.end and self.start < each.end), None)
        if verb is None:
            return ""
        behind = self._after(verb.end, carry=True, limit=COMPLEMENT_LIMIT + 3)
        own = behind[1] > behind[0] and self.lowers[verb.end] not in self.edges | self.carriers and not verb.passive
        return self._text(behind) if own and self.lowers[verb.end] != "compared" else self._subject_text(verb)

    def _elliptic(self) -> str:
        """What a number without a noun counts: the subject, or what the number before it counted."""
        subject = self._measured()
        behind = self._received() if self.previous[0] and self._coordinated() else ""
        if behind:
            head = self.previous[0].split(" in ")[0].split(" for ")[0]
            return f"{head} {behind}"
        return subject or self.previous[0]

    def _coordinated(self) -> bool:
        """Whether a number goes on with a list of numbers: "including 40 in towns | and 20 in villages"."""
        at = self.start - 1
        return at > self.sentence[0] and self.lowers[at] in (
            "including",
            "and",
            ",",
            "with",
            "plus",
            "comprising",
            "namely",
        )

    def _share(self, base: Range | None) -> tuple[str, str]:
        change = self._change_noun()
        if change:
            return self._changing(change), ""
        if base and self._anaphoric(base):
            rest = self._after(base[0] + 1, carry=True, limit=COMPLEMENT_LIMIT)
            named = self._text((base[0] + 1, rest[1])) if rest[1] > base[0] + 1 else ""
            return " ".join(part for part in (self._undone(), named) if part), ""
        if self.start - 2 >= self.segment[0] and self.lowers[self.start - 2 : self.start] == ["of", "which"]:
            return self._of_which(), self.previous[0]
        subject = self._measured()
        if subject and not base and self.previous[0] and self._of_that():
            return f"{subject}, share of {self.previous[0]}", self.previous[0]
        if base:
            text = self._text(base)
            if subject and self._links():
                return f"{subject}, share of {text}", text
            said = self._said_of(base)
            if said != text:
                return said, text
            predicate = self._predicate(base[1])
            return (self._text((base[0], predicate)) if predicate > base[1] else self._said_of(base)), text
        if self._bare_change():
            return self._changed_before(), ""
        following = self._after(self.end, carry=True, limit=COMPLEMENT_LIMIT + 3)
        direct = (
            self.end < self.segment[1]
            and self.lowers[self.end] not in self.edges | self.carriers
            and self.lowers[self.end] not in ("and", "or")
        )
        compared = direct and self.lowers[self.end] in COMPARATIVES
        if direct and not compared and following[1] > following[0] and self.tokens.words[self.end][0].isalpha():
            return self._text(following), ""
        if subject:
            return subject, ""
        if following[1] > following[0] and self.lowers[following[0]] not in self.edges:
            return self._text(following), ""
        return "", ""

    def _of_that(self) -> bool:
        """Whether a share is of the value before: "emissions were 18 Mt, | of which | energy made up a third"."""
        last = self.start if self.last_end is None else self.last_end
        between = self.lowers[last : self.start]
        return any(pair in (("of", "which"), ("of", "that"), ("of", "this")) for pair in itertools.pairwise(between))

    def _of_which(self) -> str:
        """What a part of the statement before is: "of which 4 % is | other land"."""
        ahead = next((each for each in self.predicates if each.start >= self.end), None)
        if ahead is None or ahead.start >= self.segment[1]:
            return self.previous[0]
        _, stop = self._after(ahead.end, carry=True, limit=COMPLEMENT_LIMIT)
        if ahead.verb == "be" and stop > ahead.end:
            return self._text(phrases.trim(self.tokens, ahead.end, stop))
        if ahead.passive:
            return f"{self.previous[0]} {self._text((ahead.end - 1, max(stop, ahead.end)))}"
        return self.previous[0]

    def _amount(self, base: Range | None) -> tuple[str, str]:
        named = self._amount_named(base)
        if named[0] and self._distributed():
            return f"{named[0]} of {self._undone()}", named[1]
        return named

    def _undone(self) -> str:
        """What the statement before was of, without what is done to it: "homes" of "homes built"."""
        words = self.previous[0].split()
        return " ".join(words[:-1] if len(words) > 1 and words[-1] in self.verbs.participle else words)

    def _distributed(self) -> bool:
        """Whether "each" gives the amount to what was counted before: "40 plants, each with 5 MW"."""
        last = self.last_end
        return bool(
            last is not None
            and self.previous[0]
            and len(self.previous[0].split()) <= 4
            and "each" in self.lowers[last : self.end + 1]
        )

    def _amount_named(self, base: Range | None) -> tuple[str, str]:
        if self.lowers[self.segment[0] : self.segment[0] + 2] in OF_THAT and self.previous[0]:
            return self.previous
        before = self._of_before()
        following = self._after(self.end, carry=True, limit=COMPLEMENT_LIMIT + 3)
        named = following[0] == self.end < following[1] and self.lowers[self.end] not in self.edges | self.carriers
        if named and self.facts["unit_kind"] == "physical" and self.tokens.words[self.end].isalpha():
            return self._text(following), ""  # "integration of 13 GW renewable energy"
        if before:
            amount = named and following[1] - following[0] == 1 and self.lowers[self.end] in self.amounts
            return (f"{self._text(before)} {self._text(following)}" if amount else self._owned(before)), ""
        if self.end + 1 < self.segment[1] and self.lowers[self.end] == "as" and self.lowers[self.end + 1] != "against":
            what = self._after(self.end + 1, carry=True)
            if what[1] > what[0]:
                return self._text(what), ""  # "5 bn as capital expenditure"
        if self.facts["unit_kind"] == "money":
            given = self._given()
            if given:
                return given, ""
        if base:
            return self._said_of(base), ""
        subject = self._measured()
        if subject:
            return subject, ""
        received = self._received().partition(" ")[2]
        if received:
            return received, ""
        if "CO2" in self.facts["unit"] and not named:
            return "emissions", ""  # what carbon dioxide is a measure of, where nothing else is said
        return (self._text(following), "") if named else ("", "")

    # --- parts of the predicate --------------------------------------------------------------------------------

    def _lead(self) -> int:
        """The token before the quantity and its articles: the preposition or verb it hangs on."""
        at = self.start - 1
        while at > self.segment[0] and (self.lowers[at] in BESIDE or self.tokens.words[at] in ("(", "~")):
            at -= 1
        return at

    def _measured(self) -> str:
        """What the quantity measures by its part in the predicate: "" where the predicate doesn't say."""
        listed = self._listed()
        if listed:
            return listed
        beside = self._apposed()
        if beside:
            return self._text(beside)
        governor = self.governor
        if governor is None:
            return self._labelled()
        lead = self._lead()
        behind = self._object_behind(governor, lead)
        if behind:
            return self._text(behind)
        direct = lead < governor.end or all(
            word in ROUTE or phrases.adverb(word) or word in BESIDE or word in PARTICLES or word in (":", "not")
            for word in self.lowers[governor.end : self.start]
        )
        if direct:
            if governor.passive or governor.verb in self.verbs.measure or lead >= governor.end:
                return self._subject_text(governor)
            return ""
        if governor.verb == "cost" and governor.end < self.start:
            subject = self._subject_text(governor)
            return f"cost of {subject}" if subject else ""
        route = self.lowers[lead] in ROUTE and lead >= governor.end
        passed = next((index for index in range(governor.end, lead) if index in self.stops), None)
        if passed is not None:  # "increase the area by 40 ha and | the stock | by 5 m3"
            found = self._before(lead) if route else (0, 0)
            last = next(index for index in range(lead - 1, passed - 1, -1) if index in self.stops)
            joint = [at for at in range(last + 1, found[1]) if self.lowers[at] in ("and", ",")]
            if joint and found[0] <= joint[-1]:
                found = phrases.trim(self.tokens, joint[-1] + 1, found[1])
            if found[1] > found[0] and found[0] > last:
                return self._text(found)
            return self._object_or_subject(governor, passed)
        if route or self.lowers[lead] in ("with", "for", "in", "than"):
            return self._object_or_subject(governor, lead)
        found = self._before(lead + 1)
        if found[1] > found[0] and found[0] >= governor.end:
            return self._text(found)
        return self._subject_text(governor)

    def _listed(self) -> str:
        """What a member of a list of names and values is: "emissions in these regions: North 35 %, South 14 %"."""
        start, end = self._before(self.start)
        if (
            end != self.start
            or start <= self.segment[0]
            or end - start > 4
            or not self.tokens.words[start][0].isupper()
        ):
            return ""
        mark = self.tokens.words[start - 1]
        if mark == "," and start - 1 in self.units_before and self.previous[0]:
            return f"{self.previous[0].rpartition(' (')[0] or self.previous[0]} ({self._text((start, end))})"
        if mark != ":" or self.governor is None:
            return ""
        main = self._object_or_subject(self.governor, start - 1)
        return f"{main} ({self._text((start, end))})" if main else ""

    def _object_or_subject(self, governor: Predicate, stop: int) -> str:
        """The object between a verb and a token; the subject of a verb that has none of its own."""
        if governor.passive or governor.verb == "be":
            return self._subject_text(governor)
        start, end = self._trimmed(governor.end, stop)
        if end > start:
            found = self._text((start, end))
            if self.lowers[start] in PRONOUNS and end - start == 1:
                return self.previous[0]
            return found
        return self._subject_text(governor)

    def _trimmed(self, start: int, stop: int) -> Range:
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

    def _object_behind(self, governor: Predicate, lead: int) -> Range | None:
        """X of "cut to 4 % (2023: 8 %) | the proportion of drivers"."""
        if governor.passive or lead >= self.start or self.lowers[lead] not in ROUTE or lead > governor.end:
            return None
        at = self.end
        if at < self.segment[1] and self.tokens.words[at] == "(":
            while at < self.segment[1] and self.tokens.words[at] != ")":
                at += 1
            at += 1
        if at < self.segment[1] and self.lowers[at] in ("the", "its", "their", "our"):
            found = self._after(at, carry=True, limit=COMPLEMENT_LIMIT + 3)
            return found if found[1] > found[0] else None
        return None

    def _apposed(self) -> Range | None:
        """X of "X, currently 12 %," and of "X (12 %)"."""
        at = self.start - 1
        begin = self.segment[0]
        while at > begin and self.lowers[at] in NOW:
            at -= 1
        opened = at > begin and self.tokens.words[at] in ("(", ",")
        if not opened or (self.tokens.words[at] == "," and at == self.start - 1) or at in self.units_before:
            return None
        found = self._before(at)
        return found if found[1] > found[0] else None

    def _labelled(self) -> str:
        """The noun phrase right before a quantity no predicate governs: "Share of wind: 12 %", "wind 12 %"."""
        lead = self._lead()
        begin = self.segment[0]
        if lead < begin:
            return ""
        end = lead + 1
        while end > begin and (self.tokens.words[end - 1] in (":", "–", "-", "—") or self.lowers[end - 1] in ROUTE):
            end -= 1
        found = self._before(end)
        return self._text(self._widened(found)) if found[1] > found[0] else ""

    def _widened(self, found: Range) -> Range:
        """A noun phrase with what it is a complement of: "capacity on | roofs"."""
        begin = self.segment[0]
        while found[1] > found[0] > begin + 1:
            at = found[0] - 1
            while at > begin and self.lowers[at] in phrases.ARTICLES:
                at -= 1
            if self.lowers[at] not in self.carriers:
                break
            wider = self._before(at)
            if wider[1] != at or wider[1] <= wider[0] or found[1] - wider[0] > COMPLEMENT_LIMIT + 3:
                break
            found = (wider[0], found[1])
        if found[0] == self.sentence[0] and found[1] - found[0] > 1 and self.lowers[found[0]] in self.verbs.past:
            found = phrases.trim(self.tokens, found[0] + 1, found[1])  # "Raised | participation in the workforce from"
        return found

    def _subject_text(self, predicate: Predicate, depth: int = 0) -> str:
        """The subject of a predicate; what "it" or "which" stand for; "" where an actor does something."""
        told = predicate.form == "gerund" and predicate.verb in (
            "amount",
            "total",
            "reach",
            "exceed",
            "cost",
            "average",
        )
        if told or (predicate.form == "participle" and not predicate.passive):
            found = self._before(predicate.start - (self.tokens.words[predicate.start - 1] == ","))
            if found[1] > found[0]:
                return self._text(found)
        if predicate.form in ("infinitive", "imperative", "gerund", "participle") or self._headless(predicate):
            earlier = [
                each for each in self.predicates if each.end <= predicate.start and each.start >= self.segment[0]
            ]
            if predicate.form == "infinitive" and earlier:
                between = self._trimmed(earlier[-1].end, predicate.start)
                if between[1] > between[0] and not earlier[-1].passive and earlier[-1].verb != "be":
                    return self._text(between)  # "expand | the network | to reach 40 km"
            if predicate.form == "infinitive" and not earlier:
                found = self._before(predicate.start)
                return self._text(found) if found[1] > found[0] else ""
            return self._subject_text(earlier[-1], depth + 1) if earlier and depth < 4 else ""
        start, end = self._subject(predicate)
        if end <= start:
            return ""
        if end - start == 1 and self.lowers[start] in PRONOUNS:
            return "" if self.lowers[start] in ("we", "i", "he", "she", "you", "there") else self.previous[0]
        if start in self.actors and end - 1 in self.actors and predicate.verb != "be" and not predicate.passive:
            return ""
        return self._text((start, end))

    def _headless(self, predicate: Predicate) -> bool:
        """Whether a finite verb goes on with the subject of one before: "rises and | falls"."""
        at = predicate.start - 1
        return (
            at >= self.segment[0]
            and self.lowers[at] in ("and", "or", "then", "also", "but")
            and any(each.end <= at for each in self.predicates if each.start >= self.segment[0])
        )

    def _subject(self, predicate: Predicate) -> Range:
        """The noun phrase before a predicate, read over a clause between commas."""
        end = predicate.start
        begin = self.segment[0]
        while end > begin and phrases.adverb(self.lowers[end - 1]):
            end -= 1
        if end > begin and self.lowers[end - 1] in ("which", "that", "who"):
            relative = self._before(end - 2 if self.tokens.words[end - 2] == "," else end - 1)
            return relative if relative[1] > relative[0] else (end - 1, end)
        end = self._past_brackets(begin, end)
        start = end
        for at in range(end - 1, begin - 1, -1):
            word = self.tokens.words[at]
            if word in phrases.HARD_EDGES or at in self.stops or self._comma_ends(at, end):
                break
            if self.lowers[at] in ("while", "whereas", "because", "if", "when", "although", "that", "which", "but"):
                break
            start = at
        inner = [each for each in self.predicates if start <= each.start and each.end <= end and each.form == "finite"]
        if inner:
            start = inner[-1].end
        while start < end and (self.lowers[start] in self.openers or not self.tokens.words[start][0].isalnum()):
            start += 1
        return phrases.trim(self.tokens, start, end)

    def _past_brackets(self, begin: int, end: int) -> int:
        """The end of a noun phrase without what is put in after it: "losses | , now 20 %," or "cost (in 2020)"."""
        while end - 1 > begin and self.tokens.words[end - 1] in (",", ")"):
            opening = "(" if self.tokens.words[end - 1] == ")" else ","
            at = end - 2
            while at > begin and self.tokens.words[at] != opening:
                at -= 1
            if at <= begin or self.lowers[at + 1] in ("the", "our", "its", "their", "a", "an", "we", "this"):
                return self._undated(begin, end - 1)
            end = at
        return self._undated(begin, end)

    def _undated(self, begin: int, end: int) -> int:
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

    def _comma_ends(self, at: int, end: int) -> bool:
        return self.tokens.words[at] == "," and not any(word in ("and", "or") for word in self.lowers[at + 1 : end])

    def _links(self) -> bool:
        """Whether the predicate says that its subject has the share: "wind makes up 12 % of power"."""
        governor = self.governor
        if governor is None:
            return False
        lead = self._lead()
        if self.lowers[lead] in ("to", "at", "by", "from", "below", "above", "reach") or governor.passive:
            return True
        return governor.verb in self.verbs.share or governor.verb in self.verbs.measure

    # --- noun phrases beside -----------------------------------------------------------------------------------

    def _given(self) -> str:
        """What money is given: "invest 40 million in X" → "investment in X"; "" with another verb."""
        governor = self.governor
        if governor is not None and governor.verb in self.verbs.give:
            noun = self.verbs.give[governor.verb]
            received = self._received()
            between = self._trimmed(governor.end, self._lead())
            if received:
                return f"{noun} {received}"
            if between[1] > between[0]:
                return f"{noun} for {self._text(between)}"
            return noun if governor.passive or self._lead() < governor.end else ""
        ahead = [each for each in self.predicates if each.start >= self.end and each.start < self.segment[1]]
        gone = ahead and (ahead[0].passive or ahead[0].verb == "go")
        if governor is None and gone and ahead[0].verb in self.verbs.give:
            noun = self.verbs.give[ahead[0].verb]
            received = self._received(ahead[0].end)
            return f"{noun} {received}" if received else noun
        return ""

    def _received(self, at: int | None = None) -> str:
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
        found = self._after(at + 1, carry=True, limit=COMPLEMENT_LIMIT + 3)
        return f"{self.tokens.words[at]} {self._text(found)}" if found[1] > found[0] else ""

    def _complement(self, end: int) -> int:
        """The end of what carries a noun on: "plants | in urban areas", "farmers | to adopt", "homes | of wood"."""
        if end + 1 >= self.sentence[1] or self.lowers[end + 1] in self.deictics:
            return end
        if self.lowers[end] in self.carriers:
            _, stop = self._after(end + 1, carry=True, limit=COMPLEMENT_LIMIT)
            return stop if stop > end + 1 else end
        if self.lowers[end] == "to" and self.tokens.words[end + 1].isalpha():
            _, stop = self._after(end + 2, carry=True, limit=COMPLEMENT_LIMIT - 3)
            return stop if stop > end + 2 and self.lowers[end + 1] != "be" else self._predicate(end)
        participle = next((each for each in self.predicates if each.start == end and each.form == "participle"), None)
        if participle is not None or self.lowers[end] == "with":
            _, stop = self._after(end + 1, carry=True, limit=COMPLEMENT_LIMIT)
            measured = stop + 1 < self.sentence[1] and (stop in self.stops or stop + 1 in self.stops)
            return stop if stop > end + 1 and not measured else end
        return end

    def _said_of(self, part: Range) -> str:
        """A noun phrase with the passive that follows it: "emissions | are covered under the scheme"."""
        text = self._text(part)
        said = next((each for each in self.predicates if part[1] <= each.start <= part[1] + 1 and each.passive), None)
        if said is not None and said.form in ("finite", "participle"):
            _, stop = self._after(said.end - 1, carry=True, limit=COMPLEMENT_LIMIT)
            if stop >= said.end:
                return f"{text} {self._text((said.end - 1, stop))}"
        return text

    def _named_behind(self) -> bool:
        """Whether a noun follows that the quantity is of: "a three-year | period"."""
        if self.end >= self.segment[1] or "-" not in self.tokens.words[self.start : self.end]:
            return False
        return self.tokens.words[self.end].isalpha() and self.lowers[self.end] not in self.edges | self.carriers

    def _going_on(self) -> str:
        """What goes on for a length of time: "the mill | led the market | for four years"."""
        at = self._lead()
        if at < self.segment[0] or self.lowers[at] not in ("for", "over", "within", "after", "in", "during", "next"):
            return ""
        while at > self.segment[0] and self.lowers[at] in ("next", "last", "past", "coming"):
            at -= 1
        if self.governor is not None and self.governor.end <= at:
            said = phrases.trim(self.tokens, self.governor.end - 1, min(at, self.governor.end + SAID_LIMIT))
            of_whom = self._subject_text(self.governor) if self.governor.form == "finite" else ""
            return f"{of_whom} {self._text(said)}".strip()
        ahead = next((each for each in self.predicates if each.start >= self.end), None)
        if ahead is not None and ahead.start < self.segment[1]:
            stop = ahead.end
            while (
                stop < min(self.segment[1], ahead.end + SAID_LIMIT)
                and self.tokens.words[stop] not in phrases.HARD_EDGES
            ):
                stop += 1
            return self._text(phrases.trim(self.tokens, ahead.end - 1, stop))
        return ""

    def _owned(self, noun: Range) -> str:
        """A noun of amount with whose it is: "the Hydrogen Mission, with an outlay" → "outlay of Hydrogen Mission"."""
        text = self._text(noun)
        if not any(word in self.amounts for word in self.lowers[noun[0] : noun[1]]) or noun[1] - noun[0] > 3:
            return text
        purpose = self._received()
        if purpose:
            return f"{text} {purpose}"
        at = noun[0]
        while at > self.sentence[0] and self.lowers[at - 1] in phrases.BEFORE_NOUN:
            at -= 1
        owner = self._before(at)
        if self.governor is not None and self.governor.start >= owner[1]:
            held = self._subject_text(self.governor)
            return f"{text} of {held}" if held and held.lower() not in text.lower() else text
        if owner[1] > owner[0] and owner[1] == at and self.lowers[owner[0]] not in PRONOUNS | phrases.ARTICLES:
            return f"{text} of {self._text(owner)}"
        return text

    def _of_after(self) -> Range | None:
        """X of "20 % of X", "130 ha of X"."""
        at = self.end
        if at < self.sentence[1] and self.lowers[at] == "of":
            found = self._after(at + 1, carry=True, limit=COMPLEMENT_LIMIT + 3)
            return found if found[1] > found[0] else None
        return None

    def _anaphoric(self, base: Range) -> bool:
        """Whether a base points back: "a third of them", "half of which"."""
        return bool(self.previous[0]) and self.lowers[base[0]] in ("them", "these", "those", "which", "this", "whom")

    def _of_before(self) -> Range | None:
        """X of "an outlay of 5 bn", "capacity of 40 MW", "investment of"."""
        at = self.start - 1
        if at - 1 > self.sentence[0] and self.lowers[at] in ("exceeding", "totalling", "totaling", "reaching"):
            at += 1  # "an output value | exceeding 5 bn"
        elif at - 1 <= self.sentence[0] or self.lowers[at] != "of":
            return None
        found = self._before(at if self.lowers[at] == "of" else at - 1)
        if found[1] > found[0] and self.lowers[found[1] - 1] not in ("total",):
            return found
        return None

    def _change_noun(self) -> Range | None:
        """X of "a 20 % reduction in X", "a reduction of 20 % in X"."""
        for at in range(self.end, min(self.sentence[1] - 2, self.end + 3)):
            if self.lowers[at] in CHANGES and self.lowers[at + 1] in ("in", "of"):
                found = self._after(at + 2, carry=True, limit=COMPLEMENT_LIMIT)
                return found if found[1] > found[0] else None
        if self.end + 1 < self.segment[1] and self.lowers[self.end] == "in" and self.lowers[self._lead()] in CHANGES:
            found = self._after(self.end + 1, carry=True, limit=COMPLEMENT_LIMIT)  # "a cut of 20 % | in X"
            if found[1] > found[0]:
                return found
        for at in range(self.start - 1, max(self.sentence[0], self.start - 14), -1):
            if self.lowers[at] in CHANGES and self.lowers[at + 1] in ("in", "of") and at + 2 < self.start:
                found = self._after(at + 2, self.start, carry=True)
                return found if found[1] > found[0] else None
        return None

    def _changing(self, change: Range) -> str:
        """What changes, with whose it is: "buildings will see an 80 % improvement in efficiency"."""
        short = self._text(change)
        governor = self.governor
        if governor is None or governor.verb not in ("see", "show", "experience", "record", "register", "achieve"):
            return short
        subject = self._subject_text(governor)
        whole = not any(word in self.carriers for word in self.lowers[change[0] : change[1]])
        return f"{short} of {subject}" if subject and whole else short

    def _bare_change(self) -> bool:
        """Whether a noun of change follows without saying of what: "a 20 % reduction by 2026"."""
        at = self.end
        return (
            at < self.segment[1]
            and self.lowers[at] in CHANGES
            and (at + 1 >= self.segment[1] or self.lowers[at + 1] not in ("in", "of"))
        )

    def _changed_before(self) -> str:
        """What a bare noun of change is about: the statement before, else the subject."""
        if self.previous[0]:
            return self.previous[0]
        return self._subject_text(self.governor) if self.governor is not None else ""

    def _predicate(self, at: int) -> int:
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

    def _before(self, end: int) -> Range:
        """The noun phrase that ends before a token."""
        begin = self.segment[0]
        end = self._undated(begin, end)
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

    def _after(self, at: int, stop: int | None = None, *, carry: bool = False, limit: int = 18) -> Range:
        """The noun phrase that begins at a token."""
        stop = self.sentence[1] if stop is None else stop
        for index in range(at, stop):
            if index in self.stops:
                stop = index
                break
        return phrases.after(self.tokens, at, stop, self.edges, limit, self.carriers if carry else ())

    def _text(self, part: Range) -> str:
        return " ".join(self.tokens.span(*part).split())
