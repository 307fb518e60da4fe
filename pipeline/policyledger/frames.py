"""Frames: sentence templates that say what a quantity is about. docs/frames.md is their specification.

A frame is looked for only in sentences that hold a quantity and the frame's anchor, the rarest word it can't do
without; so frames that don't match cost next to nothing, however many there are. Where it is looked for, the sentence
is first folded: each quantity, date and the like becomes one token, and the template, compiled to patterns of spaCy's
Matcher, runs over the folded sentence.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from spacy.matcher import Matcher
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from policyledger.rules.model import FrameRule, FrameSets, LexiconRule, Rule
from policyledger.rules.templates import MAX_SLOT, Gap, Slot, Template, Way, Words, parse_template
from policyledger.terms import Context, keys_of
from policyledger.tokens import Tokens

WINDOW = 28
"""Folded tokens before and after an anchor among which its frame is looked for."""
FREE_TAGS = frozenset({"word", "industry", "organisation", "instrument"})
"""What a free slot may hold."""

GROUPS = {
    "quantity": "quantities",
    "date": "dates",
    "organisation": "organisations",
    "instrument": "instruments",
    "industry": "industries",
}
"""The spans a folded token can stand for; the first named has it where two overlap."""
ALWAYS = frozenset({"quantity", "date"})
KIND_OF_SLOT = {"baseline": "quantity", "baseline_date": "date", "as_of": "date"}
BREAKS, TRIM = "LEX-FRAME-BREAK", "LEX-FRAME-TRIM"


@dataclass(frozen=True, slots=True)
class FrameHit:
    """A frame found in a Doc.

    Attributes:
        rule_id: of the frame.
        start, end: token range of the whole.
        quantity: token range of the quantity it speaks of.
        slots: token range of what each slot holds.
        sets: what it says besides.
        priority: of the rule.
        lost_to: the rule that has the quantity instead, where another frame was better.
    """

    rule_id: str
    start: int
    end: int
    quantity: tuple[int, int]
    slots: Mapping[str, tuple[int, int]]
    sets: FrameSets
    priority: int = 0
    lost_to: str | None = None

    def fields(self, doc: Doc) -> dict[str, Any]:
        """The columns of the quantity's statement that the frame decides."""
        columns: dict[str, Any] = {}
        for name, (start, end) in self.slots.items():
            columns |= _columns(name, doc, start, end)
        columns |= self.sets.model_dump(exclude_none=True)
        if self.sets.comparator is not None:
            quantity = _span_at(doc, "quantities", *self.quantity)
            columns |= _bounds(self.sets.comparator, quantity._.quantity)
        return columns


@dataclass
class Trial:
    """What a frame cost and brought: how often it was tried, matched, won, and the seconds it took."""

    tried: int = 0
    matched: int = 0
    kept: int = 0
    seconds: float = 0.0
    lost_to: Counter[str] = field(default_factory=Counter)


@dataclass
class _Frame:
    rule: FrameRule
    template: Template
    context: Context
    collapsed: frozenset[str]
    ways: tuple[tuple[_Stretch, ...], ...]
    matcher: Matcher | None = None
    stretches: dict[int, _Stretch] = field(default_factory=dict)


