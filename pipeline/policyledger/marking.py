"""A mark that one process sets and another sees, in memory they share; it outlives the process that set it.

Setting it costs nothing, whereas a message wakes up two processes, which for small documents is a part of their time.
"""

from __future__ import annotations

import mmap
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Self

_NOTHING = -1


class Mark:
    """A number from 0 on, or None, in a file of eight bytes.

    Attributes:
        path: the file, by which another process opens the same mark.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), 8)
        self._number = memoryview(self._memory).cast("q")  # written in one move, so that no half of it is ever seen

    @classmethod
    def new(cls, folder: Path) -> Self:
        """A mark that is not set, in a file of its own, called like the unfinished files of a folder."""
        file, path = tempfile.mkstemp(prefix=".mark-", suffix=".tmp", dir=folder)
        with os.fdopen(file, "wb") as stream:
            stream.write(_NOTHING.to_bytes(8, "little", signed=True))  # all bits are set, in either order of bytes
        return cls(Path(path))

    def set(self, number: int | None) -> None:
        """Sets it, or takes it back."""
        self._number[0] = _NOTHING if number is None else number

    def get(self) -> int | None:
        """What it was set to last, by whichever process."""
        number = self._number[0]
        return None if number == _NOTHING else number

    def unname(self) -> None:
        """Takes the file away; who has opened it keeps the mark. Some systems do so only when nobody has."""
        with suppress(OSError):
            self.path.unlink()

    def close(self) -> None:
        """Ends the use of it."""
        self._number.release()
        self._memory.close()
        self.unname()
