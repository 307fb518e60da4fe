"""Statuses: whether a quantity is a target, a fact reported, or neither.

The verb that governs a quantity decides, by its tense and mood: the last one before it in its stretch of the sentence,
or the first after it where the quantity stands in the subject. Before it come what speaks of the quantity alone
("currently", "up from", "in the reference scenario", a condition); where the verb is weak or missing, the lead-in line,
the headings, the headers of the table and dates to come decide.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from spacy.tokens import Span

from policyledger.clauses import Sentence
from policyledger.cues import Cue
from policyledger.movements import Movements
from policyledger.phrases import ARTICLES
from policyledger.predicates import Predicate
from policyledger.scopes import Scopes
from policyledger.timing import Timing, within

NEAR = 6
"""Tokens after a quantity within which a near cue speaks of it: "40 GJ in the 2025 baseline scenario"."""
NARROW = 12
"""Tokens between the word that narrows a subject down and the bound it sets: "firms that earn more than …"."""
WEIGHTY = 60
"""Strength from which a noun of aim outweighs the verb after it: "a target of 40 % was set"."""
GROUP = 3
"""Tokens within which the words of a verb group follow each other."""
STRUCTURE_LIMIT = 99
"""The largest count of a document's own parts ("five pillars") that is taken for one."""
ALLOWING = frozenset({"will", "shall", "must", "should", "may", "can", "is", "are"})
"""Auxiliaries with which a bound is a limit set."""
OVERRULING = frozenset({"forecaster", "outlook", "example", "dropped"})
"""Scopes of words that make of what will be a forecast, a scenario, an example or a plan that was dropped."""
BETWEEN = 14
"""Tokens between a value that is left behind and the one to be reached."""
HELD = 4
"""Tokens between a forecaster and its verb, or between a verb and the plan it drops."""
BOUNDS = frozenset({"<", "<=", ">", ">="})

Verdict = tuple[str, Cue | None]


