"""Why a span exists, and why another does not: the derivation of a text, the use of all rules."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from policyledger.checking import facts_of, rules_of
from policyledger.fates import CREDITED_IN, NAMED, Fate, Fates, piece_of
from policyledger.frames import FrameMatcher, Trial
from policyledger.rules.markup import GROUPS
from policyledger.rules.model import LexiconRule
from policyledger.rules.rulebook import Rulebook
from policyledger.tokens import Tokens

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


def derivation(doc: Doc, nlp: Language, rulebook: Rulebook) -> dict[str, Any]:
    """How a text was read: each span with its rules, each statement with its cues, and what was rejected and why."""
    tokens = Tokens.of(doc)
    return {
        "text": doc.text,
        "spans": [
            {
                "kind": tag,
                "text": span.text,
                "start": span.start_char,
                "end": span.end_char,
                "rules": rules_of(tag, span),
                "facts": {name: fact for name, fact in facts_of(tag, span).items() if name not in _INTERNAL},
            }
            for tag, group in GROUPS.items()
            if tag != "statement"
            for span in doc.spans.get(group, ())
        ],
        "statements": [_statement(span, rulebook) for span in doc.spans.get("statements", ())],
        "rejected": sorted(_rejected(doc, tokens, nlp, rulebook), key=lambda each: (each["start"], each["rule"] or "")),
    }


_INTERNAL = ("rule", "rule_ids", "cues", "number_start", "head", "form")


def _statement(span: Any, rulebook: Rulebook) -> dict[str, Any]:
    columns = dict(span._.statement)
    decided = columns.pop("rule_ids")
    cues = columns.pop("cues")
    return {
        "text": span.text,
        "start": span.start_char,
        "end": span.end_char,
        "columns": {name: value for name, value in columns.items() if value is not None},
        "cues": list(cues),
        "decided_by": [{"rule": each, "title": _title(rulebook, each)} for each in decided],
    }


def _title(rulebook: Rulebook, rule_id: str) -> str:
    rule = rulebook.rules.get(rule_id)
    return rule.title if rule is not None else ""


# --- what was rejected ------------------------------------------------------------------------------------------


def _rejected(doc: Doc, tokens: Tokens, nlp: Language, rulebook: Rulebook) -> Iterator[dict[str, Any]]:
    fates = Fates(rulebook)
    for fate in fates.of(doc):
        if _is_worth_telling(fate, fates):
            yield _loss(fate.kind, tokens, fate.start, fate.end, fate.rule_id, fate.reason)
    yield from _lost_numbers(doc, tokens, rulebook)
    for hit in FrameMatcher(rulebook, nlp.vocab).find(doc, tokens):
        if hit.lost_to is not None:
            reason = f"{hit.lost_to} has the quantity: higher priority, longer or earlier"
            yield _loss("frame", tokens, hit.start, hit.end, hit.rule_id, reason)


def _is_worth_telling(fate: Fate, fates: Fates) -> bool:
    """Whether a reader may ask why: a name or cue that was refused, and whatever lost to a rule of its own kind."""
    rule, winner = fates.rules[fate.rule_id], fates.rules.get(fate.to or "")
    if fate.outcome == "refused":
        return (fate.kind in NAMED and getattr(rule, "role", "name") == "name") or fate.kind == "status"
    if fate.outcome == "kept" or winner is None or winner is rule:
        return False
    return piece_of(winner) == piece_of(rule) != ("date", "words")


def _lost_numbers(doc: Doc, tokens: Tokens, rulebook: Rulebook) -> Iterator[dict[str, Any]]:
    """Numbers in digits that are no quantities."""
    labels = rulebook.rules.get("LEX-REFERENCE-NOUN")
    label_nouns = frozenset(labels.terms) if isinstance(labels, LexiconRule) else frozenset()
    inside = {index for span in doc.spans.get("quantities", ()) for index in range(span.start, span.end)}
    for index, word in enumerate(tokens.words):
        if not word[0].isdigit() or index in inside:
            continue
        holder = next(
            (
                (tag, span)
                for tag, group in GROUPS.items()
                for span in doc.spans.get(group, ())
                if span.start <= index < span.end
            ),
            None,
        )
        if holder is not None:
            tag, span = holder
            yield _loss("quantity", tokens, index, index + 1, span.id_, f'it belongs to the {tag} "{span.text}"')
        elif index and tokens.lowers[index - 1] in label_nouns:
            reason = f'after "{tokens.words[index - 1]}" a number is a label'
            yield _loss("quantity", tokens, index, index + 1, "LEX-REFERENCE-NOUN", reason)
        else:
            yield _loss("quantity", tokens, index, index + 1, None, "no unit and no counted noun goes with it")


def _loss(kind: str, tokens: Tokens, start: int, end: int, rule_id: str | None, reason: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "text": tokens.span(start, end),
        "start": tokens.starts[start],
        "end": tokens.ends[end - 1],
        "rule": rule_id,
        "reason": reason,
    }


# --- the use of all rules ---------------------------------------------------------------------------------------


@dataclass
class Usage:
    """What rules did over many documents.

    Attributes:
        trials: by rule id.
        documents, words: how many.
        seconds: by component.
    """

    trials: dict[str, Trial] = field(default_factory=dict)
    documents: int = 0
    words: int = 0
    seconds: Counter[str] = field(default_factory=Counter)

    def rows(self, rulebook: Rulebook) -> list[dict[str, Any]]:
        """One row for every rule in force, the busiest first; those that were never met come last."""
        rows = []
        for rule in rulebook:
            if isinstance(rule, LexiconRule):
                continue  # a word list is read by others and finds nothing by itself
            trial = self.trials.get(rule.id, Trial())
            lost = [{"rule": to, "times": times} for to, times in trial.lost_to.most_common()]
            rows.append(
                {
                    "rule": rule.id,
                    "kind": rule.kind,  # type: ignore[attr-defined]
                    "tried": trial.tried,
                    "matched": trial.matched,
                    "kept": trial.kept,
                    "lost_to": lost,
                    "seconds": round(trial.seconds, 6),
                }
            )
        return sorted(rows, key=lambda row: (-row["kept"], -row["tried"], row["rule"]))


class Observer:
    """Counts what each rule does in documents.

    A rule is tried where its words stand, matched where its conditions hold, kept where it had its part in what was
    found, and lost where another rule had the words. A frame's seconds are those of putting it together; those of
    other rules their part of their component's time, by how often they were tried, for the words of all are looked for
    in one walk.
    """

    def __init__(self, nlp: Language, rulebook: Rulebook) -> None:
        self.nlp = nlp
        self.usage = Usage()
        self.fates = Fates(rulebook)
        self.frame_trials: dict[str, Trial] = {}
        self.frames = FrameMatcher(rulebook, nlp.vocab, self.frame_trials)

    def see(self, doc: Doc) -> None:
        """Reads a Doc made of a document and counts."""
        for name, component in self.nlp.pipeline:
            began = time.perf_counter()
            doc = component(doc)
            self.usage.seconds[name] += time.perf_counter() - began  # type: ignore[assignment]
        tokens = Tokens.of(doc)
        self.usage.documents += 1
        self.usage.words += len(tokens.words)
        counted = set()
        for fate in self.fates.of(doc):
            counted.add(fate.rule_id)
            trial = self._trial(fate.rule_id)
            trial.tried += 1
            trial.matched += fate.outcome != "refused"
            trial.kept += fate.outcome == "kept"
            if fate.outcome == "lost" and fate.to is not None and fate.to != fate.rule_id:
                trial.lost_to[fate.to] += 1
        self._count_wordless(doc, counted)
        self.frames.find(doc, tokens)

    def finish(self) -> Usage:
        """The counts, with the frames' own."""
        tried: Counter[str] = Counter()
        for rule_id, trial in self.usage.trials.items():
            tried[COMPONENT[_kind(self.fates.rules[rule_id])]] += trial.tried
        for rule_id, trial in self.usage.trials.items():
            component = COMPONENT[_kind(self.fates.rules[rule_id])]
            trial.seconds = self.usage.seconds[component] * trial.tried / tried[component]
        self.usage.trials |= self.frame_trials
        return self.usage

    def _trial(self, rule_id: str) -> Trial:
        return self.usage.trials.setdefault(rule_id, Trial())

    def _count_wordless(self, doc: Doc, counted: Collection[str]) -> None:
        """Counts the rules that took part without words of their own standing there: a past tense, a bare count."""
        for tag, group in GROUPS.items():
            for span in doc.spans.get(group, ()):
                for rule_id in rules_of(tag, span):
                    rule = self.fates.rules.get(rule_id)
                    if (
                        rule_id in counted
                        or rule is None
                        or _kind(rule) == "frame"
                        or CREDITED_IN[_kind(rule)] != group
                    ):
                        continue
                    trial = self._trial(rule_id)
                    trial.tried += 1
                    trial.matched += 1
                    trial.kept += 1


COMPONENT = {
    **{kind: group for kind, group in CREDITED_IN.items() if kind not in ("status", "frame")},
    "status": "statements",
}
"""The component of the pipeline in which the rules of each kind are looked for."""


def _kind(rule: Any) -> str:
    return str(rule.kind)
