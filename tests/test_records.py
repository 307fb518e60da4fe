"""The contract of the tables: rows from Docs, ids, schemas."""

from __future__ import annotations

import math
from array import array
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from policyledger.edtf import is_valid
from policyledger.errors import PolicyledgerError
from policyledger.extracting import annotate, extract_batch, extract_document, tables, to_results
from policyledger.layout import to_doc
from policyledger.reading import read
from policyledger.reading.document import Block, Document, sha256_of
from policyledger.records import DOCUMENTS, MENTIONS, STATEMENTS, TABLES, arrow_schema, row_id, rows

STATEMENT = {
    "status": "target",
    "indicator": "schools",
    "change": "level",
    "comparator": ">",
    "approximate": True,
    "value_min": 20,
    "value_max": None,
    "unit": "count",
    "unit_kind": "count",
    "counted": "school",
    "target_date": "2030",
    "target_start": "2030-01-01",
    "target_end": "2030-12-31",
    "organisation": "",
    "rule_ids": ["CMP-OVER"],
    "cues": ["over"],
}


def document_of(*blocks: Block) -> Document:
    return Document("a.txt", sha256_of(b"a"), "text/plain", blocks)


def marked(document: Document, nlp: Language, phrase: str, **facts: object) -> Doc:
    """A Doc with one statement on a phrase, as the components would leave it."""
    doc = to_doc(document, nlp)
    for token in doc:
        token.is_sent_start = token.i == 0
    start = document.text.index(phrase)
    span = doc.char_span(start, start + len(phrase), label="target")
    span._.statement = STATEMENT | facts
    doc.spans["statements"] = [span]
    return doc


def paragraph(text: str, start: int = 0) -> Block:
    return Block(text, origins=array("l", range(start, start + len(text))))


def test_records_rows_know_their_place_in_text_and_source(nlp: Language) -> None:
    document = document_of(
        Block("Schools", kind="heading", level=1, page=3), paragraph("We build over 20 schools.", 100)
    )
    found = rows(marked(document, nlp, "over 20 schools"), document).statements[0]
    assert found.text == document.text[found.start_char : found.end_char] == "over 20 schools"
    assert (found.source_start, found.source_end) == (109, 124)
    assert found.section == "Schools"
    assert (found.value_min, found.value_max, found.target_end.isoformat()) == (20.0, None, "2030-12-31")
    assert found.organisation is None


def test_records_rows_have_page_and_box_of_pdf(nlp: Language) -> None:
    text = "20 schools"
    boxes = tuple((2, float(x), 10.0, float(x + 1), 20.0) for x in range(len(text)))
    document = document_of(Block(text, page=2, boxes=boxes))
    doc = marked(document, nlp, text)
    doc.spans["dates"] = [doc[0:1]]
    doc[0:1]._.date = {"edtf": "2020", "role": "deadline"}
    mention = rows(doc, document).mentions[0]
    assert (mention.page, mention.bbox) == (2, (0.0, 10.0, 2.0, 20.0))
    assert (mention.canonical, mention.canonical_id, mention.role, mention.type) == ("2020", "2020", "deadline", None)


def test_records_ids_depend_on_content_and_place_alone(nlp: Language) -> None:
    document = document_of(paragraph("We build over 20 schools."))
    one, other = (
        rows(marked(each, nlp, "20 schools"), each).statements[0].statement_id
        for each in (document, replace(document, path="elsewhere/b.txt"))
    )
    assert one == other == row_id(document.doc_id, "statement", 14, 24, 0)


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"value_min": None, "value_max": None}, "without a value"),
        ({"value_min": 3, "value_max": 2}, "bounds are crossed"),
        ({"value_min": math.inf}, "no finite number"),
        ({"value_min": math.nan}, "no finite number"),
        ({"status": "promise"}, "status 'promise'"),
        ({"comparator": "~"}, "comparator '~'"),
        ({"target_end": "2030-13-01"}, "month must be"),
    ],
)
def test_records_refuse_a_statement_that_breaks_the_contract(nlp: Language, facts: dict, says: str) -> None:
    document = document_of(paragraph("We build over 20 schools."))
    with pytest.raises(ValueError, match=says):
        rows(marked(document, nlp, "20 schools", **facts), document)


