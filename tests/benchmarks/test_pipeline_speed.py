"""How long the whole way takes, as ratios against something run beside it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy

import policyledger
from policyledger.extracting import annotate
from policyledger.layout import to_doc
from policyledger.reading import read
from policyledger.records import rows

pytestmark = pytest.mark.slow

ROUNDS = 15
AIM = 8
"""Times the blank tokenizer's time that text in, rows out may take."""


def best(*jobs: Callable[[], object]) -> list[float]:
    """The best CPU seconds of each job, run in turn so that all meet the same noise."""
    times = [float("inf")] * len(jobs)
    for _ in range(ROUNDS):
        for at, job in enumerate(jobs):
            begin = time.process_time()
            job()
            times[at] = min(times[at], time.process_time() - begin)
    return times


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

    tokenizer, reading, pipeline = best(lambda: blank.make_doc(text), lambda: read(article), whole)
    with capsys.disabled():
        print(f"\npipeline / blank tokenizer: {pipeline / tokenizer:.1f}, reading the file {reading / tokenizer:.1f}")
    assert pipeline < AIM * tokenizer


@pytest.mark.parametrize("times", [10, 100])
def test_pipeline_time_grows_with_length(times: int, article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nlp = policyledger.load()
    text = article.read_text(encoding="utf-8")

    def seconds(text: str) -> float:
        begin = time.process_time()
        nlp(text)
        return time.process_time() - begin

    seconds(text)
    one = min(seconds(text) for _ in range(5))
    many = seconds("\n\n".join([text] * times))
    with capsys.disabled():
        print(f"\n{times} times the text: {many / one:.1f} times the time")
    assert many < 1.6 * times * one


@pytest.mark.parametrize("times", [10, 100])
def test_pipeline_time_grows_with_the_quantities_of_one_sentence(
    times: int, capsys: pytest.CaptureFixture[str]
) -> None:
    nlp = policyledger.load()
    part = "30% of energy, 35 MW of solar power, 100, 200 and 300 km of roads and EUR 3 billion of loans by 2030, "

    def seconds(repeats: int) -> float:
        doc = nlp.make_doc(f"The plan sets {part * repeats}as was said.")
        begin = time.process_time()
        for _, component in nlp.pipeline:
            doc = component(doc)
        return time.process_time() - begin

    seconds(5)
    one = min(seconds(5) for _ in range(5))
    many = seconds(5 * times)
    with capsys.disabled():
        print(f"\n{times} times the quantities: {many / one:.1f} times the time")
    assert many < 1.6 * times * one


@pytest.mark.parametrize("times", [10, 40])
def test_pipeline_time_grows_with_a_text_without_full_stops(
    times: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nlp = policyledger.load()
    part = (
        "quays grow, 30 km of road, in May 2025 we plant 500 trees (of which 20% oak), the city will build 12 piers "
        "while jobs rise by 5% from 2020, "
    )

    def seconds(repeats: int) -> float:
        path = tmp_path / f"{repeats}.txt"
        path.write_text(part * repeats, encoding="utf-8")
        begin = time.process_time()
        document = read(path)
        rows(annotate(nlp, document), document)
        return time.process_time() - begin

    seconds(40)
    one = min(seconds(40) for _ in range(5))
    many = seconds(40 * times)
    with capsys.disabled():
        print(f"\n{times} times a text without full stops: {many / one:.1f} times the time")
    assert many < 1.6 * times * one


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
