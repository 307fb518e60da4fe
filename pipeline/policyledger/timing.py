"""Timing: the date by which a value is to be reached, that at which it was true, and that it is measured against.

Scope goes before distance: a date at the head or the end of a sentence covers its part between semicolons; without
one, the headers of a cell, the lead-in line and the headings speak.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property

from spacy.tokens import Span

from policyledger.asides import WHOLES
from policyledger.clauses import Sentence
from policyledger.movements import Movements, base_year
from policyledger.predicates import predicates
from policyledger.rowcolumns import DATES, Role
from policyledger.scopes import LATEST, Scopes
from policyledger.tokens import beyond_gloss, within

WHEN = ("deadline", "period", "other")
"""Roles of dates by which something may be due."""
BYGONE = str(int(LATEST) - 3)
"""The latest year that a text without a date is taken to look back on."""
BACK = frozenset({"past", "last", "previous", "preceding"})
"""Words of a date that is counted back."""
CARRIED = 3
"""Sentences back to which one that carries on may look for its date."""
DAY = len("2030-01-31")
"""Signs of a whole day in EDTF: without a word that says more, that of the text itself."""
NOUNS = 3
"""Words between a quantity and the deadline of its own."""
JOINTS = frozenset({"and", "or", "but", "then", "to"})
OPENING = frozenset({"(", "[", "（"})
BRACKETS = OPENING | {")", "]", "）"}
DETERMINERS = frozenset({"the", "its", "our", "their"})
BRACKET = 40
"""Tokens between a value in brackets and each of them."""
TOLD = frozenset({"announce", "approve", "say", "unveil", "launch", "sign", "publish", "release", "adopt", "present"})
"""Verbs of what is made known or agreed on at some time, to hold later."""
CLOSE = 12
"""Tokens after a quantity within which a date says when it was true."""


class Timing:
    """The dates of one sentence, put to its quantities."""

    def __init__(self, scopes: Scopes, sentence: Sentence, moves: Movements) -> None:
        self.scopes = scopes
        self.sentence = sentence
        quantities = sentence.quantities
        old = [(quantities[first].end, quantities[second].start) for first, second in moves.pairs.items()]
        old += [(quantities[index].end, quantities[index].end + 2) for index in moves.old]
        self.arrivals = {quantities[one].start: quantities[two].start for one, two in moves.pairs.items()}
        self.firm_words = scopes.lexicon.lists["LEX-FIRM-DEADLINE"]
        deadlines = [
            date
            for date in sentence.dates
            if sentence.aside_of(date.start) is None
            and (
                date._.date["role"] in WHEN
                or date._.date["cue"].lower() in self.firm_words
                or (date._.date["role"] == "as_of" and self.lies_ahead(date))  # "it has set a limit | in 2045"
            )
        ]
        self.ahead = [date for date in deadlines if self.looks_ahead(date) and not self.over(date)]
        self.usable = [
            date
            for date in deadlines
            if not (date._.date["role"] != "deadline" and self.over(date))
            and not (date._.date["role"] == "other" and len(str(date._.date["edtf"])) == DAY)
            and not self._begins_outlay(date)
            and not self._is_forerun(date)
            and not self._is_of_news(date)
            and not (date._.date["role"] == "period" and self.ended(date))
            and date._.date["cue"].lower() != "since"
            and (
                self.to_come(date) or not any(low <= date.start < high for low, high in old)
            )  # "from 30 in 2020 to 50"
        ]
        self.periods = [date for date in self.usable if date._.date["role"] == "period" and self.to_come(date)]
        self.open = [date for date in self.usable if not self._shut(date)]
        self.firm = [date for date in self.open if self._is_firm(date)]
        self.spans = [date for date in self.open if _is_span(date)]
        self.facts = [date for date in sentence.dates if date._.date["role"] == "as_of"]
        self.gone = [date for date in sentence.dates if self.over(date) and date._.date["role"] != "baseline"]
        self.reported = [date for date in sentence.dates if self._may_date(date)]
        compared = (span.end for span in quantities if self._is_compared(span))
        ends = {end + gap for end in (*(quantities[index].end for index in moves.old), *compared) for gap in (0, 1)}
        self.unclaimed = tuple(  # "up to 77 million from 17 million | in 2021": that is when it was 17
            [date for date in dates if date.start not in ends] for dates in (self.reported, self.facts)
        )
        self.baselines = [date for date in sentence.dates if date._.date["role"] == "baseline"]
        self.respective = self._respective()

    def deadline(self, index: int, span: Span) -> Span | None:
        """The date by which a target (or forecast) is to be reached.

        In the quantity's own bracket or right behind it, else in the part of its predicate, else in its part of the
        sentence (between semicolons), else in the whole of it: where the first date stands before the first quantity,
        dates lead, and the last one before the quantity counts; else they follow, and the first after it counts. A
        predicate with a subject or an auxiliary of its own keeps its dates, a period of its own ("between 2026 and
        2030") before the deadline of another. Then the lead-in line, the headings, and the sentence it carries on.
        """
        if index in self.respective:
            return self.respective[index]
        led = self._led_by(self.usable, span) or self._of_own_aim(span)
        if led is not None:
            return led
        found = self._found(span)
        if found is not None and self._is_of_aim(found, span):
            return self._set_above(span)
        host = self._host(index, span)
        return found if host is None else self.deadline(host, self.sentence.quantities[host])

    def _host(self, index: int, span: Span) -> int | None:
        """The value that one in brackets without a date is a part of: "12 piers in 2027 | (8 new, 4 mended) | and"."""
        words = self.scopes.tokens.words
        near = range(span.start - 1, max(self.sentence.begin, span.start - BRACKET), -1)
        opened = next((at for at in near if words[at] in "()"), None)
        if opened is None or words[opened] != "(":
            return None
        closed = next(
            (at for at in range(span.end, min(self.sentence.end, span.end + BRACKET)) if words[at] in "()"), None
        )
        if closed is None or words[closed] != ")" or any(opened < date.start < closed for date in self.sentence.dates):
            return None
        host = next((k for k in range(index - 1, -1, -1) if self.sentence.quantities[k].end <= opened), None)
        if host is None:
            return None
        dated = {at for date in self.usable for at in range(date.start, date.end)}
        between = range(self.sentence.quantities[host].end, opened)
        return host if between and dated.issuperset(between) else None

    def _is_of_aim(self, date: Span, span: Span) -> bool:
        """Whether a date is that of an aim put behind: "gets 7 million, | with a target of | halving use by 2030"."""
        return any(span.end <= at < date.start for at in self._aims)

    def _of_own_aim(self, span: Span) -> Span | None:
        """The date of the aim put behind to which a value belongs: "zero by 2045, | with goals of 50 % | by 2030"."""
        at = bisect_left(self._aims, span.start) - 1
        own = [date for date in self.usable if at >= 0 and date.start > self._aims[at]]
        return self._leading_or_following(own, span) if own else None

    @cached_property
    def _aims(self) -> list[int]:
        """The commas behind which an aim is put: "…, | with a target of halving use"."""
        words, lowers = self.scopes.tokens.words, self.scopes.tokens.lowers
        aims = self.scopes.lexicon.lists["LEX-AIM-NOUN"]
        return [
            at
            for at in range(self.sentence.begin, self.sentence.end - 1)
            if words[at] == "," and lowers[at + 1] == "with" and not aims.isdisjoint(lowers[at + 2 : at + 2 + NOUNS])
        ]

    def _led_by(self, dates: Sequence[Span], span: Span) -> Span | None:
        """The date that labels a value: "2030: | 50 % | 2050: 100 %"."""
        if self.scopes.tokens.words[span.start - 1] != ":" or span.start - 1 <= self.sentence.begin:
            return None
        at = bisect_left(dates, span.start, key=lambda date: date.start) - 1
        return dates[at] if at >= 0 and dates[at].end == span.start - 1 else None

    def _found(self, span: Span) -> Span | None:
        own = self._bracketed(self.usable, span) or self._adjoining(self.usable, span) or self._close_behind(span)
        own = own or self._when(self.usable, span)
        if own is not None:
            return own
        part = self.sentence.part_of(span.start)
        own_part = self.sentence.conjunct_of(span.start)
        firm, open_ = (self._not_apart(dates, own_part) for dates in (self.firm, self.open))
        led = self._leading_period(span)
        if led is not None:
            return led
        spanned = self._own_spans(own_part, span)
        for dates in (within(self.firm, own_part), within(firm, part), spanned, self._reaching(firm, part)):
            if dates:
                return self._leading_or_following(dates, span)
        introduced = (self._carried() if self.scopes.tells_time_again(self.sentence) else None) or self._set_above(span)
        if introduced is not None:
            return introduced
        for dates in (within(self.open, own_part), within(open_, part), self._reaching(open_, part)):
            if dates:
                return self._leading_or_following(dates, span)
        return self._carried() or self._opened(span) or self._granted(span)

    def _granted(self, span: Span) -> Span | None:
        """The year for which the law grants a sum that has no date of its own."""
        money = span._.quantity["unit_kind"] == "money"
        return self.scopes.appropriation(self.sentence) if money and not self.sentence.dates else None

    def _own_spans(self, own_part: tuple[int, int], span: Span) -> Sequence[Span]:
        """The periods in the part of a predicate, but where one ends when the lines above are due.

        That tells from when on: "Double planting between 2020 and 2030" under "Targets by 2030".
        """
        spanned = within(self.spans, own_part)
        introduced = self._set_above(span) if spanned else None
        due = None if introduced is None else introduced._.date["end"]
        return () if introduced is not None and any(date._.date["end"] == due for date in spanned) else spanned

    def _set_above(self, span: Span) -> Span | None:
        """The date that the headers of a cell, the lead-in line or the headings set."""
        return self._cell_date(span, "deadline", "year") or self._introduced_date()

    def _opened(self, span: Span) -> Span | None:
        """The deadline with which the sentence before opens: "By 2031, reuse shall rise to 60 %. Waste | shall fall".

        Sums and what comes each year are mostly means to an end, and are not due by then.
        """
        facts = span._.quantity
        recurs = facts["unit_kind"] not in ("percent", "percentage_point", "physical") or "/year" in facts["unit"]
        block = self.scopes.sentences_of(self.sentence.block)
        at = bisect_left(block, self.sentence.begin, key=lambda other: other.begin)
        if recurs or not at or self.usable or self.scopes.value_cell(self.sentence.block) is not None:
            return None
        other = block[at - 1]
        alone = len(other.dates) == 1 and other.end == self.sentence.begin
        first = self.scopes.opening_deadline(other) if alone else None
        return None if self.over(first) else first

    def above(self) -> Span | None:
        """The date to come of the lines above."""
        found = self._introduced_date()
        return found if found is not None and self.to_come(found) else None

    def _leading_period(self, span: Span) -> Span | None:
        """A period that opens the sentence, where what follows begins with a date of its own.

        "From 2026 to 2030, losses shall fall by 3 %, | and from 2031 | by 4 %."
        """
        first = self.open[0] if self.open else None
        if first is None or first.start - self.sentence.begin > 1 or first._.date["role"] != "period":
            return None
        at = bisect_right(self.firm, span.start, key=lambda date: date.start)
        alone = at == bisect_right(self.firm, first.start, key=lambda date: date.start)
        if not alone or at == len(self.firm) or self.firm[at].start <= span.end:
            return None
        return first if self.scopes.tokens.lowers[self.firm[at].start - 1] == "and" else None

    def future_deadline(self, span: Span) -> Span | None:
        """A deadline to come in the clause of a quantity."""
        clause = self.sentence.clause_of(span.start)
        return first_of(self.ahead, clause)

    def future_period(self, span: Span) -> Span | None:
        """A period in the clause of a quantity that ends after the time of writing."""
        clause = self.sentence.clause_of(span.start)
        return first_of(self.periods, clause)

    def as_of(self, span: Span, status: str) -> Span | None:
        """When an actual was true."""
        if status == "target":
            return None
        is_value = self.scopes.value_cell(self.sentence.block) is not None
        if status == "actual" and is_value:
            roles: tuple[Role, ...] = ("as_of", "year")
            cell = self._cell_date(span, *(("baseline", *roles) if self.scopes.is_base(self.sentence.block) else roles))
            if cell is not None:
                return cell
        facts: Sequence[Span] = self.facts
        dates: Sequence[Span] = facts if status == "other" else self.reported
        aside = self.sentence.aside_of(span.start)
        if aside is not None:
            facts, dates = within(facts, aside), within(dates, aside)
        if span.start in self.arrivals:  # "cut from 4 to 3 euros | in May": that is when it was 3
            dates, facts = (within(each, (0, self.arrivals[span.start])) for each in (dates, facts))
        own = self._led_by(self.sentence.dates, span) or self._bracketed(dates, span) or self._adjoining(dates, span)
        own = own or self._when(dates, span)
        dates, facts = ([date for date in each if not self._shut(date)] for each in (dates, facts))
        own = own or base_year(span, self.sentence, self.scopes.tokens.lowers)
        if own is not None:
            return own
        if span.start not in self.arrivals:
            dates, facts = self.unclaimed if status != "other" else (self.unclaimed[1], self.unclaimed[1])
        if not dates:
            return (self._row_date("as_of", "year") or self._led_fact()) if status == "actual" else None
        scope = self.sentence.part_of(span.start)
        first = self.sentence.quantities[0].start
        if not counts(dates, scope):
            if dates[0].start >= first:
                return None
            scope = self.sentence.begin, self.sentence.end
        if counts(facts, scope):
            return last_or_next(facts, scope, span)
        near = last_or_next(dates, (max(scope[0], span.end - CLOSE), min(scope[1], span.end + CLOSE + 1)), span)
        return near or last_or_next(dates, (scope[0], min(scope[1], first)), span)

    def baseline(self, span: Span, status: str) -> Span | None:
        """The date a change is measured against; of a row with a column for it, all but the values reported have it."""
        if not self.baselines and status != "actual":
            own = self._row_date("baseline") or self._date_over_label("baseline")
            changes = span._.quantity["unit_kind"] in ("percent", "percentage_point", "multiple")
            if own is None and changes and self.scopes.value_cell(self.sentence.block) is not None:
                return self.scopes.table_date(self.sentence.block, "baseline")
            return own
        part = self.sentence.part_of(span.start)
        at = bisect_left(self.baselines, span.start, key=lambda date: date.start)
        beside = self.baselines[max(0, at - 1) : at + 1]
        near = [date for date in beside if part[0] <= date.start < part[1]]
        near = near or (list(filter(self._covers, beside)) if status != "actual" else [])
        return min(near, key=lambda date: abs(date.start - span.start), default=None)

    def _covers(self, date: Span) -> bool:
        """Whether a date speaks for the other parts of its sentence: at its head, or in the last part."""
        leads = date.start < self.sentence.quantities[0].start
        return leads or self.sentence.part_of(date.start)[1] == self.sentence.end

    def stated_fact(self, span: Span) -> Span | None:
        """A date in the same stretch as a quantity that says when it was true: "(from 32% in 2018)"."""
        beside = first_of(self.facts, self.sentence.stretch_of(span.start, span.end))
        return beside or self._bracketed(self.gone, span)

    def is_told(self, span: Span) -> bool:
        """Whether the date right behind a quantity is past: "14 % in 2017" of a text of 2020."""
        beside = self._adjoining(self.sentence.dates, span)
        if beside is None and len(self.sentence.dates) == 1 and self.sentence.dates[0].start <= self.sentence.begin + 1:
            beside = self.sentence.dates[0]  # "In 2019, …"
        return beside is not None and (self.over(beside) or beside._.date["role"] == "as_of")

    def is_due(self, span: Span) -> bool:
        """Whether the date right behind a quantity is to come."""
        beside = self._adjoining(self.sentence.dates, span)
        return beside is not None and (self.to_come(beside) or (self.looks_ahead(beside) and not self.over(beside)))

    def looks_ahead(self, date: Span) -> bool:
        """Whether a date is a deadline, or a period without an end ("beyond 2025")."""
        open_end = str(date._.date["edtf"]).endswith("/..") and date._.date["cue"] != "since"
        return bool(date._.date["role"] == "deadline" or open_end)

    def past(self, date: Span | None) -> bool:
        """Whether a date lies before the document's publication, as far as that is known."""
        return self._side(date, self.scopes.published) == -1

    def over(self, date: Span | None) -> bool:
        """Whether a date lies before the time of writing, as far as the text gives that away."""
        return self._side(date, self.scopes.now) == -1

    def has_begun(self, date: Span) -> bool:
        """Whether a period began some years before the time of writing."""
        start = date._.date["start"]
        return start is not None and str(start)[:4] < (self.scopes.now or BYGONE)[:4]

    def ended(self, date: Span) -> bool:
        """Whether a period ends no later than the latest fact the text reports."""
        end, now = date._.date["end"], self.scopes.now
        return self.scopes.published is None and now is not None and end is not None and end[: len(now)] == now

    def to_come(self, date: Span | None) -> bool:
        """Whether a date lies after the time of writing, as far as that is known: at the latest, in `LATEST`.

        What is counted back from then ("over the past decade") does not, be it in the year of writing.
        """
        if date is not None and not BACK.isdisjoint(token.lower_ for token in date):
            return False
        return self._side(date, self.scopes.now or LATEST) == 1

    def lies_ahead(self, date: Span) -> bool:
        """Whether a date lies after the publication, or beyond `LATEST`, whatever else the text tells of its time."""
        return self._side(date, self.scopes.published or LATEST) == 1

    def _side(self, date: Span | None, now: str | None) -> int:
        if date is None or not now or not date._.date["end"]:
            return 0
        end = date._.date["end"][: len(now)]
        return int(end > now) - int(end < now)

    def _is_firm(self, date: Span) -> bool:
        return bool(date._.date["role"] == "deadline" or date._.date["cue"].lower() in self.firm_words)

    def _may_date(self, date: Span) -> bool:
        role = date._.date["role"]
        if role == "deadline":
            return date._.date["cue"].lower() not in self.firm_words and not self.to_come(date)
        if role == "period" and self.to_come(date) and not self.has_begun(date):
            return False
        return role in ("as_of", "issued", "other", "period")

    def _respective(self) -> dict[int, Span]:
        """The dates of quantities by order, where the sentence says "respectively"."""
        sentence = self.sentence
        lowers = self.scopes.tokens.lowers
        if "respectively" not in lowers[sentence.begin : sentence.end]:
            return {}
        at = lowers.index("respectively", sentence.begin, sentence.end)
        low, high = sentence.part_of(at)
        dates = within(self.usable, (low, high))
        here = [index for index, span in enumerate(sentence.quantities) if low <= span.start < high]
        here = [index for index in here if dates and sentence.quantities[index].start < dates[-1].start][-len(dates) :]
        return dict(zip(here, dates, strict=True)) if len(here) == len(dates) > 1 else {}

    def _not_apart(self, dates: Sequence[Span], own: tuple[int, int]) -> Sequence[Span]:
        """Dates without those of predicates apart, later or earlier, but for dates that lead the sentence."""
        apart = self.sentence.apart_in_order
        after, before = bisect_left(apart, own[1]), bisect_right(apart, own[0])
        stop = apart[after] if after < len(apart) else self.sentence.end
        start = apart[before - 1] if before else self.sentence.begin
        first = min(self.sentence.quantities[0].start, start, stop)
        return [*within(dates, (self.sentence.begin, first)), *within(dates, (start, stop))]

    def _reaching(self, dates: Sequence[Span], part: tuple[int, int]) -> Sequence[Span]:
        """Of dates in other parts of the sentence those that reach this one: one at its head, or one that follows."""
        first = self.sentence.quantities[0].start
        if dates and dates[0].start < first:
            return dates
        if self.sentence.items and self.sentence.items[0] < first:
            return ()  # "will: (i) build 40 schools; (ii) train 300 teachers | by 2031"
        return dates[bisect_left(dates, part[1], key=lambda date: date.start) :]

    def _is_compared(self, span: Span) -> bool:
        """Whether a value is what another is compared with: "losses stood at 34 %, against | 41 % | in 2015"."""
        lowers = self.scopes.tokens.lowers
        at = span.start - 1
        led = lowers[at] in ("against", "versus") or lowers[at - 1 : at + 1] in (
            ["compared", "with"],
            ["compared", "to"],
        )
        return led and at > self.sentence.begin

    def _begins_outlay(self, date: Span) -> bool:
        """Whether a date says when money begins to flow, which is no deadline: "$5 million …, | starting in 2031"."""
        if date._.date["cue"].lower() not in self.scopes.lexicon.lists["LEX-BEGINNING"]:
            return False
        at = bisect_left(self.sentence.quantities, date.start, key=lambda span: span.start) - 1
        return at >= 0 and self.sentence.quantities[at]._.quantity["unit_kind"] in ("money", "duration")

    def _is_forerun(self, date: Span) -> bool:
        """Whether a date is that of an aim to be reached before it: "by half, ahead of the | 2030 | target"."""
        lowers = self.scopes.tokens.lowers
        at = date.start - (lowers[date.start - 1] in DETERMINERS)
        return date._.date["role"] == "deadline" and lowers[at - 2 : at] == ["ahead", "of"] and at < date.start

    def _is_of_news(self, date: Span) -> bool:
        """Whether a date says when something was made known: "4 million euros were | announced this week"."""
        said = self.sentence.predicate_at(date.start)
        told = said is not None and said.tense == "past" and said.verb in TOLD and date._.date["role"] != "deadline"
        return told and not self._quantity_between(said.end if said is not None else 0, date.start)

    def _is_of_part(self, date: Span) -> bool:
        """Whether a date stands right behind a part of the value before: "40 homes, of which 10 | by 2027"."""
        at = bisect_left(self.sentence.quantities, date.start, key=lambda span: span.start) - 1
        if at < 1 or date.start != self.sentence.quantities[at].end:
            return False
        start = self.sentence.quantities[at].start
        lead = self.scopes.tokens.lowers[max(self.sentence.begin, start - 2) : start]
        return lead in WHOLES or lead[-1:] == ["including"]

    def _shut(self, date: Span) -> bool:
        """Whether a date belongs to a quantity in its bracket or to a part: "under 4 % (2023: 8 %)"."""
        if self._is_of_part(date):
            return True
        words = self.scopes.tokens.words
        low = high = date.start
        while low > self.sentence.begin and words[low - 1] != "(" and date.start - low < CLOSE:
            if words[low - 1] == ")":
                return False
            low -= 1
        if low == self.sentence.begin or words[low - 1] != "(":
            return False
        while high < self.sentence.end and words[high] != ")":
            high += 1
        return self._quantity_between(low, high)

    def _bracketed(self, dates: Sequence[Span], span: Span) -> Span | None:
        """The date beside a quantity in brackets: "(2025: 25 %)"."""
        words = self.scopes.tokens.words
        low, high = self.sentence.stretch_of(span.start, span.end)
        if low > self.sentence.begin and words[low - 1] in (":", "–", "—"):
            low = self.sentence.stretch_of(low - 1, low - 1)[0]
        if low == self.sentence.begin or words[low - 1] not in ("(", "["):
            return None
        return first_of(dates, (low, high))

    def was_earlier(self, span: Span) -> bool:
        """Whether a bracket tells what a value was before: "will widen to half in 2031 (37 % in the 2021 census)"."""
        inside = self._bracketed(self.sentence.dates, span)
        if inside is None or self.to_come(inside):
            return False
        at = bisect_left(self.sentence.dates, inside.start, key=lambda date: date.start)
        end = inside._.date["end"]
        beside = (*self.sentence.dates[max(0, at - 1) : at], *self.sentence.dates[at + 1 : at + 2])
        later = [date for date in beside if date.start < span.start or self._is_firm(date)]
        return bool(end and later and later[0]._.date["end"] and end < later[0]._.date["end"])

    def own_date(self, span: Span) -> Span | None:
        """The date right behind a quantity."""
        return self._adjoining(self.sentence.dates, span)

    def _adjoining(self, dates: Sequence[Span], span: Span) -> Span | None:
        """The date right behind a quantity: "23 % in 2025 and 31 % in 2050", "40 MW (2025)"."""
        words = self.scopes.tokens.words
        for behind in (span.end + 1, beyond_gloss(self.scopes.tokens, span.end)):
            at = bisect_left(dates, behind, key=lambda date: date.start)
            if at == len(dates) or dates[at].start != behind:
                continue
            if behind != span.end + 1 or (words[span.end] == "(" and words[dates[at].end : dates[at].end + 1] == [")"]):
                return dates[at]
        return None

    def is_told_beside(self, span: Span) -> bool:
        """Whether the date right behind a quantity is over: "12 % (2010), 40 % (2030)".

        In a text without a date that is a year with a later one in its sentence, long before the latest there may be.
        """
        beside = self._adjoining(self.sentence.dates, span)
        if beside is None or beside._.date["role"] in ("deadline", "baseline") or not beside._.date["end"]:
            return False  # nor "by 45 % | from 2019 levels | by 2035"
        if self.scopes.published is not None:
            return self.past(beside)
        year: str = beside._.date["end"][:4]
        return year <= BYGONE and year < self._latest_year

    @cached_property
    def _latest_year(self) -> str:
        """The latest year of the sentence's dates; "" where none ends in one."""
        return max((date._.date["end"] or "")[:4] for date in self.sentence.dates)

    def _close_behind(self, span: Span) -> Span | None:
        """A firm deadline a noun or two behind a quantity, with no sign or joint between: "a 60 % cut | by 2030"."""
        at = bisect_left(self.firm, span.end, key=lambda date: date.start)
        if at == len(self.firm) or self.firm[at].start - span.end > NOUNS:
            return None
        between = range(span.end, self.firm[at].start)
        plain = all(
            self.scopes.tokens.words[k].isalpha() and self.scopes.tokens.lowers[k] not in JOINTS for k in between
        )
        return self.firm[at] if plain and not self._quantity_between(span.end, self.firm[at].start) else None

    def _when(self, dates: Sequence[Span], span: Span) -> Span | None:
        """The date of which the clause of a quantity tells: "in 2040, | when capacity should come to 20 GW"."""
        start, lowers = self.sentence.clause_of(span.start)[0], self.scopes.tokens.lowers
        if start - 1 <= self.sentence.begin or lowers[start] != "when" or lowers[start - 1] != ",":
            return None
        at = bisect_left(dates, start, key=lambda date: date.start) - 1
        return dates[at] if at >= 0 and dates[at].end == start - 1 else None

    def _cell_date(self, span: Span, *roles: Role) -> Span | None:
        """The date in the headers or the caption of a table's cell, or in a column of some roles in its row."""
        cell = self.scopes.value_cell(self.sentence.block)
        if cell is None:
            return self._row_date(*roles) or self._date_over_label(*roles)
        own = self.first_date(reversed(cell["column_headers"]), span) or self._row_date(*roles)
        named = self.scopes.row_headers(self.sentence.block, *DATES)
        caption = () if cell["caption"] is None else (cell["caption"],)
        own = own or self.first_date((*reversed(named), *caption), span)
        said = (self.scopes.table_date(self.sentence.block, role) for role in roles)
        return own or next((date for date in said if date is not None), None)

    def _date_over_label(self, *roles: str) -> Span | None:
        """The date of some role over labels that say themselves what is to be reached: "Target (by 2030)"."""
        if not self.scopes.is_stated_label(self.sentence.block):
            return None
        head = self.scopes.label_head(self.sentence.block)
        dates = [] if head is None else self.scopes.in_block(head, "dates")
        return next((date for date in dates if date._.date["role"] in roles), None)

    @property
    def dated_cell(self) -> bool:
        """Whether the headers over a table's cell have a date."""
        cell = self.scopes.value_cell(self.sentence.block)
        return cell is not None and any(self.scopes.in_block(head, "dates") for head in cell["column_headers"])

    def first_date(self, blocks: Iterable[int], span: Span) -> Span | None:
        """The first date that headers give to a value, in their order."""
        return next((date for block in blocks for date in self.header_dates(block, span)), None)

    def header_dates(self, block: int, span: Span) -> Sequence[Span]:
        """The dates a header gives to a value: in brackets for one in brackets, "5 (4)" under "2030 (2013)"."""
        dates = self.scopes.in_block(block, "dates")
        if len(dates) < 2 or len(self.sentence.quantities) < 2:
            return dates
        head = self.scopes.blocks[block]
        within = [date for date in dates if self._is_bracketed(date.start, head.start)]
        if len(within) in (0, len(dates)):
            return dates
        values = [self._is_bracketed(each.start, self.sentence.begin) for each in self.sentence.quantities]
        if len(set(values)) == 1:
            return dates
        inside = values[self.sentence.quantities.index(span)]
        return within if inside else [date for date in dates if date not in within]

    def _is_bracketed(self, at: int, begin: int) -> bool:
        """Whether a bracket is open at a token of a line."""
        opened = next((each for each in reversed(self.scopes.tokens.words[begin:at]) if each in BRACKETS), "")
        return opened in OPENING

    def _row_date(self, *roles: Role) -> Span | None:
        """The date that the first of some columns with one gives to the row of a cell."""
        dates = (self.scopes.row_date(self.sentence.block, role) for role in roles)
        return next((date for date in dates if date is not None), None)

    def _introduced_date(self) -> Span | None:
        """The date of the lead-in line, of what opens the section, or of the nearest heading that has one.

        A heading that says itself what is to be reached by then keeps its date: "Net zero emissions by 2050".
        """
        block = self.sentence.block
        headings = set(self.scopes.headings(block))
        framed = self.scopes.section_frame(self.sentence)
        for above in self.scopes.introducers(block):
            if above in headings and framed is not None:
                return framed
            if above in headings and self.scopes.in_block(above, "quantities"):
                continue
            for date in self.scopes.dates_over(above, block):
                role, whole_day = date._.date["role"], len(str(date._.date["edtf"])) == len("2030-01-31")
                if (
                    role in WHEN
                    and not (
                        role != "deadline" and (self._reports or (above not in headings and self._is_told(above, date)))
                    )
                    and not self.past(date)
                    and not (role == "other" and self._is_published(date))
                    and not (role != "deadline" and self.over(date))
                    and not (role == "other" and (whole_day or not self._is_aimed_at(date, above)))
                ):
                    return date
        return framed

    def _is_told(self, above: int, date: Span) -> bool:
        """Whether a date is that of what was done, as a line tells before others: "In May, the Board approved:"."""
        begin, end = self.scopes.last_sentence(above)
        said = predicates(self.scopes.tokens, begin, end, self.scopes.lexicon.verbs)
        finite = [each for each in said if each.form == "finite"]
        return date.start >= begin and bool(finite) and all(each.tense == "past" for each in finite)

    @cached_property
    def _reports(self) -> bool:
        """Whether the sentence tells what was done without saying by whom: "Launched a coalition of 30 towns"."""
        said = self.sentence.predicates[0] if self.sentence.predicates else None
        at = self.sentence.bullets[0] + 1 if self.sentence.bullets else self.sentence.begin
        return (
            said is not None
            and said.form == "finite"
            and said.tense == "past"
            and said.start in (at, self.sentence.begin)
        )

    def _is_aimed_at(self, date: Span, above: int) -> bool:
        """Whether a year in a heading or lead-in line is to come, or said to be a target's: not "Act of 2025"."""
        block = self.scopes.blocks[above]
        return self.to_come(date) or (
            self.scopes.lexicon.cues.find_heading(self.scopes.tokens, block.start, block.end) is not None
        )

    def _is_published(self, date: Span) -> bool:
        """Whether a date is that of the text itself: "June 2025" below its title."""
        return self.scopes.published is not None and str(date._.date["edtf"]) == self.scopes.published

    def _leading_or_following(self, dates: Sequence[Span], span: Span) -> Span:
        place = bisect_left(dates, span.start, key=lambda date: date.start)
        ahead = dates[place - 1] if place else None
        after = dates[place] if place < len(dates) else None
        if after is not None and after.start < span.end:
            return after
        if ahead is not None and (dates[0].start < self.sentence.quantities[0].start or after is None):
            return ahead
        return after if after is not None else dates[-1]

    def _quantity_between(self, begin: int, end: int) -> bool:
        quantities = self.sentence.quantities
        at = bisect_left(quantities, begin, key=lambda span: span.start)
        return at < len(quantities) and quantities[at].start < end

    def _carried(self) -> Span | None:
        """The deadline of the sentence before, when this one carries on with it ("Of this, …")."""
        begin = self.sentence.begin
        block = self.scopes.sentences_of(self.sentence.block)
        at = bisect_left(block, begin, key=lambda other: other.begin)
        if self.scopes.carries_on(self.sentence):
            for other in reversed(block[max(0, at - CARRIED) : at]):
                found = [
                    date
                    for date in other.dates
                    if date._.date["role"] in ("deadline", "period")
                    and date._.date["cue"].lower() != "since"
                    and not self.over(date)
                ]
                if found:
                    return found[-1]
        return None

    def _led_fact(self) -> Span | None:
        """The date of the line that introduces facts, or of the heading right above them.

        "By 2014 the following had been achieved:", "## Achievements in 2023".
        """
        leads = self.scopes.leads(self.sentence.block)
        dates = [date for lead in leads for date in self.scopes.in_block(lead, "dates")]
        led = next((date for date in dates if date._.date["role"] == "as_of"), None)
        if led is None and self._reports:
            led = next((date for date in dates if date._.date["role"] in WHEN and not self.to_come(date)), None)
        if led is not None:
            return led
        heading = next(iter(self.scopes.headings(self.sentence.block)), None)
        dates = [] if heading is None else self.scopes.in_block(heading, "dates")
        told = [date for date in dates if date._.date["cue"].lower() == "in" or date._.date["role"] == "as_of"]
        return told[0] if len(dates) == 1 and told and (self._reports or not self.to_come(told[0])) else None


def _is_span(date: Span) -> bool:
    """Whether a date is a period with both its ends."""
    ends = date._.date["start"], date._.date["end"]
    return bool(date._.date["role"] == "period" and None not in ends and ends[0][:4] != ends[1][:4])


def first_of(dates: Sequence[Span], scope: tuple[int, int]) -> Span | None:
    """The first of some dates, given in order, that begins within a range of tokens."""
    at = bisect_left(dates, scope[0], key=lambda date: date.start)
    return dates[at] if at < len(dates) and dates[at].start < scope[1] else None


def counts(dates: Sequence[Span], scope: tuple[int, int]) -> bool:
    """Whether one of some dates, given in order, begins within a range of tokens."""
    at = bisect_left(dates, scope[0], key=lambda date: date.start)
    return at < len(dates) and dates[at].start < scope[1]


def last_or_next(dates: Sequence[Span], scope: tuple[int, int], span: Span) -> Span | None:
    """Of some dates, given in order, the last in a range of tokens up to a quantity, else the first after it."""
    at = bisect_right(dates, span.start, key=lambda date: date.start)
    if at and scope[0] <= dates[at - 1].start < scope[1]:
        return dates[at - 1]
    low = bisect_left(dates, scope[0], key=lambda date: date.start)
    high = bisect_left(dates, scope[1], key=lambda date: date.start)
    return dates[min(at, high) - 1] if low < min(at, high) else dates[at] if at < high else None
