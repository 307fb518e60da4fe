"""Test documents: one article of our own, laid out as TXT, Markdown, HTML, DOCX and PDF.

The PDFs are drawn word by word, so that every difficulty is where a test wants it: columns, alternating content
streams, running heads and feet, footnotes with raised marks, side boxes, hyphenation, tables, rotation.
"""

from __future__ import annotations

import html
import io
import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from docx import Document as WordDocument
from fpdf import FPDF

TITLE = "Harbour and Energy Plan of the Port of Veldmark"

SECTIONS: list[tuple[str, list[str]]] = [
    (
        "Wind Power at Sea",
        [
            "The port authority will raise the installed capacity of wind power at sea to 1,450 MW by 2032, up from "
            "380 MW in 2021. Three terminals shall be fitted with heavy cranes, and every terminal will employ at "
            "least 120 trained technicians. The programme covers high-end turbines, short- and long-term storage and "
            "a new-generation control centre.",
            "By the end of 2029, the share of renewable electricity in all operations of the harbour will exceed 85 "
            "percent. Investment of about 2.4 billion euros is planned between 2025 and 2030, of which one third "
            "comes from private partners. Annual reports describe the progress of every berth.",
        ],
    ),
    (
        "Clean Shipping",
        [
            "Emissions of ships at berth shall fall by 60 percent from 2019 levels until 2031. The authority supports "
            "the conversion of 45 tugboats to electric engines and will open six charging stations along the quays. "
            "Shipping companies that meet the standard pay lower fees for ten years.",
            "As of March 2024, nearly 90 vessels had used the shore power network. The network delivered 31 GWh in "
            "2023 and is expected to deliver more than 75 GWh a year by 2030. Independent experts examine the figures "
            "and publish their findings before the summer recess.",
        ],
    ),
    (
        "Water and Waste",
        [
            "Households and firms in the harbour district will cut their use of drinking water by 15 percent by 2028. "
            "The recycling rate of construction waste shall reach 70 to 80 percent in the same year. A treatment "
            "plant with a capacity of 40,000 tonnes a year is under construction at the northern mole.",
            "Monitoring is the task of the environmental laboratory, which measures the quality of water at 25 points "
            "and informs the public every quarter. The laboratory will double its staff over the next five years.",
        ],
    ),
]

FOOTNOTE = "Figures of the harbour statistics office, as revised in the autumn."
BOX = [
    "Key figures at a glance",
    "The harbour handles goods for two neighbouring regions and serves as a winter port for the island ferries. Its "
    "fishing fleet counts 64 boats, most of them built before the turn of the century.",
]
HEAD, FOOT = "Port of Veldmark", "Harbour and Energy Plan"

TABLE = [
    ["Indicator", "Unit", "2021", "2030"],
    ["Share of renewables", "%", "38", "85"],
    ["Emissions of ships at berth", "kt", "210", "84"],
    ["Shore power delivered", "GWh", "12", "75"],
    ["Total investment", "million EUR", "140", "2,400"],
]


def paragraphs() -> Iterator[tuple[str, str]]:
    """Each piece of the article as (kind, text)."""
    yield "title", TITLE
    for heading, texts in SECTIONS:
        yield "heading", heading
        for text in texts:
            yield "paragraph", text


def plain() -> str:
    """The article's words, piece after piece."""
    return "\n\n".join(text for _, text in paragraphs())


def as_txt(width: int = 0) -> bytes:
    """The article as plain text, hard-wrapped when a width is given."""
    import textwrap

    pieces = [
        textwrap.fill(text, width, break_on_hyphens=False) if width and kind == "paragraph" else text
        for kind, text in paragraphs()
    ]
    return ("\n\n".join(pieces) + "\n").encode()


def as_markdown() -> bytes:
    """The article as Markdown."""
    marks = {"title": "# ", "heading": "## ", "paragraph": ""}
    return "\n\n".join(marks[kind] + text for kind, text in paragraphs()).encode()


