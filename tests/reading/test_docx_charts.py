"""Charts of Word files: their titles, and the values that they print, as tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyledger.reading import Document, read, source_text
from wordfiles import paragraph, word_file

SHOWN = (
    '<w:p><w:r><w:drawing><a:graphicData><c:chart xmlns:c="urn:c" r:id="rId5"/></a:graphicData></w:drawing></w:r></w:p>'
)
PRINTED = '<c:dLbls><c:showVal val="1"/></c:dLbls>'


def titled(text: str) -> str:
    return f"<c:title><c:tx><c:rich><a:p><a:r><a:t>{text}</a:t></a:r></a:p></c:rich></c:tx></c:title>"


def kept(*texts: str, numbers: str | None = None) -> str:
    points = "".join(f'<c:pt idx="{i}"><c:v>{text}</c:v></c:pt>' for i, text in enumerate(texts) if text)
    if numbers is None:
        return f"<c:strRef><c:strCache>{points}</c:strCache></c:strRef>"
    return f"<c:numRef><c:numCache><c:formatCode>{numbers}</c:formatCode>{points}</c:numCache></c:numRef>"


def series(name: str, labels: str, values: str, printed: str = PRINTED) -> str:
    return f"<c:ser><c:tx>{kept(name)}</c:tx>{printed}<c:cat>{labels}</c:cat><c:val>{values}</c:val></c:ser>"


def chart(plot: str, title: str = "") -> bytes:
    space = 'xmlns:c="urn:c" xmlns:a="urn:a"'
    data = f"<c:chartSpace {space}><c:chart>{title}<c:plotArea>{plot}</c:plotArea></c:chart></c:chartSpace>"
    return word_file(
        paragraph("Above.") + SHOWN + paragraph("Below."),
        parts={"word/charts/chart1.xml": data},
        related={"rId5": ("chart", "charts/chart1.xml")},
    )


def read_word(data: bytes) -> Document:
    return read(Path("plan.docx"), data=data)


def rows(document: Document) -> list[tuple[list[str], list[str], str]]:
    def shown(indices: tuple[int, ...]) -> list[str]:
        return [document.blocks[i].text for i in indices]

    return [
        (shown(block.cell.row_headers), shown(block.cell.column_headers), block.text)
        for block in document.blocks
        if block.cell and not block.cell.is_header
    ]


def test_docx_reads_the_values_that_a_chart_prints_as_a_table_in_its_place() -> None:
    labels = kept("Wind", "Solar")
    bars = series("2025", labels, kept("0.125", "0.2", numbers="0%")) + series(
        "2030", labels, kept("0.3", "0.4", numbers="0%")
    )
    whole = chart(f"<c:barChart>{bars}</c:barChart>", titled("Share of power"))
    document = read_word(whole)
    assert rows(document) == [
        (["Wind"], ["2025"], "13%"),
        (["Wind"], ["2030"], "30%"),
        (["Solar"], ["2025"], "20%"),
        (["Solar"], ["2030"], "40%"),
    ]
    assert [(block.kind, block.text) for block in document.blocks[:2]] == [
        ("paragraph", "Above."),
        ("caption", "Share of power"),
    ]
    assert document.blocks[-1].text == "Below." and not document.partial
    for said, source in (("30%", "0.3"), ("Solar", "Solar")):
        start = document.text.index(said)
        span = document.source_span(start, start + len(said))
        assert span and source_text(Path("plan.docx"), whole)[slice(*span)] == source


def test_docx_puts_the_title_of_its_axis_over_the_values_of_a_chart() -> None:
    bars = series("Exports", kept("2025", "2030", numbers="General"), kept("40", "50.25", numbers="#,##0.0"))
    plot = f"<c:barChart>{bars}</c:barChart><c:catAx>{titled('Year')}</c:catAx><c:valAx>{titled('EUR bn')}</c:valAx>"
    assert rows(read_word(chart(plot))) == [
        (["2025"], ["EUR bn", "Exports"], "40.0"),
        (["2030"], ["EUR bn", "Exports"], "50.3"),
    ]


@pytest.mark.parametrize(
    ("printed", "values"),
    [
        ("", []),
        ('<c:dLbls><c:delete val="1"/></c:dLbls>', []),
        ('<c:dLbls><c:dLbl><c:idx val="1"/><c:showVal val="1"/></c:dLbl><c:showVal val="0"/></c:dLbls>', ["50"]),
        ('<c:dLbls><c:dLbl><c:idx val="1"/><c:delete val="1"/></c:dLbl><c:showVal val="1"/></c:dLbls>', ["30"]),
        ('<c:dLbls><c:showVal val="0"/><c:showPercent val="1"/></c:dLbls>', ["38%", "63%"]),
        (
            '<c:dLbls><c:numFmt formatCode="0&quot; GW&quot;" sourceLinked="0"/><c:showVal/></c:dLbls>',
            ["30 GW", "50 GW"],
        ),
    ],
    ids=["none", "deleted", "one", "but one", "parts of the whole", "with a unit"],
)
def test_docx_reads_no_value_that_a_chart_but_draws(printed: str, values: list[str]) -> None:
    slices = series("2030", kept("Wind", "Solar"), kept("30", "50", numbers="General"), printed)
    document = read_word(chart(f"<c:pieChart>{slices}</c:pieChart>", titled("Power")))
    assert [text for _, _, text in rows(document)] == values
    assert "Power" in document.text


def test_docx_reads_the_table_below_a_chart_and_labels_of_two_levels() -> None:
    levels = '<c:lvl><c:pt idx="0"><c:v>Wind</c:v></c:pt><c:pt idx="1"><c:v>Solar</c:v></c:pt></c:lvl>'
    levels += '<c:lvl><c:pt idx="0"><c:v>North</c:v></c:pt></c:lvl>'
    labels = f"<c:multiLvlStrRef><c:multiLvlStrCache>{levels}</c:multiLvlStrCache></c:multiLvlStrRef>"
    bars = series("2030", labels, kept("30", "50", numbers="General"), "")
    plot = f"<c:barChart>{bars}</c:barChart><c:dTable><c:showKeys/></c:dTable>"
    assert rows(read_word(chart(plot))) == [(["North", "Wind"], ["2030"], "30"), (["North", "Solar"], ["2030"], "50")]


def test_docx_notes_a_chart_that_can_not_be_read() -> None:
    for kind in ("chartEx", "chart"):
        data = word_file(paragraph("Above.") + SHOWN, parts={"word/c.xml": "no XML"}, related={"rId5": (kind, "c.xml")})
        document = read_word(data)
        assert document.text == "Above."
        assert document.partial and [note.code for note in document.notes] == ["D020" if kind == "chartEx" else "D021"]
