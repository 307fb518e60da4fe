"""Names told apart in order: "solar and wind capacity will reach 30 and 12 GW respectively"."""

from __future__ import annotations

import re

from policyledger.clauses import Sentence
from policyledger.tokens import Tokens

BETWEEN = frozenset({",", "and", "or", "to", "by", "at", "of"})
"""Words between the values of one list."""
_JOINTS = re.compile(r", and |, or |, | and | or ")
_COMPLEMENT = re.compile(r" (?:of|in|for|on|from) ")
SHARE = ", share of "


def orders(sentence: Sentence, tokens: Tokens) -> dict[int, tuple[int, int]]:
    """Of each value of a list that "respectively" is said of, which it is and of how many."""
    lowers = tokens.lowers
    found: dict[int, tuple[int, int]] = {}
    if "respectively" not in lowers[sentence.begin : sentence.end]:
        return found
    first = 0
    for index, span in enumerate(sentence.quantities, 1):
        following = sentence.quantities[index] if index < len(sentence.quantities) else None
        if following is not None:
            words = [lowers[at] for at in range(span.end, following.start) if at not in sentence.dated]
            if words and all(word in BETWEEN for word in words):
                continue
        low, high = sentence.part_of(span.start)
        if index - first > 1 and "respectively" in lowers[low:high]:
            found |= {each: (each - first, index - first) for each in range(first, index)}
        first = index
    return found


def respective(name: str, place: int, of: int) -> str:
    """The part of a name that joins several, in order; the name itself where it joins another number.

    What all parts share is said once: "solar and wind | capacity", "output of | steel and cement".
    """
    main, share, base = name.partition(SHARE)
    parts = _JOINTS.split(main)
    if len(parts) != of:
        parts = _JOINTS.split(base)
        return f"{main}{share}{parts[place]}" if share and len(parts) == of else name
    led = _COMPLEMENT.search(parts[0])
    if led and not any(_COMPLEMENT.search(part) for part in parts[1:]):
        parts[1:] = [parts[0][: led.end()] + part for part in parts[1:]]
    else:
        head = parts[-1].partition(" ")[2]
        parts[:-1] = [
            part if not head or " " in part or part.endswith("s") else f"{part} {head}" for part in parts[:-1]
        ]
    return parts[place] + share + base