class FrameMatcher:
    """Finds the frames of some rules.

    Args:
        rules: frame rules and the word lists (lexicons) they speak of; others are passed over.
        vocab: of the Docs.
        trials: filled with what each frame costs, if given.
    """

    def __init__(self, rules: Iterable[Rule], vocab: Vocab, trials: dict[str, Trial] | None = None) -> None:
        every = list(rules)
        lexicons = {rule.id: rule.terms for rule in every if isinstance(rule, LexiconRule)}
        self.vocab = vocab
        self.trials = trials
        self.breaks = frozenset(lexicons.get(BREAKS, ()))
        self.trim = frozenset(lexicons.get(TRIM, ()))
        self.frames: list[_Frame] = []
        self.by_anchor: dict[str, list[int]] = {}
        for rule in every:
            if isinstance(rule, FrameRule) and rule.status != "deprecated":
                self._add(rule, parse_template(rule.template, lexicons))

    def apply(self, doc: Doc, tokens: Tokens | None = None) -> list[FrameHit]:
        """The frames in force in a Doc, one at most for each quantity, in order.

        Args:
            doc: with sentences, quantities and dates.
            tokens: `Tokens.of(doc)`, where the caller has it.
        """
        return [hit for hit in self.find(doc, tokens) if hit.lost_to is None]

    def find(self, doc: Doc, tokens: Tokens | None = None) -> list[FrameHit]:
        """All frames that match, those that lost their quantity to a better one too."""
        if not self.frames or not len(doc.spans.get("quantities", ())):
            return []
        hits: list[FrameHit] = []
        quantities = sorted((span.start, span.end) for span in doc.spans["quantities"])
        tokens = Tokens.of(doc) if tokens is None else tokens
        at = 0
        for begin, end in tokens.sentences:
            while at < len(quantities) and quantities[at][0] < begin:
                at += 1
            if at < len(quantities) and quantities[at][0] < end:
                tried = self._anchored(tokens.lowers, begin, end)
                if tried:
                    hits += self._in_sentence(doc, tokens, begin, end, tried)
        return hits

    def nearest(self, rule_id: str, doc: Doc) -> str:
        """How far a frame came that did not match: the elements found in their order, and the first that was not."""
        frame = next((each for each in self.frames if each.rule.id == rule_id), None)
        if frame is None:
            return ""
        tokens = Tokens.of(doc)
        tries = [
            _progress(way, self._fold(doc, tokens, begin, end, frame.collapsed))
            for begin, end in tokens.sentences
            for way in frame.template.ways
        ]
        return max(tries, default=(0, ""))[1]

    def _add(self, rule: FrameRule, template: Template) -> None:
        names = {element.name for way in template.ways for element in way if isinstance(element, Slot)}
        collapsed = ALWAYS | (names & set(GROUPS))
        ways = tuple(_stretches(way) for way in template.ways)
        self.frames.append(_Frame(rule, template, Context(rule.unless), frozenset(collapsed), ways))
        for word in frozenset().union(*template.anchors):
            self.by_anchor.setdefault(word, []).append(len(self.frames) - 1)

    def _anchored(self, lowers: Sequence[str], begin: int, end: int) -> dict[int, list[int]]:
        """The frames whose anchor stands in a sentence, with the places."""
        found: dict[int, list[int]] = {}
        by_anchor = self.by_anchor
        for index in range(begin, end):
            if lowers[index] in by_anchor:
                for frame in by_anchor[lowers[index]]:
                    found.setdefault(frame, []).append(index)
        return found

    def _in_sentence(
        self, doc: Doc, tokens: Tokens, begin: int, end: int, tried: Mapping[int, list[int]]
    ) -> list[FrameHit]:
        folded: dict[frozenset[str], _Folded] = {}
        hits: list[FrameHit] = []
        present = frozenset(tokens.lowers[begin:end])
        for number in sorted(tried):
            frame = self.frames[number]
            if not any(_can_match(way, present) for way in frame.template.ways):
                continue  # the anchor is there, another of its words is not
            started = time.perf_counter() if self.trials is not None else 0.0
            if frame.collapsed not in folded:
                folded[frame.collapsed] = self._fold(doc, tokens, begin, end, frame.collapsed)
            mine = list(self._matches(frame, folded[frame.collapsed], tried[number], tokens))
            hits += mine
            if self.trials is not None:
                trial = self.trials.setdefault(frame.rule.id, Trial())
                trial.tried += 1
                trial.matched += len(mine)
                trial.seconds += time.perf_counter() - started
        return self._settled(hits)

    def _settled(self, hits: Sequence[FrameHit]) -> list[FrameHit]:
        """The hits of a sentence; of those of one quantity, all but the best have lost."""
        best: dict[tuple[int, int], FrameHit] = {}
        for hit in sorted(hits, key=lambda hit: (-hit.priority, hit.start - hit.end, hit.start, hit.rule_id)):
            best.setdefault(hit.quantity, hit)
        settled = []
        for hit in hits:
            winner = best[hit.quantity]
            lost_to = None if winner is hit else winner.rule_id
            settled.append(
                FrameHit(hit.rule_id, hit.start, hit.end, hit.quantity, hit.slots, hit.sets, hit.priority, lost_to)
            )
            if self.trials is not None:
                trial = self.trials[hit.rule_id]
                trial.kept += lost_to is None
                if lost_to is not None:
                    trial.lost_to[lost_to] += 1
        return settled

    def _fold(self, doc: Doc, tokens: Tokens, begin: int, end: int, kinds: frozenset[str]) -> _Folded:
        """A sentence in which the spans of some kinds are one token each."""
        taken: dict[int, tuple[int, str, Span]] = {}
        covered: set[int] = set()
        for kind, group in GROUPS.items():
            for span in _spans_from(doc, group, begin, end) if kind in kinds else ():
                if covered.isdisjoint(range(span.start, span.end)):
                    taken[span.start] = (span.end, kind, span)
                    covered.update(range(span.start, span.end))
        words, tags, lemmas, places = [], [], [], []
        index = begin
        while index < end:
            if index in taken:
                last, kind, span = taken[index]
                lead = _date_words(tokens, index, last) if kind == "date" else index
                for place in range(index, lead):
                    words.append(tokens.words[place])
                    tags.append("dateword")
                    lemmas.append("")
                    places.append((place, place + 1))
                words.append(tokens.words[lead])
                tags.append(kind)
                lemmas.append(_kind_of(kind, span))
                places.append((index if kind == "date" else lead, last))
                index = last
                continue
            if not tokens.words[index].isspace():
                words.append(tokens.words[index])
                tags.append(self._tag(tokens.lowers[index]))
                lemmas.append("")
                places.append((index, index + 1))
            index += 1
        return _Folded(Doc(self.vocab, words=words, tags=tags, lemmas=lemmas), places, tags)

    def _tag(self, lower: str) -> str:
        if lower in self.breaks:
            return "break"
        if lower in (";", "."):
            return "stop"
        return "word" if lower[0].isalnum() or lower in ("-", "'s", "%", "&", "/") else "mark"

    def _matches(self, frame: _Frame, folded: _Folded, anchors: Sequence[int], tokens: Tokens) -> Iterator[FrameHit]:
        """The best match of a frame for each quantity of a sentence."""
        best: dict[tuple[int, int], tuple[tuple[int, int, int], FrameHit]] = {}
        for low, high in _windows(folded, anchors):
            for chain in self._chains(frame, folded, low, high):
                slots = {name: folded.range(*place) for name, place in chain.slots}
                ranges = {
                    name: trimmed for name, each in slots.items() if (trimmed := self._trimmed(name, each, tokens))
                }
                if len(ranges) < len(slots):
                    continue
                begin, stop = folded.range(chain.start, chain.end)
                quantity = ranges.pop("quantity")
                rank = (stop - begin, sum(last - first for first, last in ranges.values()), -begin)
                if quantity in best and best[quantity][0] >= rank:
                    continue
                if frame.context and frame.context.excludes(keys_of(tokens), begin, stop):
                    continue
                rule = frame.rule
                best[quantity] = rank, FrameHit(rule.id, begin, stop, quantity, ranges, rule.sets, rule.priority)
        for _, hit in best.values():
            yield hit

    def _chains(self, frame: _Frame, folded: _Folded, low: int, high: int) -> Iterator[_Chain]:
        """The matches of all ways of a frame: their fixed stretches, joined over free slots and gaps."""
        if frame.matcher is None:
            self._compile(frame)
        matcher: Any = frame.matcher
        places: dict[int, list[_Chain]] = {}
        for key, start, end, alignment in matcher(folded.doc[low:high], with_alignments=True):
            stretch = frame.stretches[key]
            places.setdefault(key, []).append(_Chain(low + start, low + end, _slots(stretch, low + start, alignment)))
        for number, way in enumerate(frame.ways):
            chains = places.get(_key(number, 0), [])
            if way[0].before is not None:
                chains = [longer for chain in chains for longer in _reach_left(chain, way[0].before, folded)]
            for index, stretch in enumerate(way[1:], 1):
                chains = _joined(chains, stretch.before, places.get(_key(number, index), []), folded)
            if way[-1].after is not None:
                chains = [longer for chain in chains for longer in _reach_right(chain, way[-1].after, folded)]
            yield from chains

    def _compile(self, frame: _Frame) -> None:
        """Makes the Matcher of a frame, when its anchor is met for the first time."""
        frame.matcher = Matcher(self.vocab)
        for number, way in enumerate(frame.ways):
            for index, stretch in enumerate(way):
                frame.stretches[_key(number, index)] = stretch
                frame.matcher.add(_key(number, index), [[_pattern(element) for element in stretch.elements]])

    def _trimmed(self, name: str, place: tuple[int, int], tokens: Tokens) -> tuple[int, int] | None:
        """A slot without articles and the like at its borders; None if nothing is left."""
        start, end = place
        if name not in ("indicator", "base", "per"):
            return place
        while start < end and tokens.lowers[start] in self.trim:
            start += 1
        while end > start and tokens.lowers[end - 1] in self.trim:
            end -= 1
        return (start, end) if start < end else None


