"""What a Word file embeds: pages, texts, Word files and diagrams are read in their place, the rest is noted."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from policyledger.errors import PolicyledgerError
from policyledger.reading import Document, docx_package, read, source_text
from wordfiles import paragraph, run, table, word_file

ABOVE, BELOW = paragraph("Above."), paragraph("Below.")
CHUNK = '<w:altChunk r:id="rId7"/>'
PAGE = "<html><head><title>x</title></head><body><h2>Ports</h2><p>Build 50&nbsp;quays by 2030.</p></body></html>"
MAIL = (
    'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n'
    'Content-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: quoted-printable\n\n'
    "<html><body><p>Build 50 qu=\nays by 2030=2E</p></body></html>\n--b--\n"
)


def with_chunk(name: str, data: str | bytes, body: str = ABOVE + CHUNK + BELOW) -> bytes:
    return word_file(body, parts={f"word/{name}": data}, related={"rId7": ("aFChunk", name)})


def read_word(data: bytes) -> Document:
    return read(Path("plan.docx"), data=data)


@pytest.mark.parametrize(
    ("name", "data", "texts"),
    [
        ("a.html", PAGE, ["Ports", "Build 50 quays by 2030."]),
        ("a.txt", "Build 50 quays by 2030.\n", ["Build 50 quays by 2030."]),
        ("a.txt", "Build 50 quays – by 2030.".encode("utf-16"), ["Build 50 quays – by 2030."]),
        ("a.mht", MAIL, ["Build 50 quays by 2030."]),
        ("a.docx", word_file(paragraph("Build 50 quays by 2030.")), ["Build 50 quays by 2030."]),
        ("a.docx", with_chunk("b.html", PAGE), ["Above.", "Ports", "Build 50 quays by 2030.", "Below."]),
    ],
    ids=["a page", "a text", "a text in UTF-16", "a page with its pictures", "a Word file", "a page in a Word file"],
)
def test_docx_reads_what_is_embedded_in_its_place(name: str, data: str | bytes, texts: list[str]) -> None:
    whole = with_chunk(name, data)
    document = read_word(whole)
    assert [block.text for block in document.blocks] == ["Above.", *texts, "Below."]
    assert (document.partial, document.notes) == (False, ())
    start = document.text.index("by 2030")
    span = document.source_span(start, start + 7)
    assert span and source_text(Path("plan.docx"), whole)[slice(*span)] in {"by 2030", "by 2030."}
    start = document.text.index("Below")
    assert document.source_span(start, start + 5)


def test_docx_counts_the_tables_of_what_is_embedded() -> None:
    rows = "<table><tr><th>Port</th><th>2030</th></tr><tr><td>North</td><td>50</td></tr></table>"
    ours = table(["Port", "2025"], ["South", "40"])
    text = "Port   | 2028\n-------|-----\nWest   | 45\nEast   | 46\n"
    data = word_file(
        f'{ours}{CHUNK}<w:altChunk r:id="rId8"/>{ours}',
        parts={"word/a.html": f"<html><body>{rows}</body></html>", "word/a.txt": text},
        related={"rId7": ("aFChunk", "a.html"), "rId8": ("aFChunk", "/word/a.txt")},
    )
    document = read_word(data)
    found = [
        (block.cell.table, block.text, [document.blocks[i].text for i in block.cell.column_headers])
        for block in document.blocks
        if block.cell and not block.cell.is_header
    ]
    assert found == [
        (0, "40", ["2025"]),
        (1, "50", ["2030"]),
        (2, "45", ["2028"]),
        (2, "46", ["2028"]),
        (3, "40", ["2025"]),
    ]


@pytest.mark.parametrize(
    ("name", "data", "code", "said"),
    [
        ("a.rtf", r"{\rtf1 Build 50 quays.}", "D020", "application/rtf"),
        ("b.html", None, "D020", "an embedded file"),
        ("a.docx", b"PK\x03\x04 word/ but no ZIP", "D021", "word/a.docx"),
    ],
    ids=["rich text", "nothing", "a damaged file"],
)
def test_docx_is_partial_where_what_it_embeds_can_not_be_read(
    name: str, data: str | bytes | None, code: str, said: str
) -> None:
    whole = word_file(ABOVE + CHUNK) if data is None else with_chunk(name, data)
    document = read_word(whole)
    assert document.partial
    assert (code, True) in [(note.code, said in note.text) for note in document.notes]


def test_docx_is_partial_where_the_xml_of_a_word_file_or_diagram_in_it_says_nothing() -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("word/document.xml", "no XML")
    for data in (
        with_chunk("a.docx", inner.getvalue()),
        word_file(ABOVE + DRAWN + BELOW, parts={"word/d.xml": "no XML"}, related={"rId5": ("diagramData", "d.xml")}),
    ):
        document = read_word(data)
        assert document.text.split() == ["Above.", "Below."]
        assert document.partial and [note.code for note in document.notes] == ["D021"]


def test_docx_that_is_nothing_but_what_can_not_be_read_says_so() -> None:
    with pytest.raises(PolicyledgerError, match="application/rtf") as caught:
        read_word(with_chunk("a.rtf", r"{\rtf1 Build 50 quays.}", CHUNK))
    assert caught.value.code == "D004"


def test_docx_reads_what_is_embedded_once() -> None:
    assert [block.text for block in read_word(with_chunk("a.txt", "Build 50 quays.", CHUNK * 3)).blocks] == [
        "Build 50 quays."
    ]


def test_docx_refuses_more_than_may_be_embedded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "MAX_EMBEDDED", 10_000)
    inner = word_file(paragraph("Build 50 quays. " * 700))
    with pytest.raises(PolicyledgerError) as caught:
        read_word(with_chunk("a.docx", inner))
    assert caught.value.code == "D016"


def test_docx_notes_files_embedded_in_one_another_without_end() -> None:
    data = word_file(paragraph("The innermost."))
    for _ in range(6):
        data = with_chunk("a.docx", data)
    document = read_word(data)
    assert "innermost" not in document.text and document.text.count("Above.") == 4
    assert [note.code for note in document.notes] == ["D020"]


def point(id_: str, text: str, kind: str = "node") -> str:
    return f'<dgm:pt modelId="{id_}" type="{kind}"><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>'


def tie(above: str, below: str, order: int) -> str:
    return f'<dgm:cxn modelId="x" srcId="{above}" destId="{below}" srcOrd="{order}" destOrd="0"/>'


DRAWN = (
    '<w:p><w:r><w:drawing><a:graphicData><dgm:relIds r:dm="rId5" r:lo="rId6"/></a:graphicData></w:drawing></w:r></w:p>'
)


def test_docx_reads_a_diagram_as_a_list_in_the_order_of_its_points() -> None:
    points = (
        f'<dgm:pt modelId="0" type="doc"/>{point("3", "Piers")}{point("1", "Ports")}{point("2", "Build 50 quays.")}'
        f"{point('9', 'not shown', kind='pres')}"
    )
    ties = tie("0", "3", 1) + tie("0", "1", 0) + tie("1", "2", 0)
    space = 'xmlns:dgm="urn:d" xmlns:a="urn:a"'
    data = f"<dgm:dataModel {space}><dgm:ptLst>{points}</dgm:ptLst><dgm:cxnLst>{ties}</dgm:cxnLst></dgm:dataModel>"
    whole = word_file(
        ABOVE + DRAWN, parts={"word/diagrams/data1.xml": data}, related={"rId5": ("diagramData", "diagrams/data1.xml")}
    )
    document = read_word(whole)
    assert [(block.kind, block.level, block.text) for block in document.blocks[1:]] == [
        ("list_item", 1, "Ports"),
        ("list_item", 2, "Build 50 quays."),
        ("list_item", 1, "Piers"),
    ]
    span = document.source_span(document.text.index("50"), document.text.index("50") + 2)
    assert span and source_text(Path("plan.docx"), whole)[slice(*span)] == "50"
    assert not document.partial


def embedded_object(program: str, aspect: str = "Content") -> str:
    held = f'<o:OLEObject Type="Embed" ProgID="{program}" DrawAspect="{aspect}" r:id="rId5"/>'
    return f"<w:p><w:r><w:object><v:shape/>{held}</w:object></w:r></w:p>"


@pytest.mark.parametrize(
    ("program", "aspect", "noted"),
    [
        ("Excel.Sheet.12", "Content", True),
        ("Word.Document.12", "Icon", True),
        ("Equation.3", "Content", False),
        ("Visio.Drawing.15", "Content", False),
    ],
)
def test_docx_notes_objects_that_hold_tables_or_text(program: str, aspect: str, *, noted: bool) -> None:
    whole = word_file(
        ABOVE + embedded_object(program, aspect), parts={"word/a.xlsx": b"PK"}, related={"rId5": ("package", "a.xlsx")}
    )
    document = read_word(whole)
    assert [(note.code, program in note.text) for note in document.notes] == [("D020", True)] * noted
    assert document.partial == noted


def test_docx_reads_a_word_file_that_it_shows_as_an_object() -> None:
    inner = word_file(paragraph("Build 50 quays."))
    whole = word_file(
        paragraph("Abo", run("ve.")) + embedded_object("Word.Document.12") + BELOW,
        parts={"word/embeddings/a.docx": inner},
        related={"rId5": ("package", "embeddings/a.docx")},
    )
    document = read_word(whole)
    assert [block.text for block in document.blocks] == ["Above.", "Build 50 quays.", "Below."]
    assert not document.partial


def test_docx_notes_parts_of_the_document_in_other_files() -> None:
    document = read_word(word_file(ABOVE + '<w:subDoc r:id="rId5"/>'))
    assert [note.code for note in document.notes] == ["D020"]


@pytest.mark.parametrize(
    ("attributes", "texts"),
    [
        (' string="Ports &amp; Quays 2030"', ["Ports & Quays 2030"]),
        (" style='x' string='50 quays by 2030'", ["50 quays by 2030"]),
        (' on="t" fitshape="t"', []),
    ],
)
def test_docx_reads_text_that_is_drawn_along_a_line(attributes: str, texts: list[str]) -> None:
    shape = f"<w:p><w:r><w:pict><v:shape><v:textpath{attributes}/></v:shape></w:pict></w:r></w:p>"
    whole = word_file(ABOVE + shape + BELOW)
    document = read_word(whole)
    assert [block.text for block in document.blocks] == ["Above.", *texts, "Below."]
    if texts:
        start = document.text.index("2030")
        span = document.source_span(start, start + 4)
        assert span and "2030" in source_text(Path("plan.docx"), whole)[slice(*span)]
