"""Pull quotes of a PDF: sentences set in large type beside or across the flow, which are no headings over what follows.

They are known by their quotation marks, or by their style: where all that is set in it is sentences, it is none of
headings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyledger.reading.draft import continues, ends_sentence, is_unfinished, number_depth
from policyledger.reading.pdf_paragraphs import PdfDraft
from policyledger.reading.repair import join_lines

_QUOTED_WORDS = 5
_SENTENCE_WORDS = 8
"""Words that a quotation, or a sentence without its marks, has at the least: a title may be quoted, or have a verb."""
_QUOTED = re.compile(r"[“„«\"‘](?P<said>[^“”„«»\"]+)(?P<end>[”“»\"’]?)")
_VERB = re.compile(r"\b(?:will|shall|must|should|is|are|was|were|has|have|had|can|cannot|need|want)\b")
_CLAUSE = re.compile(r"\b(?:how|that|what|when|where|which|who|why)\b", re.IGNORECASE)
"""What makes of the words with the verb no sentence of their own: "What we will do"."""
_LARGER = 1.12
"""How much larger than the flow's the type of a quote is that cuts a sentence."""


def set_quotes_apart(drafts: Sequence[PdfDraft]) -> list[PdfDraft]:
    """The drafts, those headings that are pull quotes made paragraphs beside the flow, which goes on past them.

    A quote that a column's end has cut is joined.
    """
    joined = _join_pieces(drafts)
    headings = [draft for draft in joined if draft.kind == "heading"]
    quotes = {id(draft) for draft in headings if _is_quoted(draft.text.strip())}
    quotes |= {id(draft) for draft in _of_sentences([draft for draft in headings if id(draft) not in quotes])}
    for draft in joined:
        if id(draft) in quotes:
            draft.kind, draft.level, draft.aside = "paragraph", 0, True
    for above, draft, below in zip(joined, joined[1:], joined[2:], strict=False):
        if id(draft) in quotes or _cuts(above, draft, below):
            draft.aside = above.closes = below.opens = True  # a sentence the quote has cut goes on below it
    return joined


def _cuts(above: PdfDraft, draft: PdfDraft, below: PdfDraft) -> bool:
    """Whether a paragraph in larger type stands in the midst of a sentence."""
    if {above.kind, draft.kind, below.kind} != {"paragraph"} or draft.aside or draft.edge or draft.grid is not None:
        return False
    larger = draft.size > _LARGER * max(above.size, below.size)
    return larger and ends_sentence(draft.text) and continues(above.text.rstrip(), below.text.lstrip())


def _join_pieces(drafts: Sequence[PdfDraft]) -> list[PdfDraft]:
    """The drafts, headings joined that break off where their column ends and go on in the next one."""
    joined: list[PdfDraft] = []
    for draft in drafts:
        last = joined[-1] if joined else None
        if last is not None and _is_rest(last, draft):
            last.traced = join_lines([last.traced, draft.traced])
            last.lines, last.closes = last.lines + draft.lines, draft.closes
        else:
            joined.append(draft)
    return joined


def _is_rest(last: PdfDraft, draft: PdfDraft) -> bool:
    if last.kind != "heading" or not (last.closes and draft.opens) or not 0 <= (draft.page or 0) - (last.page or 0) < 2:
        return False
    alike = abs(draft.size - last.size) < 0.06 * draft.size and draft.bold == last.bold and not draft.edge
    begun = last.text.strip()
    return alike and draft.grid is None and is_unfinished(begun) and not number_depth(begun)


def _is_quoted(text: str) -> bool:
    """Whether a text begins with a quotation of some words; who said it may stand behind it."""
    quoted = _QUOTED.match(text)
    if quoted is None:
        return False
    words = len(quoted["said"].split())
    return words >= _QUOTED_WORDS or (quoted.end() == len(text) and ends_sentence(text))


def _of_sentences(headings: Sequence[PdfDraft]) -> list[PdfDraft]:
    """Those headings that are set, in type of normal weight, in a style in which nothing but sentences is.

    Not the largest style, that of the title, and none where all headings are sentences.
    """
    styles: dict[tuple[float, bool], list[PdfDraft]] = {}
    for draft in headings:
        styles.setdefault((round(draft.size), draft.bold), []).append(draft)
    largest = max((size for size, _ in styles), default=0.0)
    found: list[PdfDraft] = []
    for (size, bold), alike in styles.items():
        if not bold and size < largest and all(_is_sentence(draft.text.strip()) for draft in alike):
            found += alike
    return found


def _is_sentence(text: str) -> bool:
    verb = _VERB.search(text, 1)
    if verb is None or text.endswith("?") or _CLAUSE.search(text[: verb.start()]):
        return False
    return len(text.split()) >= _SENTENCE_WORDS and not number_depth(text)
