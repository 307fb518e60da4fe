"""What a start leaves out, in processes of their own: an import can't be undone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from helpers import write_documents

HEAD = "from policyledger.startup import without_spacy_commands; without_spacy_commands(); import sys, spacy; "


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_startup_leaves_the_commands_of_spacy_out() -> None:
    assert run(HEAD + "print([name for name in ('typer', 'weasel', 'httpx', 'jinja2') if name in sys.modules])") == "[]"


@pytest.mark.parametrize(
    "code",
    [
        "print(spacy.info(silent=True)['spacy_version'] == spacy.__version__)",
        "import spacy.cli; print(callable(spacy.cli.download))",
        "from spacy.cli import download; print(callable(download))",
        "import spacy.cli.download as d; from spacy.cli._util import app; print(callable(d.download))",
        "print(spacy.load('policyledger')('Grow by 5 % by 2030.').spans['statements'][0].text == '5 %')",
    ],
)
def test_startup_gives_them_to_whoever_asks(code: str) -> None:
    assert run(HEAD + code) == "True"


def test_startup_leaves_an_imported_spacy_alone() -> None:
    code = "import spacy, sys; cli = sys.modules['spacy.cli']; " + HEAD + "print(sys.modules['spacy.cli'] is cli)"
    assert run(code) == "True"


ARROW = "from policyledger.startup import arrow_without_pandas; arrow_without_pandas(); import sys, pyarrow as pa; "


def test_startup_leaves_pandas_out_of_arrow() -> None:
    assert run(ARROW + "pa.table({'a': pa.array(['x'])}); print('pandas' in sys.modules)") == "False"


def test_startup_gives_pandas_to_whoever_asks_arrow_for_a_data_frame() -> None:
    assert run(ARROW + "print(type(pa.table({'a': [1]}).to_pandas()).__name__)") == "DataFrame"


def test_startup_leaves_an_imported_pandas_alone() -> None:
    code = "import pandas; " + ARROW + "print(pa.array(pandas.Series([1.0, float('nan')])).null_count)"
    assert run(code) == "1"


def test_startup_of_a_batch_needs_no_pandas(tmp_path: Path) -> None:
    folder = write_documents(tmp_path / "in", 1)
    code = f"""
import sys
sys.argv = ["policyledger", "extract", {str(folder)!r}, "-o", {str(tmp_path / "out")!r}, "-j", "0", "-q"]
from policyledger.cli import main
try:
    main()
except SystemExit as ended:
    print(ended.code, [name for name in ("pandas", "typer") if name in sys.modules])
"""
    assert run(code) == "0 []"
