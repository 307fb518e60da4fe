"""Running the examples of rules through the pipeline: want, got, and how near it came.

An example passes when

- every marked span is found with exactly these borders, and its facts are as the tag's attributes say;
- `match`: the rule under test took part in at least one of the marked spans of its kind, and found none unmarked;
- `no_match`: the rule took part in nothing.

A rule takes part in a span that carries its id: as the rule of the span, or among its `rule_ids`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from policyledger.fates import CREDITED_IN, Fate, Fates
from policyledger.frames import FrameMatcher
from policyledger.layout import KEY
from policyledger.rules.examples import Example, examples_of
from policyledger.rules.findings import Finding, listed, quoted, shown
from policyledger.rules.markup import CUE, GROUPS, SLOTS, Mark
from policyledger.rules.model import (
    DateRule,
    FrameRule,
    IndustryRule,
    InstrumentRule,
    NumberRule,
    OrganisationRule,
    Rule,
)
from policyledger.rules.places import place_among
from policyledger.tokens import Tokens

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc, Span

    from policyledger.rules.rulebook import Rulebook
    from policyledger.rules.yaml import Place


@dataclass(frozen=True)
class Outcome:
    """What became of an example.

    Attributes:
        example: as written.
        problems: what is wrong, in words; none if it passes.
        got: the text with what was found marked up.
        nearest: how near the rule came, in words, where that can be told.
        stolen_by: the rule that has the words this one should have.
    """

    example: Example
    problems: tuple[str, ...]
    got: str
    nearest: str = ""
    stolen_by: str | None = None

    @property
    def passed(self) -> bool:
        """Whether it stands as its author wants: known misses are wanted to miss."""
        return bool(self.problems) if self.example.section == "todo" else not self.problems

    def report(self, rulebook: Rulebook) -> str:
        """What to show of a failure: file and line, want, got, and how near."""
        example = self.example
        place = _place(rulebook, example)
        where = f"{shown(place[0])}:{place[1][0]}:{place[1][1]}: " if place else ""
        if example.section == "todo":
            return f"{where}{example.rule.id} todo passes now; move it to match or no_match\n  text {example.markup}"
        lines = [f"{where}{example.rule.id} {example.section}: {'; '.join(self.problems)}"]
        lines += [f"  want {example.markup}", f"  got  {self.got}"]
        if self.nearest:
            lines.append(f"  near {self.nearest}")
        return "\n".join(lines)

    def as_dict(self, rulebook: Rulebook) -> dict[str, Any]:
        """The outcome for JSON."""
        example = self.example
        place = None if self.passed else _place(rulebook, example)
        return {
            "rule": example.rule.id,
            "section": example.section,
            "example": example.index + 1,
            "passed": self.passed,
            "path": shown(place[0]) if place else None,
            "line": place[1][0] if place else None,
            "column": place[1][1] if place else None,
            "want": example.markup,
            "got": self.got,
            "problems": list(self.problems),
            "nearest": self.nearest or None,
        }


@dataclass
class Checker:
    """Runs examples.

    Attributes:
        nlp: the pipeline, made of the rules under test.
    """

    nlp: Language

    def all(self, rules: Iterable[Rule]) -> Iterator[Outcome]:
        """The outcomes of all examples of some rules; deprecated rules find nothing and are left out."""
        for rule in rules:
            if rule.status != "deprecated":
                for example in examples_of(rule):
                    yield self.check(example)

    def check(self, example: Example) -> Outcome:
        """The outcome of one example."""
        doc = self.read(example.text, example.rule)
        rule = example.rule
        matching = example.section == "match" or (example.section == "todo" and bool(example.marks))
        problems = [problem for mark in example.marks if (problem := _problem(doc, mark, rule))]
        credited = list(_credited(doc, rule))
        taker: str | None = None
        if matching:
            problems += _unmarked(example, credited)
            if not problems and not self._takes_part(example, credited):
                taker = next(self._takers(doc, example), None)
                problems.append(f"{rule.id} had no part in it" + (f"; {taker} found it" if taker else ""))
        else:
            problems += [f"found {_quoted(span)}" for span in credited]
        got = marked_up(doc, example)
        if not problems or not matching:
            return Outcome(example, tuple(problems), got)
        fates = [] if credited else [fate for fate in self._fates.of(doc) if fate.rule_id == rule.id]
        stolen_by = None if credited else taker or self._stealer(doc, example, fates)
        touched = any(_overlap(span, mark) for span in credited for mark in example.marks)
        near = "" if touched else self._nearest(doc, example, fates)
        return Outcome(example, tuple(problems), got, near, stolen_by)

    @cached_property
    def _fates(self) -> Fates:
        """Follows the words of the rules the pipeline is made of."""
        own = {rule.id: rule for _, component in self.nlp.pipeline for rule in getattr(component, "rules", ())}
        return Fates(own.values())

    def _stealer(self, doc: Doc, example: Example, fates: Sequence[Fate]) -> str | None:
        """The rule that has what an example marks for another, if one has."""
        lost = next((fate.to for fate in fates if fate.outcome == "lost"), None)
        if lost is not None:
            return lost
        if isinstance(example.rule, FrameRule):
            hits = [hit for matcher in self._frames() for hit in matcher.find(doc) if hit.rule_id == example.rule.id]
            return next((hit.lost_to for hit in hits if hit.lost_to), None)
        if isinstance(example.rule, (IndustryRule, OrganisationRule, InstrumentRule)):
            return next(iter(_others(doc, example)), None)
        return None

    def _takes_part(self, example: Example, credited: list[Span]) -> bool:
        """Whether a rule had its part in what an example marks."""
        rule = example.rule
        groups = _groups(rule)
        if credited or not groups or (isinstance(rule, DateRule) and self._leaves_no_id(rule)):
            return True
        if isinstance(rule, NumberRule) and rule.role in ("cardinal", "scale"):
            return True  # a number is put together of its words, none of which is its rule
        tags = [mark for mark in example.marks if GROUPS.get(mark.tag) in groups]
        return not tags and not isinstance(rule, FrameRule) and not any(mark.tag == CUE for mark in example.marks)

    def _leaves_no_id(self, rule: DateRule) -> bool:
        """Whether a date rule only helps others: a fiscal year, signs, words that fill no slot of a pattern."""
        if rule.words:
            return rule.words.name not in self._fates.slots
        return not (rule.cue or rule.pattern or rule.plan)

    def _takers(self, doc: Doc, example: Example) -> Iterator[str]:
        """The rules of the same kind that have their part in what an example marks, then any that have."""
        marks = [mark for mark in example.marks if mark.tag in GROUPS]
        spans = [
            (mark.tag, span) for mark in marks for span in doc.spans.get(GROUPS[mark.tag], ()) if _overlap(span, mark)
        ]
        ids = [each for tag, span in spans for each in rules_of(tag, span)]
        yield from (each for each in ids if self._fates.alike(each, example.rule))
        yield from ids

    def _frames(self) -> Iterator[FrameMatcher]:
        for _, component in self.nlp.pipeline:
            matcher = getattr(component, "frames", None)
            if isinstance(matcher, FrameMatcher):
                yield matcher

    def _nearest(self, doc: Doc, example: Example, fates: Sequence[Fate]) -> str:
        """How far a rule came in an example it did not find."""
        rule = example.rule
        if isinstance(rule, FrameRule):
            return next((matcher.nearest(rule.id, doc) for matcher in self._frames()), "")
        tokens = Tokens.of(doc)
        told = [fate for fate in fates if fate.outcome != "kept"]
        if told:
            best = max(told, key=lambda fate: (fate.end - fate.start, -fate.start))
            return f'its words "{tokens.span(best.start, best.end)}" stand there, but {best.reason}'
        entries = sorted({claim.text for claim in self._fates.claims([rule]) if claim.reading is not None})
        return _alike(doc, example, entries) or self._fates.furthest(tokens, rule) or _none(entries)

    def read(self, text: str, rule: Rule | None = None) -> Doc:
        """A text as the pipeline reads it; a date rule's `published` is the day its text was published."""
        published = rule.published if isinstance(rule, DateRule) else None
        return read_text(self.nlp, text, published)


