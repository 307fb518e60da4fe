"""Tables drawn in lines of text: with "|" and "+---+", or with a rule of dashes over each column.

    +--------+---------+      ======  ======      -------  --------
    | Aim    | 2030    |      Aim     2030           Aim   2030
    +========+=========+      ======  ======      -------  --------
    | Wind   | 900 MW  |      Wind    900 MW        Wind   900 MW
    +--------+---------+      ======  ======      -------  --------

They are those of reStructuredText and of Pandoc, and what people draw by hand. Where the cells of a drawn grid are
merged, its walls tell which: a cell goes on where none is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policyledger.reading.draft import bulleted_items
from policyledger.reading.lines import HEAD_LINES, VALUE, Line, is_ruled
from policyledger.reading.repair import Traced, join_lines
from policyledger.reading.tables import GridCell

_RULES = 3
"""Lines drawn over, in and under a table that has none between its rows."""
_MOST_LINES = 2_000
_MOST_PLACES = 100_000
"""Lines of a table, and rows times columns, up to which it is looked for."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table found in some lines: the first of them, one after the last, and its cells."""

    first: int
    stop: int
    cells: list[GridCell]


def begins_table(line: Line, after: Line | None = None) -> bool:
    """Whether a table may be drawn from a line on, by a look at it and at the next."""
    if line.text.startswith(("+", "-", "=")):
        return _is_rule(line.text) or _DASHED.fullmatch(line.text) is not None
    return after is not None and bool(line.text) and _COLUMN_RULE.fullmatch(after.text) is not None


def grid_stop(lines: Sequence[Line], at: int) -> int:
    """One after the last of the lines from one on that may be those of a grid."""
    while at < len(lines) and _is_drawn(lines[at].text):
        at += 1
    return at


def gridded(lines: Sequence[Line], at: int, stop: int, paged: bool = False) -> Drawn | None:
    """The table that lines up to `grid_stop` draw with bars and crosses; None where they draw none."""
    run = lines[at:stop]
    sections = _sections(run)
    cells = _section_cells(sections, run, paged) if sections is not None else _walled_cells(run, paged)
    return Drawn(at, stop, cells) if cells else None


def ruled(lines: Sequence[Line], at: int, paged: bool = False) -> Drawn | None:
    """The table with a rule over each column that begins at a line; None where none does.

    The rules say where columns stand: what is written between two of them shows that they are none.
    """
    closing = True
    if spans := _column_rules(lines[at]):
        middle = _next_rule(lines, at + 1)
        begin = at
        if middle is not None and _column_rules(lines[middle]) == spans and _stop(lines, middle + 1, spans) is not None:
            begin = middle
        head = (at + 1, max(at + 1, begin))
    elif _FULL_RULE.fullmatch(lines[at].text):
        middle = _next_rule(lines, at + 1)
        if middle is None or middle == at + 1 or not (spans := _column_rules(lines[middle])):
            return None
        head, begin = (at + 1, middle), middle
    elif at + 1 < len(lines) and lines[at].text and (spans := _column_rules(lines[at + 1])):
        head, begin, closing = (at, at + 1), at + 1, False
    else:
        return None
    stop = _stop(lines, begin + 1, spans) if closing else _blank(lines, begin + 1)
    if stop is None or stop <= begin + 1:
        return None
    rows = [list(lines[head[0] : head[1]])] if head[0] < head[1] else []
    count = len(rows)
    rows += _rows(lines[begin + 1 : stop], spans, lines[begin].text[0] == "-" and closing)
    if len(rows) == count or not all(_fits(line, spans) for row in rows for line in row):
        return None
    ends = stop < len(lines) and is_ruled(lines[stop].text)
    return Drawn(at, stop + ends, list(_column_cells(rows, count, spans, paged)))


def _column_rules(line: Line) -> list[tuple[int, int]]:
    """Where the columns stand that a line rules; none where it rules but one or is no rule."""
    if not _COLUMN_RULE.fullmatch(line.text):
        return []
    return [(match.start() + line.indent, match.end() + line.indent) for match in _DASHES.finditer(line.text)]


