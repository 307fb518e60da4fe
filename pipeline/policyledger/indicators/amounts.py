"""Names of amounts of money and of things measured: "investment in ports", "capacity of quays"."""

from __future__ import annotations

from policyledger.indicators.measured import measured
from policyledger.indicators.owners import owned_noun
from policyledger.indicators.place import CHANGES, PRONOUNS, ROUTE, SPANS_OF_TIME, Place, Range
from policyledger.indicators.said import gone_on_with, modified
from policyledger.indicators.shares import changed_before, of_which
from policyledger.indicators.subjects import subject, subject_text
from policyledger.phrases import ARTICLES
from policyledger.predicates import Predicate

RECEIVING = frozenset({"receive", "get", "obtain", "secure", "win"})
"""Verbs whose subject is given money."""
DONE = ("tion", "ing", "ment", "nance", "sion")
"""Endings of nouns of what is done to what is measured: "rehabilitation of 300 km of roads"."""
GAINS = {**dict.fromkeys(("generate", "earn", "yield", "bring"), "revenue"), "save": "savings", "cost": "cost"}
"""Verbs by which money comes about or is kept, and the noun of that."""
SAVING = frozenset({"save", "conserve"})
"""Verbs whose object is no longer used."""
WHOLE = frozenset({"total", "overall", "combined"})
"""Adjectives before an amount that say that it is the sum."""
OF_THAT = (["of", "this"], ["of", "these"], ["of", "which"], ["of", "that"])
OUT_OF_THAT = (["out", "of", "this"], ["out", "of", "that"], ["out", "of", "which"])
"""How a sentence opens on a part of what was spoken of before."""


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
        and any(
            place.lowers[at] == "each" and place.word(at + 1) not in SPANS_OF_TIME for at in range(last, place.end + 1)
        )
    )


