"""Elements of HTML that are by their roles or styles what other elements are by name.

Tables (`role="table"`, `display: table`) are given the names of a table's elements, and what a tab opens is made a
section with the tab's words as its title, so that what reads them need know of no others. So it is with headings
(`role="heading"`).
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from policyledger.reading.elements import HEADINGS
from policyledger.reading.marked import Marked, all_text

_ROLES = {
    "table": "table", "grid": "table", "treegrid": "table", "rowgroup": "tbody", "row": "tr", "cell": "td",
    "gridcell": "td", "columnheader": "th", "rowheader": "th", "caption": "caption",
}  # fmt: skip
_DISPLAYS = {
    "table": "table", "table-row-group": "tbody", "table-header-group": "thead", "table-footer-group": "tfoot",
    "table-row": "tr", "table-cell": "td", "table-caption": "caption",
}  # fmt: skip
_NATIVE = {"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "body", "html"}
_PANEL_NAMES = {"tab-pane", "tab-panel", "tabpanel", "tabs-panel", "tabs__panel", "govuk-tabs__panel"}
_PANEL_HINTS = ("tabpanel", "tab-pan", "tabs-panel", "tabs__panel")
_TITLES = HEADINGS | {"summary", "legend"}
_PLAIN = {"div", "p", "span"}
_SPANS = (("aria-colspan", "colspan"), ("aria-rowspan", "rowspan"))


def name_tables(root: Any, marked: Marked) -> None:
    """Gives the parts of tables the names that HTML has for them, those that roles and styles call so.

    A table without a row that holds a cell is a way of laying out texts, and stays what it is.
    """
    lowered = marked.text.lower()
    if not any(map(lowered.__contains__, _HINTS)) or not _HINT.search(marked.text):
        return
    asked = root.xpath("descendant-or-self::*[@role or @style]")
    parts = {each: name for each in asked if each.tag not in _NATIVE and (name := _name(each)) is not None}
    owners = _owners(parts)
    tables = {
        owners[row]
        for each, name in parts.items()
        if name in _CELLS and parts.get(row := _part_above(each, parts)) == "tr" and owners[row] is not None
    }
    for element, name in parts.items():
        if (element if name == "table" else owners[element]) in tables:
            _rename(element, name)
    for table in parts:
        if table in tables:
            _rebuild(table)


def name_headings(root: Any, marked: Marked) -> None:
    """Gives headings the names that HTML has for them, those that a role calls so; without a level it is the second."""
    if "heading" not in marked.text:
        return
    for each in root.xpath("descendant::*[@role='heading']"):
        if each.tag in _PLAIN:
            level = each.get("aria-level", "")
            each.tag = f"h{min(max(int(level), 1), 6) if level.isascii() and level.isdigit() else 2}"


def title_panels(root: Any, marked: Marked) -> None:
    """Gives each panel that a tab opens the words of the tab for its title, unless it begins with one of its own."""
    if not any(map(marked.text.lower().__contains__, _PANEL_HINTS)):
        return
    panels = [each for each in root.xpath("descendant::*[@id]") if _is_tab_panel(each)]
    if not panels:
        return
    tabs: dict[str, Any] = {}
    for each in root.xpath(
        "descendant::*[@aria-controls or starts-with(@href, '#') or @data-bs-target or @data-target]"
    ):
        for way in ("aria-controls", "href", "data-bs-target", "data-target"):
            tabs.setdefault((each.get(way) or "").lstrip("#"), each)
    for panel in panels:
        words = all_text(tabs[panel.get("id")]) if panel.get("id") in tabs else ""
        if not words.strip() or _begins_with_title(panel):
            continue
        title = etree.Element("summary")
        title.text, title.tail, panel.text = words, panel.text, None
        panel.insert(0, title)
        panel.tag = "section"


def _is_tab_panel(element: Any) -> bool:
    if element.tag not in {"div", "section", "article"}:
        return False
    return element.get("role") == "tabpanel" or not _PANEL_NAMES.isdisjoint(
        (element.get("class") or "").lower().split()
    )


def _begins_with_title(panel: Any) -> bool:
    """Whether the first text in a panel stands in a heading."""
    for each in panel.iter():
        if each.tag in _TITLES:
            return True
        if each.text and each.text.strip():
            return False
    return False


def _name(element: Any) -> str | None:
    """The name of the part of a table that an element is; None where it is none."""
    if role := element.get("role"):
        return _ROLES.get(role.strip().lower())
    display = _DISPLAY.search(element.get("style", ""))
    return _DISPLAYS.get(display[1].lower()) if display else None


def _part_above(element: Any, parts: dict[Any, str]) -> Any:
    """The nearest part of a table around an element, or a table that is one by its own name."""
    return next((each for each in element.iterancestors() if each in parts or each.tag == "table"), None)


def _owners(parts: dict[Any, str]) -> dict[Any, Any]:
    """The table that each part, in order, belongs to; None for those of none."""
    owners: dict[Any, Any] = {}
    for element in parts:
        above = _part_above(element, parts)
        owners[element] = above if parts.get(above) == "table" else owners.get(above)
    return owners


def _rename(element: Any, name: str) -> None:
    element.tag = name
    for told, native in _SPANS:
        if span := element.get(told):
            element.set(native, span)


def _rebuild(table: Any) -> None:
    """Takes away what stands between a table, its groups, rows and cells and is none of them.

    What is no part of the table is put before it, or after it where a cell came first. All is listed before anything
    is moved, and moved once, so that time grows with the table alone.
    """
    holding = _holding(table)
    pieces = _pieces(table, holding)
    for each in pieces:
        if each is not None and not isinstance(each, str):
            each.tail = None
    for each in (table, *holding):
        each.text = None
        del each[:]
    rebuilt = _Rebuilt(table)
    for each in pieces:
        if each is None:
            rebuilt.end()
        else:
            rebuilt.add(each, each in holding)
    rebuilt.put_texts()


def _holding(table: Any) -> set[Any]:
    """The elements between a table and its cells."""
    holding: set[Any] = set()
    for cell in table.iter("td", "th"):
        path: list[Any] = []
        for each in cell.iterancestors():
            if each is table or each in holding:
                holding.update(path)
                break
            if each.tag in _KEPT:
                break  # a cell of a table within this one
            path.append(each)
    return holding


def _pieces(table: Any, holding: set[Any]) -> list[Any]:
    """What a table holds, in order: texts, and elements, those that hold cells before what they hold.

    None stands where a row or a group of rows ends.
    """
    pieces: list[Any] = []
    pending = _within(table)[::-1]
    while pending:
        piece = pending.pop()
        pieces.append(piece)
        if piece in holding:
            if piece.tag in _ENDING:
                pending.append(None)
            pending += _within(piece)[::-1]
    return pieces


def _within(element: Any) -> list[Any]:
    """The texts and the elements directly within an element."""
    pieces = [element.text, *(piece for child in element for piece in (child, child.tail))]
    return [piece for piece in pieces if piece is not None]


class _Rebuilt:
    """A table that is filled anew with its parts, and the texts that stood between them."""

    def __init__(self, table: Any) -> None:
        self.table = self.group = table
        self.row: Any = None
        self.open: list[str] = []
        self.begun = False
        self.texts: tuple[list[Any], list[Any]] = [], []
        self.text: Any = None

    def add(self, piece: Any, holds_cells: bool) -> None:
        """Adds the next text or element; what holds cells comes without them."""
        tag = None if isinstance(piece, str) else piece.tag
        if not holds_cells and tag not in _PARTS:
            self._add_text(piece)
            return
        self.text = None
        if tag in _ENDING:
            self.open.append(tag)
        if tag in _CELLS:
            self.begun = True
            if self.row is None:
                self.row = etree.SubElement(self.group, "tr")
            self.row.append(piece)
        elif tag == "tr":
            self.row = piece
            self.group.append(piece)
        elif tag in _GROUPS:
            self.row, self.group = None, piece
            self.table.append(piece)
        elif tag == "caption":
            self.table.append(piece)

    def end(self) -> None:
        """Ends the row or the group of rows that was begun last."""
        self.row = self.text = None
        if self.open.pop() in _GROUPS:
            self.group = self.table

    def _add_text(self, piece: Any) -> None:
        """Adds what is no part of the table to what stands beside it, next to it or on its own."""
        if self.text is None:
            if isinstance(piece, str) and not piece.strip():
                return
            self.text = self.table.makeelement("div")
            self.texts[self.begun].append(self.text)
        if not isinstance(piece, str):
            self.text.append(piece)
        elif len(self.text):
            self.text[-1].tail = (self.text[-1].tail or "") + piece
        else:
            self.text.text = (self.text.text or "") + piece

    def put_texts(self) -> None:
        """Puts the texts before and after the table."""
        before, after = self.texts
        for each in before:
            self.table.addprevious(each)
        tail, self.table.tail = self.table.tail, None
        last = self.table
        for each in after:
            last.addnext(each)
            last = each
        last.tail = tail


_CELLS = {"td", "th"}
_KEPT = _CELLS | {"caption", "table"}
_PARTS = _CELLS | {"caption"}
_GROUPS = {"thead", "tbody", "tfoot"}
_ENDING = _GROUPS | {"tr"}
_DISPLAY = re.compile(r"(?:^|;)\s*display\s*:\s*([a-z-]+)", re.IGNORECASE)
_HINTS = ("table", "grid")
_HINT = re.compile(r"role\s*=\s*[\"']?\s*(?:table|grid|treegrid)\b|display\s*:\s*table\b", re.IGNORECASE)
"""What stands in the source of a page with such tables."""
