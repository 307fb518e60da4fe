"""Quantities: a number with its comparison and its unit, or the noun it counts.

"over six percent", "five to seven industrial innovation centres", "around 1,300km", "EUR 1.5 billion", "between 20 and
25 per cent", "130 litres per capita per day", "two-thirds". A number that is a label (Article 6, Phase 2, 5G, COVID-19,
list marks, page and footnote numbers) is none.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from policyledger.comparing import Comparing
from policyledger.counting import Counting
from policyledger.inflection import singular
from policyledger.labels import CELLS, Labels
from policyledger.numbers import parse as parse_number
from policyledger.numbers import scaled_by, with_sign
from policyledger.numberwords import DASHES, Number
from policyledger.numerals import writes_european
from policyledger.quantitywords import Comparison, QuantityLexicon, is_moved
from policyledger.tokens import Tokens
from policyledger.units import FoundUnit, Unit

RANGE_SEPARATORS = DASHES | {"to", "~", "～", "and", "or", "/"}
PLURAL_VERBS = frozenset({"are", "were", "have", "had", "will", "shall"})
FACTORS = (["factor", "of"], ["multiplied", "by"])
"""What stands before the number by which something is multiplied."""
PARTS = (["of"], ["of", "the"], ["out", "of"], ["out", "of", "the"])
"""What stands between a count and what it is a part of: "17 | of the | 20 planned bridges"."""
MODALS = frozenset({"would", "must", "should", "can", "could", "may"})
"""Auxiliaries besides with which a verb tells of as many."""
OWNER = 5
"""Tokens of whose parts are counted: "of | the country's | 12 basins"."""
OWNING = frozenset({"'s", "its", "their", "our", "his", "her"})
"""What shows whose."""
OF_THEM = (["of", "which"], ["of", "whom"], ["of", "them"], ["of", "those"], ["of", "these"])
MOVED = 2
"""From how many times the first value of "by A to B" on the second is no bound, but what is reached."""
POINTS = frozenset({"point", "points"})
OFF = frozenset({"lower", "higher", "fewer", "less", "more", "above", "below", "up", "down"})
"""Words behind points that say how far one share is from another."""
TIMES_REACH = 6
"""Tokens before "5 times" among which a word of change makes it a factor."""
LEAST_UNSHARED = 1000
"""From which on a number is no share, though one follows: "380,000, 50 % women"."""
SCALE_SHARED_BELOW = 1000
"""A number from here on is whole as it stands: "from 5,000 to 2 million"."""
FALL = 10
"""How many times the number before a scaled one may be as large, scales aside, and still share its scale where figures
fall or are only listed: "from $5 to $3.5 million", but not "from $500 to $2 million"."""
DEFINITE = frozenset({"the", "this", "that", "its"})
"""Words before one thing or several."""
BASE_REACH = 6
"""Tokens behind a share within which what compares it is looked for, past what it is a share of."""
SINGLING = frozenset({"a", "an", "one", "each", "every"})
"""Words before one thing, of which a number then says the size: "a 20m wall"."""
JOINED_IN_LIST = frozenset({",", "and", "or", "/"})
PLACED = frozenset({"under", "over", "within", "above", "below"})
"""Words that compare, but not before the things a reader knows of: "under the five pillars"."""
PLACING = frozenset({"in", "for", "from", "at", "on", "under", "with", "through"})
"""Prepositions with which the parts of a gapped list are told apart: "10 clinics in towns and 20 in villages"."""
BEING = frozenset({"is", "are", "was", "were"})
"""Verbs that may stand before such a preposition."""
GAP = 9
"""Tokens between two amounts of which the second leaves out the noun of the first."""
COUNT = Unit("count", "count", "count", 1.0, "UNIT-COUNT")
UNKNOWN = Unit("", "", "", 1.0, "")
UNKNOWN_COUNT = Unit("", "count", "", 1.0, "")
TIMES = Unit("x", "multiple", "ratio", 1.0, "UNIT-TIMES")
PERCENT = Unit("%", "percent", "ratio", 1.0, "UNIT-PERCENT")
LABELS = frozenset({"baseline", "target", "endline", "milestone"})
"""Words that label an amount, however small, that a colon follows."""
REACHED = 9
"""Tokens between a value and the one it moves to: "from 460 deaths in 2010 | to"."""
LABELLED = 5
"""Tokens of the bracket between such a label and its colon."""
OLDEST = 110
"""The highest age."""
AGED = frozenset({"over", "under", "above", "below"})
"""Words between people and their age."""
AGE = Unit("year", "duration", "time", 1.0, "UNIT-AGE")
POINT = Unit("pp", "percentage_point", "ratio", 1.0, "UNIT-PERCENTAGE-POINT")


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
        scale: the product of the scale words of its (last) number, 1.0 without.
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
    scale: float = 1.0

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
            "unit_from": None,
        }


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
    lowers = tokens.lowers
    openings = _openings(tokens, lexicon)
    next_opening = 0
    for number, (begin, stop) in enumerate(tokens.sentences):
        kind = kinds[number] if kinds else "paragraph"
        header = units_of.get(number) if units_of else None
        free = begin
        here: list[Quantity] = []
        while next_opening < len(openings) and openings[next_opening] < stop:
            at = openings[next_opening]
            next_opening += 1
            if at < free:
                continue
            quantities = finder.read(begin, at, stop, kind, header)
            if quantities:
                scaling = kind == "caption" and lowers[quantities[0].number_start] in lexicon.numbers.scales
                here += [] if scaling else quantities  # "(millions of euros)" is said of the cells
                finder.last = quantities[-1]
                free = quantities[-1].end
            else:
                free = finder.skip_to
        found += _with_points(tokens, _share(tokens, _without_repeats(tokens, here))) if len(here) > 1 else here
    return [
        quantity if quantity.unit else replace(quantity, unit=COUNT.symbol) for quantity in found if quantity.unit_kind
    ]


def _openings(tokens: Tokens, lexicon: QuantityLexicon) -> list[int]:
    """Where the number of a quantity may begin, in order."""
    return sorted(
        at
        for word, places in tokens.places.items()
        if word in lexicon.triggers or word[0].isdecimal() or (not word.isascii() and word.isnumeric())
        for at in places
    )


class _Finder:
    """Reads quantities token by token; `skip_to` is where to go on after a refusal, `last` the one before."""

    def __init__(self, tokens: Tokens, lexicon: QuantityLexicon, blocked: frozenset[int]) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.blocked = blocked
        self.comparing = Comparing(tokens, lexicon)
        self.counting = Counting(tokens, lexicon)
        self.labels = Labels(tokens, lexicon, self.counting)
        self.skip_to = 0
        self.last: Quantity | None = None
        self._sign: FoundUnit | None = None
        self._places: dict[str, int] | None = None
        self._european: bool | None = None

    @property
    def floor(self) -> int:
        """The end of the last quantity, which the next does not reach back into."""
        return 0 if self.last is None else self.last.end

    @property
    def european(self) -> bool:
        """Whether the text writes 2.000 for two thousand."""
        if self._european is None:
            self._european = writes_european(self.tokens.spelt)
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
        first = self._of_a_point(first, stop)
        self.skip_to = first.end
        if any(index in self.blocked for index in range(first.start, first.end)):
            return []
        if at > begin and tokens.lowers[at - 1] in lexicon.lists["LEX-DENOMINATOR-LEAD"]:
            return []  # "per 100,000 people"
        if tokens.lowers[max(begin, at - 2) : at] == ["for", "every"]:
            return []  # "one tutor for every 40 pupils"
        if self.labels.is_label(begin, first, stop, kind) and not self._is_second(first, stop):
            return []
        begin = max(begin, self.floor)
        if at - 2 >= begin and tokens.lowers[at - 2 : at] in FACTORS and first.form in ("digits", "words"):
            return [self._factor(begin, first)]
        currency = lexicon.units.currency_before(tokens, at, begin)
        carried = None if currency else self._carried(begin, first)
        header = header if currency else carried or self._led_unit(begin, at) or header
        start = currency.start if currency else at
        signed = with_sign(tokens, replace(first, start=start), begin, lexicon.numbers)
        start, first = signed.start, replace(first, value=signed.value)
        if currency or first.form == "digits":
            first = self._glued_scale(first, stop, currency is not None or carried is not None)
        quantities = self._compose(begin, start, first, currency, stop, kind, header)
        if quantities and carried is None:
            self._sign = currency and replace(currency, unit=self._settled_sign(currency))
        return quantities

    def _is_second(self, number: Number, stop: int) -> bool:
        """Whether a share stands behind another with but a stroke between: "24%/| 5.5%"."""
        last = self.last
        if last is None or last.unit_kind != "percent" or self.tokens.words[last.end : number.start] != ["/"]:
            return False
        unit = self.lexicon.units.match(self.tokens, number.end, stop) if number.end < stop else None
        return unit is not None and unit.unit.kind == "percent"

    def _of_a_point(self, number: Number, stop: int) -> Number:
        """A fraction of one percentage point as the number it is of them: "half a | percentage point"."""
        article = number.end < stop and self.tokens.lowers[number.end] in ("a", "an")
        if number.form != "fraction" or not article:
            return number
        found = self.lexicon.units.match(self.tokens, number.end + 1, stop)
        points = found is not None and found.unit.kind == "percentage_point"
        return replace(number, end=number.end + 1, form="words") if points else number

    def _carried(self, begin: int, number: Number) -> Unit | None:
        """The currency whose sign stands before the first of a list only: "USD 2, | 3 and 7 million"."""
        lowers, at = self.tokens.lowers, number.start
        joints = at - self.floor
        if self._sign is None or self.floor < begin or not 0 < joints <= 2 or number.form not in ("digits", "words"):
            return None
        if not JOINED_IN_LIST.issuperset(lowers[self.floor : at]) or not lowers[self.floor - 1][-1].isalnum():
            return None
        end = self._glued_scale(number, len(lowers), True).end
        following = lowers[end] if end < len(lowers) else "."
        ends = following == "and" or self._ends_amount(end, len(lowers))
        counts = following in ("of", "as", "%", "is", "was") or following in DASHES  # "$4 and 32 | is the number"
        return self._sign.unit if ends and not counts else None

    def _led_unit(self, begin: int, at: int) -> Unit | None:
        """The unit whose word stands before what compares a number: "aged | under 12", "aged | between 6 and 14"."""
        lead, _, _ = self.comparing.before(begin, at, self._word_before(begin, at) == "between")
        sign = self.lexicon.units.currency_before(self.tokens, lead, begin) if lead < at else None
        return sign.unit if sign is not None and sign.unit.kind == "duration" else None

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
        second, second_currency, joint = self._range(
            first, unit.end if unit else first.end, stop, begin, start, money=currency is not None
        )
        if second is not None:
            second_unit = self._unit_after(second, second_currency or currency, stop)
            between = self._word_before(begin, start) == "between"
            from_to = joint == "to" and (self._leaves(begin, start) or self._is_moved(begin, start, unit, second_unit))
            if from_to and unit and second_unit and second_unit.unit.symbol.startswith(f"{unit.unit.symbol}/"):
                unit = replace(unit, unit=second_unit.unit)  # "from 4.3 kWh to 3.6 kWh per cubic metre"
            same = unit is None or second_unit is None or unit.unit.symbol == second_unit.unit.symbol
            alone = unit is None or (unit.end <= first.end and same)  # no unit of its own, but maybe a sign before it
            if alone and not first.scaled and first.form in ("digits", "words"):
                scaled = _with_scale(first.value, second.value, second.scale, falls=from_to)
                first = replace(first, value=scaled)
            low, high = first.value, second.value
            moved = unit is not None and (second_unit is None or (unit.unit.kind != "percent" and high > MOVED * low))
            if moved and self._word_before(begin, start) == "by":
                same = False  # "by 50 % to 6,000", "by $4 to $20", but "by 60 % to 65 %"
            if from_to and self._ranges(begin, start):
                from_to, between = False, True  # "range from 7 % to 12 %"
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

    def _leaves(self, begin: int, start: int) -> bool:
        """Whether a number is what a value moves from: "from about | 5 to 7 %", "from the existing | 1.1 % to 2 %"."""
        at = self.comparing.before(begin, start, False)[0]
        fillers = self.lexicon.lists["LEX-BEFORE-OLD-VALUE"]
        while at > begin and self.tokens.lowers[at - 1] in fillers:
            at -= 1
        return self._word_before(begin, at) == "from"

    def _is_moved(self, begin: int, start: int, unit: FoundUnit | None, second: FoundUnit | None) -> bool:
        """Whether two values are those of what is moved: "increase the present rate | of 34 % to 50 %"."""
        told = unit is not None and second is not None and unit.start >= start
        return told and is_moved(self.tokens.lowers, begin, start)

    def _ranges(self, begin: int, start: int) -> bool:
        """Whether the verb before "from … to" says that both are bounds: "rates range from"."""
        at = self.comparing.before(begin, start, False)[0] - 2
        return at >= begin and self.tokens.lowers[at] in self.lexicon.lists["LEX-VERB-RANGE"]

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
        after = self.comparing.after(end, stop)
        compare_start, comparison, cue = self.comparing.before(begin, start, between)
        if comparison is not None and compare_start == self.floor and tokens.lowers[compare_start - 1] in POINTS:
            compare_start, comparison, cue = start, None, ""  # "six points | fewer than the 60 %"
        if measure is None and number.form in ("fraction", "multiple"):
            measure = PERCENT if number.form == "fraction" else TIMES
            if number.form == "fraction":
                low, top = round(low * 100, 2), round(top * 100, 2)
        elif measure is not None and number.form == "fraction" and measure.kind == "percent":
            return None
        elif (
            measure is None
            and after is not None
            and (late := self._unit_after(replace(number, end=after[0]), None, stop))
        ):
            measure, end = late.unit, late.end  # "60 or more | megawatts"
        elif measure is None:
            whole = number.value == int(number.value)
            parted = number.start > begin and end < stop and tokens.words[end][0].islower()  # "2.7 children per woman"
            countable = number.scaled or number.form == "vague" or whole or parted
            joined = number.start - 1 == self.floor and tokens.lowers[number.start - 1] in ("and", "or", ",")
            noun = self.counting.noun(end, stop, number, extend, joined=joined) if after is None and countable else None
            if noun is None and after is not None and countable:
                noun = self.counting.noun(after[0], stop, number, extend)
                if noun is not None:
                    end = after[0]
            if noun is not None:
                head, counted = noun
                end = head[1]
                measure = COUNT
                if after is None and comparison is None:
                    after = self._after_noun(end, stop)
                    end = after[0] if after is not None else end
            elif header is not None:
                measure = header
            else:
                bare = not extend or kind in CELLS
                bare = bare or self._bare_amount(begin, compare_start, number, end, stop, comparison)
                if kind not in CELLS and self._listed(end, stop):
                    measure = UNKNOWN_COUNT if bare else UNKNOWN  # takes the unit of the next in its list
                elif comparison is not None and self._is_age(begin, compare_start, cue, number):
                    measure = AGE
                elif bare:
                    measure = COUNT
                else:
                    return None
        if kind == "heading" and measure is COUNT and head is None:
            return None
        if measure is TIMES and number.form == "digits" and number.value == 1:
            return None
        if measure.kind == "duration" and comparison is not None and self._is_age(begin, compare_start, cue, number):
            rules.append(AGE.rule_id)  # "children | under 2 years"
        rules.append(measure.rule_id)
        if measure.factor != 1.0:
            low, top = (float(f"{value * measure.factor:.14g}") for value in (low, top))
        cues = [cue] if cue else []
        if comparison is None and after is None and unit is not None:
            based = self._after_base(end, stop) if measure.kind == "percent" else self._after_denominator(end, stop)
            if based is not None:
                comparison = based[1]
                cues.append(tokens.span(based[0], based[2]))
        if comparison is None and after is not None and head is None:
            comparison = after[1]
            if measure.kind == "duration" and tokens.lowers[after[0] - 1] == "better":
                comparison = replace(comparison, comparator="<=")  # a train every "10 minutes or better"
            cues.append(tokens.span(number.end if end > after[0] else end, after[0]))
            end = max(end, after[0])
        elif comparison is None and after is not None and head is not None:
            comparison = after[1]
            cues.append(comparison.comparator)
        if comparison is not None:
            rules.append(comparison.rule_id)
        if (
            measure.kind == "duration"
            and comparison is not None
            and AGE.rule_id not in rules
            and self.comparing.spans_time(begin, compare_start, cue)
        ):
            comparison, compare_start = None, start
            rules.pop()
        if measure is COUNT and head is not None and comparison is not None:
            before = tokens.lowers[compare_start:start]
            if before[-1:] == ["the"] and before[0] in PLACED:
                comparison, compare_start, cues = None, start, cues[1:]  # "done | under the | five pillars"
                rules.pop()
        if number.form == "vague" and comparison is None:
            comparison = Comparison(">=", False, "NUM-VAGUE")
        said = comparison or Comparison("=", False, "")
        if said.comparator == ">" and self.comparing.negated(begin, compare_start):
            said = Comparison("<=", said.approximate, said.rule_id)  # "will not rise by more than 3 %"
        elif said.comparator == "<" and self.comparing.negated(begin, compare_start):
            said = Comparison(">=", said.approximate, said.rule_id)  # "shall not fall below 60 %"
        bounds = _bounds(low, top, said, high is not None)
        return Quantity(
            compare_start, end, first.start, *bounds, said.approximate, measure.symbol, measure.kind, counted,
            tuple(rule for rule in dict.fromkeys(rules) if rule), tuple(cues), head, number.form, number.scale,
        )  # fmt: skip

    def _after_base(self, end: int, stop: int) -> tuple[int, Comparison, int] | None:
        """What compares behind what a share is of, from one token to another: "60 per cent of GDP | or less"."""
        tokens, ends = self.tokens, self.lexicon.lists["LEX-NOUN-PHRASE-END"]
        if end >= stop or tokens.lowers[end] != "of":
            return None
        place = end + 1
        while place < min(stop, end + BASE_REACH) and tokens.words[place][0].isalpha():
            if self.counting.is_numeral(place):
                return None  # "of people over | sixty or more"
            after = self.comparing.after(place, stop) if tokens.lowers[place] in ("or", "and") else None
            if after is not None:
                following = tokens.lowers[after[0]] if after[0] < stop else "."
                # but "of men or more | women", "of towns and less | than 1 % of"
                closes = following != "than" and (following in ends or not following[0].isalnum())
                return (place, after[1], after[0]) if closes and place > end + 1 else None
            if tokens.lowers[place] in ends and place > end + 1:
                return None
            place += 1
        return None

    def _after_denominator(self, end: int, stop: int) -> tuple[int, Comparison, int] | None:
        """What compares behind what an amount stands over: "20 yen/kWh | or below", "5 euros per visit | or less"."""
        if (
            end + 1 >= stop
            or self.tokens.lowers[end] not in ("/", "per")
            or not self.tokens.words[end + 1][0].isalpha()
        ):
            return None
        after = self.comparing.after(end + 2, stop)
        return None if after is None else (end + 2, after[1], after[0])

    def _after_noun(self, end: int, stop: int) -> tuple[int, Comparison] | None:
        """What compares behind a counted noun ("30 grants | at a minimum"), unless it goes with a number after it."""
        after = self.comparing.after(end, stop)
        if after is None or (after[0] < stop and self.counting.is_numeral(after[0])):
            return None
        return after

    def _listed(self, end: int, stop: int) -> bool:
        """Whether another number follows in a list: "100, 200 and 300 MW", "4 and 3.2 percentage points"."""
        lowers = self.tokens.lowers
        while end < stop and lowers[end] in (",", "and", "or", "/"):
            end += 1
            if end < stop and lowers[end][0].isdigit():
                return True
        return False

    def _glued_scale(self, number: Number, stop: int, money: bool) -> Number:
        """ "5bn", "US$5 m", "10k", "3 bn trees": a scale symbol behind digits; a letter only glued or with money."""
        tokens, glued = self.tokens, self.lexicon.numbers.glued
        place = number.end
        if money and place + 1 < stop and tokens.words[place] in DASHES and tokens.glued(place):
            place += tokens.glued(place + 1) and tokens.words[place + 1] in glued  # "P1-T"
        if number.scaled or place >= stop or tokens.words[place] not in glued:
            return number
        symbol = tokens.words[place]
        if not money:
            after = self.lexicon.units.match(tokens, place + 1, stop)
            money = after is not None and after.unit.kind == "money"  # "1.5M EUR", "60 M EUR"
            ends = money
            if symbol == "M" and after is not None and after.unit.kind == "physical" and not tokens.glued(place + 1):
                return scaled_by(number, place + 1, glued[symbol], self.lexicon.numbers.rule_of[symbol])  # "326 M kl"
        else:
            ends = symbol == "m" or self._ends_amount(place + 1, stop)
        if not tokens.glued(place) and len(symbol) == 1 and not ends:
            return number
        if not money and len(symbol) == 1:
            follows = tokens.words[place + 1] if place + 1 < stop else ""
            if symbol == "m":
                if not self._counts_in_millions(number, place, stop):
                    return number
            elif symbol not in ("k", "K") or follows in ("W", "m"):
                return number
        return scaled_by(number, place + 1, glued[symbol], self.lexicon.numbers.rule_of[symbol])

    def _ends_amount(self, place: int, stop: int) -> bool:
        """Whether a sum ends before a token: "US$ 60 M | by 2030", "$60 M | /yr"; not "USD 20 B | shares"."""
        following = self.tokens.lowers[place] if place < stop else "."
        if following in DASHES and self.tokens.glued(place):
            return False  # "USD 5 T-bonds"
        return following in self.lexicon.lists["LEX-NOUN-PHRASE-END"] or not following[0].isalnum()

    def _counts_in_millions(self, number: Number, place: int, stop: int) -> bool:
        """Whether an "m" glued to digits is a million: things in the plural follow ("1.5m homes", "1m new homes").

        Metres do not count: what they measure follows in the singular ("a 3m wall"), behind "of" or a dimension ("3m
        high walls"), or is itself counted or singled out before ("six 50m pools").
        """
        tokens, lists = self.tokens, self.lexicon.lists
        before = tokens.lowers[number.start - 1] if number.start else ""
        if place + 3 < stop and tokens.lowers[place + 1] in RANGE_SEPARATORS and tokens.words[place + 3] == "m":
            place += 2  # "5m to | 10m people"
            if not tokens.words[place][0].isdecimal():
                return False
            place += 1
        if not tokens.glued(place) or place + 1 >= stop or tokens.glued(place + 1):
            return False
        if before in SINGLING or self._counts_before(number):
            return False
        if tokens.lowers[place + 1] in lists["LEX-DIMENSION"] or not tokens.words[place + 1][0].isalpha():
            return False
        if tokens.lowers[place + 1] == "of":
            return False  # "250m of green links"
        unit = self.lexicon.units.match(tokens, place + 1, stop)
        if unit is not None:
            return len(tokens.words[place + 1]) > 1 and unit.unit.kind in ("physical", "duration")  # "10m tonnes"
        noun = self.counting.noun(place + 1, stop, replace(number, scaled=True), False)
        if noun is None or (before in DEFINITE and noun[0][1] > place + 2):
            return False  # "the 3m wall blocks"
        return lists["LEX-DIMENSION"].isdisjoint(tokens.lowers[place + 1 : noun[0][1]])

    def _counts_before(self, number: Number) -> bool:
        """Whether the number before one counts what that one measures: "six | 50m pools", but not "in 2020 | 5m"."""
        at = number.start - 1
        return at >= 0 and at not in self.blocked and self.counting.is_numeral(at)

    def _unit_after(self, number: Number, currency: FoundUnit | None, stop: int) -> FoundUnit | None:
        """The unit of a number: what follows it, else the currency before it."""
        tokens, units, lists = self.tokens, self.lexicon.units, self.lexicon.lists
        found = units.match(tokens, number.end, stop)
        following = tokens.lowers[number.end] if number.end < stop else ""
        if found is None and number.scaled and following == "of":
            found = units.match(tokens, number.end + 1, stop)  # "millions of tonnes"
        spaced = number.end + 1 < stop and tokens.lowers[number.end + 1] not in DASHES
        if found is None and following in lists["LEX-UNIT-ADJECTIVE"] and spaced:
            found = units.match(tokens, number.end + 1, stop)  # "20 more days"
        if found is not None and found.unit.kind == "money" and self._is_next_currency(found, currency, stop):
            found = None
        if currency is not None and (found is None or found.unit.kind != "money"):
            if found is not None and found.unit.kind == "percent":
                return found
            again = found is not None and found.unit.symbol == currency.unit.symbol  # "aged 50 | years"
            end = found.end if found is not None and again else number.end
            return FoundUnit(currency.start, end, self._settled_sign(currency))
        if found is None:
            return None
        if found.unit.kind == "money":
            unit, end = self._settled(found, tokens.span(found.start, found.end)), found.end
            if currency is not None and found.unit.factor < 1:
                unit = replace(unit, symbol=self._settled_sign(currency).symbol)  # "US$ 33 cents"
            if end < stop and not number.scaled and tokens.lowers[end] in self.lexicon.numbers.scales:
                scale = self.lexicon.numbers.scales[tokens.lowers[end]]  # "75 USD million"
                unit, end = replace(unit, factor=unit.factor * scale), end + 1
            return FoundUnit(found.start, end, unit)
        if found.unit.symbol == TIMES.symbol and not self._multiplies(number, found, stop):
            return None
        if found.unit.kind == "physical":
            if self._opens_name(found, stop):
                return None
            return replace(found, unit=self._settled(found, tokens.span(found.start, found.end)))
        return found

    def _opens_name(self, found: FoundUnit, stop: int) -> bool:
        """Whether a unit's word is the first of a name: "6,798 | Gram | Panchayats", but not "6 MEGAWATTS BY 2030"."""
        at, words = found.start, self.tokens.words
        titled = found.end - at == 1 and len(words[at]) > 2 and words[at].istitle() and words[at - 1][0].isdigit()
        return titled and found.end < stop and words[found.end].istitle() and len(words[found.end]) > 2

    def _multiplies(self, number: Number, found: FoundUnit, stop: int) -> bool:
        """Whether "times" or "x" is a factor ("5 times the", "2.5x") and not how often ("met 5 times")."""
        tokens, lists = self.tokens, self.lexicon.lists
        following = tokens.lowers[found.end] if found.end < stop else ""
        if tokens.lowers[found.end - 1] == "time":
            return False  # "six time zones"
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

    def _settled_sign(self, currency: FoundUnit) -> Unit:
        return self._settled(currency, self.tokens.span(currency.start, currency.end))

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
        self, first: Number, at: int, stop: int, begin: int, start: int, *, money: bool
    ) -> tuple[Number | None, FoundUnit | None, str]:
        """The second number of a range that goes on at a token, its own currency sign, and the joining word.

        `money` says whether the first has a currency's sign, which holds for both: "€1-2 bn".
        """
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
        if second is None or (first.form == "fraction") != (second.form == "fraction"):
            return nothing  # "by one third | to 240,000"
        if "multiple" in (first.form, second.form):
            return nothing  # "is to double | to 10 million tonnes"
        if second.form == "digits" or currency:
            second = self._glued_scale(second, stop, money or currency is not None)
        return second, currency, joint

    def _word_before(self, begin: int, start: int) -> str:
        return self.tokens.lowers[start - 1] if start > begin else ""

    def _bare_amount(
        self, begin: int, start: int, number: Number, end: int, stop: int, comparison: Comparison | None
    ) -> bool:
        """Whether a number without unit or noun is an amount: compared or after a word of amount, and ends a phrase."""
        tokens, lists = self.tokens, self.lexicon.lists
        end += end < stop and tokens.lowers[end] == "out"  # "103 | out of the 850 sites"
        behind = tokens.lowers[end : end + 2]
        some = behind in OF_THEM or (behind == ["of", "the"] and end + 2 < stop and self.counting.is_numeral(end + 2))
        if number.value > 1 and (some or self._is_of_owned(end, stop)):
            return True  # "two of which", "seven of the twelve", but not "one of which"
        following = tokens.lowers[end] if end < stop else "."
        if number.value > 1 and self._is_counted_subject(begin, start, number, following):
            return True
        last = self.last if self.floor >= begin else None
        if number.value > 1 and last is not None and end + 1 < stop and _is_gapped(tokens.lowers, last, start, end):
            return True
        if number.value > 1 and last is not None and self._goes_on_counting(last, start, end, stop):
            return True
        if number.form == "words" and not number.scaled and number.value != 0:
            return False
        plain = tokens.words[number.start]
        large = number.scaled or "," in plain
        led = self._word_before(begin, start) in lists["LEX-BARE-NUMBER-LEAD"]
        joined = following == "and" and (comparison is not None or (large and led))  # "a crew of 24,000 | and a fleet"
        ago = following in ("last", "this", "next") and tokens.lowers[end + 1 : end + 2] in (
            ["year"],
            ["month"],
            ["quarter"],
        )
        ends = following in lists["LEX-NOUN-PHRASE-END"] or joined or ago
        if not ends and following[0].isalnum():
            return False
        if following in DASHES or following in ("/", ":") or (following == ")" and tokens.words[start - 1] == "("):
            return False
        if plain.isdigit() and len(plain) == 4 and 1800 <= int(plain) <= 2200 and not number.scaled:
            return False
        if comparison is not None or number.form == "words" or (number.scaled and number.form == "digits"):
            return True  # "the airport handled 45.3 million in 2023"
        lead = self._word_before(begin, start)
        named = self.tokens.lowers[start - 2] if start - 2 >= begin else ""
        if lead == ":" and self._is_labelled(begin, start):
            return True  # "Baseline (2025): 0", "Target: 24"
        if lead in (":", "—", "–") and large and named not in lists["LEX-REFERENCE-NOUN"]:
            return True  # "Specialists: 20 million", "Berths: 4,100", "Homes on the net — 120,000"
        if large and lead in lists["LEX-AMOUNT-LABEL"]:
            return True  # "Pilots: baseline | 1,200 | (2022); target | 5,000"
        if number.value > 1 and self._is_subject(begin, start, following):
            return True
        if lead == "against" and named not in ("as", ","):
            return False  # "won by 40 against 23"
        return led and (number.scaled or number.value >= 10 or "." in plain)

    def _goes_on_counting(self, last: Quantity, start: int, end: int, stop: int) -> bool:
        """Whether a bare number follows one: "rise from six | to eight", "reach 300 in 2027 and | 400 | by 2030"."""
        words, lowers = self.tokens.words, self.tokens.lowers
        if last.unit_kind != COUNT.kind or last.counted is not None:
            return False
        if lowers[last.end : start] == ["to"]:
            return lowers[last.start - 1] == "from"
        dated = (
            end + 1 < stop and lowers[end] in ("by", "in") and words[end + 1].isdecimal() and len(words[end + 1]) == 4
        )
        listed = lowers[start - 1] in ("and", "then", "to") and start - last.end <= GAP
        return dated and listed and any(len(word) == 4 and word.isdecimal() for word in words[last.end : start])

    def _is_labelled(self, begin: int, start: int) -> bool:
        """Whether a label of amounts stands before the colon of a number, with a year or without: "Baseline (2025)"."""
        lowers, at = self.tokens.lowers, start - 2
        if at >= begin and lowers[at] == ")":
            at = next((k for k in range(at - 1, max(begin, at - LABELLED), -1) if lowers[k] == "("), at) - 1
        return at >= begin and lowers[at] in LABELS

    def _is_age(self, begin: int, start: int, cue: str, number: Number) -> bool:
        """Whether a number compared behind people is their age: "residents | over 65", "one of them is | over 65"."""
        at = start - 1 - (start - 1 > begin and self.tokens.lowers[start - 1] in ("is", "are"))
        people = at >= begin and self.tokens.lowers[at] in self.lexicon.lists["LEX-PERSON"]
        whole = number.form in ("digits", "words") and not number.scaled and number.value <= OLDEST
        return people and whole and cue.lower() in AGED

    def _is_of_owned(self, end: int, stop: int) -> bool:
        """Whether a number is part of one somebody has: "ten | of the country's 12 basins", "3 | of its 20 mills"."""
        lowers = self.tokens.lowers
        if end >= stop or lowers[end] != "of":
            return False
        owned = next((at for at in range(end + 1, min(stop, end + OWNER)) if lowers[at] in OWNING), None)
        return owned is not None and owned + 1 < stop and self.counting.is_numeral(owned + 1)

    def _is_counted_subject(self, begin: int, start: int, number: Number, following: str) -> bool:
        """Whether a number is what a verb of many tells of: "(ten | have opened)", "27,000 | would be required"."""
        if following not in PLURAL_VERBS and following not in MODALS:
            return False
        lead = self._word_before(begin, start)
        grouped = "," in self.tokens.words[number.start] and number.form == "digits"
        of_which = begin + 1 < start and self.tokens.lowers[start - 2 : start] in OF_THEM
        if of_which and self.last is not None and self.last.unit_kind == COUNT.kind:
            return True  # "14 projects, of which | three | have been finished"
        alone = grouped or (lead == "(" and number.form == "words")
        return alone and lead in ("(", ";", "–", "—", ",", "", "that")

    def _is_subject(self, begin: int, start: int, following: str) -> bool:
        """Whether a number alone is the subject of a verb: "of the 600 buses ordered, 450 | have come, and 5 | are"."""
        joint = self._word_before(begin, start)
        counted = joint == "and" and 0 < self.floor == begin  # another amount came before
        if following not in PLURAL_VERBS or not (joint == "," or counted):
            return False
        before = max(0, start - 2)
        return before in self.blocked or self.tokens.words[before].isalpha()  # not "items 4, 12 are"


