"""Units: from the words and symbols of a text to one normal symbol.

A unit is matched in words ("megawatt hours", any case, any number) or by symbol ("MWh", as spelled). What a mass
measures may follow ("tonnes of CO2 equivalent" → tCO2e), and units may be divided ("litres per capita per day" →
L/person/day, "kWh/m3").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from policyledger.inflection import singular
from policyledger.lexing import TOKEN
from policyledger.numberwords import HYPHENS
from policyledger.rules.model import UnitRule, by_precedence
from policyledger.terms import Context, keys_of
from policyledger.tokens import Tokens

PREFIX_WORDS = {
    "n": "nano", "µ": "micro", "m": "milli", "c": "centi", "d": "deci", "h": "hecto", "k": "kilo", "M": "mega",
    "G": "giga", "T": "tera", "P": "peta", "E": "exa",
}  # fmt: skip
"""SI prefixes (BIPM, The International System of Units, table 7)."""

MICRO_SIGNS = ("µ", "μ")
"""The micro sign and the Greek letter that is as often written for it."""

MONEY_SCALES = {"k": 1e3, "T": 1e3, "M": 1e6, "m": 1e6, "bn": 1e9}
"""What stands before a currency code for a scale: MEUR, kEUR, and T for thousand, as in much of Europe."""

MINUS = frozenset({"-", "–", "−", "⁻"})
"""Signs of a negative exponent."""

SIGN_LIMIT = 4
"""Tokens of the longest sign before a number: "u.s $"."""

BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}

AMOUNTS = {"thousand": "1000", "million": "1000000", "billion": "1000000000"}
"""Words for how many of a unit another is divided by: "toe/million USD"."""

GROUPED = re.compile(r"\d+|\d{1,3}(?:,\d{3})+", re.ASCII)
"""The same in digits: "L/100 km", "kg per 1,000 USD"."""

SHORT = {"hour": "h", "second": "s"}
"""Units of time as they are written below a line: "km/h", "m3/s"."""
PLACES_NAMED = 2
"""How often a text must speak of a place for a shared sign to be its money; of weights, once is enough."""

END = ""
"""The key under which a trie node keeps what ends there; no token is empty."""

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as found: normal symbol, kind, and the factor that its word multiplies the number by."""

    symbol: str
    kind: str
    dimension: str
    factor: float
    rule_id: str
    compound: bool = True
    denominator_only: bool = False
    part_of: tuple[str, ...] = ()
    parts: int = 1
    priority: int = 0


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """A unit at its place: token range [start, end)."""

    start: int
    end: int
    unit: Unit


