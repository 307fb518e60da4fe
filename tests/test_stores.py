"""Object stores: what is read of them, and what is said when one is away, hangs or says no.

The slow tests run `policyledger` against emulators of S3 and of Google Cloud Storage, each a process of its own.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from helpers import call, command, fingerprint, write_documents
from policyledger import stores
from policyledger.errors import PolicyledgerError
from policyledger.running import Options, run
from policyledger.tables import read_table

HERE = Options(workers=0)


class Moody(MemoryFileSystem):
    """A store that behaves as the names of its objects say."""

    protocol = "moody"
    store: dict = {}  # noqa: RUF012 - as fsspec has it
    pseudo_dirs = [""]  # noqa: RUF012

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return super()._strip_protocol(path.replace("moody://", "memory://"))

    def _mind(self, path: str) -> None:
        if "hangs" in path:
            time.sleep(30)
        if "denied" in path:
            raise PermissionError("Access Denied")
        if "forbidden" in path:
            raise OSError("Forbidden: b/plans")
        if "broken" in path:
            raise OSError(5, "Internal error")

    def ukey(self, path: str) -> str:
        self._mind(path)
        return super().ukey(path)

    def exists(self, path: str, **options: object) -> bool:
        if "listed" not in path:
            self._mind(path)
        return super().exists(path, **options)

    meeting = threading.Barrier(2)

    def get_file(self, path: str, target: str, **options: object) -> None:
        if "together" in path:
            self.meeting.wait(0.2)  # raises when nobody else comes
        with Path(target).open("wb") as file:
            for _ in range(5 if "trickles" in path else 1):
                file.write(b"By 2030 we will build 20 schools.\n")
                file.flush()
                time.sleep(0.2)
            if "stalls" in path:
                time.sleep(30)


@pytest.fixture
def moody(monkeypatch: pytest.MonkeyPatch) -> Iterator[Moody]:
    fsspec.register_implementation("moody", Moody, clobber=True)
    monkeypatch.setattr(stores, "ANSWER_SECONDS", 0.3)
    store = fsspec.filesystem("moody")
    yield store
    store.rm("/", recursive=True)


@pytest.mark.parametrize(
    ("name", "code"),
    [("hangs.txt", "C022"), ("broken.txt", "C022"), ("denied.txt", "C006"), ("forbidden.txt", "C006")],
)
def test_stores_say_what_keeps_a_document_from_being_read(moody: Moody, tmp_path: Path, name: str, code: str) -> None:
    begun = time.monotonic()
    with pytest.raises(PolicyledgerError) as error:
        run([f"moody://plans/{name}"], tmp_path / "out", HERE)
    assert error.value.code == code
    assert time.monotonic() - begun < 5
    assert not (tmp_path / "out").exists()


def test_stores_that_deny_a_document_of_a_list_give_it_a_row(moody: Moody, tmp_path: Path) -> None:
    moody.pipe("/plans/a.txt", b"x")
    listed = ["moody://plans/denied.txt", "moody://plans/gone.txt", "moody://plans/a.txt", "moody://plans/no*.txt"]
    run(["-"], tmp_path / "out", HERE, documents=listed)
    found = {
        row["path"].rpartition("/")[2]: row["error_code"]
        for row in read_table(tmp_path / "out", "documents").to_pylist()
    }
    assert found == {"denied.txt": "C006", "gone.txt": "C001", "a.txt": None, "no*.txt": "C001"}


def test_stores_may_fail_one_document_but_not_two_in_a_row(moody: Moody, tmp_path: Path) -> None:
    moody.pipe({f"/plans/{name}.txt": b"x" for name in ("a", "listed-broken-1", "z")})
    assert run(["moody://plans"], tmp_path / "out", HERE).counts["failed"] == 1
    moody.pipe("/plans/listed-broken-2.txt", b"x")
    with pytest.raises(PolicyledgerError) as error:
        run(["moody://plans"], tmp_path / "out", HERE)
    assert error.value.code == "C022"


def test_stores_are_asked_for_several_documents_at_a_time(moody: Moody, tmp_path: Path) -> None:
    moody.pipe({f"/plans/{name}.txt": b"x" for name in ("a", "together-1", "together-2", "z")})
    assert run(["moody://plans"], tmp_path / "out", HERE).counts["failed"] == 0


def test_stores_are_waited_for_while_a_document_grows(moody: Moody, tmp_path: Path) -> None:
    stores.fetch("moody://plans/trickles.txt", tmp_path / "in" / "a.txt")
    assert (tmp_path / "in" / "a.txt").read_text().count("schools") == 5
    with pytest.raises(PolicyledgerError) as error:
        stores.fetch("moody://plans/stalls.txt", tmp_path / "in" / "b.txt")
    assert error.value.code == "C022"
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["a.txt"]


def test_stores_hold_objects_whose_names_look_like_patterns(moody: Moody) -> None:
    moody.pipe("/plans/plan [final].txt", b"x")
    assert stores.named("moody://plans/plan [final].txt").urls == ("moody:///plans/plan [final].txt",)


EMULATORS = {"s3": ("moto", "s3fs"), "gs": ("gcp_storage_emulator", "gcsfs")}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def point_to(scheme: str, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes a port of this machine the store of a scheme, as the documentation says."""
    if scheme == "gs":
        monkeypatch.setenv("STORAGE_EMULATOR_HOST", f"http://127.0.0.1:{port}")
        return
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")


