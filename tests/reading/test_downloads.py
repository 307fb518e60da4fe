"""Notes on files to download are no text."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyledger.reading import read
from policyledger.reading.downloads import without_file_notes
from policyledger.reading.repair import Traced


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Plan of the harbour (PDF, 2.3 MB)", "Plan of the harbour"),
        ("Plan of the harbour [pdf 340 kB, 12 pages], in force", "Plan of the harbour, in force"),
        ("Plan (2.3 MB PDF)", "Plan"),
        ("PDF, 1.2 MB, 48 pages", ""),
        ("The archive grew (to 2.3 MB)", "The archive grew (to 2.3 MB)"),
        ("Power (PDF of 12 MW)", "Power (PDF of 12 MW)"),
    ],
)
def test_downloads_leave_no_note_on_their_size(text: str, left: str) -> None:
    assert without_file_notes(Traced.of(text)).text == left


def test_reading_html_drops_links_each_in_a_line_of_its_own() -> None:
    links = '<a href="a">Home</a><br><a href="b">News 2024</a><br><a href="c">Contact</a>'
    page = "<h1>Plan</h1><table><tr><td>{}</td><td><p>It is old.</p></td></tr></table>"
    for cell, told in ((links, []), (f"{links}<br>Quays", ["Home News 2024 Contact Quays"])):
        blocks = read(Path("a.html"), data=page.format(cell).encode()).blocks
        assert [block.text for block in blocks] == ["Plan", *told, "It is old."]
