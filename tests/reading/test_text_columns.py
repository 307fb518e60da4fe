"""Columns side by side, heads of mails, leaders and lines that all say one thing in plain text."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyledger.errors import PolicyledgerError
from policyledger.reading import Document, read, source_text

COLUMNS = """\
Plan of the port

The State will invest EUR 2 billion     Rail is the second pillar of it. By
in the quays by 2030. It will also      2032, 1,200 km of track will be
hire 600 masons by 2029, who help to    renewed and 40 stations made open
build them out of steel.                to all. Noise will fall by half.

Piers will have 12 cranes by 2032       Roads get EUR 300 million by 2028,
and 9 lifts by 2030, the minister       so that every town has a safe lane
said at the opening of the hall.        of its own on the way to the port.
"""


def read_text(text: str) -> Document:
    return read(Path("plan.txt"), data=text.encode())


def test_text_reads_columns_side_by_side_one_after_the_other() -> None:
    document = read_text(COLUMNS)
    assert [block.text for block in document.blocks] == [
        "Plan of the port",
        "The State will invest EUR 2 billion in the quays by 2030. It will also hire 600 masons by 2029, who help to "
        "build them out of steel.",
        "Piers will have 12 cranes by 2032 and 9 lifts by 2030, the minister said at the opening of the hall.",
        "Rail is the second pillar of it. By 2032, 1,200 km of track will be renewed and 40 stations made open to all. "
        "Noise will fall by half.",
        "Roads get EUR 300 million by 2028, so that every town has a safe lane of its own on the way to the port.",
    ]
    start = document.text.index("1,200 km")
    span = document.source_span(start, start + 8)
    assert span and source_text(Path("plan.txt"), COLUMNS.encode())[slice(*span)] == "1,200 km"


@pytest.mark.parametrize(
    "text",
    [
        "Measure                      2025     2030\n"
        "more piers of steel             5       12\n"
        "more quays of stone             8       16\n"
        "more locks of wood              2        4\n"
        "more cranes in all              1        3\n",
        "The words of this text are set to fill\n"
        "their  lines,  so  that  blanks  stand\n"
        "between  them  in  all  places  of  it\n"
        "and no gutter is to be  found  in  any\n"
        "of them, however long one looks for it.\n",
    ],
    ids=["a table", "justified lines"],
)
def test_text_takes_no_table_and_no_justified_lines_for_columns(text: str) -> None:
    said = " ".join(block.text for block in read_text(text).blocks)
    assert said.split() == text.split()


MAIL = """\
From: Ministry of Ports <press@ports.gov>
To: All readers
{sent}
Subject: Fifty quays by 2030
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Dear all,

The State will build 50 quays by 2030.
"""


@pytest.mark.parametrize("sent", ["Date: Tue, 3 Mar 2026 09:12:33 +0100", "Sent: Tuesday, March 3, 2026 9:12 AM"])
def test_text_takes_title_and_day_of_a_mail_from_its_head(sent: str) -> None:
    document = read_text(MAIL.format(sent=sent))
    assert (document.title, document.published) == ("Fifty quays by 2030", "2026-03-03")
    assert "MIME" not in document.text and "charset" not in document.text
    assert [block.text for block in document.blocks][-2:] == ["Dear all,", "The State will build 50 quays by 2030."]


def test_text_takes_lines_with_labels_for_no_head_of_a_mail() -> None:
    text = "Subject: Ports\nBudget: EUR 5 million\nDeadline: 2031\n\nThe State will build 50 quays by 2030.\n"
    assert "Budget: EUR 5 million" in read_text(text).text and "Subject: Ports" in read_text(text).text


def test_text_reads_labels_and_values_that_dots_connect_as_a_table() -> None:
    text = "Key figures\n\nQuays ............ 50 by 2030\nPiers of steel ... 20 by 2031\nLocks ............ 5 by 2032\n"
    document = read_text(text.replace("...", "....."))
    cells = [(block.text, block.cell) for block in document.blocks if block.cell and not block.cell.is_header]
    assert [(document.blocks[cell.row_headers[0]].text, value) for value, cell in cells] == [
        ("Quays", "50 by 2030"),
        ("Piers of steel", "20 by 2031"),
        ("Locks", "5 by 2032"),
    ]


def test_text_that_says_one_thing_again_and_again_says_nothing() -> None:
    with pytest.raises(PolicyledgerError) as caught:
        read_text("Draft of the plan\n\n" * 5)
    assert caught.value.code == "D002"


@pytest.mark.parametrize("mark", ["[ ]", "[x]"])
def test_text_takes_a_box_to_tick_for_a_bullet(mark: str) -> None:
    blocks = read_text(f"To do:\n\n{mark} 5 ports by 2029\n{mark} 20 schools by 2028\n").blocks
    assert [(block.kind, block.text) for block in blocks[1:]] == [
        ("list_item", "5 ports by 2029"),
        ("list_item", "20 schools by 2028"),
    ]


@pytest.mark.parametrize(
    "line",
    ["aa  bb\n", "a very long line of words    and another one of words\n", "From: x\nTo: y\nDate: z\n", "a .... b\n"],
)
def test_text_looks_for_columns_heads_and_leaders_in_linear_time(line: str) -> None:
    assert read_text("Plan\n\n" + line * 5_000 + "\nEnd.").blocks
