"""Organisations known by their letters."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

Found = Callable[[str], list[tuple[str, str]]]


@pytest.fixture(scope="module")
def canonicals(nlp: Language) -> Found:
    """The organisations of a text as (what stands there, full name)."""
    return lambda text: [(span.text, span.kb_id_) for span in nlp(text).spans["organisations"]]


def test_acronyms_after_or_and_by_first_letters(canonicals: Found) -> None:
    board = "Grain Storage Board"
    assert canonicals(f"The {board}, or GSB, pays. GSB lends.") == [(board, board), ("GSB", board), ("GSB", board)]
    assert canonicals(f"The {board} pays. Officials of the GSB agree.") == [(board, board), ("GSB", board)]
    finance = "Ministry of Finance"
    assert canonicals(f"The {finance} pays. MoF lends.") == [(finance, finance), ("MoF", finance)]


def test_acronyms_of_a_list_of_abbreviations(canonicals: Found) -> None:
    text = "Abbreviations: KTM – Ministry of Trade, EVA – Enterprise Valdoria. KTM and EVA will."
    assert canonicals(text) == [
        ("KTM", "Ministry of Trade"),
        ("Ministry of Trade", "Ministry of Trade"),
        ("EVA", "Enterprise Valdoria"),
        ("Enterprise Valdoria", "Enterprise Valdoria"),
        ("KTM", "Ministry of Trade"),
        ("EVA", "Enterprise Valdoria"),
    ]


def test_acronyms_of_another_language_before_their_name(canonicals: Found) -> None:
    assert canonicals("UKAD (Transport Coordination Centre – of the town) met.") == [
        ("UKAD", "Transport Coordination Centre"),
        ("Transport Coordination Centre", "Transport Coordination Centre"),
    ]


def test_acronyms_the_text_defines_win_over_known_names(canonicals: Found) -> None:
    text = "The Ruritanian Mango Fund (IMF) lends. The IMF is small."
    assert {canonical for _, canonical in canonicals(text)} == {"Ruritanian Mango Fund"}
    assert len(canonicals("Prices (IMF) fell. The IMF fell.")) == 2
    assert canonicals("Improved mango farms (IMF) grew. The IMF grew.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2019 the RQA published it.", ["RQA"]),
        ("Prices fell, says RQA.", ["RQA"]),
        ("BRINE’s definition of small firms", ["BRINE"]),
        ("It was delivered by RQA and carried out by the TUW.", ["RQA", "TUW"]),
        ("According to the NTW, prices fell.", ["NTW"]),
        ("The Water Board (WB) agreed. WB / RQA - May", ["Water Board", "WB", "WB", "RQA"]),
        ("the Water Board, NQMA, KQS and KWS", ["Water Board", "NQMA", "KQS", "KWS"]),
        ("Rs. 5 crore for the Water Board, Rs. 6 crore for NQMA.", ["Water Board"]),
        ("Rs. 5 crore for Water Bank Ltd, Rs. 6 crore for NQMA.", ["Water Bank Ltd", "NQMA"]),
        ("PLQ is asked to keep it low; RQAX will appoint a judge. Later, ZERQ has hired two.", ["PLQ", "RQAX", "ZERQ"]),
        ("It ends when PacifiBrin ceases to burn coal.", ["PacifiBrin"]),
        ("TQA plans the sale; NQT plans are late.", ["TQA"]),
        ("NRQ stands at 48; LPQ will grow and BQV is to be cut. DisCos expect more.", []),
        ("MQT approved in May; the CZQ ensures it. ETQ will cover ships.", []),
        ("The GDP’s growth was driven by GDP and, according to the SME, by VAT.", []),
        ("Marine protected areas (MPAs) are many; the MPA’s rules", []),
        ("The Clean Fuel Grant, or CFG, is paid by CFG.", []),
        ("CHAPTER II’s rules, GHANA’s ports and I NDONESIA’s ports", []),
        ("THE PLAN’S AIMS AND THE GOAL’S AIMS", []),
    ],
)
def test_acronyms_shown_to_be_bodies(canonicals: Found, text: str, expected: list[str]) -> None:
    assert [name for name, _ in canonicals(text)] == expected


def test_instruments_do_not_stand_within_an_organisation(nlp: Language) -> None:
    doc = nlp("The Office for Harbour Policy Coordination drafted the National Harbour Resources Policy.")
    assert [span.text for span in doc.spans["instruments"]] == ["National Harbour Resources Policy"]


def test_acronyms_short_names_in_brackets_stand_for_the_full_name(canonicals: Found) -> None:
    bank = "Ruritanian Bank for Rural Development"
    text = f"The {bank} (Ruralbank) lends. Ruralbank is new."
    assert canonicals(text) == [(bank, bank), ("Ruralbank", bank), ("Ruralbank", bank)]
    salt = "Ruritanian Salt Commission"
    assert canonicals(f"The {salt} (Cosaru) met.") == [(salt, salt), ("Cosaru", salt)]
    makers = "Ruritanian Association of Vegetable Oil Makers"
    assert canonicals(f"The {makers} (hereinafter “Arvom”) met.") == [(makers, makers), ("Arvom", makers)]


def test_acronyms_places_people_and_words_in_brackets_are_no_short_names(canonicals: Found) -> None:
    for word in ("Enschede", "Jansen", "Minister", "Annex", "Convention"):
        assert canonicals(f"The Ministry of Rural Affairs ({word}) met.") == [("Ministry of Rural Affairs",) * 2]
