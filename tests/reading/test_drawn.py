"""Tables drawn in lines of plain text and of Markdown, and those whose columns stand apart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from beside import times_as_long
from policyledger.reading import Document, read, source_text
from policyledger.reading.aligned import spread


def rows(document: Document) -> list[list[str]]:
    found: dict[tuple[int, int], list[str]] = {}
    for block in document.blocks:
        if block.cell:
            found.setdefault((block.cell.table, block.cell.row), []).append(block.text)
    return list(found.values())


def heads(document: Document, text: str) -> tuple[list[str], list[str]]:
    """The texts of the headers of the rows and of the columns of a value."""
    [cell] = [block.cell for block in document.blocks if block.cell and block.text == text]
    assert cell is not None
    return (
        [document.blocks[at].text for at in cell.row_headers],
        [document.blocks[at].text for at in cell.column_headers],
    )


MERGED = """{title}

+------------+-----------------------+
| Sector     | Aims                  |
|            +-----------+-----------+
|            | 2025      | 2031      |
+============+===========+===========+
| Ships      | 20 %      | 40 %      |
+------------+-----------+-----------+
| Quays      | about 10 % in all     |
+------------+-----------+-----------+
| Boats and  | 50 %      | 80 %      |
| nets       +-----------+-----------+
|            | 5 MW      | 9 MW      |
+------------+-----------+-----------+

The port will look at them each year.
"""


@pytest.mark.parametrize(("name", "title"), [("plan.txt", "PLAN OF THE PORT"), ("plan.md", "# Plan of the port")])
def test_drawn_grid_tells_merged_cells_by_its_walls(name: str, title: str) -> None:
    document = read(Path(name), data=MERGED.format(title=title).encode())
    assert rows(document) == [
        ["Sector", "Aims"],
        ["2025", "2031"],
        ["Ships", "20 %", "40 %"],
        ["Quays", "about 10 % in all"],
        ["Boats and nets", "50 %", "80 %"],
        ["5 MW", "9 MW"],
    ]
    assert heads(document, "9 MW") == (["Boats and nets"], ["Aims", "2031"])
    assert document.blocks[-1].text == "The port will look at them each year."


SIMPLE = """
{title}

Aims of the port:

{table}

The port will look at them each year.
"""
PANDOC = """  Aim           2025      2031
------------  ------  --------
       Ships    20 %      40 %
       Boats    50 %      80 %"""
HEADED = "============  ======  ========\n{}\n============  ======  ========"
MULTILINE = """-------------------------------
    Aim      2025      2031
------------ ------ -----------
 Ships         20 %        40 %

 Boats         50 %        80 %
-------------------------------"""


@pytest.mark.parametrize(("name", "title"), [("plan.txt", "PLAN OF THE PORT"), ("plan.md", "# Plan of the port")])
@pytest.mark.parametrize(
    "table",
    [PANDOC, HEADED.format(PANDOC.replace("-", "=")), MULTILINE],
    ids=["simple", "restructured", "multiline"],
)
def test_drawn_rules_tell_the_columns(name: str, title: str, table: str) -> None:
    source = SIMPLE.format(title=title, table=table)
    document = read(Path(name), data=source.encode())
    assert rows(document) == [["Aim", "2025", "2031"], ["Ships", "20 %", "40 %"], ["Boats", "50 %", "80 %"]]
    assert heads(document, "80 %") == (["Boats"], ["2031"])
    raw = source_text(Path(name), source.encode())
    for start, end, block in document.spans():
        span = document.source_span(start, end)
        assert block.kind == "heading" or (span is not None and raw[slice(*span)] == block.text)


def test_drawn_multiline_rows_are_parted_by_blank_lines() -> None:
    document = read(
        Path("plan.md"),
        data=(
            b"# Plan\n\n----------------------------------\n"
            b" Aim         By     Share of\n                    all ships\n"
            b"----------- ------ ---------------\n New ships   2031   40 % of\n in use             them\n\n"
            b" Old ships   2035   10 %\n----------------------------------\n\n  : Aims of the **port**\n"
        ),
    )
    assert rows(document) == [
        ["Aim", "By", "Share of all ships"],
        ["New ships in use", "2031", "40 % of them"],
        ["Old ships", "2035", "10 %"],
    ]
    [cell] = [block.cell for block in document.blocks if block.text == "10 %"]
    assert cell is not None and cell.caption is not None
    assert document.blocks[cell.caption].kind == "caption"


def test_drawn_table_in_markdown_stands_in_quotes_lists_and_code() -> None:
    table = "+-------+--------+\n| Aim   | 2031   |\n+=======+========+\n| **Ships** | 40 % |\n+-------+--------+\n"
    code = "```\nAim      Unit    2031\nShips    number  40\nBoats    number  50\n```\n"
    quoted = "".join(f"> {line}\n" for line in table.splitlines())
    item = "- Item\n\n" + "".join(f"  {line}\n" for line in table.splitlines())
    document = read(Path("plan.md"), data=f"# Plan\n\n{quoted}\n{item}\n{code}".encode())
    assert rows(document) == [
        ["Aim", "2031"],
        ["Ships", "40 %"],
        ["Aim", "2031"],
        ["Ships", "40 %"],
        ["Aim", "Unit", "2031"],
        ["Ships", "number", "40"],
        ["Boats", "number", "50"],
    ]


@pytest.mark.parametrize(
    "text", ["Ships\n--- ---\n", "- - -\n", "Title\n-----\n\ntext\n", "--------\n\nShips\n\n--------\n"]
)
def test_drawn_rules_and_headings_of_markdown_are_no_tables(text: str) -> None:
    assert not rows(read(Path("plan.md"), data=f"# Plan\n\n{text}\nThe port will grow.\n".encode()))


ALIGNED = """PLAN OF THE PORT

