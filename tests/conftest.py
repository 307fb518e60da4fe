"""What many tests share: the pipeline, and short ways from text to tokens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from policyledger.api import load
from policyledger.rules.packs import Rulebook, load_rulebook
from policyledger.tokenizing import RegexTokenizer
from policyledger.tokens import Tokens

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
