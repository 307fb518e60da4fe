"""The parts of a Word file: taken out of its ZIP within limits of size, as text and as trees, and what is embedded."""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from email import message_from_bytes
from typing import Any

from lxml import etree

from policyledger.errors import PolicyledgerError
from policyledger.reading import media
from policyledger.reading.document import Note
from policyledger.reading.docx_pictures import Picture, is_readable, pictures, shows_writing
from policyledger.reading.encodings import decode, meant
from policyledger.reading.html import declared_encoding

MAX_PART = 64_000_000
MAX_PARTS = 10_000
MAX_EMBEDDED = 64_000_000
"""Bytes of all that is embedded in a file, and in what is embedded in that."""
_MAX_DEPTH = 3
"""Word files embedded in one another."""
MAIN, NOTES, ENDNOTES = "word/document.xml", "word/footnotes.xml", "word/endnotes.xml"
TEXTS = (MAIN, NOTES, ENDNOTES)
"""The parts that origins point into, in this order."""
STYLES = "word/styles.xml"
PROPERTIES = "docProps/core.xml"
_MOST_PICTURES = 100
_MOST_PICTURE = 30_000_000
"""How many pictures are looked at, and bytes of one."""
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError)
"""What zipfile raises for a part that it can't unpack: damaged, under a password, or packed in a way unknown to it."""
DIAGRAM, CHART = "diagram", "chart"
"""What stands for the media type of a diagram's data, and of a chart's."""
_DRAWN = {"diagramData": DIAGRAM, "chart": CHART}
"""What is drawn from data in XML, by the kind of the relationship."""


@dataclass(slots=True)
class Package:
    """The parts of a DOCX that are read, as text.

    Attributes:
        parts: by their names.
        damaged: the names of those that are not whole.
        embedded: what else its document shows, by the id of the relationship, in the order of the document.
        left_out: what of it can't be read.
        pictures: those that the document shows.
        lettered: how many of them have writing in them.
    """

    parts: dict[str, str]
    damaged: list[str] = field(default_factory=list)
    embedded: dict[str, Embedded] = field(default_factory=dict)
    left_out: list[Note] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    lettered: int = 0

    @property
    def source(self) -> str:
        """What origins point into."""
        texts = (self.parts.get(name, "") for name in TEXTS)
        return "".join((*texts, *(piece.source for piece in self.embedded.values())))


@dataclass(frozen=True, slots=True)
class Embedded:
    """A file in a Word file.

    Attributes:
        kind: its media type, `DIAGRAM` or `CHART`.
        text: as decoded; "" where it can't be read.
        package: the parts of a Word file.
    """

    kind: str
    text: str = ""
    package: Package | None = None

    @property
    def source(self) -> str:
        """What the origins of its text point into."""
        return self.text if self.package is None else self.package.source


def open_package(data: bytes, path: str) -> Package:
    """The parts of a DOCX, checked for bombs.

    Raises:
        PolicyledgerError: D015 it is no whole ZIP, D016 it is bigger than it claims or holds XML entities.
    """
    return _opened(data, path, _Room(MAX_EMBEDDED), 0)


@dataclass(slots=True)
class _Room:
    """How many bytes of what is embedded may still be unpacked."""

    left: int


def _opened(data: bytes, path: str, room: _Room, depth: int) -> Package:
    package = Package({})
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if len(names) > MAX_PARTS:
                raise PolicyledgerError("D016", path=path, reason=f"it holds {len(names):,} parts")
            _Archive(archive, frozenset(names), path, package, room, depth).take()
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError) as error:
        if MAIN not in package.parts:
            raise PolicyledgerError("D015", path=path, reason=str(error) or "it ends too early") from error
        package.damaged.append("the archive")
    if MAIN not in package.parts:
        raise PolicyledgerError("D015", path=path, reason="it has no word/document.xml")
    return package


@dataclass(frozen=True, slots=True)
class _Relation:
    """What a part says of another one: what it is, by the last word of the relationship's type, and its place."""

    kind: str
    place: str


