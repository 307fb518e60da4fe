"""The text of a paragraph of a Word file, run by run, each character with its place in the source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from policyledger.reading.docx_fields import drawn_formula
from policyledger.reading.docx_maths import add_formula
from policyledger.reading.docx_source import sign
from policyledger.reading.docx_styles import PLAIN, UNSAID, Look, look_of
from policyledger.reading.docx_symbols import PRIVATE, symbol
from policyledger.reading.docx_xml import (
    INLINE_WRAPPERS,
    WRAPPERS,
    attribute_of,
    child_of,
    chosen,
    flat,
    hexadecimal,
    integer,
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
        self.codes: list[list[Traced]] = []  # of each, its instruction
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
                self._formula(child)

    def _formula(self, element: Any) -> None:
        count = len(self.parts)
        add_formula(self.parts, element, self.marked)
        self.plain += any(part.text.strip() for part in self.parts[count:])

    def _run(self, run: Any) -> None:
        properties = child_of(run, "rPr")
        named = attribute_of(child_of(properties, "rStyle"), "val")
        looks = (look_of(properties), self.looks.get(named or "", PLAIN), self.style)
        if any(_is_on(each, looks) for each in UNSAID):
            return
        bold, align = _is_on("b", looks), next((look.align for look in looks if look.align), None)
        count = len(self.parts)
        for child in chosen(run):
            name = name_of(child)
            if name == "fldChar":
                self._field(attribute_of(child, "fldCharType"))
            elif any(self.fields[:-1]):
                continue  # the result of a field within the instruction of another
            elif name == "instrText" and self.codes:
                self.codes[-1] += self.marked.traced(child.text)
            elif name == "t":
                self.parts += self._shown(child, properties)
            elif name in _REFERENCES and attribute_of(child, "customMarkFollows") in _ON:
                break  # what follows is the mark of the note
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
                shown = symbol(attribute_of(child, "font") or "", hexadecimal(attribute_of(child, "char")))
                self.parts.append(sign(child, shown or " "))
            elif name == "ruby":  # what is set above its base says how that is read
                for base in flat(child, "rubyBase"):
                    self.take(base)
        if align == "superscript" or (align is None and _is_lifted(properties)):
            settle_raised(self.parts, count)
        if any(part.text.strip() for part in self.parts[count:]):
            size = attribute_of(child_of(properties, "sz"), "val")
            self.size = max(self.size, integer(size) / 2)
            self.bold += bold
            self.plain += not bold

    def _shown(self, text: Any, properties: Any) -> list[Traced]:
        """The runs of a text, with the signs that its font shows where it has codes of its own."""
        runs = self.marked.traced(text.text)
        fonts = child_of(properties, "rFonts")
        if fonts is None or not any(PRIVATE.search(run.text) for run in runs):
            return runs
        font = attribute_of(fonts, "ascii") or ""
        return [run.sub(PRIVATE, lambda match: symbol(font, ord(match[0])) or None) for run in runs]

    def _field(self, mark: str | None) -> None:
        if mark == "begin":
            self.fields.append(True)
            self.codes.append([])
        elif mark == "separate" and self.fields:
            self.fields[-1] = False
        elif mark == "end" and self.fields:
            self.fields.pop()
            code = self.codes.pop()
            if not any(self.fields):
                drawn_formula(self.parts, Traced.join(code))


def _is_on(switch: str, looks: Sequence[Look]) -> bool:
    """Whether a property of text is on, by the first look that says so or not."""
    return next((look.switches[switch] for look in looks if switch in look.switches), False)


def _is_lifted(properties: Any) -> bool:
    """Whether a run stands above its line by so many half-points, as LibreOffice writes a raised mark."""
    position = attribute_of(child_of(properties, "position"), "val")
    return integer(position) > 0


_REFERENCES = frozenset({"footnoteReference", "endnoteReference"})
_ON = frozenset({"1", "true", "on"})
