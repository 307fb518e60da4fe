"""Tables told by classes alone, and layouts that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyledger.reading import read

TABLE = (
    '<div class="data-table"><div class="row header"><div class="cell">Aim</div><div class="cell">2030</div></div>'
    '<div class="row"><div class="cell">Share of wind</div><div class="cell">25 %</div></div>'
    '<div class="row"><div class="cell">Share of sun</div><div class="cell">15 %</div></div></div>'
)


def heads(body: str) -> list[tuple[str, ...]]:
    blocks = read(
        Path("a.html"), data=f"<html><body><h1>Plan</h1>{body}<p>It is old.</p></body></html>".encode()
    ).blocks
    cells = [(block, block.cell) for block in blocks if block.cell is not None and not block.cell.is_header]
    return [
        (block.text, *(blocks[at].text for at in (*cell.row_headers, *cell.column_headers))) for block, cell in cells
    ]


@pytest.mark.parametrize(
    "body",
    [
        TABLE,
        TABLE.replace('<div class="row">', '<div class="tbody"><div class="row">', 1).replace(
            "</div></div></div>", "</div></div></div></div>"
        ),
        TABLE.replace("data-table", "tbl table").replace("row header", "tr thead").replace("cell", "td"),
        TABLE.replace("div", "span"),
    ],
)
def test_reading_html_tells_a_table_by_the_classes_of_its_parts(body: str) -> None:
    assert heads(body) == [("25 %", "Share of wind", "2030"), ("15 %", "Share of sun", "2030")]


@pytest.mark.parametrize(
    "body",
    [
        TABLE.replace("data-table", "container"),
        TABLE.replace("data-table", "table-intro"),
        TABLE.replace("cell", "card"),
        TABLE.replace('<div class="cell">25 %</div>', ""),
        '<div class="table"><div class="row"><div class="col">Share</div><div class="col">25 %</div></div></div>',
    ],
)
def test_reading_html_takes_no_layout_of_rows_and_columns_for_a_table(body: str) -> None:
    assert heads(body) == []
