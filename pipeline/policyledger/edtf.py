"""Dates as EDTF (ISO 8601-2:2019, Extended Date/Time Format): parse, check, and the days they begin and end on.

Covered is what a policy document can say of time, levels 0 and 1 and two codes of level 2: years, months, days, seasons
(21-24), quarters (33-36) and halves (40-41), unspecified digits (203X, 20XX, 2030-XX), qualifiers (?, ~, %), and
intervals, open ("2025/..") and unknown ("2025/") included. Years run from 0001 to 9999, those of `datetime.date`.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

DATE = re.compile(r"(?P<year>\d{4}|\d{3}X|\d\dXX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?[?~%]?", re.ASCII)

QUARTERS = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
HALVES = {40: (1, 6), 41: (7, 12)}
SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
"""First and last month of sub-year codes. Seasons are the meteorological ones of the northern hemisphere; winter runs
into the next year."""


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date, or an interval of dates.

    Attributes:
        text: the EDTF expression.
        start, end: first and last day; None where the interval is open or unknown on that side.
    """

    text: str
    start: date | None
    end: date | None

    def __str__(self) -> str:
        return self.text

    @property
    def is_interval(self) -> bool:
        """Whether the expression has two sides."""
        return "/" in self.text


def parse(text: str) -> Edtf:
    """The value of an EDTF expression.

    Raises:
        ValueError: if the text is no EDTF, names a day that does not exist, or ends before it begins.
    """
    if "/" not in text:
        return Edtf(text, *_days(text))
    first, _, last = text.partition("/")
    start = None if first in ("", "..") else _days(first)[0]
    end = None if last in ("", "..") else _days(last)[1]
    if start is None and end is None:
        raise ValueError(f"{text!r} is open on both sides")
    if start is not None and end is not None and end < start:
        raise ValueError(f"{text!r} ends before it begins")
    return Edtf(text, start, end)


def is_valid(text: str) -> bool:
    """Whether a text is an EDTF expression."""
    try:
        parse(text)
    except ValueError:
        return False
    return True


def of_parts(year: int, month: int | None = None, day: int | None = None) -> str:
    """The EDTF text of a year, a month (or sub-year code 21-41), or a day."""
    text = f"{year:04d}"
    if month is not None:
        text += f"-{month:02d}"
        if day is not None:
            text += f"-{day:02d}"
    return text


def interval(first: str, last: str) -> str:
    """The EDTF text of the time from one date to another; ".." leaves a side open."""
    return first if first == last else f"{first}/{last}"


def decade(year: int) -> str:
    """The ten years that share all digits of a year but the last, as an interval: 2034 gives "2030/2039"."""
    first = year - year % 10
    return interval(of_parts(max(first, 1)), of_parts(first + 9))


def _days(text: str) -> tuple[date, date]:
    match = DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no EDTF date")
    year, month, day = match["year"], match["month"], match["day"]
    low, high = max(int(year.replace("X", "0")), 1), int(year.replace("X", "9"))
    if high < 1:
        raise ValueError(f"{text!r} lies before the year 1")
    if month is None or month == "XX":
        if day not in (None, "XX"):
            raise ValueError(f"{text!r} has a day without a month")
        return date(low, 1, 1), date(high, 12, 31)
    if "X" in year:
        raise ValueError(f"{text!r} has a month in an unspecified year")
    first, last = _months(int(month), text)
    if first != last and day is not None:
        raise ValueError(f"{text!r} has a day in a season, quarter or half")
    if day in (None, "XX"):
        return date(low, first, 1), _month_end(low + (last < first), last)
    return (date(low, first, int(day)),) * 2


def _months(code: int, text: str) -> tuple[int, int]:
    if 1 <= code <= 12:
        return code, code
    for table in (SEASONS, QUARTERS, HALVES):
        if code in table:
            return table[code]
    raise ValueError(f"{text!r} has no month or season {code}")


def _month_end(year: int, month: int) -> date:
    year = min(year, 9999)  # the winter of 9999 ends with the calendar
    return date(year, month, calendar.monthrange(year, month)[1]) if (year, month) != (9999, 2) else date.max
