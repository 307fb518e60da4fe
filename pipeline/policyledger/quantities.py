"""Quantities: a number with its comparison and its unit, or the noun it counts.

"over six percent", "five to seven industrial innovation centres", "around 1,300km", "EUR 1.5 billion", "between 20 and
25 per cent", "130 litres per capita per day", "two-thirds". A number that is a label (Article 6, Phase 2, 5G, COVID-19,
list marks, page and footnote numbers) is none.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from policyledger.inflection import singular
from policyledger.lexing import TOKEN
from policyledger.numbers import Number, NumberLexicon, scaled_by, with_sign
from policyledger.numbers import parse as parse_number
from policyledger.numerals import writes_european
from policyledger.rules.model import ComparatorRule, LexiconRule, NumberRule, Rule, UnitRule
from policyledger.tokens import Tokens
from policyledger.units import FoundUnit, Unit, UnitLexicon

HYPHENS = frozenset({"-", "‐", "‑", "–", "—"})
RANGE_SEPARATORS = HYPHENS | {"to", "~", "～", "and", "or", "/"}
QUOTES = frozenset("\"'“”‘’«»")
OPENERS = frozenset("([{“‘\"'")
NEGATION_REACH = 4
"""Tokens before a quantity within which a "not" turns its comparator round."""
ADDRESS_REACH = 400
"""Characters before a number within which the beginning of a web address is looked for."""
TIMES_REACH = 6
"""Tokens before "5 times" among which a word of change makes it a factor."""
LARGEST_LABEL = 2100
"""Above this, what follows "Target" or "Project" is an amount: a label is small, or a year."""
NOUN_PHRASE_LIMIT = 9
"""Tokens after a number among which the head of what it counts is looked for."""
COUNT = Unit("count", "count", "count", 1.0, "UNIT-COUNT")
UNKNOWN = Unit("", "", "", 1.0, "")
UNKNOWN_COUNT = Unit("", "count", "", 1.0, "")
TIMES = Unit("x", "multiple", "ratio", 1.0, "UNIT-TIMES")
PERCENT = Unit("%", "percent", "ratio", 1.0, "UNIT-PERCENT")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity in the text.

    Attributes:
        start, end: token range, from the comparator or currency sign to the unit or the head of what is counted.
        number_start: the token its (first) number begins at.
        low, high: closed bounds as the comparator has it; None for an open side.
        comparator: =, >, >=, <, <=; a range is "=".
        approximate: "about", "nearly", "some" …
        unit: normal symbol; "count" for counted things, "%" for shares, "x" for multiples.
        unit_kind: percent, percentage_point, money, physical, duration, count or multiple.
        counted: the head noun in the singular with the nouns before it, for counted things.
        rule_ids: the rules that decided, and `cues` their words.
        head: token range of what is counted, empty otherwise.
    """

    start: int
    end: int
    number_start: int
    low: float | None
    high: float | None
    comparator: str
    approximate: bool
    unit: str
    unit_kind: str
    counted: str | None = None
    rule_ids: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    head: tuple[int, int] | None = None
    form: str = "digits"

    def facts(self) -> dict[str, Any]:
        """The plain dict that stands in `span._.quantity`; tuples, not lists, since DocBin gives those back."""
        return {
            "low": self.low,
            "high": self.high,
            "comparator": self.comparator,
            "approximate": self.approximate,
            "unit": self.unit,
            "unit_kind": self.unit_kind,
            "counted": self.counted,
            "canonical": canonical(self),
            "rule_ids": self.rule_ids,
            "cues": self.cues,
            "number_start": self.number_start - self.start,
            "head": None if self.head is None else (self.head[0] - self.start, self.head[1] - self.start),
            "form": self.form,
        }


@dataclass(frozen=True)
class Comparison:
    """What a comparator's words say."""

    comparator: str
    approximate: bool
    rule_id: str


@dataclass
class QuantityLexicon:
    """Everything quantities are read with."""

    numbers: NumberLexicon
    units: UnitLexicon
    before: dict[tuple[str, ...], Comparison] = field(default_factory=dict)
    after: dict[tuple[str, ...], Comparison] = field(default_factory=dict)
    before_ends: frozenset[str] = frozenset()
    after_starts: frozenset[str] = frozenset()
    lists: dict[str, frozenset[str]] = field(default_factory=dict)
    triggers: frozenset[str] = frozenset()
    longest_before: int = 0
    absolute_units: dict[str, Unit] = field(default_factory=dict)

    @classmethod
    def from_rules(cls, rules: Sequence[Rule]) -> QuantityLexicon:
        """The lexicon of number, unit, comparator and lexicon rules."""
        numbers = NumberLexicon.from_rules(rules)
        units = UnitLexicon.from_rules([rule for rule in rules if isinstance(rule, UnitRule)])
        before: dict[tuple[str, ...], Comparison] = {}
        after: dict[tuple[str, ...], Comparison] = {}
        for rule in rules:
            if isinstance(rule, ComparatorRule):
                said = Comparison(rule.comparator, rule.approximate, rule.id)
                before |= {_key(phrase): said for phrase in rule.before}
                after |= {_key(phrase): said for phrase in rule.after}
        lists = {rule.id: frozenset(rule.terms) for rule in rules if isinstance(rule, LexiconRule)}
        return cls(
            numbers,
            units,
            before,
            after,
            frozenset(key[-1] for key in before),
            frozenset(key[0] for key in after),
            lists,
            numbers.triggers(),
            max((len(key) for key in before), default=0),
            {
                rule.id: Unit(rule.sets_unit or "count", "physical" if rule.sets_unit else "count", "", 1.0, rule.id)
                for rule in rules
                if isinstance(rule, NumberRule) and rule.role == "absolute"
            },
        )


