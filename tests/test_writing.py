"""Files for machines: CSV and Parquet, whole tables or none."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from policyledger.records import DOCUMENTS, MENTIONS, TARGETS, arrow_schema
from policyledger.writing import TableWriter


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


def test_writing_leaves_no_table_when_it_fails(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), TableWriter(DOCUMENTS, tmp_path) as writer:
        writer.add(documents(300))
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []
