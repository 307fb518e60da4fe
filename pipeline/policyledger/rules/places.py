"""Where in the files a rule, or a part of it, stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import getitem
from pathlib import Path
from typing import Any

from policyledger.rules.aliases import read_aliases
from policyledger.rules.yaml import Loc, Place, Tree, parse


@dataclass(frozen=True)
class Source:
    """Where a rule stands: its pack, its file, and the way to it in that file."""

    pack: str
    path: Path
    loc: Loc


def tree_of(path: Path) -> Tree:
    """A rule file with the place of every value, for messages; it must be one that could be read."""
    return _tree(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _tree(path: Path, stamp: int) -> Tree:
    return parse(path.read_bytes())


def place_among(sources: Iterable[Source], way: Loc, value: Any = None) -> tuple[Path, Place] | None:
    """Where a part of a rule stands, in the last of its entries that gives it: the file, and line and column there.

    Args:
        sources: where the rule stands, and then the entries that change it.
        way: the way to a field in the rule: ("examples", "match").
        value: for a list, the entry that is meant; for a map, the key.
    """
    entries = tuple(sources)
    for source in reversed(entries):
        tree = tree_of(source.path)
        data: Any = tree.data
        for step in source.loc:
            data = data[step]
        for prefix in ((), ("set",), ("add",)):
            found = _found(data, (*prefix, *way), value)
            if found is not None:
                return source.path, tree.place((*source.loc, *found))
            if way == ("terms",) and (at := _found(data, (*prefix, "terms_from"), None)) is not None:
                line = _csv_line(source.path.parent / str(reduce(getitem, at, data)), data.get("id"), value)
                if line is not None:
                    return line
    if not entries:
        return None
    return entries[0].path, tree_of(entries[0].path).place((*entries[0].loc, "id"))


def _csv_line(path: Path, rule_id: Any, term: Any) -> tuple[Path, Place] | None:
    """Where a term stands in a CSV."""
    line = read_aliases(path.read_bytes()).terms.get(rule_id, {}).get(term) if path.is_file() else None
    return (path, (line, 1)) if line is not None else None


def _found(data: Any, way: Loc, value: Any) -> Loc | None:
    for step in way:
        if not isinstance(data, dict) or step not in data:
            return None
        data = data[step]
    if value is None:
        return way
    if isinstance(data, dict) and value in data:
        return (*way, value)
    return (*way, data.index(value)) if isinstance(data, list) and value in data else None
