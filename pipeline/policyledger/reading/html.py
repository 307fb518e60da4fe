"""HTML: the main content of a page as blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from typing import Any

from lxml import etree

from policyledger.reading.callouts import is_figure, join_callouts, told_figure
from policyledger.reading.classed import name_classed_tables
from policyledger.reading.copies import drop_copies, hidden_parts
from policyledger.reading.definitions import definition_drafts, figure_drafts, placed_terms
from policyledger.reading.document import BlockKind, Note
from policyledger.reading.downloads import without_file_notes
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
from policyledger.reading.elements import BLOCKS, HEADINGS, LISTS, drop
from policyledger.reading.exported import mend_exported
from policyledger.reading.furniture import Furniture, main_content
from policyledger.reading.html_metadata import metadata
from policyledger.reading.html_tables import (
    caption_below,
    is_cut,
    is_data,
    is_in_head,
    is_sheet,
    label_cell,
    placed,
    rows_of,
    terms_of,
)
from policyledger.reading.lines import Line
from policyledger.reading.listmarks import BULLET
from policyledger.reading.marked import Marked, MarkedWithin, all_text
from policyledger.reading.markup import page_runs, shallow
from policyledger.reading.mathml import DENOMINATOR, spell_formulas
from policyledger.reading.measures import length
from policyledger.reading.menus import is_column, is_menu
from policyledger.reading.repair import Traced, join_lines, settle_raised
from policyledger.reading.roles import name_headings, name_tables, title_panels
from policyledger.reading.tables import Grid, GridCell, is_date, table_drafts
from policyledger.reading.text import typed_pieces

_MAX_DEPTH = 40
"""Tables within cells of tables within cells …: what is deeper is read as if its tables were but layout."""


def read_html(source: str) -> tuple[list[Draft], dict[str, str], list[Note]]:
    """The blocks of an HTML page, mended, what it says of itself (`title`, `published`), and what was left out."""
    marked = Marked(source, page_runs(source))
    root = _tree(marked)
    if root is None:
        return [], {}, []
    walker = _Walker(marked)
    walker.walk(_content(root, marked))
    level_guessed(walker.drafts)
    drafts = finish(join_callouts(walker.drafts))
    return drafts, metadata(root, marked, source), walker.notes


def _content(root: Any, marked: Marked) -> Any:
    """What of a page is its content, without copies."""
    content = main_content(root, marked)
    drop_copies(content, marked)
    return content


@dataclass(frozen=True, slots=True)
class Fragment:
    """HTML inside another format: its blocks, not yet mended, and where it leaves what is around it.

    Attributes:
        drafts: its blocks.
        tables: the number of tables up to its end.
        heading: the level of the heading that its end stands under.
        notes: what was left out.
        hidden: the ids of the blocks that are hidden, always or on some screens.
        leaves: the level from which on headings end with it, as those of a box do; 0 where none does.
    """

    drafts: list[Draft]
    tables: int
    heading: int
    notes: list[Note]
    hidden: set[int]
    leaves: int = 0


def fragment(source: str, start: int, stop: int, tables: int, heading: int = 0) -> Fragment:
    """The blocks of HTML inside another format.

    Args:
        source: the whole text.
        start, stop: where the HTML begins and ends in it.
        tables: how many tables came before.
        heading: the level of the heading that it stands under.
    """
    marked = Marked(source[start:stop], page_runs(source[start:stop]), start)
    root = _tree(marked)
    if root is None:
        return Fragment([], tables, heading, [], set())
    furniture = Furniture(root, marked)
    for element in list(root.iter()):
        # a label is the title of what folds out, there being no forms to fill in
        dropped = furniture.is_dropped(element) and element.tag != "label"
        if dropped or element.tag == "head" or furniture.is_unshown(element):
            drop(element)
    drop_copies(root, marked)
    walker = _Walker(marked)
    walker.tables, walker.heading = tables, heading
    walker.hiding = set(hidden_parts(root, marked))
    walker.walk(root)
    leaves = min((level for at, level in walker.left if at == len(walker.drafts)), default=0)
    return Fragment(walker.drafts, walker.tables, walker.heading, walker.notes, walker.hidden, leaves)


def _tree(marked: Marked) -> Any:
    """The tree of a marked source; None where a parser finds nothing in it."""
    # Without `huge_tree` all that stands 256 elements deep is lost, as pages come to that never close what they open.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(shallow(marked.text).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    if root is not None:
        name_headings(root, marked)
        name_tables(root, marked)
        name_classed_tables(root, marked)
        title_panels(root, marked)
        spell_formulas(root)
        mend_exported(root, marked)
    return root


def declared_encoding(data: bytes) -> str | None:
    """The encoding an HTML or XML head declares."""
    match = _CHARSET.search(data[:2048])
    return match[1].decode("ascii", "replace") if match else None


class _Walker:
    """Walks a tree and gathers blocks; its stack is its own, and what calls it within it ends at `_MAX_DEPTH`."""

    def __init__(self, marked: Marked, depth: int = 0) -> None:
        self.marked = marked
        self.depth = depth
        self.drafts: list[Draft] = []
        self.notes: list[Note] = []
        self.parts: list[Traced] = []
        self.kind: BlockKind = "paragraph"
        self.level = 0
        self.heading = 0
        self.guessed: set[int] = set()
        self.strong = self.bold = self.plain = 0
        self.titled = self.drawn = False
        self.raise_at: list[int] = []
        self.note_at: int | None = None
        self.note_named = self.noted = False
        self.tables = 0
        self.within: list[Grid] | None = None
        self.linked = 0
        self.in_link = 0
        self.broken = False
        self.breaks: list[int] = []
        self.led = 0
        self.scopes: list[tuple[Any, int, int]] = []
        self.left: list[tuple[int, int]] = []
        self.hiding: set[Any] = set()
        self.hidden: set[int] = set()

    def walk(self, root: Any) -> None:
        """Adds the blocks of an element."""
        stack: list[tuple[Any, bool]] = [(root, False)]
        lists = 0
        items: list[int] = []
        begins: list[int] = []
        listed: list[list[int]] = []  # of each list that is open, where the blocks of its items begin
        hiding = self.hiding
        while stack:
            element, leaving = stack.pop()
            tag = element.tag
            if not leaving and isinstance(tag, str) and not (tag in _OWN_WAYS and self._reads_own_way(element, tag)):
                if tag in LISTS:
                    lists += 1
                elif tag == "li":
                    items.append(lists)
                self._open(element, items[-1] if items else 0)
                if tag in LISTS:
                    listed.append([])
                elif tag == "li" and listed:
                    listed[-1].append(len(self.drafts))
                if hiding and element in hiding:
                    begins.append(len(self.drafts))
                self._text(element.text)
                leaving = True
                if len(element) and len(stack) < 100_000:
                    stack.append((element, True))
                    stack.extend([(child, False) for child in reversed(element)])
                    continue
            if leaving:
                if tag in LISTS:
                    lists -= 1
                elif tag == "li":
                    items.pop()
                self._close(element, tag)
                if tag in LISTS:
                    self._date_items(listed.pop())
                if tag in LISTS and items:  # what follows goes on in the item around the list
                    self.kind, self.level = "list_item", items[-1]
                if hiding and element in hiding:
                    self.hidden.update(map(id, self.drafts[begins.pop() :]))
            if element is not root:
                self._text(element.tail)
        self._flush()
        for at, level in self.left:
            if at < len(self.drafts):
                left = self.drafts[at].leaves
                self.drafts[at].leaves = min(level, left) if left else level

    def _reads_own_way(self, element: Any, tag: str) -> bool:
        """Whether an element is a table, a list of facts or a row that is a list item, read here as what it is."""
        if self.depth >= _MAX_DEPTH:
            return False
        if tag == "table":
            if not is_data(element, self.marked):
                return False
            self._flush()
            self._table(element)
        elif tag == "pre":
            shaped = self.marked.shaped(element) if not any(each.tag in BLOCKS for each in element[:]) else None
            if shaped is None or "\n" not in shaped.text.strip():
                return False
            self._flush()
            self._typed(shaped)
        elif tag == "dl":
            terms = terms_of(element)
            if not terms or not is_sheet(terms):
                return False
            self._flush()
            if not self._figures(terms):
                self._sheet(terms)
        elif tag == "iframe":
            self._flush()
            self._framed(element)
        else:
            label = label_cell(element, self.marked)
            if label is None:
                return False
            self._flush()
            self._labelled(element, label)
        return True

    def _framed(self, frame: Any) -> None:
        """Adds the blocks of the page that a frame holds in itself."""
        for page in self.marked.traced(frame.get("srcdoc")):
            marked = MarkedWithin(page, page_runs(page.text))
            root = _tree(marked)
            if root is None:
                continue
            self.drafts += self._inside(_content(root, marked), marked, self.within)

    def _typed(self, shaped: Traced) -> None:
        """Adds text that keeps its shape: its tables, its paragraphs and the items of its lists."""
        for piece in typed_pieces(list(Line.all_of(shaped))):
            if isinstance(piece, Grid):
                piece.number = self._number()
                self._add(piece)
            else:
                self.drafts.append(piece)

    def _open(self, element: Any, depth: int) -> None:
        tag = element.tag
        if tag == "text":
            self._flush()
            self.drawn = True
        elif tag in BLOCKS and not (tag == "button" and self.kind == "heading"):
            self._flush()
            is_note, is_title = _named(element.get("class") or "", element.get("id") or "", element.get("role") or "")
            if not is_note and depth:
                is_note = any(
                    _holds_notes(each.get("class") or "") for each in islice(element.iterancestors(), _AROUND)
                )
            self.kind, self.level = _kind(tag, is_note, depth, element.get("class") or "")
            self.titled = tag in _TITLES or is_title
            if tag in SCOPES or tag == "div" or (tag == "dl" and len(element.findall("dt")) > 1):
                self.scopes.append((element, len(self.drafts), self.heading))
        elif tag == "br":
            if self.broken:
                self._flush()  # an empty line ends a paragraph
            if not self.breaks and self.bold and not self.plain and not self.strong:
                self.led = len(self.parts)
            self._space()
            self.broken = True
            self.breaks.append(len(self.parts))
        elif tag in {"b", "strong"}:
            self.strong += 1
        elif tag == "sup":
            self.raise_at.append(len(self.parts))
        elif tag == "mfrac":
            if self.parts and self.parts[-1].text[-1:].isdigit():
                self._space()  # between the whole and the broken part of a number
        elif tag in {"mspace", "tspan"}:
            self._space()
        elif tag == DENOMINATOR:
            if self.parts:
                self.parts.append(Traced.at("/", self.parts[-1].end() - 1, self.parts[-1].end()))
        elif tag == "a":
            self.in_link += 1
            if (element.get("href") or "").startswith("#"):
                self.note_at = len(self.parts)
                self.note_named = bool(_NOTE_NAME.search(f"{element.get('class') or ''} {element.get('href')}"))

    def _close(self, element: Any, tag: str) -> None:
        if tag == "text":
            self._flush()
            self.drawn = False
        elif tag in BLOCKS:
            self._flush()
            self.titled = False
            if tag == "li" or tag in HEADINGS:
                self.kind, self.level = "paragraph", 0
            elif tag == "summary" and self.drafts and self.drafts[-1].kind == "heading":
                self.heading = self.drafts[-1].level
            if self.scopes and self.scopes[-1][0] is element:
                self._leave(tag)
        elif tag in {"b", "strong"}:
            self.strong -= 1
        elif tag == "a":
            self.in_link -= 1
            self._settle_note()
        elif tag == "sup" and self.raise_at:
            settle_raised(self.parts, self.raise_at.pop())

    def _leave(self, tag: str) -> None:
        """Ends what a part of the page stands under."""
        element, begin, outer = self.scopes.pop()
        inside = self.drafts[begin:]
        if told := told_figure(inside, self.guessed):
            self.drafts[begin:] = told
            return
        plain = tag == "div" and not _folds(element.get("class", ""))
        if plain and inside and id(inside[0]) not in self.guessed:
            return  # pages lay out in such what stands under a heading anywhere
        if level := left_level(tag, inside):
            self.left.append((len(self.drafts), level))
            self.heading = min(outer, level - 1)

    def _settle_note(self) -> None:
        """Drops a link inside the page that shows but a note's mark: right after a word, or called one by its name."""
        at, self.note_at = self.note_at, None
        if at is None or at >= len(self.parts):
            return
        if not at:
            if self.note_named and self.kind != "heading" and self._is_mark(at):
                self.parts, self.kind = [], "footnote"  # which begins with the way back to its mark
            return
        if _BACK_LINK.fullmatch("".join(part.text for part in self.parts[at:])):
            del self.parts[at:]
            return
        if self.parts[at - 1].text[-1:].isspace() and not self.note_named:
            return
        if self._is_mark(at):
            del self.parts[at:]
            self.noted = True

    def _is_mark(self, at: int) -> bool:
        """Whether the block is but a note's mark from a part on."""
        return _NOTE_LINK.fullmatch("".join(part.text for part in self.parts[at:])) is not None

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if text.isspace():
            self._space()
            return
        self.broken = False
        runs = self.marked.traced(text)
        if runs and self.parts and self._is_set_apart(runs[0].text):
            self._space()
        for run in runs:
            self.parts.append(run)
            count = len(run.text.strip())
            self.linked += count if self.in_link else 0
            if self.strong:
                self.bold += count
            else:
                self.plain += count

    def _is_set_apart(self, text: str) -> bool:
        """Whether a block is a figure so far and words follow in another element: a style may put them below it.

        Behind its unit those begin with any word; behind a number alone two letters may be its ending, or its unit.
        """
        if len(self.parts) > _FIGURE_ELEMENTS or not text[0].isalpha():
            return False
        shown = "".join(part.text for part in self.parts)
        words = _WORDS if shown[-1:].isdigit() else _ANY_WORDS
        return words.match(text) is not None and is_figure(shown)

    def _space(self) -> None:
        if self.parts and self.parts[-1].text and not self.parts[-1].text[-1].isspace():
            self.parts.append(Traced.of(" ", self.parts[-1].end()))

    def _flush(self) -> None:
        """Ends the block being gathered."""
        if not self.parts:
            return
        led, self.led = self.led, 0
        if led and self.kind == "paragraph" and (title := leading_title(self.parts, led)):
            self.heading_of(title)
            self.parts, self.breaks = self.parts[led:], [at - led for at in self.breaks[1:]]
            self.bold = 0
        pieces: list[Traced] = []
        if self.breaks and self.kind in {"paragraph", "list_item"}:
            broken = broken_lines(self.parts, self.breaks)
            pieces = broken_items(broken) or told_lines(broken)
        traced = without_file_notes((self.parts[0] if len(self.parts) == 1 else Traced.join(self.parts)).strip())
        if self.noted:
            traced = traced.without(_EMPTY)
        self.noted = False
        bold, plain, linked = self.bold, self.plain, self.linked
        lines = len(self.breaks) + 1
        self.parts = []
        self.breaks = []
        self.raise_at = []
        self.note_at = None
        self.bold = self.plain = self.linked = 0
        text = traced.text
        if not text:
            return
        kind, level = self.kind, self.level
        if self.drawn and not tells(text):
            self.drafts.append(Draft(traced, "figure"))
            return
        if pieces:
            self.drafts += item_drafts(pieces, level)
            return
        if kind == "footnote" and _NOTE_LINK.fullmatch(text):
            return  # its mark, which stands before it
        bullet = BULLET.match(text)
        if kind == "heading":
            self.heading = level
        elif bullet and bullet.end() < len(text) and kind == "paragraph":
            traced, kind, level = traced[bullet.end() :], "list_item", 1
        elif kind == "paragraph" and ((bold and not plain) or self.titled) and titles_by_weight(text):
            self.heading_of(traced)
            return
        elif linked and (is_menu(text, kind, linked, bold + plain) or is_column(text, lines, linked, bold + plain)):
            return
        self.drafts.append(Draft(traced, kind, level, fixed=kind == "heading"))

    def heading_of(self, title: Traced) -> None:
        """Adds a title that no element says is one, below the heading it stands under."""
        self.drafts.append(Draft(title, "heading", min(6, self.heading + 1), fixed=True))
        self.guessed.add(id(self.drafts[-1]))

    def _labelled(self, row: Any, label: Any) -> None:
        """A row that is a list item: its number or bullet in a cell of its own, its text in the next."""
        for cell in row:
            if cell is label:
                continue
            for i, draft in enumerate(self._inside(cell, self.marked, heading=self.heading)):
                if i == 0 and draft.kind == "paragraph":
                    draft.kind, draft.level = "list_item", 1
                self.drafts.append(draft)

    def _table(self, table: Any) -> None:
        self._caption(table)
        number = self._number()
        cells = []
        rows = list(rows_of(table))
        read = 0
        heads = [is_in_head(row) for row in rows]
        labels: dict[int, str] = {}
        for row, column, height, width, element in placed(rows):
            read = row + 1
            if row == 0:
                labels[column] = self._label(element)
            else:
                self._drop_label(element, labels.get(column, ""))
            marked = heads[row] or element.tag == "th" or None
            cells.append(self._cell(element, GridCell(row, column, [], height, width, marked)))
        if is_cut(rows, len(cells)):
            last = f"row {read:,} of a table of {len(rows):,}"
            self.notes.append(Note("D020", f"Read up to {last}; split the document to read the rest."))
        self._add(Grid(cells, number))

    def _label(self, cell: Any) -> str:
        """What the head of a column says, as it may stand again in each of its cells."""
        return self.marked.words(all_text(cell)).strip().rstrip(":").casefold()

    def _drop_label(self, cell: Any, label: str) -> None:
        """Drops the head of a column that a cell begins with in an element of its own, for narrow screens."""
        if not label or not len(cell) or (cell.text and cell.text.strip()):
            return
        if self._label(cell[0]) == label and length(cell[0]) < length(cell):
            drop(cell[0])

    def _number(self) -> int:
        """The number of a table that begins."""
        self.tables += 1
        return self.tables - 1

    def _add(self, grid: Grid) -> None:
        if self.within is None:
            self.drafts += table_drafts(grid)
        else:
            self.within.append(grid)

    def _sheet(self, terms: list[tuple[Any, list[Any]]]) -> None:
        """A list of short facts as a table of two columns: the term, and what is said of it."""
        number = self._number()
        self._add(Grid([self._cell(each, cell) for each, cell in placed_terms(terms)], number))

    def _date_items(self, begins: list[int]) -> None:
        """Makes a table of a list whose items each begin with a date in a block of its own, as timelines do."""
        if len(begins) < 2:
            return
        pieces = [self.drafts[begin:end] for begin, end in pairwise([*begins, len(self.drafts)])]
        if not all(
            len(piece) > 1 and is_date(piece[0].text) and _TOLD.issuperset(draft.kind for draft in piece)
            for piece in pieces
        ):
            return
        for draft in self.drafts[begins[0] :]:
            draft.kind, draft.level = "paragraph", 0
        drafts = definition_drafts([(piece[0], piece[1:]) for piece in pieces], self._number(), self.heading)
        self.drafts[begins[0] :] = drafts

    def _figures(self, terms: list[tuple[Any, list[Any]]]) -> bool:
        """Adds a list whose terms are figures, each with the words that say of what it is; whether it is one."""
        figures = figure_drafts([(self._words(term), [self._words(each) for each in told]) for term, told in terms])
        self.drafts += figures
        return bool(figures)

    def _inside(self, root: Any, marked: Marked, within: list[Grid] | None = None, *, heading: int = 0) -> list[Draft]:
        """The blocks of a part that is read apart, its tables and notes counted with those of the whole."""
        inner = _Walker(marked, self.depth + 1)
        inner.tables, inner.within, inner.heading = self.tables, within, heading
        inner.walk(root)
        self.tables = inner.tables
        self.notes += inner.notes
        return inner.drafts

    def _words(self, element: Any) -> Traced:
        inner = _Walker(self.marked, self.depth + 1)
        inner.walk(element)
        return join_lines(draft.traced for draft in inner.drafts)

    def _caption(self, table: Any) -> None:
        element = table.find("caption")
        below = caption_below(table) if element is None else None
        if element is not None or below is not None:
            traced = self._words(element if below is None else below)
            if traced.text:
                self.drafts.append(Draft(traced, "caption"))
        if below is not None:
            below.text = None
            del below[:]

    def _cell(self, element: Any, cell: GridCell) -> GridCell:
        """A cell with what stands in its element: paragraphs, and tables that are data themselves."""
        text = all_text(element)
        if not text or text.isspace():
            return cell
        if only := self.marked.only(text):  # most cells: one run of text, however deep it stands
            traced = only.strip()
            bullet = BULLET.match(traced.text)
            cell.parts = [traced[bullet.end() :] if bullet and bullet.end() < len(traced) else traced]
        else:
            cell.parts = [draft.traced for draft in self._inside(element, self.marked, cell.tables)]
        return cell


