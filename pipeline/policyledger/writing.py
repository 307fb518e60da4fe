"""Files for machines: rows in, CSV, Parquet and datapackage.json out, each whole or not at all.

Rows arrive as Arrow tables in document order, any number at a time; what is written does not depend on how they were
cut. Memory stays within one row group.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self
from urllib.parse import quote

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from policyledger.records import DOCUMENTS, SCHEMA_VERSION, TABLES, TARGETS, Column, Table, arrow_schema

ROW_GROUP = 20_000
TEXT_ROW_GROUP = 200
"""Rows of a Parquet row group, and of documents, whose rows hold whole texts."""

NO_VALUE = "none"
"""The folder of rows that have no value in the column a table is split by. (Hive's own name for it is not read alike
everywhere: pandas fails on it.)"""

JOINT = " | "
"""What stands between the items of a list in a CSV cell."""

_CSV_ROWS = 5_000
"""Rows that are made lines of CSV at a time."""

_QUOTABLE = '",\r\n'
_QUOTED = re.compile(f"[{_QUOTABLE}]")
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?([eE][+-]?\d+)?%?")


class TableWriter:
    """Writes one table as CSV, as Parquet, or as both, and puts the files in place when it is closed without error.

    Args:
        table: what is written.
        folder: where the files go; they are made under a temporary name beside their place.
        parquet: whether a .parquet is written.
        csv: whether a .csv is written.
    """

    def __init__(self, table: Table, folder: Path, *, parquet: bool = True, csv: bool = True) -> None:
        self.table = table
        self.rows = 0
        self._schema = arrow_schema(table)
        self._group = TEXT_ROW_GROUP if table is DOCUMENTS else ROW_GROUP
        self._waiting: list[pa.Table] = []
        self._waiting_rows = 0
        self._csv = CsvFile(table, folder / f"{table.name}.csv") if csv else None
        self._parquet = ParquetFile(self._schema, folder / f"{table.name}.parquet") if parquet else None

    def add(self, rows: pa.Table) -> None:
        """Writes rows, or keeps them until a row group is full."""
        if not rows.num_rows:
            return
        self.rows += rows.num_rows
        self._waiting.append(rows.cast(self._schema))
        self._waiting_rows += rows.num_rows
        while self._waiting_rows >= self._group:
            waiting = pa.concat_tables(self._waiting)
            self._flush(waiting.slice(0, self._group))
            self._waiting = [waiting.slice(self._group)]
            self._waiting_rows -= self._group

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        keep = False
        try:
            if kind is None and self._waiting_rows:
                self._flush(pa.concat_tables(self._waiting))
            keep = kind is None
        finally:
            _close([file for file in (self._csv, self._parquet) if file], keep=keep)

    def _flush(self, rows: pa.Table) -> None:
        if self._parquet:
            self._parquet.write(rows)
        if self._csv:
            self._csv.write(rows)


class PartitionedWriter:
    """Writes one table as Parquet files in folders named after the values of a column (Hive style: `status=target/`).

    The column itself is left out of the files, as every reader of such folders expects.

    Args:
        table: what is written.
        folder: the folder that holds the folders; a former one is replaced.
        column: a column with few values.
    """

    def __init__(self, table: Table, folder: Path, column: str) -> None:
        self._column = column
        self._folder = folder
        self._temporary = temporary_name(folder)
        schema = arrow_schema(table)
        self._schema = schema.remove(schema.get_field_index(column))
        self._waiting: dict[str, list[pa.Table]] = {}
        self._files: dict[str, ParquetFile] = {}

    def add(self, rows: pa.Table) -> None:
        """Takes rows; they are written when a row group of their value is full."""
        values = rows.column(self._column)
        for value in values.unique().to_pylist():
            mask = pc.is_null(values) if value is None else pc.equal(values, value)
            name = NO_VALUE if value is None else quote(value, safe=" ")
            waiting = self._waiting.setdefault(name, [])
            waiting.append(rows.filter(mask).drop_columns([self._column]).cast(self._schema))
            while sum(table.num_rows for table in waiting) >= ROW_GROUP:
                joined = pa.concat_tables(waiting)
                self._write(name, joined.slice(0, ROW_GROUP))
                waiting[:] = [joined.slice(ROW_GROUP)]

    def __enter__(self) -> Self:
        self._temporary.mkdir(parents=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        keep = False
        try:
            if kind is None:
                for name, waiting in self._waiting.items():
                    if any(table.num_rows for table in waiting):
                        self._write(name, pa.concat_tables(waiting))
                if not self._files:  # readers want a file to take the columns from
                    self._write(NO_VALUE, self._schema.empty_table())
            keep = kind is None
        finally:
            try:
                _close(self._files.values(), keep=keep)
            finally:
                if not keep:
                    shutil.rmtree(self._temporary, ignore_errors=True)
        if keep:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._temporary.replace(self._folder)

    def _write(self, name: str, rows: pa.Table) -> None:
        if name not in self._files:
            folder = self._temporary / f"{self._column}={name}"
            folder.mkdir()
            self._files[name] = ParquetFile(self._schema, folder / "part-0.parquet")
        self._files[name].write(rows)


class ParquetFile:
    """A Parquet file in the making."""

    def __init__(self, schema: pa.Schema, path: Path) -> None:
        self._target = path
        self._temporary = temporary_name(path)
        self._writer = pq.ParquetWriter(self._temporary, schema, compression="zstd")

    def write(self, rows: pa.Table) -> None:
        """Writes one row group, as one piece: where Parquet ends a page depends on the pieces it gets."""
        self._writer.write_table(rows.combine_chunks(), row_group_size=ROW_GROUP)

    def close(self, *, keep: bool) -> None:
        """Puts the file in its place, or takes it away."""
        try:
            self._writer.close()
        except OSError:  # the disk is full: closing writes the footer
            self._writer.is_open = False  # or it would try again when it is collected, and complain on stderr
            settle(self._temporary, self._target, keep=False)
            if keep:
                raise
        else:
            settle(self._temporary, self._target, keep=keep)


class CsvFile:
    """A CSV file (RFC 4180, UTF-8, lines ended by a line feed) in the making.

    targets.csv begins with a byte order mark, so that spreadsheets read it as UTF-8.
    """

    def __init__(self, table: Table, path: Path) -> None:
        self._columns = csv_columns(table)
        self._target = path
        self._temporary = temporary_name(path)
        self._file = self._temporary.open("wb")
        self._file.write(csv_line(column.name for column in self._columns).encode(csv_encoding(table)))

    def write(self, rows: pa.Table) -> None:
        """Writes rows, column by column, which is the fast way round."""
        for start in range(0, rows.num_rows, _CSV_ROWS):
            piece = rows.slice(start, _CSV_ROWS)
            columns = [csv_cells(column, piece.column(column.name)) for column in self._columns]
            self._file.write(_joined(pc.binary_join_element_wise(*columns, ","), "\n") + b"\n")

    def close(self, *, keep: bool) -> None:
        """Puts the file in its place, or takes it away."""
        try:
            self._file.close()
        except OSError:  # the disk is full: closing writes what was kept back
            settle(self._temporary, self._target, keep=False)
            if keep:
                raise
        else:
            settle(self._temporary, self._target, keep=keep)


def _close(files: Iterable[ParquetFile | CsvFile], *, keep: bool) -> None:
    """Closes all files, also when one of them can't be."""
    with ExitStack() as stack:
        for file in files:
            stack.callback(file.close, keep=keep)


