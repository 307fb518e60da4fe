"""What a run has to do: its documents, each with the key its results have, whether they are there or not."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from policyledger.assembling import PlanEntry
from policyledger.discovery import Input
from policyledger.errors import PolicyledgerError
from policyledger.extracting import failed
from policyledger.files import digest
from policyledger.parts import Parts, key
from policyledger.pool import Limits
from policyledger.stores import UNANSWERED, fetch, revision

STORE_TRIES = 2
"""After so many documents in a row that their store gave no answer for, it is taken to be down, and the run ends."""

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
    """

    def __init__(self, parts: Parts, by: str, limits: Limits, revisions: Mapping[str, Sequence[str]]) -> None:
        self.parts = parts
        self.by = by
        self.limits = limits
        self.revisions: dict[str, list[str]] = {}
        self._before = revisions

    def plan(self, inputs: Iterable[Input]) -> list[PlanEntry]:
        """Of every document, in their order, the key its results have, or its row if there is nothing to extract."""
        owners: dict[str, Input] = {}
        plan = []
        unanswered = 0
        for entry in inputs:
            try:
                content = self._seen(entry) or self._fingerprint(entry)
            except PolicyledgerError as error:
                unanswered = unanswered + 1 if error.code == UNANSWERED else 0
                if unanswered == STORE_TRIES:
                    raise
                plan.append(PlanEntry(entry.name, row=failed(entry.name, error)))
                continue
            unanswered = 0
            owner = owners.setdefault(content, entry) if content != _EMPTY else entry
            if owner is not entry:
                repeated = PolicyledgerError("D906", path=entry.name, other=owner.name)
                plan.append(PlanEntry(entry.name, content, row=failed(entry.name, repeated, sha256=content)))
            else:
                plan.append(PlanEntry(entry.name, content, self._found(key(entry.name, content, self.by))))
        return plan

    def came_to(self, plan: Iterable[PlanEntry]) -> list[PlanEntry]:
        """The plan with what became of each document; one that was gone before it was read has a row that says so."""
        return [self._came_to(entry) for entry in plan]

    def given_up(self, each: str) -> str:
        """The key of a document that is given up, which it is only under these limits."""
        return key("given up", each, f"{self.limits.seconds} {self.limits.memory}")

    def _seen(self, entry: Input) -> str:
        """The SHA-256 of a document behind a URL that is unchanged and done, so it need not be fetched; else ""."""
        if not entry.url:
            return ""
        now = revision(entry.url)
        before, content = self._before.get(entry.url, ("", ""))
        if now != before or self._found(key(entry.name, content, self.by)) not in self.parts:
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
        size = self.limits.size
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

    def _found(self, each: str) -> str:
        """The key under which results are there: what was extracted, or that it was given up under these limits."""
        given_up = self.given_up(each)
        return given_up if each and each not in self.parts and given_up in self.parts else each

    def _came_to(self, entry: PlanEntry) -> PlanEntry:
        found = self._found(entry.key)
        if not found or found in self.parts:
            return replace(entry, key=found)
        gone = PolicyledgerError("D001", path=entry.name, reason="it could be when the run began")
        return PlanEntry(entry.name, entry.sha256, row=failed(entry.name, gone, sha256=entry.sha256))
