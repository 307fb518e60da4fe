"""Every way a run folder can break the contract is found."""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from frictionless import Package, system

from helpers import write_documents
from policyledger.assembling import targets
from policyledger.errors import PolicyledgerError
from policyledger.packaging import datapackage
from policyledger.records import TABLES, arrow_schema
from policyledger.running import Options, run
from policyledger.tables import read_table
from policyledger.validating import MOST, WRITTEN, validate
from policyledger.writing import CsvFile


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("validate")
    run([str(write_documents(place / "in", 9))], place / "out", Options(workers=0))
    return place / "out"


@pytest.fixture
def out(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "out"))


def retell(out: Path, name: str, change: Callable[[list[dict]], object]) -> None:
    """Changes the rows of a table everywhere: Parquet, CSV, targets, datapackage.json, run.json."""
    tables = {each: read_table(out, each) for each in WRITTEN}
    rows = tables[name].to_pylist()
    change(rows)
    schema = pa.schema([field.with_nullable(True) for field in arrow_schema(TABLES[name])])
    tables[name] = pa.Table.from_pylist(rows, schema=schema.with_metadata(arrow_schema(TABLES[name]).metadata))
    with suppress(AttributeError, KeyError, OverflowError, TypeError):  # of some lies no target can be made
        tables["targets"] = targets(tables)
    for each, table in tables.items():
        if each != "targets":
            pq.write_table(table, out / f"{each}.parquet")
        file = CsvFile(TABLES[each], out / f"{each}.csv")
        file.write(table)
        file.close(keep=True)
    (out / "datapackage.json").write_text(json.dumps(datapackage(out)))
    manifest = json.loads((out / "run.json").read_text())
    manifest["counts"].update({each: table.num_rows for each, table in tables.items()})
    (out / "run.json").write_text(json.dumps(manifest))


def first(**changes: object) -> Callable[[list[dict]], object]:
    return lambda rows: rows[0].update(changes)


def first_of(kind: str, **changes: object) -> Callable[[list[dict]], object]:
    return lambda rows: next(row for row in rows if row["kind"] == kind).update(changes)


def test_validating_finds_nothing_in_what_is_retold_truly(out: Path) -> None:
    retell(out, "statements", first())
    assert validate(out) == []


