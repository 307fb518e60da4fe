"""The words organisations are found with, gathered from the rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from policyledger.agents import AgentLexicon
from policyledger.naming import NameLexicon
from policyledger.rules.model import InstrumentRule, LexiconRule, OrganisationRule, Rule, by_precedence
from policyledger.terms import Context, TermMatcher

STOPS = frozenset({".", ","})


class Head(NamedTuple):
    """A head word where it stands, with its rule."""

    start: int
    end: int
    rule: OrganisationRule


@dataclass(frozen=True)
class OrganisationLexicon:
    """What gives organisations away, ready to be looked for.

    Attributes:
        names: known names; payloads are (rule, canonical name).
        suffixes, heads, leads, appositions, deeds: the signs; payloads are rules.
        near: the phrases names ask for elsewhere in the document.
        contexts: by rule id, where a sign or name does not count.
        acts: what follows a name that is a place as well, when it acts.
        instruments: plans and programmes known by name, which are no bodies whatever their head.
        columns: headings of columns of bodies, of two words or more: "responsible agency".
        column_openers: their first words.
        company: the rule of companies told by their trade, where there is one.
        government: the rule of governments named by their place.
        titles: words that end the name of a plan or law.
        agents: what only bodies do.
        small: the small words of names.
    """

    names: TermMatcher[tuple[OrganisationRule, str]]
    suffixes: TermMatcher[OrganisationRule]
    heads: TermMatcher[OrganisationRule]
    leads: TermMatcher[OrganisationRule]
    appositions: TermMatcher[OrganisationRule]
    deeds: TermMatcher[OrganisationRule]
    near: TermMatcher[str]
    contexts: dict[str, Context]
    acts: TermMatcher[bool]
    instruments: TermMatcher[bool]
    columns: frozenset[str]
    column_openers: frozenset[str]
    company: OrganisationRule | None
    government: OrganisationRule | None
    titles: frozenset[str]
    agents: AgentLexicon
    small: NameLexicon

    @classmethod
    def from_rules(cls, rules: Iterable[Rule]) -> OrganisationLexicon:
        """The lexicon of the organisation, lexicon and instrument rules among some rules."""
        rules = [rule for rule in rules if rule.status != "deprecated"]
        ordered = by_precedence(rule for rule in rules if isinstance(rule, OrganisationRule))
        words = {rule.id: rule for rule in rules if isinstance(rule, LexiconRule)}
        acts = words["LEX-NAME-ACTS"].terms if "LEX-NAME-ACTS" in words else ()

        agencies = words["LEX-AGENCY-COLUMN"].terms if "LEX-AGENCY-COLUMN" in words else ()
        columns = frozenset(term for term in agencies if " " in term)

        def signs(role: str, skip: frozenset[str] = frozenset()) -> TermMatcher[OrganisationRule]:
            chosen = [rule for rule in ordered if rule.role == role]
            return TermMatcher(
                ((term, rule) for rule in chosen for term in rule.terms),
                ((term, rule) for rule in chosen for term in rule.acronyms),
                skip,
                lambda rule: rule.priority,
            )

        named = [rule for rule in ordered if rule.role == "name"]
        instruments = [rule for rule in rules if isinstance(rule, InstrumentRule) and rule.role == "name"]
        return cls(
            names=TermMatcher(
                ((term, (rule, rule.canonical or term)) for rule in named for term in rule.terms),
                ((term, (rule, rule.canonical or term)) for rule in named for term in rule.acronyms),
                priority=lambda payload: payload[0].priority,
            ),
            suffixes=signs("suffix", STOPS),
            heads=signs("head"),
            leads=signs("lead"),
            appositions=signs("apposition"),
            deeds=signs("deed"),
            near=TermMatcher((term, term) for rule in named for term in rule.near),
            contexts={rule.id: context for rule in ordered if (context := Context(rule.unless))},
            acts=TermMatcher((term, True) for term in acts),
            instruments=TermMatcher(
                ((term, True) for rule in instruments for term in rule.terms),
                ((term, True) for rule in instruments for term in rule.acronyms),
            ),
            columns=columns,
            column_openers=frozenset(term.split()[0] for term in columns),
            company=next((rule for rule in ordered if rule.id == "ORG-APPOSITION-COMPANY"), None),
            government=next((rule for rule in ordered if rule.id == "ORG-HEAD-GOVERNMENT"), None),
            titles=frozenset(
                term.lower()
                for rule in rules
                if isinstance(rule, InstrumentRule) and rule.role == "head"
                for term in (*rule.terms, *rule.acronyms)
            ),
            agents=AgentLexicon.from_rules(words.values()),
            small=NameLexicon.from_rules(words.values()),
        )
