"""PDF: pages to blocks, one page at a time, then what only the whole document shows.

A page gives its words (`pdf_words`), its rules and panels (`pdf_graphics`), its ruled tables (`pdf_tables`) and its
regions in reading order (`pdf_layout`); here lines become paragraphs. When all pages are read, the running heads and
feet are known by their return, the body's size by its share, headings by standing out from it, and paragraphs are
joined over columns and pages.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, pairwise
from statistics import median
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from policyledger.errors import PolicyledgerError
from policyledger.reading.document import Glyphs, Note
from policyledger.reading.draft import Draft, continues, ends_sentence, finish, is_enumerated, is_heading, number_depth
from policyledger.reading.legible import is_nonsense
from policyledger.reading.pdf_graphics import graphics
from policyledger.reading.pdf_layout import Line, Region, lay_out, lay_out_cell
from policyledger.reading.pdf_tables import FoundTable, find_tables, holds
from policyledger.reading.pdf_unruled import LooseTable
from policyledger.reading.pdf_words import PageWords, Word, page_words
from policyledger.reading.repair import Traced, join_lines, raised
from policyledger.reading.tables import Grid, GridCell, append, goes_on, table_drafts

MAX_PAGES = 3000
MAX_CHARACTERS = 20_000_000
_MAX_SIDE = 14_400.0


@dataclass(slots=True, eq=False)
class PdfDraft(Draft):
    """A draft with what its page shows of it.

    Attributes:
        size: of its font, in points.
        bold: whether all of it is.
        aside: whether it stands beside the page's flow (a panel, text up the margin).
        edge: "head" or "foot" when it may be a running one.
        top, x0: where it begins.
        marked: whether it begins with a raised mark, as footnotes do.
        opens, closes: whether it is the first or last of its region.
        place: right edge of its region.
        lines: how many it has.
        gap: the space above it in its region, in points.
        grid: the table that stands here, in place of text.
    """

    size: float = 0.0
    bold: bool = False
    aside: bool = False
    edge: str = ""
    top: float = 0.0
    x0: float = 0.0
    place: float = 0.0
    marked: bool = False
    opens: bool = False
    closes: bool = False
    lines: int = 1
    gap: float = 0.0
    grid: Grid | None = None


@dataclass(slots=True)
class PdfText:
    """What reading a PDF gives."""

    drafts: list[Draft]
    glyphs: Glyphs
    pages: int
    notes: list[Note] = field(default_factory=list)
    partial: bool = False
    title: str = ""
    created: str = ""


def read_pdf(data: bytes, path: str, max_pages: int | None = None) -> PdfText:
    """The blocks of a PDF, of its first `max_pages` pages if a number is given.

    Raises:
        PolicyledgerError: D010 it is encrypted, D011 it is damaged beyond reading, D012 it has no text layer, D013 it
            has no pages, D014 its fonts tell no characters.
    """
    document = _open(data, path)
    try:
        return _Reader(document, path, max_pages).read()
    finally:
        document.close()


def _open(data: bytes, path: str) -> Any:
    """The opened document; the empty password is tried for an encrypted one."""
    start = max(data.find(b"%PDF-", 0, 4096), 0)
    try:
        return pdfium.PdfDocument(data[start:] if start else data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD:
            raise PolicyledgerError("D010", path=path) from error
        if pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_SECURITY:
            raise PolicyledgerError("D010", path=path) from error
        raise PolicyledgerError("D011", path=path, reason="it is truncated or no PDF inside") from error


class _Reader:
    """Reads the pages of one document in order, keeping of each only its drafts."""

    def __init__(self, document: Any, path: str, max_pages: int | None = None) -> None:
        self.document = document
        self.max_pages = MAX_PAGES if max_pages is None else min(max_pages, MAX_PAGES)
        self.path = path
        self.glyphs = Glyphs()
        self.drafts: list[PdfDraft] = []
        self.notes: list[Note] = []
        self.sizes: Counter[float] = Counter()
        self.tables = count()
        self.last_table: tuple[int, Sequence[float]] = (0, ())
        self.heights: dict[int, float] = {}

    def read(self) -> PdfText:
        """All blocks, mended."""
        pages = len(self.document)
        if pages < 1:
            raise PolicyledgerError("D013", path=self.path)
        broken: list[int] = []
        bare: list[int] = []
        wordless: list[int] = []
        unmapped: list[int] = []
        nonsense: list[int] = []
        characters = 0
        last = min(pages, self.max_pages)
        for number in range(1, last + 1):
            found = self._page(number)
            if found is None:
                broken.append(number)
                continue
            words, pictures = found
            characters += words.chars
            if not words.words:
                wordless.append(number)
            if not words.words and (pictures or number == 1):
                bare.append(number)
            elif words.chars > 20 and words.unmapped * 2 > words.chars:
                unmapped.append(number)
            elif is_nonsense(word.text for word in words.words):
                nonsense.append(number)
            if characters > MAX_CHARACTERS:
                last = number
                break
        self._refuse_empty(pages, broken, wordless, unmapped)
        partial = self._note(pages, last, broken, bare, unmapped, nonsense)
        drafts = self._finish()
        info = self._metadata()
        return PdfText(
            drafts, self.glyphs, pages, self.notes, partial, info.get("Title", ""), info.get("CreationDate", "")
        )

    def _page(self, number: int) -> tuple[PageWords, bool] | None:
        """Reads a page's drafts; None when it is broken."""
        try:
            page = self.document[number - 1]
        except pdfium.PdfiumError:
            return None
        try:
            try:
                textpage = page.get_textpage()
            except pdfium.PdfiumError:
                return None
            try:
                return self._drafts(number, page, textpage)
            finally:
                textpage.close()
        finally:
            page.close()

    def _drafts(self, number: int, page: Any, textpage: Any) -> tuple[PageWords, bool]:
        words = page_words(page, textpage)
        drawn = graphics(page, words)
        if drawn.hidden:
            words.words = [word for word in words.words if not words.is_drawn_by(word, drawn.hidden)]
        self.heights[number] = words.height
        if not words.words or max(words.width, words.height) > _MAX_SIDE:
            return words, drawn.images > 0.1
        tables = find_tables(drawn, words.words, self._open_table(number))
        flow = [word for word in words.words if not any(holds(table.box, word) for table in tables)]
        layout = lay_out(flow, words.height, drawn.panels)
        sheet = _Sheet(number, words, self.glyphs, self.sizes)
        drafts = [draft for region in layout.heads for draft in sheet.paragraphs(region)]
        main: list[PdfDraft] = []
        aside: list[PdfDraft] = []
        for region in layout.regions:
            into = aside if region.aside else main
            if region.table is None:
                into += sheet.paragraphs(region)
            else:
                into.append(sheet.loose_table(region.table, region, next(self.tables)))
        for table in tables:
            self._place(sheet.table(table, next(self.tables)), table, main)
        if tables and main and main[-1].grid is not None:
            self.last_table = number, tables[-1].xs
        drafts += main + aside
        drafts += [draft for region in layout.feet for draft in sheet.paragraphs(region)]
        self.drafts += drafts
        return words, drawn.images > 0.1

    def _open_table(self, number: int) -> Sequence[float]:
        """The edges of the columns of the table the page before ended with; empty if it ended with none."""
        page, edges = self.last_table
        return edges if page == number - 1 else ()

    def _place(self, draft: PdfDraft, table: FoundTable, main: list[PdfDraft]) -> None:
        """Puts a table into its page's flow: after the last paragraph above it in its column."""
        x0, top, x1, _ = table.box
        at = 0
        for i, other in enumerate(main):
            if other.top <= top and (other.x0 < x1 and other.place > x0):
                at = i + 1
        main.insert(at, draft)

    def _refuse_empty(self, pages: int, broken: list[int], wordless: list[int], unmapped: list[int]) -> None:
        has_text = any(draft.text.strip() or draft.grid for draft in self.drafts)
        if has_text and len(unmapped) < max(pages - len(wordless), 1):
            return
        if unmapped:
            raise PolicyledgerError("D014", path=self.path, pages=_ranges(unmapped))
        if len(broken) == min(pages, self.max_pages):
            raise PolicyledgerError("D011", path=self.path, reason="none of its pages can be opened")
        raise PolicyledgerError("D012", path=self.path, pages=_ranges(wordless))

    def _note(
        self, pages: int, last: int, broken: list[int], bare: list[int], unmapped: list[int], nonsense: list[int]
    ) -> bool:
        """Notes what could not be read; whether there was anything."""
        if last < pages:
            self.notes.append(Note("D020", f"Read up to page {last} of {pages}; split the document to read the rest."))
        if broken:
            self.notes.append(Note("D021", f"Damaged and left out: pages {_ranges(broken)}."))
        if bare:
            self.notes.append(
                Note("D012", f"No text layer on pages {_ranges(bare)}: needs OCR first (such as ocrmypdf --skip-text).")
            )
        if unmapped:
            self.notes.append(
                Note("D014", f"Fonts without character codes on pages {_ranges(unmapped)}: needs OCR first.")
            )
        if nonsense:
            self.notes.append(
                Note("D024", f"No readable text on pages {_ranges(nonsense)}: needs OCR anew (ocrmypdf --force-ocr).")
            )
        return bool(self.notes)

    def _finish(self) -> list[Draft]:
        drafts = _without_furniture(self.drafts, self.heights)
        body = _body_size(self.sizes)
        _mark_kinds(drafts, body, self.heights)
        drafts = _join(drafts)
        _level_headings(drafts)
        spread: list[Draft] = []
        for draft in list(_join_tables(drafts)):
            if draft.grid is None:
                spread.append(draft)
                continue
            draft.grid.caption = _caption(spread)
            spread += table_drafts(draft.grid)
        return finish(spread)

    def _metadata(self) -> dict[str, str]:
        try:
            return dict(self.document.get_metadata_dict())
        except (pdfium.PdfiumError, UnicodeError):
            return {}


