"""What a Word file embeds, as blocks: pages, plain texts, diagrams and charts, each with origins in its own text."""

from __future__ import annotations

from dataclasses import dataclass, field

from policyledger.errors import PolicyledgerError
from policyledger.reading import media
from policyledger.reading.document import Note
from policyledger.reading.docx_charts import chart_drafts
from policyledger.reading.docx_diagrams import diagram_drafts
from policyledger.reading.docx_package import CHART, DIAGRAM, Embedded
from policyledger.reading.draft import Draft
from policyledger.reading.html import fragment
from policyledger.reading.text import text_drafts


@dataclass(frozen=True, slots=True)
class Piece:
    """The blocks of what is embedded, not yet mended.

    Attributes:
        drafts: the blocks.
        tables: the number of tables up to its end.
        heading: the level of the heading that its end stands under.
        notes: what was left out.
    """

    drafts: list[Draft]
    tables: int
    heading: int
    notes: list[Note] = field(default_factory=list)


def embedded_piece(embedded: Embedded, path: str, tables: int, heading: int) -> Piece | None:
    """The blocks of a page, a plain text, a diagram or a chart; None of what can't be read.

    Args:
        embedded: what it is.
        path: of the Word file.
        tables: how many came before it.
        heading: the level of the heading that it stands under.
    """
    if embedded.kind == media.HTML:
        found = fragment(embedded.text, 0, len(embedded.text), tables, heading)
        return Piece(found.drafts, found.tables, found.heading, found.notes)
    if embedded.kind == media.TEXT:
        drafts = text_drafts(embedded.text)
        cells = [draft.cell for draft in drafts if draft.cell]
        for cell in cells:
            cell.table += tables
        for draft in drafts:
            draft.level = min(6, draft.level + heading) if draft.kind == "heading" else draft.level
        return Piece(drafts, max((cell.table + 1 for cell in cells), default=tables), heading)
    if embedded.kind in {DIAGRAM, CHART}:
        try:
            if embedded.kind == DIAGRAM:
                return Piece(diagram_drafts(embedded.text, path), tables, heading)
            drafts = chart_drafts(embedded.text, path, tables)
            return Piece(drafts, tables + any(draft.cell for draft in drafts), heading)
        except PolicyledgerError as error:
            return Piece([], tables, heading, [damaged_note(error)])
    return None


def damaged_note(error: PolicyledgerError) -> Note:
    """What is said of something embedded that is damaged throughout."""
    return Note("D021", f"Damaged and left out: an embedded file. {error.sentence}")
