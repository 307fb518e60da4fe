"""What is said of a time to come and is nobody's aim: costs, trends, and whom or what a measure touches."""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Span

from policyledger.clauses import Sentence
from policyledger.cues import Cue
from policyledger.predicates import Predicate
from policyledger.scopes import Scopes
from policyledger.statuses.governing import Verbs
from policyledger.timing import Timing

AMOUNTING = frozenset({"be", "amount", "total", "stand"})
"""Verbs between what is set for later and its value: "the budget | amounts to | 4 million"."""
ESTIMATING = frozenset({"estimate", "put", "reckon", "value", "calculate", "assess", "project"})
"""Verbs between a cost and its amount."""
EXPECTING = frozenset({"expect", "project", "anticipate", "forecast", "predict", "set"})
"""Verbs between what moves by itself and the infinitive of how it will move."""
GROWING = frozenset(
    {
        "increase",
        "grow",
        "rise",
        "double",
        "triple",
        "treble",
        "quadruple",
        "expand",
        "reach",
        "exceed",
        "climb",
        "range",
        "surge",
        "approach",
        "number",
        "average",
        "be",
    }
)
"""Verbs of what moves by itself; what falls mostly does so because something is done."""
REQUIRING = frozenset({"require", "need"})
"""Verbs whose subject costs their object."""
LOWERING = frozenset({"reduce", "lower", "cut", "decrease"})
"""Verbs between a measure and what it costs the one who takes it: "will | reduce | revenue by 4 million"."""
SUBJECT = 8
"""Tokens of the subject before a verb that tells a trend."""
OBJECT = 6
"""Tokens from a verb to the amount by which its object is lowered."""


class Outcomes:
    """Finds the verbs of one sentence that tell what will come of something.

    Args:
        scopes: the document around it.
        sentence: the sentence.
        timing: its dates.
        verbs: its verbs.
    """

    def __init__(self, scopes: Scopes, sentence: Sentence, timing: Timing, verbs: Verbs) -> None:
        self.scopes = scopes
        self.sentence = sentence
        self.timing = timing
        self.verbs = verbs
        self.rules = scopes.lexicon.cues.tenses

    def of(self, verb: Cue, span: Span) -> Cue | None:
        """The verb with the rule for what it tells of a quantity, None where it tells nothing of the kind."""
        for key, tells in (("cost", self._costs), ("trend", self._moves_by_itself), ("effect", self._touches)):
            if key in self.rules and tells(verb, span):
                return Cue(verb.start, verb.end, self.rules[key])
        return None

    def _costs(self, verb: Cue, span: Span) -> bool:
        """Whether a verb in the present says what something is to cost: "the cost | is put | at 4 million"."""
        if verb.rule.value != "actual" or span._.quantity["unit_kind"] != "money":
            return False
        said = self.sentence.predicate_at(verb.start)
        if (
            said is None
            or said.tense != "present"
            or said.form != "finite"
            or said.end > span.start
            or self.timing.gone
        ):
            return False
        if said.verb in REQUIRING or self.scopes.tokens.lowers[said.start] == "costs":
            return not said.passive
        costs = self.scopes.lexicon.lists["LEX-COST-NOUN"]
        return said.verb in AMOUNTING | ESTIMATING and not costs.isdisjoint(self.verbs.subject(said))

    def _moves_by_itself(self, verb: Cue, span: Span) -> bool:
        """Whether a verb that looks ahead tells how something moves by itself: "demand | is expected to | rise"."""
        if verb.start >= span.start or self.timing.is_told(span):
            return False
        said = self.sentence.predicate_at(verb.start)
        if said is None or said.form != "finite" or not self._moves(said):
            return False
        edges, goes_on = (self.scopes.lexicon.lists[each] for each in ("LEX-PHRASE-EDGE", "LEX-COMPLEMENT-PREPOSITION"))
        low = max(self.sentence.part_of(said.start)[0], said.start - SUBJECT)
        before = reversed(self.scopes.tokens.lowers[low : said.start])
        words = takewhile(lambda word: word in goes_on or (word not in edges and word != ","), before)
        return not self.scopes.lexicon.lists["LEX-TREND-NOUN"].isdisjoint(words)

    def _moves(self, said: Predicate) -> bool:
        """Whether a predicate says in the active how something will move: "is expected | to rise", "will rise"."""
        if said.passive and said.verb in EXPECTING:
            following = next(iter(self.sentence.predicates_from(said.end, 1)), None)
            led = following is not None and following.form == "infinitive" and not following.passive
            said = following if led and following is not None and following.start == said.end else said
        return not said.passive and said.tense == "future" and said.verb in GROWING

    def _touches(self, verb: Cue, span: Span) -> bool:
        """Whether a verb says whom a measure touches, or what it costs: "will | benefit | 4 million people".

        Not what somebody is to reach by then: "By 2031 the programme will benefit 40 towns".
        """
        said = self.sentence.predicate_at(span.start)
        if said is None or said.form != "finite" or said.tense != "future" or said.passive or verb.start > said.start:
            return False
        lowers = self.scopes.tokens.lowers
        if said.end > span.start or "we" in lowers[max(self.sentence.begin, said.start - 2) : said.start]:
            return False
        if span._.quantity["unit_kind"] == "money":
            revenue = self.scopes.lexicon.lists["LEX-REVENUE"]
            lost = said.verb in LOWERING and lowers[span.start - 1] == "by" and span.start - said.end <= OBJECT
            return lost and not revenue.isdisjoint(lowers[said.end : span.start])
        touched = said.verb in self.scopes.lexicon.lists["LEX-TOUCH"] and span._.quantity["unit_kind"] == "count"
        return touched and self.timing.future_deadline(span) is None
