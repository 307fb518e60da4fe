"""Markdown: markdown-it-py's tokens as blocks, each character traced to the source.

Emphasis marks, links' targets, images and HTML tags are left out of the text; entities and escapes are resolved.
A paragraph that is bold throughout is a heading one level below the heading it stands under.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import overload

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from policyledger.reading.callouts import join_callouts
from policyledger.reading.clutter import without_clutter
from policyledger.reading.copies import without_copies
from policyledger.reading.definitions import definition_drafts
from policyledger.reading.document import BlockKind, Note
from policyledger.reading.draft import (
    Draft,
    broken_items,
    broken_lines,
    bulleted_items,
    counted_lines,
    finish,
    item_drafts,
    leading_title,
    level_guessed,
    titles_by_weight,
    told_lines,
)
from policyledger.reading.drawn import Drawn, begins_table, grid_stop, gridded, ruled
from policyledger.reading.hidden import STRUCK, opens_unseen
from policyledger.reading.html import SCOPES, fragment, left_level
from policyledger.reading.lines import Line, is_ruled
from policyledger.reading.markdown_dialects import add_dialects
from policyledger.reading.markdown_marks import without_marks
from policyledger.reading.repair import Traced, settle_raised
from policyledger.reading.tables import Grid, GridCell, table_drafts
from policyledger.reading.text_tables import TextTables


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands between `---` or `+++` lines at a Markdown file's head: simple keys, and where the text begins."""

    fields: dict[str, str]
    end: int


def read_markdown(source: str) -> tuple[list[Draft], dict[str, str], list[Note]]:
    """The blocks of a Markdown text, mended, the fields of its front matter, and what was left out."""
    front = front_matter(source)
    walker = _Walker(source, front.end)
    walker.walk(_PARSER.parse(source[front.end :]))
    drafts = without_clutter(without_copies(walker.drafts, walker.hidden), walker.links)
    level_guessed(drafts)
    return finish(join_callouts(drafts)), front.fields, walker.notes


def looks_like_markdown(source: str) -> bool:
    """Whether a text uses Markdown's marks at all; scraped plain text is often called .md."""
    if front_matter(source).end or _ATX.search(source):
        return True
    marks = len(_MARKS.findall(source))
    lines = source.count("\n") + 1
    return marks >= 2 and marks * 40 >= lines


def is_plainly_markdown(source: str) -> bool:
    """Whether a text that is not called so is Markdown beyond doubt.

    It uses marks of two kinds, or several headings that stand apart, and so throughout: a "#" before a comment, a "*"
    at a note and a table drawn with "|" are found in plain text as well.
    """
    if "\f" in source:
        return False
    found = [len(mark.findall(source)) for mark in (_HEADING_APART, _BOLD, _LINK, _TABLE_RULE)]
    lines = sum(1 for line in source.splitlines() if line.strip())
    kinds = sum(count > 0 for count in found) + bool(front_matter(source).end)
    return (kinds > 1 or found[0] > 1) and sum(found) * _LINES_A_MARK >= lines


