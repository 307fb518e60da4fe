"""What several tests share: small documents, run folders as plain facts, PDFs as they are read."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from policyledger.reading import Document, read

FAULTS = Path(__file__).parent / "faults"

SENTENCES = (
    "By 2030, the steel industry will cut its emissions by {n} percent from 2015 levels.",
    "The Ministry of Works plans to build {n} charging stations by 2028.",
    "In 2019, the plant employed {n} people.",
)


def with_faults() -> str:
    """A PYTHONPATH that begins with the folder of bad manners."""
    return os.pathsep.join(filter(None, (str(FAULTS), os.environ.get("PYTHONPATH"))))


def write_documents(folder: Path, count: int, prefix: str = "plan") -> Path:
    """A folder of small documents, each different from all others."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        text = f"Plan number {number}\n\n" + " ".join(sentence.format(n=number + 11) for sentence in SENTENCES) + "\n"
        (folder / f"{prefix}-{number:04d}.txt").write_text(text, encoding="utf-8")
    return folder


def write_installed(folder: Path, package: str, entry_points: str, version: str = "1.0") -> None:
    """What `pip install` leaves of a package beside its code: that it is there, and what it offers."""
    info = folder / f"{package}-{version}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n")
    (info / "entry_points.txt").write_text(entry_points)


def fingerprint(run: Path) -> dict[str, str]:
    """The digest of every file of a run that must not depend on how it was made: all but run.json."""
    return {
        path.relative_to(run).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(run.rglob("*"))
        if path.is_file() and ".parts" not in path.parts and path.name != "run.json"
    }


def command(*arguments: object, faults: bool = False, mark: Path | None = None) -> subprocess.Popen[str]:
    """`policyledger` in a process of its own."""
    environment = dict(os.environ)
    if faults:
        environment["PYTHONPATH"] = with_faults()
    if mark:
        environment["POLICYLEDGER_TEST_MARK"] = str(mark)
    code = "from policyledger.cli import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment,
    )


def call(*arguments: object, stdin: str = "", faults: bool = False, mark: Path | None = None) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of `policyledger` in a process of its own."""
    with command(*arguments, faults=faults, mark=mark) as process:
        out, errors = process.communicate(stdin, timeout=120)
    return process.returncode, out, errors


def pdf(data: bytes) -> Document:
    """The document that the bytes of a PDF are read as."""
    return read(Path("plan.pdf"), data=data)


def cells(document: Document) -> list[list[str]]:
    """The table of a document as rows of texts."""
    rows: dict[int, list[str]] = {}
    for block in document.blocks:
        if block.cell:
            rows.setdefault(block.cell.row, []).append(block.text)
    return list(rows.values())
