"""What only the whole of a PDF shows: what returns on its pages, the size of its body, what its paragraphs are.

When all pages are read, the running heads and feet are known by their return, the body's size by its share, headings by
standing out from it; paragraphs and tables are joined over columns and pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from policyledger.reading.captions import is_table_title
from policyledger.reading.draft import Draft, continues, ends_sentence, finish, is_heading, number_depth
from policyledger.reading.heads import is_signed
from policyledger.reading.listmarks import is_enumerated
from policyledger.reading.pdf_paragraphs import PdfDraft
from policyledger.reading.pdf_quotes import set_quotes_apart
from policyledger.reading.repair import join_lines
from policyledger.reading.tables import append, goes_on, table_drafts

_CHART_NUMBERS = 4
_FEW_STYLES = 4
_BAND = 0.12
_MOST_NUMBERS = 6
_NO_SENTENCE_WORDS = 4
_TITLE_WORDS = 15
_CAPTION_WORDS = 20
_BESIDE_WORDS = 45
"""Words under a key figure, or at its right, that say what it counts, at the most."""
_BESIDE = 8
_BLANK = 0.2
_PROSE_WORDS = 12
"""How wide a blank is at the least, in sizes of its type, and the words of a paragraph a page may cut anywhere."""


def settle(drafts: list[PdfDraft], sizes: Counter[float], heights: dict[int, float]) -> list[Draft]:
    """The blocks of a document, mended.

    Args:
        drafts: of all pages, in reading order.
        sizes: how many characters are set in each size, in points.
        heights: of the pages, by their numbers.
    """
    body = _body_size(sizes)
    drafts = _join_displays(_without_furniture(drafts, body, heights))
    _mark_figures(drafts)
    _mark_kinds(drafts, body, heights)
    drafts = _join(set_quotes_apart(drafts))
    _level_headings(drafts)
    spread: list[Draft] = []
    for draft in list(_join_tables(drafts)):
        spread += [draft] if draft.grid is None else table_drafts(draft.grid)
    return finish(spread, pages=max(heights, default=0))


def _without_furniture(drafts: list[PdfDraft], body: float, heights: dict[int, float]) -> list[PdfDraft]:
    """The drafts without page numbers and what comes back at the edges of pages."""
    pages = max(heights, default=1)
    least = 2 if pages < 5 else 3
    outer = _outermost(drafts, 1.15 * body)
    likes: dict[str, list[PdfDraft]] = {}
    for draft in drafts:
        if draft.edge or id(draft) in outer:
            likes.setdefault(_furniture_key(draft), []).append(draft)
    running: set[int] = set()
    for like in likes.values():
        if pages > 1 and len(like[0].text.strip()) < 200:
            running |= _running(like, least, heights)
    shifts = Counter(shift for draft in drafts if (shift := _folio_shift(draft, outer)) is not None)
    kept = []
    for draft in drafts:
        shift = _folio_shift(draft, outer)
        if shift is not None and shifts[shift] >= least:
            continue
        if id(draft) in running or (draft.edge and _FOLIO.fullmatch(draft.text.strip())):
            continue
        kept.append(draft)
    return kept


def _running(like: Sequence[PdfDraft], least: int, heights: dict[int, float]) -> set[int]:
    """Those of some drafts, alike but for their digits, that are running heads and feet.

    What comes back in the margin to the letter is one. Forms filled in page by page come back too, with values for
    digits, so where the digits differ they must be the page's number, or a part's: a short title's, which only rise
    from page to page.
    """
    same: dict[str, set[int]] = {}
    counted: dict[tuple[int, int, tuple[int, ...]], set[int]] = {}
    risen: list[tuple[int, ...]] = []
    for draft in like:
        text, page = draft.text.strip(), draft.page or 0
        same.setdefault(text.casefold(), set()).add(page)
        for sign in _page_signs(text, page):
            counted.setdefault(sign, set()).add(page)
        risen.append(tuple(map(int, _DIGITS.findall(text))))
    pages = {draft.page for draft in like}
    sentence = _is_sentence(like[0].text.strip())
    says = sentence or _VERB.search(like[0].text) is not None
    rises = len(like[0].text.split()) <= _TITLE_WORDS and all(a <= b for a, b in pairwise(risen))
    found = set()
    for draft in like:
        text, page = draft.text.strip(), draft.page or 0
        enough = least if draft.edge else max(3, least)
        returns = len(same[text.casefold()]) >= enough and (len(same) == 1 or not (says and _DIGITS.search(text)))
        counts = any(len(counted[sign]) >= enough for sign in _page_signs(text, page))
        in_margin = draft.edge or _in_band(draft, heights)
        part = bool(draft.edge) and not says and rises and len(pages) >= enough
        if in_margin and (returns or part or (counts and not sentence)):
            found.add(id(draft))
    return found


def _page_signs(text: str, page: int) -> list[tuple[int, int, tuple[int, ...]]]:
    """What a text shares with the next page's if one of its numbers is the page's: at an end, or after "page"."""
    matches = list(_DIGITS.finditer(text))[:_MOST_NUMBERS]
    numbers = [int(match.group()) for match in matches]
    return [
        (at, numbers[at] - page, (*numbers[:at], *numbers[at + 1 :]))
        for at, match in enumerate(matches)
        if not _LETTER.search(text[: match.start()])
        or not _LETTER.search(text[match.end() :])
        or _PAGE_WORD.search(text[: match.start()])
    ]


def _in_band(draft: PdfDraft, heights: dict[int, float]) -> bool:
    """Whether a draft begins in the upper or ends in the lower margin of its page."""
    height = heights.get(draft.page or 0, 800.0)
    return draft.top < _BAND * height or draft.bottom > (1 - _BAND) * height


def _is_sentence(text: str) -> bool:
    """Whether a text is long enough for a sentence and ends as one; "Page 3 of 12." is none."""
    return len(text.split()) > _NO_SENTENCE_WORDS and ends_sentence(text)


def _folio_shift(draft: PdfDraft, outer: set[int]) -> int | None:
    """How far a number alone at a page's end is from the page's own, None for what is no number there."""
    text = draft.text.strip()
    return int(text) - (draft.page or 0) if id(draft) in outer and _WHOLE.fullmatch(text) else None


def _outermost(drafts: Sequence[PdfDraft], size: float) -> set[int]:
    """The first and last drafts of each page that are a few lines no larger than some size, whatever their height."""
    first: dict[int, PdfDraft] = {}
    last: dict[int, PdfDraft] = {}
    for draft in drafts:
        if draft.edge or draft.aside:
            continue
        first.setdefault(draft.page or 0, draft)
        last[draft.page or 0] = draft
    ends = [*first.values(), *last.values()]
    return {
        id(draft)
        for draft in ends
        if draft.lines <= 3 and draft.grid is None and draft.kind == "paragraph" and len(draft.text) < 200
        if draft.size < size
    }


def _furniture_key(draft: PdfDraft) -> str:
    return f"{round(draft.top / 8)} " + _DIGITS.sub("#", draft.text.casefold().strip(" |-–"))


def _body_size(sizes: Counter[float]) -> float:
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _join_displays(drafts: Sequence[PdfDraft]) -> list[PdfDraft]:
    """The drafts, a figure in large type with the words under it in one: "30 % of" over "households"."""
    joined: list[PdfDraft] = []
    for draft in drafts:
        last = joined[-1] if joined else None
        if last is not None and _goes_under(last, draft):
            last.traced = join_lines([last.traced, draft.traced])
            last.bottom, last.size, last.lines = draft.bottom, draft.size, last.lines + draft.lines
            last.x0, last.x1 = min(last.x0, draft.x0), max(last.x1, draft.x1)
            last.bold = last.bold and draft.bold
        else:
            joined.append(draft)
    return joined


def _goes_under(figure: PdfDraft, words: PdfDraft) -> bool:
    """Whether words say what a figure in larger type right above them, or beside them, counts."""
    if figure.page != words.page or figure.grid is not None or words.grid is not None or figure.edge or words.edge:
        return False
    if words.kind != "paragraph" or figure.kind != "paragraph" or figure.size < words.size * 1.1:
        return False
    shown, said = figure.text.strip(), words.text.strip()
    if (
        (number_depth(shown) and not said[:1].islower() and not _QUANTITY.fullmatch(shown))
        or not _DISPLAY.match(shown)
        or len(shown.split()) > 8
        or ends_sentence(shown)
        or not _SAID.search(said)
    ):
        return False
    if words.x0 > figure.x1 and words.top < figure.bottom and words.bottom > figure.top:
        return words.x0 - figure.x1 < _BESIDE * figure.size and len(said.split()) <= _BESIDE_WORDS
    if len(said.split()) > _CAPTION_WORDS:
        return False
    overlap = min(figure.x1, words.x1) - max(figure.x0, words.x0)
    near = -0.7 * figure.size < words.top - figure.bottom < 0.8 * words.size
    return near and overlap > 0.5 * min(figure.x1 - figure.x0, words.x1 - words.x0)


def _mark_figures(drafts: Sequence[PdfDraft]) -> None:
    """Marks what is printed inside of a chart: numbers that stand about a page without a word beside them."""
    pages: dict[int, list[PdfDraft]] = {}
    for draft in drafts:
        if draft.grid is None and not draft.edge and _NUMBERS.fullmatch(draft.text.strip()):
            pages.setdefault(draft.page or 0, []).append(draft)
    for bare in pages.values():
        if sum(len(_NUMBER.findall(draft.text)) for draft in bare) >= _CHART_NUMBERS:
            for draft in bare:
                draft.kind, draft.level = "figure", 0


def _mark_kinds(drafts: Sequence[PdfDraft], body: float, heights: dict[int, float]) -> None:
    """Footnotes, captions and headings, by place, size and weight."""
    note_page = 0
    usual: dict[int, Counter[float]] = {}
    for draft in drafts:
        usual.setdefault(draft.page or 0, Counter())[draft.size] += len(draft.text)
    for i, draft in enumerate(drafts):
        text = draft.text.strip()
        if draft.grid is not None or not text or draft.kind == "figure":
            continue
        if draft.edge == "foot" and draft.marked and draft.size < 0.93 * body:
            draft.kind, draft.level = "footnote", 0  # a note alone at the foot of its page
            continue
        titled = draft.edge == "foot" and is_table_title(text)  # of a table that begins on the next page
        if draft.edge and draft.size < 0.93 * body and not ends_sentence(text) and len(text) < 120 and not titled:
            draft.kind, draft.level = ("header" if draft.edge == "head" else "footer"), 0
            continue
        height = heights.get(draft.page or 0, 800.0)
        flow = usual[draft.page or 0].most_common(1)[0][0]
        small = draft.size < 0.93 * max(body, flow)
        low = draft.top > 0.45 * height
        if small and low and (draft.marked or (_NOTE_NUMBER.match(text) and _alone_below(drafts, i))):
            draft.kind, draft.level = "footnote", 0
            note_page = draft.page or 0
        elif small and low and note_page == draft.page and draft.kind == "paragraph" and not draft.bold:
            draft.kind = "footnote"
        elif draft.kind == "paragraph" and _CAPTION.match(text) and len(text) < 300 and (
            draft.size < 1.05 * body or draft.bold
        ) and not ends_sentence(text[:-1]):  # fmt: skip
            draft.kind = "caption"
        elif draft.kind == "paragraph" and (_stands_out(draft, body) or _stands_alone(drafts, i)):
            draft.kind = "heading"


def _alone_below(drafts: Sequence[PdfDraft], i: int) -> bool:
    """Whether nothing of the page's flow stands below a draft in its column but small print."""
    note = drafts[i]
    below = (
        d
        for d in drafts[i + 1 :]
        if d.page == note.page and not d.aside and not d.edge and d.top > note.top
        if d.x0 < note.place and d.place > note.x0
    )
    return all(d.size <= note.size * 1.03 for d in below if d.grid is None)


