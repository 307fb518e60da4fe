from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyledger.numbers import NumberLexicon, digits_value, parse
from policyledger.rules.model import NumberRule
from policyledger.rules.packs import Rulebook, load_rulebook
from policyledger.tokens import Tokens

SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


@pytest.fixture(scope="module")
def lexicon() -> NumberLexicon:
    return NumberLexicon.from_rules(load_rulebook().of(NumberRule))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6", 6),
        ("1,234.5", 1234.5),
        ("10 000", 10_000),
        ("1 234 567.8 t", 1_234_567.8),
        ("10,00,000", 1_000_000),
        ("19,700 crores", 197e9),
        ("2 lakh crore", 2e12),
        ("10 billion", 1e10),
        ("1.1 million", 1_100_000),
        ("six", 6),
        ("twenty-five", 25),
        ("twenty five", 25),
        ("one hundred", 100),
        ("two hundred and fifty", 250),
        ("three hundred and twenty-one", 321),
        ("two thousand five hundred", 2500),
        ("two and a half million", 2.5e6),
        ("half a million", 5e5),
        ("a hundred", 100),
        ("a dozen", 12),
        ("3½", 3.5),
        ("½", 0.5),
        ("3/4 of", 0.75),
        ("two-thirds", 0.666667),
        ("one third", 0.333333),
        ("a quarter of", 0.25),
        ("9 in 10", 0.9),
        ("two out of three", 0.666667),
        ("one in five", 0.2),
        ("double", 2),
        ("threefold", 3),
        ("dozens of", 12),
        ("hundreds of thousands of", 1e5),
        ("net zero emissions", 0),
        ("3 x 10^6", 3e6),
    ],
)
def test_numbers_are_read(text: str, value: float, lexicon: NumberLexicon, tokens_of: Callable[[str], Tokens]) -> None:
    tokens = tokens_of(text)
    number = parse(tokens, 0, len(tokens.words), lexicon)
    assert number is not None
    assert number.value == pytest.approx(value, rel=1e-6)


@pytest.mark.parametrize(
    "text", ["plants", "1.2.3", "double taxation", "half-hour", "half-time", "a plan", "net zero fuels"]
)
def test_numbers_refuse_what_is_none(text: str, lexicon: NumberLexicon, tokens_of: Callable[[str], Tokens]) -> None:
    tokens = tokens_of(text)
    assert parse(tokens, 0, len(tokens.words), lexicon) is None


def in_words(number: int) -> str:
    if number < 20:
        return SMALL[number]
    if number < 100:
        return TENS[number // 10] + (f"-{SMALL[number % 10]}" if number % 10 else "")
    if number < 1000:
        return f"{SMALL[number // 100]} hundred" + (f" and {in_words(number % 100)}" if number % 100 else "")
    for scale, word in ((10**9, "billion"), (10**6, "million"), (10**3, "thousand")):
        if number >= scale:
            return f"{in_words(number // scale)} {word}" + (f" {in_words(number % scale)}" if number % scale else "")
    raise AssertionError(number)


@given(st.integers(min_value=1, max_value=999_999_999_999))
def test_numbers_in_words_and_in_digits_are_the_same(number: int) -> None:
    from spacy.vocab import Vocab

    from policyledger.tokenizing import RegexTokenizer

    lexicon = NumberLexicon.from_rules(load_rulebook().of(NumberRule))
    tokenizer = RegexTokenizer(Vocab())
    for text in (in_words(number), f"{number:,}", str(number)):
        tokens = Tokens.of(tokenizer(text))
        found = parse(tokens, 0, len(tokens.words), lexicon)
        assert found is not None, text
        assert found.end == len(tokens.words), text
        assert found.value == number, text


@given(st.from_regex(r"[0-9][0-9.,]{0,12}", fullmatch=True))
def test_numbers_digits_never_fail(text: str) -> None:
    value = digits_value(text)
    assert value is None or value >= 0


def test_numbers_rules_name_what_they_gave(
    rulebook: Rulebook, lexicon: NumberLexicon, tokens_of: Callable[[str], Tokens]
) -> None:
    tokens = tokens_of("5 lakh crore")
    number = parse(tokens, 0, 3, lexicon)
    assert number is not None and number.rule_ids == ("NUM-LAKH", "NUM-CRORE")
    assert set(number.rule_ids) <= set(rulebook.rules)
