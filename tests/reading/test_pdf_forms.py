"""Forms of a PDF that draw one another: read where there is an end to it, left out and named where there is none."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import pdf
from policyledger.errors import PolicyledgerError
from policyledger.reading import pdf_trial, read
from policyledger.reading.pdf_forms import endless_pages

FIRST_FORM = 8
AIM = b"BT /F 11 Tf 60 %d Td (The port will save %d GWh by 2032.) Tj ET "


def form(content: bytes, drawn: int | None, own: bool = True, packed: bool = False) -> bytes:
    """A form that draws a number of times, as its content says, the form X."""
    xobject = b"/XObject << /X %d 0 R >> " % drawn if drawn else b""
    resources = b"/Resources << /Font << /F 7 0 R >> %b>> " % xobject if own else b""
    filters = b"/Filter /FlateDecode " if packed else b""
    content = zlib.compress(content) if packed else content
    return b"<< /Subtype /Form /BBox [0 0 600 800] %b%b/Length %d >>\nstream\n%b\nendstream" % (
        filters, resources, len(content), content,
    )  # fmt: skip


def nested(*forms: bytes) -> bytes:
    """A PDF of two pages, the second of which draws the first of some forms."""
    resources = b"/Resources << /Font << /F 7 0 R >> %b>>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R " + resources + b" >>"
    contents = (AIM % (700, 12), AIM % (700, 75) + b"/X Do")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 2 /Kids [3 0 R 4 0 R] >>",
        page % (5, b""),
        page % (6, b"/XObject << /X %d 0 R >> " % FIRST_FORM),
        *(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content) for content in contents),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *forms,
    ]
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % (number, item) for number, item in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer << /Root 1 0 R >>\n%%EOF"


def doubling(depth: int) -> bytes:
    """A form that draws one twice, which draws another twice, and so on, some text at the end."""
    forms = [form(b"/X Do /X Do", FIRST_FORM + level) for level in range(1, depth)]
    return nested(*forms, form(AIM % (600, 31), None))


TWICE = form(b"/X Do /X Do", FIRST_FORM)
ENDLESS = {
    "itself-twice": nested(form(b"/X Do /X Do", FIRST_FORM)),
    "packed": nested(form(b"/X Do /X Do", FIRST_FORM, packed=True)),
    "escaped": nested(form(b"/X Do /#58 Do", FIRST_FORM).replace(b"/Form", b"/F#6frm")),
    "commented": nested(form(b"/X %a name\nDo /X Do", FIRST_FORM)),
    "by-the-page's-name": nested(form(b"/X Do /X Do", None, own=False)),
    "each-other": nested(form(b"/X Do /X Do", FIRST_FORM + 1), form(b"/X Do /X Do", FIRST_FORM)),
    "doubling": doubling(40),
    "subtype-elsewhere": nested(TWICE.replace(b"/Form", b"9 0 R"), b"/Form"),
    "subtype-a-string": nested(TWICE.replace(b"/Form", b"(Form)")),
    "resources-elsewhere": nested(
        form(b"/X Do /X Do", None).replace(b"<< /Font << /F 7 0 R >> >>", b"9 0 R"), b"<< /XObject << /X 8 0 R >> >>"
    ),
    "cut-by-a-string": nested(TWICE.replace(b"/Font", b"/A (stream) /Font")),
    "begun-by-a-string": nested(TWICE.replace(b"/Font", b"/A (9 0 obj <<) /Font")),
    "key-behind-a-type": nested(TWICE.replace(b"/XObject", b"/Foo /Type /XObject")),
    "by-its-parent's-name": nested(
        form(b"/Y Do", FIRST_FORM).replace(b"/X 8 0 R", b"/X 8 0 R /Y 9 0 R"), form(b"/X Do /X Do", None, own=False)
    ),
}
ENDING = {
    "itself-once": nested(form(AIM % (600, 31) + b"/X Do", FIRST_FORM)),
    "doubling": doubling(8),
    "deep": nested(*(form(b"/X Do", FIRST_FORM + level) for level in range(1, 400)), form(AIM % (600, 31), None)),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_pdf_forms_leaves_out_the_page_whose_forms_draw_one_another_without_end(name: str) -> None:
    started = time.perf_counter()
    document = pdf(ENDLESS[name])
    assert time.perf_counter() - started < 10
    assert document.text == "The port will save 12 GWh by 2032."
    assert document.partial
    assert [(note.code, "page 2." in note.text) for note in document.notes] == [("D021", True)]


@pytest.mark.parametrize("name", ENDING)
def test_pdf_forms_leaves_forms_that_come_to_an_end_to_be_read(name: str) -> None:
    assert not endless_pages(ENDING[name], 2)
    document = pdf(ENDING[name])
    assert "75 GWh" in document.text
    assert not document.notes


DAMAGED = {
    "odd-dictionary": (b"7 0 obj\n<< /Type", b"7 0 obj\n<< /A /Type"),
    "no-lines": (b"endobj\n", b"endobj "),
    "object-within-a-line": (b"\nendobj\n4 0 obj\n", b" endobj 4 0 obj "),
}
"""What PDFium forgives, and pdfminer does not, or not on all pages."""


@pytest.mark.parametrize("damage", DAMAGED)
def test_pdf_forms_tries_the_pages_of_a_file_that_cannot_be_parsed(
    damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_trial, "PATIENCE", 2.0)
    document = pdf(ENDLESS["itself-twice"].replace(*DAMAGED[damage]))
    assert document.text == "The port will save 12 GWh by 2032."
    assert [(note.code, "page 2." in note.text) for note in document.notes] == [("D021", True)]
    document = pdf(ENDING["itself-once"].replace(*DAMAGED[damage]))
    assert "75 GWh" in document.text
    assert not document.notes


def test_pdf_trial_gives_up_on_a_file_all_of_whose_pages_do_not_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_trial, "PATIENCE", 1.5)
    data = ENDLESS["itself-twice"].replace(b"/Kids [3 0 R 4 0 R] ", b"/Kids [" + b"4 0 R " * 9 + b"] ")
    assert pdf_trial.unopened_pages(data.replace(b"/Count 2", b"/Count 9"), 9) == set(range(1, 10))


ALL_ENDLESS = ENDLESS["itself-twice"].replace(b"/Kids [3 0 R 4 0 R] ", b"/Kids [4 0 R 4 0 R] ")


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[subprocess.Popen[bytes]]:
    """The processes in which pages are tried; temporary files, if there were any, are made in `tmp_path`."""
    processes: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def start(*args, **options):
        processes.append(popen(*args, **options))
        return processes[-1]

    monkeypatch.setattr(pdf_trial.subprocess, "Popen", start)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return processes


def test_pdf_trial_leaves_no_process_and_no_file(
    tried: list[subprocess.Popen[bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_trial, "PATIENCE", 1.5)
    assert pdf_trial.unopened_pages(ALL_ENDLESS, 2) == {1, 2}
    assert tried
    assert all(process.returncode is not None for process in tried)
    assert not list(tmp_path.iterdir())


def test_pdf_trial_leaves_no_process_when_its_waiting_is_broken_off(
    tried: list[subprocess.Popen[bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted(queue.Queue):
        def get(self, *args, **options):
            super().get(*args, **options)
            raise KeyboardInterrupt

    monkeypatch.setattr(pdf_trial.queue, "Queue", Interrupted)
    started = time.perf_counter()
    with pytest.raises(KeyboardInterrupt):
        pdf_trial.unopened_pages(ALL_ENDLESS, 2)
    assert time.perf_counter() - started < 8
    assert [process.returncode is not None for process in tried] == [True]
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
@pytest.mark.parametrize("platform", ["linux", "other"])
def test_pdf_trial_ends_with_the_process_that_waits_for_it(platform: str, tmp_path: Path) -> None:
    (tmp_path / "endless.pdf").write_bytes(ALL_ENDLESS)
    (tmp_path / "temporary").mkdir()
    code = (
        "import pathlib, sys; from policyledger.reading import pdf_trial;"
        "pdf_trial._OPEN_PAGES = pdf_trial._OPEN_PAGES.replace('\"linux\"', repr(sys.argv[2]));"
        "pdf_trial.unopened_pages(pathlib.Path(sys.argv[1]).read_bytes(), 2)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "endless.pdf"), platform]
    with subprocess.Popen(command, env={**os.environ, "TMPDIR": str(tmp_path / "temporary")}) as parent:
        try:
            assert until(lambda: bool(children(parent.pid)))
            time.sleep(2)  # until it is within PDFium
            (child,) = children(parent.pid)
        finally:
            parent.kill()
    try:
        assert until(lambda: state(child) in ("", "Z"))
    finally:
        if state(child) not in ("", "Z"):
            os.kill(child, signal.SIGKILL)
    assert not list((tmp_path / "temporary").iterdir())


def until(holds: Callable[[], bool]) -> bool:
    """Whether something comes to hold within some seconds."""
    end = time.monotonic() + 5
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return holds()


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    return [int(number) for number in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def state(pid: int) -> str:
    """The letter of a process's state; nothing if there is no such process."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""


