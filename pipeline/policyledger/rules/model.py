"""The shape of a rule: one strict pydantic model per kind.

An unknown key is an error. Where a field's convention comes from outside, its description names the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator

from policyledger.rules.forms import expand, is_one_token

Kind = Literal[
    "industry", "organisation", "instrument", "unit", "number", "comparator", "status", "date", "frame", "lexicon"
]
RuleStatus = Literal["draft", "stable", "deprecated"]
UnitKind = Literal["percent", "percentage_point", "money", "physical", "duration", "count", "multiple"]
Comparator = Literal["=", ">", ">=", "<", "<="]
StatementStatus = Literal["target", "actual", "other"]
OrganisationType = Literal[
    "company", "government", "international", "university", "institute", "bank_fund", "party_ngo", "other"
]

RuleId = Annotated[str, Field(pattern=r"^[A-Z]{2,5}(-[A-Z0-9]+)+$")]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Phrase = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]


class Missing(ValueError):
    """None of some fields is there, of which a rule needs one."""

    def __init__(self, *fields: str) -> None:
        super().__init__(f"one of {', '.join(fields)} is needed")
        self.fields = fields


class Misfit(ValueError):
    """A value that does not go with the others of its rule: what was given, in which field, and what is allowed."""

    def __init__(self, given: str, allowed: str, field: str = "") -> None:
        super().__init__(f"{given!r} is not {allowed}")
        self.given, self.allowed, self.field = given, allowed, field


class Strict(BaseModel):
    """A model that refuses unknown keys and silent conversions."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def models_in(annotation: Any) -> Iterator[type[Strict]]:
    """The models a field may hold, by its annotation."""
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        yield annotation
    for argument in get_args(annotation):
        yield from models_in(argument)


class Examples(Strict):
    """Texts a rule must mark, must not mark, and is known to miss; each is a test case.

    What is to be found stands between tags: `Outdated <industry>cement plants</industry> shall be closed.`
    """

    match: tuple[str, ...] = Field(default=(), description="what is marked is found, and nothing besides")
    no_match: tuple[str, ...] = Field(default=(), description="the rule has no part in anything")
    todo: tuple[str, ...] = Field(default=(), description="a known miss, written as it should be")


class Unless(Strict):
    """Contexts in which a term is not what it seems: words just before it, just after it, or anywhere around it."""

    before: tuple[Phrase, ...] = Field(default=(), description="words just before it")
    after: tuple[Phrase, ...] = Field(default=(), description="words just after it")
    within: tuple[Phrase, ...] = Field(default=(), description="a longer phrase the term is part of")


class Rule(Strict):
    """What every rule has."""

    id: RuleId
    title: str = Field(min_length=1, description="what it is called; of an industry, its name in the tables")
    doc: str = Field(default="", description="what it means and what it does not, in a few sentences")
    status: RuleStatus = Field(default="stable", description="deprecated rules find nothing; their ids stay taken")
    replaced_by: RuleId | None = Field(default=None, description="of a deprecated rule, the one to use")
    priority: int = Field(default=0, description="of two rules that want the same words, the higher has them")
    examples: Examples = Field(default=Examples(), description="texts it must and must not find; each is a test")
    unless: Unless = Field(default=Unless(), description="where its words mean something else")

    @field_validator("unless")
    @classmethod
    def _is_heeded(cls, unless: Unless) -> Unless:
        heeded = HEEDED.get(cls.__name__, ())
        for place in Unless.model_fields:
            if getattr(unless, place) and place not in heeded:
                what = f"only {' and '.join(heeded)}" if heeded else "nothing: rules of this kind have no contexts"
                raise Misfit("there", what, place)
        return unless


R = TypeVar("R", bound=Rule)
HEEDED = {
    **dict.fromkeys(("IndustryRule", "OrganisationRule", "InstrumentRule"), ("before", "after", "within")),
    **dict.fromkeys(("UnitRule", "StatusRule", "FrameRule"), ("before", "after", "within")),
    **dict.fromkeys(("DateRule", "NumberRule"), ("before", "after")),
}
"""Of each kind of rule, which contexts are asked."""