@dataclass
class UnitLexicon:
    """Tries of unit words (singular, lower case), symbols (as spelled), what qualifies a mass, and signs before."""

    words: Node = field(default_factory=dict)
    symbols: Node = field(default_factory=dict)
    qualifier_words: Node = field(default_factory=dict)
    qualifier_symbols: Node = field(default_factory=dict)
    before: Node = field(default_factory=dict)
    places: dict[str, set[str]] = field(default_factory=dict)
    shared: dict[str, dict[str, Unit]] = field(default_factory=dict)
    part_symbols: dict[str, dict[str, Unit]] = field(default_factory=dict)
    contexts: dict[str, Context] = field(default_factory=dict)

    @classmethod
    def from_rules(cls, rules: Iterable[UnitRule]) -> UnitLexicon:
        """The lexicon of unit rules, with SI multiples and the products of masses and what they measure."""
        lexicon = cls()
        rules = by_precedence(rules)
        qualifiers = [rule for rule in rules if rule.qualifies]
        lexicon.contexts.update({rule.id: context for rule in rules if (context := Context(rule.unless))})
        for rule in rules:
            if rule.qualifies:
                lexicon._add_qualifier(rule)
            else:
                lexicon._add(rule, qualifiers)
        return lexicon

    def _add_qualifier(self, rule: UnitRule) -> None:
        unit = Unit(rule.symbol, rule.unit_kind, rule.qualifies or "", rule.factor, rule.id)
        for word in rule.words:
            _insert(self.qualifier_words, word_key(word), unit)
        for symbol in rule.symbols:
            _insert(self.qualifier_symbols, symbol_key(symbol), unit)

    def _add(self, rule: UnitRule, qualifiers: Sequence[UnitRule]) -> None:
        plain = _unit(rule)
        for prefix in ("", *rule.prefixes):
            unit = replace(plain, symbol=prefix + rule.symbol)
            for word in rule.words:
                for form in _prefixed(prefix, word):
                    _insert(self.words, word_key(form), unit)
            for symbol in rule.symbols:
                for sign in MICRO_SIGNS if prefix in MICRO_SIGNS else (prefix,):
                    self._add_symbol(sign + symbol, unit, rule.fold_case)
                    if prefix and symbol.isalpha():
                        _insert(self.symbols, symbol_key(f"{sign}{symbol}s"), unit, keep=True)  # "40 kms of roads"
                for qualifier in qualifiers if rule.dimension == "mass" else ():
                    for tail in qualifier.symbols:
                        joined = Unit(
                            unit.symbol + qualifier.symbol, unit.kind, qualifier.dimension, unit.factor, rule.id
                        )
                        self._add_symbol(prefix + symbol + tail, joined, False)
        for sign in rule.before:
            for form in _written(sign, rule):
                _insert(self.before, symbol_key(form), plain)
        if rule.unit_kind == "money" and rule.fold_case:
            for scale, factor in MONEY_SCALES.items():
                scaled = replace(plain, factor=factor)
                _insert(self.before, [scale + rule.symbol], scaled)
                _insert(self.symbols, [scale + rule.symbol], scaled)
        for sign in rule.shares:
            self.shared.setdefault(sign.lower(), {})[rule.symbol] = plain
        for whole in rule.part_of:
            if rule.unit_kind == "money" and len(rule.part_of) > 1:  # whose cent it is, the text must tell
                for word in rule.words:
                    self.shared.setdefault(word, {})[whole] = replace(plain, symbol=whole)
            for symbol in rule.part_symbols:
                self.part_symbols.setdefault(whole, {})[symbol] = plain
        for place in rule.places:
            self.places.setdefault(place.split()[0].lower(), set()).add(rule.symbol)

    def _add_symbol(self, symbol: str, unit: Unit, fold_case: bool) -> None:
        forms = {symbol}
        if fold_case and len(symbol) >= 2:
            forms |= {symbol.upper(), symbol.lower(), symbol.capitalize()} if len(symbol) > 2 else {symbol.upper()}
        for form in sorted(forms, key=lambda form: form != symbol):
            _insert(self.symbols, symbol_key(form), unit, keep=form != symbol)

    def match(self, tokens: Tokens, at: int, stop: int, *, denominator: bool = False) -> FoundUnit | None:
        """The longest unit that begins at a token, with what it measures and what it is divided by."""
        base = self._simple(tokens, at, stop)
        if base is None and not denominator:
            return self._bracketed(tokens, at, stop)
        if base is None or (base.unit.denominator_only and not denominator):
            return None
        if base.unit.dimension == "mass":
            base = self._qualified(tokens, base, stop)
        elif base.unit.kind == "money":
            base = self._as_mass(tokens, base, stop)
        if self._is_code(tokens, base, stop):
            return None
        if denominator or not base.unit.compound or base.unit.kind not in ("physical",):
            return base
        return self._divided(tokens, base, stop)

    def _is_code(self, tokens: Tokens, base: FoundUnit, stop: int) -> bool:
        """ "24703 L-202": a single letter that goes on to digits."""
        end = base.end
        if end + 1 >= stop or len(tokens.words[end - 1]) > 1 or tokens.lowers[end] not in HYPHENS:
            return False
        joined = tokens.glued(end) and tokens.glued(end + 1) and not tokens.glued(base.start)
        return joined and tokens.words[end - 1].isalpha() and tokens.words[end + 1][0].isdecimal()

    def _bracketed(self, tokens: Tokens, at: int, stop: int) -> FoundUnit | None:
        """ "20 (kg)": a unit alone in brackets behind its number."""
        close = BRACKETS.get(tokens.words[at]) if at + 2 < stop else None
        if close is None or tokens.glued(at):
            return None
        base = self._simple(tokens, at + 1, stop)
        if base is None or base.end >= stop or tokens.words[base.end] != close or base.unit.kind == "duration":
            return None
        return FoundUnit(at, base.end + 1, base.unit)

    def _as_mass(self, tokens: Tokens, base: FoundUnit, stop: int) -> FoundUnit:
        """ "pounds of CO2": a word that is money or mass is a mass where what it measures follows."""
        for unit in self.shared.get(singular(tokens.lowers[base.end - 1]), {}).values():
            if unit.dimension == "mass":
                mass = self._qualified(tokens, FoundUnit(base.start, base.end, unit), stop)
                if mass.end > base.end:
                    return mass
        return base

    def currency_before(self, tokens: Tokens, at: int, begin: int) -> FoundUnit | None:
        """The currency sign or code that ends just before a token."""
        best = None
        for start in range(max(begin, at - SIGN_LIMIT), at):
            found = _walk(self.before, tokens.words, start, at)
            if found and found[1] == at and (best is None or found[0].priority > best.unit.priority):
                best = FoundUnit(start, at, found[0])
        return best

    def counts_of_places(self, tokens: Tokens) -> dict[str, int]:
        """How often a text speaks of what settles a shared sign, by the symbol of the unit it speaks for."""
        counts: dict[str, int] = {}
        places = self.places
        for lower in tokens.lowers:
            for symbol in places.get(lower, ()):
                counts[symbol] = counts.get(symbol, 0) + 1
        return counts

    def settled(self, found: FoundUnit, written: str, counts: dict[str, int]) -> Unit:
        """The unit of a sign that several share ("$", "Rs", "pound"): the one whose places the text speaks of most."""
        family = self.shared.get(written) or self.shared.get(singular(written))
        if not family:
            return found.unit
        named = {symbol: counts[symbol] for symbol in family if symbol in counts}
        named = {
            symbol: count for symbol, count in named.items() if count >= PLACES_NAMED or family[symbol].kind != "money"
        }
        best = max(named.items(), key=lambda item: (item[1], item[0] == found.unit.symbol, item[0]), default=None)
        if best is None or best[0] == found.unit.symbol:
            return found.unit
        return replace(family[best[0]], factor=found.unit.factor, compound=found.unit.compound)

    def _simple(self, tokens: Tokens, at: int, stop: int) -> FoundUnit | None:
        if at < stop and tokens.lowers[at] in HYPHENS and tokens.glued(at):
            at += 1  # "10-year", "five-kilometre"
            if at >= stop or not tokens.glued(at):
                return None
        by_symbol = _walk(self.symbols, tokens.words, at, stop)
        by_word = _walk_words(self.words, tokens, at, stop)
        best = max((found for found in (by_symbol, by_word) if found), key=_rank, default=None)
        if best and best[0].rule_id in self.contexts:
            context = self.contexts[best[0].rule_id]
            best = None if context.excludes(keys_of(tokens), at, best[1]) else best
        return best and FoundUnit(at, best[1], best[0])

    def _qualified(self, tokens: Tokens, base: FoundUnit, stop: int) -> FoundUnit:
        at = base.end
        if at < stop and (tokens.lowers[at] == "of" or (tokens.lowers[at] in HYPHENS and tokens.glued(at))):
            at += 1
        by_word = _walk_words(self.qualifier_words, tokens, at, stop)
        by_symbol = _walk(self.qualifier_symbols, tokens.words, at, stop)
        best = max((found for found in (by_symbol, by_word) if found), key=lambda found: found[1], default=None)
        if best is None:
            return base
        end = best[1]
        if end < stop and tokens.words[end] == "." and tokens.lowers[end - 1] in ("eq", "equ", "e") and end + 1 < stop:
            end += 1  # "Gg CO2 eq. in 2025"
        unit = base.unit
        joined = Unit(unit.symbol + best[0].symbol, unit.kind, best[0].dimension, unit.factor, unit.rule_id)
        return FoundUnit(base.start, end, joined)

    def _divided(self, tokens: Tokens, base: FoundUnit, stop: int) -> FoundUnit:
        unit, end = base.unit, base.end
        while end + 1 < stop:
            word = tokens.lowers[end]
            article = word in ("a", "an") and tokens.lowers[end + 1] in (
                "day", "year", "week", "month", "hour", "minute", "second",
            )  # fmt: skip
            each = word == "each" and tokens.lowers[end + 1] in ("day", "year")
            inverse = self._inverse(tokens, end, stop)
            if inverse is not None:
                unit, end = _over(unit, inverse.unit), inverse.end
                continue
            if word not in ("/", "per") and not article and not each:
                break
            amount, at = _amount(tokens, end + 1)
            below = self.match(tokens, at, stop, denominator=True)
            if below is None or (below.unit.denominator_only and amount and not tokens.words[at - 1].isdecimal()):
                break  # "per thousand people" says for whom
            unit, end = _over(unit, below.unit, amount), below.end  # "5.5 litres per 100 km"
        return FoundUnit(base.start, end, unit)

    def _inverse(self, tokens: Tokens, at: int, stop: int) -> FoundUnit | None:
        """What a unit is divided by, written with a negative exponent: "kg | ha-1", "GtCO2e | yr.-1", "W | m-2"."""
        below = self._simple(tokens, at, stop) if tokens.words[at].isalpha() else None
        if below is None:
            return None
        end = below.end + 1 if below.end < stop and tokens.words[below.end] == "." else below.end
        if end + 1 >= stop or tokens.words[end] not in MINUS or not tokens.glued(end + 1):
            return None
        power = tokens.words[end + 1]
        unit = below.unit if power == "1" else self.symbols.get(below.unit.symbol + power, {}).get(END)
        return FoundUnit(at, end + 2, unit) if unit is not None else None


