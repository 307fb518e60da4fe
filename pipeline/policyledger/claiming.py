"""The claims of rules: their words in the shape in which each part of the engine looks for them."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from functools import singledispatch

from policyledger.cues import GERUND, PAST, TENSES, cue_keys
from policyledger.organisationwords import STOPS
from policyledger.quantitywords import phrase_key
from policyledger.rules.claims import Claim, Form
from policyledger.rules.forms import expand, is_one_token, split
from policyledger.rules.model import (
    ComparatorRule,
    DateRule,
    IndustryRule,
    InstrumentRule,
    LexiconRule,
    NumberRule,
    OrganisationRule,
    Rule,
    StatusRule,
    UnitRule,
)
from policyledger.terms import HYPHENS, variants, words_of
from policyledger.units import symbol_key, unit_forms, word_key
from policyledger.verbs import Conjugations

QUOTES = re.compile('[“”„«»"]')
"""Signs a word processor puts around a term, where YAML takes them for a part of it."""
ONE_WORD = "it is looked for as one word, and this is several"
NO_WORD = "it holds no word"


def claims_of(rules: Iterable[Rule], verbs: Conjugations | None = None) -> Iterator[Claim]:
    """The claims of all rules that lay claim to words, in order; deprecated rules claim nothing.

    Args:
        rules: some rules.
        verbs: how verbs are conjugated, for `{aim}`; by the word list among the rules, if not given.
    """
    rules = list(rules)
    if verbs is None:
        lists = [rule.terms for rule in rules if isinstance(rule, LexiconRule) and rule.id == "LEX-VERB-IRREGULAR"]
        verbs = Conjugations(*lists)
    for rule in rules:
        if rule.status != "deprecated":
            yield from _of_cue(rule, verbs) if isinstance(rule, StatusRule) else _claims(rule)


@singledispatch
def _claims(rule: Rule) -> Iterator[Claim]:
    yield from ()


@_claims.register(IndustryRule)
@_claims.register(InstrumentRule)
@_claims.register(OrganisationRule)
def _of_names(rule: IndustryRule | InstrumentRule | OrganisationRule) -> Iterator[Claim]:
    role = getattr(rule, "role", "name")
    space = rule.kind, role
    skip = STOPS if space == ("organisation", "suffix") else frozenset()
    conditions = _contexts(rule) | {("near", getattr(rule, "near", ()))} | {("acting", getattr(rule, "acting", False))}
    conditions -= {("near", ()), ("acting", False)}
    for term in rule.terms:
        forms = frozenset(variants(term, skip))
        dead = "" if any(part.strip("-") for form in forms for part in form) else NO_WORD
        dead = dead or ("it holds quotation marks, which texts have not" if QUOTES.search(term) else "")
        yield Claim(rule, ("terms",), term, space, "form", forms, conditions, dead)
    for acronym in rule.acronyms:
        words = tuple(word for word in words_of(acronym) if word not in skip and word not in HYPHENS)
        dead = "" if any(character.isalnum() for character in acronym) else NO_WORD
        yield Claim(rule, ("acronyms",), acronym, (*space, "acronym"), "spelling", frozenset({words}), conditions, dead)


@_claims.register
def _of_unit(rule: UnitRule) -> Iterator[Claim]:
    part = "qualifier" if rule.qualifies else "unit"
    for word in rule.words:
        forms = frozenset(tuple(word_key(form)) for form in unit_forms(rule, word))
        dead = "" if all(forms) else NO_WORD
        yield Claim(rule, ("words",), word, (part, "words"), "singular", forms, _contexts(rule), dead)
    for symbol in rule.symbols:
        forms = frozenset(tuple(symbol_key(prefix + symbol)) for prefix in ("", *rule.prefixes))
        yield Claim(rule, ("symbols",), symbol, (part, "symbols"), "spelling", forms, _contexts(rule))
    for sign in rule.before:
        forms = frozenset({tuple(symbol_key(sign))})
        yield Claim(rule, ("before",), sign, (part, "before"), "spelling", forms, _contexts(rule))


@_claims.register
def _of_number(rule: NumberRule) -> Iterator[Claim]:
    single = rule.role != "absolute"
    for field in ("words", "symbols"):
        for word in getattr(rule, field):
            form = tuple(word.lower().split()) if not single else tuple(split(word) if field == "words" else [word])
            dead = ONE_WORD if single and field == "words" and len(form) > 1 else ""
            reading = "lower" if field == "words" else "spelling"
            conditions = frozenset({("followed by", rule.followed_by)} if rule.followed_by else ())
            space: Hashable = ("number", rule.role) if field == "words" else ("number", "symbols")
            yield Claim(rule, (field,), word, space, reading, frozenset({form}), conditions, dead)  # type: ignore[arg-type]


@_claims.register
def _of_comparator(rule: ComparatorRule) -> Iterator[Claim]:
    for field in ("before", "after"):
        for phrase in getattr(rule, field):
            forms = frozenset({phrase_key(phrase)})
            yield Claim(rule, (field,), phrase, ("comparator", field), "lower", forms, _contexts(rule))


def _of_cue(rule: StatusRule, verbs: Conjugations) -> Iterator[Claim]:
    table = rule.scope if rule.scope in ("heading", "noun", "duration", "definite") else "running"
    conditions = set(_contexts(rule))
    if rule.scope == "opening":
        conditions.add("at an opening")
    elif table == "running" and rule.decides == "status" and rule.scope in ("verb", "phrase"):
        conditions.add("no longer verb group")
    for term in rule.terms:
        forms = frozenset(cue_keys(term, verbs))
        dead = _dead_cue(rule, term, table, forms)
        tense = table == "running" and term in (*TENSES, GERUND)
        space: Hashable = ("cue", "tense") if tense else ("cue", table, rule.decides)
        yield Claim(
            rule, ("terms",), term, space, "lower", forms, frozenset() if tense else frozenset(conditions), dead
        )


def _dead_cue(rule: StatusRule, term: str, table: str, forms: Iterable[Form]) -> str:
    """Why a cue's term finds nothing, if so."""
    parts = {part for form in forms for part in form}
    if rule.scope == "deadline":
        return "a rule of scope deadline stands for a date to come, and no words are looked for"
    alone = table in ("running", "heading") and (term in TENSES or (term == GERUND and rule.scope == "opening"))
    if not alone and any(part.startswith("~") and part != PAST for part in parts):
        return f"{', '.join(TENSES)} stand alone (but {PAST}), and so does {GERUND}, of scope opening"
    if alone:
        return ""
    if table != "running" and PAST in parts:
        return f"in the scope {rule.scope} words are looked for as they stand"
    if table in ("duration", "definite") and all(len(form) > 1 for form in forms):
        return f"in the scope {rule.scope} it is looked for as one word, and this is several"
    return ""


