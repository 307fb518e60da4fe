"""Bytes to text: which encoding a document is in, and how sure that is."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

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
    """Text, the encoding it was in, and how that was found ("bom", "declared", "utf-8", "cp1252", "detector")."""

    text: str
    encoding: str
    how: str

    @property
    def is_guess(self) -> bool:
        """Whether another encoding would also have been possible."""
        return self.how in {"cp1252", "detector", "damaged"}


def decode(data: bytes, declared: str | None = None) -> Decoded | None:
    """The text of some bytes, or None when they are no text at all.

    In this order: byte-order mark, UTF-16 without one, the encoding the document declares, strict UTF-8, UTF-8 with a
    few damaged bytes, cp1252 where it reads as Western prose, a detector. A byte-order mark is no part of the text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _text(data[len(mark) :].decode(encoding, "replace"), encoding, "bom")
    if (wide := _wide(data)) is not None:  # before UTF-8, which ASCII between zeros is as well
        return _text(data.decode(wide, "replace"), wide, "detector")
    for name, how in ((declared, "declared"), ("utf-8", "utf-8")):
        if name and (text := _strict(data, name)) is not None:
            return _text(text, name, how)
    return _guess(data)


def _guess(data: bytes) -> Decoded | None:
    lenient = data.decode("utf-8", "replace")
    multibyte = sum(1 for char in lenient if char > "\x7f" and char != "\ufffd")
    if lenient.count("\ufffd") * 20 < max(multibyte, 1):
        return _text(lenient, "utf-8", "damaged")
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
    """UTF-16 without a mark: every other byte is zero."""
    sample = data[:4000]
    even, odd = sample[::2], sample[1::2]
    if len(sample) < 8:
        return None
    if odd.count(0) * 2 > len(odd) and even.count(0) * 10 < len(even):
        return "utf-16-le"
    if even.count(0) * 2 > len(even) and odd.count(0) * 10 < len(odd):
        return "utf-16-be"
    return None


def _reads_western(text: str) -> bool:
    """Whether the characters beyond ASCII stand as Western prose has them: typographic marks, or letters in words."""
    beyond = [char for char in text[:_SAMPLE] if char > "\x7f"]
    usual = sum(
        char in "‘’“”–—…•€£§°©®™«»\xa0\xadáàâäãåæçéèêëíìîïñóòôöõøœúùûüýÿßÁÀÂÄÃÅÆÇÉÈÊËÍÎÏÑÓÒÔÖÕØÚÙÛÜ²³½¼¾·¡¿º²µ"
        for char in beyond
    )
    return usual * 10 >= len(beyond) * 9 and len(beyond) * 4 < len(text[:_SAMPLE])
