"""Why a span exists, and why another does not: the derivation of a text, the use of all rules."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from policyledger.checking import facts_of, rules_of
from policyledger.cues import CueLexicon
from policyledger.frames import FrameMatcher, Trial
from policyledger.rules.markup import GROUPS
from policyledger.rules.model import (
    IndustryRule,
    InstrumentRule,
    LexiconRule,
    OrganisationRule,
    Rule,
    StatusRule,
)
from policyledger.rules.packs import Rulebook
from policyledger.terms import Context, TermMatcher, keys_of
from policyledger.tokens import Tokens

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

NAMED: dict[str, type[Rule]] = {
    "industries": IndustryRule,
    "organisations": OrganisationRule,
    "instruments": InstrumentRule,
}
"""Groups of spans that are found by their names, and the rules that hold the names."""


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


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that stands in a text, whether it was taken or not: tokens start to end, its rule, why it was refused."""

    start: int
    end: int
    rule_id: str
    refused: str | None = None


class Candidates:
    """Finds all names of all rules of a kind, also those that lose to a longer one or to a context."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        named = [rule for rule in rules if getattr(rule, "role", "name") == "name" and rule.status != "deprecated"]
        self.matcher: TermMatcher[str] = TermMatcher(
            ((term, rule.id) for rule in named for term in getattr(rule, "terms", ())),
            ((term, rule.id) for rule in named for term in getattr(rule, "acronyms", ())),
        )
        self.contexts = {rule.id: context for rule in named if (context := Context(rule.unless))}
        self.seconds: Counter[str] = Counter()

    def find(self, tokens: Tokens, keys: Sequence[str]) -> list[Candidate]:
        """All candidates of a text, in order."""
        found: list[Candidate] = []

        def note(start: int, end: int, rule_id: str) -> bool:
            began = time.perf_counter()
            context = self.contexts.get(rule_id)
            refused = context is not None and context.excludes(keys, start, end)
            found.append(Candidate(start, end, rule_id, "its `unless` holds" if refused else None))
            self.seconds[rule_id] += time.perf_counter() - began  # type: ignore[assignment]
            return False  # so that every shorter name and every other rule is asked too

        self.matcher.matches(tokens, keys=keys, accept=note)
        return found


def _rejected(doc: Doc, tokens: Tokens, nlp: Language, rulebook: Rulebook) -> Iterator[dict[str, Any]]:
    keys = keys_of(tokens)
    for group, model in NAMED.items():
        tag = next(tag for tag, name in GROUPS.items() if name == group)
        for candidate in Candidates(rulebook.of(model)).find(tokens, keys):
            reason, _ = _why_not(doc, group, candidate)
            if reason is not None:
                yield _loss(tag, tokens, candidate.start, candidate.end, candidate.rule_id, reason)
    yield from _lost_numbers(doc, tokens, rulebook)
    yield from _lost_cues(doc, tokens, rulebook)
    for hit in FrameMatcher(rulebook, nlp.vocab).find(doc, tokens):
        if hit.lost_to is not None:
            reason = f"{hit.lost_to} has the quantity: higher priority, longer or earlier"
            yield _loss("frame", tokens, hit.start, hit.end, hit.rule_id, reason)


def _why_not(doc: Doc, group: str, candidate: Candidate) -> tuple[str | None, str | None]:
    """Why a candidate is no span, and the rule whose span stands there; no reason if that is its own."""
    spans = list(doc.spans.get(group, ()))
    for span in spans:
        if span.start == candidate.start and span.end == candidate.end and span.id_ == candidate.rule_id:
            return None, None
    if candidate.refused is not None:
        return candidate.refused, None
    for span in spans:
        if span.start < candidate.end and candidate.start < span.end:
            if span.id_ == candidate.rule_id:
                return None, span.id_  # a shorter name inside a longer one of the same rule
            longer = span.end - span.start > candidate.end - candidate.start
            why = "is longer" if longer else "comes before it"
            return f'{span.id_} {why}: "{span.text}"', span.id_
    return "what stands around it speaks against it", None


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


def _lost_cues(doc: Doc, tokens: Tokens, rulebook: Rulebook) -> Iterator[dict[str, Any]]:
    """Cues in the sentences of statements that decided nothing."""
    statements = list(doc.spans.get("statements", ()))
    lexicon = CueLexicon.from_rules(rulebook)
    for begin, end in tokens.sentences:
        here = [span for span in statements if begin <= span.start < end]
        if not here:
            continue
        used = {rule for span in here for rule in span._.statement["rule_ids"]}
        decided = [each for each in used if isinstance(rulebook.rules.get(each), StatusRule)]
        for cue in lexicon.find(tokens, begin, end):
            if cue.rule.id not in used:
                by = f"; {', '.join(sorted(decided))} decided" if decided else ""
                says = f"{cue.rule.decides} {cue.rule.value} (strength {cue.rule.strength})"
                reason = f"a weaker or farther cue for {says}{by}"
                yield _loss("status", tokens, cue.start, cue.end, cue.rule.id, reason)


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

    A rule is tried where one of its words stands, matched where its conditions hold, and kept where its span stayed.
    """

    def __init__(self, nlp: Language, rulebook: Rulebook) -> None:
        self.nlp = nlp
        self.usage = Usage()
        self.candidates = {group: Candidates(rulebook.of(model)) for group, model in NAMED.items()}
        self.frame_trials: dict[str, Trial] = {}
        self.frames = FrameMatcher(rulebook, nlp.vocab, self.frame_trials)
        self.cues = CueLexicon.from_rules(rulebook)

    def see(self, doc: Doc) -> None:
        """Reads a Doc made of a document and counts."""
        for name, component in self.nlp.pipeline:
            began = time.perf_counter()
            doc = component(doc)
            self.usage.seconds[name] += time.perf_counter() - began  # type: ignore[assignment]
        tokens = Tokens.of(doc)
        self.usage.documents += 1
        self.usage.words += len(tokens.words)
        self._count_names(doc, tokens)
        self._count_decisions(doc)
        self._count_cues(doc, tokens)
        self.frames.find(doc, tokens)

    def finish(self) -> Usage:
        """The counts, with the frames' own."""
        for group in self.candidates.values():
            for rule_id, seconds in group.seconds.items():
                self._trial(rule_id).seconds += seconds
        self.usage.trials |= self.frame_trials
        return self.usage

    def _trial(self, rule_id: str) -> Trial:
        return self.usage.trials.setdefault(rule_id, Trial())

    def _count_names(self, doc: Doc, tokens: Tokens) -> None:
        keys = keys_of(tokens)
        for group, candidates in self.candidates.items():
            counted: set[tuple[int, int, str]] = set()
            for candidate in candidates.find(tokens, keys):
                trial = self._trial(candidate.rule_id)
                trial.tried += 1
                trial.matched += candidate.refused is None
                reason, winner = _why_not(doc, group, candidate)
                if reason is None and winner is None:
                    trial.kept += 1
                    counted.add((candidate.start, candidate.end, candidate.rule_id))
                elif reason is not None and winner is not None:
                    trial.lost_to[winner] += 1
            for span in doc.spans.get(group, ()):
                if span.id_ and (span.start, span.end, span.id_) not in counted:
                    self._keep(span.id_)

    def _count_decisions(self, doc: Doc) -> None:
        for tag, group in (("date", "dates"), ("quantity", "quantities")):
            for span in doc.spans.get(group, ()):
                for rule_id in rules_of(tag, span):
                    self._keep(rule_id)

    def _count_cues(self, doc: Doc, tokens: Tokens) -> None:
        statements = list(doc.spans.get("statements", ()))
        for begin, end in tokens.sentences:
            here = [span._.statement for span in statements if begin <= span.start < end]
            if not here:
                continue
            used = Counter(rule for each in here for rule in each["rule_ids"])
            for cue in self.cues.find(tokens, begin, end):
                trial = self._trial(cue.rule.id)
                trial.tried += 1
                trial.matched += 1
                if cue.rule.id in used:
                    trial.kept += 1
                    continue
                for winner in used:
                    if winner.startswith("STA-"):
                        trial.lost_to[winner] += 1

    def _keep(self, rule_id: str) -> None:
        trial = self._trial(rule_id)
        trial.tried += 1
        trial.matched += 1
        trial.kept += 1