def _next_rule(lines: Sequence[Line], at: int) -> int | None:
    """The rule below the lines of a header; None where there are too many of them, or a blank one."""
    for number in range(at, min(len(lines), at + HEAD_LINES + 1)):
        text = lines[number].text
        if _DASHED.fullmatch(text):
            return number
        if not text:
            return None
    return None


def _stop(lines: Sequence[Line], at: int, spans: Sequence[tuple[int, int]]) -> int | None:
    """The rule that closes a table, all lines before which fit its columns."""
    for number in range(at, min(len(lines), at + _MOST_LINES)):
        line = lines[number]
        if _FULL_RULE.fullmatch(line.text) or _column_rules(line) == spans:
            return number
        if not _fits(line, spans):
            return None
    return None


def _blank(lines: Sequence[Line], at: int) -> int:
    """The next blank line or rule."""
    while at < len(lines) and lines[at].text and not is_ruled(lines[at].text):
        at += 1
    return at


def _fits(line: Line, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a line leaves blank what stands between columns; the last may reach beyond its rule."""
    if not line.text:
        return True
    if line.indent < spans[0][0]:
        return False
    gaps = ((left[1] - line.indent, right[0] - line.indent) for left, right in pairwise(spans))
    return not any(line.text[max(start, 0) : max(stop, 0)].strip() for start, stop in gaps)


def _rows(lines: Sequence[Line], spans: Sequence[tuple[int, int]], parted: bool) -> Iterator[list[Line]]:
    """The lines of each row: parted by blank ones where `parted` says so and any are, else begun by a first cell."""
    by_blanks = parted and any(not line.text for line in lines)
    row: list[Line] = []
    blank = False
    for line in lines:
        if not line.text:
            blank = True
            continue
        begins = blank if by_blanks else blank or line.indent < spans[0][1]
        if row and begins:
            yield row
            row = []
        row.append(line)
        blank = False
    if row:
        yield row


def _column_cells(
    rows: Iterable[Sequence[Line]], heads: int, spans: Sequence[tuple[int, int]], paged: bool
) -> Iterator[GridCell]:
    for number, row in enumerate(rows):
        for column, (start, end) in enumerate(spans):
            parts = []
            for line in row:
                last = len(line.text) if column == len(spans) - 1 else max(0, end - line.indent)
                piece = line.traced[max(0, start - line.indent) : last].strip()
                parts += [piece] if piece.text else []
            page = row[0].page if paged else None
            yield GridCell(number, column, _joined(parts), marked=True if number < heads else None, page=page)


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


def _section_cells(sections: Sequence[Sequence[Line]], lines: Sequence[Line], paged: bool) -> list[GridCell]:
    rules = sum(_is_rule(line.text) for line in lines)
    headed = len(sections) > 1 and len(sections[0]) <= HEAD_LINES
    cells: list[GridCell] = []
    row = -1
    for number, section in enumerate(sections):
        above: list[GridCell] = []
        for line in section:
            pieces = _pieces(line)
            if not above or not _is_rest(pieces, above, (headed and not number) or rules > _RULES):
                row += 1
                page = line.page if paged else None
                marked = True if headed and not number else None
                above = [GridCell(row, column, [], marked=marked, page=page) for column in range(len(pieces))]
                cells += above
            for cell, piece in zip(above, pieces, strict=False):
                cell.parts += [piece] if piece.text else []
    for cell in cells:
        cell.parts = _joined(cell.parts)
    return cells


def _pieces(line: Line) -> list[Traced]:
    """The cells of a line of a drawn table."""
    traced = line.traced
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
        cell.parts and VALUE.fullmatch(cell.parts[-1].text) and VALUE.fullmatch(piece.text)
        for cell, piece in zip(above, pieces, strict=False)
    )
    return apart and not (stacked and not above[0].marked)


def _walled_cells(lines: Sequence[Line], paged: bool) -> list[GridCell]:
    """The cells of a drawn grid some of which are merged; none where the walls close no rectangles."""
    shown = _Shown(lines)
    rules = [number for number, text in enumerate(shown.texts) if _CROSSED.search(text)]
    if len(rules) < 2 or rules[0] != 0 or rules[-1] != len(lines) - 1:
        return []
    edges = sorted({match.start() for number in rules for match in _CROSS.finditer(shown.texts[number])})
    height, width = len(rules) - 1, len(edges) - 1
    if width < 1 or height * width > _MOST_PLACES or any(b - a < 2 for a, b in pairwise(rules)):
        return []
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    cells: list[GridCell] = []
    titled = next((row for row in range(height) if "=" in shown.texts[rules[row]] and row), 0)
    for row in range(height):
        for column in range(width):
            if (row, column) in owner:
                continue
            right = column + 1
            while right < width and not shown.has_wall(rules[row], rules[row + 1], edges[right]):
                right += 1
            below = row + 1
            while below < height and not shown.has_floor(rules[below], edges[column], edges[right]):
                below += 1
            places = [(y, x) for y in range(row, below) for x in range(column, right)]
            if any(place in owner for place in places):
                return []
            owner.update(dict.fromkeys(places, (row, column)))
            parts = shown.parts(rules[row] + 1, rules[below], edges[column] + 1, edges[right])
            page = lines[rules[row]].page if paged else None
            marked = True if row < titled else None
            cells.append(GridCell(row, column, parts, below - row, right - column, marked, page))
    return cells if len(cells) > 1 else []


class _Shown:
    """The lines of a grid as they stand below each other, their indent spelled out."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._base = min(line.indent for line in lines)
        self.texts = [" " * (line.indent - self._base) + line.text for line in lines]

    def has_wall(self, above: int, below: int, at: int) -> bool:
        """Whether a wall is drawn at a place on all lines between two rules."""
        return all(text[at : at + 1] in {"|", "+"} for text in self.texts[above + 1 : below])

    def has_floor(self, number: int, start: int, end: int) -> bool:
        """Whether a rule is drawn over the whole of a cell."""
        return _FLOOR.fullmatch(self.texts[number], start + 1, end) is not None

    def parts(self, first: int, stop: int, start: int, end: int) -> list[Traced]:
        """The paragraphs within a cell, parted by blank lines."""
        parts: list[list[Traced]] = [[]]
        for line in self._lines[first:stop]:
            shift = line.indent - self._base
            piece = line.traced[max(0, start - shift) : max(0, end - shift)].strip()
            if piece.text:
                parts[-1].append(piece)
            elif parts[-1]:
                parts.append([])
        return [each for part in parts for each in _joined(part)]


def _joined(parts: list[Traced]) -> list[Traced]:
    """The lines of a cell as one, or as the items of a list, without their bullets."""
    if len(parts) < 2:
        return parts
    if items := bulleted_items(parts):
        return items
    return [join_lines(parts)]


_BAR = re.compile(r"(?<!\\)\|")
_DRAWN_RULE = re.compile(r"[+|]?(?:\s*[:=-]{2,}\s*[+|])+(?:\s*[:=-]{2,})?")
_CROSSED = re.compile(r"\+[:=-]{2,}\+")
"""What shows that a rule is drawn in a line, over all cells or over some."""
_CROSS = re.compile(r"(?<=[:=-])\+|\+(?=[:=-])")
_FLOOR = re.compile(r"[+:=-]+")
_DASHES = re.compile(r"-{2,}|={2,}")
_DASHED = re.compile(r"-[-\s]{3,}|=[=\s]{3,}")
_COLUMN_RULE = re.compile(r"-{2,}(?:[ \t]+-{2,})+|={2,}(?:[ \t]+={2,})+")
_FULL_RULE = re.compile(r"-{8,}|={8,}")
