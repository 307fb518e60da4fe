"""Lines of a PDF page as paragraphs, headings and list items, each with what its page shows of it."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from statistics import median

from policyledger.reading.document import Box, Glyphs
from policyledger.reading.draft import Draft, ends_sentence, is_unfinished
from policyledger.reading.listmarks import SECTION_ENUMERATOR as _ENUMERATOR
from policyledger.reading.listmarks import TYPED_BULLET as _BULLET
from policyledger.reading.pdf_labels import Labels
from policyledger.reading.pdf_layout import Line, Region, lay_out_cell
from policyledger.reading.pdf_tables import FoundTable, part_figures
from policyledger.reading.pdf_unruled import LooseTable
from policyledger.reading.pdf_words import TOUCHING, PageWords, Word
from policyledger.reading.repair import Traced, join_lines, raised
from policyledger.reading.tables import Grid, GridCell

_DISPLAY = 1.4
_HEAD_LINES = 3
_BLANK = 0.15
_LETTERS_ALONE = 3
_JUMP = 1.3
_LEVEL = 0.88
_FOR_MARKS = 0.15
"""What a lowered or a raised mark adds to the distance of two lines, in their sizes."""
_TO_PAGE = 2.5
"""White between a title in a list of contents and its page, in sizes of its type."""


@dataclass(slots=True, eq=False)
class PdfDraft(Draft):
    """A draft with what its page shows of it.

    Attributes:
        size: of its font, in points.
        bold: whether all of it is.
        ruled: whether under each of its lines, which are few, stands a rule or a frame's edge as long as itself.
        aside: whether it stands beside the page's flow (a panel, text up the margin).
        edge: "head" or "foot" when it may be a running one.
        top, x0: where it begins.
        bottom, x1: where it ends.
        labelled: whether it begins with a label in bold, what it tells in plain type behind it.
        marked: whether it begins with a raised mark, as footnotes do.
        opens, closes: whether it is the first or last of its region.
        place: right edge of its region.
        lines: how many it has.
        gap: the space above it in its region, in points.
        room: the space at the right of its last line.
        lead: how wide its first word is, or a number with its unit, which no line break parts.
        grid: the table that stands here, in place of text.
    """

    size: float = 0.0
    bold: bool = False
    ruled: bool = False
    aside: bool = False
    edge: str = ""
    top: float = 0.0
    x0: float = 0.0
    bottom: float = 0.0
    x1: float = 0.0
    place: float = 0.0
    labelled: bool = False
    marked: bool = False
    opens: bool = False
    closes: bool = False
    lines: int = 1
    gap: float = 0.0
    room: float = 0.0
    lead: float = 0.0
    grid: Grid | None = None


class Sheet:
    """One page while its lines become paragraphs."""

    def __init__(
        self, number: int, words: PageWords, glyphs: Glyphs, sizes: Counter[float], rules: Sequence[Box] = ()
    ) -> None:
        self.rules = sorted(rules, key=itemgetter(1))
        self.number = number
        self.words = words
        self.glyphs = glyphs
        self.sizes = sizes

    def paragraphs(self, region: Region) -> list[PdfDraft]:
        """The paragraphs, headings and list items of a region."""
        lines = region.lines
        for line in lines:
            self._show_bullet(line)
        _show_dashes(lines)
        bold = [self._is_bold(line) for line in lines]
        column = region.column or lines
        for line in column:
            line.point = line.point or self._point(line)
        leading = _leadings(column)
        first = column.index(lines[0])
        margins = _margins(column)[first : first + len(lines)]
        labels = Labels(lines, self.words)
        groups: list[list[int]] = []
        for i in range(len(lines)):
            if groups and not region.sideways and not _begins(lines, groups[-1], i, bold, labels, leading, margins[i]):
                groups[-1].append(i)
            else:
                groups.append([i])
        drafts = [self._draft([lines[i] for i in group], all(bold[i] for i in group), region) for group in groups]
        for draft, group in zip(drafts, groups, strict=True):
            draft.gap = lines[group[0]].top - lines[group[0] - 1].bottom if group[0] else draft.size
            draft.labelled = labels.is_label(group[0])
        if drafts:
            drafts[0].opens = drafts[-1].closes = True
        return drafts

    def table(self, table: FoundTable, number: int) -> PdfDraft:
        """A draft that stands for a table."""
        cells: list[GridCell] = []
        table.part_columns(self.words.words)
        words, loose = table.deal(self.words.words)
        if table.part_rows(words):
            words, loose = table.deal(self.words.words)
        for frame, inside in zip(table.frames, words, strict=True):
            parts: list[Traced] = []
            strong = False
            for part in part_figures(inside) if inside else ():
                for region in lay_out_cell(part):
                    drafts = self.paragraphs(region)
                    parts += [draft.traced for draft in drafts]
                    strong = strong or all(draft.bold for draft in drafts)
            cells.append(
                GridCell(frame.row, frame.column, parts, frame.height, frame.width, strong or None, self.number)
            )
        cells += self._unframed(table, loose)
        if not all(cell.marked for cell in cells if cell.row == 0 and cell.text):
            for cell in cells:
                cell.marked = None
        empty = Traced("", array("i"))
        draft = PdfDraft(empty, "table_cell", page=self.number, grid=Grid(cells, number))
        draft.x0, draft.top, draft.place, draft.bottom = table.box[0], table.box[1], table.box[2], table.box[3]
        return draft

    def loose_table(self, table: LooseTable, region: Region, number: int) -> PdfDraft:
        """A draft that stands for a table without rules."""
        cells: list[GridCell] = []
        for (row, column), (width, segments) in table.cells.items():
            words = [word for segment in segments for word in segment.words]
            parts = [draft.traced for flow in lay_out_cell(words) for draft in self.paragraphs(flow)]
            height = table.heights.get((row, column), 1)
            cells.append(GridCell(row, column, [join_lines(parts)], height, width, page=self.number))
        draft = PdfDraft(Traced("", array("i")), "table_cell", page=self.number, grid=Grid(cells, number))
        draft.x0, draft.top, draft.place = region.x0, region.lines[0].top, region.x1
        draft.aside = region.aside
        return draft

    def _unframed(self, table: FoundTable, loose: Sequence[Word]) -> list[GridCell]:
        """Cells for the words of a table that stand in none of its frames, as in a cell that is no rectangle."""
        rows: dict[int, list[Word]] = {}
        for word in loose:
            rows.setdefault(table.row_of(word), []).append(word)
        cells = []
        for row, words in rows.items():
            parts = [draft.traced for region in lay_out_cell(words) for draft in self.paragraphs(region)]
            cells.append(GridCell(row, table.column_of(words[0]), parts, page=self.number))
        return cells

    def _is_bold(self, line: Line) -> bool:
        first, last = line.words[0], line.words[-1]
        return self.words.is_bold(first.first) and self.words.is_bold(last.last - 1)

    def _show_bullet(self, line: Line) -> None:
        """Puts a bullet for the sign a line begins with, if its font is one of signs and its code tells another."""
        first = line.words[0]
        sign = first.text[0]
        if len(line.words) > 1 and not sign.isalnum() and sign != "•" and self.words.is_symbol(first.first):
            first.text = "•" + first.text[1:]
            line.text = "•" + line.text[1:]

    def _point(self, line: Line) -> float:
        """The size a line's longest word is set in, for it seldom is a sign of another font.

        Words whose boxes are of one height are of one size, so that of the first will do, whose font is known.
        """
        if line.is_run:
            return self.words.point_size(line.words[0])
        usual = max((word for word in line.words if word.size > 0.9 * line.size), key=lambda word: len(word.text))
        return self.words.point_size(usual)

    def _draft(self, lines: list[Line], bold: bool, region: Region) -> PdfDraft:
        parts = [self._line(line, region.sideways) for line in lines]
        first = lines[0]
        weights = _weights(lines)
        size = max(weights, key=lambda point: weights[point])
        text = parts[0].text
        marker = _BULLET.match(text)
        bullet = bool(marker) and (marker.end() < len(text) or len(lines) > 1)  # type: ignore[union-attr]
        if marker and bullet:
            parts[0] = parts[0][marker.end() :]
        draft = PdfDraft(
            join_lines(parts),
            "list_item" if bullet else "paragraph",
            level=1 if bullet else 0,
            page=self.number,
            size=size,
            bold=bold,
            aside=region.aside,
            edge=region.edge,
            top=first.top,
            x0=first.x0,
            bottom=lines[-1].bottom,
            x1=max(line.x1 for line in lines),
            place=region.x1,
            marked=_is_mark(first),
            lines=len(lines),
            room=region.x1 - lines[-1].x1,
            lead=_lead(first),
            ruled=len(lines) <= _HEAD_LINES and not region.sideways and all(map(self._is_ruled, lines)),
        )
        self.sizes[round(size * 2) / 2] += len(draft.text)
        return draft

    def _is_ruled(self, line: Line) -> bool:
        """Whether a rule stands right under a line from its first to its last word."""
        reach, slack = 0.35 * line.size, 0.4 * line.size
        at = bisect_left(self.rules, line.bottom - reach, key=itemgetter(1))
        while at < len(self.rules) and self.rules[at][1] < line.bottom + reach:
            x0, _, x1, _ = self.rules[at]
            if abs(x0 - line.x0) < slack and abs(x1 - line.x1) < slack:
                return True
            at += 1
        return False

    def _line(self, line: Line, sideways: bool = False) -> Traced:
        """The text of a line, each character numbered in the document's glyphs; footnote marks left out."""
        spread = _spread(line)
        if line.is_run and not sideways and not spread:
            run = slice(line.words[0].first, line.words[-1].last)
            lefts, rights = self.words.lefts[run], self.words.rights[run]
            return Traced.of(line.text, self.glyphs.add_line(self.number, line.top, line.bottom, lefts, rights))
        text: list[str] = []
        lefts, rights = array("H"), array("H")
        level_size = _LEVEL * line.size
        before: Word | None = None
        torn = _torn(line.words) | spread
        for word in line.words:
            level = 0 if word.size >= level_size else _shift(word, line)
            if before is not None and not sideways and word.first not in torn:
                plain = word.size == before.size and word.first != before.last and not level and not word.spaced_out
                if plain or _apart(before, word, level or _shift(before, line)):
                    text.append(" ")
                    edge = rights[-1] if rights else 0
                    lefts.append(edge)
                    rights.append(edge)
            shown = word.text
            if level > 0 and word.text.strip():
                shown = raised("".join(text)[-16:], word.text)
            if shown:
                text.append(shown)
                for _ in range(len(shown) - (word.last - word.first)):  # "^" or a drawn bullet: no characters
                    lefts.append(self.words.lefts[word.first])
                    rights.append(self.words.lefts[word.first])
                lefts.extend(self.words.lefts[word.first : word.last])
                rights.extend(self.words.rights[word.first : word.last])
                before = word
            elif text and _follows(word, line):
                before = word  # a full stop behind a footnote's mark that goes is as far from the text as from the mark
        first = self.glyphs.add_line(self.number, line.top, line.bottom, lefts, rights)
        return Traced.of("".join(text), first)


