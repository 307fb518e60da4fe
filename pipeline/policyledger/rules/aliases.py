"""Long lists of names in a CSV beside the YAML: columns `id` and `term`, one name a row.

Spreadsheets separate columns by comma, semicolon or tab, as their country has it; the heading shows which. A row that
can't be used is an error with its line, never left out in silence.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from policyledger.rules.findings import listed, quoted

COLUMNS = ("id", "term")
LONGEST = 200
"""Characters of a term, as in YAML."""


@dataclass(frozen=True)
class Slip:
    """What is wrong in a CSV: the line, what is wrong, and what to do."""

    line: int
    reason: str
    remedy: str


@dataclass
class Aliases:
    """The names of a CSV.

    Attributes:
        terms: by rule id, the names and the line of each.
        slips: what is wrong.
    """

    terms: dict[str, dict[str, int]] = field(default_factory=dict)
    slips: list[Slip] = field(default_factory=list)


def read_aliases(content: bytes) -> Aliases:
    """The names in a CSV's bytes, and all that is wrong with it.

    >>> read_aliases(b"id;term\\nIND-KELP;sea tangle\\n").terms
    {'IND-KELP': {'sea tangle': 2}}
    """
    aliases = Aliases()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        aliases.slips.append(Slip(line, "it is not UTF-8", "Save it as CSV UTF-8; spreadsheets offer that by name."))
        return aliases
    heading = next(iter(text.splitlines()), "")
    delimiter = next((sign for sign in ",;\t" if sign in heading), ",")
    names = [name.strip().lower() for name in next(csv.reader([heading], delimiter=delimiter), [])]
    if not set(COLUMNS) <= set(names):
        reason = f"its columns are {listed(names) or 'none'}"
        aliases.slips.append(Slip(1, reason, "Begin it with the line `id,term`."))
        return aliases
    for line, row in _rows(text, delimiter, aliases.slips):
        _take(line, dict(zip(names, row, strict=False)), row, len(names), aliases)
    return aliases


def _rows(text: str, delimiter: str, slips: list[Slip]) -> Iterator[tuple[int, list[str]]]:
    """The rows below the heading, each with the line it begins on; empty lines are left out."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            if line > 1 and any(cell.strip() for cell in row):
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        slips.append(Slip(line, f"a quote is not closed ({error})", "Close it, or double a quote that is meant so."))


def _take(line: int, cells: dict[str, str], row: list[str], width: int, aliases: Aliases) -> None:
    id_, term = (cells.get(name, "").strip() for name in COLUMNS)
    remedy = "Give each row an id and a term; put a term that holds the separator in quotes."
    if len(row) > width:
        aliases.slips.append(Slip(line, f"{len(row)} cells below {width} headings", remedy))
    elif not id_ or not term:
        aliases.slips.append(Slip(line, f"no {'term' if id_ else 'id'} in the row {quoted(row[0] or row[-1])}", remedy))
    elif len(term) > LONGEST:
        aliases.slips.append(Slip(line, f"a term of {len(term)} characters", f"At most {LONGEST} are allowed."))
    else:
        aliases.terms.setdefault(id_, {}).setdefault(term, line)