def test_records_refuse_a_doc_of_another_text(nlp: Language) -> None:
    document = document_of(paragraph("We build over 20 schools."))
    with pytest.raises(ValueError, match="not the document's text"):
        rows(nlp.make_doc("Something else"), document)


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_records_schema_describes_every_column(table) -> None:
    schema = arrow_schema(table)
    assert schema.names == list(table.names)
    assert all(field.metadata[b"description"].decode().endswith((".", "…")) for field in schema)
    assert schema.metadata[b"policyledger:schema_version"] == b"1.0"
    assert len(set(table.names)) == len(table.names)


def test_records_results_are_the_flat_tables_folded(nlp: Language, article: Path) -> None:
    result, _ = extract_document(nlp, article, "article.txt")
    flat = tables(to_results([result, result]))
    assert flat["statements"].schema.equals(arrow_schema(STATEMENTS), check_metadata=True)
    assert flat["mentions"].num_rows == 2 * len(result.mentions)
    assert flat["documents"].column_names == list(DOCUMENTS.names)
    assert flat["mentions"].slice(0, len(result.mentions)).column("text").to_pylist() == [
        m.text for m in result.mentions
    ]
    assert tables(to_results([]))["mentions"].schema.equals(arrow_schema(MENTIONS))


WORDS = """By 2030 , the steel industry will cut emissions by 40 % over five to seven 10 billion yuan each . In 2019
MW per year $ US$5 million 1,234.5 nearly half of Ltd. Ministry ; FY2024-25 2030s −3 1/2 ½ ６０ 1e5 0 lakh"""
POLICY = st.lists(st.sampled_from([*WORDS.split(), "\n\n"]), max_size=40).map(" ".join)


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.text(max_size=300), POLICY))
def test_records_hold_for_any_text(nlp: Language, text: str) -> None:
    data = text.encode("utf-8", "replace")
    result, _ = extract_document(nlp, Path("any.txt"), "any.txt", data)
    again, _ = extract_document(nlp, Path("any.txt"), "any.txt", data)
    assert result == again
    assert result.document.error_code != "D900", result.document.error
    whole = result.document.text or ""
    for row in (*result.statements, *result.mentions):
        assert row.text == whole[row.start_char : row.end_char] != ""
    for row in result.statements:
        assert all(
            value is None or math.isfinite(value) for value in (row.value_min, row.value_max, row.baseline_value)
        )
        assert row.value_min is None or row.value_max is None or row.value_min <= row.value_max
        assert all(date is None or is_valid(date) for date in (row.target_date, row.baseline_date, row.as_of))
        assert row.target_start is None or row.target_end is None or row.target_start <= row.target_end
    assert all(is_valid(row.canonical) for row in result.mentions if row.kind == "date")
    for ids in ([row.statement_id for row in result.statements], [row.mention_id for row in result.mentions]):
        assert len(set(ids)) == len(ids)
    assert isinstance(to_results([result]), pa.Table)


def test_records_annotate_gives_the_doc_of_the_document(nlp: Language) -> None:
    document = document_of(paragraph("By 2030 we will build 20 schools."))
    assert annotate(nlp, document).text == document.text


@pytest.mark.parametrize(
    ("code", "batch"),
    [
        ("C018", {"path": ["a.txt"]}),
        ("C018", {"content": [b"By 2030, 5 % of exports."]}),
        ("C016", {"path": [None], "content": [b"By 2030, 5 % of exports."]}),
    ],
)
def test_records_extract_batch_says_what_its_batch_lacks(code: str, batch: dict[str, list[object]]) -> None:
    with pytest.raises(PolicyledgerError) as raised:
        extract_batch(pa.RecordBatch.from_pydict(batch))
    assert raised.value.code == code


def test_records_extract_batch_takes_no_content_for_an_empty_document() -> None:
    batch = pa.RecordBatch.from_pydict(
        {"path": ["a.txt", "b.txt"], "content": [None, b"By 2030, exports will grow by 5 %."]}
    )
    found = extract_batch(batch)
    assert found.column("status").to_pylist() == ["failed", "ok"]
    assert found.column("error_code").to_pylist() == ["D002", None]


def test_records_hold_what_is_around_a_value_of_a_text_without_full_stops(nlp: Language, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    part = "By 2040 cork oak will cover 30% of the hills and "
    path.write_text(part * 400)
    document = read(path)
    statements = rows(annotate(nlp, document), document).statements
    assert len(statements) == 400
    assert all(each.text in each.sentence and len(each.sentence) < 3100 for each in statements)
    assert set(statements[200].sentence.split()) == set(part.split())
