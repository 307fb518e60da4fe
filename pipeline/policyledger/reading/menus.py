"""Menus that no element and no class calls so: short links in a row, one below the other, or as items of a list."""

from __future__ import annotations

import re

from policyledger.reading.document import BlockKind


def is_column(text: str, lines: int, linked: int, shown: int) -> bool:
    """Whether a block is links of a few words, each in a line of its own.

    Args:
        text: of the block.
        lines: that breaks part it into.
        linked, shown: how many of its characters stand in links, and how many there are.
    """
    if lines < _LEAST_LINKS or linked * 10 <= shown * 9 or len(text.split()) > lines * _LINK_WORDS:
        return False
    return not _SENTENCE.search(_YEAR.sub("", text))


def is_menu(text: str, kind: BlockKind, linked: int, shown: int) -> bool:
    """Whether a block is a list's item that is a short link, or a row of links.

    Args:
        text, kind: of the block.
        linked, shown: how many of its characters stand in links, and how many there are.
    """
    if kind == "paragraph":
        return _is_link_bar(text, linked)
    if kind != "list_item" or linked * 10 <= shown * 9:
        return False
    return len(text.split()) <= _MENU_WORDS and not _SENTENCE.search(text)


def _is_link_bar(text: str, linked: int) -> bool:
    """Whether a block is a row of links with signs between them, the last of them perhaps the page itself.

    Args:
        text: of the block.
        linked: how many of its characters stand in links.
    """
    parts = _LINK_JOINTS.split(text)
    if len(parts) < _LEAST_LINKS or not all(0 < len(part.split()) <= _LINK_WORDS for part in parts):
        return False
    joints = len(text) - sum(map(len, parts))
    here = len(parts[-1].strip()) if _PATH_JOINT.search(text) else 0
    return linked + joints + here + len(parts) >= len(text) and not _SENTENCE.search(_YEAR.sub("", " ".join(parts)))


_LINK_JOINTS = re.compile(r"\s*[|•·»›>/]\s*")
_PATH_JOINT = re.compile(r"[»›>/]")
_MENU_WORDS = 4
_LEAST_LINKS = 3
_LINK_WORDS = 5
_YEAR = re.compile(r"\b(?:19|20|21)\d\d\b")
_SENTENCE = re.compile(r"[.!?]$|\d")
