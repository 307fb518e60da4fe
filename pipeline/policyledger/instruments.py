"""Policy instruments in text: plans, strategies, guidelines, laws, programmes, by name or by their head word.

A capitalised head ("Plan", "Guideline", "Act") makes the capitalised words around it a name: those before it ("National
Green Hydrogen" Mission), a complement after it (Guideline "on Promoting … in Beijing"), a year or a number ("2030",
"(EU) 2019/631"). Numbers inside a name are no quantities and its years no dates. A head alone ("the Guideline", "the
Ten Guidelines") stands for the last instrument named with it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from policyledger.inflection import singular
from policyledger.naming import NameLexicon, clean, is_capital, left_run, right_complement
from policyledger.rules.model import InstrumentRule, LexiconRule, Rule, by_precedence
from policyledger.terms import HYPHENS, Context, TermMatcher, keys_of
from policyledger.tokens import Tokens

COMPLEMENT_LINKS = frozenset({"on", "for", "of", "concerning", "regarding", "against"})
SUBJECT_LINKS = COMPLEMENT_LINKS - {"of"}
"""What may follow a number: "Regulation 2021/1119 of the …" says whose it is, not what it is about."""
BRIDGES = frozenset({"for", "of"})
DEFINITE = frozenset({"the", "that", "those", "said"})
NEAR = frozenset({"this", "these"})
"""Of an act, these mean the document itself: "For the purposes of this Regulation"."""
INDEFINITE = frozenset({"a", "an", "each", "every", "any", "another", "no", "such", "other", "per"})
BEFORE_DATES = frozenset({"in", "by", "since", "from", "before", "until", "of", "and", "to", "during", "for"})
BEFORE_YEARS = frozenset({"in", "since", "before", "until", "during"})
"""Of a law, which is known by its year, less words make the year a date: "as laid down by 1998 Water Act"."""
ORDINALS = frozenset({"st", "nd", "rd", "th"})
SHORTEST_LONE_NUMBER = 3
NUMBER_WORDS = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve"})
YEAR = re.compile(r"(?:19|20|21)\d\d$")
ADJECTIVE = re.compile(r"[a-z]{2}(?:ean|ian|ese|ish|ical|onal|able|ible|ive|ous|ern)$")
Named = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Found:
    """An instrument named in the text: tokens start to end (exclusive).

    Attributes:
        canonical: the name with the print mended; for a short later mention, the full name.
        type: plan, strategy, guideline, law …
        industry_id: the slug of an industry named inside the full name.
    """

    start_token: int
    end_token: int
    rule_id: str
    type: str
    canonical: str
    industry_id: str | None


@dataclass(frozen=True)
class InstrumentLexicon:
    """Names and heads of instruments, where they do not count, and the small words of names."""

    names: TermMatcher[InstrumentRule]
    heads: TermMatcher[InstrumentRule]
    contexts: dict[str, Context]
    small: NameLexicon

    @classmethod
    def from_rules(cls, rules: Iterable[Rule]) -> InstrumentLexicon:
        """The lexicon of instrument and lexicon rules."""
        rules = [rule for rule in rules if rule.status != "deprecated"]
        ordered = by_precedence(rule for rule in rules if isinstance(rule, InstrumentRule))

        def matcher(role: str) -> TermMatcher[InstrumentRule]:
            chosen = [rule for rule in ordered if rule.role == role]
            return TermMatcher(
                ((term, rule) for rule in chosen for term in rule.terms),
                ((term, rule) for rule in chosen for term in rule.acronyms),
                priority=lambda rule: rule.priority,
            )

        return cls(
            names=matcher("name"),
            heads=matcher("head"),
            contexts={rule.id: context for rule in ordered if (context := Context(rule.unless))},
            small=NameLexicon.from_rules([rule for rule in rules if isinstance(rule, LexiconRule)]),
        )


def find(
    tokens: Tokens, lexicon: InstrumentLexicon, industries: Sequence[Named] = (), keys: Sequence[str] | None = None
) -> list[Found]:
    """The instruments named in the text, in order, without overlap: by priority, then the longer ones first.

    Args:
        tokens: the text, with its sentences.
        lexicon: what to look for.
        industries: token ranges and slugs of the industries of the text.
        keys: `keys_of(tokens)`, where the caller has them already.
    """
    keys = keys_of(tokens) if keys is None else keys

    def accept(start: int, end: int, rule: InstrumentRule) -> bool:
        named = rule.role == "name" and any(is_capital(tokens.words[index]) for index in range(start, end))
        head = rule.role == "head" and (is_capital(tokens.words[end - 1]) or _after_coined_word(tokens, start))
        if head and _is_part_of_compound(tokens, start, end):
            return False
        context = lexicon.contexts.get(rule.id)
        return (named or head) and (context is None or not context.excludes(keys, start, end))

    spans = lexicon.names.matches(tokens, keys=keys, accept=accept)
    heads = lexicon.heads.matches(tokens, keys=keys, accept=accept)
    ends = {end for _, end, _ in heads}
    alone: list[tuple[int, int, InstrumentRule]] = []
    head_of: dict[tuple[int, int], str] = {}
    reached = 0
    for start, end, rule in heads:
        extent = _extent(tokens, lexicon, (start, end, rule), reached, ends)
        if extent is None:
            alone.append((start, end, rule))
        else:
            reached = extent[1]
            spans.append((*extent, rule))
            head_of[extent] = tokens.span(start, end).lower()
    found = [_found(tokens, *span, industries) for span in _settled(spans)]
    return sorted([*found, *_short_mentions(tokens, found, alone, head_of)], key=lambda each: each.start_token)


def _is_part_of_compound(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a head is glued to a hyphen: "Law-Making"."""
    before = start > 0 and tokens.words[start - 1] in HYPHENS and tokens.glued(start)
    return before or (end < len(tokens.words) and tokens.words[end] in HYPHENS and tokens.glued(end))


