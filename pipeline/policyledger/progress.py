"""What a run says while it goes on: a bar on a terminal, lines in a log, JSON lines for machines, or nothing."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from policyledger.running import Progress

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
    """Writes a line for every message, and now and then one about progress, the last one always."""

    def __init__(self, line: Callable[[Progress, float], str]) -> None:
        self._line = line
        self._begun = time.monotonic()
        self._said = self._begun

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        last = progress.total and progress.done == progress.total
        if progress.message or last or now - self._said >= EVERY_SECONDS:
            print(self._line(progress, now - self._begun), file=sys.stderr, flush=True)
            self._said = now


def _text_line(progress: Progress, seconds: float) -> str:
    if progress.message:
        return progress.message
    return (
        f"{progress.done} of {progress.total} documents, {progress.pages} pages, {progress.failed} failed, "
        f"{seconds:.0f} s, about {_left(progress, seconds):.0f} s left"
    )


def _json_line(progress: Progress, seconds: float) -> str:
    when = datetime.now(UTC).isoformat(timespec="milliseconds")
    if progress.message:
        return json.dumps({"time": when, "event": "message", "message": progress.message}, ensure_ascii=False)
    counts = {name: getattr(progress, name) for name in ("done", "total", "pages", "failed")}
    left = round(_left(progress, seconds), 1)
    return json.dumps({"time": when, "event": "progress", **counts, "seconds": round(seconds, 1), "seconds_left": left})


def _left(progress: Progress, seconds: float) -> float:
    worked = progress.done - progress.reused
    return seconds / worked * (progress.total - progress.done) if worked else 0.0


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
            says = f"{progress.pages} pages, {progress.failed} failed"
            bar.update(task, total=progress.total, completed=progress.done, description=says)

        yield listen
