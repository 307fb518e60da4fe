"""Names of lengths of time: what goes on for so long."""

from __future__ import annotations

from policyledger import phrases
from policyledger.indicators.place import Place
from policyledger.indicators.subjects import subject_text

SAID_LIMIT = 14
"""Tokens of what goes on for a length of time."""


def named_behind(place: Place) -> bool:
    """Whether a noun follows that the quantity is of: "a three-year | period"."""
    if place.end >= place.segment[1] or "-" not in place.tokens.words[place.start : place.end]:
        return False
    return place.tokens.words[place.end].isalpha() and place.lowers[place.end] not in place.edges | place.carriers


def going_on(place: Place) -> str:
    """What goes on for a length of time: "the mill | led the market | for four years"."""
    at = place.lead()
    if at < place.segment[0] or place.lowers[at] not in ("for", "over", "within", "after", "in", "during", "next"):
        return ""
    while at > place.segment[0] and place.lowers[at] in ("next", "last", "past", "coming"):
        at -= 1
    if place.governor is not None and place.governor.end <= at:
        said = phrases.trim(place.tokens, place.governor.end - 1, min(at, place.governor.end + SAID_LIMIT))
        of_whom = subject_text(place, place.governor) if place.governor.form == "finite" else ""
        return f"{of_whom} {place.text(said)}".strip()
    ahead = next((each for each in place.predicates if each.start >= place.end), None)
    if ahead is not None and ahead.start < place.segment[1]:
        stop = ahead.end
        while (
            stop < min(place.segment[1], ahead.end + SAID_LIMIT) and place.tokens.words[stop] not in phrases.HARD_EDGES
        ):
            stop += 1
        return place.text(phrases.trim(place.tokens, ahead.end - 1, stop))
    return ""
