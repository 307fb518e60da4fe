"""Organisations by the words around their name: "produced by …", "the regulator …", "…, a chip maker"."""

from __future__ import annotations

from collections.abc import Iterable

from policyledger import acronyms
from policyledger.naming import is_capital, left_run, run_end
from policyledger.organisationtext import Found, OrganisationText
from policyledger.rules.model import OrganisationRule
from policyledger.terms import HYPHENS

NUMBERS = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"})
ROW = frozenset({",", "and", "or", "&"})
PARTICLES = frozenset({"de", "da", "do", "dos", "van", "von", "bin", "ibn", "al", "el", "di", "della"})
LONGEST_APPOSITION = 9
AFTER_APPOSITION = frozenset(
    {"that", "which", "with", "based", "in", "from", "for", "specialising", "specializing", "and", "headquartered"}
)


def by_lead(text: OrganisationText) -> Iterable[Found]:
    for start, end, rule in text.matches(text.lexicon.leads, capital=False):
        ceiling = text.bounds(start)[1]
        labelled = text.lowers[end - 1] == ":"
        several = False
        goes_on = labelled or text.lowers[end - 1] in ("as", "like", "including", "between", "namely")
        for first, last in _row(text, end, ceiling, ROW | {";", "/"} if labelled else ROW):
            if not could_be_name(text, first, last, ceiling, goes_on and not labelled):
                break
            common = labelled or text.lowers[first] in text.lexicon.small.fields
            named = acronyms.is_acronym(text, first) or (several and acronyms.is_coined_alone(text, first))
            if common and last - first == 1 and not named:
                break  # "Partners: Industry"
            if several and not goes_on and are_things(text, first, last):
                break  # "delivered by Continuing Education and | Training Centres"
            several = True
            yield text.found(first, last, rule)
            more = last - first > 1 or acronyms.is_coined_alone(text, first)
            if not (goes_on or (more and text.lowers[end - 1] == "by")):
                break  # "conducted by Brinox | and Tarnex"


def by_class(text: OrganisationText) -> Iterable[Found]:
    """The names beside a word for what they are: "research house X", "makers such as X", "X and two other banks"."""
    for start, end, rule in text.matches(text.lexicon.appositions, capital=False):
        floor, ceiling = text.bounds(start)
        if end >= ceiling or text.lowers[start - 1] in HYPHENS or text.lowers[end] in HYPHENS:
            continue
        several = text.is_plural(end - 1)
        if several:
            yield from _instances(text, _after_such_as(text, end), ceiling, rule)
            if text.words[end] in ("(", ","):
                named = list(_instances(text, end + 1, ceiling, rule))
                if len(named) > 1:
                    yield from named  # "the unions, | Quorix and the Velt", "agencies (| A and B)"
            yield from _others(text, start, floor, rule)
        elif acronyms.is_other_name(text, end):
            yield text.found(end + 1, end + 2, rule)
        leads = text.words[start].islower() and text.words[end] not in ("(", ",")
        if leads and text.words[end].isspace():
            end += 1  # at the end of a line
        last = run_end(text.tokens, end, ceiling) if leads and end < ceiling else end
        if last > end and not _is_broken(text, end - 1, last) and _is_told_apart(text, end, last, ceiling):
            yield text.found(end, last, rule)
            yield from _instances(text, last + 1 if several and text.lower(last) in ROW else ceiling, ceiling, rule)


def _is_broken(text: OrganisationText, first: int, last: int) -> bool:
    """Whether words stand on three lines or more, as the heads of columns do and names do not."""
    return sum("\n" in text.words[index] for index in range(first, last)) > 1


def _after_such_as(text: OrganisationText, index: int) -> int:
    """The token after "such as", "like" or "including" at a token; the end of the text where neither stands there."""
    if text.lower(index) == ",":
        index += 1
    if text.lower(index) == "such" and text.lower(index + 1) == "as":
        return index + 2
    return index + 1 if text.lower(index) in ("like", "including", "namely") else len(text.words)


def _instances(text: OrganisationText, index: int, ceiling: int, rule: OrganisationRule) -> Iterable[Found]:
    """The coined names of a row that begins at a token."""
    for first, last in _row(text, index, ceiling, articles=True):
        coined = text.is_coined(first, last) and not are_things(text, first, last)
        if coined and could_be_name(text, first, last, ceiling, True, plural=True):
            yield text.found(first, last, rule)


def _row(
    text: OrganisationText, index: int, ceiling: int, joints: frozenset[str] = ROW, articles: bool = False
) -> Iterable[tuple[int, int]]:
    """The capitalised words of each item of a row that begins at a token, perhaps with an article before each.

    Args:
        text: the text.
        index: where the row begins.
        ceiling: the end of the sentence.
        joints: what stands between its items.
        articles: whether an article may stand before each.
    """
    while index < ceiling:
        if articles and text.lowers[index] == "the" and index + 1 < ceiling:
            index += 1
        last = run_end(text.tokens, index, ceiling)
        if last == index:
            return
        yield index, last
        index = last
        while index < ceiling and text.lowers[index] in joints:
            index += 1
        if index == last:
            return


