"""Organisations in text: known names, legal forms, head words, cues, and what the document itself says of them.

Nothing here knows a single organisation; that is the rules' part. Four signs make a run of capitalised words one:
a legal form at its end ("… Co., Ltd."), a head word in it ("Ministry of …", "… University"), words before it
("produced by …") and words after it ("…, a chip maker"). What the document then defines ("… Bank (XYZ)") or shortens
("the Commission") is found wherever it stands and given the full name.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product

from policyledger import acronyms
from policyledger.acronyms import acronym_after, spelt_name, spelt_on
from policyledger.inflection import singular
from policyledger.naming import (
    APOSTROPHES,
    PERSONS,
    clean,
    is_capital,
    is_elided,
    left_run,
    right_complement,
    run_end,
    slug_of,
)
from policyledger.organisationcues import by_apposition, by_class, by_lead
from policyledger.organisationgovernments import by_government, is_national
from policyledger.organisationrows import beside, in_rows
from policyledger.organisationtext import COMPLEMENTS, ENGLISH, LONGEST_ABBREVIATION, Found, OrganisationText
from policyledger.organisationtrades import by_trade
from policyledger.organisationwords import Head, OrganisationLexicon
from policyledger.terms import keys_of
from policyledger.tokens import Tokens

INDEFINITE = frozenset({"a", "an", "one", "each", "every", "any", "another", "no", "such", "other", "per"})
DEFINITE = frozenset({"the", "this", "that", "said"})
ILLS = frozenset(
    {
        "corruption",
        "discrimination",
        "torture",
        "racism",
        "doping",
        "drugs",
        "crime",
        "violence",
        "trafficking",
        "cancer",
        "money",
        "poverty",
    }
)
"""What bodies are "against"; before anything else that word is about what somebody does."""
INNER = frozenset(
    {"of", "for", "on", "and", "&", "the", "de", "la", "las", "los", "del", "della", "do", "da", "dos", "das", "di"}
    | {"des", "du", "et", "e", "y", "und", "für", "der", "pour", "para", "les", "le", "van", "voor", "en"}
)
FOREIGN_INNER = (INNER | {"a", "o", "as", "os", "el", "à", "al", "au", "aux"}) - {"and", "of", "for", "the", "on"}
"""A name in another language ends where English goes on: "Banco do Brasil | and"."""
LED = frozenset({"headed", "chaired", "led"})
QUALIFIERS = frozenset({"their", "its", "our", "his", "her", "my", "your", "which", "both", "new", "-", "'s"})
REGULATING = frozenset({"regulation"})
"""A document, but at the end of a name what the body does: "Administration for Market Regulation"."""
FOUNDING_REACH = 5
"""Tokens around a name within which a verb says that the body is founded."""
LONGEST_TITLE = 16
"""Tokens of a title after the acronym it opens with."""
NEARBY = 150
"""Tokens within which a weak head alone ("the Fund") still means the one named before."""


def find(tokens: Tokens, lexicon: OrganisationLexicon, keys: Sequence[str] | None = None) -> list[Found]:
    """The organisations named in the text, in order, without overlap.

    Args:
        tokens: the text, with its sentences.
        lexicon: what to look for.
        keys: `keys_of(tokens)`, where the caller has them already.
    """
    text = OrganisationText(tokens, lexicon, keys_of(tokens) if keys is None else keys)
    governments = list(by_government(text))
    cued = [*by_lead(text), *by_apposition(text), *by_class(text), *by_trade(text), *governments]
    formed = [*_by_suffix(text), *_cut(text, _by_head(text), governments)]
    spelt = (spelt_name(text, hit) or spelt_on(text, hit) for hit in formed)
    found = _settled([*_known(text), *formed, *filter(None, spelt), *_shortened(text, formed), *cued])
    others = acronyms.refused(text, found)
    found = _without_others(text, found, others)
    spelt_out, shown = acronyms.find(text, found, others)
    found = _settled([*spelt_out, *found, *shown])
    found = _settled([*found, *in_rows(text, found), *beside(text, found)])
    again = [*_repeated(text, cued), *_bare_heads(text, found)]
    return _without_instruments(text, _settled([*found, *again]))


def _cut(text: OrganisationText, found: Iterable[Found], others: Sequence[Found]) -> Iterable[Found]:
    """Names, each ending before another that begins in it: "Government of Lunda | and the Alberta government"."""
    starts = sorted(hit.start_token for hit in others)
    for hit in found:
        place = bisect_right(starts, hit.start_token)
        end = text.before(starts[place]) if place < len(starts) and starts[place] < hit.end_token else hit.end_token
        if end == hit.end_token or text.lower(end) not in ("and", ","):
            yield hit
        elif end > hit.start_token:
            name = clean(text.tokens.span(hit.start_token, end))
            yield replace(hit, end_token=end, canonical=name, canonical_id=slug_of(name))


def _without_instruments(text: OrganisationText, found: Sequence[Found]) -> list[Found]:
    """Without programmes known by name, be their head that of a body: "Connecting Europe Facility"."""
    if not found:
        return []
    named = {(start, end) for start, end, _ in text.lexicon.instruments.matches(text.tokens, keys=text.keys)}
    known = {(start, end) for start, end, _ in text.names}
    return [hit for hit in found if (span := (hit.start_token, hit.end_token)) in known or span not in named]


def _without_others(text: OrganisationText, found: Sequence[Found], others: set[str]) -> list[Found]:
    """Without names that only open a law's title, and acronyms that the text gives another meaning."""

    def is_other(hit: Found) -> bool:
        if text.tokens.span(hit.start_token, hit.end_token) in others:
            return True
        end = hit.end_token
        if end - hit.start_token == 1 and text.words[hit.start_token].isupper() and _opens_title(text, end):
            return True
        return text.title_goes_on(end) and text.lower(end) in text.lexicon.small.documents

    return [hit for hit in found if not is_other(hit)]


