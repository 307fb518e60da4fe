"""Values in few words, as a person would jot them down: "> 6 %", "5–7 centres", "10 bn CNY", "≈ 10 providers"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_SCALES = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))
_SIGNS = {"=": "", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ "}
_CHANGES = {"increase": "+", "decrease": "−"}

VALUE_COLUMNS = ["comparator", "approximate", "change", "value_min", "value_max", "unit", "counted", "per"]
"""The columns of a statement that `value_words` looks at."""


def value_words(row: Mapping[str, Any]) -> str:
    """The value of a statement, given as a mapping of `VALUE_COLUMNS`: comparator, number, unit, per whom."""
    sign = _SIGNS[row["comparator"]] + ("≈ " if row["approximate"] else "")
    numbers = _range(row["value_min"], row["value_max"])
    unit = _unit(row)
    words = f"{sign}{_CHANGES.get(row['change'], '')}{numbers}" + (f" {unit}" if unit else "")
    return f"{words} per {row['per']}" if row["per"] else words


def number_words(value: float) -> str:
    """A number in short: 10 bn, 1.25 m, 100,000, 0.5."""
    for scale, name in _SCALES:
        if abs(value) >= scale:
            return f"{_plain(value / scale)} {name}"
    return _plain(value)


def _range(low: float | None, high: float | None) -> str:
    if low is None or high is None or low == high:
        return number_words(low if low is not None else high or 0.0)
    left, right = number_words(low), number_words(high)
    left_number, _, left_scale = left.partition(" ")
    if left_scale == right.partition(" ")[2]:
        left = left_number
    return f"{left}–{right}"


def _plain(value: float) -> str:
    if value == int(value):
        return f"{value:,.0f}"
    return f"{value:,.4f}".rstrip("0") if abs(value) >= 0.001 else f"{value:g}"


def _unit(row: Mapping[str, Any]) -> str:
    if row["unit"] != "count":
        return str(row["unit"])
    if not row["counted"]:
        return ""
    one = row["value_min"] == row["value_max"] == 1
    return str(row["counted"]) if one else plural(row["counted"])


def plural(noun: str) -> str:
    """An English noun in the plural, by its last word; good enough for a caption."""
    head, blank, last = noun.rpartition(" ")
    if last in _IRREGULAR:
        last = _IRREGULAR[last]
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        last = last[:-1] + "ies"
    elif last.endswith(("s", "x", "ch", "sh")):
        last += "es"
    else:
        last += "s"
    return head + blank + last


_IRREGULAR = {"person": "people", "people": "people", "child": "children", "man": "men", "woman": "women"}
