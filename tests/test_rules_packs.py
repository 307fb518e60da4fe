"""Loading packs: all errors at once, nothing half-loaded, nothing run, later packs win."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import write_installed
from policyledger.loading import load
from policyledger.rules import cache
from policyledger.rules.findings import RuleErrors
from policyledger.rules.model import IndustryRule, UnitRule
from policyledger.rules.packs import stamp
from policyledger.rules.rulebook import load_rulebook, read_rules
from policyledger.rules.yaml import MAX_BYTES, MAX_DEPTH, YamlError, parse

INDUSTRY = """\
kind: industry
rules:
  - id: IND-KELP
    title: Kelp farming
    slug: kelp
    terms: [kelp farming]
"""


@pytest.fixture
def pack(tmp_path: Path):
    """A function that writes a file into a pack and returns the pack's folder."""

    def write(text: str, name: str = "rules.yaml") -> Path:
        path = tmp_path / "pack" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return tmp_path / "pack"

    return write


def errors(folder: Path) -> list[tuple[int, int, str]]:
    with pytest.raises(RuleErrors) as caught:
        load_rulebook([folder])
    return [(finding.line, finding.column, finding.code) for finding in caught.value.findings]


def messages(folder: Path) -> str:
    with pytest.raises(RuleErrors) as caught:
        load_rulebook([folder])
    return str(caught.value)


def test_packs_all_errors_in_one_pass(pack):
    pack(INDUSTRY.replace("slug: kelp", "slug: Kelp Farms") + "    isic: [01]\n    termz: [a]\n", "a.yaml")
    folder = pack("kind: unitt\nrules: [{id: UNIT-X, title: x, symbol: x, dimension: x, words: [x]}]\n", "b.yaml")
    assert errors(folder) == [(5, 11, "L002"), (7, 12, "L002"), (8, 5, "L003"), (1, 7, "L005"), (2, 9, "L004")]
    said = messages(folder)
    assert 'can\'t be 01; allowed: text. Put it in quotes: "01".' in said
    assert "Did you mean terms?" in said
    assert "Did you mean unit?" in said


def test_packs_errors_survive_pickling(pack):
    with pytest.raises(RuleErrors) as caught:
        load_rulebook([pack("kind: industry\nrules: [{id: 3}]\n")])
    assert pickle.loads(pickle.dumps(caught.value)).findings == caught.value.findings


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: [", "L001"),
        ("kind: industry\nrules: &x []\n", "L008"),
        ("kind: industry\nrules: [*x]\n", "L008"),
        ("<<: {kind: unit}\n", "L008"),
        ("kind: !!python/object/apply:os.system ['echo x']\n", "L008"),
        ("%YAML 1.1\n---\nkind: industry\n", "L008"),
        ("kind: industry\nkind: unit\n", "L011"),
        ("--- a\n--- b\n", "L001"),
        ("[" * 200, "L009"),
        ("kind: industry\nrules: [{id: " + "9" * 400 + "}]\n", "L009"),
        ("kind: " + "x" * MAX_BYTES, "L009"),
        ("just text", "L006"),
        ("kind: industry\n", "L006"),
        ("kind: industry\nrules: {}\n", "L002"),
        ("kind: industry\nrules: [text]\n", "L002"),
        ("rules: [{id: IND-X, title: x, slug: x}]\n", "L004"),
        ("disable: [IND-NEVER-THERE]\n", "L010"),
        ("extends: [{id: IND-NEVER-THERE}]\n", "L010"),
        ("extends: [{id: UNIT-EUR, add: {word: [x]}}]\n", "L003"),
        ("extends: [{id: UNIT-EUR, set: {iso4217: euro}}]\n", "L002"),
        (INDUSTRY + INDUSTRY.partition("rules:\n")[2], "L007"),
        (INDUSTRY.replace("IND-KELP", "UNIT-EUR"), "L018"),
        ("kind: frame\nrules: [{id: FRM-X, title: x, template: <indicator> <quantity>}]\n", "L014"),
        ("kind: frame\nrules: [{id: FRM-X, title: x, template: '{LEX-NOT} <quantity>'}]\n", "L014"),
        ("kind: status\nrules: [{id: STA-X, title: x, value: goal, terms: [x]}]\n", "L002"),
        ("kind: unit\nrules: [{id: UNIT-X, title: x, symbol: x, unit_kind: count, dimension: x}]\n", "L004"),
        ("kind: comparator\nrules: [{id: CMP-X, title: x}]\n", "L004"),
        (
            "kind: number\nrules: [{id: NUM-X, title: x, role: absolute, value: 0, words: [x], followed_by: [by]}]\n",
            "L004",
        ),
        ("kind: instrument\nrules: [{id: INS-X, title: x, role: name, type: plan}]\n", "L004"),
    ],
)
def test_packs_refuse(pack, text, code):
    assert [found for _, _, found in errors(pack(text))] == [code]


