"""Indicators: the noun phrase that names what a quantity measures, and the base of a share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from spacy.tokens import Span

from policyledger import phrases
from policyledger.tokens import Tokens

Range = tuple[int, int]
SAID_LIMIT = 14
"""Tokens before a length of time that say what goes on."""
COMPLEMENT_LIMIT = 9
"""Tokens a prepositional complement may add to an indicator: enough to tell rows apart, short enough for a table."""


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
    if indicator.lower() in PRONOUNS | reader.edges or not any(letter.isalpha() for letter in indicator):
        indicator = ""
    if not indicator and titles:
        indicator = " ".join(titles[0].rstrip(":").split())
    return indicator, base


BEFORE_TO = frozenset(
    {"due", "according", "owing", "thanks", "related", "pursuant", "compared", "contribution", "relative"}
)
"""Words with which "to" is a preposition."""
COMPARATIVES = frozenset(
    {"lower", "higher", "less", "more", "below", "above", "greater", "smaller", "fewer", "cheaper"}
)
PRONOUNS = frozenset({"it", "this", "these", "we", "they", "he", "she", "i", "that", "which", "there"})
AMBIGUOUS = frozenset({"plant", "cover", "supply", "source", "cut", "increase", "limit", "green", "waste", "treat"})
"""Verbs that are as often nouns or adjectives at the head of a noun phrase."""


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
        self.carriers = lists["LEX-COMPLEMENT-PREPOSITION"]
        self.amounts = lists["LEX-AMOUNT-NOUN"]
        self.auxiliaries = lists["LEX-AUXILIARY"]
        self.deictics = lists["LEX-DEICTIC"]
        dates = [each for each in found.dates if each.end - each.start > 1]  # "the 2030 demand" is passed through
        taken = [each for each in (*dates, *found.quantities) if each.start != span.start]
        self.stops = {index for each in taken for index in range(each.start, each.end)}

    def read(self) -> tuple[str, str]:
        if self.facts["form"] == "absolute":
            return self._text((self.span.start, self.span.end)).replace("zero ", "").replace("-zero", ""), ""
        if self.facts["unit"] == "count" and self.facts["head"]:
            return self._counted(), ""
        if self.facts["unit_kind"] == "duration":
            said = self._said_before()
            if said:
                return said, ""
        base = self._of_after()
        if self.facts["unit_kind"] in ("percent", "percentage_point", "multiple"):
            return self._share(base)
        return self._amount(base)

    def _counted(self) -> str:
        """What is counted, with its complement: "solution providers of smart manufacturing systems"."""
        start = self.span.start + self.facts["head"][0]
        end = self.span.start + self.facts["head"][1]
        joined = end + 1 < self.sentence[1] and self.lowers[end] == "and" and self.lowers[end + 1].endswith("s")
        if joined and self.lowers[end + 1] not in self.edges | self.verbs and end + 1 not in self.stops:
            end += 2  # "provinces and cities"
        return self._text((start, self._complement(end)))

    def _said_before(self) -> str:
        """What goes on for a length of time: "the mill | led the market | for four years"."""
        at = self.span.start
        if at - 1 <= self.clause[0] or self.lowers[at - 1] not in ("for", "over", "within", "after", "in", "during"):
            return ""
        start = self._from_start(at - 1)[0]
        return self._text((max(start, at - 1 - SAID_LIMIT), at - 1))

    def _complement(self, end: int) -> int:
        """The end of what carries a noun on: "plants | in urban areas", "farmers | to adopt"."""
        if end + 1 >= self.sentence[1] or self.lowers[end + 1] in self.deictics:
            return end
        if self.lowers[end] in self.carriers:
            _, stop = self._after(end + 1, carry=True, limit=COMPLEMENT_LIMIT)
            return stop if stop > end + 1 else end
        if self.lowers[end] == "to" and self.tokens.words[end + 1].isalpha():
            _, stop = self._after(end + 2, carry=True, limit=COMPLEMENT_LIMIT - 3)
            return stop if stop > end + 2 and self.lowers[end + 1] != "be" else self._predicate(end)
        return end

    def _said_of(self, part: Range) -> str:
        """A noun phrase with the passive that follows it: "emissions | are covered under the scheme"."""
        at = part[1]
        text = self._text(part)
        if self.lowers[at : at + 2] in (["will", "be"], ["shall", "be"], ["to", "be"], ["must", "be"]):
            at += 1
        if (
            at + 1 < self.sentence[1]
            and self.lowers[at] in ("are", "is", "were", "was", "be")
            and self.lowers[at + 1].endswith("ed")
        ):
            _, stop = self._after(at + 1, carry=True, limit=COMPLEMENT_LIMIT)
            if stop > at + 1:
                return f"{text} {self._text((at + 1, stop))}"
        return text

    def _share(self, base: Range | None) -> tuple[str, str]:
        subject = self._subject()
        change = self._change_noun()
        if change:
            short = self._text(change)
            whole = subject is not None and not any(
                word in self.carriers for word in self.lowers[change[0] : change[1]]
            )
            whole = whole and self._experienced() and self.lowers[(subject or change)[0]] not in PRONOUNS | self.verbs
            return (f"{short} of {self._text(subject)}" if whole and subject else short), ""
        verb_object = self._object()
        if self._account_for() and subject:
            named = self._text(subject)
            return (f"{named}, share of {self._text(base)}" if base else named), self._text(base) if base else ""
        if base:
            predicate = self._predicate(base[1])
            indicator = self._text((base[0], predicate)) if predicate > base[1] else self._said_of(base)
            if subject and self._linked_by_verb():
                indicator = f"{self._text(subject)}, share of {self._text(base)}"
            return indicator, self._text(base)
        following = self._after(self.span.end, carry=True, limit=COMPLEMENT_LIMIT + 3)
        direct = self.span.end < self.sentence[1] and self.lowers[self.span.end] not in self.edges | self.carriers
        compared = direct and self.lowers[self.span.end] in COMPARATIVES
        if direct and not compared and following[1] > following[0] and self.tokens.words[self.span.end][0].isalpha():
            return self._text(following), ""
        for candidate in (verb_object, subject):
            if candidate:
                return self._text(candidate), ""
        if following[1] > following[0] and self.lowers[following[0]] not in self.edges:
            return self._text(following), ""
        return "", ""

    def _amount(self, base: Range | None) -> tuple[str, str]:
        before = self._of_before()
        following = self._after(self.span.end, carry=True, limit=COMPLEMENT_LIMIT + 3)
        named = (
            following[0] == self.span.end < following[1]
            and self.lowers[self.span.end] not in self.edges | self.carriers
        )
        if named and self.facts["unit_kind"] == "physical" and self.tokens.words[self.span.end].isalpha():
            return self._text(following), ""  # "integration of 13 GW renewable energy"
        if before:
            return self._owned(before), ""
        if base:
            return self._said_of(base), ""
        if (
            self.span.end < self.sentence[1]
            and self.lowers[self.span.end] in ("in", "for")
            and self.facts["unit_kind"] == "money"
        ):
            inside = self._after(self.span.end + 1, carry=True, limit=COMPLEMENT_LIMIT + 3)
            if inside[1] > inside[0]:
                return self._text(inside), ""
        verb_object = self._object()
        if verb_object:
            return self._text(verb_object), ""
        if named:
            return self._text(following), ""
        subject = self._subject()
        if subject:
            return self._text(subject), ""
        return (self._text(following), "") if named else ("", "")

    def _owned(self, noun: Range) -> str:
        """A noun of amount with whose it is: "the Hydrogen Mission, with an outlay" → "outlay of Hydrogen Mission"."""
        text = self._text(noun)
        if not any(word in self.amounts for word in self.lowers[noun[0] : noun[1]]) or noun[1] - noun[0] > 3:
            return text
        at = noun[0]
        while at > self.sentence[0] and self.lowers[at - 1] in (
            "a",
            "an",
            "the",
            "total",
            "its",
            "their",
            "with",
            "at",
            "having",
            ",",
            "annual",
            "and",
            "including",
            "by",
        ):
            at -= 1
        owner = self._before(at)
        if owner[1] == owner[0] or owner[1] < at or self.lowers[owner[1] - 1].endswith("ed"):
            owner = self._subject() or (0, 0)
        if owner[1] - owner[0] == 1 and self.lowers[owner[0]] in self.verbs:
            return text
        if owner[1] > owner[0] and owner[1] <= noun[0] and self.lowers[owner[0]] not in PRONOUNS:
            return f"{text} of {self._text(owner)}"
        return text

    def _account_for(self) -> bool:
        at = self.span.start
        window = self.lowers[max(self.sentence[0], at - 3) : at]
        return any(
            word.startswith("account") or word in ("represent", "represents", "comprise", "constitute")
            for word in window
        )

    def _linked_by_verb(self) -> bool:
        """Whether a verb like "make up", "reach", "cover" stands just before the quantity."""
        window = self.lowers[max(self.sentence[0], self.span.start - 3) : self.span.start]
        return any(
            word
            in (
                "make",
                "makes",
                "up",
                "reach",
                "reaches",
                "reached",
                "cover",
                "covers",
                "meet",
                "meets",
                "supply",
                "supplies",
            )
            for word in window
        )

    def _experienced(self) -> bool:
        """Whether the subject is what changes: "buildings will see an 80 % improvement in efficiency"."""
        window = self.lowers[max(self.sentence[0], self.span.start - 4) : self.span.start]
        return any(
            word in ("see", "sees", "saw", "show", "showed", "experience", "experienced", "record") for word in window
        )

    def _of_after(self) -> Range | None:
        """X of "20 % of X", "130 ha of X"."""
        at = self.span.end
        if at < self.sentence[1] and self.lowers[at] == "of":
            found = self._after(at + 1, carry=True, limit=COMPLEMENT_LIMIT + 3)
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
        nouns = (
            "reduction",
            "increase",
            "improvement",
            "decrease",
            "growth",
            "cut",
            "rise",
            "drop",
            "decline",
            "saving",
            "savings",
            "gain",
        )
        for at in range(self.span.end, min(self.sentence[1] - 2, self.span.end + 3)):
            if self.lowers[at] in nouns and self.lowers[at + 1] in ("in", "of"):
                found = self._after(at + 2, carry=True, limit=COMPLEMENT_LIMIT)
                return found if found[1] > found[0] else None
        for at in range(self.span.start - 1, max(self.sentence[0], self.span.start - 14), -1):
            if self.lowers[at] in nouns and self.lowers[at + 1] in ("in", "of") and at + 2 < self.span.start:
                found = self._after(at + 2, self.span.start, carry=True)
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
            if self.lowers[verb] in self.verbs - self.auxiliaries and verb + 1 == lead:
                return None  # "has increased to 75": the subject is what is measured
            if self.lowers[verb] in self.verbs - self.auxiliaries:
                start, end = verb + 1, lead
                passed = [index for index in range(start, lead) if index in self.stops]
                if passed:  # "increase the area by 40 ha and | the stock | by 5 m3"
                    found = self._before(lead)
                    return found if found[1] > found[0] and found[0] > passed[-1] else None
                end = self._cut(start, end)
                found = phrases.trim(self.tokens, start, end)
                return found if found[1] > found[0] else None
        return None

    def _subject(self) -> Range | None:
        """The noun phrase before the first modal or finite verb of the clause, read back from it."""
        for at in range(self.clause[0], min(self.clause[1], self.span.start)):
            if self.lowers[at] == "to" and self.lowers[at - 1] in BEFORE_TO:
                continue
            if self.lowers[at] in self.subject_ends and at > self.clause[0]:
                found = self._from_start(at)
                if found[1] > found[0]:
                    return found
        return None

    def _from_start(self, end: int) -> Range:
        """The subject before a verb: from the clause's beginning, or the last comma, date or quantity before it."""
        begin = self.clause[0]
        for at in range(end - 1, self.clause[0] - 1, -1):
            comma = self.tokens.words[at] == "," and not any(
                word in ("and", "or") for word in self.lowers[at + 1 : end]
            )
            if at in self.stops or self.tokens.words[at] in (";", ":", "•") or comma:
                begin = at + 1
                break
        while begin < end and (self.lowers[begin] in self.openers or not self.tokens.words[begin][0].isalnum()):
            begin += 1
        return phrases.trim(self.tokens, begin, end)

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
        begin = self.sentence[0]
        for index in range(end - 1, begin - 1, -1):
            if index in self.stops:
                begin = index + 1
                break
        start, end = phrases.before(self.tokens, begin, end, self.edges)
        while start < end and self.lowers[start] in self.openers:
            start += 1
        while end - start > 1 and self.lowers[start] in self.verbs and self.lowers[start] not in AMBIGUOUS:
            start, end = phrases.trim(self.tokens, start + 1, end)
        return start, end

    def _after(self, at: int, stop: int | None = None, *, carry: bool = False, limit: int = 18) -> Range:
        stop = self.sentence[1] if stop is None else stop
        for index in range(at, stop):
            if index in self.stops:
                stop = index
                break
        return phrases.after(self.tokens, at, stop, self.edges, limit, self.carriers if carry else ())

    def _cut(self, start: int, end: int) -> int:
        for index in range(start, end):
            if index in self.stops:
                return index
        return end

    def _text(self, part: Range) -> str:
        return " ".join(self.tokens.span(*part).split())
