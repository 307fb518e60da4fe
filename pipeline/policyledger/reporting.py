"""report.html: a run as one page for people, with nothing to load and every word of a document escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from policyledger.manifest import read_json
from policyledger.records import DOCUMENTS, SCHEMA_VERSION
from policyledger.tables import read_table
from policyledger.wording import value_words
from policyledger.writing import write_text

MOST = 5_000
"""Statements a page shows; a browser is no database, and the tables hold all of them."""

FEW = 200
"""Up to so many documents, those that gave no statement are listed too."""

Row = Mapping[str, Any]


def write_report(folder: Path) -> Path:
    """Writes report.html into a run folder and returns its path.

    Raises:
        PolicyledgerError: C004 if the folder holds no run.
    """
    path = folder / "report.html"
    documents = read_table(folder, "documents", [name for name in DOCUMENTS.names if name != "text"]).to_pylist()
    statements = read_table(folder, "statements", first=MOST).to_pylist()
    overview = read_table(folder, "statements", ["status", "industry", "target_end"])
    write_text(path, page(documents, statements, overview, read_json(folder / "run.json") or {}))
    return path


def page(documents: Sequence[Row], statements: Sequence[Row], overview: pa.Table, manifest: Mapping[str, Any]) -> str:
    """The page of some documents and their statements, both in order.

    Args:
        documents: all documents; of many, those without statements and errors are only counted.
        statements: those to show; actual and other ones are greyed and hidden until asked for.
        overview: status, industry and target_end of all statements.
        manifest: run.json.
    """
    by_document = {doc: list(rows) for doc, rows in groupby(statements, key=lambda row: row["doc_id"])}
    parts = [_head(documents, overview, manifest)]
    if overview.num_rows > len(statements):
        parts.append(f"<p class=note>The first {len(statements):,} of {overview.num_rows:,} statements follow.</p>")
    listed = [row for row in documents if len(documents) <= FEW or row["error"] or row["doc_id"] in by_document]
    parts += [_document(row, by_document.get(row["doc_id"], [])) for row in listed]
    return f"<!doctype html>\n<html lang=en>\n{_HTML_HEAD}\n<body>\n" + "\n".join(parts) + "\n</body>\n</html>\n"


def _head(documents: Sequence[Row], overview: pa.Table, manifest: Mapping[str, Any]) -> str:
    states = Counter(row["status"] for row in documents)
    counts = ", ".join(f"{count} {status}" for status, count in states.items())
    targets = overview.filter(pc.equal(overview.column("status"), "target"))
    industries = _counted(targets.column("industry"))
    years = _counted(pc.cast(pc.year(targets.column("target_end")), pa.string()))
    made = manifest.get("made_by", {})
    return f"""<header>
<h1>{targets.num_rows:,} targets in {len(documents):,} documents</h1>
<p>{overview.num_rows:,} statements in all; documents: {_text(counts) or "none"}.</p>
<div class=bars>
{_bars("Targets by industry", sorted(industries, key=lambda each: (-each[1], each[0]))[:12])}
{_bars("Targets by year", sorted(years))}
</div>
<p class=note>policyledger {_text(made.get("policyledger", ""))}, schema {SCHEMA_VERSION}, rules
<code>{_text(str(made.get("rules", ""))[:12])}</code>. <label><input type=checkbox id=all> show actual and other
statements too</label></p>
</header>"""


def _counted(values: pa.ChunkedArray) -> list[tuple[str, int]]:
    """Values and how often each occurs, nulls left out."""
    return [(each["values"], each["counts"]) for each in pc.value_counts(values.drop_null()).to_pylist()]


def _bars(title: str, counts: Sequence[tuple[str, int]]) -> str:
    if not counts:
        return ""
    most = max(count for _, count in counts)
    rows = "".join(
        f"<tr><th>{_text(name)}<td><i style='width:{100 * count / most:.0f}%'></i>{count}</tr>"
        for name, count in counts
    )
    return f"<table class=bar><caption>{title}</caption>{rows}</table>"


def _document(document: Row, statements: Sequence[Row]) -> str:
    name = document["title"] or document["path"]
    facts = [document["path"], document["published"], document["media_type"]]
    facts += [f"{document['pages']} pages" if document["pages"] else None]
    says = f"<p class=error>{_text(document['status'])}: {_text(document['error'])}</p>" if document["error"] else ""
    says += "".join(f"<p class=note>{_text(warning)}</p>" for warning in document["warnings"])
    return f"""<section id="{_text(document["doc_id"])}">
