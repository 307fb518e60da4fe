"""The command line: what it prints, what it ends with, and that no mistake shows a traceback."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from helpers import call, write_documents
from policyledger import cli
from policyledger.records import TABLES

VERBS = ["extract", "show", "schema", "validate", "diff", "report"]


def invoke(*arguments: object, data: bytes | str = "") -> Result:
    return CliRunner().invoke(cli.verbs, [str(argument) for argument in arguments], input=data, catch_exceptions=True)


def main(capsys, monkeypatch, *arguments: object) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of `policyledger` in this process."""
    monkeypatch.setattr("sys.argv", ["policyledger", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    out, errors = capsys.readouterr()
    return ended.value.code, out, errors


def test_cli_help_names_every_verb() -> None:
    text = invoke("--help").stdout
    assert [verb for verb in [*VERBS, "rules", "explain", "evaluate"] if f"\n  {verb}" not in text] == []


@pytest.mark.parametrize("verb", VERBS)
def test_cli_help_of_a_verb_has_two_examples(verb: str) -> None:
    text = invoke(verb, "--help").stdout
    assert len(re.findall(rf"^\s+.*policyledger {verb}", text.partition("Examples:")[2], re.MULTILINE)) >= 2


@pytest.mark.parametrize("table", TABLES)
def test_cli_schema_prints_every_column(table: str) -> None:
    text = invoke("schema", table).stdout
    assert [name for name in TABLES[table].names if f"  {name} " not in text] == []


def test_cli_schema_as_json() -> None:
    printed = json.loads(invoke("schema", "mentions", "--format", "json").stdout)
    assert [column["name"] for column in printed["tables"][0]["columns"]] == list(TABLES["mentions"].names)


def test_cli_schema_is_what_the_page_on_tables_says() -> None:
    page = (Path(__file__).parents[1] / "pipeline" / "docs" / "tables.md").read_text(encoding="utf-8")
    assert invoke("schema", "--format", "markdown").stdout in page


def test_cli_shows_a_document_grouped_by_section(tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    file.write_text(
        "# The plan\n\n## Schools\n\nBy 2030, we will build over 20 schools.\n\n## Past\n\nIn 2019, 5 schools closed.\n"
    )
    text = invoke("show", file).stdout
    assert "The plan > Schools" in text
    assert re.search(r"> 20 schools\s+2030\s+By 2030, we will build over 20 schools\.", text)
    assert "closed" not in text
    assert "closed" in invoke("show", file, "--all").stdout


def test_cli_shows_stdin_as_json() -> None:
    rows = [
        json.loads(line)
        for line in invoke("show", "-", "--json", data="By 2030, 20 schools will be built.").stdout.splitlines()
    ]
    assert [(row["text"], row["value_min"], row["target_date"]) for row in rows] == [("20 schools", 20.0, "2030")]


def test_cli_extract_goes_on_and_ends_with_the_right_codes(tmp_path: Path) -> None:
    folder = write_documents(tmp_path / "in", 2)
    code, out, errors = call("extract", folder, "-o", tmp_path / "out", "-j", 2, "--log-format", "json")
    assert (code, out) == (0, "")
    events = [json.loads(line) for line in errors.splitlines() if line.startswith("{")]
    assert events[0]["seconds_left"] is None
    assert events[-2]["done"] == events[-2]["total"] == events[-1]["extracted"] == 2
    (folder / "empty.txt").touch()
    code, _, errors = call("extract", folder, "-o", tmp_path / "out", "--quiet")
    assert code == 1
    assert (
        errors == "policyledger: D002: empty.txt is empty. Give a file that holds text, or take it out of the folder.\n"
    )
    with (tmp_path / "out" / "targets.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 4


def test_cli_extract_takes_a_list_on_stdin(tmp_path: Path) -> None:
    folder = write_documents(tmp_path / "in", 3)
    listed = "\0".join(str(path) for path in sorted(folder.iterdir())[:2])
    code, _, errors = call("extract", "-", "-o", tmp_path / "out", stdin=listed)
    assert code == 0
    assert "2 documents: 4 targets among 6 statements: " in errors


BAD = {
    "missing": ("gone.txt", None, "C001"),
    "empty": ("empty.txt", b"", "D002"),
    "blank": ("blank.txt", b" \n\t\n", "D002"),
    "suffix": ("a.xyz", b"Some text.", "D004"),
    "bytes": ("bytes.txt", bytes(range(256)) * 20, "D"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("verb", ["extract", "show"])
def test_cli_answers_bad_input_with_one_coded_message(
    tmp_path: Path, name: str, verb: str, capsys, monkeypatch
) -> None:
    file, content, code = BAD[name]
    if content is not None:
        (tmp_path / file).write_bytes(content)
    options = ["-o", tmp_path / "out", "-q", "-j", 0] if verb == "extract" else []
    status, out, errors = main(capsys, monkeypatch, verb, tmp_path / file, *options)
    assert status == (1 if verb == "extract" and content is not None else 2)
    assert re.fullmatch(rf"policyledger: {code}\d*: [^\n]+\.\n", errors), errors
    assert out == ""


def test_cli_says_when_the_folder_cannot_be_written(tmp_path: Path, capsys, monkeypatch) -> None:
    folder = write_documents(tmp_path / "in", 1)
    (tmp_path / "file").touch()
    status, _, errors = main(capsys, monkeypatch, "extract", folder, "-o", tmp_path / "file" / "out")
    assert status == 2
    assert errors.startswith("policyledger: O003: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract"],
        ["nonsense"],
        ["extract", "a", "-o", "b", "-j", "-1"],
        ["schema", "nothing"],
        ["validate", "gone"],
        ["report", "gone"],
        ["diff", "a", "b"],
        ["extract", "x", "-o", "y", "--partition-by", "sentence"],
    ],
    ids=" ".join,
)
def test_cli_answers_mistakes_without_a_traceback(arguments: list[str], capsys, monkeypatch) -> None:
    status, _, errors = main(capsys, monkeypatch, *arguments)
    assert status == 2
    assert "Traceback" not in errors
    assert re.match(r"policyledger: [CLO]\d\d\d: .+\.\n", errors), errors


def test_cli_alone_shows_its_help(capsys, monkeypatch) -> None:
    status, out, errors = main(capsys, monkeypatch)
    assert (status, errors) == (0, "")
    assert "Examples:" in out and "extract" in out


def test_cli_says_where_the_reasons_are_when_nothing_could_be_read(tmp_path: Path, capsys, monkeypatch) -> None:
    (tmp_path / "empty.txt").touch()
    status, _, errors = main(capsys, monkeypatch, "extract", tmp_path / "empty.txt", "-o", tmp_path / "out", "-j", 0)
    assert status == 1
    assert f"1 document (1 failed): nothing could be read; {tmp_path / 'out' / 'documents.csv'} says why." in errors
    assert (tmp_path / "out" / "documents.csv").is_file()


def test_cli_show_says_what_to_do_with_a_folder(tmp_path: Path, capsys, monkeypatch) -> None:
    status, _, errors = main(capsys, monkeypatch, "show", tmp_path)
    assert (status, "C021" in errors, "policyledger extract" in errors) == (2, True, True)


def test_cli_log_says_what_is_done_before_the_first_document(tmp_path: Path) -> None:
    folder = write_documents(tmp_path / "in", 1)
    lines = call("extract", folder, "-o", tmp_path / "out", "-j", 1)[2].splitlines()
    assert lines[0] == "Loading the rules in 1 process."
    told = lines[1:-2]  # a slow machine says so more often
    assert all(" of 1 document, 0 pages, 0 failed, " in line for line in told)
    assert told[-1].startswith("1 of 1 document")
    assert lines[-2] == "Writing the tables."


def test_cli_extract_of_an_empty_list_is_a_run_of_no_documents(tmp_path: Path) -> None:
    """What `find -newer` gives to a job on a night without new files."""
    code, _, errors = call("extract", "-", "-o", tmp_path / "out", "--log-format", "json")
    events = [json.loads(line) for line in errors.splitlines()]
    assert code == 0
    assert events[0]["message"].startswith("There is nothing to read")
    assert (events[-1]["event"], events[-1]["counts"]["documents"], events[-1]["extracted"]) == ("end", 0, 0)
    assert call("validate", tmp_path / "out")[0] == 0
    for table in TABLES:
        with (tmp_path / "out" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            assert len(list(csv.reader(file))) == 1
    assert "Nothing has changed" in call("extract", "-", "-o", tmp_path / "out")[2]


def test_cli_extract_of_a_list_whose_files_are_gone_says_so_for_each(tmp_path: Path) -> None:
    code, _, errors = call("extract", "-", "-o", tmp_path / "out", "-q", stdin=f"{tmp_path / 'gone.txt'}\n")
    assert (code, errors.count("C001")) == (1, 1)
    assert call("validate", tmp_path / "out")[0] == 0


def test_cli_log_in_json_is_json_to_the_end(tmp_path: Path) -> None:
    folder = write_documents(tmp_path / "in", 1)
    (folder / "empty\nfile.txt").touch()
    code, out, errors = call("extract", folder, "-o", tmp_path / "out", "-j", 1, "--log-format", "json")
    events = [json.loads(line) for line in errors.splitlines()]
    assert (code, out) == (1, "")
    kinds = [event["event"] for event in events]
    assert kinds[-2:] == ["failure", "end"]
    assert set(kinds[:-2]) == {"progress"}
    assert (events[-2]["path"], events[-2]["error_code"]) == ("empty\nfile.txt", "D002")
    assert events[-1]["counts"]["failed"] == 1
    for code, arguments in (("C001", ["gone", "-o", tmp_path / "new"]), ("C009", [folder, "-j", "none"])):
        status, _, errors = call("extract", *arguments, "--log-format", "json")
        assert (status, json.loads(errors)["event"], json.loads(errors)["code"]) == (2, "error", code)


def test_cli_says_in_json_that_it_was_stopped(tmp_path: Path, monkeypatch, capsys) -> None:
    def stop(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("policyledger.running.run", stop)
    code, _, errors = main(capsys, monkeypatch, "extract", tmp_path, "-o", tmp_path / "out", "--log-format", "json")
    assert (code, json.loads(errors)["event"]) == (130, "stopped")
    code, _, errors = main(capsys, monkeypatch, "extract", tmp_path, "-o", tmp_path / "out")
    assert (code, errors[:22]) == (130, "policyledger: stopped.")


def test_cli_names_every_document_that_was_not_read_on_one_line(tmp_path: Path) -> None:
    folder = write_documents(tmp_path / "in", 1)
    (folder / "empty\nfile.txt").touch()
    errors = call("extract", folder, "-o", tmp_path / "out", "-j", 0, "--quiet")[2]
    assert errors.startswith("policyledger: D002: empty\\nfile.txt is empty.")
    assert errors.count("\n") == 1


def test_cli_says_what_was_noted_of_documents_that_were_read(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("<html><body><p>The port saves 20 % by 2031.</p></body></html>", "utf-8")
    (tmp_path / "old.txt").write_bytes("The café of the port saves 20 % by 2031.".encode("cp1252"))
    for _ in range(2):  # the second finds that nothing has changed
        code, _, errors = call("extract", tmp_path / "page.txt", tmp_path / "old.txt", "-o", tmp_path / "out")
        assert code == 0
        assert [line.split(": ")[1] for line in errors.splitlines() if ": D0" in line] == ["D023", "D022"]
    assert "D022" in invoke("show", tmp_path / "page.txt").stderr


def test_cli_stops_quietly_when_nobody_reads_on() -> None:
    program = f"{sys.executable} -c 'from policyledger.cli import main; main()' schema | true"
    answer = subprocess.run(["bash", "-c", program], capture_output=True, text=True, check=False)
    assert answer.stderr == ""


def test_cli_report_and_validate_a_run(tmp_path: Path, capsys, monkeypatch) -> None:
    folder = write_documents(tmp_path / "in", 1)
    out = tmp_path / "out"
    assert main(capsys, monkeypatch, "extract", folder, "-o", out, "-q", "-j", 0)[0] == 0
    assert main(capsys, monkeypatch, "report", out)[:2] == (0, f"{out / 'report.html'}\n")
    assert main(capsys, monkeypatch, "validate", out)[:2] == (0, "")
    (out / "targets.csv").write_text("broken", encoding="utf-8")
    status, printed, _ = main(capsys, monkeypatch, "validate", out)
    assert status == 1
    assert "targets.csv: digest" in printed


def test_cli_goes_on_when_nobody_hears_its_messages(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("By 2030, the port will build 4 quays.\n")
    program = "from policyledger.cli import main; main()"
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", program, "extract", "plan.txt", "-o", "run", "-j", "0"], cwd=tmp_path, stderr=full
        )
    assert done.returncode == 0
    assert (tmp_path / "run" / "run.json").exists()


def test_cli_tells_a_fault_of_its_own_from_a_run_with_failures(capsys, monkeypatch) -> None:
    def broken(**_: object) -> int:
        raise RuntimeError("the pump is dry")

    monkeypatch.setattr(cli.verbs, "main", broken)
    code, _, said = main(capsys, monkeypatch, "schema")
    assert code == 3
    assert said.startswith("policyledger: C024: policyledger broke off (RuntimeError: the pump is dry at test_cli.py:")
    assert "Traceback" not in said
