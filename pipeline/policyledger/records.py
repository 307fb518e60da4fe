"""The contract of the tables: what a row is, what every column means, and how an annotated Doc becomes rows.

Everything that writes, checks, prints or documents a table reads `TABLES`; a column is described here and nowhere
else. `SCHEMA_VERSION` follows docs/tables.md: columns are only added within a major version.
"""

from __future__ import annotations

import hashlib
import json
import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    import pyarrow as pa
    from spacy.tokens import Doc

from policyledger.reading.document import Document
from policyledger.tokens import Tokens

SCHEMA_VERSION = "1.0"

ColumnType = Literal["string", "integer", "number", "boolean", "date", "strings", "box"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, type and meaning.

    Attributes:
        type: `strings` is a list of strings and `box` four numbers in Parquet; in CSV the items are joined.
        required: false where a cell may be empty (null in Parquet).
        values: the allowed values of a column with a fixed vocabulary.
        csv: false for a column that stands in the Parquet file only.
    """

    name: str
    type: ColumnType
    description: str
    required: bool = False
    values: tuple[str, ...] = ()
    csv: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns in order, its key, and the tables its columns point to."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: str
    points_to: Mapping[str, str]

    def column(self, name: str) -> Column:
        """The column of that name."""
        return next(column for column in self.columns if column.name == name)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all columns, in order."""
        return tuple(column.name for column in self.columns)


STATUSES = ("target", "actual", "other")
CHANGES = ("level", "increase", "decrease", "multiple")
COMPARATORS = ("=", ">", ">=", "<", "<=")
UNIT_KINDS = ("percent", "percentage_point", "money", "physical", "duration", "count", "multiple")
MENTION_KINDS = ("industry", "quantity", "date", "organisation", "instrument")
DATE_ROLES = ("deadline", "baseline", "as_of", "issued", "period", "other")
DOCUMENT_STATUSES = ("ok", "partial", "failed", "skipped")

_PLACE = (
    Column("start_char", "integer", "Where `text` begins in the document's text, in characters from 0.", True),
    Column("end_char", "integer", "Where `text` ends in the document's text, exclusive.", True),
    Column("source_start", "integer", "Where it begins in the source file's characters; empty for PDF and DOCX."),
    Column(
        "source_end", "integer", "Where it ends in the source file's characters, exclusive; empty for PDF and DOCX."
    ),
)

_MEASURE = (
    Column("indicator", "string", "What is measured, in the document's words."),
    Column("base", "string", "What a share is a share of, in the document's words."),
    Column("change", "string", "Whether the value is reached (level) or moved by.", True, CHANGES),
    Column("comparator", "string", "How the true value compares with the one given.", True, COMPARATORS),
    Column("approximate", "boolean", "Whether the document says about, nearly or the like.", True),
    Column("value_min", "number", "Lower bound, scale words multiplied out; empty where there is none."),
    Column("value_max", "number", "Upper bound, scale words multiplied out; equals value_min for one exact value."),
    Column(
        "unit", "string", "Unit as the document has it: %, pp, x, count, an ISO 4217 code or a UCUM-like symbol.", True
    ),
    Column("unit_kind", "string", "What sort of unit it is.", True, UNIT_KINDS),
    Column("counted", "string", "What is counted, singular, where the unit is `count`."),
    Column("per", "string", "Each of what the value holds for: enterprise, year …"),
    Column(
        "target_date", "string", "When it is to be reached, EDTF (ISO 8601-2): 2030, 2021/2025; empty if not given."
    ),
    Column("target_start", "date", "First day of target_date."),
    Column("target_end", "date", "Last day of target_date."),
    Column("baseline_value", "number", "The value the change starts from, in the same unit."),
    Column("baseline_date", "string", "The date the change is counted from, EDTF."),
    Column("as_of", "string", "When an actual value held, EDTF."),
    Column("industry_id", "string", "Stable id of the industry: new-energy-vehicle …"),
    Column("industry", "string", "Name of the industry."),
    Column(
        "organisation",
        "string",
        "Full name of the organisation that says or does it; in a table, of the one responsible for its row.",
    ),
    Column("instrument", "string", "Name of the guideline, plan or law it stands under."),
)

_SECTION = Column("section", "string", "Headings above it, outermost first, joined by ' > '.")
_PAGE = Column("page", "integer", "Page it begins on, from 1; empty for formats without pages.")
_SENTENCE = Column(
    "sentence",
    "string",
    "The sentence it stands in, as in the document's text; of a very long one, what is around.",
    True,
)
_STATEMENT_TEXT = Column("text", "string", "The quantity's words, exactly as in the document's text.", True)
_DOC_ID = Column("doc_id", "string", "The document it comes from.", True)

STATEMENTS = Table(
    "statements",
    "Every quantity of the documents, put in its context",
    (
        Column("statement_id", "string", "Stable id: a hash of the document's content and the place in it.", True),
        _DOC_ID,
        Column("status", "string", "Whether it is promised (target), reported (actual) or neither.", True, STATUSES),
        *_MEASURE,
        _SECTION,
        _PAGE,
        _SENTENCE,
        _STATEMENT_TEXT,
        *_PLACE,
        Column("rule_ids", "strings", "The rules that decided, for `policyledger explain`.", True),
        Column("cues", "strings", "The words that decided, for `policyledger explain`.", True),
    ),
    "statement_id",
    {"doc_id": "documents"},
)

MENTIONS = Table(
    "mentions",
    "Every industry, quantity, date, organisation and instrument the documents name",
    (
        Column(
            "mention_id", "string", "Stable id: a hash of the document's content, the place in it and the kind.", True
        ),
        _DOC_ID,
        Column("kind", "string", "What is named.", True, MENTION_KINDS),
        Column("text", "string", "The words, exactly as in the document's text.", True),
        Column("canonical", "string", "Full name; EDTF for dates; such as '6 %' for quantities.", True),
        Column("canonical_id", "string", "Stable id of what is named: industry or organisation id, unit, EDTF date."),
        Column("type", "string", "Kind of organisation or instrument; unit kind of a quantity."),
        Column("role", "string", "What a date does in its sentence.", False, DATE_ROLES),
        Column("industry_id", "string", "Industry: of an industry its own id, of an instrument the one in its name."),
        _SECTION,
        _PAGE,
        Column("bbox", "box", "x0, top, x1, bottom on its page, in points from the upper left; PDF only."),
        *_PLACE,
        Column("rule_id", "string", "The rule that found it, for `policyledger explain`."),
    ),
    "mention_id",
    {"doc_id": "documents"},
)

DOCUMENTS = Table(
    "documents",
    "Every document of the run, also those that could not be read",
    (
        Column("doc_id", "string", "Stable id of the content (docs/tables.md says how it is made).", True),
        Column(
            "path", "string", "The file, as given or relative to the folder it was found in; '/' on every system.", True
        ),
        Column("sha256", "string", "SHA-256 of the file's bytes, hex; empty if they could not be had."),
        Column("media_type", "string", "What the file is, by its content: text/plain, application/pdf …"),
        Column("title", "string", "Title, where one was found."),
        Column("published", "string", "Date of publication, EDTF, where one was found."),
        Column("published_source", "string", "Where that date was found; a file's creation date is only a hint."),
        Column("pages", "integer", "Number of pages; empty for formats without pages."),
        Column("words", "integer", "Number of words read."),
        Column(
            "status", "string", "ok; partial: something could not be read; failed; skipped.", True, DOCUMENT_STATUSES
        ),
        Column("error_code", "string", "Code of what went wrong, for failed, partial and skipped documents."),
        Column("error", "string", "What went wrong and what to do, in two sentences."),
        Column("warnings", "strings", "What was damaged, guessed or left out, each with its code.", True),
        Column("n_mentions", "integer", "Number of its rows in mentions.", True),
        Column("n_statements", "integer", "Number of its rows in statements.", True),
        Column("n_targets", "integer", "Number of its statements with status target.", True),
        Column("text", "string", "The clean text every start_char and end_char counts in.", csv=False),
    ),
    "doc_id",
    {},
)

TARGETS = Table(
    "targets",
    "The statements that promise something, as a flat table for people (CSV only)",
    (
        Column("document", "string", "Title of the document, or its file name if it has none.", True),
        Column("industry", "string", "Name of the industry."),
        Column("indicator", "string", "What is measured, in the document's words."),
        Column("value", "string", "The value in short, for reading: '> 6 %', '5–7 centres', '10 bn CNY'.", True),
        Column("target_date", "string", "When it is to be reached, EDTF; empty if the text gives no date."),
        *(
            column
            for column in _MEASURE
            if column.name not in ("indicator", "target_date", "target_start", "target_end", "industry", "industry_id")
        ),
        _SECTION,
        _PAGE,
        _SENTENCE,
        _STATEMENT_TEXT,
        Column("industry_id", "string", "Stable id of the industry."),
        Column("path", "string", "The file it comes from.", True),
        Column("doc_id", "string", "The document it comes from, in documents.", True),
        Column("statement_id", "string", "The statement it repeats, in statements.", True),
    ),
    "statement_id",
    {"doc_id": "documents", "statement_id": "statements"},
)

TABLES: dict[str, Table] = {table.name: table for table in (TARGETS, STATEMENTS, MENTIONS, DOCUMENTS)}
"""Every table of a run folder, the one for people first."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A row of statements; the columns are described in `STATEMENTS`."""

    statement_id: str
    doc_id: str
    status: str
    indicator: str | None
    base: str | None
    change: str
    comparator: str
    approximate: bool
    value_min: float | None
    value_max: float | None
    unit: str
    unit_kind: str
    counted: str | None
    per: str | None
    target_date: str | None
    target_start: date | None
    target_end: date | None
    baseline_value: float | None
    baseline_date: str | None
    as_of: str | None
    industry_id: str | None
    industry: str | None
    organisation: str | None
    instrument: str | None
    section: str | None
    page: int | None
    sentence: str
    text: str
    start_char: int
    end_char: int
    source_start: int | None
    source_end: int | None
    rule_ids: tuple[str, ...]
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A row of mentions; the columns are described in `MENTIONS`."""

    mention_id: str
    doc_id: str
    kind: str
    text: str
    canonical: str
    canonical_id: str | None
    type: str | None
    role: str | None
    industry_id: str | None
    section: str | None
    page: int | None
    bbox: tuple[float, float, float, float] | None
    start_char: int
    end_char: int
    source_start: int | None
    source_end: int | None
    rule_id: str | None


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A row of documents; the columns are described in `DOCUMENTS`."""

    doc_id: str
    path: str
    sha256: str | None = None
    media_type: str | None = None
    title: str | None = None
    published: str | None = None
    published_source: str | None = None
    pages: int | None = None
    words: int | None = None
    status: str = "ok"
    error_code: str | None = None
    error: str | None = None
    warnings: tuple[str, ...] = ()
    n_mentions: int = 0
    n_statements: int = 0
    n_targets: int = 0
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows of one document."""

    document: DocumentRow
    statements: tuple[Statement, ...] = ()
    mentions: tuple[Mention, ...] = ()


Row = Statement | Mention | DocumentRow


def rows(doc: Doc, document: Document) -> Rows:
    """The rows of one annotated Doc, statements and mentions each in the order of the text.

    Args:
        doc: the Doc `layout.to_doc(document, nlp)` made, after the pipeline.
        document: what the reader returned; it knows the way back to pages and source characters.

    Raises:
        ValueError: the Doc's text is not the document's, or an annotation breaks the contract of the tables.
    """
    if Tokens.of(doc).text != document.text:
        raise ValueError("the Doc's text is not the document's text")
    places = _Places(doc, document)
    statements = tuple(_statements(doc, places))
    mentions = tuple(_mentions(doc, places))
    row = DocumentRow(
        doc_id=document.doc_id,
        path=document.path,
        sha256=document.sha256,
        media_type=document.media_type,
        title=document.title or None,
        published=document.published,
        published_source=document.published_source or None,
        pages=document.pages,
        words=sum(len(places) for word, places in Tokens.of(doc).spelt.items() if word[0].isalnum()),
        status="partial" if document.partial else "ok",
        error_code=document.notes[0].code if document.partial and document.notes else None,
        error=document.notes[0].text if document.partial and document.notes else None,
        warnings=tuple(f"{note.code}: {note.text}" for note in document.notes),
        n_mentions=len(mentions),
        n_statements=len(statements),
        n_targets=sum(statement.status == "target" for statement in statements),
        text=document.text,
    )
    return Rows(row, statements, mentions)


def row_id(doc_id: str, *parts: object) -> str:
    """The id of a row: 16 hex digits over the document's id and where in it the row stands."""
    return hashlib.sha256("\x1f".join([doc_id, *map(str, parts)]).encode()).hexdigest()[:16]


def as_dict(row: Row) -> dict[str, Any]:
    """A row as a dict, column by column."""
    return {name: getattr(row, name) for name in _FIELDS[type(row)]}


def arrow_schema(table: Table) -> pa.Schema:
    """The pyarrow schema of a table: types, nullability, and a description on every field."""
    import pyarrow as pa

    types = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "strings": pa.list_(pa.field("item", pa.string(), nullable=False)),
        "box": pa.list_(pa.field("item", pa.float64(), nullable=False)),
    }
    return pa.schema(
        [
            pa.field(
                column.name,
                types[column.type],
                nullable=not column.required,
                metadata={
                    "description": column.description,
                    **({"values": "|".join(column.values)} if column.values else {}),
                },
            )
            for column in table.columns
        ],
        metadata={
            "policyledger:table": table.name,
            "policyledger:schema_version": SCHEMA_VERSION,
            "title": table.title,
        },
    )


