"""Tables of HTML that are made of other elements."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers import cells
from policyledger.reading import Document, read

ROLES = """<div role="table"><p>Aims of the port</p><div class="w"><div role="rowgroup"><div role="row">
<span role="columnheader">Aim</span><span role="columnheader" aria-colspan="2">2030</span></div></div></div>
<div role="rowgroup"><div role="row"><div><span role="rowheader">Share of wind</span></div><div><span role="cell">25 %
</span></div><div><span role="cell">up</span></div></div><div role="row"><span role="rowheader">Emissions</span>
<span role="cell">12 Mt</span><span role="cell">down</span></div></div></div>"""
STYLES = """<p>Aims of the port</p><div style="color: red; display: table"><div style="display:table-header-group">
<div style="display:table-row"><b style="display:table-cell">Aim</b><b style="display:table-cell">2030</b></div></div>
<div style="display:table-row"><i style="display:table-cell">Share of wind</i><i style="display:table-cell">25 %</i>
</div><div style="display:table-row"><i style="display: table-cell">Emissions</i><i style="display: table-cell">12 Mt
</i></div></div>"""


def page(body: str) -> Document:
    return read(Path("page.html"), data=f"<h1>Plan</h1>{body}<p>The council meets in spring.</p>".encode())


def heads(document: Document, text: str) -> list[str]:
    """The headers of the cell of some text."""
    cell = next(block.cell for block in document.blocks if block.text == text)
    assert cell is not None
    return [document.blocks[at].text for at in (*cell.row_headers, *cell.column_headers)]


@pytest.mark.parametrize(("body", "beside"), [(ROLES, ["up", "down"]), (STYLES, [])], ids=["roles", "styles"])
def test_roles_makes_tables_of_what_is_called_one(body: str, beside: list[str]) -> None:
    document = page(body)
    rows = [["Aim", "2030"], ["Share of wind", "25 %", *beside[:1]], ["Emissions", "12 Mt", *beside[1:]]]
    assert cells(document) == rows
    assert heads(document, "25 %") == ["Share of wind", "2030"]
    assert heads(document, "12 Mt") == ["Emissions", "2030"]
    others = [block.text for block in document.blocks if not block.cell]
    assert others == ["Plan", "Aims of the port", "The council meets in spring."]


def test_roles_reads_a_table_within_which_texts_are_laid_out_as_texts() -> None:
    document = page('<div style="display: table"><p>The port is old.</p><p>Its piers are new.</p></div>')
    assert [block.kind for block in document.blocks] == ["heading", "paragraph", "paragraph", "paragraph"]
