"""DOCX: the text of a Word file, its styles as headings, lists and captions, its tables and footnotes.

Read straight from the parts' XML with a parser that knows no entities, fetches nothing, and within limits of size; the
source a character's origin points into is the text of `word/document.xml`, then `word/footnotes.xml`, then
`word/endnotes.xml`, then what is embedded in the document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise
from typing import Any

from policyledger.errors import PolicyledgerError
from policyledger.reading.callouts import join_callouts
from policyledger.reading.contents import mark_heads_of_contents
from policyledger.reading.definitions import with_definitions
from policyledger.reading.document import Note
from policyledger.reading.docx_diagrams import drawn_lines
from policyledger.reading.docx_embedded import Piece, damaged_note, embedded_piece
from policyledger.reading.docx_package import MAIN, PROPERTIES, STYLES, TEXTS, Embedded, Package, tree_of
from policyledger.reading.docx_runs import Runs
from policyledger.reading.docx_source import marked_part, sign
from policyledger.reading.docx_styles import Style, looks_of, numbered_level, outline_level, styles_of
from policyledger.reading.docx_xml import (
    DELETED,
    attribute_of,
    child_of,
    chosen,
    flat,
    integer,
    is_on,
    name_of,
    unwrapped,
)
from policyledger.reading.draft import (
    Draft,
    broken_items,
    broken_lines,
    finish,
    item_drafts,
    leading_title,
    level_guessed,
    titles_by_weight,
    told_lines,
)
from policyledger.reading.listmarks import BULLET
from policyledger.reading.marked import Marked
from policyledger.reading.nesting import VALUE_RUNS, Held, is_layout, is_sentence
from policyledger.reading.repair import Traced
from policyledger.reading.tables import Grid, GridCell, table_drafts
from policyledger.reading.typed import mark_headings, mark_items, with_tabbed


def read_docx(package: Package, path: str) -> tuple[list[Draft], dict[str, str]]:
    """The blocks of a DOCX, mended; `title` and `published` of its properties, `titled` by style.

    Parts that are found to be damaged are added to those of the package.

    Raises:
        PolicyledgerError: D015 the document itself says nothing.
    """
    walker = _Walker(package, path)
    walker.walk()
    fields = _properties(package, path)
    walker.settle_levels()
    drafts = finish(join_callouts(walker.drafts))
    fields["titled"] = " ".join(draft.text for draft in drafts if draft in walker.titles)
    return drafts, fields


class _Walker:
    """Turns a package's paragraphs and tables into drafts."""

    def __init__(self, package: Package, path: str) -> None:
        self.package = package
        self.path = path
        self.unread = dict(package.embedded)
        self.offsets = _offsets(package)
        self.drafts: list[Draft] = []
        self.tables = 0
        self.heading = 0
        self.titles: set[Draft] = set()
        self.subtitles: list[Draft] = []
        self.bold_items: dict[Draft, tuple[int, float]] = {}
        self.sizes: dict[int, float] = {}
        styles = tree_of(package.parts.get(STYLES, ""), package.damaged, path, STYLES)
        self.styles = styles_of(styles)
        self.looks = looks_of(styles)
        self.marked = Marked("", ())
        self.carried: list[Any] = []
        self.terms: set[Draft] = set()
        self.told: set[Draft] = set()

    def walk(self) -> None:
        """Adds the blocks of the body, then its notes."""
        offset = 0
        for name in TEXTS:
            text = self.package.parts.get(name, "")
            if not text:
                continue
            self.marked, xml = marked_part(text, offset)
            root = tree_of(xml, self.package.damaged, self.path, name)
            if root is None:
                pass  # damaged, as is noted by now
            elif name == MAIN:
                body = next((child for child in root if name_of(child) == "body"), root)
                self._children(body, self.drafts)
            else:
                self._notes(root)
            offset += len(text)

    def _embed(self, id_: str | None, what: str, drafts: list[Draft]) -> None:
        """Adds the blocks of what is embedded, once for each relationship, or notes what can't be read."""
        if id_ in self.package.embedded and id_ not in self.unread:
            return
        embedded = self.unread.pop(id_ or "", None)
        piece = self._piece(embedded) if embedded else None
        if embedded is None or piece is None:
            kind = f" ({embedded.kind})" if embedded else ""
            self.package.left_out.append(Note("D020", f"Left out: {what}{kind}; give it as a file of its own."))
            return
        for draft in piece.drafts:
            draft.traced = draft.traced.moved(self.offsets[id_ or ""])
        drafts += piece.drafts
        self.tables, self.heading = piece.tables, piece.heading
        self.package.left_out += piece.notes

    def _piece(self, embedded: Embedded) -> Piece | None:
        if embedded.package is None:
            return embedded_piece(embedded, self.path, self.tables, self.heading)
        inner = _Walker(embedded.package, self.path)
        inner.tables, inner.heading = self.tables, self.heading
        try:
            inner.walk()
        except PolicyledgerError as error:
            return Piece([], self.tables, self.heading, [damaged_note(error)])
        self.package.damaged += embedded.package.damaged
        self.package.pictures += embedded.package.pictures
        self.package.lettered += embedded.package.lettered
        self.sizes |= inner.sizes
        self.bold_items |= inner.bold_items
        if not self.drafts:
            self.titles = inner.titles
        return Piece(inner.drafts, inner.tables, inner.heading, embedded.package.left_out)

    def settle_levels(self) -> None:
        """Puts the headings below a title that has a style of its own one level under it, as in other formats.

        Where no style or weight tells headings, their words do, as in plain text.
        """
        self._title_sections()
        mark_heads_of_contents(self.drafts)
        above = {*self.titles, *self.subtitles}
        below = [draft for draft in self.drafts if draft.kind == "heading" and draft not in above]
        if len(below) < 2:  # one alone may be the title, in bold
            mark_headings([draft for draft in self.drafts if draft not in above])
        if self.titles and any(draft.level == 1 for draft in below):
            for draft in below:
                draft.level = min(6, draft.level + 1)
        level_guessed(self.drafts, self.sizes)

    def _title_sections(self) -> None:
        """Makes headings of the numbered paragraphs in bold of each level of which one has text below it."""
        prose = {draft.level for draft, after in pairwise(self.drafts) if draft in self.bold_items and _is_text(after)}
        for draft, (level, size) in self.bold_items.items():
            if draft.kind == "list_item" and draft.level <= max(prose, default=0):  # and no footnote by now
                draft.kind, draft.level = "heading", level
                self.sizes[id(draft)] = size

    def _children(self, parent: Any, drafts: list[Draft], within: list[Grid] | None = None) -> None:
        """The paragraphs and tables below an element, content controls looked into; of a cell, its tables apart."""
        begin = len(drafts)
        for child in unwrapped(parent):
            name = name_of(child)
            if name == "p":
                self._paragraph(child, drafts, within)
            elif name == "tbl":
                self._settle_typed(drafts, begin, within)
                self._table(child, drafts, within)
                begin = len(drafts)
            elif name in _EMBEDDING:
                self._settle_typed(drafts, begin, within)
                self._embed(attribute_of(child, "id"), _EMBEDDING[name], drafts)
                begin = len(drafts)
        self._settle_typed(drafts, begin, within)

    def _settle_typed(self, drafts: list[Draft], begin: int, within: list[Grid] | None) -> None:
        """Makes of the paragraphs from one on the tables and items that they are typed as; of a cell's, the items."""
        if self.terms:
            drafts[begin:] = with_definitions(drafts[begin:], self.terms, self.told, self._number, self.heading)
        if within is None:
            drafts[begin:] = with_tabbed(drafts[begin:], self._number)
        mark_items(drafts[begin:])

    def _number(self) -> int:
        """The number of a table that begins."""
        self.tables += 1
        return self.tables - 1

    def _notes(self, root: Any) -> None:
        for note in root:
            if name_of(note) in {"footnote", "endnote"} and attribute_of(note, "type") in {None, "normal"}:
                drafts: list[Draft] = []
                self._children(note, drafts)
                for draft in drafts:
                    draft.kind, draft.level = "footnote", 0
                self.drafts += drafts

    def _paragraph(self, element: Any, drafts: list[Draft], within: list[Grid] | None) -> None:
        """A paragraph, and after it the boxes and objects anchored in it: they stand beside the text, not within it."""
        after = element.getnext()
        if _goes_on(child_of(element, "pPr")) and after is not None and name_of(after) == "p":
            self.carried.append(element)
        else:
            self._own(element, drafts)
        for anchored in _anchored(element):
            name = name_of(anchored)
            if name == "txbxContent":
                self._children(anchored, drafts, within)
            elif name == "txBody":
                drafts += (Draft(line) for line in drawn_lines(anchored, self.marked) if line.text.strip())
            elif name == "relIds":
                self._embed(attribute_of(anchored, "dm"), "a diagram", drafts)
            elif name == "chart":
                self._embed(attribute_of(anchored, "id"), "a chart", drafts)
            elif name == "textpath":
                drafts += (
                    Draft(sign(anchored, text)) for text in [attribute_of(anchored, "string") or ""] if text.strip()
                )
            elif _HOLDS_TEXT.match(program := attribute_of(anchored, "ProgID") or ""):
                self._embed(attribute_of(anchored, "id"), f"an object of {program}", drafts)

    def _own(self, element: Any, drafts: list[Draft]) -> None:
        runs = Runs(self.marked, self.looks, self._style_name(element))
        for part in (*self.carried, element):
            runs.take(part)
        self.carried.clear()
        traced = Traced.join(runs.parts)
        if not traced.text.strip():
            return
        style = self._style(element)
        led = runs.led if style.kind == "paragraph" and runs.plain else 0
        if led and (title := leading_title(runs.parts, led)):
            drafts.append(Draft(title, "heading", min(6, self.heading + 1)))
            self.sizes[id(drafts[-1])] = runs.size
            runs.parts, runs.breaks = runs.parts[led:], [at - led for at in runs.breaks[1:]]
            traced = Traced.join(runs.parts)
        if runs.breaks and style.kind in {"paragraph", "list_item"}:
            lines = broken_lines(runs.parts, runs.breaks)
            if items := broken_items(lines) or told_lines(lines):
                for part in item_drafts(items, style.level):
                    part.fixed = True  # no title, however short
                    drafts.append(part)
                return
        draft = Draft(traced, style.kind, style.level, fixed=style.kind == "heading")
        text = traced.text.strip()
        bullet = BULLET.match(traced.text)
        if draft.kind == "paragraph" and bullet and bullet.end() < len(traced.text):
            draft.traced, draft.kind, draft.level = traced[bullet.end() :], "list_item", 1
        elif style.terms or style.defines:
            (self.terms if style.terms else self.told).add(draft)
        elif draft.kind == "paragraph" and runs.is_bold and titles_by_weight(text):
            draft.kind, draft.level = "heading", min(6, self.heading + 1)
            self.sizes[id(draft)] = runs.size
        elif draft.kind == "list_item" and style.level and runs.is_bold and titles_by_weight(text):
            self.bold_items[draft] = min(6, self.heading + style.level), runs.size
        if style.kind == "heading":
            self.heading = style.level
        if style.kind == "heading" and style.subtitles:
            self.subtitles.append(draft)
        if style.titles and (not self.titles or (drafts and drafts[-1] in self.titles)):
            self.titles.add(draft)  # further lines of it follow right below
        drafts.append(draft)

    @staticmethod
    def _style_name(element: Any) -> str:
        return attribute_of(child_of(child_of(element, "pPr"), "pStyle"), "val") or ""

    def _style(self, element: Any) -> Style:
        properties = child_of(element, "pPr")
        if properties is None:
            return Style()
        style = self.styles.get(self._style_name(element), Style())
        if (level := outline_level(properties)) < 6:
            return Style("heading", level + 1)
        numbered = numbered_level(properties)
        if numbered == 0 and style.kind == "list_item":
            return Style()
        if numbered and style.kind == "paragraph":
            return Style("list_item", numbered)
        return style

    def _table(self, element: Any, drafts: list[Draft], within: list[Grid] | None) -> None:
        lines = _rows(element)
        rows = [_cells(line) for line in lines]
        first = lines[:1]
        begin = next((i for i, cells in enumerate(rows) if any(map(_says_something, cells))), 0)
        lines, rows = lines[begin:], rows[begin:]  # empty rows are set above a table to part it from the text
        if all(len(cells) < 2 for cells in rows) or self._is_layout(first, rows):
            for cell in (cell for cells in rows for cell in cells):
                self._children(cell, drafts, within)
            return
        number = self._number()
        heads = _head_rows(lines)
        found: list[GridCell] = []
        open_cells: dict[int, GridCell] = {}
        for row, (line, cells) in enumerate(zip(lines, rows, strict=True)):
            properties = child_of(line, "trPr")
            column = integer(attribute_of(child_of(properties, "gridBefore"), "val"))
            for cell in cells:
                settings = child_of(cell, "tcPr")
                width = max(1, min(integer(attribute_of(child_of(settings, "gridSpan"), "val")), 100))
                below, beside = child_of(settings, "vMerge"), child_of(settings, "hMerge")
                if below is None or attribute_of(below, "val") == "restart":
                    for each in range(column, column + width):
                        open_cells.pop(each, None)
                if column in open_cells:
                    open_cells[column].height += 1
                elif beside is not None and attribute_of(beside, "val") != "restart" and found and found[-1].row == row:
                    found[-1].width += width
                else:
                    inner: list[Draft] = []
                    tables: list[Grid] = []
                    self._children(cell, inner, tables)
                    strong = bool(inner) and all(draft.kind == "heading" for draft in inner)
                    marked = row < heads or strong or None
                    grid_cell = GridCell(row, column, [draft.traced for draft in inner], 1, width, marked)
                    grid_cell.tables = tables
                    found.append(grid_cell)
                    if below is not None:
                        open_cells[column] = grid_cell
                column += width
        if not all(cell.marked for cell in found if cell.row == 0 and cell.parts):
            for cell in found:
                cell.marked = None
        grid = Grid(found, number)
        if within is None:
            drafts += table_drafts(grid)
        else:
            within.append(grid)

    def _is_layout(self, first: list[Any], rows: list[list[Any]]) -> bool:
        if any(name_of(each) == "tblHeader" for line in first for each in line.iter()):
            return False
        holding = [cell for row in rows for cell in row if next(cell.iter("{*}tbl"), None) is not None]
        if any(next(islice(cell.iter("{*}t"), VALUE_RUNS, None), None) is not None for cell in holding):
            return True  # told without a look at all of it, however deep the tables stand in each other
        return is_layout([[self._held(cell) for cell in row] for row in (rows if holding else rows[:1])])

    def _held(self, cell: Any) -> Held:
        texts: list[str] = []
        tables: list[int] = []
        headed = False
        pending = chosen(cell)[::-1]
        while pending:
            child = pending.pop()
            name = name_of(child)
            if name == "tbl":
                tables.append(sum(name_of(each) == "tc" for each in child.iter()))
                continue
            if name == "t":
                texts += [run.text for run in self.marked.traced(child.text)]
            headed = headed or (name == "p" and self._style(child).kind == "heading")
            pending.extend(reversed(chosen(child)))
        return Held("".join(texts).strip(), tables, headed)


