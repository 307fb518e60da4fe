"""Numbers that name, number or time something instead of measuring it: Article 6, Phase 2, 5G, COVID-19, (3)."""

from __future__ import annotations

import re
from itertools import pairwise

from policyledger.counting import Counting, is_word
from policyledger.inflection import singular
from policyledger.numberwords import DASHES, Number
from policyledger.quantitywords import QuantityLexicon
from policyledger.tokens import Tokens

ADDRESS_REACH = 400
"""Characters before a number within which the beginning of a web address is looked for."""
REFERENCE_REACH = 12
"""Tokens between a noun of reference and a number in its list."""
SMALL_DIGITS, LAST_LISTED = 2, 20
"""Digits, and the largest, of numbers that a list of grades or scopes has."""
NUMBERED = re.compile(r"(?:19|20)[0-9]{2}")
"""The year in the number of a law."""
SECTION = re.compile(r"[1-9][0-9]?(?:\.[0-9]{1,2})?")
"""The number of a section."""
VERSION = re.compile(r"[1-9]\.0")
"""A number of a generation that has become part of a name: what is counted is whole, what is measured has a unit."""
SMALL = re.compile(r"[1-9][0-9]?")
"""A number that numbers sessions where the noun before it is a currency's code too."""
SHORTEST_PLURAL = 4
PHONE_GROUPS = 3
"""Groups of digits that make a telephone number."""
FIGURE_CELL = "figure_cell"
"""The kind of a table's cell that holds a figure, though it reads as a year."""
CELLS = ("table_cell", FIGURE_CELL)
LARGEST_LABEL = 2100
"""Above this, what follows "Target" or "Project" is an amount: a label is small, or a year."""


