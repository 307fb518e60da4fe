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
from policyledger.predicates import Predicate
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
SUMMING = frozenset({"amount", "total", "worth", "value"})
"""Verbs by which a sum is told of what was named."""
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
        if any(not self._is_dateline(date) for date in self.timing.gone):
            return None
        if span._.quantity["unit_kind"] != "money":
            return ("target", None) if self._is_for_those(span) or self._is_helped(span) else None
        if self._is_verbless:
            set_ = self._labelled(span) or self._bracketed(span)
        else:
            set_ = self._is_approved(span)
        return ("target", None) if set_ or (self._is_led and self._opens(span)) else None

    def _is_dateline(self, date: Span) -> bool:
        """Whether a date only says when a text is of: "Rome, | 6 May 2021 | – The Board approved"."""
        first = next(iter(self.sentence.predicates), None)
        return date._.date["role"] == "issued" and first is not None and date.end <= first.start

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
        return (self.scopes.is_project or self._is_component) and opened is not None and words[opened] == "("

    @cached_property
    def _is_component(self) -> bool:
        """Whether a line names a part of a project by its number: "Component 1: Ports", "Sub-component 2.1"."""
        lowers, words, begin = self.scopes.tokens.lowers, self.scopes.tokens.words, self.sentence.begin
        at = begin + 2 * (lowers[begin : begin + 2] == ["sub", "-"])
        numbered = at + 1 < self.sentence.end and words[at + 1][0].isdecimal()
        return numbered and lowers[at] in ("component", "subcomponent")

    @cached_property
    def _is_led(self) -> bool:
        """Whether the line that leads in a list says that its members are approved: "The projects approved are:"."""
        return any(
            not APPROVED.isdisjoint(self.scopes.words_of(lead)) for lead in self.scopes.leads(self.sentence.block)
        )

    def _is_approved(self, span: Span) -> bool:
        """Whether a sum is what somebody has agreed to pay: "the Board | has approved | a credit of 5 million"."""
        said = self._approving(span)
        if said is None:
            return "approval" in self.scopes.tokens.lowers[max(self.sentence.begin, span.start - 3) : span.start]
        between = self.sentence.predicates_in(said.end, span.start)
        adjoined = bool(between) and between[0].form in ("gerund", "participle") and between[0].verb in SUMMING
        return adjoined or not self.sentence.parted(said.end, span.start)

    def _approving(self, span: Span) -> Predicate | None:
        """The verb of approving in whose clause a quantity stands: "| approved | six plans amounting to 9 million"."""
        before = self.sentence.predicates_in(self.sentence.part_of(span.start)[0], span.start)
        said = next((each for each in reversed(before) if each.form == "finite"), None)
        agreed = said is not None and said.verb in APPROVING and said.tense != "future" and not said.negated
        agreed = agreed and "since" not in self.scopes.tokens.lowers[self.sentence.begin : span.start]
        return said if agreed else None

    def _is_helped(self, span: Span) -> bool:
        """Whether a count is of those whom what was approved is to help: "approved a loan | to help 400 villages"."""
        said = self._approving(span)
        if said is None or span._.quantity["unit"] != "count":
            return False
        between = self.sentence.predicates_in(said.end, span.start)
        return bool(between) and between[0].form == "infinitive" and not self.sentence.parted(said.end, span.start)

    def _opens(self, span: Span) -> bool:
        """Whether no verb of its own stands before a quantity: "Ostland, with a | 4 million | grant for ports that"."""
        return not any(said.form in ("finite", "imperative") for said in self.sentence.predicates_in(0, span.start))
