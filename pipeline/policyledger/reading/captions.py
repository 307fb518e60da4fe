"""What stands around a table and speaks for all of it: the line that introduces it, the line that gives its unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from policyledger.reading.lines import SCALE

if TYPE_CHECKING:
    from policyledger.reading.draft import Draft

_LINES = 3
_CAPTION_LENGTH = 200
_UNIT_WORDS = 12


def settle_captions(drafts: Sequence[Draft]) -> None:
    """Tells the cells of each table its caption and the line that gives the unit of its values, where it has them.

    The caption is the nearest caption or heading above, or a short line that leads in ("Targets of the plan:"); the
    unit line ("in USD million", "[Unit: kt]") stands between the two, or right below the table. Tables within a table
    have those of the table.
    """
    first = 0
    while first < len(drafts):
        cell = drafts[first].cell
        if cell is None:
            first += 1
            continue
        stop = first
        while stop < len(drafts) and (other := drafts[stop].cell) and cell.table in (other.table, other.within):
            stop += 1
        caption, unit = _above(drafts[max(0, first - _LINES) : first])
        unit = unit or _below(drafts[stop : stop + 1])
        if caption is not None and (mark := _MARK.match(caption.text)):
            caption.kind, caption.level, caption.traced = "caption", 0, caption.traced[mark.end() :]
        elif caption is None or not (caption.kind == "caption" or _TABLE_LINE.match(caption.text)):
            caption = _named_below(drafts[stop : stop + 3]) or caption
        for draft in drafts[first:stop]:
            if draft.cell is not None:
                draft.cell.caption, draft.cell.unit = caption, unit
        first = stop


def is_unit_line(text: str) -> bool:
    """Whether a line may give the unit of a table: "(in USD million)", "Unit: kt CO2e", "in per cent"."""
    scaled = SCALE.sub(" thousand ", text).strip()
    return len(text.split()) <= _UNIT_WORDS and _UNIT_LINE.fullmatch(_LABELLED.sub("", scaled)) is not None


def is_table_title(text: str) -> bool:
    """Whether a line names a table by its number: "Table 3: Emissions by sector"."""
    return len(text) < _CAPTION_LENGTH and _TABLE_LINE.match(text) is not None


def _above(drafts: Sequence[Draft]) -> tuple[Draft | None, Draft | None]:
    unit = None
    for draft in reversed(drafts):
        if draft.kind == "footnote":
            continue
        if draft.cell is not None:
            break
        if unit is None and is_unit_line(draft.text):
            unit = draft
            continue
        return (draft if _introduces(draft) else None), unit
    return None, unit


def _below(drafts: Sequence[Draft]) -> Draft | None:
    return next((draft for draft in drafts if draft.cell is None and is_unit_line(draft.text)), None)


def _named_below(drafts: Sequence[Draft]) -> Draft | None:
    """The line right below a table that names it and not the next ("Table 3: Aims of the port"), made its caption."""
    mark = _MARK.match(drafts[0].text) if drafts else None
    kinds = {"paragraph", "caption", "heading"} if mark else {"paragraph", "caption"}
    if not drafts or drafts[0].kind not in kinds or not _NAMED_BELOW.match(drafts[0].text):
        return None
    after = [draft for draft in drafts[1:] if not is_unit_line(draft.text)][:1]
    if len(drafts[0].text) > _CAPTION_LENGTH or any(draft.cell is not None for draft in after):
        return None
    drafts[0].kind, drafts[0].level = "caption", 0
    if mark:
        drafts[0].traced = drafts[0].traced[mark.end() :]
    return drafts[0]


def _introduces(draft: Draft) -> bool:
    text = draft.text.strip()
    if draft.kind in {"caption", "heading"}:
        return True
    return is_table_title(text) or _MARK.match(text) is not None or (len(text) < _CAPTION_LENGTH and text.endswith(":"))


_MARK = re.compile(r"(?:(?:Table|TABLE)\s*)?:\s+(?=\S)")
"""What Pandoc writes before the caption of a table."""
_NAMED_BELOW = re.compile(r"(?:(?:Table|TABLE)(?:\s+[\dA-Z][\w.]*)?)?\s*[:.–—]\s+\S")
_TABLE_LINE = re.compile(r"(?:Table|TABLE)\s+[\dA-Z]")
_LABELLED = re.compile(r"^[^\W\d][^:.]{2,30}:\s*\d{4}[;,|]?\s+(?=[Uu]nits?\b)")
"""What a line may say before it gives the unit: "Base year: 2019 | Unit: kt"."""
_UNIT_LINE = re.compile(
    r"[\[(［（]?\s*(?:all\s+)?(?:values?|units?|figures|amounts?|data)\b(?:\s+(?:are|is|shown|given|expressed|of\s+measure))*"
    r"\s*(?:[:：]|in\b|=).*|[\[(［（](?:in\s+)?[^\d.;:]{1,40}(?:CO[2₂]|km[2²]|m[23²³])?[^\d.;:]{0,20}[\])］）]"
    r"|in\s+(?:[^\d.;:,]|CO[2₂]|km[2²]|m[23²³]){2,40}",
    re.IGNORECASE,
)
