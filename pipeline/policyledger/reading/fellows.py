"""What belongs to the main element of a page though it stands beside it.

Pages put some of what they say next to `main` or their article. It is told from the furniture there by what it holds:
sentences with a value in them, tables and lists of values, in a section or under a heading, or more than one; no links
with a few words to each, which announce pages, and no notice on cookies.
"""

from __future__ import annotations

import re
from typing import Any

from policyledger.reading.elements import HEADINGS, LISTS, drop
from policyledger.reading.furniture_names import has_furniture_word, names
from policyledger.reading.hidden import is_unseen_by_name
from policyledger.reading.marked import Marked, all_text
from policyledger.reading.measures import Measures, Shown, shown_lines


def with_fellows(best: Any, body: Any, marked: Marked) -> Any:
    """The nearest element around a page's main one that holds what belongs to it; all else is taken out of that.

    Args:
        best: the main element.
        body: the element around it that nothing is looked for outside of.
        marked: the source that the texts stand for.
    """
    inside, content = best, best
    beside: list[list[Any]] = []
    while inside is not body and (around := inside.getparent()) is not None:
        siblings = [each for each in around if each is not inside]
        for each in siblings:
            _clear(each)
        told = [each for each in siblings if each.tag in _PARTS and _tells(each, marked)]
        kept = {*told, *(each for each in siblings if told and each.tag in _LOOSE)}
        beside.append([each for each in siblings if each not in kept])
        inside = around
        if told:
            content = around
            for left in (each for level in beside for each in level):
                drop(left)
            beside = []
    return content


def _clear(element: Any) -> None:
    """Takes out of what stands beside the main element all that is called an aside of it, or furniture."""
    for each in list(element.iter()):
        if each is not element and _is_aside(each):
            drop(each)


def _is_aside(element: Any) -> bool:
    if element.tag == "aside" or element.get("role") == "complementary":
        return True
    return any(has_furniture_word(words) for words in names(element)) or is_unseen_by_name(element.get("class", ""))


def _tells(element: Any, marked: Marked) -> bool:
    """Whether what stands beside the main element tells values, and does more than announce another page."""
    if _is_aside(element) or _announces(element):
        return False
    measures = Measures(element, marked)
    if measures.teases(element) or measures.links(element) > 0.5:
        return False
    lines = list(shown_lines(element, marked))
    if any(_NOTICE.search(line.text) for line in lines):
        return False
    if next(element.iter("h1"), None) is not None:
        return any(line.has_value for line in lines)  # under the title of the page: no other page is announced there
    told = sum(map(_is_told, lines))
    titled = next(element.iter(*_TITLED), None) is not None
    return told > (not titled) or any(_holds_values(table, marked) for table in element.iter("table"))


def _announces(element: Any) -> bool:
    """Whether the heading of an element is a link, as that of a teaser is."""
    heading = next(element.iter(*HEADINGS), None)
    return heading is not None and (
        next(heading.iter("a"), None) is not None or next(heading.iterancestors("a"), None) is not None
    )


def _is_told(line: Shown) -> bool:
    """Whether a line tells a value that no link above, below or behind it leads to; an item needs no stop to do so."""
    if line.led or line.below or (line.leads and line.text[-1:] in ".!?…"):
        return False
    if line.has_value:
        return True
    item = line.element.tag == "li" and not line.linked
    return item and len(line.text.split()) >= _ITEM_WORDS and _DIGIT.search(line.text) is not None


def _holds_values(table: Any, marked: Marked) -> bool:
    """Whether two or more rows of a table begin with words and go on in figures, as none of a calendar does."""
    rows = 0
    for row in table.iter("tr"):
        cells = [marked.words(all_text(cell), " ") for cell in row.iter("td", "th")]
        named = bool(cells) and _WORD.search(cells[0]) is not None and next(row.iter("a"), None) is None
        rows += named and any(map(_DIGIT.search, cells[1:]))
    return rows > 1


_PARTS = {"article", "blockquote", "details", "div", "dl", "figure", "p", "section", "table"} | LISTS
"""Elements that may be a part of the main one."""
_LOOSE = HEADINGS | {"p"}
"""Elements that go with those beside them."""
_TITLED = HEADINGS | {"article", "details", "section"}
"""Elements that title a part of a page, or are one by their kind."""
_NOTICE = re.compile(r"\bcookies?\b", re.IGNORECASE)
_ITEM_WORDS = 5
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{2}")