def _is_part(between: list[str]) -> bool:
    """Whether words between two counts say that the first is part of the second."""
    owned = len(between) <= OWNER and between[:1] == ["of"] and between[-1] in OWNING
    return between in PARTS or owned  # "ten | of the country's | 12 basins"


def _plus_minus(tokens: Tokens, at: int, begin: int) -> int | None:
    """The token a tolerance's sign before a number begins at: "±10 %", "+/- 10 %"."""
    if at > begin and tokens.words[at - 1] == "±":
        return at - 1
    return at - 3 if at - 3 >= begin and tokens.words[at - 3 : at] == ["+", "/", "-"] else None


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


def _bounds(low: float, high: float, said: Comparison, is_range: bool) -> tuple[float | None, float | None, str]:
    low, high = min(low, high), max(low, high)
    if said.comparator == "=" or (is_range and (said.approximate or said.comparator == ">=")):
        return low, high, "="  # "at least 50 to 70 %" is between these
    if said.comparator in (">", ">="):
        return low, None, said.comparator
    return None, high, said.comparator


def _with_scale(value: float, after: float, scale: float, *, falls: bool) -> float:
    """A number without a scale as the next one in its range or list has it: the "5" of "5 to 10 million" is 5 million.

    Args:
        value: the number.
        after: the next one, its scale multiplied out.
        scale: the scale of the next one.
        falls: whether the next may be the smaller one.
    """
    falls = falls and scale >= 1000  # "from five to two hundred" rises
    most = after / scale * (FALL if falls else 1)
    return float(f"{value * scale:.12g}") if scale > 1 and 0 < value <= most and value < SCALE_SHARED_BELOW else value


