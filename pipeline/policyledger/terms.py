"""Finding many terms in text at once, in all the forms a document gives them.

A term is written once, in its plainest form ("new-energy vehicle"), and matches, for free:

- any case, and singular or plural of every word ("New-Energy Vehicles");
- a hyphen, a broken hyphen, a blank or nothing where the term has a hyphen ("new- energy", "new energy", "NewEnergy"),
  and a hyphen where it has a blank or nothing ("bio-technology" for "biotechnology");
- "&" for "and";
- British and American spelling (centre, labour, -ise, programme, licence, travelling, fibre, aluminium).

Acronyms and other exact terms match only as they are spelt ("AI", not "ai"), save for a plural s ("NEVs").

The matcher is a trie over normalised tokens, so that its cost does not grow with the number of terms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, product
from typing import Generic, TypeVar

from policyledger.inflection import singular
from policyledger.lexing import TOKEN
from policyledger.rules.model import Unless
from policyledger.tokens import Tokens

T = TypeVar("T")

HYPHENS = frozenset("-‐‑–\u00ad")

SPELLINGS = (
    (re.compile(r"our(?=[a-z]*$)(?<=[a-z]{2}our)"), "or"),  # labour, behavioural
    (re.compile(r"(?<=[a-z]{3})is(?=(?:e|ed|er|ing|ation|able)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{3})ys(?=(?:e|ed|er|ing)$)"), "yz"),
    (re.compile(r"(?<=[a-z])([tb])re$"), r"\1er"),  # centre, fibre
    (re.compile(r"gramme$"), "gram"),
    (re.compile(r"(?<=[a-z]{2})ogue$"), "og"),
    (re.compile(r"(?<=[a-z]{3})ence$"), "ense"),  # defence, licence
    (re.compile(r"(mode|trave|labe|signa|channe|tunne|cance|leve|fue)ll(?=(?:ing|ed|er)$)"), r"\1l"),
    (re.compile(r"sulph"), "sulf"),
    (re.compile(r"^(orthop|p)aed"), r"\1ed"),
    (re.compile(r"haem"), "hem"),
    (re.compile(r"alumin(?:i)?um"), "aluminum"),
    (re.compile(r"^tyre$"), "tire"),
    (re.compile(r"^plough$"), "plow"),
    (re.compile(r"^mould"), "mold"),
    (re.compile(r"^jewell?ery$"), "jewelry"),
    (re.compile(r"^grey$"), "gray"),
)


def normal_form(word: str) -> str:
    """The key under which all the spellings and both numbers of a word meet; not meant to be read.

    >>> normal_form("Centres") == normal_form("center"), normal_form("programmes") == normal_form("program")
    (True, True)
    """
    if word in HYPHENS:
        return "-"
    if word.isspace():
        return "" if word.count("\n") < 2 else "\n\n"
    if word == "&":
        return "and"
    key = singular(word.lower())
    if len(key) > 4:
        for pattern, replacement in SPELLINGS:
            key = pattern.sub(replacement, key)
    return key


MOST_HYPHENED = 6
"""Words joined by hyphens up to which every way to join them is looked for; a term of more would have thousands."""


class _Memo(dict[str, str]):
    """Words and their normal forms, remembered; forgotten when a stream of novel words has made it large."""

    def __missing__(self, word: str) -> str:
        if len(self) > 50_000:
            self.clear()
        key = self[word] = normal_form(word)
        return key


_NORMAL = _Memo()


class _Keyed:
    """A text by the normal forms of its words.

    Attributes:
        keys: of every token.
        joined: what stands around hyphens, as one word, by what is skipped: filled by the matchers, which share it.
    """

    def __init__(self, tokens: Tokens) -> None:
        normal = _NORMAL
        self.tokens = tokens
        self.keys = [normal[lower] for lower in tokens.lowers]
        self.joined: dict[frozenset[str], list[tuple[int, str, str]]] = {}

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each normal form stands, out of order: a matcher asks once for each."""
        places: dict[str, list[list[int]]] = {}
        for lower, where in self.tokens.places.items():
            places.setdefault(_NORMAL[lower], []).append(where)
        return {key: each[0] if len(each) == 1 else [*chain.from_iterable(each)] for key, each in places.items()}


