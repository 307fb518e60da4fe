"""report.html: a run as one page for people, with nothing to load and every word of a document escaped.

The page is whole without its script; the script (report.js) filters, sorts, and opens a row in its context. A content
security policy lets no other script run.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from policyledger.cells import plain_number
from policyledger.errors import counted
from policyledger.files import write_text
from policyledger.manifest import read_json
from policyledger.records import DOCUMENTS, SCHEMA_VERSION
from policyledger.tables import read_batches, read_table
from policyledger.wording import value_words

MOST = 5_000
"""Statements a page shows; a browser is no database, and the tables hold all of them. Targets have the first right."""

FEW = 1_000
"""Up to so many documents, all are listed; of more, those that say something or could not be read."""

AROUND = 300
"""Characters shown before and behind a sentence when its row is opened."""

SHOWN = 140
"""Characters of the sentence shown before and behind the quantity until then."""

Row = Mapping[str, Any]


class Context(NamedTuple):
    """The text around a quantity: before its sentence, of its sentence on either side, and behind its sentence."""

    before: str
    left: str
    right: str
    after: str


def write_report(folder: Path, made_by: Mapping[str, Any] | None = None) -> Path:
    """Writes report.html into a run folder and returns its path.

    Args:
        folder: the run folder.
        made_by: what made the run, where run.json does not say so yet.

    Raises:
        PolicyledgerError: C004 if the folder holds no run.
    """
    path = folder / "report.html"
    documents = read_table(folder, "documents", [name for name in DOCUMENTS.names if name != "text"]).to_pylist()
    overview = read_table(folder, "statements", ["status", "industry", "target_end"])
    statements = _chosen(folder, documents)
    contexts = _contexts(folder, statements)
    made_by = made_by or (read_json(folder / "run.json") or {}).get("made_by", {})
    write_text(path, page(documents, statements, contexts, overview, made_by))
    return path


def page(
    documents: Sequence[Row],
    statements: Sequence[Row],
    contexts: Mapping[str, Context],
    overview: pa.Table,
    made_by: Mapping[str, Any],
) -> str:
    """The page of some documents and their statements, both in order.

    Args:
        documents: all documents; of many, those without statements and errors are only counted.
        statements: those to show; without the script all, with it at first the targets.
        contexts: the context of each statement, by its id.
        overview: status, industry and target_end of all statements.
        made_by: of run.json.
    """
    style, script = (Path(__file__).with_name(f"report.{suffix}").read_text("utf-8") for suffix in ("css", "js"))
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'"
    return f"""<!doctype html>
<html lang=en>
<head>
<meta charset=utf-8>
<meta name=viewport content="width=device-width, initial-scale=1">
<meta http-equiv=Content-Security-Policy content="{policy}">
<title>policyledger report</title>
<style>
{style}</style>
</head>
<body>
{_head(documents, overview, made_by)}
{_filters(documents, statements, overview)}
{"".join(_table(documents, statements, contexts))}
{"".join(_documents(documents))}
<script>{script}</script>
</body>
</html>
"""


def _chosen(folder: Path, documents: Sequence[Row]) -> list[Row]:
    """The statements to show, in order: targets first, then others while there is room."""
    target = pc.field("status") == "target"
    rows: list[Row] = read_table(folder, "statements", first=MOST, where=target).to_pylist()
    if len(rows) < MOST:
        rows += read_table(folder, "statements", first=MOST - len(rows), where=~target).to_pylist()
    order = {row["doc_id"]: index for index, row in enumerate(documents)}
    return sorted(rows, key=lambda row: (order[row["doc_id"]], row["start_char"], row["end_char"]))


def _contexts(folder: Path, statements: Sequence[Row]) -> dict[str, Context]:
    """The context of each statement, by its id."""
    by_document = {doc: list(rows) for doc, rows in groupby(statements, key=lambda row: row["doc_id"])}
    where = pc.field("doc_id").isin(pa.array(by_document, pa.string()))
    contexts = {}
    for batch in read_batches(folder, "documents", ["doc_id", "text"], where):
        for doc, text in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            for row in by_document[doc]:
                contexts[row["statement_id"]] = _context(text, row)
    return contexts


def _context(text: str, row: Row) -> Context:
    sentence, start, end = row["sentence"], row["start_char"], row["end_char"]
    first = text.find(sentence, max(0, end - len(sentence)))
    if not 0 <= first <= start:
        raise ValueError(f"the sentence of {row['statement_id']} is not where it stands")
    last = first + len(sentence)
    return Context(text[max(0, first - AROUND) : first], text[first:start], text[end:last], text[last : last + AROUND])


def _head(documents: Sequence[Row], overview: pa.Table, made_by: Mapping[str, Any]) -> str:
    states = Counter(row["status"] for row in documents)
    counts = ", ".join(f"{count:,} {status}" for status, count in states.items())
    targets = overview.filter(pc.equal(overview.column("status"), "target"))
    return f"""<header>
