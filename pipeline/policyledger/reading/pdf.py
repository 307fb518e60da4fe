"""PDF: pages to blocks, one page at a time, then what only the whole document shows.

A page gives its words (`pdf_words`), its rules and panels (`pdf_graphics`), its ruled tables (`pdf_tables`) and its
regions in reading order (`pdf_layout`), whose lines become paragraphs (`pdf_paragraphs`); when all pages are read,
`pdf_whole` settles what each of them is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import count
from operator import attrgetter
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from policyledger.errors import PolicyledgerError
from policyledger.reading.document import Box, Glyphs, Note
from policyledger.reading.draft import Draft
from policyledger.reading.legible import is_nonsense
from policyledger.reading.pdf_annotations import marked_as_struck, merge, typed_in, without_struck
from policyledger.reading.pdf_bullets import show_bullets
from policyledger.reading.pdf_forms import endless_pages
from policyledger.reading.pdf_graphics import FEW_WORDS, Graphics, graphics, upright_box
from policyledger.reading.pdf_initials import join_initials
from policyledger.reading.pdf_layout import lay_out, lay_out_cell, lay_out_part
from policyledger.reading.pdf_paragraphs import PdfDraft, Sheet
from policyledger.reading.pdf_pictures import PictureReader
from policyledger.reading.pdf_tables import FoundTable, find_tables, holds
from policyledger.reading.pdf_turned import TurnedGlyphs, Turning, part_turned
from policyledger.reading.pdf_whole import settle
from policyledger.reading.pdf_words import PageWords, page_words
from policyledger.reading.tables import Grid

MAX_PAGES = 3000
MAX_CHARACTERS = 20_000_000
_MAX_SIDE = 14_400.0
_MOSTLY = 0.5
_SOME = 0.1
_OUTLINED = 200


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
        PolicyledgerError: D002 nothing is left of it to read, D010 it is encrypted, D011 it is damaged beyond reading,
            D012 it has no text layer, D013 it has no pages, D014 its fonts tell no characters.
    """
    start = max(data.find(b"%PDF-", 0, 4096), 0)
    data = data[start:] if start else data
    document = _open(data, path)
    try:
        return _Reader(document, path, max_pages, endless_pages(data, len(document))).read()
    finally:
        document.close()


def _open(data: bytes, path: str) -> Any:
    """The opened document; the empty password is tried for an encrypted one."""
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD:
            raise PolicyledgerError("D010", path=path) from error
        if pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_SECURITY:
            raise PolicyledgerError("D010", path=path) from error
        raise PolicyledgerError("D011", path=path, reason="it is truncated or no PDF inside") from error