def _keyed(tokens: Tokens) -> _Keyed:
    """A text by the normal forms of its words; the last one is kept, since several finders ask in turn."""
    global _last
    last = _last  # read once: another thread may set it
    if last is None or last.tokens is not tokens:
        last = _last = _Keyed(tokens)
    return last


_last: _Keyed | None = None


def keys_of(tokens: Tokens) -> list[str]:
    """The normal form of every token."""
    return _keyed(tokens).keys


@dataclass(slots=True)
class _Node(Generic[T]):
    """A step in the trie: what may follow, and what ends here."""

    children: dict[str, _Node[T]] = field(default_factory=dict)
    payloads: list[T] = field(default_factory=list)

    def insert(self, parts: Iterable[str], payload: T) -> None:
        """Adds a term; several payloads of one term stay in the order they came."""
        node: _Node[T] = self
        for part in parts:
            node = node.children.setdefault(part, _Node())
        if payload not in node.payloads:
            node.payloads.append(payload)


class TermMatcher(Generic[T]):
    """Finds terms in tokens; of those that overlap, that of higher priority, then the longer, then the earlier.

    Args:
        entries: terms and what they stand for; where two entries have the same term, the earlier one is preferred.
        exact: the same for terms that match only in this spelling.
        skip: tokens that may stand, or be missing, between the words of a term, such as the stops of "Co., Ltd.".
        priority: of what a term stands for; all the same, if not given.
    """

    def __init__(
        self,
        entries: Iterable[tuple[str, T]],
        exact: Iterable[tuple[str, T]] = (),
        skip: frozenset[str] = frozenset(),
        priority: Callable[[T], int] = lambda _: 0,
    ) -> None:
        self.skip = skip | {"-", ""}
        self.priority = priority
        self.loose: _Node[T] = _Node()
        self.strict: _Node[T] = _Node()
        for term, payload in entries:
            for parts in variants(term, skip):
                self.loose.insert(parts, payload)
        for term, payload in exact:
            exactly = [word for word in words_of(term) if word not in skip and word not in HYPHENS]
            if not exactly:
                continue  # signs alone find nothing; `rules lint` says so
            for ending in ("", "s") if exactly and exactly[-1][-1:].isupper() and term.isupper() else ("",):
                self.strict.insert([*exactly[:-1], exactly[-1] + ending], payload)

    def matches(
        self,
        tokens: Tokens,
        start: int = 0,
        end: int | None = None,
        keys: Sequence[str] | None = None,
        accept: Callable[[int, int, T], bool] | None = None,
    ) -> list[tuple[int, int, T]]:
        """The terms found, as (first token, one past the last, payload), without overlap, in order.

        Args:
            tokens: the text.
            start, end: the range of tokens to look at.
            keys: `keys_of(tokens)`, for callers that run several matchers over one text.
            accept: asked before a match is taken; if it declines, what stands there besides has its turn.
        """
        keys = keys_of(tokens) if keys is None else keys
        stop = len(keys) if end is None else end
        candidates: list[tuple[int, int, int, int, int, T]] = []
        for index in self._begins(tokens, keys, start, stop):
            for last, payloads in self._ends(tokens, keys, index, stop):
                for payload in payloads:
                    order = (-self.priority(payload), index - last, index, len(candidates))
                    candidates.append((*order, last, payload))
        if len(candidates) > 1:
            candidates.sort(key=lambda candidate: candidate[:4])
        taken = bytearray(stop)
        found: list[tuple[int, int, T]] = []
        for _, _, index, _, last, payload in candidates:
            if taken.find(1, index, last) < 0 and (accept is None or accept(index, last, payload)):
                taken[index:last] = b"\1" * (last - index)
                found.append((index, last, payload))
        return sorted(found, key=lambda match: match[0])

    def _begins(self, tokens: Tokens, keys: Sequence[str], start: int, stop: int) -> list[int]:
        """Where a term may begin: all that most tokens cost is the look-ups made here."""
        loose, strict = self.loose.children, self.strict.children
        if start == 0 and stop == len(keys):
            text = _keyed(tokens)
            found: set[int] = set()
            for key in text.places.keys() & loose.keys():
                found.update(self._led(loose[key], text.places[key], keys, keys))
            for word in strict and tokens.spelt.keys() & strict.keys():
                found.update(self._led(strict[word], tokens.spelt[word], tokens.words, keys))
            if self.skip not in text.joined:
                text.joined[self.skip] = list(self._joined(tokens, keys, text.places.get("-", ()), stop))
            joined: Iterable[tuple[int, str, str]] = text.joined[self.skip]
        else:
            found = {index for index in range(start, stop) if keys[index] in loose or tokens.words[index] in strict}
            hyphens = [index for index in range(start + 1, stop) if keys[index] == "-"]
            joined = self._joined(tokens, keys, hyphens, stop)
        found.update(index for index, key, word in joined if key in loose or word in strict)
        return sorted(found)

    def _led(self, node: _Node[T], places: list[int], parts: Sequence[str], keys: Sequence[str]) -> Iterable[int]:
        """Those places of a first word behind which a term may go on; most words that begin one stand without it."""
        if node.payloads:
            return places
        following, skip, last = node.children, self.skip, len(keys) - 1
        return [
            at
            for at in places
            if at < last
            and (
                parts[at + 1] in following
                or keys[at + 1] in skip
                or (at + 1 < last and keys[at + 2] == "-")  # the second word may go on in a third
            )
        ]

    def _joined(
        self, tokens: Tokens, keys: Sequence[str], hyphens: Iterable[int], stop: int
    ) -> Iterator[tuple[int, str, str]]:
        """The words around hyphens as one, as in "bio-technology": where each begins, its normal form and spelling."""
        for hyphen in hyphens:
            after = self._skipped(tokens, keys, hyphen, stop)
            if 0 < hyphen < after < stop:
                before = hyphen - 1
                key = _NORMAL[tokens.lowers[before] + tokens.lowers[after]]
                yield before, key, tokens.words[before] + tokens.words[after]

    def _ends(self, tokens: Tokens, keys: Sequence[str], index: int, stop: int) -> list[tuple[int, list[T]]]:
        """The ends of all terms that begin at a token; of two as long, the exact one first."""
        ends: list[tuple[int, list[T]]] = []
        if self.strict.children:
            self._walk(self.strict, tokens, tokens.words, keys, index, stop, ends)
        self._walk(self.loose, tokens, keys, keys, index, stop, ends)
        return ends

    def _walk(
        self,
        node: _Node[T],
        tokens: Tokens,
        parts: Sequence[str],
        keys: Sequence[str],
        index: int,
        stop: int,
        ends: list[tuple[int, list[T]]],
    ) -> None:
        """Collects the ends of all terms that begin at a token."""
        while index < stop:
            follower = index + 1
            if follower < stop and keys[follower] in self.skip:
                follower = self._skipped(tokens, keys, follower, stop)
                if keys[index + 1] == "-" and index + 1 < follower < stop:
                    glued = tokens.words if parts is tokens.words else tokens.lowers
                    joined = node.children.get(
                        glued[index] + glued[follower]
                        if parts is tokens.words
                        else _NORMAL[glued[index] + glued[follower]]
                    )
                    if joined is not None:
                        if joined.payloads:
                            ends.append((follower + 1, joined.payloads))
                        after = self._skipped(tokens, keys, follower + 1, stop)
                        self._walk(joined, tokens, parts, keys, after, stop, ends)
            child = node.children.get(parts[index])
            if child is None:
                return
            if child.payloads:
                ends.append((index + 1, child.payloads))
            if not child.children:
                return
            node, index = child, follower

    def _skipped(self, tokens: Tokens, keys: Sequence[str], index: int, stop: int) -> int:
        """The next token that counts: past a hyphen glued to the word before it, line breaks, and what is skipped."""
        while index < stop and keys[index] in self.skip and (keys[index] != "-" or tokens.glued(index)):
            index += 1
        return index