def by_precedence(rules: Iterable[R]) -> list[R]:
    """Rules in the order in which they are asked: by priority, then by id."""
    return sorted(rules, key=lambda rule: (-rule.priority, rule.id))


class IndustryRule(Rule):
    """An industry or sector and the names documents give it."""

    kind: Literal["industry"] = "industry"
    slug: Slug = Field(description="industry_id in the tables; users join on it, so it never changes")
    parent: Slug | None = Field(default=None, description="the slug of the industry it is part of")
    isic: tuple[str, ...] = Field(default=(), description="ISIC Rev.4 codes")
    nace: tuple[str, ...] = Field(default=(), description="NACE Rev.2 codes")
    terms: tuple[Phrase, ...] = Field(default=(), description="its names, plain; variants come for free")
    terms_from: str | None = Field(default=None, description="a CSV beside the YAML with columns id, term")
    acronyms: tuple[Phrase, ...] = Field(default=(), description="matched only in this spelling: AI, NEV, IT")


class OrganisationRule(Rule):
    """A named organisation, or a sign that a run of capitalised words is one."""

    kind: Literal["organisation"] = "organisation"
    role: Literal["name", "suffix", "head", "lead", "apposition", "deed"] = Field(
        description="name: known organisations; suffix: ends a name (Ltd, GmbH); "
        "head: a word that makes a capitalised phrase an organisation (Ministry, University, Bank); "
        "lead: words after which an unknown capitalised name is one (`produced by`); "
        "apposition: what the name just before it is said to be (`X, a chip maker`); "
        "deed: what only a body does, which makes the abbreviation before it one (`XYZ announced`)"
    )
    type: OrganisationType = Field(description="what kind of organisation it is, or what its sign makes of a name")
    canonical: str | None = Field(
        default=None, description="the full name, for role `name`; without it, the term is it"
    )
    terms: tuple[Phrase, ...] = Field(default=(), description="names or signs, plain; variants come for free")
    terms_from: str | None = Field(default=None, description="a CSV beside the YAML with columns id, term")
    acronyms: tuple[Phrase, ...] = Field(default=(), description="matched only in this spelling")
    near: tuple[Phrase, ...] = Field(
        default=(), description="a name counts only in a document that also holds one of these: places, other names"
    )
    acting: bool = Field(
        default=False, description="a name that is a place as well: an organisation only where it does something"
    )
    position: Literal["before", "after", "both"] = Field(
        default="both", description="of a head: what is named stands before it (Trade Ministry), after it, or both"
    )
    weak: bool = Field(
        default=False,
        description="a head or suffix of many meanings (Fund, Centre, Group): "
        "not after `a`, not in the midst of a longer title, not in a line of capitals",
    )
    bare: bool = Field(
        default=True, description="`the` and the head alone, later in the document, is the organisation named before"
    )
    alone: bool = Field(
        default=False,
        description="`the` and the head alone is an organisation even where the document names none in full",
    )
    proper: bool = Field(
        default=False, description="the head alone, even without `the`, is an organisation (Parliament, Treasury)"
    )
    defined: bool = Field(
        default=False, description="a head that counts only where the text gives the name an acronym: Grid Network (GN)"
    )
    of_place: bool = Field(
        default=False, description="a head that names an organisation with the place after it (Statistics Norway)"
    )
    jurisdictions: tuple[str, ...] = Field(default=(), description="ISO 3166-1 alpha-2 codes")

    @model_validator(mode="after")
    def _finds_something(self) -> OrganisationRule:
        if not (self.terms or self.acronyms or self.terms_from):
            raise Missing("terms", "acronyms", "terms_from")
        return self


