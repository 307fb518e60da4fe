"""Verbs and predicates: which words of a sentence are verbs, of what tense, and where each predicate's subject ends.

No tagger is asked: verbs come from a lexicon, and the words beside them tell "the plan costs" from "the plan's costs".
A predicate is a verb with all that stands before it in its group: "shall | not | be | allowed".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from policyledger.numberwords import HYPHENS
from policyledger.phrases import adverb
from policyledger.tokens import Tokens, begins_amount, counts_off
from policyledger.verbs import VerbLexicon

Form = Literal["finite", "infinitive", "imperative", "participle", "gerund"]
Tense = Literal["future", "present", "past"]

MODALS = {
    "will": "future",
    "shall": "future",
    "must": "future",
    "should": "future",
    "'ll": "future",
    "would": "present",
    "could": "present",
    "can": "present",
    "may": "present",
    "might": "present",
    "cannot": "present",
}
BE = {"is": "present", "are": "present", "am": "present", "was": "past", "were": "past"}
HAVE = {"has": "present", "have": "present", "had": "past", "having": "present"}
"""Forms of "have" and the tense they have alone; with a participle each makes a past."""
DO = {"do": "present", "does": "present", "did": "past"}
AUXILIARIES = frozenset({*MODALS, *BE, *HAVE, *DO, "to", "being"})
"""Words that begin a group before its verb."""
NOT = frozenset({"not", "n't", "never"})
GLOSS = 6
"""Tokens of a bracket behind a noun: "(ZEV)"."""
COMPOUND = 3
"""Words of a compound noun at the head of a sentence: "tax revenue"."""
NO_ORDERS = frozenset({"total", "average", "mean"})
"""Verbs that, where one could order, are adjectives: "| Mean intake of salt is 8 g"."""
MOSTLY_NOUNS = frozenset(
    {"project", "market", "value", "water", "research", "program", "service", "land", "power", "budget"}
)
"""Verbs that, where one could order, are mostly nouns: "Component 2: | Market | infrastructure"."""
HELPED = frozenset({"us", "them", "it", "him", "her"})
HELPING = frozenset({"help", "helps", "let", "lets", "make", "makes", "helped", "helping"})
"""Verbs that say who does what stands behind them."""
FLOATING = frozenset({"each", "both", "all"})
"""What may stand in a verb group for those its subject names: "the banks have | each | pledged"."""
INSIDE = frozenset(
    {
        "also",
        "already",
        "still",
        "now",
        "further",
        "only",
        "then",
        "soon",
        "even",
        "at",
        "least",
        "first",
        "together",
        "since",
        *(
            "nonetheless",
            "nevertheless",
            "therefore",
            "thus",
            "hence",
            "likewise",
            "again",
            "always",
            "often",
            "ever",
            "once",
        ),
        *FLOATING,
    }
)
DETERMINERS = frozenset(
    {"a", "an", "the", "its", "their", "our", "his", "her", "my", "your", "no", "any", "every", "some", "such"}
)
POINTERS = frozenset({"this", "that", "these", "those", "each", "all", "both", "it", "which", "who", "there"})
SMALL = frozenset({"and", "or", "more", "less", "over", "about", "around", "nearly", "up", "one", "two", "to"})
INTENDING = frozenset({"aim", "plan", "need", "hope", "work", "look"})
"""Verbs that are as often nouns, which an infinitive follows."""
REPORTED_IN = frozenset({"in", "during", "over", "since", "between", "throughout", "last"})
"""Words with which a sentence opens that says when something was done."""
JOINED_REACH = 30
"""Tokens between two verbs that an "and" joins."""
CARRIED = frozenset({"to", "up", "down", "out", "back", "slightly", "some"})
"""Words that may follow a finite past besides prepositions and what opens an object."""
APPROXIMATING = frozenset({"about", "around", "some", "nearly", "almost", "over"})
"""Words with which a sentence opens on an amount, its subject: "About 1 million people, a tenth of all, | live"."""
COMPARING = frozenset(
    {"just", "only", "more", "less", "fewer", "than", "at", "least", "most", "under", "below", "above"}
)
"""Words that compare the amount behind them."""
BOUNDING = frozenset({"below", "above", "under", "beyond", "within", "between"})
"""Prepositions before the bound of an amount: "to fall | below | 3 %"."""
NUMERALS = frozenset(
    {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozens", "hundreds"}
)
"""Small numbers in words: what is counted behind them is no part of a name."""
SUBORDINATORS = frozenset(
    {
        "that",
        "which",
        "who",
        "whose",
        "while",
        "whereas",
        "because",
        "if",
        "when",
        "where",
        "but",
        "although",
        "since",
        ";",
    }
)
"""Words behind which no verb shares the auxiliary of one before."""
ADJUNCTS = frozenset(
    {"together", "then", "next", "first", "second", "third", "finally", "instead", "today", "this", "where", "once"}
)
"""Words that open an adjunct at the head of a sentence, besides prepositions, adverbs and gerunds."""
SUBJECT_REACH = 14
"""Tokens from a noun at the head of a sentence within which its verb is looked for."""
YEAR = 4
"""Digits of a year."""
MOVED = 5
"""Tokens of what is moved, before how far: "Cut | the use of water | by 5 %"."""
MOVED_REACH = 12
"""Tokens between a verb and the amounts it moves something from and to."""
VERBAL = ("ise", "ize", "ify")
"""How verbs end that are made from other words, which no list can know all."""
MADE = 6
"""Letters that such a verb has more than: "to | demise"."""
NUMBERING = re.compile(r"\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[A-Za-z]")
"""The number of a line in a list."""
CALENDAR_YEAR = re.compile(r"(?:19|20)\d\d")
CALLING = frozenset({("call", "for"), ("aim", "at"), ("aim", "for"), ("result", "in"), ("consist", "of")})
"""Verbs that are as often nouns, with the prepositions that tell them."""
FINITE_REACH = 16
"""Tokens from a participle, or the last member of its list, to the verb of its subject."""
LIST_REACH = 60
"""Tokens of the longest such list."""
DISTANT = 24
"""Tokens, and predicates, back to which the subject of a verb is looked for."""
NOUNS_REACH = 5
"""Tokens of the nouns that "and" joins before a comma."""
SHARED_REACH = 24
"""Tokens over which a verb shares an auxiliary."""
PERSONS = frozenset({"we", "they", "you", "i", "he", "she", "who", "which"})
PREPOSITIONS = frozenset(
    {
        *("of", "in", "on", "for", "from", "with", "by", "at", "into", "under", "over", "per", "through", "between"),
        *(
            "as",
            "than",
            "without",
            "within",
            "towards",
            "toward",
            "via",
            "about",
            "against",
            "among",
            "across",
            "after",
        ),
        *(
            "before",
            "during",
            "since",
            "until",
            "including",
            "excluding",
            "upon",
            "despite",
            "beyond",
            "below",
            "above",
        ),
    }
)
CLAUSE_STARTS = frozenset(
    {
        *(",", ";", ":", "(", ")", "–", "—", "•", "and", "or", "but", "that", "which", "who", "as", "while", "when"),
        *("where", "whereas", "if", "because", "since", "after", "before", "than", "how", "what", "although", "once"),
    }
)
"""Signs and words after which a clause may have a finite verb of its own."""
RELATIVE_PRONOUNS = frozenset({"who", "which", "that"})
"""Pronouns with which a clause tells of a noun."""
RELATIVES = frozenset({*RELATIVE_PRONOUNS, "whose", "where"})
"""Words with which a clause stands inside another, whose verb is still to come: "those who are idle | rose"."""
CLOSING = frozenset({")", "%", "”", "’", "'"})
"""Signs that may end a noun phrase."""
SHARES = frozenset({"%", "percent", "cent"})
"""The ends of a share, which as a subject stands for many."""
CONTRACTED = {"re": "are", "m": "am", "ll": "will", "ve": "have"}
"""Endings of contractions, and the auxiliary each stands for."""
MEASURED_BY = frozenset({"for", "at", "by", "to", "from", "above", "below"})
"""Prepositions between a verb of measure and its value: "accounting for 5 %", "growing at 5 %"."""
MONEY = frozenset({"won"})
"""Names of money that are verbs as well."""
SCALES = frozenset({"hundred", "thousand", "million", "billion", "trillion", "mn", "bn", "tn"})
NOT_INFINITIVE = frozenset({"due", "according", "owing", "thanks", "related", "pursuant", "relative", "addition"})
"""Words with which "to" is a preposition."""
BEFORE_NOUN = frozenset({"access", "exposure", "connection", "connections", "subject", "contribution", "contributions"})
"""Nouns with which it is one where a noun follows: "access to | power"."""
BEFORE_ADJECTIVE = frozenset({"other", "such", "any", "each", "every", "some", "many", "no", "most", "new", "own"})
"""Words before a noun that end no noun phrase themselves."""
DEGREES = frozenset({"even", "further", "again", "still", "only", "back", "down", "up", "just"})
"""Adverbs of how much something moves, and where to."""


BEFORE_AMOUNT = APPROXIMATING | COMPARING
"""Words between a preposition and its amount: "stands at | over | 40 %"."""
OPENING_ADJUNCTS = PREPOSITIONS | SUBORDINATORS | ADJUNCTS


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb with its auxiliaries.

    Attributes:
        start, end: tokens, from the first auxiliary (or "to") to one past the verb.
        verb: base form of the main verb, its own form where the lexicon lacks it; "be" of a copula.
        form: finite, infinitive ("to raise"), imperative ("Raise …"), participle ("roads built"), gerund.
        tense: of the group; "will", "shall", "must", "should" and "is to" make a future.
        passive: whether the subject undergoes it.
        negated: whether "not" stands inside.
        progressive: whether it is being done: "are building".
    """

    start: int
    end: int
    verb: str
    form: Form
    tense: Tense
    passive: bool = False
    negated: bool = False
    progressive: bool = False


