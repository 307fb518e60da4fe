"""Which documents a run is over."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import fsspec
import pytest

from policyledger import planning
from policyledger.discovery import discover, is_document, read_list, shown
from policyledger.errors import PolicyledgerError
from policyledger.running import Options, run
from policyledger.stores import fetch
from policyledger.tables import read_table


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.txt",
        "a.md",
        "deep/c.pdf",
        "README.md",
        ".hidden.txt",
        ".git/x.txt",
        "a.gold.jsonl",
        "deep/readme",
    ):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("By 2030 we will build 20 schools.")
    return tmp_path / "in"


def names(*sources: object) -> list[str]:
    return [entry.name for entry in discover([str(source) for source in sources])]


def test_discovery_searches_folders_to_the_bottom_for_documents(folder: Path) -> None:
    assert names(folder) == ["a.md", "b.txt", "deep/c.pdf"]


def test_discovery_reads_what_is_named_whatever_it_is_called(folder: Path) -> None:
    assert names(folder / "README.md") == [str(folder / "README.md")]


def test_discovery_takes_each_document_once(folder: Path) -> None:
    assert len(names(folder, folder / "b.txt", folder / "*.txt", str(folder) + "/./deep")) == 3


def test_discovery_expands_patterns(folder: Path) -> None:
    assert names(folder / "**" / "*.pdf") == [str(folder / "deep" / "c.pdf")]


def test_discovery_searches_folders_that_a_pattern_matches(folder: Path) -> None:
    assert names(folder / "d*p") == ["c.pdf"]
    assert names(folder / "*") == sorted(
        [*(str(folder / name) for name in ("README.md", "a.gold.jsonl", "a.md", "b.txt")), "c.pdf"]
    )


def test_discovery_leaves_runs_out_of_patterns(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    options = Options(workers=0)
    before = names("**/*")
    for _ in range(2):
        assert run(["**/*"], Path("out"), options).counts["documents"] == len(before)
    assert [entry.name for entry in discover(["**/*"], leave_out=Path("new"))] == before
    assert names("*") == sorted({*before, "c.pdf"} - {"deep/c.pdf", "deep/readme"})
    assert "out/targets.csv" in names("out/*.csv")
    with pytest.raises(PolicyledgerError):
        discover(["out/*.csv"], leave_out=Path("out"))


@pytest.mark.parametrize("sources", [[""], ["", "."]])
def test_discovery_refuses_an_empty_source(folder: Path, sources: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    with pytest.raises(PolicyledgerError) as error:
        discover(sources)
    assert error.value.code == "C001"


def test_discovery_follows_links_to_folders_but_in_no_circle(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "other" / "more").mkdir(parents=True)
    (tmp_path / "other" / "more" / "x.txt").touch()
    (tmp_path / "unasked.txt").touch()
    links = {"a-link": "deep", "linked": "../other", "self": ".", "up": "..", "gone": "nowhere"}
    for name, target in links.items():
        (folder / name).symlink_to(target)
    (tmp_path / "other" / "back").symlink_to(folder)
    (tmp_path / "other" / "more" / "round").symlink_to("../../other")
    assert names(folder) == ["a.md", "b.txt", "deep/c.pdf", "gone", "linked/more/x.txt"]


def test_discovery_tells_equal_names_of_two_folders_apart(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "b.txt").write_text("Other")
    assert names(folder, other) == sorted(["a.md", "deep/c.pdf", str(folder / "b.txt"), str(other / "b.txt")])


def test_discovery_calls_no_two_documents_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole path as given can be what another document is called within its folder."""
    monkeypatch.chdir(tmp_path)
    for name, number in {"d/a.txt": 11, "e/a.txt": 22, "f/d/a.txt": 33}.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(f"By 2030, the steel industry will build {number} factories.")
    assert names("d", "e", "f") == ["d/a.txt", "e/a.txt", "f/d/a.txt"]
    run(["d", "e", "f"], Path("o"), Options(workers=0))
    called = {row["doc_id"]: row["path"] for row in read_table(Path("o"), "documents").to_pylist()}
    found = {called[row["doc_id"]]: row["value_min"] for row in read_table(Path("o"), "statements").to_pylist()}
    assert found == {"d/a.txt": 11, "e/a.txt": 22, "f/d/a.txt": 33}


def test_discovery_tells_bytes_from_text_that_is_written_the_same(tmp_path: Path) -> None:
    for name in (b"a\xff.txt", rb"a\xff.txt", b"b\xff.txt"):
        (tmp_path / os.fsdecode(name)).write_bytes(name)
    text, raw, other = names(tmp_path)
    assert (text, raw, other) == (f"{tmp_path}/a\\\\xff.txt", f"{tmp_path}/a\\xff.txt", "b\\xff.txt")
    contents = {entry.name: entry.path.read_bytes() for entry in discover([str(tmp_path)])}
    assert contents == {text: rb"a\xff.txt", raw: b"a\xff.txt", other: b"b\xff.txt"}


def test_discovery_keeps_what_is_missing_beside_what_is_there(folder: Path) -> None:
    entries = discover([str(folder), "gone.txt"])
    assert [(entry.name, entry.lost.code) for entry in entries if entry.lost] == [("gone.txt", "C001")]


