"""What is read beside the main element of a page, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyledger.reading import read

MAIN = (
    "<main><h1>Harbour plan</h1><p>The council adopted this plan last year.</p><p>It covers every quay of the town.</p>"
    "<p>It describes the measures for each of them.</p><p>It goes on for many years.</p><ul><li>Cranes</li>"
    "<li>Locks</li><li>Lamps</li></ul></main>"
)
SAID = "<p>Noise will fall by 15 % by 2031.</p>"
ITEMS = ["Noise of all quays: minus 15 %", "Smell of all quays: minus 5 %"]
TOLD = "Noise will fall by 15 % by 2031."


def texts(body: str) -> list[str]:
    return [block.text for block in read(Path("a.html"), data=f"<html><body>{body}</body></html>".encode()).blocks]


@pytest.mark.parametrize(
    ("beside", "said"),
    [
        (f"<section><h2>Targets</h2>{SAID}</section>", ["Targets", TOLD]),
        (f"<div>{SAID}{SAID}</div>", [TOLD, TOLD]),
        (f"<div><aside><p>It rained on 3 days.</p></aside><article>{SAID}</article></div>", [TOLD]),
        ("<ul><li>Noise of all quays: minus 15 %</li><li>Smell of all quays: minus 5 %</li></ul>", ITEMS),
        (
            "<div><table><tr><th>Noise</th><th>2031</th></tr><tr><td>Day</td><td>50</td></tr>"
            "<tr><td>Night</td><td>40</td></tr></table></div>",
            ["Noise", "2031", "Day", "50", "Night", "40"],
        ),
    ],
)
@pytest.mark.parametrize("around", ["{}", "<div><div>{}</div></div>"])
def test_reading_keeps_what_tells_values_beside_the_main_element(beside: str, said: list[str], around: str) -> None:
    main = around.format(MAIN)
    alone = texts(main)
    assert texts(main + beside) == alone + said
    assert texts(beside + main) == said + alone


@pytest.mark.parametrize(
    "beside",
    [
        f"<aside><h2>Related</h2>{SAID}</aside>",
        f'<div role="complementary">{SAID}</div>',
        f'<div class="related-news">{SAID}</div>',
        f'<section><h2>News</h2><div><h3><a href="/a">Quiet</a></h3>{SAID}</div></section>',
        f'<div><h2>News</h2><ul><li><a href="/a">Quiet quays of the town</a>{SAID}</li></ul></div>',
        '<section><h2>News</h2><p>Noise will fall by 15 % by 2031. <a href="/a">Read more</a></p></section>',
        f'<section><h2>More</h2><div><h3>Quiet</h3>{SAID}<a href="/a">Read more</a></div></section>',
        f'<section class="teaser-grid"><h2>More</h2>{SAID}</section>',
        '<div class="contact-box"><h3>Contact</h3><p>Call 0800 123 from 8 to 16 on all days.</p></div>',
        "<div><p>© 2031 The harbour board of the town.</p></div>",
        "<div><p>The harbour board looks after the quays.</p></div>",
        "<table><tr><th>Mo</th><th>Tu</th></tr><tr><td>1</td><td>2</td></tr><tr><td>8</td><td>9</td></tr></table>",
        f"<form>{SAID}{SAID}</form>",
        "<div><p>Was this page of help? It was to 82 % of readers.</p></div>",
        '<div id="acme-consent-sdk"><h2>Privacy</h2><p>We and our 35 partners keep data for 13 months.</p></div>',
        "<div><h2>Privacy</h2><p>We store 35 small files. They are called cookies and last for 13 months.</p></div>",
    ],
)
def test_reading_drops_what_announces_other_pages_beside_the_main_element(beside: str) -> None:
    assert texts(MAIN + beside) == texts(MAIN)


def test_reading_keeps_only_what_tells_values_of_what_stands_beside_the_main_element() -> None:
    beside = f"<h2>Aims</h2><section>{SAID}</section><div><p>Follow the harbour board here.</p></div>"
    assert texts(MAIN + beside) == [*texts(MAIN), "Aims", TOLD]


def test_reading_keeps_a_value_under_the_title_of_the_page_though_a_link_alone_stands_below() -> None:
    title = f'<div class="hero"><h1>Harbour plan</h1>{SAID}<a href="/a.pdf">Download (PDF, 2 MB)</a></div>'
    assert texts(title + MAIN.replace("<h1>Harbour plan</h1>", ""))[:2] == ["Harbour plan", TOLD]