def _amount_named(place: Place, base: Range | None) -> tuple[str, str]:
    opening = place.lowers[place.segment[0] : place.segment[0] + 3]
    first = place.start <= place.segment[0] + len(opening) + 1
    if opening[:2] in OF_THAT and place.previous[0] and first:
        given = _given(place) if place.facts["unit_kind"] == "money" else ""
        return (given, "") if " for " in given else place.previous  # "of this, | 4 million | is for docks"
    if opening in OUT_OF_THAT and place.previous[0] and first:
        return of_which(place), ""
    ahead = place.ahead(place.end)
    if (
        ahead is not None
        and (ahead.passive or ahead.verb == "come")  # "of which 4 million | came | from the Bank"
        and place.previous[0]
        and place.lowers[place.start - 2 : place.start] == ["of", "which"]
    ):
        return of_which(place), ""
    named = place.named_after()
    if place.lowers[place.end : place.end + 2] == ["per", "capita"]:
        head = place.after(place.end + 2, carry=True)
        named = (place.end, head[1]) if head[1] > head[0] == place.end + 2 else named  # "3,190 USD | per capita income"
    rate = place.facts["unit"].startswith("/")  # "15 per 1,000 | live births", which says no more than of what
    following = "" if rate else place.text(named)
    if following and place.facts["unit_kind"] == "physical":
        return following, ""  # "integration of 13 GW renewable energy"
    before = place.of_before()
    if before and not place.is_generic(before):
        done = place.facts["unit_kind"] == "physical" and place.lowers[before[1] - 1].endswith(DONE)
        if base and done and place.word(place.end) == "of":
            return f"{place.text(before)} of {place.text(base)}", ""  # "widening of 3 km | of quays"
        amount = named[1] - named[0] == 1 and place.lowers[named[0]] in place.amounts
        return (f"{place.text(before)} {following}" if amount else owned_noun(place, before)), ""
    if before and place.word(before[0] - 1) == "the" and place.word(before[0] - 2) in ("in", "to"):
        owner = place.before(before[0] - 2)
        if owner[1] > owner[0]:
            return place.text(owner), ""  # "a credit | in the amount of | 14 million"
    if before and place.lowers[before[1] - 1] in CHANGES:
        changed = changed_before(place)
        if changed:
            return changed, ""
    if following and place.facts["unit_kind"] == "money":
        whole = place.word(place.start - 1) if place.word(place.start - 1) in WHOLE else ""
        name = f"{whole} {following}{_for_another(place, named)}".strip()
        return name, ""  # "a EUR 5 bn plan", "the | total | 5 bn | cost"
    if (
        place.end + 1 < place.segment[1]
        and place.lowers[place.end] == "as"
        and place.lowers[place.end + 1] != "against"
    ):
        what = place.after(place.end + 1, carry=True)
        if what[1] > what[0]:
            return place.text(what), ""  # "5 bn as capital expenditure"
    if base and place.word(place.end) == "worth":
        return modified(place, base), ""
    elliptic = gone_on_with(place)
    if elliptic:
        return elliptic, ""
    if place.facts["unit_kind"] == "money" and place.word(place.end) == "in":
        kind = place.after(place.end + 1, carry=True)
        if kind[1] > kind[0] and place.lowers[place.head(kind)] in place.amounts:
            return place.text(kind), ""  # "4 million | in further financing for ports"
    if base and place.facts["unit_kind"] == "money" and place.lowers[place.head(base)] in place.amounts:
        return modified(place, base), ""  # "approved 168 million | of GCF funding for projects"
    if place.facts["unit_kind"] == "money":
        given = _given(place)
        if given:
            return given, ""
    said_of = place.governor is not None and place.governor.verb == "be" and place.lead() < place.governor.end
    if base and not (place.facts["unit_kind"] == "money" and said_of):  # "its share will be | 5 million | of the total"
        return modified(place, base), ""
    parted = place.governor is not None and place.governor.verb in ("include", "comprise")
    if parted and (received := place.received()):
        if place.word(place.end) == "in":
            return received.partition(" ")[2], ""  # "this includes 5 million | in subsidies"
        if place.facts["unit_kind"] == "money":
            return f"funding {received}", ""  # "its proposals include 5 million | for ports"
    under = ahead is not None and ahead.start == place.end and ahead.verb == "be" and place.word(ahead.end) == "under"
    if ahead is not None and under:
        return place.text(place.after(ahead.end + 1, carry=True)), ""  # "30 ha are | under vines"
    if place.facts["unit_kind"] == "money" and not following and _is_further(place):
        return place.previous
    said = measured(place)
    if said:
        return said, ""
    received = place.received()
    if received:
        funded = place.facts["unit_kind"] == "money" and not received.startswith("in ")
        noun = "funding" if place.governor is None else GAINS.get(place.governor.verb, "funding")
        return (f"{noun} {received}" if funded else received.partition(" ")[2]), ""
    if place.governor is not None and place.governor.verb in SAVING and not following:
        saver = subject_text(place, place.governor)
        if saver:
            return f"savings from {saver}", ""  # "the pumps will | save 160 GWh"
    if "CO2" in place.facts["unit"] and not following:
        return "emissions", ""  # what carbon dioxide is a measure of, where nothing else is said
    return following, ""


def _for_another(place: Place, named: Range) -> str:
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


def _given(place: Place) -> str:
    """What money is given: "invest 40 million in X" → "investment in X"; "" with another verb."""
    end = place.past_bracket(place.end)
    ahead = place.ahead(end)
    if ahead is not None and ahead.start == end and ahead.form == "finite" and (ahead.passive or ahead.verb == "go"):
        at = ahead.end + (place.word(ahead.end) in ("available", "aside"))
        return f"{place.verbs.give.get(ahead.verb, 'funding')} {place.received(at)}".strip()
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


def _is_further(place: Place) -> bool:
    """Whether a sum goes on with one for the same: "give 4 million over 5 years to ports, | and 1 million a year"."""
    last, governor = place.last_end, place.governor
    after = last is not None and governor is not None and last > governor.end and place.word(place.start - 1) == "and"
    return after and bool(place.previous[0]) and not place.received()


def _is_listed_sum(place: Place, governor: Predicate) -> bool:
    """Whether a sum with its purpose follows one with its own: "4 million is for docks and | 5 million | for quays"."""
    joined = place.word(place.start - 1) in (",", "and", ";") and place.received().startswith(("for ", "to "))
    sums = [each for each in place.sentence.quantities if each._.quantity["unit_kind"] == "money"]
    return joined and any(each.start < place.start and abs(each.end - governor.start) <= 1 for each in sums)


def _is_next_sum(place: Place, governor: Predicate) -> bool:
    """Whether a sum with its purpose follows another: "4 million to build ports, | 5 million | for quays"."""
    joined = place.word(place.start - 1) in (",", "and", ";") and bool(place.received())
    return joined and governor.form == "infinitive" and governor.start in place.sentence.unit_ending