def _show_dashes(lines: Sequence[Line]) -> None:
    """Puts a bullet for the dash of list items that are printed without a blank after it ("-Fuel", "-Leaks").

    Two at the least begin at one edge, none in the midst of running text: there a dash goes before the rest of a word
    that the line above has no more room for.
    """
    tight = [i for i, line in enumerate(lines) if _DASH.match(line.text)]
    if len(tight) < 2:
        return
    right = max(line.x1 for line in lines)
    edges: dict[int, list[Line]] = {}
    for i in tight:
        line, above = lines[i], lines[i - 1] if i else None
        first = line.words[0]
        ended = above is None or ends_sentence(above.text) or above.text.endswith((":", ";", ","))
        if ended or (above is not None and above.x1 + (first.x1 - first.x0) + 0.5 * line.size < right):
            edges.setdefault(round(line.x0 / (0.3 * line.size)), []).append(line)
    for items in edges.values():
        for line in items if len(items) > 1 else ():
            line.text = "•" + line.text[1:]
            line.words[0].text = "•" + line.words[0].text[1:]


def _lead(line: Line) -> float:
    first, *rest = line.words
    last = rest[0] if rest and first.text[-1:].isdigit() else first
    return last.x1 - first.x0


def _weights(lines: Sequence[Line]) -> dict[float, int]:
    weights: dict[float, int] = {}
    for line in lines:
        letters = len(line.text) - len(line.words) + 1
        weights[line.point] = weights.get(line.point, 0) + letters
    return weights


