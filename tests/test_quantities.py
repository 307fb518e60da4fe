from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from policyledger.headerunits import unit_in
from policyledger.layout import to_doc
from policyledger.quantities import Quantity, canonical, find
from policyledger.quantitywords import QuantityLexicon
from policyledger.reading import read
from policyledger.rules.rulebook import load_rulebook
from policyledger.tokens import Tokens

Find = Callable[[str], list[tuple[str, Quantity]]]


@pytest.fixture(scope="module")
def lexicon() -> QuantityLexicon:
    return QuantityLexicon.from_rules(list(load_rulebook()))


@pytest.fixture(scope="module")
def quantities(lexicon: QuantityLexicon, tokens_of: Callable[[str], Tokens]) -> Find:
    def found(text: str) -> list[tuple[str, Quantity]]:
        tokens = tokens_of(text)
        return [(tokens.span(each.start, each.end), each) for each in find(tokens, lexicon)]

    return found


@pytest.mark.parametrize(
    ("text", "said", "low", "high", "comparator", "approximate", "unit"),
    [
        ("will account for over six percent of it", "over six percent", 6, None, ">", False, "%"),
        ("nearly 400 firms in all", "nearly 400 firms", None, 400, "<", True, "count"),
        ("pupils aged 6 to 15 in town", "aged 6 to 15", 6, 15, "=", False, "year"),
        ("all aged 50 years and above", "aged 50 years and above", 50, None, ">=", False, "year"),
        ("pupils aged under 12 who swim", "under 12", None, 12, "<", False, "year"),
        ("between the ages of 15 and 24", "between the ages of 15 and 24", 15, 24, "=", False, "year"),
        ("towns in six time zones", "six time zones", 6, 6, "=", False, "count"),
        ("no home shall stand more than 400 m from it", "more than 400 m", None, 400, "<=", False, "m"),
        ("cover shall not fall below 60 %", "below 60 %", 60, None, ">=", False, "%"),
        ("will not allow debt to rise above 60 %", "above 60 %", None, 60, "<=", False, "%"),
        ("a tax phased in over three years", "three years", 3, 3, "=", False, "year"),
        ("section 4 and 40 ports", "40 ports", 40, 40, "=", False, "count"),
        ("about 10 midsized suppliers of", "about 10 midsized suppliers", 10, 10, "=", True, "count"),
        ("five to seven regional centres and", "five to seven regional centres", 5, 7, "=", False, "count"),
        ("by 5-10 %.", "5-10 %", 5, 10, "=", False, "%"),
        ("fees range from 7% to 12.5% now", "from 7% to 12.5%", 7, 12.5, "=", False, "%"),
        ("at least 50% to 70%.", "at least 50% to 70%", 50, 70, "=", False, "%"),
        ("no larger than 1.39 billion.", "no larger than 1.39 billion", None, 1.39e9, "<=", False, "count"),
        ("a sum of AED600 billion for", "AED600 billion", 6e11, 6e11, "=", False, "AED"),
        ("below R350 000 per annum", "below R350 000", None, 350_000, "<", False, "ZAR"),
        ("needs N348.1 trillion to", "N348.1 trillion", 3.481e14, 3.481e14, "=", False, "NGN"),
        ("yields 2.3 t ha-1 on", "2.3 t ha-1", 2.3, 2.3, "=", False, "t/ha"),
        ("will go up to 50 MW.", "50 MW", 50, 50, "=", False, "MW"),
        ("invest over five years in", "five years", 5, 5, "=", False, "year"),
        ("about 0.8 homes per", "about 0.8 homes", 0.8, 0.8, "=", True, "count"),
        ("60 to 65 per cent", "60 to 65 per cent", 60, 65, "=", False, "%"),
        ("between 20 and 25 per cent", "between 20 and 25 per cent", 20, 25, "=", False, "%"),
        ("of 10 billion yuan", "10 billion yuan", 1e10, 1e10, "=", False, "CNY"),
        ("an outlay of ₹ 19,700 crores", "₹ 19,700 crores", 197e9, 197e9, "=", False, "INR"),
        ("Rs. 35,000 crore for", "Rs. 35,000 crore", 35e10, 35e10, "=", False, "INR"),
        ("spend US$5m on", "US$5m", 5e6, 5e6, "=", False, "USD"),
        ("the sum of TWO MILLION DOLLARS be", "TWO MILLION DOLLARS", 2e6, 2e6, "=", False, "USD"),
        (
            "sum of SIX MILLION, SEVEN HUNDRED THOUSAND EUROS is",
            "SIX MILLION, SEVEN HUNDRED THOUSAND EUROS",
            6.7e6,
            6.7e6,
            "=",
            False,
            "EUR",
        ),
        (
            "two thousand, five hundred and six trees",
            "two thousand, five hundred and six trees",
            2506,
            2506,
            "=",
            False,
            "count",
        ),
        ("ranks among the top 25 countries by", "among the top 25 countries", None, 25, "<=", False, "count"),
        ("is significantly below the 41 % of the union", "41 %", 41, 41, "=", False, "%"),
        ("a saving of 37.1 MTOE in", "37.1 MTOE", 37.1, 37.1, "=", False, "Mtoe"),
        ("a profit of SBD68 million in", "SBD68 million", 6.8e7, 6.8e7, "=", False, "SBD"),
        ("a range of 34 % to 50 % is", "34 % to 50 %", 34, 50, "=", False, "%"),
        ("tens of millions of euros in", "tens of millions of euros", 1e7, None, ">=", False, "EUR"),
        ("falls under a EUR 20 million programme", "EUR 20 million", 2e7, 2e7, "=", False, "EUR"),
        ("under a third of homes", "under a third", None, 33.33, "<", False, "%"),
        ("cut mortality to at least as low as 12 %.", "at least as low as 12 %", None, 12, "<=", False, "%"),
        ("reduce at least by half the share", "at least by half", 50, None, ">=", False, "%"),
        ("save S$60 M/yr.", "S$60 M", 6e7, 6e7, "=", False, "SGD"),
        ("a grant of € 3 B in 2030", "€ 3 B", 3e9, 3e9, "=", False, "EUR"),
        ("costs 60 M USD in all", "60 M USD", 6e7, 6e7, "=", False, "USD"),
        ("US$ 20 B shares", "US$ 20", 20, 20, "=", False, "USD"),
        ("sold USD 5 T-bonds", "USD 5", 5, 5, "=", False, "USD"),
        ("spend €1.5bn on", "€1.5bn", 1.5e9, 1.5e9, "=", False, "EUR"),
        ("spend $20 billionin towns", "$20 billion", 2e10, 2e10, "=", False, "USD"),
        ("spend $3 millionannually on", "$3 million", 3e6, 3e6, "=", False, "USD"),
        ("spend S$60 M/yr on", "S$60 M", 6e7, 6e7, "=", False, "SGD"),
        ("EUR 500 million in", "EUR 500 million", 5e8, 5e8, "=", False, "EUR"),
        ("up to 3 million euros", "up to 3 million euros", None, 3e6, "<=", False, "EUR"),
        ("expand to 360km by", "360km", 360, 360, "=", False, "km"),
        ("130 litres per capita per day", "130 litres per capita per day", 130, 130, "=", False, "L/person/day"),
        ("3.5kWh/m3 now", "3.5kWh/m3", 3.5, 3.5, "=", False, "kWh/m3"),
        ("2,988 Gg CO2 eq. in", "2,988 Gg CO2 eq.", 2988, 2988, "=", False, "GgCO2e"),
        ("1.1 billion tonnes of CO2 in", "1.1 billion tonnes of CO2", 1.1e9, 1.1e9, "=", False, "tCO2"),
        (
            "300 grams of coal equivalent per kWh",
            "300 grams of coal equivalent per kWh",
            300,
            300,
            "=",
            False,
            "gce/kWh",
        ),
        ("60,000 cubic meters/year of", "60,000 cubic meters/year", 6e4, 6e4, "=", False, "m3/year"),
        ("a 4,000 MWH store", "4,000 MWH", 4000, 4000, "=", False, "MWh"),
        ("within a 10-minute walk", "within a 10-minute", None, 10, "<=", False, "minute"),
        ("half of the fleet", "half", 50, 50, "=", False, "%"),
        ("9 in 10 of all trips", "9 in 10", 90, 90, "=", False, "%"),
        ("a two-thirds cut", "two-thirds", 66.67, 66.67, "=", False, "%"),
        ("Double the rate", "Double", 2, 2, "=", False, "x"),
        ("cut by a factor of three", "by a factor of three", 3, 3, "=", False, "x"),
        ("20 % or more", "20 % or more", 20, None, ">=", False, "%"),
        ("no less than 40 GW", "no less than 40 GW", 40, None, ">=", False, "GW"),
        ("must not exceed 5 GWh", "not exceed 5 GWh", None, 5, "<=", False, "GWh"),
        ("well below 15%", "well below 15%", None, 15, "<", False, "%"),
        ("warming of 1.5 °C", "1.5 °C", 1.5, 1.5, "=", False, "degC"),
        ("50+ countries", "50+ countries", 50, None, ">", False, "count"),
        ("100,000-car sales", "100,000-car sales", 1e5, 1e5, "=", False, "count"),
        ("1 crore farmers to", "1 crore farmers", 1e7, 1e7, "=", False, "count"),
        ("dozens of plants in", "dozens of plants", 12, None, ">=", False, "count"),
        ("reach net zero emissions by", "net zero emissions", 0, 0, "=", False, "tCO2e"),
        ("3.2 percentage points", "3.2 percentage points", 3.2, 3.2, "=", False, "pp"),
        ("award 30 grants at a minimum.", "30 grants at a minimum", 30, None, ">=", False, "count"),
        ("emit 130 kT of CO2 a day", "130 kT of CO2 a day", 130, 130, "=", False, "ktCO2/day"),
        ("pay 20 million dinars to", "20 million dinars", 2e7, 2e7, "=", False, "dinar"),
        ("owes 5 bn dollars now", "5 bn dollars", 5e9, 5e9, "=", False, "USD"),
        ("owes 5 mn rupees now", "5 mn rupees", 5e6, 5e6, "=", False, "INR"),
        ("plant 3 bn trees by", "3 bn trees", 3e9, 3e9, "=", False, "count"),
        ("build 1.5m homes by", "1.5m homes", 1.5e6, 1.5e6, "=", False, "count"),
        ("Up to 1m new homes", "Up to 1m new homes", None, 1e6, "<=", False, "count"),
        ("move 10m tonnes by", "10m tonnes", 1e7, 1e7, "=", False, "t"),
        ("reach 5m to 10m people by", "5m to 10m people", 5e6, 1e7, "=", False, "count"),
        ("reach between 5m and 10m people by", "between 5m and 10m people", 5e6, 1e7, "=", False, "count"),
        ("raise 5m to 10m high walls", "5m to 10m", 5, 10, "=", False, "m"),
        ("raise a 3m wall.", "3m", 3, 3, "=", False, "m"),
        ("The 3m wall blocks it.", "3m", 3, 3, "=", False, "m"),
        ("add 3m of quay.", "3m", 3, 3, "=", False, "m"),
        ("build 3m high walls", "3m", 3, 3, "=", False, "m"),
        ("build six 50m pools", "50m", 50, 50, "=", False, "m"),
        ("lanes 5 m wide.", "5 m", 5, 5, "=", False, "m"),
        ("60 or more megawatts of it", "60 or more megawatts", 60, None, ">=", False, "MW"),
        ("within 10+ km of it", "within 10+ km", None, 10, "<=", False, "km"),
        ("at 60 per cent of GDP or less.", "60 per cent", None, 60, "<=", False, "%"),
        ("hire 60 per cent of men or more women.", "60 per cent", 60, 60, "=", False, "%"),
        ("drain 60 % of towns and less than it", "60 %", 60, 60, "=", False, "%"),
        ("capped at 25 and teachers' salaries frozen.", "capped at 25", None, 25, "<=", False, "count"),
        ("one doctor per 1,000 people.", "one doctor", 1, 1, "=", False, "count"),
        ("use 326 M kl in", "326 M kl", 3.26e8, 3.26e8, "=", False, "kL"),
        ("residents over 60 get it", "over 60", 60, None, ">", False, "year"),
        ("children under 2 years get it", "under 2 years", None, 2, "<", False, "year"),
        ("nobody should wait more than 18 weeks.", "more than 18 weeks", None, 18, "<=", False, "week"),
        ("Baseline (2025): 0; then", "0", 0, 0, "=", False, "count"),
        ("schooling to hit 11.5.", "11.5", 11.5, 11.5, "=", False, "count"),
        ("rose by 1.2pt on the year", "1.2pt", 1.2, 1.2, "=", False, "pp"),
        ("revolves around four ports", "four ports", 4, 4, "=", False, "count"),
        ("the plan is built around six ports", "six ports", 6, 6, "=", False, "count"),
        ("we built around 200 homes", "around 200 homes", 200, 200, "=", True, "count"),
        ("each has only one vote regardless of size", "only one vote", 1, 1, "=", False, "count"),
        ("restore 107 Natura 2000 sites in", "107 Natura 2000 sites", 107, 107, "=", False, "count"),
        ("a crew of 24,000 and a fleet", "24,000", 24000, 24000, "=", False, "count"),
        ("with a target of halving use", "halving", 50, 50, "=", False, "%"),
        (
            "funded 132 new reef, nature, tidal economy and clean power schemes in",
            "132 new reef, nature, tidal economy and clean power schemes",
            132,
            132,
            "=",
            False,
            "count",
        ),
    ],
)
def test_quantities_are_read(
    text: str, said: str, low: float | None, high: float | None, comparator: str, approximate: bool, unit: str,
    quantities: Find,
) -> None:  # fmt: skip
    [(span, found)] = quantities(text)
    assert (span, found.low, found.high, found.comparator, found.approximate, found.unit) == (
        said, low, high, comparator, approximate, unit,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "5G networks and 3D printing",
        "the fight against COVID-19",
        "see Article 6.2 and Annex 3",
        "under Articles 107 and 108 TFEU, apply support measures",
        "how paragraphs 31(c), 32 and 33 notes were taken up",
        "Phase 2 and Scope 3 are over",
        "all Grade 3, 6 and 9 pupils",
        "our Scope 1 and 2 emissions",
        "one of the leading cities",
        "Decision 1/CP.20",
        "the Ten Guidelines say",
        "open 24/7 from 10:30",
        "the 2nd and 3rd stage",
        "two-wheelers and one-stop shops",
        "a treaty against double taxation",
        "call 021-555-0199 now",
        "the first half of the year",
        "see Section 4 and 6 on this",
        "our Logistics 4.0 hubs",
        "agreed at COP 28 in winter",
        "as described in 1(f) below",
        "under Decisions 4/CMA.1 and 18/CMA.1 of it",
        "See 5 (d) below",
        "the body mentioned in 2.3 starts work",
        "Regulation (EU) 2018/ 842 on binding rules",
    ],
)
def test_quantities_keep_labels_out(text: str, quantities: Find) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("spending of Rs.1, 944 billion and debts of Rs.2, 057 billion", [1.944e12, 2.057e12]),
        ("fees of $1, 200 pilots and 3 million boats", [1, 200, 3e6]),
        ("phase 2 and 40 ports", [40]),
    ],
)
def test_quantities_join_thousands_behind_a_comma_and_a_blank_only_in_a_sum_with_a_scale(
    text: str, values: list[float], quantities: Find
) -> None:
    assert [found.low for _, found in quantities(text)] == values


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("170,000 electric vehicles produced by", "electric vehicle"),
        ("25 pilot free trade zones in", "free trade zone"),
        ("500 new ‘waste to wealth’ plants under", "to wealth plant"),
        ("200 compressed biogas (CBG) plants, including", "compressed biogas plant"),
        ("1 million more trees across", "tree"),
        ("20 national and regional laboratories for", "national regional laboratory"),
        ("300,000 people with", "person"),
        ("1.6 million 5G base stations in", "base station"),
        ("at least one skills centre by", "skills centre"),
    ],
)
def test_quantities_count_the_head_noun(text: str, counted: str, quantities: Find) -> None:
    [(_, found)] = quantities(text)
    assert found.counted == counted


