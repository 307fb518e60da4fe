"""The forms of date patterns: words, `{slots}`, `[what may be left out]` and `(one|or the other)`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from policyledger.lexing import TOKEN

MOST_WAYS = 1_000
"""Sequences of steps one form may allow; each optional part doubles them."""
SUFFIX = "ordinal-suffix"
FORM = re.compile(r"\{(?P<slot>[a-z-]+)(?::(?P<name>[a-z]+))?\}|(?P<sign>[\[\]()|])|(?P<words>[^\s{}\[\]()|]+)")

Step = tuple[str, str] | str
"""One step of a form: a literal word, or the class of a slot and the name its value is kept under."""


def expand(form: str) -> set[tuple[Step, ...]]:
    """Every sequence of steps a form allows.

    `{day}` and `{ordinal}` also take digits with their suffix: 1st, 14th.

    Raises:
        ValueError: if brackets do not match.
    """
    if "{" in FORM.sub("", form) or "}" in FORM.sub("", form):
        raise ValueError(f"a slot is not well formed in {form!r}")
    pieces = list(FORM.finditer(form))
    sequences, index = _choices(pieces, 0)
    if index != len(pieces):
        raise ValueError(f"brackets do not match in {form!r}")
    return sequences


def _choices(pieces: Sequence[re.Match[str]], index: int) -> tuple[set[tuple[Step, ...]], int]:
    done: set[tuple[Step, ...]] = set()
    current: set[tuple[Step, ...]] = {()}
    while index < len(pieces):
        sign = pieces[index]["sign"]
        if sign in ("]", ")"):
            break
        if sign == "|":
            done |= current
            current = {()}
            index += 1
            continue
        if sign:
            inner, index = _choices(pieces, index + 1)
            if index == len(pieces):
                raise ValueError("a bracket is never closed")
            if sign == "[":
                inner = inner | {()}
        else:
            inner = set(_steps(pieces[index]))
        if len(current) * len(inner) > MOST_WAYS:
            raise ValueError(f"more than {MOST_WAYS:,} ways to read it; write several forms of fewer parts")
        current = {(*left, *right) for left, right in itertools.product(current, inner)}
        index += 1
    return done | current, index


def _steps(piece: re.Match[str]) -> Iterator[tuple[Step, ...]]:
    if piece["words"]:
        yield tuple(split(piece["words"]))
        return
    slot = piece["slot"]
    name = piece["name"] or slot
    yield ((slot, name),)
    if slot == "day":
        yield (slot, name), (SUFFIX, SUFFIX)
    if slot == "ordinal":
        yield ("number", name), (SUFFIX, SUFFIX)


def split(phrase: str) -> list[str]:
    """The words of a phrase, in lower case, as the tokenizer would cut it."""
    return [word for word in TOKEN.findall(phrase.lower()) if not word.isspace()]


def is_one_token(word: str) -> bool:
    """Whether a word is one token as texts have it; `S$` is, `south sea` and `1st` are not."""
    return any(len(TOKEN.findall(each)) == 1 for each in (word, word.lower(), word.upper()))
