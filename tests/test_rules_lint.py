"""Linting: what works but could be better, each with its place and remedy."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import jsonschema
import pytest
from spacy.language import Language

from policyledger.checking import Checker, example_findings
from policyledger.claiming import claims_of
from policyledger.loading import load, with_rules
from policyledger.rules.findings import RuleErrors
from policyledger.rules.lint import lint
from policyledger.rules.model import MODELS
from policyledger.rules.packs import rule_files
from policyledger.rules.places import tree_of
from policyledger.rules.rulebook import load_rulebook
from policyledger.rules.schema import json_schema, reference
from policyledger.rules.skeletons import skeleton
from policyledger.rules.yaml import parse
from policyledger.shipped import models_dir

HEAD = "kind: industry\nrules:\n"
KELP = (
    "  - {id: IND-KELP, title: Kelp, slug: kelp, terms: [kelp farming], "
    'examples: {match: ["<industry>kelp farming</industry>"]}'
)


def findings(folder: Path) -> list[tuple[str, str | None]]:
    try:
        found = lint(load_rulebook([folder]), claims_of)
    except RuleErrors as errors:
        found = list(errors.findings)
    return [(each.code, each.rule) for each in found if folder in each.path.parents]


def write(folder: Path, text: str) -> Path:
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (HEAD + KELP + "}\n", []),
        (HEAD + KELP + ", parent: nowhere}\n", ["L015"]),
        (HEAD + KELP + ", parent: kelp}\n", ["L015"]),
        (HEAD + KELP + ", replaced_by: IND-NOWHERE}\n", ["L015"]),
        (HEAD + KELP + ", status: deprecated}\n", ["L108"]),
        (HEAD + KELP.replace("[kelp farming]", "[kelp farming, Kelp Farmings]") + "}\n", ["L101"]),
        (HEAD + KELP.replace("[kelp farming]", '[kelp farming, "-"]') + "}\n", ["L101"]),
        (HEAD + KELP.replace("[kelp farming]", "[kelp farming, kelp farming]") + "}\n", ["L105"]),
        (HEAD + "  - {id: IND-KELP, title: Kelp, slug: kelp, terms: [kelp]}\n", ["L104"]),
        (HEAD + KELP.replace("</industry>", "</date>") + "}\n", ["L013"]),
        (HEAD + KELP.replace("<industry>", "<industri>") + "}\n", ["L013"]),
        (HEAD + KELP.replace("<industry>", '<industry slugg=\\"x\\">') + "}\n", ["L013"]),
        ("kind: lexicon\nrules: [{id: LEX-KELP, title: x, terms: [x]}]\n", ["L102"]),
        (
            "kind: frame\nrules: [{id: FRM-KELP, title: x, template: 'of <quantity>', examples: {match: [x]}}]\n",
            ["L107"],
        ),
        (HEAD + KELP + "}\n" + KELP.replace("IND-KELP", "IND-KELP-TWO") + "}\n", ["L017"]),
    ],
)
def test_lint_finds(tmp_path, rules, expected):
    assert sorted(code for code, _ in findings(write(tmp_path, rules))) == expected


def test_lint_says_place_given_allowed_and_remedy(tmp_path):
    write(tmp_path, HEAD + KELP.replace("<industry>", "<industri>") + "}\n")
    with pytest.raises(RuleErrors) as caught:
        load_rulebook([tmp_path])
    (found,) = caught.value.findings
    assert (found.line, found.code, found.rule) == (3, "L013", "IND-KELP")
    assert str(found).startswith(f"{tmp_path}/a.yaml:3:")
    assert "<industri> is no tag; allowed: industry" in found.sentence
    assert found.remedy == "Did you mean industry?"


def test_lint_finds_stolen_examples(tmp_path):
    write(tmp_path, HEAD + KELP.replace("[kelp farming]", "[kelp farmings]").replace("IND-KELP", "IND-ZELP") + "}\n")
    (tmp_path / "b.yaml").write_text(
        HEAD + KELP.replace("slug: kelp", "slug: kelps").replace("title", "priority: 5, title") + "}\n"
    )
    book = load_rulebook([tmp_path])
    outcomes = Checker(load(rules=[tmp_path])).all([book.rules["IND-ZELP"], book.rules["IND-KELP"]])
    (found,) = example_findings(book, outcomes)
    assert (found.code, found.rule) == ("L112", "IND-ZELP")
    assert "IND-KELP found it" in found.sentence


def test_lint_shipped_rules_have_no_errors(rulebook):
    assert [str(found) for found in lint(rulebook, claims_of) if found.is_error] == []


@pytest.mark.parametrize("kind", list(MODELS))
def test_skeletons_lint_and_pass_their_own_examples(tmp_path, nlp_to_teach, kind):
    """Whatever the name is: words YAML takes for something else, digits, signs, other scripts, whole sentences."""
    for name in NAMES:
        write(tmp_path, skeleton(kind, name))
        book = load_rulebook([tmp_path])
        own = [rule for rule in book if book.sources[rule.id][0].path.parent == tmp_path]
        found = [str(each) for each in lint(book, claims_of) if tmp_path in each.path.parents and each.code != "L102"]
        outcomes = Checker(with_rules(nlp_to_teach, book)).all(own)
        assert (name, found + [outcome.report(book) for outcome in outcomes if not outcome.passed]) == (name, [])


NAMES = ["kelp milling", "no", "123", "3D kelping: (big) {x}", "The größe", "日本 語", "-eKelp", "kelp " * 30]


@pytest.fixture(scope="module")
def nlp_to_teach() -> Language:
    """A pipeline of its own, whose rules are changed again and again."""
    return load()


def test_skeletons_take_an_id_for_a_name():
    assert "id: LEX-PORTS\n" in skeleton("lexicon", "LEX-PORTS")


def test_schema_file_is_up_to_date():
    shipped = json.loads((models_dir() / "rules.schema.json").read_text(encoding="utf-8"))
    assert shipped == json.loads(json.dumps(json_schema())), "policyledger rules schema > models/rules.schema.json"


def test_schema_takes_all_shipped_files():
    validator = jsonschema.Draft202012Validator(json_schema())
    for path in rule_files(models_dir() / "rules"):
        data = tree_of(path).data
        assert [f"{path}: {error.message}" for error in validator.iter_errors(data)] == []


def test_schema_refuses_unknown_keys():
    validator = jsonschema.Draft202012Validator(json_schema())
    rule = {"id": "IND-KELP", "title": "Kelp", "slug": "kelp"}
    assert validator.is_valid({"kind": "industry", "rules": [rule]})
    assert not validator.is_valid({"kind": "industry", "rules": [rule | {"termz": []}]})
    assert not validator.is_valid({"kind": "industri", "rules": [rule]})


def test_shipped_files_carry_the_modeline_and_name_their_sources():
    for path in rule_files(models_dir() / "rules"):
        first, second = path.read_text(encoding="utf-8").splitlines()[:2]
        assert first.startswith("# yaml-language-server: $schema=../../rules.schema.json"), path
        assert second.startswith("# "), f"{path}: a comment on the sources comes next"


def test_reference_in_the_docs_is_up_to_date():
    """To write it anew: POLICYLEDGER_WRITE_DOCS=1 pytest tests/test_rules_lint.py"""
    page = Path(__file__).resolve().parents[1] / "pipeline" / "docs" / "rules.md"
    text = page.read_text(encoding="utf-8")
    head, begin, rest = text.partition("pytest tests/test_rules_lint.py -->\n")
    _, end, tail = rest.partition("<!-- end reference -->")
    wanted = head + begin + reference() + "\n" + end + tail
    if os.environ.get("POLICYLEDGER_WRITE_DOCS"):
        page.write_text(wanted, encoding="utf-8")
        pytest.fail("the reference was written anew; look at it, then run again without the flag")
    assert text == wanted


@pytest.mark.parametrize("name", ["rules.md", "frames.md"])
def test_yaml_in_the_docs_is_yaml(name):
    page = (Path(__file__).resolve().parents[1] / "pipeline" / "docs" / name).read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert blocks
    for block in blocks:
        assert parse(block.encode()).data


def test_packs_in_the_docs_load(tmp_path):
    page = (Path(__file__).resolve().parents[1] / "pipeline" / "docs" / "rules.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert len(blocks) == 2
    for number, block in enumerate(blocks):
        (tmp_path / f"{number}.yaml").write_text(block, encoding="utf-8")
    book = load_rulebook([tmp_path])
    assert "green hydrogen valley" in book.rules["IND-HYDROGEN"].terms
    assert set(book.disabled) == {"UNIT-MU"}