LIES = [
    ("statements", "words", first(status="promise")),
    ("statements", "words", first(change="sideways")),
    ("statements", "words", first(comparator="!=")),
    ("statements", "words", first(unit_kind="weather")),
    ("statements", "key", lambda rows: rows[1].update(statement_id=rows[0]["statement_id"])),
    ("statements", "id", first(statement_id="0" * 16)),
    ("statements", "reference", first(doc_id="0" * 16)),
    ("statements", "text", first(text="else")),
    ("statements", "text", first(sentence="Another sentence, with 11 percent in it.")),
    ("statements", "text", first(start_char=0)),
    ("statements", "place", first(end_char=0)),
    ("statements", "place", first(source_start=None)),
    ("statements", "place", first(source_end=-1)),
    ("statements", "place", first(page=2)),
    ("statements", "required", first(sentence=None)),
    ("statements", "required", first(approximate=None)),
    ("statements", "empty", first(indicator="")),
    ("statements", "date", first(target_date="soon")),
    ("statements", "date", first(target_date="2050")),
    ("statements", "date", first(target_date=None)),
    ("statements", "date", first(target_end=date(2010, 1, 1))),
    ("statements", "date", first(target_start=None)),
    ("statements", "date", first(baseline_date="yesteryear")),
    ("statements", "date", first(as_of="2019-13")),
    ("statements", "value", first(value_min=1e9)),
    ("statements", "value", first(value_min=None, value_max=None)),
    ("statements", "value", first(value_max=math.inf)),
    ("statements", "value", first(comparator=">=")),
    ("statements", "unit", first(unit="percent")),
    ("statements", "unit", first(unit_kind="money")),
    ("statements", "unit", first(counted="school")),
    ("statements", "named", first(industry=None)),
    ("statements", "order", lambda rows: rows.reverse()),
    ("statements", "count", lambda rows: rows.pop()),
    ("mentions", "words", first(kind="colour")),
    ("mentions", "words", first_of("date", role="excuse")),
    ("mentions", "words", first_of("quantity", type="weather")),
    ("mentions", "key", lambda rows: rows[1].update(mention_id=rows[0]["mention_id"])),
    ("mentions", "id", first(mention_id="0" * 16)),
    ("mentions", "reference", first(doc_id="0" * 16)),
    ("mentions", "required", first(canonical=None)),
    ("mentions", "date", first_of("date", canonical="soon")),
    ("mentions", "named", first_of("date", canonical_id="1999")),
    ("mentions", "named", first_of("date", role=None)),
    ("mentions", "named", first_of("industry", industry_id=None)),
    ("mentions", "text", first(text="else")),
    ("mentions", "place", first(bbox=[0.0, 0.0, 1.0, 1.0])),
    ("mentions", "place", first(bbox=[3.0, 0.0, 1.0, 1.0], page=1)),
    ("mentions", "order", lambda rows: rows.reverse()),
    ("mentions", "count", lambda rows: rows.append(rows[0] | {"mention_id": "0" * 16})),
    ("documents", "key", lambda rows: rows[1].update(doc_id=rows[0]["doc_id"])),
    ("documents", "id", first(sha256="0" * 64)),
    ("documents", "id", first(sha256="none")),
    ("documents", "words", first(status="fine")),
    ("documents", "reason", first(status="failed")),
    ("documents", "reason", first(error="What?")),
    ("documents", "date", first(published="soon")),
    ("documents", "required", first(path=None)),
    ("documents", "empty", first(title="")),
    ("documents", "count", first(n_mentions=99)),
    ("documents", "count", first(n_statements=99)),
    ("documents", "count", first(n_targets=99)),
    ("documents", "count", first(words=-1)),
    ("documents", "text", first(text="Another text.")),
    ("documents", "order", lambda rows: rows.reverse()),
    ("documents", "reference", lambda rows: rows.pop()),
]


@pytest.mark.parametrize(("table", "rule", "lie"), LIES, ids=[f"{n}-{t}-{r}" for n, (t, r, _) in enumerate(LIES)])
def test_validating_finds_a_lie_that_is_told_in_every_file(out: Path, table: str, rule: str, lie: Callable) -> None:
    retell(out, table, lie)
    found = {finding.rule for finding in validate(out)}
    assert rule in found
    assert "digest" not in found
    assert rule == "key" or "csv" not in found


def other(value: object, kind: str) -> object:
    if kind == "boolean":
        return not value
    if kind == "date":
        return date(1999, 1, 1)
    return {"string": "something else", "strings": ["something else"], "box": [1.0, 2.0, 3.0, 4.0]}.get(kind, 7)


@pytest.mark.parametrize(
    ("name", "column"), [(table, column.name) for table in WRITTEN for column in TABLES[table].columns]
)
def test_validating_finds_any_cell_that_is_changed_in_parquet(out: Path, name: str, column: str) -> None:
    path, kind = out / f"{name}.parquet", TABLES[name].column(column).type
    rows = pq.read_table(path)
    values = rows.column(column).to_pylist()
    field = rows.schema.field(column)
    changed = pa.array([other(values[0], kind), *values[1:]], field.type)
    pq.write_table(rows.set_column(rows.schema.get_field_index(column), field, changed), path)
    package = json.loads((out / "datapackage.json").read_text())
    assert "digest" in {finding.rule for finding in validate(out)}
    for resource in package["resources"]:
        resource.pop("hash", None)
    (out / "datapackage.json").write_text(json.dumps(package))
    assert {finding.rule for finding in validate(out)} - {"digest"}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize(
    "change",
    [
        lambda lines: lines[:-1],
        lambda lines: [*lines, lines[-1]],
        lambda lines: [*lines[:-1], lines[-1].replace("0", "1")],
        lambda lines: [lines[0].replace(",", ";"), *lines[1:]],
        lambda lines: lines[:1],
        lambda lines: [],
        lambda lines: [*lines, '"' + "x" * 200_000, "\0"],
    ],
    ids=["lost", "twice", "changed", "header", "empty", "nothing", "long"],
)
def test_validating_finds_a_csv_that_differs(out: Path, name: str, change: Callable) -> None:
    path = out / f"{name}.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(change(lines)), encoding="utf-8")
    assert {"csv", "digest"} <= {finding.rule for finding in validate(out) if finding.table.startswith(name)}


