"""Where the packs in force are, known without reading any of their rules.

The shipped pack comes first, then the packs of installed packages (entry-point group `policyledger_rules`), by name,
then the folders the user gives, in their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from policyledger.shipped import models_dir

ENTRY_POINTS = "policyledger_rules"


@dataclass(frozen=True, order=True)
class Pack:
    """A folder of rules (or one file of them) and what it is called."""

    name: str
    path: Path


def packs(dirs: Iterable[str | Path] = ()) -> tuple[Pack, ...]:
    """The packs in force, in the order in which later ones win."""
    installed = sorted((point.name, point.value) for point in entry_points(group=ENTRY_POINTS))
    return (
        Pack("policyledger", models_dir() / "rules"),
        *(Pack(name, _installed(name, value)) for name, value in installed),
        *(Pack(Path(each).name, Path(each)) for each in dirs),
    )


def rule_files(folder: Path) -> list[Path]:
    """The YAML files of a pack, in order."""
    if folder.is_file():
        return [folder]
    return sorted(path for path in folder.rglob("*.y*ml") if path.suffix in (".yaml", ".yml") and path.is_file())


def stamp(dirs: Iterable[str | Path] = ()) -> object:
    """Something that differs whenever a file of the packs in force has changed."""
    return tuple((path, each.st_mtime_ns, each.st_size) for pack in packs(dirs) for path, each in _stamps(pack.path))


def _installed(name: str, value: str) -> Path:
    """The folder an entry point `package` or `package:folder` names, found without running the package's code.

    Raises:
        RuleErrors: L016 if there is no such package.
    """
    from policyledger.rules.findings import Finding, RuleErrors  # models of rules, which a good pack can do without

    module, _, folder = value.partition(":")
    try:
        spec = find_spec(module)
    except (ImportError, ValueError):  # its parent is missing, or the name is none
        spec = None
    locations = list(spec.submodule_search_locations or ()) if spec else []
    if not locations:
        reason = f"the entry point {name} names {value}, which is no package"
        raise RuleErrors([Finding.make(Path(module), (1, 1), "L016", reason=reason)])
    inside = Path(locations[0]).resolve()
    if not (inside / folder.strip()).resolve().is_relative_to(inside):
        reason = f"the entry point {name} names {value}, which lies outside of its package"
        raise RuleErrors([Finding.make(Path(module), (1, 1), "L016", reason=reason)])
    return Path(locations[0]) / (folder.strip() or "rules")


def _stamps(folder: Path) -> Iterator[tuple[str, Any]]:
    """The files of a pack with what shows that they have changed."""
    beside = folder.rglob("*.csv") if folder.is_dir() else folder.parent.glob("*.csv")
    for path in (*rule_files(folder), *sorted(beside)):
        with suppress(FileNotFoundError):  # an editor that saves takes the file away for a moment
            yield str(path), path.stat()
