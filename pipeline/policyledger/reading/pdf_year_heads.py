"""Headers of two rows on a PDF page: labels over years, each over as many as it stands to ("Actual | Target" ...)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from policyledger.reading.pdf_joined_rows import text_of
from policyledger.reading.pdf_rows import LABEL_WORDS, crosses, runs_of
from policyledger.reading.pdf_spans import Spans, label_spans
from policyledger.reading.pdf_words import Word
from policyledger.reading.tables import is_year

_APART = 1.2
"""White between two labels, in sizes of their type."""
_ABOVE = 2.4
"""How far above the years their labels begin at the most, in sizes of their type."""


class YearHead(NamedTuple):
    """Labels over a run of columns of years.

    Attributes:
        top, middle: where the labels begin, and between them and the years.
        first, stop: the first column of years, and the one after the last.
    """

    top: float
    middle: float
    first: int
    stop: int


def over_years(head: Sequence[Word], row: Sequence[Word], stops: Sequence[float]) -> list[float]:
    """The edges between the labels of a header's first row, each over as many of a row of years as it stands to.

    They are those of all columns where no row of years is below, or it is not clear what a label is over.
    """
    inner = list(stops[1:-1])
    years = _run_of_years(row, stops)
    if years is None:
        return inner
    first, stop = years
    labels = _labels([word for word in head if stops[first] < (word.x0 + word.x1) / 2 < stops[stop]])
    if not 0 < len(labels) < stop - first:
        return inner
    found = _spans(labels, stops[first : stop + 1], labels[0][0].size)
    if found is None:
        return inner
    within = [stops[first + start] for start, _ in found[1][1:]]
    return sorted({*stops[1 : first + 1], *within, *stops[stop:-1]})


def head_over_years(words: Sequence[Word], row: Sequence[Word], stops: Sequence[float]) -> YearHead | None:
    """Labels right above a row of years that no rule stands over; None where there are none.

    They stand over the years alone, one of them over several. What stands beside both rows is a merged cell.
    """
    years = _run_of_years(row, stops)
    if years is None:
        return None
    first, stop = years
    x0, x1 = stops[first], stops[stop]
    told = [word for word in row if x0 < (word.x0 + word.x1) / 2 < x1]
    level, foot, size = min(word.top for word in told), max(word.bottom for word in told), told[0].size
    near = [w for w in words if w.x1 > stops[0] and w.x0 < stops[-1] and level - _ABOVE * size < w.top]
    near = [word for word in near if (word.top + word.bottom) / 2 < level]
    above = [word for word in near if x0 < (word.x0 + word.x1) / 2 < x1]
    if not above:
        return None
    last = max(word.bottom for word in above)
    line = [word for word in above if word.bottom > last - 0.4 * word.size]
    top = min(word.top for word in line)
    labels = _labels(line)
    beside = [word for word in words if top < (word.top + word.bottom) / 2 < foot and word not in line]
    beside = [word for word in beside if word.x1 > stops[0] and word.x0 < stops[-1]]
    runs = runs_of(sorted([*line, *beside], key=lambda word: (round(word.bottom), word.x0)))
    if any(left < x - 1 and right > x + 1 for left, right in runs for x in (stops[0], *stops[1 : first + 1], x1)):
        return None
    if len(labels) >= stop - first or max(map(len, labels)) > LABEL_WORDS:
        return None  # a label to each year: lines of one cell
    if _spans(labels, stops[first : stop + 1], size) is None:
        return None
    top = min([top, *(word.top for word in beside if word.bottom > top)])
    return YearHead(top - 1, (last + level) / 2, first, stop)


def _run_of_years(row: Sequence[Word], stops: Sequence[float]) -> tuple[int, int] | None:
    """The columns of a row that hold years, two or more side by side and none apart; None where it is none of years."""
    cells = [[w for w in row if x0 < (w.x0 + w.x1) / 2 < x1] for x0, x1 in pairwise(stops)]
    found = [at for at, cell in enumerate(cells) if at and cell and is_year(text_of(cell))]
    if len(found) < 2 or found[-1] - found[0] >= len(found) or any(crosses(word, stops) for word in row):
        return None
    return found[0], found[-1] + 1


def _spans(labels: Sequence[Sequence[Word]], stops: Sequence[float], size: float) -> tuple[float, Spans] | None:
    """What columns between some stops labels are over, as `label_spans` has it."""
    places = [(min(word.x0 for word in label), max(word.x1 for word in label)) for label in labels]
    return label_spans(places, list(pairwise(stops)), size)


def _labels(words: Sequence[Word]) -> list[list[Word]]:
    """Words by the labels they are of, from left to right: wide white stands between these."""
    labels: list[list[Word]] = []
    reach = -math.inf
    for word in sorted(words, key=lambda word: word.x0):
        if word.x0 - reach < _APART * word.size and labels:
            labels[-1].append(word)
        else:
            labels.append([word])
        reach = max(reach, word.x1)
    return labels
