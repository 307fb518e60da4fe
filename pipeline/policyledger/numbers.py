"""Numbers as policy prose writes them: digits, words, scales and fractions, read from a given token on.

"1,234.5", "10 000", "19,700 crore", "two and a half million", "three hundred and twelve", "half a million", "3½",
"two-thirds", "9 in 10", "US$5m". What they count is the business of `policyledger.quantities`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from policyledger.rules.model import NumberRule
from policyledger.tokens import Tokens

Form = Literal["digits", "words", "fraction", "multiple", "vague", "absolute"]

GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$|\d{1,2}(?:,\d{2})*,\d{3}(?:\.\d+)?$")
DOT_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?$")
PLAIN = re.compile(r"\d+(?:\.\d+)?$")
DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}$|0,\d+$")
MULTIPLIER = re.compile(r"[x×]$")
HYPHENS = frozenset({"-", "‐", "‑", "–"})
SIGNS = {"-": -1.0, "−": -1.0, "–": -1.0, "+": 1.0, "minus": -1.0}
LONGEST = 30
"""Characters of the longest token of digits that is a number; longer ones are serial numbers."""
SAMPLE_LIMIT = 1000
"""The largest n for which "m in n" is read as a share."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text.

    Attributes:
        start, end: token range.
        value: scales multiplied out; for fractions the quotient; for multiples the factor.
        form: how it was written. `fraction` values are shares of one.
        scaled: whether a scale word (million, bn) was part of it.
        scale: the product of its scale words, 1.0 without.
        rule_ids: the number rules that gave it.
    """

    start: int
    end: int
    value: float
    form: Form
    scaled: bool = False
    scale: float = 1.0
    rule_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class NumberLexicon:
    """Number words by what they do. Keys are lower case but for `glued`."""

    cardinals: dict[str, float]
    scales: dict[str, float]
    fractions: dict[str, float]
    multiples: dict[str, NumberRule]
    glued: dict[str, float]
    rule_of: dict[str, str]
    plural_scales: dict[str, float]
    absolutes: dict[str, list[tuple[tuple[str, ...], NumberRule]]]

    @classmethod
    def from_rules(cls, rules: Sequence[NumberRule]) -> NumberLexicon:
        """The lexicon of a list of number rules; plurals of scales and fractions come for free."""
        cardinals: dict[str, float] = {}
        scales: dict[str, float] = {}
        fractions: dict[str, float] = {}
        multiples: dict[str, NumberRule] = {}
        glued: dict[str, float] = {}
        rule_of: dict[str, str] = {}
        plural_scales: dict[str, float] = {}
        absolutes: dict[str, list[tuple[tuple[str, ...], NumberRule]]] = {}
        for rule in rules:
            if rule.role == "absolute":
                for phrase in sorted(rule.words, key=len, reverse=True):
                    key = tuple(phrase.lower().split())
                    absolutes.setdefault(key[0], []).append((key, rule))
                continue
            for word in rule.words:
                word = word.lower()
                forms = [word] if rule.role in ("cardinal", "multiple") else [word, _plural(word)]
                for form in forms:
                    rule_of[form] = rule.id
                if rule.role == "cardinal":
                    cardinals[word] = rule.value
                elif rule.role == "scale":
                    scales |= dict.fromkeys(forms, rule.value)
                    plural_scales[forms[1]] = rule.value
                elif rule.role == "fraction":
                    fractions |= dict.fromkeys(forms, rule.value)
                elif rule.role == "multiple":
                    multiples[word] = rule
            for symbol in rule.symbols:
                glued[symbol] = rule.value
                rule_of[symbol] = rule.id
        return cls(cardinals, scales, fractions, multiples, glued, rule_of, plural_scales, absolutes)

    def triggers(self) -> frozenset[str]:
        """The lower-case words with which a number in words may begin."""
        tables = (self.cardinals, self.fractions, self.multiples, self.plural_scales, self.absolutes)
        return frozenset(word for table in tables for word in table) | {"a", "an"}


def parse(tokens: Tokens, at: int, stop: int, lexicon: NumberLexicon) -> Number | None:
    """The number that begins at a token, the longest reading, or None.

    Args:
        tokens: the text.
        at: token it begins at; a sign before it is not looked at.
        stop: token it may not reach (the end of the sentence or block).
        lexicon: number words.
    """
    lower = tokens.lowers[at]
    first = tokens.words[at][0]
    if first.isdigit():
        return _from_digits(tokens, at, stop, lexicon)
    if len(lower) == 1 and unicodedata.numeric(first, None) is not None:
        return Number(at, at + 1, round(unicodedata.numeric(first), 6), "fraction")
    return _from_words(tokens, at, stop, lexicon)


def digits_value(text: str) -> float | None:
    """The value of a token of digits, commas and dots; None for versions, dotted references and the like.

    Commas group by thousands, or the Indian way (10,00,000); a comma before one or two last digits is a decimal
    comma; several dots group, one dot is a decimal point.
    """
    if len(text) > LONGEST:
        return None
    if PLAIN.match(text):
        return float(text)
    if GROUPED.match(text):
        return float(text.replace(",", ""))
    if DOT_GROUPED.match(text):
        return float(text.replace(".", "").replace(",", "."))
    if DECIMAL_COMMA.match(text):
        return float(text.replace(",", "."))
    return None


def _from_digits(tokens: Tokens, at: int, stop: int, lexicon: NumberLexicon) -> Number | None:
    words = tokens.words
    value = digits_value(words[at])
    if value is None:
        return None
    end = at + 1
    if words[at].isdigit() and len(words[at]) <= 3 and words[at][0] != "0":
        end = _blank_groups(tokens, at, stop)
        if end > at + 1:
            value = float("".join(words[at:end]).replace(",", ""))
    if end < stop and len(words[end]) == 1 and not words[end].isdigit():
        vulgar = unicodedata.numeric(words[end], None)
        if vulgar is not None and 0 < vulgar < 1:
            return _scaled(tokens, at, end + 1, stop, value + vulgar, "digits", lexicon)
    if end + 1 < stop and words[end] == "/" and words[end + 1].isdigit() and tokens.glued(end):
        return _slash_fraction(tokens, at, end, stop, value)
    if end + 2 < stop and tokens.lowers[end] in ("x", "×") and words[end + 1] == "10":
        power = _power(tokens, end + 1, stop)
        if power is not None:
            return Number(at, power[1], value * power[0], "digits")
    share = _share(tokens, at, end, stop, value, lexicon)
    if share is not None:
        return share
    return _scaled(tokens, at, end, stop, value, "digits", lexicon)


def _blank_groups(tokens: Tokens, at: int, stop: int) -> int:
    """The end of digits grouped by blanks: "10 000", "1 234 567.8"; at + 1 where there are none."""
    end = at + 1
    while (
        end < stop
        and re.fullmatch(r"\d{3}(?:\.\d+)?", tokens.words[end])
        and tokens.starts[end] == tokens.ends[end - 1] + 1
    ):
        end += 1
        if "." in tokens.words[end - 1]:
            break
    return end


def _slash_fraction(tokens: Tokens, at: int, slash: int, stop: int, top: float) -> Number | None:
    bottom = float(tokens.words[slash + 1])
    after = slash + 2
    if not 0 < top < bottom <= SAMPLE_LIMIT or (after < stop and tokens.words[after] == "/"):
        return None
    return Number(at, after, round(top / bottom, 6), "fraction")


def _power(tokens: Tokens, ten: int, stop: int) -> tuple[float, int] | None:
    if (
        ten + 2 < stop
        and tokens.words[ten + 1] == "^"
        and tokens.words[ten + 2].isdigit()
        and len(tokens.words[ten + 2]) <= 2
    ):
        return 10.0 ** int(tokens.words[ten + 2]), ten + 3
    return None


def _share(tokens: Tokens, at: int, end: int, stop: int, top: float, lexicon: NumberLexicon) -> Number | None:
    """ "9 in 10", "two out of three", "one in five": a share, when the second number is larger and ends there."""
    lowers = tokens.lowers
    if end < stop and lowers[end] == "in":
        place = end + 1
    elif end + 1 < stop and lowers[end] == "out" and lowers[end + 1] == "of":
        place = end + 2
        if place < stop and lowers[place] in ("every", "the"):
            place += 1
    else:
        return None
    if place < stop and lowers[place] == "every":
        place += 1
    if place >= stop:
        return None
    if tokens.words[place].isdigit():
        bottom = float(tokens.words[place])
    elif lowers[place] in lexicon.cardinals:
        bottom = lexicon.cardinals[lowers[place]]
    else:
        return None
    rounded = bottom <= 10 or bottom in (12, 15, 20, 25, 50, 100, 1000)
    if not (0 < top < bottom and rounded) or (
        place + 1 < stop and lowers[place + 1] in TIME_WORDS | lexicon.scales.keys()
    ):
        return None
    return Number(at, place + 1, round(top / bottom, 6), "fraction")


TIME_WORDS = frozenset(
    {"year", "years", "month", "months", "days", "weeks", "hours", "minutes", "countries", "%", "percent"}
)


def _from_words(tokens: Tokens, at: int, stop: int, lexicon: NumberLexicon) -> Number | None:
    lower = tokens.lowers[at]
    if lower in lexicon.absolutes:
        return _absolute(tokens, at, stop, lexicon)
    if lower in lexicon.multiples:
        rule = lexicon.multiples[lower]
        after = tokens.lowers[at + 1] if at + 1 < stop else ""
        after_hyphen = tokens.lowers[at + 2] if after in HYPHENS and at + 2 < stop else after
        if after_hyphen in rule.unless.after:
            return None
        return Number(at, at + 1, rule.value, "multiple", rule_ids=(rule.id,))
    if lower in ("a", "an"):
        return _from_article(tokens, at, stop, lexicon)
    if lower in ("half", "halve", "halves") or (lower in lexicon.fractions and lexicon.fractions[lower] == 2):
        return _half(tokens, at, stop, lexicon)
    if lower in lexicon.plural_scales:
        return _vague(tokens, at, stop, lexicon)
    if lower not in lexicon.cardinals:
        return None
    value, end = _cardinal(tokens, at, stop, lexicon)
    fraction = _fraction_after(tokens, end, stop, lexicon)
    if fraction is not None:
        return Number(at, fraction[1], round(value / fraction[0], 6), "fraction")
    share = _share(tokens, at, end, stop, value, lexicon)
    if share is not None:
        return share
    return _scaled(tokens, at, end, stop, value, "words", lexicon)


def _absolute(tokens: Tokens, at: int, stop: int, lexicon: NumberLexicon) -> Number | None:
    """ "net zero emissions", "carbon neutrality by": number and unit in one, where what follows shows it is meant."""
    words = [index for index in range(at, min(stop, at + 12)) if tokens.lowers[index] not in HYPHENS]
    for key, rule in lexicon.absolutes[tokens.lowers[at]]:
        if tuple(tokens.lowers[index] for index in words[: len(key)]) != key:
            continue
        rest = words[len(key) :]
        while rest and tokens.lowers[rest[0]] in rule.skips:
            rest = rest[1:]
        if not rest or tokens.lowers[rest[0]] not in rule.followed_by:
            continue
        end = rest[0] + 1 if tokens.lowers[rest[0]].startswith("emission") else words[len(key) - 1] + 1
        return Number(at, end, rule.value, "absolute", rule_ids=(rule.id,))
    return None


def _from_article(tokens: Tokens, at: int, stop: int, lexicon: NumberLexicon) -> Number | None:
    """ "a hundred", "a million", "a third of", "a quarter of", "a dozen"."""
    if at + 1 >= stop:
        return None
    lower = tokens.lowers[at + 1]
    if lower in lexicon.scales and lower not in lexicon.plural_scales:
        after = tokens.lowers[at + 2] if at + 2 < stop else ""
        if after in HYPHENS:
            return None
        return _scaled(tokens, at, at + 1, stop, 1.0, "words", lexicon)
    if lower in lexicon.fractions and at + 2 < stop and tokens.lowers[at + 2] == "of":
        return Number(at, at + 2, round(1 / lexicon.fractions[lower], 6), "fraction")
    return None


def _half(tokens: Tokens, at: int, stop: int, lexicon: NumberLexicon) -> Number | None:
    """ "half a million", "half of", "half the", "by half"."""
    lowers = tokens.lowers
    after = lowers[at + 1] if at + 1 < stop else ""
    if after in ("a", "an") and at + 2 < stop and lowers[at + 2] in lexicon.scales:
        return _scaled(tokens, at, at + 2, stop, 0.5, "words", lexicon)
    before = lowers[at - 1] if at else ""
    if after in HYPHENS or before in ("first", "second", "latter", "other", "and") or before in HYPHENS:
        return None
    if after in ("of", "the", "all", "its", "their", "our") or before in (
        "by",
        "in",
        "than",
        "nearly",
        "about",
        "over",
        "almost",
        "roughly",
        "one",
        "least",
        "to",
        "around",
    ):
        return Number(at, at + 1, 0.5, "fraction", rule_ids=(lexicon.rule_of.get(lowers[at], ""),))
    return None


def _vague(tokens: Tokens, at: int, stop: int, lexicon: NumberLexicon) -> Number | None:
    """ "dozens of", "hundreds of thousands of", "tens of millions of": at least the scale named."""
    value = lexicon.plural_scales[tokens.lowers[at]]
    end = at + 1
    while end + 1 < stop and tokens.lowers[end] == "of" and tokens.lowers[end + 1] in lexicon.plural_scales:
        value *= lexicon.plural_scales[tokens.lowers[end + 1]]
        end += 2
    if end < stop and tokens.lowers[end] == "of":
        return Number(at, end, value, "vague", True, value, (lexicon.rule_of[tokens.lowers[at]],))
    return None


def _cardinal(tokens: Tokens, at: int, stop: int, lexicon: NumberLexicon) -> tuple[float, int]:
    """The value below its last scale, and the end, of a cardinal in words: "two hundred and fifty" (thousand)."""
    lowers = tokens.lowers
    total, current, end = 0.0, lexicon.cardinals[lowers[at]], at + 1
    while end < stop:
        word = lowers[end]
        if (
            word in HYPHENS
            and end + 1 < stop
            and current >= 20
            and current % 10 == 0
            and 0 < lexicon.cardinals.get(lowers[end + 1], 0) < 10
        ):
            current += lexicon.cardinals[lowers[end + 1]]
            end += 2
        elif 0 < lexicon.cardinals.get(word, 0) < 10 and current % 100 >= 20 and current % 10 == 0:
            current += lexicon.cardinals[word]
            end += 1
        elif word == "hundred" and current < 100:
            current *= 100
            end += 1
            end, more = _below_hundred(tokens, end, stop, lexicon)
            current += more
        elif word in lexicon.scales and lexicon.scales[word] >= 1000 and _goes_on(tokens, end + 1, stop, lexicon):
            total += current * lexicon.scales[word]
            end, current = _next_part(tokens, end + 1, stop, lexicon)
        else:
            break
    return total + current, end


def _below_hundred(tokens: Tokens, at: int, stop: int, lexicon: NumberLexicon) -> tuple[int, float]:
    """What follows "hundred": "and fifty", "twelve"."""
    place = at + 1 if at < stop and tokens.lowers[at] == "and" else at
    value = lexicon.cardinals.get(tokens.lowers[place]) if place < stop else None
    if value is None or value >= 100 or value == 0:
        return at, 0.0
    if (
        place + 2 < stop
        and tokens.lowers[place + 1] in HYPHENS
        and value >= 20
        and lexicon.cardinals.get(tokens.lowers[place + 2], 10) < 10
    ):
        return place + 3, value + lexicon.cardinals[tokens.lowers[place + 2]]
    if place + 1 < stop and value >= 20 and 0 < lexicon.cardinals.get(tokens.lowers[place + 1], 10) < 10:
        return place + 2, value + lexicon.cardinals[tokens.lowers[place + 1]]
    return place + 1, value


def _goes_on(tokens: Tokens, at: int, stop: int, lexicon: NumberLexicon) -> bool:
    """Whether a smaller part follows a scale: "two thousand | five hundred", "one million | and fifty"."""
    if at < stop and tokens.lowers[at] == "and":
        return (
            at + 1 < stop
            and tokens.lowers[at + 1] in lexicon.cardinals
            and not (
                at + 2 < stop
                and tokens.lowers[at + 2] in lexicon.scales
                and lexicon.scales[tokens.lowers[at + 2]] >= 1000
            )
        )
    return at < stop and tokens.lowers[at] in lexicon.cardinals


def _next_part(tokens: Tokens, at: int, stop: int, lexicon: NumberLexicon) -> tuple[int, float]:
    place = at + 1 if tokens.lowers[at] == "and" else at
    return place + 1, lexicon.cardinals[tokens.lowers[place]]


def _fraction_after(tokens: Tokens, at: int, stop: int, lexicon: NumberLexicon) -> tuple[float, int] | None:
    """ "-thirds", " quarters" after a cardinal: the denominator and the end."""
    place = at + 1 if at < stop and tokens.lowers[at] in HYPHENS else at
    if place < stop and tokens.lowers[place] in lexicon.fractions:
        return lexicon.fractions[tokens.lowers[place]], place + 1
    return None


def _scaled(
    tokens: Tokens, start: int, end: int, stop: int, value: float, form: Form, lexicon: NumberLexicon
) -> Number:
    """A number with the scale words that follow it: "2 lakh crore", "two and a half million", "5bn", "10-million"."""
    scale = 1.0
    rules: list[str] = []
    lowers = tokens.lowers
    if (
        end + 2 < stop
        and lowers[end] == "and"
        and lowers[end + 1] in ("a", "one", "three")
        and lowers[end + 2] in lexicon.fractions
    ):
        tops = {"a": 1.0, "one": 1.0, "three": 3.0}
        if lowers[end + 2] in ("half", "third", "quarter", "quarters"):
            value += tops[lowers[end + 1]] / lexicon.fractions[lowers[end + 2]]
            end += 3
    place = end
    while place < stop and scale < 1e30:
        word = lowers[place]
        if word in lexicon.scales:
            scale *= lexicon.scales[word]
            rules.append(lexicon.rule_of[word])
            place += 1
        elif (
            word in HYPHENS
            and place + 1 < stop
            and tokens.glued(place)
            and tokens.glued(place + 1)
            and lowers[place + 1] in lexicon.scales
        ):
            scale *= lexicon.scales[lowers[place + 1]]
            rules.append(lexicon.rule_of[lowers[place + 1]])
            place += 2
        else:
            break
    return Number(start, place, _tidy(value * scale), form, scale != 1.0, scale, tuple(rules))


def _tidy(value: float) -> float:
    """A product without the dust of binary fractions: 19.7e3 * 1e7 → 197000000000.0."""
    return float(f"{value:.12g}")


def _plural(word: str) -> str:
    if word == "half":
        return "halves"
    return word if word.endswith("s") else word + "s"
