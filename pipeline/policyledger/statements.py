"""Statements: each quantity put in its context.

Start from every quantity of the text, then answer by local syntax and cue rules: what is measured, of what base, for
whom, whether it is a target, by when, from which baseline, in which industry, said by which organisation, under which
instrument. Scope goes before distance: a deadline at the head or the end of a sentence covers it, a line "2030
targets:" covers its list, a heading gives the industry.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc, Span

from policyledger import indicators
from policyledger.cues import Cue, CueLexicon
from policyledger.layout import block_facts, published
from policyledger.predicates import VerbLexicon, predicates
from policyledger.rules.model import LexiconRule, Rule, StatusRule
from policyledger.tokens import Tokens

CLAUSE_BONUS = 30
"""What standing in the quantity's own clause adds to a cue's strength (0-100)."""
DISTANCE_COST = 0.5
"""What each token between a cue and its quantity takes from it, up to 30 tokens."""
AFTER_COST = 25
"""What standing after the quantity takes from a cue: cues mostly precede."""
CELL_WORDS = 7
"""Words up to which a table cell is a value ("25 %", "about 40 new plants") and its headers say of what."""
CLAUSE_WORDS = 4
"""Words from which on a cell with a finite verb is a sentence."""
NEAR = 6
"""Tokens after a quantity within which a near cue speaks of it: "40 GJ in the 2025 baseline scenario"."""
FIRM = ("by", "before", "until", "till", "no later than")
"""Prepositions with which a date is a deadline for whatever is a target, be another clause in the past."""
TITLE_WORDS = 14
"""Words of the longest heading that may stand in for an indicator."""
STRUCTURE_LIMIT = 12
"""The largest count of a document's own parts ("five pillars") that is taken for one."""


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
        rules = list(rules)
        lists = {rule.id: frozenset(rule.terms) for rule in rules if isinstance(rule, LexiconRule)}
        follows = tuple(tuple(term.split()) for term in sorted(lists.get("LEX-FOLLOWS-INSTRUMENT", ())))
        return cls(
            CueLexicon.from_rules([rule for rule in rules if isinstance(rule, StatusRule)]),
            lists,
            follows,
            VerbLexicon.from_lists(lists),
        )


@dataclass
class Sentence:
    """A sentence with everything found in it, by token."""

    begin: int
    end: int
    block: int
    quantities: list[Span] = field(default_factory=list)
    dates: list[Span] = field(default_factory=list)
    industries: list[Span] = field(default_factory=list)
    organisations: list[Span] = field(default_factory=list)
    instruments: list[Span] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)


def link(doc: Doc, tokens: Tokens, lexicon: StatementLexicon) -> Iterator[tuple[Span, dict[str, Any]]]:
    """Each quantity of a Doc with the columns of its statement, in order."""
    scopes = Scopes(doc, tokens, lexicon)
    before: dict[str, Any] | None = None
    before_block = -1
    for sentence in scopes.sentences:
        if not sentence.quantities:
            continue
        linker = _Linker(scopes, sentence, before if before_block == sentence.block else None)
        for span, statement in linker.statements():
            before, before_block = statement, sentence.block
            yield span, statement


