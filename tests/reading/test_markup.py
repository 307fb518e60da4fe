"""Where the text of HTML stands between its tags."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from policyledger.reading import read
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
        ("<p><svg class='a' /> One <SVG><path/>No</SVG>Two</p>", [" One ", "Two"]),
        ("<p><svg>No</svg>One<svg class=a>Two<math>Three</p>", ["One", "Two", "Three"]),
        ("<script src='a' />no();</script>One<iframe/>No", ["One"]),
        ("<?xml version='1.0'?><script src='a' />One<script src=\"a\" >no();</script>Two", ["One", "Two"]),
        ("<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN'><iframe src='a'/>One<style/>", ["One"]),
        ("<html lang='en' xmlns='http://www.w3.org/1999/xhtml'><object data='a' />One", ["One"]),
    ],
)
def test_text_runs_are_what_stands_between_tags(source: str, texts: list[str]) -> None:
    assert [source[start:stop] for start, stop in text_runs(source)] == texts


@pytest.mark.parametrize("unit", ["<svg class='a'>a", "<svg ", "</svg><svg>a", "<script/>"])
def test_text_runs_are_found_in_time(unit: str) -> None:
    began = time.perf_counter()
    assert sum(1 for _ in text_runs(unit * 50_000)) <= 50_001
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    "page",
    [
        "<p><svg class='a'/> The port will save 12 GWh by 2032.</p>",
        "<p><svg class='a'> The port will save 12 GWh by 2032.</p>",
        "<?xml version='1.0'?><html><head><script src='a.js' /></head><p>The port will save 12 GWh by 2032.</p>",
    ],
)
def test_text_after_what_ends_itself_is_read(page: str) -> None:
    document = read(Path("page.html"), data=f"{page}<p>It is old.</p>".encode())
    assert [block.text for block in document.blocks] == ["The port will save 12 GWh by 2032.", "It is old."]


@pytest.mark.parametrize("tag", ["div", "font", "table><tr><td", "ul><li", "b"])
@pytest.mark.parametrize("closed", [True, False], ids=["closed", "open"])
def test_text_that_stands_deeper_than_a_parser_goes_is_read(tag: str, closed: bool) -> None:
    ends = "".join(f"</{name.strip('<')}>" for name in reversed(tag.split(">"))) if closed else ""
    page = f"<h1>Plan</h1>{f'<{tag}>' * 3_000}<p>Wind reaches 40 %.</p><p>Solar, too.</p>{ends * 3_000}<p>The end.</p>"
    texts = [block.text for block in read(Path("a.html"), data=page.encode()).blocks]
    assert texts == ["Plan", "Wind reaches 40 %.", "Solar, too.", "The end."]


def test_blocks_that_stand_so_deep_stay_apart() -> None:
    page = "<h1>Plan</h1>" + "".join(f"<div><font>Aim {number}" for number in range(2_000))
    assert [block.text for block in read(Path("a.html"), data=page.encode()).blocks][-2:] == ["Aim 1998", "Aim 1999"]
