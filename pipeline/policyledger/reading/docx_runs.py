"""The text of a paragraph of a Word file, run by run, each character with its place in the source."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from policyledger.reading.docx_styles import PLAIN, UNSAID, Look
from policyledger.reading.docx_xml import (
    INLINE_WRAPPERS,
    WRAPPERS,
    attribute_of,
    child_of,
    chosen,
    integer,
    is_on,
    name_of,
)
from policyledger.reading.marked import Marked
from policyledger.reading.repair import Traced, settle_raised


class Runs:
    """The visible text of a paragraph.

    Args:
        looks: how each style shows text.
        style: of the paragraph.
    """

    def __init__(self, marked: Marked, looks: Mapping[str, Look], style: str) -> None:
        self.marked = marked
        self.looks = looks
        self.style = looks.get(style, PLAIN)
        self.fields: list[bool] = []  # of each field that is open, whether its instruction is
        self.parts: list[Traced] = []
        self.bold = self.plain = 0
        self.size = 0.0
        self.breaks: list[int] = []
        self.led = 0

    @property
    def is_bold(self) -> bool:
        """Whether all of it is bold."""
        return self.bold > 0 and not self.plain

    def take(self, element: Any) -> None:
        """Adds the text of a paragraph's runs."""
        for child in chosen(element):
            name = name_of(child)
            if name == "r":
                self._run(child)
            elif name in WRAPPERS or name in INLINE_WRAPPERS:
                self.take(child)
            elif name in {"oMath", "oMathPara"}:
                self._equation(child)

    def _equation(self, element: Any) -> None:
        for text in element.iter():
            if name_of(text) != "t":
                continue
            traced = Traced.join(self.marked.traced(text.text))
            if not traced.text.strip():
                continue
            self.plain += 1
            self.parts.append(traced)
            if any(name_of(above) == "sup" for above in text.iterancestors()):
                settle_raised(self.parts, len(self.parts) - 1)

    def _run(self, run: Any) -> None:
        properties = child_of(run, "rPr")
        named = attribute_of(child_of(properties, "rStyle"), "val")
        looks = (self.looks.get(named or "", PLAIN), self.style)
        if any(_is_shown_with(each, properties, looks) for each in UNSAID):
            return
        bold = properties is not None and is_on(properties, "b")
        align = attribute_of(child_of(properties, "vertAlign"), "val")
        align = align or next((look.align for look in looks if look.align), None)
        count = len(self.parts)
        for child in chosen(run):
            name = name_of(child)
            if name == "fldChar":
                self._field(attribute_of(child, "fldCharType"))
            elif any(self.fields[:-1]):
                continue  # the result of a field within the instruction of another
            elif name == "t":
                self.parts += self.marked.traced(child.text)
            elif name in {"tab", "ptab"}:
                self.parts.append(sign(child, "\t"))
            elif name in {"br", "cr"}:
                if not self.breaks and not self.plain and (self.bold or (bold and len(self.parts) > count)):
                    self.led = len(self.parts)
                self.parts.append(sign(child, "\n"))
                self.breaks.append(len(self.parts))
            elif name == "noBreakHyphen":
                self.parts.append(sign(child, "-"))
            elif name == "sym":
                font, code = (attribute_of(child, "font") or "").lower(), (attribute_of(child, "char") or "").upper()
                self.parts.append(sign(child, _SYMBOLS.get((font, code[-2:]), " ")))
        if align == "superscript" or (align is None and _is_lifted(properties)):
            settle_raised(self.parts, count)
        if any(part.text.strip() for part in self.parts[count:]):
            size = attribute_of(child_of(properties, "sz"), "val")
            self.size = max(self.size, integer(size) / 2)
            self.bold += bold
            self.plain += not bold

    def _field(self, mark: str | None) -> None:
        if mark == "begin":
            self.fields.append(True)
        elif mark == "separate" and self.fields:
            self.fields[-1] = False
        elif mark == "end" and self.fields:
            self.fields.pop()


def _is_shown_with(switch: str, properties: Any, looks: Sequence[Look]) -> bool:
    """Whether a property of text is on, by its run or else by the styles of the run and its paragraph."""
    if properties is not None and child_of(properties, switch) is not None:
        return is_on(properties, switch)
    return next((look.switches[switch] for look in looks if switch in look.switches), False)


def _is_lifted(properties: Any) -> bool:
    """Whether a run stands above its line by so many half-points, as LibreOffice writes a raised mark."""
    position = attribute_of(child_of(properties, "position"), "val")
    return integer(position) > 0


def placed(marked: Marked, source: str, offset: int) -> str:
    """The text of a marked part, in which the elements that stand for a character say where in the source they do."""
    places = (match.span() for match in _SIGN.finditer(source))

    def said(match: re.Match[str]) -> str:
        start, end = next(places)
        return f'{match[1]} {_PLACE}="{start + offset} {end + offset}"'

    return _SIGN.sub(lambda match: said(match) + match[2], marked.text)


def sign(element: Any, text: str) -> Traced:
    """A character that stands for an element."""
    start, _, end = element.get(_PLACE, "0 0").partition(" ")
    return Traced.at(text, int(start), int(end))


TEXT = re.compile(r"<(?:\w+:)?t(?:\s[^<>]*)?>([^<]+)</(?:\w+:)?t>")
_SIGN = re.compile(r"(<(?:\w+:)?(?:tab|ptab|br|cr|noBreakHyphen|sym)(?=[\s/>])[^<>]*?)(/?>)")
"""An element that stands for a character, up to where its tag closes."""
_PLACE = "place"
"""The attribute that says where an element stands."""
_SYMBOLS = {
    ("symbol", "A3"): "≤",
    ("symbol", "B3"): "≥",
    ("symbol", "B1"): "±",
    ("symbol", "B0"): "°",
    ("symbol", "2D"): "–",
    ("symbol", "B7"): "•",
    ("wingdings", "A7"): "•",
}
"""What the common signs of fonts show whose codes say nothing, by the font and the code's last two digits."""
