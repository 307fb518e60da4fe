"""Which tables hold data, and which are a means of layout: told by a table's own cells, whatever stands within them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policyledger.reading.draft import ends_sentence


@dataclass(frozen=True, slots=True)
class Held:
    """What a cell of a table holds.

    Attributes:
        text: its own, outside of the tables within it.
        tables: how many cells each of those has.
        headed: whether a heading stands in it.
    """

    text: str
    tables: Sequence[int] = ()
    headed: bool = False


def is_layout(rows: Sequence[Sequence[Held]]) -> bool:
    """Whether a table without marked headers arranges texts, or one with tables in it arranges those.

    A table in a cell is part of a value where it is small, stands alone or among a few words, and the cell's row is
    named by another cell; a page is laid out in tables that hold its sections, with their headings and texts.
    """
    return _is_prose(rows) or (any(cell.tables for row in rows for cell in row) and not _has_values(rows))


def is_sentence(text: str) -> bool:
    """Whether a cell holds a sentence of some length, which is no header."""
    return ends_sentence(text) and len(text.split()) >= _SENTENCE_WORDS


def _is_prose(rows: Sequence[Sequence[Held]]) -> bool:
    """Whether all that the first row holds is sentences: no headers, and no names of rows."""
    first = [cell.text for cell in rows[0] if cell.text] if rows else []
    return len(first) > 1 and all(map(is_sentence, first))


def _has_values(rows: Sequence[Sequence[Held]]) -> bool:
    """Whether the tables in a table are parts of values."""
    holding = [row for row in rows if any(cell.tables for cell in row)]
    if not all(any(_names(cell) for cell in row) for row in holding):
        return False
    headed = not any(cell.tables for cell in rows[0]) and sum(bool(cell.text) for cell in rows[0]) > 1
    if not headed and not all(row and _names(row[0]) for row in rows):
        return False
    return not any(
        cell.headed or len(cell.text.split()) > _VALUE_WORDS or max(cell.tables) > _SMALL
        for row in holding
        for cell in row
        if cell.tables
    )


def _names(cell: Held) -> bool:
    """Whether a cell may name its row: it has a word, so that no number or bullet of a list does."""
    return not cell.tables and _WORD.search(cell.text) is not None


_WORD = re.compile(r"[^\W\d_]{2}")
_SENTENCE_WORDS = 7
_VALUE_WORDS = 20
VALUE_RUNS = 100
"""Runs of text in a cell that holds a table and is a value."""
_SMALL = 16
