"""Where a capitalised name begins and ends around the word that gave it away.

What organisations and instruments share: a head word ("Ministry", "Act") stands in the text; to its left runs a row of
capitalised words ("Federal …"), to its right a complement ("… of Finance and Trade").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from policyledger.rules.model import LexiconRule
from policyledger.terms import HYPHENS, words_of
from policyledger.tokens import Tokens

MOST_WORDS = 9
"""Capitalised words a name may have to the left of its head."""
LONGEST_COMPLEMENT = 60
"""Tokens a name may have to the right of its head, so that no text makes a search long."""

APOSTROPHES = frozenset({"'s", "’s", "'", "’"})
PERSONS = ("er", "or", "ist", "ian", "man", "men", "ant")
"""How words for those who do something end: grower, prosecutor, scientist, statistician, ombudsman."""
NO_PERSONS = frozenset(
    {
        "center",
        "sector",
        "tender",
        "border",
        "quarter",
        "charter",
        "order",
        "river",
        "corridor",
        "chapter",
        "doctor",
        "lawyer",
        "manager",
    }
)
OWNED = frozenset({"office", "bureau", "department", "secretariat", "service"})
"""What a single holder of an office has, which is called after the holder."""
SHARED = OWNED | {
    "association",
    "union",
    "federation",
    "confederation",
    "council",
    "chamber",
    "commission",
    "committee",
    "society",
    "guild",
}
"""What many have together, which is called after them."""
TITLED_LINKS = frozenset({"of", "and"})
DETERMINERS = frozenset({"the", "a", "an", "its", "their", "la", "le", "les", "los", "las", "el"})
COMPANIES = frozenset({"company", "corporation", "utility", "authority"})
ELISIONS = ("d'", "l'", "dell'", "nell'")
COMMA, DASH_GAP = ",", re.compile(r"(?<=\w)([-‐‑])\s+(?=\w)")


@dataclass(frozen=True)
class NameLexicon:
    """The small words of names, lower case; see the lexicons LEX-NAME-… and LEX-PLACES."""

    openers: frozenset[str]
    leaders: frozenset[str]
    stoppers: frozenset[str]
    possessives: frozenset[str]
    fields: frozenset[str]
    links: frozenset[str]
    title_links: frozenset[str]
    documents: frozenset[str]
    texts: frozenset[str]
    founding: frozenset[str]
    no_body: frozenset[str]
    trades: frozenset[str]
    plain: frozenset[str]
    places: frozenset[tuple[str, ...]]
    regions: frozenset[tuple[str, ...]]
    regional: frozenset[str]
    rulers: frozenset[str]

    @classmethod
    def from_rules(cls, rules: Iterable[LexiconRule]) -> NameLexicon:
        """The lexicon of the rules LEX-NAME-…, LEX-TITLE-LINKS, LEX-PLACES and LEX-REGIONS."""
        terms = {rule.id: rule.terms for rule in rules}

        def words(rule_id: str) -> frozenset[str]:
            return frozenset(term.lower() for term in terms.get(rule_id, ()))

        def places(rule_id: str) -> frozenset[tuple[str, ...]]:
            return frozenset(tuple(words_of(term)) for term in terms.get(rule_id, ()))

        return cls(
            openers=words("LEX-NAME-OPENERS"),
            leaders=words("LEX-NAME-LEADERS"),
            stoppers=words("LEX-NAME-STOPPERS"),
            possessives=words("LEX-NAME-POSSESSIVES"),
            fields=words("LEX-NAME-FIELDS"),
            links=words("LEX-NAME-LINKS"),
            title_links=words("LEX-TITLE-LINKS"),
            documents=words("LEX-NAME-DOCUMENTS"),
            texts=words("LEX-NAME-TEXTS"),
            founding=words("LEX-NAME-FOUNDING"),
            no_body=frozenset(term.upper() for term in terms.get("LEX-NAME-NO-BODY", ())),
            trades=words("LEX-NAME-TRADES"),
            plain=words("LEX-NAME-PLAIN"),
            places=places("LEX-PLACES") | places("LEX-REGIONS"),
            regions=places("LEX-REGIONS"),
            regional=words("LEX-REGION-ADJECTIVES"),
            rulers=words("LEX-NATIONAL-LEADERS"),
        )

    @cached_property
    def longest_place(self) -> int:
        """The tokens of the longest name of a place."""
        return max(map(len, self.places), default=0)

    def is_place(self, words: Iterable[str]) -> bool:
        """Whether some words are the name of a place."""
        return tuple(words) in self.places

    def place_end(self, words: list[str], start: int) -> int:
        """One past the last token of the place whose name begins at a token; `start` where none does."""
        ends = range(min(len(words), start + self.longest_place), start, -1)
        return next((end for end in ends if tuple(words[start:end]) in self.places), start)


def is_capital(word: str) -> bool:
    """Whether a word is written with a capital first, as names are."""
    return word[0].isupper()


def is_elided(word: str) -> bool:
    """Whether an article or preposition is run into a capitalised word: d'Économie, l'Environnement."""
    return word[0] in "dlan" and any(
        word.startswith((elision, elision.replace("'", "’"))) and word[len(elision) : len(elision) + 1].isupper()
        for elision in ELISIONS
    )


def clean(text: str) -> str:
    """A name as it is spelt: blanks single, broken hyphens mended."""
    return DASH_GAP.sub(r"\1", " ".join(text.split()))


def slug_of(name: str) -> str:
    """A name as an id: lower case, words joined by hyphens."""
    return re.sub(r"[^\w]+", "-", name.lower()).strip("-_")


def left_run(
    tokens: Tokens,
    head: int,
    floor: int,
    lexicon: NameLexicon,
    is_head: Callable[[int], bool] = lambda index: False,
    bridges: Collection[str] = (),
) -> int:
    """The first token of the capitalised words that run up to a head; `head` itself when there are none.

    Args:
        tokens: the text.
        head: the token the run ends before.
        floor: the token it may not reach beyond: the start of the sentence.
        lexicon: small words.
        is_head: whether a token is the head of another name, across which `and` does not join.
        bridges: small words that join two capitalised words of a name: "Chips for Europe Act".
    """
    words, lowers = tokens.words, tokens.lowers
    first, count, index = head, 0, head - 1
    while index >= floor and count < MOST_WORDS:
        word = words[index]
        if word in HYPHENS:
            if not (index > floor and tokens.glued(index) and words[index - 1][0].isalnum()):
                break
            if index + 1 < head and not (is_capital(words[index - 1]) or is_capital(words[index + 1])):
                break
        elif word.isspace():
            if word.count("\n") > 1:
                break
        elif word == ")":
            opened = _opening(words, index, floor)
            if opened is None:
                break
            index = opened
        elif word in ("&", "and", "und"):
            before = index - 1
            if before < floor or not is_capital(words[before]) or is_head(before) or lowers[before] in lexicon.openers:
                break
            if before > floor and lowers[before - 1] in ("of", "for", "on"):
                break
            if _is_body_beside(words, before, index + 1, lexicon) or _is_namesake(words, index, head, floor, lexicon):
                break
        elif word in bridges:
            if index <= floor or not _bridges(tokens, index, lexicon) or is_head(index - 1):
                break
        elif word in APOSTROPHES:
            if index <= floor or not _owns(words, lowers, index, head, lexicon):
                break
        elif _is_titled_link(tokens, index, floor, lexicon):
            pass  # "Friends Of Rivers Trust"
        elif _ends_name(tokens, index, head, lexicon):
            break
        else:
            first = index
            count += 1
        index -= 1
    return _without_leader(tokens, first, head, floor, lexicon)


def right_complement(
    tokens: Tokens,
    start: int,
    ceiling: int,
    lexicon: NameLexicon,
    links: Collection[str],
    inner: frozenset[str],
    lists: bool,
    stands_alone: Callable[[int, int], bool] = lambda first, last: False,
) -> int:
    """One past the last token of what follows a head ("of Finance and Trade"); `start` when nothing does.

    Args:
        tokens: the text.
        start: the token after the head.
        ceiling: the end of the sentence.
        lexicon: small words.
        links: the words that may follow the head.
        inner: the small words that may stand inside, each before a capitalised word.
        lists: whether "A, B and C" may follow.
        stands_alone: whether the capitalised words from one token to another are a name of their own, which ends this.
    """
    words, lowers = tokens.words, tokens.lowers
    ceiling = min(ceiling, start + LONGEST_COMPLEMENT)
    index = end = _after_blanks(words, start, ceiling)
    if index >= ceiling or words[index].count("\n") > 1:
        return start
    if lowers[index] not in links and not is_elided(words[index]):
        return start
    opened = False  # whether the first capitalised word has come
    while index < ceiling:
        word = words[index]
        if word.isspace() and word.count("\n") < 2:
            index += 1
        elif word in HYPHENS:
            if not tokens.glued(index):
                break
            index += 1
        elif is_capital(word) or is_elided(word):
            last = max(run_end(tokens, index, ceiling), index + 1)
            titled = next((at for at in range(index + 1, last) if lowers[at] in lexicon.stoppers), last)
            if titled < last and words[titled - 1] not in HYPHENS:
                return titled  # "Bank of Ruritania | Governor"
            if opened and words[index - 1] not in HYPHENS and stands_alone(index, last):
                break
            if lowers[index] in lexicon.stoppers and not opened and lowers[index - 1] != "the":
                break  # but "Office of the President"
            end = index = last
            opened = True
        elif opened and (word in HYPHENS or (words[index - 1] in HYPHENS and tokens.glued(index))):
            index += 1
            end = index
        elif word == COMMA:
            if not (lists and opened and _is_list(tokens, index, ceiling, stands_alone)):
                break
            index += 1
        elif lowers[index] in inner:
            if index > start and lowers[index - 1] in inner and lowers[index] not in DETERMINERS:
                break
            follower = _after_blanks(words, index + 1, ceiling)
            titled = follower < ceiling and lowers[follower] in lexicon.stoppers and lowers[index] != "the"
            if follower >= ceiling or titled or words[follower][0].isdigit():
                break
            index += 1
        else:
            break
    while end > start and lowers[end - 1] in inner:  # in a line of capitals the small words are capitals too
        end -= 1
    return end if opened else start


def _without_leader(tokens: Tokens, first: int, head: int, floor: int, lexicon: NameLexicon) -> int:
    """The start of a run without the verb or adjective that merely opens the sentence: "Establish National Fund"."""
    words = tokens.words
    while first < head and tokens.lowers[first] in lexicon.leaders:
        before, after = words[first - 1] if first > floor else "", words[first + 1]
        if (before and before[0].isalnum()) or after in HYPHENS or after in ("and", "&"):
            break
        if lexicon.is_place(words[first : first + 2]):
            break
        first = _after_blanks(words, first + 1, head)
    return first


def run_end(tokens: Tokens, index: int, ceiling: int) -> int:
    """One past the capitalised words that begin at a token, their hyphens and parentheses included."""
    words = tokens.words
    end = index
    while index < ceiling:
        word = words[index]
        if is_capital(word):
            end = index + 1
        elif word in HYPHENS and tokens.glued(index) and index + 1 < ceiling and words[index + 1][0].isalpha():
            end = index + 2
            index += 1
        elif not (word.isspace() and word.count("\n") < 2):
            break
        index += 1
    return end


def _is_list(tokens: Tokens, comma: int, ceiling: int, stands_alone: Callable[[int, int], bool]) -> bool:
    """Whether a comma goes on with capitalised items and ends in "and" and one more: ", Labour and Welfare"."""
    index = comma
    while index < ceiling and tokens.words[index] == COMMA:
        index = _after_blanks(tokens.words, index + 1, ceiling)
        if index < ceiling and tokens.lowers[index] in ("and", "&"):
            break
        if index >= ceiling or not is_capital(tokens.words[index]):
            return False
        last = run_end(tokens, index, ceiling)
        if last - index > 5 or stands_alone(index, last):
            return False
        index = _after_blanks(tokens.words, last, ceiling)
    if index >= ceiling or tokens.lowers[index] not in ("and", "&"):
        return False
    index = _after_blanks(tokens.words, index + 1, ceiling)
    return index < ceiling and is_capital(tokens.words[index]) and not stands_alone(
        index, run_end(tokens, index, ceiling)
    )  # fmt: skip


def _after_blanks(words: list[str], index: int, ceiling: int) -> int:
    while index < ceiling and words[index].isspace() and words[index].count("\n") < 2:
        index += 1
    return index


def _ends_name(tokens: Tokens, index: int, head: int, lexicon: NameLexicon) -> bool:
    """Whether a word read leftwards from a head is no part of the name."""
    words, lower = tokens.words, tokens.lowers[index]
    compound = words[index + 1] in HYPHENS and tokens.glued(index + 1)
    if not is_capital(words[index]):
        return not (_compound_begins_capital(tokens, index, head) or _is_prefixed(words[index]))
    if lower in lexicon.stoppers:
        return not (words[index + 1] in APOSTROPHES and _owns(words, tokens.lowers, index + 1, head, lexicon))
    return lower in lexicon.openers and not compound


def _is_body_beside(words: list[str], before: int, after: int, lexicon: NameLexicon) -> bool:
    """Whether an acronym before "and" is a name of its own: "MIT | and Lakeside College", but "ICT and Media Board"."""
    word = words[before]
    common = word in lexicon.no_body or lexicon.is_place((word,))
    return len(word) > 2 and word.isalpha() and word.isupper() and not words[after].isupper() and not common


def _is_namesake(words: list[str], link: int, head: int, floor: int, lexicon: NameLexicon) -> bool:
    """Whether "and" parts two companies: "Oakmere and | Windora Water Company", but not "Energy and Water Company"."""
    if head - link < 3 or words[head].lower() not in COMPANIES or words[head - 1].lower() not in lexicon.fields:
        return False
    before, after = words[link - 1], words[link + 1]
    single = link - 1 == floor or not is_capital(words[link - 2])
    return single and lexicon.fields.isdisjoint((before.lower(), after.lower())) and before.isalpha()


def _is_titled_link(tokens: Tokens, index: int, floor: int, lexicon: NameLexicon) -> bool:
    """Whether a small word inside a name is written with a capital like the words around it."""
    if index <= floor or tokens.lowers[index] not in TITLED_LINKS or not tokens.words[index].istitle():
        return False
    before = index - 1
    apart = tokens.lowers[before] in lexicon.openers or tokens.lowers[before] in lexicon.leaders
    return tokens.words[before].istitle() and not apart


def _bridges(tokens: Tokens, index: int, lexicon: NameLexicon) -> bool:
    """Whether a small word stands between two capitalised words that can both be of one name."""
    before = tokens.lowers[index - 1]
    apart = before in lexicon.openers or before in lexicon.stoppers or before in lexicon.leaders
    return is_capital(tokens.words[index - 1]) and is_capital(tokens.words[index + 1]) and not apart


def _opening(words: list[str], index: int, floor: int) -> int | None:
    """The opening parenthesis of a short one that closes at a token and holds capitalised words: "(Protection)"."""
    for opened in range(index - 1, max(floor, index - 5), -1):
        if words[opened] == "(":
            inside = words[opened + 1 : index]
            short = inside and all(word[0].isupper() or word in ("and", "of", "&") for word in inside)
            named = not any(word.isupper() and len(word) > 1 for word in inside)  # "(EIB)" ends the name before it
            return opened if short and named and opened > floor and is_capital(words[opened - 1]) else None
    return None


def _owns(words: list[str], lowers: list[str], apostrophe: int, head: int, lexicon: NameLexicon) -> bool:
    """Whether a possessive is part of the name it stands in: "Prime Minister's Office", "Growers' Association".

    That of a country or a body is not ("Ghana's Trade Board"), but that of those who hold an office or share a trade.
    """
    owner = lowers[apostrophe - 1]
    if not is_capital(words[apostrophe - 1]):
        return False
    if owner in lexicon.possessives:
        return True
    last = lowers[head] if head < len(lowers) else ""
    if lowers[apostrophe] == "'s":
        return last in OWNED and owner.endswith(PERSONS) and owner not in NO_PERSONS and owner not in lexicon.fields
    return last in SHARED and owner.endswith("s") and owner[:-1].endswith(PERSONS)


def _is_prefixed(word: str) -> bool:
    """Whether a name begins with the prefix of its language in small letters: eThekwini, uMhlathuze, iThemba."""
    return len(word) > 4 and word[1].isupper() and word[2:].islower() and word.isalpha()


def _compound_begins_capital(tokens: Tokens, index: int, head: int) -> bool:
    """Whether a word in small letters ends a compound that begins with a capital: "Economic-technological"."""
    words = tokens.words
    if index > 1 and words[index - 1] in HYPHENS:
        return is_capital(words[index - 2])
    return index + 2 <= head and words[index + 1] in HYPHENS and is_capital(words[min(index + 2, head)])