def read_text(nlp: Language, text: str, published: str | None = None) -> Doc:
    """A text as the pipeline reads it, as if it were published on a day."""
    doc = nlp.make_doc(text)
    doc.user_data[KEY] = {"title": "", "published": published}
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def example_findings(rulebook: Rulebook, outcomes: Iterable[Outcome]) -> list[Finding]:
    """The findings about examples that don't stand as their authors want."""
    findings = []
    for outcome in outcomes:
        example = outcome.example
        place = None if outcome.passed else _place(rulebook, example)
        if place is None:
            continue
        given = quoted(example.markup)
        if example.section == "todo":
            findings.append(Finding.make(*place, "L106", example.rule.id, given=given))
        else:
            reason = "; ".join(outcome.problems)
            facts: dict[str, object] = {"given": given, "reason": reason, "id": example.rule.id}
            code = "L103" if outcome.stolen_by is None else "L112"
            findings.append(Finding.make(place[0], place[1], code, example.rule.id, **facts, other=outcome.stolen_by))
    return findings


def _place(rulebook: Rulebook, example: Example) -> tuple[Path, Place] | None:
    """Where an example stands."""
    return place_among(rulebook.sources.get(example.rule.id, ()), ("examples", example.section), example.markup)


def marked_up(doc: Doc, example: Example | None = None) -> str:
    """A text with what was found marked up: the kinds of span an example speaks of, or all."""
    wanted = {mark.tag for mark in example.marks} if example else set(GROUPS) - {"statement"}
    if example:
        groups = _groups(example.rule)
        wanted |= {tag for tag, group in GROUPS.items() if group in groups}
    tags = [tag for tag in GROUPS if tag in wanted]
    events: list[tuple[int, int, int, str]] = []
    for tag in tags:
        for span in doc.spans.get(GROUPS[tag], ()):
            attributes = _shown_facts(tag, span, example)
            size = span.end_char - span.start_char
            events.append((span.start_char, 1, -size, f"<{tag}{attributes}>"))
            events.append((span.end_char, 0, size, f"</{tag}>"))
    text, pieces, last = doc.text, [], 0
    for at, _, _, tag in sorted(events):
        pieces += [text[last:at], tag]
        last = at
    return "".join((*pieces, text[last:]))


