"""The reading room: a path goes in, a `Document` comes out."""

from __future__ import annotations

from pathlib import Path

from policyledger.errors import PolicyledgerError
from policyledger.reading.document import Block, BlockKind, Cell, Document, Note, Place, sha256_of
from policyledger.reading.draft import Draft, to_blocks
from policyledger.reading.encodings import decode
from policyledger.reading.markdown import looks_like_markdown, read_markdown
from policyledger.reading.pdf import read_pdf
from policyledger.reading.text import read_text

__all__ = ["Block", "BlockKind", "Cell", "Document", "Note", "Place", "read"]

_SUFFIXES = {".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown", ".markdown": "text/markdown"}


def read(path: Path, name: str | None = None, data: bytes | None = None) -> Document:
    """The document a file holds.

    Args:
        path: where it is; only its name matters when `data` is given.
        name: what to call it in the tables (a path relative to the folder it was found in); `path` when None.
        data: its bytes, when they are at hand already.

    Raises:
        PolicyledgerError: D001 it can't be read, D002 it is empty, D003 it is no text, D004 it is of an unknown kind.
    """
    shown = name if name is not None else Path(path).as_posix()
    if data is None:
        try:
            data = Path(path).read_bytes()
        except OSError as error:
            raise PolicyledgerError("D001", path=shown, reason=error.strerror or str(error)) from error
    if not data.strip():
        raise PolicyledgerError("D002", path=shown)
    if data.startswith(b"%PDF-"):
        pdf = read_pdf(data, shown)
        return Document(
            path=shown,
            sha256=sha256_of(data),
            media_type="application/pdf",
            blocks=to_blocks(pdf.drafts, pdf.glyphs),
            pages=pdf.pages,
            notes=tuple(pdf.notes),
            partial=pdf.partial,
        )
    decoded = decode(data)
    if decoded is None:
        raise PolicyledgerError("D003", path=shown)
    media_type = _SUFFIXES.get(Path(shown).suffix.lower())
    if media_type is None:
        raise PolicyledgerError("D004", path=shown, media_type=Path(shown).suffix, allowed=", ".join(sorted(_SUFFIXES)))
    fields: dict[str, str] = {}
    if media_type == "text/markdown" and looks_like_markdown(decoded.text):
        drafts, fields = read_markdown(decoded.text)
    else:
        media_type = "text/plain"
        drafts = read_text(decoded.text)
    title, title_source = _title(drafts, fields)
    return Document(
        path=shown,
        sha256=sha256_of(data),
        media_type=media_type,
        blocks=to_blocks(drafts),
        title=title,
        title_source=title_source,
        pages=decoded.text.count("\f") + 1 if "\f" in decoded.text else None,
    )


def _title(drafts: list[Draft], fields: dict[str, str]) -> tuple[str, str]:
    if fields.get("title"):
        return fields["title"], "metadata"
    heading = next((draft.text for draft in drafts if draft.kind == "heading"), "")
    return heading, "first heading" if heading else ""
