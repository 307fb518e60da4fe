"""What of an HTML page is hidden: from everybody, from those who see it, or on some screens."""

from __future__ import annotations

import re
from typing import Any

STRUCK = frozenset({"del", "s", "strike"})
"""The elements of text that is struck out."""


def is_unseen(element: Any) -> bool:
    """Whether an element is hidden until something happens, by its attribute or style."""
    return "hidden" in element.attrib or _STYLE.search(element.get("style", "")) is not None


def is_unseen_by_name(names: str) -> bool:
    """Whether a class or id is a toolkit's name for what readers of screens alone are told: "govuk-visually-hidden"."""
    return _UNSEEN_NAME.search(names) is not None


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
_UNSEEN = (
    r"(?<![^\W_])(?:sr-only|visually-?hidden|screen-?reader(?:-(?:text|only))?|off-?screen|element-invisible|wb-inv)"
    r"(?:-focusable)?(?![\w-])"
)
"""What is kept from those who see a page is called, whatever a toolkit puts before it."""
_UNSEEN_NAME = re.compile(_UNSEEN, re.IGNORECASE)
_UNSEEN_TAG = re.compile(
    rf"^<[a-z][^<>]*\s(?:hidden(?=[\s=/>])|style\s*=\s*[\"']?[^<>\"']*(?:{_STYLE.pattern})"
    rf"|class\s*=\s*[\"']?[^<>\"']*{_UNSEEN})",
    re.IGNORECASE,
)
_NAME = re.compile(rf"(?:^|[\s_:-])(?:hidden|hide|none)(?:$|[\s_:-])|{_UNSEEN}", re.IGNORECASE)
"""What the class of an element holds that is hidden always, or on some screens: "d-none", "hidden-xs"."""
_SCREEN_NAME = re.compile(r"(?:^|[\s_:-])(?:mobile|desktop|print|visible|show-for)(?:$|[\s_:-])", re.IGNORECASE)
"""What it holds where it is meant for some screens, which many an element's does that is always shown."""
