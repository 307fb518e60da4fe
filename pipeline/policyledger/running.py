"""The batch: find the documents, leave out what is done, work off the rest, put the tables together.

A run folder holds the tables and `.parts`, the finished work they are put together from. Whatever ends a run, only
whole files are left, and the same call again goes on where it stopped; the files it ends with depend on the documents,
the rules and the options alone, never on how many workers there were or how often it was stopped.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import stat
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from policyledger import __version__
from policyledger.assembling import Assembled, PlanEntry, assemble
from policyledger.discovery import Input, discover, shown
from policyledger.errors import PolicyledgerError, counted
from policyledger.extracting import failed, to_results
from policyledger.files import digest, write_json
from policyledger.locking import locked
from policyledger.manifest import changes, digest_of, libraries, made_by, read_json
from policyledger.packaging import files_of
from policyledger.parts import Parts, key, write_part
from policyledger.pool import Done, Job, Limits, Pool, settings, work_here
from policyledger.records import SCHEMA_VERSION
from policyledger.stores import UNANSWERED, fetch, is_url, revision

PARTS = ".parts"
STATE = "state.json"
MANIFEST = "run.json"
PACKAGE = "datapackage.json"

LIST = "-"
"""The source that stands for a list on stdin."""

READING = "reading"
"""What a run is doing while its progress is counted in documents."""

TASK_DOCUMENTS = 512
TASK_BYTES = 2_000_000
"""A task holds so many documents or bytes at most; a part never more than a task. Every part costs something once more
when the tables are put together, so tasks of small documents hold many; what is lost with a process is bounded by time
(`worker.FLUSH_SECONDS`)."""

STORE_TRIES = 2
"""After so many documents in a row that their store gave no answer for, it is taken to be down, and the run ends."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is made.

    Attributes:
        rules: further folders of rules.
        workers: processes; 0 works in this one, without limits on time and memory.
        limits: what one document may cost.
        force: whether a run of something else may be replaced; finished work is then done again.
        partition_by: a column by whose values the Parquet files that have it are split into folders.
    """

    rules: tuple[str, ...] = ()
    workers: int = 1
    limits: Limits = field(default_factory=Limits)
    force: bool = False
    partition_by: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run is: something to say, or else how far it is.

    Attributes:
        message: what to say.
        total: documents of this run.
        done: those finished, the reused among them.
        reused: those that earlier calls finished.
        failed: those that could not be read, of those done in this call.
        pages: read in this call.
        doing: what goes on just now, in words.
    """

    message: str = ""
    total: int = 0
    done: int = 0
    reused: int = 0
    failed: int = 0
    pages: int = 0
    doing: str = ""


