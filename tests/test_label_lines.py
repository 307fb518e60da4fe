"""Lines that begin with a label: its unit, its name and its status hold for the values behind its colon."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Link = Callable[..., list[tuple[str, dict[str, Any]]]]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Number of dockers: baseline 1,200 (2022); target 5,000 by 2031.",
            [("dockers", "count", "actual", None), ("dockers", "count", "target", "2031")],
        ),
        (
            "Share of kelp: baseline 12 % (2020); target 30 % by 2031.",
            [("Share of kelp", "%", "actual", None), ("Share of kelp", "%", "target", "2031")],
        ),
        (
            "Kelp share: 12 % (2020), target 30 % (2031).",
            [("Kelp share", "%", "actual", None), ("Kelp share", "%", "target", "2031")],
        ),
        (
            "Smoking in ports: 14 % (2019) to 10 % (2031).",
            [("Smoking in ports", "%", "actual", None), ("Smoking in ports", "%", "target", "2031")],
        ),
        (
            "Dune cover — baseline: 21 % (2019), target: 25 % (2031)",
            [("Dune cover", "%", "actual", None), ("Dune cover", "%", "target", "2031")],
        ),
        (
            "Life of hulls (years): 38.2 in 2022; target of 40 by 2031.",
            [("Life of hulls", "year", "actual", None), ("Life of hulls", "year", "target", "2031")],
        ),
        (
            "Soot (kt): 45 in 2020, 30 in 2031 (5 measures).",
            [("Soot", "kt", "actual", None), ("Soot", "kt", "target", "2031"), ("measures", "count", "other", "2031")],
        ),
        ("Hull Expansion Factor (HEF): we follow rule 4.", []),
        ("Biomass Expansion Factor (BEF): 1.4.", []),
        ("Pier fee (EUR): 40.", [("Pier fee", "EUR", "actual", None)]),
        ("Pier fee (EUR): see Annex 4.", []),
    ],
)
def test_a_label_names_the_values_behind_it(
    text: str, rows: list[tuple[str, str, str, str | None]], link: Link
) -> None:
    found = [(row["indicator"], row["unit"], row["status"], row["target_date"]) for _, row in link(text)]
    assert found == rows


def test_a_year_for_a_label_names_nothing(link: Link) -> None:
    assert [row["indicator"] for _, row in link("2031: 40 million euros for kelp.")] == ["funding for kelp"]


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        (
            "Tides will supply 80 % of heat: river 55 %, bay 20 % and fjord 5 %.",
            ["Tides, share of heat", "Tides (river)", "Tides (bay)", "Tides (fjord)"],
        ),
        (
            "The fund is split as follows: roads 40 million euros, piers 30 million euros.",
            ["fund (roads)", "fund (piers)"],
        ),
        ("Capacity will reach 12 GW (tides 7 GW, wind 5 GW).", ["Capacity", "Capacity (tides)", "Capacity (wind)"]),
        ("Capacity will reach 12 GW: up 7 GW on 2020.", ["Capacity", "Capacity"]),
    ],
)
def test_members_of_a_list_of_names_and_values_have_their_name(text: str, indicators: list[str], link: Link) -> None:
    assert [row["indicator"] for _, row in link(text)] == indicators


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        (
            "40 docks: 10 in the North, 12 in the South and 18 at sea.",
            [
                (40, "docks", "dock"),
                (10, "docks in North", "dock"),
                (12, "docks in South", "dock"),
                (18, "docks at sea", "dock"),
            ],
        ),
        (
            "The plan creates 900 jobs, of which 600 in ports and 300 in towns.",
            [
                (900, "jobs created", "job"),
                (600, "jobs created in ports", "job"),
                (300, "jobs created in towns", "job"),
            ],
        ),
        (
            "Of the 40 docks, 10 are in the North, 12 in the South.",
            [(40, "docks", "dock"), (10, "docks in the North", None), (12, "docks in South", None)],
        ),
        ("Losses were 5 % in 2019: 12 in the list above.", [(5, "Losses", None)]),
    ],
)
def test_parts_of_a_count_leave_its_noun_out(
    text: str, counts: list[tuple[float, str, str | None]], link: Link
) -> None:
    assert [(row["value_min"], row["indicator"], row["counted"]) for _, row in link(text)] == counts
