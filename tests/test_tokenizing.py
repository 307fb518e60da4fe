from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from policyledger.tokenizing import RegexTokenizer

TOKENIZER = RegexTokenizer(spacy.blank("en").vocab)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("reached 1,234.5 t", ["reached", "1,234.5", "t"]),
        ("360km of track", ["360", "km", "of", "track"]),
        ("over 100,000-car sales", ["over", "100,000", "-", "car", "sales"]),
        ("US$5bn and S$3m", ["US$", "5", "bn", "and", "S$", "3", "m"]),
        ("the city’s R&D", ["the", "city", "’s", "R&D"]),
        ("COVID-19 in the U.S.", ["COVID", "-", "19", "in", "the", "U.S."]),
        ("CO2, km2 and 5G", ["CO2", ",", "km2", "and", "5", "G"]),
        ("2021–2030", ["2021", "–", "2030"]),
        ("don’t", ["don’t"]),
        ("a\n\nb", ["a", "\n\n", "b"]),
    ],
)
def test_tokenizing_splits_as_documented(text: str, words: list[str]) -> None:
    assert [token.text for token in TOKENIZER(text)] == words


@given(st.text(max_size=200))
def test_tokenizing_loses_nothing(text: str) -> None:
    assert TOKENIZER(text).text == text


def test_tokenizing_survives_serialisation() -> None:
    assert TOKENIZER.from_bytes(TOKENIZER.to_bytes())("5 km").text == "5 km"
