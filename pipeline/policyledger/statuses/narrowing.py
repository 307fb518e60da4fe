"""What narrows down whom a rule is for: conditions, definitions and bounds, whose values nobody sets out to reach."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property

from spacy.tokens import Span

from policyledger.clauses import Sentence
from policyledger.cues import Cue
from policyledger.scopes import Scopes
from policyledger.statuses.governing import Verbs

NARROW = 12
"""Tokens between the word that narrows a subject down and the bound it sets: "firms that earn more than …"."""
SIZE = 4
"""Tokens between "with" and the size of things: "with | a volume of | up to 3 litres"."""
MEASURING = frozenset({"earning", "consuming", "emitting", "using", "exceeding"})
"""Participles that say of which ones a bound holds."""
BOUNDS = frozenset({"<", "<=", ">", ">="})


class Narrowing:
    """Finds the conditions, definitions and bounds of one sentence that a quantity stands in."""

    def __init__(self, scopes: Scopes, sentence: Sentence, verbs: Verbs) -> None:
        self.scopes = scopes
        self.sentence = sentence
        self.verbs = verbs
        decisive = [cue for cue in sentence.cues if cue.rule.decides == "status"]
        self.conditions = [cue for cue in decisive if cue.rule.scope == "condition"]
        self.definitions = [cue for cue in decisive if cue.rule.scope in ("clause", "sentence")]
        self.restrictions = [cue for cue in decisive if cue.rule.scope == "restriction"]

    def of(self, span: Span) -> Cue | None:
        """The cue of what a quantity stands in, None where it stands in nothing of the kind."""
        return self._restriction(span) or self._condition(span) or self._definition(span)

    def _restriction(self, span: Span) -> Cue | None:
        """The word that makes a bound part of whom a rule is for: "firms | with more than 50 workers shall report".

        It is the bound's own, or the last before it: "contracts | above 5 million", "seniors whose income is | above".
        """
        if span._.quantity["comparator"] not in BOUNDS:
            return None
        at = bisect_right(self.restrictions, span.start, key=lambda cue: cue.start)
        near = self.restrictions[max(0, at - 2) : at]
        return next((cue for cue in reversed(near) if self._restricts(cue, span)), None)

    def _restricts(self, cue: Cue, span: Span) -> bool:
        words = self.scopes.tokens.words
        if self._is_told_that(cue, span):
            return False
        if span.start - cue.end > NARROW or any(words[k] in (",", ";") for k in range(cue.end, span.start)):
            return False
        if self.scopes.tokens.lowers[cue.start] == "of":
            return self._sizes(cue, span)
        if self.scopes.tokens.lowers[cue.start] == "over" and not self._follows_things(cue, span):
            return False
        if self._describes(cue, span) or self._bounds_size(cue, span) or self._is_of_share(cue, span):
            return True
        following = bisect_left(self.verbs.all, span.end, key=lambda verb: verb.start)
        if following == len(self.verbs.all) or self.verbs.all[following].rule.strength < self.verbs.firm:
            return False
        clause = self.sentence.clause_of(span.start)
        if self.verbs.all[following].start >= self.sentence.part_of(span.start)[1] or cue.start <= clause[0]:
            return False
        if cue.start == span.start and cue.start - 1 in self.sentence.dated:
            return False  # "by 2030 | below 5 % of waste shall be burnt"
        if any(verb.rule.value == "target" for verb in self.verbs.within((clause[0], span.start))):
            return False
        return self.verbs.all[following].rule.value in ("target", "other")

    def _is_told_that(self, cue: Cue, span: Span) -> bool:
        """Whether a clause tells of a value as its subject: "the plan sets out | that | more than 300 homes will"."""
        following = self.sentence.predicates_from(span.end, 1)
        subject = cue.end == span.start and any(said.start == span.end and said.form == "finite" for said in following)
        return subject and self.scopes.tokens.lowers[cue.start] == "that" and span._.quantity["head"] is not None

    def _follows_things(self, cue: Cue, span: Span) -> bool:
        """Whether a bound stands right behind what is of such a size: "no lorries | over 16 tonnes | will"."""
        before = self.scopes.tokens.lowers[cue.start - 1] if cue.start > self.sentence.begin else ""
        plural = before.endswith("s") and before.isalpha() and self.sentence.predicate_at(cue.start - 1) is None
        return plural and span._.quantity["unit_kind"] in ("physical", "money", "duration")

    def _sizes(self, cue: Cue, span: Span) -> bool:
        """Whether a bound tells which ones are meant, whose verb follows: "lines | of at least 9 MW | have become"."""
        lowers = self.scopes.tokens.lowers
        noun = lowers[cue.start - 1] if cue.start > self.sentence.begin else ""
        amount = noun in self.scopes.lexicon.lists["LEX-AMOUNT-NOUN"] or not noun.endswith("s")
        said = next(iter(self.sentence.predicates_from(span.end, 1)), None)
        ruled = said is not None and said.start == span.end and said.form == "finite"
        return cue.end == span.start and not amount and ruled and span._.quantity["unit_kind"] == "physical"

    def _bounds_size(self, cue: Cue, span: Span) -> bool:
        """Whether a bound from above is how large things are: "bottles | with a volume of | up to 3 litres"."""
        lowers = self.scopes.tokens.lowers
        if (
            lowers[cue.start] != "with"
            or span._.quantity["comparator"] not in ("<", "<=")
            or span.start - cue.end > SIZE
        ):
            return False
        amounts = self.scopes.lexicon.lists["LEX-AMOUNT-NOUN"]
        of_amount = lowers[span.start - 1] == "of" and lowers[span.start - 2] in amounts
        return of_amount and span._.quantity["unit_kind"] == "physical"

    def _is_of_share(self, cue: Cue, span: Span) -> bool:
        """Whether a bound is of those that a share is of: "1 in 5 trips | under 5 km"."""
        at = span.start - 2
        plural = self.scopes.tokens.lowers[span.start - 1].endswith("s")
        return cue.start == span.start and plural and at + 1 in self.sentence.unit_ending

    def _describes(self, cue: Cue, span: Span) -> bool:
        """Whether a bound stands in a clause that tells which ones are meant: "firms | who earn less than"."""
        lowers = self.scopes.tokens.lowers
        plural = lowers[cue.start] == "that" and cue.start > self.sentence.begin and lowers[cue.start - 1].endswith("s")
        bounded = plural and span._.quantity["comparator"] != "<="  # but "funds that grant up to 5 million"
        if lowers[cue.start] in MEASURING and cue.end >= span.start - 1 and lowers[cue.start - 1].endswith("s"):
            return True  # "will go to homes | earning less than 45,000 euros"
        if lowers[cue.start] not in ("who", "whose") and not bounded:
            return False
        verbs = self.verbs.within((cue.end, span.start))
        return bool(verbs) and all(
            verb.rule.value == "actual" and verb.rule.strength < self.verbs.firm for verb in verbs
        )

    def _condition(self, span: Span) -> Cue | None:
        """The condition a quantity stands in: up to its comma."""
        at = bisect_left(self.conditions, span.start, key=lambda cue: cue.start) - 1
        cue = self.conditions[at] if at >= 0 else self._inverted
        if cue is None:
            return None
        words = self.scopes.tokens.words
        if self.scopes.tokens.lowers[span.end : span.end + 1] in (["target"], ["goal"]):
            return None  # "if the | 90 % | target is not met"
        parted = any(words[k] in (",", ";") for k in range(cue.end, span.start))
        ruled = any(verb.rule.value == "target" for verb in self.verbs.within((cue.end, span.start)))
        return None if parted or ruled else cue

    @cached_property
    def _inverted(self) -> Cue | None:
        """The condition a sentence opens with, its subject behind its auxiliary: "Should losses exceed 3 %, …"."""
        begin, rule = self.sentence.begin, self.scopes.lexicon.cues.tenses.get("inverted")
        inverted = (
            self.scopes.tokens.lowers[begin] == "should" and self.scopes.tokens.words[self.sentence.end - 1] != "?"
        )
        return Cue(begin, begin + 1, rule) if inverted and rule is not None else None

    def _definition(self, span: Span) -> Cue | None:
        """The definition or threshold in whose stretch a quantity stands."""
        low, high = self.sentence.clause_of(span.start)
        for cue in self.definitions:
            near = max(span.start - cue.end, cue.start - span.end) <= NARROW
            if low <= cue.start < high and near and not self._is_another_clause(cue, span):
                return cue
        return None

    def _is_another_clause(self, cue: Cue, span: Span) -> bool:
        """Whether a verb of its own has a quantity: "crossed two thresholds | and reached 11 billion in 2020"."""
        apart = self.sentence.conjunct_of(cue.start) != self.sentence.conjunct_of(span.start)
        return apart and self.verbs.ruling(cue.end, span.start)
