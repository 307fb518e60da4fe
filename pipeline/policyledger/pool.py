"""A pool of worker processes under guard: documents that hang, eat memory or crash cost a worker, never the batch.

Workers are `python -m policyledger.worker`, fresh interpreters on every system: nothing is forked, and a script that
calls `policyledger.extract` needs no `if __name__ == "__main__"`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, Any

from policyledger.errors import PolicyledgerError
from policyledger.marking import Mark

TICK = 0.05
"""Seconds between two looks at the limits."""

START_SECONDS = 300.0
"""How long a worker may take to load the pipeline."""

TRIES = 2
"""How often a document may end its worker before it is given up; once can be somebody else's fault."""

RECYCLE_DOCUMENTS = 5_000
RECYCLE_GROWTH = 512 * 2**20
"""A worker is replaced after so many documents, or when it has grown by so many bytes since its first task."""


@dataclass(frozen=True, slots=True)
class Job:
    """A document to work on: its key, where it is, what it is called, and the SHA-256 of its bytes, hex."""

    key: str
    path: Path
    name: str
    sha256: str

    @property
    def told(self) -> list[str]:
        """What a worker is told of it."""
        return [self.key, str(self.path), self.name, self.sha256]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost; None is no limit.

    Attributes:
        seconds: wall time.
        memory: resident bytes of the worker.
        size: bytes of the file.
        pages: pages read; the rest is left out.
    """

    seconds: float | None = 300.0
    memory: int | None = 2 * 2**30
    size: int | None = 200 * 10**6
    pages: int | None = 3_000


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one document: its status and code, its size, the seconds of each stage."""

    job: Job
    status: str
    code: str | None = None
    pages: int = 0
    words: int = 0
    seconds: Sequence[float] = (0.0, 0.0, 0.0)


@dataclass(slots=True)
class Desk:
    """A task in work, and how much of it is in parts, as the messages of whoever works on it tell."""

    task: list[Job] = field(default_factory=list)
    written: int = 0

    def hear(self, message: Mapping[str, Any]) -> Iterator[Done]:
        """Takes note of a message; yields the documents that are now in a part."""
        if message["event"] == "part":
            first, self.written = self.written, self.written + len(message["documents"])
            for job, facts in zip(self.task[first : self.written], message["documents"], strict=True):
                yield Done(job, *facts)


GiveUp = Callable[[Job, PolicyledgerError], None]
"""Called with a document that is given up and why; it has to leave a part for it."""


def settings(parts: Path, rules: Sequence[str], digest: str, limits: Limits) -> dict[str, Any]:
    """What a worker needs to know: where its parts go, the rules and their digest, and the limits it keeps itself."""
    return {
        "parts": str(parts),
        "rules": list(rules),
        "digest": digest,
        "max_bytes": limits.size,
        "max_pages": limits.pages,
    }


def work_here(tasks: Iterable[list[Job]], settings: dict[str, Any]) -> Iterator[Done]:
    """Works off tasks in this process, without limits on time and memory; yields what became of each document."""
    from policyledger.extracting import pipeline
    from policyledger.worker import work

    nlp = pipeline(tuple(settings["rules"]), settings["digest"])
    for task in tasks:
        desk = Desk(task)
        for message in work(nlp, [job.told for job in task], settings, lambda index: None):
            yield from desk.hear(message)


