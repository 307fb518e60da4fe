"""What the README shows is run and compared."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from policyledger.cli import verbs

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like the checkout and may be written to."""
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def consoles() -> list[tuple[str, list[str]]]:
    """The commands of the console blocks with the lines shown below each."""
    found: list[tuple[str, list[str]]] = []
    for kind, text in BLOCK.findall(README):
        if kind == "console":
            for line in text.splitlines():
                if line.startswith("$ "):
                    found.append((line[2:], []))
                else:
                    found[-1][1].append(line)
    return found


def words(line: str) -> str:
    return " ".join(line.split())


def test_readme_console_blocks_show_what_comes_out(checkout: Path) -> None:
    assert consoles()
    for command, shown in consoles():
        program, *arguments = shlex.split(command)
        assert program == "policyledger"
        result = CliRunner().invoke(verbs, arguments, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        lines = iter([words(line) for line in result.stdout.splitlines() if line.strip()])
        for line in shown:
            if line.strip() and line != "...":
                assert words(line) in lines, f"{command}: {line!r} is not in the output, or not in this order"


def test_readme_python_blocks_print_what_is_shown(checkout: Path) -> None:
    blocks = BLOCK.findall(README)
    pairs = [(code, blocks[at + 1][1]) for at, (kind, code) in enumerate(blocks) if kind == "python"]
    assert pairs
    for code, shown in pairs:
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            exec(compile(code, "README.md", "exec"), {})  # the README is ours
        assert [words(line) for line in said.getvalue().splitlines()] == [words(line) for line in shown.splitlines()]


def test_readme_opening_rows_are_those_of_the_article(checkout: Path) -> None:
    import policyledger

    table = policyledger.extract("corpus/d1_beijing.txt").targets.astype(object)
    header, _, *rows = [line.strip("|").split("|") for line in README.splitlines() if line.startswith("|")][:6]
    shown = [dict(zip(map(str.strip, header), map(str.strip, row), strict=True)) for row in rows]
    made = [
        {name: "" if pd.isna(row[name]) else str(row[name]) for name in shown[0]} for row in table.to_dict("records")
    ]
    for row in shown:
        assert row in made
    article = " ".join((ROOT / "corpus" / "d1_beijing.txt").read_text(encoding="utf-8").replace("’", "'").split())
    quote = " ".join(line[1:].strip() for line in README.splitlines() if line.startswith("> "))
    assert quote.rstrip("… ") in article


@pytest.mark.parametrize("verb", sorted(verbs.list_commands(None)))  # type: ignore[arg-type]
def test_readme_names_every_verb(verb: str) -> None:
    assert f"| `{verb}` |" in README


def test_readme_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


@pytest.mark.parametrize("target", ["demo", "test"])
def test_readme_commands_are_in_the_makefile(target: str) -> None:
    assert f"make {target}" in README
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
