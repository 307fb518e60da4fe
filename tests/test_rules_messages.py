"""What people get wrong who have never written YAML, and what they are told: the place, what was given, what to do."""

from __future__ import annotations

import pytest

from policyledger.claiming import claims_of
from policyledger.rules.findings import RuleErrors
from policyledger.rules.lint import lint
from policyledger.rules.rulebook import load_rulebook

RULE = """\
kind: industry
rules:
  - id: IND-KELP
    title: Kelp farming
    slug: kelp-farming
    terms: [kelp farming]
    examples:
      match:
        - Grants for <industry>kelp farming</industry> continue.
"""
FRAME = """\
kind: frame
rules:
  - id: FRM-KELP
    title: ropes carry a harvest
    template: {template}
    examples: {{match: [The ropes carry <statement>12 tonnes</statement>.]}}
"""
DATE = "kind: date\nrules:\n  - id: DATE-KELP\n    title: tides\n"


def said(folder, text: str) -> list[str]:
    """The findings in a file of this text, without its path."""
    path = folder / "a.yaml"
    path.write_text(text, encoding="utf-8")
    try:
        found = lint(load_rulebook([folder]), claims_of)
    except RuleErrors as errors:
        found = list(errors.findings)
    return [str(each).partition("a.yaml:")[2] for each in found if each.path == path]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("    title", "\ttitle", "4:1: L001 This is no valid YAML: a tab; YAML is indented with blanks. Put blanks in"),
        ("title:", "title", "4:5: L001 This is no valid YAML: this line is no `key: value`. Write a colon and a blank"),
        ("title: ", "title:", "4:5: L001 This is no valid YAML: this line is no `key: value`. Write a colon and a bl"),
        ("kind: ", "kind ", "2:6: L001 This is no valid YAML: no colon may stand here. See whether this line is inde"),
        ("    slug", "     slug", "5:10: L001 This is no valid YAML: no colon may stand here. See whether this line "),
        ("    slug", "  slug", "5:3: L001 This is no valid YAML: this line is not indented like its neighbours."),
        ("  - id", "    id", "3:5: L002 `rules` can't be a map; allowed: a list. Begin each with `- `."),
        ("Kelp farming\n", "'Kelp farming\n", "4:12: L001 This is no valid YAML: this quote is never closed."),
        ("farming]", "farming", "6:12: L001 This is no valid YAML: this bracket is never closed."),
        ("[kelp farming]", "[the] kelp", "6:18: L001 This is no valid YAML: text goes on after a quote or bracket"),
        ("[kelp farming]", "[@kelp]", "6:13: L001 This is no valid YAML: no text begins with @ unless it is quoted."),
        ("Kelp farming\n", "& kelp\n", "4:13: L001 This is no valid YAML: no text begins with & or * unless"),
        ("Kelp farming\n", ">= kelp\n", "4:12: L001 This is no valid YAML: no text begins with > or | unless"),
        ("[kelp farming]", "[kelp, 01]", '6:19: L002 `terms` can\'t be 01; allowed: text. Put it in quotes: "01".'),
        ("[kelp farming]", "kelp farming", "Put it in square brackets: [kelp farming]."),
        ("[kelp farming]", "", "6:5: L002 `terms` can't be empty; allowed: a list. Fill it in, or take the key away."),
        ("industry\n", "industries\n", '1:7: L005 "industries" is no kind of rule; allowed: industry, organisation'),
        ("titl", "titel", "4:5: L003 `titele` is no field of an industry rule; allowed: id, title"),
        ("rules", "rule", "2:1: L003 `rule` is no field of a rule file; allowed: kind, rules, extends, disable. Did "),
        ("- id: IND-KELP\n    title", "- title", "3:5: L004 `id` is missing from an industry rule. Add it; `policyle"),
        ("IND-KELP", "ind_kelp", "such as IND-FISHERIES. Write IND-KELP."),
        ("kelp-farming", "Kelp farming", "such as offshore-wind. Write kelp-farming."),
        ("kelp-farming", "hydrogen", '5:11: L017 `slug` "hydrogen" is already that of IND-HYDROGEN.'),
        ("    terms", "    parent: ind-isic-03\n    terms", "Write its slug: fishing-aquaculture."),
        ("    terms", '    parent: "03"\n    terms', "Write its slug: fishing-aquaculture."),
        ("    terms", "    parent: seaweeds\n    terms", '6:13: L015 `parent` names "seaweeds", which no rule gives.'),
        ("IND-KELP", "IND-HYDROGEN", '5:11: L019 The slug of IND-HYDROGEN can\'t become "kelp-farming": tables of'),
        ("[kelp farming]", "[“kelp farming”]", "6:13: L101 \"“kelp farming”\" never finds anything: it holds quotati"),
        ("Grants for", "Grants: for", "9:11: L002 `examples.match` can't be a map; allowed: text. Put it in quotes"),
        ("      match:\n        -", "      -", "8:7: L002 `examples` can't be a list; allowed: a map of match, no_ma"),
        ("<industry>", "<indsutry>", "<indsutry> is no tag; allowed: industry, organisation"),
        ("<industry>", "<industry slug='x'>", "<industry slug='x'> is not how a tag is written. Write <industry> or"),
        ("<industry>", "< industry >", "< industry > is not how a tag is written. Write <industry> or <industry slug="),
        ("</industry>", "", "<industry> is not closed. Add </industry>."),
    ],
)  # fmt: skip
def test_messages_of_slips_in_a_rule(tmp_path, old, new, expected):
    assert RULE.count(old) >= 1
    assert any(expected in each for each in said(tmp_path, RULE.replace(old, new, 1)))


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("'<indicator> carry <quantty>'", '5:15: L014 The template breaks off at "<quantty>": <quantty> is no slot'),
        ("'<indicator> carry <quantity:percnt>'", 'at "<quantity:percnt>": <quantity> can\'t be percnt; allowed: perc'),
        ("'<indicator> carry <quantity'", 'at "<quantity": ">" is missing. Close with >.'),
        ("'carry [the <quantity>'", 'at "[the <quantity>": "]" is missing. Close with ].'),
        ("'carry (a|the <quantity>'", 'at "(a|the <quantity>": ")" is missing. Close with ).'),
        ("'{LEX-NOT} <quantity>'", 'at "{LEX-NOT} <quantity>": there is no word list LEX-NOT.'),
        ("'<indicator> <quantity>'", "no word that must stand there. Add one, so that sentences are found by it."),
        ("'<indicator> carry'", "0 <quantity> where one is needed in every way."),
    ],
)
def test_messages_of_slips_in_a_template(tmp_path, template, expected):
    assert any(expected in each for each in said(tmp_path, FRAME.format(template=template)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["1:1: L006 A rule file is a map with kind, rules, extends, disable; this is empty. Begin it with"]),
        ("Kelp is grown.", ['1:1: L006 A rule file is a map with kind, rules, extends, disable; this is "Kelp is gro']),
        ("disable: UNIT-EUR", ['1:10: L002 `disable` can\'t be "UNIT-EUR"; allowed: a list. Put it in square bracke']),
        ("disable: [UNIT-EURO]", ['1:11: L010 There is no rule "UNIT-EURO" to disable. Did you mean UNIT-EUR?']),
        ("extends: [{id: IND-HYDROGN, add: {terms: [x]}}]", ['1:16: L010 There is no rule "IND-HYDROGN" to extend.']),
        ("extends: [{id: IND-HYDROGEN, add: {term: [x]}}]", ["1:36: L003 `term` is no field of an industry rule"]),
        (
            DATE + "    pattern: {forms: ['tide {yaer}'], reading: year}",
            ['5:23: L015 `pattern.forms` names "yaer", which no'],
        ),
        (
            DATE + "    pattern: {forms: ['next tide'], reading: relative_unit}",
            ['5:46: L021 The form "next tide" makes no'],
        ),
        (DATE + "    words: {name: month, values: {smarch: '13'}}", ["5:43: L002 `words.values.smarch` can't be"]),
        (DATE + "    words: {name: month, values: {smarch: 13}}", ["5:43: L002 `words.values.smarch` can't be 13; al"]),
        (DATE + "    words: {name: mnth, values: {smarch: 13}}", ['5:12: L102 Nothing asks for the word list "mnth".']),
        (
            DATE + "    cue: {before: [x], decide: [{role: due}]}",
            ['5:40: L002 `cue.decide.role` can\'t be "due"; allow'],
        ),
        (
            DATE + "    words: {name: x, values: {y: 1}}\n    country: NO\n    signs: [no]\n    pattern: x",
            ["8:14: L002"],
        ),
        (
            "kind: status\nrules: [{id: STA-X, title: x, value: goal, terms: [x]}]",
            ['2:38: L002 `value` can\'t be "goal"; allowed: target, actual, other.'],
        ),
        (
            "kind: unit\nrules: [{id: UNIT-X, title: x, symbol: x, unit_kind: count, dimension: x}]",
            ["2:9: L004 `words`"],
        ),
    ],
)
def test_messages_of_slips_in_other_files(tmp_path, text, expected):
    given = said(tmp_path, text)
    assert len(given) == len(expected)
    assert all(each.startswith(start) for each, start in zip(given, expected, strict=True)), given


