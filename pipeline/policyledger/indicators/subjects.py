"""Subjects and objects of predicates, as text."""

from __future__ import annotations

from policyledger import phrases
from policyledger.clauses import is_age
from policyledger.indicators.place import CHANGES, PARTICLES, PRONOUNS, ROUTE, UNDERGOING, Place, Range
from policyledger.predicates import RELATIVE_PRONOUNS, Predicate

POINTING = frozenset({"this", "that", "these", "those", "such", "said"})
"""Words before a noun that stands for what was said before."""
THEREFORE = frozenset({"thus", "therefore", "hence", "thereby", "further"})
"""Adverbs with which a further verb of a subject may begin."""
ESTIMATED = frozenset({"estimated", "projected", "total", "expected", "forecast", "predicted", "combined", "overall"})
"""Adjectives of an amount that do not say of what it is."""
PERSONS = frozenset({"we", "i", "he", "she", "you", "there"})
"""Pronouns that stand for nothing named before that could be measured."""
ANAPHORS = frozenset({"it", "they", *PERSONS})
"""Pronouns that are the subject of a clause by themselves."""
SUBORDINATE = frozenset(
    {"while", "whereas", "because", "if", "when", "although", "that", "which", "whose", "but", "yet"}
)
ADJUNCT = frozenset({"for", "of", "among", "besides", "despite", "given", "like", "unlike", "overall"})
"""Words that open what stands before a subject with a comma, besides those that end a noun phrase."""
JOINTS = frozenset({"and", ",", ";", "while", "but"})
"""Words before a subject that shares a verb with one before it."""
COMPARED = frozenset(
    {"", "such", "as", "so", "same", "well", "known", "far", "much", "many", "long", "soon", "defined"}
)
"""Words behind which "as" opens no clause: "goods such | as steel fell"; at the head of a line it opens an adjunct."""
COPULAS = frozenset({"be", "remain", "become", "stay"})
DEPTH = 4
"""Predicates back to which a subject is looked for."""
COUNTED_LIMIT = 4
"""Tokens between a count and what is read of a subject."""
NAME_LIMIT = 4
"""Words of a name behind which a clause between commas says what it is."""
LEADING = phrases.ARTICLES | {",", "and", "but", "also", "an"}
"""What may stand before the head of a subject."""
YEAR = 4
"""Digits of a year."""
POINTERS = frozenset({"it", "this", "that", "these", "those", "them"})
"""Pronouns of what was named before."""
RELATIVE_LIMIT = 12
"""Tokens up to which a relative clause is part of a name."""


def subject_text(place: Place, predicate: Predicate, depth: int = 0) -> str:
    """The subject of a predicate; what "it" or "which" stand for; "" where an actor does something."""
    told = predicate.form == "gerund" and predicate.verb in (
        "amount",
        "total",
        "reach",
        "exceed",
        "cost",
        "average",
    )
    if told or (predicate.form == "participle" and not predicate.passive):
        found = place.before(predicate.start - (place.tokens.words[predicate.start - 1] == ","))
        copula = place.predicates_within((place.segment[0], found[0]))[-1:] if depth < DEPTH else ()
        if copula and copula[0].verb in COPULAS and copula[0].end == found[0]:
            return subject_text(place, copula[0], depth + 1)  # "its use remains | marginal, | accounting for 0.1 %"
        if found[1] <= found[0]:
            found = place.counted_before(predicate.start)  # "17 | guarantees | amounting to 2 million"
        if found[1] > found[0]:
            return place.text(place.widened(found, ("with",)))
    if predicate.form == "participle" and predicate.passive and place.tokens.words[predicate.start - 1] == ",":
        found = place.before(predicate.start - 1)
        if found[1] > found[0]:
            return place.text(found)  # "the council announced a scheme, | valued at 4 million"
    if predicate.form == "participle" and predicate.progressive:
        found = place.widened(place.before(predicate.start))
        if found[1] > found[0]:
            return place.text(found)  # "with | the levy | being set at 5 euros"
    if predicate.form in ("infinitive", "imperative", "gerund", "participle") or _headless(place, predicate):
        earlier = place.predicates_within((place.segment[0], predicate.start))
        if predicate.form == "infinitive" and earlier:
            between = place.trimmed(earlier[-1].end, predicate.start)
            if between[1] > between[0] and not earlier[-1].passive and earlier[-1].verb != "be":
                return place.text(between)  # "expand | the network | to reach 40 km"
        own = place.before(predicate.start) if predicate.form == "infinitive" and earlier else (0, 0)
        if (
            own[1] > own[0]
            and own[1] == predicate.start
            and own[0] > earlier[-1].end
            and place.lowers[own[0] - 1] in JOINTS
        ):
            return place.text(own)  # "income is to reach 4 and | debt | to fall below 3"
        told = predicate.form == "infinitive" or (predicate.form == "participle" and predicate.passive)
        if told and not earlier and place.word(predicate.start - 1) != ",":
            found = subject(place, predicate)  # "Losses of the ports | reduced | by 4 %"
            return place.text(found) if found[1] > found[0] else ""
        return subject_text(place, earlier[-1], depth + 1) if earlier and depth < DEPTH else ""
    start, end = subject(place, predicate)
    if end <= start or (place.lowers[start] == "per" and place.word(start + 1) != "capita"):
        start, end = _long_subject(place, predicate)
    if end <= start:
        return ""
    if end - start == 1 and place.lowers[start] in PRONOUNS:
        return "" if place.lowers[start] in PERSONS else _antecedent(place, start)
    end = _before_instrument(place, start, end)
    if (over := over_count(place, start)) is not None:
        return over
    pointed = start > 0 and place.lowers[start - 1] in POINTING and place.is_generic((start, end))
    if pointed and place.previous[0]:
        return place.previous[0]  # "this amount was"
    if start in place.actors and end - 1 in place.actors and predicate.verb != "be" and not predicate.passive:
        return ""
    return place.text((start, end))