class InstrumentRule(Rule):
    """A policy instrument: a plan, law, strategy, guideline, by its head word or by name."""

    kind: Literal["instrument"] = "instrument"
    role: Literal["name", "head"] = Field(description="name: a known instrument; head: a word of its name (Plan)")
    type: Slug = Field(description="plan, strategy, law, directive, programme …")
    canonical: str | None = Field(
        default=None, description="the full name, for role `name`; without it, the text is it"
    )
    terms: tuple[Phrase, ...] = Field(default=(), description="names or head words, plain; variants come for free")
    terms_from: str | None = Field(default=None, description="a CSV beside the YAML with columns id, term")
    acronyms: tuple[Phrase, ...] = Field(default=(), description="matched only in this spelling")
    position: Literal["before", "after", "both"] = Field(
        default="both", description="of a head: what is named stands before it (Climate Plan), after it, or both"
    )
    weak: bool = Field(
        default=False, description="a head of many meanings: needs two words before it; with `numbered`, a number"
    )
    numbered: bool = Field(default=False, description="a number makes it a name: Regulation (EU) 2019/631, Act No. 12")

    @model_validator(mode="after")
    def _finds_something(self) -> InstrumentRule:
        if not (self.terms or self.acronyms or self.terms_from):
            raise Missing("terms", "acronyms", "terms_from")
        return self


class UnitRule(Rule):
    """A unit of measurement or a currency, as policy documents write it."""

    kind: Literal["unit"] = "unit"
    symbol: str = Field(min_length=1, description="the normal form that stands in the tables: %, CNY, MtCO2e, km2")
    unit_kind: UnitKind = Field(description="the column unit_kind; frames narrow quantities by it")
    dimension: str = Field(description="what is measured: mass, energy, power, length, area, money …")
    ucum: str | None = Field(default=None, description="UCUM code")
    iso4217: str | None = Field(default=None, pattern=r"^[A-Z]{3}$", description="ISO 4217 code")
    factor: float = Field(
        default=1.0, gt=0, le=1e30, description="what the number is multiplied by when this word is used"
    )
    words: tuple[Phrase, ...] = Field(default=(), description="any case, singular; plurals come for free")
    symbols: tuple[Phrase, ...] = Field(default=(), description="only in this spelling")
    before: tuple[Phrase, ...] = Field(default=(), description="symbols and words that stand before the number")
    prefixes: tuple[Literal["n", "µ", "m", "c", "d", "h", "k", "M", "G", "T", "P", "E"], ...] = Field(
        default=(), description="SI prefixes whose multiples are made too: k → kW, kilowatt"
    )
    fold_case: bool = Field(
        default=False,
        description="symbols of three letters or more match in any case: MWH, Kwh; of a currency also `usd 5`, `MUSD`",
    )
    qualifies: str | None = Field(
        default=None, description="this is no unit but what one measures, appended to its symbol: t + CO2e → tCO2e"
    )
    denominator_only: bool = Field(default=False, description="only below a fraction bar: L/person/day")
    compound: bool = Field(default=True, description="may take part in compounds such as kWh/m3")
    shares: tuple[Phrase, ...] = Field(
        default=(), description="signs and words (singular) that mean this unit or another, as the document tells"
    )
    places: tuple[Phrase, ...] = Field(
        default=(), description="words that settle what it `shares` for a document that speaks of them most"
    )
    part_of: tuple[Phrase, ...] = Field(
        default=(), description="symbols of the units it is a part of, behind which it goes on: 5 ft 2 in"
    )
    parts: int = Field(default=1, gt=0, description="how many of it make one of `part_of`")
    part_symbols: tuple[Phrase, ...] = Field(default=(), description="symbols that are its own only there")

    @model_validator(mode="after")
    def _finds_something(self) -> UnitRule:
        if not (self.words or self.symbols or self.before or self.qualifies):
            raise Missing("words", "symbols", "before")
        return self