class Scopes:
    """What stands around the sentences of a Doc: blocks, lead-in lines, headings and what they say."""

    def __init__(self, doc: Doc, tokens: Tokens, lexicon: StatementLexicon) -> None:
        self.doc = doc
        self.tokens = tokens
        self.lexicon = lexicon
        self.facts = block_facts(doc)
        self.blocks: list[Span] = list(doc.spans["blocks"]) if "blocks" in doc.spans else []
        self.published = published(doc) or _earliest_issue(doc)
        self.sentences = list(self._gather())
        followed = [
            (each.begin, span) for each in self.sentences for span in each.instruments if self._followed(each, span)
        ]
        self._follow_begins = [begin for begin, _ in followed]
        self._follow_spans = [span for _, span in followed]
        self._heading_at = {span.start: index for index, span in enumerate(self.blocks)}
        self._by_block: dict[int, list[Sentence]] = {}
        for sentence in self.sentences:
            self._by_block.setdefault(sentence.block, []).append(sentence)

    def in_block(self, index: int, group: str) -> list[Span]:
        """The spans of one kind in a block."""
        return [span for sentence in self._by_block.get(index, ()) for span in getattr(sentence, group)]

    def headings(self, block: int) -> list[int]:
        """The headings above a block, nearest first, as block indices."""
        if not 0 <= block < len(self.facts):
            return []
        starts = self.facts[block]["headings"]
        return [self._heading_at[start] for start in reversed(starts) if start in self._heading_at]

    def lead(self, block: int) -> int | None:
        """The line that introduces a list item."""
        return self.facts[block]["lead"] if 0 <= block < len(self.facts) else None

    def introducers(self, block: int) -> list[int]:
        """The lead-in line, a cell's headers and the headings that may speak for a block, nearest first."""
        lead = self.lead(block)
        cell = self.facts[block].get("cell") if 0 <= block < len(self.facts) else None
        headers = [*reversed(cell["row_headers"]), *reversed(cell["column_headers"])] if cell else []
        if cell and cell["caption"] is not None:
            headers.append(cell["caption"])
        return ([lead] if lead is not None else []) + headers + self.headings(block)

    def section_instrument(self, sentence: Sentence) -> Span | None:
        """The instrument the sentence's section follows: the last one named before it as followed."""
        own = self.facts[sentence.block]["headings"] if 0 <= sentence.block < len(self.facts) else ()
        if not own:
            return None
        at = bisect_right(self._follow_begins, sentence.begin) - 1
        return self._follow_spans[at] if at >= 0 and self._follow_begins[at] >= own[-1] else None

    def _followed(self, sentence: Sentence, span: Span) -> bool:
        lowers = self.tokens.lowers
        at = span.start
        while at > sentence.begin and lowers[at - 1] in ("the", "a", "an", "this", "its", "“", "‘"):
            at -= 1
        return any(tuple(lowers[max(0, at - len(words)) : at]) == words for words in self.lexicon.follows)

    def _gather(self) -> Iterator[Sentence]:
        groups = {
            name: sorted(self.doc.spans[name], key=lambda span: span.start) if name in self.doc.spans else []
            for name in ("quantities", "dates", "industries", "organisations", "instruments")
        }
        at = dict.fromkeys(groups, 0)
        block = -1
        for begin, end in self.tokens.sentences:
            while block + 1 < len(self.blocks) and self.blocks[block + 1].start <= begin:
                block += 1
            sentence = Sentence(begin, end, block)
            for name, spans in groups.items():
                inside = getattr(sentence, name)
                while at[name] < len(spans) and spans[at[name]].start < end:
                    inside.append(spans[at[name]])
                    at[name] += 1
            if sentence.quantities:
                sentence.cues = self.lexicon.cues.find(self.tokens, begin, end)
            yield sentence


