"""Dates: what is found, what it means, which role it plays, and what is no date."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from beside import times_as_long
from policyledger import edtf
from policyledger.dates import DateLexicon, FoundDate, expressions, find
from policyledger.rules.examples import parse_markup
from policyledger.rules.forms import expand
from policyledger.rules.model import DateRule
from policyledger.rules.rulebook import load_rulebook
from policyledger.tokens import Tokens

RULES = [rule for rule in load_rulebook() if isinstance(rule, DateRule)]


@pytest.fixture(scope="module")
def lexicon() -> DateLexicon:
    return DateLexicon.from_rules(load_rulebook())


Found = Callable[..., list[tuple[str, str | None]]]


@pytest.fixture(scope="module")
def found(lexicon: DateLexicon, tokens_of: Callable[[str], Tokens]) -> Found:
    """Finds dates in a text: (text, EDTF) of each."""

    def run(text: str, published: str | None = None) -> list[tuple[str, str | None]]:
        tokens = tokens_of(text)
        return [(tokens.span(date.start_token, date.end_token), date.edtf) for date in find(tokens, lexicon, published)]

    return run


@pytest.mark.parametrize(
    ("rule", "example"),
    [(rule, text) for rule in RULES for text in rule.examples.match],
    ids=lambda value: value.id if isinstance(value, DateRule) else None,
)
def test_dates_rule_examples_hold(
    rule: DateRule, example: str, lexicon: DateLexicon, tokens_of: Callable[[str], Tokens]
) -> None:
    """Dates alone, without the names that other components keep them out of, are what the example marks."""
    text, marks = parse_markup(example)
    tokens = tokens_of(text)
    dates = find(tokens, lexicon, rule.published)
    assert [tokens.span(date.start_token, date.end_token) for date in dates] == [
        text[mark.start : mark.end] for mark in marks
    ]
    for date, mark in zip(dates, marks, strict=True):
        facts = {"edtf": date.edtf, "role": date.role}
        assert {name: fact for name, fact in facts.items() if name in mark.wanted} == {
            name: wanted for name, wanted in mark.wanted.items() if name in facts
        }


ABSOLUTE = [
    ("It ends on 31.12.2027.", "on 31.12.2027", "2027-12-31"),
    ("From 1st January 2021-31st December 2030", "From 1st January 2021-31st December 2030", "2021-01-01/2030-12-31"),
    ("From 1st January 2021 - 31st December 2030", None, "2021-01-01/2030-12-31"),
    ("Open between 16 and 20 June 2025.", "between 16 and 20 June 2025", "2025-06-16/2025-06-20"),
    ("A rise from March to September 2019 was seen.", "from March to September 2019", "2019-03/2019-09"),
    ("Open November 2019 to February 2020 only.", "November 2019 to February 2020", "2019-11/2020-02"),
    ("Plants work from 2021 to 2030.", "from 2021 to 2030", "2021/2030"),
    ("A rule for 2025, 2026 and 2027 was made.", "for 2025, 2026 and 2027", "2025/2027"),
    ("Spending in 2021/22 rose.", "in 2021/22", "2021/2022"),
    ("Goals for 2021-30 were set.", "for 2021-30", "2021/2030"),
    ("Opened 2020-12-31.", "2020-12-31", "2020-12-31"),
    ("Sales in H2 2024 fell.", "in H2 2024", "2024-07/2024-12"),
    ("The hall opens in winter 2024/25.", "in winter 2024/25", "2024-24"),
    ("Growth in the late 2020s is likely.", "in the late 2020s", "2027/2029"),
    ("It began in the 19th century.", "in the 19th century", "1801/1900"),
    ("Ready by year-end 2026.", "by year-end 2026", "2026-12"),
    ("Ready by the beginning of 2026.", "by the beginning of 2026", "2026-01"),
    ("Report due by the end of March 2026.", "by the end of March 2026", "2026-03-31"),
    ("Adopted in April 20186 by all.", "in April 20186", "2018-04"),
    ("The Union 2030 climate target holds.", "2030", "2030"),
    ("Emissions peak in the mid-2030s.", "in the mid-2030s", "2034/2036"),
    ("The year 2030 is near.", "2030", "2030"),
    ("By 2040 greenhouse gas emissions fall.", "By 2040", "2040"),
    ("Train 50 students between 2020-2023 MKM.", "between 2020-2023", "2020/2023"),
    ("Work goes on through 2030 and beyond.", "through 2030 and beyond", "2030/.."),
    ("Pay after FY24-25.", "after FY24-25", "2025/.."),
    ("Waste falls by 2030\u2014including that of ships.", "by 2030", "2030"),
    ("Tolls end by fiscal year (FY) 2028.", "by fiscal year (FY) 2028", "2028"),
    ("The 2013/14 SPP target was met.", "2013/14", "2013/2014"),
    ("Waste falls by 2030\u2013at the latest\u2013by half.", "by 2030", "2030"),
]


@pytest.mark.parametrize(("text", "said", "value"), ABSOLUTE)
def test_dates_absolute(text: str, said: str | None, value: str, found: Found) -> None:
    dates = found(text)
    assert [date[1] for date in dates] == [value]
    assert said is None or dates[0][0] == said


RELATIVE = [
    ("over the next five years", "2025-07-02", "2025/2030"),
    ("over the next five to ten years", "2025", "2025/2035"),
    ("in the past decade", "2025", "2015/2025"),
    ("last year", "2025", "2024"),
    ("next month", "2025-12", "2026-01"),
    ("earlier this month", "2025-07-02", "2025-07"),
    ("later this year", "2025-07-02", "2025"),
    ("last June", "2025-02", "2024-06"),
    ("next quarter", "2025-11", "2026-01/2026-03"),
    ("in the next two weeks", "2025-07-02", "2025-07-02/2025-07-16"),
    ("next week", "2025-07-02", "2025-07-07/2025-07-13"),
    ("by the end of the decade", "2023", "2030"),
    ("by the middle of the decade", "2023", "2025"),
    ("in the second half of the decade", "2023", "2025/2029"),
    ("by the end of the century", "2023", "2100"),
    ("in this century", "2023", "2001/2100"),
    ("by the end of the year", "2023", "2023-12"),
    ("three decades ago", "2023", "1993"),
]


def test_dates_a_plan_spoken_of_is_no_time(found: Found) -> None:
    assert found("The 12th Malaysia Plan (12MP) sets a goal.") == []
    assert found("Exports grew under the 12th Malaysia Plan.") == [("under the 12th Malaysia Plan", "2021/2025")]


def test_dates_year_of_a_plan_known_by_its_letters_is_no_time(found: Found) -> None:
    assert found("Spending under the Grid Renewal (GR) 2030 plan rises.") == []


def test_dates_range_after_a_place(found: Found) -> None:
    assert found("The milestones of work in Turku 2023-2030:") == [("2023-2030", "2023/2030")]
    assert found("The goals in Vision 2023-2030 stand.") == []


def test_dates_year_before_a_pronoun_is_not_measured(found: Found) -> None:
    assert found("In 2025 we hope to finish.") == [("In 2025", "2025")]


@pytest.mark.parametrize(("phrase", "published", "value"), RELATIVE)
def test_dates_relative_count_from_publication(phrase: str, published: str, value: str, found: Found) -> None:
    assert [date[1] for date in found(f"The work is done {phrase}.", published)] == [value]


@pytest.mark.parametrize(("phrase", "published", "value"), RELATIVE)
def test_dates_relative_stay_open_without_publication(
    phrase: str, published: str, value: str, lexicon: DateLexicon, tokens_of: Callable[[str], Tokens]
) -> None:
    tokens = tokens_of(f"The work is done {phrase}.")
    assert find(tokens, lexicon) == []
    assert [date.edtf for date in expressions(tokens, lexicon)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "It has 2000 MW and 2050 ha.",
        "They serve 2030 households and 1990 firms.",
        "Section 2020 and page 2021 of no. 2022 say so.",
        "Resolution 2125 was read.",
        "See Regulation (EU) 2019/631 and Decision 2020/2093.",
        "Read https://example.org/before-2050-2021-06-10_en.pdf now.",
        "Call +44 20 7946 2030 or 6731 2030.",
        "Under the Clean Harbours Act, 1962, all must pay.",
        "It cost US$ 2025 in all, and 2,030 more.",
        "Some say (Author, 2019) and (Writer et al., 2020) agree.",
        "Bright Town 2030 and the 2030 Agenda are names.",
        "Cleaner Rivers Plan 2014-2020 is a name.",
        "They are reviewed annually and every year.",
        "Over the coming years and the past few years, much changed.",
        "May the best plan win, and we march on.",
        "Version 2020.1 and code ABC-2020 are marks.",
        "On 31 March of each year, books close.",
        "The next generation goes the last mile.",
        "Half a century is long.",
    ],
)
def test_dates_leave_out(text: str, found: Found) -> None:
    assert found(text, "2021-05-10") == []


def test_dates_leave_out_names_given(lexicon: DateLexicon, tokens_of: Callable[[str], Tokens]) -> None:
    tokens = tokens_of("Under green town 2030 all is due by 2028.")
    assert [d.edtf for d in find(tokens, lexicon, blocked=[(1, 4)])] == ["2028"]
    assert [d.edtf for d in find(tokens, lexicon)] == ["2030", "2028"]


def test_dates_year_comes_from_the_date_before(found: Found) -> None:
    assert [d[1] for d in found("It was adopted in February 2025. On 16 June, work began.")] == [
        "2025-02",
        "2025-06-16",
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [("On 6 November, they met.", "2024-11-06"), ("On 6 November, they will meet.", "2025-11-06")],
)
def test_dates_year_comes_from_publication_and_tense(text: str, value: str, found: Found) -> None:
    text = text.replace("they met", "it was done")
    assert [d[1] for d in found(text, "2025-03-10")] == [value]


def test_dates_century_is_settled_by_later_dates(found: Found) -> None:
    assert [d[1] for d in found("Be neutral by mid-century. Cut waste by 2030.")] == ["2050", "2030"]


def test_dates_list_shares_its_role(lexicon: DateLexicon, tokens_of: Callable[[str], Tokens]) -> None:
    dates = find(tokens_of("Cut waste by 2025, 2030 and 2040."), lexicon)
    assert [(d.edtf, d.role) for d in dates] == [("2025", "deadline"), ("2030", "deadline"), ("2040", "deadline")]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("India spent more in FY2024-25.", "2024-04-01", "2025-03-31"),
        ("The U.S. budget for FY 2024 passed.", "2023-10-01", "2024-09-30"),
        ("Japan cut emissions in FY 2019.", "2019-04-01", "2020-03-31"),
        ("They spent more in FY 2019.", "2019-01-01", "2019-12-31"),
    ],
)
def test_dates_fiscal_year_days_follow_the_country(
    text: str, start: str, end: str, lexicon: DateLexicon, tokens_of: Callable[[str], Tokens]
) -> None:
    (date,) = find(tokens_of(text), lexicon)
    assert (date.start_day, date.end_day) == (start, end)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("China grows in the 12th Five-Year Plan period.", "2011/2015"),
        ("India grows in the 12th Five Year Plan.", "2012/2017"),
        ("It grows in the 14th Five-Year Plan.", None),
        ("It grows in the 15th FYP.", "2026/2030"),
    ],
)
def test_dates_plan_period_depends_on_the_country(text: str, value: str | None, found: Found) -> None:
    assert [d[1] for d in found(text)] == ([value] if value else [])  # several countries have a fourteenth plan


@pytest.mark.parametrize(
    ("text", "value"), [("See 3/4/2020 here.", "2020-04-03"), ("The USA: 3/4/2020.", "2020-03-04")]
)
def test_dates_in_figures_follow_the_country(text: str, value: str, found: Found) -> None:
    assert [d[1] for d in found(text)] == [value]


def test_dates_stray_blanks_do_not_matter(found: Found) -> None:
    assert found("in  February \u00a0 2025")[0][1] == "2025-02"


def test_dates_do_not_cross_lines(found: Found) -> None:
    assert [d[1] for d in found("Ready by\n\n2030\n\nMarch\n\n2031")] == ["2030", "2031"]


@pytest.mark.parametrize("form", ["{day", "[a", "a]", "(a|b"])
def test_dates_forms_with_open_brackets_are_refused(form: str) -> None:
    with pytest.raises(ValueError, match=r"bracket|slot"):
        expand(form)


WORDS = """
by in from to and of the , . - – / ( ) ' % s th 2020 2030 2021 31 05 1 14 January May Q1 FY21 FY2024 first half end
early mid next last five years decade century year plan Five-Year 31.12.2020 20186 India 2019/20
spring ago levels targets was
"""
PIECES = st.sampled_from([*WORDS.split(), "\n", "  "])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("We reach the 2040 EU climate target early.", ["2040"]),
        ("The deficit in BE 2021-2022 is small.", ["2021/2022"]),
        ("Seen in Lake Vision 2021-2022 already.", []),
        ("By the end of the period 2021-2027, towns pay.", ["2027-12"]),
        ("By the end of FY2024-25, towns pay.", ["2025"]),
        ("Indian towns pay by the end of FY2024-25.", ["2025-03"]),
        ("In July this year, towns pay.", []),
    ],
)
def test_dates_of_parts_and_qualified_years(found: Found, text: str, value: list[str]) -> None:
    assert [edtf for _, edtf in found(text)] == value


@settings(max_examples=150)
@given(st.one_of(st.lists(PIECES, max_size=30).map(" ".join), st.lists(PIECES, max_size=30).map("".join), st.text()))
def test_dates_of_any_text_are_sound(lexicon: DateLexicon, tokens_of: Callable[[str], Tokens], text: str) -> None:
    tokens = tokens_of(text)
    dates = find(tokens, lexicon, "2021-05-10")
    _check(dates, tokens)
    assert find(tokens, lexicon, "2021-05-10") == dates


def _check(dates: list[FoundDate], tokens: Tokens) -> None:
    before = 0
    for date in dates:
        assert before <= date.core_start < date.core_end <= len(tokens.words)
        assert date.start_token <= date.core_start and date.core_end <= date.end_token
        assert date.edtf is not None and edtf.is_valid(date.edtf)
        assert date.start_day or date.end_day
        assert not (date.start_day and date.end_day) or date.start_day <= date.end_day
        before = date.core_end


def test_dates_cost_grows_with_length_alone(lexicon: DateLexicon, tokens_of: Callable[[str], Tokens]) -> None:
    text = "By 2030, cut 2,000 t of waste from 2005 levels over the next five years in the 14th plan of May. "

    short, long = tokens_of(text * 40), tokens_of(text * 400)
    ratio = times_as_long(lambda: find(long, lexicon, "2021"), lambda: find(short, lexicon, "2021"), below=20)
    assert ratio < 20


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By 2030 passenger transport grows.", [("By 2030", "2030")]),
        ("The 2030 vehicle targets stand.", [("2030", "2030")]),
        ("The line carries 2030 passenger kilometres.", []),
        ("The hall has 1990 square metres.", []),
    ],
)
def test_dates_a_year_before_a_unit_of_several_words(found: Found, text: str, expected: list[tuple[str, str]]) -> None:
    """The first word of a unit does not make the year before it an amount, the whole unit does."""
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        # each date has its own words; those beyond a verb speak of something else
        ("A goal is to cut waste by 20% below 2005 levels in 2030.", ["baseline", "deadline"]),
        ("We announced that the rate will remain at 7% in 2021.", ["deadline"]),
        ("The pledge, submitted in 2015, will be reviewed in 2027.", ["issued", "deadline"]),
    ],
)
def test_dates_roles_come_from_their_own_words(
    lexicon: DateLexicon, tokens_of: Callable[[str], Tokens], text: str, roles: list[str]
) -> None:
    assert [date.role for date in find(tokens_of(text), lexicon)] == roles


@pytest.fixture(scope="module")
def placed(lexicon: DateLexicon, nlp: Language) -> Callable[..., list[str | None]]:
    """Finds dates in a text of several sentences: the EDTF of each, None where it could not be placed."""

    def run(text: str, published: str | None = None) -> list[str | None]:
        doc = nlp(text)
        return [date.edtf for date in expressions(Tokens.of(doc), lexicon, published)]

    return run


@pytest.mark.parametrize(
    ("text", "published", "values"),
    [
        # the verb a date belongs to says on which side of publication it lies
        ("The sum announced in April will have been spent.", "2024-12-02", ["2024-04"]),
        ("The 2025-26 budget is large. A count was held in March.", "2024-12-02", ["2025/2026", "2024-03"]),
        ("A count will be held in March.", "2024-12-02", ["2025-03"]),
        ("The budget is likely to be put to a vote on May 1.", "2025-04-23", ["2025-05-01"]),
        ("The hall opened on 23 April.", "2025-04-23", ["2025-04-23"]),
        ("The hall opened on 24 April.", "2025-04-23", ["2024-04-24"]),
        ("Fees are due by 1 March.", "2025-04-23", ["2026-03-01"]),
        (
            "Fees must be paid by 30 June 2027. In June, the council rejected them.",
            "2025-05",
            ["2027-06-30", "2024-06"],
        ),
        ("Meeting: 14 January", "2024-11-10", ["2025-01-14"]),
        # a story goes on in its year, unless its verb says otherwise
        ("The plan was adopted in February 2019. In June, the council met.", "2025-05", ["2019-02", "2019-06"]),
        ("The plan was adopted in February 2019. In June, the council will meet.", "2025-05", ["2019-02", "2025-06"]),
        # without publication the full date of the sentence tells, also one that follows
        ("It passed one house on April 9; it was signed June 13, 2023.", None, ["2023-04-09", "2023-06-13"]),
        ("It passed one house on November 9; it was signed June 13, 2023.", None, ["2022-11-09", "2023-06-13"]),
        ("It was adopted on 5 November 2022 and will apply from March.", None, ["2022-11-05", "2023-03"]),
        ("Works will begin in April and be finished by 30 June 2025.", None, ["2025-04", "2025-06-30"]),
        ("Works begun in April are to be finished by 30 June 2025.", None, [None, "2025-06-30"]),
        ("Of 61 dams begun since 2015 one was handed over in August.", None, ["2015/..", None]),
        ("Ten wells are due by 2027.\n\nAN ISLAND, April 23 (Wire) -- The council said so.", None, ["2027", None]),
        # so does the period a report is on
        (
            "Reporting period: 1 January – 30 June 2023\n\nPhase 2 shall begin not later than Q1 2024. We built a weir "
            "in March. Work will start in September. It slipped in October.",
            None,
            ["2023-01-01/2023-06-30", "2024-01/2024-03", "2023-03", "2023-09", None],
        ),
        # a year that a line break cut off
        ("The weir was begun in September\n2019\nof stone.", "2019-07", ["2019-09", "2019"]),
    ],
)
def test_dates_without_year_are_placed_by_what_tells_of_them(
    placed: Callable[..., list[str | None]], text: str, published: str | None, values: list[str | None]
) -> None:
    assert placed(text, published) == values


@pytest.mark.parametrize(
    ("text", "published", "values"),
    [
        # stretches of time that end with a date
        ("Sales rose in the year ended March 2024.", None, ["2023-04/2024-03"]),
        ("Sales fell in the year to end September 2024.", None, ["2023-10/2024-09"]),
        ("The 12 months to June 2025 were warm.", None, ["2024-07/2025-06"]),
        ("The quarter ended 30 June 2023 was cold.", None, ["2023-04-01/2023-06-30"]),
        ("Sales fell in the half-year ended June 30, 2023.", None, ["2023-01-01/2023-06-30"]),
        ("Sales fell in the financial year ending 31 March 2024.", None, ["2023-04-01/2024-03-31"]),
        ("Aid grows over the five years to 2030.", None, ["2026/2030"]),
        ("It was delayed by six months to June 2025.", None, ["2025-06"]),
        ("The year ended. In March 2024, it rained.", None, ["2024-03"]),
        # and that begin with one
        ("Aid grows in the ten years from 2023.", None, ["2023/2032"]),
        ("Aid is paid for three years from FY2025.", None, ["2025/2027"]),
        ("Aid is paid over five years starting FY2021-22.", None, ["2021/2026"]),
        ("Aid is paid for two years from 1 April 2025.", None, ["2025-04-01/2027-03-31"]),
        ("Growth for the five years from 2023 to 2027 is small.", None, ["2023/2027"]),
        ("Losses fall by a fourth within ten years from 2018.", None, ["2018"]),
        # counted from publication, or from the period reported on
        ("It rises by year-end.", "2025-03-10", ["2025-12"]),
        ("It rises by year-end.", None, [None]),
        ("It rises by year-end 2026.", "2025-03-10", ["2026-12"]),
        ("It will open by the first half of next year.", "2025-03-10", ["2026-01/2026-06"]),
        ("It rose in June last year and is to rise within this year.", "2025-03-10", ["2024-06", "2025"]),
        ("Exports in the first 20 days of April slipped.", "2025-04-23", ["2025-04-01/2025-04-20"]),
        ("Exports in April slipped from a year earlier.", "2025-04-23", ["2025-04", "2024-04"]),
        ("Exports slipped from a year earlier.", "2025-04-23", ["2024"]),
        ("A year earlier, exports slipped.", "2025-04-23", []),
        ("In the corresponding period of 2022 exports fell.", None, ["2022"]),
        (
            "Reporting period: 1 January – 30 June 2023\n\nWe sold more than in the corresponding period of 2022, and "
            "twice what it was a year earlier. Sales are to rise by year-end.",
            None,
            ["2023-01-01/2023-06-30", "2022-01/2022-06", "2022-01/2022-06", "2023-12"],
        ),
        (
            "Reporting period: 1 July – 31 December 2023\n\nSales are to rise by year-end.",
            None,
            ["2023-07-01/2023-12-31", None],
        ),
    ],
)
def test_dates_of_stretches_and_what_they_are_counted_from(
    placed: Callable[..., list[str | None]], text: str, published: str | None, values: list[str | None]
) -> None:
    assert placed(text, published) == values


@pytest.mark.parametrize(
    ("text", "published", "role"),
    [
        ("Answer (A. Reed, 2 December 2024)", "2024-11-14", "issued"),
        ("Answer (Ministry of Weirs, 2 December 2024)", None, "issued"),
        ("LIMA, April 23 (Wire) -- The council will act.", "2025-04-23", "issued"),
        ("The hall will open (in ten towns, 2 December 2025).", "2024-11-14", "deadline"),
        ("The hall will open (by 2 December 2025).", "2024-11-14", "deadline"),
    ],
)
def test_dates_by_which_documents_are_known_are_of_issue(
    lexicon: DateLexicon, tokens_of: Callable[[str], Tokens], text: str, published: str | None, role: str
) -> None:
    assert [date.role for date in find(tokens_of(text), lexicon, published)] == [role]


def test_dates_of_headings_are_of_issue(lexicon: DateLexicon, tokens_of: Callable[[str], Tokens]) -> None:
    tokens = tokens_of("Second reading, 2 December 2025 All halls will open by 3 May 2026.")
    dates = find(tokens, lexicon, "2024-11-14", headings=[(0, 6)])
    assert [date.role for date in dates] == ["issued", "deadline"]
    assert [date.role for date in find(tokens, lexicon, "2024-11-14")] == ["deadline", "deadline"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Ports Strategy 2021–2030. Over the plan period, 30 quays are due.", ["2021/2030"]),
        ("Ports Plan 2021/30. By the end of the planning period, 30 quays are due.", ["2030"]),
        ("Eighth NSEDP of Laos. By the end of this plan, 30 quays are due.", ["2020"]),
        ("Ports Plan. For the planning period 2022–2026, 30 quays are due.", ["2022/2026"]),
        ("Ports Plan. Over the plan period, 30 quays are due.", []),
        ("Losses will fall by the year of 2030.", ["2030"]),
        ("Ports Plan 2021–2030. During the period, 30 quays are due.", ["2021/2030"]),
        ("Sales fell from 2011 to 2015. In the same period, rents rose.", ["2011/2015", "2011/2015"]),
        ("Ports Plan 2021–2030. During the period of frost, 30 quays are shut.", []),
        ("The share set in the 2023 revised Kelp Directive is 40 %.", []),
        ("Ports Plan 2021–2030. By the end of the plan for ferries, 30 quays are due.", []),
        ("Homes sold 2021–2030. Over the planning period, 30 quays are due.", ["2021/2030"]),
    ],
)
def test_dates_of_the_plan_a_text_is_come_from_its_title(
    lexicon: DateLexicon, tokens_of: Callable[[str], Tokens], text: str, values: list[str]
) -> None:
    assert [date.edtf for date in find(tokens_of(text), lexicon)] == values


@pytest.mark.parametrize(
    ("head", "edtf"),
    [
        ("Schools 2030", "2030"),
        ("Outcome 2022", "2022"),
        ("Latest (2022)", "2022"),
        ("Generation 2030 GWh", "2030"),
        ("2024e", "2024"),
        ("Mar-26", "2026-03"),
        ("Dec '95", "1995-12"),
        ("31-Mar-27", "2027-03-31"),
        ("FY 27", "2027"),
    ],
)
def test_dates_at_the_head_of_a_column_need_no_other_cue(
    lexicon: DateLexicon, tokens_of: Callable[[str], Tokens], head: str, edtf: str
) -> None:
    tokens = tokens_of(head)
    column = [(0, len(tokens.words))]
    assert [date.edtf for date in find(tokens, lexicon, columns=column)] == [edtf]
    assert head == "FY 27" or find(tokens, lexicon) == []


@pytest.mark.parametrize("head", ["Vision 2030", "Climate Plan (2014-2020)", "2019 Act", "Trees 3000", "Class 26"])
def test_dates_at_the_head_of_a_column_are_not_those_of_plans(
    lexicon: DateLexicon, tokens_of: Callable[[str], Tokens], head: str
) -> None:
    tokens = tokens_of(head)
    assert find(tokens, lexicon, columns=[(0, len(tokens.words))]) == []
