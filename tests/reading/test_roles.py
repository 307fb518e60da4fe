"""Tables of HTML that are made of other elements."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from lxml import etree

from helpers import cells
from policyledger.reading import Document, read
from policyledger.reading.marked import Marked
from policyledger.reading.roles import name_tables

GOALS = [("Share of wind", "25 %"), ("Emissions", "12 Mt")]
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


def test_roles_keeps_the_texts_between_rows_in_order() -> None:
    rows = [f"<div role=row><b role=cell>{aim}</b><b role=cell>{value}</b></div>" for aim, value in GOALS]
    within = f"<div>First, <b>two</b> aims.{rows[0]}<div>Noise will fall by 5 %.{rows[1]}It is <i>low</i> now.</div>"
    document = page(f"<div role='treegrid'>{within}</div><p>Source: the port</p></div>Last.")
    assert cells(document) == [list(goal) for goal in GOALS]
    texts = ["Plan", "First, two aims.", "Noise will fall by 5 %.", "It is low now.", "Source: the port", "Last."]
    assert [block.text for block in document.blocks if not block.cell][:-1] == texts


def test_roles_leaves_a_table_without_cells_as_it_is() -> None:
    document = page('<div style="display:table">First of all.<p>Second of all.</p>Third of all.</div>')
    assert [block.text for block in document.blocks][1:4] == ["First of all.", "Second of all.", "Third of all."]


def test_roles_and_styles_are_told_in_any_case() -> None:
    assert cells(page(STYLES.replace("display", "DISPLAY").replace("table", "Table"))) == cells(page(STYLES))
    assert cells(page(ROLES.replace('role="table"', "ROLE = 'TREEGRID'"))) == cells(page(ROLES))


def test_roles_takes_wrappers_away_in_time() -> None:
    row = "<div><div role=row><b role=cell>Wind</b></div></div>"
    root = etree.fromstring(f"<body><div role='table'>{row * 30_000}</div></body>", etree.HTMLParser(huge_tree=True))
    began = time.perf_counter()
    name_tables(root, Marked("<div role='table'>", ()))
    assert time.perf_counter() - began < 5
    assert len(root.findall(".//table/tr/td")) == 30_000


@pytest.mark.parametrize(
    ("level", "told"), [('aria-level="3"', 3), ("", 2), ('aria-level="9"', 6), ('aria-level="x"', 2)]
)
def test_reading_takes_what_a_role_calls_a_heading_for_one(level: str, told: int) -> None:
    page = f'<h1>Harbour</h1><div role="heading" {level}>Water.</div><p>Use falls by 25 % by 2030.</p>'
    blocks = read(Path("a.html"), data=page.encode()).blocks
    assert [(block.kind, block.level) for block in blocks] == [("heading", 1), ("heading", told), ("paragraph", 0)]
