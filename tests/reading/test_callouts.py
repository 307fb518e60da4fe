"""Figures in blocks of their own and the words below them, in every format that has such blocks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document as WordDocument
from spacy.language import Language

import layouts
from policyledger.extracting import extract_document
from policyledger.reading import read


def as_html(*blocks: str) -> tuple[str, bytes]:
    return "a.html", f"<h1>Plan</h1>{''.join(f'<div>{block}</div>' for block in blocks)}".encode()


def as_bold_markdown(*blocks: str) -> tuple[str, bytes]:
    lines = (f"**{block}**" if block[-1] in "%n" else block for block in blocks)
    return "a.md", ("# Plan\n\n" + "\n\n".join(lines) + "\n").encode()


def as_text(*blocks: str) -> tuple[str, bytes]:
    return "a.txt", "\n\n".join(("The port has aims.", *blocks)).encode()


def as_docx(*blocks: str) -> tuple[str, bytes]:
    document = WordDocument()
    for block in ("The port has aims.", *blocks):
        document.add_paragraph(block)
    return "a.docx", layouts.saved(document)


def read_back(name: str, data: bytes) -> list[str]:
    return [block.text for block in read(Path(name), data=data).blocks][1:]


@pytest.mark.parametrize(("count", "joined"), [("3,000", True), ("500+", True), ("500", False), ("0.000", False)])
def test_reading_joins_a_count_to_the_label_below_it_where_it_is_no_page(count: str, joined: bool) -> None:
    told = read_back(*as_html("30%", "Homes retrofitted by 2031", count, "Boats bought by 2032"))
    assert told[-1] == (f"{count} Boats bought by 2032" if joined else "Boats bought by 2032")


CARDS = ("30%", "less waste per person by 2030", "2 million", "Homes retrofitted by 2031")


@pytest.mark.parametrize("make", [as_html, as_bold_markdown, as_text, as_docx])
def test_reading_joins_a_figure_alone_to_the_words_below_it(make: Callable[..., tuple[str, bytes]]) -> None:
    assert read_back(*make(*CARDS)) == [
        "30% less waste per person by 2030",
        "2 million Homes retrofitted by 2031",
    ]


@pytest.mark.parametrize(
    "card",
    [
        "<div><p>30%</p><p>less water used by 2030</p></div>",
        "<div><span class=number>30%</span><span>less water used by 2030</span></div>",
        "<div><span>30</span><span>%</span><b>less water used by 2030</b></div>",
        "<h3>30%</h3><p>less water used by 2030</p>",
        "<div><b>30%</b><i>less water used by 2030</i></div>",
    ],
)
def test_reading_html_joins_a_figure_to_its_words_whatever_elements_hold_them(card: str) -> None:
    assert read_back("a.html", f"<h1>Plan</h1>{card}".encode()) == ["30% less water used by 2030"]


@pytest.mark.parametrize(
    "blocks",
    [
        ("2030", "less water is used."),
        ("3", "Homes retrofitted by 2031"),
        ("30%", "Water is used by everyone in the port."),
        ("Solar power", "30%", "Wind power", "40%"),
        ("Solar power", "30%", "Wind power"),
        ("30%", "40%", "50%"),
        ("30%", "a) less water"),
        ("The plan of the port is long and", "12", "goes on over a page."),
        ("30%", "less water: of all that is used. And more of that."),
    ],
)
def test_reading_joins_no_figure_to_what_it_may_not_be_of(blocks: tuple[str, ...]) -> None:
    assert read_back(*as_docx(*blocks)) == list(blocks)


def test_reading_joins_no_figure_to_a_heading_over_prose() -> None:
    page = b"<h1>Plan</h1><p>30%</p><h2>Water</h2><p>We will use it well.</p>"
    assert read_back("a.html", page) == ["30%", "Water", "We will use it well."]


@pytest.mark.parametrize(
    ("figure", "words"),
    [("1,200 km", "of new lanes by 2032"), ("30%", "of all lanes by 2032"), ("12", "of 20 lanes"), ("5 GW", "at sea")],
)
def test_reading_html_parts_a_figure_from_the_small_words_in_another_element(figure: str, words: str) -> None:
    page = f"<h1>Plan</h1><div><span>{figure}</span><span>{words}</span></div>"
    assert read_back("a.html", page.encode()) == [f"{figure} {words}"]


def test_reading_html_tears_no_figure_from_its_ending() -> None:
    page = b"<h1>Plan</h1><p><b>5</b><i>th</i> plan</p><p>H<span>2</span><span>O</span></p><p><b>30</b><i>kWh</i></p>"
    assert read_back("a.html", page) == ["5th plan", "H2O", "30kWh"]


def test_reading_gives_a_figure_alone_its_indicator_and_date(nlp: Language) -> None:
    rows, _ = extract_document(nlp, Path("a.html"), "a.html", as_html(*CARDS)[1])
    assert [(row.value_min, row.indicator, row.target_date) for row in rows.statements] == [
        (30, "waste per person", "2030"),
        (2_000_000, "Homes retrofitted", "2031"),
    ]


LABELLED = [("Renewables by 2030", "45%"), ("New homes by 2027", "300,000"), ("Investment in rail", "€2.3bn")]


@pytest.mark.parametrize(("after", "told"), [("And so it goes on.", True), ("", True), ("Jobs by 2031", False)])
def test_reading_gives_each_of_several_figures_the_words_above_it_where_words_come_first(
    after: str, told: bool
) -> None:
    cards = "".join(f"<div><p>{words}</p><span>{figure}</span></div>" for words, figure in LABELLED)
    page = f"<h1>Plan</h1><p>The aims of the port are these.</p>{cards}<p>{after}</p>"
    blocks = read(Path("a.html"), data=page.encode()).blocks
    cells = [block.cell for block in blocks if block.cell and not block.cell.is_header]
    pairs = [(blocks[cell.row_headers[0]].text, cell.row) for cell in cells]
    assert pairs == ([(words, row) for row, (words, _) in enumerate(LABELLED)] if told else [])
