"""Tables and lists of facts of a page: which of them hold data, and where their cells stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from policyledger.reading.elements import BLOCKS, HEADINGS
from policyledger.reading.listmarks import MARK_ALONE
from policyledger.reading.marked import Marked, all_text
from policyledger.reading.measures import length
from policyledger.reading.nesting import VALUE_RUNS, Held, is_layout

_MAX_WIDTH = 100
"""Columns that a merged cell reaches over at the most, as many as a table of any use has."""
_SPAN = re.compile(r"\s*(\d{1,6})")
_MAX_ROWS = 20_000
_MAX_CELLS = 100_000
"""Rows and cells of a table that are read."""
_MAX_SPANNED = 100_000
"""Places that the merged cells of a table may reach over; beyond them a cell stands for itself alone."""
_MAX_PLACES = 2_000_000
"""Rows times columns up to which merged cells may widen a table."""


def is_data(table: Any, marked: Marked) -> bool:
    """Whether a table holds data, and is no means of layout; told by its own rows, not those of a table within it."""
    if (table.get("role") or "") in {"presentation", "none"}:
        return False
    elements = list(rows_of(table))
    if len(elements) < 2:
        return len(elements) == 1 and _is_labelled_row(elements[0])
    rows = [list(cells_of(row)) for row in elements]
    if _is_list(rows, marked):
        return False
    widths = [sum(_columns_spanned(cell) for cell in row) for row in rows]
    if max(widths, default=0) < 2 or sum(map(len, rows)) < 4:
        return False
    if not _holds_table(table):
        rows = rows[:1]  # the others can tell nothing more
        if any(cell.tag == "th" for cell in rows[0]):
            return True
    elif any(length(cell) > VALUE_RUNS and _holds_table(cell) for row in rows for cell in row):
        return False  # told without a look at all of it, however deep the tables stand in each other
    return not is_layout([[_held(cell, marked) for cell in row] for row in rows])


def _is_list(rows: Sequence[Sequence[Any]], marked: Marked) -> bool:
    """Whether rows are the items of a list, each with its number or bullet in one cell and words in the other."""
    return all(
        len(cells) == 2
        and all(cell.tag == "td" for cell in cells)
        and _is_mark(cells[0], marked)
        and len(marked.words(all_text(cells[1]), " ").split()) >= _ITEM_WORDS
        for cells in rows
    )


def _is_mark(cell: Any, marked: Marked) -> bool:
    """Whether a cell holds but a list's number or bullet."""
    if length(cell) > 2:
        return False
    return MARK_ALONE.fullmatch(marked.words(all_text(cell)).strip()) is not None


def _is_labelled_row(row: Any) -> bool:
    """Whether a row is data by itself: a header that names the cells behind it."""
    cells = [cell.tag for cell in cells_of(row)]
    return len(cells) > 1 and cells[0] == "th" and "td" in cells


def _holds_table(element: Any) -> bool:
    return next(element.iterdescendants("table"), None) is not None


def _held(cell: Any, marked: Marked) -> Held:
    tables = [table for table in cell.iter("table") if next(table.iterancestors("table", "td", "th")) is cell]
    inside = {each for table in tables for each in table.iter()}  # held, as lxml may give a dead element's id again
    own = [each for each in cell.iter() if each not in inside]
    texts = [each.text for each in own] + [each.tail for each in (*own, *tables) if each is not cell]
    return Held(
        "".join(map(marked.words, texts)).strip(),
        [sum(1 for _ in table.iter("td", "th")) for table in tables],
        any(each.tag in HEADINGS for each in own),
    )


def terms_of(listed: Any) -> list[tuple[Any, list[Any]]]:
    """The terms of a `dl`, each with what is said of it; none where a term has nothing said of it alone."""
    terms: list[tuple[Any, list[Any]]] = []
    for each in listed.iter("dt", "dd"):
        if each.tag == "dt":
            if terms and not terms[-1][1]:
                return []
            terms.append((each, []))
        elif terms:
            terms[-1][1].append(each)
        else:
            return []
    return terms if terms and terms[-1][1] else []


