"""What a quantity measures by its part in the predicate it belongs to."""

from __future__ import annotations

from policyledger import phrases
from policyledger.indicators.place import (
    BESIDE,
    CHANGES,
    COMPLEMENT_LIMIT,
    DATED_BY,
    PARTICLES,
    PRONOUNS,
    ROUTE,
    Place,
    Range,
)
from policyledger.indicators.subjects import is_pointer, object_or_subject, shared_object, subject_text
from policyledger.predicates import Predicate

MADE_UP = frozenset({"compose", "consist", "comprise", "make"})
"""Verbs whose subject is made up of what follows."""
LEADERS = 3
"""Points that lead from a name to its value, at the least."""
MEMBER_LIMIT = 4
"""Tokens of the name of a member of a list."""
SUBJECT_LIMIT = 12
"""Tokens of a subject between two values, with its verb."""
NOW = frozenset(
    {
        "i.e",
        "i.e.",
        "e.g",
        "e.g.",
        "namely",
        "currently",
        "now",
        "today",
        "presently",
        "already",
        "estimated",
        "around",
        "about",
    }
)


def measured(place: Place) -> str:
    """What the quantity measures by its part in the predicate: "" where the predicate doesn't say."""
    listed = _listed(place)
    if listed:
        return listed
    beside = apposed(place)
    if beside:
        return _of_whole(place, beside) or place.text(beside)
    second = _second_subject(place)
    if second:
        return second
    gapped = _gapped(place)
    if gapped:
        return gapped
    governor = place.governor
    if governor is None:
        return _labelled(place)
    lead = place.lead()
    if governor.verb == "cost":
        subject = subject_text(place, governor)
        return f"cost of {subject}" if subject else ""
    behind = _object_behind(place, governor, lead)
    if behind:
        return place.text(behind)
    changed = place.sentence.changes_in(governor.start, governor.end)
    direct = lead < governor.end or all(
        word in ROUTE
        or (changed and word == "with")
        or phrases.adverb(word)
        or word in BESIDE
        or word in PARTICLES
        or word in (":", "not", "worth")
        for word in place.lowers[governor.end : place.start]
    )
    if direct and place.previous[0] and "total" in place.lowers[governor.end : place.start]:
        return place.previous[0]  # "…, taking | the total to | 45,000"
    if direct:
        says = governor.passive or governor.verb in place.verbs.measure or governor.verb in ("include", "comprise")
        if says or lead >= governor.end:
            return subject_text(place, governor) or shared_object(place, governor)
        return ""
    if is_pointer(place, governor.end, place.start):
        return place.previous[0]
    route = place.lowers[lead] in ROUTE and lead >= governor.end
    passed = next((index for index in range(governor.end, lead) if index in place.stops), None)
    if passed is not None and _holds(place, passed, lead):
        said = place.predicates_within((place.segment[0], governor.start))[-1:]
        moving = said[0] if said and governor.form in ("participle", "gerund") else governor
        return place.text((place.trimmed(moving.end, passed)[0], lead))
    if passed is not None:  # "increase the area by 40 ha and | the stock | by 5 m3"
        route = route or place.lowers[lead] in ("for", "on", "across")
        found = place.before(lead if route else lead + 1)
        if not route and place.word(found[0] - 1) == "with" and found[1] == lead + 1:
            return place.text(found)  # "will get 5 firms with | sales | over 4 million"
        found = found if route else (0, 0)
        last = next(index for index in range(lead - 1, passed - 1, -1) if index in place.stops)
        joint = [at for at in range(last + 1, found[1]) if place.lowers[at] in ("and", ",")]
        if joint and found[0] <= joint[-1]:
            found = phrases.trim(place.tokens, joint[-1] + 1, found[1])
        found = _unmoved(place, found) if found[1] > found[0] else found
        if found[1] > found[0] > last and place.tokens.words[found[0]] != "(" and not place.is_generic(found):
            return place.text(found)
        return object_or_subject(place, governor, passed)
    if route or place.lowers[lead] in ("with", "for", "in", "than"):
        return object_or_subject(place, governor, lead)
    found = place.before(lead + 1)
    if place.word(found[0] - 1) == "per" and found[0] > governor.end:
        found = place.trimmed(governor.end, lead + 1)  # "reduce | losses per head | below 4 %"
    if found[1] > found[0] and found[0] >= governor.end:
        return place.text(_unmoved(place, found))
    return subject_text(place, governor)


