"""Which documents a run is over: files, folders, patterns, lists on stdin, and URLs through fsspec."""

from __future__ import annotations

import glob
import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from policyledger.errors import PolicyledgerError

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_BACKENDS = {"s3": "s3fs", "s3a": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "abfs": "adlfs", "az": "adlfs"}
_NO_DOCUMENT = re.compile(r"\..*|README(\..*)?|.*\.gold\.jsonl", re.IGNORECASE)
"""Files a folder holds beside its documents: hidden ones, its README, gold rows. Name one to have it read."""


@dataclass(frozen=True, slots=True)
class Input:
    """A document to read.

    Attributes:
        name: what it is called in the tables.
        path: where it is on this machine; of a URL, where it will be once fetched.
        url: where it comes from, if not from this machine.
        missing: whether it was named and is not there.
    """

    name: str
    path: Path
    url: str | None = None
    missing: bool = False


def discover(
    sources: Sequence[str], *, listed: bool = False, leave_out: Path | None = None, fetched: Path | None = None
) -> list[Input]:
    """The documents some sources name, in the order of their names, each once; none if there are no sources.

    Args:
        sources: files, folders (searched to the bottom), glob patterns, URLs.
        listed: whether a program made the list of them. Then it is no mistake if nothing is there, or no longer.
        leave_out: a folder never to be searched: the run's own.
        fetched: the folder documents from URLs will be put in.

    Raises:
        PolicyledgerError: C001 if all that was typed is missing, C002 if it holds no document.
    """
    found = [entry for source in sources for entry in _of_source(source, leave_out, fetched or Path())]
    unique = {entry.url or os.path.realpath(entry.path): entry for entry in reversed(found)}.values()
    taken = Counter(entry.name for entry, _ in _split(unique))
    inputs = [
        replace(entry, name=shown(given if taken[entry.name] > 1 else entry.name)) for entry, given in _split(unique)
    ]
    if sources and not listed and all(entry.missing for entry in inputs):
        if inputs:
            raise PolicyledgerError("C001", path=inputs[-1].name)
        raise PolicyledgerError("C002", paths=", ".join(map(shown, sources)))
    return sorted(inputs, key=lambda entry: entry.name)


def read_list(stream: BinaryIO) -> list[str]:
    """The sources of a list: one a line, or separated by NUL (as `find -print0` writes them)."""
    data = stream.read()
    parts = data.split(b"\0") if b"\0" in data else data.splitlines()
    return [os.fsdecode(part) for part in parts if part.strip()]


def shown(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 are written as \\xNN."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def is_document(name: str) -> bool:
    """Whether a file of a folder, by its name, is one of its documents: not hidden, no README, no gold rows."""
    return not any(part.startswith(".") for part in name.split("/")) and not _NO_DOCUMENT.fullmatch(
        name.rpartition("/")[2]
    )


def is_url(source: str) -> bool:
    """Whether a source is a URL."""
    return bool(_URL.match(source))


def digest(path: Path) -> str:
    """The SHA-256 of a file's bytes, hex, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fetch(entry: Input) -> None:
    """Brings a document from its URL to its path, whole or not at all."""
    filesystem, path = _filesystem(entry.url or "")
    entry.path.parent.mkdir(parents=True, exist_ok=True)
    temporary = entry.path.with_name(entry.path.name + ".tmp")
    try:
        filesystem.get_file(path, str(temporary))
    except Exception as error:  # every backend has exceptions of its own
        temporary.unlink(missing_ok=True)
        raise PolicyledgerError("C006", url=entry.url, reason=_reason(error)) from error
    temporary.replace(entry.path)


def revision(entry: Input) -> str:
    """What changes when the document behind a URL does: its ETag, version or time, as the backend knows it."""
    filesystem, path = _filesystem(entry.url or "")
    try:
        return str(filesystem.ukey(path))
    except Exception as error:
        raise PolicyledgerError("C006", url=entry.url, reason=_reason(error)) from error


@dataclass(frozen=True, slots=True)
class _Found(Input):
    given: str = ""


def _split(entries: Iterable[_Found]) -> Iterator[tuple[Input, str]]:
    for entry in entries:
        yield Input(entry.name, entry.path, entry.url, entry.missing), entry.given


def _of_source(source: str, leave_out: Path | None, fetched: Path) -> Iterator[_Found]:
    if is_url(source):
        yield from _of_url(source, fetched)
        return
    path = Path(source)
    if path.is_dir():
        yield from _of_folder(path, leave_out)
    elif os.path.lexists(path):
        yield _Found(_posix(source), path, given=_posix(source))
    else:
        matches = sorted(glob.iglob(source, recursive=True))  # noqa: PTH207 - absolute patterns too
        if not matches:
            yield _Found(_posix(source), path, missing=True, given=_posix(source))
        for match in matches:
            if Path(match).is_file():
                yield _Found(_posix(match), Path(match), given=_posix(match))


def _of_folder(folder: Path, leave_out: Path | None) -> Iterator[_Found]:
    hidden = leave_out and leave_out.resolve()
    for root, folders, files in os.walk(folder):
        here = Path(root)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and (here / name).resolve() != hidden and not _is_run(here / name)
        )
        for name in files:
            if is_document(name):
                path = here / name
                yield _Found(path.relative_to(folder).as_posix(), path, given=path.as_posix())


def _is_run(folder: Path) -> bool:
    return (folder / "datapackage.json").is_file() and (folder / "documents.csv").is_file()


def _of_url(source: str, fetched: Path) -> Iterator[_Found]:
    filesystem, path = _filesystem(source)
    try:
        if glob.has_magic(path):
            files, base = sorted(filesystem.glob(path)), None
        elif filesystem.isdir(path):
            files, base = sorted(filesystem.find(path)), path.rstrip("/") + "/"
        else:
            files, base = [path], None
            if not filesystem.exists(path):
                yield _Found(source, Path(), source, True, source)
                return
    except Exception as error:
        raise PolicyledgerError("C006", url=source, reason=_reason(error)) from error
    for file in files:
        url = filesystem.unstrip_protocol(file)
        if base and not is_document(file.removeprefix(base)):
            continue
        local = fetched / (hashlib.sha256(url.encode()).hexdigest()[:32] + Path(file).suffix)
        yield _Found(file.removeprefix(base) if base else url, local, url, given=url)


def _filesystem(url: str) -> tuple[Any, str]:
    scheme = url.partition("://")[0].lower()
    if scheme in ("http", "https", "ftp"):
        raise PolicyledgerError("C006", url=url, reason=f"{scheme} is not supported; fetch the document first")
    try:
        import fsspec
    except ImportError as error:
        raise PolicyledgerError("C005", url=url, package="fsspec", install="fsspec") from error
    try:
        filesystem, path = fsspec.core.url_to_fs(url)
    except ImportError as error:
        package = _BACKENDS.get(scheme, f"for {scheme}:// that fsspec asks for")
        raise PolicyledgerError("C005", url=url, package=package, install=package) from error
    except Exception as error:
        raise PolicyledgerError("C006", url=url, reason=_reason(error)) from error
    return filesystem, path


def _reason(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]


def _posix(source: str) -> str:
    return Path(source).as_posix()
