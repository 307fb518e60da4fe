"""Indicators: the noun phrase that names what a quantity measures, and the base of a share.

A quantity is named by its part in its predicate (predicates.py). What is measured is the subject of "reaches 40 %",
the object of "raise … to 40 %", the noun counted in "build 40 schools", the receiver of "invest 40 million in …".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyledger import phrases
from policyledger.indicators.amounts import amount
from policyledger.indicators.cells import NUMBERING
from policyledger.indicators.counted import counted, elliptic, multiplied
from policyledger.indicators.durations import duration
from policyledger.indicators.owners import INTO, owned
from policyledger.indicators.place import CHANGES, DATED_BY, ERAS, PRONOUNS, SPANS_OF_TIME, Place
from policyledger.indicators.shares import COMPARATIVES, share
from policyledger.indicators.subjects import subject_text
from policyledger.phrases import ARTICLES, OWNING, adverb

OF_IT = (["of", "the", "total", ","], ["of", "this", "amount", ","], ["of", "this", "sum", ","])
"""What a share of what was spoken of before stands behind at the head of a sentence."""
COMING = frozenset({"come", "go", "be"})
"""Verbs of a share of what was spoken of before: "It will cost 4 million. Two thirds | will come | from fees"."""
POINTING = frozenset({"this", "these", "those"})
"""Words before a value spoken of before: "meet this 20 % target"."""
COMPARED = frozenset(
    {
        *(
            ("up", "from"),
            ("down", "from"),
            ("compared", "to"),
            ("compared", "with"),
            ("against",),
            ("versus",),
            ("from",),
        ),
        *(
            (each, "to")
            for each in ("rising", "falling", "increasing", "decreasing", "growing", "declining", "and", "then")
        ),
    }
)
"""Words between two values of one thing."""
PREFIXES = frozenset({"k", "M", "G", "T", "P"})
"""Signs of the multiples of a unit (SI)."""
SUBJECTS = frozenset({"they", "we", "it", "he", "she", "you", "I"})
"""Pronouns with which a clause begins."""
ASIDE = frozenset({",", "(", "–", "—", "-"})
"""Signs behind which something is put aside."""
COMPARING = frozenset({"above", "below", "higher", "lower", "its", "their", "that", "as", "ahead", "behind", "short"})
"""Words between a share or a multiple and what a value is compared with: "three times | that number"."""
COMPARED_LIMIT = 6
"""Words between two values of one thing of which the last say so: "in May | compared to"."""
AIMS = frozenset({"target", "targets", "goal", "goals", "aim", "objective", "ambition", "commitment", "pledge"})
"""Nouns of an aim, behind which stands what is to be done."""
AIM_KINDS = frozenset(
    {"indicative", "binding", "national", "quantitative", "numerical", "specific", "concrete", "clear"}
)
"""Adjectives of an aim that say nothing of what is to be reached."""
SHARES = ("share of", "proportion of")
"""How the name of a share begins."""
TITLE_WORDS = 20
"""Words of the longest title before a bracket."""
AIM_REACH = 4
"""Words of a name among which its aim stands."""
SHARED_AHEAD = 6
"""Tokens between two values that have a name in common."""
_DIVISION = re.compile(
    r"(?:chapter|section|annex|part|article|box|pillar|objective|strategic objective|goal|priority|action|measure)"
    r"\s+(?:\d+(?:\.\d+)*|[ivxl]+|[A-Z])\b\s*[:.–—-]?\s*",
    re.IGNORECASE,
)
"""The name and number of a part of a text: "Chapter 3: | Ports"."""
ASKING = frozenset({"what", "where", "how", "why", "who", "when", "which"})
"""Words with which a heading asks, and names nothing: "What we will do by 2028"."""
NUMBER_OF = re.compile(r"^(?:(?:the|total|overall) )*numbers? of (?:the )?", re.IGNORECASE)
"""How a name begins that says that something is counted."""
_YEARLY = re.compile(r"year[\s-]+on[\s-]+year|yoy|y-o-y", re.IGNORECASE)
"""How a comparison with a year before is written."""
_SPEAKER = re.compile(r"\((?:Mr|Mrs|Ms|Dr|Prof)\b")
"""Who speaks, as records of debates have it: "The Minister for Ports (Mr Salt)"."""
_MONTH = re.compile(r"[^\W\d]+ \d{4}")
_DATELINE = re.compile(r"\d{1,2} [^\W\d]+ \d{4}|[^\W\d]+ \d{1,2}, \d{4}")


def find(place: Place, titles: Sequence[str]) -> tuple[str, str]:
    """The indicator and the base of a quantity, "" where there is none.

    Args:
        place: where it stands.
        titles: lead-in line and headings above, nearest first.
    """
    indicator, base = (_without_subject(each.strip().removesuffix(" on average")) for each in _read(place))
    if _YEARLY.fullmatch(indicator) and place.previous[0]:
        return place.previous  # "rose 4 % | year-on-year | to 3 million"
    if place.previous[0] and indicator.lower().endswith(("'s", "’s")) and _is_span_of_time(indicator[:-2]):
        return place.previous  # "4 million, an increase from | last year's | 3 million"
    if indicator.lower() in PRONOUNS | place.edges or not any(letter.isalpha() for letter in indicator):
        indicator = ""
    if all(word in place.unnamed for word in indicator.lower().split()) or _is_span_of_time(indicator):
        indicator = ""
    if not base and place.previous[1] and indicator == place.previous[0]:
        return place.previous  # "4 % of fleets are electric. We will raise | this | to 30 %"
    if indicator.lower() in COMPARATIVES and place.previous[0]:
        return place.previous  # "1,254 stations, 38 % | more | than a year earlier"
    if indicator and place.previous[0] and not place.facts["head"] and _is_total(place, indicator):
        return place.previous  # "…, taking | the total | to 45,000"
    if (not indicator or indicator.lower() in place.generic) and _is_of_the_same(place):
        return place.previous  # "wind supplied 43 %, and | the aim | is 80 %"
    if (
        place.previous[0]
        and indicator.lower() in place.generic
        and place.last_end is not None
        and not place.facts["head"]
    ):
        return place.previous  # "has 400 members, | a figure | that grew by 6 %"
    indicator = indicator or _doer(place) or _added(place) or _installed(place) or _shared_ahead(place)
    label = place.label()
    if label[1] > label[0] and _only_changes(place, indicator) and not place.is_generic(label):
        indicator = place.text(label)  # "Fleet productivity: annual growth of 2 %"
    labels = () if label[1] > label[0] and place.is_generic(label) else (place.text(label),)  # "Baseline: 31 %"
    if not indicator or (indicator.lower() in place.generic and not place.facts["head"]):
        indicator = next(filter(None, map(_title, (*labels, *titles))), indicator)
    named = _owned_share(place, owned(place, _without_aim(place, _without_number(place, indicator))))
    return _of_whom(place, named), base


def _of_whom(place: Place, name: str) -> str:
    """A name with whom or what it is for, said before it: "| For cars using petrol, | the rebate will be 15 %"."""
    begin = place.segment[0]
    if not name or " for " in name or place.word(begin) != "for" or place.facts["head"]:
        return name
    start, end = place.after(begin + 1, place.start, carry=True)
    plain = end > start == begin + 1 + (place.lowers[begin + 1] in ARTICLES) and place.word(end) in (",", "the")
    told = place.lowers[start:end]
    pointing = place.lowers[begin + 1] in POINTING or told[-1:] in (["purpose"], ["start"], ["reason"], ["end"])
    timed = (
        pointing
        or told[-1:] == ["time"]
        or _is_span_of_time(place.text((start, end)))
        or not place.dated.isdisjoint(range(begin, end))
    )
    if not plain or timed or told in (["example"], ["instance"]) or set(told) <= place.generic or told[0] in PRONOUNS:
        return name
    return name if set(told) & set(name.lower().split()) else f"{name} for {place.text((start, end))}"


def _owned_share(place: Place, name: str) -> str:
    """A share with whose it is: "spending will grow, | its share of output | rising to 3 %"."""
    if not name.lower().startswith(SHARES) or not place.previous[0] or place.last_end is None:
        return name
    near = range(max(place.segment[0] + 1, place.last_end), place.start)
    held = any(place.lowers[at] in ("share", "proportion") and place.lowers[at - 1] in OWNING for at in near)
    return f"{place.previous[0].partition(', share of ')[0]}, {name}" if held else name


def _only_changes(place: Place, name: str) -> bool:
    """Whether a name says no more than that something grows: "annual growth"."""
    words = [word for word in name.lower().split() if word not in ARTICLES]
    return bool(words) and words[-1] in CHANGES and all(word in place.generic for word in words[:-1])


def _without_number(place: Place, name: str) -> str:
    """A name of what is counted without "number of" before it, which its unit says."""
    return NUMBER_OF.sub("", name) if place.facts["unit"] == "count" else name


def _without_aim(place: Place, name: str) -> str:
    """A name without the aim it is of and the verb of that: "national | target of reducing | emissions"."""
    words = name.split() if place.facts["unit_kind"] != "money" else []
    lowers = [word.lower() for word in words]
    at = next((at for at in range(min(AIM_REACH, len(words))) if lowers[at] in AIMS), len(words))
    led = lowers[at + 1 : at + 3]
    bare = at < len(words) and all(word in place.generic | ARTICLES or word in AIM_KINDS for word in lowers[:at])
    if bare and len(led) == 2 and led[0] in ("for", "on") and led[1] not in place.verbs.gerund:
        rest = at + 2 + (led[1] in ARTICLES)
        return " ".join(words[rest:]) or name  # "indicative target for | solar power"
    if len(led) < 2 or at + 3 >= len(words) or lowers[at + 3] in place.carriers:
        return name
    forms = place.verbs.gerund if led[0] in ("of", "for") else place.verbs.base if led[0] == "to" else ()
    if led[1] not in forms:
        return name
    rest = at + 3 + (lowers[at + 3] in ARTICLES)
    return " ".join(words[rest:]) or name


def _shared_ahead(place: Place) -> str:
    """What a value measures that goes with a later one of its unit: "award | 800 km | and build 900 km of roads"."""
    following = place.following(place.end)
    if following is None or place.facts["head"] or following.start - place.end > SHARED_AHEAD:
        return ""
    if following._.quantity["unit"] != place.facts["unit"] or place.word(place.end) not in ("and", "or", ","):
        return ""
    verbs = {at for said in place.predicates_in((place.end, following.start)) for at in range(said.start, said.end)}
    if not verbs.issuperset(range(place.end + 1, following.start)):
        return ""
    beside = place.at(following)
    named = beside.of_after() or beside.named_after()
    return place.text(named) if named[1] > named[0] and not place.is_generic(named) else ""


def _without_subject(name: str) -> str:
    """A name without the pronoun of a clause cut off: "the gas | they | burn"."""
    words = name.split()
    return " ".join(words[:-1]) if len(words) > 1 and words[-1] in SUBJECTS else name


def _is_span_of_time(name: str) -> bool:
    """Whether a name only says when: "reached 300 last year"."""
    words = [word for word in name.lower().split() if word not in ARTICLES]
    lasting = words[-1:] in (["period"], ["time"])  # what a length of time is of
    return (
        bool(words)
        and not lasting
        and all(word in ERAS for word in words[:-1])
        and words[-1] in SPANS_OF_TIME | ERAS - {"same"}
    )


def _is_of_the_same(place: Place) -> bool:
    """Whether a value without a name follows one of its unit in the same sentence."""
    last = place.last_end
    return (
        last is not None
        and bool(place.previous[0])
        and not place.facts["head"]
        and place.facts["unit_kind"] not in ("money", "duration")
        and _alike(place.units_before[last], place.facts["unit"])
    )


def _doer(place: Place) -> str:
    """The subject of a verb whose object the quantity is, where no more is known: "duties | yield | 5 million"."""
    governor = place.governor
    if governor is None or governor.form != "finite" or place.lead() >= governor.end or place.facts["head"]:
        return ""
    return subject_text(place, governor)


def _has_name(place: Place) -> bool:
    """Whether what a quantity measures follows it: "and 40 % | installed capacity from wind is to be reached"."""
    start, end = place.named_after()
    return end > start and not place.is_generic((start, end)) and place.word(start) not in CHANGES


def _past_name(place: Place, last: int) -> int:
    """The token after what the quantity before named, where both are dated: "20 % | blending | by 2025 and 30 % by"."""
    if place.end not in place.dated or place.dated.isdisjoint(range(last, place.start)):
        return last
    named = set(place.previous[0].lower().split()) - place.edges
    return next(at for at in range(last, place.start + 1) if at == place.start or place.lowers[at] not in named)


def _added(place: Place) -> str:
    """What a quantity adds to, where nothing else is said: "a fund of 4 million; | another 2 million | follows"."""
    further = place.lowers[place.start] in place.further or place.word(place.start - 1) in place.further
    return place.previous[0] if further and not place.facts["head"] else ""


def _installed(place: Place) -> str:
    """What is installed besides what was spoken of: "doubling wind power by 2025 and | installing | 600 GW by 2030"."""
    governor = place.governor
    bare = (
        governor is not None
        and governor.form in ("gerund", "participle", "infinitive")
        and governor.end == place.lead() + 1
    )
    joined = bare and governor is not None and place.word(governor.start - 1) in ("and", ",")
    return place.previous[0] if joined and place.last_end is not None and place.facts["unit_kind"] == "physical" else ""


def _is_total(place: Place, name: str) -> bool:
    """Whether a name says no more than that it is the sum or the goal of what was spoken of."""
    words = [word for word in name.lower().split() if word not in ARTICLES and word != "against"]
    return "total" in words and all(word in place.generic for word in words)


def _title(text: str) -> str:
    """A heading or lead-in line as a name; "" where it can be none: "In 2017, the", "14 March 2025", "Chapter 3"."""
    text = NUMBERING.sub("", " ".join(text.rstrip(":").split()))
    division = _DIVISION.match(text)
    text = text[division.end() :] if division else text
    asks = text.partition(" ")[0].lower() in ASKING | DATED_BY or _SPEAKER.search(text) is not None
    return "" if asks or _DATELINE.search(text) or _MONTH.fullmatch(text) else text


def _of_title(place: Place) -> str:
    """The name of a sum in a bracket behind the title of what it is for.

    "Wetlands of the North (GCF funding: | 6 million |)" → "GCF funding for Wetlands of the North"; "Rural roads (65
    million, of which IDA | 45 million |)" → "Rural roads (IDA)".
    """
    words = place.tokens.words
    opened = next((at for at in range(place.start - 1, place.segment[0], -1) if words[at] in ("(", ")")), None)
    if place.facts["unit_kind"] != "money" or opened is None or words[opened] != "(":
        return ""
    title = _title(" ".join(place.tokens.span(place.segment[0], opened).split()).rpartition(": ")[2])
    inner = [at for at in range(opened + 1, place.start) if at in place.stops]
    if not title or len(title.split()) > TITLE_WORDS or place.predicates_within((place.segment[0], opened)):
        return ""
    if place.previous[0] and inner and place.lowers[inner[-1] + 1 : inner[-1] + 4][-2:] == ["of", "which"]:
        part = place.trimmed_words(inner[-1] + 4, place.start)
        return f"{title} ({part})" if part else ""
    label = "" if inner else place.trimmed_words(opened + 1, place.start)
    last = label.lower().split()[-1:]
    if not last or last[0] not in place.amounts:
        return ""
    return f"{label} {INTO.get(last[0], 'of')} {title}"


def _label_behind(place: Place) -> str:
    """The label in brackets behind a value in a line of such: "16 t (buses) | 10 t | (speed limits)"."""
    words = place.tokens.words
    if place.predicates or place.facts["head"] or place.word(place.end) != "(" or place.last_end is None:
        return ""
    closed = place.past_bracket(place.end) - 1
    inner = range(place.end + 1, closed)
    led = words[place.start - 1] == ")" and place.start - 1 > place.segment[0]
    plain = led and len(inner) > 0 and words[place.end + 1][0].isalpha() and not any(at in place.stops for at in inner)
    return place.text((place.end + 1, closed)) if plain else ""


def _pair_label(place: Place) -> str:
    """The label of a value in a row of such: "| Cohesion fund: | 3 million | Regional fund: | 4 million"."""
    words, colon = place.tokens.words, place.start - 1
    if colon <= place.segment[0] or words[colon] != ":" or place.facts["head"]:
        return ""
    begin = place.segment[0] if place.last_end is None else max(place.segment[0], place.last_end)
    later = place.following(place.end)
    beside = later is not None and words[later.start - 1] == ":" and words[later.start - 2] != ":"
    if not beside and (place.last_end is None or not place.paired_before()):
        return ""
    if place.predicates_in((begin, colon)) or not words[begin][0].isupper() or place.lowers[colon - 1] in place.generic:
        return ""
    label = phrases.trim(
        place.tokens, begin, place.unbracketed(begin, colon) if ")" not in words[begin:colon] else colon
    )
    return "" if label[1] <= label[0] or place.is_generic(label) or label[0] in place.dated else place.text(label)


def _or_ahead(place: Place) -> str:
    """What follows a value's alternative and is said of both: "a 10 minute or 800 m | walk to a shop"."""
    if place.word(place.end) != "or" or place.facts["head"] or place.end + 1 not in place.sentence.by_start:
        return ""
    return place.text(place.at(place.sentence.by_start[place.end + 1]).named_after())


