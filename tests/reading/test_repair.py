"""Print damage mended, and the way back from every character."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyledger.reading.repair import Traced, Vocabulary, hyphen, join_lines, mend, raised, vocabulary


def mended(text: str) -> str:
    return mend(Traced.of(text), vocabulary([text])).text


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        ("a new- generation plan", "a new-generation plan"),
        ("the high- end market", "the high-end market"),
        ("Sub- industries grow", "Sub-industries grow"),
        ("short- and long-term aims", "short- and long-term aims"),
        ("pre- or post-war houses", "pre- or post-war houses"),
        ("small-, medium- to large-scale", "small-, medium- to large-scale"),
        ("technology and tech- nology", "technology and technology"),
        ("an international plan, an in- ter- national one", "an international plan, an international one"),
        ("short- and long-term develop- ment", "short- and long-term development"),
        ("wind\xa0 \n power\x0b\x1c grows", "wind power grows"),
        ("a develop- ment bank", "a development bank"),
        ("5 Mt \u0421\u041e2-eq", "5 Mt CO2-eq"),
        ("from 2021- 2030 on", "from 2021-2030 on"),
        ("two - or three - lines", "two - or three - lines"),
        ("R& D and M &A", "R&D and M&A"),
        ("Research & Development", "Research & Development"),
        ("CO 2 and N 2 O and CH 4", "CO2 and N2O and CH4"),
        ("45 kt CO 2 e a year", "45 kt CO2 e a year"),
        ("CO₂ of 5 km² in 2030¹²", "CO2 of 5 km2 in 2030"),
        ("CO２ fell by ２５ %", "CO2 fell by 25 %"),
        ("low\u2011carbon, zero\u2010emission", "low-carbon, zero-emission"),
        ("20\u201130 GW in 2025\u20122030", "20-30 GW in 2025–2030"),
        ("1.5 m³ a day", "1.5 m3 a day"),
        ("ﬁnance ﬂows", "finance flows"),
        ("soft\xadened  no\xa0break\tand\u2009thin", "softened no break and thin"),
        ("the cityâ€™s aim", "the city’s aim"),
        ("an outlay of ` 700 crore", "an outlay of ₹ 700 crore"),
        ("run `make 3` now", "run `make 3` now"),
        ("new newround ideas", "new newround ideas"),
        ("Target 2030 __________", "Target 2030"),
        ("SECTOR: ENERG Y, of all energy", "SECTOR: ENERGY, of all energy"),
        ("T ARGETS, as targets are", "TARGETS, as targets are"),
        ("SECTOR: ENERG Y of Veldmark", "SECTOR: ENERG Y of Veldmark"),
        ("GROUP S of the groups, a group", "GROUP S of the groups, a group"),
        ("2 × 10² t, 10⁶ t and 10² t", "2 × 10^2 t, 10^6 t and 10 t"),
        ("A BROAD WAY for those abroad", "A BROAD WAY for those abroad"),
    ],
)
def test_repair_mends_damage_and_nothing_else(source: str, clean: str) -> None:
    assert mended(source) == clean


@pytest.mark.parametrize(
    ("before", "mark", "kept"),
    [
        ("2030", "12", ""),
        ("of 5 km", "2", "2"),
        ("per m", "3", "3"),
        ("the 1", "st", "st"),
        ("policy", "1, 2", ""),
        ("plan", "a", ""),
        ("1.2 × 10", "6", "^6"),
        ("4 · 10", "\u2212" + "2", "^-2"),
        ("3 x 10", "2", "^2"),
        ("some 10", "3", "^3"),
        ("some 10", "2", ""),
        ("some 410", "3", ""),
        ("in 10", "th", "th"),
    ],
)
def test_repair_keeps_powers_and_drops_footnote_marks(before: str, mark: str, kept: str) -> None:
    assert raised(before, mark) == kept


def test_repair_lets_the_document_decide_about_a_hyphen() -> None:
    assert hyphen("wind", "mill", Vocabulary({"windmill": 1})) == ""
    assert hyphen("wind", "mill", Vocabulary({"wind-mill": 2, "windmill": 1})) == "-"


def test_repair_keeps_the_hyphen_before_the_second_word_of_a_compound() -> None:
    """Though the document breaks its words elsewhere."""
    words = vocabulary(["Agri- environmental aid for techno- logy that is agri- cultural and technology, agricultural"])
    assert words.hyphenates
    assert hyphen("Agri", "environmental", words) == "-"
    assert hyphen("agri", "cultural", words) == ""


def test_repair_joins_lines_with_the_break_traced() -> None:
    source = "wind power \n  at sea"
    joined = join_lines([Traced.of("wind power ", 0), Traced.of("at sea", 14)])
    assert joined.text == "wind power at sea"
    ends = joined.all_ends()
    assert source[joined.starts[5] : ends[-1]] == "power \n  at sea"


_DAMAGE = st.sampled_from(
    [
        "- ",
        "R& D",
        "CO 2",
        "ﬁ",
        "\xad",
        "\xa0",
        "  ",
        "¹²",
        "km²",
        "â€™",
        "` 5 crore",
        "\u200b",
        " ",
        ". ",
        "____",
        "new- ",
        "\n",
    ]
)
_TEXT = st.lists(st.one_of(_DAMAGE, st.text(alphabet="abcXYZ0129.,%()-–’ ", max_size=8)), max_size=25).map("".join)


@given(_TEXT)
def test_repair_is_done_once_and_mapped_back_gives_the_same(text: str) -> None:
    words = vocabulary([text])
    once = mend(Traced.of(text), words)
    assert len(once.starts) == len(once.text)
    ends = once.all_ends()
    assert all(start <= end for start, end in zip(once.starts, ends, strict=True))
    assert all(a <= b for a, b in pairwise(once.starts))
    assert all(a <= b for a, b in pairwise(ends))
    if once.text:
        again = mend(Traced.of(text[once.starts[0] : ends[-1]]), words)
        assert again.text == once.text


@given(st.lists(_TEXT, min_size=2, max_size=6))
def test_repair_mapping_a_span_back_and_mending_it_gives_the_span(parts: list[str]) -> None:
    text = " stop. ".join(["", *parts, ""])
    words = vocabulary([text])
    once = mend(Traced.of(text), words)
    ends = once.all_ends()
    bounds = [match.span() for match in re.finditer(r"(?:^| )stop\.(?: |$)", once.text)]
    for (_, start), (stop, _) in pairwise(bounds):
        if start < stop:
            source = text[once.starts[start] : ends[stop - 1]]
            assert mend(Traced.of(source), words).text == once.text[start:stop].strip()


@given(st.text())
def test_repair_survives_any_text(text: str) -> None:
    once = mend(Traced.of(text))
    assert len(once.starts) == len(once.text)
    assert "  " not in once.text
    assert once.text == once.text.strip()
