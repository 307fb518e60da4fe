"""Rule files are untrusted text: nothing in one runs for ever, or fails only when a document is read."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

import pytest

from policyledger.rules.findings import RuleErrors
from policyledger.rules.markup import MarkupError, parse_markup
from policyledger.rules.model import IndustryRule
from policyledger.rules.rulebook import load_rulebook


def refusals(folder: Path, text: str) -> list[str]:
    (folder / "pack.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RuleErrors) as caught:
        load_rulebook([folder])
    return [finding.code for finding in caught.value.findings]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "kind: date\nrules:\n- id: DATE-MANY\n  title: many\n  pattern: {forms: ['"
            + "".join(f"[{letter}]" for letter in "abcdefghijklmnopqrstuvwxyz")
            + " in {year}'], reading: year}\n",
            "L002",
        ),
        (
            "kind: date\nrules:\n- id: DATE-FY\n  title: no day\n  fiscal_year: {begins: 99-99, named_by: end}\n",
            "L002",
        ),
        (
            "kind: unit\nrules:\n- {id: UNIT-FAR, title: far, symbol: far, unit_kind: physical, dimension: length, "
            "factor: 1.0e+308, words: [far]}\n",
            "L002",
        ),
        ("kind: number\nrules:\n- {id: NUM-NIL, title: nil, role: fraction, value: 0, words: [nilth]}\n", "L002"),
        (
            "kind: date\nrules:\n- {id: DATE-FAR, title: far, words: {name: unit, values: {aeon: 99999999999}}}\n",
            "L002",
        ),
        ("disable: [LEX-REFERENCE-NOUN]\n", "L022"),
    ],
    ids=["forms", "day", "factor", "fraction", "far date", "word list"],
)
def test_rules_that_could_not_be_used_are_refused(text: str, code: str, tmp_path: Path) -> None:
    assert code in refusals(tmp_path, text)


def test_rules_with_many_hyphens_load_at_once(tmp_path: Path) -> None:
    term = "-".join("abcdefghijklmnopqrstuvwxyzabcdefgh")
    rules = f"kind: industry\nrules:\n- {{id: IND-HYPHENS, title: hyphens, slug: hyphens, terms: [{term}]}}\n"
    (tmp_path / "pack.yaml").write_text(rules, encoding="utf-8")
    from policyledger.terms import TermMatcher

    began = time.perf_counter()
    assert load_rulebook([tmp_path]).rules["IND-HYPHENS"]
    TermMatcher([(term, True)])
    assert time.perf_counter() - began < 60  # thousands of millions of spellings before


def test_rules_examples_of_blanks_are_read_in_step_with_their_length() -> None:
    def seconds(length: int) -> float:
        began = time.process_time()
        with contextlib.suppress(MarkupError):
            parse_markup("<" + " " * length)
        return time.process_time() - began

    most = min(seconds(200_000) for _ in range(3))
    assert most < 5  # half an hour when every blank was a new beginning


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_rules_pipes_are_no_rule_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert load_rulebook([tmp_path]).rules


def test_rules_cues_of_many_verbs_are_refused(tmp_path: Path) -> None:
    verbs = " ".join(["{be}"] * 20)  # thousands of millions of wordings
    rules = f"kind: status\nrules:\n- {{id: STA-MANY, title: many, value: target, terms: ['{verbs}']}}\n"
    assert refusals(tmp_path, rules) == ["L002"]


def test_rules_long_lists_load_in_step_with_their_length(tmp_path: Path) -> None:
    terms = "\n".join(f"  - a{number}" for number in range(20_000))
    head = "kind: industry\nrules:\n- id: IND-LONG\n  title: long\n  slug: long\n  terms_from: long.csv\n"
    (tmp_path / "pack.yaml").write_text(f"{head}  terms:\n{terms}\n", encoding="utf-8")
    rows = "".join(f"IND-LONG,b{number}\n" for number in range(200_000))
    (tmp_path / "long.csv").write_text(f"id,term\nIND-LONG,a1\n{rows}", encoding="utf-8")
    began = time.process_time()
    (rule,) = (each for each in load_rulebook([tmp_path]).of(IndustryRule) if each.id == "IND-LONG")
    assert time.process_time() - began < 20  # minutes when every row was looked for in the whole list
    assert len(rule.terms) == 220_000
