"""Footnote marks that stick to words and numbers are taken off, in every format; names with a number are left."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyledger.reading import read

SENTENCE = (
    "The port shall cut its emissions{0} by 30 % by 2030{1}. The plan of the harbour master,{2} agreed by the"
    " council in 2021,{3} will reach 500 MW of sun power by 2035{4} and renew the fleet{5} too."
)
CLEAN = SENTENCE.format(*[""] * 6)

MARKS = {
    "raised": ("a.txt", list("¹²³⁴⁵⁶")),
    "bare": ("a.txt", list("123456")),
    "in round brackets": ("a.txt", [f"({i})" for i in range(1, 7)]),
    "in square brackets": ("a.txt", [f"[{i}]" for i in range(1, 7)]),
    "of Markdown": ("a.md", [f"[^{i}]" for i in range(1, 7)]),
    "of Markdown, by name": ("a.md", [f"[^note-{i}]" for i in range(1, 7)]),
    "raised in HTML": ("a.html", [f"<sup>{i}</sup>" for i in range(1, 7)]),
    "linked in HTML": ("a.html", [f'<a href="#n{i}">{i}</a>' for i in range(1, 7)]),
    "linked in brackets": ("a.html", [f'<a href="#n{i}">[{i}]</a>' for i in range(1, 7)]),
}


def text_of(name: str, text: str) -> str:
    """What is read of a paragraph under a heading."""
    before = {"md": "# Of ports\n\n", "html": "<html><body><h1>Of ports</h1><p>"}.get(name.rsplit(".")[-1], "")
    return read(Path(name), data=(before + text).encode()).blocks[-1].text


@pytest.mark.parametrize("way", MARKS)
def test_reading_takes_note_marks_off(way: str) -> None:
    name, marks = MARKS[way]
    assert text_of(name, SENTENCE.format(*marks)) == CLEAN


@pytest.mark.parametrize(
    "text",
    [
        "Ports of tier1, tier2 and tier3 report on scope1, scope2 and scope3 emissions each year.",
        "Since covid19 the port has fewer ships than the plan for 20302 berths foresaw.",
        "Under Article 4(1), Article 4(2) and Article 5(3) the ports report each year.",
        "The pilot1 project saves 3 MW [4] and cuts waste by 5%.",
    ],
)
def test_reading_leaves_numbers_that_are_no_marks(text: str) -> None:
    assert text_of("a.txt", text) == text


def test_reading_makes_footnotes_of_markdown_definitions() -> None:
    document = read(Path("a.md"), data=b"# Of ports\n\nPorts save 3 MW by 2030.[^1]\n\n[^1]: Since the act of 2011.\n")
    assert [(block.kind, block.text) for block in document.blocks[1:]] == [
        ("paragraph", "Ports save 3 MW by 2030."),
        ("footnote", "Since the act of 2011."),
    ]


def test_reading_maps_a_text_without_marks_to_its_source() -> None:
    source = SENTENCE.format(*"123456")
    block = read(Path("a.txt"), data=source.encode()).blocks[0]
    at = block.text.index("2035")
    assert source[block.origins[at] :].startswith("20355")
    assert source[block.origins[at + 4] :].startswith(" and renew")