class NumberRule(Rule):
    """A number word: a cardinal, a scale, a fraction, a multiple."""

    kind: Literal["number"] = "number"
    role: Literal["cardinal", "scale", "fraction", "ordinal", "multiple", "absolute"] = Field(
        description="cardinal: seven; scale: million; fraction: an ordinal that is also a denominator, by the number "
        "of parts; ordinal: one that is none; multiple: by what it multiplies; absolute: words that say number and "
        "unit at once, such as net zero, where something of `followed_by` follows"
    )
    value: float = Field(ge=-1e30, le=1e30, description="the number, or what a scale multiplies by")
    sets_unit: str | None = Field(default=None, description="the unit of an `absolute`")
    followed_by: tuple[Phrase, ...] = Field(default=(), description="words of which one must follow an `absolute`")
    skips: tuple[Phrase, ...] = Field(default=(), description="words that may stand between it and `followed_by`")
    words: tuple[Phrase, ...] = Field(default=(), description="in any case")
    symbols: tuple[Phrase, ...] = Field(default=(), description="only in this spelling, glued to digits: bn, k, M")

    @model_validator(mode="after")
    def _finds_something(self) -> NumberRule:
        if self.role == "absolute" and self.sets_unit is None:
            raise Missing("sets_unit")
        if self.role == "absolute" and not self.followed_by:
            raise Missing("followed_by")
        if self.role in ("fraction", "scale", "multiple") and self.value <= 0:
            raise ValueError(f"a {self.role} of {self.value:g}; it must be above 0")
        if not (self.words or self.symbols):
            raise Missing("words", "symbols")
        return self


class ComparatorRule(Rule):
    """Words that compare a quantity: over, at least, about, or more."""

    kind: Literal["comparator"] = "comparator"
    comparator: Comparator = Field(default="=", description="what the words say of the value")
    approximate: bool = Field(default=False, description="whether the value is only near: about, nearly")
    before: tuple[Phrase, ...] = Field(default=(), description="stand before the quantity")
    after: tuple[Phrase, ...] = Field(default=(), description="stand after the quantity")

    @model_validator(mode="after")
    def _finds_something(self) -> ComparatorRule:
        if not (self.before or self.after):
            raise Missing("before", "after")
        return self


CueScope = Literal[
    "clause", "sentence", "heading", "verb", "phrase", "noun", "definite", "opening", "deadline", "duration", "near",
    "ahead", "condition", "restriction", "purpose", "forecaster", "outlook", "example", "dropped",
    "needed",
]  # fmt: skip


MOST_VERBS = 3
"""Verbs in braces in one cue; the words looked for grow with the product of their forms."""
VERB_IN_BRACES = re.compile(r"(?<!\S)\{\w+\}(?!\S)")


def _holds_few_verbs(term: str) -> str:
    """A term of a cue whose braces hold one verb each, and not too many."""
    if re.search(r"[{}]", VERB_IN_BRACES.sub("", term)):
        raise Misfit(term, "one verb in each pair of braces, with blanks around it: {aim} to")
    if len(VERB_IN_BRACES.findall(term)) > MOST_VERBS:
        raise Misfit(term, f"at most {MOST_VERBS} verbs in braces, for all their forms are tried together")
    return term


CueTerm = Annotated[Phrase, AfterValidator(_holds_few_verbs)]


class StatusRule(Rule):
    """A cue for what a statement is (target, actual, other), or for the way its value moves."""

    kind: Literal["status"] = "status"
    decides: Literal["status", "change", "per"] = Field(default="status", description="which question the cue answers")
    value: str = Field(
        min_length=1,
        description="of status: target, actual, other; of change: level, increase, decrease, multiple; of per: for "
        "what the value holds (year, household)",
    )
    scope: CueScope = Field(
        default="sentence", description="where the cue stands and how far it reaches; docs/rules.md"
    )
    strength: int = Field(default=50, ge=0, le=100, description="the strongest cue wins; nearer wins among equals")
    terms: tuple[CueTerm, ...] = Field(
        default=(),
        description='words, which only the scope deadline does without; "~past" is any past tense, "{aim}" any form',
    )

    @model_validator(mode="after")
    def _finds_something(self) -> StatusRule:
        if not self.terms and self.scope != "deadline":
            raise Missing("terms")
        return self

    @model_validator(mode="after")
    def _value_answers(self) -> StatusRule:
        allowed = {
            "status": get_args(StatementStatus),
            "change": ("level", "increase", "decrease", "multiple"),
        }.get(self.decides)
        if allowed is not None and self.value not in allowed:
            raise Misfit(self.value, ", ".join(allowed), "value")
        return self


