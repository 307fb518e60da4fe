"""Columns of prose side by side in plain text, as tools that keep the layout of a page write them, read one by one.

A gutter is a place that is blank in every line of a run of them. What stands on both sides of it is prose and no table:
the left sides go on from line to line in small letters, and so do the right sides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from policyledger.reading.draft import ends_sentence
from policyledger.reading.lines import Line

_LEAST_LINES = 4
_LEAST_WORDS = 3
"""Lines of columns that have text on both sides, and words of a side on average."""
_GUTTER = 2
"""Blanks in a gutter, at least."""
_NARROWEST = 12
"""Characters of a column."""


def without_columns(lines: Sequence[Line]) -> list[Line]:
    """The lines with those of columns side by side put one below the other, the left ones first."""
    shown: list[Line] = []
    for run in _runs(lines):
        gutter = _gutter(run)
        if gutter is None:
            shown += run
            continue
        sides = [_parted(line, gutter) for line in run]
        blank = Line("", run[-1].start, 0, run[-1].page)
        shown += [left for left, _ in sides]
        shown.append(blank)
        shown += [right for _, right in sides]
    return shown


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines in which columns may stand: of one page, with no two blank lines between them, or any others."""
    run: list[Line] = []
    for line in lines:
        new_page = run and line.page != run[-1].page
        if run and (new_page or (not line.text and not run[-1].text)):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _gutter(run: Sequence[Line]) -> int | None:
    """Where the right column of a run begins; None where there are no columns of prose."""
    held = [line for line in run if line.text]
    parted = [line for line in held if "   " in line.text or "  " in line.text]
    if len(parted) < _LEAST_LINES or len(parted) * 3 < len(held) * 2:
        return None
    begins: dict[int, int] = {}
    for line in parted:
        for at in _begins(line):
            begins[at] = begins.get(at, 0) + 1
    for at, count in sorted(begins.items(), key=lambda each: (-each[1], each[0])):
        if count < _LEAST_LINES:
            return None
        if all(_is_clear(line, at) for line in held) and _is_prose(run, at):
            return at
    return None


def _begins(line: Line) -> Iterator[int]:
    """Where in a line words begin behind two blanks or more."""
    for at in range(_GUTTER, len(line.text)):
        if line.text[at] != " " and line.text[at - _GUTTER : at].isspace():
            yield line.indent + at


def _is_clear(line: Line, at: int) -> bool:
    """Whether the gutter before a place is blank in a line."""
    place = at - line.indent
    return place <= 0 or line.text[max(0, place - _GUTTER) : place].isspace() or place >= len(line.text) + _GUTTER


def _parted(line: Line, at: int) -> tuple[Line, Line]:
    """The left and the right side of a line."""
    place = max(0, at - line.indent)
    left, right = line.text[:place].rstrip(), line.text[place:]
    shift = len(right) - len(right.lstrip())
    begin = place + shift
    return (
        replace(line, text=left, indent=line.indent if left else 0),
        replace(line, text=right.strip(), start=line.start + begin, indent=max(0, line.indent + begin - at)),
    )


def _is_prose(run: Sequence[Line], at: int) -> bool:
    """Whether both sides of a gutter are prose, in lines of some words that go on in small letters."""
    sides = list(zip(*((left.text, right.text) for left, right in (_parted(line, at) for line in run)), strict=True))
    return all(map(_goes_on, sides))


def _goes_on(side: Sequence[str]) -> bool:
    texts = [text for text in side if text]
    if len(texts) < _LEAST_LINES or sum(len(text.split()) for text in texts) < _LEAST_WORDS * len(texts):
        return False
    if max(map(len, texts)) < _NARROWEST or any("  " in text for text in texts):
        return False
    pairs = [(one, other) for one, other in pairwise(side) if one and other]
    going = sum(other[0].islower() and not ends_sentence(one) for one, other in pairs)
    return going * 2 >= len(pairs) > 1