def _shift(word: Word, line: Line) -> int:
    """1 for a raised word, -1 for a lowered one, 0 for one on the line."""
    if word.size >= _LEVEL * line.size:
        return 0
    middle = (word.top + word.bottom) / 2
    if word.bottom < line.bottom - 0.15 * line.size and middle < (line.top + line.bottom) / 2:
        return 1
    return -1 if middle > (line.top + line.bottom) / 2 + 0.04 * line.size else 0


def _is_mark(line: Line) -> bool:
    first = line.words[0]
    return len(line.words) > 1 and _shift(first, line) > 0 and bool(_NOTE_MARK.fullmatch(first.text))


def _apart(before: Word, word: Word, shifted: int) -> bool:
    """Whether a blank stands between two words of a line."""
    if word.spaced_out:
        return False
    if not shifted and max(before.size, word.size) > _DISPLAY * min(before.size, word.size):
        return True  # "60" in large type before "buses"
    if _is_initial(before, word) and word.x0 - before.x1 < 0.15 * before.size:
        return False
    if word.first == before.last:
        return word.x0 - before.x1 > 0.2 * min(before.size, word.size)
    if shifted:
        return word.x0 - before.x1 > 0.12 * max(before.size, word.size)
    return True


def _follows(mark: Word, line: Line) -> bool:
    """Whether punctuation stands right behind a mark in a line."""
    after = next((word for word in line.words if word.first >= mark.last), None)
    near = after is not None and after.x0 - mark.x1 < _BLANK * line.size
    return near and after is not None and after.text[0] in ".,;:!?)”’"