def _opens_title(text: OrganisationText, end: int) -> bool:
    """Whether the capitalised words from a token on end the name of a plan or law: "NHS | Long Term Plan"."""
    if not text.title_goes_on(end) or text.acts(end, anything=True):
        return False
    last = run_end(text.tokens, end, min(text.bounds(end - 1)[1], end + LONGEST_TITLE))
    return last > end and text.lowers[last - 1] in text.lexicon.titles


def _known(text: OrganisationText) -> Iterable[Found]:
    for start, end, (rule, canonical) in text.names:
        first = start + 1 if text.lowers[start] == "the" and end - start > 1 else start
        yield text.found(first, end, rule, canonical)


def _by_suffix(text: OrganisationText) -> Iterable[Found]:
    for start, end, rule in text.suffixes:
        floor, ceiling = text.bounds(start)
        begin = start - 1 if start > floor and text.words[start - 1] == "," else start
        begins = begin - 1 if _is_small_name(text, begin - 1, floor) and not rule.weak else begin
        first = left_run(text.tokens, begins, floor, text.lexicon.small, lambda index: index + 1 in text.head_ends)
        if first == begins or (
            rule.weak and (text.in_capitals(start) or (begin - first < 2 and _is_word(text, first)))
        ):
            continue
        if text.lexicon.small.is_place(text.words[first:begin]) and rule.weak:
            continue
        if (
            end < len(text.words)
            and text.words[end] == "."
            and text.tokens.glued(end)
            and len(text.words[end - 1]) <= LONGEST_ABBREVIATION
        ):
            end += 1
        yield text.found(first, min(end, max(ceiling, end)), rule)


def _is_small_name(text: OrganisationText, index: int, floor: int) -> bool:
    """Whether a word in small letters ends the name of a company, after its letters: "SK | hynix | Inc."."""
    if index <= floor or not (text.words[index].islower() and text.words[index].isalpha()):
        return False
    before = text.words[index - 1]
    return before.isupper() and before.isalpha() and len(before) > 1 and text.lowers[index] not in INNER


