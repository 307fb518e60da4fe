"""Bytes to text: which encoding a document is in, and how sure that is."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from charset_normalizer import from_bytes

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_NO_CHARSETS = {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"}
"""Python's codecs that are no encodings of documents, whatever a page declares."""
_SAMPLE = 64_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was in, and how that was found ("bom", "declared", "utf-8", "mixed", "letters" …)."""

    text: str
    encoding: str
    how: str

    @property
    def is_guess(self) -> bool:
        """Whether another encoding would also have been possible."""
        return self.how in {"mixed", "letters", "cp1252", "detector", "damaged"}


def decode(data: bytes, declared: str | None = None) -> Decoded | None:
    """The text of some bytes, or None when they are no text at all.

    In this order: byte-order mark, UTF-16 or UTF-32 without one, the encoding the document declares, strict UTF-8,
    UTF-8 with some bytes of cp1252, the one that gives the text the letters of a language, cp1252 where it reads as
    Western prose, a detector. A byte-order mark is no part of the text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _text(data[len(mark) :].decode(encoding, "replace"), encoding, "bom")
    if (wide := _wide(data)) is not None:  # before UTF-8, which ASCII between zeros is as well
        return _text(data.decode(wide, "replace"), wide, "detector")
    for name, how in ((meant(declared), "declared"), ("utf-8", "utf-8")):
        if name and (text := _strict(data, name)) is not None:
            return _text(text, name, how)
    return _guess(data)


def meant(declared: str | None) -> str | None:
    """The encoding that a label in the text itself means: that of browsers (WHATWG, Encoding).

    Latin-1 is cp1252 to them, whose dashes and signs of currencies it lacks; UTF-16 and UTF-32 it cannot be, for the
    label could be read.
    """
    try:
        name = codecs.lookup(declared).name if declared else ""
    except LookupError:
        return declared
    if name.startswith(("utf-16", "utf-32")):
        return None
    return "cp1252" if name == "iso8859-1" else declared


def _guess(data: bytes) -> Decoded | None:
    if mixed := _mixed(data):
        return _text(mixed, "UTF-8 with cp1252 between", "mixed")
    if fitting := _by_letters(data):
        return _text(fitting[1], fitting[0], "cp1252" if fitting[0] == "cp1252" else "letters")
    western = _strict(data, "cp1252")
    if western is not None and _reads_western(western):
        return _text(western, "cp1252", "cp1252")
    best = from_bytes(data[:_SAMPLE]).best()
    if best is not None and (text := _strict(data, best.encoding)) is not None:
        return _text(text, best.encoding, "detector")
    return (
        _text(western, "cp1252", "cp1252")
        if western is not None
        else _text(data.decode("latin-1"), "latin-1", "damaged")
    )


def _mixed(data: bytes) -> str | None:
    """UTF-8 with bytes of cp1252 between, as where lines of two files were put together; None where it is neither.

    Other encodings hardly ever hold what is a letter of UTF-8 by chance: of East Asia's, one letter in ten.
    """
    told = data.decode("utf-8", "surrogateescape")
    strange = sum(len(match[0]) for match in _STRANGE.finditer(told))
    known = sum(char > "\x7f" for char in told) - strange
    if strange > known * _MOST_STRANGE:
        return None
    text = data.decode("utf-8", _AS_CP1252)
    return text if strange <= known or _reads_western(text) else None


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """What bytes that are no UTF-8 say in cp1252; the few that it knows none for are replaced."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


def _text(text: str, encoding: str, how: str) -> Decoded | None:
    """The decoded text, unless it is binary noise: control characters or replacement marks throughout."""
    sample = text[:_SAMPLE]
    noise = len(_CONTROLS.findall(sample)) + sample.count("\ufffd")
    return None if noise * 20 > len(sample) else Decoded(text, encoding, how)


def _strict(data: bytes, encoding: str) -> str | None:
    """The text in an encoding; None where it is not in it, or where that is none of text."""
    try:
        return None if codecs.lookup(encoding).name in _NO_CHARSETS else data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: every other byte is zero, or most of four."""
    sample = data[:4000]
    if len(sample) < 8:
        return None
    of_four = [sample[at::4].count(0) * 10 > len(sample[at::4]) * 9 for at in range(4)]
    if of_four in ([False, True, True, True], [False, False, True, True]):
        return "utf-32-le"
    if of_four in ([True, True, True, False], [True, True, False, False]):
        return "utf-32-be"
    even, odd = sample[::2], sample[1::2]
    if odd.count(0) * 2 > len(odd) and even.count(0) * 10 < len(even):
        return "utf-16-le"
    if even.count(0) * 2 > len(even) and odd.count(0) * 10 < len(odd):
        return "utf-16-be"
    return None


