"""Labels of rows that say themselves what is to be done, and cells that say by when."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

import layouts
from policyledger.extracting import extract_document

CABLE = ("target", "cable", 90, "km", "2028")
NURSES = ("target", "nurses trained", 4000, "count", "2029")
SUMS = [("target", 60_000_000, "2028"), ("target", 7_000_000, "2029")]
FORMATS: list[tuple[str, Callable[[list[list[str]]], bytes]]] = [
    ("t.html", layouts.table_html),
    ("t.docx", layouts.table_docx),
    ("t.md", layouts.table_markdown),
    ("t.pdf", layouts.table_pdf),
]


def found(nlp: Language, name: str, data: bytes) -> list[Any]:
    rows, _ = extract_document(nlp, Path(name), name, data)
    return list(rows.statements)


def told(nlp: Language, table: list[list[str]], name: str = "t.html") -> list[tuple[Any, ...]]:
    make = dict(FORMATS)[name]
    rows = found(nlp, name, make(table))
    return [(row.status, row.indicator, row.value_min, row.unit, row.target_date) for row in rows]


@pytest.mark.parametrize("name", [name for name, _ in FORMATS])
@pytest.mark.parametrize("numbered", [False, True], ids=["bare", "numbered"])
def test_labels_that_order_something_are_due_by_their_row(nlp: Language, name: str, numbered: bool) -> None:
    table = [["Action", "Deadline"], ["Lay 90 km of cable", "2028"], ["Train 4,000 nurses", "2029"]]
    if numbered:
        table = [[number, *row] for number, row in zip(("No.", "1", "2"), table, strict=True)]
    assert told(nlp, table, name) == [CABLE, NURSES]


def test_labels_that_order_something_leave_the_other_cells_what_they_are(nlp: Language) -> None:
    table = [
        ["Action", "Deadline", "Responsible", "Budget (EUR million)"],
        ["Lay 90 km of cable", "2028", "City Works", "60"],
        ["Train 4,000 nurses", "2029", "Health Board", "7"],
    ]
    rows = told(nlp, table)
    assert [row for row in rows if row[3] != "EUR"] == [CABLE, NURSES]
    assert [(row[0], row[2], row[4]) for row in rows if row[3] == "EUR"] == SUMS
    assert told(nlp, [row[:3] for row in table]) == [CABLE, NURSES]


def test_labels_that_begin_with_an_amount_are_due_by_their_row(nlp: Language) -> None:
    rows = [["90 km of cable", "2028"], ["4,000 nurses trained", "2029"]]
    for heading in ("Target", "Measure"):
        assert told(nlp, [[heading, "Deadline"], *rows]) == [CABLE, NURSES]
    costs = [["Target", "Deadline", "Cost"], [*rows[0], "EUR 60 million"], [*rows[1], "EUR 7 million"]]
    assert [row for row in told(nlp, costs) if row[3] != "EUR"] == [CABLE, NURSES]


def test_labels_that_are_an_amount_of_few_words_are_due_by_their_row(nlp: Language) -> None:
    for heading in ("Target", "Measure"):
        rows = told(nlp, [[heading, "Deadline"], ["40 branches", "2028"], ["900 new nurses", "2029"]])
        assert rows == [
            ("target", "branches", 40, "count", "2028"),
            ("target", "new nurses", 900, "count", "2029"),
        ]


def test_labels_that_begin_with_an_amount_may_be_a_change(nlp: Language) -> None:
    table = [["Target", "Deadline"], ["Cut leaks by 15 %", "2028"], ["30,000 new homes", "2029"]]
    expected = [("target", "leaks", 15, "%", "2028"), ("target", "new homes", 30000, "count", "2029")]
    assert told(nlp, table) == expected


@pytest.mark.parametrize(
    "label",
    [
        "Goal 1: Health",
        "Households with 3 or more",
        "2030 target",
        "Under 5 years",
        "Report 3",
        "Phase 2",
        "40 %",
        "Total (000 ha)",
        "Cost per 100 km",
    ],
)
def test_labels_that_name_their_row_are_no_statements(nlp: Language, label: str) -> None:
    assert told(nlp, [["Item", "Deadline", "Lead"], [label, "2028", "City Works"], ["Other", "2029", "Board"]]) == []
    figures = told(nlp, [["Item", "2020", "2030"], [label, "12 %", "9 %"], ["Other", "7 %", "3 %"]])
    assert [row[2] for row in figures] == [12, 9, 7, 3]


def test_labels_that_begin_with_an_amount_name_rows_of_values(nlp: Language) -> None:
    table = [
        ["Group", "Share", "Deadline"],
        ["2 or more cars per home", "9 %", "2030"],
        ["4 rooms in each home", "3 %", "2030"],
    ]
    assert [row[2] for row in told(nlp, table)] == [9, 3]


@pytest.mark.parametrize("heading", ["Funding", "Value", "Note"])
def test_cells_that_say_by_when_are_targets_whatever_their_column_is_called(nlp: Language, heading: str) -> None:
    table = [["Item", heading], ["Dykes", "EUR 210 million by 2031"], ["Bridges", "60 by 2030"]]
    rows = told(nlp, table)
    assert [(row[0], row[2], row[4]) for row in rows] == [("target", 210_000_000, "2031"), ("target", 60, "2030")]


def test_cells_that_say_by_when_say_it_of_the_value_beside(nlp: Language) -> None:
    rows = told(nlp, [["Item", "Value"], ["Pumps", "30 (60 by 2030)"], ["Wells", "400 (2021: 300)"]])
    dates = [("actual", 30, None), ("target", 60, "2030"), ("actual", 400, None), ("actual", 300, None)]
    assert [(row[0], row[2], row[4]) for row in rows] == dates


def test_facts_of_a_list_that_say_by_when_are_targets(nlp: Language) -> None:
    page = b"<h1>Plan</h1><dl><dt>Budget</dt><dd>EUR 210 million by 2028</dd><dt>Zones</dt><dd>60 by 2030</dd></dl>"
    rows = found(nlp, "t.html", page)
    assert [(row.status, row.indicator, row.target_date) for row in rows] == [
        ("target", "Budget", "2028"),
        ("target", "Zones", "2030"),
    ]


def test_deadlines_may_name_the_year_they_are_measured_against(nlp: Language) -> None:
    table = [["Item", "Target value", "Deadline"], ["Burglaries", "-35 %", "2031 (vs. 2020)"], ["Buses", "500", "2027"]]
    rows = found(nlp, "t.html", layouts.table_html(table))
    assert [(row.status, row.target_date, row.baseline_date) for row in rows] == [
        ("target", "2031", "2020"),
        ("target", "2027", None),
    ]


@pytest.mark.parametrize("name", [name for name, _ in FORMATS])
def test_who_is_responsible_for_a_row_acts_in_it(nlp: Language, name: str) -> None:
    table = [
        ["Action", "Lead agency", "Deadline"],
        ["Lay 90 km of cable", "MoT, NaCCA", "2028"],
        ["Train 4,000 nurses", "the Port Board", "2029"],
        ["Cut losses to 5 %", "All", "2030"],
    ]
    rows, _ = extract_document(nlp, Path(name), name, dict(FORMATS)[name](table))
    assert [row.organisation for row in rows.statements] == ["MoT", "Port Board", None]
    bodies = [mention.text for mention in rows.mentions if mention.kind == "organisation"]
    assert bodies == ["MoT", "NaCCA", "Port Board"]


def test_who_is_responsible_may_stand_in_a_row_of_their_own(nlp: Language) -> None:
    table = [
        ["Field", "Detail"],
        ["Responsible parties", "12-member Kelp Council; IL EPA; PortGov/NaCCA; All"],
        ["Core commitments", "NOAX to lay 90 km of cable by 2028"],
    ]
    rows, _ = extract_document(nlp, Path("t.html"), "t.html", layouts.table_html(table))
    bodies = [mention.text for mention in rows.mentions if mention.kind == "organisation"]
    assert bodies == ["Kelp Council", "IL EPA", "PortGov", "NaCCA"]


@pytest.mark.parametrize("name", ["t.html", "t.docx", "t.md"])  # wider than the columns that `table_pdf` draws
def test_indicators_beside_the_objectives_of_a_results_framework_name_its_rows(nlp: Language, name: str) -> None:
    table = [
        ["Objective", "Indicator", "Baseline (2012)", "Mid Term (2015)", "Target (2037)"],
        ["Improve health at sea", "Deaths of sailors per 1,000 crew members", "31", "25", "15"],
        ["", "% of pilots and of all other crew screened once a year", "50", "70", "75"],
        [
            "",
            "Crew members of all ages who live in one of the towns named above and were seen by a nurse of their own"
            " port in the year before (Percentage)",
            "12",
            "20",
            "40",
        ],
        ["Responsiveness", "Client satisfaction index", "65", "78", "85"],
    ]
    rows = found(nlp, name, dict(FORMATS)[name](table))
    assert [(row.status, row.target_date or row.as_of) for row in rows] == [
        ("actual", "2012"),
        ("target", "2015"),
        ("target", "2037"),
    ] * 4
    assert [(row.indicator, row.unit) for row in rows[::3]] == [
        ("Deaths of sailors per 1,000 crew members", "count"),
        ("% of pilots and of all other crew screened once a year", "%"),
        (
            "Crew members of all ages who live in one of the towns named above and were seen by a nurse of their own"
            " port in the year before",
            "%",
        ),
        ("Responsiveness, Client satisfaction index", "count"),
    ]


def test_the_heading_over_labels_that_are_aims_dates_them_and_what_they_name_names_their_row(nlp: Language) -> None:
    table = [
        ["Target (all by 2030 with a 2019 baseline)", "2023 progress"],
        ["25% reduction in bycatch", "7% increase in bycatch"],
        ["50% reduction in fuel use of our own boats (scope 1 and 2)", "12%, with categories 1, 10 and 12"],
    ]
    rows = found(nlp, "t.html", layouts.table_html(table))
    assert [(row.status, row.indicator, row.value_min, row.target_date, row.baseline_date) for row in rows] == [
        ("target", "bycatch", 25, "2030", "2019"),
        ("actual", "bycatch", 7, None, None),
        ("target", "fuel use of our own boats (scope 1 and 2)", 50, "2030", "2019"),
        ("actual", "fuel use of our own boats (scope 1 and 2)", 12, None, None),
    ]
