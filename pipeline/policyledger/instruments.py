"""Policy instruments in text: plans, strategies, guidelines, laws, programmes, by name or by their head word.

A capitalised head ("Plan", "Guideline", "Act") makes the capitalised words around it a name: those before it ("National
Green Hydrogen" Mission), a complement after it (Guideline "on Promoting … in Beijing"), a year or a number ("2030",
"(EU) 2019/631"). Numbers inside a name are no quantities and its years no dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policyledger.naming import NameLexicon, clean, is_capital, left_run, right_complement
from policyledger.rules.model import InstrumentRule, LexiconRule, Rule
from policyledger.terms import TermMatcher, keys_of
from policyledger.tokens import Tokens

COMPLEMENT_LINKS = frozenset({"on", "for", "of", "to", "concerning", "regarding", "against"})
NUMBER = re.compile(r"\d+$")
YEAR = re.compile(r"(?:19|20|21)\d\d$")
Named = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Found:
    """An instrument named in the text: tokens start to end (exclusive).

    Attributes:
        canonical: the name with the print mended to single blanks.
        type: plan, strategy, guideline, law …
        industry_id: the slug of an industry named inside the name.
    """

    start_token: int
    end_token: int
    rule_id: str
    type: str
    canonical: str
    industry_id: str | None


@dataclass(frozen=True)
class InstrumentLexicon:
    """Names and heads of instruments, and the small words of names."""

    names: TermMatcher[InstrumentRule]
    heads: TermMatcher[InstrumentRule]
    small: NameLexicon

    @classmethod
    def from_rules(cls, rules: Iterable[Rule]) -> InstrumentLexicon:
        """The lexicon of instrument and lexicon rules."""
        rules = list(rules)
        instruments = [rule for rule in rules if isinstance(rule, InstrumentRule)]
        names = [rule for rule in instruments if rule.role == "name"]
        heads = [rule for rule in instruments if rule.role == "head"]
        return cls(
            TermMatcher(
                ((term, rule) for rule in names for term in rule.terms),
                ((term, rule) for rule in names for term in rule.acronyms),
            ),
            TermMatcher(((term, rule) for rule in heads for term in rule.terms)),
            NameLexicon.from_rules([rule for rule in rules if isinstance(rule, LexiconRule)]),
        )


def find(tokens: Tokens, lexicon: InstrumentLexicon, industries: Sequence[Named] = ()) -> list[Found]:
    """The instruments named in the text, in order, without overlap, longer ones first.

    Args:
        tokens: the text.
        lexicon: what to look for.
        industries: token ranges and slugs of the industries of the text.
    """
    keys = keys_of(tokens)
    spans = [(start, end, rule) for start, end, rule in lexicon.names.matches(tokens, keys=keys)]
    heads = [
        (start, end, rule)
        for start, end, rule in lexicon.heads.matches(tokens, keys=keys)
        if is_capital(tokens.words[end - 1])
    ]
    for start, end, rule in heads:
        extent = _extent(tokens, lexicon, start, end, rule)
        if extent is not None:
            spans.append((*extent, rule))
    taken: set[int] = set()
    found: list[Found] = []
    for start, end, rule in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            found.append(_found(tokens, start, end, rule, industries))
    return sorted(found, key=lambda each: each.start_token)


def _extent(
    tokens: Tokens, lexicon: InstrumentLexicon, start: int, end: int, rule: InstrumentRule
) -> tuple[int, int] | None:
    """The range of the name around a head, or None when the head is a common noun."""
    floor, ceiling = tokens.sentences[tokens.sentence_of(start)]
    begin = left_run(tokens, start, floor, lexicon.small) if rule.position != "after" else start
    begin = _with_number_before(tokens, begin, floor)
    stop = end
    if rule.position != "before":
        links = lexicon.small.title_links
        stop = right_complement(tokens, end, ceiling, lexicon.small, COMPLEMENT_LINKS, links, True)
    numbered = _with_number_after(tokens, stop, ceiling)
    before = start - begin
    if stop == end and numbered == stop and before == 0:
        return None
    if tokens.lowers[end - 1] != tokens.words[end - 1] and before == 0 and numbered > stop and not rule.numbered:
        return None  # "Phase 2", "Plan 5"
    if rule.weak and before < 2 and numbered == stop and stop == end:
        return None
    if numbered > stop and not rule.numbered and not YEAR.match(tokens.words[numbered - 1]):
        numbered = stop
    return begin, max(stop, numbered)


def _with_number_before(tokens: Tokens, begin: int, floor: int) -> int:
    """The start with the ordinal or year that belongs to the name: "14th | Five-Year Plan", "2025-2030 | Action Plan"."""
    words = tokens.words
    at = begin
    while at - 1 >= floor and (
        NUMBER.match(words[at - 1])
        or (words[at - 1].lower() in ("th", "st", "nd", "rd") and tokens.glued(at - 1))
        or (words[at - 1] in ("-", "–", "/") and at - 2 >= floor and words[at - 2].isdigit() and tokens.glued(at - 1))
    ):
        at -= 1
    if at == begin or (at > floor and tokens.lowers[at - 1] in ("in", "by", "since", "from", "before", "until", "of")):
        return begin
    return at


def _with_number_after(tokens: Tokens, end: int, ceiling: int) -> int:
    """The end with the number or years that follow: "Plan | 2030", "Regulation | (EU) 2019/631", "Strategy | 2021-2025"."""
    words = tokens.words
    at = end
    if at + 2 < ceiling and words[at] == "(" and words[at + 2] == ")" and words[at + 1].isupper():
        at += 3
    if at < ceiling and tokens.lowers[at] in ("no", "no."):
        at += 2 if at + 1 < ceiling and words[at + 1] == "." else 1
    if at >= ceiling or not words[at][0].isdigit():
        return end
    at += 1
    while at + 1 < ceiling and words[at] in ("-", "–", "/") and tokens.glued(at) and words[at + 1][0].isalnum():
        at += 2
    return at


def _found(tokens: Tokens, start: int, end: int, rule: InstrumentRule, industries: Sequence[Named]) -> Found:
    inside = [slug for first, last, slug in industries if start <= first and last <= end]
    canonical = rule.canonical or clean(tokens.span(start, end))
    return Found(start, end, rule.id, rule.type, canonical, inside[0] if inside else None)
