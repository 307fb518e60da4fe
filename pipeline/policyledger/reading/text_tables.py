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
from itertools import pairwise
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
    heads: tuple[Traced, ...] = ()

    def part(self, groups: Iterable[list[Line]]) -> list[list[Line] | Grid]:
        """The groups in order, their tables apart."""
        parted: list[list[Line] | Grid] = []
        for piece in (piece for group in groups for piece in self._drawn(group)):
            if isinstance(piece, Grid):
                self.open = None
                parted.append(piece)
                continue
            group = piece
            found = self._table(group)
            if found is None:
                if len(group) > _NOTE_LINES or any(ends_sentence(line.text) for line in group):
                    self.open = None
                parted.append(group)
                continue
            first, stop, heads = found
            if first is None:
                assert self.open is not None
                self.open.cells += self._cells(group[:stop], heads, self.open.rows)
                self.open.rows = self.open.cells[-1].row + 1
            else:
                parted += [group[:first]] if first else []
                self.open, self.heads = Grid(self._head_cells(heads, group[first]), self.count), heads
                self.open.cells += self._cells(group[first + 1 : stop], heads, 1)
                self.open.settle()
                parted.append(self.open)
                self.count += 1
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
            sections = _sections(group[at:stop])
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
        for cell in cells:
            if len(cell.parts) > 1:
                cell.parts = [join_lines(cell.parts)]
        return Grid(cells, self.count)

    def _table(self, group: Sequence[Line]) -> tuple[int | None, int, tuple[Traced, ...]] | None:
        """Where a group's table begins (None: it goes on with the one before) and stops, and its headers."""
        ends = [len(_values(line.text)) for line in group]
        wide = Counter(end for end in ends if end > 1)
        if not wide:
            return None
        columns, rows = wide.most_common(1)[0]
        places = [i for i, end in enumerate(ends) if end == columns]
        stop = places[-1] + 1
        while stop < len(group) and stop - places[-1] < _LABEL_LINES and not _is_note(group[stop].text):
            stop += 1
        if self.open is not None and len(self.heads) == columns + 1:
            return None, stop, self.heads
        if _are_years(group[places[0]].text):
            heads = _heads(group[places[0]], columns)
            return (places[0], stop, heads) if heads and rows > _LEAST_ROWS else None
        if rows < _LEAST_ROWS:
            return None
        for at in range(places[0] - 1, max(places[0] - 1 - _HEAD_LINES, -1), -1):
            heads = _heads(group[at], columns)
            if heads:
                return at, stop, heads
        return None

    def _head_cells(self, heads: Sequence[Traced], line: Line) -> list[GridCell]:
        page = line.page if self.paged else None
        return [
            GridCell(0, column, [head] if head.text else [], marked=True, page=page)
            for column, head in enumerate(heads)
        ]

    def _cells(self, lines: Sequence[Line], heads: Sequence[Traced], first: int) -> list[GridCell]:
        """The cells of some lines, the first row with a number; lines of one label in one cell."""
        cells: list[GridCell] = []
        rows = [line.text for line in lines if len(_values(line.text)) == len(heads) - 1]
        numbered = 2 * sum(_ENUMERATOR.match(text) is not None for text in rows) > len(rows)
        row = first - 1
        label: list[Traced] = []
        pending: list[Traced] = []
        for line in lines:
            if _RULE.fullmatch(line.text):
                continue
            traced = Traced.of(line.text, line.start)
            values = _values(line.text)
            if len(values) != len(heads) - 1:
                before = label[-1].text if label else ""
                begins = bool(_ENUMERATOR.match(line.text)) if numbered else not _goes_on(before, line.text)
                rest = row >= first and not pending and not begins
                (label if rest else pending).append(traced)
                continue
            row += 1
            label = [*pending, traced[: values[0].start()].strip()]
            pending = []
            page = line.page if self.paged else None
            cells.append(GridCell(row, 0, label, page=page))
            cells += [GridCell(row, 1 + i, [traced[v.start() : v.end()]], page=page) for i, v in enumerate(values)]
        label += pending
        for cell in cells:
            if len(cell.parts) > 1:
                cell.parts = [join_lines(cell.parts)]
        return cells


def _is_drawn(text: str) -> bool:
    """Whether a line may be one of a drawn table."""
    return "|" in text or _DRAWN_RULE.fullmatch(text) is not None


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


def _values(text: str) -> list[re.Match[str]]:
    """The figures a line ends with, all but what comes before them; none when it is figures alone."""
    words = list(_WORD.finditer(text))
    found: list[re.Match[str]] = []
    while words and _VALUE.fullmatch(words[-1].group()):
        found.insert(0, words.pop())
    return found if words and any(any(char.isdigit() for char in match.group()) for match in found) else []


def _are_years(text: str) -> bool:
    """Whether the figures a line ends with are years: those of a header."""
    return all(_YEAR.fullmatch(match.group()) for match in _values(text))


def _heads(line: Line, columns: int) -> tuple[Traced, ...]:
    """The headers a line gives its columns, the last as many words; none when it reads as no header."""
    words = list(_WORD.finditer(line.text))
    if not columns <= len(words) <= _HEAD_WORDS or ends_sentence(line.text) or line.text.endswith((",", ":", "-")):
        return ()
    named = words[-columns:]
    if not all(_NAME.fullmatch(word.group()) for word in named):
        return ()
    traced = Traced.of(line.text, line.start)
    label = traced[: named[0].start()].strip()
    return label, *(traced[word.start() : word.end()] for word in named)


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
_VALUE = re.compile(
    r"(?:[(+−–-]?[$€£¥₹]?\d[\d.,]*(?:[-–]\d[\d.,]*)?(?:%|[^\W\d_]{1,2})?[)/]?|nil|n/?a|free|exempt|[-–—])[*†‡#]{0,3}",
    re.IGNORECASE,
)
_NOTE = re.compile(r"[*†‡#]|note\b|source\b", re.IGNORECASE)
