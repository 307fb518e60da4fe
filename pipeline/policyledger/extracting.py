"""One document in, its rows out; and the same as one pure function from Arrow batch to Arrow batch.

Whatever a document contains, it gives rows: where it can't be read, one row in documents says why.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from policyledger.errors import PolicyledgerError
from policyledger.reading.document import Document, sha256_of
from policyledger.records import (
    DOCUMENTS,
    MENTIONS,
    STATEMENTS,
    DocumentRow,
    Row,
    Rows,
    Table,
    arrow_schema,
    row_id,
    rows,
)

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


BY_NAME = ("D004", "D011")
"""Codes of documents that can't be read for their name: the same content under another one may be."""


@dataclass(frozen=True, slots=True)
class Timings:
    """Seconds one document took: reading the file, annotating the text, making the rows."""

    read: float = 0.0
    annotate: float = 0.0
    rows: float = 0.0


def extract_document(
    nlp: Language,
    path: Path,
    name: str,
    data: bytes | None = None,
    *,
    max_bytes: int | None = None,
    max_pages: int | None = None,
) -> tuple[Rows, Timings]:
    """The rows of one document, whatever is wrong with it, and the seconds each stage took.

    Args:
        nlp: the pipeline of `policyledger.load()`.
        path: where the file is.
        name: what it is called in the tables.
        data: its bytes, where they are at hand already.
        max_bytes, max_pages: limits; a larger file is failed, of a longer one the first pages are read.
    """
    seconds = [time.perf_counter()]
    try:
        document = read_document(path, name, data, max_bytes=max_bytes, max_pages=max_pages)
        seconds.append(time.perf_counter())
        doc = annotate(nlp, document)
        seconds.append(time.perf_counter())
        result = rows(doc, document)
    except PolicyledgerError as error:
        result = failed(name, error, _digest(path, data))
    except Exception as error:  # whatever a document does to a parser, it must not end the batch
        result = failed(name, PolicyledgerError("D900", path=name, reason=describe(error)), _digest(path, data))
    seconds.append(time.perf_counter())
    stages = [after - before for before, after in pairwise(seconds)]
    return result, Timings(*stages)


def read_document(
    path: Path, name: str, data: bytes | None = None, *, max_bytes: int | None = None, max_pages: int | None = None
) -> Document:
    """The document a file holds, within limits.

    Raises:
        PolicyledgerError: D903 if it is too large, or why it can't be read (D...).
    """
    from policyledger.reading import read

    if data is None:
        try:
            size = path.stat().st_size
            if max_bytes is None or size <= max_bytes:
                data = path.read_bytes()
        except OSError as error:
            raise PolicyledgerError("D001", path=name, reason=error.strerror or describe(error)) from error
    if data is None or (max_bytes is not None and len(data) > max_bytes):
        raise PolicyledgerError("D903", path=name, megabytes=f"{(max_bytes or 0) / 1e6:g}")
    return read(path, name, data, max_pages)


def annotate(nlp: Language, document: Document) -> Doc:
    """The Doc of a document with everything the pipeline finds."""
    from policyledger.layout import to_doc

    doc = to_doc(document, nlp)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def failed(name: str, error: PolicyledgerError, sha256: str | None = None) -> Rows:
    """The row of a document that could not be read, with what went wrong and what to do."""
    error = PolicyledgerError(error.code, **{**error.facts, "path": name})
    by_content = sha256 and sha256 != sha256_of(b"") and error.code not in ("D001", "D906", *BY_NAME)
    row = DocumentRow(
        doc_id=sha256[:16] if sha256 and by_content else name_id(name, sha256 or ""),
        path=name,
        sha256=sha256,
        status="skipped" if error.code == "D906" else "failed",
        error_code=error.code,
        error=f"{error.sentence} {error.remedy}",
    )
    return Rows(row)


def name_id(name: str, sha256: str = "") -> str:
    """The doc_id of a document that can't be told by its content alone: no content, or content another one has."""
    return row_id(sha256, "path", name)


def describe(error: BaseException) -> str:
    """An exception in a few words on one line: its type and the first 200 characters of what it says."""
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}"[:200] if text else type(error).__name__


@lru_cache(maxsize=1)
def result_schema() -> pa.Schema:
    """The schema of results: the columns of documents, and the document's statements and mentions as lists."""
    columns = list(arrow_schema(DOCUMENTS))
    for table in (STATEMENTS, MENTIONS):
        struct = pa.struct(list(arrow_schema(table)))
        columns.append(pa.field(table.name, pa.list_(pa.field("item", struct, nullable=False)), nullable=False))
    return pa.schema([field.remove_metadata() for field in columns])


