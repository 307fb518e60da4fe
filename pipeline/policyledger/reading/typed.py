"""What is typed where a format has its own way to say it: headings, the items of lists, tables laid out by tabs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise

from policyledger.reading.aligned import aligned
from policyledger.reading.draft import Draft, ends_sentence, is_credit, is_heading, is_label, is_rights, number_depth
from policyledger.reading.heads import is_dateline, is_day, is_delivered, is_posted, is_signed
from policyledger.reading.lines import Line
from policyledger.reading.listmarks import MARK_ALONE, NAMED_NUMBER, TYPED_BULLET, is_enumerated
from policyledger.reading.tables import Grid, table_drafts


def mark_headings(drafts: Sequence[Draft]) -> None:
    """Makes headings of short lines that prose follows; the first of the document, before any prose, is its title."""
    end = len(drafts)
    while end and drafts[end - 1].kind == "paragraph" and is_label(drafts[end - 1].text.strip()):
        end -= 1
    prose_seen = titled = False
    years = _mark_years(drafts[:end])
    for i, draft in enumerate(drafts[:end]):
        text = draft.text.strip()
        parted = "\t" in text and "\t" in _NUMBERED.sub("", text)
        if (
            draft.kind == "paragraph"
            and not draft.fixed
            and not parted
            and is_heading(text)
            and not _is_one_of_many(drafts, i)
            and _prose_follows(drafts, i)
        ):
            draft.kind = "heading"
            title = not prose_seen and not titled
            draft.level = 1 if title else min(6, 1 + max(1, number_depth(text)))
            titled = True
        elif draft.kind == "paragraph" and not is_label(text):
            prose_seen = True
    level = 1
    for i, draft in enumerate(drafts[:end]):
        if i in years:
            draft.level = min(6, level + 1)  # below what they stand under
        elif draft.kind == "heading":
            level = draft.level


def _mark_years(drafts: Sequence[Draft]) -> set[int]:
    """Makes headings of the years alone in their lines, two or more, that count up, each over text; gives them."""
    years = [
        at
        for at, draft in enumerate(drafts[:-1])
        if _is_plain(draft)
        and _YEAR_ALONE.fullmatch(draft.text.strip())
        and (drafts[at + 1].kind == "list_item" or (_is_plain(drafts[at + 1]) and len(drafts[at + 1].text.split()) > 2))
    ]
    told = [drafts[at].text.strip(" :") for at in years]
    if len(told) < 2 or any(one >= other for one, other in pairwise(told)):
        return set()
    for at in years:
        drafts[at].kind = "heading"
    return set(years)


def _is_one_of_many(drafts: Sequence[Draft], i: int) -> bool:
    """Whether the block before or behind is called or counted alike: "KPI 1: …", "KPI 2: …", or "i. …", "ii. …"."""
    name = NAMED_NUMBER.match(drafts[i].text)
    beside = [drafts[at].text for at in (i - 1, i + 1) if 0 <= at < len(drafts)]
    if is_enumerated(drafts[i].text):
        return any(map(is_enumerated, beside))
    return name is not None and any(
        (other := NAMED_NUMBER.match(text)) is not None and other[0].split()[0] == name[0].split()[0] for text in beside
    )


def _prose_follows(drafts: Sequence[Draft], i: int) -> bool:
    """Whether the next block but headings, credits and short lead-ins is prose or a list, or a table below a number."""
    undated = (draft for draft in drafts[i + 1 : i + 1 + _FAR] if not _dates(draft.text.strip()))
    for draft in islice(undated, _BETWEEN):
        text = draft.text.strip()
        if draft.kind == "table_cell":
            return bool(_NUMBERED.match(drafts[i].text))  # without a number it is the table's caption
        if draft.kind == "list_item" or text.endswith(":") or (ends_sentence(text) and len(text.split()) > 4):
            return True
        if text.endswith(";") and is_enumerated(text):
            return True
        if len(text.split()) > _PROSE_WORDS:
            return True
        if text.endswith(",") and len(text.split()) <= _ADDRESSED:
            continue
        if is_rights(text) or not (draft.kind == "heading" or is_heading(text) or is_credit(text) or is_dateline(text)):
            return False
    return False


def _dates(text: str) -> bool:
    """Whether a line says for which years a text is, where it was signed or by whom it was given, and when."""
    told = (is_signed, is_delivered, is_day, is_posted)
    return any(tells(text) for tells in told) or _YEARS.fullmatch(text) is not None


def mark_items(drafts: Sequence[Draft]) -> None:
    """Makes items of paragraphs that one sign opens, two or more in a row: a star alone may lead a note.

    Below an item that ends with a colon they are items of it.
    """
    run: list[tuple[Draft, re.Match[str]]] = []
    above: Draft | None = None  # what stands before the run
    for before, draft in pairwise([None, *drafts, None]):
        mark = TYPED_BULLET.match(draft.text) if draft is not None and _is_plain(draft) else None
        if draft is not None and mark and mark.end() < len(draft.text) and (not run or mark[0] == run[0][1][0]):
            above = above if run else before
            run.append((draft, mark))
            continue
        deeper = above is not None and above.kind == "list_item" and above.text.rstrip().endswith(":")
        level = 1 + above.level if above is not None and deeper else 1
        for item, sign in run if len(run) > 1 else ():
            item.traced, item.kind, item.level = item.traced[sign.end() :], "list_item", level
        run = [(draft, mark)] if draft is not None and mark and mark.end() < len(draft.text) else []
        above = before


def with_tabbed(drafts: Sequence[Draft], number: Callable[[], int]) -> list[Draft]:
    """The drafts with the tables among them that are laid out by tabs, a row in each paragraph or line of one.

    Args:
        drafts: one after the other.
        number: gives the number of a table that is found.
    """
    shown: list[Draft] = []
    for run in _tabbed_runs(drafts):
        if not any("\t" in draft.text for draft in run):
            shown += run
            continue
        lines = [(line, draft) for draft in run for line in Line.all_of(draft.traced) if line.text]
        found = aligned([line for line, _ in lines])
        if found is None:
            shown += run
            continue
        left = set(map(id, found.left))
        shown += _outside(lines[: found.first])
        shown += table_drafts(Grid(found.cells, number()))
        shown += _outside([each for each in lines if id(each[0]) in left])
        shown += _outside(lines[found.stop :])
    return shown


def _tabbed_runs(drafts: Sequence[Draft]) -> Iterator[list[Draft]]:
    """The drafts in runs: paragraphs parted by tabs with a label alone between them, or any others."""
    run: list[Draft] = []
    between: list[Draft] = []
    for draft in drafts:
        if _is_plain(draft) and _is_row(draft.text):
            run += between
            run.append(draft)
            between = []
        elif run and not between and _is_plain(draft) and is_label(draft.text.strip()):
            between = [draft]
        else:
            if run:
                yield run
            yield [*between, draft]
            run, between = [], []
    if run:
        yield run
    if between:
        yield between


def _is_row(text: str) -> bool:
    """Whether tabs part a text, other than the one behind the number of an item."""
    cells = [cell for cell in text.split("\t") if cell.strip()]
    return len(cells) > 1 and not (len(cells) == 2 and MARK_ALONE.fullmatch(cells[0].strip()))


def _outside(lines: Sequence[tuple[Line, Draft]]) -> list[Draft]:
    """Drafts of lines outside of a table: paragraphs as they were, those of which some lines are in it line by line."""
    whole = [draft for line, draft in lines if "\n" not in draft.text.strip()]
    return whole if len(whole) == len(lines) else [Draft(line.traced) for line, _ in lines]


def _is_plain(draft: Draft) -> bool:
    """Whether a draft is a paragraph that may be anything its words say."""
    return draft.kind == "paragraph" and not draft.fixed and draft.cell is None


_BETWEEN = 3
"""Blocks behind a heading in which what it heads begins; those that but date the text are not counted."""
_FAR = 6
_ADDRESSED = 4
"""Words of a line that says whom a letter or a speech is to: "Madam Speaker,"."""
_YEARS = re.compile(r"\(?(?:19|20)\d\d\s?[-–—/]\s?(?:19|20)?\d\d\)?")
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d:?")
_PROSE_WORDS = 14
_NUMBERED = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})*\.?\s")
