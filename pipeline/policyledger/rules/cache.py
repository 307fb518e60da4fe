"""A memory of parsed rule files, so that a run does not begin with seconds of YAML.

What is kept is plain JSON, one file for each rule file, and it is believed only for exactly the same bytes; rules are
checked against their models every time all the same. A cache that can't be written or read costs time, nothing else.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

FORMAT = 1


def remembered(path: Path, content: bytes, parse: Callable[[], Any]) -> Any:
    """The data of a rule file, from memory if these bytes have been parsed before.

    Args:
        path: of the rule file; there is one memory for each.
        content: its bytes.
        parse: called when it is not remembered.
    """
    folder = cache_dir()
    if folder is None:
        return parse()
    file = folder / f"{hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:32]}.json"
    stamp = f"{FORMAT}-{hashlib.sha256(content).hexdigest()}"
    with suppress(OSError, ValueError, TypeError, KeyError):
        kept = json.loads(file.read_bytes())
        if kept["stamp"] == stamp:
            return kept["data"]
    data = parse()
    with suppress(OSError):
        _write(file, json.dumps({"stamp": stamp, "data": data}))
    return data


def cache_dir() -> Path | None:
    """Where parsed rules are kept: $POLICYLEDGER_CACHE, else the user's cache folder; None if that is "off"."""
    given = os.environ.get("POLICYLEDGER_CACHE")
    if given == "off":
        return None
    if given:
        return Path(given)
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        return (Path(home) if home else Path.home() / ".cache") / "policyledger" / "rules"
    except RuntimeError:  # no home
        return None


def _write(file: Path, text: str) -> None:
    """Writes a file whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
