"""What a run has to do: its documents, each with the key its results have, whether they are there or not."""

from __future__ import annotations

import hashlib
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

from policyledger.assembling import PlanEntry
from policyledger.discovery import Input
from policyledger.errors import PolicyledgerError
from policyledger.extracting import BY_NAME, failed
from policyledger.files import digest
from policyledger.parts import Parts, key
from policyledger.pool import Limits
from policyledger.stores import UNANSWERED, fetch, revision

STORE_TRIES = 2
"""After so many documents in a row that their store gave no answer for, it is taken to be down, and the run ends."""

FETCHES = 16
"""Documents behind URLs that are asked for at the same time."""

_EMPTY = hashlib.sha256(b"").hexdigest()


class Planner:
    """Knows of each document whether it is done.

    Args:
        parts: what is done.
        by: the digest of what decides what is made of a document.
        limits: of one document.
        revisions: of documents behind URLs, as the last run saw them, each with the SHA-256 of its bytes.

    Attributes:
        revisions: the same as this run sees them.
        lost: keys of documents that were changed or taken away before they were read.
    """

    def __init__(self, parts: Parts, by: str, limits: Limits, revisions: Mapping[str, Sequence[str]]) -> None:
        self.parts = parts
        self.by = by
        self.limits = limits
        self.revisions: dict[str, list[str]] = {}
        self.lost: set[str] = set()
        self._before = revisions
        self._entries: list[PlanEntry] = []

    def look(self, inputs: Iterable[Input]) -> None:
        """Finds out the content of every document."""
        unanswered = 0
        for entry, ask in self._questions(inputs):
            try:
                content, now = ask()
            except PolicyledgerError as error:
                unanswered = unanswered + 1 if error.code == UNANSWERED else 0
                if unanswered == STORE_TRIES:
                    raise
                self._entries.append(PlanEntry(entry.name, row=failed(entry.name, error)))
                continue
            unanswered = 0
            if entry.url:
                self.revisions[entry.url] = [now, content]
            self._entries.append(PlanEntry(entry.name, content, key(entry.name, content, self.by)))

    def plan(self) -> list[PlanEntry]:
        """Of every document, in their order, the key its results have, or its row if there is nothing to extract.

        Of copies the first is read, and the next one where that could not be for its name, or was lost; this is known
        when it has been tried, so the plan is made anew then.
        """
        copies = Counter(entry.sha256 for entry in self._entries if entry.sha256 != _EMPTY)
        owners: dict[str, str] = {}
        plan = []
        for entry in self._entries:
            found = self._found(entry.key)
            if entry.sha256 in owners:
                repeated = PolicyledgerError("D906", path=entry.name, other=owners[entry.sha256])
                entry = PlanEntry(entry.name, entry.sha256, row=failed(entry.name, repeated, sha256=entry.sha256))
            elif found:
                if copies[entry.sha256] > 1 and not self._spoilt(found):
                    owners[entry.sha256] = entry.name
                entry = replace(entry, key=found)
            plan.append(entry)
        return plan

    def _spoilt(self, found: str) -> bool:
        """Whether a copy of what these results are of may be read all the same."""
        return found in self.lost or (found in self.parts and self.parts.error_code(found) in BY_NAME)

    def came_to(self, plan: Iterable[PlanEntry]) -> list[PlanEntry]:
        """The plan with what became of each document; one that was lost before it was read has a row that says so."""
        return [self._came_to(entry) for entry in plan]

    def is_lost(self, each: str) -> bool:
        """Whether a document that has been worked on has come to nothing."""
        return self._found(each) not in self.parts

    def given_up(self, each: str) -> str:
        """The key of a document that is given up, which it is only under these limits."""
        return key("given up", each, f"{self.limits.seconds} {self.limits.memory}")

    def _questions(self, inputs: Iterable[Input]) -> Iterator[tuple[Input, Callable[[], tuple[str, str]]]]:
        """The documents, each with what tells its SHA-256 and, behind a URL, its revision.

        Stores are asked for many documents at a time: most of the time that one takes is spent on waiting.
        """
        listed = list(inputs)
        remote = sum(bool(entry.url) for entry in listed)
        if not remote:
            yield from ((entry, partial(self._identified, entry)) for entry in listed)
            return
        pool = ThreadPoolExecutor(min(FETCHES, remote))
        try:
            asked = [pool.submit(self._identified, entry) for entry in listed]
            yield from ((entry, future.result) for entry, future in zip(listed, asked, strict=True))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _identified(self, entry: Input) -> tuple[str, str]:
        """The SHA-256 of a document's bytes, and its revision if it is behind a URL.

        What is there is fetched, but for a document that is unchanged and done.
        """
        if entry.lost:
            raise entry.lost
        if not entry.url:
            return self._fingerprint(entry), ""
        now = revision(entry.url)
        before, content = self._before.get(entry.url, ("", ""))
        if now == before and self._found(key(entry.name, content, self.by)) in self.parts:
            return content, now
        fetch(entry.url, entry.path)
        return self._fingerprint(entry), now

    def _fingerprint(self, entry: Input) -> str:
        """The SHA-256 of the bytes of a file on this machine."""
        size = self.limits.size
        try:
            status = entry.path.stat()
            if not stat.S_ISREG(status.st_mode):
                raise PolicyledgerError("D001", path=entry.name, reason="it is no file")
            if size is not None and status.st_size > size:
                raise PolicyledgerError("D903", path=entry.name, megabytes=f"{size / 1e6:g}")
            return digest(entry.path)
        except OSError as error:
            raise PolicyledgerError("D001", path=entry.name, reason=error.strerror or str(error)) from error

    def _found(self, each: str) -> str:
        """The key under which results are there: what was extracted, or that it was given up under these limits."""
        given_up = self.given_up(each)
        return given_up if each and each not in self.parts and given_up in self.parts else each

    def _came_to(self, entry: PlanEntry) -> PlanEntry:
        found = self._found(entry.key)
        if not found or found in self.parts:
            return replace(entry, key=found)
        gone = PolicyledgerError("D001", path=entry.name, reason="it was changed or taken away after the run had begun")
        return PlanEntry(entry.name, entry.sha256, row=failed(entry.name, gone, sha256=entry.sha256))