def _others(text: OrganisationText, noun: int, floor: int, rule: OrganisationRule) -> Iterable[Found]:
    """The names of a row that "and two other universities" ends."""
    index = noun - 1
    while index > floor and noun - index < LONGEST_APPOSITION and text.lowers[index] != "other":
        if not text.words[index].islower():
            return
        index -= 1
    if index <= floor or text.lowers[index] != "other":
        return
    index -= 1
    while index > floor and text.lowers[index] not in ("and", "or"):
        if noun - index > LONGEST_APPOSITION or not text.words[index][0].isalnum():
            return
        index -= 1
    while index > floor:
        while index > floor and text.lowers[index] in ROW:
            index -= 1
        first = left_run(text.tokens, index + 1, floor, text.lexicon.small)
        if first > index or not (
            text.is_coined(first, index + 1) and could_be_name(text, first, index + 1, noun, True)
        ):
            return
        yield text.found(first, index + 1, rule)
        index = first - 1
        if text.lowers[index] not in ROW:
            return


def _is_told_apart(text: OrganisationText, first: int, last: int, ceiling: int) -> bool:
    """Whether a name right after a word for what it is stands alone, not before a noun: "regulator Ofwat said"."""
    if not (text.is_coined(first, last) and could_be_name(text, first, last, ceiling, True)):
        return False
    after, word = text.lower(last), last - first == 1 and text.words[first].istitle()
    if after in ("of", "on") or are_things(text, first, last):
        return False  # "supplier Code of Conduct"
    if last >= ceiling or not after[:1].isalpha() or text.acts(last, anything=not word):
        return True
    return after in text.lexicon.small.openers and not text.acts(last, anything=True)


def by_apposition(text: OrganisationText) -> Iterable[Found]:
    for start, end, rule in text.matches(text.lexicon.appositions, capital=False):
        floor, ceiling = text.bounds(start)
        determiner = _determiner(text, start, floor)
        if determiner is None or (
            end < ceiling and text.words[end][0].isalnum() and text.lowers[end] not in AFTER_APPOSITION
        ):
            continue
        comma = determiner - 1
        first = left_run(text.tokens, comma, floor, text.lexicon.small)
        if text.is_coined(first, comma) and not text.lexicon.small.is_place(text.words[first:comma]):
            yield text.found(first, comma, rule)


def _determiner(text: OrganisationText, noun: int, floor: int) -> int | None:
    """The `a`, `the` or `its` of the noun phrase that ends at a token, if a comma stands before it; else None."""
    for index in range(noun - 1, max(floor, noun - LONGEST_APPOSITION), -1):
        lower = text.lowers[index]
        if lower in ("a", "an", "the", "one", "its", "their", "our"):
            return index if text.words[index - 1] == "," else None
        if lower == "of" or not (lower[0].isalnum() or lower in HYPHENS or lower == "'s"):
            return None
    return None


def could_be_name(
    text: OrganisationText,
    first: int,
    last: int,
    ceiling: int,
    listed: bool,
    plural: bool = False,
    article: bool = False,
) -> bool:
    """Whether capitalised words can be a name: no place, no opener, and outside a list no adjective of what follows.

    Args:
        text: the text.
        first, last: the words, the end exclusive.
        ceiling: the end of the sentence.
        listed: whether they stand in a list.
        plural: whether a single word may look like a plural.
        article: whether a single word may stand after "the".
    """
    small = text.lexicon.small
    lower = text.lowers[first]
    if lower in small.openers or lower in small.stoppers or small.is_place(text.words[first:last]):
        return False
    if last - first == 1 and not plural and text.is_plural(first):
        return False  # the people of a country: "made by Estonians"
    if _has_figures(text, first, last):
        return False
    if lower in NUMBERS and text.is_plural(last - 1):
        return False  # "Three Other Departments"
    if text.lowers[last - 1] in small.texts or not small.stoppers.isdisjoint(text.lowers[first:last]):
        return False  # "according to the Harbour Act", "the Prime Minister"
    if last - first == 1 and text.lowers[first - 1] == "the" and not article:
        return False
    if last - first == 1 and text.words[first].upper() in small.no_body:
        return False
    if last < ceiling and text.words[last][0].isdigit():
        return False  # "Tier 1"
    if last + 1 < ceiling and text.lowers[last] in PARTICLES and is_capital(text.words[last + 1]):
        return False  # a person: "Rui Matos da Silva"
    if last >= ceiling or listed:
        return True
    after = text.lowers[last]
    linked = after in small.title_links or after in small.openers or text.acts(last, anything=True)
    return linked or not (after[0].isalnum() or after in HYPHENS or after == "'s")


def _has_figures(text: OrganisationText, first: int, last: int) -> bool:
    """Whether figures stand in some words that are not part of the name of a company: "K9 Blue Steel" is one."""
    traded = last - first > 1 and text.lowers[last - 1] in text.lexicon.small.trades
    return any(
        letter.isdigit() and not (traded and text.is_lettered(index))
        for index in range(first, last)
        for letter in text.words[index]
    )


def are_things(text: OrganisationText, first: int, last: int) -> bool:
    """Whether several capitalised words end in a plural that no company calls itself after: "Smart Meters"."""
    lower, small = text.lowers[last - 1], text.lexicon.small
    return last - first > 1 and text.is_plural(last - 1) and lower not in small.fields and lower not in small.trades
