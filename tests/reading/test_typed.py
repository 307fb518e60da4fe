"""What people type and converters keep: lists and paragraphs without marks of their own, in each format."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document as WordDocument

import layouts
from policyledger.reading import Document, read, source_text


def blocks(name: str, data: str | bytes) -> list[tuple[str, int, str]]:
    document = read(Path(name), data=data if isinstance(data, bytes) else data.encode())
    return [(block.kind, block.level, block.text) for block in document.blocks]


def cells(document: Document) -> list[tuple[str, list[str]]]:
    """Each value of the tables with the texts of all that heads it."""
    return [
        (block.text, [document.blocks[at].text for at in (*block.cell.row_headers, *block.cell.column_headers)])
        for block in document.blocks
        if block.cell and not block.cell.is_header
    ]


@pytest.mark.parametrize("bullet", ["•", "▪", "►", "✓", "✔", "❖", "»", "→", "+", "*", "-", "–", "o"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_typed_bullets_begin_items(bullet: str, end: str) -> None:
    text = end.join(["The port will:", f"{bullet} build 12 quays by 2031", f"{bullet} buy 30 ferries by 2035", ""])
    assert blocks("a.txt", text) == [
        ("paragraph", 0, "The port will:"),
        ("list_item", 1, "build 12 quays by 2031"),
        ("list_item", 1, "buy 30 ferries by 2035"),
    ]


def test_typed_signs_before_figures_are_no_bullets() -> None:
    text = "The aims of the port are these, and it looks at each of them every year:\n+ 5 % of all ships\n"
    assert "+ 5 %" in read(Path("a.txt"), data=text.encode()).text


INDENTED = """    The port will build 12 quays by 2031, and it
will teach 400 people in all of the trades that are
needed to run each of them in the years to come too.
    The second aim is to save 20 % of all the water
that ships take on board in the port, by the year 2035,
and to sell what is left of it to the towns and farms.
    The third one is short.
