"""Bad files: each gives a reason and a remedy within bounds, and none looks like one without targets."""

from __future__ import annotations

import io
import random
import time
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import docx
import numpy as np
import pypdfium2 as pdfium
import pytest
from docx.shared import Pt
from fpdf import FPDF
from fpdf.encryption import EncryptionMethod

import layouts
from policyledger.errors import MESSAGES, PolicyledgerError
from policyledger.reading import Document, docx_package, html_tables, read
from policyledger.reading import pdf as pdf_reader
from policyledger.reading.lettering import count_letters
from wordfiles import word_file

WIDTH, HEIGHT = layouts.WIDTH, layouts.HEIGHT
WRITTEN = ["The port will save 12 GWh of heat and current each year by 2031, and moor 40 ferries at its piers."]


def code_of(data: bytes, name: str) -> str:
    """The code of the error reading some bytes raises, or "" when they are read."""
    try:
        read(Path(name), data=data)
    except PolicyledgerError as error:
        assert error.remedy
        return error.code
    return ""


def raw_pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of the objects as given, numbered from 1."""
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)


def page_pdf(media_box: bytes, content: bytes = b"", pages: int = 1) -> bytes:
    """A PDF of some pages with one content stream and Helvetica."""
    kids = b" ".join(b"%d 0 R" % (5 + i) for i in range(pages))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 3 0 R /Resources << /Font << /F 4 0 R >> >> >>"
        % media_box
    )
    return raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *[page] * pages,
    )


def encrypted(user_password: str) -> bytes:
    pdf = FPDF()
    pdf.set_encryption("owner", user_password, encryption_method=EncryptionMethod.RC4)
    pdf.add_page()
    pdf.set_font("Helvetica", "", 12)
    pdf.text(20, 40, "The port will save 12 GWh by 2031.")
    return bytes(pdf.output())


def picture_page(with_text: bool) -> bytes:
    """A PDF whose first page is a picture, with a page of text after it or none."""
    pdf = FPDF()
    pdf.set_font("Helvetica", "", 12)
    pdf.add_page()
    pdf.image(io.BytesIO(grey_png()), 0, 0, 200, 280)
    if with_text:
        pdf.add_page()
        pdf.text(20, 40, "The port will save 12 GWh by 2031.")
    return bytes(pdf.output())


def stamped(scans: int, texts: int, picture: bool = True) -> bytes:
    """A PDF of pages with a stamp and a page number, over a scan or a blank page, and others with prose and a photo."""
    pdf = FPDF()
    pdf.set_font("Helvetica", "", 10)
    for page in range(scans + texts):
        pdf.add_page()
        if page < scans and picture:
            pdf.image(io.BytesIO(grey_png()), 0, 0, 210, 297)
        pdf.text(20, 12, "Received by the Registry of the Port")
        pdf.text(100, 285, str(page + 1))
        if page >= scans:
            pdf.image(io.BytesIO(grey_png()), 0, 60, 210, 200)
            for line in range(6):
                pdf.text(
                    20, 30 + 5 * line, f"The port will save {page}{line} GWh by 2031, and its ferries run on current."
                )
    return bytes(pdf.output())


def grey_png() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    size = (8).to_bytes(4, "big")
    rows = b"".join(b"\0" + b"\x80" * 8 for _ in range(8))
    head = chunk(b"IHDR", size + size + b"\x08\0\0\0\0")
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), body)
    return out.getvalue()


WORD = b'<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>'
ENTITIES = b'<!DOCTYPE a [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>' + WORD % b"&b;"

CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"

BAD = {
    "empty.pdf": ("D002", b""),
    "blank.txt": ("D002", b" \n\f\n\0"),
    "noise.txt": ("D003", bytes(range(256)) * 64),
    "noise.pdf": ("D011", bytes(range(256)) * 64),
    "only-a-head.pdf": ("D011", b"%PDF-1.7\n%%EOF"),
    "no-pages.pdf": ("D013", raw_pdf(CATALOG, b"<< /Type /Pages /Count 0 /Kids [] >>")),
    "cyclic.pdf": ("D011|D012|D013", raw_pdf(CATALOG, b"<< /Type /Pages /Count 3 /Kids [2 0 R] /Parent 2 0 R >>")),
    "no-text.pdf": ("D012", page_pdf(b"[0 0 600 800]")),
    "scan.pdf": ("D012", picture_page(with_text=False)),
    "password.pdf": ("D010", encrypted("secret")),
    "text.pdf": ("D011", b"Not a PDF at all, but a line of plain text.\n"),
    "picture.png": ("D004", grey_png()),
    "sheet.xlsx": ("D004", zipped(xl__workbook_xml=b"<a/>")),
    "noise.docx": ("D015", b"PK\3\4" + bytes(range(256)) * 64),
    "no-body.docx": ("D002", zipped(word__document_xml=b'<w:document xmlns:w="w"/>')),
    "no-part.docx": ("D015", zipped(word__other_xml=b"<a/>")),
    "entities.docx": ("D016", zipped(word__document_xml=ENTITIES)),
    "no-xml.docx": ("D002|D015", zipped(word__document_xml=b"not xml at all")),
    "tags-only.html": ("D018", b"<html><body><script>1</script><p> </p></body></html>"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_reading_refuses_a_bad_file_with_its_code(name: str) -> None:
    codes, data = BAD[name]
    assert code_of(data, name) in codes.split("|")


def test_reading_opens_a_pdf_with_the_empty_password() -> None:
    assert "12 GWh" in read(Path("a.pdf"), data=encrypted("")).text


def test_reading_calls_a_document_with_a_page_that_needs_ocr_partial() -> None:
    document = read(Path("a.pdf"), data=picture_page(with_text=True))
    assert document.partial
    assert [(note.code, "page 1:" in note.text, "OCR" in note.text) for note in document.notes] == [
        ("D012", True, True)
    ]


def test_reading_names_scanned_pages_with_a_stamp_and_no_page_with_a_photo() -> None:
    document = read(Path("a.pdf"), data=stamped(3, 2))
    assert document.partial
    assert [(note.code, "pages 1-3:" in note.text) for note in document.notes] == [("D012", True)]
    assert not read(Path("a.pdf"), data=stamped(0, 3)).notes


def pictured(lines: int, upon: int = 0) -> bytes:
    """A PDF of a page of prose, and one with prose over the picture of some lines, some of which are text upon it."""
    shown = pdfium.PdfDocument(layouts.drawn(lambda page: layouts.print_lines(page, WRITTEN * lines, 60, 60) and None))
    page_picture = shown[0].render(scale=2.0, crop=(50, HEIGHT - 70 - 13 * lines, 50, 40)).to_pil()

    def prose(page: FPDF) -> None:
        layouts.print_lines(page, WRITTEN * 12, 60, 60)

    def with_picture(page: FPDF) -> None:
        prose(page)
        page.image(page_picture, 60, 300, WIDTH - 100)
        layouts.print_lines(page, WRITTEN * upon, 70, 330)

    return layouts.drawn(prose, with_picture)


@pytest.mark.parametrize(("lines", "upon", "noted"), [(12, 0, True), (2, 0, False), (12, 14, False)])
def test_reading_names_the_page_with_a_table_or_text_in_a_picture(lines: int, upon: int, noted: bool) -> None:
    """A page of prose around it says nothing of what the picture says; a few words may be a logo's."""
    document = read(Path("a.pdf"), data=pictured(lines, upon))
    assert document.partial is noted
    texts = [(note.code, note.text) for note in document.notes]
    assert texts == ([("D012", "Text in pictures on page 2: needs OCR (ocrmypdf --redo-ocr).")] if noted else [])


