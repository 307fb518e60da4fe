"""A document's title and date of publication: from its metadata, else from the head of its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from policyledger.reading.document import Block

_HEAD_BLOCKS = 25
_TIMELINE = 3
"""How many blocks that begin with a day or a month are a timeline: it tells when things were done, not published."""
_LONGEST = 300
"""Characters of the longest title."""
_TITLE_PAGES = 3
_TITLE_LINES = 4
_TITLE_LENGTH = 250
_ANSWER_LENGTH = 120
_LEAD_LENGTH = 200
"""Characters behind a dateline in which the day of the week stands on which something was said."""
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTH_NAMES = (
    "january february march april may june july august september october november december "
    "jan feb mar apr may jun jul aug sep oct nov dec"
)
_MONTHS = {name: i % 12 + 1 for i, name in enumerate(_MONTH_NAMES.split())} | {"sept": 9}


@dataclass(frozen=True, slots=True)
class Found:
    """Something found, and where."""

    value: str
    source: str


def title(blocks: Sequence[Block], metadata: str, titled: str = "") -> Found:
    """The title: the metadata's unless it names a file or program, else the highest early heading or a first line.

    Headings that any document has ("Contents", "Foreword") are none; a title of several lines is joined. A format that
    marks the title in the text (`titled`) tells it from the headings of the same level below.
    """
    cleaned = re.sub(r"\s+", " ", metadata).strip()
    if cleaned and not _JUNK.search(cleaned) and len(cleaned) < _LONGEST:
        return Found(cleaned, "metadata")
    if titled and not is_generic(titled) and len(titled) < _TITLE_LENGTH:
        return Found(titled, "first heading")
    head = blocks[: 2 * _HEAD_BLOCKS]
    first_page = next((block.page or 1 for block in head), 1)
    headings = [
        i
        for i, block in enumerate(head)
        if block.kind == "heading" and (block.page or 1) < first_page + _TITLE_PAGES and not is_generic(block.text)
    ]
    if headings:
        best = min(headings, key=lambda i: (head[i].level, head[i].page or 1, i))
        return Found(_with_following(head, best), "first heading")
    first = next((b.text for b in blocks[:5] if b.kind in {"paragraph", "caption"} and len(b.text) < 160), "")
    return Found(first, "first line" if first else "")


def is_generic(text: str) -> bool:
    """Whether a line is a heading that any document has, a file's name, a figure or a date, and so no title."""
    text = text[:_LONGEST]  # a pattern that looks for an end takes long on a line without one
    return (
        _GENERIC.fullmatch(text.strip()) is not None
        or _JUNK.search(text) is not None
        or _FIGURE.fullmatch(text.strip()) is not None
        or _LISTED.search(text) is not None
        or _DATELINE.fullmatch(text.strip()) is not None
        or is_dateline(text)
    )


def is_dateline(text: str) -> bool:
    """Whether a line says when something was published, and nothing else: "Published 14 March 2025"."""
    return _ANY_YEAR.search(text) is not None and _CUED.fullmatch(text.strip()) is not None


def is_day(text: str) -> bool:
    """Whether a line is a day or a month and nothing else: "3 March 2026", "March 2026"."""
    return DAY.fullmatch(text) is not None


def is_posted(text: str) -> bool:
    """Whether a line of the head of a letter says from whom, to whom or when it was sent: "To: All readers"."""
    return _POSTED.match(text) is not None


def is_delivered(text: str) -> bool:
    """Whether a line below a title says who gave a speech or laid a text before whom: "Delivered by the Minister …"."""
    return len(text) < _TITLE_LENGTH and _DELIVERED.match(text) is not None and not text.endswith(".")


def is_signed(text: str) -> bool:
    """Whether a line says who published something and when: "Ministry of Energy, 12 June 2025"."""
    return _SIGNED.search(text) is not None


