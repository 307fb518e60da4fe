"""The verb `evaluate`; what it does is in `policyledger.evaluating`."""

from __future__ import annotations

from pathlib import Path

import click

from policyledger.errors import PolicyledgerError

DONE, FINDINGS = 0, 1


@click.command()
@click.argument("gold", type=click.Path(path_type=Path), metavar="GOLD_FOLDER")
@click.option("--run", "run", type=click.Path(path_type=Path), help="Score this run folder instead of extracting.")
@click.option("--only", multiple=True, metavar="NAME", help="Only this document's gold rows; can be repeated.")
@click.option("--rules", type=click.Path(exists=True), multiple=True, help="A folder, or a file, of further rules.")
@click.option(
    "--min-f1",
    "least",
    multiple=True,
    metavar="[FIELD=]F1",
    help="Exit with 1 where F1 is lower: of every field, or of one; can be repeated.",
)
@click.option("--errors", is_flag=True, help="List every difference with its place.")
@click.option("--json", "as_json", is_flag=True, help="Everything as one JSON object, for programs.")
def evaluate(
    gold: Path,
    run: Path | None,
    only: tuple[str, ...],
    rules: tuple[str, ...],
    least: tuple[str, ...],
    errors: bool,
    as_json: bool,
) -> int:
    """Score the pipeline, or a run of it, against gold rows.

    GOLD_FOLDER holds documents and, beside each, the rows a careful reader would take from it: NAME.gold.jsonl;
    docs/gold.md explains the format and what counts as right.

    \b
    Examples:
      policyledger evaluate corpus/gold --errors
      policyledger evaluate corpus/gold --min-f1 0.9 --min-f1 "target row=0.85"
    """
    from policyledger import evaluating

    thresholds = _thresholds(least)
    evaluation = evaluating.evaluate(gold, run, only, rules)
    text = evaluating.as_json(evaluation) if as_json else evaluating.as_text(evaluation, errors=errors)
    click.echo(text, nl=False)
    below = evaluation.below(thresholds)
    for name, f1, threshold in below:
        click.echo(f"policyledger: {name}: F1 {f1:.3f} is below {threshold:g}", err=True)
    return FINDINGS if below or (least and evaluation.unread) else DONE


def _thresholds(least: tuple[str, ...]) -> dict[str, float]:
    """The least F1 by field; "" stands for the fields that are not named.

    Raises:
        PolicyledgerError: a number (C007) or a field (C020) is wrong.
    """
    from policyledger.scoring import FIELDS

    thresholds: dict[str, float] = {}
    for each in least:
        name, _, number = each.rpartition("=")
        if name and name not in FIELDS:
            raise PolicyledgerError("C020", given=name, allowed=", ".join(FIELDS))
        try:
            value = float(number)
        except ValueError:
            value = -1.0
        if not 0 <= value <= 1:
            raise PolicyledgerError("C007", option="--min-f1", given=each, allowed="a number from 0 to 1")
        thresholds[name] = value
    return thresholds