def _antecedent(place: Place, pronoun: int) -> str:
    """What a pronoun stands for: what was named before, else the subject its sentence begins with."""
    if place.previous[0] or place.word(pronoun - 1) not in ("and", "but", ",", ";"):
        return place.previous[0]
    first = next((each for each in place.predicates_in((place.sentence.begin, pronoun)) if each.form == "finite"), None)
    if first is None:
        return ""
    start, end = subject(place, first)
    named = (
        end > start and place.lowers[start] not in PRONOUNS and not (start in place.actors and end - 1 in place.actors)
    )
    return place.text((start, end)) if named else ""


def _long_subject(place: Place, predicate: Predicate) -> Range:
    """The head of a subject that holds a value itself: "| The investment required | to build 300 homes is put at".

    Read forwards from where the clause begins, since what stands right before the verb is about that value.
    """
    told = [each.end for each in place.predicates_in((place.segment[0], predicate.start)) if each.form == "finite"]
    begin = _past_adjunct(place, max(told, default=place.segment[0]), predicate.start)
    while begin < predicate.start and (place.lowers[begin] in place.openers or place.lowers[begin] in LEADING):
        begin += 1
    if begin >= predicate.start or begin in place.stops:
        return begin, begin
    start, end = place.after(begin, predicate.start, carry=True)
    plain = end > start and place.lowers[start] not in place.edges | PRONOUNS and not place.is_generic((start, end))
    return (start, end) if plain else (begin, begin)


def over_count(place: Place, start: int) -> str | None:
    """A subject that a count parts: "the total value of | 63 firms | traded is" → "total value of firms".

    None where no count stands before what was read of it.
    """
    at = next((k for k in range(start - 1, max(place.segment[0], start - COUNTED_LIMIT), -1) if k in place.stops), None)
    span = None if at is None else place.ending(at + 1)
    if span is None or not span._.quantity["head"] or span._.quantity["unit_kind"] != "count":
        return None
    carrier = place.word(span.start - 1)
    if carrier not in place.carriers or place.predicates_in((at or 0, start)):
        return None
    head = place.before(span.start - 1)
    counted = place.counted_before(span.end)
    return f"{place.text(head)} {carrier} {place.text(counted)}" if head[1] > head[0] else None


def _before_instrument(place: Place, start: int, end: int) -> int:
    """The end of a noun phrase without the law it stands under: "the smallest loan | under the Harbours Act, 2002"."""
    for span in place.sentence.instruments:
        at = span.start
        while at > start and place.lowers[at - 1] in phrases.ARTICLES:
            at -= 1
        if start < at - 1 and span.start < end and place.lowers[at - 1] == "under":
            return at - 1
    return end


def _headless(place: Place, predicate: Predicate) -> bool:
    """Whether a finite verb goes on with the subject of one before: "rises and | falls"."""
    at = predicate.start - 1
    while at > place.segment[0] and (place.lowers[at] in THEREFORE or phrases.adverb(place.lowers[at])):
        at -= 1
    return (
        at >= place.segment[0]
        and place.lowers[at] in ("and", "or", "then", "also", "but")
        and bool(place.predicates_within((place.segment[0], at)))
    )