def is_sheet(terms: list[tuple[Any, list[Any]]]) -> bool:
    """Whether a `dl` tells short facts ("Share of wind: 40 %"), and is no text under headings, nor a nested list."""
    cells = [each for term, told in terms for each in (term, *told)]
    return len(terms) > 1 and all(
        len(each.findall(".//*")) <= _FACT_ELEMENTS
        and not any(inner.tag in _NO_FACTS for inner in each.iterdescendants())
        and length(each) <= _FACT_ELEMENTS
        for each in cells
    )


def label_cell(row: Any, marked: Marked) -> Any:
    """The first cell of a row of two when it holds but a list's number or bullet."""
    cells = list(cells_of(row))
    if len(cells) != 2 or cells[0].tag == "th" or not _is_mark(cells[0], marked):
        return None
    return cells[0]


def rows_of(table: Any) -> Iterator[Any]:
    """The rows of a table, those of its parts as well."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child if row.tag == "tr")


def cells_of(row: Any) -> Iterator[Any]:
    """The cells of a row."""
    return row.iterchildren("td", "th")  # type: ignore[no-any-return]


def placed(rows: Sequence[Any]) -> Iterator[tuple[int, int, int, int, Any]]:
    """row, column, height, width and element of each cell, up to the first `_MAX_ROWS` and `_MAX_CELLS`.

    A cell reaches no further down than its `thead`, `tbody` or `tfoot` does, whatever it says (HTML, "Forming a
    table"), and merged cells over no more than a table may hold: the others keep their place in the row.
    """
    ends = _group_ends(rows)
    until: dict[int, int] = {}  # by column, the first row that no cell from above reaches
    spanned = count = 0
    for row, element in enumerate(rows[:_MAX_ROWS]):
        column = 0
        for cell in cells_of(element):
            if count == _MAX_CELLS:
                return
            while until.get(column, 0) > row:
                column += 1
            height, width = _rows_spanned(cell, ends[row] - row), _columns_spanned(cell)
            reach = height * width - 1
            if reach and (spanned + reach > _MAX_SPANNED or len(rows) * (column + width) > _MAX_PLACES):
                height = width = 1
            else:
                spanned += reach
            if height > 1:
                until.update(dict.fromkeys(range(column, column + width), row + height))
            count += 1
            yield row, column, height, width, cell
            column += width


def is_cut(rows: Sequence[Any], cells: int) -> bool:
    """Whether a table has more rows than are read, or as many cells as are at the most."""
    return cells == _MAX_CELLS or len(rows) > _MAX_ROWS


def _group_ends(rows: Sequence[Any]) -> list[int]:
    """For each row, the first row behind those that stand in one element with it."""
    ends = [len(rows)] * len(rows)
    for row in range(len(rows) - 2, -1, -1):
        together = rows[row].getparent() is rows[row + 1].getparent()
        ends[row] = ends[row + 1] if together else row + 1
    return ends


def _rows_spanned(cell: Any, most: int) -> int:
    """Over how many rows a cell reaches, `most` at most; all of them where it says 0."""
    return min(_spanned(cell.get("rowspan")) or most, most)


def _columns_spanned(cell: Any) -> int:
    return min(max(_spanned(cell.get("colspan")), 1), _MAX_WIDTH)


def _spanned(text: str | None) -> int:
    """The number that an attribute of a merged cell says, 1 where it says none."""
    match = _SPAN.match(text or "")
    return int(match[1]) if match else 1


def is_in_head(row: Any) -> bool:
    """Whether a row stands in the head of its table."""
    section = row.getparent()
    return section is not None and section.tag == "thead"


def caption_below(table: Any) -> Any:
    """The caption of the figure that a table alone stands in, where it comes below it."""
    figure = next(table.iterancestors("figure"), None)
    if figure is None or sum(1 for _ in islice(figure.iter("table"), 2)) > 1:
        return None
    inside = table
    while inside is not figure:
        caption = next(inside.itersiblings("figcaption"), None)
        if caption is not None:
            return caption
        inside = inside.getparent()
    return None


_ITEM_WORDS = 3
"""Words of a list's item at least, behind a cell with its number: fewer may be a name and a value."""
_FACT_ELEMENTS = 4
"""Elements within a term of a list of facts, or within what is said of it, and their runs of text."""
_NO_FACTS = BLOCKS - {"p", "div"}
"""Elements that hold more than a short fact."""
