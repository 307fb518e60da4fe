"""Indicators: a quantity is named by its part in its predicate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

Link = Callable[..., Sequence[tuple[str, dict[str, Any]]]]


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("Network losses, which stood at 12 per cent in 2020, shall not exceed 7 per cent.", ["Network losses"] * 2),
        ("Yields of rice, currently 3 t/ha, are to be lifted to 5 t/ha by 2030.", ["Yields of rice"] * 2),
        ("The cooperative will lend 40 million euros to hill farmers.", ["lending to hill farmers"]),
        ("The fund has set aside 3 million dollars (2.8 million euros) for harbours.", ["allocation for harbours"] * 2),
        ("Bring 4,000 hectares under drip irrigation by 2030.", ["drip irrigation"]),
        ("Cut to 9 % (2022: 14 %) the share of empty trips.", ["share of empty trips"] * 2),
        ("We will raise the pass rate to 80 % and class hours to 24 hours.", ["pass rate", "class hours"]),
        ("Eighty per cent of the seats will be reserved for residents.", ["seats reserved for residents"]),
        ("Bridges will cost the county 12 million euros.", ["cost of Bridges"]),
        ("Freight by rail doubled between 2010 and 2020.", ["Freight by rail"]),
        ("We will double exports of timber by 2030.", ["exports of timber"]),
        ("The port will build 12 quays, each with a capacity of 400 tonnes.", ["quays built", "capacity of quays"]),
        ("We will open 40 clinics, a third of them in villages.", ["clinics opened", "clinics in villages"]),
        (
            "Total emissions were 18 Mt, of which energy accounted for two thirds.",
            ["Total emissions", "energy, share of Total emissions"],
        ),
        ("The fiscal deficit is estimated at 5 per cent of GDP.", ["fiscal deficit, share of GDP"]),
        ("Over the next three years, we will retrain dairy farmers.", ["retrain dairy farmers"]),
        ("Reduce energy use in existing towns by 15%.", ["energy use in existing towns"]),
        ("The target is a cut of 56%, 75% and 90% in smoke emissions.", ["smoke emissions"] * 3),
    ],
)  # fmt: skip
def test_indicators_are_named_by_their_part_in_the_predicate(text: str, indicators: list[str], link: Link) -> None:
    assert [row["indicator"] for _, row in link(text)] == indicators


def test_indicators_of_members_of_a_list_say_which_member(link: Link) -> None:
    text = "Each region will reduce its landfill from 2015 levels as follows: North 35%, South 14%, East 9%."
    assert [row["indicator"] for _, row in link(text)] == ["landfill (North)", "landfill (South)", "landfill (East)"]


def test_indicators_are_never_actors(link: Link) -> None:
    rows = link("In May 2020, the Ministry of Finance paid out 30 million euros.")
    assert all("Ministry" not in (row["indicator"] or "") for _, row in rows)


def test_indicators_of_labels_say_what_leads_them_in(link: Link) -> None:
    rows = link("The direct emissions of the following plants are:", "North: 14 GgCO2e", "South: 9 GgCO2e")
    assert [row["indicator"] for _, row in rows] == ["direct emissions (North)", "direct emissions (South)"]