def facts_of(tag: str, span: Span) -> dict[str, Any]:
    """What is known of a span, by the names of its tag's attributes."""
    facts = dict(getattr(span._, tag) or {})
    if tag == "industry":
        facts["slug"] = span.kb_id_
    return {"rule": span.id_, **facts}


def rules_of(tag: str, span: Span) -> list[str]:
    """The rules that took part in a span."""
    facts = getattr(span._, tag) or {}
    return [rule for rule in dict.fromkeys((span.id_, *facts.get("rule_ids", ()))) if rule]


def _problem(doc: Doc, mark: Mark, rule: Rule) -> str | None:
    text = doc.text[mark.start : mark.end]
    if mark.tag in SLOTS:
        return _slot_problem(doc, mark, text)
    if mark.tag == CUE:
        statements = [span._.statement for span in doc.spans.get("statements", ())]
        heard = any(text.lower() in (cue.lower() for cue in each["cues"]) for each in statements)
        return None if heard else f'<cue> "{text}" decided nothing'
    spans = [
        span
        for span in doc.spans.get(GROUPS[mark.tag], ())
        if (span.start_char, span.end_char) == (mark.start, mark.end)
    ]
    if not spans:
        there = [span for span in doc.spans.get(GROUPS[mark.tag], ()) if _overlap(span, mark)]
        instead = f"; {_quoted(there[0])} stands there" if there else ""
        return f'<{mark.tag}> "{text}" was not found{instead}'
    wrong: list[str] = []
    for span in spans:
        facts = facts_of(mark.tag, span)
        wrong = [
            f"{name} is {_plain(facts.get(name))}, not {value}"
            for name, value in mark.wanted.items()
            if not (name == "rule" and value in rules_of(mark.tag, span)) and not _same(facts.get(name), value)
        ]
        if not wrong:
            return None
    return f'of <{mark.tag}> "{text}", {" and ".join(wrong)}'


def _slot_problem(doc: Doc, mark: Mark, text: str) -> str | None:
    said = [span._.statement[mark.tag] for span in doc.spans.get("statements", ())]
    if any(each is not None and _folded(each) == _folded(text) for each in said):
        return None
    return f'<{mark.tag}> is {" or ".join(_plain(each) for each in said) or "nowhere"}, not "{text}"'