@pytest.mark.parametrize("size", [(470, 380), (235, 190)], ids=["half the page", "a corner"])
def test_reading_names_the_page_that_is_for_the_table_in_a_picture(size: tuple[float, float]) -> None:
    """A table has fewer letters than prose; with hardly a word about it, it is what its page is for."""
    names = ["Ferries", "Cranes", "Piers", "Homes", "Buses", "Trams", "Quays", "Sheds", "Tugs", "Lamps"]

    def table(page: FPDF) -> None:
        for i, row in enumerate(
            [("Aim", 2025, 2030), *((name, 11 + 3 * i, 90 - 7 * i) for i, name in enumerate(names))]
        ):
            layouts.box_row(page, list(map(str, row)), (40, 200, 360, 520), 40 + 20 * i)

    picture = pdfium.PdfDocument(layouts.drawn(table))[0].render(scale=2.0, crop=(30, HEIGHT - 280, 60, 30)).to_pil()

    def with_picture(page: FPDF) -> None:
        layouts.print_lines(page, ["Annex A: All targets of the port"], 60, 100)
        page.image(picture, 60, 150, *size)

    document = read(
        Path("a.pdf"),
        data=layouts.drawn(lambda page: layouts.print_lines(page, WRITTEN, 60, 60) and None, with_picture),
    )
    assert [note.code for note in document.notes] == (["D012"] if size[0] > 300 else [])


