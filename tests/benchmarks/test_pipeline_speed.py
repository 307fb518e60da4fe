"""How long the whole way takes, as ratios against something run beside it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import policyledger
from beside import times_as_long
from policyledger.extracting import annotate
from policyledger.layout import to_doc
from policyledger.reading import read
from policyledger.records import rows

AIM = 8
"""Times the blank tokenizer's time that text in, rows out may take."""
GROWTH = 1.6
"""Times as long as its length that a longer text may take."""
TIMES = [10, pytest.param(100, marks=pytest.mark.slow)]
ENDLESS = {
    "the quantities": (
        "30% of energy, 35 MW of solar power, 100, 200 and 300 km of roads and EUR 3 billion of loans by 2030, "
    ),
    "the clauses": (
        "quays grow, 30 km of road, in May 2025 we plant 500 trees (of which 20% oak), the city will build 12 piers "
        "while jobs rise by 5% from 2020, "
    ),
    "the organisations": (
        "the Ministry of Ports (MoP), the Ministries of Finance and Trade and MoP's agency agreed to raise 5% of it; "
    ),
    "the brackets": "(a) cut waste (by 5% (from 20%), which was 30% in 2020) and (b) save 3 GWh, up from 2 GWh, ",
    "the asides": "losses, now 17%, will drop to 9%, the share, which was 3% in 2022, is to rise to 5% in 2028, and ",
    "the verbs": "aims to reach, had reached, will have to reach and expects to be reaching 5 GWh to be saved, ",
}
"""Parts of a sentence, by what grows with them."""


@pytest.mark.slow
def test_pipeline_takes_less_than_eight_blank_tokenizers(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nlp = policyledger.load()
    blank = spacy.blank("en")
    text = article.read_text(encoding="utf-8")
    document = read(article)

    def whole() -> object:
        doc = to_doc(document, nlp)
        for _, component in nlp.pipeline:
            doc = component(doc)
        return rows(doc, document)

    def tokenizer() -> object:
        return blank.make_doc(text)

    ratio = times_as_long(whole, tokenizer, below=AIM, rounds=15)
    with capsys.disabled():
        reading = times_as_long(lambda: read(article), tokenizer)
        print(f"\npipeline / blank tokenizer: {ratio:.1f}, reading the file {reading:.1f}")
    assert ratio < AIM


def as_often(nlp: Language, made: Callable[[int], str], size: int, times: int) -> float:
    """How many times as long a text some times as long takes, from its file to its rows."""

    def work(size: int) -> Callable[[], object]:
        data = made(size).encode()

        def rows_of() -> object:
            document = read(Path("a.txt"), data=data)
            return rows(annotate(nlp, document), document)

        return rows_of

    return times_as_long(work(size * times), work(size), below=GROWTH * times, rounds=1)


@pytest.mark.parametrize("times", TIMES)
def test_pipeline_time_grows_with_length(nlp: Language, article: Path, times: int, record_property) -> None:
    text = article.read_text(encoding="utf-8")
    ratio = as_often(nlp, lambda size: "\n\n".join([text] * size), 1, times)
    record_property("ratio", ratio)
    print(f"{times} times the text: {ratio:.1f} times the time")
    assert ratio < GROWTH * times


@pytest.mark.parametrize("times", TIMES)
@pytest.mark.parametrize("part", list(ENDLESS))
def test_pipeline_time_grows_with_a_sentence(nlp: Language, part: str, times: int, record_property) -> None:
    """A sentence without an end: what asks something of the whole sentence for each of its values takes the square."""
    ratio = as_often(nlp, lambda size: f"The plan sets {ENDLESS[part] * size}as was said.", 10, times)
    record_property("ratio", ratio)
    print(f"{times} times {part}: {ratio:.1f} times the time")
    assert ratio < GROWTH * times


@pytest.mark.slow
def test_pipeline_help_starts_before_spacy_would(capsys: pytest.CaptureFixture[str]) -> None:
    def seconds(*arguments: str) -> float:
        begin = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        return time.perf_counter() - begin

    ours = min(seconds("-m", "policyledger", "--help") for _ in range(5))
    theirs = min(seconds("-c", "import spacy") for _ in range(5))
    with capsys.disabled():
        print(f"\n--help / import spacy: {ours / theirs:.2f}")
    assert ours < 0.5 * theirs
