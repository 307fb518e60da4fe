"""Files on this machine: written whole or not at all, and known by their bytes."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any


def write_json(path: Path, data: Any) -> None:
    """Writes JSON, whole or not at all."""
    write_text(path, json.dumps(data, indent=2, ensure_ascii=False, sort_keys=False) + "\n")


def write_text(path: Path, text: str) -> None:
    """Writes a text file, whole or not at all."""
    with replacing(path) as file:
        file.write(text.encode("utf-8"))


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to, which takes its place when the block ends without error."""
    temporary = temporary_name(path)
    done = False
    try:
        with temporary.open("wb") as file:
            yield file
        done = True
    finally:
        settle(temporary, path, keep=done)


def settle(temporary: Path, target: Path, *, keep: bool) -> None:
    """Puts a finished file in its place for good, or takes an unfinished one away."""
    if not keep:
        temporary.unlink(missing_ok=True)
        return
    with temporary.open("rb") as file:
        os.fsync(file.fileno())
    temporary.replace(target)


def temporary_name(path: Path) -> Path:
    """A name beside a file for its unfinished self, of this process alone."""
    return path.with_name(f".{path.name}.{os.getpid()}.tmp")


def digest(path: Path) -> str:
    """The SHA-256 of a file's bytes, hex, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