def _torn(words: Sequence[Word]) -> set[int]:
    """The first characters of those words of a line that touch the one before, though the stream parts them.

    Where blanks are narrow all over the line the widths of its font are wrong, and say nothing.
    """
    gaps = [word.x0 - before.x1 for before, word in pairwise(words)]
    if not gaps or median(gaps) < _BLANK * words[0].size:
        return set()
    return {
        word.first
        for (before, word), gap in zip(pairwise(words), gaps, strict=True)
        if -0.1 * word.size < gap < TOUCHING * word.size and word.size == before.size
    }


def _spread(line: Line) -> set[int]:
    """The first characters of those words that are no more than the rest of the word before, in letters set wide.

    There some programs take some of the gaps between letters for blanks ("T R ANSPARENC Y AND"): then letters stand
    about alone, and the gaps in the line are of two widths. In small letters so many stand alone only where the stream
    has a blank of no width behind most of them.
    """
    words = line.words
    alone = sum(map(_is_letter_alone, words))
    if alone < _LETTERS_ALONE:
        return set()
    gaps = [(word.x0 - before.x1, word.first) for before, word in pairwise(words)]
    if not line.text.isupper():
        touching = {first for gap, first in gaps if gap < TOUCHING * line.size}
        return touching if 2 * min(alone, len(touching)) > len(words) else set()
    near = sorted(gap for gap, _ in gaps if 0 < gap < line.size)
    steps = ((b / a, a) for a, b in pairwise(near) if a <= 0.2 * line.size)
    jump, widest = max(steps, default=(0.0, 0.0))
    if jump < _JUMP:
        return set()
    return {first for gap, first in gaps if gap <= widest}


def _is_letter_alone(word: Word) -> bool:
    return len(word.text) == 1 and word.text.isalpha() and word.text not in "AI"


def _is_initial(before: Word, word: Word) -> bool:
    """Whether a word is the rest of one set in small capitals, with a capital before it."""
    return len(before.text) == 1 and before.text.isupper() and word.text.isupper() and before.size > 1.1 * word.size


