"""What all readers share: blocks in the making, and the judgements on a block's words that need no layout.

A reader finds pieces of text and what its format says of them; `finish` mends the text and gives the kinds that only
the words show: credits, captions after a picture credit, the footer under an article.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from policyledger.reading.captions import settle_captions
from policyledger.reading.contents import settle_contents
from policyledger.reading.document import Block, BlockKind, Boxes, Cell, Glyphs
from policyledger.reading.heads import is_dateline, is_day, is_delivered, is_posted, is_signed
from policyledger.reading.listmarks import BULLET, is_bulleted, is_enumerated, is_item
from policyledger.reading.notes import definition, without_bracketed_marks, without_counted_marks
from policyledger.reading.numbered import settle_headings, settle_numbered, uncounted
from policyledger.reading.repair import Traced, join_lines, mend, vocabulary


@dataclass(slots=True, eq=False)
class Draft:
    """A block in the making; `fixed` says its format named its kind, so words do not overrule it.

    `leaves` is that of `Block`.
    """

    traced: Traced
    kind: BlockKind = "paragraph"
    level: int = 0
    page: int | None = None
    cell: DraftCell | None = None
    fixed: bool = False
    leaves: int = field(default=0, kw_only=True)

    @property
    def text(self) -> str:
        """The text as it is so far."""
        return self.traced.text


@dataclass(slots=True, eq=False)
class DraftCell:
    """A `Cell` whose headers, caption and unit are still drafts; `within` numbers the table around its own, if any."""

    table: int
    row: int
    column: int
    row_headers: tuple[Draft, ...] = ()
    column_headers: tuple[Draft, ...] = ()
    stub_heads: tuple[Draft, ...] = ()
    caption: Draft | None = None
    unit: Draft | None = None
    is_header: bool = False
    height: int = 1
    within: int | None = None


def finish(drafts: Iterable[Draft], pages: int = 0) -> list[Draft]:
    """The drafts mended, without empty ones, with the kinds their words show; `pages` is 0 where they are unknown."""
    drafts = list(drafts)
    words = vocabulary(draft.text for draft in drafts)
    for draft in drafts:
        if draft.kind == "list_item" and (box := _TASK_BOX.match(draft.text)):
            draft.traced = draft.traced[box.end() :]
        draft.traced = mend(draft.traced, words)
    _settle_notes(drafts)
    kept = _filled(drafts)
    settle_contents(kept, pages)
    settle_numbered(kept)
    settle_headings(kept)
    mark_credits(kept)
    mark_tail(kept)
    settle_captions(kept)
    return kept


def _filled(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts that say something; what an empty one leaves, the next one does."""
    if not any(draft.leaves for draft in drafts):
        return [draft for draft in drafts if draft.text]
    kept: list[Draft] = []
    leaves = 0
    for draft in drafts:
        leaves = min(filter(None, (leaves, draft.leaves)), default=0)
        if draft.text:
            draft.leaves, leaves = leaves, 0
            kept.append(draft)
    return kept


def _settle_notes(drafts: Sequence[Draft]) -> None:
    """Makes footnotes of what a note's mark in brackets opens, and takes the marks from the words they stick to."""
    for draft in drafts:
        if "[" not in draft.text:
            continue
        if opening := definition(draft.text):
            draft.kind, draft.level, draft.traced = "footnote", 0, draft.traced[opening:]
        draft.traced = without_bracketed_marks(draft.traced)
    flow = [draft for draft in drafts if draft.cell is None]
    for draft, traced in zip(flow, without_counted_marks([draft.traced for draft in flow]), strict=True):
        draft.traced = traced


