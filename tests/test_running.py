"""The batch, in this process: what is done again and what is not, what a folder may hold, what comes out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from helpers import fingerprint, write_documents, write_installed
from policyledger import discovery
from policyledger.errors import PolicyledgerError
from policyledger.locking import locked
from policyledger.manifest import FACETS, made_by
from policyledger.pool import Job, Limits, settings
from policyledger.records import TABLES
from policyledger.running import TASK_DOCUMENTS, Options, Outcome, Progress, _tasks, run
from policyledger.tables import read_table
from policyledger.validating import validate

HERE = Options(workers=0)


def rows(out: Path, name: str = "documents") -> list[dict]:
    return read_table(out, name).to_pylist()


def again(folder: Path, out: Path, options: Options = HERE) -> tuple[Outcome, list[str]]:
    said: list[Progress] = []
    outcome = run([str(folder)], out, options, said.append)
    return outcome, [progress.message for progress in said if progress.message]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_documents(tmp_path / "in", 3)


def test_running_writes_every_file_of_a_run(folder: Path, tmp_path: Path) -> None:
    outcome = run([str(folder)], tmp_path / "out", HERE)
    files = {path.name for path in (tmp_path / "out").iterdir()} - {".parts"}
    tables = {f"{name}.csv" for name in TABLES} | {f"{name}.parquet" for name in TABLES if name != "targets"}
    assert files == tables | {"datapackage.json", "run.json", "report.html"}
    assert outcome.counts["ok"] == 3
    assert outcome.counts["targets"] == 6
    assert outcome.failures == ()
    assert validate(tmp_path / "out") == []


def test_running_twice_extracts_nothing_and_leaves_the_files(folder: Path, tmp_path: Path) -> None:
    run([str(folder)], tmp_path / "out", HERE)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir() if path.name != ".parts"}
    outcome, said = again(folder, tmp_path / "out")
    assert (outcome.extracted, outcome.reused) == (0, 3)
    assert "Nothing has changed" in said[0]
    assert before == {path: path.stat().st_mtime_ns for path in before}


def test_running_redoes_only_the_changed_document(folder: Path, tmp_path: Path) -> None:
    run([str(folder)], tmp_path / "out", HERE)
    (folder / "plan-0001.txt").write_text("By 2040, 77 percent of homes will have solar roofs.\n", encoding="utf-8")
    outcome, said = again(folder, tmp_path / "out")
    assert (outcome.extracted, outcome.reused) == (1, 2)
    assert "2 of 3 documents are done, 1 to do" in said[0]
    run([str(folder)], tmp_path / "fresh", HERE)
    assert fingerprint(tmp_path / "out").keys() == fingerprint(tmp_path / "fresh").keys()
    assert (tmp_path / "out" / "statements.csv").read_bytes() == (tmp_path / "fresh" / "statements.csv").read_bytes()


def test_running_forgets_a_document_that_is_gone(folder: Path, tmp_path: Path) -> None:
    run([str(folder)], tmp_path / "out", HERE)
    (folder / "plan-0000.txt").unlink()
    outcome, _ = again(folder, tmp_path / "out")
    assert outcome.extracted == 0
    assert [row["path"] for row in rows(tmp_path / "out")] == ["plan-0001.txt", "plan-0002.txt"]


def test_running_redoes_all_when_a_rule_changes_and_says_why(folder: Path, tmp_path: Path) -> None:
    (folder / "toys.txt").write_text("By 2030, the toy whistle trade will employ 40 people.", encoding="utf-8")
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "none.yaml").write_text("kind: industry\nrules: []\n", encoding="utf-8")
    options = Options(workers=0, rules=(str(rules),))
    run([str(folder)], tmp_path / "out", options)
    (rules / "mine.yaml").write_text(
        "kind: industry\nrules:\n  - id: IND-MINE-TEST\n    title: Test industry\n    slug: test-industry\n"
        "    terms: [toy whistle trade]\n    examples: {match: ['<industry>toy whistle trade</industry>']}\n",
        encoding="utf-8",
    )
    outcome, said = again(folder, tmp_path / "out", options)
    assert (outcome.extracted, outcome.reused) == (4, 0)
    assert said[0] == "Done again: 4 of 4 documents, because of a change in the rules."
    assert "Test industry" in {row["canonical"] for row in rows(tmp_path / "out", "mentions")}


RULE = (
    "kind: industry\nrules:\n  - {id: IND-MINE-TEST, title: T, slug: t, terms: [toy whistles], terms_from: more.csv}\n"
)


def test_running_notices_changes_of_a_file_of_rules_and_of_what_it_names(folder: Path, tmp_path: Path) -> None:
    file, csv = tmp_path / "mine.yaml", tmp_path / "more.csv"
    file.write_text(RULE, encoding="utf-8")
    csv.write_text("id,term\nIND-MINE-TEST,whistle trade\n", encoding="utf-8")
    options = Options(workers=0, rules=(str(file),))
    run([str(folder)], tmp_path / "out", options)
    assert again(folder, tmp_path / "out", options)[0].extracted == 0
    (tmp_path / "other.csv").write_text("nobody's", encoding="utf-8")
    assert again(folder, tmp_path / "out", options)[0].extracted == 0
    csv.write_text("id,term\nIND-MINE-TEST,whistle making\n", encoding="utf-8")
    assert again(folder, tmp_path / "out", options)[0].extracted == 3
    file.write_text(RULE.replace("toy whistles", "tin whistles"), encoding="utf-8")
    assert again(folder, tmp_path / "out", options)[0].extracted == 3


def test_running_notices_packs_and_readers_that_are_installed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their packages are no part of `--rules`, nor of policyledger, and decide all the same."""
    run([str(folder)], tmp_path / "out", HERE)
    rules = tmp_path / "toy_rules" / "rules" / "a.yaml"
    rules.parent.mkdir(parents=True)
    rules.write_text(RULE.replace(", terms_from: more.csv", ""), encoding="utf-8")
    write_installed(tmp_path, "toy_rules", "[policyledger_rules]\ntoy = toy_rules\n")
    monkeypatch.syspath_prepend(tmp_path)
    outcome, said = again(folder, tmp_path / "out")
    assert (outcome.extracted, said[0].rpartition(" ")[2]) == (3, "rules.")
    rules.write_text(rules.read_text().replace("toy whistles", "tin whistles"), encoding="utf-8")
    assert again(folder, tmp_path / "out")[0].extracted == 3
    assert again(folder, tmp_path / "out")[0].extracted == 0
    (tmp_path / "rtf").mkdir()
    write_installed(tmp_path / "rtf", "rtf", "[policyledger_readers]\nrtf = json:loads\n", "2.5")
    monkeypatch.syspath_prepend(tmp_path / "rtf")
    assert made_by((), None, None)["readers"] == {"rtf": "rtf 2.5"}


