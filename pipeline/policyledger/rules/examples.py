"""The examples of rules, ready to be run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policyledger.rules.markup import SECTIONS, Mark, Section, parse_markup
from policyledger.rules.model import Rule


@dataclass(frozen=True, slots=True)
class Example:
    """An example of a rule.

    Attributes:
        rule: the rule it belongs to.
        section: match, no_match or todo.
        index: its number in that list, from 0.
        markup: as written.
        text: without the tags.
        marks: the tags, in order.
    """

    rule: Rule
    section: Section
    index: int
    markup: str
    text: str
    marks: tuple[Mark, ...]

    @property
    def name(self) -> str:
        """What it is called in test reports: IND-FISHERIES-match-1."""
        return f"{self.rule.id}-{self.section}-{self.index + 1}"


def examples_of(rule: Rule) -> Iterator[Example]:
    """The examples of a rule.

    Raises:
        MarkupError: if one is not well marked up; `rules lint` says where.
    """
    for section in SECTIONS:
        for index, markup in enumerate(getattr(rule.examples, section)):
            text, marks = parse_markup(markup)
            yield Example(rule, section, index, markup, text, marks)