def _holds(place: Place, passed: int, lead: int) -> bool:
    """Whether a length of time stands within what moves: "the share waiting | 18 weeks for care | to 65 %"."""
    span = place.sentence.by_start.get(passed)
    if span is None or span._.quantity["unit_kind"] != "duration" or place.lowers[lead] not in ROUTE:
        return False
    if place.facts["unit_kind"] == "duration":
        return False  # "to 3 years | from 6 years"
    return not any(place.lowers[at] in (",", "and", ";") for at in range(span.end, lead))


def _unmoved(place: Place, found: Range) -> Range:
    """A noun phrase without a verb of change before it that was read as part of it: "and | increased | jobs by 5"."""
    start, end = found
    moves = place.lowers[start] in place.verbs.past and bool(place.sentence.changes_in(start, start + 1))
    return (start + 1, end) if moves and end - start > 1 and place.word(start - 1) in ("and", ",") else found


def _of_whole(place: Place, part: Range) -> str:
    """A part of what is made up of such, with its whole: "the fleet consists of | buses | (38 %) and vans (62 %)"."""
    if place.facts["unit_kind"] != "percent" or place.tokens.words[part[1]] != "(":
        return ""
    _, _, whole = place.previous[0].partition(", share of ")
    if whole and place.last_end is not None and place.word(place.last_end) == ")":
        goes_on = place.lowers[place.last_end + 1 : part[0]] in ([","], ["and"], [",", "and"])
        return f"{place.text(part)}, share of {whole}" if goes_on else ""
    governor = place.governor
    if governor is None or governor.verb not in MADE_UP or governor.end > part[0]:
        return ""
    at = governor.end
    while at < part[1] and (
        phrases.adverb(place.lowers[at]) or place.lowers[at] in ("of", "mainly", "up", "the", "from")
    ):
        at += 1
    whole = subject_text(place, governor)
    return f"{place.text((at, part[1]))}, share of {whole}" if whole and at < part[1] else ""


def _second_subject(place: Place) -> str:
    """The subject of its own that a value has behind another: "use will fall by 10 % and | losses | (fall) by 17 %"."""
    last, lead = place.last_end, place.lead()
    if last is None or place.lowers[lead] not in ROUTE or lead <= last:
        return ""
    begin = last
    while begin < lead and (begin in place.dated or place.lowers[begin] in DATED_BY):
        begin += 1
    if begin >= lead or place.lowers[begin] not in ("and", ",", "while") or lead - begin > SUBJECT_LIMIT:
        return ""
    begin += 1 + (place.lowers[begin : begin + 2] == [",", "and"])
    said = [each for each in place.predicates_in((begin, lead)) if each.end <= lead]
    end = said[-1].start if said else lead
    if not said and end - begin > 1 and place.lowers[end - 1] in place.verbs.base:
        end -= 1  # "and imports | fall | to 3 billion"
    if len(said) > 1 or (said and (said[0].end != lead or said[0].form not in ("finite", "participle"))):
        return ""
    carrier = place.word(begin)
    head, _, rest = place.previous[0].partition(f" {carrier} ") if carrier in place.carriers else ("", "", "")
    if rest and not said:  # "a duty on boats of 5 % and | on bikes | of 4 %"
        found = phrases.trim(place.tokens, begin + 1, end)
        return f"{head} {carrier} {place.text(found)}" if found[1] > found[0] else ""
    found = phrases.trim(place.tokens, begin, end)
    opening = place.lowers[found[0]] if found[1] > found[0] else ""
    if not opening or opening in place.edges | place.carriers | ROUTE | phrases.ARTICLES or phrases.adverb(opening):
        return ""
    if opening in place.verbs.gerund or opening in PRONOUNS or place.is_generic(found):
        return ""
    return place.text(found)


def _listed(place: Place) -> str:
    """What a member of a list of names and values is: "emissions in these regions: North 35 %, South 14 %"."""
    start, end = place.before(place.start)
    if not start < end == place.start or start <= place.segment[0] or end - start > MEMBER_LIMIT:
        return ""
    at = start - 1
    joined = place.tokens.words[at] in (",", ";") or place.lowers[at] == "and"
    at -= place.lowers[at - 1 : at + 1] in ([",", "and"], [";", "and"])
    goes_on = joined and at in place.units_before and place.previous[0]
    if goes_on and (place.tokens.words[start][0].isupper() or place.previous[0].endswith(")")):
        return f"{place.previous[0].rpartition(' (')[0] or place.previous[0]} ({place.text((start, end))})"
    if place.tokens.words[at] == "(" and at in place.units_before and place.previous[0] and _is_row(place):
        return f"{place.previous[0]} ({place.text((start, end))})"
    if place.tokens.words[at] != ":" or place.governor is None:
        return ""
    if not (place.tokens.words[start][0].isupper() or _is_row(place)):
        return ""
    main = object_or_subject(place, place.governor, at)
    return f"{main} ({place.text((start, end))})" if main else ""