def as_html() -> bytes:
    """The article as a web page with a menu, a cookie banner, scripts and a footer around it."""
    tags = {"title": "h1", "heading": "h2", "paragraph": "p"}
    body = "\n".join(f"<{tags[kind]}>{html.escape(text)}</{tags[kind]}>" for kind, text in paragraphs())
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{TITLE}</title>
<meta property="article:published_time" content="2024-05-17T08:00:00Z"><script>var a = "<p>2 billion</p>";</script>
<style>p {{ color: red }}</style></head><body>
<div class="cookie-banner"><p>We use 12 cookies for 3 purposes.</p><button>Accept all</button></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/plans">Plans</a></li></ul></nav>
<main><article>{body}</article></main>
<footer><p>Call us at 555 0199 between 9 and 5.</p></footer></body></html>""".encode()


def as_docx() -> bytes:
    """The article as a Word file with styles."""
    document = WordDocument()
    document.core_properties.title = TITLE
    for kind, text in paragraphs():
        if kind == "paragraph":
            document.add_paragraph(text)
        else:
            document.add_heading(text, 1 if kind == "title" else 2)
    return saved(document)


def saved(document: Any) -> bytes:
    """A python-docx document as bytes."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@dataclass(frozen=True)
class Layout:
    """What a PDF is to look like.

    Attributes:
        columns: 1, 2 or 3.
        interleaved: whether the content stream goes from left to right over the columns, line by line.
        hyphenate: whether words are cut at line ends where they can be.
        furniture: running heads, feet and page numbers on every page.
        footnote: a footnote under the first column, with a raised mark after the first sentence of the article.
        box: a tinted side box beside the text of the first page.
        rotate: the page's rotation: 0, 90, 180 or 270.
        repeat: how many times the article is printed.
    """

    columns: int = 1
    interleaved: bool = False
    hyphenate: bool = False
    furniture: bool = True
    footnote: bool = False
    box: bool = False
    rotate: int = 0
    repeat: int = 1


@dataclass
class _Line:
    column: int
    y: float
    words: list[tuple[float, str]]
    size: float
    style: str = ""


@dataclass
class _Page:
    lines: list[_Line] = field(default_factory=list)
    note: bool = False
    box: tuple[float, float, float, float] | None = None


WIDTH, HEIGHT, MARGIN, GUTTER = 595.0, 842.0, 60.0, 20.0
SIZE, LEADING = 10.0, 13.0


def as_pdf(layout: Layout) -> bytes:
    """The article as a PDF of some layout."""
    pdf = FPDF(unit="pt", format=(WIDTH, HEIGHT))
    pdf.set_creation_date(datetime(2024, 5, 17, tzinfo=UTC))
    pdf.set_auto_page_break(False)
    pdf.set_title(TITLE)
    pdf.add_page()
    pages = _Setter(pdf, layout).set_all()
    for number, page in enumerate(pages, 1):
        if number > 1:
            pdf.add_page()
        _draw(pdf, page, layout, number)
    data = bytes(pdf.output())
    if layout.rotate:
        data = data.replace(b"/Type /Page\n", b"/Type /Page\n/Rotate %d\n" % layout.rotate)
    return data