class _Linker:
    """Links the quantities of one sentence."""

    def __init__(self, scopes: Scopes, sentence: Sentence, before: dict[str, Any] | None) -> None:
        self.scopes = scopes
        self.sentence = sentence
        self.tokens = scopes.tokens
        self.lists = scopes.lexicon.lists
        self.before = before
        self.clauses = _clauses(self.tokens, sentence, self.lists)
        self.predicates = predicates(self.tokens, sentence.begin, sentence.end, scopes.lexicon.verbs)
        self.deadlines = [
            span
            for span in sentence.dates
            if span._.date["role"] in ("deadline", "period", "other") or span._.date["cue"].lower() in FIRM
        ]
        nowhere: dict[str, Any] = {"kind": "paragraph", "cell": None}
        self.fact = scopes.facts[sentence.block] if 0 <= sentence.block < len(scopes.facts) else nowhere

    def statements(self) -> Iterator[tuple[Span, dict[str, Any]]]:
        quantities = self.sentence.quantities
        pairs = self._from_to_pairs()
        previous: dict[str, Any] | None = None
        for index, span in enumerate(quantities):
            statement = self._statement(index, span, pairs, previous)
            previous = statement
            yield span, statement

    def _statement(
        self, index: int, span: Span, pairs: dict[int, int], previous: dict[str, Any] | None
    ) -> dict[str, Any]:
        facts = span._.quantity
        cues: list[str] = list(facts["cues"])
        rules: list[str] = list(facts["rule_ids"])
        status, cue = self._status(index, span, facts, pairs, previous)
        change, change_cue = self._change(span, facts)
        for each in (cue, change_cue):
            if each is not None:
                rules.append(each.rule.id)
                if each.start < each.end:
                    cues.append(self.tokens.span(each.start, each.end))
        deadline = self._deadline(index, span, status)
        as_of = self._as_of(index, span, status)
        baseline = self._baseline(span)
        if index in pairs.values() and previous is not None:
            indicator, base = previous["indicator"] or "", previous["base"] or ""
        else:
            indicator, base = self._indicator(index, span, facts, previous)
        industry = self._industry(span)
        instrument = self._instrument(span)
        baseline_value = None
        if index in pairs.values():
            start = next(first for first, second in pairs.items() if second == index)
            baseline_value = self.sentence.quantities[start]._.quantity["low"]
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
            "per": self._per(index, span, facts),
            "target_date": target["edtf"] if target else None,
            "target_start": target["start"] if target else None,
            "target_end": target["end"] if target else None,
            "baseline_value": baseline_value,
            "baseline_date": baseline._.date["edtf"] if baseline is not None else None,
            "as_of": as_of._.date["edtf"] if as_of is not None else None,
            "industry_id": industry.kb_id_ if industry is not None else None,
            "industry": industry._.industry["name"] if industry is not None else None,
            "organisation": self._organisation(span),
            "instrument": instrument.kb_id_ if instrument is not None else None,
            "rule_ids": tuple(rule for rule in dict.fromkeys(rules) if rule),
            "cues": tuple(dict.fromkeys(cue for cue in cues if cue)),
        }

    # --- status ------------------------------------------------------------------------------------------------

    def _status(
        self,
        index: int,
        span: Span,
        facts: dict[str, Any],
        pairs: dict[int, int],
        previous: dict[str, Any] | None,
    ) -> tuple[str, Cue | None]:
        """target, actual or other, and the cue that decided."""
        structure = self._structure(facts, span)
        if structure is not None:
            return structure.rule.value, structure
        best, best_score = None, 0.0
        clause = self._clause(span)
        for cue in self.sentence.cues:
            if cue.rule.decides != "status" or span.start < cue.start < span.end:
                continue
            if not self._reaches(cue, index, clause):
                continue
            score = self._score(cue, span, clause)
            if score > best_score:
                best, best_score = cue, score
        adjacent = self._adjacent(span)
        if adjacent is not None and index not in pairs.values():
            return adjacent.rule.value, adjacent
        if index in pairs:  # "from 32 % to …"
            return ("other", best) if best is not None and best.rule.id == "STA-FORECAST" else ("actual", None)
        if previous is not None and best is not None and best.rule.id == "STA-PRESENT" and self._relative(clause):
            return previous["status"], best  # "…, which is a 28 % decrease"
        own = best is not None and clause[0] <= best.start < clause[1]
        lead = self._lead_cue()
        listed = CLAUSE_BONUS if self.fact["kind"] == "list_item" else 0
        if (
            lead is not None
            and best_score < lead.rule.strength + listed
            and not (best is not None and own and best.rule.value == "other")
        ):
            return lead.rule.value, lead
        if index in pairs.values() and (best is None or best.rule.id == "STA-PRESENT"):
            return "target", None  # "is raising it from 5 to 6 billion"
        deadline = self._future_deadline(span)
        rule = self.scopes.lexicon.cues.deadline
        weak = best_score < (rule.strength + CLAUSE_BONUS if rule is not None else 0)
        if deadline is not None and rule is not None and weak and (best is None or best.rule.value != "other"):
            return "target", Cue(deadline.start, deadline.end, rule)
        if best is not None:
            return best.rule.value, best
        return "actual", None

    def _adjacent(self, span: Span) -> Cue | None:
        """A verb form right before a quantity that settles it: "served | 12 million passengers"."""
        at = span.start - 1
        if at <= self.sentence.begin or at < self._clause(span)[0]:
            return None
        word, before = self.tokens.lowers[at], self.tokens.lowers[at - 1]
        rule = self.scopes.lexicon.cues.adjacent(word)
        if (
            rule is None
            or before in self.lists["LEX-PHRASE-EDGE"]
            or any(cue.start == at for cue in self.sentence.cues)
        ):
            return None
        return Cue(at, at + 1, rule)

    def _relative(self, clause: tuple[int, int]) -> bool:
        return clause[0] > self.sentence.begin and self.tokens.lowers[clause[0]] == "which"

    def _reaches(self, cue: Cue, index: int, clause: tuple[int, int]) -> bool:
        """Whether a cue can speak of a quantity: not from a later relative clause, and a near one only of its own."""
        quantities = self.sentence.quantities
        if cue.start >= clause[1] and self._relative(self._clause_of(cue.start)):
            return False
        if cue.rule.scope != "near":
            return True
        ahead = [at for at, other in enumerate(quantities) if other.end <= cue.start]
        if ahead:
            last = quantities[ahead[-1]]
            if cue.start - last.end <= NEAR and "," not in self.tokens.words[last.end : cue.start]:
                return ahead[-1] == index
        after = [at for at, other in enumerate(quantities) if other.start >= cue.end]
        return not after or index == after[0] or (not ahead and index > after[0] and cue.end <= self._first_verb())

    def _first_verb(self) -> int:
        """The first modal or auxiliary of the sentence: what stands before it speaks of all of it."""
        ends = self.lists["LEX-SUBJECT-END"]
        for at in range(self.sentence.begin, self.sentence.end):
            if self.tokens.lowers[at] in ends:
                return at
        return self.sentence.end

    def _score(self, cue: Cue, span: Span, clause: tuple[int, int]) -> float:
        distance = max(0, span.start - cue.end) if cue.start < span.start else max(0, cue.start - span.end)
        score = cue.rule.strength - DISTANCE_COST * min(distance, 30)
        if clause[0] <= cue.start < clause[1]:
            score += CLAUSE_BONUS
        if cue.start >= span.end:
            score -= AFTER_COST
        return score

    def _structure(self, facts: dict[str, Any], span: Span) -> Cue | None:
        """The rule for counts of a document's own parts ("five pillars"), where one holds."""
        counted = facts["counted"]
        if facts["unit_kind"] == "duration" and span.start > self.sentence.begin:
            horizon = self.scopes.lexicon.cues.durations.get(self.tokens.lowers[span.start - 1])
            return Cue(span.start - 1, span.start, horizon) if horizon is not None else None
        if not counted or facts["unit"] != "count" or facts["comparator"] != "=":
            return None
        if (facts["low"] or 0) > STRUCTURE_LIMIT or facts["low"] != facts["high"]:
            return None
        nouns = self.scopes.lexicon.cues.nouns
        rule = nouns.get(counted) or nouns.get(counted.split()[-1])
        if rule is None or facts["form"] != "words":
            return None
        return Cue(span.start, span.end, rule)

    def _lead_cue(self) -> Cue | None:
        for index in self._speakers()[:2]:
            block = self.scopes.blocks[index]
            cue = self.scopes.lexicon.cues.find_heading(self.tokens, block.start, block.end)
            if cue is not None:
                return cue
        return None

    def _speakers(self) -> list[int]:
        """The blocks whose words may settle the status: of a cell that holds sentences, not its headers."""
        if self.fact.get("cell") and self._is_prose():
            return self.scopes.headings(self.sentence.block)
        return self.scopes.introducers(self.sentence.block)

    def _future_deadline(self, span: Span) -> Span | None:
        for date in self.deadlines:
            if self._looks_ahead(date) and not self._past(date) and self._clause_of(date.start) == self._clause(span):
                return date
        return None

    def _looks_ahead(self, date: Span) -> bool:
        """Whether a date is a deadline, or a period without an end ("beyond 2025")."""
        open_end = str(date._.date["edtf"]).endswith("/..") and date._.date["cue"] != "since"
        return bool(date._.date["role"] == "deadline" or open_end)

    def _past(self, date: Span | None) -> bool:
        """Whether a date lies before the document's publication, as far as that is known."""
        if date is None or not self.scopes.published or not date._.date["end"]:
            return False
        return bool(date._.date["end"][: len(self.scopes.published)] < self.scopes.published)

    # --- change ------------------------------------------------------------------------------------------------

    def _change(self, span: Span, facts: dict[str, Any]) -> tuple[str, Cue | None]:
        """level, increase, decrease or multiple, and the cue that decided."""
        if facts["unit_kind"] == "multiple":
            return "multiple", None
        lowers = self.tokens.lowers
        if facts["form"] == "fraction":
            for cue in self.sentence.cues:
                if cue.rule.decides == "change" and span.start <= cue.start < span.end:
                    return cue.rule.value, cue  # "halve"
        before = lowers[span.start - 1] if span.start > self.sentence.begin else ""
        clause = self._clause(span)
        cues = [
            cue for cue in self.sentence.cues if cue.rule.decides == "change" and clause[0] <= cue.start < clause[1]
        ]
        edges = self.lists["LEX-PHRASE-EDGE"]
        follow = [
            cue
            for cue in cues
            if 0 <= cue.start - span.end <= 3
            and not any(word in edges or word in (",", "of", "the") for word in lowers[span.end : cue.start])
        ]
        if follow and facts["unit_kind"] in ("percent", "percentage_point", "physical", "money"):
            return follow[0].rule.value, follow[0]  # "a 20 % reduction"
        ahead = [cue for cue in cues if cue.end <= span.start]
        if not ahead:
            inside = [
                cue
                for cue in cues
                if span.start + facts["number_start"] <= cue.start < span.end and facts["unit"] == "count"
            ]
            return (
                (inside[-1].rule.value, inside[-1])
                if inside and lowers[inside[-1].start] in ("more", "additional", "extra", "further")
                else ("level", None)
            )
        last = ahead[-1]
        by = before == "by" or (before in ("a", "an") and lowers[span.start - 2] == "by")
        if (by and facts["unit"] != "count") or (by and span.start - last.end <= 2):
            return last.rule.value, last
        if before == "of" and span.start - last.end <= 6 and lowers[last.start] in NOUNS_OF_CHANGE:
            return last.rule.value, last  # "a reduction of 20 %"
        if (
            span.start == last.end
            and facts["unit_kind"] != "percent"
            and lowers[last.start] in ("add", "adding", "additional", "further", "extra", "adds", "plant")
        ):
            return last.rule.value, last
        return "level", None

    # --- dates -------------------------------------------------------------------------------------------------

    def _deadline(self, index: int, span: Span, status: str) -> Span | None:
        """The date by which a target (or forecast) is to be reached.

        In the quantity's part of the sentence (between semicolons), else in the whole of it: where the first date
        stands before the first quantity, dates lead, and the last one before the quantity counts; else they follow,
        and the first after it counts. Then the lead-in line, the headings, and the sentence it carries on.
        """
        if status == "actual":
            return None
        usable = [
            date
            for date in self.deadlines
            if not (date._.date["role"] == "other" and self._past(date)) and date._.date["cue"] != "since"
        ]
        parts = [self._in_part(usable, span), usable]
        firm = [
            [date for date in part if date._.date["role"] == "deadline" or date._.date["cue"].lower() in FIRM]
            for part in parts
        ]
        for dates in firm:
            if dates:
                return self._leading_or_following(dates, span)
        introduced = self._cell_date() or self._introduced_date()
        if introduced is not None:
            return introduced
        for dates in parts:
            if dates:
                return self._leading_or_following(dates, span)
        return self._carried()

    def _introduced_date(self) -> Span | None:
        """The date of the lead-in line or the nearest heading that has one."""
        for block in self.scopes.introducers(self.sentence.block):
            for date in self.scopes.in_block(block, "dates"):
                if date._.date["role"] in ("deadline", "period", "other") and not self._past(date):
                    return date
        return None

    def _leading_or_following(self, dates: Sequence[Span], span: Span) -> Span | None:
        strong = list(dates)
        after = [date for date in strong if date.start >= span.end]
        ahead = [date for date in strong if date.end <= span.start]
        inside = [date for date in strong if date not in after and date not in ahead]
        if inside:
            return inside[0]
        first = self.sentence.quantities[0]
        leads = strong[0].start < first.start
        if leads and ahead:
            closer = [date for date in after if not self._quantity_between(span.end, date.start)]
            if (
                closer
                and closer[0].start - span.end <= 2
                and len(strong) > 1
                and self._quantity_between(ahead[-1].end, span.start)
            ):
                return closer[0]
            return ahead[-1]
        return after[0] if after else ahead[-1]

    def _quantity_between(self, begin: int, end: int) -> bool:
        return any(begin <= other.start < end for other in self.sentence.quantities)

    def _carried(self) -> Span | None:
        """The deadline of the sentence before, when this one carries on with it ("Of this, …")."""
        lowers, begin = self.tokens.lowers, self.sentence.begin
        opening = {" ".join(lowers[begin : begin + width]) for width in (1, 2, 3)}
        if not (opening & self.lists["LEX-ANAPHORA"]) or self.before is None:
            return None
        for other in reversed(self.scopes._by_block.get(self.sentence.block, [])):
            if other.begin >= begin:
                continue
            found = [date for date in other.dates if date._.date["role"] in ("deadline", "period")]
            if found:
                return found[-1]
        return None

    def _cell_date(self) -> Span | None:
        cell = self.fact.get("cell")
        if not cell:
            return None
        if self._is_prose():
            return None
        caption = () if cell["caption"] is None else (cell["caption"],)
        for index in (*reversed(cell["column_headers"]), *reversed(cell["row_headers"]), *caption):
            dates = self.scopes.in_block(index, "dates")
            if dates:
                return dates[0]
        return None

    def _as_of(self, index: int, span: Span, status: str) -> Span | None:
        """When an actual was true."""
        if status == "target":
            return None
        if status == "actual":
            cell = self._cell_date()
            if cell is not None:
                return cell
        roles = ("as_of",) if status == "other" else ("as_of", "issued", "other", "period", "deadline")
        dates = [
            date
            for date in self.sentence.dates
            if date._.date["role"] in roles
            and not (date._.date["role"] == "deadline" and date._.date["cue"].lower() in FIRM)
        ]
        if not dates:
            return None
        part = self._in_part(dates, span) or (dates if dates[0].start < self.sentence.quantities[0].start else [])
        stated = [date for date in part if date._.date["role"] == "as_of"]
        candidates = stated or [date for date in part if self._near(date, span)]
        return min(candidates, key=lambda date: (date.start > span.start, abs(date.start - span.start)), default=None)

    def _near(self, date: Span, span: Span) -> bool:
        return date.start < self.sentence.quantities[0].start or abs(date.start - span.end) <= 12

    def _baseline(self, span: Span) -> Span | None:
        dates = [date for date in self.sentence.dates if date._.date["role"] == "baseline"]
        part = self._in_part(dates, span) or dates
        return min(part, key=lambda date: abs(date.start - span.start), default=None)

    # --- what and who ------------------------------------------------------------------------------------------

    def _indicator(
        self, index: int, span: Span, facts: dict[str, Any], previous: dict[str, Any] | None
    ) -> tuple[str, str]:
        cell = self.fact.get("cell")
        if cell and not self._is_prose():
            named = self._label()
            if named:
                return named, ""
            heads = [
                text
                for head in cell["row_headers"]
                if len((text := self.scopes.blocks[head].text).split()) <= TITLE_WORDS
            ]
            columns = [
                self.scopes.blocks[head].text
                for head in cell["column_headers"]
                if not self.scopes.in_block(head, "dates")
            ]
            return " ".join((", ".join([*heads, *columns])).split()), ""
        introducers = [self.scopes.blocks[block].text for block in self.scopes.introducers(self.sentence.block)]
        titles = [text for text in introducers if len(text) > 3 and len(text.split()) <= TITLE_WORDS]
        last = previous if previous is not None else self.before
        return indicators.find(
            self.tokens,
            span,
            facts,
            (self.sentence.begin, self.sentence.end),
            self.sentence,
            self.predicates,
            self.scopes.lexicon.verbs,
            self.lists,
            titles,
            ((last["indicator"] or "", last["base"] or "") if last is not None else ("", "")),
        )

    def _label(self) -> str:
        """The words before a colon that a cell's value follows: "Waste: 923 Gg"."""
        words = self.tokens.words[self.sentence.begin : self.sentence.end]
        if ":" not in words:
            return ""
        colon = self.sentence.begin + words.index(":")
        label = self.tokens.span(self.sentence.begin, colon)
        return label if any(letter.isalpha() for letter in label) and len(label.split()) <= TITLE_WORDS else ""

    def _is_prose(self) -> bool:
        """Whether a table cell holds sentences rather than a value: they say themselves what they measure."""
        block = self.scopes.blocks[self.sentence.block]
        lowers = self.tokens.lowers[block.start : block.end]
        words = sum(lower.isalpha() for lower in lowers)
        return words > CELL_WORDS or (words >= CLAUSE_WORDS and not self.lists["LEX-SUBJECT-END"].isdisjoint(lowers))

    def _per(self, index: int, span: Span, facts: dict[str, Any]) -> str | None:
        """For whom the value holds: "each", "per household", "a year"; the counted noun where "each" points back."""
        tokens, lowers = self.tokens, self.tokens.lowers
        for at in range(span.end, min(self.sentence.end - 1, span.end + 2)):
            if lowers[at] in ("per", "every") and lowers[at + 1][0].isalpha():
                return self._per_noun(at + 1)
            if lowers[at] in ("a", "an") and at == span.end and lowers[at + 1] in ("year", "month", "day", "week"):
                return lowers[at + 1]
            if lowers[at] == "each":
                return self._counted_before(index, span) or None
            if lowers[at] in ("annually", "yearly"):
                return "year"
            if lowers[at] in ("daily",):
                return "day"
            if lowers[at] in ("monthly",):
                return "month"
        for at in range(span.start - 1, max(self.sentence.begin, span.start - 6) - 1, -1):
            if tokens.words[at] in (";", "."):
                break
            if lowers[at] == "each":
                following = lowers[at + 1] if at + 1 < span.start else ""
                pointed = self._counted_before(index, span)
                if pointed:
                    return pointed
                return (
                    self._per_noun(at + 1)
                    if following and following not in ("generating", "with", "of", "having", "worth")
                    else None
                )
            if lowers[at] == "every":
                return self._per_noun(at + 1)
            if lowers[at] in ("annual", "yearly"):
                return "year"
        for at in range(span.end, min(self.sentence.end, span.end + 6)):
            if tokens.words[at] in (";", ".", ","):
                break
            if lowers[at] == "each" and facts["unit_kind"] == "money":
                return self._counted_before(index, span)
            if lowers[at] == "per" and at + 1 < self.sentence.end and facts["unit_kind"] in ("money", "count"):
                return self._per_noun(at + 1)
            if lowers[at] in ("annually",):
                return "year"
        return None

    def _per_noun(self, at: int) -> str | None:
        from policyledger.inflection import singular

        word = self.tokens.lowers[at]
        if not word[0].isalpha():
            return None
        return {"annum": "year", "capita": "person", "head": "person"}.get(word, singular(word))

    def _counted_before(self, index: int, span: Span) -> str | None:
        """The head noun of the nearest counted thing before a quantity in its sentence."""
        for other in reversed(self.sentence.quantities[:index]):
            counted = other._.quantity["counted"]
            if counted:
                return str(counted.split()[-1])
        return None

    def _industry(self, span: Span) -> Span | None:
        """The industry of a quantity: in its clause, else of the nearest heading or lead-in that names one."""
        clause = self._clause(span)
        near = [each for each in self.sentence.industries if clause[0] <= each.start < clause[1]]
        here = near or self.sentence.industries
        for block in self.scopes.introducers(self.sentence.block):
            named = self.scopes.in_block(block, "industries")
            if named:
                own = [each for each in here if each.kb_id_ == named[0].kb_id_]
                return own[0] if own else named[0]
        ahead = [each for each in here if each.start <= span.end]
        if ahead:
            return min(ahead, key=lambda each: abs(each.start - span.start))
        return here[0] if len({each.kb_id_ for each in here}) == 1 else None  # a list of many is the text's subject

    def _instrument(self, span: Span) -> Span | None:
        """The instrument a quantity stands under: the nearest in its sentence, else the one its section follows."""
        here = self.sentence.instruments
        if here:
            return min(here, key=lambda each: (each.start > span.start, abs(each.start - span.start)))
        return self.scopes.section_instrument(self.sentence)

    def _organisation(self, span: Span) -> str | None:
        """The organisation that does or says it: the nearest before the quantity in its sentence, else after."""
        here = self.sentence.organisations
        ahead = [each for each in here if each.end <= span.start]
        chosen = ahead[-1] if ahead else here[0] if here else None
        return chosen.kb_id_ if chosen is not None else None

    # --- parts of the sentence ---------------------------------------------------------------------------------

    def _clause(self, span: Span) -> tuple[int, int]:
        return self._clause_of(span.start)

    def _clause_of(self, at: int) -> tuple[int, int]:
        for clause in self.clauses:
            if clause[0] <= at < clause[1]:
                return clause
        return self.sentence.begin, self.sentence.end

    def _in_part(self, dates: Sequence[Span], span: Span) -> list[Span]:
        """The dates between the same semicolons as a quantity."""
        words = self.tokens.words
        begin, end = span.start, span.end
        while begin > self.sentence.begin and words[begin - 1] != ";":
            begin -= 1
        while end < self.sentence.end and words[end] != ";":
            end += 1
        return [date for date in dates if begin <= date.start < end]

    def _from_to_pairs(self) -> dict[int, int]:
        """Pairs of quantities (by index) of "from A to B": the first is what was, the second what is to be."""
        lowers = self.tokens.lowers
        pairs: dict[int, int] = {}
        quantities = self.sentence.quantities
        for index in range(len(quantities) - 1):
            one, two = quantities[index], quantities[index + 1]
            at = one.start - 1
            if at >= self.sentence.begin and lowers[at] in (
                "current",
                "currently",
                "today",
                "about",
                "the",
                "existing",
                "present",
            ):
                at -= 1
            if at < self.sentence.begin or lowers[at] != "from":
                continue
            between = lowers[one.end : two.start]
            if "to" in between and len(between) <= 8 and not any(word in (";", ".") for word in between):
                pairs[index] = index + 1
        return pairs


