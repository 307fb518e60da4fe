"""The units that headers and captions name for the bare numbers of a table: "Share (%)", "GWh", "EUR million"."""

from __future__ import annotations

from dataclasses import replace

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


def unit_in(tokens: Tokens, begin: int, stop: int, lexicon: QuantityLexicon) -> Unit | None:
    """The unit a header or caption names for the bare numbers below it.

    A scale before or after it multiplies: "in EUR million", "USD bn", "1,000 ha".
    """
    found: Unit | None = None
    named = begin, begin
    factor, alone = 1.0, False
    for at in range(begin, stop):
        match = lexicon.units.match(tokens, at, stop)
        currency = lexicon.units.currency_before(tokens, at + 1, at)
        measured = match is not None and match.unit.kind != "duration"
        if found is None and match is not None and measured and _headerlike(tokens, at, match.end, begin, stop):
            found, named = match.unit, (at, match.end)
        elif found is None and currency is not None and currency.start == at:
            found, named = currency.unit, (at, at + 1)
        below = at > begin and tokens.lowers[at - 1] in lexicon.lists["LEX-DENOMINATOR-LEAD"] | {"/"}
        scale = 1.0 if below else lexicon.numbers.scales.get(tokens.lowers[at], 1.0)  # "per million inhabitants"
        factor *= scale
        alone = alone or (
            scale > 1 and _headerlike(tokens, at, at + 1, begin, stop) and _stands_apart(tokens, at, begin, stop)
        )
    if found is None:
        return replace(COUNT, factor=factor) if alone else None
    return replace(found, factor=found.factor * factor * _beside(tokens, named, begin, stop, found, lexicon))


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
    return (at == begin or tokens.lowers[at - 1] in edges) and (at + 1 == stop or tokens.lowers[at + 1] in edges)


def _headerlike(tokens: Tokens, at: int, end: int, begin: int, stop: int) -> bool:
    """Whether a unit in a header stands alone or in brackets; a single letter ("m", "t") must."""
    bracketed = at > begin and (
        tokens.lowers[at - 1] in ("(", "[", ",", "in") or tokens.words[at - 1] in WRITTEN_SCALES
    )
    alone = at == begin and end == stop
    return bracketed or alone or len(tokens.span(at, end)) > 2 or tokens.words[at] == "%"