def subject(place: Place, predicate: Predicate) -> Range:
    """The noun phrase before a predicate, read over a clause between commas."""
    end = predicate.start
    begin = place.segment[0]
    while end > begin and (phrases.adverb(place.lowers[end - 1]) or place.lowers[end - 1] == "also"):
        end -= 1
    if end > begin and place.lowers[end - 1] in ANAPHORS:
        return end - 1, end  # "in the case of ports | it | is 4 %"
    if end > begin and place.lowers[end - 1] in RELATIVE_PRONOUNS:
        relative = place.before(end - 2 if place.tokens.words[end - 2] == "," else end - 1)
        return relative if relative[1] > relative[0] else (end - 1, end)
    end = _past_measured(place, begin, _past_brackets(place, begin, end))
    start, opened = end, end
    for at in range(end - 1, begin - 1, -1):
        if place.tokens.words[at] == ")":
            opened = next((k for k in range(at - 1, begin, -1) if place.tokens.words[k] == "("), opened)
        if opened < at < end and at not in place.stops:
            continue  # "white goods | (pumps, lamps) | under the scheme"
        if (
            phrases.hard_edge(place.tokens, at)
            or phrases.is_dash(place.tokens, at)
            or at in place.stops
            or _comma_ends(place, at, end)
        ):
            break
        if place.lowers[at] in RELATIVE_PRONOUNS and _is_subject(place, at):
            return _related(place, at, end)
        if place.lowers[at] in SUBORDINATE or (place.lowers[at] == "as" and _opens_clause(place, at)):
            break
        start = at
    start = _past_clause(place, start, end)
    start += 2 * (place.lowers[start : start + 2] in (["for", "instance"], ["for", "example"]))
    start = _past_adjunct(place, start, end)
    while start < end and (place.lowers[start] in place.openers or not place.tokens.words[start][0].isalnum()):
        start += 1
    if end - start == 1 and place.lowers[start] in PRONOUNS:
        return start, end
    aged = place.ending(end)
    start, stop = phrases.trim(place.tokens, start, end)
    return start, end if aged is not None and is_age(aged) and stop > start else stop  # "people | aged 65 and over"


def _opens_clause(place: Place, at: int) -> bool:
    """Whether "as" opens a clause: "| as sales rise", not "goods such | as", "the sector | as a whole"."""
    following = place.word(at + 1)
    whole = following == "a" and place.word(at + 2) == "whole"
    return not (place.word(at - 1) in COMPARED or whole or following in place.verbs.participle)


def _is_subject(place: Place, relative: int) -> bool:
    """Whether a relative pronoun is the subject of its clause: "plants | that | burn coal", not "a plan that they"."""
    said = place.ahead(relative + 1)
    return said is not None and said.form == "finite" and said.start == relative + 1


def _related(place: Place, relative: int, end: int) -> Range:
    """A noun phrase with its relative clause; alone where that is long."""
    start, stop = place.before(relative - (place.tokens.words[relative - 1] == ","))
    return (start, end if stop > start and end - start <= RELATIVE_LIMIT else stop)


def _past_clause(place: Place, start: int, end: int) -> int:
    """The token after a clause before a subject: "we have drawn up rules and | the outlay", "…, and | exports"."""
    inner = [each for each in place.predicates_in((start, end)) if each.end <= end and each.form == "finite"]
    if inner:
        start = inner[-1].end
    elif start - 1 not in place.stops:
        return start
    depth, joints = 0, []
    for at in range(start, end):
        depth += (place.tokens.words[at] == "(") - (place.tokens.words[at] == ")")
        if not depth and place.lowers[at] in ("and", "but", ","):
            joints.append(at)
    commas = [at for at in joints if place.tokens.words[at] == ","]
    return (commas[0] if commas else joints[-1]) + 1 if joints else start


def _past_adjunct(place: Place, start: int, end: int) -> int:
    """The token after what stands before a subject with a comma: "Under the new rules, | boards and owners"."""
    opening = place.lowers[start] if start < end else ""
    said = place.ahead(start)
    led = place.edges | place.carriers | ADJUNCT
    participle = opening.endswith("ed") and place.word(start + 1) in led
    if not (opening in led or participle or (said is not None and said.start == start)):
        return start
    comma = next((at for at in range(start, end) if place.tokens.words[at] == ","), None)
    if comma is None and opening == "for":
        article = next((at for at in range(start + 2, end) if place.lowers[at] == "the"), None)
        comma = (
            None if article is None or place.lowers[article - 1] in led | {"of", "and"} else article
        )  # "for boats the limit"
    return start if comma is None else comma + 1


def _past_brackets(place: Place, begin: int, end: int) -> int:
    """The end of a noun phrase without what is put in after it: "losses | , now 20 %,", "cost (in 2020)", "– as –"."""
    while end - 1 > begin and (place.tokens.words[end - 1] in (",", ")") or phrases.is_dash(place.tokens, end - 1)):
        opening = "(" if place.tokens.words[end - 1] == ")" else place.tokens.words[end - 1]
        at = end - 2
        while at > begin and (place.tokens.words[at] != opening or at in place.dated):
            at -= 1
        named = at - begin <= NAME_LIMIT and all(word[0].isupper() for word in place.tokens.words[begin:at])
        apposed = named and place.lowers[at + 1] in ("a", "an")  # "Tamora, | a country of 23 million, | emits"
        if at <= begin or (
            place.lowers[at + 1] in ("the", "our", "its", "their", "a", "an", "we", "this") and not apposed
        ):
            return place.undated(begin, end - 1)
        end = at
    return place.undated(begin, end)