def test_quantities_share_the_unit_of_a_list(quantities: Find) -> None:
    found = [(each.low, each.unit) for _, each in quantities("units of 100, 200 and 300 MW respectively")]
    assert found == [(100, "MW"), (200, "MW"), (300, "MW")]


def test_quantities_share_no_per_cent_with_thousands(quantities: Find) -> None:
    found = quantities("from a rate of 380,000, 50 % of them women")
    assert [(each.low, each.unit) for _, each in found] == [(380_000, "count"), (50, "%")]
    assert [each.unit for _, each in quantities("by 10, 20 and 30 %")] == ["%"] * 3


def test_quantities_in_cents_are_of_the_currency_before_them(quantities: Find) -> None:
    text = "Canada trades. Canadian towns pay US$ 33 cents or 20 cents. Canada and Canadians gain."
    assert [(each.low, each.unit) for _, each in quantities(text)] == [(0.33, "USD"), (0.2, "CAD")]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("fell from 460 per 1,000 in 2010 to 310 in 2020.", ["/1000", "/1000"]),
        ("stands at 54 km (target: 25).", ["km", "km"]),
        ("the 95-95-95 targets and 4 km", ["km"]),
    ],
)
def test_quantities_of_what_moves_keep_its_unit(text: str, units: list[str], quantities: Find) -> None:
    assert [found.unit for _, found in quantities(text)] == units


