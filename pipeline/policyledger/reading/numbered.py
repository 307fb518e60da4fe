"""Numbered lines that a line with a colon leads in are the items of a list; paragraphs may have numbers of their own.

"By 2030, the ministry will:" / "1. Open 300 centres." / "2. Train 40,000 teachers.", or "a. transport: 11 Mt;" with the
items "i. cars: 7 Mt;" below it. Where nothing leads them in, numbered lines are as often headings, and stay what they
are; but of prose that is counted "2.1", "2.2" the number goes, which is none of its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from policyledger.reading.repair import Traced

if TYPE_CHECKING:
    from policyledger.reading.draft import Draft

_HEADING_NUMBER = re.compile(r"(\d{1,2})[.)]\s+\S")
"""The number of a heading, as of "1. Climate"."""
_MARK = re.compile(r"(\(?)(\d{1,2}|[a-z]|[ivx]{2,4})([.)])\s+(?=\S)")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_GOES_DEEPER = re.compile(r"(?:[:;,]|\bwhich)$")
"""What an item ends in that has items of its own below it."""
_NUMERAL = re.compile(r"\(?\d")
_ITEM_ENDS = re.compile(r"[;,](?:\s(?:and|or))?$")
"""What an item of a sentence ends in, before the last."""
_COUNTED = re.compile(
    r"(\d{1,2}(?:\.\d{1,2}){0,2})\.(\d{1,2})\s+(?!(?:[GMT]t|[GMTk]?Wh|Pa|Mg|Tg|Ha)\b)(?=[A-Z][a-z]*\s)"
)
"""A paragraph's number before a sentence, which is no quantity: "2.1 The", not "2.1 Mt of"."""
_PROSE_WORDS = 8
"""Words of a paragraph that may have a number; of titles it is part."""


class _Count(NamedTuple):
    """How far items of one style have been counted; the style is what stands around the mark, and its kind."""

    style: tuple[str, str, str]
    number: int


def settle_numbered(drafts: Sequence[Draft]) -> None:
    """Makes list items of the numbered paragraphs behind a line that ends with a colon, their numbers taken away.

    Those with letters are items behind any line where they are parts of one sentence. From prose that is counted
    through, only the numbers are taken.
    """
    for at, draft in enumerate(drafts):
        if draft.kind not in {"paragraph", "list_item"} or draft.cell is not None:
            continue
        items = list(_items(drafts, at + 1))
        if (draft.kind == "paragraph" and draft.text.endswith(":")) or _are_listed(items):
            for item, mark, level in items:
                item.kind, item.level, item.traced = "list_item", level, item.traced[mark:]
    for draft, number in _counted(drafts):
        draft.traced = draft.traced[number:]


def _are_listed(items: Sequence[tuple[Draft, int, int]]) -> bool:
    """Whether lines with letters, two or more, are the items of one sentence: all but the last end so."""
    texts = [item.text for item, _, _ in items]
    return len(items) > 1 and not any(map(_NUMERAL.match, texts)) and all(map(_ITEM_ENDS.search, texts[:-1]))


def uncounted(lines: Sequence[Traced]) -> list[Traced]:
    """The lines of a list without their numbers, where those from the first number on count on from 1, or from a."""
    marks = [_MARK.match(line.text) for line in lines]
    first = next((at for at, mark in enumerate(marks) if mark), len(lines))
    counts: list[_Count] = []
    for before, mark in zip(["", *(line.text for line in lines)][first:], marks[first:], strict=False):
        counts = _counted_on(counts, mark, not counts or _GOES_DEEPER.search(before) is not None) if mark else []
        if not counts:
            return list(lines)
    return [line[mark.end() :] if mark else line for line, mark in zip(lines, marks, strict=True)]


def _items(drafts: Sequence[Draft], start: int) -> Iterator[tuple[Draft, int, int]]:
    """The paragraphs from one on that count on from 1, or from a, each with the length of its mark and its level."""
    counts: list[_Count] = []
    before = ""
    for draft in (drafts[at] for at in range(start, len(drafts))):
        mark = _MARK.match(draft.text) if draft.kind == "paragraph" and draft.cell is None else None
        if mark is None:
            return
        counts = _counted_on(counts, mark, not counts or _GOES_DEEPER.search(before) is not None)
        if not counts:
            return
        before = draft.text
        yield draft, mark.end(), len(counts)


def _counted_on(counts: Sequence[_Count], mark: re.Match[str], may_begin: bool) -> list[_Count]:
    """The counts with a mark's, those of the items below it left out; none where it counts on from none."""
    read = [_Count((mark[1], mark[3], kind), number) for kind, number in _readings(mark[2])]
    for depth in range(len(counts), 0, -1):
        style, number = counts[depth - 1]
        if _Count(style, number + 1) in read:
            return [*counts[: depth - 1], _Count(style, number + 1)]
    first = next((count for count in read if count.number == 1), None)
    return [*counts, first] if first and may_begin else []


def _readings(mark: str) -> Iterator[tuple[str, int]]:
    """What a mark may count: "i" is one, or the ninth letter."""
    if mark.isdecimal():
        yield "1", int(mark)
        return
    if mark in _ROMAN:
        yield "i", 1 + _ROMAN.index(mark)
    if len(mark) == 1:
        yield "a", ord(mark) - ord("a") + 1


def _counted(drafts: Sequence[Draft]) -> list[tuple[Draft, int]]:
    """Those paragraphs whose numbers ("2.3") count on from, or to, the next one's, with the length of the number."""
    numbered = [
        (draft, match)
        for draft in drafts
        if draft.kind == "paragraph" and draft.cell is None and (match := _COUNTED.match(draft.text))
    ]
    prose = [len(draft.text.split()) > _PROSE_WORDS and not draft.text.endswith(":") for draft, _ in numbered]
    found: dict[int, tuple[Draft, int]] = {}
    for (one, other), both in zip(pairwise(numbered), pairwise(prose), strict=True):
        if all(both) and one[1][1] == other[1][1] and int(one[1][2]) + 1 == int(other[1][2]):
            found |= {id(draft): (draft, match.end()) for draft, match in (one, other)}
    return list(found.values())


def settle_headings(drafts: Sequence[Draft]) -> None:
    """Puts numbered headings one level below a heading of their own level right above the first of them.

    "Goals for 2030" with nothing between it and "1. Climate" heads "2. Water" and "3. Waste", too, though a page sets
    all of them alike.
    """
    level: int | None = None  # of the heading whose numbered ones are being put below it
    count = 0
    for before, draft in zip([None, *drafts], drafts, strict=False):
        if draft.kind != "heading":
            continue
        found = _HEADING_NUMBER.match(draft.text)
        number = int(found[1]) if found else 0
        follows = before is not None and before.kind == "heading" and before.level == draft.level
        if number == 1 and follows and before is not None and not _HEADING_NUMBER.match(before.text):
            level, count = draft.level, 0
        if level is None:
            continue
        if draft.level == level and number == count + 1:
            count += 1
        elif draft.level <= level:
            level = None
            continue
        draft.level += 1
