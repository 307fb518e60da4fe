"""What the slots of a date pattern mean together: calendar arithmetic, without words.

Each reading takes the slots a pattern captured and the setting of the text, and gives a `When`, or None where the
values don't make a date (31 February, "12/13/2020" with two months). Conventions are explained in docs/dates.md.
"""

from __future__ import annotations

import calendar
import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from policyledger import edtf
from policyledger.datewords import DOTTED
from policyledger.rules.model import DateRule

Part = tuple[int | None, int | None, int | None]
"""Year, month (or sub-year code of EDTF), day."""
Slots = Mapping[str, int | str]


@dataclass(frozen=True, slots=True)
class When:
    """A time as read, perhaps not yet placed in a year.

    Attributes:
        first, last: its ends; equal for a single date. None when only a publication date could tell.
        days: first and last day, where they are not those of the EDTF text (fiscal years).
        onwards: whether it has no end.
    """

    first: Part | None
    last: Part | None
    days: tuple[str, str] | None = None
    onwards: bool = False

    @property
    def resolved(self) -> bool:
        """Whether both ends have a year."""
        return bool(self.first and self.last and self.first[0] is not None and self.last[0] is not None)

    @property
    def yearless(self) -> bool:
        """Whether nothing but the year is missing: "16 June"."""
        return self.first is not None and self.first[0] is None

    def in_year(self, year: int) -> When | None:
        """The same in a year; None where it has no such day."""
        if self.first is None or self.last is None:
            return None
        first, last = (year, *self.first[1:]), (year, *self.last[1:])
        return replace(self, first=first, last=last) if _exists(first) and _exists(last) else None

    @property
    def text(self) -> str:
        """The EDTF expression of a resolved time."""
        assert self.first and self.last and self.first[0] is not None and self.last[0] is not None
        if self.onwards:
            return f"{edtf.of_parts(*self.first)}/.."  # type: ignore[arg-type]
        return edtf.interval(edtf.of_parts(*self.first), edtf.of_parts(*self.last))  # type: ignore[arg-type]


