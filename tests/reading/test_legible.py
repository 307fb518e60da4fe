"""A text layer of nonsense is told from text, and makes a document partial."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from fpdf import FPDF

import layouts
from policyledger.reading import read
from policyledger.reading.legible import is_nonsense

PROSE = {
    "English": "The port will cut the use of diesel by half until 2031 and give each ship a plug at the quay.",
    "German": "Der Hafen wird den Verbrauch von Diesel bis 2031 halbieren und jedem Schiff einen Anschluss geben.",
    "French": "Le port réduira de moitié la consommation de gazole d’ici à 2031 et offrira une prise à chaque navire.",
    "Finnish": "Satama puolittaa dieselin kulutuksen vuoteen 2031 mennessä ja tarjoaa jokaiselle laivalle pistokkeen.",
    "Indonesian": "Pelabuhan akan mengurangi pemakaian solar hingga separuh sampai 2031 serta menyediakan colokan.",
    "Greek": "Το λιμάνι θα μειώσει στο μισό την κατανάλωση ντίζελ έως το 2031 και θα δώσει ρεύμα στα πλοία.",
    "Chinese": "港口将在2031年之前把柴油消耗减少一半 并为每艘船提供岸电。",
    "a table": "MWh GWh TWh 2031 4.5 CO2 NOx PV 12 Quay Crane LNG LPG HVO tCO2e kWp n.a. Berth Dock Harbour Vessel",
}

ARTICLE = " ".join(paragraph for _, paragraphs in layouts.SECTIONS for paragraph in paragraphs)


def shifted(text: str) -> str:
    """Each letter as another, as fonts without a map to Unicode give it."""
    return "".join(" " if char == " " else chr(max(ord(char) - 29, 33)) for char in text)


def scanned(text: str) -> str:
    """As the worst OCR has it: a fifth of the letters are marks."""
    dice = random.Random(7)
    return "".join(dice.choice("1l|{}~^§$#") if char != " " and dice.random() < 0.2 else char for char in text)


@pytest.mark.parametrize("language", PROSE)
def test_text_is_no_nonsense(language: str) -> None:
    assert not is_nonsense((PROSE[language] + " ").split() * 10)


@pytest.mark.parametrize("damage", [shifted, scanned])
def test_damaged_text_is_nonsense(damage: Callable[[str], str]) -> None:
    assert is_nonsense(damage(ARTICLE).split())


def test_a_few_odd_words_are_too_few_to_tell() -> None:
    assert not is_nonsense(shifted(PROSE["English"]).split())


def test_reading_notes_the_pages_whose_text_layer_is_nonsense() -> None:
    pdf = FPDF()
    pdf.set_font("Helvetica", "", 12)
    text = ARTICLE
    for shown in (text, shifted(text), text, shifted(text), shifted(text)):
        pdf.add_page()
        pdf.multi_cell(0, 6, shown)
    document = read(Path("a.pdf"), data=bytes(pdf.output()))
    assert document.partial
    assert [(note.code, "pages 2, 4-5:" in note.text) for note in document.notes] == [("D024", True)]


def test_reading_calls_a_text_of_nonsense_partial() -> None:
    document = read(Path("a.txt"), data=shifted(ARTICLE).encode())
    assert document.partial
    assert [note.code for note in document.notes] == ["D024"]