class Pool:
    """Workers that write parts.

    Args:
        workers: how many.
        settings: what every worker is told first: see `settings`.
        limits: of one document.
        give_up: see `GiveUp`.
    """

    def __init__(self, workers: int, settings: dict[str, Any], limits: Limits, give_up: GiveUp) -> None:
        self.replaced = 0
        self._size = workers
        self._limits = limits
        self._give_up = give_up
        self._settings = settings
        self._events: SimpleQueue[tuple[_Worker, dict[str, Any] | None]] = SimpleQueue()
        self._workers: list[_Worker] = []
        self._again: deque[list[Job]] = deque()
        self._crashes: Counter[str] = Counter()
        self._false_starts = 0
        self._looked = 0.0

    def run(self, tasks: Iterable[list[Job]]) -> Iterator[Done]:
        """Works off all tasks and yields what became of each document, once, when its rows are in a part.

        Raises:
            PolicyledgerError: what makes the whole batch impossible: broken rules, a full disk.
        """
        source = iter(tasks)
        exhausted = False
        try:
            while True:
                exhausted = self._assign(source, exhausted)
                if exhausted and not self._again and not any(worker.task for worker in self._workers):
                    return
                with suppress(Empty):
                    worker, message = self._events.get(timeout=TICK)
                    yield from self._hear(worker, message)
                self._guard()
        finally:
            for worker in self._workers:
                worker.kill()
                worker.close()

    def _assign(self, source: Iterator[list[Job]], exhausted: bool) -> bool:
        """Gives work to idle workers, and starts workers while there is work; returns whether the source is dry."""
        for slot in range(self._size):
            worker = self._workers[slot] if slot < len(self._workers) else None
            if worker and (worker.task or worker.dead):
                continue
            if worker and worker.tired():
                worker.kill()
                continue
            task = self._again.popleft() if self._again else None
            if task is None and not exhausted:
                task = next(source, None)
                exhausted = task is None
            if task is None:
                break
            if worker is None:
                worker = _Worker(self._settings, self._events)
                self._workers.append(worker)
            worker.give(task)
        return exhausted

    def _hear(self, worker: _Worker, message: dict[str, Any] | None) -> Iterator[Done]:
        if message is None:
            yield from self._bury(worker)
        elif message["event"] == "fatal":
            raise PolicyledgerError(message["code"], **message["facts"])
        else:
            yield from worker.hear(message)
            self._false_starts = 0
            if message["event"] == "ready":
                self._check_memory(worker)

    def _check_memory(self, worker: _Worker) -> None:
        """Makes sure that a worker which has read nothing yet is within the limit, or every document would pass it.

        Raises:
            PolicyledgerError: C007 if it is not.
        """
        limit, needed = self._limits.memory, worker.resident()
        if limit is not None and needed > limit:
            allowed = f"more than the {needed / 1e6:.0f} MB that the rules alone take"
            raise PolicyledgerError("C007", option="--max-memory", given=f"{limit / 1e6:g} MB", allowed=allowed)

    def _guard(self) -> None:
        """Ends workers whose document passed a limit."""
        now = time.monotonic()
        if now - self._looked < TICK:
            return
        self._looked = now
        for worker in self._workers:
            if worker.dead or not worker.task:
                continue
            if not worker.ready and now - worker.since > START_SECONDS:
                worker.kill()
            job = worker.look(now)
            if job is None:
                if worker.ready and self._limits.memory is not None and worker.resident() > self._limits.memory:
                    worker.kill()  # while it writes a part
                continue
            if self._limits.seconds is not None and now - worker.since > self._limits.seconds:
                worker.condemn(job, PolicyledgerError("D901", path=job.name, seconds=f"{self._limits.seconds:g}"))
            elif self._limits.memory is not None and worker.resident() > self._limits.memory:
                megabytes = f"{self._limits.memory / 1e6:.0f}"
                worker.condemn(job, PolicyledgerError("D902", path=job.name, megabytes=megabytes))

    def _bury(self, worker: _Worker) -> Iterator[Done]:
        """Takes a dead worker out; what it had not finished is done again, the document it died of by itself.

        Where no document is to blame, what it was at is done again in halves, until one is.
        """
        self._workers.remove(worker)
        status = worker.close()
        if not worker.task:
            return
        self.replaced += 1
        if not worker.ready:
            self._false_starts += 1
            if self._false_starts >= 3 * self._size:
                last = worker.complaint.strip().rpartition("\n")[2]
                raise PolicyledgerError("C008", reason=f"{_exit_words(status)}: {last}")
        job, before, after = worker.split()
        if job is None and worker.ready and before:  # it died while it wrote a part, of one of these
            middle = len(before) // 2
            before, after = before[:middle], before[middle:]
            job, after = (None, after) if before else (after[0], [])
        self._again += [rest for rest in (before, after) if rest]
        if job is None:
            return
        self._crashes[job.key] += 1
        verdict = worker.condemned[1] if worker.condemned else None
        if verdict is None and self._crashes[job.key] >= TRIES:
            verdict = PolicyledgerError("D905", path=job.name, reason=_exit_words(status))
        if verdict is None:
            self._again.append([job])
            return
        self._give_up(job, verdict)
        yield Done(job, "failed", verdict.code, seconds=(0.0, time.monotonic() - worker.since, 0.0))


