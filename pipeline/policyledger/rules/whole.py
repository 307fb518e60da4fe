"""What is wrong with rules that only shows when all are known: names of what isn't there, and names taken twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from policyledger.rules.findings import did_you_mean, quoted
from policyledger.rules.model import DATE_SLOTS, DateRule, FrameRule, IndustryRule, LexiconRule, Rule
from policyledger.rules.templates import TemplateError, parse_template

_SLOT = re.compile(r"\{([a-z-]+)")


@dataclass(frozen=True)
class Wrong:
    """Something wrong in a field of a rule: the code of its message and what that tells."""

    rule: str
    at: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


def wrongs(rules: Mapping[str, Rule], gone: Iterable[Rule] = ()) -> Iterator[Wrong]:
    """What is wrong among rules.

    Args:
        rules: those in force, by id.
        gone: rules a later pack has replaced or disabled; the industries below them still may name them.
    """
    yield from _templates(rules)
    yield from _dates(rules)
    yield from _industries(rules, [rule for rule in gone if isinstance(rule, IndustryRule)])


def _templates(rules: Mapping[str, Rule]) -> Iterator[Wrong]:
    lexicons = {rule.id: rule.terms for rule in rules.values() if isinstance(rule, LexiconRule)}
    for rule in rules.values():
        if isinstance(rule, FrameRule):
            try:
                parse_template(rule.template, lexicons)
            except TemplateError as error:
                facts = {"given": error.at, "reason": error.reason, "remedy": error.remedy}
                yield Wrong(rule.id, "template", "L014", facts)


def _dates(rules: Mapping[str, Rule]) -> Iterator[Wrong]:
    dates = [rule for rule in rules.values() if isinstance(rule, DateRule)]
    known = [*DATE_SLOTS, *(rule.words.name for rule in dates if rule.words)]
    for rule in dates:
        forms = " ".join(rule.pattern.forms) if rule.pattern else ""
        asked = [("pattern", slot) for slot in _SLOT.findall(forms)]
        asked += [("cue", each.near) for each in (rule.cue.decide if rule.cue else ()) if each.near]
        for at, name in asked:
            if name not in known:
                near = did_you_mean(name, known) or "Teach it with a date rule that has `words`."
                yield Wrong(rule.id, at, "L015", {"field": at, "given": quoted(name), "remedy": near})


def _industries(rules: Mapping[str, Rule], gone: Iterable[IndustryRule]) -> Iterator[Wrong]:
    industries = [rule for rule in rules.values() if isinstance(rule, IndustryRule) and rule.status != "deprecated"]
    earlier = {rule.id: rule.slug for rule in gone}
    by_slug: dict[str, IndustryRule] = {}
    for rule in industries:
        first = by_slug.setdefault(rule.slug, rule)
        if first is not rule:
            yield Wrong(rule.id, "slug", "L017", {"field": "slug", "given": quoted(rule.slug), "other": first.id})
        if earlier.get(rule.id, rule.slug) != rule.slug:
            facts = {"given": rule.id, "slug": quoted(rule.slug), "other": quoted(earlier[rule.id])}
            yield Wrong(rule.id, "slug", "L019", facts)
    known = {*by_slug, *earlier.values()}
    for rule in industries:
        if rule.parent is None:
            continue
        facts = {"field": "parent", "given": quoted(rule.parent)}
        if rule.parent not in known:
            near = did_you_mean(rule.parent, sorted(known)) or "Give the slug of an industry rule."
            yield Wrong(rule.id, "parent", "L015", facts | {"remedy": near})
        elif _is_own_ancestor(rule, by_slug):
            facts["given"] = quoted(f"{rule.parent}, below which it stands itself")
            yield Wrong(rule.id, "parent", "L015", facts | {"remedy": "Take away one of the parents."})


def _is_own_ancestor(rule: IndustryRule, by_slug: Mapping[str, IndustryRule]) -> bool:
    seen: set[str] = set()
    slug = rule.parent
    while slug is not None and slug in by_slug and slug not in seen:
        seen.add(slug)
        slug = by_slug[slug].parent
    return rule.slug in seen