def find(
    tokens: Tokens,
    lexicon: QuantityLexicon,
    blocked: Collection[int] = (),
    units_of: dict[int, Unit] | None = None,
    kinds: Sequence[str] | None = None,
) -> list[Quantity]:
    """The quantities of a text, in order, without overlap.

    Args:
        tokens: the text.
        lexicon: numbers, units, comparators and word lists.
        blocked: tokens that belong to names or dates; no number begins there.
        units_of: for sentences (by number) that are table cells, the unit their header gives to bare numbers.
        kinds: for each sentence, the kind of its block.
    """
    finder = _Finder(tokens, lexicon, frozenset(blocked))
    found: list[Quantity] = []
    triggers = lexicon.triggers
    lowers = tokens.lowers
    for number, (begin, stop) in enumerate(tokens.sentences):
        kind = kinds[number] if kinds else "paragraph"
        header = units_of.get(number) if units_of else None
        at = begin
        here: list[Quantity] = []
        while at < stop:
            word = lowers[at]
            if word in triggers or word[0].isdecimal() or (not word.isascii() and word.isnumeric()):
                quantities = finder.read(begin, at, stop, kind, header)
                if quantities:
                    here += quantities
                    finder.floor = quantities[-1].end
                    at = max(at + 1, quantities[-1].end)
                    continue
                at = max(at + 1, finder.skip_to)
                continue
            at += 1
        found += _share_units(tokens, here) if len(here) > 1 else here
    return [
        quantity if quantity.unit else replace(quantity, unit=COUNT.symbol) for quantity in found if quantity.unit_kind
    ]


