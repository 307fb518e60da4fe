"""Every way a run folder can break the contract is found."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from frictionless import Package, system

from helpers import write_documents
from policyledger.errors import PolicyledgerError
from policyledger.running import Options, run
from policyledger.validating import MOST, validate


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("validate")
    run([str(write_documents(place / "in", 9))], place / "out", Options(workers=0))
    return place / "out"


@pytest.fixture
def out(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "out"))


def change(out: Path, table: str, column: str, make: Callable[[list], list]) -> None:
    path = out / f"{table}.parquet"
    rows = pq.read_table(path)
    field = rows.schema.field(column)
    values = pa.array(make(rows.column(column).to_pylist()), field.type)
    pq.write_table(rows.set_column(rows.schema.get_field_index(column), field.with_nullable(True), values), path)


@pytest.mark.parametrize(
    ("table", "column", "make", "rules"),
    [
        ("statements", "status", lambda v: ["promise", *v[1:]], {"words"}),
        ("statements", "statement_id", lambda v: [v[1], *v[1:]], {"key"}),
        ("statements", "doc_id", lambda v: ["0" * 16, *v[1:]], {"reference", "count"}),
        ("statements", "text", lambda v: ["else", *v[1:]], {"text"}),
        ("statements", "start_char", lambda v: [0, *v[1:]], {"text"}),
        ("statements", "sentence", lambda v: [None, *v[1:]], {"required"}),
        ("statements", "target_date", lambda v: ["soon", *v[1:]], {"date"}),
        ("statements", "value_min", lambda v: [1e9, *v[1:]], {"value"}),
        ("mentions", "kind", lambda v: ["colour", *v[1:]], {"words"}),
        ("documents", "n_mentions", lambda v: [99, *v[1:]], {"count"}),
    ],
)
def test_validating_finds_a_broken_cell(out: Path, table: str, column: str, make: Callable, rules: set[str]) -> None:
    change(out, table, column, make)
    found = validate(out)
    assert rules <= {finding.rule for finding in found}
    assert "digest" in {finding.rule for finding in found}


def test_validating_finds_missing_files_and_columns(out: Path) -> None:
    (out / "mentions.csv").unlink()
    path = out / "statements.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["unit"]), path)
    found = {(finding.table, finding.rule) for finding in validate(out)}
    assert {("mentions.csv", "missing"), ("statements", "schema")} <= found


def test_validating_lists_no_endless_findings(out: Path) -> None:
    change(out, "statements", "text", lambda values: ["else"] * len(values))
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
