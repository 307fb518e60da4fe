"""Whose a bare amount is: "a line built at a cost of 5 million" → "cost of a line"."""

from __future__ import annotations

from policyledger import phrases
from policyledger.indicators.place import PRONOUNS, Place, Range
from policyledger.indicators.subjects import object_or_subject, over_count, subject, subject_text
from policyledger.predicates import Predicate

BARE_LIMIT = 3
"""Words a name of nothing but an amount has at most: "total central support"."""
OWNER_LIMIT = 12
"""Words of the longest owner: what is longer tells a story."""
LEADING = frozenset({"with", "at", "for", "on", "by", "through"})
"""Prepositions between what is done and the amount it is done with."""
JOINING = frozenset({"including", "and", ",", "plus"})
"""Words between an amount and another of the same owner."""
HOLDING = frozenset({"have", "need", "require", "receive", "get", "carry", "record", "generate", "achieve", "see"})
"""Verbs whose subject an amount belongs to."""
AIMING = frozenset({"aim", "call", "strive", "look", "hope"})
"""Verbs whose preposition leads to what is wanted: "aims | for | an income of"."""
INTO = {
    **dict.fromkeys(("investment", "investments", "growth"), "in"),
    **dict.fromkeys(("support", "funding", "grant", "grants", "loan", "loans", "allocation", "mandate"), "for"),
    **dict.fromkeys(("expenditure", "spending"), "on"),
}
"""Nouns of amount that take another preposition than "of"."""


def owned(place: Place, name: str) -> str:
    """A name with whose it is, where it says nothing but that there is an amount; as it is otherwise."""
    words = name.lower().split()
    if not 0 < len(words) <= BARE_LIMIT or words[-1] not in place.amounts or words[-1] in place.generic:
        return name
    owner = _owner(place, words)
    told = owner.lower().split()
    if not told or len(told) > OWNER_LIMIT or words[-1] in told or (len(told) == 1 and told[0] in PRONOUNS):
        return name
    return f"{name} {INTO.get(words[-1], 'of')} {owner}"


def owned_noun(place: Place, noun: Range) -> str:
    """A noun of amount with whose it is: "the Hydrogen Mission, with an outlay" → "outlay of Hydrogen Mission"."""
    text = place.text(noun)
    if not any(word in place.amounts for word in place.lowers[noun[0] : noun[1]]) or noun[1] - noun[0] > 3:
        return text
    purpose = place.received()
    if purpose and not purpose.startswith("to "):
        return f"{text} {purpose}"
    at = noun[0]
    if place.lowers[max(0, at - 2) : at] in (["and", "a"], ["and", "an"]):
        return f"{text} {purpose}".strip()  # "a hall and | a capacity": of neither
    while at > place.sentence.begin and place.lowers[at - 1] in phrases.BEFORE_NOUN:
        at -= 1
    owner = place.widened(place.before(at - 3 if place.lowers[at - 1] == ")" and place.word(at - 3) == "(" else at))
    done = place.sentence.predicate_at(owner[1] - 1) if owner[1] > owner[0] else None
    if done is not None and done.form == "participle" and done.end == owner[1]:
        return text  # "the scheme, funded with | a loan"
    if place.governor is not None and place.governor.start >= owner[1]:
        held = subject_text(place, place.governor)
        return f"{text} of {held}" if held and held.lower() not in text.lower() else text
    said = place.governor
    if (
        said is not None
        and said.passive
        and said.form == "finite"
        and place.word(said.end) == "with"
        and owner[1] <= owner[0]
    ):
        return text  # "schemes for ports were announced with | an outlay"
    if owner[1] > owner[0] and owner[1] == at and place.lowers[owner[0]] not in PRONOUNS | phrases.ARTICLES:
        return f"{text} of {place.text(owner)}"
    return f"{text} {purpose}".strip()


def _owner(place: Place, words: list[str]) -> str:
    first = _first(place, words)
    if first is None:
        return ""
    lead = place.word(first - 1)
    said = place.predicates_in((place.segment[0], first))[-1:]
    if lead in JOINING and (shared := _shared(place)):
        return shared
    if lead in LEADING:
        counted = place.counted_before(first - 1)
        if counted[1] > counted[0]:
            return place.text(counted)  # "25 | proposals | with a total cost"
        if not said:
            return _opened(place, first)
        return _undertaken(place, said[0], first - 1)
    if said and said[0].end == first and said[0].verb in HOLDING and not said[0].passive:
        return _subject(place, said[0])
    return ""


def _first(place: Place, words: list[str]) -> int | None:
    """The first token of the amount and its noun with their articles: "at | a total cost of 5 million"."""
    at = place.start
    if place.word(at - 1) in ("of", "worth"):
        at -= 1
    at -= len(words) * (place.lowers[at - len(words) : at] == words)
    if at == place.start and place.lowers[place.end : place.end + len(words)] != words:
        return None
    while at > place.segment[0] and (place.lowers[at - 1] in phrases.ARTICLES or phrases.adverb(place.lowers[at - 1])):
        at -= 1
    return at


def _shared(place: Place) -> str:
    """Whose the amount before is: "investment in ports of 9 million, including | central support of 4 million"."""
    head, _, rest = place.previous[0].partition(" ")
    carrier, _, owner = rest.partition(" ")
    return owner if carrier in ("of", "in", "for", "on") and head.lower() in place.amounts else ""


def _opened(place: Place, first: int) -> str:
    """The subject behind a comma: "With a budget of 5 million, | the pilot | will run"."""
    comma = next((at for at in range(place.end, min(place.segment[1], place.end + 3)) if place.lowers[at] == ","), None)
    said = None if comma is None or first - 1 > place.segment[0] else place.ahead(comma)
    if said is None or comma is None or said.form != "finite":
        return ""
    return place.text(phrases.trim(place.tokens, comma + 1, said.start))


def _undertaken(place: Place, said: Predicate, lead: int) -> str:
    """What is done with the amount: "built | a quay | at a cost", "| a quay | was built at a cost"."""
    if said.form == "participle" and said.passive:
        found = place.before(said.start)
        return place.text(found) if found[1] > found[0] else ""
    if said.verb == "be" or said.form == "participle" or said.verb in AIMING:
        return ""
    return _subject(place, said) if said.passive else object_or_subject(place, said, lead)


def _subject(place: Place, said: Predicate) -> str:
    """The subject of a predicate; "" where it is a pronoun, whose noun stands in another sentence."""
    start, end = subject(place, said)
    if end <= start or place.lowers[start] in PRONOUNS:
        return ""
    if (over := over_count(place, start)) is not None:
        return over  # "| schemes for 14 sectors | were announced"
    if start - 1 - (place.lowers[start - 1] == "of") in place.stops:  # "| the line | for 13 GW of wind | will be"
        return place.text(place.after(place.segment[0]))
    return subject_text(place, said)
