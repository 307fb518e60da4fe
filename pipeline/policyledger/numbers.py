"""Numbers as policy prose writes them: digits, words, scales and fractions, read from a given token on.

"1,234.5", "10 000", "19,700 crore", "two and a half million", "three hundred and twelve", "half a million", "3½",
"two-thirds", "9 in 10", "nought point five", "1.3x10^6". What they count is the business of `policyledger.quantities`.
"""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from policyledger.numberwords import HYPHENS, Form, Number, NumberLexicon
from policyledger.numerals import LONGEST, digits_value, writes_european
from policyledger.tokens import Tokens

GROUP = 3
"""Digits of a group of thousands."""
MINUSES = frozenset({"-", "−", "–"})
APOSTROPHES = frozenset({"'", "’"})
POWER = re.compile(r"\^(?P<power>[-−+]?\d{1,2})(?![\w.])")
SCIENTIFIC = re.compile(
    r"(?:e(?P<exponent>[-−+]?\d{1,2})"
    r"|[ ]?[x×·][ ]?10(?:\^(?P<raised>[-−+]?\d{1,2})|(?P<superscript>[⁻⁺]?[⁰¹²³⁴-⁹]+)))(?![\w.]\w)",
    re.IGNORECASE,
)
RATIO = 10
"""From here on what stands above a slash is no fraction's but one side of a ratio."""
ROUND_BOTTOMS = frozenset({100.0, 1000.0, 10000.0})
MIXED_BOTTOMS = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 16, 32})
"""What a fraction behind a whole number may be in: "10 1/2 miles"."""
QUARTERS = 3
"""How many quarters make a share; of the year there may be two or four."""
SAMPLE_LIMIT = 1000
"""The largest n for which "m in n" or "m/n" is read as a share."""
LARGEST_EXPONENT = 100
"""The power of ten beyond which a raised number is no amount, well within what floats hold."""
ROUND_SAMPLES = frozenset({12, 15, 20, 25, 50, 100, 500, 1000})
"""The samples above ten of which "m in n" is a share for any m; "three in 24 countries" is none."""


def find(tokens: Tokens, lexicon: NumberLexicon) -> Iterator[Number]:
    """Every number of a text with its sign, in order, whatever it counts, numbers or names.

    Bare numbers are no quantities of a document (`policyledger.quantities` says which are), but a caller who knows
    what a text is about may want them. A minus apart from its number is a sign only where the text begins with it.
    """
    european = writes_european(tokens.spelt)
    triggers = lexicon.triggers()
    at, count = 0, len(tokens.words)
    while at < count:
        word = tokens.lowers[at]
        number = None
        if word in triggers or word[0].isnumeric():
            number = parse(tokens, at, count, lexicon, european=european)
        if number is None or (number.form == "words" and _is_pronoun(tokens, number, lexicon)):
            at += 1
            continue
        if number.form == "digits" and not number.scaled:
            number = _with_symbol(tokens, number, lexicon)
        number = _over(tokens, number, lexicon)
        yield with_sign(tokens, number, 0, lexicon, apart=True)
        at = number.end


def parse(tokens: Tokens, at: int, stop: int, lexicon: NumberLexicon, *, european: bool = False) -> Number | None:
    """The number that begins at a token, the longest reading, or None.

    Args:
        tokens: the text.
        at: token it begins at; a sign before it is not looked at.
        stop: token it may not reach (the end of the sentence or block).
        lexicon: number words.
        european: whether the text writes 2.000 for two thousand.
    """
    return _Reader(tokens, stop, lexicon, european).number(at)


def with_sign(tokens: Tokens, number: Number, begin: int, lexicon: NumberLexicon, *, apart: bool = False) -> Number:
    """A number with the sign before it, a word ("minus five") or a mark glued to it ("-5", but not that of "4-5").

    Args:
        tokens: the text.
        number: a number without its sign.
        begin: token a sign may not stand before.
        lexicon: number words.
        apart: whether a mark with a blank after it is a sign too, where nothing stands before it.
    """
    at = number.start - 1
    if at < begin:
        return number
    before = tokens.lowers[at - 1] if at > begin else ""
    if tokens.lowers[at] in lexicon.lists.get("LEX-MINUS", ()):
        if before in ("or", "/", "plus"):
            return number
    elif tokens.lowers[at] not in MINUSES and tokens.lowers[at] != "+":
        return number
    elif tokens.glued(number.start):
        if at > begin and tokens.glued(at) and (before[-1].isalnum() or before[-1] in "/-.)"):
            return number
    elif not apart or at > begin:
        return number
    return replace(number, start=at, value=number.value if tokens.lowers[at] == "+" else -number.value)


