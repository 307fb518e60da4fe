"""Frames: sentence templates that say what a quantity is about. docs/frames.md is their specification.

A frame is looked for only in sentences that hold a quantity and the frame's anchor, the rarest word it can't do
without. Such a sentence is folded (each quantity, date and the like becomes one token), the stretches of all frames
are found in it in one walk (`stretches`), and only the frames whose anchor stretch stands there are put together of
theirs. So frames that don't match cost next to nothing, however many there are and however common their words.
"""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from policyledger.folding import ALWAYS, GROUPS, Folded, Folder, spans_from
from policyledger.rules.model import FrameRule, FrameSets, LexiconRule, Rule
from policyledger.rules.templates import MAX_SLOT, Gap, Slot, Template, Way, Words, parse_template
from policyledger.stretches import FREE_TAGS, KIND_OF_SLOT, Automaton, Stand, Stretch, can_hold, is_at
from policyledger.terms import Context, keys_of
from policyledger.tokens import Tokens

BREAKS, TRIM, CHANGES = "LEX-FRAME-BREAK", "LEX-FRAME-TRIM", "LEX-NOUN-OF-CHANGE"
MOST_CHAINS = 2_000
"""Beginnings of a match of one frame that are followed in one sentence, so that no text makes it run for long."""


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


@dataclass(frozen=True, slots=True)
class _Frame:
    """A frame as it is looked for."""

    rule: FrameRule
    template: Template
    context: Context
    folds: frozenset[str]


