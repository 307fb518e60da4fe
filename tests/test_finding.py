from __future__ import annotations

import pytest

import policyledger
from policyledger import find_numbers, find_quantities

QUANTITIES = [
    ("Farmers get 50 cents per kg.", [("50 cents", "=", 0.5, 0.5, "USD")]),
    ("The fee is 5 dollars and 20 cents.", [("5 dollars and 20 cents", "=", 5.2, 5.2, "USD")]),
    ("A ticket costs 2 euros 50 cents.", [("2 euros 50 cents", "=", 2.5, 2.5, "EUR")]),
    ("Beams of 12 ft 2 in are used.", [("12 ft 2 in", "=", 12 + 1 / 6, 12 + 1 / 6, "ft")]),
    ("It costs 470 pence, or 20 sen.", [("470 pence", "=", 4.7, 4.7, "GBP"), ("20 sen", "=", 0.2, 0.2, "MYR")]),
    ("Losses will not exceed 1.5–2%.", [("not exceed 1.5–2%", "<=", None, 2, "%")]),
    ("Losses exceed 1.5–2%.", [("exceed 1.5–2%", ">", 1.5, None, "%")]),
    ("The scheme has 300-plus shops.", [("300-plus shops", ">", 300, None, "count")]),
    ("Prices may vary (±10%).", [("±10%", "=", -10, 10, "%")]),
    ("The line is 20±2 km long.", [("20±2 km", "=", 18, 22, "km")]),
    ("Yield is 5 % ± 1 %.", [("5 % ± 1 %", "=", 4, 6, "%")]),
    ("The rate is minus five percent.", [("minus five percent", "=", -5, -5, "%")]),
    ("It costs €1,5 Mrd.", [("€1,5 Mrd", "=", 1.5e9, 1.5e9, "EUR")]),
    ("They invest 1.5M EUR.", [("1.5M EUR", "=", 1.5e6, 1.5e6, "EUR")]),
    (
        "They invest 120 MEUR and 75 USD million.",
        [("120 MEUR", "=", 1.2e8, 1.2e8, "EUR"), ("75 USD million", "=", 7.5e7, 7.5e7, "USD")],
    ),
    (
        "EUR50 million and Rs500 crore.",
        [("EUR50 million", "=", 5e7, 5e7, "EUR"), ("Rs500 crore", "=", 5e9, 5e9, "INR")],
    ),
    ("In 2019 $4 billion was paid.", [("$4 billion", "=", 4e9, 4e9, "USD")]),
    ("Cars use 5.5 litres per 100 km.", [("5.5 litres per 100 km", "=", 5.5, 5.5, "L/100km")]),
    ("There were 5 cases per 100,000 people.", [("5 cases", "=", 5, 5, "count")]),
    ("There were 12 deaths per million inhabitants.", [("12 deaths", "=", 12, 12, "count")]),
    ("Plants emit 30 pounds of CO2 per MWh.", [("30 pounds of CO2 per MWh", "=", 30, 30, "lbCO2/MWh")]),
    ("Bags weigh 25 pounds.", [("25 pounds", "=", 25, 25, "lb")]),
    ("The grant is 25 pounds.", [("25 pounds", "=", 25, 25, "GBP")]),
    ("Warming stays below 2 degrees.", [("below 2 degrees", "<", None, 2, "degC")]),
    ("The angle is 30 degrees.", [("30 degrees", "=", 30, 30, "deg")]),
    ("The load is 20 (kg).", [("20 (kg)", "=", 20, 20, "kg")]),
    ("The committee met 5 times.", [("5 times", "=", 5, 5, "count")]),
    ("Exports grew 5 times.", [("5 times", "=", 5, 5, "x")]),
    ("Output rose 2.5x.", [("2.5x", "=", 2.5, 2.5, "x")]),
    ("One school and two libraries open.", [("One school", "=", 1, 1, "count"), ("two libraries", "=", 2, 2, "count")]),
    ("We aim for zero road deaths by 2050.", [("zero road deaths", "=", 0, 0, "count")]),
    ("Deaths shall fall to zero by 2050.", [("zero", "=", 0, 0, "count")]),
    ("Net-zero technologies and zero emission buses are bought.", []),
    ("We will halve road deaths.", [("halve", "=", 50, 50, "%")]),
    ("The remaining 15 will close.", [("15", "=", 15, 15, "count")]),
    ("Output grew in the 14th Five-Year Plan period.", []),
    ("See https://example.org/a%20b?q=30%25 for more.", []),
    ("Order part 24703 L-202 or SCP2-173m.", []),
    ("At least 50 Master's students enrol.", [("At least 50 Master's students", ">=", 50, None, "count")]),
    ("In all 39buildings were certified.", [("39buildings", "=", 39, 39, "count")]),
]


@pytest.mark.parametrize(("text", "wanted"), QUANTITIES, ids=[text for text, _ in QUANTITIES])
def test_find_quantities_gives_words_bounds_and_unit(text: str, wanted: list[tuple[object, ...]]) -> None:
    found = [(each.text, each.comparator, each.low, each.high, each.unit) for each in find_quantities(text)]
    assert found == [
        (words, comparator, pytest.approx(low), pytest.approx(high), unit)
        for words, comparator, low, high, unit in wanted
    ]


def test_find_numbers_gives_places_in_the_text() -> None:
    text = "In 2020 two and a half million homes, a  third of all, were empty."
    found = find_numbers(text)
    assert [(text[each.start : each.end], each.text) for each in found] == [
        (words, words) for words in ("2020", "two and a half million", "a  third")
    ]
    assert [each.value for each in found] == [2020, 2.5e6, pytest.approx(1 / 3)]


def test_find_takes_further_rules(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "scores.yaml").write_text(
        "kind: number\nrules:\n  - {id: NUM-SCORE, title: score, role: scale, value: 20, words: [score]}\n"
    )
    assert [each.value for each in find_numbers("three score", [tmp_path])] == [60]
    assert [each.value for each in find_numbers("three score")] == [3]


def test_finders_are_part_of_the_package() -> None:
    assert {"find_numbers", "find_quantities"} <= set(policyledger.__all__)