def to_results(many: Iterable[Rows]) -> pa.Table:
    """Results as an Arrow table, a row per document. Made by column, which is the fast way round."""
    listed = list(many)
    schema = result_schema()
    arrays = _columns(DOCUMENTS, [each.document for each in listed])
    for table, of_documents in (
        (STATEMENTS, [each.statements for each in listed]),
        (MENTIONS, [each.mentions for each in listed]),
    ):
        type_ = schema.field(table.name).type
        columns = _columns(table, [row for rows in of_documents for row in rows])
        structs = pa.StructArray.from_arrays(columns, fields=list(type_.value_type))
        ends = [0, *accumulate(map(len, of_documents))]
        arrays.append(pa.ListArray.from_arrays(pa.array(ends, pa.int32()), structs, type=type_))
    return pa.Table.from_arrays(arrays, schema=schema)


def _columns(table: Table, rows: Sequence[Row]) -> list[pa.Array]:
    """The columns of some rows of a table."""
    return [pa.array(list(map(attrgetter(field.name), rows)), field.type) for field in arrow_schema(table)]


def tables(results: pa.Table) -> dict[str, pa.Table]:
    """The flat tables (documents, statements, mentions) of results, in the same order."""
    flat = {"documents": results.select(DOCUMENTS.names).cast(arrow_schema(DOCUMENTS))}
    for table in (STATEMENTS, MENTIONS):
        structs = results.column(table.name).combine_chunks()
        items = structs.flatten() if isinstance(structs, pa.ListArray) else pa.array([], structs.type.value_type)
        arrays = items.flatten() if len(items) else [pa.array([], field.type) for field in arrow_schema(table)]
        flat[table.name] = pa.Table.from_arrays(arrays, schema=arrow_schema(table))
    return flat


INPUT_SCHEMA = pa.schema(
    [
        pa.field("path", pa.string(), nullable=False),
        pa.field("content", pa.binary()),
        pa.field("repeats", pa.string()),
    ]
)
"""What `extract_batch` takes: what a document is called, its bytes, and which one's content it repeats, if any."""


def extract_batch(batch: pa.RecordBatch, rules: tuple[str, ...] = ()) -> pa.RecordBatch:
    """Documents in, results out: a row for each row, in the same order. Pure; the pipeline is loaded once a process.

    Args:
        batch: columns `path` and `content`, and `repeats` where it is known which documents repeat another's content;
            others are ignored.
        rules: further folders of rules.

    Raises:
        PolicyledgerError: C018 a column is missing, or the content no bytes; C016 a path is null. A content that is
            null is an empty document.
    """
    for column in ("path", "content"):
        if column not in batch.schema.names:
            raise PolicyledgerError("C018", field=column, kind="batch", allowed="the columns `path` and `content`")
    kind = batch.schema.field("content").type
    if not (pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_null(kind)):
        raise PolicyledgerError("C018", field="content", kind="batch", allowed=f"the column as binary, not as {kind}")
    if batch.column("path").null_count:
        raise PolicyledgerError("C016", field="path", given="null", allowed="each document a name")
    nlp = pipeline(rules)
    names, contents = (batch.column(name).to_pylist() for name in ("path", "content"))
    first = batch.column("repeats").to_pylist() if "repeats" in batch.schema.names else [None] * len(names)
    many = []
    for name, data, repeats in zip(names, contents, first, strict=True):
        if repeats is not None:
            repeated = PolicyledgerError("D906", path=name, other=repeats)
            many.append(failed(name, repeated, sha256_of(data or b"")))
            continue
        with nlp.memory_zone():
            many.append(extract_document(nlp, Path(name), name, data or b"")[0])
    return to_results(many).combine_chunks().to_batches()[0] if many else _no_results()


def extract_batches(batches: Iterable[pa.RecordBatch], rules: tuple[str, ...] = ()) -> Iterator[pa.RecordBatch]:
    """`extract_batch` over an iterator, as Spark's `mapInArrow` wants it."""
    for batch in batches:
        yield extract_batch(batch, rules)


@lru_cache(maxsize=2)
def pipeline(rules: tuple[str, ...] = (), digest: str = "") -> Language:
    """The pipeline, loaded once a process, and again when the digest of the rules is another."""
    from policyledger.loading import load

    return load(rules=rules)


def _no_results() -> pa.RecordBatch:
    schema = result_schema()
    return pa.RecordBatch.from_arrays([pa.array([], field.type) for field in schema], schema=schema)


def _digest(path: Path, data: bytes | None) -> str | None:
    """The SHA-256 of a document that could not be read, where its bytes can be had."""
    if data is not None:
        return sha256_of(data)
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
