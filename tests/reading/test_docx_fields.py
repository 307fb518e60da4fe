"""The formulas that fields of Word files draw."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyledger.reading import read, source_text
from wordfiles import paragraph, word_file


def field(code: str, result: str = "") -> str:
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r>' if result else ""
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f'{begin}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{shown}{end}'


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        (r"EQ \f(1,2)", "1/2"),
        (r"eq \F(a+b;2)", "(a+b)/2"),
        (r"EQ \f(1\,000,2)", "1,000/2"),
        (r"EQ \r(3,x+1)", "3√(x+1)"),
        (r"EQ 10\s\up8(6)", "10^6"),
        (r"EQ CO\s\do4(2)", "CO2"),
        (r"EQ x\s\up8(a)\do8(i)", "x^ai"),
        (r"EQ \b\bc\[(\f(1,2))", "[1/2]"),
        (r"EQ \b\lc\{(1,2)", "{1,2"),
        (r"EQ \o\ac(○,5)", "5"),
        (r'EQ \* jc2 \* "Font:Gothic" \o\ad(\s\up 9(quay),Kai)', "Kai"),
        (r"EQ \a\al\co2(1,2)", "1; 2"),
        (r"EQ \x(40 %)\d\fo10()", "40 %"),
        (r"EQ \i\su(1,5,3)", "1 5 3"),
        (r"EQ f(x,y)", "f(x,y)"),
        (r"EQ \f(1,2", "1/2"),
        (r"PAGE \* MERGEFORMAT", ""),
    ],
)
def test_docx_shows_the_formula_that_a_field_draws(code: str, shown: str) -> None:
    whole = word_file(paragraph("Cut (", field(code), ") by 2030."))
    document = read(Path("plan.docx"), data=whole)
    assert document.text == f"Cut ({shown}) by 2030."
    span = document.source_span(5, 6) if shown[:1].isdigit() else None
    assert span is None or source_text(Path("plan.docx"), whole)[slice(*span)] == shown[0]


def test_docx_shows_the_result_of_a_field_that_keeps_one_and_a_formula_behind_a_figure_apart() -> None:
    body = paragraph("Build ", field("REF quays", "50"), " quays, 2", field(r"EQ \f(1,2)"), " each.")
    assert read(Path("plan.docx"), data=word_file(body)).text == "Build 50 quays, 2 1/2 each."


@pytest.mark.parametrize("code", [r"EQ \f(" * 400, r"EQ \f(", "EQ \\" + r"o\aa " * 4_000, "EQ ("])
def test_docx_reads_formulas_that_never_end(code: str) -> None:
    text = read(Path("plan.docx"), data=word_file(paragraph("Cut ", field(code), " by 2030."))).text
    assert text.startswith("Cut") and text.endswith("by 2030.")
