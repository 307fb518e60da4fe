"""Hidden copies in HTML: read once, where they are copies."""

from __future__ import annotations

from pathlib import Path

import pytest

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