class _Setter:
    """Sets the article in columns over pages."""

    def __init__(self, pdf: FPDF, layout: Layout) -> None:
        self.pdf = pdf
        self.layout = layout
        self.width = (WIDTH - 2 * MARGIN - GUTTER * (layout.columns - 1)) / layout.columns
        self.pages = [_Page()]
        self.column = 0
        self.top = 110.0
        self.y = self.top

    def set_all(self) -> list[_Page]:
        """The pages."""
        for round_number in range(self.layout.repeat):
            self._title(TITLE if not round_number else f"{TITLE}, part {round_number + 1}")
            if self.layout.box and not round_number:
                self._box()
            self.top = self.y
            self.column = 0
            for kind, text in itertools.islice(paragraphs(), 1, None):
                if kind == "heading":
                    self._need(3 * LEADING)
                    self.y += LEADING * 0.6
                    self._set(text, 12.0, "B")
                    self.y += LEADING * 0.3
                else:
                    self._set(text, SIZE, "")
                    self.y += LEADING * 0.5
            self.pages.append(_Page())
            self.column, self.top = 0, 110.0
            self.y = self.top
        self.pages.pop()
        return self.pages

    def _title(self, text: str) -> None:
        self.pdf.set_font("Helvetica", "B", 18)
        line = _Line(0, self.y, [], 18.0, "B")
        x = MARGIN
        for word in text.split():
            width = self.pdf.get_string_width(word + " ")
            if x + width > WIDTH - MARGIN:
                self.pages[-1].lines.append(line)
                self.y += 23
                line, x = _Line(0, self.y, [], 18.0, "B"), MARGIN
            line.words.append((x, word))
            x += width
        self.pages[-1].lines.append(line)
        self.y += 36

    def _box(self) -> None:
        x0, x1 = WIDTH - MARGIN - 150, WIDTH - MARGIN
        y = self.y + 14
        top = self.y
        for text, style in zip(BOX, ("B", ""), strict=True):
            for line in self._lines(text, 130.0, 9.0, style):
                self.pages[-1].lines.append(_Line(-1, y, [(x0 + 10 + x, w) for x, w in line], 9.0, style))
                y += 12
            y += 4
        self.pages[-1].box = x0, top, x1, y
        self.boxed = y
        self.width = WIDTH - 2 * MARGIN - 170 if self.layout.columns == 1 else self.width
        if self.layout.columns > 1:
            self.y = y + 16

    def _bottom(self) -> float:
        first = len(self.pages) == 1 and self.column == 0
        return HEIGHT - (150.0 if self.layout.footnote and first else 100.0)

    def _need(self, height: float) -> None:
        if self.y + height <= self._bottom():
            return
        if self.column + 1 < self.layout.columns:
            self.column += 1
        else:
            self.pages.append(_Page())
            self.column, self.top = 0, 110.0
        self.y = self.top

    def _set(self, text: str, size: float, style: str) -> None:
        words = list(self._lines(text, self.width, size, style, justify=size == SIZE))
        for words_of_line in words:
            self._need(LEADING)
            x = MARGIN + self.column * (self.width + GUTTER)
            line = _Line(self.column, self.y, [(x + dx, word) for dx, word in words_of_line], size, style)
            self.pages[-1].lines.append(line)
            self.y += LEADING

    def _lines(
        self, text: str, width: float, size: float, style: str, justify: bool = False
    ) -> Iterator[list[tuple[float, str]]]:
        self.pdf.set_font("Helvetica", style, size)
        blank = self.pdf.get_string_width(" ")
        line: list[str] = []
        pending = text.split()
        while pending:
            word = pending.pop(0)
            used = sum(map(self.pdf.get_string_width, line)) + blank * len(line)
            if used + self.pdf.get_string_width(word) <= width or not line:
                line.append(word)
                continue
            cut = self._cut(word, width - used) if self.layout.hyphenate else None
            if cut:
                line.append(cut[0])
                pending.insert(0, cut[1])
            else:
                pending.insert(0, word)
            yield self._placed(line, width if justify else 0.0, blank)
            line = []
        if line:
            yield self._placed(line, 0.0, blank)

    def _cut(self, word: str, room: float) -> tuple[str, str] | None:
        """Cuts a word at its own hyphen, or within it where a vowel meets a consonant."""
        places = [match.end() for match in re.finditer(r"[^-]{3,}-(?=\w{3})|[aeiou][^aeiou\W\d](?=[aeiou])", word)]
        for place in reversed(places):
            at = place if word[place - 1] == "-" else place - 1
            if at < 3 or len(word) - at < 4 or not word[:at].replace("-", "").isalpha():
                continue
            first = word[:at] if word[at - 1] == "-" else word[:at] + "-"
            if self.pdf.get_string_width(first) <= room:
                return first, word[at:]
        return None

    def _placed(self, words: Sequence[str], width: float, blank: float) -> list[tuple[float, str]]:
        natural = sum(map(self.pdf.get_string_width, words))
        gap = (width - natural) / (len(words) - 1) if width and len(words) > 1 else blank
        x = 0.0
        placed = []
        for word in words:
            placed.append((x, word))
            x += self.pdf.get_string_width(word) + gap
        return placed


