"""Organisations in text: known names, legal forms, head words, cues, and what the document itself says of them.

Nothing here knows a single organisation; that is the rules' part. Four signs make a run of capitalised words one:
a legal form at its end ("… Co., Ltd."), a head word in it ("Ministry of …", "… University"), words before it
("produced by …") and words after it ("…, a chip maker"). What the document then defines ("… Bank (XYZ)") or shortens
("the Commission") is found wherever it stands and given the full name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from policyledger import acronyms
from policyledger.acronyms import acronym_after
from policyledger.inflection import singular
from policyledger.naming import APOSTROPHES, clean, is_capital, is_elided, left_run, right_complement, run_end, slug_of
from policyledger.organisationtext import COMPLEMENTS, ENGLISH, LONGEST_ABBREVIATION, Found, OrganisationText
from policyledger.organisationwords import Head, OrganisationLexicon
from policyledger.rules.model import OrganisationRule
from policyledger.terms import HYPHENS, keys_of
from policyledger.tokens import Tokens

INDEFINITE = frozenset({"a", "an", "each", "every", "any", "another", "no", "such", "other", "per"})
DEFINITE = frozenset({"the", "this", "that", "said"})
ILLS = frozenset({"corruption", "discrimination", "torture", "racism", "doping", "drugs", "crime", "violence", "trafficking", "cancer", "money", "poverty"})
"""What bodies are "against"; before anything else that word is about what somebody does."""
NUMBERS = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"})
INNER = frozenset(
    {"of", "for", "on", "and", "&", "the", "de", "la", "las", "los", "del", "della", "do", "da", "dos", "das", "di"}
    | {"des", "du", "et", "e", "y", "und", "für", "der", "pour", "para", "les", "le", "van", "voor", "en"}
)
FOREIGN_INNER = (INNER | {"a", "o", "as", "os", "el", "à", "al", "au", "aux"}) - {"and", "of", "for", "the", "on"}
"""A name in another language ends where English goes on: "Banco do Brasil | and"."""
ROW = frozenset({",", "and", "or", "&"})
BRIDGES = frozenset({"of", "for"})
PARTICLES = frozenset({"de", "da", "do", "dos", "van", "von", "bin", "ibn", "al", "el", "di", "della"})
LED = frozenset({"headed", "chaired", "led"})
QUALIFIERS = frozenset({"their", "its", "our", "his", "her", "my", "your", "which", "both", "new", "-", "'s"})
REGULATING = frozenset({"regulation"})
"""A document, but at the end of a name what the body does: "Administration for Market Regulation"."""
FOUNDING_REACH = 5
"""Tokens around a name within which a verb says that the body is founded."""
LONGEST_APPOSITION = 9
NEARBY = 150
"""Tokens within which a weak head alone ("the Fund") still means the one named before."""
AFTER_APPOSITION = frozenset(
    {"that", "which", "with", "based", "in", "from", "for", "specialising", "specializing", "and", "headquartered"}
)


def find(tokens: Tokens, lexicon: OrganisationLexicon, keys: Sequence[str] | None = None) -> list[Found]:
    """The organisations named in the text, in order, without overlap.

    Args:
        tokens: the text, with its sentences.
        lexicon: what to look for.
        keys: `keys_of(tokens)`, where the caller has them already.
    """
    text = OrganisationText(tokens, lexicon, keys_of(tokens) if keys is None else keys)
    cued = [*_by_lead(text), *_by_apposition(text), *_by_class(text), *_by_trade(text)]
    formed = [*_by_suffix(text), *_by_head(text)]
    found = _settled([*_known(text), *formed, *_shortened(text, formed), *cued])
    others = acronyms.refused(text, found)
    found = _without_others(text, found, others)
    spelt_out, shown = acronyms.find(text, found, others)
    found = _settled([*spelt_out, *found, *shown])
    found = _settled([*found, *_in_rows(text, found), *_beside(text, found)])
    again = [*_repeated(text, cued), *_bare_heads(text, found)]
    return _without_instruments(text, _settled([*found, *again]))


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
        return text.title_goes_on(end) and text.lower(end) in text.lexicon.small.documents

    return [hit for hit in found if not is_other(hit)]


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
    for head in text.heads:
        floor, ceiling = text.bounds(head.start)
        begin, end = _extent(text, head, floor, ceiling)
        if begin == head.start and end == head.end:
            continue
        if _is_plural(text, head):
            yield from _sharing(text, head, end)
        elif not _is_common(text, head, begin, end, ceiling):
            yield text.found(begin, end, head.rule)


def _is_plural(text: OrganisationText, head: Head) -> bool:
    """Whether a head names several ("the Ministries"), unlike one that is plural itself ("Armed Forces")."""
    written = text.tokens.span(head.start, head.end).lower()
    whole = written in (term.lower() for term in head.rule.terms)
    return not whole and singular(text.lowers[head.end - 1]) != text.lowers[head.end - 1]


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
    if head.rule.position != "before":
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
    if head.rule.defined and not (defined or APOSTROPHES.intersection(text.words[begin : head.start])):
        return True  # but "Workers' Union"
    before = text.lower(begin - 1)
    if before in INDEFINITE and not (defined or _is_founded(text, head, begin, end)):
        return True
    if begin == head.start and end > head.end and head.rule.weak and before not in DEFINITE and not defined:
        return True  # "Centre for Innovation" without "the" is a heading as often as a name
    if end > head.end and text.lower(end - 1) in text.lexicon.small.documents - REGULATING:
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


def _is_founded(text: OrganisationText, head: Head, begin: int, end: int) -> bool:
    """Whether "a" stands before a name because the text sets the body up: "will create a National Wealth Fund"."""
    if text.lower(begin - 1) not in ("a", "an") or (head.start - begin < 2 and end == head.end):
        return False
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


def _by_lead(text: OrganisationText) -> Iterable[Found]:
    for start, end, rule in text.matches(text.lexicon.leads, capital=False):
        ceiling = text.bounds(start)[1]
        labelled = text.lowers[end - 1] == ":"
        goes_on = labelled or text.lowers[end - 1] in ("as", "like", "including", "between", "namely")
        index = end
        while index < ceiling:
            last = run_end(text.tokens, index, ceiling)
            if last == index or not _could_be_name(text, index, last, ceiling, goes_on and not labelled):
                break
            common = labelled or text.lowers[index] in text.lexicon.small.fields
            if common and last - index == 1 and not acronyms.is_acronym(text, index):
                break  # "Partners: Industry"
            yield text.found(index, last, rule)
            index = last
            while goes_on and index < ceiling and text.lowers[index] in (",", "and", "or", "&"):
                index += 1
            if index == last:
                break


def _by_class(text: OrganisationText) -> Iterable[Found]:
    """The names beside a word for what they are: "research house X", "makers such as X", "X and two other banks"."""
    for start, end, rule in text.matches(text.lexicon.appositions, capital=False):
        floor, ceiling = text.bounds(start)
        if end >= ceiling or text.lowers[start - 1] in HYPHENS:
            continue
        several = singular(text.lowers[end - 1]) != text.lowers[end - 1]
        if several:
            yield from _instances(text, _after_such_as(text, end), ceiling, rule)
            yield from _others(text, start, floor, rule)
        last = run_end(text.tokens, end, ceiling) if text.words[start].islower() else end
        if last > end and _is_told_apart(text, end, last, ceiling):
            yield text.found(end, last, rule)
            yield from _instances(text, last + 1 if several and text.lower(last) in ROW else ceiling, ceiling, rule)


def _after_such_as(text: OrganisationText, index: int) -> int:
    """The token after "such as", "like" or "including" at a token; the end of the text where neither stands there."""
    if text.lower(index) == ",":
        index += 1
    if text.lower(index) == "such" and text.lower(index + 1) == "as":
        return index + 2
    return index + 1 if text.lower(index) in ("like", "including", "namely") else len(text.words)


def _instances(text: OrganisationText, index: int, ceiling: int, rule: OrganisationRule) -> Iterable[Found]:
    """The coined names of a row that begins at a token."""
    while index < ceiling:
        if text.lowers[index] == "the" and index + 1 < ceiling:
            index += 1
        last = run_end(text.tokens, index, ceiling)
        if last == index:
            return
        coined = text.is_coined(index, last) and not _are_things(text, index, last)
        if coined and _could_be_name(text, index, last, ceiling, True, plural=True):
            yield text.found(index, last, rule)
        index = last
        while index < ceiling and text.lowers[index] in ROW:
            index += 1
        if index == last:
            return


def _others(text: OrganisationText, noun: int, floor: int, rule: OrganisationRule) -> Iterable[Found]:
    """The names of a row that "and two other universities" ends."""
    index = noun - 1
    while index > floor and noun - index < LONGEST_APPOSITION and text.lowers[index] != "other":
        if not text.words[index].islower():
            return
        index -= 1
    if index <= floor or text.lowers[index] != "other":
        return
    index -= 1
    while index > floor and text.lowers[index] not in ("and", "or"):
        if noun - index > LONGEST_APPOSITION or not text.words[index][0].isalnum():
            return
        index -= 1
    while index > floor:
        while index > floor and text.lowers[index] in ROW:
            index -= 1
        first = left_run(text.tokens, index + 1, floor, text.lexicon.small)
        if first > index or not (
            text.is_coined(first, index + 1) and _could_be_name(text, first, index + 1, noun, True)
        ):
            return
        yield text.found(first, index + 1, rule)
        index = first - 1
        if text.lowers[index] not in ROW:
            return


def _is_told_apart(text: OrganisationText, first: int, last: int, ceiling: int) -> bool:
    """Whether a name right after a word for what it is stands alone, not before a noun: "regulator Ofwat said"."""
    if not (text.is_coined(first, last) and _could_be_name(text, first, last, ceiling, True)):
        return False
    after, word = text.lower(last), last - first == 1 and text.words[first].istitle()
    if after in ("of", "on") or _are_things(text, first, last):
        return False  # "supplier Code of Conduct"
    if last >= ceiling or not after[:1].isalpha() or text.acts(last, anything=not word):
        return True
    return after in text.lexicon.small.openers and not text.acts(last, anything=True)


def _are_things(text: OrganisationText, first: int, last: int) -> bool:
    """Whether several capitalised words end in a plural that no company calls itself after: "Smart Meters"."""
    lower, small = text.lowers[last - 1], text.lexicon.small
    return last - first > 1 and singular(lower) != lower and lower not in small.fields | small.trades


def _by_trade(text: OrganisationText) -> Iterable[Found]:
    """The companies whose name ends in a trade, where they act or are dealt with: "Windora Water shall"."""
    small = text.lexicon.small
    rule = text.lexicon.company
    if rule is None:
        return
    for index in text.places_of(small.trades):
        floor, ceiling = text.bounds(index)
        if not is_capital(text.words[index]) or text.in_capitals(index) or text.title_goes_on(index + 1):
            continue
        first = left_run(text.tokens, index, floor, small, lambda at: True)
        if first == index or not (
            text.is_coined(first, index) and _could_be_name(text, first, index + 1, ceiling, True)
        ):
            continue
        end = index + 1
        if text.lower(end) == "," and text.lower(end + 1) in ("which", "whose"):
            end = next((at + 1 for at in range(end + 1, min(ceiling, end + 20)) if text.lowers[at] == ","), end)
        if text.did(first) or text.acts(end, anything=True) or _is_dealt_with(text, first):
            yield text.found(first, index + 1, rule)


def _is_dealt_with(text: OrganisationText, first: int) -> bool:
    """Whether something is got from what stands at a token: "leased from", "buying them from"."""
    before = first - 1 - (text.lower(first - 1) == "the")
    dealing = text.lexicon.agents.dealing
    return text.lower(before) == "from" and not dealing.isdisjoint(text.lowers[max(0, before - 4) : before])


def _beside(text: OrganisationText, found: Sequence[Found]) -> Iterable[Found]:
    """The names that act with an organisation: "the Water Board and XYZ will serve", "financed by X and the Bank"."""
    starts = {hit.start_token for hit in found}
    for hit in found:
        floor, ceiling = text.bounds(hit.start_token)
        first, before = hit.start_token, hit.start_token - 1
        if before > floor and text.lowers[before] == "the":
            before -= 1
        if before > floor and text.lowers[before] in ("and", "&"):
            first = left_run(text.tokens, before, floor, text.lexicon.small, bridges=BRIDGES)
            agent = text.did(first) or (_is_subject(text, first, floor) and text.acts(hit.end_token, anything=True))
            if first < before and agent and _could_stand_beside(text, first, before, ceiling):
                yield _like(text, hit, first, before)
        after = hit.end_token
        if text.lower(after) in ("and", "&"):
            after += 1 + (text.lower(after + 1) == "the")
            last = run_end(text.tokens, after, ceiling) if after < ceiling else after
            if last == after or after in starts or any(at in starts for at in range(after, last)):
                continue
            agent = text.acts(last, anything=True) and _is_subject(text, hit.start_token, floor)
            agent = agent or (text.did(hit.start_token) and not text.lower(last)[:1].isalpha())
            if agent and _could_stand_beside(text, after, last, ceiling):
                yield _like(text, hit, after, last)


def _is_subject(text: OrganisationText, first: int, floor: int) -> bool:
    """Whether a clause may begin with the name at a token: at the start of a sentence, after a comma or "that"."""
    before = first - 1 - (text.lower(first - 1) == "the")
    return before < floor or text.lowers[before] in acronyms.BEFORE_SUBJECT


def _could_stand_beside(text: OrganisationText, first: int, last: int, ceiling: int) -> bool:
    """Whether capitalised words may be a body like the one they act with: coined, letters that are no common ones."""
    words = text.words[first:last]
    if len(words) == 1 and (first == text.bounds(first)[0] or not words[0].isalpha()):
        return False  # "Industry and the Ministry will"
    if len(words) == 1 and words[0].istitle() and text.lower(first - 1) == "the":
        return False  # "the Republic and the Ministry"
    person = len(words) in (2, 3) and all(
        word.istitle() and text.is_coined(at, at + 1) for at, word in enumerate(words, first)
    )
    if person or _are_things(text, first, last):
        return False
    return text.is_coined(first, last) and _could_be_name(text, first, last, ceiling, True, article=True)


def _in_rows(text: OrganisationText, found: Sequence[Found]) -> Iterable[Found]:
    """The names that stand in a row with organisations: "the Water Board, the TDA and Coast Safety Services"."""
    at = {hit.start_token: hit for hit in found}
    ends = {hit.end_token for hit in found}
    for hit in found:
        first = _next_in_row(text, hit.end_token)
        if first is None or first in at or not is_capital(text.words[first]):
            continue
        ceiling = text.bounds(hit.start_token)[1]
        last = run_end(text.tokens, first, ceiling)
        following = _next_in_row(text, last)
        between = following in at
        joined = text.lower(first - 1 - (text.lower(first - 1) == "the")) in ("and", "&")
        second = joined and _row_before(text, hit.start_token) in ends
        long_enough = last - first > 1 and (between or second)
        if (
            long_enough
            and not any(first < other < last for other in at)
            and _could_be_name(text, first, last, ceiling, True)
        ):
            yield _like(text, hit, first, last)


def _like(text: OrganisationText, hit: Found, first: int, last: int) -> Found:
    """An organisation that is one because it stands beside another."""
    name = clean(text.tokens.span(first, last))
    return replace(hit, start_token=first, end_token=last, canonical=name, canonical_id=slug_of(name))


def _next_in_row(text: OrganisationText, index: int) -> int | None:
    """The token where the next item of a row begins, after a comma, "and" or both; None where the row ends."""
    first = index
    if text.lower(index) == "(" and text.lower(index + 2) == ")":
        first = index = index + 3
    while text.lower(index) in (",", "and", "&"):
        index += 1
    if index == first or index >= len(text.words):
        return None
    return index + 1 if text.lower(index) == "the" and index + 1 < len(text.words) else index


def _row_before(text: OrganisationText, index: int) -> int:
    """One past the token before the comma or "and" that leads to an item of a row; -1 where none does."""
    before = index - 1
    if text.lower(before) == "the":
        before -= 1
    first = before
    while text.lower(before) in (",", "and", "&"):
        before -= 1
    if before == first:
        return -1
    return before - 2 if text.lower(before) == ")" else before + 1


def _could_be_name(
    text: OrganisationText,
    first: int,
    last: int,
    ceiling: int,
    listed: bool,
    plural: bool = False,
    article: bool = False,
) -> bool:
    """Whether capitalised words can be a name: no place, no opener, and outside a list no adjective of what follows.

    Args:
        text: the text.
        first, last: the words, the end exclusive.
        ceiling: the end of the sentence.
        listed: whether they stand in a list.
        plural: whether a single word may look like a plural.
        article: whether a single word may stand after "the".
    """
    small = text.lexicon.small
    if text.lowers[first] in small.openers | small.stoppers or small.is_place(text.words[first:last]):
        return False
    if last - first == 1 and not plural and singular(text.lowers[first]) != text.lowers[first]:
        return False  # the people of a country: "made by Estonians"
    if any(letter.isdigit() for word in text.words[first:last] for letter in word):
        return False
    if text.lowers[first] in NUMBERS and singular(text.lowers[last - 1]) != text.lowers[last - 1]:
        return False  # "Three Other Departments"
    if text.lowers[last - 1] in small.texts or not small.stoppers.isdisjoint(text.lowers[first:last]):
        return False  # "according to the Harbour Act", "the Prime Minister"
    if last - first == 1 and text.lowers[first - 1] == "the" and not article:
        return False
    if last - first == 1 and text.words[first].upper() in text.lexicon.small.no_body:
        return False
    if last < ceiling and text.words[last][0].isdigit():
        return False  # "Tier 1"
    if last + 1 < ceiling and text.lowers[last] in PARTICLES and is_capital(text.words[last + 1]):
        return False  # a person: "Rui Matos da Silva"
    if last >= ceiling or listed:
        return True
    after = text.lowers[last]
    return after in small.title_links | small.openers or not (after[0].isalnum() or after in HYPHENS or after == "'s")


def _by_apposition(text: OrganisationText) -> Iterable[Found]:
    for start, end, rule in text.matches(text.lexicon.appositions, capital=False):
        floor, ceiling = text.bounds(start)
        determiner = _determiner(text, start, floor)
        if determiner is None or (
            end < ceiling and text.words[end][0].isalnum() and text.lowers[end] not in AFTER_APPOSITION
        ):
            continue
        comma = determiner - 1
        first = left_run(text.tokens, comma, floor, text.lexicon.small)
        if text.is_coined(first, comma) and not text.lexicon.small.is_place(text.words[first:comma]):
            yield text.found(first, comma, rule)


def _determiner(text: OrganisationText, noun: int, floor: int) -> int | None:
    """The `a` or `the` of the noun phrase that ends at a token, if a comma stands before it; else None."""
    for index in range(noun - 1, max(floor, noun - LONGEST_APPOSITION), -1):
        lower = text.lowers[index]
        if lower in ("a", "an", "the", "one"):
            return index if text.words[index - 1] == "," else None
        if lower == "of" or not (lower[0].isalnum() or lower in HYPHENS or lower == "'s"):
            return None
    return None


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
    for first in (index for index, word in enumerate(text.words) if word in lengths):
        for length in lengths[text.words[first]]:
            known, end = again.get(tuple(text.words[first : first + length])), first + length
            alone = not text.title_goes_on(end) and not (first and is_capital(text.words[first - 1]))
            if known and alone:
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
        definite = text.lower(head.start - 1) in DEFINITE
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
