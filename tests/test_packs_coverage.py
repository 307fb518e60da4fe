"""What the shipped packs must know, wherever a policy document comes from."""

from __future__ import annotations

import pytest

from policyledger.rules.model import IndustryRule

ISIC = {
    "A": "01-03", "B": "05-09", "C": "10-33", "D": "35", "E": "36-39", "F": "41-43", "G": "45-47", "H": "49-53",
    "I": "55-56", "J": "58-63", "K": "64-66", "L": "68", "M": "69-75", "N": "77-82", "O": "84", "P": "85", "Q": "86-88",
    "R": "90-93", "S": "94-96", "T": "97-98", "U": "99",
}  # fmt: skip
"""ISIC Rev.4: the divisions of each section (United Nations, Statistical Papers M 4/Rev.4)."""

INDUSTRIES = (
    "new-generation information technology, integrated circuits, semiconductors, chip design, software, "
    "information services, artificial intelligence, big data, cloud computing, blockchain, quantum computing, 5G, "
    "internet of things, industrial internet, digital economy, cybersecurity, data centres, smart grids, "
    "smart equipment, smart manufacturing, robotics, 3D printing, machine tools, aerospace, drones, "
    "satellite navigation, low-altitude economy, high-speed rail, shipbuilding, medical devices, biotechnology, "
    "gene therapy, pharmaceuticals, digital health, energy conservation, environmental protection, circular economy, "
    "carbon capture, new-energy vehicles, electric vehicles, charging stations, power batteries, fuel cells, hydrogen, "
    "green hydrogen, energy storage, photovoltaics, solar power, wind power, offshore wind, geothermal energy, "
    "bioenergy, nuclear power, new materials, rare earths, graphene, advanced materials, science and technology "
    "services, e-commerce, fintech, creative industries, blue economy, aquaculture, fisheries, forestry, agriculture, "
    "steel, cement, aluminium, petrochemicals, textiles, tourism, mining, waste management, telecommunications, "
    "rice cultivation, palm oil industry, marine fisheries, artisanal mining, agro-processing, handloom, garment "
    "manufacturing, generic medicines, white goods, ship repair, electricity distribution, district cooling, "
    "plastic recycling, cold storage, Islamic finance, medical tourism, care economy, social economy, heat pumps, "
    "green ammonia, compound semiconductors, cell and gene therapy, satellite internet, urban air mobility, "
    "crypto-assets, quantum key distribution, digital twins, robotaxis, battery swapping, rare earth magnets, "
    "hydroponics, brain-computer interfaces, large language models"
)


COMPANIES = {
    "AE": "FZE", "AL": "Sh.p.k.", "AR": "S.A.U.", "AT": "GmbH", "AU": "Pty Ltd", "BD": "PLC", "BE": "NV", "BG": "EOOD",
    "BH": "W.L.L.", "BR": "Ltda", "CA": "Inc.", "CH": "AG", "CL": "SpA", "CN": "Co., Ltd.", "CO": "S.A.S.",
    "CZ": "s.r.o.", "DE": "GmbH & Co. KG", "DK": "A/S", "EC": "Cía. Ltda.", "EE": "OÜ", "EG": "S.A.E.", "ES": "S.L.",
    "FI": "Oyj", "FR": "SAS", "GB": "plc", "GH": "Limited", "GR": "A.E.", "HK": "Limited", "HR": "d.o.o.",
    "HU": "Kft", "ID": "Tbk", "IE": "DAC", "IL": "Ltd.", "IN": "Pvt. Ltd.", "IT": "S.p.A.", "JP": "K.K.",
    "KR": "Co., Ltd.", "KW": "K.S.C.P.", "KZ": "JSC", "LB": "S.A.L.", "LT": "UAB", "LU": "Sàrl", "LV": "SIA",
    "MA": "SARL AU", "MX": "S.A. de C.V.", "MY": "Sdn. Bhd.", "NG": "Ltd/Gte", "NL": "B.V.", "NO": "ASA",
    "NZ": "Limited", "OM": "SAOG", "PE": "S.A.C.", "PH": "Inc.", "PK": "(Private) Limited", "PL": "Sp. z o.o.",
    "PT": "Lda", "QA": "Q.P.S.C.", "RO": "SRL", "RS": "d.o.o.", "RU": "PJSC", "SA": "LLC", "SE": "AB",
    "SG": "Pte. Ltd.", "SI": "d.d.", "SK": "spol. s r.o.", "TH": "Public Company Limited", "TN": "SUARL",
    "TR": "A.Ş.", "TW": "Co., Ltd.", "TZ": "Limited", "UA": "PrAT", "UG": "Limited", "US": "LLC", "UY": "S.A.",
    "VN": "Joint Stock Company", "ZA": "(Pty) Ltd", "ZM": "PLC",
}  # fmt: skip
"""A legal form of each of the larger jurisdictions (abbreviations after ISO 20275)."""

