"""The head of a letter that was sent by mail, at the beginning of a plain text: from whom, to whom, when, on what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from policyledger.reading.heads import DAY
from policyledger.reading.lines import Line


def without_mail_head(lines: Sequence[Line]) -> list[Line]:
    """The lines with the subject of a mail as their title, and below it what else its head says, line by line.

    What but programs read of it, as which signs the text is written in, is left out.
    """
    begin = next((at for at, line in enumerate(lines) if line.text), len(lines))
    stop = begin
    named: set[str] = set()
    while stop < len(lines) and lines[stop].text:
        field = _FIELD.match(lines[stop].text)
        if field is None and not (named and lines[stop].indent):  # which goes on with the field above
            break
        named |= {field["name"].casefold()} if field else set()
        stop += 1
    if len(named & _HEAD) < _LEAST or (stop < len(lines) and lines[stop].text):
        return list(lines)
    subject: list[Line] = []
    others: list[Line] = []
    shown = others
    kept = False
    for line in lines[begin:stop]:
        field = _FIELD.match(line.text)
        name = field["name"].casefold() if field else ""
        kept = name in _HEAD if field else kept
        text, shift = line.text, 0
        if field and name == "subject":
            text, shift = text[field.end() :], field.end()
        elif name in _SENT and (day := DAY.search(text)):
            text, shift = day[0], day.start()
        shown = (subject if name == "subject" else others) if field else shown
        if kept and text:
            apart = [Line("", line.start, 0, line.page)] if field else []
            shown += [*apart, replace(line, text=text, start=line.start + shift, indent=0)]
    return [*lines[:begin], *subject, *others, *lines[stop:]]


_FIELD = re.compile(r"(?P<name>[A-Z][A-Za-z]*(?:-[A-Za-z]+)*):\s+")
_HEAD = frozenset({"bcc", "cc", "date", "from", "sent", "subject", "to"})
_SENT = frozenset({"date", "sent"})
_LEAST = 3
"""Fields that tell the head of a mail."""
