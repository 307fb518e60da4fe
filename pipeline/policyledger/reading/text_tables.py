"""Tables in plain text: those drawn, those whose columns stand apart, and those whose columns have run together.

The last kind are lines that end with figures, under a line that names them. Text scraped from a page keeps a table's
lines but not its columns: "Cotton waste 5% 10%" under "Description From To". Lines that end with the same number of
figures, two or more, are rows where a line above ends with as many words, or the first of them with years. Lines drawn
between them say nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policyledger.reading.aligned import PIECE, YEAR, aligned, has_gap, pieces, spread
from policyledger.reading.draft import continues, ends_sentence, is_unfinished
from policyledger.reading.drawn import Drawn, grid_stop, gridded, ruled
from policyledger.reading.lines import HEAD_LINES, VALUE, Line, groups, is_ruled
from policyledger.reading.listmarks import ENUMERATOR
from policyledger.reading.repair import Traced, join_lines
from policyledger.reading.tables import Grid, GridCell, is_number

_LEAST_ROWS = 3
_HEAD_WORDS = 12
_LABEL_LINES = 4
_NOTE_LINES = 2
_PAIR_WORDS = 9
"""Words of a label over its value."""
_ONE_VALUE = re.compile(
    r"(?:up to |about |approx\. )?(?:[A-Z]{2,3}\s?[$€£¥]?|[$€£¥₹])?\s?\d[\d.,\s]*(?:\s?(?:[-–]|to)\s?\d[\d.,]*)?"
    r"(?:\s?(?:%|[^\W\d_²³/€$£]+[²³]?(?:/[^\W\d_]+)?|[€$£])){0,3}"
)
"""A line that holds a value and nothing else."""
_LEAST_PARTED = 3
"""Cells of rows that blank lines part."""


@dataclass(slots=True)
class TextTables:
    """Parts groups of lines into tables and the rest; a table may go on in the next group, after a page's end.

    Attributes:
        paged: whether the text has pages, so that cells say theirs.
        count: how many tables were found.
        open: the table that the group before ended with, and its headers, the label's first.
    """

    paged: bool = False
    count: int = 0
    open: Grid | None = None
    heads: tuple[tuple[Traced, ...], ...] = ()

    def part(self, lines: Sequence[Line]) -> list[list[Line] | Grid]:
        """The groups of lines in order, their tables apart."""
        parted: list[list[Line] | Grid] = []
        for group in self._apart(lines):
            if isinstance(group, Grid):
                self.open = None
                parted.append(group)
                continue
            found = self._table(group)
            if found is None:
                if self.open is not None and (
                    len(group) > _NOTE_LINES or any(ends_sentence(line.text) for line in group)
                ):
                    self.open = None
                parted.append(group)
                continue
            first, body, stop, heads = found
            if first is None:
                assert self.open is not None
                cells, left = self._cells(group[:stop], heads[-1], self.open.rows)
                self.open.cells += cells
                self.open.rows += sum(
                    cell.column == 0 for cell in cells
                )  # in step: settled anew each time, it would crawl
            else:
                parted += [group[:first]] if first else []
                self.open, self.heads = Grid(self._head_cells(heads, group[first]), self.count), heads
                cells, left = self._cells(group[body:stop], heads[-1], len(heads))
                self.open.cells += cells
                self.open.settle()
                parted.append(self.open)
                self.count += 1
            parted += [[line] for line in left]
            if stop < len(group):
                self.open = None
                parted.append(group[stop:])
        return parted

    def _apart(self, lines: Sequence[Line]) -> Iterator[list[Line] | Grid]:
        """The groups of lines with the tables in them that are drawn, or whose columns stand apart."""
        for piece in self._drawn(lines):
            if isinstance(piece, Drawn):
                yield self._numbered(piece.cells)
                continue
            for group in _unparted(list(groups(piece))):
                found = aligned(group, self.paged)
                if found is None:
                    yield from self._paired(group)
                    continue
                if found.first:
                    yield group[: found.first]
                yield self._numbered(found.cells)
                yield from ([line] for line in found.left)
                if found.stop < len(group):
                    yield group[found.stop :]

    def _paired(self, group: list[Line]) -> Iterator[list[Line] | Grid]:
        """A group of lines with each run of labels over their values as a table: "Total cost", "US$ 17 million"."""
        pairs = _pairs(group)
        page = [line.page if self.paged else None for line in group]
        done = at = 0
        while at < len(pairs):
            first = pairs[at]
            stop = first
            while at < len(pairs) and pairs[at] == stop:
                stop, at = stop + 2, at + 1
            if done < first:
                yield group[done:first]
            yield self._numbered(
                [
                    GridCell((k - first) // 2, (k - first) % 2, [group[k].traced], page=page[k])
                    for k in range(first, stop)
                ]
            )
            done = stop
        if done < len(group):
            yield group[done:]

    def _drawn(self, lines: Sequence[Line]) -> Iterator[Sequence[Line] | Drawn]:
        """The tables that are drawn, and the lines between them."""
        done = at = clear = 0
        while at < len(lines):
            found = None
            if lines[at].text and at >= clear:
                clear = grid_stop(lines, at)
                found = gridded(lines, at, clear, self.paged) if clear > at else None
            if found is None and lines[at].text:
                found = ruled(lines, at, self.paged)
            if found is None:
                at += 1
                continue
            if done < at:
                yield lines[done:at]
            yield found
            done = at = clear = found.stop
        yield lines[done:]

    def _numbered(self, cells: list[GridCell]) -> Grid:
        self.count += 1
        return Grid(cells, self.count - 1)

    def _table(self, group: Sequence[Line]) -> tuple[int | None, int, int, tuple[tuple[Traced, ...], ...]] | None:
        """Where a group's table (None: that before goes on), its body and what follows begin, and its headers."""
        ends = [len(_values(line.text)) for line in group]
        wide = Counter(end for end in ends if end > 1)
        if not wide:
            return None
        columns = wide.most_common(1)[0][0]
        places = [i for i, line in enumerate(group) if _row(line.text, columns)]
        stop = places[-1] + 1
        while stop < len(group) and stop - places[-1] < _LABEL_LINES and not _is_note(group[stop].text):
            stop += 1
        if self.open is not None and len(self.heads[-1]) == columns + 1:
            return None, 0, stop, self.heads
        least = _LEAST_ROWS - all(_is_spaced(group[i].text, columns) for i in places)
        at = places[0]
        if _are_years(group[at].text):
            heads = _heads(group[at], columns) if len(places) > least else ()
        elif len(places) < least:
            return None
        else:
            above = range(at - 1, max(at - 1 - HEAD_LINES, -1), -1)
            at, heads = next(((i, found) for i in above if (found := _heads(group[i], columns))), (0, ()))
        if not heads:
            return None
        over = _over(group[at - 1], group[at], heads) if at else ()
        return (at - 1, at + 1, stop, (over, heads)) if over else (at, at + 1, stop, (heads,))

    def _head_cells(self, heads: Sequence[Sequence[Traced]], line: Line) -> list[GridCell]:
        page = line.page if self.paged else None
        cells: list[GridCell] = []
        for row, line_heads in enumerate(heads):
            for column, head in enumerate(line_heads):
                if column and head is line_heads[column - 1]:
                    cells[-1].width += 1
                else:
                    cells.append(GridCell(row, column, [head] if head.text else [], marked=True, page=page))
        return cells

    def _cells(self, lines: Sequence[Line], heads: Sequence[Traced], first: int) -> tuple[list[GridCell], list[Line]]:
        """The cells of some lines, the first row with a number; lines of one label in one cell.

        Lines that end with figures, but not with one for each column, are left: whose they are is not known, and they
        are part of no label.
        """
        cells: list[GridCell] = []
        left: list[Line] = []
        columns = len(heads) - 1
        found = [_row(line.text, columns) for line in lines]
        rows = [line.text for line, spans in zip(lines, found, strict=True) if spans]
        numbered = 2 * sum(ENUMERATOR.match(text) is not None for text in rows) > len(rows)
        row = first - 1
        label: list[Traced] = []
        pending: list[Traced] = []
        for line, spans in zip(lines, found, strict=True):
            if is_ruled(line.text):
                continue
            traced = line.traced
            if not spans and _is_torn(line.text):
                left.append(line)
                label, pending = [], []
                continue
            if not spans:
                before = label[-1].text if label else ""
                begins = bool(ENUMERATOR.match(line.text)) if numbered else not _goes_on(before, line.text)
                rest = label and not pending and not begins
                (label if rest else pending).append(traced)
                continue
            row += 1
            label = [*pending, traced[: spans[0][0]].strip()]
            pending = []
            page = line.page if self.paged else None
            cells.append(GridCell(row, 0, label, page=page))
            cells += [GridCell(row, 1 + i, [traced[start:end]], page=page) for i, (start, end) in enumerate(spans)]
        label += pending
        _join_parts(cells)
        return cells, left


