"""Document → spaCy Doc: text, blocks, sections and sentences; the only place that registers extensions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Span

from policyledger.reading.document import Block, Document
from policyledger.sentences import SentenceLexicon, sentence_starts
from policyledger.tokens import Tokens, resentence

KEY = "policyledger"
"""The key of `doc.user_data` under which what is known of the document stands, as plain dicts and lists."""
ISSUE_KEY = "policyledger_issued"
"""The key of `doc.user_data` for the date of issue that the head of the document gives away."""

EXTENSIONS = ("industry", "organisation", "instrument", "date", "quantity", "statement")
BODY = frozenset({"heading", "paragraph", "list_item", "table_cell", "caption", "footnote"})
"""The kinds of block in which things are looked for: not in credits, running heads and feet, the numbers of charts,
lists of contents."""


def register_extensions() -> None:
    """Makes `span._.industry`, `.organisation`, `.instrument`, `.date`, `.quantity`, `.statement` known to spaCy.

    Each holds a plain dict or None. One name per kind: spaCy keys values by name and offsets only, so that two kinds
    with equal bounds would share one.
    """
    for name in EXTENSIONS:
        if not Span.has_extension(name):
            Span.set_extension(name, default=None)


def to_doc(document: Document, nlp: Language) -> Doc:
    """A Doc with `doc.text == document.text` and its blocks, ready for the pipeline `nlp`.

    `doc.spans["blocks"]` has one span per block, `label_` its kind; `doc.user_data[KEY]["blocks"]` the facts of each
    as plain dicts: kind, level, leaves, page, section (the path of headings above it), lead (index of the line that
    introduces a list item, or None) and cell (for table cells: table, row, column, row_headers, column_headers,
    stub_heads, caption, unit, is_header, height).
    """
    doc = nlp.tokenizer(document.text)  # not make_doc: its limit of length is there for parsers
    Tokens.of(doc, document.text)
    spans = [(start, end) for start, end, _ in document.spans()]
    set_blocks(doc, spans, [_facts(block) for block in document.blocks])
    trusted = None if document.published_source == "file creation date" else document.published
    doc.user_data[KEY] |= {"title": document.title, "published": trusted}
    return doc


def set_blocks(doc: Doc, spans: Sequence[tuple[int, int]], facts: Sequence[dict[str, Any]]) -> None:
    """Writes blocks into a Doc: `doc.spans["blocks"]`, `doc.spans["sections"]` and their facts.

    Args:
        doc: the Doc; blocks that hold no token are left out.
        spans: character ranges of the blocks, in order, without overlap.
        facts: for each, at least kind and level; section and lead are added here.
    """
    starts = Tokens.of(doc).starts
    kept: list[Span] = []
    blocks: list[dict[str, Any]] = []
    renumbered: dict[int, int] = {}
    for index, ((start, end), fact) in enumerate(zip(spans, facts, strict=True)):
        if start == end:
            continue
        first, last = max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)
        renumbered[index] = len(kept)
        kept.append(Span(doc, first, last, label=fact["kind"]))
        blocks.append(dict(fact))
    for block in blocks:
        cell = block.get("cell")
        if cell:
            for name in ("row_headers", "column_headers", "stub_heads"):
                cell[name] = tuple(renumbered[index] for index in cell[name] if index in renumbered)
            for name in ("caption", "unit"):
                cell[name] = renumbered.get(cell.get(name))
    _set_sections(doc, kept, blocks)
    _set_leads(kept, blocks)
    doc.spans["blocks"] = kept
    doc.user_data.setdefault(KEY, {})["blocks"] = tuple(blocks)


def guess_blocks(text: str) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Paragraphs of plain text that came without a reader: what stands between blank lines."""
    for match in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text):
        piece = match.group().rstrip()
        short = len(piece) < 90 and "\n" not in piece and piece[-1] not in ".;:,!?" and piece[0].isupper()
        kind = "heading" if short and match.end() < len(text) else "paragraph"
        yield match.start(), match.start() + len(piece), {"kind": kind, "level": int(short), "page": None}


def set_sentences(doc: Doc, lexicon: SentenceLexicon) -> None:
    """Sets the sentence borders of a Doc with blocks: block borders, and full stops that end something."""
    if not len(doc):
        return
    borders = {edge for span in doc.spans["blocks"] for edge in (span.start, span.end)}
    tokens = Tokens.of(doc)
    starts = sentence_starts(tokens.words, borders, lexicon, tokens.glued)
    values = numpy.full(len(doc), -1, dtype="int64")
    values[starts] = 1
    doc.from_array([SENT_START], values.reshape(-1, 1).astype("uint64"))  # type: ignore[arg-type]
    resentence(doc)