def _is_word(text: OrganisationText, index: int) -> bool:
    """Whether a single word before a short legal form is no name: not capitalised within, or it opens the sentence."""
    return text.bounds(index)[0] == index or text.words[index].isupper()


def _by_head(text: OrganisationText) -> Iterable[Found]:
    for head in (*text.heads, *text.small_heads):
        floor, ceiling = text.bounds(head.start)
        begin, end = _extent(text, head, floor, ceiling)
        if begin == head.start and end == head.end:
            continue
        if _is_plural(text, head):
            yield from _sharing(text, head, end)
        elif not (_is_common(text, head, begin, end, ceiling) or is_national(text, begin, end)):
            yield text.found(begin, end, head.rule)


def _is_plural(text: OrganisationText, head: Head) -> bool:
    """Whether a head names several ("the Ministries"), unlike one that is plural itself ("Armed Forces")."""
    written = text.tokens.span(head.start, head.end).lower()
    whole = written in (term.lower() for term in head.rule.terms)
    return not whole and text.is_plural(head.end - 1)


def _extent(text: OrganisationText, head: Head, floor: int, ceiling: int) -> tuple[int, int]:
    begin, end = head.start, head.end
    if head.rule.of_place:
        return begin, text.lexicon.small.place_end(text.words, end)
    if head.rule.position != "after":
        begin = left_run(
            text.tokens, head.start, floor, text.lexicon.small, lambda index: index + 1 in text.head_ends
        )  # fmt: skip
    else:
        end = _qualified_end(text, end, ceiling)
    on_a_matter = text.lower(end) == "on" and text.lower(end + 1) == "the" and text.lower(end - 1) == "council"
    if head.rule.position != "before" and not on_a_matter:
        lists = head.rule.type == "government"
        foreign = head.rule.position == "after" and text.lower(end) not in ENGLISH
        inner = FOREIGN_INNER if foreign else INNER
        if text.lower(end) == "against":
            if text.lower(end + 1) not in ILLS:
                return begin, end
            inner = inner | {"against"}
        end = right_complement(
            text.tokens, end, ceiling, text.lexicon.small, COMPLEMENTS, inner, lists, text.stands_alone
        )
        if foreign:
            while begin < end < ceiling and text.words[end].islower() and not text.words[end].isascii():
                end += 1  # "Ministère de la Transition écologique"
    if text.is_paid(begin):  # "$3 million for the Dam Authority | for Harbour Plan works"
        named = head.end + (begin == head.start)
        end = next((at for at in range(named, end) if text.lowers[at] == "for"), end)
    if head.rule.type == "university" and begin < head.start and end == head.end:
        end = text.lexicon.small.place_end(text.words, end)  # "Lakeside College London"
    return begin, end


def _qualified_end(text: OrganisationText, end: int, ceiling: int) -> int:
    """One past what qualifies a head that stands first: "Instituto Nacional", "Agence nationale" before "de"."""
    if end + 1 < ceiling and text.words[end].islower() and text.words[end].isalpha():
        follows = text.lowers[end + 1] in COMPLEMENTS - ENGLISH or is_elided(text.words[end + 1])
        return end + 1 if follows and text.lowers[end] not in INNER | COMPLEMENTS else end
    return max(end, run_end(text.tokens, end, ceiling))


