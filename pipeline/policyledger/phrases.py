"""Noun phrases without a tagger: read forwards or backwards until a word that can't belong to one."""

from __future__ import annotations

from collections.abc import Collection

from policyledger.tokens import Tokens

HARD_EDGES = frozenset({".", ";", ":", "!", "?", "•", "[", "]", "—", "|", "\t", "\n"})
CLOSERS = {")": "(", "”": "“", "’": "‘"}
LEADING = frozenset(
    {
        "the",
        "a",
        "an",
        "and",
        "or",
        "of",
        "its",
        "their",
        "our",
        ",",
        "each",
        "every",
        "that",
        "this",
        "these",
        "'s",
        "s",
        "with",
        "for",
        "&",
        "'",
        "’",
        "also",
        "in",
        "on",
        "by",
        "to",
        ")",
        "-",
        "–",
        "“",
        "”",
        "‘",
        '"',
        "(",
        "/",
    }
)
TRAILING = frozenset(
    {
        "and",
        "or",
        "of",
        "the",
        "a",
        "an",
        ",",
        "to",
        "by",
        "from",
        "for",
        "in",
        "at",
        "with",
        "that",
        "which",
        "(",
        "-",
        "–",
        "on",
        "as",
        "its",
        "their",
        "our",
        "&",
        "‘",
        "“",
        "’",
        "”",
        '"',
        "than",
        "be",
        "is",
        "are",
        "will",
        "/",
        "into",
        "not",
        "over",
        "under",
        "per",
        "up",
        "further",
        "compared",
        "today",
        "now",
        "already",
        "each",
        "every",
        "next",
        "last",
        "down",
        "relative",
        "across",
        "among",
        "throughout",
        "within",
        "top",
        "between",
        "towards",
        "toward",
    }
)


ARTICLES = frozenset({"a", "an", "the", "its", "their", "our", "this", "these", "those", "all", "each", "every"})
EACH = frozenset({"capita", "head", "person", "unit", "inhabitant", "household", "worker", "employee"})
"""Nouns behind "per" that say how something is measured, as part of its name."""
OWNING = frozenset({"our", "its", "their", "your"})
"""Determiners that say whose something is."""
BEFORE_NOUN = frozenset(
    {"a", "an", "the", "total", "its", "their", "with", "at", "having", ",", "annual", "and", "including", "by"}
)
"""Words between a noun of amount and whose it is."""


def before(tokens: Tokens, begin: int, end: int, edges: Collection[str], limit: int = 24) -> tuple[int, int]:
    """The noun phrase that ends before a token: (start, end), empty when there is none.

    Args:
        tokens: the text.
        begin: the token the phrase may not begin before.
        end: the token before which it ends.
        edges: words that can't stand inside a noun phrase.
        limit: its greatest length.
    """
    at = end
    while at > begin and end - at < limit:
        word, lower = tokens.words[at - 1], tokens.lowers[at - 1]
        if word in CLOSERS and word == ")":
            opened = _opening(tokens, begin, at - 1)
            if opened is None or _is_list_mark(tokens, opened):
                break
            at = opened
            continue
        inside = _apportions(tokens, at - 1) or _hyphened(tokens, at - 1)
        if hard_edge(tokens, at - 1) or word == "(" or (lower in edges and not inside):
            break
        if word == "," and not _comma_joins(tokens, begin, at - 1, edges):
            break
        at -= 1
    return trim(tokens, at, end)


def after(
    tokens: Tokens, at: int, stop: int, edges: Collection[str], limit: int = 18, through: Collection[str] = ()
) -> tuple[int, int]:
    """The noun phrase that begins at a token: (start, end), empty when there is none.

    Args:
        tokens: the text.
        at: its first token.
        stop: the token it may not reach.
        edges: words that can't stand inside a noun phrase.
        limit: its greatest length.
        through: words among `edges` it goes on through: prepositions that carry it on.
    """
    end = at
    room = limit
    while end < stop and end - at < room:
        word, lower = tokens.words[end], tokens.lowers[end]
        numbered = is_dash(tokens, end) and tokens.words[end - 1].isdecimal()  # "Objective 4 | – | Skills"
        room += 2 * (word == "-" and tokens.glued(end))  # "fuel-based" is one word
        if word == "(":
            closed = _closing(tokens, end, stop)
            if closed is None or _is_list_mark(tokens, end):
                break
            end = closed + 1
            continue
        if (
            hard_edge(tokens, end)
            or word in (",", ")")
            or (is_dash(tokens, end) and not numbered)
            or (lower == "including" and end > at)
            or (lower == "and" and tokens.lowers[end + 1 : end + 2] in (["a"], ["an"]))
            or (lower in edges and lower not in through and end > at and not _carried_on(tokens, end, through))
        ):
            break
        end += 1
    return trim(tokens, at, end)