def _join_parts(cells: Iterable[GridCell]) -> None:
    """Makes one of the lines of each cell."""
    for cell in cells:
        if len(cell.parts) > 1:
            cell.parts = [join_lines(cell.parts)]


def _unparted(parted: Sequence[list[Line]]) -> Iterator[list[Line]]:
    """The groups, those joined that are rows with as many cells, three or more, parted by blank lines."""
    joined: list[Line] = []
    last = 0
    for group in parted:
        ends = [len(pieces(line)) if has_gap(line) else 1 for line in (group[0], group[-1])]
        if joined and last == ends[0] and last >= _LEAST_PARTED and not _is_headed(group, joined[-1]):
            joined = [*joined, *group]
        else:
            if joined:
                yield joined
            joined = group
        last = ends[1]
    if joined:
        yield joined


def _is_headed(group: Sequence[Line], above: Line) -> bool:
    """Whether lines begin with a header of their own: names where the rows above and below have figures."""
    if len(group) < 2:
        return False
    head, rows = pieces(group[0]), [pieces(above), pieces(group[1])]
    if any(len(row) != len(head) for row in rows):
        return False
    told = [
        all(is_number(row[at].text) and not YEAR.fullmatch(row[at].text) for row in rows) for at in range(len(head))
    ]
    named = [not VALUE.fullmatch(piece.text) or YEAR.fullmatch(piece.text) is not None for piece in head]
    return any(told) and all(name for tells, name in zip(told, named, strict=True) if tells)


