"""Verbs and their forms: regular ones by spelling, irregular ones by list (models/rules/lexicons/verbs.yaml)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

VOWELS = "aeiou"
LISTS = (
    *("LEX-VERB", "LEX-VERB-IRREGULAR", "LEX-VERB-NOUN", "LEX-VERB-MEASURE", "LEX-VERB-STATE", "LEX-VERB-SHARE"),
    *("LEX-VERB-GIVE", "LEX-NOT-PAST", "LEX-GERUND-NOUN"),
)
"""The word lists that verbs are made of."""


class Conjugation(NamedTuple):
    """The forms of a verb."""

    base: str
    third: str
    past: str
    participle: str
    gerund: str


BE = tuple(
    Conjugation("be", present, past, "been", "being")
    for present, past in (("am", "was"), ("is", "was"), ("are", "were"))
)


class Conjugations:
    """The forms of any verb.

    Args:
        irregular: verbs with forms of their own, "base past participle [gerund]"; a verb may stand there twice.
    """

    def __init__(self, irregular: Iterable[str] = ()) -> None:
        self.irregular: dict[str, list[Conjugation]] = {"be": list(BE)}
        for row in sorted(irregular):
            base, past, participle, *gerund = row.split()
            forms = _regular(base)._replace(past=past, participle=participle)
            self.irregular.setdefault(base, []).append(forms._replace(gerund=gerund[0]) if gerund else forms)

    def of(self, base: str) -> Iterator[Conjugation]:
        """Each way a verb in its base form is conjugated; of a regular one also with its last consonant doubled.

        >>> [forms.past for forms in Conjugations().of("travel")]
        ['travelled', 'traveled']
        """
        if base in self.irregular:
            yield from self.irregular[base]
            return
        regular = _regular(base)
        if _doubles(base):
            stem = base + base[-1]
            yield regular._replace(past=stem + "ed", participle=stem + "ed", gerund=stem + "ing")
            if base[-1] != "l":
                return  # planned, not planed
        yield regular

    def forms_of(self, base: str) -> frozenset[str]:
        """A verb or noun in its base form with all its forms, for matching; a word of other signs has but one.

        >>> sorted(Conjugations(["rise rose risen"]).forms_of("rise"))
        ['rise', 'risen', 'rises', 'rising', 'rose']
        """
        if not base.isalpha():
            return frozenset({base})
        return frozenset(form for each in self.of(base) for form in each)


@dataclass(frozen=True)
class VerbLexicon:
    """The forms of the verbs known.

    Attributes:
        conjugations: how any verb is conjugated.
        base, third, past, participle, gerund: form → base form.
        nouns: base and -s forms that are as often nouns.
        measure: verbs whose subject is what their quantity measures.
        state: verbs that in the progressive tell how things are.
        share: verbs that say what share a subject has.
        give: verbs of giving and spending → the noun of what is given.
        done: base form → participle.
        doing: base form → -ing form.
        not_past: words in -ed that are hardly ever a past tense.
        nominal: gerunds that are mostly nouns or adjectives.
    """

    conjugations: Conjugations
    base: Mapping[str, str]
    third: Mapping[str, str]
    past: Mapping[str, str]
    participle: Mapping[str, str]
    gerund: Mapping[str, str]
    nouns: frozenset[str]
    measure: frozenset[str]
    state: frozenset[str]
    share: frozenset[str]
    give: Mapping[str, str]
    done: Mapping[str, str]
    doing: Mapping[str, str]
    not_past: frozenset[str]
    nominal: frozenset[str]

    @classmethod
    def from_lists(cls, lists: Mapping[str, Iterable[str]]) -> VerbLexicon:
        """The lexicon of the LEX-VERB lists; the same object for the same lists."""
        return _lexicon(tuple((name, frozenset(lists.get(name, ()))) for name in LISTS))

    @classmethod
    def _made(cls, lists: Mapping[str, frozenset[str]]) -> VerbLexicon:
        conjugations = Conjugations(lists["LEX-VERB-IRREGULAR"])
        nouns = lists["LEX-VERB-NOUN"]
        forms: tuple[dict[str, str], ...] = ({}, {}, {}, {}, {})
        known = sorted(conjugations.irregular)
        for verb in (*sorted({*lists["LEX-VERB"], *nouns} - set(known)), *known):
            for conjugation in conjugations.of(verb):
                for table, form in zip(forms, conjugation, strict=True):
                    table.setdefault(form, verb)
        base, third, past, participle, gerund = forms
        return cls(
            conjugations,
            base,
            third,
            past,
            participle,
            gerund,
            nouns=nouns | {_third(noun) for noun in nouns},
            measure=lists["LEX-VERB-MEASURE"],
            state=lists["LEX-VERB-STATE"],
            share=lists["LEX-VERB-SHARE"],
            give=dict(term.split() for term in lists["LEX-VERB-GIVE"]),
            done={verb: form for form, verb in reversed(participle.items())},
            doing={verb: form for form, verb in reversed(gerund.items())},
            not_past=lists["LEX-NOT-PAST"],
            nominal=lists["LEX-GERUND-NOUN"],
        )

    @cached_property
    def stative(self) -> frozenset[str]:
        """The verbs whose subject is measured or is somehow: what they say is no action."""
        return self.measure | self.state

    @cached_property
    def intransitive(self) -> frozenset[str]:
        """The verbs whose past without an auxiliary is no participle: "losses fell", not "trips made"."""
        return self.stative - (self.share - {"account"})

    @cached_property
    def forms(self) -> frozenset[str]:
        """Every form of every verb known."""
        return frozenset().union(self.base, self.third, self.past, self.participle, self.gerund)

    def gerund_of(self, verb: str) -> str:
        """The -ing form of a base form, made by rule for a verb not known; "" where there can be none.

        >>> VerbLexicon.from_lists({}).gerund_of("rewire")
        'rewiring'
        """
        if verb in self.doing or not verb.isalpha() or verb.endswith("ed"):
            return self.doing.get(verb, "")
        if verb.endswith("ing") and verb not in self.base:
            return verb  # of a verb known but by this form: "has been | weaning"
        return next(iter(self.conjugations.of(verb))).gerund

    def is_past(self, lower: str) -> bool:
        """Whether a word in lower case has a form that is only a past tense or past participle: "fell", not "cut"."""
        if lower.endswith("ed"):
            return len(lower) > 4 and lower not in self.not_past
        return (lower in self.past or lower in self.participle) and lower not in self.base


@lru_cache(maxsize=8)
def _lexicon(lists: tuple[tuple[str, frozenset[str]], ...]) -> VerbLexicon:
    return VerbLexicon._made(dict(lists))


def _third(verb: str) -> str:
    if verb == "have":
        return "has"
    if verb[-1] == "y" and verb[-2:-1] not in VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _regular(verb: str) -> Conjugation:
    """The forms of a verb by spelling alone, no consonant doubled."""
    if verb.endswith("ie"):
        past, gerund = verb + "d", verb[:-2] + "ying"
    elif verb.endswith(("ee", "oe", "ye")):
        past, gerund = verb + "d", verb + "ing"
    elif verb[-1] == "e":
        past, gerund = verb + "d", verb[:-1] + "ing"
    elif verb[-1] == "y" and verb[-2:-1] not in VOWELS:
        past, gerund = verb[:-1] + "ied", verb + "ing"
    else:
        past, gerund = verb + "ed", verb + "ing"
    return Conjugation(verb, _third(verb), past, past, gerund)


def _doubles(verb: str) -> bool:
    """Whether the last consonant is doubled: plan → planned, travel → travelled (or traveled)."""
    return (
        len(verb) > 2
        and verb[-1] not in VOWELS + "wxy"
        and verb[-2] in VOWELS
        and verb[-3] not in VOWELS
        and (verb[-1] == "l" or sum(letter in VOWELS for letter in verb) == 1)
    )
