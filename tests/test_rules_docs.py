"""The docs of rules: every key of the model is told, every example in them loads, lints and passes."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from policyledger.checking import Checker
from policyledger.claiming import claims_of
from policyledger.loading import load
from policyledger.rules.lint import lint
from policyledger.rules.model import MODELS, READING_EXAMPLES, READING_SLOTS, Strict, models_in
from policyledger.rules.rulebook import load_rulebook
from policyledger.rules.schema import readings

DOCS = Path(__file__).resolve().parents[1] / "pipeline" / "docs"


def blocks(name: str) -> list[str]:
    """The YAML of a page that makes whole files."""
    page = (DOCS / name).read_text(encoding="utf-8")
    return [block for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL) if "kind:" in block]


def test_docs_examples_of_dates_lint_and_pass(tmp_path):
    for number, block in enumerate(blocks("dates.md")):
        (tmp_path / f"{number}.yaml").write_text(block, encoding="utf-8")
    book = load_rulebook([tmp_path])
    assert [str(each) for each in lint(book, claims_of) if tmp_path in each.path.parents] == []
    own = [rule for rule in book if book.sources[rule.id][0].path.parent == tmp_path]
    outcomes = list(Checker(load(rules=[tmp_path])).all(own))
    assert [outcome.report(book) for outcome in outcomes if not outcome.passed] == []
    assert len(outcomes) >= 5


def keys(model: type[Strict]) -> set[str]:
    found = {name for name in model.model_fields if name != "kind"}
    return found.union(*(keys(inner) for about in model.model_fields.values() for inner in models_in(about.annotation)))


@pytest.mark.parametrize("kind", list(MODELS))
def test_docs_reference_tells_every_key(kind):
    page = (DOCS / "rules.md").read_text(encoding="utf-8")
    told = {name.rpartition(".")[2] for name in re.findall(r"^\| `([\w.]+)` \|", page, re.MULTILINE)}
    assert keys(MODELS[kind]) <= told


def test_docs_of_dates_use_every_key():
    page = "\n".join(blocks("dates.md"))
    for key in keys(MODELS["date"]) - {"doc", "status", "replaced_by", "priority", "todo", "within"}:
        assert re.search(rf"\b{key}:", page), key


def test_docs_readings_are_up_to_date():
    """To write them anew: POLICYLEDGER_WRITE_DOCS=1 pytest tests/test_rules_docs.py"""
    assert READING_EXAMPLES.keys() == READING_SLOTS.keys()
    page = DOCS / "dates.md"
    text = page.read_text(encoding="utf-8")
    head, begin, rest = text.partition("pytest tests/test_rules_docs.py -->\n")
    _, end, tail = rest.partition("<!-- end readings -->")
    wanted = head + begin + readings() + end + tail
    if os.environ.get("POLICYLEDGER_WRITE_DOCS"):
        page.write_text(wanted, encoding="utf-8")
        pytest.fail("the readings were written anew; look at them, then run again without the flag")
    assert text == wanted