@pytest.mark.parametrize(("sources", "code"), [(["gone.txt"], "C001"), (["a", "b"], "C001")])
def test_discovery_says_when_there_is_nothing(sources: list[str], code: str) -> None:
    with pytest.raises(PolicyledgerError) as error:
        discover(sources)
    assert error.value.code == code


def test_discovery_of_an_empty_list_is_no_document() -> None:
    assert discover([]) == []


def test_discovery_keeps_what_is_gone_of_a_list() -> None:
    [entry] = discover(["gone.txt"], listed=True)
    assert (entry.name, entry.lost.code) == ("gone.txt", "C001")


def test_discovery_says_when_a_folder_is_empty(tmp_path: Path) -> None:
    with pytest.raises(PolicyledgerError) as error:
        discover([str(tmp_path)])
    assert error.value.code == "C002"


def test_discovery_says_what_it_may_not_search(folder: Path) -> None:
    """In a process that gave up the rights of root, which no folder is closed to."""
    for name in ("closed", "deep/closed"):
        (folder / name).mkdir()
        (folder / name / "x.txt").touch()
        (folder / name).chmod(0)
    code = (
        "import os, sys\n"
        "from policyledger.discovery import discover\n"
        "os.chdir(sys.argv[1])\n"
        "if os.geteuid() == 0: os.seteuid(65534)\n"
        "for source in ('.', 'closed', 'closed/x.txt'):\n"
        "    print([(each.name, each.lost.code) for each in discover([source], listed=True) if each.lost])\n"
    )
    said = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True)
    assert said.stdout.splitlines() == [
        "[('closed', 'D001'), ('deep/closed', 'D001')]",
        "[('closed', 'D001')]",
        "[('closed/x.txt', 'D001')]",
    ]


@pytest.mark.parametrize(
    ("data", "sources"),
    [
        (b"a.txt\nb c.txt\r\n\n", ["a.txt", "b c.txt"]),
        (b"two\nlines.txt\0b.txt\0", ["two\nlines.txt", "b.txt"]),
        (b"", []),
    ],
)
def test_discovery_reads_lists(data: bytes, sources: list[str]) -> None:
    assert read_list(io.BytesIO(data)) == sources


def test_discovery_shows_names_that_are_no_utf8() -> None:
    assert shown(b"caf\xe9.txt".decode("utf-8", "surrogateescape")) == "caf\\xe9.txt"


@pytest.mark.parametrize(("name", "is_one"), [("a.txt", True), ("x/README.txt", False), ("x/.y/a.txt", False)])
def test_discovery_knows_documents_by_name(name: str, is_one: bool) -> None:
    assert is_document(name) is is_one


@pytest.fixture
def bucket() -> str:
    store = fsspec.filesystem("memory")
    store.pipe({"/bucket/a.txt": b"By 2030 we will build 20 schools.", "/bucket/deep/b.txt": b"By 2031, 30 schools."})
    yield "memory://bucket"
    store.rm("/bucket", recursive=True)


def test_discovery_searches_object_stores(bucket: str, tmp_path: Path) -> None:
    entries = discover([bucket], fetched=tmp_path)
    assert [entry.name for entry in entries] == ["a.txt", "deep/b.txt"]
    fetch(entries[0].url, entries[0].path)
    assert entries[0].path.read_bytes() == b"By 2030 we will build 20 schools."


@pytest.mark.parametrize("workers", [0, 1])
def test_discovery_of_urls_feeds_a_run(bucket: str, tmp_path: Path, workers: int) -> None:
    outcome = run([bucket + "/*.txt", bucket + "/gone.txt"], tmp_path / "out", Options(workers=workers))
    found = {row["path"]: row["error_code"] for row in read_table(tmp_path / "out", "documents").to_pylist()}
    assert found == {"memory:///bucket/a.txt": None, "memory://bucket/gone.txt": "C001"}
    assert outcome.counts["targets"] == 1
    assert not (tmp_path / "out" / ".parts" / "fetched").exists()


def test_discovery_of_urls_fetches_only_what_has_changed(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched: list[str] = []
    monkeypatch.setattr(
        planning, "fetch", lambda url, path: (fetched.append(url.removeprefix("memory:///bucket/")), fetch(url, path))
    )

    def again(rules: tuple[str, ...] = ()) -> tuple[int, list[str]]:
        fetched.clear()
        return run([bucket], tmp_path / "out", Options(workers=0, rules=rules)).extracted, sorted(fetched)

    assert again() == (2, ["a.txt", "deep/b.txt"])
    assert again() == (0, [])
    (tmp_path / "out" / "targets.csv").unlink()
    assert again() == (0, [])
    fsspec.filesystem("memory").pipe("/bucket/a.txt", b"By 2030 we will build 21 schools.")
    assert again() == (1, ["a.txt"])
    assert again() == (0, [])
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "empty.yaml").write_text("kind: industry\nrules: []\n")
    assert again((str(tmp_path / "rules"),)) == (2, ["a.txt", "deep/b.txt"])


@pytest.mark.parametrize(
    ("url", "code"), [("https://example.org/a.pdf", "C006"), ("nosuch://x", "C006"), ("s3://bucket/a.txt", "C005")]
)
def test_discovery_says_what_a_url_lacks(url: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)  # missing, also where it is installed
    with pytest.raises(PolicyledgerError) as error:
        discover([url])
    assert error.value.code == code
