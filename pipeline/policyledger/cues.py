"""Cues: the words that say whether a quantity is a target, which way it moves and for whom it holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policyledger.lexing import TOKEN
from policyledger.rules.model import StatusRule
from policyledger.tokens import Tokens

OPENINGS = frozenset({";", ":", "•", "-", "–", "*", "●", "▪", "►", "", "·"})


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that decide something: token range, and the rule they come from."""

    start: int
    end: int
    rule: StatusRule


@dataclass(frozen=True)
class CueLexicon:
    """Status rules by the first word of their terms, by what they decide and where they are looked for.

    Attributes:
        running: cues of running text; by first word, the whole phrases (longest first) with their rule.
        heading: cues that count in headings and lead-in lines.
        nouns: counted nouns that decide.
        deadline: the rule that stands for a deadline without words.
        endings: endings of verb forms that settle the quantity right after them.
        durations: words before a length of time that make it a date ("the next five years").
    """

    running: dict[str, list[tuple[tuple[str, ...], StatusRule]]]
    heading: dict[str, list[tuple[tuple[str, ...], StatusRule]]]
    nouns: dict[str, StatusRule]
    deadline: StatusRule | None
    durations: dict[str, StatusRule]
    endings: tuple[tuple[str, StatusRule], ...] = ()

    @classmethod
    def from_rules(cls, rules: Iterable[StatusRule]) -> CueLexicon:
        """The lexicon of status rules."""
        running: dict[str, list[tuple[tuple[str, ...], StatusRule]]] = {}
        heading: dict[str, list[tuple[tuple[str, ...], StatusRule]]] = {}
        nouns: dict[str, StatusRule] = {}
        durations: dict[str, StatusRule] = {}
        endings: list[tuple[str, StatusRule]] = []
        deadline = None
        for rule in rules:
            for term in rule.terms:
                key = tuple(term.lower().split()) if "~" in term else _words(term)
                if rule.scope == "adjacent":
                    endings.append((term.lstrip("~"), rule))
                elif rule.scope == "noun":
                    nouns[term.lower()] = rule
                elif rule.scope == "duration":
                    durations[term.lower()] = rule
                else:
                    (heading if rule.scope == "heading" else running).setdefault(key[0], []).append((key, rule))
            if rule.scope == "deadline":
                deadline = rule
        for table in (running, heading):
            for entries in table.values():
                entries.sort(key=lambda entry: (-len(entry[0]), entry[1].id))
        return cls(running, heading, nouns, deadline, durations, tuple(endings))

    def adjacent(self, lower: str) -> StatusRule | None:
        """The rule for a verb form by its ending, None for short words."""
        return next(
            (rule for ending, rule in self.endings if lower.endswith(ending) and len(lower) > len(ending) + 2), None
        )

    def find(self, tokens: Tokens, begin: int, stop: int) -> list[Cue]:
        """The cues of a sentence in order; of those that decide the same, the longest at each place."""
        found: list[Cue] = []
        lowers, running = tokens.lowers, self.running
        for at in range(begin, stop):
            entries = running.get(lowers[at])
            if entries is None:
                continue
            decided: set[str] = set()
            for key, rule in entries:
                if rule.decides in decided or (len(key) > 1 and not _stands(key, lowers[at : at + len(key)])):
                    continue
                if rule.scope == "opening" and not opens(tokens, begin, at):
                    continue
                if rule.value == "actual" and len(key) == 1 and _no_finite_verb(lowers, begin, at):
                    continue
                decided.add(rule.decides)
                found.append(Cue(at, at + len(key), rule))
        return found

    def find_heading(self, tokens: Tokens, begin: int, stop: int) -> Cue | None:
        """The first cue of a heading or lead-in line."""
        for at in range(begin, stop):
            for key, rule in self.heading.get(tokens.lowers[at], ()):
                if tuple(tokens.lowers[at : at + len(key)]) == key:
                    return Cue(at, at + len(key), rule)
        return None


HEAD_LIMIT = 6
"""Tokens of the longest head of a sentence ("By the end of 2030,") after which an imperative may stand."""
HEAD_OPENERS = frozenset({"by", "in", "from", "over", "for", "before", "until", "starting", "within", "during"})


def _words(term: str) -> tuple[str, ...]:
    return tuple(token.lower() for token in TOKEN.findall(term) if token.strip())


def _stands(key: Sequence[str], lowers: Sequence[str]) -> bool:
    """Whether words are those of a term; "~ed" in a term stands for a word that ends so ("have ~ed")."""
    return len(lowers) == len(key) and all(
        word == part or (part[0] == "~" and word.endswith(part[1:])) for part, word in zip(key, lowers, strict=True)
    )


BEFORE_PARTICIPLES = frozenset({"be", "the", "a", "an", "recently", "newly", "to", "its", "their", "our", "being"})


def _no_finite_verb(lowers: Sequence[str], begin: int, at: int) -> bool:
    """Whether a form like "supported" is no past tense: "will be supported", "the newly launched fund"."""
    if at == begin:
        return False
    return lowers[at - 1] in ("be", "being") or (lowers[at].endswith("ed") and lowers[at - 1] in BEFORE_PARTICIPLES)


def opens(tokens: Tokens, begin: int, at: int) -> bool:
    """Whether a token opens its sentence or a part of it after a semicolon, colon or bullet."""
    if at > begin and tokens.lowers[at - 1] == "to":
        at -= 1  # "To reduce waste …"
    while at > begin and tokens.words[at - 1] in ('"', "“", "‘", "(", "[", "-", "–", "•"):
        at -= 1
    if at > begin and tokens.words[at - 1] == ",":
        head = tokens.lowers[begin : at - 1]
        return len(head) <= HEAD_LIMIT and head[0] in HEAD_OPENERS  # "By 2030, expand …"
    return at == begin or tokens.words[at - 1] in OPENINGS or (at - begin == 2 and tokens.words[at - 1] in (".", ")"))
