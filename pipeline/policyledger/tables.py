"""The tables of a run folder, read back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from policyledger.errors import PolicyledgerError
from policyledger.records import TABLES, arrow_schema
from policyledger.writing import NO_VALUE


def read_table(
    folder: Path,
    name: str,
    columns: list[str] | None = None,
    first: int | None = None,
    where: pc.Expression | None = None,
) -> pa.Table:
    """A table of a run folder, from its Parquet file or its partitions, whose rows are put in order again.

    Args:
        folder: the run folder.
        name: of the table.
        columns: those to read; all if None.
        first: how many rows to read; all if None.
        where: which rows to read; all if None.

    Raises:
        PolicyledgerError: C004 if the folder holds no such table, O006 if it is broken.
    """
    with _readable(folder, name):
        dataset = _dataset(folder, name)
        if (folder / f"{name}.parquet").is_file():
            return dataset.to_table(columns, where) if first is None else dataset.head(first, columns, where)
        table = _in_document_order(folder, _without_placeholder(dataset.to_table(filter=where)))
        return table.select(columns or table.column_names).slice(0, first)


def read_batches(
    folder: Path, name: str, columns: list[str], where: pc.Expression | None = None
) -> Iterator[pa.RecordBatch]:
    """A table of a run folder piece by piece, its rows in no order; for tables that need not fit into memory.

    Raises:
        PolicyledgerError: C004 if the folder holds no such table, O006 if it is broken.
    """
    with _readable(folder, name):
        yield from _dataset(folder, name).to_batches(columns=columns, filter=where)


def _dataset(folder: Path, name: str) -> ds.Dataset:
    schema, single = arrow_schema(TABLES[name]), folder / f"{name}.parquet"
    if single.is_file():
        return ds.dataset(single, schema=schema, format="parquet")
    return ds.dataset(folder / name, schema=schema, format="parquet", partitioning=ds.partitioning(flavor="hive"))


@contextmanager
def _readable(folder: Path, name: str) -> Iterator[None]:
    if not parquet_files(folder, name):
        raise PolicyledgerError("C004", path=folder, missing=f"{name}.parquet")
    try:
        yield
    except (OSError, pa.ArrowException) as error:
        reason = " ".join(str(error).split())[:200]
        raise PolicyledgerError("O006", path=folder / f"{name}.parquet", reason=reason) from error


def parquet_files(folder: Path, name: str) -> list[Path]:
    """The Parquet files of a table."""
    single = folder / f"{name}.parquet"
    return [single] if single.is_file() else sorted((folder / name).rglob("*.parquet"))


def _without_placeholder(table: pa.Table) -> pa.Table:
    """The table with null where a partition stands for no value; of the columns to split by, only one can be empty."""
    if "industry_id" not in table.column_names:
        return table
    index, values = table.schema.get_field_index("industry_id"), table.column("industry_id")
    values = pc.if_else(pc.equal(values, NO_VALUE), pa.scalar(None, pa.string()), values)
    return table.set_column(index, table.schema.field(index), values)


def _in_document_order(folder: Path, table: pa.Table) -> pa.Table:
    documents = read_table(folder, "documents").column("doc_id").combine_chunks()
    order = pc.index_in(table.column("doc_id"), documents)
    position = table.append_column("_document", order).append_column("_end", pc.negate(table.column("end_char")))
    keys = [("_document", "ascending"), ("start_char", "ascending"), ("_end", "ascending")]
    return table.take(pc.sort_indices(position, sort_keys=keys))
