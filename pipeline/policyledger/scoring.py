"""What counts as right: gold rows and found rows paired one to one, then compared field by field.

docs/gold.md states these definitions for readers; a figure must not change without them changing there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from policyledger.cells import harmless
from policyledger.gold import GoldRow

Row = Mapping[str, Any]

QUANTITY_FIELDS = ("value", "value+unit", "value+unit+comparator", "status=target", "target row")
MENTION_KINDS = ("date", "organisation", "industry")
FIELDS = QUANTITY_FIELDS + MENTION_KINDS
"""What precision and recall are given of, in the order they are shown."""

SAME_WORDS = 0.4
"""How alike two quotes without a number or words in common must be to be taken for the same quantity."""
SAME_NAME = 0.7
"""What part of the longer of two names the shorter must be."""


@dataclass(slots=True)
class Tally:
    """Counts of right, wrongly claimed and missed rows."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __iadd__(self, other: Tally) -> Tally:
        self.tp, self.fp, self.fn = self.tp + other.tp, self.fp + other.fp, self.fn + other.fn
        return self

    @property
    def empty(self) -> bool:
        """Whether there was nothing to find and nothing was found."""
        return not (self.tp or self.fp or self.fn)

    def rates(self) -> dict[str, float | int]:
        """Precision, recall and F1, from 0 to 1 and rounded to four decimals, and the counts."""
        precision = self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0
        recall = self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        rounded = {name: round(value, 4) for name, value in (("p", precision), ("r", recall), ("f1", f1))}
        return {**rounded, "tp": self.tp, "fp": self.fp, "fn": self.fn}


