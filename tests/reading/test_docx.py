"""Word files as they are written: what their XML says is read as Word shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from beside import times_as_long
from policyledger.reading import Document, read, source_text
from wordfiles import cell, paragraph, part, run, table, word_file

ASIDE = "<!-- seen by nobody -->"


def read_word(data: bytes) -> Document:
    return read(Path("plan.docx"), data=data)


def texts(data: bytes) -> list[str]:
    return [block.text for block in read_word(data).blocks]


def values(document: Document) -> dict[str, tuple[list[str], list[str]]]:
    """The texts of the headers of each value's row and of its column."""

    def shown(indices: tuple[int, ...]) -> list[str]:
        return [document.blocks[i].text for i in indices]

    cells = [(block, block.cell) for block in document.blocks if block.cell and not block.cell.is_header]
    return {block.text: (shown(cell.row_headers), shown(cell.column_headers)) for block, cell in cells}


@pytest.mark.parametrize(
    "inner",
    [
        "<![CDATA[50 quays]]>",
        f"50{ASIDE} quays",
        f"{ASIDE}50 <![CDATA[quays]]>{ASIDE}",
        "<?x y?>50 quays",
        "<![CDATA[50]]><![CDATA[ quays]]>",
    ],
)
def test_docx_reads_text_around_comments_and_in_cdata(inner: str) -> None:
    said = paragraph("Build ", f"<w:r><w:tab/><w:t>{inner}</w:t></w:r>", " by 2030.")
    data = word_file(f"<!-- <w:t>Build 30 quays</w:t> <w:tab/> -->{said}")
    document = read_word(data)
    assert document.text == "Build 50 quays by 2030."
    start = document.text.index(" by")
    span = document.source_span(start, start + 3)
    assert span and source_text(Path("plan.docx"), data)[slice(*span)] == " by"


def test_docx_takes_signs_in_cdata_for_text() -> None:
    data = word_file(paragraph("<w:r><w:t><![CDATA[<w:tab/>]]></w:t></w:r>", "<w:r><w:br/><w:t>A quay.</w:t></w:r>"))
    document = read_word(data)
    assert document.text == "<w:tab/> A quay."
    span = document.source_span(8, 9)
    assert span and source_text(Path("plan.docx"), data)[slice(*span)] == "<w:br/>"


def test_docx_looks_through_comments_that_never_end_in_linear_time() -> None:
    def broken(times: int) -> bytes:
        return word_file(paragraph("A quay.") + "<w:p><!-- " * times)

    short, long = broken(4_000), broken(16_000)
    assert times_as_long(lambda: read_word(long), lambda: read_word(short), 10) < 10


def maths(inner: str) -> str:
    return f"<m:oMath>{inner}</m:oMath>"


def said(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def fraction(above: str, below: str, properties: str = "") -> str:
    return f"<m:f><m:fPr>{properties}</m:fPr><m:num>{above}</m:num><m:den>{below}</m:den></m:f>"


def power(base: str, mark: str) -> str:
    return f"<m:sSup><m:e>{said(base)}</m:e><m:sup>{said(mark)}</m:sup></m:sSup>"


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (fraction(said("1"), said("2")), "Cut 1/2 by 2030."),
        (said("2") + fraction(said("1"), said("2")), "Cut 2 1/2 by 2030."),
        (fraction(said("a+b"), said("2×c")), "Cut (a+b)/(2×c) by 2030."),
        (fraction(said("renewable-energy output"), said("output")), "Cut renewable-energy output/output by 2030."),
        (fraction(said("n"), said("k"), '<m:type m:val="noBar"/>'), "Cut n k by 2030."),
        (said("5 ") + power("m", "2"), "Cut 5 m2 by 2030."),
        (power("10", "6"), "Cut 10^6 by 2030."),
        (power("x", "2"), "Cut x^2 by 2030."),
        (power("25", "∘") + said("C"), "Cut 25°C by 2030."),
        (f"<m:sSub><m:e>{said('CO')}</m:e><m:sub>{said('2')}</m:sub></m:sSub>", "Cut CO2 by 2030."),
        (f"<m:d><m:e>{said('1+r')}</m:e></m:d>", "Cut (1+r) by 2030."),
        ('<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val=""/></m:dPr>'
         f"<m:e>{said('a')}</m:e><m:e>{said('b')}</m:e></m:d>", "Cut [a|b by 2030."),
        (f"<m:rad><m:radPr><m:degHide/></m:radPr><m:deg/><m:e>{said('x+1')}</m:e></m:rad>", "Cut √(x+1) by 2030."),
        (f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>{said("i=1")}</m:sub><m:sup>{said("n")}</m:sup>'
         f"<m:e>{said('x')}</m:e></m:nary>", "Cut ∑(i=1…n) x by 2030."),
        (f"<m:eqArr><m:e>{said('a=b')}</m:e><m:e>{said('c=d')}</m:e></m:eqArr>", "Cut a=b; c=d by 2030."),
        (f"<w:del>{said('40')}</w:del>{said('50')}", "Cut 50 by 2030."),
    ],
)  # fmt: skip
def test_docx_writes_formulas_in_a_line(formula: str, text: str) -> None:
    data = word_file(paragraph("Cut ", maths(formula), " by 2030."))
    document = read_word(data)
    assert document.text == text
    source = source_text(Path("plan.docx"), data)
    span = document.source_span(text.index("by 2030"), len(text))
    assert span and source[slice(*span)] == "by 2030."


