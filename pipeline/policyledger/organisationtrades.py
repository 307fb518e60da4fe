"""Companies without a legal form whose name ends in their trade: "Windora Water", "Corvane Robotics".

A trade alone makes no company: "Bottled Water" and "Payment Systems" are things. Before it stands a coined word, and
the name acts, is dealt with, is paid or stands in running text where a company does. A place will do for a coined word
where something is done by or with the name: "Varna Gas will buy".
"""

from __future__ import annotations

from collections.abc import Iterable

from policyledger.naming import is_capital, left_run
from policyledger.organisationcues import could_be_name
from policyledger.organisationtext import Found, OrganisationText

KINDS = (
    *("ian", "ean", "can", "ish", "ese", "ani", "nese", "landic"),  # of a country or people
    *("ed", "ing", "al", "ic", "ive", "able", "ible", "ous", "ent", "ary", "less", "ful", "ated", "wide"),
)
"""How adjectives end, which make no company's name of a trade by themselves."""
GOODS = frozenset(
    {
        "steel",
        "land",
        "water",
        "oil",
        "gas",
        "power",
        "energy",
        "wind",
        "solar",
        "paper",
        "timber",
        "copper",
        "nickel",
        "lithium",
        "systems",
    }
    | {
        "technology",
        "technologies",
        "materials",
        "minerals",
        "metals",
        "cement",
        "networks",
        "software",
        "electricity",
        "batteries",
    }
)
"""Trades that are things as well, before which letters tell of a kind: CRGO Steel, HVAC Systems."""
BEFORE_COMPANY = frozenset({"of", "by", "from", "with", "between", "to", "and", "like", "including", ",", "as", "at"})
AFTER_COMPANY = frozenset(
    {
        "and",
        "or",
        "in",
        "to",
        "for",
        "on",
        "which",
        "has",
        "have",
        "is",
        "are",
        "was",
        "were",
        "as",
        "with",
        "at",
        "since",
        "will",
        "that",
        "'s",
    }
)
RUNNING = 10
"""Tokens on either side of a name that show whether it stands in running text."""


def by_trade(text: OrganisationText) -> Iterable[Found]:
    """The companies whose name ends in a trade, where they act or are dealt with: "Windora Water shall"."""
    small = text.lexicon.small
    rule = text.lexicon.company
    if rule is None:
        return
    places = text.tokens.places
    named: set[str] = set()
    hired: list[tuple[int, int]] = []
    for index in sorted(at for trade in places.keys() & small.trades for at in places[trade]):
        if not is_capital(text.words[index]) or text.in_capitals(index) or text.title_goes_on(index + 1):
            continue
        floor, ceiling = text.bounds(index)
        first = left_run(text.tokens, index, floor, small, lambda at: True)
        if first == index or not could_be_name(text, first, index + 1, ceiling, True):
            continue
        end = index + 1
        paid = text.is_paid(first)
        if _is_plain(text, first, index):
            if paid and text.lower(end) == "for" and text.lower(end + 1).endswith("ing"):
                hired.append((first, end))
            placed = first + 1 == index and small.is_place((text.words[first],)) and text.words[first].istitle()
            beside = text.lower(first - 1) == "with" and not _is_before_noun(text, end, ceiling)
            done = paid or text.did(first) or text.acts_in_row(end) or beside
            if placed and done and text.lower(first - 1) != "the":
                named.add(text.lowers[index])
                yield text.found(first, end, rule)
            continue
        if text.lower(end) == "," and text.lower(end + 1) in ("which", "whose"):
            end = next((at + 1 for at in range(end + 1, min(ceiling, end + 20)) if text.lowers[at] == ","), end)
        acts = paid or text.did(first) or text.acts_in_row(end) or _is_dealt_with(text, first)
        if acts or _is_placed_as_company(text, first, index + 1):
            named.add(text.lowers[index])
            yield text.found(first, index + 1, rule)
    for first, end in hired:  # "$2 million for State Water for digging", among others called after water
        if text.lowers[end - 1] in named:
            yield text.found(first, end, rule)


def _is_plain(text: OrganisationText, first: int, last: int) -> bool:
    """Whether capitalised words before a trade only tell of what kind it is: Bottled Water, African Steel."""
    small = text.lexicon.small
    return not any(
        text.is_coined(index, index + 1)
        and text.lowers[index] not in small.plain
        and text.lowers[index] not in small.leaders
        and text.lowers[index] not in small.texts
        and text.words[index].upper() not in small.no_body
        and not small.is_place((text.words[index],))
        and not text.lowers[index].endswith(KINDS)
        and not (text.words[index].isupper() and (len(text.words[index]) > 3 or text.lowers[last] in GOODS))
        for index in range(first, last)
    )


def _is_placed_as_company(text: OrganisationText, first: int, last: int) -> bool:
    """Whether a name stands where companies do, in running text: after "by" or "of" and with no noun after it.

    "The" would make it a thing, and in a heading capitals say nothing.
    """
    floor, ceiling = text.bounds(first)
    if first == floor or text.lowers[first - 1] not in BEFORE_COMPANY:
        return False
    if _is_before_noun(text, last, ceiling):
        return False
    if any(_has_inner_capital(word) for word in text.words[first:last]):
        return True  # "at BrineScope Steel": nothing but a name is written so, whatever stands around it
    around = text.words[max(floor, first - RUNNING) : first] + text.words[last : min(ceiling, last + RUNNING)]
    capitals = sum(is_capital(word) for word in around)
    return sum(word.islower() and len(word) > 3 for word in around) > max(2, capitals)


def _is_before_noun(text: OrganisationText, last: int, ceiling: int) -> bool:
    """Whether what stands after a name could make it an adjective: "with Varna Oil | buyers"."""
    after = text.lower(last) if last < ceiling else ""
    agents = text.lexicon.agents
    return after[:1].isalnum() and not any(after in words for words in (AFTER_COMPANY, agents.pasts, agents.thirds))


def _has_inner_capital(word: str) -> bool:
    """Whether a word goes on in small letters and then with a capital: BrineScope."""
    return word.isalpha() and word[1:].lower() != word[1:] and not word[1:].isupper()


def _is_dealt_with(text: OrganisationText, first: int) -> bool:
    """Whether something is got from what stands at a token: "leased from", "buying them from"."""
    before = text.before(first)
    dealing = text.lexicon.agents.dealing
    return text.lower(before) == "from" and not dealing.isdisjoint(text.lowers[max(0, before - 4) : before])
