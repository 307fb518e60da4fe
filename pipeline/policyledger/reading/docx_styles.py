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
    """What the paragraphs of a style are.

    Attributes:
        kind, level: of their blocks.
        titles, subtitles: whether they are the title of the document, or stand below it.
        terms, defines: whether they are the terms of a list of definitions, or say something of one.
    """

    kind: BlockKind = "paragraph"
    level: int = 0
    titles: bool = False
    subtitles: bool = False
    terms: bool = False
    defines: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """How a style shows text: by the name of a property whether it is on, and how it is set off its line."""

    switches: Mapping[str, bool] = field(default_factory=dict)
    align: str | None = None


def styles_of(root: Any) -> dict[str, Style]:
    """What each paragraph style means, by its name or outline level, else that of the style it is based on."""
    names: dict[str, _Said] = {}
    for style in root if root is not None else ():
        if name_of(style) != "style":
            continue
        identifier = attribute_of(style, "styleId") or ""
        name = (attribute_of(child_of(style, "name"), "val") or identifier).lower()
        base = attribute_of(child_of(style, "basedOn"), "val") or ""
        properties = child_of(style, "pPr")
        names[identifier] = _Said(name, base, outline_level(properties), numbered_level(properties))
    return {identifier: _meaning(identifier, names) for identifier in names}


def outline_level(properties: Any) -> int:
    """The level of the outline that paragraphs of some properties stand on, from 0; that of text where none is said."""
    outline = child_of(properties, "outlineLvl")
    return _BODY if outline is None else integer(attribute_of(outline, "val"))


def numbered_level(properties: Any) -> int | None:
    """How deep in a list the paragraphs of some properties stand, from 1; 0 in none, None where they do not say."""
    numbering = child_of(properties, "numPr")
    if numbering is None:
        return None
    if attribute_of(child_of(numbering, "numId"), "val") == "0":  # takes the number away that a style gives
        return 0
    return 1 + integer(attribute_of(child_of(numbering, "ilvl"), "val"))


def look_of(properties: Any) -> Look:
    """How the properties of a run, or of the runs of a style, show text."""
    if properties is None:
        return PLAIN
    switches = {each: is_on(properties, each) for each in _SWITCHES if child_of(properties, each) is not None}
    return Look(switches, attribute_of(child_of(properties, "vertAlign"), "val"))


def looks_of(root: Any) -> dict[str, Look]:
    """How each style shows text, by itself or as the style it is based on."""
    own: dict[str, tuple[Look, str]] = {}
    for style in root if root is not None else ():
        if name_of(style) != "style":
            continue
        look = look_of(child_of(style, "rPr"))
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


@dataclass(frozen=True, slots=True)
class _Said:
    """What a style says itself: its name, the style it is based on, and the levels of its outline and its list."""

    name: str
    base: str
    outline: int
    numbered: int | None


def _meaning(identifier: str, names: Mapping[str, _Said]) -> Style:
    numbered: int | None = None
    for _ in range(_MOST_BASES):
        if identifier not in names:
            break
        said = names[identifier]
        name, outline = said.name, said.outline
        numbered = said.numbered if numbered is None else numbered
        heading = re.fullmatch(r"heading\s*(\d)", name)
        if heading:
            return Style("heading", min(6, max(1, int(heading[1]))))
        if outline < 6:
            return Style("heading", outline + 1)
        if _CONTENTS.fullmatch(name):
            return Style("contents")
        if name in {"title", "subtitle"}:
            return Style("heading", 1 + (name == "subtitle"), name == "title", name == "subtitle")
        if name in _TERMS | _DEFINES:
            return Style(terms=name in _TERMS, defines=name in _DEFINES)
        if name.startswith("caption"):
            return Style("caption")
        if name.startswith(("list bullet", "list number")) and numbered != 0:
            depth = re.search(r"\d", name)
            return Style("list_item", int(depth[0]) if depth else 1)
        if "footnote text" in name or "endnote text" in name:
            return Style("footnote")
        identifier = said.base
    return Style("list_item", numbered) if numbered else Style()


PLAIN = Look()
UNSAID = ("vanish", "strike", "dstrike")
"""Properties of a run that is not said: hidden, or struck out."""
_SWITCHES = (*UNSAID, "b")
_BODY = 9
"""The level of an outline that is text."""
_CONTENTS = re.compile(r"toc \d|table of (?:figures|authorities)|index \d")
"""The styles of lists of titles with their pages."""
_TERMS, _DEFINES = frozenset({"definition term", "list heading"}), frozenset({"definition", "list contents"})
"""The styles that Pandoc and LibreOffice have for lists of definitions."""
_MOST_BASES = 12
"""Styles that a style is based on, one after the other."""
