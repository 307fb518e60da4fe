"""What papers on projects, and those who pay for them, set without saying that they will.

A project paper names its sums in labels ("IFAD loan: USD 10 million"), behind the titles of its components
("Component 1: Rural roads (US$65 million, of which IDA US$45 million)") and in tables of costs. What a board approves
is still to be spent.
"""

from __future__ import annotations

from functools import cached_property

from spacy.tokens import Span

from policyledger.clauses import Sentence
from policyledger.inflection import singular
from policyledger.scopes import Scopes
from policyledger.statuses.verdicts import Verdict
from policyledger.timing import Timing

FUNDS = frozenset(
    {
        "budget",
        "loan",
        "grant",
        "credit",
        "financing",
        "funding",
        "contribution",
        "allocation",
        "envelope",
        "cofinancing",
    }
)
"""Nouns of a label that say that the sum behind it is set aside."""
COSTS = frozenset({"cost", "costs", "investment", "total", "amount", "size", "value"})
"""Nouns of a label that say so in a project paper only: else a cost may be an estimate."""
REACHED = frozenset({"beneficiary", "household", "farmer", "recipient", "user", "participant"})
"""Nouns of a label of those for whom a project is."""
APPROVING = frozenset({"approve", "authorise", "authorize", "sanction", "sign", "endorse"})
"""Verbs of those who agree to pay."""
APPROVED = frozenset({"approve", "approved", "approves", "approval", "approvals"})
LABEL = 12
"""Tokens of the longest label before a colon."""


class Projects:
    """Judges the quantities of one sentence by what projects are to cost."""

    def __init__(self, scopes: Scopes, sentence: Sentence, timing: Timing) -> None:
        self.scopes = scopes
        self.sentence = sentence
        self.timing = timing

    def of(self, span: Span) -> Verdict | None:
        """What a label, a bracket or an approval says of a quantity; None where none does."""
        if self.timing.gone:
            return None
        if span._.quantity["unit_kind"] != "money":
            return ("target", None) if self._is_for_those(span) else None
        if self._is_verbless:
            set_ = self._labelled(span) or self._bracketed(span) or self._is_led
        else:
            set_ = self._is_approved(span)
        return ("target", None) if set_ else None

    @cached_property
    def _is_verbless(self) -> bool:
        return not any(said.form in ("finite", "imperative") for said in self.sentence.predicates)

    def _label(self, span: Span) -> list[str]:
        """The words of the label before a quantity, in the singular: "Total | project cost: USD 25 million"."""
        words, lowers = self.scopes.tokens.words, self.scopes.tokens.lowers
        colon = next((at for at in range(span.start - 1, self.sentence.begin, -1) if words[at] == ":"), None)
        if colon is None or any(each.start > colon for each in self.sentence.quantities if each.start < span.start):
            return []
        low = max(self.sentence.begin, colon - LABEL)
        start = next((at + 1 for at in range(colon - 1, low - 1, -1) if words[at] in ("(", ";")), low)
        return [singular(lower) for lower in lowers[start:colon]]

    def _labelled(self, span: Span) -> bool:
        label = self._label(span)
        nouns = FUNDS | COSTS if self.scopes.is_project else FUNDS
        return bool(label) and not nouns.isdisjoint(label)

    def _is_for_those(self, span: Span) -> bool:
        """Whether a project paper labels for how many it is: "Beneficiaries: | 450,000 | farmers"."""
        if (
            not self.scopes.is_project
            or not self._is_verbless
            or span._.quantity["unit_kind"] not in ("count", "percent")
        ):
            return False
        return not REACHED.isdisjoint(self._label(span))

    def _bracketed(self, span: Span) -> bool:
        """Whether a project paper puts a sum behind the title of what it is for: "Rural roads (| US$65 million |)"."""
        words = self.scopes.tokens.words
        opened = next((at for at in range(span.start - 1, self.sentence.begin, -1) if words[at] in ("(", ")")), None)
        return self.scopes.is_project and opened is not None and words[opened] == "("

    @cached_property
    def _is_led(self) -> bool:
        """Whether the line that leads in a list says that its members are approved: "The projects approved are:"."""
        return any(
            not APPROVED.isdisjoint(self.scopes.words_of(lead)) for lead in self.scopes.leads(self.sentence.block)
        )

    def _is_approved(self, span: Span) -> bool:
        """Whether a sum is what somebody has agreed to pay: "the Board | has approved | a credit of 5 million"."""
        said = self.sentence.predicate_at(span.start)
        if said is None or said.verb not in APPROVING or said.tense == "future" or said.negated:
            return "approval" in self.scopes.tokens.lowers[max(self.sentence.begin, span.start - 3) : span.start]
        return not self.sentence.parted(said.end, span.start)