@dataclass(slots=True)
class Score:
    """Figures of one document or of many."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    soft: dict[str, list[float]] = field(default_factory=dict)

    def tally(self, name: str) -> Tally:
        """The counts of a field, new if there are none yet."""
        return self.tallies.setdefault(name, Tally())

    def note(self, name: str, value: float | bool) -> None:
        """Adds a row's mark to a soft figure."""
        self.soft.setdefault(name, []).append(float(value))

    def add(self, other: Score) -> None:
        """Adds the figures of another document."""
        for name, tally in other.tallies.items():
            mine = self.tally(name)
            mine += tally
        for name, marks in other.soft.items():
            self.soft.setdefault(name, []).extend(marks)

    def rates(self) -> dict[str, dict[str, float | int]]:
        """Precision, recall, F1 and counts by field, in the order of `FIELDS`."""
        return {name: self.tallies[name].rates() for name in FIELDS if name in self.tallies}

    def means(self) -> dict[str, dict[str, float | int]]:
        """Mean and number of rows of the soft figures."""
        return {
            name: {"mean": round(sum(marks) / len(marks), 4), "n": len(marks)}
            for name, marks in sorted(self.soft.items())
        }


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A gold row and what was found in its place, where they differ.

    Attributes:
        verdict: wrong (both, differing in `columns`), missed (gold alone) or extra (found alone).
        kind: quantity, date, organisation or industry.
    """

    verdict: str
    kind: str
    gold: GoldRow | None
    found: Row | None
    columns: tuple[str, ...] = ()


def score_document(
    gold: Sequence[GoldRow], statements: Sequence[Row], mentions: Sequence[Row]
) -> tuple[Score, list[Mismatch]]:
    """The figures of one document and every mismatch in it.

    Args:
        gold: its gold rows, in reading order.
        statements, mentions: its rows of those tables.
    """
    score, mismatches = _quantities([row for row in gold if row.kind == "quantity"], statements)
    for kind in MENTION_KINDS:
        wanted = [row for row in gold if row.kind == kind]
        found = [row for row in mentions if row["kind"] == kind]
        if kind == "industry":
            if not wanted:
                continue
            # Gold names the main industries of a document; others, and finer ones, are not judged.
            judged = {row.facts["canonical"] for row in wanted}
            found = [row for row in found if row["canonical_id"] in judged]
        tally, differing = _mentions(kind, wanted, found)
        score.tallies[kind] = tally
        mismatches += differing
    return score, mismatches


def _quantities(gold: Sequence[GoldRow], statements: Sequence[Row]) -> tuple[Score, list[Mismatch]]:
    found = sorted(statements, key=lambda row: int(row["start_char"]))
    pairs = _paired(len(gold), len(found), _quantity_weights(gold, found))
    score, mismatches = Score(), []
    right: dict[int, set[str]] = {}
    for i, j in pairs.items():
        differing = _differing(gold[i].facts, found[j])
        right[i] = _right_fields(gold[i].facts, found[j], differing)
        _note_soft(score, gold[i].facts, found[j], differing)
        shown = tuple(
            name for name in differing if name in _COUNTED or (name == "target_date" and "status" not in differing)
        )
        if shown:
            mismatches.append(Mismatch("wrong", "quantity", gold[i], found[j], shown))
    owner = {j: i for i, j in pairs.items()}
    for name in QUANTITY_FIELDS:
        targets_only = name not in QUANTITY_FIELDS[:3]
        tally = score.tally(name)
        for i, row in enumerate(gold):
            if targets_only and row.facts["status"] != "target":
                continue
            if name in right.get(i, ()):
                tally.tp += 1
            elif not row.unsure:
                tally.fn += 1
        for j, other in enumerate(found):
            if targets_only and other["status"] != "target":
                continue
            i_owner = owner.get(j)
            if i_owner is None or not (name in right[i_owner] or gold[i_owner].unsure):
                tally.fp += 1
    mismatches += _unpaired("quantity", gold, found, pairs)
    return score, mismatches


_COUNTED = ("value", "unit", "comparator", "status")


def _differing(gold: Mapping[str, Any], found: Row) -> tuple[str, ...]:
    """The fields in which a found quantity differs from the gold one it is paired with."""
    comparator, approximate = _GOLD_SIGNS.get(gold["comparator"], (gold["comparator"], False))
    same = {
        "value": _same_bounds(gold, found),
        "unit": unit_key(gold["unit"]) == unit_key(found["unit"]),
        "comparator": found["comparator"] == comparator and bool(found["approximate"]) == approximate,
        "status": gold["status"] == found["status"],
        "target_date": date_key(gold["target_date"]) == date_key(found["target_date"]),
        "change": gold["change"] == found["change"],
        "baseline_date": date_key(gold["baseline_date"]) == date_key(found["baseline_date"]),
    }
    if gold["status"] != "target":
        same["target_date"] = True
    return tuple(name for name, equal in same.items() if not equal)


_GOLD_SIGNS = {"~": ("=", True), "~<": ("<", True)}


def _right_fields(gold: Mapping[str, Any], found: Row, differing: tuple[str, ...]) -> set[str]:
    """The fields of `QUANTITY_FIELDS` a paired quantity counts as right in."""
    right: set[str] = set()
    if "value" in differing:
        return right
    right.add("value")
    if "unit" not in differing:
        right.add("value+unit")
        if "comparator" not in differing:
            right.add("value+unit+comparator")
    if gold["status"] == "target" == found["status"]:
        right.add("status=target")
        if "value+unit+comparator" in right and "target_date" not in differing:
            right.add("target row")
    return right


def _note_soft(score: Score, gold: Mapping[str, Any], found: Row, differing: tuple[str, ...]) -> None:
    if "value" in differing:
        return
    if gold["status"] == "target" == found["status"]:
        for name in ("target_date", "change", "baseline_date"):
            score.note(f"{name} exact", name not in differing)
    score.note("status exact", "status" not in differing)
    if gold.get("indicator"):
        score.note("indicator token F1", words_f1(gold["indicator"], _written(found["indicator"])))
    if gold.get("counted") and unit_key(gold["unit"]) == "count":
        wanted = _head(gold["counted"])
        score.note("counted head noun", wanted is not None and wanted == _head(_written(found["counted"])))


def _mentions(kind: str, gold: Sequence[GoldRow], found: Sequence[Row]) -> tuple[Tally, list[Mismatch]]:
    quotes = [squash(row.quote) for row in gold]
    texts = [squash(_written(row["text"])) for row in found]
    alike = _SAME_MENTION[kind]

    def weight(i: int, j: int) -> float:
        a, b = quotes[i], texts[j]
        if not (a in b or b in a):
            return 0
        extra = kind != "organisation" and alike(gold[i], found[j])
        return 1 + (min(len(a), len(b)) / max(len(a), len(b)) if a or b else 0) + extra

    pairs = _paired(len(gold), len(found), {(i, j): weight(i, j) for i in range(len(gold)) for j in range(len(found))})
    right = {i for i, j in pairs.items() if alike(gold[i], found[j])}
    owner = {j: i for i, j in pairs.items()}
    tally = Tally(
        tp=len(right),
        fp=sum(1 for j in range(len(found)) if j not in owner or not (owner[j] in right or gold[owner[j]].unsure)),
        fn=sum(1 for i, row in enumerate(gold) if i not in right and not row.unsure),
    )
    column = {"date": "edtf", "organisation": "extent", "industry": "canonical"}[kind]
    wrong = [
        Mismatch("wrong", kind, gold[i], found[j], (column,))
        for i, j in pairs.items()
        if i not in right and not gold[i].unsure
    ]
    return tally, wrong + _unpaired(kind, gold, found, pairs)


def _same_name(gold: GoldRow, found: Row) -> bool:
    shorter, longer = sorted((len(squash(gold.quote)), len(squash(_written(found["text"])))))
    return shorter >= SAME_NAME * longer


_SAME_MENTION: dict[str, Callable[[GoldRow, Row], bool]] = {
    "date": lambda gold, found: date_key(gold.facts["edtf"]) == date_key(_written(found["canonical"])),
    "organisation": _same_name,
    "industry": lambda gold, found: bool(gold.facts["canonical"] == found["canonical_id"]),
}


def _unpaired(kind: str, gold: Sequence[GoldRow], found: Sequence[Row], pairs: Mapping[int, int]) -> list[Mismatch]:
    taken = set(pairs.values())
    missed = [Mismatch("missed", kind, row, None) for i, row in enumerate(gold) if i not in pairs and not row.unsure]
    return missed + [Mismatch("extra", kind, None, row) for j, row in enumerate(found) if j not in taken]


def _quantity_weights(gold: Sequence[GoldRow], found: Sequence[Row]) -> dict[tuple[int, int], float]:
    """How well each gold quantity and each found one go together; 0 where they can't be the same."""
    wanted = [(squash(row.quote), _numbers(row.quote), squash(row.facts.get("indicator"))) for row in gold]
    texts = [_written(row["text"]) for row in found]
    got = [
        (squash(text), _numbers(text), squash(_written(row["indicator"])))
        for text, row in zip(texts, found, strict=True)
    ]
    weights: dict[tuple[int, int], float] = {}
    for i, (quote, numbers, indicator) in enumerate(wanted):
        for j, (text, others, other) in enumerate(got):
            value = _same_bounds(gold[i].facts, found[j])
            within = quote in text or text in quote
            shared = bool(numbers & others)
            if not (value or within or shared):
                continue
            alike = _alike(quote, text)
            if not (within or shared) and alike < SAME_WORDS:
                continue
            # the value weighs most, then the words, then what is measured
            weights[i, j] = 2.0 * value + 1.0 * within + 0.5 * shared + 0.6 * alike + 0.2 * _alike(indicator, other)
    return weights