Listener = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to.

    Attributes:
        folder: the run folder.
        counts: rows of each table, documents by status.
        failures: of each document that was not read wholly: path, status, code, what went wrong and what to do.
        extracted, reused: documents worked on in this call, and in earlier ones.
    """

    folder: Path
    counts: dict[str, int]
    failures: tuple[dict[str, str], ...]
    extracted: int
    reused: int

    @property
    def readable(self) -> int:
        """How many documents gave rows."""
        return self.counts["ok"] + self.counts["partial"]


def run(
    sources: Sequence[str],
    out: Path,
    options: Options | None = None,
    listen: Listener | None = None,
    documents: Sequence[str] | None = None,
) -> Outcome:
    """Reads documents and writes a run folder.

    Args:
        sources: files, folders, patterns, URLs; what the run is known by when it is called again.
        out: the run folder; made if needed.
        options: see `Options`.
        listen: called with the progress of the run.
        documents: what to read, where it is not `sources` itself (a list that came on stdin). An empty list is a run
            of no documents.

    Raises:
        PolicyledgerError: nothing to read in what was typed (C001, C002), the folder is another run's, or foreign, or
            in use, or can't be written (O001-O004, O007), or the rules are broken (L...).
    """
    options = options or Options()
    _check_folder(out, sources, force=options.force)
    inputs = discover(
        documents if documents is not None else sources,
        listed=LIST in sources,
        leave_out=out,
        fetched=out / PARTS / "fetched",
    )
    with locked(out / PARTS):
        try:
            return _Run(sources, inputs, out, options, listen or _nobody).go()
        except OSError as error:
            raise PolicyledgerError("O003", path=out, reason=error.strerror or str(error)) from error


class _Run:
    """One call of `run`, its lock held."""

    def __init__(
        self, sources: Sequence[str], inputs: list[Input], out: Path, options: Options, listen: Listener
    ) -> None:
        self.sources = identity(sources)
        self.inputs = inputs
        self.out = out
        self.options = options
        self.listen = listen
        self.folder = out / PARTS
        self.begun = datetime.now(UTC)
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.replaced = 0
        self.revisions: dict[str, list[str]] = {}
        self.contents: dict[str, str] = {}
        self.made_by = made_by(options.rules, options.limits.size, options.limits.pages)

    def go(self) -> Outcome:
        before = _state(self.out) or {}
        if self.options.force:
            shutil.rmtree(self.out / PARTS / "fetched", ignore_errors=True)
            Parts(self.folder).keep_only(())
        why = changes(before["made_by"], self.made_by) if before.get("made_by") else ""
        parts = Parts(self.folder)
        with self._timed("fingerprint"):
            plan = self._plan(parts, before.get("revisions", {}))
        plan = [replace(entry, key=self._found(entry.key, parts)) for entry in plan]
        waiting = [entry for entry in plan if entry.key and entry.key not in parts]
        reused = sum(bool(entry.key) for entry in plan) - len(waiting)
        signature = digest_of(
            {"keys": [[entry.name, entry.sha256, entry.key] for entry in plan], "by": self.options.partition_by}
        )
        finished = read_json(self.out / MANIFEST)
        if not waiting and finished and finished.get("signature") == signature and _whole(self.out):
            self.listen(Progress(f"Nothing has changed: all {counted(len(plan), 'document')} are up to date."))
            self._remember(before)
            return Outcome(self.out, finished["counts"], tuple(finished["failures"]), 0, reused)
        if not plan:
            self.listen(Progress("There is nothing to read; the tables have no rows."))
        self._explain(why, len(plan), len(waiting), reused)
        self._remember(before)
        (self.out / MANIFEST).unlink(missing_ok=True)
        done = self._extract(waiting, reused)
        parts.refresh()
        plan = [self._come_to(entry, parts) for entry in plan]
        everything = len(done) + reused
        self.listen(Progress(total=everything, done=everything, reused=reused, doing="writing the tables"))
        with self._timed("assemble"):
            assembled = assemble(plan, parts, self.out, self.options.partition_by)
        parts.keep_only(entry.key for entry in plan if entry.key)
        shutil.rmtree(self.folder / "fetched", ignore_errors=True)
        from policyledger.reporting import write_report  # a call that has nothing to do is spared its imports

        with self._timed("report"):
            write_report(self.out, self.made_by)
        self._write_manifest(plan, assembled, done, reused, signature)
        return Outcome(self.out, assembled.counts, assembled.failures, len(waiting), reused)

    def _remember(self, before: dict[str, Any]) -> None:
        """Writes down what this run is of, unless that stands there."""
        state = {"sources": self.sources, "made_by": self.made_by, "revisions": self.revisions}
        if state != before:
            write_json(self.folder / STATE, state)

    def _plan(self, parts: Parts, revisions: Mapping[str, Sequence[str]]) -> list[PlanEntry]:
        """Every document with the key its results have, or with its row if there is nothing to extract.

        Args:
            parts: what is done.
            revisions: of documents behind URLs, as the last run saw them, each with the SHA-256 of its bytes.
        """
        by = digest_of(self.made_by)
        owners: dict[str, str] = {}
        plan = []
        unanswered = 0
        for entry in self.inputs:
            try:
                content = self._seen(entry, revisions, by, parts) or self._fingerprint(entry)
            except PolicyledgerError as error:
                unanswered = unanswered + 1 if error.code == UNANSWERED else 0
                if unanswered == STORE_TRIES:
                    raise
                plan.append(PlanEntry(entry.name, row=failed(entry.name, error)))
                continue
            unanswered = 0
            owner = owners.setdefault(content, entry.name) if content != _EMPTY else entry.name
            if owner != entry.name:
                repeated = PolicyledgerError("D906", path=entry.name, other=owner)
                plan.append(PlanEntry(entry.name, content, row=failed(entry.name, repeated, sha256=content)))
            else:
                plan.append(PlanEntry(entry.name, content, key(entry.name, content, by)))
        return plan

    def _seen(self, entry: Input, revisions: Mapping[str, Sequence[str]], by: str, parts: Parts) -> str:
        """The SHA-256 of a document behind a URL that is unchanged and done, so it need not be fetched; else ""."""
        if not entry.url:
            return ""
        now = revision(entry.url)
        before, content = revisions.get(entry.url, ("", ""))
        if now != before or self._found(key(entry.name, content, by), parts) not in parts:
            return ""
        self.revisions[entry.url] = [now, content]
        return content

    def _fingerprint(self, entry: Input) -> str:
        """The SHA-256 of a document's bytes, which are fetched first where they are behind a URL."""
        if entry.lost:
            raise entry.lost
        now = revision(entry.url) if entry.url else ""
        if entry.url:
            fetch(entry.url, entry.path)
        size = self.options.limits.size
        try:
            status = entry.path.stat()
            if not stat.S_ISREG(status.st_mode):
                raise PolicyledgerError("D001", path=entry.name, reason="it is no file")
            if size is not None and status.st_size > size:
                raise PolicyledgerError("D903", path=entry.name, megabytes=f"{size / 1e6:g}")
            content = digest(entry.path)
            if entry.url:
                self.revisions[entry.url] = [now, content]
            return content
        except OSError as error:
            raise PolicyledgerError("D001", path=entry.name, reason=error.strerror or str(error)) from error

    def _found(self, each: str, parts: Parts) -> str:
        """The key under which results are there: what was extracted, or that it was given up under these limits."""
        given_up = self._given_up(each)
        return given_up if each and each not in parts and given_up in parts else each

    def _come_to(self, entry: PlanEntry, parts: Parts) -> PlanEntry:
        """The entry with the key its results were found under; one that was gone before it was read says so."""
        found = self._found(entry.key, parts)
        if not found or found in parts:
            return replace(entry, key=found)
        gone = PolicyledgerError("D001", path=entry.name, reason="it could be when the run began")
        return PlanEntry(entry.name, entry.sha256, row=failed(entry.name, gone, sha256=entry.sha256))

    def _given_up(self, each: str) -> str:
        limits = self.options.limits
        return key("given up", each, f"{limits.seconds} {limits.memory}")

    def _explain(self, why: str, documents: int, waiting: int, reused: int) -> None:
        if why and waiting:
            self.listen(
                Progress(f"Done again: {waiting:,} of {counted(documents, 'document')}, because of a change in {why}.")
            )
        elif reused:
            self.listen(
                Progress(f"Going on: {reused:,} of {counted(documents, 'document')} are done, {waiting:,} to do.")
            )

    def _extract(self, waiting: list[PlanEntry], reused: int) -> list[Done]:
        """Works off what is waiting, and keeps of each document what it took."""
        self.contents = {entry.key: entry.sha256 for entry in waiting}
        paths = {entry.name: entry.path for entry in self.inputs}
        tasks = _tasks([Job(entry.key, paths[entry.name], entry.name) for entry in waiting], self.options.workers)
        told = settings(self.folder, self.options.rules, self.made_by["rules"], self.options.limits)
        doing = f"loading the rules in {counted(min(self.options.workers, len(tasks)) or 1, 'process', 'processes')}"
        progress = Progress(total=reused + len(waiting), done=reused, reused=reused, doing=doing)
        if waiting:
            self.listen(progress)
        done: list[Done] = []
        with self._timed("extract"):
            for each in self._work(tasks, told):
                done.append(each)
                progress = replace(
                    progress,
                    done=progress.done + 1,
                    failed=progress.failed + (each.status == "failed"),
                    pages=progress.pages + each.pages,
                    doing=READING,
                )
                self.listen(progress)
        return done

    def _work(self, tasks: list[list[Job]], told: dict[str, Any]) -> Iterator[Done]:
        if not tasks:
            return
        if not self.options.workers:
            yield from work_here(tasks, told)
            return
        pool = Pool(min(self.options.workers, len(tasks)), told, self.options.limits, self._give_up)
        yield from pool.run(tasks)
        self.replaced = pool.replaced

    def _give_up(self, job: Job, error: PolicyledgerError) -> None:
        row = failed(job.name, error, self.contents[job.key])
        write_part(self.folder, [self._given_up(job.key)], to_results([row]))

    def _write_manifest(
        self, plan: list[PlanEntry], assembled: Assembled, done: list[Done], reused: int, signature: str
    ) -> None:
        stages = [sum(each.seconds[stage] for each in done) for stage in range(3)]
        slowest = sorted(done, key=lambda each: -sum(each.seconds))[:10]
        write_json(
            self.out / MANIFEST,
            {
                "policyledger": __version__,
                "schema_version": SCHEMA_VERSION,
                "made_by": self.made_by,
                "libraries": libraries(),
                "sources": self.sources,
                "options": asdict(self.options),
                "counts": assembled.counts,
                "documents": {"extracted": len(done), "reused": reused},
                "failures": list(assembled.failures),
                "begun": self.begun.isoformat(timespec="seconds"),
                "ended": datetime.now(UTC).isoformat(timespec="seconds"),
                "seconds": {name: round(value, 3) for name, value in self.seconds.items()},
                "worker_seconds": dict(
                    zip(("read", "annotate", "rows"), (round(each, 3) for each in stages), strict=True)
                ),
                "workers_replaced": self.replaced,
                "pages": sum(each.pages for each in done),
                "words": sum(each.words for each in done),
                "slowest": [{"path": each.job.name, "seconds": round(sum(each.seconds), 3)} for each in slowest],
                "signature": signature,
                "inputs": [{"path": entry.name, "sha256": entry.sha256} for entry in plan],
            },
        )

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        begun = time.perf_counter()
        yield
        self.seconds[stage] += time.perf_counter() - begun


