"""Predicates are found without a tagger: the verb, its tense and form, and nothing where a noun stands."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from policyledger.predicates import Predicate, predicates
from policyledger.rules.model import LexiconRule
from policyledger.rules.rulebook import Rulebook
from policyledger.tokens import Tokens
from policyledger.verbs import VerbLexicon

Read = Callable[[str], list[tuple[str, Predicate]]]


@pytest.fixture(scope="module")
def read(rulebook: Rulebook, tokens_of: Callable[[str], Tokens]) -> Read:
    """Text → its predicates, each with its words."""
    lists = {rule.id: frozenset(rule.terms) for rule in rulebook.rules.values() if isinstance(rule, LexiconRule)}
    lexicon = VerbLexicon.from_lists(lists)

    def found(text: str) -> list[tuple[str, Predicate]]:
        tokens = tokens_of(text)
        return [(tokens.span(each.start, each.end), each) for each in predicates(tokens, 0, len(tokens.words), lexicon)]

    return found


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("The region will not exceed its cap.", ["will not exceed: exceed finite future negated"]),
        ("Rates are to be raised.", ["are to be raised: raise finite future passive"]),
        ("Output has also been reduced.", ["has also been reduced: reduce finite past passive"]),
        ("Output had fallen.", ["had fallen: fall finite past"]),
        ("The harbour is dredged.", ["is dredged: dredged finite present passive"]),
        ("The harbour is deep.", ["is: be finite present"]),
        ("Yields rose to 4 t.", ["rose: rise finite past"]),
        ("We plan to open ten mills.", ["plan: plan finite present", "to open: open infinitive future"]),
        (
            "Increase yields and reduce losses.",
            ["Increase: increase imperative future", "reduce: reduce imperative future"],
        ),
        (
            "roads built in 2019 will be repaired",
            ["built: build participle past passive", "will be repaired: repair finite future passive"],
        ),
        (
            "firms that rely on wood earn 40 million euros",
            ["rely: rely finite present", "earn: earn finite present"],
        ),
        ("the goal of lifting 40 people out of debt", ["lifting: lift gerund present"]),
        ("farms in existing HBT towns", []),
        ("The plan also set a target.", ["set: set finite past"]),
        ("with catches growing at 5%", ["growing: grow participle present"]),
        ("small mills accounting for 6%", ["accounting: account participle present"]),
        ("Rail accounts for 20% of freight.", ["accounts: account finite present"]),
        ("tax-free bonds", []),
        ("built-up areas", []),
        ("40 bridges", []),
        ("Best-in-class green buildings", []),
        ("plants generating 4 GWh", ["generating: generate participle present"]),
        ("by reducing waste", ["reducing: reduce gerund present"]),
        ("The plan costs 4 million euros.", ["costs: cost finite present"]),
        ("The costs of the plan are high.", ["are: be finite present"]),
        ("an increase of 4 %", []),
        ("The will of the people counted.", ["counted: count finite past"]),
        ("In May 2020 the mill closed.", ["closed: close finite past"]),
        ("access to finance for farms", []),
        ("due to rising costs", []),
        ("The mills have to close.", ["have to close: close finite future"]),
        ("the minister in her speech said sales fell", ["said: say finite past", "fell: fall finite past"]),
        ("Gross Value Added (GVA) rose", ["rose: rise finite past"]),
        ("lamps that use 60 % less oil", ["use: use finite present"]),
        ("cheap LED lamps", []),
        ("ports plan to build quays", ["plan: plan finite present", "to build: build infinitive future"]),
        ("The number of boats increased with 5 %.", ["increased: increase finite past"]),
    ],
)
def test_predicates_of_a_sentence(text, groups, read):
    def told(said: str, each: Predicate) -> str:
        more = [word for word, holds in (("passive", each.passive), ("negated", each.negated)) if holds]
        return " ".join([f"{said}: {each.verb}", each.form, each.tense, *more])

    assert [told(said, each) for said, each in read(text)] == groups


def test_predicates_never_overlap_and_stand_in_order(read):
    text = (
        "It was to have been built and will, if funded, be run by those who have to pay, to do which is to gain. " * 4
    )
    found = [each for _, each in read(text)]
    assert found
    assert all(one.end <= two.start for one, two in itertools.pairwise(found))