def _read(place: Place) -> tuple[str, str]:
    alternative = _or_ahead(place) or _of_title(place) or _label_behind(place) or _pair_label(place)
    if alternative:
        return alternative, ""
    if place.facts["form"] == "absolute":
        return place.text((place.start, place.end)).replace("-zero", "").replace("zero ", ""), ""
    if place.previous[0] and place.last_end is not None and _compares(place):
        return place.previous
    if place.previous[0] and not place.facts["head"] and _restated(place):
        base = place.of_after()
        if base is None:
            return place.previous
        return f"{place.previous[0]}, share of {place.text(base)}", place.text(base)
    if place.previous[0] and (
        _goes_on(place) or _is_bound(place) or (place.word(place.start - 1) in POINTING and not place.facts["head"])
    ):
        return place.previous
    if place.previous[0] and not place.facts["head"] and (_moves_on(place) or _comes_of(place)):
        return place.previous
    if place.facts["unit_kind"] == "multiple" or place.end - place.start == 1:
        said = multiplied(place)  # "exports will double", "their use halving"
        if said:
            return said, ""
    if place.facts["unit"] == "count":
        return (counted(place) if place.facts["head"] else elliptic(place)), ""
    if place.facts["unit_kind"] == "duration":
        said = duration(place)
        if said:
            return said, ""
    base = place.of_after()
    if place.facts["unit_kind"] in ("percent", "percentage_point", "multiple"):
        return share(place, base)
    return amount(place, base)


