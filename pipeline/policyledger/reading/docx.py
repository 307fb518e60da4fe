"""DOCX: the text of a Word file, its styles as headings, lists and captions, its tables and footnotes.

Read straight from the parts' XML with a parser that knows no entities, fetches nothing, and within limits of size; the
source a character's origin points into is the text of `word/document.xml`, then `word/footnotes.xml`, then
`word/endnotes.xml`.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from lxml import etree

from policyledger.errors import PolicyledgerError
from policyledger.reading.callouts import join_callouts
from policyledger.reading.document import BlockKind
from policyledger.reading.draft import (
    Draft,
    broken_items,
    finish,
    item_drafts,
    leading_title,
    level_guessed,
    titles_by_weight,
)
from policyledger.reading.encodings import meant
from policyledger.reading.listmarks import BULLET
from policyledger.reading.marked import Marked
from policyledger.reading.nesting import VALUE_RUNS, Held, is_layout
from policyledger.reading.repair import Traced, settle_raised
from policyledger.reading.tables import Grid, GridCell, table_drafts
from policyledger.reading.typed import mark_headings, mark_items, with_tabbed

MAX_PART = 64_000_000
MAX_PARTS = 10_000
_MAIN, _NOTES, _ENDNOTES = "word/document.xml", "word/footnotes.xml", "word/endnotes.xml"
_STYLES = "word/styles.xml"


@dataclass(slots=True)
class Package:
    """The parts of a DOCX that are read, as text."""

    parts: dict[str, str]
    damaged: list[str] = field(default_factory=list)

    @property
    def source(self) -> str:
        """What origins point into."""
        return "".join(self.parts.get(name, "") for name in (_MAIN, _NOTES, _ENDNOTES))


@dataclass(slots=True)
class _Style:
    kind: BlockKind = "paragraph"
    level: int = 0
    titles: bool = False
    subtitles: bool = False


@dataclass(frozen=True, slots=True)
class _Look:
    """How a style shows text: by the name of a property whether it is on, and how it is set off its line."""

    switches: Mapping[str, bool] = field(default_factory=dict)
    align: str | None = None


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


def open_package(data: bytes, path: str) -> Package:
    """The parts of a DOCX, checked for bombs.

    Raises:
        PolicyledgerError: D015 it is no whole ZIP, D016 it is bigger than it claims or holds XML entities.
    """
    parts: dict[str, str] = {}
    damaged: list[str] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if len(names) > MAX_PARTS:
                raise PolicyledgerError("D016", path=path, reason=f"it holds {len(names):,} parts")
            for name, place in _places(archive, path, names).items():
                if place in names:
                    _take(archive, name, path, parts, damaged, place)
    # of an archive that it cannot unpack, zipfile says NotImplementedError; of one under a password, RuntimeError
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        if _MAIN not in parts:
            raise PolicyledgerError("D015", path=path, reason=str(error) or "it ends too early") from error
        damaged.append("the archive")
    if _MAIN not in parts:
        raise PolicyledgerError("D015", path=path, reason="it has no word/document.xml")
    return Package(parts, damaged)


def _places(archive: zipfile.ZipFile, path: str, names: Sequence[str]) -> dict[str, str]:
    """Where the parts are that are read: as the package's relationships name them, else where Word puts them."""
    places = {name: name for name in (_MAIN, _NOTES, _ENDNOTES, _STYLES, "docProps/core.xml")}
    found: dict[str, str] = {}
    if "_rels/.rels" in names:
        _take(archive, "_rels/.rels", path, found, [])
    targets = _targets(found.get("_rels/.rels", ""), "")
    if targets.get("officeDocument") in names:
        places[_MAIN] = targets["officeDocument"]
    folder, _, main = places[_MAIN].rpartition("/")
    related = f"{folder}/_rels/{main}.rels".lstrip("/")
    if related in names:
        _take(archive, related, path, found, [])
    targets |= _targets(found.get(related, ""), folder)
    for name, kind in ((_NOTES, "footnotes"), (_ENDNOTES, "endnotes"), (_STYLES, "styles")):
        if targets.get(kind) in names:
            places[name] = targets[kind]
    return places


def _targets(relationships: str, folder: str) -> dict[str, str]:
    """The part each kind of relationship names, by the last word of its type."""
    found: dict[str, str] = {}
    for match in _RELATIONSHIP.finditer(relationships):
        values = {key: value for key, _, value in _VALUES.findall(match[0])}
        kind, target = values.get("Type", "").rpartition("/")[2], values.get("Target", "")
        found.setdefault(kind, target[1:] if target.startswith("/") else f"{folder}/{target}".lstrip("/"))
    return found