The port has aims for each of the years to come.

{}
The port will look at them each year.
"""


@pytest.mark.parametrize(
    ("table", "value", "row", "column"),
    [
        (
            "Indicator               Unit     2025    2031\n"
            "Power of the cranes     MW        120     900\n"
            "Waste of all ships      kt CO2   3400    2100\n",
            "2100", ["Waste of all ships", "kt CO2"], ["2031"],
        ),
        (
            "Measure             Aim       Deadline   Who\n"
            "New cranes on the   450 MW    2031       Ministry of\n"
            "  quays                                  Ships\n"
            "Clean boats                   2035       Port\n",
            "450 MW", ["New cranes on the quays"], ["Aim"],
        ),
        (
            "                  Baseline          Aims\n"
            "Measure           2020      2025    2031\n"
            "SHIPS\n"
            "Cranes            5 MW      7 MW    9 MW\n",
            "9 MW", ["SHIPS", "Cranes"], ["Aims", "2031"],
        ),
        ("Measure\tUnit\t2025\t2031\nCranes\tMW\t5\t9\nBoats, all of them\tnumber\t6\t12\n", "12",
         ["Boats, all of them", "number"], ["2031"]),
        ("Measure    Unit    2031\n\nCranes     MW      9\n\nBoats      kt      12\n", "12", ["Boats", "kt"], ["2031"]),
    ],
    ids=["unit", "gaps", "groups", "tabs", "blank lines"],
)  # fmt: skip
def test_aligned_columns_are_told_by_their_gaps(table: str, value: str, row: list[str], column: list[str]) -> None:
    document = read(Path("plan.txt"), data=ALIGNED.format(table).encode())
    assert heads(document, value) == (row, column)
    assert document.blocks[-1].text == "The port will look at them each year."


@pytest.mark.parametrize(
    "text",
    [
        "The  port  will  save  20  MW  by  the  end,  while\nall  the  quays  save  30  MW  in  2031,  and\n",
        "The port has aims    that are for all of\nthe years to come,   and it will look\n"
        "at each 20 times     by the year 2031\n",
        "1.    Cranes of 20 MW by 2031\n2.    Boats of 30 MW by 2035\n3.    Ships\n",
        "Cranes      4\nBoats       9\nShips      12\n",
    ],
    ids=["justified", "prose in columns", "list", "contents"],
)  # fmt: skip
def test_aligned_gaps_in_other_lines_make_no_table(text: str) -> None:
    assert not rows(read(Path("plan.txt"), data=ALIGNED.format(text).encode()))


def test_drawn_headers_of_many_columns_are_parted_at_once() -> None:
    pieces = [(14 * at, 14 * at + 6) for at in range(12)]
    columns = [(7 * at, 7 * at + 4) for at in range(24)]
    assert spread(pieces, columns) == [(at, at + 2) for at in range(0, 24, 2)]
    assert spread([(0, 2), (3, 5), (6, 8)], [(0, 2), (3, 5), (6, 8)]) == [(0, 1), (1, 2), (2, 3)]


@pytest.mark.parametrize("side", ["start", "middle", "end"])
def test_drawn_headers_stand_over_groups_of_any_size_on_any_side(side: str) -> None:
    sizes = [1, 4, 2, 3, 1, 2, 4, 1, 3]
    groups = [(sum(sizes[:at]), sum(sizes[: at + 1])) for at in range(len(sizes))]
    columns = [(8 * at, 8 * at + 4) for at in range(sum(sizes))]
    lefts = [{"start": 8 * a, "middle": 4 * (a + b) - 4, "end": 8 * b - 8}[side] for a, b in groups]
    assert spread([(left, left + 4) for left in lefts], columns) == groups


@pytest.mark.parametrize(
    "unit", ["Text with 5 %.\n\n-----\n\n", "abc\n+---+---+\n", "+---+---+\n| a\n\n", "+---+---+\n"]
)
def test_drawn_lines_without_a_table_take_linear_time(unit: str) -> None:
    def of(times: int) -> Callable[[], object]:
        text = (unit * times).encode()
        return lambda: read(Path("rules.md"), data=text)

    assert times_as_long(of(1200), of(120), below=25) < 25
