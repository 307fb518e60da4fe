"""Lines of a text with their places: what plain text is read by, and what tables are drawn with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyledger.reading.repair import Traced


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its place in the source (`start` of its first visible character) and its page (from 1).

    `spread` holds its characters where they do not stand one right after the other in the source. `tabs`
    says how many of its indent are, and so how many cells a row that tabs part leaves empty before its first.
    """

    text: str
    start: int
    indent: int
    page: int = 1
    spread: Traced | None = None
    tabs: int = 0

    @property
    def traced(self) -> Traced:
        """Its characters with the place of each."""
        return Traced.of(self.text, self.start) if self.spread is None else self.spread

    @classmethod
    def all_of(cls, traced: Traced) -> Iterator[Line]:
        """The lines of some text with line breaks in it."""
        for match in _LINE.finditer(traced.text):
            text = match[0].strip()
            begin = match.end() - len(match[0].lstrip())
            line = traced[begin : begin + len(text)]
            start = line.starts[0] if text else traced.starts[min(match.start(), len(traced) - 1)]
            yield cls(text, start, begin - match.start(), 1, line, match[0].count("\t", 0, begin - match.start()))


def is_ruled(text: str) -> bool:
    """Whether a line is but drawn: dashes, equals signs and the like, that part what stands above and below."""
    return _RULED.fullmatch(text) is not None


def groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines between blank lines."""
    group: list[Line] = []
    for line in lines:
        if line.text:
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


HEAD_LINES = 4
"""Lines that the header of a typed table takes, at most."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n|[\r\n]|\Z)")
_RULED = re.compile(r"[-=_+|–—\s]{4,}")
SCALE = re.compile(r"(?<![\d.,])(?:[’'‘`]?000s?|(?<=\()1[, ]?000(?=\)))(?![\d.,]*\d)")
"""What the figures of a table are multiplied by: "('000)", "RM'000", "000s", "(1,000)"."""
FIGURE = r"\d{1,3}(?:[ \xa0\u2009\u202f]\d{3})+(?:[.,]\d+)?|\d[\d.,]*"
"""A number as it is written in tables, in a pattern's words."""
VALUE = re.compile(
    r"(?!(?:CO|SO|NO|N|CH|PM|SF|NF)[\dx])"
    rf"(?:[(+−–-]?(?:(?-i:[A-Z]{{2,3}}) ?)?[$€£¥₹]?(?:{FIGURE})(?:[-–:](?:{FIGURE}))?"
    r"(?:%| %|[^\W\d_]{1,2}| (?-i:[A-Z]{3}))?[)/]?"
    r"|nil|n[./]?a\.?|n/d|tbd|tbc|free|exempt|[-–—]|\.\.\.?|…)[*†‡#]{0,3}",
    re.IGNORECASE,
)
"""What a cell of a table holds as its value, or in place of one; a formula ("CO2") is none."""
