"""Footnote marks that lost their raised place and stick to the word or number before them: "emissions4", "20309".

A mark in brackets ("2030[^9]", "target.[4]") says what it is. A bare number does so only in company: notes are
counted, so numbers that stick to different words and count up through the document are their marks, and a lone
"scope3" is a name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyledger.reading.repair import Traced

_LEAST = 3
_MOST_SKIPPED = 3
_LONGEST = 40
_POINTS = {".", ","}


@dataclass(frozen=True, slots=True)
class _Mark:
    """A number that may be a note's: where it stands, what it sticks to, and whether that is a year."""

    text: int
    start: int
    end: int
    value: int
    base: str
    is_year: bool


def without_bracketed_marks(traced: Traced) -> Traced:
    """The text without note marks in brackets that stick to what is before them."""
    return traced.sub(_BRACKETED, lambda match: "") if "[" in traced.text else traced


def definition(text: str) -> int:
    """The length of the mark that makes a text a footnote ("[^3]: See …"), or 0."""
    match = _DEFINITION.match(text)
    return match.end() if match else 0


def without_counted_marks(texts: Sequence[Traced]) -> list[Traced]:
    """The texts of a document without the bare numbers that count up, each stuck to another word."""
    marks = list(_candidates(texts))
    if len(marks) < _LEAST:
        return list(texts)
    clean = list(texts)
    for mark in sorted(_counted(_unnamed(marks, texts)), key=lambda mark: -mark.start):
        traced = clean[mark.text]
        clean[mark.text] = Traced.join([traced[: mark.start], traced[mark.end :]])
    return clean


def _candidates(texts: Sequence[Traced]) -> Iterator[_Mark]:
    for i, traced in enumerate(texts):
        text = traced.text
        for match in _NUMBER.finditer(text):
            start, end = match.span()
            before = text[start - 1 : start]
            if before in _POINTS and _DECIMAL.search(text[max(0, start - _LONGEST) : start]):
                continue
            if before == "(" and text[end : end + 1] == ")":
                start, end = start - 1, end + 1
            if not _AFTER.match(text, end):
                continue
            stuck = _STUCK.search(text[max(0, start - _LONGEST) : end])
            if stuck:
                base = stuck["word"] or stuck["year"] or stuck["stop"]
                value = int(stuck["mark"].strip("()"))
                yield _Mark(i, end - len(stuck["mark"]), end, value, base.casefold(), bool(stuck["year"]))


def _unnamed(marks: Sequence[_Mark], texts: Sequence[Traced]) -> list[_Mark]:
    """The marks but those of a word that stands with a number again and again and never without: "tier1", "tier2"."""
    often = {base for base, count in Counter(mark.base for mark in marks).items() if count > 1 and base.isalpha()}
    if often:
        free = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(often)))})\b", re.IGNORECASE)
        often -= {word.casefold() for traced in texts for word in free.findall(traced.text)}
    return [mark for mark in marks if mark.base not in often]


def _counted(marks: Sequence[_Mark]) -> set[_Mark]:
    """The marks that stand in a run that counts up from the first notes, missing a few at most."""
    longest: dict[int, int] = {}
    before: list[int | None] = []
    lengths: list[int] = []
    for i, mark in enumerate(marks):
        steps = [longest[mark.value - step] for step in range(1, _MOST_SKIPPED + 1) if mark.value - step in longest]
        last = max(steps, key=lambda j: lengths[j], default=None)
        before.append(last)
        lengths.append(1 + lengths[last] if last is not None else 1)
        if last is None and mark.value > _MOST_SKIPPED:
            lengths[-1] = -_LEAST  # an excerpt may begin with a later note, but then its run must be longer
        if mark.value not in longest or lengths[i] >= lengths[longest[mark.value]]:
            longest[mark.value] = i
    ends = set(range(len(marks))) - {j for j in before if j is not None}
    counted: set[_Mark] = set()
    for end in ends:
        if lengths[end] < _LEAST:
            continue
        run = []
        at: int | None = end
        while at is not None:
            run.append(marks[at])
            at = before[at]
        if len({mark.base for mark in run}) >= _LEAST and sum(not mark.is_year for mark in run) >= _LEAST - 1:
            counted.update(run)
    return counted


_NUMBER = re.compile(r"[0-9](?:(?<![\s0-9].)[0-9]*+|(?<=\s.)[0-9]{4,}+)(?=\)?[.,;:)”’\"]?(?:\s|$))")
"""A number that sticks to what is before it, or is longer than a year, and that a word does not go on after."""
_DECIMAL = re.compile(r"(?<![.,\d])(?!(?:19|20|21)\d\d[.,]\Z)[\d.,]*\d[.,]\Z")
_BRACKETED = re.compile(r"(?<=[^\s\[(])(?:\[\^[\w-]{1,20}\]|\[\d{1,3}(?:[,–-] ?\d{1,3})*\])+(?!\()")
_DEFINITION = re.compile(r"\[\^[\w-]{1,20}\]:\s*")
_STUCK = re.compile(
    r"(?:(?P<word>[^\W\d_A-Z]{4,})[”’\")]?"
    r"|(?<![\d.,])(?P<year>(?:19|20|21)\d\d)"
    r"|(?P<stop>(?:[^\W\d_]{3}|[^\W\d_][”’\")]|\d%|(?<![\d.,])(?:19|20|21)\d\d)[.,;:]))"
    r"(?P<mark>[1-9]\d{0,2}|\([1-9]\d{0,2}\))\Z"
)
_AFTER = re.compile(r"[.,;:)”’\"]?(?:\s|$)")
