"""The units that headers, captions and labels name for bare numbers: "Share (%)", "GWh", "EUR million"."""

from __future__ import annotations

from dataclasses import replace

from policyledger.inflection import singular
from policyledger.quantities import COUNT
from policyledger.quantitywords import QuantityLexicon
from policyledger.tokens import Tokens
from policyledger.units import Unit

WRITTEN_SCALES = {
    "1000": 1e3,
    "1,000": 1e3,
    "000": 1e3,
    "10,000": 1e4,
    "100,000": 1e5,
    "1000000": 1e6,
    "1,000,000": 1e6,
}
"""Numbers that a header puts before its unit: "1,000 tonnes", "'000 ha"."""

APART = frozenset({"(", "[", ",", "in", ":", ";", "/", "–", "—", "|"})
"""What a unit in a header stands behind: "Waste (tonnes)", "Waste, tonnes", "Waste in tonnes", "Value: tonnes"."""
MEASURING = frozenset({"of", "per", "/", "(", "[", ",", ":", ";"})
"""What a unit at the head of a header stands before: "Tonnes of waste", "Litres per person", "Tonnes, in all"."""
COUNTED = frozenset({"persons", "people", "units", "items", "places", "jobs", "heads", "inhabitants", "households"})
"""Nouns behind a scale that say no more than that things are counted."""
JOINTS = frozenset({"and", "or", "&"})
"""What makes a word behind a comma one of a list of things: "Pipes, meters and valves"."""


LABEL = 16
"""Tokens of the longest label before a colon."""


def label_unit(tokens: Tokens, begin: int, stop: int, lexicon: QuantityLexicon) -> Unit | None:
    """The unit that the label at the head of a line names for its bare numbers: "Emissions (Mt): 45 in 2020"."""
    colon = next((at for at in range(begin, min(stop, begin + LABEL)) if tokens.words[at] == ":"), begin)
    if colon == begin or tokens.words[colon - 1] != ")":
        return None
    opened = next((at for at in range(colon - 2, begin, -1) if tokens.words[at] == "("), None)
    if opened is None or _is_gloss(tokens, begin, opened):
        return None
    return unit_in(tokens, opened, colon, lexicon)


def _is_gloss(tokens: Tokens, begin: int, opened: int) -> bool:
    """Whether a bracket holds the initials of the words before: "Biomass Expansion Factor | (BEF)"."""
    letters = tokens.words[opened + 1]
    first = opened - len(letters)
    return letters.isupper() and first >= begin and "".join(each[0] for each in tokens.words[first:opened]) == letters


def unit_in(tokens: Tokens, begin: int, stop: int, lexicon: QuantityLexicon) -> Unit | None:
    """The unit a header or caption names for the bare numbers below it.

    A scale before or after it multiplies: "in EUR million", "USD bn", "1,000 ha".
    """
    found: Unit | None = None
    span, named = (begin, stop), (begin, begin)
    factor, alone = 1.0, False
    for at in range(begin, stop):
        match = lexicon.units.match(tokens, at, stop)
        currency = lexicon.units.currency_before(tokens, at + 1, at)
        shut = (
            match is not None
            and tokens.words[at - 1 : at] == ["("]
            and tokens.words[match.end : match.end + 1] == [")"]
        )
        measured = match is not None and (match.unit.kind != "duration" or shut)  # "Life expectancy (years)"
        if found is None and _divides(tokens, at, begin):
            continue
        if found is None and match is not None and measured and _headerlike(tokens, at, match.end, span, lexicon):
            found, named = match.unit, (at, match.end)
        elif found is None and currency is not None and currency.start == at:
            found, named = currency.unit, (at, at + 1)
        below = at > begin and tokens.lowers[at - 1] in lexicon.lists["LEX-DENOMINATOR-LEAD"] | {"/"}
        scale = 1.0 if below else lexicon.numbers.scales.get(tokens.lowers[at], 1.0)  # "per million inhabitants"
        factor *= scale
        written_out = len(tokens.words[at]) > 2 or at > begin or at + 1 == stop  # not the "K" of "K (thousand)"
        alone = alone or (scale > 1 and written_out and _stands_apart(tokens, at, begin, stop))
        if (
            tokens.words[at] in WRITTEN_SCALES
            and tokens.words[at - 1 : at] in (["("], ["["])
            and _closes(tokens, at + 1, stop)
        ):
            factor, alone = factor * WRITTEN_SCALES[tokens.words[at]], True  # "Homes (000)"
    if found is None:
        return replace(COUNT, factor=factor) if alone else None
    if found.symbol.startswith("/") and _counts(tokens, named[0], begin):
        return COUNT
    return replace(found, factor=found.factor * factor * _beside(tokens, named, begin, stop, found, lexicon))


def _counts(tokens: Tokens, at: int, begin: int) -> bool:
    """Whether what stands before the unit of a rate is counted: "deaths | per 1,000", no "rate | per 1,000"."""
    noun = at - 1 - (tokens.words[at - 1 : at] == ["("])
    return noun >= begin and tokens.words[noun].isalpha() and singular(tokens.lowers[noun]) != tokens.lowers[noun]


