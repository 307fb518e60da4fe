"""Lengths of time that say when or how long something goes on, and are no value of their own."""

from __future__ import annotations

from spacy.tokens import Span

from policyledger.clauses import Sentence
from policyledger.cues import Cue
from policyledger.phrases import ARTICLES
from policyledger.scopes import Scopes
from policyledger.statuses.governing import WEIGHTY

LASTING = 7
"""Tokens between a length of time and the noun of what lasts so long."""
QUOTES = frozenset({"-", "“", "‘", '"', "'"})
EXTENDING = frozenset({"extend", "prolong", "lengthen", "renew"})
"""Verbs of which a length of time is the aim: "the term will be | extended | for two years"."""
FROM = 5
"""Tokens between "from" and an age up to which something is."""
PERIODS = frozenset({"day", "week", "month", "year"})
OBLIGING = frozenset({"shall", "must"})
"""Verbs with which a law sets how long: "records | shall | be kept for ten years"."""


class Lengths:
    """Finds the lengths of time of one sentence that only say when or how long.

    A bound is none of them ("within two years", "up to five years"), nor is what something is extended to.
    """

    def __init__(self, scopes: Scopes, sentence: Sentence) -> None:
        self.scopes = scopes
        self.sentence = sentence
        self.rules = scopes.lexicon.cues.durations

    def firm(self, span: Span) -> Cue | None:
        """The rule for what is no value, whatever its sentence tells: "the next five years", "a five-year plan"."""
        if not self._is_length(span):
            return None
        if self._lasts(span) or self._counts(span):
            rule = max(self.rules.values(), key=lambda each: each.strength, default=None)
            return Cue(span.start, span.end, rule) if rule is not None else None
        cue = self._led(span)
        return cue if cue is not None and cue.rule.strength > WEIGHTY else None

    def of(self, span: Span, verb: Cue | None) -> Cue | None:
        """The rule for what is no target: "fees will be waived | for | two years", but not what a law obliges to."""
        if "UNIT-AGE" in span._.quantity["rule_ids"]:
            return self._aged(span)
        if not self._is_length(span) or (verb is not None and self.scopes.tokens.lowers[verb.start] in OBLIGING):
            return None
        said = self.sentence.predicate_at(span.start)
        recurs = not PERIODS.isdisjoint(self.scopes.tokens.lowers[span.end + 1 : span.end + 2])  # "seven hours | a day"
        if recurs or (said is not None and said.verb in EXTENDING):
            return None
        return self._led(span)

    def _aged(self, span: Span) -> Cue | None:
        """The rule for an age, but for one that is moved: "will be raised | to the age of 67"."""
        lowers, begin = self.scopes.tokens.lowers, self.sentence.clause_of(span.start)[0]
        to = lowers[span.start - 1] == "to" and "from" not in lowers[max(begin, span.start - FROM) : span.start]
        moved = to and self.sentence.changes_in(begin, span.start)  # but "from nursery | to age 19"
        rule = None if moved else self.rules.get("for")
        return Cue(span.start, span.end, rule) if rule is not None else None

    def _is_length(self, span: Span) -> bool:
        facts = span._.quantity
        return bool(facts["unit_kind"] == "duration" and facts["comparator"] == "=")

    def _led(self, span: Span) -> Cue | None:
        """The word before a length of time, past its article."""
        lowers, at = self.scopes.tokens.lowers, span.start - 1
        while at > self.sentence.begin and lowers[at] in ARTICLES and lowers[at] not in self.rules:
            at -= 1
        rule = self.rules.get(lowers[at]) if at >= self.sentence.begin else None
        return Cue(at, at + 1, rule) if rule is not None else None

    def _counts(self, span: Span) -> bool:
        """Whether a length of time is counted from another time: "ten years | from now", "| later", "| ago"."""
        lowers = self.scopes.tokens.lowers
        return lowers[span.end : span.end + 1] in (["later"], ["ago"], ["hence"]) or (
            lowers[span.end : span.end + 2] == ["from", "now"]
        )

    def _lasts(self, span: Span) -> bool:
        """Whether a length of time is that of a plan: "a | five-year | development plan"."""
        words, lowers = self.scopes.tokens.words, self.scopes.tokens.lowers
        if "-" not in words[span.start : span.end]:
            return False
        nouns = self.scopes.lexicon.lists["LEX-LASTING"]
        for at in range(span.end, min(self.sentence.end, span.end + LASTING)):
            if lowers[at] in nouns:
                return True
            if not (lowers[at][0].isalnum() or lowers[at] in QUOTES) or self.sentence.predicate_at(at) is not (
                self.sentence.predicate_at(span.start)
            ):
                return False
        return False
