"""The page for people."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from policyledger.running import Options, run


class Page(HTMLParser):
    """What a browser would see of a page: its tags and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def page(tmp_path: Path) -> Page:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.md").write_text(
        '# <script>alert(1)</script> & "plans"\n\n## <b>Schools</b>\n\n'
        "By 2030, the city's <img src=x onerror=alert(1)> council will build over 20 schools.\n"
    )
    (folder / "<i>empty.txt").touch()
    run([str(folder)], tmp_path / "out", Options(workers=0))
    return Page((tmp_path / "out" / "report.html").read_text(encoding="utf-8"))


def test_reporting_escapes_everything_a_document_says(page: Page) -> None:
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "img", "b"}
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)


def test_reporting_loads_nothing(page: Page) -> None:
    assert not any({"src", "href"} & set(attributes) for _, attributes in page.tags)
    assert not {"link", "iframe"} & {tag for tag, _ in page.tags}


def test_reporting_shows_targets_documents_and_failures(page: Page) -> None:
    assert "1 targets in 2 documents" in page.text
    assert "over 20 schools" in page.text
    assert "> 20 schools" in page.text
    assert "<i>empty.txt is empty" in page.text
    assert ("mark", {}) in page.tags
