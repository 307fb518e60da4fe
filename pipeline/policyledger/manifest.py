"""run.json: what made these files. Versions, rules, options, inputs, counts, timings, failures."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Iterable, Sequence
from contextlib import suppress
from importlib.metadata import entry_points, version
from pathlib import Path
from typing import Any

from policyledger import __version__
from policyledger.errors import PolicyledgerError
from policyledger.reading import plugins
from policyledger.records import SCHEMA_VERSION
from policyledger.rules.packs import packs
from policyledger.shipped import models_dir

LIBRARIES = ("spacy", "pyarrow", "pdfplumber", "pypdfium2", "lxml", "markdown-it-py")
"""What reads documents and writes tables beside policyledger itself: another version may do it otherwise."""

FACETS = {
    "policyledger": "the version of policyledger",
    "code": "the code of policyledger",
    "schema": "the schema of the tables",
    "rules": "the rules",
    "readers": "the readers installed",
    "libraries": "the libraries",
    "max_size": "--max-size",
    "max_pages": "--max-pages",
}
"""What decides what is made of a document, beside the document, and what to call it."""


def made_by(rules: Sequence[str], max_size: int | None, max_pages: int | None) -> dict[str, Any]:
    """What decides what is made of a document; a change in it makes every document be done again.

    Raises:
        PolicyledgerError: C023 if further rules hold no rule file, L016 if an installed pack is not where it should be.
    """
    for each in map(Path, rules):
        if not each.is_file() and not any(each.rglob("*.y*ml")):  # a wrong path, which would be as good as no rules
            raise PolicyledgerError("C023", path=each)
    return {
        "policyledger": __version__,
        "code": files_digest([Path(__file__).parent], "*.py"),
        "schema": SCHEMA_VERSION,
        "rules": files_digest([models_dir(), *(pack.path for pack in packs(rules)[1:])], "*.*"),
        "readers": _versions(plugins.GROUP),
        "libraries": {name: version(name) for name in LIBRARIES},
        "max_size": max_size,
        "max_pages": max_pages,
    }


def _versions(group: str) -> dict[str, str]:
    """The plug-ins of an entry-point group by name, each with the package it comes from and that one's version."""
    found = {point.name: point.dist for point in entry_points(group=group)}
    return {name: f"{dist.name} {dist.version}" if dist else "" for name, dist in sorted(found.items())}


def digest_of(facts: dict[str, Any]) -> str:
    """The SHA-256 of some plain facts, hex."""
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def changes(before: dict[str, Any], now: dict[str, Any]) -> str:
    """What differs between two `made_by`, in words; "" when nothing does."""
    return " and ".join(words for facet, words in FACETS.items() if before.get(facet) != now.get(facet))


def system() -> dict[str, str]:
    """The versions of Python and of the operating system."""
    return {"python": platform.python_version(), "platform": platform.platform()}


def read_json(path: Path) -> dict[str, Any] | None:
    """The object in a JSON file, None where there is none (or a broken one)."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) else None


def files_digest(paths: Iterable[Path], pattern: str) -> str:
    """The SHA-256 over the names and contents of some files, and of those in some folders, hex.

    Args:
        paths: folders, of which all files are taken that match; and files of rules, with the files they name.
        pattern: of files in folders.
    """
    digest = hashlib.sha256()
    for given in paths:
        folder = given.parent if given.is_file() else given
        files = [given, *_named_in(given)] if given.is_file() else sorted(given.rglob(pattern))
        for path in files:
            if path.is_file():
                data = path.read_bytes()
                digest.update(os.fsencode(f"{Path(os.path.relpath(path, folder)).as_posix()}\0{len(data)}\0") + data)
    return digest.hexdigest()


def _named_in(file: Path) -> list[Path]:
    """The files that a file of rules takes terms from; none of one that can't be read, as whoever loads it will say."""
    from policyledger.rules.yaml import YamlError, parse

    names: set[str] = set()

    def look(data: Any) -> None:
        if isinstance(data, dict):
            if isinstance(name := data.get("terms_from"), str):
                names.add(name)
            for value in data.values():
                look(value)
        elif isinstance(data, list):
            for value in data:
                look(value)

    with suppress(YamlError):
        look(parse(file.read_bytes()).data)
    return [file.parent / name for name in sorted(names)]
