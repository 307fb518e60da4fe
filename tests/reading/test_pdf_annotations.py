"""What is typed into a PDF page or its forms is read where it stands; what is struck out is not."""

from __future__ import annotations

import pytest
from fpdf import FPDF

import layouts
from helpers import pdf
from policyledger.errors import PolicyledgerError
from policyledger.reading import Document

AIM = "By 2031 the port will save 12 GWh."
SAID = "The port has 40 ferries."


def annotated(*annotations: bytes, forms: tuple[bytes, ...] = (), said: str = SAID) -> bytes:
    """A PDF of a page with a line of text and annotations, whose forms are numbered from 7."""
    content = b"BT /F 11 Tf 60 700 Td (%b) Tj ET" % said.encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> "
        b"/Annots [%b] >>" % b" ".join(annotations),
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"null",
        *forms,
    ]
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % (number, item) for number, item in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer << /Root 1 0 R >>\n%%EOF"


def shown(text: str, xobject: bytes = b"", more: bytes = b"") -> bytes:
    """The form that shows a text in a box of 400 by 20 points."""
    content = b"BT /F 11 Tf 2 5 Td (%b) Tj ET %b" % (text.encode(), more)
    resources = b"/Resources << /Font << /F 5 0 R >> %b >>" % xobject
    keys = b"/Subtype /Form /BBox [0 0 400 20] %b /Length %d" % (resources, len(content))
    return b"<< %b >>\nstream\n%b\nendstream" % (keys, content)


def placed(kind: bytes, y: int, flags: int = 4, form: int = 7) -> bytes:
    keys = b"/FT /Tx /T (aim) /V (x)" if kind == b"Widget" else b"/Contents (x)"
    return b"<< /Type /Annot /Subtype /%b /Rect [60 %d 460 %d] /F %d /AP << /N %d 0 R >> %b >>" % (
        kind, y, y + 20, flags, form, keys,
    )  # fmt: skip


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


@pytest.mark.parametrize("kind", [b"Widget", b"FreeText"])
def test_reading_pdf_reads_what_is_typed_into_a_page_where_it_stands(kind: bytes) -> None:
    document = pdf(annotated(placed(kind, 600), forms=(shown(AIM),)))
    assert texts(document) == [SAID, AIM]
    assert not document.partial


def test_reading_pdf_reads_a_page_of_nothing_but_a_form() -> None:
    assert texts(pdf(annotated(placed(b"Widget", 600), forms=(shown(AIM),), said=""))) == [AIM]


def test_reading_pdf_reads_no_button_that_is_not_printed() -> None:
    assert texts(pdf(annotated(placed(b"Widget", 600, flags=0), forms=(shown("Submit now"),)))) == [SAID]


def test_reading_pdf_refuses_fields_that_draw_one_another_without_end() -> None:
    endless = shown(AIM, b"/XObject << /X 7 0 R >>", b"/X Do /X Do")
    with pytest.raises(PolicyledgerError, match=r"D011.*page 1 draw one another"):
        pdf(annotated(placed(b"Widget", 600), forms=(endless,)))


def test_reading_pdf_leaves_out_what_is_marked_as_struck_out() -> None:
    quads = b"/QuadPoints [60 712 90 712 60 696 90 696]"
    mark = b"<< /Type /Annot /Subtype /StrikeOut /Rect [60 696 90 712] /F 4 %b >>" % quads
    assert texts(pdf(annotated(mark))) == [SAID.removeprefix("The ")]


def struck(*lines: str, at: float, words: slice = slice(2, 4)) -> list[str]:
    """The texts of a page of lines, with a rule through some words of each, at a share of their type's height."""

    def draw(page: FPDF) -> None:
        y = layouts.print_lines(page, lines, 60, 100)
        for i, line in enumerate(lines):
            parts = line.split()
            before, through = " ".join(parts[: words.start]) + " ", " ".join(parts[words])
            x0 = 60 + page.get_string_width(before)
            level = y - layouts.LEADING * (len(lines) - i) - at * layouts.SIZE
            page.set_line_width(0.6)
            page.line(x0, level, x0 + page.get_string_width(through), level)

    return texts(pdf(layouts.drawn(draw)))


LINE = "The port will save 12 GWh by 2031 and moor 40 ferries at its piers."


def test_reading_pdf_leaves_out_words_with_a_rule_through_them() -> None:
    assert struck(LINE, at=0.27, words=slice(3, 6)) == ["The port will by 2031 and moor 40 ferries at its piers."]


def test_reading_pdf_keeps_underlined_words() -> None:
    assert struck(LINE, at=-0.12, words=slice(3, 6)) == [LINE]


def test_reading_pdf_keeps_words_that_a_longer_rule_runs_through() -> None:
    """As of a chart's grid."""

    def draw(page: FPDF) -> None:
        layouts.print_lines(page, [LINE], 60, 100)
        page.line(20, 97, 560, 97)

    assert texts(pdf(layouts.drawn(draw))) == [LINE]