SLASHED = 10
"""Years a slash may join: "1990/1995"."""
CENTURY_TURN = 70
"""The last two figures of a year from which on it is one of the century before: "FY95"."""
UNRESOLVED = When(None, None)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a reading may need to know of the text.

    Attributes:
        published: the publication date, or None.
        country: ISO code of the country the text speaks of here, or None.
        year: a year the text speaks of, for the century it means; or None.
        fiscal: fiscal year rules by country.
        plan: the plan rule whose pattern this is.
        beside: the date before it in the sentence; or None.
        reporting: first and last day or month of the period the text reports on; or None.
        planned: first and last year of the plan the text is, or of the period it spoke of last; or None.
    """

    published: Part | None
    country: str | None
    year: int | None
    fiscal: Mapping[str, DateRule]
    plan: DateRule | None = None
    beside: When | None = None
    reporting: tuple[Part, Part] | None = None
    planned: tuple[int, int] | None = None

    @property
    def now(self) -> int | None:
        """The year of publication."""
        return self.published[0] if self.published else None

    @property
    def base(self) -> When | None:
        """What "a year earlier" is counted from: the date before it in the sentence, else the period reported on."""
        return self.beside or (When(*self.reporting) if self.reporting else None)


Reading = Callable[[Slots, Setting], When | None]


def at(year: int | None, month: int | None = None, day: int | None = None) -> When | None:
    """A single date, if it exists."""
    part = (year, month, day)
    return When(part, part) if _exists(part) else None


def span(first: Part, last: Part) -> When | None:
    """The time from one date to another, if both exist and are in order."""
    if not (_exists(first) and _exists(last)):
        return None
    return None if _key(last, 99) < _key(first, 0) else When(first, last)


def join(one: When, other: When) -> When | None:
    """The time from the first to the second, which lends its year and month where the first has none.

    "16 to 20 June 2025", "June to September 2019", "from 1 January 2021 to 31 December 2030".
    """
    if one.first is None or other.last is None:
        return None
    first, last = one.first, other.last
    if first[0] is None and last[0] is not None and first[1] is not None and last[1] is not None:
        first = (last[0] if first[1] <= last[1] else last[0] - 1, *first[1:])
    if (first[0] is None) != (last[0] is None):
        return None
    joined = span(first, last)
    if joined is None or first == last:
        return None
    days = [when.days for when in (one, other)]
    return replace(joined, days=(days[0][0], days[1][1])) if days[0] and days[1] else joined


def read_published(text: str | None) -> Part | None:
    """The publication date as parts; of an interval its end, the day a plan of several years is known by."""
    if not text or not edtf.is_valid(text):
        return None
    numbers = [int(piece) for piece in text.split("/")[0].rstrip("?~%").split("-") if piece.isdigit()]
    if not numbers:
        return None
    if len(numbers) > 1 and not 1 <= numbers[1] <= 12:
        numbers = numbers[:1]
    return (numbers[0], numbers[1] if len(numbers) > 1 else None, numbers[2] if len(numbers) > 2 else None)


def lies_before(one: Part, other: Part) -> bool:
    """Whether a date lies before another, as far as both are told."""
    for mine, its in zip(one, other, strict=True):
        if mine is None or its is None or mine != its:
            return mine is not None and its is not None and mine < its
    return False


def _exists(part: Part) -> bool:
    year, month, day = part
    if year is not None and not 1 <= year <= 9999:
        return False
    if day is None or month is None:
        return day is None and (month is None or 1 <= month <= 41)
    return 1 <= day <= (calendar.monthrange(year, month)[1] if year else calendar.monthrange(2024, month)[1])


def _key(part: Part, filler: int) -> tuple[int, int, int]:
    year, month, day = part
    return year or 0, filler if month is None else month, filler if day is None else day


def _int(slots: Slots, name: str) -> int | None:
    value = slots.get(name)
    return value if isinstance(value, int) else None


def _day(slots: Slots, setting: Setting) -> When | None:
    year, month, day = _year_of(slots), _int(slots, "month"), _int(slots, "day")
    if month is not None:
        return at(year, month, day)
    return _numeric(int(slots["a"]), int(slots["b"]), year, setting)


def _numeric(one: int, other: int, year: int | None, setting: Setting) -> When | None:
    # 3/4/2020 is 3 April but where the text speaks of the United States.
    month_first = other > 12 or (setting.country == "US" and one <= 12)
    month, day = (one, other) if month_first else (other, one)
    return at(year, month, day) if month <= 12 else None


def _dotted(slots: Slots, setting: Setting) -> When | None:
    match = DOTTED.fullmatch(str(slots["dotted"]))
    if match is None:
        return None
    if match["y"]:
        month = int(match["m"])
        return at(int(match["y"]), month, int(match["d"])) if month <= 12 else None
    return _numeric(int(match["a"]), int(match["b"]), int(match["c"]), setting)


def _day_range(slots: Slots, setting: Setting) -> When | None:
    year, month = _int(slots, "year"), _int(slots, "month")
    return span((year, month, _int(slots, "day")), (year, month, _int(slots, "until")))


def _month(slots: Slots, setting: Setting) -> When | None:
    return at(_year_of(slots), _int(slots, "month"))


def _month_range(slots: Slots, setting: Setting) -> When | None:
    year, month, until = _int(slots, "year"), _int(slots, "month"), _int(slots, "until")
    if year is None or month is None or until is None:
        return None
    return span((year if month <= until else year - 1, month, None), (year, until, None))


def _year(slots: Slots, setting: Setting) -> When | None:
    return at(_year_of(slots))


def _year_on(slots: Slots, setting: Setting) -> When | None:
    number = int(slots["year"])
    year = at(number) if number % 50 else None  # "2000+" is an amount more often than a year
    return replace(year, onwards=True) if year else None


def _years_joined(slots: Slots, setting: Setting) -> When | None:
    years = [int(slots[name]) for name in ("year", "second", "until") if name in slots]
    follow = all(later == earlier + 1 for earlier, later in itertools.pairwise(years))
    return span((years[0], None, None), (years[-1], None, None)) if follow else None


def _year_range(slots: Slots, setting: Setting) -> When | None:
    year, until, short = int(slots["year"]), _int(slots, "until"), _int(slots, "yy")
    if until is not None:
        beside = year < until <= year + SLASHED if slots.get("slash") else until > year
        return span((year, None, None), (until, None, None)) if beside else None
    assert short is not None
    if short == (year + 1) % 100:
        return _fiscal(year, year + 1, setting)
    if slots.get("slash"):
        return None
    if short > year % 100:
        return span((year, None, None), (year - year % 100 + short, None, None))
    return at(year, short) if 1 <= short <= 12 else None


def _fiscal_year(slots: Slots, setting: Setting) -> When | None:
    year, until, short = _year_named(slots), _int(slots, "until"), _int(slots, "yy")
    if until is not None and until < 100:
        until += 2000
    if short is not None:
        if short == (year + 1) % 100:
            until = year + 1
        elif short > year % 100:
            until = year - year % 100 + short
        else:
            return None
    if until is None:
        return _fiscal_single(year, setting)
    return _fiscal(year, until, setting)


def _fiscal(first: int, last: int, setting: Setting) -> When | None:
    when = span((first, None, None), (last, None, None))
    rule = setting.fiscal.get(setting.country or "")
    if when is None or rule is None or rule.fiscal_year is None:
        return when
    month, day = map(int, rule.fiscal_year.begins.split("-"))
    if last == first + 1:
        return replace(when, days=_twelve_months(first, month, day))
    return when


def _fiscal_single(year: int, setting: Setting) -> When | None:
    when = at(year)
    rule = setting.fiscal.get(setting.country or "")
    if when is None or rule is None or rule.fiscal_year is None:
        return when
    month, day = map(int, rule.fiscal_year.begins.split("-"))
    first = year - 1 if rule.fiscal_year.named_by == "end" and (month, day) != (1, 1) else year
    return replace(when, days=_twelve_months(first, month, day))


def _twelve_months(year: int, month: int, day: int) -> tuple[str, str]:
    return date(year, month, day).isoformat(), (date(year + 1, month, day) - timedelta(days=1)).isoformat()


def _decade(slots: Slots, setting: Setting) -> When | None:
    year = int(slots["year"])
    until = _int(slots, "until")
    if year % 10 or (until is not None and (until % 10 or until <= year)):
        return None
    if until is not None:
        return span((year, None, None), (until + 9, None, None))  # "the 1960s and 1970s"
    return _years(year, year + 9, slots, (year, year + 3), (year + 4, year + 6), (year + 7, year + 9), year + 5)


def _years(
    first: int,
    last: int,
    slots: Slots,
    early: tuple[int, int],
    middle: tuple[int, int],
    late: tuple[int, int],
    half: int,
) -> When | None:
    """The part of some years that the slots `part` or `which` (of two halves) name; without them, all of them."""
    part, which = slots.get("part"), _int(slots, "which")
    bounds = {"early": early, "middle": middle, "late": late, "begin": (first, first), "end": (last, last)}
    low, high = bounds.get(str(part), (first, last))
    if which is not None:
        if which not in (1, 2):
            return None
        low, high = (first, half - 1) if which == 1 else (half, last)
    return span((low, None, None), (high, None, None))


CENTURY = 2001
"""The first year of the century that texts without a date speak of."""


def _century(slots: Slots, setting: Setting) -> When | None:
    number = _int(slots, "ordinal")
    if number is None:
        year = setting.now or setting.year
        if year is None:
            return UNRESOLVED
        year = year if setting.now else max(year, CENTURY)  # "below 1990 levels by mid-century"
        number = (year - 1) // 100 + 1 + (_int(slots, "direction") or 0)
    if not 1 <= number <= 30:
        return None
    first, last = (number - 1) * 100 + 1, number * 100
    middle = first + 49
    return _years(first, last, slots, (first, first + 29), (middle, middle), (last - 29, last), first + 50)


def _part(slots: Slots, setting: Setting) -> When | None:
    year, month = _int(slots, "year"), _int(slots, "month")
    if month is not None:
        return _part_of_month(str(slots["part"]), year, month)
    return None if year is None else _part_of_year(slots, year)


def _part_of_years(slots: Slots, setting: Setting) -> When | None:
    """A part of a fiscal year, which ends in its own last month, or of several years."""
    fiscal = "fiscal" in slots or "fiscal-prefix" in slots or "accounting" in slots
    whole = _fiscal_year(slots, setting) if fiscal else _year_range(slots, setting)
    if whole is None or whole.first is None or whole.last is None:
        return None
    (first, opens, _), (last, closes, _), part = whole.first, whole.last, str(slots["part"])
    if first is None or last is None or opens or closes:
        return None
    if part in ("begin", "end"):
        if whole.days:
            year, month = map(int, whole.days[part == "end"].split("-")[:2])
            return at(year, month)
        if fiscal or _int(slots, "yy") == last % 100 == (first + 1) % 100:
            return at(first if part == "begin" else last)
        return at(first, 1) if part == "begin" else at(last, 12)
    middle = (first + last) // 2
    return _years(first, last, slots, (first, middle), (middle, middle), (middle, last), middle)


def _part_of_year(slots: Slots, year: int) -> When | None:
    which, part = _int(slots, "which"), str(slots.get("part"))
    if which is not None:
        return span((year, 6 * which - 5, None), (year, 6 * which, None)) if which in (1, 2) else None
    months = {"begin": (1, 1), "early": (1, 4), "middle": (6, 6), "late": (9, 12), "end": (12, 12)}.get(part)
    if months is None:  # "later this year"
        return at(year)
    first, last = months
    return span((year, first, None), (year, last, None))


def _part_of_month(part: str, year: int | None, month: int) -> When | None:
    if part == "end":
        return at(year, month, calendar.monthrange(year, month)[1] if year else None)
    return at(year, month, 1 if part == "begin" else None)


def _part_of_span(slots: Slots, setting: Setting) -> When | None:
    """A part of this or the next decade: its end is the round year, as policy uses it ("by the end of the decade")."""
    unit = slots.get("unit", "decade")
    if unit == "century":
        return _century(slots, setting)
    if unit in ("year", "month"):
        return _relative_part({"direction": 0, **slots}, setting)
    if unit != "decade":
        return None
    if setting.now is None:
        return UNRESOLVED
    first = setting.now - setting.now % 10 + 10 * (_int(slots, "direction") or 0)
    if slots.get("part") == "end":
        return at(first + 10)
    if slots.get("part") == "middle":
        return at(first + 5)
    return _years(first, first + 9, slots, (first, first + 3), (first + 5,) * 2, (first + 7, first + 9), first + 5)


def _sub_year(slots: Slots, setting: Setting) -> When | None:
    year, quarter, half = _int(slots, "year"), _int(slots, "quarter"), _int(slots, "half")
    if year is None:
        if setting.now is None:
            return UNRESOLVED
        year = setting.now + (_int(slots, "direction") or 0)
    number, months = (quarter, 3) if quarter is not None else (half, 6)
    if number is None or not 1 <= number <= 12 // months:
        return None
    last = number * months
    return span((year, last - months + 1, None), (year, last, None))


def _part_of_fiscal_year(slots: Slots, setting: Setting) -> When | None:
    """A quarter or half of a fiscal year; the whole of it where no country says when it begins."""
    whole, quarter, half = _fiscal_year(slots, setting), _int(slots, "quarter"), _int(slots, "half")
    number, months = (quarter, 3) if quarter is not None else (half, 6)
    if whole is None or number is None or not 1 <= number <= 12 // months:
        return None
    if not whole.days:
        return whole
    year, month = map(int, whole.days[0].split("-")[:2])
    first, last = (_months_on(year, month, ahead) for ahead in (months * (number - 1), months * number - 1))
    return span((*first, None), (*last, None))


def _months_of_year(slots: Slots, setting: Setting) -> When | None:
    """ "the first ten months of 2023" """
    year, number, which = _int(slots, "year"), _int(slots, "number"), _int(slots, "which")
    if year is None or number is None or not 1 <= number <= 12 or which not in (1, 2):
        return None
    first, last = (1, number) if which == 1 else (13 - number, 12)
    return span((year, first, None), (year, last, None))


def _days_of_month(slots: Slots, setting: Setting) -> When | None:
    """ "the first 20 days of April", with or without its year"""
    year, month, number, which = (_int(slots, name) for name in ("year", "month", "number", "which"))
    if month is None or number is None or which not in (1, 2):
        return None
    length = calendar.monthrange(year or 2024, month)[1]
    if not 1 <= number <= length or (which == 2 and year is None and month == 2):
        return None
    first, last = (1, number) if which == 1 else (length - number + 1, length)
    return span((year, month, first), (year, month, last))


LONGEST = 1200
"""Months of the longest stretch of time that is counted from a date: a century."""
MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}


def _length(slots: Slots) -> int:
    """The months of a stretch of time: "the {halved}-{unit}", "the {number} {unit}"; 0 where it is not of months."""
    months = MONTHS.get(str(slots["unit"]), 0) * (_int(slots, "number") or 1)
    halved = _int(slots, "halved") or 1
    return months // halved if months % halved == 0 and months <= LONGEST else 0


def _stretch(slots: Slots) -> tuple[int, int, int | None, int | None] | None:
    """The months of a stretch of time, and the year, month and day it is counted from.

    None where there is no such date, or where a year alone is to bound what is not several whole years.
    """
    months, year, month, day = _length(slots), _year_named(slots), _int(slots, "month"), _int(slots, "day")
    if not months or not _exists((year, month, day)):
        return None
    return None if month is None and (months % 12 or months == 12) else (months, year, month, day)


def _stretch_to(slots: Slots, setting: Setting) -> When | None:
    """ "the year ended March 2024", "the five years to 2030": so long, and with that date it is over."""
    stretch = _stretch(slots)
    if stretch is None:
        return None
    months, year, month, day = stretch
    if month is None:
        return span((year - months // 12 + 1, None, None), (year, None, None))
    if day is None:
        return span((*_months_on(year, month, 1 - months), None), (year, month, None))
    begins = _day_after_months(date(year, month, day) + timedelta(days=1), -months)
    return span((begins.year, begins.month, begins.day), (year, month, day))


def _stretch_from(slots: Slots, setting: Setting) -> When | None:
    """ "the ten years from 2023": so long, and with that date it begins."""
    stretch = _stretch(slots)
    if stretch is None:
        return None
    months, year, month, day = stretch
    if month is None:
        fiscal = _int(slots, "yy")  # five years from FY2021-22 end with FY2025-26
        if fiscal is not None and fiscal != (year + 1) % 100:
            return None
        return span((year, None, None), (year + months // 12 - (fiscal is None), None, None))
    if day is None:
        return span((year, month, None), (*_months_on(year, month, months - 1), None))
    ends = _day_after_months(date(year, month, day), months) - timedelta(days=1)
    return span((year, month, day), (ends.year, ends.month, ends.day))


def _year_named(slots: Slots) -> int:
    year = int(slots.get("fiscal", slots.get("year", 0)))
    if year >= 100:
        return year
    return year + (2000 if year < CENTURY_TURN else 1900)


def _year_of(slots: Slots) -> int | None:
    """The year that slots name, if any."""
    return _year_named(slots) if "year" in slots else None


def _months_on(year: int, month: int, number: int) -> tuple[int, int]:
    """The year and month so many months on; back, if negative."""
    years, months = divmod(month - 1 + number, 12)
    return year + years, months + 1


def _day_after_months(day: date, months: int) -> date:
    """The same day so many months on, the last of its month where that is shorter."""
    year, month = _months_on(day.year, day.month, months)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _same_period(slots: Slots, setting: Setting) -> When | None:
    """ "the corresponding period of 2022": of the date before it in the sentence, else of the period reported on."""
    base = setting.base
    if base is None or not (base.first and base.last and base.first[0] and base.last[0] and base.first[1]):
        return None
    direction = _int(slots, "direction")
    year = _year_named(slots) if direction is None else base.last[0] + direction
    return _moved(base, year - base.last[0])


def _earlier(slots: Slots, setting: Setting) -> When | None:
    """ "a year earlier" than the date before it in the sentence, or than the period reported on."""
    base, number, unit = setting.base, _int(slots, "number") or 1, str(slots["unit"])
    if base is None or not base.resolved or unit not in ("year", "decade"):
        return None
    return _moved(base, -number * MONTHS[unit] // 12)


def _moved(when: When, years: int) -> When | None:
    """The same time so many years on; whole months are told without their days."""
    assert when.first and when.last and when.first[0] and when.last[0]
    first, last = when.first, when.last
    if first[2] == 1 and last[1] and last[2] == calendar.monthrange(when.last[0], last[1])[1]:
        first, last = (first[0], first[1], None), (last[0], last[1], None)
    return span((when.first[0] + years, *first[1:]), (when.last[0] + years, *last[1:]))


def _season(slots: Slots, setting: Setting) -> When | None:
    return at(_int(slots, "year"), _int(slots, "season"))


def _plan(slots: Slots, setting: Setting) -> When | None:
    plan = setting.plan and setting.plan.plan
    period = plan.periods.get(int(slots["ordinal"])) if plan else None
    if period is None:
        return None
    first, last = map(int, period.split("/"))
    return _of_plan(first, last, slots)


def _planned(slots: Slots, setting: Setting) -> When | None:
    return _of_plan(*setting.planned, slots) if setting.planned else UNRESOLVED


def _of_plan(first: int, last: int, slots: Slots) -> When | None:
    middle = (first + last) // 2
    return _years(first, last, slots, (first, middle - 1), (middle, middle), (middle + 1, last), middle + 1)


def _relative_unit(slots: Slots, setting: Setting) -> When | None:
    direction, unit = int(slots["direction"]), str(slots["unit"])
    if unit == "century":
        return _century(slots, setting)
    if setting.now is None or setting.published is None:
        return UNRESOLVED
    if unit == "year":
        return at(setting.now + direction)
    if unit == "decade":
        first = setting.now - setting.now % 10
        if direction:
            return _span_from(setting.published, 10 * direction, "year")
        return span((first, None, None), (first + 9, None, None))
    if unit == "month" and setting.published[1]:
        return _shifted(setting.published, direction, "month")
    if unit == "quarter" and setting.published[1]:
        index = setting.now * 4 + (setting.published[1] - 1) // 3 + direction
        return _sub_year({"year": index // 4, "quarter": index % 4 + 1}, setting)
    if unit == "week" and setting.published[2]:
        day = _as_day(setting.published)
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=direction)
        sunday = monday + timedelta(days=6)
        return span((monday.year, monday.month, monday.day), (sunday.year, sunday.month, sunday.day))
    return UNRESOLVED


def _relative_fiscal(direction: int, setting: Setting) -> When | None:
    rule = setting.fiscal.get(setting.country or "")
    if (
        setting.published is None
        or setting.published[1] is None
        or setting.now is None
        or not (rule and rule.fiscal_year)
    ):
        return UNRESOLVED
    month, day = map(int, rule.fiscal_year.begins.split("-"))
    started = (setting.published[1], setting.published[2] or 1) >= (month, day)
    first = setting.now - (not started) + direction
    return _fiscal(first, first + 1, setting) if (month, day) != (1, 1) else at(first)


def _relative_span(slots: Slots, setting: Setting) -> When | None:
    """From the publication date to so many units on or back; of "five to ten years" the further end."""
    direction, unit = int(slots["direction"]), str(slots["unit"])
    number = _int(slots, "upto") or _int(slots, "number") or 1
    if setting.published is None:
        return UNRESOLVED
    if direction == 0:
        return None
    if unit == "century":
        number, unit = number * 100, "year"
    if unit == "decade":
        number, unit = number * 10, "year"
    return _span_from(setting.published, number * direction, unit)


def _span_from(published: Part, number: int, unit: str) -> When | None:
    other = _shifted(published, number, unit)
    here = _shifted(published, 0, unit)
    if other is None or here is None or other.first is None or here.first is None:
        return UNRESOLVED
    first, last = sorted((here.first, other.first), key=lambda part: _key(part, 0))
    return span(first, last)


def _shifted(published: Part, number: int, unit: str) -> When | None:
    """The year, month or day so many units after a date (before it, if negative); None where it is not fine enough."""
    year, month, day = published
    assert year is not None
    if unit in ("year", "decade", "century"):
        return at(year + number * {"year": 1, "decade": 10, "century": 100}[unit])
    if unit in ("month", "quarter") and month is not None:
        return at(*_months_on(year, month, number * MONTHS[unit]))
    if unit in ("week", "day") and day is not None:
        moved = _as_day(published) + timedelta(days=number * (7 if unit == "week" else 1))
        return at(moved.year, moved.month, moved.day)
    return None


def _as_day(published: Part) -> date:
    year, month, day = published
    return date(year or 1, month or 1, day or 1)


def _relative_month(slots: Slots, setting: Setting) -> When | None:
    """ "Last June" is the latest June before publication, "next June" the first after it, "this June" its year's."""
    if setting.published is None or setting.now is None:
        return UNRESOLVED
    direction, month, season = int(slots["direction"]), _int(slots, "month"), _int(slots, "season")
    if season is not None:
        return at(setting.now + direction, season)
    if month is None or (setting.published[1] is None and direction):
        return UNRESOLVED
    now = setting.published[1] or month
    if direction < 0:
        return at(setting.now - (month >= now), month)
    return at(setting.now + (direction > 0 and month <= now), month)