"""


def test_typed_paragraphs_begin_where_lines_are_set_in() -> None:
    assert [text.split()[1] for _, _, text in blocks("a.txt", INDENTED)] == ["port", "second", "third"]
    hanging = INDENTED.replace("\n    ", "\n").replace("\n", "\n  ").strip()
    assert len(blocks("a.txt", hanging)) == 1


def test_typed_sections_and_letters_begin_paragraphs() -> None:
    text = (
        "1. SHIPS\n\n1.1 The port will buy 30 ferries by 2031.\n1.2 It will build 12 quays.\n\n2. WATER\n\n"
        "(a) Savings of 20 %;\n(b) wells for 5 towns; and\n(c) 3 km of pipes.\n"
    )
    assert [(kind, text) for kind, _, text in blocks("a.txt", text)] == [
        ("heading", "1. SHIPS"),
        ("paragraph", "1.1 The port will buy 30 ferries by 2031."),
        ("paragraph", "1.2 It will build 12 quays."),
        ("heading", "2. WATER"),
        ("paragraph", "(a) Savings of 20 %;"),
        ("paragraph", "(b) wells for 5 towns; and"),
        ("paragraph", "(c) 3 km of pipes."),
    ]


def test_typed_lists_within_a_paragraph_of_word_are_lists() -> None:
    document = WordDocument()
    paragraph = document.add_paragraph("The port will:")
    for item in ("• buy 30 ferries", "• build 12 quays"):
        paragraph.add_run().add_break()
        paragraph.add_run(item)
    lines = document.add_paragraph("Water use")
    lines.add_run().add_break()
    lines.add_run("falls by 20 %\tin all")
    data = layouts.saved(document)
    assert all(list(block.origins) == sorted(block.origins) for block in read(Path("a.docx"), data=data).blocks)
    assert blocks("a.docx", data) == [
        ("paragraph", 0, "The port will:"),
        ("list_item", 1, "buy 30 ferries"),
        ("list_item", 1, "build 12 quays"),
        ("paragraph", 0, "Water use falls by 20 % in all"),
    ]


def test_typed_tables_in_html_are_tables() -> None:
    page = "<p>Aims:</p><pre>\nAim      Unit   2031\nShips    kt     45\nQuays    MW     30\n</pre><p>They are {}.</p>"
    document = read(Path("a.html"), data=page.encode())
    assert cells(document) == [("45", ["Ships", "kt", "2031"]), ("30", ["Quays", "MW", "2031"])]
    source = page[slice(*(document.source_span(at := document.text.index("45"), at + 2) or ()))]
    assert source == "45"


def test_typed_text_after_an_inner_list_goes_on_in_its_item() -> None:
    page = "<ul><li>Ships<ul><li>30 ferries</li></ul> and 5 boats</li></ul><p>The end.</p>"
    assert blocks("a.html", page) == [
        ("list_item", 1, "Ships"),
        ("list_item", 2, "30 ferries"),
        ("list_item", 1, "and 5 boats"),
        ("paragraph", 0, "The end."),
    ]


@pytest.mark.parametrize(
    "notes",
    [
        '<ol class="footnotes"><li id="n1">Of 2005. <a href="#r1">↩</a></li></ol>',
        '<section class="footnotes"><ol><li id="n1"><p>Of 2005. <a href="#r1">↩︎</a></p></li></ol></section>',
    ],
)
def test_typed_notes_at_the_end_of_a_page_are_notes(notes: str) -> None:
    page = f'<p>Save 20 %<sup><a href="#n1" id="r1">1</a></sup> by 2031.</p>{notes}'
    assert blocks("a.html", page) == [("paragraph", 0, "Save 20 % by 2031."), ("footnote", 0, "Of 2005.")]


HEADER = "<tr><th>Year</th><th>Ships</th></tr>"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "a.html",
            f"<table>{HEADER}<tr><td>2025</td><td>4 kt</td></tr>{HEADER}<tr><td>2031</td><td>5 kt</td></tr></table>",
        ),
        ("a.md", "# Plan\n\n| Year | Ships |\n|---|---|\n| 2025 | 4 kt |\n| Year | Ships |\n| 2031 | 5 kt |\n"),
    ],
)
def test_typed_headers_that_come_again_are_no_rows(name: str, text: str) -> None:
    assert cells(read(Path(name), data=text.encode())) == [("4 kt", ["2025", "Ships"]), ("5 kt", ["2031", "Ships"])]


def test_typed_titles_over_all_columns_and_captions_are_told() -> None:
    text = (
        "TABLE 2: EMISSIONS BY SECTOR\n\n                      Emissions (Mt CO2e)\n"
        "Sector                2020    2025    2031\n------------------------------------------\n"
        "Ships                   50      40      30\nWaste and\n  boats                  9       8       7\n"
        "------------------------------------------\nTotal                   59      48      37\n"
        "Source: Port of Cork, 2024\n\nThe text goes on here, and it says no more of it.\n"
    )
    document = read(Path("a.txt"), data=text.encode())
    assert dict(cells(document))["7"] == ["Emissions (Mt CO2e)", "Waste and boats", "2031"]
    assert dict(cells(document))["37"] == ["Emissions (Mt CO2e)", "Total", "2031"]
    captions = {block.cell.caption for block in document.blocks if block.cell}
    assert [document.blocks[at].text for at in captions if at is not None] == ["TABLE 2: EMISSIONS BY SECTOR"]
    assert [block.kind for block in document.blocks if block.text.startswith("Source")] == ["paragraph"]


def test_typed_caption_below_a_table_is_its_caption_unless_another_follows() -> None:
    table = "| Aim | 2031 |\n|---|---|\n| Ships | {} |\n"
    text = (
        f"# Plan\n\n{table.format('4 kt')}\nTable 1: Of ships\n\nText.\n\n{table.format('5 kt')}\nTable 3: Of boats\n\n"
    )
    document = read(Path("a.md"), data=(text + table.format("6 kt")).encode())
    captions = {
        block.text: block.cell.caption is not None and document.blocks[block.cell.caption].text
        for block in document.blocks
        if block.cell and not block.cell.is_header
    }
    assert captions == {"4 kt": "Table 1: Of ships", "5 kt": False, "6 kt": "Table 3: Of boats"}


def word(*lines: str) -> bytes:
    document = WordDocument()
    for line in lines:
        paragraph = document.add_paragraph()
        for number, piece in enumerate(line.split("\n")):
            if number:
                paragraph.add_run().add_break()
            paragraph.add_run(piece)  # its tabs become elements
    return layouts.saved(document)


PROSE = "The plan sets out what the government aims at, and the measures by which each of the aims is to be reached."


def test_typed_headings_and_items_of_word_are_those_of_plain_text() -> None:
    lines = ["National Energy Plan", "1. Aims", PROSE, "1.2\tWind", PROSE, "Ref:\tAB/12", "* 30 farms", "* 400 jobs"]
    assert blocks("a.docx", word(*lines, "* A note.", PROSE))[:6] == [
        ("heading", 1, "National Energy Plan"),
        ("heading", 2, "1. Aims"),
        ("paragraph", 0, PROSE),
        ("heading", 3, "1.2 Wind"),
        ("paragraph", 0, PROSE),
        ("paragraph", 0, "Ref: AB/12"),
    ]
    items = [("list_item", 1, text) for text in ("30 farms", "400 jobs", "A note.")]
    assert blocks("a.docx", word(*lines, "* A note.", PROSE))[6:9] == items
    assert ("paragraph", 0, "* A note.") in blocks("a.docx", word(PROSE, "* A note.", PROSE))


GRID = ["\t2020\tTarget 2030", "Wind\t120\t400", "Solar\t80\t350"]
HEADED = [
    ("120", ["Wind", "2020"]),
    ("400", ["Wind", "Target 2030"]),
    ("80", ["Solar", "2020"]),
    ("350", ["Solar", "Target 2030"]),
]


@pytest.mark.parametrize("lines", [GRID, ["\n".join(GRID)]], ids=["paragraphs", "lines"])
def test_typed_tables_of_word_are_told_by_their_tabs(lines: list[str]) -> None:
    items = ["1.\tThe port will buy 30 ferries.", "2.\tIt will build 12 quays.", "3.\tIt will save 20 % of all water."]
    document = read(Path("a.docx"), data=word(PROSE, *lines, *items))
    assert cells(document) == HEADED
    assert [block.text for block in document.blocks if block.cell is None] == [
        PROSE,
        *(item.replace("\t", " ") for item in items),
    ]


def test_typed_tables_of_text_may_begin_with_an_empty_cell() -> None:
    assert cells(read(Path("a.txt"), data="\n".join([PROSE, "", *GRID, "", PROSE]).encode())) == HEADED


@pytest.mark.parametrize("name", ["a.txt", "a.docx"])
def test_typed_contents_with_tabs_are_no_table(name: str) -> None:
    lines = ["Contents", "1.\tIntroduction\t5", "2.\tTargets\t7", "3.\tFinance\t12", "4.\tReview\t20", PROSE]
    data = word(*lines) if name.endswith("x") else "\n".join(lines).encode()
    assert [block.kind for block in read(Path(name), data=data).blocks] == [*["contents"] * 5, "paragraph"]


def test_typed_tabs_and_breaks_of_word_have_a_place_in_the_source() -> None:
    data = word("Our ref\tAB 12\ndated\t12 May 2030", "Date: 2\tMay\t2030")
    document, source = read(Path("a.docx"), data=data), source_text(Path("a.docx"), data)
    said = [
        source[start:end]
        for block in document.blocks
        for char, start, end in zip(block.text, block.origins, block.source_ends, strict=True)
        if char == " " and source[start:end] != " "
    ]
    assert said == ["<w:tab/>", "<w:br/>", "<w:tab/>", "<w:tab/>", "<w:tab/>"]


PRE = """<h1>Plan</h1><pre>Intro to the aims &amp; more of it.