def _same(fact: Any, wanted: str) -> bool:
    if fact is None:
        return wanted == ""
    if isinstance(fact, bool):
        return wanted.lower() == str(fact).lower()
    if isinstance(fact, (int, float)):
        try:
            return abs(float(wanted) - fact) <= 1e-9 * max(1.0, abs(fact))
        except ValueError:
            return False
    return _folded(str(fact)) == _folded(wanted)


def _folded(text: str) -> str:
    return " ".join(text.lower().split())


def _plain(fact: Any) -> str:
    if fact is None:
        return "empty"
    if isinstance(fact, float):
        return f"{fact:g}"
    return f'"{fact}"' if isinstance(fact, str) else str(fact).lower()


def _quoted(span: Span) -> str:
    return f'"{span.text}"'


def _groups(rule: Rule) -> tuple[str, ...]:
    """The groups of spans a rule leaves its id in; a word list leaves none."""
    kind = str(rule.kind)  # type: ignore[attr-defined]
    return (CREDITED_IN[kind],) if kind in CREDITED_IN else ()


def _credited(doc: Doc, rule: Rule) -> Iterator[Span]:
    """The spans a rule took part in."""
    for group in _groups(rule):
        tag = next(tag for tag, name in GROUPS.items() if name == group)
        for span in doc.spans.get(group, ()):
            if rule.id in rules_of(tag, span):
                yield span


def _unmarked(example: Example, credited: list[Span]) -> list[str]:
    """What a rule found besides what is marked; only for kinds that are marked with a tag of their own."""
    groups = _groups(example.rule)
    marks = [mark for mark in example.marks if GROUPS.get(mark.tag) in groups]
    if not marks:
        return []
    places = {(mark.start, mark.end) for mark in marks}
    return [
        f"{_quoted(span)} is found too, and not marked"
        for span in credited
        if (span.start_char, span.end_char) not in places
    ]


def _overlap(span: Span, mark: Mark) -> bool:
    return bool(span.start_char < mark.end and mark.start < span.end_char)


def _others(doc: Doc, example: Example) -> Iterator[str]:
    for mark in example.marks:
        for span in doc.spans.get(GROUPS.get(mark.tag, ""), ()):
            if _overlap(span, mark) and span.id_:
                yield span.id_


def _shown_facts(tag: str, span: Span, example: Example | None) -> str:
    """The facts of a span that an example asks about, as attributes; its rule when it speaks of all."""
    if example is None:
        return f' rule="{span.id_}"'
    names = dict.fromkeys(name for mark in example.marks if mark.tag == tag for name in mark.wanted)
    facts = facts_of(tag, span)
    values = ((name, facts.get(name)) for name in names)
    return "".join(f' {name}="{_plain(value).strip(chr(34)) if value is not None else ""}"' for name, value in values)


def _alike(doc: Doc, example: Example, entries: Sequence[str]) -> str:
    """The entry of a rule most like the words an example marks, and what differs."""
    for mark in example.marks:
        if mark.tag not in (*GROUPS, CUE):
            continue
        text = doc.text[mark.start : mark.end]
        near = difflib.get_close_matches(_folded(text), [*map(_folded, entries)], n=1, cutoff=0.5)
        if near:
            return f'of its terms, "{near[0]}" is most like "{text}": {_difference(near[0], _folded(text))}'
    return ""


def _none(entries: Sequence[str]) -> str:
    """What to say where nothing of a rule stands there."""
    return f"none of its words stands there: {listed(entries, 8)}" if entries else ""


def _difference(term: str, text: str) -> str:
    """How two phrases differ, by words."""
    left, right = (phrase.replace("-", " ").split() for phrase in (term, text))
    said = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "replace":
            said.append(f'"{" ".join(left[a:b])}" against "{" ".join(right[c:d])}"')
        elif kind == "delete":
            said.append(f'"{" ".join(left[a:b])}" is missing')
        elif kind == "insert":
            said.append(f'"{" ".join(right[c:d])}" is more')
    return ", ".join(said) or "the same words; a context, a border or another rule keeps it away"
