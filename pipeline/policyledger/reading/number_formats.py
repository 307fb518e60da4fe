"""Numbers as the format codes of Office show them (ECMA-376 part 1, 18.8.31): "0%", "#,##0.0", "yyyy"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation


def formatted(value: str, code: str) -> str:
    """What a code makes of a stored number; a value that is no number as it is.

    Days are written as EDTF has them: "2030", "2030-06", "2030-06-30".
    """
    number = _number(value)
    if number is None:
        return value
    sections = [_LITERAL.sub(_spelled, section) for section in _SECTION.findall(code)]
    section = sections[1] if len(sections) > 1 and number < 0 and sections[1] else (sections or [""])[0]
    if len(sections) > 1 and number < 0 and sections[1]:
        number = -number
    shape = _PLACES.search(section)
    if shape is None and (days := _DAYS.search(_QUOTED.sub("", section))):
        return _day(number, _QUOTED.sub("", section)) if days else value
    if shape is None:
        return _plain(value, number)
    before, after = (_QUOTED.sub(_unquoted, part) for part in (section[: shape.start()], section[shape.end() :]))
    if "%" in _QUOTED.sub("", section):
        number *= 100
    number /= 1000 ** len(shape["scale"])
    places = len(shape["places"] or "")
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in shape["whole"] else f"{rounded:f}"
    optional = len(shape["places"] or "") - (shape["places"] or "").count("0")
    while optional and text.endswith("0"):
        text, optional = text[:-1], optional - 1
    return f"{before.lstrip()}{text.rstrip('.')}{after.rstrip()}"


def _number(value: str) -> Decimal | None:
    try:
        number = Decimal(value.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < _MOST_DIGITS else None


def _plain(value: str, number: Decimal) -> str:
    """A number without a format: as it is stored, but for the digits that binary fractions bring along."""
    if len(value) <= _SHOWN:
        return value
    text = f"{number.quantize(Decimal(1).scaleb(number.adjusted() - _SIGNIFICANT), ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _day(number: Decimal, code: str) -> str:
    if not 1 <= number < _LAST_DAY:
        return f"{number:f}"
    day = _FIRST_DAY + timedelta(days=int(number))
    if "d" in code.lower():
        return day.isoformat()
    return f"{day:%Y-%m}" if "m" in code.lower() else f"{day:%Y}"


def _spelled(match: re.Match[str]) -> str:
    """What stands for itself between quotes; what stands for a colour or a width is gone."""
    text = match["text"] or match["escaped"] or match["money"] or ""
    return f'"{text}"' if text else ""


def _unquoted(match: re.Match[str]) -> str:
    return match[1]


_SECTION = re.compile(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])+)(?:;|$)', re.DOTALL)
_LITERAL = re.compile(
    r'"(?P<text>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<money>[^\]-]*)[^\]]*\]|\[[^\]]*\]|[_*].|General', re.DOTALL
)
_QUOTED = re.compile(r'"([^"]*)"')
_PLACES = re.compile(r"(?P<whole>[#0?](?:[#0?]|,(?=[#0?]))*)(?:\.(?P<places>[#0?]+))?(?P<scale>,*)")
_DAYS = re.compile("[yd]|m", re.IGNORECASE)
_FIRST_DAY = date(1899, 12, 30)
_LAST_DAY = 2_900_000
_MOST_DIGITS = 30
_SHOWN = 11
"""Characters of a number without a format that are shown as they are."""
_SIGNIFICANT = 8
"""Digits behind the first that are shown of others."""