def to_blocks(drafts: Sequence[Draft], glyphs: Glyphs | None = None) -> tuple[Block, ...]:
    """The drafts as blocks; with `glyphs`, the origins number those and become boxes."""
    index = {id(draft): i for i, draft in enumerate(drafts)}
    return tuple(
        Block(
            text=draft.text,
            kind=draft.kind,
            level=draft.level,
            page=draft.page if glyphs is None or not draft.text else glyphs.box(draft.traced.starts[0])[0],
            origins=draft.traced.starts if glyphs is None else _NO_ORIGINS,
            source_ends=draft.traced.ends if glyphs is None else _NO_ORIGINS,
            boxes=() if glyphs is None else Boxes(glyphs, draft.traced.starts),
            cell=_cell(draft.cell, index) if draft.cell else None,
            leaves=draft.leaves,
        )
        for draft in drafts
    )


def _cell(cell: DraftCell, index: dict[int, int]) -> Cell:
    return Cell(
        table=cell.table,
        row=cell.row,
        column=cell.column,
        row_headers=tuple(index[id(draft)] for draft in cell.row_headers if id(draft) in index),
        column_headers=tuple(index[id(draft)] for draft in cell.column_headers if id(draft) in index),
        stub_heads=tuple(index[id(draft)] for draft in cell.stub_heads if id(draft) in index),
        caption=index.get(id(cell.caption)),
        unit=index.get(id(cell.unit)),
        is_header=cell.is_header,
        height=cell.height,
    )


def mark_credits(drafts: Sequence[Draft]) -> None:
    """Marks lines that name who wrote, translated or photographed as credits."""
    for draft in drafts:
        if draft.kind in {"paragraph", "heading"} and is_credit(draft.text):
            draft.kind, draft.level = "credit", 0


def mark_tail(drafts: Sequence[Draft]) -> None:
    """Marks the short lines under an article: captions after a picture credit, the footer around a copyright line."""
    first = len(drafts)
    while first and drafts[first - 1].kind in {"paragraph", "heading", "credit"} and is_label(drafts[first - 1].text):
        first -= 1
    run = drafts[first:]
    rights = next((i for i, draft in enumerate(run) if is_rights(draft.text)), None)
    if rights is not None:
        start = rights
        while (
            start
            and len(run[start - 1].text.split()) <= _NAVIGATION_WORDS
            and not is_picture_credit(run[start - 1].text)
        ):
            start -= 1
        for draft in run[start:]:
            draft.kind, draft.level = "footer", 0
        run = run[:start]
    pictures = next((i for i, draft in enumerate(run) if is_picture_credit(draft.text)), None)
    if pictures is not None:
        for draft in run[pictures:]:
            draft.kind, draft.level = "caption", 0


def is_credit(text: str) -> bool:
    """Whether a line names two or more of author, editor, translator, photographer, or one and nothing else."""
    if len(text) > _CREDIT_LENGTH or not (" by " in text or ":" in text or text.startswith("By ")):
        return False
    if not (" by" in text or " :" in text) or not _ROLE_HINT.search(text):
        return False  # names no role, which is told faster so
    roles = _ROLE.findall(text)
    return len(roles) > 1 or (len(roles) == 1 and bool(_ROLE_ALONE.match(text)) and not ends_sentence(text))


def is_picture_credit(text: str) -> bool:
    """Whether a line says where pictures come from ("Photos courtesy of …")."""
    return len(text) < _CREDIT_LENGTH and bool(_PICTURES.match(text))


def is_rights(text: str) -> bool:
    """Whether a line claims copyright."""
    if len(text) >= _CREDIT_LENGTH:
        return False
    lowered = text.lower()
    found = _RIGHTS.search(text) if any(map(lowered.__contains__, _RIGHTS_HINTS)) else None
    return found is not None and len(text[found.end() :].partition(". ")[2].split()) < _FURTHER


def is_label(text: str) -> bool:
    """Whether a line is short and no sentence, or a copyright line."""
    return (
        is_rights(text)
        or (len(text.split()) <= _LABEL_WORDS and len(text) <= 160 and not _STOP.search(text))
        or (len(text.split()) <= _LABEL_WORDS and bool(_ABBREVIATED.search(text)))
    )