@dataclass(frozen=True, slots=True)
class _Folded:
    """A folded sentence and where each of its tokens stands in the Doc."""

    doc: Doc
    places: list[tuple[int, int]]
    tags: list[str]

    def range(self, start: int, end: int) -> tuple[int, int]:
        """The tokens of the Doc that folded tokens start to end stand for."""
        return self.places[start][0], self.places[end - 1][1]


@dataclass(frozen=True, slots=True)
class _Chain:
    """A match, or the beginning of one: folded tokens start to end, and what its slots hold."""

    start: int
    end: int
    slots: tuple[tuple[str, tuple[int, int]], ...]

    @property
    def quantity(self) -> tuple[int, int] | None:
        return dict(self.slots).get("quantity")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Elements of a way that stand side by side, and the free slot or gap before and after them.

    Only these become patterns of the Matcher, and they have no repetition: so its work is in proportion to the text,
    whatever the template; what is free between them is measured afterwards.
    """

    elements: tuple[Words | Slot | str, ...]
    before: Slot | Gap | None
    after: Slot | Gap | None = None


def _stretches(way: Way) -> tuple[_Stretch, ...]:
    """The stretches of a way. Before a date stand the words that belong to it, named by the template or not."""
    stretches: list[_Stretch] = []
    elements: list[Words | Slot | str] = []
    before: Slot | Gap | None = None
    for element in way:
        if isinstance(element, Gap) or (isinstance(element, Slot) and element.free):
            if elements:
                stretches.append(_Stretch(tuple(elements), before))
                elements = []
            before = element
            continue
        if isinstance(element, Slot) and KIND_OF_SLOT.get(element.name, element.name) == "date":
            elements.append(_DATE_LEAD)
        elements.append(element)
    if elements:
        stretches.append(_Stretch(tuple(elements), before))
        return tuple(stretches)
    last = stretches.pop()
    return (*stretches, _Stretch(last.elements, last.before, before))


def _joined(
    chains: Sequence[_Chain], joint: Slot | Gap | None, stretches: Sequence[_Chain], folded: _Folded
) -> list[_Chain]:
    """Beginnings of a match, each followed by a stretch; of those that end alike, the one that began first."""
    best: dict[tuple[int, tuple[int, int] | None], _Chain] = {}
    for chain in chains:
        for stretch in stretches:
            if not _fits(joint, chain.end, stretch.start, folded):
                continue
            own = ((joint.name, (chain.end, stretch.start)),) if isinstance(joint, Slot) else ()
            longer = _Chain(chain.start, stretch.end, (*chain.slots, *own, *stretch.slots))
            key = (longer.end, longer.quantity)
            if key not in best or longer.start < best[key].start:
                best[key] = longer
    return list(best.values())


def _reach_left(chain: _Chain, joint: Slot | Gap, folded: _Folded) -> Iterator[_Chain]:
    """A match with the free slot at its head, as long as it can be."""
    start = chain.start
    while start > 0 and chain.start - start < MAX_SLOT and folded.tags[start - 1] in FREE_TAGS:
        start -= 1
    if start < chain.start and isinstance(joint, Slot):
        yield _Chain(start, chain.end, ((joint.name, (start, chain.start)), *chain.slots))


def _reach_right(chain: _Chain, joint: Slot | Gap, folded: _Folded) -> Iterator[_Chain]:
    """A match with the free slot at its end, as long as it can be."""
    end = chain.end
    while end < len(folded.tags) and end - chain.end < MAX_SLOT and folded.tags[end] in FREE_TAGS:
        end += 1
    if end > chain.end and isinstance(joint, Slot):
        yield _Chain(chain.start, end, (*chain.slots, (joint.name, (chain.end, end))))


def _fits(joint: Slot | Gap | None, start: int, end: int, folded: _Folded) -> bool:
    """Whether a free slot or gap may hold folded tokens start to end."""
    tags = folded.tags[start:end]
    if isinstance(joint, Gap):
        return 0 <= end - start <= joint.most and "quantity" not in tags and "stop" not in tags
    return 0 < end - start <= MAX_SLOT and all(tag in FREE_TAGS for tag in tags)


_DATE_LEAD = "date words"


def _key(way: int, stretch: int) -> int:
    """What a stretch is called in the Matcher; a number, for a string made in a memory zone is gone after it."""
    return way * 100 + stretch + 1


def _progress(way: Way, folded: _Folded) -> tuple[int, str]:
    """How many fixed elements of a way stand in a sentence one after the other, and what that means in words."""
    at, found, last = 0, 0, ""
    for element in way:
        if isinstance(element, Gap) or (isinstance(element, Slot) and element.free):
            continue
        place = next((index for index in range(at, len(folded.tags)) if _is(element, folded, index)), None)
        name = f"<{element.name}>" if isinstance(element, Slot) else f"`{element.written}`"
        if place is None:
            after = f" after {last}" if last else ""
            return found, f"there is no {name}{after}" + (f"; {found} elements before it were found" if found else "")
        at, found, last = place + 1, found + 1, f'"{folded.doc[place].text}"'
    return found, "its elements all stand there in their order, but not as close together as it asks"


def _is(element: Words | Slot, folded: _Folded, index: int) -> bool:
    """Whether a folded token is what a fixed element asks for."""
    token = folded.doc[index]
    if isinstance(element, Words):
        return token.lower_ in element.forms
    kind, _, compared = token.lemma_.partition("+")
    return (
        folded.tags[index] == KIND_OF_SLOT.get(element.name, element.name)
        and (not element.kinds or kind in element.kinds)
        and (not element.compared or bool(compared))
    )


def _can_match(way: Way, present: frozenset[str]) -> bool:
    """Whether every word a way asks for stands in the sentence."""
    return all(not present.isdisjoint(element.forms) for element in way if isinstance(element, Words))


def _pattern(element: Words | Slot | str) -> dict[str, Any]:
    """The Matcher's token pattern for an element."""
    if isinstance(element, str):
        return {"TAG": "dateword", "OP": "*"}
    if isinstance(element, Words):
        if len(element.forms) == 1:
            return {"LOWER": next(iter(element.forms))}
        return {"LOWER": {"IN": sorted(element.forms)}}
    pattern: dict[str, Any] = {"TAG": KIND_OF_SLOT.get(element.name, element.name)}
    if element.kinds or element.compared:
        kinds = element.kinds or ("percent", "percentage_point", "money", "physical", "duration", "count", "multiple")
        pattern["LEMMA"] = {"IN": [*(() if element.compared else kinds), *(f"{kind}+compared" for kind in kinds)]}
    return pattern


