"""The process that reads documents: `python -m policyledger.worker`, started by `pool`, ended by its parent's end.

It speaks lines of JSON. In: first its settings, then tasks. Out: "ready", then for every task each part, with what
became of its documents, then "done". Nothing a document prints can mix in, and rows never cross the border: they are in
the part. Which document it is at, it marks in memory it shares with its parent, who looks there now and then.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING, Any

from policyledger.errors import PolicyledgerError
from policyledger.marking import Mark
from policyledger.startup import arrow_without_pandas, without_spacy_commands

if TYPE_CHECKING:
    from spacy.language import Language

    from policyledger.extracting import Timings
    from policyledger.records import DocumentRow, Rows

FLUSH_SECONDS = 3.0
"""A part is written at the latest when the work in it took this long, so that little is lost with a process."""

UNREADABLE = "D001"
"""The code of a document whose bytes could not be had; it says nothing about the document itself."""

Say = Callable[[dict[str, Any]], None]


def main() -> None:
    """Serves tasks until the parent closes the line."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the parent decides
    without_spacy_commands()
    arrow_without_pandas()
    say = _speaker()
    tasks = _tasks(sys.stdin)
    settings = next(tasks)
    try:
        serve(settings, tasks, say)
    except PolicyledgerError as error:
        facts = {name: str(value) for name, value in error.facts.items()}
        say({"event": "fatal", "code": error.code, "facts": facts})
    except Exception as error:  # the parent has to hear of it, whatever it is
        traceback.print_exc()
        say({"event": "fatal", "code": "C008", "facts": {"reason": f"{type(error).__name__}: {error}"}})
    os._exit(0)


def serve(settings: dict[str, Any], tasks: Iterator[dict[str, Any]], say: Say) -> None:
    """Loads the pipeline, then works off tasks."""
    from policyledger.extracting import pipeline

    nlp = pipeline(tuple(settings["rules"]), settings["digest"])
    gc.collect()
    gc.freeze()  # the rules stay for good; the collector need not walk through them again and again
    mark = Mark(Path(settings["mark"]))
    say({"event": "ready"})
    for task in tasks:
        for message in work(nlp, task["documents"], settings, mark.set):
            say(message)
        say({"event": "done"})


def work(
    nlp: Language, documents: Sequence[Sequence[str]], settings: dict[str, Any], at: Callable[[int | None], None]
) -> Iterator[dict[str, Any]]:
    """Extracts documents into parts; yields a message for every part.

    What became of a document is told with its part, before which it is not done. One that has changed or become
    unreadable since the batch began has no key, so that the next call tries again.

    Args:
        nlp: the pipeline.
        documents: each as (key, path, name, SHA-256).
        settings: of the worker.
        at: told which document is in work, that it can be blamed should it be the last; None while a part is written.
    """
    from policyledger.extracting import extract_document, to_results
    from policyledger.parts import write_part

    first = 0
    while first < len(documents):
        since = time.monotonic()
        keys: list[str] = []
        many: list[Rows] = []
        facts: list[list[Any]] = []
        with nlp.memory_zone():  # what spaCy learnt of the words of these documents is forgotten after them
            for index in range(first, len(documents)):
                key, path, name, content = documents[index]
                at(index)
                result, timings = extract_document(
                    nlp, Path(path), name, max_bytes=settings["max_bytes"], max_pages=settings["max_pages"]
                )
                row = result.document
                keys.append("" if row.error_code == UNREADABLE or row.sha256 not in (None, content) else key)
                many.append(result)
                facts.append(_facts(result.document, timings))
                if time.monotonic() - since > FLUSH_SECONDS:
                    break
        at(None)
        write_part(Path(settings["parts"]), keys, to_results(many))
        yield {"event": "part", "documents": facts}
        first += len(keys)


def _facts(row: DocumentRow, timings: Timings) -> list[Any]:
    """What the parent is told of a document: status, code, pages, words, seconds of each stage."""
    return [row.status, row.error_code, row.pages or 0, row.words or 0, [timings.read, timings.annotate, timings.rows]]


def _speaker() -> Say:
    """A function that writes a message; whatever else writes to stdout is sent to stderr."""
    line = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def say(message: dict[str, Any]) -> None:
        line.write(json.dumps(message) + "\n")
        line.flush()

    return say


def _tasks(stream: IO[str]) -> Iterator[dict[str, Any]]:
    """The parent's messages. A thread waits for them, so that the end of the parent ends this process at once."""
    queue: SimpleQueue[str] = SimpleQueue()

    def listen() -> None:
        for line in stream:
            queue.put(line)
        os._exit(1)

    threading.Thread(target=listen, daemon=True).start()
    while True:
        yield json.loads(queue.get())


if __name__ == "__main__":
    main()