def test_docx_tells_a_fraction_behind_a_figure_from_its_further_digits() -> None:
    assert texts(word_file(paragraph("Build 2", maths(fraction(said("1"), said("2"))), " quays."))) == [
        "Build 2 1/2 quays."
    ]


CONTROL = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
PROMPT = "<w:showingPlcHdr/>"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (paragraph("Build ", CONTROL.format(PROMPT, run("Enter 99 values.")), "50 quays."), ["Build 50 quays."]),
        (paragraph("Build ", CONTROL.format("", run("50")), " quays."), ["Build 50 quays."]),
        (paragraph("Build ", CONTROL.format('<w:showingPlcHdr w:val="0"/>', run("50")), "."), ["Build 50."]),
        (CONTROL.format(PROMPT, paragraph("Click here to enter 99 values.")) + paragraph("A quay."), ["A quay."]),
        (table(["Aim", "2030"], ["Quays", cell(CONTROL.format(PROMPT, paragraph("Choose an item.")))], ["Piers", "4"]),
         ["Aim", "2030", "Quays", "Piers", "4"]),
    ],
)  # fmt: skip
def test_docx_leaves_out_what_a_content_control_asks_for(body: str, found: list[str]) -> None:
    assert texts(word_file(body)) == found


def test_docx_reads_the_base_of_ruby_text_and_not_how_it_is_said() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{run('はとば')}</w:rt><w:rubyBase>{run('50 quays')}</w:rubyBase></w:ruby></w:r>"
    assert texts(word_file(paragraph("Build ", ruby, "."))) == ["Build 50 quays."]


def test_docx_leaves_out_cells_that_are_deleted() -> None:
    gone = "<w:cellDel/>"
    document = read_word(
        word_file(
            table(
                ["Port", cell("2020", properties=gone), "2025", "2030"],
                ["North", cell("5 kt", properties=gone), "10 kt", "20 kt"],
                ["South", cell("6 kt", properties=gone), "30 kt", "40 kt"],
            )
        )
    )
    assert values(document) == {
        "10 kt": (["North"], ["2025"]),
        "20 kt": (["North"], ["2030"]),
        "30 kt": (["South"], ["2025"]),
        "40 kt": (["South"], ["2030"]),
    }


def test_docx_ends_a_merged_cell_where_another_stands_below_it() -> None:
    begin, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    document = read_word(
        word_file(
            table(
                ["Port", "Aim", "2030"],
                [cell("North", properties=begin), "Quays", "10"],
                [cell("", properties=on), "Piers", "20"],
                ["South", "Quays", "30"],
                [cell("West", properties=on), "Quays", "40"],
            )
        )
    )
    assert {text: heads[0] for text, heads in values(document).items()} == {
        "10": ["North", "Quays"],
        "20": ["North", "Piers"],
        "30": ["South", "Quays"],
        "40": ["West", "Quays"],
    }


def test_docx_widens_a_cell_by_those_that_older_files_merge_into_it() -> None:
    document = read_word(
        word_file(
            table(
                [
                    "Port",
                    cell("Landings", properties='<w:hMerge w:val="restart"/>'),
                    cell("", properties="<w:hMerge/>"),
                    "Jobs",
                ],
                ["", "2025", "2030", "2030"],
                ["North", "10", "20", "30"],
            )
        )
    )
    assert {text: heads[1] for text, heads in values(document).items()} == {
        "10": ["Landings", "2025"],
        "20": ["Landings", "2030"],
        "30": ["Jobs", "2030"],
    }


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        ('<w:sym w:font="Symbol" w:char="F06D"/>', "Below 15 μg by 2030."),
        ('<w:sym w:font="Wingdings" w:char="F0FC"/>', "Below 15 ✓g by 2030."),
        ('<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>\uf06d</w:t>', "Below 15 μg by 2030."),
    ],
)
def test_docx_reads_signs_of_fonts_with_codes_of_their_own(shown: str, text: str) -> None:
    assert texts(word_file(paragraph("Below 15 ", f"<w:r>{shown}</w:r>", "g by 2030."))) == [text]


