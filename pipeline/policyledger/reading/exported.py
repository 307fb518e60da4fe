"""Pages that word processors export: what they say by classes and styles, said as HTML does.

Word writes the items of lists as paragraphs that begin with their marks, Google Docs writes lists that stand within
others behind them, and comments below the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from policyledger.reading.elements import drop
from policyledger.reading.marked import Marked, all_text


def mend_exported(root: Any, marked: Marked) -> None:
    """Makes lists of what are such, and takes comments out."""
    if "mso" in marked.text.lower():
        for paragraph in list(root.iter("p")):
            if level := _word_level(paragraph):
                _take_mark(paragraph, marked)
                _wrap_item(paragraph, level)
    if "lst-kix" in marked.text:
        for listed in list(root.iter("ol", "ul")):
            _put_below(listed)
    if "cmnt" in marked.text:
        for link in list(root.iter("a")):
            _drop_comment(link)


def _word_level(paragraph: Any) -> int:
    """How deep in a list a paragraph of Word's stands, from 1; 0 of one in none."""
    style = paragraph.get("style", "")
    named = _LIST_CLASS.match(paragraph.get("class", ""))
    if told := _LIST_LEVEL.search(style):
        return min(int(told[1]), _DEEPEST)
    if not named or not any(_is_gap(each) for each in paragraph.iter("span")):
        return 0  # a further paragraph of an item, or one in the style of a list that has no mark
    margin = _MARGIN.search(style)
    return max(1, min(round(float(margin[1]) / _STEP), _DEEPEST)) if margin else 1


def _is_gap(span: Any) -> bool:
    """Whether a span is but the blank between the mark of an item and its text."""
    return _GAP.search(span.get("style", "")) is not None and len(span) == 0


def _take_mark(paragraph: Any, marked: Marked) -> None:
    """Takes the mark that a paragraph begins with, and the gap behind it."""
    for gap in (each for each in islice(paragraph.iter("span"), _MARK_SPANS) if _is_gap(each)):
        before = "".join(_before(paragraph, gap))
        if len(marked.words(before).strip()) > _MARK_LENGTH or marked.words(all_text(gap)).strip("\xa0 \n"):
            return
        holder = gap
        while (
            holder.getparent() is not paragraph
            and len(marked.words(all_text(holder.getparent())).strip()) <= _MARK_LENGTH
        ):
            holder = holder.getparent()
        if holder.getparent() is paragraph:
            paragraph.text = None
            for each in list(holder.itersiblings(preceding=True)):
                each.tail = None
                drop(each)
        drop(holder)
        return


def _before(paragraph: Any, stop: Any) -> Iterator[str]:
    """The texts of a paragraph before an element in it."""
    yield paragraph.text or ""
    for each in paragraph.iterdescendants():
        if each is stop:
            return
        yield each.text or ""
        if stop not in each.iterdescendants():
            yield each.tail or ""


def _wrap_item(paragraph: Any, level: int) -> None:
    """Puts a paragraph as an item into as many lists as it stands deep."""
    outer = inner = paragraph.makeelement("ul", {})
    for _ in range(level - 1):
        inner.append(inner.makeelement("ul", {}))
        inner = inner[0]
    parent, tail = paragraph.getparent(), paragraph.tail
    parent.replace(paragraph, outer)
    paragraph.tag, paragraph.tail, outer.tail = "li", None, tail
    inner.append(paragraph)


def _put_below(listed: Any) -> None:
    """Puts a list of Google's that belongs to the last item of the one before it into that."""
    level = _level_of(listed)
    above = listed.getprevious()
    while above is not None and above.tag in {"ol", "ul"} and 0 <= _level_of(above) < level:
        items = above.findall("li")
        if not items or (above.tail and above.tail.strip()):
            return
        last = items[-1]
        below = last[-1] if len(last) and last[-1].tag in {"ol", "ul"} else None
        if below is not None and _level_of(below) < level:
            above = below
            continue
        tail = listed.tail
        before = listed.getprevious()
        before.tail = (before.tail or "") + (tail or "")
        listed.tail = None
        last.append(listed)
        return


def _level_of(listed: Any) -> int:
    """The level that Google says a list has, from 0; -1 of another list."""
    named = _GOOGLE_LIST.search(listed.get("class", ""))
    return int(named[1]) if named else -1


def _drop_comment(link: Any) -> None:
    """Takes the mark of a comment out, or the comment that a link leads back from."""
    if _COMMENT.fullmatch(link.get("id", "")) and _COMMENT_MARK.fullmatch((link.get("href") or "")[1:]):
        around = next(link.iterancestors("div"), None)
        drop(link if around is None or len(around.findall(".//a[@id]")) > 1 else around)
    elif _COMMENT_MARK.fullmatch(link.get("id", "")):
        drop(link)


_LIST_CLASS = re.compile(r"MsoList(?!Table)", re.IGNORECASE)
_LIST_LEVEL = re.compile(r"mso-list\s*:\s*l\d+\s+level(\d)", re.IGNORECASE)
_MARGIN = re.compile(r"margin-left\s*:\s*(\d+(?:\.\d+)?)pt", re.IGNORECASE)
_STEP = 36
"""Points by which Word sets an item in further than the one it belongs to."""
_DEEPEST = 9
_GAP = re.compile(r"font\s*:\s*7\.0pt\b", re.IGNORECASE)
_MARK_LENGTH = 12
_MARK_SPANS = 8
"""Characters of the mark of an item, and spans up to the gap behind it."""
_GOOGLE_LIST = re.compile(r"(?<!\S)lst-kix_\w+-(\d)(?!\S)")
_COMMENT, _COMMENT_MARK = re.compile(r"cmnt\d+"), re.compile(r"cmnt_ref\d+")
