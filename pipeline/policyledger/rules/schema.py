"""The JSON Schema of rule files, so that an editor completes and checks them while one writes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic.json_schema import models_json_schema

from policyledger.rules.model import MODELS, READING_EXAMPLES, READING_SLOTS, Extension, Rule, Strict, models_in

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
    parts.append(_table("An entry of `extends`", Extension, leave_out=()))
    return "\n".join(parts)


def readings() -> str:
    """The readings of date patterns and the slots they need, for docs/dates.md."""
    lines = ["| reading | slots it can't do without | for instance |", "|---|---|---|"]
    for name, ways in READING_SLOTS.items():
        needed = " or ".join(" ".join(f"`{{{slot}}}`" for slot in way) for way in ways) or "none"
        lines.append(f"| `{name}` | {needed} | {READING_EXAMPLES[name]} |")
    return "\n".join((*lines, ""))


def _table(title: str, model: type[Strict], leave_out: tuple[str, ...]) -> str:
    lines = [f"### {title}", "", " ".join((model.__doc__ or "").split()), "", "| field | | | |", "|---|---|---|---|"]
    lines += [f"| `{name}` | {needed} | {shape} | {says} |" for name, needed, shape, says in _rows(model, leave_out)]
    return "\n".join((*lines, ""))


def _rows(model: type[Strict], leave_out: tuple[str, ...], prefix: str = "") -> Iterator[tuple[str, str, str, str]]:
    """The fields of a model, and of the maps in them: way, whether needed, what it holds, what it means."""
    for name, about in model.model_fields.items():
        if name in (*leave_out, "kind"):
            continue
        inner = next(models_in(about.annotation), None)
        says = about.description or " ".join((inner.__doc__ or "").split() if inner else ())
        shape = "a map" if inner else _shape(about.annotation)
        if inner and get_origin(about.annotation) is tuple:
            shape = "a list of maps"
        yield prefix + name, "needed" if about.is_required() else "", _escaped(shape), _escaped(says)
        if inner:
            yield from _rows(inner, (), f"{prefix}{name}.")


def _shape(annotation: Any) -> str:
    """What a field holds, in words."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(arguments[0])
    if origin is Literal:
        return ", ".join(f"`{each}`" for each in arguments)
    if origin is tuple:
        words = _shape(arguments[0])
        return "a list" if words == "text" else f"a list of {words}"
    if origin is dict:
        return "a map"
    shapes = [_shape(each) for each in arguments if each is not type(None)]
    if shapes:
        return " or ".join(dict.fromkeys(shapes))
    return {str: "text", bool: "true or false", int: "a whole number", float: "a number"}.get(annotation, "")


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")
