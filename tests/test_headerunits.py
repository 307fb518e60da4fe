"""The units that headers and captions name, and the words in them that are none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

import layouts
from policyledger.extracting import extract_document
from policyledger.headerunits import unit_in
from policyledger.quantitywords import QuantityLexicon
from policyledger.tokens import Tokens


@pytest.fixture(scope="module")
def lexicon(nlp: Language) -> QuantityLexicon:
    component: Any = nlp.get_pipe("quantities")
    return component.lexicon  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def unit_of(lexicon: QuantityLexicon, tokens_of: Callable[[str], Tokens]) -> Callable[[str], tuple[str, float] | None]:
    def found(header: str) -> tuple[str, float] | None:
        tokens = tokens_of(header)
        unit = unit_in(tokens, 0, len(tokens.words), lexicon)
        return (unit.symbol, unit.factor) if unit is not None else None

    return found


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Meters", ("m", 1)),
        ("Life of hulls (years)", ("year", 1)),
        ("Children ages 9-11 months weighed (Percentage)", ("%", 1)),
        ("Plan of 5 years", None),
        ("Death rate (per 1,000 sailors)", ("/1000", 1)),
        ("Deaths per 1,000 sailors", ("count", 1)),
        ("Pipe length (meters)", ("m", 1)),
        ("Pipe length, meters", ("m", 1)),
        ("Pipe length in meters", ("m", 1)),
        ("Pipe length [thousand meters]", ("m", 1e3)),
        ("Meters of pipe", ("m", 1)),
        ("Litres per person per day", ("L/person/day", 1)),
        ("Value: million t-CO2", ("tCO2", 1e6)),
        ("Freight tonnes", ("t", 1)),
        ("Energy intensity (toe/million USD)", ("toe/1000000USD", 1)),
        ("Energy intensity (toe/MUSD)", ("toe/1000000USD", 1)),
        ("kgoe per 1,000 USD", ("kgoe/1000USD", 1)),
        ("Fuel use, L/100 km", ("L/100km", 1)),
        ("Costs / 1,000 EUR", ("EUR", 1e3)),
        ("l/100km", ("L/100km", 1)),
        ("Fleet average (kg CO2/km)", ("kgCO2/km", 1)),
        ("Mt CO2e", ("MtCO2e", 1)),
        ("Freight (billion t-km)", ("t-km", 1e9)),
        ("Tonnes recycled", ("t", 1)),
        ("Number of hectares restored", ("ha", 1)),
        ("Thousands of tonnes", ("t", 1e3)),
        ("Table 2: Landings (million m³)", ("m3", 1e6)),
        ("Table 2: Fees (millions of euros)", ("EUR", 1e6)),
        ("'000 hectares", ("ha", 1e3)),
        ("Investment USD million", ("USD", 1e6)),
        ("Generation GWh 2030", ("GWh", 1)),
        ("Generation 2030 GWh", ("GWh", 1)),
        ("Percentage of households", ("%", 1)),
        ("Households with meters (%)", ("%", 1)),
        ("Households with meters (thousand)", ("count", 1e3)),
        ("(g)", ("g", 1)),
        ("Times", ("x", 1)),
    ],
)
def test_headerunits_of_words_that_stand_as_units(
    unit_of: Callable[[str], tuple[str, float] | None], header: str, unit: tuple[str, float]
) -> None:
    assert unit_of(header) == unit


@pytest.mark.parametrize(
    "header",
    [
        "Households with meters",
        "Smart meters",
        "Meters installed",
        "Pipes, meters and valves",
        "Gold bar",
        "University degrees awarded",
        "Switch to Euro-5 standard fuel",
        "Euro area growth",
        "Firms paid with euros",
        "Time",
        "Time frame",
        "(g) Forests",
        "Ships/1,000 USD",
        "10% duty on tea",
    ],
)
def test_headerunits_take_no_part_of_a_name_for_a_unit(
    unit_of: Callable[[str], tuple[str, float] | None], header: str
) -> None:
    assert unit_of(header) is None


def test_headerunits_homonyms_are_units(lexicon: QuantityLexicon, tokens_of: Callable[[str], Tokens]) -> None:
    words = lexicon.lists["LEX-UNIT-HOMONYM"]
    assert not {word for word in words if lexicon.units.match(tokens_of(word), 0, 1, denominator=True) is None}


def units(nlp: Language, name: str, data: bytes) -> list[tuple[float | None, str | None]]:
    rows, _ = extract_document(nlp, Path(name), name, data)
    return [(row.value_min, row.unit) for row in rows.statements]


@pytest.mark.parametrize(
    ("head", "row", "wanted"),
    [
        (["Aim", "Unit", "2030"], ["Use of fuel", "L/100 km", "5"], (5, "L/100km", None)),
        (["Aim", "Unit", "2030"], ["Price of power", "USD/kWh", "0.1"], (0.1, "USD", "kwh")),
        (["Aim", "2030", "Unit"], ["Price of power", "0.1", "USD/kWh"], (0.1, "USD", "kwh")),
        (["Aim", "2030 (EUR/t CO2)"], ["Price of carbon", "90"], (90, "EUR", "tonne")),
        (["Aim", "EUR per pupil, 2030"], ["Spending on schools", "900"], (900, "EUR", "pupil")),
        (["Aim", "Roads/bridges, EUR, 2030"], ["Spending", "900"], (900, "EUR", None)),
    ],
)
def test_headerunits_reach_the_cells_with_what_they_are_divided_by(
    nlp: Language, head: list[str], row: list[str], wanted: tuple[float, str, str | None]
) -> None:
    rows, _ = extract_document(nlp, Path("t.html"), "t.html", layouts.table_html([head, row]))
    assert [(each.value_min, each.unit, each.per) for each in rows.statements] == [wanted]


METERED = [
    ["Area", "Households with meters", "Pipes (meters)", "2030"],
    ["North", "1,200", "800", "40"],
    ["South", "300", "90", "50"],
]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("t.html", layouts.table_html(METERED)),
        ("t.docx", layouts.table_docx(METERED)),
        ("t.pdf", layouts.table_pdf(METERED)),
    ],
    ids=["html", "docx", "pdf"],
)
def test_headerunits_reach_the_cells_below_where_they_stand_as_units(nlp: Language, name: str, data: bytes) -> None:
    north = [(1200, "count"), (800, "m"), (40, "count")]
    assert units(nlp, name, data) == [*north, (300, "count"), (90, "m"), (50, "count")]


def test_headerunits_take_the_letter_that_numbers_a_row_for_no_unit(nlp: Language) -> None:
    table = [["", "Aim", "2030"], ["(g)", "Trees planted", "400"], ["(m)", "Ponds dug", "30"]]
    assert units(nlp, "t.html", layouts.table_html(table)) == [(400, "count"), (30, "count")]


def test_headerunits_of_a_caption_reach_the_cells_and_are_no_value_themselves(nlp: Language) -> None:
    page = (
        b"<table><caption>Table 2: Fees (millions of euros)</caption><tr><th>Port</th><th>2020</th><th>2030</th></tr>"
        b"<tr><td>Cork</td><td>5</td><td>9</td></tr><tr><td>Skye</td><td>4</td><td>8</td></tr></table>"
    )
    rows, _ = extract_document(nlp, Path("a.html"), "a.html", page)
    assert [(row.value_min, row.unit) for row in rows.statements] == [(value, "EUR") for value in (5e6, 9e6, 4e6, 8e6)]


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("('000)", ("count", 1e3)),
        ("Population (000s)", ("count", 1e3)),
        ("Employment, '000s", ("count", 1e3)),
        ("('000 t)", ("t", 1e3)),
        ("RM’000", ("MYR", 1e3)),
        ("£000", ("GBP", 1e3)),
        ("Revenue (US$ '000)", ("USD", 1e3)),
        ("Grants, NOK 1000", ("NOK", 1e3)),
        ("10 000 t", ("t", 1e4)),
        ("Output (100 million yuan)", ("CNY", 1e8)),
        ("RMB 100 million", ("CNY", 1e8)),
        ("Homes (x 1,000)", ("count", 1e3)),
        ("Loans above EUR 10,000 a year", ("EUR", 1)),
        ("Births per '000 women", None),
        ("Model 000", None),
    ],
)
def test_headerunits_scales_written_in_figures(
    unit_of: Callable[[str], tuple[str, float] | None], header: str, unit: tuple[str, float] | None
) -> None:
    assert unit_of(header) == unit


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        ([["Area", "2020", "2030"], ["", "(RM'000)", "(RM'000)"], ["North", "40", "60"]], [(4e4, "MYR"), (6e4, "MYR")]),
        ([["Area", "Jobs (000)", "Homes ('000s)"], ["North", "40", "60"]], [(4e4, "count"), (6e4, "count")]),
    ],
)
def test_headerunits_scales_in_figures_are_no_values_and_reach_the_cells(
    nlp: Language, table: list[list[str]], wanted: list[tuple[float, str]]
) -> None:
    assert units(nlp, "t.html", layouts.table_html(table)) == wanted
    lines = "\n".join("".join(f"{cell:<20}" for cell in row).rstrip() for row in [*table, table[-1]])
    assert units(nlp, "t.txt", f"Plan of the port\n\n{lines}\n".encode()) == wanted * 2