def block_facts(doc: Doc) -> tuple[dict[str, Any], ...]:
    """The facts of the blocks of a Doc, parallel to `doc.spans["blocks"]`."""
    return doc.user_data.get(KEY, {}).get("blocks", ())  # type: ignore[no-any-return]


def published(doc: Doc) -> str | None:
    """The publication date (EDTF) of the document a Doc was made of."""
    return doc.user_data.get(KEY, {}).get("published")  # type: ignore[no-any-return]


def issued(doc: Doc) -> str | None:
    """The date (EDTF) at which a document was issued: that of its publication, else what its head gives away."""
    return published(doc) or doc.user_data.get(ISSUE_KEY)


def set_issued(doc: Doc, edtf: str | None) -> None:
    """Notes the date of issue that a document's head gives away."""
    doc.user_data[ISSUE_KEY] = edtf


def _facts(block: Block) -> dict[str, Any]:
    cell = block.cell and {
        "table": block.cell.table,
        "row": block.cell.row,
        "column": block.cell.column,
        "row_headers": block.cell.row_headers,
        "column_headers": block.cell.column_headers,
        "stub_heads": block.cell.stub_heads,
        "caption": block.cell.caption,
        "unit": block.cell.unit,
        "is_header": block.cell.is_header,
        "height": block.cell.height,
    }
    return {"kind": block.kind, "level": block.level, "leaves": block.leaves, "page": block.page, "cell": cell}


def _set_sections(doc: Doc, spans: Sequence[Span], blocks: Sequence[dict[str, Any]]) -> None:
    path: list[tuple[int, str]] = []
    opened: list[tuple[int, int]] = []
    sections: list[tuple[int, int]] = []
    body = [index for index, block in enumerate(blocks) if block["kind"] in BODY and block["kind"] != "caption"]
    tail = body[-1] + 1 if body else 0  # captions, credits and feet after the last of the body belong to no section
    for index, (span, block) in enumerate(zip(spans, blocks, strict=True)):
        level = block["level"] or 1
        heads = block["kind"] == "heading"
        ends = min(filter(None, (level if heads else 0, block.get("leaves", 0))), default=0)
        while ends and path and path[-1][0] >= ends:
            path.pop()
            sections.append((opened.pop()[0], span.start))
        if heads:
            path.append((level, " ".join(span.text.split())))
            opened.append((span.start, level))
        block["section"] = " > ".join(title for _, title in path) if index < tail else ""
        block["headings"] = tuple(start for start, _ in opened) if index < tail else ()
    sections += [(start, len(doc)) for start, _ in opened]
    doc.spans["sections"] = [Span(doc, start, end, label="section") for start, end in sorted(sections)]


OPENS_LIST = frozenset({":", "—"})
"""What a line ends with that introduces a list; laws have a dash."""
ITEM_MARK = re.compile(r"\(?(?:[a-z]{1,2}|[ivx]{1,5}|\d{1,2})\)|[a-z]\.\s|[•●▪–-]\s")
"""What a paragraph that is an item of a list begins with: "(a)", "iv)", "b. ", "– "."""

ITEM_ENDS = frozenset(".;!?")
"""What an item ends with that is complete: it does not lead in the inner list below it."""


def _set_leads(spans: Sequence[Span], blocks: Sequence[Mapping[str, Any]]) -> None:
    """Tells each item of a list the line that introduces it, those the reader took for paragraphs too.

    For an item of an inner list that is the item above it, which may have a lead-in itself.
    """
    lead: int | None = None
    stem: int | None = None  # the line that introduces headings that are items themselves: "(1) Skills:"
    outer: list[tuple[int, int]] = []  # levels and indices of the items that lead in
    for index, (span, block) in enumerate(zip(spans, blocks, strict=True)):
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        item = after if after and after["kind"] == "list_item" else None
        introduces = span[-1].text in OPENS_LIST or (span[-1].text == ";" and item is not None)
        marked = block["kind"] == "paragraph" and lead is not None and ITEM_MARK.match(span[:4].text) is not None
        if block["kind"] == "list_item" or (marked and not introduces):
            level = block["level"]
            while outer and outer[-1][0] >= level:
                outer.pop()
            block["lead"] = outer[-1][1] if outer else lead  # type: ignore[index]
            if item and item["level"] > level and span[-1].text not in ITEM_ENDS:
                outer.append((level, index))
            continue
        outer.clear()
        counted = block["kind"] == "heading" and ITEM_MARK.match(span[:4].text) is not None
        led = (
            counted and index > 0 and blocks[index - 1]["kind"] != "heading" and spans[index - 1][-1].text in OPENS_LIST
        )
        stem = (index - 1 if led else stem) if counted else None
        block["lead"] = stem  # type: ignore[index]
        lead = index if stem is not None or (block["kind"] == "paragraph" and introduces) else None