class Statuses:
    """Judges the quantities of one sentence.

    Args:
        scopes: the document around it.
        sentence: the sentence.
        timing: its dates.
        moves: its values that were.
    """

    def __init__(self, scopes: Scopes, sentence: Sentence, timing: Timing, moves: Movements) -> None:
        self.scopes = scopes
        self.sentence = sentence
        self.timing = timing
        self.moves = moves
        self.seconds = frozenset(moves.pairs.values())
        self.cues = scopes.lexicon.cues
        decisive = [cue for cue in sentence.cues if cue.rule.decides == "status"]
        self.verbs = [  # but "by | May | 2022" is no modal
            cue
            for cue in decisive
            if cue.rule.scope in ("verb", "phrase", "opening") and cue.start not in sentence.dated
        ]
        self.beside = [cue for cue in decisive if cue.rule.scope in ("near", "ahead")]
        self.conditions = [cue for cue in decisive if cue.rule.scope == "condition"]
        self.definitions = [cue for cue in decisive if cue.rule.scope in ("clause", "sentence")]
        self.restrictions = [cue for cue in decisive if cue.rule.scope == "restriction"]
        self.purposes = [cue for cue in decisive if cue.rule.scope == "purpose"]
        self.overruling = [cue for cue in decisive if cue.rule.scope in OVERRULING]
        self.firm = self.cues.deadline.strength if self.cues.deadline is not None else 0
        self.is_listed = scopes.kind(sentence.block) == "list_item" or scopes.lead(sentence.block) is not None

    def of(self, index: int, span: Span, previous: str | None, carried: str | None) -> Verdict:
        """target, actual or other, and the cue that decided.

        Args:
            index: which of the sentence's quantities.
            span: the quantity.
            previous: the status of the quantity before it in the sentence.
            carried: the status of what the sentence carries on with: the sentence before, the list item before.
        """
        facts = span._.quantity
        alone = self._structure(facts, span) or self._horizon(facts, span)
        if alone is not None:
            return alone.rule.value, alone
        in_cell = self.scopes.value_cell(self.sentence.block) is not None
        if in_cell and all(self._is_undecided(verb, span) for verb in self.verbs):
            return self._of_cell()  # "20 depots | electrified" under "Target"
        apart = self._apart(index, span, facts, previous)
        if apart is not None:
            return apart
        status, verb = self._governed(index, span, previous, carried)
        above = self._overruled(span, verb) if status == "target" else None
        return (above.rule.value, above) if above is not None else (status, verb)

    # --- what speaks of the quantity alone -----------------------------------------------------------------------

    def _structure(self, facts: dict[str, Any], span: Span) -> Cue | None:
        """The rule for counts of a document's own parts ("five pillars"), where one holds."""
        counted = facts["counted"]
        if not counted or facts["unit"] != "count" or facts["comparator"] != "=" or facts["approximate"]:
            return None
        low = facts["low"] or 0
        if low > STRUCTURE_LIMIT or low != facts["high"] or low != int(low):
            return None
        head = counted.split()[-1].rpartition("-")[2]
        rule = self.cues.nouns.get(counted) or self.cues.nouns.get(head)
        before = self.scopes.tokens.lowers[span.start - 1] if span.start > self.sentence.begin else ""
        ahead = self.sentence.ending_at(span.start)
        if ahead is not None and ahead.tense == "future":
            return None  # "will form | four clusters"
        if rule is None and before:
            rule = self.cues.definites.get(before)
        return Cue(span.start, span.end, rule) if rule is not None else None

    def _horizon(self, facts: dict[str, Any], span: Span) -> Cue | None:
        """The rule for a length of time that says when ("the next five years")."""
        if facts["unit_kind"] != "duration" or span.start == self.sentence.begin or facts["comparator"] != "=":
            return None
        rule = self.cues.durations.get(self.scopes.tokens.lowers[span.start - 1])
        return Cue(span.start - 1, span.start, rule) if rule is not None else None

    def _apart(self, index: int, span: Span, facts: dict[str, Any], previous: str | None) -> Verdict | None:
        """What settles a quantity whatever the verb of its sentence says."""
        near = self._near.get(index)
        if index in self.moves.pairs:  # "from 32 % to …"
            return ("other", near) if near is not None and near.rule.value == "other" else ("actual", None)
        if near is not None and not (
            near.rule.value == "actual" and near.start < span.start and self.timing.is_due(span)
        ):
            return near.rule.value, near  # but "is currently on course to cut 54 % by 2030"
        if index not in self.seconds:
            narrowed = self._restriction(span, facts) or self._condition(span) or self._definition(span)
            if narrowed is not None:
                return narrowed.rule.value, narrowed
        if index in self.moves.old:
            return "actual", None
        if self._is_beside_subject(span) or self._is_since(span) or self._is_left_behind(index, span):
            return "actual", None
        before = self.sentence.quantities[index - 1] if index and index not in self.seconds else None
        if previous == "actual" and before is not None and self._is_in_its_bracket(before, span):
            return "actual", None
        fact = self.timing.stated_fact(span)
        if fact is not None and not self._verb_within(*self.sentence.stretch_of(span.start, span.end)):
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
        said = self._predicate_at(high + 1)
        if said is None or said.start != high + 1 or said.form != "finite" or lowers[low] in ("and", "or", "but"):
            return False
        first = self.sentence.part_of(span.start)[0]
        edges = self.scopes.lexicon.lists["LEX-PHRASE-EDGE"]
        if lowers[first] in edges or self._predicate_at(low) is not self._predicate_at(first):
            return False  # "by 2030, at least 40 %, …", "we plan, …"
        dates = within(self.sentence.dates, (low, high))
        verbs = self._verbs_in((low, high))
        if any(map(self.timing.to_come, dates)) or any(verb.rule.value == "target" for verb in verbs):
            return False
        return bool(dates or verbs) or relative or lowers[low] in ("now", "currently", "today", "presently")

    def _is_since(self, span: Span) -> bool:
        """Whether a value has come about since some year: "despite a fall of | 12 % | since 2010, we will …"."""
        low, high = self.sentence.stretch_of(span.start, span.end)
        dates = within(self.sentence.dates, (span.end, high))
        told = bool(dates) and dates[0]._.date["cue"].lower() == "since" and dates[0].start - span.end <= HELD
        return told and all(verb.rule.value == "actual" for verb in self._verbs_in((low, high)))

    def _is_left_behind(self, index: int, span: Span) -> bool:
        """Whether a later value follows behind the verb: "sales of | 5 Mt | in 2023 are to rise to 9 Mt in 2030"."""
        if index + 1 == len(self.sentence.quantities):
            return False
        if self._verbs_in((self.sentence.clause_of(span.start)[0], span.start)):
            return False  # "will be set at 25 euros in 2035 and raised to"
        following = self.sentence.quantities[index + 1]
        if self.scopes.tokens.lowers[following.start - 1] != "to" or following.start - span.end > BETWEEN:
            return False
        dates = self.timing.own_date(span), self.timing.own_date(following)
        if dates[0] is None or dates[1] is None or dates[0]._.date["end"] is None or dates[1]._.date["end"] is None:
            return False
        ruled = any(verb.start >= dates[0].end for verb in self._verbs_in((span.end, following.start)))
        return ruled and bool(dates[0]._.date["end"] < dates[1]._.date["end"])

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
            and not self._verb_within(max(low, before.end), span.start)
        )

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
    def _near(self) -> dict[int, Cue]:
        """For each quantity that has one, the cue right beside it, by index."""
        quantities = self.sentence.quantities
        starts, ends = [span.start for span in quantities], [span.end for span in quantities]
        inner = [_past_comparator(span) for span in quantities]
        found: dict[int, Cue] = {}
        passed = -1
        comparison = self.scopes.lexicon.lists["LEX-COMPARISON"]
        for cue in self.beside:
            at = cue.start - 1
            while at > self.sentence.begin and self.scopes.tokens.lowers[at] in ARTICLES:
                at -= 1
            before = self.scopes.tokens.lowers[max(self.sentence.begin, at)]
            compared = before in comparison or cue.start == passed  # "compared to the BAU | scenario"
            if cue.rule.value == "other" and (compared or (cue.rule.scope == "ahead" and before == "(")):
                passed = cue.end
                continue  # "below business as usual", "compared to the reference level", "12 % (equivalent to 80 Mt)"
            behind = bisect_right(ends, cue.start) - 1
            after = bisect_left(starts, cue.end)
            inside = bisect_right(starts, cue.start) - 1
            if inside >= 0 and inner[inside] <= cue.start < ends[inside]:
                found.setdefault(inside, cue)  # "| aged 40 to 60", "65 | years old"
            elif (
                cue.rule.scope == "near"
                and behind >= 0
                and cue.start - ends[behind] <= NEAR
                and not self._is_share(quantities[behind])
                and not {",", ";", "and"} & set(self.scopes.tokens.lowers[ends[behind] : cue.start])
                and not self._verb_within(ends[behind], cue.start)
            ):
                found.setdefault(behind, cue)
            elif (
                after < len(quantities)
                and after not in self.seconds
                and not (cue.rule.value == "other" and cue.rule.scope == "ahead" and self._is_relative_value(after))
                and (cue.rule.scope == "near" or starts[after] - cue.end <= NEAR)
                and not any(verb.rule.strength >= self.firm for verb in self._verbs_in((cue.end, starts[after])))
            ):
                found.setdefault(after, cue)
        return found

    def _is_relative_value(self, index: int) -> bool:
        """Whether a quantity is a share or a multiple: said of the same thing, not what stands for it."""
        return self.sentence.quantities[index]._.quantity["unit_kind"] in ("percent", "multiple")

    def _is_share(self, span: Span) -> bool:
        """Whether a quantity is a share of what follows: "41 % of | the business-as-usual level"."""
        lowers = self.scopes.tokens.lowers
        return span._.quantity["unit_kind"] == "percent" and span.end < len(lowers) and lowers[span.end] == "of"

    def _restriction(self, span: Span, facts: dict[str, Any]) -> Cue | None:
        """The word that makes a bound part of whom a rule is for: "firms | with more than 50 workers shall report".

        It is the bound's own, or the last before it: "contracts | above 5 million", "seniors whose income is | above".
        """
        if facts["comparator"] not in BOUNDS:
            return None
        at = bisect_right(self.restrictions, span.start, key=lambda cue: cue.start)
        near = self.restrictions[max(0, at - 2) : at]
        return next((cue for cue in reversed(near) if self._restricts(cue, span)), None)

    def _restricts(self, cue: Cue, span: Span) -> bool:
        words = self.scopes.tokens.words
        if span.start - cue.end > NARROW or any(words[k] in (",", ";") for k in range(cue.end, span.start)):
            return False
        if self._describes(cue, span):
            return True
        following = bisect_left(self.verbs, span.end, key=lambda verb: verb.start)
        if following == len(self.verbs) or self.verbs[following].rule.strength < self.firm:
            return False
        clause = self.sentence.clause_of(span.start)
        if self.verbs[following].start >= self.sentence.part_of(span.start)[1] or cue.start <= clause[0]:
            return False
        if cue.start == span.start and cue.start - 1 in self.sentence.dated:
            return False  # "by 2030 | below 5 % of waste shall be burnt"
        if any(verb.rule.value == "target" for verb in self._verbs_in((clause[0], span.start))):
            return False
        return self.verbs[following].rule.value in ("target", "other")

    def _describes(self, cue: Cue, span: Span) -> bool:
        """Whether a bound stands in a clause that tells which ones are meant: "firms | who earn less than"."""
        if self.scopes.tokens.lowers[cue.start] not in ("who", "whose"):
            return False
        verbs = self._verbs_in((cue.end, span.start))
        return bool(verbs) and all(verb.rule.value == "actual" and verb.rule.strength < self.firm for verb in verbs)

    def _condition(self, span: Span) -> Cue | None:
        """The condition a quantity stands in: up to its comma."""
        at = bisect_left(self.conditions, span.start, key=lambda cue: cue.start) - 1
        if at < 0:
            return None
        cue = self.conditions[at]
        words = self.scopes.tokens.words
        parted = any(words[k] in (",", ";") for k in range(cue.end, span.start))
        ruled = any(verb.rule.value == "target" for verb in self._verbs_in((cue.end, span.start)))
        return None if parted or ruled else cue

    def _definition(self, span: Span) -> Cue | None:
        """The definition or threshold in whose stretch a quantity stands."""
        low, high = self.sentence.clause_of(span.start)
        for cue in self.definitions:
            if low <= cue.start < high and cue.start - span.end >= -NARROW and span.start - cue.end <= NARROW:
                return cue
        return None

    # --- the verb ------------------------------------------------------------------------------------------------

    def _governed(self, index: int, span: Span, previous: str | None, carried: str | None) -> Verdict:
        """What the governing verb says, or what overrules it where it is weak."""
        verb = self._governor(span)
        if verb is not None and verb.rule == self.cues.tenses.get("ongoing") and verb.start >= span.end:
            return "actual", verb  # "40 people are attending"
        if verb is not None and verb.rule.value == "other" and self.timing.is_told(span):
            return "actual", verb  # "was estimated to be 5 Mt in 2005"
        if verb is not None and self.scopes.tokens.lowers[verb.start] == "would" and self._is_of_the_past:
            return "actual", verb  # "the word would first appear in 1955"
        if verb is not None and verb.rule.value == "target" and (self._is_perfect(verb) or self._was_aimed(verb)):
            return "actual", verb  # "had granted 4 million"
        if verb is not None and verb.rule.value == "other" and self._is_limit(verb, span):
            return "target", verb
        undecided = verb is not None and self._is_undecided(verb, span)
        if verb is not None and verb.rule.strength >= self.firm and not undecided:
            if verb.rule.value == "actual":
                date = self.timing.future_deadline(span) or self.timing.future_period(span)
                if date is not None and self._beside(span, date) and self.timing.to_come(date):
                    return self._due(date)
            return verb.rule.value, verb
        clause = self.sentence.clause_of(span.start)
        if verb is not None and verb.rule.value == "actual":
            if previous is not None and self._is_relative(clause):
                return previous, verb  # "…, which is a 28 % decrease"
            above = self._superordinate(verb)
            if above is not None:
                return above.rule.value, above
        if (undecided or verb is None) and (label := self._label_cue(span)) is not None:
            return label.rule.value, label  # "Our goal: 40 % of waste recycled"
        open_ = undecided and not self._is_dated_fact()
        if verb is None or verb.rule.scope == "opening" or (self.is_listed and not undecided) or open_:
            lead = self._lead_cue(mood=verb is None or verb.rule.value == "actual")
            if lead is not None and lead.rule.value == "actual" and self._is_ordered(verb, span):
                lead = None
            if lead is not None:
                return lead.rule.value, lead
        if index in self.seconds and (verb is None or verb.rule.value == "actual"):
            return (
                ("actual", verb) if self.timing.is_told(span) else ("target", None)
            )  # "raising it from 5 to 6 billion"
        date = self.timing.future_deadline(span)
        if date is None and (verb is None or undecided):
            date = self.timing.future_period(span)
        if date is not None and (self._beside(span, date) or not self._quantity_between(span, date)):
            return self._due(date)
        if verb is None and previous is not None:
            return previous, None  # "…, including 30 in ports"
        if carried is not None and (verb is None or verb.rule.value == "actual"):
            return carried, verb
        if verb is None:
            verb = self._purpose(span)
        return (verb.rule.value, verb) if verb is not None else ("actual", None)

    def _overruled(self, span: Span, verb: Cue | None) -> Cue | None:
        """What makes of a target a forecast, a scenario, an example or a plan that was dropped, where something does.

        A commitment in the first person is none of them: "if trends continue, we will cut quotas".
        """
        if verb is not None and verb.rule.value == "target":
            above = self._forecast_of(verb, span)
            if above is not None:
                return above
        begin, stop = self.sentence.part_of(span.start)
        low = bisect_left(self.overruling, begin, key=lambda cue: cue.start)
        high = bisect_left(self.overruling, stop, key=lambda cue: cue.start)
        near = bisect_left(self.overruling, span.start, low, high, key=lambda cue: cue.start)
        for cue in (
            *reversed(self.overruling[max(low, near - 2) : near]),
            *self.overruling[near : min(high, near + 2)],
        ):
            if getattr(self, f"_{cue.rule.scope}_holds")(cue, span, verb):
                return cue
        return None

    def _forecast_of(self, verb: Cue, span: Span) -> Cue | None:
        """The verb of forecasting in whose that-clause a verb stands: "projects that demand | will rise"."""
        lowers = self.scopes.tokens.lowers
        at = bisect_left(self.verbs, verb.start, key=lambda cue: cue.start)
        for cue in reversed(self.verbs[max(0, at - 2) : at]):
            if cue.rule.value == "other" and cue.rule.strength > self.firm and self._spans(cue.end, span.start):
                return cue if "that" in lowers[cue.end - 1 : min(verb.start, cue.end + 2)] else None
        return None

    def _spans(self, low: int, high: int) -> bool:
        """Whether a clause reaches from one token to another, no other clause being set beside it between."""
        at = bisect_left(self._cuts, low)
        return low <= high and (at == len(self._cuts) or self._cuts[at] >= high)

    @cached_property
    def _cuts(self) -> list[int]:
        """The signs at which a clause of its own begins: semicolons, commas before "and", "but" and "so"."""
        words, lowers = self.scopes.tokens.words, self.scopes.tokens.lowers
        return [
            at
            for at in range(self.sentence.begin, self.sentence.end - 1)
            if words[at] == ";" or (words[at] == "," and lowers[at + 1] in ("and", "but", "so"))
        ]

    def _forecaster_holds(self, cue: Cue, span: Span, verb: Cue | None) -> bool:
        """Whether somebody's forecast is told: "analysts expect …", "according to the World Bank, …"."""
        lowers, begin = self.scopes.tokens.lowers, self.sentence.begin
        lead = lowers[max(begin, cue.start - HELD) : cue.start]
        if "according" in lead and "," not in lead[lead.index("according") :]:
            return self._spans(min(cue.end, span.end), max(cue.start, span.start))
        opinions = self.scopes.lexicon.lists["LEX-FORECASTING"]
        held = next((k for k in range(cue.end, min(span.start, cue.end + HELD)) if lowers[k] in opinions), None)
        return held is not None and "," not in lowers[cue.end : held] and self._spans(held, span.start)

    def _outlook_holds(self, cue: Cue, span: Span, verb: Cue | None) -> bool:
        """Whether a value is what comes where nothing is done: "if nothing is done, traffic will …"."""
        low, high = min(cue.end, span.end), max(cue.start, span.start)
        ours = (
            verb is not None
            and "we" in self.scopes.tokens.lowers[max(self.sentence.begin, verb.start - 2) : verb.start]
        )
        return not ours and self._spans(low, high)

    def _example_holds(self, cue: Cue, span: Span, verb: Cue | None) -> bool:
        """Whether a case is thought up: "for example, a family …", "a family would, for example, …"."""
        lowers = self.scopes.tokens.lowers
        if verb is None or not self._spans(min(cue.end, span.end), max(cue.start, span.start)):
            return False
        following = cue.end + (lowers[cue.end] == ",")
        return lowers[verb.start] == "would" or lowers[cue.end - 1] in ARTICLES or lowers[following] in ("a", "an")

    def _dropped_holds(self, cue: Cue, span: Span, verb: Cue | None) -> bool:
        """Whether an aim is what was dropped: "dropped its plan to …", "the plan to … was abandoned"."""
        said = self._predicate_at(cue.start)
        grouped = said is not None and cue.start < said.end
        done = said.tense == "past" if said is not None and grouped else self.cues.verbs.is_past(self._lower(cue))
        if verb is None or not done:
            return False
        nouns = self.scopes.lexicon.lists["LEX-AIM-NOUN"]
        if not any(lower in nouns for lower in self.scopes.tokens.lowers[verb.start : verb.end]):
            return False
        if cue.end <= verb.start:
            return verb.start - cue.end <= HELD and not self.sentence.parted(cue.end, verb.start)
        return cue.start >= span.end and not self.sentence.parted(span.end, cue.start)

    @cached_property
    def _is_overdue(self) -> bool:
        """Whether a deadline of a sentence is over."""
        return any(date._.date["cue"].lower() in self.timing.firm_words for date in self.timing.gone)

    @cached_property
    def _is_of_the_past(self) -> bool:
        """Whether a sentence has dates, one of them over and none to come."""
        return bool(self.timing.gone) and not any(map(self.timing.to_come, self.sentence.dates))

    def _is_undecided(self, verb: Cue, span: Span) -> bool:
        """Whether a verb is a participle alone behind what is counted: "20 depots | electrified", report or target.

        What stands above it, a label or a deadline decides; a verb that has no passive ("30 members | resigned") tells.
        """
        if verb.rule != self.cues.tenses.get("past") or verb.start < span.end or verb.end - verb.start > 1:
            return False
        said = self._predicate_at(verb.start)
        lexicon = self.scopes.lexicon.verbs
        if said is None or said.end - said.start > 1 or said.verb in lexicon.measure | lexicon.state:
            return False
        others = self._ruling > (said.form in ("finite", "imperative"))
        return (
            (not others or self._is_all_bare)
            and self.scopes.tokens.lowers[said.start] in lexicon.participle
            and not self._has_object(said.end)
        )

    def _is_ordered(self, verb: Cue | None, span: Span) -> bool:
        """Whether a line says itself what is to be done by when, whatever it stands under: "Cut losses by 2031"."""
        date = self.timing.future_deadline(span)
        return verb is not None and verb.rule.scope == "opening" and date is not None and not self.timing.over(date)

    @cached_property
    def _ruling(self) -> int:
        """How many verbs of a sentence rule a clause."""
        return sum(each.form in ("finite", "imperative") for each in self.sentence.predicates)

    @cached_property
    def _is_all_bare(self) -> bool:
        """Whether all verbs of a sentence are pasts without an auxiliary: "500 schools connected, 20 depots closed"."""
        return all(each.end - each.start == 1 and each.tense == "past" for each in self.sentence.predicates)

    def _is_dated_fact(self) -> bool:
        """Whether the sentence says when something was the case."""
        return any(date._.date["role"] == "as_of" and not self.timing.to_come(date) for date in self.sentence.dates)

    def _has_object(self, at: int) -> bool:
        """Whether what follows a verb is what it acts on: an article or an amount, no preposition."""
        if at >= self.sentence.end:
            return False
        lower = self.scopes.tokens.lowers[at]
        follows = self.sentence.by_start.get(at) is not None and at not in self.sentence.dated
        return lower in ARTICLES or (follows and lower != "within")

    def _label_cue(self, span: Span) -> Cue | None:
        """What the label at the head of a line says of the values behind its colon: "Targets: 300 buses bought, …"."""
        words = self.scopes.tokens.words
        colon = next((at for at in range(span.start - 1, self.sentence.begin, -1) if words[at] == ":"), None)
        return None if colon is None else self.cues.find_heading(self.scopes.tokens, self.sentence.begin, colon)

    def _lower(self, cue: Cue) -> str:
        return self.scopes.tokens.lowers[cue.start]

    def _was_aimed(self, verb: Cue) -> bool:
        """Whether an aim is told of in the past, with its date over: "the first strategy | aimed | to … by 2010"."""
        said = self._predicate_at(verb.start)
        if said is None or said.end <= verb.start or said.tense != "past":
            return False
        low, high = self.sentence.stretch_of(verb.start, verb.end)
        first = bisect_left(self.sentence.predicates, low, key=lambda each: each.start)
        stop = bisect_left(self.sentence.predicates, high, key=lambda each: each.start)
        ruled = any(each.form == "finite" for each in self.sentence.predicates[first:stop])
        if said.passive if said.form == "finite" else ruled:
            return False  # "wells planned | to be dug by 2010 were dug"
        return (
            verb.rule.strength > WEIGHTY and self._is_overdue and self._is_of_the_past
        )  # not "in 2019 they agreed to build"

    def _predicate_at(self, at: int) -> Predicate | None:
        """The last predicate that begins at a token or before it."""
        place = bisect_right(self.sentence.predicates, at, key=lambda said: said.start) - 1
        return self.sentence.predicates[place] if place >= 0 else None

    def _is_perfect(self, verb: Cue) -> bool:
        """Whether a verb stands in the past perfect: what was done before something else that is over."""
        said = self._predicate_at(verb.start)
        inside = said is not None and verb.start < said.end
        return inside and said is not None and self.scopes.tokens.lowers[said.start] == "had"

    def _is_limit(self, verb: Cue, span: Span) -> bool:
        """Whether a bound is what a verb allows: "will not back | more than 30", "no more than 30 | may be sold"."""
        if span._.quantity["comparator"] not in ("<=", ">="):
            return False
        lowers = self.scopes.tokens.lowers
        said = self._predicate_at(verb.start)
        if said is None or said.end <= verb.start or lowers[said.start] not in ALLOWING:
            return False
        return said.negated or (lowers[span.start] in ("no", "not") and span.start < said.start)

    def _purpose(self, span: Span) -> Cue | None:
        """What a sum is for with which a line without a verb begins: "$20 billion over five years | to repair"."""
        if span._.quantity["unit_kind"] != "money" or span.start - self.sentence.begin > 2:
            return None
        if any(said.form == "finite" for said in self.sentence.predicates) or self.timing.gone:
            return None
        return next((cue for cue in self.purposes if cue.start >= span.end), None)

    def _due(self, date: Span) -> Verdict:
        """A target, by its date alone."""
        rule = self.cues.deadline
        return "target", (Cue(date.start, date.end, rule) if rule is not None else None)

    def _beside(self, span: Span, date: Span) -> bool:
        """Whether no verb and no comma stands between a quantity and a date."""
        low, high = min(span.end, date.end), max(span.start, date.start)
        words = self.scopes.tokens.words
        parted = any(words[at] in (",", ";") for at in range(low, high))  # the first is mostly near
        return not (parted or self._verbs_in((low, high)))

    def _quantity_between(self, span: Span, date: Span) -> bool:
        low, high = min(span.end, date.end), max(span.start, date.start)
        at = bisect_left(self.sentence.quantities, low, key=lambda other: other.start)
        leads = date.start < self.sentence.quantities[0].start
        return (
            not leads
            and at < len(self.sentence.quantities)
            and self.sentence.quantities[at].start < high
            and bool(self._verbs_in((low, high)))
        )

    def _governor(self, span: Span) -> Cue | None:
        """The verb that governs a quantity, None where its sentence has none."""
        at = bisect_left(self.verbs, span.start, key=lambda cue: cue.start)
        if (
            at < len(self.verbs)
            and self.verbs[at].start < span.end
            and self.verbs[at].rule.scope in ("opening", "verb")
        ):
            return self.verbs[at]  # "Double the …", "catches doubled"
        ahead = self._reaching(at, span)
        after = self._following(at, span)
        if (
            after is not None
            and after.rule.scope == "verb"
            and not self.sentence.parted(span.end, after.start)
            and (ahead is None or self.sentence.parted(ahead.end, span.start))
        ):
            return self._last_of_group(after)
        if ahead is not None:
            if ahead.rule.scope == "phrase" and ahead.rule.strength < WEIGHTY:
                return self._spender(ahead, after, span)
            return ahead
        return after if after is not None and after.start < self.sentence.clause_of(span.start)[1] else None

    def _spender(self, noun: Cue, after: Cue | None, span: Span) -> Cue:
        """The verb that says what is done with a sum: "spent | a sum of 4 million"."""
        at = bisect_left(self.verbs, noun.start, key=lambda cue: cue.start) - 1
        if at >= 0 and not self.sentence.parted(self.verbs[at].end, noun.start):
            before = self.verbs[at]
            if before.rule.value == "other" or before.rule.strength >= self.firm:
                return before
        if (
            after is not None
            and after.rule.value != "target"
            and after.rule.strength >= self.firm
            and not self.sentence.parted(span.end, after.start)
        ):
            return after
        return noun

    def _following(self, at: int, span: Span) -> Cue | None:
        """The first verb after a quantity."""
        while at < len(self.verbs):
            if self.verbs[at].start >= span.end and self.verbs[at].rule.scope != "phrase":
                return self.verbs[at]
            at += 1
        return None

    def _last_of_group(self, verb: Cue) -> Cue:
        """The word of a verb group that says most: "30 hubs are | planned", "this is | an unconditional target"."""
        at = bisect_left(self.verbs, verb.start, key=lambda cue: cue.start) + 1
        while (
            at < len(self.verbs) and self.verbs[at].start - verb.end < GROUP and self.verbs[at].rule.scope != "opening"
        ):
            if self.sentence.parted(verb.end, self.verbs[at].start) or self.verbs[at].rule == self.cues.tenses.get(
                "past"
            ):
                break
            verb, at = self.verbs[at], at + 1
        return verb

    def _reaching(self, at: int, span: Span) -> Cue | None:
        """The last verb before a quantity that is not shut in a bracket closed by then."""
        words = self.scopes.tokens.words
        depth = 0
        low = span.start
        for cue in reversed(self.verbs[max(0, at - 3) : at]):
            for k in range(low - 1, max(cue.start, low - 60), -1):
                depth += (words[k] == ")") - (words[k] == "(")
            low = cue.start
            if depth <= 0:
                return cue
        return None

    def _superordinate(self, verb: Cue) -> Cue | None:
        """The commitment whose clause a verb in the present stands in: "we will ensure that half | is recycled"."""
        at = bisect_left(self.verbs, verb.start, key=lambda cue: cue.start) - 1
        if at < 0 or self.verbs[at].rule.value != "target":
            return None
        between = self.scopes.tokens.lowers[self.verbs[at].end : verb.start]
        return self.verbs[at] if "that" in between and ";" not in between else None

    def _is_relative(self, clause: tuple[int, int]) -> bool:
        return clause[0] > self.sentence.begin and self.scopes.tokens.lowers[clause[0]] == "which"

    def _verbs_in(self, scope: tuple[int, int]) -> list[Cue]:
        low = bisect_left(self.verbs, scope[0], key=lambda cue: cue.start)
        return self.verbs[low : bisect_left(self.verbs, scope[1], key=lambda cue: cue.start)]

    def _verb_within(self, low: int, high: int) -> bool:
        return any(cue.rule.scope != "opening" for cue in self._verbs_in((low, high)))

    # --- what stands above ---------------------------------------------------------------------------------------

    def _of_cell(self) -> Verdict:
        """What the headers, the caption and the headings say of a table's cell, the nearest first."""
        cell = self.scopes.value_cell(self.sentence.block)
        assert cell is not None
        rows = self.scopes.row_headers(self.sentence.block, "deadline", "baseline", "as_of", "year")
        for block in (*reversed(cell["column_headers"]), *reversed(rows)):
            cue = self._heading_cue(block)
            if cue is not None:
                return cue.rule.value, cue
            for date in self.scopes.in_block(block, "dates"):
                ahead = date._.date["role"] == "deadline" and not self.timing.over(date)
                if self.timing.to_come(date) or ahead:
                    return self._due(date)
                if self.timing.past(date) or date._.date["role"] == "as_of":
                    return "actual", None
        told = self._of_row(cell["table"])
        if told is not None:
            return told
        head = self.scopes.label_head(self.sentence.block)
        cue = self._heading_cue(head) if head is not None else None
        if cue is not None and cue.rule.value == "target" and self.timing.dated_cell:
            return "target", cue
        due = self.scopes.table_date(self.sentence.block, "deadline")
        if due is not None and not self.timing.past(due):
            return ("actual", None) if self.scopes.is_base(self.sentence.block) else self._due(due)
        cue = self._lead_cue()
        if cue is None or (cue.rule.value == "target" and self.scopes.is_aimed(cell["table"])):
            return "actual", None  # the table heads a column as that of its targets, and this is another
        return cue.rule.value, cue

    def _of_row(self, table: int) -> Verdict | None:
        """What the columns of dates say of a value in their row: it is due, where no column is headed as the target."""
        block = self.sentence.block
        deadline, year = self.scopes.row_date(block, "deadline"), self.scopes.row_date(block, "year")
        if self.scopes.row_date(block, "as_of") is not None:
            return "actual", None
        if deadline is not None:
            return None if self.timing.past(deadline) or self.scopes.is_aimed(table) else self._due(deadline)
        if year is not None and self.timing.to_come(year):
            return self._due(year)
        return ("actual", None) if self.timing.past(year) else None

    def _lead_cue(self, *, mood: bool = True) -> Cue | None:
        """What the lines above say, the nearest first; that a lead-in reports only where its mood is asked for."""
        for block in self._speakers():
            cue = self._heading_cue(block)
            if cue is None and block in self.scopes.leads(self.sentence.block):
                verb = self._lead_verb(block)
                cue = verb if verb is not None and (mood or verb.rule.value == "target") else None
            if cue is not None:
                return cue
        return None

    def _speakers(self) -> Iterator[int]:
        """The blocks whose words may settle the status: the lead-in lines, and what stands nearest above them."""
        block = self.sentence.block
        cell = self.scopes.value_cell(block)
        if cell is None:
            yield from self.scopes.introducers(block)[: max(2, 1 + len(self.scopes.leads(block)))]
            return
        if cell["caption"] is not None:
            yield cell["caption"]
        yield from self.scopes.headings(block)[:2]

    def _heading_cue(self, block: int) -> Cue | None:
        if block in self.scopes.leads(self.sentence.block):
            return self.cues.find_heading(self.scopes.tokens, *self.scopes.last_sentence(block))
        span = self.scopes.blocks[block]
        return self.cues.find_heading(self.scopes.tokens, span.start, span.end)

    def _lead_verb(self, block: int) -> Cue | None:
        """The last verb of the line that introduces a list: "… shall contain at least:"."""
        begin, end = self.scopes.last_sentence(block)
        verbs = [
            cue
            for cue in self.cues.find(self.scopes.tokens, begin, end)
            if cue.rule.decides == "status" and cue.rule.scope == "verb" and cue.rule.strength >= self.firm
        ]
        return verbs[-1] if verbs else None


def _past_comparator(span: Span) -> int:
    """The token at which what a quantity says of itself begins: its number, or the word of its unit before that."""
    facts = span._.quantity
    led = "UNIT-AGE" in facts["rule_ids"]  # "| aged 40 to 60"
    return int(span.start if led else span.start + facts["number_start"])
