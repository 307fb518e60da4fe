"""The text of CSV: exact, readable again, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyledger.cells import cell, cells, csv_cells, csv_line, harmless, plain_number
from policyledger.records import MENTIONS, STATEMENTS, Column, arrow_schema

TEXT = Column("text", "string", "A text.")


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("x")', "＝1"]
)
def test_cells_takes_the_sting_out_of_formulas(text: str) -> None:
    assert cell(TEXT, text) == "'" + text


@pytest.mark.parametrize("text", ["-5", "+3.2", "-1,234.5", "-5%", "a=b", "5-7", "'quoted", "", "1 = 1"])
def test_cells_leaves_harmless_text_and_numbers_alone(text: str) -> None:
    assert harmless(text) == text


def test_cells_leaves_our_own_words_alone() -> None:
    assert cell(STATEMENTS.column("comparator"), "=") == "="
    assert cell(STATEMENTS.column("value_min"), -5.0) == "-5"


@pytest.mark.parametrize(
    ("value", "text"),
    [(1e10, "10000000000"), (0.1, "0.1"), (-3.0, "-3"), (1e22, "1e+22"), (33.333333333333336, "33.333333333333336")],
)
def test_cells_writes_numbers_exactly_and_plainly(value: float, text: str) -> None:
    assert plain_number(value) == text
    assert float(text) == value


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_cells_numbers_read_back(value: float) -> None:
    assert float(plain_number(value)) == value


@given(st.lists(st.text(), min_size=1, max_size=3))
def test_cells_cells_survive_csv(values: list[str]) -> None:
    line = csv_line(("1", *(cell(TEXT, value) for value in values)))
    read = next(csv.reader(io.StringIO(line, newline="")))
    assert [text.removeprefix("'") for text in read[1:]] == [value.removeprefix("'") for value in values]


@given(st.lists(st.none() | st.text(st.sampled_from('=+-@\t\r\n＝a1٣%,". ')) | st.text()))
def test_cells_columns_are_written_as_single_cells_are(values: list[str | None]) -> None:
    column = pa.chunked_array([pa.array(values, pa.string()), pa.array(["=x"])])
    wanted = [cell(TEXT, value) for value in [*values, "=x"]]
    assert cells(TEXT, column).to_pylist() == wanted
    assert csv_cells(TEXT, column).to_pylist() == [csv_line([text])[:-1] for text in wanted]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("comparator", ["=", "<="]),
        ("approximate", [True, False]),
        ("value_min", [None, -5.0, 0.1, 1e22]),
        ("page", [None, 12]),
        ("bbox", [None, [72.0, 0.5, 1e-7, 1e12], [1.0, 2.0, 3.0, 4.25]]),
        ("target_end", [None, date(2030, 12, 31)]),
        ("rule_ids", [[], ["=A", "B"]]),
    ],
)
def test_cells_columns_of_every_type_are_written_as_single_cells_are(name: str, values: list[object]) -> None:
    table = MENTIONS if name == "bbox" else STATEMENTS
    column = table.column(name)
    chunks = pa.chunked_array([pa.array(values, arrow_schema(table).field(name).type)])
    for part in (chunks, chunks.slice(1)):
        assert cells(column, part).to_pylist() == [cell(column, value) for value in part.to_pylist()]


@given(st.lists(st.none() | st.floats(allow_nan=False, allow_infinity=False)))
def test_cells_columns_of_numbers_are_written_as_single_cells_are(values: list[float | None]) -> None:
    column = STATEMENTS.column("value_min")
    assert cells(column, pa.array(values, pa.float64())).to_pylist() == [cell(column, value) for value in values]
