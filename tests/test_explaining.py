"""Explaining: cards, derivations, the use of rules, and the verbs that show them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policyledger import watching
from policyledger.checking import Checker, read_text
from policyledger.cli import verbs
from policyledger.errors import PolicyledgerError
from policyledger.explaining import Observer, derivation
from policyledger.loading import load
from policyledger.rules.cards import card
from policyledger.rules.findings import RuleErrors
from policyledger.rules.rulebook import load_rulebook

FISHERIES = Path(__file__).parent / "packs" / "fisheries"
TEXT = "By 2032, the quota for landings is set at 2.5 t/trip in Article 5 ports."


@pytest.fixture(scope="module")
def taught():
    return load(rules=[FISHERIES]), load_rulebook([FISHERIES])


def run(*arguments: str) -> tuple[int, Result]:
    """Runs a verb; its exit code is what it returns."""
    result = CliRunner().invoke(verbs, arguments, standalone_mode=False)
    if result.exception:
        raise result.exception
    return int(result.return_value or 0), result


def test_fisheries_pack_needs_nothing_else(taught):
    """A folder of its own teaches an industry, a unit and a frame."""
    nlp, book = taught
    doc = read_text(nlp, "For fisheries, the quota for landings is set at 2.5 t/trip.")
    assert [(span.text, span.kb_id_) for span in doc.spans["industries"]] == [("fisheries", "fisheries")]
    statement = doc.spans["statements"][0]._.statement
    assert (statement["unit"], statement["value_max"], statement["comparator"]) == ("t/trip", 2.5, "<=")
    assert (statement["indicator"], statement["status"]) == ("landings", "target")
    assert "FRM-CATCH-LIMIT" in statement["rule_ids"]
    own = [rule for rule in book if book.sources[rule.id][0].pack == "fisheries"]
    outcomes = list(Checker(nlp).all(own))
    assert [outcome.report(book) for outcome in outcomes if not outcome.passed] == []
    assert len(outcomes) == 9


def test_explaining_card_tells_all(taught):
    facts = card(taught[1], "UNIT-TONNE-PER-TRIP")
    assert facts["kind"] == "unit"
    assert facts["says"]["symbol"] == "t/trip"
    assert facts["stands_in"][0].endswith("fisheries/units.yaml:4:5")
    assert len(facts["examples"]["match"]) == 2


def test_explaining_unknown_rules_get_the_nearest(taught):
    with pytest.raises(PolicyledgerError, match="Did you mean IND-FISHERIES"):
        card(taught[1], "IND-FISHERY")


def test_explaining_derivation_names_rules_cues_and_losers(taught):
    nlp, book = taught
    facts = derivation(read_text(nlp, TEXT), nlp, book)
    assert {"UNIT-TONNE-PER-TRIP"} <= {rule for span in facts["spans"] for rule in span["rules"]}
    (statement,) = facts["statements"]
    assert "FRM-CATCH-LIMIT" in {each["rule"] for each in statement["decided_by"]}
    assert "By 2032" in statement["cues"]
    rejected = {loss["text"]: loss["reason"] for loss in facts["rejected"]}
    assert "it belongs to the date" in rejected["2032"]
    assert "a number is a label" in rejected["5"]
    assert all(TEXT[each["start"] : each["end"]] == each["text"] for each in (*facts["spans"], *facts["rejected"]))
    json.dumps(facts)


def test_explaining_derivation_tells_of_contexts_and_longer_names(taught):
    nlp, book = taught
    facts = derivation(read_text(nlp, "The fisheries subsidies committee met."), nlp, book)
    assert ("IND-FISHERIES", "its `unless` holds") in {(each["rule"], each["reason"]) for each in facts["rejected"]}


def test_explaining_usage_counts(taught):
    nlp, book = taught
    observer = Observer(nlp, book)
    observer.see(nlp.make_doc(TEXT))
    observer.see(nlp.make_doc("The fisheries subsidies committee met. Fisheries grew."))
    usage = observer.finish()
    rows = {row["rule"]: row for row in usage.rows(book)}
    assert usage.documents == 2
    assert (rows["IND-FISHERIES"]["tried"], rows["IND-FISHERIES"]["matched"], rows["IND-FISHERIES"]["kept"]) == (
        2,
        1,
        1,
    )
    assert (rows["FRM-CATCH-LIMIT"]["tried"], rows["FRM-CATCH-LIMIT"]["kept"]) == (1, 1)
    assert rows["FRM-CATCH-LIMIT"]["seconds"] > 0
    assert rows["UNIT-EUR"]["tried"] == 0


COUNTED = """\
kind: {kind}
rules:
  - {{id: X-MINE, title: x, {rule}}}