def test_packs_no_is_a_word_and_dates_are_text():
    assert parse(b"a: no\nb: 2020-01-31\nc: 0o10\nd: 010").data == {"a": "no", "b": "2020-01-31", "c": 8, "d": 10}


def test_packs_refuse_what_is_not_utf8(pack):
    folder = pack("")
    (folder / "rules.yaml").write_bytes(b"kind: industry\n# caf\xe9\n")
    assert errors(folder) == [(2, 1, "L001")]


def test_packs_refuse_links_out_of_the_pack(pack, tmp_path):
    (tmp_path / "secret.yaml").write_text(INDUSTRY)
    folder = pack("disable: []\n")
    (folder / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    assert [code for _, _, code in errors(folder)] == ["L016"]


def test_packs_say_that_a_folder_is_missing(tmp_path):
    assert errors(tmp_path / "none") == [(1, 1, "L016")]


def test_packs_never_half_load(pack):
    """One broken file among good ones, and none of their rules is there."""
    before = load_rulebook()
    pack(INDUSTRY, "good.yaml")
    folder = pack("kind: industry\nrules: [{id: x}]\n", "bad.yaml")
    errors(folder)
    assert load_rulebook().digest == before.digest
    assert "IND-KELP" not in load_rulebook().rules


def test_packs_later_wins_by_id(pack, tmp_path):
    first = pack(INDUSTRY)
    second = tmp_path / "second"
    second.mkdir()
    (second / "x.yaml").write_text(INDUSTRY.replace("title: Kelp farming", "title: Seaweed"))
    book = load_rulebook([first, second])
    assert book.rules["IND-KELP"].title == "Seaweed"
    assert [source.pack for source in book.replaced["IND-KELP"]] == ["pack"]
    assert load_rulebook([second, first]).rules["IND-KELP"].title == "Kelp farming"


def test_packs_extend_and_disable(pack):
    folder = pack(
        "extends:\n"
        "  - id: UNIT-EUR\n"
        "    set: {title: the euro}\n"
        "    add: {words: [quid of the continent]}\n"
        "    remove: {symbols: [EUR]}\n"
        "disable: [UNIT-USD]\n"
    )
    book = load_rulebook([folder])
    euro = book.rules["UNIT-EUR"]
    assert isinstance(euro, UnitRule)
    assert euro.title == "the euro"
    assert "quid of the continent" in euro.words
    assert "euro" in euro.words
    assert "EUR" not in euro.symbols
    assert "UNIT-USD" not in book.rules
    assert book.disabled["UNIT-USD"].pack == "pack"
    assert book.digest != load_rulebook().digest


def test_packs_terms_from_csv(pack):
    pack("id,term\nIND-KELP,kelp forest\n\nIND-KELP,kelp farming\n", "names.csv")
    folder = pack(INDUSTRY + "    terms_from: names.csv\n")
    rule = load_rulebook([folder]).rules["IND-KELP"]
    assert isinstance(rule, IndustryRule)
    assert rule.terms == ("kelp farming", "kelp forest")


@pytest.mark.parametrize("name", ["../names.csv", "/etc/passwd", "none.csv", "rules.yaml", "wrong.csv", "empty.csv"])
def test_packs_refuse_csv(pack, name):
    pack("a,b\n1,2\n", "wrong.csv")
    pack("id,term\n", "empty.csv")
    assert errors(pack(INDUSTRY + f"    terms_from: {name}\n")) == (
        [(1, 1, "L020")] if name == "wrong.csv" else [(7, 17, "L012")]
    )


def test_packs_entry_points_are_found_without_running_code(tmp_path, monkeypatch):
    package = tmp_path / "kelp_rules"
    (package / "rules").mkdir(parents=True)
    (package / "__init__.py").write_text("raise AssertionError('a pack is data')")
    (package / "rules" / "a.yaml").write_text(INDUSTRY)
    write_installed(tmp_path, "kelp_rules", "[policyledger_rules]\nkelp = kelp_rules\n")
    assert "IND-KELP" not in load_rulebook().rules
    monkeypatch.syspath_prepend(tmp_path)
    assert load_rulebook().sources["IND-KELP"][0].pack == "kelp"
    assert [span.id_ for span in load()("Kelp farming grows.").spans["industries"]] == ["IND-KELP"]


def test_packs_changed_files_are_read_again(pack):
    folder = pack(INDUSTRY)
    assert "IND-KELP" in load_rulebook([folder]).rules
    pack(INDUSTRY.replace("IND-KELP", "IND-SEAWEED"))
    assert "IND-SEAWEED" in load_rulebook([folder]).rules


def test_packs_digest_is_of_what_decides(pack):
    plain = load_rulebook([pack(INDUSTRY)]).digest
    assert load_rulebook([pack("# A comment\n" + INDUSTRY + "    doc: Something new.\n")]).digest == plain
    assert load_rulebook([pack(INDUSTRY.replace("[kelp farming]", "[kelp farm]"))]).digest != plain


def test_packs_deprecated_rules_are_known_but_not_in_force(pack):
    book = load_rulebook([pack(INDUSTRY + "    status: deprecated\n")])
    assert "IND-KELP" in book.rules
    assert "IND-KELP" not in {rule.id for rule in book.of(IndustryRule)}


@pytest.mark.parametrize("damage", ["", "{", '{"stamp": 1}', "[]"])
def test_cache_is_believed_only_for_the_same_bytes(tmp_path, monkeypatch, damage):
    monkeypatch.setenv("POLICYLEDGER_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "a.yaml"
    assert cache.remembered(path, b"1", lambda: {"a": 1}) == {"a": 1}
    assert cache.remembered(path, b"1", lambda: {"a": 2}) == {"a": 1}
    assert cache.remembered(path, b"2", lambda: {"a": 3}) == {"a": 3}
    for file in (tmp_path / "cache").iterdir():
        file.write_text(damage)
    assert cache.remembered(path, b"2", lambda: {"a": 4}) == {"a": 4}


def test_cache_that_cant_be_written_costs_nothing_but_time(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("POLICYLEDGER_CACHE", str(tmp_path / "file" / "below"))
    assert cache.remembered(tmp_path / "a.yaml", b"1", lambda: [1]) == [1]
    monkeypatch.setenv("POLICYLEDGER_CACHE", "off")
    assert cache.cache_dir() is None


def test_packs_read_one_file(pack):
    assert [rule.id for rule in read_rules(pack(INDUSTRY) / "rules.yaml")] == ["IND-KELP"]


@settings(max_examples=150)
@given(st.text(alphabet=st.sampled_from("ab:-[]{}&*!|>'\"#%@`, \n\t\\?<019.~"), max_size=60))
def test_yaml_any_text_is_data_or_an_error_with_a_place(text):
    try:
        tree = parse(text.encode())
    except YamlError as error:
        assert error.code in ("L001", "L008", "L009", "L011")
        assert min(error.place) >= 1
    else:
        assert tree.data is None or isinstance(tree.data, (str, int, float, bool, list, dict))


def test_yaml_depth_is_bounded():
    assert parse(("[" * MAX_DEPTH + "]" * MAX_DEPTH).encode()).data
    with pytest.raises(YamlError, match="nested"):
        parse(("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)).encode())


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("id;term\nIND-KELP;sea tangle\n", ("kelp farming", "sea tangle")),
        ("id\tterm\tnote\nIND-KELP\tsea tangle\tx\n", ("kelp farming", "sea tangle")),
        ('\ufeffTerm,ID\r\n"tangle, of the sea",IND-KELP\r\n', ("kelp farming", "tangle, of the sea")),
    ],
)
def test_packs_csv_as_spreadsheets_write_it(pack, content, expected):
    pack(content, "names.csv")
    assert load_rulebook([pack(INDUSTRY + "    terms_from: names.csv\n")]).rules["IND-KELP"].terms == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"id,term\nIND-KELP,\n", "names.csv:2:1: L020 This CSV can't be used: no term in the row \"IND-KELP\"."),
        (b"id,term\nIND-KELP,a,b\n", "names.csv:2:1: L020 This CSV can't be used: 3 cells below 2 headings."),
        (b"id,term\nIND-KELP,x\nIND-KLEP,y\n", 'no rule "IND-KLEP" takes its terms from here. Did you mean IND-KELP?'),
        (b"id,term\nIND-KELP,alg\xe6\n", "names.csv:2:1: L020 This CSV can't be used: it is not UTF-8. Save it as"),
        (b'id,term\nIND-KELP,"open\n', "names.csv:2:1: L020 This CSV can't be used: a quote is not closed"),
        (b"name\nx\n", "names.csv:1:1: L020 This CSV can't be used: its columns are name. Begin"),
    ],
)  # fmt: skip
def test_packs_csv_rows_that_cant_be_used(pack, content, expected):
    folder = pack(INDUSTRY + "    terms_from: names.csv\n")
    (folder / "names.csv").write_bytes(content)
    with pytest.raises(RuleErrors) as caught:
        load_rulebook([folder])
    assert expected in str(caught.value)


