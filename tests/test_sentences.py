from __future__ import annotations

from collections.abc import Callable

import pytest

from policyledger.rules.model import LexiconRule
from policyledger.rules.rulebook import Rulebook
from policyledger.sentences import SentenceLexicon, sentence_starts
from policyledger.tokens import Tokens


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Build 10 plants. Close 5.", 2),
        ("Acme Water Co., Ltd. and others will invest. They pay.", 2),
        ("Emissions of 5 Gg CO2 eq. in 2025 will fall.", 1),
        ("See No. 5 of the list.", 1),
        ("It costs approx. 5 bn euros.", 1),
        ("3. Build more plants.", 1),
        ("Led by J. Smith in 2017.", 1),
        ("“We will grow.” He left.", 2),
        ("Is it done? Yes! Fine.", 3),
        ("It grew by 3.5 percent. That is all.", 2),
    ],
)
def test_sentences_end_at_stops_that_end_something(
    text: str, count: int, tokens_of: Callable[[str], Tokens], rulebook: Rulebook
) -> None:
    lexicon = SentenceLexicon.from_rules(rulebook.of(LexiconRule))
    assert len(sentence_starts(tokens_of(text).words, (), lexicon)) == count


def test_sentences_begin_at_every_block_border(tokens_of: Callable[[str], Tokens], rulebook: Rulebook) -> None:
    lexicon = SentenceLexicon.from_rules(rulebook.of(LexiconRule))
    assert sentence_starts(tokens_of("Key figures 2020").words, {2}, lexicon) == [0, 2]