class _Finder:
    """Reads quantities token by token; `skip_to` is where to go on after a refusal, `floor` the end
    of the last quantity, which the next does not reach back into."""

    def __init__(self, tokens: Tokens, lexicon: QuantityLexicon, blocked: frozenset[int]) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.blocked = blocked
        self.skip_to = 0
        self.floor = 0
        self._places: dict[str, int] | None = None
        self._european: bool | None = None

    @property
    def european(self) -> bool:
        """Whether the text writes 2.000 for two thousand."""
        if self._european is None:
            self._european = writes_european(self.tokens.words)
        return self._european

    def number(self, at: int, stop: int) -> Number | None:
        """The number that begins at a token; one with a dot or comma is read by the habit of the text."""
        word = self.tokens.words[at]
        european = ("." in word or "," in word) and len(word) > 1 and self.european
        return parse_number(self.tokens, at, stop, self.lexicon.numbers, european=european)

    def read(self, begin: int, at: int, stop: int, kind: str, header: Unit | None) -> list[Quantity]:
        """The quantity (or the two of "from X to Y") whose number begins at a token; empty when it is none."""
        tokens, lexicon = self.tokens, self.lexicon
        self.skip_to = at + 1
        if at in self.blocked:
            return []
        first = self.number(at, stop)
        if first is None:
            return []
        self.skip_to = first.end
        if any(index in self.blocked for index in range(first.start, first.end)):
            return []
        if at > begin and tokens.lowers[at - 1] in lexicon.lists["LEX-DENOMINATOR-LEAD"]:
            return []  # "per 100,000 people"
        if self._is_label(begin, first, stop, kind):
            return []
        begin = max(begin, self.floor)
        if at - 2 >= begin and tokens.lowers[at - 2 : at] == ["factor", "of"] and first.form in ("digits", "words"):
            return [self._factor(begin, first)]
        currency = lexicon.units.currency_before(tokens, at, begin)
        start = currency.start if currency else at
        signed = with_sign(tokens, replace(first, start=start), begin, lexicon.numbers)
        start, first = signed.start, replace(first, value=signed.value)
        if currency or first.form == "digits":
            first = self._glued_scale(first, stop, currency is not None)
        return self._compose(begin, start, first, currency, stop, kind, header)

    def _margin(
        self, number: Number, unit: FoundUnit | None, stop: int
    ) -> tuple[float, float, Number, FoundUnit | None] | None:
        """ "5 % ± 1 %", "20±2 km": the bounds, the number to the end of the margin, and the unit."""
        tokens = self.tokens
        end = max(number.end, unit.end if unit else 0)
        place = end + 1 if end < stop and tokens.words[end] == "±" else end
        if place == end and tokens.lowers[end : end + 3] in (["+", "/", "-"], ["plus", "or", "minus"]):
            place = end + 3
        if place == end or place >= stop or not tokens.words[place][0].isdecimal():
            return None
        margin = self.number(place, stop)
        if margin is None or number.form not in ("digits", "words"):
            return None
        other = self._unit_after(margin, None, stop)
        same = other is None or (
            other.unit.kind != "percent" if unit is None else other.unit.symbol == unit.unit.symbol
        )
        if not same:
            return None  # "10 million ± 5 %"
        low, high = number.value - margin.value, number.value + margin.value
        return low, high, replace(number, end=margin.end), other or unit

    def _with_parts(self, number: Number, unit: FoundUnit | None, stop: int) -> tuple[Number, FoundUnit | None]:
        """A number with the smaller units that carry it on: "5 dollars and 20 cents", "12 ft 2 in"."""
        if unit is None or unit.end <= number.end or unit.end >= stop or unit.unit.kind not in ("money", "physical"):
            return number, unit
        tokens, units = self.tokens, self.lexicon.units
        place = unit.end + 1 if tokens.lowers[unit.end] == "and" else unit.end
        if place >= stop or place in self.blocked:
            return number, unit
        rest = self.number(place, stop) if tokens.words[place][0].isalnum() else None
        if rest is None or rest.end >= stop or rest.form not in ("digits", "words"):
            return number, unit
        whole = unit.unit.symbol
        part = units.part_symbols.get(whole, {}).get(tokens.words[rest.end])
        end = rest.end + 1
        if part is None:
            found = units.match(tokens, rest.end, stop)
            if found is None or whole not in found.unit.part_of:
                return number, unit
            part, end = found.unit, found.end
        if rest.value >= part.parts:
            return number, unit
        value = float(f"{number.value + rest.value / part.parts:.12g}")
        return replace(number, value=value), replace(unit, end=end)

    def _factor(self, begin: int, number: Number) -> Quantity:
        """ "by a factor of three"."""
        start = number.start - 2
        while start > begin and self.tokens.lowers[start - 1] in ("a", "by"):
            start -= 1
        facts = (number.value, number.value, "=", False, TIMES.symbol, TIMES.kind, None, (TIMES.rule_id,))
        return Quantity(start, number.end, number.start, *facts, form=number.form)

    def _compose(
        self,
        begin: int,
        start: int,
        first: Number,
        currency: FoundUnit | None,
        stop: int,
        kind: str,
        header: Unit | None,
    ) -> list[Quantity]:
        unit = self._unit_after(first, currency, stop)
        if start > begin and _plus_minus(self.tokens, start, begin) is not None:
            start = _plus_minus(self.tokens, start, begin) or start
            spread = replace(first, value=-first.value)
            quantity = self._finish(begin, start, spread, unit, first, stop, kind, header, high=first.value)
            return [quantity] if quantity else []
        margin = self._margin(first, unit, stop)
        if margin is not None:
            low, high, whole, chosen = margin
            quantity = self._finish(
                begin, start, replace(whole, value=low), chosen, first, stop, kind, header, high=high
            )
            return [quantity] if quantity else []
        first, unit = self._with_parts(first, unit, stop)
        second, second_currency, joint = self._range(first, unit.end if unit else first.end, stop, begin, start)
        if second is not None:
            second_unit = self._unit_after(second, second_currency or currency, stop)
            low, high = _common_scale(first, second, joint, unit)
            between = self._word_before(begin, start) == "between"
            from_to = joint == "to" and self._word_before(begin, self._before(begin, start, False)[0]) == "from"
            same = unit is None or second_unit is None or unit.unit.symbol == second_unit.unit.symbol
            if from_to and same:
                chosen = second_unit or unit
                one = self._finish(
                    begin,
                    start,
                    replace(first, value=low),
                    unit or (chosen and replace(chosen, start=first.end, end=first.end)),
                    first,
                    stop,
                    kind,
                    header,
                    extend=False,
                )
                two = self._finish(
                    one.end if one else begin,
                    (second_currency.start if second_currency else second.start),
                    replace(second, value=high),
                    second_unit or unit,
                    second,
                    stop,
                    kind,
                    header,
                )
                return [quantity for quantity in (one, two) if quantity]
            if same and (low < high or between) and not (joint in ("and", "or", "/") and not between):
                chosen = second_unit or unit
                whole = replace(second, start=first.start, value=low)
                quantity = self._finish(
                    begin, start, whole, chosen, first, stop, kind, header, high=high, between=between
                )
                return [quantity] if quantity else []
        quantity = self._finish(begin, start, first, unit, first, stop, kind, header)
        return [quantity] if quantity else []

    def _finish(
        self,
        begin: int,
        start: int,
        number: Number,
        unit: FoundUnit | None,
        first: Number,
        stop: int,
        kind: str,
        header: Unit | None,
        high: float | None = None,
        between: bool = False,
        extend: bool = True,
    ) -> Quantity | None:
        """A quantity from its number, its unit and what stands around them; None when nothing says what it measures."""
        tokens, lexicon = self.tokens, self.lexicon
        low, top = number.value, number.value if high is None else high
        end = max(number.end, unit.end if unit else 0)
        counted: str | None = None
        head: tuple[int, int] | None = None
        rules = list(number.rule_ids)
        measure: Unit | None = unit.unit if unit else None
        if number.form == "absolute":
            measure = lexicon.absolute_units[number.rule_ids[0]]
        after = self._after(end, stop)
        compare_start, comparison, cue = self._before(begin, start, between)
        if measure is None and number.form in ("fraction", "multiple"):
            measure = PERCENT if number.form == "fraction" else TIMES
            if number.form == "fraction":
                low, top = round(low * 100, 2), round(top * 100, 2)
        elif measure is not None and number.form == "fraction" and measure.kind == "percent":
            return None
        elif measure is None:
            countable = number.scaled or number.form == "vague" or number.value == int(number.value)
            noun = self._counted(end, stop, number, extend) if after is None and countable else None
            if noun is None and after is not None and countable:
                noun = self._counted(after[0], stop, number, extend)
                if noun is not None:
                    end = after[0]
            if noun is not None:
                head, counted = noun
                end = head[1]
                measure = COUNT
            elif header is not None:
                measure = header
            else:
                bare = not extend or kind == "table_cell"
                bare = bare or self._bare_amount(begin, compare_start, number, end, stop, comparison)
                if kind != "table_cell" and self._listed(end, stop):
                    measure = UNKNOWN_COUNT if bare else UNKNOWN  # takes the unit of the next in its list
                elif bare:
                    measure = COUNT
                else:
                    return None
        if kind == "heading" and measure is COUNT and head is None:
            return None
        if measure is TIMES and number.form == "digits" and number.value == 1:
            return None
        rules.append(measure.rule_id)
        low, top = low * measure.factor, top * measure.factor
        cues = [cue] if cue else []
        if comparison is None and after is not None and head is None:
            comparison = after[1]
            cues.append(tokens.span(end, after[0]))
            end = after[0]
        elif comparison is None and after is not None and head is not None:
            comparison = after[1]
            cues.append(comparison.comparator)
        if comparison is not None:
            rules.append(comparison.rule_id)
        if number.form == "vague" and comparison is None:
            comparison = Comparison(">=", True, "NUM-VAGUE")
        said = comparison or Comparison("=", False, "")
        if said.comparator == ">" and self._negated(begin, compare_start):
            said = Comparison("<=", said.approximate, said.rule_id)  # "will not rise by more than 3 %"
        bounds = _bounds(low, top, said, high is not None)
        return Quantity(
            compare_start, end, first.start, *bounds, said.approximate, measure.symbol, measure.kind, counted,
            tuple(rule for rule in dict.fromkeys(rules) if rule), tuple(cues), head, number.form,
        )  # fmt: skip

    def _listed(self, end: int, stop: int) -> bool:
        """Whether another number follows in a list: "100, 200 and 300 MW", "4 and 3.2 percentage points"."""
        lowers = self.tokens.lowers
        while end < stop and lowers[end] in (",", "and", "or", "/"):
            end += 1
            if end < stop and lowers[end][0].isdigit():
                return True
        return False

    def _negated(self, begin: int, start: int) -> bool:
        """Whether a "not" stands shortly before a quantity, in the same phrase."""
        for at in range(start - 1, max(begin, start - NEGATION_REACH) - 1, -1):
            if self.tokens.words[at] in (",", ";", ":", "."):
                return False
            if self.tokens.lowers[at] in ("not", "never", "cannot"):
                return True
        return False

    def _glued_scale(self, number: Number, stop: int, money: bool) -> Number:
        """ "5bn", "US$5m", "10k": a scale symbol glued to digits (with a currency also after a blank)."""
        tokens, glued = self.tokens, self.lexicon.numbers.glued
        place = number.end
        if number.scaled or place >= stop:
            return number
        symbol = tokens.words[place]
        if symbol in glued and not money and tokens.glued(place):
            after = self.lexicon.units.match(tokens, place + 1, stop)
            money = after is not None and after.unit.kind == "money"  # "1.5M EUR"
        if symbol not in glued or not (tokens.glued(place) or (money and len(symbol) > 1) or (money and symbol == "m")):
            return number
        if not money and len(symbol) == 1 and symbol not in ("k", "K"):
            return number
        if not money and place + 1 < stop and symbol in ("k", "K") and tokens.words[place + 1] in ("W", "m"):
            return number
        return scaled_by(number, place + 1, glued[symbol], self.lexicon.numbers.rule_of[symbol])

    def _unit_after(self, number: Number, currency: FoundUnit | None, stop: int) -> FoundUnit | None:
        """The unit of a number: what follows it, else the currency before it."""
        tokens, units, lists = self.tokens, self.lexicon.units, self.lexicon.lists
        found = units.match(tokens, number.end, stop)
        following = tokens.lowers[number.end] if number.end < stop else ""
        if found is None and number.scaled and following == "of":
            found = units.match(tokens, number.end + 1, stop)  # "millions of tonnes"
        if found is None and following in lists["LEX-UNIT-ADJECTIVE"]:
            found = units.match(tokens, number.end + 1, stop)  # "20 more days"
        if found is not None and found.unit.kind == "money" and self._is_next_currency(found, currency, stop):
            found = None
        if currency is not None and (found is None or found.unit.kind != "money"):
            if found is not None and found.unit.kind == "percent":
                return found
            written = tokens.span(currency.start, currency.end)
            return FoundUnit(currency.start, number.end, self._settled(currency, written))
        if found is None:
            return None
        if found.unit.kind == "money":
            unit, end = self._settled(found, tokens.span(found.start, found.end)), found.end
            if end < stop and not number.scaled and tokens.lowers[end] in self.lexicon.numbers.scales:
                scale = self.lexicon.numbers.scales[tokens.lowers[end]]  # "75 USD million"
                unit, end = replace(unit, factor=unit.factor * scale), end + 1
            return FoundUnit(found.start, end, unit)
        if found.unit.symbol == TIMES.symbol and not self._multiplies(number, found, stop):
            return None
        if found.unit.kind == "physical":
            return replace(found, unit=self._settled(found, tokens.span(found.start, found.end)))
        return found

    def _multiplies(self, number: Number, found: FoundUnit, stop: int) -> bool:
        """Whether "times" or "x" is a factor ("5 times the", "2.5x") and not how often ("met 5 times")."""
        tokens, lists = self.tokens, self.lexicon.lists
        following = tokens.lowers[found.end] if found.end < stop else ""
        if tokens.lowers[found.end - 1] in ("x", "×"):
            return tokens.glued(found.start) and not following[:1].isdecimal()
        if tokens.lowers[found.end - 1] != "times" or following in lists["LEX-TIMES-FOLLOW"]:
            return True
        if following in ("a", "per", "each", "every"):
            return False
        near = tokens.lowers[max(0, number.start - TIMES_REACH) : number.start]
        return not lists["LEX-TIMES-LEAD"].isdisjoint(near)

    def _is_next_currency(self, found: FoundUnit, currency: FoundUnit | None, stop: int) -> bool:
        """Whether a currency behind a number belongs to the next: "in 2019 | $ 4 billion", "rmb 10 | usd 20"."""
        tokens = self.tokens
        if found.end >= stop or not tokens.words[found.end][0].isdecimal():
            return False
        if currency is not None or tokens.glued(found.end):
            return True
        if tokens.words[found.start][0].isalpha():
            return False
        following = self.number(found.end, stop)
        after = self.lexicon.units.match(tokens, following.end, stop) if following else None
        return after is None or after.unit.kind != "money"  # but "10 $ 30 cents"

    def _settled(self, found: FoundUnit, written: str) -> Unit:
        """A unit whose sign several share ("$", "Rs", "pounds") settled by what the text speaks of most."""
        written = written.lower()
        shared = self.lexicon.units.shared
        if written not in shared and singular(written) not in shared:
            return found.unit
        if self._places is None:
            self._places = self.lexicon.units.counts_of_places(self.tokens)
        return self.lexicon.units.settled(found, written, self._places)

    def _range(
        self, first: Number, at: int, stop: int, begin: int, start: int
    ) -> tuple[Number | None, FoundUnit | None, str]:
        """The second number of a range that goes on at a token, its own currency sign, and the joining word."""
        tokens, lexicon = self.tokens, self.lexicon
        nothing = (None, None, "")
        if at >= stop or tokens.lowers[at] not in RANGE_SEPARATORS:
            return nothing
        joint = tokens.lowers[at]
        if joint in ("and", "or", "/") and self._word_before(begin, start) != "between":
            return nothing
        place = at + 1
        currency = None
        while (
            place < stop
            and place <= at + 4
            and tokens.lowers[place]
            in (
                "between",
                "about",
                "around",
                "approximately",
                "at",
                "least",
                "over",
                "more",
                "than",
                "nearly",
                "almost",
            )
        ):
            if joint != "to":
                return nothing
            place += 1
        for width in (3, 2, 1):
            if place + width < stop:
                sign = lexicon.units.currency_before(tokens, place + width, place)
                if sign and sign.start == place:
                    currency, place = sign, place + width
                    break
        if place >= stop or place in self.blocked:
            return nothing
        if tokens.lowers[place] in ("a", "an"):
            return nothing
        second = self.number(place, stop)
        if second is None or second.form == "multiple":
            return nothing
        if second.form == "digits" or currency:
            second = self._glued_scale(second, stop, currency is not None)
        return second, currency, joint

    def _word_before(self, begin: int, start: int) -> str:
        return self.tokens.lowers[start - 1] if start > begin else ""

    def _before(self, begin: int, start: int, between: bool) -> tuple[int, Comparison | None, str]:
        """The comparator that ends just before a quantity: where it begins, what it says, its words."""
        tokens, lexicon = self.tokens, self.lexicon
        if between:
            start -= 1
        edge = start
        while edge > begin and tokens.lowers[edge - 1] in lexicon.lists["LEX-DETERMINER"] and edge > start - 2:
            edge -= 1
        found: tuple[int, Comparison] | None = None
        for stop in dict.fromkeys((start, edge)):
            found = self._phrase_ending(begin, stop)
            if found:
                break
        if found is None:
            return start, None, ""
        at, said = found
        cue = tokens.span(at, start)
        further = self._phrase_ending(begin, at)
        if further and further[1].approximate != said.approximate:  # "over about 10", "at least some 20"
            merged = Comparison(
                further[1].comparator if further[1].comparator != "=" else said.comparator, True, said.rule_id
            )
            return further[0], merged, tokens.span(further[0], start)
        return at, said, cue

    def _phrase_ending(self, begin: int, stop: int) -> tuple[int, Comparison] | None:
        tokens, lexicon = self.tokens, self.lexicon
        if stop <= begin or tokens.lowers[stop - 1] not in lexicon.before_ends:
            return None
        for width in range(min(lexicon.longest_before, stop - begin), 0, -1):
            said = lexicon.before.get(tuple(tokens.lowers[stop - width : stop]))
            if said:
                return stop - width, said
        return None

    def _after(self, end: int, stop: int) -> tuple[int, Comparison] | None:
        """The comparator that follows a quantity ("or more", "+"): its end and what it says."""
        tokens, lexicon = self.tokens, self.lexicon
        if end + 1 < stop and tokens.lowers[end] in HYPHENS and tokens.glued(end) and tokens.glued(end + 1):
            end += 1  # "300-plus"
        if end >= stop or tokens.lowers[end] not in lexicon.after_starts:
            return None
        for width in (4, 3, 2, 1):
            said = lexicon.after.get(tuple(tokens.lowers[end : min(stop, end + width)]))
            if said and (tokens.words[end] != "+" or tokens.glued(end)):
                return end + min(width, stop - end), said
        return None

    def _counted(self, at: int, stop: int, number: Number, extend: bool) -> tuple[tuple[int, int], str] | None:
        """The noun phrase a number counts: token range up to its head, and the head in the singular.

        There is no tagger: the phrase ends at a function word or a stop, and its head is the first plural in it
        ("170,000 electric vehicles produced by"); after "one" the last word.
        """
        tokens, lists = self.tokens, self.lexicon.lists
        lowers, words = tokens.lowers, tokens.words
        ends, not_plural, irregular = (
            lists["LEX-NOUN-PHRASE-END"],
            lists["LEX-NOT-PLURAL"],
            lists["LEX-IRREGULAR-PLURAL"],
        )
        start = at
        if start < stop and lowers[start] in HYPHENS:
            hyphened = tokens.glued(start) and start + 1 < stop and tokens.glued(start + 1)
            if not hyphened or number.form == "words":
                return None
            start += 1
        elif start < stop and tokens.glued(start) and words[start][0].isalpha() and not _is_word(words[start]):
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
            if words[index] in QUOTES or word in HYPHENS:
                if word in HYPHENS and not (tokens.glued(index) and index + 1 < stop and tokens.glued(index + 1)):
                    break
                index += 1
                continue
            if word == "'s" and nouns and index + 1 < last and lowers[index + 1][0].isalpha():
                index += 1  # "50 Master's students"
                continue
            if word in ("and", "or", "&", "/", ",") and nouns and index + 1 < last and self._joined(index):
                index += 1
                continue
            if word in ("and", "or") and index + 1 < stop and self._is_numeral(index + 1):
                break  # "one school | and two libraries"
            inside_quotes = index > start and (words[index - 1] in QUOTES or lowers[index - 1] in HYPHENS)
            if (word in ends and not self._open_quote(start, index) and not inside_quotes) or not word[0].isalpha():
                break
            nouns.append(index)
            plural = (
                word in irregular
                or (len(word) > 3 and word not in not_plural and singular(word) != word)
                or (words[index][:-1].isupper() and len(word) > 2 and words[index].endswith("s"))
            )
            if plural and not (
                index + 2 < stop
                and lowers[index + 1] in HYPHENS
                and tokens.glued(index + 1)
                and tokens.glued(index + 2)
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
                and (self._one_counts(number) or self._goes_on_counting(index, stop))
            ):
                head_end = nouns[0] + 1 if len(nouns) == 1 else nouns[-1] + 1
            else:
                return None
        noun = [lowers[place] for place in nouns if place < head_end]
        if not noun:
            return None
        return (start, head_end), _counted_name(noun)

    def _one_counts(self, number: Number) -> bool:
        """Whether "one" is an amount: "at least one centre", "only one plant"; else it is as good as "a"."""
        before = self.tokens.lowers[number.start - 1] if number.start else ""
        return before in ("least", "only", "exactly", "than", "just")

    def _goes_on_counting(self, at: int, stop: int) -> bool:
        """Whether another counted thing is added: "one school | and two libraries"."""
        tokens = self.tokens
        if at + 1 >= stop or tokens.lowers[at] not in ("and", ",", "or"):
            return False
        return self._is_numeral(at + 1)

    def _is_numeral(self, at: int) -> bool:
        return self.tokens.lowers[at] in self.lexicon.numbers.cardinals or self.tokens.words[at][0].isdecimal()

    def _open_quote(self, start: int, index: int) -> bool:
        return sum(self.tokens.words[place] in ("‘", "“") for place in range(start, index)) > sum(
            self.tokens.words[place] in ("’", "”") for place in range(start, index)
        )

    def _joined(self, index: int) -> bool:
        """Whether "and" in a noun phrase joins adjectives: no plural before it, a word after it."""
        following = self.tokens.lowers[index + 1]
        if self._is_numeral(index + 1):
            return False  # "one school and | two libraries"
        return following[0].isalpha() and following not in self.lexicon.lists["LEX-NOUN-PHRASE-END"]

    def _bare_amount(
        self, begin: int, start: int, number: Number, end: int, stop: int, comparison: Comparison | None
    ) -> bool:
        """Whether a number without unit or noun is an amount: compared or after a word of amount, and ends a phrase."""
        tokens, lists = self.tokens, self.lexicon.lists
        if number.form == "words" and not number.scaled and number.value != 0:
            return False
        following = tokens.lowers[end] if end < stop else "."
        if following not in lists["LEX-NOUN-PHRASE-END"] and following[0].isalnum():
            return False
        if following in HYPHENS or following in ("/", ":") or (following == ")" and tokens.words[start - 1] == "("):
            return False
        plain = tokens.words[number.start]
        if plain.isdigit() and len(plain) == 4 and 1800 <= int(plain) <= 2200 and not number.scaled:
            return False
        if comparison is not None or number.form == "words":
            return True
        return self._word_before(begin, start) in lists["LEX-BARE-NUMBER-LEAD"] and (
            number.scaled or number.value >= 10 or "." in plain
        )

    def _is_label(self, begin: int, number: Number, stop: int, kind: str) -> bool:
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
            named = words[end + 1] if following in HYPHENS and end + 1 < stop else following
            if at > begin and words[at][0].isupper() and named[:1].isupper():
                return True  # "the Ten Guidelines", "the 14th Five-Year Plan": a name
            if number.value == 0 and not self._zero_is_meant(begin, number, stop):
                return True
            return (following in HYPHENS and end + 1 < stop and lowers[end + 1] in lists["LEX-NUMBER-NAME"]) or (
                lowers[at] == "one" and lowers[at:end] == ["one"] and self._lone_one(end, stop)
            )
        before = words[at - 1] if at > begin else ""
        glued = at > begin and tokens.glued(at)
        if glued and self._in_address(at):
            return True
        joins = glued and (before[-1].isalpha() or before in ("/", "#", ":", "_", "@", "\\"))
        if joins and self.lexicon.units.currency_before(tokens, at, begin) is None:
            return True
        if glued and before == "." and at - 2 >= begin and tokens.glued(at - 1) and words[at - 2][-1].isalnum():
            return True  # PM2.5, CP.20
        if glued and before in HYPHENS and at - 2 >= begin and tokens.glued(at - 1):
            joined = words[at - 2]
            coded = (
                joined[0].isalpha() and joined[-1].isdecimal() and self.lexicon.units.match(tokens, at - 2, at) is None
            )
            if joined[-1].isalpha() or joined in (".", "/", ")") or coded:
                return True  # COVID-19, SCP2-173
        if (
            following == ":"
            and end + 1 < stop
            and tokens.glued(end)
            and words[end + 1].isdigit()
            and tokens.glued(end + 1)
        ):
            return True  # a time of day
        if following == "/" and tokens.glued(end) and end + 1 < stop and words[end + 1].isdigit():
            return True  # 2009/28, 24/7
        if following and tokens.glued(end) and following.lower() in lists["LEX-ORDINAL-SUFFIX"]:
            return True
        if (
            following
            and tokens.glued(end)
            and following[0].isalpha()
            and not _is_word(following)
            and self.lexicon.units.match(tokens, end, stop) is None
            and following not in self.lexicon.numbers.glued
            and lowers[end] not in self.lexicon.numbers.scales
        ):
            return True  # 5G, 3D
        if self._opens_block(begin, at) and following in (".", ")") and kind != "table_cell" and (end + 1 < stop):
            return True  # a list mark
        if kind == "heading" and self._opens_block(begin, at) and self.lexicon.units.match(tokens, end, stop) is None:
            return True
        if before == "(" and following == ")" and len(words[at]) <= 3 and kind != "table_cell":
            return True  # (3)
        if before == "[" and following in ("]", ",", "-", "–"):
            return True  # [12]
        if (before == "+" and at - 1 >= begin and words[at].isdigit() and following in ("-", " ", "(")) or self._phone(
            at, stop
        ):
            return True
        if self.lexicon.units.currency_before(tokens, at, begin):
            return False
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
        if lower_before in lists["LEX-REFERENCE-NOUN"] and not (
            measured and measured.unit.kind in ("percent", "money", "physical")
        ):
            return True
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
            return kind != "table_cell" or header_year(plain)
        return False

    def _in_address(self, at: int) -> bool:
        """Whether a token stands inside a web address, where % is no percent."""
        place = self.tokens.starts[at]
        chunk = self.tokens.text[max(0, place - ADDRESS_REACH) : place].split()
        return bool(chunk) and ("://" in chunk[-1] or chunk[-1].startswith("www."))

    def _zero_is_meant(self, begin: int, number: Number, stop: int) -> bool:
        """Whether "zero" is an amount: "zero road deaths by 2050", "fall to zero", "zero percent", but not "net-zero
        technologies" or "zero emission buses"."""
        tokens, lists = self.tokens, self.lexicon.lists
        if number.scaled or not tokens.words[number.start].isalpha():
            return True
        before = tokens.lowers[number.start - 1] if number.start > begin else ""
        following = tokens.lowers[number.end] if number.end < stop else ""
        if before in HYPHENS or before in lists["LEX-ZERO-NAME-LEAD"] or following in HYPHENS:
            return False
        if self.lexicon.units.match(tokens, number.end, stop) is not None:
            return True
        if not following[:1].isalpha() or following in lists["LEX-NOUN-PHRASE-END"]:
            return before in lists["LEX-ZERO-LEAD"]
        noun = self._counted(number.end, stop, number, True)
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

    def _phone(self, at: int, stop: int) -> bool:
        """Whether digits begin or go on a telephone number: three or more short groups joined by hyphens or blanks."""
        words = self.tokens.words
        groups, index = 1, at
        while (
            index + 2 < stop
            and words[index + 1] in ("-", ".")
            and words[index + 2].isdigit()
            and self.tokens.glued(index + 1)
        ):
            groups += 1
            index += 2
        return groups >= 3


