"""What two runs say differently."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from policyledger import diffing
from policyledger.errors import PolicyledgerError
from policyledger.running import Options, run


def make(folder: Path, out: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    run([str(folder)], out, Options(workers=0))
    return out


@pytest.fixture(scope="module")
def differences(tmp_path_factory: pytest.TempPathFactory) -> list[diffing.Difference]:
    place = tmp_path_factory.mktemp("diff")
    before = make(
        place / "in",
        place / "a",
        same="By 2030, we will build 20 schools.",
        changed="By 2030, we will plant 300 trees. By 2031, we will close 4 mines.",
        gone="By 2032, we will open 9 clinics.",
    )
    after = make(
        place / "in",
        place / "b",
        same="By 2030, we will build 20 schools.",
        changed="By 2030, we will plant 500 trees. By 2031, we will close 4 mines. By 2033, we will train 60 nurses.",
        new="By 2034, we will buy 70 buses.",
    )
    return diffing.diff(before, after)


def test_diffing_finds_what_was_gained_lost_and_changed(differences: list[diffing.Difference]) -> None:
    assert [(each.kind, each.path, each.row["value_max"]) for each in differences] == [
        ("changed", "changed.txt", 500),
        ("gained", "changed.txt", 60),
        ("lost", "gone.txt", 9),
        ("gained", "new.txt", 70),
    ]
    assert {"value_min", "value_max", "text", "sentence"} <= set(differences[0].columns)
    assert all(each.concerns_target for each in differences)


def test_diffing_writes_text_grouped_by_document_and_counted(differences: list[diffing.Difference]) -> None:
    text = diffing.as_text(differences)
    assert text.index("changed.txt\n  ~") < text.index("gone.txt\n  -") < text.index("new.txt\n  +")
    assert "      value_max: 300.0 → 500.0\n" in text
    assert "2 gained, 1 lost, 1 changed" in text
    assert "by column: " in text and "value_max 1" in text


def test_diffing_writes_json(differences: list[diffing.Difference]) -> None:
    data = json.loads(diffing.as_json(differences))
    assert (data["gained"], data["lost"], data["changed"]) == (2, 1, 1)
    assert data["differences"][0]["columns"]["value_max"] == [300.0, 500.0]


def test_diffing_writes_csv_with_a_row_for_every_changed_column(differences: list[diffing.Difference]) -> None:
    rows = list(csv.DictReader(io.StringIO(diffing.as_csv(differences))))
    assert len(rows) == len(differences[0].columns) + 3
    assert {"kind": "changed", "column": "value_max", "before": "300", "after": "500"}.items() <= next(
        row for row in rows if row["column"] == "value_max"
    ).items()


def test_diffing_writes_text_grouped_by_rule(differences: list[diffing.Difference]) -> None:
    groups = {group.splitlines()[0]: group for group in diffing.as_text(differences, "rule").split("\n\n")}
    counts = diffing.by_rule(differences)
    assert counts and list(groups)[:-1] == [
        f"{rule} ({count})" for rule, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    ]
    for rule in counts:
        group = groups[f"{rule} ({counts[rule]})"]
        assert group.count("\n  ") - group.count("\n      ") == counts[rule]
        assert all(rule in line for line in group.splitlines() if line.startswith("  ") and line[2] != " ")


def test_diffing_writes_text_grouped_by_column(differences: list[diffing.Difference]) -> None:
    groups = {group.splitlines()[0]: group for group in diffing.as_text(differences, "column").split("\n\n")}
    assert {"gained (2)", "lost (1)", "value_min (1)", "value_max (1)", "text (1)"} <= groups.keys()
    assert "  ~ changed.txt: target" in groups["value_max (1)"]
    assert groups["value_max (1)"].endswith("\n      value_max: 300.0 → 500.0")
    assert "  + new.txt: " in groups["gained (2)"]


def test_diffing_groups_hold_every_difference(differences: list[diffing.Difference]) -> None:
    for by in ("document", "rule", "column"):
        text = diffing.as_text(differences, by)
        assert all(f"“{each.row['text']}”" in text for each in differences)


def test_diffing_csv_says_what_was_gained_and_lost(differences: list[diffing.Difference]) -> None:
    rows = list(csv.DictReader(io.StringIO(diffing.as_csv(differences))))
    [lost] = [row for row in rows if row["kind"] == "lost"]
    assert (lost["path"], lost["value"], lost["target_date"], lost["status"]) == (
        "gone.txt", "9 clinics", "2032", "target"
    )  # fmt: skip
    assert all(row["rules"] for row in rows)


def test_diffing_follows_a_document_that_was_renamed(tmp_path: Path) -> None:
    text, other = "By 2030, we will build 20 schools.", "By 2031, we will open 9 clinics."
    before = make(tmp_path / "in", tmp_path / "a", old=text, swapped=other)
    after = make(tmp_path / "in", tmp_path / "b", new=text, old=other)
    assert diffing.diff(before, after) == []


def test_diffing_shows_a_name_of_two_lines_in_one(tmp_path: Path) -> None:
    before = make(tmp_path / "in", tmp_path / "a", other="By 2031, we will open 9 clinics.")
    after = make(tmp_path / "in", tmp_path / "b", **{"two\nlines": "By 2030, we will build 20 schools."})
    assert "\ntwo\\nlines.txt\n" in diffing.as_text(diffing.diff(before, after))


def test_diffing_finds_nothing_between_equal_runs(tmp_path: Path) -> None:
    out = make(tmp_path / "in", tmp_path / "a", a="By 2030, we will build 20 schools.")
    assert diffing.diff(out, out) == []
    assert diffing.as_text([]) == "0 gained, 0 lost, 0 changed\n"


def test_diffing_refuses_what_is_no_run(tmp_path: Path) -> None:
    with pytest.raises(PolicyledgerError) as error:
        diffing.diff(tmp_path, tmp_path)
    assert error.value.code == "C004"