EVERYTHING = """\
kind: organisation
rules:
  - {id: ORG-KELP, title: x, role: name, type: other, terms: [Kelpery], position: behind,
     examples: {match: [<organisation>Kelpery<organisation>]}}
  - {id: org-tang, title: x, role: nam, type: other}
  - {id: ORG-DULSE, title: x, role: name, type: other, terms_from: names.csv, weak: maybe, replaced_by: ORG-NOWHERE}
"""
FRAMES = """\
kind: frmae
rules:
  - {id: FRM-KELP, title: x, template: "<indicator> <quantity>", sets: {status: goal}}
  - {id: FRM-TANG, title: x, template: "kelp <quantity>", sets: {chnage: level},
     examples: {match: [<statment>1 t</statment>, 3]}}
"""
DATES = """\
rules:
  - {id: DATE-KELP, title: x, cue: {before: [x], decide: [{role: due}, {role: other, near: nowhere}]}, published: soon}
  - {id: DATE-TANG, title: x, pattern: {forms: ["tide {yaer}"], reading: yaer}}
  - {id: DATE-DULSE, title: x, words: {name: month, values: {high tide: 1, tidetember: 13}}}
"""


def test_messages_of_all_errors_come_in_one_pass(tmp_path):
    """Also those that only show when all fields, or all rules, are right."""
    for name, text in (("a", EVERYTHING), ("b", FRAMES), ("c", DATES)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "names.csv").write_text("id,term\nORG-DULSE,\nORG-DULZE,Dulsery\n")
    (tmp_path / "d.yaml").write_text("extends: [{id: ORG-KELP, add: {terms: [Kelpworks]}}]\ndisable: [UNIT-MU]\n")
    with pytest.raises(RuleErrors) as caught:
        load_rulebook([tmp_path])
    found = [(each.path.name[0], each.line, each.code) for each in caught.value.findings]
    assert found == [
        *[("a", 3, "L002"), ("a", 4, "L013"), ("a", 5, "L004"), ("a", 5, "L002"), ("a", 5, "L002")],
        *[("a", 6, "L002"), ("a", 6, "L015")],
        *[("b", 1, "L005"), ("b", 3, "L014"), ("b", 3, "L002"), ("b", 4, "L003"), ("b", 5, "L013"), ("b", 5, "L002")],
        *[("c", 1, "L004"), ("c", 2, "L015"), ("c", 2, "L002"), ("c", 2, "L002"), ("c", 3, "L015"), ("c", 3, "L002")],
        *[("c", 4, "L002"), ("c", 4, "L002"), ("n", 2, "L020"), ("n", 3, "L020")],
    ]
