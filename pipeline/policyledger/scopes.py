"""Scopes: what stands around a quantity in its sentence, its block and above it.

The sentences with all that was found in them, the lead-in line of a list item, the headers of a table's cell, the
headings above a block; and the time of writing, as far as the text gives it away.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Any

from spacy.tokens import Doc, Span

from policyledger.clauses import Sentence
from policyledger.cues import CueLexicon
from policyledger.layout import block_facts, issued
from policyledger.phrases import adverb
from policyledger.predicates import predicates
from policyledger.reading.listmarks import CODE
from policyledger.rowcolumns import Role, role_of, speaking_cells
from policyledger.rules.model import Rule
from policyledger.tokens import Tokens
from policyledger.verbs import VerbLexicon

POINTING = frozenset({"following", "follows", "below"})
"""Words of a sentence that only says that a list follows."""
CELL_WORDS = 7
"""Words up to which a table cell is a value ("25 %", "about 40 new plants") and its headers say of what."""
LABEL_TOKENS = 30
"""Tokens of the longest header of a table that is a label."""
YEAR, YEARS = len("2026"), len("2026/2027")
"""How a year and a period of years are written in EDTF."""
PART_OF = re.compile(r"[-–—•*\s]*(?:of (?:which|whom|these|this)|o/w|thereof)\b", re.IGNORECASE)
"""How the label of a row begins that names a part of what the row above names."""
PROJECT_WORDS = (
    ("component", "components", "subcomponent", "subcomponents", "sub-component"),
    ("beneficiaries", "beneficiary"),
    ("loan", "loans", "credit", "credits", "grant", "grants"),
    ("appraisal", "disbursement", "disbursements", "cofinancing", "co-financing", "counterpart", "borrower"),
    ("financing", "financed"),
)
"""Words of project papers, by what they are of."""
PROJECT_SIGNS, SPOKEN = 3, 2
"""How many kinds of them, and how often a project, a paper on projects speaks of."""
TITLES = 3
"""Blocks among which the first heading is the title."""
REPORTS = frozenset({"report", "reports", "outturn", "execution", "review", "analysis", "implementation"})
"""Words of a title that speaks of what became of a budget."""
CLAUSE_WORDS = 4
"""Words from which on a cell with a finite verb is a sentence."""


@dataclass(frozen=True)
class StatementLexicon:
    """Cues and word lists."""

    cues: CueLexicon
    lists: dict[str, frozenset[str]]
    follows: tuple[tuple[str, ...], ...]
    verbs: VerbLexicon

    @classmethod
    def from_rules(cls, rules: Iterable[Rule]) -> StatementLexicon:
        """The lexicon of status and lexicon rules."""
        cues = CueLexicon.from_rules(rules)
        follows = tuple(tuple(term.split()) for term in sorted(cues.lists.get("LEX-FOLLOWS-INSTRUMENT", ())))
        return cls(cues, cues.lists, follows, cues.verbs)


LATEST = "2026"
"""The year this version is of: what it reads was written by then, or reports nothing of what comes after."""


class Scopes:
    """What stands around the sentences of a Doc: blocks, lead-in lines, headings and what they say."""

    def __init__(self, doc: Doc, tokens: Tokens, lexicon: StatementLexicon) -> None:
        self.doc = doc
        self.tokens = tokens
        self.lexicon = lexicon
        self.facts = block_facts(doc)
        self.blocks: list[Span] = list(doc.spans["blocks"]) if "blocks" in doc.spans else []
        self.published = issued(doc)
        self.now = self.published or _latest_fact(doc)
        self.sentences = list(self._gather())
        followed = [
            (each.begin, span) for each in self.sentences for span in each.instruments if self._followed(each, span)
        ]
        self._follow_begins = [begin for begin, _ in followed]
        self._follow_spans = [span for _, span in followed]
        frames = [each for each in self.sentences if self._sets_frame(each)]
        self._frame_begins = [each.begin for each in frames]
        self._frame_dates = [each.dates[0] for each in frames]
        granted = [(each.begin, date) for each in self.sentences if (date := self._grants(each)) is not None]
        self._granted_begins = [begin for begin, _ in granted]
        self._granted_dates = [date for _, date in granted]
        self._heading_at = {span.start: index for index, span in enumerate(self.blocks)}
        self._cells: dict[int, dict[str, Any] | None] = {}
        self._stated: dict[int, bool] = {}
        self._orders: dict[int, bool] = {}
        self._by_block: dict[int, list[Sentence]] = {}
        for sentence in self.sentences:
            self._by_block.setdefault(sentence.block, []).append(sentence)

    def in_sentences(self, index: int) -> list[tuple[int, int]]:
        """The sentences of a block, as token ranges."""
        return [(sentence.begin, sentence.end) for sentence in self._by_block.get(index, ())]

    def in_block(self, index: int, group: str) -> list[Span]:
        """The spans of one kind in a block."""
        return [span for sentence in self._by_block.get(index, ()) for span in getattr(sentence, group)]

    def words_of(self, index: int) -> list[str]:
        """The words of a block in lower case."""
        block = self.blocks[index]
        return self.tokens.lowers[block.start : block.end]

    def dates_over(self, block: int, item: int) -> list[Span]:
        """The dates by which a block may speak for another: of a lead-in, those of the sentence that leads in."""
        dates = self.in_block(block, "dates")
        if block not in self.leads(item):
            return dates
        begin, end = self.last_sentence(block)
        points = not POINTING.isdisjoint(self.tokens.lowers[begin:end]) and begin > self.blocks[block].start
        if points and not any(date.start >= begin for date in dates):  # "… by 2031. The following is planned:"
            begin, _ = self.tokens.sentences[self.tokens.sentence_of(begin - 1)]
        return [date for date in dates if date.start >= begin]

    def headings(self, block: int) -> list[int]:
        """The headings above a block, nearest first, as block indices."""
        if not 0 <= block < len(self.facts):
            return []
        starts = self.facts[block]["headings"]
        return [self._heading_at[start] for start in reversed(starts) if start in self._heading_at]

    def lead(self, block: int) -> int | None:
        """The line that introduces a list item."""
        return self.facts[block]["lead"] if 0 <= block < len(self.facts) else None

    def leads(self, block: int) -> list[int]:
        """The lines that introduce a list item, the nearest first: of an inner list, those of the outer ones too."""
        found: list[int] = []
        lead = self.lead(block)
        while lead is not None:
            found.append(lead)
            lead = self.lead(lead)
        return found

    def sentences_of(self, block: int) -> list[Sentence]:
        """The sentences of a block."""
        return self._by_block.get(block, [])

    def introducers(self, block: int) -> list[int]:
        """The lead-in lines, a cell's headers and the headings that may speak for a block, nearest first."""
        cell = self.facts[block].get("cell") if 0 <= block < len(self.facts) else None
        headers = [*reversed(cell["row_headers"]), *reversed(cell["column_headers"])] if cell else []
        if cell and cell["caption"] is not None:
            headers.append(cell["caption"])
        return self.leads(block) + headers + self.headings(block)

    def kind(self, block: int) -> str:
        """The kind of a block; what stands in none is a paragraph."""
        return str(self.facts[block]["kind"]) if 0 <= block < len(self.facts) else "paragraph"

    def value_cell(self, block: int) -> dict[str, Any] | None:
        """The facts of a table's cell that holds a value; None for cells that hold sentences, and other blocks."""
        if block not in self._cells:
            cell = self.facts[block].get("cell") if 0 <= block < len(self.facts) else None
            own_words = cell is None or self._is_prose(block) or self.is_stated_label(block)
            self._cells[block] = None if own_words else cell
        return self._cells[block]

    def row_headers(self, block: int, *but: Role) -> list[int]:
        """The row headers of a cell, outermost first, without those of columns of some roles, all if none is given."""
        heads = [head for head in self.facts[block]["cell"]["row_headers"] if not self._speaks(head, but)]
        wholes = {head: self._wholes[head] for head in heads if self._wholes.get(head, head) not in heads}
        return [each for head in heads for each in (*((wholes[head],) if head in wholes else ()), head)]

    @cached_property
    def _wholes(self) -> dict[int, int]:
        """The label above of each that names a part of it: "Farms" of "of which organic"."""
        labels = {head for fact in self.facts if fact.get("cell") for head in fact["cell"]["row_headers"]}
        last: dict[tuple[int, int], int] = {}
        found: dict[int, int] = {}
        for label in sorted(labels):
            cell = self.facts[label]["cell"]
            place = cell["table"], cell["column"]
            if not PART_OF.match(self.blocks[label].text):
                last[place] = label
            elif place in last:
                found[label] = last[place]
        return found

    def row_date(self, block: int, role: Role) -> Span | None:
        """The date that a column of some role gives to the row of a cell: of "Deadline", the deadline."""
        cell = self.facts[block].get("cell") if 0 <= block < len(self.facts) else None
        if cell is None or block in self._speaking or (cell["is_header"] and not self.is_stated_label(block)):
            return None
        return self._row_dates.get((cell["table"], cell["row"], role))

    def row_agency(self, block: int) -> Span | None:
        """The first organisation that a column of those responsible names in the row of a cell."""
        cell = self.facts[block].get("cell") if 0 <= block < len(self.facts) else None
        said = [] if cell is None else self._row_cells.get((cell["table"], cell["row"], "agency"), [])
        return next((each for agency in said for each in self.in_block(agency, "organisations")), None)

    def row_unit(self, block: int) -> int | None:
        """The cell of a column of units in the row of a cell."""
        cell = self.facts[block]["cell"]
        said = self._row_cells.get((cell["table"], cell["row"], "unit"))
        return said[-1] if said else None

    def table_date(self, block: int, role: Role) -> Span | None:
        """The date that a row of its own gives to the values of a cell's table: "Target year | 2030"."""
        return self._table_dates.get((self.facts[block]["cell"]["table"], role))

    def is_aimed(self, table: int) -> bool:
        """Whether a column of a table is headed as that of its targets."""
        return table in self._aimed

    def column_dates(self, table: int) -> list[Span]:
        """The dates at the head of a table's columns, in their order."""
        heads = (block for (number, _), block in self._label_heads.items() if number == table)
        return [date for block in heads for date in self.in_block(block, "dates")]

    def years_of(self, table: int) -> list[str]:
        """The years that date the columns of a table, in order."""
        return sorted(self._years.get(table, ()))

    @cached_property
    def _years(self) -> dict[int, set[str]]:
        found: dict[int, set[str]] = {}
        for (table, _), block in self._label_heads.items():
            for date in self.in_block(block, "dates"):
                if date._.date["end"]:
                    found.setdefault(table, set()).add(date._.date["end"][:4])
        return found

    def label_head(self, block: int) -> int | None:
        """The header over the labels of a cell's row: "Target" over "Heat pumps" of a row of years."""
        cell = self.facts[block]["cell"]
        label = self.facts[cell["row_headers"][0]]["cell"] if cell["row_headers"] else cell
        if label is cell and not cell["is_header"] and cell["column"]:
            return None
        head = self._label_heads.get((label["table"], label["column"]))
        return None if head == block else head

    @cached_property
    def _label_heads(self) -> dict[tuple[int, int], int]:
        """The header cell of the first row by table and column."""
        cells = ((index, fact["cell"]) for index, fact in enumerate(self.facts) if fact.get("cell"))
        return {
            (cell["table"], cell["column"]): index
            for index, cell in cells
            if cell["is_header"] and cell["row"] == 0 and not cell["row_headers"]
        }

    def is_base(self, block: int) -> bool:
        """Whether a cell stands under or behind a heading that makes it a baseline."""
        words, cell = self.lexicon.lists["LEX-BASELINE-WORD"], self.facts[block]["cell"]
        if any(self.tokens.lowers[self.blocks[head].start] in words for head in cell["row_headers"][-1:]):
            return True  # "Base year emissions", but not "Reduction below baseline"
        return any(not words.isdisjoint(self.words_of(head)) for head in cell["column_headers"])

    def _speaks(self, block: int, roles: tuple[Role, ...]) -> bool:
        return block in self._speaking and (not roles or self._speaking[block] in roles)

    @cached_property
    def _speaking(self) -> dict[int, Role]:
        return dict(speaking_cells(self.blocks, self.facts, self.lexicon.lists))

    @cached_property
    def _row_cells(self) -> dict[tuple[int, int, Role], list[int]]:
        """The cells of columns that speak of their rows, by table, row and role of the column."""
        found: dict[tuple[int, int, Role], list[int]] = {}
        for block, role in self._speaking.items():
            cell = self.facts[block]["cell"]
            for row in range(cell["row"], cell["row"] + cell["height"]):
                found.setdefault((cell["table"], row, role), []).append(block)
        return found

    @cached_property
    def _row_dates(self) -> dict[tuple[int, int, Role], Span]:
        """Dates by table, row and role of the column; a cell of several does not say which one is meant."""
        said: dict[tuple[int, int, Role], list[Span]] = {}
        for block, role in self._speaking.items():
            cell, dates = self.facts[block]["cell"], self.in_block(block, "dates")
            if role in ("unit", "agency") or not dates:
                continue
            for date in dates:  # "2030 (vs. 2021)" in one of deadlines
                own: Role = "baseline" if date._.date["role"] == "baseline" else role
                for row in range(cell["row"], cell["row"] + cell["height"]):
                    said.setdefault((cell["table"], row, own), []).append(date)
        return {place: dates[0] for place, dates in said.items() if len(dates) == 1}

    @cached_property
    def _table_dates(self) -> dict[tuple[int, Role], Span]:
        """Dates by table and role of a row that holds nothing else; two such rows do not say which one is meant."""
        said: dict[tuple[int, Role], list[Span]] = {}
        for index, fact in enumerate(self.facts):
            cell = fact.get("cell")
            if not cell or cell["is_header"] or not cell["row_headers"] or self.kind(index) != "table_cell":
                continue
            role = role_of([self.blocks[cell["row_headers"][-1]].text], self.lexicon.lists)
            dates = self.in_block(index, "dates") if role in ("deadline", "baseline") else []
            if role is not None and len(dates) == 1 and dates[0].text == self.blocks[index].text.strip():
                said.setdefault((cell["table"], role), []).append(dates[0])
        return {place: dates[0] for place, dates in said.items() if len(dates) == 1}

    @cached_property
    def _aimed(self) -> frozenset[int]:
        spoken = {head for block in self._speaking for head in self.facts[block]["cell"]["column_headers"]}
        cues = {head: self._heading_cue(head) for head in self._column_heads - spoken}
        return frozenset(self.facts[head]["cell"]["table"] for head, value in cues.items() if value == "target")

    def _heading_cue(self, block: int) -> str | None:
        span = self.blocks[block]
        cue = self.lexicon.cues.find_heading(self.tokens, span.start, span.end)
        return cue.rule.value if cue is not None else None

    def is_label(self, block: int) -> bool:
        """Whether a block is a table's header and no sentence: it says what is measured, and is no value itself."""
        cell = self.facts[block].get("cell") if 0 <= block < len(self.facts) else None
        if cell is None or not cell["is_header"] or self.is_stated_label(block):
            return False
        lowers = self.tokens.lowers[self.blocks[block].start : self.blocks[block].end]
        return len(lowers) <= LABEL_TOKENS and self.lexicon.lists["LEX-SUBJECT-END"].isdisjoint(lowers)

    def is_stated_label(self, block: int) -> bool:
        """Whether the label of a row says itself what is to be done or reached: "Build 120 km of cycle lanes | 2027".

        It orders it, or begins with its amount, under a heading of targets or in a row that says no more than by when.
        """
        if block not in self._stated:
            self._stated[block] = self._states(block)
        return self._stated[block]

    def _states(self, block: int) -> bool:
        cell = self.facts[block].get("cell") if 0 <= block < len(self.facts) else None
        if cell is None or block in self._speaking or cell["row_headers"]:
            return False
        if not cell["is_header"] and cell["column"]:
            return False  # what stands first in its row is its label, also where most of its column are figures
        if block in self._column_heads or (cell["table"], cell["row"]) in self._head_rows:
            return False
        first = next((each for each in self.sentences_of(block) if each.quantities), None)
        if first is None or not all(map(_is_amount, first.quantities)):
            return False
        amount = first.quantities[0]
        if "(" in self.tokens.words[first.begin : amount.start]:
            return False  # a unit: "Total (000 ha)"
        if any(said.form == "imperative" and said.start == first.begin for said in first.predicates):
            return True
        if amount.start > first.begin or (amount.end == first.end and not amount._.quantity["counted"]):
            return False  # "40 %" names its row as a figure
        head = self.label_head(block)
        if head is not None and self._heading_cue(head) == "target":
            return True
        place = cell["table"], cell["row"]
        due = any((*place, role) in self._row_dates for role in ("deadline", "year"))
        return due and not self._values_of.get(place, set()) - {block}

    @cached_property
    def _column_heads(self) -> frozenset[int]:
        return frozenset(head for fact in self.facts if (cell := fact.get("cell")) for head in cell["column_headers"])

    @cached_property
    def _head_rows(self) -> frozenset[tuple[int, int]]:
        """The rows, by table, that head its columns."""
        cells = (self.facts[head]["cell"] for head in self._column_heads if self.facts[head].get("cell"))
        return frozenset((cell["table"], cell["row"]) for cell in cells)

    @cached_property
    def _values_of(self) -> dict[tuple[int, int], set[int]]:
        """The cells with values, without labels, by table and row."""
        found: dict[tuple[int, int], set[int]] = {}
        for index, fact in enumerate(self.facts):
            cell = fact.get("cell")
            if cell and not cell["is_header"] and self.in_block(index, "quantities"):
                found.setdefault((cell["table"], cell["row"]), set()).add(index)
        return found

    def is_code(self, block: int) -> bool:
        """Whether a label of a row is but what the row is called by: "A1", "SDG 7.2"."""
        return self.facts[block]["cell"]["column"] == 0 and CODE.fullmatch(self.blocks[block].text) is not None

    def is_agency(self, block: int) -> bool:
        """Whether a label of a row is in a column of those responsible."""
        cell = self.facts[block]["cell"]
        return block in self._row_cells.get((cell["table"], cell["row"], "agency"), ())

    def is_order(self, block: int) -> bool:
        """Whether a label says what is to be done, and so heads a group of indicators: "Improve health outcomes"."""
        if block not in self._orders:
            span = self.blocks[block]
            said = predicates(self.tokens, span.start, span.end, self.lexicon.verbs)
            self._orders[block] = bool(said) and said[0].form == "imperative" and said[0].start == span.start
        return self._orders[block]

    @cached_property
    def is_project(self) -> bool:
        """Whether the text is a paper on projects: it speaks of their components, beneficiaries, loans and the like."""
        told = self.tokens.places
        spoken = len(told.get("project", ())) + len(told.get("projects", ()))
        return spoken >= SPOKEN and sum(any(word in told for word in words) for words in PROJECT_WORDS) >= PROJECT_SIGNS

    @cached_property
    def is_budget(self) -> bool:
        """Whether the text is a budget or a speech on it, by its first heading: it tells in the present what is set."""
        heads = [index for index in range(min(TITLES, len(self.blocks))) if self.kind(index) == "heading"]
        words = self.words_of(heads[0]) if heads else set()
        return "budget" in words and REPORTS.isdisjoint(words)

    def carries_on(self, sentence: Sentence) -> bool:
        """Whether a sentence carries on with the one before: "Of this, …"."""
        lowers, begin = self.tokens.lowers, sentence.begin
        begin += 2 * (adverb(lowers[begin]) and lowers[begin + 1 : begin + 2] == [","])  # "Specifically, it"
        opening = {" ".join(lowers[begin : begin + width]) for width in (1, 2, 3)}
        return bool(opening & self.lexicon.lists["LEX-ANAPHORA"])

    def tells_time_again(self, sentence: Sentence) -> bool:
        """Whether a sentence opens with the time that the one before tells: "In this time, …"."""
        return " ".join(self.tokens.lowers[sentence.begin : sentence.begin + 3]) in self.lexicon.lists["LEX-THAT-TIME"]

    def last_sentence(self, block: int) -> tuple[int, int]:
        """The tokens of the last sentence of a block."""
        return self.tokens.sentences[self.tokens.sentence_of(self.blocks[block].end - 1)]

    def _is_prose(self, block: int) -> bool:
        """Whether a table's cell holds sentences rather than a value: they say themselves what they measure."""
        span = self.blocks[block]
        lowers = self.tokens.lowers[span.start : span.end]
        words = sum(lower.isalpha() for lower in lowers)
        finite = self.lexicon.lists["LEX-SUBJECT-END"]
        return words > CELL_WORDS or (words >= CLAUSE_WORDS and not finite.isdisjoint(lowers))

    def section_instrument(self, sentence: Sentence) -> Span | None:
        """The instrument the sentence's section follows: the last one named before it as followed."""
        own = self.facts[sentence.block]["headings"] if 0 <= sentence.block < len(self.facts) else ()
        if not own:
            return None
        at = bisect_right(self._follow_begins, sentence.begin) - 1
        return self._follow_spans[at] if at >= 0 and self._follow_begins[at] >= own[-1] else None

    def section_frame(self, sentence: Sentence) -> Span | None:
        """The deadline that an earlier sentence of the section sets for all of it: "By 2030, ports will thrive"."""
        own = self.facts[sentence.block]["headings"] if 0 <= sentence.block < len(self.facts) else ()
        at = bisect_right(self._frame_begins, sentence.begin) - 1
        if at < 0 or not own or self._frame_begins[at] < own[-1]:
            return None
        return self._frame_dates[at]

    def appropriation(self, sentence: Sentence) -> Span | None:
        """The year or years for which a law sets money aside, said before a sentence: "granted … for the year 2026".

        It holds for all sums of its schedule, or of the estimates it supplements.
        """
        at = bisect_right(self._granted_begins, sentence.begin) - 1
        return self._granted_dates[at] if at >= 0 else None

    def _grants(self, sentence: Sentence) -> Span | None:
        """The year for which a sentence of a law grants money, if it is one."""
        years = [date for date in sentence.dates if len(str(date._.date["edtf"])) in (YEAR, YEARS)]
        if not years or self.kind(sentence.block) == "table_cell":
            return None
        lowers = self.tokens.lowers[sentence.begin : sentence.end]
        text = " ".join(lowers)
        return years[-1] if any(phrase in text for phrase in self.lexicon.lists["LEX-APPROPRIATION"]) else None

    def _sets_frame(self, sentence: Sentence) -> bool:
        """Whether a sentence opens with a deadline and has no quantity that would take it for its own."""
        if sentence.quantities or not sentence.dates or self.kind(sentence.block) == "table_cell":
            return False  # a cell's deadline is that of its row or column
        return self.opening_deadline(sentence) is not None

    def opening_deadline(self, sentence: Sentence) -> Span | None:
        """The firm deadline a sentence opens with: "By 2031, …"."""
        first = sentence.dates[0]
        firm = first._.date["cue"].lower() in self.lexicon.lists["LEX-FIRM-DEADLINE"]
        return first if firm and first.start - sentence.begin <= 1 and first._.date["role"] == "deadline" else None

    def _followed(self, sentence: Sentence, span: Span) -> bool:
        lowers = self.tokens.lowers
        at = span.start
        while at > sentence.begin and lowers[at - 1] in ("the", "a", "an", "this", "its", "“", "‘"):
            at -= 1
        return any(tuple(lowers[max(0, at - len(words)) : at]) == words for words in self.lexicon.follows)

    def _gather(self) -> Iterator[Sentence]:
        groups = ("quantities", "dates", "industries", "organisations", "instruments")
        found = [(span.start, name, span) for name in groups for span in self.doc.spans.get(name, ())]
        found.sort(key=itemgetter(0))
        at, block = 0, -1
        for begin, end in self.tokens.sentences:
            while block + 1 < len(self.blocks) and self.blocks[block + 1].start <= begin:
                block += 1
            sentence = Sentence(begin, end, block)
            while at < len(found) and found[at][0] < end:
                _, name, span = found[at]
                getattr(sentence, name).append(span)
                at += 1
            if sentence.quantities:
                sentence.analyse(self.tokens, self.lexicon.cues)
            yield sentence


def _latest_fact(doc: Doc) -> str | None:
    """The latest year of which the text tells rather than plans: it was written no earlier, and hardly later."""
    told: Counter[str] = Counter()
    for span in doc.spans.get("dates", ()):
        role, end = span._.date["role"], span._.date["end"]
        known = role in ("as_of", "baseline") or (role == "issued" and len(str(span._.date["edtf"])) > YEAR)
        if end and known and end[:4] <= LATEST:  # nothing is known of what is to come: "it submitted a 2050 target"
            told[end[:4]] += 2
        elif end and role == "deadline":
            told[end[:4]] -= 1  # a plan misread as a fact is outnumbered
    return max((year for year, more in told.items() if more > 0), default=None)


def _is_amount(quantity: Span) -> bool:
    """Whether a quantity is so much of something: no age, nor the number of a thing ("Report 3")."""
    facts = quantity._.quantity
    return facts["unit_kind"] != "duration" and (facts["unit"] != "count" or bool(facts["counted"]))