"""


@pytest.mark.parametrize(
    ("kind", "rule", "text", "expected"),
    [
        (
            "unit",
            "symbol: kl, unit_kind: physical, dimension: x, words: [kelp rope]",
            "They grew 12 kelp ropes. Kelp ropes broke. Output is 3 kelp rope loads.",
            (3, 2, 2, []),
        ),
        (
            "unit",
            "symbol: kl, unit_kind: physical, dimension: x, symbols: [t], priority: -1",
            "They grew 12 t of kelp.",
            (1, 1, 0, ["UNIT-TONNE"]),
        ),
        (
            "number",
            "role: cardinal, value: 13, words: [kelpteen]",
            "They have kelpteen ships. A kelpteen.",
            (2, 1, 1, []),
        ),
        (
            "comparator",
            "comparator: '>', before: [than]",
            "They have more than 12 ships, rather than a port.",
            (2, 1, 0, ["CMP-OVER"]),
        ),
        (
            "date",
            "words: {name: month, values: {kelpember: 9}}",
            "Built in kelpember 2019. A kelpember.",
            (2, 1, 1, []),
        ),
        ("date", "pattern: {forms: ['kelptide {year}'], reading: year}", "Built in kelptide 2019.", (1, 1, 1, [])),
        (
            "date",
            "pattern: {forms: ['{month} {year}'], reading: month}, priority: -1",
            "Built in March 2019.",
            (1, 1, 0, ["DATE-MONTH"]),
        ),
        (
            "date",
            "cue: {before: [kelpwards of], decide: [{role: deadline}]}",
            "Built kelpwards of 2019; kelpwards of here.",
            (2, 1, 1, []),
        ),
        (
            "status",
            "value: other, scope: verb, terms: [aims to]",
            "The port aims to build 12 cranes.",
            (1, 1, 0, ["STA-AIM"]),
        ),
        (
            "status",
            "value: other, scope: verb, priority: 1, terms: [aims to]",
            "The port aims to build 12 cranes.",
            (1, 1, 1, []),
        ),
        ("industry", "slug: x, terms: [KELP], acronyms: [KELP]", "The KELP met.", (1, 1, 1, [])),
    ],
)
def test_explaining_usage_counts_every_kind(tmp_path, kind, rule, text, expected):
    """Tried where its words stand, matched where its conditions hold, kept, and lost to whom; nothing twice."""
    (tmp_path / "a.yaml").write_text(COUNTED.format(kind=kind, rule=rule).replace("X-MINE", "XX-MINE"))
    nlp, book = load(rules=[tmp_path]), load_rulebook([tmp_path])
    observer = Observer(nlp, book)
    observer.see(nlp.make_doc(text))
    (row,) = [row for row in observer.finish().rows(book) if row["rule"] == "XX-MINE"]
    assert (row["tried"], row["matched"], row["kept"], [each["rule"] for each in row["lost_to"]]) == expected
    assert row["seconds"] > 0


def test_explaining_derivation_tells_of_cues_that_lost_their_words(tmp_path):
    """A pack that says otherwise of `aims to` loses to "{aim} to" unless its priority is higher; both are shown."""
    pack = "kind: status\nrules: [{id: STA-OURS, title: x, value: other, scope: verb, %s terms: ['{aim} to']}]\n"
    text = "The port aims to build 12 cranes."
    for priority, loser, winner in (("", "STA-OURS", "STA-AIM"), ("priority: 1,", "STA-AIM", "STA-OURS")):
        (tmp_path / "a.yaml").write_text(pack % priority)
        nlp, book = load(rules=[tmp_path]), load_rulebook([tmp_path])
        facts = derivation(read_text(nlp, text), nlp, book)
        assert winner in {each["rule"] for each in facts["statements"][0]["decided_by"]}
        reasons = {each["rule"]: each["reason"] for each in facts["rejected"]}
        assert f'{winner} has the words, by priority, length or id: "aims to"' in reasons[loser]


def test_cli_rules_list_shows_packs_and_filters():
    code, result = run("rules", "list", "--rules", str(FISHERIES), "--kind", "frame", "catch", "--json")
    assert code == 0
    assert [(row["id"], row["pack"]) for row in json.loads(result.stdout)] == [("FRM-CATCH-LIMIT", "fisheries")]


def test_cli_rules_test_shows_want_got_and_the_nearest(tmp_path):
    (tmp_path / "a.yaml").write_text(
        "kind: industry\n"
        "rules:\n"
        "  - id: IND-KELP\n"
        "    title: Kelp\n"
        "    slug: kelp\n"
        "    terms: [kelp farming]\n"
        "    examples:\n"
        "      match:\n"
        "        - Grants for <industry>kelp gardening</industry> end.\n"
        "      no_match: [Kelp farming is new.]\n"
        "      todo:\n"
        "        - <industry>Kelp farming</industry> thrives.\n"
    )
    code, result = run("rules", "test", "IND-KELP", "--rules", str(tmp_path))
    assert code == 1
    assert f'{tmp_path}/a.yaml:9:11: IND-KELP match: <industry> "kelp gardening" was not found' in result.stdout
    assert "want Grants for <industry>kelp gardening</industry> end." in result.stdout
    assert "got  Grants for kelp gardening end." in result.stdout
    assert '"kelp farming" is most like "kelp gardening": "farming" against "gardening"' in result.stdout
    assert 'IND-KELP no_match: found "Kelp farming"' in result.stdout
    assert "todo passes now" in result.stdout
    assert "0 passed, 3 failed (1 rule)" in result.stderr


def test_cli_rules_test_takes_prefixes():
    code, result = run("rules", "test", "IND-FISHERIES", "FRM-CATCH-", "--rules", str(FISHERIES))
    assert (code, result.stdout) == (0, "")
    assert "6 passed, 0 failed (2 rules)" in result.stderr


def test_cli_rules_lint_exits_with_1_on_findings(tmp_path):
    (tmp_path / "a.yaml").write_text("kind: industri\nrules: [{id: IND-KELP, title: x, slug: x}]\n")
    code, result = run("rules", "lint", "--rules", str(tmp_path), "--json")
    (finding,) = json.loads(result.stdout)
    assert code == 1
    assert (finding["line"], finding["column"], finding["code"]) == (1, 7, "L005")
    assert finding["remedy"] == "Did you mean industry?"


def test_cli_json_verbs_say_errors_in_json(tmp_path):
    (tmp_path / "a.yaml").write_text(
        "kind: unit\nrules: [{id: UNIT-KELP, title: x, symbol: x, dimension: x, words: [x]}]\n"
    )
    for arguments in (["rules", "test"], ["rules", "list"], ["explain", "UNIT-EUR"], ["rules", "stats", "."]):
        code, result = run(*arguments, "--rules", str(tmp_path), "--json")
        (error,) = json.loads(result.stdout)["errors"]
        assert (code, error["code"], error["line"], error["column"]) == (2, "L004", 2, 9)
        assert error["path"].endswith("a.yaml")
        assert "unit_kind" in error["message"]
    code, result = run("explain", "UNIT-EURO", "--json")
    (error,) = json.loads(result.stdout)["errors"]
    assert (code, error["code"], error["remedy"]) == (2, "L109", "Did you mean UNIT-EUR?")


def test_cli_broken_packs_stop_every_other_verb(tmp_path):
    (tmp_path / "a.yaml").write_text("kind: industri\nrules: [{}]\n")
    for arguments in (["rules", "test"], ["rules", "list"], ["explain", "UNIT-EUR"], ["rules", "stats", "."]):
        with pytest.raises(RuleErrors):
            run(*arguments, "--rules", str(tmp_path))


def test_cli_rules_new_writes_what_lints_and_never_overwrites(tmp_path):
    target = tmp_path / "pack" / "units.yaml"
    assert run("rules", "new", "unit", "furlong", "-o", str(target))[0] == 0
    before = target.read_text()
    assert load_rulebook([target.parent]).rules["UNIT-FURLONG"].title == "furlong"
    with pytest.raises(PolicyledgerError, match="L110"):
        run("rules", "new", "unit", "furlong", "-o", str(target))
    assert target.read_text() == before
    assert run("rules", "new", "unit", "furlong")[1].stdout == before


def test_cli_rules_new_says_when_a_rule_would_be_replaced():
    assert "There is a rule IND-HYDROGEN already" in run("rules", "new", "industry", "Hydrogen")[1].stderr
    assert run("rules", "new", "industry", "Kelp farming")[1].stderr == ""


def test_cli_rules_stats(article):
    code, result = run("rules", "stats", str(article), "--json")
    facts = json.loads(result.stdout)
    assert (code, facts["documents"]) == (0, 1)
    assert max(row["kept"] for row in facts["rules"]) > 5
    _, table = run("rules", "stats", str(article))
    assert table.stdout.split()[:4] == ["rule", "tried", "matched", "kept"]


def test_cli_explain_reads_text():
    code, result = run("explain", "--text", TEXT, "--rules", str(FISHERIES))
    assert code == 0
    assert "decided by FRM-CATCH-LIMIT" in result.stdout
    assert "rejected" in result.stdout
    with pytest.raises(Exception, match="Give either"):
        run("explain")


KELP = """\
kind: industry
rules:
  - id: IND-KELP
    title: Kelp farming
    slug: kelp-farming
    terms: [kelp farming]
    examples:
      match: [Grants for <industry>kelp farming</industry> continue.]