def _with_following(blocks: Sequence[Block], at: int) -> str:
    """A heading of the first level with those of it right below on its page: the further lines of a title."""
    parts = [blocks[at].text]
    if blocks[at].level > 1:
        return parts[0]
    for block in blocks[at + 1 : at + _TITLE_LINES]:
        if (block.kind, block.level, block.page) != ("heading", blocks[at].level, blocks[at].page):
            break
        if is_generic(block.text) or sum(map(len, parts)) + len(block.text) > _TITLE_LENGTH:
            break
        parts.append(block.text)
    return " ".join(parts)


def published(blocks: Sequence[Block], stated: str, created: str) -> Found:
    """The date of publication in EDTF: as the page states it, as its head says it, else when the file was made.

    Of a question and its answer it is that of the answer, and a report is published after the period it is on.
    """
    if edtf := parse_date(stated):
        return Found(edtf, "metadata")
    head = [block.text for block in blocks[:_HEAD_BLOCKS] if block.cell is None]
    reported = max((_reported(text) for text in head), default="")
    answered = (_answered(text) for text in head)
    dated = (date for text in head if (date := _head_date(text)) and not _earlier(date, reported))
    told = next(dated, "") if len({match[0].lower() for match in map(_EVENT.match, head) if match}) < _TIMELINE else ""
    if edtf := next(filter(None, answered), "") or told or _wire_date(head, blocks):
        return Found(edtf, "text head")
    if (edtf := parse_date(created)) and not _earlier(edtf, reported):
        return Found(edtf, "file creation date")
    return Found("", "")


def _earlier(one: str, other: str) -> bool:
    """Whether a date lies before another, as far as both are told."""
    length = min(len(one), len(other))
    return one[:length] < other[:length]


def _reported(text: str) -> str:
    """The end of the period that a line says the document reports on; "" where it says none."""
    cue = _REPORTED.match(text)
    ends = [_written(match) for match in _WRITTEN.finditer(text[: cue.end() + 60], cue.end())] if cue else []
    return ends[-1] if ends else ""


def _answered(text: str) -> str:
    """The date of a line that heads an answer: "Answer (N. N., 2 December 2024)", "Date answered: 2 December 2024"."""
    cue = _ANSWERED.match(text)
    if cue is None:
        return ""
    match = _WRITTEN.search(text[:_ANSWER_LENGTH], cue.end())
    return _written(match) if match and _NAMES.fullmatch(text[cue.end() : match.start()]) else ""


def _wire_date(head: Sequence[str], blocks: Sequence[Block]) -> str:
    """The date of a news dateline without year, "LIMA, April 23 (Wire) -- … said Wednesday", by its day of the week.

    Of the years the text speaks of, the day must fall on that weekday in one alone; else the year is not known.
    """
    for text in head:
        line = _WIRE.search(text)
        weekday = _WEEKDAY.search(text, line.end(), line.end() + _LEAD_LENGTH) if line else None
        if line is None or weekday is None:
            continue
        month = _MONTHS[(line["month1"] or line["month2"]).lower().rstrip(".")]
        said = _WEEKDAYS.index(weekday[0].lower())
        named = {int(year) for block in blocks for year in _YEAR.findall(block.text)}
        years = []
        for year in range(min(named, default=1), max(named, default=0) + 1):
            try:
                spoken = date(year, month, int(line["day1"] or line["day2"]))
            except ValueError:
                continue
            if spoken.weekday() == said:
                years.append(spoken.isoformat())
        return years[0] if len(years) == 1 else ""
    return ""


def parse_date(text: str) -> str:
    """EDTF of a metadata date (ISO 8601, PDF's D:YYYYMMDD, or as people write it); "" when it is none."""
    text = text.strip()
    match = _ISO.match(text) or _PDF_DATE.match(text)
    if match:
        return _edtf(match["year"], match["month"], match["day"])
    written = _WRITTEN.search(text)
    return _written(written) if written else ""