def _gapped(place: Place) -> str:
    """The name of a value behind another, with no verb of its own: "turnover was 6 billion (+4 %), | margin | 18 %"."""
    start, end = place.before(place.start)
    at, last = start - 1, place.last_end
    if not (last is not None and last <= at and start < end == place.start) or end - start > MEMBER_LIMIT:
        return ""
    if place.lowers[at] in ("while", "whereas"):
        named = not place.is_generic((start, end))  # "fibre reaches 56 % of homes, | while 5G coverage | 81 %"
        return place.text((start, end)) if named and place.word(at - 1) == "," else ""
    closed = place.tokens.words[at] == "," and (at in place.units_before or place.tokens.words[at - 1] == ")")
    plain = place.tokens.words[start][0].isalpha() and place.lowers[start] not in place.verbs.gerund
    other = place.units_before.get(last) != place.facts["unit"]
    other = other or (place.tokens.words[at - 1] == ")" and not place.previous[0].endswith(")"))
    return place.text((start, end)) if closed and plain and other and not place.is_generic((start, end)) else ""


def _is_row(place: Place) -> bool:
    """Whether another name with a value of its unit follows a value: "hydropower 55 %, | solar 20 %"."""
    at = place.end
    if place.word(at) not in (",", ";", "and"):
        return False
    span = place.following(at)
    if span is None or not 0 < span.start - at - 1 <= MEMBER_LIMIT or span._.quantity["unit"] != place.facts["unit"]:
        return False
    words = place.lowers[at + 1 : span.start]
    return not place.predicates_in((at, span.start)) and place.edges.isdisjoint(words) and words[0].isalpha()


def _object_behind(place: Place, governor: Predicate, lead: int) -> Range | None:
    """X of "cut to 4 % (2023: 8 %) | the proportion of drivers"."""
    if governor.passive or lead >= place.start or place.lowers[lead] not in ROUTE or lead > governor.end:
        return None
    at = place.end
    if at < place.segment[1] and place.tokens.words[at] == "(":
        while at < place.segment[1] and place.tokens.words[at] != ")":
            at += 1
        at += 1
    if at < place.segment[1] and place.lowers[at] in ("the", "its", "their", "our"):
        found = place.after(at, carry=True, limit=COMPLEMENT_LIMIT + 3)
        return found if found[1] > found[0] else None
    return None


def apposed(place: Place) -> Range | None:
    """X of "X, currently 12 %," and of "X (12 %)"."""
    at = place.start - 1
    begin = place.segment[0]
    while at > begin and (place.lowers[at] in NOW or place.lowers[at] == "at"):
        at -= 1
    opened = at > begin and place.tokens.words[at] in ("(", ",")
    if not opened or (place.tokens.words[at] == "," and at == place.start - 1) or at in place.units_before:
        return None
    found = place.widened(place.before(at))
    said = place.predicates_within((begin, found[0]))[-1:]
    if said and said[0].verb == "be" and said[0].end == found[0] and place.is_generic(found):
        return None  # "the share of ports is | low | (7 %)"
    return found if found[1] > found[0] else None


def _labelled(place: Place) -> str:
    """The noun phrase right before a quantity no predicate governs: "Share of wind: 12 %", "wind 12 %"."""
    lead = place.lead()
    begin = place.segment[0]
    if lead < begin:
        return ""
    end = lead + 1
    if place.tokens.words[lead] == "," and lead not in place.units_before and place.last_end is not None:
        return ""  # "5 million for seed and | 2 million for ports": a member of a list
    while end > begin and (place.tokens.words[end - 1] in (":", "–", "-", "—") or place.lowers[end - 1] in ROUTE):
        end -= 1
    led = place.tokens.words[max(begin, end - LEADERS) : end] == ["."] * LEADERS
    while led and end > begin and not place.tokens.words[end - 1].strip(". …"):
        end -= 1  # "Phase 1 (2025–2026) ........ | 14 million"
    if led or place.word(end) == ":":
        end = place.unbracketed(begin, end)  # "Output (Mt): 45"
    found = place.before(end)
    last = found[1] - 1
    moves = last > found[0] and place.lowers[last] in place.verbs.base and place.lowers[last] in CHANGES
    if moves and last + 1 == end and place.word(end) in ROUTE and place.lowers[last - 1].endswith("s"):
        found = phrases.trim(place.tokens, found[0], last)  # "… so that | enrolments | increase to 300"
    named = any(at not in place.dated for at in range(*found))  # but "| 2031 | : 40 million euros for ports"
    return place.text(place.widened(found)) if named else ""
