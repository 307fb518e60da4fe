"""Organisations known by their letters alone: as the text defines them, or by what only a body does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from policyledger.organisationtext import Found, OrganisationText

BULLETS = ("•", "–", "-", "*")
QUOTES = frozenset("\"'“”‘’«»")


def acronym_after(text: OrganisationText, end: int) -> int | None:
    """The token of an acronym in parentheses that begins at a token, else None."""
    if end >= len(text.words) or text.words[end] != "(":
        return None
    index = end + 1
    while index < len(text.words) and (text.words[index] in QUOTES or text.lowers[index] in ("the", "hereinafter")):
        index += 1
    if index + 1 < len(text.words) and is_acronym(text, index):
        closing = index + 1
        while closing + 1 < len(text.words) and text.words[closing] in QUOTES:
            closing += 1
        return index if text.words[closing] in (")", ",", ";") else None
    return None


def is_acronym(text: OrganisationText, index: int) -> bool:
    word = text.words[index]
    capitals = sum(letter.isupper() for letter in word)
    return 2 <= len(word) <= 12 and capitals >= 2 and not text.lexicon.small.is_place((word,))


def defined(text: OrganisationText, found: Sequence[Found]) -> Iterable[Found]:
    """Every mention of an acronym the document defines: "… Bank (XYZ)" or "XYZ (… Bank)"."""
    defined: dict[str, Found] = {}
    taken = {index for hit in found for index in range(hit.start_token, hit.end_token)}
    for hit in found:
        index = acronym_after(text, hit.end_token)
        if index is None and text.lower(hit.start_token - 1) == "(" and text.lower(hit.end_token) == ")":
            index = hit.start_token - 2
            if index < 0 or not (is_acronym(text, index) and _initials(text.words[index], hit.canonical)):
                index = None
        if index is not None and index not in taken:
            defined.setdefault(text.words[index], hit)
    if defined:
        for index, word in enumerate(text.words):
            if word in defined:
                yield replace(defined[word], start_token=index, end_token=index + 1)


def _initials(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym stand in a name in their order, the first at the start of a word."""
    letters, rest = acronym.lower(), name.lower()
    if not any(word.startswith(letters[0]) for word in rest.split()):
        return False
    for letter in letters:
        position = rest.find(letter)
        if position < 0:
            return False
        rest = rest[position + 1 :]
    return True


def acting(text: OrganisationText) -> Iterable[Found]:
    """Abbreviations no one spells out that do what only a body does: "the RDA published"."""
    for start, _end, rule in text.matches(text.lexicon.deeds, capital=False):
        index = start - 1
        while index > 0 and text.lowers[index] in ("also", "has", "have", "had", "jointly", "recently", "further"):
            index -= 1
        if (
            index < 0
            or not is_acronym(text, index)
            or not (text.words[index].isalpha() and text.words[index].isupper())
            or text.in_capitals(index)
        ):
            continue
        if text.lower(index - 1) in {"the", "", ".", ",", "and", "that", ";", ":", "by"} | set(BULLETS):
            yield text.found(index, index + 1, rule)
