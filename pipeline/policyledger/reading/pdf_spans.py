"""What columns the labels of a header on a PDF page are over."""

from __future__ import annotations

import math
from collections.abc import Sequence

_FLUSH = 0.8
_OFF_MIDDLE = 0.2
"""How far a label may stand off an end of its columns, in sizes of its type, and off their middle, in their width."""

Spans = list[tuple[int, int]]
"""From which column up to which each of some labels is."""


def label_spans(
    labels: Sequence[tuple[float, float]], columns: Sequence[tuple[float, float]], size: float
) -> tuple[float, Spans] | None:
    """How far off labels stand, and the columns each is over where together they are over all; None where unclear.

    A label is flush with the first or the last of its columns or stands in the middle of them, each by itself: one over
    a single column may be set right, the one beside it over three of them in their middle.
    """
    count, width = len(columns), max(x1 - x0 for x0, x1 in columns)

    def cost(label: tuple[float, float], start: int, stop: int) -> float:
        (x0, x1), left, right = label, columns[start][0], columns[stop - 1][1]
        off = min(abs(x0 - left), abs(x1 - right))
        middle = abs(x0 + x1 - left - right) / 2
        fits = off < _FLUSH * size or middle < _OFF_MIDDLE * width
        return min(off, middle) if fits else math.inf

    none: Spans = []
    best = [(0.0, none)] + [(math.inf, none)] * count
    for label in labels:
        reached = [(math.inf, none)]
        for stop in range(1, count + 1):
            ways = [(best[start][0] + cost(label, start, stop), start) for start in range(stop)]
            told, start = min(ways)
            reached.append((told, [*best[start][1], (start, stop)]))
        best = reached
    told, spans = best[count]
    return (told, spans) if math.isfinite(told) else None