def _head_date(text: str) -> str:
    """The date of a dateline: a short line with a date, a date before a dash, or one after "published", "issued" …"""
    cue = _CUE.search(text[:400])
    if cue and (match := _WRITTEN.match(text, cue.end())):
        return _written(match)
    adopted = _ADOPTED.match(text) if len(text) < _TITLE_LENGTH else None
    if adopted and (match := _WRITTEN.match(text, adopted.end())):
        return _written(match)
    if not _ANY_YEAR.search(text[:200]):
        return ""
    if len(text) < _TITLE_LENGTH and text[-1:] != "." and (given := _GIVEN.search(text)):
        return _written(given)
    match = _WRITTEN.search(text[:200])
    if not match or _ENDS_PERIOD.search(text[: match.start()]):
        return ""
    short = len(text.split()) <= 8 and not text.rstrip().endswith((".", ":", ";"))
    opening = match.start() < 3 and bool(_DASH.match(text, match.end()))
    alone = len(text.strip()) - (match.end() - match.start()) <= 24
    place = bool(_PLACE.fullmatch(text[: match.start()]))
    return _written(match) if opening or (short and alone) or place else ""


def _written(match: re.Match[str]) -> str:
    groups = match.groupdict()
    if groups["iso"]:
        return _edtf(groups["iso"], groups["iso_month"], groups["iso_day"])
    if groups["dotted_year"]:
        return _edtf(groups["dotted_year"], groups["dotted_month"], groups["dotted_day"])
    month = _MONTHS[(groups["month1"] or groups["month2"]).lower().rstrip(".")]
    return _edtf(groups["year1"] or groups["year2"], str(month), groups["day1"] or groups["day2"])


def _edtf(year: str, month: str | None, day: str | None) -> str:
    if not 1900 <= int(year) <= 2199:
        return ""
    if not month or not 1 <= int(month) <= 12:
        return year
    if not day or not 1 <= int(day) <= 31:
        return f"{year}-{int(month):02d}"
    return f"{year}-{int(month):02d}-{int(day):02d}"


_JUNK = re.compile(
    r"^(?:untitled|microsoft|powerpoint|word|document\d*|layout \d|slide \d|template|print|none|null)\b"
    r"(?!\s\w+\s\w)"
    r"|\.(?:docx?|pdf|indd|pptx?|xlsx?|rtf|odt|qxd|txt|html?|xml|jsp|aspx?|php)\b"
    r"|^microsoft |^.{1,3}$|^[\d\W_]+$|[\\/]\w+[\\/]|_\w+_",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:table of )?contents?|foreword|preface|introduction|(?:executive )?summary|abstract|acknowledge?ments?"
    r"|disclaimer|annexures?|(?:list of )?(?:abbreviations|acronyms|figures|tables)|copyright|imprint|page|menu|search"
    r"|home|(?:for )?(?:immediate |press |media )+release|(?:news|press|media) (?:release|statement|notice)"
    r"|(?:part|chapter|section|annex|volume) (?:[\dIVX]+|[A-Z])|(?:the )?official (?:journal|gazette)\b.*"
    r"|(?:ministry|department|office|directorate|government) of .*",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"(?!(?:19|20)\d\d)(?:[A-Z]{0,3}[$€£¥₹])?\W{0,2}\d[\d.,\s]*\W{0,2}[^\W\d_]{0,3}\W?")
