"""Pages of a damaged PDF opened in a process of its own first, which can be ended where PDFium does not come back.

PDFium can't be stopped once it opens a page, and forms that draw one another keep it for ever. They are told from the
file's structure (`pdf_forms`); where damage hides that from the parser, though not from PDFium, trying is what is left.

The process has the PDF from a pipe that is held open, so that nothing is left on disk, and ends when the pipe does: it
never outlives the one that waits for it, however that one ends.
"""

from __future__ import annotations

import contextlib
import queue
import subprocess
import sys
import threading
import time
from typing import IO

PATIENCE = 10.0
"""Seconds that a page may take to open."""
TOTAL_PATIENCE = 60.0
"""Seconds that all pages may take together."""
_MOST_TRIES = 3
_MEGABYTES = 2048
_OPEN_PAGES = """
import contextlib, os, sys, threading
size, first, pages, megabytes, seconds = map(int, sys.argv[1:])
if sys.platform == "linux":
    with contextlib.suppress(Exception):
        import ctypes, signal
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
data = sys.stdin.buffer.read(size)
def end_with_parent():
    os.read(0, 1)
    os._exit(1)
threading.Thread(target=end_with_parent, daemon=True).start()
import pypdfium2
with contextlib.suppress(ImportError):
    import resource
    for limit, most in ((resource.RLIMIT_AS, megabytes << 20), (resource.RLIMIT_CPU, seconds)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most))
document = pypdfium2.PdfDocument(data)
print(first - 1, flush=True)
for number in range(first, pages + 1):
    with contextlib.suppress(pypdfium2.PdfiumError):
        page = document[number - 1]
        page.get_textpage().close()
        page.close()
    print(number, flush=True)
"""
"""Says the number before the first page once the document is open, then each page's when PDFium is back."""


def unopened_pages(data: bytes, pages: int) -> frozenset[int]:
    """The numbers, from 1, of the pages of a PDF that PDFium does not open in a time and memory that can be waited for.

    Of many such pages the first few are told one by one, and all that follow are named unseen; so are all that are left
    when the time for the whole document is over, or when no page can be tried.

    Args:
        data: of the PDF.
        pages: how many it has.
    """
    deadline = time.monotonic() + TOTAL_PATIENCE
    unopened: set[int] = set()
    first = 1
    for _ in range(_MOST_TRIES):
        opened = _last_opened(data, first, pages, deadline)
        if opened is None:
            break
        first = opened + 1
        if first > pages or time.monotonic() >= deadline:
            break
        unopened.add(first)
        first += 1
    return frozenset(unopened | set(range(first, pages + 1)))


def _last_opened(data: bytes, first: int, pages: int, deadline: float) -> int | None:
    """The page up to which those from a first one on open, or the one before that; None where none is tried.

    No page counts as opened unless the process has said so.
    """
    seconds = max(1, int(deadline - time.monotonic()) + 2)
    numbers = (len(data), first, pages, _MEGABYTES, seconds)
    command = [sys.executable, "-c", _OPEN_PAGES, *map(str, numbers)]
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
    except OSError:
        return None
    with process:
        assert process.stdin is not None and process.stdout is not None
        told: queue.Queue[bytes] = queue.Queue()
        threads = (
            threading.Thread(target=_feed, args=(process.stdin, data), daemon=True),
            threading.Thread(target=_tell, args=(process.stdout, told), daemon=True),
        )
        started = []
        opened = None
        try:
            for thread in threads:
                thread.start()
                started.append(thread)
            awaited = first - 1
            while (left := deadline - time.monotonic()) > 0 and (line := told.get(timeout=min(PATIENCE, left))):
                if line.strip() == b"%d" % awaited:
                    opened, awaited = awaited, awaited + 1
        except queue.Empty:
            pass
        finally:
            process.kill()
            process.wait()
            for thread in started:
                thread.join()
            with contextlib.suppress(OSError):
                process.stdin.close()
    return opened


def _feed(pipe: IO[bytes], data: bytes) -> None:
    """Writes data to a pipe, which stays open."""
    with contextlib.suppress(OSError):  # the process has ended
        pipe.write(data)
        pipe.flush()


def _tell(lines: IO[bytes], told: queue.Queue[bytes]) -> None:
    """Puts each line in a queue, and an empty one when there are no more."""
    for line in lines:
        told.put(line)
    told.put(b"")