def csv_columns(table: Table) -> tuple[Column, ...]:
    """The columns of a table that its CSV has."""
    return tuple(column for column in table.columns if column.csv)


def csv_encoding(table: Table) -> str:
    """The encoding of a table's CSV: with a byte order mark for the table people open, without for the others."""
    return "utf-8-sig" if table is TARGETS else "utf-8"


def csv_line(cells: Iterable[str]) -> str:
    """A line of CSV. (The csv module leaves a lone carriage return unquoted, which ends a line for most readers.)"""
    return ",".join('"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text for text in cells) + "\n"


def cell(column: Column, value: Any) -> str:
    """A value as it stands in a CSV cell.

    Text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, "CSV Injection"); numbers,
    dates and words of a fixed vocabulary are written as they are.
    """
    if value is None:
        return ""
    if column.type == "string":
        return value if column.values else harmless(value)
    if column.type == "boolean":
        return "true" if value else "false"
    if column.type == "number":
        return plain_number(value)
    if column.type == "strings":
        return harmless(JOINT.join(value))
    if column.type == "box":
        return " ".join(map(plain_number, value))
    return str(value)


def cells(column: Column, values: pa.ChunkedArray | pa.Array) -> pa.Array:
    """What `cell` makes of every value of a column, in one go where Arrow can."""
    if isinstance(values, pa.ChunkedArray):
        values = pa.concat_arrays(values.chunks) if values.num_chunks else pa.array([], values.type)
    if column.type == "strings":
        values = pc.binary_join(values.cast(pa.list_(pa.string())), JOINT)
    if column.type in ("string", "strings"):
        values = pc.fill_null(values, "")
        return values if column.values else _harmless(values)
    if column.type in ("boolean", "integer", "date"):
        return pc.fill_null(values.cast(pa.string()), "")
    if column.type == "number":
        return _numbers(values)
    lengths = pc.fill_null(pc.list_value_length(values), 0)
    ends = pa.concat_arrays([pa.array([0], pa.int32()), pc.cumulative_sum(lengths)])
    return pc.binary_join(pa.ListArray.from_arrays(ends, _numbers(values.flatten())), " ")


def csv_cells(column: Column, values: pa.ChunkedArray | pa.Array) -> pa.Array:
    """What stands in the lines of a CSV for every value of a column: `cells`, in quotes where they need them."""
    texts = cells(column, values)
    return _quoted(texts) if column.type in ("string", "strings") and not column.values else texts


def harmless(text: str) -> str:
    """The text, with an apostrophe in front if a spreadsheet would take it for a formula."""
    if text.startswith(_DANGEROUS) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def _numbers(values: pa.Array) -> pa.Array:
    """`plain_number` of every value, "" for null; Arrow writes those of usual size alike."""
    size = pc.abs(values)
    usual = pc.and_(pc.greater_equal(size, 1e-4), pc.less(size, 1e10))
    unusual = pc.invert(pc.fill_null(usual, True))
    made = pa.array(map(plain_number, values.filter(unusual).to_pylist()), pa.string())
    return pc.fill_null(pc.replace_with_mask(values.cast(pa.string()), unusual, made), "")


def _harmless(texts: pa.Array) -> pa.Array:
    if not _hold(texts, _DANGEROUS):
        return texts
    dangerous = pc.match_substring_regex(texts, f"^[{re.escape(''.join(_DANGEROUS))}]")
    made = [harmless(text) for text in texts.filter(dangerous).to_pylist()]
    return pc.replace_with_mask(texts, dangerous, pa.array(made, pa.string()))


def _quoted(texts: pa.Array) -> pa.Array:
    if not _hold(texts, _QUOTABLE):
        return texts
    to_quote = pc.match_substring_regex(texts, _QUOTED.pattern)
    doubled = pc.replace_substring(texts.filter(to_quote), '"', '""')
    return pc.replace_with_mask(texts, to_quote, pc.binary_join_element_wise('"', doubled, '"', ""))


def _hold(texts: pa.Array, marks: Iterable[str]) -> bool:
    """Whether any of these marks stands in any of the texts: one look at all of them, which most columns end at."""
    together = _joined(texts, "")
    return any(mark.encode() in together for mark in marks)


def _joined(texts: pa.Array, between: str) -> bytes:
    """All the texts as one piece of UTF-8."""
    together = pc.binary_join(pa.ListArray.from_arrays(pa.array([0, len(texts)], pa.int32()), texts), between)
    return bytes(together[0].as_buffer())


def plain_number(value: float) -> str:
    """A number in its shortest exact form, whole numbers without a point."""
    return str(int(value)) if abs(value) < 1e15 and value == int(value) else repr(float(value))


def datapackage(folder: Path) -> dict[str, Any]:
    """The Frictionless Data Package of a run folder: every table file, its columns and their meaning.

    CSV files are tabular resources; Parquet files are plain files with a schema, as Frictionless does not read them.
    """
    files = [folder / f"{name}{suffix}" for suffix in (".csv", ".parquet") for name in TABLES]
    return {
        "name": "policyledger-run",
        "title": "What policy documents commit to",
        "description": "Written by policyledger; docs/tables.md explains the tables.",
        "policyledger:schema_version": SCHEMA_VERSION,
        "resources": [
            *(_resource(file) for file in files if file.is_file()),
            *(_partitioned(folder / name) for name in TABLES if (folder / name).is_dir()),
        ],
    }


def files_of(package: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """What a data package says of every file: its resources, and the files of those that are folders."""
    for resource in package.get("resources", ()):
        yield resource
        yield from resource.get("policyledger:files", ())


def write_json(path: Path, data: Any) -> None:
    """Writes JSON, whole or not at all."""
    write_text(path, json.dumps(data, indent=2, ensure_ascii=False, sort_keys=False) + "\n")


def write_text(path: Path, text: str) -> None:
    """Writes a text file, whole or not at all."""
    with replacing(path) as file:
        file.write(text.encode("utf-8"))


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to, which takes its place when the block ends without error."""
    temporary = temporary_name(path)
    done = False
    try:
        with temporary.open("wb") as file:
            yield file
        done = True
    finally:
        settle(temporary, path, keep=done)


def settle(temporary: Path, target: Path, *, keep: bool) -> None:
    """Puts a finished file in its place for good, or takes an unfinished one away."""
    if not keep:
        temporary.unlink(missing_ok=True)
        return
    with temporary.open("rb") as file:
        os.fsync(file.fileno())
    temporary.replace(target)


def temporary_name(path: Path) -> Path:
    """A name beside a file for its unfinished self, of this process alone."""
    return path.with_name(f".{path.name}.{os.getpid()}.tmp")


def _resource(file: Path) -> dict[str, Any]:
    table = TABLES[file.stem]
    common = {
        "path": file.name,
        "title": table.title,
        **_content(file),
    }
    if file.suffix == ".parquet":
        return {
            "name": f"{table.name}-parquet",
            "type": "file",
            **common,
            **_PARQUET,
            "schema": _schema(table, csv=False),
        }
    return {
        "name": table.name,
        "profile": "tabular-data-resource",
        **common,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": csv_encoding(table),
        "dialect": {"lineTerminator": "\n"},
        "schema": _schema(table, csv=True),
    }


_PARQUET = {"format": "parquet", "mediatype": "application/vnd.apache.parquet"}


def _partitioned(folder: Path) -> dict[str, Any]:
    table = TABLES[folder.name]
    return {
        "name": f"{table.name}-parquet",
        "type": "file",
        "path": folder.name,
        "title": table.title,
        **_PARQUET,
        "policyledger:files": [
            {"path": file.relative_to(folder.parent).as_posix(), **_content(file)}
            for file in sorted(folder.rglob("*.parquet"))
        ],
        "schema": _schema(table, csv=False),
    }


def _content(file: Path) -> dict[str, Any]:
    return {"bytes": file.stat().st_size, "hash": "sha256:" + file_digest(file)}


_FRICTIONLESS = {True: {"strings": "string", "box": "string"}, False: {"strings": "array", "box": "array"}}


def _schema(table: Table, *, csv: bool) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column, csv=csv) for column in (csv_columns(table) if csv else table.columns)],
        "primaryKey": [table.key],
        "missingValues": [""],
    }
    if table.points_to and csv:
        schema["foreignKeys"] = [
            {"fields": [name], "reference": {"resource": other, "fields": [TABLES[other].key]}}
            for name, other in table.points_to.items()
        ]
    return schema


def _field(column: Column, *, csv: bool) -> dict[str, Any]:
    described = column.description
    if csv and column.type == "strings":
        described += f" Several are joined by '{JOINT}'."
    if csv and column.type == "box":
        described += " Joined by blanks."
    field = {"name": column.name, "type": _FRICTIONLESS[csv].get(column.type, column.type), "description": described}
    constraints: dict[str, Any] = {}
    if column.required and column.type != "strings":
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    return {**field, "constraints": constraints} if constraints else field


def file_digest(path: Path) -> str:
    """The SHA-256 of a file, hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
