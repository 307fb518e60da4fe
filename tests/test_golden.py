"""The tables of the founding article, as CSV text.

Each golden file was read by eye against the article before it was kept: it records what is right. They are written
anew only by `pytest --force-regen`, and then read again.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

import policyledger


@pytest.fixture(scope="module")
def run(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("golden") / "run"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)  # paths in the tables are as given
        policyledger.extract("corpus/d1_beijing.txt", out)
    return out


@pytest.mark.parametrize("table", ["targets", "statements", "mentions", "documents"])
def test_golden_tables_of_the_article(table: str, run: Path, file_regression: FileRegressionFixture) -> None:
    text = (run / f"{table}.csv").read_text(encoding="utf-8-sig")
    file_regression.check(text, extension=".csv", fullpath=Path(__file__).parent / "golden" / f"d1_beijing.{table}.csv")


def rows(run: Path, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((run / f"{table}.csv").read_text(encoding="utf-8-sig"))))


def test_golden_files_are_not_being_written_anew(request: pytest.FixtureRequest) -> None:
    assert not request.config.getoption("--force-regen"), "read the new golden files by eye, then run without the flag"


@pytest.mark.parametrize(
    "name", ["Made in China 2025", "Project 3.0", "(5G)", "one of the world", "Ten Guidelines", "fifth- generation"]
)
def test_golden_makes_nothing_of_numbers_in_names(name: str, run: Path, article: Path) -> None:
    source = article.read_text(encoding="utf-8")
    assert name in source
    at = source.index(name)
    kinds = {"quantity", "date"}
    inside = [
        row["text"]
        for row in rows(run, "mentions")
        if row["kind"] in kinds and at <= int(row["source_start"]) < at + len(name)
    ]
    assert inside == []


def test_golden_finds_ten_guidelines_each_with_its_industry(run: Path) -> None:
    instruments = [row for row in rows(run, "mentions") if row["kind"] == "instrument"]
    named = [row for row in instruments if row["text"].startswith("Guideline on")]
    assert len(named) == 10
    assert {row["industry_id"] for row in named} == {
        "information-technology",
        "integrated-circuit",
        "medical-healthcare",
        "smart-equipment",
        "energy-conservation-environmental-protection",
        "software-information-services",
        "new-energy-vehicle",
        "new-materials",
        "artificial-intelligence",
        "science-technology-services",
    }


def test_golden_keeps_people_out_of_organisations(run: Path) -> None:
    found = " ".join(row["text"] for row in rows(run, "mentions") if row["kind"] == "organisation")
    for person in ("Li Jinlong", "Wang Wei", "Zuiderveld", "Yang Cheng", "Doupas"):
        assert person not in found
