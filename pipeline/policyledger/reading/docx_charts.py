"""The chart of a Word file: its title, and as a table the values that it prints beside its bars, lines and slices.

What a chart but draws, without a label at the value, is no figure that anybody can read off it, nor is it here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from policyledger.reading.docx_package import parsed
from policyledger.reading.docx_source import marked_part
from policyledger.reading.docx_xml import attribute_of, child_of, integer, is_on, name_of
from policyledger.reading.draft import Draft
from policyledger.reading.marked import Marked
from policyledger.reading.number_formats import formatted
from policyledger.reading.repair import Traced, join_lines
from policyledger.reading.tables import Grid, GridCell, table_drafts

_MAX_POINTS = 2_000
"""Values of a chart that are read."""


def chart_drafts(source: str, path: str, number: int) -> list[Draft]:
    """The title of a chart (ECMA-376 part 1, 21.2) as a caption and its values as a table, not yet mended.

    The first column names the categories, the others are the series, each under its name and the title of the axis.

    Args:
        source: of the chart's part.
        path: of the Word file.
        number: of the table in the document.

    Raises:
        PolicyledgerError: D015 the chart says nothing.
    """
    marked, xml = marked_part(source, 0)
    root, _ = parsed(xml, path, "a chart")
    chart = child_of(root, "chart")
    plot = child_of(chart, "plotArea")
    if plot is None:
        return []
    drafts = [Draft(line, "caption") for line in [_said(child_of(chart, "title"), marked)] if line.text]
    series = list(_series(plot, marked))
    if not any(each.values for each in series):
        return drafts
    return drafts + table_drafts(Grid(_cells(series, _axes(plot, marked)), number))


@dataclass(frozen=True, slots=True)
class _Series:
    """A series of a chart: its name, the labels of its points on one level or more, innermost first, and the values."""

    name: Traced
    labels: list[dict[int, Traced]]
    values: dict[int, Traced]


@dataclass(frozen=True, slots=True)
class _Axes:
    """The titles of the axes."""

    labels: Traced
    values: Traced


def _cells(series: list[_Series], axes: _Axes) -> list[GridCell]:
    levels = max(len(each.labels) for each in series)
    shown = [each for each in series if each.values]
    places = sorted({at for each in shown for at in each.values})
    lead = bool(axes.values.text)
    cells = [GridCell(0, 0, [axes.labels], 1 + lead, max(1, levels), marked=True)]
    if lead:
        cells.append(GridCell(0, max(1, levels), [axes.values], 1, len(shown), marked=True))
    cells += [GridCell(int(lead), max(1, levels) + i, [each.name], marked=True) for i, each in enumerate(shown)]
    for row, at in enumerate(places, 1 + lead):
        for level in range(levels):
            said = next(
                (each.labels[level][at] for each in series if level < len(each.labels) and at in each.labels[level]),
                None,
            )
            if said is not None:
                cells.append(GridCell(row, levels - 1 - level, [said]))
        cells += [
            GridCell(row, max(1, levels) + i, [each.values[at]]) for i, each in enumerate(shown) if at in each.values
        ]
    return cells


def _series(plot: Any, marked: Marked) -> Iterator[_Series]:
    """The series of all charts in a plot, with those of their values that are printed."""
    tabled = child_of(plot, "dTable") is not None
    left = _MAX_POINTS
    for group in plot:
        for each in group:
            if name_of(each) != "ser" or left <= 0:
                continue
            told = _first(each, "val", "yVal")
            values = dict(list(_points(told, marked, _format(each, group)))[:left]) if told is not None else {}
            left -= len(values)
            labels = _Labels.of(each, group)
            if labels.parts and not tabled:
                values = _shares(values)
            elif not tabled:
                values = {at: value for at, value in values.items() if labels.shows(at)}
            named = _first(each, "cat", "xVal")
            levels = [] if named is None else [dict(_points(level, marked)) for level in _levels(named)]
            yield _Series(_said(child_of(each, "tx"), marked), levels, values)


@dataclass(frozen=True, slots=True)
class _Labels:
    """Which points have a label with their value, and whether the labels say their parts of the whole."""

    value: bool
    parts: bool
    points: dict[int, bool]

    @classmethod
    def of(cls, series: Any, group: Any) -> _Labels:
        """The labels of a series, or those of all series of a chart."""
        labels = child_of(series, "dLbls")
        if labels is None:
            labels = child_of(group, "dLbls")
        if labels is None or is_on(labels, "delete"):
            return cls(value=False, parts=False, points={})
        points = {
            integer(attribute_of(child_of(each, "idx"), "val")): is_on(each, "showVal") and not is_on(each, "delete")
            for each in labels
            if name_of(each) == "dLbl"
        }
        value = is_on(labels, "showVal")
        return cls(value, is_on(labels, "showPercent") and not value, points)

    def shows(self, at: int) -> bool:
        """Whether a point has a label with its value."""
        return self.points.get(at, self.value)


def _shares(values: dict[int, Traced]) -> dict[int, Traced]:
    """The values as what they are of all of them."""
    numbers = {at: abs(_number(value.text)) for at, value in values.items()}
    whole = sum(numbers.values())
    if not whole:
        return {}
    return {at: _as(value, formatted(str(numbers[at] / whole), "0%")) for at, value in values.items()}


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "").strip("% "))
    except ValueError:
        return 0.0


def _format(series: Any, group: Any) -> str | None:
    """The format of the labels of a series, where they have one of their own."""
    for each in (series, group):
        code = child_of(child_of(each, "dLbls"), "numFmt")
        if code is not None and attribute_of(code, "sourceLinked") not in {"1", "true"}:
            return attribute_of(code, "formatCode")
    return None


def _levels(named: Any) -> list[Any]:
    """What holds the labels of each level, the innermost first."""
    held = next((each for each in named.iter("{*}multiLvlStrCache")), None)
    return [named] if held is None else [each for each in held if name_of(each) == "lvl"]


def _points(holder: Any, marked: Marked, code: str | None = None) -> Iterator[tuple[int, Traced]]:
    """The points that are kept with a chart, by their numbers, as they are shown."""
    source = next((each.text or "" for each in holder.iter("{*}formatCode")), "")
    for point in holder.iter("{*}pt"):
        value = child_of(point, "v")
        text = Traced.join(marked.traced(value.text) if value is not None else ()).strip()
        if text.text:
            shape = code or attribute_of(point, "formatCode") or source
            numeric = name_of(point.getparent()) in _NUMERIC
            yield integer(attribute_of(point, "idx")), _as(text, formatted(text.text, shape)) if numeric else text


def _as(text: Traced, shown: str) -> Traced:
    return text if text.text == shown else Traced.at(shown, text.starts[0], text.end())


def _axes(plot: Any, marked: Marked) -> _Axes:
    """The titles of the axes; those of two axes of values say nothing of one of them."""
    titles = {
        name: [_said(child_of(each, "title"), marked) for each in plot if name_of(each) == name] for name in _AXES
    }
    values = [title for title in titles["valAx"] if title.text]
    labels = [title for name in ("catAx", "dateAx") for title in titles[name] if title.text]
    if not labels and len(titles["valAx"]) > 1:
        labels, values = titles["valAx"][:1], titles["valAx"][1:2]  # one of figures against figures
    return _Axes((labels or [_NOTHING])[0], values[0] if len(values) == 1 else _NOTHING)


def _said(element: Any, marked: Marked) -> Traced:
    """A title or a name: typed, or kept from the sheet that it stands in."""
    if element is None:
        return _NOTHING
    lines = [
        Traced.join(run for each in line.iter("{*}t") for run in marked.traced(each.text))
        for line in element.iter("{*}p")
    ]
    kept = [Traced.join(marked.traced(each.text)) for each in element.iter("{*}v")]
    return join_lines([line.strip() for line in (*lines, *kept) if line.text.strip()])


def _first(element: Any, *names: str) -> Any:
    return next((child for child in element if name_of(child) in names), None)


_NOTHING = Traced.of("")
_AXES = ("catAx", "dateAx", "valAx")
_NUMERIC = frozenset({"numCache", "numLit"})
