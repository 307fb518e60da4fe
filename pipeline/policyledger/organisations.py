"""Organisations in text: known names, legal forms, head words, cues, and what the document itself says of them.

Nothing here knows a single organisation; that is the rules' part. Four signs make a run of capitalised words one:
a legal form at its end ("… Co., Ltd."), a head word in it ("Ministry of …", "… University"), words before it
("produced by …") and words after it ("…, a chip maker"). What the document then defines ("… Bank (XYZ)") or shortens
("the Commission") is found wherever it stands and given the full name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from policyledger.inflection import singular
from policyledger.naming import NameLexicon, clean, is_capital, left_run, right_complement, run_end, slug_of
from policyledger.rules.model import LexiconRule, OrganisationRule, Rule, by_precedence
from policyledger.terms import HYPHENS, Context, TermMatcher, keys_of
from policyledger.tokens import Tokens

INDEFINITE = frozenset({"a", "an", "each", "every", "any", "another", "no", "such", "other", "per"})
DEFINITE = frozenset({"the", "this", "that", "said"})
STOPS = frozenset({".", ","})
BULLETS = ("•", "–", "-", "*")
QUOTES = frozenset("\"'“”‘’«»")
COMPLEMENTS = ("of", "for", "on")
INNER = frozenset({"of", "for", "on", "and", "&", "the", "de", "la", "del", "do", "da", "dos", "di", "des", "du"})
LONGEST_APPOSITION = 9
LONGEST_ABBREVIATION = 4
NEARBY = 150
"""Tokens within which a weak head alone ("the Fund") still means the one named before."""
AFTER_APPOSITION = frozenset(
    {"that", "which", "with", "based", "in", "from", "for", "specialising", "specializing", "and", "headquartered"}
)


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


class Head(NamedTuple):
    """A head word where it stands, with its rule."""

    start: int
    end: int
    rule: OrganisationRule


@dataclass(frozen=True)
class OrganisationLexicon:
    """What gives organisations away, ready to be looked for.

    Attributes:
        names: known names; payloads are (rule, canonical name).
        suffixes, heads, leads, appositions, deeds: the signs; payloads are rules.
        near: the phrases names ask for elsewhere in the document.
        contexts: by rule id, where a sign or name does not count.
        acts: what follows a name that is a place as well, when it acts.
        small: the small words of names.
    """

    names: TermMatcher[tuple[OrganisationRule, str]]
    suffixes: TermMatcher[OrganisationRule]
    heads: TermMatcher[OrganisationRule]
    leads: TermMatcher[OrganisationRule]
    appositions: TermMatcher[OrganisationRule]
    deeds: TermMatcher[OrganisationRule]
    near: TermMatcher[str]
    contexts: dict[str, Context]
    acts: TermMatcher[bool]
    small: NameLexicon

    @classmethod
    def from_rules(cls, rules: Iterable[Rule]) -> OrganisationLexicon:
        """The lexicon of the organisation and lexicon rules among some rules."""
        rules = [rule for rule in rules if rule.status != "deprecated"]
        ordered = by_precedence(rule for rule in rules if isinstance(rule, OrganisationRule))
        words = {rule.id: rule for rule in rules if isinstance(rule, LexiconRule)}
        acts = words["LEX-NAME-ACTS"].terms if "LEX-NAME-ACTS" in words else ()

        def signs(role: str, skip: frozenset[str] = frozenset()) -> TermMatcher[OrganisationRule]:
            chosen = [rule for rule in ordered if rule.role == role]
            return TermMatcher(
                ((term, rule) for rule in chosen for term in rule.terms),
                ((term, rule) for rule in chosen for term in rule.acronyms),
                skip,
                lambda rule: rule.priority,
            )

        named = [rule for rule in ordered if rule.role == "name"]
        return cls(
            names=TermMatcher(
                ((term, (rule, rule.canonical or term)) for rule in named for term in rule.terms),
                ((term, (rule, rule.canonical or term)) for rule in named for term in rule.acronyms),
                priority=lambda payload: payload[0].priority,
            ),
            suffixes=signs("suffix", STOPS),
            heads=signs("head"),
            leads=signs("lead"),
            appositions=signs("apposition"),
            deeds=signs("deed"),
            near=TermMatcher((term, term) for rule in named for term in rule.near),
            contexts={rule.id: context for rule in ordered if (context := Context(rule.unless))},
            acts=TermMatcher((term, True) for term in acts),
            small=NameLexicon.from_rules(words.values()),
        )


def find(tokens: Tokens, lexicon: OrganisationLexicon, keys: Sequence[str] | None = None) -> list[Found]:
    """The organisations named in the text, in order, without overlap.

    Args:
        tokens: the text, with its sentences.
        lexicon: what to look for.
        keys: `keys_of(tokens)`, where the caller has them already.
    """
    text = _Text(tokens, lexicon, keys_of(tokens) if keys is None else keys)
    cued = [*_by_lead(text), *_by_apposition(text)]
    found = _settled([*_known(text), *_by_suffix(text), *_by_head(text), *cued])
    acting = list(_acting(text))
    cued = [*cued, *acting]
    found = _settled([*found, *_defined_acronyms(text, found), *acting])
    return _settled([*found, *_repeated(text, cued), *_bare_heads(text, found)])


class _Text:
    """A text and what is looked up in it again and again."""

    def __init__(self, tokens: Tokens, lexicon: OrganisationLexicon, keys: Sequence[str]) -> None:
        self.tokens, self.lexicon, self.keys = tokens, lexicon, keys
        self.words, self.lowers = tokens.words, tokens.lowers

    @cached_property
    def heads(self) -> list[Head]:
        """The head words, capitalised."""
        return [Head(*match) for match in self.matches(self.lexicon.heads)]

    @cached_property
    def head_at(self) -> dict[int, Head]:
        return {head.start: head for head in self.heads}

    @cached_property
    def head_ends(self) -> set[int]:
        forms = {end for _, end, _ in self.suffixes}
        return {head.end for head in self.heads} | {end for _, end, _ in self.names} | forms

    @cached_property
    def suffixes(self) -> list[tuple[int, int, OrganisationRule]]:
        """The legal forms."""
        return self.matches(self.lexicon.suffixes)

    @cached_property
    def names(self) -> list[tuple[int, int, tuple[OrganisationRule, str]]]:
        """The known names, capitalised, where their contexts allow them."""
        return self.lexicon.names.matches(self.tokens, keys=self.keys, accept=self._accept_name)

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

    def title_goes_on(self, end: int) -> bool:
        """Whether a capitalised word follows in the same sentence: the name is part of a longer title."""
        return end < len(self.words) and is_capital(self.words[end]) and end < self.bounds(end - 1)[1]

    def in_capitals(self, index: int) -> bool:
        """Whether a word stands between words in capitals, so that its own say nothing."""
        first, last = self.bounds(index)
        around = [self.words[at] for at in (index - 2, index - 1, index + 1, index + 2) if first <= at < last]
        around = [word for word in around if word.isalpha() and len(word) > 1]
        return len(around) > 1 and all(word.isupper() for word in around)

    def found(self, start: int, end: int, rule: OrganisationRule, canonical: str = "") -> Found:
        """A `Found` whose canonical name is the text itself unless another is given."""
        name = canonical or clean(self.tokens.span(start, end))
        return Found(start, end, rule.type, rule.id, name, slug_of(name), rule.priority)

    def stands_alone(self, first: int, last: int) -> bool:
        """Whether capitalised words are an organisation of their own: by a head and its complement, or at the end."""
        for index in range(first, last):
            head = self.head_at.get(index)
            if head is None:
                continue
            if index == first and self.lower(head.end) in COMPLEMENTS and head.rule.position != "after":
                return True
            if index > first and head.end == last and head.rule.position != "before":
                return True
        if last - first == 1 and self.words[first].isupper() and len(self.words[first]) > LONGEST_ABBREVIATION:
            return True  # "… of India and NABARD"
        return any(start == first for start, _, _ in self.names if first <= start < last)

    def _accept_name(self, start: int, end: int, payload: tuple[OrganisationRule, str]) -> bool:
        rule, canonical = payload
        if not any(is_capital(self.words[index]) for index in range(start, end)):
            return False
        if self.lowers[start] == "the" and self.title_goes_on(end):
            return False
        if end - start == 1 and self.in_capitals(start):
            return False  # "THE MOST IMPORTANT" names no ministry
        if rule.acting and canonical != clean(self.tokens.span(start, end)) and not self._acts(start, end):
            return False
        return self._allowed(start, end, rule) and (not rule.near or not self.near.isdisjoint(rule.near))

    def _acts(self, start: int, end: int) -> bool:
        matches = self.lexicon.acts.matches(self.tokens, end, min(end + 3, len(self.words)), keys=self.keys)
        return bool(matches) and matches[0][0] == end and self.lower(start - 1) in {"the", "", ".", ",", "and", "that"}

    def _allowed(self, start: int, end: int, rule: OrganisationRule) -> bool:
        context = self.lexicon.contexts.get(rule.id)
        return context is None or not context.excludes(self.keys, start, end)


def _known(text: _Text) -> Iterable[Found]:
    for start, end, (rule, canonical) in text.names:
        first = start + 1 if text.lowers[start] == "the" and end - start > 1 else start
        yield text.found(first, end, rule, canonical)


def _by_suffix(text: _Text) -> Iterable[Found]:
    for start, end, rule in text.suffixes:
        floor, ceiling = text.bounds(start)
        begin = start - 1 if start > floor and text.words[start - 1] == "," else start
        first = left_run(text.tokens, begin, floor, text.lexicon.small, lambda index: index + 1 in text.head_ends)
        if first == begin or (rule.weak and (text.in_capitals(start) or (begin - first < 2 and _is_word(text, first)))):
            continue
        if text.lexicon.small.is_place(text.words[first:begin]) and rule.weak:
            continue
        if (
            end < len(text.words)
            and text.words[end] == "."
            and text.tokens.glued(end)
            and len(text.words[end - 1]) <= LONGEST_ABBREVIATION
        ):
            end += 1
        yield text.found(first, min(end, max(ceiling, end)), rule)


def _is_word(text: _Text, index: int) -> bool:
    """Whether a single word before a short legal form is no name: not capitalised within, or it opens the sentence."""
    return text.bounds(index)[0] == index or text.words[index].isupper()


def _by_head(text: _Text) -> Iterable[Found]:
    for head in text.heads:
        floor, ceiling = text.bounds(head.start)
        begin, end = _extent(text, head, floor, ceiling)
        if begin == head.start and end == head.end:
            continue
        plural = singular(text.lowers[head.end - 1]) != text.lowers[head.end - 1]
        if plural:
            yield from _sharing(text, head, end)
        elif not _is_common(text, head, begin, end, ceiling):
            yield text.found(begin, end, head.rule)


def _extent(text: _Text, head: Head, floor: int, ceiling: int) -> tuple[int, int]:
    begin, end = head.start, head.end
    if head.rule.position != "before":
        begin = left_run(
            text.tokens, head.start, floor, text.lexicon.small, lambda index: index + 1 in text.head_ends
        )  # fmt: skip
    if head.rule.position != "after":
        lists = head.rule.type == "government"
        end = right_complement(
            text.tokens, head.end, ceiling, text.lexicon.small, COMPLEMENTS, INNER, lists, text.stands_alone
        )
    return begin, end


def _is_common(text: _Text, head: Head, begin: int, end: int, ceiling: int) -> bool:
    """Whether a head with its words is after all no name: "a Trade Council", "Pension Fund Rules", "PAGE TWO BOARD"."""
    defined = _acronym_after(text, end) is not None
    before = text.lower(begin - 1)
    if before in INDEFINITE and not defined:
        return True
    if begin == head.start and end > head.end and head.rule.weak and before not in DEFINITE and not defined:
        return True  # "Centre for Innovation" without "the" is a heading as often as a name
    if not head.rule.weak or defined:
        return False
    if end < ceiling and is_capital(text.words[end]):
        return True
    return all(word.isupper() for word in text.words[begin:end] if word.isalpha())


def _sharing(text: _Text, head: Head, end: int) -> Iterable[Found]:
    """The organisations of a plural head: "the Ministries of Finance and Trade" are two."""
    items: list[tuple[int, int]] = []
    start = head.end + 1
    for index in range(head.end + 1, end + 1):
        if index == end or text.lowers[index] in (",", "and", "&"):
            while start < index and text.lowers[start] in ("the", "of", "for"):
                start += 1
            if start < index:
                items.append((start, index))
            start = index + 1
    if len(items) < 2:
        return
    name = " ".join((*text.words[head.start : head.end - 1], singular(text.words[head.end - 1]), text.words[head.end]))
    for number, (first, last) in enumerate(items):
        canonical = f"{name} {clean(text.tokens.span(first, last))}"
        yield text.found(head.start if number == 0 else first, last, head.rule, canonical)


def _by_lead(text: _Text) -> Iterable[Found]:
    for start, end, rule in text.matches(text.lexicon.leads, capital=False):
        ceiling = text.bounds(start)[1]
        goes_on = text.lowers[end - 1] in ("as", "like", "including", "between", "namely")
        index = end
        while index < ceiling:
            last = run_end(text.tokens, index, ceiling)
            if last == index or not _could_be_name(text, index, last, ceiling, goes_on):
                break
            yield text.found(index, last, rule)
            index = last
            while goes_on and index < ceiling and text.lowers[index] in (",", "and", "or", "&"):
                index += 1
            if index == last:
                break


def _could_be_name(text: _Text, first: int, last: int, ceiling: int, listed: bool) -> bool:
    """Whether capitalised words can be a name: no place, no opener, and outside a list no adjective of what follows."""
    small = text.lexicon.small
    if text.lowers[first] in small.openers | small.stoppers or small.is_place(text.words[first:last]):
        return False
    if last - first == 1 and singular(text.lowers[first]) != text.lowers[first]:
        return False  # the people of a country: "made by Estonians"
    if last >= ceiling or listed:
        return True
    after = text.lowers[last]
    return after in small.title_links or not (after[0].isalnum() or after in HYPHENS or after == "'s")


def _by_apposition(text: _Text) -> Iterable[Found]:
    for start, end, rule in text.matches(text.lexicon.appositions, capital=False):
        floor, ceiling = text.bounds(start)
        determiner = _determiner(text, start, floor)
        if determiner is None or (
            end < ceiling and text.words[end][0].isalnum() and text.lowers[end] not in AFTER_APPOSITION
        ):
            continue
        comma = determiner - 1
        first = left_run(text.tokens, comma, floor, text.lexicon.small)
        if first < comma and not text.lexicon.small.is_place(text.words[first:comma]):
            yield text.found(first, comma, rule)


def _determiner(text: _Text, noun: int, floor: int) -> int | None:
    """The `a` or `the` of the noun phrase that ends at a token, if a comma stands before it; else None."""
    for index in range(noun - 1, max(floor, noun - LONGEST_APPOSITION), -1):
        lower = text.lowers[index]
        if lower in ("a", "an", "the", "one"):
            return index if text.words[index - 1] == "," else None
        if lower == "of" or not (lower[0].isalnum() or lower in HYPHENS or lower == "'s"):
            return None
    return None


def _acronym_after(text: _Text, end: int) -> int | None:
    """The token of an acronym in parentheses that begins at a token, else None."""
    if end >= len(text.words) or text.words[end] != "(":
        return None
    index = end + 1
    while index < len(text.words) and (text.words[index] in QUOTES or text.lowers[index] in ("the", "hereinafter")):
        index += 1
    if index + 1 < len(text.words) and _is_acronym(text, index):
        closing = index + 1
        while closing + 1 < len(text.words) and text.words[closing] in QUOTES:
            closing += 1
        return index if text.words[closing] in (")", ",", ";") else None
    return None


def _is_acronym(text: _Text, index: int) -> bool:
    word = text.words[index]
    capitals = sum(letter.isupper() for letter in word)
    return 2 <= len(word) <= 12 and capitals >= 2 and not text.lexicon.small.is_place((word,))


def _defined_acronyms(text: _Text, found: Sequence[Found]) -> Iterable[Found]:
    """Every mention of an acronym the document defines: "… Bank (XYZ)" or "XYZ (… Bank)"."""
    defined: dict[str, Found] = {}
    taken = {index for hit in found for index in range(hit.start_token, hit.end_token)}
    for hit in found:
        index = _acronym_after(text, hit.end_token)
        if index is None and text.lower(hit.start_token - 1) == "(" and text.lower(hit.end_token) == ")":
            index = hit.start_token - 2
            if index < 0 or not (_is_acronym(text, index) and _initials(text.words[index], hit.canonical)):
                index = None
        if index is not None and index not in taken:
            defined.setdefault(text.words[index], hit)
    if defined:
        for index, word in enumerate(text.words):
            if word in defined:
                yield replace(defined[word], start_token=index, end_token=index + 1)


def _initials(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym stand in a name in their order, the first at the start of a word."""
    letters, rest = acronym.lower(), name.lower()
    if not any(word.startswith(letters[0]) for word in rest.split()):
        return False
    for letter in letters:
        position = rest.find(letter)
        if position < 0:
            return False
        rest = rest[position + 1 :]
    return True


