"""Speed of the command and of the batch, as ratios within one run, so that they hold on any machine.

Run them alone: `python -m pytest -m slow tests/benchmarks`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest

from helpers import write_documents
from layouts import Layout, as_pdf
from policyledger.pool import resident_bytes
from policyledger.running import READING, Options, Progress, run


def seconds(work: Callable[[], object], times: int = 1, clock: Callable[[], float] = time.perf_counter) -> float:
    """The least time some work took by a clock."""
    least = float("inf")
    for _ in range(times):
        begun = clock()
        work()
        least = min(least, clock() - begun)
    return least


def python(code: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_batch_help_starts_in_half_the_time_of_importing_spacy() -> None:
    help_ = "import sys; sys.argv = ['policyledger', '--help']; from policyledger.cli import main; main()"
    for _ in range(3):  # other work on the machine can hit one of the two
        ratio = seconds(python(help_), 3) / seconds(python("import spacy"), 3)
        if ratio < 0.5:
            break
    assert ratio < 0.5


def articles(folder: Path, article: Path, count: int) -> Path:
    """Copies of the article that differ in a line, so that each is a document of its own."""
    folder.mkdir()
    text = article.read_text(encoding="utf-8")
    for number in range(count):
        (folder / f"{number:03d}.txt").write_text(f"{text}\n\nCopy number {number}.\n", encoding="utf-8")
    return folder


PLAIN_LOOP = """
import gc, sys
from pathlib import Path
from policyledger.startup import without_spacy_commands
without_spacy_commands()
from policyledger.extracting import extract_document, pipeline
nlp = pipeline()
gc.collect()
gc.freeze()
rows = [extract_document(nlp, path, path.name) for path in sorted(Path(sys.argv[1]).iterdir())]
"""
COMMAND = "from policyledger.cli import main; main()"


def processor_seconds(*arguments: object) -> float:
    """Seconds of processor time that a Python process took, together with all processes it started."""
    before = os.times()
    subprocess.run([sys.executable, "-c", *map(str, arguments)], check=True, capture_output=True)
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the time of child processes is asked of POSIX")
@pytest.mark.parametrize("kind", ["articles", "plans of three sentences"])
def test_batch_machinery_costs_under_a_tenth_of_the_plain_loop(tmp_path: Path, article: Path, kind: str) -> None:
    """Compares whole processes, from their start to their end, by the processor time of each and its children.

    The plain loop is the shortest script that has the rows: it loads the pipeline as a worker does (once, kept from the
    garbage collector), reads each document and keeps its rows in memory. The command does all it does for a user with
    `-j 1`: it finds and hashes the documents, starts a worker, which loads the pipeline, writes parts, and from them
    every table as CSV and Parquet, the report and run.json. So tables on disk count as machinery, and both sides load
    the rules once. Rounds of both alternate, and the medians are compared, as other work on a machine slows down one
    round more than the next.
    """
    many = articles(tmp_path / "in", article, 200) if kind == "articles" else write_documents(tmp_path / "in", 3_000)
    plain, batch = [], []
    for number in range(5):
        plain.append(processor_seconds(PLAIN_LOOP, many))
        batch.append(processor_seconds(COMMAND, "extract", many, "-o", tmp_path / f"out{number}", "-j", 1, "-q"))
    print(f"batch / plain loop over {kind}: {median(batch) / median(plain):.2f}")
    assert median(batch) / median(plain) < 1.10


def pdfs(folder: Path, article: Path, count: int) -> Path:
    """The article as PDF files in two columns, each of which ends in a comment of its own."""
    folder.mkdir()
    printed = as_pdf(Layout(columns=2, footnote=True, repeat=20))
    for number in range(count):
        (folder / f"{number:03d}.pdf").write_bytes(printed + b"%% copy %d\n" % number)
    return folder


@pytest.mark.slow
@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="two workers need two processors")
@pytest.mark.parametrize(("make", "count", "least"), [(articles, 900, 1.7), (pdfs, 90, 1.8)], ids=["text", "pdf"])
def test_batch_of_two_workers_is_faster_than_of_one(
    tmp_path: Path, article: Path, make: Callable[[Path, Path, int], Path], count: int, least: float
) -> None:
    folder = make(tmp_path / "in", article, count)  # so many that the start of a worker does not count
    one = seconds(lambda: run([str(folder)], tmp_path / "one", Options(workers=1)))
    two = seconds(lambda: run([str(folder)], tmp_path / "two", Options(workers=2)))
    print(f"one worker / two workers: {one / two:.2f}")
    assert one / two > least


@pytest.mark.slow
def test_batch_that_has_nothing_to_do_takes_a_twentieth(tmp_path: Path) -> None:
    folder = write_documents(tmp_path / "in", 10_000)
    first = seconds(lambda: run([str(folder)], tmp_path / "out", Options(workers=os.cpu_count() or 1)))
    second = seconds(lambda: run([str(folder)], tmp_path / "out", Options(workers=1)))
    print(f"nothing to do / first run: {second / first:.3f}")
    assert second / first < 0.05


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="the size of a worker is read from /proc")
def test_batch_memory_is_flat_after_the_first_thousand_documents(tmp_path: Path) -> None:
    folder = write_documents(tmp_path / "in", 10_000)
    for number, path in enumerate(sorted(folder.iterdir())):  # each with words no other has
        words = " ".join(f"w{number:05d}{letter}" for letter in "abcdefghijklmnopqrst")
        path.write_text(f"{path.read_text(encoding='utf-8')}\nIt speaks of {words}.\n", encoding="utf-8")
    sizes: dict[int, int] = {}

    def listen(progress: Progress) -> None:
        if progress.doing == READING and progress.done < progress.total:
            sizes[progress.done] = (resident_bytes(os.getpid()) or 0) + sum(map(size_of, workers()))

    def size_of(worker: int) -> int:
        return resident_bytes(worker) or 0

    def workers() -> list[int]:
        return [int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]

    run([str(folder)], tmp_path / "out", Options(workers=1), listen)
    thousandth = next(size for done, size in sizes.items() if done >= 1_000)
    most = max(size for done, size in sizes.items() if done >= 1_000)
    print(f"most / after 1,000: {most / thousandth:.3f} of {thousandth / 1e6:.0f} MB")
    assert most / thousandth < 1.05
