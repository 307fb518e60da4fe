"""What a number counts: the noun phrase behind it, up to its head."""

from __future__ import annotations

from collections.abc import Sequence

from policyledger.inflection import singular
from policyledger.numberwords import DASHES, Number
from policyledger.quantitywords import QuantityLexicon
from policyledger.tokens import Tokens

QUOTES = frozenset("\"'“”‘’«»")
NOUN_PHRASE_LIMIT = 9
"""Tokens after a number among which the head of what it counts is looked for."""


class Counting:
    """Finds what the numbers of a text count."""

    def __init__(self, tokens: Tokens, lexicon: QuantityLexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon

    def noun(
        self, at: int, stop: int, number: Number, extend: bool, *, joined: bool = False
    ) -> tuple[tuple[int, int], str] | None:
        """The noun phrase a number counts: token range up to its head, and the head in the singular.

        There is no tagger: the phrase ends at a function word or a stop, and its head is the first plural in it
        ("170,000 electric vehicles produced by"); after "one" the last word, where one is an amount: `joined` to a
        count before it, or one of the cases below.
        """
        tokens, lists = self.tokens, self.lexicon.lists
        lowers, words = tokens.lowers, tokens.words
        ends, not_plural, irregular = (
            lists["LEX-NOUN-PHRASE-END"],
            lists["LEX-NOT-PLURAL"],
            lists["LEX-IRREGULAR-PLURAL"],
        )
        start = at
        if start < stop and lowers[start] in DASHES:
            hyphened = tokens.glued(start) and start + 1 < stop and tokens.glued(start + 1)
            if not hyphened or number.form == "words":
                return None
            start += 1
        elif start < stop and tokens.glued(start) and words[start][0].isalpha() and not is_word(words[start]):
            return None  # "5G", "3D", "2nd"
        if number.form == "vague" or (number.scaled and start < stop and lowers[start] == "of"):
            start += 1
        if start < stop and lowers[start] in ("more", "other", "additional"):
            start += 1
        head_end = None
        last = min(stop, start + NOUN_PHRASE_LIMIT)
        nouns: list[int] = []
        index = start
        while index < last:
            word = lowers[index]
            if words[index] == "(" and index + 2 < stop and words[index + 2] == ")" and words[index + 1].isupper():
                index += 3
                continue
            if words[index] in QUOTES or word in DASHES:
                if word in DASHES and not (tokens.glued(index) and index + 1 < stop and tokens.glued(index + 1)):
                    break
                index += 1
                continue
            if word == "'s" and nouns and index + 1 < last and lowers[index + 1][0].isalpha():
                index += 1  # "50 Master's students"
                continue
            if word in ("and", "or", "&", "/", ",") and nouns and index + 1 < last and self._joined(index):
                index += 1
                last = min(stop, last + 2)  # "132 new climate, | nature and clean energy projects"
                continue
            if word in ("and", "or") and (not nouns or (index + 1 < stop and self.is_numeral(index + 1))):
                break  # "one school | and two libraries", "capped at 25 | and teachers"
            if word[0].isdecimal() and index + 1 < last and self._names_generation(index):
                index += 2  # "1.6 million 5G base stations"
                continue
            if self._names_year(index, nouns, last):
                index += 1  # "107 Natura 2000 sites"
                continue
            inside_quotes = index > start and (words[index - 1] in QUOTES or lowers[index - 1] in DASHES)
            if (word in ends and not self._open_quote(start, index) and not inside_quotes) or not word[0].isalpha():
                break
            nouns.append(index)
            plural = (
                word in irregular
                or (len(word) > 3 and word not in not_plural and singular(word) != word)
                or (words[index][:-1].isupper() and len(word) > 2 and words[index].endswith("s"))
            )
            single = number.value == 1 and number.form in ("words", "digits") and not number.scaled
            if (
                plural
                and not single
                and not (  # "one skills centre"
                    index + 2 < stop
                    and lowers[index + 1] in DASHES
                    and tokens.glued(index + 1)
                    and tokens.glued(index + 2)
                )
            ):
                head_end = index + 1
                following = lowers[index + 1] if index + 1 < last else ""
                if not (
                    following in irregular
                    or (
                        len(following) > 3
                        and following.isalpha()
                        and following not in not_plural | ends
                        and singular(following) != following
                    )
                ):
                    break
            index += 1
        if head_end is None:
            if (
                number.value == 1
                and number.form in ("words", "digits")
                and nouns
                and number.start != at
                and extend
                and (
                    joined
                    or self._one_counts(number)
                    or self._goes_on_counting(index, stop)
                    or self._is_ratio(index, stop)
                )
            ):
                head_end = nouns[0] + 1 if len(nouns) == 1 else nouns[-1] + 1
            else:
                return None
        noun = [place for place in nouns if place < head_end]
        if not noun:
            return None
        return (start, head_end), self._name(noun)

    def _names_generation(self, at: int) -> bool:
        """Whether digits are part of a name with the letter glued to them: "5G", "3D"."""
        letter = self.tokens.words[at + 1]
        return len(letter) == 1 and letter.isupper() and self.tokens.glued(at + 1) and len(self.tokens.words[at]) == 1

    def _names_year(self, at: int, nouns: Sequence[int], last: int) -> bool:
        """Whether digits end a name that stands before what is counted: "107 | Natura | 2000 | sites"."""
        words = self.tokens.words
        named = nouns[-1:] == [at - 1] and words[at - 1].istitle() and words[at].isdecimal()
        return named and at + 1 < last and words[at + 1].islower() and words[at + 1].endswith("s")

    def _name(self, noun: Sequence[int]) -> str:
        """What is counted, in the singular: the head and at most two words before it, words with hyphens whole."""
        lowers, words = self.tokens.lowers, [""]
        for before, at in zip((-1, *noun), noun, strict=False):
            hyphened = at - before == 2 and lowers[at - 1] in DASHES and self.tokens.glued(at)
            if hyphened and words[-1]:
                words[-1] += f"-{lowers[at]}"
            else:
                words.append(lowers[at])
        head, hyphen, last = words[-1].rpartition("-")
        return " ".join([*words[1:][-3:-1], f"{head}{hyphen}{singular(last)}"])

    def _one_counts(self, number: Number) -> bool:
        """Whether "one" is an amount: "at least one centre", "only one plant"; else it is as good as "a"."""
        before = self.tokens.lowers[number.start - 1] if number.start else ""
        return before in ("least", "only", "exactly", "than", "just")

    def _goes_on_counting(self, at: int, stop: int) -> bool:
        """Whether another counted thing is added: "one school | and two libraries"."""
        tokens = self.tokens
        if at + 1 >= stop or tokens.lowers[at] not in ("and", ",", "or"):
            return False
        return self.is_numeral(at + 1)

    def _is_ratio(self, at: int, stop: int) -> bool:
        """Whether what is counted is set against something: "one doctor | per 1,000 people", "one | for every"."""
        lowers = self.tokens.lowers
        return at + 1 < stop and (lowers[at] == "per" or lowers[at : at + 2] == ["for", "every"])

    def is_numeral(self, at: int) -> bool:
        return self.tokens.lowers[at] in self.lexicon.numbers.cardinals or self.tokens.words[at][0].isdecimal()

    def _open_quote(self, start: int, index: int) -> bool:
        return sum(self.tokens.words[place] in ("‘", "“") for place in range(start, index)) > sum(
            self.tokens.words[place] in ("’", "”") for place in range(start, index)
        )

    def _joined(self, index: int) -> bool:
        """Whether "and" in a noun phrase joins adjectives: no plural before it, a word after it."""
        following = self.tokens.lowers[index + 1]
        if self.is_numeral(index + 1):
            return False  # "one school and | two libraries"
        return following[0].isalpha() and following not in self.lexicon.lists["LEX-NOUN-PHRASE-END"]


def is_word(text: str) -> bool:
    """Whether letters right behind digits are a word that lost its blank ("39buildings"), not a part of a name."""
    return text.islower() and len(text) > 3
