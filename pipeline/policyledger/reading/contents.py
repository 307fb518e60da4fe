"""Lists of contents: titles with the pages they stand on, which are neither headings of what follows nor values.

A list is told by its heading ("Contents") or by leaders of dots, and by page numbers that never fall.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policyledger.reading.draft import Draft

_LEAST = 2
_LEAST_LED = 3
"""Entries of a list under its heading, and of one that only its leaders tell."""
_ENTRY_WORDS = 30
_BETWEEN = 2
"""Blocks without a page within a list: the first lines of long titles, the names of parts."""


def settle_contents(drafts: Sequence[Draft]) -> None:
    """Makes blocks of kind "contents" of lists of contents, and of the headings over them."""
    at = 0
    while at < len(drafts):
        headed = _is_heading(drafts[at])
        if not headed and not _led_pages(drafts[at]):
            at += 1
            continue
        stop = max(_stop(drafts, at + headed, headed), at + headed)
        for entry in drafts[at:stop]:
            entry.kind, entry.level = "contents", 0
        at = max(stop, at + 1)


def _is_heading(draft: Draft) -> bool:
    text = draft.text
    return draft.cell is None and len(text) < 30 and _HEADING.fullmatch(text.strip()) is not None


def _stop(drafts: Sequence[Draft], begin: int, headed: bool) -> int:
    """Where a list of contents ends that may begin with a block; at that block where none does.

    Under a heading a page needs no leaders, and may stand before its title where it does so in the first entry.
    """
    stop, last, count = begin, 0, 0
    first = False
    for at in range(begin, len(drafts)):
        draft = drafts[at]
        if draft.cell is not None or at - stop > _BETWEEN:
            break
        pages = _led_pages(draft) or (_pages(draft, first) if headed else [])
        if not pages and headed and not count:
            pages = _pages(draft, first=True)
            first = bool(pages)
        if pages and all(a <= b for a, b in pairwise([last, *pages])):
            stop, last = at + 1, pages[-1]
            count += len(pages)
        elif pages or len(draft.text.split()) > _ENTRY_WORDS or draft.text.rstrip().endswith((".", ";")):
            break
    return stop if count >= (_LEAST if headed else _LEAST_LED) else begin


def _led_pages(draft: Draft) -> list[int]:
    """The pages of a block that is an entry, or several, with leaders before them."""
    text = draft.text.rstrip()
    if draft.cell is not None or not (text[-1:].isdecimal() and _LEADER.search(text)):
        return []
    led = list(_LED.finditer(text))
    return [int(match[1]) for match in led] if led and led[-1].end() == len(text) else []


def _pages(draft: Draft, first: bool) -> list[int]:
    """The page of a block that is an entry without leaders: behind its title, or before it."""
    match = (_BEFORE if first else _BEHIND).fullmatch(draft.text.strip())
    return [int(match[1])] if match and len(draft.text.split()) <= _ENTRY_WORDS else []


_HEADING = re.compile(r"(?:table of )?contents?:?", re.IGNORECASE)
_LEADER = re.compile(r"\.{4}|(?:\. ){4}|…\s?…|(?:· ?){4}")
_LED = re.compile(r"(?:\.{4,}|(?:\. ?){4,}|(?:…\s?){2,}|(?:· ?){4,})\s*(\d{1,4})(?!\S)")
_BEFORE = re.compile(r"(\d{1,3})\s+[^\W\d_]{2}.*[^.;]")
_BEHIND = re.compile(r"(?=.*[^\W\d_]{2}).*\s(\d{1,3})")
