"""The tables of a run, put together from its parts in the order of the documents' names."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from policyledger.errors import PolicyledgerError
from policyledger.extracting import tables, to_results
from policyledger.files import write_json
from policyledger.packaging import datapackage
from policyledger.parts import Parts
from policyledger.records import DOCUMENTS, TABLES, TARGETS, Rows, arrow_schema
from policyledger.wording import VALUE_COLUMNS, value_words
from policyledger.writing import PartitionedWriter, TableWriter, clear_partitions

PARTITIONS = ("status", "industry_id", "unit_kind", "kind")
"""Columns the Parquet files can be split by: few values, each a likely filter."""

_PARTITIONED_TABLES = ("statements", "mentions")

_UNFINISHED = re.compile(rf"\.({'|'.join(TABLES)}|datapackage|run|report)(\.[a-z]+)?\.\d+\.tmp")
"""The unfinished files of a run folder (`files.temporary_name`); others may have such files too."""


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """A document of a run: its results stand in a part under `key`; or `row` says why there are none."""

    name: str
    sha256: str = ""
    key: str = ""
    row: Rows | None = None


@dataclass(frozen=True, slots=True)
class Assembled:
    """What stands in the tables.

    Attributes:
        counts: rows of each table, and documents of each status.
        failures: path, status, error_code and error of each document that was not read wholly.
        notes: path, code and text of whatever else was noted of a document, such as a suffix that says otherwise.
    """

    counts: dict[str, int]
    failures: tuple[dict[str, str], ...]
    notes: tuple[dict[str, str], ...] = ()


def assemble(plan: Sequence[PlanEntry], parts: Parts, folder: Path, partition_by: str | None = None) -> Assembled:
    """Writes all tables and datapackage.json into a run folder.

    Args:
        plan: the documents, in order.
        parts: where their results are.
        folder: the run folder.
        partition_by: a column by whose values the Parquet files that have it are split.
    """
    split = [name for name in _PARTITIONED_TABLES if partition_by in TABLES[name].names] if partition_by else []
    _clear(folder, split)
    counts = Counter(dict.fromkeys((*TABLES, *DOCUMENTS.column("status").values), 0))
    failures: list[dict[str, str]] = []
    notes: list[dict[str, str]] = []
    with ExitStack() as stack:
        writers: list[tuple[str, TableWriter | PartitionedWriter]] = [
            (name, stack.enter_context(TableWriter(table, folder, parquet=name not in split and table is not TARGETS)))
            for name, table in TABLES.items()
        ]
        for name in split:
            writers.append(
                (name, stack.enter_context(PartitionedWriter(TABLES[name], folder / name, partition_by or "")))
            )
        for results in _results(plan, parts):
            flat = tables(results)
            flat["targets"] = targets(flat)
            for name, writer in writers:
                writer.add(flat[name])
            counts.update({name: rows.num_rows for name, rows in flat.items()})
            for row in flat["documents"].select(["path", "status", "error_code", "error", "warnings"]).to_pylist():
                counts[row["status"]] += 1
                notes += _notes(row["path"], row.pop("warnings") or (), f"{row['error_code']}: {row['error']}")
                if row["status"] != "ok":
                    failures.append({name: value or "" for name, value in row.items()})
    write_json(folder / "datapackage.json", datapackage(folder))
    return Assembled(dict(counts), tuple(failures), tuple(notes))


def _notes(path: str, warnings: Iterable[str], said: str) -> list[dict[str, str]]:
    """The notes on a document but for the one that is said to be what went wrong."""
    parted = (each.partition(": ") for each in warnings if each != said)
    return [{"path": path, "code": code, "text": text} for code, _, text in parted]


def targets(flat: dict[str, pa.Table]) -> pa.Table:
    """The targets table of some documents and their statements."""
    statements = flat["statements"].filter(pc.equal(flat["statements"].column("status"), "target"))
    documents = flat["documents"].select(["doc_id", "path", "title"])
    of = documents.take(pc.index_in(statements.column("doc_id"), documents.column("doc_id").combine_chunks()))
    made = {
        "document": pc.coalesce(of.column("title"), pc.replace_substring_regex(of.column("path"), "(?s).*/", "")),
        "value": pa.array(map(value_words, statements.select(VALUE_COLUMNS).to_pylist()), pa.string()),
        "path": of.column("path"),
    }
    columns = [made[name] if name in made else statements.column(name) for name in TARGETS.names]
    return pa.table(columns, schema=arrow_schema(TARGETS))


def _results(plan: Sequence[PlanEntry], parts: Parts) -> Iterator[pa.Table]:
    for ready, entries in groupby(plan, key=lambda entry: bool(entry.key)):
        if ready:
            yield from parts.results(entry.key for entry in entries)
        else:
            yield to_results(entry.row for entry in entries if entry.row)


def _clear(folder: Path, split: Sequence[str]) -> None:
    """Takes away what a killed run left unfinished, and what a former one wrote in another shape, but nobody's files.

    Raises:
        PolicyledgerError: O002 if other files are where a table has to go.
    """
    for leftover in folder.glob(".*.tmp"):
        if _UNFINISHED.fullmatch(leftover.name):
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink(missing_ok=True)
    for name in _PARTITIONED_TABLES:
        clear_partitions(TABLES[name], folder / name)
        if name in split:
            if (folder / name).exists():
                raise PolicyledgerError("O002", path=folder / name)
            (folder / f"{name}.parquet").unlink(missing_ok=True)