def test_quantities_split_from_to(quantities: Find) -> None:
    found = [(each.low, each.high, each.unit) for _, each in quantities("rise from 32 to 40% of sales")]
    assert found == [(32, 32, "%"), (40, 40, "%")]


def test_quantities_settle_the_dollar_by_the_place_spoken_of(quantities: Find) -> None:
    text = "In Singapore the grant is $5,000. Singapore will pay, and Singapore will ask for $300."
    assert {each.unit for _, each in quantities(text)} == {"SGD"}
    assert {each.unit for _, each in quantities("The grant is $5,000.")} == {"USD"}


@pytest.mark.parametrize(
    ("header", "symbol", "factor"),
    [
        ("Share (%)", "%", 1),
        ("GWh", "GWh", 1),
        ("Cost, in EUR million", "EUR", 1e6),
        ("Name of plant", None, None),
        ("thousand", "count", 1e3),
        ("Yield [1,000 tonnes CO2e]", "tCO2e", 1e3),
        ("Area (1000 ha)", "ha", 1e3),
        ("Cost (USD bn)", "USD", 1e9),
        ("m€", "EUR", 1e6),
        ("Mton CO2e", "MtCO2e", 1),
        ("Cut (tCO2e/y)", "tCO2e/year", 1),
        ("Jobs (thousand)", "count", 1e3),
        ("GWh per thousand people", "GWh", 1.0),
        ("Deaths per million inhabitants", None, None),
        ("A thousand days of change", None, None),
    ],
)
def test_quantities_take_units_from_headers(
    header: str, symbol: str | None, factor: float | None, lexicon: QuantityLexicon, tokens_of: Callable[[str], Tokens]
) -> None:
    tokens = tokens_of(header)
    unit = unit_in(tokens, 0, len(tokens.words), lexicon)
    assert (unit and unit.symbol, unit and unit.factor) == (symbol, factor)