def _stands_out(draft: PdfDraft, body: float) -> bool:
    """Whether a paragraph is a heading: bigger or bolder than the body, short, no sentence."""
    text = draft.text.strip()
    words = text.split()
    if not re.search(r"[^\W\d_]{2}", text) or len(words) > 30 or len(text) > 220 or draft.lines > 4:
        return False
    if (
        _COUNT.match(text)
        or _QUANTITIES.fullmatch(text)
        or _MEASURED.fullmatch(text)
        or _DOTTED.search(text)
        or text[0] in "[［(*"
        or (text[0].islower() and draft.size < 1.3 * body)
    ):
        return False
    if is_signed(text):
        return False
    stopped = text.endswith((".", ";", ",")) and not _NUMBERED_HEAD.match(text)
    if draft.size > 1.12 * body and not stopped and len(text) > 2:
        return not (draft.size < 1.2 * body and len(words) > 18)
    if stopped or text.endswith(":") or text[0].islower() or draft.size < 0.9 * body:
        return False
    if draft.bold and len(words) <= 22:
        return True
    if draft.ruled and draft.gap > 0.45 * draft.size and is_heading(text):
        return True
    capitals = text.upper() == text and len(words) <= 12 and len(text) > 5
    return capitals and draft.lines <= 2 and draft.size >= 0.97 * body and not any(c.isdigit() for c in text[-4:])


