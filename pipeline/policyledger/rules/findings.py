"""What is wrong with rules, and where: `path:line:col: CODE what, allowed, remedy`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policyledger.errors import MESSAGES, PolicyledgerError, counted
from policyledger.rules.model import Misfit, Missing
from policyledger.rules.yaml import Loc, Place

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

WARNING = "L1"
"""Codes that begin so are advice: the rule works, but not as well as it could."""


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is wrong with a rule file.

    Attributes:
        path: the file.
        line, column: from 1.
        code: a key of `MESSAGES`.
        sentence: what was given, and what is allowed.
        remedy: what to do.
        rule: the id of the rule, where one is concerned.
    """

    path: Path
    line: int
    column: int
    code: str
    sentence: str
    remedy: str
    rule: str | None = field(default=None, compare=False)

    @classmethod
    def make(cls, path: Path, place: Place, code: str, rule: str | None = None, **facts: object) -> Finding:
        """A finding with the words of its message."""
        message = MESSAGES[code]
        return cls(path, *place, code, message.text.format(**facts), message.remedy.format(**facts).strip(), rule)

    @property
    def is_error(self) -> bool:
        """Whether the rules can't be used with it."""
        return not self.code.startswith(WARNING)

    def __str__(self) -> str:
        return f"{shown(self.path)}:{self.line}:{self.column}: {self.code} {self.sentence} {self.remedy}".rstrip()

    def as_dict(self) -> dict[str, Any]:
        """The finding for JSON."""
        return {
            "path": shown(self.path),
            "line": self.line,
            "column": self.column,
            "code": self.code,
            "severity": "error" if self.is_error else "warning",
            "rule": self.rule,
            "message": self.sentence,
            "remedy": self.remedy,
        }


class RuleErrors(PolicyledgerError):
    """All that is wrong with a set of rule folders. Nothing of them has been loaded.

    Attributes:
        findings: in the order of path and line.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(set(findings)))
        number = len(self.findings)
        super().__init__(
            "L000",
            count=counted(number, "error"),
            listing="\n".join(str(finding) for finding in self.findings),
        )

    def __reduce__(self) -> tuple[object, ...]:
        return RuleErrors, (self.findings,)


def shown(path: Path) -> str:
    """A path as people want to read it: from the current folder where it lies below."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def did_you_mean(given: str, allowed: Sequence[str]) -> str:
    """A sentence that names the nearest allowed word, or nothing if none is near."""
    near = nearest(given, allowed)
    return f"Did you mean {near}?" if near else ""


