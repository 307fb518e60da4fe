"""The run folder: what it holds, whose it is, and whether it may be written to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from policyledger.discovery import shown
from policyledger.errors import PolicyledgerError
from policyledger.manifest import read_json
from policyledger.packaging import PACKAGE_NAME, files_of
from policyledger.stores import is_url

PARTS = ".parts"
STATE = "state.json"
MANIFEST = "run.json"
PACKAGE = "datapackage.json"
REPORT = "report.html"

LIST = "-"
"""The source that stands for a list on stdin."""


def check(out: Path, sources: Sequence[str], *, force: bool) -> None:
    """Makes sure that a run folder is new, empty, or this run's own; with `force`, that it is that of any run."""
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]+:", out.parts[0] if out.parts else ""):  # a Path has lost a slash of it
        raise PolicyledgerError("O007", path=f"{out.parts[0]}//{Path(*out.parts[1:]).as_posix()}")
    if shown(str(out)) != str(out):
        raise PolicyledgerError("O003", path=shown(str(out)), reason="its name is no UTF-8 text")
    if out.exists() and not out.is_dir():
        raise PolicyledgerError("O003", path=out, reason="it is a file")
    if not out.exists() or not any(out.iterdir()):
        return
    known = state(out)
    if known is None:
        if all(path.name == PARTS for path in out.iterdir()):
            return
        raise PolicyledgerError("O002", path=out)
    if not force and known["sources"] != identity(sources):
        raise PolicyledgerError("O001", path=out, difference="of " + (_some(known["sources"]) or "unknown paths"))


def identity(sources: Sequence[str]) -> list[str]:
    """What a run is over, so that the same call is known again: paths are made absolute, the list on stdin is '-'."""
    return [source if source == LIST or is_url(source) else shown(str(Path(source).absolute())) for source in sources]


def state(out: Path) -> dict[str, Any] | None:
    """What a run folder is of; from the state it works with, else from its manifest; None if it is no run.

    Others write a run.json too, so it has to say what ours say.
    """
    for file in (out / PARTS / STATE, out / MANIFEST):
        found = read_json(file)
        if found and isinstance(found.get("sources"), list) and isinstance(found.get("made_by"), dict):
            return found
    package = read_json(out / PACKAGE)
    if package and package.get("name") == PACKAGE_NAME:  # of a run that was killed, and whose work was deleted
        return {"sources": [], "made_by": {}}
    return None


def whole(out: Path) -> bool:
    """Whether the files of a finished run are all there, its tables at the size they were written with."""
    package = read_json(out / PACKAGE)
    return (
        package is not None
        and (out / REPORT).is_file()
        and all(
            (out / file["path"]).exists() and file.get("bytes") in (None, (out / file["path"]).stat().st_size)
            for file in files_of(package)
        )
    )


def _some(sources: Sequence[str]) -> str:
    return ", ".join(sources[:3]) + (f" and {len(sources) - 3} more" if len(sources) > 3 else "")
