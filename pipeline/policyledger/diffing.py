"""What two runs say differently: statements gained, lost and changed, by document, rule and column.

A document is the same one in both runs if it has the same content, or else the same name. A statement is the same one
if it stands at the same place of the same content; or, where a document has changed, if its words and sentence are the
same; or else if it measures the same thing in the same section.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

from policyledger.cells import JOINT, cell, csv_line
from policyledger.errors import printable
from policyledger.records import STATEMENTS
from policyledger.tables import read_table
from policyledger.wording import value_words

Row = dict[str, Any]
Thing = TypeVar("Thing")

KINDS = ("gained", "lost", "changed")

_PLACES = ("statement_id", "doc_id", "page", "start_char", "end_char", "source_start", "source_end")
COMPARED = tuple(column for column in STATEMENTS.columns if column.name not in _PLACES)
"""The columns that can differ; where a statement stands is no difference."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A statement that one run has and the other has not, or has otherwise.

    Attributes:
        kind: gained, lost or changed.
        path: the document.
        before, after: the rows; None where a run has none.
        columns: names of the columns that differ, for a changed statement.
    """

    kind: str
    path: str
    before: Row | None
    after: Row | None
    columns: tuple[str, ...] = ()

    @property
    def row(self) -> Row:
        """The row that tells most: the later one, if there is one."""
        return self.after or self.before or {}

    @property
    def concerns_target(self) -> bool:
        """Whether it is a target in either run."""
        return any(row is not None and row["status"] == "target" for row in (self.before, self.after))

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that decided in either run but not in both; all of them where both had the same."""
        before, after = (set(row["rule_ids"] if row else ()) for row in (self.before, self.after))
        return tuple(sorted(before ^ after or before | after))


def diff(run_a: Path, run_b: Path) -> list[Difference]:
    """The differences from one run folder to another, by document in the order of their names, then by place.

    Raises:
        PolicyledgerError: C004 if one of them holds no run.
    """
    return [
        difference
        for path, before, after in _documents(_read(run_a), _read(run_b))
        for difference in _of_document(path, before, after)
    ]


def as_text(differences: Sequence[Difference], by: str = "document") -> str:
    """The differences for reading, grouped, then counted by rule and by column.

    Args:
        differences: of `diff`.
        by: document, rule or column. A difference that several rules or columns have a part in stands under each.
    """
    lines: list[str] = []
    for title, group in _groups(differences, by):
        lines.append(printable(title) if by == "document" else f"{title} ({len(group)})")
        lines += [line for difference in group for line in _lines(difference, by, title)]
        lines.append("")
    counts = Counter(difference.kind for difference in differences)
    lines.append(", ".join(f"{counts[kind]} {kind}" for kind in KINDS))
    for heading, counted in (("by rule", by_rule(differences)), ("by column", by_column(differences))):
        if counted:
            lines.append(f"{heading}: " + ", ".join(f"{name} {count}" for name, count in counted.items()))
    return "\n".join(lines) + "\n"


def as_json(differences: Sequence[Difference]) -> str:
    """The differences as a JSON object: counts, and every difference with both rows."""
    listed = [
        {
            "kind": each.kind,
            "path": each.path,
            "rules": each.rules,
            "columns": {name: [(each.before or {}).get(name), (each.after or {}).get(name)] for name in each.columns},
            "before": each.before,
            "after": each.after,
        }
        for each in differences
    ]
    counts = Counter(each.kind for each in differences)
    summary = {kind: counts[kind] for kind in KINDS}
    whole = {**summary, "by_rule": by_rule(differences), "by_column": by_column(differences), "differences": listed}
    return json.dumps(whole, indent=2, ensure_ascii=False, default=str) + "\n"


def as_csv(differences: Sequence[Difference]) -> str:
    """The differences as CSV: a row for every column of a changed statement, one for any other."""
    lines = [csv_line(("kind", "path", "rules", "column", "before", "after", *_SAYS, "statement_id"))]
    columns = {column.name: column for column in STATEMENTS.columns}
    for each in differences:
        row = {**each.row, "value": value_words(each.row)}
        says = [cell(columns.get(name, columns["text"]), row[name]) for name in _SAYS]
        for name in each.columns or ("",):
            values = [cell(columns[name], row[name]) if name and row else "" for row in (each.before, each.after)]
            head = (each.kind, cell(columns["text"], each.path), JOINT.join(each.rules), name)
            lines.append(csv_line((*head, *values, *says, each.row["statement_id"])))
    return "".join(lines)


_SAYS = ("status", "indicator", "value", "target_date", "text", "sentence")
"""What the CSV says of the statement that was gained, lost or changed, as it is now."""


