"""Names of sums of money by what is done with them: "investment in ports", "funding to train pilots"."""

from __future__ import annotations

from policyledger.indicators.place import PRONOUNS, ROUTE, Place, Range
from policyledger.indicators.subjects import subject
from policyledger.phrases import ARTICLES
from policyledger.predicates import Predicate

RECEIVING = frozenset({"receive", "get", "obtain", "secure", "win"})
"""Verbs whose subject is given money."""
TELLING = frozenset({"be", "have", "come", "go", "remain", "include", "cover", "represent", "become", "mean", "make"})
"""Verbs that say no more of a sum than what it is."""


def for_another(place: Place, named: Range) -> str:
    """What a sum is for that is told by another: "a 30 million | grant | for a 156 million | adaptation project"."""
    at = named[1] + 1 + (place.word(named[1] + 1) in ARTICLES)
    span = place.sentence.by_start.get(at) if place.word(named[1]) == "for" else None
    if span is None or span._.quantity["unit_kind"] != "money":
        return ""
    behind = place.text(place.at(span).named_after())
    return f" for {behind}" if behind else ""


def _recipient(place: Place, governor: Predicate) -> str:
    """Who is given money, "" if unsaid: "| the Board | is allocated 5 million", "supports | crews | with 5 million"."""
    if governor.passive and governor.form == "finite" and place.lead() < governor.end:
        start, end = subject(place, governor)
        named = end > start and place.lowers[start] not in PRONOUNS
        return f"to {place.text((start, end))}" if named else ""
    if not governor.passive and place.word(place.lead()) == "with":
        between = place.trimmed(governor.end, place.lead())
        return f"for {place.text(between)}" if between[1] > between[0] else ""
    return ""


def given(place: Place) -> str:
    """What money is given: "invest 40 million in X" → "investment in X"; "" with another verb."""
    end = place.past_bracket(place.end)
    ahead = place.ahead(end)
    if ahead is not None and ahead.start == end and _is_given(place, ahead):
        at = ahead.end + (place.word(ahead.end) in ("available", "aside"))
        return f"{place.verbs.give.get(ahead.verb, 'funding')} {place.received(at)}".strip()
    object_ = place.governor is not None and place.lead() < place.governor.end  # "firms that | invest | 4 million will"
    if ahead is not None and ahead.start == end and not object_ and (use := _used(place, ahead)):
        return f"funding to {use}"
    if ahead is not None and ahead.start == end and ahead.verb == "be" and place.word(ahead.end) == "for":
        return f"funding {place.received(ahead.end)}".strip()  # "of which 4 million is | for ports"
    governor = place.governor
    if governor is not None and (_is_next_sum(place, governor) or _is_listed_sum(place, governor)):
        return f"funding {place.received()}"
    if governor is not None and governor.verb == "add" and place.word(place.end) == "to":
        return place.received().partition(" ")[2]  # "by | adding 3 million to | payments for homes"
    if governor is None or governor.verb not in place.verbs.give or place.lowers[place.lead()] in ROUTE:
        return ""
    noun = place.verbs.give[governor.verb]
    to = _recipient(place, governor)
    if to:
        return f"{noun} {to}"
    if governor.verb in RECEIVING and not governor.passive:
        start, end = subject(place, governor)
        if end > start and place.lowers[start] not in PRONOUNS and place.lowers[start] not in place.verbs.gerund:
            return f"{noun} for {place.text((start, end))}"  # "the harbour board | will receive 4 million to"
    received = place.received()
    if received:
        return f"{noun} {received}"
    between = place.trimmed(governor.end, place.lead())
    if between[1] > between[0]:
        return f"{noun} for {place.text(between)}"
    if governor.passive or governor.form != "finite" or place.lead() >= governor.end:
        return noun if governor.passive or place.lead() < governor.end else ""
    start, end = subject(place, governor)
    return f"{noun} by {place.text((start, end))}" if end > start and place.lowers[start] not in PRONOUNS else noun


def _used(place: Place, said: Predicate) -> str:
    """What a sum does as the subject of a verb: "of which 4 million | will support | the training of pilots"."""
    plain = said.form == "finite" and not said.passive and said.tense != "past" and said.verb not in TELLING
    if not plain or said.verb in place.verbs.measure or place.measures(said.end) or said.verb not in place.verbs.done:
        return ""
    start, end = place.after(said.end, carry=True)
    near = end > start and start - said.end <= 1 and place.word(said.end) not in place.carriers
    return f"{said.verb} {place.text((start, end))}" if near else ""


def _is_given(place: Place, said: Predicate) -> bool:
    """Whether a sum is the subject of a verb of giving: "5 million | will be spent on", "8 million | allocated to"."""
    if said.passive or said.verb == "go":
        return said.form == "finite" or said.progressive or said.verb in place.verbs.give
    plain = place.lowers[said.start] in place.verbs.participle and said.end - said.start == 1
    return plain and said.verb in place.verbs.give and place.word(said.end) in ("to", "for", "towards")


def _is_listed_sum(place: Place, governor: Predicate) -> bool:
    """Whether a sum with its purpose follows one with its own: "4 million is for docks and | 5 million | for quays"."""
    joined = place.word(place.start - 1) in (",", "and", ";") and place.received().startswith(("for ", "to "))
    sums = [each for each in place.sentence.quantities if each._.quantity["unit_kind"] == "money"]
    return joined and any(each.start < place.start and abs(each.end - governor.start) <= 1 for each in sums)


def _is_next_sum(place: Place, governor: Predicate) -> bool:
    """Whether a sum with its purpose follows another: "4 million to build ports, | 5 million | for quays"."""
    joined = place.word(place.start - 1) in (",", "and", ";") and bool(place.received())
    return joined and governor.form == "infinitive" and governor.start in place.sentence.unit_ending
