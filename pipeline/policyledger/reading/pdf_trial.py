"""Pages of a damaged PDF opened in a process of its own first, which can be ended where PDFium does not come back.

PDFium can't be stopped once it opens a page, and forms that draw one another keep it for ever. They are told from the
file's structure (`pdf_forms`); where damage hides that from the parser, though not from PDFium, trying is what is left.
"""

from __future__ import annotations

import queue
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import IO

PATIENCE = 10.0
"""Seconds that a page may take to open."""
_MOST_TRIES = 3
_MEGABYTES = 2048
_OPEN_PAGES = f"""
import sys
import pypdfium2
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({_MEGABYTES} << 20, {_MEGABYTES} << 20))
except (ImportError, ValueError, OSError):
    pass
document = pypdfium2.PdfDocument(sys.argv[1])
for number in range(int(sys.argv[2]), len(document) + 1):
    print(number, flush=True)
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        continue
    page.get_textpage().close()
    page.close()
print(0, flush=True)
"""


def unopened_pages(data: bytes, pages: int) -> frozenset[int]:
    """The numbers, from 1, of the pages of a PDF that PDFium does not open in a time and memory that can be waited for.

    Of many such pages the first few are told one by one, and all that follow are named unseen.

    Args:
        data: of the PDF.
        pages: how many it has.
    """
    unopened: set[int] = set()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "tried.pdf")
        path.write_bytes(data)
        first = 1
        for _ in range(_MOST_TRIES):
            reached = _reached(path, first)
            if not reached:
                return frozenset(unopened)
            unopened.add(reached)
            first = reached + 1
    return frozenset(unopened | set(range(first, pages + 1)))


def _reached(path: Path, first: int) -> int:
    """The page, of those from a first one on, at which opening comes to no end; 0 where all open, or none are tried."""
    command = [sys.executable, "-c", _OPEN_PAGES, str(path), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        told: queue.Queue[str] = queue.Queue()
        threading.Thread(target=_tell, args=(process.stdout, told), daemon=True).start()
        reached = 0
        try:
            while line := told.get(timeout=PATIENCE):
                reached = int(line)
        except queue.Empty:
            pass
        process.kill()
    return reached


def _tell(lines: IO[str], told: queue.Queue[str]) -> None:
    """Puts each line in a queue, and an empty one when there are no more."""
    for line in lines:
        told.put(line)
    told.put("")
