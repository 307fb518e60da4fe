"""The words before and behind a quantity that compare it: "over", "at least", "or more", "about"."""

from __future__ import annotations

from policyledger.numberwords import DASHES
from policyledger.quantitywords import Comparison, QuantityLexicon
from policyledger.tokens import Tokens

RULING = frozenset({"shall", "will", "must", "may", "should"})
NOBODY = frozenset({"nobody", "none", "nothing", "one"})
"""Words of "no one" and the like, before a verb that rules."""
DEFINITE = frozenset({"the", "these", "those", "its", "their", "our"})
BUILT = frozenset(
    {"is", "are", "was", "were", "be", "been", "programme", "program", "plan", "strategy", "agenda", "policy", ","}
)
"""Words with which "built around" says on what something rests, not about how much is built."""
NEGATION_REACH = 6
"""Tokens before a quantity within which a "not" turns its comparator round."""


class Comparing:
    """Finds what compares the quantities of a text."""

    def __init__(self, tokens: Tokens, lexicon: QuantityLexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon

    def before(self, begin: int, start: int, between: bool) -> tuple[int, Comparison | None, str]:
        """The comparator that ends just before a quantity: where it begins, what it says, its words."""
        tokens, lexicon = self.tokens, self.lexicon
        if between:
            start -= 1
        edge = start
        while edge > begin and tokens.lowers[edge - 1] in lexicon.lists["LEX-DETERMINER"] and edge > start - 2:
            edge -= 1
        found: tuple[int, Comparison] | None = None
        for stop in dict.fromkeys((start, edge)):
            found = self._phrase_ending(begin, stop)
            if found:
                break
        if found is None:
            return self._of_stretch(begin, start)
        if self._is_of_verb(begin, found[0], start) or self._excepts(found[0], start):
            return start, None, ""
        if tokens.lowers[start - 2 : start] == ["than", "the"]:
            return start, None, ""  # "is smaller than | the 17 % of 2010": a value that is known
        at, said = found
        if tokens.lowers[start - 2 : start] == ["below", "the"] and start - at > 2:
            return start, None, ""  # "far | below the 41 % | of the union"
        if tokens.lowers[at] == "under" and tokens.lowers[at + 1 : start] in (["a"], ["an"]):
            return start, None, ""  # "falls under a | EUR 20 million programme"
        cue = tokens.span(at, start)
        further = self._phrase_ending(begin, at)
        if further and further[1].approximate != said.approximate:  # "over about 10", "at least some 20"
            merged = Comparison(
                further[1].comparator if further[1].comparator != "=" else said.comparator, True, said.rule_id
            )
            return further[0], merged, tokens.span(further[0], start)
        return at, said, cue

    def spans_time(self, begin: int, start: int, cue: str) -> bool:
        """Whether "over" before a length of time says during which: "invest 5 million | over four years"."""
        words = cue.lower().split()
        if len(words) == 2 and words[0] == "over" and words[1] in DEFINITE:
            return True  # "over | the four years" are known ones
        if words != ["over"]:
            return False
        before = self.tokens.lowers[start - 1] if start > begin else ""
        if before == "in" and start - 1 > begin and self.tokens.lowers[start - 2] in self.lexicon.lists["LEX-VERB-IN"]:
            return True  # "phased in | over three years"
        return before not in self.lexicon.lists["LEX-BEFORE-LONGER"]

    def _is_of_verb(self, begin: int, at: int, start: int) -> bool:
        """Whether "up", "over" or "around" belongs to the verb: "will go | up to 50 MW", "turned | over 19 billion"."""
        lowers = self.tokens.lowers
        if lowers[at:start] == ["around"] and at > begin:
            built = lowers[at - 1] == "built" and at - 1 > begin and lowers[at - 2] in BUILT
            return built or lowers[at - 1] in self.lexicon.lists["LEX-VERB-AROUND"]
        if lowers[at:start] == ["over"] and at > begin:
            return lowers[at - 1] in self.lexicon.lists["LEX-VERB-OVER"]
        return lowers[at:start] == ["up", "to"] and at > begin and lowers[at - 1] in self.lexicon.lists["LEX-VERB-UP"]

    def _excepts(self, at: int, start: int) -> bool:
        """Whether "all but" leaves out some, as in "all but | two piers", and is not "nearly": "all but | halved"."""
        lowers = self.tokens.lowers
        return lowers[at:start] == ["all", "but"] and not lowers[start].endswith("ed")

    def _of_stretch(self, begin: int, start: int) -> tuple[int, Comparison | None, str]:
        """What "minimum" or "maximum" before a stretch of time says of its length: "a minimum week of | 32 hours"."""
        lowers, at = self.tokens.lowers, start - 3
        if at < begin or lowers[at] not in ("minimum", "maximum") or lowers[start - 1] != "of":
            return start, None, ""
        if lowers[at + 1] not in self.lexicon.lists["LEX-STRETCH-OF-TIME"]:
            return start, None, ""
        return at, self.lexicon.before.get((lowers[at],)), self.tokens.span(at, start)

    def _phrase_ending(self, begin: int, stop: int) -> tuple[int, Comparison] | None:
        tokens, lexicon = self.tokens, self.lexicon
        if stop <= begin or tokens.lowers[stop - 1] not in lexicon.before_ends:
            return None
        found: tuple[int, Comparison] | None = None
        for width in range(min(lexicon.longest_before, stop - begin), 0, -1):
            said = lexicon.before.get(tuple(tokens.lowers[stop - width : stop]))
            if said and (found is None or said.priority > found[1].priority):
                found = stop - width, said
        return found

    def after(self, end: int, stop: int) -> tuple[int, Comparison] | None:
        """The comparator that follows a quantity ("or more", "+"): its end and what it says."""
        tokens, lexicon = self.tokens, self.lexicon
        if end + 1 < stop and tokens.lowers[end] in DASHES and tokens.glued(end) and tokens.glued(end + 1):
            end += 1  # "300-plus"
        if end >= stop or tokens.lowers[end] not in lexicon.after_starts:
            return None
        found: tuple[int, Comparison] | None = None
        for width in range(min(lexicon.longest_after, stop - end), 0, -1):
            said = lexicon.after.get(tuple(tokens.lowers[end : end + width]))
            apart = tokens.words[end] == "+" and not tokens.glued(end)
            if said and not apart and (found is None or said.priority > found[1].priority):
                found = end + width, said
        return found

    def negated(self, begin: int, start: int) -> bool:
        """Whether a "not" stands shortly before a quantity, in the same phrase."""
        for at in range(start - 1, max(begin, start - NEGATION_REACH) - 1, -1):
            if self.tokens.words[at] in (",", ";", ":", "."):
                return False
            following = self.tokens.lowers[at + 1]
            if self.tokens.lowers[at] in ("not", "never", "cannot") and following != "only":
                return True
            if self.tokens.lowers[at] in NOBODY and following in RULING:
                return True  # "nobody should wait | more than 18 weeks"
            if self.tokens.lowers[at] == "no" and following == "longer":
                return True  # "will no longer import | more than 20 %"
            if self.tokens.lowers[at] == "no" and not RULING.isdisjoint(self.tokens.lowers[at + 2 : start]):
                return True  # "no household shall live | more than 400 m from a stop"
        return False