class _Sheet:
    """One page while its lines become paragraphs."""

    def __init__(self, number: int, words: PageWords, glyphs: Glyphs, sizes: Counter[float]) -> None:
        self.number = number
        self.words = words
        self.glyphs = glyphs
        self.sizes = sizes

    def paragraphs(self, region: Region) -> list[PdfDraft]:
        """The paragraphs, headings and list items of a region."""
        lines = region.lines
        bold = [self._is_bold(line) for line in lines]
        for line in lines:
            usual = max((word for word in line.words if word.size > 0.9 * line.size), key=lambda word: len(word.text))
            line.point = self.words.point_size(usual.first, line.size)
        leading = _leadings(lines)
        margins = _margins(lines)
        groups: list[list[int]] = []
        for i in range(len(lines)):
            if groups and not region.sideways and not _begins(lines, groups[-1], i, bold, leading, margins[i]):
                groups[-1].append(i)
            else:
                groups.append([i])
        drafts = [self._draft([lines[i] for i in group], all(bold[i] for i in group), region) for group in groups]
        for draft, group in zip(drafts, groups, strict=True):
            draft.gap = lines[group[0]].top - lines[group[0] - 1].bottom if group[0] else draft.size
        if drafts:
            drafts[0].opens = drafts[-1].closes = True
        return drafts

    def table(self, table: FoundTable, number: int) -> PdfDraft:
        """A draft that stands for a table."""
        cells: list[GridCell] = []
        for frame in table.frames:
            inside = [word for word in self.words.words if holds(frame.box, word)]
            parts: list[Traced] = []
            strong = False
            if inside:
                for region in lay_out_cell(inside):
                    drafts = self.paragraphs(region)
                    parts += [draft.traced for draft in drafts]
                    strong = strong or all(draft.bold for draft in drafts)
            cells.append(
                GridCell(frame.row, frame.column, parts, frame.height, frame.width, strong or None, self.number)
            )
        cells += self._unframed(table)
        if not all(cell.marked for cell in cells if cell.row == 0 and cell.text):
            for cell in cells:
                cell.marked = None
        empty = Traced("", array("i"))
        draft = PdfDraft(empty, "table_cell", page=self.number, grid=Grid(cells, number))
        draft.x0, draft.top, draft.place = table.box[0], table.box[1], table.box[2]
        return draft

    def loose_table(self, table: LooseTable, region: Region, number: int) -> PdfDraft:
        """A draft that stands for a table without rules."""
        cells: list[GridCell] = []
        for (row, column), (width, segments) in table.cells.items():
            words = [word for segment in segments for word in segment.words]
            parts = [draft.traced for flow in lay_out_cell(words) for draft in self.paragraphs(flow)]
            cells.append(GridCell(row, column, [join_lines(parts)], width=width, page=self.number))
        draft = PdfDraft(Traced("", array("i")), "table_cell", page=self.number, grid=Grid(cells, number))
        draft.x0, draft.top, draft.place = region.x0, region.lines[0].top, region.x1
        draft.aside = region.aside
        return draft

    def _unframed(self, table: FoundTable) -> list[GridCell]:
        """Cells for the words of a table that stand in none of its frames, as in a cell that is no rectangle."""
        loose: dict[int, list[Word]] = {}
        for word in self.words.words:
            if holds(table.box, word) and not any(holds(frame.box, word) for frame in table.frames):
                loose.setdefault(table.row_of(word), []).append(word)
        cells = []
        for row, words in loose.items():
            parts = [draft.traced for region in lay_out_cell(words) for draft in self.paragraphs(region)]
            cells.append(GridCell(row, table.column_of(words[0]), parts, page=self.number))
        return cells

    def _is_bold(self, line: Line) -> bool:
        first, last = line.words[0], line.words[-1]
        return self.words.is_bold(first.first) and self.words.is_bold(last.last - 1)

    def _draft(self, lines: list[Line], bold: bool, region: Region) -> PdfDraft:
        parts = [self._line(line, region.sideways) for line in lines]
        first = lines[0]
        weights = _weights(lines)
        size = max(weights, key=lambda point: weights[point])
        text = parts[0].text
        marker = _BULLET.match(text)
        bullet = bool(marker) and (marker.end() < len(text) or len(lines) > 1)  # type: ignore[union-attr]
        if marker and bullet:
            parts[0] = parts[0][marker.end() :]
        draft = PdfDraft(
            join_lines(parts),
            "list_item" if bullet else "paragraph",
            level=1 if bullet else 0,
            page=self.number,
            size=size,
            bold=bold,
            aside=region.aside,
            edge=region.edge,
            top=first.top,
            x0=first.x0,
            place=region.x1,
            marked=_is_mark(first),
            lines=len(lines),
        )
        self.sizes[round(size * 2) / 2] += len(draft.text)
        return draft

    def _line(self, line: Line, sideways: bool = False) -> Traced:
        """The text of a line, each character numbered in the document's glyphs; footnote marks left out."""
        text: list[str] = []
        lefts, rights = array("H"), array("H")
        before: Word | None = None
        for word in line.words:
            level = _shift(word, line)
            if before is not None and not sideways and _apart(before, word, level or _shift(before, line)):
                text.append(" ")
                edge = rights[-1] if rights else 0
                lefts.append(edge)
                rights.append(edge)
            shown = word.text
            if level > 0 and word.text.strip():
                kept = raised("".join(text)[-16:], word.text)
                shown = kept if len(kept) == len(word.text) else ("" if not kept else word.text)
            if shown:
                text.append(shown)
                lefts.extend(self.words.lefts[word.first : word.last])
                rights.extend(self.words.rights[word.first : word.last])
                before = word
        first = self.glyphs.add_line(self.number, line.top, line.bottom, lefts, rights)
        return Traced.of("".join(text), first)


