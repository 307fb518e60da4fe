"""Notes on files to download: "(PDF, 2.3 MB, 40 pages)" behind a link, or in a line of its own."""

from __future__ import annotations

import re

from policyledger.reading.repair import Traced

_KIND = r"(?:pdf|docx?|odt|rtf|xlsx?|ods|pptx?|odp|csv|zip|epub|html?|xml|word|excel|powerpoint)"
_SIZE = r"\d[\d.,]*\s?(?:[kmg]i?b|bytes)"
_PAGES = r"\d+\s?(?:pages|pp\.?|p\.?)"
_NOTE = rf"{_KIND}(?:\s(?:file|document))?\s?[,;:|/–-]?\s?{_SIZE}(?:\s?[,;|/–-]?\s?{_PAGES})?"
_BRACKETED = re.compile(rf"\s*[(\[]\s?(?:{_NOTE}|{_SIZE}(?:\s?[,;|/–-]?\s?{_KIND})?)\s?[)\]]", re.IGNORECASE)
_ALONE = re.compile(_NOTE, re.IGNORECASE)


def without_file_notes(traced: Traced) -> Traced:
    """A text without what it says of the kind and the size of files; empty where it says no more."""
    text = traced.text
    if "b" not in text.lower() or not any(map(str.isdigit, text)):
        return traced
    if _ALONE.fullmatch(text):
        return traced[:0]
    return traced.without(_BRACKETED) if "(" in text or "[" in text else traced