@pytest.mark.parametrize(
    "code", ["raise MemoryError", "import no_such_module", "print('no number')", "print(1); print(2)"]
)
def test_pdf_trial_takes_no_page_for_safe_that_was_not_tried(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_trial, "_OPEN_PAGES", code)
    assert pdf_trial.unopened_pages(nested() + b" " * 1_000_000, 2) == {1, 2}


def test_pdf_trial_takes_no_page_for_safe_when_no_process_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    assert pdf_trial.unopened_pages(nested(), 2) == {1, 2}


def test_pdf_trial_names_the_page_at_which_the_process_ends_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import sys; first = int(sys.argv[2]); print(first - 1)\n"
    code += "for number in range(first, 6):\n    if number == 3: break\n    print(number)"
    monkeypatch.setattr(pdf_trial, "_OPEN_PAGES", code)
    assert pdf_trial.unopened_pages(nested(), 5) == {3}


def test_pdf_trial_has_a_time_for_all_pages_together(monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import time\nfor number in range(5001):\n    print(number, flush=True)\n    time.sleep(0.3)"
    monkeypatch.setattr(pdf_trial, "_OPEN_PAGES", code)
    monkeypatch.setattr(pdf_trial, "TOTAL_PATIENCE", 2.0)
    started = time.perf_counter()
    unopened = pdf_trial.unopened_pages(nested(), 5000)
    assert time.perf_counter() - started < 5
    first = min(unopened)
    assert 1 < first < 10
    assert unopened == set(range(first, 5001))


def test_pdf_forms_reads_the_text_of_a_form() -> None:
    assert "31 GWh" in pdf(doubling(3)).text


def test_pdf_forms_refuses_a_document_of_nothing_else() -> None:
    data = (
        ENDLESS["each-other"].replace(b"/Kids [3 0 R 4 0 R]", b"/Kids [4 0 R]      ").replace(b"/Count 2", b"/Count 1")
    )
    with pytest.raises(PolicyledgerError, match=r"D011.*page 1 draw one another"):
        read(Path("plan.pdf"), data=data)


def test_pdf_forms_are_looked_for_in_time_that_grows_as_the_file_does() -> None:
    embedded = b"/Form stream /Subtype  " * 50_000
    data = nested(form(AIM % (600, 31), None), b"<< /Length %d >>\nstream\n%b\nendstream" % (len(embedded), embedded))
    started = time.perf_counter()
    assert not endless_pages(data, 2)
    assert time.perf_counter() - started < 2


def test_pdf_forms_parses_no_document_without_any(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pdfminer.pdfdocument.PDFDocument", pytest.fail)
    assert not endless_pages(nested().replace(b"/XObject", b"/Pattern"), 2)