class _Reader:
    """Reads the pages of one document in order, keeping of each only its drafts."""

    def __init__(self, document: Any, path: str, max_pages: int | None = None, endless: Collection[int] = ()) -> None:
        self.document = document
        self.endless = endless
        self.max_pages = MAX_PAGES if max_pages is None else min(max_pages, MAX_PAGES)
        self.path = path
        self.glyphs = Glyphs()
        self.drafts: list[PdfDraft] = []
        self.notes: list[Note] = []
        self.sizes: Counter[float] = Counter()
        self.tables = count()
        self.last_table: tuple[int, Sequence[float]] = (0, ())
        self.heights: dict[int, float] = {}
        self.pictures: dict[int, float] = {}
        self.picture_reader = PictureReader(document)
        self.lettered: set[int] = set()
        self.outlined: set[int] = set()
        self.oversized: list[int] = []
        self.slanted: list[int] = []

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
            if number in self.endless:
                continue
            found = self._page(number)
            if found is None:
                broken.append(number)
                continue
            words = found
            characters += words.chars
            if not words.words:
                wordless.append(number)
            if not words.words and (self.pictures[number] > _SOME or number in self.outlined or number == 1):
                bare.append(number)
            elif words.chars > 20 and words.unmapped * 2 > words.chars:
                unmapped.append(number)
            elif is_nonsense(map(attrgetter("text"), words.words)):
                nonsense.append(number)
            if characters > MAX_CHARACTERS:
                last = number
                break
        self._refuse_empty(pages, broken, wordless, unmapped)
        drafts = settle(self.drafts, self.sizes, self.heights)
        if not drafts:
            self._refuse_nothing_left(unmapped)
        scanned = [number for number in self._scanned(drafts) if number not in {*bare, *unmapped, *nonsense}]
        self.lettered -= {*scanned, *bare, *unmapped, *nonsense}
        partial = self._note(pages, last, broken, bare, unmapped, nonsense, scanned)
        info = self._metadata()
        return PdfText(
            drafts, self.glyphs, pages, self.notes, partial, info.get("Title", ""), info.get("CreationDate", "")
        )

    def _scanned(self, drafts: Sequence[Draft]) -> list[int]:
        """The pages that are a picture, or text drawn as shapes, with hardly a word to read.

        A stamp or a page number may be set over a scan.

        Counted when the document is settled, for what comes back on all pages tells nothing of one.
        """
        words: Counter[int] = Counter()
        for draft in drafts:
            if draft.kind not in {"header", "footer"}:
                words[draft.page or 0] += len(draft.text.split())
        drawn = {number for number, share in self.pictures.items() if share > _MOSTLY} | self.outlined
        return [number for number in sorted(drawn) if words[number] < FEW_WORDS]

    def _page(self, number: int) -> PageWords | None:
        """Reads a page's drafts; None when it is broken."""
        try:
            page = self.document[number - 1]
        except pdfium.PdfiumError:
            return None
        try:
            struck = marked_as_struck(page)
            if typed_in(page) and merge(page):
                page.close()
                page = self.document[number - 1]
            textpage = page.get_textpage()
            try:
                return self._drafts(number, page, textpage, struck)
            finally:
                textpage.close()
        except pdfium.PdfiumError:
            return None
        finally:
            page.close()

    def _drafts(self, number: int, page: Any, textpage: Any, struck: Sequence[Box]) -> PageWords:
        words = page_words(page, textpage)
        drawn = graphics(page, words)
        if drawn.hidden:
            words.words = [word for word in words.words if not words.is_drawn_by(word, drawn.hidden)]
        words.words = without_struck(words.words, [upright_box(*box, words) for box in struck], drawn.across)
        self.heights[number] = words.height
        self.pictures[number] = drawn.images
        turned = part_turned(words)
        if words.has_slanted:
            self.slanted.append(number)
        if drawn.outlines >= _OUTLINED:
            self.outlined.add(number)
        if not (words.words or turned):
            return words
        if self.picture_reader.shows_writing(page, drawn.placed, words.words, words.width * words.height):
            self.lettered.add(number)
        if max(words.width, words.height) > _MAX_SIDE:
            self.oversized.append(number)
            return words
        show_bullets(words.words, drawn.dots, [*drawn.across, *drawn.down])
        join_initials(words.words)
        tables = find_tables(drawn, words.words, self._open_table(number))
        flow = words.words
        if tables:
            flow = [word for word in flow if not any(holds(table.box, word) for table in tables)]
        layout = lay_out(flow, words.height, drawn.panels, [table.box for table in tables], drawn.pictures)
        sheet = Sheet(number, words, self.glyphs, self.sizes, drawn.underlines)
        drafts = [draft for region in layout.heads for draft in sheet.paragraphs(region)]
        main: list[PdfDraft] = []
        aside: list[PdfDraft] = []
        edges: dict[int, Sequence[float]] = {}
        for region in layout.regions:
            into = aside if region.aside and not region.within else main
            if region.ruled is not None:
                table = tables[region.ruled]
                into.append(sheet.table(table, next(self.tables)))
                edges[id(into[-1])] = table.xs
                for frame in turned:
                    self._fill_turned(number, into[-1].grid, table, frame, Turning(words, frame))
            elif region.table is None:
                into += sheet.paragraphs(region)
            else:
                into.append(sheet.loose_table(region.table, region, next(self.tables)))
        usual = max(self.sizes, key=lambda size: self.sizes[size], default=0.0)
        last = next((draft for draft in reversed(main) if draft.grid or draft.size > 0.93 * usual), None)
        if last is not None and id(last) in edges:
            self.last_table = number, edges[id(last)]
        for frame in turned:
            aside += self._turned(number, frame, Turning(words, frame), drawn)
        drafts += main + aside
        drafts += [draft for region in layout.feet for draft in sheet.paragraphs(region)]
        self.drafts += drafts
        return words

    def _turned(self, number: int, frame: PageWords, turning: Turning, drawn: Graphics) -> list[PdfDraft]:
        """What is set at a right angle to the rest of its page, tables first, in a frame where it is upright."""
        sheet = Sheet(number, frame, TurnedGlyphs(self.glyphs, turning), self.sizes)
        tables = find_tables(turning.graphics(drawn), frame.words)
        flow = [word for word in frame.words if not any(holds(table.box, word) for table in tables)]
        drafts = [sheet.table(table, next(self.tables)) for table in tables]
        for region in lay_out_part(flow):
            if region.table is None:
                drafts += sheet.paragraphs(region)
            else:
                drafts.append(sheet.loose_table(region.table, region, next(self.tables)))
        for draft in drafts:
            draft.aside = True
        return drafts

    def _fill_turned(
        self, number: int, grid: Grid | None, table: FoundTable, frame: PageWords, turning: Turning
    ) -> None:
        """Gives empty cells of a table what is set in them at a right angle, as the labels of narrow columns are."""
        if grid is None:
            return
        empty = {(cell.row, cell.column): cell for cell in grid.cells if not cell.text}
        sheet = Sheet(number, frame, TurnedGlyphs(self.glyphs, turning), self.sizes)
        before = len(frame.words)
        for place in table.frames:
            cell = empty.get((place.row, place.column))
            box = turning.to_frame(place.box)
            inside = [word for word in frame.words if holds(box, word)] if cell is not None else []
            if cell is None or not inside:
                continue
            drafts = [draft for region in lay_out_cell(inside) for draft in sheet.paragraphs(region)]
            cell.parts = [draft.traced for draft in drafts]
            cell.marked = all(draft.bold for draft in drafts) or None
            frame.words = [word for word in frame.words if not holds(box, word)]
        if len(frame.words) < before and not all(cell.marked for cell in grid.cells if cell.row == 0 and cell.text):
            for cell in grid.cells:
                cell.marked = None

    def _open_table(self, number: int) -> Sequence[float]:
        """The edges of the columns of the table the page before ended with; empty if it ended with none."""
        page, edges = self.last_table
        return edges if page == number - 1 else ()

    def _refuse_empty(self, pages: int, broken: list[int], wordless: list[int], unmapped: list[int]) -> None:
        has_text = any(draft.text.strip() or draft.grid for draft in self.drafts)
        if has_text and len(unmapped) < max(pages - len(wordless), 1):
            return
        if unmapped:
            raise PolicyledgerError("D014", path=self.path, pages=_pages(unmapped))
        if self.endless and not wordless:
            reason = f"the forms on {_pages(sorted(self.endless))} draw one another without end"
            raise PolicyledgerError("D011", path=self.path, reason=reason)
        if len(broken) == min(pages, self.max_pages):
            raise PolicyledgerError("D011", path=self.path, reason="none of its pages can be opened")
        if self.oversized:
            reason = f"{_pages(self.oversized)} with a side over {_MAX_SIDE:,.0f} points"
            raise PolicyledgerError("D011", path=self.path, reason=reason)
        if not wordless:
            raise PolicyledgerError("D002", path=self.path)
        raise PolicyledgerError("D012", path=self.path, pages=_pages(wordless))

    def _refuse_nothing_left(self, unmapped: list[int]) -> None:
        """Refuses a document all of whose words were furniture: it would look like one without targets."""
        if unmapped:
            raise PolicyledgerError("D014", path=self.path, pages=_pages(unmapped))
        if pictured := [n for n, share in self.pictures.items() if share > _SOME or n in self.outlined]:
            raise PolicyledgerError("D012", path=self.path, pages=_pages(pictured))
        raise PolicyledgerError("D002", path=self.path)

    def _note(
        self,
        pages: int,
        last: int,
        broken: list[int],
        bare: list[int],
        unmapped: list[int],
        nonsense: list[int],
        scanned: list[int],
    ) -> bool:
        """Notes what could not be read; whether there was anything."""
        if last < pages:
            self.notes.append(Note("D020", f"Read up to page {last} of {pages}; split the document to read the rest."))
        if broken:
            self.notes.append(Note("D021", f"Damaged and left out: {_pages(broken)}."))
        if self.endless:
            found = _pages(sorted(self.endless))
            self.notes.append(Note("D021", f"Left out, for forms draw one another without end: {found}."))
        if self.oversized:
            sides = f"a side is over {_MAX_SIDE:,.0f} points, the most a PDF may have"
            self.notes.append(Note("D021", f"Left out, for {sides}: {_pages(self.oversized)}."))
        if self.slanted:
            self.notes.append(Note("D021", f"Left out, for it is set aslant: text on {_pages(self.slanted)}."))
        if bare:
            self.notes.append(
                Note("D012", f"No text layer on {_pages(bare)}: needs OCR first (such as ocrmypdf --skip-text).")
            )
        if scanned:
            self.notes.append(
                Note("D012", f"Hardly any text over the picture on {_pages(scanned)}: needs OCR (ocrmypdf --redo-ocr).")
            )
        if self.lettered:
            found = _pages(sorted(self.lettered))
            self.notes.append(Note("D012", f"Text in pictures on {found}: needs OCR (ocrmypdf --redo-ocr)."))
        if unmapped:
            self.notes.append(Note("D014", f"Fonts without character codes on {_pages(unmapped)}: needs OCR first."))
        if nonsense:
            self.notes.append(
                Note("D024", f"No readable text on {_pages(nonsense)}: needs OCR anew (ocrmypdf --force-ocr).")
            )
        return bool(self.notes)

    def _metadata(self) -> dict[str, str]:
        try:
            return dict(self.document.get_metadata_dict())
        except (pdfium.PdfiumError, UnicodeError):
            return {}


def _pages(pages: Sequence[int]) -> str:
    """Page numbers as people write them: "page 7", "pages 1-3, 7"."""
    parts: list[str] = []
    start = previous = pages[0] if pages else 0
    for page in [*pages[1:], None]:
        if page is not None and page == previous + 1:
            previous = page
            continue
        parts.append(f"{start}" if start == previous else f"{start}-{previous}")
        if page is not None:
            start = previous = page
    return f"page{'s' if len(pages) > 1 else ''} {', '.join(parts)}"