@pytest.mark.parametrize(
    ("low", "high", "comparator", "approximate", "expected"),
    [
        (6, None, ">", False, "> 6 %"),
        (None, 400, "<", True, "< ~400 %"),
        (5, 7, "=", False, "5–7 %"),
        (2.5, 2.5, "=", False, "2.5 %"),
    ],
)
def test_quantities_have_a_canonical_text(
    low: float | None, high: float | None, comparator: str, approximate: bool, expected: str
) -> None:
    assert canonical(Quantity(0, 1, 0, low, high, comparator, approximate, "%", "percent")) == expected


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        # a range, whatever sign it has
        ("costs of $4-6 billion.", [(4e9, 6e9)], "USD"),
        ("costs of EUR 4 to 6 billion.", [(4e9, 6e9)], "EUR"),
        ("costs of $300 to $400 million.", [(3e8, 4e8)], "USD"),
        ("between $2 and $3 trillion.", [(2e12, 3e12)], "USD"),
        ("costs of €1-2 bn.", [(1e9, 2e9)], "EUR"),
        ("sums of £5-10m.", [(5e6, 1e7)], "GBP"),
        ("sums of £2 to £3bn.", [(2e9, 3e9)], "GBP"),
        # from one value to another
        ("grow from $1 to $3 billion.", [1e9, 3e9], "USD"),
        ("fall from $5 to $3.5 million.", [5e6, 3.5e6], "USD"),
        ("rise by $4 to $20 million.", [4e6, 2e7], "USD"),
        # a list, with its sign once or each time, or its unit at the end
        ("Grants of $2, $3 and $7 million.", [2e6, 3e6, 7e6], "USD"),
        ("grants of USD 2, 3 and 7 million.", [2e6, 3e6, 7e6], "USD"),
        ("grants of £2, 3 and 7m.", [2e6, 3e6, 7e6], "GBP"),
        ("invest 2, 3 and 7 million dollars.", [2e6, 3e6, 7e6], "USD"),
        ("raised to 30, 40 and 50 thousand beds.", [3e4, 4e4, 5e4], "count"),
        ("50, 40 and 30 billion euros in 2025, 2026 and 2027.", [5e10, 4e10, 3e10], "EUR"),
        # numbers that are whole without it
        ("from $500 to $2 million.", [500, 2e6], "USD"),
        ("from $500,000 to $2 million.", [5e5, 2e6], "USD"),
        ("between $900 and $1.2 billion.", [(900, 1.2e9)], "USD"),
        ("from 500 homes to 2 million homes.", [500, 2e6], "count"),
        ("grants of $500, $1,000 and $2 million.", [500, 1000, 2e6], "USD"),
        ("12 schools, 30 clinics and 2 million homes.", [12, 30, 2e6], "count"),
        ("from five to two hundred schools", [5, 200], "count"),
    ],
)
def test_quantities_of_a_range_or_list_share_sign_and_scale(
    text: str, values: list[float | tuple[float, float]], unit: str, quantities: Find
) -> None:
    found = [each for _, each in quantities(text)]
    bounds = [value if isinstance(value, tuple) else (value, value) for value in values]
    assert [(each.low, each.high) for each in found] == bounds
    assert {each.unit for each in found} == {unit}


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("pay USD 20 and 30 schools get it", ["USD", "count"]),
        ("pay USD 20, 3 of which is tax", ["USD", "count"]),
        ("pay USD 20, 10 % of it", ["USD", "%"]),
        ("pay USD 20 and 3 times a year", ["USD", "count"]),
        ("pay USD 4 and 32 is the number of it", ["USD"]),
    ],
)
def test_quantities_do_not_take_the_sign_of_another_thing(text: str, units: list[str], quantities: Find) -> None:
    assert [each.unit for _, each in quantities(text)] == units