def ends_sentence(text: str) -> bool:
    """Whether a text ends as sentences do; "Co., Ltd." and "Inc." do not."""
    return bool(_SENTENCE_END.search(text)) and not _ABBREVIATED.search(text)


def is_heading(text: str) -> bool:
    """Whether a line by itself reads as a heading: short, no final stop, begins and mostly goes on in capitals."""
    words = _LONG_WORD.findall(text)
    if not words or len(text) > 120 or len(text.split()) > 16 or is_unfinished(text) or is_credit(text):
        return False
    if (
        _ADVERBIAL.match(text)
        or _SOURCE.match(text)
        or _YEAR_APART.match(text)
        or is_signed(text)
        or is_delivered(text)
        or is_day(text)
        or is_posted(text)
    ):
        return False
    if _STOP.search(text) or (text[0] in "©([“\"'" and not _NUMBERED.match(text)):
        return False
    if text.startswith(("http", "www.")) or "@" in text or text.count("...") or " . . " in text or is_dateline(text):
        return False
    capitals = sum(not word[0].islower() for word in words)
    if _NUMBERED.match(text):
        return not words[0][0].islower() or capitals * 2 > len(words)
    return not words[0][0].islower() and (capitals * 5 >= len(words) * 3 or len(text.split()) <= 9)


def titles_by_weight(text: str) -> bool:
    """Whether a paragraph that is bold throughout, or called a title, is a heading: short, no sentence, no dateline."""
    return (
        len(text) < _TITLE_LENGTH
        and not text.endswith((".", ":", ";", ","))
        and _LETTERS.search(text) is not None
        and not is_dateline(text)
    )


def level_guessed(drafts: Sequence[Draft], sizes: Mapping[int, float] | None = None) -> None:
    """Gives headings their levels where a document has none that its format calls so, as plain text has them.

    The first, before any prose, is the title; the others are told apart by the size of their letters, or numbers.

    Args:
        drafts: of the document, in order.
        sizes: of the letters of each heading, by the id of its draft, where the format has them.
    """
    headings = [draft for draft in drafts if draft.kind == "heading"]
    if any(draft.fixed or draft.level > 1 for draft in headings):
        return
    sizes = sizes or {}
    first = headings[0] if headings else None
    before = next((draft for draft in drafts if draft is first or not is_label(draft.text.strip())), None)
    titles = [first] if first is not None and before is first and len(headings) > 1 else []
    below = [draft for draft in headings if draft not in titles]
    ranks = sorted({sizes.get(id(draft), 0) for draft in below}, reverse=True)
    for draft in titles:
        draft.level = 1
    for draft in below:
        depth = number_depth(draft.text.strip()) if len(ranks) < 2 else 1 + ranks.index(sizes.get(id(draft), 0))
        draft.level = min(6, 1 + max(1, depth))
    for draft in drafts:
        draft.leaves = draft.leaves and 2


def number_depth(text: str) -> int:
    """How deep a heading's number goes: 0 for none, 1 for "3." or "IV." or "Chapter 2", 2 for "3.1" …"""
    match = _NUMBERED.match(text)
    if not match:
        return 0
    number = match["number"]
    return len(number.strip(".)").split(".")) if number else 1


def continues(before: str, after: str) -> bool:
    """Whether a paragraph that a blank line or a page's end has cut goes on in the next piece."""
    if not before or not after or is_bulleted(after):
        return False
    if before.endswith(("-", "\u2010", "\xad")):
        return after[0].isalnum() and before[-2:-1].isalnum()
    if is_enumerated(after) and _LISTED.search(before):
        return False
    if ends_sentence(before) or before.endswith((":", ";")) or is_credit(before) or is_rights(after):
        return False
    if before.endswith(","):
        begins = is_enumerated(after) or _COUNTED_TITLE.match(after) is not None or after.startswith(("(", "•"))
        return not begins and not (after[0].isupper() and _ADDRESS.fullmatch(before))
    if after[0].islower() and not is_enumerated(after):
        return len(before.split()) > 4
    return is_unfinished(before) and len(before.split()) > 4 and not is_enumerated(after)


