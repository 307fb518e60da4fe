"""Tables within tables, and tables that but arrange texts, in HTML and DOCX."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document as WordDocument

import layouts
from policyledger.reading import Document, read

YEARS = [["2025", "2030"], ["10 %", "20 %"]]
MEASURES = [["Field", "Share of wind", "Lead"], ["Ports", YEARS, "Harbour board"], ["Rail", "30 %", "Rail board"]]
"""A table of data with a small table in one of its cells."""

Rows = list[list[Any]]


def as_html(rows: Rows) -> str:
    cells = [[each if isinstance(each, str) else as_html(each) for each in row] for row in rows]
    return f"<table>{''.join('<tr><td>' + '</td><td>'.join(row) + '</td></tr>' for row in cells)}</table>"


def fill(table: Any, rows: Rows) -> None:
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            if isinstance(text, str):
                cell.text = text
            else:
                fill(cell.add_table(len(text), len(text[0])), text)


def html(body: str) -> Document:
    return read(Path("page.html"), data=f"<html><body>{body}</body></html>".encode())


def docx(*tables: Rows) -> Document:
    document = WordDocument()
    for rows in tables:
        fill(document.add_table(len(rows), len(rows[0])), rows)
    return read(Path("plan.docx"), data=layouts.saved(document))


def headers(document: Document) -> dict[str, tuple[list[str], list[str]]]:
    """The row and column headers of each value, by its text."""
    return {
        block.text: (
            [document.blocks[head].text for head in block.cell.row_headers],
            [document.blocks[head].text for head in block.cell.column_headers],
        )
        for block in document.blocks
        if block.cell and not block.cell.is_header
    }


@pytest.mark.parametrize("document", [html(as_html(MEASURES)), docx(MEASURES)], ids=["html", "docx"])
def test_reading_gives_a_table_in_a_cell_the_headers_of_that_cell(document: Document) -> None:
    found = headers(document)
    assert found["20 %"] == (["Ports"], ["Share of wind", "2030"])
    assert found["30 %"] == (["Rail"], ["Share of wind"])
    assert found["Harbour board"] == (["Ports"], ["Lead"])


def test_reading_gives_a_table_in_a_cell_the_caption_of_the_table_around_it() -> None:
    document = html(f"<p>Targets of the plan:</p>{as_html(MEASURES)}")
    captions = {block.text: block.cell.caption for block in document.blocks if block.cell}
    assert captions["20 %"] == captions["30 %"] == 0


def test_reading_html_reads_a_table_of_one_row_in_a_cell_as_its_text() -> None:
    assert headers(html(as_html([["Field", "Share"], ["Ports", [["10 %"]]]])))["10 %"] == (["Ports"], ["Share"])


PAGE = [["Port of Veldmark", "Contact"], ["Topics", "{}"]]


def test_reading_html_reads_a_table_of_data_in_one_of_layout() -> None:
    inner = f"<h2>Targets</h2><p>The port has aims.</p>{as_html([['Field', '2030'], ['Piers', '20 %']])}"
    document = html(as_html(PAGE).format(inner))
    assert [(block.kind, block.text) for block in document.blocks[:5]] == [
        ("paragraph", "Port of Veldmark"),
        ("paragraph", "Contact"),
        ("paragraph", "Topics"),
        ("heading", "Targets"),
        ("paragraph", "The port has aims."),
    ]
    assert headers(document) == {"20 %": (["Piers"], ["2030"])}


def test_reading_docx_reads_a_frame_as_what_stands_in_it() -> None:
    document = WordDocument()
    box = document.add_table(1, 1).cell(0, 0)
    box.text = "The port will build 3 piers."
    fill(box.add_table(2, 2), [["Field", "2030"], ["Piers", "20 %"]])
    box.add_paragraph("They will last.")
    found = read(Path("plan.docx"), data=layouts.saved(document))
    assert [block.text for block in found.blocks if block.kind == "paragraph"] == [
        "The port will build 3 piers.",
        "They will last.",
    ]
    assert headers(found) == {"20 %": (["Piers"], ["2030"])}


SENTENCES = [
    ["The port will grow by many quays until then.", "The railway will be rebuilt from north to south."],
    ["We will build 3 piers by 2031.", "The lines will carry 40 % of all goods."],
]


@pytest.mark.parametrize("document", [html(as_html(SENTENCES)), docx(SENTENCES)], ids=["html", "docx"])
def test_reading_takes_a_table_that_begins_with_sentences_for_layout(document: Document) -> None:
    assert [(block.kind, block.text) for block in document.blocks] == [
        ("paragraph", text) for row in SENTENCES for text in row
    ]


@pytest.mark.parametrize("make", [lambda rows: html(as_html(rows)), docx], ids=["html", "docx"])
def test_reading_takes_no_sentence_for_the_header_of_a_column(make: Any) -> None:
    rows = [
        ["Goal one", "We will plant trees across the whole county."],
        ["Goal two", "We will plant 30 hedges by 2030."],
    ]
    assert headers(make(rows)) == {text: ([name], []) for name, text in rows}