def schema_text(tables: Sequence[Table], form: str = "text") -> str:
    """The columns of some tables and their meaning, as text, json or markdown."""
    if form == "json":
        listed = [asdict(table) for table in tables]
        return json.dumps({"schema_version": SCHEMA_VERSION, "tables": listed}, indent=2, ensure_ascii=False) + "\n"
    return "\n".join(_described(table, markdown=form == "markdown") for table in tables)


def _described(table: Table, *, markdown: bool) -> str:
    lines = [f"### {table.name}", "", f"{table.title}.", "", "| column | type | meaning |", "|---|---|---|"]
    if not markdown:
        lines = [f"{table.name}: {table.title}", ""]
    for column in table.columns:
        notes = [column.type, *([] if column.required else ["may be empty"]), *([] if column.csv else ["Parquet only"])]
        marks = "`" if markdown else ""
        words = ", ".join(f"{marks}{value}{marks}" for value in column.values)
        says = column.description + (f" One of: {words}." if words else "")
        if markdown:
            lines.append(f"| `{column.name}` | {', '.join(notes)} | {says.replace('|', '&#124;')} |")
        else:
            lines.append(f"  {column.name:<15} {says} ({', '.join(notes)})")
    return "\n".join(lines) + "\n"


LONGEST_SENTENCE = 3000
"""Characters of a sentence that a row holds."""


