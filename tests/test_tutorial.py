"""The tutorial runs: every file is written, every command run, every output compared.

To write the outputs anew: POLICYLEDGER_WRITE_DOCS=1 pytest tests/test_tutorial.py
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from policyledger.cli import verbs

WRITE = "POLICYLEDGER_WRITE_DOCS"
PAGE = Path(__file__).resolve().parents[1] / "pipeline" / "docs" / "tutorial.md"
STEP = re.compile(
    r"<!-- file: (?P<file>\S+) -->\n```\w+\n(?P<content>.*?)```"
    r"|<!-- replace: (?P<path>\S+) \| (?P<old>.*?) \| (?P<new>.*?) -->"
    r"|```console\n(?P<console>.*?)```",
    re.DOTALL,
)


def play(page: str, folder: Path) -> str:
    """The page with the outputs its commands give now, run in a folder."""

    def step(match: re.Match[str]) -> str:
        if match["file"]:
            path = folder / match["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(match["content"], encoding="utf-8")
        elif match["path"]:
            path = folder / match["path"]
            text = path.read_text(encoding="utf-8")
            assert text.count(match["old"]) == 1, match[0]
            path.write_text(text.replace(match["old"], match["new"]), encoding="utf-8")
        else:
            commands = [line for line in match["console"].splitlines() if line.startswith("$ ")]
            return "```console\n" + "".join(f"{command}\n{output(command[2:])}" for command in commands) + "```"
        return match[0]

    return STEP.sub(step, page)


def output(command: str) -> str:
    program, *arguments = shlex.split(command)
    assert program == "policyledger"
    return CliRunner().invoke(verbs, arguments, standalone_mode=False, catch_exceptions=False).output


def test_tutorial_runs_as_it_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = PAGE.read_text(encoding="utf-8")
    played = play(page, tmp_path)
    if os.environ.get(WRITE):
        PAGE.write_text(played, encoding="utf-8")
        pytest.fail("the outputs were written anew; look at them, then run again without the flag")
    assert played == page


def test_tutorial_is_not_rewritten_by_chance():
    assert WRITE not in os.environ
