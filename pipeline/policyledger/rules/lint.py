"""What could be better about rules that load: names that never find anything, lists nobody asks for, and the like.

What is wrong with rules that don't load is told by `packs`; both kinds of finding look the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from policyledger.rules.claims import Claims, shadows
from policyledger.rules.findings import Finding, quoted
from policyledger.rules.model import (
    DateRule,
    FrameRule,
    IndustryRule,
    InstrumentRule,
    LexiconRule,
    Rule,
    by_precedence,
)
from policyledger.rules.places import place_among
from policyledger.rules.rulebook import Rulebook
from policyledger.rules.templates import covers, parse_template
from policyledger.rules.yaml import Loc

EXAMPLES_WANTED = (FrameRule, IndustryRule, InstrumentRule)
"""Kinds of which each rule must carry an example; a code list of currencies need not."""


def lint(rulebook: Rulebook, claims: Claims) -> list[Finding]:
    """The findings about a rulebook, in the order of files and lines.

    Args:
        rulebook: as loaded.
        claims: tells what words rules lay claim to.
    """
    linter = _Linter(rulebook, claims)
    return sorted({*linter.findings()})


class _Linter:
    def __init__(self, rulebook: Rulebook, claims: Claims) -> None:
        self.rulebook = rulebook
        self.claims = [*claims(rulebook)]

    def findings(self) -> Iterator[Finding]:
        for rule in self.rulebook:
            yield from self._examples(rule)
            yield from self._succession(rule)
            yield from self._lists(rule)
        yield from self.rulebook.notes
        yield from self._frames()
        yield from self._unused_classes()
        yield from self._unused_lexicons()
        yield from self._dead()
        yield from self._shadowed()
        yield from self._covered_frames()

    def _examples(self, rule: Rule) -> Iterator[Finding]:
        if isinstance(rule, EXAMPLES_WANTED) and not rule.examples.match and rule.status != "deprecated":
            yield from self._at(rule, ("id",), "L104", given=rule.id)

    def _succession(self, rule: Rule) -> Iterator[Finding]:
        if rule.status == "deprecated" and rule.replaced_by is None:
            yield from self._at(rule, ("status",), "L108", given=rule.id)

    def _lists(self, rule: Rule) -> Iterator[Finding]:
        """Entries that stand in a list twice."""
        for name in type(rule).model_fields:
            value = getattr(rule, name)
            if isinstance(value, tuple) and all(isinstance(each, str) for each in value):
                seen: set[str] = set()
                for each in value:
                    if each in seen:
                        yield from self._at(rule, (name,), "L105", each, given=quoted(each))
                    seen.add(each)

    def _frames(self) -> Iterator[Finding]:
        lexicons = self._lexicons()
        for rule in self.rulebook.of(FrameRule):
            template = parse_template(rule.template, lexicons)
            if template.weak:
                anchor = quoted(min(min(each) for each in template.anchors))
                remedy = "Add a word that tells more, or make one that is optional stand always."
                yield from self._at(rule, ("template",), "L107", given=rule.id, anchor=anchor, remedy=remedy)

    def _unused_lexicons(self) -> Iterator[Finding]:
        lexicons = self._lexicons()
        named = _named_in_code()
        for rule in self.rulebook.of(FrameRule):
            named |= parse_template(rule.template, lexicons).lexicons
        for lexicon in self.rulebook.of(LexiconRule):
            if lexicon.id not in named and not any(
                each.endswith("-") and lexicon.id.startswith(each) for each in named
            ):
                yield from self._at(lexicon, ("id",), "L102", given=lexicon.id)

    def _unused_classes(self) -> Iterator[Finding]:
        """Words for slots of dates that no date asks for."""
        dates = self.rulebook.of(DateRule)
        forms = " ".join(form for rule in dates if rule.pattern for form in rule.pattern.forms)
        asked = {*re.findall(r"\{([a-z-]+)", forms)}
        asked |= {each.near for rule in dates if rule.cue for each in rule.cue.decide if each.near}
        givers = Counter(rule.words.name for rule in dates if rule.words)
        for rule in dates:
            if rule.words and givers[rule.words.name] == 1 and rule.words.name not in asked and self._pack(rule.id):
                yield from self._at(rule, ("words",), "L102", given=quoted(rule.words.name))

    def _lexicons(self) -> dict[str, tuple[str, ...]]:
        return {rule.id: rule.terms for rule in self.rulebook.of(LexiconRule)}

    def _dead(self) -> Iterator[Finding]:
        """Entries by which nothing is ever found, whatever the other rules are."""
        for claim in self.claims:
            if claim.dead:
                facts = {
                    "given": quoted(claim.text),
                    "reason": claim.dead,
                    "remedy": "Take it away, or write it otherwise.",
                }
                yield from self._at(claim.rule, claim.field, "L101", claim.text, **facts)

    def _shadowed(self) -> Iterator[Finding]:
        """Entries all of whose forms go to entries that come before."""
        for shadow in shadows(self.claims):
            rule, others = shadow.claim.rule, shadow.holders
            if others[0].rule.id == rule.id:
                if others[0].text == shadow.claim.text:
                    continue  # twice in one list is another finding
                reason, remedy = f"{quoted(others[0].text)} finds the same", "Take it away."
            elif any(self._pack(other.rule.id) > self._pack(rule.id) for other in others):
                continue  # a later pack may take words over
            else:
                by = " and ".join(f"{quoted(other.text)} of {other.rule.id}" for other in others[:3])
                reason = f"{by} {'comes' if len(others) == 1 else 'come'} before it"
                remedy = "Take it from one of the two, or raise the `priority` of this rule."
            facts = {"given": quoted(shadow.claim.text), "reason": reason, "remedy": remedy}
            yield from self._at(rule, shadow.claim.field, "L101", shadow.claim.text, **facts)

    def _covered_frames(self) -> Iterator[Finding]:
        """Frames that lose every quantity to another."""
        lexicons = self._lexicons()
        frames = by_precedence(self.rulebook.of(FrameRule))
        parsed = {rule.id: parse_template(rule.template, lexicons) for rule in frames}
        before: dict[str, list[FrameRule]] = {}
        for rule in frames:
            words = {word for anchor in parsed[rule.id].anchors for word in anchor}
            rivals = {each.id: each for word in sorted(words) for each in before.get(word, ())}
            for other in rivals.values():
                first = other.priority > rule.priority
                if _contexts_within(other, rule) and covers(parsed[other.id], parsed[rule.id], within=first):
                    if self._pack(other.id) <= self._pack(rule.id):
                        reason = f"wherever it matches, {other.id} does too and comes before it"
                        remedy = "Take one of the two away, or raise the `priority` of this rule."
                        facts = {"given": rule.id, "reason": reason, "remedy": remedy}
                        yield from self._at(rule, ("template",), "L101", **facts)
                    break
            for word in words:
                before.setdefault(word, []).append(rule)

    def _pack(self, rule_id: str) -> int:
        """The number of the pack a rule stands in, as it was last changed."""
        names = [pack.name for pack in self.rulebook.packs]
        sources = self.rulebook.sources.get(rule_id)
        return names.index(sources[-1].pack) if sources else 0

    def _at(self, rule: Rule, way: Loc, code: str, value: object = None, **facts: object) -> Iterator[Finding]:
        place = place_among(self.rulebook.sources.get(rule.id, ()), way, value)
        if place is not None:
            yield Finding.make(place[0], place[1], code, rule.id, **facts)


def _contexts_within(one: Rule, other: Rule) -> bool:
    """Whether one rule holds back only where the other does."""
    return all(
        {*getattr(one.unless, place)} <= {*getattr(other.unless, place)} for place in ("before", "after", "within")
    )


@cache
def _named_in_code() -> set[str]:
    """The word lists the pipeline asks for; a name that ends with a hyphen stands for all that begin so."""
    package = Path(__file__).resolve().parents[1]
    return {name for path in package.rglob("*.py") for name in re.findall(r"LEX-[A-Z-]+", path.read_text("utf-8"))}
