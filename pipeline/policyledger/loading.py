"""The pipeline: models/config.cfg and the rules, put together by spaCy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policyledger.rules.rulebook import Rulebook, load_rulebook
from policyledger.shipped import models_dir

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.vocab import Vocab


LONGEST = 1_000_000_000
"""Characters of the longest text `nlp(text)` takes; the limit spaCy sets is there for parsers."""


def load(
    *,
    rules: Sequence[str | PathLike[str]] = (),
    vocab: Vocab | bool = True,
    disable: str | Iterable[str] = (),
    enable: str | Iterable[str] = (),
    exclude: str | Iterable[str] = (),
    config: dict[str, Any] | None = None,
) -> Language:
    """The spaCy pipeline of models/config.cfg; `spacy.load("policyledger")` gives the same.

    Args:
        rules: further folders of rules; a later rule replaces an earlier one of the same id.
        vocab, disable, enable, exclude, config: as in `spacy.load`.
    """
    rulebook = load_rulebook(tuple(Path(each) for each in rules))
    from spacy import util

    overrides = util.dict_to_dot(config or {})
    nlp = util.load_model_from_config(
        util.load_config(models_dir() / "config.cfg", overrides=overrides),
        vocab=vocab,
        disable=disable,
        enable=enable,
        exclude=exclude,
        auto_fill=True,
    )
    nlp.max_length = LONGEST
    return with_rules(nlp, rulebook)


def with_rules(nlp: Language, rulebook: Rulebook) -> Language:
    """The pipeline itself, with other rules."""
    from policyledger.components.pipes import Component

    for _, component in nlp.pipeline:
        if isinstance(component, Component):
            component.set_rules(rulebook)
    return nlp
