"""How much writing a picture shows: enough to say that text is lost without OCR, and no more.

Writing alternates: rows with many strokes side by side, as high as letters are, between rows with none. Photographs
have no such rows, charts and logos few. So no letter is read, and none of the languages is known.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

WRITING = 300
"""The letters that a picture shows at the least, beyond the text upon it, that is said to: some fifty words."""
_STRIP = 60
"""How wide the strips are that a picture is looked at in, for columns and cells don't share their lines."""
_STROKE = 40
"""How much two pixels side by side differ at the edge of a stroke, of 255."""
_OPENS = 6
_GOES_ON = 3
_BLANK = 2
"""The edges of strokes in a row of a strip with which writing begins, with which it goes on, and of one without any."""
_LOWEST = 3
_HIGHEST = 22
_WHITE = 3
"""How high lines are, and within how many rows above and below one stands a blank one, in pixels."""
_LEAST_LINES = 3
_MOSTLY = 0.6
"""The lines of a strip of writing, and their share of all that is in it."""
_EDGES = 4
"""The edges of strokes that a letter has in a row."""


class _Band(NamedTuple):
    """Rows of a strip with strokes, and the most edges of such in one of them."""

    first: int
    last: int
    edges: int


def count_letters(grey: NDArray[Any]) -> int:
    """About how many letters a picture shows, 0 of most that show no writing.

    Args:
        grey: its pixels (rows by columns, 0 to 255), 72 to 100 of them an inch.
    """
    edges = np.abs(np.diff(grey.astype(np.int16), axis=1)) > _STROKE
    found = 0
    for left in range(0, edges.shape[1] - _STRIP // 2, _STRIP):
        rows = edges[:, left : left + _STRIP].sum(axis=1).tolist()
        bands = _bands(rows)
        lines = [band for band in bands if _is_line(band, rows)]
        if len(lines) >= max(_LEAST_LINES, _MOSTLY * len(bands)):
            found += sum(line.edges for line in lines) // _EDGES
    return found


def _bands(rows: list[int]) -> list[_Band]:
    bands = []
    at = 0
    while at < len(rows):
        first = at
        if rows[at] >= _OPENS:
            while at < len(rows) and rows[at] >= _GOES_ON:
                at += 1
            bands.append(_Band(first, at, max(rows[first:at])))
        else:
            at += 1
    return bands


def _is_line(band: _Band, rows: list[int]) -> bool:
    """Whether a band is as high as a line of writing, with blank above and below."""
    above, below = rows[max(0, band.first - _WHITE) : band.first], rows[band.last : band.last + _WHITE]
    blank = min(above, default=0) <= _BLANK and min(below, default=0) <= _BLANK
    return blank and _LOWEST <= band.last - band.first <= _HIGHEST
