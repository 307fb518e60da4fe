"""Lists of contents: titles with the pages they stand on, which are neither headings of what follows nor values.

A list is told by its heading ("Contents") or by leaders of dots, and by page numbers that never fall. Values are set
with leaders too, and lists of measures begin with numbers: a title with a unit, and a page that the document cannot
have, are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policyledger.reading.draft import Draft

_LEAST = 2
_LEAST_LED = 3
"""Entries of a list under its heading, and of one that only its leaders tell."""
_ENTRY_WORDS = 30
_LABEL = 60
"""Characters of the longest line that is the label of a list of contents."""
_BETWEEN = 2
"""Blocks without a page within a list: the first lines of long titles, the names of parts."""
_STEP = 2
"""How much the numbers of parts rise, at most, from one to the next in a list that begins with 1 and 2."""
_SPREAD = 2
"""Printed pages that may be on one page of a PDF."""


@dataclass(frozen=True, slots=True)
class _Whole:
    """What of a document shows whether it has a page: how many it has, 0 if that is unknown, and its headings."""

    pages: int
    headings: frozenset[str]

    def may_have(self, pages: Sequence[int], text: str) -> bool:
        """Whether an entry can name some pages: the document has them, or is part of one that had them."""
        return not self.pages or max(pages) <= self.pages * _SPREAD or _bare(text) in self.headings


def settle_contents(drafts: Sequence[Draft], pages: int = 0) -> None:
    """Makes blocks of kind "contents" of lists of contents, and of the headings over them.

    Args:
        drafts: of the document.
        pages: how many it has, 0 if that is unknown.
    """
    whole: _Whole | None = None
    at = 0
    while at < len(drafts):
        headed = _is_heading(drafts[at])
        if not headed and not _led_pages(drafts[at]):
            at += 1
            continue
        if whole is None:
            whole = _Whole(pages, frozenset(_bare(draft.text) for draft in drafts if draft.kind == "heading"))
        stop = max(_stop(drafts, at + headed, headed, whole), at + headed)
        for entry in drafts[at:stop]:
            entry.kind, entry.level = "contents", 0
        at = max(stop, at + 1)


def mark_heads_of_contents(drafts: Sequence[Draft]) -> None:
    """Makes of kind "contents" the label of a list that the format calls one of contents, and its heading.

    A heading that other text stands under as well is none of the list's.
    """
    after = below = ""  # the kinds of the next block, and of the next one that is none of a list of contents
    for draft in reversed(drafts):
        text = draft.text.strip()
        label = draft.kind == "paragraph" and len(text) < _LABEL and not text.endswith((".", ":"))
        if after == "contents" and (label or (draft.kind == "heading" and below in {"", "heading"})):
            draft.kind, draft.level = "contents", 0
        after = draft.kind
        below = below if after == "contents" else after


def _is_heading(draft: Draft) -> bool:
    text = draft.text
    return draft.cell is None and len(text) < 30 and _HEADING.fullmatch(text.strip()) is not None


def _stop(drafts: Sequence[Draft], begin: int, headed: bool, whole: _Whole) -> int:
    """Where a list of contents ends that may begin with a block; at that block where none does.

    Under a heading a page needs no leaders, and may stand before its title where it does so in the first entry.
    """
    stop, count = begin, 0
    seen: list[int] = []
    first = False
    for at in range(begin, len(drafts)):
        draft = drafts[at]
        if draft.cell is not None or at - stop > _BETWEEN:
            break
        pages = _led_pages(draft) or (_pages(draft, first) if headed else [])
        if not pages and headed and not count:
            pages = _pages(draft, first=True)
            first = bool(pages)
        if pages and not (first and _leaps(seen, pages[0])) and all(a <= b for a, b in pairwise([*seen[-1:], *pages])):
            if (first or not headed) and not whole.may_have(pages, draft.text):
                break
            stop = at + 1
            seen += pages
            count = len(seen)
        elif pages or len(draft.text.split()) > _ENTRY_WORDS or draft.text.rstrip().endswith((".", ";")):
            break
    return stop if count >= (_LEAST if headed else _LEAST_LED) else begin


def _leaps(seen: Sequence[int], number: int) -> bool:
    """Whether a number before a title cannot go on a list that numbers its parts from 1."""
    return list(seen[:2]) == [1, 2] and number - seen[-1] > _STEP


def _bare(text: str) -> str:
    """A title without the numbers before and behind it."""
    return _AROUND.sub("", text[:200]).casefold()


def _is_value(title: str) -> bool:
    """Whether what stands before a number says what it measures, or is a quantity itself."""
    return _MEASURED.search(title) is not None or _QUANTITY.match(title) is not None


def _led_pages(draft: Draft) -> list[int]:
    """The pages of a block that is an entry, or several, with leaders before them."""
    if draft.cell is not None:
        return []
    text = draft.text.rstrip()
    if not (text[-1:].isdecimal() and _LEADER.search(text)):
        return []
    led = list(_LED.finditer(text))
    if not led or led[-1].end() != len(text):
        return []
    begins = [0, *(match.end() for match in led)]
    titles = [text[begin : match.start()].strip() for begin, match in zip(begins, led, strict=False)]
    return [] if any(map(_is_value, titles)) else [int(match[1]) for match in led]


def _pages(draft: Draft, first: bool) -> list[int]:
    """The page of a block that is an entry without leaders: behind its title, or before it."""
    text = draft.text.strip()
    if len(text.split()) > _ENTRY_WORDS or not (match := (_BEFORE if first else _BEHIND).fullmatch(text)):
        return []
    return [] if _is_value(text if first else text[: match.start(1)].strip()) else [int(match[1])]


_HEADING = re.compile(r"(?:table of )?contents?:?", re.IGNORECASE)
_LEADER = re.compile(r"\.{4}|(?:\. ){4}|…\s?…|(?:· ?){4}")
_LED = re.compile(
    r"(?:(?<!\.)(?<!\. )(?:\. ?){4,}+|(?<!…)(?<!…\s)(?:…\s?){2,}+|(?<!·)(?<!· )(?:· ?){4,}+)\s*+(\d{1,4})(?!\S)"
)
"""Leaders with a page behind them; begun nowhere but at their first dot, so that lines of dots are read once."""
_BEFORE = re.compile(r"(0\d{1,2}(?=\s)|\d{1,3}(?=\s+[^\W\d_a-z]))\s+[^\W\d_]{2}.*[^.;]")
"""A number without a nought before it counts what is named in small letters ("300 electric buses")."""
_BEHIND = re.compile(r"(?=.*[^\W\d_]{2}).*\s(\d{1,3})")
_SIGN = (
    r"(?:%|‰|(?:[kMGT]W(?:h|p)?|[PTG]J|[kM]toe|(?:[kMG]?t ?)?CO[2₂](?:e|-?eq)|[kMG]t|km[2²]?|m[23²³]|ha|USD|EUR"
    r"|per ?cent|tonnes?|tons?|hectares?|million|billion|bn|crore|lakh)(?!\w))"
)
_MEASURED = re.compile(rf"(?<!\d)(?<!\d\s)(?:[%‰]|(?<!\w){_SIGN}[\])]?$)")
"""A unit that is no quantity's: a percent sign anywhere, others at the end."""
_QUANTITY = re.compile(rf"\d[\d.,]*+\s*{_SIGN}")
_AROUND = re.compile(r"^[\d.\s]+|[\s.…·]*\d*\s*$")
