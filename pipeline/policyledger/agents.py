"""Who acts in a text: whether what stands at a place says or does what only a body says or does.

Prices fall and schemes apply, but only a body appoints, lends or is asked to. An acronym that is nowhere spelt out, a
name of coined words and what stands in one row with an organisation are bodies where they are the subject of such a
verb, or where "by" makes them those who did it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policyledger.rules.model import LexiconRule
from policyledger.verbs import Conjugations

MODALS = frozenset({"will", "shall", "should", "must", "may", "can", "could", "would"})
HAVING = frozenset({"has", "have", "had"})
BEING = frozenset({"is", "are", "was", "were"})
BETWEEN = frozenset({"also", "not", "now", "then", "both", "each", "together", "itself", "themselves", "be", "been"})
"""Small words between an auxiliary and its verb; adverbs in -ly count besides."""
NO_ADVERBS = frozenset(
    {"supply", "apply", "reply", "rely", "comply", "imply", "multiply", "family", "assembly", "monopoly", "anomaly"}
)
OBJECTS = frozenset({"a", "an", "the", "to", "its", "their", "his", "it", "them", "all", "no", "every", "that"})
"""What after "plans" or "reports" shows that it is no noun."""
NOT_AFTER = frozenset({"at", "in", "by", "under", "for", "as", "on", "with", "from", "since", ".", ",", ")"})
"""What after "approved" shows that it was done to what stands before, not by it."""

NOUN_BEFORE = frozenset({"of", "on", "upon"}) | MODALS | HAVING | BEING
"""What after "supply" or "demand" shows that it was a noun: "Kelp Water supply | will"."""
ASKING = frozenset({"asked", "called", "voted", "argued", "pressed", "lobbied", "campaigned", "warned", "complained"})
"""What before "for" or "of" is done by what stands before: "asked for"."""
PARTICLES = frozenset({"out", "up", "on", "over"})
"""What may stand between a participle and "by": "set | up | by"."""


@dataclass(frozen=True)
class AgentLexicon:
    """The forms of what only bodies do.

    Attributes:
        bases, thirds, pasts, participles, gerunds: of the verbs.
        past, done: pasts and participles of any irregular verb.
        present: base and -s forms of any verb that is seldom a noun.
        nouns: the -s forms that are nouns as well, such as "plans".
        namesakes: the base forms that are, such as "plan".
        charged: participles of what is done to bodies only: "asked to".
        owned: what only bodies have, such as officials.
        dealing: all forms of the verbs of getting something from somebody, such as leasing.
    """

    bases: frozenset[str] = frozenset()
    thirds: frozenset[str] = frozenset()
    pasts: frozenset[str] = frozenset()
    participles: frozenset[str] = frozenset()
    gerunds: frozenset[str] = frozenset()
    past: frozenset[str] = frozenset()
    done: frozenset[str] = frozenset()
    present: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    namesakes: frozenset[str] = frozenset()
    charged: frozenset[str] = frozenset()
    owned: frozenset[str] = frozenset()
    dealing: frozenset[str] = frozenset()

    @classmethod
    def from_rules(cls, rules: Iterable[LexiconRule]) -> AgentLexicon:
        """The lexicon of the rules LEX-AGENT-…, with the irregular verbs of LEX-VERB-IRREGULAR."""
        terms = {rule.id: rule.terms for rule in rules}
        conjugations = Conjugations(terms.get("LEX-VERB-IRREGULAR", ()))
        irregular = [form for forms in conjugations.irregular.values() for form in forms]
        verbs = [form for base in terms.get("LEX-AGENT-VERBS", ()) for form in conjugations.of(base)]
        also_nouns = frozenset(terms.get("LEX-VERB-NOUN", ()))
        return cls(
            bases=frozenset(form.base for form in verbs),
            thirds=frozenset(form.third for form in verbs),
            pasts=frozenset(form.past for form in verbs),
            participles=frozenset(form.participle for form in verbs),
            gerunds=frozenset(form.gerund for form in verbs),
            past=frozenset(form.past for form in irregular),
            present=frozenset(
                form for base in terms.get("LEX-VERB", ()) for each in conjugations.of(base) for form in each[:2]
            ),
            done=frozenset(form.participle for form in irregular),
            nouns=frozenset(form.third for form in verbs if form.base in also_nouns),
            namesakes=frozenset(form.base for form in verbs if form.base in also_nouns),
            charged=frozenset(terms.get("LEX-AGENT-CHARGED", ())),
            owned=frozenset(terms.get("LEX-AGENT-OWNED", ())),
            dealing=frozenset().union(*map(conjugations.forms_of, terms.get("LEX-AGENT-DEALING", ()))),
        )

    def acts(self, lowers: list[str], index: int, ceiling: int, anything: bool = False) -> bool:
        """Whether a predicate of a body begins at a token.

        Args:
            lowers: the words of the text, in lower case.
            index: the token after the subject.
            ceiling: the end of the sentence.
            anything: whether the subject is known to be no thing, so that whatever it will do shows that it acts.
        """
        verb = self._without_adverbs(lowers, index, ceiling)
        if verb + 1 >= ceiling:
            return False
        lower, after = lowers[verb], lowers[verb + 1]
        if lower in MODALS or lower in HAVING or lower in BEING:
            return self._follows(lowers, lower, self._without_adverbs(lowers, verb + 1, ceiling), ceiling, anything)
        if lower in self.nouns:
            return after in OBJECTS
        if lower in self.thirds or (anything and (lower in self.bases or lower in self.present)):
            return after not in NOUN_BEFORE
        past = lower in self.pasts or (anything and (lower in self.past or lower.endswith("ed")))
        return past and (after not in NOT_AFTER or (lower in ASKING and after == "for"))

    def act(self, lowers: list[str], index: int, ceiling: int) -> bool:
        """Whether a predicate of several bodies begins at a token: "A and B | propose"."""
        verb = self._without_adverbs(lowers, index, ceiling)
        if verb + 1 >= ceiling or lowers[verb] not in self.bases:
            return False
        return lowers[verb] not in self.namesakes or lowers[verb + 1] in OBJECTS

    def _follows(self, lowers: list[str], auxiliary: str, verb: int, ceiling: int, anything: bool) -> bool:
        """Whether what an auxiliary governs is the deed of a body."""
        if verb >= ceiling or not lowers[verb].isalpha():
            return False
        lower, after = lowers[verb], lowers[verb + 1] if verb + 1 < ceiling else ""
        if lower in self.charged and after in ("to", "with"):
            return True
        if auxiliary in MODALS:
            return anything or lower in self.bases
        if auxiliary in HAVING:
            return lower in self.participles or (anything and lower.endswith("ed"))
        return lower in self.gerunds or (anything and lower.endswith("ing"))

    @staticmethod
    def _without_adverbs(lowers: list[str], index: int, ceiling: int) -> int:
        while index < ceiling:
            lower = lowers[index]
            if lower not in BETWEEN and (not lower.endswith("ly") or lower in NO_ADVERBS):
                break
            index += 1
        return index

    def did(self, lowers: list[str], before: int) -> bool:
        """Whether "by" stands at a token, after what somebody did: "financed by", "set up by"."""
        if before < 1 or lowers[before] != "by":
            return False
        verb = lowers[before - 1]
        if verb in PARTICLES and before > 1:
            verb = lowers[before - 2]
        return verb.endswith("ed") or verb in self.done
