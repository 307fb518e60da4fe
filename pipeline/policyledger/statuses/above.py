"""What stands above a quantity: the headers of its cell, the caption, the lead-in line, the headings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import Any

from spacy.tokens import Span

from policyledger.clauses import Sentence
from policyledger.cues import Cue
from policyledger.predicates import predicates
from policyledger.rowcolumns import DATES
from policyledger.scopes import LATEST, Scopes
from policyledger.statuses.governing import Verbs
from policyledger.statuses.verdicts import Verdict, due
from policyledger.timing import BYGONE, Timing

OPENING = frozenset({"be", "include", "comprise", "cover", "follow"})
"""Verbs of a sentence that only opens a list."""
SPAN = 4
"""Years between the first and the last column of a table from which on the first is where the others set out from."""

BUDGETED = frozenset({"budget", "budgeted", "proposed", "approved", "enacted"})
"""Words beside the year of a column that say that its values are set."""


class Above:
    """Judges the quantities of one sentence by what stands above it."""

    def __init__(self, scopes: Scopes, sentence: Sentence, timing: Timing, verbs: Verbs) -> None:
        self.scopes = scopes
        self.sentence = sentence
        self.timing = timing
        self.verbs = verbs
        self.cues = scopes.lexicon.cues

    def of_cell(self, span: Span) -> Verdict:
        """What a table's cell says by when, and what its headers, the caption and the headings say, the nearest first.

        A label that says itself what is to be reached has no headers but that of its column.
        """
        cell = self.scopes.facts[self.sentence.block]["cell"]
        if self.timing.was_earlier(span):
            return "actual", None  # "1.2 million by 2030 (2023: 185,000)"
        own = self.timing.future_deadline(span)
        if own is not None and not self.timing.over(own) and self._is_alone(span, own):
            return due(own, self.cues)  # "60 by 2030", whatever the column is called
        rows = self.scopes.row_headers(self.sentence.block, *DATES)
        reported = self.scopes.lexicon.lists["LEX-REPORTED-COLUMN"]
        for block in (*reversed(cell["column_headers"]), *reversed(rows)):
            cue = self._heading_cue(block)
            if cue is not None:
                return cue.rule.value, cue
            for date in self.timing.header_dates(block, span):
                if not BUDGETED.isdisjoint(self.scopes.words_of(block)) and not self.timing.past(date):
                    return "target", None  # "2026 Budget"
                if self._is_beside_target(cell["table"], date):
                    return "actual", None
                ahead = date._.date["role"] == "deadline" and not self.timing.over(date)
                if self.timing.to_come(date) or ahead:
                    return due(date, self.cues)
                if self.timing.past(date) or date._.date["role"] == "as_of":
                    return "actual", None
                if self._is_start(cell["table"], date):
                    return "actual", None
            if not reported.isdisjoint(self.scopes.words_of(block)):
                return "actual", None  # "2022 status"
        told = self._of_row(cell["table"]) or self._of_sum(cell) or self._of_caption(cell, span)
        if told is not None:
            return told
        head = self.scopes.label_head(self.sentence.block)
        cue = self._heading_cue(head) if head is not None else None
        dated = self.timing.dated_cell or self.scopes.is_stated_label(self.sentence.block)
        if cue is not None and cue.rule.value == "target" and dated:
            return "target", cue
        deadline = self.scopes.table_date(self.sentence.block, "deadline")
        if deadline is not None and not self.timing.past(deadline):
            return ("actual", None) if self.scopes.is_base(self.sentence.block) else due(deadline, self.cues)
        cue = self.lead_cue()
        granted = self.scopes.appropriation(self.sentence)
        if cue is None and granted is not None and span._.quantity["unit_kind"] == "money":
            return due(granted, self.cues)
        money = span._.quantity["unit_kind"] == "money"
        if cue is None and money and self.scopes.is_project and not self.scopes.is_base(self.sentence.block):
            return "target", None  # a table of costs in a project paper
        if cue is None or (cue.rule.value == "target" and self.scopes.is_aimed(cell["table"])):
            return "actual", None  # the table heads a column as that of its targets, and this is another
        return cue.rule.value, cue

    def _of_caption(self, cell: dict[str, Any], span: Span) -> Verdict | None:
        """What a value is by the line over its table: "4 million has been set aside for 2031 to 2035:"."""
        dates = () if cell["caption"] is None else self.timing.header_dates(cell["caption"], span)
        return due(dates[-1], self.cues) if dates and all(map(self.timing.to_come, dates)) else None

    def due_in_cell(self, span: Span) -> Verdict | None:
        """What a sentence in a cell that says how things are is under a date to come: "Half is clean" under "2035"."""
        block = self.sentence.block
        cell = self.scopes.facts[block].get("cell") if 0 <= block < len(self.scopes.facts) else None
        if not cell or cell["is_header"]:
            return None
        date = self.timing.first_date(reversed(cell["column_headers"]), span)
        return due(date, self.cues) if self.timing.to_come(date) and date is not None else None

    def _of_sum(self, cell: dict[str, Any]) -> Verdict | None:
        """What a value in a column of sums is where all columns with a date are due: "2026 | 2027 | Total"."""
        heads, totals = cell["column_headers"], self.scopes.lexicon.lists["LEX-TOTAL-ROW"]
        if not heads or self.scopes.blocks[heads[-1]].text.lower().strip(" :*") not in totals:
            return None
        dates = self.scopes.column_dates(cell["table"])
        return due(dates[-1], self.cues) if dates and all(map(self.timing.to_come, dates)) else None

    def _is_start(self, table: int, date: Span) -> bool:
        """Whether a column's year is where the later columns set out from: "2020 | 2030", in a text without a date."""
        years = self.scopes.years_of(table)
        if self.scopes.published is not None or date._.date["role"] == "deadline" or len(years) < 2:
            return False
        first = date._.date["end"][:4] == years[0] if date._.date["end"] else False
        told = (self.scopes.now or "")[:4]  # the latest year that the text reports on
        return first and years[0] <= max(BYGONE, told) and int(years[-1]) - int(years[0]) >= SPAN

    def _is_beside_target(self, table: int, date: Span) -> bool:
        """Whether a column's bare year stands beside one headed as the target: "2023 | 2024 | Target 2030".

        In a text without a date the year is one reported on, if it may be over.
        """
        end = date._.date["end"]
        bare = date._.date["role"] != "deadline" and end is not None and end[:4] <= LATEST
        return self.scopes.published is None and bare and self.scopes.is_aimed(table)

    def _is_alone(self, span: Span, date: Span) -> bool:
        """Whether a date in a cell has no other quantity between it and one: not "30 (60 by 2030)"."""
        low, high = min(span.end, date.end), max(span.start, date.start)
        return not any(low <= other.start < high for other in self.sentence.quantities if other is not span)

    def _of_row(self, table: int) -> Verdict | None:
        """What the columns of dates say of a value in their row: it is due, where no column is headed as the target."""
        block = self.sentence.block
        deadline, year = self.scopes.row_date(block, "deadline"), self.scopes.row_date(block, "year")
        if self.scopes.row_date(block, "as_of") is not None:
            return "actual", None
        if deadline is not None:
            return None if self.timing.past(deadline) or self.scopes.is_aimed(table) else due(deadline, self.cues)
        if year is not None and self.timing.to_come(year):
            return due(year, self.cues)
        return ("actual", None) if self.timing.past(year) else None

    def lead_cue(self, *, mood: bool = True, nearest: bool = False) -> Cue | None:
        """What the lines above say, the nearest first.

        Args:
            mood: whether a lead-in may say that what follows is reported.
            nearest: whether only the lead-in lines and the nearest heading speak.
        """
        for block in islice(self._speakers(), 1 + len(self.scopes.leads(self.sentence.block)) if nearest else None):
            cue = self._heading_cue(block)
            if cue is None and block in self.scopes.leads(self.sentence.block):
                verb = self._lead_verb(block)
                cue = verb if verb is not None and (mood or verb.rule.value == "target") else None
            if cue is not None:
                return cue
        return None

    def is_nearest(self, cue: Cue) -> bool:
        """Whether a cue stands in the line or heading right above."""
        block = next(iter(self.scopes.introducers(self.sentence.block)), None)
        return block is not None and self.scopes.blocks[block].start <= cue.start < self.scopes.blocks[block].end

    def aim(self) -> Cue | None:
        """What the nearest heading says where it names aims and the date by which they hold: "Aims for 2030"."""
        heading = next(iter(self.scopes.headings(self.sentence.block)), None)
        cue = None if heading is None else self._heading_cue(heading)
        if heading is None or cue is None or cue.rule.value != "target":
            return None
        return cue if any(map(self.timing.to_come, self.scopes.in_block(heading, "dates"))) else None

    def label_cue(self, span: Span) -> Cue | None:
        """What a label says of the values behind its colon: "Targets: 300 buses bought, …".

        That of one value says more than that at the head of a line: "Roads (target: 40 km) — built: | 30 km".
        """
        own = self.own_label(span)
        if own is not None:
            return own
        at = bisect_left(self._colons, span.start)
        said = self._said_of_line if at else None
        return said if said is not None and said.end <= self._colons[at - 1] else None

    def own_label(self, span: Span) -> Cue | None:
        """What the label right before one value says of it, behind another value: "40 km (target: | 50 km)"."""
        at = bisect_left(self._colons, span.start)
        before = bisect_left(self.sentence.quantity_ends, span.start)
        if not (at and before) or self._colons[at - 1] != span.start - 1:
            return None
        return self.cues.find_heading(self.scopes.tokens, self.sentence.quantity_ends[before - 1], span.start)

    @cached_property
    def _colons(self) -> list[int]:
        """The colons of the sentence."""
        words = self.scopes.tokens.words
        return [at for at in range(self.sentence.begin + 1, self.sentence.end) if words[at] == ":"]

    @cached_property
    def _said_of_line(self) -> Cue | None:
        """The first cue of a heading in the line, up to its last colon."""
        return self.cues.find_heading(self.scopes.tokens, self.sentence.begin, self._colons[-1])

    def _speakers(self) -> Iterator[int]:
        """The blocks whose words may settle the status: the lead-in lines, and what stands nearest above them."""
        block = self.sentence.block
        cell = self.scopes.value_cell(block)
        if cell is None:
            yield from self.scopes.introducers(block)[: max(2, 1 + len(self.scopes.leads(block)))]
            return
        if cell["caption"] is not None:
            yield cell["caption"]
        yield from self.scopes.headings(block)[:2]

    def _heading_cue(self, block: int) -> Cue | None:
        if block in self.scopes.leads(self.sentence.block):
            return self.cues.find_heading(self.scopes.tokens, *self.scopes.last_sentence(block))
        span = self.scopes.blocks[block]
        return self.cues.find_heading(self.scopes.tokens, span.start, span.end)

    def _lead_verb(self, block: int) -> Cue | None:
        """The last verb of the line that introduces a list: "… shall contain at least:".

        A sentence that only opens the list ("The main ones are:") goes on with the one before it.
        """
        begin, end = self.scopes.last_sentence(block)
        verbs = self._firm_verbs(begin, end)
        if verbs and self._opens_with_deadline(block, begin):
            verbs = [verb for verb in verbs if not self._is_reduced(verb)]  # "by 2030, these shares of metals | used"
        if not verbs and begin > self.scopes.blocks[block].start and self._only_opens(begin, end):
            verbs = self._firm_verbs(*self.scopes.tokens.sentences[self.scopes.tokens.sentence_of(begin - 1)])
        return verbs[-1] if verbs else None

    def _firm_verbs(self, begin: int, end: int) -> list[Cue]:
        return [
            cue
            for cue in self.cues.find(self.scopes.tokens, begin, end)
            if cue.rule.decides == "status" and cue.rule.scope == "verb" and cue.rule.strength >= self.verbs.firm
        ]

    def _opens_with_deadline(self, block: int, begin: int) -> bool:
        """Whether the last sentence of a block opens with a deadline."""
        first = next((date for date in self.scopes.in_block(block, "dates") if date.start >= begin), None)
        near = first is not None and first.start - begin <= 1
        return first is not None and near and first._.date["cue"].lower() in self.timing.firm_words

    def _is_reduced(self, verb: Cue) -> bool:
        """Whether a verb is a participle that only says which ones: "the materials | contained | in waste"."""
        words, lexicon = self.scopes.tokens.lowers, self.scopes.lexicon.verbs
        bare = verb.end - verb.start == 1 and words[verb.start] in lexicon.participle
        return bare and words[verb.end : verb.end + 1] != [":"]

    def _only_opens(self, begin: int, end: int) -> bool:
        """Whether a sentence says no more than that a list follows: "Some are:", "These include:"."""
        said = predicates(self.scopes.tokens, begin, end, self.scopes.lexicon.verbs)
        return len(said) == 1 and said[0].verb in OPENING and said[0].tense == "present" and end - said[0].end <= 1