def predicates(tokens: Tokens, begin: int, end: int, lexicon: VerbLexicon) -> list[Predicate]:
    """The predicates between two tokens, in order; time grows with the number of tokens.

    Those of the last text are kept: the dates of a sentence ask for them, and its statements after them.
    """
    global _last
    last = _last  # read once: another thread may set it
    if last is None or last[0] is not tokens or last[1] is not lexicon:
        last = _last = tokens, lexicon, {}
    known = last[2]
    if (begin, end) not in known:
        known[begin, end] = _found(tokens, begin, end, lexicon)
    return known[begin, end]


_last: tuple[Tokens, VerbLexicon, dict[tuple[int, int], list[Predicate]]] | None = None


def _found(tokens: Tokens, begin: int, end: int, lexicon: VerbLexicon) -> list[Predicate]:
    found: list[Predicate] = []
    at = begin
    finder = _Finder(tokens, begin, end, lexicon, found)
    lowers, forms = tokens.lowers, lexicon.forms
    while at < end:
        lower = lowers[at]
        if lower not in forms and lower not in AUXILIARIES and "'" not in lower:
            at += 1  # no verb, nor a contraction with one
            continue
        predicate = finder.at(at)
        if predicate is None:
            at += 1
        else:
            found.append(predicate)
            at = predicate.end
    return found


