"""What a run says while it goes on: a bar on a terminal, lines in a log, JSON lines for machines, or nothing."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from policyledger.errors import counted
from policyledger.running import READING, Progress

EVERY_SECONDS = 10.0
"""Between two lines about progress in a log."""


@contextmanager
def listener(*, quiet: bool, log_format: str) -> Iterator[Callable[[Progress], None]]:
    """A function to tell about progress, which shows it on stderr in the way that fits."""
    if quiet:
        yield lambda progress: None
    elif log_format == "json":
        yield _Log(_json_line)
    elif sys.stderr.isatty():
        with _bar() as listen:
            yield listen
    else:
        yield _Log(_text_line)


class _Log:
    """Writes a line for every message and every new thing done, now and then about progress, the last always."""

    def __init__(self, line: Callable[[Progress, float], str]) -> None:
        self._line = line
        self._begun = time.monotonic()
        self._said = self._begun
        self._doing = ""

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        other = progress.doing != self._doing and progress.doing != READING
        last = progress.doing == READING and progress.done == progress.total
        if progress.message or other or last or now - self._said >= EVERY_SECONDS:
            print(self._line(progress, now - self._begun), file=sys.stderr, flush=True)
            self._said = now
        self._doing = progress.doing


def _text_line(progress: Progress, seconds: float) -> str:
    if progress.message:
        return progress.message
    if progress.doing != READING:
        return progress.doing.capitalize() + "."
    left = _left(progress, seconds)
    return (
        f"{progress.done} of {counted(progress.total, 'document')}, {counted(progress.pages, 'page')}, "
        f"{progress.failed} failed, {seconds:.0f} s" + (f", about {left:.0f} s left" if left else "")
    )


def _json_line(progress: Progress, seconds: float) -> str:
    if progress.message:
        return json_line("message", message=progress.message)
    counts = {name: getattr(progress, name) for name in ("doing", "done", "total", "pages", "failed")}
    left = _left(progress, seconds)
    rest = {"seconds": round(seconds, 1), "seconds_left": None if left is None else round(left, 1)}
    return json_line("progress", **counts, **rest)


def json_line(event: str, **facts: object) -> str:
    """An event of a run as a line of JSON, with the time in UTC."""
    when = datetime.now(UTC).isoformat(timespec="milliseconds")
    return json.dumps({"time": when, "event": event, **facts}, ensure_ascii=False)


def _left(progress: Progress, seconds: float) -> float | None:
    """The seconds the documents to come will take; None before the first one tells."""
    worked = progress.done - progress.reused
    return seconds / worked * (progress.total - progress.done) if worked else None


@contextmanager
def _bar() -> Iterator[Callable[[Progress], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("documents {task.description}"), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def listen(progress: Progress) -> None:
            if progress.message:
                bar.console.print(progress.message, markup=False, highlight=False)
                return
            says = (
                f"{counted(progress.pages, 'page')}, {progress.failed} failed"
                if progress.doing == READING
                else progress.doing
            )
            bar.update(task, total=progress.total, completed=progress.done, description=says)

        yield listen