def test_docx_reads_many_titles_in_linear_time() -> None:
    style = '<w:style w:styleId="T"><w:name w:val="Title"/></w:style>'

    def titled(times: int) -> bytes:
        return word_file(paragraph("Ports", properties='<w:pStyle w:val="T"/>') * times, style)

    short, long = titled(2_000), titled(16_000)
    assert times_as_long(lambda: read_word(long), lambda: read_word(short), 13) < 13


def kinds(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.text) for block in document.blocks]


def named(id_: str, name: str, inner: str = "") -> str:
    """The XML of a style."""
    return f'<w:style w:styleId="{id_}"><w:name w:val="{name}"/>{inner}</w:style>'


def styled(id_: str, *runs: str) -> str:
    return paragraph(*runs, properties=f'<w:pStyle w:val="{id_}"/>')


def numbered(level: int, number: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


TAB = "<w:r><w:tab/></w:r>"


@pytest.mark.parametrize("name", ["toc 1", "table of figures"])
def test_docx_takes_what_has_the_style_of_contents_for_them_with_the_heading_over_them(name: str) -> None:
    styles = named("C", name) + named("H", "heading 1")
    entries = styled("C", "Cut landings by 20 %", TAB, "3") + styled("C", "Build 50 quays by 2030", TAB, "4")
    text = styled("H", "Cut landings by 20 %") + paragraph("The ministry does so.")
    for over in (styled("H", "In this plan"), paragraph("List of measures")):
        document = read_word(word_file(over + entries + text, styles))
        assert [block.kind for block in document.blocks] == ["contents"] * 3 + ["heading", "paragraph"]
    document = read_word(word_file(styled("H", "Fish") + entries + paragraph("The ministry does so.") + text, styles))
    assert kinds(document)[0] == ("heading", 1, "Fish")


@pytest.mark.parametrize("size", ["drop", "margin"])
def test_docx_joins_a_large_first_letter_to_its_word(size: str) -> None:
    letter = paragraph("B", properties=f'<w:framePr w:dropCap="{size}"/>')
    assert texts(word_file(letter + paragraph("y 2030 the port will have 50 quays."))) == [
        "By 2030 the port will have 50 quays."
    ]


def test_docx_drops_a_mark_of_a_note_that_is_typed() -> None:
    mark = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>1</w:t></w:r>'
    assert texts(word_file(paragraph("Build 50", mark, " quays."))) == ["Build 50 quays."]


def test_docx_takes_a_number_that_a_style_gives_for_that_of_an_item_unless_it_is_taken_away() -> None:
    styles = (
        named("N", "Aims", f"<w:pPr>{numbered(1)}</w:pPr>")
        + named("O", "Further aims", '<w:basedOn w:val="N"/>')
        + named("H", "Own", f'<w:basedOn w:val="G"/><w:pPr>{numbered(0)}</w:pPr>')
        + named("G", "heading 2")
    )
    plain = paragraph("and 9 locks", properties=f'<w:pStyle w:val="N"/>{numbered(0, 0)}')
    document = read_word(
        word_file(styled("H", "Ports") + styled("N", "50 quays") + styled("O", "4 piers") + plain, styles)
    )
    assert kinds(document) == [
        ("heading", 2, "Ports"),
        ("list_item", 2, "50 quays"),
        ("list_item", 2, "4 piers"),
        ("paragraph", 0, "and 9 locks"),
    ]


BOLD = "<w:b/>"


def test_docx_takes_numbered_paragraphs_in_bold_over_text_for_headings() -> None:
    prose = "The ministry has drawn up this plan with all of the ports."
    head = named("H", "heading 1")
    body = (
        styled("H", "Ports")
        + paragraph(run("Where we are", BOLD), properties=numbered(0))
        + paragraph(prose)
        + paragraph(run("Where we go", BOLD), properties=numbered(0))
        + paragraph("build 50 quays", properties=numbered(1))
        + paragraph(run("cut landings", BOLD), properties=numbered(1))
    )
    assert kinds(read_word(word_file(body, head))) == [
        ("heading", 1, "Ports"),
        ("heading", 2, "Where we are"),
        ("paragraph", 0, prose),
        ("heading", 2, "Where we go"),
        ("list_item", 2, "build 50 quays"),
        ("list_item", 2, "cut landings"),
    ]


def test_docx_makes_no_headings_of_footnotes() -> None:
    prose = "The ministry has drawn up this plan with all of the ports."
    bold = paragraph(run("Ports", BOLD), properties=numbered(0))
    notes = part("footnotes", f'<w:footnote w:id="2">{bold}</w:footnote>')
    document = read_word(word_file(bold + paragraph(prose), parts={"word/footnotes.xml": notes}))
    assert [block.kind for block in document.blocks] == ["heading", "paragraph", "footnote"]


def test_docx_takes_a_style_in_bold_for_bold() -> None:
    styles = named("H", "heading 1") + named("B", "Kop", f"<w:rPr>{BOLD}</w:rPr>")
    over = run("not bold", '<w:b w:val="0"/>')
    document = read_word(word_file(styled("H", "Ports") + styled("B", "Aims") + styled("B", over), styles))
    assert kinds(document) == [("heading", 1, "Ports"), ("heading", 2, "Aims"), ("paragraph", 0, "not bold")]


def test_docx_reads_the_items_of_a_list_to_tick_off() -> None:
    document = read_word(word_file(paragraph("Aims:") + paragraph("☒ Build 50 quays") + paragraph("☐ Build 9 locks")))
    assert kinds(document)[1:] == [("list_item", 1, "Build 50 quays"), ("list_item", 1, "Build 9 locks")]


HEAD = "<w:trPr><w:tblHeader/></w:trPr>"


def rows(*each: tuple[str, list[str]]) -> str:
    """A table of rows, each with the XML of its properties."""
    inner = "".join(f"<w:tr>{properties}{''.join(map(cell, row))}</w:tr>" for properties, row in each)
    return f"<w:tbl>{inner}</w:tbl>"


@pytest.mark.parametrize("marked", [1, 3], ids=["the first", "all"])
def test_docx_takes_the_first_rows_that_are_marked_for_the_head_of_a_table_and_not_all(marked: int) -> None:
    said = [["Port", "2025", "2030"], ["North", "10", "20"], ["South", "30", "40"]]
    document = read_word(word_file(rows(*[(HEAD * (i < marked), row) for i, row in enumerate(said)])))
    assert values(document) == {
        "10": (["North"], ["2025"]),
        "20": (["North"], ["2030"]),
        "30": (["South"], ["2025"]),
        "40": (["South"], ["2030"]),
    }


def test_docx_leaves_out_hidden_rows_and_empty_ones_above_a_table() -> None:
    hidden = "<w:trPr><w:hidden/></w:trPr>"
    said = rows(("", ["", ""]), ("", ["Port", "2030"]), (hidden, ["North", "10"]), ("", ["South", "40"]))
    assert values(read_word(word_file(said))) == {"40": (["South"], ["2030"])}


def test_docx_reads_text_in_drawings() -> None:
    line = "<a:p><a:r><a:t>Build </a:t></a:r><a:r><a:t>50 quays.</a:t></a:r></a:p>"
    drawing = f"<w:r><w:drawing><a:txBody>{line}<a:p/>{line}</a:txBody></w:drawing></w:r>"
    assert texts(word_file(paragraph("Above.", drawing))) == ["Above.", "Build 50 quays.", "Build 50 quays."]


def test_docx_reads_a_formula_or_ruby_text_without_a_part_of_it() -> None:
    odd = "<m:oMath><m:f/><m:sup/><m:d><m:e/></m:d><m:rad/><m:nary/><m:m/></m:oMath><w:r><w:ruby/></w:r>"
    assert texts(word_file(paragraph("Build ", odd, "50 quays."))) == ["Build 50 quays."]


@pytest.mark.parametrize("names", [("Definition Term", "Definition"), ("List Heading", "List Contents")])
def test_docx_reads_a_list_of_definitions_by_its_styles(names: tuple[str, str]) -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="d{i}"><w:name w:val="{name}"/></w:style>'
        for i, name in enumerate(names)
    )
    term, told = (f'<w:pStyle w:val="d{i}"/>' for i in range(2))
    pairs = (("Ports", term), ("50 quays", told), ("Rail", term), ("20 lines", told), ("5 stations", told))
    body = "".join(paragraph(text, properties=properties) for text, properties in pairs)
    document = read_word(word_file(paragraph("By 2030:") + body + paragraph("End."), styles))
    assert values(document) == {"50 quays": (["Ports"], []), "20 lines": (["Rail"], []), "5 stations": (["Rail"], [])}


def test_docx_parts_lines_that_tell_something_of_their_own_and_takes_items_of_an_item_for_such() -> None:
    body = paragraph("The State will build.")
    body += paragraph("Ports: 5 by 2029", "<w:r><w:br/><w:t>Rail: 200 km by 2031</w:t></w:r>")
    for item in ("• 12 quays, of which:", "o 8 of steel", "o 4 of stone", "• 9 piers"):
        body += paragraph(item)
    assert [(block.kind, block.level, block.text) for block in read_word(word_file(body)).blocks][1:] == [
        ("paragraph", 0, "Ports: 5 by 2029"),
        ("paragraph", 0, "Rail: 200 km by 2031"),
        ("list_item", 1, "12 quays, of which:"),
        ("list_item", 2, "8 of steel"),
        ("list_item", 2, "4 of stone"),
        ("list_item", 1, "9 piers"),
    ]
