"""What became of the words of rules where they stand in a text: kept, lost to another rule, or refused.

All that is told of rules over a text comes from here: what `explain` says was rejected, what `rules stats` counts, and
how far a rule came in an example.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from policyledger import dates
from policyledger.claiming import claims_of
from policyledger.cues import PAST, CueLexicon
from policyledger.datewords import DateLexicon
from policyledger.inflection import singular
from policyledger.layout import published
from policyledger.naming import is_capital
from policyledger.rules.claims import Claim
from policyledger.rules.forms import expand
from policyledger.rules.markup import GROUPS
from policyledger.rules.model import DateRule, NumberRule, Rule, StatusRule, UnitRule
from policyledger.rules.rulebook import Rulebook
from policyledger.terms import HYPHENS, Context, TermMatcher, keys_of
from policyledger.tokens import Tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

CREDITED_IN = {
    "industry": "industries",
    "organisation": "organisations",
    "instrument": "instruments",
    "unit": "quantities",
    "number": "quantities",
    "comparator": "quantities",
    "status": "statements",
    "frame": "statements",
    "date": "dates",
}
"""The spans in which the rules of each kind leave their ids."""
BESIDE = {"before": 1, "after": 1}
"""Tokens up to which the words of a field speak of a date or quantity beside them."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of words of a rule.

    Attributes:
        rule_id: of the rule.
        kind: of the rule.
        start, end: token range.
        outcome: kept: it has its part in what was found; lost: another rule has the words; refused: its own conditions
            don't hold, or nothing stands there that it could be part of.
        to: the rule it lost to.
        reason: why it was not kept, in words.
    """

    rule_id: str
    kind: str
    start: int
    end: int
    outcome: Literal["kept", "lost", "refused"]
    to: str | None = None
    reason: str = ""


class Fates:
    """Follows the words of rules through texts.

    Args:
        rulebook: all rules in force.
    """

    def __init__(self, rulebook: Rulebook | Iterable[Rule]) -> None:
        rules = {rule.id: rule for rule in rulebook if rule.status != "deprecated"}
        self.rules = rules
        self.cues = CueLexicon.from_rules(rules.values())
        claims = [claim for claim in self.claims(rules.values()) if not claim.dead and claim.reading is not None]
        self.names = _Names([claim for claim in claims if _kind(claim.rule) in NAMED])
        self.words = _Words([claim for claim in claims if _kind(claim.rule) not in (*NAMED, "status")])
        self.dates = DateLexicon.from_rules(rules.values())
        cues = [rule.cue for rule in rules.values() if isinstance(rule, DateRule) and rule.cue]
        forms = [
            form
            for rule in rules.values()
            if isinstance(rule, DateRule) and rule.pattern
            for form in rule.pattern.forms
        ]
        self.slots = {step[0] for form in forms for way in expand(form) for step in way if not isinstance(step, str)}
        self.worded = {rule.id for entries in self.cues.running.values() for _, rule in entries}
        self.heard = {"tense"} | {each.near for cue in cues for each in cue.decide if each.near}
        self.contexts = {rule.id: context for rule in rules.values() if (context := Context(rule.unless))}

    def claims(self, rules: Iterable[Rule]) -> Iterator[Claim]:
        """The claims of some rules."""
        return claims_of(rules, self.cues.verbs.conjugations)

    def of(self, doc: Doc) -> Iterator[Fate]:
        """The fates of all words of rules in a Doc the pipeline has read; frames tell theirs themselves."""
        tokens = Tokens.of(doc)
        spans = {group: _Spans(doc.spans.get(group, ()), tag) for tag, group in GROUPS.items()}
        yield from self._names_of(tokens, spans)
        for start, end, claim in self.words.find(tokens):
            yield self._word(start, end, claim, spans)
        yield from self._patterns_of(doc, tokens, spans)
        yield from self._cues_of(tokens, spans)

    def furthest(self, tokens: Tokens, rule: Rule) -> str:
        """How much of a row of words a rule looks for stands in a text, where that is most; nothing if none does."""
        best: tuple[int, str] = (0, "")
        rows: dict[str | None, Sequence[str]] = {"spelling": tokens.words, "form": keys_of(tokens)}
        rows["singular"] = [singular(lower) for lower in tokens.lowers]
        for claim in self.claims([rule]):
            row = rows.get(claim.reading, tokens.lowers)
            for form in sorted(claim.forms):
                for at in range(len(row)):
                    stood = 0
                    while stood < len(form) and at + stood < len(row) and self._fits(form[stood], row[at + stood]):
                        stood += 1
                    if best[0] < stood < len(form):
                        there = tokens.span(at, at + stood)
                        then = f'"{tokens.words[at + stood]}" stands' if at + stood < len(row) else "the text ends"
                        says = f'of "{claim.text}", "{there}" stands there; then {then} where {form[stood]} should'
                        best = stood, says
        return best[1]

    def alike(self, rule_id: str, rule: Rule) -> bool:
        """Whether a rule is another of the same kind (of dates, the same piece)."""
        other = self.rules.get(rule_id)
        return other is not None and other.id != rule.id and piece_of(other) == piece_of(rule)

    def _fits(self, part: str, word: str) -> bool:
        """Whether a word is what a form asks for; of a date's form, a slot takes the words of its class."""
        if part.startswith("{"):
            return part[1:-1] in (self.dates.of(word) or ())
        return part == word or (part == PAST and self.cues.verbs.is_past(word))

    def _names_of(self, tokens: Tokens, spans: dict[str, _Spans]) -> Iterator[Fate]:
        keys = keys_of(tokens)
        for start, end, rule_id in self.names.find(tokens, keys):
            kind = _kind(self.rules[rule_id])
            here = spans[CREDITED_IN[kind]]
            own = here.of(rule_id, start, end)
            context = self.contexts.get(rule_id)
            if any(own):
                yield Fate(rule_id, kind, start, end, "kept")
            elif context is not None and context.excludes(keys, start, end):
                yield Fate(rule_id, kind, start, end, "refused", None, "its `unless` holds")
            elif (winner := next(here.at(start, end), None)) is not None:
                yield Fate(rule_id, kind, start, end, "lost", winner.id_, self._why(winner, rule_id, start, end))
            else:
                small = kind != "industry" and not any(map(is_capital, tokens.words[start:end]))
                reason = "it has no capital, as names have" if small else "what stands around it speaks against it"
                yield Fate(rule_id, kind, start, end, "refused", None, reason)

    def _why(self, winner: Span, rule_id: str, start: int, end: int) -> str:
        """Why another has the words of a name."""
        mine, other = self.rules[rule_id].priority, getattr(self.rules.get(winner.id_), "priority", 0)
        if other > mine:
            return f'{winner.id_} has the higher priority: "{winner.text}"'
        longer = winner.end - winner.start > end - start
        return f'{winner.id_} {"is longer" if longer else "comes before it"}: "{winner.text}"'

    def _word(self, start: int, end: int, claim: Claim, spans: dict[str, _Spans]) -> Fate:
        """The fate of words of a unit, a number, a comparator or a date."""
        rule, kind = claim.rule, _kind(claim.rule)
        groups = ("quantities", "dates") if kind == "number" else (CREDITED_IN[kind],)
        reach = BESIDE.get(claim.field[-1], 0)
        if isinstance(rule, DateRule) and rule.words and rule.words.name in self.heard:
            reach = dates.NEAR_AFTER
        for group in groups:
            for span in spans[group].at(start, end, reach):
                if rule.id in spans[group].rules(span) or _is_part(rule, span, start, end):
                    return Fate(rule.id, kind, start, end, "kept")
        there = ("dates",) if kind == "date" else (*spans,)  # in a name, the small words of dates are no loss
        holders = [span for group in there for span in spans[group].at(start, end, min(reach, 1))]
        own = [span for span in holders if span.label_ == "date" or span._.quantity]
        holder = next(iter(own or holders), None)
        if holder is None:
            return Fate(rule.id, kind, start, end, "refused", None, IDLE[kind])
        to = self._rival(rule, holder) or holder.id_
        return Fate(rule.id, kind, start, end, "lost", to, f'{to} has what stands there: "{holder.text}"')

    def _rival(self, rule: Rule, holder: Span) -> str | None:
        """The rule of the same kind that took part in a span."""
        facts: dict[str, Any] = holder._.quantity or holder._.date or {}
        ids = [each for each in facts.get("rule_ids", ()) if each in self.rules]
        return next((each for each in ids if piece_of(self.rules[each]) == piece_of(rule)), None)

    def _patterns_of(self, doc: Doc, tokens: Tokens, spans: dict[str, _Spans]) -> Iterator[Fate]:
        """The fates of the forms of dates."""
        blocked = [
            (span.start, span.end) for name in ("instruments", "organisations") for span in doc.spans.get(name, ())
        ]
        for each in dates.tried(tokens, self.dates, published(doc), blocked):
            here = [*spans["dates"].at(each.start, each.end)]
            if any(span.id_ == each.rule_id for span in here):
                yield Fate(each.rule_id, "date", each.start, each.end, "kept")
            elif each.fits and here:
                to = here[0].id_
                reason = f'{to} has the words, by priority or because it is longer: "{here[0].text}"'
                yield Fate(each.rule_id, "date", each.start, each.end, "lost", to, reason)
            else:
                reason = "its words stand there, but no time comes of them or what stands around speaks against a date"
                yield Fate(each.rule_id, "date", each.start, each.end, "refused", None, reason)

    def _cues_of(self, tokens: Tokens, spans: dict[str, _Spans]) -> Iterator[Fate]:
        """The fates of cues in the sentences of statements."""
        statements = spans["statements"]
        for begin, end in tokens.sentences:
            here = [*statements.at(begin, end)]
            if not here:
                continue
            used = Counter(rule for span in here for rule in statements.rules(span))
            chosen = self.cues.find(tokens, begin, end)
            places = {(cue.start, cue.end, cue.rule.id) for cue in chosen}
            wordless = [cue for cue in chosen if cue.rule.id not in self.worded]
            for cue in (*self.cues.standing(tokens, begin, end), *wordless):
                rule = cue.rule
                if (cue.start, cue.end, rule.id) in places and rule.id in used:
                    yield Fate(rule.id, "status", cue.start, cue.end, "kept")
                    continue
                says = f"{rule.decides} {rule.value} (strength {rule.strength})"
                if (cue.start, cue.end, rule.id) not in places:
                    rivals = [each for each in chosen if each.start < cue.end and cue.start < each.end]
                    alike = [each for each in rivals if each.rule.decides == rule.decides and each.rule != rule]
                    if alike:
                        to = alike[0].rule.id
                        words = tokens.span(alike[0].start, alike[0].end)
                        reason = f'{says}: {to} has the words, by priority, length or id: "{words}"'
                        yield Fate(rule.id, "status", cue.start, cue.end, "lost", to, reason)
                    elif not rivals:
                        yield Fate(
                            rule.id, "status", cue.start, cue.end, "refused", None, f"{says}: not in its scope here"
                        )
                    continue
                others = sorted(each for each in used if self._decides(each) == rule.decides)
                if others:
                    reason = f"a weaker or farther cue for {says}; {', '.join(others)} decided"
                    yield Fate(rule.id, "status", cue.start, cue.end, "lost", others[0], reason)
                else:
                    reason = f"a cue for {says} that speaks of no quantity here"
                    yield Fate(rule.id, "status", cue.start, cue.end, "refused", None, reason)

    def _decides(self, rule_id: str) -> str:
        rule = self.rules.get(rule_id)
        return rule.decides if isinstance(rule, StatusRule) else ""


