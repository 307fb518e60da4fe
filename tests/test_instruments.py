"""Policy instruments in text."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from policyledger import industries
from policyledger.instruments import Found, InstrumentLexicon, find
from policyledger.rules.model import IndustryRule, LexiconRule
from policyledger.rules.rulebook import load_rulebook
from policyledger.sentences import SentenceLexicon, sentence_starts
from policyledger.tokenizing import RegexTokenizer
from policyledger.tokens import Tokens

RULES = load_rulebook()
LEXICON = InstrumentLexicon.from_rules(RULES)
INDUSTRIES = industries.IndustryLexicon.from_rules(RULES.of(IndustryRule))
SENTENCES = SentenceLexicon.from_rules(RULES.of(LexiconRule))
TOKENIZER = RegexTokenizer(spacy.blank("en").vocab)


def tokens_of(text: str) -> Tokens:
    words = [token.text for token in TOKENIZER(text)]
    spaces = [bool(token.whitespace_) for token in TOKENIZER(text)]
    starts = set(sentence_starts(words, set(), SENTENCES))
    doc = Doc(TOKENIZER.vocab, words, spaces, sent_starts=[index in starts for index in range(len(words))])
    return Tokens.of(doc)


def hits(text: str) -> list[tuple[str, Found]]:
    tokens = tokens_of(text)
    named = [(hit.start_token, hit.end_token, hit.slug) for hit in industries.find(tokens, INDUSTRIES)]
    return [(tokens.span(hit.start_token, hit.end_token), hit) for hit in find(tokens, LEXICON, named)]


def names(text: str) -> list[str]:
    return [name for name, _ in hits(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Guideline on Promoting Clean Ports through Trade in Riga released in May",
         ["Guideline on Promoting Clean Ports through Trade in Riga"]),
        ("issued the Guidelines on Growing Ten Trades on May 26, 2017 and", ["Guidelines on Growing Ten Trades"]),
        ("the General Plan for the Construction of a National Centre in Porto, the city",
         ["General Plan for the Construction of a National Centre in Porto"]),
        ("under the Riverland Green Plan 2030 we plan", ["Riverland Green Plan 2030"]),
        ("the Grid Action Plan (2021-2030) is out", ["Grid Action Plan (2021-2030)"]),
        ("the 14th Five-Year Plan sets it", ["14th Five-Year Plan"]),
        ("in the 14th Five-Year Plan period", []),
        ("the 2035 Agenda for Clean Seas", ["2035 Agenda for Clean Seas"]),
        ("Regulation (EU) 2019/631 applies", ["Regulation (EU) 2019/631"]),
        ("Regulation (EC) No 401/2009 of the European Parliament", ["Regulation (EC) No 401/2009"]),
        ("Directive 2009/28/EC and Royal Decree No. 6/2011", ["Directive 2009/28/EC", "Royal Decree No. 6/2011"]),
        ("Law No. 12 of 2019 and Act No. 7 of 1999 apply", ["Law No. 12 of 2019", "Act No. 7 of 1999"]),
        ("as laid down by 1998 Ruritania Constitution", ["1998 Ruritania Constitution"]),
        ("In 2015 Harbour Plan spending rose", ["Harbour Plan"]),
        ("the Forest (Conservation) Act, 1980 was amended", ["Forest (Conservation) Act, 1980"]),
        ("the Clean Products Regulation and Energy Labelling Regulation",
         ["Clean Products Regulation", "Energy Labelling Regulation"]),
        ("loans of the TechBLUE programme help", ["TechBLUE programme"]),
        ("the Action Plan for the European steel sector", []),
        ("the Steel Action Plan for the European steel sector", ["Steel Action Plan"]),
        ("the “Bright Harbour Project 2.0,” began", ["Bright Harbour Project 2.0"]),
        ("a National Green Steel Mission will be launched", ["National Green Steel Mission"]),
        ("Made in China 2025 and the Paris Agreement", ["Made in China 2025", "Paris Agreement"]),
        ("the plan, the law and a Policy; Plans will take shape; Plan 5", []),
        ("Energy Storage Projects and Climate Plans", []),
        ("the Better Law-Making Agreement of this Regulation", ["Better Law-Making Agreement"]),
        ("for the purposes of this Regulation", []),
        ("it was set by Law on May 3", []),
        ("Council Regulation (EU, Euratom) 2020/2093", ["Council Regulation (EU, Euratom) 2020/2093"]),
        ("the Boats for Europe Act 50 applies", ["Boats for Europe Act"]),
        ("the Review of National Rail Strategy", ["National Rail Strategy"]),
        ("they act in 2030 under the law of 2015", []),
    ],
)  # fmt: skip
def test_instruments_by_name(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("the Guideline on Promoting New- Energy Auto Industry in Riga", "new-energy-vehicle"),
        ("the National Artificial Intelligence Strategy", "artificial-intelligence"),
        ("the Law on Clean Rivers", None),
        ("artificial intelligence under the Law on Clean Rivers", None),
    ],
)
def test_instruments_know_the_industry_in_their_name(text: str, slug: str | None) -> None:
    assert [hit.industry_id for _, hit in hits(text)] == [slug]


def test_instruments_head_alone_is_the_one_named_before() -> None:
    text = (
        "The Guidelines on Growing Ten Trades came first. The Guideline on Software in Riga is one. "
        "The Ten Guidelines bind; pursuant to the Guideline, it acts; a Guideline is short."
    )
    assert [(name, hit.canonical) for name, hit in hits(text)] == [
        ("Guidelines on Growing Ten Trades", "Guidelines on Growing Ten Trades"),
        ("Guideline on Software in Riga", "Guideline on Software in Riga"),
        ("Ten Guidelines", "Guidelines on Growing Ten Trades"),
        ("Guideline", "Guideline on Software in Riga"),
    ]
    assert hits(text)[-1][1].industry_id == "software-information-services"


def test_instruments_canonical_name_is_mended() -> None:
    assert hits("the Guideline on New- Generation Ports")[0][1].canonical == "Guideline on New-Generation Ports"


WORDS = (
    "the Guideline on Promoting Ports in Riga Plan 2030 ( EU ) 2019/631 , Act No . a National and for of 14th Ten - Law"
)


@given(st.text(max_size=200) | st.lists(st.sampled_from(WORDS.split()), max_size=40).map(" ".join))
def test_instruments_any_text_gives_spans_in_order(text: str) -> None:
    tokens = tokens_of(text)
    found = find(tokens, LEXICON)
    edges = [edge for hit in found for edge in (hit.start_token, hit.end_token)]
    assert edges == sorted(edges)
    assert all(hit.start_token < hit.end_token <= len(tokens.words) and hit.canonical for hit in found)
