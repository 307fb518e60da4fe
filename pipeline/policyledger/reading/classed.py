"""Tables that are tables by their classes alone: `table` around `row`s with as many `cell`s each.

Layouts have rows and columns as well. So all three must be called so, each directly within the other, but for groups of
rows, and every row must have as many cells, two or more.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from policyledger.reading.furniture_names import names
from policyledger.reading.marked import Marked


def name_classed_tables(root: Any, marked: Marked) -> None:
    """Gives the parts of such tables the names that HTML has for them."""
    if not all(hint in marked.text for hint in ("table", "row")):
        return
    for table in root.xpath("descendant::*[contains(@class, 'table')]"):
        if table.tag not in _PLAIN or _TABLES.isdisjoint(_called(table)):
            continue
        rows = list(_rows(table))
        if len(rows) < _LEAST or len({len(row) for row in rows}) > 1 or not all(map(_is_row, rows)):
            continue
        for row in rows:
            headed = not _HEADS.isdisjoint(_called(row))
            above = row.getparent()
            if above is not table:
                headed = headed or not _HEADS.isdisjoint(_called(above))
                above.tag = "tbody"
            row.tag = "tr"
            for cell in row:
                cell.tag = "th" if headed or not _HEADS.isdisjoint(_called(cell)) else "td"
        table.tag = "table"


def _rows(table: Any) -> Iterator[Any]:
    """What stands directly within a table, or within its groups of rows."""
    for each in table:
        if _ROWS.isdisjoint(_called(each)) and not _GROUPS.isdisjoint(_called(each)):
            yield from each
        else:
            yield each


def _is_row(row: Any) -> bool:
    """Whether an element is called a row, and all that stands in it cells."""
    if row.tag not in _PLAIN or _ROWS.isdisjoint(_called(row)) or len(row) < _LEAST:
        return False
    return all(each.tag in _PLAIN and not _CELLS.isdisjoint(_called(each)) for each in row)


def _called(element: Any) -> set[str]:
    """The last words of the classes of an element: "data-table" is a table, "table-intro" is none."""
    return {words[-1] for words in names(element) if words}


_PLAIN = {"dd", "div", "dl", "dt", "li", "ol", "p", "section", "span", "ul"}
_TABLES = {"table"}
_ROWS = {"row", "tr"}
_HEADS = {"head", "header", "heading", "th", "thead"}
_CELLS = {"cell", "col", "column", "td"} | _HEADS
_GROUPS = {"body", "rowgroup", "tbody"} | _HEADS
_LEAST = 2
"""Rows of a table, and cells of a row."""