def _past_measured(place: Place, begin: int, end: int) -> int:
    """The end of a noun phrase without how large or long what it names is: "the gap | for the next four years"."""
    span = place.ending(end)
    if (
        span is None
        or is_age(span)
        or (span._.quantity["head"] and span._.quantity["unit_kind"] == "count" and not place.led(span.start))
    ):
        return end
    last = span.start
    while last - 1 > begin and (
        place.lowers[last - 1] in place.edges | phrases.ARTICLES | {"of"} or place.lowers[last - 1] in place.generic
    ):
        last -= 1
    said = place.predicates_in((last - 1, last))
    if said and said[-1].form == "participle":
        last -= 1  # "units | valued below 30 lakh"
    return last if begin < last < span.start and last - 1 not in place.stops else end


def _comma_ends(place: Place, at: int, end: int) -> bool:
    words = place.tokens.words
    if words[at] == "," and words[at + 1].isdecimal() and len(words[at + 1]) == YEAR and words[at - 1][0].isupper():
        return False  # "the Ports Act, 2002"
    return words[at] == "," and not any(word in ("and", "or") for word in place.lowers[at + 1 : end])


def _past_change(place: Place, start: int, end: int) -> int:
    """The token after a noun of change: "approve | a rise in | the fee | from 4 to 5 euros"."""
    at = next((at for at in range(start, min(end, start + 3)) if place.lowers[at] in CHANGES), None)
    if at is None or at + 2 > end or place.word(at + 1) not in ("in", "of"):
        return start
    inner = phrases.trim(place.tokens, at + 2, end)
    return inner[0] if inner[1] > inner[0] else start


def object_or_subject(place: Place, governor: Predicate, stop: int) -> str:
    """The object between a verb and a token; the subject of a verb that has none of its own."""
    if governor.passive or governor.verb == "be":
        return subject_text(place, governor)
    if is_pointer(place, governor.end, stop):
        return place.previous[0]
    start, end = place.trimmed(governor.end, stop)
    led = end > start and place.lowers[start] in ROUTE and CHANGES.isdisjoint(place.lowers[start:end])
    if end > start and not led:  # "moves | from the zero rate | to"
        if place.lowers[end - 1] in CHANGES and governor.verb in UNDERGOING:
            return subject_text(place, governor)  # "receipts saw | a steep rise | from"
        start = _past_change(place, start, end)
        return place.text((start, end))
    return _dated_object(place, governor) or subject_text(place, governor) or shared_object(place, governor)


def _dated_object(place: Place, governor: Predicate) -> str:
    """An object that is read as a date, since it is called by its year: "cut | the FY '31 budget | by 4 million"."""
    start = governor.end + (place.word(governor.end) in phrases.ARTICLES)
    end = start
    while end < place.start and end in place.dated:
        end += 1
    named = end > start and place.lowers[end - 1].isalpha() and place.word(end) in ROUTE
    return place.text((start, end)) if named and place.lowers[end - 1] in place.amounts else ""


def shared_object(place: Place, governor: Predicate) -> str:
    """The object of the verb that one without its own is joined to: "maintain | the forests | and raise to 60 %"."""
    if place.word(governor.start - 1) not in ("and", "then", "or") or place.word(governor.end) not in ROUTE:
        return ""
    before = place.predicates_within((place.segment[0], governor.start))
    if not before or before[-1].passive or before[-1].form == "participle":
        return ""
    start, end = place.trimmed(before[-1].end, governor.start - 1)
    return place.text((start, end)) if end > start else ""


def grown_from(place: Place, governor: Predicate, noun: Range) -> str:
    """A noun before its amount; as the subject has it where it is the same: "the crew grew to a | crew | of 40"."""
    text = place.text(noun)
    if not governor.passive and place.sentence.changes_in(governor.start, governor.end):
        held = subject_text(place, governor)
        nouns = held.lower().partition(" in ")[0].partition(" of ")[0].split()
        estimated = all(word in ESTIMATED for word in place.lowers[noun[0] : noun[1] - 1])
        if nouns[-1:] == place.lowers[noun[1] - 1 : noun[1]] and estimated:
            return held
    return text


def is_pointer(place: Place, start: int, stop: int) -> bool:
    """Whether the object of a verb but points at what was named before: "bring | it down | to 4 %", "raise | this"."""
    words = place.lowers[start:stop]
    said = place.generic | PARTICLES | ROUTE  # "puts | this figure | at 120"
    return bool(words) and words[0] in POINTERS and all(word in said for word in words[1:])
