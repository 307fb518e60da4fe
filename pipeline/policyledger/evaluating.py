"""Gold rows against what the pipeline finds: figures by field, document and rule, every difference with its place."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from policyledger.discovery import is_document, shown
from policyledger.errors import PolicyledgerError, counted
from policyledger.gold import GoldRow, load_gold
from policyledger.reading.encodings import decode
from policyledger.scoring import FIELDS, Mismatch, Row, Score, score_document
from policyledger.tables import read_table


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands.

    Attributes:
        path: the document.
        line: line of the source file, from 1, for text formats.
        page: page, from 1, for formats with pages.
        start, end: characters of the document's clean text, as in the tables.
        sentence: the sentence, or the words around it where no row tells the sentence.
    """

    path: str
    line: int | None = None
    page: int | None = None
    start: int | None = None
    end: int | None = None
    sentence: str | None = None

    def __str__(self) -> str:
        where = f":{self.line}" if self.line else f", page {self.page}" if self.page else ""
        span = f" ({self.start}-{self.end})" if self.start is not None else ""
        return self.path + where + span


@dataclass(frozen=True, slots=True)
class Difference:
    """A mismatch of a document, and where it stands."""

    document: str
    mismatch: Mismatch
    place: Place

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that made the found row; none where nothing was found."""
        return rules_of(self.mismatch.found)


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """How the rows a rule had a part in came out: right or unjudged, wrong in some column, without a gold row."""

    rule: str
    rows: int
    wrong: int
    extra: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What an evaluation found.

    Attributes:
        score: figures over all documents.
        documents: figures of each document by name.
        rules: the rules that have a part in a difference, those with most first.
        differences: by document, in the order of the text.
        unread: why a document's gold rows all count as missed, by name: it is not in the run, or could not be read.
    """

    score: Score
    documents: dict[str, Score]
    rules: tuple[RuleRecord, ...]
    differences: tuple[Difference, ...]
    unread: dict[str, str]

    def below(self, thresholds: dict[str, float]) -> list[tuple[str, float, float]]:
        """The fields whose F1 does not reach what is asked: name, F1, threshold; fields with nothing to find aside.

        Args:
            thresholds: least F1 by field; "" stands for all that are not named.
        """
        rates = self.score.rates()
        asked = {name: thresholds.get(name, thresholds.get("", 0.0)) for name in rates}
        return [
            (name, float(rates[name]["f1"]), least)
            for name, least in asked.items()
            if rates[name]["f1"] < least and not self.score.tallies[name].empty
        ]


def evaluate(folder: Path, run: Path | None = None, only: Sequence[str] = (), rules: Sequence[str] = ()) -> Evaluation:
    """The evaluation of a folder of gold rows.

    Args:
        folder: holds NAME.gold.jsonl files, and the documents NAME.* unless a run is given.
        run: a run folder that holds the documents; without one they are extracted here.
        only: names to evaluate; all if empty.
        rules: further folders of rules for the extraction.

    Raises:
        PolicyledgerError: gold rows are missing or wrong (C001, C010 to C019), or the run is (C004).
    """
    gold = load_gold(folder, only)
    if run is not None:
        return _evaluate(gold, folder, run)
    files = [str(path) for name in gold for path in _documents(folder, name)]
    if not files:
        raise PolicyledgerError("C002", paths=f"{folder} for {', '.join(gold)}")
    from policyledger.running import Options
    from policyledger.running import run as extract

    with TemporaryDirectory(prefix="policyledger-") as scratch:
        extract(files, Path(scratch), Options(rules=tuple(rules), workers=0))
        return _evaluate(gold, folder, Path(scratch))


def rules_of(row: Row | None) -> tuple[str, ...]:
    """The rules that decided a row of statements or mentions."""
    if row is None:
        return ()
    if "rule_ids" in row:
        return tuple(row["rule_ids"])
    return (row["rule_id"],) if row["rule_id"] else ()


def _documents(folder: Path, name: str) -> list[Path]:
    """The files of the gold folder that a name means."""
    return sorted(path for path in folder.iterdir() if path.stem == name and path.is_file() and is_document(path.name))


