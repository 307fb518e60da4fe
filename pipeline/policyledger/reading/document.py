"""What a reader returns: a `Document` of `Block`s, each character of which knows where it came from."""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, overload

BlockKind = Literal[
    "heading",
    "paragraph",
    "list_item",
    "table_cell",
    "caption",
    "footnote",
    "header",
    "footer",
    "credit",
    "figure",
    "contents",
]

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points (1/72 inch) from the upper left corner of the upright page."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell's place in its table and the blocks that are its headers.

    Attributes:
        table: number of the table in the document, from 0.
        row, column: from 0, of the cell's upper left corner; a merged cell stands once.
        height: in rows.
        row_headers, column_headers: indices into `Document.blocks`, outermost first; empty for header cells
            themselves and where a table has none.
        stub_heads: indices into `Document.blocks` of the headers over the row headers (the corner over the "stub" of
            the table), which may say what all values are: "Landings (t)".
        caption: index into `Document.blocks` of the table's caption or the line that introduces it, or None.
        unit: index into `Document.blocks` of the line that gives the unit of all of its values, or None.
    """

    table: int
    row: int
    column: int
    row_headers: tuple[int, ...] = ()
    column_headers: tuple[int, ...] = ()
    stub_heads: tuple[int, ...] = ()
    caption: int | None = None
    unit: int | None = None
    is_header: bool = False
    height: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where a span stands on a page: 1-based page number and, where the format has one, its box."""

    page: int
    bbox: Box | None = None


PageBox = tuple[int, float, float, float, float]
"""page, x0, top, x1, bottom: a `Box` with the 1-based page it stands on."""


class Glyphs:
    """Where each character of a paged document stands, four bytes to a character.

    Characters are numbered in the order their lines are added; a line knows its page, top and bottom, a character its
    left and right edge in quarter points.
    """

    __slots__ = ("_bottoms", "_firsts", "_lefts", "_pages", "_rights", "_tops")

    def __init__(self) -> None:
        self._lefts = array("H")
        self._rights = array("H")
        self._firsts = array("i")
        self._pages = array("i")
        self._tops = array("f")
        self._bottoms = array("f")

    def __len__(self) -> int:
        return len(self._lefts)

    def add_line(self, page: int, top: float, bottom: float, lefts: array[int], rights: array[int]) -> int:
        """The number of the first character of a line just added; edges are in quarter points."""
        first = len(self._lefts)
        self._firsts.append(first)
        self._pages.append(page)
        self._tops.append(top)
        self._bottoms.append(bottom)
        self._lefts.extend(lefts)
        self._rights.extend(rights)
        return first

    def box(self, number: int) -> PageBox:
        """The page and box of a character."""
        line = bisect_right(self._firsts, number) - 1
        return (
            self._pages[line],
            self._lefts[number] / 4,
            round(self._tops[line], 2),
            self._rights[number] / 4,
            round(self._bottoms[line], 2),
        )


class Boxes(Sequence[PageBox]):
    """The boxes of a block's characters, looked up when asked for.

    Args:
        glyphs: the document's characters.
        numbers: for each character of the block, the number of the glyph it stands for.
    """

    __slots__ = ("_glyphs", "_numbers")

    def __init__(self, glyphs: Glyphs, numbers: array[int]) -> None:
        self._glyphs = glyphs
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, where: int) -> PageBox: ...
    @overload
    def __getitem__(self, where: slice) -> list[PageBox]: ...
    def __getitem__(self, where: int | slice) -> PageBox | list[PageBox]:
        if isinstance(where, slice):
            return [self._glyphs.box(number) for number in self._numbers[where]]
        return self._glyphs.box(self._numbers[where])


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text that belongs together: a paragraph, a heading, a list item, a table cell.

    Attributes:
        text: clean text, repaired, on one line (no line breaks inside).
        kind: see `BlockKind`. `header` and `footer` are running heads and feet a reader chose to keep; most drop them.
            `figure` is what is printed inside of a chart and says nothing by itself: the numbers of its axes and bars;
            `contents` is a list of titles with their pages, and its heading.
        level: of a heading 1-6, of a list item its nesting depth from 1; else 0.
        page: 1-based page it begins on, None for formats without pages.
        origins: for text formats, one source character offset per character of `text` (len(origins) == len(text));
            empty for PDF. What counts as the source of each format: see `policyledger.reading.source_text`.
        source_ends: exclusive source end per character, where one character stands for several; empty when
            every end is `origin + 1`.
        boxes: for PDF, one `PageBox` per character of `text`; empty for other formats.
        cell: for `table_cell` only.
        leaves: the level from which on headings before it hold no longer, for what they stand in has ended, such as
            a part of a page that folds out; 0 where none has.
    """

    text: str
    kind: BlockKind = "paragraph"
    level: int = 0
    page: int | None = None
    origins: array[int] = field(default_factory=lambda: array("i"), repr=False)
    source_ends: array[int] = field(default_factory=lambda: array("i"), repr=False)
    boxes: Sequence[PageBox] = field(default=(), repr=False)
    cell: Cell | None = None
    leaves: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader wants the user to know about a document that was read all the same."""

    code: str
    text: str