def _repeated(text: _Text, cued: Iterable[Found]) -> Iterable[Found]:
    """The other mentions of names that a cue gave away once."""
    again: dict[tuple[str, ...], Found] = {}
    for hit in cued:
        again.setdefault(tuple(text.words[hit.start_token : hit.end_token]), hit)
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for words in again:
        by_first.setdefault(words[0], []).append(words)
    if not by_first:
        return
    for index, word in enumerate(text.words):
        for words in by_first.get(word, ()):
            end = index + len(words)
            alone = not text.title_goes_on(end) and not (index and is_capital(text.words[index - 1]))
            if alone and tuple(text.words[index:end]) == words:
                yield replace(again[words], start_token=index, end_token=end)


def _bare_heads(text: _Text, found: Sequence[Found]) -> Iterable[Found]:
    """The heads that stand for an organisation named before, or nearest after, or known by them: "the Commission"."""
    full: dict[str, list[Found]] = {}
    for hit in found:
        for head in (text.head_at.get(index) for index in range(hit.start_token, hit.end_token)):
            if head is not None and head.end - head.start < hit.end_token - hit.start_token:
                full.setdefault(text.tokens.span(head.start, head.end).lower(), []).append(hit)
    for head in text.heads:
        name = text.tokens.span(head.start, head.end).lower()
        if not head.rule.bare or text.lower(head.start - 1) not in DEFINITE:
            continue
        if name not in full and not head.rule.alone:
            continue
        if text.title_goes_on(head.end) or text.lower(head.end) in ("of", "for", "-") or text.in_capitals(head.start):
            continue
        if name not in full:
            yield text.found(head.start, head.end, head.rule)
            continue
        place = bisect_left(full[name], head.start, key=lambda hit: hit.start_token)
        known = full[name][max(place - 1, 0)]
        if not head.rule.weak or 0 < head.start - known.start_token <= NEARBY:
            yield replace(known, start_token=head.start, end_token=head.end)


def _acting(text: _Text) -> Iterable[Found]:
    """Abbreviations no one spells out that do what only a body does: "the RDA published"."""
    for start, _end, rule in text.matches(text.lexicon.deeds, capital=False):
        index = start - 1
        while index > 0 and text.lowers[index] in ("also", "has", "have", "had", "jointly", "recently", "further"):
            index -= 1
        if (
            index < 0
            or not _is_acronym(text, index)
            or not (text.words[index].isalpha() and text.words[index].isupper())
            or text.in_capitals(index)
        ):
            continue
        if text.lower(index - 1) in {"the", "", ".", ",", "and", "that", ";", ":", "by"} | set(BULLETS):
            yield text.found(index, index + 1, rule)


def _settled(found: Iterable[Found]) -> list[Found]:
    """Of overlapping finds that of higher priority, then the longest, the earliest, the one given first; in order."""
    kept: list[Found] = []
    taken: set[int] = set()
    for hit in sorted(found, key=lambda hit: (-hit.priority, hit.start_token - hit.end_token, hit.start_token)):
        if taken.isdisjoint(range(hit.start_token, hit.end_token)):
            taken.update(range(hit.start_token, hit.end_token))
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start_token)
