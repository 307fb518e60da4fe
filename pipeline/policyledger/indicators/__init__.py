"""Indicators: the noun phrase that names what a quantity measures, and the base of a share.

A quantity is named by its part in its predicate (predicates.py). What is measured is the subject of "reaches 40 %",
the object of "raise … to 40 %", the noun counted in "build 40 schools", the receiver of "invest 40 million in …".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from spacy.tokens import Span

from policyledger.indicators.amounts import amount
from policyledger.indicators.counted import counted, elliptic, multiplied
from policyledger.indicators.durations import going_on, named_behind
from policyledger.indicators.place import PRONOUNS, Place, Range
from policyledger.indicators.shares import share
from policyledger.predicates import Predicate
from policyledger.tokens import Tokens
from policyledger.verbs import VerbLexicon

NUMBERING = re.compile(r"^(?:\(?[0-9ivxIVX]{1,4}(?:\.[0-9]+)*[.)]|[a-zA-Z][.)]|[0-9]+(?:\.[0-9]+)+|[•▪–-])\s+")
"""List and section numbers at the head of a heading."""


def find(
    tokens: Tokens,
    span: Span,
    facts: Mapping[str, Any],
    sentence: Range,
    found: Any,
    predicates: Sequence[Predicate],
    verbs: VerbLexicon,
    lists: Mapping[str, frozenset[str]],
    titles: Sequence[str],
    previous: tuple[str, str],
) -> tuple[str, str]:
    """The indicator and the base of a quantity, "" where there is none.

    Args:
        tokens: the text.
        span: the quantity.
        facts: its `_.quantity`.
        sentence: token range it stands in.
        found: the sentence with its dates, quantities and organisations, which no indicator runs into.
        predicates: those of the sentence.
        verbs: the lexicon they come from.
        lists: word lists.
        titles: lead-in line and headings above, nearest first.
        previous: indicator and base of the statement before, which "this", "it" and a value in brackets go on with.
    """
    place = Place(tokens, span, facts, sentence, found, predicates, verbs, lists, previous)
    indicator, base = _read(place)
    if indicator.lower() in PRONOUNS | place.edges or not any(letter.isalpha() for letter in indicator):
        indicator = ""
    if not indicator and titles:
        indicator = NUMBERING.sub("", " ".join(titles[0].rstrip(":").split()))
    return indicator, base


def _read(place: Place) -> tuple[str, str]:
    if place.facts["form"] == "absolute":
        return place.text((place.start, place.end)).replace("zero ", "").replace("-zero", ""), ""
    if _restated(place) or _goes_on(place):
        return place.previous
    if place.facts["unit_kind"] == "multiple":
        said = multiplied(place)
        if said:
            return said, ""
    if place.facts["unit"] == "count":
        return (counted(place) if place.facts["head"] else elliptic(place)), ""
    if place.facts["unit_kind"] == "duration":
        said = "" if named_behind(place) else going_on(place)
        if said:
            return said, ""
    base = place.of_after()
    if place.facts["unit_kind"] in ("percent", "percentage_point", "multiple"):
        return share(place, base)
    return amount(place, base)


def _restated(place: Place) -> bool:
    """Whether the quantity stands in brackets right behind another: "12 million euros (14 million dollars)"."""
    at = place.start - 1
    fillers = ("~", "or", "i.e", "equivalent", "to", "about", "around", "+", "=", ":")
    while at > place.sentence[0] and (place.lowers[at] in fillers or at in place.dated):
        at -= 1
    return bool(
        place.previous[0] and at > place.sentence[0] and place.tokens.words[at] == "(" and at in place.units_before
    )


def _goes_on(place: Place) -> bool:
    """Whether the quantity is a further one of a list without words between: "56 %, 75 % | and 90 %"."""
    at = place.start
    while at > place.sentence[0] and place.lowers[at - 1] in (",", "and", "or"):
        at -= 1
    if at == place.start or not place.previous[0] or place.facts["head"] or place.of_after():
        return False
    return bool(place.units_before.get(at) == place.facts["unit"])
