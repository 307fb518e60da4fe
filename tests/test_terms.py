"""The term matcher: what a term matches for free, and what it must not."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from policyledger.rules.model import Unless
from policyledger.terms import Context, TermMatcher, keys_of, normal_form
from policyledger.tokenizing import RegexTokenizer
from policyledger.tokens import Tokens

TOKENIZER = RegexTokenizer(spacy.blank("en").vocab)


def tokens_of(text: str) -> Tokens:
    doc = TOKENIZER(text)
    if len(doc):
        for token in doc[1:]:
            token.is_sent_start = False
    return Tokens.of(doc)


def found(matcher: TermMatcher[str], text: str) -> list[tuple[str, str]]:
    tokens = tokens_of(text)
    return [(tokens.span(start, end), payload) for start, end, payload in matcher.matches(tokens)]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("new-energy vehicle", "New- energy Vehicles"),
        ("new-energy vehicle", "NewEnergy vehicle"),
        ("new-energy vehicle", "newenergy vehicles"),
        ("new-energy vehicle", "new energy vehicle"),
        ("new-energy vehicle", "new-energy\nvehicle"),
        ("new-energy vehicle", "new-energy-vehicle"),
        ("biotechnology", "bio-technology"),
        ("biotechnology", "bio- technologies"),
        ("health-care", "health care"),
        ("oil and gas", "Oil & Gas"),
        ("research & development", "research and development"),
        ("data-centre", "datacenters"),
        ("labour market", "labor markets"),
        ("defence industry", "defense industries"),
        ("programme", "programs"),
        ("modernisation", "modernization"),
        ("fibre-optic cable", "fiber optic cables"),
        ("travelling fair", "traveling fairs"),
        ("aluminium", "aluminum"),
        ("sulphur", "sulfur"),
        ("battery", "BATTERIES"),
        ("arts and crafts", "art & craft"),
        ("R&D", "R&D"),
        ("e-commerce", "ecommerce"),
        ("5G", "5G"),
    ],
)
def test_terms_variants_come_for_free(term: str, text: str) -> None:
    assert found(TermMatcher([(term, "x")]), f"They name {text}, twice.") == [(text, "x")]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("steel cement", "steel – cement"),
        ("steel cement", "steel. Cement"),
        ("steel cement", "steel\n\ncement"),
        ("energy storage", "energystorage"),
        ("tin", "tiny"),
        ("for", "four"),
    ],
)
def test_terms_do_not_match_across_borders_or_parts_of_words(term: str, text: str) -> None:
    assert found(TermMatcher([(term, "x")]), text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [("AI", ["AI"]), ("ai", []), ("Ai", []), ("NEVs", ["NEVs"]), ("nevs", []), ("NEV", ["NEV"]), ("IT it It", ["IT"])],
)
def test_terms_exact_only_in_their_spelling(text: str, expected: list[str]) -> None:
    matcher = TermMatcher((), [("AI", "x"), ("NEV", "x"), ("IT", "x")])
    assert [name for name, _ in found(matcher, text)] == expected


def test_terms_longest_from_the_left() -> None:
    matcher = TermMatcher([("solar", "s"), ("solar power", "p"), ("power plant", "q"), ("solar power plant tax", "t")])
    assert found(matcher, "A solar power plant and a power plant.") == [("solar power", "p"), ("power plant", "q")]


def test_terms_exact_preferred_to_loose_of_the_same_length() -> None:
    assert found(TermMatcher([("ai", "loose")], [("AI", "exact")]), "AI ai") == [("AI", "exact"), ("ai", "loose")]


def test_terms_earlier_entry_preferred_and_declined_matches_fall_back() -> None:
    matcher = TermMatcher([("coal mine", "first"), ("coal mine", "second"), ("coal", "short")])
    tokens = tokens_of("coal mine")
    assert matcher.matches(tokens) == [(0, 2, "first")]
    assert matcher.matches(tokens, accept=lambda start, end, payload: payload != "first") == [(0, 2, "second")]
    assert matcher.matches(tokens, accept=lambda start, end, payload: end == 1) == [(0, 1, "short")]
    assert matcher.matches(tokens, accept=lambda *match: False) == []


def test_terms_skip_stops_inside() -> None:
    matcher = TermMatcher([("Co., Ltd", "x")], skip=frozenset({".", ","}))
    for text in ("Co., Ltd", "Co. Ltd", "Co Ltd", "Co.,Ltd"):
        assert found(matcher, f"Mill {text} is here") == [(text, "x")]


def test_terms_only_in_the_range_asked_for() -> None:
    matcher = TermMatcher([("gas", "x"), ("gas field", "y")])
    tokens = tokens_of("gas field gas field")
    assert matcher.matches(tokens, 1, 3) == [(2, 3, "x")]
    assert matcher.matches(tokens, 2) == [(2, 4, "y")]


@pytest.mark.parametrize(
    ("unless", "text", "excluded"),
    [
        (Unless(before=("printed",)), "a printed circuit", True),
        (Unless(before=("printed",)), "a circuit printed", False),
        (Unless(after=("breaker",)), "a circuit-breaker", True),
        (Unless(within=("racing circuit board",)), "the racing circuit boards", True),
        (Unless(within=("racing circuit board",)), "the racing circuit is on board", False),
        (Unless(), "a circuit", False),
    ],
)
def test_terms_context_excludes(unless: Unless, text: str, excluded: bool) -> None:
    tokens = tokens_of(text)
    at = tokens.lowers.index("circuit")
    assert Context(unless).excludes(keys_of(tokens), at, at + 1) is excluded


VOCABULARY = "new energy vehicle steel mine centre labour battery analysis gas organise and bio technology"
WORD = st.sampled_from(VOCABULARY.split())
TERM = st.lists(WORD, min_size=1, max_size=4)


@given(st.lists(TERM, min_size=1, max_size=20), st.text(max_size=80) | st.lists(WORD, max_size=20).map(" ".join))
def test_terms_matches_are_ordered_apart_and_within_the_text(terms: list[list[str]], text: str) -> None:
    tokens = tokens_of(text)
    matches = TermMatcher((" ".join(term), term) for term in terms).matches(tokens)
    edges = [edge for start, end, _ in matches for edge in (start, end)]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(tokens.words) for start, end, _ in matches)


@given(TERM, st.lists(WORD, max_size=5), st.lists(WORD, max_size=5), st.booleans())
def test_terms_a_term_is_found_wherever_it_stands(
    term: list[str], before: list[str], after: list[str], cap: bool
) -> None:
    name = "-".join(term) if cap else " ".join(term)
    text = f"{' '.join(before)}; {name.upper() if cap else name}; {' '.join(after)}"
    assert (name.upper() if cap else name, "x") in found(TermMatcher([(" ".join(term), "x")]), text)


@given(st.text(max_size=30))
def test_terms_normal_form_is_stable(word: str) -> None:
    assert normal_form(word) == normal_form(word.lower())