INSTRUMENTS = (
    "Plan, Action Plan, Strategy, Roadmap, Guideline, Law, Act, Bill, Code, Ordinance, Regulation, Directive, Decree, "
    "Resolution, Programme, Mission, Initiative, Scheme, Agreement, Treaty, Protocol, Convention, Charter, Pact, "
    "White Paper, Agenda, Blueprint, Masterplan, Policy, Framework"
)


def divisions(text: str) -> list[str]:
    first, _, last = text.partition("-")
    return [f"{number:02d}" for number in range(int(first), int(last or first) + 1)]


@pytest.mark.parametrize("section", ISIC)
def test_packs_hold_every_section_and_division_of_isic(rulebook, section):
    by_code = {code: rule for rule in rulebook.of(IndustryRule) for code in reversed(rule.isic)}
    by_slug = {rule.slug: rule for rule in rulebook.of(IndustryRule)}
    whole = rulebook.rules[f"IND-ISIC-{section}"]
    assert section in whole.isic
    assert whole.terms
    for division in divisions(ISIC[section]):
        rule = rulebook.rules.get(f"IND-ISIC-{division}") or by_code[division]
        assert division in rule.isic
        assert rule.terms
        above = [rule]
        while above[-1].parent:
            above.append(by_slug[above[-1].parent])
        assert whole in above, f"{rule.id} does not roll up into section {section}"


def test_isic_has_88_divisions():
    assert sum(len(divisions(each)) for each in ISIC.values()) == 88


@pytest.mark.parametrize("name", INDUSTRIES.split(", "))
def test_packs_know_the_industries_of_plans(nlp, name):
    found = nlp(f"The plan supports {name} in the region.").spans["industries"]
    assert [span.text for span in found] == [name]


@pytest.mark.parametrize("country", COMPANIES)
def test_packs_know_a_legal_form_of_each_larger_jurisdiction(nlp, country):
    name = f"Harbin Lakes Water {COMPANIES[country]}"
    found = nlp(f"The contract went to {name} of the city.").spans["organisations"]
    assert [(span.text, span.label_) for span in found] == [(name, "company")]


@pytest.mark.parametrize("head", INSTRUMENTS.split(", "))
def test_packs_know_the_kinds_of_instrument(nlp, head):
    found = nlp(f"The government adopted the National Clean Harbour {head} in spring.").spans["instruments"]
    assert [span.text for span in found] == [f"National Clean Harbour {head}"]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("During the 14th Five-Year Plan period, exports of China grew.", "2021/2025"),
        ("By the end of the 15th Five-Year Plan period, exports of China will grow.", "2030"),
        ("In the 15th Five-Year Plan, exports of China will grow.", "2026/2030"),
        ("Under the Eleventh Five Year Plan, output of India grew.", "2007/2012"),
        ("In the Twelfth Malaysia Plan, exports grew.", "2021/2025"),
        ("In FY2024-25, exports grew.", "2024/2025"),
        ("In the financial year 2023/24, exports grew.", "2023/2024"),
    ],
)
def test_packs_know_plan_periods_and_fiscal_years(nlp, text, edtf):
    assert [span.kb_id_ for span in nlp(text).spans["dates"]] == [edtf]