NAMED = ("industry", "organisation", "instrument")
IDLE = {
    "unit": "no number stands beside it",
    "number": "it is no part of a quantity or date here",
    "comparator": "no quantity stands beside it",
    "date": "no date stands there or beside it",
}


def _is_part(rule: Rule, span: Span, start: int, end: int) -> bool:
    """Whether a number word stands in a span, or a unit below a fraction bar, neither of which leaves its id."""
    if not (span.start <= start and end <= span.end):
        return False
    return isinstance(rule, NumberRule) or (isinstance(rule, UnitRule) and rule.symbol in span.kb_id_.split("/")[1:])


def piece_of(rule: Rule) -> tuple[str, ...]:
    """The kind of a rule; of a date rule, which piece of what is known of dates too."""
    pieces = ("words", "pattern", "cue", "fiscal_year", "plan")
    return _kind(rule), *(piece for piece in pieces if getattr(rule, piece, None) and _kind(rule) == "date")


def _kind(rule: Rule) -> str:
    return str(rule.kind)  # type: ignore[attr-defined]


class _Names:
    """Finds all names and signs of all rules, also those within others."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        by_kind: dict[str, list[Claim]] = {}
        for claim in claims:
            by_kind.setdefault(_kind(claim.rule), []).append(claim)
        self.matchers: list[TermMatcher[str]] = [
            TermMatcher(
                ((each.text, each.rule.id) for each in of_kind if each.reading == "form"),
                ((each.text, each.rule.id) for each in of_kind if each.reading == "spelling"),
            )
            for of_kind in by_kind.values()
        ]

    def find(self, tokens: Tokens, keys: Sequence[str]) -> list[tuple[int, int, str]]:
        """Token ranges and rules; a name that is an acronym of its rule too is found once."""
        found: dict[tuple[int, int, str], None] = {}

        def note(start: int, end: int, rule_id: str) -> bool:
            found[start, end, rule_id] = None
            return False  # so that every shorter name and every other rule is asked too

        for matcher in self.matchers:
            matcher.matches(tokens, keys=keys, accept=note)
        return sorted(found)


class _Words:
    """Finds all rows of words rules lay claim to; of one rule and field, the longest at each place."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.tries: dict[str, dict[str, Any]] = {}
        for claim in claims:
            for form in claim.forms:
                node = self.tries.setdefault(str(claim.reading), {})
                for word in form:
                    node = node.setdefault(word, {})
                node.setdefault("", []).append(claim)

    def find(self, tokens: Tokens) -> Iterator[tuple[int, int, Claim]]:
        """Token ranges and claims, in order."""
        rows: dict[str, Sequence[str]] = {"spelling": tokens.words, "lower": tokens.lowers}
        rows["singular"] = [singular(lower) for lower in tokens.lowers]
        for at in range(len(tokens.words)):
            found: dict[tuple[str, tuple[str, ...]], tuple[int, Claim]] = {}
            for reading, root in self.tries.items():
                for end, claim in _walk(root, rows[reading], at, reading == "singular"):
                    found[claim.rule.id, claim.field] = end, claim  # the longer come later
            for end, claim in found.values():
                yield at, end, claim


