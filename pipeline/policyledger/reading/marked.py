"""Text of HTML and XML that still knows its place after a parser has made a tree of it.

lxml tells no character offsets. So each run of text is replaced by a marker before parsing and looked up again
when the tree is walked: the tree may be mended and rearranged as the parser likes, the text stays traced.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Any

from lxml import etree

from policyledger.reading.repair import Traced

_OPEN, _CLOSE = "\ue000", "\ue001"
_MARKER = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_ALL_TEXT = etree.XPath("string()", smart_strings=False)
_BLANKED = str.maketrans(dict.fromkeys((_OPEN, _CLOSE), " "))
_UNTOLD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that a tree's texts may not hold when they are set, though a parser of HTML lets them in."""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")


class Marked:
    """A source with markers in place of its text.

    Args:
        source: as decoded.
        runs: start and end of each run of text in it, in order.
        offset: of `source` in what the document calls its source.
        shown: what the runs hold, where that is not what a parser may see in their place; as long as `source`.
    """

    def __init__(self, source: str, runs: Iterable[tuple[int, int]], offset: int = 0, shown: str | None = None) -> None:
        self._source = source if shown is None else shown
        self._offset = offset
        self._runs = list(runs)
        # Characters that would read as markers, being for private use, stand in next to no page.
        around = source.translate(_BLANKED) if _OPEN in source or _CLOSE in source else source
        parts: list[str] = []
        done = 0
        for number, (start, end) in enumerate(self._runs):
            parts += around[done:start], f"{_OPEN}{number}{_CLOSE}"
            done = end
        parts.append(around[done:])
        self.text = _UNTOLD.sub(" ", "".join(parts))

    def traced(self, text: str | None) -> list[Traced]:
        """The runs of text a node's text stands for."""
        if not text:
            return []
        return [self._run(int(number)) for number in _MARKER.findall(text)]

    def words(self, text: str | None, between: str = "") -> str:
        """What a node's text says, its runs joined."""
        return between.join(run.text for run in self.traced(text))

    def only(self, text: str) -> Traced | None:
        """The run of text that some text stands for; None where it stands for none, for several, or for more."""
        match = _MARKER.fullmatch(text.strip())
        return self._run(int(match[1])) if match else None

    def shaped(self, element: Any) -> Traced:
        """All text within an element with the blanks and line breaks between its runs, as it is shown in `pre`."""
        parts: list[Traced] = []
        for event, each in etree.iterwalk(element, events=("start", "end")):
            text = each.text if event == "start" else each.tail if each is not element else None
            if event == "start" and each.tag == "br":
                text = f"\n{text or ''}"
            for number, piece in enumerate(_MARKER.split(text or "")):
                if number % 2:
                    parts.append(self._run(int(piece)))
                elif piece and parts:  # blanks at the beginning say nothing
                    parts.append(Traced.at(piece, parts[-1].end(), parts[-1].end() + 1))
        return Traced.join(parts)

    def _run(self, number: int) -> Traced:
        start, end = self._runs[number]
        text = self._source[start:end]
        run = Traced.of(text, start + self._offset)
        return run.sub(_ENTITY, _unescape) if "&" in text else run


class MarkedWithin(Marked):
    """A source that stands within another, as HTML does in an attribute, with markers in place of its text.

    Args:
        source: as read from the other, so that each character knows its place there.
        runs: as of `Marked`.
    """

    def __init__(self, source: Traced, runs: Iterable[tuple[int, int]]) -> None:
        super().__init__(source.text, runs)
        self._within = source

    def _run(self, number: int) -> Traced:
        start, end = self._runs[number]
        return self._within[start:end].sub(_ENTITY, _unescape)


def all_text(element: Any) -> str:
    """All text within an element, markers standing for the runs of it."""
    return str(_ALL_TEXT(element))


def runs_within(text: str) -> int:
    """How many runs of text some text stands for."""
    return text.count(_CLOSE)


def _unescape(match: re.Match[str]) -> str | None:
    return html.unescape(match.group())
