"""Templates of frames: `<indicator> {LEX-MODAL} {account} for <quantity:percent> of <base>`, parsed and checked.

docs/frames.md specifies the language. A template becomes a few flat sequences of elements, one for each way through
its options and choices; their number, length and looseness are bounded, so that no template can run for long.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product
from typing import get_args

from policyledger.lexing import TOKEN
from policyledger.rules.findings import did_you_mean, listed
from policyledger.rules.model import DateRole, OrganisationType, UnitKind
from policyledger.verbs import Conjugations

MAX_WAYS = 128
MAX_ELEMENTS = 24
MAX_LOOSE = 4
GAP = 5
MAX_GAP = 10
MAX_SLOT = 15

FREE_SLOTS = ("indicator", "base", "per")
"""Slots that take any words of a phrase."""
SPAN_SLOTS: dict[str, tuple[str, ...]] = {
    "quantity": get_args(UnitKind),
    "baseline": get_args(UnitKind),
    "date": get_args(DateRole),
    "baseline_date": get_args(DateRole),
    "as_of": get_args(DateRole),
    "organisation": get_args(OrganisationType),
    "instrument": (),
    "industry": (),
}
"""Slots that take a span found before, and the kinds they can be narrowed to."""
SLOTS = (*FREE_SLOTS, *SPAN_SLOTS, "comparator")

WEAK = frozenset(
    {
        "a", "an", "the", "of", "to", "by", "from", "in", "on", "at", "for", "with", "as", "than", "and", "or", "be",
        "is", "are", "was", "were", "been", "being", "will", "shall", "must", "has", "have", "had", "it", "its", "this",
        "that",
    }
)  # fmt: skip
"""Words too common to find sentences by."""


class TemplateError(ValueError):
    """What is wrong with a template, where, and what to do."""

    def __init__(self, at: str, reason: str, remedy: str) -> None:
        super().__init__(f"{reason} at {at}")
        self.at, self.reason, self.remedy = at, reason, remedy


@dataclass(frozen=True, slots=True)
class Words:
    """One token that must be one of some forms."""

    forms: frozenset[str]
    written: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot: its name, the kinds it is narrowed to, and for quantities whether they must be compared."""

    name: str
    kinds: tuple[str, ...] = ()
    compared: bool = False

    @property
    def free(self) -> bool:
        """Whether it takes any words."""
        return self.name in FREE_SLOTS


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to so many words that don't matter."""

    most: int


Element = Words | Slot | Gap
Way = tuple[Element, ...]
Lexicons = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Template:
    """A parsed template.

    Attributes:
        ways: the flat sequences it stands for.
        anchors: for each way, the rarest words it can't do without.
        lexicons: the word lists it names.
    """

    ways: tuple[Way, ...]
    anchors: tuple[frozenset[str], ...]
    lexicons: frozenset[str]

    @property
    def weak(self) -> bool:
        """Whether it is looked for in most sentences, for want of a telling word."""
        return any(anchor & WEAK for anchor in self.anchors)


def parse_template(text: str, lexicons: Lexicons) -> Template:
    """The template a text stands for.

    Args:
        text: as written.
        lexicons: the terms of word lists, by rule id.

    Raises:
        TemplateError: with the place and the remedy.
    """
    parser = _Parser(text, lexicons)
    ways = parser.parse()
    folded = tuple(dict.fromkeys(_fold_comparators(way, text) for way in ways))
    for way in folded:
        _check(way, text)
    return Template(folded, tuple(_anchor(way, text) for way in folded), frozenset(parser.named))


def covers(one: Template, other: Template, *, within: bool = False) -> bool:
    """Whether one template matches wherever another does, and as much of it; with `within`, a part will do."""
    return all(any(_way_covers(mine, way, within) for mine in one.ways) for way in other.ways)


def _way_covers(one: Way, other: Way, within: bool) -> bool:
    starts = range(len(other) - len(one) + 1) if within else (0,)
    return (within or len(one) == len(other)) and any(
        all(_element_covers(first, second) for first, second in zip(one, other[start : start + len(one)], strict=True))
        for start in starts
    )


def _element_covers(one: Element, other: Element) -> bool:
    if isinstance(one, Words):
        return isinstance(other, Words) and other.forms <= one.forms
    if isinstance(one, Gap):
        return isinstance(other, Gap) and other.most <= one.most
    return (
        isinstance(other, Slot)
        and one.name == other.name
        and (not one.kinds or (bool(other.kinds) and {*other.kinds} <= {*one.kinds}))
        and (not one.compared or other.compared)
    )