@_claims.register
def _of_date(rule: DateRule) -> Iterator[Claim]:
    if rule.words:
        for word in rule.words.values:
            space = "date words", rule.words.name
            yield Claim(rule, ("words", "values"), word, space, "lower", frozenset({(word.lower(),)}))
    for field, phrases in (("before", rule.cue.before), ("after", rule.cue.after)) if rule.cue else ():
        conditions: frozenset[Hashable] = frozenset({("decides", repr(rule.cue and rule.cue.decide))})
        for phrase in phrases:
            key = tuple(split(phrase.replace("|", " ")))
            yield Claim(rule, ("cue", field), phrase, ("date cue", field), "lower", frozenset({key}), conditions)
    for written in rule.pattern.forms if rule.pattern else ():
        ways = frozenset(tuple(map(_step, way)) for way in expand(written))
        yield Claim(rule, ("pattern", "forms"), written, "date pattern", None, ways, _contexts(rule) | _flags(rule))
    for name in rule.plan.names if rule.plan else ():
        space = "plan", f"{rule.country}"
        yield Claim(rule, ("plan", "names"), name, space, "lower", frozenset({tuple(split(name))}))
    if rule.fiscal_year:
        yield Claim(rule, ("fiscal_year",), str(rule.country), "fiscal year", None, frozenset({(str(rule.country),)}))
    for sign in rule.signs:
        dead = "" if is_one_token(sign) else ONE_WORD
        yield Claim(rule, ("signs",), sign, "sign of a country", "lower", frozenset({(sign.lower(),)}), dead=dead)


def _step(step: tuple[str, str] | str) -> str:
    return step if isinstance(step, str) else f"{{{step[0]}}}"


def _flags(rule: DateRule) -> frozenset[Hashable]:
    """The conditions of a date pattern; two readings of one form may both have their turn, so the reading is one."""
    flags = rule.pattern.model_dump(exclude={"forms"}, exclude_defaults=True) if rule.pattern else {}
    return frozenset(flags.items())


def _contexts(rule: Rule) -> frozenset[Hashable]:
    """The contexts of a rule's `unless`, each a condition."""
    pairs: list[Hashable] = []
    for place in ("before", "after", "within"):
        pairs += [(place, tuple(variants(phrase))) for phrase in getattr(rule.unless, place)]
    return frozenset(pairs)