def _evaluate(gold: dict[str, list[GoldRow]], folder: Path, run: Path) -> Evaluation:
    rows = {table: _by_document(run, table) for table in ("statements", "mentions")}
    documents = {
        PurePosixPath(row["path"]).stem: row
        for row in read_table(
            run, "documents", ["doc_id", "path", "media_type", "status", "error_code", "error", "text"]
        ).to_pylist()
    }
    total, scores, differences, used = Score(), {}, [], []
    for name, wanted in gold.items():
        document = documents.get(name)
        doc_id = document["doc_id"] if document else None
        statements, mentions = rows["statements"].get(doc_id, []), rows["mentions"].get(doc_id, [])
        score, mismatches = score_document(wanted, statements, mentions)
        total.add(score)
        scores[name] = score
        locator = _Locator(folder, name, document, [*statements, *mentions], wanted)
        found = [Difference(name, each, locator.place(each)) for each in mismatches]
        differences += sorted(found, key=_reading_order)
        used += [*statements, *(row for row in mentions if row["kind"] != "quantity")]
    return Evaluation(total, scores, _records(used, differences), tuple(differences), _unread(gold, documents))


def _unread(names: Iterable[str], documents: Mapping[str, Row]) -> dict[str, str]:
    unread = {name: "not in the run" for name in names if name not in documents}
    failed = {
        name: f"{documents[name]['error_code']}: {documents[name]['error']}"
        for name in names
        if name in documents and documents[name]["status"] == "failed"
    }
    return unread | failed


def _by_document(run: Path, table: str) -> dict[str | None, list[dict[str, Any]]]:
    rows: defaultdict[str | None, list[dict[str, Any]]] = defaultdict(list)
    for row in read_table(run, table).to_pylist():
        rows[row["doc_id"]].append(row)
    return rows


def _reading_order(difference: Difference) -> float:
    start = difference.place.start
    return inf if start is None else start


def _records(used: Iterable[Row], differences: Sequence[Difference]) -> tuple[RuleRecord, ...]:
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in used:
        for rule in rules_of(row):
            counts[rule][0] += 1
    for difference in differences:
        if difference.mismatch.found is not None:
            for rule in difference.rules:
                counts[rule][1 if difference.mismatch.verdict == "wrong" else 2] += 1
    records = [RuleRecord(rule, *numbers) for rule, numbers in counts.items() if numbers[1] or numbers[2]]
    return tuple(sorted(records, key=lambda each: (-each.wrong - each.extra, each.rule)))


class _Locator:
    """Finds the places of one document: of rows by what they say, of gold rows by their words."""

    def __init__(
        self, folder: Path, name: str, document: Row | None, rows: Sequence[Row], gold: Sequence[GoldRow]
    ) -> None:
        read = PurePosixPath(document["path"]).name if document else ""
        files = sorted(_documents(folder, name), key=lambda file: file.name != read)
        self.file = files[0] if files else None
        self.path = shown(str(self.file)) if self.file else str(document["path"]) if document else name
        self.text = str(document["text"] or "") if document else ""
        self.is_text = document is not None and str(document["media_type"]).startswith("text/")
        self.rows = rows
        self.gold_lines = max((row.line for row in gold), default=1)

    def place(self, mismatch: Mismatch) -> Place:
        """Where a mismatch stands: its found row's place, else where the words of its gold row are."""
        row = mismatch.found
        if row is not None:
            start = row["source_start"]
            line = bisect_right(self._line_starts, start) if start is not None and self._source else None
            sentence = row.get("sentence") or _around(self.text, row["start_char"], row["end_char"])
            return Place(self.path, line, row["page"], row["start_char"], row["end_char"], " ".join(sentence.split()))
        gold = mismatch.gold
        assert gold is not None, "a mismatch has a gold row or a found one"
        found = _find(gold.quote, self.text, *self._expected(gold))
        if found is None:
            return Place(self.path, self._line_of(gold), gold.page)
        sentence = " ".join(_around(self.text, *found).split())
        return Place(self.path, self._line_of(gold), gold.page, *found, sentence)

    def _expected(self, gold: GoldRow) -> tuple[float, int]:
        """How far into the text a gold row stands, by its place in its file, and where its page begins, if told."""
        starts = [row["start_char"] for row in self.rows if gold.page is not None and row["page"] == gold.page]
        return gold.line / self.gold_lines, min(starts, default=0)

    def _line_of(self, gold: GoldRow) -> int | None:
        found = _find(gold.quote, self._source, gold.line / self.gold_lines, 0)
        return bisect_right(self._line_starts, found[0]) if found else None

    @cached_property
    def _source(self) -> str:
        """The characters of a source file of a text format, which rows count in; empty for other formats."""
        if self.file is None or not self.is_text:
            return ""
        decoded = decode(self.file.read_bytes())
        return decoded.text if decoded else ""

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", self._source))]


