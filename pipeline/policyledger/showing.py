"""One document's statements on the terminal, as a table a person can read."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from policyledger.discovery import shown
from policyledger.errors import PolicyledgerError, counted
from policyledger.extracting import annotate, pipeline, read_document
from policyledger.records import Rows, Statement, as_dict, rows
from policyledger.wording import value_words


def document_rows(file: str, rules: Sequence[str] = ()) -> Rows:
    """The rows of one file, or of the text on stdin if it is called '-'.

    Raises:
        PolicyledgerError: the file is missing (C001), a folder (C021), or can't be read (D...).
    """
    data = sys.stdin.buffer.read() if file == "-" else None
    if data is None and not Path(file).exists():
        raise PolicyledgerError("C001", path=shown(file))
    if data is None and Path(file).is_dir():
        raise PolicyledgerError("C021", path=shown(file))
    document = read_document(Path(file), "stdin.txt" if file == "-" else shown(file), data)
    return rows(annotate(pipeline(tuple(rules)), document), document)


def print_statements(rows: Rows, *, everything: bool = False, as_json: bool = False) -> None:
    """Prints the targets of a document to stdout, by section: industry, indicator, value, by when, the words around.

    Args:
        rows: of the document.
        everything: prints all statements, not the targets alone.
        as_json: one JSON object per statement instead.
    """
    targets = [row for row in rows.statements if row.status == "target"]
    statements = rows.statements if everything else targets
    if as_json:
        for statement in statements:
            print(json.dumps(as_dict(statement), ensure_ascii=False, default=str))
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(width=None if sys.stdout.isatty() else 140, highlight=False)
    console.print(Text(rows.document.title or rows.document.path, style="bold"))
    for section, group in groupby(statements, key=lambda statement: statement.section):
        table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False)
        for heading, ratio in (("industry", 3), ("indicator", 4), ("value", 3), ("by", 2), ("in the text", 8)):
            table.add_column(heading, ratio=ratio, overflow="fold")
        for statement in group:
            table.add_row(*map(Text, _cells(statement)))
        console.print(Text(f"\n{section}" if section else "\n(before the first heading)", style="italic"))
        console.print(table)
    found = f"{counted(len(targets), 'target')} among {counted(len(rows.statements), 'statement')}"
    more = "." if everything or len(targets) == len(rows.statements) else "; --all shows them all."
    console.print(found + more, markup=False)


def _cells(statement: Statement) -> tuple[str, str, str, str, str]:
    return (
        statement.industry or "",
        statement.indicator or "",
        value_words(as_dict(statement)),
        statement.target_date or statement.as_of or "",
        around(statement),
    )


def around(statement: Statement, before: int = 60, after: int = 40) -> str:
    """The quantity with a few words around it from its sentence."""
    sentence, text = " ".join(statement.sentence.split()), " ".join(statement.text.split())
    at = sentence.find(text)
    if at < 0:
        return text
    start, end = max(0, at - before), min(len(sentence), at + len(text) + after)
    head = "… " + sentence[start:at].partition(" ")[2] if start else sentence[:at]
    tail = (
        sentence[at + len(text) : end].rpartition(" ")[0] + " …" if end < len(sentence) else sentence[at + len(text) :]
    )
    return f"{head}{text}{tail}"
