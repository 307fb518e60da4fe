"""Tables of HTML made of other elements: by their roles (`role="table"`), or by inline styles (`display: table`).

They are given the names of a table's elements, so that what reads tables need know of no others.
"""

from __future__ import annotations

import re
from typing import Any

from policyledger.reading.marked import Marked

_HINTS = ('role="table', "role='table", "role=table", 'role="grid', "role='grid", "role=grid", "display:table",
          "display: table", 'role="treegrid')  # fmt: skip
_ROLES = {
    "table": "table", "grid": "table", "treegrid": "table", "rowgroup": "tbody", "row": "tr", "cell": "td",
    "gridcell": "td", "columnheader": "th", "rowheader": "th", "caption": "caption",
}  # fmt: skip
_DISPLAYS = {
    "table": "table", "table-row-group": "tbody", "table-header-group": "thead", "table-footer-group": "tfoot",
    "table-row": "tr", "table-cell": "td", "table-caption": "caption",
}  # fmt: skip
_NATIVE = {"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"}
_SPANS = (("aria-colspan", "colspan"), ("aria-rowspan", "rowspan"))


def name_tables(root: Any, marked: Marked) -> None:
    """Gives the parts of tables the names that HTML has for them, those that roles and styles call so."""
    if not any(hint in marked.text for hint in _HINTS):
        return
    tables = []
    for element in root.xpath("descendant-or-self::*[@role or contains(@style, 'table')]"):
        if element.tag in _NATIVE or (name := _name(element)) is None:
            continue
        element.tag = name
        for told, native in _SPANS:
            if span := element.get(told):
                element.set(native, span)
        if name == "table":
            tables.append(element)
    for table in tables:
        _unwrap(table)


def _name(element: Any) -> str | None:
    """The name of the part of a table that an element is; None where it is none."""
    if role := element.get("role"):
        return _ROLES.get(role)
    display = _DISPLAY.search(element.get("style", ""))
    return _DISPLAYS.get(display[1].lower()) if display else None


def _unwrap(table: Any) -> None:
    """Takes away what stands between a table, its groups, rows and cells and says nothing itself.

    What is no part of the table and holds none is put before it.
    """
    pending = list(reversed(table))
    while pending:
        element = pending.pop()
        if not isinstance(element.tag, str) or element.tag in _KEPT:
            continue
        if next(element.iter("td", "th"), None) is None:
            table.addprevious(element)
            continue
        pending += reversed(element)
        parent = element.getparent()
        if element.tag == "tr" or (element.tag in _GROUPS and parent is table):
            continue
        at = parent.index(element)
        parent[at : at + 1] = list(element)


_KEPT = {"td", "th", "caption", "table"}
_GROUPS = {"thead", "tbody", "tfoot"}
_DISPLAY = re.compile(r"(?:^|;)\s*display\s*:\s*([a-z-]+)", re.IGNORECASE)
