"""The JSON Schema of rule files, so that an editor completes and checks them while one writes."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from policyledger.rules.model import MODELS, Extension, Rule

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """The schema of one rule file."""
    models = [(model, "validation") for model in (*MODELS.values(), Extension)]
    _, schema = models_json_schema(models)  # type: ignore[arg-type]
    definitions = schema["$defs"]
    for model in MODELS.values():
        definitions[model.__name__]["properties"].pop("kind")
    return {
        "$schema": DRAFT,
        "title": "policyledger rules",
        "description": "One file of a rule pack; docs/rules.md tells what the fields mean.",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "kind": {"enum": list(MODELS), "description": "The kind of all rules of this file."},
            "rules": {"type": "array", "items": {"type": "object"}},
            "extends": {
                "type": "array",
                "description": "Changes to rules of earlier packs.",
                "items": {"$ref": "#/$defs/Extension"},
            },
            "disable": {
                "type": "array",
                "description": "Ids of rules of earlier packs that are not to be used.",
                "items": {"type": "string", "pattern": "^[A-Z]{2,5}(-[A-Z0-9]+)+$"},
            },
        },
        "anyOf": [{"required": ["kind", "rules"]}, {"required": ["extends"]}, {"required": ["disable"]}],
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
                "then": {"properties": {"rules": {"items": {"$ref": f"#/$defs/{model.__name__}"}}}},
            }
            for kind, model in MODELS.items()
        ],
        "$defs": definitions,
    }


def reference() -> str:
    """The tables of all kinds and their fields, for docs/rules.md."""
    parts = [_table("Every rule", Rule, leave_out=())]
    for kind, model in MODELS.items():
        parts.append(_table(kind, model, leave_out=tuple(Rule.model_fields)))
    return "\n".join(parts)


def _table(title: str, model: type[Rule], leave_out: tuple[str, ...]) -> str:
    lines = [f"### {title}", "", " ".join((model.__doc__ or "").split()), "", "| field | | |", "|---|---|---|"]
    for name, about in model.model_fields.items():
        if name not in (*leave_out, "kind"):
            needed = "needed" if about.is_required() else ""
            says = (about.description or "").replace("|", "\\|")
            lines.append(f"| `{name}` | {needed} | {says} |")
    return "\n".join((*lines, ""))
