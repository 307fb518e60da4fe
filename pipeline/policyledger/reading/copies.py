"""Hidden copies of what an HTML page shows: for readers of screens, for print, for another width of window.

What is hidden may be what a tab folds away, and is read; where the same text stands on the page once more it is a copy,
and would be counted twice.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from lxml import etree

from policyledger.reading.draft import Draft
from policyledger.reading.elements import BLOCKS, FALLBACKS, drop
from policyledger.reading.hidden import is_hidden_somewhere
from policyledger.reading.marked import Marked, all_text
from policyledger.reading.measures import length

_LEAST = 40
"""Characters, blanks not counted, that stand twice on a page by no accident."""
_LEAST_WORDS = 6
"""Words that do so, however short they are."""
_MOST = 2_000
"""Hidden elements of a page that are looked at, so that time stays in bounds."""
_DEEPEST = 8
"""Hidden elements around another one, for the same reason."""


def drop_copies(root: Any, marked: Marked) -> None:
    """Drops the elements that are hidden, always or on some screens, whose text stands elsewhere too.

    Whole blocks are compared, for the end of one may be another value: "1,300 buses", "300 buses". Of several copies
    each of which is hidden on some screens, the first is kept.
    """
    candidates = hidden_parts(root, marked)
    if not candidates:
        return
    hidden = set(candidates)
    seen = _shown(root, marked, hidden)
    dropped: set[Any] = set()
    for element in candidates:
        around = [each for each in element.iterancestors() if each in hidden]
        if len(around) > _DEEPEST or not dropped.isdisjoint(around):
            continue
        text = _shown(element, marked, ())
        if text in seen and _is_long(text, element, marked) and not _fills_cell(element):
            dropped.add(element)
        else:
            seen += _shown(element, marked, hidden - {element})
    for element in dropped:
        drop(element)


def hidden_parts(root: Any, marked: Marked) -> list[Any]:
    """The elements that may be left out where they are copies, the first of them: hidden always or on some screens."""
    return [each for each in _candidates(root, marked) if _is_hidden(each)][:_MOST]


def without_copies(drafts: Sequence[Draft], hidden: Collection[int]) -> list[Draft]:
    """The drafts of a text without those hidden in it that say what another one does, the first of several kept.

    Args:
        drafts: in order.
        hidden: the ids of those that are hidden, always or on some screens.
    """
    if not hidden:
        return list(drafts)
    seen = {"".join(draft.text.split()) for draft in drafts if id(draft) not in hidden}
    kept: list[Draft] = []
    for draft in drafts:
        said = "".join(draft.text.split())
        long = len(said) >= _LEAST or len(draft.text.split()) >= _LEAST_WORDS
        if id(draft) in hidden and draft.cell is None and long and said in seen:
            continue
        seen.add(said)
        kept.append(draft)
    return kept


def _candidates(root: Any, marked: Marked) -> list[Any]:
    """What may be hidden, asked of the tree in one go: most elements have classes that say nothing of it."""
    asked = [way for hint, way in _WAYS.items() if hint in marked.text]
    found = root.xpath(f"descendant::*[{' or '.join(asked)}]") if asked else []
    return list(found)


def _is_hidden(element: Any) -> bool:
    """Whether an element may be left out where it is a copy: a block, hidden always or on some screens.

    A part of a line or of a table's row is none, as the rest of it would say something else without it.
    """
    if element.tag in FALLBACKS:
        return True
    if element.tag not in _WHOLE:
        return False
    return is_hidden_somewhere(element, container=element.tag in _CONTAINERS)


def _is_long(text: str, element: Any, marked: Marked) -> bool:
    """Whether what an element says is so long that it stands twice by no accident."""
    if len(text) - text.count("\n") >= _LEAST:
        return True
    return sum(len(run.text.split()) for run in marked.traced(all_text(element))) >= _LEAST_WORDS


def _fills_cell(element: Any) -> bool:
    """Whether an element is all that a table's cell says, which may be what that of another row says."""
    cell = next(element.iterancestors("td", "th"), None)
    return cell is not None and length(cell) == length(element)


def _shown(root: Any, marked: Marked, hidden: Collection[Any]) -> str:
    """The lines of an element outside of those within it that are hidden, each block's its own, without blanks."""
    parts: list[str] = ["\n"]
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += (element in hidden) * (1 if event == "start" else -1)
        if element.tag in BLOCKS or element.tag == "br":
            parts.append("\n")
        if not depth:
            text = element.text if event == "start" else element.tail if element is not root else None
            parts += _squeezed((text,), marked)
    parts.append("\n")
    return _BREAKS.sub("\n", "".join(parts))


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
    **{f"<{tag}": f"self::{tag}" for tag in sorted(FALLBACKS)},
}
"""How the tree is asked for what is hidden, by a word that stands in the source then."""
_CONTAINERS = {"div", "nav", "ol", "section", "table", "ul"}
_WHOLE = BLOCKS - {"body", "caption", "tbody", "td", "tfoot", "th", "thead", "tr"}
"""Elements that leave no gap where they are left out."""
_BREAKS = re.compile(r"\n{2,}")
