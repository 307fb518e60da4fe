"""Figures in a block of their own, over the words that say of what they are: "30 %", "less water by 2030"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set

from policyledger.reading.document import BlockKind
from policyledger.reading.draft import Draft, DraftCell, continues, ends_sentence
from policyledger.reading.listmarks import is_enumerated
from policyledger.reading.repair import join_lines

_KINDS = {"heading", "paragraph", "list_item"}
_LEAST_LED = 4
"""Blocks in which words and figures take turns, the words first."""
_LABEL_WORDS = 25
_TITLE_WORDS = 14
_TOLD = 4
"""Blocks of a box of a figure and its words, at most three."""


def join_callouts(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts with each figure that stands alone joined to the short block below it that it is a figure of.

    Words that begin in small letters go on with the figure. Those that begin with a capital may be the label of another
    figure below: they are joined where figures and words take turns from a heading or a full stop on, the words last.
    """
    drafts = list(drafts)
    _settle_led(drafts)
    joined: list[Draft] = []
    at = 0
    while at < len(drafts):
        if not _is_figure(drafts[at]):
            joined.append(drafts[at])
            at += 1
            continue
        stop = at
        while (closed := _is_labelled(drafts, stop)) and stop + 2 < len(drafts) and _is_figure(drafts[stop + 2]):
            stop += 2
        before = drafts[at - 1] if at else None
        ordered = closed and (before is None or _ends(before))
        for place in range(at, stop + 1, 2):
            pair = drafts[place : place + 2] if place < stop or closed else drafts[place : place + 1]
            if len(pair) > 1 and _belong(pair[0], pair[1], before, ordered):
                joined.append(_join(pair[0], pair[1]))
                before = None
            else:
                joined += pair
                before = pair[-1]
        at = stop + 1 + closed
    return joined


def told_figure(drafts: Sequence[Draft], guessed: Set[int]) -> list[Draft]:
    """The blocks of a box that are a figure, its label and what else is said of it, joined; none of another box.

    Args:
        drafts: the blocks.
        guessed: the ids of those that are headings but by what they are called.
    """
    if not 1 < len(drafts) < _TOLD or not _is_figure(drafts[0]) or drafts[0].kind == "heading":
        return []
    for draft in drafts[1:]:
        plain = draft.kind == "paragraph" or id(draft) in guessed
        text = draft.text.strip()
        if draft.cell is not None or not plain or is_figure(text) or len(text.split()) > _TITLE_WORDS:
            return []
    titled = any(id(draft) in guessed for draft in drafts[1:])  # others are joined where they go on, or take turns
    return [Draft(join_lines([draft.traced for draft in drafts]))] if titled or len(drafts) > 2 else []


def _settle_led(drafts: Sequence[Draft]) -> None:
    """Makes a table of words and figures that take turns, the words first and a figure last: each is a row of two.

    They are so between what ends before the first words and what can be no words of the last figure.
    """
    number = max((draft.cell.table for draft in drafts if draft.cell is not None), default=-1)
    at = 0
    while at + 1 < len(drafts):
        stop = at
        while stop + 1 < len(drafts) and _leads(drafts[stop]) and _is_figure(drafts[stop + 1]):
            stop += 2
        before = drafts[at - 1] if at else None
        clear = before is None or (not _is_figure(before) and _ends(before))
        open_ended = _is_labelled(drafts, stop - 1) and not ends_sentence(drafts[stop].text.strip())
        if stop - at < _LEAST_LED or not clear or open_ended:
            at = max(stop, at + 1)
            continue
        number += 1
        for row, place in enumerate(range(at, stop, 2)):
            label, figure = drafts[place], drafts[place + 1]
            label.cell = DraftCell(number, row, 0, is_header=True)
            figure.cell = DraftCell(number, row, 1, row_headers=(label,))
            for draft in (label, figure):
                draft.kind, draft.level, draft.fixed = "table_cell", 0, True
        at = stop


def _leads(label: Draft) -> bool:
    """Whether a block may say of what a figure right below it is."""
    text = label.text.strip()
    plain = label.cell is None and label.kind in {"paragraph", "list_item"} and not _is_figure(label)
    return plain and text[:1].isalpha() and not ends_sentence(text) and len(text.split()) <= _TITLE_WORDS


def is_figure(text: str) -> bool:
    """Whether a text is a figure and nothing else: a number with its currency, scale or unit, and no year."""
    return len(text) <= _FIGURE_LENGTH and _FIGURE.fullmatch(text.strip()) is not None


def _is_figure(draft: Draft) -> bool:
    """Whether a block is a figure and nothing else; of a list's items, which name things, one that names none."""
    if draft.cell is not None or draft.kind not in _KINDS or not is_figure(draft.text):
        return False
    return draft.kind != "list_item" or _MEASURED.fullmatch(draft.text.strip()) is not None


