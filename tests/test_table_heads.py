"""What the heads of a table give to its values: unit, scale, date and name, whichever head says it."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from policyledger.extracting import extract_document
from policyledger.records import Statement

Row = tuple[str | None, float | None, str, str | None]
"""Indicator, value, unit, and the date a value is due or was true."""


def statements(nlp: Language, name: str, text: str) -> list[Statement]:
    """The statements of a document."""
    return list(extract_document(nlp, Path(name), name, text.encode())[0].statements)


def rows(nlp: Language, *lines: str) -> list[Row]:
    rule = "---|" * (lines[0].count("|") + 1)
    text = "\n".join(["# Harbours", "", f"| {lines[0]} |", f"|{rule}", *(f"| {line} |" for line in lines[1:]), ""])
    said = statements(nlp, "harbours.md", text)
    return [(row.indicator, row.value_min, row.unit, row.target_date or row.as_of) for row in said]


@pytest.mark.parametrize(
    ("head", "name", "value", "unit"),
    [
        ("Landings (t)", "Cod, Landings", 40, "t"),
        ("Landings, tonnes", "Cod, Landings", 40, "t"),
        ("Landings (million t)", "Cod, Landings", 40e6, "t"),
        ("Landings, 1000 tonnes", "Cod, Landings", 40e3, "t"),
        ("Landings (10³ t)", "Cod, Landings", 40e3, "t"),
        ("Measure (th. tonnes)", "Cod", 40e3, "t"),
        ("(t)", "Cod", 40, "t"),
        ("Species", "Cod", 40, "count"),
        ("Age (years)", "Cod", 40, "count"),
    ],
)
def test_the_head_over_the_labels_gives_the_unit_under_years(
    head: str, name: str, value: float, unit: str, nlp: Language
) -> None:
    assert rows(nlp, f"{head} | 2018 | 2030", "Cod | 40 | 30")[0] == (name, value, unit, "2018")


@pytest.mark.parametrize("column", ["Crews", "Crews 2018", "Crews (number)"])
def test_the_head_over_the_labels_says_nothing_of_columns_that_say_what_they_hold(column: str, nlp: Language) -> None:
    assert rows(nlp, f"Landings (t) | {column}", "North | 40", "South | 30")[0][2] == "count"


@pytest.mark.parametrize(
    ("unit_cell", "value", "unit"),
    [
        ("th. tonnes", 40e3, "t"),
        ("NOK mill.", 40e6, "NOK"),
        ("10⁶ m³", 40e6, "m3"),
        ("10^3 t", 40e3, "t"),
        ("mill. NOK", 40e6, "NOK"),
    ],
)
def test_a_cell_with_no_more_than_a_unit_is_no_part_of_the_name(
    unit_cell: str, value: float, unit: str, nlp: Language
) -> None:
    assert rows(nlp, "Indicator | Unit | 2030", f"Herring | {unit_cell} | 40") == [("Herring", value, unit, "2030")]


def test_a_column_of_units_says_what_is_counted_in_thousands(nlp: Language) -> None:
    text = (
        "<table><tr><th>Measure</th><th>Unit</th><th>2030</th></tr><tr><td colspan=3>North</td></tr>"
        "<tr><td>Heat pumps</td><td>thousand homes</td><td>40</td></tr>"
        "<tr><td>Wind</td><td>MW</td><td>50</td></tr><tr><td colspan=3>South</td></tr>"
        "<tr><td>Wind</td><td>MW</td><td>60</td></tr></table>"
    )
    said = statements(nlp, "a.html", text)
    assert [(row.indicator, row.value_min, row.unit) for row in said] == [
        ("North, Heat pumps, homes", 40e3, "count"),
        ("North, Wind", 50, "MW"),
        ("South, Wind", 60, "MW"),
    ]


def test_a_unit_in_the_head_of_a_column_is_no_part_of_the_name(nlp: Language) -> None:
    table = "Gas | Emission targets for 2030 (million t-CO2eq.) | NOK million 2026", "Methane | 26 | 30"
    assert rows(nlp, *table) == [
        ("Methane, Emission targets", 26e6, "tCO2e", "2030"),
        ("Methane", 30e6, "NOK", "2026"),
    ]


def test_values_under_a_line_that_sets_money_aside_are_due_when_it_says(nlp: Language) -> None:
    table = "| Measure | EUR million |\n|---|---|\n| Piers | 3 |\n| Cranes | 1 |\n"
    text = f"4 million euros have been set aside for 2031–2035:\n\n{table}"
    said = statements(nlp, "a.md", text)
    assert [(row.status, row.target_date) for row in said] == [("target", "2031/2035")] * 3


def test_a_value_in_brackets_with_its_date_is_what_was(nlp: Language) -> None:
    text = "<dl><dt>Clean cars</dt><dd>1.2 million by 2030 (2023: 185,000)</dd><dt>Posts</dt><dd>60 by 2028</dd></dl>"
    said = statements(nlp, "a.html", text)
    assert [(row.indicator, row.status, row.target_date or row.as_of) for row in said] == [
        ("Clean cars", "target", "2030"),
        ("Clean cars", "actual", "2023"),
        ("Posts", "target", "2028"),
    ]


def test_points_that_lead_from_a_name_to_its_value_are_no_name(nlp: Language) -> None:
    lines = [f"Phase {at} (20{24 + at}-20{26 + at})  .........  $ {at}4.2 million" for at in (1, 2, 3)]
    text = "\n".join(["FUNDING", "", *lines, "", "The fund pays for it."])
    said = statements(nlp, "a.txt", text)
    assert [row.indicator for row in said] == [
        "Phase 1 (2025-2027)",
        "Phase 2 (2026-2028)",
        "Phase 3 (2027-2029)",
    ]


def test_the_first_year_of_a_table_is_of_facts_where_the_text_reports_on_it(nlp: Language) -> None:
    table = "| Indicator | 2024 | 2029 |\n|---|---|---|\n| Homes with fibre | 46% | 95% |\n"
    text = f"# Broadband plan\n\nFibre reached 46% of homes at the end of 2024.\n\n## Objectives\n\n{table}"
    said = statements(nlp, "a.md", text)
    assert [row.status for row in said] == ["actual", "actual", "target"]


def test_a_column_of_sums_is_of_the_unit_and_status_of_the_columns_it_sums(nlp: Language) -> None:
    text = "# Costs\n\n| USD million | 2031 | 2032 | Total |\n|---|---|---|---|\n| Quays | 4 | 5 | 9 |\n"
    said = statements(nlp, "a.md", text)
    assert [(row.status, row.unit, row.value_min) for row in said] == [
        ("target", "USD", value) for value in (4e6, 5e6, 9e6)
    ]


def test_a_word_that_begins_like_a_currency_names_none(nlp: Language) -> None:
    table = "Objective | Indicator | Unit | 2030", "B. Re-use | Plants with a third stage | number | 60"
    assert rows(nlp, *table) == [("Plants with a third stage", 60, "count", "2030")]


@pytest.mark.parametrize(
    ("caption", "name", "unit"),
    [
        ("Table 2. Planned spending (EUR million)", "Networks, Planned spending", "EUR"),
        ("Table 3. Homes to be built by district", "Networks, Homes to be built", "count"),
        ("Table 6. Number of homes by district", "Networks, Number of homes", "count"),
        ("Table 4. Targets by district", "Networks", "count"),
        ("Table 5. How far we have come", "Networks", "count"),
    ],
)
def test_a_caption_says_what_rows_with_a_short_name_are_of(caption: str, name: str, unit: str, nlp: Language) -> None:
    text = f"# Harbours\n\n{caption}\n\n| Programme | 2030 | 2035 |\n|---|---|---|\n| Networks | 8 | 9 |\n"
    said = statements(nlp, "harbours.md", text)
    assert [(row.indicator, row.unit) for row in said] == [(name, unit)] * 2


def test_values_in_brackets_have_the_date_in_brackets(nlp: Language) -> None:
    table = "Source | CY 2013 (CY 2005) | 2030", "Ships | 40 (50) | 30", "Cars | 20 | 10"
    assert [(value, date) for _, value, _, date in rows(nlp, *table)] == [
        (40, "2013"),
        (50, "2005"),
        (30, "2030"),
        (20, "2013"),
        (10, "2030"),
    ]


@pytest.mark.parametrize("head", ["Value 2018", "Value (2018)", "Level 2018", "2018"])
def test_a_column_of_values_of_a_year_looks_back_where_another_is_of_targets(head: str, nlp: Language) -> None:
    assert rows(nlp, f"Indicator | {head} | Target 2030 1)", "Share of clean boats | 3% | 50%") == [
        ("Share of clean boats", 3, "%", "2018"),
        ("Share of clean boats", 50, "%", "2030"),
    ]


def test_a_sentence_in_a_cell_is_due_when_its_column_is(nlp: Language) -> None:
    table = "| Field | 2020 | 2035 |\n|---|---|---|\n| Fleet | 3% of vans are clean. | 50% of vans are clean. |\n"
    text = f"# Goals\n\n{table}"
    said = statements(nlp, "a.md", text)
    assert [(row.status, row.target_date) for row in said] == [("actual", None), ("target", "2035")]


def test_a_noun_with_a_year_heads_a_column_of_that_year(nlp: Language) -> None:
    table = "Region | Population 2018 | Population 2030 | Budget 2030", "North | 20,000 | 45,000 | 3"
    assert rows(nlp, *table) == [
        ("North, Population", 20e3, "count", "2018"),
        ("North, Population", 45e3, "count", "2030"),
        ("North", 3, "count", "2030"),
    ]


@pytest.mark.parametrize(
    ("label", "indicator", "name", "value", "unit"),
    [
        ("Catch", "Share of certified boats among all boats of the fleet (%)", "Catch, Share of certified", 30, "%"),
        ("1. Catch", "1.1 Landings of cod in northern ports (1,000 t)", "Catch, Landings of cod", 30e3, "t"),
        ("Safety", "Boats with more than 5 t under yearly inspection (%)", "Safety, Boats with more", 30, "%"),
        ("Safety", "Accidents per 1,000 days at sea", "Safety, Accidents per 1,000", 30, "count"),
        ("SDG 14.4", "Share of fish stocks within safe limits (%)", "Share of fish stocks", 30, "%"),
        ("H1.2", "Length of new quays in all northern ports (km)", "Length of new quays", 30, "km"),
    ],
)
def test_a_column_of_indicators_names_rows_however_long_behind_a_label_or_code(
    label: str, indicator: str, name: str, value: float, unit: str, nlp: Language
) -> None:
    said = rows(nlp, "Aim | Indicator | 2018 | 2030", f"{label} | {indicator} | 40 | 30")
    assert [(row[1], row[2], row[3]) for row in said] == [(value / 30 * 40, unit, "2018"), (value, unit, "2030")]
    assert all((row[0] or "").startswith(name) for row in said), said


def test_a_gas_is_the_code_of_no_row(nlp: Language) -> None:
    said = rows(nlp, "Gas | Sector | 2018 (Mt) | 2030 (Mt)", "SF6 | Ports | 40 | 30")
    assert [row[0] for row in said] == ["SF6, Ports", "SF6, Ports"]


def test_what_reads_as_an_order_names_a_row_beside_who_carries_it_out(nlp: Language) -> None:
    said = rows(
        nlp,
        "Measure | Lead | Budget (EUR million) | Deadline",
        "Heat networks in ports | Ministry of Energy | 30 | 2030",
        "New quays | Ministry of Transport | 20 | 2031",
    )
    assert (said[0][0] or "").startswith("Heat networks in ports"), said


def test_the_last_row_of_a_table_may_give_its_unit(nlp: Language) -> None:
    found = rows(nlp, "Sector | Scope 1 | Scope 2", "Ports | 4,482 | 1,937", "Base year: 2019 Unit: tCO2e/year | |")
    assert [(value, unit) for _, value, unit, _ in found] == [(4482, "tCO2e/year"), (1937, "tCO2e/year")]


def test_codes_with_a_dot_name_no_row_and_are_no_values(nlp: Language) -> None:
    found = rows(nlp, "Vote | Title | 2031", "B. 1 | Parliament of the islands | 58", "B. 12 | Courts | 12")
    assert [(name, value) for name, value, _, _ in found] == [("Parliament of the islands", 58), ("Courts", 12)]


def test_the_year_of_completion_dates_the_rows_of_a_table(nlp: Language) -> None:
    found = rows(
        nlp, "Corridor | Length (km) | Target Year of Completion", "North | 109 | FY 30-31", "South | 262 | 2033"
    )
    assert [(value, date) for _, value, _, date in found] == [(109, "2030/2031"), (262, "2033")]


def test_years_of_a_project_are_on_the_way_and_parts_of_a_row_say_of_what(nlp: Language) -> None:
    said = statements(
        nlp,
        "frame.md",
        "| Indicator | Unit | Baseline | Year 3 | End target (2031) |\n|---|---|---|---|---|\n"
        "| Divers trained | Number | 0 | 150 | 320 |\n| of which female | % | 10 | 30 | 50 |\n",
    )
    assert [(row.status, row.indicator, row.value_min) for row in said] == [
        ("actual", "Divers trained", 0),
        ("target", "Divers trained", 150),
        ("target", "Divers trained", 320),
        ("actual", "Divers trained, of which female", 10),
        ("target", "Divers trained, of which female", 30),
        ("target", "Divers trained, of which female", 50),
    ]


def test_years_beside_a_column_of_targets_are_reported_and_times_lost_are_no_multiples(nlp: Language) -> None:
    said = statements(
        nlp,
        "kpis.md",
        "| KPI | 2022 | 2024 | Target 2030 |\n|---|---|---|---|\n"
        "| Lost-time cases (per million hours) | 2.1 | 1.6 | <1 |\n",
    )
    assert [(row.status, row.unit, row.target_date or row.as_of) for row in said] == [
        ("actual", "count", "2022"),
        ("actual", "count", "2024"),
        ("target", "count", "2030"),
    ]


def test_a_column_of_a_budget_to_come_is_set(nlp: Language) -> None:
    said = statements(
        nlp, "b.md", "| Head | 2025 Revised | 2026 Budget |\n|---|---|---|\n| Grants (USD million) | 310 | 280 |\n"
    )
    assert [(row.status, row.target_date or row.as_of) for row in said] == [("actual", "2025"), ("target", "2026")]


def test_running_numbers_before_labels_are_none_of_their_values(nlp: Language) -> None:
    table = "| Months | Cost (M€)", "1 Tide mill | 45 | 3", "2 Green piers | 24 | 1.5", "3 Salt barns | 36 | 2"
    assert rows(nlp, *table) == [
        ("Tide mill, duration", 45, "month", None),
        ("Tide mill, Cost", 3e6, "EUR", None),
        ("Green piers, duration", 24, "month", None),
        ("Green piers, Cost", 1.5e6, "EUR", None),
        ("Salt barns, duration", 36, "month", None),
        ("Salt barns, Cost", 2e6, "EUR", None),
    ]


def test_counts_in_a_first_column_are_values(nlp: Language) -> None:
    table = "Schools | Place", "12 schools | Ostland", "4 schools | Westland", "9 schools | Northland"
    assert [value for _, value, _, _ in rows(nlp, *table)] == [12, 4, 9]


@pytest.mark.parametrize(
    ("label", "head", "name"),
    [
        ("No. of piers mended", "Cumulative progress (up to December 2025)", "piers mended"),
        ("Number of boats (in lakh)", "2030", "boats"),
        ("Nets", "Medium-term targets", "Nets"),
    ],
)
def test_names_of_cells_leave_out_that_they_count(label: str, head: str, name: str, nlp: Language) -> None:
    assert [row[0] for row in rows(nlp, f"Indicator | {head}", f"{label} | 40", "Salt barns | 7")] == [
        name,
        "Salt barns",
    ]


def test_a_label_that_says_what_is_measured_needs_no_group(nlp: Language) -> None:
    table = (
        "Aim | Indicator | 2030",
        "Safer piers | Share of piers with a rail (%) | 40",
        " | Share of piers with a lamp (%) | 60",
    )
    assert [row[0] for row in rows(nlp, *table)] == ["Share of piers with a rail", "Share of piers with a lamp"]


def test_a_header_that_says_nothing_leaves_the_name_to_the_heading(nlp: Language) -> None:
    text = "### Debt to equity (times)\n\n| Year | Ratio |\n|---|---|\n| 2022 | 1.04 |\n| 2023 | 1.25 |\n"
    assert [row.indicator for row in statements(nlp, "a.md", text)] == ["Debt to equity"] * 2
