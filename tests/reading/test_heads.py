"""The title and the date of publication that a document's head gives away."""

from __future__ import annotations

import pytest

from policyledger.reading.document import Block
from policyledger.reading.heads import published, title


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        # the answer is what was published, not the question
        (["Date lodged: 14 November 2024", "To ask what is done.", "Answer (A. Reed, 2 December 2024)"], "2024-12-02"),
        (["Date lodged: 14 November 2024", "Reply: Minister for Weirs, 2 December 2024"], "2024-12-02"),
        (["Date lodged: 14 November 2024", "Date answered: 2 December 2024", "Weirs"], "2024-12-02"),
        (["Date lodged: 14 November 2024", "To ask what is done."], "2024-11-14"),
        (
            ["5 May 2023", "Response (to the many people who wrote to us after 7 June 2022) and what is next"],
            "2023-05-05",
        ),
        (["News Release", "Ten weirs selected", "September 20, 2024"], "2024-09-20"),
        # a speech is of the day it was given
        (["Budget Speech", "Delivered by the Minister of Finance of Kestral on 3 March 2026"], "2026-03-03"),
        (["Budget", "Presented to Parliament on Tuesday, 3 March 2026 by the Minister"], "2026-03-03"),
        (["Budget Speech", "Read in the House, Tuesday 3 March 2026"], "2026-03-03"),
        (["The bill was presented by the Minister on 3 March 2025 and became law."], ""),
        # a report is published after the period it is on
        (["Reporting period: 1 January – 30 June 2023"], ""),
        (["Period: 1 January – 30 June 2023"], ""),
        (["1 January to 30 June 2023"], ""),
        (["Reporting period: 1 January – 30 June 2023", "12 March 2023", "July 2023"], "2023-07"),
        # what came about in steps was published after the last
        (["May 2016", "APRIL 2017 start of the port", "7 December 2017", "Forum", "January 2018 talks with towns"], ""),
        # a dateline without year is of the one year in which it fell on that weekday
        (
            ["Weirs by 2027", "LIMA, April 23 (Wire) -- The council said Wednesday it will act.", "In 2024"],
            "2025-04-23",
        ),
        (["Weirs by 2037", "LIMA, April 23 (Wire) -- The council said Wednesday it will act.", "In 2024"], ""),
        (["Weirs by 2027", "LIMA, April 23 (Wire) -- The council acts by Wednesday.", "In 2024"], ""),
        (["Weirs by 2027", "LIMA, February 30 (Wire) -- The council said Wednesday it will act.", "In 2024"], ""),
        (["Weirs", "LIMA, April 23 (Wire) -- The council said Wednesday it will act."], ""),
    ],
)
def test_heads_publication_date(lines: list[str], date: str) -> None:
    assert published([Block(line) for line in lines], "", "").value == date


def test_heads_file_made_before_the_period_reported_on_is_no_publication() -> None:
    blocks = [Block("Reporting period: 1 January – 30 June 2023")]
    assert published(blocks, "", "2022-11-03").value == ""
    assert published(blocks, "", "2023-09-01").value == "2023-09-01"


@pytest.mark.parametrize("figure", ["290GWh", "30 %", "€2.5bn", "US$ 60 M", "1,200 km"])
def test_title_is_no_figure_in_large_type(figure: str) -> None:
    blocks = [Block(figure, "heading", 1), Block("Rail strategy", "heading", 2)]
    assert title(blocks, "").value == "Rail strategy"


@pytest.mark.parametrize("name", ["5G for all", "2030 Act", "20 new ports", "NDC 3.0", "NDP 2030"])
def test_title_may_begin_with_a_number(name: str) -> None:
    assert title([Block(name, "heading", 1), Block("Rail strategy", "heading", 2)], "").value == name