def _by_letters(data: bytes) -> tuple[str, str] | None:
    """The encoding of one byte a character in which a text has the letters of one language, and the text.

    None where no encoding fits: the text is in several languages, in one not known here, or in none. Of encodings that
    fit alike the first is taken, for they read the text alike.
    """
    found: tuple[float, str] = (0.0, "")
    for encoding, alphabets in _ALPHABETS.items():
        text = _strict(data[:_SAMPLE], encoding)
        if text is not None and (fit := _fit(text, alphabets)) > found[0]:
            found = fit, encoding
    text = _strict(data, found[1]) if found[0] >= _FITS else None
    return None if text is None else (found[1], text)


def _fit(text: str, alphabets: Sequence[str]) -> float:
    """The share of the characters beyond ASCII that are letters of one language or signs, and stand as those do.

    No sign stands within a word, no capital after a small letter, and no word is in two scripts: in an encoding that is
    not its own, a text has all of these.
    """
    beyond = Counter(char for char in text if char > "\x7f")
    if not beyond:
        return 0.0
    signs = sum(count for char, count in beyond.items() if char in _SIGNS)
    known = max(
        sum(count for char, count in beyond.items() if char in alphabet or char.lower() in alphabet)
        for alphabet in alphabets
    )
    odd = (
        len(_SIGN_IN_WORD.findall(text))
        + len(_TWO_SCRIPTS.findall(text))
        + sum(one.islower() and other > "\x7f" and other.isupper() for one, other in pairwise(text))
    )
    return (signs + known - odd) / beyond.total()


def _reads_western(text: str) -> bool:
    """Whether the characters beyond ASCII stand as Western prose has them: typographic marks, or letters in words."""
    sample = text[:_SAMPLE]
    return _fit(sample, (_WESTERN,)) >= _MOSTLY and sum(char > "\x7f" for char in sample) * 4 < len(sample)


_AS_CP1252 = "policyledger-cp1252"
codecs.register_error(_AS_CP1252, _as_cp1252)
_STRANGE = re.compile("[\udc80-\udcff]+")
"""Bytes that are no UTF-8, as Python lets them through."""
_MOST_STRANGE = 3
"""How many of them there may be for each letter of UTF-8 beyond ASCII."""
_FITS = 0.98
"""The share of the characters beyond ASCII that fit, from which on an encoding is that of the text."""
_MOSTLY = 0.9
"""The same, of texts in several Western languages."""
_SIGNS = frozenset("‘’“”„–—…•€£§°©®™«»\xa0\xad²³¹½¼¾·¡¿ºµª±×÷¶†‡№")
_SIGN_IN_WORD = re.compile(r"(?<=[^\W\d_])[£§°©®²³¹½¼¾¡¿ºµª±×÷¶¬¦¨¯´¸˛ˇ˘˙˝](?=[^\W\d_])")
_TWO_SCRIPTS = re.compile("[A-Za-z][\u0370-\u04ff]|[\u0370-\u04ff][A-Za-z]")
_CENTRAL = (
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýžäöü",  # Czech
    "áäčďéíĺľňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "ăâîşţ",  # Romanian
    "čćđšž",  # Croatian, Bosnian, Slovene
)
_BALTIC = ("ąčęėįšųūž", "āčēģīķļņšūž", "äöõüšž")  # Lithuanian, Latvian, Estonian
_CYRILLIC = (
    "абвгдежзийклмнопрстуфхцчшщъыьэюяёѝ",
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяўыэё",
    "абвгдђежзијклљмнњопрстћуфхцчџш",
)
_GREEK = ("αβγδεζηθικλμνξοπρςστυφχψωάέήίόύώϊϋΐΰ",)
_ALPHABETS: dict[str, tuple[str, ...]] = {
    "cp1252": (
        "àâçéèêëîïôœùûüÿ",  # French
        "äöüßé",  # German
        "áéíñóúü",  # Spanish, Irish
        "àáâãçéêíóôõúü",  # Portuguese
        "àèéìíîòóùú",  # Italian
        "æøåéöü",  # Danish, Norwegian
        "åäöéüàšž",  # Swedish, Finnish
        "áðéíóúýþæö",  # Icelandic
        "àçèéíïòóúü",  # Catalan, Dutch
        "çë",  # Albanian
    ),
    "cp1250": _CENTRAL,
    "iso-8859-2": _CENTRAL,
    "cp1257": _BALTIC,
    "cp1254": ("âçğıîöşüûİ",),  # Turkish
    "cp1251": _CYRILLIC,
    "koi8-u": _CYRILLIC,
    "iso-8859-5": _CYRILLIC,
    "cp1253": _GREEK,
    "iso-8859-7": _GREEK,
}
"""The letters beyond ASCII of languages, by the encodings they are written in. Where two encodings read a text alike it
is no matter which is taken; those of East Asia are left to the detector."""
_WESTERN = "".join(_ALPHABETS["cp1252"])
