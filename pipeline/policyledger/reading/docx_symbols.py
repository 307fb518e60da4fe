"""The signs of fonts whose codes are no characters: Symbol and Wingdings, as Word inserts them."""

from __future__ import annotations

import re


def symbol(font: str, code: int) -> str:
    """What a font shows for a code; "" where the font is another or the sign is not known.

    Args:
        font: its name, in any case.
        code: in the font or, as Word writes it, 0xF000 more (ECMA-376 part 1, 17.3.3.30).
    """
    return _FONTS.get(font.lower(), {}).get(code & 0xFF, "")


def _run_of(first: int, signs: str) -> dict[int, str]:
    return {code: sign for code, sign in enumerate(signs, first) if sign != " "}


PRIVATE = re.compile("[\uf020-\uf0ff]")
"""A character that says nothing but which code of its font it is."""
_FONTS = {
    "symbol": {
        **_run_of(
            0x21, "!∀#∃%&∋()*+,–./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_ αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
        ),
        **_run_of(0xA0, "€ϒ′≤/∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…"),
        **_run_of(0xD2, "®©™∏√⋅"),
        **_run_of(0xE2, "®©™∑"),
    },
    "wingdings": {
        **_run_of(0x6C, "●❍■□"),
        **_run_of(0x71, "❑❒"),
        **_run_of(0xA7, "•☐"),
        **_run_of(0xDF, "←→↑↓"),
        **_run_of(0xFB, "✗✓☒☑"),
        0x76: "❖",
        0xD8: "➢",
    },
    "wingdings 2": {0x4F: "✗", 0x50: "✓", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐"},
}
"""The character for each code of a font: Adobe's encoding of Symbol, and the usual signs of Wingdings."""
