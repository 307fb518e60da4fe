"""The same article gives the same statements, row for row, whatever file it comes in."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

import layouts
from policyledger.extracting import extract_document

OF_THE_FILE = {"statement_id", "doc_id", "page", "bbox", "start_char", "end_char", "source_start", "source_end"}

FILES = {
    "plan.md": layouts.as_markdown(),
    "plan.html": layouts.as_html().replace(b"article:published_time", b"x"),  # the date would be known there alone
    "plan.docx": layouts.as_docx(),
    "wrapped.txt": layouts.as_txt(66),
}
FILES |= {
    f"{columns}-columns{'-interleaved' * interleaved}{'-hyphens' * hyphens}.pdf": layouts.as_pdf(
        layouts.Layout(columns=columns, interleaved=interleaved, hyphenate=hyphens, footnote=hyphens)
    )
    for columns in (1, 2, 3)
    for interleaved in (False, True)
    for hyphens in (False, True)
}


def statements(nlp: Language, name: str, data: bytes) -> list[dict[str, Any]]:
    rows, _ = extract_document(nlp, Path(name), name, data)
    return [{k: v for k, v in asdict(row).items() if k not in OF_THE_FILE} for row in rows.statements]


@pytest.fixture(scope="module")
def plain(nlp: Language) -> list[dict[str, Any]]:
    found = statements(nlp, "plan.txt", layouts.as_txt())
    assert len(found) >= 15
    return found


@pytest.mark.parametrize("name", FILES)
def test_reading_gives_the_same_statements_in_every_format(
    nlp: Language, plain: list[dict[str, Any]], name: str
) -> None:
    assert statements(nlp, name, FILES[name]) == plain


@pytest.mark.parametrize(
    ("head", "row", "wanted"),
    [
        (["Indicator", "2020", "2030"], ["Use of cork", "12 %", "25 %"], [("actual", None), ("target", "2030")]),
        (["Indicator", "By 2030"], ["Use of cork", "25 %"], [("target", "2030")]),
        (["Target", "2025", "2030"], ["Use of cork", "12 %", "25 %"], [("target", "2025"), ("target", "2030")]),
        (["Area", "Target", "Deadline"], ["Skills", "20,000 sailors trained", "2027"], [("target", "2027")]),
    ],
)
def test_reading_tables_without_a_date_of_writing_tell_what_is_to_come(
    nlp: Language, head: list[str], row: list[str], wanted: list[tuple[str, str | None]]
) -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>" for cells in (row, row))
    names = "".join(f"<th>{name}</th>" for name in head)
    page = f"<h1>Programme</h1><table><tr>{names}</tr>{rows}</table>".encode()
    found = [(each["status"], each["target_date"]) for each in statements(nlp, "page.html", page)]
    assert found == wanted * 2
