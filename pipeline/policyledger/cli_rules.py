"""The verbs of rule writers: `policyledger rules …` and `policyledger explain`. No logic, nothing heavy at import."""

from __future__ import annotations

import functools
import gc
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from policyledger.errors import PolicyledgerError, counted

if TYPE_CHECKING:
    from policyledger.rules.findings import Finding
    from policyledger.rules.rulebook import Rulebook

DONE, FINDINGS, USAGE = 0, 1, 2
KINDS = (
    "industry", "organisation", "instrument", "unit", "number", "comparator", "status", "date", "frame", "lexicon",
)  # fmt: skip

_dirs = click.option(
    "--rules",
    "dirs",
    type=click.Path(),
    multiple=True,
    metavar="DIR",
    help="A folder, or a file, of further rules; later ones win.",
)
_watch = click.option("--watch", is_flag=True, help="Go on, and do it again whenever a rule file changes.")
F = TypeVar("F", bound=Callable[..., int])


def _json(verb: F) -> F:
    """Gives a verb the option --json, with which its errors are JSON on stdout too."""

    @functools.wraps(verb)
    def told(*args: Any, as_json: bool, **options: Any) -> int:
        try:
            return verb(*args, as_json=as_json, **options)
        except PolicyledgerError as error:
            if not as_json:
                raise
            _write_json({"errors": _errors(error)})
            return USAGE

    option = click.option("--json", "as_json", is_flag=True, help="Write JSON, errors too.")
    return cast(F, option(told))


def _errors(error: PolicyledgerError) -> list[dict[str, Any]]:
    """An error as data: all that is wrong with rules, or the one thing that is wrong with a call."""
    from policyledger.rules.findings import RuleErrors

    if isinstance(error, RuleErrors):
        return [finding.as_dict() for finding in error.findings]
    place = {"path": None, "line": None, "column": None} | {
        name: str(value) for name, value in error.facts.items() if name == "path"
    }
    said = {"code": error.code, "severity": "error", "rule": None, "message": error.sentence, "remedy": error.remedy}
    return [place | said]


@click.group()
def rules() -> None:
    """List, check, test and begin rules.

    \b
    Examples:
      policyledger rules lint --rules my-rules
      policyledger rules test IND-FISHERIES --rules my-rules
    """


@rules.command("list")
@click.argument("words", nargs=-1)
@click.option("--kind", type=click.Choice(KINDS), help="Only rules of this kind.")
@_dirs
@_json
def list_rules(words: tuple[str, ...], kind: str | None, dirs: tuple[str, ...], as_json: bool) -> int:
    """List the rules in force; with WORDS, those whose id, title or terms hold them all.

    \b
    Examples:
      policyledger rules list --kind frame
      policyledger rules list hydrogen
    """
    rulebook = _rulebook(dirs)
    rows = [row for rule in rulebook if (row := _row(rulebook, rule, kind, words)) is not None]
    if as_json:
        _write_json(rows)
        return DONE
    width = max((len(row["id"]) for row in rows), default=0)
    for row in rows:
        flags = "" if row["status"] == "stable" else f" ({row['status']})"
        origin = "" if row["pack"] in ("policyledger", None) else f" [{row['pack']}]"
        click.echo(f"{row['id']:<{width}}  {row['kind']:<12}  {row['title']}{flags}{origin}")
    _say(counted(len(rows), "rule"))
    return DONE


@rules.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]...")
@_dirs
@_json
@click.option("--no-examples", is_flag=True, help="Don't run the examples to see which are stolen.")
@_watch
def lint(paths: tuple[Path, ...], dirs: tuple[str, ...], as_json: bool, no_examples: bool, watch: bool) -> int:
    """Say all that is wrong with the rules, in one pass.

    With PATH, a file or folder, only what is wrong there; one that stands in no pack is read as a pack of its own.

    \b
    Examples:
      policyledger rules lint
      policyledger rules lint my-rules/units.yaml --rules my-rules --json
    """
    bench = _Bench(dirs, paths)

    def run() -> int:
        findings = bench.findings(not no_examples)
        if as_json:
            _write_json([finding.as_dict() for finding in findings])
        else:
            for finding in findings:
                click.echo(str(finding))
            errors = sum(finding.is_error for finding in findings)
            _say(
                f"{counted(errors, 'error')}, {counted(len(findings) - errors, 'warning')}"
                if findings
                else "nothing found"
            )
        return FINDINGS if findings else DONE

    return bench.repeat(run) if watch else run()


