"""The spaCy factories of the pipeline, found through entry points.

spaCy imports every entry point whenever a pipeline is made, ours or not: so this module imports nothing but spaCy's
`Language`; the matchers come in when a factory is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spacy.language import Language

if TYPE_CHECKING:
    from policyledger.components.pipes import Component


def _factory(component: str) -> Any:
    """The factory `policyledger_…` of a component of `pipes`, named by its class."""

    def make(nlp: Language, name: str) -> Component:
        from policyledger.components import pipes

        made: Component = getattr(pipes, component)(name, nlp.vocab)
        return made

    return Language.factory(f"policyledger_{component.lower()}", func=make)


sections = _factory("Sections")
"""Sets blocks (where the Doc came without), sections and sentences."""
industries = _factory("Industries")
"""Writes `doc.spans["industries"]`."""
organisations = _factory("Organisations")
"""Writes `doc.spans["organisations"]`."""
instruments = _factory("Instruments")
"""Writes `doc.spans["instruments"]`; reads industries and organisations."""
dates = _factory("Dates")
"""Writes `doc.spans["dates"]`; reads instruments and organisations."""
quantities = _factory("Quantities")
"""Writes `doc.spans["quantities"]`; reads instruments, organisations and dates."""
statements = _factory("Statements")
"""Writes `doc.spans["statements"]`; reads all others."""
