"""Gold rows: what a careful reader finds in a document, one JSON object a line in NAME.gold.jsonl beside the document.

docs/gold.md explains the format to those who write them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from math import isfinite
from pathlib import Path
from types import MappingProxyType
from typing import Any

from policyledger.errors import MESSAGES, PolicyledgerError
from policyledger.records import CHANGES, DATE_ROLES, STATUSES

SUFFIX = ".gold.jsonl"
COMPARATORS = ("=", ">", ">=", "<", "<=", "~", "~<")
"""As in statements, and in one sign with being approximate: about N is ~, nearly N is ~<."""


@dataclass(frozen=True, slots=True)
class GoldRow:
    """A row of a gold file.

    Attributes:
        kind: quantity, date, organisation or industry.
        quote: its words, as in the document but for white space and line-end hyphens.
        unsure: two careful readers could differ; it is never counted as missed.
        facts: all fields of the row, `kind` and `quote` among them.
        path, line: where it stands.
    """

    kind: str
    quote: str
    unsure: bool
    facts: Mapping[str, Any]
    path: Path
    line: int

    @property
    def page(self) -> int | None:
        """The page of the document it stands on, where it has pages."""
        page: int | None = self.facts.get("page")
        return page


class GoldErrors(PolicyledgerError):
    """All that is wrong with some gold files; nothing was scored.

    Attributes:
        findings: a line each, `path:line: CODE what, remedy`.
    """

    def __init__(self, findings: Sequence[str]) -> None:
        self.findings = tuple(findings)
        count = f"{len(findings)} error{'s' if len(findings) > 1 else ''}"
        super().__init__("C011", count=count, listing="\n".join(f"  {each}" for each in findings))

    def __reduce__(self) -> tuple[object, ...]:
        return GoldErrors, (self.findings,)


def load_gold(folder: Path, only: Sequence[str] = ()) -> dict[str, list[GoldRow]]:
    """The gold rows of a folder by the name of their document, in the order of the names.

    Args:
        folder: holds NAME.gold.jsonl files.
        only: names to keep; all if empty.

    Raises:
        PolicyledgerError: the folder is missing (C001), holds no gold file (C010) or none of a name asked for (C012).
        GoldErrors: with everything that is wrong with any row.
    """
    if not folder.is_dir():
        raise PolicyledgerError("C001", path=folder)
    files = {path.name.removesuffix(SUFFIX): path for path in sorted(folder.glob(f"*{SUFFIX}"))}
    if not files:
        raise PolicyledgerError("C010", path=folder)
    for name in only:
        if name not in files:
            raise PolicyledgerError("C012", given=name, path=folder, allowed=", ".join(files))
    findings: list[str] = []
    gold = {name: list(_rows(path, findings)) for name, path in files.items() if not only or name in only}
    if findings:
        raise GoldErrors(findings)
    return gold


def _rows(path: Path, findings: list[str]) -> Iterator[GoldRow]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        findings.append(_finding(path, 1, "C013", reason=getattr(error, "strerror", None) or "it is no UTF-8 text"))
        return
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            facts = json.loads(line)
        except (ValueError, RecursionError) as error:
            findings.append(_finding(path, number, "C014", reason=getattr(error, "msg", "it is nested too deep")))
            continue
        wrong = [_finding(path, number, code, **facts) for code, facts in _mistakes(facts)]
        findings.extend(wrong)
        if not wrong:
            unsure = bool(facts.get("unsure", False))
            yield GoldRow(facts["kind"], facts["quote"], unsure, MappingProxyType(facts), path, number)


def _finding(path: Path, line: int, code: str, **facts: object) -> str:
    message = MESSAGES[code]
    return f"{path}:{line}: {code} {message.text.format(**facts)} {message.remedy.format(**facts)}".rstrip()


@dataclass(frozen=True, slots=True)
class _Field:
    """What a field may hold: JSON types, or fixed values."""

    types: tuple[type, ...] = (str,)
    values: tuple[str, ...] = ()
    required: bool = True

    @property
    def allowed(self) -> str:
        if self.values:
            return ", ".join(self.values)
        names = {str: "text", bool: "true or false", int: "a whole number", float: "a number", type(None): "null"}
        return " or ".join(names[each] for each in self.types if not (each is int and float in self.types))

    def holds(self, value: object) -> bool:
        if isinstance(value, bool) and bool not in self.types:
            return False
        if isinstance(value, float) and not isfinite(value):
            return False
        return isinstance(value, self.types) and (not self.values or value in self.values)


_MAYBE_TEXT = _Field((str, type(None)))
_NUMBER = _Field((float, int, type(None)))
_COMMON = {
    "kind": _Field(),
    "quote": _Field(),
    "page": _Field((int, type(None)), required=False),
    "unsure": _Field((bool,), required=False),
    "note": _Field((str, type(None)), required=False),
}
FIELDS: dict[str, dict[str, _Field]] = {
    "quantity": {
        **_COMMON,
        "low": _NUMBER,
        "high": _NUMBER,
        "comparator": _Field(values=COMPARATORS),
        "unit": _Field(),
        "counted": _Field((str, type(None)), required=False),
        "change": _Field(values=CHANGES),
        "status": _Field(values=STATUSES),
        "target_date": _MAYBE_TEXT,
        "baseline_date": _MAYBE_TEXT,
        "as_of": _Field((str, type(None)), required=False),
        "indicator": _Field((str, type(None)), required=False),
        "sector": _Field((str, type(None)), required=False),
        "per": _Field((str, type(None)), required=False),
    },
    "date": {**_COMMON, "edtf": _MAYBE_TEXT, "role": _Field(values=DATE_ROLES, required=False)},
    "organisation": {
        **_COMMON,
        "canonical": _Field((str, type(None)), required=False),
        "type": _Field((str, type(None)), required=False),
    },
    "industry": {**_COMMON, "canonical": _Field()},
}
"""The fields of each kind of row."""


def _mistakes(facts: object) -> Iterator[tuple[str, dict[str, object]]]:
    """What is wrong with a row: codes and facts of messages."""
    if not isinstance(facts, dict):
        yield "C015", {"given": _brief(facts)}
        return
    kind = facts.get("kind")
    if not isinstance(kind, str) or kind not in FIELDS:
        yield "C016", {"field": "kind", "given": _brief(kind), "allowed": ", ".join(FIELDS)}
        return
    fields = FIELDS[kind]
    for name in facts:
        if name not in fields:
            near = get_close_matches(str(name), fields, 1)
            remedy = f"Did you mean `{near[0]}`?" if near else "Take it away, or write it into `note`."
            yield "C017", {"field": name, "kind": kind, "allowed": ", ".join(fields), "remedy": remedy}
    for name, field in fields.items():
        if name not in facts:
            if field.required:
                yield "C018", {"field": name, "kind": kind, "allowed": field.allowed}
        elif not field.holds(facts[name]):
            yield "C016", {"field": name, "given": _brief(facts[name]), "allowed": field.allowed}
        elif name == "quote" and not facts[name].strip():
            yield "C016", {"field": name, "given": _brief(facts[name]), "allowed": "the words in the document"}
    if kind == "quantity" and all(_NUMBER.holds(facts.get(name, 0)) for name in ("low", "high")):
        low, high = facts.get("low"), facts.get("high")
        if low is None and high is None and "low" in facts and "high" in facts:
            yield "C019", {"reason": "both low and high are null", "remedy": "Give the bound the document states."}
        elif low is not None and high is not None and low > high:
            yield "C019", {"reason": f"low {low} is above high {high}", "remedy": "Exchange them."}


def _brief(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else text[:37] + "..."