@rules.command()
@click.argument("ids", nargs=-1, metavar="[ID|PATH]...")
@_dirs
@_json
@_watch
def test(ids: tuple[str, ...], dirs: tuple[str, ...], as_json: bool, watch: bool) -> int:
    """Run the examples of rules: all, or those of some ids, files or folders; ID- stands for all that begin so.

    \b
    Examples:
      policyledger rules test
      policyledger rules test IND-FISHERIES UNIT- --rules my-rules
    """
    paths = [Path(each) for each in ids if "." in each or "/" in each or Path(each).is_dir()]
    bench = _Bench(dirs, paths)
    named = [each for each in ids if Path(each) not in paths]

    def run() -> int:
        rulebook = bench.rulebook()
        chosen = [*_chosen(rulebook, named)] if named or not paths else []
        chosen += bench.rules_in_paths(rulebook) if paths else []
        outcomes = bench.outcomes(chosen)
        failed = [outcome for outcome in outcomes if not outcome.passed]
        if as_json:
            _write_json([outcome.as_dict(rulebook) for outcome in outcomes])
        else:
            for outcome in failed:
                click.echo(outcome.report(rulebook))
            _say(f"{len(outcomes) - len(failed)} passed, {len(failed)} failed ({counted(len(chosen), 'rule')})")
        return FINDINGS if failed else DONE

    return bench.repeat(run) if watch else run()


@rules.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("name", nargs=-1, required=True)
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; else stdout.")
def new(kind: str, name: tuple[str, ...], out: Path | None) -> int:
    """Begin a rule: write a skeleton of a KIND named NAME that lints as it stands.

    \b
    Examples:
      policyledger rules new industry tidal power
      policyledger rules new unit furlong -o my-rules/units.yaml
    """
    from policyledger.rules.skeletons import skeleton

    text = skeleton(kind, " ".join(name))
    _note_namesake(text)
    if out is None:
        click.echo(text, nl=False)
        return DONE
    if out.exists():
        raise PolicyledgerError("L110", path=out)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text, encoding="utf-8")
    _say(f"{out} written")
    return DONE


def _note_namesake(text: str) -> None:
    """Says so where the id of a new rule is that of one that is there, which it would replace."""
    rule_id = text.partition("- id: ")[2].partition("\n")[0]
    if rule_id in _rulebook(()).rules:
        _say(
            f"There is a rule {rule_id} already (`policyledger explain {rule_id}`), which this one would replace. "
            "Give it another id and slug, or change that rule with `extends`."
        )


@rules.command()
def schema() -> int:
    """Write the JSON Schema of rule files, for editors.

    \b
    Examples:
      policyledger rules schema > rules.schema.json
      policyledger rules schema | jq '."$defs".IndustryRule'
    """
    from policyledger.rules.schema import json_schema

    _write_json(json_schema())
    return DONE


@rules.command()
@click.argument("sources", nargs=-1, required=True, metavar="PATH...")
@_dirs
@_json
@click.option("--all", "every", is_flag=True, help="Rules that were never met too.")
def stats(sources: tuple[str, ...], dirs: tuple[str, ...], as_json: bool, every: bool) -> int:
    """Count over documents what each rule did: tried, matched, kept, lost to which rule, and its seconds.

    \b
    Examples:
      policyledger rules stats corpus/
      policyledger rules stats corpus/ --rules my-rules --all --json
    """
    from policyledger.discovery import discover
    from policyledger.explaining import Observer
    from policyledger.layout import to_doc
    from policyledger.reading import read

    rulebook, nlp = _rulebook(dirs), _pipeline(dirs)
    observer = Observer(nlp, rulebook)
    unread = 0
    for found in discover(sources):
        try:
            if found.lost:
                raise found.lost
            document = read(found.path, found.name)
        except PolicyledgerError as error:
            _say(str(error))
            unread += 1
            continue
        observer.see(to_doc(document, nlp))
    usage = observer.finish()
    known = usage.rows(rulebook)
    rows = [row for row in known if every or as_json or row["tried"]]
    if as_json:
        seconds = {name: round(value, 4) for name, value in usage.seconds.items()}
        _write_json({"documents": usage.documents, "words": usage.words, "seconds": seconds, "rules": rows})
    else:
        _table(rows)
        dead = sum(not row["tried"] for row in known)
        _say(
            f"{counted(usage.documents, 'document')}, {counted(usage.words, 'token')}; "
            f"{dead} of {counted(len(known), 'rule')} never met"
        )
    return FINDINGS if unread else DONE