class _Parser:
    """Recursive descent over the characters of a template."""

    def __init__(self, text: str, lexicons: Lexicons) -> None:
        self.text = text
        self.at = 0
        self.depth = 0
        self.lexicons = lexicons
        self.named: set[str] = set()

    def parse(self) -> list[Way]:
        ways = self._sequence("")
        if self.at < len(self.text):
            raise self._error(f'"{self.text[self.at]}" closes nothing', "Take it away, or open it before.")
        return ways

    def _sequence(self, closers: str, begin: int = 0) -> list[Way]:
        """The ways of a sequence up to one of some closing characters, which is left to be read."""
        self.depth += 1
        if self.depth > 6:
            raise self._error("nested too deep", "Write the ways out.")
        ways: list[Way] = [()]
        while self.at < len(self.text) and self.text[self.at] not in ")]}|":
            ways = self._joined(ways, self._item())
        if closers and (self.at >= len(self.text) or self.text[self.at] not in closers):
            self.at = begin
            raise self._error(f'"{closers[-1]}" is missing', f"Close with {closers[-1]}.")
        self.depth -= 1
        return ways

    def _joined(self, ways: list[Way], more: list[Way]) -> list[Way]:
        if len(ways) * len(more) > MAX_WAYS:
            raise self._error(f"more than {MAX_WAYS} ways through", "Split it into several rules.")
        return [(*first, *second) for first, second in product(ways, more)]

    def _item(self) -> list[Way]:
        character = self.text[self.at]
        if character.isspace():
            self.at += 1
            return [()]
        if character == "<":
            return [(self._slot(),)]
        if character == "{":
            return self._set()
        if character == "[":
            self.at += 1
            ways = self._sequence("]", self.at - 1)
            self.at += 1
            return [()] if ways == [(Slot("comparator"),)] else [(), *ways]
        if character == "(":
            return self._choice()
        if self.text.startswith("...", self.at) or character == "…":
            return [(self._gap(),)]
        return [self._literal()]

    def _slot(self) -> Slot:
        begin = self.at
        inside = self._until(">")
        name, _, kinds = inside.partition(":")
        name = name.strip()
        if name not in SLOTS:
            self.at = begin
            raise self._error(
                f"<{name}> is no slot; allowed: {listed(SLOTS)}", did_you_mean(name, SLOTS) or "Use one of these."
            )
        wanted = tuple(kind.strip() for kind in kinds.split("|") if kind.strip())
        allowed = SPAN_SLOTS.get(name, ())
        for kind in wanted:
            if kind not in allowed:
                self.at = begin
                remedy = did_you_mean(kind, allowed) or (f"Write <{name}>." if not allowed else "Use one of these.")
                raise self._error(f"<{name}> can't be {kind}; allowed: {listed(allowed) or 'nothing'}", remedy)
        return Slot(name, wanted)

    def _set(self) -> list[Way]:
        begin = self.at
        parts = [part.strip() for part in self._until("}").split("|")]
        ways: list[Way] = []
        single: set[str] = set()
        for part in parts:
            if not part:
                self.at = begin
                raise self._error("an empty word", "Write {word} or {one|other}.")
            if part.isupper() and part.startswith("LEX-"):
                phrases = [_words_of(term.lower()) for term in self._lexicon(part, begin)]
            else:
                words = _words_of(part.lower())
                phrases = [[form, *words[1:]] for form in self._verbs.forms_of(words[0])]
            single |= {phrase[0] for phrase in phrases if len(phrase) == 1}
            longer: dict[tuple[str, ...], set[str]] = {}
            for phrase in phrases:
                if len(phrase) > 1:
                    longer.setdefault(tuple(phrase[1:]), set()).add(phrase[0])
            for rest, firsts in longer.items():
                way = (Words(frozenset(firsts), part), *(Words(frozenset({word}), word) for word in rest))
                ways.append(way)
        if single:
            ways.insert(0, (Words(frozenset(single), "|".join(parts)),))
        return self._joined([()], ways)

    @cached_property
    def _verbs(self) -> Conjugations:
        return Conjugations(self.lexicons.get("LEX-VERB-IRREGULAR", ()))

    def _lexicon(self, name: str, begin: int) -> tuple[str, ...]:
        if name not in self.lexicons:
            self.at = begin
            remedy = did_you_mean(name, list(self.lexicons)) or "Write a rule of kind lexicon with this id."
            raise self._error(f"there is no word list {name}", remedy)
        self.named.add(name)
        return self.lexicons[name]

    def _choice(self) -> list[Way]:
        ways: list[Way] = []
        begin = self.at
        while self.text[self.at] != ")":
            self.at += 1
            ways += self._sequence("|)", begin)
        self.at += 1
        return self._joined([()], ways)

    def _gap(self) -> Gap:
        self.at += 1 if self.text[self.at] == "…" else 3
        begin = self.at
        while self.at < len(self.text) and self.text[self.at] in "0123456789":
            self.at += 1
        most = int(self.text[begin : self.at][:4] or GAP)
        if not 1 <= most <= MAX_GAP:
            raise self._error(f"a gap of {most}", f"A gap can be ...1 to ...{MAX_GAP} words.")
        return Gap(most)

    def _literal(self) -> Way:
        begin = self.at
        while self.at < len(self.text) and not self.text[self.at].isspace() and self.text[self.at] not in "<{[(|)]}…":
            if self.text.startswith("...", self.at):
                break
            self.at += 2 if self.text[self.at] == "\\" else 1
        if begin == self.at:
            raise self._error(f'"{self.text[begin]}" closes nothing', "Take it away, or open it before.")
        words = _words_of(self.text[begin : self.at].replace("\\", "").lower())
        return tuple(Words(frozenset({word}), word) for word in words)

    def _until(self, closer: str) -> str:
        begin = self.at
        end = self.text.find(closer, begin)
        if end < 0:
            raise self._error(f'"{closer}" is missing', f"Close with {closer}.")
        self.at = end + 1
        return self.text[begin + 1 : end]

    def _error(self, reason: str, remedy: str) -> TemplateError:
        return TemplateError(f'"{self.text[self.at :][:20] or "the end"}"', reason, remedy)


