"""The styles of a Word file: what their paragraphs are, and how they show text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from policyledger.reading.document import BlockKind
from policyledger.reading.docx_xml import attribute_of, child_of, integer, is_on, name_of


@dataclass(slots=True)
class Style:
    kind: BlockKind = "paragraph"
    level: int = 0
    titles: bool = False
    subtitles: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """How a style shows text: by the name of a property whether it is on, and how it is set off its line."""

    switches: Mapping[str, bool] = field(default_factory=dict)
    align: str | None = None


def styles_of(root: Any) -> dict[str, Style]:
    """What each paragraph style means, by its name or outline level, else that of the style it is based on."""
    names: dict[str, tuple[str, str, int]] = {}
    for style in root if root is not None else ():
        if name_of(style) != "style":
            continue
        identifier = attribute_of(style, "styleId") or ""
        name = (attribute_of(child_of(style, "name"), "val") or identifier).lower()
        base = attribute_of(child_of(style, "basedOn"), "val") or ""
        properties = child_of(style, "pPr")
        outline = child_of(properties, "outlineLvl")
        names[identifier] = name, base, integer(attribute_of(outline, "val")) if outline is not None else 9
    return {identifier: _meaning(identifier, names) for identifier in names}


def looks_of(root: Any) -> dict[str, Look]:
    """How each style shows text, by itself or as the style it is based on."""
    own: dict[str, tuple[Look, str]] = {}
    for style in root if root is not None else ():
        properties = child_of(style, "rPr")
        if properties is None:
            look = PLAIN
        else:
            switches = {each: is_on(properties, each) for each in UNSAID if child_of(properties, each) is not None}
            look = Look(switches, attribute_of(child_of(properties, "vertAlign"), "val"))
        own[attribute_of(style, "styleId") or ""] = look, attribute_of(child_of(style, "basedOn"), "val") or ""
    found: dict[str, Look] = {}
    for identifier in own:
        look, base = own[identifier]
        for _ in range(_MOST_BASES):
            if base not in own:
                break
            under, base = own[base]
            look = Look({**under.switches, **look.switches}, look.align or under.align)
        found[identifier] = look
    return found


def _meaning(identifier: str, names: dict[str, tuple[str, str, int]]) -> Style:
    for _ in range(_MOST_BASES):
        if identifier not in names:
            break
        name, base, outline = names[identifier]
        heading = re.fullmatch(r"heading\s*(\d)", name)
        if heading:
            return Style("heading", min(6, max(1, int(heading[1]))))
        if outline < 6:
            return Style("heading", outline + 1)
        if name in {"title", "subtitle"}:
            return Style("heading", 1 + (name == "subtitle"), name == "title", name == "subtitle")
        if name.startswith("caption"):
            return Style("caption")
        if name.startswith(("list bullet", "list number", "list paragraph")) and "paragraph" not in name:
            depth = re.search(r"\d", name)
            return Style("list_item", int(depth[0]) if depth else 1)
        if "footnote text" in name or "endnote text" in name:
            return Style("footnote")
        identifier = base
    return Style()


PLAIN = Look()
UNSAID = ("vanish", "strike", "dstrike")
"""Properties of a run that is not said: hidden, or struck out."""
_MOST_BASES = 12
"""Styles that a style is based on, one after the other."""
