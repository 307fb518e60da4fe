"""Rule files as untrusted text: a small, safe part of YAML 1.2, with the place of every value.

What a rule needs is maps, lists, strings, numbers and true/false. Everything else YAML can do is refused with its
place: tags, anchors and aliases (a few lines of them can unfold to gigabytes), merge keys, several documents in one
file, directives, double keys. Dates stay text, and so does `no`, as YAML 1.2 has it.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

MAX_BYTES = 1_000_000
MAX_DEPTH = 24
MAX_DIGITS = 40

Place = tuple[int, int]
"""Line and column, both from 1."""
Loc = tuple[str | int, ...]
"""The way to a value: keys and list indices from the top."""

_MAP, _SEQ, _STR = "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:str"
_NULL, _BOOL = "tag:yaml.org,2002:null", "tag:yaml.org,2002:bool"
_INT, _FLOAT, _TIME = "tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:timestamp"


class YamlError(Exception):
    """What is wrong with a text, and where.

    Attributes:
        code: L001 (no YAML), L008 (refused), L009 (too large or deep) or L011 (a key twice).
        reason: in words.
        place: line and column.
        remedy: what to do, where that depends on more than the code.
    """

    def __init__(self, code: str, reason: str, place: Place = (1, 1), remedy: str = "") -> None:
        super().__init__(reason)
        self.code, self.reason, self.place, self.remedy = code, reason, place, remedy


@dataclass(frozen=True)
class Tree:
    """A parsed text.

    Attributes:
        data: dicts, lists, str, int, float, bool, None.
        places: where each value begins, by the way to it; a map's key has the way `(..., key, "$key")`.
        written: numbers and the like as they are written: 01, not 1.
    """

    data: Any
    places: dict[Loc, Place]
    written: dict[Loc, str]

    def place(self, loc: Loc, *, key: bool = False) -> Place:
        """Where a value (or its key) begins; for one that isn't there, where what should hold it begins."""
        if key and (*loc, "$key") in self.places:
            return self.places[(*loc, "$key")]
        while loc and loc not in self.places:
            loc = loc[:-1]
        return self.places.get(loc, (1, 1))


def parse(content: bytes) -> Tree:
    """The tree of a file's bytes.

    Raises:
        YamlError: with the place of what is wrong or refused.
    """
    if len(content) > MAX_BYTES:
        raise YamlError("L009", f"{len(content):,} bytes, where {MAX_BYTES:,} are allowed")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise YamlError("L001", "it is not UTF-8", (line, 1), "Save the file as UTF-8.") from error
    for number, line_text in enumerate(text.splitlines(), 1):
        if line_text.startswith("%"):
            raise YamlError("L008", "a directive (%)", (number, 1))
    tree = Tree({}, {}, {})
    node = _compose(text)
    return replace(tree, data=None if node is None else _plain(node, (), tree))


@cache
def _composer() -> type[Any]:
    """ruamel's composer, made to refuse what can grow; a class made on demand, for ruamel is slow to import."""
    from ruamel.yaml.composer import Composer
    from ruamel.yaml.events import AliasEvent

    class Refusing(Composer):
        level = 0

        def compose_node(self, parent: Any, index: Any) -> Any:
            event = self.parser.peek_event()
            place = _place(event.start_mark)
            if isinstance(event, AliasEvent):
                raise YamlError("L008", "an alias (*)", place)
            if event.anchor is not None:
                raise YamlError("L008", "an anchor (&)", place)
            self.level += 1
            if self.level > MAX_DEPTH:
                raise YamlError("L009", f"nested deeper than {MAX_DEPTH} levels", place)
            node = super().compose_node(parent, index)
            self.level -= 1
            return node

        def check_end_doc_comment(self, end_event: Any, node: Any) -> None:
            """Comments are not kept."""

    return Refusing


def _compose(text: str) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    yaml = YAML(typ="safe", pure=True)
    yaml.Composer = _composer()
    try:
        return yaml.compose(text)
    except MarkedYAMLError as error:
        raise _said(error) from error
    except YAMLError as error:
        raise YamlError("L001", " ".join(str(error).split()), remedy=_LOOK_ABOVE) from error
    except RecursionError as error:
        raise YamlError("L009", f"nested deeper than {MAX_DEPTH} levels") from error


