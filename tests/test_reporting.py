"""The page for people."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import write_documents
from policyledger import reporting
from policyledger.reporting import write_report
from policyledger.running import Options, run
from policyledger.tables import read_table


class Page(HTMLParser):
    """What a browser would see of a page: its tags, its text, and apart from that its scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.scripts: list[str] = []
        self.marked: list[str] = []
        self.html = html
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data: str) -> None:
        tag = self.tags[-1][0] if self.tags else ""
        if self.cdata_elem == "script":
            self.scripts.append(data)
        else:
            self.text += data
        if tag == "mark" and self.html[: self._offset()].endswith("<mark>"):
            self.marked.append(data)

    def _offset(self) -> int:
        line, column = self.getpos()
        return sum(map(len, self.html.splitlines(keepends=True)[: line - 1])) + column

    def rows(self, status: str = "") -> list[dict[str, str | None]]:
        """The attributes of the rows of statements."""
        return [
            attributes
            for tag, attributes in self.tags
            if tag == "tr" and (attributes.get("class") or "").startswith("row " + status)
        ]


def read(out: Path) -> Page:
    return Page((out / "report.html").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("report")
    folder = place / "in"
    folder.mkdir()
    (folder / "a.md").write_text(
        '# <script>alert(1)</script> & "plans"\n\n## <b>Schools</b>\n\n'
        'Much stands " onclick=alert(1) here before it.\n'
        "By 2020, the city's <img src=x onerror=alert(1)> council will build over 20 schools.\n"
        "Much stands </script><script>alert(1)</script> here behind it. In 2019, 17 schools were open.\n"
    )
    (folder / "<i>empty.txt").touch()
    run([str(folder)], place / "out", Options(workers=0))
    return place / "out"


@pytest.fixture
def page(out: Path) -> Page:
    return read(out)


def test_reporting_escapes_everything_a_document_says(page: Page) -> None:
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"img", "b"}
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)


def test_reporting_lets_its_own_script_run_and_no_other(page: Page) -> None:
    [script] = page.scripts
    [policy] = [attributes["content"] for tag, attributes in page.tags if "http-equiv" in attributes]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'"
    assert "innerHTML" not in script and "eval(" not in script


def test_reporting_loads_nothing(page: Page) -> None:
    assert not any({"src", "href"} & set(attributes) for _, attributes in page.tags)
    assert not {"link", "iframe"} & {tag for tag, _ in page.tags}
    assert "url(" not in page.html and "@import" not in page.html


def test_reporting_shows_targets_documents_and_failures(page: Page) -> None:
    assert "1 target in 2 documents" in page.text
    assert "over 20 schools" in page.text
    assert "> 20 schools" in page.text
    assert "<i>empty.txt is empty" in page.text
    assert re.search(r"policyledger \d+\.\d+", page.text) and re.search(r"rules\s[0-9a-f]{12}", page.text)


def test_reporting_marks_the_quantity_and_no_other_of_the_same_words(page: Page) -> None:
    [row] = page.rows("target")
    assert page.marked[0] == "over 20 schools"
    assert (row["data-left"] or "").endswith("council will build ")
    [actual] = page.rows("actual")
    assert (actual["data-left"], actual["data-right"]) == ("In 2019, ", " were open.")


def test_reporting_gives_every_row_its_context(page: Page) -> None:
    [row] = page.rows("target")
    assert "before it." in (row["data-before"] or "")
    assert "behind it." in (row["data-after"] or "")


@given(st.lists(st.text(st.sampled_from("<>&\"'\0a")), min_size=1))
def test_reporting_escapes_many_texts_as_it_escapes_each(texts: list[str]) -> None:
    assert reporting._texts(texts) == [escape(text) for text in texts]