DATE_SLOTS = ("number", "day", "month-number", "yy", "year", "fiscal", "dotted", "noted")
"""Slots of date patterns whose words are numbers in digits; all others are taught by rules with `words`."""
DateRole = Literal["deadline", "baseline", "as_of", "issued", "period", "other"]
DateReading = Literal[
    "ago", "ahead", "century", "day", "day_range", "days_of_month", "decade", "dotted", "earlier",
    "fiscal_year", "month",
    "month_of_relative_year", "month_range", "months_of_year", "part", "part_of_fiscal_year", "part_of_span",
    "part_of_years", "period_spoken_of", "plan", "planned",
    "relative_fiscal_year", "relative_month", "relative_part", "relative_span", "relative_unit", "same_period",
    "season", "stretch_from", "stretch_to", "sub_year", "year", "year_on", "year_range", "years_joined",
]  # fmt: skip
READING_SLOTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "ago": (("unit",),),
    "ahead": (("unit",),),
    "century": (),
    "day": (("month", "day"), ("a", "b")),
    "day_range": (("month", "day", "until"),),
    "days_of_month": (("which", "number", "month"),),
    "decade": (("year",),),
    "dotted": (("dotted",),),
    "earlier": (("unit",),),
    "fiscal_year": (("year",), ("fiscal",)),
    "month": (("month",),),
    "month_of_relative_year": (("month", "direction"),),
    "month_range": (("month", "until"),),
    "months_of_year": (("which", "number", "year"),),
    "part": (("part",), ("which",)),
    "part_of_fiscal_year": (("quarter", "year"), ("quarter", "fiscal"), ("half", "year"), ("half", "fiscal")),
    "part_of_span": (),
    "part_of_years": (("part", "year"), ("part", "fiscal")),
    "plan": (("ordinal",),),
    "period_spoken_of": (),
    "planned": (),
    "relative_fiscal_year": (("direction",),),
    "relative_month": (("direction", "month"), ("direction", "season")),
    "relative_part": (("direction", "unit"),),
    "relative_span": (("direction", "unit"),),
    "relative_unit": (("direction", "unit"),),
    "same_period": (("year",), ("direction",)),
    "season": (("season",),),
    "stretch_from": (("unit", "year"), ("unit", "fiscal")),
    "stretch_to": (("unit", "year"), ("unit", "fiscal")),
    "sub_year": (("quarter",), ("half",)),
    "year": (("year",),),
    "year_on": (("year",),),
    "year_range": (("year", "until"), ("year", "yy")),
    "years_joined": (("year", "until"),),
}
"""For each reading the slots it can't do without; where there are several ways, one of them."""
READING_EXAMPLES = {
    "ago": "two years ago",
    "ahead": "in five years' time",
    "century": "mid-century",
    "day": "26 December 2017; 3/4/2020 as `{month-number:a}` and `{day:b}`",
    "day_range": "3 to 5 May 2020",
    "days_of_month": "the first 20 days of April",
    "decade": "the early 2030s",
    "dotted": "31.12.2020",
    "earlier": "a year earlier",
    "fiscal_year": "FY2024-25",
    "month": "March 2019",
    "month_of_relative_year": "July this year",
    "month_range": "May to June 2020",
    "months_of_year": "the first ten months of 2023",
    "part": "first half of the year",
    "part_of_fiscal_year": "Q4 FY25",
    "part_of_span": "the end of the decade",
    "part_of_years": "mid-2025",
    "plan": "the 14th Five-Year Plan period",
    "period_spoken_of": "during the period",
    "planned": "over the plan period",
    "relative_fiscal_year": "the coming fiscal year",
    "relative_month": "next March",
    "relative_part": "later this year",
    "relative_span": "over the next five years",
    "relative_unit": "last year",
    "same_period": "the corresponding period of 2022",
    "season": "spring 2025",
    "stretch_from": "the ten years from 2023",
    "stretch_to": "the year ended March 2024",
    "sub_year": "Q1 2025",
    "year": "2025",
    "year_on": "2025 and beyond",
    "year_range": "2021-2030",
    "years_joined": "2025 and 2030",
}
"""What each reading reads, for the docs."""
DATE_NUMBERS = (
    "a",
    "b",
    "day",
    "direction",
    "fiscal",
    "half",
    "month",
    "number",
    "ordinal",
    "quarter",
    "season",
    "second",
    "until",
    "upto",
    "which",
    "year",
    "yy",
)
"""Names under which readings ask for numbers, not for words."""