WORDS = st.sampled_from(
    [
        "10",
        "5,000",
        "2030",
        "3.5",
        "one",
        "half",
        "of",
        "a",
        "to",
        "-",
        "%",
        "MW",
        "km2",
        "million",
        "US$",
        "€",
        "and",
        "between",
        "from",
        "per",
        "each",
        "day",
        "tonnes",
        "CO2",
        "plants",
        "over",
        "at",
        "least",
        "nearly",
        "(",
        ")",
        ".",
        ",",
        "/",
        "1.2.3",
        "5G",
        "double",
        "net",
        "zero",
        "emissions",
        "crore",
        "dozens",
        "in",
        "third",
        "1/2",
        "²",
        "½",
        "~",
        "+",
        "the",
        "9",
        "or",
        "more",
    ]
)


class _Counted(list[str]):
    """A list that reports each look at an item."""

    def __init__(self, items: list[str], report: Callable[[], None]) -> None:
        super().__init__(items)
        self.report = report

    def __getitem__(self, index: Any) -> Any:
        self.report()
        return super().__getitem__(index)


CHAINED = st.sampled_from(
    [
        "two",
        "hundred",
        "and",
        "thousand",
        "5",
        "-",
        "10",
        "000",
        ",",
        "$",
        "to",
        "%",
        "of",
        "a",
        "half",
        "third",
        "99999^99",
    ]
)