def _find(quote: str, text: str, share: float, begin: int) -> tuple[int, int] | None:
    """Where the words of a quote stand, blanks and hyphens aside: of several places the nearest to a share of the text.

    Args:
        share: how far into the text it is expected, 0 to 1.
        begin: where its page begins; places before it are taken only if there is no other.
    """
    letters = [re.escape(char) for char in quote if not char.isspace() and char not in "-\u00ad\u2010\u2011"]
    if not letters:
        return None
    words = r"[\s\-\u00ad\u2010\u2011]*".join(letters)
    # a number must stand whole: 8 is not found in 2028
    pattern = re.compile(rf"(?<!\w)(?<!\d[.,]){words}(?!\w)(?![.,]\d)", re.IGNORECASE)
    places = [match.span() for match in pattern.finditer(text)]
    written = [place for place in places if text[slice(*place)] == quote] or places
    return min(written, key=lambda place: (place[0] < begin, abs(place[0] - share * len(text))), default=None)


def _around(text: str, start: int, end: int, beside: int = 80) -> str:
    """The words around a place, cut at line ends."""
    before = text[max(0, start - beside) : start].rpartition("\n")[2]
    return before + text[start:end] + text[end : end + beside].partition("\n")[0]


def as_text(evaluation: Evaluation, *, errors: bool = False) -> str:
    """The evaluation for reading: figures, documents, rules, and with `errors` every difference."""
    lines = [*_difference_lines(evaluation), ""] if errors and evaluation.differences else []
    lines += [f"{name}: {reason} (all of it counts as missed)" for name, reason in evaluation.unread.items()]
    lines.append(f"{'':24} precision  recall     F1     right wrong missed")
    for name, rate in evaluation.score.rates().items():
        lines.append(
            f"{name:24} {rate['p']:9.3f} {rate['r']:7.3f} {rate['f1']:6.3f} "
            f"{rate['tp']:9} {rate['fp']:5} {rate['fn']:6}"
        )
    for name, mean in evaluation.score.means().items():
        lines.append(f"{name:24} {mean['mean']:9.3f} over {mean['n']} rows")
    lines += ["", *_document_lines(evaluation)]
    if evaluation.rules:
        lines += ["", f"{'rules of rows that differ':44} rows wrong extra"]
        lines += [f"{each.rule:44} {each.rows:4} {each.wrong:5} {each.extra:5}" for each in evaluation.rules[:_RULES]]
        if len(evaluation.rules) > _RULES:
            lines.append(f"and {len(evaluation.rules) - _RULES} more")
    if evaluation.differences and not errors:
        lines += ["", f"{counted(len(evaluation.differences), 'difference')}; --errors shows all."]
    return "\n".join(lines) + "\n"


_RULES = 20


def _document_lines(evaluation: Evaluation) -> list[str]:
    names = [name for name in FIELDS if name in evaluation.score.tallies]
    width = max(len(name) for name in [*evaluation.documents, "F1 by document"])
    lines = [f"{'F1 by document':{width}} " + " ".join(_HEADS.get(name, name)[:9].rjust(9) for name in names)]
    for document, score in evaluation.documents.items():
        rates = score.rates()
        cells = [
            f"{rates[name]['f1']:9.3f}" if name in rates and not score.tallies[name].empty else "        -"
            for name in names
        ]
        lines.append(f"{document:{width}} " + " ".join(cells))
    return lines


