"""What the items of lists begin with: bullets, numbers, letters; for all formats that do not say what an item is."""

from __future__ import annotations

import re

BULLETS = r"•·˗▪▫■□●○◦◘◉‣⁃∙⦿➢➤➔➜✓✔☑☒☐❖❑❒►▸▶◆◇◊★\uf000-\uf0ff"
"""The signs before the items of lists, between the brackets of a pattern; the last are those of symbol fonts."""
_NUMBER = r"\d{1,3}[.)]"
_LETTER = r"\([a-z\d]{1,4}\)|[a-z][.)]|[ivx]{1,5}[.)]"
_SECTION = r"\d{1,2}(?:\.\d{1,2}){1,3}\.?"

BULLET = re.compile(rf"\s*(?:[{BULLETS}]|[-–—−](?=\s))\s*")
"""A bullet, or a dash that stands for one."""
TYPED_BULLET = re.compile(rf"\s*(?:[{BULLETS}]|[-–—−*o»→](?=\s)|\[[ xX]\](?=\s)|\+(?=\s+[^\W\d_]))\s*")
"""That, or what is typed and printed for one where no format says what it is; "+ 5 %" is a value."""
ENUMERATOR = re.compile(rf"(?:{_NUMBER}|{_LETTER})\s+\S")
"""A number or a letter that counts an item, and what follows it."""
_ARTICLE = r"(?:Article|Art\.|Section|Sec\.|Clause|Rule|§)\s?\d{1,3}[a-z]?\s?[.:–—-]"
SECTION_ENUMERATOR = re.compile(rf"(?:{_NUMBER}|{_LETTER}|{_SECTION}|{_ARTICLE})\s+\S")
"""That, or the number of a section or of an article."""
NAMED_NUMBER = re.compile(
    r"[A-Z][^\W\d_]+ \d{1,2}(?:\.\d{1,2}){0,2}[a-z]?(?:\s?[:–—-]\s+|\.\s+|\t\s*|\s{2,})(?=[A-Z\d])"
)
"""What a goal, a measure or an indicator is called by at the head of its line: "KPI 1: ", "Action 1.2 – "."""
COUNTED_LABEL = re.compile(r"^\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})[.)]\s+(?=[^\W\d_]{2})")
"""What counts a label, which words must follow: "2.1) Energy", not "2. 5 MW"."""
SERIAL = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2})*|[a-z]{1,2}|[ivx]{1,4})[.)]?(?:\([a-z\d]{1,4}\))*[a-z]?")
"""The number or letter of a row in a cell of its own: "3.2", "(iv)", "2(a)"."""
CODE = re.compile(
    r"(?!(?:CO2|CH4|SF6|NF3|CF4|[HON]2|O3|[NS]O2|NH3|PM ?\d)\b)"
    r"[A-Z]{1,4}(?:[ -]|\. ?)?\d{1,3}(?:[.-]\d{1,3}){0,3}[a-z]?"
)
"""What a row, a measure or a goal is called by in a cell of its own: "A1", "SDG 7.2", "M-12"; but no gas."""
MARK_ALONE = re.compile(r"[^\w%$€£]{0,3}|\(?(?:\d{1,3}(?:\.\d{1,2})*|[a-zA-Z]|[ivxlcIVXLC]{1,6})[.)°]{0,2}")
"""What counts off an item in a cell of its own: "(3)", "2.1", "iv.", a bullet or a dash."""
_BULLET_HEAD = re.compile(rf"\s*(?:[{BULLETS}*]|[-–—−]\s)")
_LETTERED = re.compile(r"(?:[a-z]|[ivx]{1,4})[.)]\s|\([a-z\d]{1,3}\)\s")


def is_bulleted(text: str) -> bool:
    """Whether a text begins with a bullet or what is typed for one."""
    return _BULLET_HEAD.match(text) is not None


def is_enumerated(text: str) -> bool:
    """Whether a text begins with a list's letter or number: "a)", "iv.", "(2)"."""
    return _LETTERED.match(text) is not None


def is_item(text: str) -> bool:
    """Whether a line begins with a bullet, or with the number or letter of a list, and goes on."""
    bullet = BULLET.match(text)
    return bool(bullet and bullet.end() < len(text)) or ENUMERATOR.match(text) is not None