Aim      Unit   2031
<b>Ships</b>    kt     45
Quays    MW     30

What stands behind the table.
The port will:
 - buy 30 ferries
 - build 12 quays
</pre>The rest."""


def test_typed_text_of_pre_keeps_its_shape_whatever_stands_in_it() -> None:
    document = read(Path("a.html"), data=PRE.encode())
    assert cells(document) == [("45", ["Ships", "kt", "2031"]), ("30", ["Quays", "MW", "2031"])]
    assert [(block.kind, block.text) for block in document.blocks if block.cell is None] == [
        ("heading", "Plan"),
        ("paragraph", "Intro to the aims & more of it."),
        ("paragraph", "What stands behind the table."),
        ("paragraph", "The port will:"),
        ("list_item", "buy 30 ferries"),
        ("list_item", "build 12 quays"),
        ("paragraph", "The rest."),
    ]
    for said in ("Ships", "45", "behind", "quays"):
        start, end = document.source_span(at := document.text.index(said), at + len(said)) or (0, 0)
        assert PRE[start:end] == said


@pytest.mark.parametrize("blank", ["\xa0", "\u2003\n\xa0", "> \xa0"])
def test_typed_blank_lines_of_no_break_blanks_shift_no_place_in_markdown(blank: str) -> None:
    quote = "> " if blank.startswith(">") else ""
    source = f"# Plan\n\n{blank}\n{quote}Wind reaches 40 %\n{quote}by 2030.\n"
    document = read(Path("a.md"), data=source.encode())
    for said in ("Wind", "40", "2030"):
        start, end = document.source_span(at := document.text.index(said), at + len(said)) or (0, 0)
        assert source[start:end] == said


LED = "The port will hire 200 crews."


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", f"<h1>Plan</h1><p>{PROSE}</p><p><b>Ships</b><br>{LED}</p>".encode()),
        ("a.md", f"# Plan\n\n{PROSE}\n\n**Ships**  \n{LED}\n".encode()),
    ],
)
def test_typed_titles_in_bold_in_a_line_of_their_own_are_headings(name: str, data: bytes) -> None:
    assert blocks(name, data)[2:] == [("heading", 2, "Ships"), ("paragraph", 0, LED)]
    for other in (b"reach 40 % by 2030.", b""):
        assert not any(kind == "heading" for kind, _, _ in blocks(name, data.replace(LED.encode(), other))[2:-1])


def test_typed_titles_in_bold_of_word_are_headings() -> None:
    document = WordDocument()
    document.add_heading("Plan", 1)
    paragraph = document.add_paragraph()
    run = paragraph.add_run("Ships")
    run.bold = True
    run.add_break()
    paragraph.add_run(LED)
    assert blocks("a.docx", layouts.saved(document))[1:] == [("heading", 2, "Ships"), ("paragraph", 0, LED)]


ITEMS = [("(a)", "The port will buy 30 ferries by 2031"), ("(b)", "It will build 12 new quays")]


@pytest.mark.parametrize("role", ["", ' role="presentation"'])
def test_typed_lists_laid_out_in_a_table_are_lists(role: str) -> None:
    rows = "".join(f"<tr><td>{mark}</td><td>{said}</td></tr>" for mark, said in ITEMS)
    page = f"<h1>Plan</h1><p>{PROSE}</p><table{role}>{rows}</table>"
    assert blocks("a.html", page)[2:] == [("list_item", 1, said) for _, said in ITEMS]
    figures = page.replace(ITEMS[0][1], "450").replace(ITEMS[1][1], "300")
    assert role or blocks("a.html", figures)[-1][0] == "table_cell"


def test_typed_captions_of_word_below_a_table_are_those_of_the_table() -> None:
    document = WordDocument()
    table = document.add_table(rows=2, cols=2)
    for cell, said in zip(
        (each for row in table.rows for each in row.cells), ("Aim", "2030", "Wells", "40"), strict=True
    ):
        cell.text = said
    document.add_paragraph("Table 1: Water", "Caption")
    document.add_paragraph(PROSE)
    found = read(Path("a.docx"), data=layouts.saved(document)).blocks
    assert {found[block.cell.caption].text for block in found if block.cell and block.cell.caption} == {
        "Table 1: Water"
    }