def identity(sources: Sequence[str]) -> list[str]:
    """What a run is over, so that the same call is known again: paths are made absolute, the list on stdin is '-'."""
    return [source if source == LIST or is_url(source) else shown(str(Path(source).absolute())) for source in sources]


def _check_folder(out: Path, sources: Sequence[str], *, force: bool) -> None:
    """Makes sure that a run folder is new, empty, or this run's own."""
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]+:", out.parts[0] if out.parts else ""):  # a Path has lost a slash of it
        raise PolicyledgerError("O007", path=f"{out.parts[0]}//{Path(*out.parts[1:]).as_posix()}")
    if out.exists() and not out.is_dir():
        raise PolicyledgerError("O003", path=out, reason="it is a file")
    if force or not out.exists() or not any(out.iterdir()):
        return
    state = _state(out)
    if state is None:
        if all(path.name == PARTS for path in out.iterdir()):
            return
        raise PolicyledgerError("O002", path=out)
    if state.get("sources") != identity(sources):
        raise PolicyledgerError("O001", path=out, difference="of " + _some(state.get("sources", [])))


def _some(sources: Sequence[str]) -> str:
    return ", ".join(sources[:3]) + (f" and {len(sources) - 3} more" if len(sources) > 3 else "")


def _state(out: Path) -> dict[str, Any] | None:
    """What a run folder is of; from the state it works with, else from its manifest."""
    return read_json(out / PARTS / STATE) or read_json(out / MANIFEST)


