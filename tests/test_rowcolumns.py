"""Columns that speak of their rows: deadlines, base years, dates of reporting."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

import layouts
from policyledger.extracting import extract_document
from policyledger.layout import to_doc
from policyledger.reading import read
from policyledger.rowcolumns import speaking_cells

LISTS = {
    "LEX-UNIT-COLUMN": {"unit"},
    "LEX-DEADLINE-COLUMN": {"deadline", "target year"},
    "LEX-YEAR-COLUMN": {"year"},
}
DATES = ("status", "value_min", "target_date", "baseline_date", "as_of")

GOALS = [
    ["Indicator", "Base year", "Baseline", "Target", "Deadline"],
    ["Installed solar capacity (MW)", "2018", "120", "450", "by 2030"],
    ["Recycling rate (%)", "2019", "22", "60", "end of 2028"],
]
AIMS = [
    ["Measure", "Aim", "Timeframe"],
    ["Building retrofits", "40,000 homes", "2025-2030"],
    ["Water losses", "The city will cut leakage by 20%.", "2032"],
    ["Public transport", "The city will buy 300 buses by 2027.", "2029"],
]
STATES = [
    ["Indicator", "Value", "Status as of", "Target", "Target year (latest)"],
    ["Forest cover (%)", "31", "2021", "35", "2030"],
    ["Sanitation coverage (%)", "82", "December 2020", "95", "2026"],
]
YEARS = [["Indicator", "Achieved", "Year"], ["Forest cover (%)", "31", "2019"], ["Landfills", "12", "2020"]]


class Cell:
    """A block's text, as a span has it."""

    def __init__(self, text: str) -> None:
        self.text = text


def spoken(*cells: tuple[str, int, int, bool, tuple[int, ...]]) -> list[tuple[str, str]]:
    """Cells (text, row, column, is_header, column_headers) → text and role of those that speak of their rows."""
    blocks: list[Any] = [Cell(text) for text, *_ in cells]
    facts = [
        {"cell": {"table": 0, "row": row, "column": column, "is_header": is_header, "column_headers": heads}}
        for _, row, column, is_header, heads in cells
    ]
    return [(blocks[index].text, role) for index, role in speaking_cells(blocks, facts, LISTS)]


@pytest.mark.parametrize("heading", ["Deadline", "DEADLINE:", "Deadline (year)", "Target  year*"])
def test_rowcolumns_know_a_column_by_its_heading_without_marks_and_brackets(heading: str) -> None:
    assert spoken((heading, 0, 1, True, ()), ("2030", 1, 1, False, (0,))) == [("2030", "deadline")]


def test_rowcolumns_read_a_heading_with_the_one_above_it() -> None:
    heads = [("Target", 0, 1, True, ()), ("Value", 1, 1, True, ()), ("Year", 1, 2, True, ())]
    values = [("450", 2, 1, False, (0, 1)), ("2030", 2, 2, False, (0, 2))]
    assert spoken(*heads, *values) == [("2030", "deadline")]


def test_rowcolumns_count_labels_beside_the_first_column_in() -> None:
    assert spoken(("Deadline", 0, 1, True, ()), ("end of 2028", 1, 1, True, ())) == [("end of 2028", "deadline")]


def test_rowcolumns_leave_the_first_column_and_other_headings_out() -> None:
    cells = [("Deadline", 0, 0, True, ()), ("2030", 1, 0, False, (0,))]
    assert spoken(*cells, ("Deadlines missed", 0, 1, True, ()), ("4", 1, 1, False, (2,))) == []


def dated(nlp: Language, name: str, data: bytes) -> list[tuple[Any, ...]]:
    rows, _ = extract_document(nlp, Path(name), name, data)
    return [tuple(getattr(row, column) for column in DATES) for row in rows.statements]


@pytest.mark.parametrize(
    ("name", "make"),
    [("t.html", layouts.table_html), ("t.docx", layouts.table_docx), ("t.md", layouts.table_markdown)],
)
@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            GOALS,
            [
                ("actual", 120, None, None, "2018"),
                ("target", 450, "2030", "2018", None),
                ("actual", 22, None, None, "2019"),
                ("target", 60, "2028-12", "2019", None),
            ],
        ),
        (
            AIMS,
            [
                ("target", 40000, "2025/2030", None, None),
                ("target", 20, "2032", None, None),
                ("target", 300, "2027", None, None),  # what a cell says itself goes before its row
            ],
        ),
        (
            STATES,
            [
                ("actual", 31, None, None, "2021"),
                ("target", 35, "2030", None, None),
                ("actual", 82, None, None, "2020-12"),
                ("target", 95, "2026", None, None),
            ],
        ),
        (YEARS, [("actual", 31, None, None, "2019"), ("actual", 12, None, None, "2020")]),
    ],
    ids=["goals", "aims", "states", "years"],
)
def test_statements_of_a_row_take_the_dates_of_its_columns(
    nlp: Language,
    name: str,
    make: Callable[[list[list[str]]], bytes],
    table: list[list[str]],
    expected: list[tuple[Any, ...]],
) -> None:
    assert dated(nlp, name, make(table)) == expected


