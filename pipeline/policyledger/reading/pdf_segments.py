"""Words of a PDF page side by side, closer than a gutter: what its lines and columns are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from policyledger.reading.document import Box
from policyledger.reading.pdf_gutters import MIN_GUTTER, MIN_SIDE, least_gutter
from policyledger.reading.pdf_unruled import FIGURE
from policyledger.reading.pdf_words import TOUCHING, Word

_INWARDS = 1.5
_LEADING = 1.3
"""How far inwards of its sides what is set into a page surely fills it, and how high a line of it is, in sizes."""


class Segment:
    """Words side by side on one baseline.

    Attributes:
        is_run: whether its words follow one another in the stream too, one blank apart and of one height, as most do,
            and none touches the next: then their text, edges and size need no look at each of them.
    """

    __slots__ = ("_is_figure", "bottom", "is_run", "letters", "middle", "size", "top", "words", "x0", "x1")

    def __init__(self, word: Word) -> None:
        self.words = [word]
        self.x0, self.top, self.x1, self.bottom, self.size = word.x0, word.top, word.x1, word.bottom, word.size
        self.middle = (self.top + self.bottom) / 2
        self.letters = len(word.text)
        self._is_figure: bool | None = None
        self.is_run = True

    def add(self, word: Word) -> None:
        """Takes in a word to the right."""
        last = self.words[-1]
        if word.first != last.last + 1 or word.x0 - last.x1 < TOUCHING * word.size or word.spaced_out:
            self.is_run = False
        self.words.append(word)
        self.letters += len(word.text)
        self._is_figure = None
        if word.x0 < self.x0:
            self.x0 = word.x0
        if word.x1 > self.x1:
            self.x1 = word.x1
        if word.top == self.top and word.bottom == self.bottom:
            return
        self.is_run = False
        if word.size > 0.8 * self.size:
            self.top, self.bottom = min(self.top, word.top), max(self.bottom, word.bottom)
            self.size = max(self.size, word.size)
            self.middle = (self.top + self.bottom) / 2

    @property
    def text(self) -> str:
        """Its words with blanks between them."""
        return text_of(self.words)

    @property
    def is_figure(self) -> bool:
        """Whether it is a figure and nothing else, as in the cells of a table."""
        if self._is_figure is None:
            words = self.words
            first = words[0].text
            self._is_figure = (
                len(words) <= 3
                and not first[0].islower()
                and not (len(words) == 1 and first.isalpha())
                and FIGURE.fullmatch(self.text) is not None
            )
        return self._is_figure


@dataclass(slots=True, eq=False)
class Inset:
    """Something that is set into a page as a whole.

    Attributes:
        box: x0, top, x1, bottom.
        table: the number of the ruled table that it is, of those of the page.
        segments: its own text, which is none of the flow.
        inner: what is set into it.
        is_panel: whether it is a frame or a tinted panel with text of its own.
        is_edged: whether its text, if any, is of the flow, and only its edges part columns.
        is_firm: whether it parts them whatever stands beside it.
        parts: whether it stands across columns.
    """

    box: Box
    table: int | None = None
    segments: list[Segment] = field(default_factory=list)
    inner: list[Inset] = field(default_factory=list)
    is_panel: bool = False
    is_edged: bool = False
    is_firm: bool = False
    parts: bool = False

    @property
    def has_text(self) -> bool:
        """Whether there is anything in it to be read with it."""
        return self.table is not None or bool(self.segments or self.inner)

    def lines(self, size: float) -> list[Filled]:
        """The lines of a size that it fills, or its edges, shorter than it is: it may reach into gutters a little."""
        x0, top, x1, bottom = self.box
        inwards = min(_INWARDS * size, (x1 - x0) / 4)
        count = 2 if self.is_edged else max(1, round((bottom - top) / (_LEADING * size)))
        tall = 0.0 if self.is_edged else (bottom - top) / count
        tops = (top, bottom) if self.is_edged else [top + i * tall for i in range(count)]
        return [Filled(self, (x0 + inwards, y, x1 - inwards, y + tall), size) for y in tops]


class Filled(Segment):
    """A line's height of what is set into a page: where text would stand, there is something else."""

    __slots__ = ("inset",)

    def __init__(self, inset: Inset, box: Box, size: float) -> None:
        self.words = []
        self.x0, self.top, self.x1, self.bottom = box
        self.size = size
        self.middle = (self.top + self.bottom) / 2
        self.letters = int(2 * (self.x1 - self.x0) / size)
        self._is_figure = False
        self.is_run = False
        self.inset = inset