class Bucket:
    """A bucket in an emulator, worked on by processes, so that none of its clients lives in this one."""

    def __init__(self, scheme: str) -> None:
        self.url = f"{scheme}://plans"
        self._do("store.mkdir('plans')")

    def put(self, folder: Path) -> None:
        self._do("store.put(sys.argv[2] + '/', 'plans/in/', recursive=True)", folder)

    def remove(self, name: str) -> None:
        self._do("store.rm(sys.argv[2])", f"plans/in/{name}")

    def _do(self, code: str, *arguments: object) -> None:
        whole = f"import sys, fsspec; store = fsspec.filesystem(sys.argv[1]); {code}"
        scheme = self.url.partition(":")[0]
        subprocess.run([sys.executable, "-c", whole, scheme, *map(str, arguments)], check=True, capture_output=True)


@pytest.fixture(params=EMULATORS)
def bucket(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Bucket]:
    scheme = request.param
    for module in EMULATORS[scheme]:
        if not find_spec(module):
            pytest.skip(f"{module} is not installed; pip install --group stores")
    port = free_port()
    point_to(scheme, port, monkeypatch)
    arguments = {
        "s3": ["-m", "moto.server", "-p", str(port)],
        "gs": ["-m", "gcp_storage_emulator", "start", "--host=127.0.0.1", f"--port={port}", "--in-memory"],
    }[scheme]
    with (tmp_path / "emulator.log").open("wb") as log:
        emulator = subprocess.Popen([sys.executable, *arguments], stdout=log, stderr=log)
    try:
        wait_for(port, emulator, tmp_path / "emulator.log")
        yield Bucket(scheme)
    finally:
        emulator.kill()
        emulator.wait()


def wait_for(port: int, emulator: subprocess.Popen, log: Path) -> None:
    for _ in range(300):
        assert emulator.poll() is None, log.read_text()
        with socket.socket() as probe:
            if not probe.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.1)
    raise AssertionError(f"the emulator does not listen: {log.read_text()}")


def paths(out: Path) -> list[str]:
    return [row["path"] for row in read_table(out, "documents").to_pylist()]


@pytest.mark.slow
def test_stores_give_the_same_tables_as_a_folder(bucket: Bucket, tmp_path: Path) -> None:
    folder = write_documents(tmp_path / "in", 3)
    write_documents(folder / "deep", 1, "roads")
    (folder / "README.md").write_text("No document.")
    bucket.put(folder)
    assert call("extract", f"{bucket.url}/in/", "-o", tmp_path / "out", "-j", 2)[0] == 0
    assert call("extract", folder, "-o", tmp_path / "local", "-j", 1)[0] == 0
    assert fingerprint(tmp_path / "out") == fingerprint(tmp_path / "local")
    code, _, said = call("extract", f"{bucket.url}/in/", "-o", tmp_path / "out")
    assert (code, said.splitlines()[0]) == (0, "Nothing has changed: all 4 documents are up to date.")
    write_documents(folder, 4)
    (folder / "plan-0001.txt").write_text("By 2040, 77 percent of homes will have solar roofs.")
    bucket.put(folder)
    bucket.remove("plan-0000.txt")
    code, _, said = call("extract", f"{bucket.url}/in/", "-o", tmp_path / "out")
    assert (code, said.splitlines()[0]) == (0, "Going on: 2 of 4 documents are done, 2 to do.")
    assert paths(tmp_path / "out") == ["deep/roads-0000.txt", "plan-0001.txt", "plan-0002.txt", "plan-0003.txt"]


