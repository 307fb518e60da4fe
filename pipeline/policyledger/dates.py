"""Dates in policy prose: where they stand, what they mean (EDTF), and the role they play.

    >>> find(tokens, lexicon, published="2017-12")  # "Reach the goal by 2020."
    [FoundDate(start_token=3, end_token=5, edtf="2020", …, role="deadline", cue="by", …)]

One pass over the tokens: a date is looked for only where one can begin (`DateLexicon.openings`), the longest pattern
that makes sense wins, and the words before and after it give the role. All words, patterns and cues are rules
(models/rules/dates); docs/dates.md explains the conventions.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile
from typing import Literal

from policyledger import edtf
from policyledger.datereadings import READINGS, UNRESOLVED, Part, Setting, When, join, lies_before, read_published
from policyledger.datewords import Captured, Cue, DateLexicon, Node, PatternEnd
from policyledger.predicates import Predicate, predicates
from policyledger.rules.forms import SUFFIX
from policyledger.rules.model import CueDecision, DateRole
from policyledger.tokens import Tokens

__all__ = ["DateLexicon", "FoundDate", "Tried", "expressions", "find", "tried"]

JOINERS = frozenset("/\\.#_@=&+$€£¥₹,’'")
"""Signs that, glued before digits, make them part of a code, an amount or an address."""
ENDLESS = frozenset("/\\_@#=+&")
"""Signs that, glued after digits, make them part of a code or an address."""
DASHES = frozenset("-‐‑–—−")
PARTING = frozenset("–—")
"""Dashes that part clauses, set without blanks in American print: "by 2030—including"."""
PLACING = frozenset({"in", "at"})
FILLERS = 4
"""How many articles and words such as "year" may stand between a cue and its date."""
NEAR_BEFORE, NEAR_AFTER = 12, 14
"""How far from a date, in tokens, a word still says something of its role."""
TENSE_REACH = 30
COMMA_DISTANCE = 6
"""Tokens that a comma between a date and a verb counts for: the verb in the date's own clause comes first."""
STORY = 60
"""Tokens over which a date with its year lends it to one without that goes on with the story."""
TITLE = 60
"""Tokens at the head of a text in which a plan says its name and years, besides its first headings."""
TITLE_HEADINGS = 3
"""The first headings, of which one may be the title."""
YEAR = 4
"""Digits of a year."""
NEAR_PLAN = 12
"""Tokens between such a word and the years."""
LONGEST_PLAN = 40
"""Years of the longest plan."""
VERSIONS = frozenset({"revised", "recast", "amended", "updated"})
"""Adjectives between the year of a law and its name."""
COORDINATING = frozenset({"and", "but", "or", "then"})
"""Words right behind which another verb of the same subject stands."""
NEAR_VALUE = 5
"""How many tokens before a date the value it is of may begin: "| 12 million tonnes in | 2020"."""
NEAR_TITLE = 5
"""How many tokens before a date may say that it is the period a text reports on."""
Way = Literal["past", "future"] | None
"""Whether a time is told of as past or as to come; None where nothing tells."""
WAYS: dict[DateRole, Way] = {"as_of": "past", "issued": "past", "deadline": "future"}
NATIONAL = frozenset(
    {"fiscal_year", "relative_fiscal_year", "year_range", "part_of_years", "part_of_fiscal_year", "dotted"}
)
"""Readings that the country the text speaks of may change."""

Range = tuple[int, int]
"""The first token of something, and the one past its last."""
_End = tuple[int, PatternEnd, Captured]
"""Where a pattern ends, the pattern, and what its slots took."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text.

    Attributes:
        start_token, end_token: its tokens (end exclusive), with the words that show its role.
        edtf: its value; None where only a publication date could tell.
        start_day, end_day: its first and last day (ISO), None where open or unknown.
        role: what it is to the sentence.
        cue: the words that show the role; "" where none does.
        rule_id: the rule whose pattern it follows.
        role_rule_id: the rule that gave the role; "" where none did.
        core_start, core_end: the tokens of the date alone.
        rule_ids: all rules that took part: of the pattern, of the words in its slots, of the cue and what it asks for.
    """

    start_token: int
    end_token: int
    edtf: str | None
    start_day: str | None
    end_day: str | None
    role: DateRole
    cue: str
    rule_id: str
    role_rule_id: str = ""
    core_start: int = 0
    core_end: int = 0
    rule_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tried:
    """A pattern whose form stands in a text, whether its conditions held or not: tokens start to end."""

    rule_id: str
    start: int
    end: int
    fits: bool


def find(
    tokens: Tokens,
    lexicon: DateLexicon,
    published: str | None = None,
    blocked: Sequence[Range] = (),
    headings: Sequence[Range] = (),
    columns: Sequence[Range] = (),
) -> list[FoundDate]:
    """The dates of a text, in order and without overlap.

    Args:
        tokens: the text.
        lexicon: what is known of dates.
        published: the publication date (EDTF), from which "next year" is counted; without it such dates are left out.
        blocked: token ranges of names; a year in a name is no date.
        headings: token ranges of headings, in order; a day in one is when something was issued.
        columns: token ranges of what heads the columns of tables, in order; a year in one dates the values below.
    """
    return [
        found for found in expressions(tokens, lexicon, published, blocked, headings, columns) if found.edtf is not None
    ]


def expressions(
    tokens: Tokens,
    lexicon: DateLexicon,
    published: str | None = None,
    blocked: Sequence[Range] = (),
    headings: Sequence[Range] = (),
    columns: Sequence[Range] = (),
) -> list[FoundDate]:
    """The same as `find`, with the expressions of time that could not be placed (`edtf` is None)."""
    return list(_Finder(tokens, lexicon, read_published(published), blocked, headings, columns).run())


def tried(
    tokens: Tokens, lexicon: DateLexicon, published: str | None = None, blocked: Sequence[Range] = ()
) -> list[Tried]:
    """The patterns whose forms stand in a text, also those that were refused or lost to a better one."""
    finder = _Finder(tokens, lexicon, read_published(published), blocked)
    finder.tried = {}
    for _ in finder.run():
        pass
    return list(finder.tried)


