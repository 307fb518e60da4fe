"""The command line: verbs, each a few lines over a plain function of another module.

Nothing heavy is imported before a verb needs it, so that help and mistakes are answered at once.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from policyledger import __version__
from policyledger.errors import PolicyledgerError, counted, printable
from policyledger.startup import arrow_without_pandas, without_spacy_commands

DONE, FINDINGS, USAGE, BROKEN, STOPPED = 0, 1, 2, 3, 130

_ELSEWHERE = {
    "rules": ("policyledger.cli_rules", "rules", "List, check, test and begin rules."),
    "explain": ("policyledger.cli_rules", "explain", "Show which rules made what of a text, and why."),
    "evaluate": ("policyledger.cli_evaluate", "evaluate", "Score a run, or the pipeline, against gold rows."),
}


class _Verbs(click.Group):
    """The verbs: those below, and those of other modules, which are imported when they are called."""

    def list_commands(self, context: click.Context) -> list[str]:
        return [*super().list_commands(context), *_ELSEWHERE]

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in _ELSEWHERE:
            return super().get_command(context, name)
        module, attribute, _ = _ELSEWHERE[name]
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Lists the verbs without importing those of other modules."""
        here = [(name, self.commands[name].get_short_help_str(80)) for name in self.commands]
        with formatter.section("Verbs"):
            formatter.write_dl([*here, *((name, says) for name, (_, _, says) in _ELSEWHERE.items())])


@click.group(
    cls=_Verbs,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="policyledger")
