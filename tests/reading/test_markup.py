"""Where the text of HTML stands between its tags."""

from __future__ import annotations

import pytest

from policyledger.reading.markup import text_runs


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("<p>One</p> <p class='a' id=\"b\">Two</p>", ["One", "Two"]),
        ("<p>5 < 6 and 7 > 6</p>", ["5 < 6 and 7 > 6"]),
        ("<a title=\"x > y\" href='/a'>One</a>", ["One"]),
        ("<a title='it is \"x\"' hidden>One</a>", ["One"]),
        ("<a href = /a?b=c&d=e>One</a>", ["One"]),
        ('<p a="b>One</p><p>Two</p>', ["One", "Two"]),
        ('<p a=b"c>One</p>', ["One"]),
        ("<p a='b\"c>One</p>\n<p>Two</p>", ["One", "Two"]),
        ("<p\n class=a\n>One<br/>Two<p <b>Three</b>", ["One", "Two<p ", "Three"]),
        ("<!doctype html><!-- <p>No</p> --><p>One</p><?a b?>", ["One"]),
        ("<b>One</b><SCRIPT type='a'>if (a < b) no();</script ><p>Two</p>", ["One", "Two"]),
        ("<scripted>One</scripted><textarea>No</textarea>", ["One"]),
        ("Before<br>after", ["Before", "after"]),
        (" \n<p> \n</p>\xa0", []),
    ],
)
def test_text_runs_are_what_stands_between_tags(source: str, texts: list[str]) -> None:
    assert [source[start:stop] for start, stop in text_runs(source)] == texts
