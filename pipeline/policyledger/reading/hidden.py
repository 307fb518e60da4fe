"""What of an HTML page is hidden: from everybody, from those who see it, or on some screens."""

from __future__ import annotations

import re
from typing import Any


def is_unseen(element: Any) -> bool:
    """Whether an element is hidden until something happens, by its attribute or style."""
    return "hidden" in element.attrib or _STYLE.search(element.get("style", "")) is not None


def opens_unseen(tag: str) -> bool:
    """Whether a tag, as it is written, begins an element that is unseen."""
    return _UNSEEN_TAG.search(tag) is not None


def is_hidden(element: Any) -> bool:
    """Whether an element is unseen, or kept from readers of screens, as ornaments and copies are."""
    return is_unseen(element) or element.get("aria-hidden") == "true"


def is_hidden_somewhere(element: Any, *, container: bool) -> bool:
    """Whether an element is hidden, or said to be by its class, always or on some screens.

    Args:
        container: whether it is one of the elements that are set up for a kind of screen as a whole; the class of
            others says as often how they are shown there.
    """
    if is_hidden(element):
        return True
    names = element.get("class", "")
    return bool(_NAME.search(names) or (container and _SCREEN_NAME.search(names)))


_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNSEEN_TAG = re.compile(
    rf"^<[a-z][^<>]*\s(?:hidden(?=[\s=/>])|style\s*=\s*[\"']?[^<>\"']*(?:{_STYLE.pattern})"
    r"|class\s*=\s*[\"']?[^<>\"']*\b(?:sr-only|visually-hidden)\b)",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:^|[\s_:-])(?:hidden|hide|none|sr-only|screen-?reader|visuallyhidden|offscreen)(?:$|[\s_:-])", re.IGNORECASE
)
"""What the class of an element holds that is hidden always, or on some screens: "d-none", "hidden-xs"."""
_SCREEN_NAME = re.compile(r"(?:^|[\s_:-])(?:mobile|desktop|print|visible|show-for)(?:$|[\s_:-])", re.IGNORECASE)
"""What it holds where it is meant for some screens, which many an element's does that is always shown."""
