"""Which reader takes a file: plug-ins that know its content first, then our own by media type."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyledger.errors import PolicyledgerError
from policyledger.reading import media
from policyledger.reading.document import Note
from policyledger.reading.docx import read_docx
from policyledger.reading.docx_package import open_package
from policyledger.reading.docx_pictures import Picture
from policyledger.reading.draft import to_blocks
from policyledger.reading.encodings import Decoded, decode
from policyledger.reading.html import declared_encoding, read_html
from policyledger.reading.legible import is_nonsense
from policyledger.reading.markdown import is_plainly_markdown, looks_like_markdown, read_markdown
from policyledger.reading.pdf import read_pdf
from policyledger.reading.pdf_graphics import FEW_WORDS
from policyledger.reading.plugins import Reading, plugins
from policyledger.reading.text import read_text


def read_bytes(data: bytes, path: str, max_pages: int | None = None) -> tuple[str, Reading]:
    """The media type of some bytes, by content, and what they hold."""
    for plugin in plugins():
        if plugin.sniff(data):
            return plugin.media_type, plugin.read(data, path)
    kind = _binary_type(data, path)
    if kind == media.PDF:
        return kind, _pdf(data, path, max_pages)
    if kind == media.DOCX:
        return kind, _docx(data, path)
    if kind == media.ENCRYPTED_OFFICE:
        raise PolicyledgerError("D010", path=path)
    if kind is not None:
        raise PolicyledgerError("D004", path=path, media_type=kind, allowed=_allowed())
    return _textual(data, path)


def source_text(data: bytes, path: str) -> str:
    """The text that the origins of a document's characters point into; "" for PDF and for outside readers.

    For TXT, Markdown and HTML it is the decoded file without its byte-order mark; for DOCX the XML of the document
    part, then of the footnotes, then of the endnotes, then what is embedded in it.
    """
    kind = _binary_type(data, path)
    if kind == media.DOCX:
        return open_package(data, path).source
    if kind is not None:
        return ""
    decoded, _ = _decoded(data, path)
    return decoded.text


def _binary_type(data: bytes, path: str) -> str | None:
    """The media type of a binary format; a ZIP called so is a Word file, so that what is wrong with it is said."""
    kind = media.binary_type(data)
    return media.DOCX if kind == media.ZIP and media.SUFFIXES.get(media.suffix_of(path)) == media.DOCX else kind


def _pdf(data: bytes, path: str, max_pages: int | None) -> Reading:
    try:
        pdf = read_pdf(data, path, max_pages)
    except PolicyledgerError as error:
        if error.code == "D011" and _NO_PAGES.search(data):  # whole, but PDFium opens none without pages
            raise PolicyledgerError("D013", path=path) from error
        raise
    return Reading(
        to_blocks(pdf.drafts, pdf.glyphs),
        title=pdf.title,
        created=pdf.created,
        pages=pdf.pages,
        notes=tuple(pdf.notes),
        partial=pdf.partial,
    )


def _docx(data: bytes, path: str) -> Reading:
    package = open_package(data, path)
    drafts, fields = read_docx(package, path)
    if not drafts and package.left_out and not package.damaged:
        what = ", ".join(dict.fromkeys(note.text for note in package.left_out))
        raise PolicyledgerError("D004", path=path, media_type=f"Word. {what}", allowed=_allowed())
    if not drafts:
        raise _without_text(path, media.DOCX, package.source, package.damaged)
    notes = [Note("D021", f"Damaged and left out: {name}.") for name in package.damaged]
    notes += dict.fromkeys(package.left_out)
    words = sum(len(draft.text.split()) for draft in drafts)
    if words < _MOST_WORDS and (pages := _page_pictures(package.pictures)) * FEW_WORDS > words:
        notes.append(Note("D012", f"Hardly any text beside {pages} picture(s) of a page: needs OCR first."))
    elif package.lettered:
        notes.append(Note("D012", f"Text in {package.lettered} picture(s): needs OCR first, or the table typed in."))
    return Reading(
        to_blocks(drafts),
        title=fields.get("title", ""),
        created=fields.get("published", ""),
        notes=tuple(notes),
        partial=bool(notes),
        titled=fields["titled"],
    )


def _page_pictures(shown: Sequence[Picture]) -> int:
    """How many pictures of a Word file are as large as a scanned page, or nearly."""
    return sum(picture.width * picture.height > _PAGE_SIZE for picture in shown)


def _without_text(path: str, kind: str, source: str, damaged: Sequence[str] = ()) -> PolicyledgerError:
    """Why a file that could be opened gives no text: it is damaged, a picture, made by a script, or empty indeed."""
    if damaged:
        return PolicyledgerError("D015", path=path, reason=f"the XML of {', '.join(damaged)} is damaged")
    if kind == media.DOCX and _PICTURE.search(source):
        return PolicyledgerError("D012", path=path, pages="it holds pictures alone")
    if kind == media.HTML and (frames := [match[1] for match in _FRAME.finditer(source)]):
        return PolicyledgerError("D019", path=path, frames=", ".join(frames[:_FRAMES_SHOWN]))
    if kind == media.HTML and _SCRIPT.search(source):
        return PolicyledgerError("D018", path=path)
    return PolicyledgerError("D002", path=path)


def _decoded(data: bytes, path: str) -> tuple[Decoded, bool]:
    """The decoded text, and whether it is HTML."""
    suffix = media.suffix_of(path)
    is_html = media.is_html(data, suffix)
    decoded = decode(data, declared_encoding(data) if is_html else None)
    if decoded is None:
        if suffix and suffix not in media.SUFFIXES:
            raise PolicyledgerError("D004", path=path, media_type=media.UNKNOWN, allowed=_allowed())
        if media.SUFFIXES.get(suffix) in {media.PDF, media.DOCX}:
            raise PolicyledgerError("D011", path=path, reason=f"it holds no {suffix[1:].upper()}")
        raise PolicyledgerError("D003", path=path)
    return decoded, is_html or media.is_html(decoded.text[:4096].encode("utf-8", "replace"), suffix)


def _textual(data: bytes, path: str) -> tuple[str, Reading]:
    decoded, is_html = _decoded(data, path)
    suffix = media.suffix_of(path)
    named = media.SUFFIXES.get(suffix)
    notes: list[Note] = []
    if decoded.is_guess:
        notes.append(Note("D023", f"Decoded as {decoded.encoding}, which is a guess; save it as UTF-8 to be sure."))
    fields: dict[str, str] = {}
    pages = None
    left_out: list[Note] = []
    if is_html:
        kind = media.HTML
        drafts, fields, left_out = read_html(decoded.text)
    elif named in {media.PDF, media.DOCX}:
        raise PolicyledgerError("D011", path=path, reason=f"it holds no {suffix[1:].upper()}")
    elif suffix and named is None and suffix not in _TEXTUAL:
        raise PolicyledgerError("D004", path=path, media_type=f"text, {suffix}", allowed=_allowed())
    elif (named == media.MARKDOWN and looks_like_markdown(decoded.text)) or (
        (named == media.TEXT or not suffix) and is_plainly_markdown(decoded.text)
    ):
        kind = media.MARKDOWN
        drafts, fields, left_out = read_markdown(decoded.text)
    else:
        kind = media.TEXT
        drafts = read_text(decoded.text)
        pages = decoded.text.rstrip().count("\f") + 1 if "\f" in decoded.text else None
    if not drafts:
        raise _without_text(path, kind, decoded.text)
    nonsense = is_nonsense(word for draft in drafts for word in draft.text.split())
    if nonsense:
        notes.append(Note("D024", "What it holds reads as no language: its encoding is lost, or its OCR failed."))
    published = fields.get("published") or fields.get("date", "")
    return kind, Reading(
        to_blocks(drafts),
        fields.get("title", ""),
        published,
        pages=pages,
        notes=(*notes, *left_out),
        partial=nonsense or bool(left_out),
    )


def _allowed() -> str:
    outside = {suffix for plugin in plugins() for suffix in plugin.suffixes}
    return ", ".join(sorted({*media.SUFFIXES, *outside}))


_NO_PAGES = re.compile(rb"/Type\s*/Pages\b[^<>]{0,200}/Kids\s*\[\s*\]|/Kids\s*\[\s*\][^<>]{0,200}/Type\s*/Pages\b")
_PICTURE = re.compile(r"<(?:\w+:)?(?:drawing|pict|object)\b")
_PAGE_SIZE = 595.3 * 841.9 / 3
"""A third of a page of A4, in square points."""
_MOST_WORDS = 1_000
"""Words of a Word file that is not looked through for pictures of pages: it says enough to be no scan."""
_FRAME = re.compile(r"<i?frame\b[^<>]*?\ssrc\s*=\s*[\"']?([^\"'\s<>]{1,200})", re.IGNORECASE)
_FRAMES_SHOWN = 5
_SCRIPT = re.compile(r"<(?:script|noscript)\b", re.IGNORECASE)
_TEXTUAL = {".asc", ".log", ".rst", ".me", ".1st"}