def _restated(place: Place) -> bool:
    """Whether the quantity says the one before in other words: "12 million euros (14 million dollars)", "…, or 3 %"."""
    at = place.start - 1
    if place.word(at) == "of" and place.word(at - 1) == "equivalent":
        return True  # "38 million m3 a year, the | equivalent of | 4 % of demand"
    if place.word(at) == "to" and place.word(at - 1) in ("equivalent", "equal") and place.word(at - 2) == ",":
        return bool(
            place.facts["unit_kind"] == "duration"
        )  # "reserves of 6 billion, | equivalent to | 5 months of imports"
    if place.word(at) == "or" and (
        at in place.units_before or (place.word(at - 1) == "," and at - 1 in place.units_before)
    ):
        return True
    fillers = ("~", "or", "i.e", "equivalent", "to", "about", "around", "+", "=", ":")
    while at > place.sentence.begin and (place.lowers[at] in fillers or at in place.dated):
        at -= 1
    return bool(at > place.sentence.begin and place.tokens.words[at] == "(" and at in place.units_before)


def _compares(place: Place) -> bool:
    """Whether a share or multiple says how the value before compares: ", up | 41 %", "– | 12 % | above the target"."""
    at = place.start - 1
    if place.word(at) == "from" and place.word(at - 1) in ("up", "down") and place.word(at - 2) in ASIDE:
        return not place.facts["head"] and place.last_end is not None
    if place.facts["unit_kind"] not in ("percent", "percentage_point", "multiple"):
        alike = place.last_end is not None and place.units_before[place.last_end] == place.facts["unit"]
        return alike and not place.facts["head"] and place.word(at) in ("up", "down") and place.word(at - 1) in ASIDE
    if place.word(at) in ("up", "down"):
        return place.word(at - 1) in ASIDE
    return place.word(at) in ASIDE | {"and"} and place.word(place.end) in COMPARING


