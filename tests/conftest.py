"""What many tests share: the pipeline, and short ways from text to tokens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import settings
from spacy.language import Language

from policyledger.api import load
from policyledger.layout import to_doc
from policyledger.reading.document import Block, Document
from policyledger.rules.rulebook import Rulebook, load_rulebook
from policyledger.tokenizing import RegexTokenizer
from policyledger.tokens import Tokens

settings.register_profile("steady", deadline=None, derandomize=True)  # the same examples on every machine, however busy
settings.load_profile("steady")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def article() -> Path:
    return ROOT / "corpus" / "d1_beijing.txt"


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load_rulebook()


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load()


@pytest.fixture(scope="session")
def tokens_of() -> Callable[[str], Tokens]:
    """Text → the tokens of one sentence, on a blank pipeline."""
    blank = spacy.blank("en")
    tokenizer = RegexTokenizer(blank.vocab)
    return lambda text: Tokens.of(tokenizer(text))


@pytest.fixture(scope="session")
def link(nlp: Language) -> Callable[..., list[tuple[str, dict[str, Any]]]]:
    """Blocks of text (or (kind, level, text)) → the quantities with their statements."""

    def linked(*blocks: str | tuple[Any, int, str], published: str | None = None) -> list[tuple[str, dict[str, Any]]]:
        made = tuple(
            Block(block) if isinstance(block, str) else Block(block[2], kind=block[0], level=block[1])
            for block in blocks
        )
        doc = to_doc(Document("test.txt", "0" * 64, "text/plain", made, published=published), nlp)
        for _, component in nlp.pipeline:
            doc = component(doc)
        return [(span.text, span._.statement) for span in doc.spans["statements"]]

    return linked
