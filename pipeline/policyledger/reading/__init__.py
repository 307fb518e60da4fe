"""The reading room: a path goes in, a `Document` comes out."""

from __future__ import annotations

from pathlib import Path

from policyledger.errors import PolicyledgerError
from policyledger.reading import heads, media
from policyledger.reading.document import Block, BlockKind, Boxes, Cell, Document, Glyphs, Note, Place, sha256_of
from policyledger.reading.plugins import Reader, Reading

__all__ = [
    "Block",
    "BlockKind",
    "Boxes",
    "Cell",
    "Document",
    "Glyphs",
    "Note",
    "Place",
    "Reader",
    "Reading",
    "read",
    "source_text",
]

MAX_BYTES = 500_000_000


def read(path: Path, name: str | None = None, data: bytes | None = None, max_pages: int | None = None) -> Document:
    """The document a file holds.

    Args:
        path: where it is; only its name matters when `data` is given.
        name: what to call it in the tables (a path relative to the folder it was found in); `path` when None.
        data: its bytes, when they are at hand already.
        max_pages: how many pages of a PDF to read at most; the rest is left out and noted.

    Raises:
        PolicyledgerError: with a code D…, when nothing of it can be read; see docs/reading.md. What could be read of a
            damaged document is returned, with `partial` set and a note that says what is missing.
    """
    shown = name if name is not None else Path(path).as_posix()
    from policyledger.reading.readers import read_bytes

    if data is None:
        data = _bytes(Path(path), shown)
    if not data.strip(b" \t\r\n\f\v\0"):
        raise PolicyledgerError("D002", path=shown)
    if len(data) > MAX_BYTES:
        raise PolicyledgerError("D017", path=shown, size=len(data) // 1_000_000, limit=MAX_BYTES // 1_000_000)
    media_type, reading = read_bytes(data, shown, max_pages)
    title = heads.title(reading.blocks, reading.title, reading.titled)
    published = heads.published(reading.blocks, reading.published, reading.created)
    return Document(
        path=shown,
        sha256=sha256_of(data),
        media_type=media_type,
        blocks=reading.blocks,
        title=title.value,
        title_source=title.source,
        published=published.value or None,
        published_source=published.source,
        pages=reading.pages,
        notes=(*_named_wrong(shown, media_type), *reading.notes),
        partial=reading.partial,
    )


def source_text(path: Path, data: bytes | None = None) -> str:
    """The text that `Document.source_span` points into; "" for PDF, where places are page and box."""
    from policyledger.reading.readers import source_text as text_of

    return text_of(data if data is not None else _bytes(Path(path), Path(path).as_posix()), Path(path).as_posix())


def _bytes(path: Path, shown: str) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            size = path.stat().st_size // 1_000_000
            raise PolicyledgerError("D017", path=shown, size=size, limit=MAX_BYTES // 1_000_000)
        return path.read_bytes()
    except OSError as error:
        raise PolicyledgerError("D001", path=shown, reason=error.strerror or str(error)) from error


def _named_wrong(name: str, media_type: str) -> tuple[Note, ...]:
    """A note when a file's suffix promises another kind than it holds."""
    suffix = media.suffix_of(name)
    promised = media.SUFFIXES.get(suffix)
    if promised in {None, media_type} or {promised, media_type} == {media.TEXT, media.MARKDOWN}:
        return ()
    return (Note("D022", f"It is called {suffix} but holds {media.NAMES.get(media_type, media_type)}; read as that."),)
