"""What words a rule lays claim to, and which claims can never be granted.

The engine knows in what shape it looks for the words of each kind, so it makes the claims (`policyledger.claiming`);
what follows from them for the writer of rules is told here.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from policyledger.rules.model import Rule, by_precedence

Reading = Literal["form", "spelling", "lower", "singular"]
Form = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """An entry of a rule, in all the forms in which it is looked for.

    Attributes:
        rule: that makes it.
        field: the way to the field it stands in: ("terms",), ("words", "values").
        text: as it is written there.
        space: where it is looked for; of two claims of one form in one space, the earlier rule's is granted.
        reading: how a text is read to be compared with it; None where it is no row of words.
        forms: what is looked for.
        conditions: what else must hold. A claim takes all of another whose conditions hold all of its own.
        dead: why nothing can ever be found by it.
    """

    rule: Rule
    field: tuple[str, ...]
    text: str
    space: Hashable
    reading: Reading | None
    forms: frozenset[Form]
    conditions: frozenset[Hashable] = frozenset()
    dead: str = ""


Claims = Callable[[Iterable[Rule]], Iterable[Claim]]
"""Tells the claims of rules."""


@dataclass(frozen=True, slots=True)
class Shadow:
    """A claim no form of which is ever granted, and those that have them, one for each rule."""

    claim: Claim
    holders: tuple[Claim, ...]


def shadows(claims: Iterable[Claim]) -> Iterator[Shadow]:
    """The claims that others shadow, in the order of precedence of their rules."""
    by_rule: dict[str, list[Claim]] = {}
    rules: dict[str, Rule] = {}
    for claim in claims:
        if claim.forms and not claim.dead:
            by_rule.setdefault(claim.rule.id, []).append(claim)
            rules[claim.rule.id] = claim.rule
    owners: dict[tuple[Hashable, Form], list[Claim]] = {}
    for rule in by_precedence(rules.values()):
        for claim in by_rule[rule.id]:
            found = [_holder(claim, owners.get((claim.space, form), ())) for form in claim.forms]
            held = [holder for holder in found if holder is not None]
            if len(held) == len(found):
                yield Shadow(claim, tuple({holder.rule.id: holder for holder in held}.values()))
            for form in claim.forms:
                owners.setdefault((claim.space, form), []).append(claim)


def _holder(claim: Claim, owners: Iterable[Claim]) -> Claim | None:
    """Whoever has a form of a claim wherever it stands: the conditions of the one are those of the other too."""
    return next((owner for owner in owners if owner.conditions <= claim.conditions), None)
