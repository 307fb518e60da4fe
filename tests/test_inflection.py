"""Singular and plural."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyledger.inflection import IRREGULAR, plural, singular

PAIRS = [
    ("industry", "industries"),
    ("battery", "batteries"),
    ("toy", "toys"),
    ("analysis", "analyses"),
    ("bus", "buses"),
    ("campus", "campuses"),
    ("virus", "viruses"),
    ("house", "houses"),
    ("use", "uses"),
    ("cause", "causes"),
    ("gas", "gases"),
    ("lens", "lenses"),
    ("class", "classes"),
    ("process", "processes"),
    ("case", "cases"),
    ("phase", "phases"),
    ("enterprise", "enterprises"),
    ("purpose", "purposes"),
    ("license", "licenses"),
    ("branch", "branches"),
    ("box", "boxes"),
    ("prize", "prizes"),
    ("size", "sizes"),
    ("tie", "ties"),
    ("movie", "movies"),
    ("hero", "heroes"),
    ("portfolio", "portfolios"),
    ("valve", "valves"),
    ("life", "lives"),
    ("woman", "women"),
    ("human", "humans"),
    ("person", "people"),
    ("criterion", "criteria"),
    ("centre", "centres"),
    ("aircraft", "aircraft"),
    ("species", "species"),
    ("logistics", "logistics"),
    ("robotics", "robotics"),
    ("fabric", "fabrics"),
    ("plastic", "plastics"),
    ("specimen", "specimens"),
    ("quota", "quotas"),
    ("year", "years"),
]


@pytest.mark.parametrize(("single", "many"), PAIRS + sorted(IRREGULAR.items()))
def test_inflection_round_trip(single: str, many: str) -> None:
    assert plural(single) == many
    assert singular(single) == single
    if (single, many) != ("basis", "bases"):
        assert singular(many) == single
        assert singular(many.upper()) == single.upper() or len(many) < 6
        assert singular(many.capitalize()) == single.capitalize()


@pytest.mark.parametrize(
    "word", ["GPS", "EPS", "US", "gas", "less", "status", "basis", "this", "Paris", "its", "s", ""]
)
def test_inflection_singular_leaves_what_is_no_plural(word: str) -> None:
    assert singular(word) == word


@pytest.mark.parametrize(
    ("many", "single"), [("NEVs", "NEV"), ("PCs", "PC"), ("INDUSTRIES", "INDUSTRY"), ("bases", "base")]
)
def test_inflection_singular_of_acronyms_capitals_and_doubtful_plurals(many: str, single: str) -> None:
    assert singular(many) == single


@given(st.text(max_size=20))
def test_inflection_takes_any_text(word: str) -> None:
    single = singular(word)
    assert len(single) <= len(word) + 2
    assert isinstance(plural(word), str)


@given(st.from_regex(r"[a-z]{3,10}[bcdfgklmnprtw]", fullmatch=True))
def test_inflection_regular_nouns_come_back(word: str) -> None:
    if not word.endswith("man"):
        assert singular(plural(word)) == word
