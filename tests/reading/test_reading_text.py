"""Plain text and Markdown as blocks, and the way back to the source."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyledger.errors import PolicyledgerError
from policyledger.reading import Document, read


def txt(text: str, name: str = "plan.txt") -> Document:
    return read(Path(name), data=text.encode())


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def test_reading_text_joins_a_sentence_that_a_blank_line_has_cut() -> None:
    source = "The plan for the harbour and its quays was released in March,\n\n2031, and the port will grow.\n"
    document = txt(source)
    assert kinds(document) == [
        ("paragraph", "The plan for the harbour and its quays was released in March, 2031, and the port will grow.")
    ]
    start = document.text.index("March, 2031")
    span = document.source_span(start, start + 11)
    assert span is not None and source[slice(*span)] == "March,\n\n2031"


@pytest.mark.parametrize(
    ("code", "data", "name"),
    [("D002", b" \n\t", "a.txt"), ("D003", bytes(range(256)) * 40, "a.txt"), ("D004", b"\x7fELF\x01\x02\x00", "a.bin")],
)
def test_reading_refuses_what_holds_no_text(code: str, data: bytes, name: str) -> None:
    with pytest.raises(PolicyledgerError) as caught:
        read(Path(name), data=data)
    assert caught.value.code == code


def test_reading_says_that_a_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(PolicyledgerError) as caught:
        read(tmp_path / "none.txt")
    assert caught.value.code == "D001"


def test_reading_text_drops_running_heads_of_short_pages() -> None:
    page = "Isle of Cork: Plan\n\nPart {} opens.\n\nWe will build 3 piers by 2031.\n"
    source = "\f".join(map(page.format, ("one", "two", "three")))
    assert "Isle of Cork" not in " ".join(block.text for block in read(Path("a.txt"), data=source.encode()).blocks)
