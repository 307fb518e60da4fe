"""Governing verbs: the verb of a sentence that says whether one of its quantities is a target or a fact."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import dropwhile, takewhile

from spacy.tokens import Span

from policyledger.clauses import Sentence
from policyledger.cues import Cue
from policyledger.phrases import ARTICLES
from policyledger.predicates import RELATIVE_PRONOUNS, Predicate
from policyledger.scopes import Scopes
from policyledger.tokens import within

WEIGHTY = 60
"""Strength from which a noun of aim outweighs the verb after it: "a target of 40 % was set"."""
GROUP = 3
"""Tokens within which the words of a verb group follow each other."""
LISTED = 24
"""Commas and joints of the longest list of values that is the subject of a verb."""
SUBJECT_REACH = 40
"""Tokens of the longest subject."""
AIMED = 3
"""Predicates from a participle to the verb that rules it: "works | aimed at | storing rain | have been opened"."""
ALLOWING = frozenset({"will", "shall", "must", "should", "may", "can", "is", "are"})
"""Auxiliaries with which a bound is a limit set."""


class Verbs:
    """The words of a sentence that decide as its verbs do, in order.

    Attributes:
        all: verbs, nouns of aim, and the imperatives that open a line, but those of asides.
        firm: the strength from which one needs no date to be believed.
    """

    def __init__(self, scopes: Scopes, sentence: Sentence) -> None:
        self.scopes = scopes
        self.sentence = sentence
        cues = scopes.lexicon.cues
        self.past = cues.tenses.get("past")
        self.firm = cues.deadline.strength if cues.deadline is not None else 0
        self.all = [  # but "by | May | 2022" is no modal
            cue
            for cue in sentence.cues
            if cue.rule.decides == "status"
            and cue.rule.scope in ("verb", "phrase", "opening")
            and cue.start not in sentence.dated
            and sentence.aside_of(cue.start) is None
            and not (cue.rule == self.past and scopes.tokens.lowers[cue.start - 1 : cue.start] == ["as"])
        ]  # nor does "as | defined | in section 6" govern

    def governing(self, span: Span) -> Cue | None:
        """The verb that governs a quantity, None where its sentence has none."""
        at = bisect_left(self.all, span.start, key=lambda cue: cue.start)
        inside = at < len(self.all) and self.all[at].start < span.end and self.all[at].rule.scope in ("opening", "verb")
        if inside and span._.quantity["head"] is None:
            return self.all[at]  # "Double the …", "catches doubled", but not "4 million | improved stoves"
        planned = self.described(span)
        if planned is not None:
            return planned
        ahead = self._reaching(at, span)
        after = self._following(at, span)
        if (
            after is not None
            and after.rule.scope == "verb"
            and self._lists(span.end, after.start)
            and (ahead is None or self._ends_before(ahead, span))
        ):
            return self._last_of_group(self._past_participle(after, span))
        if ahead is not None:
            if ahead.rule.scope == "phrase" and ahead.rule.strength < WEIGHTY:
                return self._spender(ahead, after, span)
            return ahead
        if after is None or after.start >= self.sentence.clause_of(span.start)[1] or self._is_purpose(after):
            return None
        return self._past_participle(after, span)

    def _is_purpose(self, verb: Cue) -> bool:
        """Whether an infinitive says what for something was done: "Opened talks with 30 towns | to cut | losses"."""
        lowers, begin = self.scopes.tokens.lowers, self.sentence.begin
        done = lowers[begin] in self.scopes.lexicon.verbs.participle
        return done and lowers[verb.start] == "to" and not self.sentence.predicates_in(begin, verb.start)

    def _lists(self, begin: int, end: int) -> bool:
        """Whether no more than the rest of its list parts a quantity from a verb: "4 homes | and 3 docks | will"."""
        borders = self.sentence.borders
        first, last = bisect_left(borders, begin), bisect_left(borders, end)
        starts = self.sentence.by_start
        return last - first <= LISTED and all(
            borders[at] + 1 in starts or (at + 1 < last and borders[at + 1] == borders[at] + 1)
            for at in range(first, last)
        )

    def _ends_before(self, verb: Cue, span: Span) -> bool:
        """Whether the clause or stretch of a verb has ended where a quantity begins."""
        return self.sentence.parted(verb.end, span.start) or self.sentence.clause_of(span.start)[0] >= verb.end

    def described(self, span: Span) -> Cue | None:
        """The participle right behind a count that says what it is of: "built 103 of the 850 sites | planned for"."""
        at = bisect_left(self.all, span.end, key=lambda cue: cue.start)
        verb = self.all[at] if at < len(self.all) else None
        if verb is None or verb.start != span.end or verb.rule.value != "target" or verb.rule.scope != "verb":
            return None
        said = next(iter(self.sentence.predicates_from(verb.start, 1)), None)
        alone = said is not None and said.start == verb.start and said.form == "participle"
        return verb if alone and self._ruling_behind(verb, span) is None else None

    def _ruling_behind(self, participle: Cue, span: Span) -> Predicate | None:
        """The finite verb behind a participle, or behind its list: "22 works sanctioned in 2019 | have been done"."""
        said = self.sentence.predicates_from(participle.start, AIMED)
        said = [each for each in said if each.start == participle.start or each.form != "gerund"]
        if len(said) < 2 or said[0].start != participle.start or said[0].form != "participle":
            return None
        parted = self.sentence.parted(participle.end, said[1].start)
        listed = parted and self._lists(span.end, said[1].start)  # "9 of 10 sent to ports, 2 to towns and 3 to … will"
        return said[1] if said[1].form == "finite" and (listed or not parted) else None

    def _past_participle(self, verb: Cue, span: Span) -> Cue:
        """The verb that rules behind a participle, where a cue speaks of it; the verb itself otherwise."""
        ruling = self._ruling_behind(verb, span)
        at = len(self.all) if ruling is None else bisect_left(self.all, ruling.start, key=lambda cue: cue.start)
        return self.all[at] if ruling is not None and at < len(self.all) and self.all[at].start < ruling.end else verb

    def _spender(self, noun: Cue, after: Cue | None, span: Span) -> Cue:
        """The verb that says what is done with a sum: "spent | a sum of 4 million"."""
        at = bisect_left(self.all, noun.start, key=lambda cue: cue.start) - 1
        listed = "including" in self.scopes.tokens.lowers[max(self.sentence.begin, noun.start - GROUP) : noun.start]
        last = self.sentence.predicate_at(noun.start)
        adjoined = last is not None and last.form == "gerund" and self.scopes.tokens.words[last.start - 1] == ","
        # "has helped 20 firms, | giving grants of"
        stop = last.start - 1 if last is not None and adjoined else noun.start
        if at >= 0 and (listed or not self.sentence.parted(self.all[at].end, stop)):
            before = self.all[at]
            if before.rule.value == "other" or before.rule.strength >= self.firm:
                return before
        if (
            after is not None
            and after.rule.value != "target"
            and after.rule.strength >= self.firm
            and not self.sentence.parted(span.end, after.start)
        ):
            return after
        return noun

    def _following(self, at: int, span: Span) -> Cue | None:
        """The first verb after a quantity, past what only tells of its noun: "40 firms that employ crews | will"."""
        lowers = self.scopes.tokens.lowers
        behind = map(self.all.__getitem__, range(at, len(self.all)))
        after = (cue for cue in behind if cue.start >= span.end and cue.rule.scope != "phrase")
        first = next(after, None)
        if first is None or lowers[first.start - 1] not in RELATIVE_PRONOUNS:
            return first
        ruling = next(after, None)
        if ruling is None or self.sentence.parted(first.end, ruling.start):
            return first
        return ruling if self.sentence.predicate_at(ruling.start) != self.sentence.predicate_at(first.start) else first

    def _last_of_group(self, verb: Cue) -> Cue:
        """The word of a verb group that says most: "30 hubs are | planned", "this is | an unconditional target"."""
        at = bisect_left(self.all, verb.start, key=lambda cue: cue.start) + 1
        while at < len(self.all) and self.all[at].start - verb.end < GROUP and self.all[at].rule.scope != "opening":
            if self.sentence.parted(verb.end, self.all[at].start) or self.all[at].rule == self.past:
                break
            verb, at = self.all[at], at + 1
        return verb

    def _reaching(self, at: int, span: Span) -> Cue | None:
        """The last verb before a quantity that is not shut in a bracket closed by then."""
        words = self.scopes.tokens.words
        depth = 0
        low = span.start
        for cue in reversed(self.all[max(0, at - 3) : at]):
            for k in range(low - 1, max(cue.start, low - 60), -1):
                depth += (words[k] == ")") - (words[k] == "(")
            low = cue.start
            if depth <= 0:
                return cue
        return None

    def superordinate(self, verb: Cue) -> Cue | None:
        """The commitment whose clause a verb in the present stands in: "we will ensure that half | is recycled"."""
        at = bisect_left(self.all, verb.start, key=lambda cue: cue.start) - 1
        if at < 0 or self.all[at].rule.value != "target":
            return None
        between = self.scopes.tokens.lowers[self.all[at].end : verb.start]
        return self.all[at] if "that" in between and ";" not in between else None

    def is_perfect(self, verb: Cue) -> bool:
        """Whether a verb tells what was done before something else that is over, or what has been done since a date."""
        said = self.sentence.predicate_at(verb.start)
        if said is None or verb.start >= said.end:
            return False
        auxiliary = self.scopes.tokens.lowers[said.start]
        return auxiliary == "had" or (auxiliary in ("has", "have") and self._is_since)

    @cached_property
    def _is_since(self) -> bool:
        """Whether a sentence says since when."""
        return any(date._.date["cue"].lower() == "since" for date in self.sentence.dates)

    def is_limit(self, verb: Cue, span: Span) -> bool:
        """Whether a bound is what a verb allows: "will not back | more than 30", "no more than 30 | may be sold"."""
        if span._.quantity["comparator"] not in ("<=", ">="):
            return False
        lowers = self.scopes.tokens.lowers
        said = self.sentence.predicate_at(verb.start)
        if said is None or said.end <= verb.start or lowers[said.start] not in ALLOWING:
            return False
        denied = lowers[self.sentence.part_of(said.start)[0]] in (
            "no",
            "none",
            "neither",
        )  # "no firm may take | more than"
        return said.negated or denied or (lowers[span.start] in ("no", "not") and span.start < said.start)

    def subject(self, said: Predicate) -> list[str]:
        """The words of a subject that stands at the head of its part of the sentence, without what its noun is of."""
        ends, goes_on = (self.scopes.lexicon.lists[each] for each in ("LEX-PHRASE-EDGE", "LEX-COMPLEMENT-PREPOSITION"))
        begin = self.sentence.part_of(said.start)[0]
        words = self.scopes.tokens.lowers[begin : min(said.start, begin + SUBJECT_REACH)]
        words = list(dropwhile(ARTICLES.__contains__, words))  # "its", "these"
        return list(takewhile(lambda word: word not in ends and word not in goes_on, words))

    def within(self, scope: tuple[int, int]) -> Sequence[Cue]:
        return within(self.all, scope)

    def ruling(self, low: int, high: int) -> bool:
        return any(cue.rule.scope != "opening" for cue in self.within((low, high)))
