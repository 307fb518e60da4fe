"""The batch with real worker processes, and with documents and killers that mean it no good."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from helpers import call, command, fingerprint, with_faults, write_documents
from policyledger.errors import PolicyledgerError
from policyledger.extracting import pipeline
from policyledger.marking import Mark
from policyledger.pool import Desk, Job, Limits, settings
from policyledger.running import READING, Options, Progress, run
from policyledger.tables import read_table
from policyledger.validating import validate
from policyledger.worker import work

SLOW_KILLS = 20


def rows(out: Path) -> dict[str, dict]:
    return {row["path"]: row for row in read_table(out, "documents").to_pylist()}


def undisturbed(folder: Path, out: Path, **options: object) -> dict[str, str]:
    run([str(folder)], out, Options(workers=0, **options))
    return fingerprint(out)


@pytest.fixture
def misbehaving(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Workers in which documents do what their names say."""
    monkeypatch.setenv("PYTHONPATH", with_faults())
    monkeypatch.setenv("POLICYLEDGER_TEST_MARK", str(tmp_path / "mark"))


def test_pool_writes_the_same_files_for_any_number_of_workers(tmp_path: Path) -> None:
    folder = write_documents(tmp_path / "in", 6)
    wanted = undisturbed(folder, tmp_path / "0")
    run([str(folder)], tmp_path / "2", Options(workers=2))
    assert fingerprint(tmp_path / "2") == wanted


def test_pool_survives_documents_that_hang_eat_memory_or_crash(tmp_path: Path, misbehaving: None) -> None:
    folder = write_documents(tmp_path / "in", 4)
    for name in ("plan-0001-sleeps.txt", "plan-0001-eats.txt", "plan-0002-segfault.txt", "plan-0003-killed-once.txt"):
        (folder / name).write_text(f"By 2030, {name} will build 40 schools.", encoding="utf-8")
    limits = Limits(seconds=5.0, memory=500 * 10**6)
    outcome = run([str(folder)], tmp_path / "out", Options(workers=2, limits=limits))
    found = rows(tmp_path / "out")
    assert {path: row["error_code"] for path, row in found.items() if row["status"] != "ok"} == {
        "plan-0001-sleeps.txt": "D901",
        "plan-0001-eats.txt": "D902",
        "plan-0002-segfault.txt": "D905",
    }
    assert found["plan-0003-killed-once.txt"]["n_statements"] == 1
    assert "signal 11" in found["plan-0002-segfault.txt"]["error"]
    assert outcome.counts["ok"] == 5
    assert validate(tmp_path / "out") == []
    again = run([str(folder)], tmp_path / "out", Options(workers=2, limits=limits))
    assert again.extracted == 0


def test_pool_finds_the_document_of_which_no_part_can_be_written(tmp_path: Path, misbehaving: None) -> None:
    folder = write_documents(tmp_path / "in", 5)
    (folder / "plan-0002-dies-written.txt").write_text("By 2030 we will build 40 schools.", encoding="utf-8")
    outcome = run([str(folder)], tmp_path / "out", Options(workers=1))
    assert outcome.counts["ok"] == 5
    assert [row["error_code"] for row in rows(tmp_path / "out").values() if row["status"] != "ok"] == ["D905"]


def test_pool_says_when_the_rules_alone_pass_the_limit(tmp_path: Path) -> None:
    """Else every document of the batch would fail, each with advice to split it."""
    folder = write_documents(tmp_path / "in", 2)
    with pytest.raises(PolicyledgerError, match=r"--max-memory can't be 20 MB. Give more than the \d+ MB"):
        run([str(folder)], tmp_path / "out", Options(workers=1, limits=Limits(memory=20 * 10**6)))


