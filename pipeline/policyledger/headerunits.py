"""The units that headers, captions and labels name for bare numbers: "Share (%)", "GWh", "EUR million"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from math import prod

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
"""Numbers that a header puts beside its unit: "1,000 tonnes", "'000 ha", "NOK 1000"."""
NOUGHTS = "000"
"""The one of them that leaves out its first figure, and so can be no number of anything: "Homes ('000)"."""
POWERS = {"1": 1.0, "10": 10.0, "100": 100.0}
"""What stands before a group of noughts or a scale in words, and is part of it: "1 000 t", "100 million yuan"."""

APART = frozenset({"(", "[", ",", "in", ":", ";", "/", "–", "—", "|"})
"""What a unit in a header stands behind: "Waste (tonnes)", "Waste, tonnes", "Waste in tonnes", "Value: tonnes"."""
MEASURING = frozenset({"of", "per", "/", "(", "[", ",", ":", ";"})
"""What a unit at the head of a header stands before: "Tonnes of waste", "Litres per person", "Tonnes, in all"."""
NUMBERS = frozenset({"number", "numbers", "no", "nos", "nr", "count", "#"})
"""Words that say by themselves that values are counted."""
COUNTED = frozenset({"persons", "people", "units", "items", "places", "jobs", "heads", "inhabitants", "households"})
"""Nouns behind a scale that say no more than that things are counted."""
APOSTROPHES = frozenset({"'", "’", "‘", "`"})
ABBREVIATED = {"th": 1e3, "thous": 1e3, "tsd": 1e3, "mill": 1e6}
"""Scales that headers shorten beside a unit, mostly with a point: "th. tonnes", "NOK mill."."""
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
LARGEST_POWER = 12
TIMES = frozenset({"x", "X", "×", "*"})
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


@dataclass(frozen=True, slots=True)
class _Written:
    """A scale in figures: its tokens, what it multiplies by, and whether it stands for nothing but a scale."""

    start: int
    end: int
    factor: float
    sure: bool


def unit_in(tokens: Tokens, begin: int, stop: int, lexicon: QuantityLexicon) -> Unit | None:
    """The unit a header or caption names for the bare numbers below it.

    A scale before or after it multiplies: "in EUR million", "USD bn", "1,000 ha", "RM'000".
    """
    found: Unit | None = None
    span, named = (begin, stop), (begin, begin)
    written = list(_written_scales(tokens, begin, stop))
    factor, alone = prod(each.factor for each in written if each.sure), any(each.sure for each in written)
    for at in range(begin, stop):
        match = lexicon.units.match(tokens, at, stop)
        currency = lexicon.units.currency_before(tokens, at + 1, at)
        shut = match is not None and tokens.words[at - 1 : at] == ["("] and _closes(tokens, match.end, stop)
        whole = match is not None and at == begin and match.end == stop
        lasting = whole and tokens.lowers[stop - 1].endswith("s")  # "Months", but "Year" over years
        measured = match is not None and (match.unit.kind != "duration" or shut or lasting)  # "Life expectancy (years)"
        if match is not None and not whole and tokens.lowers[match.end - 1] in ("time", "times"):
            match = None  # "Lost-time injuries", "Waiting times"
        if found is None and (_divides(tokens, at, begin) or any(each.start == at for each in written)):
            continue  # "(x | 1,000)" counts nothing in multiples
        if found is None and match is not None and measured and _headerlike(tokens, at, match.end, span, lexicon):
            found, named = match.unit, (at, match.end)
        elif found is None and match is not None and measured and any(each.end == at for each in written):
            found, named = match.unit, (at, match.end)  # "10³ | t"
        elif (
            found is None
            and currency is not None
            and currency.start == at
            and currency.unit.kind == "money"
            and not _is_syllable(tokens, at, stop)
        ):
            found, named = currency.unit, (at, at + 1)
        below = at > begin and tokens.lowers[at - 1] in lexicon.lists["LEX-DENOMINATOR-LEAD"] | {"/"}
        scale = 1.0 if below else lexicon.numbers.scales.get(tokens.lowers[at], 1.0)  # "per million inhabitants"
        counted = 0
        if scale > 1 and at > begin and tokens.words[at - 1] in POWERS:
            counted = at - 1 == begin or tokens.lowers[at - 2] in APART or at - 1 == named[1] > begin
        factor *= scale * (POWERS[tokens.words[at - 1]] if counted else 1.0)
        written_out = len(tokens.words[at]) > 2 or at > begin or at + 1 == stop  # not the "K" of "K (thousand)"
        alone = alone or (scale > 1 and written_out and _stands_apart(tokens, at, at - counted, begin, stop))
    if found is None:
        numbers = [word for word in tokens.lowers[begin:stop] if word[0].isalnum() or word == "#"]
        alone = alone or (len(numbers) == 1 and numbers[0] in NUMBERS)
        return replace(COUNT, factor=factor) if alone else None
    if found.symbol.startswith("/") and _counts(tokens, named[0], begin):
        return COUNT
    return replace(found, factor=found.factor * factor * _beside(tokens, named, span, found, written, lexicon))


def before_unit(tokens: Tokens, begin: int, stop: int, lexicon: QuantityLexicon, dated: Collection[int] = ()) -> int:
    """How many tokens of a header stand before the unit that closes it: "Landings | (1,000 t)", "| NOK mill."."""
    if _is_unit(tokens, begin, stop, lexicon, dated):
        return 0
    marks = (at for at in range(stop - 1, begin, -1) if tokens.words[at] in ("(", "[", ","))
    at = next(marks, stop)
    return (at if _is_unit(tokens, at, stop, lexicon, dated) else stop) - begin


def _is_unit(tokens: Tokens, begin: int, stop: int, lexicon: QuantityLexicon, dated: Collection[int]) -> bool:
    """Whether some words say nothing but a unit, with its scale and a date."""
    scales = {at for each in _written_scales(tokens, begin, stop) for at in range(each.start, each.end)}
    at, units = begin, 0
    said = [tokens.lowers[k] for k in range(begin, stop) if k not in dated and tokens.words[k][0].isalnum()]
    if len(said) == 1 and (said[0] in NUMBERS or lexicon.numbers.scales.get(said[0], 0) > 1):
        return True  # "number", "thousand"
    while at < stop:
        word, lower = tokens.words[at], tokens.lowers[at]
        match = lexicon.units.match(tokens, at, stop) or lexicon.units.currency_before(tokens, at + 1, at)
        if at in dated or at in scales or lower in lexicon.numbers.scales or lower in ABBREVIATED or lower == "in":
            at += 1
        elif match is not None:
            at, units = max(match.end, at + 1), units + 1
        elif word in lexicon.numbers.glued or not any(map(str.isalnum, word)):
            at += 1
        else:
            return False
    return units > 0


def _written_scales(tokens: Tokens, begin: int, stop: int) -> Iterator[_Written]:
    """The scales that a header writes in figures, but for those something is divided by.

    One is sure where it is written as no number is ("'000", "000s") or stands in brackets: "Homes (1,000)".
    """
    at = begin
    while at < stop:
        start, words = at, tokens.words
        at += 1
        power = _power_of_ten(tokens, start, stop)
        if power is not None:
            factor, elided = 10.0 ** power[0], True  # "10³ t"
            at = power[1]
        elif words[start] in POWERS and at < stop and words[at] == NOUGHTS:
            factor, elided = POWERS[words[start]] * 1e3, False  # "10 000"
            at += 1
        elif words[start] in WRITTEN_SCALES:
            factor, elided = WRITTEN_SCALES[words[start]], False
            if words[start] == NOUGHTS:
                quoted = start > begin and words[start - 1] in APOSTROPHES
                plural = at < stop and words[at] == "s" and tokens.glued(at)
                start, at, elided = start - quoted, at + plural, quoted or plural
        else:
            continue
        if start > begin and (tokens.lowers[start - 1] == "per" or _is_divided(tokens, start - 1)):
            continue
        start -= start > begin and words[start - 1] in TIMES
        bracketed = start > begin and words[start - 1] in ("(", "[") and _closes(tokens, at, stop)
        yield _Written(start, at, factor, elided or bracketed or (factor == 1e3 and (start, at) == (begin, stop)))


def _power_of_ten(tokens: Tokens, at: int, stop: int) -> tuple[int, int] | None:
    """The exponent of a power of ten that begins at a token, and the token behind it: "10³", "10^6", "10E3"."""
    words = tokens.words
    if words[at] != "10" or at + 1 >= stop or not tokens.glued(at + 1):
        return None
    raised = words[at + 1] == "^" and at + 2 < stop
    figure = words[at + 2] if raised else words[at + 1].translate(SUPERSCRIPTS)
    if not figure.isdecimal() or (not raised and figure == words[at + 1]):
        return None
    return (int(figure), at + 2 + raised) if 0 < int(figure) <= LARGEST_POWER else None


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
    return tokens.lowers[at - 2] == "per" or _is_divided(tokens, at - 2)


def _is_divided(tokens: Tokens, at: int) -> bool:
    """Whether a slash without a blank before it stands at a token."""
    return tokens.words[at] == "/" and tokens.glued(at)


def _beside(
    tokens: Tokens,
    named: tuple[int, int],
    span: tuple[int, int],
    unit: Unit,
    written: Sequence[_Written],
    lexicon: QuantityLexicon,
) -> float:
    """The scale written right beside a unit as a number or symbol: "1,000 | tonnes", "NOK | 1000", "€ | m", "mn | t".

    Behind a unit, a number is one only where it ends what it stands in: not in "Loans over EUR 10,000 a year".
    """
    begin, stop = span
    money = unit.kind == "money"
    for each in written:
        ends = each.end == stop or _closes(tokens, each.end, stop)
        if each.end == named[0] or (money and ends and each.start == named[1] and _opens(tokens, named[0], begin)):
            return 1.0 if each.sure else each.factor
    for at in (named[1], named[0] - 1):
        if begin <= at < stop and tokens.lowers[at] not in lexicon.numbers.scales:
            scale = lexicon.numbers.glued.get(tokens.words[at])
            if scale is not None and (money or (at < named[0] and len(tokens.words[at]) > 1)):
                return scale
    behind = named[0] - 1 - (tokens.words[named[0] - 1 : named[0]] == ["."])
    for at in (named[1], behind):
        if begin <= at < stop and tokens.lowers[at] in ABBREVIATED:
            return ABBREVIATED[tokens.lowers[at]]
    return 1.0


def _is_syllable(tokens: Tokens, at: int, stop: int) -> bool:
    """Whether what looks like a currency's sign begins a word with a hyphen: "| Re-use"."""
    return at + 2 < stop and tokens.words[at + 1] == "-" and tokens.glued(at + 1) and tokens.words[at + 2][0].isalpha()


