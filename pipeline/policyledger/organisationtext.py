"""A text as the finders of organisations see it: where the signs stand, and what is looked up again and again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from policyledger.inflection import singular
from policyledger.naming import clean, is_capital, run_end, slug_of
from policyledger.organisationwords import Head, OrganisationLexicon
from policyledger.rules.model import OrganisationRule
from policyledger.terms import TermMatcher
from policyledger.tokens import Tokens

ENGLISH = frozenset({"of", "for", "on", "against"})
COMPLEMENTS = ENGLISH | {"de", "des", "du", "del", "della", "da", "do", "dos", "das", "di", "für", "pour", "para"}
"""What joins a head to its complement, in English and in the languages whose heads the rules know."""
LEARNED = frozenset({"university", "institute"})
LONGEST_ABBREVIATION = 4
ROW_JOINTS, LONGEST_ROW = frozenset({",", "and", "&", "the"}), 6
SCALES = frozenset({"million", "billion", "trillion", "crore", "lakh", "thousand", "m", "bn", "mn"})
RECEIVING = frozenset({"for", "to"})
"""What stands between an amount and who gets it."""
WORD_JOINTS = frozenset("-‐‑–&'’")
FOOTNOTE = re.compile(r"(?<=[a-z])\d+$")
PLACING = frozenset({"in", "within", "across", "outside", "throughout", "into", "from"})
"""Before a name that is a place as well, these say that it is the place."""
AFTER_AGENT = frozenset({"in", "on", "and", "for", "to", "as", "with", "at", "under", "from", "since", "during", "or"})
"""What may follow one by whom something was done; a noun after it would make it an adjective."""


@dataclass(frozen=True, slots=True)
class Found:
    """An organisation named in the text: tokens start to end (exclusive); canonical is its full name."""

    start_token: int
    end_token: int
    type: str
    rule_id: str
    canonical: str
    canonical_id: str
    priority: int = 0


class OrganisationText:
    """A text and what is looked up in it again and again."""

    def __init__(self, tokens: Tokens, lexicon: OrganisationLexicon, keys: Sequence[str]) -> None:
        self.tokens, self.lexicon, self.keys = tokens, lexicon, keys
        self.words, self.lowers = tokens.words, tokens.lowers

    @cached_property
    def heads(self) -> list[Head]:
        """The head words, capitalised."""
        return [Head(*match) for match in self.matches(self.lexicon.heads)]

    @cached_property
    def small_heads(self) -> list[Head]:
        """Ministries whose head stands in small letters: "the ministry of | Defence"."""
        places = {at for lower in ("ministry", "ministries") for at in self.places.get(lower, ())}
        named = {at for at in places if self.lower(at + 1) == "of" and self.words[at + 2 : at + 3]}
        named = {at for at in named if is_capital(self.words[at + 2])}
        if not named:
            return []
        return [Head(*match) for match in self.matches(self.lexicon.heads, capital=False) if match[0] in named]

    @cached_property
    def head_at(self) -> dict[int, Head]:
        return {head.start: head for head in self.heads}

    @cached_property
    def head_ends(self) -> set[int]:
        forms = {end for _, end, _ in self.suffixes}
        heads = {head.end for head in self.heads if not self.is_plural(head.end - 1)}
        return heads | {end for _, end, _ in self.names} | forms

    @cached_property
    def suffixes(self) -> list[tuple[int, int, OrganisationRule]]:
        """The legal forms."""
        return self.matches(self.lexicon.suffixes)

    @cached_property
    def names(self) -> list[tuple[int, int, tuple[OrganisationRule, str]]]:
        """The known names, capitalised, where their contexts allow them."""
        return self.lexicon.names.matches(self.tokens, keys=self.keys, accept=self._accept_name)

    @cached_property
    def name_starts(self) -> set[int]:
        return {start for start, _, _ in self.names}

    @property
    def places(self) -> dict[str, list[int]]:
        """The words of the text as they are spelt, and where each stands."""
        return self.tokens.spelt

    @cached_property
    def has_agency_heading(self) -> bool:
        """Whether the text has a heading of a column of bodies, of two words or more, be it with a footnote's mark."""
        return any(
            FOOTNOTE.sub("", heading) in self.lexicon.columns
            for first in self.lexicon.column_openers & self.tokens.places.keys()
            for place in self.tokens.places[first]
            for heading in self._phrases(place)
        )

    def _phrases(self, place: int) -> Iterator[str]:
        """The phrases of two and three words that begin at a token, over single line breaks, in lower case."""
        words = [lower for lower in self.lowers[place : place + 6] if not lower.isspace()]
        yield from (" ".join(words[:count]) for count in (2, 3))

    @cached_property
    def near(self) -> set[str]:
        return {term for _, _, term in self.lexicon.near.matches(self.tokens, keys=self.keys)}

    def matches(
        self, matcher: TermMatcher[OrganisationRule], capital: bool = True
    ) -> list[tuple[int, int, OrganisationRule]]:
        """The signs of one kind, where their contexts allow them."""

        def accept(start: int, end: int, rule: OrganisationRule) -> bool:
            written = is_capital(self.words[start]) or self.tokens.span(start, end) in rule.acronyms  # "plc", "s.r.o."
            return (written or not capital) and self._allowed(start, end, rule)

        return matcher.matches(self.tokens, keys=self.keys, accept=accept)

    def bounds(self, index: int) -> tuple[int, int]:
        """The sentence a token stands in."""
        return self.tokens.sentences[self.tokens.sentence_of(index)]

    def lower(self, index: int) -> str:
        """A token in lower case; empty beyond the text."""
        return self.lowers[index] if 0 <= index < len(self.lowers) else ""

    def before(self, first: int) -> int:
        """The token before a name and the article it may have: "by | the | Water Board"."""
        return first - 1 - (self.lower(first - 1) == "the")

    def is_plural(self, index: int) -> bool:
        """Whether a token is the plural of a noun."""
        return singular(self.lowers[index]) != self.lowers[index]

    def title_goes_on(self, end: int) -> bool:
        """Whether a capitalised word follows in the same sentence: the name is part of a longer title."""
        return end < len(self.words) and is_capital(self.words[end]) and end < self.bounds(end - 1)[1]

    def in_capitals(self, index: int) -> bool:
        """Whether a word stands between words in capitals, so that its own say nothing.

        A comma or a stroke parts it from its neighbours: "NWA, RDA and TPB" are acronyms.
        """
        first, last = self.bounds(index)
        around: list[str] = []
        for step in (-1, 1):
            for at in (index + step, index + 2 * step):
                if not (first <= at < last and (self.words[at].isalpha() or self.words[at][0] in WORD_JOINTS)):
                    break
                around.append(self.words[at])
        around = [word for word in around if word.isalpha() and len(word) > 1]
        return len(around) > 1 and all(word.isupper() for word in around)

    def is_coined(self, first: int, last: int) -> bool:
        """Whether capitalised words hold one that is no word of a field, nor one the text also has in small letters."""
        fields, spelt = self.lexicon.small.fields, self.places
        return any(
            (self.words[index].isalpha() and self.lowers[index] not in fields and self.lowers[index] not in spelt)
            or self.is_lettered(index)
            for index in range(first, last)
        )

    def is_lettered(self, index: int) -> bool:
        """Whether a token is made of letters and figures, as names are: K9; but no common formula: CO2."""
        word = self.words[index]
        return (
            word.isalnum()
            and is_capital(word)
            and any(letter.isdigit() for letter in word)
            and word.upper() not in self.lexicon.small.no_body
        )

    def acts(self, end: int, anything: bool = False) -> bool:
        """Whether the name that ends before a token is the subject of what only a body does."""
        return self.lexicon.agents.acts(self.lowers, end, self.bounds(end - 1)[1], anything)

    def acts_in_row(self, end: int) -> bool:
        """Whether the name that ends before a token acts, alone or with those after it: "X, Y and the Z will"."""
        ceiling = self.bounds(end - 1)[1]
        for _ in range(LONGEST_ROW):
            if self.acts(end, anything=True):
                return True
            first = end
            while first < ceiling and self.lowers[first] in ROW_JOINTS:
                first += 1
            last = run_end(self.tokens, first, ceiling) if end < first < ceiling else first
            if last == first:
                return False
            end = last
        return False

    def did(self, start: int) -> bool:
        """Whether "by" before a name makes it the one who did something."""
        return self.lexicon.agents.did(self.lowers, self.before(start))

    def is_paid(self, start: int) -> bool:
        """Whether an amount of money goes to the name that begins at a token: "$3 million for", "2 bn euros to the"."""
        floor, at = self.bounds(start)[0], self.before(start)
        if at - 2 < floor or self.lowers[at] not in RECEIVING:
            return False
        amount = self.lowers[max(floor, at - 3) : at]
        scaled = next((place for place, lower in enumerate(amount) if place and lower in SCALES), 0)
        return bool(scaled) and amount[scaled - 1][0].isdigit()

    def found(self, start: int, end: int, rule: OrganisationRule, canonical: str = "") -> Found:
        """A `Found` whose canonical name is the text itself unless another is given."""
        name = canonical or clean(self.tokens.span(start, end))
        return Found(start, end, rule.type, rule.id, name, slug_of(name), rule.priority)

    def stands_alone(self, first: int, last: int) -> bool:
        """Whether capitalised words are an organisation of their own: by a head and its complement, or at the end."""
        if self._is_whole(first, last):
            return False
        if self._is_another(first, last):
            return True
        for index in range(first, last):
            head = self.head_at.get(index)
            if head is None:
                continue
            if index == first and head.rule.position == "after":
                return True
            if index == first and self.lower(head.end) in COMPLEMENTS and head.rule.position != "before":
                return True
            if index > first and head.end == last and head.rule.position != "after":
                return True
        word = self.words[first]
        if last - first == 1 and word.isupper() and len(word) > 2 and word not in self.lexicon.small.no_body:
            return True  # "… of India and NABARD"
        return first in self.name_starts

    def _is_whole(self, first: int, last: int) -> bool:
        """Whether words after "of" are the school a name before is part of: "Institute of X of the … Academy"."""
        if self.lower(self.before(first)) != "of":
            return False
        return any(
            head.rule.type in LEARNED for index in range(first, last) if (head := self.head_at.get(index)) is not None
        )

    def _is_another(self, first: int, last: int) -> bool:
        """Whether words after "and" name a body though no head says so.

        "The Department of Water and the | Northern Water board" are two: only a field or place goes on after "and
        the", as in "and the Environment". So are "Bank of Ghana and | Quorix": after a place comes another place.
        """
        small, link = self.lexicon.small, self.before(first)
        if self.lower(link) not in ("and", "&") or not self.is_coined(first, last):
            return False
        if small.is_place(self.words[first:last]) or small.is_place(self.words[last - 1 : last]):
            return False  # "and the South-West Pacific"
        before = link - 1
        while before > 0 and is_capital(self.words[before - 1]):
            before -= 1
        return (self.lower(first - 1) == "the" and last - first > 1) or small.is_place(self.words[before:link])

    def _accept_name(self, start: int, end: int, payload: tuple[OrganisationRule, str]) -> bool:
        rule, canonical = payload
        if not any(is_capital(self.words[index]) for index in range(start, end)):
            return False
        if self.lowers[start] == "the" and self.title_goes_on(end) and not self.in_capitals(end - 1):
            return False
        if end - start == 1 and self.in_capitals(start):
            return False  # "THE MOST IMPORTANT" names no ministry
        if rule.near and end - start == 1 and self.words[start].istitle() and self._is_part(start, end):
            return False  # "House" in "Harbour House Committee"
        if rule.acting and canonical != clean(self.tokens.span(start, end)) and not self._acts(start, end):
            return False
        return self._allowed(start, end, rule) and (not rule.near or not self.near.isdisjoint(rule.near))

    def _is_part(self, start: int, end: int) -> bool:
        """Whether a word stands in a longer title."""
        within = start - 1 > self.bounds(start)[0] and is_capital(self.words[start - 1])
        return within or self.title_goes_on(end)

    def _acts(self, start: int, end: int) -> bool:
        matches = self.lexicon.acts.matches(self.tokens, end, min(end + 3, len(self.words)), keys=self.keys)
        before = self.before(start)
        if self.lower(before) == "by":
            return not self.lower(end)[:1].isalnum() or self.lower(end) in AFTER_AGENT
        acts = (bool(matches) and matches[0][0] == end) or self.acts(end)
        if not acts or self.lower(before) in PLACING:
            return False
        return start == self.bounds(start)[0] or self.lower(start - 1) in {"the", ".", ",", "and", "that"}

    def _allowed(self, start: int, end: int, rule: OrganisationRule) -> bool:
        context = self.lexicon.contexts.get(rule.id)
        return context is None or not context.excludes(self.keys, start, end)