def _after_coined_word(tokens: Tokens, head: int) -> bool:
    """Whether a head in small letters follows a word that can only be a name: "TechEU programme"."""
    if head == 0 or not tokens.words[head][0].islower():
        return False
    word = tokens.words[head - 1]
    capitals = sum(letter.isupper() for letter in word)
    coined = capitals >= 2 and (not word.isupper() or len(word) > 5) and "&" not in word
    return coined and head - 1 >= tokens.sentences[tokens.sentence_of(head)][0]


def _extent(
    tokens: Tokens, lexicon: InstrumentLexicon, head: tuple[int, int, InstrumentRule], reached: int, ends: set[int]
) -> tuple[int, int] | None:
    """The range of the name around a head, or None when the head is a common noun or stands for a name.

    Args:
        tokens, lexicon: the text and what is looked for.
        head: its tokens and rule.
        reached: where the name before it ends.
        ends: where heads end.
    """
    start, end, rule = head
    floor, ceiling = tokens.sentences[tokens.sentence_of(start)]
    floor = max(floor, min(reached, start))
    begin, stop = start, end
    if rule.position != "after":
        begin = left_run(tokens, start, floor, lexicon.small, lambda index: index + 1 in ends, BRIDGES)
        begin = _with_number_before(tokens, begin, floor, BEFORE_YEARS if rule.numbered else BEFORE_DATES)
    if rule.position != "before":
        stop = _complement(tokens, lexicon, end, ceiling, ends, COMPLEMENT_LINKS)
    numbered = _with_number_after(tokens, end, ceiling) if stop == end else stop
    if numbered > end and stop == end and not rule.numbered and not YEAR.match(tokens.words[numbered - 1].rstrip(")")):
        numbered = end if not _years_in_parentheses(tokens, end, numbered) else numbered
    if numbered > end and stop == end:  # "Green Plan 2030 for Growth"
        numbered = _complement(tokens, lexicon, numbered, ceiling, ends, SUBJECT_LINKS)
    stop = max(stop, numbered)
    modifiers = [word for word in tokens.words[begin:start] if word[0].isalnum()]
    if not _is_name(tokens, begin, start, end, stop, rule, modifiers):
        return None
    return begin, stop