_LOOK_ABOVE = "Mend it here or in the line above."
_QUOTE = "Put the whole text in quotes."
_SLIPS: tuple[tuple[str, bool, str, str], ...] = (
    (r"character '\\t'", False, "a tab; YAML is indented with blanks", "Put blanks in its place."),
    (r"character '(.)' that cannot start", False, r"no text begins with \1 unless it is quoted", _QUOTE),
    (r"scanning an? (?:anchor|alias)", False, "no text begins with & or * unless it is quoted", _QUOTE),
    (r"scanning a block scalar", True, "no text begins with > or | unless it is quoted", _QUOTE),
    (r"could not find expected ':'", True, "this line is no `key: value`", "Write a colon and a blank after the key."),
    (
        r"mapping values are not allowed",
        False,
        "no colon may stand here",
        "See whether this line is indented like its neighbours, the line above lacks its colon, "
        "or the text holds a colon itself and needs quotes.",
    ),
    (r"scanning a quoted scalar", True, "this quote is never closed", "Close it on the same line."),
    (
        r"parsing a flow (?:sequence|mapping)",
        True,
        "this bracket is never closed",
        "Close it; put a comma between two, and words in braces ({aim} to) in quotes.",
    ),
    (r"but found '<scalar>'", False, "text goes on after a quote or bracket was closed", _QUOTE),
    (
        r"expected <block end>",
        False,
        "this line is not indented like its neighbours",
        "Indent the keys of one rule alike, with `- ` before the first.",
    ),
)
"""What the parser says of the slips people make, whether its context shows the place, what it means, what to do."""


def _said(error: Any) -> YamlError:
    """A parser's error in the words of somebody who has never heard of tokens and scalars."""
    words = " ".join(" ".join(str(part) for part in (error.problem, error.context) if part).split())
    for pattern, at_context, reason, remedy in _SLIPS:
        match = re.search(pattern, words)
        if match:
            mark = (error.context_mark if at_context else None) or error.problem_mark
            return YamlError("L001", match.expand(reason), _place(mark) if mark else (1, 1), remedy)
    mark = error.problem_mark or error.context_mark
    return YamlError("L001", words, _place(mark) if mark else (1, 1), _LOOK_ABOVE)


def _place(mark: Any) -> Place:
    return mark.line + 1, mark.column + 1


def _plain(node: Any, loc: Loc, tree: Tree) -> Any:
    tree.places[loc] = place = _place(node.start_mark)
    tag = str(node.tag)
    if tag == _MAP:
        return _mapping(node, loc, tree)
    if tag == _SEQ:
        return [_plain(child, (*loc, index), tree) for index, child in enumerate(node.value)]
    if tag != _STR:
        tree.written[loc] = node.value
    return _scalar(tag, node.value, place)


def _mapping(node: Any, loc: Loc, tree: Tree) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key_node, value_node in node.value:
        place = _place(key_node.start_mark)
        if isinstance(key_node.value, list):
            raise YamlError("L008", "a key that is a list or a map", place)
        key = str(key_node.value)
        if str(key_node.tag) == "tag:yaml.org,2002:merge":
            raise YamlError("L008", "a merge key (<<)", place)
        if key in data:
            raise YamlError("L011", key, place)
        _scalar(_STR, key, place)
        tree.places[(*loc, key, "$key")] = place
        data[key] = _plain(value_node, (*loc, key), tree)
        if data[key] is None and value_node.value == "":  # the parser places what isn't there in the next line
            tree.places[(*loc, key)] = place
    return data


def _scalar(tag: str, value: str, place: Place) -> str | int | float | bool | None:
    if tag in (_STR, _TIME):
        if any("\ud800" <= character <= "\udfff" for character in value):
            raise YamlError("L001", "half of a surrogate pair", place)
        return value
    if tag == _NULL:
        return None
    if tag == _BOOL:
        return value.lower() == "true"
    if tag in (_INT, _FLOAT):
        return _number(tag, value, place)
    raise YamlError("L008", f"the tag {tag.removeprefix('tag:yaml.org,2002:')!r}", place)


def _number(tag: str, value: str, place: Place) -> int | float:
    digits = value.replace("_", "")
    if len(digits) > MAX_DIGITS:
        raise YamlError("L009", f"a number of {len(digits)} characters", place)
    try:
        if tag == _FLOAT:
            number = float(digits)
        else:
            base = {"0x": 16, "0o": 8, "0b": 2}.get(digits.lstrip("+-")[:2].lower(), 10)
            return int(digits, base)
    except ValueError as error:
        raise YamlError("L001", f"{value!r} is no number", place) from error
    if not math.isfinite(number):
        raise YamlError("L008", f"{value!r}, which is not a finite number", place)
    return number
