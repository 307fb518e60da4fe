"""Date rules made ready for matching: word classes, a trie of patterns, tries of cues."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from policyledger.rules.forms import Step, expand, split
from policyledger.rules.model import (
    CueDecision,
    DatePattern,
    DateRule,
    InstrumentRule,
    LexiconRule,
    NumberRule,
    Rule,
    UnitRule,
    by_precedence,
)
from policyledger.verbs import VerbLexicon

FIRST_YEAR, LAST_YEAR = 1800, 2199
"""What four digits can mean as a year in a policy document."""

DOTTED = re.compile(
    r"(?P<a>\d{1,2})\.(?P<b>\d{1,2})\.(?P<c>\d{4})|(?P<y>\d{4})\.(?P<m>\d{1,2})\.(?P<d>\d{1,2})", re.ASCII
)
NOTED = re.compile(r"(?P<year>(?:19|20)\d\d)(?:\d{1,2}|\.\d{1,2})", re.ASCII)
"""A year with the footnote mark that stood raised behind it: "April 20186"."""

Classes = Mapping[str, int | str]
Captured = tuple[tuple[str, int | str, str], ...]
"""What the slots of a form took: (name, value, rule that gave the word) of each."""
Givers = Mapping[tuple[str, str], str]
"""The rule that gives a word its value in a class, by (word, class)."""


@dataclass(slots=True)
class Node:
    """A place in the trie of patterns: where words and slots lead, and the patterns that end here."""

    literals: dict[str, Node] = field(default_factory=dict)
    slots: list[tuple[str, str, Node]] = field(default_factory=list)
    ends: list[PatternEnd] = field(default_factory=list)

    def child(self, step: Step) -> Node:
        """The node one step on, made if it is not there."""
        if isinstance(step, str):
            return self.literals.setdefault(step, Node())
        for name, kept, node in self.slots:
            if (name, kept) == step:
                return node
        node = Node()
        self.slots.append((*step, node))
        return node


@dataclass(frozen=True, slots=True)
class PatternEnd:
    """A pattern rule, as it stands at the end of its forms."""

    rule: DateRule
    pattern: DatePattern
    before: PhraseTrie
    after: PhraseTrie


class PhraseTrie:
    """Phrases by their words, for the longest one that begins (or, reversed, ends) at a token."""

    def __init__(self, phrases: Iterable[tuple[Sequence[str], Cue | None]], *, reverse: bool = False) -> None:
        self.root: dict[str, Any] = {}
        self.step = -1 if reverse else 1
        for words, value in phrases:
            node = self.root
            for word in reversed(words) if reverse else words:
                node = node.setdefault(word, {})
            node.setdefault("", []).append(value)

    def longest(self, lowers: Sequence[str], start: int) -> tuple[int, list[Cue]]:
        """How many tokens a phrase takes, reading from `start` in the trie's direction, and its cues.

        That is the phrase of higher priority, then the longest.
        """
        node, index, taken = self.root, start, 0
        best: tuple[int, list[Cue]] = (0, [])
        rank = 0
        while 0 <= index < len(lowers):
            following = node.get(lowers[index])
            if following is None:
                break
            node, index, taken = following, index + self.step, taken + 1
            if "" in node:
                priority = max(cue.priority if cue is not None else 0 for cue in node[""])
                if not best[0] or priority >= rank:
                    best, rank = (taken, node[""]), priority
        return best


@dataclass(frozen=True, slots=True)
class Cue:
    """Words around a date, and what they say of its role.

    `kept` is how many of the words before a date, counted from it, belong to its text; None for all.
    """

    rule_id: str
    decide: tuple[CueDecision, ...]
    strength: int
    included: bool
    temporal: bool
    kept: int | None = None
    priority: int = 0


@dataclass(frozen=True, slots=True)
class DateLexicon:
    """All that is known of dates, in the shape the matcher reads.

    Attributes:
        classes: the classes of each word and short number, with its value in each.
        givers: the rules that give them.
        root: the trie of patterns.
        openings: for each word a pattern can begin with, where it leads in the trie and what its slots took.
        seconds: for those of them that are no date alone, the words and the classes of words that can come next.
        before, after: cues that end before a date or begin after it.
        default: cues without words.
        units: words and symbols of measure, which show that the number before them is no year; `measures` those of
            several words (passenger kilometre), whose first alone shows nothing: "by 2030 passenger traffic".
        heads: head words of instruments (plan, strategy), which show that a date stands in a name.
        fiscal: the fiscal year rules and `plans` the plan rules, by country.
        signs: the country each word points to.
        verbs: the verbs known, whose tense tells what is to come.
    """

    classes: dict[str, Classes]
    givers: Givers
    root: Node
    openings: dict[str, tuple[tuple[Captured, Node], ...]]
    seconds: dict[str, tuple[frozenset[str], frozenset[str]]]
    before: PhraseTrie
    after: PhraseTrie
    default: tuple[Cue, ...]
    units: frozenset[str]
    measures: PhraseTrie
    heads: frozenset[str]
    fiscal: dict[str, DateRule]
    plans: dict[str, DateRule]
    signs: dict[str, str]
    verbs: VerbLexicon

    @classmethod
    def from_rules(cls, rules: Iterable[Rule]) -> DateLexicon:
        """The lexicon of a rulebook: its date rules, and the words of its unit and instrument rules."""
        rules = by_precedence(rule for rule in rules if rule.status != "deprecated")
        dates = [rule for rule in rules if isinstance(rule, DateRule)]
        classes, givers = _classes(dates, [rule for rule in rules if isinstance(rule, NumberRule)])
        root = _patterns(dates, classes)
        cued = [(rule.cue, _cue(rule)) for rule in dates if rule.cue]
        measured = list(_unit_phrases(rules, classes))
        openings = _openings(root, classes, givers)
        return cls(
            classes=classes,
            givers=givers,
            root=root,
            openings=openings,
            seconds=_seconds(openings),
            before=PhraseTrie(
                (_before(phrase, made) for cue, made in cued if cue and made for phrase in cue.before), reverse=True
            ),
            after=PhraseTrie((split(p), made) for cue, made in cued if cue for p in cue.after),
            default=tuple(made for cue, made in cued if cue and made and not (cue.before or cue.after)),
            units=frozenset(words[0] for words in measured if len(words) == 1),
            measures=PhraseTrie((words, None) for words in measured if len(words) > 1),
            heads=frozenset(
                term.lower().split()[-1]
                for rule in rules
                if isinstance(rule, InstrumentRule) and rule.role == "head"
                for term in rule.terms
            ),
            fiscal={rule.country or "": rule for rule in reversed(dates) if rule.fiscal_year},
            plans={rule.id: rule for rule in dates if rule.plan},
            signs={sign.lower(): rule.country for rule in reversed(dates) if rule.country for sign in rule.signs},
            verbs=VerbLexicon.from_lists({rule.id: rule.terms for rule in rules if isinstance(rule, LexiconRule)}),
        )

    def of(self, lower: str) -> Classes | None:
        """The classes of a word, numeric dates with dots and years with a footnote mark among them."""
        found = self.classes.get(lower)
        if found is None and len(lower) >= 8 and lower[0] <= "9" and DOTTED.fullmatch(lower):
            return {"dotted": lower}
        if found is None and 5 <= len(lower) <= 7 and lower[0] in "12":
            noted = NOTED.fullmatch(lower)
            return {"noted": int(noted["year"])} if noted else None
        return found


def _classes(rules: Sequence[DateRule], numbers: Sequence[NumberRule]) -> tuple[dict[str, Classes], Givers]:
    """The classes of words, and the rules that give them; both kinds of rules by precedence."""
    classes: dict[str, dict[str, int | str]] = {}
    givers: dict[tuple[str, str], str] = {}
    for number in range(1000):
        classes[str(number)] = {"number": number}
    for number in range(100):
        classes.setdefault(f"{number:02d}", {})["yy"] = number
    for number in range(1, 32):
        for text in {str(number), f"{number:02d}"}:
            classes[text]["day"] = number
            if number <= 12:
                classes[text]["month-number"] = number
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        classes[str(year)] = {"year": year}
    for number_rule in reversed(numbers):  # what comes first is written last, and stays
        if number_rule.role == "cardinal" and 0 < number_rule.value < 1000:
            for word in map(str.lower, number_rule.words):
                classes.setdefault(word, {})["number"] = int(number_rule.value)
                givers[word, "number"] = number_rule.id
    for rule in reversed(rules):
        for word, value in rule.words.values.items() if rule.words else ():
            classes.setdefault(word.lower(), {})[rule.words.name] = value  # type: ignore[union-attr]
            givers[word.lower(), rule.words.name] = rule.id  # type: ignore[union-attr]
    for word in [word for word, of in classes.items() if "fiscal-prefix" in of]:
        years = {str(year): year for year in range(FIRST_YEAR, LAST_YEAR + 1)}
        for digits, year in (years | {f"{number:02d}": 2000 + number for number in range(100)}).items():
            classes.setdefault(f"{word}{digits}", {})["fiscal"] = year
            givers[f"{word}{digits}", "fiscal"] = givers[word, "fiscal-prefix"]
    return classes, givers  # type: ignore[return-value]


def _patterns(rules: Iterable[DateRule], classes: Mapping[str, Classes]) -> Node:
    root = Node()
    for rule in rules:
        for pattern in _patterns_of(rule):
            end = PatternEnd(
                rule,
                pattern,
                PhraseTrie(((split(phrase), None) for phrase in rule.unless.before), reverse=True),
                PhraseTrie((split(phrase), None) for phrase in rule.unless.after),
            )
            for form in pattern.forms:
                for steps in expand(form):
                    node = root
                    for step in steps:
                        node = node.child(step)
                    node.ends.append(end)
    return root


def _openings(
    root: Node, classes: Mapping[str, Classes], givers: Givers
) -> dict[str, tuple[tuple[Captured, Node], ...]]:
    openings: dict[str, list[tuple[Captured, Node]]] = {word: [((), node)] for word, node in root.literals.items()}
    for word, of in classes.items():
        for name, kept, node in root.slots:
            if name in of:
                openings.setdefault(word, []).append((((kept, of[name], givers.get((word, name), "")),), node))
    return {word: tuple(ways) for word, ways in openings.items()}


def _seconds(
    openings: Mapping[str, tuple[tuple[Captured, Node], ...]],
) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    seconds = {}
    for word, ways in openings.items():
        nodes = [node for _, node in ways]
        if not any(node.ends for node in nodes):
            names = frozenset(name for node in nodes for name, _, _ in node.slots)
            seconds[word] = frozenset().union(*(node.literals for node in nodes)), names
    return seconds


def _patterns_of(rule: DateRule) -> Iterator[DatePattern]:
    if rule.pattern:
        yield rule.pattern
    if rule.plan:
        start, end = "[{part-of:part} of the] {ordinal} [-]", "[period]"
        yield DatePattern(forms=tuple(f"{start} {name} {end}" for name in rule.plan.names), reading="plan")


def _cue(rule: DateRule) -> Cue | None:
    cue = rule.cue
    if cue is None:
        return None
    return Cue(rule.id, cue.decide, cue.strength, cue.included, cue.temporal, priority=rule.priority)


def _before(phrase: str, cue: Cue | None) -> tuple[list[str], Cue | None]:
    """A phrase that may have a bar between the words that must stand there and those that belong to the date."""
    seen, bar, kept = phrase.partition("|")
    if not bar or cue is None:
        return split(phrase), cue
    return split(seen) + split(kept), replace(cue, kept=len(split(kept)))


def _unit_phrases(rules: Iterable[Rule], classes: Mapping[str, Classes]) -> Iterator[list[str]]:
    # Symbols that are also words of prose ("in" for inch) can't tell a number from a year.
    prose = {word for word, of in classes.items() if "small-word" in of}
    for rule in rules:
        if isinstance(rule, UnitRule) and rule.unit_kind not in ("duration", "count") and not rule.qualifies:
            for phrase in (*rule.words, *rule.symbols):
                words = split(phrase)
                if words and words[0] not in prose and not words[0].isdigit():
                    yield words
                    if len(words) > 1:
                        yield [*words[:-1], words[-1] + "s"]
                    elif rule.prefixes:
                        yield from ([prefix.lower() + words[0]] for prefix in rule.prefixes)
