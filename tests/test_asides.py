"""Asides: what is put in between tells how things are, and says nothing of the values around it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Link = Callable[..., list[tuple[str, dict[str, Any]]]]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "Losses, now 17 %, will drop by 5 percentage points by 2030.",
            [("actual", None, None), ("target", "2030", None)],
        ),
        (
            "We aim to reduce the share of landfilled waste, which was 61 % in 2022, to 38 % in 2028.",
            [("actual", None, "2022"), ("target", "2028", None)],
        ),
        (
            "Farm power, at 1.6 kW/ha against the national average of 2 kW/ha, will be raised to 3 kW/ha by 2025.",
            [("actual", None, None), ("actual", None, None), ("target", "2025", None)],
        ),
        (
            "The output of pulses – currently 10 Mt – is to reach 14 Mt by 2031.",
            [("actual", None, None), ("target", "2031", None)],
        ),
        (
            "The levy, introduced in 2017 at 50 euros per tonne, is to be raised to 80 euros per tonne by 2031.",
            [("actual", None, "2017"), ("target", "2031", None)],
        ),
        (
            "We will double the output of pulses (10.6 Mt in 2018) by 2034.",
            [("target", "2034", None), ("actual", None, "2018")],
        ),
    ],
)
def test_asides_tell_how_things_are(text: str, values: list[tuple[str, str | None, str | None]], link: Link) -> None:
    assert [(each["status"], each["target_date"], each["as_of"]) for _, each in link(text)] == values


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("The share of waste burnt, which is to reach 60 % in 2030, will fall to 10 % by 2050.", ["target", "target"]),
        ("We will plant 30 km2 of oak, 20 km2 of ash, and 10 km2 of yew by 2030.", ["target", "target", "target"]),
        ("Emissions shall fall, at the latest by 2031, by 40 % in towns and 20 % elsewhere.", ["target", "target"]),
    ],
)
def test_asides_hold_no_plans(text: str, statuses: list[str], link: Link) -> None:
    assert [each["status"] for _, each in link(text)] == statuses
