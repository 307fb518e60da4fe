"""Forms of a PDF that draw one another without end, told before PDFium opens the pages that hold them.

A form XObject may draw others, and itself. PDFium goes forty forms deep and no deeper, but a form that draws itself
twice is drawn a million million times down there: no page with such a form may be opened. Most files have no forms, or
none that can draw another, which a look at their bytes tells; only of the others is the graph of objects built.
"""

from __future__ import annotations

import io
import re
import zlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

DEEPEST = 40
"""How deep PDFium goes; a form further down is not drawn."""
MOST_DRAWN = 50_000
"""Forms that a page may draw, each time counted: some seconds' worth, and some hundred megabytes."""
_FEW = 100
_MOST_DICTIONARY = 100_000
_MOST_CONTENT = 20_000_000
_MOST_PACKED = 100_000
Drawn = list[tuple[int, int]]
"""The numbers of the forms that something draws, each with how often."""


def endless_pages(data: bytes, pages: int) -> frozenset[int]:
    """The numbers, from 1, of the pages of a PDF that draw more forms than can be waited for.

    Args:
        data: of the PDF.
        pages: how many it has; where its page tree gives another number, all are named if any is.
    """
    nesting = list(_nesting(data))
    if not nesting:
        return frozenset()
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        forms = _Forms(document, nesting)
        if not forms.may_be_many():
            return frozenset()
        found = list(PDFPage.create_pages(document))
        forms.inherit(found)
        endless = frozenset(number for number, page in enumerate(found, 1) if forms.on_page(page) > MOST_DRAWN)
    except Exception:  # whatever a parser does on damage that PDFium forgives, the page may well be read
        return frozenset()
    return endless if not endless or len(found) == pages else frozenset(range(1, pages + 1))


def _nesting(data: bytes) -> Iterator[int]:
    """The object numbers of the forms that may draw another, by the bytes of their dictionaries.

    A form is a stream, and a stream's dictionary is never packed nor encrypted.
    """
    hits = [match.start() for match in _FORM.finditer(data)]
    if not hits:
        return
    begins = [match.start() for match in _BEGINS.finditer(data)]
    for at in hits:
        place = bisect_right(begins, at) - 1
        if place < 0:
            continue
        begin = begins[place]
        end = data.find(b"stream", at, at + _MOST_DICTIONARY)
        number = _NUMBER.search(data, max(begin - 30, 0), begin)
        if number and not (end >= 0 and _is_leaf(data[begin + 3 : end])):
            yield int(number[1])


def _is_leaf(dictionary: bytes) -> bool:
    """Whether a form's dictionary has its resources in it, no XObjects among them."""
    own = _OWN.search(dictionary) and not _ELSEWHERE.search(dictionary)
    return bool(own) and not _DRAWABLE.search(dictionary) and b"#" not in dictionary


@dataclass(slots=True)
class _Inherited:
    """What forms without resources of their own draw: those of some page, by their names."""

    names: dict[str, set[int]] = field(default_factory=dict)

    def drawn(self, counts: Counter[str]) -> Drawn:
        return [(form, count) for name, count in counts.items() for form in self.names.get(name, ())]


class _Forms:
    """The forms of a document, and how many forms each of them draws."""

    def __init__(self, document: Any, numbers: list[int]) -> None:
        self.drawn: dict[int, Drawn] = {}
        self.bare: dict[int, Counter[str]] = {}
        for number in dict.fromkeys(numbers):
            stream = _stream(document, number)
            if stream is None:
                continue
            resources = _resolved(stream.get("Resources"))
            if not isinstance(resources, Mapping):
                self.bare[number] = _counts(_content(stream))
            elif drawable := _drawable(resources):
                self.drawn[number] = _dealt(drawable, _counts(_content(stream)))
        self.weights: dict[int, int] = {}

    def may_be_many(self) -> bool:
        """Whether any form draws enough others for a look at the pages."""
        self._weigh()
        return any(self.bare.values()) or max(self.weights.values(), default=0) > _FEW

    def inherit(self, pages: list[Any]) -> None:
        """Lets forms without resources of their own draw those of the pages."""
        if not self.bare:
            return
        inherited = _Inherited()
        for page in pages:
            for name, form in _drawable(page.resources).items():
                inherited.names.setdefault(name, set()).add(form)
        for number, counts in self.bare.items():
            self.drawn[number] = inherited.drawn(counts)
        self._weigh()

    def on_page(self, page: Any) -> int:
        """How many forms a page draws."""
        drawable = _drawable(page.resources)
        if sum(self.weights.get(form, 1) for form in drawable.values()) <= _FEW:
            return 0  # its own content, which is no form's, need not be unpacked
        streams = (_resolved(part) for part in page.contents)
        content = b"\n".join(_content(stream) for stream in streams if hasattr(stream, "get_rawdata"))
        return sum(count * self.weights.get(form, 1) for form, count in _dealt(drawable, _counts(content)))

    def _weigh(self) -> None:
        """Counts for each form the forms it draws, itself included, as deep as PDFium goes."""
        weights = dict.fromkeys(self.drawn, 1)
        for _ in range(DEEPEST):
            deeper = {
                form: min(1 + sum(count * weights.get(other, 1) for other, count in drawn), 2 * MOST_DRAWN)
                for form, drawn in self.drawn.items()
            }
            if deeper == weights:
                break
            weights = deeper
        self.weights = weights


