"""Blocks that dialects of Markdown add to it: lists of definitions, and boxes ("!!! note", "::: warning").

They become tokens as those of a list do: `definitions_open`, `term_open`, `told_open`, `box_open`, each with its close.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock

_CODE_INDENT = 4


def add_dialects(parser: MarkdownIt) -> None:
    """Teaches a parser the blocks of the dialects."""
    interrupting: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("code", "admonition", _admonition, interrupting)
    parser.block.ruler.before("fence", "fenced_box", _fenced_box, interrupting)
    parser.block.ruler.before("html_block", "html_table", _html_table, interrupting)
    parser.block.ruler.before("paragraph", "definitions", _definitions, {"alt": ["paragraph", "reference"]})


def _html_table(state: StateBlock, start: int, stop: int, silent: bool) -> bool:
    """Takes a table in HTML with blank lines within it, each of which would end it, up to the end of the table."""
    if not _is_shallow(state, start) or not _TABLE_OPENS.match(_text_of(state, start)):
        return False
    depth, line, parted = 0, start, False
    while line < min(stop, start + _MOST_ROWS):
        text = _text_of(state, line)
        depth += len(_TABLE_OPENS.findall(text)) - len(_TABLE_CLOSES.findall(text))
        parted = parted or not text
        line += 1
        if depth <= 0:
            break
    if depth > 0 or not parted:
        return False
    if not silent:
        token = state.push("html_block", "", 0)
        token.map = [start, line]
        token.content = state.getLines(start, line, state.blkIndent, True)
        state.line = line
    return True


def _admonition(state: StateBlock, start: int, stop: int, silent: bool) -> bool:
    """Takes "!!! note", "??? tip" or "=== tab" with or without a title, and the lines that are indented below it."""
    head = _ADMONITION.fullmatch(_text_of(state, start)) if _is_shallow(state, start) else None
    if head is None:
        return False
    after = state.skipEmptyLines(start + 1)
    if after >= stop or state.sCount[after] - state.blkIndent < _CODE_INDENT:
        return False
    if not silent:
        end = _indented_until(state, after, stop, state.blkIndent + _CODE_INDENT)
        _open_box(state, start, head["title"] or "")
        _nested(state, after, end, state.blkIndent + _CODE_INDENT)
        state.push("box_close", "", 0)
        state.line = end
    return True


def _fenced_box(state: StateBlock, start: int, stop: int, silent: bool) -> bool:
    """Takes a line of three colons or more, which opens a box where it says anything, else closes the last one."""
    head = _FENCE.fullmatch(_text_of(state, start)) if state.sCount[start] - state.blkIndent < _CODE_INDENT else None
    if head is None:
        return False
    if not silent:
        if head["said"]:
            named = _TITLE.search(head["said"])
            _open_box(state, start, next(filter(None, named.groups()), "") if named else "")
        else:
            state.push("box_close", "", 0)
        state.line = start + 1
    return True


def _open_box(state: StateBlock, line: int, title: str) -> None:
    state.push("box_open", "", 0)  # no deeper, for what opens many may close none
    if title.strip():
        token = state.push("inline", "", 0)
        token.content, token.map, token.children = title.strip(), [line, line + 1], []
        token.meta = {"title": True}


def _definitions(state: StateBlock, start: int, stop: int, silent: bool) -> bool:
    """Takes terms with what is said of each in lines that begin with a colon or a tilde, right below or after a blank.

    A sentence is no term, nor is what stands above the caption of a table, which begins with a colon as well.
    """
    if silent or not _is_term(state, start) or (first := _marker_below(state, start, stop)) is None:
        return False
    if first > start + 1 and _is_caption(state, first, stop):
        return False
    state.push("definitions_open", "", 1)
    line, marker = start, first
    while True:
        state.push("term_open", "", 1)
        token = state.push("inline", "", 0)
        token.content, token.map, token.children = _text_of(state, line), [line, line + 1], []
        state.push("term_close", "", -1)
        end = marker
        while marker < stop and (mark := _marker(state, marker)) is not None:
            end = _told(state, marker, stop, mark)
            marker = state.skipEmptyLines(end)
        line = marker
        below = _marker_below(state, line, stop) if line < stop and _is_term(state, line) else None
        if below is None:
            break
        marker = below
    state.push("definitions_close", "", -1)
    state.line = end
    return True


def _told(state: StateBlock, line: int, stop: int, mark: re.Match[str]) -> int:
    """Adds what is said of a term from a marker on; the line after it."""
    inner = state.sCount[line] + len(mark[0].expandtabs(_CODE_INDENT))
    end = line + 1
    while end < stop and not state.isEmpty(end) and _marker(state, end) is None and not _begins_term(state, end, stop):
        end += 1  # lazily, as the lines of a paragraph
    end = _indented_until(state, end, stop, inner)
    kept = state.bMarks[line], state.tShift[line], state.sCount[line]
    state.push("told_open", "", 1)
    state.tShift[line] += len(mark[0])
    state.sCount[line] = inner
    _nested(state, line, end, inner)
    state.bMarks[line], state.tShift[line], state.sCount[line] = kept
    state.push("told_close", "", -1)
    return end


def _nested(state: StateBlock, start: int, end: int, indent: int) -> None:
    """Parses the lines of a block within another; those that go on in it lazily may be indented less."""
    kept, state.blkIndent = state.blkIndent, indent
    lazy = {at: state.sCount[at] for at in range(start, end) if state.sCount[at] < indent and not state.isEmpty(at)}
    for at in lazy:
        state.sCount[at] = indent
    bottom, state.lineMax = state.lineMax, end
    state.md.block.tokenize(state, start, end)
    state.blkIndent, state.lineMax = kept, bottom
    for at, count in lazy.items():
        state.sCount[at] = count


def _indented_until(state: StateBlock, line: int, stop: int, indent: int) -> int:
    """The line after those, blank ones between them, that are indented so far."""
    end = line
    while line < stop and (state.isEmpty(line) or state.sCount[line] >= indent):
        line += 1
        end = end if state.isEmpty(line - 1) else line
    return end


def _is_shallow(state: StateBlock, line: int) -> bool:
    return 0 <= state.sCount[line] - state.blkIndent < _CODE_INDENT


def _text_of(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()


def _is_term(state: StateBlock, line: int) -> bool:
    text = _text_of(state, line)
    return bool(text) and _is_shallow(state, line) and len(text) <= _TERM_LENGTH and _NO_TERM.search(text) is None


def _begins_term(state: StateBlock, line: int, stop: int) -> bool:
    return _is_term(state, line) and line + 1 < stop and _marker(state, line + 1) is not None


def _marker(state: StateBlock, line: int) -> re.Match[str] | None:
    if not _is_shallow(state, line):
        return None
    return _MARKER.match(state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]])


def _marker_below(state: StateBlock, line: int, stop: int) -> int | None:
    """The line below a term that begins to say something of it."""
    for below in (line + 1, line + 2):
        if below >= stop:
            return None
        if not state.isEmpty(below):
            return below if _marker(state, below) is not None else None
    return None


def _is_caption(state: StateBlock, line: int, stop: int) -> bool:
    """Whether a table stands below a line that begins with a colon."""
    after = state.skipEmptyLines(line + 1)
    return after > line + 1 and after < stop and _TABLE.match(_text_of(state, after)) is not None


_TABLE_OPENS, _TABLE_CLOSES = re.compile(r"<table\b", re.IGNORECASE), re.compile(r"</table\s*>", re.IGNORECASE)
_MOST_ROWS = 5_000
"""Lines of a table in HTML, at most."""
_ADMONITION = re.compile(
    r"(?:!!!|\?\?\?\+?|===\+?)[ \t]+(?:[\w-]+(?:[ \t]+[\w-]+)*[ \t]*)?(?:[\"“](?P<title>[^\"”]*)[\"”])?"
)
_FENCE = re.compile(r":{3,}[ \t]*(?P<said>[^:]*?)[ \t]*:*")
_TITLE = re.compile(r"\btitle=\"([^\"]*)\"|\[([^\[\]]*)\]$|^[\w-]+[ \t]+([^\s{].*)$")
"""The title of a box: an attribute, in brackets, or what follows the kind of it."""
_MARKER = re.compile(r"[:~](?:[ \t]{1,3}(?=\S)|\t(?=\S)|[ \t](?=[ \t]*\S))")
_NO_TERM = re.compile(r"[.!?;,:]$|^(?:[#>|]|[-*+]\s|\d{1,9}[.)]\s|[:~]\s)")
_TERM_LENGTH = 200
_TABLE = re.compile(r"\||\+[-=:]|[-=]{3,}[-=\s]*$|.*\s\|\s")