def _without_repeats(tokens: Tokens, found: list[Quantity]) -> list[Quantity]:
    """Quantities without those that say in figures in brackets what the one before says: "fifty percent (50%)"."""
    kept: list[Quantity] = []
    for each in found:
        last = kept[-1] if kept else None
        closed = tokens.words[each.end : each.end + 1] == [")"]
        if last is not None and closed and each.start == last.end + 1 and tokens.words[last.end] == "(":
            same = (last.low, last.high, last.unit) == (each.low, each.high, each.unit)
            if same and tokens.words[last.number_start][0].isalpha() and tokens.words[each.number_start][0].isdecimal():
                kept[-1] = replace(last, end=each.end + 1)
                continue
        kept.append(each)
    return kept


def _share(tokens: Tokens, found: list[Quantity]) -> list[Quantity]:
    """Quantities in which a bare number takes the unit and the scale of the next in its list: "100, 200 and 300 MW"."""
    shared = list(found)
    for index in range(len(found) - 2, -1, -1):
        here, after = shared[index], shared[index + 1]
        between = tokens.lowers[here.end : after.start]
        listed = bool(between) and JOINED_IN_LIST.issuperset(between)
        if listed and _lacks_scale(tokens, here, after):
            here = shared[index] = _scaled_as(here, after)
        if not here.unit and after.unit_kind != "duration":
            many = after.unit_kind == "percent" and here.low is not None and here.low >= LEAST_UNSHARED
            if after.unit and between and not many and (listed or JOINED_IN_LIST.issuperset(set(between) - {";"})):
                shared[index] = replace(here, unit=after.unit, unit_kind=after.unit_kind, counted=after.counted)
        elif here.unit == COUNT.symbol and here.counted is None and _is_part(tokens.lowers[here.end : after.start]):
            shared[index] = replace(here, counted=after.counted)  # "17 of the 20 planned bridges"
    for index in range(1, len(shared)):
        before, here = shared[index - 1], shared[index]
        plain = here.unit == COUNT.symbol and here.counted is None
        if plain and before.unit_kind != COUNT.kind and _is_reached(tokens.lowers, before, here):
            shared[index] = replace(here, unit=before.unit, unit_kind=before.unit_kind)
        elif plain and _is_gapped(tokens.lowers, before, here.start, here.end):
            shared[index] = replace(here, unit=before.unit, unit_kind=before.unit_kind, counted=before.counted)
    return shared