def by_rule(differences: Iterable[Difference]) -> dict[str, int]:
    """How many differences each rule has a part in, most first."""
    return dict(Counter(rule for each in differences for rule in each.rules).most_common())


def by_column(differences: Iterable[Difference]) -> dict[str, int]:
    """How many statements differ in each column, most first."""
    return dict(Counter(name for each in differences for name in each.columns).most_common())


@dataclass(slots=True)
class _Document:
    doc_id: str
    path: str
    rows: list[Row]


def _read(run: Path) -> list[_Document]:
    documents = read_table(run, "documents", ["doc_id", "path"]).to_pylist()
    listed = {row["doc_id"]: _Document(row["doc_id"], row["path"], []) for row in documents}
    for row in read_table(run, "statements").to_pylist():
        listed[row["doc_id"]].rows.append(row)
    return list(listed.values())


def _documents(before: list[_Document], after: list[_Document]) -> list[tuple[str, list[Row], list[Row]]]:
    """The documents of two runs, side by side: of the same content, whatever they are called, or else of one name."""
    pairs: list[tuple[_Document | None, _Document | None]] = []
    for same in (lambda document: document.doc_id, lambda document: document.path):
        matched, before, after = _match(before, after, same)
        pairs += matched
    pairs += [(document, None) for document in before]
    pairs += [(None, document) for document in after]
    found = [
        ((new or old).path, old.rows if old else [], new.rows if new else [])  # type: ignore[union-attr]
        for old, new in pairs
    ]
    return sorted(found, key=lambda each: each[0])


_SAME: tuple[Callable[[Row], Hashable], ...] = (
    lambda row: row["statement_id"],
    lambda row: (row["text"], row["sentence"]),
    lambda row: (row["section"], row["indicator"], row["unit"], row["counted"], row["industry_id"]),
)
"""What makes two rows the same statement, the surest first."""


def _of_document(path: str, before: list[Row], after: list[Row]) -> Iterator[Difference]:
    pairs: list[tuple[Row | None, Row | None]] = []
    for same in _SAME:
        matched, before, after = _match(before, after, same)
        pairs += matched
    pairs += [(row, None) for row in before]
    pairs += [(None, row) for row in after]
    for old, new in sorted(pairs, key=lambda pair: (pair[1] or pair[0] or {})["start_char"]):
        if old is None or new is None:
            yield Difference("gained" if old is None else "lost", path, old, new)
            continue
        columns = tuple(column.name for column in COMPARED if old[column.name] != new[column.name])
        if columns:
            yield Difference("changed", path, old, new, columns)


def _match(
    before: list[Thing], after: list[Thing], same: Callable[[Thing], Hashable]
) -> tuple[list[tuple[Thing | None, Thing | None]], list[Thing], list[Thing]]:
    """The pairs that are the same, first with first, and what is left on either side."""
    waiting: defaultdict[Hashable, list[Thing]] = defaultdict(list)
    for each in reversed(before):
        waiting[same(each)].append(each)
    pairs: list[tuple[Thing | None, Thing | None]] = []
    left: list[Thing] = []
    for each in after:
        if waiting[same(each)]:
            pairs.append((waiting[same(each)].pop(), each))
        else:
            left.append(each)
    kept = {id(each) for things in waiting.values() for each in things}
    return pairs, [each for each in before if id(each) in kept], left


def _groups(differences: Sequence[Difference], by: str) -> Iterator[tuple[str, list[Difference]]]:
    """The differences of each document in the order of their names, or of each rule or column, the most first."""
    if by == "document":
        yield from ((path, list(group)) for path, group in groupby(differences, key=lambda each: each.path))
        return
    names: Callable[[Difference], tuple[str, ...]] = {
        "rule": lambda each: each.rules,
        "column": lambda each: each.columns or (each.kind,),
    }[by]
    groups: defaultdict[str, list[Difference]] = defaultdict(list)
    for each in differences:
        for name in names(each):
            groups[name].append(each)
    yield from sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))


def _lines(difference: Difference, by: str, title: str) -> Iterator[str]:
    row = difference.row
    sign = {"gained": "+", "lost": "-", "changed": "~"}[difference.kind]
    when = f" by {row['target_date']}" if row["target_date"] else ""
    where = "" if by == "document" else f"{printable(difference.path)}: "
    what = f"{row['indicator'] or '?'}: {value_words(row)}{when}"
    yield f"  {sign} {where}{row['status']} {what}   “{row['text']}”   [{', '.join(difference.rules)}]"
    for name in difference.columns:
        if by != "column" or name == title:
            before, after = ((each or {}).get(name) for each in (difference.before, difference.after))
            yield f"      {name}: {_shown(before)} → {_shown(after)}"


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return " | ".join(map(str, value)) or "–"
    return "–" if value is None else str(value)