@pytest.mark.parametrize(("lines", "noted"), [(14, True), (2, False)])
def test_reading_names_a_word_file_with_a_table_or_text_in_a_picture(lines: int, noted: bool) -> None:
    shown = pdfium.PdfDocument(layouts.drawn(lambda page: layouts.print_lines(page, WRITTEN * lines, 60, 60) and None))
    out = io.BytesIO()
    shown[0].render(scale=2.0, crop=(50, HEIGHT - 70 - 13 * lines, 50, 40)).to_pil().save(out, "png")
    word = docx.Document()
    for _ in range(40):
        word.add_paragraph(WRITTEN[0])
    word.add_picture(io.BytesIO(out.getvalue()), width=Pt(450))
    around = word_file(
        "<w:altChunk r:id='r1'/>", parts={"word/a.docx": layouts.saved(word)}, related={"r1": ("x", "a.docx")}
    )
    for data in (layouts.saved(word), around):
        document = read(Path("a.docx"), data=data)
        assert document.partial is noted
        assert [(note.code, note.text.partition(":")[0]) for note in document.notes] == (
            [("D012", "Text in 1 picture(s)")] if noted else []
        )


def test_reading_takes_no_note_of_a_picture_that_cannot_be_opened() -> None:
    word = docx.Document()
    word.add_paragraph(WRITTEN[0])
    word.add_picture(io.BytesIO(grey_png()), width=Pt(300), height=Pt(300))
    data = layouts.saved(word)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, b"no picture" if "/media/" in name else part)
    assert WRITTEN[0] in read(Path("a.docx"), data=out.getvalue()).text


