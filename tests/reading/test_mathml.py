"""Formulas in MathML as text."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyledger.reading import read


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("<math><mn>55</mn><mo>%</mo></math>", "55%"),
        ("<math><mfrac><mn>3</mn><mn>4</mn></mfrac></math>", "3/4"),
        ("<math><mn>2</mn><mfrac><mn>3</mn><mn>4</mn></mfrac></math>", "2 3/4"),
        ("<math><msup><mn>10</mn><mn>6</mn></msup></math>", "10^6"),
        ("<math><mn>5</mn><mspace/><msup><mi>km</mi><mn>2</mn></msup></math>", "5 km2"),
        (
            "<math><semantics><mn>55</mn><annotation encoding='application/x-tex'>\\%</annotation></semantics></math>",
            "55",
        ),
        ('<span><span><math><mn>55</mn></math></span><span aria-hidden="true">55</span></span>', "55"),
    ],
)
def test_reading_spells_formulas_out(formula: str, said: str) -> None:
    page = f"<html><body><h1>Plan</h1><p>Noise falls by {formula} by 2031.</p></body></html>"
    document = read(Path("a.html"), data=page.encode())
    assert document.blocks[1].text == f"Noise falls by {said} by 2031."
    start = document.text.index("2031")
    span = document.source_span(start, start + 4)
    assert span is not None
    assert page[slice(*span)] == "2031"
