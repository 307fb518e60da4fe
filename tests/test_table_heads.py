"""What the heads of a table give to its values: unit, scale, date and name, whichever head says it."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from policyledger.extracting import extract_document

Row = tuple[str | None, float | None, str, str | None]
"""Indicator, value, unit, and the date a value is due or was true."""


def rows(nlp: Language, *lines: str) -> list[Row]:
    rule = "---|" * (lines[0].count("|") + 1)
    text = "\n".join(["# Harbours", "", f"| {lines[0]} |", f"|{rule}", *(f"| {line} |" for line in lines[1:]), ""])
    said, _ = extract_document(nlp, Path("harbours.md"), "harbours.md", text.encode())
    return [(row.indicator, row.value_min, row.unit, row.target_date or row.as_of) for row in said.statements]


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


def test_a_unit_in_the_head_of_a_column_is_no_part_of_the_name(nlp: Language) -> None:
    table = "Gas | Emission targets for 2030 (million t-CO2eq.) | NOK million 2026", "Methane | 26 | 30"
    assert rows(nlp, *table) == [
        ("Methane, Emission targets", 26e6, "tCO2e", "2030"),
        ("Methane", 30e6, "NOK", "2026"),
    ]


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


def test_a_noun_with_a_year_heads_a_column_of_that_year(nlp: Language) -> None:
    table = "Region | Population 2018 | Population 2030 | Budget 2030", "North | 20,000 | 45,000 | 3"
    assert rows(nlp, *table) == [
        ("North, Population", 20e3, "count", "2018"),
        ("North, Population", 45e3, "count", "2030"),
        ("North", 3, "count", "2030"),
    ]