"""A number with its sign and unit, printed large: "290GWh", "€2.5bn"."""
_LISTED = re.compile(r"[^\W\d_].*\s\d{1,2}$")
_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?!\d)")
_PDF_DATE = re.compile(r"(?:D:)?(?P<year>\d{4})(?P<month>\d\d)?(?P<day>\d\d)?")
_WHOLE_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_MONTH = (
    rf"(?:{_WHOLE_MONTH}"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_EVENT = re.compile(rf"(?:\d{{1,2}} )?{_WHOLE_MONTH} \d{{4}}\b", re.IGNORECASE)
_SIGNED = re.compile(rf", (?:\d{{1,2}} )?{_WHOLE_MONTH}(?: \d{{1,2}},)? \d{{4}}$", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_WRITTEN = re.compile(
    r"(?<![\d.])(?=[\dADFJMNOS])(?:"
    r"(?P<iso>(?:19|20)\d\d)-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)"
    r"|(?P<dotted_day>\d{1,2})[./](?P<dotted_month>\d{1,2})[./](?P<dotted_year>(?:19|20)\d\d)"
    rf"|(?:(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month1>{_MONTH}),?\s+(?P<year1>(?:19|20)\d\d)"
    rf"|(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>(?:19|20)\d\d)"
    r")(?!\d)",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"\b(?:published|issued|released|posted|date|dated|status|as at|version of|last (?:updated|modified)|updated)"
    r"(?: by [^.,;:\d]{3,60})?(?: on| at| in)?\s*[:–-]?\s+(?=\d|[A-Z])",
    re.IGNORECASE,
)
_ADOPTED = re.compile(r"\W*(?:adopted|approved|endorsed)(?: by [^.,;:\d]{3,60})? on\s+", re.IGNORECASE)
"""How a line begins that says when a document was adopted: "Adopted by the Cabinet on"."""
_GIVES = "(?:delivered|presented|tabled|moved|read|laid|given) (?:by|to|before|in|at|on)"
_DELIVERED = re.compile(rf"\W*(?:as )?{_GIVES}\b", re.IGNORECASE)
_GIVEN = re.compile(
    rf"\b{_GIVES}\b(?:[^.;:\d]{{0,100}}?(?:\bon|,)|:)?\s+"
    rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+(?:the\s+)?)?{_WRITTEN.pattern}",
    re.IGNORECASE,
)
"""When a speech was given: "delivered by the Minister of Finance on Tuesday, 3 March 2026"."""
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
DAY = re.compile(rf"(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?,)? (?:19|20)\d\d(?!\d)")
"""A day, or a month: "3 March 2026", "March 3, 2026"."""
_POSTED = re.compile(r"(?:From|To|Cc|CC|Bcc|Sent|Date|Ref):\s")
_CUED = re.compile(
    rf"\W*(?:(?:first|last|date(?: of)?) )?(?:{_CUE.pattern}|(?:publication|issue|release):?\s+"
    rf"|(?:adopted|approved|endorsed)(?: on|:)?\s+){_WRITTEN.pattern}\W*",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s*(?:[-–—]|:|\|)")
_REPORTED = re.compile(r"\W*(?:reporting|reported|review) (?:period|year)\b", re.IGNORECASE)
_ENDS_PERIOD = re.compile(
    rf"\bperiod\b|(?:\b\d{{1,2}}\s+{_MONTH}|{_MONTH}\s+\d{{1,2}},?)\s*(?:[-–—]|to|until)\s*$", re.IGNORECASE
)
"""What stands before the end of a period, which is no date of publication: "1 January – | 30 June 2023"."""
_ANSWERED = re.compile(
    r"\W*(?:(?:date (?:of )?(?:answered|answer|reply|response)|answered|replied)(?: on| by)?\s*[:(,–—-]?"
    r"|(?:answer|reply|response)\s*[:(,–—-])\s*",
    re.IGNORECASE,
)
_NAMES = re.compile(r"(?:(?:[A-Z][\w.’'-]*|of|for|the|and|on)[ ,(]+){0,9}")
_WIRE = re.compile(
    r"(?m)^[A-Z][A-Z .’'-]+(?:, [A-Z][\w .]{1,30})?, "
    rf"(?:(?P<month1>{_MONTH}) (?P<day1>\d{{1,2}})|(?P<day2>\d{{1,2}}) (?P<month2>{_MONTH}))"
    r" *(?:\([^()]{1,40}\))? *[-–—]"
)
_WEEKDAY = re.compile(rf"\b(?<!next )(?<!by )(?<!until )(?<!last )(?:{'|'.join(_WEEKDAYS)})\b", re.IGNORECASE)
_PLACE = re.compile(r"[A-Z][\w .’'-]{2,30},\s+")
_DATELINE = re.compile(rf"(?:{_PLACE.pattern})?{_WRITTEN.pattern}", re.IGNORECASE)