def _is_word(text: str) -> bool:
    """Whether letters right behind digits are a word that lost its blank ("39buildings"), not a part of a name."""
    return text.islower() and len(text) > 3


def _plus_minus(tokens: Tokens, at: int, begin: int) -> int | None:
    """The token a tolerance's sign before a number begins at: "±10 %", "+/- 10 %"."""
    if at > begin and tokens.words[at - 1] == "±":
        return at - 1
    return at - 3 if at - 3 >= begin and tokens.words[at - 3 : at] == ["+", "/", "-"] else None


def header_year(text: str) -> bool:
    """Whether four digits in a table cell are a year rather than an amount: 1990 … 2060."""
    return 1990 <= int(text) <= 2060


def canonical(quantity: Quantity) -> str:
    """A quantity as one normal text: "> 6 %", "5–7 count", "~10000000000 CNY"."""
    sign = "" if quantity.comparator == "=" else f"{quantity.comparator} "
    about = "~" if quantity.approximate else ""
    low, high = quantity.low, quantity.high
    if low is not None and high is not None and low != high:
        value = f"{plain_number(low)}–{plain_number(high)}"
    else:
        value = plain_number(low if low is not None else high)
    return f"{sign}{about}{value} {quantity.unit}"


def plain_number(value: float | None) -> str:
    """A number without exponent or needless decimals."""
    if value is None:
        return ""
    return f"{value:.0f}" if value == int(value) else f"{value:.10g}"