class _Finder:
    def __init__(self, tokens: Tokens, begin: int, end: int, lexicon: VerbLexicon, found: list[Predicate]) -> None:
        self.tokens = tokens
        self.lowers = tokens.lowers
        self.begin = _past_number(tokens, begin, end)
        self.end = end
        self.lexicon = lexicon
        self.found = found
        self.bracketed = ")" in tokens.lowers[begin:end]

    def at(self, at: int) -> Predicate | None:
        word = self.lowers[at]
        auxiliary = _contracted(word)
        if auxiliary:
            return self._auxiliary(at, auxiliary)
        return self._auxiliary(at, word) or self._lexical(at, word)

    def _auxiliary(self, at: int, word: str) -> Predicate | None:
        """The group a modal, a form of "be", "have" or "do", or "to" begins."""
        if word in MODALS:
            if self._before(at) in DETERMINERS or (word == "may" and self.tokens.words[at] == "May"):
                return None  # "the will", the month
            return self._group(at, at + 1, MODALS[word], "finite")
        if word in BE:
            return self._be(at, at + 1, BE[word], "finite")
        if word in HAVE:
            return self._have(at, HAVE[word])
        if word in DO:
            return self._group(at, at + 1, DO[word], "finite")
        if word == "being":
            return self._being(at)
        return self._infinitive(at) if word == "to" else None

    def _being(self, start: int) -> Predicate | None:
        """A passive without a finite verb: "with the levy | being set | at 5 euros"; none that goes on with one."""
        at, denied = self._skip(start + 1)
        verb = self.lexicon.participle.get(self.lowers[at]) if at < self.end else None
        return None if verb is None else Predicate(start, at + 1, verb, "participle", "present", True, denied, True)

    def _before(self, at: int) -> str:
        return self.lowers[at - 1] if at > self.begin else ""

    def _skip(self, at: int) -> tuple[int, bool]:
        """Past adverbs and "not": where they end, and whether one denies."""
        denied = False
        while at < self.end and (self.lowers[at] in NOT or self.lowers[at] in INSIDE or adverb(self.lowers[at])):
            denied = denied or self.lowers[at] in NOT
            at += 1
        if self.lowers[at : at + 2] == ["no", "longer"]:
            return self._skip(at + 2)[0], True
        if self.lowers[at : at + 2] == ["more", "than"]:
            return self._skip(at + 2)  # "will | more than | double"
        return at, denied

    def _group(self, start: int, at: int, tense: str, form: Form) -> Predicate | None:
        """A group from its modal (or "to", or "do") on; the verb is in its base form."""
        at, denied = self._skip(at)
        if at >= self.end:
            return None
        word = self.lowers[at]
        if word == "be":
            return self._be(start, at + 1, tense, form, denied)
        if word == "have":
            after, _ = self._skip(at + 1)
            if after < self.end and self.lowers[after] == "been":
                return self._be(start, after + 1, tense, form, denied)
            if after < self.end and self.lowers[after] in self.lexicon.participle:
                verb = self.lexicon.participle[self.lowers[after]]
                done = form == "infinitive"  # "are estimated | to have come down"
                return Predicate(start, after + 1, verb, form, "past" if done else _tense(tense), False, denied)
            return Predicate(start, at + 1, "have", form, _tense(tense), False, denied)
        if word in self.lexicon.base:
            return Predicate(start, at + 1, self.lexicon.base[word], form, _tense(tense), False, denied)
        if form == "finite" and word.isalpha() and word not in DETERMINERS and word not in PREPOSITIONS:
            return Predicate(start, at + 1, word, form, _tense(tense), False, denied)
        return Predicate(start, at, "", form, _tense(tense), False, denied) if form == "finite" else None

    def _be(self, start: int, at: int, tense: str, form: Form, denied: bool = False) -> Predicate:
        """A group with a form of "be": passive, "is to", progressive, or a copula."""
        after, no = self._skip(at)
        denied = denied or no
        word = self.lowers[after] if after < self.end else ""
        if word == "being" and after + 1 < self.end and self.lowers[after + 1] in self.lexicon.participle:
            verb = self.lexicon.participle[self.lowers[after + 1]]
            return Predicate(start, after + 2, verb, form, _tense(tense), True, denied, True)
        if word == "to" and after + 1 < self.end:
            inner = self._group(after, after + 1, "future", "infinitive")
            if inner is not None:
                return Predicate(start, inner.end, inner.verb, form, "future", inner.passive, denied or inner.negated)
        if word in self.lexicon.participle:
            return Predicate(start, after + 1, self.lexicon.participle[word], form, _tense(tense), True, denied)
        if len(word) > 4 and word.endswith("ed"):
            return Predicate(start, after + 1, word, form, _tense(tense), True, denied)
        if self._verbal(after) and (word in self.lexicon.gerund or _is_gerund(word)):
            verb = self.lexicon.gerund.get(word, word)
            return Predicate(start, after + 1, verb, form, _tense(tense), False, denied, True)
        return Predicate(start, after if denied else at, "be", form, _tense(tense), False, denied)

    def _verbal(self, at: int) -> bool:
        """Whether an -ing form goes on as a verb does: with an object or a preposition."""
        following = self.lowers[at + 1] if at + 1 < self.end else ""
        return following != "of"

    def _have(self, start: int, tense: str) -> Predicate | None:
        at, denied = self._skip(start + 1)
        if at >= self.end:
            return None
        word = self.lowers[at]
        if word == "been":
            return self._be(start, at + 1, "past", "finite", denied)
        if word == "to":
            return self._group(start, at + 1, "future", "finite")
        if word in self.lexicon.participle:
            return Predicate(start, at + 1, self.lexicon.participle[word], "finite", "past", False, denied)
        if self.lowers[start] == "having":
            return Predicate(start, start + 1, "have", "participle", "present", False, denied)
        if start == self.begin and self.lowers[start] == "have" and word in DETERMINERS:
            return Predicate(start, start + 1, "have", "imperative", "future")  # "Have the means to supply 40 towns"
        last = self.found[-1] if self.found else None
        carried = self.lowers[start] == "have" and self._before(start) == ","  # "to widen piers, | have 9 MW and mend"
        if carried and last is not None and last.tense == "future":
            return Predicate(start, start + 1, "have", last.form, "future", False, denied)
        return Predicate(start, start + 1, "have", "finite", _tense(tense), False, denied)

    def _infinitive(self, start: int) -> Predicate | None:
        if self._before(start) in NOT_INFINITIVE:
            return None
        at, _ = self._skip(start + 1)
        if at >= self.end:
            return None
        word = self.lowers[at]
        if word in self.lexicon.nouns and word in self.lexicon.base:
            following = self.lowers[at + 1] if at + 1 < self.end else ""
            if self._before(start) in BEFORE_NOUN and not _opens_object(following):
                return None
            if word == "date":
                return None  # "to date 34 have been built"
            if word == "account" and following == "for":
                return Predicate(start, at + 1, word, "infinitive", "future")
            counts = at + 2 < self.end and begins_amount(self.tokens.words[at + 2])
            if (following in APPROXIMATING or following in BOUNDING) and counts:
                return self._group(start, start + 1, "future", "infinitive")  # "to reach about 30 %"
            if following in PREPOSITIONS and following not in ("by", "over", "from", "in", "at", "up", "out", "on"):
                return None  # "access to finance for"
            if not following[:1].isalnum() and following not in ("€", "$", "£", "₹", "(", "`", "~"):
                return None
        unknown = word not in self.lexicon.base and self.tokens.words[at].islower() and word.isalpha()
        if unknown and not adverb(word) and word not in ("be", "have"):  # but not "refer to | Annex A"
            following = self.lowers[at + 1] if at + 1 < self.end else ""
            if word.endswith(VERBAL) and len(word) > MADE:
                return Predicate(start, at + 1, word, "infinitive", "future")  # "to universalise broadband"
            if following in DETERMINERS and word not in DETERMINERS | PREPOSITIONS | POINTERS and word not in SMALL:
                return Predicate(start, at + 1, word, "infinitive", "future")  # a verb no list has: "to rebase the"
        return self._group(start, start + 1, "future", "infinitive")

    def _lexical(self, at: int, word: str) -> Predicate | None:
        lexicon = self.lexicon
        before = self._before(at)
        if before in HYPHENS and self.tokens.glued(at):
            return None  # "counter-guarantee"
        following = self.lowers[at + 1] if at + 1 < self.end else ""
        if following in HYPHENS and self.tokens.glued(at + 1) and word != "co":
            return None  # "tax-free"
        listed = self._is_listed(at)
        opening = at == self.begin or listed or not (before[:1].isalnum() or before in CLOSING)
        if self._is_acronym(at):
            return None
        if word in MONEY and (before[:1].isdigit() or before in SCALES):
            return None  # "20 trillion | won"
        if before in DETERMINERS or (before == "of" and not (word in lexicon.gerund and self._object_at(at + 1))):
            return None
        if word in lexicon.past or word in lexicon.participle:
            return self._past(at, word, before, following, opening)
        if word in lexicon.gerund:
            nominal = word in lexicon.nominal and before not in ("by", "through", "without")
            measured = lexicon.gerund[word] in lexicon.measure and following in MEASURED_BY
            behind = at + 2 < self.end and (begins_amount(self.tokens.words[at + 2]) or self._object_at(at + 2))
            measured = measured and behind and (before == "," or self._nominal(at - 1))
            if nominal and not (measured or (_opens_object(following) and following not in ("that", "to"))):
                return None
            if adverb(before) and at - 2 >= self.begin:
                before = self.lowers[at - 2]  # "aims at | swiftly closing"
            if opening or before in PREPOSITIONS or before in ("and", "or") or self._nominal(at - 1):
                form: Form = "participle" if not opening and before not in PREPOSITIONS else "gerund"
                plain = before in ("by", "through", "without", "of", "for", "from", "while", "after", "before", "when")
                named = following.isalpha() and {word, following}.isdisjoint(PREPOSITIONS | NUMERALS)
                aside = before == "," and named and not nominal  # ", cutting use to 5 kt"
                if following == "of" or not (plain or measured or aside or self._object_at(at + 1)):
                    return None
                return Predicate(at, at + 1, lexicon.gerund[word], form, "present")
            return None
        if before in PREPOSITIONS:
            return None
        if word in lexicon.base:
            return self._base(at, word, before, following, opening)
        if word in lexicon.third and listed and (following.isalpha() and following not in PREPOSITIONS):
            return Predicate(
                at, at + 1, lexicon.third[word], "finite", "present"
            )  # "the law (a) sets a cap, (b) | bans"
        closing = before == "," and word not in lexicon.nouns and at - self.begin > 2
        if word in lexicon.third and (not opening or closing):
            bound = following in BEFORE_AMOUNT and at + 2 < self.end and begins_amount(self.tokens.words[at + 2])
            led = following in ("to", "that") or self._object_at(at + 1) or bound
            named = at - 2 >= self.begin and self.tokens.words[at - 2].istitle() and led
            if before[:1].isdigit() and not (named and CALENDAR_YEAR.fullmatch(before)):
                return None  # "300 | pumps", but "Budget 2031 | proposes | to", "… | gives | 5 million"
            last = self.found[-1] if self.found else None
            if before in ("and", "or") and (last is None or last.form != "finite" or last.tense == "future"):
                return None
            measured = lexicon.third[word] in lexicon.measure and (
                following == "for" if word == "accounts" else self._measures(at + 1)
            )
            verbal = (
                before in ("it", "this", "that", "which", "who", "each", "also") or _opens_object(following) or measured
            )
            verbal = verbal or (lexicon.third[word], following) in CALLING or word == "lasts"  # "last" is an adjective
            if not verbal and following.isalpha() and following not in PREPOSITIONS and self._moves(at):
                verbal = not self._finite_later(at)  # "the plan | cuts | use by 4 %"
            verbal = verbal or (at + 1 < self.end and begins_amount(self.tokens.words[at + 1]))  # "it | costs | USD 5"
            sure = verbal and before in ("it", "which", "who")  # "ensure | it | reaches 40 %"
            if word in lexicon.nouns and not sure and (not verbal or self._in_clause(at)):
                return None
            beside = self._nominal(at - 1) or before in POINTERS or before in ("and", "also") or adverb(before)
            if not (beside or closing):
                return None
            if before in ("these", "those", "both", "all"):
                return None
            return Predicate(at, at + 1, lexicon.third[word], "finite", "present")
        return None

    def _is_acronym(self, at: int) -> bool:
        """Whether a word in capitals stands among others that are not: "| LED | lighting"."""
        words = self.tokens.words
        if not words[at].isupper() or len(words[at]) < 2:
            return False
        beside = [words[k] for k in (at - 1, at + 1) if self.begin <= k < self.end and words[k].isalpha()]
        return any(not word.isupper() for word in beside)

    def _is_adjunct(self, at: int) -> bool:
        """Whether a token opens what may stand before an order with a comma: "By 2030, | raise", not "300 firms, …"."""
        word = self.lowers[at]
        return word in OPENING_ADJUNCTS or adverb(word) or word in self.lexicon.gerund

    def _is_subject_of(self, at: int) -> bool:
        """Whether a noun at the head of a sentence has its verb to come: "Average use of the mills | was 46 %"."""
        for k in range(at + 1, min(self.end, at + SUBJECT_REACH)):
            if self.lowers[k] in CLAUSE_STARTS:
                return False
            if self.lowers[k] in BE or self.lowers[k] in MODALS or self.lowers[k] in HAVE:
                return True
        return False

    def _is_of_report(self, at: int) -> bool:
        """Whether a noun or two at the head of a sentence have a past with an amount: "Export earnings | reached 5"."""
        for k in range(at + 2, min(self.end - 1, at + COMPOUND + 1)):
            if not self._nominal(k - 1) or not self.lowers[k - 1].isalpha():
                return False
            if self.lowers[k] in self.lexicon.past and self.lowers[k] not in self.lexicon.base:
                measured = self.lexicon.past[self.lowers[k]] in self.lexicon.measure and self._measures(k + 1)
                amount = k + 1 + (self.lowers[k + 1] in APPROXIMATING or self.lowers[k + 1] == "only")
                return measured or (amount < self.end and begins_amount(self.tokens.words[amount]))
        return False

    def _is_listed(self, at: int) -> bool:
        """Whether a verb begins what a list mark counts, in a line or within one: "(a) equip", "to (ii) soon grow"."""
        if not self.bracketed:
            return False  # it is asked of nearly every word
        while at - 1 > self.begin and (adverb(self.lowers[at - 1]) or self.lowers[at - 1] in INSIDE):
            at -= 1
        if at - 2 < self.begin or self.lowers[at - 1] != ")":
            return False
        return at - self.begin <= 3 or (
            at - 3 >= self.begin and self.lowers[at - 3] == "(" and counts_off(self.lowers[at - 2])
        )

    def _base(self, at: int, word: str, before: str, following: str, opening: bool) -> Predicate | None:
        lexicon = self.lexicon
        verb = lexicon.base[word]
        noun = word in lexicon.nouns
        if noun and not opening and self.tokens.words[at].istitle():
            return None  # "the Marine and | Process industries": part of a name
        if opening and (word in NO_ORDERS or (word in MOSTLY_NOUNS and not self._object_at(at + 1))):
            return None
        if before in HELPED and self.lowers[at - 2] in HELPING:
            return Predicate(at, at + 1, verb, "infinitive", "future")  # "will help us | cut | use"
        told = before in ("that", "which", "who") and at + 1 < self.end and self._object_at(at + 1)
        told = told and at - 2 >= self.begin and self.lowers[at - 2].endswith("s")  # "lamps that | use 60 % less"
        if before in PERSONS or told or (not noun and (before == "that" or self._after_relative(at, following))):
            return Predicate(at, at + 1, verb, "finite", "present")
        if opening or (before in ("and", "or", "then") and self._coordinates(at)):
            far = self.lowers[at + 2][:1] if at + 2 < self.end else ""
            measured = following == "to" and (far.isdigit() or far in ("~", "€", "$", "£"))  # "Cut | to 9 %"
            if word == "account" and following == "for" and not opening and self.found:
                return Predicate(
                    at, at + 1, verb, self.found[-1].form, self.found[-1].tense
                )  # "will grow and | account"
            if self._is_verb_at(at + 1) or (noun and at == self.begin and self._is_subject_of(at)):
                return None  # "Trade | doubled", "Demand | is"
            if noun and at == self.begin and self._is_of_report(at):
                return None  # "Tax | revenue reached 13 % of GDP"
            if (
                noun
                and not measured
                and (
                    following in ("of", "in", "for", "on", "to", "and", ":", "")
                    or (self._compound(following) and not (self._is_listed(at) or self._moves(at + 1)))
                    or (not opening and self._compound(self.lexicon.third.get(following, "")))  # "and heat | pumps"
                )
            ):
                return None
            last = self.found[-1] if self.found else None
            if not opening and last is not None:
                tense: Tense = "future" if self.lowers[last.start] == "would" else last.tense
                return Predicate(at, at + 1, verb, last.form, tense)  # "would hire 40 and | cut | use by 4 %"
            if (
                at == self.begin
                or self._is_listed(at)
                or before in (":", "•", ";", ")", "-", "–", "*", "▪", "●", '"', "“", "[")
            ):
                return Predicate(at, at + 1, verb, "imperative", "future")
            if last is None and before == "," and self._is_adjunct(self.begin):
                return Predicate(at, at + 1, verb, "imperative", "future")  # "By 2030, raise"
            carries = last is not None and last.form in ("infinitive", "imperative", "finite")
            if last is not None and before == "," and carries and (not noun or following in DETERMINERS):
                return Predicate(at, at + 1, verb, last.form, last.tense)  # "to build, equip and run"
            return None
        back = at - 1
        if self.found and self.found[-1].end == at and self.found[-1].form == "participle":
            back = self.found[-1].start - 1  # "the firms asked | consider"
        while back > self.begin and (
            adverb(self.lowers[back]) or self.lowers[back] in INSIDE or self.lowers[back] == "today"
        ):
            back -= 1
        if back > self.begin and self.lowers[back] == ")":  # "vans (EV) | make up"
            back = next(
                (k - 1 for k in range(back - 1, max(self.begin, back - GLOSS), -1) if self.lowers[k] == "("), back
            )
        before = self.lowers[back] if back >= self.begin else ""
        object_ = _opens_object(following) or following in ("nearly", "almost", "roughly", "half", "two", "three")
        joined = "and" in self.lowers[max(self.begin, back - 3) : back] and object_
        plural = before.endswith("s") and not before.endswith("ss") and self._nominal(back)
        plural = plural or before in SHARES  # "and 40 % | support the plan"
        plural = plural or (object_ and self._has_distant_subject(back))
        if not noun and (plural or (self._nominal(back) and (before == "people" or joined))):
            led = self._auxiliary_of(at)  # "rates will fall to 4 % and wages | grow by 3 %"
            return Predicate(
                at, at + 1, verb, "finite", led.tense if led is not None and not led.passive else "present"
            )
        measured = verb in lexicon.measure and following in ("at", "for")  # "account for", "stand at"
        if (
            plural
            and before not in POINTERS
            and word == "amount"
            and following == "to"
            and begins_amount(self.tokens.words[min(at + 2, self.end - 1)])
        ):
            return Predicate(at, at + 1, verb, "finite", "present")  # "needs | amount | to 3 million"
        if plural and word in INTENDING and following == "to" and self._before(at + 3) in lexicon.base:
            return Predicate(at, at + 1, verb, "finite", "present")  # "the towns | plan | to build"
        if noun and plural and (_opens_object(following) or measured):
            return Predicate(at, at + 1, verb, "finite", "present") if following != "to" else None
        return None

    def _has_distant_subject(self, at: int) -> bool:
        """Whether a noun in the singular only ends a subject in the plural: "proposals under the plan | include"."""
        if not self._nominal(at) or any(each.form == "finite" for each in self.found[-DISTANT:]):
            return False
        words = self.lowers[max(self.begin, at - DISTANT) : at]
        last = max((k for k, word in enumerate(words) if word in PREPOSITIONS), default=0)
        many = {"people", "children", "women", "men"}
        return any(
            (word.endswith("s") and len(word) > 3 and not word.endswith("ss")) or word in many for word in words[:last]
        )

    def _moves(self, at: int) -> bool:
        """Whether what follows a noun or two is by how much it changes: "Cut | waste by 20 %", no date: "by 2030"."""
        for k in range(at + 1, min(self.end - 1, at + MOVED)):
            word = self.tokens.words[k + 1]
            if self.lowers[k] == "by":
                return begins_amount(word) and not (word.isdigit() and len(word) == YEAR)
        return self._moves_between(at + 1)

    def _moves_between(self, at: int) -> bool:
        """Whether two amounts say from what to what, with no verb before: "Increase | speed from 80 km/h to 120"."""
        lows = [k for k in range(at, min(self.end - 1, at + MOVED_REACH)) if self.lowers[k] == "from"]
        start = next((k for k in lows if begins_amount(self.tokens.words[k + 1])), None)
        if start is None or self._is_subject_of(at) or any(self._is_verb_at(k) for k in range(at, start)):
            return False
        near = range(start + 2, min(self.end - 1, start + MOVED_REACH))
        return any(self.lowers[k] == "to" and begins_amount(self.tokens.words[k + 1]) for k in near)

    def _measures(self, at: int) -> bool:
        """Whether a preposition stands at a token and an amount behind it: "wages rise | from 12"."""
        at = self._past_degree(at)
        if at >= self.end or self.lowers[at] not in ("at", "from", "by", "to", "between"):
            return False
        at += 1
        while at < self.end and self.lowers[at] in BEFORE_AMOUNT:
            at += 1
        return at < self.end and begins_amount(self.tokens.words[at])

    def _past_degree(self, at: int) -> int:
        """The token behind words of how much something moves: "falls | even further | to 10 %"."""
        while at < self.end - 1 and (self.lowers[at] in DEGREES or adverb(self.lowers[at])):
            at += 1
        return at

    def _is_verb_at(self, at: int) -> bool:
        """Whether a token is a finite verb for certain, so that what stands before it is its subject."""
        word = self.lowers[at] if at < self.end else ""
        if word in MODALS or word in BE or word in HAVE:
            return True
        if self.lexicon.third.get(word) in self.lexicon.measure and (
            self._measures(at + 1) or self._before(at + 2) == "for"
        ):
            return True  # "Transport | accounts for a quarter"
        if word not in self.lexicon.past or word in self.lexicon.base:
            return False
        following = self.lowers[at + 1] if at + 1 < self.end else ""  # but "Build | improved roads"
        return word not in self.lexicon.participle or following in PREPOSITIONS or self._object_at(at + 1)

    def _after_relative(self, at: int, following: str) -> bool:
        """Whether a verb goes with a plural before a relative clause: "firms that rely on wood | earn 40 million"."""
        last = self.found[-1] if self.found else None
        related = last is not None and last.form == "finite" and self._before(last.start) in ("that", "which", "who")
        return related and _opens_object(following) and self._nominal(at - 1)

    def _compound(self, word: str) -> bool:
        """Whether a word makes a compound of a noun before it: "land | use"."""
        return word in self.lexicon.nouns and word in self.lexicon.base and word not in ("total", "double", "average")

    def _coordinates(self, at: int) -> bool:
        """Whether the verb after an "and" goes on with one before it: "to build and | run"."""
        return bool(self.found) and self.found[-1].form != "gerund"

    def _past(self, at: int, word: str, before: str, following: str, opening: bool) -> Predicate | None:
        lexicon = self.lexicon
        if before in PREPOSITIONS or word in ("compared", "based", "related") or (before, word) == ("value", "added"):
            return None
        if self._is_adjective(at, before, following) or self._ends_glossed(at, following) or self._is_named(at):
            return None
        if word == "said" and self._nominal(at - 1) and following not in ("to", "by", "in"):
            return Predicate(at, at + 1, "say", "finite", "past")  # "the minister in his speech | said sales are"
        past = lexicon.past.get(word)
        verb = past or lexicon.participle[word]
        base = lexicon.base.get(word)
        if base is not None and (word in lexicon.nouns or before not in PERSONS):  # "cut", "set", "put", "cost", "lead"
            if before in PERSONS or before in ("which", "it"):
                past_: Tense = "past" if self._goes_on_in_the_past(at) else "present"
                return Predicate(at, at + 1, base, "finite", past_)
            made = self._base(at, word, before, following, opening)
            if made is not None or opening:
                return made
            back = at - 1
            while back > self.begin and (adverb(self.lowers[back]) or self.lowers[back] in INSIDE):
                back -= 1
            if not (_opens_object(following) and self._nominal(back)):
                return None
        if at == self.begin and past is not None and base is None and self._is_elliptic(at):
            return Predicate(at, at + 1, verb, "finite", "past")
        if opening and before != ",":
            return None
        led = self._auxiliary_of(at) if word in lexicon.participle else None
        if led is not None and led.passive and self._shares_passive(at, before, following):
            return Predicate(at, at + 1, verb, led.form, led.tense, True)  # "will be cut in 2025 and | abolished by"
        plain = following[:1].isalpha() and not (self._object_at(at + 1) or adverb(following))
        if (
            led is not None
            and not led.passive
            and before == "and"
            and plain
            and following not in PREPOSITIONS
            and following not in CARRIED
        ):
            return None  # "yields will rise by 5 t and | irrigated land by"
        if past is not None and (before in PERSONS or before in POINTERS or before in ("and", "also", "then")):
            if before == "and" and not self.found:
                return None
            return Predicate(at, at + 1, verb, "finite", "past")
        if not self._nominal(at - 1) and not adverb(before) and before != ",":
            return None
        verb_follows = following in lexicon.base and following not in lexicon.nouns  # "the firms | asked consider"
        measured = following == "with" and at + 2 < self.end and begins_amount(self.tokens.words[at + 2])
        moved = verb in lexicon.measure and (measured or (following == "by" and self._moves(at)))  # "| slowed by 4 %"
        adjoined = following in ("by", "under", "with", "as") and not moved
        reduced = verb_follows or adjoined or self._finite_later(at) or self._in_clause(at)
        if before == "," and following in PREPOSITIONS and verb not in lexicon.stative:
            # "we will grant a rebate, | capped at 5 million", but "output rose, | dropped to 4 Mt"
            reduced = reduced or any(each.form == "finite" for each in self.found)
        if past is None or (reduced and word in lexicon.participle):
            return Predicate(at, at + 1, verb, "participle", "past", True)
        carried = self._object_at(at + 1) or following in PREPOSITIONS or following in CARRIED or adverb(following)
        attributive = bool(self.found) or adverb(before) or not self._nominal(at - 1) or self._is_verb_at(at + 2)
        if following[:1].isalpha() and not carried and word in lexicon.participle and attributive:
            if before == "," and not self.found and self._is_reported(at):
                return Predicate(at, at + 1, verb, "finite", "past")  # "In 2023, | helped farms with 4 million"
            return None  # "the newly | installed capacity"
        return Predicate(at, at + 1, verb, "finite", "past")

    def _is_adjective(self, at: int, before: str, following: str) -> bool:
        """Whether a participle goes with the noun behind it: "other | fixed | piers", "6 MW | distributed | solar"."""
        if not following.isalpha() or following in PREPOSITIONS | DETERMINERS or adverb(following):
            return False
        sign = self.tokens.words[at - 1] if at - 1 > self.begin else ""
        measured = sign.isupper() and len(sign) > 1 and self.lowers[at - 2][:1].isdigit()
        return before in BEFORE_ADJECTIVE or measured

    def _is_named(self, at: int) -> bool:
        """Whether a participle stands in a name: "the Harbour | Integrated | Flood Project"."""
        words = self.tokens.words
        if not (self.begin < at < self.end - 1 and words[at].istitle()):
            return False
        named = all(word.istitle() and word.isalpha() for word in (words[at - 1], words[at + 1]))
        return named and any(word.islower() and len(word) > COMPOUND for word in words[self.begin : self.end])

    def _is_elliptic(self, at: int) -> bool:
        """Whether a past with its object opens a line as its only verb: "| Launched | a club", "Built 40 piers"."""
        if not self._object_at(at + 1) or self.lowers[at + 1] == "to":
            return False
        return not any(map(self._is_verb_at, range(at + 1, self.end)))

    def _is_reported(self, at: int) -> bool:
        """Whether a past behind what says when is the only verb: what a report did, its subject left out."""
        first = next((k for k in range(self.begin, at) if self.lowers[k][:1].isalnum()), at)
        return self.lowers[first] in REPORTED_IN and not any(map(self._is_verb_at, range(at + 1, self.end)))

    def _goes_on_in_the_past(self, at: int) -> bool:
        """Whether a verb with one form for both is joined to a clear past: "we | cut | waste and reused 71 %"."""
        for later in range(at + 2, min(self.end, at + JOINED_REACH)):
            word = self.lowers[later]
            if self.lowers[later - 1] == "and" and word in self.lexicon.past and word not in self.lexicon.base:
                return self._object_at(later + 1)
        return False

    def _ends_glossed(self, at: int, following: str) -> bool:
        """Whether a word is the last of a name with its acronym behind it: "Gross Value | Added | (GVA)"."""
        words = self.tokens.words
        glossed = following == "(" and at + 3 < self.end and words[at + 3] == ")" and words[at + 2].isupper()
        return glossed and words[at][0].isupper() and words[at + 2].endswith(words[at][0])

    def _auxiliary_of(self, at: int) -> Predicate | None:
        """The predicate to come whose auxiliary a verb shares over an "and" or a comma, in the same clause."""
        led = next((each for each in reversed(self.found) if each.form in ("finite", "infinitive")), None)
        if led is None or led.tense != "future" or at - led.end > SHARED_REACH:
            return None
        between = self.lowers[led.end : at]
        shared = ("and" in between or "," in between) and SUBORDINATORS.isdisjoint(between)
        return led if shared else None

    def _shares_passive(self, at: int, before: str, following: str) -> bool:
        """Whether a participle goes on with a passive: "… and | raised to 45", "… and 500 km of roads | repaired"."""
        far = self.tokens.words[at + 2] if at + 2 < self.end else ""
        if following in DETERMINERS or (following and begins_amount(self.tokens.words[at + 1])):
            return False  # "will be closed and | released 4 Mt"
        if before in ("and", ",", "then", "also"):
            return True
        reduced = following in ("under", "with", "as") or (following == "by" and not begins_amount(far))
        return self._nominal(at - 1) and not reduced and not self._finite_later(at)

    def _in_clause(self, at: int) -> bool:
        """Whether the clause has its verb already: "we aim to reduce the waste | sent to landfill"."""
        if not self.found or self.found[-1].form == "gerund":
            return False
        last = self.found[-1]
        if last.form == "participle" and all(each.form == "participle" for each in self.found[-DISTANT:]):
            return False  # "a fund backing ports | closed a deal"
        related = last.start > self.begin and self.lowers[last.start - 1] in RELATIVES
        return not related and CLAUSE_STARTS.isdisjoint(self.lowers[last.end : at])

    def _finite_later(self, at: int) -> bool:
        """Whether a modal or a form of "be" or "have" follows in the same part of the sentence."""
        reach = at + FINITE_REACH
        for later in range(at + 1, min(self.end - 1, at + LIST_REACH)):
            word, after = self.lowers[later], self.tokens.words[later + 1]
            amount = word in ("and", ",") and begins_amount(after) and not CALENDAR_YEAR.fullmatch(after)
            if word in (";", ":", ".", "which", "that", "while", "whereas", "but") or later >= reach:
                return False
            if word == "and" and not (amount or self._joins_nouns(later)):
                return False
            if word in MODALS or word in BE or word in HAVE:
                return True
            reach = later + FINITE_REACH if amount else reach  # "9 firms sent to ports, | 2 to towns and 3 to … will"
        return False

    def _joins_nouns(self, at: int) -> bool:
        """Whether "and" stands within a noun phrase that a comma ends: "at the regional | and | local levels, 8 …"."""
        for later in range(at + 1, min(self.end - 1, at + NOUNS_REACH)):
            word = self.lowers[later]
            if word == ",":
                return begins_amount(self.tokens.words[later + 1])
            if not word.isalpha() or word in MODALS or word in BE or word in HAVE:
                return False
        return False

    def _object_at(self, at: int) -> bool:
        """Whether the words from a token on can be the object of an -ing form."""
        if at >= self.end:
            return False
        word = self.lowers[at]
        if word in ("over", "about", "around", "more", "up", "some"):
            return at + 1 < self.end and (self.lowers[at + 1][:1].isdigit() or self.lowers[at + 1] in ("than", "to"))
        if _opens_object(word):
            return True
        digits = any(lower[:1].isdigit() for lower in self.lowers[at + 1 : min(at + 3, self.end)])
        if word == "us" and self.lowers[at + 1 : at + 2] == ["$"]:
            return True  # "averaged | US $78 million"
        return begins_amount(self.tokens.words[at]) and (not word.isalpha() or digits)  # "EUR 5", not "GDP"

    def _nominal(self, at: int) -> bool:
        """Whether a token can end a noun phrase."""
        if at < self.begin:
            return False
        word = self.lowers[at]
        if word in CLOSING:
            return True
        return (
            (word[:1].isalnum() or word == "%")
            and word not in PREPOSITIONS
            and word not in DETERMINERS
            and word not in ("and", "or", "to", "not", "be", "been", "also")
            and word not in MODALS
            and not adverb(word)
        )


