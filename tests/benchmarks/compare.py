"""Writes docs/benchmarks.md: accuracy and speed on gold rows and on the Recognizers-Text specs, peers in the same run.

    python tests/benchmarks/compare.py [--gold [LABEL=]FOLDER ...] [--specs FOLDER] [--peers] [--list] [-o FILE]

`make benchmarks` calls it. With --peers an environment of their own is made for quantulum3, recognizers-text-suite and
dateparser (once), so that their requirements never meet ours.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import time
import venv
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import spacy
from readers import policyledger_reader
from specs import CRITERIA, MODELS, UNITS, Case, Found, load_specs, right

import policyledger
from policyledger import evaluating
from policyledger.gold import GoldRow, load_gold
from policyledger.scoring import Score, Tally, score_document, squash
from policyledger.tables import read_table

ROOT = Path(__file__).resolve().parents[2]
OURS = "policyledger"
PEERS = ("recognizers-text-suite", "quantulum3", "dateparser")
REQUIREMENTS = (*PEERS, "emoji<1.3", "setuptools<81")
"""recognizers-text-suite was written for the emoji and setuptools of its time."""


def main() -> None:
    """Runs what was asked for and writes the page."""
    options = _options()
    gold = [_gold(each) for each in options.gold]
    cases = load_specs(options.specs) if options.specs else []
    prose = [paragraph for folder in gold for document in folder.documents for _, paragraph in document.paragraphs]
    answers = _ours(cases, prose, [document.text for folder in gold for document in folder.documents])
    if options.peers:
        python = _environment(ROOT / ".benchmarks" / "peers")
        answers |= {peer: _ask(python, peer, cases, prose) for peer in PEERS}
    if options.list:
        _print_failures(cases, answers[OURS])
    page = _page(gold, cases, answers, prose)
    options.output.parent.mkdir(exist_ok=True)
    options.output.write_text(page, encoding="utf-8")
    print(f"written: {options.output}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", action="append", metavar="[LABEL=]FOLDER", help="default: corpus/gold")
    parser.add_argument("--specs", type=Path, help="folder of NumberModel.json, PercentModel.json and so on")
    parser.add_argument("--peers", action="store_true", help="run other libraries too; installs them once")
    parser.add_argument("--list", action="store_true", help="print every spec case that is not right")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "pipeline" / "docs" / "benchmarks.md")
    options = parser.parse_args()
    options.gold = options.gold or ["our own=" + str(ROOT / "corpus" / "gold")]
    return options


# --- gold -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Document:
    """A gold document: its rows, its clean text, and the same by paragraph with the offset of each."""

    name: str
    rows: list[GoldRow]
    text: str

    @cached_property
    def paragraphs(self) -> list[tuple[int, str]]:
        return _paragraphs(self.text)


@dataclass(frozen=True)
class GoldFolder:
    """A folder of gold rows, evaluated."""

    label: str
    evaluation: evaluating.Evaluation
    documents: list[Document]


def _gold(given: str) -> GoldFolder:
    label, _, folder = given.rpartition("=")
    path = Path(folder)
    rows = load_gold(path)
    with TemporaryDirectory() as scratch:
        run = Path(scratch)
        files = [str(file) for name in rows for file in sorted(path.iterdir()) if file.stem == name]
        policyledger.extract(files, run, workers=0)
        texts = {Path(row["path"]).stem: row["text"] or "" for row in read_table(run, "documents").to_pylist()}
        evaluation = evaluating.evaluate(path, run)
    documents = [Document(name, rows[name], texts.get(name, "")) for name in rows]
    return GoldFolder(label or path.name, evaluation, documents)


def _paragraphs(text: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((at, line))
        at += len(line) + 1
    return found


# --- answers ----------------------------------------------------------------------------------------------------------


@dataclass
class Answers:
    """What one library answers: to the specs, to the paragraphs of the gold documents, and how fast.

    Attributes:
        specs: what it found in each case.
        prose: (start, end, value or bounds, unit) of each paragraph's quantities; None for a library without.
        dates: (start, end, first year, last year) of each paragraph's dates; None for a library without.
        seconds: for the quantities, and for the dates, of all paragraphs; one figure where both come together.
    """

    version: str
    specs: list[list[Found]] = field(default_factory=list)
    prose: list[list[tuple[int, int, float | None, float | None, str]]] | None = None
    dates: list[list[tuple[int, int, int | None, int | None]]] | None = None
    seconds: list[float] = field(default_factory=list)
    failed: int = 0
    error: str | None = None


def _ours(cases: Sequence[Case], prose: Sequence[str], whole: Sequence[str]) -> dict[str, Answers]:
    read = policyledger_reader()
    specs = [read(case.text, case.model) for case in cases]
    nlp = policyledger.load()
    quantities, dates = [], []
    for doc in nlp.pipe(prose):
        quantities.append([(*_at(span), *_bounds(span), span._.quantity["unit"]) for span in doc.spans["quantities"]])
        dates.append([(*_at(span), *_years(span._.date)) for span in doc.spans["dates"]])
    blank = spacy.blank("en").make_doc
    return {
        OURS: Answers(policyledger.__version__, specs, quantities, dates, [_timed(nlp, whole)]),
        "spaCy's blank tokenizer": Answers(spacy.__version__, seconds=[_timed(blank, whole)]),
    }


def _timed(function: Callable[[str], Any], texts: Sequence[str], rounds: int = 3) -> float:
    """Processor seconds of the best of some rounds over the texts, after one that is not counted."""
    best = float("inf")
    for number in range(rounds + 1):
        begun = time.process_time()
        for text in texts:
            function(text)
        if number:
            best = min(best, time.process_time() - begun)
    return best


def _at(span: Any) -> tuple[int, int]:
    return span.start_char, span.end_char


def _bounds(span: Any) -> tuple[float | None, float | None]:
    return span._.quantity["low"], span._.quantity["high"]


def _years(facts: dict[str, Any]) -> tuple[int | None, int | None]:
    start, end = (int(facts[name][:4]) if facts[name] else None for name in ("start", "end"))
    return start or end, end or start


def _environment(folder: Path) -> Path:
    """The Python of the peers' environment, made and filled if it is not there."""
    python = folder / "bin" / "python"
    stamp = folder / "installed.txt"
    wanted = "\n".join(REQUIREMENTS)
    if not stamp.is_file() or stamp.read_text() != wanted:
        venv.create(folder, clear=True, symlinks=True, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *REQUIREMENTS], check=True)
        stamp.write_text(wanted)
    return python


