"""Which encoding a text is in, told by the letters it has in each."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyledger.reading import read, source_text
from policyledger.reading.encodings import decode

TEXTS = {
    "Do roku 2030 udział źródeł energii wyniesie 32 %, żeby zmniejszyć emisję gazów. Świadczenia są.": [
        "iso-8859-2",
        "cp1250",
    ],
    "Do roku 2030 dosáhne podíl zdrojů energie alespoň 22 %. Vláda vyčlení částku, aby snížila emise.": [
        "iso-8859-2",
        "cp1250",
    ],
    "Az erőművek részaránya 2030-ra eléri a 21 %-ot. Új erőművek épülnek, jövőre több közintézmény.": [
        "iso-8859-2",
        "cp1250",
    ],
    "Vlada će za tu svrhu izdvojiti 5 milijuna eura kako bi smanjila emisije stakleničkih plinova.": [
        "iso-8859-2",
        "cp1250",
    ],
    "Până în 2030 ponderea va ajunge la 30 %. Plăţile se fac comunelor care îndeplinesc cerinţele şi.": [
        "iso-8859-2",
        "cp1250",
    ],
    "Atsinaujinančių energijos išteklių dalis sudarys 45 %, kad būtų sumažintas šiltnamio kiekis.": ["cp1257"],
    "Şartları sağlayan belediyelere ödeme yapılacaktır. Hükümet bu amaçla 5 milyar lira ayıracak.": ["cp1254"],
    "К 2030 году доля источников энергии составит не менее 20 %. Выплаты получат муниципалитеты.": ["cp1251", "koi8-r"],
    "Έως το 2030 το μερίδιο των πηγών ενέργειας θα φτάσει το 35 %.": ["cp1253", "iso-8859-7"],
    "Größere Städte erhalten 30 % mehr – für die „Region“.": ["cp1252"],
    "D'ici à 2030, la part atteindra 33 %. Les aides seront versées où les critères sont remplis, dès l'été.": [
        "cp1252"
    ],
    "The São Paulo, Göteborg and Århus programmes – ¼ of 5 km² – cover Málaga, Besançon and Köln.": ["cp1252"],
}
ENGLISH = (
    "The strategy sets out how the country will reach its targets for the decade. Each ministry reports on progress. "
)


@pytest.mark.parametrize("around", ["", ENGLISH * 3], ids=["alone", "in-english"])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [(text, encoding) for text, encodings in TEXTS.items() for encoding in encodings],
    ids=lambda value: value[:12],
)
def test_encodings_are_told_by_the_letters_of_a_language(text: str, encoding: str, around: str) -> None:
    decoded = decode((around + text + " " + around).encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.is_guess) == (around + text + " " + around, True)


@pytest.mark.parametrize("encoding", ["gb18030", "euc-kr"])
def test_encodings_of_east_asia_are_none_of_one_byte_a_character(encoding: str) -> None:
    text = {
        "gb18030": "到2030年，可再生能源的比重将达到至少25%。",
        "euc-kr": "2030년까지 재생에너지 비중을 최소 20%로 높인다.",
    }[encoding]
    decoded = decode((ENGLISH + text).encode(encoding))
    assert decoded is not None
    assert decoded.text == ENGLISH + text


@pytest.mark.parametrize("label", ["iso-8859-1", "ISO-8859-1", "latin1"])
def test_latin_1_is_read_as_browsers_do(label: str) -> None:
    decoded = decode(b"caf\xe9: 5\x967 quays, \x80500 million", label)
    assert decoded is not None and decoded.text == "café: 5–7 quays, €500 million"


@pytest.mark.parametrize("data", [b"<p>50 quays</p>", b"<p>50  quays</p>"])
def test_a_label_that_can_be_read_says_no_wide_encoding(data: bytes) -> None:
    decoded = decode(data, "utf-16")
    assert decoded is not None and decoded.text == data.decode()


@pytest.mark.parametrize("strange", ["5–7 ports for £500 m", "a “quiet” port", "Málaga and Besançon"])
@pytest.mark.parametrize("known", ["The café – the old one – is open.", "Ένα λιμάνι χωρίς θόρυβο."])
def test_encodings_read_lines_of_cp1252_within_utf8(known: str, strange: str) -> None:
    text = f"{known}\n{strange}\n{known}\n"
    decoded = decode(text.encode().replace(strange.encode(), strange.encode("cp1252")))
    assert decoded is not None
    assert (decoded.text, decoded.how, decoded.is_guess) == (text, "mixed", True)


def test_reading_places_what_stands_between_lines_of_cp1252_in_the_decoded_file(tmp_path: Path) -> None:
    text = "The café – the old one – is open.\n\nIt has 5–7 rooms and 12 beds.\n"
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode().replace("5–7".encode(), "5–7".encode("cp1252")))
    document = read(path)
    assert [note.code for note in document.notes] == ["D023"]
    start = document.text.index("12 beds")
    span = document.source_span(start, start + 7)
    assert span is not None
    assert source_text(path)[slice(*span)] == "12 beds"


@pytest.mark.parametrize("encoding", ["utf-32", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", ["By 2030 noise will fall by 15 %.", "Έως το 2030 ο θόρυβος θα μειωθεί."])
def test_encodings_of_four_bytes_a_character_are_told_with_and_without_a_mark(encoding: str, text: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert decoded.text == text
