"""The stand-in for spaCy's commands, in processes of their own: an import can't be undone."""

from __future__ import annotations

import subprocess
import sys

import pytest

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
