"""The words numbers are read with, gathered from the rules, and what a number is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from policyledger.rules.model import LexiconRule, NumberRule, Rule, by_precedence

TEN = 10
Form = Literal["digits", "words", "fraction", "multiple", "vague", "absolute"]

HYPHENS = frozenset({"-", "‐", "‑", "–"})
DASHES = HYPHENS | {"—"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text.

    Attributes:
        start, end: token range.
        value: scales multiplied out; for fractions the quotient; for multiples the factor.
        form: how it was written. `fraction` values are shares of one.
        scaled: whether a scale word (million, bn) was part of it.
        scale: the product of its scale words, 1.0 without.
        rule_ids: the number rules that gave it.
    """

    start: int
    end: int
    value: float
    form: Form
    scaled: bool = False
    scale: float = 1.0
    rule_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class NumberLexicon:
    """Number words by what they do. Keys are lower case but for `glued`.

    Attributes:
        plural_scales: the scales that also stand alone, with "of": "millions of".
        glued: scale symbols, as spelled, that stand right behind digits.
        lists: the word lists that say where a fraction is one.
    """

    cardinals: dict[str, float] = field(default_factory=dict)
    scales: dict[str, float] = field(default_factory=dict)
    fractions: dict[str, float] = field(default_factory=dict)
    multiples: dict[str, NumberRule] = field(default_factory=dict)
    glued: dict[str, float] = field(default_factory=dict)
    rule_of: dict[str, str] = field(default_factory=dict)
    plural_scales: dict[str, float] = field(default_factory=dict)
    absolutes: dict[str, list[tuple[tuple[str, ...], NumberRule]]] = field(default_factory=dict)
    ordinals: dict[str, float] = field(default_factory=dict)
    lists: dict[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def from_rules(cls, rules: Sequence[Rule]) -> NumberLexicon:
        """The lexicon of the number and lexicon rules among some rules; plurals of scales and fractions are made."""
        lexicon = cls()
        for rule in reversed(by_precedence(rules)):
            if isinstance(rule, LexiconRule):
                lexicon.lists[rule.id] = frozenset(rule.terms)
            elif isinstance(rule, NumberRule):
                lexicon._add(rule)
        for phrases in lexicon.absolutes.values():
            phrases.sort(key=lambda entry: (-entry[1].priority, -len(entry[0]), entry[1].id))
        return lexicon

    def _add(self, rule: NumberRule) -> None:
        if rule.role == "absolute":
            for phrase in sorted(rule.words, key=len, reverse=True):
                key = tuple(phrase.lower().split())
                self.absolutes.setdefault(key[0], []).append((key, rule))
            return
        for word in (word.lower() for word in rule.words):
            forms = [word] if rule.role in ("cardinal", "multiple") else [word, _plural(word)]
            self.rule_of.update(dict.fromkeys(forms, rule.id))
            if rule.role == "cardinal":
                self.cardinals[word] = rule.value
                if rule.value == TEN:
                    self.plural_scales[_plural(word)] = rule.value  # "tens of millions"
                    self.rule_of[_plural(word)] = rule.id
            elif rule.role == "scale":
                self.scales.update(dict.fromkeys(forms, rule.value))
                self.plural_scales[forms[1]] = rule.value
            elif rule.role in ("fraction", "ordinal"):
                (self.fractions if rule.role == "fraction" else self.ordinals).update(dict.fromkeys(forms, rule.value))
            else:
                self.multiples[word] = rule
        for symbol in rule.symbols:
            self.glued[symbol] = rule.value
            self.rule_of[symbol] = rule.id

    def triggers(self) -> frozenset[str]:
        """The lower-case words with which a number in words may begin, and the point of ".5"."""
        tables = (self.cardinals, self.fractions, self.multiples, self.scales, self.plural_scales, self.absolutes)
        return frozenset(word for table in tables for word in table) | {"a", "an", "."}


def _plural(word: str) -> str:
    if word == "half":
        return "halves"
    return word if word.endswith("s") else word + "s"
