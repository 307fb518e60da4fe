"""Numbers in digits: one token or several groups to a value, by the habit of the text for commas and dots.

"1,234.5", "10,00,000", "10 000", "1'000'000", "1.234.567,8", "0,5"; with the habit of much of Europe also "2.000".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$|\d{1,2}(?:,\d{2})*,\d{3}(?:\.\d+)?$")
DOT_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?$|\d{1,3}(?:\.\d{3})+,\d+$")
ONE_DOT_GROUP = re.compile(r"[1-9]\d{0,2}\.\d{3}$")
PLAIN = re.compile(r"\d+(?:\.\d+)?$")
DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}$|0,\d+$")
ANY_DECIMAL_COMMA = re.compile(r"\d+,\d+$")
ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$|\d+\.(?:\d{1,2}|\d{4,})$")
EUROPEAN = re.compile(rf"(?:{DOT_GROUPED.pattern})|\d+,(?:\d{{1,2}}|\d{{4,}})$")
LONGEST = 30
"""Characters of the longest token of digits that is a number; longer ones are serial numbers."""


def digits_value(text: str, *, european: bool = False) -> float | None:
    """The value of a token of digits, commas and dots; None for versions, dotted references and the like.

    Commas group by thousands, or the Indian way (10,00,000); a comma before one or two last digits is a decimal
    comma; several dots group, one dot is a decimal point.

    Args:
        text: the token.
        european: whether one dot before three digits groups them and any one comma is a decimal comma, as the
            text is known to write.
    """
    if len(text) > LONGEST:
        return None
    if european:
        if ONE_DOT_GROUP.match(text):
            return float(text.replace(".", ""))
        if ANY_DECIMAL_COMMA.match(text):
            return float(text.replace(",", "."))
    if PLAIN.match(text):
        return float(text)
    if GROUPED.match(text):
        return float(text.replace(",", ""))
    if DOT_GROUPED.match(text):
        return float(text.replace(".", "").replace(",", "."))
    if DECIMAL_COMMA.match(text):
        return float(text.replace(",", "."))
    return None


def writes_european(words: Mapping[str, Sequence[int]]) -> bool:
    """Whether a text writes 2.000 for two thousand: more of its numbers can only be read so than the English way.

    Args:
        words: its words, and where each stands.
    """
    balance = 0
    for word, places in words.items():
        if len(word) > 2 and word[0].isdecimal() and not word.isdecimal() and len(word) <= LONGEST:
            balance += len(places) * (bool(EUROPEAN.match(word)) - bool(ENGLISH.match(word)))
    return balance > 0