def _ask(python: Path, peer: str, cases: Sequence[Case], prose: Sequence[str]) -> Answers:
    request = json.dumps({"specs": [[case.model, case.text] for case in cases], "prose": list(prose)})
    script = Path(__file__).with_name("peers.py")
    done = subprocess.run([python, script, peer], input=request, capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout)
    if "error" in answer:
        return Answers("", error=answer["error"])
    specs = [[Found(start, end, value, _names(units)) for start, end, value, units in each] for each in answer["specs"]]
    prose_rows = [
        [(start, end, value, value, _unit(names)) for start, end, value, names in each] for each in answer["prose"]
    ]
    dates = [[(start, end, first, last) for start, end, first, last in each] for each in answer["dates"]]
    return Answers(
        answer["version"],
        specs if peer != "dateparser" else [],
        prose_rows if peer != "dateparser" else None,
        dates if peer != "quantulum3" else None,
        answer["seconds"],
        answer["failed"],
    )


def _names(units: Sequence[str]) -> frozenset[str]:
    """Unit names as the specs spell them."""
    return frozenset(unit.lower().replace("metre", "meter").replace("litre", "liter") for unit in units)


def _unit(names: Sequence[str]) -> str:
    """A peer's unit as our symbol, as well as a table can tell; else the shortest name it has."""
    known = [symbol for name in _names(names) for symbol in UNITS.get(name, ())]
    codes = [name for name in names if len(name) == 3 and name.isupper()]
    return next(iter([*codes, *known, *sorted(names, key=len)]), "count")


# --- figures ----------------------------------------------------------------------------------------------------------


