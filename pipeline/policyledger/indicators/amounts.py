"""Names of amounts of money and of things measured: "investment in ports", "capacity of quays"."""

from __future__ import annotations

from policyledger import phrases
from policyledger.indicators.measured import measured
from policyledger.indicators.place import COMPLEMENT_LIMIT, PRONOUNS, Place, Range
from policyledger.indicators.subjects import subject_text

OF_THAT = (["of", "this"], ["of", "these"], ["of", "which"], ["of", "that"])


def amount(place: Place, base: Range | None) -> tuple[str, str]:
    named = _amount_named(place, base)
    if named[0] and _distributed(place):
        return f"{named[0]} of {place.undone()}", named[1]
    return named


def _distributed(place: Place) -> bool:
    """Whether "each" gives the amount to what was counted before: "40 plants, each with 5 MW"."""
    last = place.last_end
    return bool(
        last is not None
        and place.previous[0]
        and len(place.previous[0].split()) <= 4
        and "each" in place.lowers[last : place.end + 1]
    )


def _amount_named(place: Place, base: Range | None) -> tuple[str, str]:
    if place.lowers[place.segment[0] : place.segment[0] + 2] in OF_THAT and place.previous[0]:
        return place.previous
    before = _of_before(place)
    following = place.after(place.end, carry=True, limit=COMPLEMENT_LIMIT + 3)
    named = following[0] == place.end < following[1] and place.lowers[place.end] not in place.edges | place.carriers
    if named and place.facts["unit_kind"] == "physical" and place.tokens.words[place.end].isalpha():
        return place.text(following), ""  # "integration of 13 GW renewable energy"
    if before:
        amount = named and following[1] - following[0] == 1 and place.lowers[place.end] in place.amounts
        return (f"{place.text(before)} {place.text(following)}" if amount else _owned(place, before)), ""
    if (
        place.end + 1 < place.segment[1]
        and place.lowers[place.end] == "as"
        and place.lowers[place.end + 1] != "against"
    ):
        what = place.after(place.end + 1, carry=True)
        if what[1] > what[0]:
            return place.text(what), ""  # "5 bn as capital expenditure"
    if place.facts["unit_kind"] == "money":
        given = _given(place)
        if given:
            return given, ""
    if base:
        return place.said_of(base), ""
    subject = measured(place)
    if subject:
        return subject, ""
    received = place.received().partition(" ")[2]
    if received:
        return received, ""
    if "CO2" in place.facts["unit"] and not named:
        return "emissions", ""  # what carbon dioxide is a measure of, where nothing else is said
    return (place.text(following), "") if named else ("", "")


def _given(place: Place) -> str:
    """What money is given: "invest 40 million in X" → "investment in X"; "" with another verb."""
    governor = place.governor
    if governor is not None and governor.verb in place.verbs.give:
        noun = place.verbs.give[governor.verb]
        received = place.received()
        between = place.trimmed(governor.end, place.lead())
        if received:
            return f"{noun} {received}"
        if between[1] > between[0]:
            return f"{noun} for {place.text(between)}"
        return noun if governor.passive or place.lead() < governor.end else ""
    ahead = [each for each in place.predicates if each.start >= place.end and each.start < place.segment[1]]
    gone = ahead and (ahead[0].passive or ahead[0].verb == "go")
    if governor is None and gone and ahead[0].verb in place.verbs.give:
        noun = place.verbs.give[ahead[0].verb]
        received = place.received(ahead[0].end)
        return f"{noun} {received}" if received else noun
    return ""


def _owned(place: Place, noun: Range) -> str:
    """A noun of amount with whose it is: "the Hydrogen Mission, with an outlay" → "outlay of Hydrogen Mission"."""
    text = place.text(noun)
    if not any(word in place.amounts for word in place.lowers[noun[0] : noun[1]]) or noun[1] - noun[0] > 3:
        return text
    purpose = place.received()
    if purpose:
        return f"{text} {purpose}"
    at = noun[0]
    while at > place.sentence[0] and place.lowers[at - 1] in phrases.BEFORE_NOUN:
        at -= 1
    owner = place.before(at)
    if place.governor is not None and place.governor.start >= owner[1]:
        held = subject_text(place, place.governor)
        return f"{text} of {held}" if held and held.lower() not in text.lower() else text
    if owner[1] > owner[0] and owner[1] == at and place.lowers[owner[0]] not in PRONOUNS | phrases.ARTICLES:
        return f"{text} of {place.text(owner)}"
    return text


def _of_before(place: Place) -> Range | None:
    """X of "an outlay of 5 bn", "capacity of 40 MW", "investment of"."""
    at = place.start - 1
    if at - 1 > place.sentence[0] and place.lowers[at] in ("exceeding", "totalling", "totaling", "reaching"):
        at += 1  # "an output value | exceeding 5 bn"
    elif at - 1 <= place.sentence[0] or place.lowers[at] != "of":
        return None
    found = place.before(at if place.lowers[at] == "of" else at - 1)
    if found[1] > found[0] and place.lowers[found[1] - 1] not in ("total",):
        return found
    return None
