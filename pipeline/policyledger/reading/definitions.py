"""Lists of terms and what is said of each, for all formats that have them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from itertools import groupby
from typing import TypeVar

from policyledger.reading.callouts import is_figure
from policyledger.reading.draft import Draft, titles_by_weight
from policyledger.reading.repair import Traced, join_lines
from policyledger.reading.tables import Grid, GridCell, table_drafts

_Part = TypeVar("_Part")


def definition_drafts(terms: Sequence[tuple[Draft, Sequence[Draft]]], number: int, heading: int) -> list[Draft]:
    """A list of terms as blocks: short facts as a table, figures joined to their words, else texts under their titles.

    Args:
        terms: each with the blocks of what is said of it.
        number: of the table, if it becomes one.
        heading: the level of the heading that the list stands under.
    """
    if len(terms) > 1 and all(told and all(each.kind == "paragraph" for each in told) for _, told in terms):
        traced = [(term.traced, [each.traced for each in told]) for term, told in terms]
        if figures := figure_drafts(traced):
            return figures
        cells = []
        for part, cell in placed_terms(traced):
            cell.parts = [part]
            cells.append(cell)
        return table_drafts(Grid(cells, number))
    drafts: list[Draft] = []
    for term, told in terms:
        if told and titles_by_weight(term.text.strip()):
            term.kind, term.level, term.fixed = "heading", min(6, heading + 1), True
        drafts += [term, *told]
    return drafts


def with_definitions(
    drafts: Sequence[Draft], terms: Set[Draft], told: Set[Draft], number: Callable[[], int], heading: int
) -> list[Draft]:
    """The drafts with lists of definitions among them made blocks of, see `definition_drafts`.

    Args:
        drafts: one after the other.
        terms, told: those that are terms, and that say something of one.
        number: gives the number of a table that begins.
        heading: the level of the heading that they stand under.
    """
    shown: list[Draft] = []
    for listed, run in groupby(drafts, lambda draft: draft in terms or draft in told):
        found: list[tuple[Draft, list[Draft]]] = []
        for draft in run:
            if not listed or (draft in told and not found):
                shown.append(draft)
            elif draft in terms:
                found.append((draft, []))
            else:
                found[-1][1].append(draft)
        if found:
            shown += definition_drafts(found, number(), heading)
    return shown


def placed_terms(terms: Sequence[tuple[_Part, Sequence[_Part]]]) -> Iterator[tuple[_Part, GridCell]]:
    """The terms and what is said of each, with their cells in a table of two columns."""
    row = 0
    for term, told in terms:
        yield term, GridCell(row, 0, [], len(told), 1, True)
        for down, each in enumerate(told):
            yield each, GridCell(row + down, 1, [], 1, 1, False)
        row += len(told)


def figure_drafts(terms: Sequence[tuple[Traced, Sequence[Traced]]]) -> list[Draft]:
    """The blocks of a list whose terms are figures, each with the words that say of what it is; none of others."""
    if any(not is_figure(name.text) or any(is_figure(each.text) for each in told) for name, told in terms):
        return []
    return [Draft(join_lines([name, *told])) for name, told in terms]