def _spaced(text: str) -> list[tuple[int, int]]:
    """The pieces of a line that wide gaps or tabs part."""
    return [match.span() for match in PIECE.finditer(text)]


def _values(text: str) -> list[tuple[int, int]]:
    """Where the figures stand that a line ends with, all but what comes before them; none when it is figures alone."""
    pieces = _spaced(text)
    found: list[tuple[int, int]] = []
    if _DAY_LAST.search(text):
        return []  # "announced on February | 12, 2024"
    while len(pieces) > 1 and VALUE.fullmatch(text, *pieces[-1]):
        found.append(pieces.pop())
    if not pieces:
        return []
    start, end = pieces[-1]
    if not found and not VALUE.fullmatch(text[start:end].rsplit(None, 1)[-1]):
        return []  # most lines end with a word
    words = [match.span() for match in _WORD.finditer(text, start, end)]
    codes = Counter(match[1] for match in _CODED.finditer(text))
    while words and VALUE.fullmatch(text, *words[-1]):
        last = words.pop()
        money = text[slice(*words[-1])] if words else ""
        if codes[money] > 1:  # that of each value; one alone may be the label's
            last = words.pop()[0], last[1]
        found.append(last)
    found.reverse()
    labelled = words or len(pieces) > 1
    return found if labelled and _have_digit(text, found) else []


