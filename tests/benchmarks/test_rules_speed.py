"""What rules cost, as ratios within one run: more terms, more frames, and the rule writer's loop itself."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from beside import times_as_long
from policyledger.checking import Checker
from policyledger.claiming import claims_of
from policyledger.loading import load
from policyledger.rules.examples import examples_of
from policyledger.rules.lint import lint
from policyledger.rules.rulebook import load_rulebook

MORE_TERMS, MORE_FRAMES = 5_000, 500
LIMIT = 1.30
SYLLABLES = ["ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "zu"]


def word(number: int) -> str:
    """An invented word, a different one for each number."""
    syllables = []
    for _ in range(4):
        number, rest = divmod(number, len(SYLLABLES))
        syllables.append(SYLLABLES[rest])
    return "".join(syllables)


def terms_pack(folder: Path) -> Path:
    """Half the terms begin with a word the documents are full of, half do not."""
    begins = ["smart", "new", "industrial", "energy", "the", "data", "green", "of", "high", "information"]
    terms = [f"{begins[i % 10]} {word(i)}" if i % 2 else f"{word(i)} {word(i + 1)}" for i in range(MORE_TERMS)]
    (folder / "terms.csv").write_text("id,term\n" + "".join(f"IND-MANY,{term}\n" for term in terms))
    (folder / "a.yaml").write_text(
        "kind: industry\nrules: [{id: IND-MANY, title: Many, slug: many, terms_from: terms.csv}]\n"
    )
    return folder


def frames_pack(folder: Path) -> Path:
    """None matches; a tenth have an anchor that stands in the documents, so that they are at least looked at."""
    present = ["industry", "reach", "revenue", "enterprises", "billion"]
    rules = [
        f"  - {{id: FRM-MANY-{i}, title: x, template: '<indicator> {{{word(i)}}} "
        f"{present[i % 5] if i % 10 == 0 else word(i + 1)} of <quantity>'}}\n"
        for i in range(MORE_FRAMES)
    ]
    (folder / "a.yaml").write_text("kind: frame\nrules:\n" + "".join(rules))
    return folder


NOUNS = ["industry", "revenue", "enterprises", "capacity", "output", "exports", "schools", "homes", "trucks", "ports"]
VERBS = ["reach", "exceed", "support", "build"]
DENSE = {
    "a frequent word between rare ones": lambda i: f"<indicator> {{{word(i)}}} {NOUNS[i % 10]} of <quantity>",
    "a verb that stands everywhere": lambda i: f"<indicator> {{reach|{word(i)}}} <quantity> of {word(i)}",
    "all but the last word": lambda i: f"will {VERBS[i % 4]} <quantity> ... {NOUNS[i % 10]} {word(i)}",
    "frequent words only": lambda i: (
        f"will {VERBS[i % 4]} <quantity:money> {NOUNS[i % 10]} {NOUNS[i // 10 % 10]} {NOUNS[i // 100]}"
    ),
    "slots and frequent words": lambda i: (
        f"<quantity> of all {NOUNS[i % 10]} [{word(i)}] , up from <baseline:physical> in <baseline_date>"
    ),
}
"""Templates whose anchors stand in every second sentence of a dense text, none of which matches."""


def dense_text(sentences: int) -> str:
    return " ".join(
        f"By {2025 + i % 10}, the {NOUNS[i % 10]} of the region will {VERBS[i % 4]} {2 + i % 97} per cent of all "
        f"{NOUNS[i * 7 % 10]}, up from {2 + i % 89} million euros in {2010 + i % 9}."
        for i in range(sentences)
    )


def extract(nlp: Language, text: str) -> Doc:
    doc = nlp.make_doc(text)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


@pytest.mark.parametrize("pack", [terms_pack, frames_pack])
def test_more_rules_cost_little(nlp, article, tmp_path, pack: Callable[[Path], Path], record_property):
    """5,000 terms more, or 500 frames more of which none matches: less than 30 % of throughput."""
    text = article.read_text(encoding="utf-8") * 2
    more = load(rules=[pack(tmp_path)])
    ratio = times_as_long(lambda: extract(more, text), lambda: extract(nlp, text), below=LIMIT)
    record_property("ratio", ratio)
    print(f"{pack.__name__}: {ratio:.3f}")
    assert ratio < LIMIT


@pytest.mark.parametrize("template", list(DENSE))
def test_frames_with_frequent_words_cost_little_on_dense_text(nlp, tmp_path, template: str, record_property):
    """500 frames whose anchor stands everywhere, on a text of nothing but targets."""
    rules = [f"  - {{id: FRM-MANY-{i}, title: x, template: '{DENSE[template](i)}'}}\n" for i in range(MORE_FRAMES)]
    (tmp_path / "a.yaml").write_text("kind: frame\nrules:\n" + "".join(rules))
    more, text = load(rules=[tmp_path]), dense_text(300)
    ratio = times_as_long(lambda: extract(more, text), lambda: extract(nlp, text), below=LIMIT)
    record_property("ratio", ratio)
    print(f"{template}: {ratio:.3f}")
    assert ratio < LIMIT


def test_lint_and_test_of_the_shipped_packs_cost_little_more_than_reading_the_examples(nlp, record_property):
    """The whole loop of a rule writer: load, lint and judge all examples, against reading their texts alone.

    Reading them is what nobody can save; some 1.5 ms each, so that the whole takes 3 to 5 s.
    """
    rulebook = load_rulebook()
    texts = [example.text for rule in rulebook if rule.status != "deprecated" for example in examples_of(rule)]

    def loop() -> None:
        lint(load_rulebook(), claims_of)
        assert len(list(Checker(load()).all(rulebook))) == len(texts)

    ratio = times_as_long(loop, lambda: [extract(nlp, text) for text in texts], below=2, rounds=1)
    record_property("ratio", ratio)
    print(f"{len(rulebook.rules)} rules, {len(texts)} examples: {ratio:.2f} x reading the texts alone")
    assert ratio < 2


def test_rules_are_loaded_from_memory_in_a_fraction_of_the_time(record_property):
    """What each process pays at its start, against parsing the YAML of the packs itself."""
    from policyledger.rules import rulebook, yaml

    load_rulebook()
    rulebook._load.cache_clear()
    rulebook._validated.cache_clear()
    began = time.process_time()
    loaded = load_rulebook()
    taken = time.process_time() - began
    files = {source.path for sources in loaded.sources.values() for source in sources if source.path.suffix == ".yaml"}
    began = time.process_time()
    for path in files:
        yaml.parse(path.read_bytes())
    ratio = taken / (time.process_time() - began)
    record_property("ratio", ratio)
    print(f"rulebook: {taken:.3f} s, {ratio:.2f} x parsing its {len(files)} files")
    assert ratio < 0.5
