"""The formulas that fields of a Word file draw ({ EQ \\f(1,2) }), as a line of text: "1/2", "10^6", "√(x+1)".

Word keeps no result of such a field: what it shows is drawn from the instruction each time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from policyledger.reading.docx_maths import add_fraction, add_power, add_root, enclosed, listed
from policyledger.reading.repair import Traced

_MAX_DEPTH = 20
"""Switches within switches; what is deeper is left out."""


def drawn_formula(parts: list[Traced], code: Traced) -> None:
    """Adds what a field's instruction draws to the text of the paragraph it stands in; nothing of any other field."""
    code = code.strip()
    if begin := _EQUATION.match(code.text):
        _Formula(code, begin.end()).add(parts, 0, within=False)


@dataclass(slots=True)
class _Formula:
    """An instruction, read from a place on (ECMA-376 part 1, 17.16.5.18, says no more than Word's own help)."""

    code: Traced
    at: int

    def add(self, parts: list[Traced], depth: int, *, within: bool) -> None:
        """Adds what is drawn up to the sign that ends an argument, or up to the end of the instruction."""
        text = self.code.text
        brackets = 0
        while self.at < len(text):
            sign = text[self.at]
            if within and not brackets and sign in _ENDS:
                break
            switch = _SWITCH.match(text, self.at)
            if switch:
                self.at = switch.end()
                self._drawn(parts, switch["name"].lower(), switch["options"].lower(), depth)
            elif formatted := _FORMAT.match(text, self.at):
                self.at = formatted.end()
            else:
                self.at += sign == "\\"  # before a sign that stands for itself
                parts.append(self.code[self.at : self.at + 1])
                brackets += (sign == "(") - (sign == ")")
                self.at += 1

    def _arguments(self, depth: int) -> list[Traced]:
        found: list[Traced] = []
        while self.at < len(self.code):
            parts: list[Traced] = []
            self.add(parts, depth + 1, within=True)
            found.append(Traced.join(parts).strip())
            self.at += 1
            if self.code.text[self.at - 1 : self.at] in {")", ""}:
                break
        return found or [Traced.of("")]

    def _drawn(self, parts: list[Traced], name: str, options: str, depth: int) -> None:
        given = self._arguments(depth) if depth < _MAX_DEPTH else [Traced.of("")]
        first, last = given[0], given[-1]
        if name == "f" and len(given) > 1:
            add_fraction(parts, first, last)
        elif name == "r":
            add_root(parts, first if len(given) > 1 else Traced.join(()), last)
        elif name == "up" or (name == "s" and "do" not in options):
            for each in given:
                add_power(parts, each)
        elif name == "o":  # one over the other: how a word is said above the word, a ring around a number
            parts.append(last)
        elif name == "b":
            begin, end = _brackets(options)
            parts += enclosed(Traced.join(listed(given, ",")), begin, end)
        elif name != "d":  # which moves along the line
            parts += listed(given, _BETWEEN.get(name, ""))


def _brackets(options: str) -> tuple[str, str]:
    """The signs that options put around an argument: one for both sides, or one for either."""
    signs = {match[1]: match[2] for match in _BRACKET.finditer(options)}
    both = signs.get("b") or ("" if signs else "(")
    return signs.get("l", both), signs.get("r", _CLOSING.get(both, both))


_EQUATION = re.compile(r"EQ\b\s*", re.IGNORECASE)
_SWITCH = re.compile(
    r"\\\s?(?P<name>up|do|[abdfilorsx])\s*+\d*+\s*+(?P<options>(?:\\(?:[lrb]c\s?\\?\S|[a-z]{2}\s*+\d*+)\s*+)*)\(",
    re.IGNORECASE,
)
"""A switch with its options, up to the bracket that its arguments begin with."""
_FORMAT = re.compile(r"\\\*\s*+(?:\"[^\"]*\"|\S+)\s*")
"""How the text of a field is to look: "\\* jc2", "\\* \\"Font:Gothic\\""."""
_BRACKET = re.compile(r"\\([lrb])c\s*\\?(\S)")
_CLOSING = {"(": ")", "[": "]", "{": "}", "<": ">"}
_ENDS = frozenset(",;)")
_BETWEEN = {"a": "; ", "l": ",", "i": " "}
"""What parts the arguments of a switch in a line."""
