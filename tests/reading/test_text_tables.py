"""Tables in plain text whose columns have run together."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from policyledger.extracting import extract_document
from policyledger.reading import Document, read

TABLE = """The dues of the harbour will change on the first day of the year:

 No. Description From To
 1. Timber that is sawn, planed or 5% 10%
 otherwise worked
 2. Fish in ice Nil 2.5%
 3. Machines for the repair of nets and 12% 7.5%*
 [from the spring on]
 Lines

 14

 4. Salt 3% 4%
 * For ships that come more than once a month.

Ships under 20 metres pay 15 euros less than the ships that are longer than that.
"""


def txt(text: str) -> Document:
    return read(Path("dues.txt"), data=text.encode())


def rows(document: Document) -> list[list[str]]:
    found: dict[int, list[str]] = {}
    for block in document.blocks:
        if block.cell:
            found.setdefault(block.cell.row, []).append(block.text)
    return list(found.values())


def test_reading_text_reads_a_table_whose_columns_have_run_together() -> None:
    document = txt(TABLE)
    assert rows(document) == [
        ["No. Description", "From", "To"],
        ["1. Timber that is sawn, planed or otherwise worked", "5%", "10%"],
        ["2. Fish in ice", "Nil", "2.5%"],
        ["3. Machines for the repair of nets and [from the spring on] Lines", "12%", "7.5%*"],
        ["4. Salt", "3%", "4%"],
    ]
    assert [block.text for block in document.blocks if not block.cell] == [
        "The dues of the harbour will change on the first day of the year:",
        "For ships that come more than once a month.",
        "Ships under 20 metres pay 15 euros less than the ships that are longer than that.",
    ]


def test_reading_text_gives_each_figure_of_such_a_table_its_headers(nlp: Language) -> None:
    found, _ = extract_document(nlp, Path("dues.txt"), "dues.txt", TABLE.encode())
    [row] = [row for row in found.statements if row.text.startswith("10%")]
    assert row.indicator is not None and "Timber" in row.indicator and row.value_min == 10
    assert not [row for row in found.statements if row.value_min in {1, 2, 3, 4} and row.unit == "count"]


YEARS = """1. TARGETS

{indent}Indicator                   2021     2026     2030
{rule}{indent}Catch landed (kt)             14       22       35
{indent}Nets with marks (%)           48       65       85
{indent}Quays with power               2       10       25

The council of the port will meet again and look at each of them every year.
"""


@pytest.mark.parametrize("indent", ["", "   "])
@pytest.mark.parametrize("rule", ["", "-" * 60 + "\n", "   ====== ====  ====\n"])
def test_reading_text_reads_a_table_under_years(indent: str, rule: str, nlp: Language) -> None:
    text = YEARS.format(indent=indent, rule=rule)
    assert rows(txt(text)) == [
        ["Indicator", "2021", "2026", "2030"],
        ["Catch landed (kt)", "14", "22", "35"],
        ["Nets with marks (%)", "48", "65", "85"],
        ["Quays with power", "2", "10", "25"],
    ]
    assert next((block.kind, block.text) for block in txt(text).blocks) == ("heading", "1. TARGETS")
    found, _ = extract_document(nlp, Path("dues.txt"), "dues.txt", text.encode())
    assert [(row.value_min, row.unit) for row in found.statements if (row.target_date or row.as_of) == "2030"] == [
        (35, "kt"),
        (85, "%"),
        (25, "count"),
    ]


def test_reading_text_takes_no_days_at_the_ends_of_lines_for_columns() -> None:
    towns = ["North Coast", "Highlands", "Old Town", "Islands"]
    told = "over five years announced on March {at}2, 2024\n˗ Mend the piers of the town; and,\n˗ Train its crews."
    lines = [f"{town}\n$2{at} million {told.format(at=at)}" for at, town in enumerate(towns, 1)]
    document = read(Path("a.txt"), data="\n".join(["The agreements provide the towns with money.", *lines]).encode())
    assert not [block for block in document.blocks if block.cell]
    assert [block.text for block in document.blocks if block.kind == "list_item"][:2] == [
        "Mend the piers of the town; and,",
        "Train its crews.",
    ]


def test_reading_text_says_the_page_of_a_table(nlp: Language) -> None:
    text = "The plan of the port is short.\n\f" + YEARS.format(indent="", rule="")
    assert {block.page for block in txt(text).blocks if block.cell} == {2}


def test_reading_text_leads_the_cells_back_to_their_source() -> None:
    document = txt(TABLE)
    for start, end, block in document.spans():
        if block.cell and block.text.isascii() and len(block.text) < 20:
            span = document.source_span(start, end)
            assert span is not None and TABLE[slice(*span)] == block.text


@pytest.mark.parametrize(
    "text",
    [
        "Ships came in 2021 2022\nand left in 2023 2024\nas the port was full of them in 2025 2026\n",
        "Contents Page\nQuays 1 2\nShips 3 4\n",
        "The towns of the coast in 2021 2022\nPort 5 6\nQuay 7 8\n",
        "The port pays more for each of the quays\nQuay one 5 6\nQuay two 7 8\nQuay three 9 10\n",
    ],
    ids=["prose", "two-rows", "two-rows-under-years", "no-header"],
)
def test_reading_text_takes_no_other_lines_for_a_table(text: str) -> None:
    assert not rows(txt(text + "\nAfter that, the council of the port will meet again and look at it.\n"))


DRAWN = """Plan of the port

