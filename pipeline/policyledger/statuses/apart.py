"""What speaks of one quantity alone, whatever the verb of its sentence says.

Cues right beside it ("currently", "up from"), what narrows down (narrowing), and places in a sentence that
a verb does not reach: between its subject and itself, in a bracket, before a value that replaces it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import Any

from spacy.tokens import Span

from policyledger.clauses import KNOWN, Sentence, is_age
from policyledger.cues import Cue
from policyledger.movements import Movements
from policyledger.phrases import ARTICLES
from policyledger.scopes import Scopes
from policyledger.statuses.governing import Verbs
from policyledger.statuses.lengths import Lengths
from policyledger.statuses.narrowing import Narrowing
from policyledger.statuses.verdicts import Verdict
from policyledger.timing import Timing
from policyledger.tokens import within

NEAR = 6
"""Tokens after a quantity within which a near cue speaks of it: "40 GJ in the 2025 baseline scenario"."""
OF = 1
"""Tokens between a word for a scenario and its value."""
PART = 5
"""Tokens between "of" and the count of a whole: "17 of | the | 30 sectors"."""
STRUCTURE_LIMIT = 99
"""The largest count of a document's own parts ("five pillars") that is taken for one."""
SINCE = 4
"""Tokens between a value and the date since which it has come about."""
RANKING = frozenset({"bottom", "top", "poorest", "richest", "wealthiest"})
"""Words before the share that says which ones are meant."""
RESTATED = 3
"""Tokens between a bracket and the value in it that says the one before in other terms."""
CONSTITUTING = frozenset({"constituting", "comprising", "representing", "accounting"})
"""Participles of what something is, not of what is to be."""
BETWEEN = 14
"""Tokens between a value that is left behind and the one to be reached."""

BACKING = frozenset({"back", "fund", "finance", "support", "capitalise", "capitalize", "endow", "underpin"})
"""Verbs of what pays for something."""
AGED = frozenset({"group", "groups", "children", "population"})
"""Nouns of people told by how old they are."""
MEASURED_BY = frozenset({"of", "than", "to", "with", "as"})
"""Words between a share or a multiple and what it is of: "twice that | of | today"."""