def _take(
    archive: zipfile.ZipFile, name: str, path: str, parts: dict[str, str], damaged: list[str], place: str = ""
) -> None:
    """Reads a part from its place, never more than the limit of it."""
    try:
        with archive.open(place or name) as part:
            data = part.read(MAX_PART + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
        if name == _MAIN:
            raise PolicyledgerError("D015", path=path, reason=f"{name}: {error}") from error
        damaged.append(name)
        return
    if len(data) > MAX_PART:
        raise PolicyledgerError("D016", path=path, reason=f"{name} unpacks to more than {MAX_PART // 1_000_000} MB")
    declared = _DECLARED.match(data)
    named = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else meant(declared[1].decode() if declared else None)
    try:
        text = data.decode(named or "utf-8", "replace")
    except LookupError:
        text = data.decode("utf-8", "replace")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise PolicyledgerError("D016", path=path, reason=f"{name} declares XML entities")
    parts[name] = text


def _tree(package: Package, path: str, name: str) -> Any:
    """The tree of a part; what it says in spite of damage, which is noted, and None of a lesser part that says nothing.

    Raises:
        PolicyledgerError: D015 the document itself says nothing.
    """
    try:
        root, whole = _parsed(package.parts[name], path, name)
    except PolicyledgerError:
        if name == _MAIN:
            raise
        root, whole = None, False
    if not whole and name not in package.damaged:
        package.damaged.append(name)
    return root


def _parsed(text: str, path: str, name: str) -> tuple[Any, bool]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    body = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        root = etree.fromstring(body.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise PolicyledgerError("D015", path=path, reason=f"{name}: {error.msg}") from error
    if root is None:
        raise PolicyledgerError("D015", path=path, reason=f"{name} holds no XML")
    return root, not any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log)


class _Walker:
    """Turns a package's paragraphs and tables into drafts."""

    def __init__(self, package: Package, path: str) -> None:
        self.package = package
        self.path = path
        self.drafts: list[Draft] = []
        self.tables = 0
        self.heading = 0
        self.titles: list[Draft] = []
        self.subtitles: list[Draft] = []
        self.sizes: dict[int, float] = {}
        styles = _tree(package, path, _STYLES) if package.parts.get(_STYLES) else None
        self.styles = _styles(styles)
        self.looks = _looks(styles)
        self.marked = Marked("", ())
        self.carried: list[Any] = []

    def walk(self) -> None:
        """Adds the blocks of the body, then its notes."""
        offset = 0
        for name in (_MAIN, _NOTES, _ENDNOTES):
            text = self.package.parts.get(name, "")
            if not text:
                continue
            self.marked = Marked(text, [match.span(1) for match in _TEXT.finditer(text)], offset)
            marked = Package({name: _placed(self.marked, text, offset)}, self.package.damaged)
            root = _tree(marked, self.path, name)
            if root is None:
                pass  # damaged, as is noted by now
            elif name == _MAIN:
                body = next((child for child in root if _name(child) == "body"), root)
                self._children(body, self.drafts)
            else:
                self._notes(root)
            offset += len(text)

    def settle_levels(self) -> None:
        """Puts the headings below a title that has a style of its own one level under it, as in other formats.

        Where no style or weight tells headings, their words do, as in plain text.
        """
        above = {*self.titles, *self.subtitles}
        below = [draft for draft in self.drafts if draft.kind == "heading" and draft not in above]
        if len(below) < 2:  # one alone may be the title, in bold
            mark_headings([draft for draft in self.drafts if draft not in above])
        if self.titles and any(draft.level == 1 for draft in below):
            for draft in below:
                draft.level = min(6, draft.level + 1)
        level_guessed(self.drafts, self.sizes)

    def _children(self, parent: Any, drafts: list[Draft], within: list[Grid] | None = None) -> None:
        """The paragraphs and tables below an element, content controls looked into; of a cell, its tables apart."""
        pending = _chosen(parent)[::-1]
        begin = len(drafts)
        while pending:
            child = pending.pop()
            name = _name(child)
            if name == "p":
                self._paragraph(child, drafts, within)
            elif name == "tbl":
                self._settle_typed(drafts, begin, within)
                self._table(child, drafts, within)
                begin = len(drafts)
            elif name in _WRAPPERS:
                pending.extend(reversed(_chosen(child)))
        self._settle_typed(drafts, begin, within)

    def _settle_typed(self, drafts: list[Draft], begin: int, within: list[Grid] | None) -> None:
        """Makes of the paragraphs from one on the tables and items that they are typed as; of a cell's, the items."""
        if within is None:
            drafts[begin:] = with_tabbed(drafts[begin:], self._number)
        mark_items(drafts[begin:])

    def _number(self) -> int:
        """The number of a table that begins."""
        self.tables += 1
        return self.tables - 1

    def _notes(self, root: Any) -> None:
        for note in root:
            if _name(note) in {"footnote", "endnote"} and _attribute(note, "type") in {None, "normal"}:
                drafts: list[Draft] = []
                self._children(note, drafts)
                for draft in drafts:
                    draft.kind, draft.level = "footnote", 0
                self.drafts += drafts

    def _paragraph(self, element: Any, drafts: list[Draft], within: list[Grid] | None) -> None:
        """A paragraph, and after it the text boxes anchored in it: they stand beside the text, not within it."""
        after = element.getnext()
        if _is_deleted(_child(element, "pPr")) and after is not None and _name(after) == "p":
            self.carried.append(element)  # its mark is deleted: the paragraph goes on in the next
        else:
            self._own(element, drafts)
        for box in _boxes(element):
            self._children(box, drafts, within)

    def _own(self, element: Any, drafts: list[Draft]) -> None:
        runs = _Runs(self.marked, self.looks, self._style_name(element))
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
        if (
            runs.breaks
            and style.kind in {"paragraph", "list_item"}
            and (items := broken_items(runs.parts, runs.breaks))
        ):
            drafts += item_drafts(items, style.level)
            return
        draft = Draft(traced, style.kind, style.level, fixed=style.kind == "heading")
        text = traced.text.strip()
        bullet = BULLET.match(traced.text)
        if draft.kind == "paragraph" and bullet and bullet.end() < len(traced.text):
            draft.traced, draft.kind, draft.level = traced[bullet.end() :], "list_item", 1
        elif draft.kind == "paragraph" and runs.is_bold and titles_by_weight(text):
            draft.kind, draft.level = "heading", min(6, self.heading + 1)
            self.sizes[id(draft)] = runs.size
        if style.kind == "heading":
            self.heading = style.level
        if style.kind == "heading" and style.subtitles:
            self.subtitles.append(draft)
        if style.titles and (not self.titles or (drafts and drafts[-1] in self.titles)):
            self.titles.append(draft)  # further lines of it follow right below
        drafts.append(draft)

    @staticmethod
    def _style_name(element: Any) -> str:
        properties = _child(element, "pPr")
        return (_attribute(_child(properties, "pStyle"), "val") or "") if properties is not None else ""

    def _style(self, element: Any) -> _Style:
        properties = _child(element, "pPr")
        if properties is None:
            return _Style()
        outline = _child(properties, "outlineLvl")
        style = self.styles.get(self._style_name(element), _Style())
        if outline is not None and (level := _integer(_attribute(outline, "val"))) < 6:
            return _Style("heading", level + 1)
        numbering = _child(properties, "numPr")
        if numbering is not None and style.kind == "paragraph":
            depth = _child(numbering, "ilvl")
            return _Style("list_item", 1 + (_integer(_attribute(depth, "val")) if depth is not None else 0))
        return style

    def _table(self, element: Any, drafts: list[Draft], within: list[Grid] | None) -> None:
        lines = _rows(element)
        rows = [_flat(line, "tc") for line in lines]
        if all(len(cells) < 2 for cells in rows) or self._is_layout(element, rows):
            for cell in (cell for cells in rows for cell in cells):
                self._children(cell, drafts, within)
            return
        number = self._number()
        found: list[GridCell] = []
        open_cells: dict[int, GridCell] = {}
        for row, line in enumerate(lines):
            properties = _child(line, "trPr")
            is_head = properties is not None and _child(properties, "tblHeader") is not None
            column = _integer(_attribute(_child(properties, "gridBefore"), "val")) if properties is not None else 0
            for cell in _flat(line, "tc"):
                settings = _child(cell, "tcPr")
                span = _child(settings, "gridSpan") if settings is not None else None
                width = max(1, min(_integer(_attribute(span, "val")), 100)) if span is not None else 1
                merge = _child(settings, "vMerge") if settings is not None else None
                if merge is not None and _attribute(merge, "val") != "restart" and column in open_cells:
                    open_cells[column].height += 1
                else:
                    inner: list[Draft] = []
                    tables: list[Grid] = []
                    self._children(cell, inner, tables)
                    strong = bool(inner) and all(draft.kind == "heading" for draft in inner)
                    marked = is_head or strong or None
                    grid_cell = GridCell(row, column, [draft.traced for draft in inner], 1, width, marked)
                    grid_cell.tables = tables
                    found.append(grid_cell)
                    if merge is not None:
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

    def _is_layout(self, table: Any, rows: list[list[Any]]) -> bool:
        if any(_name(each) == "tblHeader" for line in _rows(table)[:1] for each in line.iter()):
            return False
        holding = [cell for row in rows for cell in row if next(cell.iter("{*}tbl"), None) is not None]
        if any(next(islice(cell.iter("{*}t"), VALUE_RUNS, None), None) is not None for cell in holding):
            return True  # told without a look at all of it, however deep the tables stand in each other
        return is_layout([[self._held(cell) for cell in row] for row in (rows if holding else rows[:1])])

    def _held(self, cell: Any) -> Held:
        texts: list[str] = []
        tables: list[int] = []
        headed = False
        pending = list(reversed(cell))
        while pending:
            child = pending.pop()
            name = _name(child)
            if name == "tbl":
                tables.append(sum(_name(each) == "tc" for each in child.iter()))
                continue
            if name == "t":
                texts += [run.text for run in self.marked.traced(child.text)]
            headed = headed or (name == "p" and self._style(child).kind == "heading")
            pending.extend(reversed(child))
        return Held("".join(texts).strip(), tables, headed)


class _Runs:
    """The visible text of a paragraph.

    Args:
        looks: how each style shows text.
        style: of the paragraph.
    """

    def __init__(self, marked: Marked, looks: Mapping[str, _Look], style: str) -> None:
        self.marked = marked
        self.looks = looks
        self.style = looks.get(style, _PLAIN)
        self.fields: list[bool] = []  # of each field that is open, whether its instruction is
        self.parts: list[Traced] = []
        self.bold = self.plain = 0
        self.size = 0.0
        self.breaks: list[int] = []
        self.led = 0

    @property
    def is_bold(self) -> bool:
        """Whether all of it is bold."""
        return self.bold > 0 and not self.plain

    def take(self, element: Any) -> None:
        """Adds the text of a paragraph's runs."""
        for child in _chosen(element):
            name = _name(child)
            if name == "r":
                self._run(child)
            elif name in _WRAPPERS or name in _INLINE_WRAPPERS:
                self.take(child)
            elif name in {"oMath", "oMathPara"}:
                self._equation(child)

    def _equation(self, element: Any) -> None:
        for text in element.iter():
            if _name(text) != "t":
                continue
            traced = Traced.join(self.marked.traced(text.text))
            if not traced.text.strip():
                continue
            self.plain += 1
            self.parts.append(traced)
            if any(_name(above) == "sup" for above in text.iterancestors()):
                settle_raised(self.parts, len(self.parts) - 1)

    def _run(self, run: Any) -> None:
        properties = _child(run, "rPr")
        named = _attribute(_child(properties, "rStyle"), "val") if properties is not None else None
        looks = (self.looks.get(named or "", _PLAIN), self.style)
        if any(_is_shown_with(each, properties, looks) for each in _UNSAID):
            return
        bold = properties is not None and _is_on(properties, "b")
        align = _attribute(_child(properties, "vertAlign"), "val") if properties is not None else None
        align = align or next((look.align for look in looks if look.align), None)
        count = len(self.parts)
        for child in _chosen(run):
            name = _name(child)
            if name == "fldChar":
                self._field(_attribute(child, "fldCharType"))
            elif any(self.fields[:-1]):
                continue  # the result of a field within the instruction of another
            elif name == "t":
                self.parts += self.marked.traced(child.text)
            elif name in {"tab", "ptab"}:
                self.parts.append(_sign(child, "\t"))
            elif name in {"br", "cr"}:
                if not self.breaks and not self.plain and (self.bold or (bold and len(self.parts) > count)):
                    self.led = len(self.parts)
                self.parts.append(_sign(child, "\n"))
                self.breaks.append(len(self.parts))
            elif name == "noBreakHyphen":
                self.parts.append(_sign(child, "-"))
            elif name == "sym":
                font, code = (_attribute(child, "font") or "").lower(), (_attribute(child, "char") or "").upper()
                self.parts.append(_sign(child, _SYMBOLS.get((font, code[-2:]), " ")))
        if align == "superscript" or (align is None and _is_lifted(properties)):
            settle_raised(self.parts, count)
        if any(part.text.strip() for part in self.parts[count:]):
            size = _attribute(_child(properties, "sz"), "val") if properties is not None else None
            self.size = max(self.size, _integer(size) / 2)
            self.bold += bold
            self.plain += not bold

    def _field(self, mark: str | None) -> None:
        if mark == "begin":
            self.fields.append(True)
        elif mark == "separate" and self.fields:
            self.fields[-1] = False
        elif mark == "end" and self.fields:
            self.fields.pop()


def _chosen(element: Any) -> list[Any]:
    """What stands in an element, of alternatives the first: a fallback says again what its choice says."""
    found: list[Any] = []
    for child in element:
        if _name(child) == "AlternateContent":
            found += [each for choice in child[:1] for each in _chosen(choice)]
        else:
            found.append(child)
    return found


def _is_shown_with(switch: str, properties: Any, looks: Sequence[_Look]) -> bool:
    """Whether a property of text is on, by its run or else by the styles of the run and its paragraph."""
    if properties is not None and _child(properties, switch) is not None:
        return _is_on(properties, switch)
    return next((look.switches[switch] for look in looks if switch in look.switches), False)


def _is_lifted(properties: Any) -> bool:
    """Whether a run stands above its line by so many half-points, as LibreOffice writes a raised mark."""
    position = _attribute(_child(properties, "position"), "val") if properties is not None else None
    return _integer(position) > 0


def _placed(marked: Marked, source: str, offset: int) -> str:
    """The text of a marked part, in which the elements that stand for a character say where in the source they do."""
    places = (match.span() for match in _SIGN.finditer(source))

    def said(match: re.Match[str]) -> str:
        start, end = next(places)
        return f'{match[1]} {_PLACE}="{start + offset} {end + offset}"'

    return _SIGN.sub(lambda match: said(match) + match[2], marked.text)


def _sign(element: Any, text: str) -> Traced:
    """A character that stands for an element."""
    start, _, end = element.get(_PLACE, "0 0").partition(" ")
    return Traced.at(text, int(start), int(end))


def _styles(root: Any) -> dict[str, _Style]:
    """What each paragraph style means, by its name or outline level, else that of the style it is based on."""
    names: dict[str, tuple[str, str, int]] = {}
    for style in root if root is not None else ():
        if _name(style) != "style":
            continue
        identifier = _attribute(style, "styleId") or ""
        name = (_attribute(_child(style, "name"), "val") or identifier).lower()
        base = _attribute(_child(style, "basedOn"), "val") or ""
        properties = _child(style, "pPr")
        outline = _child(properties, "outlineLvl") if properties is not None else None
        names[identifier] = name, base, _integer(_attribute(outline, "val")) if outline is not None else 9
    return {identifier: _meaning(identifier, names) for identifier in names}


def _looks(root: Any) -> dict[str, _Look]:
    """How each style shows text, by itself or as the style it is based on."""
    own: dict[str, tuple[_Look, str]] = {}
    for style in root if root is not None else ():
        properties = _child(style, "rPr")
        if properties is None:
            look = _PLAIN
        else:
            switches = {each: _is_on(properties, each) for each in _UNSAID if _child(properties, each) is not None}
            look = _Look(switches, _attribute(_child(properties, "vertAlign"), "val"))
        own[_attribute(style, "styleId") or ""] = look, _attribute(_child(style, "basedOn"), "val") or ""
    found: dict[str, _Look] = {}
    for identifier in own:
        look, base = own[identifier]
        for _ in range(_MOST_BASES):
            if base not in own:
                break
            under, base = own[base]
            look = _Look({**under.switches, **look.switches}, look.align or under.align)
        found[identifier] = look
    return found


def _meaning(identifier: str, names: dict[str, tuple[str, str, int]]) -> _Style:
    for _ in range(_MOST_BASES):
        if identifier not in names:
            break
        name, base, outline = names[identifier]
        heading = re.fullmatch(r"heading\s*(\d)", name)
        if heading:
            return _Style("heading", min(6, max(1, int(heading[1]))))
        if outline < 6:
            return _Style("heading", outline + 1)
        if name in {"title", "subtitle"}:
            return _Style("heading", 1 + (name == "subtitle"), name == "title", name == "subtitle")
        if name.startswith("caption"):
            return _Style("caption")
        if name.startswith(("list bullet", "list number", "list paragraph")) and "paragraph" not in name:
            depth = re.search(r"\d", name)
            return _Style("list_item", int(depth[0]) if depth else 1)
        if "footnote text" in name or "endnote text" in name:
            return _Style("footnote")
        identifier = base
    return _Style()


def _properties(package: Package, path: str) -> dict[str, str]:
    text = package.parts.get("docProps/core.xml", "")
    if not text:
        return {}
    found: dict[str, str] = {}
    root = _tree(package, path, "docProps/core.xml")
    for child in root if root is not None else ():
        name, value = _name(child), (child.text or "").strip()
        if name == "title" and value:
            found["title"] = value
        elif name in {"created", "issued"} and value:
            found["published"] = value
    return found


def _flat(element: Any, wanted: str) -> list[Any]:
    """The children of a name, content controls looked into."""
    found = []
    pending = list(reversed(element))
    while pending:
        child = pending.pop()
        if _name(child) == wanted:
            found.append(child)
        elif _name(child) in _WRAPPERS:
            pending.extend(reversed(child))
    return found


def _rows(table: Any) -> list[Any]:
    """The rows of a table, but for those that tracked changes have deleted."""
    return [row for row in _flat(table, "tr") if (of := _child(row, "trPr")) is None or _child(of, "del") is None]


def _is_deleted(properties: Any) -> bool:
    """Whether the mark that ends a paragraph of these properties is deleted or moved elsewhere."""
    runs = _child(properties, "rPr") if properties is not None else None
    return runs is not None and any(_name(child) in {"del", "moveFrom"} for child in runs)


def _boxes(paragraph: Any) -> list[Any]:
    """The text boxes anchored in a paragraph, each once."""
    found = []
    pending = _chosen(paragraph)[::-1]
    while pending:
        child = pending.pop()
        name = _name(child)
        if name == "txbxContent":
            found.append(child)  # one inside it is found with the paragraph it stands in
        elif name not in {"del", "moveFrom"}:
            pending.extend(reversed(_chosen(child)))
    return found


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _child(element: Any, name: str) -> Any:
    return next((child for child in element if _name(child) == name), None)


def _attribute(element: Any, name: str) -> str | None:
    if element is None:
        return None
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def _is_on(properties: Any, name: str) -> bool:
    switch = _child(properties, name)
    return switch is not None and _attribute(switch, "val") not in {"0", "false", "off", "none"}


def _integer(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else 0


_PLAIN = _Look()
_MOST_BASES = 12
"""Styles that a style is based on, one after the other."""
_WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
"""Elements that say no more of what stands in them than where it comes from."""
_INLINE_WRAPPERS = frozenset({"hyperlink", "fldSimple", "dir", "bdo"})
_DECLARED = re.compile(rb"\s*<\?xml[^<>]*\bencoding\s*=\s*[\"']([\w.-]+)[\"']")
_UNSAID = ("vanish", "strike", "dstrike")
"""Properties of a run that is not said: hidden, or struck out."""
_RELATIONSHIP = re.compile(r"<(?:\w+:)?Relationship\s[^<>]*>")
_VALUES = re.compile(r"""\b(Type|Target)\s*=\s*(["'])(.*?)\2""")
_TEXT = re.compile(r"<(?:\w+:)?t(?:\s[^<>]*)?>([^<]+)</(?:\w+:)?t>")
_SIGN = re.compile(r"(<(?:\w+:)?(?:tab|ptab|br|cr|noBreakHyphen|sym)(?=[\s/>])[^<>]*?)(/?>)")
"""An element that stands for a character, up to where its tag closes."""
_PLACE = "place"
"""The attribute that says where an element stands."""
_SYMBOLS = {
    ("symbol", "A3"): "≤",
    ("symbol", "B3"): "≥",
    ("symbol", "B1"): "±",
    ("symbol", "B0"): "°",
    ("symbol", "2D"): "–",
    ("symbol", "B7"): "•",
    ("wingdings", "A7"): "•",
}
"""What the common signs of fonts show whose codes say nothing, by the font and the code's last two digits."""
