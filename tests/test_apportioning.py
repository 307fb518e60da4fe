"""For whom values hold, on sentences of our own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Link = Callable[..., list[tuple[str, dict[str, Any]]]]


@pytest.mark.parametrize(
    ("text", "per"),
    [
        # the head of the phrase behind the word, not its first word
        ("Each district hospital will receive 12 dialysis machines.", "hospital"),
        ("Every health post will employ 4 nurses.", "post"),
        ("The scheme pays 300 euros per primary pupil per year.", "pupil"),
        ("Fees are 30 euros per person employed.", "person"),
        ("Farmers get 200 euros per cow slaughtered.", "cow"),
        ("Rents rose to 12 euros per square metre.", "square metre"),
        # a number before what it is divided by
        ("The rate shall fall to fewer than 70 deaths per 100,000 live births.", "100,000 live births"),
        ("There will be 30 doctors per million people.", "million people"),
        ("The death rate is now 112 deaths per million.", "million"),
        # an article
        ("The minimum wage will rise to 14.50 euros an hour.", "hour"),
        ("Bread is held at 12 rupees a kilo.", "kilo"),
        # a slash
        ("The carbon tax rises to S$25/tCO2e in 2024.", "tonne"),
        ("The levy is set at €45/t from 2027.", "tonne"),
        ("The price will reach $100/tCO2e by 2030.", "tonne"),
        ("Feed-in pays EUR 0.20/kWh to farms.", "kwh"),
        ("Feed-in pays EUR 0.20 per kWh to farms.", "kwh"),
        ("The fund holds EUR 20 million/Ministry of Works.", None),
        ("The fund holds EUR 20.5 million/MOF.", None),
        # who gets it
        ("Grants of up to 50,000 euros each to 400 fishing crews are planned for harbours.", "crew"),
        # a few words on
        ("At least three women must sit on each board.", "board"),
        ("The state will build 3 clinics in each coastal county by 2030.", "county"),
        ("The harbour pays 20 euros to each of the 30 guards.", None),
        ("Clinics must be within 5 km of every village.", None),
        ("Schools shall employ one tutor for every 40 pupils.", "40 pupils"),
        ("The town will open a school with 30 teachers.", None),
    ],
)
def test_apportioning_names_whom_a_value_holds_for(text: str, per: str | None, link: Link) -> None:
    assert link(text)[0][1]["per"] == per