def test_pool_hears_of_each_document_once_and_of_what_became_of_them_with_their_part(tmp_path: Path) -> None:
    """What a worker says is work for two processes: more of it than this made a tenth of a batch of small documents."""
    folder = write_documents(tmp_path / "in", 3)
    jobs = [
        Job(str(number), path, path.name, hashlib.sha256(path.read_bytes()).hexdigest())
        for number, path in enumerate(sorted(folder.iterdir()))
    ]
    (tmp_path / "parts").mkdir()
    told = settings(tmp_path / "parts", (), "", Limits())
    at: list[int | None] = []
    messages = list(work(pipeline(), [job.told for job in jobs], told, at.append))
    assert at == [0, 1, 2, None]
    assert [message["event"] for message in messages] == ["part"]
    heard = list(Desk(jobs).hear(messages[0]))
    assert [done.job for done in heard] == jobs
    assert all(done.status == "ok" and done.words and sum(done.seconds) for done in heard)


def test_pool_sees_a_mark_that_another_process_has_set_before_it_died(tmp_path: Path) -> None:
    mark = Mark.new(tmp_path)
    assert mark.get() is None
    code = "import os, pathlib; from policyledger.marking import Mark; Mark(pathlib.Path({!r})).set(7); os._exit(1)"
    subprocess.run([sys.executable, "-c", code.format(str(mark.path))], check=False)
    assert mark.get() == 7
    mark.set(None)
    assert mark.get() is None
    mark.unname()
    mark.set(0)
    assert mark.get() == 0
    mark.close()
    assert not mark.path.exists()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="workers are found through /proc")
def test_pool_goes_on_when_workers_are_killed_from_outside(tmp_path: Path, misbehaving: None) -> None:
    folder = write_documents(tmp_path / "in", 12, "slow")
    wanted = undisturbed(folder, tmp_path / "undisturbed")
    killed: list[int] = []

    def kill_all(progress: Progress) -> None:
        """As the system does when memory runs out: twice, every worker, whatever it is doing."""
        if (progress.doing, progress.done) in ((READING, 2), (READING, 7)):
            for worker in wait_for_children(os.getpid()):
                os.kill(worker, signal.SIGKILL)
                killed.append(worker)

    outcome = run([str(folder)], tmp_path / "out", Options(workers=2), kill_all)
    assert len(set(killed)) >= 3
    assert outcome.counts["ok"] == 12
    assert fingerprint(tmp_path / "out") == wanted
    assert json.loads((tmp_path / "out" / "run.json").read_text())["workers_replaced"] >= 2


def killed(folder: Path, out: Path, after: float, number: int) -> None:
    """A run that gets a signal after some seconds, if it is still there."""
    with command("extract", folder, "-o", out, "-j", 2, "-q", faults=True) as process:
        time.sleep(after)
        process.send_signal(number)
        process.communicate(timeout=60)


def whole_or_none(out: Path) -> None:
    """Asserts that every file of a run folder with a final name is whole."""
    for part in (out / ".parts").glob("*.arrow"):
        import pyarrow as pa

        with pa.OSFile(str(part)) as file:
            assert pa.ipc.open_file(file).read_all().num_rows > 0
    for name in ("statements", "mentions", "documents"):
        if (out / f"{name}.parquet").exists():
            assert read_table(out, name).num_columns > 0


def check_kills(tmp_path: Path, moments: list[float], number: int) -> None:
    folder = write_documents(tmp_path / "in", 12, "slow")
    wanted = undisturbed(folder, tmp_path / "undisturbed")
    for moment in moments:
        killed(folder, tmp_path / "out", moment, number)
        whole_or_none(tmp_path / "out")
    code, _, errors = call("extract", folder, "-o", tmp_path / "out", "-j", 1, faults=True)
    assert code == 0, errors
    assert fingerprint(tmp_path / "out") == wanted
    assert validate(tmp_path / "out") == []


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(signal.SIGKILL, id="SIGKILL"),
        pytest.param(signal.SIGTERM, id="SIGTERM", marks=pytest.mark.slow),
        pytest.param(signal.SIGINT, id="SIGINT", marks=pytest.mark.slow),
    ],
)
def test_pool_resumes_after_its_parent_is_stopped(tmp_path: Path, number: int) -> None:
    check_kills(tmp_path, [4.0], number)


