"""The card of a rule: all there is to know of it."""

from __future__ import annotations

from typing import Any

from policyledger.errors import PolicyledgerError
from policyledger.rules.findings import did_you_mean, shown
from policyledger.rules.markup import SECTIONS
from policyledger.rules.model import Rule
from policyledger.rules.places import Source, tree_of
from policyledger.rules.rulebook import Rulebook

_BESIDE = ("id", "title", "doc", "status", "replaced_by", "priority", "examples", "kind")


def rule_named(rulebook: Rulebook, rule_id: str) -> Rule:
    """The rule with an id.

    Raises:
        PolicyledgerError: L109 if there is none, with the nearest id.
    """
    rule = rulebook.rules.get(rule_id) or rulebook.rules.get(rule_id.upper())
    if rule is None:
        off = rulebook.disabled.get(rule_id.upper())
        remedy = f"It is disabled in {shown(off.path)}." if off else did_you_mean(rule_id, list(rulebook.rules))
        raise PolicyledgerError("L109", given=rule_id, remedy=remedy or "`policyledger rules list` shows all.")
    return rule


def card(rulebook: Rulebook, rule_id: str) -> dict[str, Any]:
    """All there is to know of a rule: what it says, its examples, where it stands and what it replaces."""
    rule = rule_named(rulebook, rule_id)
    content = rule.model_dump(mode="json", exclude_defaults=True)
    return {
        "id": rule.id,
        "kind": rule.kind,  # type: ignore[attr-defined]
        "title": rule.title,
        "status": rule.status,
        "replaced_by": rule.replaced_by,
        "priority": rule.priority,
        "doc": rule.doc,
        "says": {name: value for name, value in content.items() if name not in _BESIDE},
        "examples": {section: list(getattr(rule.examples, section)) for section in SECTIONS},
        "stands_in": [_where(source) for source in rulebook.sources.get(rule.id, ())],
        "replaces": [_where(source) for source in rulebook.replaced.get(rule.id, ())],
    }


def _where(source: Source) -> str:
    line, column = tree_of(source.path).place(source.loc)
    return f"{shown(source.path)}:{line}:{column}"