class Context:
    """The `unless` of a rule, ready to be asked: is a match not what it seems?"""

    def __init__(self, unless: Unless) -> None:
        self.before = [_phrase(term) for term in unless.before]
        self.after = [_phrase(term) for term in unless.after]
        self.within = [_phrase(term) for term in unless.within]

    def __bool__(self) -> bool:
        return bool(self.before or self.after or self.within)

    def excludes(self, keys: Sequence[str], start: int, end: int) -> bool:
        """Whether one of the phrases stands just before a match, just after it, or holds it."""
        if self.before and any(_ends_with(phrase, keys, start) for phrase in self.before):
            return True
        if self.after and any(_begins_with(phrase, keys, end) for phrase in self.after):
            return True
        return any(_holds(phrase, keys, start, end) for phrase in self.within)


def words_of(term: str) -> list[str]:
    """The tokens of a term, without blanks."""
    return [token for token in TOKEN.findall(term.replace("’", "'")) if not token.isspace()]


def variants(term: str, skip: frozenset[str] = frozenset()) -> Iterator[tuple[str, ...]]:
    """The normalised token sequences of a term: each hyphen may be there or leave its words glued."""
    groups: list[list[str]] = []
    after_hyphen = False
    for word in words_of(term.lower()):
        if word in HYPHENS and groups:
            after_hyphen = True
        elif word not in skip:
            if after_hyphen:
                groups[-1].append(word)
            else:
                groups.append([word])
            after_hyphen = False
    yield from (sum(choice, ()) for choice in product(*(tuple(_glued(group)) for group in groups)))


