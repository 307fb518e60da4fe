"""Which cells of a table are headers, and which headers each cell has.

All readers give their tables as `GridCell`s; how they found them is theirs. What is decided here:

- header rows: marked ones (HTML `th`, DOCX header rows, bold first rows), else a first row of labels or years, and
  the rows below it that its merged cells reach over, and a row of units or of years;
- header columns: the first, and label columns beside it when numbers follow: short ones (a unit, a code), and those of
  indicators;
- group rows: one label across the table heads the rows below it, until the next, but not a total over all groups;
- a label that is printed once for several rows, empty below its first, heads them all;
- a table that goes on over a page keeps its headers, a repeated header row is left out;
- a table within a cell has the headers of that cell over its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise, takewhile

from policyledger.reading.captions import is_table_title, is_unit_line
from policyledger.reading.draft import Draft, DraftCell, continues, ends_sentence
from policyledger.reading.lines import SCALE
from policyledger.reading.listmarks import CODE, COUNTED_LABEL, SERIAL, is_enumerated
from policyledger.reading.nesting import is_sentence
from policyledger.reading.repair import Traced, join_lines

_COLUMN_NUMBER = re.compile(r"[(\[-]?(\d{1,2})[)\]]?")
_RUNNING = re.compile(r"\s*(\d{1,3})\s+(?=[^\W\d_]{2})")
"""A running number before a label, without a mark."""
_SERIALS = 3
"""Labels that must have one."""
_HEAD_ROWS = 4
"""The most rows of a header."""
_MOST_REACHED = 100_000
"""Rows times columns that a merged cell heads or fills."""


@dataclass(slots=True, eq=False)
class GridCell:
    """A cell as a reader found it.

    Attributes:
        row, column: of its upper left corner, from 0.
        height, width: in rows and columns.
        parts: its paragraphs.
        marked: whether its format says it is a header; None when it says nothing.
        tables: the tables that stand within it.
    """

    row: int
    column: int
    parts: list[Traced]
    height: int = 1
    width: int = 1
    marked: bool | None = None
    page: int | None = None
    drafts: list[Draft] = field(default_factory=list)
    tables: list[Grid] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All of its text."""
        if len(self.parts) == 1 and not self.tables:  # as most, and it is asked for again and again
            return self.parts[0].text.strip()
        texts = [part.text for part in self.parts]
        return " ".join(texts + [cell.text for table in self.tables for cell in table.cells]).strip()


@dataclass(slots=True, eq=False)
class Grid:
    """A table: its cells in reading order and its number in the document."""

    cells: list[GridCell]
    number: int
    rows: int = field(init=False, default=0)
    columns: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self.settle()

    def settle(self) -> None:
        """Puts the cells in reading order and counts rows and columns; to be called when cells have changed."""
        self.cells.sort(key=lambda cell: (cell.row, cell.column))
        self.rows = max((cell.row + cell.height for cell in self.cells), default=0)
        self.columns = max((cell.column + cell.width for cell in self.cells), default=0)


@dataclass(frozen=True, slots=True)
class _Over:
    """What a cell says of the table within it: the number of the outermost table, the cell's headers."""

    table: int
    row_headers: tuple[Draft, ...] = ()
    column_headers: tuple[Draft, ...] = ()


