"""What makes of a target a forecast, a scenario, an example or a plan that was dropped."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from spacy.tokens import Span

from policyledger.clauses import Sentence
from policyledger.cues import Cue
from policyledger.phrases import ARTICLES
from policyledger.scopes import Scopes
from policyledger.statuses.governing import Verbs

OVERRULING = frozenset({"forecaster", "outlook", "example", "dropped", "needed"})
"""Scopes of words that make of what will be a forecast, a scenario, an example or a plan that was dropped."""
NEEDING = frozenset({"must", "need", "needs", "has", "have"})
"""Verbs of what would have to be done."""
GOAL = 9
"""Tokens between "to reach" and the noun of the goal."""
HELD = 4
"""Tokens between a forecaster and its verb, or between a verb and the plan it drops."""


class Overruling:
    """Finds what overrules the verbs of one sentence."""

    def __init__(self, scopes: Scopes, sentence: Sentence, verbs: Verbs) -> None:
        self.scopes = scopes
        self.sentence = sentence
        self.verbs = verbs
        self.overruling = [
            cue for cue in sentence.cues if cue.rule.decides == "status" and cue.rule.scope in OVERRULING
        ]

    def of(self, span: Span, verb: Cue | None) -> Cue | None:
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
        at = bisect_left(self.verbs.all, verb.start, key=lambda cue: cue.start)
        for cue in reversed(self.verbs.all[max(0, at - 2) : at]):
            if cue.rule.value == "other" and cue.rule.strength > self.verbs.firm and self._spans(cue.end, span.start):
                that = "that" in lowers[cue.end - 1 : min(verb.start, cue.end + 2)]
                return cue if that or self._completes(cue, verb) else None
        return None

    def _completes(self, cue: Cue, verb: Cue) -> bool:
        """Whether an infinitive says what is forecast: "is forecast by the bank | to be worth 4 billion"."""
        following = next(iter(self.sentence.predicates_from(cue.end, 1)), None)
        beside = following is not None and following.start == verb.start
        infinitive = self.scopes.tokens.lowers[verb.start] == "to"
        return beside and infinitive and not self.sentence.parted(cue.end, verb.start)

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
        lowers = self.scopes.tokens.lowers
        scenario = lowers[cue.start] in ("under", "in")
        if scenario and (cue.start > self.sentence.begin and lowers[cue.start - 1] != ","):
            return False  # "compared to emissions | under a business as usual scenario"
        if lowers[cue.start] == "without" and (verb is None or lowers[verb.start] != "would"):
            return False
        ours = verb is not None and "we" in lowers[max(self.sentence.begin, verb.start - 2) : verb.start]
        return not ours and self._spans(low, high)

    def _needed_holds(self, cue: Cue, span: Span, verb: Cue | None) -> bool:
        """Whether a value is what a goal would take: "use must fall by 4 % | to reach the goal", but not "we must"."""
        lowers = self.scopes.tokens.lowers
        if verb is None or lowers[verb.start] not in NEEDING or cue.start < span.end:
            return False
        ours = not {"we", "shall"}.isdisjoint(lowers[max(self.sentence.begin, verb.start - 2) : verb.start])
        acted = any(at in self.sentence.actors for at in range(max(self.sentence.begin, verb.start - 2), verb.start))
        nouns = self.scopes.lexicon.lists["LEX-AIM-NOUN"]
        aimed = any(lower in nouns for lower in lowers[cue.end : min(self.sentence.end, cue.end + GOAL)])
        return aimed and not ours and not acted and self._spans(span.end, cue.start)

    def _example_holds(self, cue: Cue, span: Span, verb: Cue | None) -> bool:
        """Whether a case is thought up: "for example, a family …", "a family would, for example, …"."""
        lowers = self.scopes.tokens.lowers
        if verb is None or not self._spans(min(cue.end, span.end), max(cue.start, span.start)):
            return False
        following = cue.end + (lowers[cue.end] == ",")
        return lowers[verb.start] == "would" or lowers[cue.end - 1] in ARTICLES or lowers[following] in ("a", "an")

    def _dropped_holds(self, cue: Cue, span: Span, verb: Cue | None) -> bool:
        """Whether an aim is what was dropped: "dropped its plan to …", "the plan to … was abandoned"."""
        said = self.sentence.predicate_at(cue.start)
        grouped = said is not None and cue.start < said.end
        done = (
            said.tense == "past"
            if said is not None and grouped
            else self.scopes.lexicon.cues.verbs.is_past(self.scopes.tokens.lowers[cue.start])
        )
        if verb is None or not done:
            return False
        nouns = self.scopes.lexicon.lists["LEX-AIM-NOUN"]
        if not any(lower in nouns for lower in self.scopes.tokens.lowers[verb.start : verb.end]):
            return False
        if cue.end <= verb.start:
            return verb.start - cue.end <= HELD and not self.sentence.parted(cue.end, verb.start)
        return cue.start >= span.end and not self.sentence.parted(span.end, cue.start)
