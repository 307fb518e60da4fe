"""Whether a run folder keeps the contract of the tables: files, columns, keys, references, places in the text."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from policyledger.assembling import targets
from policyledger.cells import cell, csv_columns, csv_encoding
from policyledger.contract import broken
from policyledger.errors import PolicyledgerError
from policyledger.files import digest
from policyledger.manifest import read_json
from policyledger.packaging import files_of
from policyledger.records import SCHEMA_VERSION, TABLES, Table, arrow_schema, row_id
from policyledger.tables import parquet_files, read_table

MOST = 20
"""Findings of one sort that are listed; a broken run breaks the same rule in every row."""

WRITTEN = ("documents", "statements", "mentions")
"""The tables that have a Parquet file; targets is taken from statements."""

_NO_TARGETS = ("reference", "required", "words", "value")
"""Rules that have to be kept before targets can be taken from statements."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a run folder that breaks the contract.

    Attributes:
        table: the table, or the file.
        rule: what is broken, in one word. Of files: missing, schema, digest, csv. Of tables: key, id, order, reference,
            count. Of rows: required, words, empty, value, unit, date, place, text, named, reason.
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
    for name in WRITTEN:
        wrong = [*_schema(folder, TABLES[name])]
        findings += wrong
        if not wrong:
            try:
                tables[name] = read_table(folder, name)
            except PolicyledgerError as error:
                findings.append(Finding(name, "schema", "", str(error)))
    for name, table in tables.items():
        findings += _most(_rows(TABLES[name], table))
        findings += _most(_references(TABLES[name], table, tables))
    if len(tables) < len(WRITTEN):
        return findings
    for check in (_texts, _ids, _order, _counts):
        findings += _most(check(tables))
    if not any(finding.rule in _NO_TARGETS for finding in findings):
        tables["targets"] = targets(tables)
    for name, table in tables.items():
        findings += _most(_same_csv(folder, TABLES[name], table))
    findings += _manifest(folder, tables)
    return findings


def _package(folder: Path, package: Mapping[str, Any]) -> Iterator[Finding]:
    found = str(package.get("policyledger:schema_version"))
    if found.partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
        raise PolicyledgerError("O005", path=folder, found=found, known=SCHEMA_VERSION)
    described = {resource["path"].partition(".")[0] for resource in package.get("resources", ())}
    for name in TABLES:
        if name not in described:
            yield Finding(name, "missing", "", "datapackage.json does not describe it")
    for resource in files_of(package):
        path = folder / resource["path"]
        if not path.exists():
            yield Finding(resource["path"], "missing", "", "datapackage.json names it, and it is not there")
        elif "hash" in resource and resource["hash"] != "sha256:" + digest(path):
            yield Finding(resource["path"], "digest", "", "it is not the file datapackage.json describes")


def _schema(folder: Path, table: Table) -> Iterator[Finding]:
    files = parquet_files(folder, table.name)
    if not files:
        yield Finding(table.name, "missing", "", "there is no Parquet file of it")
    wanted = arrow_schema(table)
    for file in files:
        partition = {part.partition("=")[0] for part in file.relative_to(folder).parts if "=" in part}
        try:
            found = pq.read_schema(file)
        except (OSError, pa.ArrowException) as error:
            yield Finding(table.name, "schema", "", f"{file.name} is no whole Parquet file ({str(error)[:100]})")
            continue
        version = (found.metadata or {}).get(b"policyledger:schema_version", b"").decode()
        if version != SCHEMA_VERSION:
            yield Finding(table.name, "schema", "", f"{file.name} says schema {version or 'nothing'}")
        for field in wanted:
            if field.name in partition:
                continue
            if field.name not in found.names:
                yield Finding(table.name, "schema", "", f"{file.name} has no column {field.name}")
            elif found.field(field.name).type != field.type:
                kind = found.field(field.name).type
                yield Finding(table.name, "schema", "", f"{field.name} is {kind} in {file.name}, not {field.type}")


def _rows(table: Table, rows: pa.Table) -> Iterator[Finding]:
    """The keys of a table, and what is wrong with each row by itself."""
    seen: set[str] = set()
    for row in rows.to_pylist():
        identifier = row[table.key] or ""
        if identifier in seen:
            yield Finding(table.name, "key", identifier, f"{table.key} is not unique")
        seen.add(identifier)
        for rule, says in broken(table, row):
            yield Finding(table.name, rule, identifier, says)


def _references(table: Table, rows: pa.Table, tables: Mapping[str, pa.Table]) -> Iterator[Finding]:
    for name, other in table.points_to.items():
        if other in tables:
            there = set(tables[other].column(TABLES[other].key).to_pylist())
            for row in rows.select([table.key, name]).to_pylist():
                if row[name] not in there:
                    yield Finding(table.name, "reference", row[table.key], f"{name} {row[name]} is not in {other}")