def front_matter(source: str) -> FrontMatter:
    """The plain fields of the front matter, `key: value` of YAML or `key = value` of TOML; none when there is none.

    Those below the name of a table of TOML are that table's, not the document's.
    """
    match = _FRONT.match(source)
    if not match:
        return FrontMatter({}, 0)
    fields: dict[str, str] = {}
    key = ""
    is_toml = match["mark"] == "+++"
    for line in match["body"].splitlines():
        if is_toml and line.startswith("["):
            break
        pair = _PAIR.match(line) if is_toml else _FIELD.match(line)
        if pair:
            key = pair["key"].lower()
            fields[key] = _BLOCK_SCALAR.sub("", pair["value"].strip()).strip("\"'")
        elif key and line.startswith((" ", "\t")):
            fields[key] = f"{fields[key]} {line.strip()}".strip()
    return FrontMatter(fields, match.end())


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the page that a block of HTML opens: its element, its first draft, and the level it stands under."""

    name: str
    begin: int
    unseen: bool
    level: int


@dataclass
class _Box:
    """A box or a quotation that is open: its first draft, the level it stands under, whether it has its own title."""

    begin: int
    level: int
    titled: bool


@dataclass
class _Walker:
    """Turns markdown-it's flat token list into drafts."""

    source: str
    base: int
    drafts: list[Draft] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    links: set[int] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)
    left: list[tuple[int, int]] = field(default_factory=list)
    level: int = 0
    lists: int = 0
    tables: int = 0

    def __post_init__(self) -> None:
        self.line_starts = [self.base]
        body = self.source[self.base :]
        self.line_starts += [self.base + match.end() for match in re.finditer(r"\r\n|\n|\r", body)]
        self._shown = self.source.replace("\0", "\ufffd")  # as the parser shows it
        self._cell = 0
        self._parts: list[_Part] = []
        self._boxes: list[_Box] = []
        self._terms: list[list[tuple[int, bool]]] = []

    def walk(self, tokens: Sequence[Token]) -> None:
        """Adds the drafts of some tokens."""
        heading = 0
        cells: list[GridCell] | None = None
        row = column = -1
        for token in tokens:
            if token.type == "table_open":
                cells, row = [], -1
            elif token.type == "tr_open":
                row, column = row + 1, -1
                self._cell = self._row_start((token.map or [0])[0])
            elif token.type in {"th_open", "td_open"}:
                column += 1
            elif token.type == "table_close" and cells is not None:
                below = _caption_row(cells)
                self.drafts += table_drafts(Grid(cells, self.tables))
                self.drafts += [Draft(part) for part in below]
                self.tables += 1
                cells = None
            elif token.type == "inline" and cells is not None:
                pieces = _Pieces(self._raw_cell(token))
                pieces.take(token.children or [])
                cells.append(GridCell(row, column, pieces.cell_parts(), marked=row == 0 or None))
            elif token.type in {"bullet_list_open", "ordered_list_open"}:
                self.lists += 1
            elif token.type in {"bullet_list_close", "ordered_list_close"}:
                self.lists -= 1
            elif token.type == "heading_open":
                heading = int(token.tag[1])
            elif token.type == "heading_close":
                heading = 0
            elif token.type in {"box_open", "blockquote_open"}:
                self._boxes.append(_Box(len(self.drafts), self.level, titled=token.type == "box_open"))
            elif token.type in {"box_close", "blockquote_close"}:
                self._leave_box()
            elif token.type == "definitions_open":
                self._terms.append([])
            elif token.type in {"term_open", "told_open"}:
                self._terms[-1].append((len(self.drafts), token.type == "told_open"))
            elif token.type == "definitions_close":
                self._define(self._terms.pop())
            elif token.type == "inline":
                self._inline(token, heading)
            elif token.type == "drawn_table":
                self._drawn(token)
            elif token.type == "fence" or (token.type == "code_block" and not _CLOSING_TAG.search(token.content)):
                self._lines(token)
            elif token.type in {"html_block", "code_block"}:  # HTML indented by its nesting, after an empty line
                self._html(token)
        for at, level in self.left:
            if at < len(self.drafts):
                self.drafts[at].leaves = level

    def _inline(self, token: Token, heading: int) -> None:
        pieces = _Pieces(self._raw(token))
        pieces.take(token.children or [])
        traced, notes = without_marks(Traced.join(pieces.parts))
        if traced.text.strip():
            self._block(
                traced, pieces, heading, note=bool(token.meta.get("note")), titles=bool(token.meta.get("title"))
            )
        self.drafts += [Draft(note, "footnote") for note in notes]

    def _block(self, traced: Traced, pieces: _Pieces, heading: int, *, note: bool, titles: bool) -> None:
        kind: BlockKind = "paragraph"
        level = 0
        if self._boxes and (callout := _CALLOUT.match(traced.text)):
            self._boxes[-1].titled = True
            name = pieces.first_line()[callout.end() :]
            traced = traced[callout.end() + len(name) :]
            if name.text.strip():
                self.drafts.append(Draft(name, "heading", min(6, self.level + 1), fixed=True))
            if not traced.text.strip():
                return
        if note:
            kind = "footnote"
        elif heading:
            kind, level = "heading", heading
            self.level = heading
        elif titles:
            kind, level = "heading", min(6, self.level + 1)
        elif self.lists:
            kind, level = "list_item", self.lists
        elif pieces.is_bold and titles_by_weight(traced.text.strip()):
            kind, level = "heading", min(6, self.level + 1)
        elif pieces.led and (title := leading_title(pieces.parts, pieces.led)):
            self.drafts.append(Draft(title, "heading", min(6, self.level + 1)))
            traced = without_marks(Traced.join(pieces.parts[pieces.led :]))[0]
        if kind in {"paragraph", "list_item"} and not pieces.led and (items := pieces.items()):
            self.drafts += item_drafts((without_marks(item)[0] for item in items), level)
            return
        self.drafts.append(Draft(traced, kind, level, fixed=bool(heading) or titles))
        if pieces.is_link:
            self.links.add(id(self.drafts[-1]))

    def _leave_box(self) -> None:
        """Ends a box or a quotation, and what its title stands over."""
        if not self._boxes:
            return  # closes what was never opened
        box = self._boxes.pop()
        if box.titled and (level := left_level("section", self.drafts[box.begin :])):
            self.left.append((len(self.drafts), level))
            self.level = min(box.level, level - 1)

    def _define(self, begins: list[tuple[int, bool]]) -> None:
        """Makes a list of definitions of its blocks: `begins` says where each term begins, or what is said of one."""
        ends = [*(begin for begin, _ in begins[1:]), len(self.drafts)]
        terms: list[tuple[Draft, list[Draft]]] = []
        for (begin, told), end in zip(begins, ends, strict=True):
            found = self.drafts[begin:end]
            if not told and found:
                terms.append((found[0], found[1:]))
            elif terms:
                terms[-1][1].extend(found)
        begin = begins[0][0]
        if any(told for _, told in terms):
            drafts = definition_drafts(terms, self.tables, self.level)
            self.tables += any(draft.cell is not None and draft.cell.table == self.tables for draft in drafts)
            self.drafts[begin:] = drafts
        if len(terms) > 1 and (level := left_level("section", self.drafts[begin:])):
            self.left.append((len(self.drafts), level))

    def _raw(self, token: Token) -> Traced:
        """The token's content with each character's place in the source: its lines are those of the source.

        What a line's marks (a quote's, an item's) leave of it reaches to its end, so that it is sought from there.
        """
        parts: list[Traced] = []
        lines = token.content.split("\n")
        for number, line in enumerate(lines, self._first_line(token.map or [0, 1], lines)):
            start, stop = self._line(number)
            if parts:
                end = parts[-1].end() if parts[-1].text else start
                parts.append(Traced.at("\n", end, end + 1))
            at = self._shown.rfind(line, start, stop)
            parts.append(Traced.of(line, at) if at >= 0 else self._indented(line, start, stop))
        return Traced.join(parts)

    def _first_line(self, lines: Sequence[int], shown: Sequence[str]) -> int:
        """The first of a token's lines that it shows: the parser strips those that hold but no-break blanks."""
        first = shown[0].strip()
        for number in range(lines[0], lines[-1] - len(shown) + 1):
            if self._shown.find(first, *self._line(number)) >= 0:
                return number
        return lines[0]

    def _indented(self, line: str, start: int, stop: int) -> Traced:
        """A line whose indent the parser has spelled out: tabs it has split."""
        words = line.lstrip()
        at = self._shown.rfind(words, start, stop)
        if at < 0:
            return Traced.at(line, start, stop)
        return Traced.join([Traced.at(line[: len(line) - len(words)], start, at), Traced.of(words, at)])

    def _line(self, number: int) -> tuple[int, int]:
        """Where a line of the source stands."""
        number = min(number, len(self.line_starts) - 1)
        stop = self.line_starts[number + 1] if number + 1 < len(self.line_starts) else len(self.source)
        return self.line_starts[number], stop

    def _row_start(self, number: int) -> int:
        """Where the first cell of a table's row begins: after the marks of quotes and items, and after a bar."""
        match = _ROW_MARKS.match(self.source, *self._line(number))
        return match.end() if match else self._line(number)[0]

    def _raw_cell(self, token: Token) -> Traced:
        """The content of a row's next cell with each character's place in the source.

        Cells are told by the bars between them: what a cell says may stand in another of its row as well.
        """
        stop = self._line((token.map or [0])[0])[1]
        bar = _BAR.search(self.source, self._cell, stop)
        end = bar.start() if bar else stop
        at = self._shown.find(token.content.replace("|", "\\|"), self._cell, end)
        content = Traced.at(token.content, self._cell, end)
        if at >= 0:
            parts: list[Traced] = []
            for text in _ESCAPED_BAR.split(token.content):
                length = 2 if text == "|" else len(text)
                parts.append(Traced.at(text, at, at + length) if text == "|" else Traced.of(text, at))
                at += length
            content = Traced.join(parts)
        self._cell = bar.end() if bar else stop
        return content

    def _drawn(self, token: Token) -> None:
        """A table drawn in lines, the marks within its cells read as elsewhere."""
        first = (token.map or [0])[0]
        lines = [self._placed(text, indent, first + down) for down, (text, indent) in enumerate(token.meta["lines"])]
        found = _drawn_table(lines)
        if found is None:
            return
        for cell in found.cells:
            cell.parts = [each for part in cell.parts for each in self._within(part)]
        self.drafts += table_drafts(Grid(found.cells, self.tables))
        self.tables += 1

    def _within(self, raw: Traced) -> list[Traced]:
        pieces = _Pieces(raw)
        for token in _PARSER.parseInline(raw.text):
            pieces.take(token.children or [])
        return pieces.cell_parts()

    def _placed(self, text: str, indent: int, number: int) -> Line:
        """A line as a block holds it, with its place in the source."""
        start, stop = self._line(number)
        return Line(text, max(self._shown.rfind(text, start, stop), start), indent)

    def _lines(self, token: Token) -> None:
        """The lines of code, which is text that keeps its shape: tables are, the others stand for themselves."""
        first = (token.map or [0])[0] + (token.type == "fence")
        lines = [
            self._placed(text.strip(), len(text) - len(text.lstrip()), first + down)
            for down, text in enumerate(token.content.split("\n"))
        ]
        tables = TextTables(count=self.tables)
        for piece in tables.part(lines):
            if isinstance(piece, Grid):
                self.drafts += table_drafts(piece)
            else:
                self.drafts += [Draft(line.traced) for line in piece]
        self.tables = tables.count

    def _html(self, token: Token) -> None:
        """A block of HTML; what it opens and leaves open goes on in the blocks below, up to its end."""
        first, last = token.map or [0, 1]
        stop = self.line_starts[last] if last < len(self.line_starts) else len(self.source)
        start, begin = self.line_starts[first], len(self.drafts)
        found = fragment(self.source, start, stop, self.tables, self.level)
        open_before = len(self._parts)
        for tag in _PART.finditer(self.source, start, stop):
            if not tag["end"]:
                self._parts.append(_Part(tag["name"].lower(), begin, opens_unseen(tag[0]), self.level))
            elif self._parts:
                self._leave(tag["name"].lower(), within=len(self._parts) > open_before)
            open_before = min(open_before, len(self._parts))
        self.drafts += found.drafts
        self.notes += found.notes
        self.hidden |= found.hidden
        self.tables = found.tables
        if found.leaves:
            self.left.append((len(self.drafts), found.leaves))
        self.level = found.heading if len(self._parts) > open_before or found.drafts else self.level

    def _leave(self, name: str, *, within: bool) -> None:
        """Ends a part that was opened in a block of HTML; `within` says that it was so in the same one."""
        part = self._parts.pop()
        if within or part.name != name:
            return
        if part.unseen:
            self.hidden.update(map(id, self.drafts[part.begin :]))
        if level := left_level(name, self.drafts[part.begin :]):
            self.left.append((len(self.drafts), level))
            self.level = min(part.level, level - 1)


