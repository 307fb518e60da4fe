"""Movements: which values of a sentence are those that were: "from A to B", "up from A", "…, from A in 2015 and B"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Span

from policyledger.clauses import Sentence
from policyledger.phrases import ARTICLES
from policyledger.quantitywords import is_moved
from policyledger.tokens import Tokens, beyond_gloss

BETWEEN = 12
"""Tokens between the two values of "from A in the year … to B"."""
NAMED = 5
"""Tokens of the noun that names a value which another is compared with: "compared with | an outlook of"."""
LEVELS = frozenset({"level", "levels", "figure", "value", "total", "rate", "baseline", "base"})
"""Nouns between a base year and its value."""
CONTINUES = frozenset({"and", ",", "in", "of"})
"""Words that may stand with dates between a value that was and a further one."""
BRACKETED = 14
"""Tokens of a bracket that says a value in other terms: "(AED 21 billion – 1.3 percent of GDP)"."""


@dataclass(frozen=True)
class Movements:
    """The values that were, by index among the quantities of a sentence.

    Attributes:
        pairs: in "from A to B", A → B.
        old: values that were, said aside: "…, from 44 in 2023", "a rise from 28 million".
    """

    pairs: Mapping[int, int]
    old: frozenset[int]


SINCE_WHEN = frozenset({"last", "in", "a", "one", "two", "ten", "today", "currently", "before", "previously"})
"""Words behind a value with which it is said when it was."""


def movements(sentence: Sentence, tokens: Tokens, lists: Mapping[str, frozenset[str]]) -> Movements:
    """The movements of a sentence; time grows with the number of its quantities."""
    lowers, quantities = tokens.lowers, sentence.quantities
    fillers, against = lists["LEX-BEFORE-OLD-VALUE"], lists["LEX-AGAINST"]
    pairs: dict[int, int] = {}
    old: set[int] = set()
    for index, span in enumerate(quantities):
        lead = _lead(span, sentence, lowers, fillers)
        if lead is None:
            before = quantities[index - 1]
            goes_on = index - 1 in old and _goes_on(before, span, sentence, tokens)
            compared = index and (goes_on or _compared(span, sentence, lowers, against, fillers))
            if compared or base_year(span, sentence, lowers) is not None:
                old.add(index)
        elif (arrival := _arrival(index, sentence, tokens)) is not None:
            pairs[index] = arrival
            old.update(range(index + 1, arrival))  # "from 36 billion dollars (| 133 billion dirhams |) to"
        elif (
            lead in sentence.change_ends
            or lowers[lead - 1] in (",", "(", "[")
            or (index and (_same_unit(quantities[index - 1], span) or quantities[index - 1].end == lead))
        ):
            old.add(index)
    return Movements(pairs, frozenset(old))


def _arrival(index: int, sentence: Sentence, tokens: Tokens) -> int | None:
    """The value that one behind "from" leads to, by index, what a bracket says of the first being passed over."""
    quantities = sentence.quantities
    end = quantities[index].end
    if tokens.words[end : end + 1] == ["("]:
        near = range(end, min(sentence.end, end + BRACKETED))
        end = next((at + 1 for at in near if tokens.words[at] == ")"), end)
    at = index + 1
    while at < len(quantities) and quantities[at].start < end:
        at += 1
    found = at < len(quantities) and _arrives(tokens.lowers[end : quantities[at].start])
    return at if found else None


def _lead(span: Span, sentence: Sentence, lowers: list[str], fillers: frozenset[str]) -> int | None:
    """The "from" a quantity hangs on."""
    at = span.start - 1
    while at > sentence.begin and lowers[at] in fillers:
        at -= 1
    if at >= sentence.begin and lowers[at] == "from":
        return at
    return span.start - 1 if _is_moved(span, sentence, lowers) else None


def _is_moved(span: Span, sentence: Sentence, lowers: list[str]) -> bool:
    """Whether a value is what something is moved from: "increase the present rate of | 34 % | to 50 %"."""
    following = sentence.by_start.get(span.end + 1)
    if following is None or lowers[span.end] != "to":
        return False
    return _same_unit(span, following) and is_moved(lowers, sentence.begin, span.start)


def _compared(
    span: Span, sentence: Sentence, lowers: list[str], against: frozenset[str], fillers: frozenset[str]
) -> bool:
    """Whether a quantity is what the one before is compared with: "40 %, compared with 18 % in 2018"."""
    at = span.start
    if at > sentence.begin and lowers[at - 1] == "against" and lowers[span.end : span.end + 1] == ["now"]:
        return True  # "a quarter by 2028, against | 3.7 % | now"
    if at - 1 > sentence.begin and lowers[at - 2 : at] == [",", "against"] and span.end < len(lowers):
        return lowers[span.end] in SINCE_WHEN  # "20,000 homes, against | 12,300 | last year"
    if at - 1 > sentence.begin and lowers[at - 1] == "of":  # "compared with | an outlook of | 423 billion"
        at = next((k for k in range(at - 2, max(sentence.begin, at - NAMED) - 1, -1) if lowers[k] in ARTICLES), at)
    elif at - 1 > sentence.begin and lowers[at - 1] in fillers:
        at -= 1
    return any(" ".join(lowers[max(sentence.begin, at - width) : at]) in against for width in (1, 2))


def base_year(span: Span, sentence: Sentence, lowers: list[str]) -> Span | None:
    """The base year whose level a quantity is: "cut by a third from the | 2022 | level of 18 %"."""
    at = span.start - 1
    if at - 2 < sentence.begin or lowers[at] != "of" or lowers[at - 1] not in LEVELS:
        return None
    place = bisect_right(sentence.dates, at - 2, key=_start) - 1
    date = sentence.dates[place] if place >= 0 else None
    return date if date is not None and at - 2 < date.end and date._.date["role"] == "baseline" else None


def _start(span: Span) -> int:
    return int(span.start)


def _same_unit(one: Span, two: Span) -> bool:
    return bool(one._.quantity["unit"] == two._.quantity["unit"])


def _arrives(between: list[str]) -> bool:
    return "to" in between and len(between) <= BETWEEN and ";" not in between and "." not in between


def _goes_on(before: Span, span: Span, sentence: Sentence, tokens: Tokens) -> bool:
    """Whether only dates and conjunctions stand between two values: "100 MW in 2015 and 2.4 GW"."""
    between = range(beyond_gloss(tokens, before.end), span.start)
    said = next(iter(sentence.predicates_from(span.end, 1)), None)
    told = said is not None and said.form == "finite" and "," not in tokens.words[span.end : said.start]
    if told and said is not None and not any(span.end <= each.start < said.start for each in sentence.quantities):
        return False  # "up from 62 %, and | 90 % of crews | will be trained"
    return bool(between) and all(at in sentence.dated or tokens.lowers[at] in CONTINUES for at in between)