def _texts(tables: Mapping[str, pa.Table]) -> Iterator[Finding]:
    """Whether every row's text is what stands at its place in the document's text, its sentence around it."""
    documents = {row["doc_id"]: row for row in tables["documents"].select(["doc_id", "text", "pages"]).to_pylist()}
    for name in ("statements", "mentions"):
        table = TABLES[name]
        columns = [each for each in (table.key, "doc_id", "text", *_SPAN, "page", "sentence") if each in table.names]
        for row in tables[name].select(columns).to_pylist():
            document = documents.get(row["doc_id"], {})
            text, (start, end) = document.get("text") or "", (row[each] or 0 for each in _SPAN)
            there = text[start:end]
            if there != row["text"]:
                yield Finding(
                    name, "text", row[table.key], f"text is {row['text']!r}, the document has {there!r} there"
                )
            sentence = row.get("sentence") or ""
            if sentence not in text[max(0, start - len(sentence)) : end + len(sentence)]:
                yield Finding(name, "text", row[table.key], f"the document has not the sentence {sentence!r} there")
            if (row["page"] or 0) > (document.get("pages") or 0):
                says = f"page is {row['page']}, the document has {document.get('pages')}"
                yield Finding(name, "place", row[table.key], says)


_SPAN = ("start_char", "end_char")


def _ids(tables: Mapping[str, pa.Table]) -> Iterator[Finding]:
    """Whether the ids are the hashes they should be, which other runs can be joined on."""
    for name in ("statements", "mentions"):
        key = TABLES[name].key
        seen: Counter[tuple[Any, ...]] = Counter()
        for row in tables[name].to_pylist():
            place = row["doc_id"], row.get("kind", "statement"), row["start_char"], row["end_char"]
            if row[key] != row_id(*place, seen[place]):
                yield Finding(name, "id", row[key] or "", f"{key} is not the hash of its document and place")
            seen[place] += 1


def _order(tables: Mapping[str, pa.Table]) -> Iterator[Finding]:
    """Whether documents stand in the order of their names, and rows in that of the documents and of their text."""
    documents = tables["documents"].select(["doc_id", "path"]).to_pylist()
    order = {row["doc_id"]: index for index, row in enumerate(documents)}
    places: dict[str, list[tuple[Any, ...]]] = {"documents": [(row["path"] or "",) for row in documents]}
    for name in ("statements", "mentions"):
        rows = tables[name].select(["doc_id", "start_char"]).to_pylist()
        places[name] = [(order.get(row["doc_id"], -1), row["start_char"] or 0) for row in rows]
    for name, listed in places.items():
        keys = tables[name].column(TABLES[name].key).to_pylist()
        for index, (before, after) in enumerate(pairwise(listed), 1):
            if after < before:
                yield Finding(name, "order", keys[index] or "", "it stands behind a row it should stand before")


def _counts(tables: Mapping[str, pa.Table]) -> Iterator[Finding]:
    """Whether each document has as many rows as it says."""
    status = tables["statements"].select(["doc_id", "status"]).to_pylist()
    held = {
        "n_statements": Counter(row["doc_id"] for row in status),
        "n_targets": Counter(row["doc_id"] for row in status if row["status"] == "target"),
        "n_mentions": Counter(tables["mentions"].column("doc_id").to_pylist()),
    }
    for row in tables["documents"].select(["doc_id", *held]).to_pylist():
        for name, counts in held.items():
            if row[name] != counts[row["doc_id"]]:
                yield Finding(
                    "documents", "count", row["doc_id"], f"{name} is {row[name]}, there are {counts[row['doc_id']]}"
                )


def _manifest(folder: Path, tables: Mapping[str, pa.Table]) -> Iterator[Finding]:
    """Whether run.json is there and speaks of these tables."""
    manifest = read_json(folder / "run.json")
    if manifest is None:
        yield Finding("run.json", "missing", "", "there is none, so this run has not ended; extract again to end it")
        return
    for name, table in tables.items():
        if (said := manifest.get("counts", {}).get(name)) != table.num_rows:
            yield Finding("run.json", "count", "", f"{name} is {said}, there are {table.num_rows} rows")


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
    header, *lines = _lines(path, csv_encoding(table)) or [[]]
    if header != [column.name for column in columns]:
        yield Finding(table.name, "csv", "", f"the columns of {path.name} are not those of the schema")
        return
    for line in lines:
        identifier = line[header.index(table.key)] if len(line) == len(header) else ""
        if wanted.pop(identifier, None) != line:
            yield Finding(table.name, "csv", identifier, f"{path.name} differs from the Parquet file in this row")
    for identifier in wanted:
        yield Finding(table.name, "csv", identifier, f"{path.name} has not got this row")


def _lines(path: Path, encoding: str) -> list[list[str]]:
    """The lines of a CSV file, however long their cells and whatever bytes they hold."""
    limit = csv.field_size_limit(2**31 - 1)
    try:
        with path.open(encoding=encoding, errors="replace", newline="") as file:
            return list(csv.reader(file))
    finally:
        csv.field_size_limit(limit)


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
