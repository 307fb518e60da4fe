"""Frames: the template language, the gate, what a hit says, and that no template can run for long."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyledger.checking import read_text
from policyledger.frames import FrameHit, FrameMatcher, Trial
from policyledger.loading import load
from policyledger.rules.model import FrameRule, FrameSets, LexiconRule, Unless
from policyledger.rules.templates import MAX_WAYS, TemplateError, parse_template

LEXICONS = (
    LexiconRule(id="LEX-FRAME-BREAK", title="x", terms=("will", "and")),
    LexiconRule(id="LEX-FRAME-TRIM", title="x", terms=("the", "of", "in")),
    LexiconRule(id="LEX-MAY", title="x", terms=("will", "is to")),
    LexiconRule(id="LEX-VERB-IRREGULAR", title="x", terms=("rise rose risen",)),
)
TERMS = {rule.id: rule.terms for rule in LEXICONS}


def frame(template: str, id_: str = "FRM-X", **fields) -> FrameRule:
    return FrameRule(id=id_, title="x", template=template, **fields)


def hits(nlp, text: str, *frames: FrameRule) -> list[FrameHit]:
    doc = read_text(nlp, text)
    return FrameMatcher((*LEXICONS, *frames), nlp.vocab).find(doc)


FLEET = {"indicator": "fleet", "quantity": "40 vessels"}


def held(nlp, text: str, template: str) -> dict[str, str] | None:
    """What the slots of a template hold in a text; None if it does not match."""
    doc = read_text(nlp, text)
    found = FrameMatcher((*LEXICONS, frame(template)), nlp.vocab).apply(doc)
    if not found:
        return None
    slots = {"quantity": found[0].quantity, **found[0].slots}
    return {name: doc[start:end].text for name, (start, end) in slots.items()}


@pytest.mark.parametrize(
    ("template", "text", "expected"),
    [
        ("<indicator> {reach} <quantity>", "The fleet reached 40 vessels.", FLEET),
        ("<indicator> {reach} <quantity>", "The fleet left 40 vessels.", None),
        ("{reach} <quantity:percent>", "Cover reaches 40 vessels.", None),
        ("{reach} <quantity:percent|count>", "Cover reaches 40 vessels.", {"quantity": "40 vessels"}),
        ("{reach} <comparator> <quantity>", "Cover reaches 40 vessels.", None),
        ("{reach} <comparator> <quantity>", "Cover reaches over 40 vessels.", {"quantity": "over 40 vessels"}),
        ("{reach} [<comparator>] <quantity>", "Cover reaches 40 vessels.", {"quantity": "40 vessels"}),
        ("{reach|climb as far as} <quantity>", "Cover climbed as far as 40 vessels.", {"quantity": "40 vessels"}),
        ("{LEX-MAY} land <quantity>", "She is to land 40 vessels.", {"quantity": "40 vessels"}),
        ("land [some] <quantity>", "They land 40 vessels.", {"quantity": "40 vessels"}),
        ("(land|catch) <quantity>", "They CATCH 40 vessels.", {"quantity": "40 vessels"}),
        ("land ... from <quantity>", "They land fish and prawns from 40 vessels.", {"quantity": "40 vessels"}),
        ("land ...2 from <quantity>", "They land fish and prawns from 40 vessels.", None),
        (r"total \(<quantity>\)", "The total (40 vessels) fell.", {"quantity": "40 vessels"}),
        ("<quantity> land by <date>", "Let 40 vessels land by 2030.", {"quantity": "40 vessels", "date": "by 2030"}),
        ("<quantity> land <date>", "Let 40 vessels land by 2030.", {"quantity": "40 vessels", "date": "by 2030"}),
        ("<quantity> land <date:baseline>", "Let 40 vessels land by 2030.", None),
        ("{land} <quantity> of <base>", "We land 40% of the catch in May 2020.", {"quantity": "40%", "base": "catch"}),
        ("<indicator> {reach} <quantity>", "Moorings, quays and the fleet reach 40 vessels.", FLEET),
        ("up from <baseline> to <quantity>", "It went up from 5% to 9%.", {"baseline": "5%", "quantity": "9%"}),
    ],
)  # fmt: skip
def test_frames_match(nlp, template, text, expected):
    assert held(nlp, text, template) == expected


def test_frames_stay_in_a_sentence(nlp):
    assert held(nlp, "They land fish. Then 40 vessels sail.", "land ... <quantity>") is None


def test_frames_columns(nlp):
    doc = read_text(nlp, "The fleet rose from 30 vessels in 2015 to 40 vessels by 2030.")
    rule = frame(
        "<indicator> {rise} from <baseline> <baseline_date> to <quantity> <date>", sets=FrameSets(status="target")
    )
    (hit,) = FrameMatcher((*LEXICONS, rule), nlp.vocab).apply(doc)
    assert hit.fields(doc) == {
        "indicator": "fleet",
        "baseline_value": 30.0,
        "baseline_date": "2015",
        "target_date": "2030",
        "target_start": "2030-01-01",
        "target_end": "2030-12-31",
        "status": "target",
    }


@pytest.mark.parametrize(
    ("text", "comparator", "bounds"),
    [
        ("They must not land below 9 vessels.", ">=", (9, None)),
        ("They must not land 9 vessels.", "<", (None, 9)),
        ("They must not land over 9 vessels.", "<=", (None, 9)),
        ("They must not land over 9 vessels.", "=", (9, 9)),
    ],
)
def test_frames_bounds_go_with_the_comparator(nlp, text, comparator, bounds):
    rule = frame("not land <quantity>", sets=FrameSets(comparator=comparator))
    doc = read_text(nlp, text)
    (hit,) = FrameMatcher((*LEXICONS, rule), nlp.vocab).apply(doc)
    fields = hit.fields(doc)
    assert (fields["value_min"], fields["value_max"]) == bounds


def test_frames_one_of_a_quantity_wins_and_the_losers_say_to_whom(nlp):
    text = "The fleet will land 40 vessels."
    short, long = frame("land <quantity>", "FRM-A"), frame("<indicator> will land <quantity>", "FRM-B")
    assert {hit.rule_id: hit.lost_to for hit in hits(nlp, text, short, long)} == {"FRM-A": "FRM-B", "FRM-B": None}
    first = frame("land <quantity>", "FRM-A", priority=1)
    assert {hit.rule_id: hit.lost_to for hit in hits(nlp, text, first, long)} == {"FRM-A": None, "FRM-B": "FRM-A"}
    twin = frame("land <quantity>", "FRM-C")
    assert {hit.rule_id: hit.lost_to for hit in hits(nlp, text, short, twin)} == {"FRM-A": None, "FRM-C": "FRM-A"}


def test_frames_unless_and_deprecated(nlp):
    text = "The fleet will land 40 vessels."
    assert hits(nlp, text, frame("land <quantity>", unless=Unless(before=("will",)))) == []
    assert hits(nlp, text, frame("land <quantity>", status="deprecated")) == []


def test_frames_are_only_tried_where_their_anchor_stands(nlp):
    trials: dict[str, Trial] = {}
    matcher = FrameMatcher((*LEXICONS, frame("catch <quantity>")), nlp.vocab, trials)
    matcher.find(read_text(nlp, "They land 40 vessels. They catch fish. They count 3 gulls."))
    assert trials == {}
    matcher.find(read_text(nlp, "They catch 3 tonnes."))
    assert (trials["FRM-X"].tried, trials["FRM-X"].matched, trials["FRM-X"].kept) == (1, 1, 1)


def test_frames_reach_the_statements(tmp_path):
    (tmp_path / "a.yaml").write_text(
        "kind: frame\nrules: [{id: FRM-MOOR, title: x, template: 'moor <quantity> in <base>',"
        " sets: {status: other, change: decrease}}]\n"
    )
    doc = read_text(load(rules=[tmp_path]), "They will moor 40 vessels in the old basin.")
    statement = doc.spans["statements"][0]._.statement
    assert (statement["status"], statement["change"], statement["base"]) == ("other", "decrease", "old basin")
    assert statement["rule_ids"][-1] == "FRM-MOOR"
    assert doc.spans["statements"][0].label_ == "other"


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("<quantity>", "no word"),
        ("[land] <quantity>", "no word"),
        ("land fish", "0 <quantity>"),
        ("land [<quantity>]", "0 <quantity>"),
        ("land <quantity> or <quantity>", "2 <quantity>"),
        ("land <quantty>", "is no slot"),
        ("land <quantity:percentage>", "can't be percentage"),
        ("land <base:percent> <quantity>", "can't be percent"),
        ("land <quantity", "is missing"),
        ("land {reach <quantity>", "is missing"),
        ("land [a <quantity>", "is missing"),
        ("land (a|b <quantity>", "is missing"),
        ("land ) <quantity>", "closes nothing"),
        ("land ] <quantity>", "closes nothing"),
        ("{} land <quantity>", "empty word"),
        ("{a||b} land <quantity>", "empty word"),
        ("{LEX-NONE} land <quantity>", "no word list"),
        ("<comparator> land <quantity>", "before no quantity"),
        ("land <quantity> <comparator>", "before no quantity"),
        ("... land <quantity>", "at the border"),
        ("land <quantity> ...", "at the border"),
        ("land <indicator> <base> <quantity>", "beside another"),
        ("land <indicator> ... <quantity>", "beside another"),
        ("land ...50 <quantity>", "gap of 50"),
        ("a ... b ... c ... d ... e ... f <quantity>", "more than 4"),
        ("<base> land <quantity> of <base>", "stands twice"),
        ("land " + "fish " * 30 + "<quantity>", "more than 24"),
        ("land " + "[a] " * 10 + "<quantity>", f"more than {MAX_WAYS}"),
        ("[" * 30 + "land <quantity>", "too deep"),
    ],
)
def test_templates_refuse(template, reason):
    with pytest.raises(TemplateError) as caught:
        parse_template(template, TERMS)
    assert reason in caught.value.reason
    assert caught.value.remedy


@settings(max_examples=200)
@given(st.lists(st.sampled_from(
    ["<quantity>", "<date>", "{rise}", "{LEX-MAY}", "[", "]", "(", ")", "|", "...", "land", "\\", "<", "}"]
), max_size=14).map(" ".join))  # fmt: skip
def test_templates_any_text_parses_or_says_why(template):
    try:
        parsed = parse_template(template, TERMS)
    except TemplateError as error:
        assert error.reason
        assert error.remedy
    else:
        assert 1 <= len(parsed.ways) <= MAX_WAYS
        assert all(parsed.anchors)


def test_frames_take_the_rarest_word_as_anchor():
    assert parse_template("of the landings {rise} to <quantity>", TERMS).anchors == (frozenset({"landings"}),)
    assert parse_template("of the <quantity>", TERMS).weak


@pytest.mark.parametrize(
    "template",
    [
        "<indicator> of ... of ... of <quantity>",
        "<indicator> of <base> of <per> of ...10 of <quantity>",
        "[of] [of] [of] [of] of ... of <quantity>",
    ],
)
def test_frames_cant_run_for_long(nlp, template):
    """The worst a template and a text can do to each other: everything matches everywhere."""
    text = "of " * 400 + "of 5 vessels " + "of " * 400
    doc = read_text(nlp, text)
    matcher = FrameMatcher((*LEXICONS, frame(template)), nlp.vocab)
    began = time.process_time()
    matcher.find(doc)
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The fleet will moor 40 vessels.", 'there is no `land` after "will"; 1 elements before it were found'),
        ("The fleet will land fish.", 'there is no <quantity> after "land"; 2 elements before it were found'),
        ("The fleet will soon land 40 vessels.", "not as close together as it asks"),
        ("Nothing.", "there is no `will`"),
    ],
)
def test_frames_tell_how_far_they_came(nlp, text, says):
    matcher = FrameMatcher((*LEXICONS, frame("<indicator> will land <quantity>")), nlp.vocab)
    assert says in matcher.nearest("FRM-X", read_text(nlp, text))