@given(words=st.lists(CHAINED, min_size=1, max_size=5), blank=st.sampled_from(["", " "]))
@settings(deadline=None, max_examples=60)
def test_quantities_are_read_however_long_a_chain_is(words: list[str], blank: str, lexicon: QuantityLexicon) -> None:
    find(Tokens.of_text(blank.join(words * 900) + " end"), lexicon)


@pytest.mark.parametrize("link", ["two hundred and ", "5-10-", "000 "])
def test_quantities_take_time_in_proportion_to_the_length_of_a_chain(link: str, lexicon: QuantityLexicon) -> None:
    def asked(times: int) -> int:
        calls = 0

        def count() -> None:
            nonlocal calls
            calls += 1

        tokens = Tokens.of_text("The 1 " + link * times + "end")
        find(replace(tokens, words=_Counted(tokens.words, count)), lexicon)
        return calls

    assert asked(800) < 3 * asked(400)


@given(st.lists(WORDS, max_size=25))
def test_quantities_are_sound_whatever_the_text(words: list[str]) -> None:
    from spacy.vocab import Vocab

    from policyledger.tokenizing import RegexTokenizer

    tokens = Tokens.of(RegexTokenizer(Vocab())(" ".join(words)))
    end = 0
    for each in find(tokens, QuantityLexicon.from_rules(list(load_rulebook()))):
        assert end <= each.start <= each.number_start < each.end <= len(tokens.words)
        assert each.unit and each.unit_kind
        assert each.low is None or each.high is None or each.low <= each.high
        assert each.low is not None or each.high is not None
        end = each.end


@pytest.mark.parametrize(
    "table",
    [
        "| Name | Unit | 2020 | 2030 |\n|---|---|---|---|\n| Jobs | thousand | 120 | 150 |\n| Share | % | 12 | 20 |",
        "| Name | 2020 | 2030 | Unit |\n|---|---|---|---|\n| Jobs | 120 | 150 | thousand |\n| Share | 12 | 20 | % |",
    ],
    ids=["second column", "last column"],
)
def test_quantities_of_a_row_take_the_unit_of_its_column_of_units(table: str, nlp: Language, tmp_path: Path) -> None:
    file = tmp_path / "table.md"
    file.write_text(f"# Targets\n\n{table}\n", encoding="utf-8")
    doc = to_doc(read(file), nlp)
    for _, component in nlp.pipeline:
        doc = component(doc)
    found = [(span._.quantity["low"], span._.quantity["unit"]) for span in doc.spans["quantities"]]
    assert found == [(120e3, "count"), (150e3, "count"), (12, "%"), (20, "%")]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("phase out 3 coal-fired power stations by", "coal-fired power station"),
        ("build 20 low-cost, flood-proof homes in", "low-cost flood-proof home"),
        ("hire 40 midwives in", "midwife"),
        ("30 schools and over 20 clinics.", "school"),
    ],
)
def test_counted_nouns_keep_their_hyphens(text: str, counted: str, quantities: Find) -> None:
    assert quantities(text)[0][1].counted == counted


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Of the 600 buses ordered, 450 have been delivered.", [600, 450]),
        ("They reached 900 women, of whom 300 are idle.", [900, 300]),
        ("They licensed 4 ferries, two of which are new, one of which is old.", [4, 2]),
        ("We build 1,200 rooms, of which 700 will be ready.", [1200, 700]),
        ("Seven of the twelve buses are new.", [7, 12]),
        ("Of the 48 steps, 31 are over, 12 are under way and 5 have not begun.", [48, 31, 12, 5]),
        ("Places will grow by one third to 240,000.", [33.33, 240000]),
        ("Sections 4, 12 are deleted.", []),
    ],
)
def test_quantities_without_a_noun_of_their_own(text: str, values: list[float], quantities: Find) -> None:
    assert [quantity.low for _, quantity in quantities(text)] == values