def table_drafts(grid: Grid, over: _Over | None = None) -> list[Draft]:
    """One draft per paragraph of each cell that holds text, with its headers.

    A table within a cell comes after the table, as one of its own: so both keep their rows and columns. Its values have
    the headers of that cell before those of their own. The title and the notes of a table that stand in its rows are a
    caption before its cells and paragraphs behind them.
    """
    _settle_head(grid)
    _drop_serials(grid)
    named, noted = (_title_row(grid), _note_rows(grid)) if over is None else (None, [])
    filled = [cell for cell in grid.cells if cell.tables or any(part.text.strip() for part in cell.parts)]
    filled = _without_repeated(filled)
    at: dict[tuple[int, int], GridCell] = {}
    for cell in filled:
        at[cell.row, cell.column] = cell
        if cell.height > 1 or cell.width > 1:
            for row in range(cell.row, cell.row + min(cell.height, max(1, _MOST_REACHED // cell.width))):
                at.update(((row, cell.column + right), cell) for right in range(min(cell.width, 100)))
    in_row = [_unique([at.get((row, column)) for column in range(grid.columns)]) for row in range(grid.rows)]
    lead, head = _header_rows(grid, at)
    side = _header_columns(grid, at, in_row, head)
    groups = _group_rows(grid, in_row, lead, head)
    leading = set(groups)
    overall = _overall_total(grid, at, head, side, groups)
    _carry_labels(at, range(head, grid.rows - (overall is not None)), grid.columns, side, leading)
    if head - lead > 1:
        _fill_gaps(at, range(lead, head), grid.columns)
    drafts: list[Draft] = []
    outer = over or _Over(grid.number)
    within: list[tuple[Grid, list[GridCell], list[GridCell]]] = []
    group = title = None  # what heads the rows that follow, and what stands over all of them
    over_column = [_unique([at.get((row, column)) for row in range(lead, head)]) for column in range(grid.columns)]
    stub = _unique(cell for heads in over_column[:side] for cell in heads if cell.column + cell.width <= side)
    for cell in filled:
        if cell in leading:
            group = cell
            title = cell if cell.row < lead else title
        is_header = lead <= cell.row < head or cell.column < side or cell in leading
        row_headers: list[GridCell] = []
        column_headers: list[GridCell] = []
        if not is_header:
            heading = title if cell.row == overall else group
            row_headers = _unique([heading, *[at.get((cell.row, column)) for column in range(side)]])
            column_headers = over_column[cell.column]
        within += [(table, row_headers, column_headers) for table in cell.tables]
        for part in cell.parts:
            draft = Draft(part, "table_cell", page=cell.page, fixed=True)
            draft.cell = DraftCell(
                table=grid.number,
                row=cell.row,
                column=cell.column,
                row_headers=() if is_header else outer.row_headers + _drafts(row_headers),
                column_headers=() if is_header else outer.column_headers + _drafts(column_headers),
                stub_heads=() if is_header else _drafts(stub),
                is_header=is_header,
                height=cell.height,
                within=over.table if over else None,
            )
            cell.drafts.append(draft)
            drafts.append(draft)
    for table, rows, columns in within:
        said = _Over(outer.table, outer.row_headers + _drafts(rows), outer.column_headers + _drafts(columns))
        drafts += table_drafts(table, said)
    before = [] if named is None else [Draft(join_lines(named.parts), "caption", page=named.page)]
    return [*before, *drafts, *(Draft(join_lines(cell.parts), page=cell.page) for cell in noted)]


def _drop_serials(grid: Grid) -> None:
    """Takes the running number off the labels of the first column, where all of them have one: "3 Green jobs"."""
    labels = [cell for cell in grid.cells if not cell.column and cell.parts and not cell.tables]
    counted = [(cell, found) for cell in labels if (found := _RUNNING.match(cell.parts[0].text)) is not None]
    numbers = [int(found[1]) for _, found in counted]
    others = [cell for cell in labels if cell.text and _RUNNING.match(cell.parts[0].text) is None]
    runs = all(before < after for before, after in pairwise(numbers)) and numbers[:1] in ([1], [0])
    if len(numbers) < _SERIALS or not runs or numbers[-1] > 2 * len(numbers) or len(others) > 1:
        return
    if others and others[0].row > counted[0][0].row:
        return
    for cell, found in counted:
        cell.parts[0] = cell.parts[0][found.end() :]


def _settle_head(grid: Grid) -> None:
    """Finds the header of a table whose format marks another row as one: its title, or the numbers of its columns.

    Markdown has no merged cells and must mark the first row: a title stands there in the first cell, with all others
    empty. The row that follows is the header if it has the labels of columns and no figure.
    """
    rows: list[list[GridCell]] = [[] for _ in range(3)]
    for cell in takewhile(lambda cell: cell.row < len(rows), grid.cells):
        if cell.text or cell.tables:
            rows[cell.row].append(cell)
    first, labels, values = rows
    if grid.columns < 3 or not first or not values or not all(cell.marked for cell in first):
        return
    if len(labels) < 2 or any(cell.marked or is_number(cell.text) for cell in labels):
        return
    if len(first) == 1 and first[0].column == 0 and first[0].height == 1:
        narrow = first[0].width == 1
        if not (narrow or _spans(first[0], grid)) or not _says_no_figure(labels):
            return
        if not labels[0].column and not (narrow and len(labels) == grid.columns):
            return  # labels leave the corner over those of the rows free, or every column has one
        grid.cells = [cell for cell in grid.cells if cell.row or cell is first[0]]
        first[0].width = grid.columns
    elif len(first) > 1 and _are_column_numbers(first):
        grid.cells = [cell for cell in grid.cells if cell.row]
        for cell in grid.cells:
            cell.row -= 1
        grid.settle()
    else:
        return
    for cell in labels:
        cell.marked = True


def _are_column_numbers(cells: Sequence[GridCell]) -> bool:
    """Whether a row counts the columns of its table: "1", "2", "(3)", "-3" or "[3]", each one more."""
    found = [_COLUMN_NUMBER.fullmatch(cell.text) for cell in cells]
    return all(found) and [int(match[1]) for match in found if match] == list(range(1, len(cells) + 1))


def _title_row(grid: Grid) -> GridCell | None:
    """The title of a table with its number, taken out of the row over all columns that it has for itself."""
    first = [cell for cell in grid.cells if cell.row == 0]
    if len(first) != 1 or not _spans(first[0], grid) or first[0].tables or not is_table_title(first[0].text):
        return None
    grid.cells = [cell for cell in grid.cells if cell is not first[0]]
    for cell in grid.cells:
        cell.row -= 1
    grid.settle()
    return first[0]


def _note_rows(grid: Grid) -> list[GridCell]:
    """The sources of a table and the notes on it, taken out of rows over all columns at its end; its unit, of any."""
    last: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        last.setdefault(cell.row + cell.height - 1, []).append(cell)
    notes: list[GridCell] = []
    taken: set[GridCell] = set()
    for row in range(grid.rows - 1, 0, -1):
        cells = [cell for cell in last.get(row, []) if cell.text or cell.tables]
        if len(cells) != 1 or cells[0].tables or not (_is_unit(cells[0].text) or _is_note(cells[0], grid)):
            break
        notes.append(cells[0])
        taken.update(last[row])
    if notes:
        grid.cells = [cell for cell in grid.cells if cell not in taken]
        grid.settle()
    return notes[::-1]


def _is_note(cell: GridCell, grid: Grid) -> bool:
    """Whether what stands alone over the last row of a table is its source or a note on it."""
    return _spans(cell, grid) and (_NOTE.match(cell.text) is not None or is_sentence(cell.text))


def _is_unit(text: str) -> bool:
    """Whether what stands alone in the last row of a table gives the unit of its values."""
    return "nit" in text and is_unit_line(text)


def _without_repeated(cells: Sequence[GridCell]) -> list[GridCell]:
    """The cells without those of rows that print the header again, as at the head of each page."""
    rows: dict[int, list[GridCell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    first = next(iter(rows.values()), [])
    if len(first) < 2 or not _says_no_figure(first):
        return list(cells)
    said = _said(first)
    heads = [first, *map(rows.get, range(first[0].row + 1, first[0].row + _HEAD_ROWS))]
    again: set[int] = set()
    for row, others in rows.items():
        if others is first or _said(others) != said:
            continue
        count = _as_before(heads, [others, *map(rows.get, range(row + 1, row + _HEAD_ROWS))])
        if max(cell.height for cell in others) <= count:
            again.update(range(row, row + count))
    return [cell for cell in cells if cell.row not in again] if again else list(cells)


def _as_before(heads: Sequence[Sequence[GridCell] | None], rows: Sequence[Sequence[GridCell] | None]) -> int:
    """How many rows from the first on say what those of a header do; what holds figures is none."""
    count = 0
    for head, row in zip(heads, rows, strict=False):
        if not head or not row or not _says_no_figure(head) or _said(row) != _said(head):
            break
        count += 1
    return count


def _said(row: Sequence[GridCell]) -> list[tuple[int, str]]:
    """What the cells of a row say, and in which column."""
    return [(cell.column, cell.text) for cell in row if cell.text]


def _says_no_figure(row: Sequence[GridCell]) -> bool:
    """Whether no number stands in a row but years."""
    return not any(_DIGIT.search(_YEAR.sub("", cell.text)) for cell in row)


def _drafts(headers: Iterable[GridCell]) -> tuple[Draft, ...]:
    return tuple(draft for header in headers for draft in header.drafts)


def goes_on(before: Grid, after: Grid) -> bool:
    """Whether a table at a page's top goes on with the one at the foot of the page before: the same columns."""
    return before.columns == after.columns > 1 and not _has_new_header(before, after)


def _has_new_header(before: Grid, after: Grid) -> bool:
    """Whether a table begins with labels over columns of figures, and not with those of the table before."""
    first = {cell.column: cell.text for cell in after.cells if cell.row == 0 and cell.text}
    if list(first.values()) == [cell.text for cell in before.cells if cell.row == 0 and cell.text]:
        return False
    for column, text in first.items():
        below = [cell.text for cell in after.cells if cell.row and cell.column == column and cell.text]
        if column and not is_number(text) and len(below) > 1 and sum(map(is_number, below)) * 5 >= 3 * len(below):
            return True
    return False


def append(before: Grid, after: Grid) -> None:
    """Adds the rows of a table that goes on; a header row printed again is left out, a row cut in two is joined."""
    again = [cell for cell in after.cells if cell.row == 0]
    skipped = _repeated_rows(before, after)
    last = {cell.column: cell for cell in before.cells if cell.row + cell.height == before.rows}
    cut = not skipped and _is_cut(last, again)
    shift = before.rows - skipped - cut
    for cell in after.cells:
        if cut and cell.row == 0 and cell.column in last:
            _lengthen(last[cell.column], cell)
        elif cell.row >= skipped:
            cell.row += shift
            before.cells.append(cell)
    before.settle()


def _repeated_rows(before: Grid, after: Grid) -> int:
    """How many rows at the head of a table that goes on print those of its beginning again."""
    heads, rows = _first_rows(before), _first_rows(after)
    if [cell.text for cell in heads[0]] != [cell.text for cell in rows[0]]:
        return 0
    return 1 + _as_before(heads[1:], rows[1:])


def _first_rows(grid: Grid) -> list[list[GridCell]]:
    """The cells of as many rows as a header may have."""
    rows: list[list[GridCell]] = [[] for _ in range(_HEAD_ROWS)]
    for cell in takewhile(lambda cell: cell.row < _HEAD_ROWS, grid.cells):
        rows[cell.row].append(cell)
    return rows


def _is_cut(last: dict[int, GridCell], again: Sequence[GridCell]) -> bool:
    """Whether a page's first row is the rest of the row before it: no label, and a text that goes on."""
    rest = [cell for cell in again if cell.text]
    if any(cell.height > 1 and cell.column not in last for cell in rest):
        return False
    if any(cell.column == 0 for cell in rest):
        return bool(last) and all(
            continues(last[cell.column].text, cell.text)
            for cell in rest
            if cell.column in last and last[cell.column].text
        )
    return 0 in last and bool(last[0].text) and bool(rest)


def _lengthen(cell: GridCell, rest: GridCell) -> None:
    before, after = (cell.parts[-1].text, rest.parts[0].text) if cell.parts and rest.parts else ("", "")
    if continues(before, after) or (after[:1].islower() and not ends_sentence(before) and not is_enumerated(after)):
        cell.parts[-1] = join_lines([cell.parts[-1], rest.parts[0]])
        cell.parts += rest.parts[1:]
    else:
        cell.parts += rest.parts


def is_number(text: str) -> bool:
    """Whether a cell holds a figure: a number with its sign, unit or range and little else.

    "1. Energy" is none, nor is a label that ends in a number ("Pier 1", "Type 2 piers"): before a figure stand
    but its currency and words as of "up to 5".
    """
    return _has_figure(text) and _LEADS.match(text) is not None


def is_year(text: str) -> bool:
    """Whether a cell holds a year or a span of years and nothing else: "2030", "FY 2025/26", "(2030)"."""
    return _YEAR.fullmatch(text.strip("()")) is not None


def has_year(text: str) -> bool:
    """Whether a year stands in a text."""
    return _YEAR.search(text) is not None


def _has_figure(text: str) -> bool:
    """Whether a cell holds a number and few words, before or after it: "12 %", "losses cut to 15 %"."""
    if not _DIGIT.search(text):
        return False
    bare = _FORMULA.sub("", _UNIT_DIGITS.sub("", _CODED.sub("", COUNTED_LABEL.sub("", text))))
    return bool(_DIGIT.search(bare)) and len(_LETTERS.findall(bare)) <= 3


def _unique(cells: Iterable[GridCell | None]) -> list[GridCell]:
    return list(dict.fromkeys(cell for cell in cells if cell is not None))


def _header_rows(grid: Grid, at: dict[tuple[int, int], GridCell]) -> tuple[int, int]:
    """The first and one after the last header row; rows above the first are titles over the whole table."""
    rows, columns = grid.rows, grid.columns

    def row(number: int) -> list[GridCell]:
        return _unique(at.get((number, column)) for column in range(columns))

    def is_group(number: int) -> bool:
        """Whether a label in the first column is no rest of the header: this names the column, or others are as it."""
        if row(number - 1)[0].column == 0:
            return True
        alone = (row(other) for other in range(number + 1, rows))
        return any(len(cells) == 1 and cells[0].column == 0 and cells[0].marked for cells in alone)

    lead = 0
    while lead < rows - 1 and len(row(lead)) == 1 and columns > 1 and _spans(row(lead)[0], grid):
        lead += 1
    head = lead
    while head < min(rows - 1, lead + _HEAD_ROWS) and row(head) and all(cell.marked for cell in row(head)):
        lone = row(head)[0] if head > lead and len(row(head)) == 1 else None
        if lone and (_spans(lone, grid) or (lone.column == 0 and len(row(head - 1)) > 1 and is_group(head))):
            break  # a label alone in its row, below a header, heads the rows below
        head += 1
    first = row(lead)

    def is_of_years(number: int) -> bool:
        return _is_year_row(row(number - 1), row(number)) and not _has_years_below(at, row(number), rows)

    marked = [cell.column for cell in grid.cells if cell.marked]
    labelled = columns > 2 and bool(marked) and not any(marked)
    if labelled and len(first) > 2 and first[0].column == 0 and all(is_year(cell.text) for cell in first[1:]):
        return lead, lead + 1  # marked are the labels of rows alone, those of the years among them
    untold = lead > 0 and _head_figures(at, first, rows)  # below a marked title a header need not be marked
    if head > lead or any(cell.marked for cell in (first if untold else grid.cells)):
        while lead < head < min(rows - 1, lead + _HEAD_ROWS):
            if not (_goes_under(row(head - 1), row(head), columns) or is_of_years(head)):
                break
            head += 1
        heads = len(first) > 1 or (len(first) == 1 and first[0].column > 0)  # which leaves the corner free
        return (lead, head) if heads else (lead, lead)
    if rows - lead < 2 or columns < 2 or not all(_is_label(cell.text) for cell in first):
        return lead, lead
    if len(first) < 2 and not (columns == 2 and first and first[0].column == 1 and _is_labelled(at, lead + 1, rows)):
        return lead, lead
    beside = first[-1].column
    values = [at[number, beside].text for number in range(lead, rows) if len(first) == 2 and (number, beside) in at]
    if values and is_year(values[0]) and any(map(is_year, values[1:])):
        return lead, lead  # names and values: "Base year | 2010", and further down "Target year | 2035"
    head = lead + 1
    reach = lead + max(cell.height for cell in first)
    spans = any(cell.width > 1 for cell in first)
    while head < min(rows - 1, lead + 3):
        below = head < reach or (spans and head == lead + 1) or _is_unit_row(row(head)) or is_of_years(head)
        if not below or (head >= reach and not all(_is_sublabel(cell.text) for cell in row(head))):
            break
        head += 1
    return lead, head


def _head_figures(at: dict[tuple[int, int], GridCell], labels: Sequence[GridCell], rows: int) -> bool:
    """Whether figures and nothing else stand below the labels of a row but the first."""
    columns = [cell.column for cell in labels if cell.column]
    below = [at.get((row, column)) for column in columns for row in range(labels[0].row + 1, rows)]
    texts = [cell.text for cell in below if cell is not None and cell.column]  # labels over the table head its rows
    return len(texts) > 1 and all(map(is_number, texts))


def _is_labelled(at: dict[tuple[int, int], GridCell], begin: int, stop: int) -> bool:
    """Whether rows have labels before figures, most of them: what stands over the figures alone is their header."""
    pairs = [(at.get((row, 0)), at.get((row, 1))) for row in range(begin, stop)]
    told = [
        label is not None and value is not None and not is_number(label.text) and _DIGIT.search(value.text) is not None
        for label, value in pairs
    ]
    return sum(told) * 2 > len(told)


def _goes_under(above: Sequence[GridCell], cells: Sequence[GridCell], columns: int) -> bool:
    """Whether a row of labels stands under a header row with gaps, or is one of units: no format marks it."""
    if len(cells) < 2 or not all(_is_sublabel(cell.text) for cell in cells):
        return False
    return _is_unit_row(cells) or sum(cell.width for cell in above) < columns - 1


def _is_year_row(above: Sequence[GridCell], cells: Sequence[GridCell]) -> bool:
    """Whether a row under one of a header says but the years of columns.

    One of the two leaves the corner over the labels free. Years behind a label of their own are values, as in
    "Base year | 2010 | 2015".
    """
    own = [cell for cell in cells if cell not in above]
    if any(cell.column == 0 and cell.text for cell in own) and any(cell.column == 0 and cell.text for cell in above):
        return False
    said = [cell.text for cell in own if cell.column and cell.text]
    return all(map(_is_sublabel, said)) and 2 * sum(map(has_year, said)) > len(said)


def _has_years_below(at: dict[tuple[int, int], GridCell], cells: Sequence[GridCell], rows: int) -> bool:
    """Whether most of what stands below the years of a row are years too, as in columns of dates: "Begin", "End"."""
    columns = [cell.column for cell in cells if cell.column and is_year(cell.text)]
    below = [at.get((row, column)) for column in columns for row in range(cells[0].row + 1, rows)]
    return are_years([cell.text for cell in below if cell is not None])


def _fill_gaps(at: dict[tuple[int, int], GridCell], rows: range, columns: int) -> None:
    """Lets a label of a header of several rows speak for the empty cells to its right, as a merged one does."""
    for row in rows:
        if not any(at.get((row, column)) is None for column in range(1, columns)):
            continue
        left: GridCell | None = None
        for column in range(1, columns):
            cell = at.get((row, column))
            if cell is None and left is not None:
                at[row, column] = left
            left = cell or left


def _spans(cell: GridCell, grid: Grid) -> bool:
    """Whether a cell reaches over the whole table, or nearly: rules are not always drawn to the point."""
    return cell.height == 1 and cell.width >= max(2, grid.columns - 1)


def _header_columns(
    grid: Grid, at: dict[tuple[int, int], GridCell], rows: Sequence[Sequence[GridCell]], head: int
) -> int:
    """How many columns at the left are headers of their rows."""
    if grid.columns < 2:
        return 0

    full = [row for row in range(head, grid.rows) if not _says_one_thing(rows[row])]  # a label alone heads no column

    @cache
    def column(number: int) -> list[str]:
        return [cell.text for cell in _unique(at.get((row, number)) for row in full)]

    @cache
    def known(number: int) -> list[str]:
        return [text for text in column(number) if not UNKNOWN.fullmatch(text)]

    @cache
    def figures(number: int) -> bool:
        cells = known(number)
        return bool(cells) and sum(is_number(text) and not _DATE.fullmatch(text) for text in cells) * 2 > len(cells)

    @cache
    def indicators(number: int) -> bool:
        cells = known(number)
        said = [cell.text for cell in _unique(at.get((row, number)) for row in range(head))]
        units = sum(_OWN_UNIT.search(text) is not None for text in cells)
        return any(map(_INDICATOR.search, said)) or units * 2 > len(cells)

    def values(number: int) -> bool:
        cells = column(number)
        if indicators(number):
            cells = ["" if _OWN_UNIT.search(text) else _LABEL_COUNT.sub("", text) for text in cells]
        held = [text for text in cells if _holds_value(text)]
        if len(column(number - 1)) < len(full):  # labels over several rows leave it to this column to tell them apart
            held = [text for text in held if _LEADS.match(text) or not _ENDS_IN_WORD.search(text)]
        return len(held) * 2 > len(cells)

    coded = not figures(1) and len(set(column(0))) == len(column(0))  # no column of sums of money: "EUR 7.2"
    serials = sum(bool(SERIAL.fullmatch(text) or (coded and CODE.fullmatch(text))) for text in column(0))
    if figures(0) and not serials and not are_years(column(0)):
        return 0
    beside = [len(text.split()) for text in column(1)]
    numbered = grid.columns > 2 and serials * 3 > 2 * len(column(0)) > 0
    side = 2 if numbered and beside and sum(beside) <= 25 * len(beside) else 1
    while side < grid.columns - 1 and not figures(side) and any(map(figures, range(side + 1, grid.columns))):
        cells = known(side)
        apart = len(column(side - 1)) * 3 >= len(full) * 2  # whether the labels so far tell the rows apart
        words = _LABEL_WORDS if apart and not indicators(side) else _INDICATOR_WORDS
        if not cells or sum(len(text.split()) for text in cells) > words * len(cells) or values(side):
            break
        side += 1
    return side


def _group_rows(grid: Grid, rows: Sequence[Sequence[GridCell]], lead: int, head: int) -> list[GridCell]:
    """Cells that, alone in their row, head the rows below."""

    def in_figures(label: GridCell) -> bool:
        beside = [cell for cells in rows[head:] if len(cells) > 1 for cell in cells if cell.column == label.column]
        return sum(is_number(cell.text) for cell in beside) * 2 > len(beside)

    groups: list[GridCell] = []
    for row in [*range(lead), *range(head, grid.rows - 1)]:
        cells = rows[row]
        if (
            _says_one_thing(cells)
            and cells[0].row == row
            and (cells[0].column == 0 or _spans(cells[0], grid) or in_figures(cells[0]))
            and grid.columns > 1
            and cells[0].height == 1
            and len(cells[0].text.split()) <= 15
            and not is_number(cells[0].text)
        ):
            groups += cells
    return groups


def _says_one_thing(cells: Sequence[GridCell]) -> bool:
    """Whether a row holds one cell, or one label that is repeated in all of its cells, as a merged one may be."""
    if len(cells) < 3:
        return len(cells) == 1
    text = cells[0].text
    return all(cell.text == text for cell in cells[1:])


def _overall_total(
    grid: Grid, at: dict[tuple[int, int], GridCell], head: int, side: int, groups: Sequence[GridCell]
) -> int | None:
    """The last row where it is the total of all groups or labels of a table, not of the last of them alone.

    It is of the last alone where an earlier one has a total as well, or where there is but one that heads all rows.
    """
    totals = [row for row in range(head, grid.rows) if any(_is_total(at.get((row, column))) for column in range(side))]
    if not totals or totals[-1] != grid.rows - 1:
        return None
    begins = sorted({cell.row for cell in groups if cell.row >= head})
    if begins:
        alone = begins[0] == head and len(begins) == 1
        return grid.rows - 1 if len(totals) == 1 and not alone else None
    return grid.rows - 1 if len(totals) == 1 else None


def _is_total(cell: GridCell | None) -> bool:
    return cell is not None and _TOTAL.fullmatch(cell.text) is not None


def _carry_labels(
    at: dict[tuple[int, int], GridCell], rows: range, columns: int, side: int, groups: Collection[GridCell]
) -> None:
    """Lets a label speak for the rows below it that have none, but have words of their own: the rest of a merged cell.

    A row of nothing but figures may be anything, a total without its name above all.
    """
    above: list[GridCell | None] = [None] * side
    for row in rows:
        cells = [at.get((row, column)) for column in range(columns)]
        if any(cell in groups for cell in cells if cell is not None):
            above = [None] * side
            continue
        told: int | None = None
        for column in range(side):
            own = cells[column]
            if own is not None:
                if own is not above[column]:
                    above[column:] = [own, *[None] * (side - column - 1)]
                continue
            if told is None:  # asked of few rows, for it takes long
                apart = (place for place in range(columns - 1, -1, -1) if _tells_apart(cells[place]))
                told = next(apart, -1)
            if told > column and above[column] is not None:
                at[row, column] = above[column]  # type: ignore[assignment]


def _tells_apart(cell: GridCell | None) -> bool:
    """Whether a cell may say which of several rows under one label it is: by its words or a year."""
    return cell is not None and (not is_number(cell.text) or is_year(cell.text))


def _is_label(text: str) -> bool:
    return len(text.split()) <= 20 and not is_sentence(text) and not _has_figure(_NUMBERED.sub("", undated(text)))


def _is_sublabel(text: str) -> bool:
    """Whether a cell reads as a header under a header: a few words, years, a unit, "Scope 1"."""
    return len(text.split()) <= 6 and not _DIGIT.search(_COUNTED.sub("", _UNIT_DIGITS.sub("", undated(text))))


def _is_unit_row(cells: Sequence[GridCell]) -> bool:
    if cells and all(cell.text[:1] == "(" and cell.text[-1:] == ")" for cell in cells):
        return all(_is_sublabel(cell.text) for cell in cells)  # "(absolute value)", "(% of 2030)"
    return bool(cells) and all(
        len(cell.text.split()) <= 3 and not _DIGIT.search(SCALE.sub("", _UNIT_DIGITS.sub("", cell.text)))
        for cell in cells
    ) and any(_UNIT.search(cell.text) or SCALE.search(cell.text) for cell in cells)  # fmt: skip


def is_date(text: str) -> bool:
    """Whether a text is a date and nothing else: "2030", "March 2027", "by 31 December 2029:"."""
    return is_year(text) or _DATE.fullmatch(text.strip(" .:–—-@")) is not None


def undated(text: str) -> str:
    """A label without the figures that no value is told by: its dates, and the scale of its unit ("RM'000")."""
    return SCALE.sub("", _YEAR.sub("", _DATE.sub("", text))) if _DIGIT.search(text) else text


def _holds_value(text: str) -> bool:
    """Whether a cell says a number among its words, and no year, nor the number of a thing: "20 teachers"."""
    rest = _PER.sub("", COUNTED_LABEL.sub("", text))
    for pattern in (_DATE, _YEAR, _NUMBERED, _FORMULA, _UNIT_DIGITS):
        rest = pattern.sub("", rest)
    return _DIGIT.search(rest) is not None


def are_years(texts: Sequence[str]) -> bool:
    """Whether most of some texts are years."""
    return sum(map(is_year, texts)) * 2 > len(texts)


_LABEL_WORDS = 5
"""Words that labels beside those that tell the rows of a table apart have at most, on average."""
_INDICATOR_WORDS = 15
"""Words that the labels of the rows have at most, on average, where the column before heads groups of them, or where
the column is one of indicators: its header says so, or most of them close with their unit."""
_INDICATOR = re.compile(r"\b(?:indicators?|KPIs?|metrics?)\b", re.IGNORECASE)
_OWN_UNIT = re.compile(r"\s*\([^()]*[^\W\d_][^()]*\)$|\s*\([^()]*[%$€£¥#][^()]*\)$")
"""The unit in brackets that an indicator closes with: "Area under cover crops | (1,000 ha)"."""
_LABEL_COUNT = re.compile(r"^\d{1,2}(?:\.\d{1,2})+\.?\s+(?=[^\W\d_])")
"""The number of an indicator: "1.1 | Water use of farms"."""
UNKNOWN = re.compile(r"[-–—.…*/]{1,3}|n\.?[/.]?\s?[ad]\.?|tb[cd]", re.IGNORECASE)
"""What stands in a cell in place of a figure that is not known."""
_TOTAL = re.compile(r"(?:(?:grand|overall|sum|national)\s+)?(?:total|sum|all)s?[:*]*", re.IGNORECASE)
_NOTE = re.compile(r"[*†‡]|\(?(?:sources?|notes?)\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_FORMULA = re.compile(r"\b[A-Z][A-Za-z]{0,2}\d(?:[A-Za-z]\w*)?\b")
_CODED = re.compile(r"^[A-Z]{1,3}[ -]?\d{1,3}(?:\.\d{1,2})*:\s+(?=[^\W\d_]{2})")  # "A-2.1: Emissions"
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_LEADS = re.compile(
    r"(?:[^\w]|_|[^\W\d_](?![^\W\d_])"
    r"|(?-i:[A-Z]{0,2}(?=[$£€¥])|USD|EUR|GBP|JPY|CNY|RMB|INR|AUD|CAD|NZD|SGD|HKD|TWD|CHF|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|BGN"
    r"|TRY|RUB|UAH|GEL|AMD|AZN|KZT|UZS|MNT|KRW|IDR|MYR|THB|PHP|VND|LAK|KHR|BDT|PKR|LKR|NPR|ZAR|KES|TZS|UGX|RWF|ETB|NGN"
    r"|GHS|ZMW|BWP|NAD|XOF|XAF|FCFA|EGP|MAD|TND|DZD|ILS|JOD|SAR|AED|QAR|KWD|BRL|MXN|ARS|CLP|COP|PEN|UYU|US|Rs|RM|Rp|Tk)"
    r"|(?:approx(?:imately)?|about|around|circa|ca|nearly|almost|some|up|to|at|least|most|over|under|above|below|more"
    r"|less|fewer|than|max(?:imum)?|min(?:imum)?|between|from|by|in|until|no|nr|plus|minus)\b)*+\d",
    re.IGNORECASE,
)
"""What may stand before a figure: signs and single letters ("R 5 000"), a currency, and words of how much."""
_ENDS_IN_WORD = re.compile(r"\b[^\W\d_]{3,}\)?$")
_YEAR = re.compile(
    r"(?:FY|CY|by|in|from|to)?\s*(?:19|20|21)\d\d(?:\s*[-–/]\s*(?:\d\d|(?:19|20|21)\d\d))?\*?(?![\d.,]*\d)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"@?(?:(?:by|in|from|to|until|end|mid|early|late|of|the)[\s-]{1,3}){0,4}"
    r"(?:(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?(?:\s+\d{1,2},)?\s+"
    r"|(?:Q[1-4]|H[12])[\s/-]*|FY\s?|\d{1,2}[./-]\d{1,2}[./-])?"
    r"(?<![\d.,])(?:19|20|21)\d\d(?:\s*[-–/]\s*(?:19|20|21)?\d\d|-\d\d-\d\d)?\*?(?![\d.,]*\d)"
    r"|(?:(?:\d{1,2}[- ])?\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[-–/’']|\b[FC]Y\s?)"
    r"\d\d(?:\s*[-–/]\s*\d\d)?(?![\d.,]*\d|\s*%)",
    re.IGNORECASE,
)
"""A day, a month, a quarter, a year or a span of years: "31 March 2027", "Q4 2026", "by end-2030", "2025-2030"; the
last two figures of a year behind a month or a sign of fiscal years: "Mar-26", "FY27"."""
_UNIT = re.compile(
    r"^\(.*\)$|%|\b(?:MW|GW|GWh|TWh|kt|Mt|Gt|CO2|tonnes?|million|billion|bn|crore|lakh|km2?|ha|USD|EUR)\b"
)
_NUMBERED = re.compile(r"\b[A-Z][a-z]{2,} \d\b(?![.,]\d|\s?%)|\([A-Z]{1,4} ?\d\)")
"""The number of a thing in a label: "Scenario 1", "(CM 2)"."""
_PER = re.compile(r"\b(?:per|for every) [\d,. ]+", re.IGNORECASE)
"""What a rate is of: "deaths | per 100,000 | births"."""
_COUNTED = re.compile(r"^[^\W\d_]{3,} \d$")
_UNIT_DIGITS = re.compile(r"CO2|\b[a-z]{1,2}[23]\b")
