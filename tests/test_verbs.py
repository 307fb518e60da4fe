"""The forms of verbs: regular ones by spelling, irregular ones by list."""

from __future__ import annotations

import pytest

from policyledger.rules.model import LexiconRule
from policyledger.rules.rulebook import Rulebook
from policyledger.verbs import Conjugations, VerbLexicon

IRREGULAR = ("rise rose risen", "shrink shrank shrunk", "shrink shrank shrunken", "put put put putting")


@pytest.fixture(scope="module")
def lexicon(rulebook: Rulebook) -> VerbLexicon:
    return VerbLexicon.from_lists(
        {rule.id: rule.terms for rule in rulebook.rules.values() if isinstance(rule, LexiconRule)}
    )


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("rise", "rise rises rose risen rising"),
        ("shrink", "shrink shrinks shrank shrunk shrunken shrinking"),
        ("put", "put puts putting"),
        ("be", "be am is are was were been being"),
        ("reach", "reach reaches reached reaching"),
        ("reduce", "reduce reduces reduced reducing"),
        ("plan", "plan plans planned planning"),
        ("cover", "cover covers covered covering"),
        ("travel", "travel travels travelled traveled travelling traveling"),
        ("carry", "carry carries carried carrying"),
        ("employ", "employ employs employed employing"),
        ("die", "die dies died dying"),
        ("agree", "agree agrees agreed agreeing"),
        ("5g", "5g"),
    ],
)
def test_verbs_forms(word, forms):
    assert Conjugations(IRREGULAR).forms_of(word) == frozenset(forms.split())


@pytest.mark.parametrize(
    ("word", "past"),
    [
        ("reached", True), ("fell", True), ("built", True), ("committed", True), ("flown", False),
        ("need", False), ("hundred", False), ("build", False), ("cut", False), ("put", False),
    ],
)  # fmt: skip
def test_verbs_tell_what_is_only_a_past_form(lexicon, word, past):
    assert lexicon.is_past(word) is past
