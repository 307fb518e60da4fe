"""The first draft of a rule, one for each kind, that lints as it stands."""

from __future__ import annotations

import re

PREFIXES = {
    "industry": "IND",
    "organisation": "ORG",
    "instrument": "INS",
    "unit": "UNIT",
    "number": "NUM",
    "comparator": "CMP",
    "status": "STA",
    "date": "DATE",
    "frame": "FRM",
    "lexicon": "LEX",
}

_HEAD = """\
# Where the facts of this file come from: …
kind: {kind}
rules:
  - id: {id}
    title: {title}
    doc: What this is, and what it is not.
"""

_BODIES = {
    "industry": """\
    slug: {slug}
    terms: [{term}]
    examples:
      match:
        - The city supports <industry>{plain}</industry>.
      no_match:
        - The city supports its parks.
""",
    "organisation": """\
    role: name
    type: other
    canonical: {title}
    terms: [{title}]
    examples:
      match:
        - The report was written by <organisation>{name}</organisation>.
""",
    "instrument": """\
    role: name
    type: plan
    terms: [{title}]
    examples:
      match:
        - The <instrument>{name}</instrument> was adopted in spring.
""",
    "unit": """\
    symbol: {slug}
    unit_kind: physical
    dimension: what it measures
    words: [{term}]
    examples:
      match:
        - Output reached <quantity low="12" unit="{slug}">12 {plain}</quantity>.
      no_match:
        - The {plain} is a unit.
""",
    "number": """\
    role: cardinal
    value: 12
    words: [{term}]
    examples:
      match:
        - They built <quantity low="12">{plain} schools</quantity>.
""",
    "comparator": """\
    comparator: ">="
    before: [{term}]
    examples:
      match:
        - Losses are <quantity comparator="&gt;=">{plain} 5 per cent</quantity>.
""",
    "status": """\
    value: target
    scope: clause
    terms: [{term}]
    examples:
      match:
        - The port <cue>{plain}</cue> 12 cranes.
""",
    "date": """\
    pattern:
      forms: ["{plain} {{year}}"]
      reading: year
    examples:
      match:
        - Work began <date edtf="2019">in {plain} 2019</date>.
""",
    "frame": """\
    template: "<indicator> {plain} <quantity>"
    examples:
      match:
        - The <indicator>fleet</indicator> {plain} <statement>12 vessels</statement>.
""",
    "lexicon": """\
    terms: [{term}]
""",
}


def skeleton(kind: str, name: str) -> str:
    """The YAML of a new rule.

    Args:
        kind: of rule.
        name: what it is about, in words: "tidal power".
    """
    title = " ".join(re.sub(r"[^\w\s&-]|_", " ", name).split()) or "new rule"
    parts = re.findall(r"[a-z0-9]+", title.lower().removeprefix(f"{PREFIXES[kind].lower()}-")) or ["new"]
    slug = "-".join(parts)
    if kind in ("organisation", "instrument") and title.islower():
        title = title.title()  # names are found only where they are written as names
    head = _HEAD + _BODIES[kind]
    return head.format(
        kind=kind,
        id=f"{PREFIXES[kind]}-{slug.upper()}",
        title=_scalar(title),
        slug=slug,
        term=_scalar(title.lower()),
        name=title,
        plain=title.lower(),
    )


def _scalar(text: str) -> str:
    """A text as YAML takes it for one without quotes, in lists too."""
    return text if re.fullmatch(r"[A-Za-z][\w &-]*", text) and text.lower() not in _SPECIAL else f'"{text}"'


_SPECIAL = {"true", "false", "null"}