def test_validating_finds_a_changed_partition(made: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run([str(made.parent / "in")], out, Options(workers=0, partition_by="status"))
    assert validate(out) == []
    [path] = (out / "statements" / "status=target").iterdir()
    rows = pq.read_table(path)
    pq.write_table(rows.slice(1), path)
    assert {"digest", "count", "csv"} <= {finding.rule for finding in validate(out)}
    assert run([str(made.parent / "in")], out, Options(workers=0, partition_by="status")).extracted == 0
    assert validate(out) == []


def test_validating_finds_a_run_that_has_not_ended(out: Path) -> None:
    (out / "run.json").unlink()
    assert [(finding.table, finding.rule) for finding in validate(out)] == [("run.json", "missing")]


@pytest.mark.parametrize("keep", [0, 100, 2000, -100], ids=["nothing", "head", "middle", "most"])
def test_validating_finds_parquet_that_was_cut_or_scribbled_over(out: Path, keep: int) -> None:
    path = out / "statements.parquet"
    data = path.read_bytes()
    path.write_bytes(data[:keep])
    assert ("statements", "schema") in {(finding.table, finding.rule) for finding in validate(out)}
    path.write_bytes(data[:4] + bytes(len(data) // 2) + data[4 + len(data) // 2 :])
    assert ("statements", "schema") in {(finding.table, finding.rule) for finding in validate(out)}
    with pytest.raises(PolicyledgerError) as error:
        read_table(out, "statements")
    assert error.value.code == "O006"


def test_validating_finds_parquet_of_another_schema(out: Path) -> None:
    path = out / "mentions.parquet"
    rows = pq.read_table(path)
    pq.write_table(rows.replace_schema_metadata({**rows.schema.metadata, b"policyledger:schema_version": b"0.9"}), path)
    assert ("mentions", "schema") in {(finding.table, finding.rule) for finding in validate(out)}


def test_validating_finds_missing_files_and_columns(out: Path) -> None:
    (out / "mentions.csv").unlink()
    path = out / "statements.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["unit"]), path)
    found = {(finding.table, finding.rule) for finding in validate(out)}
    assert {("mentions.csv", "missing"), ("statements", "schema")} <= found


def test_validating_lists_no_endless_findings(out: Path) -> None:
    retell(out, "statements", lambda rows: [row.update(text="else", sentence="else") for row in rows])
    texts = [finding for finding in validate(out) if finding.rule == "text"]
    assert len(texts) == MOST + 1
    assert texts[-1].says.startswith("and ")


def test_validating_refuses_another_schema_and_what_is_no_run(out: Path, tmp_path: Path) -> None:
    package = json.loads((out / "datapackage.json").read_text())
    (out / "datapackage.json").write_text(json.dumps(package | {"policyledger:schema_version": "7.0"}))
    for folder, code in ((out, "O005"), (tmp_path / "none", "C004")):
        with pytest.raises(PolicyledgerError) as error:
            validate(folder)
        assert error.value.code == code


def test_validating_agrees_with_frictionless(made: Path) -> None:
    with system.use_context(trusted=True):
        report = Package(str(made / "datapackage.json")).validate()
    assert report.valid, report.flatten(["message"])
    assert len(report.tasks) == 7
