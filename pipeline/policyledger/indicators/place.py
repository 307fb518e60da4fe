"""Where a quantity stands: its part of the sentence, the predicate it belongs to, and the noun phrases beside it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from spacy.tokens import Span

from policyledger import phrases
from policyledger.clauses import Sentence, is_age
from policyledger.predicates import Predicate
from policyledger.tokens import Tokens, beyond_gloss
from policyledger.verbs import VerbLexicon

Range = tuple[int, int]
COMPLEMENT_LIMIT = 9
"""Tokens a prepositional complement may add to an indicator: enough to tell rows apart, short enough for a table."""
PREDICATES_AHEAD = 4
"""Predicates among which the end of a clause is looked for: a noun phrase holds no more."""
REPORTED = 6
"""Tokens between the verb of an aside and its "as" or comma."""
MONTHS = frozenset(
    {
        *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
        *("november", "december", "spring", "summer", "autumn", "winter"),
    }
)
"""Times of the year, which say when and name nothing."""
LISTED = 3
"""Tokens of the first of a list of nouns or adjectives, with what stands before it."""
TOWARDS = frozenset(
    {
        *("access", "exposure", "transition", "adaptation", "resilience", "connection", "connections", "response"),
        *("contribution", "contributions", "assistance", "transfers", "allocation", "allocations", "subsidies"),
        *(
            "grants",
            "loans",
            "lending",
            "support",
            "aid",
            "exports",
            "proximity",
            "resistance",
            "commitment",
            "link",
            "links",
        ),
    }
)
"""Nouns that another follows with "to"."""
QUOTES = {'"': '"', "“": "”"}
"""Signs that open a quotation, and those that close it."""
LABEL = 16
"""Tokens of the longest label before a colon."""
NUMBER_LENGTH = 4
"""Signs of the longest list number: "viii"."""
ROUTE = frozenset({"by", "to", "at", "from", "below", "above", "within", "under", "around", "between", "beyond", "up"})
"""Prepositions between what changes and how far."""
BESIDE = frozenset(
    {
        *(
            "a",
            "an",
            "the",
            "current",
            "about",
            "around",
            "some",
            "only",
            "just",
            "total",
            "of",
            "additional",
            "mere",
            "moderate",
        ),
        *("staggering", "whopping", "further", "full", "combined", "estimated", "extra", "another", "net", "modest"),
        *("existing", "present", "prevailing", "previous"),
    }
)
"""Words that may stand between a verb or preposition and its quantity."""
CHANGES = frozenset(
    {
        *("reduction", "increase", "improvement", "decrease", "growth", "cut", "rise", "drop", "decline", "saving"),
        *(
            "savings",
            "gain",
            "reductions",
            "improvements",
            "increases",
            "expansion",
            "fall",
            "trend",
            "uptick",
            "surge",
        ),
        *("jump", "hike", "decreases", "declines", "cuts"),
    }
)
"""Nouns of change: what changes follows with "in" or "of", or was said before."""
UNDERGOING = frozenset(
    {"see", "experience", "record", "register", "achieve", "witness", "undergo", "continue", "post", "suffer", "show"}
)
"""Verbs whose subject is what changes: "exports saw | a rise"."""
AMOUNTING = frozenset({"at", "with", "for", "worth"})
"""Prepositions before a noun of amount that belongs to another quantity."""
AMOUNT_LIMIT = 5
"""Tokens of a preposition with a noun of amount: "at a total cost"."""
MOVING = frozenset({"from", "by"})
"""Prepositions between what moves and from where, or by how much."""
OF_AMOUNT = frozenset({"of", "worth", "exceeding", "totalling", "totaling", "reaching"})
"""Words between a noun and its amount."""
DATED_BY = frozenset({"in", "by", "of", "for", "since", "during", "from"})
"""Prepositions before a date."""
BEFORE_ARTICLE = frozenset(
    {"half", "such", "many", "quite", "twice", "once", "of", "per", "in", "for", "with", "to", "times"}
)
"""Words behind which an article goes on with a noun phrase: "twice | a year"."""
SPANS_OF_TIME = frozenset({"years", "year", "decade", "decades", "months", "month", "quarter", "time", "period"})
ERAS = frozenset(
    {
        *("recent", "past", "last", "next", "coming", "previous", "following", "same", "few", "several"),
        *("succeeding", "subsequent", "preceding", "ensuing"),
    }
)
"""Adjectives of a span of time that is counted from now."""
WHOLE_YEAR = frozenset({"full", "given", "single", "typical", "normal", "calendar", "financial", "fiscal"})
"""Adjectives of a year as such."""
LASTING = frozenset({"over", "for", "in", "within", "during", "across"})
"""Prepositions before a length of time."""
BASIS_LIMIT = 5
"""Tokens of "on a cash basis"."""
TIMING = frozenset({",", "starting", "beginning", "annually", "yearly", "a", "per", "each", "every", "year"})
"""Words in what says when and how often."""
RECEIVING = frozenset({"for", "in", "to", "into", "on", "towards", "toward", "under", "from", "through", "via"})
"""Prepositions between money and what it is for, or comes from."""
OLD = frozenset({"old", "olds"})
"""Words behind an age that stand for those who are so old: "16-17 year | olds"."""
PARTICLES = frozenset(
    {
        *("down", "up", "out", "back", "aside", "off", "forward", "away", "ahead"),
        *("even", "further", "again", "still"),
    }
)
"""Adverbs that go with a verb: "set aside", "fell even further"."""
PRONOUNS = frozenset(
    {
        "it",
        "this",
        "these",
        "those",
        "we",
        "they",
        "he",
        "she",
        "i",
        "that",
        "which",
        "there",
        "you",
        "who",
        "one",
        "them",
    }
)


class Place:
    """A quantity with what stands around it; what is read are token ranges, empty where there is nothing.

    Args:
        tokens: the text.
        sentence: the sentence, with all that was found in it; no indicator runs into another quantity or a date of it.
        span: the quantity.
        verbs: the verbs known.
        lists: word lists.
        previous: indicator and base of the statement before, which "this", "it" and a value in brackets go on with.

    Attributes:
        start, end: the quantity, with those that share the noun after it: "56 %, 75 % and 90 %".
        segment: its part of the sentence between semicolons.
        governor: the predicate it belongs to.
        stops: tokens of other quantities and dates, which no indicator runs into.
        previous: indicator and base of the statement before.
    """

    def __init__(
        self,
        tokens: Tokens,
        sentence: Sentence,
        span: Span,
        verbs: VerbLexicon,
        lists: Mapping[str, frozenset[str]],
        previous: tuple[str, str] = ("", ""),
    ) -> None:
        self.tokens = tokens
        self.lists = lists
        self.lowers = tokens.lowers
        self.start, self.end = span.start, span.end
        self.facts: Mapping[str, Any] = span._.quantity
        self.sentence = sentence
        self.predicates = sentence.predicates
        self.verbs = verbs
        goes_on = self.facts["unit_kind"] in ("percent", "percentage_point")
        self.previous = previous if goes_on else (previous[0].partition(", share of ")[0], "")
        self.edges = lists["LEX-PHRASE-EDGE"]
        self.openers = lists["LEX-SENTENCE-OPENER"]
        self.carriers = lists["LEX-COMPLEMENT-PREPOSITION"]
        self.amounts = lists["LEX-AMOUNT-NOUN"]
        self.deictics = lists["LEX-DEICTIC"]
        self.generic = lists["LEX-GENERIC-NAME"]
        self.rates = lists["LEX-RATE-NOUN"]
        self.further = lists["LEX-FURTHER"]
        self.unnamed = lists["LEX-AFTER-AMOUNT"]
        self.clausal = lists["LEX-CLAUSE-VERB"]
        self.lasting = lists["LEX-LASTING"]
        self.dated = sentence.dated
        self.stops = _Others(sentence.taken, span.start, span.end)
        self.units_before = sentence.unit_ending
        before = bisect_right(sentence.quantity_ends, span.start)
        self.last_end: int | None = sentence.quantity_ends[before - 1] if before else None
        self.actors = sentence.actors
        self.end = sentence.shared_ends.get(span.start, span.end)
        self.segment = self._segment()
        self.governor = self._governor()

    def at(self, span: Span) -> Place:
        """The place of another quantity of the sentence."""
        return Place(self.tokens, self.sentence, span, self.verbs, self.lists)

    def _segment(self) -> Range:
        """The part of the sentence between semicolons."""
        begin, end = self.sentence.part_of(self.start)
        end -= self.tokens.words[end - 1] == ";"
        before = bisect_left(self.sentence.bullets, self.start)
        begin = max(begin, self.sentence.bullets[before - 1] + 1) if before else begin
        return min(self._past_number(begin), self.start), end

    def _past_number(self, begin: int) -> int:
        """The token after a list number: "(iii) | steel", "b) | steel", "4. | steel"."""
        words = self.tokens.words
        begin += begin + 1 < self.start and self.lowers[begin] in ("and", "or") and words[begin + 1] == "("
        opened = begin + (words[begin] == "(")
        if opened + 1 >= self.start or len(words[opened]) > NUMBER_LENGTH or not words[opened].isalnum():
            return begin
        closed = words[opened + 1] == ")" or (opened == begin and words[opened + 1] == "." and words[opened].isdigit())
        return opened + 2 if closed else begin

    def _governor(self) -> Predicate | None:
        """The predicate a quantity belongs to: the last one before it, but none that a new subject follows."""
        number = self.start + self.facts["number_start"]  # "productivity | exceeded 5,000 yuan"
        before = self.predicates_in((self.segment[0], number))
        for each in reversed(before):
            if each.form == "participle" and each.passive and self._is_aside(each, before):
                continue
            if each.form == "infinitive" and self._is_purpose(each, before):
                continue
            if each.form == "finite" and len(before) > 1 and self._is_reported(each):
                continue
            return each
        return None

    def _is_reported(self, said: Predicate) -> bool:
        """Whether a verb stands in an aside on who says so: "is to be, | as the minister said, | 4 % lower"."""
        near = range(said.start - 1, max(self.segment[0], said.start - REPORTED), -1)
        opened = next((at for at in near if self.lowers[at] == "as"), None)
        closed = any(self.tokens.words[at] == "," for at in range(said.end, min(self.start, said.end + REPORTED)))
        return opened is not None and self.tokens.words[opened - 1] == "," and closed

    def _is_purpose(self, infinitive: Predicate, before: Sequence[Predicate]) -> bool:
        """Whether an infinitive only tells what for: "cutting the time | to set up | a firm from 182 days to 120"."""
        lead = self.lead()
        if self.lowers[lead] not in MOVING or lead <= infinitive.end:
            return False
        if self.sentence.changes_in(infinitive.start, infinitive.end):
            return False
        earlier = reversed(before[: bisect_left(before, infinitive.start, key=_start)])
        return any(self.sentence.changes_in(max(each.start, self.segment[0]), each.end) for each in earlier)

    def _is_aside(self, participle: Predicate, before: Sequence[Predicate]) -> bool:
        """Whether a participle only tells which ones: "cut the waste | sent | to landfill by 5 %"."""
        if before[-1].start > participle.end:
            return True
        lead = self.lead()
        ruled = any(each.form in ("finite", "infinitive", "imperative") for each in before)
        return ruled and self.lowers[lead] in ROUTE and lead > participle.end

    def word(self, at: int) -> str:
        """A token of the part of the sentence in lower case, "" beyond it."""
        return self.lowers[at] if self.segment[0] <= at < self.segment[1] else ""

    def lead(self) -> int:
        """The token before the quantity and its articles: the preposition or verb it hangs on."""
        at = self.start - 1
        if at - 1 > self.segment[0] and self.lowers[at - 1] in ("a", "an") and self.lowers[at].isalpha():
            at -= 2  # "amounts to | an astounding | 5 million"
        while at > self.segment[0] and (
            self.lowers[at] in BESIDE
            or self.tokens.words[at] in ("(", "~")
            or phrases.adverb(self.lowers[at])
            or (self.lowers[self.start - 1] == "of" and self.lowers[at] in self.rates)
        ):
            at -= 1
        return at

    def before(self, end: int) -> Range:
        """The noun phrase that ends before a token."""
        begin = self.segment[0]
        end = self.undated(begin, end)
        age = self.ending(end)
        end = age.start if age is not None and is_age(age) and age.start > begin else end
        for index in range(end - 1, begin - 1, -1):
            if index in self.stops:
                begin = index + 1
                break
        first = bisect_right(self.predicates, begin, key=_end)
        for each in self.predicates[first : bisect_right(self.predicates, end, key=_end)]:
            if begin < each.end and not (each.form == "participle" and each.passive):
                begin = each.end
        start, end = phrases.before(self.tokens, begin, end, self.edges)
        for at in range(end - 1, start, -1):
            article = self.tokens.words[at] in ("a", "an") and self.word(at + 1) not in SPANS_OF_TIME
            if article and self.lowers[at - 1] not in BEFORE_ARTICLE:
                start = at  # "a hall and | a capacity of", "place before the house | a budget of"
                break
        one = next(
            (at for at in range(end - 3, start - 1, -1) if self.lowers[at : at + 3] == ["one", "of", "the"]), None
        )
        start = start if one is None else one + 3  # "130 deaths per million and one of the | lowest rates"
        while start < end and self.lowers[start] in self.openers:
            start += 1
        start, end = phrases.trim(self.tokens, start, end)
        return start - (start < end and self.lowers[start - 1 : start + 1] == ["per", "capita"]), end

    def widened(self, found: Range, through: tuple[str, ...] = ()) -> Range:
        """A noun phrase with what it is a complement of: "capacity on | roofs", "bids for six | lease areas"."""
        begin = self.segment[0]
        while found[1] > found[0] > begin + 1:
            at = found[0] - 1
            counted = self.ending(found[1])
            if counted is not None and counted._.quantity["head"] and counted.start < found[0]:
                at = counted.start - 1
            while at > begin and self.lowers[at] in phrases.ARTICLES:
                at -= 1
            if self.lowers[at] not in self.carriers and self.lowers[at] not in through:
                break
            wider = self.before(at)
            if wider[1] != at or wider[1] <= wider[0]:
                wider = self.counted_before(at)
            if wider[1] != at or wider[1] <= wider[0] or found[1] - wider[0] > COMPLEMENT_LIMIT + 3:
                break
            found = (wider[0], found[1])
        if found[0] == self.sentence.begin and found[1] - found[0] > 1 and self.lowers[found[0]] in self.verbs.past:
            found = phrases.trim(self.tokens, found[0] + 1, found[1])  # "Raised | participation in the workforce from"
        return found

    def after(
        self, at: int, stop: int | None = None, *, carry: bool = False, limit: int = 18, through: tuple[str, ...] = ()
    ) -> Range:
        """The noun phrase that begins at a token; `carry` goes on through prepositions, `through` adds to them."""
        stop = self.sentence.end if stop is None else stop
        for index in range(at, stop):
            if index in self.stops:
                stop = index
                break
        stop = min(stop, self.clause_end(at))
        start, end = phrases.after(
            self.tokens, at, stop, self.edges, limit, self.carriers.union(through) if carry else through
        )
        if at >= self.end and self.facts["unit_kind"] not in ("percent", "percentage_point", "multiple"):
            per = next((k for k in range(start + 1, end) if self.lowers[k] == "per"), end)
            start, end = phrases.trim(self.tokens, start, per)  # "30 kg of waste | per person": of the measure
        if carry and start < end < stop and self._lists(start, end):
            end = phrases.after(self.tokens, end + 1, stop, self.edges, limit, self.carriers)[1]
        if carry and end > start and end < stop and self._goes_to(end):
            _, more = phrases.after(self.tokens, end + 1, stop, self.edges, limit, self.carriers)
            end = max(end, more)
        led = self.lowers[end - 1] in self.verbs.third and self.word(end) == "to"  # "support ports | and plans to"
        doing = self.lowers[end - 1] in self.verbs.gerund and end in self.sentence.by_start
        verbal = led or doing or self._only_verb(self.lowers[end - 1])
        if doing and end - start > 1 and self.lowers[end - 2] not in ("and", "or"):
            start, end = phrases.trim(self.tokens, start, end - 1)  # "a metro | carrying | 400,000 passengers"
        if end - start > 2 and self.lowers[end - 2] in ("and", "or") and verbal:
            end -= 2  # "rules to promote ports | and develop"
        end = self._before_amount(at, end)
        return (start, end) if end > start else (at, at)

    def _lists(self, start: int, comma: int) -> bool:
        """Whether a comma goes on with a word and "and": "use of wood|, bamboo and clay", "rural|, coastal and …"."""
        words, lowers = self.tokens.words, self.lowers
        if words[comma] != "," or comma + 3 >= self.segment[1] or lowers[comma + 2] not in ("and", "or"):
            return False
        one = next((at for at in range(comma - 1, start, -1) if lowers[at] in self.carriers), start - 1)
        plain = all(words[at].isalpha() and words[at].islower() for at in (comma - 1, comma + 1, comma + 3))
        verbs = {lowers[comma + 1], lowers[comma + 3]} & (self.verbs.base.keys() | self.verbs.gerund.keys())
        return plain and comma - one <= LISTED and not verbs - self.verbs.nouns and comma + 3 not in self.stops

    def _goes_to(self, at: int) -> bool:
        """Whether "to" leads from a noun to another: "access | to power", not "grants | to build"."""
        if self.word(at) != "to" or self.lowers[at - 1] not in TOWARDS or at + 1 in self.stops:
            return False
        following = at + 1 + (self.word(at + 1) in phrases.ARTICLES)
        return self.word(following)[:1].isalpha() and self.word(at + 1) not in self.verbs.base

    def _only_verb(self, word: str) -> bool:
        return word in self.verbs.base and word not in self.verbs.nouns

    def _before_amount(self, start: int, end: int) -> int:
        """The end of a noun phrase without the noun of the amount that follows: "roads | at a cost | of 5 million"."""
        if not self._names_amount(end):
            return end
        return next((k for k in range(end - 2, max(start - 1, end - 5), -1) if self.lowers[k] in AMOUNTING), end)

    def _names_amount(self, end: int) -> bool:
        """Whether a noun phrase ends with the noun of the amount that follows: "at a total | cost | of 5 million"."""
        follows = end + 1 < self.sentence.end and self.lowers[end] in OF_AMOUNT and end + 1 in self.sentence.by_start
        return follows and self.lowers[end - 1] in self.amounts

    def ahead(self, at: int) -> Predicate | None:
        """The first predicate that begins at a token or after it, in the same part of the sentence."""
        found = next(iter(self.sentence.predicates_from(at, 1)), None)
        return found if found is not None and found.start < self.segment[1] else None

    def predicates_in(self, part: Range) -> Sequence[Predicate]:
        """The predicates that begin in a token range."""
        return self.sentence.predicates_in(*part)

    def predicates_within(self, part: Range) -> Sequence[Predicate]:
        """The predicates that begin and end in a token range."""
        first = bisect_left(self.predicates, part[0], key=_start)
        return self.predicates[first : bisect_right(self.predicates, part[1], key=_end)]

    def clause_end(self, at: int) -> int:
        """The start of the first predicate of a clause after a token: no noun phrase goes beyond it."""
        for each in self.sentence.predicates_from(at + 1, PREDICATES_AHEAD):
            if each.form in ("finite", "imperative"):
                return each.start
        return len(self.lowers)

    def measures(self, at: int) -> bool:
        """Whether another quantity follows, at a token or after a preposition: what is said is no more than a value."""
        return at in self.sentence.by_start or at + 1 in self.sentence.by_start

    def ending(self, end: int) -> Span | None:
        """The quantity that ends before a token."""
        return self.sentence.quantity_ending(end)

    def following(self, at: int) -> Span | None:
        """The first quantity that begins at a token or after it, in the same part of the sentence."""
        index = bisect_left(self.sentence.quantities, at, key=_start)
        found = self.sentence.quantities[index] if index < len(self.sentence.quantities) else None
        return found if found is not None and found.start < self.segment[1] else None

    def led(self, at: int) -> bool:
        """Whether a preposition stands before a token and its article: "holdings of | less than three hectares"."""
        at -= at - 1 > self.segment[0] and self.lowers[at - 1] in phrases.ARTICLES
        return at > self.segment[0] and self.lowers[at - 1] in self.edges

    def paired_before(self) -> bool:
        """Whether the quantity before stands behind a label as well, and a new one begins right after it."""
        last = self.ending(self.last_end) if self.last_end is not None else None
        return (
            last is not None and self.tokens.words[last.start - 1] == ":" and self.tokens.words[last.end][0].isupper()
        )

    def counted_before(self, end: int) -> Range:
        """The noun of a count that ends before a token: "150 | cold stores | will"."""
        span = self.ending(end)
        head = None if span is None else span._.quantity["head"]
        return (end, end) if span is None or head is None else (span.start + head[0], end)

    def counted_at(self, at: int, stop: int | None = None) -> Range:
        """The noun phrase of a count that begins at a token, without its number: "22 | business cases in towns"."""
        span = self.sentence.by_start.get(at)
        head = span._.quantity["head"] if span is not None else None
        if span is None or head is None:
            return at, at
        _, stop = self.after(span.end, stop, carry=True, limit=COMPLEMENT_LIMIT)
        return at + head[0], max(stop, span.end)

    def text(self, part: Range) -> str:
        """A noun phrase as it stands, without the years it is said of: "losses | in recent years"."""
        start, end = part
        if start > 0 and self.tokens.words[start - 1] in QUOTES and self._closes_quote(start, end):
            part = start, end = start - 1, end  # "| “lighthouse” factories"
        at = end - 1
        if at - 1 > start and self.lowers[at] in SPANS_OF_TIME and self.lowers[at - 1] in ("every", "each"):
            part = start, at - 1  # "fuel use | every year"
        elif at > start and self.lowers[at] in SPANS_OF_TIME:
            while at > start and (self.lowers[at - 1] in ERAS or self.lowers[at - 1] in phrases.ARTICLES):
                at -= 1
            if at < end - 1 and at - 1 > start and self.lowers[at - 1] in LASTING:
                part = start, at - 1
        return " ".join(self.tokens.span(*part).split())

    def _closes_quote(self, start: int, end: int) -> bool:
        """Whether a noun phrase closes a quotation that was opened right before it."""
        opened = self.tokens.words[start - 1]
        within = self.tokens.words[start:end]
        return QUOTES[opened] in within and opened not in within[: within.index(QUOTES[opened])]

    def trimmed(self, start: int, stop: int) -> Range:
        """A noun phrase from a verb on, up to a token, a quantity, a date or the end of its part of the sentence."""
        end = start
        while end < stop and end not in self.stops and self.tokens.words[end] not in (";", ":"):
            end += 1
        if end in self.stops and end not in self.dated:  # "emissions | from a base of 40 Mt to"
            cut = next((at for at in range(end - 1, start, -1) if self.lowers[at] in ROUTE), end)
            end = cut if cut >= end - 6 else end
        end -= end == self.sentence.end and end > start and self.tokens.words[end - 1] == "."
        while start < end and (self.lowers[start] in PARTICLES or phrases.adverb(self.lowers[start])):
            start += 1
        return phrases.trim(self.tokens, start, end)

    def trimmed_words(self, start: int, stop: int) -> str:
        """The words of a token range without what stands at their edges: "GCF funding | :"."""
        while stop > start and not self.tokens.words[stop - 1][0].isalnum():
            stop -= 1
        return self.text(phrases.trim(self.tokens, start, stop)) if stop > start else ""

    def undated(self, begin: int, end: int) -> int:
        """The end of a noun phrase without the date after it: "the gap | in 2020-21", "| over the 2021-25 period"."""
        dated = end - 1 > begin and end - 1 in self.dated
        if end - 2 > begin and self.lowers[end - 1] in SPANS_OF_TIME and end - 2 in self.dated:
            end -= 1
        while end - 1 > begin and end - 1 in self.dated:
            end -= 1
            while end > begin and end - 1 in self.dated:
                end -= 1
            while end - 1 > begin and self.lowers[end - 1] in DATED_BY:
                end -= 1
        if dated and end - 2 > begin and self.lowers[end - 1] in SPANS_OF_TIME:  # "… | during the period of 2021-25"
            led = end - 1 - (self.lowers[end - 2] in phrases.ARTICLES)
            end = led - 1 if self.lowers[led - 1] in LASTING else end
        return end

    def label(self) -> Range:
        """The noun phrase before a colon that opens its part or sentence, without its unit: "Output | (Mt): 4"."""
        begins = (self.segment[0], self._past_number(self.sentence.begin))
        return next((found for found in map(self._label_at, begins) if found[1] > found[0]), (0, 0))

    def _label_at(self, begin: int) -> Range:
        words, near = self.tokens.words, range(begin, min(self.start, begin + LABEL))
        colon = next((at for at in near if words[at] == ":" or phrases.is_dash(self.tokens, at)), begin)
        told = any(each.form == "finite" for each in self.sentence.predicates_in(begin, colon))
        if told or colon - 1 in self.dated or begin in self.dated:
            return begin, begin
        return phrases.trim(self.tokens, begin, self.unbracketed(begin, colon))

    def unbracketed(self, begin: int, end: int) -> int:
        """The end of a noun phrase without the bracket it closes with: "output | (Mt)"."""
        if end <= begin or self.tokens.words[end - 1] != ")":
            return end
        return next((at for at in range(end - 2, begin, -1) if self.tokens.words[at] == "("), end)

    def of_after(self) -> Range | None:
        """X of "20 % of X", "130 ha of X", "5 million worth of X", "1.5 gigawatts (GW) of X"."""
        if self.facts["unit_kind"] == "percent" and self.word(self.end) in ("gdp", "gnp", "gni"):
            return self.end, self.end + 1  # "2.2 percent | GDP"
        at = self.end + (self.word(self.end) == "worth")
        at = at if at + 1 in self.stops else beyond_gloss(self.tokens, at)
        if self.word(at) == "(" and at + 1 in self.sentence.by_start and self.word(self.past_bracket(at)) == "of":
            at = self.past_bracket(at)  # "12 billion euros | (14 billion dollars) | of investment"
        if at < self.sentence.end and self.lowers[at] == "of":
            known = self.counted_at(at + 2) if self.word(at + 1) in phrases.ARTICLES else (0, 0)
            if known[1] > known[0]:
                return known  # "half of our 86 | sites"
            old = self.sentence.by_start.get(at + 1)
            if old is not None and old._.quantity["unit_kind"] == "duration" and self.word(old.end) in OLD:
                return at + 1, max(old.end + 1, self.after(old.end, carry=True, limit=COMPLEMENT_LIMIT)[1])
            found = self.after(at + 1, carry=True, limit=COMPLEMENT_LIMIT + 3)
            counted = self.counted_at(found[1] + 1) if self.word(found[1]) == "of" else (0, 0)
            if counted[1] > counted[0]:
                return counted  # "4 % of a sample of 200 | firms"
            return found if found[1] > found[0] else None
        return None

    def of_before(self) -> Range | None:
        """X of "an outlay of 5 bn", "capacity of 40 MW", "an output value exceeding 5 bn"."""
        at = self.start - 1
        if at - 1 <= self.sentence.begin or self.lowers[at] not in OF_AMOUNT:
            return None
        found = self.before(
            at - (self.lowers[at] == "worth" and self.word(at - 1) == ",")
        )  # "the first window, | worth"
        if self.lowers[at] == "worth":
            article = [k for k in range(*found) if self.lowers[k] in ("a", "an", "the")]
            article += [k for k in range(*found) if self.lowers[k] in ("for", "in", "to")]
            found = (max(article) + 1, found[1]) if article and max(article) + 1 < found[1] else found
        joint = [k for k in range(*found) if self.lowers[k : k + 2] == [",", "and"]]
        if joint and self.last_end is not None and joint[-1] + 2 < found[1]:
            found = phrases.trim(self.tokens, joint[-1] + 2, found[1])  # "4 million from the fund, and | fees | of 3"
        by = found[0] - 1 - (self.word(found[0] - 1) in phrases.ARTICLES)
        done = self.sentence.ending_at(by) if self.word(by) == "by" else None
        if done is not None and done.form == "participle" and done.passive:
            whole = self.before(done.start)  # "a | capacity | estimated by States | of 40 Mt"
            found = whole if whole[1] > whole[0] else found
        if found[1] <= found[0] and self.lowers[at] != "of":
            found = self.widened(self.counted_before(at))  # "17 | guarantees | worth 2 million"
        return found if found[1] > found[0] and self.lowers[found[1] - 1] != "total" else None

    def named_after(self) -> Range:
        """The noun phrase a quantity stands before like an adjective: "13 GW | renewable energy", "a 5 % | levy"."""
        at = self.end
        if self.word(at) == "(" and at + 1 in self.sentence.by_start:  # "at least 20 million (10 %) | trained drivers"
            span = self.sentence.by_start[at + 1]
            at = span.end + 1 if self.word(span.end) == ")" else at
        if self.facts["unit_kind"] == "multiple" and self.word(at) in ("the", "its", "their", "our"):
            at += 1  # "three times the | current volume"
        begins = self.word(at)[:1].isalpha() and not (self._bounds(self.lowers[at]) or self.lowers[at] in self.unnamed)
        if not begins or at in self.stops or phrases.adverb(self.lowers[at]):
            return at, at
        if self._begins_clause(at) or self.lowers[at + 2 : at + 3] in (["ago"], ["earlier"], ["later"]):
            return at, at  # "18 % | a decade ago"
        start, stop = self.after(at, carry=True, limit=COMPLEMENT_LIMIT + 3)
        if self.word(stop) == ":" and stop + 1 in self.sentence.by_start:
            return at, at  # "31 % | Target: 24 %": the label of the next
        return (at, self.complement(stop)) if start == at < stop else (at, at)

    def _begins_clause(self, at: int) -> bool:
        """Whether a token is a verb, no participle before its noun: "24 % | set in", not "250 MW pumped storage"."""
        said = self.ahead(at)
        if said is None or said.start != at:
            behind = at + 1 + (self.word(at + 1) in PARTICLES)  # "22 % | set out in | the plan"
            return self.lowers[at] in self.verbs.participle and self._bounds(self.word(behind))
        following = self.word(said.end)
        return said.form == "finite" or not following[:1].isalpha() or self._bounds(following)

    def _bounds(self, lower: str) -> bool:
        """Whether a word ends a noun phrase, or joins another to it."""
        return lower in self.edges or lower in self.carriers

    def head(self, noun: Range) -> int:
        """The last token of a noun phrase without what follows its noun: "| homes | of wood", "| firms | using"."""
        said = self.ahead(noun[0] + 1)
        stop = noun[1] if said is None else min(noun[1], said.start)
        return next((at for at in range(noun[0] + 1, stop) if self.lowers[at] in self.carriers), stop) - 1

    def is_generic(self, part: Range) -> bool:
        """Whether a noun phrase says no more than that there is a target, a rate or a change."""
        words = [word for word in self.lowers[part[0] : part[1]] if word not in phrases.ARTICLES and word != "of"]
        return all(word in self.generic for word in words)

    def complement(self, end: int) -> int:
        """The end of what carries a noun on: "plants | in urban areas", "farmers | to adopt", "homes | of wood"."""
        if end + 1 >= self.sentence.end or self.lowers[end + 1] in self.deictics or self.lowers[end + 1] == "which":
            return end
        if self.lowers[end] == "in" and self.lowers[end + 1] in MONTHS and self.tokens.words[end + 1].istitle():
            return end  # "announced 30 measures | in May"
        if self.lowers[end] in self.carriers:
            _, stop = self.after(end + 1, carry=True, limit=COMPLEMENT_LIMIT)
            of_amount = self.lowers[end] in AMOUNTING and stop - end <= AMOUNT_LIMIT and self._names_amount(stop)
            return stop if stop > end + 1 and not of_amount else end
        if self.lowers[end] == "to" and self.tokens.words[end + 1].isalpha():
            _, stop = self.after(end + 2, carry=True, limit=COMPLEMENT_LIMIT - 3)
            return stop if stop > end + 2 and self.lowers[end + 1] != "be" else self.predicate(end)
        said = self.ahead(end)
        if (said is not None and said.start == end and said.form == "participle") or self.lowers[end] == "with":
            _, stop = self.after(end + 1, carry=True, limit=COMPLEMENT_LIMIT)
            return stop if stop > end + 1 and not self.measures(stop) else end
        return end

    def predicate(self, at: int) -> int:
        """The end of what is said of a share's base: "80 % of new buildings | to be low-energy buildings"."""
        if at < self.sentence.end and self.lowers[at] in ("to", "will", "shall"):
            end = at + 1
            while (
                end < self.sentence.end
                and end - at < 10
                and self.tokens.words[end] not in (",", ";", ".", "(")
                and end not in self.stops
                and self.lowers[end] not in ("by", "from", "and")
            ):
                end += 1
            return phrases.trim(self.tokens, at, end)[1]
        return at

    def received(self, at: int | None = None) -> str:
        """What follows money with "for", "in", "to": its purpose, with the preposition."""
        at = self.end if at is None else at
        at = self.past_time(self.past_bracket(at))
        if self.word(at) not in RECEIVING:
            return ""
        found = self.purpose(at + 1)
        told = [word for word in self.lowers[found[0] : found[1]] if word not in phrases.ARTICLES]
        if ERAS.issuperset(told) or (told[-1] in SPANS_OF_TIME and ERAS.union(WHOLE_YEAR).issuperset(told[:-1])):
            return ""  # "for the next | seven years", "in a | full year"
        span = self.sentence.by_start.get(found[1]) if self.word(at) == "to" else None
        head = None if span is None else span._.quantity["head"]  # "to create | 9 million jobs"
        done = f" {self.text((span.start + head[0], span.start + head[1]))}" if span is not None and head else ""
        return f"{self.tokens.words[at]} {self.text(found)}{done}" if found[1] > found[0] else ""

    def past_bracket(self, at: int) -> int:
        """The token after a bracket that opens at a token: "3 million dollars | (2.8 million euros) | for"."""
        if self.word(at) != "(":
            return at
        closed = next((each for each in range(at, self.segment[1]) if self.tokens.words[each] == ")"), at - 1)
        return closed + 1

    def past_time(self, at: int) -> int:
        """The token after what says when and for how long: "| over five years, starting in 2024, | to build"."""
        end = at
        while end < self.segment[1]:
            word = self.lowers[end]
            led = end + 1 + (self.word(end + 1) == "the" or self.word(end + 1) in ERAS)
            led += self.word(led) in ERAS
            span = self.sentence.by_start.get(end) or self.sentence.by_start.get(led)
            lasting = span is not None and span._.quantity["unit_kind"] == "duration"
            if end in self.dated or (word in DATED_BY and end + 1 in self.dated):
                end += 1
            elif word in LASTING and span is not None and lasting:
                end = span.end
            elif word == "on" and "basis" in self.lowers[end + 1 : end + BASIS_LIMIT]:
                end = self.lowers.index("basis", end) + 1
            elif word in TIMING and (word != "," or end > at):
                end += 1
            else:
                break
        return end if self.word(end) in RECEIVING else at

    def purpose(self, at: int) -> Range:
        """A noun phrase or what an infinitive says: "upgrade ports", "22 | business cases"."""
        counted = self.counted_at(at)
        if counted[1] > counted[0]:
            return counted
        if at in self.stops:
            return at, at
        return self.after(at, carry=True, limit=COMPLEMENT_LIMIT + 3)

    def undone(self) -> str:
        """What the statement before was of, without what is done to it: "homes" of "homes built"."""
        words = self.previous[0].split()
        return " ".join(words[:-1] if len(words) > 1 and words[-1] in self.verbs.participle else words)


def _start(predicate: Predicate | Span) -> int:
    return predicate.start


def _end(predicate: Predicate) -> int:
    return predicate.end


class _Others:
    """The tokens of the other quantities and dates of a sentence: all that are taken but a quantity's own."""

    __slots__ = ("end", "start", "taken")

    def __init__(self, taken: frozenset[int], start: int, end: int) -> None:
        self.taken, self.start, self.end = taken, start, end

    def __contains__(self, index: int) -> bool:
        return index in self.taken and not self.start <= index < self.end