def _words_of(phrase: str) -> list[str]:
    """The tokens of a phrase, as documents have them."""
    return [token for token in TOKEN.findall(phrase.replace("’", "'")) if not token.isspace()]


def _fold_comparators(way: Way, text: str) -> Way:
    """A way in which `<comparator>` has become a condition of the quantity behind it, whose span holds its words."""
    folded: list[Element] = []
    compared = False
    for element in way:
        if isinstance(element, Slot) and element.name == "comparator":
            compared = True
            continue
        if compared:
            if not (isinstance(element, Slot) and element.name in ("quantity", "baseline")):
                raise TemplateError(f'"{text}"', "<comparator> stands before no quantity", "Put it before <quantity>.")
            element, compared = Slot(element.name, element.kinds, True), False
        folded.append(element)
    if compared:
        raise TemplateError(f'"{text}"', "<comparator> stands before no quantity", "Put it before <quantity>.")
    return tuple(folded)


def _check(way: Way, text: str) -> None:
    names = [element.name for element in way if isinstance(element, Slot)]
    at = f'"{text[:40]}"'
    if names.count("quantity") != 1:
        raise TemplateError(at, f"{names.count('quantity')} <quantity> where one is needed in every way", QUANTITY_HELP)
    for name in names:
        if names.count(name) > 1:
            raise TemplateError(at, f"<{name}> stands twice", "A slot can be filled once.")
    if len(way) > MAX_ELEMENTS:
        raise TemplateError(at, f"more than {MAX_ELEMENTS} elements", "Shorten it.")
    loose = [_is_loose(element) for element in way]
    if sum(loose) > MAX_LOOSE:
        raise TemplateError(at, f"more than {MAX_LOOSE} free slots and gaps", "Say more of the words.")
    if any(first and second for first, second in pairwise(loose)):
        raise TemplateError(at, "a free slot or gap beside another", "Put a word between them.")
    if any(isinstance(element, Gap) for element in (*way[:1], *way[-1:])):
        raise TemplateError(at, "a gap at the border", "Take it away; a frame may stand anywhere in a sentence.")


QUANTITY_HELP = "<quantity> is the one the frame speaks of; a starting value is <baseline>."


def _is_loose(element: Element) -> bool:
    return isinstance(element, Gap) or (isinstance(element, Slot) and element.free)


def _anchor(way: Way, text: str) -> frozenset[str]:
    """The words of a way that tell most: not the common ones, then the fewest forms, then the longest word."""
    words: Iterable[Words] = [element for element in way if isinstance(element, Words) and _telling(element)]
    if not words:
        raise TemplateError(
            f'"{text[:40]}"', "no word that must stand there", "Add one, so that sentences are found by it."
        )
    return min(words, key=lambda each: (bool(each.forms & WEAK), len(each.forms), -max(map(len, each.forms)))).forms


def _telling(element: Words) -> bool:
    return all(any(character.isalnum() for character in form) for form in element.forms)