def nearest(given: str, allowed: Sequence[str]) -> str | None:
    """The allowed word most like the one given, if any is like it."""
    folded = {word.lower(): word for word in reversed(allowed)}
    found = difflib.get_close_matches(given.lower(), list(folded), n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def listed(words: Iterable[str], limit: int = 40) -> str:
    """Words for a message: all of them, or the first and how many more there are."""
    every = list(words)
    more = f" and {len(every) - limit} more" if len(every) > limit else ""
    return ", ".join(every[:limit]) + more


def quoted(value: object, limit: int = 60) -> str:
    """A value for a message, in quotes if it is text, cut if it is long."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, dict):
        return "a map"
    if isinstance(value, (list, tuple)):
        return "a list"
    text = " ".join(str(value).split())
    return f'"{text if len(text) <= limit else text[: limit - 1] + "…"}"'


def explained(
    error: ErrorDetails, kind: str, fields: Sequence[str], inner: Sequence[str] = ()
) -> tuple[str, Loc, bool, dict[str, object]]:
    """A pydantic error as (code, where in the rule, whether the key is meant, facts of the message).

    Args:
        error: one of `ValidationError.errors()`.
        kind: of the rule.
        fields: those the map that holds the error may have.
        inner: those of the maps of a list, where the error stands for one.
    """
    loc: Loc = tuple(part for part in error["loc"] if part != "[key]")
    name = ".".join(str(part) for part in loc if isinstance(part, str)) or "rule"
    where = f"{article(kind)} rule" if len(loc) == 1 else f"`{'.'.join(str(p) for p in loc[:-1])}`"
    given, context = error["input"], error.get("ctx", {})
    if error["type"] == "extra_forbidden":
        remedy = did_you_mean(str(loc[-1]), fields)
        return "L003", loc, True, {"field": loc[-1], "where": where, "allowed": listed(fields), "remedy": remedy}
    if error["type"] == "missing":
        return "L004", loc[:-1], False, {"field": loc[-1], "where": where, "kind": kind}
    slip = context.get("error")
    if isinstance(slip, Missing):
        return "L004", loc, False, {"field": "` or `".join(slip.fields), "where": f"{article(kind)} rule", "kind": kind}
    if isinstance(slip, Misfit):
        at = (*loc, slip.field) if slip.field else loc
        name = ".".join(str(part) for part in at if isinstance(part, str))
        near = did_you_mean(slip.given, slip.allowed.split(", "))
        return "L002", at, False, {"field": name, "given": quoted(slip.given), "allowed": slip.allowed, "remedy": near}
    if error["type"] in ("tuple_type", "list_type") and inner:
        allowed, remedy = f"a list of maps of {listed(inner)}", f"Begin each with `- ` and write `{inner[0]}: …`."
        return "L002", loc, False, {"field": name, "given": quoted(given), "allowed": allowed, "remedy": remedy}
    if error["type"] in NOT_A_MAP:
        allowed, remedy = f"a map of {listed(fields)}", "Write each as `key: value`."
        return "L002", loc, False, {"field": name, "given": quoted(given), "allowed": allowed, "remedy": remedy}
    allowed, remedy = _expectation(error["type"], given, dict(context), error["msg"])
    return "L002", loc, False, {"field": name, "given": quoted(given), "allowed": allowed, "remedy": remedy}


NOT_A_MAP = ("model_type", "model_attributes_type", "dict_type")
"""What pydantic calls a value that should be a map."""


def _expectation(kind: str, given: object, context: dict[str, Any], message: str) -> tuple[str, str]:
    """What is allowed, and what to do."""
    match kind:
        case "string_type":
            if isinstance(given, dict):
                return "text", "Put it in quotes: a colon and a blank make a map of a text without."
            return "text", "Put it in quotes." if isinstance(given, (int, float)) else "Write words."
        case "literal_error" | "enum":
            allowed = [word.strip("' ") for word in str(context["expected"]).replace(" or ", ", ").split(",")]
            return listed(allowed), did_you_mean(str(given), allowed) or "Choose one of these."
        case "string_pattern_mismatch":
            return _pattern_words(context["pattern"]), _rewritten(context["pattern"], str(given))
        case "tuple_type" | "list_type":
            return "a list", as_list(given)
        case "bool_type":
            return "true or false", "YAML takes yes and no for words."
        case "int_type" | "int_parsing" | "int_from_float":
            return "a whole number", ""
        case "float_type" | "float_parsing":
            return "a number", ""
        case "string_too_short" | "too_short":
            return "something", "Fill it in, or take the key away."
        case "string_too_long":
            return f"at most {context['max_length']} characters", ""
        case "value_error":
            return str(context.get("error", message)), ""
    return message[:1].lower() + message[1:], ""


def as_list(given: object) -> str:
    """How to write a value as a list of one."""
    if given is None:
        return "Fill it in, or take the key away."
    if not isinstance(given, str):
        return "Write [a, b, c]."
    if re.search(r"[^\w -]", given):
        return "Put it in a line of its own that begins with `- `."
    return f"Put it in square brackets: [{given}]."


def _rewritten(pattern: str, given: str) -> str:
    """What was given in the shape a pattern asks for, if a change of case and joints is all it takes."""
    joined = "-".join(re.findall(r"[^\W_]+", given))
    if not joined:
        return "Fill it in, or take it away."
    fitting = (each for each in (joined.upper(), joined.lower()) if re.search(pattern, each))
    return next((f"Write {each}." for each in fitting), "")


def _pattern_words(pattern: str) -> str:
    """What a pattern of the model asks for, in words."""
    return {
        r"\S": "words or signs, not blanks alone",
        r"^[A-Z]{2,5}(-[A-Z0-9]+)+$": "capitals and digits in parts joined by hyphens, such as IND-FISHERIES",
        r"^[a-z0-9]+(-[a-z0-9]+)*$": "small letters and digits joined by hyphens, such as offshore-wind",
        r"^[A-Z]{3}$": "three capitals, such as EUR",
        r"^[A-Z]{2}$": "two capitals, such as DE",
        r"^\d{4}-\d{2}-\d{2}$": "a day, such as 2020-01-31",
        r"^\d{2}-\d{2}$": "a month and a day, such as 04-01",
        r"^\d{4}/\d{4}$": "two years, such as 2021/2025",
    }.get(pattern, f"what fits {pattern}")


def article(noun: str) -> str:
    """A noun with its article."""
    return f"an {noun}" if noun[0] in "aeio" else f"a {noun}"
