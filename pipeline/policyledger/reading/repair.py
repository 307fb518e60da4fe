"""Print damage mended, every mended character knowing where it came from.

What is mended, in this order:

====================== =========================================== ===========================
damage                 example                                     becomes
====================== =========================================== ===========================
ligatures, odd blanks  ``ﬁnance``, no-break and repeated blanks    ``finance``, single blanks
invisible characters   soft hyphens, zero-width blanks, controls   nothing
bytes read as cp1252   ``â€™``                                     ``’``
raised and lowered     ``CO₂``, ``km²``, ``2030¹²``                ``CO2``, ``km2``, ``2030``
full-width digits      ``CO２``, ``２５ %``                          ``CO2``, ``25 %``
hyphens, figure dashes ``low‑carbon``, ``2025‒2030``               ``low-carbon``, ``2025–2030``
torn formulas          ``CO 2``, ``N 2 O``                         ``CO2``, ``N2O``
torn ampersands        ``R& D``                                    ``R&D``
torn hyphens           ``new- generation``, ``tech- nology``       ``new-generation``, ``technology``
torn capitals          ``ENERG Y``, ``T ARGETS``                   ``ENERGY``, ``TARGETS``
ruled lines            ``Target ______``                           ``Target``
typed dashes           ``2025--2030``                              ``2025–2030``
a rupee sign lost      `` ` 700 crore``                            ``₹ 700 crore``
====================== =========================================== ===========================

Left alone: suspended hyphens (``short- and long-term``), and words that were glued in the source, since nothing in
the text says where they should part.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

_COUNTED = array("i", range(10_000))
_MOST_COUNTED = 4_000_000
_NO_ENDS: array[int] = array("i")


@dataclass(slots=True)
class Traced:
    """Text, each character of which knows the range of the source it stands for; never changed once made.

    Attributes:
        text: the characters.
        starts: source offset of each character; as long as `text`.
        ends: exclusive source end of each character; empty when each is `start + 1`.
    """

    text: str
    starts: array[int]
    ends: array[int] = field(default_factory=lambda: array("i"))

    @classmethod
    def of(cls, text: str, offset: int = 0) -> Traced:
        """Some text as it stands in the source from `offset` on."""
        return cls(text, _numbers(offset, offset + len(text)), _NO_ENDS)

    @classmethod
    def at(cls, text: str, start: int, end: int) -> Traced:
        """Some text that stands, as a whole, for one range of the source."""
        return cls(text, array("i", [start]) * len(text), array("i", [end]) * len(text))

    @classmethod
    def join(cls, parts: Iterable[Traced]) -> Traced:
        """The parts one after the other."""
        kept = [part for part in parts if part.text]
        if len(kept) == 1:
            return kept[0]
        starts, ends = array("i"), array("i")
        for part in kept:
            starts.extend(part.starts)
        if any(part.ends for part in kept):
            for part in kept:
                ends.extend(part.all_ends())
        return cls("".join(part.text for part in kept), starts, ends)

    def all_ends(self) -> array[int]:
        """One exclusive end per character, spelled out."""
        return self.ends or array("i", (np.frombuffer(self.starts, dtype=np.intc) + 1).tobytes())

    def end(self) -> int:
        """Where the source of its last character ends."""
        return self.ends[-1] if self.ends else self.starts[-1] + 1

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, where: slice) -> Traced:
        return Traced(self.text[where], self.starts[where], self.ends[where] if self.ends else _NO_ENDS)

    def moved(self, by: int) -> Traced:
        """The same text in a source that begins so much earlier."""
        return Traced(self.text, _moved(self.starts, by), _moved(self.ends, by))

    def strip(self) -> Traced:
        """Without white space at either end."""
        text = self.text
        if not text or not (text[0].isspace() or text[-1].isspace()):
            return self
        left = len(text) - len(text.lstrip())
        return self[left : max(left, len(text.rstrip()))]

    def without(self, pattern: re.Pattern[str]) -> Traced:
        """Without what a pattern finds."""
        return self.sub(pattern, lambda _: "")

    def sub(self, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str | None]) -> Traced:
        """With each match replaced by what `replace` gives (None: left as it is).

        Characters shared by match and replacement at either end keep their own origin; what stands between them
        stands for the whole middle of the match.
        """
        text, ends_of = self.text, self.ends
        shown: list[str] = []
        starts, ends = array("i"), array("i")
        done = 0
        changed = False
        for match in pattern.finditer(text):
            old, new = match.group(), replace(match)
            if new is None or new == old:
                continue
            changed = True
            head, tail = _shared(old, new)
            first, last = match.start() + head, match.end() - tail
            shown.append(text[done:first])
            starts.extend(self.starts[done:first])
            middle = new[head : len(new) - tail]
            if middle and not ends_of:
                ends_of = self.all_ends()
                ends = array("i", (np.frombuffer(starts, dtype=np.intc) + 1).tobytes()) if starts else ends
            elif ends_of:
                ends.extend(ends_of[done:first])
            if middle:
                gone = slice(first, max(last, first + 1))
                shown.append(middle)
                starts.extend(self.starts[gone][:1] * len(middle))
                ends.extend(ends_of[gone][-1:] * len(middle))
            done = last
        if not changed:
            return self
        shown.append(text[done:])
        starts.extend(self.starts[done:])
        if ends_of:
            ends.extend(ends_of[done:])
        return Traced("".join(shown), starts, ends)


def _moved(numbers: array[int], by: int) -> array[int]:
    return array("i", (np.frombuffer(numbers, dtype=np.intc) + by).tobytes()) if numbers else numbers


def _shared(old: str, new: str) -> tuple[int, int]:
    """How many characters two texts share at their head, and of the rest at their end."""
    same = min(len(old), len(new))
    head = 0
    while head < same and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < same - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail


def _numbers(start: int, stop: int) -> array[int]:
    """start … stop - 1, cut from one long run of numbers: many times faster than counting anew."""
    if stop > _MOST_COUNTED:
        return array("i", range(start, stop))
    if stop > len(_COUNTED):
        _COUNTED.extend(range(len(_COUNTED), max(stop, 2 * len(_COUNTED))))
    return _COUNTED[start:stop]


class Vocabulary(Counter[str]):
    """How often each word (lower case, with its inner hyphens) stands unbroken in a document.

    Attributes:
        hyphenates: whether the document's lines were broken inside words, so that a hyphen at a line's end is no
            evidence of one in the word.
        torn: words in capitals from which one letter stands apart, as printed ("ENERG Y").
    """

    hyphenates: bool = False
    torn: frozenset[str] = frozenset()


def vocabulary(texts: Iterable[str]) -> Vocabulary:
    """The words of a document that no line end has cut, to judge the cut ones by; none when no word was cut."""
    words = Vocabulary()
    texts = list(texts)
    words.torn = _torn_capitals(texts)
    torn: list[tuple[str, str]] = []
    for text in texts:
        if _has_torn_hyphen(text):
            halves = ((left.lower(), right.lower()) for left, right in _TORN.findall(text))
            torn += [(left, right) for left, right in halves if right not in _SUSPENDING]
    if not torn:
        return words
    for text in texts:
        words.update(_WORD.findall(text.lower()))
    for left, right in torn:
        words[left] -= 1
        words[right] -= 1
    cut = strange = 0
    for left, right in torn:
        last = left.rsplit("-", 1)[-1]
        cut += (words[last + right] > 0) or _is_ending(right, words)
        strange += words[last] < 1 and last not in _COMPOUNDING and right not in _COMPOUNDED
    words.hyphenates = cut > 0 or 2 * strange > len(torn)
    return words


def _torn_capitals(texts: Sequence[str]) -> frozenset[str]:
    """Words in capitals with a letter apart that the document has whole elsewhere, and their longer part nowhere."""
    found = {match for text in texts if _CAPITALS_MEET.search(text) for match in _CAPITAL_APART.findall(text)}
    if found:
        lowered = "\n".join(texts).lower()
        found = {torn for torn in found if torn.lower().replace(" ", "") in lowered}  # else no word, without counting
    if not found:
        return frozenset()
    words = Counter(word for text in texts for word in _WORD.findall(_CAPITAL_APART.sub(" ", text).lower()))
    longer = {torn: max(torn.lower().split(), key=len) for torn in found}
    return frozenset(torn for torn in found if words[torn.lower().replace(" ", "")] and not words[longer[torn]])


def _is_ending(right: str, words: Counter[str]) -> bool:
    return right.startswith(_ENDINGS) and words[right] < 1


def mend(traced: Traced, words: Vocabulary | None = None) -> Traced:
    """The text with its print damage mended; see the module's table.

    Args:
        words: the document's vocabulary, which tells "tech- nology" from "high- end".
    """
    text = traced.text
    if _is_damaged(text):
        if any(map(text.__contains__, _MOJIBAKE_BEGINS)):
            traced = traced.sub(_MOJIBAKE, _unscramble)
        text = _ODD.sub(lambda match: _ONE_FOR_ONE[match.group()], traced.text)
        traced = Traced(text, traced.starts, traced.ends)
        if _is_damaged(text):
            traced = _with_characters_mended(traced)
    if "____" in text:
        traced = traced.sub(_RULE, lambda match: "")
    if "@" in text:
        traced = traced.without(_DAY_CALLED)
    if "--" in text:
        traced = traced.sub(_TYPED_DASH, lambda match: "–")
    traced = traced.strip()
    text = traced.text
    for _ in range(_MOST_CUTS):
        if not _has_torn_hyphen(text):
            break
        traced = traced.sub(_TORN, lambda match: match[1] + hyphen(match[1], match[2], words) + match[2])
        text = traced.text  # a word may be cut again where what is left of it fills a line ("in- ter- national")
    if words is not None and words.torn and _CAPITAL_APART.search(text):
        torn = words.torn
        traced = traced.sub(_CAPITAL_APART, lambda match: match[0].replace(" ", "") if match[0] in torn else None)
        text = traced.text
    if "&" in text:
        traced = traced.sub(_AMPERSAND, lambda match: f"{match[1]}&{match[2]}")
    if not text.isascii() and any(map(text.__contains__, _CYRILLIC)) and _CYRILLIC_FORMULA.search(text):
        traced = traced.sub(_CYRILLIC_FORMULA, lambda match: match.group().translate(_LATIN))
        text = traced.text
    if _FORMULA_HINT.search(text) or "N2 O" in text:
        traced = traced.sub(_FORMULA, lambda match: match.group().replace(" ", ""))
    if "`" in text:
        traced = traced.sub(_RUPEE, lambda match: "₹")
    return traced


def _is_damaged(text: str) -> bool:
    """Whether a text holds a character to be mended, or repeated blanks; of most texts told without a pattern."""
    if text.isascii():
        return not text.isprintable() or "  " in text
    return _DAMAGED.search(text) is not None


def _has_torn_hyphen(text: str) -> bool:
    """Whether a hyphen that is not suspended stands before a blank; of most texts told without a pattern."""
    return ("- " in text or "\u2010 " in text) and _TORN_HYPHEN.search(text) is not None


def _with_characters_mended(traced: Traced) -> Traced:
    """The text, its blanks made plain already, with what one character alone shows mended."""
    if not traced.text.isascii():
        traced = traced.sub(_LIGATURE, lambda match: _LIGATURES[match.group()])
    traced = traced.sub(_INVISIBLE, lambda match: "")
    if _SUPERSCRIPT.search(traced.text):
        traced = traced.sub(_RAISED, _settled)
    return traced.sub(_BLANKS, lambda match: " ")


def _settled(match: re.Match[str]) -> str:
    """A piece of a word with the raised digits behind it made plain: see `raised`."""
    place = match.start("mark")
    return raised(match.string[max(0, place - _BEFORE_MARK) : place], match["mark"], match["before"])


def hyphen(first: str, second: str, words: Vocabulary | None = None) -> str:
    """What stands between the halves of a word a line end has cut: nothing, a hyphen, or hyphen and blank.

    The document's own spelling decides where it has one; then the shape of the halves; then whether both are words.
    A hyphen and a blank are kept where the hyphen is suspended ("short- and long-term").
    """
    words = words if words is not None else Vocabulary()
    left, right = first.lower(), second.lower()
    if right in _SUSPENDING:
        return "- "
    if not second[0].islower() or not first[-1].isalpha() or (first.isupper() and len(first) > 1):
        return "-"
    hyphened, solid = words[f"{left}-{right}"], words[left + right]
    if hyphened != solid:
        return "-" if hyphened > solid else ""
    last = left.rsplit("-", 1)[-1]
    if words[last + right] > 0:
        return ""
    if last in _COMPOUNDING or right in _COMPOUNDED:
        return "-"
    if _is_ending(right, words):
        return ""
    if words[last] > 0 and words[right] > 0 and len(right) > 2:
        return "-"
    return "" if words.hyphenates else "-"


def join_lines(parts: Iterable[Traced]) -> Traced:
    """The lines of a paragraph as one line.

    A word that a line end has cut keeps its hyphen and a blank ("tech- nology"): `mend` makes it whole when the
    document's vocabulary is known.
    """
    joined: list[Traced] = []
    for part in parts:
        line = part.strip()
        if not line.text:
            continue
        if joined:
            before = joined[-1]
            if before.text.endswith("\xad"):
                joined[-1] = before[: len(before) - 1]
            elif before.text[-1] in "–-" and line.text[0].isdigit() and _RANGE_CUT.search(before.text):
                pass  # "2015–|2017"
            elif not before.text.endswith(("/", "—")) or before.text[-2:-1] == " ":
                joined.append(_blank(before, line))
        joined.append(line)
    return Traced.join(joined)


def raised(before: str, mark: str, whole: str = "") -> str:
    """What becomes of a raised mark after some text, with `whole` put before it.

    A power of a unit ("km²", "m³"), an ordinal's ending and a power of ten are kept; a footnote's mark goes. Ten alone
    has no power below 3: nobody writes 100 so, and notes have such numbers. A raised "o" or "0" is typed for a degree.
    """
    plain = mark.translate(_PLAIN)
    if _ORDINAL.search(before) and plain.lower() in {"st", "nd", "rd", "th"}:
        return whole + plain
    if plain in {"2", "3", "-1", "-2", "-3"} and _UNIT_WORD.search(before):
        return whole + plain
    if _TEN.search(before) and _POWER.fullmatch(plain) and (plain not in {"1", "2"} or _TIMES_TEN.search(before)):
        return f"{whole}^{plain}"
    if plain in _DEGREES and before[-1:].isdigit():
        return f"{whole}°"
    if _NOTE_MARK.fullmatch(plain):
        return whole
    return whole + plain


def settle_raised(parts: list[Traced], at: int) -> None:
    """Mends, in place, the parts from one on, which stand raised after those before: see `raised`."""
    mark = Traced.join(parts[at:])
    text = mark.text.strip()
    if not text:
        return
    kept = raised("".join(part.text for part in parts[max(0, at - _BEFORE_RAISED) : at]), text)
    if kept != mark.text:
        parts[at:] = [Traced.at(kept, mark.starts[0], mark.end())] if kept else []


def _blank(before: Traced, after: Traced) -> Traced:
    """The blank that stands for a line break, and for whatever stood between the lines."""
    end = before.end()
    gap = after.starts[0] - end
    if gap > 1:
        return Traced.at(" ", end, after.starts[0])
    return Traced.of(" ", end if gap == 1 else end - 1)


def _unscramble(match: re.Match[str]) -> str | None:
    raw = bytearray()
    for char in match.group():
        try:
            raw += char.encode("cp1252")
        except UnicodeEncodeError:
            if ord(char) > 255:
                return None
            raw.append(ord(char))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


_BEFORE_MARK = 16
"""Characters before a raised digit that tell what it is."""
_BEFORE_RAISED = 3
"""Parts of a text before a raised one, which tell what it is."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile("[ﬀ-ﬆ]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff]+"
)
_BLANKS = re.compile("  +")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉₊₋−–", "0123456789+-0123456789+---")
_SUPERSCRIPT = re.compile("[⁰¹²³⁴-⁹⁺⁻]")
_RAISED = re.compile(r"(?P<before>\S{0,12}?)(?P<mark>[⁰¹²³⁴-⁹⁺⁻]+)")
_PLAIN_FORMS = (
    "₀₁₂₃₄₅₆₇₈₉₊₋０１２３４５６７８９\u2010\u2011\u2012\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a",
    "0123456789+-0123456789--–" + " " * 28,
)
_ONE_FOR_ONE = dict(zip(*_PLAIN_FORMS, strict=True))
_ODD = re.compile(f"[{re.escape(_PLAIN_FORMS[0])}]")
_MOJIBAKE_BEGINS = "âÂÃ"
_MOJIBAKE = re.compile(
    "â[€‚„†‡ˆ‰‹š›œžŸ\x80-\xbf][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|[ÂÃ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
)
_DAMAGED = re.compile(
    "[ﬀ-ﬆâÂÃ\x00-\x1f\x7f-\xa0\xad\u1680\u2000-\u2012\u2028-\u202f\u205f-\u2064\u3000\ufeff\ufffe\uffff"
    "⁰¹²³⁴-⁹⁺⁻₀-₉₊₋０-９]|  "
)
_TORN = re.compile(r"(?<![\w-])((?:\w++-)*\w++(?<=[^\W\d_])|\d++)[-\u2010] ((?:[^\W\d_]|\d(?=[\d-]))\w*)")
_CAPITAL_APART = re.compile(
    r"(?<![\w.&’'-])(?:[A-Z]{3,} [A-Z]|[B-HJ-Z] [A-Z]{3,})(?![\w&’'-])"  # "A" and "I" are words themselves
)
_CAPITALS_MEET = re.compile(" [A-Z](?<=[A-Z] [A-Z])")
"""What every match of the pattern before has within it, and is found much faster."""
_AMPERSAND = re.compile(r"\b([A-Z])(?:& | &)([A-Z])\b")
_CYRILLIC_FORMULA = re.compile(
    "(?<![^\\W\\d_])[\u0421\u041e\u041dCOHN]*[\u0421\u041e\u041d][\u0421\u041e\u041dCOHN]*\\s?[2-6](?![^\\W\\d_])"
)
_CYRILLIC = "\u0421\u041e\u041d"
_LATIN = str.maketrans(_CYRILLIC, "COH")
"""Cyrillic letters that look like those of CO2 and CH4, as typed in countries that write both."""
_FORMULA_HINT = re.compile(r"[OHFMN] [2-6x1]")
_FORMULA = re.compile(
    r"\b(?:CO 2(?= ?e(?:q|quiv\w*)?\b|\b)|CH 4\b|N 2 ?O\b|N2 O\b|SF 6\b|NF 3\b|SO [2x]\b|NO x\b|PM 2\.5\b|PM 10\b)"
)
_RULE = re.compile(r"\s*_{4,}")
_DEGREES = frozenset("o0º°∘")
"""What is raised in place of the sign of a degree: "1.5<sup>o</sup>C"."""
_DAY_CALLED = re.compile(
    r"(?<!\S)@(?=(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r" \d{1,2}, \d{4}\b)"
)
"""The sign that Notion puts before a day: "@March 3, 2026"."""
_TYPED_DASH = re.compile(r"(?<=\d)--(?=\d)")
"""A dash between two figures, as it is typed: "2026--2030"."""
_RUPEE = re.compile(r"(?<!\S)`(?=\s?\d[\d,.]*\s*(?:lakh|crore|thousand|hundred|per\b|/-)[^`]*)")
_SUSPENDING = {"and", "or", "to", "nor", "as", "but", "versus", "vs", "through", "und", "oder", "et", "ou", "y", "e"}
_TORN_HYPHEN = re.compile(rf"[-\u2010] (?<=\w[-\u2010] )(?!(?:{'|'.join(sorted(_SUSPENDING))})\b)[^\W_]")
"""What every torn hyphen that is not suspended looks like, and is found much faster than both halves."""
_COMPOUNDING_WORDS = """
    all anti best carbon co cost cross data decision ever ex far fast first five four free full future green half
    hard heavy high ill in-depth inter-agency job knowledge labour land large late least less life light like long
    longer low lower market medium mid middle multi near net new next non off on-site one open over-the out-of own
    part people policy post pre private public quasi re-use real right second self semi seven short single six
    small socio start state sub ten third three time top tri two ultra up-to user vice water well wide work world
    would-be year zero"""
