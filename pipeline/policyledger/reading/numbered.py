"""Numbered lines that a line with a colon leads in are the items of a list, whatever the format calls them.

"By 2030, the ministry will:" / "1. Open 300 centres." / "2. Train 40,000 teachers." Where nothing leads them in,
numbered lines are as often headings, and stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policyledger.reading.draft import Draft

_NUMBERED = re.compile(r"(\(?)(\d{1,2})([.)])\s+(?=\S)")


def settle_numbered(drafts: Sequence[Draft]) -> None:
    """Makes list items of the numbered paragraphs behind a line that ends with a colon, their numbers taken away."""
    for at, draft in enumerate(drafts):
        if draft.kind == "paragraph" and draft.text.endswith(":"):
            for item, mark in _items(drafts, at + 1):
                item.kind, item.level, item.traced = "list_item", 1, item.traced[mark:]


def _items(drafts: Sequence[Draft], start: int) -> Iterator[tuple[Draft, int]]:
    """The paragraphs from one on that count on from 1 in one style, each with the length of its mark."""
    style: tuple[str, str] | None = None
    for number, draft in enumerate(drafts[start:], 1):
        mark = _NUMBERED.match(draft.text) if draft.kind == "paragraph" and draft.cell is None else None
        if mark is None or int(mark[2]) != number or style not in (None, (mark[1], mark[3])):
            return
        style = mark[1], mark[3]
        yield draft, mark.end()
