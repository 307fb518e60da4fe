"""Industries in text: every name a rule gives an industry, by priority, then the longest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from policyledger.rules.model import IndustryRule, by_precedence
from policyledger.terms import HYPHENS, Context, TermMatcher, keys_of
from policyledger.tokens import Tokens

NEGATIONS = frozenset({"non"})


@dataclass(frozen=True, slots=True)
class Found:
    """An industry named in the text: tokens start to end (exclusive)."""

    start_token: int
    end_token: int
    rule_id: str
    slug: str
    name: str


@dataclass(frozen=True)
class IndustryLexicon:
    """The industries that are looked for, with all their names.

    Attributes:
        matcher: all names; its payloads are rule ids.
        rules: by rule id, the slug and the title.
        contexts: by rule id, where a name is not the industry; only for rules that have such contexts.
        parents: the slug of the industry each one is part of.
    """

    matcher: TermMatcher[str]
    rules: Mapping[str, tuple[str, str]]
    contexts: Mapping[str, Context]
    parents: Mapping[str, str]

    @classmethod
    def from_rules(cls, rules: Iterable[IndustryRule]) -> IndustryLexicon:
        """The lexicon of some rules; of two that want the same words, that of higher priority has them."""
        ordered = by_precedence(rule for rule in rules if rule.status != "deprecated")
        return cls(
            matcher=TermMatcher(
                ((term, rule.id) for rule in ordered for term in rule.terms),
                ((term, rule.id) for rule in ordered for term in rule.acronyms),
                priority={rule.id: rule.priority for rule in ordered}.__getitem__,
            ),
            rules={rule.id: (rule.slug, rule.title) for rule in ordered},
            contexts={rule.id: context for rule in ordered if (context := Context(rule.unless))},
            parents={rule.slug: rule.parent for rule in ordered if rule.parent},
        )

    def ancestors(self, slug: str) -> list[str]:
        """The industries an industry is part of, nearest first."""
        chain: list[str] = []
        while (slug := self.parents.get(slug, "")) and slug not in chain:
            chain.append(slug)
        return chain


def find(tokens: Tokens, lexicon: IndustryLexicon, keys: Sequence[str] | None = None) -> list[Found]:
    """The industries named in the text, in order, without overlap: by priority, then the longest, then the earliest.

    Args:
        tokens: the text.
        lexicon: what to look for.
        keys: `keys_of(tokens)`, where the caller has them already.
    """
    keys = keys_of(tokens) if keys is None else keys

    def accept(start: int, end: int, rule_id: str) -> bool:
        if start > 1 and tokens.words[start - 1] in HYPHENS and keys[start - 2] in NEGATIONS:
            return False  # non-metallic
        context = lexicon.contexts.get(rule_id)
        return context is None or not context.excludes(keys, start, end)

    return [
        Found(start, end, rule_id, *lexicon.rules[rule_id])
        for start, end, rule_id in lexicon.matcher.matches(tokens, keys=keys, accept=accept)
    ]
