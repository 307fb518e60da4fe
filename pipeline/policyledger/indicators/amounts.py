"""Names of amounts of money and of things measured: "investment in ports", "capacity of quays"."""

from __future__ import annotations

from policyledger.indicators.gases import is_told_of_gas, of_gas
from policyledger.indicators.measured import measured
from policyledger.indicators.owners import owned_noun
from policyledger.indicators.place import CHANGES, SPANS_OF_TIME, Place, Range
from policyledger.indicators.said import gone_on_with, modified
from policyledger.indicators.shares import changed_before, of_which
from policyledger.indicators.subjects import subject_text
from policyledger.indicators.sums import for_another, given
from policyledger.phrases import ARTICLES

DONE = ("tion", "ing", "ment", "nance", "sion")
"""Endings of nouns of what is done to what is measured: "rehabilitation of 300 km of roads"."""
GAINS = {**dict.fromkeys(("generate", "earn", "yield", "bring"), "revenue"), "save": "savings", "cost": "cost"}
"""Verbs by which money comes about or is kept, and the noun of that."""
SAVING = frozenset({"save", "conserve"})
"""Verbs whose object is no longer used."""
JOINING = frozenset({"including", "excluding", "plus"})
"""Words that begin a part of a sum, no form of it."""
FORMS = frozenset(
    {
        *(
            "guarantee",
            "incentive",
            "credit",
            "relief",
            "aid",
            "bond",
            "equity",
            "debt",
            "subsidy",
            "subsidies",
            "rebate",
        ),
        *(
            "saving",
            "contract",
            "finance",
            "damage",
            "loss",
            "losses",
            "tax",
            "taxes",
            "fee",
            "transfer",
            "payment",
            "financing",
        ),
        *(
            "compensation",
            "wage",
            "duty",
            "duties",
            "proposal",
            "cash",
            "concession",
            "scholarship",
            "bursary",
            "bursaries",
        ),
    }
)
"""Nouns of the form in which money is given or lost: "5 million in | loan guarantees"."""
EARLIER = frozenset({"previous", "prior", "former", "same"})
"""Adjectives of an amount that is compared with the one before."""
APPROVING = frozenset(
    {
        "approval",
        "award",
        "release",
        "disbursement",
        "provision",
        "mobilisation",
        "mobilization",
        "commitment",
        "pledge",
    }
)
"""Nouns of what is done with money before it is said what it is."""
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
        use = given(place) if place.facts["unit_kind"] == "money" else ""
        return (use, "") if " for " in use else place.previous  # "of this, | 4 million | is for docks"
    if opening in OUT_OF_THAT and place.previous[0] and first:
        return of_which(place), ""
    ahead = place.ahead(place.end)
    if place.previous[0] and place.lowers[place.start - 2 : place.start] == ["of", "which"]:
        where = place.word(place.end)
        found = place.after(place.end + 1, carry=True) if where in ("from", "in", "at", "through") else (0, 0)
        if found[1] > found[0] and place.facts["unit_kind"] == "physical":
            return f"{place.undone()} {where} {place.text(found)}", ""  # "of which 4 Mt | from cement works"
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
    if (
        before
        and place.previous[0]
        and place.is_generic(before)
        and not EARLIER.isdisjoint(place.lowers[slice(*before)])
    ):
        return place.previous  # "which is double | the previous amount of 5 million"
    if before and place.lowers[before[1] - 1] in APPROVING and place.word(place.end) == "in":
        kind = place.after(place.end + 1, carry=True)
        if kind[1] > kind[0]:
            return place.text(kind), ""  # "the | approval of 5 million | in loans to ports"
    if before and not place.is_generic(before):
        done = place.facts["unit_kind"] == "physical" and place.lowers[before[1] - 1].endswith(DONE)
        if base and done and place.word(place.end) == "of":
            return f"{place.text(before)} of {place.text(base)}", ""  # "widening of 3 km | of quays"
        if following and place.facts["unit_kind"] == "money" and before[1] - before[0] == 1 and _is_form(place, named):
            return f"{place.text(before)} of {following}", ""  # "a credit of 4 million | additional finance for ports"
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
        name = f"{whole} {following}{for_another(place, named)}".strip()
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
    if (
        place.facts["unit_kind"] == "money"
        and place.word(place.end) == "in"
        and place.word(place.end + 1) not in ARTICLES
    ):
        kind = place.after(place.end + 1, carry=True)
        kind = (kind[0], place.complement(kind[1]) if kind[1] > kind[0] else kind[1])
        if kind[1] > kind[0] and _is_form(place, kind):
            return place.text(kind), ""  # "4 million | in further financing for ports"
    if base and place.facts["unit_kind"] == "money" and place.lowers[place.head(base)] in place.amounts:
        return modified(place, base), ""  # "approved 168 million | of GCF funding for projects"
    if place.facts["unit_kind"] == "money":
        use = given(place)
        if use:
            return use, ""
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
    said = "" if "CO2" in place.facts["unit"] and is_told_of_gas(place) else measured(place)
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
        return of_gas(place), ""
    return following, ""


def _is_form(place: Place, noun: Range) -> bool:
    """Whether a noun phrase says in which form money is given: "additional finance for ports", "loan guarantees"."""
    head = place.lowers[place.head(noun)] if place.lowers[noun[0]] not in JOINING else ""
    return head in place.amounts or head in FORMS or head.removesuffix("s") in FORMS


def _is_further(place: Place) -> bool:
    """Whether a sum goes on with one for the same: "give 4 million over 5 years to ports, | and 1 million a year"."""
    last, governor = place.last_end, place.governor
    after = last is not None and governor is not None and last > governor.end and place.word(place.start - 1) == "and"
    return after and bool(place.previous[0]) and not place.received()