def _is_day(day: str) -> str:
    """A day of the calendar; of a month alone, in a year that has 29 February."""
    date.fromisoformat(day if len(day) > len("12-31") else f"2000-{day}")
    return day


IsoDay = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_is_day)]
MonthDay = Annotated[str, Field(pattern=r"^\d{2}-\d{2}$"), AfterValidator(_is_day)]


FARTHEST = 9_999
"""The largest number a word of a date stands for: the last year of the calendar."""


class DateWords(Strict):
    """Words of one class, each with its value, for the slots of date patterns: `month` january → 1."""

    name: Slug = Field(description="the slot that takes these words: month, unit, direction …")
    values: dict[Phrase, int | str] = Field(
        min_length=1, description="what each word stands for in the slot: a number, or a word the reading knows"
    )

    @field_validator("values")
    @classmethod
    def _are_words(cls, values: dict[str, int | str]) -> dict[str, int | str]:
        for word, value in values.items():
            if isinstance(value, int) and abs(value) > FARTHEST:
                raise Misfit(str(value), f"a number from -{FARTHEST} to {FARTHEST}; no calendar reaches farther", word)
            if not is_one_token(word):
                raise Misfit(word, "one word; put what has several into the form of a pattern", word)
        return values


class DatePattern(Strict):
    """Forms of a date: words, `{slots}`, `[what may be left out]` and `(one|or the other)`."""

    forms: tuple[Phrase, ...] = Field(min_length=1, description="how it is written; each is tried")
    reading: DateReading = Field(description="how the slots make a date; docs/dates.md lists them")
    needs_cue: bool = Field(default=False, description="a date only after words such as by or in")
    checked: bool = Field(default=False, description="a bare number: a date only where nothing says otherwise")
    capital: bool = Field(default=False, description="a date only with a capital letter: May, March")
    role: DateRole | None = Field(default=None, description="its role, whatever cue stands beside it")

    @field_validator("forms")
    @classmethod
    def _brackets_match(cls, forms: tuple[str, ...]) -> tuple[str, ...]:
        for form in forms:
            opened: list[str] = []
            for sign in re.sub(r"\{[a-z-]+(:[a-z]+)?\}", "", form):
                if sign in "[(":
                    opened.append(sign)
                elif sign in "])" and (not opened or {"]": "[", ")": "("}[sign] != opened.pop()):
                    raise Misfit(form, "brackets that are opened before they are closed")
                elif sign in "{}":
                    raise Misfit(form, "slots such as {name} or {name:kept}")
            if opened:
                raise Misfit(form, "brackets that are closed")
            try:
                expand(form)
            except ValueError as error:
                raise Misfit(form, f"a form that can be read ({error})") from error
        return forms


class CueDecision(Strict):
    """A role and the conditions under which a cue gives it; without conditions it always does."""

    role: DateRole = Field(description="what the date is to its sentence")
    tense: Literal["future", "past"] | None = Field(default=None, description="of the nearest verb that shows one")
    near: Slug | None = Field(default=None, description="a class of words that must stand near the date")
    ahead: bool | None = Field(default=None, description="whether the date lies after the publication date")
    leading: bool | None = Field(default=None, description="whether the date begins the sentence")
    span: bool | None = Field(default=None, description="whether the date is a stretch of time")
    day: bool | None = Field(default=None, description="whether the date names a day")
    signed: bool | None = Field(
        default=None,
        description="whether the date stands in a heading or in brackets behind a name, or is the day of publication",
    )
    open: Literal["start", "end", "after"] | None = Field(
        default=None, description="the side of time left open; after: from the last day of the date on"
    )


class DateCue(Strict):
    """Words around a date that show its role. A cue without words decides where no other does."""

    before: tuple[Phrase, ...] = Field(
        default=(), description="words before the date; a bar shows where the date's text begins: `levels | in`"
    )
    after: tuple[Phrase, ...] = Field(default=(), description="words behind the date")
    decide: tuple[CueDecision, ...] = Field(min_length=1, description="the first whose conditions hold")
    strength: int = Field(default=50, ge=0, le=100, description="the strongest cue wins; nearer wins among equals")
    included: bool = Field(default=True, description="whether the words belong to the date's text")
    temporal: bool = Field(default=True, description="whether the cue shows that a bare number is a year")