def _have_digit(text: str, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether a digit stands in any of some pieces of a line."""
    return any(any(map(str.isdigit, text[start:end])) for start, end in spans)


def _row(text: str, columns: int) -> list[tuple[int, int]]:
    """Where the values of a row stand; none when the line has not one for each column.

    What wide gaps part are cells whatever they hold; what single blanks part may be the thousands of one figure.
    """
    values = _values(text)
    if len(values) == columns:
        return values
    pieces = _spaced(text)
    if len(pieces) == columns + 1 and _have_digit(text, pieces[1:]):
        return pieces[1:]
    if len(values) > columns:
        start = values[0][0]
        merged = [match.span() for match in _THOUSANDS.finditer(text, start)]
        if len(merged) == columns and merged[0][0] == start:
            return merged
    return []


def _is_spaced(text: str, columns: int) -> bool:
    """Whether wide gaps part all values of a row."""
    return len(_spaced(text)) == columns + 1


def _pairs(group: Sequence[Line]) -> list[int]:
    """Where the labels stand that have a value alone in the line below; none unless two pairs follow each other."""
    values = [_ONE_VALUE.fullmatch(line.text) is not None and is_number(line.text) for line in group]
    if not any(values) or values[0]:
        return []  # a value first has its label below
    found = [
        at
        for at in range(len(group) - 1)
        if values[at + 1] and not values[at] and _is_pair_label(group[at].text) and not any(values[at + 2 : at + 3])
    ]
    return found if any(after - before == 2 for before, after in pairwise(found)) else []


def _is_pair_label(text: str) -> bool:
    short = len(text.split()) <= _PAIR_WORDS and text[0].isupper() and not is_number(text)
    return short and not ends_sentence(text) and not text.endswith((",", ":", "-", ";"))


def _is_torn(text: str) -> bool:
    """Whether a line ends with figures, so that it is a row of the table though not one of as many columns."""
    values = _values(text)
    return len(values) > 1 or (len(values) == 1 and values[0] == _spaced(text)[-1])


def _are_years(text: str) -> bool:
    """Whether the figures a line ends with are years: those of a header."""
    return all(YEAR.fullmatch(text, *span) for span in _values(text))


def _heads(line: Line, columns: int) -> tuple[Traced, ...]:
    """The headers a line gives its columns, the last as many words; none when it reads as no header."""
    words = [match.span() for match in _WORD.finditer(line.text)]
    if not columns <= len(words) <= _HEAD_WORDS or ends_sentence(line.text) or line.text.endswith((",", ":", "-")):
        return ()
    pieces = _spaced(line.text)
    named = pieces[-columns:] if columns <= len(pieces) <= columns + 1 else words[-columns:]
    if not all(_NAME.match(line.text, start, end) for start, end in named):
        return ()
    if not all(_NAME.fullmatch(line.text, start, end) for start, end in named) and named == words[-columns:]:
        return ()
    traced = line.traced
    label = traced[: named[0][0]].strip()
    return label, *(traced[start:end] for start, end in named)


def _over(line: Line, below: Line, heads: Sequence[Traced]) -> tuple[Traced, ...]:
    """What a line says of the columns whose years stand under it, each of its pieces over those it stands to best."""
    if not all(YEAR.fullmatch(head.text) for head in heads[1:]):
        return ()
    if ends_sentence(line.text) or len(line.text.split()) > _HEAD_WORDS or line.text.endswith((",", ":", "-")):
        return ()
    traced = line.traced
    pieces = _spaced(line.text)
    columns = len(heads) - 1
    if not heads[0].text and len(pieces) == columns + 1:
        return tuple(traced[start:end] for start, end in pieces)
    shift, places = below.indent - line.indent, below.traced.starts
    begins = [places.index(head.starts[0]) + shift for head in heads[1:]]
    years = [(begin, begin + len(head)) for begin, head in zip(begins, heads[1:], strict=True)]
    label = pieces.pop(0) if not heads[0].text and pieces and pieces[0][1] <= years[0][0] else None
    if not 1 < len(pieces) <= columns:  # one alone is the caption of the table
        return ()
    spans = spread(pieces, years)
    over = [traced[label[0] : label[1]] if label else Traced.of("")]
    for (start, end), (first, stop) in zip(pieces, spans, strict=True):
        over += [traced[start:end]] * (stop - first)
    return tuple(over)


def _is_note(text: str) -> bool:
    """Whether a line without figures stands under a table and is no rest of a label."""
    return bool(_NOTE.match(text)) or ends_sentence(text) or len(text.split()) > _HEAD_WORDS


def _goes_on(before: str, text: str) -> bool:
    """Whether a line without figures is the rest of the label above."""
    return text[0].islower() or text[0] in "/[(" or is_unfinished(before) or continues(before, text)


_WORD = re.compile(r"\S+")
_NAME = re.compile(rf"[A-Z][\w.’'/()-]*\*?|{YEAR.pattern}")
_DAY_LAST = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d\W*$",
    re.IGNORECASE,
)
_CODED = re.compile(r"(?<!\S)([A-Z]{2,3}[$€£¥]?|[$€£¥₹]) (?=\d)")
_THOUSANDS = re.compile(r"\d{1,3}(?: \d{3})+(?![\d.,])|\S+")
_NOTE = re.compile(r"[*†‡#]|note\b|source\b", re.IGNORECASE)