def _walk(root: dict[str, Any], row: Sequence[str], at: int, over_hyphens: bool) -> Iterator[tuple[int, Claim]]:
    node = root
    while at < len(row):
        if over_hyphens and node is not root and row[at] in HYPHENS and at + 1 < len(row):
            at += 1
        following = node.get(row[at]) if row[at] else None
        if following is None:
            return
        node, at = following, at + 1
        for claim in node.get("", ()):
            yield at, claim


class _Spans:
    """The spans of a group in the order they begin, for those at a place."""

    def __init__(self, spans: Iterable[Span], tag: str) -> None:
        self.tag = tag
        self.spans = sorted(spans, key=lambda span: (span.start, span.end))
        self.starts = [span.start for span in self.spans]
        self.longest = max((span.end - span.start for span in self.spans), default=0)

    def at(self, start: int, end: int, near: int = 0) -> Iterator[Span]:
        """Those that overlap a token range or, with `near`, stand so many tokens beside it."""
        for index in range(bisect_left(self.starts, end + near) - 1, -1, -1):
            span = self.spans[index]
            if span.start + self.longest + near <= start:
                return
            if start < span.end + near:
                yield span

    def of(self, rule_id: str, start: int, end: int) -> Iterator[Span]:
        """Those of a rule that overlap a token range."""
        return (span for span in self.at(start, end) if span.id_ == rule_id)

    def rules(self, span: Span) -> list[str]:
        """The rules that took part in one of them."""
        facts = getattr(span._, self.tag) or {}
        return [rule for rule in dict.fromkeys((span.id_, *facts.get("rule_ids", ()))) if rule]
