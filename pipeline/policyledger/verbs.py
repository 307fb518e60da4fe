"""The forms of an English verb or noun, for the `{rise}` of frames: generous, for matching only."""

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