def _paired(golds: int, founds: int, weights: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Pairs, the best first; of equally good ones those that stand at the most alike part of the document."""

    def rank(edge: tuple[int, int]) -> tuple[float, float, int, int]:
        i, j = edge
        return -weights[edge], abs(i / max(1, golds) - j / max(1, founds)), -i, -j

    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for i, j in sorted((edge for edge, weight in weights.items() if weight > 0), key=rank):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _alike(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b).ratio()


def _numbers(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\d[\d,.]*\d|\d", text))


def _written(text: Any) -> str:
    """A text as it stands in the CSV, which is what anybody else would score."""
    return "" if text is None else harmless(str(text))


def _same_bounds(gold: Mapping[str, Any], found: Row) -> bool:
    return same_number(gold["low"], found["value_min"]) and same_number(gold["high"], found["value_max"])


def same_number(a: float | None, b: float | None) -> bool:
    """Whether two bounds are equal; 33.33 and 33.3333 are both a third."""
    if a is None or b is None:
        return a is b
    apart = abs(a - b)
    return apart <= 1e-6 * max(1.0, abs(a), abs(b)) or (apart < 0.01 and abs(3 * a - round(3 * a)) < 0.05)


def squash(text: Any) -> str:
    """A text in lower case without blanks and hyphens, so that line breaks make no difference."""
    return re.sub(r"[\s\-\u00ad\u2010\u2011]+", "", str(text or "")).lower()


def date_key(text: Any) -> str | None:
    """An EDTF date without its marks of doubt; None for none."""
    plain = re.sub(r"[~?%]", "", str(text or "").strip())
    return None if plain in ("", "nan", "None", "null") else plain


_UNIT_NAMES = {
    "percent": "%", "times": "x", "fold": "x", "litre": "l", "liter": "l", "tonne": "t", "tonnes": "t", "years": "year",
    "a": "year", "days": "day", "d": "day", "hectare": "ha", "cel": "degc", "kw.h": "kwh", "mo": "month",
    "min": "minute", "counts": "count", "1": "count", "person": "count",
}  # fmt: skip
_SAME_LETTERS = str.maketrans({"²": "2", "³": "3", "°": "deg"})
_CARBON = (
    ("co2equivalent", "co2"),
    ("co2eq", "co2"),
    ("co2e", "co2"),
    ("percentagepoints", "pp"),
    ("percentagepoint", "pp"),
)


def unit_key(unit: Any) -> str:
    """A unit as compared: without case, blanks and points; CO2 and CO2 equivalent are one; "litre" is l."""
    plain = re.sub(r"[^a-z0-9%/]+", "", str(unit or "").lower().translate(_SAME_LETTERS))
    for long, short in _CARBON:
        plain = plain.replace(long, short)
    return "/".join(_UNIT_NAMES.get(part, part) for part in plain.split("/"))


_SMALL = frozenset({"the", "a", "an", "of", "in", "to", "and", "for", "its", "their", "by", "on"})


def _words(text: Any) -> list[str]:
    return [word for word in re.findall(r"[a-z0-9]+", str(text or "").lower()) if word not in _SMALL]


def _head(text: Any) -> str | None:
    """The last word of a noun phrase, without the s of a plural."""
    words = _words(text)
    return words[-1].rstrip("s") if words else None


def words_f1(a: Any, b: Any) -> float:
    """How far the words of two names agree, small words aside: 0 to 1."""
    first, second = Counter(_words(a)), Counter(_words(b))
    common = (first & second).total()
    return 2 * common / (first.total() + second.total()) if common else 0.0
