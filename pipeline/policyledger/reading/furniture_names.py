"""What the classes and ids of a page's elements say of it: which words name furniture.

A name counts where furniture is all that it can mean: "site-nav" does, "modal-split" does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from policyledger.reading.hidden import is_unseen_by_name


def names(element: Any) -> Sequence[Sequence[str]]:
    """The words of each of an element's classes and of its id: "site-nav" and "siteNav" are "site" and "nav"."""
    return _words_of(element.get("class") or "", element.get("id") or "")


@lru_cache(maxsize=1024)  # a page gives few names to many elements
def _words_of(classes: str, id_: str) -> Sequence[Sequence[str]]:
    return [
        [word for word in _NAME_JOINTS.sub(" ", name).lower().split() if not word.isdigit()]
        for name in f"{classes} {id_}".split()
    ]


@lru_cache(maxsize=1024)
def is_furniture_name(classes: str, id_: str) -> bool:
    """Whether a class or the id names furniture and nothing else besides: "modal" does, "modal-split" does not.

    What can name nothing else does so in any company, for every toolkit puts its own name before it.
    """
    if is_unseen_by_name(f"{classes} {id_}"):
        return True
    for words in _words_of(classes, id_):
        if not words or words[0] in {"has", "with", "no"}:
            continue  # says what stands nearby
        named = next((at for at, word in enumerate(words) if len(word) > 1 and word not in _TOOLKITS), len(words))
        words = words[named:]
        if not _SURE_FURNITURE.isdisjoint(words):
            return True
        if not _FURNITURE.isdisjoint(words) and all(word in _FURNITURE or word in _NEUTRAL for word in words):
            return True
    return False


def has_furniture_word(words: Sequence[str]) -> bool:
    """Whether any word of a name is one of furniture: enough for what stands apart from the content anyway."""
    return bool(words) and words[0] not in {"has", "with", "no"} and not _APART.isdisjoint(words)


COOKIES = {"cookie", "cookies", "cookieconsent", "gdpr"}
_SURE_FURNITURE = COOKIES | {
    "advertisement", "breadcrumb", "breadcrumbs", "masthead", "navbar", "newsletter", "pager", "pagination", "skiplink",
}  # fmt: skip
UNTELLING = (_SURE_FURNITURE - {"masthead"}) | {"rating", "ratings", "related", "teaser", "teasers"}
"""What tells of no value whatever it holds, as long as it is small: a masthead may hold the title of a page."""
_TOOLKITS = {"ecl", "gem", "govuk", "moj", "nhsuk", "usa", "wp"}
"""What toolkits put before the names of their parts, besides single letters."""
_FURNITURE = _SURE_FURNITURE | {
    "ads", "advert", "adverts", "banner", "consent", "feedback", "footer", "language", "menu", "modal", "nav",
    "navigation", "popup", "promo", "rating", "ratings", "related", "search", "share", "sharing", "sidebar", "skip",
    "social", "subscribe", "tags", "teaser", "teasers", "toc", "toolbar",
}  # fmt: skip
_APART = _FURNITURE | {"contact", "contacts", "tools", "voting"}
"""What furniture beside the content is called, besides."""
_NEUTRAL = {
    "area", "articles", "bar", "block", "box", "button", "buttons", "collapse", "container", "content", "dialog",
    "dropdown", "form", "global", "header", "icons", "inner", "item", "items", "left", "link", "links", "list", "main",
    "media", "mobile", "news", "overlay", "page", "panel", "primary", "right", "secondary", "section", "selector",
    "site", "switcher", "to", "toggle", "top", "widget", "wrap", "wrapper",
}  # fmt: skip
"""What stands in the names of furniture and says nothing of what else may be meant."""
_NAME_JOINTS = re.compile(r"[-_:]+|(?<=[a-z])(?=[A-Z])")