class Labels:
    """Tells which numbers of a text are labels."""

    def __init__(self, tokens: Tokens, lexicon: QuantityLexicon, counting: Counting) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.counting = counting

    def is_label(self, begin: int, number: Number, stop: int, kind: str) -> bool:
        """Whether a number names, numbers or times something instead of measuring it."""
        tokens, lists = self.tokens, self.lexicon.lists
        words, lowers = tokens.words, tokens.lowers
        at, end = number.start, number.end
        following = words[end] if end < stop else ""
        if number.form in ("multiple", "absolute"):
            return False
        if number.form in ("words", "fraction") and not words[at][0].isdigit():
            if at > begin and tokens.glued(at) and words[at - 1][-1].isdecimal():
                return True  # "2Zero"
            named = words[end + 1] if following in DASHES and end + 1 < stop else following
            titled = at > begin and words[at][0].isupper() and named[:1].isupper()
            if titled and not self._is_sized(number, stop):
                return True  # "the Ten Guidelines", "the 14th Five-Year Plan": a name
            if number.value == 0 and not self._zero_is_meant(begin, number, stop):
                return True
            return (following in DASHES and end + 1 < stop and lowers[end + 1] in lists["LEX-NUMBER-NAME"]) or (
                lowers[at] == "one" and lowers[at:end] == ["one"] and self._lone_one(end, stop)
            )
        before = words[at - 1] if at > begin else ""
        glued = at > begin and tokens.glued(at)
        if glued and self._in_address(at):
            return True
        money = self.lexicon.units.currency_before(tokens, at, begin) is not None
        if money and before.lower() in lists["LEX-REFERENCE-NOUN"] and SMALL.fullmatch(words[at]) and not number.scaled:
            return True  # "COP 28" numbers a conference; as pesos it would buy nothing
        joins = glued and (before[-1].isalpha() or before in ("/", "#", ":", "_", "@", "\\"))
        if joins and not money:
            return True
        if glued and before == "." and at - 2 >= begin and tokens.glued(at - 1) and words[at - 2][-1].isalnum():
            return not money  # PM2.5, CP.20, but Rs.500
        if at == begin and following == "." and end + 2 < stop and words[end + 2] == "." and len(words[end + 1]) == 1:
            return True  # "1.a. Basic skills"
        if glued and before in DASHES and at - 2 >= begin and tokens.glued(at - 1):
            joined = words[at - 2]
            coded = (
                joined[0].isalpha() and joined[-1].isdecimal() and self.lexicon.units.match(tokens, at - 2, at) is None
            )
            if joined[-1].isalpha() or joined in (".", "/", ")") or coded:
                return True  # COVID-19, SCP2-173
            chained = at - 4 >= begin and words[at - 3] in DASHES and words[at - 4].isdecimal()
            if chained and joined.isdecimal() and tokens.glued(at - 2) and tokens.glued(at - 3):
                return True  # "the 95-95-95 targets"
        if (
            following == ":"
            and end + 1 < stop
            and tokens.glued(end)
            and words[end + 1].isdigit()
            and tokens.glued(end + 1)
        ):
            return True  # a time of day
        if before == "/" and at - 2 >= begin and NUMBERED.fullmatch(words[at - 2]) and words[at].isdecimal():
            return True  # "Regulation (EU) 2018/ 842"
        numbered = following == "/" and end + 1 < stop and tokens.glued(end) and tokens.glued(end + 1)
        if numbered and words[end + 1].isupper() and len(words[end + 1]) > 1 and words[at].isdecimal():
            return self.lexicon.units.match(tokens, end + 1, stop) is None  # "18/CMA.1"
        if following == "/" and tokens.glued(end) and end + 1 < stop and words[end + 1].isdigit():
            return True  # 2009/28, 24/7
        if following and tokens.glued(end) and following.lower() in lists["LEX-ORDINAL-SUFFIX"]:
            return True
        if (
            following
            and not number.scaled
            and tokens.glued(end)
            and following[0].isalpha()
            and not is_word(following)
            and self.lexicon.units.match(tokens, end, stop) is None
            and following not in self.lexicon.numbers.glued
            and lowers[end] not in self.lexicon.numbers.scales
        ):
            return True  # 5G, 3D
        opened = end + 1 < stop and (kind not in CELLS or words[end + 1][0].isalpha())  # "1. Energy", but not "3. 5"
        if self._opens_block(begin, at) and following in (".", ")") and opened:
            return True  # a list mark
        if kind == "heading" and self._opens_block(begin, at) and self.lexicon.units.match(tokens, end, stop) is None:
            return True
        near = end < stop and (tokens.glued(end) or before.lower() in ("see", "in", "under"))
        lettered = following == "(" and end + 2 < stop and near and words[end + 2] == ")"
        if lettered and words[at].isdecimal() and len(words[end + 1]) == 1 and words[end + 1].islower():
            return True  # "described in 1(f)"
        marked = kind not in CELLS or (end + 1 < stop and words[end + 1].istitle())  # "(2) Study of ports" in a cell
        if before == "(" and following == ")" and len(words[at]) <= 3 and marked:
            return True  # (3)
        if before == "[" and following in ("]", ",", "-", "–"):
            return True  # [12]
        if (before == "+" and at - 1 >= begin and words[at].isdigit() and following in ("-", " ", "(")) or self._phone(
            at, stop
        ):
            return True
        if self.lexicon.units.currency_before(tokens, at, begin):
            return False
        pointed = before.lower() == "in" and at - 2 >= begin and lowers[at - 2] in lists["LEX-REFERENCE-VERB"]
        if pointed and SECTION.fullmatch(words[at]) and self.lexicon.units.match(tokens, end, stop) is None:
            return True  # "the organisation mentioned in 2.3"
        lower_before = before.lower().rstrip(".")
        if before == "." and at - 2 >= begin:
            lower_before = (
                lowers[at - 2]
                if lowers[at - 2] in ("no", "nos", "art", "sec", "fig", "para", "p", "pp", "vol", "ch")
                else ""
            )
        if before in ("(", "-", "–") and at - 2 >= begin:
            lower_before = lowers[at - 2] if lowers[at - 2] in lists["LEX-REFERENCE-NOUN"] else lower_before
        measured = self.lexicon.units.match(tokens, end, stop)
        if (lower_before in lists["LEX-REFERENCE-NOUN"] or self._in_references(begin, at, end, stop)) and not (
            measured and measured.unit.kind in ("percent", "money", "physical")
        ):
            return True
        if before[:1].isupper() and VERSION.fullmatch(words[at]) and measured is None and not number.scaled:
            return True  # "Logistics 4.0 hubs"
        titled = lower_before in lists["LEX-NAME-NOUN"] and before[:1].isupper()
        if titled and measured is None and not number.scaled and number.value < LARGEST_LABEL:
            return True
        if (
            before[:1].isupper()
            and before.isalpha()
            and at - 1 > begin
            and measured is None
            and not number.scaled
            and self._name_ends(end, stop)
        ):
            return before.lower() not in lists["LEX-NOUN-PHRASE-END"]
        plain = words[at]
        if (
            plain.isdigit()
            and len(plain) == 4
            and 1900 <= int(plain) <= 2100
            and measured is None
            and not number.scaled
            and not self.lexicon.units.currency_before(tokens, at, begin)
        ):
            return kind not in CELLS or (kind != FIGURE_CELL and header_year(plain))
        return False

    def _in_address(self, at: int) -> bool:
        """Whether a token stands inside a web address, where % is no percent."""
        place = self.tokens.starts[at]
        chunk = self.tokens.text[max(0, place - ADDRESS_REACH) : place].split()
        return bool(chunk) and ("://" in chunk[-1] or chunk[-1].startswith("www."))

    def _is_sized(self, number: Number, stop: int) -> bool:
        """Whether a number in words is one of millions of something, and no name's: "TWO MILLION | DOLLARS"."""
        unit = self.lexicon.units.match(self.tokens, number.end, stop) if number.scaled else None
        return unit is not None and unit.unit.kind != "duration"

    def _zero_is_meant(self, begin: int, number: Number, stop: int) -> bool:
        """Whether "zero" is an amount: "zero road deaths by 2050", "fall to zero", "zero percent", but not "net-zero
        technologies" or "zero emission buses"."""
        tokens, lists = self.tokens, self.lexicon.lists
        if number.scaled or not tokens.words[number.start].isalpha():
            return True
        before = tokens.lowers[number.start - 1] if number.start > begin else ""
        following = tokens.lowers[number.end] if number.end < stop else ""
        if before in DASHES or before in lists["LEX-ZERO-NAME-LEAD"] or following in DASHES:
            return False
        if self.lexicon.units.match(tokens, number.end, stop) is not None:
            return True
        if not following[:1].isalpha() or following in lists["LEX-NOUN-PHRASE-END"]:
            return before in lists["LEX-ZERO-LEAD"]
        noun = self.counting.noun(number.end, stop, number, True)
        if noun is None:
            return False
        after = tokens.lowers[noun[0][1]] if noun[0][1] < stop else "."
        return after in lists["LEX-ZERO-FOLLOW"] or (before in lists["LEX-ZERO-LEAD"] and not after[0].isalpha())

    def _lone_one(self, end: int, stop: int) -> bool:
        """ "one" without a scale or unit: a pronoun or article ("one of the", "one another", "one side")."""
        if self.lexicon.units.match(self.tokens, end, stop) is not None:
            return False
        following = self.tokens.lowers[end] if end < stop else "."
        return following in ("of", "another", "'s", "or", "and") or not following[0].isalpha()

    def _opens_block(self, begin: int, at: int) -> bool:
        return at == begin or (at == begin + 1 and self.tokens.words[begin] in ("(", "§", "•", "[", "-", "–", "*"))

    def _name_ends(self, end: int, stop: int) -> bool:
        """Whether what follows a capitalised word and a number is no noun the number could count."""
        if end >= stop:
            return True
        lower = self.tokens.lowers[end]
        return (
            not lower[0].isalpha()
            or lower in self.lexicon.lists["LEX-NOUN-PHRASE-END"]
            or self.tokens.words[end][0].isupper()
        )

    def _in_references(self, begin: int, at: int, end: int, stop: int) -> bool:
        """Whether a number stands in a list behind a noun of reference: "Articles 107 and | 108", "part 4 and | 6"."""
        lowers, nouns = self.tokens.lowers, self.lexicon.lists["LEX-REFERENCE-NOUN"]
        place = at - 1
        while place > begin and at - place <= REFERENCE_REACH and _lists_references(lowers[place]):
            place -= 1
        noun = lowers[place] if place >= begin else ""
        if not lowers[place + 1][0].isdecimal():
            return False  # "phases and 40 ports"
        if noun == "numbers" and place + 1 == at and not self._name_ends(end, stop):
            return False  # "the fleet numbers | 438 boats"
        if noun.endswith("s") and len(noun) > SHORTEST_PLURAL and singular(noun) in nouns:
            return True
        listed = self._name_ends(end, stop) or self._counts_on(place + 1, stop)
        return noun in nouns and place + 1 < at and listed  # but "phase 2 and 40 ports"

    def _counts_on(self, start: int, stop: int) -> bool:
        """Whether small numbers of a list rise, one by one or three and more of them: "Scope 1, 2 and 3 emissions"."""
        lowers, numbers, at = self.tokens.lowers, [], start
        while at < min(stop, start + REFERENCE_REACH) and (lowers[at].isdecimal() or lowers[at] in (",", "and", "or")):
            numbers += [int(lowers[at])] if lowers[at].isdecimal() and len(lowers[at]) <= SMALL_DIGITS else []
            at += 1
        steps = [after - before for before, after in pairwise(numbers)]
        return bool(steps) and min(steps) > 0 and (len(steps) > 1 or steps == [1]) and numbers[-1] <= LAST_LISTED

    def _phone(self, at: int, stop: int) -> bool:
        """Whether digits begin or go on a telephone number: three or more short groups joined by hyphens or blanks."""
        words = self.tokens.words
        groups, index = 1, at
        while (
            groups < PHONE_GROUPS  # what follows is not looked at, since every group of a long chain asks anew
            and index + 2 < stop
            and words[index + 1] in ("-", ".")
            and words[index + 2].isdigit()
            and self.tokens.glued(index + 1)
        ):
            groups += 1
            index += 2
        return groups == PHONE_GROUPS


def header_year(text: str) -> bool:
    """Whether four digits in a table cell are a year rather than an amount: 1990 … 2060."""
    return 1990 <= int(text) <= 2060


def _lists_references(lower: str) -> bool:
    """Whether a word may stand in a list of numbers of articles: "107(1)(a), 108 to 110 and 112"."""
    return (
        lower[0].isdecimal()
        or lower in ("and", "or", "to", ",", "(", ")", "-", "–")
        or (len(lower) == 1 and lower.isalpha())
    )
