"""Parts of a page: where what a heading speaks for ends, what is furniture, and what is hidden."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from policyledger.extracting import extract_document
from policyledger.reading import Document, read, source_text

TEXT = "<p>The port has long planned for its quays, and has written down what it wants to do with them.</p>"


def html(body: str) -> Document:
    return read(Path("page.html"), data=f"<html><body><h1>Port plan</h1>{TEXT}{body}</body></html>".encode())


def shown(document: Document, skip: int = 2) -> list[tuple[str, str]]:
    """Kind and text of the blocks after the first ones."""
    return [(block.kind, block.text) for block in document.blocks[skip:]]


PARTS = {
    "details": "<details><summary>Ferries</summary>{}</details>",
    "section": "<section><h3>Ferries</h3>{}</section>",
    "article": "<article><h3>Ferries</h3>{}</article>",
    "fieldset": "<fieldset><legend>Ferries</legend>{}</fieldset>",
}


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS.keys())
def test_parts_end_with_what_holds_them(part: str, nlp: Language) -> None:
    page = (
        f"<html><body><h1>Port plan</h1>{TEXT}<h2>Ships</h2>"
        f"{part.format('<p>The port will buy 30 ferries by 2031.</p>')}<p>All ships will save 20 % by 2035.</p>"
        "</body></html>"
    )
    found, _ = extract_document(nlp, Path("a.html"), "a.html", page.encode())
    assert [(row.value_min, row.section) for row in found.statements] == [
        (30, "Port plan > Ships > Ferries"),
        (20, "Port plan > Ships"),
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<section><h2>Ships</h2></section><section><p>All ships will save 20 % by 2035.</p></section>",
        "<section><h1>Ships</h1><p>They sail.</p></section><section><p>All ships will save 20 % by 2035.</p></section>",
        "<div><h2>Ships</h2><p>They are many.</p></div><p>All ships will save 20 % by 2035.</p>",
    ],
    ids=["heading alone", "title", "div"],
)
def test_parts_go_on_where_what_holds_their_heading_ends(page: str, nlp: Language) -> None:
    found, _ = extract_document(nlp, Path("a.html"), "a.html", f"<html><body>{page}</body></html>".encode())
    assert [row.section for row in found.statements] == ["Ships"]


def test_parts_of_html_in_markdown_go_on_in_its_text(nlp: Language) -> None:
    text = (
        "# Port plan\n\n## Ships\n\n<details>\n<summary>Ferries</summary>\n\nThe port buys **30** ferries by 2031.\n"
        "\n</details>\n\nAll ships will save 20 % by 2035.\n"
    )
    found, _ = extract_document(nlp, Path("a.md"), "a.md", text.encode())
    assert [(row.value_min, row.section) for row in found.statements] == [
        (30, "Port plan > Ships > Ferries"),
        (20, "Port plan > Ships"),
    ]


LINKS = '<a href="/">Home</a>{0}<a href="/a">Aims for 2031</a>{0}<a href="/b">Staff</a>{0}<a href="/c">Find us</a>'


@pytest.mark.parametrize(
    "menu",
    [
        f'<div class="menu">{LINKS.format(" ")}</div>',
        f'<ul class="nav"><li>{LINKS.format("</li><li>")}</li></ul>',
        f'<table class="menu"><tr><td>{LINKS.format("</td><td>")}</td></tr></table>',
        f"<p>{LINKS.format(' | ')}</p>",
        f"<p>{LINKS.format(' › ')} › Port plan</p>",
        '<div class="footer"><p>Call us at 555 0199 between 9 and 5.</p></div>',
        '<div id="page-footer"><p>Call us at 555 0199 between 9 and 5.</p></div>',
    ],
    ids=["menu", "nav", "table", "bars", "path", "footer", "footer-id"],
)
def test_parts_that_are_furniture_are_left_out_of_short_pages(menu: str) -> None:
    assert shown(html(f"{menu}<p>The port will buy 30 ferries by 2031.</p>")) == [
        ("paragraph", "The port will buy 30 ferries by 2031.")
    ]


@pytest.mark.parametrize(
    "kept",
    [
        '<div class="menu-planning">The menus of the port will save 20 % of all food by 2031.</div>',
        '<div class="footer-note">Of these, 20 % are for the quays.</div>',
        '<section><div class="footer">Of these, 20 % are for the quays.</div></section>',
        '<p>Ships | Boats | <a href="/a">20 % of all ferries</a></p>',
        '<p><a href="/a">Ships</a> | <a href="/b">Boats</a></p>',
        '<p><a href="/a">Ships save 20 % by 2031.</a> | <a href="/b">Boats</a> | <a href="/c">Quays</a></p>',
    ],
)
def test_parts_that_only_look_like_furniture_are_kept(kept: str) -> None:
    document = html(f"{kept}<p>The port will buy 30 ferries by 2031.</p>")
    assert len(shown(document)) == 2


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        (
            "<dl><dt>25 %</dt><dd>less waste by 2031</dd><dt>€2 billion</dt><dd>for new quays</dd></dl>",
            [("paragraph", "25 % less waste by 2031"), ("paragraph", "€2 billion for new quays")],
        ),
        (
            "<dl><dt>Waste</dt><dd>25 % by 2031</dd><dt>Quays</dt><dd>12</dd></dl>",
            [("table_cell", text) for text in ("Waste", "25 % by 2031", "Quays", "12")],
        ),
        (
            "<dl><dt>2026</dt><dd>12 quays</dd><dt>2031</dt><dd>20 quays</dd></dl>",
            [("table_cell", text) for text in ("2026", "12 quays", "2031", "20 quays")],
        ),
        (
            "<p>The port will:<br>• buy 30 ferries<br>of wood<br>• build 12 quays</p>",
            [("paragraph", "The port will:"), ("list_item", "buy 30 ferries of wood"), ("list_item", "build 12 quays")],
        ),
        (
            "<p>The port will:<br>1. buy 30 ferries<br>2. build 12 quays</p>",
            [("paragraph", "The port will:"), ("list_item", "buy 30 ferries"), ("list_item", "build 12 quays")],
        ),
        ("<p>12 Main Quay<br>Cork – 555 0199</p>", [("paragraph", "12 Main Quay Cork – 555 0199")]),
    ],
    ids=["figures", "terms", "years", "bullets", "numbers", "address"],
)
def test_parts_of_lists_are_told_by_what_they_hold(body: str, blocks: list[tuple[str, str]]) -> None:
    assert shown(html(body)) == blocks


COPY = "<div class='d-none'><p>All the ships of the port will save 20 % by 2031.</p></div>"


@pytest.mark.parametrize(
    "text",
    [
        f"{COPY}\n{COPY.replace('d-none', 'd-md-none')}",
        f"{COPY}\n\nAll the ships of the port will save 20 % by 2031.",
        "<div style='display:none'>\n\nAll the ships of the port will save 20 % by 2031.\n\n</div>\n\n"
        "All the ships of the **port** will save 20 % by 2031.",
        'All the ships of the port <span class="sr-only">of Cork</span>will save <b hidden>1 <i>%</i></b>20 % by 2031.',
    ],
    ids=["one block", "text", "around text", "in a line"],
)
def test_parts_hidden_in_markdown_are_not_read_twice(text: str) -> None:
    document = read(Path("plan.md"), data=f"# Port plan\n\n{text}\n".encode())
    assert shown(document, 1) == [("paragraph", "All the ships of the port will save 20 % by 2031.")]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("CO~2~ and H~2~O", "CO2 and H2O"),
        ("300 km^2^ of 10^6^ trees", "300 km2 of 10^6 trees"),
        ("the 2^nd^ plan", "the 2nd plan"),
        ("30 %^1^ of all^a^ ships", "30 % of all ships"),
        ("~5 % of ~6 % and ~5%", "~5 % of ~6 % and ~5%"),
        ("now ~~30 %~~ 40 %", "now 40 %"),
        ("a ^ b and x^y", "a ^ b and x^y"),
    ],
)
def test_parts_that_pandoc_sets_off_are_read_as_they_mean(source: str, text: str) -> None:
    data = f"# Port plan\n\nThe aim is {source} now.\n".encode()
    document = read(Path("plan.md"), data=data)
    assert document.blocks[1].text == f"The aim is {text} now."
    span = document.source_span(document.text.index("now."), len(document.text))
    assert span is not None and source_text(Path("plan.md"), data)[slice(*span)] == "now."


def test_parts_of_notes_in_markdown_may_be_one_word_or_follow_each_other() -> None:
    text = (
        "# Port plan\n\nSave 20 %[^1] of it[^2] by 2031[^a].\n\n[^1]: Provisional.\n[^2]: https://port.example/aims\n"
        "[^a]: See the annex,\nwhich is long.\n\n    It has 3 pages.\n\nThe end is near.\n"
    )
    assert shown(read(Path("plan.md"), data=text.encode()), 1) == [
        ("paragraph", "Save 20 % of it by 2031."),
        ("footnote", "Provisional."),
        ("footnote", "https://port.example/aims"),
        ("footnote", "See the annex, which is long."),
        ("footnote", "It has 3 pages."),
        ("paragraph", "The end is near."),
    ]
