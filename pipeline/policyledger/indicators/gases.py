"""Names of amounts of carbon dioxide that say no more than what is done to it: "CO2 captured", "emissions"."""

from __future__ import annotations

from policyledger.indicators.place import Place

KEEPING = frozenset({"capture", "store", "inject", "remove", "sequester", "absorb", "bury", "bind", "transport", "use"})
"""Verbs of what is done to carbon dioxide itself."""
EMITTING = frozenset({"emit", "release", "be", "have", "produce", "generate", "cause", "see"})
"""Verbs by which it comes into the air."""


def is_told_of_gas(place: Place) -> bool:
    """Whether a verb beside an amount says nothing of what it is an amount of."""
    return _is_subject(place) or _leads_to(place)


def _leads_to(place: Place) -> bool:
    """Whether a value is what something leads to: "the plan would | lead to | 84 Mt CO2"."""
    governor = place.governor
    return governor is not None and governor.verb in ("lead", "result", "translate") and place.lead() == governor.end


def _is_subject(place: Place) -> bool:
    """Whether a value is the subject of the verb right behind it: "up to 4 Mt CO2 | will be captured"."""
    ahead = place.ahead(place.end)
    return ahead is not None and ahead.start == place.end and ahead.passive and ahead.form == "finite"


def of_gas(place: Place) -> str:
    """What carbon dioxide is a measure of, where no more is said than what is done to it: "capture 4 Mt CO2"."""
    ahead = place.ahead(place.end)
    if ahead is not None and _is_subject(place):
        return f"{'CO2' if ahead.verb in KEEPING else 'emissions'} {place.lowers[ahead.end - 1]}"
    governor = place.governor
    direct = governor is not None and not governor.passive and place.lead() < governor.end
    if governor is None or not direct or governor.verb not in place.verbs.done or governor.verb in place.verbs.measure:
        return "emissions"
    gas = "CO2" if governor.verb in KEEPING else "emissions" if "CO2e" in place.facts["unit"] else "CO2 emissions"
    return "emissions" if governor.verb in EMITTING else f"{gas} {place.verbs.done[governor.verb]}"
