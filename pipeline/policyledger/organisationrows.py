"""Organisations by the company they keep: what acts with a body or stands in one row with bodies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from policyledger import acronyms
from policyledger.naming import clean, is_capital, left_run, run_end, slug_of
from policyledger.organisationcues import are_things, could_be_name
from policyledger.organisationtext import Found, OrganisationText

BRIDGES = frozenset({"of", "for"})
CLASSES = frozenset(
    {"board", "company", "utility", "agency", "authority", "group", "consortium", "foundation", "union", "cooperative"}
)
"""What may stand in small letters after a name: "the Northern Water board"."""


def beside(text: OrganisationText, found: Sequence[Found]) -> Iterable[Found]:
    """The names that act with an organisation: "the Water Board and XYZ will serve", "financed by X and the Bank"."""
    starts = {hit.start_token for hit in found}
    for hit in found:
        floor, ceiling = text.bounds(hit.start_token)
        first, before = hit.start_token, hit.start_token - 1
        if before > floor and text.lowers[before] == "the":
            before -= 1
        if before > floor and text.lowers[before] in ("and", "&"):
            first = left_run(text.tokens, before, floor, text.lexicon.small, bridges=BRIDGES)
            agent = text.did(first) or (_is_subject(text, first, floor) and text.acts(hit.end_token, anything=True))
            if first < before and agent and _could_stand_beside(text, first, before, ceiling):
                yield _like(text, hit, first, before)
        after = hit.end_token
        if text.lower(after) == "(" and text.lower(after + 2) == ")":
            after += 3  # "the Water Board (WB) | and QMCL"
        if text.lower(after) in ("and", "&"):
            after += 1 + (text.lower(after + 1) == "the")
            last = run_end(text.tokens, after, ceiling) if after < ceiling else after
            if last == after or not starts.isdisjoint(range(after, last)):
                continue
            verb = last + (text.lower(last) in CLASSES)
            agent = text.acts(verb, anything=True) and _is_subject(text, hit.start_token, floor)
            agent = agent or (text.did(hit.start_token) and not text.lower(last)[:1].isalpha())
            if agent and _could_stand_beside(text, after, last, ceiling):
                yield _like(text, hit, after, last)


def _is_subject(text: OrganisationText, first: int, floor: int) -> bool:
    """Whether a clause may begin with the name at a token: at the start of a sentence, after a comma or "that"."""
    before = text.before(first)
    return before < floor or text.lowers[before] in acronyms.BEFORE_SUBJECT


def _could_stand_beside(text: OrganisationText, first: int, last: int, ceiling: int) -> bool:
    """Whether capitalised words may be a body like the one they act with: coined, letters that are no common ones."""
    words = text.words[first:last]
    if len(words) == 1 and (first == text.bounds(first)[0] or not words[0].isalpha()):
        return False  # "Industry and the Ministry will"
    if len(words) == 1 and words[0].istitle() and text.lower(first - 1) == "the":
        return False  # "the Republic and the Ministry"
    person = len(words) in (2, 3) and all(
        word.istitle() and text.is_coined(at, at + 1) for at, word in enumerate(words, first)
    )
    if person or are_things(text, first, last):
        return False
    return text.is_coined(first, last) and could_be_name(text, first, last, ceiling, True, article=True)


def in_rows(text: OrganisationText, found: Sequence[Found]) -> Iterable[Found]:
    """The names that stand in a row with organisations: "the Water Board, the TDA and Coast Safety Services"."""
    starts = {hit.start_token for hit in found}
    ends = {hit.end_token for hit in found}
    for hit in found:
        first = _next_in_row(text, hit.end_token)
        if first is None or first in starts or not is_capital(text.words[first]):
            continue
        ceiling = text.bounds(hit.start_token)[1]
        last = run_end(text.tokens, first, ceiling)
        between = _next_in_row(text, last) in starts
        joined = text.lower(text.before(first)) in ("and", "&")
        second = joined and _row_before(text, hit.start_token) in ends
        camel = last - first == 1 and _is_camel(text, first) and (joined or text.lower(last) in (",", "and"))
        if (
            (camel or (last - first > 1 and (between or second)))
            and starts.isdisjoint(range(first + 1, last))
            and could_be_name(text, first, last, ceiling, True)
        ):
            yield _like(text, hit, first, last)


def _is_camel(text: OrganisationText, index: int) -> bool:
    """Whether a word has a capital within, as names of bodies do and few things: "QuillNZ"."""
    word = text.words[index]
    mixed = word.isalpha() and not word.isupper() and word[-1] != "s" and acronyms.is_acronym(text, index)
    return mixed and word.upper() not in text.lexicon.small.no_body


def _like(text: OrganisationText, hit: Found, first: int, last: int) -> Found:
    """An organisation that is one because it stands beside another."""
    name = clean(text.tokens.span(first, last))
    return replace(hit, start_token=first, end_token=last, canonical=name, canonical_id=slug_of(name))


def _next_in_row(text: OrganisationText, index: int) -> int | None:
    """The token where the next item of a row begins, after a comma, "and" or both; None where the row ends."""
    first = index
    if text.lower(index) == "(" and text.lower(index + 2) == ")":
        first = index = index + 3
    while text.lower(index) in (",", "and", "&"):
        index += 1
    if index == first or index >= len(text.words):
        return None
    return index + 1 if text.lower(index) == "the" and index + 1 < len(text.words) else index


def _row_before(text: OrganisationText, index: int) -> int:
    """One past the token before the comma or "and" that leads to an item of a row; -1 where none does."""
    first = before = text.before(index)
    while text.lower(before) in (",", "and", "&"):
        before -= 1
    if before == first:
        return -1
    return before - 2 if text.lower(before) == ")" else before + 1