@pytest.mark.parametrize("part", ["add", "set"])
def test_packs_extend_by_csv(pack, part):
    pack("id,term\nIND-HYDROGEN,green gas valley\n", "names.csv")
    book = load_rulebook([pack(f"extends: [{{id: IND-HYDROGEN, {part}: {{terms_from: names.csv}}}}]\n")])
    terms = book.rules["IND-HYDROGEN"].terms
    assert "green gas valley" in terms
    assert (len(terms) > 1) == (part == "add")


def test_packs_silencing_a_parent_keeps_its_children(pack):
    book = load_rulebook([pack("disable: [IND-HYDROGEN]\n")])
    assert "hydrogen" in {rule.parent for rule in book.of(IndustryRule)}


def test_packs_note_what_an_extension_could_not_take_away(pack):
    book = load_rulebook([pack("extends: [{id: IND-HYDROGEN, remove: {terms: [never there]}}]\n")])
    assert [(note.code, note.line, note.column) for note in book.notes] == [("L111", 1, 47)]


@pytest.mark.parametrize("given", ["H2", "3", ""])
def test_packs_refuse_to_take_away_what_is_no_list(pack, given):
    folder = pack(f"extends:\n  - id: IND-HYDROGEN\n    remove: {{terms: {given}}}\n")
    assert errors(folder) == [(3, 14 if not given else 21, "L002")]


def test_packs_note_what_is_taken_from_a_list_the_rule_has_not(pack):
    folder = pack(f"{INDUSTRY}extends:\n  - id: IND-KELP\n    remove: {{acronyms: [KF]}}\n")
    book = load_rulebook([folder])
    assert [(note.code, note.line, note.column) for note in book.notes] == [("L111", 9, 25)]
    assert "KF" in str(book.notes[0])


def test_packs_of_one_file_are_read_again_when_its_csv_changes(pack):
    pack("id,term\nIND-KELP,sea tangle\n", "names.csv")
    file = pack(f"{INDUSTRY}    terms_from: names.csv\n") / "rules.yaml"
    load_rulebook([file])
    before = stamp([file])
    pack("id,term\nIND-KELP,sea tangles and oarweeds\n", "names.csv")
    assert stamp([file]) != before
    rule = load_rulebook([file]).rules["IND-KELP"]
    assert isinstance(rule, IndustryRule)
    assert "sea tangles and oarweeds" in rule.terms
