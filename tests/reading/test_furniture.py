"""What of an HTML page is content: what is hidden until asked for, articles side by side, a title in a banner."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from policyledger.reading import read
from policyledger.reading.furniture import main_content
from policyledger.reading.marked import Marked
from policyledger.reading.markup import text_runs
from policyledger.reading.repair import Traced

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
        '<div class="related-content"><h2>Related</h2><p>Waste will fall by 10 % by 2029.</p></div>',
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


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("<label>Noise will fall by 15 % by 2031.</label>", ["Noise will fall by 15 % by 2031."]),
        ("<p><label>Noise:</label> minus 15 % by 2031</p>", ["Noise: minus 15 % by 2031"]),
        ('<label for="q">Your 2 names.</label><input id="q">', []),
        ("<label>Your 2 names. <input></label>", []),
        ("<label>Your 2 names.</label><textarea></textarea>", []),
        ('<input type="checkbox" id="a"><label for="a">Quays</label><div>Noise fell.</div>', ["Quays", "Noise fell."]),
        ('<fieldset><input type="radio" id="a"><label for="a">5 of 5</label></fieldset><button>Send</button>', []),
        ('<div><input type="radio" id="a"><label for="a">Yes</label></div><div><input type="radio"></div>', []),
    ],
)
def test_reading_keeps_labels_that_name_nothing_to_fill_in(form: str, said: list[str]) -> None:
    page = f"<h1>Harbour</h1><form>{form}</form><p>It is old.</p>"
    document = read(Path("a.html"), data=f"<html><body>{page}</body></html>".encode())
    assert [block.text for block in document.blocks] == ["Harbour", *said, "It is old."]


def test_reading_takes_the_label_of_a_box_to_tick_for_the_title_of_what_it_folds_out() -> None:
    page = f'<input type="checkbox" id="a"><label for="a">Quays</label><div>{SAID}</div>'
    blocks = read(Path("a.html"), data=f"<html><body><h1>Harbour</h1>{page}</body></html>".encode()).blocks
    assert [block.kind for block in blocks] == ["heading", "heading", "paragraph"]


def test_reading_takes_a_menu_for_a_list_unless_it_is_links() -> None:
    page = "<h1>Harbour</h1><menu><li>Noise: minus 15 % by 2031<menu><li>by night</menu></menu>"
    blocks = read(Path("a.html"), data=f"<html><body>{page}<p>It is old.</p></body></html>".encode()).blocks
    assert [(block.kind, block.level) for block in blocks[1:-1]] == [("list_item", 1), ("list_item", 2)]
    links = '<menu><li><a href="/a">Quays of the town by night</a></menu>'
    assert "Quays" not in text(f"<h1>Harbour</h1>{links}<p>It is old.</p>")


@pytest.mark.parametrize("tag", ["object", "noscript", "canvas"])
def test_reading_keeps_what_is_shown_instead_only_where_it_tells_a_value_that_stands_nowhere_else(tag: str) -> None:
    page = "<h1>Harbour</h1><p>It is old.</p>"
    assert text(f"{page}<{tag}>{SAID}</{tag}>").endswith("Noise will fall by 15 % by 2031.")
    assert text(f"{page}<{tag}><p>Please turn on scripts.</p></{tag}>") == text(page)
    assert text(f"{page}{SAID}<{tag}>{SAID}</{tag}>") == text(page + SAID)


def test_reading_hidden_parts_within_each_other_takes_time_by_size_alone() -> None:
    def looked_at(depth: int) -> int:
        seen = 0

        class Counted(Marked):
            def traced(self, text: str | None) -> list[Traced]:
                nonlocal seen
                seen += 1
                return super().traced(text)

        page = f"<body>{'<div hidden>' * depth}{'<p>a b</p>' * 500}{SAID}"
        marked = Counted(page, text_runs(page))
        main_content(etree.fromstring(marked.text, etree.HTMLParser()), marked)
        return seen

    assert looked_at(100) < looked_at(1) * 2
