"""Governments of states, provinces and towns that a text names in small letters: "the Ontario government".

That of a country is no organisation here; of a part of one it is, and so is the administration of whoever governs it:
"the Baker administration".
"""

from __future__ import annotations

from collections.abc import Iterable

from policyledger.acronyms import is_coined_alone
from policyledger.naming import is_capital, left_run
from policyledger.organisationtext import Found, OrganisationText
from policyledger.organisationtrades import KINDS
from policyledger.terms import HYPHENS

LEVELS = frozenset(
    {"state", "provincial", "city", "county", "municipal", "regional", "territorial", "metropolitan", "prefectural"}
    | {"town", "district", "cantonal"}
)
"""What stands between a name and "government" where the name need not be a known one."""
LONGEST_REGION = 4


def by_government(text: OrganisationText) -> Iterable[Found]:
    """The governments and administrations named after a part of a country or after whoever leads them."""
    rule = text.lexicon.government
    if rule is None:
        return
    places = text.tokens.places
    for at in sorted((*places.get("government", ()), *places.get("administration", ()))):
        if not text.words[at].islower() or text.lower(at + 1) in HYPHENS:
            continue
        ruled = text.lowers[at] == "administration"
        first = _region_start(text, at) or _level_start(text, at) or (_ruler_start(text, at) if ruled else None)
        if first is not None:
            yield text.found(first, at + 1, rule)


def is_national(text: OrganisationText, first: int, end: int) -> bool:
    """Whether an administration is called after somebody who led a country, and so is that of the country."""
    words = text.lowers[first : end - 1]
    named = len(words) == 1 or (len(words) == 3 and words[1] in HYPHENS)
    return named and text.lowers[end - 1] == "administration" and not text.lexicon.small.rulers.isdisjoint(words)


def _region_start(text: OrganisationText, at: int) -> int | None:
    """The first token of the known part of a country that ends before a token, or of its adjective."""
    floor, small = text.bounds(at)[0], text.lexicon.small
    for first in range(max(floor, at - LONGEST_REGION), at):
        words = tuple(text.words[first:at])
        if words in small.regions or (len(words) == 1 and words[0].lower() in small.regional and is_capital(words[0])):
            return first
    return None


def _level_start(text: OrganisationText, at: int) -> int | None:
    """The first token of the name before "state government", unless it is an adjective: "Indian state government"."""
    floor, small = text.bounds(at)[0], text.lexicon.small
    level = at - 1
    if level <= floor or text.words[level] not in LEVELS:
        return None
    first = left_run(text.tokens, level, floor, small)
    if first == level:
        return None
    adjective = text.lowers[level - 1].endswith(KINDS) or text.lowers[level - 1] in small.openers
    known = tuple(text.words[first:level]) in small.regions
    return first if known or (text.is_coined(first, level) and not adjective) else None


def _ruler_start(text: OrganisationText, at: int) -> int | None:
    """The first token of who leads an administration: "the | Baker administration", "the | Baker-Polito …"."""
    floor = text.bounds(at)[0]
    first = last = at - 1
    if first < floor or not is_coined_alone(text, last) or text.lowers[last].endswith(KINDS):
        return None
    if first - 2 >= floor and text.words[first - 1] in HYPHENS and is_capital(text.words[first - 2]):
        first -= 2
    shown = text.lower(first - 1) == "the" or text.lower(at + 1) in text.lexicon.agents.owned
    if not shown or is_national(text, first, at + 1):
        return None
    return first