def _is_common(text: OrganisationText, head: Head, begin: int, end: int, ceiling: int) -> bool:
    """Whether a head with its words is after all no name: "a Trade Council", "Pension Fund Rules", "PAGE TWO BOARD"."""
    defined = acronym_after(text, end) is not None
    if head.rule.defined and not (defined or _is_of_people(text, head, begin, end)):
        return True
    before = text.lower(begin - 1)
    if before in INDEFINITE and not (defined or _is_founded(text, head, begin, end)):
        return True
    if begin == head.start and end > head.end and head.rule.weak and before not in DEFINITE and not defined:
        return True  # "Centre for Innovation" without "the" is a heading as often as a name
    if end > head.end and text.lower(end - 1) in text.lexicon.small.documents and text.lower(end - 1) not in REGULATING:
        return True  # "Commission for Allied Crafts Bill"
    if text.lower(head.start - 1) in ("and", "&") and begin < head.start and head.end - head.start == 1 and not defined:
        return True  # "Ethics and Trust" is two things
    if not head.rule.weak or defined:
        return False
    if head.rule.type == "bank_fund" and before in DEFINITE and text.lower(begin - 2) == "under" and not text.acts(end):
        return True  # support "under the Green Ports Fund" is a programme's
    if end < ceiling and is_capital(text.words[end]):
        return True
    return all(word.isupper() for word in text.words[begin:end] if word.isalpha())


def _is_of_people(text: OrganisationText, head: Head, begin: int, end: int) -> bool:
    """Whether a head is what people of one trade have together: "Workers' Union", "Union of Salt Producers"."""
    if APOSTROPHES.intersection(text.words[begin : head.start]):
        return True
    last = text.lowers[end - 1]
    return text.lower(head.end) == "of" and last.endswith("s") and last[:-1].endswith(PERSONS)


def _is_founded(text: OrganisationText, head: Head, begin: int, end: int) -> bool:
    """Whether "a" stands before a name because the text sets the body up: "will create a National Wealth Fund"."""
    if text.lower(begin - 1) not in ("a", "an"):
        return False
    set_up = text.lower(end) in ("will", "shall") and text.lower(end + 1) == "be"
    if head.start - begin < 2 and end == head.end:
        return set_up and text.lower(end + 2) in text.lexicon.small.founding  # "a Kelp Board will be established"
    if text.lower(end) in text.lexicon.small.texts:
        return False  # "a Start-up Growth Fund initiative"
    if text.lower(end) in LED and text.lower(end + 1) == "by":
        return True
    floor, ceiling = text.bounds(begin)
    first, last = max(floor, begin - FOUNDING_REACH), min(ceiling, end + FOUNDING_REACH)
    after = text.lowers[end:last]
    being = next(
        (place for place, lower in enumerate(after) if lower in ("be", "been", "was", "is", "being")), len(after)
    )
    return not text.lexicon.small.founding.isdisjoint((*text.lowers[first : begin - 1], *after[being + 1 : being + 2]))


def _sharing(text: OrganisationText, head: Head, end: int) -> Iterable[Found]:
    """The organisations of a plural head: "the Ministries of Finance and Trade" are two."""
    items: list[tuple[int, int]] = []
    start = head.end + 1
    for index in range(head.end + 1, end + 1):
        if index == end or text.lowers[index] in (",", "and", "&"):
            while start < index and text.lowers[start] in ("the", "of", "for"):
                start += 1
            if start < index:
                items.append((start, index))
            start = index + 1
    if len(items) < 2:
        return
    name = " ".join((*text.words[head.start : head.end - 1], singular(text.words[head.end - 1]), text.words[head.end]))
    for number, (first, last) in enumerate(items):
        canonical = f"{name} {clean(text.tokens.span(first, last))}"
        yield text.found(head.start if number == 0 else first, last, head.rule, canonical)


def _repeated(text: OrganisationText, cued: Iterable[Found]) -> Iterable[Found]:
    """The other mentions of names that a cue gave away once."""
    again: dict[tuple[str, ...], Found] = {}
    for hit in cued:
        again.setdefault(tuple(text.words[hit.start_token : hit.end_token]), hit)
    return _mentions(text, again)