def _slots(stretch: _Stretch, start: int, alignment: Sequence[int]) -> tuple[tuple[str, tuple[int, int]], ...]:
    """The folded tokens of each slot of a stretch."""
    slots = []
    for index, number in enumerate(alignment, start):
        element = stretch.elements[number]
        if isinstance(element, Slot):
            slots.append((element.name, (index, index + 1)))
    return tuple(slots)


def _windows(folded: _Folded, anchors: Sequence[int]) -> list[tuple[int, int]]:
    """The stretches of a folded sentence around the anchors, joined where they meet up to three windows' length."""
    at = [number for number, (start, end) in enumerate(folded.places) if any(start <= place < end for place in anchors)]
    windows: list[tuple[int, int]] = []
    for number in at:
        low, high = max(0, number - WINDOW), min(len(folded.places), number + WINDOW)
        if windows and low <= windows[-1][1] and high - windows[-1][0] <= 3 * WINDOW:
            windows[-1] = (windows[-1][0], high)
        elif not windows or high > windows[-1][1]:
            windows.append((low, high))
    return windows


def _date_words(tokens: Tokens, start: int, end: int) -> int:
    """Where in a date's text the date itself begins: behind `by the end of`."""
    index = start
    while index < end - 1 and tokens.words[index].islower():
        index += 1
    return index if tokens.words[index][0].isdigit() or tokens.words[index][0].isupper() else start


