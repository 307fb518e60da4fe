"""Names of lengths of time: what goes on for so long."""

from __future__ import annotations

from policyledger.indicators.place import LASTING, PARTICLES, Place
from policyledger.indicators.subjects import subject_text
from policyledger.numberwords import HYPHENS
from policyledger.phrases import ARTICLES

SAID_LIMIT = 14
"""Tokens of what goes on for a length of time."""


OLD = frozenset({"old", "olds"})
AGED = frozenset({"aged", "ages", "age"})
WAITING = frozenset({"wait", "stay", "live", "work", "serve"})
"""Verbs that are done for a length of time without an object."""
PERIODS = frozenset(
    {"period", "periods", "term", "phase", "interval", "moratorium", "cycle", "horizon", "duration", "window"}
)
"""Nouns that say themselves that they are a length of time."""


def duration(place: Place) -> str:
    """The name of a length of time: "period for retraining farmers", "interval for reporting"; "" without one."""
    aged = _age(place)
    if aged:
        return aged
    if place.end < place.segment[1] and "-" in place.tokens.words[place.start : place.end]:
        return _of_noun(place)
    said = place.governor
    if said is not None and said.verb == "last" and said.form == "finite" and said.end <= place.start:
        lasting = subject_text(place, said)
        return f"duration of {lasting}" if lasting else ""
    within = place.facts["number_start"] > 0 and place.lowers[place.start] in LASTING
    lead = place.start if within else place.lead()
    if said is not None and said.verb in WAITING and lead < said.end:
        return f"period for {place.verbs.gerund_of(said.verb)}"  # "nobody should | wait | more than 18 weeks"
    if place.lowers[place.start - 1 : place.start] == ["every"]:
        done = _done(place, place.start - 1)
        return f"interval for {done}" if done else ""
    if lead < place.segment[0] or place.lowers[lead] not in LASTING | {"after", "next", "last", "past", "coming"}:
        return ""
    while lead > place.segment[0] and place.lowers[lead] in ("next", "last", "past", "coming", "the"):
        lead -= 1
    done = _done(place, lead)
    if done:
        return f"period for {done}"
    noun = place.before(lead)
    return f"period of {place.text(noun)}" if noun[1] > noun[0] else ""


def _age(place: Place) -> str:
    """The name of an age: "pupils | aged 6 to 15", "a 65-year-old | couple", "the scheme is | five years old"."""
    if "UNIT-AGE" in place.facts["rule_ids"]:
        noun = place.counted_before(place.start)
        start, end = noun if noun[1] > noun[0] else place.before(place.start)
        end -= end > start and place.lowers[end - 1] in AGED
        start = next((at + 1 for at in range(end - 2, start, -1) if place.lowers[at] in place.carriers), start)
        if end <= start and place.governor is not None and place.governor.verb == "be":
            held = subject_text(place, place.governor)  # "a fifth of residents | is over 65"
            return f"age of {held}" if held else "age"
        noun = start + (end > start and place.lowers[start] in ARTICLES), end
        return f"age of {place.text(noun)}" if noun[1] > noun[0] else "age"
    hyphened = place.word(place.end) in HYPHENS
    at = place.end + hyphened
    if place.word(at) not in OLD:
        return ""
    if hyphened and place.word(at) == "old":
        noun = place.after(at + 1, limit=SAID_LIMIT)
        return f"age of {place.text(noun)}" if noun[1] > noun[0] else "age"
    held = subject_text(place, place.governor) if place.governor is not None and place.governor.verb == "be" else ""
    return f"age of {held}" if held else "age"


def _of_noun(place: Place) -> str:
    """The name of a length that stands before a noun: "a three-year | compliance period", "a five-year | plan"."""
    noun = place.named_after()
    if noun[1] <= noun[0]:
        return ""
    head = next((at for at in range(*noun) if place.lowers[at] in place.carriers or place.lowers[at] == "to"), noun[1])
    if place.lowers[head - 1] in PERIODS:
        return place.text(noun)
    kind = "duration" if place.lowers[head - 1] in place.lasting else "period"
    return f"{kind} of {place.text(noun)}"


def _done(place: Place, at: int) -> str:
    """What is done for a length of time, as an -ing form with its object, or what undergoes it."""
    governor = place.governor
    ahead = None
    if governor is None or governor.end > at:
        governor, ahead = None, place.ahead(place.end)
    said = governor or ahead
    doing = place.verbs.gerund_of(said.verb) if said is not None else ""
    if said is None or not doing or said.verb == "be" or (said.passive and said.form == "participle"):
        return ""
    if said.passive:
        subject = place.text(place.counted_before(said.start)) or subject_text(place, said)
        return f"{doing} {subject}" if subject else ""
    stop = at if governor is not None else place.segment[1]
    counted = place.counted_at(said.end, stop)
    if counted[1] > counted[0]:
        return f"{doing} {place.text(counted)}"
    start, stop = place.trimmed(said.end, min(stop, said.end + SAID_LIMIT, place.clause_end(said.end)))
    if stop > start:
        return f"{doing} {place.text((start, stop))}"
    amount = place.sentence.by_start.get(said.end + (place.word(said.end) in PARTICLES))
    if amount is not None and place.word(amount.end) == "of":  # "draw in 8 million | of private funds"
        start, stop = place.after(amount.end + 1, stop, carry=True, limit=SAID_LIMIT)
        return f"{doing} {place.text((said.end, amount.start))} {place.text((start, stop))}".replace("  ", " ")
    subject = subject_text(place, said)
    return f"{subject} {doing}" if subject and not subject.startswith("as ") else ""
