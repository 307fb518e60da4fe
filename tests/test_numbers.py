from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyledger.numbers import find, parse
from policyledger.numberwords import NumberLexicon
from policyledger.numerals import digits_value
from policyledger.rules.rulebook import Rulebook, load_rulebook
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
    return NumberLexicon.from_rules(list(load_rulebook().rules.values()))


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
        ("two-thirds", 2 / 3),
        ("one third", 1 / 3),
        ("a quarter of", 0.25),
        ("9 in 10", 0.9),
        ("two out of three", 2 / 3),
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

    lexicon = NumberLexicon.from_rules(list(load_rulebook().rules.values()))
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


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (".08", [0.08]),
        ("-9.23", [-9.23]),
        ("minus five point five", [-5.5]),
        ("between 4-5 and 6", [4, 5, 6]),
        ("1.234.567,8", [1_234_567.8]),
        ("1'250'000", [1_250_000]),
        ("40\u202f000", [40_000]),
        ("10 1/2", [10.5]),
        ("2.5e6 and 1.3x10^6 and 6 × 10⁻⁴ and 2^10", [2.5e6, 1.3e6, 6e-4, 1024]),
        ("10k, 1.2b, 10 bln", [1e4, 1.2e9, 1e10]),
        ("3 hundred and 21", [321]),
        ("4 thousand 3 hundred and 21", [4321]),
        ("3 million and two hospitals", [3e6, 2]),
        ("between one hundred and two hundred", [100, 200]),
        ("one million and a half", [1.5e6]),
        ("one billion and three quarters million", [1.00075e9]),
        ("two million and a third of the rest", [2e6, 1 / 3]),
        ("two thirds of a million", [2e6 / 3]),
        ("half million, quarter million, half a dozen", [5e5, 2.5e5, 6]),
        ("one hundred and three quarters", [100.75]),
        ("a twenty-fifth", [0.04]),
        ("three twenty-firsts", [1 / 7]),
        ("two third countries", [2]),
        ("a third-country firm", []),
        ("nought point nought three", [0.03]),
        ("two hundred point seventy-one", [200.71]),
        ("two out of five hundred", [0.004]),
        ("one in five years", [1, 5]),
        ("hundred thousand", [1e5]),
        ("several hundred thousand", []),
        ("the one and which one", []),
        ("one over three, one over 20 years", [1 / 3, 1, 20]),
        ("a half hour", [0.5]),
    ],
)
def test_numbers_find_gives_every_number(text: str, values: list[float], lexicon: NumberLexicon) -> None:
    found = [number.value for number in find(Tokens.of_text(text), lexicon)]
    assert found == pytest.approx(values)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The forest has 2.000 ha and 1.234.567 trees.", 2000),
        ("It has 2.000 ha, 12,5 % of all.", 2000),
        ("It is 2.000 m long and 3.25 m wide.", 2),
        ("It is 2.000 m.", 2),
    ],
)
def test_numbers_dots_follow_the_habit_of_the_text(text: str, value: float, lexicon: NumberLexicon) -> None:
    assert next(find(Tokens.of_text(text), lexicon)).value == value


WRITTEN = {
    "plain": lambda n: str(n),
    "comma": lambda n: f"{n:,}",
    "blank": lambda n: f"{n:,}".replace(",", " "),
    "thin blank": lambda n: f"{n:,}".replace(",", "\u202f"),
    "apostrophe": lambda n: f"{n:,}".replace(",", "’"),
    "dots": lambda n: f"{n:,}".replace(",", ".") + ",0",
    "scientific": lambda n: f"{n}e0",
    "minus": lambda n: f"minus {n:,}",
}


@given(st.integers(min_value=1000, max_value=99_999_999), st.sampled_from(sorted(WRITTEN)))
def test_numbers_read_back_in_every_grouping(number: int, form: str) -> None:
    text = WRITTEN[form](number)
    found = list(find(Tokens.of_text(text), NumberLexicon.from_rules(list(load_rulebook().rules.values()))))
    assert [each.value for each in found] == [-number if form == "minus" else number], text


@given(st.integers(min_value=1, max_value=999), st.sampled_from([("thousand", 1e3), ("million", 1e6), ("crore", 1e7)]))
def test_numbers_with_halves_and_scales_read_back(number: int, scale: tuple[str, float]) -> None:
    lexicon = NumberLexicon.from_rules(list(load_rulebook().rules.values()))
    word, factor = scale
    for text in (
        f"{number}.5 {word}",
        f"{in_words(number)} and a half {word}",
        f"{number} {word} and a half",
        f"{number}½ {word}",
    ):
        assert [each.value for each in find(Tokens.of_text(text), lexicon)] == [(number + 0.5) * factor], text


@given(st.text(max_size=60))
def test_numbers_find_never_fails(text: str) -> None:
    lexicon = NumberLexicon.from_rules(list(load_rulebook().rules.values()))
    tokens = Tokens.of_text(text)
    for number in find(tokens, lexicon):
        assert tokens.span(number.start, number.end)