@click.command()
@click.argument("rule", required=False)
@click.option("--text", help="A text to read; - is stdin.")
@click.option("--published", help="The day the text was published, for dates such as next year.")
@_dirs
@_json
def explain(rule: str | None, text: str | None, published: str | None, dirs: tuple[str, ...], as_json: bool) -> int:
    """Show the card of a RULE, or how a text is read: which rule gave what, and what was rejected and why.

    \b
    Examples:
      policyledger explain FRM-RISE-FROM-TO
      policyledger explain --text "Landings will reach 40,000 tonnes by 2030."
    """
    if (rule is None) == (text is None):
        raise click.UsageError("Give either the id of a rule or --text.")
    rulebook = _rulebook(dirs)
    if rule is not None:
        from policyledger.rules.cards import card

        facts = card(rulebook, rule)
        if as_json:
            _write_json(facts)
        else:
            _show_card(facts)
        return DONE
    from policyledger.checking import read_text
    from policyledger.explaining import derivation

    nlp = _pipeline(dirs)
    doc = read_text(nlp, sys.stdin.read() if text == "-" else str(text), published)
    facts = derivation(doc, nlp, rulebook)
    if as_json:
        _write_json(facts)
    else:
        _show_derivation(facts)
    return DONE


# --- helpers ----------------------------------------------------------------------------------------------------


def _rulebook(dirs: Sequence[str]) -> Rulebook:
    from policyledger.rules.rulebook import load_rulebook

    return load_rulebook(dirs)


def _pipeline(dirs: Sequence[str]) -> Any:
    from policyledger.loading import load

    return load(rules=dirs)


class _Bench:
    """What a rule writer works on: packs, the files meant of them, and a pipeline that is made once."""

    def __init__(self, dirs: Sequence[str], paths: Sequence[Path] = ()) -> None:
        from policyledger.rules.packs import packs

        for path in paths:
            if not path.exists():
                raise PolicyledgerError("C001", path=path)
        folders = [pack.path.resolve() for pack in packs(dirs)]
        outside = [path for path in paths if not any(path.resolve().is_relative_to(folder) for folder in folders)]
        self.dirs = (*dirs, *(str(path) for path in outside))
        self.paths = tuple(path.resolve() for path in paths)
        self.nlp: Any = None

    def rulebook(self) -> Rulebook:
        return _rulebook(self.dirs)

    def rules_in_paths(self, rulebook: Rulebook) -> list[Any]:
        """The rules that stand, or are changed, in the files meant."""
        return [
            rule
            for rule in rulebook
            if not self.paths or any(self._is_meant(source.path) for source in rulebook.sources.get(rule.id, ()))
        ]

    def outcomes(self, rules: Sequence[Any]) -> list[Any]:
        from policyledger.checking import Checker
        from policyledger.loading import with_rules

        if self.nlp is None:
            self.nlp = _pipeline(self.dirs)
            gc.freeze()  # the rules stay; the collector need not walk through them beside every thousand examples
        else:
            self.nlp = with_rules(self.nlp, self.rulebook())
        return list(Checker(self.nlp).all(rules))

    def findings(self, with_examples: bool) -> list[Finding]:
        """All findings; those of rules that don't load stand alone, for nothing else can be known of them."""
        from policyledger.claiming import claims_of
        from policyledger.rules.findings import RuleErrors
        from policyledger.rules.lint import lint as findings_of

        try:
            rulebook = self.rulebook()
        except RuleErrors as errors:
            return list(errors.findings)
        findings = [each for each in findings_of(rulebook, claims_of) if self._is_meant(each.path)]
        if with_examples and not any(finding.is_error for finding in findings):
            from policyledger.checking import example_findings

            findings += example_findings(rulebook, self.outcomes(self.rules_in_paths(rulebook)))
        return sorted(findings)

    def repeat(self, run: Callable[[], int]) -> int:
        """Runs now and whenever a rule file changes."""
        from policyledger.rules.packs import stamp
        from policyledger.watching import again_on_change

        return again_on_change(run, lambda: stamp(self.dirs), _say)

    def _is_meant(self, path: Path) -> bool:
        return not self.paths or any(path.resolve().is_relative_to(meant) for meant in self.paths)


