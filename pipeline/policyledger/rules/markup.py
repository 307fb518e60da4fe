"""How examples of rules are marked up where they stand: `Outdated <industry>cement plants</industry> shall be closed.`

What a tag can be, and which attributes it may carry, is told in docs/rules.md. A `<` that begins no tag is just text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from policyledger.rules.findings import did_you_mean, listed

Section = Literal["match", "no_match", "todo"]
SECTIONS: tuple[Section, ...] = ("match", "no_match", "todo")

GROUPS = {
    "industry": "industries",
    "organisation": "organisations",
    "instrument": "instruments",
    "date": "dates",
    "quantity": "quantities",
    "statement": "statements",
}
"""Tags that mark a span, and the group of spans each is looked for in."""
SLOTS = ("indicator", "base", "per")
"""Tags that mark what a statement says of its quantity."""
CUE = "cue"

ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "industry": ("rule", "slug", "name"),
    "organisation": ("rule", "canonical", "canonical_id", "type"),
    "instrument": ("rule", "canonical", "canonical_id", "type", "industry_id"),
    "date": ("rule", "edtf", "start", "end", "role", "cue"),
    "quantity": (
        "rule", "low", "high", "comparator", "approximate", "unit", "unit_kind", "counted", "canonical",
    ),
    "statement": (
        "rule", "status", "indicator", "base", "change", "comparator", "approximate", "value_min", "value_max", "unit",
        "unit_kind", "counted", "per", "target_date", "target_start", "target_end", "baseline_value", "baseline_date",
        "as_of", "industry_id", "industry", "organisation", "instrument",
    ),
    **dict.fromkeys((*SLOTS, CUE), ()),
}  # fmt: skip

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z_]*)((?:\s+[a-z_]+=\"[^\"]*\")*)\s*>")
_LIKE_A_TAG = re.compile(r"<\s{0,3}/?\s{0,3}(" + "|".join(ATTRIBUTES) + r")\b[^<>]*>?", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-z_]+)=\"([^\"]*)\"")


@dataclass(frozen=True, slots=True)
class Mark:
    """What an example says stands at a place: characters start to end of its text."""

    tag: str
    start: int
    end: int
    wanted: Mapping[str, str] = field(default_factory=dict)


class MarkupError(ValueError):
    """What is wrong with the tags of an example, and what to do."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


def parse_markup(markup: str) -> tuple[str, tuple[Mark, ...]]:
    """The text of an example and its marks.

    >>> parse_markup('By <date edtf="2030">2030</date>.')
    ('By 2030.', (Mark(tag='date', start=3, end=7, wanted={'edtf': '2030'}),))

    Raises:
        MarkupError: for an unknown tag or attribute, and for tags that are not closed in order.
    """
    pieces: list[str] = []
    length = last = 0
    opened: list[tuple[str, int, dict[str, str]]] = []
    marks: list[Mark] = []
    for match in _TAG.finditer(_checked(markup)):
        piece = markup[last : match.start()]
        pieces.append(piece)
        length += len(piece)
        last = match.end()
        closing, tag, attributes = match.groups()
        if tag not in ATTRIBUTES:
            near = did_you_mean(tag, list(ATTRIBUTES)) or "Use one of these."
            raise MarkupError(f"<{tag}> is no tag; allowed: {listed(ATTRIBUTES)}", near)
        if not closing:
            opened.append((tag, length, _wanted(tag, attributes)))
        elif not opened or opened[-1][0] != tag:
            what = f"</{tag}> closes nothing" if not opened else f"</{tag}> stands where </{opened[-1][0]}> should"
            raise MarkupError(what, "Close each tag, the last opened first.")
        else:
            _, start, wanted = opened.pop()
            marks.append(Mark(tag, start, length, wanted))
    if opened:
        raise MarkupError(f"<{opened[-1][0]}> is not closed", f"Add </{opened[-1][0]}>.")
    pieces.append(markup[last:])
    empty = next((mark for mark in marks if mark.start == mark.end), None)
    if empty:
        raise MarkupError(f"<{empty.tag}> holds nothing", "Put it around the words that are to be found.")
    return "".join(pieces), tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))


def _checked(markup: str) -> str:
    """The example itself, if whatever looks like a tag of ours is one."""
    slip = _LIKE_A_TAG.search(_TAG.sub(" ", markup))
    if slip:
        name = slip[1].lower()
        example = next((f' or <{name} {attribute}="…">' for attribute in ATTRIBUTES[name][1:]), "")
        remedy = f"Write </{name}>." if "/" in slip[0][:3] else f"Write <{name}>{example}."
        raise MarkupError(f"{slip[0]} is not how a tag is written", remedy)
    return markup


def _wanted(tag: str, attributes: str) -> dict[str, str]:
    wanted = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(attributes)}
    for name in wanted:
        if name not in ATTRIBUTES[tag]:
            allowed = listed(ATTRIBUTES[tag]) or "none"
            near = did_you_mean(name, ATTRIBUTES[tag]) or "Use one of these."
            raise MarkupError(f"<{tag}> has no attribute {name}; allowed: {allowed}", near)
    return wanted