The plan covers all quays of the port.

+---------------------+--------+--------+
| Indicator           | 2025   | 2030   |
+---------------------+--------+--------+
| Cranes on           | 12,000 | 15,500 |
| Ferries             | 2,100  | n/a    |
+---------------------+--------+--------+
"""
BORDER = DRAWN.splitlines()[4]
WRAPPED = f"|   on {' ' * 15}|        |        |"


@pytest.mark.parametrize(
    "text",
    [
        DRAWN,
        DRAWN.replace("| Ferries", f"{BORDER}\n| Ferries"),
        DRAWN.replace("Cranes on", "Cranes   ").replace("| Ferries", f"{WRAPPED}\n{BORDER}\n| Ferries"),
        "\n".join(line.strip("|") for line in DRAWN.splitlines() if not line.startswith("+")).replace(
            "2030   \n", "2030   \n---|---|---\n"
        ),
    ],
)
def test_reading_text_reads_tables_that_are_drawn(text: str) -> None:
    document = txt(text)
    assert rows(document) == [
        ["Indicator", "2025", "2030"],
        ["Cranes on", "12,000", "15,500"],
        ["Ferries", "2,100", "n/a"],
    ]
    [value] = [block for block in document.blocks if block.text == "15,500"]
    assert value.cell is not None
    headers = [*value.cell.row_headers, *value.cell.column_headers]
    assert [document.blocks[at].text for at in headers] == ["Cranes on", "2030"]


def test_reading_text_takes_no_menu_for_a_table() -> None:
    assert not rows(txt("Home | Quays | Ships\nNews | Dues | Staff\n\nThe port will save 12 GWh by 2031.\n"))


CELLS = """Port plan

The port will see to its nets and to its staff in all of the years to come.

{over}  Description           2026       2031
  Nets that are marked  48         65
  Wage of a hand        EUR 900    EUR 1 200
  Hands for a boat      4:1        3:1
  Boats                 n/a        1 200
  State of the quays    poor       good by 2031
  Ropes                 5          6          7
  Sails                 5          6
