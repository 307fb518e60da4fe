"""Whether a run folder keeps the contract of the tables: columns, types, words, keys, places in the text."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from policyledger.assembling import targets
from policyledger.edtf import is_valid
from policyledger.errors import PolicyledgerError
from policyledger.manifest import read_json
from policyledger.records import SCHEMA_VERSION, TABLES, Table, arrow_schema
from policyledger.tables import parquet_files, read_table
from policyledger.writing import cell, csv_columns, csv_encoding, file_digest

MOST = 20
"""Findings of one sort that are listed; a broken run breaks the same rule in every row."""

_EDTF_COLUMNS = ("target_date", "baseline_date", "as_of", "published")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a run folder that breaks the contract.

    Attributes:
        table: the table, or the file.
        rule: what is broken, in one word: missing, schema, digest, key, reference, required, words, text, value, date,
            count, csv.
        row: the key of the row, "" where it concerns the whole.
        says: what is wrong.
    """

    table: str
    rule: str
    row: str
    says: str

    def __str__(self) -> str:
        return f"{self.table}{'/' + self.row if self.row else ''}: {self.rule}: {self.says}"


def validate(folder: Path) -> list[Finding]:
    """What breaks the contract of the tables in a run folder; nothing, if it is as it should be.

    Raises:
        PolicyledgerError: C004 if the folder holds no run.
    """
    package = read_json(folder / "datapackage.json")
    if package is None:
        raise PolicyledgerError("C004", path=folder, missing="datapackage.json")
    findings = [*_package(folder, package)]
    tables: dict[str, pa.Table] = {}
    for name in ("documents", "statements", "mentions"):
        broken = [*_schema(folder, TABLES[name])]
        findings += broken
        if not broken:
            tables[name] = read_table(folder, name)
    for name, table in tables.items():
        findings += _most(_rows(TABLES[name], table))
        findings += _most(_references(TABLES[name], table, tables))
    if len(tables) == 3:
        findings += _most(_texts(tables))
        findings += _most(_counts(tables))
    if len(tables) == 3 and not any(finding.rule in ("reference", "schema") for finding in findings):
        for name, table in (*tables.items(), ("targets", targets(tables))):
            findings += _most(_same_csv(folder, TABLES[name], table))
    return findings


def _package(folder: Path, package: Mapping[str, Any]) -> Iterator[Finding]:
    found = str(package.get("policyledger:schema_version"))
    if found.partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
        raise PolicyledgerError("O005", path=folder, found=found, known=SCHEMA_VERSION)
    for resource in package["resources"]:
        path = folder / resource["path"]
        if not path.exists():
            yield Finding(resource["path"], "missing", "", "datapackage.json names it, and it is not there")
        elif "hash" in resource and resource["hash"] != "sha256:" + file_digest(path):
            yield Finding(resource["path"], "digest", "", "it is not the file datapackage.json describes")


def _schema(folder: Path, table: Table) -> Iterator[Finding]:
    files = parquet_files(folder, table.name)
    if not files:
        yield Finding(table.name, "missing", "", "there is no Parquet file of it")
    wanted = arrow_schema(table)
    for file in files:
        partition = {part.partition("=")[0] for part in file.relative_to(folder).parts if "=" in part}
        found = pq.read_schema(file)
        for field in wanted:
            if field.name in partition:
                continue
            if field.name not in found.names:
                yield Finding(table.name, "schema", "", f"{file.name} has no column {field.name}")
            elif found.field(field.name).type != field.type:
                kind = found.field(field.name).type
                yield Finding(table.name, "schema", "", f"{field.name} is {kind} in {file.name}, not {field.type}")