def hard_edge(tokens: Tokens, at: int) -> bool:
    """Whether a sign ends any noun phrase: not the dot inside a name, as in "PM2.5"."""
    if tokens.words[at] not in HARD_EDGES:
        return False
    inside = tokens.words[at] == "." and 0 < at < len(tokens.words) - 1 and tokens.glued(at) and tokens.glued(at + 1)
    return not (inside and tokens.words[at - 1][-1].isalnum() and tokens.words[at + 1][0].isdecimal())


def is_dash(tokens: Tokens, at: int) -> bool:
    """Whether a token is a dash between blanks, that parts what it stands between."""
    return tokens.words[at] in ("–", "—", "-") and not tokens.glued(at)


def trim(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """A token range without the articles, conjunctions and marks at its edges."""
    while start < end and tokens.lowers[start] in LEADING and tokens.words[start] != "S":  # but "an S Pass"
        if tokens.words[start] == "(" and ")" in tokens.words[start:end]:
            closed = tokens.words.index(")", start, end)
            if closed + 1 < end and tokens.lowers[closed + 1] == "of":
                start = closed + 1  # "(GWp) of | solar power"
                continue
            break
        start += 1
    while end > start and (tokens.lowers[end - 1] in TRAILING or adverb(tokens.lowers[end - 1])):
        if end - 2 > start and _ends_compound(tokens, end - 1):
            break  # "a special | top-up"
        if tokens.words[end - 1] == "A" and end - 2 >= start and tokens.words[end - 2].istitle():
            break  # "Vitamin | A"
        end -= 1
    return start, end


def _carried_on(tokens: Tokens, at: int, through: Collection[str]) -> bool:
    """Whether a word that ends noun phrases is part of a compound, or whose what follows is: "use in | our | ports"."""
    if _apportions(tokens, at):
        return True
    following = tokens.words[at + 1] if at + 1 < len(tokens.words) else ""
    owning = tokens.lowers[at] in OWNING and tokens.lowers[at - 1] in through and following.isalpha()
    return owning or _hyphened(tokens, at)


def _apportions(tokens: Tokens, at: int) -> bool:
    """Whether a word is the "per" of a measure's name: "energy use | per | unit of output"."""
    return tokens.lowers[at] == "per" and at + 1 < len(tokens.lowers) and tokens.lowers[at + 1] in EACH


def _hyphened(tokens: Tokens, at: int) -> bool:
    """Whether a word is part of a compound: "lock-in", "by-product"."""
    if at > 0 and tokens.words[at - 1] == "-" and tokens.glued(at):
        return True
    return at + 1 < len(tokens.words) and tokens.words[at + 1] == "-" and tokens.glued(at + 1)


def _ends_compound(tokens: Tokens, at: int) -> bool:
    """Whether a word is the last of a compound: "top-up", "phase-in"."""
    return tokens.words[at - 1] == "-" and tokens.glued(at) and tokens.glued(at - 1)


def _opening(tokens: Tokens, begin: int, close: int) -> int | None:
    for at in range(close - 1, max(begin, close - 14) - 1, -1):
        if tokens.words[at] == "(":
            return at
    return None


def _closing(tokens: Tokens, open_: int, stop: int) -> int | None:
    for at in range(open_ + 1, min(stop, open_ + 14)):
        if tokens.words[at] == ")":
            return at
    return None


def _is_list_mark(tokens: Tokens, at: int) -> bool:
    """Whether a bracket numbers what begins behind it: "5 % of power | (2) | Study of ports"."""
    words = tokens.words
    numbered = words[at + 2 : at + 3] == [")"] and (words[at + 1].isdecimal() or len(words[at + 1]) == 1)
    return numbered and words[at + 3 : at + 4] != [] and words[at + 3].istitle()


def _comma_joins(tokens: Tokens, begin: int, comma: int, edges: Collection[str]) -> bool:
    """Whether a comma stands in a list of nouns ("energy, transport and waste"): an "and" follows within reach."""
    for at in range(comma + 1, min(len(tokens.words), comma + 8)):
        lower = tokens.lowers[at]
        if lower in ("and", "or", "&"):
            return True
        if lower in edges or tokens.words[at] in HARD_EDGES:
            return False
    return False


def adverb(lower: str) -> bool:
    """Whether a word is an adverb in -ly."""
    return len(lower) > 4 and lower.endswith("ly") and lower not in NOT_ADVERBS


NOT_ADVERBS = frozenset(
    {
        *("supply", "family", "assembly", "italy", "monopoly", "anomaly", "butterfly", "elderly"),
        *("multiply", "apply", "reply", "comply"),
    }
)
"""Nouns, adjectives and verbs in -ly."""