@dataclass(frozen=True, slots=True)
class _Archive:
    """The archive of a package, `depth` Word files within another."""

    archive: zipfile.ZipFile
    names: frozenset[str]
    path: str
    package: Package
    room: _Room
    depth: int

    def take(self) -> None:
        """Takes the parts that are read: from where the relationships say that they are, else where Word puts them."""
        main = self._place(self._relations("_rels/.rels", ""), "officeDocument", MAIN)
        folder, _, name = main.rpartition("/")
        relations = self._relations(f"{folder}/_rels/{name}.rels".lstrip("/"), folder)
        places = {MAIN: main, PROPERTIES: PROPERTIES}
        for part, kind in _KINDS.items():
            places[part] = self._place(relations, kind, part)
        for part, place in places.items():
            if place in self.names and (text := self._text(place, part)) is not None:
                self.package.parts[part] = text
        self.package.pictures = list(pictures(self.package.parts.get(MAIN, "")))
        for picture in self.package.pictures[:_MOST_PICTURES]:
            relation = relations.get(html.unescape(picture.relation))
            if relation is not None and relation.place in self.names and is_readable(picture):
                self.package.lettered += shows_writing(self._picture(relation.place), picture)
        for tag in _EMBEDDING.finditer(self.package.parts.get(MAIN, "")):
            id_ = html.unescape(tag["id"])
            relation = relations.get(id_)
            if relation is None or relation.place not in self.names or id_ in self.package.embedded:
                continue
            if not tag["object"] or (_WORD.search(tag[0]) and not _ICON.search(tag[0])):
                self.package.embedded[id_] = self._embedded(relation)

    def _picture(self, place: str) -> bytes:
        """The bytes of a picture, empty where it is damaged or too large to be looked at."""
        try:
            data = self._unpacked(place, _MOST_PICTURE)
        except _UNREADABLE:
            return b""  # no text is lost with it that any reader could show
        return data if len(data) <= _MOST_PICTURE else b""

    def _unpacked(self, place: str, most: int) -> bytes:
        """The bytes of a part, one more than a limit where it has more."""
        with self.archive.open(place) as opened:
            return opened.read(most + 1)

    def _place(self, relations: Mapping[str, _Relation], kind: str, default: str) -> str:
        place = next((each.place for each in relations.values() if each.kind == kind), "")
        return place if place in self.names else default

    def _relations(self, name: str, folder: str) -> dict[str, _Relation]:
        """The parts that others are related to, by the relationships' ids."""
        found: dict[str, _Relation] = {}
        for match in _RELATIONSHIP.finditer((name in self.names and self._text(name, name)) or ""):
            values = {key: html.unescape(value) for key, _, value in _VALUES.findall(match[0])}
            kind, target = values.get("Type", "").rpartition("/")[2], values.get("Target", "")
            place = target[1:] if target.startswith("/") else f"{folder}/{target}".lstrip("/")
            found.setdefault(values.get("Id", kind), _Relation(kind, place))
        return found

    def _embedded(self, relation: _Relation) -> Embedded:
        """What a part holds; without text where that can't be read."""
        data = self._data(relation.place, relation.place, self.room)
        if data is None:
            return Embedded(media.UNKNOWN)
        if relation.kind in _DRAWN:
            return Embedded(_DRAWN[relation.kind], _decoded(data, relation.place, self.path))
        if relation.kind == "chartEx":
            return Embedded(media.UNKNOWN)
        kind = media.binary_type(data)
        if kind == media.DOCX and self.depth < _MAX_DEPTH:
            try:
                return Embedded(kind, package=_opened(data, self.path, self.room, self.depth + 1))
            except PolicyledgerError as error:
                if error.code != "D015":
                    raise
                self.package.damaged.append(relation.place)
        if kind is not None:
            return Embedded(kind)
        data, named = _page_of_mail(data)
        decoded = decode(data, named or declared_encoding(data))
        if decoded is None:
            return Embedded(media.UNKNOWN)
        is_html = media.is_html(decoded.text[:200_000].encode("utf-8", "replace"), media.suffix_of(relation.place))
        return Embedded(media.HTML if is_html else media.TEXT, decoded.text)

    def _text(self, place: str, part: str) -> str | None:
        data = self._data(place, part, self.room if self.depth else None)
        return None if data is None else _decoded(data, part, self.path)

    def _data(self, place: str, part: str, room: _Room | None) -> bytes | None:
        """The bytes of a part, never more than the limit of it; None of one that is damaged."""
        limit = MAX_PART if room is None else min(MAX_PART, room.left)
        try:
            data = self._unpacked(place, limit)
        except _UNREADABLE as error:
            if part == MAIN:
                raise PolicyledgerError("D015", path=self.path, reason=f"{part}: {error}") from error
            self.package.damaged.append(part)
            return None
        if len(data) > limit:
            most = f"{MAX_PART // 1_000_000} MB" if room is None else "all that may be embedded in a file"
            raise PolicyledgerError("D016", path=self.path, reason=f"{part} unpacks to more than {most}")
        if room is not None:
            room.left -= len(data)
        return data


