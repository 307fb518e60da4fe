"""Numbers and quantities of a bare text, without a pipeline or a document around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from os import PathLike

from policyledger import numbers, quantities
from policyledger.numberwords import Form
from policyledger.quantitywords import QuantityLexicon
from policyledger.rules.rulebook import load_rulebook
from policyledger.tokens import Tokens


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number in a text.

    Attributes:
        start, end: character range.
        text: its words.
        value: scales multiplied out; for fractions the quotient; for multiples ("double") the factor.
        form: digits, words, fraction, multiple, vague ("dozens of") or absolute ("net zero emissions").
    """

    start: int
    end: int
    text: str
    value: float
    form: Form


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """A quantity in a text.

    Attributes:
        start, end: character range, with the comparing words and the unit or the noun that is counted.
        text: its words.
        low, high: closed bounds; None for an open side.
        comparator: =, >, >=, < or <=; a range is "=".
        approximate: whether it is only near.
        unit: normal symbol: %, USD, MW, count …
        unit_kind: percent, percentage_point, money, physical, duration, count or multiple.
        counted: the head noun in the singular with the nouns before it, for counted things.
    """

    start: int
    end: int
    text: str
    low: float | None
    high: float | None
    comparator: str
    approximate: bool
    unit: str
    unit_kind: str
    counted: str | None


def find_numbers(text: str, rules: Sequence[str | PathLike[str]] = ()) -> list[FoundNumber]:
    """Every number of a text, in order, bare ones, years and labels included: "two and a half million" is 2500000.

    Args:
        text: any text.
        rules: further folders of rules.
    """
    tokens = Tokens.of_text(text)
    return [
        FoundNumber(
            tokens.starts[each.start],
            tokens.ends[each.end - 1],
            tokens.span(each.start, each.end),
            each.value,
            each.form,
        )
        for each in numbers.find(tokens, _lexicon(tuple(map(str, rules))).numbers)
    ]


def find_quantities(text: str, rules: Sequence[str | PathLike[str]] = ()) -> list[FoundQuantity]:
    """The quantities of a text, in order: numbers that measure or count something, labels and years left out.

    The whole text is one sentence, and no name or date in it is known: `load()` gives the pipeline that knows them.

    Args:
        text: a sentence or a cell.
        rules: further folders of rules.
    """
    tokens = Tokens.of_text(text)
    return [
        FoundQuantity(
            tokens.starts[each.start], tokens.ends[each.end - 1], tokens.span(each.start, each.end),
            each.low, each.high, each.comparator, each.approximate, each.unit, each.unit_kind, each.counted,
        )
        for each in quantities.find(tokens, _lexicon(tuple(map(str, rules))))
    ]  # fmt: skip


@lru_cache(maxsize=4)
def _lexicon(folders: tuple[str, ...]) -> QuantityLexicon:
    return QuantityLexicon.from_rules(list(load_rulebook(folders).rules.values()))