def _whole(out: Path) -> bool:
    """Whether the files of a finished run are all there, at the size they were written with."""
    package = read_json(out / PACKAGE)
    return package is not None and all(
        (out / file["path"]).exists() and file.get("bytes") in (None, (out / file["path"]).stat().st_size)
        for file in files_of(package)
    )


def _tasks(jobs: Sequence[Job], workers: int) -> list[list[Job]]:
    """Jobs cut into tasks that get smaller towards the end, so that all workers end at about the same time.

    (Guided self-scheduling, Polychronopoulos and Kuck 1987: a task is a fixed share of what is left.) One worker has
    nobody to wait for.
    """
    tasks: list[list[Job]] = []
    most, room = 0, 0
    for index, job in enumerate(jobs):
        size = _size(job.path)
        if not tasks or len(tasks[-1]) >= most or size > room:
            tasks.append([])
            most = TASK_DOCUMENTS if workers < 2 else min(TASK_DOCUMENTS, (len(jobs) - index) // (4 * workers))
            room = TASK_BYTES
        tasks[-1].append(job)
        room -= size
    return tasks


def _size(path: Path) -> int:
    """The bytes of a file; 0 of one that has gone since it was found, which whoever reads it will tell."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _nobody(progress: Progress) -> None:
    """Listens to nothing."""


_EMPTY = hashlib.sha256(b"").hexdigest()
