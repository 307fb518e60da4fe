"""Marks within the text of Markdown that its dialects add, and that no reader of a page sees.

Attributes ("{.class}", "{#id}"), what they are given to ("[ports]{.mark}"), what is marked or put in ("==ports=="),
citations ("[@smith2020]"), and what builds a page of its parts ("{% include … %}", "\\newpage", "[TOC]").
"""

from __future__ import annotations

import re

from policyledger.reading.repair import Traced


def without_marks(traced: Traced) -> tuple[Traced, list[Traced]]:
    """A text without such marks, and the notes that stood within it ("^[See the law.]")."""
    text = traced.text
    if not _HINT.search(text):
        return traced, []
    notes: list[Traced] = []
    if "^[" in text:
        notes = [traced[match.start(1) : match.end(1)] for match in _NOTE.finditer(text)]
        traced = traced.without(_NOTE)
    traced = _unwrapped(_unwrapped(traced, _SPAN), _MARKED)
    return traced.without(_GONE), notes


def _unwrapped(traced: Traced, pattern: re.Pattern[str]) -> Traced:
    """A text with what a pattern's first group holds in place of each match."""
    parts: list[Traced] = []
    done = 0
    for match in pattern.finditer(traced.text):
        parts += traced[done : match.start()], traced[match.start(1) : match.end(1)]
        done = match.end()
    return Traced.join([*parts, traced[done:]]) if parts else traced


_HINT = re.compile(r"[{@\\]|[\^*]\[|==|\[\[?_?TOC", re.IGNORECASE)
"""A sign that every mark has."""
_WORD = r"[#.][\w:.-]{1,80}|[\w-]{1,40}=(?:\"[^\"\n]{0,200}\"|[^\s{}\"]{1,80})"
_ATTRIBUTES = rf"\{{:?\s*(?:(?:{_WORD}|-)\s*)+\}}"
_SPAN = re.compile(rf"\[([^\[\]]{{0,500}})\]{_ATTRIBUTES}")
_MARKED = re.compile(r"(?<![=\w])==([^=\s](?:[^=]{0,300}[^=\s])?)==(?![=\w])|(?!)")
_NOTE = re.compile(r"\^\[([^\[\]]{1,1000})\]")
_GONE = re.compile(
    rf"\s*{_ATTRIBUTES}|\{{\{{[<%].{{0,500}}?[%>]\}}\}}|\{{%.{{0,500}}?%\}}"
    r"|\s?\[(?:[^\[\]@]{0,60}[\s;-])?-?@[A-Za-z][\w:.-]{1,60}[^\[\]]{0,200}\]"
    r"|^\s*(?:\\[A-Za-z]{3,20}(?:\{[^{}]{0,80}\})*|\[TOC\]|\[\[_?TOC_?\]\]|\*\[[^\[\]]{1,40}\]:.*)\s*$",
    re.DOTALL,
)
