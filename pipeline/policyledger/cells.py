"""The text of CSV: what a value is in a cell, and a cell in a line, safe for the spreadsheets that open it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from policyledger.records import TARGETS, Column, Table

JOINT = " | "
"""What stands between the items of a list in a CSV cell."""

_QUOTABLE = '",\r\n'
_QUOTED = re.compile(f"[{_QUOTABLE}]")
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?([eE][+-]?\d+)?%?")


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
    together = joined(texts, "")
    return any(mark.encode() in together for mark in marks)


def joined(texts: pa.Array, between: str) -> bytes:
    """All the texts as one piece of UTF-8."""
    together = pc.binary_join(pa.ListArray.from_arrays(pa.array([0, len(texts)], pa.int32()), texts), between)
    return bytes(together[0].as_buffer())


def plain_number(value: float) -> str:
    """A number in its shortest exact form, whole numbers without a point."""
    return str(int(value)) if abs(value) < 1e15 and value == int(value) else repr(float(value))
