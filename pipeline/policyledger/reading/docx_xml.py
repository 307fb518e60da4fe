"""What the XML of a Word file says: its elements by their names, without their namespaces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def chosen(element: Any) -> list[Any]:
    """What stands in an element: of alternatives the first, for a fallback says again what its choice says.

    A content control that nobody has filled in shows what to put there, and holds nothing.
    """
    found: list[Any] = []
    for child in element:
        name = name_of(child)
        if name == "AlternateContent":
            found += [each for choice in child[:1] for each in chosen(choice)]
        elif name != "sdt" or not is_on(child_of(child, "sdtPr"), "showingPlcHdr"):
            found.append(child)
    return found


def unwrapped(element: Any) -> Iterator[Any]:
    """What stands in an element, content controls and the like looked into."""
    pending = chosen(element)[::-1]
    while pending:
        child = pending.pop()
        if name_of(child) in WRAPPERS:
            pending.extend(reversed(chosen(child)))
        else:
            yield child


def flat(element: Any, wanted: str) -> list[Any]:
    """The children of a name, content controls looked into."""
    return [child for child in unwrapped(element) if name_of(child) == wanted]


def name_of(element: Any) -> str:
    """The name of an element; "" of what is none, as a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child_of(element: Any, name: str) -> Any:
    """The first child of a name; None without one, or without the element."""
    return next((child for child in element if name_of(child) == name), None) if element is not None else None


def attribute_of(element: Any, name: str) -> str | None:
    """The attribute of a name; None without one, or without the element."""
    if element is None:
        return None
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def is_on(properties: Any, name: str) -> bool:
    """Whether a property that is there or not is there and not switched off."""
    switch = child_of(properties, name)
    return switch is not None and attribute_of(switch, "val") not in {"0", "false", "off", "none"}


def integer(text: str | None) -> int:
    """A number from 0 on, up to five figures long; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else 0


def hexadecimal(text: str | None) -> int:
    """A code of up to four hexadecimal digits; 0 for anything else."""
    return int(text, 16) if text and len(text) < 5 and set(text) <= _DIGITS else 0


_DIGITS = frozenset("0123456789abcdefABCDEF")
WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
"""Elements that say no more of what stands in them than where it comes from."""
DELETED = frozenset({"del", "moveFrom"})
"""Elements of what is deleted or moved away."""
INLINE_WRAPPERS = frozenset({"hyperlink", "fldSimple", "dir", "bdo"})
