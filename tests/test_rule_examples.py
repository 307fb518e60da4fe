"""Every example of every rule, as its author wants it: match, no_match, and todo that is known to miss."""

from __future__ import annotations

import pytest

from policyledger.checking import Checker
from policyledger.rules.examples import Example, examples_of
from policyledger.rules.packs import load_rulebook

EXAMPLES = [example for rule in load_rulebook() if rule.status != "deprecated" for example in examples_of(rule)]


@pytest.fixture(scope="module")
def checker(nlp) -> Checker:
    return Checker(nlp)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_rule_example(example: Example, checker: Checker, rulebook):
    outcome = checker.check(example)
    assert outcome.passed, "\n" + outcome.report(rulebook)
