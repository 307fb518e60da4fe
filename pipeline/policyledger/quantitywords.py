"""The words quantities are read with, gathered from the rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from policyledger.lexing import TOKEN
from policyledger.numberwords import NumberLexicon
from policyledger.rules.model import ComparatorRule, LexiconRule, NumberRule, Rule, UnitRule, by_precedence
from policyledger.units import Unit, UnitLexicon

_MOVERS = frozenset({"increase", "raise", "reduce", "lower", "decrease", "cut", "improve", "expand", "bring", "lift"})
_MOVED_REACH = 14
"""Verbs with which something is moved from one value to another, and how far before the first it stands, in tokens."""


def is_moved(lowers: Sequence[str], begin: int, start: int) -> bool:
    """Whether what a value is of is moved by the verb before it: "increase the present rate of | 34 % to 50 %".

    Args:
        lowers: the text.
        begin, start: of the sentence, and of the value.
    """
    if start <= begin or lowers[start - 1] != "of":
        return False
    return not _MOVERS.isdisjoint(lowers[max(begin, start - _MOVED_REACH) : start])


@dataclass(frozen=True)
class Comparison:
    """What a comparator's words say."""

    comparator: str
    approximate: bool
    rule_id: str
    priority: int = 0


@dataclass
class QuantityLexicon:
    """Everything quantities are read with."""

    numbers: NumberLexicon
    units: UnitLexicon
    before: dict[tuple[str, ...], Comparison] = field(default_factory=dict)
    after: dict[tuple[str, ...], Comparison] = field(default_factory=dict)
    before_ends: frozenset[str] = frozenset()
    after_starts: frozenset[str] = frozenset()
    lists: dict[str, frozenset[str]] = field(default_factory=dict)
    triggers: frozenset[str] = frozenset()
    longest_before: int = 0
    longest_after: int = 0
    absolute_units: dict[str, Unit] = field(default_factory=dict)

    @classmethod
    def from_rules(cls, rules: Sequence[Rule]) -> QuantityLexicon:
        """The lexicon of number, unit, comparator and lexicon rules."""
        numbers = NumberLexicon.from_rules(rules)
        units = UnitLexicon.from_rules([rule for rule in rules if isinstance(rule, UnitRule)])
        before: dict[tuple[str, ...], Comparison] = {}
        after: dict[tuple[str, ...], Comparison] = {}
        for rule in reversed(by_precedence(rules)):
            if isinstance(rule, ComparatorRule):
                said = Comparison(rule.comparator, rule.approximate, rule.id, rule.priority)
                before |= {phrase_key(phrase): said for phrase in rule.before}
                after |= {phrase_key(phrase): said for phrase in rule.after}
        lists = {rule.id: frozenset(rule.terms) for rule in rules if isinstance(rule, LexiconRule)}
        return cls(
            numbers,
            units,
            before,
            after,
            frozenset(key[-1] for key in before),
            frozenset(key[0] for key in after),
            lists,
            numbers.triggers(),
            max((len(key) for key in before), default=0),
            max((len(key) for key in after), default=0),
            {
                rule.id: Unit(rule.sets_unit or "count", "physical" if rule.sets_unit else "count", "", 1.0, rule.id)
                for rule in rules
                if isinstance(rule, NumberRule) and rule.role == "absolute"
            },
        )


def phrase_key(phrase: str) -> tuple[str, ...]:
    """A comparator's phrase as it is looked for: its tokens in small letters."""
    return tuple(token.lower() for token in TOKEN.findall(phrase) if token.strip())
