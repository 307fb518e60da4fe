"""The EDTF value type."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyledger import edtf

CASES = [
    ("2020", date(2020, 1, 1), date(2020, 12, 31)),
    ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
    ("2017-12-26", date(2017, 12, 26), date(2017, 12, 26)),
    ("2020~", date(2020, 1, 1), date(2020, 12, 31)),
    ("203X", date(2030, 1, 1), date(2039, 12, 31)),
    ("20XX", date(2000, 1, 1), date(2099, 12, 31)),
    ("2030-XX", date(2030, 1, 1), date(2030, 12, 31)),
    ("2030-XX-XX", date(2030, 1, 1), date(2030, 12, 31)),
    ("2030-05-XX", date(2030, 5, 1), date(2030, 5, 31)),
    ("2025-21", date(2025, 3, 1), date(2025, 5, 31)),
    ("2023-24", date(2023, 12, 1), date(2024, 2, 29)),
    ("2025-33", date(2025, 1, 1), date(2025, 3, 31)),
    ("2025-41", date(2025, 7, 1), date(2025, 12, 31)),
    ("2021/2025", date(2021, 1, 1), date(2025, 12, 31)),
    ("2021-01-01/2030-12-31", date(2021, 1, 1), date(2030, 12, 31)),
    ("2025/..", date(2025, 1, 1), None),
    ("../2014", None, date(2014, 12, 31)),
    ("2025/", date(2025, 1, 1), None),
    ("2004-02-01/2005", date(2004, 2, 1), date(2005, 12, 31)),
    ("9999-24", date(9999, 12, 1), date.max),
]


@pytest.mark.parametrize(("text", "start", "end"), CASES)
def test_edtf_parse_gives_first_and_last_day(text: str, start: date | None, end: date | None) -> None:
    value = edtf.parse(text)
    assert (value.start, value.end) == (start, end)
    assert str(value) == text
    assert value.is_interval == ("/" in text)


REFUSED = """
20|0000|2020-13|2020-00|2020-02-30|2019-02-29|2020-25|2020-21-03|203X-05|2030-XX-05|2020/2019|../..|/|2020/2021/2022
2020-1-1|by 2020|２０２０|2020-05-01T10:00|
"""


@pytest.mark.parametrize("text", ["2020\n", *REFUSED.strip().replace("\n", "|").split("|")])
def test_edtf_parse_refuses(text: str) -> None:
    assert not edtf.is_valid(text)
    with pytest.raises(ValueError, match=r"\S"):
        edtf.parse(text)


@given(st.dates())
def test_edtf_day_comes_back(day: date) -> None:
    value = edtf.parse(edtf.of_parts(day.year, day.month, day.day))
    assert value.start == value.end == day


@given(st.dates(), st.dates())
def test_edtf_interval_spans_both_months(one: date, other: date) -> None:
    first, last = sorted((one, other))
    value = edtf.parse(edtf.interval(edtf.of_parts(first.year, first.month), edtf.of_parts(last.year, last.month)))
    assert value.start is not None and value.end is not None
    assert value.start <= first <= last <= value.end


@given(st.integers(1, 9999))
def test_edtf_decade_holds_its_year(year: int) -> None:
    value = edtf.parse(edtf.decade(year))
    assert value.start is not None and value.end is not None
    assert value.start.year <= year <= value.end.year
    assert value.end.year // 10 == year // 10


@given(st.text(alphabet="0123456789X-/.~?%T ", max_size=24))
def test_edtf_parse_never_breaks(text: str) -> None:
    if edtf.is_valid(text):
        value = edtf.parse(text)
        assert value.start or value.end
        assert value.start is None or value.end is None or value.start <= value.end
