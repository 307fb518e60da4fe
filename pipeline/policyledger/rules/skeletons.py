"""The first draft of a rule, one for each kind, that lints as it stands."""

from __future__ import annotations

import re
import unicodedata
from itertools import dropwhile

from policyledger.rules.forms import is_one_token

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
    slug: {code}
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
    symbol: {code}
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
        - The port <cue>{plain}</cue> some 12 cranes.
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


_PHRASE_OF_NUMBER = """\
    role: absolute
    value: 0
    sets_unit: t
    words: [{term}]
    followed_by: [by]
    examples:
      match:
        - The port wants to reach <quantity low="0" unit="t">{plain}</quantity> by 2040.
"""
LONGEST, MOST_WORDS = 60, 8
WITHOUT_DIGITS = ("number", "comparator", "status", "frame")
"""Kinds whose words stand beside numbers, so that digits in them would be read as such."""


def skeleton(kind: str, name: str) -> str:
    """The YAML of a new rule.

    Args:
        kind: of rule.
        name: what it is about, in words: "tidal power".
    """
    title = _title(kind, name)
    slug = _slug(title.lower().removeprefix(f"{PREFIXES[kind].lower()}-"))
    body = _BODIES[kind]
    plain = title.lower()
    if kind == "number" and not is_one_token(plain):
        body = _PHRASE_OF_NUMBER
    if kind == "frame" and len(plain) <= SHORT:
        plain += " reach"  # so that there is a word to find sentences by
    return (_HEAD + body).format(
        kind=kind,
        id=f"{PREFIXES[kind]}-{slug.upper()}",
        title=_scalar(title),
        code=_scalar(slug),
        slug=slug,
        term=_scalar(title.lower()),
        name=title,
        plain=plain,
    )


SHORT = 3


def _title(kind: str, name: str) -> str:
    """The name in plain words, no longer than a name, and as texts of the kind have it."""
    words = re.sub(r"[^\w\s&-]|_", " ", name).replace(" -", " ").replace("- ", " ").strip("-& ").split()
    if kind in WITHOUT_DIGITS:
        words = [word for word in words if not any(character.isdigit() for character in word)]
    if kind == "unit":
        words = [*dropwhile(lambda word: word[0].isdigit(), words)]
    if kind in ("organisation", "instrument") and len(words) > 1 and words[0].lower() in ("the", "a", "an"):
        words = words[1:]
    title = " ".join(words[:MOST_WORDS])
    title = title if len(title) <= LONGEST else title[:LONGEST].rpartition(" ")[0] or title[:LONGEST]
    if kind == "number" and len(title) < 2:
        title = "newfold"
    if kind in ("organisation", "instrument") and not any(word[0].isupper() for word in title.split()):
        title = " ".join(word[0].upper() + word[1:] for word in title.split())  # names are found as names are written
        title = title if any(word[0].isupper() for word in title.split()) else f"New {title}".strip()
    return title or "new words"


def _slug(text: str) -> str:
    """A name in small letters without accents, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l").replace("ø", "o").replace("đ", "d"))
    return "-".join(re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))) or "new"


def _scalar(text: str) -> str:
    """A text as YAML takes it for one without quotes, in lists too."""
    return text if re.fullmatch(r"[^\W\d_][\w &-]*", text) and text.lower() not in _SPECIAL else f'"{text}"'


_SPECIAL = {"true", "false", "null"}