def test_quantities_under_a_row_of_units_take_no_unit_from_their_label(nlp: Language, tmp_path: Path) -> None:
    file = tmp_path / "table.md"
    file.write_text(
        "# Aims\n\n| Name | 2020 | 2030 |\n|---|---|---|\n| Unit | % | % |\n| Homes with meters | 41 | 90 |\n",
        encoding="utf-8",
    )
    doc = to_doc(read(file), nlp)
    for _, component in nlp.pipeline:
        doc = component(doc)
    found = [(span._.quantity["low"], span._.quantity["unit"]) for span in doc.spans["quantities"]]
    assert found == [(41, "%"), (90, "%")]


@pytest.mark.parametrize(
    ("text", "said", "low", "high", "comparator", "unit"),
    [
        ("The fleet numbers 438 boats.", "438 boats", 438, 438, "=", "count"),
        ("Ice is sold at 0.12 JD.", "0.12 JD", 0.12, 0.12, "=", "JOD"),
        ("Swedish piers charge Swedish skippers 40 kr.", "40 kr", 40, 40, "=", "SEK"),
        ("Danish piers charge Danish skippers 40 kr.", "40 kr", 40, 40, "=", "DKK"),
        ("New berths: 4,100 per year.", "4,100", 4100, 4100, "=", "count"),
        ("Seven people drowned, as against 23 the year before.", "23", 23, 23, "=", "count"),
        ("Landings topped 568,400 in May.", "topped 568,400", 568400, None, ">", "count"),
        ("The levy falls by half a percentage point.", "half a percentage point", 0.5, 0.5, "=", "pp"),
        ("The share was 12 %, 1.3 points lower than before.", "1.3 points", 1.3, 1.3, "=", "pp"),
        ("Turnout was six points fewer than the 60 % of May.", "six points", 6, 6, "=", "pp"),
        ("Turnout was six points fewer than the 60 % of May.", "60 %", 60, 60, "=", "%"),
        ("Ice costs 18.6 US cents.", "18.6 US cents", 0.186, 0.186, "=", "USD"),
        ("Use falls from 4.3 kWh to 3.6 kWh per cubic metre.", "4.3 kWh", 4.3, 4.3, "=", "kWh/m3"),
        ("Pilots have a minimum week of 32.5 hours.", "minimum week of 32.5 hours", 32.5, None, ">=", "hour"),
        ("Landings have all but halved.", "all but halved", None, 50, "<", "%"),
        ("A ferry leaves every 10 minutes or better.", "10 minutes or better", None, 10, "<=", "minute"),
        ("The port spends 5 million euros over the four years.", "four years", 4, 4, "=", "year"),
    ],
)
def test_quantities_reads_what_prose_leaves_to_its_words(
    quantities: Find, text: str, said: str, low: float | None, high: float | None, comparator: str, unit: str
) -> None:
    found = {span: (each.low, each.high, each.comparator, each.unit) for span, each in quantities(text)}

    assert found[said] == (low, high, comparator, unit)


@pytest.mark.parametrize(
    "text", ["Houses numbers 4 to 8 stay.", "All but two piers are closed.", "Each player won 3 points more."]
)
def test_quantities_leaves_numbers_of_other_kinds_alone(quantities: Find, text: str) -> None:
    assert not [each for _, each in quantities(text) if each.unit == "pp" or each.comparator == "<"]
    assert not text.startswith("Houses") or not quantities(text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Ten of the country's 12 basins are dry.", [10, 12]),
        ("The airport handled 45.3 million in 2023.", [45_300_000]),
        ("Fifteen halls shall open (ten have been built).", [15, 10]),
        ("According to the union, 27,000 would be required.", [27_000]),
        ("Homes on the net — 120,000", [120_000]),
        ("Under Article 12, 13 would apply, and sections 4, 12 are void.", []),
    ],
)
def test_quantities_without_a_noun_are_told_by_their_place(nlp: Language, text: str, values: list[float]) -> None:
    doc = nlp(text)
    assert [span._.quantity["low"] for span in doc.spans["quantities"]] == values