def _kind_of(kind: str, span: Span) -> str:
    """What the slots of a kind can be narrowed to."""
    if kind == "quantity":
        facts = span._.quantity
        compared = facts["comparator"] != "=" or facts["approximate"]
        return span.label_ + ("+compared" if compared else "")
    return str(span._.date["role"]) if kind == "date" else str(span.label_)


def _bounds(comparator: str, facts: Mapping[str, Any]) -> dict[str, float | None]:
    """The bounds of a quantity that is compared otherwise than its own words say: "not below 9" is 9 or more."""
    low = facts["low"] if facts["low"] is not None else facts["high"]
    high = facts["high"] if facts["high"] is not None else facts["low"]
    open_side = {">": "value_max", ">=": "value_max", "<": "value_min", "<=": "value_min"}.get(comparator)
    return {name: value if name != open_side else None for name, value in (("value_min", low), ("value_max", high))}


def _spans_from(doc: Doc, group: str, begin: int, end: int) -> Iterator[Span]:
    """The spans of a group, kept in order, that begin within a range of tokens."""
    spans = doc.spans.get(group, ())
    at = bisect_left(range(len(spans)), begin, key=lambda index: spans[index].start)
    while at < len(spans) and spans[at].start < end:
        yield spans[at]
        at += 1


def _span_at(doc: Doc, group: str, start: int, end: int) -> Span:
    """The span of a group, kept in order, that covers the tokens start to end."""
    return next(span for span in _spans_from(doc, group, start, start + 1) if span.end == end)


def _columns(name: str, doc: Doc, start: int, end: int) -> dict[str, Any]:
    """What a slot says of a statement."""
    if name in ("indicator", "base", "per"):
        return {name: " ".join(doc[start:end].text.split())}
    group = GROUPS[KIND_OF_SLOT.get(name, name)]
    span = _span_at(doc, group, start, end)
    readers: dict[str, Callable[[], dict[str, Any]]] = {
        "baseline": lambda: {"baseline_value": span._.quantity["low"]},
        "baseline_date": lambda: {"baseline_date": span._.date["edtf"]},
        "as_of": lambda: {"as_of": span._.date["edtf"]},
        "date": lambda: {
            "target_date": span._.date["edtf"],
            "target_start": span._.date["start"],
            "target_end": span._.date["end"],
        },
        "industry": lambda: {"industry_id": span.kb_id_, "industry": span._.industry["name"]},
        "organisation": lambda: {"organisation": span._.organisation["canonical"]},
        "instrument": lambda: {"instrument": span.kb_id_},
    }
    return readers[name]()
