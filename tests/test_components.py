"""The pipeline as spaCy sees it: loaded by name, saved, shipped between processes."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from policyledger.layout import KEY, register_extensions

TEXT = (
    "Green Transport\n\nBy 2030, the city will build 30 charging hubs, each serving 500 vehicles. "
    "In 2019 it had nearly 40 hubs."
)
GROUPS = ("blocks", "sections", "industries", "organisations", "instruments", "dates", "quantities", "statements")


def facts(doc: Doc) -> list[tuple[object, ...]]:
    """Everything the pipeline wrote into a Doc, comparable."""
    rows: list[tuple[object, ...]] = []
    for group in GROUPS:
        for span in doc.spans[group]:
            kinds = [
                getattr(span._, kind)
                for kind in ("industry", "organisation", "instrument", "date", "quantity", "statement")
            ]
            rows.append((group, span.start, span.end, span.label_, span.id_, span.kb_id_, repr(kinds)))
    return rows


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(TEXT)


def test_components_find_something_in_every_stage(doc: Doc) -> None:
    assert [span.label_ for span in doc.spans["blocks"]] == ["heading", "paragraph"]
    assert [span.kb_id_ for span in doc.spans["dates"]] == ["2030", "2019"]
    assert [span.text for span in doc.spans["statements"]] == ["30 charging hubs", "500 vehicles", "nearly 40 hubs"]


def test_components_load_by_name(doc: Doc) -> None:
    assert facts(spacy.load("policyledger")(TEXT)) == facts(doc)


def test_components_can_be_left_out() -> None:
    nlp = spacy.load("policyledger", exclude=["statements"])
    assert "statements" not in nlp.pipe_names
    assert "statements" not in nlp(TEXT).spans


def test_components_survive_disk(nlp: Language, doc: Doc, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "saved")
    assert facts(spacy.load(tmp_path / "saved")(TEXT)) == facts(doc)


def test_components_survive_bytes(nlp: Language, doc: Doc) -> None:
    other = spacy.load("policyledger").from_bytes(nlp.to_bytes())
    assert facts(other(TEXT)) == facts(doc)


def test_components_keep_changed_rules_on_disk(nlp: Language, tmp_path: Path) -> None:
    changed = spacy.load("policyledger")
    quantities = changed.get_pipe("quantities")
    quantities.set_rules([rule for rule in quantities.rules if rule.id != "CMP-NEARLY"])
    changed.to_disk(tmp_path / "changed")
    loaded = spacy.load(tmp_path / "changed")
    assert [span.text for span in loaded(TEXT).spans["statements"]][-1] == "40 hubs"


def test_components_annotations_survive_docbin(nlp: Language, doc: Doc) -> None:
    data = DocBin(docs=[doc], store_user_data=True).to_bytes()
    register_extensions()
    [again] = DocBin().from_bytes(data).get_docs(nlp.vocab)
    assert facts(again) == facts(doc)
    assert again.user_data[KEY] == doc.user_data[KEY]


def annotate(text: str) -> list[tuple[object, ...]]:
    return facts(spacy.load("policyledger")(text))


def test_components_give_the_same_in_a_spawned_process(doc: Doc) -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(annotate, (TEXT,)) == facts(doc)


def test_components_never_write_ents(doc: Doc) -> None:
    assert not doc.ents


@pytest.mark.parametrize("text", ["", " ", "\n\n", "7", "\u200b", "a" * 10_000])
def test_components_take_any_text(nlp: Language, text: str) -> None:
    assert nlp(text).text == text


def test_components_survive_memory_zones() -> None:
    nlp = spacy.load("policyledger")
    texts = ["The share of solar will rise from 5% to 20% by 2030.", TEXT]
    expected = [facts(nlp(text)) for text in texts * 2]
    found = []
    fresh = spacy.load("policyledger")  # what is made inside a zone is gone after it
    for text in texts * 2:
        with fresh.memory_zone():
            found.append(facts(fresh(text)))
    assert found == expected