def _key(phrase: str) -> tuple[str, ...]:
    return tuple(token.lower() for token in TOKEN.findall(phrase) if token.strip())


def _bounds(low: float, high: float, said: Comparison, is_range: bool) -> tuple[float | None, float | None, str]:
    low, high = min(low, high), max(low, high)
    if said.comparator == "=" or (is_range and said.approximate):
        return low, high, "="
    if said.comparator in (">", ">="):
        return low, None, said.comparator
    return None, high, said.comparator


def _common_scale(first: Number, second: Number, joint: str, unit: FoundUnit | None) -> tuple[float, float]:
    """The bounds of a range whose first number may borrow the second's scale: "5 to 10 million"."""
    low, high = first.value, second.value
    if (
        second.scaled
        and not first.scaled
        and unit is None
        and low < high / second.scale * 1000
        and first.form in ("digits", "words")
    ):
        low = float(f"{low * second.scale:.12g}")
    return low, high


def _counted_name(words: Sequence[str]) -> str:
    """What is counted, in the singular: the head and at most two words before it."""
    return " ".join([*words[-3:-1], singular(words[-1])])


def _share_units(tokens: Tokens, found: list[Quantity]) -> list[Quantity]:
    """Quantities in which a bare number takes the unit of the next in its list: "100, 200 and 300 MW"."""
    shared = list(found)
    for index in range(len(found) - 2, -1, -1):
        here, after = shared[index], shared[index + 1]
        if not here.unit and after.unit_kind != "duration":
            between = tokens.lowers[here.end : after.start]
            if after.unit and between and all(word in (",", "and", "or", "/", ";") for word in between):
                shared[index] = replace(here, unit=after.unit, unit_kind=after.unit_kind, counted=after.counted)
    return shared


