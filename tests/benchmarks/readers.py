"""How policyledger answers a question of the specs: a bare pipeline call, `doc.spans["quantities"]` made comparable.

A quantity's span holds the comparing words and the noun that is counted, which the specs do not ask for; they are taken
off with the same rules that put them on. Nothing else is changed.
"""

from __future__ import annotations

from typing import Any

from specs import Found, Reader

from policyledger.numbers import SIGNS, NumberLexicon, parse
from policyledger.rules.model import ComparatorRule, NumberRule, UnitRule
from policyledger.rules.packs import load_rulebook
from policyledger.tokens import Tokens

_DIMENSIONS = frozenset({"length", "mass", "volume", "area", "speed", "information", "angle", "substance"})


def policyledger_reader() -> Reader:
    """The reader of policyledger: text and model to what its pipeline finds."""
    import policyledger

    nlp = policyledger.load()
    rulebook = load_rulebook()
    numbers = NumberLexicon.from_rules(rulebook.of(NumberRule))
    phrases = sorted(
        {phrase.lower() for rule in rulebook.of(ComparatorRule) for phrase in (*rule.before, *rule.after)},
        key=len,
        reverse=True,
    )
    dimensions = {rule.id: rule.dimension for rule in rulebook.of(UnitRule)}

    def read(text: str, model: str) -> list[Found]:
        if model == "Number":
            return _numbers(Tokens.of(nlp.make_doc(text)), numbers)
        doc = nlp(text)
        tokens = Tokens.of(doc)
        found: list[Found] = []
        for span in sorted(doc.spans["quantities"], key=lambda span: span.start_char):
            facts = span._.quantity
            if _asked(facts, model, dimensions):
                found += _measure(span, facts, tokens, phrases)
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


def _numbers(tokens: Tokens, lexicon: NumberLexicon) -> list[Found]:
    """All numbers, by the reader quantities are made of: a number without unit or noun is no quantity of a document.

    As the specs have it, a number that its unit is glued to is none.
    """
    found, at = [], 0
    while at < len(tokens.words):
        number = parse(tokens, at, len(tokens.words), lexicon)
        if number is None or number.form in ("multiple", "vague", "absolute"):
            at += 1
            continue
        after = tokens.words[number.end][:1] if number.end < len(tokens.words) and tokens.glued(number.end) else ""
        if not (after.isalpha() or (at and tokens.glued(at) and tokens.words[at - 1][-1].isalpha())):
            start, sign = _signed(tokens, at)
            found.append(Found(start, tokens.ends[number.end - 1], sign * number.value))
        at = number.end
    return found


def _signed(tokens: Tokens, at: int) -> tuple[int, float]:
    """Where a number begins with its sign, and the sign."""
    before = at - 1
    while before > 0 and tokens.words[before].isspace():
        before -= 1
    if before >= 0 and tokens.lowers[before] in SIGNS and not (before and tokens.glued(before)):
        return tokens.starts[before], SIGNS[tokens.lowers[before]]
    return tokens.starts[at], 1.0


def _measure(span: Any, facts: dict[str, Any], tokens: Tokens, phrases: list[str]) -> list[Found]:
    start, end = _bare(span.text, phrases, tokens.starts[span.start + facts["number_start"]] - span.start_char)
    values = [value for value in dict.fromkeys((facts["low"], facts["high"])) if value is not None]
    units = frozenset({facts["unit"].lower()})
    return [Found(span.start_char + start, span.start_char + end, value, units) for value in values]


def _bare(text: str, phrases: list[str], number_at: int) -> tuple[int, int]:
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
    return start, end