class FiscalYear(Strict):
    """A country's fiscal year: when it begins, and which calendar year names it."""

    begins: MonthDay = Field(description="its first day, as month and day: 04-01")
    named_by: Literal["start", "end"] = Field(description="which of its two calendar years a single year means")


class PlanPeriods(Strict):
    """A numbered series of plans and the years of each."""

    names: tuple[Phrase, ...] = Field(min_length=1, description="what follows the number: five-year plan")
    periods: dict[int, Annotated[str, Field(pattern=r"^\d{4}/\d{4}$")]] = Field(
        min_length=1, description="the first and last year of each, by its number: {14: 2021/2025}"
    )


class DateRule(Rule):
    """One piece of what is known of dates: words, a pattern, a cue, a fiscal year or a series of plans."""

    kind: Literal["date"] = "date"
    words: DateWords | None = None
    pattern: DatePattern | None = None
    cue: DateCue | None = None
    fiscal_year: FiscalYear | None = None
    plan: PlanPeriods | None = None
    country: str | None = Field(
        default=None, pattern=r"^[A-Z]{2}$", description="of a fiscal year or plan: ISO 3166-1 alpha-2"
    )
    signs: tuple[Phrase, ...] = Field(
        default=(), description="single words by which a text shows that it speaks of the `country`"
    )
    published: IsoDay | None = Field(default=None, description="the publication date the examples are read with")

    @model_validator(mode="after")
    def _one_piece(self) -> DateRule:
        given = [name for name in ("words", "pattern", "cue", "fiscal_year", "plan") if getattr(self, name) is not None]
        if len(given) > 1:
            raise Misfit(f"there beside `{given[0]}`", "one of words, pattern, cue, fiscal_year and plan", given[1])
        if not (given or self.signs):
            raise Missing("words", "pattern", "cue", "fiscal_year", "plan", "signs")
        return self


class FrameSets(Strict):
    """What a frame says of its quantity besides what its slots hold."""

    status: StatementStatus | None = None
    change: Literal["level", "increase", "decrease", "multiple"] | None = None
    comparator: Comparator | None = None
    approximate: bool | None = None
    indicator: str | None = Field(default=None, min_length=1)
    base: str | None = Field(default=None, min_length=1)
    per: str | None = Field(default=None, min_length=1)


class FrameRule(Rule):
    """A sentence template: `<indicator> {LEX-MODAL} {account} for <quantity:percent> of <base>`; docs/frames.md."""

    kind: Literal["frame"] = "frame"
    template: str = Field(min_length=1, max_length=1000, description="what the sentence is like")
    sets: FrameSets = FrameSets()


class LexiconRule(Rule):
    """A list of words other parts of the pipeline ask for by name (stop words, name guards, verb classes)."""

    kind: Literal["lexicon"] = "lexicon"
    terms: tuple[Phrase, ...] = Field(description="its words")


class Extension(Strict):
    """A change to a rule of an earlier pack: lists are added to and taken from, other values are set."""

    id: RuleId = Field(description="of the rule that is changed")
    set: dict[str, Any] = Field(default_factory=dict, description="fields to replace: title, priority, status …")
    add: dict[str, Any] = Field(default_factory=dict, description="what to add to lists: terms, examples …")
    remove: dict[str, Any] = Field(default_factory=dict, description="what to take from lists")


AnyRule = (
    IndustryRule
    | OrganisationRule
    | InstrumentRule
    | UnitRule
    | NumberRule
    | ComparatorRule
    | StatusRule
    | DateRule
    | FrameRule
    | LexiconRule
)

MODELS: dict[str, type[Rule]] = {
    "industry": IndustryRule,
    "organisation": OrganisationRule,
    "instrument": InstrumentRule,
    "unit": UnitRule,
    "number": NumberRule,
    "comparator": ComparatorRule,
    "status": StatusRule,
    "date": DateRule,
    "frame": FrameRule,
    "lexicon": LexiconRule,
}
