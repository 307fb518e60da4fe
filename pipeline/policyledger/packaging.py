"""datapackage.json: every file of a run folder, its columns and what they mean, as a Frictionless Data Package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from policyledger.cells import JOINT, csv_columns, csv_encoding
from policyledger.files import digest
from policyledger.records import SCHEMA_VERSION, TABLES, Column, Table

PACKAGE_NAME = "policyledger-run"
"""What every run folder is called in its datapackage.json, which tells it from other packages."""


def datapackage(folder: Path) -> dict[str, Any]:
    """The Frictionless Data Package of a run folder: every table file, its columns and their meaning.

    CSV files are tabular resources; Parquet files are plain files with a schema, as Frictionless does not read them.
    """
    files = [folder / f"{name}{suffix}" for suffix in (".csv", ".parquet") for name in TABLES]
    return {
        "name": PACKAGE_NAME,
        "title": "What policy documents commit to",
        "description": "Written by policyledger; docs/tables.md explains the tables.",
        "policyledger:schema_version": SCHEMA_VERSION,
        "resources": [
            *(_resource(file) for file in files if file.is_file()),
            *(_partitioned(folder / name) for name in TABLES if _is_partitioned(folder, name)),
        ],
    }


def files_of(package: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """What a data package says of every file: its resources, and the files of those that are folders."""
    for resource in package.get("resources", ()):
        yield resource
        yield from resource.get("policyledger:files", ())


def _is_partitioned(folder: Path, name: str) -> bool:
    """Whether a table is in a folder of its name, and not in a file: then the folder is somebody's."""
    return (folder / name).is_dir() and not (folder / f"{name}.parquet").is_file()


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
    return {"bytes": file.stat().st_size, "hash": "sha256:" + digest(file)}


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