<h1>{counted(targets.num_rows, "target")} in {counted(len(documents), "document")}</h1>
<p>{counted(overview.num_rows, "statement")} in all; documents: {_text(counts) or "none"}.</p>
<p class=note>policyledger {_text(made_by.get("policyledger", ""))}, schema {SCHEMA_VERSION}, rules
<code>{_text(str(made_by.get("rules", ""))[:12])}</code></p>
<div class=cards>
{_industries(_counted(targets.column("industry")))}
{_years(_counted(pc.cast(pc.year(targets.column("target_end")), pa.string())))}
</div>
</header>"""


def _counted(values: pa.ChunkedArray) -> list[tuple[str, int]]:
    """Values and how often each occurs, nulls left out."""
    return [(each["values"], each["counts"]) for each in pc.value_counts(values.drop_null()).to_pylist()]


def _industries(counts: Sequence[tuple[str, int]]) -> str:
    listed = sorted(counts, key=lambda each: (-each[1], each[0]))[:12]
    lines = "".join(
        f"<li>{_button('industry', name)}<span><i style='width:{80 * count / listed[0][1]:.0f}%'></i>{count}</span>"
        for name, count in listed
    )
    return f"<section class=bars><h2>Targets by industry</h2><ol>{lines}</ol></section>" if listed else ""


def _years(counts: Sequence[tuple[str, int]]) -> str:
    most = max((count for _, count in counts), default=0)
    lines = "".join(
        f"<li>{count}<i style='height:{65 * count / most:.0f}%'></i>{_button('year', year)}</li>"
        for year, count in sorted(counts)
    )
    return f"<section class=years><h2>Targets by year</h2><ol>{lines}</ol></section>" if counts else ""


def _button(name: str, value: str, label: str = "") -> str:
    label = _text(label or value)
    return f'<button data-name={name} data-value="{_text(value)}" title="{label}">{label}</button>'


def _filters(documents: Sequence[Row], statements: Sequence[Row], overview: pa.Table) -> str:
    industries = _options((name, name) for name in sorted({row["industry"] for row in statements if row["industry"]}))
    speaking = {row["doc_id"] for row in statements}
    names = [(row["doc_id"], _name(row)) for row in documents if row["doc_id"] in speaking]
    cut = "" if overview.num_rows == len(statements) else f"; {overview.num_rows:,} are in the tables"
    return f"""<form id=filters>
