"""Columns that speak of their rows: the unit of their values, their deadline, base year, date of report, and who acts.

A row such as "Solar capacity | MW | 2018 | 120 | 450 | 2030" says all of it, once the headings "Unit", "Base year" and
"Deadline" tell which cell says what. Which headings do is in word lists (models/rules).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Literal

from spacy.tokens import Span

Role = Literal["unit", "deadline", "baseline", "as_of", "year", "start", "agency"]
"""What a column gives to the values of its rows; "year": their deadline or the date they were true at, as they are."""

HEADINGS: Mapping[Role, str] = {
    "unit": "LEX-UNIT-COLUMN",
    "deadline": "LEX-DEADLINE-COLUMN",
    "baseline": "LEX-BASELINE-COLUMN",
    "as_of": "LEX-AS-OF-COLUMN",
    "year": "LEX-YEAR-COLUMN",
    "start": "LEX-START-COLUMN",
    "agency": "LEX-AGENCY-COLUMN",
}
"""The word list of the headings of each role."""

DATES: tuple[Role, ...] = ("deadline", "baseline", "as_of", "year", "start")
"""The roles of columns that hold dates."""
_DATING = frozenset({"year", "years", "date", "dates", "deadline", "deadlines"})
_YEARLIKE = re.compile(r"\s*(?:19|20)\d\d[*†‡]?\s*")
_FIGURE = re.compile(r"\s*[-+−]?\d[\d.,\u00a0 ]*[*†‡]?\s*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BRACKETED = re.compile(r"\s*\([^()]{2,}\)")
_MARKS = " \t\n:.*†‡"


def speaking_cells(
    blocks: Sequence[Span], facts: Sequence[dict[str, Any]], lists: Mapping[str, Collection[str]]
) -> Iterator[tuple[int, Role]]:
    """The cells, as block indices, of columns with a heading that says what they give to their rows, and its role.

    A heading below another is read with it: "Target" over "Year". The first column is left out, since it names its rows
    and its heading may well be a label itself.
    """
    heads: dict[tuple[int, int], Role | None] = {}
    known: dict[tuple[int, ...], Role | None] = {}
    for index, (block, fact) in enumerate(zip(blocks, facts, strict=True)):
        cell = fact.get("cell")
        if not cell or not cell["column"]:
            continue
        place = cell["table"], cell["column"]
        if not cell["is_header"]:
            above = cell["column_headers"]
            if above not in known:
                known[above] = role_of([blocks[head].text for head in above], lists)
            role = known[above] or heads.get(place)
        elif place in heads:
            role = heads[place]  # a label beside the first: "end of 2028"
        else:
            heads[place] = role_of([block.text], lists)
            continue
        if role is not None:
            yield index, role


def labelled_cells(
    blocks: Sequence[Span], facts: Sequence[dict[str, Any]], lists: Mapping[str, Collection[str]]
) -> Iterator[tuple[int, Role]]:
    """The cells, as block indices, whose row has a heading that others give a column: "Lead agency | Port Board"."""
    known: dict[tuple[int, ...], Role | None] = {}
    for index, fact in enumerate(facts):
        cell = fact.get("cell")
        if not cell or cell["is_header"] or not cell["row_headers"]:
            continue
        heads = cell["row_headers"]
        if heads not in known:
            known[heads] = role_of([blocks[head].text for head in heads], lists)
        role = known[heads]
        if role is not None:
            yield index, role


def figure_cells(
    blocks: Sequence[Span], facts: Sequence[dict[str, Any]], lists: Mapping[str, Collection[str]]
) -> Iterator[int]:
    """The cells, as block indices, whose figure a year could be as well: "2000" below "2030" or above "450".

    They stand under a date, or alone in their row in a column with other figures, and neither their column nor their
    row is one of years.
    """
    alike = [index for index, block in enumerate(blocks) if _is_value(facts[index]) and _YEARLIKE.fullmatch(block.text)]
    if not alike:
        return
    dated = {index for index, role in speaking_cells(blocks, facts, lists) if role in DATES}
    counted = {
        _column(fact["cell"])
        for block, fact in zip(blocks, facts, strict=True)
        if _is_value(fact) and _FIGURE.fullmatch(block.text) and not _YEARLIKE.fullmatch(block.text)
    }
    mixed = Counter((cell["table"], cell["row"]) for index in alike if _column(cell := facts[index]["cell"]) in counted)
    for index in alike:
        cell = facts[index]["cell"]
        alone = _column(cell) in counted and mixed[cell["table"], cell["row"]] == 1
        under = any(_YEAR.search(blocks[head].text) for head in cell["column_headers"])
        named = [blocks[head].text for head in (*cell["row_headers"], *cell["column_headers"])]
        if index not in dated and (under or alone) and not any(_is_of_years(text, lists) for text in named):
            yield index


def _is_value(fact: Mapping[str, Any]) -> bool:
    """Whether a block is a table's cell and no header of it."""
    return bool(fact.get("cell")) and not fact["cell"]["is_header"]


def _column(cell: Mapping[str, Any]) -> tuple[int, int]:
    return cell["table"], cell["column"]


def _is_of_years(heading: str, lists: Mapping[str, Collection[str]]) -> bool:
    """Whether a heading says that what it heads are years or other dates."""
    return role_of([heading], lists) in DATES or not _DATING.isdisjoint(re.findall(r"\w+", heading.lower()))


def role_of(headings: Sequence[str], lists: Mapping[str, Collection[str]]) -> Role | None:
    """The role of a column by its headings, the nearest last."""
    texts = [" ".join(_BRACKETED.sub("", text).lower().split()).strip(_MARKS) or text.lower() for text in headings]
    for text in (" ".join(texts), *reversed(texts)):
        for role, name in HEADINGS.items():
            if text in lists.get(name, ()):
                return role
    return None