class _Where(NamedTuple):
    """Where a span stands, as the columns say it."""

    section: str | None
    page: int | None
    bbox: tuple[float, float, float, float] | None
    source_start: int | None
    source_end: int | None


class _Places:
    """Where the spans of a Doc stand: sentence, section, page, source. Looked up by character, made once."""

    def __init__(self, doc: Doc, document: Document) -> None:
        tokens = Tokens.of(doc)
        self.text = tokens.text
        self.doc_id = document.doc_id
        self._document = document
        sentences = [(tokens.starts[first], tokens.ends[last - 1]) for first, last in tokens.sentences]
        self._sentence_starts = [start for start, _ in sentences]
        self._sentence_ends = [end for _, end in sentences]
        blocks = list(doc.spans.get("blocks", ()))
        self._block_starts = [block.start_char for block in blocks]
        self._block_ends = [block.end_char for block in blocks]
        facts = doc.user_data.get("policyledger", {}).get("blocks", ())
        self._sections = [fact.get("section") or None for fact in facts]
        self._paged = any(block.page is not None for block in document.blocks)

    def sentence(self, start: int, end: int) -> str:
        """The text of the sentence a range begins in, up to the end of the one it ends in, without outer blanks.

        Of what goes on and on without a full stop, the words around the range: else a table of such a text would hold
        all of it in every row.
        """
        first = bisect_right(self._sentence_starts, start) - 1
        last = bisect_right(self._sentence_starts, max(start, end - 1)) - 1
        if first < 0:
            return self.text[start:end]
        begin, stop = self._sentence_starts[first], max(end, self._sentence_ends[last])
        if stop - begin > LONGEST_SENTENCE:
            begin, stop = self._around(start, end, begin, stop)
        return self.text[begin:stop].strip()

    def _around(self, start: int, end: int, begin: int, stop: int) -> tuple[int, int]:
        """Whole words around a range within another, on each side up to half of what a sentence may take."""
        low, high = max(begin, start - LONGEST_SENTENCE // 2), min(stop, end + LONGEST_SENTENCE // 2)
        if low > begin:
            low = self.text.find(" ", low, start) + 1 or start
        if high < stop:
            high = self.text.rfind(" ", end, high) + 1 or end
        return low, high

    def section(self, start: int) -> str | None:
        """The heading path of the block a character stands in."""
        index = bisect_right(self._block_starts, start) - 1
        if not 0 <= index < len(self._sections) or start >= self._block_ends[index]:
            return None
        section: str | None = self._sections[index]
        return section

    def of(self, start: int, end: int) -> _Where:
        """Where a range stands."""
        source = self._document.source_span(start, end) or (None, None)
        place = self._document.place(start, end) if self._paged else None
        return _Where(self.section(start), place.page if place else None, place.bbox if place else None, *source)


_STATEMENT_COLUMNS = ("status", *(column.name for column in _MEASURE), "rule_ids", "cues")


def _statements(doc: Doc, places: _Places) -> Iterator[Statement]:
    last, nth = (-1, -1), 0
    for span in sorted(doc.spans.get("statements", ()), key=lambda span: (span.start_char, span.end_char)):
        bounds = span.start_char, span.end_char
        last, nth = bounds, nth + 1 if bounds == last else 0
        where = places.of(*bounds)
        said = span._.statement
        facts = {name: said.get(name) for name in _STATEMENT_COLUMNS}
        yield _checked(
            Statement(
                statement_id=row_id(places.doc_id, "statement", *bounds, nth),
                doc_id=places.doc_id,
                section=where.section,
                page=where.page,
                sentence=places.sentence(*bounds),
                text=places.text[slice(*bounds)],
                start_char=bounds[0],
                end_char=bounds[1],
                source_start=where.source_start,
                source_end=where.source_end,
                **{
                    **facts,
                    "approximate": bool(facts["approximate"]),
                    "value_min": _number(facts["value_min"]),
                    "value_max": _number(facts["value_max"]),
                    "baseline_value": _number(facts["baseline_value"]),
                    "target_start": _day(facts["target_start"]),
                    "target_end": _day(facts["target_end"]),
                    "rule_ids": tuple(facts["rule_ids"] or ()),
                    "cues": tuple(map(str, facts["cues"] or ())),
                    **{name: facts[name] or None for name in _WORDS},
                },
            )
        )


_WORDS = tuple(
    column.name for column in _MEASURE if column.type == "string" and not column.required
)  # empty words are null in every table


def _mentions(doc: Doc, places: _Places) -> Iterator[Mention]:
    spans = [
        (span.start_char, -span.end_char, order, kind, span)
        for order, (kind, group) in enumerate(_GROUPS.items())
        for span in doc.spans.get(group, ())
    ]
    spans.sort(key=itemgetter(0, 1, 2))
    last, nth = (-1, -1, ""), 0
    for start, minus_end, _, kind, span in spans:
        end = -minus_end
        last, nth = (start, end, kind), nth + 1 if (start, end, kind) == last else 0
        facts: dict[str, Any] = getattr(span._, kind)
        knowledge_id: str = span.kb_id_
        name, identifier, type_name = _NAMES[kind]
        where = places.of(start, end)
        yield Mention(
            mention_id=row_id(places.doc_id, kind, start, end, nth),
            doc_id=places.doc_id,
            kind=kind,
            text=places.text[start:end],
            canonical=facts[name],
            canonical_id=(facts.get(identifier) if identifier else knowledge_id) or None,
            type=facts.get(type_name) or None,
            role=facts.get("role") or None,
            industry_id=knowledge_id if kind == "industry" else facts.get("industry_id") or None,
            section=where.section,
            page=where.page,
            bbox=where.bbox,
            start_char=start,
            end_char=end,
            source_start=where.source_start,
            source_end=where.source_end,
            rule_id=span.id_ or None,
        )


_NAMES: Mapping[str, tuple[str, str | None, str]] = {
    "industry": ("name", None, "type"),
    "quantity": ("canonical", "unit", "unit_kind"),
    "date": ("edtf", "edtf", "type"),
    "organisation": ("canonical", "canonical_id", "type"),
    "instrument": ("canonical", "canonical_id", "type"),
}
"""Where each kind of mention keeps its full name, its id (None: in `kb_id_`) and its type."""

_GROUPS = {
    "industry": "industries",
    "quantity": "quantities",
    "date": "dates",
    "organisation": "organisations",
    "instrument": "instruments",
}


def _checked(statement: Statement) -> Statement:
    """The statement itself, if it keeps the contract."""
    low, high = statement.value_min, statement.value_max
    if low is None and high is None:
        raise ValueError(f"a statement without a value: {statement.text!r}")
    if low is not None and high is not None and low > high:
        raise ValueError(f"a statement whose bounds are crossed: {statement.text!r} [{low}, {high}]")
    for name in ("status", "change", "comparator", "unit_kind"):
        if getattr(statement, name) not in STATEMENTS.column(name).values:
            raise ValueError(f"a statement with {name} {getattr(statement, name)!r}: {statement.text!r}")
    return statement


def _number(value: Any) -> float | None:
    if value is None:
        return None
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"a value that is no finite number: {value!r}")
    return number


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


_FIELDS: dict[type, tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(kind)) for kind in (Statement, Mention, DocumentRow)
}
