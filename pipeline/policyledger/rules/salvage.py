"""What can be saved of a rule that is wrong, so that all else that is wrong with it, and others, is told at once.

A model checks some things only when all fields are right, and the loader some only when all rules are. So what is
wrong is taken out, what must be there is filled in, and the rest is checked again. What comes of it is never used.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from policyledger.rules.model import Misfit, Missing, Strict
from policyledger.rules.skeletons import PREFIXES, skeleton
from policyledger.rules.yaml import Loc, parse

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

ROUNDS = 6


@dataclass
class Salvage:
    """What became of a rule.

    Attributes:
        model: the rule, in part made up where there are errors; None where it can't be saved.
        errors: all that is wrong with it.
        made_up: the ways to what was filled in, or taken out whole.
    """

    model: Strict | None = None
    errors: list[ErrorDetails] = field(default_factory=list)
    made_up: set[Loc] = field(default_factory=set)


def salvaged(
    kind: str, data: dict[str, Any], validated: Callable[[dict[str, Any]], Strict], number: int, made_up: set[Loc]
) -> Salvage:
    """A rule's model, or what can be saved of it.

    Args:
        kind: of the rule.
        data: as written.
        validated: makes the model.
        number: tells this rule's made-up values from those of others.
        made_up: what is known to be wrong before.
    """
    found = Salvage(made_up=set(made_up))
    touched: set[str] = {str(way[0]) for way in made_up}
    for _ in range(ROUNDS):
        try:
            found.model = validated(data)
            return found
        except ValidationError as error:
            errors = error.errors(include_url=False)
        found.errors += [each for each in errors if touched.isdisjoint(_concerns(each))]
        before, data = data, _mended(data, errors, _stand_ins(kind, number), found.made_up)
        if data == before:
            return found
        touched |= {name for each in errors for name in _concerns(each)}
    return found


def _stand_ins(kind: str, number: int) -> dict[str, Any]:
    """Values that are right for a kind."""
    if kind not in PREFIXES:
        return {}
    made: dict[str, Any] = parse(skeleton(kind, f"made up {number}").encode()).data["rules"][0]
    return made


def _concerns(error: ErrorDetails) -> set[str]:
    """The fields of a rule an error speaks of."""
    slip = error.get("ctx", {}).get("error")
    if isinstance(slip, Missing) and not error["loc"]:
        return {*slip.fields}
    if isinstance(slip, Misfit) and not error["loc"]:
        return {slip.field}
    return {str(error["loc"][0])} if error["loc"] else set()


def _mended(
    data: dict[str, Any], errors: Sequence[ErrorDetails], stand_ins: dict[str, Any], made_up: set[Loc]
) -> dict[str, Any]:
    """An entry without what is wrong and with what is missing."""
    mended = copy.deepcopy(data)
    wrong = {way for error in errors if (way := _way(error)) and error["type"] != "missing"}
    for way in sorted(wrong, key=lambda way: [str(step).zfill(6) for step in way], reverse=True):
        _take_out(mended, way)
        made_up.add(way)
    for error in errors:
        slip = error.get("ctx", {}).get("error")
        ways = [_way(error)] if error["type"] == "missing" else []
        ways += [(name,) for name in slip.fields if name in stand_ins][:1] if isinstance(slip, Missing) else []
        for way in ways:
            made_up.add(way)
            value = reduce(_at, way, stand_ins)
            holder = reduce(_at, way[:-1], mended)
            if value is not None and isinstance(holder, dict):
                holder[str(way[-1])] = value
            elif len(way) > 1:
                _take_out(mended, way[:-1])
    return mended


def _way(error: ErrorDetails) -> Loc:
    """The way to what is wrong or missing; none for what is wrong with a rule as a whole."""
    loc: Loc = tuple(part for part in error["loc"] if part != "[key]")
    slip = error.get("ctx", {}).get("error")
    return (*loc, slip.field) if isinstance(slip, Misfit) and slip.field else loc


def _take_out(data: Any, way: Loc) -> None:
    """Takes out what stands at a place, or what holds it where the way ends before."""
    for step in way[:-1]:
        inner = _at(data, step)
        if inner is None:
            return
        data = inner
    last = way[-1]
    if isinstance(data, dict):
        data.pop(last, None)
    elif isinstance(data, list) and isinstance(last, int) and last < len(data):
        del data[last]


def _at(data: Any, step: str | int) -> Any:
    if isinstance(data, dict):
        return data.get(step)
    return data[step] if isinstance(data, list) and isinstance(step, int) and step < len(data) else None
