"""Formulas in a page's MathML, made ready to be read as text: "3/4", "10^6"."""

from __future__ import annotations

from typing import Any

from policyledger.reading.elements import drop

DENOMINATOR = "denominator"
"""The name given to what stands below the line of a fraction, which HTML has none for."""


def spell_formulas(root: Any) -> None:
    """Names the parts of each formula as HTML does where their place says something, and drops drawings of it.

    Libraries that draw formulas leave the MathML in the page for readers of screens, and hide the drawing from those.
    """
    for formula in list(root.iter("math")):
        for each in formula.iter("msup", "mfrac"):
            parts = list(each)
            if len(parts) == 2:
                parts[1].tag = "sup" if each.tag == "msup" else DENOMINATOR
        for shown in (formula, formula.getparent()):
            for beside in [] if shown is None or shown.tag in _APART else [shown.getprevious(), shown.getnext()]:
                if beside is not None and beside.get("aria-hidden") == "true":
                    drop(beside)


_APART = {"body", "html"}
