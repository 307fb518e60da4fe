"""Organisations by the column they stand in: what a table lists as responsible acts, whatever it is called.

A column "Lead agency" or "Responsible" holds bodies, most of them as acronyms that the text spells out nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyledger.acronyms import elsewhere, is_coined_alone
from policyledger.naming import is_capital, slug_of
from policyledger.organisationtext import Found, OrganisationText
from policyledger.organisationwords import OrganisationLexicon
from policyledger.terms import keys_of
from policyledger.tokens import Tokens

RULE = "LEX-AGENCY-COLUMN"
"""The list whose headings make a column one of bodies."""
PARTING = frozenset({",", ";", "/", "|", "&", "and", "with", "+", "•", "(", ")"})
"""What stands between the bodies of a cell."""
LONGEST = 8
"""Tokens of the longest name."""


def in_cells(
    tokens: Tokens, lexicon: OrganisationLexicon, cells: Sequence[tuple[int, int]], found: Sequence[Found]
) -> list[Found]:
    """The bodies that stand in some cells and are not found already, and the other mentions of their acronyms.

    Args:
        tokens: the text.
        lexicon: what tells names from common words.
        cells: token ranges of cells of a column of bodies.
        found: the organisations known.
    """
    if not cells:
        return []
    text = OrganisationText(tokens, lexicon, keys_of(tokens))
    taken = {index for hit in found for index in range(hit.start_token, hit.end_token)}
    listed: list[Found] = []
    for begin, end in cells:
        parts = list(_parts(tokens, begin, end))
        bodies = {
            start
            for start, stop in parts
            if not taken.isdisjoint(range(start, stop)) or _is_name(tokens.words[start:stop])
        }
        for start, stop in parts:
            beside = bool(bodies) and stop - start == 1 and is_coined_alone(text, start)  # "KWRA; Brinox; ports"
            if taken.isdisjoint(range(start, stop)) and (start in bodies or beside):
                name = tokens.span(start, stop)
                listed.append(Found(start, stop, "other", RULE, name, slug_of(name)))
    known = taken | {index for hit in listed for index in range(hit.start_token, hit.end_token)}
    again = elsewhere(text, [*found, *listed], listed)
    return [*listed, *(hit for hit in again if hit.start_token not in known)]


def _parts(tokens: Tokens, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands between commas, strokes and "and", without line breaks and an article."""
    start = begin
    for at in range(begin, end + 1):
        if at == end or tokens.lowers[at] in PARTING or "\n" in tokens.words[at]:
            first, stop = start, at
            while first < stop and (not tokens.words[first][0].isalnum() or tokens.lowers[first] == "the"):
                first += 1
            while stop > first and not tokens.words[stop - 1][-1].isalnum():
                stop -= 1
            if stop > first:
                yield first, stop
            start = at + 1


def _is_name(words: Sequence[str]) -> bool:
    """Whether some words may name a body: capitalised at both ends, none of them a number."""
    if len(words) > LONGEST or any(word[0].isdigit() for word in words):
        return False
    alone = len(words) == 1
    if alone and (len(words[0]) < 2 or not any(letter.isupper() for letter in words[0][1:])):
        return False  # "Yes", "All", "Government": a word of its own names nobody
    return is_capital(words[0]) and is_capital(words[-1])
