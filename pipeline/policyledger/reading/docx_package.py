"""The parts of a Word file: taken out of its ZIP within limits of size, as text, and as trees."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from policyledger.errors import PolicyledgerError
from policyledger.reading.encodings import meant

MAX_PART = 64_000_000
MAX_PARTS = 10_000
MAIN, NOTES, ENDNOTES = "word/document.xml", "word/footnotes.xml", "word/endnotes.xml"
STYLES = "word/styles.xml"
PROPERTIES = "docProps/core.xml"


@dataclass(slots=True)
class Package:
    """The parts of a DOCX that are read, as text."""

    parts: dict[str, str]
    damaged: list[str] = field(default_factory=list)

    @property
    def source(self) -> str:
        """What origins point into."""
        return "".join(self.parts.get(name, "") for name in (MAIN, NOTES, ENDNOTES))


def open_package(data: bytes, path: str) -> Package:
    """The parts of a DOCX, checked for bombs.

    Raises:
        PolicyledgerError: D015 it is no whole ZIP, D016 it is bigger than it claims or holds XML entities.
    """
    parts: dict[str, str] = {}
    damaged: list[str] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if len(names) > MAX_PARTS:
                raise PolicyledgerError("D016", path=path, reason=f"it holds {len(names):,} parts")
            for name, place in _places(archive, path, names).items():
                if place in names:
                    _take(archive, name, path, parts, damaged, place)
    # of an archive that it cannot unpack, zipfile says NotImplementedError; of one under a password, RuntimeError
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        if MAIN not in parts:
            raise PolicyledgerError("D015", path=path, reason=str(error) or "it ends too early") from error
        damaged.append("the archive")
    if MAIN not in parts:
        raise PolicyledgerError("D015", path=path, reason="it has no word/document.xml")
    return Package(parts, damaged)


def _places(archive: zipfile.ZipFile, path: str, names: Sequence[str]) -> dict[str, str]:
    """Where the parts are that are read: as the package's relationships name them, else where Word puts them."""
    places = {name: name for name in (MAIN, NOTES, ENDNOTES, STYLES, PROPERTIES)}
    found: dict[str, str] = {}
    if "_rels/.rels" in names:
        _take(archive, "_rels/.rels", path, found, [])
    targets = _targets(found.get("_rels/.rels", ""), "")
    if targets.get("officeDocument") in names:
        places[MAIN] = targets["officeDocument"]
    folder, _, main = places[MAIN].rpartition("/")
    related = f"{folder}/_rels/{main}.rels".lstrip("/")
    if related in names:
        _take(archive, related, path, found, [])
    targets |= _targets(found.get(related, ""), folder)
    for name, kind in ((NOTES, "footnotes"), (ENDNOTES, "endnotes"), (STYLES, "styles")):
        if targets.get(kind) in names:
            places[name] = targets[kind]
    return places


def _targets(relationships: str, folder: str) -> dict[str, str]:
    """The part each kind of relationship names, by the last word of its type."""
    found: dict[str, str] = {}
    for match in _RELATIONSHIP.finditer(relationships):
        values = {key: value for key, _, value in _VALUES.findall(match[0])}
        kind, target = values.get("Type", "").rpartition("/")[2], values.get("Target", "")
        found.setdefault(kind, target[1:] if target.startswith("/") else f"{folder}/{target}".lstrip("/"))
    return found


def _take(
    archive: zipfile.ZipFile, name: str, path: str, parts: dict[str, str], damaged: list[str], place: str = ""
) -> None:
    """Reads a part from its place, never more than the limit of it."""
    try:
        with archive.open(place or name) as part:
            data = part.read(MAX_PART + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
        if name == MAIN:
            raise PolicyledgerError("D015", path=path, reason=f"{name}: {error}") from error
        damaged.append(name)
        return
    if len(data) > MAX_PART:
        raise PolicyledgerError("D016", path=path, reason=f"{name} unpacks to more than {MAX_PART // 1_000_000} MB")
    declared = _DECLARED.match(data)
    named = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else meant(declared[1].decode() if declared else None)
    try:
        text = data.decode(named or "utf-8", "replace")
    except LookupError:
        text = data.decode("utf-8", "replace")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise PolicyledgerError("D016", path=path, reason=f"{name} declares XML entities")
    parts[name] = text


def tree_of(package: Package, path: str, name: str) -> Any:
    """The tree of a part; what it says in spite of damage, which is noted, and None of a lesser part that says nothing.

    Raises:
        PolicyledgerError: D015 the document itself says nothing.
    """
    try:
        root, whole = _parsed(package.parts[name], path, name)
    except PolicyledgerError:
        if name == MAIN:
            raise
        root, whole = None, False
    if not whole and name not in package.damaged:
        package.damaged.append(name)
    return root


def _parsed(text: str, path: str, name: str) -> tuple[Any, bool]:
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
_VALUES = re.compile(r"""\b(Type|Target)\s*=\s*(["'])(.*?)\2""")
