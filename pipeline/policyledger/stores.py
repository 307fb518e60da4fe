"""Object stores, through fsspec: what a URL names, which revision of it, and its bytes.

A store is another machine: it can be away, hang, or say no. Every question to it is asked in a thread of its own and
waited for only so long, whatever the backend's own habit of trying again.
"""

from __future__ import annotations

import glob
import re
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from policyledger.errors import PolicyledgerError

ANSWER_SECONDS = 30.0
"""How long a store may take to answer, and how long a document on its way may not grow."""

LIST_SECONDS = 600.0
"""How long a store may take to list a folder or a pattern: one with millions of objects answers page by page."""

UNANSWERED = "C022"
"""The code of an error that is the store's, not the document's: the next document would meet it too."""

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_BACKENDS = {"s3": "s3fs", "s3a": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "abfs": "adlfs", "az": "adlfs"}

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Named:
    """What a URL names.

    Attributes:
        urls: of each file, in order.
        names: of each, relative to the folder they are of; the URL itself where they are of none.
        folder: whether it names a folder, which holds other files than documents too.
    """

    urls: tuple[str, ...]
    names: tuple[str, ...]
    folder: bool = False


def is_url(source: str) -> bool:
    """Whether a source is a URL."""
    return bool(_URL.match(source))


def named(url: str) -> Named:
    """The files a URL names: that file, those of a folder to its bottom, those of a pattern; none if none is there.

    Raises:
        PolicyledgerError: C005 without the backend, C006 if it may not be read, C022 if the store does not answer.
    """
    store, path = _store(url)
    store.invalidate_cache()  # what a store held when this process last asked need not be there any more
    if _ask(url, lambda: store.isdir(path)):
        files = sorted(_ask(url, lambda: store.find(path), LIST_SECONDS))
        base = path.rstrip("/") + "/"
        return Named(_urls(store, files), tuple(file.removeprefix(base) for file in files), folder=True)
    if _ask(url, lambda: store.exists(path)):  # also one whose name holds the signs of a pattern
        files = [path]
    elif glob.has_magic(path) and _ask(url, lambda: store.isdir(re.split(r"[^/]*[*?\[]", path)[0])):
        files = sorted(_ask(url, lambda: store.glob(path), LIST_SECONDS))
    else:
        files = []
    return Named(_urls(store, files), _urls(store, files))


def revision(url: str) -> str:
    """What changes when the document behind a URL does: its ETag, version or time, as the backend knows it."""
    store, path = _store(url)
    return str(_ask(url, lambda: store.ukey(path)))


def fetch(url: str, target: Path) -> None:
    """Brings a document from its URL to a path, whole or not at all."""
    store, path = _store(url)
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(target.name + ".tmp")
    try:
        _ask(url, lambda: store.get_file(path, str(temporary)), grown=lambda: _size(temporary))
    except PolicyledgerError:
        temporary.unlink(missing_ok=True)
        raise
    temporary.replace(target)


def _store(url: str) -> tuple[Any, str]:
    """The file system of fsspec that a URL is of, and what it calls that URL."""
    scheme, _, rest = url.partition("://")
    if scheme.lower() in ("http", "https", "ftp"):
        raise PolicyledgerError("C006", url=url, reason=f"{scheme} is not supported; fetch the document first")
    try:
        import fsspec  # noqa: F401 - asked for here, so that its lack is told from that of a backend
    except ImportError as error:
        raise PolicyledgerError("C005", url=url, package="fsspec", install="fsspec") from error

    def connect() -> Any:
        try:
            return _connected(f"{scheme}://{rest.partition('/')[0]}")
        except ImportError as error:
            package = _BACKENDS.get(scheme.lower(), f"for {scheme}:// that fsspec asks for")
            raise PolicyledgerError("C005", url=url, package=package, install=package) from error

    store = _ask(url, connect)
    return store, store._strip_protocol(url)


@lru_cache(maxsize=64)
def _connected(root: str) -> Any:
    """The file system a bucket is of. It is kept, for fsspec's own memory of them is by thread."""
    import fsspec

    return fsspec.core.url_to_fs(root)[0]


def _ask(
    url: str, question: Callable[[], Answer], seconds: float | None = None, grown: Callable[[], int] = lambda: 0
) -> Answer:
    """A store's answer; what it refuses, and its silence, as a message.

    Args:
        url: what the question is about.
        question: to put.
        seconds: to wait, `ANSWER_SECONDS` if not given; then again as long as what comes has grown.
        grown: the size of what has come.
    """
    seconds = seconds or ANSWER_SECONDS
    answer: Future[Answer] = Future()

    def put() -> None:
        try:
            answer.set_result(question())
        except BaseException as error:  # it is raised where the answer is waited for
            answer.set_exception(error)

    threading.Thread(target=put, daemon=True).start()
    size = 0
    while True:
        try:
            return answer.result(seconds)
        except PolicyledgerError:
            raise
        except FileNotFoundError as error:
            raise PolicyledgerError("C001", path=url) from error
        except TimeoutError as error:
            before, size = size, grown()
            if answer.done() or size == before:
                reason = _reason(error) if answer.done() and str(error) else f"no answer in {seconds:g} s"
                raise PolicyledgerError(UNANSWERED, url=url, reason=reason) from error
        except Exception as error:  # every backend has exceptions of its own
            raise PolicyledgerError(
                "C006" if _refuses(error) else UNANSWERED, url=url, reason=_reason(error)
            ) from error


def _refuses(error: Exception) -> bool:
    """Whether a store answers that this may not be read, which says nothing about the next document."""
    by_kind = isinstance(error, (PermissionError, IsADirectoryError, ValueError))  # ValueError: no such scheme or name
    return by_kind or "forbidden" in str(error).lower()  # gcsfs says it in words alone


def _urls(store: Any, files: list[str]) -> tuple[str, ...]:
    return tuple(store.unstrip_protocol(file) for file in files)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _reason(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:200].rstrip(".")