def _is_pronoun(tokens: Tokens, number: Number, lexicon: NumberLexicon) -> bool:
    """Whether a lone "one" stands for a thing: "the one", "which one"."""
    if number.value != 1 or number.end != number.start + 1 or not number.start:
        return False
    return tokens.lowers[number.start - 1] in lexicon.lists.get("LEX-ONE-PRONOUN-LEAD", ())


def _over(tokens: Tokens, number: Number, lexicon: NumberLexicon) -> Number:
    """ "one over three": a fraction, unless the second number goes on to a unit or noun ("one over 20 years")."""
    place, count = number.end + 1, len(tokens.words)
    over = lexicon.lists.get("LEX-FRACTION-BAR", ())
    if place >= count or tokens.lowers[number.end] not in over or number.form not in ("digits", "words"):
        return number
    below = parse(tokens, place, count, lexicon)
    if below is None or below.form not in ("digits", "words") or not below.value:
        return number
    if below.end < count and tokens.words[below.end][0].isalnum():
        return number
    return Number(number.start, below.end, number.value / below.value, "fraction")


def _with_symbol(tokens: Tokens, number: Number, lexicon: NumberLexicon) -> Number:
    """ "10k", "1.2b", "10 bln": a scale symbol right behind digits; an "m" may be metres, and is left."""
    if number.end < len(tokens.words) and tokens.words[number.end] in lexicon.glued:
        symbol = tokens.words[number.end]
        ends = number.end + 1 == len(tokens.words) or not tokens.glued(number.end + 1)
        ends = ends or not tokens.words[number.end + 1][0].isalnum()
        if symbol != "m" and ends:
            return scaled_by(number, number.end + 1, lexicon.glued[symbol], lexicon.rule_of[symbol])
    return number


def scaled_by(number: Number, end: int, scale: float, rule_id: str) -> Number:
    """A number that goes on to a scale symbol."""
    value = _tidy(number.value * scale)
    rules = (*number.rule_ids, rule_id)
    return replace(number, end=end, value=value, scaled=True, scale=scale * number.scale, rule_ids=rules)


ENDINGS = frozenset({"rd", "rds", "th", "ths"})
"""How fractions in figures may end."""
HUNDRED = 100
THOUSAND = 1000


