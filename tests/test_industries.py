"""Industries in text."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from policyledger.industries import IndustryLexicon, find
from policyledger.rules.model import IndustryRule, Unless
from policyledger.rules.rulebook import load_rulebook
from policyledger.tokenizing import RegexTokenizer
from policyledger.tokens import Tokens

TOKENIZER = RegexTokenizer(spacy.blank("en").vocab)
SHIPPED = IndustryLexicon.from_rules(load_rulebook().of(IndustryRule))


def tokens_of(text: str) -> Tokens:
    doc = TOKENIZER(text)
    for token in doc[1:]:
        token.is_sent_start = False
    return Tokens.of(doc)


def found(text: str, lexicon: IndustryLexicon = SHIPPED) -> list[tuple[str, str]]:
    tokens = tokens_of(text)
    return [(tokens.span(hit.start_token, hit.end_token), hit.slug) for hit in find(tokens, lexicon)]


@pytest.mark.parametrize(
    ("text", "name", "slug"),
    [
        ("A plan for new- generation IT", "new- generation IT", "information-technology"),
        ("Guideline on NewGeneration IT in the capital", "NewGeneration IT", "information-technology"),
        ("Export of Integrated Circuits", "Integrated Circuits", "integrated-circuit"),
        ("health & medicine come next", "health & medicine", "medical-healthcare"),
        ("the Medical and Health Care cluster", "Medical and Health Care", "medical-healthcare"),
        ("smart equipment of all kinds", "smart equipment", "smart-equipment"),
        ("Energy Saving and Environmental Protection", "Energy Saving and Environmental Protection",
         "energy-conservation-environmental-protection"),
        ("smart newenergy vehicles", "smart newenergy vehicles", "new-energy-vehicle"),
        ("two new-energy automotive plants", "new-energy automotive", "new-energy-vehicle"),
        ("a new material for roofs", "new material", "new-materials"),
        ("AI-based tools", "AI", "artificial-intelligence"),
        ("its software and information industries", "software and information", "software-information-services"),
        ("science & technology services", "science & technology services", "science-technology-services"),
    ],
)  # fmt: skip
def test_industries_the_ten(text: str, name: str, slug: str) -> None:
    assert (name, slug) in found(text)


@pytest.mark.parametrize("text", ["it rains", "an ai, a sloth", "energy and protection", "a nev"])
def test_industries_nothing_in_plain_words(text: str) -> None:
    assert found(text) == []


def rule(number: int, *terms: str, **more: object) -> IndustryRule:
    return IndustryRule.model_validate(
        {"id": f"IND-{number}", "title": f"T{number}", "slug": f"s{number}", "terms": terms, **more}, strict=False
    )


def test_industries_higher_priority_wins_then_the_longer_the_earlier_the_lower_id() -> None:
    plain = [rule(1, "steel"), rule(2, "steel pipe"), rule(4, "steel"), rule(5, "pipe and steel")]
    assert found("Steel pipes", IndustryLexicon.from_rules(plain)) == [("Steel pipes", "s2")]
    assert found("steel", IndustryLexicon.from_rules(plain)) == [("steel", "s1")]
    assert found("steel pipe and steel", IndustryLexicon.from_rules(plain)) == [
        ("steel", "s1"),
        ("pipe and steel", "s5"),
    ]
    raised = IndustryLexicon.from_rules([*plain, rule(3, "steel", priority=5)])
    assert found("Steel pipes and steel", raised) == [("Steel", "s3"), ("steel", "s3")]


def test_industries_context_leaves_the_term_to_the_next_rule() -> None:
    lexicon = IndustryLexicon.from_rules([rule(1, "mine", unless=Unless(before=("land",))), rule(2, "land-mine")])
    assert found("a mine, a land mine", lexicon) == [("mine", "s1"), ("land mine", "s2")]
    assert found(
        "a mine, a land mine", IndustryLexicon.from_rules([rule(1, "mine", unless=Unless(before=("land",)))])
    ) == [("mine", "s1")]


def test_industries_negated_compound_is_another_thing() -> None:
    lexicon = IndustryLexicon.from_rules([rule(1, "metallic"), rule(2, "non-metallic mineral")])
    assert found("metallic, non-metallic, non-metallic minerals", lexicon) == [
        ("metallic", "s1"),
        ("non-metallic minerals", "s2"),
    ]


def test_industries_deprecated_rules_are_silent() -> None:
    assert found("steel", IndustryLexicon.from_rules([rule(1, "steel", status="deprecated")])) == []


def test_industries_ancestors_nearest_first_and_without_end_in_a_circle() -> None:
    lexicon = IndustryLexicon.from_rules([rule(1, "a", parent="s2"), rule(2, "b", parent="s3"), rule(3, "c")])
    assert lexicon.ancestors("s1") == ["s2", "s3"]
    circle = IndustryLexicon.from_rules([rule(1, "a", parent="s2"), rule(2, "b", parent="s1")])
    assert circle.ancestors("s1") == ["s2", "s1"]


def test_industries_shipped_slugs_are_unique_and_parents_exist() -> None:
    rules = load_rulebook().of(IndustryRule)
    slugs = [rule.slug for rule in rules]
    assert len(slugs) == len(set(slugs))
    assert {rule.parent for rule in rules if rule.parent} <= set(slugs)
    assert all(SHIPPED.ancestors(slug)[-1:] != [slug] for slug in slugs)


def test_industries_shipped_pack_covers_isic() -> None:
    codes = {code for rule in load_rulebook().of(IndustryRule) for code in rule.isic if rule.id == f"IND-ISIC-{code}"}
    assert {chr(letter) for letter in range(ord("A"), ord("U") + 1)} <= codes
    assert len([code for code in codes if code.isdigit()]) == 88


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("text and data mining", []),
        ("coal mining", [("coal mining", "coal-mining")]),
        ("hydrogen fuel cells", [("hydrogen fuel cells", "fuel-cells")]),
        ("The contract is renewable; renewables grow.", [("renewables", "renewable-energy")]),
        ("the railway station and the railways", [("railways", "land-transport")]),
        ("semi-conductors", [("semi-conductors", "semiconductors")]),
    ],
)
def test_industries_false_friends(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@given(st.text(max_size=200))
def test_industries_any_text_gives_spans_in_order(text: str) -> None:
    tokens = tokens_of(text)
    hits = find(tokens, SHIPPED)
    edges = [edge for hit in hits for edge in (hit.start_token, hit.end_token)]
    assert edges == sorted(edges)
    assert all(hit.start_token < hit.end_token <= len(tokens.words) for hit in hits)