def _is_name(
    tokens: Tokens, begin: int, start: int, end: int, stop: int, rule: InstrumentRule, modifiers: list[str]
) -> bool:
    before = tokens.lowers[begin - 1] if begin else ""
    if modifiers and all(word.lower() in NUMBER_WORDS or word.isdigit() for word in modifiers) and stop == end:
        return False  # "the Ten Guidelines"
    numbered = stop > end and tokens.words[stop - 1].strip(")")[-1:].isdigit()
    if before in INDEFINITE and len(modifiers) < 2 and not numbered:
        return False
    if rule.weak and rule.numbered and not numbered:
        return False  # a project is one among many, unless it has a number
    spelt = tokens.lowers[end - 1]
    if stop == end and singular(spelt) != spelt and tokens.span(start, end) not in rule.acronyms:
        return False  # "Climate Plans"
    if not modifiers:
        if stop == end:
            return False
        numbers = [word for word in tokens.words[end:stop] if word[0].isalnum() and word.lower() != "of"]
        year_only = len(numbers) == 1 and YEAR.match(numbers[0])
        return not year_only and (rule.numbered or any(word[0].isalpha() for word in numbers))
    if rule.weak and len(modifiers) < 2 and stop == end:
        return False
    following = tokens.lowers[stop] if stop < len(tokens.lowers) else ""
    return following not in ("period", "periods")  # a plan period is a date


def _complement(
    tokens: Tokens, lexicon: InstrumentLexicon, start: int, ceiling: int, ends: set[int], allowed: frozenset[str]
) -> int:
    def stands_alone(first: int, last: int) -> bool:
        return last in ends and last - first > 1

    links = lexicon.small.title_links
    end = right_complement(tokens, start, ceiling, lexicon.small, allowed, links, True, stands_alone)
    follows_noun = end < ceiling and tokens.words[end][0].islower() and tokens.lowers[end] not in links
    if end > start and follows_noun and ADJECTIVE.search(tokens.lowers[end - 1]):
        while end > start and (is_capital(tokens.words[end - 1]) or tokens.words[end - 1] in HYPHENS):
            end -= 1  # "Action Plan for the European | automotive sector"
        while end > start and not is_capital(tokens.words[end - 1]):
            end -= 1
    return end


def _short_mentions(
    tokens: Tokens,
    found: Sequence[Found],
    alone: Sequence[tuple[int, int, InstrumentRule]],
    head_of: dict[tuple[int, int], str],
) -> Iterable[Found]:
    """Heads that stand for the instrument named with the same head before: "the Guideline", "the Ten Guidelines"."""
    taken = {index for hit in found for index in range(hit.start_token, hit.end_token)}
    full: dict[str, list[Found]] = {}
    for hit in found:
        full.setdefault(head_of.get((hit.start_token, hit.end_token), ""), []).append(hit)
    for start, end, rule in alone:
        counted = start - 1 if start and tokens.lowers[start - 1] in NUMBER_WORDS else start
        goes_on = end < len(tokens.words) and is_capital(tokens.words[end]) and tokens.words[end][0].isalpha()
        before = tokens.lowers[counted - 1] if counted else ""
        definite = before in DEFINITE or (before in NEAR and not rule.numbered)
        if not definite or goes_on or start in taken:
            continue
        named = full.get(tokens.span(start, end).lower(), [])
        place = bisect_left(named, start, key=lambda hit: hit.start_token)
        if place:
            yield replace(named[place - 1], start_token=counted, end_token=end)


