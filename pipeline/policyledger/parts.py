"""Finished work on disk: part files, each whole or not there, named by what they hold.

A part is an Arrow file of results (`extracting.result_schema`) of a few documents. Which ones stands in its metadata,
as keys: a key is a hash over a document's name and content and over everything that decides what is made of it.
"""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from policyledger.errors import PolicyledgerError
from policyledger.files import replacing

SUFFIX = ".arrow"
_OPEN_PARTS = 4


def key(name: str, sha256: str, digest: str) -> str:
    """The key of a document's results.

    Args:
        name: what the document is called in the tables.
        sha256: of its bytes.
        digest: of the version, rules and options in force.
    """
    return hashlib.sha256("\0".join((name, sha256, digest)).encode()).hexdigest()[:32]


def write_part(folder: Path, keys: Sequence[str], results: pa.Table) -> Path:
    """Writes a part, whole or not at all, and returns its path.

    Raises:
        PolicyledgerError: O003 if the disk is full or may not be written.
    """
    path = folder / (hashlib.sha256("\0".join(keys).encode()).hexdigest()[:32] + SUFFIX)
    schema = results.schema.with_metadata({"keys": json.dumps(list(keys))})
    options = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)  # other workers have the other processors
    try:
        with replacing(path) as file, pa.ipc.new_file(file, schema, options=options) as writer:
            writer.write_table(results.replace_schema_metadata(schema.metadata).combine_chunks())
    except OSError as error:
        raise PolicyledgerError("O003", path=folder.parent, reason=error.strerror or str(error)) from error
    return path


class Parts:
    """The parts of a run folder, found by key."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._where: dict[str, tuple[Path, int]] = {}
        self._open: OrderedDict[Path, pa.Table] = OrderedDict()
        self.refresh()

    def refresh(self) -> None:
        """Looks for parts written since; unfinished files of killed processes are taken away."""
        for leftover in self.folder.glob(".*.tmp"):
            leftover.unlink(missing_ok=True)
        known = {path for path, _ in self._where.values()}
        for path in sorted(self.folder.glob(f"*{SUFFIX}")):
            if path not in known:
                for row, each in enumerate(_keys(path)):
                    if each:  # results without a key are not kept
                        self._where.setdefault(each, (path, row))

    def __contains__(self, key: str) -> bool:
        return key in self._where

    def error_code(self, key: str) -> str | None:
        """Why the document behind a key could not be read; None if it could be."""
        path, row = self._where[key]
        code: str | None = self._slice(path, row, row + 1).column("error_code")[0].as_py()
        return code

    def results(self, keys: Iterable[str]) -> Iterator[pa.Table]:
        """The results behind some keys, in their order, neighbours of one part together."""
        run: tuple[Path, int, int] | None = None
        for path, row in map(self._where.__getitem__, keys):
            if run and run[0] == path and run[2] == row:
                run = path, run[1], row + 1
                continue
            if run:
                yield self._slice(*run)
            run = path, row, row + 1
        if run:
            yield self._slice(*run)

    def keep_only(self, keys: Iterable[str]) -> None:
        """Deletes the parts that hold none of these keys."""
        wanted = {self._where[each][0] for each in keys}
        for path in self.folder.glob(f"*{SUFFIX}"):
            if path not in wanted:
                path.unlink(missing_ok=True)

    def _slice(self, path: Path, start: int, end: int) -> pa.Table:
        if path not in self._open:
            while len(self._open) >= _OPEN_PARTS:
                self._open.popitem(last=False)
            try:
                with pa.OSFile(str(path)) as file:
                    self._open[path] = pa.ipc.open_file(file).read_all().replace_schema_metadata(None)
            except (pa.ArrowInvalid, OSError) as error:
                path.unlink(missing_ok=True)
                raise PolicyledgerError("O008", path=path, reason=str(error)) from error
        self._open.move_to_end(path)
        return self._open[path].slice(start, end - start)


def _keys(path: Path) -> list[str]:
    """The keys of a part; none for a file that is no part (such as one cut off by a failing disk)."""
    try:
        with pa.OSFile(str(path)) as file:
            metadata = pa.ipc.open_file(file).schema.metadata or {}
            keys: list[str] = json.loads(metadata[b"keys"])
            return keys
    except (pa.ArrowInvalid, KeyError, ValueError):
        path.unlink(missing_ok=True)
        return []
