"""What dialects of Markdown add to it is read as on the page that they make."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyledger.reading import Document, read, source_text


def read_markdown(text: str) -> Document:
    return read(Path("plan.md"), data=f"# Plan\n\n{text}\n".encode())


def shown(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_markdown(text).blocks[1:]]


def values(document: Document) -> list[tuple[list[str], str]]:
    cells = [(block, block.cell) for block in document.blocks if block.cell and not block.cell.is_header]
    return [([document.blocks[i].text for i in cell.row_headers], block.text) for block, cell in cells]


BOX = [
    ("heading", "Ports"),
    ("paragraph", "Build 50 quays by 2030."),
    ("list_item", "20 piers"),
    ("list_item", "5 locks"),
]


@pytest.mark.parametrize(
    "text",
    [
        '!!! note "Ports"\n    Build 50 quays by 2030.\n\n    - 20 piers\n    - 5 locks\n\nEnd.',
        '??? tip "Ports"\n\n    Build 50 quays by 2030.\n\n    - 20 piers\n    - 5 locks\n\nEnd.',
        "> [!NOTE] Ports\n> Build 50 quays by 2030.\n> - 20 piers\n> - 5 locks\n\nEnd.",
        ":::note[Ports]\nBuild 50 quays by 2030.\n- 20 piers\n- 5 locks\n:::\nEnd.",
        "::: tip Ports\nBuild 50 quays by 2030.\n- 20 piers\n- 5 locks\n:::\n\nEnd.",
        '::: {.callout title="Ports"}\nBuild 50 quays by 2030.\n\n- 20 piers\n- 5 locks\n:::\n\nEnd.',
    ],
)
def test_markdown_reads_a_box_with_its_title_up_to_its_end(text: str) -> None:
    document = read_markdown(f"## Rail\n\n{text}")
    assert [(block.kind, block.text) for block in document.blocks[2:]] == [*BOX, ("paragraph", "End.")]
    assert document.blocks[-1].leaves == 3


@pytest.mark.parametrize(
    "text",
    [
        "!!! note\n    Build 50 quays.",
        "> [!NOTE]\n> Build 50 quays.",
        "::: warning\nBuild 50 quays.\n:::",
        ":::::: {.a}\n::: {.b}\nBuild 50 quays.\n:::\n::::::",
        "Build 50 quays.\n:::",
    ],
)
def test_markdown_shows_no_mark_of_a_box_without_a_title(text: str) -> None:
    assert shown(text) == [("paragraph", "Build 50 quays.")]


def test_markdown_takes_marks_of_boxes_that_say_nothing_for_text() -> None:
    assert shown("!!! Build 50 quays.") == [("paragraph", "!!! Build 50 quays.")]
    assert shown("[!NOTE] Build 50 quays.") == [("paragraph", "[!NOTE] Build 50 quays.")]


@pytest.mark.parametrize(
    "text",
    [
        "Ports\n: 50 quays by 2030\n\nRail\n: 20 lines\n: 5 stations",
        "Ports\n\n:   50 quays by\n    2030\n\nRail\n\n:   20 lines\n\n:   5 stations",
        "Ports\n  ~ 50 quays by 2030\n\nRail\n  ~ 20 lines\n  ~ 5 stations",
        "**Ports**\n:\t50 quays by\n2030\n\n**Rail**\n: 20 lines\n\n: 5 stations\n\nEnd.",
    ],
)
def test_markdown_reads_a_list_of_definitions_as_a_table(text: str) -> None:
    document = read_markdown(text)
    assert values(document) == [(["Ports"], "50 quays by 2030"), (["Rail"], "20 lines"), (["Rail"], "5 stations")]
    start = document.text.index("5 stations")
    span = document.source_span(start, start + 10)
    assert span and source_text(Path("plan.md"), f"# Plan\n\n{text}\n".encode())[slice(*span)] == "5 stations"


def test_markdown_reads_definitions_of_several_blocks_as_texts_under_their_titles() -> None:
    text = "Ports\n\n:   We will build:\n\n    - 50 quays\n    - 5 locks\n\nRail\n\n:   We will build 20 lines.\n\nEnd."
    document = read_markdown(text)
    assert [(block.kind, block.text) for block in document.blocks[1:]] == [
        ("heading", "Ports"),
        ("paragraph", "We will build:"),
        ("list_item", "50 quays"),
        ("list_item", "5 locks"),
        ("heading", "Rail"),
        ("paragraph", "We will build 20 lines."),
        ("paragraph", "End."),
    ]
    assert document.blocks[-1].leaves == 2


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("We will build ports.\n: 50 quays", ["We will build ports. : 50 quays"]),
        ("- Ports\n- Rail", ["Ports", "Rail"]),
        ("Time\n:30 past", ["Time :30 past"]),
    ],
)
def test_markdown_takes_no_other_colon_for_a_definition(text: str, texts: list[str]) -> None:
    assert [text for _, text in shown(text)] == texts


@pytest.mark.parametrize(
    "text",
    [
        "| Port | 2030 |\n|---|---|\n| North | 50 |\n| South | 40 |\n: Quays by port {#tbl:quays}",
        "| Port | 2030 |\n|---|---|\n| North | 50 |\n| South | 40 |\n\nTable: Quays by port\n\nEnd.",
        "Text\n\n: Quays by port\n\n| Port | 2030 |\n|---|---|\n| North | 50 |\n| South | 40 |",
    ],
)
def test_markdown_reads_the_caption_of_a_table_without_its_mark(text: str) -> None:
    document = read_markdown(text)
    assert values(document) == [(["North"], "50"), (["South"], "40")]
    cells = [block.cell for block in document.blocks if block.cell]
    assert {document.blocks[cell.caption].text for cell in cells if cell.caption is not None} == {"Quays by port"}


def test_markdown_parts_the_lines_of_a_cell_as_html_does() -> None:
    rows = "| North | 50 quays by 2030<br>60 quays by 2031 |\n| South | • 5 locks<br/>• 6 piers |"
    assert values(read_markdown(f"| Port | Aim |\n|---|---|\n{rows}")) == [
        (["North"], "50 quays by 2030"),
        (["North"], "60 quays by 2031"),
        (["South"], "5 locks"),
        (["South"], "6 piers"),
    ]


def test_reading_parts_the_items_of_a_cell_that_is_drawn() -> None:
    grid = """
