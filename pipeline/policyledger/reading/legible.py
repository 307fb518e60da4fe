"""Whether a text layer says what its page shows, or is the nonsense of a lost encoding or of failed OCR.

Told without a language model, and only of letters that have vowels and case: most words of any such language hold a
vowel, a few consonants in a row and capitals at the front alone, and prose is full of a language's small words. A text
is nonsense when it fails the first test outright, or the first in part and the second wholly; so neither a table of
abbreviations nor a language whose small words are unknown here is taken for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import islice

_ENOUGH = 30
_ABBREVIATION = 4
_SAMPLE = 150
_OUTRIGHT = 0.5
_IN_PART = 0.8
_SMALL_SHARE = 0.04
_SURE_SHARE = 0.12


def is_nonsense(words: Iterable[str]) -> bool:
    """Whether some words, in the order of their text, are no language's; False when they are too few to tell."""
    sample = list(islice(words, 4 * _SAMPLE))
    if sum(map(_SMALL.__contains__, sample)) > _SURE_SHARE * len(sample):
        return False
    plain = " ".join(sample)
    tokens = [token for token in _TOKEN.findall(plain) if not _FIGURE.fullmatch(token)][:_SAMPLE]
    latin = [token for token in tokens if _is_latin(token)]
    long = [token for token in latin if len(token) > _ABBREVIATION]
    if len(long) < _ENOUGH or len(latin) * 3 < len(tokens) * 2:
        return False
    formed = sum(_is_formed(token) for token in long) / len(long)
    if formed < _OUTRIGHT:
        return True
    small = sum(token.lower() in _SMALL for token in latin) / len(latin)
    return formed < _IN_PART and small < _SMALL_SHARE


def _is_latin(token: str) -> bool:
    return token.isascii() or all(
        char < "\u0250" or "\u1e00" <= char < "\u1f00" or not char.isalpha() for char in token
    )


def _is_formed(token: str) -> bool:
    """Whether a token has the shape of a word: letters with a vowel, no heap of consonants, capitals in their place."""
    bare = token
    if not token.isascii():
        bare = "".join(char for char in unicodedata.normalize("NFD", token) if not unicodedata.combining(char))
    return bool(_SHAPED.fullmatch(bare)) and not _HEAP.search(bare)


_TOKEN = re.compile(r"[^\s,;:.()/“”\"„«»?!–—…•\[\]|]{3,}")
_FIGURE = re.compile(r"[\W\d_]*\d[\W\d_]*[^\W\d_]{0,3}|[\W_]+|https?\S*|\S*@\S*")
_SHAPED = re.compile(
    r"['‘’*]?(?=[^\W\d_]*[aeiouyæøœıAEIOUYÆØŒ])(?:[^\W\d_][a-zßæøœłđıðþ]*|[A-ZÆØŒŁĐ]+s?)"
    r"(?:['‘’-](?:[^\W\d_][a-zßæøœłđıðþ]*|[A-ZÆØŒŁĐ]+))*['‘’*%]?\d{0,2}"
)
_HEAP = re.compile(r"[bcdfghjklmnpqrstvwxz]{6}|[aeiou]{5}|(.)\1\1", re.IGNORECASE)
_SMALL_WORDS = """
    the and for that with are this from has have not which was its will our their been can
    der die das und ist den von mit für auf ein eine dem des nicht sich auch werden
    les des est une dans pour que qui par sur pas plus avec sont aux
    los las del una por con para que como más
    del della che per con una non sono nel alla
    dos uma não com para por mais
    van het een dat met voor zijn aan niet
    och att som för det med till
    og det som til med for den
    nie jest się oraz dla
    yang dan untuk dengan pada dari
    của và các cho được trong
    bir için olan ile"""
_SMALL = frozenset(_SMALL_WORDS.split())
