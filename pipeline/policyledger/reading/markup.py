"""Where the text of HTML stands: between its tags, comments and scripts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator


def text_runs(source: str) -> Iterator[tuple[int, int]]:
    """Start and end of the text between tags; scripts, comments and mere white space are left out.

    Linear, whatever the source holds: a tag that another one begins within is none, and where the end of one was once
    looked for over quotations in vain, quotes open none. Well-formed tags, which most are, are passed over by one
    pattern, which reads a tag as `_tag_end` does or not at all.
    """
    last = {quote: source.rfind(quote) for quote in "\"'"}
    unseen = _UNSEEN_XHTML if _is_xhtml(source[:_HEAD]) else _UNSEEN
    drawn = _last_ends(source)
    done = at = unquoted = 0
    while (start := source.find("<", at)) >= 0:
        quoted = start >= unquoted
        match = quoted and _TAGS.match(source, start)
        if not match and not ((drawing := _DRAWING.match(source, start)) and start > drawn.get(drawing[1].lower(), -1)):
            match = unseen.match(source, start)
        if match := match or _BARE_TAG.match(source, start):
            stop = match.end()
        else:
            at = start + 1
            if not quoted or not _TAG_BEGINS.match(source, start):
                continue
            closed, stop = _tag_end(source, at, last)
            if not closed:
                unquoted = stop
                continue
        if start > done and not source[done:start].isspace():
            yield done, start
        done = at = stop
    if done < len(source) and not source[done:].isspace():
        yield done, len(source)


def page_runs(source: str) -> list[tuple[int, int]]:
    """Start and end of the text between tags and in drawings, and of the pages in an attribute of frames (`srcdoc`)."""
    lowered = source.lower()
    framed = _FRAMED.finditer(source) if "srcdoc" in lowered else ()
    drawn = _drawn_runs(source) if "<svg" in lowered and "<text" in lowered else ()
    runs: list[tuple[int, int]] = []
    for run in sorted([*text_runs(source), *(match.span(match.lastgroup or 0) for match in framed), *drawn]):
        if not runs or run[0] >= runs[-1][1]:  # a drawing may stand in the page of a frame
            runs.append(run)
    return runs


def _drawn_runs(source: str) -> Iterator[tuple[int, int]]:
    """Start and end of each run of the texts in drawings: what they show, and not what they are called."""
    at = 0
    while opening := _DRAWING.search(source, at):
        ending = _DRAWING_ENDS.search(source, opening.end())
        if ending is None:
            return
        at = ending.end()
        text = None
        for tag in _DRAWN_TAG.finditer(source, opening.end(), ending.start()):
            if text is not None and not source[text : tag.start()].isspace() and text < tag.start():
                yield text, tag.start()
            name = tag["name"].lower()
            inside = text is not None if name in _WITHIN_TEXT else name == "text" and not tag["end"]
            text = tag.end() if inside else None


def shallow(source: str) -> str:
    """The source without the tags of elements that stand so deep in others that a parser would lose all they hold.

    Pages come to that which never close what they open. In place of a block stands a rule, so that texts stay apart.
    """
    if source.count("<") <= _DEEPEST:
        return source
    opened: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    depth = 0

    def kept(match: re.Match[str]) -> str:
        nonlocal depth
        name = (match["name"] or "").lower()
        if name not in _NESTING or match[0].endswith("/>"):
            return match[0]
        if match["ends"]:
            if left_out[name]:
                left_out[name] -= 1
                return _PARTED.get(name, "")
            depth -= opened[name] > 0
            opened[name] -= opened[name] > 0
            return match[0]
        if depth >= _DEEPEST:
            left_out[name] += 1
            return _PARTED.get(name, "")
        depth += 1
        opened[name] += 1
        return match[0]

    return _NESTED_TAG.sub(kept, source)


def _is_xhtml(head: str) -> bool:
    """Whether the head of a source tells that any element may end itself; of most told without a pattern."""
    lowered = head.lower()
    return ("<?xml" in lowered or "xhtml" in lowered or "xmlns" in lowered) and _XHTML.search(head) is not None


def _last_ends(source: str) -> dict[str, int]:
    """Where the last end of each kind of drawing stands: behind it, the rest of a page is none, though one begins."""
    if not _DRAWING.search(source):
        return {}
    return {match[1].lower(): match.start() for match in _DRAWING_ENDS.finditer(source)}


def _tag_end(source: str, at: int, last: dict[str, int]) -> tuple[bool, int]:
    """Whether a tag is closed, and where it ends, or where another begins within it.

    Args:
        at: behind its "<".
        last: where each kind of quote stands last in the source.
    """
    stop = at
    while (found := _TAG_TURNS.search(source, stop)) and (quote := found.group()[-1]) in last:
        closed = source.find(quote, found.end()) if found.end() <= last[quote] else -1
        stop = closed + 1 if closed >= 0 else found.end()
    if found is None:
        return False, len(source)
    return (True, found.end()) if found.group() == ">" else (False, found.start())


_DEEPEST = 500
"""Elements within each other up to which a page is parsed as it is, but for those that end where another begins, of
which up to three stand in each: libxml2 takes 2,048 in all."""
_PARTED = dict.fromkeys(
    ("article", "aside", "blockquote", "center", "div", "dl", "ol", "section", "table", "ul"), "<hr>"
)
_NESTING = {
    "b", "big", "bdo", "cite", "code", "del", "em", "fieldset", "font", "form", "header", "footer", "i", "ins", "kbd",
    "label", "main", "nav", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", *_PARTED,
}  # fmt: skip
_NESTED_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?:script|style)\b.*?(?:</(?:script|style)\s*>|\Z)|<(?P<ends>/?)(?P<name>[a-zA-Z][\w-]*+)[^<>]*+>",
    re.DOTALL | re.IGNORECASE,
)
_RAW = "script|style|template|svg|iframe|textarea"
"""Elements whose inside is no text of the page."""
_DRAWING = re.compile(r"<(svg)\b", re.IGNORECASE)
_DRAWING_ENDS = re.compile(r"</(svg)\s*>", re.IGNORECASE)
_DRAWN_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][\w:-]*+)[^<>]*+>")
_WITHIN_TEXT = {"a", "tspan", "textpath"}
"""What parts of a text in a drawing stand in."""
_BARE_TAG = re.compile(r"<[!?/a-zA-Z][^<>\"']*+>")
_TAG_BEGINS = re.compile(r"<[!?/a-zA-Z]")
_TAG_TURNS = re.compile(r">|<(?=[!?/a-zA-Z])|=\s*+[\"']")
"""What ends a tag, begins another one, or opens a quotation, which a quote does only after an equals sign."""
_VALUE = r"=\s*+(?:\"[^\"<>]*+\"|'[^'<>]*+'|(?![\"']))"
_TAG = rf"<(?:/[^<>\"']*+|(?!(?i:{_RAW})\b)[a-zA-Z][^<>\"'=]*+(?:{_VALUE}[^<>\"'=]*+)*+)>"
_TAGS = re.compile(rf"{_TAG}(?:\s*+{_TAG})*+")
"""Tags without a stray quote or bracket, and with no text between them."""
_FRAMED = re.compile(
    r"<iframe\b(?:[^<>\"']|\"[^\"<>]*+\"|'[^'<>]*+')*?\ssrcdoc\s*+=\s*+(?:\"(?P<double>[^\"]++)\"|'(?P<single>[^']++)')",
    re.IGNORECASE,
)
_HEAD = 2_048
_XHTML = re.compile(r"<\?xml\b|<!doctype\b[^<>]*\bxhtml\b|<html\b[^<>]*\sxmlns\s*=", re.IGNORECASE)
"""What tells in the head of a source that any element may end itself."""


def _unseen_but(ending: str) -> re.Pattern[str]:
    """What is no text of the page: comments, and raw elements up to their end, but those that end themselves.

    Args:
        ending: the elements that may do so by a slash: `<svg/>`.
    """
    ended = rf"<(?:{ending})\b[^<>\"'=]*+(?:{_VALUE}[^<>\"'=]*+)*+(?<=/)>"
    raw = rf"(?!{ended})<(?P<raw>{_RAW})\b.*?(?:</(?P=raw)\s*>|\Z)"
    return re.compile(rf"<!--.*?(?:-->|\Z)|{raw}", re.DOTALL | re.IGNORECASE)


_UNSEEN = _unseen_but("svg")
_UNSEEN_XHTML = _unseen_but(_RAW)