def _is_reached(lowers: Sequence[str], before: Quantity, here: Quantity) -> bool:
    """Whether a bare number is what another is to become: "from 46 km in 2010 to | 31", "54 km (target: | 25)"."""
    between = list(lowers[before.end : here.start])
    if between[:1] == ["("] and between[-1:] == [":"] and len(between) <= LABELLED:
        return not LABELS.isdisjoint(between)
    if between in (["rather", "than"], ["instead", "of"]):
        return True  # "within 8 weeks | rather than | 26"
    return between[-1:] == ["to"] and len(between) <= REACHED and lowers[before.start - 1] == "from"


def _is_gapped(lowers: Sequence[str], before: Quantity, start: int, end: int) -> bool:
    """Whether a number goes on with an amount whose noun it leaves out: "10 clinics in towns and | 20 | in villages".

    Both stand before the same preposition (a third before any), or one is what the others are parts of: "40 clinics:
    | 10 | in towns".

    Args:
        lowers: the text.
        before: the amount before.
        start, end: of the number.
    """
    if not 0 <= start - before.end <= GAP or end >= len(lowers) or lowers[end] not in PLACING:
        return False
    if lowers[start - 1] == ":" or list(lowers[start - 2 : start]) in OF_THEM:
        return before.unit_kind == COUNT.kind
    place = lowers[before.end + (lowers[before.end] in BEING)]
    alike = place == lowers[end] or (before.unit_kind == COUNT.kind and before.head is None and place in PLACING)
    return alike and start - before.end > 1 and lowers[start - 1] in JOINED_IN_LIST | {";"}