class _Pieces:
    """Collects the visible text of an inline token's children, each found in the raw content after the one before."""

    def __init__(self, raw: Traced) -> None:
        self.raw = raw
        self.flat = raw.text.replace("\n", " ")
        self.cursor = 0
        self.parts: list[Traced] = []
        self.bold = self.plain = 0
        self.linked = self.free = 0
        self._strong = self._link = self._struck = 0
        self._auto = False
        self._raise: int | None = None
        self._unseen: tuple[str, int, int] | None = None
        self.led = 0
        self.breaks: list[int] = []
        self.wraps: list[int] = []

    def first_line(self) -> Traced:
        """The text up to where the first line ends."""
        return Traced.join(self.parts[: min([*self.breaks, *self.wraps], default=len(self.parts))])

    def items(self) -> list[Traced]:
        """The items of a list, or the lines that each tell something, that line breaks part the text into."""
        if self.breaks:
            lines = broken_lines(self.parts, self.breaks)
            if found := broken_items(lines) or told_lines(lines):
                return found
        return broken_items(counted_lines(broken_lines(self.parts, self.wraps))) if self.wraps else []

    def cell_parts(self) -> list[Traced]:
        """The paragraphs of a cell."""
        lines = broken_lines(self.parts, self.breaks) if self.breaks else []
        found = bulleted_items(lines) or broken_items(lines) or told_lines(lines) or [Traced.join(self.parts)]
        found = [without_marks(part)[0] for part in found]
        return [part for part in found if part.text.strip()]

    @property
    def is_bold(self) -> bool:
        """Whether all of the text is bold."""
        return self.bold > 0 and not self.plain

    @property
    def is_link(self) -> bool:
        """Whether all of the text stands in links."""
        return self.linked > 0 and not self.free

    def take(self, children: Sequence[Token]) -> None:
        """Adds the text of some children."""
        for child in children:
            kind = child.type
            if kind == "code_inline":
                self._code(child.content, child.markup)
            elif kind in {"sub", "sup"}:
                self._set_off(child.content, child.markup, is_raised=kind == "sup")
            elif kind == "text" and self._auto:
                self._address(child.content)
            elif kind == "text":
                self._add(child.content, child.content)
            elif kind == "text_special":
                self._add(child.content, child.markup or child.content)
            elif kind in {"softbreak", "hardbreak"}:
                if kind == "hardbreak" and not self.led and self.is_bold and not self._strong:
                    self.led = len(self.parts)
                self._add(" ", "\n", blank=True)
                (self.breaks if kind == "hardbreak" else self.wraps).append(len(self.parts))
            elif kind in {"strong_open", "em_open", "s_open"}:
                self._skip(child.markup)
                self._strong += kind == "strong_open"
                self._struck = len(self.parts) if kind == "s_open" else self._struck
            elif kind in {"strong_close", "em_close", "s_close"}:
                self._skip(child.markup)
                self._strong -= kind == "strong_close"
                if kind == "s_close":
                    del self.parts[self._struck :]  # "30 %" of "~~30 %~~ 40 %"
            elif kind == "link_open":
                self._skip("<" if child.markup == "autolink" else "[")
                self._link += 1
                self._auto = child.markup == "autolink"
            elif kind == "link_close":
                self._skip_target(">" if child.markup == "autolink" else "]")
                self._link -= 1
                self._auto = False
            elif kind == "image":
                self._skip("![")
                self._skip(child.content)
                self._skip_target("]")
            elif kind == "html_inline":
                self._tag(child.content)

    def _find(self, raw: str) -> int:
        return self.raw.text.find(raw, self.cursor)

    def _skip(self, raw: str) -> None:
        at = self._find(raw)
        if at >= 0:
            self.cursor = at + len(raw)

    def _skip_target(self, close: str) -> None:
        self._skip(close)
        match = _TARGET.match(self.raw.text, self.cursor)
        if match:
            self.cursor = match.end()

    def _code(self, text: str, mark: str) -> None:
        """Adds a code span, in which line breaks count as blanks."""
        self._skip(mark)
        at = self.flat.find(text, self.cursor)
        self._add(text, self.raw.text[at : at + len(text)] if at >= 0 else text)
        self._skip(mark)

    def _address(self, text: str) -> None:
        """Adds the address between "<" and ">", which is shown with its escapes resolved."""
        end = self._find(">")
        self._add(text, self.raw.text[self.cursor : end] if end >= 0 else text)

    def _add(self, text: str, raw: str, blank: bool = False) -> None:
        if not text:
            return
        at = self._find(raw)
        if at >= 0:
            piece = self.raw[at : at + len(raw)]
            self.cursor = at + len(raw)
            if len(text) == len(raw):
                piece = Traced(text, piece.starts, piece.ends)
            elif piece.text:
                piece = Traced.at(text, piece.starts[0], piece.end())
        else:  # its text is what counts; its place is about here
            here = self.raw[min(self.cursor, len(self.raw) - 1) :][:1]
            piece = Traced.at(text, here.starts[0], here.end())
        if not blank and text.strip():
            if self._strong:
                self.bold += 1
            else:
                self.plain += 1
            if self._link:
                self.linked += 1
            else:
                self.free += 1
        self.parts.append(piece)

    def _tag(self, tag: str) -> None:
        self._skip(tag)
        name = tag.strip("</> ").split()[0].lower() if tag.strip("</> ") else ""
        if name == "br" and self.cursor:
            self.parts.append(Traced.at(" ", self.raw.starts[self.cursor - 1], self.raw.all_ends()[self.cursor - 1]))
            self.breaks.append(len(self.parts))
        elif name == "sup" and not tag.startswith("</"):
            self._raise = len(self.parts)
        elif name == "sup" and self._raise is not None:
            settle_raised(self.parts, self._raise)
            self._raise = None
        elif self._unseen is None and (opens_unseen(tag) or (name in STRUCK and not tag.startswith("</"))):
            self._unseen = name, len(self.parts), 1
        elif self._unseen is not None and name == self._unseen[0]:
            _, begin, depth = self._unseen
            depth += -1 if tag.startswith("</") else 1
            self._unseen = (name, begin, depth) if depth else None
            if not depth:
                del self.parts[begin:]

    def _set_off(self, text: str, mark: str, *, is_raised: bool) -> None:
        """Adds what is lowered or raised between two marks: "CO~2~", "km^2^"."""
        self._skip(mark)
        at = len(self.parts)
        self._add(text, text)
        self._skip(mark)
        if is_raised:
            settle_raised(self.parts, at)