@pytest.mark.slow
def test_pool_resumes_after_many_kills_to_the_same_files(tmp_path: Path) -> None:
    random.seed(20)
    check_kills(tmp_path, [random.uniform(0.2, 7.0) for _ in range(SLOW_KILLS)], signal.SIGKILL)


@pytest.mark.slow
def test_pool_resumes_after_a_kill_at_any_moment(tmp_path: Path) -> None:
    """Twenty runs, each from nothing, each killed once at another moment."""
    random.seed(6)
    folder = write_documents(tmp_path / "in", 6, "slow")
    wanted = undisturbed(folder, tmp_path / "undisturbed")
    for _ in range(SLOW_KILLS):
        shutil.rmtree(tmp_path / "out", ignore_errors=True)
        killed(folder, tmp_path / "out", random.uniform(0.2, 6.0), signal.SIGKILL)
        run([str(folder)], tmp_path / "out", Options(workers=0))
        assert fingerprint(tmp_path / "out") == wanted


def test_pool_leaves_no_worker_behind_when_its_parent_is_killed(tmp_path: Path) -> None:
    folder = write_documents(tmp_path / "in", 1, "sleeps")
    with command("extract", folder, "-o", tmp_path / "out", "-j", 1, faults=True) as process:
        workers = wait_for_children(process.pid)
        process.kill()
        process.communicate(timeout=30)
    deadline = time.monotonic() + 15
    while any(Path(f"/proc/{worker}").exists() for worker in workers) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)


def wait_for_children(pid: int) -> list[int]:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        children = [
            int(status.parent.name)
            for status in Path("/proc").glob("[0-9]*/stat")
            if f") S {pid} " in (text := read(status)) or f") R {pid} " in text
        ]
        if children:
            return children
        time.sleep(0.05)
    raise AssertionError("no worker was started")


def read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # the process has ended meanwhile
        return ""


@pytest.mark.slow
def test_pool_refuses_a_second_run_into_the_same_folder(tmp_path: Path) -> None:
    folder = write_documents(tmp_path / "in", 1, "sleeps")
    with command("extract", folder, "-o", tmp_path / "out", "-j", 1, faults=True) as first:
        wait_for_children(first.pid)
        code, _, errors = call("extract", folder, "-o", tmp_path / "out")
        first.kill()
        first.communicate(timeout=30)
    assert code == 2
    assert "O004" in errors


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="mounting a small disk needs root")
def test_pool_stops_on_a_full_disk_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    folder = write_documents(tmp_path / "in", 3)
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)], capture_output=True, text=True
    )
    if mounted.returncode:
        pytest.skip(f"this system does not let tests mount a small disk: {mounted.stderr.strip()}")
    try:
        code, _, errors = call("extract", folder, "-o", disk / "out", "-j", 1)
        assert code == 2
        assert "O003" in errors and "No space left" in errors
        assert "Traceback" not in errors
        subprocess.run(["mount", "-o", "remount,size=8m", str(disk)], check=True)
        assert call("extract", folder, "-o", disk / "out", "-j", 1)[0] == 0
        assert fingerprint(disk / "out") == undisturbed(folder, tmp_path / "undisturbed")
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_pool_reports_broken_rules_as_one_message(tmp_path: Path) -> None:
    folder = write_documents(tmp_path / "in", 1)
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "broken.yaml").write_text("kind: industry\nrules: [{id: IND-X-Y, title: X, slag: x}]\n", encoding="utf-8")
    code, _, errors = call("extract", folder, "-o", tmp_path / "out", "--rules", rules)
    assert code == 2
    assert "Traceback" not in errors
    assert "broken.yaml" in errors


def test_pool_worker_needs_no_main_guard(tmp_path: Path) -> None:
    folder = write_documents(tmp_path / "in", 1)
    script = tmp_path / "script.py"
    script.write_text(f"import policyledger\nprint(len(policyledger.extract({str(folder)!r}).targets))\n")
    answer = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=120, check=False)
    assert (answer.returncode, answer.stdout) == (0, "2\n"), answer.stderr