def test_reporting_writes_a_page_of_a_run_without_statements(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    run([str(tmp_path / "a.txt")], tmp_path / "out", Options(workers=0))
    assert "0 targets in 1 document" in read(tmp_path / "out").text


def test_reporting_shows_the_warnings_of_a_document_that_was_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("The ministry’s fleet will grow by £45 million by 2030.".encode("cp1252"))
    outcome = run([str(tmp_path / "a.txt")], tmp_path / "out", Options(workers=0))
    assert outcome.counts["ok"] == 1
    assert "D023" in read(tmp_path / "out").text
    assert (tmp_path / "out" / "run.json").exists()


def test_reporting_marks_a_number_that_stands_in_its_sentence_twice(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("By 2020, the city will close 20 schools, and it will open 20 clinics by 2030.")
    run([str(tmp_path / "a.txt")], tmp_path / "out", Options(workers=0))
    rows, statements = read(tmp_path / "out").rows(), read_table(tmp_path / "out", "statements").to_pylist()
    assert len(rows) == len(statements) > 1
    for row, statement in zip(rows, statements, strict=True):
        assert len(row["data-left"] or "") == statement["start_char"]
        assert row["id"] == statement["statement_id"]


def test_reporting_shows_targets_first_where_there_are_too_many_statements(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reporting, "MOST", 9)
    run([str(write_documents(tmp_path / "in", 4))], tmp_path / "out", Options(workers=0))
    page = read(tmp_path / "out")
    assert (len(page.rows("target")), len(page.rows("actual"))) == (8, 1)
    assert "12 are in the tables" in page.text
    monkeypatch.setattr(reporting, "MOST", 5)
    write_report(tmp_path / "out")
    assert (len(read(tmp_path / "out").rows("target")), len(read(tmp_path / "out").rows())) == (5, 5)


def test_reporting_is_the_same_for_a_partitioned_run(tmp_path: Path) -> None:
    folder = write_documents(tmp_path / "in", 3)
    run([str(folder)], tmp_path / "flat", Options(workers=0))
    run([str(folder)], tmp_path / "split", Options(workers=0, partition_by="status"))
    assert read(tmp_path / "flat").html == read(tmp_path / "split").html


CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
TRY = r"""
<script>
const seen = () => [...body.rows].filter(row => row.classList.contains("row") && !row.hidden).map(row => row.id);
const said = [];
const note = name => said.push(name + "=" + seen().join());
note("targets");
form.elements.status.value = ""; show(); note("all");
form.elements.text.value = "STEEL emissions"; show(); note("search");
form.reset(); form.elements.status.value = ""; form.elements.from.value = 2029; show(); note("years");
form.elements.from.value = ""; show(); sort("value"); note("up"); sort("value"); note("down");
sort("value"); note("own");
unfold(rows[0]); said.push("context=" + document.querySelector(".context").textContent.replaceAll("\n", " "));
document.body.textContent = said.join("\n");
</script>
"""


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium to look at the page with")
def test_reporting_page_filters_sorts_and_opens_rows_in_a_browser(tmp_path: Path) -> None:
    run([str(write_documents(tmp_path / "in", 2))], tmp_path / "out", Options(workers=0))
    html = re.sub("<meta http-equiv[^>]*>", "", read(tmp_path / "out").html)  # lets the trial run beside our script
    (tmp_path / "try.html").write_text(html.replace("</body>", TRY + "</body>"), encoding="utf-8")
    quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
    quiet += ["--disable-background-networking", "--disable-component-update", f"--user-data-dir={tmp_path / 'home'}"]
    call = [str(CHROMIUM), *quiet, "--dump-dom", (tmp_path / "try.html").as_uri()]
    dom = subprocess.run(call, capture_output=True, text=True, timeout=120, check=True).stdout
    said = dict(line.partition("=")[::2] for line in Page(dom).text.strip().splitlines() if "=" in line)
    rows = read_table(tmp_path / "out", "statements").to_pylist()

    def ids(*keep: int) -> str:
        return ",".join(rows[index]["statement_id"] for index in keep)

    assert said["targets"] == ids(0, 1, 3, 4)
    assert said["all"] == said["own"] == ids(0, 1, 2, 3, 4, 5)
    assert said["search"] == ids(0, 3)
    assert said["years"] == ids(0, 3)
    assert said["up"] == ids(0, 3, 1, 4, 2, 5) or said["up"] == ids(0, 3, 2, 5, 1, 4)
    assert said["down"].split(",")[:2] == ids(3, 0).split(",")
    assert "steel industry" in said["context"] and "charging stations" in said["context"]
