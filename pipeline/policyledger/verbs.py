"""The forms of an English verb or noun, for the `{rise}` of frames and cues: generous, for matching only."""

from __future__ import annotations

from functools import cache

IRREGULAR = (
    "be am is are was were been being", "become becomes became becoming", "begin begins began begun beginning",
    "break breaks broke broken breaking", "bring brings brought bringing", "build builds built building",
    "buy buys bought buying", "choose chooses chose chosen choosing", "come comes came coming",
    "cut cuts cutting", "deal deals dealt dealing", "do does did done doing", "draw draws drew drawn drawing",
    "drive drives drove driven driving", "fall falls fell fallen falling", "feed feeds fed feeding",
    "find finds found finding", "forgo forgoes forwent forgone forgoing", "get gets got gotten getting",
    "give gives gave given giving", "go goes went gone going", "grow grows grew grown growing",
    "have has had having", "hit hits hitting", "hold holds held holding", "keep keeps kept keeping",
    "lay lays laid laying", "lead leads led leading", "leave leaves left leaving", "let lets letting",
    "lie lies lay lain lying", "lose loses lost losing", "make makes made making", "mean means meant meaning",
    "meet meets met meeting", "overcome overcomes overcame overcoming", "pay pays paid paying",
    "put puts putting", "quit quits quitting", "rise rises rose risen rising", "run runs ran running",
    "say says said saying", "see sees saw seen seeing", "seek seeks sought seeking", "sell sells sold selling",
    "send sends sent sending", "set sets setting", "shrink shrinks shrank shrunk shrunken shrinking",
    "shut shuts shutting", "sink sinks sank sunk sinking", "spend spends spent spending", "split splits splitting",
    "spread spreads spreading", "stand stands stood standing", "strike strikes struck striking",
    "strive strives strove striven striving", "take takes took taken taking", "teach teaches taught teaching",
    "tell tells told telling", "think thinks thought thinking", "undergo undergoes underwent undergone undergoing",
    "understand understands understood", "undertake undertakes undertook undertaken undertaking",
    "win wins won winning", "withdraw withdraws withdrew withdrawn withdrawing", "write writes wrote written writing",
)  # fmt: skip

_IRREGULAR = {line.split()[0]: frozenset(line.split()) for line in IRREGULAR}
_VOWELS = "aeiou"
_PAST = frozenset(
    form
    for line in IRREGULAR
    for base, _, *rest in [line.split()]
    if base != "be"
    for form in rest
    if form != base and not form.endswith("ing") and form not in ("meant", "lay")
)
NOT_PAST = """
    need exceed feed seed weed speed breed bleed deed greed creed reed indeed proceed succeed embed shed sled bed red
    hundred sacred naked wicked rugged aged united limited dedicated detailed skilled unskilled advanced related
    sophisticated interested so-called unlimited unprecedented kindred biped infrared compared based shared mixed
"""
_NOT_PAST = frozenset(NOT_PAST.split())
"""Words in -ed that are no verb, or hardly ever one in the past."""


@cache
def forms_of(word: str) -> frozenset[str]:
    """A word in lower case with its regular or irregular forms.

    >>> sorted(forms_of("rise"))
    ['rise', 'risen', 'rises', 'rising', 'rose']
    >>> sorted(forms_of("cover"))
    ['cover', 'covered', 'covering', 'covers']
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not word.isalpha():
        return frozenset({word})
    stems = {word}
    if word.endswith("e"):
        third, past, ongoing = word + "s", word + "d", word[:-1] + "ing"
        if word.endswith("ie"):
            ongoing = word[:-2] + "ying"
        elif word.endswith(("ee", "oe", "ye")):
            ongoing = word + "ing"
        return frozenset({word, third, past, ongoing})
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return frozenset({word, word[:-1] + "ies", word[:-1] + "ied", word + "ing"})
    if _doubles(word):
        stems.add(word + word[-1])
    third = word + ("es" if word.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    return frozenset({word, third, *(stem + ending for stem in stems for ending in ("ed", "ing") if _fits(stem, word))})


def is_past(lower: str) -> bool:
    """Whether a word in lower case has the form of a past tense or past participle.

    >>> [is_past(word) for word in ("reached", "fell", "built", "need", "hundred", "build")]
    [True, True, True, False, False, False]
    """
    if lower.endswith("ed"):
        return len(lower) > 4 and lower not in _NOT_PAST
    return lower in _PAST


def _doubles(word: str) -> bool:
    """Whether the last consonant may be doubled: plan → planned, travel → travelled; both spellings are kept for l."""
    return (
        len(word) > 2
        and word[-1] not in _VOWELS + "wxy"
        and word[-2] in _VOWELS
        and word[-3] not in _VOWELS
        and (word[-1] == "l" or sum(letter in _VOWELS for letter in word) == 1)
    )


def _fits(stem: str, word: str) -> bool:
    """Of a short word only the doubled stem is right: planned, not planed."""
    return stem != word or word[-1] == "l" or not _doubles(word)