def _shortened(text: OrganisationText, found: Sequence[Found]) -> Iterable[Found]:
    """The mentions of companies without the legal form or the word for company they have in full elsewhere."""
    forms = {start for start, _, _ in text.suffixes}
    again: dict[tuple[str, ...], Found] = {}
    for hit in found:
        if hit.type != "company" or hit.end_token - hit.start_token < 2:
            continue
        for index in range(hit.start_token + 1, hit.end_token):
            head = text.head_at.get(index)
            if index in forms or (head and head.rule.type == "company" and head.end == hit.end_token):
                last = index - (text.words[index - 1] == ",")
                if _is_short_name(text, hit.start_token, last):
                    again.setdefault(tuple(text.words[hit.start_token : last]), hit)
    return _mentions(text, again)


def _is_short_name(text: OrganisationText, first: int, last: int) -> bool:
    """Whether the words before a legal form name the company alone: several, and one of them coined."""
    return last - first > 1 and not text.lexicon.small.is_place(text.words[first:last]) and text.is_coined(first, last)


def _mentions(text: OrganisationText, again: Mapping[tuple[str, ...], Found]) -> Iterable[Found]:
    """Every place where some names stand, alone and not as part of longer ones."""
    lengths: dict[str, set[int]] = {}
    for words in again:
        lengths.setdefault(words[0], set()).add(len(words))
    for word, several in lengths.items():
        for first, length in product(text.places[word], several):
            end = first + length
            known = again.get(tuple(text.words[first:end]))
            if known and not text.title_goes_on(end) and not (first and is_capital(text.words[first - 1])):
                yield replace(known, start_token=first, end_token=end)


def _bare_heads(text: OrganisationText, found: Sequence[Found]) -> Iterable[Found]:
    """The heads that stand for an organisation named before, or nearest after, or known by them: "the Commission"."""
    full: dict[str, list[Found]] = {}
    for hit in found:
        for head in (text.head_at.get(index) for index in range(hit.start_token, hit.end_token)):
            if head is not None and head.end - head.start < hit.end_token - hit.start_token:
                full.setdefault(text.tokens.span(head.start, head.end).lower(), []).append(hit)
    for head in text.heads:
        name = text.tokens.span(head.start, head.end).lower()
        beside = text.lowers[max(0, head.start - 2) : head.start] == ["parliament", "and"]
        definite = text.lower(head.start - 1) in DEFINITE or beside  # "the European Parliament and | Council"
        if not head.rule.bare or not (definite or (head.rule.proper and not _is_qualified(text, head.start))):
            continue
        if name not in full and not (head.rule.alone or head.rule.proper):
            continue
        if text.title_goes_on(head.end) or text.lower(head.end) in ("of", "for", "-") or text.in_capitals(head.start):
            continue
        if name not in full:
            if not _is_plural(text, head):
                yield text.found(head.start, head.end, head.rule)
            continue
        place = bisect_left(full[name], head.start, key=lambda hit: hit.start_token)
        known = full[name][max(place - 1, 0)]
        if not head.rule.weak or 0 < head.start - known.start_token <= NEARBY:
            yield replace(known, start_token=head.start, end_token=head.end)


def _is_qualified(text: OrganisationText, index: int) -> bool:
    """Whether a word before a head makes it one of several: "a Parliament", "their Treasury", "Skills Cabinet"."""
    before = text.lower(index - 1) if index > text.bounds(index)[0] else ""
    return before in INDEFINITE or before in QUALIFIERS or (before[:1].isalpha() and is_capital(text.words[index - 1]))


def _settled(found: Iterable[Found]) -> list[Found]:
    """Of overlapping finds that of higher priority, then the longest, the earliest, the one given first; in order."""
    kept: list[Found] = []
    taken: set[int] = set()
    for hit in sorted(found, key=lambda hit: (-hit.priority, hit.start_token - hit.end_token, hit.start_token)):
        if taken.isdisjoint(range(hit.start_token, hit.end_token)):
            taken.update(range(hit.start_token, hit.end_token))
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start_token)