def _is_gerund(lower: str) -> bool:
    """Whether a word behind a form of "be" is the gerund of a verb no list has: "is cracking down"."""
    return len(lower) > 5 and lower.endswith("ing")


def _contracted(lower: str) -> str:
    """The auxiliary a contraction ends in, "" for other words: "we're" → "are"."""
    head, apostrophe, tail = lower.replace("’", "'").rpartition("'")
    return CONTRACTED.get(tail, "") if apostrophe and head.isalpha() else ""


def _past_number(tokens: Tokens, begin: int, end: int) -> int:
    """The token after the number of a line: "1. | Raise", "IV. | Raise", "2.1 | Raise", but not "1.5 million"."""
    words = tokens.words
    if begin + 2 >= end or NUMBERING.fullmatch(words[begin]) is None:
        return begin
    marked = begin + 1 + (words[begin + 1] in (".", ")"))
    dotted = "." in words[begin] or marked > begin + 1
    return marked if dotted and marked + 1 < end and words[marked].istitle() else begin


def _opens_object(word: str) -> bool:
    """Whether a word can begin what a verb has after it: an article, a number, "to", "that"."""
    return (
        word in DETERMINERS
        or word in ("to", "that", "this", "these", "them", "it", "us", "up", "more", "over", "about", "around")
        or (word[:1].isdigit() or word in ("€", "$", "£", "₹", "`", "~", "approximately", "some", "nearly", "almost"))
    )


def _tense(name: str) -> Tense:
    if name == "future":
        return "future"
    return "past" if name == "past" else "present"