def _opens(tokens: Tokens, at: int, begin: int) -> bool:
    """Whether a unit begins its header or stands apart in it."""
    return at == begin or tokens.lowers[at - 1] in APART


def _stands_apart(tokens: Tokens, at: int, start: int, begin: int, stop: int) -> bool:
    """Whether a scale in words, with its number, is all of a header, or stands apart in it: "Jobs (thousand)"."""
    edges = ("(", "[", ",", "in", ")", "]", "s")
    if start > begin and tokens.lowers[start - 1] not in edges:
        return False
    counted = at + 1 < stop and tokens.lowers[at + 1] in COUNTED  # "Jobs (thousand | persons)"
    last = tokens.lowers[stop - 1]
    plural = stop - 1 > at and last.isalpha() and singular(last) != last
    if start == begin and plural and all(map(str.islower, tokens.words[at + 1 : stop])):
        return True  # "thousand homes"
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
    if at - 2 >= begin and tokens.words[at - 1] == "." and tokens.lowers[at - 2] in ABBREVIATED:
        return True  # "(th. | tonnes)"
    return at > begin and (tokens.lowers[at - 1] in lexicon.numbers.scales or tokens.lowers[at - 1] in ABBREVIATED)


def _is_word(written: str) -> bool:
    """Whether a unit is written in ordinary words, "square metres", "Euro", and not as a sign, "kWh", "USD", "m2"."""
    return all(word.isalpha() and word[1:].islower() for word in written.split())


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and word[:2] in ("19", "20", "21")