def _caption_row(cells: list[GridCell]) -> list[Traced]:
    """The caption of a table right below its rows, ": Table 3", taken out of them."""
    last = [cell for cell in cells if cell.row == cells[-1].row] if cells else []
    told = [cell for cell in last if cell.parts]
    if not last or last[0].row == 0 or len(told) != 1 or told[0].column or not told[0].text.startswith(": "):
        return []
    cells[:] = [cell for cell in cells if cell.row < last[0].row]
    return told[0].parts


def _draws_table(state: StateBlock, start: int, stop: int, silent: bool) -> bool:
    """Takes the lines of a table that is drawn (see `drawn`) for a block of its own."""
    ahead = [_line_of(state, number) for number in range(start, min(start + 2, stop))]
    if not begins_table(*ahead):
        return False
    if ahead[0].indent >= _CODE_INDENT and (is_ruled(ahead[0].text) or ahead[-1].indent >= _CODE_INDENT):
        return False  # a header whose corner is free may be indented like code, but not its rule
    if start < state.env.get(_UNDRAWN, 0) and ahead[0].text.startswith("+"):
        return False  # inside walls that make no grid, as was found out above
    lines = _Ahead(state, start, stop)
    found = _drawn_table(lines)
    if found is None:
        if ahead[0].text.startswith("+"):
            state.env[_UNDRAWN] = start + grid_stop(lines, 0)
        return False
    if not silent:
        token = state.push("drawn_table", "", 0)
        token.map = [start, start + found.stop]
        token.meta = {"lines": [(line.text, line.indent) for line in lines[: found.stop]]}
        state.line = start + found.stop
    return True


