"""The formulas of a Word file (Office Math, ECMA-376 part 1, 22.1) as a line of text: "1/2", "10^6", "√(x+1)"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from policyledger.reading.docx_xml import DELETED, attribute_of, child_of, chosen, is_on, name_of
from policyledger.reading.marked import Marked
from policyledger.reading.repair import Traced, settle_raised


def add_formula(parts: list[Traced], element: Any, marked: Marked) -> None:
    """Adds the text of a formula, or of a part of one, to that of the paragraph it stands in."""
    for child in chosen(element):
        name = name_of(child)
        if name == "t":
            parts += marked.traced(child.text)
        elif name in _SHAPES:
            _SHAPES[name](parts, child, marked)
        elif not name.endswith("Pr") and name not in DELETED:
            add_formula(parts, child, marked)


def _add_fraction(parts: list[Traced], element: Any, marked: Marked) -> None:
    """The numerator, a stroke, the denominator, or one behind the other where no stroke is drawn between them."""
    above, below = _texts(element, ("num", "den"), marked)
    if attribute_of(child_of(child_of(element, "fPr"), "type"), "val") == "noBar":
        parts += listed([above, below], " ")
        return
    add_fraction(parts, above, below)


def add_fraction(parts: list[Traced], above: Traced, below: Traced) -> None:
    """Adds the numerator, a stroke, the denominator: in brackets where either would read as another number without."""
    if parts and parts[-1].text[-1:].isdigit():  # a mixed number: "2 1/2"
        parts.append(_after(parts[-1], " "))
    above = _bracketed(above) if _SUM.search(above.text) else above
    below = _bracketed(below) if _PRODUCT.search(below.text) else below
    parts += listed([above, below], "/")


def _add_power(parts: list[Traced], element: Any, marked: Marked) -> None:
    """What is raised, which is never the mark of a note here."""
    add_power(parts, _joined(element, marked))


def add_power(parts: list[Traced], mark: Traced) -> None:
    """Adds what is raised to a line, "10^6"; the degree has a sign of its own."""
    at = len(parts)
    parts.append(mark)
    if mark.text in _DEGREES:
        parts[at:] = [Traced.at("°", mark.starts[0], mark.end())]
        return
    settle_raised(parts, at)
    if mark.text and len(parts) == at:
        parts.append(Traced.at(f"^{mark.text}", mark.starts[0], mark.end()))


def _add_bracketed(parts: list[Traced], element: Any, marked: Marked) -> None:
    """What stands in brackets, of any shape or open at a side, and the signs between its pieces."""
    properties = child_of(element, "dPr")
    begin, between, end = (_sign_of(properties, *each) for each in (("begChr", "("), ("sepChr", "|"), ("endChr", ")")))
    pieces = [_joined(each, marked) for each in element if name_of(each) == "e"]
    parts += enclosed(Traced.join(listed(pieces, between)), begin, end)


def _add_root(parts: list[Traced], element: Any, marked: Marked) -> None:
    degree, inner = _texts(element, ("deg", "e"), marked)
    if is_on(child_of(element, "radPr"), "degHide"):
        degree = Traced.join(())
    add_root(parts, degree, inner)


def add_root(parts: list[Traced], degree: Traced, inner: Traced) -> None:
    """Adds a root to a line: "√2", "3√(x+1)"."""
    if inner.text:
        parts += [degree, _before(inner, "√"), _bracketed(inner) if len(inner) > 1 else inner]


def _add_sum(parts: list[Traced], element: Any, marked: Marked) -> None:
    """A sum, product or integral, the bounds in brackets behind its sign."""
    low, high, inner = _texts(element, ("sub", "sup", "e"), marked)
    if not inner.text:
        return
    bounds = Traced.join(listed([low, high], "…"))
    shown = _sign_of(child_of(element, "naryPr"), "chr", "∫")
    parts += [_before(bounds if bounds.text else inner, shown), _bracketed(bounds), _before(inner, " "), inner]


def _add_rows(parts: list[Traced], element: Any, marked: Marked) -> None:
    """The rows of a matrix or of a system of equations."""
    rows = [
        Traced.join(listed([_joined(cell, marked) for cell in row], " "))
        if name_of(row) == "mr"
        else _joined(row, marked)
        for row in element
        if name_of(row) in {"e", "mr"}
    ]
    parts += listed(rows, "; ")


def _texts(element: Any, names: Sequence[str], marked: Marked) -> list[Traced]:
    return [_joined(child_of(element, name), marked) for name in names]


def _joined(element: Any, marked: Marked) -> Traced:
    parts: list[Traced] = []
    if element is not None:
        add_formula(parts, element, marked)
    return Traced.join(parts).strip()


def listed(pieces: Sequence[Traced], between: str) -> list[Traced]:
    """The pieces that say something, parted by a sign."""
    shown: list[Traced] = []
    for piece in (piece for piece in pieces if piece.text):
        shown += [_after(shown[-1], between), piece] if shown else [piece]
    return shown


def enclosed(text: Traced, begin: str, end: str) -> list[Traced]:
    """A text between two signs; nothing of an empty one."""
    return [_before(text, begin), text, _after(text, end)] if text.text else []


def _bracketed(text: Traced) -> Traced:
    return Traced.join(enclosed(text, "(", ")"))


def _before(text: Traced, signs: str) -> Traced:
    """Signs that no text of the source stands for: they stand where the markup does that says so."""
    return Traced.at(signs, max(0, text.starts[0] - 1), text.starts[0])


def _after(text: Traced, signs: str) -> Traced:
    return Traced.at(signs, text.end(), text.end() + 1)


def _sign_of(properties: Any, name: str, default: str) -> str:
    """A sign as the properties give it: one without a value is not shown."""
    given = child_of(properties, name)
    return default if given is None else attribute_of(given, "val") or ""


_SHAPES: dict[str, Callable[[list[Traced], Any, Marked], None]] = {
    "f": _add_fraction,
    "sup": _add_power,
    "d": _add_bracketed,
    "rad": _add_root,
    "nary": _add_sum,
    "m": _add_rows,
    "eqArr": _add_rows,
}
_DEGREES = frozenset("°º∘")
_SUM = re.compile(r"[+−±=]|(?<![^\W\d_]{2})-")
"""What binds less than a fraction does; a hyphen between words does not count."""
_PRODUCT = re.compile(rf"[/×·*]|{_SUM.pattern}")