def _glued(group: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The spellings of hyphened words: each hyphen there or not; of many, only with all of them or none."""
    if len(group) == 1:
        yield (_NORMAL[group[0]],)
        return
    if len(group) > MOST_HYPHENED:
        yield tuple(_NORMAL[part] for part in group)
        yield (_NORMAL["".join(group)],)
        return
    for glue in product((False, True), repeat=len(group) - 1):
        parts = [group[0]]
        for joined, word in zip(glue, group[1:], strict=True):
            if joined:
                parts[-1] += word
            else:
                parts.append(word)
        yield tuple(_NORMAL[part] for part in parts)


def _phrase(term: str) -> tuple[str, ...]:
    return tuple(_NORMAL[word] for word in words_of(term) if word not in HYPHENS)


def _begins_with(phrase: Sequence[str], keys: Sequence[str], index: int) -> bool:
    for part in phrase:
        while index < len(keys) and keys[index] in ("-", ""):
            index += 1
        if index >= len(keys) or keys[index] != part:
            return False
        index += 1
    return True


def _ends_with(phrase: Sequence[str], keys: Sequence[str], index: int) -> bool:
    for part in reversed(phrase):
        while index > 0 and keys[index - 1] in ("-", ""):
            index -= 1
        if index <= 0 or keys[index - 1] != part:
            return False
        index -= 1
    return True


def _holds(phrase: Sequence[str], keys: Sequence[str], start: int, end: int) -> bool:
    """Whether a phrase begins at or before a match and ends at or after it."""
    around = range(max(0, start - 2 * len(phrase)), min(len(keys), end + 2 * len(phrase)))
    plain = [index for index in around if keys[index] not in ("-", "")]
    for offset in range(len(plain) - len(phrase) + 1):
        first, last = plain[offset], plain[offset + len(phrase) - 1]
        if first <= start and last >= end - 1 and all(
            keys[plain[offset + step]] == part for step, part in enumerate(phrase)
        ):  # fmt: skip
            return True
    return False