def _chosen(rulebook: Rulebook, ids: Sequence[str]) -> list[Any]:
    from policyledger.rules.cards import rule_named

    if not ids:
        return list(rulebook)
    chosen: dict[str, Any] = {}
    for each in ids:
        begun = [rule for rule in rulebook if each.endswith("-") and rule.id.startswith(each)]
        chosen |= {rule.id: rule for rule in begun or [rule_named(rulebook, each)]}
    return list(chosen.values())


def _row(rulebook: Rulebook, rule: Any, kind: str | None, words: Sequence[str]) -> dict[str, Any] | None:
    if kind is not None and rule.kind != kind:
        return None
    names = " ".join((rule.id, rule.title, *getattr(rule, "terms", ()))).lower()
    if not all(word.lower() in names for word in words):
        return None
    source = rulebook.sources[rule.id][-1] if rule.id in rulebook.sources else None
    return {
        "id": rule.id,
        "kind": rule.kind,
        "title": rule.title,
        "status": rule.status,
        "pack": source.pack if source else None,
        "examples": sum(len(getattr(rule.examples, name)) for name in ("match", "no_match", "todo")),
    }


def _table(rows: Sequence[dict[str, Any]]) -> None:
    width = max((len(row["rule"]) for row in rows), default=4)
    click.echo(f"{'rule':<{width}}  {'tried':>7}  {'matched':>7}  {'kept':>7}  {'ms':>8}  lost to")
    for row in rows:
        lost = ", ".join(f"{each['rule']} {each['times']}" for each in row["lost_to"][:3])
        numbers = f"{row['tried']:>7}  {row['matched']:>7}  {row['kept']:>7}  {row['seconds'] * 1000:>8.2f}"
        click.echo(f"{row['rule']:<{width}}  {numbers}  {lost}".rstrip())


def _show_card(facts: dict[str, Any]) -> None:
    click.echo(f"{facts['id']} ({facts['kind']}, {facts['status']}): {facts['title']}")
    if facts["doc"]:
        click.echo(f"  {facts['doc'].strip()}")
    if facts["replaced_by"]:
        click.echo(f"  replaced by {facts['replaced_by']}")
    for name, value in facts["says"].items():
        click.echo(f"  {name}: {_words(value)}")
    for section, examples in facts["examples"].items():
        for example in examples:
            click.echo(f"  {section}: {example}")
    for place in facts["stands_in"]:
        click.echo(f"  stands in {place}")
    for place in facts["replaces"]:
        click.echo(f"  replaces {place}")


def _show_derivation(facts: dict[str, Any]) -> None:
    _section(
        "found", facts["spans"], lambda span: f"{span['kind']} {_fact_words(span['facts'])} by {_list(span['rules'])}"
    )
    for statement in facts["statements"]:
        click.echo(f'statement "{statement["text"]}"')
        for name, value in statement["columns"].items():
            click.echo(f"  {name}: {_words(value)}")
        click.echo(f"  cues: {_list(statement['cues'])}")
        for each in statement["decided_by"]:
            click.echo(f"  decided by {each['rule']} {each['title']}".rstrip())
    _section("rejected", facts["rejected"], lambda loss: f"{loss['kind']} {loss['rule'] or ''}: {loss['reason']}")


def _section(title: str, entries: Sequence[dict[str, Any]], says: Callable[[dict[str, Any]], str]) -> None:
    if entries:
        click.echo(title)
    for entry in entries:
        click.echo(f'  {entry["start"]}-{entry["end"]} "{entry["text"]}" {" ".join(says(entry).split())}')


def _fact_words(facts: dict[str, Any]) -> str:
    return " ".join(f"{name}={_words(value)}" for name, value in facts.items() if value not in (None, False, ""))


def _words(value: Any) -> str:
    if isinstance(value, list):
        return _list([_words(each) for each in value])
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_words(each)}" for name, each in value.items())
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() else f"{value:,}"
    return str(value)


def _list(words: Sequence[str]) -> str:
    return ", ".join(words) or "none"


def _write_json(data: object) -> None:
    click.echo(json.dumps(data, indent=2, ensure_ascii=False))


def _say(message: str) -> None:
    click.echo(message, err=True)