<h2>{_text(name)}</h2>
<p class=note>{_text(" · ".join(fact for fact in facts if fact))}</p>{says}
{"".join(_sections(statements))}</section>"""


def _sections(statements: Iterable[Row]) -> Iterator[str]:
    for section, rows in groupby(statements, key=lambda row: row["section"]):
        listed = list(rows)
        quiet = "" if any(row["status"] == "target" for row in listed) else " class=quiet"
        yield (
            f"<div{quiet}><h3>{_text(section or '')}</h3>\n<table>"
            "<tr><th>industry<th>indicator<th>value<th>by<th>in the text</tr>\n"
        )
        yield from map(_statement, listed)
        yield "</table></div>\n"


def _statement(row: Row) -> str:
    quiet = "" if row["status"] == "target" else f" class=quiet title={row['status']}"
    when = row["target_date"] or (f"as of {row['as_of']}" if row["as_of"] else "")
    page = f" <small>p. {row['page']}</small>" if row["page"] else ""
    cells = (row["industry"], row["indicator"], value_words(row), when)
    return (
        f'<tr id="{_text(row["statement_id"])}"{quiet}>'
        + "".join(f"<td>{_text(each or '')}" for each in cells)
        + f"<td>{_marked(row)}{page}</tr>\n"
    )


def _marked(row: Row) -> str:
    """The sentence with the quantity marked."""
    before, found, after = row["sentence"].partition(row["text"])
    if not found:
        return f"<mark>{_text(row['text'])}</mark>"
    return f"{_text(before)}<mark>{_text(found)}</mark>{_text(after)}"


def _text(text: object) -> str:
    return escape(str(text), quote=True)


_HTML_HEAD = """<head>
<meta charset=utf-8>
<meta name=viewport content="width=device-width, initial-scale=1">
<meta http-equiv=Content-Security-Policy content="default-src 'none'; style-src 'unsafe-inline'">
<title>policyledger report</title>
<style>
body { font: 15px/1.45 system-ui, sans-serif; max-width: 76rem; margin: 2rem auto; padding: 0 1rem; color: #1c2430 }
h1 { font-size: 1.6rem } h2 { font-size: 1.25rem; margin-top: 2.5rem; border-top: 2px solid; padding-top: .6rem }
h3 { font-size: 1rem; font-weight: 500; font-style: italic; margin: 1.2rem 0 .3rem }
table { border-collapse: collapse; width: 100% } td, th { text-align: left; vertical-align: top; padding: .3rem .6rem }
tr { border-bottom: 1px solid #e2e6ec } th { font-weight: 600; color: #566 }
td:nth-child(3) { white-space: nowrap; font-weight: 600 } td:nth-child(5) { width: 50% }
mark { background: #fff0b3 } small, .note { color: #667 } .error { color: #a11 }
.bars { display: flex; gap: 2rem; flex-wrap: wrap } .bar { width: 24rem }
.bar caption { text-align: left; font-weight: 600 }
.bar td { width: 55% } .bar i { display: inline-block; height: .7rem; background: #7aa2d6; margin-right: .4rem }
tr.quiet { color: #778 } .quiet { display: none }
body:has(#all:checked) div.quiet { display: block } body:has(#all:checked) tr.quiet { display: table-row }
</style>
</head>"""