def is_unfinished(text: str) -> bool:
    """Whether a text ends in a word that no sentence and no title ends in: "of which 90,000 | by"."""
    return _UNFINISHED.search(text) is not None


def broken_items(lines: Sequence[Traced]) -> list[Traced]:
    """The lines that breaks part a block into, where two or more begin a list's items; each with the rest of it."""
    if sum(is_item(line.text) for line in lines) < 2:
        return []
    items: list[list[Traced]] = []
    for line in lines:
        if not items or is_item(line.text):
            items.append([line])
        else:
            items[-1].append(line)
    return [join_lines(item) for item in items]


def bulleted_items(lines: Sequence[Traced]) -> list[Traced]:
    """The items of a list, without their bullets, where two lines or more begin with one, the first among them."""
    marks = [BULLET.match(line.text) for line in lines]
    if not marks or not marks[0] or sum(mark is not None for mark in marks) < 2:
        return []
    items: list[list[Traced]] = []
    for line, mark in zip(lines, marks, strict=True):
        if mark:
            items.append([line[mark.end() :]])
        else:
            items[-1].append(line)
    return [join_lines(item) for item in items]


def counted_lines(lines: Sequence[Traced]) -> list[Traced]:
    """The lines that a text is wrapped to, those joined that go on: only behind a stop does one begin an item.

    Where lines begin so by chance, as "(b) …" in the midst of a sentence, nothing is an item.
    """
    kept: list[list[Traced]] = []
    for line in lines:
        if kept and not (is_item(line.text) and _ITEM_ENDS.search(kept[-1][-1].text)):
            kept[-1].append(line)
        else:
            kept.append([line])
    return [join_lines(each) for each in kept]


def broken_lines(parts: Sequence[Traced], breaks: Sequence[int]) -> list[Traced]:
    """The lines that breaks part a block into, without blank ones.

    Args:
        parts: of the block.
        breaks: how many parts stand before each break.
    """
    lines = [Traced.join(parts[start:end]).strip() for start, end in pairwise([0, *breaks, len(parts)])]
    return [line for line in lines if line.text]


def told_lines(lines: list[Traced]) -> list[Traced]:
    """The lines that breaks part a block into, where each tells something of its own: "2026: 1 GW", "2028: 2 GW".

    So it is where all are dated at their head, are a name and a figure, or hold a year and begin alike, with a number
    or a capital; a label or a sentence that is only broken goes on in small letters or in a line without a number.
    """
    texts = [line.text for line in lines]
    if sum(_LABELLED.match(text) is not None for text in texts) >= _LABELLED_LINES:
        return _labelled_lines(lines)
    if len(lines) < 2 or any(is_unfinished(text) or text[-1] in ",-–" for text in texts[:-1]):
        return []
    if all(map(_DATED.match, texts)) or all(map(_NAMED_VALUE.fullmatch, texts)):
        return lines
    alike = len({text[0].isdigit() for text in texts}) == 1 and all(
        text[0].isdigit() or text[0].isupper() for text in texts
    )
    told = all(_VALUE_AND_WORD.search(_YEARS.sub("", text)) for text in texts)
    return lines if alike and told and all(map(_YEARS.search, texts)) else []


def _labelled_lines(lines: Sequence[Traced]) -> list[Traced]:
    """Lines of which many begin with a label ("Sector: Energy", "Amount: 40 million"), those that go on joined."""
    kept: list[list[Traced]] = []
    for line in lines:
        if kept and line.text[0].islower() and not _LABELLED.match(line.text):
            kept[-1].append(line)
        else:
            kept.append([line])
    return [join_lines(each) for each in kept]