def _gold_scores(gold: Sequence[GoldFolder], answers: Answers) -> tuple[Score | None, Tally | None]:
    """Value and unit on the paragraphs of the gold documents, and dates by the years they cover."""
    score, years, at = Score(), Tally(), 0
    for folder in gold:
        for document in folder.documents:
            span = slice(at, at + len(document.paragraphs))
            at = span.stop
            if answers.prose is not None:
                rows = [
                    _row(offset + start, text[start:end], low, high, unit)
                    for (offset, text), found in zip(document.paragraphs, answers.prose[span], strict=True)
                    for start, end, low, high, unit in found
                ]
                score.add(score_document([row for row in document.rows if row.kind == "quantity"], rows, [])[0])
            if answers.dates is not None:
                found_dates = [
                    (text[start:end], first, last)
                    for (_, text), found in zip(document.paragraphs, answers.dates[span], strict=True)
                    for start, end, first, last in found
                ]
                years += _date_tally([row for row in document.rows if row.kind == "date"], found_dates)
    return (score if answers.prose is not None else None), (years if answers.dates is not None else None)


def _row(start: int, text: str, low: float | None, high: float | None, unit: str) -> dict[str, Any]:
    """A found quantity in the shape of a row of statements; what peers don't tell is left empty."""
    empty = dict.fromkeys(("target_date", "baseline_date", "indicator", "counted"))
    told = {"start_char": start, "text": text, "value_min": low, "value_max": high, "unit": unit}
    return {**empty, **told, "comparator": "=", "approximate": False, "status": "other", "change": "level"}


def _date_tally(gold: Sequence[GoldRow], found: Sequence[tuple[str, int | None, int | None]]) -> Tally:
    """Dates right in their words and the years they cover, each gold row with one found; the order is not compared."""
    waiting = list(found)
    tally = Tally()
    for row in gold:
        quote, years = squash(row.quote), _gold_years(str(row.facts["edtf"]))
        match = next((each for each in waiting if _same_date(quote, years, each)), None)
        if match is not None:
            waiting.remove(match)
            tally.tp += 1
        elif not row.unsure:
            tally.fn += 1
    tally.fp = len(waiting)
    return tally


def _same_date(quote: str, years: tuple[str, str], found: tuple[str, int | None, int | None]) -> bool:
    words, first, last = found
    text = squash(words)
    return (text in quote or quote in text) and (str(first), str(last)) == years


def _gold_years(edtf: str) -> tuple[str, str]:
    first, _, last = edtf.partition("/")
    first, last = (part[:4] if part[:4].isdigit() else "" for part in (first, last or first))
    return first or last, last or first


# --- the page ---------------------------------------------------------------------------------------------------------


def _page(gold: Sequence[GoldFolder], cases: Sequence[Case], answers: dict[str, Answers], prose: Sequence[str]) -> str:
    parts = [_HEAD.format(python=platform.python_version(), spacy=spacy.__version__)]
    parts += [_gold_section(folder) for folder in gold]
    parts.append(_peer_section(gold, answers, prose))
    if cases:
        parts += [_spec_section(cases, answers), _criteria_section(cases, answers[OURS])]
    return "\n".join(parts)


_HEAD = """# Benchmarks

Made by `make benchmarks`, all of it in one run on one core (Python {python}, spaCy {spacy}). Figures of speed hold as
ratios within a table; they differ from machine to machine. What counts as right is said in [gold.md](gold.md).
"""


_BESIDE = """## Beside other libraries, on the same paragraphs

The {words} words of the gold documents above, paragraph by paragraph: here policyledger too gets bare paragraphs,
without the headings and tables around them. Quantities: value, and value with unit; dates: the words and the years
they cover. The others don't compare or link, so that is not scored here. Speed is in words per processor second,
after a warm-up: policyledger and the tokenizer on whole documents, the others by paragraph, which suits them better.
"""

_SPECS = """## The specs of Recognizers-Text

That library's own test cases (MIT; not part of this repository). A case is right when exactly its quantities are found,
each with its span, value and unit. Number is read with `policyledger.find_numbers`, since a number alone is no quantity
of a document; the others with a bare pipeline call. The comparing words of our quantities ("more than") are
taken off, and a unit without a number ("the % of") is not asked for. "Applying" leaves out the cases listed below.
"""


