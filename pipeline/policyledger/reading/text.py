"""Plain text: hard-wrapped lines joined, headings and lists guessed, page furniture dropped.

Every judgement is on shapes: how long lines are, how they end and begin, what repeats from page to page.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from policyledger.reading.callouts import join_callouts
from policyledger.reading.draft import (
    Draft,
    continues,
    ends_sentence,
    finish,
    is_heading,
    is_unfinished,
    join_broken,
)
from policyledger.reading.heads import is_delivered, is_generic
from policyledger.reading.lines import Line
from policyledger.reading.listmarks import (
    BULLETS,
    ENUMERATOR,
    NAMED_NUMBER,
    SECTION_ENUMERATOR,
    TYPED_BULLET,
    is_enumerated,
)
from policyledger.reading.mail_heads import without_mail_head
from policyledger.reading.repair import join_lines
from policyledger.reading.tables import Grid, table_drafts
from policyledger.reading.text_columns import without_columns
from policyledger.reading.text_tables import TextTables
from policyledger.reading.typed import mark_headings


@dataclass(frozen=True, slots=True)
class Wrap:
    """How a text's lines are wrapped.

    Attributes:
        width: in characters, or 0 when they are not: each line is a paragraph then.
        hangs: whether the lines of a list item are indented below its bullet.
    """

    width: int
    hangs: bool = False


def read_text(source: str) -> list[Draft]:
    """The blocks of a plain text, mended; `page` is set when the text has form feeds."""
    return finish(join_callouts(text_drafts(source)))


def text_drafts(source: str) -> list[Draft]:
    """The blocks of a plain text, not yet mended."""
    lines = _lines(source)
    paged = "\f" in source
    if _says_one_thing(lines):
        return []
    lines = without_mail_head(without_columns(_without_furniture(_without_leaders(lines))))
    drafts: list[Draft] = []
    for piece in typed_pieces(lines, paged):
        drafts += table_drafts(piece) if isinstance(piece, Grid) else [piece]
    drafts = join_broken(drafts)
    mark_headings(drafts)
    return drafts


def _says_one_thing(lines: Sequence[Line]) -> bool:
    """Whether all lines say the same, as the running head of pages whose text is lost; a text says more."""
    said = Counter(line.text.casefold() for line in lines if line.text)
    return (
        len(said) == 1
        and said.total() >= _LEAST_HEADS
        and all(_WORDY.search(text) and not ends_sentence(text) for text in said)
    )


def _without_leaders(lines: list[Line]) -> list[Line]:
    """The lines with blanks in place of the dots between a label and its value; those before a page's number stay."""
    led = [(at, match) for at, line in enumerate(lines) if (match := _LEADERS.search(line.text))]
    if len(led) < _LEAST_LED or any(_PAGE_LED.fullmatch(match["led"]) for _, match in led):
        return lines
    shown = list(lines)
    for at, match in led:
        start, end = match.span("dots")
        text = lines[at].text
        shown[at] = replace(lines[at], text=f"{text[:start]}{' ' * (end - start)}{text[end:]}")
    return shown


def typed_pieces(lines: Sequence[Line], paged: bool = False) -> Iterator[Draft | Grid]:
    """The paragraphs and items that lines are typed as, and the tables between them."""
    wrap = _measure(lines)
    indents: list[int] = []  # of the items that those which follow may stand below
    for piece in TextTables(paged).part(lines):
        if isinstance(piece, Grid):
            yield piece
            continue
        for first, draft in _paragraphs(piece, wrap, paged):
            if draft.kind == "list_item":
                indents = [*(indent for indent in indents if indent < first.indent), first.indent]
                draft.level = len(indents)
            elif not indents or first.indent <= indents[-1]:
                indents = []
            yield draft


def _lines(source: str) -> list[Line]:
    """The source's lines, blank ones with empty text; a form feed begins a page."""
    lines = []
    page = 1
    quotations = _quotations(source)
    for number, match in enumerate(_LINE.finditer(source)):
        raw = match[1]
        page += raw.count("\f")
        quoted = _QUOTED.match(raw) if number in quotations else None
        shown = raw[quoted.end() :] if quoted else raw
        text = shown.strip()
        indent = len(raw) - len(shown.lstrip())
        tabs = raw.count("\t", 0, indent) if "\t" in text else 0
        lines.append(Line(text, match.start() + indent, indent - raw.count("\f"), page, tabs=tabs))
    return lines