def unit_in(tokens: Tokens, begin: int, stop: int, lexicon: QuantityLexicon) -> Unit | None:
    """The unit a header or caption names for the bare numbers below it: "Share (%)", "GWh", "EUR million".

    A scale before or after it multiplies: "in EUR million" gives factor 1e6.
    """
    found: Unit | None = None
    factor, alone = 1.0, False
    for at in range(begin, stop):
        match = lexicon.units.match(tokens, at, stop)
        currency = lexicon.units.currency_before(tokens, at + 1, at)
        if (
            found is None
            and match is not None
            and (match.unit.kind != "duration")
            and _headerlike(tokens, at, match.end, begin, stop)
        ):
            found = match.unit
        elif found is None and currency is not None and currency.start == at:
            found = currency.unit
        scale = lexicon.numbers.scales.get(tokens.lowers[at], 1.0)
        factor *= scale
        alone = alone or (
            scale > 1 and _headerlike(tokens, at, at + 1, begin, stop) and _stands_apart(tokens, at, begin, stop)
        )
    if found is None:
        return replace(COUNT, factor=factor) if alone else None
    return replace(found, factor=found.factor * factor)


def _stands_apart(tokens: Tokens, at: int, begin: int, stop: int) -> bool:
    """Whether a scale word of a header is all of it, or in brackets or after a comma: "Jobs (thousand)"."""
    edges = ("(", "[", ",", "in", ")", "]", "s")
    return (at == begin or tokens.lowers[at - 1] in edges) and (at + 1 == stop or tokens.lowers[at + 1] in edges)


def _headerlike(tokens: Tokens, at: int, end: int, begin: int, stop: int) -> bool:
    """Whether a unit in a header stands alone or in brackets; a single letter ("m", "t") must."""
    bracketed = at > begin and tokens.lowers[at - 1] in ("(", "[", ",", "in")
    alone = at == begin and end == stop
    return bracketed or alone or len(tokens.span(at, end)) > 2 or tokens.words[at] == "%"
