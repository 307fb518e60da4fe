"""The text of a diagram (SmartArt) of a Word file: the items of a list, each below the one that it belongs to."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from policyledger.reading.docx_package import parsed
from policyledger.reading.docx_source import marked_part
from policyledger.reading.docx_xml import attribute_of, child_of, integer
from policyledger.reading.draft import Draft
from policyledger.reading.marked import Marked
from policyledger.reading.repair import Traced, join_lines


def diagram_drafts(source: str, path: str) -> list[Draft]:
    """The points of a diagram's data model that say something (ECMA-376 part 1, 21.4.2), not yet mended.

    Raises:
        PolicyledgerError: D015 the data say nothing.
    """
    marked, xml = marked_part(source, 0)
    root, _ = parsed(xml, path, "a diagram")
    points = {attribute_of(point, "modelId") or "": point for point in root.iter("{*}pt")}
    below: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for tie in root.iter("{*}cxn"):
        if attribute_of(tie, "type") in {None, "parOf"}:
            below[attribute_of(tie, "srcId") or ""].append(
                (integer(attribute_of(tie, "srcOrd")), attribute_of(tie, "destId") or "")
            )
    drafts: list[Draft] = []
    held = {name for names in below.values() for _, name in names}
    pending = [(name, 0) for name in reversed(points) if name not in held]
    while pending:
        name, depth = pending.pop()
        point = points.pop(name, None)  # each stands once, whatever the ties say
        if point is None:
            continue
        kind = attribute_of(point, "type")
        if kind in {None, "node", "asst"} and (text := _text(point, marked)).text.strip():
            drafts.append(Draft(text, "list_item", max(1, depth)))
        pending += [(child, depth + 1) for _, child in sorted(below[name], reverse=True)]
    return drafts


def drawn_lines(body: Any, marked: Marked) -> list[Traced]:
    """The paragraphs of a text in DrawingML (ECMA-376 part 1, 21.1.2)."""
    return [
        Traced.join(run for each in line.iter("{*}t") for run in marked.traced(each.text)) for line in body.iter("{*}p")
    ]


def _text(point: Any, marked: Marked) -> Traced:
    body = child_of(point, "t")
    return join_lines(drawn_lines(body, marked) if body is not None else ())
