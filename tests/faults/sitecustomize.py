"""Gives documents with certain names bad manners, in worker processes that have this folder on PYTHONPATH.

Python imports a module of this name at every start. Only the reader is touched; all that guards it is the real thing.
"""

import ctypes
import os
import signal
import sys
import time
from pathlib import Path


def misbehave(path: Path) -> None:
    """Does what the file's name says."""
    name = Path(path).name
    if "sleeps" in name:
        time.sleep(3600)
    if "eats" in name:
        hoard = []
        while True:
            hoard.append(b"x" * 2**24)
    if "segfault" in name:
        ctypes.string_at(0)
    if "killed-once" in name:
        mark = Path(os.environ["POLICYLEDGER_TEST_MARK"])
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    if "slow" in name:
        time.sleep(0.15)
    if "dies-written" in name:
        import policyledger.parts

        policyledger.parts.replacing = lambda path: os.kill(os.getpid(), signal.SIGKILL)


if any("policyledger.worker" in argument for argument in sys.orig_argv):
    import policyledger.reading

    read = policyledger.reading.read

    def read_after_misbehaving(path, *arguments, **options):
        misbehave(path)
        return read(path, *arguments, **options)

    policyledger.reading.read = read_after_misbehaving
