"""Names of values in tables: their headers, without what says of when, in what unit and how firm they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

NUMBERING = re.compile(r"^(?:\(?[0-9ivxIVX]{1,4}(?:\.[0-9a-z]+)*[.)]|[a-zA-Z][.)]|[0-9]+(?:\.[0-9a-z]+)+\.?|[•▪–-])\s+")
"""List and section numbers at the head of a heading."""
_SHARE = re.compile(r"^(?P<name>.*[^\s,(])\s*(?:,|\()\s*(?:in\s+)?(?:%|per cent|percent)\s+of\s+(?P<base>[^()]+)\)?$")
_UNIT = re.compile(r"\s*\(([^()]+)\)$")
_UNIT_SIGN = re.compile(r"[%/$€£¥₹²³µ]|(?<!\d)000s?$")
_UNIT_WORDS = {
    "%": frozenset({"percentage", "percent", "per cent", "percentages"}),
    "count": frozenset({"number", "numbers", "count", "no.", "cumulative number"}),
}
"""How a label may name the unit of its values in words."""
_EMISSION = re.compile(r"emission|GHG|removal|sink", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?:table|exhibit|box|annex)\s+[\dA-Z][\w.-]*\s*[-–—:.|]*\s*", re.IGNORECASE)
_MARKS = " :*"
_SMALL = frozenset({"the", "a", "an", "of", "in", "at", "with", "and", "or", "for", "to", "on"})
_SHORT = 4
"""Letters of the word beside a date in a header that may well be an abbreviation: "Est. 2025"."""
_DATED = frozenset(
    {"budget", "budgets", "planned", "revised", "approved", "expected", "proposed", "adopted", "enacted", "scenario"}
    | {"outturn", "realised", "realized", "observed", "current", "latest", "previous", "first", "second", "third"}
    | {"phase", "stage", "medium", "short", "long", "early", "december", "june", "calendar", "fiscal", "financial"}
)
"""Words beside a date in a header that say which value it is, not what it measures: "Budget 2027"."""
SCALED = re.compile(r"^(?:thousands?|millions?|billions?|lakhs?)(?: of)? (?=[^\W\d_]+s$)")
"""The scale of what is counted, where a column of units says it: "thousand | homes"."""
_ROW_WORDS = 4
"""Words of a label that names a place or a programme, not what is measured."""
_CAPTION_WORDS = 10
_COUNTED_NOUN = re.compile(
    r"(?:number of )?(?:[^\W\d_]+ ){0,2}?([^\W\d_]{3,}[^s]s) (?:to|by|in|of|per|for|with|that)\b", re.IGNORECASE
)
"""The plural at the head of a caption, which counts what it names."""
_PLURAL = re.compile(r"[^\W\d_]{3,}[^s]s\b", re.IGNORECASE)
_LISTS = frozenset(
    {"actions", "figures", "examples", "statistics", "details", "results", "changes", "measures", "sectors", "sources"}
)
_BY = re.compile(r"\s+(?:by|per) [^\W\d_]+(?: and [^\W\d_]+)?$")
_OWN_LIMIT = 8
"""Words of what a cell says itself: more is a sentence."""
_COUNTING = re.compile(r"^(?:total )?(?:numbers?|nos?\.?|#) of (?:the )?(?=\w)", re.IGNORECASE)
"""How a label says that its values count, as their unit does."""
_SCALE = re.compile(
    r"\s*\((?:in )?\W*(?:thousands?|lakhs?|crores?|millions?|billions?|mn|bn|cumulative)\b[^()]*\)$", re.IGNORECASE
)
"""The scale of the values at the end of a label, which they have taken in, or how they were counted."""
_EMPTY = re.compile(r"\s*\(\s*\)")
"""A bracket whose date was taken out."""
_WHOLE_WORDS = 5
"""Words of a label that says itself what is measured."""
_TIMES = frozenset({"day", "week", "month", "year", "hour", "minute"})
"""Units of lengths of time."""
_LASTING = re.compile(r"duration|period|time|length|term|\bage\b|expectancy|wait|delay|years of", re.IGNORECASE)
"""Words of a label that say that it measures time."""
_LEVELS = 2
"""Headers of rows, and of columns, that a name takes up: the nearest ones."""


def named(
    rows: Sequence[str],
    columns: Sequence[tuple[str, bool]],
    unit: str,
    firm: Collection[str],
    totals: Collection[str] = (),
    caption: str = "",
    *,
    is_measured: bool = False,
) -> tuple[str, str]:
    """The indicator and base of a table's value, "" where its headers name none.

    Args:
        rows: texts of the row headers, nearest last.
        columns: texts of the column headers without their dates, nearest last, and whether they had any.
        unit: of the value, as in its statement.
        firm: words of column headers that say how firm a value is, not what it measures ("target").
        totals: row headers that only say that a value is the sum of the others.
        caption: of the table, without its dates and unit; it says what a total is of where its column does not, and
            what the values of rows with a short name are of where it is `is_measured`, or says what they count.
        is_measured: whether the caption gives the unit of the values.
    """
    base = ""
    heads: list[str] = []
    for row in rows:
        text = _plain(row)
        text = SCALED.sub("", text) if unit == "count" else text
        found = _SHARE.match(text)
        if found is not None:
            text, base = found["name"], found["base"].strip()
        if text and not _same(text, unit):
            text = _without_unit(text, unit)
            heads.append(_COUNTING.sub("", text) if unit == "count" else text)
    said = [_without_unit(text, unit) for column, dated in columns if _says(text := _plain(column), dated, unit, firm)]
    if heads and not said and all(head.lower().strip(_MARKS) in totals for head in heads):
        said = _of_total([text for text, _ in columns], caption, unit, firm)
    elif heads and len(heads[-1].split()) <= _ROW_WORDS and not any(_PLURAL.search(each) for each in said):
        more = _of_caption(caption, unit, firm, is_measured and not said)
        said = [*said[-1:], *more] if more else said
    levels = _LEVELS + bool(heads and heads[-1].islower() and len(heads[-1].split()) <= _LEVELS)  # "homes"
    whole = bool(heads) and len(heads[-1].split()) >= _WHOLE_WORDS and not _plain(rows[-1])[:1].islower()
    levels = 1 if whole and not (heads[-2:-1] and heads[-2].istitle()) else levels  # but under "Ostland"
    parts = list(dict.fromkeys(filter(_has_letters, [*heads[-levels:], *said[-_LEVELS:]])))
    if parts and not said and unit in _TIMES and not any(map(_LASTING.search, parts)):
        parts.append("duration")  # under "Months"
    name = ", ".join(parts)
    if name and "CO2" in unit and not _EMISSION.search(name):
        name = f"{parts[0]} emissions" + "".join(f", {part}" for part in parts[1:])
    return name, base


def with_own(name: str, own: str) -> str:
    """A name from headers with what the cell says itself: "AI" and "firms using AI" → "AI, firms using AI"."""
    words = {word.rstrip("s") for word in re.findall(r"\w+", name.lower())}
    new = [word for word in re.findall(r"\w+", own.lower()) if word.rstrip("s") not in words and word not in _SMALL]
    if not name or not new or len(own.split()) > _OWN_LIMIT:
        return name or own
    return f"{name}, {own}"


def _of_total(columns: Sequence[str], caption: str, unit: str, firm: Collection[str]) -> list[str]:
    """What a total is of: its column header though that be but a word, else the caption of its table."""
    for text in (*reversed(columns), _NUMBERED.sub("", caption)):
        text = _without_unit(_plain(text), unit)
        if _says(text, False, unit, firm):
            return [text]
    return []


def _of_caption(caption: str, unit: str, firm: Collection[str], is_measured: bool) -> list[str]:
    """What a caption says that values are of: "Planned spending (EUR million)", "Homes to be built by district"."""
    text = _plain(_NUMBERED.sub("", caption))
    noun = _COUNTED_NOUN.match(text)
    counts = unit == "count" and noun is not None and noun[1].lower() not in firm and noun[1].lower() not in _LISTS
    if not (is_measured or counts) or len(text.split()) > _CAPTION_WORDS or not _says(text, False, unit, firm):
        return []
    return [_BY.sub("", text)]


def _plain(text: str) -> str:
    """A header without its number and without brackets around all of it."""
    text = _SCALE.sub("", _EMPTY.sub("", NUMBERING.sub("", " ".join(text.split())))).strip(" ,;:")
    return text[1:-1] if text.startswith("(") and text.find(")") == len(text) - 1 else text


def without_bracket(text: str) -> str:
    """A heading without its number and the bracket it ends with: "2. Debt to equity | (times)"."""
    return _UNIT.sub("", _plain(text))


def _has_letters(text: str) -> bool:
    return any(letter.isalpha() for letter in text)


def _without_unit(text: str, unit: str) -> str:
    found = _UNIT.search(text)
    told = found is not None and found[1].lower() in _UNIT_WORDS.get(unit, ())  # "(Percentage)"
    own = found is not None and (told or _UNIT_SIGN.search(found[1]) or _same(found[1], unit))
    return text[: found.start()] if found is not None and own else text


def _same(text: str, unit: str) -> bool:
    return "".join(text.split()).lower() == unit.lower()


def _says(text: str, dated: bool, unit: str, firm: Collection[str]) -> bool:
    """Whether a column header says what is measured, not only when, in what unit, or how firm the value is."""
    words = re.findall(r"[^\W_][\w&'-]*", re.sub(r"\([^()]*\)", " ", text))
    left = [word for word in words if word.lower() not in firm]
    if _same(text, unit) or not left:
        return False
    whole = len(left) == len(words) and not dated
    noun = len(left[0]) > _SHORT and left[0].isalpha() and not left[0].isupper() and left[0].lower() not in _DATED
    noun = noun and "," not in text  # but "Target, Ostland" is that of a country
    return whole or len(left) > 1 or noun or not (dated or any(letter.isdigit() for letter in left[0]))
