"""What a row has to keep beyond the types of its columns, as docs/tables.md promises it.

Each check takes a row and says what is wrong with it, as pairs of a word for the rule that is broken and a sentence.
What takes more than one row to see (keys, references, places in the text) is in `validating`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from policyledger.edtf import is_valid, parse
from policyledger.records import DOCUMENTS, MENTIONS, STATEMENTS, UNIT_KINDS, Column, Table

Row = Mapping[str, Any]
Broken = tuple[str, str]
"""The rule that is broken, in one word, and what is wrong."""

UNITS = {"percent": "%", "percentage_point": "pp", "multiple": "x", "count": "count"}
"""The unit of each kind that has but one."""

BOUNDS = {"=": (True, True), ">": (True, False), ">=": (True, False), "<": (False, True), "<=": (False, True)}
"""Which of value_min and value_max each comparator leaves filled."""

_CURRENCY = re.compile(r"[A-Z]{3}")
_EDTF_COLUMNS = ("target_date", "baseline_date", "as_of", "published")


def broken(table: Table, row: Row) -> Iterator[Broken]:
    """What is wrong with a row, by itself."""
    for column in table.columns:
        yield from _cell(column, row[column.name])
    for check in _CHECKS[table.name]:
        yield from check(row)


def _cell(column: Column, value: Any) -> Iterator[Broken]:
    if value is None:
        if column.required:
            yield "required", f"{column.name} is empty"
    elif column.values and value not in column.values:
        yield "words", f"{column.name} is {value!r}, not one of {' '.join(column.values)}"
    elif value == "":
        yield "empty", f"{column.name} is an empty string, where null is meant"
    elif isinstance(value, float) and not math.isfinite(value):
        yield "value", f"{column.name} is {value}"
    elif column.name in _EDTF_COLUMNS and not is_valid(value):
        yield "date", f"{column.name} {value!r} is no EDTF date"


def _value(row: Row) -> Iterator[Broken]:
    low, high, comparator = row["value_min"], row["value_max"], row["comparator"]
    if low is None and high is None:
        yield "value", "there is neither value_min nor value_max"
    elif BOUNDS.get(comparator, (low is not None, high is not None)) != (low is not None, high is not None):
        yield "value", f"{comparator} does not go with value_min {low} and value_max {high}"
    elif low is not None and high is not None and low > high:
        yield "value", f"value_min {low} is above value_max {high}"


def _unit(row: Row) -> Iterator[Broken]:
    kind, unit = row["unit_kind"], row["unit"] or ""
    wanted = UNITS.get(kind)
    if wanted and unit != wanted:
        yield "unit", f"the unit of {kind} is {wanted}, not {unit!r}"
    if kind == "money" and not _CURRENCY.fullmatch(unit):
        yield "unit", f"{unit!r} is no ISO 4217 code"
    if row["counted"] is not None and unit != "count":
        yield "unit", f"counted is {row['counted']!r}, the unit {unit!r}"


def _days(row: Row) -> Iterator[Broken]:
    """The days of a target date are those of its EDTF; of a fiscal year, which is called by a calendar year, nearly."""
    start, end, text = row["target_start"], row["target_end"], row["target_date"]
    if text is None:
        if start or end:
            yield "date", "target_start or target_end stands without a target_date"
    elif is_valid(text):
        whole = parse(text)
        if not (_near(start, whole.start) and _near(end, whole.end)):
            yield "date", f"target_start {start} and target_end {end} are not those of {text}"
        elif start and end and start > end:
            yield "date", f"target_start {start} is after target_end {end}"


def _near(day: date | None, wanted: date | None) -> bool:
    """Whether a day is less than a year off; or neither is given."""
    return day == wanted if day is None or wanted is None else abs((day - wanted).days) < 366


def _place(row: Row) -> Iterator[Broken]:
    for first, last in (("start_char", "end_char"), ("source_start", "source_end")):
        start, end = row[first], row[last]
        if (start is None) != (end is None):
            yield "place", f"{first} is {start}, {last} is {end}"
        elif start is not None and not 0 <= start < end:
            yield "place", f"{first} {start} and {last} {end} are no range"
    if row["page"] is not None and row["page"] < 1:
        yield "place", f"there is no page {row['page']}"


def _sentence(row: Row) -> Iterator[Broken]:
    if (row["text"] or "") not in (row["sentence"] or ""):
        yield "text", f"{row['text']!r} is not in its sentence"


def _industry(row: Row) -> Iterator[Broken]:
    if (row["industry"] is None) != (row["industry_id"] is None):
        yield "named", f"industry is {row['industry']!r}, industry_id {row['industry_id']!r}"


def _named(row: Row) -> Iterator[Broken]:
    kind, name, identifier = row["kind"], row["canonical"], row["canonical_id"]
    if kind == "date" and name and not is_valid(name):
        yield "date", f"canonical {name!r} is no EDTF date"
    if kind == "date" and name != identifier:
        yield "named", f"the canonical_id of a date is its canonical {name!r}, not {identifier!r}"
    if kind == "industry" and (identifier is None or identifier != row["industry_id"]):
        yield "named", f"canonical_id is {identifier!r}, industry_id {row['industry_id']!r}"
    if kind == "quantity" and row["type"] not in UNIT_KINDS:
        yield "words", f"type is {row['type']!r}, not one of {' '.join(UNIT_KINDS)}"
    if (kind == "date") != (row["role"] is not None) and kind in MENTIONS.column("kind").values:
        yield "named", f"role is {row['role']!r} of a mention of kind {kind}"


def _box(row: Row) -> Iterator[Broken]:
    box = row["bbox"]
    if box is None:
        return
    if len(box) != 4 or box[0] > box[2] or box[1] > box[3]:
        yield "place", f"bbox {box} is no box"
    elif row["page"] is None:
        yield "place", "bbox stands without a page"


def _reason(row: Row) -> Iterator[Broken]:
    given = row["error_code"] is not None, row["error"] is not None
    if row["status"] == "ok" and any(given):
        yield "reason", f"it is ok and has an error: {row['error_code']} {row['error']}"
    if row["status"] in DOCUMENTS.column("status").values[1:] and not all(given):
        yield "reason", f"it is {row['status']}, and error_code or error does not say why"
    read = row["status"] in ("ok", "partial")
    if row["text"] is not None and not read:
        yield "reason", f"it is {row['status']} and has a text"


def _identity(row: Row) -> Iterator[Broken]:
    digest = row["sha256"]
    if digest is not None and not re.fullmatch("[0-9a-f]{64}", digest):
        yield "id", f"sha256 {digest!r} is none"
    elif row["status"] in ("ok", "partial") and row["doc_id"] != (digest or "")[:16]:
        yield "id", "doc_id is not the beginning of sha256"


def _sizes(row: Row) -> Iterator[Broken]:
    for name in ("pages", "words", "n_mentions", "n_statements", "n_targets"):
        if row[name] is not None and row[name] < 0:
            yield "count", f"{name} is {row[name]}"


_CHECKS: dict[str, tuple[Callable[[Row], Iterator[Broken]], ...]] = {
    STATEMENTS.name: (_value, _unit, _days, _place, _sentence, _industry),
    MENTIONS.name: (_named, _place, _box),
    DOCUMENTS.name: (_reason, _identity, _sizes),
}
