"""Hidden copies of what an HTML page shows: for readers of screens, for print, for another width of window.

What is hidden may be what a tab folds away, and is read; where the same text stands on the page once more it is a copy,
and would be counted twice.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from lxml import etree

from policyledger.reading.furniture import drop
from policyledger.reading.marked import Marked

_LEAST = 12
"""Characters, blanks not counted, that stand twice on a page by no accident."""
_MOST = 2_000
"""Hidden elements of a page that are looked at, so that time stays in bounds."""
_DEEPEST = 8
"""Hidden elements around another one, for the same reason."""


def drop_copies(root: Any, marked: Marked) -> None:
    """Drops the elements that are hidden, always or on some screens, whose text stands elsewhere too.

    Where each of several copies is hidden on some screens, the first is kept.
    """
    candidates = [each for each in _candidates(root, marked) if _is_hidden(each)][:_MOST]
    if not candidates:
        return
    hidden = set(candidates)
    seen = _shown(root, marked, hidden)
    dropped: set[Any] = set()
    for element in candidates:
        around = [each for each in element.iterancestors() if each in hidden]
        if len(around) > _DEEPEST or not dropped.isdisjoint(around):
            continue
        text = "".join(_squeezed(element.itertext(), marked))
        if len(text) >= _LEAST and text in seen:
            dropped.add(element)
        else:
            seen += "\n" + _shown(element, marked, hidden - {element})
    for element in dropped:
        drop(element)


def _candidates(root: Any, marked: Marked) -> list[Any]:
    """What may be hidden, asked of the tree in one go: most elements have classes that say nothing of it."""
    asked = [way for hint, way in _WAYS.items() if hint in marked.text]
    found = root.xpath(f"descendant::*[{' or '.join(asked)}]") if asked else []
    return list(found)


def _is_hidden(element: Any) -> bool:
    attributes = element.attrib
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    return bool(_STYLE.search(attributes.get("style", "")) or _NAME.search(attributes.get("class", "")))


def _shown(root: Any, marked: Marked, hidden: Collection[Any]) -> str:
    """The text of an element outside of those within it that are hidden, without blanks."""
    texts: list[str | None] = []
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += (element in hidden) * (1 if event == "start" else -1)
        if not depth:
            texts.append(element.text if event == "start" else element.tail if element is not root else None)
    return "".join(_squeezed(texts, marked))


def _squeezed(texts: Iterable[str | None], marked: Marked) -> Iterator[str]:
    """The texts of a marked tree without their blanks, so that it is no matter how the elements are set out."""
    for text in texts:
        for run in marked.traced(text):
            yield "".join(run.text.split())


_WAYS = {
    "hidden": "@hidden or @aria-hidden='true' or contains(@style, 'hidden') or contains(@class, 'hidden')",
    "none": "contains(@style, 'none') or contains(@class, 'none')",
    **{
        hint: f"contains(@class, '{hint}')"
        for hint in ("sr-only", "screen", "hide", "mobile", "desktop", "print", "visible", "show-for")
    },
}
"""How the tree is asked for what is hidden, by a word that stands in the source then."""
_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NAME = re.compile(
    r"(?:^|[\s_:-])(?:hidden|hide|none|sr-only|screen-?reader|visuallyhidden|offscreen|mobile|desktop|print|visible"
    r"|show-for)(?:$|[\s_:-])",
    re.IGNORECASE,
)
"""What the class of an element holds that is hidden always, or on some screens: "d-none", "hidden-xs"."""