"""


def test_cli_rules_lint_and_test_take_files(tmp_path):
    (tmp_path / "good.yaml").write_text(KELP)
    bad = KELP.replace("IND-KELP", "IND-TANG").replace("kelp-farming", "tang").replace("kelp", "tang")
    (tmp_path / "bad.yaml").write_text(bad.replace("Grants for", "Grants for <date>new</date>"))
    pack = ["--rules", str(tmp_path)]
    assert run("rules", "lint", str(tmp_path / "good.yaml"), *pack)[1].output == "nothing found\n"
    assert "1 passed, 0 failed" in run("rules", "test", str(tmp_path / "good.yaml"), *pack)[1].output
    assert "1 errors" not in run("rules", "lint", str(tmp_path / "good.yaml"))[1].output
    assert "1 passed, 1 failed (2 rules)" in run("rules", "test", str(tmp_path))[1].output
    assert "bad.yaml:8:15: L103" in run("rules", "lint", str(tmp_path))[1].output


def test_watching_goes_on_over_errors(tmp_path, monkeypatch):
    """Once for each change, whatever the rules look like in between."""
    path = tmp_path / "a.yaml"
    texts = iter([KELP, KELP, KELP.replace("title", "titel"), KELP.replace("[kelp farming]", "[tang]")])
    monkeypatch.setattr(watching, "PAUSE", 0)
    said: list[str] = []

    def look() -> object:
        text = next(texts)
        path.write_text(text)
        return text

    def act() -> int:
        said.append(load_rulebook([path]).rules["IND-KELP"].terms[0])
        return 0

    assert watching.again_on_change(act, look, lambda _: None, range(4)) == 0
    assert said == ["kelp farming", "tang"]


def test_cli_rules_test_watches(tmp_path, monkeypatch):
    path = tmp_path / "a.yaml"
    path.write_text(KELP)
    again = watching.again_on_change
    monkeypatch.setattr(watching, "PAUSE", 0)

    def twice(act, state, say):
        texts = iter([KELP, KELP.replace("[kelp farming]", "[kelp]")])

        def look() -> object:
            path.write_text(next(texts))
            return state()

        return again(act, look, say, range(2))

    monkeypatch.setattr(watching, "again_on_change", twice)
    output = run("rules", "test", "IND-KELP", "--rules", str(tmp_path), "--watch")[1].output
    assert "1 passed, 0 failed" in output
    assert "0 passed, 1 failed" in output


def test_cli_a_pack_can_be_one_file(tmp_path):
    (tmp_path / "kelp.yaml").write_text(KELP)
    document = tmp_path / "plan.txt"
    document.write_text("By 2030, kelp farming will have 40 rafts.")
    assert "Kelp farming" in run("show", str(document), "--rules", str(tmp_path / "kelp.yaml"))[1].output