def left_level(tag: str, inside: Sequence[Draft]) -> int:
    """The level from which on headings end with the part of a page that they title; 0 where none does.

    A part is titled by what it begins with, and has a text of its own. The title of the page is none of a part of it.

    Args:
        tag: of the element that is the part.
        inside: its blocks.
    """
    levels = [draft.level for draft in inside if draft.kind == "heading"]
    if not levels or len(levels) == len(inside):
        return 0
    level = min(levels)
    return level if tag == "details" or (inside[0].kind == "heading" and level > 1) else 0


def tells(text: str) -> bool:
    """Whether a text of a drawing tells something by itself: some words with a number, and no label of an axis."""
    return len(_TOLD_WORD.findall(text)) >= _LEAST_TOLD and any(map(str.isdecimal, text))


@lru_cache(maxsize=1024)  # a page gives few names to many elements
def _named(classes: str, id_: str, role: str) -> tuple[bool, bool]:
    """Whether an element is called a note, and whether a title, by its class, id and role."""
    names = f"{classes} {id_} {role}".lower()
    return any(name in names for name in _NOTES), _TITLED.search(classes) is not None


@lru_cache(maxsize=1024)
def _folds(classes: str) -> bool:
    """Whether an element is called one that folds out."""
    return _FOLDING.search(classes) is not None