@dataclass(frozen=True)
class Document:
    """One document as read: clean text in blocks, and the way back from every character to the source.

    Attributes:
        path: as given, POSIX style, relative to the folder it was found in.
        sha256: of the file's bytes, hex.
        media_type: by content, such as "application/pdf".
        blocks: in reading order.
        title, published: where found ("" and None otherwise); `published` is EDTF (2017, 2017-12, 2017-12-26).
        title_source, published_source: how each was found, such as "metadata", "first heading", "text head".
        pages: number of pages, None for formats without.
        notes: what was damaged, guessed or left out.
        partial: true when something of the document could not be read.
    """

    path: str
    sha256: str
    media_type: str
    blocks: tuple[Block, ...]
    title: str = ""
    published: str | None = None
    title_source: str = ""
    published_source: str = ""
    pages: int | None = None
    notes: tuple[Note, ...] = ()
    partial: bool = False
    text: str = field(init=False, repr=False)
    starts: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        parts: list[str] = []
        starts: list[int] = []
        length = 0
        for before, block in zip((None, *self.blocks), self.blocks, strict=False):
            joint = "" if before is None else _joint(before, block)
            parts += joint, block.text
            length += len(joint)
            starts.append(length)
            length += len(block.text)
        object.__setattr__(self, "text", "".join(parts))
        object.__setattr__(self, "starts", tuple(starts))

    @property
    def doc_id(self) -> str:
        """Stable id of the content: the first 16 hex digits of the SHA-256 of the file's bytes."""
        return self.sha256[:16]

    def spans(self) -> Iterator[tuple[int, int, Block]]:
        """Each block with its start and end in `text`."""
        for start, block in zip(self.starts, self.blocks, strict=True):
            yield start, start + len(block.text), block

    def block_at(self, char: int) -> int | None:
        """The index of the block that holds a character of `text`, or None between blocks."""
        index = bisect_right(self.starts, char) - 1
        if index < 0 or char >= self.starts[index] + len(self.blocks[index].text):
            return None
        return index

    def source_span(self, start: int, end: int) -> tuple[int, int] | None:
        """The range of source characters a range of `text` came from; None for PDF and for empty ranges."""
        first, last = self.block_at(start), self.block_at(end - 1)
        if first is None or last is None or not self.blocks[first].origins or not self.blocks[last].origins:
            return None
        tail, offset = self.blocks[last], end - 1 - self.starts[last]
        stop = tail.source_ends[offset] if tail.source_ends else tail.origins[offset] + 1
        return self.blocks[first].origins[start - self.starts[first]], stop

    def place(self, start: int, end: int) -> Place | None:
        """The page and the smallest box around a range of `text` on the page it begins on; None without pages."""
        index = self.block_at(start)
        if index is None or self.blocks[index].page is None:
            return None
        block, offset = self.blocks[index], start - self.starts[index]
        if not block.boxes:
            return Place(block.page or 1)
        boxes = [box for box in block.boxes[offset : end - self.starts[index]] if box[3] > box[1]]
        if not boxes:
            return Place(block.page or 1)
        page = boxes[0][0]
        return Place(page, _around(box[1:] for box in boxes if box[0] == page))


def sha256_of(data: bytes) -> str:
    """The SHA-256 of some bytes in hex."""
    return hashlib.sha256(data).hexdigest()


def _joint(before: Block, after: Block) -> str:
    if before.cell and after.cell and before.cell.table == after.cell.table:
        return "\t" if before.cell.row == after.cell.row else "\n"
    return "\n" if before.kind == after.kind == "list_item" else "\n\n"


def _around(boxes: Iterable[Box]) -> Box:
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return min(x0), min(top), max(x1), max(bottom)