def _quotations(source: str) -> set[int]:
    """The lines that are quoted: two or more in a row with the mark, words behind one of them; "> 85 %" is a bound."""
    if "\n>" not in source:
        return set()
    quoted: set[int] = set()
    run: list[tuple[int, str]] = []
    lines = [match[1] for match in _LINE.finditer(source)]
    for number, raw in enumerate([*lines, ""]):
        if _QUOTED.match(raw):
            run.append((number, raw))
            continue
        if len(run) > 1 and any(_QUOTED_WORDS.match(each) for _, each in run):
            quoted.update(each for each, _ in run)
        run = []
    return quoted


def _without_furniture(lines: list[Line]) -> list[Line]:
    """The lines without page numbers and running heads, and without the blank lines around those inside a sentence."""
    numbers = _page_numbers(lines)
    heads = _running_heads(lines, numbers)
    gone = numbers | heads
    if not gone:
        return lines
    return [line if i not in gone else Line("", line.start, 0, line.page) for i, line in enumerate(lines)]


def _page_numbers(lines: list[Line]) -> set[int]:
    """Lines that hold a page number alone: next to a form feed, inside a sentence, or in a run that counts pages.

    What a sentence wants as its value is none, nor is a year but next to a form feed: headings count years up as well.
    A number between two dashes is a page's wherever it stands.
    """
    alone = [(i, int(match[1])) for i, line in enumerate(lines) if (match := _PAGE_NUMBER.fullmatch(line.text))]
    free = [(i, n) for i, n in alone if not _YEARS[0] <= n <= _YEARS[1] and not _has_unit(lines, i)]
    found = {i for i, _ in alone if _at_page_end(lines, i)} | {i for i, _ in free if _inside_sentence(lines, i)}
    found |= {i for i, _ in free if _BETWEEN_DASHES.fullmatch(lines[i].text)}
    counted: list[int] = []
    for run in sorted(_runs(free), key=lambda run: (-len(run), run)):
        apart = bisect(counted, run[0]) == bisect(counted, run[-1])  # chapters and notes are counted between pages
        if apart and _counts_pages(lines, run):
            counted = sorted([*counted, *run])
            found |= set(run) - _told(lines, run)
    found |= {i for i, line in enumerate(lines) if _PAGE_OF.fullmatch(line.text) or (
        _ROMAN_PAGE.fullmatch(line.text) and _at_page_end(lines, i))}  # fmt: skip
    return found


