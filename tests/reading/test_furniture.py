"""What of an HTML page is content: what is hidden until asked for, articles side by side, a title in a banner."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyledger.reading import read

FILLER = "<p>The harbour board looks after the quays, the locks and the old lighthouse of the town.</p>" * 8
SAID = "<p>Noise will fall by 15 % by 2031.</p>"


def text(body: str) -> str:
    return read(Path("a.html"), data=f"<html><body>{body}</body></html>".encode()).text


@pytest.mark.parametrize(
    ("attributes", "kept"),
    [
        ('class="faq-answer" style="display:none"', True),
        ('class="tab-content" style="display: none"', True),
        ('class="more-text" hidden', True),
        ('hidden="until-found"', True),
        ("hidden", True),
        ('class="cookie-banner" hidden', False),
        ('class="modal" hidden', False),
        ('class="error-message" hidden', False),
        ('role="dialog" hidden', False),
        ('class="site-menu" hidden', False),
    ],
)
def test_reading_keeps_what_is_hidden_until_asked_for(attributes: str, kept: bool) -> None:
    page = f"<main><h1>Harbour</h1>{FILLER}<div {attributes}>{SAID}</div></main>"
    assert ("15 %" in text(page)) == kept


def test_reading_keeps_no_hidden_words_without_a_value() -> None:
    page = f"<main><h1>Harbour</h1>{FILLER}<div hidden><p>Please enter your name.</p></div></main>"
    assert "Please" not in text(page)


@pytest.mark.parametrize(("heading", "kept"), [("Quiet quays", True), ("<a href='/q'>Quiet quays</a>", False)])
def test_reading_keeps_articles_side_by_side_but_no_teasers(heading: str, kept: bool) -> None:
    page = f"<article><h2>Quays</h2>{FILLER}</article><article><h2>{heading}</h2>{SAID}</article>"
    assert ("15 %" in text(page)) == kept


def test_reading_keeps_the_title_of_a_page_in_its_banner() -> None:
    page = f"<section class='banner'><h1>15 % less noise by 2031</h1></section><main>{FILLER}</main>"
    assert text(page).startswith("15 % less noise by 2031")
    assert "15 %" not in text(page.replace("h1", "p"))


@pytest.mark.parametrize("control", ["\f", "\v", "\x1c", "\x1f"])
def test_controls_around_furniture_are_blanks(control: str) -> None:
    page = f"<body><h1>Plan</h1><nav>Home</nav>{control}<p>The port will save 12 GWh by 2032.</p></body>"
    document = read(Path("page.html"), data=page.encode())
    assert [block.text for block in document.blocks] == ["Plan", "The port will save 12 GWh by 2032."]
    assert document.blocks[1].origins[0] == page.index("The port")


def test_a_damaged_date_in_the_metadata_costs_nothing() -> None:
    page = '<script>{"datePublished": "2021\t01"}</script><p>The port will save 12 GWh by 2032.</p>'
    document = read(Path("page.html"), data=page.encode())
    assert [block.text for block in document.blocks] == ["The port will save 12 GWh by 2032."]


@pytest.mark.parametrize(
    "name", ["sr-only", "govuk-visually-hidden", "visuallyhidden", "screen-reader-text", "wb-inv", "u-off-screen"]
)
def test_reading_drops_what_readers_of_screens_alone_are_told_whatever_it_is_called(name: str) -> None:
    words = f'The port <span class="{name}">(link opens elsewhere)</span> will build 12 quays.'
    page = f"<main><h1>Plan</h1><p>{words}</p><p>It is long and it goes on.</p></main>"
    for file, text in (("a.html", page), ("a.md", f"# Plan\n\n{words}\n\nIt is long and it goes on.\n")):
        texts = [block.text for block in read(Path(file), data=text.encode()).blocks]
        assert texts == ["Plan", "The port will build 12 quays.", "It is long and it goes on."]


@pytest.mark.parametrize(
    "part",
    [
        '<div class="newsletter-signup"><h3>Sign up</h3><p>Get 5 stories a week.</p></div>',
        '<div class="related-articles"><h2>More</h2><h3><a href="/b">Bins</a></h3><p>Waste fell by 20 % last year.</p>'
        "</div>",
        '<div class="gem-c-related-navigation"><h2>Related content</h2><ul><li><a href="/b">A plan for 10 clean years'
        " of the harbour and its boats</a></li></ul></div>",
    ],
)
def test_reading_drops_what_announces_other_pages_though_it_tells_a_value(part: str) -> None:
    page = f"<main><h1>Harbour</h1>{FILLER}{SAID}{part}</main>"
    assert text(page) == text(page.replace(part, ""))


TAB = '<button role="tab" id="t" aria-controls="p">Energy</button>'


@pytest.mark.parametrize(
    ("tab", "panel", "title"),
    [
        (f'<div role="tablist">{TAB}</div>', '<div role="tabpanel" id="p">', "Energy"),
        ('<ul class="nav"><li><a href="#p">Energy</a></li></ul>', '<div class="tab-pane fade" id="p">', "Energy"),
        (f'<div role="tablist">{TAB}</div>', '<div role="tabpanel" id="p"><h2>Wind</h2>', "Wind"),
    ],
)
def test_reading_titles_what_a_tab_opens_with_the_words_of_the_tab(tab: str, panel: str, title: str) -> None:
    page = f"<html><body><main><h1>Harbour</h1>{tab}{panel}{SAID}</div><p>It is old.</p></main></body></html>"
    blocks = read(Path("a.html"), data=page.encode()).blocks
    told = next(at for at, block in enumerate(blocks) if "15 %" in block.text)
    assert [(block.kind, block.text) for block in blocks[1:told]] == [("heading", title)]