def _with_number_before(tokens: Tokens, begin: int, floor: int, dating: frozenset[str]) -> int:
    """The start with the ordinal or year of the name: "14th | Five-Year Plan", "2025-2030 | Action Plan".

    After the words of `dating` a year is a date: "by 2030 | Action Plan".
    """
    words, lowers = tokens.words, tokens.lowers
    at = begin
    while at - 1 >= floor and (
        words[at - 1].isdigit()
        or (lowers[at - 1] in ORDINALS and tokens.glued(at - 1))
        or (words[at - 1] in HYPHENS | {"/"} and at - 2 >= floor and words[at - 2].isdigit() and tokens.glued(at - 1))
    ):
        at -= 1
    if at == begin or (at > floor and lowers[at - 1] in dating) or words[at] in HYPHENS:
        return begin
    if all(word.isdigit() for word in words[at:begin]) and not YEAR.match(words[at]):
        return begin  # a list number, a footnote mark
    return at


def _with_number_after(tokens: Tokens, end: int, ceiling: int) -> int:
    """The end with the number or years that follow: "Plan 2030", "Regulation (EU) 2019/631", "Act, 1955"."""
    words, lowers = tokens.words, tokens.lowers
    at = end
    if at + 2 < ceiling and words[at] == "(" and words[at + 1].isupper():
        closing = at + 2 if words[at + 2] == ")" else at + 4  # "(EU)", "(EU, Euratom)"
        at = closing + 1 if closing < ceiling and words[closing] == ")" else at
    if at + 1 < ceiling and words[at] in (",", "of") and YEAR.match(words[at + 1]):
        return at + 2
    said = at < ceiling and lowers[at] in ("no", "nr", "number")
    if said:
        at += 2 if at + 1 < ceiling and words[at + 1] == "." else 1
    opened = at < ceiling and words[at] == "("
    at += opened
    if at >= ceiling or not words[at][0].isdigit():
        return end
    at += 1
    while at + 1 < len(words) and words[at] in HYPHENS | {"/", "."} and tokens.glued(at) and tokens.glued(at + 1):
        if not words[at + 1][0].isalnum():
            break
        at += 2
    if opened:
        return at + 1 if at < ceiling and words[at] == ")" else end
    if at + 1 < ceiling and lowers[at] == "of" and YEAR.match(words[at + 1]):
        return at + 2  # "Law No. 12 of 2019"
    lone = words[at - 1].isdigit() and len(words[at - 1]) < SHORTEST_LONE_NUMBER and not said
    return end if lone and words[at - 2] not in HYPHENS | {"/", "."} else at  # "Access Act 50": a footnote mark


def _years_in_parentheses(tokens: Tokens, start: int, end: int) -> bool:
    """Whether what follows a head is "(2021-2030)"."""
    inside = tokens.words[start + 1 : end - 1]
    return tokens.words[start] == "(" and bool(inside) and all(YEAR.match(word) or word in HYPHENS for word in inside)


def _settled(spans: Iterable[tuple[int, int, InstrumentRule]]) -> list[tuple[int, int, InstrumentRule]]:
    """Of overlapping spans that of higher priority, then the longest, then the earliest; in order of the text."""
    taken: set[int] = set()
    kept = []
    for start, end, rule in sorted(spans, key=lambda span: (-span[2].priority, span[0] - span[1], span[0])):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            kept.append((start, end, rule))
    return sorted(kept, key=lambda span: span[0])


def _found(tokens: Tokens, start: int, end: int, rule: InstrumentRule, industries: Sequence[Named]) -> Found:
    inside = []
    for at in range(bisect_left(industries, (start,)), len(industries)):
        first, last, slug = industries[at]
        if first >= end:
            break
        if last <= end:
            inside.append((last - first, -first, slug))
    canonical = rule.canonical or clean(tokens.span(start, end))
    return Found(start, end, rule.id, rule.type, canonical, max(inside)[2] if inside else None)