@pytest.mark.slow
def test_stores_are_read_by_pattern_and_by_list(bucket: Bucket, tmp_path: Path) -> None:
    bucket.put(write_documents(tmp_path / "in", 3))
    assert call("extract", f"{bucket.url}/in/plan-000[12].txt", "-o", tmp_path / "some", "-j", 0)[0] == 0
    assert paths(tmp_path / "some") == [f"{bucket.url}/in/plan-000{n}.txt" for n in (1, 2)]
    listed = [f"{bucket.url}/in/plan-0000.txt", f"{bucket.url}/in/gone.txt"]
    code, _, said = call("extract", "-", "-o", tmp_path / "listed", "-j", 0, stdin="\n".join(listed))
    assert code == 1
    assert f"C001: {listed[1]} does not exist" in said
    assert paths(tmp_path / "listed") == sorted(listed)


@pytest.mark.slow
def test_stores_feed_a_run_that_was_killed(bucket: Bucket, tmp_path: Path) -> None:
    folder = write_documents(tmp_path / "in", 60, "slow")
    bucket.put(folder)
    out = tmp_path / "out"
    with command("extract", f"{bucket.url}/in", "-o", out, "-j", 1, faults=True) as process:
        for _ in range(600):
            if process.poll() is not None or list((out / ".parts").glob("*.arrow")):
                break
            time.sleep(0.1)
        process.kill()
    assert not (out / "run.json").exists(), "it was done before it was killed"
    code, _, said = call("extract", f"{bucket.url}/in", "-o", out, "-j", 2)
    assert (code, said.splitlines()[0].split(":")[0]) == (0, "Going on")
    call("extract", folder, "-o", tmp_path / "local", "-j", 1)
    assert fingerprint(out) == fingerprint(tmp_path / "local")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "code"),
    [("nowhere/in/", "C001"), ("nowhere/*.txt", "C001"), ("plans/gone.txt", "C001"), ("plans/x/", "C001")],
)
def test_stores_say_what_is_missing(bucket: Bucket, tmp_path: Path, path: str, code: str) -> None:
    status, _, said = call("extract", bucket.url.replace("plans", path), "-o", tmp_path / "out")
    assert status == 2
    assert said.startswith(f"policyledger: {code}: ")
    assert said.count("\n") == 1


class Server(BaseHTTPRequestHandler):
    """A store that refuses, fails, or never answers."""

    def do_GET(self) -> None:
        if self.server.status == 0:
            time.sleep(120)
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_POST = do_GET

    def log_message(self, form: str, *arguments: object) -> None:
        """Keeps quiet."""


@pytest.mark.slow
@pytest.mark.parametrize("scheme", EMULATORS)
@pytest.mark.parametrize(("status", "code"), [(403, "C006"), (503, "C022"), (0, "C022"), (None, "C022")])
def test_stores_that_are_no_help_are_given_up_in_time(
    scheme: str, status: int | None, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not find_spec(EMULATORS[scheme][1]):
        pytest.skip(f"{EMULATORS[scheme][1]} is not installed; pip install --group stores")
    port = free_port()
    point_to(scheme, port, monkeypatch)
    if status is not None:
        server = ThreadingHTTPServer(("127.0.0.1", port), Server)
        server.daemon_threads = True
        server.status = status
        threading.Thread(target=server.serve_forever, daemon=True).start()
    begun = time.monotonic()
    exit_code, _, said = call("extract", f"{scheme}://plans/in", "-o", tmp_path / "out", "--log-format", "json")
    if status is not None:
        server.shutdown()
        server.server_close()
    assert exit_code == 2
    assert said.count("\n") == 1
    assert f'"code": "{code}"' in said
    assert time.monotonic() - begun < stores.ANSWER_SECONDS + 30
    assert list(tmp_path.iterdir()) == []
