"""Readers that other packages bring, found by entry point.

A reader plug-in is an object found through the entry-point group `policyledger_readers` that has

- `media_type`: what it reads, such as "application/rtf";
- `suffixes`: the suffixes of such files, such as (".rtf",);
- `sniff(data) -> bool`: whether some bytes are of that kind, by content;
- `read(data, path) -> Reading`: what they hold; raises `PolicyledgerError` for what can't be read.

docs/reading.md shows one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from typing import Protocol

from policyledger.reading.document import Block, Note

GROUP = "policyledger_readers"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found in a file; `read` makes a `Document` of it.

    Attributes:
        blocks: in reading order.
        title, published: as the file's metadata states them; "" where it does not.
        created: when the file was made, where its metadata says so; taken for want of something better.
        pages: how many, None for formats without.
        notes: what was damaged, guessed or left out.
        partial: whether something could not be read.
        titled: what the format marks as the title within the text, as a style of that name does; "" where it does not.
    """

    blocks: tuple[Block, ...]
    title: str = ""
    published: str = ""
    created: str = ""
    pages: int | None = None
    notes: tuple[Note, ...] = ()
    partial: bool = False
    titled: str = ""


class Reader(Protocol):
    """What a plug-in offers."""

    media_type: str
    suffixes: Sequence[str]

    def sniff(self, data: bytes) -> bool:
        """Whether some bytes are of this reader's kind."""

    def read(self, data: bytes, path: str) -> Reading:
        """What they hold."""


@cache
def plugins() -> tuple[Reader, ...]:
    """The readers other packages bring, by name."""
    return tuple(point.load() for point in sorted(entry_points(group=GROUP), key=lambda point: point.name))
