"""What a scraped web page brings along that is no part of its text: skip links, cookie notices, menus of links."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from policyledger.reading.draft import Draft, ends_sentence

_MENU = 6
_MENU_WORDS = 8
_HEAD_SHARE = 0.4


def without_clutter(drafts: Sequence[Draft], links: Collection[int]) -> list[Draft]:
    """The drafts without skip links, cookie notices and menus.

    Args:
        drafts: of a page, in order.
        links: the ids of those that are links and nothing else.
    """
    scraped = next((i for i, draft in enumerate(drafts) if _SKIP.match(draft.text)), None)
    kept = [draft for draft in drafts if not (_SKIP.match(draft.text) or _is_cookie_notice(draft.text))]
    kept = _without_menus(kept, links)
    return _from_heading(kept) if scraped is not None and scraped < 3 else kept


def _is_cookie_notice(text: str) -> bool:
    return len(text) < 400 and _COOKIES.search(text) is not None


def _without_menus(drafts: Sequence[Draft], links: Collection[int]) -> list[Draft]:
    """The drafts without runs of short entries most of which are links and nothing else."""
    kept: list[Draft] = []
    run: list[Draft] = []
    for draft in [*drafts, None]:
        if draft is not None and _is_entry(draft):
            run.append(draft)
            continue
        linked = sum(id(entry) in links for entry in run)
        if linked < _MENU or linked * 10 < 6 * len(run):
            kept += run
        run = []
        if draft is not None:
            kept.append(draft)
    return kept


def _is_entry(draft: Draft) -> bool:
    text = draft.text.strip()
    return (
        draft.kind in {"list_item", "paragraph"}
        and draft.cell is None
        and len(text.split()) <= _MENU_WORDS
        and not ends_sentence(text)
    )


def _from_heading(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts from the page's title on, where what stands before it is not much of the text."""
    first = next((i for i, draft in enumerate(drafts) if draft.kind == "heading" and draft.level == 1), 0)
    words = [len(draft.text.split()) for draft in drafts]
    return list(drafts[first:] if sum(words[:first]) < _HEAD_SHARE * sum(words) else drafts)


_SKIP = re.compile(r"\s*(?:skip|jump) to (?:the )?(?:main |page )?(?:content|navigation)\W*$", re.IGNORECASE)
_COOKIES = re.compile(
    r"\b(?:site|website|page|we) uses? (?:\w+ )?cookies\b|\b(?:accept|reject|refuse|allow) (?:all|only \w+|essential)"
    r"(?: \w+)? ?cookies\b|\bcookies? (?:policy|settings|preferences)\b",
    re.IGNORECASE,
)
