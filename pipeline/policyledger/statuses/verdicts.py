"""A verdict: the status of a quantity and the cue that decided."""

from __future__ import annotations

from spacy.tokens import Span

from policyledger.cues import Cue, CueLexicon

Verdict = tuple[str, Cue | None]
"""target, actual or other, and the cue that decided, where a word did."""


def due(date: Span, cues: CueLexicon) -> Verdict:
    """A target, by its date alone."""
    rule = cues.deadline
    return "target", (Cue(date.start, date.end, rule) if rule is not None else None)
