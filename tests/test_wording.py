"""Values in few words."""

from __future__ import annotations

import pytest

from policyledger.wording import number_words, plural, value_words

BASE = {"comparator": "=", "approximate": False, "change": "level", "counted": None, "per": None}


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"value_min": 1e10, "value_max": 1e10, "unit": "CNY"}, "10 bn CNY"),
        ({"value_min": 6, "value_max": None, "unit": "%", "comparator": ">"}, "> 6 %"),
        ({"value_min": 5, "value_max": 7, "unit": "count", "counted": "centre"}, "5–7 centres"),
        (
            {"value_min": 10, "value_max": 10, "unit": "count", "approximate": True, "counted": "provider"},
            "≈ 10 providers",
        ),
        ({"value_min": None, "value_max": 400, "unit": "count", "comparator": "<"}, "< 400"),
        ({"value_min": 40, "value_max": 45, "unit": "%", "change": "decrease"}, "−40–45 %"),
        ({"value_min": 1e9, "value_max": 1e9, "unit": "CNY", "per": "enterprise"}, "1 bn CNY per enterprise"),
        ({"value_min": 1, "value_max": 1, "unit": "count", "counted": "school"}, "1 school"),
        ({"value_min": 1.5e6, "value_max": 2e6, "unit": "t"}, "1.5–2 m t"),
        ({"value_min": 900_000, "value_max": 2e6, "unit": "t"}, "900,000–2 m t"),
    ],
)
def test_wording_says_values_as_people_jot_them_down(facts: dict, words: str) -> None:
    assert value_words(BASE | facts) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (170_000, "170,000"),
        (0.5, "0.5"),
        (1.25e6, "1.25 m"),
        (3e12, "3 tn"),
        (0.00001, "1e-05"),
        (-2e9, "-2 bn"),
        (0, "0"),
    ],
)
def test_wording_shortens_numbers(value: float, words: str) -> None:
    assert number_words(value) == words


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("enterprise", "enterprises"),
        ("key laboratory", "key laboratories"),
        ("bus", "buses"),
        ("person", "people"),
        ("day", "days"),
        ("research branch", "research branches"),
    ],
)
def test_wording_makes_plurals(one: str, many: str) -> None:
    assert plural(one) == many