def _decoded(data: bytes, part: str, path: str) -> str:
    """The text of XML, in the encoding that it declares."""
    declared = _DECLARED.match(data)
    named = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else meant(declared[1].decode() if declared else None)
    try:
        text = data.decode(named or "utf-8", "replace")
    except LookupError:
        text = data.decode("utf-8", "replace")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise PolicyledgerError("D016", path=path, reason=f"{part} declares XML entities")
    return text


def _page_of_mail(data: bytes) -> tuple[bytes, str | None]:
    """The page in a file of a page with its pictures (MHTML, RFC 2557) and its encoding; other data as they are."""
    if not _MAIL.match(data[:1024]):
        return data, None
    for piece in message_from_bytes(data).walk():
        if piece.get_content_type() == media.HTML and isinstance(page := piece.get_payload(decode=True), bytes):
            return page, piece.get_content_charset()
    return data, None


def tree_of(text: str, damaged: list[str], path: str, name: str) -> Any:
    """The tree of a part; what it says in spite of damage, and None of one without text or a lesser one without sense.

    Args:
        text: of the part.
        damaged: the names of parts that are; that of this one is added where it is.
        path: of the document.
        name: of the part.

    Raises:
        PolicyledgerError: D015 the document itself says nothing.
    """
    if not text:
        return None
    try:
        root, whole = parsed(text, path, name)
    except PolicyledgerError:
        if name == MAIN:
            raise
        root, whole = None, False
    if not whole and name not in damaged:
        damaged.append(name)
    return root


def parsed(text: str, path: str, name: str) -> tuple[Any, bool]:
    """The tree of some XML, and whether that is whole.

    Raises:
        PolicyledgerError: D015 it says nothing.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    body = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        root = etree.fromstring(body.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise PolicyledgerError("D015", path=path, reason=f"{name}: {error.msg}") from error
    if root is None:
        raise PolicyledgerError("D015", path=path, reason=f"{name} holds no XML")
    return root, not any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log)


_DECLARED = re.compile(rb"\s*<\?xml[^<>]*\bencoding\s*=\s*[\"']([\w.-]+)[\"']")
_RELATIONSHIP = re.compile(r"<(?:\w+:)?Relationship\s[^<>]*>")
_VALUES = re.compile(r"""\b(Id|Type|Target)\s*=\s*(["'])(.*?)\2""")
_KINDS = {NOTES: "footnotes", ENDNOTES: "endnotes", STYLES: "styles"}
"""The parts that a document is related to, by the relationship's kind."""
_EMBEDDING = re.compile(
    r"""<(?:\w+:)?(?:altChunk|relIds|chart|(?P<object>OLEObject))\s[^<>]*?\b\w+:(?:id|dm)\s*=\s*(["'])(?P<id>[^"'<>]*)\2[^<>]*>"""
)
"""What embeds a part in the document."""
_WORD = re.compile(r"""\bProgID\s*=\s*["']Word\.""")
_ICON = re.compile(r"""\bDrawAspect\s*=\s*["']Icon\b""")
"""What says of an object that it is a Word file, and that it is not shown but attached."""
_MAIL = re.compile(rb"\s*(?:MIME-Version|Content-Type|From|Subject|Date|X-[\w-]+)\s*:", re.IGNORECASE)