def _stands_alone(drafts: Sequence[PdfDraft], i: int) -> bool:
    """Whether a line of the body's size and weight is a heading: apart from what is above, prose or a list below."""
    draft = drafts[i]
    text = draft.text.strip()
    if draft.lines > 1 or draft.aside or draft.edge or draft.labelled or len(text.split()) > 9:
        return False
    shouts = text.isupper() and len(text) > 5
    if draft.gap < 0.45 * draft.size and not (shouts and i + 1 < len(drafts) and drafts[i + 1].kind == "list_item"):
        return False
    if not is_heading(text) or is_enumerated(text) or i + 1 >= len(drafts) or not text[0].isupper():
        return False
    below = drafts[i + 1]
    if below.page != draft.page or below.grid is not None or abs(below.x0 - draft.x0) > 4 * draft.size:
        return False
    prose = len(below.text.split()) > 14 and below.lines > 1
    return below.kind == "list_item" or (
        prose and below.kind == "paragraph" and below.place - draft.x0 > 8 * draft.size
    )


def _join(drafts: Sequence[PdfDraft]) -> list[PdfDraft]:
    """The drafts with paragraphs joined that go on in the next column or page, past notes, captions and panels."""
    joined: list[PdfDraft] = []
    last: PdfDraft | None = None
    for draft in drafts:
        is_prose = draft.kind in {"paragraph", "list_item"} and not draft.aside and draft.grid is None
        if not is_prose or (draft.edge and not (last and ends_sentence(draft.text) and _goes_on(last, draft))):
            joined.append(draft)
            if draft.kind == "footnote" and last is not None:
                last.closes = True
            if draft.grid is not None or (draft.kind == "heading" and not draft.aside and not draft.edge):
                last = None
            continue
        if (
            last is not None
            and draft.kind == "paragraph"
            and draft.opens
            and last.closes
            and abs(draft.size - last.size) < 0.09 * draft.size
            and draft.bold == last.bold
            and _goes_on(last, draft)
        ):
            last.traced = join_lines([last.traced, draft.traced])
            last.closes, last.room, last.lines = draft.closes or bool(draft.edge), draft.room, last.lines + draft.lines
            continue
        joined.append(draft)
        last = draft
    return joined