@dataclass(frozen=True, slots=True)
class _FrameWay:
    """A way through a frame's template: its stretches, and the one that holds its anchor."""

    frame: _Frame
    stretches: tuple[Stretch, ...]
    anchors: frozenset[str]


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
        self.nouns_of_change = frozenset(lexicons.get(CHANGES, ()))
        self.frames: dict[str, _Frame] = {}
        self.automaton = Automaton()
        self.by_anchor: dict[str, set[frozenset[str]]] = {}
        self.by_stretch: dict[int, list[_FrameWay]] = {}
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
        by_anchor = self.by_anchor
        at = 0
        for begin, end in tokens.sentences:
            while at < len(quantities) and quantities[at][0] < begin:
                at += 1
            if at < len(quantities) and quantities[at][0] < end:
                anchors = [lower for lower in tokens.lowers[begin:end] if lower in by_anchor]
                if anchors:
                    hits += self._in_sentence(doc, tokens, begin, end, anchors)
        return hits

    def nearest(self, rule_id: str, doc: Doc) -> str:
        """How far a frame came that did not match: the elements found in their order, and the first that was not."""
        frame = self.frames.get(rule_id)
        if frame is None:
            return ""
        tokens = Tokens.of(doc)
        tries = [
            _progress(way, Folder(doc, tokens, begin, end, self.breaks).fold(frame.folds))
            for begin, end in tokens.sentences
            for way in frame.template.ways
        ]
        return max(tries, default=(0, ""))[1]

    def _add(self, rule: FrameRule, template: Template) -> None:
        names = {element.name for way in template.ways for element in way if isinstance(element, Slot)}
        frame = self.frames[rule.id] = _Frame(rule, template, Context(rule.unless), ALWAYS | (names & set(GROUPS)))
        for way, anchor in zip(template.ways, template.anchors, strict=True):
            made = _FrameWay(frame, self.automaton.stretches(way), anchor)
            holder = next(
                stretch
                for stretch in made.stretches
                if any(isinstance(element, Words) and element.forms == anchor for element in stretch.elements)
            )
            self.by_stretch.setdefault(holder.number, []).append(made)
            for word in anchor:
                self.by_anchor.setdefault(word, set()).add(frame.folds)

    def _in_sentence(self, doc: Doc, tokens: Tokens, begin: int, end: int, anchors: Sequence[str]) -> list[FrameHit]:
        folder = Folder(doc, tokens, begin, end, self.breaks)
        best: dict[tuple[str, tuple[int, int]], tuple[tuple[int, int, int], FrameHit]] = {}
        walked: dict[int, dict[int, list[Stand]]] = {}
        if self.trials is not None:
            self._try({*anchors})
        for folds in {folds: None for anchor in anchors for folds in self.by_anchor[anchor]}:
            folded = folder.fold(folds)
            if id(folded) not in walked:
                walked[id(folded)] = self.automaton.find(folded)
            places = walked[id(folded)]
            for number in places.keys() & self.by_stretch.keys():
                for way in self.by_stretch[number]:
                    if way.frame.folds != folds or not all(each.number in places for each in way.stretches):
                        continue
                    started = time.perf_counter() if self.trials is not None else 0.0
                    for hit, rank in self._matches(way, folded, places, tokens):
                        key = hit.rule_id, hit.quantity
                        if key not in best or best[key][0] < rank:
                            best[key] = rank, hit
                    if self.trials is not None:
                        self.trials[way.frame.rule.id].seconds += time.perf_counter() - started
        hits = sorted((hit for _, hit in best.values()), key=lambda hit: (hit.rule_id, hit.quantity))
        return self._settled(hits)

    def _try(self, anchors: set[str]) -> None:
        """Counts the frames whose anchor stands in a sentence."""
        assert self.trials is not None
        for frame in self.frames.values():
            if any(not anchors.isdisjoint(anchor) for anchor in frame.template.anchors):
                self.trials.setdefault(frame.rule.id, Trial()).tried += 1

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
                trial.matched += 1
                trial.kept += lost_to is None
                if lost_to is not None:
                    trial.lost_to[lost_to] += 1
        return settled

    def _matches(
        self, way: _FrameWay, folded: Folded, places: Mapping[int, Sequence[Stand]], tokens: Tokens
    ) -> Iterator[tuple[FrameHit, tuple[int, int, int]]]:
        """The matches of a way through a frame, with their rank: the longer, with more in its slots, the earlier."""
        rule = way.frame.rule
        for chain in _chains(way.stretches, folded, places):
            slots = {name: folded.range(*place) for name, place in chain.slots}
            ranges = {name: trimmed for name, each in slots.items() if (trimmed := self._trimmed(name, each, tokens))}
            if len(ranges) < len(slots):
                continue
            begin, stop = folded.range(chain.start, chain.end)
            if way.frame.context and way.frame.context.excludes(keys_of(tokens), begin, stop):
                continue
            quantity = ranges.pop("quantity")
            rank = (stop - begin, sum(last - first for first, last in ranges.values()), -begin)
            yield FrameHit(rule.id, begin, stop, quantity, ranges, rule.sets, rule.priority), rank

    def _trimmed(self, name: str, place: tuple[int, int], tokens: Tokens) -> tuple[int, int] | None:
        """A slot without articles and the like at its borders; None if nothing is left."""
        start, end = place
        if name not in ("indicator", "base", "per"):
            return place
        if name == "indicator" and start > 0 and tokens.words[start - 1] == ")":
            return None  # "Value Added (VA) | per head": cut by a bracket, which no slot holds
        singular = tokens.lowers[start] in ("a", "an")
        if name == "indicator" and singular and end < len(tokens.lowers) and tokens.lowers[end] in self.nouns_of_change:
            return None  # "have seen | a steep | rise from": a noun, not what a fleet does
        while start < end and tokens.lowers[start] in self.trim:
            start += 1
        while end > start and tokens.lowers[end - 1] in self.trim:
            end -= 1
        return (start, end) if start < end else None


