"""Cues: the words that say whether a quantity is a target, which way it moves and for whom it holds."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policyledger.lexing import TOKEN
from policyledger.rules.model import LexiconRule, Rule, StatusRule, by_precedence
from policyledger.terms import Context, keys_of
from policyledger.tokens import Tokens
from policyledger.verbs import forms_of, is_past

OPENINGS = frozenset({";", ":", "•", "-", "–", "*", "●", "▪", "►", "", "·"})
HEAD_LIMIT = 6
"""Tokens of the longest head of a sentence ("By the end of 2030,") after which an imperative may stand."""
PAST = "~past"
"""In a term, any verb in the form of a past tense or past participle."""
GERUND = "~ing"
"""As a term of scope opening, any gerund."""
BORDERS = frozenset({",", ";", ":", "(", ")", "[", "]", "–", "—", "•"})
"""Signs at which a stretch of words with a finite verb of its own may begin."""
ADVERBS_BETWEEN = 2
"""How many adverbs may stand between the words of a verb group: "has already largely recovered"."""
VERB = re.compile(r"\{(\w+)\}")

Entry = tuple[tuple[str, ...], StatusRule]


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
        running: cues of running text; by first word, the whole phrases with their rule, by priority, longest first.
        heading: cues that count in headings and lead-in lines.
        nouns: counted nouns that decide.
        deadline: the rule that stands for a deadline without words.
        durations: words before a length of time that make it a date ("the next five years").
        definites: words before a small count of what the reader knows of ("all six regions").
        past: the rule for verbs in the past tense, whatever the verb.
        doing: the rule for a list item that begins with a gerund.
        lists: the word lists (lexicon rules) by id.
        contexts: by rule id, where a cue of running text is none.
    """

    running: dict[str, list[Entry]]
    heading: dict[str, list[Entry]]
    nouns: dict[str, StatusRule]
    deadline: StatusRule | None
    durations: dict[str, StatusRule]
    definites: dict[str, StatusRule]
    past: StatusRule | None
    doing: StatusRule | None
    lists: dict[str, frozenset[str]]
    contexts: dict[str, Context]

    @classmethod
    def from_rules(cls, rules: Iterable[Rule]) -> CueLexicon:
        """The lexicon of status and lexicon rules; rules of other kinds are passed over."""
        running: dict[str, list[Entry]] = {}
        heading: dict[str, list[Entry]] = {}
        nouns: dict[str, StatusRule] = {}
        durations: dict[str, StatusRule] = {}
        definites: dict[str, StatusRule] = {}
        deadline = past = doing = None
        lists: dict[str, frozenset[str]] = {}
        contexts: dict[str, Context] = {}
        for rule in reversed(by_precedence(rules)):  # what comes first is written last, and stays
            if isinstance(rule, LexiconRule):
                lists[rule.id] = frozenset(rule.terms)
            if not isinstance(rule, StatusRule):
                continue
            if context := Context(rule.unless):
                contexts[rule.id] = context
            for term in rule.terms:
                if rule.scope == "noun":
                    nouns[term.lower()] = rule
                elif rule.scope == "duration":
                    durations[term.lower()] = rule
                elif rule.scope == "definite":
                    definites[term.lower()] = rule
                elif term == PAST:
                    past = rule
                elif rule.scope == "opening" and term == GERUND:
                    doing = rule
                else:
                    table = heading if rule.scope == "heading" else running
                    for key in cue_keys(term):
                        table.setdefault(key[0], []).append((key, rule))
            if rule.scope == "deadline":
                deadline = rule
        for table in (running, heading):
            for entries in table.values():
                entries.sort(key=lambda entry: (-entry[1].priority, -len(entry[0]), entry[1].id))
        return cls(running, heading, nouns, deadline, durations, definites, past, doing, lists, contexts)

    def find(self, tokens: Tokens, begin: int, stop: int) -> list[Cue]:
        """The cues of a sentence in order; of those that decide the same, one at each place.

        That is the one of higher priority, then the longest.
        """
        found: list[Cue] = []
        pasts: list[int] = []
        lowers, running = tokens.lowers, self.running
        group: Cue | None = None
        for at in range(begin, stop):
            lower = lowers[at]
            entries = running.get(lower)
            decided = False
            if entries is not None:
                for cue in self._at(entries, tokens, begin, stop, at, group):
                    if _is_of_verb(cue.rule):
                        decided = True
                        if group is not None and group.end > at and cue.rule.priority > group.rule.priority:
                            found.remove(group)
                        group = cue if group is None or cue.end >= group.end else group
                    found.append(cue)
            if not decided and (group is None or at >= group.end) and self.past is not None and is_past(lower):
                pasts.append(at)
        first = next((at for at in range(begin, stop) if tokens.words[at][0].isalpha()), stop)
        if self.doing is not None and first < stop and self._is_gerund(lowers[first]):
            found.append(Cue(first, first + 1, self.doing))
        if pasts:
            found += self._past_tenses(tokens, begin, stop, pasts, found)
            found.sort(key=lambda cue: cue.start)
        return found

    def standing(self, tokens: Tokens, begin: int, stop: int) -> Iterator[Cue]:
        """All cues of running text whose words stand in a sentence, also those that another has the words of.

        Of one rule, the longest at each place.
        """
        for at in range(begin, stop):
            found: dict[str, Cue] = {}
            for key, rule in self.running.get(tokens.lowers[at], ()):
                end = self._end(key, tokens.lowers, at, stop) if len(key) > 1 else at + 1
                if end is not None and (rule.id not in found or end > found[rule.id].end):
                    found[rule.id] = Cue(at, end, rule)
            yield from found.values()

    def find_heading(self, tokens: Tokens, begin: int, stop: int) -> Cue | None:
        """The first cue of a heading or lead-in line."""
        for at in range(begin, stop):
            for key, rule in self.heading.get(tokens.lowers[at], ()):
                if tuple(tokens.lowers[at : at + len(key)]) == key:
                    return Cue(at, at + len(key), rule)
        return None

    def _at(
        self, entries: Sequence[Entry], tokens: Tokens, begin: int, stop: int, at: int, group: Cue | None
    ) -> Iterator[Cue]:
        decided: set[str] = set()
        for key, rule in entries:
            if rule.decides in decided:
                continue
            end = self._end(key, tokens.lowers, at, stop) if len(key) > 1 else at + 1
            if end is None or (rule.scope == "opening" and not self.opens(tokens, begin, at)):
                continue
            if rule.id in self.contexts and self.contexts[rule.id].excludes(keys_of(tokens), at, end):
                continue
            if _is_of_verb(rule):
                inside = group is not None and at < group.end and rule.priority <= group.rule.priority
                if inside and not is_past(tokens.lowers[at]):
                    continue  # inside a longer group: "this budget | provides"
                if self._is_bare(tokens.lowers, begin, at) or (
                    len(key) == 1 and self._is_attribute(tokens, begin, stop, at)
                ):
                    continue
            decided.add(rule.decides)
            yield Cue(at, end, rule)

    def _end(self, key: Sequence[str], lowers: Sequence[str], at: int, stop: int) -> int | None:
        """Where the words of a term end, adverbs between them skipped; None where they do not stand."""
        adverbs = self.lists.get("LEX-ADVERB", frozenset())
        for part in key[1:]:
            at += 1
            skipped = 0
            while at < stop and not _is(part, lowers[at]) and skipped < ADVERBS_BETWEEN:
                if not (lowers[at] in adverbs or lowers[at].endswith("ly")):
                    return None
                at, skipped = at + 1, skipped + 1
            if at >= stop or not _is(part, lowers[at]):
                return None
        return at + 1

    def _is_bare(self, lowers: Sequence[str], begin: int, at: int) -> bool:
        """Whether "have" or "be" only goes with what stands before it: "to have 50 members", "must be"."""
        return (
            at > begin
            and lowers[at] in self.lists.get("LEX-BARE-VERB", ())
            and lowers[at - 1] in self.lists.get("LEX-BEFORE-BARE-VERB", ())
        )

    def _is_attribute(self, tokens: Tokens, begin: int, stop: int, at: int) -> bool:
        """Whether a participle is an adjective: "for dedicated lanes", but not "the planned 30 lanes"."""
        return (
            at > begin
            and tokens.lowers[at - 1] in self.lists.get("LEX-BEFORE-ADJECTIVE", ())
            and is_past(tokens.lowers[at])
            and not (at + 1 < stop and _is_amount(tokens.words[at + 1]))
        )

    def _is_gerund(self, lower: str) -> bool:
        return len(lower) > 5 and lower.endswith("ing") and lower not in self.lists.get("LEX-NO-GERUND", ())

    def _past_tenses(
        self, tokens: Tokens, begin: int, stop: int, places: Sequence[int], found: Sequence[Cue]
    ) -> Iterator[Cue]:
        """The forms in -ed and the like that are finite verbs: "output fell to", not "the funds allocated by".

        A stretch of words has one finite verb: where a modal or auxiliary stands in it, such a form is a participle,
        unless an amount follows at once ("served 12 million passengers").
        """
        assert self.past is not None
        lowers, words = tokens.lowers, tokens.words
        joints = self.lists.get("LEX-JOINT", frozenset())
        attributive = self.lists.get("LEX-BEFORE-PARTICIPLE", frozenset())
        agents = self.lists.get("LEX-AFTER-PARTICIPLE", frozenset())
        edges = [at for at in range(begin, stop) if words[at] in BORDERS or lowers[at] in joints]
        finite = {
            bisect_right(edges, cue.start) for cue in found if cue.rule.decides == "status" and cue.rule.scope == "verb"
        }
        told = any(cue.rule == self.past for cue in found)
        for at in places:
            before = lowers[at - 1] if at > begin else ""
            after = words[at + 1] if at + 1 < stop else ""
            amount = bool(after) and _is_amount(after)
            opening = not before or before in OPENINGS
            if before in attributive or before[:1].isdigit() or (not amount and bisect_right(edges, at) in finite):
                continue
            if not amount and after.lower() in agents and not (at + 2 < stop and _is_amount(words[at + 2])):
                continue
            if opening and not (amount or after.lower() in attributive or after[:1].isupper()):
                continue
            if before in (",", "and", "or") and not amount and not told:
                continue
            told = True
            yield Cue(at, at + 1, self.past)

    def opens(self, tokens: Tokens, begin: int, at: int) -> bool:
        """Whether a token opens its sentence or a part of it after a semicolon, colon or bullet."""
        if at > begin and tokens.lowers[at - 1] == "to":
            at -= 1  # "To reduce waste …"
        while at > begin and tokens.words[at - 1] in ('"', "“", "‘", "(", "[", "-", "–", "•"):
            at -= 1
        if at > begin and tokens.words[at - 1] == ",":
            head = tokens.lowers[begin : at - 1] if at - 1 - begin <= HEAD_LIMIT else ()
            return len(head) > 0 and head[0] in self.lists.get("LEX-HEAD-OPENER", ())  # "By 2030, expand …"
        numbered = at - begin <= 3 and tokens.words[at - 1] in (".", ")") and not tokens.lowers[at - 2].endswith("ed")
        return at == begin or tokens.words[at - 1] in OPENINGS or numbered


def _is_of_verb(rule: StatusRule) -> bool:
    """Whether its words are a verb group, or a noun with its object, within which no other is looked for."""
    return rule.decides == "status" and rule.scope in ("verb", "phrase")


def cue_keys(term: str) -> Iterator[tuple[str, ...]]:
    """The words of a term as they are looked for, once for each form of the verbs it holds in braces: "{aim} to"."""
    parts: list[Iterable[str]] = []
    for word in term.split():
        verb = VERB.fullmatch(word)
        if verb:
            parts.append(sorted(forms_of(verb[1])))
        elif word.startswith("~"):
            parts.append((word,))
        else:
            parts += [(token.lower(),) for token in TOKEN.findall(word) if token.strip()]
    return itertools.product(*parts)


def _is(part: str, lower: str) -> bool:
    return is_past(lower) if part == PAST else part == lower


def _is_amount(word: str) -> bool:
    """Whether a word begins an amount: digits, a currency's sign or code."""
    return word[0].isdigit() or word[-1] in "$€£¥₹" or (len(word) == 3 and word.isupper()) or word == "Rs"