@dataclass(frozen=True, slots=True)
class _Left:
    """What stands before a date: its cue, and where fillers and cue begin."""

    start: int
    bare: int
    cues: tuple[Cue, ...]
    cue_end: int

    @property
    def temporal(self) -> bool:
        return any(cue.temporal for cue in self.cues)


@dataclass(frozen=True, slots=True)
class _Core:
    """A date without its cues."""

    start: int
    end: int
    when: When
    rule_id: str
    reading: str
    word_rules: tuple[str, ...] = ()
    role: DateRole | None = None


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date within a year the text names, where it ends, and whether it is past: it may lend its year to others."""

    when: When
    at: int
    way: Way


@dataclass(frozen=True, slots=True)
class _Verdict:
    """The role of a date and what decided it."""

    role: DateRole
    cue: str
    rule_id: str
    decision: CueDecision | None
    strength: tuple[int, int]
    takes_left: bool


class _Finder:
    """One run over one text. Positions are those of `self.words`, the tokens without stray blanks."""

    def __init__(
        self,
        tokens: Tokens,
        lexicon: DateLexicon,
        published: Part | None,
        blocked: Sequence[Range],
        headings: Sequence[Range] = (),
        columns: Sequence[Range] = (),
    ) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.published = published
        self.blocked = sorted(blocked)
        self.headings = headings
        self.columns = columns
        self.view = tokens
        self.lowers = tokens.lowers
        self.words = tokens.words
        self.index: Sequence[int] = range(len(self.words))
        if any(word.isspace() and _is_blank(word) for word in tokens.spelt):
            self.index = [i for i, word in enumerate(tokens.words) if not _is_blank(word)]
            self.words = [tokens.words[i] for i in self.index]
            self.lowers = [tokens.lowers[i] for i in self.index]
            self.view = replace(tokens, words=self.words, lowers=self.lowers)
        self.places: list[tuple[int, str]] | None = None
        self.country: str | None = None
        self.last: tuple[_Core, FoundDate] | None = None
        self.spent: range = range(0)
        self.year_seen: int | None = None
        self.dated: dict[Way, _Dated] = {}
        self.reporting: tuple[Part, Part] | None = None
        self.when = UNRESOLVED
        self.beside: tuple[When, int] | None = None
        self.spoken_of: tuple[tuple[int, int], int] | None = None
        self.yearless: list[tuple[int, _Core, _Left]] = []
        self.tried: dict[Tried, None] | None = None
        self._around: tuple[tuple[int, int, range], tuple[int, ...]] = ((-1, -1, range(0)), ())
        self._tensed: tuple[int, dict[int, Predicate], Mapping[int, str], int] = (-1, {}, {}, 0)

    def run(self) -> Iterator[FoundDate]:
        cursor = 0
        waiting: list[tuple[int, _Core, FoundDate]] = []
        results: list[FoundDate] = []
        for i in self._openings():
            if i < cursor:
                continue
            ends = self._ends(i)
            if not ends:
                continue
            left = self._left(i)
            core = self._core(i, left, ends)
            if core is None:
                continue
            core = self._extended(core, left)
            if self._in_name(core, left):
                continue
            found = self._found(core, left)
            if found.edtf is None and core.reading in ("century", "part_of_span"):
                waiting.append((len(results), core, found))
            if found.edtf is None and core.when.yearless:
                self.yearless.append((len(results), core, left))
            results.append(found)
            cursor = core.end
            self._remember(core, found)
            self._settle_yearless(core, results)
        self._settle_centuries(waiting, results)
        yield from results

    # Finding the core

    def _openings(self) -> list[int]:
        """Where a date may begin: at the words that begin a pattern, and at numeric dates with dots.

        Most of those words are articles, behind which nothing follows that goes on with a date.
        """
        places, openings, seconds = self.view.places, self.lexicon.openings, self.lexicon.seconds
        found: list[int] = []
        for lower in places:
            if lower in seconds:
                found += [i for i in places[lower] if self._follows(i + 1, *seconds[lower])]
            elif lower in openings or (lower[0] <= "9" and len(lower) >= 8):
                found += places[lower]
        return sorted(found)

    def _follows(self, i: int, words: frozenset[str], names: frozenset[str]) -> bool:
        """Whether one of some words stands at a token, or one of some classes."""
        if i >= len(self.lowers):
            return False
        return self.lowers[i] in words or not names.isdisjoint(self.lexicon.of(self.lowers[i]) or ())

    def _ends(self, i: int) -> list[_End]:
        """Where the patterns that begin at a token end; by priority, then the longest first."""
        ends: list[_End] = []
        ways = self.lexicon.openings.get(self.lowers[i]) if i < len(self.lowers) else None
        for captured, node in ways or (((), self.lexicon.root),):
            self._walk(node, i + (ways is not None), captured, ends)
        if len(ends) > 1:
            ends.sort(key=lambda item: (-item[1].rule.priority, -item[0], item[1].rule.id))
        return ends

    def _core(self, i: int, left: _Left, ends: Sequence[_End]) -> _Core | None:
        """The first pattern at a token that makes a date."""
        core = None
        for end, pattern, captured in ends:
            when = self._read(i, end, pattern, {kept: value for kept, value, _ in captured}, ends)
            fits = when is not None and self._allowed(i, end, pattern, when, left)
            if self.tried is not None:
                self.tried[Tried(pattern.rule.id, self.index[i], self.index[end - 1] + 1, fits)] = None
            if fits and core is None and when is not None:
                rules = tuple(rule for _, _, rule in captured)
                core = _Core(i, end, when, pattern.rule.id, pattern.pattern.reading, rules, pattern.pattern.role)
                if self.tried is None:
                    break
        return core

    def _walk(self, node: Node, i: int, captured: Captured, ends: list[_End]) -> None:
        if node.ends:
            ends.extend((i, end, captured) for end in node.ends)
        if i >= len(self.lowers):
            return
        lower = self.lowers[i]
        if lower in node.literals:
            self._walk(node.literals[lower], i + 1, captured, ends)
        if not node.slots:
            return
        classes = self.lexicon.of(lower)
        if classes is None:
            return
        for name, kept, following in node.slots:
            if name in classes and (name != SUFFIX or self._glued(i)):
                self._walk(following, i + 1, (*captured, (kept, classes[name], self._giver(i, name))), ends)

    def _read(
        self,
        i: int,
        end: int,
        pattern: PatternEnd,
        slots: dict[str, int | str],
        ends: Sequence[_End],
    ) -> When | None:
        plan = pattern.rule if pattern.pattern.reading == "plan" else None
        if plan and plan.plan:
            number = int(slots["ordinal"])
            rivals = {e.rule.id for at, e, _ in ends if at == end and e.rule.plan and number in e.rule.plan.periods}
            if number in plan.plan.periods and len(rivals) > 1:
                country = self._country(i)
                if not any(self.lexicon.plans[rival].country == country for rival in rivals):
                    return UNRESOLVED
                if plan.country != country:
                    return None
        reads = pattern.pattern.reading
        needs_country = reads in NATIONAL or "a" in slots
        country = self._country(i) if needs_country else None
        beside = self.beside[0] if self.beside and self.beside[1] >= self._sentence(i)[0] else None
        now = self.published or self._reported_year()
        planned = None
        if reads == "planned":
            planned = self.plan_years
        elif reads == "period_spoken_of":
            planned = self.spoken_of[0] if self.spoken_of and i - self.spoken_of[1] <= STORY else self.plan_years
        setting = Setting(now, country, self.year_seen, self.lexicon.fiscal, plan, beside, self.reporting, planned)
        return READINGS[reads](slots, setting)

    def _allowed(self, i: int, end: int, pattern: PatternEnd, when: When, left: _Left) -> bool:
        if pattern.before.longest(self.lowers, i - 1)[0] or pattern.after.longest(self.lowers, end)[0]:
            return False
        form = pattern.pattern
        if form.reading in ("planned", "period_spoken_of") and self._ends(end):
            return False  # "the planning period | 2022-2026"
        digits = self.words[i][0].isdigit()
        if digits and not (self._free_before(i, left) and self._free_after(end, not form.checked)):
            return False
        if form.needs_cue and not (left.temporal or self._continues(i) or self._heads_column(i)):
            return False
        if form.capital and not self._months_capital(i, end):
            return False
        return not form.checked or self._is_year(i, end, when, left)

    def _months_capital(self, i: int, end: int) -> bool:
        return all(
            self.words[k][0].isupper() for k in range(i, end) if "month" in (self.lexicon.of(self.lowers[k]) or ())
        )

    # Telling a year from another number of four digits

    def _is_year(self, i: int, end: int, when: When, left: _Left) -> bool:
        is_range = when.first != when.last
        year = when.first[0] if when.first else None
        likely = year is not None and 1950 <= year <= 2100 and year % 100 != 0
        heads = (likely or is_range) and self._heads_column(i)
        if (self._is_measured(end) and not heads) or self._beside_number(i, end, left):
            return False
        if heads:
            return not self._named_plan(i, end)
        after = self.lexicon.after.longest(self.lowers, end)[1]
        counted = self._counts(end)
        name = end + (not VERSIONS.isdisjoint(self.lowers[end : end + 1]))  # "the 2023 revised | Directive"
        named_after = self._capital(name) and not (self._dated(name) or self._small(name) or self._qualified(name))
        if left.temporal or self._continues(i) or (left.cues and is_range):
            direct = left.cue_end == i or (is_range and self._glued(i))
            return not (counted and not likely) and not (named_after and not direct)
        if any(cue.temporal for cue in after):
            return likely or not self._of(i - 1, "direction")
        if named_after or not (likely or is_range):
            return False
        if self._starts_sentence(i):
            return True
        if left.bare < i:  # "the 2030", "our 2030", "year 2030"
            return not (self._capital(left.bare) and self._of(left.bare, "filler") is None)
        return not counted and not self._named_before(i, end)

    def _heads_column(self, i: int) -> bool:
        """Whether a token stands in what heads a table's column: that is as much of a cue as "by" or "in"."""
        at = bisect_right(self.columns, self.index[i], key=lambda column: column[0]) - 1
        return at >= 0 and self.index[i] < self.columns[at][1]

    def _ends_column(self, i: int, end: int) -> bool:
        """Whether what heads a table's column is a word and a year behind it: "Output 2018"."""
        at = bisect_right(self.columns, self.index[i], key=lambda column: column[0]) - 1
        return at >= 0 and (self.index[i], self.index[end - 1] + 1) == (self.columns[at][0], self.columns[at][1])

    def _named_plan(self, i: int, end: int) -> bool:
        """Whether a year is that of a plan or a law by its name: "Vision 2030", "Climate Plan (2014-2020)"."""
        before = i - 1 - (self.words[i - 1] == "(")
        return any(0 <= k < len(self.lowers) and self.lowers[k] in self.lexicon.heads for k in (before, end))

    def _free_before(self, i: int, left: _Left) -> bool:
        """Whether digits are not the end of something longer: a code, a path, an amount."""
        if i == 0 or not self._glued(i):
            return True
        before = self.words[i - 1]
        if before in DASHES:
            return left.temporal or not self._glued(i - 1) or not self.words[i - 2][-1].isalnum()
        if before == ":":
            return not (self._glued(i - 1) and self.words[i - 2][-1].isdigit())
        return before not in JOINERS and not before[-1].isalnum()

    def _free_after(self, end: int, joins: bool) -> bool:
        """Whether digits are not the beginning of something longer; a date that `joins` may go on as a range."""
        if end >= len(self.words) or not self._glued(end):
            return True
        after = self.words[end]
        if len(after) == 1 and after.isalpha() and self._heads_column(end):
            return True  # "2024e", an estimate
        if after[0].isalnum() or after in ENDLESS:
            return False
        if after in DASHES and end + 1 < len(self.words) and self._glued(end + 1):
            if not self.words[end + 1][0].isalnum() or self._dated(end + 1):
                return True
            if after in PARTING and self.words[end + 1].isalpha():
                return True
            return joins and bool(self._ends(end + 1))
        return True

    def _beside_number(self, i: int, end: int, left: _Left) -> bool:
        """Whether another number stands right beside, as in telephone numbers and rows of figures."""
        if left.temporal or self._starts_sentence(i) or self._of(end - 1, "yy") is not None:
            return False
        if end + 1 < len(self.words) and self.lowers[end + 1] in ("%", "per", "percent") and not self._is_digits(i - 1):
            return False  # "the 2030 | 55 % target"
        return self._is_digits(i - 1) or self._is_digits(end)

    def _is_digits(self, k: int) -> bool:
        """Whether a number that is no year stands at a place."""
        return 0 <= k < len(self.words) and self.words[k][0].isdigit() and self._of(k, "year") is None

    def _is_measured(self, end: int) -> bool:
        if end >= len(self.lowers):
            return False
        word = self.lowers[end]
        if self._small(end):
            return False
        if word in self.lexicon.units or (word.endswith("s") and word[:-1] in self.lexicon.units):
            return True
        return self.lexicon.measures.longest(self.lowers, end)[0] > 0

    def _counts(self, end: int) -> bool:
        """Whether a plural follows that the number may count."""
        word = self.words[end] if end < len(self.words) else ""
        if len(word) < 4 or not word.isalpha() or not word.islower() or not word.endswith("s"):
            return False
        return not word.endswith(("ss", "us", "is")) and not self._dated(end) and not self._small(end)

    def _named_before(self, i: int, end: int) -> bool:
        """Whether a name or a citation stands before: "Vision 2030", "(Smith, 2019)", "Climate Plan (2014-2020)"."""
        before = self.words[i - 1]
        if self._capital(i - 1):
            if self._dated(i - 1) or self._small(i - 1) or self._of(end - 1, "yy") is not None:
                return False
            if self.words[i - 1].isupper() and self._of(end - 1, "year") == int(self.words[i]) + 1:
                return False  # "BE 2021-2022", a budget estimate
            if self.lowers[i - 1] in self.lexicon.heads:
                return True
            if self._ends_column(i - 1, end):
                return False  # "Population 2018"
            is_range = end > i + 1 and self._of(end - 1, "year") is not None
            if is_range and self.lowers[i - 2] in PLACING:
                return False  # "the milestones in Turku 2023-2030"
            return not self._leads_to_dated(end)
        if before in DASHES and self._of(i - 2, "year") is not None:
            return True  # the end of a range that was refused
        if before == ")":  # "the Grid Renewal (GR) 2030 plan"
            headed = end < len(self.lowers) and self.lowers[end] in self.lexicon.heads
            return i > 1 and headed and self.words[i - 2].isupper()
        if before == "(" and self._is_period_of(i, end):
            return False  # "the Climate Plan (2014-2020)"
        if before == "(":
            measured = i > 2 and self._is_digits(i - 3)  # "1,284 MW (2023)"
            return i > 1 and self._capital(i - 2) and not (self._dated(i - 2) or measured)
        if before == ",":
            k = i - 2
            if k > 0 and self.words[k] == "." and self.lowers[k - 1] == "al":
                return True
            if self._capital(k) and self.lowers[k] in self.lexicon.heads:
                return True  # "Clean Air Act, 1981"
            while k > 0 and (self._capital(k) or self.lowers[k] in ("and", "&", ".")):
                k -= 1
            return k < i - 2 and self.words[k] in ("(", ";")
        return False

    def _is_period_of(self, i: int, end: int) -> bool:
        """Whether years in brackets behind a plan's name tell its period: "the Climate Plan | (2014-2020)"."""
        if not (i > 1 and self.lowers[i - 2] in self.lexicon.heads and self.words[end : end + 1] == [")"]):
            return False
        return end > i + 1 and self._of(i, "year") is not None and self._of(end - 1, "year") is not None

    def _leads_to_dated(self, end: int) -> bool:
        """Whether what follows is dated though a name stands before: "the Union 2030 climate target"."""
        for k in range(end, min(end + 4, len(self.words))):
            if self._dated(k):
                return True
            if not (self.words[k].islower() or self.words[k] in DASHES) or self._small(k):
                return False
        return False

    def _qualified(self, end: int) -> bool:
        """Whether a country or an acronym stands between the year and what is dated: "the 2040 EU climate target"."""
        acronym = self.words[end].isupper() and len(self.words[end]) > 1
        return (acronym or self.lowers[end] in self.lexicon.signs) and self._leads_to_dated(end + 1)

    def _starts_sentence(self, i: int) -> bool:
        start, _ = self._sentence(i)
        return all(not self.words[k][0].isalnum() for k in range(start, i))

    def _capital(self, i: int) -> bool:
        return 0 <= i < len(self.words) and self.words[i][0].isupper()

    def _small(self, i: int) -> bool:
        return self._of(i, "small-word") is not None

    def _dated(self, i: int) -> bool:
        return self._of(i, "dated") is not None

    def _of(self, i: int, name: str) -> int | str | None:
        if not 0 <= i < len(self.lowers):
            return None
        classes = self.lexicon.of(self.lowers[i])
        return classes.get(name) if classes else None

    # Joining dates

    def _extended(self, core: _Core, left: _Left) -> _Core:
        """A date with what it is joined to: a range, or a list of years that follow each other."""
        joint = self._of(core.end, "range")
        if joint == "and":
            between = left.start < core.start and self._of(left.start, "between") is not None
            if not between:
                return self._year_list(core)
        elif joint is None:
            return self._year_list(core)
        start = core.end + 1
        while start < len(self.words) and self._of(start, "filler") is not None:
            start += 1
        held = _Left(core.end, core.end + 1, (_JOINT,), start)
        other = self._core(start, held, self._ends(start))
        if other is None or other.when.first is None or core.when.first is None:
            return self._year_list(core)
        when = join(core.when, other.when)
        rules = (*core.word_rules, self._giver(core.end, "range"), *other.word_rules)
        return core if when is None else replace(core, end=other.end, when=when, word_rules=rules)

    def _year_list(self, core: _Core) -> _Core:
        """Three or more years in a row, such as "2025, 2026 and 2027", are one period."""
        if core.reading != "year" or core.when.first is None or core.when.first[0] is None:
            return core
        first = last = core.when.first[0]
        end = k = core.end
        while k < len(self.lowers) and self.lowers[k] in (",", "and", "&"):
            k += 1
            if self._of(k, "year") == last + 1:
                last, k = last + 1, k + 1
                end = k
        if last < first + 2 or self._is_measured(end) or self._near("respective", core.start, end):
            return core
        return replace(core, end=end, when=When((first, None, None), (last, None, None)))

    def _continues(self, i: int) -> bool:
        """Whether a date follows another as the next of a list: "by 2025, 2030 and 2035"."""
        if self.last is None:
            return False
        end = self.last[0].end
        return end < i <= end + 2 and all(self._of(k, "list") is not None for k in range(end, i))

    # Names

    def _in_name(self, core: _Core, left: _Left) -> bool:
        start, end = self.index[core.start], self.index[core.end - 1] + 1
        at = bisect_left(self.blocked, (start, start))
        for low, high in self.blocked[max(0, at - 2) : at + 2]:
            if low < end and start < high and not (core.reading == "plan" and start - 1 <= low and high <= end + 1):
                return True
        return core.reading == "plan" and (
            self._goes_on(core.end) or self._ends_title(left.start) or self._is_subject(start, end, left)
        )

    def _is_subject(self, start: int, end: int, left: _Left) -> bool:
        """Whether a plan, not its time, is spoken of: "the 12th Plan sets", but "under the 12th Plan"."""
        if left.cues or self.lowers[end - 1].startswith("period") or self._continues(start):
            return False
        return end < self._sentence(start)[1] and (self.words[end][0].isalpha() or self.words[end] == "(")

    def _goes_on(self, end: int) -> bool:
        """Whether a plan's name goes on: "… Five-Year Plan for Energy"."""
        return self._of(end, "title-word") is not None and self._capital(end + 1) and not self._of(end, "range")

    def _ends_title(self, start: int) -> bool:
        """Whether a title stands before: "Work Plan for Reducing Waste during …"."""
        k = start - 1
        low = self._sentence(start)[0]
        while k >= low and (self._capital(k) or self._of(k, "title-word") is not None):
            if self._capital(k) and self.lowers[k] in self.lexicon.heads and self._capital(start - 1):
                return True
            k -= 1
        return False

    # Role

    def _left(self, i: int) -> _Left:
        """The cue before a token, articles and words such as "year" between them skipped."""
        k = i
        for _ in range(FILLERS + 1):
            taken, cues = self.lexicon.before.longest(self.lowers, k - 1)
            if taken:
                kept = [cue.kept for cue in cues if cue.kept is not None]
                return _Left(k - (min(kept) if kept else taken), k, tuple(cues), k)
            if self._of(k - 1, "filler") is None:
                break
            k -= 1
        return _Left(i, k, (), i)

    def _found(self, core: _Core, left: _Left) -> FoundDate:
        when = self.when = self._placed(core, left)
        taken, after = self.lexicon.after.longest(self.lowers, core.end)
        verdict = self._verdict(core, when, left, after, taken)
        if core.role is not None:
            verdict = replace(verdict, role=core.role)
        text, days = self._value(when, verdict.decision)
        start = left.start if verdict.takes_left else core.start
        end = core.end + taken if any(cue.included for cue in after) else core.end
        found = FoundDate(
            start_token=self.index[start],
            end_token=self.index[end - 1] + 1,
            edtf=text,
            start_day=days[0],
            end_day=days[1],
            role=verdict.role,
            cue=verdict.cue,
            rule_id=core.rule_id,
            role_rule_id=verdict.rule_id,
            core_start=self.index[core.start],
            core_end=self.index[core.end - 1] + 1,
            rule_ids=tuple(dict.fromkeys(rule for rule in self._rules(core, left, verdict) if rule)),
        )
        self.spent = range(left.start, core.end + taken)
        return found

    def _rules(self, core: _Core, left: _Left, verdict: _Verdict) -> Iterator[str]:
        """The rules that took part in a date, its own first."""
        yield core.rule_id
        yield from core.word_rules
        yield from (self._giver(k, "filler") for k in range(left.cue_end, core.start) if verdict.takes_left)
        yield verdict.rule_id
        decision = verdict.decision
        if decision and decision.near:
            places = self._places_near(left.start, core.end)
            yield next((rule for k in places if (rule := self._giver(k, decision.near))), "")
        if decision and decision.tense and (verb := self._tensed_verb(left.start, core.end)) is not None:
            yield self._giver(verb[1], "tense")

    def _giver(self, i: int, name: str) -> str:
        """The rule that gives a token its value in a class; "" where that is no matter of rules."""
        return self.lexicon.givers.get((self.lowers[i], name), "")

    def _verdict(self, core: _Core, when: When, left: _Left, after: Sequence[Cue], taken: int) -> _Verdict:
        """The role, by the strongest cue; by those without words where there is none."""
        if not left.cues and self._continues(core.start) and self.last:
            previous = self.last[1]
            return _Verdict(previous.role, previous.cue, previous.role_rule_id, None, (0, 0), False)
        verdicts = []
        for cue, low, high, before in [
            *((cue, left.start, left.cue_end, True) for cue in left.cues),
            *((cue, core.end, core.end + taken, False) for cue in after),
        ]:
            decision = self._decision(cue, core, when, left)
            if decision:
                takes_left = any(c.included for c in left.cues) if before else cue.included
                takes_left = takes_left and bool(left.cues) and (left.temporal or decision.role != "other")
                text = self._text(low, high)
                strength = cue.priority, cue.strength
                verdicts.append(_Verdict(decision.role, text, cue.rule_id, decision, strength, takes_left))
        if verdicts:
            return max(verdicts, key=lambda verdict: verdict.strength)
        for cue in self.lexicon.default:
            decision = self._decision(cue, core, when, left)
            if decision:
                return _Verdict(decision.role, "", cue.rule_id, decision, (0, 0), left.temporal)
        return _Verdict("period" if when.first != when.last else "other", "", "", None, (0, 0), left.temporal)

    def _decision(self, cue: Cue, core: _Core, when: When, left: _Left) -> CueDecision | None:
        for decision in cue.decide:
            if decision.span is not None and decision.span != (when.first != when.last):
                continue
            if decision.day is not None and decision.day != bool(when.last and when.last[2]):
                continue
            if decision.signed is not None and decision.signed != self._signed(core, when):
                continue
            if decision.ahead is not None and decision.ahead != self._ahead(when):
                continue
            if decision.leading is not None and decision.leading != self._starts_sentence(left.start):
                continue
            if decision.tense is not None and (
                self._heads_column(core.start) or decision.tense != self._tense(left.start, core.end)
            ):
                continue  # "Value 2018" over a column has no verb
            if decision.near is not None and not self._near(decision.near, left.start, core.end):
                continue
            return decision
        return None

    def _signed(self, core: _Core, when: When) -> bool:
        """Whether a date stands as one by which documents are known: in a heading, behind a name, or published then."""
        if when.first is not None and when.first[2] is not None and when.first == self.published:
            return True
        token = self.index[core.start]
        at = bisect_right(self.headings, (token, len(self.tokens.words))) - 1
        return (at >= 0 and token < self.headings[at][1]) or self._behind_name(core)

    def _behind_name(self, core: _Core) -> bool:
        """Whether a date closes a bracket that a name opens: "(A. Reed, 2 December 2024)"."""
        k = core.start - 1
        if core.end >= len(self.words) or self.words[core.end] != ")" or k < 1 or self.words[k] != ",":
            return False
        opens = max(0, k - NEAR_BEFORE)
        while k > opens and (
            self._capital(k - 1) or self.words[k - 1] in (".", ",") or self._of(k - 1, "title-word") is not None
        ):
            k -= 1
        return k > 0 and self.words[k - 1] == "(" and self._capital(k)

    def _ahead(self, when: When) -> bool | None:
        if self.published is None or not when.resolved or when.last is None:
            return None
        if lies_before(self.published, when.last):
            return True
        return False if lies_before(when.last, self.published) else None

    def _tense(self, low: int, high: int) -> str | None:
        """The tense of the nearest verb that shows one, within the clause."""
        verb = self._tensed_verb(low, high)
        return verb[0] if verb is not None else None

    def _tensed_verb(self, low: int, high: int) -> tuple[str, int] | None:
        """The tense of the nearest verb that shows one, and where it stands; of two as near, the future."""
        if self._of(high, "record") is not None:
            return "past", high  # "a 2018 | survey | says that firms expect to grow"
        lefts, rights = self._clause(low, high)
        before, after = self._first_tense(lefts), self._first_tense(rights)
        if before and after and self.lowers[after[2] - 1] in COORDINATING:
            return before[1:]  # "rose to 40 | in 2022 | and will reach 60": of the verb before
        found = [hit for hit in (before, after) if hit]
        return min(found)[1:] if found else None

    def _first_tense(self, places: range) -> tuple[int, str, int] | None:
        """The first verb with a tense, how far off it is."""
        for far, k in self._away(places):
            tense = self._of(k, "tense") or self._tenses(k).get(k)
            if tense is not None:
                return far, str(tense), k
        return None

    def _clause(self, low: int, high: int) -> tuple[range, range]:
        """The places before and after a date in which its verb may stand, the nearest first."""
        start, stop = self._sentence(low)
        stop = self._member_end(low, high, min(stop, high + TENSE_REACH))
        return range(low - 1, max(start, low - TENSE_REACH) - 1, -1), range(high, stop)

    def _member_end(self, low: int, high: int, stop: int) -> int:
        """Where the member of a list of dated values ends that a date stands in: "12 % (2020) | , target 30 % (2030)".

        `stop` where it stands in none: only a line without a verb before the date is such a list.
        """
        start = self._sentence(low)[0]
        near = range(low - 1, max(start, low - NEAR_VALUE) - 1, -1)
        before = takewhile(lambda k: self.words[k] not in (",", ";", ":"), near)
        if not any(self.words[k][0].isdecimal() and self._of(k, "year") is None for k in before):
            return stop
        self._verbs(low)
        if self._tensed[3] < low:
            return stop
        end = next((k for k in range(high, stop) if self.words[k] in (",", ";")), stop)
        return end if any(self._of(k, "year") is not None for k in range(end, stop)) else stop

    def _away(self, places: range) -> Iterator[tuple[int, int]]:
        """How far off each place is, and the place: farther beyond a comma, none beyond a semicolon.

        A relative clause that has ended before a date is passed over: "the share, | which was 61 %, | to 38 % in 2028".
        """
        parted = 0
        passed = range(0)
        for distance, k in enumerate(places):
            if self.lowers[k] == ";":
                return
            if k in passed:
                continue
            if self.lowers[k] == ",":
                parted += 1
                passed = self._relative_before(k) if places.step < 0 else passed
            yield distance + COMMA_DISTANCE * parted, k

    def _relative_before(self, comma: int) -> range:
        """The places of a relative clause, put in between commas, that ends with one."""
        low = max(self._sentence(comma)[0], comma - TENSE_REACH)
        opening = next((k for k in range(comma - 1, low, -1) if self.lowers[k] == ","), None)
        relative = opening is not None and self.lowers[opening + 1] in ("which", "who")
        return range(opening, comma) if opening is not None and relative else range(0)

    def _tenses(self, at: int) -> Mapping[int, str]:
        """The tense of each token of a verb group in the sentence of a token, where it is future or past."""
        self._verbs(at)
        return self._tensed[2]

    def _verbs(self, at: int) -> dict[int, Predicate]:
        """The verb group of each token in the sentence of a token that is part of one."""
        begin, end = self._sentence(at)
        if self._tensed[0] != begin:
            said = {
                k: each
                for each in predicates(self.view, begin, end, self.lexicon.verbs)
                for k in range(each.start, each.end)
            }
            tensed = {
                k: each.tense
                for k, each in said.items()
                if each.tense != "present" and each.form in ("finite", "infinitive", "imperative")
            }
            self._tensed = (
                begin,
                said,
                tensed,
                min((k for k, each in said.items() if each.form == "finite"), default=end),
            )
        return self._tensed[1]

    def _places_near(self, low: int, high: int) -> tuple[int, ...]:
        """The places around a date, up to the nearest verb of past or future on each side: the nearest first on each.

        Without the words that the date before has for itself ("below 2005 levels | in 2030"), and without those beyond
        a verb ("announced that the rate will be 7 % | in 2021").
        """
        asked = low, high, self.spent
        if self._around[0] != asked:  # all cues of a date ask for the same
            start, stop = self._sentence(low)
            before = self._to_verb(range(low - 1, max(start, low - NEAR_BEFORE) - 1, -1))
            stop = self._member_end(low, high, min(stop, high + NEAR_AFTER))
            after = self._to_verb(range(high, stop))
            self._around = asked, (*(k for k in before if k not in self.spent), *after)
        return self._around[1]

    def _to_verb(self, places: range) -> list[int]:
        """Of places that go away from a date those up to the first verb of past or future, its own words among them."""
        found: list[int] = []
        verb = False
        tenses = self._tenses(places[0]) if places else {}
        for k in places:
            tensed = k in tenses
            if verb and not tensed:
                break
            verb = verb or tensed
            found.append(k)
        return found

    def _near(self, name: str, low: int, high: int) -> bool:
        return any(self._of(k, name) is not None for k in self._places_near(low, high))

    # Value

    def _placed(self, core: _Core, left: _Left) -> When:
        """The time, in the year the text means where it names none; unresolved where the text gives none away."""
        if not core.when.yearless:
            return core.when
        cut_off = self._year_below(core.end)
        if cut_off is not None:
            return core.when.in_year(cut_off) or UNRESOLVED
        way = self._way(core, left)
        for placed in self._placings(core, way):
            if placed is not None and self._agrees(placed, way):
                return placed
        return UNRESOLVED

    def _way(self, core: _Core, left: _Left) -> Way:
        """Whether what a date without year tells of is past or to come: by the verb it belongs to, else by its cue."""
        told = self._told(left.start, core.end)
        if told is not None and told != "present":
            return told
        taken, after = self.lexicon.after.longest(self.lowers, core.end)
        role = self._verdict(core, UNRESOLVED, left, after, taken).role
        if role == "deadline":
            return "future"
        return "past" if told is None and role == "issued" else None

    def _told(self, low: int, high: int) -> Way | Literal["present"]:
        """The tense of the nearest verb, participles behind a noun among them: "the sum announced | in April"."""
        lefts, rights = self._clause(low, high)
        hits = [hit for hit in (self._first_told(lefts, True), self._first_told(rights, False)) if hit is not None]
        return min(hits, key=lambda hit: hit[0])[1] if hits else None

    def _first_told(self, places: range, behind: bool) -> tuple[int, Literal["past", "present", "future"]] | None:
        for far, k in self._away(places):
            if self._of(k, "tense") == "future":
                return far, "future"
            verb = self._verbs(k).get(k)
            if verb is None or verb.form == "gerund":
                continue
            if verb.form == "participle":
                if behind:  # before its verb a participle tells of another noun: "in May the roads built in 2010 …"
                    return far, "past"
                continue
            return far, "future" if verb.form == "infinitive" else verb.tense
        return None

    def _placings(self, core: _Core, way: Way) -> Iterator[When | None]:
        """A date without year in the years it may be in, the likeliest first."""
        when = core.when
        start = self._sentence(core.start)[0]
        near = [
            known
            for known in self.dated.values()
            if (way is None or known.way in (None, way))
            and core.start - known.at <= STORY
            and (known.at > start or known.way != "future")  # a deadline is the end of its own sentence's story only
        ]
        if near:
            yield when.in_year(max(near, key=lambda known: known.at).when.first[0])  # type: ignore[index,arg-type]
        done = self.dated.get("past")
        if way == "future" and self.published is None and done and done.at > start:
            yield self._next(when, done.when.last)
        if self.reporting is not None and way != "future":
            placed = self._latest(when, self.reporting[1])
            if placed is not None and placed.first is not None and not lies_before(placed.first, self.reporting[0]):
                yield placed
        now = self.published
        if now is None:
            if self.reporting is not None and way == "future":
                yield self._next(when, self.reporting[1])
            return
        if now[1] is None:
            yield when.in_year(now[0] or 0)
        elif way is None:
            yield self._nearest(when, now)
        else:
            yield self._latest(when, now) if way == "past" else self._next(when, now)

    def _year_below(self, end: int) -> int | None:
        """The year that stands alone on the line below, where a layout has cut it off from its month."""
        breaks = [k < len(self.words) and "\n" in self.words[k] for k in (end, end + 2)]
        alone = breaks[0] and (breaks[1] or end + 2 >= len(self.words))
        year = self._of(end + 1, "year") if alone else None
        return year if isinstance(year, int) else None

    @staticmethod
    def _latest(when: When, now: Part) -> When | None:
        """The latest such time that has begun by a date."""
        placed = when.in_year(now[0] or 0)
        late = placed is None or placed.first is None or lies_before(now, placed.first)
        return when.in_year((now[0] or 0) - 1) if late else placed

    @staticmethod
    def _next(when: When, now: Part | None) -> When | None:
        """The first such time that has not ended before a date."""
        if now is None:
            return None
        placed = when.in_year(now[0] or 0)
        gone = placed is None or placed.last is None or lies_before(placed.last, now)
        return when.in_year((now[0] or 0) + 1) if gone else placed

    @staticmethod
    def _nearest(when: When, now: Part) -> When | None:
        """The one that is the fewest months away."""
        assert when.first is not None
        year, month, mine = now[0] or 0, now[1] or 1, when.first[1] or 1
        return when.in_year(year + (mine - month < -6) - (mine - month > 6))

    def _agrees(self, placed: When, way: Way) -> bool:
        """Whether a time lies on the side of publication that its verb tells of."""
        if self.published is None or way is None or placed.first is None or placed.last is None:
            return True
        if way == "past":
            return not lies_before(self.published, placed.first)
        return not lies_before(placed.last, self.published)

    def _settle_yearless(self, core: _Core, results: list[FoundDate]) -> None:
        """Places the dates of a sentence that waited for the first full date behind them.

        "Passed on 9 April; signed on 13 June 2023": what was done is the latest such date up to the one named.
        """
        known = next((known for known in self.dated.values() if known.at == core.end), None) if self.yearless else None
        if known is None:
            return
        start = self._sentence(core.start)[0]
        waited = [each for each in self.yearless if each[1].start >= start]
        self.yearless = []  # each is asked once, that a text of one sentence stays linear
        last, spent = self.last, self.spent
        for place, waiting, left in waited:
            way = self._way(waiting, left)
            if way is not None and known.way not in (None, way):
                continue
            placed = self._latest(waiting.when, known.when.first) if known.when.first else None
            if placed is not None and self._agrees(placed, way):
                results[place] = self._found(replace(waiting, when=placed), left)
        self.last, self.spent = last, spent

    def _value(self, when: When, decision: CueDecision | None) -> tuple[str | None, tuple[str | None, str | None]]:
        if not when.resolved:
            return None, (None, None)
        text = when.text
        if decision and decision.open:
            first, _, last = text.partition("/")
            text = {"end": f"{first}/..", "after": f"{last or first}/..", "start": f"../{last or first}"}[decision.open]
        value = edtf.parse(text)
        start = value.start.isoformat() if value.start else None
        end = value.end.isoformat() if value.end else None
        if when.days:
            start, end = start and when.days[0], end and when.days[1]
        return text, (start, end)

    def _remember(self, core: _Core, found: FoundDate) -> None:
        self.last = (core, found)
        if self.when.resolved and found.role not in ("baseline", "deadline"):
            self.beside = self.when, core.start
        when = core.when
        if not (when.resolved and when.first and when.last and when.first[0]):
            return
        self.year_seen = when.first[0]
        if when.last[0] and 1 < when.last[0] - when.first[0] <= LONGEST_PLAN:
            self.spoken_of = (when.first[0], when.last[0]), core.end
        if self.reporting is None and self._is_reporting(core):
            self.reporting = _whole(when.first, 1), _whole(when.last, 12)
            return
        if when.first[1] is None or when.first[0] != when.last[0] or found.role == "baseline":
            return
        ahead = self._ahead(when)
        if ahead is not None:
            way: Way = "future" if ahead else "past"
        else:
            way = WAYS.get(found.role)
        self.dated[way] = _Dated(when, core.end, way)

    @cached_property
    def plan_years(self) -> tuple[int, int] | None:
        """The years of the plan the text is, as its title gives them: "Ports Strategy 2021–2030"."""
        titles = [*self.headings[:TITLE_HEADINGS], (0, TITLE)]
        return next(filter(None, (self._years_in_title(*title) for title in titles)), None)

    def _years_in_title(self, start: int, end: int) -> tuple[int, int] | None:
        """The first range of years that stands beside a word such as plan or strategy."""
        inside = [k for k, at in enumerate(self.index[: end + TITLE]) if start <= at < end]
        lowers = self.lowers[: inside[-1] + 1] if inside else []
        named = [k for k in inside if lowers[k] in self.lexicon.heads]
        for k in inside[:-2]:
            if numbered := self._numbered_plan(k):
                return numbered
            first, sign, last = lowers[k : k + 3]
            if len(first) != YEAR or not first.isdecimal() or not (sign in DASHES or sign in ("to", "/")):
                continue
            if not last.isdecimal() or len(last) not in (2, YEAR):
                continue
            years = int(first), int(last) if len(last) == YEAR else int(first) // 100 * 100 + int(last)
            if 1 < years[1] - years[0] <= LONGEST_PLAN and any(abs(k - at) <= NEAR_PLAN for at in named):
                return years
        return None

    def _numbered_plan(self, k: int) -> tuple[int, int] | None:
        """The years of a plan that is known by its number: "the Eighth Five-Year Plan"."""
        ends = self._ends(k)
        for end, pattern, captured in ends:
            if pattern.pattern.reading == "plan":
                when = self._read(k, end, pattern, {kept: value for kept, value, _ in captured}, ends)
                if when and when.first and when.last and when.first[0] and when.last[0]:
                    return when.first[0], when.last[0]
        return None

    def _reported_year(self) -> Part | None:
        """The year in which a report on a part of a year is written: that of its period, unless it ends the year."""
        if self.reporting is None:
            return None
        year, month, _ = self.reporting[1]
        return None if month == 12 else (year, None, None)

    def _is_reporting(self, core: _Core) -> bool:
        """Whether a time of a year at most is what the whole text reports on: "Reporting period: March – June 2023"."""
        first, last = core.when.first, core.when.last
        assert first and last and first[0] and last[0]
        months = 12 * (last[0] - first[0]) + (last[1] or 12) - (first[1] or 1)
        if months >= 12:
            return False
        start = max(self._sentence(core.start)[0], core.start - NEAR_TITLE)
        return any(
            self._of(k, "reporting") is not None and self._of(k + 1, "filler") is not None
            for k in range(start, core.start - 1)
        )

    def _settle_centuries(self, waiting: Sequence[tuple[int, _Core, FoundDate]], results: list[FoundDate]) -> None:
        """Reads "this century" by the dates after it, where none came before and no publication date is known."""
        if not waiting or self.year_seen is None:
            return
        for place, core, found in waiting:
            again = self._core(core.start, self._left(core.start), self._ends(core.start))
            if again and again.when.resolved:
                text, days = self._value(again.when, None)
                results[place] = replace(found, edtf=text, start_day=days[0], end_day=days[1])

    # The text around

    def _country(self, i: int) -> str | None:
        """The country the sentence speaks of, else the one the text speaks of most."""
        if self.places is None:
            signs = self.lexicon.signs
            self.places = [
                (k, signs[lower])
                for k, lower in enumerate(self.lowers)
                if lower in signs and not (self.words[k].islower() and self.words[k] == lower == "us")
            ]
            counts = Counter(country for _, country in self.places)
            self.country = min(counts, key=lambda country: (-counts[country], country)) if counts else None
        start, stop = self._sentence(i)
        for k, country in self.places[bisect_left(self.places, (start, "")) : bisect_right(self.places, (stop, ""))]:
            if start <= k < stop:
                return country
        return self.country

    def _sentence(self, i: int) -> tuple[int, int]:
        """The sentence of a token, as positions."""
        token = self.index[min(i, len(self.index) - 1)]
        start, end = self.tokens.sentences[self.tokens.sentence_of(token)]
        if isinstance(self.index, range):
            return start, end
        return bisect_left(self.index, start), bisect_left(self.index, end)

    def _glued(self, i: int) -> bool:
        here, before = self.index[i], self.index[i - 1]
        return i > 0 and self.tokens.starts[here] == self.tokens.ends[before]

    def _text(self, low: int, high: int) -> str:
        return self.tokens.span(self.index[low], self.index[high - 1] + 1) if high > low else ""


def _whole(part: Part, month: int) -> Part:
    """A date with a month, where it is a year."""
    return part if part[1] is not None else (part[0], month, None)


_JOINT = Cue("", (), 0, False, True)


def _is_blank(word: str) -> bool:
    return word.isspace() and "\n" not in word and "\t" not in word
