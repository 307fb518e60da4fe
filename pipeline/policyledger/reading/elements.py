"""Kinds of HTML's elements, and how one is taken out of a tree."""

from __future__ import annotations

from typing import Any

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
"""Elements that are headings."""
BLOCKS = HEADINGS | {
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "legend", "li", "main", "menu", "ol",
    "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
"""Elements that begin and end a block of text."""
LISTS = {"menu", "ol", "ul"}
"""Elements that are lists of items."""
FALLBACKS = {"canvas", "noscript", "object"}
"""Elements whose inside is shown where a browser can't do what they ask for."""


def drop(element: Any) -> None:
    """Removes an element but not the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
