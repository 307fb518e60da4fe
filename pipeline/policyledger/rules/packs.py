"""Rule packs: folders of YAML files, read, checked and put together into one `Rulebook`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from policyledger.errors import PolicyledgerError
from policyledger.rules.model import MODELS, Rule

R = TypeVar("R", bound=Rule)


@dataclass(frozen=True)
class Rulebook:
    """All rules in force, in the order of their ids, with a digest that names them.

    Attributes:
        rules: by id.
        digest: SHA-256 (hex) over the content of every rule; the same rules give the same digest.
    """

    rules: dict[str, Rule]
    digest: str

    def of(self, model: type[R]) -> tuple[R, ...]:
        """The rules of one kind, by rule class, in the order of their ids."""
        return tuple(rule for rule in self if isinstance(rule, model))

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules.values())


def models_dir() -> Path:
    """The folder of the shipped knowledge: inside the package when installed, beside pipeline/ in a checkout."""
    package = Path(__file__).resolve().parents[1]
    shipped = package / "models"
    return shipped if shipped.is_dir() else package.parents[1] / "models"


@lru_cache(maxsize=8)
def load_rulebook(dirs: tuple[Path, ...] = ()) -> Rulebook:
    """The shipped rules and those of further folders; a later rule replaces an earlier one of the same id.

    Raises:
        PolicyledgerError: L001 for a file that is no YAML, L002 for a rule that does not fit its kind.
    """
    rules: dict[str, Rule] = {}
    for folder in (models_dir() / "rules", *dirs):
        for path in sorted(folder.rglob("*.yaml")):
            for rule in read_rules(path):
                rules[rule.id] = rule
    return make_rulebook(rules.values())


def make_rulebook(rules: Iterable[Rule]) -> Rulebook:
    """A rulebook of ready rules."""
    ordered = {rule.id: rule for rule in sorted(rules, key=lambda rule: rule.id)}
    text = json.dumps([rule.model_dump(mode="json") for rule in ordered.values()], sort_keys=True, ensure_ascii=False)
    return Rulebook(ordered, hashlib.sha256(text.encode()).hexdigest())


def read_rules(path: Path) -> tuple[Rule, ...]:
    """The rules of one file, checked."""
    try:
        data = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except YAMLError as error:
        raise PolicyledgerError("L001", path=path, reason=str(error).replace("\n", " ")) from error
    return tuple(_rule(path, data["kind"], entry) for entry in data["rules"])


def _rule(path: Path, kind: str, entry: dict[str, Any]) -> Rule:
    try:
        return MODELS[kind].model_validate_json(json.dumps(entry))
    except ValidationError as error:
        raise PolicyledgerError("L002", path=path, rule=entry.get("id"), reason=str(error)) from error