def _rows(table: Table, rows: pa.Table) -> Iterator[Finding]:
    """Keys, empty cells, fixed words, dates and values of a table."""
    broken = partial(Finding, table.name)
    seen: set[str] = set()
    for row in rows.to_pylist():
        identifier = row[table.key] or ""
        if identifier in seen:
            yield broken("key", identifier, f"{table.key} is not unique")
        seen.add(identifier)
        for column in table.columns:
            value = row[column.name]
            if value is None and column.required:
                yield broken("required", identifier, f"{column.name} is empty")
            elif value is not None and column.values and value not in column.values:
                yield broken("words", identifier, f"{column.name} is {value!r}, not one of {' '.join(column.values)}")
        dates = [row.get(name) for name in _EDTF_COLUMNS] + ([row["canonical"]] if row.get("kind") == "date" else [])
        for date in dates:
            if date and not is_valid(date):
                yield broken("date", identifier, f"{date!r} is no EDTF date")
        low, high = row.get("value_min"), row.get("value_max")
        if low is not None and high is not None and low > high:
            yield broken("value", identifier, f"value_min {low} is above value_max {high}")
        if "value_min" in row and low is None and high is None:
            yield broken("value", identifier, "there is neither value_min nor value_max")


def _references(table: Table, rows: pa.Table, tables: Mapping[str, pa.Table]) -> Iterator[Finding]:
    for name, other in table.points_to.items():
        if other in tables:
            there = set(tables[other].column(TABLES[other].key).to_pylist())
            for row in rows.select([table.key, name]).to_pylist():
                if row[name] not in there:
                    yield Finding(table.name, "reference", row[table.key], f"{name} {row[name]} is not in {other}")


def _texts(tables: Mapping[str, pa.Table]) -> Iterator[Finding]:
    """Whether every row's text is what stands at its place in the document's text."""
    texts = dict(zip(*(tables["documents"].column(name).to_pylist() for name in ("doc_id", "text")), strict=True))
    for name in ("statements", "mentions"):
        key = TABLES[name].key
        for row in tables[name].select([key, "doc_id", "text", "start_char", "end_char"]).to_pylist():
            there = (texts.get(row["doc_id"]) or "")[row["start_char"] : row["end_char"]]
            if there != row["text"]:
                yield Finding(name, "text", row[key], f"text is {row['text']!r}, the document has {there!r} there")


def _counts(tables: Mapping[str, pa.Table]) -> Iterator[Finding]:
    held: dict[str, dict[str, int]] = {}
    for name in ("statements", "mentions"):
        counts = tables[name].group_by("doc_id").aggregate([("doc_id", "count")]).to_pylist()
        held[name] = {row["doc_id"]: row["doc_id_count"] for row in counts}
    for row in tables["documents"].select(["doc_id", "n_statements", "n_mentions"]).to_pylist():
        for name, by_document in held.items():
            if row[f"n_{name}"] != by_document.get(row["doc_id"], 0):
                says = f"n_{name} is {row[f'n_{name}']}, there are {by_document.get(row['doc_id'], 0)}"
                yield Finding("documents", "count", row["doc_id"], says)


def _same_csv(folder: Path, table: Table, rows: pa.Table) -> Iterator[Finding]:
    """Whether a CSV says what the Parquet file says, whatever the order of the rows."""
    path = folder / f"{table.name}.csv"
    if not path.is_file():
        yield Finding(table.name, "missing", "", f"there is no {path.name}")
        return
    columns = csv_columns(table)
    wanted = {
        row[table.key]: [cell(column, row[column.name]) for column in columns]
        for row in rows.select([column.name for column in columns]).to_pylist()
    }
    with path.open(encoding=csv_encoding(table), newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        if header != [column.name for column in columns]:
            yield Finding(table.name, "csv", "", f"the columns of {path.name} are not those of the schema")
            return
        for line in reader:
            identifier = line[header.index(table.key)] if len(line) == len(header) else ""
            if wanted.pop(identifier, None) != line:
                yield Finding(table.name, "csv", identifier, f"{path.name} differs from the Parquet file in this row")
    for identifier in wanted:
        yield Finding(table.name, "csv", identifier, f"{path.name} has not got this row")


def _most(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The first findings of every rule, and how many more there are."""
    counts: dict[tuple[str, str], int] = {}
    for finding in findings:
        sort = finding.table, finding.rule
        counts[sort] = counts.get(sort, 0) + 1
        if counts[sort] <= MOST:
            yield finding
    for (table, rule), count in counts.items():
        if count > MOST:
            yield Finding(table, rule, "", f"and {count - MOST} more")