class _Reader:
    """Reads one number; each method takes a token and gives a value with the token after it, or None."""

    __slots__ = ("european", "lexicon", "lowers", "rules", "stop", "tokens", "words")

    def __init__(self, tokens: Tokens, stop: int, lexicon: NumberLexicon, european: bool) -> None:
        self.tokens, self.words, self.lowers = tokens, tokens.words, tokens.lowers
        self.stop, self.lexicon, self.european = stop, lexicon, european
        self.rules: list[str] = []

    def number(self, at: int) -> Number | None:
        first = self.words[at][0]
        if first.isdecimal():
            return self._from_digits(at)
        if first == ".":
            return self._from_point(at)
        if len(self.words[at]) == 1 and unicodedata.numeric(first, None) is not None:
            return self._fraction(at, at + 1, unicodedata.numeric(first))
        found = self._from_words(at)
        return found if found is None or found.form != "words" else self._in_figures_too(found)

    def _in_figures_too(self, number: Number) -> Number:
        """A number with its figures in brackets behind its words, as laws have it: "ninety (90)"."""
        at = number.end
        if at + 2 >= self.stop or self.words[at] != "(" or not self.words[at + 1][0].isdecimal():
            return number
        figures = self._digits(at + 1)
        if figures is None or figures[0] != number.value or self.words[figures[1] : figures[1] + 1] != [")"]:
            return number
        return replace(number, end=figures[1] + 1)

    # --- digits ------------------------------------------------------------------------------------------------

    def _from_digits(self, at: int) -> Number | None:
        read = self._digits(at)
        if read is None:
            return None
        value, end = read
        raised = self._raised(end, value)
        if raised is not None:
            return Number(at, raised[1], raised[0], "digits")
        slash = self._slash(end)
        if slash is not None:
            bottom, after = slash
            if not 0 < value < bottom <= SAMPLE_LIMIT or self._word(after) == "/":
                return None
            if value >= RATIO and bottom not in ROUND_BOTTOMS and self._word(after) != "of":
                return None  # "shared 40/60"
            return self._fraction(at, after, value / bottom)
        mixed = self._mixed(end)
        if mixed is not None:
            return self._amount(at, mixed[1], value + mixed[0], "digits")
        return self._share(at, end, value) or self._amount(at, end, value, "digits")

    def _digits(self, at: int) -> tuple[float, int] | None:
        """The value of a token of digits and of the groups that follow it: "10 000", "1 234 567.8", "1'000'000"."""
        words = self.words
        value = digits_value(words[at], european=self.european)
        if value is None:
            return None
        end = at + 1
        if words[at].isdecimal() and len(words[at]) <= 3 and words[at][0] != "0":
            end = self._groups(at)
            if end == at + 1 and self._is_torn(at):
                return float(f"{words[at]}{words[at + 2]}"), at + 3
            if end > at + 1:
                joined = "".join(word for word in words[at:end] if word[0].isdecimal())
                value = float(joined.replace(",", "."))
        return value, end

    def _is_torn(self, at: int) -> bool:
        """Whether a blank has got behind the comma of a sum of money with a scale: "Rs.1, | 944 billion"."""
        words, tokens = self.words, self.tokens
        if at + 3 >= self.stop or words[at + 1] != "," or not tokens.glued(at + 1) or not tokens.glued(at):
            return False
        group = words[at + 2].isdecimal() and len(words[at + 2]) == GROUP
        return group and tokens.starts[at + 2] == tokens.ends[at + 1] + 1 and self._word(at + 3) in self.lexicon.scales

    def _groups(self, at: int) -> int:
        tokens, end = self.tokens, at + 1
        while end < self.stop:
            place = end
            if self.words[place] in APOSTROPHES and tokens.glued(place) and place + 1 < self.stop:
                place += 1
                if not tokens.glued(place):
                    break
            elif tokens.starts[place] != tokens.ends[end - 1] + 1:
                break
            if not re.fullmatch(r"\d{3}(?:[.,]\d+)?", self.words[place]):
                break
            end = place + 1
            if end - at > LONGEST:
                return at + 1  # a row of figures; as one number it would be beyond all measure
            if not self.words[place].isdecimal():
                break
        return end

    def _from_point(self, at: int) -> Number | None:
        """ ".08": a point that nothing stands right before."""
        digits = at + 1
        if digits >= self.stop or not self.words[digits].isdecimal() or not self.tokens.glued(digits):
            return None
        if (
            at
            and self.tokens.glued(at)
            and self.words[at - 1] not in ("$", "£", "€", "-", "−", "+", "~", "<", ">", "(")
        ):
            return None
        return self._amount(at, digits + 1, float("." + self.words[digits]), "digits")

    def _raised(self, end: int, value: float) -> tuple[float, int] | None:
        """ "1.3x10^6", "1.3e6", "6 × 10⁻⁴", "2^10": a power behind a number."""
        tokens = self.tokens
        place = tokens.ends[end - 1]
        if end >= self.stop or self.lowers[end][0] not in "ex×·^":
            return None
        found = SCIENTIFIC.match(tokens.text, place) or POWER.match(tokens.text, place)
        if found is None:
            return None
        after = bisect_left(tokens.ends, found.end(), end, self.stop)
        if after >= self.stop or tokens.ends[after] != found.end():
            return None
        groups = found.groupdict()
        if groups.get("power"):
            power = _exponent(groups["power"])
            too_large = value > 1 and power * math.log10(value) > LARGEST_EXPONENT
            return (value**power, after + 1) if value and not too_large else None
        exponent = groups["exponent"] or groups["raised"] or unicodedata.normalize("NFKC", groups["superscript"])
        return _tidy(value * 10.0 ** _exponent(exponent)), after + 1

    def _mixed(self, end: int) -> tuple[float, int] | None:
        """ "3½", "10 1/2": the fraction behind a whole number."""
        if end >= self.stop or not self.words[end - 1].isdecimal():
            return None
        vulgar = unicodedata.numeric(self.words[end], None) if len(self.words[end]) == 1 else None
        if vulgar is not None and 0 < vulgar < 1:
            return vulgar, end + 1
        if self.words[end].isdecimal() and not self.tokens.glued(end):
            slash, top = self._slash(end + 1), float(self.words[end])
            if slash is not None and 0 < top < slash[0] and slash[0] in MIXED_BOTTOMS and self._word(slash[1]) != "/":
                return top / slash[0], slash[1]
        return None

    def _slash(self, at: int) -> tuple[float, int] | None:
        """The number below a glued slash, and the token after it."""
        if at + 1 < self.stop and self.words[at] == "/" and self.tokens.glued(at) and self.words[at + 1].isdecimal():
            ended = at + 2 < self.stop and self.lowers[at + 2] in ENDINGS and self.tokens.glued(at + 2)  # "2/3rds"
            return (float(self.words[at + 1]), at + 2 + ended) if self.tokens.glued(at + 1) else None
        return None

    # --- words -------------------------------------------------------------------------------------------------

    def _from_words(self, at: int) -> Number | None:
        lower, lexicon = self.lowers[at], self.lexicon
        if lower in lexicon.absolutes:
            absolute = self._absolute(at)
            if absolute is not None:
                return absolute
        if lower in lexicon.multiples:
            return self._multiple(at)
        if lower in ("a", "an"):
            return self._from_article(at)
        if lower in lexicon.cardinals:
            return self._from_cardinal(at)
        if lower in lexicon.plural_scales:
            return self._vague(at)
        if lower in lexicon.scales:
            return self._bare_scale(at)
        if lower in lexicon.fractions:
            return self._bare_fraction(at)
        return None

    def _from_cardinal(self, at: int) -> Number | None:
        fraction = self._fraction_phrase(at)
        if fraction is not None:
            value, end = fraction
            return self._of_scale(at, end, value) or self._fraction(at, end, value)
        value, end = self._below_hundred(at)
        return self._share(at, end, value) or self._amount(at, end, value, "words")

    def _multiple(self, at: int) -> Number | None:
        rule = self.lexicon.multiples[self.lowers[at]]
        after = self._word(at + 1)
        if after in HYPHENS:
            after = self._word(at + 2)
        if after in rule.unless.after or (at and self.lowers[at - 1] in rule.unless.before):
            return None
        form: Form = "multiple" if rule.value >= 1 else "fraction"
        return Number(at, at + 1, rule.value, form, rule_ids=(rule.id,))

    def _absolute(self, at: int) -> Number | None:
        """ "net zero emissions", "carbon neutrality by": number and unit in one, where what follows shows it."""
        lowers = self.lowers
        words = [index for index in range(at, min(self.stop, at + 12)) if lowers[index] not in HYPHENS]
        for key, rule in self.lexicon.absolutes[lowers[at]]:
            if tuple(lowers[index] for index in words[: len(key)]) != key:
                continue
            rest = words[len(key) :]
            while rest and lowers[rest[0]] in rule.skips:
                rest = rest[1:]
            if not rest or lowers[rest[0]] not in rule.followed_by:
                continue
            end = rest[0] + 1 if lowers[rest[0]].startswith("emission") else words[len(key) - 1] + 1
            return Number(at, end, rule.value, "absolute", rule_ids=(rule.id,))
        return None

    def _from_article(self, at: int) -> Number | None:
        """ "a hundred", "a million", "a third of", "a quarter million", "a dozen"."""
        lower, lexicon = self._word(at + 1), self.lexicon
        if lower in lexicon.scales and lower not in lexicon.plural_scales:
            if self._word(at + 2) in HYPHENS:
                return None
            number = self._amount(at, at + 1, 1.0, "words")
            parts = self._denominator(number.end)
            if parts is not None and self.lowers[parts[1] - 1].endswith("s"):
                return self._fraction(at, parts[1], number.value / parts[0])
            return number
        denominator = self._denominator(at + 1)
        if denominator is None:
            return None
        value, end = 1 / denominator[0], denominator[1]
        scaled = self._of_scale(at, end, value)
        if scaled is not None:
            return scaled
        return self._fraction(at, end, value) if self._is_share(at, end) else None

    def _is_share(self, start: int, end: int) -> bool:
        """Whether "a third" and the like is a share and not the third of some: by what stands around it."""
        following, lists = self._word(end), self.lexicon.lists
        if following in lists.get("LEX-FRACTION-FOLLOW", ()):
            return True
        led = start == 0 or self.lowers[start - 1] in lists.get("LEX-FRACTION-LEAD", ())
        if self.lexicon.fractions.get(self.lowers[end - 1]) == 2 and following[:1].isalpha():
            return True  # "a half hour"
        if not following[:1].isalpha():
            return led and following not in HYPHENS  # "a third-country firm"
        return led and following in lists.get("LEX-NOUN-PHRASE-END", ())

    def _bare_fraction(self, at: int) -> Number | None:
        """ "half a million", "half million", "half of", "by half": a fraction without a number before it."""
        value = 1 / self.lexicon.fractions[self.lowers[at]]
        scaled = self._of_scale(at, at + 1, value)
        if scaled is not None or value not in (0.5, 0.25):
            return scaled
        if value != 0.5 or self.lowers[at].endswith("s"):
            return None
        lists = self.lexicon.lists
        after, before = self._word(at + 1), self.lowers[at - 1] if at else ""
        if after in HYPHENS or before in HYPHENS or before in lists.get("LEX-HALF-OF-TIME", ()):
            return None
        if after in lists.get("LEX-HALF-FOLLOW", ()) or before in lists.get("LEX-FRACTION-LEAD", ()):
            return self._fraction(at, at + 1, value)
        return None

    def _vague(self, at: int) -> Number | None:
        """ "dozens of", "hundreds of thousands of", "tens of millions of": at least the scale named."""
        plural = self.lexicon.plural_scales
        value, end = plural[self.lowers[at]], at + 1
        while self._word(end) == "of" and self._word(end + 1) in plural:
            value *= plural[self._word(end + 1)]
            end += 2
        if self._word(end) == "of":
            return Number(at, end, value, "vague", True, value, (self.lexicon.rule_of[self.lowers[at]],))
        return None

    def _bare_scale(self, at: int) -> Number | None:
        """ "hundred thousand", "hundred per cent": a scale that another follows; one alone is as often a noun."""
        after = self._word(at + 1)
        before = self.lowers[at - 1] if at else ""
        scales = self.lexicon.scales
        if self.lowers[at] == "hundred" and (
            after in ("percent", "%") or (after == "per" and self._word(at + 2) == "cent")
        ):
            return self._amount(at, at, 1.0, "words")
        if scales[self.lowers[at]] > 1000 or scales.get(after, 0.0) <= scales[self.lowers[at]]:
            return None
        return None if before in self.lexicon.lists.get("LEX-VAGUE-AMOUNT", ()) else self._amount(at, at, 1.0, "words")

    # --- cardinals ---------------------------------------------------------------------------------------------

    def _amount(self, start: int, end: int, value: float, form: Form) -> Number:
        """A number from its first part on, with the scales, parts and fractions behind it.

        "2 lakh crore", "4 thousand 3 hundred and 21", "two and a half million", "three million and a half".
        """
        value, end = self._below_thousand(value, end, digits=form == "digits")
        hundreds = 100.0 if self.lexicon.scales.get(self.lowers[end - 1]) == 100 else 1.0
        if form == "words":
            value, end = self._with_decimals(value, end)
        total, scales = 0.0, []
        while True:
            fraction = self._and_fraction(end)
            if fraction is not None:
                value, end = value + fraction[0], fraction[1]
            scale, after = self._scales(end)
            total, end = total + value * scale, after
            if scale == 1.0:
                break
            scales.append(scale)
            fraction = self._and_fraction(end)
            if fraction is not None:
                own, after = self._scales(fraction[1])
                smaller = 1.0 < own < scale
                total += fraction[0] * (own if smaller else scale)
                end = after if smaller else fraction[1]
                break
            part = self._part(end, scale, form)
            if part is None:
                break
            value, end = part
        scaled = bool(scales) or hundreds > 1
        whole = (scales[0] if scales else 1.0) * hundreds if len(scales) < 2 else 1.0
        return Number(start, end, _tidy(total) if scaled else total, form, scaled, whole, tuple(self.rules))

    def _below_hundred(self, at: int) -> tuple[float, int]:
        """ "twelve", "twenty", "twenty-five", "twenty five"."""
        value, end = self.lexicon.cardinals[self.lowers[at]], at + 1
        if value >= 20 and value % 10 == 0:
            place = end + 1 if self._word(end) in HYPHENS else end
            unit = self.lexicon.cardinals.get(self._word(place), 0.0)
            if 0 < unit < 10:
                return value + unit, place + 1
        return value, end

    def _below_thousand(self, value: float, end: int, *, digits: bool = False) -> tuple[float, int]:
        """A small number with the hundreds it may be of and the rest below: "three hundred (and) two dozen"."""
        scales, cardinals = self.lexicon.scales, self.lexicon.cardinals
        if value >= 100 or scales.get(self._word(end)) != 100:
            return value, end
        value, end = value * 100, end + 1
        place = end + 1 if self._word(end) == "and" else end
        word = self._word(place)
        proper = self._fraction_phrase(place, hundreds=False) if word in cardinals and place > end else None
        if cardinals.get(word, 0.0) > 0 and (proper is None or proper[0] >= 1):  # "one hundred | and three quarters"
            rest, after = self._below_hundred(place)
        elif digits and place > end and word.isdecimal() and len(word) < 3 and float(word) > 0:
            rest, after = float(word), place + 1
        else:
            return value, end
        if scales.get(self._word(after)) == 12:
            rest, after = rest * 12, after + 1
        elif scales.get(self._word(after)) == 100:
            return value, end  # "between one hundred and two hundred"
        return value + rest, after

    def _with_decimals(self, value: float, end: int) -> tuple[float, int]:
        """ "two hundred point zero three", "five point seventy-one"."""
        cardinals = self.lexicon.cardinals
        if (
            self._word(end) not in self.lexicon.lists.get("LEX-DECIMAL-POINT", ())
            or self._word(end + 1) not in cardinals
        ):
            return value, end
        end += 1
        if cardinals[self.lowers[end]] >= 10:
            decimals, end = self._below_hundred(end)
            return float(f"{value:.0f}.{decimals:.0f}"), end
        written = ""
        while cardinals.get(self._word(end), 10) < 10:
            written += f"{cardinals[self.lowers[end]]:.0f}"
            end += 1
        return float(f"{value:.0f}.{written}"), end

    def _scales(self, at: int) -> tuple[float, int]:
        """The product of the scale words from a token on: "lakh crore", "-million"; 1.0 where none stands."""
        scales, tokens = self.lexicon.scales, self.tokens
        scale = 1.0
        while at < self.stop and scale < 1e30:
            place = at
            if self.lowers[at] in HYPHENS and at + 1 < self.stop and tokens.glued(at) and tokens.glued(at + 1):
                place += 1
            if self.lowers[place] not in scales:
                break
            scale *= scales[self.lowers[place]]
            self.rules.append(self.lexicon.rule_of[self.lowers[place]])
            at = place + 1
        return scale, at

    def _part(self, at: int, scale: float, form: Form) -> tuple[float, int] | None:
        """The smaller part that follows a scale: "two thousand | five hundred", "one million | and fifty".

        After digits it must name a scale of its own: "3 million and two hospitals" is two things. So must one behind a
        comma, or hundreds: "three million, | two hundred thousand, | five hundred and six".
        """
        listed = self._word(at) == "," and form == "words"
        place = at + 1 if listed or self._word(at) == "and" else at
        word = self._word(place)
        if self.lexicon.cardinals.get(word, 0.0) > 0:
            value, end = self._below_hundred(place)
        elif form == "digits" and word.isdecimal() and len(word) <= 3:
            value, end = float(word), place + 1
        else:
            return None
        value, end = self._below_thousand(value, end, digits=form == "digits")
        rules = len(self.rules)
        own, _ = self._scales(end)
        del self.rules[rules:]
        if value * own >= scale or (form == "digits" and own == 1.0 and self.lowers[end - 1] == word):
            return None
        if listed and own == 1.0 and (value < HUNDRED or scale > THOUSAND):
            return None
        return value, end

    # --- fractions ---------------------------------------------------------------------------------------------

    def _fraction_phrase(self, at: int, *, hundreds: bool = True) -> tuple[float, int] | None:
        """ "two thirds", "three-quarters", "one twenty-fifth"; `hundreds`: whether its top may go beyond a hundred.

        What follows the hundreds of a top is asked without, or "two hundred and two hundred and …" would nest.
        """
        value, end = self._below_hundred(at)
        if hundreds:
            value, end = self._below_thousand(value, end)
        place = end + 1 if self._word(end) in HYPHENS else end
        found = self._denominator(place)
        if found is None or value == 0:
            return None
        bottom, after = found
        last = self.lexicon.cardinals.get(self.lowers[end - 1], 0.0)
        if bottom < 10 and last >= 20 and end - 1 > at and self.lowers[end - 2] not in HYPHENS | {"and"}:
            value, bottom = value - last, bottom + last  # "one hundred | thirty-fifths"
        plural = self.lowers[after - 1].endswith("s")
        if self.lowers[after - 1] == "quarters" and value != QUARTERS:
            return None  # "in the first two | quarters": of a year
        whole = plural or place > end or self._word(after) == "of" or self._word(after) in self.lexicon.scales
        if value != 1 and not whole:
            return None  # "two third countries"
        return value / bottom, after

    def _denominator(self, at: int) -> tuple[float, int] | None:
        """ "third(s)", "twenty-fifth(s)", "hundred and fifth"."""
        fractions, cardinals = self.lexicon.fractions, self.lexicon.cardinals
        word = self._word(at)
        if word in fractions:
            return fractions[word], at + 1
        tens, end = cardinals.get(word, 0.0), at + 1
        if tens == 1 and self.lexicon.scales.get(self._word(end)) == 100:
            tens, end = 100.0, end + 1
            end += self._word(end) == "and"
        elif tens < 20:
            return None
        elif self._word(end) in HYPHENS:
            end += 1
        unit = self.lexicon.ordinals.get(self._word(end)) or fractions.get(self._word(end), tens)
        return (tens + unit, end + 1) if unit < min(tens, 100) and (unit < 10 or tens == 100) else None

    def _and_fraction(self, at: int) -> tuple[float, int] | None:
        """ "and a half", "and three quarters": a fraction that goes on from a number, not a share of something else."""
        if self._word(at) != "and":
            return None
        word = self._word(at + 1)
        if word in ("a", "an"):
            found = self._denominator(at + 2)
            found = found and (1 / found[0], found[1])
        elif word in self.lexicon.cardinals:
            found = self._fraction_phrase(at + 1)
        elif word in self.lexicon.fractions and self._word(at + 2) in self.lexicon.scales:
            found = 1 / self.lexicon.fractions[word], at + 2
        else:
            return None
        return None if found is None or self._word(found[1]) == "of" else found

    def _of_scale(self, start: int, end: int, value: float) -> Number | None:
        """ "half a million", "quarter million", "two thirds of a billion": a fraction of a scale."""
        place = end + 1 if self._word(end) == "of" else end
        place += self._word(place) in ("a", "an")
        word = self._word(place)
        if word not in self.lexicon.scales or (word in self.lexicon.plural_scales and place > end):
            return None
        scale, end = self._scales(place)
        return Number(start, end, _tidy(value * scale), "words", True, scale, tuple(self.rules))

    def _share(self, at: int, end: int, top: float) -> Number | None:
        """ "9 in 10", "two out of three", "one in five": a share, when the second number is larger and ends there."""
        lexicon = self.lexicon
        word = self._word(end)
        if word == "in":
            place = end + 1
        elif word == "out" and self._word(end + 1) == "of":
            place = end + 2
            place += self._word(place) == "the"
        else:
            return None
        place += self._word(place) == "every"
        word = self._word(place)
        if word.isdecimal():
            bottom, after = float(word), place + 1
        elif lexicon.cardinals.get(word, 0.0) > 0:
            bottom, after = self._below_hundred(place)
            bottom, after = self._below_thousand(bottom, after)
        else:
            return None
        if not 0 < top < bottom <= SAMPLE_LIMIT or not (top == 1 or bottom <= 10 or bottom in ROUND_SAMPLES):
            return None
        if self._word(after) in lexicon.scales or self._word(after) in lexicon.lists.get("LEX-NO-SAMPLE", ()):
            return None
        return self._fraction(at, after, top / bottom)

    def _fraction(self, start: int, end: int, value: float) -> Number:
        rule = self.lexicon.rule_of.get(self.lowers[end - 1], "")
        return Number(start, end, _tidy(value), "fraction", rule_ids=(rule,) if rule else ())

    def _word(self, at: int) -> str:
        """The token in lower case; empty past the end."""
        return self.lowers[at] if at < self.stop else ""


def _exponent(written: str) -> int:
    return int(written.replace("−", "-"))


def _tidy(value: float) -> float:
    """A product without the dust of binary fractions: 19.7e3 * 1e7 → 197000000000.0."""
    return float(f"{value:.14g}")
