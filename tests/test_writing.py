"""Files for machines: cells, Parquet, whole files or none."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyledger.records import DOCUMENTS, MENTIONS, STATEMENTS, TARGETS, Column, arrow_schema
from policyledger.writing import (
    TableWriter,
    cell,
    cells,
    csv_cells,
    csv_line,
    harmless,
    plain_number,
    replacing,
    write_text,
)

TEXT = Column("text", "string", "A text.")


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("x")', "＝1"]
)
def test_writing_takes_the_sting_out_of_formulas(text: str) -> None:
    assert cell(TEXT, text) == "'" + text


@pytest.mark.parametrize("text", ["-5", "+3.2", "-1,234.5", "-5%", "a=b", "5-7", "'quoted", "", "1 = 1"])
def test_writing_leaves_harmless_text_and_numbers_alone(text: str) -> None:
    assert harmless(text) == text


def test_writing_leaves_our_own_words_alone() -> None:
    assert cell(STATEMENTS.column("comparator"), "=") == "="
    assert cell(STATEMENTS.column("value_min"), -5.0) == "-5"


@pytest.mark.parametrize(
    ("value", "text"),
    [(1e10, "10000000000"), (0.1, "0.1"), (-3.0, "-3"), (1e22, "1e+22"), (33.333333333333336, "33.333333333333336")],
)
def test_writing_writes_numbers_exactly_and_plainly(value: float, text: str) -> None:
    assert plain_number(value) == text
    assert float(text) == value


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_writing_numbers_read_back(value: float) -> None:
    assert float(plain_number(value)) == value


@given(st.lists(st.text(), min_size=1, max_size=3))
def test_writing_cells_survive_csv(values: list[str]) -> None:
    line = csv_line(("1", *(cell(TEXT, value) for value in values)))
    read = next(csv.reader(io.StringIO(line, newline="")))
    assert [text.removeprefix("'") for text in read[1:]] == [value.removeprefix("'") for value in values]


@given(st.lists(st.none() | st.text(st.sampled_from('=+-@\t\r\n＝a1٣%,". ')) | st.text()))
def test_writing_columns_are_written_as_single_cells_are(values: list[str | None]) -> None:
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
def test_writing_columns_of_every_type_are_written_as_single_cells_are(name: str, values: list[object]) -> None:
    table = MENTIONS if name == "bbox" else STATEMENTS
    column = table.column(name)
    chunks = pa.chunked_array([pa.array(values, arrow_schema(table).field(name).type)])
    for part in (chunks, chunks.slice(1)):
        assert cells(column, part).to_pylist() == [cell(column, value) for value in part.to_pylist()]


@given(st.lists(st.none() | st.floats(allow_nan=False, allow_infinity=False)))
def test_writing_columns_of_numbers_are_written_as_single_cells_are(values: list[float | None]) -> None:
    column = STATEMENTS.column("value_min")
    assert cells(column, pa.array(values, pa.float64())).to_pylist() == [cell(column, value) for value in values]


def test_writing_parquet_does_not_depend_on_the_pieces_rows_come_in(tmp_path: Path) -> None:
    many = documents(150)
    texts = pa.array([f"{n} " * 9_000 for n in range(150)])  # more than one page of Parquet
    many = many.set_column(many.schema.get_field_index("text"), many.schema.field("text"), texts)
    for name, pieces in (("whole", [many]), ("cut", [many.slice(0, 7), many.slice(7)])):
        (tmp_path / name).mkdir()
        with TableWriter(DOCUMENTS, tmp_path / name, csv=False) as writer:
            for piece in pieces:
                writer.add(piece)
    whole, cut = (tmp_path / name / "documents.parquet" for name in ("whole", "cut"))
    assert whole.read_bytes() == cut.read_bytes()


def documents(count: int) -> pa.Table:
    row = {
        "status": "ok",
        "warnings": ["D1: a", "D2: b"],
        "n_mentions": 0,
        "n_statements": 0,
        "n_targets": 0,
        "text": "é",
    }
    return pa.Table.from_pylist(
        [row | {"doc_id": f"{n:04}", "path": f"{n}.txt"} for n in range(count)], schema=arrow_schema(DOCUMENTS)
    )


@pytest.mark.parametrize("sizes", [[450], [200, 250], [1] * 450, [449, 0, 1]])
def test_writing_does_not_depend_on_how_rows_arrive(tmp_path: Path, sizes: list[int]) -> None:
    rows = documents(450)
    for name, cuts in (("whole", [450]), ("cut", sizes)):
        (tmp_path / name).mkdir()
        with TableWriter(DOCUMENTS, tmp_path / name) as writer:
            start = 0
            for size in cuts:
                writer.add(rows.slice(start, size))
                start += size
    for file in ("documents.csv", "documents.parquet"):
        assert (tmp_path / "whole" / file).read_bytes() == (tmp_path / "cut" / file).read_bytes()
    assert pq.read_metadata(tmp_path / "cut" / "documents.parquet").num_row_groups == 3


def test_writing_keeps_the_schema_with_its_descriptions(tmp_path: Path) -> None:
    with TableWriter(DOCUMENTS, tmp_path) as writer:
        writer.add(documents(1))
    schema, wanted = pq.read_schema(tmp_path / "documents.parquet"), arrow_schema(DOCUMENTS)
    assert schema.equals(wanted)
    assert schema.metadata == wanted.metadata
    assert [field.metadata[b"description"] for field in schema] == [field.metadata[b"description"] for field in wanted]
    lines = (tmp_path / "documents.csv").read_text(encoding="utf-8").splitlines()
    assert "text" not in lines[0].split(",")
    assert "D1: a | D2: b" in lines[1]


def test_writing_writes_empty_tables(tmp_path: Path) -> None:
    with TableWriter(MENTIONS, tmp_path):
        pass
    assert pq.read_table(tmp_path / "mentions.parquet").num_rows == 0
    assert (tmp_path / "mentions.csv").read_text().count("\n") == 1


def test_writing_marks_only_the_table_for_people_as_utf8(tmp_path: Path) -> None:
    with TableWriter(TARGETS, tmp_path, parquet=False), TableWriter(MENTIONS, tmp_path):
        pass
    assert (tmp_path / "targets.csv").read_bytes().startswith(b"\xef\xbb\xbfdocument,industry,indicator,value,")
    assert (tmp_path / "mentions.csv").read_bytes().startswith(b"mention_id")


def test_writing_leaves_the_old_file_when_it_fails(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_text(path, "old")
    with pytest.raises(RuntimeError), replacing(path) as file:
        file.write(b"new")
        raise RuntimeError
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]
    assert path.read_text() == "old"


def test_writing_leaves_no_table_when_it_fails(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), TableWriter(DOCUMENTS, tmp_path) as writer:
        writer.add(documents(300))
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []
