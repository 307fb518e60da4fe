"""Which documents a run is over: files, folders, patterns, lists on stdin, and URLs through fsspec."""

from __future__ import annotations

import glob
import hashlib
import os
import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from policyledger import stores
from policyledger.errors import PolicyledgerError

_NO_DOCUMENT = re.compile(r"\..*|README(\..*)?|.*\.gold\.jsonl", re.IGNORECASE)
"""Files a folder holds beside its documents: hidden ones, its README, gold rows. Name one to have it read."""


@dataclass(frozen=True, slots=True)
class Input:
    """A document to read.

    Attributes:
        name: what it is called in the tables; no other of a run is called so.
        path: where it is on this machine; of a URL, where it will be once fetched.
        url: where it comes from, if not from this machine.
        lost: why it can't be read, where that is known: it was named and is not there, or may not be searched.
    """

    name: str
    path: Path
    url: str | None = None
    lost: PolicyledgerError | None = None


def discover(
    sources: Sequence[str], *, listed: bool = False, leave_out: Path | None = None, fetched: Path | None = None
) -> list[Input]:
    """The documents some sources name, in the order of their names, each once; none if there are no sources.

    Args:
        sources: files, folders (searched to the bottom), glob patterns, URLs.
        listed: whether a program made the list of them. Then it is no mistake if nothing is there, or no longer.
        leave_out: a folder never to be searched, nor matched by a pattern: the run's own.
        fetched: the folder documents from URLs will be put in.

    Raises:
        PolicyledgerError: C001 if a source is empty or all that was typed is missing, C002 if it holds no document, and
            whatever else keeps all of it from being read; C022 if a store does not answer.
    """
    if "" in sources:  # such as a variable that is not set: as a path it would be the current folder
        raise PolicyledgerError("C001", path='""')
    found = [entry for source in sources for entry in _of_source(source, leave_out, fetched or Path())]
    unique = {entry.url or os.path.realpath(entry.path): entry for entry in reversed(found)}
    inputs = [
        Input(name, entry.path, entry.url, entry.lost)
        for name, entry in zip(_names(unique), unique.values(), strict=True)
    ]
    if sources and not listed and all(entry.lost for entry in inputs):
        for entry in reversed(inputs):
            if entry.lost:
                raise entry.lost
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


@dataclass(frozen=True, slots=True)
class _Found(Input):
    given: str = ""


def _names(entries: Mapping[str, _Found]) -> list[str]:
    """What documents are called, each differently, as text; given by where they really are, which no two share.

    Everything else goes by the name, so it has to be compared as it ends up: a longer name can be another's short one,
    and bytes that are no text can be written like text that stands in another name.
    """
    ways = [
        (shown(entry.name), shown(entry.given), _exactly(entry.given), _exactly(real))
        for real, entry in entries.items()
    ]
    lengths = [0] * len(ways)
    while True:
        sharing = defaultdict(list)
        for index, (way, length) in enumerate(zip(ways, lengths, strict=True)):
            sharing[way[length]].append(index)
        equal = [indexes for indexes in sharing.values() if len(indexes) > 1]
        if not equal:
            return [way[length] for way, length in zip(ways, lengths, strict=True)]
        for indexes in equal:
            shortest = min(lengths[index] for index in indexes)
            for index in indexes:
                if lengths[index] == shortest:  # who has a longer name already has had to give way to others
                    lengths[index] += 1


def _exactly(name: str) -> str:
    """A file name as text that no other has: a backslash of its own is doubled."""
    return shown(name.replace("\\", "\\\\"))


def _of_source(source: str, leave_out: Path | None, fetched: Path) -> Iterator[_Found]:
    if stores.is_url(source):
        yield from _of_url(source, fetched)
        return
    path = Path(source)
    closed = _closed(path)
    if closed and not glob.has_magic(source):
        yield _lost(_posix(source), closed)
    elif _is_folder(path):
        yield from _of_folder(path, leave_out, set())
    elif os.path.lexists(path):
        yield _Found(_posix(source), path, given=_posix(source))
    else:
        yield from _of_pattern(source, leave_out)