def _goes_on(last: PdfDraft, draft: PdfDraft) -> bool:
    return continues(last.text.rstrip(), draft.text.lstrip()) or _runs_on(last, draft)


def _runs_on(last: PdfDraft, draft: PdfDraft) -> bool:
    """Whether a paragraph is in the midst of a sentence where its column ends: its last line had no more room."""
    before, after = last.text.rstrip(), draft.text.lstrip()
    if draft.page == last.page and draft.top > last.bottom:
        return False  # no column ends between
    full = last.lines > 1 and last.room < draft.lead + _BLANK * last.size
    whole = ends_sentence(before) or before.endswith((":", ";")) or len(before.split()) < _PROSE_WORDS
    is_title = draft.lines == 1 and not ends_sentence(after)
    return full and not whole and not is_title and after[:1].isalnum() and not is_enumerated(after)


def _level_headings(drafts: Sequence[PdfDraft]) -> None:
    """Levels by size, then weight; a number's depth goes before.

    Where there are many styles, one that is used but once, as those of a title page are, has no level of its own; else
    the chapters of a brochure would stand on level four.
    """
    headings = [draft for draft in drafts if draft.kind == "heading"]
    sizes: list[float] = []
    for size in sorted({draft.size for draft in headings}, reverse=True):
        if not sizes or size < 0.94 * sizes[-1]:
            sizes.append(size)
    uses = Counter(_style(draft, sizes) for draft in headings)
    levels: dict[tuple[int, int], int] = {}
    for style in sorted(uses):
        above = max(levels.values(), default=0)
        levels[style] = above if above and uses[style] == 1 and len(uses) > _FEW_STYLES else above + 1
    for draft in headings:
        draft.level = levels[_style(draft, sizes)]
    _level_numbered(headings)
    for draft in headings:
        draft.level = min(6, draft.level)
    _leave_asides(drafts)


def _leave_asides(drafts: Sequence[PdfDraft]) -> None:
    """Ends what the headings of side boxes stand over with their boxes, but for those that outrank the flow's.

    In a brochure those are titles of what follows, as is one alone in its box.
    """
    flow = 0
    box: list[PdfDraft] = []
    for draft in drafts:
        if draft.aside:
            box.append(draft)
            continue
        levels = [each.level for each in box if each.kind == "heading"]
        if levels and len(levels) < len(box) and min(levels) > flow:
            draft.leaves = min(levels)
        box = []
        flow = draft.level if draft.kind == "heading" else flow


def _style(draft: PdfDraft, sizes: list[float]) -> tuple[int, int]:
    rank = next(i for i, size in enumerate(sizes) if draft.size > 0.94 * size)
    return rank, 0 if draft.bold else 1


