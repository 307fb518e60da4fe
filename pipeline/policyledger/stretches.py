"""The fixed stretches of templates, all in one automaton, so that looking for many costs what looking for one does.

A stretch is a row of elements of a template without gap or free slot. The stretches of all frames make one trie, in
which those that begin alike share their beginning. It is walked as a deterministic automaton (Aho, Sethi and Ullman,
Compilers, section 3.7): a state is all places in the trie that the tokens read so far lead to, made when it is first
met and remembered; so a token costs one look-up, however many stretches could go on with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from policyledger.folding import COMPARED, Folded
from policyledger.rules.templates import MAX_SLOT, Gap, Slot, Way, Words

KIND_OF_SLOT = {"baseline": "quantity", "baseline_date": "date", "as_of": "date"}
FREE_TAGS = frozenset({"word", "industry", "organisation", "instrument"})
"""What a free slot may hold."""
REMEMBERED = 50_000
"""Steps between states that are kept; then all are forgotten."""
OTHER = ""
"""What stands for every word that no stretch asks for."""

Fixed = Words | Slot
Symbol = tuple[str, str, str]
"""What an element can ask of a token: its word, its tag, its kind."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Elements of a way that stand side by side, and the free slot or gap before and after them.

    Attributes:
        number: of the row of elements in the automaton; two stretches of the same elements have the same.
    """

    elements: tuple[Fixed, ...]
    before: Slot | Gap | None
    after: Slot | Gap | None
    number: int


@dataclass(frozen=True, slots=True)
class Stand:
    """A place where a stretch stands: folded tokens start to end, and what its slots hold."""

    start: int
    end: int
    slots: tuple[tuple[str, tuple[int, int]], ...]


Found = dict[int, list[Stand]]
"""Where rows of elements stand, by their numbers, each in order."""


@dataclass(slots=True)
class _Node:
    """A place in the trie: the elements that lead on, and the row of elements that ends here."""

    following: dict[Fixed, _Node] = field(default_factory=dict)
    words: dict[str, list[_Node]] = field(default_factory=dict)
    slots: dict[str, list[tuple[Slot, _Node]]] = field(default_factory=dict)
    number: int | None = None


@dataclass(slots=True)
class _State:
    """All places in the trie that some tokens lead to, the rows that end there, and the steps taken from it."""

    nodes: tuple[_Node, ...]
    ends: tuple[int, ...]
    dated: bool
    steps: dict[Symbol, _State | None] = field(default_factory=dict)


class Automaton:
    """Finds stretches in folded sentences."""

    def __init__(self) -> None:
        self.root = _Node()
        self.rows: list[tuple[Fixed, ...]] = []
        self.alphabet: set[str] = set()
        self.states: dict[tuple[int, ...], _State] = {}
        self.steps = 0
        self.start: _State | None = None

    def stretches(self, way: Way) -> tuple[Stretch, ...]:
        """The stretches of a way, which are looked for from now on."""
        self._forget()
        return tuple(Stretch(elements, before, after, self._added(elements)) for elements, before, after in _split(way))

    def find(self, folded: Folded) -> Found:
        """Where the rows of elements stand in a sentence, by number, each in order."""
        found: Found = {}
        if self.start is None:
            self.start = self._state((self.root,))
        first = self.start
        symbols = [
            (lower if lower in self.alphabet else OTHER, tag, kind)
            for lower, tag, kind in zip(folded.lowers, folded.tags, folded.kinds, strict=True)
        ]
        for start in range(len(symbols)):
            self._walk(first, symbols, folded, start, start, found)
        return found

    def _walk(
        self,
        state: _State,
        symbols: Sequence[Symbol],
        folded: Folded,
        start: int,
        at: int,
        found: Found,
    ) -> None:
        while True:
            for number in state.ends:
                found.setdefault(number, []).append(_stand(self.rows[number], folded, start, at))
            if at >= len(symbols):
                return
            symbol = symbols[at]
            if state.dated and symbol[1] == "dateword":
                self._over_date_words(state, symbols, folded, start, at, found)
            try:
                following = state.steps[symbol]
            except KeyError:
                following = self._step(state, symbol)
            if following is None:
                return
            state, at = following, at + 1

    def _over_date_words(
        self,
        state: _State,
        symbols: Sequence[Symbol],
        folded: Folded,
        start: int,
        at: int,
        found: Found,
    ) -> None:
        """Goes on to the date itself, for templates that don't name the words before it that belong to it."""
        while at < len(symbols) and symbols[at][1] == "dateword":
            at += 1
        if at == len(symbols) or symbols[at][1] != "date":
            return
        following = self._step(state, (OTHER, *symbols[at][1:]))
        if following is not None:
            self._walk(following, symbols, folded, start, at + 1, found)

    def _step(self, state: _State, symbol: Symbol) -> _State | None:
        """The state a token leads to."""
        if symbol in state.steps:
            return state.steps[symbol]
        if self.steps > REMEMBERED:
            self._forget()
        self.steps += 1
        lower, tag, kind = symbol
        nodes: dict[int, _Node] = {}
        for node in state.nodes:
            for following in node.words.get(lower, ()) if lower else ():
                nodes[id(following)] = following
            for slot, following in node.slots.get(tag, ()):
                if _takes(slot, kind):
                    nodes[id(following)] = following
        state.steps[symbol] = made = self._state(tuple(nodes.values())) if nodes else None
        return made

    def _state(self, nodes: tuple[_Node, ...]) -> _State:
        key = tuple(sorted(map(id, nodes)))
        if key not in self.states:
            ends = tuple(sorted(node.number for node in nodes if node.number is not None))
            self.states[key] = _State(nodes, ends, any("date" in node.slots for node in nodes))
        return self.states[key]

    def _added(self, elements: tuple[Fixed, ...]) -> int:
        node = self.root
        for element in elements:
            node = self._child(node, element)
        if node.number is None:
            node.number = len(self.rows)
            self.rows.append(elements)
        return node.number

    def _child(self, node: _Node, element: Fixed) -> _Node:
        child = node.following.get(element)
        if child is None:
            child = node.following[element] = _Node()
            if isinstance(element, Words):
                self.alphabet |= element.forms
                for form in element.forms:
                    node.words.setdefault(form, []).append(child)
            else:
                node.slots.setdefault(tag_of(element), []).append((element, child))
        return child

    def _forget(self) -> None:
        self.states.clear()
        self.steps = 0
        self.start = None


