"""The spaCy factories of the pipeline, found through entry points.

spaCy imports every entry point whenever a pipeline is made, ours or not: so this module imports nothing but spaCy's
`Language`; the matchers come in when a factory is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from policyledger.components.pipes import (
        Dates,
        Industries,
        Instruments,
        Organisations,
        Quantities,
        Sections,
        Statements,
    )


@Language.factory("policyledger_sections")
def sections(nlp: Language, name: str) -> Sections:
    """Sets blocks (where the Doc came without), sections and sentences."""
    from policyledger.components import pipes

    return pipes.Sections(name)


@Language.factory("policyledger_industries")
def industries(nlp: Language, name: str) -> Industries:
    """Writes `doc.spans["industries"]`."""
    from policyledger.components import pipes

    return pipes.Industries(name)


@Language.factory("policyledger_organisations")
def organisations(nlp: Language, name: str) -> Organisations:
    """Writes `doc.spans["organisations"]`."""
    from policyledger.components import pipes

    return pipes.Organisations(name)


@Language.factory("policyledger_instruments")
def instruments(nlp: Language, name: str) -> Instruments:
    """Writes `doc.spans["instruments"]`; reads industries."""
    from policyledger.components import pipes

    return pipes.Instruments(name)


@Language.factory("policyledger_dates")
def dates(nlp: Language, name: str) -> Dates:
    """Writes `doc.spans["dates"]`; reads instruments and organisations."""
    from policyledger.components import pipes

    return pipes.Dates(name)


@Language.factory("policyledger_quantities")
def quantities(nlp: Language, name: str) -> Quantities:
    """Writes `doc.spans["quantities"]`; reads instruments, organisations and dates."""
    from policyledger.components import pipes

    return pipes.Quantities(name)


@Language.factory("policyledger_statements")
def statements(nlp: Language, name: str) -> Statements:
    """Writes `doc.spans["statements"]`; reads all others."""
    from policyledger.components import pipes

    return pipes.Statements(name, nlp.vocab)