def _runs(alone: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
    """The lines of lone numbers that count up one by one, or by two where one is missing, run by run."""
    runs: dict[int, list[int]] = {}
    for i, number in alone:
        run = runs.pop(number - 1, None) or runs.pop(number - 2, None) or []
        run.append(i)
        if number in runs:
            yield runs[number]
        runs[number] = run
    yield from runs.values()


def _counts_pages(lines: Sequence[Line], run: Sequence[int]) -> bool:
    """Whether lone numbers that count up do so page by page: far from each other, in sentences, or by running heads.

    Figures count up by chance as well, each below its label.
    """
    if len(run) < 2:
        return False
    far = sorted(lines[b].start - lines[a].start for a, b in pairwise(run))
    if far[len(far) // 2] >= _PAGE_LENGTH:
        return True
    cut = sum(_is_cut(lines, i) for i in run)
    sides = zip(*(_beside(lines, i) for i in run), strict=True)
    heads = [Counter(_head_key(text) for text in texts if _WORDY.search(text)) for texts in sides]
    return 2 * max(cut, *(count for side in heads for count in side.values()), 0) >= len(run) > 2


def _is_cut(lines: Sequence[Line], i: int) -> bool:
    """Whether a sentence goes on past a line."""
    before, after = _beside(lines, i)
    return bool(before and after) and continues(before, after)


def _told(lines: Sequence[Line], run: Sequence[int]) -> set[int]:
    """The lone numbers of a run whose count words below tell ("12", "new hospitals"), which are no running head."""
    below = Counter(_beside(lines, i)[1] for i in run)
    told = set()
    for i in run:
        before, after = _beside(lines, i)
        counts = after[:1].islower() and below[after] == 1 and not is_enumerated(after)
        if counts and not before[-1:].isdigit() and (ends_sentence(before) or is_heading(before)):
            told.add(i)
    return told


def _at_page_end(lines: Sequence[Line], i: int) -> bool:
    """Whether a line is the first or last of its page but for blank ones."""
    page = lines[i].page
    before, after = i - 1, i + 1
    while before >= 0 and not lines[before].text and lines[before].page == page:
        before -= 1
    while after < len(lines) and not lines[after].text and lines[after].page == page:
        after += 1
    last = after == len(lines) and page > 1
    return last or (before >= 0 and lines[before].page < page) or (after < len(lines) and lines[after].page > page)


def _beside(lines: Sequence[Line], i: int) -> tuple[str, str]:
    """The texts before and after a line, past a few blank ones."""
    before = next((line.text for line in reversed(lines[max(0, i - 4) : i]) if line.text), "")
    after = next((line.text for line in lines[i + 1 : i + 5] if line.text), "")
    return before, after


def _has_unit(lines: Sequence[Line], i: int) -> bool:
    """Whether a lone number's unit follows; a figure before it has the unit for its own."""
    before, after = _beside(lines, i)
    return bool(_UNIT.match(after)) and not before[-1:].isdigit()


def _inside_sentence(lines: Sequence[Line], i: int) -> bool:
    """Whether a sentence goes on past a lone number, and does not want it.

    After "to" or "by" it is wanted, unless a figure or an article follows: that is the one then.
    """
    before, after = _beside(lines, i)
    if _WANTS_VALUE.search(before) and not _WANTED.match(after):
        return False
    blank = i > 0 and not lines[i - 1].text and i + 1 < len(lines) and not lines[i + 1].text
    return blank and bool(before and after) and continues(before, after)


def _running_heads(lines: Sequence[Line], numbers: set[int]) -> set[int]:
    """Short lines that come back, but for the page number at their edge, next to page borders; no list items.

    The first of them stays where it is the title of the text.
    """
    at_border: Counter[str] = Counter()
    where: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        if not line.text or i in numbers or len(line.text) > _TITLE_LENGTH or _opens(line):
            continue
        key = _head_key(line.text)
        if not key or not _WORDY.search(key):
            continue
        where.setdefault(key, []).append(i)
        at_border[key] += (
            _at_page_end(lines, i) if lines[-1].page > 1 else False
        ) or _is_by_number(i, numbers) or _counts(line.text)  # fmt: skip
    titled = _before_text(lines)
    found = {
        i
        for key, places in where.items()
        if (len(places) >= _LEAST_HEADS or _count_on(lines, places))
        and at_border[key] * 5 >= len(places) * 3
        and (_spread(_borders(lines, places, numbers)) or _one_a_page(lines, places))
        for i in places
    }
    found |= _repeated(lines, where, titled, numbers)
    firsts = (places[0] for places in where.values() if places[0] in found and places[0] < titled)
    return found - {i for i in firsts if _is_title(lines, i, found, numbers)}


def _is_by_number(i: int, numbers: Set[int]) -> bool:
    """Whether the number of a page stands beside a line."""
    return not numbers.isdisjoint(range(i - _BESIDE, i + _BESIDE + 1))


def _is_title(lines: Sequence[Line], i: int, heads: Set[int], numbers: Set[int]) -> bool:
    """Whether the first of the lines that come back is the title of the text: no other follows, nor a page's number."""
    text = lines[i].text
    if not is_heading(text) or len(text.split()) < _TITLE_WORDS or _counts(text):
        return False
    if _is_by_number(i, numbers):
        return False
    below = (lines[at].text for at in range(i + 1, len(lines)) if at not in heads and at not in numbers)
    after = next(filter(None, below), "")
    titles = is_heading(after) and not SECTION_ENUMERATOR.match(after) and not is_generic(after)
    return bool(after) and not after[0].islower() and not titles


def _before_text(lines: Sequence[Line]) -> int:
    """The first line that tells something: the end of a sentence, or longer than a title is."""
    told = (i for i, line in enumerate(lines) if ends_sentence(line.text) or len(line.text) > _TITLE_LENGTH)
    return next(told, len(lines))


def _repeated(lines: Sequence[Line], where: Mapping[str, Sequence[int]], titled: int, numbers: Set[int]) -> set[int]:
    """Lines at the border of a page that are a title of the text and the number of the page, in one line or in two."""
    titles: dict[str, int] = {}
    for i, line in enumerate(lines[:titled]):
        titles.setdefault(line.text.casefold(), i)
    headed = {
        i
        for key in titles.keys() & where.keys()
        for i in where[key]
        if i > titles[key] and _at_page_end(lines, i) and _shows_page(lines[i])
    }
    for number in numbers:
        for i in range(max(0, number - _BESIDE), min(len(lines), number + _BESIDE + 1)):
            if lines[i].text and titled <= i and lines[i].text.casefold() in titles:
                headed.add(i)
    return headed


def _shows_page(line: Line) -> bool:
    """Whether the number of its page stands at the edge of a line."""
    return any(int(number[0]) == line.page for number in _EDGE_NUMBER.finditer(line.text))


def _head_key(text: str) -> str:
    """What of a running head is the same on each page: all but the number at its edge."""
    return _EDGE_NUMBER.sub("", text).casefold().strip(" |-–")


def _counts(text: str) -> bool:
    """Whether a number that may be a page's stands at the edge of a line; a year is none."""
    return any(not _YEARS[0] <= int(number[0]) <= _YEARS[1] for number in _EDGE_NUMBER.finditer(text))


def _count_on(lines: Sequence[Line], places: Sequence[int]) -> bool:
    """Whether two or more lines stand at the border of a page each, with the numbers of the pages at their edges.

    They may be counted from any number on, but one a page.
    """
    shown = [_EDGE_NUMBER.search(lines[at].text) for at in places]
    if len(places) < 2 or not all(shown) or not all(_at_page_end(lines, at) for at in places):
        return False
    return len({int(number[0]) - lines[at].page for number, at in zip(shown, places, strict=True) if number}) == 1


def _one_a_page(lines: Sequence[Line], places: Sequence[int]) -> bool:
    """Whether lines stand at the head or foot of a page each, however short it is; the first page has no border."""
    pages = {lines[at].page for at in places}
    return len(pages) == len(places) and all(_at_page_end(lines, at) for at in places[1:])


def _borders(lines: Sequence[Line], places: Sequence[int], numbers: set[int]) -> list[int]:
    """Lines that come back, the foot of a page and the head of the next counted once where they meet."""
    apart = list(places[:1])
    for before, after in pairwise(places):
        if any(lines[i].text and i not in numbers for i in range(before + 1, after)):
            apart.append(after)
    return apart


def _spread(places: Sequence[int]) -> bool:
    """Whether lines stand so far apart that each can be on a page of its own."""
    return all(b - a > 5 for a, b in pairwise(places[1:]))


def _measure(lines: Sequence[Line]) -> Wrap:
    """The width the text is wrapped to: that of most of its longest lines, if any line goes on in the next."""
    lengths = sorted(len(line.text) for line in lines if len(line.text) > 20)
    if not lengths or sum(length for length in lengths if length > _WIDEST) * 3 > sum(lengths):
        return Wrap(0)
    width = lengths[int(len(lengths) * 0.9)]
    pairs = [(line, after) for line, after in pairwise(lines) if line.text and after.text and not _opens(after)]
    if not any(_goes_on(line, after, width) for line, after in pairs):
        return Wrap(0)
    indents = [after.indent > line.indent for line, after in pairs if _opens(line) and after.text[0].islower()]
    return Wrap(width, bool(indents) and all(indents))


def _goes_on(line: Line, after: Line, width: int) -> bool:
    """Whether a line may be cut by the width of the text: the next begins in small letters, or no sentence ends."""
    return not after.text[0].isupper() or (not ends_sentence(line.text) and len(line.text) > width * _FILLED)


def _opens(line: Line) -> bool:
    """Whether a line begins a list item."""
    return TYPED_BULLET.match(line.text) is not None


def _paragraphs(group: list[Line], wrap: Wrap, paged: bool) -> Iterator[tuple[Line, Draft]]:
    """A group of lines as paragraphs and list items, each with its first line."""
    pending: list[Line] = []
    for line in group:
        ruled = _RULE.fullmatch(line.text) is not None  # drawn to part what stands above and below, or under a heading
        if pending and (ruled or _breaks(pending, line, wrap)):
            yield pending[0], _draft(pending, paged)
            pending = []
        if not ruled:
            pending.append(line)
    if pending:
        yield pending[0], _draft(pending, paged)


def _breaks(pending: Sequence[Line], line: Line, wrap: Wrap) -> bool:
    """Whether a line begins a paragraph of its own."""
    last, width = pending[-1].text, wrap.width
    if _opens(line):
        return True
    if _BULLET_ALONE.fullmatch(last):
        return False
    if width == 0:
        return True
    if ENUMERATOR.match(line.text) and (
        ends_sentence(last) or last.endswith((":", ";")) or ENUMERATOR.match(pending[0].text) or _opens(pending[0])
    ):
        return True
    if ends_sentence(last) and all(map(SECTION_ENUMERATOR.match, (line.text, pending[0].text))):
        return True
    if all(map(NAMED_NUMBER.match, (line.text, pending[0].text))) and not (last[-1] in ",-" or is_unfinished(last)):
        return True
    if len(pending) == 1 and is_delivered(line.text) and is_heading(last):
        return True  # below the title of a speech
    if line.text[0].islower() or last.endswith(("-", "\u2010", ",")) or continues(last, line.text):
        return False
    item = _opens(pending[0])
    if not item and line.indent == pending[0].indent > pending[-1].indent and ends_sentence(last):
        return True  # set in as the first line of the paragraph above
    if item and line.indent > pending[0].indent and ends_sentence(last):
        return False
    if item and wrap.hangs:
        return line.indent <= pending[0].indent
    room = width - len(last) - 1
    fits = room >= len(line.text.split(None, 1)[0]) + width * (_SLACK if ends_sentence(last) else 2 * _SLACK)
    if not fits:
        return False
    if len(pending) == 1 and is_heading(last):
        return True
    return item or ends_sentence(last) or last.endswith(":") or room > width * 0.4


def _draft(lines: Sequence[Line], paged: bool) -> Draft:
    first = lines[0]
    parts = [line.traced for line in lines]
    marker = TYPED_BULLET.match(first.text)
    if marker:
        parts[0] = parts[0][marker.end() :]
    return Draft(
        join_lines(parts),
        kind="list_item" if marker else "paragraph",
        level=1 if marker else 0,
        page=first.page if paged else None,
    )


_LINE = re.compile(r"([^\r\n\v\x85\u2028\u2029]*)(?:\r\n|[\r\n\v\x85\u2028\u2029]|\Z)")
_QUOTED = re.compile(r"\s*(?:>[ \t]?)+")
"""The marks of a quoted line, as in letters: "> By 2030, …"."""
_QUOTED_WORDS = re.compile(r"\s*(?:>[ \t]?)+[^\W\d_]")
_PAGE_NUMBER = re.compile(r"[-–—|\s]*(\d{1,4})[-–—|\s]*")
_BETWEEN_DASHES = re.compile(r"([-–—])\s*\d{1,4}\s*\1")
_PAGE_OF = re.compile(r"(?:page|p\.|seite)\s*\d+(?:\s*(?:of|/|von)\s*\d+)?|\d{1,3}\s*(?:of|/)\s*\d+", re.IGNORECASE)
_ROMAN_PAGE = re.compile(r"[-–—(|\s]*[ivxl]{1,6}[-–—)|\s]*", re.IGNORECASE)
_YEARS = (1900, 2100)
_TITLE_LENGTH = 100
_TITLE_WORDS = 2
_BESIDE = 2
"""Lines between a running head and the number of its page."""
_LEAST_HEADS = 3
"""Lines that come back, of which no number tells that they are running heads."""
_PAGE_LENGTH = 500
"""Characters between the numbers of most pages, at least."""
_EDGE_NUMBER = re.compile(  # before small letters stands a value ("25 new parks"), before a point an item's number
    r"^\d{1,4}(?=\s*[|–—-]|\s+[A-Z(\[\"“])|(?<![\w.,])\d{1,4}$"
)
_UNIT = re.compile(
    r"%|‰|°|(?:per\s?cent(?:age)?|per\s?mille?|[mb]illion|thousand|hundred|lakh|crore|(?:kilo|mega|giga|tera)?watts?"
    r"|[kmgt]wh?p?|(?:kilo|mega|giga)?tonn?e?s?|[mk]t|kg|kilograms?|k?m[²³]|km|(?:kilo)?met(?:re|er)s?|hectares?|ha|lit(?:re|er)s?"
    r"|degrees?|points?|times|years?|months?|weeks?|days?|hours?|minutes?|euros?|dollars?|pounds?|people|persons"
    r"|households?|homes|jobs|trees)\b",
    re.IGNORECASE,
)
_WANTS_VALUE = re.compile(
    r"\b(?:to|by|of|than|at|from|least|most|about|around|approximately|nearly|almost|over|under|above|below|between"
    r"|reach(?:es|ed|ing)?|exceed(?:s|ed|ing)?|total(?:s|led|ling)?|equals?)$",
    re.IGNORECASE,
)
_WANTED = re.compile(r"[\d$€£¥₹]|(?:the|an?|this|that|these|those|its|their|our|all|each|every)\b", re.IGNORECASE)
_LEADERS = re.compile(r"\S\s?(?P<dots>(?:\.{4,}|…{2,}|(?:\. ){4,}\.?))\s?(?P<led>\S.*)$")
_PAGE_LED = re.compile(r"\d{1,4}|[ivxl]{1,6}", re.IGNORECASE)
_LEAST_LED = 2
"""Lines of a table whose labels and values dots connect; in a list of contents they lead to the number of a page."""
_RULE = re.compile(r"([-–—=_*~])\1{2,}")
_WORDY = re.compile(r"[^\W\d_]{2}")
_WIDEST = 180
_SLACK = 0.06
_FILLED = 0.7
_BULLET_ALONE = re.compile(rf"[{BULLETS}]")
