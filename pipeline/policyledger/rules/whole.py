"""What is wrong with rules that only shows when all are known: names of what isn't there, and names taken twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from policyledger.rules.findings import did_you_mean, quoted
from policyledger.rules.forms import Step, expand
from policyledger.rules.markup import SECTIONS, MarkupError, parse_markup
from policyledger.rules.model import (
    DATE_NUMBERS,
    DATE_SLOTS,
    READING_SLOTS,
    DateRule,
    FrameRule,
    IndustryRule,
    LexiconRule,
    Rule,
)
from policyledger.rules.templates import TemplateError, parse_template


@dataclass(frozen=True)
class Wrong:
    """Something wrong in a field of a rule.

    Attributes:
        rule: its id.
        at: the way to the field.
        code: of the message.
        facts: what that tells.
        value: the entry of the field that is meant.
    """

    rule: str
    at: tuple[str, ...]
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    value: str | None = None


def wrongs(rules: Mapping[str, Rule], gone: Iterable[Rule] = ()) -> Iterator[Wrong]:
    """What is wrong among rules.

    Args:
        rules: those in force, by id.
        gone: rules a later pack has replaced or disabled; the industries below them still may name them.
    """
    yield from _examples(rules)
    yield from _successors(rules)
    yield from _templates(rules)
    yield from _dates(rules)
    yield from _industries(rules, [rule for rule in gone if isinstance(rule, IndustryRule)])


def _examples(rules: Mapping[str, Rule]) -> Iterator[Wrong]:
    for rule in rules.values():
        for section in SECTIONS:
            for markup in getattr(rule.examples, section):
                try:
                    parse_markup(markup)
                except MarkupError as error:
                    facts = {"given": quoted(markup), "reason": error.reason, "remedy": error.remedy}
                    yield Wrong(rule.id, ("examples", section), "L013", facts, markup)


def _successors(rules: Mapping[str, Rule]) -> Iterator[Wrong]:
    for rule in rules.values():
        if rule.replaced_by is not None and rule.replaced_by not in rules:
            facts = {"field": "replaced_by", "given": quoted(rule.replaced_by)}
            near = did_you_mean(rule.replaced_by, list(rules)) or "Give the id of a rule."
            yield Wrong(rule.id, ("replaced_by",), "L015", facts | {"remedy": near})


def _templates(rules: Mapping[str, Rule]) -> Iterator[Wrong]:
    lexicons = {rule.id: rule.terms for rule in rules.values() if isinstance(rule, LexiconRule)}
    for rule in rules.values():
        if isinstance(rule, FrameRule):
            try:
                parse_template(rule.template, lexicons)
            except TemplateError as error:
                facts = {"given": error.at, "reason": error.reason, "remedy": error.remedy}
                yield Wrong(rule.id, ("template",), "L014", facts)


def _dates(rules: Mapping[str, Rule]) -> Iterator[Wrong]:
    dates = [rule for rule in rules.values() if isinstance(rule, DateRule)]
    known = [*DATE_SLOTS, *(rule.words.name for rule in dates if rule.words)]
    numbers = set()
    for rule in dates:
        forms = {form: expand(form) for form in (rule.pattern.forms if rule.pattern else ())}
        ways = [way for form in forms for way in forms[form]]
        slots = dict.fromkeys(step for way in sorted(ways, key=repr) for step in way if not isinstance(step, str))
        numbers |= {name for name, kept in slots if kept in DATE_NUMBERS}
        asked: dict[str, tuple[tuple[str, ...], str | None]] = {}
        for form in forms:
            for name in sorted({step[0] for way in forms[form] for step in way if not isinstance(step, str)}):
                asked.setdefault(name, (("pattern", "forms"), form))
        for each in rule.cue.decide if rule.cue else ():
            if each.near:
                asked.setdefault(each.near, (("cue", "decide"), None))
        for name, (at, value) in asked.items():
            if name not in known:
                near = did_you_mean(name, known) or "Teach it with a date rule that has `words`."
                facts = {"field": ".".join(at), "given": quoted(name), "remedy": near}
                yield Wrong(rule.id, at, "L015", facts, value)
        if rule.pattern and all(name in known for name, _ in slots):
            yield from _unreadable(rule.id, rule.pattern.reading, ways)
    for rule in dates:
        if rule.words and rule.words.name in numbers:
            for word, given in rule.words.values.items():
                if not isinstance(given, int) or (rule.words.name == "month" and not 1 <= given <= 12):
                    allowed = "1 to 12" if rule.words.name == "month" else "a whole number"
                    facts = {"field": f"words.values.{word}", "given": quoted(given), "allowed": allowed}
                    facts |= {"remedy": "Dates are reckoned with it."}
                    yield Wrong(rule.id, ("words", "values"), "L002", facts, word)


def _unreadable(id_: str, reading: str, ways: Iterable[tuple[Step, ...]]) -> Iterator[Wrong]:
    """A form with a way through it that lacks what its reading needs."""
    for way in sorted(ways, key=repr):
        kept = {step[1] for step in way if not isinstance(step, str)}
        needed = READING_SLOTS[reading]
        if needed and not any(kept.issuperset(each) for each in needed):
            says = " ".join(step if isinstance(step, str) else f"{{{step[1]}}}" for step in way)
            wanted = " or ".join(" with ".join(f"{{{name}}}" for name in each) for each in needed)
            facts = {"given": quoted(says), "reason": f"the reading {reading} needs {wanted}"}
            remedy = "Add the slot, {other:name} where it is called otherwise, or choose another reading."
            yield Wrong(id_, ("pattern", "reading"), "L021", facts | {"remedy": remedy})
            return


def _industries(rules: Mapping[str, Rule], gone: Iterable[IndustryRule]) -> Iterator[Wrong]:
    industries = [rule for rule in rules.values() if isinstance(rule, IndustryRule) and rule.status != "deprecated"]
    earlier = {rule.id: rule.slug for rule in gone}
    by_slug: dict[str, IndustryRule] = {}
    for rule in industries:
        first = by_slug.setdefault(rule.slug, rule)
        if first is not rule:
            yield Wrong(rule.id, ("slug",), "L017", {"field": "slug", "given": quoted(rule.slug), "other": first.id})
        if earlier.get(rule.id, rule.slug) != rule.slug:
            facts = {"given": rule.id, "slug": quoted(rule.slug), "other": quoted(earlier[rule.id])}
            yield Wrong(rule.id, ("slug",), "L019", facts)
    known = {*by_slug, *earlier.values()}
    for rule in industries:
        if rule.parent is None:
            continue
        facts = {"field": "parent", "given": quoted(rule.parent)}
        if rule.parent not in known:
            near = _slug_meant(rule.parent, industries) or did_you_mean(rule.parent, sorted(known))
            near = near or "Give the slug of an industry rule; `policyledger explain ID` shows it."
            yield Wrong(rule.id, ("parent",), "L015", facts | {"remedy": near})
        elif _is_own_ancestor(rule, by_slug):
            facts["given"] = quoted(f"{rule.parent}, below which it stands itself")
            yield Wrong(rule.id, ("parent",), "L015", facts | {"remedy": "Take away one of the parents."})


def _slug_meant(given: str, industries: Iterable[IndustryRule]) -> str:
    """What to write where an industry is named by its id or an ISIC code of its own."""
    named = (rule.slug for rule in industries if rule.id.lower() == given or rule.isic == (given.upper(),))
    slug = next(named, None)
    return f"Write its slug: {slug}." if slug else ""


def _is_own_ancestor(rule: IndustryRule, by_slug: Mapping[str, IndustryRule]) -> bool:
    seen: set[str] = set()
    slug = rule.parent
    while slug is not None and slug in by_slug and slug not in seen:
        seen.add(slug)
        slug = by_slug[slug].parent
    return rule.slug in seen