def _amount(tokens: Tokens, at: int) -> tuple[str, int]:
    """How many of a unit another is divided by, in digits, and the token after it: "100 | km", "million | USD"."""
    word = tokens.words[at]
    written = AMOUNTS.get(tokens.lowers[at]) or (word.replace(",", "") if GROUPED.fullmatch(word) else "")
    return written, at + bool(written)


def _over(unit: Unit, below: Unit, amount: str = "") -> Unit:
    """A unit divided by another, or by many of it: "toe/MEUR" is by a million euros."""
    if below.factor > 1 and below.factor.is_integer():
        amount = str(int(amount or 1) * int(below.factor))
    symbol = f"{unit.symbol}/{amount}{SHORT.get(below.symbol, below.symbol)}"
    return Unit(symbol, unit.kind, f"{unit.dimension}/{below.dimension}", unit.factor, unit.rule_id)


def _unit(rule: UnitRule) -> Unit:
    return Unit(
        rule.symbol,
        rule.unit_kind,
        rule.dimension,
        rule.factor,
        rule.id,
        rule.compound,
        rule.denominator_only,
        rule.part_of,
        rule.parts,
        rule.priority,
    )


def _written(sign: str, rule: UnitRule) -> list[str]:
    """A sign before a number and the ways it is also written: "HK $", "hk $", "usd" """
    if rule.unit_kind != "money":
        return [sign]
    forms = [sign]
    letters = sign.rstrip("$")
    if letters != sign and len(letters) > 1:
        forms += [f"{letters} $", f"{letters.lower()} $", f"{letters.lower()}$"]
    elif rule.fold_case and sign == rule.symbol:
        forms += [sign.lower(), sign.capitalize(), f"{sign}$", f"{sign.lower()}$", f"{sign} $"]
    return list(dict.fromkeys(forms))