def _line_of(state: StateBlock, number: int) -> Line:
    """A line of a block; one that belongs to no such block any more is blank."""
    start, indent = state.bMarks[number] + state.tShift[number], state.sCount[number] - state.blkIndent
    return Line(state.src[start : state.eMarks[number]].strip() if indent >= 0 else "", start, max(indent, 0))


def _drawn_table(lines: Sequence[Line]) -> Drawn | None:
    """The table that some lines begin with and that is drawn, but for those that Markdown has a way of its own for."""
    grid = grid_stop(lines, 0) if lines[0].text.startswith("+") else 0
    return (gridded(lines, 0, grid) if grid else None) or ruled(lines, 0)


class _Ahead(Sequence[Line]):
    """The lines of a block from one on, each made when it is asked for: most tables end, or fail, within a few."""

    def __init__(self, state: StateBlock, start: int, stop: int) -> None:
        self.state, self.start, self.stop = state, start, stop
        self.made: dict[int, Line] = {}

    def __len__(self) -> int:
        return self.stop - self.start

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> list[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | list[Line]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        number = at + len(self) if at < 0 else at
        if not 0 <= number < len(self):
            raise IndexError(at)
        if number not in self.made:
            self.made[number] = _line_of(self.state, self.start + number)
        return self.made[number]


def _footnote(state: StateBlock, start: int, stop: int, silent: bool) -> bool:
    """Takes a note's text ("[^1]: See …") for a block of its own; else one of a single word is a link's target.

    It goes on up to the next note or a blank line, and after that where lines are indented below it.
    """
    if state.sCount[start] - state.blkIndent >= _CODE_INDENT or not _NOTE.match(_line_of(state, start).text):
        return False
    if silent:
        return True
    after = start
    while after < stop and (after == start or state.sCount[after] >= state.blkIndent + _NOTE_INDENT):
        begin = after
        while after < stop and not state.isEmpty(after):
            if after > begin and (_NOTE.match(_line_of(state, after).text) or state.sCount[after] < state.blkIndent):
                break
            after += 1
        state.push("paragraph_open", "p", 1).map = [begin, after]
        token = state.push("inline", "", 0)
        token.content = "\n".join(_line_of(state, number).text for number in range(begin, after))
        token.map, token.children, token.meta = [begin, after], [], {"note": True}
        state.push("paragraph_close", "p", -1)
        end = after
        after = state.skipEmptyLines(after)
    state.line = end
    return True


def _set_off(state: StateInline, silent: bool) -> bool:
    """Takes what Pandoc lowers or raises, stuck to a word or a number: "CO~2~", "10^6^", but not "~5 %" nor "~~5~~"."""
    match = _SET_OFF.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        mark = match[1]
        token = state.push("sub" if mark == "~" else "sup", "", 0)
        token.content, token.markup = match[2], mark
    state.pos = match.end()
    return True


def _lone_bracket(state: StateInline, silent: bool) -> bool:
    """Takes a bracket that nothing closes for text at once: to look to the end for each of many takes their square."""
    at = state.pos
    bracket = at + (state.src[at] == "!")
    if state.src[bracket : bracket + 1] != "[" or state.src.find("]", bracket, bracket + _LABEL) >= 0:
        return False
    if not silent:
        state.pending += state.src[at]
    state.pos += 1
    return True


_CALLOUT = re.compile(r"\s*\[!\w{1,20}\][+-]?")
"""What says of a quotation which kind of box it is."""
_CODE_INDENT = 4
_NOTE_INDENT = 2
_NOTE = re.compile(r"\[\^[^\s\[\]]{1,40}\]:")
_SET_OFF = re.compile(
    r"(?:(?<=[\w)])(?=~)|(?<=[\w)%.,;:”’\"*\[])(?=\^))([~^])(?!\1)((?:(?!\1)[^\s\\\[\]<>]){1,20})\1(?!\1)"
)
_PART = re.compile(rf"<(?P<end>/?)(?P<name>div|{'|'.join(sorted(SCOPES))})\b[^<>]*(?<!/)>", re.IGNORECASE)
"""The tags of what parts a page, within which Markdown goes on."""
_LABEL = 2000
"""Characters before the end of a link's text, at most."""
_UNDRAWN = "undrawn"
"""Under which the parser keeps up to where walls were found to draw no grid."""
_DEEPEST = 100
"""Lists and quotations that may stand in each other; what is deeper is left out by the parser."""
_PARSER = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"]).disable("text_join")
_PARSER.block.ruler.before("table", "drawn_table", _draws_table, {"alt": ["paragraph", "reference"]})
_PARSER.block.ruler.before("reference", "footnote", _footnote, {"alt": ["paragraph", "reference"]})
add_dialects(_PARSER)
_PARSER.inline.ruler.before("strikethrough", "set_off", _set_off)
_PARSER.inline.ruler.before("link", "lone_bracket", _lone_bracket)
_FRONT = re.compile(
    r"\s*(?P<mark>---|\+\+\+)[ \t]*\r?\n(?P<body>(?:.*\r?\n){0,200}?)(?:(?P=mark)|\.\.\.)[ \t]*(?:\r?\n|$)"
)
_FIELD = re.compile(r"(?P<key>[A-Za-z_][\w-]*)\s*:\s*(?P<value>.*)$")
_BLOCK_SCALAR = re.compile(r"^[|>][+-]?\d?[+-]?$")
"""What says in YAML that a value stands in the indented lines below."""
_PAIR = re.compile(r"(?P<key>[A-Za-z_][\w-]*)\s*=\s*(?P<value>.*)$")
_LINES_A_MARK = 40
_HEADING_APART = re.compile(r"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))#{1,6} [^\W_][^\n]*(?=\r?\n(?!#))")
_BOLD = re.compile(r"(?<![\w*])\*\*(?=[^\s*])[^*\n]{0,200}[^\s*]\*\*(?![\w*])")
_LINK = re.compile(r"(?<!\w)\[[^\]\[\n]{1,200}\]\((?:https?://|www\.|mailto:|[#/.])[^\s)]*\)")
_TABLE_RULE = re.compile(r"^[ \t|]*:?-{3,}:?[ \t]*\|[ \t|:-]*\r?$", re.MULTILINE)
_ATX = re.compile(r"^#{1,6} \S", re.MULTILINE)
_MARKS = re.compile(
    r"^(?:[-*+] \S|\d+\. \S|> \S|\|.*\||```|={3,}\s*$|:?-{3,})|\*\*[^*\n]+\*\*|\[[^\]\n]*\]\([^)\n]+\)"
    r"|</?(?:a|abbr|article|aside|b|blockquote|br|center|dd|details|div|dl|dt|em|figcaption|figure|font|h[1-6]|hr|i|img"
    r"|li|main|mark|ol|p|section|small|span|strong|sub|summary|sup|table|t[dhr]|u|ul)\b[^<>]*>",
    re.MULTILINE,
)
_ROW_MARKS = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+[ \t>]*)*\|?")
_BAR = re.compile(r"(?<!\\)\|")
_ESCAPED_BAR = re.compile(r"(\|)")
_CLOSING_TAG = re.compile(r"</[a-z][a-z0-9]*>|<br", re.IGNORECASE)
_TARGET = re.compile(
    r"\(\s*(?:<[^>\n]*>|(?:[^()\s\\]|\\.|\((?:[^()\\]|\\.)*\))*)(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)|\[[^\]]*\]"
)