def _leadings(lines: Sequence[Line]) -> dict[int, float]:
    """The usual distance of two lines of a region, foot to foot, by the size of their letters.

    Where a font tells of no room above and below its letters, lines differ in height by the letters they happen to have
    (7 points in a font of 10), but are of one font's size.
    """
    steps: dict[int, list[float]] = {}
    tall: dict[int, float] = {}
    for above, below in pairwise(lines):
        step = below.bottom - above.bottom
        if step > 0.5 and abs(below.point - above.point) < 0.06 * above.point:
            size = round(below.size)
            steps.setdefault(size, []).append(step)
            tall[size] = max(tall.get(size, 0.0), size, below.point)
    usual = {}
    for size, found in steps.items():
        found.sort()
        few = len(found) < 8  # of a few lines some stand apart, as titles do
        usual[size] = found[(len(found) - 1) // 3] if few else median(found[: (len(found) * 3 + 3) // 4])
        if len(found) < 4 or usual[size] > 2.2 * size:
            usual[size] = min(usual[size], 1.3 * tall[size])
    return usual


def _is_entry(line: Line) -> bool:
    """Whether a line is one of a list of contents: its page stands apart from the title, or behind leaders."""
    words = line.words
    if len(words) < 2 or not words[-1].text.isdecimal():
        return _LED.search(line.text) is not None
    title = words[-2]
    return words[-1].x0 - title.x1 > _TO_PAGE * line.size or title.text.endswith(("..", "…")) or title.text == "."


def _begins(
    lines: Sequence[Line],
    group: Sequence[int],
    i: int,
    bold: Sequence[bool],
    labels: Labels,
    leading: dict[int, float],
    margins: tuple[float, float],
) -> bool:
    """Whether a line begins a paragraph of its own, after the lines of `group`."""
    line, last, first = lines[i], lines[i - 1], lines[group[0]]
    text, before = line.text, last.text
    size = max(line.size, 1.0)
    if abs(line.point - last.point) > 0.09 * line.point and min(len(text), len(before)) > 2:
        return True
    if line.point > _DISPLAY * last.point and text[0].isdecimal():
        return True
    if before[-1].isdecimal() and _is_entry(last):
        return True
    if _FIGURES.fullmatch(before) and _FIGURES.fullmatch(text) and ("." in before or "." in text):
        return True  # those of a chart's axis, or of rows: a sentence has not one line of figures below the other
    step = line.bottom - last.bottom
    usual = leading.get(round(line.size), 1.2 * size)
    most = max(1.32 * usual, usual + 0.35 * size)
    left, right = margins
    room = right - last.x1
    short = room > (line.words[0].x1 - line.words[0].x0) + 0.5 * size
    if step > 2.6 * size or (step > most and (short or step > most + _widened(last, line))):
        return True
    if labels.begins(group, i, short):
        return True
    if _is_mark(line) or (_counts_on(first, line) and ends_sentence(before)):
        return True
    bulleted = bool(_BULLET.match(first.text))
    listed = bulleted or bool(_ENUMERATOR.match(first.text))
    if _BULLET.match(text):
        aligned = abs(line.x0 - last.x0) < 0.3 * size and not bulleted
        return (
            short or not aligned or not _DASHED.match(text) or before.endswith((":", ";", ",")) or ends_sentence(before)
        )
    if bold[i] != bold[i - 1] and (short or ends_sentence(before) or step > 1.12 * usual):
        return True
    if bold[i] and bold[i - 1] and before.isupper() != text.isupper() and not _flush(last, line):
        return True  # a title in the middle, in capitals, and the next one at the edge
    if _DECIMAL.match(text) and not short and not ends_sentence(before):
        return False
    if is_unfinished(before) and not bold[i] and not _ENUMERATOR.match(text):
        return False  # "of which 90,000 by | 2027;", however narrow the line was beside a box
    if _refers(before, text):
        return False
    if _ENUMERATOR.match(text) and (short or step > 1.08 * usual or listed) and line.x0 <= first.x0 + 2 * size:
        return True
    indent = line.x0 - last.x0
    if listed and short and indent > 0.7 * size and _FIRST.match(text):
        return True  # the items of an item begin
    if listed and line.x0 > first.x0 + 0.25 * size and len(group) == 1 and not text[0].islower():
        least = 0.4 if bold[i] else 0.15  # titles are broken where their sense is
        return short and room > least * (right - left) and not before.endswith(("-", ","))
    if bulleted and len(group) == 1 and line.x0 < first.x0 + 0.3 * size and not text[0].islower():
        return room > 0.3 * (right - left)  # nothing hangs under a bullet, and the line had room for much more
    if listed:
        return line.x0 < first.x0 + 0.3 * size and short and line.x0 <= last.x0 - 0.5 * size
    if len(group) == 1 and line.x0 < first.x0 - 0.6 * size:
        return short and ends_sentence(before)
    if indent > 0.7 * size and indent < 6 * size and (ends_sentence(before) or short) and last.x0 < left + 0.7 * size:
        return True
    if text[0].islower() or before.endswith(("-", ",")):
        return False
    if bold[i] and bold[i - 1] and not ends_sentence(before):
        return False
    very_short = last.x1 - left < 0.6 * (right - left)
    if ends_sentence(before) or before.endswith(":"):
        return short and (room > 0.15 * (right - left) or step > 1.05 * usual)
    return very_short and len(group) == 1 and short and line.size <= last.size


def _widened(above: Line, below: Line) -> float:
    """How much wider two lines of a sentence may stand, in points, for what hangs below one or is raised in the other.

    Programs that set each line as high as what is in it ("CO₂" over "2035³") part the lines of a paragraph so.
    """
    if below.text[0].isupper() and not is_unfinished(above.text):
        return 0.0
    hung = any(_shift(word, above) < 0 for word in above.words)
    raised_up = any(_shift(word, below) > 0 for word in below.words)
    return _FOR_MARKS * below.size * (hung + raised_up)


def _flush(above: Line, below: Line) -> bool:
    """Whether two lines begin, end or are centred alike."""
    slack = 0.5 * below.size
    left, right = below.x0 - above.x0, below.x1 - above.x1
    return abs(left) < slack or abs(right) < slack or abs(left + right) / 2 < slack


def _counts_on(first: Line, line: Line) -> bool:
    """Whether a line begins with the number after the one that the first of its paragraph begins with, as notes do."""
    counts = [_COUNTED.match(text) for text in (first.text, line.text)]
    numbers = [int(count[1]) for count in counts if count is not None]
    return len(numbers) > 1 and numbers[1] == numbers[0] + 1 and abs(line.x0 - first.x0) < 0.3 * line.size


def _refers(before: str, text: str) -> bool:
    """Whether what looks like a list's mark is what the line before refers to: "paragraphs 31(c) and", "(d) of …"."""
    if not _CITED.match(text):  # as most lines: searching each for a noun at its end would take long
        return False
    return bool(_REFERENCE.search(before) or (_CITED_OF.match(text) and _REFERENCES.search(before)))


def _margins(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """The left and right edge of the text around each line, of lines of its size that stand above or below it."""
    points = [line.point for line in lines]
    spans = [(max(0, i - 10), i + 10) for i in range(len(lines))]
    edges: dict[float, tuple[list[float], list[float]]] = {}
    for point in set(points):  # few: a page's words ask for each font and size once
        near = [abs(other - point) < 0.09 * point for other in points]
        if all(near):  # as in most regions
            edges[point] = [line.x0 for line in lines], [line.x1 for line in lines]
            continue
        edges[point] = (
            [line.x0 if fits else float("inf") for line, fits in zip(lines, near, strict=True)],
            [line.x1 if fits else float("-inf") for line, fits in zip(lines, near, strict=True)],
        )
    found = []
    reach = min(line.x1 for line in lines), max(line.x0 for line in lines)
    all_over = {point: max(lefts) <= reach[0] and min(rights) >= reach[1] for point, (lefts, rights) in edges.items()}
    for line, (first, last), point in zip(lines, spans, points, strict=True):
        lefts, rights = (side[first:last] for side in edges[point])
        x0, x1 = min(lefts), max(rights)
        if not all_over[point] and (max(lefts) > line.x1 or min(rights) < line.x0):
            over = [(a, b) for a, b in zip(lefts, rights, strict=True) if a <= line.x1 and b >= line.x0]
            x0, x1 = min(a for a, _ in over), max(b for _, b in over)
        found.append((x0, x1))
    return found


_FIGURES = re.compile(r"[-+−–]?\d[\d.,]*(?:\s[-+−–]?\d[\d.,]*)*")
_LED = re.compile(r"(?:\.{4,}|…{2,})\d{1,4}$")
_DASH = re.compile(r"[-–—][^\W\d_]")
_COUNTED = re.compile(r"(\d{1,3})\s+[^\W\d_a-z]")
_DASHED = re.compile(r"[-–—]\s+[^\W\d_A-Z]")
"""A dash and a word that begins no sentence."""
_REFERENCE = re.compile(
    r"\b(?:(?:sub-?)?paragraphs?|[Aa]rticles?|[Ss]ections?|[Cc]lauses?|[Pp]oints?|[Rr]ules?|[Rr]egulations?)$"
)
_REFERENCES = re.compile(r"\(\w{1,4}\)(?:,| and| or| to)?$")
_CITED = re.compile(r"\(?\w{1,4}\)(?:\([a-z]{1,4}\))*[\s,;]")
_CITED_OF = re.compile(r"\(\w{1,4}\)\s(?:of|above|below|and|or)\b")
_FIRST = re.compile(r"\(?[1aiA][.)]\s")
_DECIMAL = re.compile(r"\d{1,2}\.\d{1,2}\s")
_NOTE_MARK = re.compile(r"\d{1,3}|[*†‡§]{1,3}|[a-z]")
