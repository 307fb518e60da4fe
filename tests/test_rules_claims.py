"""What rules lay claim to, and the findings about claims that can never be granted."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyledger.claiming import claims_of
from policyledger.rules.lint import lint
from policyledger.rules.rulebook import load_rulebook

UNIT = "title: x, unit_kind: physical, dimension: x"
CUE = "title: x, value: target"
FRAME = "title: x, examples: {match: [x]}"


def dead(folder: Path, kind: str, *rules: str) -> list[tuple[str, str]]:
    """The rules and reasons of the findings L101 about rules X-A, X-B … of a kind."""
    lines = "".join(f"  - {{id: X{kind[:3].upper()}-{chr(65 + at)}, {rule}}}\n" for at, rule in enumerate(rules))
    (folder / "a.yaml").write_text(f"kind: {kind}\nrules:\n{lines}", encoding="utf-8")
    found = [each for each in lint(load_rulebook([folder]), claims_of) if folder in each.path.parents]
    return [(str(each.rule)[-1], each.sentence) for each in found if each.code == "L101"]


@pytest.mark.parametrize(
    ("kind", "first", "second", "says"),
    [
        (
            "unit",
            f"{UNIT}, symbol: k, words: [kelp rope]",
            f"{UNIT}, symbol: l, words: [Kelp Ropes]",
            '"Kelp Ropes" never',
        ),
        (
            "unit",
            f"{UNIT}, symbol: k, symbols: [kp]",
            f"{UNIT}, symbol: l, symbols: [kp]",
            '"kp" of XUNI-A comes before',
        ),
        (
            "unit",
            f"{UNIT}, symbol: kp, prefixes: [k], words: [kelp]",
            f"{UNIT}, symbol: l, words: [kilokelp]",
            "XUNI-A",
        ),
        (
            "number",
            "title: x, role: cardinal, value: 3, words: [kelpteen]",
            "title: x, role: cardinal, value: 4, words: [Kelpteen]",
            "XNUM-A",
        ),
        (
            "number",
            "title: x, role: scale, value: 3, symbols: [kq]",
            "title: x, role: scale, value: 4, symbols: [kq]",
            "XNUM-A",
        ),
        (
            "comparator",
            "title: x, comparator: '>', before: [kelp past]",
            "title: x, comparator: '<', before: [Kelp past]",
            "XCOM-A",
        ),
        ("status", f"{CUE}, scope: verb, terms: ['{{kelp}} to']", f"{CUE}, scope: verb, terms: [kelped to]", "XSTA-A"),
        ("status", f"{CUE}, scope: near, terms: [kelp]", f"{CUE}, scope: verb, terms: [kelp]", "XSTA-A"),
        ("status", f"{CUE}, scope: heading, terms: [kelp]", f"{CUE}, scope: heading, terms: [kelp]", "XSTA-A"),
        (
            "date",
            "title: x, words: {name: month, values: {kelpember: 9}}",
            "title: x, words: {name: month, values: {Kelpember: 8}}",
            "XDAT-A",
        ),
        (
            "date",
            "title: x, pattern: {forms: ['kelp [of] {year}'], reading: year}",
            "title: x, pattern: {forms: ['kelp {year}'], reading: year}",
            "XDAT-A",
        ),
        (
            "date",
            "title: x, cue: {before: [kelp by], decide: [{role: deadline}]}",
            "title: x, cue: {before: [kelp by], decide: [{role: deadline}]}",
            "XDAT-A",
        ),
        ("date", "title: x, country: XX, signs: [kelpland]", "title: x, country: XY, signs: [kelpland]", "XDAT-A"),
        (
            "organisation",
            "title: x, role: head, type: other, terms: [Kelpery]",
            "title: x, role: head, type: company, terms: [Kelpery]",
            "XORG-A",
        ),
        (
            "frame",
            f"{FRAME}, template: 'kelp [of] <quantity>'",
            f"{FRAME}, template: 'kelp <quantity:percent>'",
            "XFRA-A does too",
        ),
        (
            "frame",
            f"{FRAME}, template: '{{rise|kelp}} to <quantity>'",
            f"{FRAME}, template: '{{kelp}} to <quantity>'",
            "XFRA-A does too",
        ),
    ],
)
def test_claims_shadowed_in_every_kind(tmp_path, kind, first, second, says):
    assert [rule for rule, _ in dead(tmp_path, kind, first, second)] == ["B"]
    assert says in dead(tmp_path, kind, first, second)[0][1]
    raised = dead(tmp_path, kind, first, f"{second}, priority: 1")
    assert [rule for rule, _ in raised if rule == "B"] == []  # it may be the other now


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        ("status", f"{CUE}, scope: opening, terms: [kelp]", f"{CUE}, scope: verb, terms: [kelp]"),
        ("status", f"{CUE}, scope: verb, terms: [kelp]", f"{CUE}, scope: near, terms: [kelp]"),
        ("status", f"{CUE}, scope: verb, terms: [kelp]", "title: x, decides: change, value: increase, terms: [kelp]"),
        ("unit", f"{UNIT}, symbol: k, words: [kp]", f"{UNIT}, symbol: l, symbols: [kp]"),
        (
            "organisation",
            "title: x, role: head, type: other, terms: [Kelpery]",
            "title: x, role: name, type: other, terms: [Kelpery]",
        ),
        (
            "date",
            "title: x, words: {name: month, values: {kelpember: 9}}",
            "title: x, words: {name: season, values: {kelpember: 21}}",
        ),
        ("frame", f"{FRAME}, template: 'kelp <quantity:percent>'", f"{FRAME}, template: 'kelp <quantity>'"),
        ("frame", f"{FRAME}, template: 'kelp <quantity>'", f"{FRAME}, template: 'kelp <quantity> of <base>'"),
    ],
)
def test_claims_that_both_have_their_turn_are_no_finding(tmp_path, kind, first, second):
    assert dead(tmp_path, kind, first, second) == []


INDUSTRY = "title: x, examples: {match: [x]}, terms: [kelp]"


@pytest.mark.parametrize(
    ("holder", "other", "found"),
    [
        ("", "unless: {before: [wild]}", True),
        ("unless: {before: [wild]}", "", False),
        ("unless: {before: [wild]}", "unless: {after: [soup]}", False),
        ("unless: {before: [wild]}", "unless: {before: [wild], after: [soup]}", True),
        ("unless: {within: [wild kelp soup]}", "unless: {within: [wild kelp soup, kelp tea]}", True),
    ],
)
def test_claims_with_contexts_are_shadowed_where_those_make_no_difference(tmp_path, holder, other, found):
    rules = [f"slug: xa, {INDUSTRY}, {holder}".rstrip(", "), f"slug: xb, {INDUSTRY}, {other}".rstrip(", ")]
    assert [rule for rule, _ in dead(tmp_path, "industry", *rules)] == ["B"] * found


@pytest.mark.parametrize(
    ("kind", "rule", "says"),
    [
        ("number", "title: x, role: cardinal, value: 12, words: [baker dozen]", "as one word, and this is several"),
        ("date", "title: x, country: XX, signs: [south kelpland]", "as one word, and this is several"),
        ("status", f"{CUE}, scope: deadline, terms: [by then]", "no words are looked for"),
        ("status", f"{CUE}, scope: verb, terms: ['~soon']", "stand alone (but ~past)"),
        ("status", f"{CUE}, scope: verb, terms: ['~ing']", "stand alone (but ~past)"),
        ("status", f"{CUE}, scope: heading, terms: ['will ~past']", "words are looked for as they stand"),
        ("status", f"{CUE}, scope: duration, terms: [the next]", "as one word, and this is several"),
        ("industry", "title: x, slug: x, examples: {match: [x]}, terms: ['-']", "it holds no word"),
        ("industry", "title: x, slug: x, examples: {match: [x]}, acronyms: ['&']", "it holds no word"),
    ],
)
def test_claims_out_of_reach(tmp_path, kind, rule, says):
    ((_, sentence),) = dead(tmp_path, kind, rule)
    assert says in sentence


def test_claims_of_earlier_packs_may_be_taken_over(tmp_path):
    """A pack that raises its priority over a shipped rule is no finding about the shipped one."""
    (tmp_path / "a.yaml").write_text(
        "kind: status\nrules: [{id: STA-OURS, title: x, value: other, scope: verb, priority: 1, terms: [aims to]}]\n"
    )
    assert lint(load_rulebook([tmp_path]), claims_of) == []
