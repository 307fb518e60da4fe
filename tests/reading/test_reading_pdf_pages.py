"""What designed pages do: tinted bands, hidden layers, hanging headings, figures in large type, spaced titles."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from fpdf import FPDF
from spacy.language import Language

import layouts
from helpers import pdf
from policyledger.errors import PolicyledgerError
from policyledger.extracting import extract_document
from policyledger.reading import Document

PROSE = [
    "The port will build two ferries that run on current, and a pier at which they can load it while they wait.",
    "Each of them carries 240 people and 30 cars, and crosses the sound in less than half an hour all year long.",
    "The crossing costs no more than a ride on the bus, and those who live on the islands ride for half of that.",
    "In winter, when the sound is rough, one of the old ferries stays in service, so that no boat will be missed.",
]


def texts(document: Document, *kinds: str) -> list[str]:
    return [block.text for block in document.blocks if not kinds or block.kind in kinds]


def test_reading_pdf_reads_lines_that_a_word_processor_tints_where_they_stand() -> None:
    """Each line has a box of its own behind it, and is set as wide as the box."""

    def draw(page: FPDF) -> None:
        page.set_fill_color(235, 240, 250)
        for i, line in enumerate(PROSE * 3):
            page.rect(58, 90 + 13.0 * i, 480, 13, style="F")
            words = line.split()
            natural = sum(map(page.get_string_width, words))
            x = 60.0
            for word in words:
                page.text(x, 100 + 13 * i, word)
                x += page.get_string_width(word) + (530 - 60 - natural) / (len(words) - 1)

    assert " ".join(texts(pdf(layouts.drawn(draw)))) == " ".join(PROSE * 3)


def test_reading_pdf_reads_a_tinted_heading_over_the_text_before_it() -> None:
    def draw(page: FPDF) -> None:
        page.set_fill_color(20, 40, 120)
        page.rect(58, 80, 480, 40, style="F")
        layouts.print_lines(page, ["4. What the port will do for the", "people of the islands"], 60, 96, 14, "B", 17)
        layouts.print_lines(page, PROSE * 4, 60, 140)

    blocks = pdf(layouts.drawn(draw)).blocks
    assert (blocks[0].kind, blocks[0].text) == (
        "heading",
        "4. What the port will do for the people of the islands",
    )


def test_reading_pdf_leaves_out_what_is_clipped_away() -> None:
    """A page that was replaced: the old one is still there, its clipping empty."""

    def draw(page: FPDF) -> None:
        layouts.print_lines(page, PROSE, 60, 100)
        with page.rect_clip(0, 0, 0.01, 0.01):
            layouts.print_lines(page, [line.replace("two", "nine") for line in PROSE], 61, 101)

    assert texts(pdf(layouts.drawn(draw))) == [" ".join(PROSE)]


def test_reading_pdf_reads_text_beside_the_heading_that_hangs_at_its_left() -> None:
    heads = [["Cleaner ferries", "on the sound"], ["Fewer cars"], ["Warm homes on", "the islands"]]

    def draw(page: FPDF) -> None:
        y = 100.0
        for head in heads:
            layouts.print_lines(page, head, 60, y, 11, "B")
            y = layouts.print_lines(page, [line[:70].strip() for line in PROSE], 200, y) + 24

    found = texts(pdf(layouts.drawn(draw)))
    text = " ".join(line[:70].strip() for line in PROSE)
    assert found == ["Cleaner ferries on the sound", text, "Fewer cars", text, "Warm homes on the islands", text]


def test_reading_pdf_reads_a_figure_in_large_type_with_its_words() -> None:
    def draw(page: FPDF) -> None:
        layouts.print_lines(page, PROSE * 3, 60, 100)
        layouts.print_lines(page, ["30% of"], 60, 320, 26, "B")
        layouts.print_lines(page, ["all homes on the islands"], 62, 334, 12, "B")
        layouts.print_lines(page, ["heated with water from the sea"], 62, 347, 9)

    assert texts(pdf(layouts.drawn(draw)))[-1] == "30% of all homes on the islands heated with water from the sea"


KEY_FIGURES = [
    ("30%", ["of all homes heated", "with water from the sea", "by the year 2030"]),
    ("1.5 GW", ["of wind power at sea"]),
    ("60", ["new buses on the islands", "from 2028 on"]),
]


def key_figures(centred: bool, lines: int, labels: list[str], panel: bool) -> bytes:
    """A page with key figures side by side between prose, each over some lines of words, and under a label if any."""

    def draw(page: FPDF) -> None:
        y = layouts.print_lines(page, PROSE * 3, 60, 100) + 50
        page.set_fill_color(220, 235, 245)
        if panel:
            page.rect(55, y - 40, 485, 95, style="F")
        for i, (figure, words) in enumerate(KEY_FIGURES):
            printed = [*([(labels[i], y - 24, 9)] if labels else []), (figure, y, 26)]
            for text, at, size in [*printed, *((line, y + 14 + 11 * n, 9) for n, line in enumerate(words[:lines]))]:
                page.set_font("Helvetica", "B" if size > 9 or at < y else "", size)
                page.text(60 + 165 * i + (70 - page.get_string_width(text) / 2 if centred else 0), at, text)
        layouts.print_lines(page, PROSE * 3, 60, y + 90)

    return layouts.drawn(draw)


@pytest.mark.parametrize("panel", [False, True], ids=["bare", "panel"])
@pytest.mark.parametrize("labels", [[], ["Homes", "Wind", "Buses"]], ids=["", "labels"])
@pytest.mark.parametrize("lines", [1, 2, 3])
@pytest.mark.parametrize("centred", [False, True], ids=["left", "centred"])
def test_reading_pdf_reads_each_key_figure_side_by_side_with_its_words(
    centred: bool, lines: int, labels: list[str], panel: bool
) -> None:
    found = texts(pdf(key_figures(centred, lines, labels, panel)))
    whole = [" ".join([figure, *words[:lines]]) for figure, words in KEY_FIGURES]
    assert found[1:-1] == [text for i, figure in enumerate(whole) for text in [*labels[i : i + 1], figure]]


@pytest.mark.parametrize(
    ("figure", "is_one"), [("1.5 GW", True), ("40 kt", True), ("3 million", True), ("2 Sea", False)]
)
def test_reading_pdf_tells_a_quantity_in_large_type_from_a_numbered_heading(figure: str, is_one: bool) -> None:
    def draw(page: FPDF) -> None:
        layouts.print_lines(page, PROSE * 3, 60, 100)
        layouts.print_lines(page, [figure], 60, 320, 22, "B")
        layouts.print_lines(page, ["Wind power between the islands by 2031"], 60, 336, 9)

    words = "Wind power between the islands by 2031"
    assert texts(pdf(layouts.drawn(draw)))[1:] == ([f"{figure} {words}"] if is_one else [figure, words])


def test_statements_take_the_words_under_a_key_figure_for_its_indicator(nlp: Language) -> None:
    rows, _ = extract_document(nlp, Path("a.pdf"), "a.pdf", key_figures(True, 3, [], True))
    found = {row.text: row.sentence for row in rows.statements if row.text in {"30%", "1.5 GW"}}
    assert found == {figure: " ".join([figure, *words]) for figure, words in KEY_FIGURES[:2]}


@pytest.mark.parametrize("words", [["30%", "1.5 GW", "60"], ["Homes", "Wind", "Buses"]], ids=["figures", "words"])
@pytest.mark.parametrize("drop", [0, 8, 16], ids=["at the first line", "between", "at the last line"])
@pytest.mark.parametrize("size", [15, 26])
def test_reading_pdf_reads_what_stands_in_large_type_beside_lines_before_them(
    words: list[str], drop: float, size: float
) -> None:
    """Too few of them for a column of their own; read by lines, they would stand in the midst of a sentence."""
    lines = [
        ["of all homes on the islands will take their heat", "from the sea by the year 2030"],
        ["of power from the wind will be built by 2031, most", "of it beyond the sound and", "its many piers"],
        ["new buses will drive on the islands from 2028 on,", "all of them on current"],
    ]

    def draw(page: FPDF) -> None:
        y = layouts.print_lines(page, PROSE * 3, 60, 100) + 40
        for word, beside in zip(words, lines, strict=True):
            layouts.print_lines(page, [word], 70, y + drop, size, "B")
            layouts.print_lines(page, beside, 190, y)
            y += 60
        layouts.print_lines(page, PROSE * 3, 60, y + 20)

    found = texts(pdf(layouts.drawn(draw)))[1:-1]
    whole = [[word, " ".join(beside)] for word, beside in zip(words, lines, strict=True)]
    assert found == (
        [" ".join(pair) for pair in whole] if words[0] == "30%" else [text for pair in whole for text in pair]
    )


def test_reading_pdf_reads_a_label_of_two_lines_in_large_type_beside_smaller_ones() -> None:
    beside = [
        "The port builds ferries, and a pier at which they",
        "can load current while they wait for those who",
        "cross.",
    ]

    def draw(page: FPDF) -> None:
        layouts.print_lines(page, ["PLAN FOR", "THE SOUND"], 60, 100, 13, "B", 15)
        layouts.print_lines(page, beside, 190, 98, 9, leading=11)
        layouts.print_lines(page, PROSE * 2, 60, 180, 9, leading=11)

    assert texts(pdf(layouts.drawn(draw))) == ["PLAN FOR THE SOUND", " ".join(beside), " ".join(PROSE * 2)]


def test_reading_pdf_leaves_figures_in_large_type_beside_prose_where_they_stand() -> None:
    """No caption under one of them: the row is none of key figures."""

    def draw(page: FPDF) -> None:
        for x, figure, words in ((60, "40%", ["of all homes"]), (225, "12", []), (390, "7", ["new piers"])):
            layouts.print_lines(page, [figure], x, 100, 26, "B")
            layouts.print_lines(page, words, x, 114, 9)

    assert sorted(" ".join(texts(pdf(layouts.drawn(draw)))).split()) == sorted(
        ["40%", "12", "7", "of", "all", "homes", "new", "piers"]
    )


def test_reading_pdf_parts_a_figure_in_large_type_from_the_word_beside_it() -> None:
    def draw(page: FPDF) -> None:
        layouts.print_lines(page, PROSE * 3, 60, 100)
        layouts.print_lines(page, ["60"], 60, 330, 30, "B")
        page.set_font("Helvetica", "B", 12)
        page.text(95, 318, "new")
        page.text(95, 330, "buses")

    assert "60 new buses" in texts(pdf(layouts.drawn(draw)), "paragraph")


def test_reading_pdf_joins_the_letters_of_spaced_out_titles() -> None:
    def draw(page: FPDF) -> None:
        x = 60.0
        page.set_font("Helvetica", "B", 14)
        for letter in "CLEAN SHIPS":
            if letter != " ":
                page.text(x, 90, letter)
            x += 8 + page.get_string_width(letter)
        layouts.print_lines(page, PROSE * 3, 60, 120)

    assert texts(pdf(layouts.drawn(draw)), "heading") == ["CLEAN SHIPS"]


def test_reading_pdf_keeps_footnotes_whole_and_in_their_order() -> None:
    def draw(page: FPDF) -> None:
        layouts.print_lines(page, PROSE * 4, 60, 100)
        page.line(60, 766, 160, 766)
        y = 776.0
        for mark, lines in (
            (
                "1",
                [
                    "The ferries were ordered in the spring from a yard that builds ships for the whole of the coast",
                    "and isles.",
                ],
            ),
            ("2", ["Those who have lived on an island for a year or more."]),
        ):
            page.set_font("Helvetica", "", 5)
            page.text(60, y - 3, mark)
            y = layouts.print_lines(page, lines, 66, y, 7.5, leading=9)

    assert texts(pdf(layouts.drawn(draw)), "footnote") == [
        "The ferries were ordered in the spring from a yard that builds ships for the whole of the coast and isles.",
        "Those who have lived on an island for a year or more.",
    ]


def test_reading_pdf_takes_a_note_alone_at_the_foot_of_its_page_for_no_running_foot() -> None:
    def draw(page: FPDF) -> None:
        layouts.print_lines(page, PROSE * 4, 60, 100)
        page.set_font("Helvetica", "", 5)
        page.text(60, 793, "7")
        layouts.print_lines(page, ["Plan of the Port www.port.example/plan"], 66, 796, 7.5)

    assert texts(pdf(layouts.drawn(draw)), "footnote") == ["Plan of the Port www.port.example/plan"]


def test_reading_pdf_parts_notes_whose_numbers_are_set_as_text() -> None:
    """One right below the other, though the last line of the first has room for no more."""
    notes = [
        "4 Ships that lie at the seven piers in winter.",
        "5 Ferries of the islands, of which there were 12.",
        "6 Tugs.",
    ]

    def draw(page: FPDF) -> None:
        layouts.print_lines(page, PROSE * 4, 60, 100)
        layouts.print_lines(page, notes, 60, 700, 7, leading=8)

    assert texts(pdf(layouts.drawn(draw)), "footnote") == notes


def test_reading_pdf_drops_running_heads_of_two_lines() -> None:
    def draw(page: FPDF) -> None:
        layouts.print_lines(
            page, ["Plan of the Port of Veldmark for the Islands", "Part Two: Ferries"], 180, 92, 8, leading=10
        )
        layouts.print_lines(page, PROSE[page.page % 3 :] * 3, 60, 150)

    found = " ".join(texts(pdf(layouts.drawn(*[draw] * 5))))
    assert "Part Two" not in found and found.count("The crossing costs") == 15


def test_reading_pdf_levels_the_headings_of_a_brochure_by_what_returns() -> None:
    """A title page in three sizes, chapters, sections; numbered headings agree whatever their weight."""

    def cover(page: FPDF) -> None:
        for y, text, size in ((200, "Islands", 48), (260, "A Plan for the Sound", 36), (320, "In Short", 30)):
            layouts.print_lines(page, [text], 60, y, size, "B")

    def chapter(page: FPDF) -> None:
        number = page.page - 1
        y = layouts.print_lines(page, [f"{number}. Chapter on Boats"], 60, 100, 22, "B") + 14
        for part in (1, 2):
            y = (
                layouts.print_lines(page, [f"{number}.{part} Section on Piers"], 60, y, 14, "B" if part == 1 else "")
                + 6
            )
            y = layouts.print_lines(page, PROSE, 60, y) + 8
            y = layouts.print_lines(page, ["Fares"], 60, y, 10, "B") + 2
            y = layouts.print_lines(page, PROSE, 60, y) + 14

    document = pdf(layouts.drawn(cover, chapter, chapter, chapter))
    levels = {block.text: block.level for block in document.blocks if block.kind == "heading"}
    assert levels["Islands"] == levels["A Plan for the Sound"] == levels["In Short"] == 1
    assert {level for text, level in levels.items() if "Chapter" in text} == {2}
    assert {level for text, level in levels.items() if "Section" in text} == {3}
    assert levels["Fares"] > 3
    assert document.title == "Islands A Plan for the Sound In Short"


def test_reading_pdf_reads_headings_side_by_side_at_the_top_each_before_its_column() -> None:
    """They stand where running heads do, with white below them; a running head is set no larger than the text."""

    def draw(page: FPDF) -> None:
        for x, heading in ((60, "1. Ferries"), (320, "2. Piers")):
            layouts.print_lines(page, [heading], x, 60, 14, "B", 14)
            layouts.print_lines(page, [" ".join(line.split()[:9]) for line in PROSE * 3], x, 100)

    column = " ".join(" ".join(line.split()[:9]) for line in PROSE * 3)
    assert [(block.kind, block.text) for block in pdf(layouts.drawn(draw)).blocks] == [
        ("heading", "1. Ferries"),
        ("paragraph", column),
        ("heading", "2. Piers"),
        ("paragraph", column),
    ]


@pytest.mark.parametrize("number", ["5.", "2.1", "IV."])
def test_reading_pdf_keeps_the_number_of_a_heading_at_the_top_of_its_page(number: str) -> None:
    def draw(page: FPDF) -> None:
        layouts.print_lines(page, [number], 60, 86, 10, "B")
        layouts.print_lines(page, ["FERRIES AND PIERS"], 84, 86, 10, "B")
        layouts.print_lines(page, PROSE, 60, 110)

    assert texts(pdf(layouts.drawn(draw)), "heading") == [f"{number} FERRIES AND PIERS"]


def test_reading_pdf_parts_a_heading_from_the_list_right_above_it() -> None:
    lists = {
        "FERRIES AND PIERS": ["Plan for the sound, 2019,", "Rules for ferries, 2016."],
        "WARM HOMES": ["Survey of homes."],
    }

    def draw(page: FPDF) -> None:
        y = layouts.print_lines(page, PROSE, 60, 100) + 10
        for head, items in lists.items():
            y = layouts.print_lines(page, [head], 60, y, 9)
            for item in items:
                page.text(66, y, "\xb7")
                y = layouts.print_lines(page, [item], 80, y)

    found = [(block.kind, block.text) for block in pdf(layouts.drawn(draw)).blocks[1:]]
    assert found == [
        (kind, text)
        for head, items in lists.items()
        for kind, text in [("heading", head), *(("list_item", item) for item in items)]
    ]


def test_reading_pdf_goes_on_under_a_bullet_where_its_line_is_full() -> None:
    def draw(page: FPDF) -> None:
        y = layouts.print_lines(page, PROSE, 60, 100) + 10
        y = layouts.print_lines(page, ["\xb7 " + PROSE[0]], 60, y)
        layouts.print_lines(page, ["Islanders ride for half of what the others pay."], 60, y)

    assert texts(pdf(layouts.drawn(draw)), "list_item") == [
        f"{PROSE[0]} Islanders ride for half of what the others pay."
    ]


def test_reading_pdf_takes_dashes_without_a_blank_for_bullets() -> None:
    items = ["-Ferries (on current, on wind, on gas from waste, and those", "that go by sail)", "-Piers", "-Sheds"]

    def draw(page: FPDF) -> None:
        y = layouts.print_lines(page, PROSE, 60, 100) + 10
        for x, item in zip((70, 74, 70, 70), items, strict=True):
            y = layouts.print_lines(page, [item], x, y)

    assert texts(pdf(layouts.drawn(draw)), "list_item") == [items[0][1:] + " " + items[1], "Piers", "Sheds"]


def test_reading_pdf_takes_no_dash_within_running_text_for_a_bullet() -> None:
    lines = [
        "The port will build two ferries for the sound between the islands, which run on current, and",
        "-wherever the islanders ask for one, a pier at which they load it while they wait for the rest",
        "-seldom for more than an hour, of those who cross in the morning to get to their work in time.",
    ]

    def draw(page: FPDF) -> None:
        layouts.print_lines(page, lines, 60, 100)

    assert texts(pdf(layouts.drawn(draw))) == [" ".join(lines)]


@pytest.mark.parametrize("head", ["(5) Ships", "(5) Ferries, tugs, boats of the pilots and other ships of the port"])
def test_reading_pdf_parts_the_title_of_a_numbered_item_from_the_text_under_it(head: str) -> None:
    """However long it is: its line had room for the first word of the text."""
    text = [
        "The harbour master counts 340 of them in 2030, which is more than the port has room for in",
        "winter, but fewer than the council planned for.",
    ]

    def draw(page: FPDF) -> None:
        layouts.print_lines(page, [head], 60, 100)
        layouts.print_lines(page, text, 74, 113)

    assert texts(pdf(layouts.drawn(draw))) == [head, " ".join(text)]


def test_reading_pdf_goes_on_in_a_numbered_item_whose_first_line_is_full() -> None:
    first = "(5) In 2030 the port counts fewer ships than it did in the year before, for all of the"
    lines = [first, "Ferries of the Sound sail by wind."]

    def draw(page: FPDF) -> None:
        layouts.print_lines(page, lines[:1], 60, 100)
        layouts.print_lines(page, lines[1:], 74, 113)

    assert texts(pdf(layouts.drawn(draw))) == [" ".join(lines)]


@pytest.mark.parametrize("dash", ["-", "\x96"])
def test_reading_pdf_goes_on_where_a_line_of_running_text_begins_with_a_dash_and_a_blank(dash: str) -> None:
    lines = [
        "In 2030 the harbour master counts all ships that lie at the seven piers of the port",
        f"{dash} those that only pass the mole are left out {dash} and tells the council, which has said",
        "that there shall be no more than 300 of them in a year.",
    ]
    document = pdf(layouts.drawn(lambda page: layouts.print_lines(page, lines, 60, 100)))
    (block,) = document.blocks
    assert block.kind == "paragraph" and block.text.startswith("In 2030") and block.text.endswith("in a year.")


def test_reading_pdf_reads_dashed_items_under_a_full_line_as_items() -> None:
    lines = ["In 2030 the harbour master counts all ships that lie at the seven piers of the port:"]
    lines += [
        "- ferries that cross the sound to the islands beyond the mole in summer or in winter",
        "- tugs and pilots",
    ]
    document = pdf(layouts.drawn(lambda page: layouts.print_lines(page, lines, 60, 100)))
    assert [block.kind for block in document.blocks] == ["paragraph", "list_item", "list_item"]


def test_reading_pdf_tells_how_full_a_line_is_by_the_lines_above_and_below_it() -> None:
    """Two texts that stand at no one height, as on the halves of a sheet, part no columns."""

    def draw(page: FPDF) -> None:
        layouts.print_lines(page, ["The port has a plan for all its quays and", "piers, and for its ships."], 330, 90)
        lines = ["Together with the town, the port asks the", "Fund for Ferries to pay for 30 piers, and", "two ships."]
        layouts.print_lines(page, lines, 60, 130)

    assert texts(pdf(layouts.drawn(draw))) == [
        "The port has a plan for all its quays and piers, and for its ships.",
        "Together with the town, the port asks the Fund for Ferries to pay for 30 piers, and two ships.",
    ]


@pytest.mark.parametrize(("font", "sign"), [("Symbol", "!"), ("ZapfDingbats", "\x6e")])
def test_reading_pdf_takes_a_sign_of_a_symbol_font_before_a_line_for_a_bullet(font: str, sign: str) -> None:
    def draw(page: FPDF) -> None:
        y = layouts.print_lines(page, PROSE, 60, 100) + 10
        for item in ("Two ferries", "One pier"):
            page.set_font(font, "", 10)
            page.text(60, y, sign)
            y = layouts.print_lines(page, [item], 72, y)

    assert texts(pdf(layouts.drawn(draw)), "list_item") == ["Two ferries", "One pier"]


def test_reading_pdf_keeps_a_letter_of_a_symbol_font() -> None:
    def draw(page: FPDF) -> None:
        page.set_font("Symbol", "", 10)
        page.text(60, 100, "b")
        layouts.print_lines(page, ["is what the port calls its share of the cost."], 70, 100)

    assert texts(pdf(layouts.drawn(draw))) == ["β is what the port calls its share of the cost."]


def test_reading_pdf_joins_small_capitals_to_the_capital_before_them() -> None:
    """Title set wide in small capitals, a blank of the stream after each capital, as some programs write them."""

    def draw(page: FPDF) -> None:
        x = 60.0
        for first, rest in (("F", "AIR"), ("A", "ND"), ("A", "MBITIOUS"), ("A", ""), ("P", "LAN")):
            for text, size in ((first + " ", 13), (rest, 10.5)):
                page.set_font("Helvetica", "B", size)
                page.text(x, 100, text)
                x += page.get_string_width(text.strip()) + 1.5
            x += 4
        layouts.print_lines(page, PROSE, 60, 130)

    assert texts(pdf(layouts.drawn(draw)), "heading") == ["FAIR AND AMBITIOUS A PLAN"]


@pytest.mark.parametrize(
    ("above", "below", "is_whole"),
    [
        ("How the port looks at its duties under paragraphs 31(c) and", "(d) of its charter;", True),
        ("How the port looks at its duties under the charter, subparagraph", "(d), and at those of islanders;", True),
        ("What the port has done for the people on the islands, and", "(d) What it will do for them;", False),
        ("What the port has to do by its charter until 2031(c)", "(d) What it will do for them;", False),
    ],
)
def test_reading_pdf_takes_no_paragraph_that_is_referred_to_for_a_mark_of_the_list(
    above: str, below: str, is_whole: bool
) -> None:
    def draw(page: FPDF) -> None:
        layouts.print_lines(page, [f"(c) {above}", below], 60, 100)
        layouts.print_lines(page, PROSE, 60, 160)

    found = texts(pdf(layouts.drawn(draw)))[:-1]
    assert found == ([f"(c) {above} {below}"] if is_whole else [f"(c) {above}", below])


@pytest.mark.parametrize("framed", [False, True], ids=["underlined", "framed"])
@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("What the port will build", "heading"),
        ("What the port will build:", "paragraph"),
        ("www.port.example/what-we-build", "paragraph"),
    ],
)
def test_reading_pdf_takes_a_ruled_line_alone_for_a_heading(line: str, kind: str, framed: bool) -> None:
    def draw(page: FPDF) -> None:
        layouts.print_lines(page, PROSE, 60, 100)
        layouts.print_lines(page, [line], 60, 180)
        width = page.get_string_width(line)
        for y in (170, 183) if framed else (181.5,):
            page.line(60, y, 60 + width, y)
        for x in (60, 60 + width) if framed else ():
            page.line(x, 170, x, 183)
        layouts.print_lines(page, ["2 ferries, a pier and 300 homes."], 60, 210)

    assert {block.text: block.kind for block in pdf(layouts.drawn(draw)).blocks}[line] == kind


def test_reading_pdf_takes_no_line_over_a_longer_rule_for_a_heading() -> None:
    def draw(page: FPDF) -> None:
        layouts.print_lines(page, PROSE, 60, 100)
        layouts.print_lines(page, ["What the port will build"], 60, 180)
        page.line(60, 182, 400, 182)
        layouts.print_lines(page, ["2 ferries, a pier and 300 homes."], 60, 210)

    assert not texts(pdf(layouts.drawn(draw)), "heading")


def test_reading_pdf_takes_a_heading_of_two_framed_lines_for_one() -> None:
    lines = ["2. What the port will build for the people who live on the", "islands"]

    def draw(page: FPDF) -> None:
        layouts.print_lines(page, PROSE, 60, 100)
        layouts.print_lines(page, lines, 60, 180)
        for i, line in enumerate(lines):
            page.rect(60, 171 + 13 * i, page.get_string_width(line), 11.5)
        layouts.print_lines(page, ["2 ferries, a pier and 300 homes."], 60, 230)

    assert texts(pdf(layouts.drawn(draw)), "heading") == [" ".join(lines)]


def printed(line: str, blank: float) -> bytes:
    """A line printed piece by piece; "|" parts pieces that touch, a blank those that stand apart."""

    def draw(page: FPDF) -> None:
        page.set_font("Helvetica", "", 10)
        x = 60.0
        for word in line.split():
            for piece in word.split("|"):
                page.text(x, 100, piece + " ")
                x += page.get_string_width(piece)
            x += blank

    return layouts.drawn(draw)


def test_reading_pdf_joins_pieces_of_a_word_that_touch() -> None:
    (block,) = pdf(printed("Th|orough use of eco|-friendly ships and inter|-ministry work (240|) since then", 3)).blocks
    assert block.text == "Thorough use of eco-friendly ships and inter-ministry work (240) since then"


def test_reading_pdf_keeps_the_blanks_of_the_stream_where_all_words_touch() -> None:
    """The widths a font tells may be too wide for its letters."""
    (block,) = pdf(printed("Those who live on the islands ride for half of that", 0)).blocks
    assert block.text == "Those who live on the islands ride for half of that"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("F|ERRIES A|ND P|IER|S FOR T|HE S|OUN|D", "FERRIES AND PIERS FOR THE SOUND"),
        ("FERRIES B C D AND E", "FERRIES B C D AND E"),
    ],
)
def test_reading_pdf_joins_the_torn_words_of_titles_set_wide(line: str, text: str) -> None:
    def draw(page: FPDF) -> None:
        page.set_font("Helvetica", "B", 12)
        x = 60.0
        for word in line.split():
            for piece in word.split("|"):
                page.text(x, 100, piece + " ")
                x += page.get_string_width(piece) + 1.7
            x += 1.7

    assert texts(pdf(layouts.drawn(draw))) == [text]


def sheets(lines: list[str], y: float, top: str = "") -> bytes:
    """A PDF with a page for each line, which stands at some height under a heading and under prose that differs."""

    def draw(page: FPDF) -> None:
        layouts.print_lines(page, [["Northland", "Southland", "Eastland", "Westland"][page.page % 4]], 60, 100, 16, "B")
        layouts.print_lines(page, PROSE[page.page % 4 :] if top else [], 60, 130)
        layouts.print_lines(page, [lines[page.page - 1]], 60, y, 10)

    return layouts.drawn(*[draw] * len(lines))


@pytest.mark.parametrize("y", [130, 800])
@pytest.mark.parametrize(
    "numbers",
    [(30, 45, 20, 60), (12, 13, 14, 15)],
    ids=["any", "that count up as pages do"],
)
def test_reading_pdf_keeps_a_sentence_whose_values_differ_from_page_to_page(y: float, numbers: tuple[int, ...]) -> None:
    lines = [
        f"Emissions will fall by 30 per cent. The region will build {number} hospitals by 2030." for number in numbers
    ]
    found = " ".join(texts(pdf(sheets(lines, y, "prose" if y > 200 else ""))))
    assert [line in found for line in lines] == [True] * 4


@pytest.mark.parametrize(
    "line",
    [
        "How the port will change by 2030 | {page}",
        "Page {page} of 12, Plan of the Port",
        "Plan of the Port, Part {part}",
    ],
)
def test_reading_pdf_drops_a_running_foot_with_the_number_of_its_page_or_part(line: str) -> None:
    lines = [line.format(page=page, part=page // 3 + 1) for page in range(7, 13)]
    found = " ".join(texts(pdf(sheets(lines, 800, "prose"))))
    assert "port will change" not in found.casefold() and "plan of the port" not in found.casefold()
    assert found.count("In winter") == 6


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_reading_pdf_reads_a_page_whose_text_is_turned_and_not_the_page(turn: int) -> None:
    def draw(page: FPDF) -> None:
        with page.rotation(turn, 300, 420):
            layouts.print_lines(page, [line[:60].rpartition(" ")[0] for line in PROSE], 100, 300)

    assert texts(pdf(layouts.drawn(draw))) == [" ".join(line[:60].rpartition(" ")[0] for line in PROSE)]


def test_reading_pdf_leaves_out_lines_set_aslant_and_names_their_page() -> None:
    def draw(page: FPDF) -> None:
        layouts.print_lines(page, PROSE * 3, 60, 100)
        with page.rotation(40, 300, 600):
            layouts.print_lines(page, ["Exports will reach EUR 12 billion by 2029.", "Ports: 40 by 2032."], 230, 600)

    document = pdf(layouts.drawn(draw))
    assert " ".join(texts(document)) == " ".join(PROSE * 3)
    assert document.partial
    assert [(note.code, "page 1." in note.text) for note in document.notes] == [("D021", True)]


def test_reading_pdf_reads_a_label_up_the_margin_without_a_note() -> None:
    def draw(page: FPDF) -> None:
        layouts.print_lines(page, PROSE * 3, 60, 100)
        with page.rotation(90, 40, 400):
            layouts.print_lines(page, ["Plan of the Port"], 40, 400, 9)

    assert not pdf(layouts.drawn(draw)).notes


@pytest.mark.parametrize("head", ["", "Plan of the Port"], ids=["no-words", "head"])
@pytest.mark.parametrize("single", [False, True], ids=["letter-by-letter", "one-path"])
def test_reading_pdf_names_pages_whose_text_is_drawn_as_shapes(head: str, single: bool) -> None:
    def prose(page: FPDF) -> None:
        layouts.print_lines(page, PROSE * 3, 60, 100)

    def shapes(page: FPDF) -> None:
        layouts.print_lines(page, [head], 60, 30, 8)
        places = [(60 + 6 * (i % 70), 100 + 14 * (i // 70)) for i in range(900)]
        if single:
            page._out(" ".join(f"{x} {y} 4 7 re" for x, y in places) + " f")  # fpdf2 draws no path of several
        for x, y in places if not single else ():
            page.rect(x, y, 4, 7, style="F")

    document = pdf(layouts.drawn(prose, shapes, prose, shapes))
    assert document.partial
    assert [(note.code, "pages 2, 4:" in note.text) for note in document.notes] == [("D012", True)]


def test_reading_pdf_names_no_page_for_some_ornaments() -> None:
    def draw(page: FPDF) -> None:
        for i in range(60):
            page.rect(60 + 7 * i, 400, 4, 4, style="F")
        page.rect(60, 500, 400, 200, style="F")

    assert not pdf(layouts.drawn(lambda page: layouts.print_lines(page, PROSE * 3, 60, 100), draw)).notes


@pytest.mark.parametrize("tiled", [True, False])
def test_reading_pdf_names_a_page_filled_with_the_tiles_of_a_scan(tiled: bool) -> None:
    assert [note.code for note in pdf(layouts.tiled_pdf(tiled)).notes] == ["D012"] * tiled


def test_reading_pdf_names_a_page_too_large_to_be_one() -> None:
    def poster(page: FPDF) -> None:
        layouts.print_lines(page, PROSE, 900, 900, 300, leading=400)

    document = pdf(
        layouts.drawn(lambda page: layouts.print_lines(page, PROSE, 60, 100), poster, sizes={1: (20000, 9000)})
    )
    assert document.partial
    assert [(note.code, "14,400 points" in note.text, "page 2." in note.text) for note in document.notes] == [
        ("D021", True, True)
    ]
    with pytest.raises(PolicyledgerError, match=r"page 1 with a side over 14,400 points"):
        pdf(layouts.drawn(poster, sizes={0: (20000, 9000)}))


def test_reading_pdf_reads_thousands_of_words_strewn_over_a_page_in_linear_time() -> None:
    """At so many heights that each stands on a line with the one before: the page is one endless line."""

    def draw(page: FPDF) -> None:
        page.set_font("Helvetica", "", 3)
        for i in range(8000):
            page.text(20 + (i * 7919 % 5407) / 10, 20 + i / 10, ("quay", "pier", "ship")[i % 3])

    data = layouts.drawn(draw)
    started = time.process_time()
    assert len(pdf(data).text.split()) > 7000
    assert time.process_time() - started < 3


def test_reading_pdf_ends_columns_at_a_heading_with_nothing_beside_it() -> None:
    """The columns above it are balanced; a panel stands beside the list below it, which goes on under the panel."""
    left = [line[:48].rpartition(" ")[0] for line in PROSE * 2]
    right = [line[50:98].rpartition(" ")[0] for line in PROSE * 2][:-2]

    def draw(page: FPDF) -> None:
        layouts.print_lines(page, ["1. Where we stand"], 60, 80, 15, "B")
        layouts.print_lines(page, left, 60, 110)
        layouts.print_lines(page, right, 320, 110)
        layouts.print_lines(page, ["2. Targets"], 60, 240, 15, "B")
        page.set_fill_color(225, 235, 245)
        page.rect(330, 252, 210, 60, style="F")
        layouts.print_lines(page, ["Key figures"], 336, 266, 10, "B")
        layouts.print_lines(page, ["40 piers to be built"], 336, 282)
        layouts.print_lines(page, ["By 2031 the port will:"], 60, 266)
        for i, line in enumerate(["build 40 piers, of which 9 piers by", "2027;", "cut its losses to 22 %."]):
            layouts.print_lines(page, [line], 92, 284 + 16 * i)
            if i != 1:
                layouts.print_lines(page, ["\x95"], 80, 284 + 16 * i)
        layouts.print_lines(page, [f"{line[:-1]}, as all know." for line in PROSE[:3]], 60, 340)

    blocks = [block for block in pdf(layouts.drawn(draw)).blocks if block.text.strip()]
    found = [block.text for block in blocks]
    heads = [block.text for block in blocks if block.kind == "heading"]
    assert heads == ["1. Where we stand", "2. Targets", "Key figures"]
    before = " ".join(found[: found.index("2. Targets")])
    assert all(line in before for line in (*left[:3], *right[:3]))
    assert "build 40 piers, of which 9 piers by 2027;" in found


def test_reading_pdf_ends_what_a_side_box_is_about_with_the_box() -> None:
    """It is read at the end of its page; the flow goes on under the heading that stood over it."""

    def draw(page: FPDF) -> None:
        layouts.print_lines(page, ["3. Money"], 60, 80, 15, "B")
        layouts.print_lines(page, PROSE, 60, 106)
        page.set_fill_color(225, 235, 245)
        page.rect(330, 172, 210, 60, style="F")
        layouts.print_lines(page, ["Key figures"], 336, 186, 10, "B")
        layouts.print_lines(page, ["40 piers to be built by 2031", "9 piers by 2027"], 336, 202)
        layouts.print_lines(page, [line[:40].rpartition(" ")[0] for line in PROSE], 60, 186)
        layouts.print_lines(page, PROSE * 2, 60, 260)

    def after(page: FPDF) -> None:
        layouts.print_lines(page, PROSE * 3, 60, 100)

    blocks = pdf(layouts.drawn(draw, after)).blocks
    at = next(i for i, block in enumerate(blocks) if block.text == "Key figures")
    assert (blocks[at].kind, blocks[at + 1].text) == ("heading", "40 piers to be built by 2031 9 piers by 2027")
    assert blocks[at + 2].leaves == blocks[at].level > 1


@pytest.mark.parametrize("top", [100.0, 40.0], ids=["in the flow", "where running heads stand"])
@pytest.mark.parametrize("rest", ["1,450 km by 2035.", "EUR 450 million by 2035."])
def test_reading_pdf_joins_a_sentence_cut_by_the_page_where_its_last_line_has_no_more_room(
    rest: str, top: float
) -> None:
    def first(page: FPDF) -> None:
        layouts.print_lines(page, PROSE * 8, 60, 100)
        layouts.print_lines(
            page, ["The railway is the backbone of all travel. The state will pay more of it each year, and"], 60, 710
        )
        layouts.print_lines(
            page, ["its lines will reach in the end, as it has been promised to all of those who travel, some"], 60, 723
        )

    def second(page: FPDF) -> None:
        layouts.print_lines(page, [rest], 60, top)
        layouts.print_lines(page, PROSE * 4, 60, 150)

    found = texts(pdf(layouts.drawn(first, second)))
    assert any(text.endswith(f"some {rest}") for text in found)


@pytest.mark.parametrize(
    ("last", "after"),
    [
        ("its lines will reach the sea", "EUR 450 million"),
        ("and its lines will reach all of those towns, as it is said", "Lines"),
    ],
    ids=["room for more", "a title"],
)
def test_reading_pdf_joins_no_new_paragraph_to_one_with_no_stop(last: str, after: str) -> None:
    def first(page: FPDF) -> None:
        layouts.print_lines(page, PROSE * 8, 60, 100)
        layouts.print_lines(
            page,
            ["The railway is the backbone of all travel. The state will pay more of it each year, and", last],
            60,
            710,
        )

    def second(page: FPDF) -> None:
        layouts.print_lines(page, [after], 60, 100)
        layouts.print_lines(page, PROSE * 4, 60, 150)

    assert after in texts(pdf(layouts.drawn(first, second)))


def test_reading_pdf_reads_a_key_figure_with_the_two_lines_of_its_small_unit() -> None:
    def draw(page: FPDF) -> None:
        layouts.print_lines(page, PROSE * 3, 60, 100)
        layouts.print_lines(page, ["Electricity savings"], 60, 300, 12, "B")
        layouts.print_lines(page, ["290"], 60, 330, 28, "B")
        layouts.print_lines(page, ["GWh", "/yr"], 60 + 46.7, 321, 9, "", 9)
        layouts.print_lines(page, PROSE * 3, 60, 380)

    document = pdf(layouts.drawn(draw))
    assert texts(document, "paragraph")[1] == "290GWh /yr"
    assert texts(document, "heading") == ["Electricity savings"]


def test_reading_pdf_joins_lines_that_raised_and_lowered_marks_part() -> None:
    """Programs that set each line as high as what is in it leave more white there; the mark goes, the comma stays."""

    def draw(page: FPDF) -> None:
        y = layouts.print_lines(page, PROSE, 60, 100, leading=12.5) + 8
        layouts.print_lines(page, [PROSE[0][:95] + " for"], 60, y)
        layouts.print_lines(page, [PROSE[1][:92] + " 1.4 Mt CO"], 60, y + 12.5)
        x = 60 + page.get_string_width(PROSE[1][:92] + " 1.4 Mt CO")
        layouts.print_lines(page, ["2"], x, y + 14.5, 6)
        layouts.print_lines(page, ["by"], x + 6, y + 12.5)
        y += 12.5 + 17
        layouts.print_lines(page, ["2035"], 60, y)
        x = 60 + page.get_string_width("2035")
        layouts.print_lines(page, ["3"], x, y - 4, 6)
        layouts.print_lines(page, [", while the sound is kept clean until 2030."], x + 4, y)

    blocks = pdf(layouts.drawn(draw)).blocks
    assert blocks[-1].text.endswith("1.4 Mt CO2 by 2035, while the sound is kept clean until 2030.")


def test_reading_pdf_joins_a_number_and_its_unit_that_a_column_parts() -> None:
    """The point of "4.2" ends no sentence."""

    def draw(page: FPDF) -> None:
        layouts.print_lines(
            page,
            [*["The port will build two ferries that run on"] * 20, "current, and storage of no less than 4.2"],
            60,
            100,
        )
        layouts.print_lines(
            page,
            ["GWh will be put out to tender in 2027. They", *["load it while they wait at the pier, and go on"] * 20],
            320,
            100,
        )

    assert any("no less than 4.2 GWh will be put out" in text for text in texts(pdf(layouts.drawn(draw))))


def test_reading_pdf_begins_the_items_of_an_item_in_lines_of_their_own() -> None:
    items = ["b. farms: 7.8 Mt, of which", "i. livestock: 5.1 Mt;", "ii. soils: 2.7 Mt;", "c. waste: 1.3 Mt."]

    def draw(page: FPDF) -> None:
        y = layouts.print_lines(page, [*PROSE, "The emissions of the sectors shall not exceed in 2030:"], 60, 100)
        for line, x in zip(["a. traffic: 11.4 Mt of carbon dioxide;", *items], (80, 80, 110, 108, 80), strict=True):
            y = layouts.print_lines(page, [line], x, y)

    blocks = [(block.level, block.text) for block in pdf(layouts.drawn(draw)).blocks][-4:]
    assert blocks == [(level, item.partition(" ")[2]) for level, item in zip((1, 2, 2, 1), items, strict=True)]


def print_spread(
    page: FPDF, pieces: list[str], y: float, size: float, gap: float, wide: float, style: str = "B"
) -> None:
    """Prints letters set wide: words by their pieces, which the stream parts with blanks of no width of their own."""
    page.set_font("Helvetica", style, size)
    x = 60.0
    for word in pieces:
        for piece in word.split():
            page.text(x, y, piece + " ")
            x += page.get_string_width(piece) + gap
        x += wide - gap


@pytest.mark.parametrize("wide", [6.0, 14.0], ids=["narrow", "wide"])
def test_reading_pdf_joins_the_letters_of_a_title_set_wide(wide: float) -> None:
    """The blanks between its words may be wider than half of its type."""

    def draw(page: FPDF) -> None:
        print_spread(page, ["C I T Y", "M OB I L I T Y", "ST RAT E GY"], 100, 20, 3.0, wide)
        layouts.print_lines(page, PROSE, 60, 130)

    assert texts(pdf(layouts.drawn(draw)), "heading") == ["CITY MOBILITY STRATEGY"]


def test_reading_pdf_joins_small_letters_that_blanks_of_no_width_part() -> None:
    def draw(page: FPDF) -> None:
        layouts.print_lines(page, PROSE, 60, 100)
        words = [
            "Wi t h o u t",
            "t h e",
            "n e w",
            "p i e r",
            "o f",
            "2 0 2 3 ,",
            "w h i c h",
            "i s",
            "n o t",
            "d o n e .",
        ]
        print_spread(page, words, 180, 9, 0.0, 2.5, "")

    assert "Without the new pier of 2023, which is not done." in " ".join(texts(pdf(layouts.drawn(draw))))


def test_reading_pdf_parts_a_title_in_the_middle_from_the_next_at_the_edge() -> None:
    """Both are bold and of one size; two lines in the middle are one title."""

    def draw(page: FPDF) -> None:
        for y, line in ((100, "PART II"), (113, "GENERAL PROVISIONS")):
            page.set_font("Helvetica", "B", 10)
            page.text((595 - page.get_string_width(line)) / 2, y, line)
        y = layouts.print_lines(page, ["Article 1 Purpose"], 60, 126, style="B")
        layouts.print_lines(page, PROSE, 60, y)

    found = texts(pdf(layouts.drawn(draw)), "heading")
    assert found == ["PART II GENERAL PROVISIONS", "Article 1 Purpose"]
