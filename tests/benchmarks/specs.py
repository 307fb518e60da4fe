"""The test cases of Recognizers-Text (MIT) as a benchmark: text in, spans, values and units out.

A case is right when exactly its quantities are found, each with its span, value and unit. Cases that ask for what is
no quantity of a policy document are counted apart, by the criteria of `CRITERIA`, which look at the case alone and
never at anybody's answer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MODELS = ("Number", "Percent", "Currency", "Dimension")


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity somebody found: character range, value and unit.

    Attributes:
        units: names or symbols of the unit, in lower case; any of them may be the one asked for.
        glued: whether the unit is written right behind the digits ("29km").
    """

    start: int
    end: int
    value: float
    units: frozenset[str] = frozenset()
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A case: a text, what is to be found in it, and why it does not apply to policy documents, if it does not."""

    model: str
    number: int
    text: str
    expected: tuple[Found, ...]
    excluded: str | None = None
    raw: tuple[dict[str, Any], ...] = field(default=(), repr=False, compare=False)


Reader = Callable[[str, str], list[Found]]
"""Takes a text and the name of a model, returns what was found, in the order of the text."""


def load_specs(folder: Path) -> list[Case]:
    """The cases of all models in a folder of NumberModel.json and the like.

    Cases their authors hold unsupported by design in Python are left out, as in the published figures. Results that
    are a unit without a number ("the % of") are dropped: they are no quantities, the rest of the case is judged.
    """
    cases = []
    for model in MODELS:
        raw = json.loads((folder / f"{model}Model.json").read_text(encoding="utf-8-sig"))
        kept = [each for each in raw if "python" not in each.get("NotSupportedByDesign", "")]
        for number, each in enumerate(kept):
            results = tuple(result for result in each["Results"] if _value(result) is not None)
            expected = tuple(
                Found(result["Start"], result["End"] + 1, _value(result) or 0.0, _asked_units(result))
                for result in results
            )
            case = Case(model, number, each["Input"], expected, raw=results)
            reason = next((name for name, (_, applies) in CRITERIA.items() if applies(case)), None)
            cases.append(Case(model, number, each["Input"], expected, reason, results))
    return cases


def right(case: Case, found: Sequence[Found]) -> bool:
    """Whether exactly the quantities of a case were found."""
    return len(found) == len(case.expected) and all(
        _same(want, got, case) for want, got in zip(case.expected, found, strict=True)
    )


def _same(want: Found, got: Found, case: Case) -> bool:
    spans = (want.start, want.end) == (got.start, got.end)
    if not spans or not want.units:
        return spans and _close(want.value, got.value)
    for unit in want.units & got.units:
        # a sub-unit may be given as itself (50 cent) or in its currency (0.5 USD)
        if _close(want.value, got.value) or (unit in SUB_UNITS and _close(want.value / 100, got.value)):
            return True
    return False


def _close(want: float, got: float) -> bool:
    """Equal but for the two decimals of a share in percent: 33.33 % is a third."""
    return abs(want - got) <= 2e-4 * max(abs(want), abs(got))


def _value(result: dict[str, Any]) -> float | None:
    resolution = result.get("Resolution") or {}
    text = str(resolution.get("value", "")).removesuffix("%")
    try:
        return float(text)
    except ValueError:
        return None


def _asked_units(result: dict[str, Any]) -> frozenset[str]:
    resolution = result.get("Resolution") or {}
    unit = resolution.get("unit")
    if not unit:
        return frozenset()
    name = str(unit).lower()
    return frozenset({name, *UNITS.get(name, ()), *(code.lower() for code in [resolution.get("isoCurrency")] if code)})


UNITS: dict[str, tuple[str, ...]] = {
    "dollar": ("usd",), "united states dollar": ("usd",), "pound": ("gbp", "lb"), "british pound": ("gbp",),
    "euro": ("eur",), "chinese yuan": ("cny",), "japanese yen": ("jpy",), "rupee": ("inr",),
    "franc": ("frf", "chf", "bef", "xaf", "xof", "franc"), "finnish markka": ("fim",),
    "netherlands guilder": ("nlg",), "peseta": ("esp",), "bitcoin": ("btc", "xbt"), "cent": ("usd",),
    "penny": ("gbp",), "pence": ("gbp",), "sen": ("jpy", "myr", "idr"), "satoshi": ("sat",), "mile": ("mi",),
    "inch": ("in",), "foot": ("ft",), "meter": ("m",), "kilometer": ("km",), "millimeter": ("mm",),
    "decimeter": ("dm",), "picometer": ("pm",), "milliliter": ("ml",), "gallon": ("gal",), "barrel": ("bbl",),
    "cubic foot": ("ft3",), "cup": ("cup",), "tablespoon": ("tbsp",), "teaspoon": ("tsp",), "ounce": ("oz",),
    "gram": ("g",), "kilogram": ("kg",), "microgram": ("µg", "μg", "ug"), "metric ton": ("t",), "ton": ("t",),
    "dram": ("dr",), "square meter": ("m2",), "square kilometer": ("km2",), "acre": ("acre",), "bit": ("bit",),
    "megabit": ("mbit", "mb"), "megabyte": ("mb",), "mile per hour": ("mi/h", "mi/hour"),
    "kilometer per hour": ("km/h", "km/hour"), "meter per millisecond": ("m/ms",),
    "centimeter per millisecond": ("cm/ms",), "kilometer per millisecond": ("km/ms",), "degree": ("deg",),
    "radian": ("rad",), "turn": ("turn",),
}  # fmt: skip
"""Unit names of the specs and the symbols that mean the same. A dollar is that of the US if nothing says otherwise."""

SUB_UNITS = frozenset({"usd", "gbp", "jpy", "myr", "idr"})

_ONES = "(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten)"
_PART = (
    "(?:half|halves|(?:third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twentieth|hundredth|thousandth"
    "|millionth)s?)"
)
_SCALE = "(?: of)?(?: an?)?(?: (?:dozen|hundred|thousand|million|billion))?"
_PROSE_FRACTIONS = re.compile(
    rf"(?:minus |negative )?(?:.+ and )?{_ONES}[ -]{_PART}{_SCALE}"
    rf"|(?:half|quarter){_SCALE}"
    rf"|(?:{_ONES}|\d+) (?:in|out of) (?:{_ONES}|\d+|[a-z]+ hundreds?)"
)


def _fraction_words(case: Case) -> bool:
    texts = [text.lower() for text, subtype in _raw(case) if subtype == "fraction"]
    words = [re.sub(r"\s*-\s*", "-", text) for text in texts if re.search("[a-z]", text)]
    return any(not _PROSE_FRACTIONS.fullmatch(text) for text in words)


def _powers(case: Case) -> bool:
    return any(re.search(r"(?<!10)\^|\^--", text) for text, _ in _raw(case))


_LABELS = re.compile(
    r"\d+(?:\.\d+){3}"  # network addresses
    r"|\d+/\d+/\d{4}"  # dates
    r"|\+\d-\d{3}-|\d{3} 0000"  # phone numbers, codes
    r"|\b[A-Z]+-\d+|\bnrs?\. |\bversion (?:\d|[a-z]+)"  # parts, exercises, versions
    r"|\w+-nought-|\bone last\b"  # scores of a game, "one last time"
)


def _labels(case: Case) -> bool:
    return case.model == "Number" and bool(case.expected) and bool(_LABELS.search(case.text))


def _giga(case: Case) -> bool:
    return case.model == "Number" and bool(re.search(r"\d ?G\b", case.text))


_COINS = re.compile(
    r"(?:[\d.,]+|[a-z]+) (?:dollars?|usd)(?: and)? (?:\d+|[a-z]+(?: five)?)"
    r"|(?:c )?\$ ?\d+ and [a-z]+"
    r"|.* mao [a-z]+"
)


def _short_change(case: Case) -> bool:
    texts = (text.lower() for text, _ in _raw(case))
    return case.model == "Currency" and any(
        _COINS.fullmatch(text) and not text.endswith((" million", " billion")) for text in texts
    )


def _reversed_percent(case: Case) -> bool:
    return case.model == "Percent" and any(re.match(r"per ?cents? of ", text) for text, _ in _raw(case))


def _in_part(case: Case) -> bool:
    """Whether a result is only the end of a range or the beginning of a rate."""
    for found in case.expected if case.model == "Dimension" else ():
        before, after = case.text[: found.start], case.text[found.end :]
        if re.search(r"(?:\d|eight|nine) (?:to |-)$", before) or re.match(r" (?:a day|per)\b", after):
            return True
    return False


def _word_play(case: Case) -> bool:
    return bool(re.search(r"dollar dollar|dollar rmb|^\d+ \$ ?\d+ dollars|^50 50 ", case.text))


def _raw(case: Case) -> list[tuple[str, str]]:
    """Text and subtype of each result as the specs have it."""
    return [(str(result["Text"]), str((result.get("Resolution") or {}).get("subtype"))) for result in case.raw]


CRITERIA: dict[str, tuple[str, Callable[[Case], bool]]] = {
    "labels": (
        "Numbers that are labels: network addresses, dates by slashes, phone numbers, exercise, part and version "
        "numbers, scores of a game. The gold guidelines keep them out of the quantities.",
        _labels,
    ),
    "powers": ("Powers of other numbers than ten, written with ^.", _powers),
    "giga": ('A single G for a billion: in policy documents "5G" is a name and "10 G" a unit.', _giga),
    "fraction words": (
        "Fractions spelt out that no prose has: a numerator above ten or a denominator other than half to tenth, "
        'twentieth, hundredth, thousandth and millionth ("ninety-five hundred fifths", "one over three").',
        _fraction_words,
    ),
    "short change": (
        'Small coins left unnamed, as one speaks at a till ("15 dollars 50", "one kuai and five mao five").',
        _short_change,
    ),
    "reversed percent": ('The unit before the number: "percent of twenty" for 20 %.', _reversed_percent),
    "in part": (
        'Ranges and rates asked for in part: "10 feet" of "eight to 10 feet", "barrels" of "barrels a day".',
        _in_part,
    ),
    "word play": ('Currency names in a row ("50 dollar dollar").', _word_play),
}
"""Why a case does not apply: name, what it is, and a test of the case alone."""