NOUNS_OF_CHANGE = frozenset(
    {
        "reduction",
        "reductions",
        "increase",
        "increases",
        "decrease",
        "growth",
        "cut",
        "rise",
        "saving",
        "savings",
        "improvement",
        "expansion",
        "addition",
        "decline",
        "drop",
        "fall",
    }
)


def _clauses(tokens: Tokens, sentence: Sentence, lists: dict[str, frozenset[str]]) -> list[tuple[int, int]]:
    """A sentence cut at semicolons and where a clause of its own opens ("which", "while")."""
    starts = lists["LEX-CLAUSE-START"]
    edges = [sentence.begin]
    for at in range(sentence.begin + 1, sentence.end):
        if (
            tokens.words[at - 1] == ";"
            or (tokens.lowers[at] in starts and tokens.words[at - 1] in (",", "(", "–", "—", ";"))
            or (tokens.lowers[at] in ("which", "whereas") and tokens.lowers[at - 1] not in ("of", "in", "with", "by"))
        ):
            edges.append(at)
    return list(zip(edges, [*edges[1:], sentence.end], strict=True))


def _earliest_issue(doc: Doc) -> str | None:
    """The first date the text gives as that of its own issue, where the reader knew none."""
    for span in doc.spans.get("dates", ()):
        if span._.date["role"] == "issued" and span._.date["end"]:
            return str(span._.date["edtf"])
    return None