def unit_forms(rule: UnitRule, word: str) -> list[str]:
    """A word of a unit with all its SI prefixes: kilowatt, kilo watt."""
    return [form for prefix in ("", *rule.prefixes) for form in _prefixed(prefix, word)]


def _prefixed(prefix: str, word: str) -> list[str]:
    if not prefix:
        return [word]
    name = PREFIX_WORDS[prefix]
    return [name + word, f"{name} {word}"]


def word_key(word: str) -> list[str]:
    """A unit in words as it is looked for: its words in small letters and singular."""
    return [singular(token.lower()) for token in TOKEN.findall(word) if token.strip() and token not in HYPHENS]


def symbol_key(symbol: str) -> list[str]:
    """A unit's symbol as it is looked for: its tokens as they are spelt."""
    return [token for token in TOKEN.findall(symbol) if token.strip()]


def _insert(trie: Node, key: Sequence[str], unit: Unit, keep: bool = False) -> None:
    node = trie
    for token in key:
        node = node.setdefault(token, {})
    if not (keep and END in node):
        node.setdefault(END, unit)


def _rank(found: tuple[Unit, int]) -> tuple[int, int]:
    """Which of two units that begin at a token has it: that of higher priority, then the longer."""
    return found[0].priority, found[1]


def _walk(trie: Node, words: Sequence[str], at: int, stop: int) -> tuple[Unit, int] | None:
    """The longest entry of a trie along exact tokens: what ends there, and where."""
    node: Node | None = trie
    best: tuple[Unit, int] | None = None
    while at < stop:
        node = node.get(words[at]) if node is not None else None
        if node is None:
            break
        at += 1
        if END in node and (best is None or node[END].priority >= best[0].priority):
            best = node[END], at
    return best


def _walk_words(trie: Node, tokens: Tokens, at: int, stop: int) -> tuple[Unit, int] | None:
    """The same along singular lower-case words, hyphens between them skipped."""
    node = trie
    best: tuple[Unit, int] | None = None
    first = True
    while at < stop:
        word = tokens.lowers[at]
        if not first and word in HYPHENS and at + 1 < stop:
            at += 1
            word = tokens.lowers[at]
        below = node.get(word) or node.get(singular(word))
        if below is None:
            break
        node = below
        at += 1
        first = False
        if END in node and (best is None or node[END].priority >= best[0].priority):
            best = node[END], at
    return best