class Apart:
    """Judges the quantities of one sentence that are apart from its verbs."""

    def __init__(self, scopes: Scopes, sentence: Sentence, timing: Timing, moves: Movements, verbs: Verbs) -> None:
        self.scopes = scopes
        self.sentence = sentence
        self.timing = timing
        self.moves = moves
        self.verbs = verbs
        self.seconds = frozenset(moves.pairs.values())
        decisive = [cue for cue in sentence.cues if cue.rule.decides == "status"]
        self.beside = [cue for cue in decisive if cue.rule.scope in ("near", "ahead")]
        self.narrowing = Narrowing(scopes, sentence, verbs)
        self.lengths = Lengths(scopes, sentence)

    def named(self, span: Span) -> Cue | None:
        """The rule for what is no value at all: a document's own parts, a length of time that says when."""
        return self._structure(span._.quantity, span) or self.lengths.firm(span)

    def _structure(self, facts: dict[str, Any], span: Span) -> Cue | None:
        """The rule for counts of a document's own parts ("five pillars"), where one holds."""
        counted = facts["counted"]
        if not counted or facts["unit"] != "count" or facts["comparator"] != "=" or facts["approximate"]:
            return None
        at = span.start
        lead = self.scopes.tokens.lowers[max(self.sentence.begin, at - 3) : at]
        if lead[:2] in (["each", "of"], ["all", "of"]) and lead[2:] and lead[2] in KNOWN:
            rule = self.scopes.lexicon.cues.definites.get("the")
            return Cue(span.start, span.end, rule) if rule is not None else None  # "for each of the | 1,450 wards"
        low = facts["low"] or 0
        if low > STRUCTURE_LIMIT or low != facts["high"] or low != int(low):
            return None
        head = counted.split()[-1].rpartition("-")[2]
        rule = self.scopes.lexicon.cues.nouns.get(counted) or self.scopes.lexicon.cues.nouns.get(head)
        before = self.scopes.tokens.lowers[span.start - 1] if span.start > self.sentence.begin else ""
        ahead = self.sentence.ending_at(span.start)
        if ahead is not None and ahead.tense == "future" and ahead.verb != "have":
            return None  # "will form | four clusters", but "we will have | three measures"
        if self._is_part(span):
            return None
        if rule is None and before:
            rule = self.scopes.lexicon.cues.definites.get(before)
        return Cue(span.start, span.end, rule) if rule is not None else None

    def _is_part(self, span: Span) -> bool:
        """Whether a count is part of another: "17 | of the 30 sectors"."""
        if span.end >= self.sentence.end or self.scopes.tokens.lowers[span.end] != "of":
            return False
        return any(at in self.sentence.by_start for at in range(span.end + 1, span.end + PART))

    def of(self, index: int, span: Span, previous: str | None) -> Verdict | None:
        """What settles a quantity whatever the verb of its sentence says."""
        near = self._near.get(index)
        if index in self.moves.pairs:  # "from 32 % to …"
            return ("other", near) if near is not None and near.rule.value == "other" else ("actual", None)
        if near is not None and not (
            near.rule.value == "actual" and near.start < span.start and self.timing.is_due(span)
        ):
            return near.rule.value, near  # but "is currently on course to cut 54 % by 2030"
        if index not in self.seconds:
            narrowed = self.narrowing.of(span)
            if narrowed is not None:
                return narrowed.rule.value, narrowed
        if self._is_known(span):
            return "actual", None
        if previous != "target" and self._is_in_share_bracket(span):
            return "actual", None
        if self._is_rate(span):
            return "other", None  # "US$1 = INR | 61.8"
        if self._is_group_age(span):
            return "other", None  # "300 children | under five |"
        if self._is_status(span) or self._is_despite(span):
            return "actual", None
        if self._backs(span):
            return "target", None
        if index in self.moves.old or self.sentence.aside_of(span.start) is not None:
            return "actual", None
        before = self.sentence.quantities[index - 1] if index and index not in self.seconds else None
        if before is not None and previous is not None and self._restates(before, span):
            return previous, None
        if self.scopes.tokens.lowers[span.start - 1] in RANKING and span._.quantity["unit_kind"] in (
            "percent",
            "count",
        ):
            return "other", None  # "incomes of the bottom | 40 percent", "among the top | 200 universities"
        if self._is_circumstance(span):
            return "actual", None
        if self._is_beside_subject(span) or self._is_since(span) or self._is_left_behind(index, span):
            return "actual", None
        if previous == "actual" and before is not None and self._is_in_its_bracket(before, span):
            return "actual", None
        if index and self._is_base(self.sentence.quantities[index - 1], span):
            return "actual", None
        if previous == "target" and self.timing.was_earlier(span):
            return "actual", None
        if previous == "target" and self._is_its_change(span):
            return previous, None
        if before is not None and self._is_margin(before, span):
            return "actual", None
        if self._is_outgrown(index, span):
            return "actual", None
        fact = self.timing.stated_fact(span) if index not in self.seconds else None
        if fact is not None and not self.verbs.ruling(*self.sentence.stretch_of(span.start, span.end)):
            stretch = self.sentence.stretch_of(span.start, span.end)[0]
            if stretch > self.sentence.begin and self.scopes.tokens.words[stretch - 1] in (",", "(", "[", ":"):
                return "actual", None
        return None

    def _is_beside_subject(self, span: Span) -> bool:
        """Whether a value is put in between a subject and its verb: "fees, | now at 4 euros, | are to rise to 5"."""
        words, lowers, begin = self.scopes.tokens.words, self.scopes.tokens.lowers, self.sentence.begin
        low, high = self.sentence.stretch_of(span.start, span.end)
        relative = low > begin and lowers[low - 1] in ("which", "who")
        low -= relative
        if low - 1 <= begin or high + 1 >= self.sentence.end or words[low - 1] != "," or words[high] != ",":
            return False
        said = self.sentence.predicate_at(high + 1)
        if said is None or said.start != high + 1 or said.form != "finite" or lowers[low] in ("and", "or", "but"):
            return False
        first = self.sentence.part_of(span.start)[0]
        edges = self.scopes.lexicon.lists["LEX-PHRASE-EDGE"]
        if lowers[first] in edges or self.sentence.predicate_at(low) is not self.sentence.predicate_at(first):
            return False  # "by 2030, at least 40 %, …", "we plan, …"
        dates = within(self.sentence.dates, (low, high))
        verbs = self.verbs.within((low, high))
        if any(map(self.timing.to_come, dates)) or any(verb.rule.value == "target" for verb in verbs):
            return False
        return bool(dates or verbs) or relative or lowers[low] in ("now", "currently", "today", "presently")

    def _backs(self, span: Span) -> bool:
        """Whether a sum pays for what is to be done: "the scheme, | backed by a loan of 22 million, | will cover"."""
        low, high = self.sentence.stretch_of(span.start, span.end)
        inner, said = self.sentence.predicates_in(low, high), self.sentence.predicate_at(high + 1)
        ahead = said is not None and said.start == high + 1 and said.tense == "future"
        paid = ahead and bool(inner) and inner[0].form == "participle" and inner[0].verb in BACKING
        return paid and span._.quantity["unit_kind"] == "money"

    def _is_rate(self, span: Span) -> bool:
        """Whether a sum is what another is worth in another currency: "US$1 = | INR 61.8"."""
        at = span.start - 1
        before = self.sentence.quantity_ending(at) if self.scopes.tokens.words[at] == "=" else None
        return before is not None and before._.quantity["unit_kind"] == "money" == span._.quantity["unit_kind"]

    def _is_group_age(self, span: Span) -> bool:
        """Whether an age only says who is counted: "300 children | under five", "youth | from 18-24 years"."""
        aged = is_age(span) or (span._.quantity["unit"] == "year" and span._.quantity["comparator"] != "=")
        if not aged or span.start == self.sentence.begin:
            return False
        if not is_age(span):
            before = self.sentence.quantity_ending(span.start)
            return before is not None and before[-1].lower_ in AGED
        at = span.start - 1 - (self.scopes.tokens.lowers[span.start - 1] in ("aged", "of", "from", "between", "ages"))
        return self.sentence.quantity_ending(at + 1) is not None or self.scopes.tokens.lowers[at] in AGED

    def _is_status(self, span: Span) -> bool:
        """Whether a bracket tells as of when a value is: "3.9 million | (as of 30 June 2021)"."""
        lowers, at = self.scopes.tokens.lowers, span.end
        return lowers[at : at + 3] in (["(", "as", "of"], ["(", "as", "at"])

    def _is_despite(self, span: Span) -> bool:
        """Whether a value stands in what is so all the same: "Despite a fall to | 24 % |, many are poor"."""
        lowers, begin = self.scopes.tokens.lowers, self.sentence.part_of(span.start)[0]
        if lowers[begin] != "despite" and lowers[begin : begin + 3] != ["in", "spite", "of"]:
            return False
        words = self.scopes.tokens.words
        comma = next((at for at in range(begin, self.sentence.end) if words[at] == ","), self.sentence.end)
        dates = within(self.sentence.dates, (begin, comma))
        return span.end <= comma and not any(map(self.timing.to_come, dates))

    def _is_circumstance(self, span: Span) -> bool:
        """Whether a count says under what circumstances something is done: "With | 23 plans | adopted, we will"."""
        lowers, begin = self.scopes.tokens.lowers, self.sentence.begin
        if lowers[begin] != "with" or span._.quantity["head"] is None or self.timing.ahead:
            return False
        said = self.sentence.predicates_in(begin, self.sentence.stretch_of(span.start, span.end)[1] + 1)
        done = (
            bool(said)
            and said[0].tense == "past"
            and said[0].end - said[0].start == 1
            and not self.verbs.ruling(begin, min(span.start, said[0].start))
        )
        return done and said[0].start >= self.sentence.quantities[0].end

    def _is_since(self, span: Span) -> bool:
        """Whether a value has come about since some year: "despite a fall of | 12 % | since 2010, we will …"."""
        low, high = self.sentence.stretch_of(span.start, span.end)
        dates = within(self.sentence.dates, (span.end, high))
        told = bool(dates) and dates[0]._.date["cue"].lower() == "since" and dates[0].start - span.end <= SINCE
        return told and all(verb.rule.value == "actual" for verb in self.verbs.within((low, high)))

    def _is_left_behind(self, index: int, span: Span) -> bool:
        """Whether a later value follows behind the verb: "sales of | 5 Mt | in 2023 are to rise to 9 Mt in 2030"."""
        if index + 1 == len(self.sentence.quantities):
            return False
        if self.verbs.within((self.sentence.clause_of(span.start)[0], span.start)):
            return False  # "will be set at 25 euros in 2035 and raised to"
        following = self.sentence.quantities[index + 1]
        if self.scopes.tokens.lowers[following.start - 1] != "to" or following.start - span.end > BETWEEN:
            return False
        dates = self.timing.own_date(span), self.timing.own_date(following)
        if dates[0] is None or dates[1] is None or dates[0]._.date["end"] is None or dates[1]._.date["end"] is None:
            return False
        ruled = any(verb.start >= dates[0].end for verb in self.verbs.within((span.end, following.start)))
        return ruled and bool(dates[0]._.date["end"] < dates[1]._.date["end"])

    def _is_known(self, span: Span) -> bool:
        """Whether a count is of some that are known: "help the | more than 25 million children | who breathe soot"."""
        facts, lowers = span._.quantity, self.scopes.tokens.lowers
        definite = facts["unit"] == "count" and facts["comparator"] != "=" and lowers[span.start - 1] == "the"
        return definite and not {"who", "that", "which"}.isdisjoint(
            lowers[span.end : min(self.sentence.end, span.end + NEAR)]
        )

    def _is_in_share_bracket(self, span: Span) -> bool:
        """Whether a bracket says how much of something what stands before it is: "towns (representing | 80 %)"."""
        words, lowers, at = self.scopes.tokens.words, self.scopes.tokens.lowers, span.start - 1
        at -= lowers[at] == "for" and lowers[at - 1] == "accounting"
        return at > self.sentence.begin and words[at - 1] == "(" and lowers[at] in CONSTITUTING

    def _is_in_its_bracket(self, before: Span, span: Span) -> bool:
        """Whether a value only parts the one before: "from 57 % (towns | 82 %, | villages | 33 %) to 90 %"."""
        words = self.scopes.tokens.words
        if before._.quantity["unit"] != span._.quantity["unit"]:
            return False
        low, high = self.sentence.stretch_of(span.start, span.end)
        opened = next((at for at in range(span.start - 1, before.end - 1, -1) if words[at] in ("(", ")", ";")), None)
        inside = (
            words[opened] == "("
            if opened is not None
            else before.start in self._bracketed and span.start - before.end < NEAR
        )
        return (
            inside
            and not within(self.sentence.dates, (low, high))
            and not self.verbs.ruling(max(low, before.end), span.start)
        )

    def _restates(self, before: Span, span: Span) -> bool:
        """Whether a bracket says the value before it in other terms: "by 25 % on 2013 (| 24 % | reduction on 2005)"."""
        words, lowers = self.scopes.tokens.words, self.scopes.tokens.lowers
        opened = next((at for at in range(span.start - 1, before.end - 1, -1) if words[at] in ("(", ")")), None)
        if opened is None or words[opened] != "(" or span.start - opened > RESTATED:
            return False
        corresponding = lowers[opened + 1 : span.start] == ["corresponding", "to"]
        same = before._.quantity["unit"] == span._.quantity["unit"] and opened + 1 == span.start
        moved = bool(self.sentence.changes_in(span.end, span.end + 1))
        return corresponding or (same and moved)

    def _is_outgrown(self, index: int, span: Span) -> bool:
        """Whether a value is how much there is of what is to change: "a stock of | 42 | will grow by one fifth"."""
        if self.scopes.tokens.lowers[span.start - 1] != "of" or index + 1 == len(self.sentence.quantities):
            return False
        following = self.sentence.quantities[index + 1]
        said = next(iter(self.sentence.predicates_from(span.end, 1)), None)
        if said is None or said.tense != "future" or said.form != "finite" or said.start - span.end > OF:
            return False
        moved = bool(self.sentence.changes_in(said.start, said.end)) and said.end <= following.start <= said.end + 2
        return moved and self.scopes.tokens.lowers[following.start - 1] in ("by", "to")

    def _is_margin(self, before: Span, span: Span) -> bool:
        """Whether a value says how far another was missed or passed: "beating its target of 40 | by 3"."""
        if self.scopes.tokens.lowers[span.start - 1] != "by" or span.start - before.end > OF:
            return False
        said = self.sentence.predicate_at(before.start)
        return said is not None and said.tense != "future" and said.verb in self.scopes.lexicon.lists["LEX-EXCEED"]

    def _is_base(self, before: Span, span: Span) -> bool:
        """Whether a value is what a share is of: "divert a quarter of the | 14,000 tonnes thrown away each day"."""
        return (
            before._.quantity["unit_kind"] == "percent"
            and self.scopes.tokens.lowers[before.end : span.start] == ["of", "the"]
            and self.verbs.described(span) is None
        )

    def _is_its_change(self, span: Span) -> bool:
        """Whether a value says by how much the one before changes: ", up | 27 %", ", an improvement of | 7 points"."""
        words, lowers, at = self.scopes.tokens.words, self.scopes.tokens.lowers, span.start - 1
        if at in self.sentence.change_ends and lowers[at] == "of":
            at -= 1
            at -= lowers[at - 1] in ARTICLES
        elif lowers[at] not in ("up", "down"):
            return False
        return at - 1 > self.sentence.begin and words[at - 1] == ","

    @cached_property
    def _bracketed(self) -> frozenset[int]:
        """The tokens of a sentence that stand in brackets."""
        words, inside, found = self.scopes.tokens.words, 0, set()
        for at in range(self.sentence.begin, self.sentence.end):
            inside += (words[at] == "(") - (words[at] == ")" and inside > 0)
            if inside:
                found.add(at)
        return frozenset(found)

    @cached_property
    def _verb_starts(self) -> frozenset[int]:
        return frozenset(said.start for said in self.sentence.predicates if said.form == "finite")

    @cached_property
    def _near(self) -> dict[int, Cue]:
        """For each quantity that has one, the cue right beside it, by index."""
        quantities = self.sentence.quantities
        starts, ends = [span.start for span in quantities], [span.end for span in quantities]
        inner = [_past_comparator(span) for span in quantities]
        found: dict[int, Cue] = {}
        passed = -1
        comparison = self.scopes.lexicon.lists["LEX-COMPARISON"]
        lowers = self.scopes.tokens.lowers
        for cue in self.beside:
            at = cue.start - 1
            while at > self.sentence.begin and lowers[at] in ARTICLES:
                at -= 1
            before = lowers[max(self.sentence.begin, at)]
            after = bisect_left(starts, cue.end)
            of_value = after < len(starts) and starts[after] - cue.end <= OF  # "from a projected BAU | of 40 Mt"
            compared = before in comparison or cue.start == passed or (cue.start < passed and not of_value)
            if cue.start > self.sentence.begin and self.scopes.tokens.words[cue.start - 1] == "-":
                continue  # "old-|age| insurance"
            if not AGED.isdisjoint(self.scopes.tokens.lowers[cue.end : cue.end + 1]):
                continue  # "300 women of the | age | group"
            if cue.rule.value == "other" and compared and of_value and lowers[starts[after] - 1] == "of":
                found.setdefault(after, cue)  # "relative to the BAU scenario | of 143 Mt"
                continue
            if cue.rule.value == "other" and (compared or (cue.rule.scope == "ahead" and before == "(")):
                passed = cue.end
                continue  # "compared to the BAU | scenario", "below business as usual", "12 % (equivalent to 80 Mt)"
            behind = bisect_right(ends, cue.start) - 1
            inside = bisect_right(starts, cue.start) - 1
            if inside >= 0 and inner[inside] <= cue.start < ends[inside]:
                found.setdefault(inside, cue)  # "| aged 40 to 60", "65 | years old"
            elif (
                cue.rule.scope == "near"
                and behind >= 0
                and not (cue.end in self._verb_starts and after < len(quantities))  # "… of 40, | now | exceeds 50"
                and cue.start - ends[behind] <= NEAR
                and not self._opens_bracket(ends[behind], cue.start)
                and not self._is_share(quantities[behind])
                and not (before in MEASURED_BY and self._is_relative_value(behind))  # "five times that | of today"
                and not {",", ";", "and"} & set(self.scopes.tokens.lowers[ends[behind] : cue.start])
                and not self.verbs.ruling(ends[behind], cue.start)
            ):
                found.setdefault(behind, cue)
            elif (
                after < len(quantities)
                and after not in self.seconds
                and not (cue.rule.value == "other" and cue.rule.scope == "ahead" and self._is_relative_value(after))
                and not self._is_moved_from(cue, starts[after])
                and (cue.rule.scope == "near" or starts[after] - cue.end <= NEAR)
                and not any(
                    verb.rule.strength >= self.verbs.firm and not self._is_supposed(cue, verb)
                    for verb in self.verbs.within((cue.end, starts[after]))
                )
            ):
                found.setdefault(after, cue)
                if (
                    cue.rule.scope == "near" and self.scopes.tokens.words[cue.start - 1] == "("
                ):  # "(| today: 30 on 240 km)"
                    closed = self._closing(cue.end)
                    for other in range(after + 1, bisect_left(starts, closed)):
                        found.setdefault(other, cue)
        return found

    def _closing(self, at: int) -> int:
        """Where the bracket closes that a token stands in."""
        words = self.scopes.tokens.words
        return next((k for k in range(at, self.sentence.end) if words[k] == ")"), at)

    def _opens_bracket(self, low: int, high: int) -> bool:
        """Whether a bracket that holds a value or number opens in a token range: "320 km (| today: 240 km)"."""
        words = self.scopes.tokens.words
        opened = next((at for at in range(low, high) if words[at] == "("), None)
        closed = (
            None if opened is None else next((at for at in range(high, self.sentence.end) if words[at] == ")"), None)
        )
        return closed is not None and any(
            words[at][0].isdigit() and at not in self.sentence.dated for at in range(high, closed)
        )

    def _is_supposed(self, cue: Cue, verb: Cue) -> bool:
        """Whether a verb tells what would be in a scenario: "under the scenario they drew, demand | would | double"."""
        return cue.rule.value == "other" and self.scopes.tokens.lowers[verb.start] == "would"

    def _is_moved_from(self, cue: Cue, start: int) -> bool:
        """Whether a value says how far from what a cue names: "from | the current | levels by 25 %"."""
        lead = self.scopes.tokens.lowers[start - 1]
        return cue.rule.scope == "ahead" and cue.rule.value == "actual" and lead == "by" and start - 1 > cue.end

    def _is_relative_value(self, index: int) -> bool:
        """Whether a quantity is a share or a multiple: said of the same thing, not what stands for it."""
        return self.sentence.quantities[index]._.quantity["unit_kind"] in ("percent", "multiple")

    def _is_share(self, span: Span) -> bool:
        """Whether a quantity is a share of what follows: "41 % of | the business-as-usual level"."""
        lowers = self.scopes.tokens.lowers
        return span._.quantity["unit_kind"] == "percent" and span.end < len(lowers) and lowers[span.end] == "of"


def _past_comparator(span: Span) -> int:
    """The token at which what a quantity says of itself begins: its number, or the word of its unit before that."""
    facts = span._.quantity
    led = "UNIT-AGE" in facts["rule_ids"]  # "| aged 40 to 60"
    return int(span.start if led else span.start + facts["number_start"])
