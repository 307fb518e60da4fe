"""What a file is, by its content; its name only settles what content leaves open."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html"
MARKDOWN = "text/markdown"
TEXT = "text/plain"
ZIP = "application/zip"
UNKNOWN = "application/octet-stream"
ENCRYPTED_OFFICE = "application/encrypted-office"

SUFFIXES = {
    ".pdf": PDF,
    ".docx": DOCX,
    ".docm": DOCX,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".txt": TEXT,
    ".text": TEXT,
}

NAMES = {PDF: "PDF", DOCX: "DOCX", HTML: "HTML", MARKDOWN: "Markdown", TEXT: "plain text"}

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf", "application/x-7z-compressed"),
    (b"Rar!", "application/vnd.rar"),
    (b"\x7fELF", UNKNOWN),
    (b"MZ\x90\x00", UNKNOWN),
    (b"%!PS", "application/postscript"),
)
_ZIPPED = (
    ("word/", DOCX),
    ("xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("OEBPS/", "application/epub+zip"),
)
_HTML_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_HTML_TAGS = re.compile(rb"<(/?)(?:p|div|h[1-6]|table|ul|ol|body|html|span|section)\b[^<>]{0,1000}>", re.I)
_ANY_TAG = re.compile(
    rb"<(?:p|div|h[1-6]|table|t[dhr]|[uod]l|li|d[dt]|br|hr|[abi]|em|strong|span|section|article|main|title|meta)"
    rb"(?:\s[^<>]{0,1000})?/?>",
    re.I,
)
_XML_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\b")


def binary_type(data: bytes) -> str | None:
    """The media type of a binary format, None for what may be text."""
    head = data[:1024]
    if b"%PDF-" in head:
        return PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_type(data)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        sealed = "EncryptedPackage".encode("utf-16-le") in data
        return ENCRYPTED_OFFICE if sealed else "application/msword"
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)


def _zip_type(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):  # the last of an archive of a later version
        return DOCX if b"word/" in data else ZIP
    for prefix, kind in _ZIPPED:
        if any(name.startswith(prefix) for name in names):
            return kind
    return ZIP


def is_html(data: bytes, suffix: str) -> bool:
    """Whether text is HTML: it begins as such, or is called so and has tags, or is full of them."""
    if _HTML_HEAD.match(data[:4096]):
        return True
    data = data[:200_000]
    named = SUFFIXES.get(suffix) == HTML
    if named or _XML_HEAD.match(data):
        return _HTML_TAGS.search(data) is not None or (named and _ANY_TAG.search(data) is not None)
    found = _HTML_TAGS.findall(data)
    closing = sum(map(bool, found))
    tags = max(closing, len(found) - closing)  # the closing ones of paragraphs may be left out
    return suffix not in {".md", ".markdown"} and tags > 10 and tags * 300 > len(data)


def suffix_of(name: str) -> str:
    """The suffix of a name in lower case."""
    return PurePath(name).suffix.lower()