def _chains(stretches: Sequence[Stretch], folded: Folded, places: Mapping[int, Sequence[Stand]]) -> list[Stand]:
    """The matches of a way: its stretches, joined over free slots and gaps."""
    chains = list(places[stretches[0].number])[:MOST_CHAINS]
    if stretches[0].before is not None:
        chains = [longer for chain in chains for longer in _reach_left(chain, stretches[0].before, folded)]
    for stretch in stretches[1:]:
        chains = _joined(chains, stretch.before, places[stretch.number], folded)[:MOST_CHAINS]
    if stretches[-1].after is not None:
        chains = [longer for chain in chains for longer in _reach_right(chain, stretches[-1].after, folded)]
    return chains


def _joined(chains: Sequence[Stand], joint: Slot | Gap | None, stands: Sequence[Stand], folded: Folded) -> list[Stand]:
    """Beginnings of a match, each followed by a stretch; of those that end alike, the one that began first."""
    best: dict[tuple[int, tuple[int, int] | None], Stand] = {}
    starts = [stand.start for stand in stands]
    reach = joint.most if isinstance(joint, Gap) else MAX_SLOT
    for chain in chains:
        for stand in stands[bisect_left(starts, chain.end) : bisect_right(starts, chain.end + reach)]:
            if not can_hold(joint, chain.end, stand.start, folded):
                continue
            own = ((joint.name, (chain.end, stand.start)),) if isinstance(joint, Slot) else ()
            longer = Stand(chain.start, stand.end, (*chain.slots, *own, *stand.slots))
            key = (longer.end, dict(longer.slots).get("quantity"))
            if key not in best or longer.start < best[key].start:
                best[key] = longer
    return list(best.values())


def _reach_left(chain: Stand, joint: Slot | Gap, folded: Folded) -> Iterator[Stand]:
    """A match with the free slot at its head, as long as it can be."""
    start = chain.start
    while start > 0 and chain.start - start < MAX_SLOT and folded.tags[start - 1] in FREE_TAGS:
        start -= 1
    if start < chain.start and isinstance(joint, Slot):
        yield Stand(start, chain.end, ((joint.name, (start, chain.start)), *chain.slots))


def _reach_right(chain: Stand, joint: Slot | Gap, folded: Folded) -> Iterator[Stand]:
    """A match with the free slot at its end, as long as it can be."""
    end = chain.end
    while end < len(folded.tags) and end - chain.end < MAX_SLOT and folded.tags[end] in FREE_TAGS:
        end += 1
    if end > chain.end and isinstance(joint, Slot):
        yield Stand(chain.start, end, (*chain.slots, (joint.name, (chain.end, end))))


def _progress(way: Way, folded: Folded) -> tuple[int, str]:
    """How many fixed elements of a way stand in a sentence one after the other, and what that means in words."""
    at, found, last = 0, 0, ""
    for element in way:
        if isinstance(element, Gap) or (isinstance(element, Slot) and element.free):
            continue
        place = next((index for index in range(at, len(folded.tags)) if is_at(element, folded, index)), None)
        name = f"<{element.name}>" if isinstance(element, Slot) else f"`{element.written}`"
        if place is None:
            after = f" after {last}" if last else ""
            return found, f"there is no {name}{after}" + (f"; {found} elements before it were found" if found else "")
        at, found, last = place + 1, found + 1, f'"{folded.lowers[place]}"'
    return found, "its elements all stand there in their order, but not as close together as it asks"


def _bounds(comparator: str, facts: Mapping[str, Any]) -> dict[str, float | None]:
    """The bounds of a quantity that is compared otherwise than its own words say: "not below 9" is 9 or more."""
    low = facts["low"] if facts["low"] is not None else facts["high"]
    high = facts["high"] if facts["high"] is not None else facts["low"]
    open_side = {">": "value_max", ">=": "value_max", "<": "value_min", "<=": "value_min"}.get(comparator)
    return {name: value if name != open_side else None for name, value in (("value_min", low), ("value_max", high))}


def _span_at(doc: Doc, group: str, start: int, end: int) -> Span:
    """The span of a group, kept in order, that covers the tokens start to end."""
    return next(span for span in spans_from(doc, group, start, start + 1) if span.end == end)


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
