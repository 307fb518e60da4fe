"""Word files written part by part, for what no library writes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_SPACES = " ".join(
    f'xmlns:{name}="{space}"'
    for name, space in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "o": "urn:schemas-microsoft-com:office:office",
        "v": "urn:schemas-microsoft-com:vml",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    }.items()
)


def part(name: str, inner: str) -> str:
    """The XML of a part whose root has a name, such as "document"."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {_SPACES}>{inner}</w:{name}>'


def word_file(
    body: str,
    styles: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    related: Mapping[str, tuple[str, str]] | None = None,
) -> bytes:
    """A Word file.

    Args:
        body: the XML in the body of its document.
        styles: the XML of its styles.
        parts: further parts by their names.
        related: by the id of a relationship of the document, its kind and its target.
    """
    relationships = "".join(
        f'<Relationship Id="{id_}" Type="http://schemas.openxmlformats.org/x/{kind}" Target="{target}"/>'
        for id_, (kind, target) in (related or {}).items()
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", part("document", f"<w:body>{body}</w:body>"))
        archive.writestr("word/styles.xml", part("styles", styles))
        archive.writestr("word/_rels/document.xml.rels", f"<Relationships>{relationships}</Relationships>")
        for name, data in (parts or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of texts or the XML of runs."""
    inner = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def cell(*blocks: str, properties: str = "") -> str:
    """A cell of texts or the XML of blocks."""
    inner = "".join(each if each.startswith("<") else paragraph(each) for each in blocks)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(*rows: list[str]) -> str:
    """A table of rows of texts or the XML of cells."""
    inner = ("".join(each if each.startswith("<w:tc>") else cell(each) for each in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in inner)}</w:tbl>"