def _draw(pdf: FPDF, page: _Page, layout: Layout, number: int) -> None:
    if layout.furniture:
        pdf.set_font("Helvetica", "", 8)
        pdf.text(MARGIN, 50, HEAD)
        pdf.text(WIDTH - MARGIN - pdf.get_string_width(FOOT), 50, FOOT)
        pdf.text(WIDTH / 2 - 4, HEIGHT - 40, str(number))
    if page.box:
        x0, top, x1, bottom = page.box
        pdf.set_fill_color(220, 235, 245)
        pdf.rect(x0, top, x1 - x0, bottom - top, style="F")
    lines = page.lines
    if layout.interleaved:
        lines = sorted(lines, key=lambda line: (line.y, line.column))
    for line in lines:
        pdf.set_font("Helvetica", line.style, line.size)
        for x, word in line.words:
            pdf.text(x, line.y, word)
        if layout.footnote and number == 1:
            end = next((i for i, (_, word) in enumerate(line.words) if word == "2021."), None)
            if end is not None:
                x, word = line.words[end]
                pdf.set_font("Helvetica", "", line.size)
                x += pdf.get_string_width(word)
                pdf.set_font("Helvetica", "", 6)
                pdf.text(x, line.y - 4, "1")
    if layout.footnote and number == 1:
        pdf.line(MARGIN, HEIGHT - 130, MARGIN + 80, HEIGHT - 130)
        pdf.set_font("Helvetica", "", 5)
        pdf.text(MARGIN, HEIGHT - 121, "1")
        pdf.set_font("Helvetica", "", 7.5)
        words, x, y = FOOTNOTE.split(), MARGIN + 6, HEIGHT - 118
        width = (WIDTH - 2 * MARGIN - GUTTER * (layout.columns - 1)) / layout.columns
        for word in words:
            if x + pdf.get_string_width(word) > MARGIN + width:
                x, y = MARGIN, y + 9
            pdf.text(x, y, word)
            x += pdf.get_string_width(word + " ")


def drawn(*pages: Callable[[FPDF], None], sizes: Mapping[int, tuple[float, float]] | None = None) -> bytes:
    """A PDF whose pages some functions draw; `sizes` gives those of pages, from 0, that are no A4."""
    pdf = FPDF(unit="pt", format=(WIDTH, HEIGHT))
    pdf.set_creation_date(datetime(2024, 5, 17, tzinfo=UTC))
    pdf.set_auto_page_break(False)
    for number, draw in enumerate(pages):
        pdf.add_page(format=(sizes or {}).get(number, (WIDTH, HEIGHT)))
        pdf.set_font("Helvetica", "", SIZE)
        draw(pdf)
    return bytes(pdf.output())


def tiled_pdf(tiled: bool) -> bytes:
    """A page of words, then one filled with a tiling pattern, as some scanners print, or with one colour alone."""
    words = b"BT /F 11 Tf 60 700 Td (The port will raise its wind power to 1,450 MW by 2032.) Tj ET"
    fill = b"/Pattern cs /P scn" if tiled else b"0.2 0.4 0.9 rg"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R /Resources %b >>"
    resources = b"<< /Font << /F 4 0 R >> /Pattern << /P 5 0 R >> >>"
    pattern = (
        b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources << >>"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 2 /Kids [3 0 R 6 0 R] >>",
        page % (7, resources),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        _stream(b"0 0 0 rg 1 1 4 6 re f", pattern),
        page % (8, resources),
        _stream(words),
        _stream(fill + b" 0 0 600 800 re f"),
    ]
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % (number, item) for number, item in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer << /Root 1 0 R >>\n%%EOF"


def _stream(content: bytes, keys: bytes = b"") -> bytes:
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (keys, len(content), content)


def print_lines(
    pdf: FPDF, lines: Sequence[str], x: float, y: float, size: float = SIZE, style: str = "", leading: float = LEADING
) -> float:
    """Prints lines one below the other; where the next would stand."""
    pdf.set_font("Helvetica", style, size)
    for line in lines:
        pdf.text(x, y, line)
        y += leading
    return y


def box_row(pdf: FPDF, row: Sequence[str], edges: Sequence[float], top: float) -> None:
    """Prints a row of a table, 20 pt high, each cell in a box, in the type that is set; edges there may be more."""
    for x0, x1, cell in zip(edges, edges[1:], row, strict=False):
        pdf.rect(x0, top, x1 - x0, 20)
        pdf.text(x0 + 4, top + 14, cell)


def print_row(
    pdf: FPDF, row: Sequence[str], edges: Sequence[float], y: float, style: str = "", right: bool = True
) -> None:
    """Prints a table's row without rules: the first cell flush left, the others flush right or centred."""
    pdf.set_font("Helvetica", style, SIZE)
    for i, cell in enumerate(row):
        width = pdf.get_string_width(cell)
        if i and cell:
            x = edges[i + 1] - width if right else (edges[i] + edges[i + 1] - width) / 2
        else:
            x = edges[i]
        if cell:
            pdf.text(x, y, cell)