def test_quantities_leave_alone_a_name_that_begins_like_a_unit(nlp: Language) -> None:
    units = [
        span._.quantity["unit"] for span in nlp("Halls in 6,798 Gram Panchayats, 40 g of salt.").spans["quantities"]
    ]
    assert units == ["count", "g"]


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("It earned Nu 92 million.", 92e6, "BTN"),
        ("It earned Nu. 3.3 billion.", 3.3e9, "BTN"),
        ("It earned Php20 billion.", 20e9, "PHP"),
        ("It earned EC$4.5 million.", 4.5e6, "XCD"),
        ("It earned Tshs 600 million.", 6e8, "TZS"),
        ("It earned Kz 4 billion.", 4e9, "AOA"),
        ("It earned Dh100bn.", 1e11, "AED"),
        ("It earned PHP 1-T.", 1e12, "PHP"),
        ("Ports of the Philippines earned P734.32-billion.", 7.3432e11, "PHP"),
        ("Ports of the Philippines earned P1,500.", 1500, "PHP"),
        ("Sydney Water in Sydney earned $40.", 40, "AUD"),
        ("Trains run at 80 km/hr.", 80, "km/h"),
    ],
)
def test_quantities_know_the_local_signs_of_currencies(nlp: Language, text: str, low: float, unit: str) -> None:
    (span,) = nlp(text).spans["quantities"]
    assert (span._.quantity["low"], span._.quantity["unit"]) == (low, unit)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Build 10 clinics in towns and 20 in villages.", [(10, "count", "clinic"), (20, "count", "clinic")]),
        ("Add 300 MW in Kent, 200 in Essex.", [(300, "MW", None), (200, "MW", None)]),
        ("Losses were 5 % in 2010 and 7 in 2011.", [(5, "%", None), (7, "%", None)]),
        ("Reach hundred per cent of villages.", [(100, "%", None)]),
        ("Award another 8,500 kms of roads.", [(8500, "km", None)]),
        ("The port has 40 kms and gives 30 kWhs.", [(40, "km", None), (30, "kWh", None)]),
        ("The port scored 2.53 in the index.", [(2.53, "count", None)]),
        ("Work is done under the five pillars.", [(5, "count", "pillar")]),
        ("Create 40 jobs with the port and two with the city.", [(40, "count", "job"), (2, "count", "job")]),
        ("Build 10 clinics in towns, under Article 20 in force.", [(10, "count", "clinic")]),
        ("Use in the first two quarters rose to three quarters.", [(2, "count", "quarter"), (75, "%", None)]),
        ("Use is smaller than the 17 % of 2010.", [(17, "%", None)]),
        ("Build 10 clinics for towns, see list 3 and 20 in the annex.", [(10, "count", "clinic")]),
    ],
)
def test_quantities_of_gapped_lists_and_of_what_people_write(
    nlp: Language, text: str, values: list[tuple[float, str, str | None]]
) -> None:
    found = [span._.quantity for span in nlp(text).spans["quantities"]]
    assert [(each["low"], each["unit"], each["counted"]) for each in found] == values


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("within one (1) year", [("within one (1) year", 1, "year")]),
        ("for ninety (90) days", [("ninety (90) days", 90, "day")]),
        ("at least three hundred (300) persons", [("at least three hundred (300) persons", 300, "count")]),
        ("fifty percent (50%) of it", [("fifty percent (50%)", 50, "%")]),
        ("a fine of fifty thousand pesos (P50,000.00)", [("fifty thousand pesos (P50,000.00)", 50000, "PHP")]),
        (
            "Ostland: 24%/5.5%, Westland: 12 %/0.1 %",
            [("24%", 24, "%"), ("5.5%", 5.5, "%"), ("12 %", 12, "%"), ("0.1 %", 0.1, "%")],
        ),
        ("will rise from six to eight.", [("six", 6, "count"), ("eight", 8, "count")]),
        ("will reach 24,600 in 2027 and 40,500 by 2030.", [("24,600", 24600, "count"), ("40,500", 40500, "count")]),
    ],
)
def test_quantities_are_said_twice_or_in_pairs(
    text: str, found: list[tuple[str, float, str]], quantities: Find
) -> None:
    read = [(said, each.low if each.low is not None else each.high, each.unit) for said, each in quantities(text)]
    assert read == found