@pytest.mark.parametrize("kind", ["noise", "waves", "bars", "plain"])
def test_count_letters_finds_none_where_nothing_is_written(kind: str) -> None:
    rows, columns = np.mgrid[0:400, 0:600]
    pictures = {
        "noise": np.random.default_rng(1).integers(0, 255, (400, 600)),
        "waves": 128 + 120 * np.sin(rows / 9) * np.cos(columns / 7),
        "bars": np.where((columns // 40) % 2 * (rows > 100), 40, 250),
        "plain": np.full((400, 600), 90),
    }
    assert count_letters(pictures[kind]) < 40


@pytest.mark.parametrize(("picture", "code"), [(True, "D012"), (False, "D002")])
def test_reading_refuses_a_pdf_of_nothing_but_what_comes_back_on_its_pages(picture: bool, code: str) -> None:
    assert code_of(stamped(3, 0, picture), "a.pdf") == code


def test_reading_names_the_pages_that_need_ocr() -> None:
    with pytest.raises(PolicyledgerError, match=r"pages 1-3.*OCR"):
        read(Path("a.pdf"), data=page_pdf(b"[0 0 600 800]", pages=3))


def test_reading_takes_a_huge_page_in_its_stride() -> None:
    data = page_pdf(b"[0 0 14400 14400]", b"BT /F 400 Tf 900 9000 Td (The port will save 12 GWh.) Tj ET")
    started = time.perf_counter()
    assert "12 GWh" in read(Path("a.pdf"), data=data).text
    assert time.perf_counter() - started < 5


def test_reading_stops_at_too_many_pages_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "MAX_PAGES", 40)
    document = read(
        Path("a.pdf"), data=page_pdf(b"[0 0 600 800]", b"BT /F 12 Tf 50 500 Td (Save 12 GWh.) Tj ET", pages=60)
    )
    assert document.partial and document.pages == 60
    assert [note.code for note in document.notes] == ["D020"]


@pytest.mark.parametrize(("limit", "most", "row"), [("_MAX_ROWS", 30, 30), ("_MAX_CELLS", 50, 25)])
@pytest.mark.parametrize(("name", "head"), [("a.html", "<p>Savings of the port.</p>"), ("a.md", "# Savings\n\n")])
def test_reading_stops_at_too_long_a_table_and_says_so(
    monkeypatch: pytest.MonkeyPatch, limit: str, most: int, row: int, name: str, head: str
) -> None:
    monkeypatch.setattr(html_tables, limit, most)
    rows = "".join(f"<tr><td>Quay {number}</td><td>{number} GWh</td></tr>" for number in range(40))
    document = read(Path(name), data=f"{head}<table>{rows}</table><p>End.</p>".encode())
    assert f"{row - 1} GWh" in document.text and f" {row} GWh" not in document.text and "End." in document.text
    assert document.partial
    assert [(note.code, f"row {row} of a table of 40" in note.text) for note in document.notes] == [("D020", True)]


@pytest.mark.parametrize(("rows", "columns"), [(300, 1), (20, 15), (1, 300)])
def test_reading_loses_no_cells_to_others_that_claim_more_than_there_is(rows: int, columns: int) -> None:
    cells = [[f"<td rowspan=1000 colspan=1000>Cell {row}-{at}</td>" for at in range(columns)] for row in range(rows)]
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in cells)
    document = read(Path("a.html"), data=f"<table>{body}<tr><td>Wind</td><td>12 GWh</td></tr></table>".encode())
    assert len({block.text for block in document.blocks}) == rows * columns + 2
    assert not document.partial


def test_reading_refuses_a_zip_bomb_without_unpacking_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "MAX_PART", 1_000_000)
    data = zipped(word__document_xml=WORD % (b"a" * 60_000_000))
    tracemalloc.start()
    try:
        assert code_of(data, "a.docx") == "D016"
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("deep.html", b"<div>" * 30_000 + b"The port will save 12 GWh."),
        ("unclosed.html", b"<html><body>" + b"<p title='a" * 5_000 + b"The port will save 12 GWh."),
        ("comments.html", b"<html><body>" + b"<!--" * 20_000 + b"--><p>The port will save 12 GWh.</p>"),
        ("table.html", b"<table>" + b"<tr><td rowspan=999 colspan=999>12 GWh" * 400 + b"</table>"),
        ("quotes.md", b"> " * 900 + b"The port will save 12 GWh."),
        ("brackets.md", b"# a\n" + b"[" * 50_000 + b"The port will save 12 GWh."),
        ("pictures.md", b"# a\n" + b"![" * 50_000 + b"The port will save 12 GWh."),
        ("hyphens.txt", b"a- " * 60_000 + b"The port will save 12 GWh."),
        ("cut-lines.txt", b"abc-\n" * 60_000 + b"The port will save 12 GWh."),
        ("blanks.txt", b" " * 400_000 + b"The port will save 12 GWh."),
        ("digits.txt", b"1\n\n" * 20_000 + b"The port will save 12 GWh."),
        ("one-line.txt", b"The port will save 12 GWh. " * 40_000),
        ("rows.txt", b"Quays From To\n" + b"Quay 1 5% 7%\n" * 3 + b"\n\nQuay 2 5% 7%" * 12_000),
        ("menu.md", b"* [Quay](https://a.example)\n" * 8_000 + b"\n\nThe port will save 12 GWh."),
    ],
)  # fmt: skip
def test_reading_bounds_its_time_on_hostile_text(name: str, data: bytes) -> None:
    started = time.perf_counter()
    code = code_of(data, name)
    assert time.perf_counter() - started < 15
    assert code in {"", "D002"}


