"""Every example of every rule, as its author wants it: match, no_match, and todo that is known to miss."""

from __future__ import annotations

import pytest

from policyledger.checking import Checker
from policyledger.rules.examples import Example, examples_of
from policyledger.rules.rulebook import load_rulebook

RULEBOOK = load_rulebook()
EXAMPLES = [example for rule in RULEBOOK if rule.status != "deprecated" for example in examples_of(rule)]

WITHOUT_EXAMPLES = {
    "lexicon": "a list of words the engine asks for: it leaves no id, so an example could not show its part"
}


@pytest.fixture(scope="module")
def checker(nlp) -> Checker:
    return Checker(nlp)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_rule_example(example: Example, checker: Checker, rulebook):
    outcome = checker.check(example)
    assert outcome.passed, "\n" + outcome.report(rulebook)


def test_every_stable_rule_shows_what_it_finds():
    missing = [
        rule.id
        for rule in RULEBOOK
        if rule.status == "stable" and rule.kind not in WITHOUT_EXAMPLES and not rule.examples.match
    ]
    assert missing == []


def test_no_two_rules_share_an_example():
    owners: dict[str, set[str]] = {}
    for example in EXAMPLES:
        owners.setdefault(example.markup, set()).add(example.rule.id)
    assert {markup: ids for markup, ids in owners.items() if len(ids) > 1} == {}