+-------+------------+
| Port  | Aim        |
+=======+============+
| North | - 5 locks  |
|       | - 6 piers  |
|       |   of steel |
+-------+------------+
| South | 7 quays of |
|       | stone      |
+-------+------------+
"""
    wanted = [(["North"], "5 locks"), (["North"], "6 piers of steel"), (["South"], "7 quays of stone")]
    assert values(read_markdown(grid)) == wanted
    assert values(read(Path("plan.txt"), data=grid.encode())) == wanted


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        (
            "By 2030:\n\n(a) 50 quays;\n(b) 5 locks\nof steel; and\n(c) 6 piers.",
            ["50 quays;", "5 locks of steel; and", "6 piers."],
        ),
        ("We will build:\n(i) 50 quays;\n(ii) 5 locks.", ["We will build:", "50 quays;", "5 locks."]),
        (
            "We build what\n(a) the plan and\n(b) the law ask for.",
            ["We build what (a) the plan and (b) the law ask for."],
        ),
    ],
)
def test_markdown_parts_lines_that_are_the_items_of_a_list(text: str, texts: list[str]) -> None:
    assert [text for _, text in shown(text)][-len(texts) :] == texts


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("## Ports {#ports .unnumbered}", "Ports"),
        ("## Ports { #ports }", "Ports"),
        ("[Build]{.smallcaps} [50 quays]{.mark key=v}.", "Build 50 quays."),
        ("Build ==50 quays== by 2030.", "Build 50 quays by 2030."),
        ("Build 50 quays [@smith2020, p. 5; @doe].", "Build 50 quays."),
        ("Build 50 quays.\n{: .lead}", "Build 50 quays."),
        ("\\newpage\n\nBuild 50 quays.", "Build 50 quays."),
        ("[TOC]\n\nBuild 50 quays.", "Build 50 quays."),
        ('{{< figure src="a.png" >}}\n\nBuild 50 quays. {% include a.html %}', "Build 50 quays."),
        ("*[DCC]: Department\n\nBuild 50 quays.", "Build 50 quays."),
        ("Write to [us at a@b.org] {or} {1, 2}.", "Write to [us at a@b.org] {or} {1, 2}."),
    ],
)
def test_markdown_leaves_out_marks_that_no_reader_sees(text: str, said: str) -> None:
    assert [text for _, text in shown(text)] == [said]


def test_markdown_reads_a_note_within_the_text_as_a_footnote() -> None:
    assert shown("Build 50 quays^[Of which 5 by 2028.] by 2030.") == [
        ("paragraph", "Build 50 quays by 2030."),
        ("footnote", "Of which 5 by 2028."),
    ]


def test_reading_takes_two_hyphens_between_figures_for_a_dash() -> None:
    assert shown("From 2026--2030 -- in short.") == [("paragraph", "From 2026–2030 -- in short.")]


@pytest.mark.parametrize(
    "text", ["a\n: " * 2_000, "> " * 90 + "[!NOTE]", "!!! a\n    " * 500, ":::a\n" * 3_000, "[" * 9_000 + "{.a}"]
)
def test_markdown_reads_dialects_without_end(text: str) -> None:
    assert read_markdown(f"{text}\n\nEnd.").blocks[-1].text.endswith("End.")


def test_markdown_reads_a_drawn_table_whose_corner_is_free_and_a_note_whose_mark_is_raised_within_its_link() -> None:
    rows = "           2025   2030\n  ------- ------ ------\n  Wind     5 GW   9 GW\n  Sun      2 GW   7 GW\n"
    assert [text for _, text in values(read_markdown(f"Aims.\n\n{rows}"))] == ["5 GW", "9 GW", "2 GW", "7 GW"]
    text = 'It fell in 2022.[^1^](#fn1){#fnref1 .footnote-ref role="doc-noteref"} We go on.'
    assert shown(text) == [("paragraph", "It fell in 2022. We go on.")]


def test_markdown_reads_a_table_in_html_with_blank_lines_and_a_title_in_lines_of_its_own() -> None:
    rows = "<tr><td>North</td><td>50</td></tr>\n\n<tr><td>South</td><td>40</td></tr>\n\n"
    table = f"<table>\n<tr><th>Port</th><th>2030</th></tr>\n{rows}</table>\n- End."
    document = read(
        Path("plan.md"), data=f"---\ntitle: |\n  Plan of\n  ports\n---\n\n{table}\n- [x] ~~No.~~\n".encode()
    )
    assert document.title == "Plan of ports"
    assert values(document) == [(["North"], "50"), (["South"], "40")]
    assert document.blocks[-1].text == "End."
