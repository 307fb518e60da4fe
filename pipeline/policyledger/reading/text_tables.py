"""Tables in plain text: those drawn with "|" and "+---+", and those whose columns have run together.

The second kind are lines that end with figures, under a line that names them. Text scraped from a page keeps a table's
lines but not its columns: "Cotton waste 5% 10%" under "Description From To". Lines that end with the same number of
figures, two or more, are rows where a line above ends with as many words, or the first of them with years. Lines drawn
between them say nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, pairwise
from typing import TYPE_CHECKING

from policyledger.reading.draft import continues, ends_sentence
from policyledger.reading.repair import Traced, join_lines
from policyledger.reading.tables import Grid, GridCell

if TYPE_CHECKING:
    from policyledger.reading.text import Line

_LEAST_ROWS = 3
_HEAD_LINES = 4
_HEAD_WORDS = 12
_LABEL_LINES = 4
_NOTE_LINES = 2
_RULES = 3
"""Lines drawn over, in and under a table that has none between its rows."""


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

    def part(self, groups: Iterable[list[Line]]) -> list[list[Line] | Grid]:
        """The groups in order, their tables apart."""
        parted: list[list[Line] | Grid] = []
        for group in chain.from_iterable(map(self._drawn, groups)):
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

    def _drawn(self, group: list[Line]) -> list[list[Line] | Grid]:
        """A group of lines with the tables in it that are drawn apart."""
        parted: list[list[Line] | Grid] = []
        done = at = 0
        while at < len(group):
            stop = at
            while stop < len(group) and _is_drawn(group[stop].text):
                stop += 1
            sections = _sections(group[at:stop]) if stop > at else None
            if sections is not None:
                parted += [group[done:at]] if done < at else []
                parted.append(self._drawn_grid(sections, group[at:stop]))
                self.count += 1
                done = stop
            at = max(stop, at + 1)
        return [*parted, group[done:]] if done < len(group) else parted

    def _drawn_grid(self, sections: Sequence[Sequence[Line]], lines: Sequence[Line]) -> Grid:
        rules = sum(_is_rule(line.text) for line in lines)
        headed = len(sections) > 1 and len(sections[0]) <= _HEAD_LINES
        cells: list[GridCell] = []
        row = -1
        for number, section in enumerate(sections):
            above: list[GridCell] = []
            for line in section:
                pieces = _pieces(line)
                if not above or not _is_rest(pieces, above, (headed and not number) or rules > _RULES):
                    row += 1
                    page = line.page if self.paged else None
                    marked = True if headed and not number else None
                    above = [GridCell(row, column, [], marked=marked, page=page) for column in range(len(pieces))]
                    cells += above
                for cell, piece in zip(above, pieces, strict=False):
                    cell.parts += [piece] if piece.text else []
        _join_parts(cells)
        return Grid(cells, self.count)

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
            above = range(at - 1, max(at - 1 - _HEAD_LINES, -1), -1)
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
        numbered = 2 * sum(_ENUMERATOR.match(text) is not None for text in rows) > len(rows)
        row = first - 1
        label: list[Traced] = []
        pending: list[Traced] = []
        for line, spans in zip(lines, found, strict=True):
            if _RULE.fullmatch(line.text):
                continue
            traced = Traced.of(line.text, line.start)
            if not spans and _is_torn(line.text):
                left.append(line)
                label, pending = [], []
                continue
            if not spans:
                before = label[-1].text if label else ""
                begins = bool(_ENUMERATOR.match(line.text)) if numbered else not _goes_on(before, line.text)
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


def _is_drawn(text: str) -> bool:
    """Whether a line may be one of a drawn table."""
    return "|" in text or _is_rule(text)


def _is_rule(text: str) -> bool:
    return _DRAWN_RULE.fullmatch(text) is not None


def _sections(lines: Sequence[Line]) -> list[list[Line]] | None:
    """The rows of a drawn table, parted where a line is drawn between them; None of lines that are none.

    A "|" parts words in a menu as well: so a line must be drawn between them, and all have as many cells.
    """
    sections: list[list[Line]] = [[]]
    for line in lines:
        if not _is_rule(line.text):
            sections[-1].append(line)
        elif sections[-1]:
            sections.append([])
    sections = [section for section in sections if section]
    widths = {len(_pieces(line)) for section in sections for line in section}
    drawn = any(_is_rule(line.text) for line in lines)
    return sections if drawn and len(widths) == 1 and min(widths) > 1 and sum(map(len, sections)) > 1 else None


def _pieces(line: Line) -> list[Traced]:
    """The cells of a line of a drawn table."""
    traced = Traced.of(line.text, line.start)
    bars = [match.start() for match in _BAR.finditer(line.text)]
    edges = [-1] if not bars or bars[0] else []
    edges += bars
    if not bars or bars[-1] < len(line.text) - 1:
        edges.append(len(line.text))
    return [traced[start + 1 : end].strip() for start, end in pairwise(edges)]


def _is_rest(pieces: Sequence[Traced], above: Sequence[GridCell], apart: bool) -> bool:
    """Whether a line goes on in the cells of the row above: `apart` says that lines are drawn between rows.

    Two figures one below the other are those of two rows all the same.
    """
    if not pieces[0].text or not any(piece.text for piece in pieces[1:]):
        return apart or not pieces[0].text
    stacked = any(
        cell.parts and _VALUE.fullmatch(cell.parts[-1].text) and _VALUE.fullmatch(piece.text)
        for cell, piece in zip(above, pieces, strict=False)
    )
    return apart and not (stacked and not above[0].marked)


def _spaced(text: str) -> list[tuple[int, int]]:
    """The pieces of a line that wide gaps or tabs part."""
    return [match.span() for match in _PIECE.finditer(text)]


def _values(text: str) -> list[tuple[int, int]]:
    """Where the figures stand that a line ends with, all but what comes before them; none when it is figures alone."""
    pieces = _spaced(text)
    found: list[tuple[int, int]] = []
    while len(pieces) > 1 and _VALUE.fullmatch(text, *pieces[-1]):
        found.append(pieces.pop())
    if not pieces:
        return []
    start, end = pieces[-1]
    if not found and not _VALUE.fullmatch(text[start:end].rsplit(None, 1)[-1]):
        return []  # most lines end with a word
    words = [match.span() for match in _WORD.finditer(text, start, end)]
    codes = Counter(match[1] for match in _CODED.finditer(text))
    while words and _VALUE.fullmatch(text, *words[-1]):
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


def _is_torn(text: str) -> bool:
    """Whether a line ends with figures, so that it is a row of the table though not one of as many columns."""
    values = _values(text)
    return len(values) > 1 or (len(values) == 1 and values[0] == _spaced(text)[-1])


def _are_years(text: str) -> bool:
    """Whether the figures a line ends with are years: those of a header."""
    return all(_YEAR.fullmatch(text, *span) for span in _values(text))


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
    traced = Traced.of(line.text, line.start)
    label = traced[: named[0][0]].strip()
    return label, *(traced[start:end] for start, end in named)


def _over(line: Line, below: Line, heads: Sequence[Traced]) -> tuple[Traced, ...]:
    """What a line says of the columns whose years stand under it, each of its pieces over those it stands to best."""
    if not all(_YEAR.fullmatch(head.text) for head in heads[1:]):
        return ()
    if ends_sentence(line.text) or len(line.text.split()) > _HEAD_WORDS or line.text.endswith((",", ":", "-")):
        return ()
    traced = Traced.of(line.text, line.start)
    pieces = _spaced(line.text)
    columns = len(heads) - 1
    if not heads[0].text and len(pieces) == columns + 1:
        return tuple(traced[start:end] for start, end in pieces)
    shift = below.indent - line.indent - below.start
    years = [(head.starts[0] + shift, head.end() + shift) for head in heads[1:]]
    label = pieces.pop(0) if not heads[0].text and pieces and pieces[0][1] <= years[0][0] else None
    if not 1 < len(pieces) <= columns:  # one alone is the caption of the table
        return ()
    cuts = min(combinations(range(1, columns), len(pieces) - 1), key=lambda cuts: _off(pieces, years, cuts))
    spans = list(pairwise([0, *cuts, columns]))
    over = [traced[label[0] : label[1]] if label else Traced.of("")]
    for (start, end), (first, stop) in zip(pieces, spans, strict=True):
        over += [traced[start:end]] * (stop - first)
    return tuple(over)


def _off(pieces: Sequence[tuple[int, int]], years: Sequence[tuple[int, int]], cuts: Sequence[int]) -> int:
    """How far pieces are from the years under them that the cuts give each: from their starts, middles or ends."""
    spans = [(years[a][0], years[b - 1][1]) for a, b in pairwise([0, *cuts, len(years)])]
    pairs = list(zip(pieces, spans, strict=True))
    return min(
        sum(2 * abs(piece[0] - span[0]) for piece, span in pairs),
        sum(abs(sum(piece) - sum(span)) for piece, span in pairs),
        sum(2 * abs(piece[1] - span[1]) for piece, span in pairs),
    )


def _is_note(text: str) -> bool:
    """Whether a line without figures stands under a table and is no rest of a label."""
    return bool(_NOTE.match(text)) or ends_sentence(text) or len(text.split()) > _HEAD_WORDS


def _goes_on(before: str, text: str) -> bool:
    """Whether a line without figures is the rest of the label above."""
    return text[0].islower() or text[0] in "/[(" or continues(before, text)


_BAR = re.compile(r"(?<!\\)\|")
_DRAWN_RULE = re.compile(r"[+|]?(?:\s*[:=-]{2,}\s*[+|])+(?:\s*[:=-]{2,})?")
_WORD = re.compile(r"\S+")
_ENUMERATOR = re.compile(r"(?:\d{1,3}[.)]|\([a-z\d]{1,4}\))\s")
_YEAR = re.compile(r"(?:FY)?(?:19|20)\d\d(?:[-–/]\d{2,4})?\*?")
_NAME = re.compile(rf"[A-Z][\w.’'/()-]*\*?|{_YEAR.pattern}")
_RULE = re.compile(r"[-=_+|–—\s]{4,}")
_PIECE = re.compile(r"\S+(?:[ \xa0\u2009\u202f]\S+)*")
_CODED = re.compile(r"(?<!\S)([A-Z]{2,3}[$€£¥]?|[$€£¥₹]) (?=\d)")
_FIGURE = r"\d{1,3}(?:[ \xa0\u2009\u202f]\d{3})+(?:[.,]\d+)?|\d[\d.,]*"
_VALUE = re.compile(
    rf"(?:[(+−–-]?(?:(?-i:[A-Z]{{2,3}}) ?)?[$€£¥₹]?(?:{_FIGURE})(?:[-–:](?:{_FIGURE}))?"
    r"(?:%| %|[^\W\d_]{1,2}| (?-i:[A-Z]{3}))?[)/]?"
    r"|nil|n[./]?a\.?|n/d|tbd|tbc|free|exempt|[-–—]|\.\.\.?|…)[*†‡#]{0,3}",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"\d{1,3}(?: \d{3})+(?![\d.,])|\S+")
_NOTE = re.compile(r"[*†‡#]|note\b|source\b", re.IGNORECASE)
