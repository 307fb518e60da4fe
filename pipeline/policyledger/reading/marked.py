"""Text of HTML and XML that still knows its place after a parser has made a tree of it.

lxml tells no character offsets. So each run of text is replaced by a marker before parsing and looked up again
when the tree is walked: the tree may be mended and rearranged as the parser likes, the text stays traced.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from policyledger.reading.repair import Traced

_OPEN, _CLOSE = "\ue000", "\ue001"
_MARKER = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")


class Marked:
    """A source with markers in place of its text.

    Args:
        source: as decoded.
        runs: start and end of each run of text in it, in order.
        offset: of `source` in what the document calls its source.
    """

    def __init__(self, source: str, runs: Iterable[tuple[int, int]], offset: int = 0) -> None:
        self._source = source
        self._offset = offset
        self._runs: list[tuple[int, int]] = []
        parts: list[str] = []
        done = 0
        for start, end in runs:
            parts += _plain(source[done:start]), f"{_OPEN}{len(self._runs)}{_CLOSE}"
            self._runs.append((start, end))
            done = end
        parts.append(_plain(source[done:]))
        self.text = "".join(parts)

    def traced(self, text: str | None) -> list[Traced]:
        """The runs of text a node's text stands for."""
        if not text:
            return []
        return [self._run(int(number)) for number in _MARKER.findall(text)]

    def _run(self, number: int) -> Traced:
        start, end = self._runs[number]
        run = Traced.of(self._source[start:end], start + self._offset)
        return run.sub(_ENTITY, _unescape) if "&" in run.text else run


def _plain(text: str) -> str:
    return text.replace(_OPEN, " ").replace(_CLOSE, " ")


def _unescape(match: re.Match[str]) -> str | None:
    return html.unescape(match.group())
