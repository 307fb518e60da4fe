"""Indicators: a quantity is named by its part in its predicate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from policyledger.indicators import cells

Link = Callable[..., Sequence[tuple[str, dict[str, Any]]]]


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("Network losses, which stood at 12 per cent in 2020, shall not exceed 7 per cent.", ["Network losses"] * 2),
        ("Yields of rice, currently 3 t/ha, are to be lifted to 5 t/ha by 2030.", ["Yields of rice"] * 2),
        ("The cooperative will lend 40 million euros to hill farmers.", ["lending to hill farmers"]),
        ("The fund has set aside 3 million dollars (2.8 million euros) for harbours.", ["allocation for harbours"] * 2),
        ("Bring 4,000 hectares under drip irrigation by 2030.", ["drip irrigation"]),
        ("Cut to 9 % (2022: 14 %) the share of empty trips.", ["share of empty trips"] * 2),
        ("Losses stand at 30 %. The port will bring them down to 15 % by 2031.", ["Losses"] * 2),
        ("The share of rail is 12 %. The port will bring it up to 30 % by 2031.", ["share of rail"] * 2),
        ("Losses are 5 % of sales. We shall cut this to 4 % by 2031.", ["Losses, share of sales"] * 2),
        ("The deficit is 5 % of GDP. We commit to bring it down to below 4 % of GDP.", ["deficit, share of GDP"] * 2),
        ("Deaths at sea will fall to 7 per 100,000 sailors.", ["Deaths at sea"]),
        ("58,000 young people are not in training.", ["young people not in training"]),
        ("40 % of pilots are without work.", ["pilots without work"]),
        ("12 homes and 3 schools will be built in towns by 2031.", ["homes built in towns", "schools built in towns"]),
        ("40 % of farms and 20 % of woods are privately owned.", ["farms privately owned", "woods privately owned"]),
        ("The Port Police is allocated 7 million euros to train crews.", ["allocation to Port Police"]),
        ("The budget supports its crews with an extra 7 million euros to mend sails.", ["support for crews"]),
        (
            "Spending on piers and other fixed works – such as dams – will rise from 62 to 104 million euros.",
            ["Spending on piers and other fixed works"] * 2,
        ),
        (
            "Its proposals under the new plan include 86 million euros for sails, 27 million euros for oars and heat"
            " pumps and 9 million euros to adapt piers.",
            ["funding for sails", "funding for oars and heat pumps", "funding to adapt piers"],
        ),
        (
            "Its proposals include 86 million euros for sails, 27 million euros to widen piers, 9 million euros for"
            " oars and 4 million euros to adapt quays.",
            ["funding for sails", "funding to widen piers", "funding for oars", "funding to adapt quays"],
        ),
        (
            "The State spent 410 million euros on water, of which 120 million euros came from the Harbour Bank.",
            ["spending on water"] * 2,
        ),
        (
            "These plants use 38 million litres a year, the equivalent of 4 % of demand.",
            ["plants", "plants, share of demand"],
        ),
        ("The plan costs USD 19 million over six years.", ["cost of plan", "period for plan costing"]),
        (
            "The plan costs USD 19 million. Of the total, 55% will come from the state, 30% from banks, 15% from us.",
            ["cost of plan"] * 4,
        ),
        ("The Treasury has approved USD 24 million for piers.", ["funding for piers"]),
        ("The strategy will cost 12 million euros. Two thirds will come from the State.", ["cost of strategy"] * 2),
        ("The port will connect 240,000 homes, of which 90,000 by 2027.", ["homes connected"] * 2),
        ("We fix this by adding 3 million euros to medical payments.", ["medical payments"]),
        ("This amounts to a whopping 7 million euros in port dues.", ["port dues"]),
        ("The scheme covers 7 hectares (ha) with an outlay of 4 million euros.", ["scheme", "outlay of scheme"]),
        ("Around 10,000 hectares are under vines.", ["vines"]),
        ("The plan calls for the size of the kelp trade to exceed 4 million euros.", ["size of the kelp trade"]),
        ("Build 200 docks, with the density of robots reaching 360 units.", ["docks built", "density of robots"]),
        (
            "Sales of vans rose 44 percent year-on-year to 3 million units.",
            ["Sales of vans", "Sales of vans"],
        ),
        ("Each town will get 5 firms with sales over 4 million euros.", ["firms", "sales of firms"]),
        ("We invest in 14 projects, of which three have been completed.", ["projects", "projects completed"]),
        ('We will open 10 "lighthouse" yards.', ['"lighthouse" yards opened']),
        (
            "In 2013, 49 % of output came from nets, 28 % from traps and 20 % from lines.",
            ["output coming from nets", "output coming from traps", "output coming from lines"],
        ),
        ("We will invest 16 million won to create 900 jobs.", ["investment to create jobs", "jobs created"]),
        ("Lift sales to 45 million euros by 2031, increasing each year by 2 million euros.", ["sales"] * 2),
        ("Another 3 million pesos is needed for the succeeding seven years.", ["funding", None]),
        ("The ports' share will be 5 million euros of our GDP.", ["ports' share"]),
        ("By 2040 the local market will be worth 33 million euros.", ["local market"]),
        ("The plan will cut losses per head to less than 11%.", ["losses per head"]),
        ("Raise the capacity of the port from 7 million crates to 18 million crates.", ["capacity of the port"] * 2),
        ("Raise the number from 7 crates to 18 crates.", ["crates"] * 2),
        ("We aim at doubling tidal power by 2031 and installing 600 MW by 2035.", ["tidal power"] * 2),
        (
            "90 percent of files kept at the port level, 80 percent of those at the town level will be read.",
            ["files kept at the port level", "files kept at the town level"],
        ),
        (
            "70 % tidal power by 2031; soot: 40 % reduction by 2031; 60 MW distributed solar by 2035; oil use 9 % cut.",
            ["tidal power", "soot", "distributed solar", "oil use"],
        ),
        ("Access to power stands at 40 %. That figure falls even further to 10 % at sea.", ["Access to power"] * 2),
        ("We will raise the pass rate to 80 % and class hours to 24 hours.", ["pass rate", "class hours"]),
        ("Eighty per cent of the seats will be reserved for residents.", ["seats reserved for residents"]),
        ("The county completed 17 of the 20 planned bridges.", ["planned bridges completed", "planned bridges"]),
        ("The harbour line will be built at a total cost of 3 billion euros.", ["total cost of harbour line"]),
        ("The city will rebuild the pier at a cost of 4 million euros.", ["cost of pier"]),
        ("With a budget of 4 million euros, this pilot will run for schools.", ["budget of pilot"]),
        ("The council chose 25 projects at a cost of 9 million euros.", ["projects chosen", "cost of projects"]),
        ("The wetland scheme has an outlay of 500 million rupees.", ["outlay of wetland scheme"]),
        ("It will be run with an outlay of 500 million rupees.", ["outlay"]),
        (
            "The tunnel for 13 GW of wind will be built with an investment of 9 million euros, including"
            " central support of 2 million euros.",
            ["wind built", "investment in tunnel", "central support for tunnel"],
        ),
        ("Build 1.5 gigawatts (GW) of tidal power.", ["tidal power"]),
        ("The ferry terminal will be 100 % self-sufficient.", ["ferry terminal, self-sufficient"]),
        ("The new ferries use 40 % less fuel than old ones.", ["fuel used by new ferries"]),
        ("The number of barns is 23.", ["barns"]),
        ("The targets are: 800 MW of wind by 2035 and 6 GW by 2040.", ["wind", "wind"]),
        ("The paper sets a vision of 80% data processing in ports.", ["data processing in ports"]),
        ("Kelp will supply 30% of feed, below the binding target of 42%.", ["Kelp, share of feed"] * 2),
        ("Laos aims for 3,190 USD per capita income.", ["per capita income"]),
        ("The total value of 63 firms traded was 40 million euros.", ["firms traded", "total value of firms"]),
        ("Ports added 4 percentage points to access rates.", ["access rates"]),
        ("The council adopted a five-year kelp plan.", ["duration of kelp plan"]),
        ("26% productivity growth in ports is planned.", ["productivity growth in ports"]),
        ("Train 40 teachers from towns and 35 from villages.", ["teachers from towns", "teachers from villages"]),
        ("Only 12 of 48 towns treat their sewage.", ["towns treating their sewage", "towns"]),
        ("The port will award 30 grants at a minimum.", ["grants awarded"]),
        ("The port trained 1,250 sailors and plans to train more.", ["sailors trained"]),
        ("The council approved a package worth $850m.", ["package"]),
        ("Transport accounts for a quarter of all trips.", ["Transport, share of all trips"]),
        ("Bridges will cost the county 12 million euros.", ["cost of Bridges"]),
        ("Freight by rail doubled between 2010 and 2020.", ["Freight by rail"]),
        ("We will double exports of timber by 2030.", ["exports of timber"]),
        ("The port will build 12 quays, each with a capacity of 400 tonnes.", ["quays built", "capacity of quays"]),
        ("We will open 40 clinics, a third of them in villages.", ["clinics opened", "clinics in villages"]),
        (
            "Total emissions were 18 Mt, of which energy accounted for two thirds.",
            ["Total emissions", "energy, share of Total emissions"],
        ),
        ("The fiscal deficit is estimated at 5 per cent of GDP.", ["fiscal deficit, share of GDP"]),
        ("Over the next three years, we will retrain dairy farmers.", ["period for retraining dairy farmers"]),
        ("Reduce energy use in existing towns by 15%.", ["energy use in existing towns"]),
        ("The target is a cut of 56%, 75% and 90% in smoke emissions.", ["smoke emissions"] * 3),
        ("The grant goes to fishers aged 18 to 35.", ["age of fishers"]),
        ("A retired 70-year-old teacher will read aloud.", ["age of teacher"]),
        ("The reading scheme is now almost six years old.", ["age of reading scheme"]),
        (
            "Some 60 per cent of forests are privately owned. Another 30 per cent is held by towns.",
            ["forests privately owned", "forests held by towns"],
        ),
        (
            "70% of nurses believe their wards to be full and 20% support the strike.",
            ["nurses believing their wards", "nurses supporting the strike"],
        ),
        ("Bread sales have seen a steep increase from 9 million dollars to 12 million dollars.", ["Bread sales"] * 2),
        ("The board approved an increase in the mooring fee from 4 euros to 5 euros.", ["mooring fee"] * 2),
        ("We will cut the S Permit quotas of the Fishing, Inland Ports and Process sectors from 20% to 15%.",
         ["S Permit quotas of the Fishing, Inland Ports and Process sectors"] * 2),
        ("The salt budget over the 2030-2040 period is put at 16 Mt.", ["salt budget"]),
        ("We will produce 12 t of cheese, 9 t of butter and 2 t of whey.", ["cheese", "butter", "whey"]),
        ("Raise spending on wells from the existing 1.15 % to 2.5 % of GDP.", ["spending on wells"] * 2),
        ("Cut the peat sent to kilns by 30%.", ["peat sent to kilns"]),
        ("A new plant is to treat 2 Mt of sewage and an older one 3 Mt of sludge.", ["sewage", "sludge"]),
        ("We will offer a training top-up of 50 euros.", ["training top-up"]),
        ("For boats, the amount paid out was 4 million euros. In 2020 this rose to 6 million euros.",
         ["amount paid out for boats"] * 2),
        ("The total sum paid to sailors was $4 million. In 2020, this amount was $6 million.",
         ["total sum paid to sailors"] * 2),
        ("The kelp fund, with a corpus of $40 million, is old. We propose to double it by adding another $40 million.",
         ["corpus of kelp fund"] * 3),
        ("The term is to be reduced from the existing level of 50 days to 20 days.", ["term"] * 2),
        ("We are cutting the wait for a town to register a boat from 180 days to 90 days.",
         ["wait for a town to register a boat"] * 2),
        ("A cess of 2 euros per litre is put on petrol and 4 euros per litre on diesel.", ["cess", "cess on diesel"]),
        ("The county plans 60 km of sea walls in the north at a cost of $5 million.",
         ["sea walls in the north", "cost of sea walls in the north"]),
        ("The state financed $12 million worth of projects in aquaculture.", ["projects in aquaculture"]),
        ("Set a clear peaking level (i.e. 65 Mt).", ["clear peaking level"]),
        ("A 40% reduction from the total county landfill in 2017 is due by 2030.", ["total county landfill"]),
        ("The aim is to cut 24% from the county's net smoke levels.", ["county's net smoke"]),
        ("A 50% cut below 2005 net smoke levels is due.", ["net smoke"]),
        (
            "Cut the silt from mines outside the Basin Scheme from 2005 levels by 4%.",
            ["silt from mines outside the Basin Scheme"],
        ),
        ("The smallest loan under the Harbours Act 2002 will be $400.", ["smallest loan"]),
        ("The council announced a harbour scheme, valued at 4 million euros.", ["harbour scheme"]),
        ("- In towns: 2% improvement in pump efficiency every year.", ["pump efficiency"]),
        ("Income is to reach USD 7,500 by 2030 and debt to fall below 3 percent.", ["Income", "debt"]),
        ("The farming sector's contribution to reach about 30 percent of GDP.",
         ["farming sector's contribution, share of GDP"]),
        ("Restore 4 km2 of marsh, plant 50 ha of reeds and protect 30% of bays.", ["marsh", "reeds", "bays"]),
        ("The plan sets a target of 20% reed use by 2025 and 30% by 2030.", ["reed use"] * 2),
        ("We will phase out peat, cutting use to 15 kt in 2022 and 9 kt in 2030.", ["use"] * 2),
        ("A budget of $4.6 million, of which 60 per cent from the state, is foreseen.", ["budget"] * 2),
        ("Losses are to fall by 30 per cent from 2005 levels, and about 40 per cent pump capacity from bio-fuelled"
         " plants is to be reached.", ["Losses", "pump capacity from bio-fuelled plants"]),
        ("An extra 10,000 berths will be built, taking the total to 45,000.", ["berths built"] * 2),
        ("Peat use fell from 160 litres in 2003 to 140 litres in 2022, against a goal of 130 litres by 2030.",
         ["Peat use"] * 3),
        ("In 2020, 250 piers were in use, 38% more than a year earlier.", ["piers in use"] * 2),
        ("Some 250 km of quays, of which 80 km are covered, make up the port.", ["quays", "quays covered"]),
        ("By 2030, PM2.5 levels in ports will drop by 10 percent.", ["PM2.5 levels in ports"]),
        ("Exports will reach $5 billion and imports fall to $3 billion.", ["Exports", "imports"]),
        ("By 2025, cut energy use per unit of GDP by 10% and smoke per unit of GDP by 17%.",
         ["energy use per unit of GDP", "smoke per unit of GDP"]),
        ("The count of inspectors will be doubled and their budget raised by 30%.", ["count of inspectors", "budget"]),
        ("Wind will supply 25% by 2025 and rise to 90% by 2040.", ["Wind", "Wind"]),
        ("We will sell two Harbour Banks and one General Freight company.",
         ["Harbour Banks sold", "General Freight company"]),
    ],
)  # fmt: skip
def test_indicators_are_named_by_their_part_in_the_predicate(text: str, indicators: list[str], link: Link) -> None:
    assert [row["indicator"] for _, row in link(text)] == indicators


def test_indicators_of_members_of_a_list_say_which_member(link: Link) -> None:
    text = "Each region will reduce its landfill from 2015 levels as follows: North 35%, South 14%, East 9%."
    assert [row["indicator"] for _, row in link(text)] == ["landfill (North)", "landfill (South)", "landfill (East)"]


def test_indicators_are_never_actors(link: Link) -> None:
    rows = link("In May 2020, the Ministry of Finance paid out 30 million euros.")
    assert all("Ministry" not in (row["indicator"] or "") for _, row in rows)


def test_indicators_of_labels_say_what_leads_them_in(link: Link) -> None:
    rows = link("The direct emissions of the following plants are:", "North: 14 GgCO2e", "South: 9 GgCO2e")
    assert [row["indicator"] for _, row in rows] == ["direct emissions (North)", "direct emissions (South)"]


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("Fourteen towns already have a flood plan.", ["towns with flood plan"]),
        ("Nine ferries will be rebuilt by the harbour office.", ["ferries rebuilt by the harbour office"]),
        ("Over 300 pupils are expected to receive bursaries.", ["pupils receiving bursaries"]),
        ("Six fishing fleets can land cod there.", ["fishing fleets"]),
        ("Some 60% of bakeries use wood ovens.", ["bakeries using wood ovens"]),
        ("Collect 20% of sales tax receipts by 2030.", ["sales tax receipts"]),
        ("At least 30% of barns should be fireproof.", ["fireproof barns"]),
        ("90% of the peat bogs will not be drained.", ["peat bogs not drained"]),
        ("About 170 tractors made in the valley have been sold.", ["tractors made in the valley"]),
        ("The plan will lift 2 million islanders out of debt by 2030.", ["islanders lifted out of debt"]),
        ("The mill project will create or keep 400 jobs.", ["jobs created or kept"]),
        ("Equip 900 huts with clean stoves by 2029.", ["huts with clean stoves"]),
        (
            "The coast guard will hire 40 new Harbour Police (HP) officers and 12 divers.",
            ["new Harbour Police (HP) officers hired", "divers"],
        ),
        ("At least 20 million (around 10%) trained drivers are needed.", ["trained drivers"] * 2),
    ],
)
def test_indicators_of_what_is_counted_say_what_their_clause_says(text: str, indicators: list[str], link: Link) -> None:
    assert [row["indicator"] for _, row in link(text)] == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("$7 million over four years, starting in 2026, to mend dykes.", ["funding to mend dykes"]),
        ("$9 million will be made available to dredge canals.", ["funding to dredge canals"]),
        ("The ministry offers a EUR 6 million loan for dairies.", ["loan for dairies"]),
        ("We will invest 8 million euros in 12 libraries.", ["investment in libraries", "libraries"]),
        ("The dams are estimated to cost 90 million euros.", ["cost of dams"]),
        ("Farms that rely on canal water earn 40 million euros.", ["earnings by Farms that rely on canal water"]),
        ("The county will lend 3 million euros.", ["lending by county"]),
        ("We will raise the wage ceiling from 400 to 500 euros.", ["wage ceiling"] * 2),
        ("The canton provides 5 million euros on a cash basis for ferries.", ["funding for ferries"]),
        ("Hill Piers (trust funding: 6 million euros)", ["trust funding for Hill Piers"]),
        (
            "Component 1: Springs (18 million euros, of which Fund 9 million euros)",
            ["Springs", "Springs (Fund)"],
        ),
        ("The board approved 3 million euros of trust funding for springs.", ["trust funding for springs"]),
        (
            "The trust gives a 30 million euro grant for a 156 million euro pier project.",
            ["grant for pier project", "pier project"],
        ),
        ("The scheme, backed by a loan of 22 million euros, will cover 40 villages.", ["loan", "villages"]),
    ],
)  # fmt: skip
def test_indicators_of_money_say_what_it_is_for_or_whose_it_is(text: str, indicators: list[str], link: Link) -> None:
    assert [row["indicator"] for _, row in link(text) if row["unit_kind"] != "duration"] == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("Our herds shrank by 4 per cent last year, and exports crossed 3 Mt.", ["herds", "exports"]),
        ("We have worked out the rates and the levy will be 3 million euros.", ["levy"]),
        ("Under the new rules, the number of barges and ferries rose to 4%.", ["number of barges and ferries"]),
        (
            "The yield of hop gardens exceeded 900 kg, and the area of the four large gardens reached 60 hectares.",
            ["yield of hop gardens", "large gardens", "area of the four large gardens"],
        ),
        ("Rice stocks have touched a new high of 3 million tonnes.", ["Rice stocks"]),
        ("Traffic grew at an average annual rate of 4%.", ["Traffic"]),
        ("With cod catches growing at 5%, ports fill.", ["cod catches"]),
        ("The clean transport target of 30% included in the old plan was missed.", ["clean transport target"]),
        ("The share of women among pilots, at 14%, is low.", ["share of women among pilots"]),
        ("Losses of seed in recent years amounted to 9%.", ["Losses of seed"]),
        ("Rail accounts for 20% of freight.", ["Rail, share of freight"]),
        ("Heavy rain destroyed 30% of the harvest.", ["share of harvest"]),
        ("Coal output fell to 9 Mt, a value 4 percentage points short of the plan.", ["Coal output", "gap to plan"]),
        ("(iii) rents of no more than 400 euros;", ["rents"]),
        ("Salt duties today yield around 1 million euros.", ["Salt duties"]),
        ("The works, with a hall and a daily output of 400 t, will open.", ["daily output"]),
    ],
)
def test_indicators_are_whole_noun_phrases(text: str, indicators: list[str], link: Link) -> None:
    assert [row["indicator"] for _, row in link(text)] == indicators


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Wool sales rose to 12 million euros, up from 9 million euros in 2020.", "Wool sales"),
        ("Cod stocks fell to 4 Mt in 2019 and 3 Mt in 2022.", "Cod stocks"),
        ("Peat use was 4 Mt in 2020. This represents a cut of 1 Mt.", "Peat use"),
        ("Rents rose from 14% in 2017 to 13% in 2018, then to 12% in 2019.", "Rents"),
        ("The rate of literacy is 70%. Schools will meet this 70% goal.", "rate of literacy"),
    ],
)
def test_indicators_of_a_further_value_are_those_of_the_one_before(text: str, indicator: str, link: Link) -> None:
    assert {row["indicator"] for _, row in link(text)} == {indicator}


def test_indicators_of_the_same_in_other_words_add_the_whole(link: Link) -> None:
    rows = [row for _, row in link("The dairy aid was EUR 12 million, or 3 per cent of GDP.")]
    assert [(row["indicator"], row["base"]) for row in rows] == [
        ("dairy aid", None),
        ("dairy aid, share of GDP", "GDP"),
    ]


def test_indicators_of_an_average_say_of_what(link: Link) -> None:
    rows = link("The mines employ 6% of women, above the national average of 4%.")
    assert rows[1][1]["indicator"] == "share of women (national average)"


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Over the next two years, 40 bridges will be rebuilt.", "period for rebuilding bridges"),
        ("The five-year harbour plan is under way.", "duration of harbour plan"),
        ("A three-year transition period applies.", "transition period"),
        ("Ferry fares have fallen for six years.", "period for Ferry fares falling"),
        ("Crew training lasts six years.", "duration of Crew training"),
        ("Crew training also lasts for six years.", "duration of Crew training"),
        ("The office shall report its catches every two years.", "interval for reporting catches"),
        ("The permit has a lock-in period of 6 years.", "lock-in period"),
    ],
)
def test_indicators_of_lengths_of_time_are_nouns(text: str, indicator: str, link: Link) -> None:
    assert next(row["indicator"] for _, row in link(text) if row["unit_kind"] == "duration") == indicator


def test_indicators_go_on_with_no_length_of_time(link: Link) -> None:
    rows = link("Peat use is 9%. Over the next three years, it will be cut to 4%.")
    assert rows[-1][1]["indicator"] == "Peat use"


def test_indicators_of_a_bare_target_are_its_numbered_line(link: Link) -> None:
    rows = link("(2) Marsh gas", "The target is set as 6% reduction compared to 2013.")
    assert rows[0][1]["indicator"] == "Marsh gas"


@pytest.mark.parametrize(
    ("rows", "columns", "unit", "named_by"),
    [
        (["1.a. Reading skills, % of adults"], [("", True)], "%", ("Reading skills", "adults")),
        (["Wages, end of year (% of GDP)"], [("", True)], "%", ("Wages, end of year", "GDP")),
        (["Fine dust (µg/m3)"], [], "count", ("Fine dust", "")),
        (["Peat (Bogs and Fens)"], [("GWh", False)], "GWh", ("Peat (Bogs and Fens)", "")),
        (["Rail freight"], [("7MP targets", False)], "%", ("Rail freight", "")),
        (["Rail freight"], [("Target , Ostland", True)], "%", ("Rail freight", "")),
        (["Rail freight"], [("Union target", False)], "%", ("Rail freight, Union target", "")),
        (["Transport"], [("Baseline", True)], "tCO2e", ("Transport emissions", "")),
        (["Peat"], [("Residual emissions", True), ("tCO2e", False)], "tCO2e", ("Peat, Residual emissions", "")),
        (["314"], [("2020", False)], "count", ("", "")),
        (["Wells ('000)"], [("Baseline", True)], "count", ("Wells", "")),
        (["2030"], [("Cost (US$ million)", False)], "USD", ("Cost", "")),
    ],
)  # fmt: skip
def test_cells_are_named_by_headers_that_say_what_is_measured(
    rows: list[str], columns: list[tuple[str, bool]], unit: str, named_by: tuple[str, str]
) -> None:
    firm = frozenset({"target", "targets", "baseline", "of", "the"})
    assert cells.named(rows, columns, unit, firm) == named_by


@pytest.mark.parametrize(
    ("rows", "columns", "unit", "caption", "name"),
    [
        (["Total"], [("Investment", True)], "count", "Table 2: Funds", "Total, Investment"),
        (["Total"], [("Target", True)], "MW", "Table 1 Installed capacity (MW)", "Total, Installed capacity"),
        (["Total:"], [("", True)], "tCO2e", "Emissions by sector", "Total, Emissions by sector"),
        (["Ports", "Total"], [("Target", True)], "MW", "Installed capacity", "Ports, Total"),
        (["Wind"], [("Target", True)], "MW", "Installed capacity", "Wind"),
        (["Total"], [("Jobs created", True)], "count", "Installed capacity", "Total, Jobs created"),
        (["Total"], [("Target", True)], "count", "Table 1: Targets", "Total"),
        (["Wind", "MW"], [("Target", True)], "MW", "", "Wind"),
    ],
)
def test_cells_of_a_total_are_named_by_their_column_or_caption(
    rows: list[str], columns: list[tuple[str, bool]], unit: str, caption: str, name: str
) -> None:
    firm = frozenset({"target", "targets"})
    assert cells.named(rows, columns, unit, firm, frozenset({"total"}), caption) == (name, "")


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("Peat and wood capacity will reach 30 and 12 GW respectively by 2030.", ["Peat capacity", "wood capacity"]),
        ("Output of steel, cork and glass will fall by 5, 9 and 12 percent respectively.",
         ["Output of steel", "Output of cork", "Output of glass"]),
        ("Vans and boats made up 3% and 5% of the fleet, respectively.",
         ["Vans, share of fleet", "boats, share of fleet"]),
        ("Peat and wind will make up 20 and 35 percent of power in 2025 and 2030 respectively.",
         ["Peat, share of power", "wind, share of power"]),
        ("Fees will rise to 5 and 9 euros in 2027 and 2030 respectively.", ["Fees", "Fees"]),
        ("Vans and boats will make up 3% and 5%. Vans and boats, respectively, are dear.", ["Vans and boats"] * 2),
    ],
)  # fmt: skip
def test_indicators_are_told_apart_by_respectively(text: str, indicators: list[str], link: Link) -> None:
    assert [row["indicator"] for _, row in link(text)] == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("We are raising the duty on cork from 5% to 20%, and on raw silk from 6% to 15%.",
         ["duty on cork"] * 2 + ["duty on raw silk"] * 2),
        ("Spending on schools will rise from 5 to 7 million euros, and on piers from 4 to 6 million euros.",
         ["Spending on schools"] * 2 + ["Spending on piers"] * 2),
        ("There was a rise in the growth rate of exports during the period of 2015-2019 of 5%.",
         ["growth rate of exports"]),
        ("The isle aims at net-zero carbon emissions by 2070.", ["net carbon emissions"]),
        ("Peat supplied 43 percent of heat in 2023 and the aim is 10 percent by 2031.", ["Peat, share of heat"] * 2),
        ("To date 34 of the 60 piers have been built.", ["piers built", "piers"]),
    ],
)  # fmt: skip
def test_indicators_share_their_head_and_leave_out_their_date(text: str, indicators: list[str], link: Link) -> None:
    assert [row["indicator"] for _, row in link(text)] == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("The gap for the remaining four years is estimated at 715 million euros.", [..., "gap"]),
        ("Duty on flats valued below 30 million euros will be cut by 4 %.", [..., "Duty on flats"]),
        ("Maize yields have nonetheless been stuck at about 1.7 tonnes per hectare.", ["Maize yields"]),
        ("The town's green cover currently stands at over 40 %.", ["town's green cover"]),
        ("The use of peat remains marginal, accounting for 0.05% of fuel use.", ["use of peat, share of fuel use"]),
        ("I place before this house a budget of 40 million euros.", ["budget"]),
        ("The bank will lend more; the first window, worth 3 million euros, opens in May.", ["first window"]),
        ("Some 225,000 tons of nets were recycled, up 41 % year on year.", [..., "nets recycled"]),
        ("It plans to secure 10,000 pumps this year and three times that number by 2031.", ["pumps secured"] * 2),
        ("Rail is slow, yet barges make up 5 % of freight.", ["barges, share of freight"]),
    ],
)
def test_indicators_leave_out_what_only_tells_more(text: str, indicators: list[Any], link: Link) -> None:
    """`...` stands for a name that is not what the line is about."""
    found = [row["indicator"] for _, row in link(text)]
    assert [... if want is ... else name for name, want in zip(found, indicators, strict=True)] == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("We would be dredging another 800 km and rebuild an additional 900 km of canals.", ["canals", "canals"]),
        ("A new target for raising seaweed in animal feed has been set to reach 30 %.", ["seaweed in animal feed"]),
        ("The nationwide goal of cutting net harbour emissions by 50 percent by 2031.", ["net harbour emissions"]),
        ("Some parts of boats will move from the ‘nil’ rate to a moderate 2.5 %.", ["Some parts of boats"]),
        (
            "The index of catch rises from 2.1 to 2.5 (for cod) and from 1.7 up to 2.0 (for eel).",
            ["index of catch"] * 4,
        ),
        ("Shipyard projects in the north received EUR 6 million.", ["funding for Shipyard projects in the north"]),
        ("Only 4 % of the universe of 277 firms asked plan a dock.", ["firms asked plan a dock", ...]),
        (
            "Of all harbour housing, 7 % will be boats and 9 % affordable rafts.",
            ["boats, share of harbour housing", "affordable rafts, share of harbour housing"],
        ),
        ("Of the crews hired, 40 % will go to sea.", ["crews hired going to sea"]),
        ("At least 10 % of trips made in the bay by sailing are short.", ["trips made in the bay"]),
        ("The growth rate of ports has been revised downward at 5 % due to the storm.", ["growth rate of ports"]),
        ("Spending was reduced by 21 million euros, and thus revised at 50 million euros.", ["Spending"] * 2),
        (
            "Fees come to 30 million euros. Out of this, 20 million euros will be collected at sea.",
            ["Fees", "Fees collected at sea"],
        ),
        ("The deficit is 6 % of GDP up from 5 % last year.", ["deficit, share of GDP"] * 2),
        ("The harbour minister in her speech said the outlay for piers is 4 million euros.", ["outlay for piers"]),
        (
            "The investment made by boats (cogs, hulks) under the scheme was 4 million euros.",
            ["investment made by boats (cogs, hulks) under the scheme"],
        ),
        ("Gross Value Added (GVA) per sailor rose from 140 to 150 euros.", ["Gross Value Added (GVA) per sailor"] * 2),
        (
            "This led to output of 10 million euros and job creation (direct & indirect) of over 8,500.",
            ["output", "job creation (direct & indirect)"],
        ),
        (
            "The town will grow to an estimated workforce of 24,000 and a fleet of 460.",
            ["estimated workforce", "fleet"],
        ),
        ("The population will grow to an estimated population of 24,000.", ["population"]),
        ("The scheme has approved 90 guarantees worth 6 million euros.", ["guarantees approved", "guarantees"]),
        ("The scheme has approved 90 guarantees amounting to 6 million euros.", ["guarantees approved", "guarantees"]),
        ("The Cod Board will receive 6 million euros to restore reefs.", ["funding for Cod Board"]),
        ("Boats pay 67 % of the total 53 million euro cost.", [..., "total cost"]),
        ("HARBOUR CREDIT IN THE AMOUNT OF USD 14 MILLION", ["HARBOUR CREDIT"]),
        ("Every sailor is within a 10 minute or 800 m walk to a quay.", ["walk to a quay"] * 2),
        (
            "2 million euros (of which the bank pays 1 million euros) goes to 30 reef projects.",
            ["funding to reef projects", ..., "reef projects"],
        ),
        ("Sales rose 4 % year on year to 3 million euros.", ["Sales"] * 2),
        ("The sun can meet the needs of 260,000 homes.", ["homes with needs met"]),
        ("They support the training of 3,000 divers.", ["divers"]),
        ("The board issued 10 guidelines to promote sailing.", ["guidelines issued"]),
        ("We will install lamps that use 60 % less oil.", ["oil used by lamps"]),
        (
            "It is paid by a grant of 10 million euros from the Harbour Fund, and town fees of 30 million euros.",
            ["grant from Harbour Fund", "town fees"],
        ),
        (
            "It will finance the dredging of about 320 km of canals, and yearly contracts for 800 km.",
            ["dredging of canals", "yearly contracts"],
        ),
        ("Component 2: Market halls and value chains (4 million euros)", ["Market halls and value chains"]),
        ("It will help 1,200 sailors, 51 percent of whom are women.", ["sailors helped", "women, share of sailors"]),
        ("Crews: 4,500 (of which 50 % women)", ["Crews", "women, share of Crews"]),
        ("They lend 4 million euros, with a 25-year term including a grace period of 5 years.", [..., "term", ...]),
        ("The scheme will help us cut losses by 45 % by 2031.", ["losses"]),
        ("Nearly half of our 86 docks now recycle 95 % of their oil.", ["docks", "docks", ...]),
        ("Sales were 6 million euros (+4 %), profit margin 18 %.", ["Sales", "Sales", "profit margin"]),
        ("They own 30 boats; 86 % took part in the race.", ["boats owned", "taking part in the race"]),
        ("Each sailor received 22 hours of training on average.", ["training"]),
        ("The ports are safe, and 90 % of crews will be free to leave.", ["crews free to leave"]),
        ("For small boats the limit is 40 kg.", ["limit"]),
        ("The levy is 25 euros in 2030, rising by 5 euros each year to 45 euros in 2034.", ["levy"] * 3),
        ("We paid 2 million euros for new pumps, which are to save 160 GWh.", [..., "savings from new pumps"]),
        ("The bay, with a per capita income of 1,900 euros, is poor.", ["per capita income of bay"]),
        (
            "Tamora, a country of 23 million people, contributes 0.1 % of all smoke.",
            [..., "Tamora, share of all smoke"],
        ),
        ("A 12 % cut in smoke relative to 2019 is due.", ["smoke"]),
        ("We will open a 70-km tram line carrying 40,000 people.", ["tram line", ...]),
        (
            "Costs are 8 million euros, of which 2 million euros (26 %) will be met by ports.",
            ["Costs", "Costs met by ports", "Costs met by ports"],
        ),
        ("Needs of ports amount to 3 million euros.", ["Needs of ports"]),
        ("By 2031, 85 % of crews will be fed at sea, up from 62 %.", ["crews fed at sea"] * 2),
        ("Fees, now 38 % of costs, should not exceed 20 %.", ["Fees, share of costs", "Fees"]),
        (
            "Nine in ten people living at sea know it, and 88 % of them are on boats.",
            ["people living at sea", "people living at sea on boats"],
        ),
        ("Catch grew by 4.9 % in 2025, against the 4.2 % forecast.", ["Catch"] * 2),
        (
            "It has 6 million euros. Of this, 4 million euros is for 200 docks and 1 million euros for meals.",
            [..., "funding for docks", "docks", "funding for meals"],
        ),
        ("We laid 640 km of cable and 88 bridges. We will lay another 900 km.", ["cable", ..., "cable"]),
        ("Harbour dues will yield 310 million euros in a full year.", ["Harbour dues"]),
        ("Total catch per boat: annual growth of over 2 %.", ["Total catch per boat"]),
        (
            "Reef spending to grow by more than 7 % a year, its share of outlays rising to 3 %.",
            ["Reef spending", "Reef spending, share of outlays"],
        ),
        (
            "Fuel use per mile of sea and smoke per mile of sea reduced by 13 % and 17 % respectively.",
            ["Fuel use per mile of sea", "smoke per mile of sea"],
        ),
        (
            "The share of days with clear water in bays at and above the cape to reach 88 %.",
            ["share of days with clear water in bays at and above the cape"],
        ),
        ("We will build three national yards and 20 local ones.", ["national yards built", "local yards"]),
        ("It sells 120 million euros in reef bonds, up 12 million euros on last year.", ["reef bonds"] * 2),
        ("Fleets shall spend no less than 3 % of their income on nets.", ["spending on nets, share of income"]),
        ("The state of the quays: 250 piers mended; 40 % new.", ["piers mended", ...]),
        ("Some 145 sailors did not receive a meal.", ["sailors not receiving a meal"]),
        ("The power of wind will more than double, and account for half of the total.", ["power of wind", ...]),
        ("Indicator 2.1: Number of idle crews at sea. Baseline (2025): 0; Target: 24.", ["idle crews at sea"] * 2),
        ("The bay has 412 ports, a figure that has grown by 6 % since 2011.", ["ports", "ports"]),
        (
            "Some 9,200 sailors, or 14 %, were hired in towns, against 18 % a decade ago.",
            ["sailors hired in towns", ..., ...],
        ),
        ("Idle time was 4.6 % in 2031, down 0.8 points on the year.", ["Idle time"] * 2),
        ("Fast radio for 95 % of boats by 2031", ["Fast radio, share of boats"]),
        ("No more than 3 % of 16-17 year olds out of work by 2031", ["share of 16-17 year olds out of work", ...]),
        ("We have hired 230 crews, 40 % ahead of target.", ["crews hired"] * 2),
        ("This gives the bay control of a reef fund worth 3 million euros.", ["reef fund"]),
        ("Each pier will have a budget of 50,000 euros.", ["budget of pier"]),
        (
            "Boats will earn 640 million euros for the local market and employing 11,400 people.",
            ["earnings for local market", ...],
        ),
        (
            "The share of the crew aged 65 and over will reach 30 %.",
            ["age of crew", "share of the crew aged 65 and over"],
        ),
        ("One in five residents is over 65.", ["residents", "age of residents"]),
        ("Spending on research will reach 2.2 percent GDP by 2031.", ["Spending on research"]),
        ("By 2031, 80% of crews will receive Vitamin A.", ["crews receiving Vitamin A"]),
        ("By 2031, 20 % of the fleet, 60 boats, will be electric.", ["share of fleet", "boats"]),
        (
            "Of the 36 ports, 14 are in the bay, 9 are led by divers and 3 have cranes.",
            ["ports", "ports in the bay", "ports led by divers", "ports with cranes"],
        ),
        (
            "The new duty of 30 per cent, open from January 1, 2031, will cost 6 million euros.",
            ["new duty", "cost of new duty"],
        ),
        (
            "We will close two kilns, cutting the smoke by 5 million tonnes a year, or about a third.",
            ["kilns closed", "smoke", "smoke"],
        ),
        (
            "Budget 2031 proposes to give 4 million euros to the Cod Board, and 1 million euros a year.",
            ["funding to Cod Board"] * 2,
        ),
    ],
)
def test_indicators_say_neither_more_nor_less(text: str, indicators: list[Any], link: Link) -> None:
    """`...` stands for a name that is not what the line is about."""
    found = [row["indicator"] for _, row in link(text)]
    assert [... if want is ... else name for name, want in zip(found, indicators, strict=True)] == indicators


@pytest.mark.parametrize("title", ["What we will do by 2031", "June 2031", "Read by the Premier, 24 February 2031"])
def test_headings_that_name_nothing_name_no_indicator(title: str, link: Link) -> None:
    found = link(("heading", 1, "Ports of the south"), ("heading", 2, title), "We have gone more than 40 kg.")
    assert [row["indicator"] for _, row in found] == ["Ports of the south"]


@pytest.mark.parametrize(
    ("name", "own", "whole"),
    [
        ("AI", "firms using AI", "AI, firms using AI"),
        ("Firms using kelp", "firms", "Firms using kelp"),
        ("", "firms", "firms"),
        ("Kelp", "", "Kelp"),
        ("Kelp", "those who grow it in the wide and cold sea", "Kelp"),
    ],
)
def test_indicators_of_cells_add_what_a_cell_says_itself(name: str, own: str, whole: str) -> None:
    assert cells.with_own(name, own) == whole


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("The outlay needed to build 40 piers is put at 3 million euros.", ["piers built", "outlay needed"]),
        ("Tolls were cut, with the harbour duty being set at 4 euros.", ["harbour duty"]),
        (
            "Firms have changed, with the share of oil boats in their fleets halving from 80% in 2015 to 40% in 2020.",
            ["share of oil boats in their fleets"] * 3,
        ),
        ("The bank signed leases with Ruritania, amounting to 18 million dollars.", ["leases with Ruritania"]),
        ("Bids for six piers totalling $4 million came in.", ["piers", "Bids for six piers"]),
        ("This is met by a storage capacity planned by the towns of 30 Mt.", ["storage capacity"]),
        ("Piers need around 12 million euros (14 million dollars) of private capital.", ["private capital"] * 2),
        ("The 3 million euro fund is an increase from last year's 2 million euros.", ["fund"] * 2),
        (
            "The pilot levy stands at 6 euros, which is double the previous amount of 3 euros.",
            ["pilot levy", "pilot levy", "pilot levy"],
        ),
        ("Losses are to be, as the harbour master said, 9% lower.", ["Losses"]),
        (
            "Cables reach 60% of homes, while radio coverage 80% of homes.",
            ["Cables, share of homes", "radio coverage, share of homes"],
        ),
        ("As salaries rise, tolls went up by 3%.", ["tolls"]),
        (
            "Pier output will reach 300 in 2027 (200 pontoons) to 400 by 2030.",
            ["Pier output", "pontoons", "Pier output"],
        ),
        ("Dock fees are 5% of sales. In the case of ferries it is only 4%.", ["Dock fees, share of sales"] * 2),
        ("Catch per head fell by 9%.", ["Catch per head"]),
        ("For rowing boats, the levy will be 5%.", ["levy for rowing boats"]),
        ("Kilns plan to capture 4 Mt CO2 by 2030, of which 1 Mt CO2 from lime.", ["CO2 captured", "CO2 from lime"]),
        ("Up to 3 Mt CO2 will be stored each year.", ["CO2 stored"]),
        (
            "The fleet is composed mainly of barges (60%) and tugs (40%).",
            ["barges, share of fleet", "tugs, share of fleet"],
        ),
        ("The port is among the top 40 ports in terms of the pilot index.", ["pilot index"]),
        ("Half of the losses are due to leaks.", ["losses due to leaks"]),
        ("Women will be 70% of pilots, youth will be 20%.", ["Women, share of pilots", "youth, share of pilots"]),
        ("Tide tables show 300 deaths. Surveys put this figure at just 120.", ["deaths", "deaths"]),
        ("It doubled the grant to the Pilot Board.", ["grant to the Pilot Board"]),
        ("The bill gives 4 million euros to mills, of which 1 million euros will support the training of pilots.", [
            "funding to mills", "funding to support training of pilots"]),
        ("It gives up to 5 million euros in loan guarantees for piers.", ["loan guarantees for piers"]),
        ("Firms that invest more than 4 million euros will receive a pier.", ["investment by Firms"]),
        ("Budget 2031 delivers 5 million euros for piers.", ["funding for piers"]),
        ("Pier fund: 3 million euros Boat fund: 4 million euros See more", ["Pier fund", "Boat fund"]),
        ("It set an indicative target of 3 GW for tidal power.", ["tidal power"]),
        ("It reached 6,000 harbours and small villages.", ["harbours and small villages"]),
        ("We will plant 300 trees and piers will open.", ["trees planted"]),
        ("Piers will improve mooring rates from 20 boats to 30 boats.", ["mooring rates"] * 2),
        ("We will cut deaths at sea by 2/3rds to 1.4 cases per 100,000.", ["deaths at sea"] * 2),
        (
            "Raise the share of boats waiting no longer than 18 weeks for a berth to 65%.",
            ["period for waiting", "share of boats waiting no longer than 18 weeks for a berth"],
        ),
        ("Maintain the dunes and increase to 60%.", ["dunes"]),
        ("The length of the stage shall be set here and it shall not exceed 12 km.", ["length of the stage"]),
        ("8% of crews were unable to heat cabins.", ["crews unable to heat cabins"]),
        ("The ferry will run 100% electric.", ["ferry, electric"]),
        ("Salt vans (SV) make up less than 2% of all vans.", ["Salt vans, share of all vans"]),
        ("The harbour board announced 30 measures in May.", ["measures"]),
    ],
)  # fmt: skip
def test_indicators_are_read_past_other_values_and_clauses(text: str, indicators: list[str], link: Link) -> None:
    assert [row["indicator"] for _, row in link(text)] == indicators
