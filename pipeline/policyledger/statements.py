"""Statements: each quantity put in its context.

Start from every quantity of the text, then answer by local syntax and cue rules: what is measured, of what base, for
whom, whether it is a target, by when, from which baseline, in which industry, said by which organisation, under which
instrument. Scope goes before distance: a deadline at the head or the end of a sentence covers it, a line "2030
targets:" covers its list, a heading gives the industry.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from spacy.tokens import Doc, Span

from policyledger import indicators, phrases
from policyledger.apportioning import Apportioning
from policyledger.clauses import Sentence
from policyledger.cues import Cue
from policyledger.indicators import cells
from policyledger.indicators.place import Place
from policyledger.indicators.respective import orders, respective
from policyledger.movements import movements
from policyledger.predicates import predicates
from policyledger.rowcolumns import DATES
from policyledger.scopes import Scopes, StatementLexicon
from policyledger.statuses import Statuses
from policyledger.timing import Timing
from policyledger.tokens import Tokens

__all__ = ["StatementLexicon", "link"]

NEAREST = 4
"""Industries before the end of a quantity among which the nearest is looked for."""
LINE_WORDS = 8
"""Words of the longest numbered line that may stand for a heading."""
LED_LINES = 12
"""Labels with values that one line may lead in."""
_WORD = re.compile(r"[^\W\d_]{3}")
"""Some letters together: "a(i)" is no title."""
TO_WHICH = frozenset({"below", "under", "above", "beyond"})
"""Words before a bound that is reached, not one by which a value moves."""
BOUNDS = frozenset({"threshold", "limit", "cap", "ceiling", "minimum", "maximum", "average", "median", "norm"})
"""What is a measure of size, not of growth, behind "five times the"."""
MODIFIERS = 6
"""Nouns and adjectives between a share and the noun of change it stands before: "a 90 % net … emission | cut"."""
BARE = frozenset({"ratio", "index", "score", "result"})
"""Words of a header that say of nothing what is measured, besides those of amounts and of time."""
TITLE_WORDS = 14
"""Words of the longest heading that may stand in for an indicator."""
_INDICATOR = re.compile(r"(?:(?:outcome|output|impact) )?(?:indicator|kpi)\s*[\d.]*[a-z]?\s*[:.–-]?\s+", re.IGNORECASE)
"""How the line begins that numbers an indicator."""
INDICATOR_WORDS = 45
"""Words of the longest label that names the row of a table."""


Framed = Mapping[tuple[int, int], tuple[str, Mapping[str, Any]]]
"""By the tokens of a quantity, the frame it stands in: its rule and the columns it fills."""

BESIDE_PARTNER = frozenset({"the", "and", "its", "partner", "partners", "&", ","})
"""Words between such words and the organisation."""
PARTNERED = 8
"""Tokens before an organisation in which words say that it only helps."""


def link(doc: Doc, tokens: Tokens, lexicon: StatementLexicon, framed: Framed) -> Iterator[tuple[Span, dict[str, Any]]]:
    """Each quantity of a Doc with the columns of its statement, in order; what a frame says goes before our own."""
    scopes = Scopes(doc, tokens, lexicon)
    last: tuple[Sentence, dict[str, Any]] | None = None
    named: dict[str, Any] | None = None
    labels: dict[int, dict[str, Any]] = {}
    recent: dict[str, dict[str, Any]] = {}
    for sentence in scopes.sentences:
        if not sentence.quantities or scopes.is_label(sentence.block):
            continue
        carried = last[1]["status"] if last is not None and _goes_on(scopes, last[0], sentence) else None
        if last is None or last[0].block != sentence.block:
            named, recent = None, {}
        linker = _Linker(scopes, sentence, named, carried, framed, labels, recent)
        for span, statement in linker.statements():
            if statement["unit_kind"] != "duration" or last is None:  # a length of time says when, not what
                last = sentence, statement
            yield span, statement
        named = linker.named
        if named is not None and scopes.is_stated_label(sentence.block):
            labels[sentence.block] = named


def _goes_on(scopes: Scopes, last: Sentence, sentence: Sentence) -> bool:
    """Whether a sentence takes the status of the one before where its own words say none."""
    if last.block == sentence.block:
        return scopes.carries_on(sentence)
    if sentence.block != last.block + 1 or not scopes.kind(sentence.block) == scopes.kind(last.block) == "list_item":
        return False
    form = _form(sentence)
    return form == _form(last) or (not form and not last.dates)  # not "88 ports opened" behind "Link 250 by 2031"


def _form(sentence: Sentence) -> str:
    """The form of the first predicate of a sentence, "" without one."""
    return sentence.predicates[0].form if sentence.predicates else ""


def _start(span: Span) -> int:
    return int(span.start)


class _Linker:
    """Links the quantities of one sentence."""

    def __init__(
        self,
        scopes: Scopes,
        sentence: Sentence,
        named: dict[str, Any] | None,
        carried: str | None,
        framed: Framed,
        labels: Mapping[int, dict[str, Any]],
        recent: dict[str, dict[str, Any]],
    ) -> None:
        self.scopes = scopes
        self.sentence = sentence
        self.carried = carried
        self.tokens = scopes.tokens
        self.lists = scopes.lexicon.lists
        self.moves = movements(sentence, self.tokens, self.lists)
        self.predicates = sentence.predicates
        self.firsts = {second: first for first, second in self.moves.pairs.items()}
        self.timing = Timing(scopes, sentence, self.moves)
        self.statuses = Statuses(scopes, sentence, self.timing, self.moves)
        self.apportioning = Apportioning(sentence, self.tokens, self.lists)
        self.recent = recent  # the last statement of its block by unit
        self.named = named  # the last statement that a pronoun or a further value goes on with: no length of time
        self.changes = sentence.changes
        self.framed = framed
        self.labels = labels  # what rows say that open with what is to be reached: "25 % less waste | 7 % more"
        self.orders = orders(sentence, self.tokens)

    def statements(self) -> Iterator[tuple[Span, dict[str, Any]]]:
        previous: dict[str, Any] | None = None
        outside = self.named  # the last statement that stands in no bracket
        for index, span in enumerate(self.sentence.quantities):
            bracketed = span.start in self._bracketed
            if not bracketed and outside is not None:
                self.named = outside  # "300 homes (20 of them flats) | to 400"
            statement = self._statement(index, span, previous)
            if (span.start, span.end) in self.framed:
                rule_id, columns = self.framed[span.start, span.end]
                said = (columns.get("indicator") or "x").lower().split()
                if all(word in self.lists["LEX-GENERIC-NAME"] for word in said):
                    columns = {name: value for name, value in columns.items() if name != "indicator"}  # "the reduction"
                statement |= columns
                if statement["unit"] == "count" and statement["indicator"]:
                    statement["indicator"] = indicators.NUMBER_OF.sub("", statement["indicator"])
                if statement["status"] == "actual" and statement["target_date"] is not None:
                    statement["as_of"] = statement["as_of"] or statement["target_date"]  # the date a report gives it
                    statement |= dict.fromkeys(("target_date", "target_start", "target_end"))
                statement["rule_ids"] = (*statement["rule_ids"], rule_id)
            if statement["unit_kind"] != "duration" or previous is None:
                previous = statement
            if statement["unit_kind"] != "duration":
                self.named = self.recent[statement["unit"]] = statement
                outside = outside if bracketed else statement
            in_order = self.orders.get(index)
            if in_order is not None and statement["indicator"]:
                statement = statement | {"indicator": respective(statement["indicator"], *in_order)}
            yield span, statement

    @cached_property
    def _bracketed(self) -> frozenset[int]:
        """The tokens of the sentence that stand in brackets that open and close in it."""
        inside: list[int] = []
        opened = None
        for at in range(self.sentence.begin, self.sentence.end):
            word = self.tokens.words[at]
            if word == "(":
                opened = at
            elif word == ")" and opened is not None:
                inside.extend(range(opened + 1, at))
                opened = None
        return frozenset(inside)

    @cached_property
    def _per_of_headers(self) -> str | None:
        """For whom a cell's sum of money is by its headers; the units of other values have it within them."""
        cell = self.scopes.value_cell(self.sentence.block)
        if cell is None:
            return None
        unit = self.scopes.row_unit(self.sentence.block)
        heads = (unit, *reversed(cell["column_headers"]), *reversed(cell["row_headers"]), cell["unit"])
        sentences = (each for head in heads if head is not None for each in self.scopes.sentences_of(head))
        said = (Apportioning(each, self.tokens, self.lists).over() for each in sentences)
        return next((per for per in said if per), None)

    def _statement(self, index: int, span: Span, previous: dict[str, Any] | None) -> dict[str, Any]:
        facts = span._.quantity
        cues: list[str] = list(facts["cues"])
        rules: list[str] = list(facts["rule_ids"])
        status, cue = self.statuses.of(index, span, previous["status"] if previous else None, self.carried)
        change, change_cue = self._change(span, facts)
        per, per_cue = self.apportioning.of(index, span, facts)
        per = per or (self._per_of_headers if facts["unit_kind"] == "money" else None)
        for each in (cue, change_cue, per_cue):
            if each is not None:
                rules.append(each.rule.id)
                if each.start < each.end:
                    cues.append(self.tokens.span(each.start, each.end))
        deadline = self.timing.deadline(index, span) if status != "actual" else None
        as_of = self.timing.as_of(span, status)
        baseline = self.timing.baseline(span, status)
        if index in self.firsts and previous is not None:
            indicator, base = previous["indicator"] or "", previous["base"] or ""
        else:
            indicator, base = self._indicator(index, span, facts)
        industry = self._industry(span)
        instrument = self._instrument(span)
        baseline_value = None
        if index in self.firsts:
            baseline_value = self.sentence.quantities[self.firsts[index]]._.quantity["low"]
        told = as_of._.date["edtf"] if as_of is not None else None
        since = baseline._.date["edtf"] if baseline is not None else None
        if told is not None and as_of is not None and status == "actual" and as_of._.date["cue"].lower() == "between":
            begins, _, ends = told.partition("/")  # "fell from 41 to 29 | between 2010 and 2023"
            if index in self.firsts:
                told, since = ends, since or begins
            elif index in self.firsts.values():
                told = begins
        if deadline is not None:
            cues.append(deadline.text)
        target = deadline._.date if deadline is not None else None
        return {
            "status": status,
            "indicator": indicator or None,
            "base": base or None,
            "change": change,
            "comparator": facts["comparator"],
            "approximate": facts["approximate"],
            "value_min": facts["low"],
            "value_max": facts["high"],
            "unit": facts["unit"],
            "unit_kind": facts["unit_kind"],
            "counted": facts["counted"],
            "per": per,
            "target_date": target["edtf"] if target else None,
            "target_start": target["start"] if target else None,
            "target_end": target["end"] if target else None,
            "baseline_value": baseline_value,
            "baseline_date": since,
            "as_of": told,
            "industry_id": industry.kb_id_ if industry is not None else None,
            "industry": industry._.industry["name"] if industry is not None else None,
            "organisation": self._organisation(span),
            "instrument": instrument.kb_id_ if instrument is not None else None,
            "rule_ids": tuple(rule for rule in dict.fromkeys(rules) if rule),
            "cues": tuple(dict.fromkeys(cue for cue in cues if cue)),
        }

    # --- change ------------------------------------------------------------------------------------------------

    def _change(self, span: Span, facts: dict[str, Any]) -> tuple[str, Cue | None]:
        """level, increase, decrease or multiple, and the cue that decided."""
        lowers = self.tokens.lowers
        if facts["unit_kind"] == "multiple":
            bound = lowers[span.end : span.end + 1] == ["the"] and span.end + 1 < self.sentence.end
            return "level" if bound and lowers[span.end + 1] in BOUNDS and not self.changes else "multiple", None
        if facts["form"] == "fraction":
            for cue in self.sentence.changes_in(span.start + facts["number_start"], span.end):
                return cue.rule.value, cue  # "halve", "more than | halved"
        before = lowers[span.start - 1] if span.start > self.sentence.begin else ""
        if not self.changes and (headed := self._headed_by_change()) is not None:
            return headed.rule.value, headed
        clause = self._clause(span)
        follow = [
            cue
            for cue in self.sentence.changes_in(span.end, min(clause[1], span.end + MODIFIERS + 1))
            if cue.start - span.end <= (MODIFIERS if lowers[cue.start] in self.lists["LEX-NOUN-OF-CHANGE"] else 3)
            and not self._in_quantity(cue)  # "no lower than 15 MW and | no higher than 25 MW"
            and lowers[cue.start] not in ("up", "down")
            and self.tokens.words[cue.start][0].isalpha()  # but ", up 8 %" begins what is said next
            and not any(self._parts_change(at) for at in range(span.end, cue.start))
        ]
        if follow and facts["unit_kind"] in ("percent", "percentage_point", "physical", "money"):
            return follow[0].rule.value, follow[0]  # "a 20 % reduction"
        last = self._last_change(clause[0], span)
        if lowers[span.start] in TO_WHICH:
            return "level", None  # "to fall | below 3 %"
        if last is not None and span.start == last.end and self._moves_by(last, facts["unit_kind"]):
            return last.rule.value, last  # "sales fell 7 %", "…, up 8 % on the year before"
        further = self._further(clause, span, facts)
        if further is not None and before != "by" and facts["unit_kind"] != "percent":
            done = last if last is not None and last.end == span.start and self._ends_verb(last) else further
            return done.rule.value, done  # "cut | a further 400 posts"
        if last is None and further is not None and before == "by":
            return further.rule.value, further  # "topped up by | another 5 million"
        if last is None:
            return "level", None
        listed = (
            before in ("and", ",") and span.start - 1 in self.sentence.unit_ending
        )  # "by 5 percent | and 8 percent"
        if listed and facts["unit_kind"] in ("percent", "percentage_point"):
            other = self.sentence.quantities[bisect_left(self.sentence.quantity_ends, span.start - 1)]
            if other.start > last.start and other._.quantity["unit"] == facts["unit"]:
                return self._change(other, other._.quantity)
        if facts["unit_kind"] in ("percent", "percentage_point") and self._led_by_change(last, span):
            return last.rule.value, last  # "cut emissions by the following shares: North | 35 %"
        by = before == "by" or (before in ("a", "an") and lowers[span.start - 2] == "by")
        if (by and facts["unit"] != "count") or (by and span.start - last.end <= 2):
            return last.rule.value, last
        if before == "of" and span.start - last.end <= 6 and lowers[last.start] in self.lists["LEX-NOUN-OF-CHANGE"]:
            return last.rule.value, last  # "a reduction of 20 %"
        if span.start == last.end and facts["unit_kind"] != "percent" and lowers[last.start] in self.lists["LEX-ADDED"]:
            return last.rule.value, last
        return "level", None

    def _last_change(self, begin: int, span: Span) -> Cue | None:
        """The last cue of change of a clause that is over before a quantity."""
        at = bisect_left(self.changes, span.start, key=lambda cue: cue.start) - 1
        while at >= 0 and self.changes[at].start >= begin:
            if self.changes[at].end <= span.start:
                return self.changes[at]
            at -= 1
        return None

    def _in_quantity(self, cue: Cue) -> bool:
        at = bisect_right(self.sentence.quantities, cue.start, key=_start) - 1
        return at >= 0 and self.sentence.quantities[at].start < cue.start < self.sentence.quantities[at].end

    def _further(self, clause: tuple[int, int], span: Span, facts: dict[str, Any]) -> Cue | None:
        """The word that adds a quantity to what there is: "an additional 5,000 teachers", "4,200 more villages"."""
        number = span.start + facts["number_start"]
        noun = span.start + facts["head"][1] if facts["head"] else number
        for cue in self.sentence.changes_in(span.start, min(clause[1], max(number, noun))):
            word = self.tokens.lowers[cue.start]
            bound = self.tokens.lowers[cue.start - 1] in ("or", "and")  # "two or more members"
            counted = number <= cue.start < noun and not bound  # nor "12 members or | more"
            if word in self.lists["LEX-FURTHER"] and (counted or (cue.start < number and word != "more")):
                return cue
        return None

    def _parts_change(self, at: int) -> bool:
        """Whether a word parts a quantity from a noun of change: not "and" before one that shares it."""
        lower = self.tokens.lowers[at]
        if lower in ("and", "or"):
            return at + 1 not in self.sentence.by_start  # "56 % | and 90 % reductions"
        return lower in self.lists["LEX-PHRASE-EDGE"] or lower in (",", "of", "the")

    def _headed_by_change(self) -> Cue | None:
        """The noun of change that heads the name of a table's row: "GHG emission | reduction | (Mt)"."""
        cell = self.scopes.value_cell(self.sentence.block)
        if cell is None or not cell["row_headers"]:
            return None
        head = self.scopes.blocks[cell["row_headers"][-1]]
        edges = self.lists["LEX-PHRASE-EDGE"] | self.lists["LEX-COMPLEMENT-PREPOSITION"] | {"(", ","}
        stop = next((at for at in range(head.start, head.end) if self.tokens.lowers[at] in edges), head.end)
        stop -= stop - 1 > head.start and self.tokens.lowers[stop - 1] in self.lists["LEX-TABLE-WORD"]
        if stop <= head.start or self.tokens.lowers[stop - 1] not in self.lists["LEX-NOUN-OF-CHANGE"]:
            return None
        found = self.scopes.lexicon.cues.find(self.tokens, stop - 1, stop)
        return next((cue for cue in found if cue.rule.decides == "change"), None)

    def _led_by_change(self, cue: Cue, span: Span) -> bool:
        """Whether a verb of change has no value of its own before the colon behind which a list of values stands."""
        if not self._ends_verb(cue) or ":" not in self.tokens.words[cue.end : span.start]:
            return False
        colon = self.tokens.words.index(":", cue.end)
        first = bisect_left(self.sentence.quantities, cue.end, key=_start)
        return self.sentence.quantities[first].start > colon

    def _moves_by(self, cue: Cue, unit_kind: str) -> bool:
        """Whether what follows a cue is by how much: a share behind a verb, or what "up" and "down" add after a sign.

        Of what is measured only savings are: who raises 5 million euros or improves 30 km adds nothing to them.
        """
        shared = unit_kind in ("percent", "percentage_point")
        if self.tokens.lowers[cue.end - 1] in ("up", "down"):
            at = bisect_left(self.predicates, cue.start, key=lambda said: said.end)
            behind = at < len(self.predicates) and self.predicates[at].end == cue.start
            verb = self.predicates[at].verb if behind else "be"
            parted = self.tokens.words[cue.end - 2] in (",", "(")  # "6,000 km by 2030, | up 1,500 km"
            return parted or cue.end - cue.start > 1 or (shared and verb in ("be", "go"))  # but "makes up 12 %"
        return (shared or (unit_kind == "physical" and cue.rule.value == "decrease")) and self._ends_verb(cue)

    def _ends_verb(self, cue: Cue) -> bool:
        at = bisect_left(self.predicates, cue.end, key=lambda said: said.end)
        return at < len(self.predicates) and self.predicates[at].end == cue.end

    # --- what and who ------------------------------------------------------------------------------------------

    def _indicator(self, index: int, span: Span, facts: dict[str, Any]) -> tuple[str, str]:
        cell = self.scopes.value_cell(self.sentence.block)
        if cell is not None:
            return self._cell_indicator(cell, span, facts)
        named = self.tokens.lowers[span.end : span.end + 2]
        changing = any(word in self.lists["LEX-NOUN-OF-CHANGE"] for word in named)
        alone = not self.predicates and self.tokens.words[span.start - 1] == ":" and not changing
        if alone and (label := self._label()):
            led = self._led_in()
            if led:
                return f"{led} ({label})", ""
        last = self.named
        if (
            last is not None
            and last["unit"] != facts["unit"]
            and self.tokens.lowers[span.start] in self.lists["LEX-FURTHER"]
        ):
            last = self.recent.get(facts["unit"], last)  # "640 km of roads and 88 bridges. | Another | 900 km"
        known = (last["indicator"] or "", last["base"] or "") if last is not None else ("", "")
        place = Place(self.tokens, self.sentence, span, self.scopes.lexicon.verbs, self.lists, known)
        return indicators.find(place, self._titles)

    def _cell_indicator(self, cell: dict[str, Any], span: Span, facts: dict[str, Any]) -> tuple[str, str]:
        """The name of a value in a cell and what it is a share of: what its own label, else its headers say."""
        label = self._label()
        if label:
            led = self._led_in()
            return f"{led} ({label})" if led else label, ""
        aim = next((self.labels[head] for head in cell["row_headers"][-1:] if head in self.labels), None)
        if aim is not None and aim["indicator"]:
            return aim["indicator"], aim["base"] or ""
        source, kept = facts["unit_from"] or (None, 0)
        said = {source: self.scopes.blocks[source][:kept]} if source is not None else {}
        heads = self._row_names(said)
        columns = [self._undated(head, said.get(head)) for head in cell["column_headers"]]
        if source in cell["stub_heads"]:
            columns.insert(0, (said[source].text, False))
        titled = cell["caption"]
        caption = "" if titled is None else self._caption(titled, said.get(titled))
        firm, totals = self.lists["LEX-TABLE-WORD"], self.lists["LEX-TOTAL-ROW"]
        measured = titled is not None and source == titled
        name, base = cells.named(heads, columns, facts["unit"], firm, totals, caption, is_measured=measured)
        return cells.with_own(self._beyond_ratio(name), self._own_noun(span, facts)), base

    def _beyond_ratio(self, name: str) -> str:
        """A cell's name, by the heading over its table where the headers say no more than "Ratio" or "Amount"."""
        bare = self.lists["LEX-GENERIC-NAME"] | BARE
        if not all(word in bare for word in name.lower().split()):
            return name
        heading = next(iter(self.scopes.headings(self.sentence.block)), None)
        title = "" if heading is None else cells.without_bracket(self._undated(heading, None)[0])
        return title if 0 < len(title.split()) <= TITLE_WORDS else name

    def _row_names(self, said: Mapping[int, Span]) -> list[str]:
        """The texts of the row headers that name a cell's value, of some what they say before its unit."""
        rows = self.scopes.row_headers(self.sentence.block, *DATES, "agency")
        rows = [head for head in rows if any(map(str.isalnum, self.scopes.blocks[head].text))]  # no leaders
        rows = [head for head in rows if self._names_row(head, head == rows[-1])]
        rows = [head for head in rows if head == rows[-1] or not self.scopes.is_code(head)]
        closing = said[rows[-1]].text if rows and rows[-1] in said else None
        of_unit = len(rows) > 1 and closing is not None and (not closing or cells.SCALED.match(closing))
        naming = rows[-2] if of_unit else None
        own = next((head for head in reversed(rows) if not self.scopes.is_agency(head)), None)
        return [
            said.get(head, self.scopes.blocks[head]).text
            for head in rows
            if head in (naming, own, rows[-1]) or not self.scopes.is_order(head)
        ]

    def _names_row(self, block: int, nearest: bool) -> bool:
        """Whether a label is short enough to name a row; the nearest may be an indicator told at length, no prose."""
        text = self.scopes.blocks[block].text
        words = len(text.split())
        return words <= TITLE_WORDS or (nearest and words <= INDICATOR_WORDS and not text.rstrip().endswith("."))

    def _own_noun(self, span: Span, facts: dict[str, Any]) -> str:
        """What a cell says itself that its value is of: "75 % of | firms using AI", "40 | new quays"; "" without."""
        place = Place(self.tokens, self.sentence, span, self.scopes.lexicon.verbs, self.lists)
        if facts["head"]:
            return place.text((span.start + facts["head"][0], place.complement(span.end)))
        noun = place.of_after()
        return "" if noun is None else place.text(noun)

    @cached_property
    def _titles(self) -> list[str]:
        """The lines above the sentence that may stand in for an indicator, the nearest first."""
        introducers = [self.scopes.blocks[block].text for block in self.scopes.introducers(self.sentence.block)]
        titles = [text for text in introducers if _WORD.search(text) and len(text.split()) <= TITLE_WORDS]
        above = self._sentence_above() or self._line_above()
        return [above, *titles] if above else titles

    def _sentence_above(self) -> str:
        """The words without a verb before labels of an indicator: "Idle crews. | Baseline: 31 %. Target: 24 %."."""
        table, first = self.lists["LEX-TABLE-WORD"], self.tokens.lowers[self.sentence.begin]
        if first not in table or ":" not in self.tokens.words[self.sentence.begin : self.sentence.end]:
            return ""
        block = self.scopes.sentences_of(self.sentence.block)
        at = bisect_left(block, self.sentence.begin, key=lambda other: other.begin) - 1
        while at >= 0 and self.tokens.lowers[block[at].begin] in table - {"indicator", "output", "outcome", "target"}:
            at -= 1
        if at < 0:
            return ""
        said = predicates(self.tokens, block[at].begin, block[at].end, self.scopes.lexicon.verbs)
        if any(each.form in ("finite", "imperative") for each in said):
            return ""
        text = " ".join(self.tokens.span(block[at].begin, block[at].end).rstrip(" .:").split())
        return _INDICATOR.sub("", text) if len(text.split()) <= INDICATOR_WORDS else ""

    def _line_above(self) -> str:
        """A numbered line that stands over the sentence's paragraph as a heading would: "(2) Methane"; "" without."""
        at = self.sentence.block - 1
        if at < 0 or self.sentence.begin != self.scopes.blocks[at + 1].start or self.scopes.kind(at) == "heading":
            return ""
        text = self.scopes.blocks[at].text.strip()
        named = cells.NUMBERING.match(text) is not None and text[-1] not in ".;:,"
        return text if named and len(text.split()) <= LINE_WORDS else ""

    def _undated(self, block: int, kept: Span | None = None) -> tuple[str, bool]:
        """The text of a block without its dates, and whether it has any; of a part of it, where only that is kept."""
        span, dates = kept if kept is not None else self.scopes.blocks[block], self.scopes.in_block(block, "dates")
        within = [date for date in dates if date.end <= span.end]
        starts, ends = [span.start, *(date.end for date in within)], [*(date.start for date in within), span.end]
        return " ".join(map(self.tokens.span, starts, ends)), bool(dates)

    def _caption(self, block: int, kept: Span | None = None) -> str:
        """The caption of a table without its dates; "" where it is a sentence that leads in the table."""
        text, _ = self._undated(block, kept)
        return text if len(text.split()) <= TITLE_WORDS and not text.rstrip().endswith((":", ".")) else ""

    def _led_in(self) -> str:
        """What the line that leads in a list of labels and values is about: "Direct emissions | are as follows:"."""
        at = self.sentence.block - 1
        while at >= 0 and at >= self.sentence.block - LED_LINES and not self.scopes.blocks[at].text.endswith(":"):
            if ":" not in self.scopes.blocks[at].text:
                return ""
            at -= 1
        sentences = [part for part in self.scopes.in_sentences(at) if part[1] - part[0] > 1] if at >= 0 else []
        if not sentences or not self.scopes.blocks[at].text.endswith(":"):
            return ""
        begin, end = sentences[-1]
        said = predicates(self.tokens, begin, end, self.scopes.lexicon.verbs)
        finite = [each for each in said if each.form == "finite"]
        stop = finite[-1].start if finite else end
        pointer = next((at for at in range(begin, stop) if self.tokens.lowers[at] == "following"), stop)
        found = phrases.trim(self.tokens, begin, pointer)
        return " ".join(self.tokens.span(*found).split()) if found[1] - found[0] <= TITLE_WORDS else ""

    def _label(self) -> str:
        """The words before a colon that a cell's value follows: "Waste: 923 Gg"."""
        words = self.tokens.words[self.sentence.begin : self.sentence.end]
        if ":" not in words:
            return ""
        at = words.index(":")
        if words[:at].count("(") > words[:at].count(")"):
            return ""  # "1.2 million by 2030 (2023: 185,000)"
        colon = self.sentence.begin + at
        label = self.tokens.span(self.sentence.begin, colon)
        return label if any(letter.isalpha() for letter in label) and len(label.split()) <= TITLE_WORDS else ""

    def _industry(self, span: Span) -> Span | None:
        """The industry of a quantity: in its clause, else of the nearest heading or lead-in that names one."""
        clause = self._clause(span)
        here = self.sentence.industries
        edges = (bisect_left(here, edge, key=_start) for edge in clause)
        here = here[slice(*edges)] or here
        for block in self.scopes.introducers(self.sentence.block):
            named = self.scopes.in_block(block, "industries")
            if named:
                own = [each for each in here if each.kb_id_ == named[0].kb_id_]
                return own[0] if own else named[0]
        after = bisect_right(here, span.end, key=_start)
        if after:  # the nearest is among the last few, since they stand in order
            return min(here[max(0, after - NEAREST) : after], key=lambda each: abs(each.start - span.start))
        return here[0] if len({each.kb_id_ for each in here}) == 1 else None  # a list of many is the text's subject

    def _instrument(self, span: Span) -> Span | None:
        """The instrument a quantity stands under: the nearest in its sentence, else the one its section follows."""
        here = self.sentence.instruments
        if here:
            return min(here, key=lambda each: (each.start > span.start, abs(each.start - span.start)))
        return self.scopes.section_instrument(self.sentence)

    def _organisation(self, span: Span) -> str | None:
        """The organisation that does or says it: the nearest before the quantity in its sentence, else after.

        One that only helps ("together with the Port Bank") gives way to one that does not. In a table, without one in
        the cell, the one that a column of those responsible names in its row.
        """
        here = self.sentence.organisations
        ahead = [each for each in here if each.end <= span.start]
        ahead = [each for each in ahead if each.start not in self._helpers] or ahead
        chosen = ahead[-1] if ahead else here[0] if here else self.scopes.row_agency(self.sentence.block)
        return chosen.kb_id_ if chosen is not None else None

    @cached_property
    def _helpers(self) -> frozenset[int]:
        """Where the organisations begin with which somebody only does something: "jointly with | the Port Bank"."""
        found: set[int] = set()
        last: Span | None = None
        for each in self.sentence.organisations:
            at = each.start
            low = max(self.sentence.begin, at - PARTNERED)
            while at > low and self.tokens.lowers[at - 1] in BESIDE_PARTNER:
                at -= 1
            if last is not None and last.end == at:
                helps = last.start in found  # "in collaboration with UNICEF and | the Port Bank"
            else:
                lead = " ".join(self.tokens.lowers[low:at])
                helps = any(lead.endswith(phrase) for phrase in self.lists["LEX-PARTNER-LEAD"])
            if helps:
                found.add(each.start)
            last = each
        return frozenset(found)

    # --- parts of the sentence ---------------------------------------------------------------------------------

    def _clause(self, span: Span) -> tuple[int, int]:
        return self.sentence.clause_of(span.start)