@click.pass_context
def verbs(context: click.Context) -> None:
    """Reads policy documents and writes what they commit to as one normalised ledger.

    \b
    Examples:
      policyledger extract corpus/ -o outputs/demo
      policyledger show corpus/d1_beijing.txt

    Exit codes: 0 done, 1 done with findings (such as a document that could not be read), 2 a mistake in the call or in
    the configuration, 3 a fault of policyledger, 130 stopped.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def main() -> None:
    """Runs the command line; every foreseen error is one sentence with its remedy, never a traceback."""
    without_spacy_commands()
    sys.stderr = _Unheard(sys.stderr)
    logging.getLogger().addHandler(logging.NullHandler())  # else what libraries log goes to stderr, among our lines
    try:
        code = verbs.main(prog_name="policyledger", standalone_mode=False)
    except PolicyledgerError as error:
        _complain(error)
        code = USAGE
    except click.ClickException as error:
        _complain(_usage(error))
        code = USAGE
    except (click.Abort, KeyboardInterrupt):
        _complain("stopped. Finished work is kept; the same command again goes on from there.")
        code = STOPPED
    except BrokenPipeError:  # such as `policyledger schema | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = DONE
    except Exception as error:  # the last resort: a scheduled job must tell this from a run with failed documents
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__}: {error} at {Path(frame.filename).name}:{frame.lineno}"
        _complain(PolicyledgerError("C024", reason=place))
        code = BROKEN
    sys.exit(code or DONE)


class _Unheard:
    """Stderr that may be lost: when nobody reads the log any more, or its disk is full, the work goes on unsaid."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        with suppress(OSError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _usage(error: click.ClickException) -> PolicyledgerError:
    """A mistake in a call that click found, as a message of ours."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    reason = " ".join(error.format_message().split()).rstrip(".")
    return PolicyledgerError("C009", reason=reason, verb=context.command_path if context else "policyledger")


def _complain(what: PolicyledgerError | str) -> None:
    """Says on stderr why a verb has ended, in the way its log is written."""
    if not _log_is_json:
        click.echo(f"policyledger: {what}", err=True)
        return
    from policyledger.progress import json_line

    if isinstance(what, PolicyledgerError):
        click.echo(json_line("error", code=what.code, error=f"{what.sentence} {what.remedy}"), err=True)
    else:
        click.echo(json_line("stopped", message=what), err=True)


_log_is_json = False


def _set_log(context: click.Context, option: click.Parameter, value: str) -> str:
    """Remembers how messages are wanted, for those too that come of the other options."""
    global _log_is_json
    _log_is_json = value == "json"
    return value


_rules_option = click.option(
    "--rules", "rules", type=click.Path(exists=True), multiple=True, help="A folder, or a file, of further rules."
)


@verbs.command()
@click.argument("sources", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, help="The run folder to write.")
@_rules_option
@click.option(
    "-j",
    "--workers",
    type=click.IntRange(min=0),
    help="Processes; all processors if not given. 0 works in this one, without limits on time and memory.",
)
@click.option("--force", is_flag=True, help="Replace a run of something else; do finished work again.")
@click.option(
    "--timeout", type=click.FloatRange(min=0.1), default=300.0, show_default=True, help="Seconds a document may take."
)
@click.option(
    "--max-memory", type=click.IntRange(min=64), default=2048, show_default=True, help="MB a document may need."
)
@click.option(
    "--max-size", type=click.FloatRange(min=0.001), default=200.0, show_default=True, help="MB of a document."
)
@click.option(
    "--max-pages", type=click.IntRange(min=1), default=3000, show_default=True, help="Pages of a document read."
)
@click.option(
    "--partition-by",
    type=click.Choice(["status", "industry_id", "unit_kind", "kind"]),
    help="Split the Parquet files into folders by this column.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option(
    "--log-format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    is_eager=True,
    callback=_set_log,
    help="Of messages.",
)
def extract(
    sources: tuple[str, ...],
    out: Path,
    rules: tuple[str, ...],
    workers: int | None,
    force: bool,
    timeout: float,
    max_memory: int,
    max_size: float,
    max_pages: int,
    partition_by: str | None,
    quiet: bool,
    log_format: str,
) -> int:
    """Read documents and write their ledger into a run folder.

    PATH is a file, a folder (searched to the bottom), a pattern, a URL of an object store (s3://, gs://), or - for a
    list of these on stdin. Called again, it goes on where it stopped, and does again only what has changed.

    \b
    Examples:
      policyledger extract corpus/ -o outputs/demo
      find /data -name '*.pdf' -print0 | policyledger extract - -o outputs/nightly -j 8 --log-format json
    """
    from policyledger.discovery import read_list
    from policyledger.folders import LIST
    from policyledger.pool import Limits
    from policyledger.progress import json_line, listener
    from policyledger.running import Options, run

    arrow_without_pandas()
    documents = [one for each in sources for one in (read_list(sys.stdin.buffer) if each == LIST else [each])]
    limits = Limits(seconds=timeout, memory=max_memory * 10**6, size=int(max_size * 10**6), pages=max_pages)
    options = Options(
        rules=rules,
        workers=(os.cpu_count() or 1) if workers is None else workers,
        limits=limits,
        force=force,
        partition_by=partition_by,
    )
    with _terminable(), listener(quiet=quiet, log_format=log_format) as listen:
        outcome = run(sources, out, options, listen, documents)
    findings = [failure for failure in outcome.failures if failure["status"] != "skipped"]
    for failure in findings:
        click.echo(json_line("failure", **failure) if log_format == "json" else _failure(failure), err=True)
    for note in () if quiet else outcome.notes:
        click.echo(json_line("note", **note) if log_format == "json" else _note(note), err=True)
    if log_format == "json":
        click.echo(json_line("end", folder=str(out), counts=outcome.counts, extracted=outcome.extracted), err=True)
    elif not quiet:
        click.echo(_summary(outcome.counts, out), err=True)
    return FINDINGS if findings else DONE


def _failure(failure: dict[str, str]) -> str:
    """One line about a document that was not read wholly."""
    where = "" if failure["path"] in failure["error"] else failure["path"] + ": "
    return f"policyledger: {failure['error_code']}: {printable(where + failure['error'])}"


def _note(note: dict[str, str]) -> str:
    """One line about a document that was read all the same."""
    return f"policyledger: {note['code']}: {printable(note['path'] + ': ' + note['text'])}"


def _summary(counts: dict[str, int], out: Path) -> str:
    """What came out of a run, and where to look."""
    documents = counted(counts["documents"], "document")
    unread = [f"{counts[status]} {status}" for status in ("partial", "failed", "skipped") if counts[status]]
    head = f"{documents} ({', '.join(unread)})" if unread else documents
    if counts["documents"] and not counts["ok"] + counts["partial"]:
        return f"{head}: nothing could be read; {out / 'documents.csv'} says why."
    targets, statements = counted(counts["targets"], "target"), counted(counts["statements"], "statement")
    return f"{head}: {targets} among {statements}: {out / 'targets.csv'}"


@verbs.command()
@click.argument("file", metavar="FILE")
@_rules_option
@click.option("--all", "everything", is_flag=True, help="All statements, not the targets alone.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per statement, for programs.")
def show(file: str, rules: tuple[str, ...], everything: bool, as_json: bool) -> int:
    """Show what one document commits to, grouped by section; - is stdin.

    \b
    Examples:
      policyledger show corpus/d1_beijing.txt
      cat plan.txt | policyledger show - --all
    """
    from policyledger.showing import document_rows, print_statements

    rows = document_rows(file, rules)
    print_statements(rows, everything=everything, as_json=as_json)
    for warning in rows.document.warnings:
        click.echo(f"policyledger: {printable(warning)}", err=True)
    return DONE


@verbs.command()
@click.argument("table", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
def schema(table: str | None, form: str) -> int:
    """Print the columns of the tables, or of one TABLE, and what they mean.

    \b
    Examples:
      policyledger schema
      policyledger schema statements --format json
    """
    from policyledger.records import TABLES, schema_text

    if table is not None and table not in TABLES:
        raise PolicyledgerError("C003", given=table, allowed=", ".join(TABLES))
    click.echo(schema_text([TABLES[table]] if table else list(TABLES.values()), form), nl=False)
    return DONE


@verbs.command()
@click.argument("run", type=click.Path(path_type=Path), metavar="RUN")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per finding, for programs.")
def validate(run: Path, as_json: bool) -> int:
    """Check a run folder against the contract of the tables (docs/tables.md).

    \b
    Examples:
      policyledger validate outputs/demo
      policyledger validate outputs/nightly --json
    """
    from dataclasses import asdict

    from policyledger.validating import validate as findings_of

    findings = findings_of(run)
    for finding in findings:
        click.echo(json.dumps(asdict(finding), ensure_ascii=False) if as_json else str(finding))
    click.echo(f"{run}: " + (counted(len(findings), "finding") if findings else "as it should be"), err=True)
    return FINDINGS if findings else DONE


@verbs.command()
@click.argument("run_a", type=click.Path(path_type=Path), metavar="RUN_A")
@click.argument("run_b", type=click.Path(path_type=Path), metavar="RUN_B")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@click.option(
    "--by",
    type=click.Choice(["document", "rule", "column"]),
    default="document",
    show_default=True,
    help="What the text is grouped by; JSON and CSV hold all three.",
)
@click.option("--targets", is_flag=True, help="Only statements that are a target in one of the runs.")
def diff(run_a: Path, run_b: Path, form: str, by: str, targets: bool) -> int:
    """Show the statements RUN_B has gained, lost and changed against RUN_A. Exit code 1 if there are any.

    \b
    Examples:
      policyledger diff outputs/before outputs/after --by rule
      policyledger diff outputs/before outputs/after --targets --format csv > changes.csv
    """
    from policyledger import diffing

    differences = diffing.diff(run_a, run_b)
    if targets:
        differences = [each for each in differences if each.concerns_target]
    if form == "text":
        click.echo(diffing.as_text(differences, by), nl=False)
    else:
        click.echo({"json": diffing.as_json, "csv": diffing.as_csv}[form](differences), nl=False)
    return FINDINGS if differences else DONE


@verbs.command()
@click.argument("run", type=click.Path(path_type=Path), metavar="RUN")
def report(run: Path) -> int:
    """Write report.html into a run folder: one page to read, filter and print.

    \b
    Examples:
      policyledger report outputs/demo
      policyledger report outputs/nightly && open outputs/nightly/report.html
    """
    from policyledger.reporting import write_report

    click.echo(write_report(run))
    return DONE


@contextmanager
def _terminable() -> Iterator[None]:
    """Within it, a request to end (SIGTERM, as schedulers send it) stops the run as Ctrl-C does."""
    import signal

    def stop(number: int, frame: Any) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except KeyboardInterrupt:
        raise click.Abort from None  # click writes an empty line for what it is not told so
    finally:
        signal.signal(signal.SIGTERM, before)