def test_statements_of_a_row_take_the_dates_of_its_columns_in_a_pdf(nlp: Language) -> None:
    table = [["Indicator", "Base year", "Target", "Deadline"], *([r[0], r[1], r[3], r[4]] for r in GOALS[1:])]
    expected = [("target", 450, "2030", "2018", None), ("target", 60, "2028-12", "2019", None)]
    assert dated(nlp, "t.pdf", layouts.table_pdf(table)) == expected


def test_statements_of_rows_share_a_date_that_is_merged_over_them(nlp: Language) -> None:
    page = (
        "<table><tr><th>Sector</th><th>Planned (MW)</th><th>Due</th></tr><tr><td>Wind</td><td>400</td>"
        "<td rowspan=2>2030</td></tr><tr><td>Solar</td><td>900</td></tr><tr><td>Hydro</td><td>70</td><td>2035</td></tr>"
        "</table>"
    )
    dates = [row[1:3] for row in dated(nlp, "t.html", page.encode())]
    assert dates == [(400, "2030"), (900, "2030"), (70, "2035")]


def test_statements_take_no_date_from_a_cell_of_several(nlp: Language) -> None:
    table = [["Measure", "Aim", "Deadline"], ["Retrofits", "40 homes", "2025 (south), 2030 (north)"]]
    assert [row[2] for row in dated(nlp, "t.html", layouts.table_html(table))] == [None]


def test_statements_take_no_deadline_from_a_cell_of_another_row(nlp: Language) -> None:
    table = [
        ["Measure", "Aim", "Note"],
        ["Bus lanes", "none", "By 2035"],
        ["Trees", "The city will plant 60 trees.", ""],
    ]
    assert [row[1:3] for row in dated(nlp, "t.md", layouts.table_markdown(table))] == [(60, None)]


def test_rows_of_a_target_year_and_a_base_year_date_their_table(nlp: Language, tmp_path: Path) -> None:
    rows = [
        ("Base year", "2010"),
        ("Base year landings (kt)", "25.8"),
        ("Target year", "2035"),
        ("Landings cut (kt)", "16.9"),
        ("Total reduction with all measures", "22.7%"),
    ]
    path = tmp_path / "pledge.html"
    cells = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in rows)
    path.write_text(f"<html><body><h1>Pledge</h1><table>{cells}</table></body></html>")
    doc = nlp(to_doc(read(path), nlp))
    found = [(span.text, span._.statement) for span in doc.spans["statements"]]
    assert [
        (text, row["status"], row["change"], row["target_date"], row["baseline_date"], row["as_of"])
        for text, row in found
    ] == [
        ("25.8", "actual", "level", None, None, "2010"),
        ("16.9", "target", "decrease", "2035", None, None),
        ("22.7%", "target", "decrease", "2035", "2010", None),
    ]


@pytest.mark.parametrize(
    ("head", "status"), [("2030 targets", "actual"), ("Sum", "target")], ids=["beside-targets", "alone"]
)
def test_statements_take_a_heading_about_targets_for_all_columns_where_none_is_headed_so(
    nlp: Language, head: str, status: str
) -> None:
    table = [["Sector", head, "FY 2013"], ["Industry emissions (Mt)", "40", "55"], ["Port emissions (Mt)", "2", "6"]]
    data = layouts.table_markdown(table).replace(b"# Targets\n", b"# Measures behind the reduction target\n")
    found = {value: what for what, value, *_ in dated(nlp, "t.md", data)}
    assert (found[40], found[55], found[2], found[6]) == ("target", status, "target", status)


@pytest.mark.parametrize(
    ("head", "dates"),
    [
        ("Schools 2030", ("target", 40, "2030", None, None)),
        ("Actual 2022", ("actual", 40, None, None, "2022")),
        ("FY27", ("target", 40, "2027", None, None)),
        ("Mar-30", ("target", 40, "2030-03", None, None)),
        ("31/03/2030", ("target", 40, "2030-03-31", None, None)),
    ],
)
def test_rowcolumns_the_date_of_a_head_reaches_the_cells(
    nlp: Language, head: str, dates: tuple[str, float, str | None, str | None, str | None]
) -> None:
    table = [["District", head], ["North", "40"]]
    rows, _ = extract_document(nlp, Path("t.html"), "t.html", layouts.table_html(table))
    assert [tuple(getattr(row, name) for name in DATES) for row in rows.statements] == [dates]


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ([["Aim", "2025", "2030"], ["Solar (MW)", "500", "2000"], ["Jobs", "1950", "2050"]], [500, 2000, 1950, 2050]),
        ([["Plant", "Opened", "Capacity (MW)"], ["North", "1998", "450"], ["South", "2005", "2000"]], [450, 2000]),
        ([["Aim", "2025", "2030"], ["Target year", "2030", "2035"], ["Trees", "10", "2035"]], [10, 2035]),
        ([["Milestone", "Planned", "Revised"], ["Opening", "2025", "2027"], ["Cost (EUR)", "500", "600"]], [500, 600]),
        ([["Aim", "Target", "Year achieved"], ["Trees", "400", "2030"], ["Ponds", "30", "2028"]], [400, 30]),
    ],
)
def test_rowcolumns_a_figure_that_reads_as_a_year_is_told_by_its_column(
    nlp: Language, table: list[list[str]], values: list[float]
) -> None:
    rows, _ = extract_document(nlp, Path("t.html"), "t.html", layouts.table_html(table))
    assert [row.value_min for row in rows.statements] == values