GOOD = {
    "a.pdf": layouts.as_pdf(layouts.Layout(columns=2, box=True)),
    "t.pdf": layouts.table_pdf(),
    "a.docx": layouts.as_docx(),
    "a.html": layouts.as_html(),
    "a.md": layouts.table_markdown(),
    "a.txt": layouts.as_txt(70),
}


@pytest.mark.parametrize("name", GOOD)
def test_reading_answers_for_every_truncation(name: str) -> None:
    data = GOOD[name]
    for part in range(1, 10):
        _answer(data[: len(data) * part // 10], name)


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("seed", range(12))
def test_reading_answers_for_random_damage(name: str, seed: int) -> None:
    chance = random.Random(f"{name} {seed}")
    data = bytearray(GOOD[name])
    for _ in range(chance.choice([1, 4, 40])):
        at = chance.randrange(len(data))
        way = chance.randrange(4)
        if way == 0:
            data[at] = chance.randrange(256)
        elif way == 1:
            del data[at : at + chance.randrange(200)]
        elif way == 2:
            data[at:at] = bytes(chance.randrange(256) for _ in range(chance.randrange(60)))
        else:
            data[at:at] = data[at : at + chance.randrange(300)]
        data = data or bytearray(b"a")
    _answer(bytes(data), name)


def _answer(data: bytes, name: str) -> None:
    """Asserts that some bytes give a sound document or an error of the table."""
    try:
        document = read(Path(name), data=data)
    except PolicyledgerError as error:
        assert error.code in MESSAGES
        return
    assert isinstance(document, Document)
    assert document.blocks
    for start, end, block in document.spans():
        assert document.text[start:end] == block.text
        assert not block.origins or len(block.origins) == len(block.text)
        assert not block.boxes or len(block.boxes) == len(block.text)


_WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}'
_SAID = "<w:p><w:r><w:t>The port will save 12 GWh by 2031.</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("body", "styles", "partial"),
    [
        (f"{_SAID}</w:body></w:document>", "", False),
        (f"{_SAID}<w:p><w:r><w:t>Emissions fall by 55 % by 20", "", True),
        (f"{_SAID}</w:body></w:document>", "<w:styles", True),
    ],
)
def test_reading_calls_a_word_file_with_damaged_xml_partial(body: str, styles: str, partial: bool) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", _WORD.format(body))
        if styles:
            archive.writestr("word/styles.xml", styles)
    document = read(Path("plan.docx"), data=out.getvalue())
    assert "12 GWh by 2031" in document.text
    assert (document.partial, "D021" in {note.code for note in document.notes}) == (partial, partial)


def test_reading_says_of_a_word_file_whose_xml_says_nothing_that_it_is_damaged() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        text = "<w:p><w:r><w:t>R&D rises; losses <15 % by 2031.</w:t></w:r></w:p></w:body></w:document>"
        archive.writestr("word/document.xml", _WORD.format(text))
    assert code_of(out.getvalue(), "plan.docx") == "D015"


def test_reading_docx_reads_text_boxes_once_equations_and_symbols() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Box: 40 parks by 2029.</w:t></w:r></w:p></w:txbxContent>"
    text = (
        '<w:p xmlns:mc="urn:c" xmlns:m="urn:m"><w:r><w:t xml:space="preserve">Heat falls by </w:t></w:r>'
        '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r><m:oMath><m:r><m:t>25</m:t></m:r></m:oMath>'
        '<w:r><w:t xml:space="preserve"> per cent by 2030.</w:t></w:r><w:r><mc:AlternateContent>'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", _WORD.format(text + "</w:body></w:document>"))
    document = read(Path("plan.docx"), data=out.getvalue())
    assert [block.text for block in document.blocks] == [
        "Heat falls by ≥25 per cent by 2030.",
        "Box: 40 parks by 2029.",
    ]


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<html><body><nav>x</nav></body></html>", "D002"),
        ("<html><body><script>x()</script></body></html>", "D018"),
        ('<html><frameset cols="20%,80%"><frame src="a.html"><frame src="b.html"></frameset></html>', "D019"),
        ('<html><body><iframe title="Plan" src="a.html"></iframe><script>x()</script></body></html>', "D019"),
    ],
)
def test_reading_tells_a_page_made_by_a_script_from_an_empty_one(page: str, code: str) -> None:
    assert code_of(page.encode(), "page.html") == code


