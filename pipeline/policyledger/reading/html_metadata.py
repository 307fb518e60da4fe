"""What a page says of itself in its head: its title, and when it was published."""

from __future__ import annotations

import re
from typing import Any

from policyledger.reading.elements import BLOCKS
from policyledger.reading.marked import Marked
from policyledger.reading.measures import length


def metadata(root: Any, marked: Marked, source: str) -> dict[str, str]:
    """title and published, as the page's head has them."""
    found: dict[str, str] = {}
    title = next(root.iter("title"), None)
    if title is not None:
        text = marked.words(title.text).strip()
        if text:
            found["title"] = re.sub(r"\s+", " ", text)
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        content = (meta.get("content") or "").strip()
        if not content:
            continue
        if name in {"og:title", "dc.title", "dcterms.title", "citation_title"}:
            found["title"] = content
        elif name in _DATE_NAMES:
            found.setdefault("published", content)
    if "published" not in found:
        match = _JSON_DATE.search(source)
        if match:
            found["published"] = " ".join(match[1].split())  # as it stands, for nothing in it is escaped
        else:
            days = [time for time in root.iter("time") if _DAY.match(time.get("datetime") or "")]
            named = [time for time in days if _PUBLISHED.search(" ".join(time.values()))]
            times = named or [time for time in days if _is_alone(time) and not _CHANGED.search(" ".join(time.values()))]
            if times:
                found["published"] = times[0].get("datetime")
    return found


def _is_alone(time: Any) -> bool:
    """Whether a time stands alone in its block, or behind a label, and dates no item of a list and no cell."""
    around = next(time.iterancestors(*BLOCKS), None)
    return around is None or (around.tag not in {"dd", "li", "td", "th"} and length(around) <= _LABELLED)


_DATE_NAMES = {
    "article:published_time", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.issued", "dcterms.created", "date",
    "datepublished", "pubdate", "publishdate", "publish_date", "publication_date", "citation_publication_date",
    "og:published_time", "dc.date.created", "govuk:first-published-at",
}  # fmt: skip
_LABELLED = 2
"""Runs of text of a time and its label."""
_DAY = re.compile(r"\s*\d{4}-\d\d-\d\d")
_PUBLISHED, _CHANGED = (
    re.compile(rf"(?<![a-z])(?:{names})(?![a-z])", re.IGNORECASE)
    for names in ("published|pubdate|datePublished|entry-date|post-date", "updated?|modified|dateModified")
)
"""What a time is called that says when a page was published, or last changed."""
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"\\]{4,40})"')