_COMPOUNDING = frozenset(_COMPOUNDING_WORDS.split())
_COMPOUNDED_WORDS = """
    based bearing class competitive dependent driven economic edge effective efficient efficiency end ended
    environment environmental friendly fuelled fuel generation grade growing income induced intensity intensive led
    level like long looking makers making new neutral neutrality old only oriented owned party people powered
    producing quality range ranging ready related resilient rich risk run scale sector sectoral sensitive sharing
    site sized smart speed style tech term tier time track type up use wide winning year years zero"""
_COMPOUNDED = frozenset(_COMPOUNDED_WORDS.split())
_ENDINGS = (
    "tion", "sion", "ment", "ing", "ness", "ity", "ties", "ble", "bly", "ance", "ence", "ally", "ised", "ized", "ise",
    "ize", "ical", "tive", "ture", "gy", "gies", "ry", "ries", "ly", "ed", "er", "ers", "al", "ous", "ful", "less",
)  # fmt: skip
_MOST_CUTS = 4
"""How often a word is cut, in narrow columns."""
_ORDINAL = re.compile(r"\d$")
_UNIT_WORD = re.compile(r"(?:^|[^\W_]*?[\d\s/(·.*]|^[^\w]*)(?:[kcdm]?m|mi|ft|in|yd|s|h|ha|kg|t|L|l|W|kW|MW|GW)$")
_RANGE_CUT = re.compile(r"(?:^|[\s(])\d[\d.,]*[–-]$")
_TEN = re.compile(r"(?:^|[^\d.,])10$")
_TIMES_TEN = re.compile(r"[x×·*∙⋅]\s?10$")
_POWER = re.compile(r"[-+]?\d{1,2}")
_NOTE_MARK = re.compile(r"[\d,\s*†‡§¶#()\[\]]+|[a-z]|[ivx]+")
