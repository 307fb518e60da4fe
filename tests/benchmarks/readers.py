"""How policyledger answers a question of the specs: a bare pipeline call, `doc.spans["quantities"]` made comparable.

A quantity's span holds the comparing words and the noun that is counted, which the specs do not ask for; they are taken
off with the same rules that put them on. Nothing else is changed.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from specs import Found, Reader

from policyledger.finding import find_numbers
from policyledger.rules.model import ComparatorRule, LexiconRule, UnitRule
from policyledger.rules.rulebook import load_rulebook
from policyledger.tokens import Tokens

_DIMENSIONS = frozenset({"length", "mass", "volume", "area", "speed", "information", "angle", "substance"})


def policyledger_reader() -> Reader:
    """The reader of policyledger: text and model to what its pipeline finds."""
    import policyledger

    nlp = policyledger.load()
    rulebook = load_rulebook()
    phrases = sorted(
        {phrase.lower() for rule in rulebook.of(ComparatorRule) for phrase in (*rule.before, *rule.after)},
        key=len,
        reverse=True,
    )
    determiners = next(rule.terms for rule in rulebook.of(LexiconRule) if rule.id == "LEX-DETERMINER")
    dimensions = {rule.id: rule.dimension for rule in rulebook.of(UnitRule)}

    def read(text: str, model: str) -> list[Found]:
        if model == "Number":
            return _numbers(text)
        doc = nlp(text)
        tokens = Tokens.of(doc)
        found: list[Found] = []
        for span in sorted(doc.spans["quantities"], key=lambda span: span.start_char):
            facts = span._.quantity
            if _asked(facts, model, dimensions):
                found += _measure(span, facts, tokens, phrases, determiners)
        return found

    return read


def _asked(facts: dict[str, Any], model: str, dimensions: dict[str, str]) -> bool:
    kind = facts["unit_kind"]
    if model == "Dimension":
        return kind == "physical" and any(dimensions.get(rule) in _DIMENSIONS for rule in facts["rule_ids"])
    return kind == {"Percent": "percent", "Currency": "money"}[model] and (model, facts["form"]) != (
        "Percent",
        "fraction",
    )


def _numbers(text: str) -> list[Found]:
    """All numbers: one without a unit or noun is no quantity of a document, so the finder of bare numbers is asked.

    As the specs have it, a factor ("double") is no number, nor one that its unit is glued to.
    """
    return [
        Found(number.start, number.end, number.value)
        for number in find_numbers(text)
        if number.form not in ("multiple", "vague", "absolute")
        and not text[number.end : number.end + 1].isalpha()
        and not text[: number.start][-1:].isalpha()
    ]


def _measure(
    span: Any, facts: dict[str, Any], tokens: Tokens, phrases: list[str], determiners: Collection[str]
) -> list[Found]:
    start, end = _bare(
        span.text, phrases, determiners, tokens.starts[span.start + facts["number_start"]] - span.start_char
    )
    values = [value for value in dict.fromkeys((facts["low"], facts["high"])) if value is not None]
    units = frozenset({facts["unit"].lower()})
    return [Found(span.start_char + start, span.start_char + end, value, units) for value in values]


def _bare(text: str, phrases: list[str], determiners: Collection[str], number_at: int) -> tuple[int, int]:
    """The range of a quantity's words without those that compare."""
    lowered, start, end = text.lower(), 0, len(text)
    stripped = True
    while stripped:
        stripped = False
        for phrase in phrases:
            rest = lowered[start:end]
            if rest.startswith(phrase + " ") and start + len(phrase) < number_at + 1:
                start += len(phrase) + 1
                while lowered[start].isspace():
                    start += 1
                stripped = True
            elif rest.endswith(" " + phrase) and end - len(phrase) > number_at + 1:
                end -= len(phrase) + 1
                stripped = True
    word = text[start:end].split(" ", 1)[0]
    if start and word.lower() in determiners:  # "than | the 16,000 tonnes"
        start += len(word) + 1
    return start, end
