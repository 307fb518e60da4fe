"""The Python interface: the pipeline, and tables from files in one call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal

from policyledger.errors import PolicyledgerError
from policyledger.loading import load as load  # part of this interface

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from policyledger.pool import Limits
    from policyledger.running import Outcome

Source = str | PathLike[str]


@dataclass(frozen=True)
class Tables:
    """The tables of a run, as pandas DataFrames or as Arrow tables.

    Attributes:
        targets, statements, mentions, documents: the tables; docs/tables.md explains them.
        outcome: what the run came to, failures among it.
    """

    targets: Any
    statements: Any
    mentions: Any
    documents: Any
    outcome: Outcome


def extract(
    sources: Source | Sequence[Source],
    out: Source | None = None,
    *,
    rules: Source | Sequence[Source] = (),
    workers: int = 1,
    limits: Limits | None = None,
    force: bool = False,
    partition_by: str | None = None,
    form: Literal["pandas", "arrow"] = "pandas",
) -> Tables:
    """The tables of some documents, as `policyledger extract` writes them.

    Args:
        sources: a file, folder, pattern or URL, or several.
        out: a run folder to keep; without one nothing is kept but what is returned.
        rules: a further folder of rules, or several.
        workers: processes; 0 works in this one, which saves their start but sets no limits on time and memory.
        limits: what one document may cost.
        force: replaces a run of something else in `out`.
        partition_by: as the option of the command.
        form: "pandas" for DataFrames, "arrow" for Arrow tables.

    Raises:
        PolicyledgerError: where the command would end with exit code 2 before reading anything; C007 for another form.
    """
    from policyledger.pool import Limits
    from policyledger.running import Options, run

    if form not in ("pandas", "arrow"):
        raise PolicyledgerError("C007", option="form", given=repr(form), allowed='"pandas" or "arrow"')
    given = [sources] if isinstance(sources, str | PathLike) else list(sources)
    options = Options(
        rules=tuple(str(each) for each in ([rules] if isinstance(rules, str | PathLike) else rules)),
        workers=workers,
        limits=limits or Limits(),
        force=force,
        partition_by=partition_by,
    )
    with TemporaryDirectory(prefix="policyledger-") as scratch:
        folder = Path(out) if out is not None else Path(scratch)
        outcome = run([str(each) for each in given], folder, options)
        return read_tables(folder, outcome, form)


def read_tables(folder: Path, outcome: Outcome, form: Literal["pandas", "arrow"] = "pandas") -> Tables:
    """The tables of a finished run folder."""
    from policyledger.assembling import targets
    from policyledger.tables import read_table

    flat = {name: read_table(folder, name) for name in ("statements", "mentions", "documents")}
    flat["targets"] = targets(flat)
    if form == "arrow":
        return Tables(outcome=outcome, **flat)
    return Tables(outcome=outcome, **{name: to_pandas(table) for name, table in flat.items()})


def to_pandas(table: pa.Table) -> pd.DataFrame:
    """An Arrow table as a DataFrame with pandas' nullable types, so that whole numbers stay whole."""
    import pandas as pd
    import pyarrow as pa

    types = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype(), pa.string(): pd.StringDtype()}
    frame: pd.DataFrame = table.to_pandas(types_mapper=types.get)
    return frame