def resident_bytes(pid: int) -> int | None:
    """The resident memory of a process, None where the system does not say."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return _resident_by_ps(pid) if sys.platform == "darwin" else None


def _resident_by_ps(pid: int) -> int | None:
    answer = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return int(answer.stdout) * 1024 if answer.stdout.strip().isdigit() else None


def _exit_words(status: int) -> str:
    return f"signal {-status}" if status < 0 else f"exit status {status}"


@dataclass(eq=False)
class _Worker:
    """A worker process as its parent sees it."""

    settings: dict[str, Any]
    events: SimpleQueue[tuple[_Worker, dict[str, Any] | None]]
    ready: bool = False
    dead: bool = False
    condemned: tuple[Job, PolicyledgerError] | None = None
    complaint: str = ""
    since: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self._mark = Mark.new(Path(self.settings["parts"]))
        self._last: int | None = None
        self._seen: int | None = None
        self._stderr: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed in `close`, with the process
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "policyledger.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._stderr,
            text=True,
            encoding="utf-8",
            env={**os.environ, **_ONE_THREAD},
        )
        self.desk = Desk()
        self._documents = 0
        self._size_at_first: int | None = None
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self._send(self.settings | {"mark": str(self._mark.path)})

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def task(self) -> list[Job]:
        """What it is working on; empty when it is idle."""
        return self.desk.task

    def give(self, task: list[Job]) -> None:
        """Hands it a task."""
        self.desk = Desk(task)
        self._seen = None
        if not self.ready:
            self.since = time.monotonic()
        self._send({"documents": [job.told for job in task]})

    def resident(self) -> int:
        """The bytes of memory it takes; 0 where the system does not say."""
        return resident_bytes(self.pid) or 0

    def look(self, now: float) -> Job | None:
        """The document it is at, whose time counts from when it was first seen; None while it is at none."""
        index = self._mark.get()
        if index != self._seen:
            self._seen, self.since = index, now
        return self.task[index] if index is not None else None

    def hear(self, message: Mapping[str, Any]) -> Iterator[Done]:
        """Takes note of a message; yields the documents that are now in a part."""
        for done in self.desk.hear(message):
            self._documents += 1
            yield done
        if message["event"] == "ready":
            self.ready = True
            self._mark.unname()  # so that nothing stays behind, however this process ends
            self._size_at_first = resident_bytes(self.pid)
        elif message["event"] == "done":
            self.desk = Desk()

    def condemn(self, job: Job, verdict: PolicyledgerError) -> None:
        """Ends it because of the document it is at."""
        self.condemned = job, verdict
        self.kill()

    def kill(self) -> None:
        """Ends it at once; the pool hears of it as of any other end."""
        self.dead = True
        self._process.kill()

    def close(self) -> int:
        """Waits for the process, which has ended, and returns its exit status."""
        status = self._process.wait()
        self._last = self._mark.get()
        self._mark.close()
        self._listener.join()
        self._stderr.seek(0)
        self.complaint = self._stderr.read()[-4000:].decode("utf-8", "replace")
        self._stderr.close()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with suppress(OSError):
                    stream.close()
        return status

    def split(self) -> tuple[Job | None, list[Job], list[Job]]:
        """The document it died of, if any, and what is not in a part yet, before and after that."""
        rest = self.task[self.desk.written :]
        last = self.task[self._last] if self._last is not None else None
        culprit = self.condemned[0] if self.condemned else last
        if culprit not in rest:
            return None, rest, []
        at = rest.index(culprit)
        return culprit, rest[:at], rest[at + 1 :]

    def tired(self) -> bool:
        """Whether it should be replaced by a fresh one."""
        if self._documents >= RECYCLE_DOCUMENTS:
            return True
        size = resident_bytes(self.pid)
        return bool(size and self._size_at_first and size - self._size_at_first > RECYCLE_GROWTH)

    def _send(self, message: dict[str, Any]) -> None:
        if self._process.stdin:
            with suppress(OSError):  # it is dead; the listener says so
                self._process.stdin.write(json.dumps(message) + "\n")
                self._process.stdin.flush()

    def _listen(self) -> None:
        if self._process.stdout:
            for line in self._process.stdout:
                if not line.endswith("\n"):
                    break  # it was killed while it spoke
                self.events.put((self, json.loads(line)))
        self.events.put((self, None))


_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""The documents are what runs in parallel; libraries that start threads of their own only get in each other's way."""