def _of_pattern(pattern: str, leave_out: Path | None) -> Iterator[_Found]:
    """What a pattern matches: files as they are, then folders searched, as if a shell had expanded it."""
    matches = sorted(glob.iglob(pattern, recursive=True))  # noqa: PTH207 - absolute patterns too
    if not matches:
        yield _lost(_posix(pattern))
    hidden = leave_out and leave_out.resolve()
    typed = _typed(pattern)
    runs: dict[Path, bool] = {}

    def of_run(folder: Path) -> bool:
        """Whether a folder is the run's own or another run, or in one; not if that was typed without a wildcard."""
        if folder not in runs:
            above = folder.parent
            own = folder.resolve() == hidden or (folder not in typed and _is_run(folder))
            runs[folder] = own or (above != folder and of_run(above))
        return runs[folder]

    files = [Path(match) for match in matches if _is_file(Path(match))]
    yield from (_Found(file.as_posix(), file, given=file.as_posix()) for file in files if not of_run(file.parent))
    searched: set[str] = set()
    for folder in map(Path, matches):
        if _is_folder(folder) and not of_run(folder):
            yield from _of_folder(folder, leave_out, searched)


def _typed(pattern: str) -> set[Path]:
    """The folders of a pattern that stand before its first wildcard."""
    parts = Path(pattern).parts
    first = next((index for index, part in enumerate(parts) if glob.has_magic(part)), len(parts))
    typed = Path(*parts[:first])
    return {typed, *typed.parents}


def _of_folder(folder: Path, leave_out: Path | None, searched: set[str]) -> Iterator[_Found]:
    """The documents of a folder, to the bottom, and of folders linked from there, each once.

    Links are followed when all else is searched: then what can be reached without one is called by that path.

    Args:
        folder: where to search.
        leave_out: a folder not to be searched.
        searched: where folders really are that need not be searched again; those searched are added.
    """
    hidden = leave_out and leave_out.resolve()
    unread: list[OSError] = []
    starts = deque([folder])
    while starts:
        start = starts.popleft()
        if start is not folder and folder.resolve().is_relative_to(start.resolve()):
            continue  # it leads back to the folder or above it, whose other files nobody asked for
        for root, folders, files in os.walk(start, onerror=unread.append):
            here = Path(root)
            real = os.path.realpath(root)
            if real in searched:
                folders.clear()
                continue
            searched.add(real)
            below = sorted(
                name
                for name in folders
                if not name.startswith(".") and (here / name).resolve() != hidden and not _is_run(here / name)
            )
            links = {name for name in below if (here / name).is_symlink()}
            folders[:] = [name for name in below if name not in links]
            starts.extend(here / name for name in below if name in links)
            for name in files:
                if is_document(name):
                    path = here / name
                    yield _Found(path.relative_to(folder).as_posix(), path, given=path.as_posix())
    for error in unread:  # what it holds is missing from the ledger, which must not go unsaid
        yield _lost(_posix(error.filename), _unreadable(error.filename, error))


def _is_run(folder: Path) -> bool:
    return _is_file(folder / "datapackage.json") and _is_file(folder / "documents.csv")


def _closed(path: Path) -> PolicyledgerError | None:
    """Why nothing can be known of a path, such as one in a folder that may not be searched."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        return _unreadable(str(path), error)
    return None


def _unreadable(path: str, error: OSError) -> PolicyledgerError:
    return PolicyledgerError("D001", path=shown(_posix(path)), reason=error.strerror or str(error))


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises where a folder may not be searched


def _is_file(path: Path) -> bool:
    return os.path.isfile(path)  # noqa: PTH113 - as above


def _of_url(source: str, fetched: Path) -> Iterator[_Found]:
    try:
        named = stores.named(source)
    except PolicyledgerError as error:
        if error.code == stores.UNANSWERED:
            raise
        yield _lost(source, error)
        return
    if not named.urls and not named.folder:
        yield _lost(source)
    for name, url in zip(named.names, named.urls, strict=True):
        if is_document(name) or not named.folder:
            local = hashlib.sha256(url.encode()).hexdigest()[:32] + PurePosixPath(url).suffix
            yield _Found(name, fetched / local, url, given=url)


def _lost(source: str, error: PolicyledgerError | None = None) -> _Found:
    """What was named and can't be read, or is not there."""
    return _Found(source, Path(source), None, error or PolicyledgerError("C001", path=shown(source)), given=source)


def _posix(source: str) -> str:
    return Path(source).as_posix()
