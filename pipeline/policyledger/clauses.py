"""Clauses: a sentence with all that was found in it, cut into clauses, parts and stretches."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Span

from policyledger.asides import asides
from policyledger.cues import BORDERS, Cue, CueLexicon
from policyledger.phrases import ARTICLES
from policyledger.predicates import BE, HAVE, MODALS, PREPOSITIONS, RELATIVES, Predicate, predicates
from policyledger.tokens import Tokens, counts_off

CONJUNCTIONS = frozenset({",", ";", "and", "or", "but"})
CONDITIONS = frozenset({"if", "unless", "provided", "once"})
"""Words with which a clause begins that says when its main one holds."""
LEADING = frozenset({"under", "through", "on", "for", "from", "to", "during", "within"})
"""Prepositions that belong to the clause of the "which" behind them: "a plan | under which 40 homes will be built"."""
FIRST = frozenset({"a", "i", "1"})
"""The first of a row of list marks."""
REASONS = frozenset({"as", "because", "since", "although", "though"})
"""Words that open a clause before its subject, without a comma as well: "… | as it owns 63 % of the land"."""
SUBJECTS = frozenset({"it", "they", "we", "he", "she", "there"})
REASONED = frozenset(
    {"such", "as", "same", "so", "much", "many", "far", "long", "soon", "ever", "just", "twice", "times"}
)
"""Words behind which "as" compares: "as soon | as it"."""
NO_NOUNS = frozenset({*PREPOSITIONS, *MODALS, *BE, *HAVE, *CONJUNCTIONS, "period"})
"""Words behind a date that it does not qualify."""
KNOWN = frozenset({"the", "these", "those", "all", "both", "our", "its", "their"})
"""Words before the number of things already spoken of."""


@dataclass
class Sentence:
    """A sentence with everything found in it, by token.

    Attributes:
        clauses: where its clauses begin: at its head, after semicolons, and where one opens ("which", "while").
        parts: where its parts between semicolons begin.
        conjuncts: where its predicates' own parts begin: "we will plant trees | and restore wetlands".
        apart: those of them that say their auxiliary or subject anew: "… | and jobs will be created".
        bullets: its list marks.
        items: where what its list marks within a line count begins: "will: (i) | build 40 schools; (ii) | train".
        shared_ends: where the list of values that each begins or goes on with ends, by its first token.
        asides: what is put in between to say how things are: "losses, | now 17 %, | will drop".
        borders: its commas, brackets and the words at which a stretch with a verb of its own may begin.
    """

    begin: int
    end: int
    block: int
    quantities: list[Span] = field(default_factory=list)
    dates: list[Span] = field(default_factory=list)
    industries: list[Span] = field(default_factory=list)
    organisations: list[Span] = field(default_factory=list)
    instruments: list[Span] = field(default_factory=list)
    predicates: list[Predicate] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)
    clauses: list[int] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    conjuncts: list[int] = field(default_factory=list)
    apart: set[int] = field(default_factory=set)
    borders: list[int] = field(default_factory=list)
    shared_ends: dict[int, int] = field(default_factory=dict)
    bullets: list[int] = field(default_factory=list)
    items: list[int] = field(default_factory=list)
    asides: list[tuple[int, int]] = field(default_factory=list)

    def analyse(self, tokens: Tokens, lexicon: CueLexicon) -> None:
        """Finds its predicates, its clauses and its cues."""
        self.predicates = predicates(tokens, self.begin, self.end, lexicon.verbs)
        lists = lexicon.lists
        self._cut(tokens, lists["LEX-CLAUSE-START"], lists["LEX-JOINT"], lists["LEX-REFERENCE-NOUN"])
        self._part(tokens)
        self.cues = lexicon.find(tokens, self.begin, self.end)
        self.asides = asides(self, tokens, lists["LEX-ASIDE"])
        self.shared_ends = self._shared_ends(tokens)

    def _shared_ends(self, tokens: Tokens) -> dict[int, int]:
        """Where the list of values that each begins or goes on with ends, by its first token: "56 %, 75 % and 90 %".

        What follows the last is said of all of them.
        """
        ends: dict[int, int] = {}
        for span in reversed(self.quantities):
            at = span.end
            while at < self.end and tokens.lowers[at] in ("and", "or", ","):
                at += 1
            following = self.by_start.get(at) if at > span.end else None
            facts = None if following is None else following._.quantity
            goes_on = facts is not None and facts["unit"] == span._.quantity["unit"] and not facts["head"]
            ends[span.start] = ends[at] if goes_on else span.end
        return ends

    @cached_property
    def taken(self) -> frozenset[int]:
        """The tokens of its quantities and dates; a year or a known count is passed through: "the three industries"."""
        dates = [each for each in self.dates if each.end - each.start > 1 and not _qualifies(each)]
        return _tokens_of((*dates, *(each for each in self.quantities if not (_is_known(each) or is_age(each)))))

    @cached_property
    def dated(self) -> frozenset[int]:
        """The tokens of its dates."""
        return _tokens_of(self.dates)

    @cached_property
    def apart_in_order(self) -> list[int]:
        """Where its predicates apart begin, in order."""
        return sorted(self.apart)

    @cached_property
    def changes(self) -> list[Cue]:
        """Its cues that say which way a value moves, in order."""
        return [cue for cue in self.cues if cue.rule.decides == "change"]

    @cached_property
    def change_ends(self) -> frozenset[int]:
        """The tokens after those cues."""
        return frozenset(cue.end for cue in self.changes)

    def changes_in(self, low: int, high: int) -> list[Cue]:
        """Those of them that begin from one token up to another."""
        first = bisect_left(self.changes, low, key=_start)
        return self.changes[first : bisect_left(self.changes, max(low, high), key=_start)]

    @cached_property
    def actors(self) -> frozenset[int]:
        """The tokens of its organisations."""
        return _tokens_of(self.organisations)

    @cached_property
    def by_start(self) -> dict[int, Span]:
        """Its quantities by the token they begin at."""
        return {each.start: each for each in self.quantities}

    @cached_property
    def unit_ending(self) -> dict[int, str]:
        """The units of its quantities by the token after each, in order."""
        return {each.end: each._.quantity["unit"] for each in self.quantities}

    @cached_property
    def quantity_ends(self) -> list[int]:
        """The tokens after its quantities, in order."""
        return list(self.unit_ending)

    def quantity_ending(self, at: int) -> Span | None:
        """The quantity that ends before a token."""
        index = bisect_left(self.quantity_ends, at)
        ends = index < len(self.quantities) and self.quantity_ends[index] == at
        return self.quantities[index] if ends else None

    def ending_at(self, at: int) -> Predicate | None:
        """The predicate that ends right before a token."""
        place = bisect_left(self.predicates, at, key=_end)
        found = self.predicates[place] if place < len(self.predicates) else None
        return found if found is not None and found.end == at else None

    def predicate_at(self, at: int) -> Predicate | None:
        """The last predicate that begins at a token or before it."""
        place = bisect_right(self.predicates, at, key=_begin) - 1
        return self.predicates[place] if place >= 0 else None

    def predicates_in(self, low: int, high: int) -> list[Predicate]:
        """The predicates that begin from one token up to another."""
        first = bisect_left(self.predicates, low, key=_begin)
        return self.predicates[first : bisect_left(self.predicates, high, key=_begin)]

    def predicates_from(self, at: int, most: int) -> list[Predicate]:
        """The next predicates that begin at a token or after it."""
        first = bisect_left(self.predicates, at, key=_begin)
        return self.predicates[first : first + most]

    def clause_of(self, at: int) -> tuple[int, int]:
        """The clause a token stands in."""
        return self._between(self.clauses, at)

    def part_of(self, at: int) -> tuple[int, int]:
        """What stands between the same semicolons as a token."""
        return self._between(self.parts, at)

    def conjunct_of(self, at: int) -> tuple[int, int]:
        """The part of the predicate a token stands in."""
        return self._between(self.conjuncts, at)

    def aside_of(self, at: int) -> tuple[int, int] | None:
        """The aside a token stands in."""
        place = bisect_right(self.asides, at, key=_low) - 1
        return self.asides[place] if place >= 0 and at < self.asides[place][1] else None

    def stretch_of(self, start: int, end: int) -> tuple[int, int]:
        """The tokens around start to end (exclusive) up to the next border on each side."""
        before, after = bisect_left(self.borders, start) - 1, bisect_left(self.borders, end)
        return (
            self.borders[before] + 1 if before >= 0 else self.begin,
            self.borders[after] if after < len(self.borders) else self.end,
        )

    def parted(self, low: int, high: int) -> bool:
        """Whether a border stands from one token up to another."""
        at = bisect_left(self.borders, low)
        return at < len(self.borders) and self.borders[at] < high

    def _between(self, edges: list[int], at: int) -> tuple[int, int]:
        place = bisect_right(edges, at) - 1
        if place < 0:
            return self.begin, self.end
        return edges[place], edges[place + 1] if place + 1 < len(edges) else self.end

    def _part(self, tokens: Tokens) -> None:
        """Notes where the parts of its predicates begin."""
        self.conjuncts = [self.begin]
        last: Predicate | None = None
        ruled = False  # whether a verb came that rules a clause: an infinitive before it is part of its subject
        for said in self.predicates:
            if said.form in ("participle", "gerund"):
                continue
            found = _boundary(tokens.lowers, last, said) if last is not None else None
            if found is not None and found[0] > self.conjuncts[-1]:
                self.conjuncts.append(found[0])
                if found[1] and ruled:
                    self.apart.add(found[0])
            ruled = ruled or said.form in ("finite", "imperative")
            last = said

    def _cut(self, tokens: Tokens, starts: frozenset[str], joints: frozenset[str], references: frozenset[str]) -> None:
        """Notes where its clauses, parts and stretches begin."""
        words, lowers = tokens.words, tokens.lowers
        self.clauses, self.parts = [self.begin], [self.begin]
        for at in range(self.begin, self.end):
            if words[at] in ("•", "▪"):
                self.bullets.append(at)
            if words[at] in BORDERS or lowers[at] in joints:
                self.borders.append(at)
            if at == self.begin:
                continue
            if words[at - 1] == ")" and self._begins_item(tokens, at, references):
                self.items.append(at)
                self.parts.append(at - 3)
                self.clauses.append(at - 3)
            if words[at - 1] == ";":
                self.parts.append(at)
            if (
                words[at - 1] == ";"
                or (lowers[at] in starts and words[at - 1] in (",", "(", "–", "—"))
                or (
                    lowers[at] in REASONS
                    and at + 1 < self.end
                    and lowers[at + 1] in SUBJECTS
                    and lowers[at - 1] not in REASONED
                )
                or (lowers[at] in ("which", "whereas") and lowers[at - 1] not in ("of", "in", "with", "by"))
            ):
                self.clauses.append(at - (lowers[at] == "which" and lowers[at - 1] in LEADING))

    def _begins_item(self, tokens: Tokens, at: int, references: frozenset[str]) -> bool:
        """Whether the ")" before a token ends a list mark: "will (a) | build …, (b) | train", but not "point (c)"."""
        words, lowers = tokens.words, tokens.lowers
        if at - 3 <= self.begin or words[at - 3] != "(" or not counts_off(lowers[at - 2]):
            return False
        first = lowers[at - 2] in FIRST and lowers[at - 4] not in references
        return (first or bool(self.items)) and words[at][0].isalnum()


def _boundary(lowers: list[str], last: Predicate, said: Predicate) -> tuple[int, bool] | None:
    """Where the part of a predicate begins after another, and whether it says its auxiliary or subject anew."""
    between = lowers[last.end : said.start]
    if between and between[-1] in CONJUNCTIONS:
        return said.start, said.form == "finite" and said.end - said.start > 1 and between[-1] != ";"
    if said.form == "infinitive":
        return None  # "invest 5 million to support farms"
    places = [at for at, lower in enumerate(between) if lower in CONJUNCTIONS or lower in ("while", "whereas")]
    if not places:
        return None
    comma = next((at for at in reversed(places) if between[at] in (",", ";")), None)
    place = places[0] if comma is None else comma
    if not CONDITIONS.isdisjoint(between[place:]):
        return None  # "by 20 % by 2030, and by 30 % | if it receives support"
    shared = said.passive and said.end - said.start == 1  # "cases will be cut by 9 % and deaths | halved by 2030"
    return last.end + place + 1, between[place] != ";" and between[-1] not in RELATIVES and not shared


def is_age(quantity: Span) -> bool:
    """Whether a quantity says how old those are whose name it goes with: "people | aged 65 and over"."""
    before = quantity.doc[quantity.start - 1].lower_ if quantity.start else ""
    return "UNIT-AGE" in quantity._.quantity["rule_ids"] and before not in ("is", "are", "was", "were")


def _qualifies(date: Span) -> bool:
    """Whether a date stands before its noun like an adjective: "the | FY '31 | budget"."""
    doc = date.doc
    if not date.start or date.end >= len(doc):
        return False
    if ARTICLES.isdisjoint((date[0].lower_, doc[date.start - 1].lower_)):
        return False
    following = doc[date.end].lower_
    return following.isalpha() and doc[date.end].is_lower and following not in NO_NOUNS


def _is_known(span: Span) -> bool:
    """Whether a count is of things already spoken of: "the three industries", "all five plants"."""
    return bool(span._.quantity["head"]) and span.start > 0 and span.doc[span.start - 1].lower_ in KNOWN


def _low(part: tuple[int, int]) -> int:
    return part[0]


def _start(cue: Cue) -> int:
    return cue.start


def _begin(said: Predicate) -> int:
    return said.start


def _end(said: Predicate) -> int:
    return said.end


def _tokens_of(spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(index for each in spans for index in range(each.start, each.end))