_HEADS = {
    "value+unit": "+unit",
    "value+unit+comparator": "+compar.",
    "status=target": "target",
    "target row": "whole row",
    "organisation": "organis.",
}


def _difference_lines(evaluation: Evaluation) -> Iterable[str]:
    for difference in evaluation.differences:
        mismatch, gold, found = difference.mismatch, difference.mismatch.gold, difference.mismatch.found
        columns = f" in {', '.join(mismatch.columns)}" if mismatch.columns else ""
        yield f"{difference.place}: {mismatch.kind} {mismatch.verdict}{columns}"
        if gold is not None:
            unsure = "  unsure" if gold.unsure else ""
            yield f"    gold   {gold.quote!r}  {_brief(gold_facts(gold))}{unsure}  [{gold.path.name}:{gold.line}]"
        if found is not None:
            rules = f"  [{', '.join(difference.rules)}]" if difference.rules else ""
            yield f"    found  {found['text']!r}  {_brief(found_facts(mismatch.kind, found))}{rules}"
        if difference.place.sentence:
            yield f"    “{difference.place.sentence}”"


def _brief(facts: dict[str, Any]) -> str:
    return " ".join(f"{name}={'-' if value is None else value}" for name, value in facts.items())


def gold_facts(gold: GoldRow) -> dict[str, Any]:
    """What is compared of a gold row, named as in the tables."""
    facts = gold.facts
    if gold.kind == "quantity":
        names = {
            "value_min": "low",
            "value_max": "high",
            "comparator": "comparator",
            "unit": "unit",
            "status": "status",
        }
        return {name: facts[key] for name, key in names.items()} | {"target_date": facts["target_date"]}
    return {"edtf" if gold.kind == "date" else "canonical": facts.get("edtf" if gold.kind == "date" else "canonical")}


def found_facts(kind: str, found: Row) -> dict[str, Any]:
    """What is compared of a found row."""
    if kind == "quantity":
        names = ("value_min", "value_max", "comparator", "unit", "status", "target_date")
        facts = {name: found[name] for name in names}
        return facts | {"comparator": found["comparator"] + ("~" if found["approximate"] else "")}
    if kind == "date":
        return {"edtf": found["canonical"]}
    return {"canonical": found["canonical_id" if kind == "industry" else "canonical"]}


def as_json(evaluation: Evaluation) -> str:
    """The evaluation as one JSON object: fields, soft, documents, rules, differences, unread."""
    whole = {
        "fields": evaluation.score.rates(),
        "soft": evaluation.score.means(),
        "documents": {
            name: {"fields": score.rates(), "soft": score.means()} for name, score in evaluation.documents.items()
        },
        "rules": [
            {"rule": each.rule, "rows": each.rows, "wrong": each.wrong, "extra": each.extra}
            for each in evaluation.rules
        ],
        "differences": [_difference_dict(each) for each in evaluation.differences],
        "unread": evaluation.unread,
    }
    return json.dumps(whole, indent=2, ensure_ascii=False, default=str) + "\n"


def _difference_dict(difference: Difference) -> dict[str, Any]:
    mismatch, place = difference.mismatch, difference.place
    gold, found = mismatch.gold, mismatch.found
    return {
        "document": difference.document,
        "kind": mismatch.kind,
        "verdict": mismatch.verdict,
        "columns": mismatch.columns,
        "place": {
            "path": place.path,
            "line": place.line,
            "page": place.page,
            "start_char": place.start,
            "end_char": place.end,
            "sentence": place.sentence,
        },
        "gold": gold and {"path": shown(str(gold.path)), "line": gold.line, **gold.facts},
        "found": found and {"text": found["text"], **found_facts(mismatch.kind, found)},
        "rules": difference.rules,
    }