"""


@pytest.mark.parametrize(
    "over",
    ["", " " * 24 + "Baseline   Target\n", " " * 24 + "Baseline   Target\n  ----------------------------------\n"],
)
def test_reading_text_reads_rows_whose_cells_are_no_plain_figures(over: str, nlp: Language) -> None:
    document = txt(CELLS.format(over=over))
    assert [row for row in rows(document) if "2031" not in row[1:] and "Target" not in row] == [
        ["Nets that are marked", "48", "65"],
        ["Wage of a hand", "EUR 900", "EUR 1 200"],
        ["Hands for a boat", "4:1", "3:1"],
        ["Boats", "n/a", "1 200"],
        ["State of the quays", "poor", "good by 2031"],
        ["Sails", "5", "6"],
    ]
    assert document.blocks[-1].text == "Ropes 5 6 7"
    [wage] = [block for block in document.blocks if block.text == "EUR 1 200"]
    assert wage.cell is not None
    heads = [document.blocks[at].text for at in wage.cell.column_headers]
    assert heads == (["Target", "2031"] if over else ["2031"])
    found, _ = extract_document(nlp, Path("port.txt"), "port.txt", CELLS.format(over=over).encode())
    sails = [row for row in found.statements if row.indicator == "Sails"]
    assert sails and not [row for row in sails if "EUR" in (row.unit or "")]


def test_reading_text_parts_money_and_thousands_in_rows_that_have_run_together() -> None:
    text = (
        "Description 2026 2031\nNets 12 14\nWage EUR 900 EUR 1,200\nRopes 4 5\nBoats 1 200 1 400\nSails 4 5 6\nQuay 1 2"
    )
    assert rows(txt(text))[2:] == [
        ["Wage", "EUR 900", "EUR 1,200"],
        ["Ropes", "4", "5"],
        ["Boats", "1 200", "1 400"],
        ["Quay", "1", "2"],
    ]


@pytest.mark.parametrize(
    "head",
    [
        "              Now       Aims\nIndicator     2022  2026    2031\n",
        "              Now   Aims\nIndicator     2022  2026    2031\n",
        "Indicator     Now       Aims\n              2022  2026    2031\n",
    ],
)
def test_reading_text_keeps_what_stands_over_the_years(head: str) -> None:
    document = txt(
        f"{head}Nets          12    14      16\nBoats         4     5       6\nQuays         1     2       3\n"
    )
    values = [block for block in document.blocks if block.cell and block.text in {"4", "5", "6"}]
    assert [[document.blocks[at].text for at in block.cell.column_headers] for block in values if block.cell] == [
        ["Now", "2022"],
        ["Aims", "2026"],
        ["Aims", "2031"],
    ]


@pytest.mark.parametrize("second", ["Country     2020    2030", "Country    Schools   Clinics"])
def test_tables_with_a_header_each_are_two_though_but_a_blank_line_parts_them(second: str) -> None:
    text = f"""Source      2020    2030
Wind         120     400
Solar         80     350

{second}
Spain         12      40
Italy          8      35
"""
    document = read(Path("a.txt"), data=text.encode())
    spain = next(block.cell for block in document.blocks if block.text == "40")
    assert spain is not None
    assert [document.blocks[at].text for at in spain.column_headers] == [second.split()[-1]]
    parted = read(Path("a.txt"), data=text.replace("\n\n", "\n").replace("\n", "\n\n").encode())
    assert {block.cell.table for block in parted.blocks if block.cell} == {0}


def test_a_label_goes_on_in_a_line_that_begins_with_a_number_where_it_was_cut() -> None:
    source = (
        "Indicator               2022   2030\nInfant mortality per    8.1    5.0\n1,000 live births\n"
        "Smokers                 24     15\n"
    )
    texts = [block.text for block in read(Path("a.txt"), data=source.encode()).blocks]
    assert texts[3:6] == ["Infant mortality per 1,000 live births", "8.1", "5.0"]


@pytest.mark.parametrize("gap", ["    ", "\t"])
def test_a_list_of_years_and_what_comes_about_in_them_is_a_table(gap: str) -> None:
    rows = [("2026", "First quay"), ("2028", "Second quay, 3 km"), ("2030", "Third quay, 5 km")]
    source = (
        "Timeline\n\n" + "\n".join(gap.join(row) for row in rows) + "\n\nThe port is old, and it will be for long.\n"
    )
    cells = [block for block in read(Path("a.txt"), data=source.encode()).blocks if block.cell is not None]
    assert [block.text for block in cells] == [text for row in rows for text in row]
    assert not any(block.cell.column_headers for block in cells if block.cell is not None)


def test_a_year_apart_from_what_comes_about_in_it_begins_no_heading() -> None:
    source = "Timeline\n\n2026    First quay\n2028    Second quay\n\nThe port is old, and it will be for long.\n"
    assert "heading" not in [block.kind for block in read(Path("a.txt"), data=source.encode()).blocks][1:]


def test_labels_over_their_values_are_a_table() -> None:
    document = txt(
        "Tide Mill Project\n\nMore data\nTotal cost\nUS$ 17.26 million\nBank loan\nUS$ 13.89 million\nTerms\nSoft\n"
    )
    assert rows(document) == [["Total cost", "US$ 17.26 million"], ["Bank loan", "US$ 13.89 million"]]
    assert [block.text for block in document.blocks if not block.cell][-1].endswith("Soft")


@pytest.mark.parametrize(
    "text",
    [
        "Total cost\nUS$ 17.26 million\nof which much is lent by the bank.\n",
        "300\nnew piers\n40\nnew boats\n",
        "The mill has a cost of\n40 million\nand the loan is\n30 million\n",
    ],
)
def test_lines_with_figures_that_go_on_are_no_table(text: str) -> None:
    assert rows(txt(text)) == []
