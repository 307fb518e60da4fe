"""What could be better about rules that load: names that never find anything, lists nobody asks for, and the like.

What is wrong with rules that don't load is told by `packs`; both kinds of finding look the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from policyledger.rules.examples import SECTIONS, MarkupError, parse_markup, place_of
from policyledger.rules.findings import Finding, did_you_mean, quoted
from policyledger.rules.model import (
    DateRule,
    FrameRule,
    IndustryRule,
    InstrumentRule,
    LexiconRule,
    OrganisationRule,
    Rule,
)
from policyledger.rules.packs import Rulebook
from policyledger.rules.templates import parse_template
from policyledger.rules.yaml import Loc

Variants = Callable[[str], Iterable[tuple[str, ...]]]
"""The forms under which a term is found."""

QUOTES = re.compile('[“”„«»"]')
"""Signs a word processor puts around a term, where YAML takes them for a part of it."""
EXAMPLES_WANTED = (FrameRule, IndustryRule, InstrumentRule)
"""Kinds of which each rule must carry an example; a code list of currencies need not."""


def lint(rulebook: Rulebook, variants: Variants) -> list[Finding]:
    """The findings about a rulebook, in the order of files and lines.

    Args:
        rulebook: as loaded.
        variants: tells under which forms a term is found.
    """
    linter = _Linter(rulebook, variants)
    return sorted({*linter.findings()})


class _Linter:
    def __init__(self, rulebook: Rulebook, variants: Variants) -> None:
        self.rulebook = rulebook
        self.variants = variants

    def findings(self) -> Iterator[Finding]:
        for rule in self.rulebook:
            yield from self._examples(rule)
            yield from self._succession(rule)
            yield from self._lists(rule)
            yield from self._empty_acronyms(rule)
        yield from self.rulebook.notes
        yield from self._frames()
        yield from self._unused_classes()
        yield from self._unused_lexicons()
        for kind in (IndustryRule, InstrumentRule, OrganisationRule):
            yield from self._shadowed([rule for rule in self.rulebook.of(kind) if _is_name(rule)])

    def _examples(self, rule: Rule) -> Iterator[Finding]:
        for section in SECTIONS:
            for markup in getattr(rule.examples, section):
                try:
                    parse_markup(markup)
                except MarkupError as error:
                    facts = {"given": quoted(markup), "reason": error.reason, "remedy": error.remedy}
                    yield from self._at(rule, ("examples", section), "L013", markup, **facts)
        if isinstance(rule, EXAMPLES_WANTED) and not rule.examples.match and rule.status != "deprecated":
            yield from self._at(rule, ("id",), "L104", given=rule.id)

    def _succession(self, rule: Rule) -> Iterator[Finding]:
        if rule.replaced_by is not None and rule.replaced_by not in self.rulebook.rules:
            facts = {"field": "replaced_by", "given": quoted(rule.replaced_by)}
            near = did_you_mean(rule.replaced_by, list(self.rulebook.rules)) or "Give the id of a rule."
            yield from self._at(rule, ("replaced_by",), "L015", remedy=near, **facts)
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

    def _shadowed(self, rules: Iterable[Rule]) -> Iterator[Finding]:
        """Terms all of whose forms belong to a term that comes before."""
        owner: dict[tuple[str, ...], tuple[Rule, str]] = {}
        for rule in sorted(rules, key=lambda rule: (-rule.priority, rule.id)):
            for term in getattr(rule, "terms", ()):
                forms = set(self.variants(term))
                no_words = not any(part.strip("-") for form in forms for part in form)
                if no_words or QUOTES.search(term):
                    reason = "it holds no word" if no_words else "it holds quotation marks, which texts have not"
                    remedy = "Take it away." if no_words else "Write it without, or in straight quotes."
                    facts = {"given": quoted(term), "reason": reason, "remedy": remedy}
                    yield from self._at(rule, ("terms",), "L101", term, **facts)
                    continue
                holders = {owner[form][0].id: owner[form][1] for form in forms if form in owner}
                if len(holders) and all(form in owner for form in forms):
                    yield from self._shadow(rule, term, holders)
                for form in forms:
                    owner.setdefault(form, (rule, term))

    def _empty_acronyms(self, rule: Rule) -> Iterator[Finding]:
        """Acronyms in which no word stands."""
        for term in getattr(rule, "acronyms", ()):
            if not any(character.isalnum() for character in term):
                facts = {"given": quoted(term), "reason": "it holds no word", "remedy": "Take it away."}
                yield from self._at(rule, ("acronyms",), "L101", term, **facts)

    def _shadow(self, rule: Rule, term: str, holders: dict[str, str]) -> Iterator[Finding]:
        holder, other = next(iter(holders.items()))
        if holder == rule.id:
            reason, remedy = f"{quoted(other)} finds the same", "Take it away."
        elif self._pack(holder) > self._pack(rule.id):
            return  # a later pack may take names over
        else:
            reason = f"{quoted(other)} of {holder} comes before it"
            remedy = "Take it from one of the two, or raise the `priority` of this rule."
            if (
                rule.unless.within
                or rule.unless.before
                or rule.unless.after
                or self.rulebook.rules[holder].unless.within
            ):
                return
        yield from self._at(rule, ("terms",), "L101", term, given=quoted(term), reason=reason, remedy=remedy)

    def _pack(self, rule_id: str) -> int:
        """The number of the pack a rule stands in, as it was last changed."""
        names = [pack.name for pack in self.rulebook.packs]
        sources = self.rulebook.sources.get(rule_id)
        return names.index(sources[-1].pack) if sources else 0

    def _at(self, rule: Rule, way: Loc, code: str, value: object = None, **facts: object) -> Iterator[Finding]:
        place = place_of(self.rulebook, rule.id, way, value)
        if place is not None:
            yield Finding.make(place[0], place[1], code, rule.id, **facts)


def _is_name(rule: Rule) -> bool:
    return getattr(rule, "role", "name") == "name"


@cache
def _named_in_code() -> set[str]:
    """The word lists the pipeline asks for; a name that ends with a hyphen stands for all that begin so."""
    package = Path(__file__).resolve().parents[1]
    return {name for path in package.rglob("*.py") for name in re.findall(r"LEX-[A-Z-]+", path.read_text("utf-8"))}