def _properties(package: Package, path: str) -> dict[str, str]:
    found: dict[str, str] = {}
    root = tree_of(package.parts.get(PROPERTIES, ""), package.damaged, path, PROPERTIES)
    for child in root if root is not None else ():
        name, value = name_of(child), (child.text or "").strip()
        if name == "title" and value:
            found["title"] = value
        elif name in {"created", "issued"} and value:
            found["published"] = value
    return found


def _is_text(draft: Draft) -> bool:
    """Whether a block is a paragraph of prose, or what leads in a list."""
    text = draft.text.strip()
    return draft.kind == "paragraph" and (is_sentence(text) or text.endswith(":"))


def _rows(table: Any) -> list[Any]:
    """The rows of a table, but for those that are hidden or that tracked changes have deleted."""
    said = ((row, child_of(row, "trPr")) for row in flat(table, "tr"))
    return [row for row, properties in said if child_of(properties, "del") is None and not is_on(properties, "hidden")]


def _head_rows(rows: Sequence[Any]) -> int:
    """How many rows are the head of a table: as in Word those from the first one on that are marked so, if not all."""
    return next((i for i, row in enumerate(rows) if not is_on(child_of(row, "trPr"), "tblHeader")), 0)


def _says_something(cell: Any) -> bool:
    """Whether a cell holds text or a sign."""
    return any(name_of(each) == "sym" or (each.text or "").strip() for each in cell.iter("{*}t", "{*}sym"))