def _month_of_relative_year(slots: Slots, setting: Setting) -> When | None:
    """ "March last year", "the end of July this year"."""
    if setting.now is None:
        return UNRESOLVED
    year, month = setting.now + int(slots["direction"]), int(slots["month"])
    part = slots.get("part")
    return at(year, month, _int(slots, "day")) if part is None else _part_of_month(str(part), year, month)


def _relative_part(slots: Slots, setting: Setting) -> When | None:
    """A part of this, last or next year; "earlier this month" is that month."""
    unit, part = str(slots["unit"]), slots.get("part")
    whole = _relative_unit(slots, setting)
    if whole is None or not whole.resolved or whole.first is None or (part is None and "which" not in slots):
        return whole
    if unit == "year" and whole.first[0] is not None:
        return _part_of_year(slots, whole.first[0])
    if unit == "month" and whole.first[0] is not None and whole.first[1] is not None:
        return _part_of_month(str(part), whole.first[0], whole.first[1])
    return whole


def _ago(slots: Slots, setting: Setting) -> When | None:
    return _distant(slots, setting, -1)


def _ahead(slots: Slots, setting: Setting) -> When | None:
    return _distant(slots, setting, 1)


def _distant(slots: Slots, setting: Setting, direction: int) -> When | None:
    if setting.published is None:
        return UNRESOLVED
    number = _int(slots, "number") or 1
    return _shifted(setting.published, direction * number, str(slots["unit"])) or UNRESOLVED