def without_pictures(segments: Sequence[Segment]) -> list[Segment]:
    """Segments without the lines that something fills in which there is nothing to be read."""
    return [s for s in segments if not isinstance(s, Filled) or s.inset.has_text]


def segments_of(words: Sequence[Word]) -> list[Segment]:
    """Words side by side, in the stream or across it, closer than a gutter."""
    segments: list[Segment] = []
    current: Segment | None = None
    for word in words:
        if current is not None and _adjoins(current, word):
            current.add(word)
        else:
            current = Segment(word)
            segments.append(current)
    segments.sort(key=by_height)
    return _merge(segments)


def _adjoins(segment: Segment, word: Word) -> bool:
    gap = word.x0 - segment.x1
    if gap >= MIN_SIDE and gap >= MIN_GUTTER * segment.size:
        return False
    if gap < 0 and gap <= -0.5 * max(segment.size, word.size):
        return False
    if segment.top == word.top and segment.bottom == word.bottom:
        return True
    overlap = min(segment.bottom, word.bottom) - max(segment.top, word.top)
    return overlap > 0.5 * min(segment.bottom - segment.top, word.bottom - word.top)


def _merge(segments: list[Segment]) -> list[Segment]:
    """Segments, from top to bottom, that the stream tore apart, put together again."""
    merged: list[Segment] = []
    for segment in segments:
        x0, x1, middle = segment.x0, segment.x1, segment.middle
        near, gutter = 0.6 * segment.size + 4, least_gutter(segment.size)
        for other in reversed(merged[-8:]):
            if middle - other.middle > near:
                merged.append(segment)
                break  # the rest stand in lines above
            gap = x0 - other.x1 if x0 > other.x0 else other.x0 - x1
            if gap >= gutter and gap >= MIN_GUTTER * other.size:
                continue  # as most: looked at here, for asking further takes long
            if _adjoins_segment(other, segment):
                for word in segment.words:
                    other.add(word)
                other.words.sort(key=_left)
                other.is_run = False
                break
        else:
            merged.append(segment)
    return merged


def _adjoins_segment(a: Segment, b: Segment) -> bool:
    size = a.size if a.size > b.size else b.size
    gap = b.x0 - a.x1 if b.x0 > a.x0 else a.x0 - b.x1
    if gap >= least_gutter(size) or gap <= -0.5 * size or abs(a.middle - b.middle) > 0.5 * size:
        return False
    return min(a.bottom, b.bottom) - max(a.top, b.top) > 0.5 * min(a.bottom - a.top, b.bottom - b.top)


def without_doubles(words: Sequence[Word]) -> list[Word]:
    """The words without those printed twice on one spot (shadows, fake bold)."""
    seen: dict[tuple[str, int, int], Word] = {}
    kept = []
    for word in words:
        key = (word.text, int(word.x0 / 3), int(word.top / 3))
        before = seen.get(key)
        if before is not None and abs(before.x0 - word.x0) < 1.5 and abs(before.top - word.top) < 1.5:
            continue
        seen[key] = word
        kept.append(word)
    return kept


def text_of(words: Sequence[Word]) -> str:
    """Words with blanks between them."""
    return " ".join([word.text for word in words])


_left = attrgetter("x0")
by_height = attrgetter("middle", "x0")
"""Tells in what order segments stand from top to bottom."""