def _with_points(tokens: Tokens, found: list[Quantity]) -> list[Quantity]:
    """Quantities in which points by which a share differs are percentage points: "12 %, 1.3 points | lower"."""
    shares = [each.unit_kind == "percent" for each in found]
    mended = []
    for at, each in enumerate(found):
        between = tokens.lowers[each.end : found[at + 1].start] if shares[at + 1 : at + 2] == [True] else []
        beside = "than" in between or (at > 0 and shares[at - 1])
        off = beside and _is_off(tokens, each)
        moved = each.counted == "point" and (
            between == ["to"] or (at > 0 and shares[at - 1] and _is_moved(tokens, each))
        )
        mended.append(_as_points(each) if off or moved else each)
    return mended


def _is_off(tokens: Tokens, quantity: Quantity) -> bool:
    end = quantity.end
    return quantity.counted == "point" and end < len(tokens.lowers) and tokens.lowers[end] in OFF


def _is_moved(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether points are by how much a share has moved: "at 4.6 %, | down 0.8 points"."""
    return tokens.lowers[quantity.start - 1] in ("up", "down", "by") and quantity.start > 0


def _as_points(quantity: Quantity) -> Quantity:
    rules = tuple(rule for rule in quantity.rule_ids if rule != COUNT.rule_id)
    return replace(
        quantity,
        unit=POINT.symbol,
        unit_kind=POINT.kind,
        counted=None,
        head=None,
        rule_ids=(*rules, POINT.rule_id),
    )


def _lacks_scale(tokens: Tokens, here: Quantity, after: Quantity) -> bool:
    """Whether nothing but a currency's sign says what a number in a list measures, and that is of the next one too."""
    if here.scale != 1.0 or after.scale == 1.0 or here.form not in ("digits", "words"):
        return False
    same = here.unit_kind == "money" and here.unit == after.unit
    return not here.unit or (same and tokens.words[here.end - 1][-1].isdecimal())


def _scaled_as(here: Quantity, after: Quantity) -> Quantity:
    """A quantity with the scale of the next in its list, where it is of its size."""
    value = max(bound for bound in (here.low, here.high) if bound is not None)
    reached = max(bound for bound in (after.low, after.high) if bound is not None)
    if _with_scale(value, reached, after.scale, falls=True) == value:
        return here
    low, high = (bound and float(f"{bound * after.scale:.12g}") for bound in (here.low, here.high))
    return replace(here, low=low, high=high, scale=after.scale)
