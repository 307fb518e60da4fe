"""run.json: what made these files. Versions, rules, options, inputs, counts, timings, failures."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from policyledger import __version__
from policyledger.records import SCHEMA_VERSION
from policyledger.shipped import models_dir

LIBRARIES = ("spacy", "pyarrow", "pdfplumber", "pypdfium2", "lxml", "markdown-it-py")
"""What reads documents and writes tables beside policyledger itself."""

FACETS = {
    "policyledger": "the version of policyledger",
    "code": "the code of policyledger",
    "schema": "the schema of the tables",
    "rules": "the rules",
    "max_size": "--max-size",
    "max_pages": "--max-pages",
}
"""What decides what is made of a document, beside the document, and what to call it."""


def made_by(rules: Sequence[str], max_size: int | None, max_pages: int | None) -> dict[str, Any]:
    """What decides what is made of a document; a change in it makes every document be done again."""
    return {
        "policyledger": __version__,
        "code": files_digest([Path(__file__).parent], "*.py"),
        "schema": SCHEMA_VERSION,
        "rules": files_digest([models_dir(), *map(Path, rules)], "*.*"),
        "max_size": max_size,
        "max_pages": max_pages,
    }


def digest_of(facts: dict[str, Any]) -> str:
    """The SHA-256 of some plain facts, hex."""
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def changes(before: dict[str, Any], now: dict[str, Any]) -> str:
    """What differs between two `made_by`, in words; "" when nothing does."""
    return " and ".join(words for facet, words in FACETS.items() if before.get(facet) != now.get(facet))


def libraries() -> dict[str, str]:
    """The versions of Python, the system, and the libraries that take part."""
    system = {"python": platform.python_version(), "platform": platform.platform()}
    return system | {name: version(name) for name in LIBRARIES}


def read_json(path: Path) -> dict[str, Any] | None:
    """The object in a JSON file, None where there is none (or a broken one)."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) else None


def files_digest(folders: Iterable[Path], pattern: str) -> str:
    """The SHA-256 over the names and contents of the files in some folders, hex."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(path for path in folder.rglob(pattern) if path.is_file()):
            data = path.read_bytes()
            digest.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()