def _level_numbered(headings: Sequence[PdfDraft]) -> None:
    """Gives headings numbered alike ("2.1", "3.4") the level most of them have, and those below them a deeper one."""
    depths: dict[int, list[PdfDraft]] = {}
    for draft in headings:
        if depth := number_depth(draft.text):
            depths.setdefault(depth, []).append(draft)
    above = 0
    for depth in sorted(depths):
        usual = Counter(draft.level for draft in depths[depth]).most_common(1)[0][0]
        above = max(above + 1 if above else usual, depth)
        for draft in depths[depth]:
            draft.level = above


def _join_tables(drafts: Sequence[PdfDraft]) -> Iterator[PdfDraft]:
    """The drafts with tables joined that go on over a page."""
    last: PdfDraft | None = None
    last_page = 0
    for draft in drafts:
        if draft.grid is None:
            is_heading = draft.kind == "heading" and not draft.aside
            if is_heading or not (draft.aside or draft.edge or draft.kind == "footnote"):
                last = None  # a side box stands on its page beside the flow, and is read behind it
            yield draft
            continue
        if last is not None and last.grid and draft.page == last_page + 1 and goes_on(last.grid, draft.grid):
            append(last.grid, draft.grid)
            last_page = draft.page
            continue
        yield draft
        last, last_page = draft, draft.page or 0


_NOTE_NUMBER = re.compile(r"(?:\d{1,3}|[*†‡§]+)\.?\s+\S|(?:\[\d{1,3}\]|[¹²³⁰⁴-⁹]+)\s*\S|\d{1,2}[A-Z][a-z]")
_NUMBERED_HEAD = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.$")
_CAPTION = re.compile(
    r"(?:Figure|Fig\.|Table|Box|Chart|Map|Exhibit|Diagram|Photo|Source|Sources)\b(?:\s*\d|\s*[A-Z]\.?\d|:|\s[IVX]+\b)"
)
_FOLIO = re.compile(
    r"[-–—|\s]*(?:page\s*|p\.\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:\||/|of)\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_LETTER = re.compile(r"[^\W\d_]")
_PAGE_WORD = re.compile(r"\b(?:page|p\.?)\s*$", re.IGNORECASE)
_VERB = re.compile(r"\b(?:will|shall|must|should|is|are|was|were|be|been|has|have|had|can|may|aims?|targets?)\b")
"""Verbs a statement of a target or result mostly has; as written, for "May" is a month."""
_WHOLE = re.compile(r"[0-9]{1,4}")
_DOTTED = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}")
_NUMBERS = re.compile(r"(?:[^\W\d_]{0,2}[^\w\s]?\s)?[(+−–-]?\d[\d.,%\s()+−–*/-]*(?:\s?[^\W\d_]{1,2})?")
_NUMBER = re.compile(r"\d[\d.,]*")
_DISPLAY = re.compile(r"[^\w\s]?\s?(?:[A-Z]{0,3}[$€£¥₹]\s?|[A-Z]{2,3}\s)?\d[\d.,]*\s?(?:%|[^\W\d_])?")
_QUANTITY = re.compile(r"\d[\d.,]*\s(?:[a-z]{1,3}|[A-Za-z]?[A-Z]{1,2}[a-z]?|[mb]illion)\d?")
"""A number with its unit and nothing else, which is no heading's number: "1.5 GW", "40 kt"."""
_MEASURED = re.compile(r"\d[\d.,]*\s?(?:%|(?!G\b)(?:[a-z]{1,3}|[A-Za-z]?[A-Z]{1,2}[a-z]?)\d?)(?:\s?/\s?[a-z]+)?")
"""The same with its unit behind it, which is no heading: "290GWh", "130 kt/yr"."""
_QUANTITIES = re.compile(
    rf"(?:(?:{_QUANTITY.pattern}|[^\w\s]{{0,2}}\s?(?:[A-Z]{{0,3}}[$€£¥₹]\s?)?\d[\d.,]*(?:\s?[%kmM])?\+?)(?:\s+|$)){{2,}}"
)
"""Key figures side by side and nothing else: "450 MW 30 %"."""
_COUNT = re.compile(r"(?!(?:19|20)\d\d\b)\d+(?:[.,]\d+)*(?:\s?%)?\s[a-z]")
"""What a key figure begins with, and no heading's number before its title: "60 electric buses"."""
_SAID = re.compile(r"[^\W\d_]{3}|^/\s?[^\W\d_]")
"""What the words under a key figure hold: one, or the rest of a unit ("/yr")."""