@lru_cache(maxsize=256)
def _holds_notes(classes: str) -> bool:
    """Whether an element is called a list of notes."""
    return _NOTE_LIST.search(classes) is not None


@lru_cache(maxsize=1024)
def _kind(tag: str, is_note: bool, depth: int, classes: str) -> tuple[BlockKind, int]:
    if tag in HEADINGS:
        return "heading", int(tag[1])
    if tag in {"figcaption", "caption"} or _CAPTIONED.search(classes):
        return "caption", 0
    if _CONTENTS.search(classes):
        return "contents", 0
    if is_note:
        return "footnote", 0
    if tag == "li" or (depth and tag in {"p", "div", "span"}):
        return "list_item", depth
    return "paragraph", 0


_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,30})", re.IGNORECASE)
_OWN_WAYS = {"dl", "iframe", "pre", "table", "tr"}
_TITLES = {"button", "dt", "legend", "summary"}
"""Elements that title what follows them."""
_FOLDING = re.compile(r"accordion|collapsible|expandable", re.IGNORECASE)
"""What the class of an element holds that folds out a part of the page."""
SCOPES = {"article", "aside", "details", "fieldset", "section"}
"""Elements that a heading within them speaks for."""
_TOLD = frozenset({"heading", "list_item", "paragraph"})
"""Kinds of blocks that may tell what comes about at a date."""
_TOLD_WORD = re.compile(r"[^\W\d_]{2,}")
_LEAST_TOLD = 2
_FIGURE_ELEMENTS = 5
"""Elements that make up a figure: its sign, its number, its unit."""
_WORDS = re.compile(r"[^\W\d_]{3,}\s+[^\W\d_]|(?:of|in|by|to|at)\s|[^\W\d_]{4}")
_ANY_WORDS = re.compile(r"[^\W\d_]+\s+[^\W\d_]|[^\W\d_]{4}")
_TITLED = re.compile(
    r"(?:^|[\s_-]|(?i:mso))(?:title|subtitle|heading|subheading|headline|ti|sti|titre\w*)(?:$|[\s_-])", re.IGNORECASE
)
_CAPTIONED = re.compile(r"(?<!\S)MsoCaption(?!\S)")
_CONTENTS = re.compile(r"(?<!\S)MsoT(?:oc\d|ableofFigures)(?!\S)", re.IGNORECASE)
"""The classes of captions, and of a list of titles with their pages, in pages that Word writes."""
_NOTES = ("footnote", "doc-endnote", "oj-note")
"""What the class, id or role of a note holds; the last is that of the Official Journal of the European Union."""
_NOTE_NAME = re.compile(r"(?:foot|end)note|_?ftn|#fn", re.IGNORECASE)
_AROUND = 3
"""Elements around the text of a list's item that may say that it is a list of notes."""
_NOTE_LIST = re.compile(r"(?<!\S)(?:foot|end)notes(?![\w])", re.IGNORECASE)
_BACK_LINK = re.compile(r"\s*[↩↑⤴⏎]\ufe0e?\s*")
"""What leads from a note back to its mark."""
_NOTE_LINK = re.compile(r"\s*[\[(]?(?:(?:foot|end)?note\s)?(?:\d{1,3}|[*†‡]{1,3})[\])]?\s*", re.IGNORECASE)
_EMPTY = re.compile(r"(?:\s+|(?<=[\d%]))(?:\(\s*\)|\[\s*\])")
"""Brackets that a note's mark was taken out of."""
