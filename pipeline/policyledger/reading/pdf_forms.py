"""Forms of a PDF that draw one another without end, told before PDFium opens the pages that hold them.

A form XObject may draw others, and itself. PDFium goes forty forms deep and no deeper, but a form that draws itself
twice is drawn a million million times down there: no page with such a form may be opened. Many files have no forms at
all, which a look at their bytes tells for sure; of all others the forms that the pages reach are parsed and judged.
"""

from __future__ import annotations

import io
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from policyledger.reading.pdf_trial import unopened_pages

DEEPEST = 40
"""How deep PDFium goes; a form further down is not drawn."""
MOST_DRAWN = 50_000
"""Forms that a page may draw, each time counted: some seconds' worth, and some hundred megabytes."""
_FEW = 100
_MOST_CONTENT = 20_000_000
_MOST_PACKED = 100_000
_MOST_ANNOTATIONS = 5_000
Drawn = list[tuple[int, int]]
"""The numbers of the forms that something draws, each with how often."""


def endless_pages(data: bytes, pages: int) -> frozenset[int]:
    """The numbers, from 1, of the pages of a PDF that draw more forms than can be waited for.

    Where damage that PDFium forgives hides the pages from the parser, they are tried (`pdf_trial`).

    Args:
        data: of the PDF.
        pages: how many it has; where its page tree gives another number, all are named if any is.
    """
    if not _may_have_forms(data):
        return frozenset()
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    try:
        found = list(PDFPage.create_pages(PDFDocument(PDFParser(io.BytesIO(data)))))
        forms = _Forms(resources for page in found for resources in (page.resources, _appearances(page)))
        endless = frozenset[int]()
        if forms.may_be_many():
            endless = frozenset(number for number, page in enumerate(found, 1) if forms.on_page(page) > MOST_DRAWN)
    except Exception:  # whatever a parser does on damage that PDFium forgives, the page may well be read
        return unopened_pages(data, pages)
    if len(found) == pages:
        return endless
    return frozenset(range(1, pages + 1)) if endless else unopened_pages(data, pages)


def _may_have_forms(data: bytes) -> bool:
    """Whether the bytes of a PDF leave it possible that it has forms.

    A form is a stream, and a stream's dictionary is never packed nor encrypted: it says that it is a form by that name,
    or points elsewhere for what it is. Where such a dictionary begins and ends its bytes don't tell, as it may hold
    strings and comments with anything in them.
    """
    return _FORM.search(data) is not None


class _Forms:
    """The forms that pages reach, and how many forms each of them draws."""

    def __init__(self, resources: Iterable[Any]) -> None:
        self.drawn: dict[int, Drawn] = {}
        self.bare: dict[int, Counter[str]] = {}
        self.heirs: dict[int, list[Mapping[str, int]]] = {}
        """The XObjects listed beside each form, which it draws by their names if it has no resources of its own."""
        self.seen: set[int] = set()
        self.waiting: list[Any] = []
        for page in resources:
            self._list(page)
        while self.waiting:
            self._judge(self.waiting.pop())
        for number, counts in self.bare.items():
            self.drawn[number] = [pair for listed in self.heirs[number] for pair in _dealt(listed, counts)]
        self.weights: dict[int, int] = {}

    def _list(self, resources: Any) -> Mapping[str, int]:
        """The object numbers of the XObjects among some resources, by name; what is new of them waits for judgement."""
        streams = _drawable(resources)
        listed = {name: stream.objid for name, stream in streams.items()}
        for stream in streams.values():
            self.heirs.setdefault(stream.objid, []).append(listed)
            if stream.objid not in self.seen:
                self.seen.add(stream.objid)
                self.waiting.append(stream)
        return listed

    def _judge(self, stream: Any) -> None:
        """Finds out what an XObject draws, unless it is an image."""
        subtype = _resolved(stream.get("Subtype"))
        if getattr(subtype, "name", subtype) in {"Image", b"Image"}:
            return
        resources = _resolved(stream.get("Resources"))
        if not isinstance(resources, Mapping):
            if counts := _counts(_content(stream)):
                self.bare[stream.objid] = counts
        elif listed := self._list(resources):
            self.drawn[stream.objid] = _dealt(listed, _counts(_content(stream)))

    def may_be_many(self) -> bool:
        """Whether any form draws enough others for a look at the pages."""
        self._weigh()
        return max(self.weights.values(), default=0) > _FEW

    def on_page(self, page: Any) -> int:
        """How many forms a page draws."""
        typed = sum(self.weights.get(stream.objid, 1) for stream in _drawable(_appearances(page)).values())
        drawable = {name: stream.objid for name, stream in _drawable(page.resources).items()}
        if typed + sum(self.weights.get(form, 1) for form in drawable.values()) <= _FEW:
            return 0  # its own content, which is no form's, need not be unpacked
        streams = (_resolved(part) for part in page.contents)
        content = b"\n".join(_content(stream) for stream in streams if hasattr(stream, "get_rawdata"))
        return typed + sum(count * self.weights.get(form, 1) for form, count in _dealt(drawable, _counts(content)))

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


def _resolved(item: Any) -> Any:
    from pdfminer.pdftypes import resolve1

    return resolve1(item)


def _appearances(page: Any) -> Mapping[str, Any]:
    """The forms that show what is typed into a page, as resources: each is drawn once where it is merged there."""
    listed = _resolved(page.annots)
    shown: dict[str, Any] = {}
    for annotation in map(_resolved, listed[:_MOST_ANNOTATIONS] if isinstance(listed, list) else ()):
        appearance = _resolved(annotation.get("AP")) if isinstance(annotation, Mapping) else None
        normal = _resolved(appearance.get("N")) if isinstance(appearance, Mapping) else None
        states = normal.values() if isinstance(normal, Mapping) else [normal]
        shown.update({f"{len(shown)}": state for state in states if state is not None})
    return {"XObject": shown}


def _drawable(resources: Any) -> dict[str, Any]:
    """The streams that are the XObjects among some resources, by name."""
    listed = _resolved(resources.get("XObject")) if isinstance(resources, Mapping) else None
    if not isinstance(listed, Mapping):
        return {}
    streams = {name: _resolved(item) for name, item in listed.items()}
    return {name: stream for name, stream in streams.items() if getattr(stream, "objid", None) is not None}


def _dealt(drawable: Mapping[str, int], counts: Counter[str]) -> Drawn:
    """How often each of some XObjects is drawn; what is drawn by no readable name may be any of them."""
    if not counts[""]:
        return [(drawable[name], count) for name, count in counts.items() if name in drawable]
    return [(form, counts[name] + counts[""]) for name, form in drawable.items()]


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


def _spelt(name: str) -> str:
    """A pattern of a name whose letters may be escaped."""
    return "".join(f"(?:{letter}|#(?i:{ord(letter):x}))" for letter in name)


_FORM = re.compile(rf"/(?:{_spelt('Form')}(?![A-Za-z0-9])|{_spelt('Subtype')}(?![A-Za-z0-9])[\s\0]*+(?!/))".encode())
"""The name of a form, or a subtype that is no name: it is a string, it stands elsewhere, or a comment is before it."""
_NAMED = re.compile(rb"/([^\s/<>\[\]()%{}]+)\s+Do(?![^\s/<>\[\]()%])")
_DRAWS = re.compile(rb"(?<![^\s<>\[\]()%])Do(?![^\s/<>\[\]()%])")
_ESCAPE = re.compile(rb"#([0-9a-fA-F]{2})")
