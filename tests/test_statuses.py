"""Statuses: what governs a value, what stands apart from its verb, and what stands above it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from policyledger.extracting import extract_document

Link = Callable[..., list[tuple[str, dict[str, Any]]]]


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        (
            "Should losses exceed the ceiling by more than 3 points in two years, the board will end the lease.",
            ["other", "other"],
        ),
        ("The utility is asked to keep the cost of supply under 18 euros.", ["target"]),
        (
            "The number of pilots rose from 120 in 2020 to 150 in 2022 and will reach 200 in 2031.",
            ["actual", "actual", "target"],
        ),
        ("The duty is cut by 20 per cent, subject to a ceiling of 300 euros.", ["actual", "target"]),
        ("My budget lifts payments to pilots by 4 million euros.", ["target"]),
        ("The toll could see traffic fall by 40 % by 2031.", ["other"]),
        ("Increase the present rate of use of 34 % to 50 % by 2031.", ["actual", "target"]),
        ("The works include the construction of three pumping stations.", ["target"]),
        ("Improved use of the piers by 5–10 % at midline and 25 % at endline.", ["target", "target"]),
        ("The census of 2012 estimated the population to be 4 million.", ["actual"]),
        ("Losses were counted for the baseline year of 2018 and are estimated to be 42 tonnes.", ["actual"]),
        ("The line will serve the more than 400 homes that have no pier.", ["actual"]),
        ("Around 10 % of the budget is allocated to training.", ["actual"]),
        ("10 % of the budget will be allocated to training.", ["target"]),
        ("Annually, 5 million euros is allocated to families.", ["actual"]),
        ("5 million euros is allocated to families.", ["target"]),
        ("By 2023, 40 % of the port's allocated berths were in use.", ["actual"]),
        ("It met its target of cutting losses by 50 %.", ["actual"]),
        ("It set a target of cutting losses by 50 %.", ["target"]),
        ("We estimate that 24,000 pilots will be trained.", ["target"]),
        ("The union estimates that 24,000 pilots will be trained by 2031.", ["other"]),
        ("The plan's 55 million euro investment is the largest in its history.", ["target"]),
        ("The firm's 55 million euro debt is the largest in its history.", ["actual"]),
        ("The grant shall reach those who live on the coast (constituting 80 % of the population).", ["actual"]),
        ("We aim to widen the park by 12 ha, adding to our existing 20 ha.", ["target", "actual"]),
        ("The sum of 4 million euros from the Consolidated Fund is hereby authorised.", ["target"]),
        (
            "It is amended by deleting the words “7 per cent” and substituting therefor the words “10 per cent”.",
            ["actual", "target"],
        ),
        ("My budget shows a deficit of 4 million euros.", ["actual"]),
        ("Inflation will average 2.1 % in 2031.", ["other"]),
        ("The firms have signed an agreement to build a plant of 400 MW.", ["target"]),
        ("The state unveils a 300 million euro fund.", ["target"]),
        ("Its proposals under the new plan include 86 million euros for piers.", ["target"]),
        ("Access to power stands at 40 %.", ["actual"]),
        ("The port built 42 km of rail in 2023 (target: 50 km).", ["actual", "target"]),
        ("The 2031 goal was raised to 60 %.", ["target"]),
        ("The state has raised its 2031 goal from 32 % to 42 %.", ["actual", "target"]),
        ("Output was raised to 60 Mt.", ["actual"]),
        ("The scheme is costed at 4 million euros.", ["other"]),
        ("1. Raise the share of kelp to 60 %.", ["target"]),
        ("IV. Raise the share of kelp to 60 %.", ["target"]),
        ("2.1 Cut losses to 5 %.", ["target"]),
        ("2.1 Losses fell to 5 %.", ["actual"]),
        ("These projects are estimated at 4 million euros.", ["other"]),
        ("We will have three measures to mend piers.", ["other"]),
        ("A 2018 survey says that only 4% of ports think so, and 57% of them expect sales to grow.", ["actual"] * 2),
        ("My budget also supports crews with an additional 2 million euros.", ["target"]),
        (
            "A bloc of 71 members backing ports closed a deal on June 22, 2020, in favour of the proposal to widen two"
            " piers.",
            ["actual", "target"],
        ),
        ("Increase travel speed from the port to other towns from 80 km/h to 120 km/h.", ["actual", "target"]),
        (
            "Widen the net to 14 lines, covering a distance of 554 km from the current 11 lines, covering 212 km.",
            ["target", "target", "actual", "actual"],
        ),
        ("5,000 tons kelp export target this year, says the minister.", ["target"]),
        ("5,000 tons of kelp missed the target.", ["actual"]),
        (
            "The state will invest 160 million won by 2035. Specifically, it consists of 114 million won for ports.",
            ["target", "target"],
        ),
        ("A 3 million euro crew budget that includes new sums was unveiled today.", ["target"]),
        ("40 firms that employ 300 crews will move.", ["target", "actual"]),
        ("Under the deal the board had set a target for ports to save 40% of energy by 2035.", ["target"]),
        ("The board had granted 4 million euros to ports.", ["actual"]),
        ("The plan rests on an investment package of 4 million euros a year.", ["target"]),
        ("The state plans to universalise power, have 80 percent of ports on the net, and mend piers.", ["target"]),
        (
            "90 percent of bids sent in at the port and town levels, 80 percent of those at sea and 60 percent of those"
            " on land will be read by 2035.",
            ["target", "target", "target"],
        ),
        ("Sales sent to ports fell by 4 % between 2010 and 2012, but must be closer to 8 %.", ["actual", "target"]),
        ("Output will reach 40 MW, a leap from the capacity of 9 MW.", ["target", "actual"]),
        (
            "Subsidies are planned at 203 million euros. Of that sum, 87 million euros is for gas, 89 million euros "
            "for power and 12 million euros for heat.",
            ["target", "target", "target", "target"],
        ),
        (
            "The state will raise its support to 33 billion euros, up 27 percent from the 26 billion euros of 2023.",
            ["target", "target", "actual"],
        ),
        ("The fund rose to 33 billion euros, up 27 percent.", ["actual", "actual"]),
        (
            "The state sets aside 402 billion euros for roads, compared with an outlook of 423 billion euros.",
            ["target", "actual"],
        ),
        ("The banks have each pledged to take on 150 apprentices.", ["target"]),
        ("The provinces will each have first call on 20 million euros.", ["target"]),
        ("Loans will be expanded to 20 trillion won in the 2031-2033 period.", ["target"]),
        ("The team won 20 medals.", ["actual"]),
        ("The office estimates costs of 18 million euros in 2031.", ["other"]),
        (
            "Fit meters by 2031 at 64,000 connections that consume more than 100 m3 per quarter.",
            ["target", "other"],
        ),
        ("The state will set up funds that grant up to 5 million euros.", ["target"]),
        ("A utility serving 25,000 or more customers must report by 2031.", ["other"]),
        ("The agency has linked 103 out of the 850 sites planned for 2031.", ["actual", "target"]),
        ("A works fund was set up under which 30 wells and 5 ponds would be dug.", ["target", "target"]),
        ("More than 90% of the wells are sealed with clay by 2031.", ["target"]),
        ("Cut the number of idle mills from the current level by 25%, by 2031.", ["target"]),
        ("Since 1995, the bank has committed $12 billion to ports.", ["actual"]),
        ("The bank has committed $12 billion to ports.", ["target"]),
        ("The council wants at least 40% of mills closed by 2031.", ["target"]),
        ("Sales are estimated to have come down from 9 million euros to 8 million euros.", ["actual", "actual"]),
        ("Cork is to supply a quarter of stoppers by 2031, against 3.7% now.", ["target", "actual"]),
        ("The port won 2 million euros of loans, including a grant of 300,000 euros.", ["actual", "actual"]),
        ("The total cost of the works is put at 62 million euros.", ["other"]),
        ("The works require 62 million euros.", ["other"]),
        ("Trade crossed two thresholds in a row and reached 11 trillion yuan.", ["other", "actual"]),
        ("The port counted 2 million trunks, beating its target of 1.5 million by more than a third.",
         ["actual", "target", "actual"]),
        ("At least 65% local content is required.", ["target"]),
        ("The port's staff of 42 will grow by one fifth.", ["actual", "target"]),
        ("Reach 30 GW by 2031, against 1.1 GW in use as at 31 December 2022, mostly in ports.", ["target", "actual"]),
        ("More than 90% of the calves are weighed by one year of age by 2031.", ["target", "other"]),
        ("Set up about 17 wells for each of the 1,450 wards.", ["target", "other"]),
        ("The city reckons that households would save 9 million euros.", ["other"]),
        ("Without a quota cork would reach 3 % in 2050.", ["other"]),
        ("Some 17 of the 30 key sectors grew.", ["actual", "other"]),
        ("Old-age insurance covered 95% of sailors.", ["actual"]),
        ("Mooring fees will be waived for two years.", ["other"]),
        ("Mooring fees were waived for two years.", ["actual"]),
        ("Mooring fees shall be waived for two years.", ["target"]),
        ("The pier will be dry in three years.", ["other"]),
        ("The pier will be dry within three years.", ["target"]),
        ("Leave will be extended to three years.", ["target"]),
        ("Ten years from now, this will be a port.", ["other"]),
        ("Extend the mooring term for two years.", ["target"]),
        ("Cranes will run for seven hours a day.", ["target"]),
        ("Fees will be cut for pupils from nursery to age 19.", ["other"]),
        ("The pension age will be raised to the age of 67 by 2030.", ["target"]),
        ("The port will be among the top 20 ports.", ["target"]),
        ("The port will cut fees for non-domestic accounts by 50 %.", ["target"]),
        ("It shall reach 90 % clean power by 2031, including 50 % local power, as defined in law 6.", ["target"] * 2),
        ("From 2030 no new diesel lorries over 16 tonnes will be registered.", ["other"]),
        ("From 2030 over 40 % of waste will be burnt.", ["target"]),
        ("The plan cuts emissions by 45 % from 2019 levels by 2035 and sets steps for 2028.", ["target"]),
        ("Tax cuts of 5 million euros are planned.", ["target"]),
        ("Ten years later, 40 ports were shut.", ["other", "actual"]),
        ("Pilot training lasts six years.", ["other"]),
        ("It will apply during the five-year period.", ["other"]),
        ("The rebate will benefit 40,000 tenants and reduce tax revenue by 3 million euros.", ["other", "other"]),
        ("The rebate is meant to benefit 40,000 tenants.", ["target"]),
        ("We will benefit 40,000 tenants.", ["target"]),
        ("By 2031 the line will benefit 40,000 tenants.", ["target"]),
        ("The bill will reduce energy use by 4 %.", ["target"]),
        ("The measure is estimated to involve 3,000 piers.", ["other"]),
        ("The port is projecting a deficit of 3 million euros.", ["other"]),
        ("'Large port' means a port where traffic in the last period was higher than 800 000 trunks.", ["other"]),
    ],
)  # fmt: skip
def test_what_a_sentence_says_of_its_values(text: str, statuses: list[str], link: Link) -> None:
    assert [statement["status"] for _, statement in link(text)] == statuses


def test_a_value_keeps_its_status_from_the_date_of_another(link: Link) -> None:
    (_, built), (_, planned) = link("The agency has linked 103 out of the 850 sites planned for 2031.")
    assert (built["target_date"], planned["target_date"]) == (None, "2031")
    assert built["counted"] == "site"


def test_a_clause_with_when_is_of_the_date_before_it(link: Link) -> None:
    *_, (_, share) = link("Cost shall fall to 14 yen in 2031, when solar power should come to about 20 GW.")
    assert share["target_date"] == "2031"


def item(text: str, level: int = 1) -> tuple[str, int, str]:
    return "list_item", level, text


def heading(text: str, level: int = 1) -> tuple[str, int, str]:
    return "heading", level, text


@pytest.mark.parametrize(
    ("above", "text", "status"),
    [
        ("Targets by 2035", "Output reaches 4 million tonnes.", "target"),
        ("Targets by 2035", "At least half of the seed is met at home.", "target"),
        ("Targets by 2035", "Half of all farmers think that cows are enough.", "actual"),
        ("Targets by 2035", "Output is currently 2 million tonnes.", "actual"),
        ("Targets", "Output reaches 4 million tonnes.", "actual"),
        ("The sector in 2035", "Output reaches 4 million tonnes.", "actual"),
    ],
)
def test_headings_of_aims_with_a_date_to_come_speak_for_the_present(
    above: str, text: str, status: str, link: Link
) -> None:
    assert [statement["status"] for _, statement in link(heading(above), text)] == [status]


def test_an_order_under_a_far_heading_of_a_report_is_an_order(link: Link) -> None:
    item = "list_item", 1, "Drones to make 300 trips daily, up from 190."
    found = link(heading("Progress report"), heading("Next year", 2), item)
    assert [statement["status"] for _, statement in found] == ["target", "actual"]
    near = link(heading("Progress report"), ("list_item", 1, "Drones to make 300 trips daily."))
    assert [statement["status"] for _, statement in near] == ["actual"]


def test_the_month_of_a_text_in_its_heading_is_no_deadline(link: Link) -> None:
    found = link(heading("A roadmap for boats, June 2031"), "We will back six yards.", published="2031-06")
    assert [statement["target_date"] for _, statement in found] == [None]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "It will: (i) build 40 schools; (ii) train 3,000 teachers by 2031; and (iii) cut drop-out rates to 4%.",
            [
                ("schools built", "target", None),
                ("teachers trained", "target", "2031"),
                ("drop-out rates", "target", None),
            ],
        ),
        (
            "By 2031, the board shall (a) close 12 mines, (b) soon retrain 4,000 miners and (c) plant 30 ha.",
            [("mines closed", "target", "2031"), ("miners retrained", "target", "2031"), (None, "target", "2031")],
        ),
        (
            "It (a) bans 12 toxins, (b) cuts fees to 5 euros, and (c) requires 30% of vans to be electric by 2032.",
            [(None, "actual", None), ("fees", "actual", None), ("electric vans", "target", "2032")],
        ),
        (
            "Fines under paragraph 1, point (c), shall not exceed 3 % of sales.",
            [("Fines under paragraph 1, share of sales", "target", None)],
        ),
    ],
)
def test_list_marks_within_a_line_part_it(
    text: str, rows: list[tuple[str | None, str, str | None]], link: Link
) -> None:
    found = [statement for _, statement in link(text)]
    assert [(each["status"], each["target_date"]) for each in found] == [row[1:] for row in rows]
    for statement, (indicator, _, _) in zip(found, rows, strict=True):
        assert indicator is None or statement["indicator"] == indicator


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("The total budget for the works is 13 billion dong.", ["target"]),
        ("The ceiling agreed with the bank is 360 million euros.", ["target"]),
        ("The budget was 4 million euros in 2020.", ["actual"]),
        ("The fee for budget travel is 4 euros.", ["actual"]),
        ("The rate shall be at least 98%, an improvement of 7 percentage points over 2022.", ["target", "target"]),
        ("The rate reached 98%, an improvement of 7 percentage points.", ["actual", "actual"]),
    ],
)
def test_what_is_set_and_by_how_much_it_changes(text: str, statuses: list[str], link: Link) -> None:
    assert [statement["status"] for _, statement in link(text)] == statuses


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("By 2031, reuse shall be raised to 60%. Losses shall be no higher than 5%.", ["2031", "2031"]),
        ("By 2031, reuse shall be raised to 60%. The town will spend 5 million euros.", ["2031", None]),
        (
            "By 2031, reuse shall rise to 60%. Fees will rise to 6 euros in 2035. Nets shall cost 4 euros.",
            ["2031", "2035", None],
        ),
        ("Reuse shall be raised to 60% by 2031. The fee shall be no lower than 5 euros.", ["2031", None]),
        ("In 2031 and by 2035, reuse shall rise to 60%. The fee shall be no lower than 5 euros.", [..., None]),
    ],
)
def test_a_deadline_that_opens_a_sentence_goes_on(text: str, dates: list[Any], link: Link) -> None:
    found = [statement["target_date"] for _, statement in link(text)]
    assert [... if each is ... else date for date, each in zip(found, dates, strict=True)] == dates


@pytest.mark.parametrize(
    ("above", "date"),
    [("Act of 2024", None), ("Targets for 2024", "2024"), ("Ports in 2035", "2035"), ("By 2024", "2024")],
)
def test_a_year_in_a_heading_is_due_where_it_is_to_come_or_aimed_at(above: str, date: str | None, link: Link) -> None:
    assert [row["target_date"] for _, row in link(heading(above), "We will dig 30 wells.")] == [date]


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("We have agreed with the bank to set up a 500 million euro fund.", ["target"]),
        ("We have agreed on 40 yards.", ["actual"]),
        ("The market is forecast by a bank to be worth 4 billion euros in 2035.", ["other"]),
        ("Under the business-as-usual scenario drawn up by the agency, demand would climb to 101 Mt.", ["other"]),
        ("Twenty-two works sanctioned in 2019 have been finished.", ["actual"]),
        ("The bill creates 30 posts.", ["target"]),
        ("The bill has 30 pages.", ["actual"]),
        ("The directive applies to mills of at least 500 kW.", ["actual"]),
        ("The bill of the house creates 30 posts.", ["target"]),
        ("The new harbour creates 30 posts.", ["actual"]),
        ("The share rises to 12 % in 2031 and 20 % in 2035.", ["target", "target"]),
        ("The deficit is now contained at 2.9 %.", ["actual"]),
    ],
)
def test_resolves_forecasts_and_deeds(text: str, statuses: list[str], link: Link) -> None:
    assert [statement["status"] for _, statement in link(text)] == statuses


@pytest.mark.parametrize(
    ("above", "status"), [("Measures to 2035", "target"), ("Measures", "actual"), ("Measures in 2014", "actual")]
)
def test_list_items_without_a_ruling_verb_are_due_by_the_date_above(above: str, status: str, link: Link) -> None:
    items = [("list_item", 1, "40 depots electrified each year"), ("list_item", 1, "distribution of 3 million stoves")]
    assert [row["status"] for _, row in link(heading(above), *items)] == [status, status]


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("No single firm may take more than 10 % of the fund.", ["target"]),
        ("The gap to a demand of 1,200 kt currently exceeds 550 kt.", ["actual", "actual"]),
        ("We aim to divert a quarter of the 14,000 tonnes thrown away by 2031.", ["target", "actual"]),
        ("As of 1 July 2031, mills will replace 5 % of their coal.", ["target"]),
        ("The agency projects a reduction of 26 % by 2031.", ["other"]),
        ("Sixty-two projects, worth some 45 million euros, appear in the list.", ["actual", "actual"]),
        ("Average use of the 214 mills surveyed by the office was 46 %.", ["actual", "actual"]),
        ("Average costs of all 214 mills by 2031.", ["target"]),
    ],
)
def test_limits_bases_and_subjects(text: str, statuses: list[str], link: Link) -> None:
    assert [statement["status"] for _, statement in link(text)] == statuses


@pytest.mark.parametrize(("above", "status"), [("Targets for 2031:", "target"), ("Results:", "actual")])
def test_participles_in_a_list_are_what_the_line_above_says(above: str, status: str, link: Link) -> None:
    item = "list_item", 1, "use of the mills raised from 46 % to 85 %"
    assert [row["status"] for _, row in link(above, item)] == ["actual", status]


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("Access will widen to half of all homes in 2035 (36.9% in the 2021 census).", ["target", "actual"]),
        ("Access will widen to half of all homes in 2031 (70% in 2035).", ["target", "target"]),
    ],
)
def test_a_bracket_may_tell_what_was_before(text: str, statuses: list[str], link: Link) -> None:
    assert [statement["status"] for _, statement in link(text)] == statuses


def test_what_something_is_multiplied_by_is_a_multiple(link: Link) -> None:
    (_, times), _ = link("Capacity is to be multiplied by twelve to reach 1,350 MWt by 2035.")
    assert (times["value_min"], times["unit"], times["status"]) == (12, "x", "target")


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("The target for 2031 is more than 40 million TEU.", ["target"]),
        ("Reduce energy use by 20 % by 2031 compared to the reference scenario.", ["target"]),
        ("It funds 2 mills, a project that should cut losses by 9,000 tonnes.", [..., "target"]),
        ("Half of the heaters will go to homes earning less than 45,000 euros.", ["target", "other"]),
        ("Homes with access – 100 % in 2031 (2022 – 61.5 %);", ["target", "actual"]),
        ("A subsidy of Tk. 38,259 crore was paid.", ["actual"]),
    ],
)
def test_what_other_drafts_say(text: str, statuses: list[Any], link: Link) -> None:
    found = [statement["status"] for _, statement in link(text)]
    assert [... if want is ... else status for status, want in zip(found, statuses, strict=True)] == statuses


@pytest.mark.parametrize(
    ("text", "statuses"), [("Cut waste by 20 %.", ["target"]), ("Land use by 2030: 20 % forest.", ["target"])]
)
def test_orders_whose_verb_could_be_part_of_a_noun(text: str, statuses: list[str], link: Link) -> None:
    assert [statement["status"] for _, statement in link(text)] == statuses


def test_a_line_says_by_when_whatever_it_stands_under(link: Link) -> None:
    heading = ("heading", 1, "Systems performance")
    items = [("list_item", 1, each) for each in ("A cut of 40% in queues by 2031", "Queues of 10% at the pier")]
    assert [statement["status"] for _, statement in link(heading, *items)] == ["target", "actual"]


def test_a_column_says_that_its_values_are_those_so_far(nlp: Language) -> None:
    text = "# Port targets\n\n| Action | 2022 status | 2030 |\n|---|---|---|\n| Share of clean boats | 3% | 50% |\n"
    rows, _ = extract_document(nlp, Path("t.md"), "t.md", text.encode())
    now, due = rows.statements
    assert (now.status, now.as_of) == ("actual", "2022")
    assert (due.status, due.target_date) == ("target", "2030")


@pytest.mark.parametrize(
    ("head", "statuses"),
    [
        ("2020 | 2035", ["actual", "target"]),
        ("2019 | 2024", ["actual", "target"]),
        ("By 2020 | By 2035", ["target", "target"]),
        ("2028 | 2035", ["target", "target"]),
    ],
)
def test_the_first_year_of_a_table_without_a_date_is_where_it_sets_out(
    nlp: Language, head: str, statuses: list[str]
) -> None:
    text = f"# Targets\n\n| Indicator | {head} |\n|---|---|---|\n| Share of clean boats | 3% | 50% |\n"
    rows, _ = extract_document(nlp, Path("t.md"), "t.md", text.encode())
    assert [row.status for row in rows.statements] == statuses


def test_a_heading_says_nothing_of_prose(link: Link) -> None:
    text = "Trips still carry the trade, with spending of 40 million euros. Fees were paid by 3,000 sailors in 2019."
    statuses = [statement["status"] for _, statement in link(("heading", 1, "Strategic goals"), text)]
    assert statuses == ["actual", "actual"]


def test_a_title_says_nothing_of_a_clause_two_headings_below(link: Link) -> None:
    blocks = (
        ("heading", 1, "Port targets"),
        ("heading", 2, "How it is paid for"),
        ("list_item", 1, "It holds 223 sites."),
    )
    assert [statement["status"] for _, statement in link(*blocks)] == ["actual"]


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("Demand for heat is expected to increase by 9% a year.", ["other"]),
        ("The population will reach 4 million by 2035.", ["other"]),
        ("Demand for heat will be cut by 9% by 2035.", ["target"]),
        ("As wages rise to 40 euros, the fleet will grow by 9% by 2035.", ["target", "target"]),
        ("Use will be cut by 25% compared to 2013 (24% reduction compared to 2005).", ["target", "target"]),
        (
            "The state plans an outlay of 11 million euros, of which 10 million euros is for ports.",
            ["target", "target"],
        ),
        ("For 2035, I have provided 5 million euros. Of this, I have kept a sum of 4 million euros.", ["target"] * 2),
        ("Losses must fall by 4% a year to reach the goal.", ["other"]),
        ("We must cut losses by 4% a year to reach the goal.", ["target"]),
        (
            "Sales accelerated by 4% between 2010 and 2012, but must be closer to 8% to reach the goal.",
            ["actual", "other"],
        ),
        ("Lines of at least 100 MW have become common.", ["other"]),
        ("Emissions of at most 5 Mt will be allowed by 2035.", ["target"]),
        ("Ensure deposits for bottles with a volume of up to 3 litres by 2035.", ["other"]),
        ("A call was held, with 14 million euros allocated to ports.", ["actual"]),
        ("The state will hold a call, with 14 million euros allocated to ports.", ["target"]),
        ("If the 90% target is not met by 2035, ports shall close.", ["target"]),
        ("The city will cut losses by 2035 as it owns 63% of the pipes.", ["actual"]),
        ("It raises the target to 6.5% by 2035 (previously 4.5%).", ["target", "actual"]),
        ("Each of our 27,000 schools will be checked.", ["other"]),
        ("We are running such courses in seven ports.", ["actual"]),
        ("We plan to train more 16 to 25-year-olds.", ["other"]),
        ("Emissions in 2035 are estimated to be 51% lower.", ["other"]),
        ("Projections show that emissions would fall by 34% by 2035.", ["other"]),
        ("With 23 quays opened, the state will pay 40 million euros.", ["actual", "target"]),
        (
            "The fund has helped 203 ports, making a total investment of more than 52 million euros.",
            ["actual", "actual"],
        ),
        ("The council will adopt a five-year development plan.", ["other"]),
        ("Our aim is to extend leave by a five-week period.", ["target"]),
        ("The port sets its sights on growth of 7%.", ["target"]),
        ("Emissions fall by 32% by 2035 relative to the BAU scenario of 143 Mt.", ["target", "other"]),
        ("The target for ports is set as 37 million tonnes.", ["target"]),
        (
            "The plan is to lift sales from its current $36 billion (AED 133 billion) to $82 billion by 2035.",
            ["actual", "actual", "target"],
        ),
        ("Share of women in ports: 12% (2010), 23% (2020), 40% (2035).", ["actual", "actual", "target"]),
        ("Tax revenue reached 13.1% of GDP.", ["actual"]),
        ("Target sectors received 40% of all loans.", ["actual"]),
        ("Cut waste sent to landfill by 20%.", ["target"]),
        ("Milk output is to double to 10 million tonnes.", ["target", "target"]),
        ("Incomes of the bottom 40 percent should rise to 10 percent by 2035.", ["other", "target"]),
        ("Parity would mean thousands of additional workers.", ["other"]),
        ("Under a BAU scenario, emissions will rise by 264% by 2035.", ["other"]),
        ("Emissions will fall by 22% by 2035, compared to those under a business as usual scenario.", ["target"]),
        ("The ports are having a staff of about 28,000 people.", ["actual"]),
        ("Increase average life expectancy at birth to 70 years.", ["target"]),
        ("By 2035, wind power will be five times that of today.", ["target"]),
        ("The component comprises the building of 60 halls.", ["target"]),
        (
            "By 2035, 85% of crews will be fed, up from 62%, and 90% of ports will be cleaned.",
            ["target", "actual", "target"],
        ),
        ("In 2019 we cut losses by 38 %, and reused 71 % of all nets.", ["actual", "actual"]),
        ("One in five crews is old, and by 2035 that will be one in four.", ["actual", "target"]),
        ("It would hire 40 divers and cut losses at sea by 9%.", ["target", "target"]),
        ("The plan sets out that more than 300 piers will be built by 2031.", ["target"]),
        ("The scheme, backed by a loan of 22 million euros, will cover 40 villages.", ["target", "target"]),
        ("The scheme, built with a loan of 22 million euros, covers 40 villages.", ["actual", "actual"]),
        ("The lake will hold 40 fish by 2032 (today: 31).", ["target"]),
        ("The lake will hold 40 MW by 2032 (31 MW today).", ["target", "actual"]),
        ("A place among the top 70 ports is also a target.", ["target"]),
        ("The budget has been set at 40 million euros.", ["target"]),
        ("Opened talks with more than 30 towns to cut losses.", ["actual"]),
        ("Built a league of 40 towns to reduce losses.", ["actual"]),
        ("Reduced fares for 40 towns to be agreed by 2031.", ["target"]),
        ("The new ceilings will require a 75 % cut in sulphur.", ["target"]),
        ("300 women of the 15-49 age group were asked.", ["actual"]),
        ("Output is to rise to 40 MW in 2031, against 25 MW last year.", ["target", "actual"]),
    ],
)
def test_what_moves_by_itself_what_a_goal_takes_and_which_ones_are_meant(
    text: str, statuses: list[str], link: Link
) -> None:
    assert [row["status"] for _, row in link(text)] == statuses


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Trips by rail will be 2030: 50 % and 2050: 100 %.", ["2030", "2050"]),
        ("The port gets 7 million euros for pumps, with a target of halving use by 2035.", [None, "2035"]),
        ("We commit to net zero by 2045, with interim goals of a 5 % cut in oil by 2035.", ["2045", "2035"]),
    ],
)
def test_deadlines_of_labels_and_of_aims_put_behind(text: str, dates: list[str | None], link: Link) -> None:
    assert [row["target_date"] for _, row in link(text)] == dates


@pytest.mark.parametrize(
    ("title", "status"),
    [("Budget Statement 2031", "target"), ("Budget Execution Report", "actual"), ("Ports", "actual")],
)
def test_a_budget_tells_in_the_present_what_it_sets(title: str, status: str, link: Link) -> None:
    found = link(("heading", 1, title), "Schools receive 3 million euros. Excise on rum goes up 10 per cent.")
    assert [row["status"] for _, row in found] == [status] * 2
    assert link(("heading", 1, title), "Exports go up 10 per cent.")[0][1]["status"] == "actual"


PROJECT = (
    ("heading", 1, "Hill Piers Project"),
    "The project has three components. The project was appraised in May 2026 and is financed with a loan.",
)
"""How a paper on a project begins."""


@pytest.mark.parametrize(
    ("text", "in_project", "elsewhere"),
    [
        ("Fund loan: USD 20 million", "target", "target"),
        ("Total project cost: USD 42 million", "target", "actual"),
        ("Direct beneficiaries: 65,000 households", "target", "target"),
        ("Springs (USD 18 million)", "target", "actual"),
        ("The Board has approved a credit of USD 20 million.", "target", "target"),
        ("The Board approved a credit of USD 20 million in 2019.", "actual", "actual"),
        ("The cost was USD 20 million.", "actual", "actual"),
    ],
)
def test_projects_set_what_they_cost_in_labels_and_brackets(
    text: str, in_project: str, elsewhere: str, link: Link
) -> None:
    assert [row["status"] for _, row in link(*PROJECT, text, published="2026-06-11")][-1] == in_project
    assert [row["status"] for _, row in link(text, published="2026-06-11")] == [elsewhere]


@pytest.mark.parametrize("project", [True, False])
def test_a_table_of_costs_of_a_project_sets_them(project: bool, nlp: Language) -> None:
    first = "# Hill Piers Project\n\n" + str(PROJECT[1]) if project else "# Piers"
    text = f"{first}\n\n|Component|Cost (USD million)|\n|-|-|\n|Springs|18|\n|Roads|24|\n"
    rows, _ = extract_document(nlp, Path("a.md"), "a.md", text.encode())
    status = "target" if project else "actual"
    assert [row.status for row in rows.statements if row.unit == "USD"] == [status] * 2


def test_a_list_of_what_is_approved_sets_it(link: Link) -> None:
    items = (("list_item", 1, "A hall for divers (USD 6 million)"), ("list_item", 1, "A pier, USD 7 million"))
    assert [row["status"] for _, row in link("The projects approved are:", *items)] == ["target"] * 2
    assert [row["status"] for _, row in link("The projects closed are:", *items)] == ["actual"] * 2


def test_a_value_moved_from_one_with_a_date_keeps_its_own(link: Link) -> None:
    found = link(("heading", 1, "Plan"), "Deaths at sea: from 420 in 2024 to fewer than 210 in 2035.")
    assert [(row["status"], row["target_date"] or row["as_of"]) for _, row in found] == [
        ("actual", "2024"),
        ("target", "2035"),
    ]


def test_a_deadline_before_what_the_text_reports_is_none(link: Link) -> None:
    rows = link(
        "The fleet is large, totalling 40 GW by the end of 2015.", "In 2016, 3 GW were built. In 2016, sales rose."
    )
    assert [row["status"] for _, row in rows] == ["actual", "actual"]


def test_headings_that_are_items_stand_under_the_line_above_them(link: Link) -> None:
    rows = link(
        "The ports shall work towards the following targets by 2035:",
        ("heading", 4, "(1) Skills:"),
        ("list_item", 1, "(a) at least 80% of pilots have a licence;"),
        ("heading", 4, "(2) Networks:"),
        ("list_item", 1, "(a) 40% of quays are covered."),
        ("heading", 2, "Background"),
        ("list_item", 1, "60% of quays are old."),
    )
    assert [(row["status"], row["target_date"]) for _, row in rows] == [
        ("target", "2035"),
        ("target", "2035"),
        ("actual", None),
    ]


def test_a_list_may_be_introduced_with_a_semicolon(link: Link) -> None:
    rows = link(
        "The plan names targets for 2035;", ("list_item", 1, "15% of sales from kelp"), ("list_item", 1, "4 new quays")
    )
    assert [(row["status"], row["target_date"]) for _, row in rows] == [("target", "2035")] * 2


def test_a_sentence_that_only_opens_a_list_goes_on_with_the_one_before(link: Link) -> None:
    rows = link("More corridors are being planned. Some are:", "a. 3,500 km of works.", "b. 1,100 km of works.")
    assert [row["status"] for _, row in rows] == ["target", "target"]
    rows = link("More corridors were built. Some are:", "a. 3,500 km of works.", "b. 1,100 km of works.")
    assert [row["status"] for _, row in rows] == ["actual", "actual"]


def test_a_statement_behind_the_first_of_an_item_speaks_for_itself(link: Link) -> None:
    rows = link(
        "The state will take these measures by 2035:",
        ("list_item", 1, "Widen the quays. Only 22% of quays are wide."),
        ("list_item", 1, "Only 40% of quays are open."),
    )
    assert [row["status"] for _, row in rows] == ["actual", "target"]


def test_what_is_counted_back_is_not_to_come_in_the_year_of_writing(link: Link) -> None:
    rows = link("Cover rose to 64%, a 45 percentage point surge over the past decade.", published="2025-06-11")
    assert [row["status"] for _, row in rows] == ["actual", "actual"]


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("Conditional contribution scenario (2035)", "target"),
        ("BAU scenario (2035)", "other"),
        ("Change vs BAU by 2035", "target"),
    ],
)
def test_columns_of_scenarios_and_of_what_is_compared_with_them(header: str, status: str, nlp: Language) -> None:
    table = f"| Sector | {header} |\n|---|---|\n| Power | 86 Mt |\n"
    rows, _ = extract_document(nlp, Path("t.md"), "t.md", table.encode())
    assert [row.status for row in rows.statements] == [status]


@pytest.mark.parametrize(
    ("above", "status"),
    [
        ("Results to be achieved by 2035", "target"),
        ("The following must be achieved by 2035", "target"),
        ("Expected results by 2035", "target"),
        ("Results achieved", "actual"),
    ],
)
def test_words_of_report_in_a_heading_may_speak_of_what_is_to_come(above: str, status: str, link: Link) -> None:
    rows = link(heading(above), ("list_item", 1, "40 new clinics"))
    assert [row["status"] for _, row in rows] == [status]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("The bill provides 1.1 billion euros for ten years, starting in 2031-32, to the port.", [None, None]),
        ("Starting in 2031, the fee will be 5 euros.", ["2031"]),
        ("All new vans must be 100 % electric starting in 2031.", ["2031"]),
        ("We will cut losses by 50 %, ahead of the 2035 target.", [None]),
        ("The plan covers the period 2027 to 2031. In this time, we will cut losses by 50 %.", ["2027/2031"]),
    ],
)
def test_targets_are_due_neither_when_money_begins_to_flow_nor_by_an_aim_they_forerun(
    text: str, dates: list[str | None], link: Link
) -> None:
    assert [row["target_date"] for _, row in link(text)] == dates


@pytest.mark.parametrize("grants", [True, False])
def test_a_law_that_grants_money_for_a_year_speaks_for_its_schedule(grants: bool, nlp: Language) -> None:
    granted = "The issue of a sum from the Consolidated Fund for the year 2031 is hereby authorised."
    first = granted if grants else "The treasury was founded in 1931."
    table = "|Vote|Title|Amount (EUR)|\n|-|-|-|\n|B. 1|Parliament|58,992,100|\n|B. 2|Courts|1,886,600|\n"
    text = f"{first}\n\nSCHEDULE\n\n{table}"
    rows, _ = extract_document(nlp, Path("a.md"), "a.md", text.encode())
    found = [(row.status, row.target_date, row.indicator) for row in rows.statements if row.unit == "EUR"]
    status, date = ("target", "2031") if grants else ("actual", None)
    assert found == [(status, date, "Parliament"), (status, date, "Courts")]


def test_items_of_a_list_take_no_status_from_one_of_another_form(link: Link) -> None:
    items = ("To link 250 towns by 2031.", "88 ports refloated under the scheme.", "15 million passengers flown.")
    found = link(heading("Facts"), *(("list_item", 1, item) for item in items), published="2025-06-11")
    assert [row["status"] for _, row in found] == ["target", "actual", "actual"]


def test_what_was_done_in_a_period_that_has_begun_is_told(link: Link) -> None:
    found = link(heading("Facts"), ("list_item", 1, "780 km of piers completed (2014–2025)."), published="2025-06-11")
    assert [row["status"] for _, row in found] == ["actual"]


def test_a_dash_introduces_the_paragraphs_a_law_puts_in(link: Link) -> None:
    lead = "The Tax Act is amended by inserting the following new paragraphs after paragraph (c)—"
    items = (
        "(d) in respect of the sale of scrap, two per cent of the gross amount;",
        "(e) in respect of prizes, 20 %;",
    )
    found = link(lead, *(("list_item", 1, item) for item in items))
    assert [row["status"] for _, row in found] == ["target", "target"]


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("The Board has approved six proposals amounting to 9 million dollars.", ["actual", "target"]),
        ("The Board approved a loan of 9 million dollars to help 400 villages.", ["target", "target"]),
        ("The scheme has, since 2009, approved loans of 9 million dollars.", ["actual"]),
        ("1 dollar = 61.8 rupees", ["actual", "other"]),
        ("Piers will be built for 300 children under five years.", ["target", "other"]),
        ("Drawn so far: 3 million euros (as of 30 June 2021)", ["actual"]),
        ("Despite a fall in losses to about 24% in 2005, piers will be mended.", ["actual"]),
        ("Despite 4 million euros being set aside by 2045, piers will rot.", ["target"]),
        ("$2 million to train pilots and ensure that ports have the crews they need.", ["target"]),
        ("The firms achieved a 9% cut in losses from 2021 to 2022.", ["actual"]),
        (
            "The club was founded to reach these goals: cutting losses by 50% in 2045, and using 90% clean fuel.",
            ["target"] * 2,
        ),
        ("Have the means to supply up to 40% of the towns.", ["target"]),
        ("By 2050, 20% of the piers have been mended.", ["target"]),
        ("In Housing, Budget 2031 delivers 4 million euros for piers.", ["target"]),
        ("40% of the members belong to scheduled tribes.", ["actual"]),
        ("Launched a club of 30 ports.", ["actual"]),
        ("Announced 5 million euros for piers.", ["target"]),
    ],
)
def test_what_approvals_lines_and_asides_say(text: str, statuses: list[str], link: Link) -> None:
    assert [row["status"] for _, row in link(text)] == statuses


def test_what_a_line_says_was_done_has_the_date_of_the_line_above(link: Link) -> None:
    rows = link(
        "In the first two months of 2022, the harbour:", item("Launched 30 clubs."), item("Announced $5 million.")
    )
    told = [(row["status"], row["target_date"], row["as_of"]) for _, row in rows[1:]]
    assert told == [("actual", None, "2022-01/2022-02"), ("target", None, None)]


def test_the_day_of_a_meeting_that_approved_something_is_no_deadline(link: Link) -> None:
    rows = link(
        "At its meeting of 10 to 12 March 2020, the Board approved these:", item("Ostland, with a 3 million euro grant")
    )
    assert [(row["status"], row["target_date"]) for _, row in rows] == [("target", None)]


def test_values_in_a_bracket_are_due_with_the_one_before_it(link: Link) -> None:
    rows = link("We will build 120 piers in 2027 (90 quays; 30 docks) and 200 piers by 2030 (150 quays).")
    assert [row["target_date"] for _, row in rows] == ["2027"] * 3 + ["2030"] * 2


def test_a_participle_in_a_line_with_a_deadline_says_only_which_ones(link: Link) -> None:
    rows = link(
        "States shall take measures to reach the following targets:",
        item("by 31 December 2045, the following shares of the materials contained in waste:"),
        item("50 % of plastic;", level=2),
        item("25 % of wood.", level=2),
    )
    assert [(row["status"], row["target_date"]) for _, row in rows] == [("target", "2045-12-31")] * 2


def test_a_numbered_component_is_of_a_project(link: Link) -> None:
    for line in ("Component 1: Salt pans (US$37 million)", "Sub-component 2.1: Nets (US$8 million)"):
        assert [row["status"] for _, row in link(line)] == ["target"]
    assert [row["status"] for _, row in link("Salt pans (US$37 million)")] == ["actual"]


@pytest.mark.parametrize(
    ("text", "status", "due"),
    [
        ("Ruritania has set a limit of 169 Mt.", "target", None),
        ("Key pillars of the plan include the building of 500 piers.", "target", None),
        ("The cut is insufficient to meet the harbour's target (161 piers).", "target", None),
        ("We reckoned its target as 161 piers.", "target", None),
        ("The harbour has met its target (161 piers).", "actual", None),
        ("A 9 million euro grant was announced by the minister this week.", "target", None),
    ],
)
def test_limits_pillars_and_news(text: str, status: str, due: str | None, link: Link) -> None:
    rows = link(text, published="2026-06-11")
    assert [(row["status"], row["target_date"]) for _, row in rows] == [(status, due)]


def test_what_is_told_of_a_year_to_come_says_nothing_of_when_a_text_was_written(link: Link) -> None:
    rows = link(
        "In August 2021, Ruritania submitted a 2050 clean ports target.",
        "It has set a limit in 2045 of 169 piers.",
        "The measures are estimated to cut losses to 4 Mt in 2045.",
    )
    assert [(row["status"], row["target_date"]) for _, row in rows] == [("target", "2045"), ("other", "2045")]