def _cells(row: Any) -> list[Any]:
    """The cells of a row, but for those that tracked changes have deleted."""
    return [cell for cell in flat(row, "tc") if child_of(child_of(cell, "tcPr"), "cellDel") is None]


def _goes_on(properties: Any) -> bool:
    """Whether a paragraph goes on in the next: the mark that ends it is deleted, or it is a large first letter."""
    runs = child_of(properties, "rPr")
    if attribute_of(child_of(properties, "framePr"), "dropCap") in {"drop", "margin"}:
        return True
    return runs is not None and any(name_of(child) in DELETED for child in runs)


def _anchored(paragraph: Any) -> list[Any]:
    """What is anchored in a paragraph and says something, each once: see `_ANCHORED`."""
    found = []
    pending = chosen(paragraph)[::-1]
    while pending:
        child = pending.pop()
        name = name_of(child)
        if name in _ANCHORED:
            found.append(child)  # a box inside of one is found with the paragraph it stands in
        elif name not in DELETED:
            pending.extend(reversed(chosen(child)))
    return found


def _offsets(package: Package) -> dict[str, int]:
    """Where the text of what is embedded begins in the source of a package, by the ids of its relationships."""
    at = sum(len(package.parts.get(name, "")) for name in TEXTS)
    found: dict[str, int] = {}
    for id_, embedded in package.embedded.items():
        found[id_] = at
        at += len(embedded.source)
    return found


_ANCHORED = frozenset({"txbxContent", "txBody", "textpath", "relIds", "chart", "OLEObject"})
"""Text boxes, texts that are drawn, as letters along a line, too, diagrams, charts and embedded objects."""
_EMBEDDING = {"altChunk": "an embedded file", "subDoc": "a part of the document in another file"}
"""Blocks that stand for what another part or file holds, and what to call that."""
_HOLDS_TEXT = re.compile(r"Excel\.(?:Sheet|Open)|Word|PowerPoint|AcroExch|Acrobat|Package|opendocument", re.IGNORECASE)
"""The programs whose objects hold tables or text of which but a picture is shown; others draw formulas and pictures."""