def test_running_says_where_there_are_no_rules(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    for name in ("rules", "gone"):
        with pytest.raises(PolicyledgerError) as error:
            run([str(folder)], tmp_path / "out", Options(workers=0, rules=(str(tmp_path / name),)))
        assert error.value.code == "C023"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("force", [False, True])
def test_running_leaves_a_run_alone_when_the_rules_are_wrong(folder: Path, tmp_path: Path, force: bool) -> None:
    run([str(folder)], tmp_path / "out", HERE)
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    (tmp_path / "mine.yaml").write_text(RULE.replace("slug", "slag"), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(PolicyledgerError) as error:
            run([str(folder)], tmp_path / "out", Options(workers=0, force=force, rules=(str(tmp_path / "mine.yaml"),)))
        assert error.value.code == "L000"
    assert before == {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}


@pytest.mark.parametrize("options", [{"workers": -1}, {"workers": 1.5}, {"partition_by": "nonsense"}])
def test_running_refuses_options_that_cannot_be(options: dict) -> None:
    with pytest.raises(PolicyledgerError) as error:
        Options(**options)
    assert error.value.code == "C007"
    assert str(next(iter(options.values()))) in error.value.sentence


@pytest.mark.parametrize("lost", ["targets.csv", "report.html", "run.json"])
def test_running_puts_lost_files_back(folder: Path, tmp_path: Path, lost: str) -> None:
    run([str(folder)], tmp_path / "out", HERE)
    before = fingerprint(tmp_path / "out")
    (tmp_path / "out" / lost).unlink()
    outcome, _ = again(folder, tmp_path / "out")
    assert outcome.extracted == 0
    assert fingerprint(tmp_path / "out") == before


def test_running_refuses_the_folder_of_another_run(folder: Path, tmp_path: Path) -> None:
    run([str(folder)], tmp_path / "out", HERE)
    other = write_documents(tmp_path / "other", 1, "other")
    with pytest.raises(PolicyledgerError) as error:
        run([str(other)], tmp_path / "out", HERE)
    assert error.value.code == "O001"
    assert str(folder) in error.value.sentence
    outcome = run([str(other)], tmp_path / "out", Options(workers=0, force=True))
    assert outcome.counts["documents"] == 1


def test_running_refuses_a_folder_of_other_files(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("mine")
    with pytest.raises(PolicyledgerError) as error:
        run([str(folder)], tmp_path / "mine", HERE)
    assert error.value.code == "O002"
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("ours", ["run.json", "statements.csv"])
def test_running_never_replaces_what_is_no_run(folder: Path, tmp_path: Path, force: bool, ours: str) -> None:
    """Whatever its files are called: `force` is for runs."""
    mine = {"statements/2023.txt": "bank", "documents.csv": "a,b", ours: '{"sources": "mine"}', ".x.1.tmp": "x"}
    for name, text in mine.items():
        (tmp_path / "mine" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "mine" / name).write_text(text)
    with pytest.raises(PolicyledgerError) as error:
        run([str(folder)], tmp_path / "mine", Options(workers=0, force=force))
    assert error.value.code == "O002"
    left = [path for path in (tmp_path / "mine").rglob("*") if path.is_file()]
    assert {path.relative_to(tmp_path / "mine").as_posix(): path.read_text() for path in left} == mine


def test_running_knows_a_run_by_its_tables_alone(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run([str(folder)], out, HERE)
    before = fingerprint(out)
    shutil.rmtree(out / ".parts")
    (out / "run.json").unlink()
    with pytest.raises(PolicyledgerError) as error:
        run([str(folder)], out, HERE)
    assert error.value.code == "O001"
    run([str(folder)], out, Options(workers=0, force=True))
    assert fingerprint(out) == before


def test_running_leaves_files_of_others_in_its_folder(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run([str(folder)], out, Options(workers=0, partition_by="status"))
    mine = [out / "statements" / "mine.txt", out / "statements" / "status=mine" / "x.txt", out / ".notes.1.tmp"]
    for file in mine:
        file.parent.mkdir(exist_ok=True)
        file.write_text("mine")
    (out / ".run.json.1.tmp").touch()
    run([str(folder)], out, HERE)
    run([str(folder)], out, Options(workers=0, force=True))
    assert [file.read_text() for file in mine] == ["mine"] * 3
    assert [path.name for path in (out / "statements").glob("status=*")] == ["status=mine"]
    assert not (out / ".run.json.1.tmp").exists()
    assert validate(out) == []
    with pytest.raises(PolicyledgerError) as error:
        run([str(folder)], out, Options(workers=0, partition_by="status"))
    assert error.value.code == "O002"
    assert mine[0].read_text() == "mine"


def test_running_refuses_a_folder_in_use(folder: Path, tmp_path: Path) -> None:
    with locked(tmp_path / "out" / ".parts"), pytest.raises(PolicyledgerError) as error:
        run([str(folder)], tmp_path / "out", HERE)
    assert error.value.code == "O004"


@pytest.mark.parametrize("make", [lambda path: path.write_text("a file"), lambda path: path.symlink_to("nowhere/x/y")])
def test_running_says_when_the_folder_cannot_be_written(folder: Path, tmp_path: Path, make) -> None:
    make(tmp_path / "out")
    with pytest.raises(PolicyledgerError) as error:
        run([str(folder)], tmp_path / "out", HERE)
    assert error.value.code == "O003"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="mounting a read-only folder needs root")
def test_running_stops_before_a_folder_that_is_read_only(folder: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", disk], capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"this system does not let tests mount a folder: {mounted.stderr.strip()}")
    try:
        with pytest.raises(PolicyledgerError) as error:
            run([str(folder)], disk / "out", HERE)
        assert error.value.code == "O003"
        assert "Read-only" in error.value.sentence
    finally:
        subprocess.run(["umount", disk], check=True)


def test_running_refuses_a_url_as_its_folder(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PolicyledgerError) as error:
        run([str(folder)], Path("s3://bucket/run"), HERE)
    assert error.value.code == "O007"
    assert "s3://bucket/run" in error.value.sentence
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_running_says_when_there_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with pytest.raises(PolicyledgerError) as error:
        run([str(tmp_path / "in")], tmp_path / "out", HERE)
    assert error.value.code == "C002"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("partition_by", [None, "status"])
def test_running_over_an_empty_list_empties_the_tables(folder: Path, tmp_path: Path, partition_by: str | None) -> None:
    options = Options(workers=0, partition_by=partition_by)
    run(["-"], tmp_path / "out", options, documents=[str(folder)])
    outcome = run(["-"], tmp_path / "out", options, documents=[])
    assert set(outcome.counts.values()) == {0}
    assert validate(tmp_path / "out") == []
    assert [rows(tmp_path / "out", name) for name in ("documents", "statements", "mentions")] == [[], [], []]
    assert "0 targets in 0 documents" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    run(["-"], tmp_path / "fresh", options, documents=[])
    assert fingerprint(tmp_path / "out") == fingerprint(tmp_path / "fresh")


def test_running_gives_every_bad_document_a_row(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").touch()
    (folder / "also-empty.txt").touch()
    (folder / "bytes.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "unknown.xyz").write_text("Text of a kind nobody knows.")
    (folder / "pipe").symlink_to("/dev/null")
    run([str(folder), str(folder / "gone.txt")], tmp_path / "out", HERE)
    found = {row["path"].rpartition("/")[2]: row for row in rows(tmp_path / "out")}
    codes = {name: row["error_code"] for name, row in found.items() if row["status"] == "failed"}
    assert codes == {
        "also-empty.txt": "D002",
        "bytes.txt": codes["bytes.txt"],
        "empty.txt": "D002",
        "gone.txt": "C001",
        "pipe": "D001",
        "unknown.xyz": "D004",
    }
    assert codes["bytes.txt"].startswith("D")
    assert len({row["doc_id"] for row in found.values()}) == len(found)
    assert all(row["error"].endswith(".") for row in found.values() if row["error"])
    assert validate(tmp_path / "out") == []


@pytest.mark.parametrize("workers", [0, 1])
def test_running_tries_again_what_went_away_before_it_was_read(
    folder: Path, tmp_path: Path, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = Options(workers=workers)
    file = folder / "plan-0001.txt"
    text = file.read_text(encoding="utf-8")
    monkeypatch.setattr("policyledger.running.settings", lambda *facts: (file.unlink(), settings(*facts))[1])
    run([str(folder)], tmp_path / "out", options)
    assert [row["error_code"] for row in rows(tmp_path / "out")] == [None, "D001", None]
    assert validate(tmp_path / "out") == []
    monkeypatch.undo()
    file.write_text(text, encoding="utf-8")
    assert run([str(folder)], tmp_path / "out", options).extracted == 1
    run([str(folder)], tmp_path / "fresh", HERE)
    assert fingerprint(tmp_path / "out") == fingerprint(tmp_path / "fresh")


def test_running_reads_the_same_content_once(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "plan-0000.txt", folder / "zz-copy.txt")
    outcome = run([str(folder)], tmp_path / "out", HERE)
    copy = next(row for row in rows(tmp_path / "out") if row["path"] == "zz-copy.txt")
    assert (copy["status"], copy["error_code"], copy["n_statements"]) == ("skipped", "D906", 0)
    assert "plan-0000.txt" in copy["error"]
    assert len({row["doc_id"] for row in rows(tmp_path / "out")}) == 4
    assert outcome.counts["skipped"] == 1
    (folder / "plan-0000.txt").unlink()
    again(folder, tmp_path / "out")
    copy = next(row for row in rows(tmp_path / "out") if row["path"] == "zz-copy.txt")
    assert copy["status"] == "ok"


def test_running_reads_a_copy_where_the_first_can_not_be_read_for_its_name(folder: Path, tmp_path: Path) -> None:
    for name in ("a.bin", "b.pdf", "zz.txt"):
        shutil.copy(folder / "plan-0000.txt", folder / name)
    outcome = run([str(folder)], tmp_path / "out", HERE)
    assert outcome.extracted == 5  # both that failed among them
    codes = {row["path"]: row["error_code"] for row in rows(tmp_path / "out")}
    assert codes == {
        "a.bin": "D004", "b.pdf": "D011", "plan-0000.txt": None, "plan-0001.txt": None, "plan-0002.txt": None,
        "zz.txt": "D906",
    }  # fmt: skip
    assert "plan-0000.txt" in rows(tmp_path / "out")[-1]["error"]
    assert validate(tmp_path / "out") == []
    assert again(folder, tmp_path / "out")[1] == ["Nothing has changed: all 6 documents are up to date."]


def test_running_reads_a_copy_where_the_first_went_away(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(folder / "plan-0000.txt", folder / "zz.txt")
    file = folder / "plan-0000.txt"
    monkeypatch.setattr(
        "policyledger.running.settings", lambda *facts: (file.unlink(missing_ok=True), settings(*facts))[1]
    )
    run([str(folder)], tmp_path / "out", HERE)
    assert [row["error_code"] for row in rows(tmp_path / "out")] == ["D001", None, None, None]


@pytest.mark.parametrize("workers", [0, 1])
def test_running_keeps_no_rows_of_a_document_that_changed_meanwhile(
    folder: Path, tmp_path: Path, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else they would be taken for those of the content it had, whenever it has that again."""
    file, options = folder / "plan-0001.txt", Options(workers=workers)
    text = file.read_text(encoding="utf-8")
    change = "By 2030 we will build 77 piers."
    monkeypatch.setattr("policyledger.running.settings", lambda *facts: (file.write_text(change), settings(*facts))[1])
    run([str(folder)], tmp_path / "out", options)
    assert [row["error_code"] for row in rows(tmp_path / "out")] == [None, "D001", None]
    assert "changed" in rows(tmp_path / "out")[1]["error"]
    monkeypatch.undo()
    file.write_text(text, encoding="utf-8")
    run([str(folder)], tmp_path / "out", options)
    run([str(folder)], tmp_path / "fresh", HERE)
    assert fingerprint(tmp_path / "out") == fingerprint(tmp_path / "fresh")


def test_running_says_anew_why_a_document_could_not_be_had(folder: Path, tmp_path: Path) -> None:
    listed = [str(folder / "plan-0000.txt"), str(folder / "late.txt")]
    options = Options(workers=0, limits=Limits(size=10_000))
    run(["-"], tmp_path / "out", options, documents=listed)
    (folder / "late.txt").write_text("x" * 20_000, encoding="utf-8")
    run(["-"], tmp_path / "out", options, documents=listed)
    assert [row["error_code"] for row in rows(tmp_path / "out")] == ["D903", None]


def test_running_does_all_again_with_another_library(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run([str(folder)], tmp_path / "out", HERE)
    monkeypatch.setattr("policyledger.manifest.version", lambda name: "99.0")
    outcome, said = again(folder, tmp_path / "out")
    assert (outcome.extracted, said[0]) == (3, "Done again: 3 of 3 documents, because of a change in the libraries.")
    assert json.loads((tmp_path / "out" / "run.json").read_text())["libraries"]["spacy"] == "99.0"


def test_running_looks_again_whose_the_folder_is_when_it_has_it_alone(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another run may have begun and ended in it while this one searched for documents."""
    (tmp_path / "other").mkdir()
    shutil.copy(folder / "plan-0000.txt", tmp_path / "other")
    found = discovery.discover

    def slowly(*arguments: Any, **options: Any) -> Any:
        monkeypatch.undo()
        run([str(tmp_path / "other")], tmp_path / "out", HERE)
        return found(*arguments, **options)

    monkeypatch.setattr("policyledger.running.discover", slowly)
    with pytest.raises(PolicyledgerError) as error:
        run([str(folder)], tmp_path / "out", HERE)
    assert error.value.code == "O001"
    assert len(rows(tmp_path / "out")) == 1


def test_running_heals_a_part_that_a_disk_has_damaged(folder: Path, tmp_path: Path) -> None:
    run([str(folder)], tmp_path / "out", HERE)
    part = next((tmp_path / "out" / ".parts").glob("*.arrow"))
    data = bytearray(part.read_bytes())
    third = len(data) // 3
    data[third : 2 * third] = bytes(255 - byte for byte in data[third : 2 * third])
    part.write_bytes(data)
    (folder / "new.txt").write_text("By 2030 we will build 77 piers.", encoding="utf-8")
    with pytest.raises(PolicyledgerError) as error:
        run([str(folder)], tmp_path / "out", HERE)
    assert error.value.code == "O008"
    run([str(folder)], tmp_path / "out", HERE)
    run([str(folder)], tmp_path / "fresh", HERE)
    assert fingerprint(tmp_path / "out") == fingerprint(tmp_path / "fresh")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere file names are text")
def test_running_refuses_a_folder_whose_name_is_no_text(folder: Path, tmp_path: Path) -> None:
    out = Path(os.fsdecode(os.fsencode(tmp_path) + b"/out\xff"))
    with pytest.raises(PolicyledgerError) as error:
        run([str(folder)], out, HERE)
    assert error.value.code == "O003"
    rules = Path(os.fsdecode(os.fsencode(tmp_path) + b"/rules\xff"))
    rules.mkdir()
    (rules / "a.yaml").write_text(RULE.replace(", terms_from: more.csv", ""), encoding="utf-8")
    run([str(folder)], tmp_path / "out", Options(workers=0, rules=(str(rules),)))


@pytest.mark.parametrize("workers", [0, 1])
def test_running_keeps_strange_file_names(tmp_path: Path, workers: int) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    names = ["新能源 plan.txt", "two\nlines.txt", "=cmd.txt", "a'\"quote.txt"]
    for number, name in enumerate(names):
        (folder / name).write_text(f"By 2030 we will build {number + 20} schools.", encoding="utf-8")
    (Path(str(folder)) / b"latin-\xe9.txt".decode("utf-8", "surrogateescape")).write_text("By 2031, 99 schools.")
    run([str(folder)], tmp_path / "out", Options(workers=workers))
    assert {row["path"] for row in rows(tmp_path / "out")} == {*names, "latin-\\xe9.txt"}
    assert validate(tmp_path / "out") == []


def test_running_leaves_its_own_folder_and_other_runs_out(folder: Path) -> None:
    run([str(folder)], folder / "outputs" / "a", HERE)
    outcome = run([str(folder)], folder / "outputs" / "b", HERE)
    assert outcome.counts["documents"] == 3


def test_running_fails_documents_over_the_size_limit(folder: Path, tmp_path: Path) -> None:
    (folder / "large.txt").write_text("word " * 1000)
    run([str(folder)], tmp_path / "out", Options(workers=0, limits=Limits(size=2000)))
    row = rows(tmp_path / "out")[0]
    assert (row["path"], row["status"], row["error_code"], row["sha256"]) == ("large.txt", "failed", "D903", None)


def test_running_writes_a_manifest_that_says_what_made_the_files(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").touch()
    run([str(folder)], tmp_path / "out", HERE)
    manifest = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert manifest["made_by"].keys() == FACETS.keys()
    assert manifest["sources"] == [str(folder)]
    assert manifest["counts"]["documents"] == 4
    assert manifest["failures"][0]["error_code"] == "D002"
    assert [row["path"] for row in manifest["inputs"]] == ["empty.txt", *(f"plan-000{n}.txt" for n in range(3))]
    assert all(len(row["sha256"]) == 64 for row in manifest["inputs"])
    assert manifest["worker_seconds"].keys() == {"read", "annotate", "rows"}
    assert manifest["libraries"]["spacy"].startswith("3.8")


def test_running_does_not_depend_on_how_work_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_documents(tmp_path / "in", 7)
    run([str(folder)], tmp_path / "a", HERE)
    monkeypatch.setattr("policyledger.running.TASK_DOCUMENTS", 2)
    monkeypatch.setattr("policyledger.writing.ROW_GROUP", 4)
    monkeypatch.setattr("policyledger.worker.FLUSH_SECONDS", 0.0)
    run([str(folder)], tmp_path / "b", HERE)
    a, b = fingerprint(tmp_path / "a"), fingerprint(tmp_path / "b")
    assert {name: a[name] for name in a if name.endswith(".csv")} == {
        name: b[name] for name in b if name.endswith(".csv")
    }


def test_running_puts_many_small_documents_into_one_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policyledger.worker.FLUSH_SECONDS", 60.0)
    run([str(write_documents(tmp_path / "in", 100))], tmp_path / "out", HERE)
    assert len(list((tmp_path / "out" / ".parts").glob("*.arrow"))) == 1


@pytest.mark.parametrize(("count", "workers"), [(1, 1), (7, 2), (500, 3), (1200, 1)])
def test_running_cuts_work_into_tasks_that_hold_every_job_once(tmp_path: Path, count: int, workers: int) -> None:
    file = tmp_path / "a.txt"
    file.touch()
    jobs = [Job(str(number), file, str(number), "") for number in range(count)]
    tasks = _tasks(jobs, workers)
    assert [job for task in tasks for job in task] == jobs
    assert all(0 < len(task) <= TASK_DOCUMENTS for task in tasks)


def test_running_cuts_ever_smaller_tasks_so_that_all_workers_end_together(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.touch()
    sizes = [len(task) for task in _tasks([Job(str(number), file, str(number), "") for number in range(1000)], 2)]
    assert sizes == sorted(sizes, reverse=True)
    assert (sizes[0], sizes[-1]) == (125, 1)
    assert len(sizes) < 60


def test_running_gives_a_large_document_a_task_of_its_own(tmp_path: Path) -> None:
    jobs = []
    for number, size in enumerate([10, 3_000_000, 10, 10, 1_500_000, 600_000, *[10] * 50]):
        (tmp_path / str(number)).write_bytes(bytes(size))
        jobs.append(Job(str(number), tmp_path / str(number), str(number), ""))
    keys = [[job.key for job in task] for task in _tasks(jobs, 1)]
    assert keys == [["0"], ["1"], ["2", "3", "4"], [str(number) for number in range(5, 56)]]


def test_running_partitions_statements_by_a_column(folder: Path, tmp_path: Path) -> None:
    run([str(folder)], tmp_path / "flat", HERE)
    out = tmp_path / "split"
    run([str(folder)], out, Options(workers=0, partition_by="status"))
    assert {path.name for path in (out / "statements").iterdir()} == {"status=actual", "status=target"}
    assert not (out / "statements.parquet").exists()
    assert read_table(out, "statements").equals(read_table(tmp_path / "flat", "statements"))
    assert validate(out) == []
    run([str(folder)], out, HERE)
    assert fingerprint(out) == fingerprint(tmp_path / "flat")