def _is_labelled(drafts: Sequence[Draft], at: int) -> bool:
    """Whether a short block that may say what a figure is of stands below it, on its page."""
    if at + 1 >= len(drafts):
        return False
    figure, label = drafts[at], drafts[at + 1]
    text = label.text.strip()
    return (
        label.cell is None
        and label.kind in _KINDS
        and label.page == figure.page
        and len(text.split()) <= _LABEL_WORDS
        and _WORD.search(text) is not None
        and not text.endswith(":")
        and not _is_figure(label)
        and not is_enumerated(text)
        and not _SENTENCES.search(text)
    )


def _belong(figure: Draft, label: Draft, before: Draft | None, ordered: bool) -> bool:
    """Whether a figure and the block below it are one: see `join_callouts`."""
    text, number = label.text.strip(), figure.text.strip()
    if text[0].islower():  # but a page's number may have cut a sentence in two
        return before is None or not _BARE.fullmatch(number) or not continues(before.text.strip(), text)
    titles = label.kind == "heading" and (label.fixed or not _YEAR.search(text))  # the text below it
    if not ordered or titles or not text[0].isalpha() or not (_MEASURED.fullmatch(number) or _COUNT.fullmatch(number)):
        return False
    return len(text.split()) <= _TITLE_WORDS and not ends_sentence(text)


def _ends(before: Draft) -> bool:
    """Whether a block before a figure is no label of it: no short words, or words of a figure of their own."""
    if before.cell is not None or before.kind not in {"paragraph", "list_item"}:
        return True
    return ends_sentence(before.text.strip()) or _FIGURE.match(before.text) is not None


def _join(figure: Draft, label: Draft) -> Draft:
    item = next((each for each in (label, figure) if each.kind == "list_item"), None)
    traced = join_lines([figure.traced, label.traced])
    kind: BlockKind = item.kind if item else "paragraph"
    return Draft(traced, kind, item.level if item else 0, page=figure.page, leaves=figure.leaves or label.leaves)


_FIGURE_LENGTH = 40
_NUMBER = r"\d{1,3}(?:[ ,.\u202f\xa0]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_BARE = re.compile(_NUMBER)
_AMOUNT = (
    r"(?!(?:19|20|21)\d\d(?:\s?[-–/]\s?\d{2,4})?$)"
    r"(?:(?:(?:up|close) to|more than|at least|over|around|about|nearly|almost|an? (?:additional|extra))\s"
    r"|[<>~≥≤+–−-]\s?)?"
    rf"(?:(?P<money>[A-Z]{{0,3}}[$€£¥₹])\s?|[A-Z]{{3}}\s?(?=\d))?(?:{_NUMBER})"
    rf"(?:\s?(?:[-–]|to|in|out of)\s?(?:{_NUMBER}))?"
)
_SCALE = r"[mk]|bn|mn|thousand|million|billion|trillion|lakh|crore"
_SIGN = (
    r"%|per\s?cent(?:age points)?|[kMGTPmµ]?[A-Z][A-Za-z]?[²³23]?|[A-Z]{2,4}[a-z]?|[kMGTP]Wh|t?CO[2₂](?:e|eq)?|Mtoe"
    r"|(?:k|kilo|c|m)?m[²³23]?|k?g|k?t|°[CF]|ha|tonnes|hectares|kilomet(?:re|er)s"
)
_MEASURED = re.compile(
    rf"{_AMOUNT}(?:\s?(?:{_SCALE})|(?(money)|(?=\s?(?:{_SIGN}))))(?:\s?(?:{_SIGN})(?:/(?:{_SIGN}))*){{0,2}}\+?"
)
"""A number that is more than a count: "30 %", "€1.2 billion", "450 MW", "20 Mt CO2e"."""
_COUNT = re.compile(r"[1-9]\d{0,2}(?:[,\u202f\xa0]\d{3})+\+?|[1-9]\d*\+")
"""A count that is no number of a page, a chapter or a year: "3,000", "500+"."""
_FIGURE = re.compile(rf"(?:{_MEASURED.pattern}|{_AMOUNT.replace('(?P<money>', '(?:')}\+?)(?:\s[a-z][a-z-]*){{0,3}}")
"""That or a mere number, and some words of what it is of: "3 in 4", "30 % of", "12 new hospitals"; no year."""
_YEAR = re.compile(r"\b(?:19|20|21)\d\d\b")
_WORD = re.compile(r"[^\W\d_]{3}")
_SENTENCES = re.compile(r"[.!?]\s+\S")
