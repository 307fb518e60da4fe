"""Names of what is counted: "solution providers of smart manufacturing systems", "homes built"."""

from __future__ import annotations

from policyledger.indicators.measured import measured
from policyledger.indicators.place import COMPLEMENT_LIMIT, Place
from policyledger.indicators.subjects import subject_text

PLAIN = frozenset(
    {
        *("have", "be", "give", "make", "take", "need", "include", "contain", "get", "hold", "see"),
        *("involve", "require", "comprise"),
    }
)
"""Verbs that say no more of their object than that it is there."""


def counted(place: Place) -> str:
    """What is counted, with its complement: "solution providers of smart manufacturing systems"."""
    start = place.start + place.facts["head"][0]
    end = place.start + place.facts["head"][1]
    joined = end + 1 < place.sentence[1] and place.lowers[end] == "and" and place.lowers[end + 1].endswith("s")
    if joined and place.lowers[end + 1] not in place.edges and end + 1 not in place.stops:
        end += 2  # "provinces and cities"
    stop = place.complement(end)
    text = place.text((start, stop))
    done = _done(place) if stop == end else ""
    return f"{text} {done}" if done else text


def _done(place: Place) -> str:
    """What is done to what is counted, as a participle: "build 40 homes" → "built"; "" where nothing is."""
    governor = place.governor
    if governor is not None and governor.end == place.lead() + 1:
        known = governor.verb not in place.verbs.measure and governor.verb not in PLAIN
        return place.verbs.done.get(governor.verb, "") if known and not governor.passive else ""
    after = next((each for each in place.predicates if each.start >= place.end), None)
    if governor is None and after is not None and after.passive and after.start <= place.end + 1:
        return place.verbs.done.get(after.verb, "")
    return ""


def multiplied(place: Place) -> str:
    """What a verb of multiplying multiplies: "double | exports", "exports | will double"."""
    verb = next((each for each in place.predicates if each.start < place.end and place.start < each.end), None)
    if verb is None:
        return ""
    behind = place.after(verb.end, carry=True, limit=COMPLEMENT_LIMIT + 3)
    own = behind[1] > behind[0] and place.lowers[verb.end] not in place.edges | place.carriers and not verb.passive
    return place.text(behind) if own and place.lowers[verb.end] != "compared" else subject_text(place, verb)


def elliptic(place: Place) -> str:
    """What a number without a noun counts: the subject, or what the number before it counted."""
    subject = measured(place)
    behind = place.received() if place.previous[0] and _coordinated(place) else ""
    if behind:
        head = place.previous[0].split(" in ")[0].split(" for ")[0]
        return f"{head} {behind}"
    return subject or place.previous[0]


def _coordinated(place: Place) -> bool:
    """Whether a number goes on with a list of numbers: "including 40 in towns | and 20 in villages"."""
    at = place.start - 1
    return at > place.sentence[0] and place.lowers[at] in (
        "including",
        "and",
        ",",
        "with",
        "plus",
        "comprising",
        "namely",
    )
