"""What the elements of a page hold: how much text, how much of it in links, and whether it tells a value.

All is counted in one walk, for every element at once: parts of a page that stand hundreds deep in each other are each
asked for it, and to look through each of them anew would take time by size and depth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from operator import sub
from typing import Any

from lxml import etree

from policyledger.reading.draft import is_rights
from policyledger.reading.elements import BLOCKS, HEADINGS
from policyledger.reading.marked import Marked, all_text, runs_within


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of text as a page shows it.

    Attributes:
        element: the innermost that holds all of it.
        text: of it, what stands in links left out.
        linked: whether it holds a link.
        led, below: whether a link alone stands in the line above, and in that below.
        leads: whether it ends with a link.
    """

    element: Any
    text: str
    linked: bool
    led: bool
    leads: bool
    below: bool = False

    @property
    def has_value(self) -> bool:
        """Whether it is or holds a sentence with a number, other than a claim of copyright."""
        return _DIGIT.search(self.text) is not None and any(
            len(sentence.split()) > _FEW_WORDS
            and sentence[-1] in ".!?"
            and _DIGIT.search(sentence)
            and not is_rights(self.text)
            for sentence in _SENTENCES.split(self.text)
        )


class Measures:
    """What each element of a tree holds, counted when it is first asked for.

    What is taken out of the tree before that is not counted, and holds nothing.

    Args:
        root: of the tree.
        marked: the source that its texts stand for.
    """

    def __init__(self, root: Any, marked: Marked) -> None:
        self._root = root
        self._marked = marked

    def runs(self, element: Any) -> int:
        """How many runs of text it holds."""
        return length(element)

    def links(self, element: Any) -> float:
        """The share of its runs of text that stand in links."""
        runs, linked, *_ = self._held.get(element, _NOTHING)
        return linked / max(runs, 1)

    def teases(self, element: Any) -> bool:
        """Whether it announces other pages: half of the headings below the first level are links, or more."""
        *_, headings, linked = self._held.get(element, _NOTHING)
        return bool(linked) and linked * 2 >= headings

    def tells_value(self, element: Any) -> bool:
        """Whether it holds a sentence with a number outside its links, other than a claim of copyright."""
        if element.tag in BLOCKS:
            return element in self._telling
        return any(line.has_value for line in shown_lines(element, self._marked))  # which is but a part of its lines

    @cached_property
    def _held(self) -> dict[Any, tuple[int, ...]]:
        """By element, its runs, its linked runs, its headings and its linked headings."""
        held: dict[Any, tuple[int, ...]] = {}
        counts = [0, 0, 0, 0]
        open_: list[tuple[int, ...]] = []
        headings: list[bool] = []
        links = 0
        for event, element in etree.iterwalk(self._root, events=("start", "end")):
            tag, begins = element.tag, event == "start"
            if tag == "a":
                links += 1 if begins else -1
                headings[-1:] = [True] * len(headings[-1:])
            if begins:
                open_.append(tuple(counts))
                if tag in _TEASED:
                    headings.append(element.getparent() is not None and element.getparent().tag == "a")
                text = element.text
            else:
                if tag in _TEASED:
                    counts[2] += 1
                    counts[3] += headings.pop()
                held[element] = tuple(map(sub, counts, open_.pop()))
                text = element.tail if element is not self._root else None
            if text and (runs := runs_within(text)):
                counts[0] += runs
                counts[1] += runs if links else 0
        return held

    @cached_property
    def _telling(self) -> set[Any]:
        """The blocks with a line that has a value, and all elements around them."""
        telling: set[Any] = set()
        for line in shown_lines(self._root, self._marked):
            if not line.has_value:
                continue
            for each in (line.element, *line.element.iterancestors()):
                if each in telling:
                    break
                telling.add(each)
        return telling


def shown_lines(root: Any, marked: Marked) -> Iterator[Shown]:
    """The lines of an element that are not blank, as blocks and breaks part them."""
    lines = _Lines(root, marked)
    held: Shown | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        ended = [lines.take(event, element)]
        if element is root and event == "end":
            ended.append(lines.end(root))
        if held is not None and lines.alone:
            yield replace(held, below=True)
            held = None
        for line in filter(None, ended):
            if held is not None:
                yield held
            held = line
    if held is not None:
        yield held


def length(element: Any) -> int:
    """How many runs of text an element holds now; markers stand for them, so this is cheap."""
    return runs_within(all_text(element))


class _Lines:
    """Gathers the lines of a tree while it is walked.

    Attributes:
        in_link: how many links stand open.
        alone: whether the last tag has ended a line of a link alone.
    """

    def __init__(self, root: Any, marked: Marked) -> None:
        self.in_link = 0
        self.alone = False
        self._root = root
        self._marked = marked
        self._parts: list[str] = []
        self._linked = self._led = self._leads = False

    def take(self, event: str, element: Any) -> Shown | None:
        """Takes the text behind a tag, and gives the line that the tag ends."""
        tag = element.tag
        self.alone = False
        line = None
        if tag in BLOCKS or (tag == "br" and event == "start"):
            line = self.end(element if event == "end" else element.getparent())
        if tag == "a":
            self.in_link += 1 if event == "start" else -1
        text = element.text if event == "start" else element.tail if element is not self._root else None
        if text and self.in_link:
            if not text.isspace():
                self._linked = self._leads = True
        elif text:
            runs = [run.text.replace("\n", " ") for run in self._marked.traced(text)]
            self._parts += runs or [" "]
            self._leads = self._leads and not runs
        return line

    def end(self, element: Any) -> Shown | None:
        """Ends a line; None where it is blank."""
        text = "".join(self._parts).strip()
        line = Shown(element, text, self._linked, self._led, self._leads)
        if not text and not self._linked:
            return None
        self._parts = []
        self._led = self.alone = self._linked and not _WORD.search(text)
        self._linked = self._leads = False
        return line if text else None


_NOTHING = (0, 0, 0, 0)
_TEASED = HEADINGS - {"h1"}
_FEW_WORDS = 3
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\w")
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