def test_reading_says_of_a_word_file_that_is_a_picture_that_it_needs_ocr() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        body = "<w:p><w:r><w:drawing/></w:r></w:p></w:body></w:document>"
        archive.writestr("word/document.xml", _WORD.format(body))
    assert code_of(out.getvalue(), "plan.docx") == "D012"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_reading_knows_ascii_in_utf_16_without_a_mark(encoding: str) -> None:
    text = "The port will save 12 GWh by 2031."
    assert read(Path("plan.txt"), data=text.encode(encoding)).text.strip() == text


@pytest.mark.parametrize("charset", ["undefined", "idna", "base64", "rot13", "punycode", "no-such-thing"])
def test_reading_takes_a_codec_that_is_no_encoding_for_an_unknown_one(charset: str) -> None:
    page = f'<html><head><meta charset="{charset}"></head><body><p>The port will save 12 GWh by 2031.</p></body></html>'
    assert read(Path("port.html"), data=page.encode()).text.strip() == "The port will save 12 GWh by 2031."


def test_reading_docx_follows_the_relationships_to_its_parts() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for place, kind, target in (
            ("_rels/.rels", "officeDocument", "/word/document2.xml"),
            ("word/_rels/document2.xml.rels", "styles", "styles2.xml"),
        ):
            archive.writestr(place, f'<Relationships><Relationship Type="o/{kind}" Target="{target}"/></Relationships>')
        head = '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>Aims</w:t></w:r></w:p>'
        archive.writestr("word/document2.xml", _WORD.format(f"{head}{_SAID}</w:body></w:document>"))
        style = '<w:style w:styleId="A"><w:name w:val="heading 2"/></w:style>'
        archive.writestr("word/styles2.xml", f'<w:styles xmlns:w="w">{style}</w:styles>')
    document = read(Path("plan.docx"), data=out.getvalue())
    assert [(block.kind, block.level) for block in document.blocks] == [("heading", 2), ("paragraph", 0)]


def test_reading_docx_leaves_out_rows_that_are_deleted_and_joins_paragraphs_whose_mark_is() -> None:
    def cell(text: str) -> str:
        return f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    gone = "<w:trPr><w:del/></w:trPr>"
    rows = [("", "Aim", "2031"), ("", "Boats", "12"), (gone, "Nets", "40"), ("", "Ropes", "9")]
    table = "".join(f"<w:tr>{of}{cell(one)}{cell(two)}</w:tr>" for of, one, two in rows)
    cut = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space='preserve'>The port will </w:t></w:r></w:p>"
    rest = "<w:p><w:r><w:t>save 12 GWh by 2031.</w:t></w:r></w:p>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", _WORD.format(f"{cut}{rest}<w:tbl>{table}</w:tbl></w:body></w:document>"))
    texts = [block.text for block in read(Path("plan.docx"), data=out.getvalue()).blocks]
    assert texts == ["The port will save 12 GWh by 2031.", "Aim", "2031", "Boats", "12", "Ropes", "9"]


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("port.html", "<h1>Port<p>It will save <b>12 GWh by 2031.<ul><li>Buy 4 boats"),
        ("port.html", "It will save <b>12 GWh</b> by 2031."),
        ("port.txt", "<p>It will save 12 GWh by 2031.\n" * 20),
    ],
)
def test_reading_knows_html_without_closing_tags(name: str, page: str) -> None:
    document = read(Path(name), data=page.encode())
    assert document.media_type == "text/html" and ">" not in document.text
    assert "save 12 GWh" in document.text
