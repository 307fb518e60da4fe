"""Cues: the words that say whether a quantity is a target, which way it moves and for whom it holds."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policyledger.lexing import TOKEN
from policyledger.predicates import BE, FLOATING, HAVE, Predicate, predicates
from policyledger.rules.model import LexiconRule, Rule, StatusRule, by_precedence
from policyledger.terms import Context, keys_of
from policyledger.tokens import Tokens, begins_amount
from policyledger.verbs import Conjugations, VerbLexicon

OPENINGS = frozenset({";", ":", "•", "-", "–", "*", "●", "▪", "►", "", "·"})
HEAD_LIMIT = 6
"""Tokens of the longest head of a sentence ("By the end of 2030,") after which an imperative may stand."""
PAST = "~past"
"""Among the words of a term, any verb in the form of a past tense or past participle."""
TENSES = {
    "~past": "past",
    "~present": "present",
    "~ongoing": "ongoing",
    "~future": "future",
    "~imperative": "imperative",
    "~inverted": "inverted",
    "~cost": "cost",
    "~trend": "trend",
    "~effect": "effect",
}
"""Terms that stand for every finite verb of a tense or mood of which no other cue speaks; ongoing is being done.

An inverted condition ("Should losses rise, …") is none of them: it is asked for where conditions are; nor is what
states a cost ("the cost is put at 4 million"), asked of a verb in the present, and what tells of a trend ("demand will
rise") or an effect ("will benefit 4 million people"), asked of one that looks ahead.
"""
GERUND = "~ing"
"""As a term of scope opening, any gerund."""
BORDERS = frozenset({",", ";", ":", "(", ")", "[", "]", "–", "—", "•"})
"""Signs at which a stretch of words with a finite verb of its own may begin."""
ADVERBS_BETWEEN = 2
"""How many adverbs may stand between the words of a verb group: "has already largely recovered"."""
AUXILIARIES = BE.keys() | HAVE.keys()
VERB = re.compile(r"\{(\w+)\}")

Entry = tuple[tuple[str, ...], StatusRule]


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that decide something: token range, the rule they come from, and whether any past tense is among them."""

    start: int
    end: int
    rule: StatusRule
    open: bool = False


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
        tenses: the rules for finite verbs of a tense, whatever the verb.
        doing: the rule for a list item that begins with a gerund.
        lists: the word lists (lexicon rules) by id.
        verbs: the verbs known.
        contexts: by rule id, where a cue of running text is none.
    """

    running: dict[str, list[Entry]]
    heading: dict[str, list[Entry]]
    nouns: dict[str, StatusRule]
    deadline: StatusRule | None
    durations: dict[str, StatusRule]
    definites: dict[str, StatusRule]
    tenses: dict[str, StatusRule]
    doing: StatusRule | None
    lists: dict[str, frozenset[str]]
    verbs: VerbLexicon
    contexts: dict[str, Context]

    @classmethod
    def from_rules(cls, rules: Iterable[Rule]) -> CueLexicon:
        """The lexicon of status and lexicon rules; rules of other kinds are passed over."""
        rules = [*reversed(by_precedence(rules))]  # what comes first is written last, and stays
        lists = {rule.id: frozenset(rule.terms) for rule in rules if isinstance(rule, LexiconRule)}
        verbs = VerbLexicon.from_lists(lists)
        running: dict[str, list[Entry]] = {}
        heading: dict[str, list[Entry]] = {}
        nouns: dict[str, StatusRule] = {}
        durations: dict[str, StatusRule] = {}
        definites: dict[str, StatusRule] = {}
        tenses: dict[str, StatusRule] = {}
        contexts: dict[str, Context] = {}
        deadline = doing = None
        for rule in rules:
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
                elif term in TENSES:
                    tenses[TENSES[term]] = rule
                elif rule.scope == "opening" and term == GERUND:
                    doing = rule
                else:
                    table = heading if rule.scope == "heading" else running
                    for key in cue_keys(term, verbs.conjugations):
                        table.setdefault(key[0], []).append((key, rule))
            if rule.scope == "deadline":
                deadline = rule
        for table in (running, heading):
            for entries in table.values():
                entries.sort(key=lambda entry: (-entry[1].priority, -len(entry[0]), entry[1].id))
        return cls(running, heading, nouns, deadline, durations, definites, tenses, doing, lists, verbs, contexts)

    def find(self, tokens: Tokens, begin: int, stop: int) -> list[Cue]:
        """The cues of a sentence in order; of those that decide the same, one at each place.

        That is the one of higher priority, then the longest.

        Args:
            tokens: the text.
            begin, stop: the sentence's tokens.
        """
        found: list[Cue] = []
        lowers, running = tokens.lowers, self.running
        group: Cue | None = None
        for at in range(begin, stop):
            entries = running.get(lowers[at])
            if entries is not None:
                for cue in self._at(entries, tokens, begin, stop, at, group):
                    if _is_of_verb(cue.rule):
                        if group is not None and group.end > at and cue.rule.priority > group.rule.priority:
                            found.remove(group)
                        group = cue if group is None or cue.end >= group.end else group
                    found.append(cue)
        first = next((at for at in range(begin, stop) if tokens.words[at][0].isalpha()), stop)
        if self.doing is not None and first < stop and self._is_gerund(lowers[first]):
            found.append(Cue(first, first + 1, self.doing))
        said = predicates(tokens, begin, stop, self.verbs)
        found = [cue for cue in found if not self._is_complement(cue, tokens, said)]
        found += self._tenses(tokens, begin, said, found)
        found.sort(key=lambda cue: cue.start)
        return found

    def _is_complement(self, cue: Cue, tokens: Tokens, said: Sequence[Predicate]) -> bool:
        """Whether a bare "to be" only completes the verb before it: "continues to be", "consider themselves to be"."""
        if tokens.lowers[cue.start] != "to" or tokens.lowers[cue.end - 1] not in ("be", "have"):
            return False
        at = cue.start - (tokens.lowers[cue.start - 1] in ("itself", "themselves"))
        return any(each.end == at and each.form == "finite" and not each.passive for each in said)

    def _tenses(self, tokens: Tokens, begin: int, said: Sequence[Predicate], found: Sequence[Cue]) -> list[Cue]:
        """What the tenses of the finite verbs say of which no cue speaks."""
        spoken = {
            at
            for cue in found
            if cue.rule.decides == "status" and cue.rule.scope in ("verb", "phrase", "opening")
            for at in range(cue.start, cue.end)
        }
        ruled = any(each.form in ("finite", "imperative") for each in said)
        led = bool(said) and said[0].form == "infinitive" and not begins_amount(tokens.words[begin])
        headline = said[0] if led and not ruled else None  # "Biofuels | to meet 10 %", but not "$5 million to repair"
        told = [
            (each, self.tenses.get(self._tense(each)))
            for each in said
            if (
                each.form in ("finite", "imperative")
                or (each.form == "infinitive" and (each is headline or self.opens(tokens, begin, each.start)))
            )
            and spoken.isdisjoint(range(each.start, each.end))
        ]
        return [Cue(each.start, each.end, rule) for each, rule in told if rule is not None]

    def _tense(self, said: Predicate) -> str:
        """The tense that counts: an action goes on ("is building"), a state in progress is ("is rising")."""
        if said.form in ("imperative", "infinitive"):
            return "imperative"
        if said.tense == "present" and said.progressive and said.verb not in self.verbs.stative:
            return "ongoing"
        return said.tense

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
                if tuple(tokens.lowers[at : at + len(key)]) != key:
                    continue
                context = self.contexts.get(rule.id)
                if context is None or not context.excludes(keys_of(tokens), at, at + len(key)):
                    return Cue(at, at + len(key), rule)
        return None

    def _at(
        self, entries: Sequence[Entry], tokens: Tokens, begin: int, stop: int, at: int, group: Cue | None
    ) -> Iterator[Cue]:
        decided: set[str] = set()
        following = tokens.lowers[at + 1] if at + 1 < stop else ""
        skips = self._is_adverb(following)
        for key, rule in entries:
            if len(key) > 1 and key[1] != following and key[1] != PAST and not skips:
                continue  # most phrases end here: their second word does not follow
            if rule.decides in decided:
                continue
            end = self._end(key, tokens.lowers, at, stop) if len(key) > 1 else at + 1
            if end is None or (rule.scope == "opening" and not self.opens(tokens, begin, at)):
                continue
            if rule.id in self.contexts and self.contexts[rule.id].excludes(keys_of(tokens), at, end):
                continue
            if _is_of_verb(rule):
                if group is not None and at < group.end and rule.priority <= group.rule.priority:
                    outranked = rule.priority < group.rule.priority
                    if outranked or not (group.open and self.verbs.is_past(tokens.lowers[at])):
                        continue  # inside a longer group: "this budget | provides"
                if self._is_bare(tokens.lowers, begin, at) or (
                    len(key) == 1 and self._is_attribute(tokens, begin, stop, at)
                ):
                    continue
            decided.add(rule.decides)
            yield Cue(at, end, rule, PAST in key)

    def _end(self, key: Sequence[str], lowers: Sequence[str], at: int, stop: int) -> int | None:
        """Where the words of a term end, adverbs between them skipped; None where they do not stand."""
        for part in key[1:]:
            at += 1
            skipped = 0
            while at < stop and not self._is(part, lowers[at]) and skipped < ADVERBS_BETWEEN:
                if not self._is_adverb(lowers[at]):
                    return None
                at, skipped = at + 1, skipped + 1
            if at >= stop or not self._is(part, lowers[at]):
                return None
        return at + 1

    def _is_adverb(self, lower: str) -> bool:
        return lower in self.lists.get("LEX-ADVERB", ()) or lower.endswith("ly")

    def _is(self, part: str, lower: str) -> bool:
        return self.verbs.is_past(lower) if part == PAST else part == lower

    def _is_bare(self, lowers: Sequence[str], begin: int, at: int) -> bool:
        """Whether "have" or "be" only goes with what stands before it: "to have 50 members", "must be"."""
        return (
            at > begin
            and lowers[at] in self.lists.get("LEX-BARE-VERB", ())
            and lowers[at - 1] in self.lists.get("LEX-BEFORE-BARE-VERB", ())
        )

    def _is_attribute(self, tokens: Tokens, begin: int, stop: int, at: int) -> bool:
        """Whether a participle is an adjective: "the 20 planned lanes", but not "the planned 30 lanes"."""
        numbered = (
            at > begin and tokens.words[at - 1][-1].isdigit() and at + 1 < stop and tokens.words[at + 1].isalpha()
        )
        each = at - 1 > begin and tokens.lowers[at - 1] in FLOATING and tokens.lowers[at - 2] in AUXILIARIES
        return (
            at > begin
            and not each  # "the banks have | each | pledged"
            and (numbered or tokens.lowers[at - 1] in self.lists.get("LEX-BEFORE-ADJECTIVE", ()))
            and self.verbs.is_past(tokens.lowers[at])
            and not (at + 1 < stop and begins_amount(tokens.words[at + 1]))
        )

    def _is_gerund(self, lower: str) -> bool:
        return len(lower) > 5 and lower.endswith("ing") and lower not in self.lists.get("LEX-NO-GERUND", ())

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


def cue_keys(term: str, verbs: Conjugations) -> Iterator[tuple[str, ...]]:
    """The words of a term as they are looked for, once for each form of the verbs it holds in braces: "{aim} to"."""
    parts: list[Iterable[str]] = []
    for word in term.split():
        verb = VERB.fullmatch(word)
        if verb:
            parts.append(sorted(verbs.forms_of(verb[1])))
        elif word.startswith("~"):
            parts.append((word,))
        else:
            parts += [(token.lower(),) for token in TOKEN.findall(word) if token.strip()]
    return itertools.product(*parts)
