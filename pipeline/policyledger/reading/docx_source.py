"""The XML of a part of a Word file, marked so that its tree still knows which characters of the source it shows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from policyledger.reading.marked import Marked
from policyledger.reading.repair import Traced


def marked_part(source: str, offset: int) -> tuple[Marked, str]:
    """The runs of text of a part, and its XML with markers in place of them.

    An element that stands for a character says in the XML where in the source it does (see `sign`). Comments and
    processing instructions become blanks and part a run of text; a CDATA section in one is text.

    Args:
        source: of the part.
        offset: of it in the source of the document.
    """
    asides = list(_asides(source))
    bare = _blanked(source, asides)
    texts = [match.span(2) for match in _TEXT.finditer(bare)]
    marked = Marked(bare, _parted(texts, asides) if asides else texts, offset, shown=source)
    places = (match.span("string" if match["string"] else 0) for match in _SIGN.finditer(bare))

    def placed(match: re.Match[str]) -> str:
        start, end = next(places)
        return f'{match["tag"]} {_PLACE}="{start + offset} {end + offset}"{match["close"]}'

    return marked, _SIGN.sub(placed, marked.text)


def sign(element: Any, text: str) -> Traced:
    """What stands for an element: a character, or the text in an attribute of it."""
    start, end = map(int, element.get(_PLACE, "0 0").split(" "))
    return Traced.of(text, start) if end - start == len(text) else Traced.at(text, start, end)


@dataclass(frozen=True, slots=True)
class _Aside:
    """A comment, a processing instruction or a CDATA section, and where the text within it begins and ends."""

    start: int
    stop: int
    text: tuple[int, int]


def _asides(source: str) -> Iterator[_Aside]:
    """What may hold tags that are none. No pattern looks for their ends: for want of one it would again and again."""
    at = 0
    while opening := _OPENING.search(source, at):
        mark = _CLOSING[opening[0]]
        close = source.find(mark, opening.end())
        if close < 0:
            return
        at = close + len(mark)
        text = (opening.end(), close) if opening[0] == _CDATA else (at, at)
        yield _Aside(opening.start(), at, text)


def _blanked(source: str, asides: Sequence[_Aside]) -> str:
    """The source, as long as it is, with blanks in place of some parts of it."""
    pieces: list[str] = []
    done = 0
    for aside in asides:
        pieces += source[done : aside.start], " " * (aside.stop - aside.start)
        done = aside.stop
    return "".join((*pieces, source[done:])) if asides else source


def _parted(texts: Sequence[tuple[int, int]], asides: Sequence[_Aside]) -> Iterator[tuple[int, int]]:
    """The runs of text without the comments within them and the marks of CDATA sections."""
    starts = [aside.start for aside in asides]
    for start, stop in texts:
        for aside in asides[bisect_left(starts, start) : bisect_left(starts, stop)]:
            yield from (span for span in ((start, aside.start), aside.text) if span[0] < span[1])
            start = aside.stop
        if start < stop:
            yield start, stop


_CDATA = "<![CDATA["
_CLOSING = {_CDATA: "]]>", "<!--": "-->", "<?": "?>"}
_OPENING = re.compile("|".join(map(re.escape, _CLOSING)))
_TEXT = re.compile(r"<(?:\w+:)?(t|instrText|v)(?:\s[^<>]*)?>([^<]+)</(?:\w+:)?\1>")
"""A run of text: what is shown, the instruction of a field, or a value of a chart."""
_SIGN = re.compile(
    r"(?P<tag><(?:\w+:)?(?:(?:tab|ptab|br|cr|noBreakHyphen|sym)(?=[\s/>])"
    r"|textpath(?=\s(?:[^<>]*?\s)?string=([\"'])(?P<string>[^<>]*?)\2))[^<>]*?)(?P<close>/?>)"
)
"""An element that stands for a character or has its text in an attribute, up to where its tag closes."""
_PLACE = "place"
"""The attribute that says where an element stands."""
