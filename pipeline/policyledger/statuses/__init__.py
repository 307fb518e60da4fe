"""Statuses: whether a quantity is a target, a fact reported, or neither.

The verb that governs a quantity decides, by its tense and mood (governing): the last one before it in its stretch of
the sentence, or the first after it where the quantity stands in the subject. Before it come what speaks of the
quantity alone (apart: "currently", "up from", a condition) and what makes of a target something else (overruling: "in
the reference scenario"); where the verb is weak or missing, what stands above (the lead-in line, the headings, the
headers of the table) and dates to come decide.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from itertools import takewhile

from spacy.tokens import Span

from policyledger.clauses import Sentence
from policyledger.cues import Cue
from policyledger.inflection import singular
from policyledger.movements import Movements
from policyledger.phrases import ARTICLES, adverb
from policyledger.scopes import Scopes
from policyledger.statuses.above import Above
from policyledger.statuses.apart import Apart
from policyledger.statuses.governing import WEIGHTY, Verbs
from policyledger.statuses.outcomes import AMOUNTING, REQUIRING, Outcomes
from policyledger.statuses.overruling import Overruling
from policyledger.statuses.projects import Projects
from policyledger.statuses.verdicts import Verdict, due
from policyledger.timing import Timing

COMPRISING = frozenset({"include", "comprise", "contain", "cover"})
"""Verbs between what is planned and its parts: "the plans | include | 40 piers"."""
OWN_VERB = 5
"""Tokens between a date that opens a clause and its verb."""
BUDGETING = frozenset(
    {
        *(
            "receive",
            "get",
            "go",
            "provide",
            "include",
            "give",
            "allocate",
            "amount",
            "total",
            "rise",
            "fund",
            "deliver",
        ),
        *("invest", "commit", "propose", "announce", "dedicate", "earmark"),
    }
)
"""Verbs of what a budget gives, told in the present."""
LEVIES = frozenset(
    {
        "tax",
        "duty",
        "excise",
        "levy",
        "fee",
        "wage",
        "allowance",
        "benefit",
        "pension",
        "threshold",
        "charge",
        "toll",
        "tariff",
        "vat",
    }
)
"""What a budget sets, and tells in the present: "excise on spirits | goes up"."""
SUBJECT = 2
"""Words before a verb among which the noun of its subject is looked for: "the | Budget 2031 | delivers"."""
NOW = frozenset({"now", "already", "currently", "today"})
"""Adverbs of what is the case, whatever is planned beside it: "meals, which | now | reach 40,000 pupils"."""
WORTH = frozenset({"programme", "program", "plan", "package", "scheme", "initiative", "fund", "deal", "investment"})
"""Nouns of what is planned that say how much it is worth."""
PLANNED = frozenset(
    {
        *("works", "component", "components", "subcomponent", "sub-component", "project", "phase"),
        *("pillars", "pillar", "priorities", "commitments", "pledges"),
    }
)
"""Nouns, besides those of aims, of what is planned, whose parts are so too."""
THINKING = frozenset(
    {"expect", "believe", "think", "consider", "plan", "intend", "hope", "want", "say", "fear", "feel"}
)
"""Verbs of those who are asked."""
OPENERS = frozenset({"that", ",", "and", "but", "while", ";", ":", "where"})
"""What stands before the subject of a clause."""
EXTENDING = frozenset({"cover", "span", "total", "measure", "reach", "serve", "employ", "represent", "hold"})
"""Verbs that say how much what was counted before is."""
REACH = 16
"""Tokens between an aim that is moved and the value it is moved to."""
AIM_NOUNS = 4
"""Tokens from an amount to the noun that says that it is aimed at."""
MOVING = frozenset(
    {"raise", "increase", "lift", "lower", "cut", "reduce", "revise", "adjust", "tighten", "change", "update"}
)
"""Verbs with which an aim is moved."""
AIMS = frozenset({"target", "goal", "objective", "ambition"})
"""Nouns that say so."""
LIMITS = frozenset({"limit", "cap", "ceiling", "standard", "budget"})
"""Nouns of what must not be passed."""
FIXING = frozenset({"set", "fix", "put"})
"""Verbs between an aim and its value: "the target | is set | at 4 million"."""
FINDING = frozenset({"estimate", "find", "show", "put", "reckon", "calculate", "reveal", "measure", "report"})
"""Verbs with which a survey tells how much there is."""
GRANTING = frozenset({"provide", "keep", "allocate", "propose", "earmark", "reserve"})
"""Verbs with which a budget sets money aside."""
DETERMINERS = ARTICLES | {"its", "their", "our", "this", "that"}
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
SPENDING = frozenset({"investment", "investments", "package", "programme", "program", "fund", "funding", "commitment"})
"""What marks the owner of money, and nouns that say that it is to be spent."""
DURATIONS = 4
"""Quantities between a value and its date among which only lengths of time are looked for."""
PERIODS = frozenset({"year", "quarter", "month", "week", "day"})
"""What an article before says how often of: "electrified | each year"."""
STATES = frozenset(
    {
        *(
            "be",
            "have",
            "contain",
            "remain",
            "apply",
            "cover",
            "concern",
            "include",
            "define",
            "show",
            "stand",
            "total",
        ),
        *("amount", "rise", "grow", "exceed", "assume", "reach"),
    }
)
"""Verbs that tell what a deed is, not what it does."""


class Statuses:
    """Judges the quantities of one sentence.

    Args:
        scopes: the document around it.
        sentence: the sentence.
        timing: its dates.
        moves: its values that were.
    """

    def __init__(self, scopes: Scopes, sentence: Sentence, timing: Timing, moves: Movements) -> None:
        self.scopes = scopes
        self.sentence = sentence
        self.timing = timing
        self.cues = scopes.lexicon.cues
        self.verbs = Verbs(scopes, sentence)
        self.apart = Apart(scopes, sentence, timing, moves, self.verbs)
        self.overruling = Overruling(scopes, sentence, self.verbs)
        self.projects = Projects(scopes, sentence, timing)
        self.outcomes = Outcomes(scopes, sentence, timing, self.verbs)
        self.above = Above(scopes, sentence, timing, self.verbs)
        self.purposes = [cue for cue in sentence.cues if cue.rule.decides == "status" and cue.rule.scope == "purpose"]
        self.is_listed = self._is_of_list()

    def _is_of_list(self) -> bool:
        """Whether a sentence is an item of a list, or goes on with one: no statement of its own behind the first."""
        block = self.sentence.block
        if self.scopes.kind(block) != "list_item" and self.scopes.lead(block) is None:
            return False
        own = any(said.form == "finite" and said.tense == "present" for said in self.sentence.predicates)
        return not own or self.sentence is self.scopes.sentences_of(block)[0]

    def of(self, index: int, span: Span, previous: str | None, carried: str | None) -> Verdict:
        """target, actual or other, and the cue that decided.

        Args:
            index: which of the sentence's quantities.
            span: the quantity.
            previous: the status of the quantity before it in the sentence.
            carried: the status of what the sentence carries on with: the sentence before, the list item before.
        """
        alone = self.apart.named(span)
        if alone is not None:
            return alone.rule.value, alone
        block = self.sentence.block
        in_cell = self.scopes.value_cell(block) is not None or self.scopes.is_stated_label(block)
        if in_cell and all(self._is_undecided(verb, span) or self._is_state(verb) for verb in self.verbs.all):
            if "UNIT-AGE" in span._.quantity["rule_ids"]:
                return self.apart.of(index, span, previous) or ("other", None)
            return self.above.of_cell(span)  # "20 depots | electrified" under "Target"
        project = self.projects.of(span)
        if project is not None:
            return project
        labelled = self.above.own_label(span)
        if labelled is not None:
            return labelled.rule.value, labelled  # "We built 42 km (target: 50 km)"
        apart = ("target", None) if self._is_named_aim(span) else self.apart.of(index, span, previous)
        if apart is not None:
            return apart
        status, verb = self._governed(index, span, previous, carried)
        above = self.apart.lengths.of(span, verb) or self.overruling.of(span, verb) if status == "target" else None
        return (above.rule.value, above) if above is not None else (status, verb)

    def _governed(self, index: int, span: Span, previous: str | None, carried: str | None) -> Verdict:
        """What the governing verb says, or what overrules it where it is weak."""
        verb = self.verbs.governing(span)
        if previous is not None and self._adjoins(span):
            return previous, verb  # "…, covering 212 km"
        if (
            verb is not None
            and verb.rule.value == "actual"
            and (self._is_reset(verb, span) or self._is_fixed(verb, span))
        ):
            return "target", verb
        if self._is_of_aim(span) and (verb is None or self.sentence.parted(span.end, verb.start)):
            return "target", verb
        if verb is not None and self._is_demanded(verb, span):
            return "target", verb
        if verb is not None and verb.rule.value == "target" and self._is_attained(verb):
            return "actual", verb
        if (
            verb is not None
            and verb.rule.value == "actual"
            and (self._is_listed_aim(verb, span) or self._will_be(verb))
        ):
            return "target", verb
        if self._is_line_of_budget(span):
            return "target", self._purpose(span)
        if verb is not None and self._is_share_spent(verb, span):
            return "actual", verb
        if self._is_of_plan(span) and (verb is None or verb.rule == self.cues.tenses.get("present")):
            return "target", verb
        if verb is not None and self._is_asked(span):
            return "actual", verb  # "57 % of firms expect sales to grow"
        if verb is not None and verb.rule == self.cues.tenses.get("ongoing") and verb.start >= span.end:
            return "actual", verb  # "40 people are attending"
        outcome = self.outcomes.of(verb, span) if verb is not None else None
        if outcome is not None:
            return outcome.rule.value, outcome  # "the cost is put at 4 million", "demand will rise by 9 %"
        if verb is not None and self._is_granted(verb, span):
            return "target", verb
        if verb is not None and self._is_done_with(verb, span):
            return "actual", verb
        if verb is not None and verb.rule == self.cues.tenses.get("ongoing") and self._is_where(span):
            return "actual", verb  # "is running courses in | seven towns"
        if (
            verb is not None
            and verb.rule.value == "other"
            and (self.timing.is_told(span) or self._is_base_estimate(verb))
        ):
            return "actual", verb  # "was estimated to be 5 Mt in 2005"
        if verb is not None and verb.rule.value == "target" and self._is_found_to_be(verb):
            return "actual", verb
        if verb is not None and self.scopes.tokens.lowers[verb.start] == "would" and self._is_of_the_past:
            return "actual", verb  # "the word would first appear in 1955"
        past = (
            verb is not None
            and verb.rule.value == "target"
            and not self.timing.to_come(self.timing.future_deadline(span))
        )
        if verb is not None and past and (self.verbs.is_perfect(verb) or self._was_aimed(verb)):
            return "actual", verb  # "had granted 4 million", but not "had set a target of 40 % by 2031"
        if verb is not None and verb.rule.value == "other" and self.verbs.is_limit(verb, span):
            return "target", verb
        undecided = verb is not None and self._is_undecided(verb, span)
        if verb is not None and verb.rule.strength >= self.verbs.firm and not undecided:
            planned = self._planned(verb, span) if verb.rule.value == "actual" else None
            return planned if planned is not None else (verb.rule.value, verb)
        clause = self.sentence.clause_of(span.start)
        if (verb is None or verb.rule.value == "actual") and not self._is_dated_fact:
            in_cell = self.above.due_in_cell(span)
            if in_cell is not None:
                return in_cell
        if verb is not None and verb.rule.value == "actual":
            now = not NOW.isdisjoint(self.scopes.tokens.lowers[max(clause[0], verb.start - 2) : verb.end])
            if previous is not None and not now and (self._is_relative(clause) or self._parts(verb, span)):
                return previous, verb  # "…, which is a 28 % decrease"
            above = self.verbs.superordinate(verb)
            if above is not None:
                return above.rule.value, above
            if self._is_set(verb, span) or self._is_deed(verb) or self._is_budgeted(verb, span):
                return "target", verb
            aim = self.above.aim() if self._is_stated(verb, span) and not self._is_dated_fact else None
            if aim is not None:
                return aim.rule.value, aim  # "Output reaches 4 Mt" under "Targets by 2030"
        if (undecided or verb is None) and (label := self.above.label_cue(span)) is not None:
            return label.rule.value, label  # "Our goal: 40 % of waste recycled"
        open_ = undecided and not self._is_dated_fact
        if verb is None or verb.rule.scope == "opening" or (self.is_listed and not undecided) or open_:
            ruled = verb is not None and verb.rule.scope != "opening"
            lead = None
            if verb is not None or not self._is_prose:
                lead = self.above.lead_cue(mood=verb is None or verb.rule.value == "actual", nearest=ruled)
            if lead is not None and lead.rule.value == "actual" and self._is_ordered(verb, span, lead):
                lead = None
            if lead is not None:
                return lead.rule.value, lead
        if self.is_listed and (verb is None or open_):
            over = self.timing.above()
            if over is not None:
                return due(over, self.cues)  # "- 40 depots electrified" under "Measures to 2035"
        if index in self.apart.seconds and (verb is None or verb.rule.value == "actual"):
            return (
                ("actual", verb) if self.timing.is_told(span) else ("target", None)
            )  # "raising it from 5 to 6 billion"
        if (verb is None or verb.rule.value == "actual") and self.timing.is_told_beside(span):
            return "actual", verb  # "12 % (2010), 40 % (2030)"
        date = self.timing.future_deadline(span)
        apart = date is not None and verb is not None and date.start > span.end and self._leads_clause(date)
        date = None if apart else date
        if date is None and (verb is None or undecided):
            date = self.timing.future_period(span)
            if undecided and date is not None and self.timing.has_begun(date):
                return "actual", verb  # "42 km built (2014-2025)", in a text of 2025
        if date is not None and (
            self._beside(span, date)
            or not self._quantity_between(span, date)
            or (date.start > span.end and not self._value_between(span, date))
        ):
            return due(date, self.cues)
        own = self.timing.own_date(span)
        if own is not None and self.timing.to_come(own) and (verb is None or verb.rule.value == "actual"):
            return due(own, self.cues)  # "the share rises to 12 % in 2031"
        if verb is None and previous is not None:
            return previous, None  # "…, including 30 in ports"
        if carried is not None and (verb is None or verb.rule.value == "actual"):
            return carried, verb
        if verb is None:
            verb = self._purpose(span)
        return (verb.rule.value, verb) if verb is not None else ("actual", None)

    def _is_asked(self, span: Span) -> bool:
        """Whether a share is of those who were asked what they think or plan: "57 % of firms | expect"."""
        if span._.quantity["unit_kind"] != "percent":
            return False
        said = next(iter(self.sentence.predicates_from(span.end, 1)), None)
        if (
            said is None
            or said.form != "finite"
            or said.tense != "present"
            or said.passive
            or said.verb not in THINKING
        ):
            return False
        opens = span.start == self.sentence.begin or self.scopes.tokens.lowers[span.start - 1] in OPENERS
        return opens and not self.sentence.parted(span.end, said.start)

    def _adjoins(self, span: Span) -> bool:
        """Whether a quantity only says how much what the one before counts is: "11 lines, covering | 212 km"."""
        said = self.sentence.predicate_at(span.start - 1)
        if said is None or said.form not in ("gerund", "participle") or said.passive or said.verb not in EXTENDING:
            return False
        before = said.start - 1
        return self.scopes.tokens.words[before] == "," and before in self.sentence.unit_ending

    def _is_of_aim(self, span: Span) -> bool:
        """Whether a noun of aim ends the nouns behind a quantity: "a | 5,000 t | wheat export target"."""
        lowers, aims = self.scopes.tokens.lowers, self.scopes.lexicon.lists["LEX-SET-NOUN"]
        nouns = list(takewhile(str.isalpha, lowers[span.end : min(self.sentence.end, span.end + AIM_NOUNS)]))
        at = next((k for k, word in enumerate(nouns) if word in AIMS and word in aims), None)
        edges = self.scopes.lexicon.lists["LEX-PHRASE-EDGE"]
        return (
            at is not None
            and at > 0
            and edges.isdisjoint(nouns[:at])
            and not self.verbs.within((span.end, span.end + at))
        )

    def _will_be(self, verb: Cue) -> bool:
        """Whether a sentence says what will be done by a day to come: "By 2050, half of them | have been cut"."""
        said, first = self.sentence.predicate_at(verb.start), self.sentence.dates[0] if self.sentence.dates else None
        if said is None or first is None or said.tense != "past" or not said.passive:
            return False
        opens = first.start - self.sentence.begin <= 1
        perfect = self.scopes.tokens.lowers[said.start] in ("has", "have")
        return (
            opens
            and perfect
            and first._.date["cue"].lower() in self.timing.firm_words
            and self.timing.lies_ahead(first)
        )

    def _is_listed_aim(self, verb: Cue, span: Span) -> bool:
        """Whether a value is one of the aims that a colon leads to: "set up to reach these goals: | cutting 40 %"."""
        words, lowers = self.scopes.tokens.words, self.scopes.tokens.lowers
        colon = next((at for at in range(span.start - 1, verb.end, -1) if words[at] == ":"), None)
        if colon is None or singular(lowers[colon - 1]) not in AIMS:
            return False
        return not any(said.form == "finite" for said in self.sentence.predicates_in(colon, span.start))

    def _is_line_of_budget(self, span: Span) -> bool:
        """Whether a line opens with a sum and what it is to do: "$4 million | to support | ports that can grow"."""
        if span._.quantity["unit_kind"] != "money" or self.timing.gone:
            return False
        bullet = bisect_left(self.sentence.bullets, span.start)
        first = self.sentence.bullets[bullet - 1] + 1 if bullet else self.sentence.begin
        if span.start != first or self.sentence.quantities[0].start < span.start:
            return False
        said = next(iter(self.sentence.predicates_from(span.end, 1)), None)
        later = next((each for each in self.sentence.predicates_from(span.end, 2) if each.form == "finite"), None)
        past = later is not None and later.tense == "past"
        return (
            said is not None
            and said.form == "infinitive"
            and not self.sentence.parted(span.end, said.start)
            and not past
        )

    def _is_named_aim(self, span: Span) -> bool:
        """Whether a value is that of an aim named right before it: "too little to meet its target (| 161 Mt |)"."""
        lowers, at = self.scopes.tokens.lowers, span.start - 1
        if at - 1 <= self.sentence.begin or lowers[at] not in ("(", "as") or singular(lowers[at - 1]) not in AIMS:
            return False
        reached = self.scopes.lexicon.lists["LEX-ATTAIN"]
        said = self.sentence.predicates_in(self.sentence.part_of(span.start)[0], span.start)
        return not self.timing.gone and not any(each.verb in reached and each.tense == "past" for each in said)

    def _is_share_spent(self, verb: Cue, span: Span) -> bool:
        """Whether a share of a budget, or a sum each year, goes to something: "10 % of it | is allocated to"."""
        if verb.rule.value != "target" or verb.start < span.end or self.timing.ahead:
            return False
        said = self.sentence.predicate_at(verb.start)
        passive = said is not None and said.passive and said.form == "finite" and said.tense in ("present", "past")
        recurs = (
            self.scopes.tokens.lowers[self.sentence.begin] in ("annually", "yearly")
            or "/year" in span._.quantity["unit"]
        )
        return passive and (span._.quantity["unit_kind"] == "percent" or recurs)

    def _is_base_estimate(self, verb: Cue) -> bool:
        """Whether what is estimated is that of a base year: "in the base year 2018 it | is estimated to be | 2 t"."""
        return "estimated" in self.scopes.tokens.lowers[verb.start : verb.end] and bool(
            self.timing.baselines and not self.timing.ahead
        )

    def _is_found_to_be(self, verb: Cue) -> bool:
        """Whether an infinitive says what was found: "the census estimated the population | to be | 4 million"."""
        if self.scopes.tokens.lowers[verb.start : verb.start + 2] != ["to", "be"]:
            return False
        said = [each for each in self.sentence.predicates if each.end <= verb.start]
        found = bool(said) and said[-1].form == "finite" and said[-1].tense == "past" and not said[-1].passive
        return found and said[-1].verb in FINDING and not self.sentence.parted(said[-1].end, verb.start)

    def _is_attained(self, verb: Cue) -> bool:
        """Whether a noun of aim is what was reached: "has met the | target of | 40 %", before any date to come."""
        if verb.rule.scope != "phrase" or any(map(self.timing.to_come, self.sentence.dates)):
            return False
        at = verb.start
        while at > self.sentence.begin and self.scopes.tokens.lowers[at - 1] in DETERMINERS:
            at -= 1
        said = self.sentence.ending_at(at)
        reached = self.scopes.lexicon.lists["LEX-ATTAIN"]
        return said is not None and said.tense == "past" and said.form == "finite" and said.verb in reached

    def _is_of_plan(self, span: Span) -> bool:
        """Whether money is what a plan puts into something: "the deal's | $55 billion | investment is the largest"."""
        lowers, at = self.scopes.tokens.lowers, span.start
        if span._.quantity["unit_kind"] != "money" or at - 2 < self.sentence.begin or lowers[at - 1] not in POSSESSIVE:
            return False
        spending = lowers[span.end] in SPENDING if span.end < self.sentence.end else False
        return spending and lowers[at - 2] in self.scopes.lexicon.lists["LEX-PLAN-NOUN"]

    def _planned(self, verb: Cue, span: Span) -> Verdict | None:
        """What makes a plan of what a firm verb in the past tells: a resolve, a list of aims, a date to come."""
        if self._is_resolved(verb, span) or self._is_set(verb, span):
            return "target", verb
        lead = self.above.lead_cue() if self.is_listed and self._is_bare(verb) else None
        if lead is not None and lead.rule.value == "target":
            return "target", lead  # "- Use of the mills raised from 46 to 85 %" under "Targets for 2030:"
        own = self.timing.own_date(span)
        said = self.sentence.predicate_at(verb.start)
        did = said is not None and said.tense == "past" and not said.passive and said.end <= span.start
        date = own if own is not None and self.timing.looks_ahead(own) else None
        date = date or self.timing.future_deadline(span)
        if date is None and not did:  # but "achieved a 9 % cut from 2021 to 2022"
            date = self.timing.future_period(span)
        if date is None or self._is_of_another(date, span):
            return None
        set_ = self._is_set_by(verb, span, date) or (self.timing.to_come(date) and self._beside(span, date))
        return due(date, self.cues) if set_ else None

    def _is_set_by(self, verb: Cue, span: Span, date: Span) -> bool:
        """Whether what is told in the present is to hold by a date: "more than 90 % of wells | are sealed by 2031"."""
        present = verb.rule == self.cues.tenses.get("present")
        return (
            present
            and date._.date["role"] == "deadline"
            and not self.timing.over(date)
            and not self._value_between(span, date)
            and not self._leads_clause(date)
        )

    def _leads_clause(self, date: Span) -> bool:
        """Whether a date opens a clause with a verb of its own: "a fifth are old, and | by 2035 | it will be more"."""
        opened = self.scopes.tokens.lowers[date.start - 1] in ("and", "but", ",") and date.start > self.sentence.begin
        near = self.sentence.predicates_in(date.end, date.end + OWN_VERB)
        return opened and any(each.form == "finite" for each in near)

    def _value_between(self, span: Span, date: Span) -> bool:
        """Whether another value stands between a quantity and a date, but no age or length of time."""
        low, high = min(span.end, date.end), max(span.start, date.start)
        at = bisect_left(self.sentence.quantities, low, key=lambda other: other.start)
        for each in self.sentence.quantities[at : at + DURATIONS]:
            if each.start >= high:
                return False
            if each._.quantity["unit_kind"] != "duration":
                return True
        return at + DURATIONS < len(self.sentence.quantities)

    def _is_granted(self, verb: Cue, span: Span) -> bool:
        """Whether somebody says that money is set aside: "I | have provided | 5 million", in no year that is over."""
        said = self.sentence.predicate_at(verb.start)
        if said is None or span._.quantity["unit_kind"] != "money" or said.verb not in GRANTING or self.timing.gone:
            return False
        lowers = self.scopes.tokens.lowers
        perfect = lowers[said.start] == "have" and said.end - said.start > 1 and said.end <= span.start
        return perfect and bool({"i", "we"} & set(lowers[max(self.sentence.begin, said.start - 2) : said.start]))

    def _is_done_with(self, verb: Cue, span: Span) -> bool:
        """Whether money is set aside for what was done: "a call was held, with 4 million | allocated to it"."""
        said = self.sentence.predicate_at(verb.start)
        words, lowers = self.scopes.tokens.words, self.scopes.tokens.lowers
        alone = said is not None and said.end - said.start == 1 and not said.passive
        if said is None or not alone or verb.rule.value != "target" or self.timing.ahead:
            return False
        led = lowers[span.start - 1] == "with" and words[span.start - 2] == ","
        behind = said.start == span.end
        before = self.sentence.predicates_in(self.sentence.part_of(span.start)[0], span.start)
        return led and behind and bool(before) and before[-1].form == "finite" and before[-1].tense == "past"

    def _is_where(self, span: Span) -> bool:
        """Whether a count says where something is done: "in | seven sites"."""
        at_places = self.scopes.tokens.lowers[span.start - 1] in ("in", "across", "at")
        return at_places and span._.quantity["unit"] == "count"

    @cached_property
    def _is_prose(self) -> bool:
        """Whether a sentence stands among others that say themselves what they tell, so that no heading says it.

        Not what is listed or introduced, nor a line alone: "25 % of buses" under "Targets".
        """
        block = self.sentence.block
        if self.is_listed or self.scopes.kind(block) != "paragraph":
            return False
        others = (each for each in self.scopes.sentences_of(block) if each is not self.sentence)
        return any(said.form == "finite" for each in others for said in each.predicates)

    @cached_property
    def _is_overdue(self) -> bool:
        """Whether a deadline of a sentence is over."""
        return any(date._.date["cue"].lower() in self.timing.firm_words for date in self.timing.gone)

    @cached_property
    def _is_of_the_past(self) -> bool:
        """Whether a sentence has dates, one of them over and none to come."""
        return bool(self.timing.gone) and not any(map(self.timing.to_come, self.sentence.dates))

    def _is_bare(self, verb: Cue) -> bool:
        """Whether a line has no more than participles without an auxiliary, as a list of aims has or one of results."""
        said = self.sentence.predicate_at(verb.start)
        lexicon = self.scopes.lexicon.verbs
        participle = said is not None and self.scopes.tokens.lowers[said.start] in lexicon.participle
        moves = said is not None and said.verb in lexicon.intransitive
        return participle and not moves and self._is_all_bare

    def _is_undecided(self, verb: Cue, span: Span) -> bool:
        """Whether a verb is a participle alone behind what is counted: "20 depots | electrified", report or target.

        What stands above it, a label or a deadline decides; a verb that has no passive ("30 members | resigned") tells.
        """
        if verb.rule != self.cues.tenses.get("past") or verb.start < span.end or verb.end - verb.start > 1:
            return False
        said = self.sentence.predicate_at(verb.start)
        lexicon = self.scopes.lexicon.verbs
        if said is None or said.end - said.start > 1 or said.verb in lexicon.intransitive:
            return False
        others = self._ruling > (said.form in ("finite", "imperative"))
        return (
            (not others or self._is_all_bare)
            and self.scopes.tokens.lowers[said.start] in lexicon.participle
            and not self._has_object(said.end)
        )

    def _is_state(self, verb: Cue) -> bool:
        """Whether a verb tells in the present what the headers speak of: "all citizens | have access"."""
        return verb.rule == self.cues.tenses.get("present")

    def _is_stated(self, verb: Cue, span: Span) -> bool:
        """Whether a verb in the present states a value: "output reaches 4 Mt", "half is met", but not "half think"."""
        if verb.rule != self.cues.tenses.get("present"):
            return False
        said = self.sentence.predicate_at(verb.start)
        return verb.end <= span.start or (said is not None and said.passive)

    def _is_resolved(self, verb: Cue, span: Span) -> bool:
        """Whether what is told is a resolve, with what is to be done: "have agreed with it | to set up 40 yards"."""
        said = self.sentence.predicate_at(verb.start)
        if said is None or said.verb not in self.scopes.lexicon.lists["LEX-RESOLVE"] or self._is_overdue:
            return False
        following = self.sentence.predicate_at(span.start)
        return following is not None and following.form == "infinitive" and following.start >= said.end

    def _is_set(self, verb: Cue, span: Span) -> bool:
        """Whether a value is what something set for later amounts to: "the total budget for it | is | 4 million"."""
        said = self.sentence.predicate_at(verb.start)
        set_nouns, aims = self.scopes.lexicon.lists["LEX-SET-NOUN"], self.scopes.lexicon.lists["LEX-AIM-NOUN"]
        fixed = said is not None and said.passive and said.verb in FIXING and said.end <= span.start
        if said is not None and fixed and said.tense == "past" and not self.timing.gone:
            return not (set_nouns | aims).isdisjoint(self.verbs.subject(said))  # "the budget | has been set | at"
        if said is None or said.tense != "present":
            return False
        if said.passive and said.verb in REQUIRING and span._.quantity["comparator"] in ("<=", ">="):
            return True  # "at least 65 % of the parts | are required | to be made here"
        if said.verb == "be" and said.end > span.start:
            named = self.scopes.tokens.lowers[said.end : said.end + 3]
            return not AIMS.isdisjoint(named)  # "a place among the top 70 | is also a target"
        if said.end > span.start:
            return False
        if fixed:
            return not aims.isdisjoint(self.verbs.subject(said))
        if said.verb in COMPRISING and not said.passive and not self.timing.gone:
            subject = self.verbs.subject(said)
            return not PLANNED.isdisjoint(subject) or not aims.isdisjoint(subject)
        if said.verb == "be" and self.scopes.tokens.lowers[said.end] == "worth" and not self.timing.gone:
            return not WORTH.isdisjoint(self.verbs.subject(said))  # "the programme | is worth | 11 billion"
        if said.verb not in AMOUNTING:
            return False
        return not set_nouns.isdisjoint(self.verbs.subject(said)) and not self.timing.gone

    def _is_fixed(self, verb: Cue, span: Span) -> bool:
        """Whether somebody set an aim or a limit that is to come: "has | set a limit in 2045 of | 169 Mt"."""
        said, lowers = self.sentence.predicate_at(verb.start), self.scopes.tokens.lowers
        sets = said is not None and said.verb in FIXING and not said.passive and said.tense == "past"
        number = span.start + span._.quantity["number_start"]  # "| a limit of | 169 Mt" is all of the value
        if said is None or not sets or said.end > span.start or lowers[number - 1] not in ("of", "at"):
            return False
        told = {singular(word) for word in lowers[said.end : number]}
        return not (AIMS | LIMITS).isdisjoint(told) and not self.timing.gone

    def _is_reset(self, verb: Cue, span: Span) -> bool:
        """Whether an aim was moved to a value: "the goal | was raised | to 60 %", "| raised | its goal to 60 %"."""
        said = self.sentence.predicate_at(verb.start)
        lowers = self.scopes.tokens.lowers
        moved = said is not None and said.tense == "past" and said.verb in MOVING and said.end <= span.start
        if said is None or not moved or lowers[span.start - 1] != "to" or self._is_overdue:
            return False
        told = self.verbs.subject(said) if said.passive else lowers[max(said.end, span.start - REACH) : span.start]
        return not AIMS.isdisjoint(singular(word) for word in told)

    def _is_budgeted(self, verb: Cue, span: Span) -> bool:
        """Whether a budget tells in the present what it gives or changes: "roads | receive | 5 million"."""
        said = self.sentence.predicate_at(verb.start)
        present = verb.rule == self.cues.tenses.get("present") and said is not None
        beside = self.scopes.tokens.lowers[max(self.sentence.begin, said.start - SUBJECT) : said.start] if said else []
        acting = present and "budget" in beside and said is not None and said.verb in BUDGETING
        if acting and said is not None and span._.quantity["unit_kind"] == "money" and not said.passive:
            return True  # "Budget 2031 | delivers | 5 million"
        told = present and self.scopes.is_budget
        if not told or said is None or self.timing.gone or self._is_dated_fact:
            return False
        moved = bool(self.sentence.changes_in(said.start, said.end + 1)) and said.verb not in ("be", "have")
        moved = moved and not LEVIES.isdisjoint(
            map(singular, self.scopes.tokens.lowers[self.sentence.begin : said.start])
        )
        given = said.verb in BUDGETING or (said.verb == "be" and self.scopes.tokens.lowers[said.end] == "for")
        return moved or (span._.quantity["unit_kind"] == "money" and given)

    def _is_demanded(self, verb: Cue, span: Span) -> bool:
        """Whether a change is what something will ask for, no sum it costs: "ceilings | will require | a 75 % cut"."""
        said = self.sentence.predicate_at(verb.start)
        moves = span._.quantity["unit_kind"] == "percent" and bool(self.sentence.changes)
        return moves and said is not None and said.verb == "require" and said.tense == "future" and not said.passive

    def _is_deed(self, verb: Cue) -> bool:
        """Whether an act does in the present what it sets: "the bill | creates | 30 posts"."""
        said = self.sentence.predicate_at(verb.start)
        if said is None or said.tense != "present" or said.verb in STATES or said.progressive or self.timing.gone:
            return False
        nouns = [word for word in self.verbs.subject(said) if not adverb(word) and word != "also"]
        return not self.scopes.lexicon.lists["LEX-DEED"].isdisjoint(nouns[-1:])

    def _is_ordered(self, verb: Cue | None, span: Span, lead: Cue) -> bool:
        """Whether a line says itself what is to be done, whatever it stands under.

        By when it is to be ("Cut losses by 2031", "A cut of 5 % by 2031"), or in the infinitive under another heading
        than that of a report: "Drones to make 300 trips" under "Next year" of a "Progress report".
        """
        if verb is not None and verb.rule.scope != "opening":
            return False
        date = self.timing.future_deadline(span)
        if date is not None and not self.timing.over(date):
            return True
        if verb is None:
            return False
        said = self.sentence.predicate_at(verb.start)
        return said is not None and said.form == "infinitive" and not self.above.is_nearest(lead)

    @cached_property
    def _ruling(self) -> int:
        """How many verbs of a sentence rule a clause."""
        return sum(each.form in ("finite", "imperative") for each in self.sentence.predicates)

    @cached_property
    def _is_all_bare(self) -> bool:
        """Whether all verbs of a sentence are pasts without an auxiliary: "500 schools connected, 20 depots closed"."""
        return all(each.end - each.start == 1 and each.tense == "past" for each in self.sentence.predicates)

    @cached_property
    def _is_dated_fact(self) -> bool:
        """Whether the sentence says when something was the case."""
        return any(date._.date["role"] == "as_of" and not self.timing.to_come(date) for date in self.sentence.dates)

    def _has_object(self, at: int) -> bool:
        """Whether what follows a verb is what it acts on: an article or an amount, no preposition."""
        if at >= self.sentence.end:
            return False
        lower = self.scopes.tokens.lowers[at]
        follows = self.sentence.by_start.get(at) is not None and at not in self.sentence.dated
        if lower in ("each", "every", "a") and not PERIODS.isdisjoint(self.scopes.tokens.lowers[at + 1 : at + 2]):
            return False
        return lower in ARTICLES or (follows and lower != "within")

    def _was_aimed(self, verb: Cue) -> bool:
        """Whether an aim is told of in the past, with its date over: "the first strategy | aimed | to … by 2010"."""
        said = self.sentence.predicate_at(verb.start)
        if said is None or said.end <= verb.start or said.tense != "past":
            return False
        beside = self.sentence.predicates_in(*self.sentence.stretch_of(verb.start, verb.end))
        ruled = any(each.form == "finite" for each in beside)
        if said.passive if said.form == "finite" else ruled:
            return False  # "wells planned | to be dug by 2010 were dug"
        return (
            verb.rule.strength > WEIGHTY and self._is_overdue and self._is_of_the_past
        )  # not "in 2019 they agreed to build"

    def _purpose(self, span: Span) -> Cue | None:
        """What a sum is for with which a line without a verb begins: "$20 billion over five years | to repair"."""
        if span._.quantity["unit_kind"] != "money" or span.start - self.sentence.begin > 2:
            return None
        if any(said.form == "finite" for said in self.sentence.predicates) or self.timing.gone:
            return None
        return next((cue for cue in self.purposes if cue.start >= span.end), None)

    def _beside(self, span: Span, date: Span) -> bool:
        """Whether no verb and no comma stands between a quantity and a date."""
        low, high = min(span.end, date.end), max(span.start, date.start)
        words = self.scopes.tokens.words
        parted = any(words[at] in (",", ";") for at in range(low, high))  # the first is mostly near
        return not (parted or self.verbs.within((low, high)))

    def _is_of_another(self, date: Span, span: Span) -> bool:
        """Whether a date stands right behind another quantity: "has built 103 | of the 850 sites planned for 2031"."""
        if span.end == date.start or date.start not in self.sentence.unit_ending:
            return False
        at = bisect_left(self.sentence.quantity_ends, date.start)
        return bool(
            self.sentence.quantities[at]._.quantity["unit_kind"] != "duration"
        )  # "by one year of age | by 2031"

    def _quantity_between(self, span: Span, date: Span) -> bool:
        low, high = min(span.end, date.end), max(span.start, date.start)
        at = bisect_left(self.sentence.quantities, low, key=lambda other: other.start)
        leads = date.start < self.sentence.quantities[0].start
        return (
            not leads
            and at < len(self.sentence.quantities)
            and self.sentence.quantities[at].start < high
            and bool(self.verbs.within((low, high)))
        )

    def _parts(self, verb: Cue, span: Span) -> bool:
        """Whether a sum says in the present what a part of the one before is for: "of which | 4 million | is for"."""
        led = self.scopes.tokens.lowers[max(self.sentence.begin, span.start - 2) : span.start] == ["of", "which"]
        return led and verb.rule == self.cues.tenses.get("present")

    def _is_relative(self, clause: tuple[int, int]) -> bool:
        return clause[0] > self.sentence.begin and self.scopes.tokens.lowers[clause[0]] == "which"
