"""Pages for people, and the tables of a run folder read back."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds

from policyledger.errors import PolicyledgerError
from policyledger.records import TABLES, arrow_schema


def read_table(folder: Path, name: str, columns: list[str] | None = None) -> pa.Table:
    """A table of a run folder, from its Parquet file or its partitions, rows in the order they were written.

    Raises:
        PolicyledgerError: C004 if the folder holds no such table.
    """
    path = folder / f"{name}.parquet" if (folder / f"{name}.parquet").is_file() else folder / name
    if not path.exists():
        raise PolicyledgerError("C004", path=folder, missing=f"{name}.parquet")
    schema = arrow_schema(TABLES[name])
    return ds.dataset(path, schema=schema, format="parquet", partitioning="hive").to_table(columns=columns)