<input type=search name=text placeholder="Search" aria-label="Search in rows">
<select name=status aria-label=Status><option value=target>targets<option value=actual>actual values
<option value=other>other statements<option value="">all statements</select>
<select name=industry aria-label=Industry><option value="">all industries{industries}</select>
<select name=document aria-label=Document><option value="">all documents{_options(names)}</select>
<label>by <input type=number name=from min=1900 max=2200 placeholder=from aria-label="from year"></label>
<label>– <input type=number name=to min=1900 max=2200 placeholder=to aria-label="to year"></label>
<input type=reset value=Reset>
<span class=note>Statements: <output id=shown>{len(statements):,}</output>{cut}</span>
</form>"""


def _options(choices: Iterable[tuple[str, str]]) -> str:
    return "".join(f'<option value="{_text(value)}">{_text(label)}' for value, label in choices)


_COLUMNS = (
    ("industry", "industry"),
    ("indicator", "indicator"),
    ("value", "value"),
    ("by", "by"),
    ("text", "in the text"),
    ("document", "document"),
)


def _table(documents: Sequence[Row], statements: Sequence[Row], contexts: Mapping[str, Context]) -> Iterator[str]:
    names = {row["doc_id"]: row for row in documents}
    heads = "".join(f"<th data-key={key}><button>{label}</button>" for key, label in _COLUMNS)
    yield f"<table id=rows><thead><tr>{heads}</tr></thead>\n<tbody>\n"
    for doc, of_document in groupby(statements, key=lambda row: row["doc_id"]):
        name = _name(names[doc])
        yield f"<tr class=doc><td colspan=6>{_text(name)}</tr>\n"
        for section, rows in groupby(of_document, key=lambda row: row["section"]):
            if section:
                yield f"<tr class=sec><td colspan=6>{_text(section)}</tr>\n"
            for row in rows:
                yield _statement(row, name, contexts[row["statement_id"]])
    yield "</tbody></table>"


def _statement(row: Row, document: str, context: Context) -> str:
    when = row["target_date"] or (f"as of {row['as_of']}" if row["as_of"] else "")
    number = row["value_min"] if row["value_min"] is not None else row["value_max"]
    last = row["target_end"]
    facts = {
        "doc": row["doc_id"],
        "sec": row["section"],
        "org": row["organisation"],
        "ins": row["instrument"],
        "base": " in ".join(filter(None, (_number(row["baseline_value"]), row["baseline_date"]))),
        "asof": row["as_of"],
        "year": str(last.year) if last else "",
        "day": str(last) if last else "",
        "unit": f"{row['unit']} {row['counted'] or ''}".strip(),
        "value": _number(number),
        "place": _place(row),
        "rules": " ".join(row["rule_ids"]),
        "cues": " | ".join(row["cues"]),
    }
    data = {name: value for name, value in facts.items() if value} | context._asdict()
    said = _cut(context.left, start=True), row["text"], _cut(context.right)
    cells = row["industry"] or "", row["indicator"] or "", value_words(row), when, *said, document
    escaped = iter(_texts([row["statement_id"], row["status"], *data.values(), *cells]))
    head = f'<tr id="{next(escaped)}" class="row {next(escaped)}" tabindex=0'
    attributes = "".join([f' data-{name}="{next(escaped)}"' for name in data])
    industry, indicator, value, by, left, text, right, name = escaped
    page = f" <small>p. {row['page']}</small>" if row["page"] else ""
    return (
        f"{head}{attributes}><td>{industry}<td>{indicator}<td>{value}<td>{by}"
        f"<td>{left}<mark>{text}</mark>{right}{page}<td>{name}</tr>\n"
    )


def _number(value: float | None) -> str:
    return "" if value is None else plain_number(value)


def _place(row: Row) -> str:
    where = [f"page {row['page']}"] if row["page"] else []
    if row["source_start"] is not None:
        where.append(f"characters {row['source_start']}–{row['source_end']} of the file")
    return ", ".join([*where, f"characters {row['start_char']}–{row['end_char']} of the text"])


def _cut(text: str, *, start: bool = False) -> str:
    """So much of one side of a sentence as a row shows, cut between words."""
    if len(text) <= SHOWN:
        return text
    if start:
        return "… " + text[-SHOWN:].partition(" ")[2]
    return text[:SHOWN].rpartition(" ")[0] + " …"


def _documents(documents: Sequence[Row]) -> Iterator[str]:
    listed = [row for row in documents if len(documents) <= FEW or row["error"] or row["n_statements"]]
    yield "<section class=documents><h2>Documents</h2>"
    if len(listed) < len(documents):
        silent = counted(len(documents) - len(listed), "document")
        yield f"<p class=note>Not listed: {silent} read that hold no statement.</p>"
    yield f"<table><colgroup>{'<col>' * 6}</colgroup><tr><th>document<th>what could not be read<th>pages<th>words"
    yield "<th>statements<th>targets</tr>\n"
    for row in listed:
        numbers = "".join(f"<td>{'' if row[name] is None else format(row[name], ',')}" for name in _NUMBERS)
        says = f"<p class=error>{row['status']}: {_text(row['error'])}</p>" if row["error"] else ""
        said = row["error"]
        says += "".join(f"<p class=note>{_text(each)}</p>" for each in row["warnings"] if not said or said not in each)
        facts = " · ".join(each for each in (row["path"], row["published"], row["media_type"]) if each)
        name = _button("document", row["doc_id"], _name(row)) if row["n_statements"] else _text(_name(row))
        yield f'<tr id="{_text(row["doc_id"])}"><td>{name}<br><small>{_text(facts)}</small><td>{says}{numbers}</tr>\n'
    yield "</table></section>"


_NUMBERS = ("pages", "words", "n_statements", "n_targets")


def _name(document: Row) -> str:
    return str(document["title"] or document["path"])


def _text(text: object) -> str:
    return escape(str(text), quote=True)


def _texts(texts: Sequence[str]) -> list[str]:
    """`_text` of each, all in one go: pages have a hundred thousand of them."""
    escaped = escape("\0".join(texts), quote=True).split("\0")
    return escaped if len(escaped) == len(texts) else [_text(text) for text in texts]
