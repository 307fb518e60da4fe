"""What a quantity is linked to, on sentences of our own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from beside import times_as_long
from policyledger.scopes import Scopes
from policyledger.tokens import Tokens

Link = Callable[..., list[tuple[str, dict[str, Any]]]]


def heading(text: str, level: int = 1) -> tuple[str, int, str]:
    return "heading", level, text


def item(text: str, level: int = 1) -> tuple[str, int, str]:
    return "list_item", level, text


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The city will build 30 hubs.", "target"),
        ("The plan aims to plant 2 million trees.", "target"),
        ("Exports are to reach 40 billion euros.", "target"),
        ("Reduce water use to 120 litres per capita per day.", "target"),
        ("Emissions must not exceed 5 Mt.", "target"),
        ("With an outlay of EUR 4 billion, the fund supports ports.", "target"),
        ("30 reactors will be connected.", "target"),
        ("Last year output rose to 40 million tonnes.", "actual"),
        ("The region currently recycles 44 % of its waste.", "actual"),
        ("The port handled 3 million containers in 2019.", "actual"),
        ("The recently launched fund, with 40 members, will grow.", "target"),
        ("The panels can meet 2 % of demand.", "other"),
        ("Demand is projected to reach 48 million GJ.", "other"),
        ("Small plants are defined as those of less than 10 MW.", "other"),
        ("The plan rests on five pillars.", "other"),
        ("It will be rolled out over the next five years.", "other"),
        ("We will help sailors aged 18 to 35.", "other"),
        ("We will help sailors aged under 35.", "other"),
        ("Sailors over the age of 60 will get a hut.", "other"),
        ("The lock is nearly 60 years old.", "actual"),
        ("Silt inflow is assumed to be 30 kt.", "other"),
        ("Last year, the council had granted 30 permits.", "actual"),
        ("The island will cut its landings by 9% compared to the BAU scenario.", "target"),
        ("Reeds to meet 10% of the demand for straw.", "target"),
        ("The mill would open in 1955 with 30 looms, and it was sold in 1960.", "actual"),
    ],
)
def test_statements_tell_target_actual_and_other(text: str, status: str, link: Link) -> None:
    assert [statement["status"] for _, statement in link(text)] == [status]


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        # the verb that governs, by tense and mood
        ("The levy will be set at 25 euros in 2035 and raised to 45 euros in 2037.", ["target", "target"]),
        ("By 2030, 40 bridges will be replaced and 500 km of roads repaired.", ["target", "target"]),
        ("Losses will fall to 4%, the intake rise to 70% and wages grow by 3% a year.", ["target"] * 3),
        ("Yields will increase by 0.5 t/ha and irrigated land by 120,000 hectares.", ["target", "target"]),
        ("The mill was closed and released 4 Mt of silt in 2010.", ["actual"]),
        ("Reed cover shall not drop below 60 per cent of the shore.", ["target"]),
        ("We will no longer import more than 20% of our salt.", ["target"]),
        ("Three quarters of the 1,200 planned piers have been built.", ["actual", "actual"]),
        (
            "Peat use fell from 160 litres in 2003 to 140 litres in 2022, against a goal of 130 litres by 2030.",
            ["actual", "actual", "target"],
        ),
        ("Ferries carried 40 million guests and will carry 50 million guests by 2031.", ["actual", "target"]),
        ("The council has since trained 300 pilots and intends to train 500 pilots.", ["actual", "target"]),
        ("30 homes had been connected to fibre by December 2020.", ["actual"]),
        ("40 depots will be closed, and 12 schools were opened last year.", ["target", "actual"]),
        ("The mission has been allocated EUR 4 billion for ports.", ["target"]),
        ("Ports spent EUR 4 billion on cranes.", ["actual"]),
        ("The fund (launched in 2015) will back 30 firms.", ["target"]),
        ("The port is to be widened by 30 metres.", ["target"]),
        ("They planned to train 300 pilots.", ["target"]),
        ("We will ensure that 50 % of textiles are collected.", ["target"]),
        ("It will not build 3 reactors.", ["other"]),
        ("The fee shall not exceed EUR 300.", ["target"]),
        ("Transport accounts for a quarter of all trips.", ["actual"]),
        # a limit, by what is not to be or may be
        ("The scheme will not support more than 200 projects.", ["target"]),
        ("Homes may not use more than 100 litres of water.", ["target"]),
        ("No more than 10% of plots may be sold.", ["target"]),
        ("The panels can meet no more than 2 % of demand.", ["other"]),
        ("A fine of up to 4% of turnover may be imposed.", ["other"]),
        # needs and costs
        ("The grid would need 12 billion dollars.", ["other"]),
        ("Investments of around 600 million francs are needed.", ["other"]),
        ("Some 300 million euros will be needed to dredge the port.", ["other"]),
        ("Under the Act, farms with fewer than 20 staff are exempted until 2028.", ["other"]),
        # what is allowed at most, and an amount as the subject of a verb in its bare form
        ("Support is capped at 60,000 euros.", ["target"]),
        ("About 1 million people, or 14 % of all, live on the coast.", ["actual", "actual"]),
        # whom a rule is for
        ("Contracts above 5 million rupees must be published.", ["other"]),
        ("By 2031 below 5 % of the waste shall be burnt.", ["target"]),
        ("Seniors whose monthly incomes per head are above 300 euros get a pass.", ["other"]),
        ("Small schools are those with fewer than 100 pupils.", ["other"]),
        ("Firms using more than 50 kWh a month shall report.", ["other"]),
        ("Homes using less than 50 kWh a month are exempt from the levy.", ["other"]),
        # what speaks of the quantity alone
        ("Output will reach 40 MW, up from 25 MW today.", ["target", "actual"]),
        ("Recycling will reach 42 % by 2030 (from 32 % in 2018).", ["target", "actual"]),
        ("Leakage shall fall to 4 % (vs. 9 % today).", ["target", "actual"]),
        ("Firms with more than 50 workers shall report on energy.", ["other"]),
        ("If the catch is below 30 tonnes, the port will hire 5 guards.", ["other", "target"]),
        ("Emissions will fall by 40 % below business as usual.", ["target"]),
        ("The measures will reach all six regions.", ["other"]),
        ("Rangers will form 4 clusters of ponds.", ["target"]),
        ("Ports spent a sum of EUR 4 million.", ["actual"]),
        ("Ports get grants of EUR 4 million.", ["target"]),
        ("The levy, which covers 70 % of catches, will be widened.", ["actual"]),
        ("We're investing EUR 4 million in piers.", ["target"]),
        ("The state is digging 40 wells, hiring 900 diggers.", ["target", "target"]),
        ("Yields are rising by 3 % a year.", ["actual"]),
        ("Some 40 pilots are attending the course.", ["actual"]),
        ("The council has in the past run calls for ideas and held 200 hearings.", ["actual"]),
        ("We aim to cut the waste sent to landfill by 30 %.", ["target"]),
        ("Losses shall fall by 41 % of the business-as-usual level.", ["target"]),
        ("Losses were estimated to be 4 Mt in 2005.", ["actual"]),
        ("The number of men who are idle rose from 8 million in 1983 to 12 million in 1987.", ["actual", "actual"]),
        ("The share will rise to 40 % by 2031, compared with 18 % in 2018.", ["target", "actual"]),
        ("Idleness is to fall below 5 % by 2027 from 7 % in 2020.", ["target", "actual"]),
        ("Capacity will reach 14 MW by 2031, from 2 MW in 2015 and 4 MW in 2020.", ["target", "actual", "actual"]),
        ("The fund, worth EUR 4 million, continues to be sound.", ["actual"]),
        ("Only 4 % of the firms consulted consider themselves to be ready.", ["actual"]),
        ("In 2019, 63 % of the land was estimated to be hilly.", ["actual"]),
        ("The port is currently on course to cut waste by 54 % by 2031.", ["target"]),
        ("The estimate of financial needs is around EUR 11 billion.", ["other"]),
        ("Firms are doing well in crafts (58 %).", ["actual"]),
        ("The outlay has been pegged at EUR 4 million.", ["target"]),
        ("Catches doubled between 2010 and 2020 and will double again by 2031.", ["actual", "target"]),
        # what somebody who does not decide says will be
        ("According to the World Bank, remittances will reach $630 billion in 2024.", ["other"]),
        ("According to the plan, the city will dig 400 wells by 2030.", ["target"]),
        ("Freight will double by 2050, according to the IEA.", ["other"]),
        ("Analysts expect that nets will fall below $80 by 2026.", ["other"]),
        ("Experts expect 200,000 jobs to be lost by 2030.", ["other"]),
        ("Economists believe inflation will reach 6% by 2026.", ["other"]),
        ("Experts will check 300 piers by 2031.", ["target"]),
        ("The ministry projects that freight will grow by 2% in 2026.", ["other"]),
        ("The ministry projects GDP growth of 4.5% in 2026.", ["other"]),
        ("The report estimates that 3 million workers will need courses by 2030.", ["other"]),
        ("The IEA estimates that demand will rise by 40%, and the state will build 30 plants.", ["other", "target"]),
        ("The minister announced that 300 homes will be built by 2030.", ["target"]),
        ("The parties agreed that waste will fall by 30% by 2030.", ["target"]),
        # what comes where nothing is done, and a case thought up
        ("If nothing is done, silt will rise by 60 cm by 2100.", ["other"]),
        ("Unless action is taken, traffic will increase by 30% by 2040.", ["other"]),
        ("Without additional measures, waste would amount to 80 Mt in 2030.", ["other"]),
        ("Traffic will increase by 30% by 2040 if no action is taken.", ["other"]),
        ("If the talks fail, we will cut quotas by 20%.", ["target"]),
        ("If current trends continue, we will cut quotas by 20%.", ["target"]),
        ("A family of four would, for example, save 500 dollars a year.", ["other"]),
        ("Consider a farmer who will receive 5,000 pesos.", ["other"]),
        ("The state will help firms, for example by building 30 hubs by 2030.", ["target"]),
        # definitions
        ("'Small firm' means an enterprise with no more than 49 employees.", ["other"]),
        ('"Remote area" means an area with less than 300 inhabitants per km2.', ["other"]),
        ("“Medium firm” shall mean an enterprise with fewer than 250 staff.", ["other"]),
        ("This means that 40 jobs will be lost.", ["target"]),
        ("The state will cut waste by 20% by means of 30 new plants.", ["target", "target"]),
        # plans that are over
        ("We had hoped to vaccinate 70% of adults by the end of 2021.", ["actual"]),
        (
            "The first strategy aimed to connect 90% of homes by 2020, but only 72% were connected.",
            ["actual", "actual"],
        ),
        ("In 2019, the council agreed to dig 40 wells.", ["target"]),
        ("The council dropped its plan to dig 300 wells.", ["other"]),
        ("The plan to add 2 GW by 2022 was abandoned.", ["other"]),
        ("Plans to dig 30 wells have been scrapped.", ["other"]),
        ("The target of 20% was missed.", ["other"]),
        ("The plan to add 2 GW by 2032 was approved.", ["target"]),
        ("The state aims to abandon 30 mines by 2030.", ["target"]),
        # what is offered on a condition
        (
            "The state commits to cut waste by 25 per cent by 2030, rising to 47 per cent with support.",
            ["target", "target"],
        ),
        (
            "The state commits to cut waste by 35% with own resources, and by up to 40% with international support.",
            ["target", "target"],
        ),
        # dates where no verb decides
        (
            "A harbour fund of EUR 4 million for 2026-2030, including EUR 2 million for piers by 2028.",
            ["target", "target"],
        ),
    ],
)
def test_statements_follow_the_governing_verb(text: str, statuses: list[str], link: Link) -> None:
    assert [row["status"] for _, row in link(text, published="2022-05")] == statuses


def test_statements_of_list_items_follow_the_verb_of_their_lead_in(link: Link) -> None:
    items = [item("12 % for wool;"), item("4 % for flax.")]
    assert [row["status"] for _, row in link("Cloth shall contain at least:", *items)] == ["target"] * 2
    assert [row["status"] for _, row in link("Cloth was found to contain:", *items)] == ["actual"] * 2


def test_statements_take_paragraphs_with_marks_for_items_of_the_lead_in(link: Link) -> None:
    found = link("By 2031 cloth shall contain at least:", "(a) 12 % of old wool;", "(b) 4 % of old flax.")
    assert [(row["status"], row["target_date"]) for _, row in found] == [("target", "2031")] * 2


def test_statements_of_list_items_without_verb_go_on_like_the_item_before(link: Link) -> None:
    found = link(heading("Impact"), item("Create 500 jobs."), item("Credit for 30 firms."))
    assert [row["status"] for _, row in found] == ["target", "target"]


def test_statements_let_a_report_under_a_target_heading_be_one(link: Link) -> None:
    rows = link(heading("2030 targets"), "Coverage rebounded to 20 % in 2023. It will reach 40 %.")
    assert [(row["status"], row["target_date"]) for _, row in rows] == [("actual", None), ("target", "2030")]


def test_statements_keep_the_time_a_section_opens_with(link: Link) -> None:
    rows = link(
        heading("Goals"),
        "By 2031, ports will thrive.",
        "Piers will grow by 7 %.",
        heading("Means"),
        "We will hire 8 men.",
    )
    assert [row["target_date"] for _, row in rows] == ["2031", None]


def test_statements_take_no_date_from_a_heading_that_keeps_it_for_its_own_value(link: Link) -> None:
    [*_, (_, row)] = link(heading("Zero oil spills by 2050"), "The port will plant 40 hedges.")
    assert row["target_date"] is None


def test_statements_prefer_the_time_a_section_opens_with_to_its_heading(link: Link) -> None:
    [(_, row)] = link(heading("Ports in 2050"), "By 2030, ports will be green. We will plant 40 hedges.")
    assert row["target_date"] == "2030"


@pytest.mark.parametrize(
    ("above", "item_text", "status", "date"),
    [
        ("2030 targets", "20 depots electrified", "target", "2030"),
        ("2030 targets", "50% of tickets sold online", "target", "2030"),
        ("Expected results by 2027", "10,000 youths trained", "target", "2027"),
        ("What we have achieved", "12 schools opened", "actual", None),
        ("2030 targets", "30 members resigned in 2019", "actual", None),
        ("2030 targets", "40 clinics were built", "actual", None),
    ],
)
def test_statements_of_a_participle_alone_follow_what_stands_above(
    above: str, item_text: str, status: str, date: str | None, link: Link
) -> None:
    [(_, row)] = link(heading(above), item(item_text))
    assert (row["status"], row["target_date"]) == (status, date)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Objective 3: 500 schools connected to the internet by 2037.", "target"),
        ("Our goal: 40% of waste recycled.", "target"),
        ("KPI: 95% of permits issued within a month.", "target"),
        ("In 2020, 40 clinics closed.", "actual"),
        ("30 firms joined the scheme in 2019.", "actual"),
    ],
)
def test_statements_of_a_participle_alone_follow_label_and_deadline(text: str, status: str, link: Link) -> None:
    assert link(text)[0][1]["status"] == status


def test_statements_of_a_list_move_alike(link: Link) -> None:
    found = link("Use of oil and of coal will be cut by 13 percent and 18 percent, respectively, from 2020 levels.")
    assert [row["change"] for _, row in found] == ["decrease", "decrease"]


def test_statements_of_each_keep_it_to_the_value_before_it(link: Link) -> None:
    found = link("Build up 5 firms with sales of 4 million euros each, and 20 yards.")
    assert [row["per"] for _, row in found] == [None, "firm", None]


def test_statements_put_dates_in_order_where_the_text_says_respectively(link: Link) -> None:
    rows = link("Emissions shall fall by 56%, 75% and 90% by 2025, 2030 and 2040 respectively.")
    assert [row["target_date"] for _, row in rows] == ["2025", "2030", "2040"]


def test_statements_do_not_take_the_date_of_the_old_value_for_the_deadline(link: Link) -> None:
    rows = link("By 2031 the mean time will rise from 1,200 hours in 2020 to 2,000 hours.", published="2021")
    assert [row["target_date"] for _, row in rows] == [None, "2031"]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Cut phone use to under 4 % (2023: 8 %) by 2031.", ["2031", None]),
        ("Losses will fall to 4 % (2 % by 2040).", [None, "2040"]),
        ("The state will pay EUR 3 million by 2031; ports will pay EUR 5 million.", ["2031", None]),
        ("Fares will fall by 3 %; tolls will fall by 5 % by 2031.", ["2031", "2031"]),
        ("Wood supplies at least 23 % in 2027 and will supply 31 % in 2050.", ["2027", "2050"]),
        ("Catches must peak before 2030 and fall by 30 % by 2040.", ["2040"]),
        ("By 2035 all boats will be clean, and 300 piers will be built by 2031.", ["2031"]),
        ("This will see 40 jobs created and will let ports support 60 jobs by 2031.", [None, "2031"]),
        ("We will plant 40 trees and restore 50 ponds by 2031.", ["2031", "2031"]),
        ("We shall raise this to 30 % by 2031, and I am allocating EUR 4 million to it.", ["2031", None]),
        ("It aims to cut waste by 4 % and to train 50 men by 2031.", ["2031", "2031"]),
        ("It aims to plant 40 trees, of which 20 by 2027.", [None, "2027"]),
        ("It aims to plant 40 trees by 2031, of which 20 by 2027.", ["2031", "2027"]),
        ("It aims to plant 40 trees, including 20 elms, by 2031.", ["2031", "2031"]),
    ],
)
def test_statements_take_no_date_from_brackets_or_parts_that_keep_it(
    text: str, dates: list[str | None], link: Link
) -> None:
    assert [row["target_date"] for _, row in link(text, published="2024")] == dates


def test_statements_take_of_a_lead_in_paragraph_the_sentence_that_leads_in(link: Link) -> None:
    [(_, row)] = link("Fleets will be green by 2035. To get there we will:", item("train 300 pilots;"))
    assert (row["status"], row["target_date"]) == ("target", None)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("{n} cranes by 20{year}, ", 400),
        ("reduce losses by 5% by 2030, ", 400),
        ("EUR 4 million, ", 1000),
        ("1, 2 and 3 MW in 2025, 2026 and 2027 respectively ", 100),
    ],
)
def test_statements_of_one_long_sentence_take_linear_time(
    text: str, count: int, nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    from policyledger import indicators

    if "{n}" in text:
        monkeypatch.setattr(indicators, "find", lambda *_: ("", ""))  # measured on its own

    def read(times: int) -> Callable[[], object]:
        long = "Ports will get " + "".join(text.format(n=n, year=30 + n % 60) for n in range(10, 10 + times))
        return lambda: nlp(long)

    assert times_as_long(read(4 * count), read(count), below=8, rounds=1) < 8


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("By 2030, the city will build 30 hubs; train 400 drivers; and open 5 depots.", ["2030", "2030", "2030"]),
        ("The city will build 30 hubs, train 400 drivers and open 5 depots by 2030.", ["2030", "2030", "2030"]),
        (
            "The port will get 600 boats for 51 million euros between 2025 and 2031; 40 boats had come by June 2024.",
            ["2025/2031", "2025/2031", None],
        ),
        ("Renewables will supply 25% by 2025 and 90% by 2040.", ["2025", "2040"]),
        ("By 2025 the share will reach 25% and by 2040 it will reach 90%.", ["2025", "2040"]),
        ("Output will rise to 40 Mt.", [None]),
        ("From 2026 to 2030, losses shall fall by 3% a year, and from 2031 by 4% a year.", ["2026/2030", "2031"]),
        ("The levy will be set at 25 euros in 2035 and raised to 45 euros in 2037.", ["2035", "2037"]),
        ("Cases will be cut by 90 per cent and deaths brought to zero by 2030.", ["2030", "2030"]),
        ("Fees will be cut by half in 2035 and abolished by 2037.", ["2035"]),
        # what a condition says has a verb, and no predicate of its own
        ("Fees will be cut by 30% by 2035, and by up to 40% if the port gets support.", ["2035", "2035"]),
        ("Fees will be cut by 30% by 2035, and if trade grows, the port will hire 40 pilots.", ["2035", None]),
        ("The yard, with the means to repair 40 ships, is expected to open in 2034.", ["2034"]),
    ],
)
def test_statements_take_the_deadline_in_scope(text: str, dates: list[str | None], link: Link) -> None:
    assert [statement["target_date"] for _, statement in link(text)] == dates


def test_statements_take_deadline_and_status_from_the_lead_in(link: Link) -> None:
    found = link("2030 targets:", item("Double the planting rate"), item("Add 900 ha of parks"))
    assert [(row["status"], row["target_date"]) for _, row in found] == [("target", "2030"), ("target", "2030")]


def test_statements_take_the_deadline_of_what_stands_before_a_line_that_only_leads_in(link: Link) -> None:
    found = link(
        "The second phase (2031-2035) aims to cut costs. The plan was set as follows:",
        item("Widen the port from 70 to 180 piers"),
    )
    assert [(row["status"], row["target_date"]) for _, row in found] == [("actual", None), ("target", "2031/2035")]


@pytest.mark.parametrize("end", [":", ""])
def test_statements_of_an_inner_list_take_the_deadline_of_the_item_above(end: str, link: Link) -> None:
    found = link(
        "By 2030 we will:",
        item(f"By 2040{end}"),
        item("Plant 900 ha of parks", level=2),
        item(f"Mend the pipes{end}"),
        item("Replace 70 km of lead", level=2),
        item("Open 6 wells"),
    )
    assert [(row["status"], row["target_date"]) for _, row in found] == [
        ("target", "2040"),
        ("target", "2030"),
        ("target", "2030"),
    ]


def test_statements_prefer_their_own_deadline_to_the_lead_in(link: Link) -> None:
    [(_, row)] = link("2030 targets:", item("Replace 500 diesel buses by 2040"))
    assert row["target_date"] == "2040"


def test_statements_link_each_to_what_was_counted(link: Link) -> None:
    found = link(
        "By 2030 the city will back 20 large firms, each earning 3 billion yuan in revenues; "
        "90 firms with sales of one billion yuan each."
    )
    assert [(text, row["per"], row["unit"]) for text, row in found] == [
        ("20 large firms", None, "count"),
        ("3 billion yuan", "firm", "CNY"),
        ("90 firms", None, "count"),
        ("one billion yuan", "firm", "CNY"),
    ]


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("Grants of EUR 500 per household will be paid.", "household"),
        ("The state will pay EUR 5 million a year.", "year"),
        ("The plant will treat 400 wagons annually.", "year"),
        ("Every school will plant 20 trees.", "school"),
        ("Annual output will reach 5 Mt.", "year"),
        ("Output will reach 5 Mt.", None),
        ("For each new apprentice, the yard will get EUR 500.", "apprentice"),
        ("The yard will train 120 welders each year.", "year"),
    ],
)
def test_statements_say_for_whom(text: str, per: str | None, link: Link) -> None:
    assert [row["per"] for _, row in link(text)] == [per]


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Reduce waste by 20%.", "decrease"),
        ("Reduce waste to 20 kt.", "level"),
        ("Increase park area by over 50%.", "increase"),
        ("A 30% reduction in emissions will be reached.", "decrease"),
        ("Buildings will see an 80% improvement in efficiency.", "increase"),
        ("Double the planting rate.", "multiple"),
        ("Plant 1 million more trees.", "increase"),
        ("The share will be 40%.", "level"),
        ("A 40% net road traffic noise reduction is the aim.", "decrease"),
        ("The regions shall cut their landfill from 2015 levels as follows: North 35%.", "decrease"),
    ],
)
def test_statements_say_how_the_value_moves(text: str, change: str, link: Link) -> None:
    assert [row["change"] for _, row in link(text)] == [change]


def test_statements_read_from_to_as_baseline_and_target(link: Link) -> None:
    old, new = link("The share of renewables will rise from 32% to 40% by 2030.")
    assert (old[1]["status"], new[1]["status"]) == ("actual", "target")
    assert (new[1]["baseline_value"], new[1]["value_min"], new[1]["target_date"]) == (32, 40, "2030")


def test_statements_find_the_baseline_year(link: Link) -> None:
    [(_, row)] = link("Emissions will be cut by 40% by 2030 compared to 1990 levels.")
    assert (row["baseline_date"], row["target_date"], row["change"]) == ("1990", "2030", "decrease")


def test_statements_take_for_a_list_item_the_date_above_it_not_that_of_a_part_of_its_value(link: Link) -> None:
    rows = link("By 2031 the port will:", item("plant 40 trees, of which 20 by 2027;"))
    assert [row["target_date"] for _, row in rows] == ["2031", "2027"]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Losses stood at 34 %, against 41 % in 2015.", [None, "2015"]),
        ("Losses were 34 % in 2022, compared with 41 % in 2015.", ["2022", "2015"]),
        ("Losses were 34 % in 2022, up from 31 % in 2015.", ["2022", "2015"]),
        ("Between 2010 and 2023 output rose from 40 t to 60 t.", ["2010", "2023"]),
    ],
)
def test_statements_date_no_report_by_what_it_is_compared_with_nor_as_a_target(
    text: str, dates: list[str | None], link: Link
) -> None:
    rows = link(text)
    assert [(row["as_of"], row["target_date"]) for _, row in rows] == [(date, None) for date in dates]


def test_statements_find_when_an_actual_was_true(link: Link) -> None:
    rows = link(
        "As of September 2019, the city had nearly 400 software firms, including more than 10 national laboratories."
    )
    assert [(row["status"], row["as_of"], row["target_date"]) for _, row in rows] == [("actual", "2019-09", None)] * 2


@pytest.mark.parametrize(
    ("text", "indicator", "base"),
    [
        (
            "R&D investment will account for over six percent of sales by 2030.",
            "R&D investment, share of sales",
            "sales",
        ),
        ("Reduce household water use to 120 litres per capita per day.", "household water use", None),
        ("Expand the rail network to 360 km.", "rail network", None),
        ("Create about 10 suppliers of welding robots.", "suppliers of welding robots", None),
        ("The Hydrogen Mission, with an outlay of EUR 4 billion, will help.", "outlay of Hydrogen Mission", None),
        ("The total number of wetlands has increased to 75.", "wetlands", None),
        ("Add 900 ha of new parks.", "new parks", None),
        ("A 30% reduction in net emissions is planned.", "net emissions", None),
        ("Reach net zero emissions by 2050.", "net emissions", None),
        (
            "80% of new buildings to be low-energy buildings.",
            "new buildings to be low-energy buildings",
            "new buildings",
        ),
    ],
)
def test_statements_name_what_is_measured(text: str, indicator: str, base: str | None, link: Link) -> None:
    assert [(row["indicator"], row["base"]) for _, row in link(text)] == [(indicator, base)]


def test_statements_take_the_industry_from_the_heading(link: Link) -> None:
    [(_, row)] = link(heading("New Materials Industry"), "By 2030, the city will build 30 laboratories.")
    assert row["industry_id"] == "new-materials"


def test_statements_carry_a_deadline_on(link: Link) -> None:
    rows = link("By 2030, capacity will reach 15,000 MW. Of this, 5,000 MW is an unconditional target.")
    assert [row["target_date"] for _, row in rows] == ["2030", "2030"]


def test_statements_keep_their_cues_and_rules(link: Link, nlp: Language) -> None:
    [(_, row)] = link("Emissions will be cut by over 40% by 2030.")
    assert {"over", "will", "cut", "by 2030"} <= set(row["cues"])
    assert "STA-MODAL" in row["rule_ids"] and "CMP-OVER" in row["rule_ids"]


PIECES = st.sampled_from(
    [
        "By 2030",
        "the city",
        "will",
        "build",
        "10 plants",
        "each",
        "generating",
        "5 billion yuan",
        ";",
        ",",
        ".",
        "from 32% to 40%",
        "in 2019",
        "Ministry of Finance",
        "new materials",
        "Acme Co., Ltd.",
        "per household",
        "half of",
        "double",
        "2005 levels",
        "over",
        "Guideline on Ports",
        "(",
        ")",
        "as of May 2017",
        "reduce",
        "emissions by",
        "20%",
        "between 5 and",
        "\n\n",
        "2030 targets:",
        "-",
        "1",
        "5G",
        "½",
        "€5m",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_statements_are_sound_whatever_the_text(nlp: Language, text: str) -> None:
    from policyledger import edtf

    doc = nlp(text)
    assert len(doc.spans["statements"]) == len(doc.spans["quantities"])
    for span in doc.spans["statements"]:
        row = span._.statement
        assert row["status"] in ("target", "actual", "other")
        assert row["change"] in ("level", "increase", "decrease", "multiple")
        low, high = row["value_min"], row["value_max"]
        assert low is None or high is None or low <= high
        for name in ("target_date", "baseline_date", "as_of"):
            if row[name] is not None:
                edtf.parse(row[name])
        assert row["indicator"] is None or row["indicator"] == row["indicator"].strip()


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("The ministry will hire an additional 5,000 teachers.", ["increase"]),
        ("The board has 12 members or more.", ["level"]),
        ("Homes with five or more members get a lamp.", ["level"]),
        ("The levy raised 90 million pounds in 2023.", ["level"]),
        ("Crews improved 30 km of roads.", ["level"]),
        ("The island adds another 30 MW of storage.", ["increase"]),
        ("The yard will cut a further 400 posts.", ["decrease"]),
        ("Losses will be reduced by a further 3 GWh.", ["decrease"]),
        ("Diesel sales fell 7% in 2023.", ["decrease"]),
        ("The mill will save 40 GWh of heat.", ["decrease"]),
        ("Rice exports were 4 million tonnes, up 8% on the year before.", ["level", "increase"]),
        ("Cases have more than halved.", ["decrease"]),
        ("School attendance is up 6 percentage points.", ["increase"]),
        ("The gap is $2 million lower than the $3 million of 2019.", ["decrease", "level"]),
        ("Wages will rise by 1,500 rupees to 15,000 rupees a month.", ["increase", "level"]),
        ("Debt will fall below 3%.", ["level"]),
        ("The city will have 60 km of rail by 2030, up 15 km from now.", ["level", "increase"]),
        ("Output shall be no lower than 15 MW and no higher than 25 MW.", ["level", "level"]),
        ("Wood makes up 12 % of heat.", ["level"]),
        ("The season is shortened by 20 days.", ["decrease"]),
        ("Fares rose 3.2 per cent, and wages are down 1.5%.", ["increase", "decrease"]),
        ("Grants of up to 50 million euros are paid.", ["level"]),
        ("The state will keep losses below 5%.", ["level"]),
    ],
)
def test_statements_tell_by_how_much_from_how_much(text: str, changes: list[str], link: Link) -> None:
    assert [statement["change"] for _, statement in link(text)] == changes


def test_statements_date_facts_by_the_heading_above(link: Link) -> None:
    rows = link(heading("Achievements in 2023"), item("repaired 320 bridges"), item("trained 40 guards in 2022"))
    assert [row["as_of"] for _, row in rows] == ["2023", "2022"]
    assert [row["as_of"] for _, row in link(heading("Roads for 2031"), "The county has 320 bridges.")] == [None]


def test_statements_keep_the_date_right_behind_a_quantity(link: Link) -> None:
    rows = link("We aim for clean ferries by 2040 and a 60 per cent cut by 2030.")
    assert [row["target_date"] for _, row in rows] == ["2030"]
    rows = link("The toll will be lowered from 4 to 3 euros on 1 May 2026.")
    assert [(row["as_of"], row["target_date"]) for _, row in rows] == [(None, None), (None, "2026-05-01")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a line of the head says when it was issued, be it the third; "in 2022" is past then
        (
            "Republic of Torvay\n\nPledge\n\nSubmitted on 14 October 2024\n\nIt was 18 MW in 2022.",
            "2024-10-14",
        ),
        ("Budget 2031\n\nThe council sets aside 30 million euros.", "2031"),
        ("Harbour plan\n\nLosses were 4 Mt in 2018. Losses were 3 Mt in 2019. Cut them to 2 Mt by 2030.", "2019"),
        # a plan misread as a fact does not move the time of writing: 2030 is planned for more often
        (
            "Harbour plan\n\nIt was 4 Mt in 2018. As of 2030, none. Cut A by 2030. Cut B by 2030. Cut C by 2030.",
            "2018",
        ),
    ],
)
def test_the_time_of_writing_is_told_by_head_or_facts(nlp: Language, text: str, expected: str) -> None:
    doc = nlp(text)
    assert Scopes(doc, Tokens.of(doc), nlp.get_pipe("statements").lexicon).now == expected


def test_statements_a_bound_after_a_comma_goes_on_with_what_it_bounds(link: Link) -> None:
    text = "The council will grant a tax rebate at a rate of 25% of tax payable, capped at EUR 15,000 per firm."
    (_, rate), (_, cap) = link(text)
    assert (rate["status"], cap["status"]) == ("target", "target")
    assert (cap["indicator"], cap["comparator"], cap["per"]) == ("tax rebate", "<=", "firm")


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("Herring prices, now at 54.8 percent of cod, are to be raised to 70 percent by 2031.", ["actual", "target"]),
        ("Herring prices, which languish at 5 euros, are to be raised to 9 euros by 2031.", ["actual", "target"]),
        ("The port, responsible for 12.4 Mt in 2018, is to see its emissions halved by 2031.", ["actual", "target"]),
        ("The Cork Credit, at 900 euros per firm, will help 300 firms.", ["target", "target"]),
        ("By 2031, at least 40 percent of homes, and all schools, will have cork roofs.", ["target"]),
        ("Use will be raised from 57 percent in 2023 (towns 82 percent, isles 33 percent) to 90 percent by 2031.",
         ["actual", "actual", "actual", "target"]),
        ("Losses are to be cut by a third relative to the 2022 level of 18 percent.", ["target", "actual"]),
        ("Some 1.5 million piers had been started by May 2022.", ["actual"]),
        ("The kilns burned 412 kt of peat, and the port will build 30 piers by 2031.", ["actual", "target"]),
        ("Use lags at 9 percent; the council aims to reach 30 percent.", ["actual", "target"]),
        ("Building on the 450 piers opened since 2019, we will open 200 halls by 2031.", ["actual", "target"]),
        ("Despite a fall of 12 percent since 2010, losses must be cut by 30 percent by 2031.", ["actual", "target"]),
        ("Sales of 60,000 boats in 2023 are to be raised to 90,000 in 2031.", ["actual", "target"]),
    ],
)  # fmt: skip
def test_statements_keep_what_is_put_in_apart(text: str, statuses: list[str], link: Link) -> None:
    assert [statement["status"] for _, statement in link(text)] == statuses


def test_statements_date_a_level_by_its_base_year_and_a_low_by_its_own(link: Link) -> None:
    rows = link("Losses are to be cut by a third relative to the 2022 level of 18 percent.")
    assert [(row["baseline_date"], row["as_of"]) for _, row in rows] == [("2022", None), ("2022", "2022")]


def test_statements_are_dated_by_the_year_in_brackets_behind_them(link: Link) -> None:
    rows = link("Pier capacity stood at 284 MW (2023) and will grow: 1,900 MW (2027); 2,750 MW (2030).")
    assert [row["as_of"] or row["target_date"] for _, row in rows] == ["2023", "2027", "2030"]


@pytest.mark.parametrize(
    ("heading_text", "lead"),
    [("Results framework", "The ministry will:"), ("Progress report", ""), ("Achievements", "The ministry shall:")],
)
def test_statements_of_what_is_ordered_are_targets_under_any_heading(heading_text: str, lead: str, link: Link) -> None:
    rows = link(heading(heading_text), *([lead] if lead else []), item("Cut losses by 10% by 2031."))
    assert [(row["status"], row["target_date"]) for _, row in rows] == [("target", "2031")]


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Port fees were slashed by 45 %.", "decrease"),
        ("The gap narrowed by 0.6 percentage points.", "decrease"),
        ("The levy will lift revenue by between EUR 20 million and EUR 50 million.", "increase"),
        ("The mill will retire 230 MW by 2030.", "decrease"),
        ("Fines are five times the threshold.", "level"),
        ("Landings will be five times the level of 2019.", "multiple"),
    ],
)
def test_statements_reads_the_change_of_plain_verbs(link: Link, text: str, change: str) -> None:
    assert link(text)[0][1]["change"] == change


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("The Ministry of Energy, jointly with the World Bank, will wire 400 villages.", "Ministry of Energy"),
        (
            "The Ministry of Energy, together with UNICEF and the World Bank, will wire 400 villages.",
            "Ministry of Energy",
        ),
        ("The line, funded by the World Bank, will wire 400 villages.", "World Bank"),
        ("The Ministry of Energy and the World Bank will wire 400 villages.", "World Bank"),
    ],
)
def test_statements_are_of_who_acts_not_of_who_helps(text: str, organisation: str, link: Link) -> None:
    assert [row["organisation"] for _, row in link(text)] == [organisation]