def table_pdf(
    rows: Sequence[Sequence[str]] = TABLE, split_after: int | None = None, tall: bool = False, uprights: bool = True
) -> bytes:
    """A PDF with a ruled table between two paragraphs; `split_after` rows it goes on over a page.

    Without `uprights` it has but rules across, above and below each row.
    """
    pdf = FPDF(unit="pt", format=(WIDTH, HEIGHT))
    pdf.set_creation_date(datetime(2024, 5, 17, tzinfo=UTC))
    pdf.set_auto_page_break(False)
    pdf.add_page()
    pdf.set_font("Helvetica", "", SIZE)
    pdf.text(MARGIN, 100, "The plan sets the following targets for the harbour and everyone who works in it today.")
    pdf.text(MARGIN, 124, "Table 1 Targets of the plan")
    parts = [rows] if split_after is None else [rows[:split_after], rows[split_after:]]
    widths = [170.0, 90.0, 90.0, 90.0]
    for part in parts:
        y = 140.0 if part is parts[0] else 80.0
        if part is not parts[0]:
            pdf.add_page()
            pdf.set_font("Helvetica", "", SIZE)
        for row in part:
            height = 34.0 if tall else 20.0
            x = MARGIN
            for width, cell in zip(widths, row, strict=False):
                if uprights:
                    pdf.rect(x, y, width, height)
                lines = _halves(cell) if tall else [cell]
                for i, text in enumerate(lines):
                    pdf.text(x + 5, y + 13 + 13 * i, text)
                x += width
            y += height
            if not uprights:
                for level in (y - height, y):
                    pdf.line(MARGIN, level, MARGIN + sum(widths), level)
    pdf.text(MARGIN, y + 30, "Progress towards these targets is reported to the council of the port every year.")
    return bytes(pdf.output())


def _halves(text: str) -> list[str]:
    words = text.split()
    middle = (len(words) + 1) // 2
    return [part for part in (" ".join(words[:middle]), " ".join(words[middle:])) if part]


def table_html(rows: Sequence[Sequence[str]] = TABLE) -> bytes:
    """A page with the table."""
    body = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<html><body><p>The plan sets targets.</p><table>{body}</table></body></html>".encode()


def table_docx(rows: Sequence[Sequence[str]] = TABLE) -> bytes:
    """A Word file with the table."""
    document = WordDocument()
    document.add_paragraph("The plan sets targets.")
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    return saved(document)


def table_markdown(rows: Sequence[Sequence[str]] = TABLE) -> bytes:
    """Markdown with the table."""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + "---|" * len(rows[0]))
    return ("# Targets\n\nThe plan sets targets.\n\n" + "\n".join(lines) + "\n").encode()


def recovered(text: str, size: int = 5) -> float:
    """The share of the article's word 5-grams that a text holds, in their order; grams do not cross its pieces."""
    grams = [gram for _, piece in paragraphs() for gram in _grams(piece, size)]
    places: dict[tuple[str, ...], list[int]] = {}
    for place, gram in enumerate(_grams(text, size)):
        places.setdefault(gram, []).append(place)
    last, hits = -1, 0
    for gram in grams:
        place = next((p for p in places.get(gram, ()) if p > last), None)
        if place is not None:
            last, hits = place, hits + 1
    return hits / len(grams)


def _grams(text: str, size: int) -> Iterator[tuple[str, ...]]:
    words = text.split()
    return zip(*(words[i:] for i in range(size)), strict=False)


def print_tinted(
    pdf: FPDF, rows: Sequence[Sequence[str]], edges: Sequence[float], tinted: Sequence[int], y: float, step: float = 20
) -> None:
    """Prints a table some of whose rows are tinted, a box to each cell; a single cell is over all columns."""
    for i, row in enumerate(rows):
        stops = [edges[0], edges[-1]] if len(row) == 1 else edges
        for cell, (x0, x1) in zip(row, itertools.pairwise(stops), strict=True):
            if i in tinted:
                pdf.set_fill_color(220, 230, 240)
                pdf.rect(x0, y + step * i, x1 - x0, step, style="F")
            pdf.text(x0 + 5, y + 13 + step * i, cell)