def _weights(lines: Sequence[Line]) -> dict[float, int]:
    weights: dict[float, int] = {}
    for line in lines:
        weights[line.point] = weights.get(line.point, 0) + sum(len(word.text) for word in line.words)
    return weights


def _shift(word: Word, line: Line) -> int:
    """1 for a raised word, -1 for a lowered one, 0 for one on the line."""
    if word.size >= 0.88 * line.size:
        return 0
    middle = (word.top + word.bottom) / 2
    if word.bottom < line.bottom - 0.15 * line.size and middle < (line.top + line.bottom) / 2:
        return 1
    return -1 if middle > (line.top + line.bottom) / 2 + 0.04 * line.size else 0


def _is_mark(line: Line) -> bool:
    first = line.words[0]
    return len(line.words) > 1 and _shift(first, line) > 0 and bool(_NOTE_MARK.fullmatch(first.text))


def _apart(before: Word, word: Word, shifted: int) -> bool:
    """Whether a blank stands between two words of a line."""
    if word.spaced_out:
        return False
    if word.first == before.last:
        return word.x0 - before.x1 > 0.2 * max(before.size, word.size)
    if shifted:
        return word.x0 - before.x1 > 0.12 * max(before.size, word.size)
    return True


def _leadings(lines: Sequence[Line]) -> dict[int, float]:
    """The usual distance of two lines of a region, foot to foot, by the size of their letters."""
    steps: dict[int, list[float]] = {}
    for above, below in pairwise(lines):
        step = below.bottom - above.bottom
        if step > 0.5 and abs(below.size - above.size) < 0.06 * above.size:
            steps.setdefault(round(below.size), []).append(step)
    usual = {}
    for size, found in steps.items():
        found.sort()
        usual[size] = median(found[: max(1, (len(found) * 3 + 3) // 4)])
        if len(found) < 4 or usual[size] > 2.2 * size:
            usual[size] = min(usual[size], 1.3 * size)
    return usual


def _begins(
    lines: Sequence[Line],
    group: Sequence[int],
    i: int,
    bold: Sequence[bool],
    leading: dict[int, float],
    margins: tuple[float, float],
) -> bool:
    """Whether a line begins a paragraph of its own, after the lines of `group`."""
    line, last, first = lines[i], lines[i - 1], lines[group[0]]
    text, before = line.text, last.text
    size = max(line.size, 1.0)
    if abs(line.point - last.point) > 0.09 * line.point and min(len(text), len(before)) > 2:
        return True
    step = line.bottom - last.bottom
    usual = leading.get(round(line.size), 1.2 * size)
    if step > max(1.32 * usual, usual + 0.35 * size) or step > 2.6 * size:
        return True
    if _BULLET.match(text) or _is_mark(line):
        return True
    listed = bool(_BULLET.match(first.text) or _ENUMERATOR.match(first.text))
    left, right = margins
    room = right - last.x1
    short = room > (line.words[0].x1 - line.words[0].x0) + 0.5 * size
    if bold[i] != bold[i - 1] and (short or ends_sentence(before) or step > 1.12 * usual):
        return True
    if _DECIMAL.match(text) and not short and not ends_sentence(before):
        return False
    if _ENUMERATOR.match(text) and (short or step > 1.08 * usual or listed) and line.x0 <= first.x0 + 2 * size:
        return True
    indent = line.x0 - last.x0
    if listed and line.x0 > first.x0 + 0.3 * size and len(group) == 1 and not text[0].islower():
        return last.x1 - left < 0.6 * (right - left) and not before.endswith(("-", ","))
    if listed:
        return line.x0 < first.x0 + 0.3 * size and short and line.x0 <= last.x0 - 0.5 * size
    if len(group) == 1 and line.x0 < first.x0 - 0.6 * size:
        return short and ends_sentence(before)
    if indent > 0.7 * size and indent < 6 * size and (ends_sentence(before) or short) and last.x0 < left + 0.7 * size:
        return True
    if text[0].islower() or before.endswith(("-", ",")):
        return False
    if bold[i] and bold[i - 1] and not ends_sentence(before):
        return False
    very_short = last.x1 - left < 0.6 * (right - left)
    if ends_sentence(before) or before.endswith(":"):
        return short and (room > 0.15 * (right - left) or step > 1.05 * usual)
    return very_short and len(group) == 1 and short and line.size <= last.size


def _margins(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """The left and right edge of the text around each line, of lines of its size."""
    lefts, rights = [line.x0 for line in lines], [line.x1 for line in lines]
    points = [line.point for line in lines]
    spans = [(max(0, i - 10), i + 10) for i in range(len(lines))]
    if points and max(points) - min(points) < 0.09 * min(points):
        return [(min(lefts[first:last]), max(rights[first:last])) for first, last in spans]
    found = []
    for (first, last), point in zip(spans, points, strict=True):
        near = [i for i in range(first, min(last, len(lines))) if abs(points[i] - point) < 0.09 * point]
        found.append((min([lefts[i] for i in near]), max([rights[i] for i in near])))
    return found


def _without_furniture(drafts: list[PdfDraft], heights: dict[int, float]) -> list[PdfDraft]:
    """The drafts without page numbers and what comes back at the edges of pages."""
    pages = max(heights, default=1)
    least = 2 if pages < 5 else 3
    outer = _outermost(drafts)
    returns: dict[str, set[int]] = {}
    for draft in drafts:
        if draft.edge or id(draft) in outer:
            returns.setdefault(_furniture_key(draft), set()).add(draft.page or 0)
    shifts = Counter(shift for draft in drafts if (shift := _folio_shift(draft, outer)) is not None)
    kept = []
    for draft in drafts:
        text = draft.text.strip()
        shift = _folio_shift(draft, outer)
        if shift is not None and shifts[shift] >= least:
            continue
        at_edge = draft.edge or id(draft) in outer
        if draft.edge and _FOLIO.fullmatch(text):
            continue
        if at_edge and pages > 1 and len(text) < 200 and len(returns[_furniture_key(draft)]) >= (
            least if draft.edge else max(3, least)
        ):  # fmt: skip
            continue
        kept.append(draft)
    return kept


def _folio_shift(draft: PdfDraft, outer: set[int]) -> int | None:
    """How far a number alone at a page's end is from the page's own, None for what is no number there."""
    text = draft.text.strip()
    return int(text) - (draft.page or 0) if id(draft) in outer and _WHOLE.fullmatch(text) else None


def _outermost(drafts: Sequence[PdfDraft]) -> set[int]:
    """The first and last drafts of each page that are one line, whatever their height."""
    first: dict[int, PdfDraft] = {}
    last: dict[int, PdfDraft] = {}
    for draft in drafts:
        if draft.edge or draft.aside:
            continue
        first.setdefault(draft.page or 0, draft)
        last[draft.page or 0] = draft
    ends = [*first.values(), *last.values()]
    return {id(d) for d in ends if d.lines == 1 and d.grid is None and d.kind == "paragraph" and len(d.text) < 120}


def _furniture_key(draft: PdfDraft) -> str:
    return f"{round(draft.top / 8)} " + _DIGITS.sub("#", draft.text.casefold().strip(" |-–"))


def _body_size(sizes: Counter[float]) -> float:
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _mark_kinds(drafts: Sequence[PdfDraft], body: float, heights: dict[int, float]) -> None:
    """Footnotes, captions and headings, by place, size and weight."""
    note_page = 0
    usual: dict[int, Counter[float]] = {}
    for draft in drafts:
        usual.setdefault(draft.page or 0, Counter())[draft.size] += len(draft.text)
    for i, draft in enumerate(drafts):
        text = draft.text.strip()
        if draft.grid is not None or not text:
            continue
        if draft.edge and draft.size < 0.93 * body and not ends_sentence(text) and len(text) < 120:
            draft.kind, draft.level = ("header" if draft.edge == "head" else "footer"), 0
            continue
        height = heights.get(draft.page or 0, 800.0)
        flow = usual[draft.page or 0].most_common(1)[0][0]
        small = draft.size < 0.93 * max(body, flow)
        low = draft.top > 0.45 * height
        if small and low and (draft.marked or (_NOTE_NUMBER.match(text) and _alone_below(drafts, i))):
            draft.kind, draft.level = "footnote", 0
            note_page = draft.page or 0
        elif small and low and note_page == draft.page and draft.kind == "paragraph" and not draft.bold:
            draft.kind = "footnote"
        elif draft.kind == "paragraph" and _CAPTION.match(text) and len(text) < 300 and (
            draft.size < 1.05 * body or draft.bold
        ) and not ends_sentence(text[:-1]):  # fmt: skip
            draft.kind = "caption"
        elif draft.kind == "paragraph" and (_stands_out(draft, body) or _stands_alone(drafts, i)):
            draft.kind = "heading"


def _alone_below(drafts: Sequence[PdfDraft], i: int) -> bool:
    """Whether nothing of the page's flow follows a draft but small print."""
    page, size = drafts[i].page, drafts[i].size
    following = (
        d for d in drafts[i + 1 :] if d.page == page and not d.aside and not d.edge and d.x0 >= drafts[i].x0 - 40
    )
    return all(d.size <= size * 1.03 for d in following if d.grid is None)


def _stands_out(draft: PdfDraft, body: float) -> bool:
    """Whether a paragraph is a heading: bigger or bolder than the body, short, no sentence."""
    text = draft.text.strip()
    words = text.split()
    if not re.search(r"[^\W\d_]{2}", text) or len(words) > 30 or len(text) > 220 or draft.lines > 4:
        return False
    if _DOTTED.search(text) or text[0] in "[［(*" or (text[0].islower() and draft.size < 1.3 * body):
        return False
    stopped = text.endswith((".", ";", ",")) and not _NUMBERED_HEAD.match(text)
    if draft.size > 1.12 * body and not stopped and len(text) > 2:
        return not (draft.size < 1.2 * body and len(words) > 18)
    if stopped or text.endswith(":") or text[0].islower() or draft.size < 0.9 * body:
        return False
    if draft.bold and len(words) <= 22:
        return True
    capitals = text.upper() == text and len(words) <= 12 and len(text) > 5
    return capitals and draft.lines <= 2 and draft.size >= 0.97 * body and not any(c.isdigit() for c in text[-4:])


def _stands_alone(drafts: Sequence[PdfDraft], i: int) -> bool:
    """Whether a line of the body's size and weight is a heading: apart from what is above, prose or a list below."""
    draft = drafts[i]
    text = draft.text.strip()
    if draft.lines > 1 or draft.aside or draft.edge or draft.gap < 0.45 * draft.size or len(text.split()) > 9:
        return False
    if not is_heading(text) or is_enumerated(text) or i + 1 >= len(drafts) or not text[0].isupper():
        return False
    below = drafts[i + 1]
    if below.page != draft.page or below.grid is not None or abs(below.x0 - draft.x0) > 4 * draft.size:
        return False
    prose = len(below.text.split()) > 14 and below.lines > 1
    return below.kind == "list_item" or (
        prose and below.kind == "paragraph" and below.place - draft.x0 > 8 * draft.size
    )


def _join(drafts: Sequence[PdfDraft]) -> list[PdfDraft]:
    """The drafts with paragraphs joined that go on in the next column or page, past notes, captions and panels."""
    joined: list[PdfDraft] = []
    last: PdfDraft | None = None
    for draft in drafts:
        flows = draft.kind in {"paragraph", "list_item"} and not draft.aside and not draft.edge and draft.grid is None
        if not flows:
            joined.append(draft)
            if draft.kind == "footnote" and last is not None:
                last.closes = True
            if draft.grid is not None or (draft.kind == "heading" and not draft.aside and not draft.edge):
                last = None
            continue
        if (
            last is not None
            and draft.kind == "paragraph"
            and draft.opens
            and last.closes
            and abs(draft.size - last.size) < 0.09 * draft.size
            and draft.bold == last.bold
            and continues(last.text.rstrip(), draft.text.lstrip())
        ):
            last.traced = join_lines([last.traced, draft.traced])
            last.closes = draft.closes
            continue
        joined.append(draft)
        last = draft
    return joined


def _level_headings(drafts: Sequence[PdfDraft]) -> None:
    """Levels by size, then weight, then capitals; a number's depth goes before."""
    headings = [draft for draft in drafts if draft.kind == "heading"]
    sizes: list[float] = []
    for size in sorted({draft.size for draft in headings}, reverse=True):
        if not sizes or size < 0.94 * sizes[-1]:
            sizes.append(size)
    styles = sorted({_style(draft, sizes) for draft in headings})
    for draft in headings:
        level = 1 + styles.index(_style(draft, sizes))
        depth = number_depth(draft.text)
        draft.level = min(6, max(level, depth) if depth else level)


def _style(draft: PdfDraft, sizes: list[float]) -> tuple[int, int]:
    rank = next(i for i, size in enumerate(sizes) if draft.size > 0.94 * size)
    return rank, 0 if draft.bold else 1


def _join_tables(drafts: Sequence[PdfDraft]) -> Iterator[PdfDraft]:
    """The drafts with tables joined that go on over a page."""
    last: PdfDraft | None = None
    last_page = 0
    for draft in drafts:
        if draft.grid is None:
            if draft.kind not in {"footnote"} and not draft.edge:
                last = None
            yield draft
            continue
        if last is not None and last.grid and draft.page == last_page + 1 and goes_on(last.grid, draft.grid):
            append(last.grid, draft.grid)
            last_page = draft.page
            continue
        yield draft
        last, last_page = draft, draft.page or 0


def _caption(before: Sequence[Draft]) -> Draft | None:
    """The line that introduces a table: a caption, or a short line or heading right above it."""
    last = next((draft for draft in reversed(before) if draft.kind not in {"footnote"}), None)
    if last is None or last.cell is not None:
        return None
    if last.kind in {"caption", "heading"} or (len(last.text) < 200 and last.text.rstrip().endswith(":")):
        return last
    return None


def _ranges(pages: Sequence[int]) -> str:
    """Page numbers as people write them: 1-3, 7."""
    parts: list[str] = []
    start = previous = pages[0] if pages else 0
    for page in [*pages[1:], None]:
        if page is not None and page == previous + 1:
            previous = page
            continue
        parts.append(f"{start}" if start == previous else f"{start}-{previous}")
        if page is not None:
            start = previous = page
    return ", ".join(parts)


_BULLET = re.compile(r"(?:[•·▪■●○◦‣⁃∙➢➤✓✔❖►▶◆◊\uf000-\uf0ff]|[-–—*o](?=\s))\s*")
_ENUMERATOR = re.compile(r"(?:\d{1,3}[.)]|\([a-z\d]{1,4}\)|[a-z][.)]|[ivx]{1,5}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)\s+\S")
_DECIMAL = re.compile(r"\d{1,2}\.\d{1,2}\s")
_NOTE_MARK = re.compile(r"\d{1,3}|[*†‡§]{1,3}|[a-z]")
_NOTE_NUMBER = re.compile(r"(?:\d{1,3}|[*†‡§]+)\.?\s+\S")
_NUMBERED_HEAD = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.$")
_CAPTION = re.compile(
    r"(?:Figure|Fig\.|Table|Box|Chart|Map|Exhibit|Diagram|Photo|Source|Sources)\b(?:\s*\d|\s*[A-Z]\.?\d|:|\s[IVX]+\b)"
)
_FOLIO = re.compile(
    r"[-–—|\s]*(?:page\s*|p\.\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:\||/|of)\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_WHOLE = re.compile(r"[0-9]{1,4}")
_DOTTED = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}")
