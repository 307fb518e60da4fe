"""Hidden copies in HTML: read once, where they are copies."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers import cells
from policyledger.reading import read

AIM = "The port will save 12 GWh by 2032."


def texts(body: str) -> list[str]:
    page = f"<main><h1>Plan</h1><p>The council has <b>one</b> aim.</p>{body}</main>"
    return [block.text for block in read(Path("page.html"), data=page.encode()).blocks][2:]


@pytest.mark.parametrize(
    "attributes",
    [
        "hidden",
        "aria-hidden=true",
        'style="display: none"',
        "class=visually-hidden",
        "class=sr-only",
        "class=screen-reader-text",
        'class="d-none d-md-block"',
        "class=visible-print",
    ],
)
@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
def test_copies_are_read_once(attributes: str, first: bool) -> None:
    shown, hidden = "<p>The port will save\n <b>12 GWh</b> by 2032.</p>", f"<div {attributes}><p>{AIM}</p></div>"
    assert texts(hidden + shown if first else shown + hidden) == [AIM]


@pytest.mark.parametrize("tag", ["template", "noscript"])
def test_copies_for_no_scripts_are_not_read(tag: str) -> None:
    assert texts(f"<p>{AIM}</p><{tag}><p>{AIM}</p></{tag}>") == [AIM]


def test_copies_each_of_which_is_hidden_on_some_screens_are_read_once() -> None:
    assert texts(f'<p class="d-none d-md-block">{AIM}</p><p class="d-md-none">{AIM}</p>') == [AIM]


def test_copies_leave_what_is_folded_away_and_stands_nowhere_else() -> None:
    other = "It will plant 400 trees by 2030."
    assert texts(f"<p>{AIM}</p><div class=show-for-large><p hidden>{other}</p></div>") == [AIM, other]


def test_copies_leave_a_column_that_is_hidden_on_some_screens() -> None:
    rows = [["Aim", "Responsible", "2025", "2030"]]
    rows += [[aim, "Ministry of Energy and of the Climate of the Country", "10 %", "20 %"] for aim in ("Wind", "Sun")]
    classes = ("", "class='d-none d-md-table-cell'", "", "")
    body = "".join(
        f"<tr>{''.join(f'<td {name}>{text}</td>' for name, text in zip(classes, row, strict=True))}</tr>"
        for row in rows
    )
    page = f"<h1>Plan</h1><p>The council has one aim.</p><table>{body}</table>"
    assert cells(read(Path("page.html"), data=page.encode())) == rows
    boxed = page.replace("<td class='d-none d-md-table-cell'>", "<td><div class='d-none d-md-block'>")
    assert cells(read(Path("page.html"), data=boxed.encode())) == rows


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "<ul>{}</ul>".format(
                "".join(
                    f"<li>{kind} power: <span class=print>it will be 10 per cent of all by 2030</span></li>"
                    for kind in ("Wind", "Sun")
                )
            ),
            [f"{kind} power: it will be 10 per cent of all by 2030" for kind in ("Wind", "Sun")],
            id="a part of a line",
        ),
        pytest.param(
            f"<h2>Norway</h2><p>{AIM}</p><h2>Sweden</h2><p class=visible-block>{AIM}</p>",
            ["Norway", AIM, "Sweden", AIM],
            id="shown",
        ),
        pytest.param(
            "<p>1,300 electric buses will run in the town by 2035</p>"
            "<div class=tab hidden><p>300 electric buses will run in the town by 2035</p></div>",
            ["1,300 electric buses will run in the town by 2035", "300 electric buses will run in the town by 2035"],
            id="the end of another text",
        ),
        pytest.param(
            "<h2>North</h2><p>300 new buses</p><h2>South</h2><p class=d-none>300 new buses</p>",
            ["North", "300 new buses", "South", "300 new buses"],
            id="too short",
        ),
    ],
)
def test_copies_leave_what_is_no_copy(body: str, expected: list[str]) -> None:
    assert texts(body) == expected
