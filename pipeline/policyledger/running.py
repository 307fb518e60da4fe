"""The batch: find the documents, leave out what is done, work off the rest, put the tables together.

A run folder holds the tables and `.parts`, the finished work they are put together from. Whatever ends a run, only
whole files are left, and the same call again goes on where it stopped; the files it ends with depend on the documents,
the rules and the options alone, never on how many workers there were or how often it was stopped.
"""

from __future__ import annotations

import shutil
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from policyledger import __version__, folders
from policyledger.assembling import PARTITIONS, Assembled, PlanEntry, assemble
from policyledger.discovery import Input, discover, shown
from policyledger.errors import PolicyledgerError, counted
from policyledger.extracting import failed, to_results
from policyledger.files import write_json
from policyledger.folders import LIST, MANIFEST, PARTS, STATE
from policyledger.locking import locked
from policyledger.manifest import changes, digest_of, made_by, read_json, system
from policyledger.parts import Parts, write_part
from policyledger.planning import Planner
from policyledger.pool import Done, Job, Limits, Pool, settings, work_here
from policyledger.records import SCHEMA_VERSION
from policyledger.rules.packs import packs

READING = "reading"
"""What a run is doing while its progress is counted in documents."""

TASK_DOCUMENTS = 512
TASK_BYTES = 2_000_000
"""A task holds so many documents or bytes at most; a part never more than a task. Every part costs something once more
when the tables are put together, so tasks of small documents hold many; what is lost with a process is bounded by time
(`worker.FLUSH_SECONDS`)."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is made.

    Attributes:
        rules: further folders of rules.
        workers: processes; 0 works in this one, without limits on time and memory.
        limits: what one document may cost.
        force: whether a run of something else may be replaced; finished work is then done again.
        partition_by: a column by whose values the Parquet files that have it are split into folders.

    Raises:
        PolicyledgerError: C007 if one can't be.
    """

    rules: tuple[str, ...] = ()
    workers: int = 1
    limits: Limits = field(default_factory=Limits)
    force: bool = False
    partition_by: str | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.workers, int) or self.workers < 0:  # else a pool would wait for nobody, for ever
            raise PolicyledgerError("C007", option="workers", given=self.workers, allowed="a whole number from 0 on")
        if self.partition_by is not None and self.partition_by not in PARTITIONS:
            allowed = "one of: " + ", ".join(PARTITIONS)
            raise PolicyledgerError("C007", option="partition_by", given=repr(self.partition_by), allowed=allowed)


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
        notes: on documents that were read all the same: path, code and text.
        extracted, reused: documents worked on in this call, and in earlier ones.
    """

    folder: Path
    counts: dict[str, int]
    failures: tuple[dict[str, str], ...]
    extracted: int
    reused: int
    notes: tuple[dict[str, str], ...] = ()


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
    folders.check(out, sources, force=options.force)
    inputs = discover(
        documents if documents is not None else sources,
        listed=LIST in sources,
        leave_out=out,
        fetched=out / PARTS / "fetched",
    )
    made = made_by(options.rules, options.limits.size, options.limits.pages)
    _check_rules(options, made, (folders.state(out) or {}).get("made_by", {}))
    with locked(out / PARTS):
        folders.check(out, sources, force=options.force)  # another run may have begun and ended since
        try:
            return _Run(sources, inputs, out, options, made, listen or _nobody).go()
        except OSError as error:
            raise PolicyledgerError("O003", path=out, reason=error.strerror or str(error)) from error


def _check_rules(options: Options, made: dict[str, Any], before: dict[str, Any]) -> None:
    """Makes sure that the rules are right before a former run is taken apart, or a new one begun with somebody's rules.

    Those that a former run was made by are known to be right, and so are those we ship.

    Raises:
        PolicyledgerError: with all that is wrong in them (L...).
    """
    decisive = ("rules", "code")
    unknown = options.force or any(before.get(facet) != made[facet] for facet in decisive)
    if unknown and (before or len(packs(options.rules)) > 1):
        from policyledger.rules.rulebook import load_rulebook  # a call that has nothing to do is spared its imports

        load_rulebook(options.rules)


class _Run:
    """One call of `run`, its lock held."""

    def __init__(
        self,
        sources: Sequence[str],
        inputs: list[Input],
        out: Path,
        options: Options,
        made: dict[str, Any],
        listen: Listener,
    ) -> None:
        self.sources = folders.identity(sources)
        self.inputs = inputs
        self.out = out
        self.options = options
        self.listen = listen
        self.folder = out / PARTS
        self.begun = datetime.now(UTC)
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.replaced = 0
        self.made_by = made

    def go(self) -> Outcome:
        before = folders.state(self.out) or {}
        if self.options.force:
            shutil.rmtree(self.out / PARTS / "fetched", ignore_errors=True)
            Parts(self.folder).keep_only(())
        why = changes(before["made_by"], self.made_by) if before.get("made_by") else ""
        parts = Parts(self.folder)
        self.planner = Planner(parts, digest_of(self.made_by), self.options.limits, before.get("revisions", {}))
        with self._timed("fingerprint"):
            self.planner.look(self.inputs)
            plan = self.planner.plan()
        waiting = self._waiting(plan)
        reused = sum(bool(entry.key) for entry in plan) - len(waiting)
        signature = self._signature(plan)
        finished = read_json(self.out / MANIFEST)
        if not waiting and finished and finished.get("signature") == signature and folders.whole(self.out):
            self.listen(Progress(f"Nothing has changed: all {counted(len(plan), 'document')} are up to date."))
            self._remember(before)
            failures, notes = (tuple(finished.get(name, ())) for name in ("failures", "notes"))
            return Outcome(self.out, finished["counts"], failures, 0, reused, notes)
        if not plan:
            self.listen(Progress("There is nothing to read; the tables have no rows."))
        self._explain(why, len(plan), len(waiting), reused)
        self._remember(before)
        (self.out / MANIFEST).unlink(missing_ok=True)
        done: list[Done] = []
        while waiting:  # more than once where a copy has to be read instead of another
            done += self._extract(waiting, reused + len(done))
            parts.refresh()
            self.planner.lost.update(job.key for job in waiting if self.planner.is_lost(job.key))
            plan = self.planner.plan()
            waiting = self._waiting(plan)
        signature = self._signature(plan)
        plan = self.planner.came_to(plan)
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
        return Outcome(self.out, assembled.counts, assembled.failures, len(done), reused, assembled.notes)

    def _waiting(self, plan: Sequence[PlanEntry]) -> list[Job]:
        """What of a plan is to be done."""
        done = self.planner.parts
        return [
            Job(entry.key, source.path, entry.name, entry.sha256)
            for entry, source in zip(plan, self.inputs, strict=True)
            if entry.key and entry.key not in done and entry.key not in self.planner.lost
        ]

    def _signature(self, plan: Sequence[PlanEntry]) -> str:
        """What the tables of a plan depend on, in short."""
        keys = [[entry.name, entry.sha256, entry.key, entry.row and entry.row.document.error] for entry in plan]
        return digest_of({"keys": keys, "by": self.options.partition_by})

    def _remember(self, before: dict[str, Any]) -> None:
        """Writes down what this run is of, unless that stands there."""
        state = {"sources": self.sources, "made_by": self.made_by, "revisions": self.planner.revisions}
        if state != before:
            write_json(self.folder / STATE, state)

    def _explain(self, why: str, documents: int, waiting: int, reused: int) -> None:
        if why and waiting:
            self.listen(
                Progress(f"Done again: {waiting:,} of {counted(documents, 'document')}, because of a change in {why}.")
            )
        elif reused:
            self.listen(
                Progress(f"Going on: {reused:,} of {counted(documents, 'document')} are done, {waiting:,} to do.")
            )

    def _extract(self, waiting: list[Job], reused: int) -> list[Done]:
        """Works off what is waiting, and keeps of each document what it took."""
        tasks = _tasks(waiting, self.options.workers)
        told = settings(self.folder, self.options.rules, self.made_by["rules"], self.options.limits)
        doing = f"loading the rules in {counted(min(self.options.workers, len(tasks)) or 1, 'process', 'processes')}"
        progress = Progress(total=reused + len(waiting), done=reused, reused=reused, doing=doing)
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
        if not self.options.workers:
            yield from work_here(tasks, told)
            return
        pool = Pool(min(self.options.workers, len(tasks)), told, self.options.limits, self._give_up)
        yield from pool.run(tasks)
        self.replaced = pool.replaced

    def _give_up(self, job: Job, error: PolicyledgerError) -> None:
        row = failed(job.name, error, job.sha256)
        write_part(self.folder, [self.planner.given_up(job.key)], to_results([row]))

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
                "libraries": system() | self.made_by["libraries"],
                "sources": self.sources,
                "options": asdict(self.options) | {"rules": [shown(each) for each in self.options.rules]},
                "counts": assembled.counts,
                "documents": {"extracted": len(done), "reused": reused},
                "failures": list(assembled.failures),
                "notes": list(assembled.notes),
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