def _is_bound(place: Place) -> bool:
    """Whether the quantity bounds what was said of the one before: "25 %, | capped at 5 million" (or "subject to")."""
    if place.facts["comparator"] not in ("<=", ">=") or place.facts["head"]:
        return False
    if place.lowers[place.start - 2 : place.start] == ["subject", "to"]:
        return True
    said = place.governor
    return (
        said is not None
        and said.form == "participle"
        and said.passive
        and place.word(said.start - 1) == ","
        and place.start <= said.end + 1
    )


def _comes_of(place: Place) -> bool:
    """Whether a bare share is of what was spoken of before: "Two thirds | will come from the State, | 4 % | from"."""
    if place.facts["unit_kind"] != "percent" or place.of_after() or place.previous[1]:
        return False
    if place.word(place.end) == "from" and place.word(place.start - 1) in (",", "and") and place.last_end is not None:
        return bool(place.units_before[place.last_end] == place.facts["unit"])
    lead = place.lowers[place.sentence.begin : min(place.start, place.sentence.begin + len(OF_IT[0]))]
    if place.start > place.sentence.begin and (lead not in OF_IT or place.start - place.sentence.begin > len(lead)):
        return False
    said = place.ahead(place.end)
    return said is not None and said.start == place.end and said.form == "finite" and said.verb in COMING