def _stream(document: Any, number: int) -> Any:
    """The stream of a number; None where there is none, as of an object that a later one has replaced."""
    from pdfminer.pdftypes import PDFException, PDFStream

    try:
        found = document.getobj(number)
    except PDFException:
        return None
    return found if isinstance(found, PDFStream) else None


def _resolved(item: Any) -> Any:
    from pdfminer.pdftypes import resolve1

    return resolve1(item)


def _drawable(resources: Any) -> dict[str, int]:
    """The object numbers of the XObjects among some resources, by name."""
    listed = _resolved(resources.get("XObject")) if isinstance(resources, Mapping) else None
    if not isinstance(listed, Mapping):
        return {}
    return {name: item.objid for name, item in listed.items() if hasattr(item, "objid")}


def _dealt(drawable: Mapping[str, int], counts: Counter[str]) -> Drawn:
    """How often each of some XObjects is drawn; what is drawn by no readable name may be any of them."""
    return [(form, counts[name] + counts[""]) for name, form in drawable.items() if counts[name] + counts[""]]


def _counts(content: bytes) -> Counter[str]:
    """How often each name is drawn; "" counts what is drawn by no name that is read here."""
    names = [_ESCAPE.sub(lambda code: bytes([int(code[1], 16)]), name) for name in _NAMED.findall(content)]
    counts = Counter(name.decode("utf-8", "replace") for name in names)
    if unnamed := len(_DRAWS.findall(content)) - len(names):
        counts[""] = unnamed
    return counts


def _content(stream: Any) -> bytes:
    """A content stream unpacked, up to a bound; empty where it is packed so that it cannot be bounded."""
    raw = stream.get_rawdata() or b""
    if stream.decipher is not None:
        raw = stream.decipher(stream.objid, stream.genno, raw, stream.attrs)
    filters = [name for name, _ in stream.get_filters()]
    if not filters:
        return bytes(raw[:_MOST_CONTENT])
    if len(filters) == 1 and str(filters[0]) in {"/'FlateDecode'", "/'Fl'"}:
        return zlib.decompressobj().decompress(raw, _MOST_CONTENT)
    return bytes(stream.get_data()) if len(raw) <= _MOST_PACKED else b""


_FORM = re.compile(rb"/(?:F|#46)(?:o|#6[fF])(?:r|#72)(?:m|#6[dD])(?![^\s/<>\[\]()%])")
_BEGINS = re.compile(rb"obj(?![a-z])(?<!endobj)")
_NUMBER = re.compile(rb"(\d{1,9})\s+\d{1,5}\s+$")
_OWN = re.compile(rb"/Resources\s*<<")
_ELSEWHERE = re.compile(rb"/Resources\s*\d")
_DRAWABLE = re.compile(rb"(?<!/Type)(?<!/Type\s)/XObject")
_NAMED = re.compile(rb"/([^\s/<>\[\]()%{}]+)\s+Do(?![^\s/<>\[\]()%])")
_DRAWS = re.compile(rb"(?<![^\s<>\[\]()%])Do(?![^\s/<>\[\]()%])")
_ESCAPE = re.compile(rb"#([0-9a-fA-F]{2})")