def leading_title(parts: Sequence[Traced], led: int) -> Traced | None:
    """The title that a paragraph begins with in a line of its own, in bold; None where what is bold begins its text.

    Args:
        parts: of the paragraph.
        led: how many of them stand in its first line, all in bold.
    """
    title, rest = Traced.join(parts[:led]).strip(), "".join(part.text for part in parts[led:]).strip()
    text = title.text
    if not rest or rest[0].islower() or not titles_by_weight(text) or not text[:1].isupper() or _LABELLED.match(text):
        return None
    return title


def item_drafts(lines: Iterable[Traced], level: int = 0) -> Iterator[Draft]:
    """Drafts of the lines of a list that breaks part: items without their marks, one level below the block's."""
    lines = list(lines)
    for line, bare in zip(lines, uncounted(lines), strict=True):
        if bullet := BULLET.match(line.text):
            yield Draft(line[bullet.end() :], "list_item", level + 1)
        elif len(bare) < len(line):
            yield Draft(bare, "list_item", level + 1)
        else:
            yield Draft(line, "list_item" if level else "paragraph", level)


def join_broken(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with paragraphs joined that go on in the next paragraph (see `continues`)."""
    joined: list[Draft] = []
    lines: list[Traced] = []  # of the last draft, joined when all are known: one by one, long texts would crawl
    tail = ""
    for draft in drafts:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.kind in {"paragraph", "list_item"}
            and draft.kind == "paragraph"
            and not draft.cell
            and continues(tail.rstrip(), draft.text.lstrip())
        ):
            lines.append(draft.traced)
            tail = f"{tail} {draft.text}"[-_TAIL:]
            continue
        if last is not None and len(lines) > 1:
            last.traced = join_lines(lines)
        joined.append(draft)
        lines, tail = [draft.traced], draft.text[-_TAIL:]
    if joined and len(lines) > 1:
        joined[-1].traced = join_lines(lines)
    return joined


_NO_ORIGINS: array[int] = array("i")
_CREDIT_LENGTH = 300
_TAIL = 600
"""Characters at a paragraph's end that show whether it goes on: more than a credit has."""
_TITLE_LENGTH = 160
_LETTERS = re.compile(r"[^\W\d_]{2}")
_LABEL_WORDS = 25
_NAVIGATION_WORDS = 4
_ROLE = re.compile(
    r"\b(?:Translated|Edited|Written|Reported|Compiled|Photographed|Illustrated|Designed|Proofread|Photos?|Photographs?"
    r"|Pictures?|Text|Story|Words|Illustrations?|Graphics?|Layout|Cover)(?: and \w+)? (?:by\b|: ?(?=[A-Z]))"
)
_ROLE_HINT = re.compile(
    r"[CDEGILPRSTW](?:over|esign|dit|raph|llus|ayout|roof|eport|tory|rans|ext|rit|ords|omp|hoto|ictur)|^By "
)
"""What every role begins with, which is found much faster than what it stands before."""
_ROLE_ALONE = re.compile(rf"^\W*{_ROLE.pattern} ?[A-Z]|^By [A-Z][\w.’'-]+ [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)?$")
_PICTURES = re.compile(
    r"\W*(?:All )?(?:Photos?|Photographs?|Pictures?|Images?|Illustrations?)"
    r"(?: (?:courtesy|credits?|source|from|by|provided)\b| ?[:©])",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"©|\(c\) ?\d{4}|\bcopyright\b.{0,40}\d{4}|\ball rights reserved\b", re.IGNORECASE)
_FURTHER = 5
"""Words behind a copyright line from which on it is the first sentence of a paragraph."""
_RIGHTS_HINTS = ("©", "(c)", "copyright", "all rights reserved")
_SENTENCE_END = re.compile(r"(?:[!?…。]|(?<!\d)\.|\.(?=\D|$)|(?<=\b(?:19|20)\d\d)\.)[\"'”’)\]]*\d{0,2}$")
"""What a sentence ends in, the mark of a note behind it: "by 2030.3", but not "4.2"."""
_STOP = re.compile(r"[.!?:;,…。][\"'”’)\]]*\d{0,2}$")
_ABBREVIATED = re.compile(r"\b(?:Co|Ltd|Inc|Corp|Jr|Sr|No|St|Dr|Mr|Mrs|Ms|Prof|vs|cf|Fig|Art|Vol|pp?)\.$")
_ADDRESS = re.compile(
    r"(?:Dear|Hon|Honou?rable|Madam|Mister|Mrs?|Ms|Sir|Your|Ladies|Excellenc(?:y|ies)|Distinguished|Esteemed)\b.{0,100},"
)
"""A line that says whom a letter or a speech is to."""
_COUNTED_TITLE = re.compile(r"\d{1,2}[.)]\s+[A-Z]")
_LONG_WORD = re.compile(r"[^\W\d_][\w’'&-]{3,}|[A-Z][\w’'&-]*")
_NUMBERED = re.compile(
    r"(?:(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})[.)]?\s+(?=\D)|[IVX]{1,5}[.)]\s+|[A-Z][.)]\s+"
    r"|(?:Chapter|Part|Section|Annex|Article|Appendix|Title|Priority|Goal|Objective|Pillar|Strategy|Action|Table|Figure)"
    r"\s+(?:\d+|[IVXA-Z])\b)"
)
_UNFINISHED = re.compile(
    r"(?:^|\s)(?:a|an|and|as|at|be|been|by|for|from|has|have|in|into|is|its|of|on|or|over|per|shall|than|that|the|their"
    r"|these|this|to|under|was|were|which|will|with|within|between|among|including|such|through|are|not|more|about"
    r"|approximately|around|nearly|almost|least|up|some|also|USD|EUR|GBP|[A-Z]{0,2}[$€£¥₹])$"
)
"""What a piece of prose does not end in."""
_YEAR_APART = re.compile(r"(?:19|20)\d\d(?:\s{2,}|\t)")
"""A year that stands before what comes about in it, as in a table."""
_LABELLED = re.compile(r"[A-Z][\w\s/&’'-]{1,40}(?:\([^()]{1,20}\))?\s*:\s+\S")
"""A label of a few words, with its unit, at the head of a line."""
_LABELLED_LINES = 2
_DATED = re.compile(r"(?:(?:by|in|from|until)\s)?(?:19|20)\d\d(?:[-–/]\d{2,4})?\s?[:–—-]\s?\S", re.IGNORECASE)
"""A line that begins with its year: "2026: 1 GW"."""
_NAMED_VALUE = re.compile(
    r"[A-Z][^\d.!?]{1,60}[\s:–—-]\s*[$€£¥₹]?\d[\d.,\s]*\s?(?:%|[^\W\d_][\w²³/]{0,12})?(?:\s[^\W\d_]{1,12})?"
)
_YEARS = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]*\d)")
_VALUE_AND_WORD = re.compile(r"\d.*[^\W\d_]|[^\W\d_].*\d")
_ITEM_ENDS = re.compile(r"(?:[:;.,]|[;,] (?:and|or))$")
"""What stands before an item of a list."""
_LISTED = re.compile(r";\s+(?:and|or)$")
"""What an item of a list ends with before the last one."""
_SOURCE = re.compile(r"(?:sources?|notes?)\s*:", re.IGNORECASE)
"""What stands under a table."""
_ADVERBIAL = re.compile(r"(?:In|By|Since|From|As of|Until) (?:[A-Z][a-z]+ )?\d{4},\s")
"""A sentence's date: "In 2017, the …" is cut prose, no heading."""
_TASK_BOX = re.compile(r"\s*(?:\[[ xX]\](?=\s|$)|[☐☑☒✓✔✗✘🗸🗹])\s*")
"""What says before a list's item whether it is done: "[x] Plant trees", "☒ Plant trees"."""