def _moves_on(place: Place) -> bool:
    """Whether a verb of change goes on with what moved: "to 450 million by 2031, | increasing each year by | 27"."""
    said = place.governor
    if (
        said is None
        or said.form not in ("gerund", "participle")
        or said.passive
        or not place.sentence.changes_in(said.start, said.end)
    ):
        return False
    before = said.start - 1
    adjoined = place.word(before) == "," and (before in place.units_before or before - 1 in place.dated)
    alone = all(
        word in SPANS_OF_TIME | {"each", "every", "further"} or adverb(word)
        for word in place.lowers[said.end : place.start - 1]
    )
    return adjoined and alone and place.word(place.start - 1) in ("by", "to")


def _goes_on(place: Place) -> bool:
    """Whether the quantity is a further value of the one before: "23 % in 2025 | and 31 % in 2050", "up from 40 MW"."""
    if place.facts["head"] or place.of_after() or place.last_end is None or _has_name(place):
        return False
    ahead = place.ahead(place.end)
    if ahead is not None and ahead.start == place.end and ahead.form == "finite":
        return False  # "of 36 yards, | 14 | are in towns"
    last = place.last_end
    between = [at for at in range(_past_name(place, last), place.start) if at not in place.dated]
    words = [place.lowers[at] for at in between if place.lowers[at] not in DATED_BY or at + 1 not in place.dated]
    listed = bool(words) and all(word in (",", "and", "or", "then") for word in words)
    said = place.generic | ARTICLES | {",", "(", "of"}  # "…, against | a goal of | 130 litres"
    plain = tuple(word for word in words if word not in said and not adverb(word))
    whole = tuple(place.previous[1].lower().split())
    plain = plain[len(whole) :] if whole and plain[: len(whole)] == whole else plain  # "6 % | of GDP, | up from 5 %"
    compared = plain in COMPARED or (
        len(plain) <= COMPARED_LIMIT and plain[-2:] in {("compared", "to"), ("compared", "with")}
    )
    return bool((listed or compared) and _alike(place.units_before[last], place.facts["unit"]))


def _alike(one: str, other: str) -> bool:
    """Whether two units measure the same, be it in other multiples: "800 MW | of wind by 2020 and | 6 GW by 2030"."""
    return one == other or (one[1:] == other[1:] and {one[:1], other[:1]} <= PREFIXES and len(one) > 1)
