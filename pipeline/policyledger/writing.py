"""Tables for machines: rows in, CSV and Parquet out, each file whole or not at all.

Rows arrive as Arrow tables in document order, any number at a time; what is written does not depend on how they were
cut. Memory stays within one row group.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from policyledger.cells import csv_cells, csv_columns, csv_encoding, csv_line, joined
from policyledger.files import settle, temporary_name
from policyledger.records import DOCUMENTS, Table, arrow_schema

ROW_GROUP = 20_000
TEXT_ROW_GROUP = 200
"""Rows of a Parquet row group, and of documents, whose rows hold whole texts."""

_PARTITION = "part-0.parquet"
"""The file of one value of a column that a table is split by."""

NO_VALUE = "none"
"""The folder of rows that have no value in the column a table is split by. (Hive's own name for it is not read alike
everywhere: pandas fails on it.)"""

_CSV_ROWS = 5_000
"""Rows that are made lines of CSV at a time."""


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
        self._table = table
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
            clear_partitions(self._table, self._folder)
            self._temporary.replace(self._folder)

    def _write(self, name: str, rows: pa.Table) -> None:
        if name not in self._files:
            folder = self._temporary / f"{self._column}={name}"
            folder.mkdir()
            self._files[name] = ParquetFile(self._schema, folder / _PARTITION)
        self._files[name].write(rows)


def clear_partitions(table: Table, folder: Path) -> None:
    """Takes away what a `PartitionedWriter` of a table wrote into a folder, and the folder if it held nothing else."""
    for value in folder.glob("*=*"):
        if value.name.partition("=")[0] in table.names:
            (value / _PARTITION).unlink(missing_ok=True)
            _remove_if_empty(value)
    _remove_if_empty(folder)


def _remove_if_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


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
            self._file.write(joined(pc.binary_join_element_wise(*columns, ","), "\n") + b"\n")

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