def _relative_fiscal_year(slots: Slots, setting: Setting) -> When | None:
    return _relative_fiscal(int(slots["direction"]), setting)


READINGS: dict[str, Reading] = {
    "ago": _ago,
    "ahead": _ahead,
    "century": _century,
    "day": _day,
    "day_range": _day_range,
    "days_of_month": _days_of_month,
    "decade": _decade,
    "dotted": _dotted,
    "earlier": _earlier,
    "fiscal_year": _fiscal_year,
    "month": _month,
    "month_of_relative_year": _month_of_relative_year,
    "month_range": _month_range,
    "months_of_year": _months_of_year,
    "part": _part,
    "part_of_fiscal_year": _part_of_fiscal_year,
    "part_of_span": _part_of_span,
    "part_of_years": _part_of_years,
    "plan": _plan,
    "period_spoken_of": _planned,
    "planned": _planned,
    "relative_fiscal_year": _relative_fiscal_year,
    "relative_month": _relative_month,
    "relative_part": _relative_part,
    "relative_span": _relative_span,
    "relative_unit": _relative_unit,
    "same_period": _same_period,
    "season": _season,
    "stretch_from": _stretch_from,
    "stretch_to": _stretch_to,
    "sub_year": _sub_year,
    "year": _year,
    "year_on": _year_on,
    "year_range": _year_range,
    "years_joined": _years_joined,
}
