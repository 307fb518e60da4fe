"""Who gets the words two rules want: the higher priority, then the longer, the earlier, the lower id; in every kind."""

from __future__ import annotations

import pytest

from policyledger.checking import read_text, rules_of
from policyledger.loading import load
from policyledger.rules.markup import GROUPS

UNIT = "title: x, symbol: {}, unit_kind: physical, dimension: x"
KINDS = {
    "industry": (
        "A new offshore kelp farm opened.",
        "title: a, slug: xa, terms: [kelp farm]",
        "title: b, slug: xb, terms: [offshore kelp farm]",
    ),
    "organisation": (
        "Maps of Kelp Farmers Offshore are out.",
        "title: a, role: name, type: other, terms: [Kelp Farmers]",
        "title: b, role: name, type: other, terms: [Kelp Farmers Offshore]",
    ),
    "instrument": (
        "The Kelpwise Tangwise reform is out.",
        "title: a, role: name, type: plan, terms: [Kelpwise]",
        "title: b, role: name, type: plan, terms: [Kelpwise Tangwise]",
    ),
    "unit": (
        "They grew 40 kelps per rope.",
        f"{UNIT.format('xa')}, words: [kelp]",
        f"{UNIT.format('xb')}, words: [kelp per rope]",
    ),
    "number": (
        "They grew two kelpths of the catch.",
        "title: a, role: fraction, value: 13, words: [kelpth]",
        "title: b, role: fraction, value: 14, words: [kelpth]",
    ),
    "comparator": (
        "They grew not quite kelply 40 tonnes.",
        "title: a, comparator: '<', before: [kelply]",
        "title: b, comparator: '>', before: [quite kelply]",
    ),
    "status": (
        "They kelp around 40 tonnes.",
        "title: a, value: other, scope: verb, strength: 90, terms: [kelp]",
        "title: b, value: actual, scope: verb, strength: 90, terms: [kelp around]",
    ),
    "date": (
        "They grew 40 tonnes by kelptide 2031.",
        "title: a, pattern: {forms: ['kelptide {year}'], reading: year}",
        "title: b, pattern: {forms: ['kelptide {year} .'], reading: year}",
    ),
    "frame": (
        "Our kelp grew 40 tonnes in size.",
        "title: a, template: 'grew <quantity>'",
        "title: b, template: 'kelp grew <quantity> in size'",
    ),
}
NO_LONGER = {"number"}
"""A number word is one word."""


def won(folder, kind: str, text: str, *rules: str) -> set[str]:
    """Which of the rules X-A, X-B … took part in what was found."""
    ids = [f"X{kind[:3].upper()}-{letter}" for letter in "ABCDEFG"]
    lines = "".join(f"  - {{id: {id_}, {rule}}}\n" for id_, rule in zip(ids, rules, strict=False))
    (folder / "a.yaml").write_text(f"kind: {kind}\nrules:\n{lines}", encoding="utf-8")
    doc = read_text(load(rules=[folder]), text)
    part = {rule for tag, group in GROUPS.items() for span in doc.spans.get(group, ()) for rule in rules_of(tag, span)}
    return {id_[-1] for id_ in part.intersection(ids)}


@pytest.mark.parametrize("kind", list(KINDS))
def test_rules_of_higher_priority_win_over_longer_ones(tmp_path, kind):
    text, shorter, longer = KINDS[kind]
    assert won(tmp_path, kind, text, f"{shorter}, priority: 5", longer) == {"A"}
    assert won(tmp_path, kind, text, shorter, f"{longer}, priority: -5") == {"A"}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in NO_LONGER])
def test_rules_of_more_words_win_among_equals(tmp_path, kind):
    text, shorter, longer = KINDS[kind]
    assert won(tmp_path, kind, text, shorter, longer) == {"B"}


@pytest.mark.parametrize("kind", list(KINDS))
def test_rules_of_lower_id_win_where_all_else_is_equal(tmp_path, kind):
    text, shorter, _ = KINDS[kind]
    twin = shorter.replace("slug: xa", "slug: xb")
    assert won(tmp_path, kind, text, shorter, twin) == {"A"}
    assert won(tmp_path, kind, text, shorter, f"{twin}, priority: 1") == {"B"}


def test_cues_that_hold_a_participle_keep_their_words(tmp_path):
    inner, outer = (f"title: x, value: {value}, scope: verb, terms: [%s]" for value in ("other", "target"))
    text = "The fleet is kelped to land 40 tonnes."
    assert won(tmp_path, "status", text, inner % "kelped to", outer % "is kelped to land") == {"B"}
    assert won(tmp_path, "status", text, inner % "kelped to" + ", priority: 1", outer % "is kelped to land") == {"A"}


def test_cues_of_dates_win_by_priority_too(tmp_path):
    by = "title: x, cue: {before: [%s], decide: [{role: %s}], strength: %d}"
    text = "Grow 40 tonnes kelpwards by 2031."
    assert won(tmp_path, "date", text, by % ("kelpwards by", "issued", 90)) == {"A"}
    assert won(tmp_path, "date", text, by % ("by", "baseline", 1) + ", priority: 1") == {"A"}


def test_dates_name_the_rules_of_their_words(nlp):
    doc = read_text(nlp, "It fell by a tenth from mid-March 2015 levels.")
    (date,) = doc.spans["dates"]
    assert date._.date["rule_ids"][0] == date.id_
    assert {"DATE-WORDS-MONTH", "DATE-WORDS-PART"} <= {*date._.date["rule_ids"]}
    assert any(rule.startswith("DATE-CUE-") for rule in date._.date["rule_ids"])