def tag_of(slot: Slot) -> str:
    """The tag of the folded tokens a slot takes."""
    return KIND_OF_SLOT.get(slot.name, slot.name)


def is_at(element: Fixed, folded: Folded, index: int) -> bool:
    """Whether a folded token is what a fixed element asks for."""
    if isinstance(element, Words):
        return folded.lowers[index] in element.forms
    return folded.tags[index] == tag_of(element) and _takes(element, folded.kinds[index])


def _takes(slot: Slot, kind: str) -> bool:
    plain = kind.removesuffix(COMPARED)
    return (not slot.kinds or plain in slot.kinds) and (not slot.compared or plain != kind)


def _stand(row: Sequence[Fixed], folded: Folded, start: int, end: int) -> Stand:
    """The place of a row of elements that is known to stand there; date words take no part in its slots."""
    slots = []
    at = start
    for element in row:
        if isinstance(element, Slot):
            while folded.tags[at] == "dateword":
                at += 1
            slots.append((element.name, (at, at + 1)))
        elif folded.lowers[at] not in element.forms:
            raise AssertionError("a stretch stands where it does not")
        at += 1
    if at != end:
        raise AssertionError("a stretch ends where it does not")
    return Stand(start, end, tuple(slots))


def _split(way: Way) -> Iterator[tuple[tuple[Fixed, ...], Slot | Gap | None, Slot | Gap | None]]:
    """The rows of fixed elements of a way, each with the free slot or gap before it and, of the last, after it."""
    elements: list[Fixed] = []
    before: Slot | Gap | None = None
    row: tuple[tuple[Fixed, ...], Slot | Gap | None] | None = None
    for element in way:
        if isinstance(element, Gap) or (isinstance(element, Slot) and element.free):
            if elements:
                if row is not None:
                    yield (*row, None)
                row = tuple(elements), before
                elements = []
            before = element
        else:
            elements.append(element)
    if elements:
        if row is not None:
            yield (*row, None)
        yield tuple(elements), before, None
    elif row is not None:
        yield (*row, before)


def can_hold(joint: Slot | Gap | None, start: int, end: int, folded: Folded) -> bool:
    """Whether a free slot or gap may hold folded tokens start to end."""
    tags = folded.tags[start:end]
    if isinstance(joint, Gap):
        return 0 <= end - start <= joint.most and "quantity" not in tags and "stop" not in tags
    return 0 < end - start <= MAX_SLOT and all(tag in FREE_TAGS for tag in tags)