def _gold_section(folder: GoldFolder) -> str:
    evaluation = folder.evaluation
    lines = [f"## Gold rows: {folder.label}", "", "| field | precision | recall | F1 | right | wrong | missed |"]
    lines.append("|---|---|---|---|---|---|---|")
    for name, rate in evaluation.score.rates().items():
        shown = " | ".join(f"{rate[key]:.3f}" for key in ("p", "r", "f1"))
        lines.append(f"| {name} | {shown} | {rate['tp']} | {rate['fp']} | {rate['fn']} |")
    means = [f"{name} {mean['mean']:.3f}" for name, mean in evaluation.score.means().items()]
    lines += ["", "Means over the rows whose value is right: " + ", ".join(means) + ".", ""]
    names = list(evaluation.score.rates())
    lines += ["| F1 by document | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    for document, score in evaluation.documents.items():
        rates = score.rates()
        cells = [
            "–" if name not in rates or score.tallies[name].empty else f"{rates[name]['f1']:.3f}" for name in names
        ]
        lines.append(f"| {document} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _peer_section(gold: Sequence[GoldFolder], answers: dict[str, Answers], prose: Sequence[str]) -> str:
    words = sum(len(text.split()) for text in prose)
    lines = [
        _BESIDE.format(words=words),
        "| library | value F1 | value+unit F1 | date F1 | words/s | to ours |",
        "|---|---|---|---|---|---|",
    ]
    ours = words / sum(answers[OURS].seconds)
    for name, answer in answers.items():
        if answer.error:
            lines.append(f"| {name} | {answer.error} | | | | |")
            continue
        score, years = _gold_scores(gold, answer)
        cells = [f"{score.rates()[key]['f1']:.3f}" if score else "–" for key in ("value", "value+unit")]
        cells.append(f"{years.rates()['f1']:.3f}" if years else "–")
        speed = words / max(sum(answer.seconds), 1e-9)
        lines.append(f"| {name} {answer.version} | " + " | ".join(cells) + f" | {speed:,.0f} | {speed / ours:.3g} |")
    failed = [f"{name} on {answer.failed}" for name, answer in answers.items() if answer.failed]
    if failed:
        lines += ["", f"Texts a library broke on (counted as nothing found): {', '.join(failed)}."]
    return "\n".join(lines) + "\n"


def _spec_section(cases: Sequence[Case], answers: dict[str, Answers]) -> str:
    lines = [
        _SPECS,
        "| | " + " | ".join(f"{model} all | applying" for model in MODELS) + " |",
        "|---" * (2 * len(MODELS) + 1) + "|",
    ]
    for name, answer in answers.items():
        if not answer.specs:
            continue
        marks = [right(case, found) for case, found in zip(cases, answer.specs, strict=True)]
        cells = []
        for model in MODELS:
            for kept in (lambda case: True, lambda case: case.excluded is None):
                chosen = [ok for case, ok in zip(cases, marks, strict=True) if case.model == model and kept(case)]
                cells.append(f"{sum(chosen)}/{len(chosen)}")
        lines.append(f"| {name} {answer.version} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _criteria_section(cases: Sequence[Case], ours: Answers) -> str:
    lines = [
        "### Cases that don't apply to policy documents",
        "",
        "Chosen by what a case is, whoever gets it right; the tests are in `tests/benchmarks/specs.py`.",
        "",
        "| criterion | cases | right all the same | for example |",
        "|---|---|---|---|",
    ]
    counts = Counter(case.excluded for case in cases if case.excluded)
    for name, (says, _) in CRITERIA.items():
        chosen = [(case, found) for case, found in zip(cases, ours.specs, strict=True) if case.excluded == name]
        if chosen:
            example = chosen[0][0].text.strip().replace("|", "\\|")[:60]
            hits = sum(right(case, found) for case, found in chosen)
            lines.append(f"| {says} | {counts[name]} | {hits} | `{example}` |")
    return "\n".join(lines) + "\n"


def _print_failures(cases: Sequence[Case], answers: Answers) -> None:
    for case, found in zip(cases, answers.specs, strict=True):
        if not right(case, found):
            wanted, got = (
                [(case.text[f.start : f.end], f.value, *sorted(f.units)) for f in each]
                for each in (case.expected, found)
            )
            print(f"{case.model} {case.number} [{case.excluded or 'applies'}] {case.text!r}")
            print(f"    want {wanted}\n    got  {got}")


if __name__ == "__main__":
    sys.exit(main())