def _divides(tokens: Tokens, at: int, begin: int) -> bool:
    """Whether another unit is divided by so many of what stands at a token: "per 1,000 | USD", "ships/1,000 | USD".

    A slash between blanks gives the unit of what is named before it: "Costs / 1,000 | EUR".
    """
    if at - 1 <= begin or tokens.words[at - 1] not in WRITTEN_SCALES:
        return False
    return tokens.lowers[at - 2] == "per" or (tokens.words[at - 2] == "/" and tokens.glued(at - 2))


def _beside(
    tokens: Tokens, named: tuple[int, int], begin: int, stop: int, unit: Unit, lexicon: QuantityLexicon
) -> float:
    """The scale written right beside a unit as a number or symbol: "1,000 | tonnes", "USD | bn", "€ | m"."""
    before, after = named[0] - 1, named[1]
    if before >= begin and tokens.words[before] in WRITTEN_SCALES:
        return WRITTEN_SCALES[tokens.words[before]]
    if unit.kind != "money":
        return 1.0
    for at in (after, before):
        if begin <= at < stop and tokens.lowers[at] not in lexicon.numbers.scales:
            scale = lexicon.numbers.glued.get(tokens.words[at])
            if scale is not None:
                return scale
    return 1.0


def _stands_apart(tokens: Tokens, at: int, begin: int, stop: int) -> bool:
    """Whether a scale word of a header is all of it, or in brackets or after a comma: "Jobs (thousand)"."""
    edges = ("(", "[", ",", "in", ")", "]", "s")
    if at > begin and tokens.lowers[at - 1] not in edges:
        return False
    counted = at + 1 < stop and tokens.lowers[at + 1] in COUNTED  # "Jobs (thousand | persons)"
    after = at + 1 + counted
    return after == stop or tokens.lowers[after] in edges


def _closes(tokens: Tokens, at: int, stop: int) -> bool:
    return at < stop and tokens.words[at] in (")", "]")


def _headerlike(tokens: Tokens, at: int, end: int, span: tuple[int, int], lexicon: QuantityLexicon) -> bool:
    """Whether a unit in a header gives the unit of the values below it, rather than being what they are of.

    A sign of more than two letters does anywhere ("GWh of solar power"), a short one where it is alone or stands apart,
    a word where it is not part of a name. One behind a figure has its value already ("10 % duty").
    """
    begin, stop = span
    before = tokens.words[at - 1] if at > begin else ""
    if before[:1].isdecimal() and before not in WRITTEN_SCALES and not _is_year(before):
        return False
    written = tokens.span(at, end)
    if at == begin and end == stop:
        return written.lower() != "time"  # "Times", as a factor
    if tokens.words[end - 1] == "%":
        return True
    if len(written.strip("()[]")) == 1 and tokens.words[begin] in ("(", "[") and at <= begin + 1 and stop - begin > 3:
        return False  # "(g) Forests"
    if len(written) <= 2:
        return before.lower() in APART or before in WRITTEN_SCALES or _is_scaled(tokens, at, begin, lexicon)
    if _is_word(written) and not written.lower().startswith(("percent", "per cent")):
        return _stands_as_unit(tokens, at, end, span, lexicon)
    return True


def _stands_as_unit(tokens: Tokens, at: int, end: int, span: tuple[int, int], lexicon: QuantityLexicon) -> bool:
    """Whether a word in a header is a unit there: "Waste, tonnes", "Tonnes recycled", but not "Euro area".

    One that names a thing as well ("Smart meters") must be told from it by what stands before or after it; any other
    may be in the plural at the head of the header or its end, or counted ("Number of hectares").
    """
    begin, stop = span
    before = tokens.lowers[at - 1] if at > begin else ""
    after = tokens.lowers[end] if end < stop else ""
    if before in WRITTEN_SCALES or _is_scaled(tokens, at, begin, lexicon):
        return True
    if (before in APART and after not in JOINTS) or (at == begin and after in MEASURING):
        return True
    word = tokens.lowers[end - 1]
    if word in lexicon.lists["LEX-UNIT-HOMONYM"] or word == singular(word):
        return False
    counted = before == "of" and at - 1 == begin + 1 and tokens.lowers[begin] in lexicon.lists["LEX-UNIT-COUNTED-BY"]
    return at == begin or counted or (end == stop and before not in lexicon.lists["LEX-UNIT-PART-LEAD"])


def _is_scaled(tokens: Tokens, at: int, begin: int, lexicon: QuantityLexicon) -> bool:
    """Whether a scale stands before a unit: "(million | m3)", "(millions of | euros)"."""
    at -= at - 1 > begin and tokens.lowers[at - 1] == "of"
    return at > begin and tokens.lowers[at - 1] in lexicon.numbers.scales


def _is_word(written: str) -> bool:
    """Whether a unit is written in ordinary words, "square metres", "Euro", and not as a sign, "kWh", "USD", "m2"."""
    return all(word.isalpha() and word[1:].islower() for word in written.split())


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and word[:2] in ("19", "20", "21")
