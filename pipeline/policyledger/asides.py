"""Asides: what is put in between to say how things are, before the sentence goes on.

"Losses, | now 17 %, | will drop by 5 points", "the share of waste burnt, | which was 61 % in 2022, | is to fall to":
what an aside tells is a fact, and its verb and its dates say nothing of the values around it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Span

from policyledger.predicates import MODALS, RELATIVES
from policyledger.tokens import Tokens, within

if TYPE_CHECKING:
    from policyledger.clauses import Sentence

REACH = 24
"""Tokens between a value of an aside and each of its marks."""
FOLLOWING = 3
"""Quantities behind an aside among which the one it leads to is looked for."""
DASHES = ("–", "—")
WHOLES = (["of", "which"], ["of", "whom"])
"""What opens an aside on a part of what was said before: "80 piers, | of which 40 were built in 2019"."""
ARRIVING = frozenset({"to", "by", "below", "under", "above", "at"})
"""Prepositions before the value with which a sentence goes on: "…, which was 61 %, | to 38 %"."""


def asides(sentence: Sentence, tokens: Tokens, openers: frozenset[str]) -> list[tuple[int, int]]:
    """The asides of a sentence that hold one of its quantities, as token ranges without their marks, in order.

    Args:
        sentence: with its quantities, dates, predicates and cues.
        tokens: the text.
        openers: words with which an aside without a verb begins ("now", "at", "against").
    """
    found: list[tuple[int, int]] = []
    if len(sentence.quantities) < 2:
        return found
    for span in sentence.quantities:
        if found and span.start < found[-1][1]:
            continue
        marks = _marks(sentence, tokens, span.start, span.end)
        if marks is None:
            continue
        low, high = marks[0] + 1, marks[1]
        if low == span.start or not _tells(sentence, tokens, low, high, openers):
            continue
        of_another = tokens.lowers[low] == "at" and not _recurs(sentence, span, high)  # "a loan, | at 4 euros a day,"
        ends = high == sentence.end - 1 or _goes_on(sentence, tokens, high + 1)
        if not of_another and (ends or _compares(sentence, tokens, low, high)):
            found.append((low, high))
    return found


def _marks(sentence: Sentence, tokens: Tokens, start: int, end: int) -> tuple[int, int] | None:
    """The commas or dashes around a value."""
    words = tokens.words
    for at in range(start - 1, max(sentence.begin, start - REACH), -1):
        if words[at] in (",", *DASHES, ";", ":", "("):
            kind: Sequence[str] = (",",) if words[at] == "," else DASHES if words[at] in DASHES else ()
            break
    else:
        return None
    closed = (k for k in range(end, min(sentence.end - 1, end + REACH)) if words[k] in (*kind, ";"))
    close = next(closed, None)
    if close is None and words[at] == "," and tokens.lowers[at + 1 : at + 3] in WHOLES:
        close = sentence.end - 1  # "…, of which 40 were built in 2019."
    return None if not kind or close is None or words[close] == ";" else (at, close)


def _tells(sentence: Sentence, tokens: Tokens, low: int, high: int, openers: frozenset[str]) -> bool:
    """Whether what stands between two marks tells how things are: no plan, and nothing with a deadline."""
    opening, part = tokens.lowers[low], tokens.lowers[low : low + 2]
    said = next(iter(sentence.predicates_in(low, high)), None)
    if part in WHOLES:
        if said is None or said.form not in ("finite", "participle") or said.tense != "past":
            return False
    elif opening in RELATIVES:
        led = said is not None and said.start == low + 1 and said.form == "finite"
        if said is None or not led or tokens.lowers[said.start] in MODALS:
            return False
    elif said is not None and said.start == low:
        if said.form != "participle" or not said.passive:  # "the levy, | introduced in 2017 at 5 cents, | is to rise"
            return False
    elif opening not in openers or any(each.form == "finite" for each in sentence.predicates_in(low, high)):
        return False
    if any(date._.date["role"] == "deadline" for date in within(sentence.dates, (low, high))):
        return False
    planned = (cue for cue in within(sentence.cues, (low, high)) if cue.rule.scope in ("verb", "opening"))
    return all(cue.rule.value not in ("target", "other") for cue in planned)


def _compares(sentence: Sentence, tokens: Tokens, low: int, high: int) -> bool:
    """Whether an aside says what was at some time, to compare: "30 GW, | against 1 GW as of end-2022, | mostly in"."""
    told = any(date._.date["role"] == "as_of" for date in within(sentence.dates, (low, high)))
    return told and tokens.lowers[low] in ("against", "versus", "compared")


def _recurs(sentence: Sentence, span: Span, at: int) -> bool:
    """Whether a value in the unit of another follows from a token on."""
    first = bisect_left(sentence.quantities, at, key=lambda other: other.start)
    later = sentence.quantities[first : first + FOLLOWING]
    return any(other._.quantity["unit"] == span._.quantity["unit"] for other in later)


def _goes_on(sentence: Sentence, tokens: Tokens, at: int) -> bool:
    """Whether a sentence goes on at a token with its verb, or with the value that its verb leads to."""
    said = next(iter(sentence.predicates_from(at, 1)), None)
    if said is not None and said.start == at:
        return said.form in ("finite", "infinitive")
    return tokens.lowers[at] in ARRIVING and (at in sentence.by_start or at + 1 in sentence.by_start)
