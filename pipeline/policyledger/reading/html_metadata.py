"""What a page says of itself in its head: its title, and when it was published."""

from __future__ import annotations

import re
from typing import Any

from policyledger.reading.marked import Marked


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
            time = next((t.get("datetime") for t in root.iter("time") if t.get("datetime")), None)
            if time:
                found["published"] = time
    return found


_DATE_NAMES = {
    "article:published_time", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.issued", "dcterms.created", "date",
    "datepublished", "pubdate", "publishdate", "publish_date", "publication_date", "citation_publication_date",
    "og:published_time", "dc.date.created",
}  # fmt: skip
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"\\]{4,40})"')
