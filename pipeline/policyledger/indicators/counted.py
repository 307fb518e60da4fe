"""Names of what is counted: "solution providers of smart manufacturing systems", "homes built"."""

from __future__ import annotations

from policyledger import phrases
from policyledger.indicators.measured import measured
from policyledger.indicators.place import COMPLEMENT_LIMIT, PRONOUNS, Place
from policyledger.indicators.said import gone_on, modified
from policyledger.indicators.shares import of_which
from policyledger.indicators.subjects import grown_from, subject_text
from policyledger.inflection import singular

JOINED_LIMIT = 3
"""Words of a noun that is counted together with another."""
SHORT = 3
"""Letters of a word that is too short for a plural."""
RANKED = 5
"""Tokens between those ranked and by what they are."""
WHOLE_LIMIT = 7
"""Tokens a noun may have beyond what a count holds of it."""
OWNER = 6
"""Tokens between "of" and the count of a whole: "ten of | the country's | 12 basins"."""
BARE_NAME = 4
"""Words of a name to which nothing has been added yet."""
SERVED_LIMIT = 4
"""Tokens of what those counted have: "annual electricity needs"."""
ACTIONS = ("ing", "tion", "ment")
"""Endings of nouns of what is done: "support the training of 300 teachers"."""
HELD = frozenset({"resilience", "income", "access", "health", "welfare", "capacity", "quality", "nutrition", "safety"})
"""Nouns in the singular of what those counted have."""
ENABLING = frozenset(
    {"expect", "enable", "allow", "help", "encourage", "require", "want", "need", "oblige", "permit", "ask"}
)
"""Verbs whose object does what follows with "to": "expect 300 homes | to benefit"."""
GROUPS = frozenset(
    {
        "network",
        "group",
        "series",
        "set",
        "list",
        "team",
        "pool",
        "range",
        "fleet",
        "pipeline",
        "cluster",
        "batch",
        "portfolio",
        "pair",
    }
)
"""Nouns of what is made up of those counted."""
PIECES = frozenset({"units", "pieces", "sets", "items"})
"""Nouns that say no more than that things are counted."""
PLAIN = frozenset(
    {
        *("have", "be", "give", "make", "take", "need", "include", "contain", "get", "hold", "see"),
        *("involve", "require", "comprise"),
    }
)
"""Verbs that say no more of their object than that it is there."""


def counted(place: Place) -> str:
    """What is counted, with its complement: "solution providers of smart manufacturing systems"."""
    start = place.start + place.facts["head"][0]
    end = place.start + place.facts["head"][1]
    moved = _moved(place) or _of_units(place, (start, end))
    if moved:
        return moved
    ranked = _ranked(place, end)
    if ranked:
        return ranked
    if place.end > end:  # "30 grants | at a minimum for schools"
        stop = place.complement(place.end)
        rest = _done(place) if stop == place.end else place.text((place.end, stop))
        return f"{place.text((start, end))} {rest}".strip()
    alone, joined = end, _joined(place, end)
    end = joined
    if place.lowers[end - 1] == "ones" and end - start > 1 and place.previous[0]:
        noun = place.undone().split()
        head = next((k for k, word in enumerate(noun) if word in place.carriers), len(noun)) - 1
        return f"{place.text((start, end - 1))} {noun[head]}"  # "three national yards and 20 | local ones"
    end = _whole(place, end)
    start, _ = phrases.trim(place.tokens, start, end)
    stop = place.complement(end)
    if joined > alone and place.word(stop) == "," and stop > end:
        stop = end  # "centres and platforms | for robots, machines and lathes"
    done = _done(place)
    served = "" if done else _served(place)
    if served:
        return f"{place.text((start, end))} with {served}"
    of = place.start - 1 - (place.word(place.start - 1) in phrases.ARTICLES)
    if not done and place.word(of) == "of" and of in place.units_before:
        return place.text((start, stop))  # "12 of | 48 towns | treat their sewage": said of the 12
    if not done:
        return modified(place, (start, stop))
    enabled = place.governor is not None and place.governor.verb in ENABLING
    if stop > end and (place.lowers[end] != "to" or enabled):
        return place.text((start, stop))
    stop = end  # "issued 10 guidelines | to promote": that they were issued is more than what for
    out = place.after(stop, carry=True)[1] if place.word(stop) == "out" else stop
    return f"{place.text((start, stop))} {done} {place.text((stop, out))}".strip()


def _joined(place: Place, end: int) -> int:
    """The end of the nouns that are counted together: "villages | and urban slums", "girls|, boys and youth"."""
    at = last = end
    while at < place.segment[1]:
        word = place.word(at)
        glued = word == "/" and place.tokens.glued(at)
        if word not in ("and", "or", "&", ",") and not glued:
            break
        following = _plural(place, at + 1)
        said = place.ahead(at + 1)
        if following == at + 1 or (said is not None and said.start < following):
            break
        opens = said is not None and said.start == following and said.form == "finite"
        if opens and place.governor is not None:
            break  # "plant 300 trees | and schools will open"
        at = following
        last = at if word != "," else last
    return last


def _plural(place: Place, start: int) -> int:
    """The end of a noun phrase in the plural without determiner that begins at a token; `start` where none does."""
    for at in range(start, min(start + JOINED_LIMIT, place.segment[1])):
        lower = place.lowers[at]
        closed = lower in place.edges or lower in place.carriers or lower in phrases.ARTICLES
        if not lower.isalpha() or at in place.stops or closed or lower in place.verbs.gerund:
            return start
        acronym = place.tokens.words[at].endswith("s") and place.tokens.words[at][:-1].isupper()  # "states and | UTs"
        if (
            acronym
            or lower in place.lists["LEX-IRREGULAR-PLURAL"]
            or (len(lower) > SHORT and lower not in place.lists["LEX-NOT-PLURAL"] and singular(lower) != lower)
        ):
            return at + 1
    return start


def _ranked(place: Place, end: int) -> str:
    """By what a place among the first is told: "among the top 40 countries | in terms of the security index"."""
    if place.lowers[place.start : place.end].count("top") != 1:
        return ""
    near = range(end, min(place.segment[1] - 3, end + RANKED))
    at = next((k for k in near if place.lowers[k : k + 3] == ["in", "terms", "of"]), None)
    found = (end, end) if at is None else place.after(at + 3, carry=True)
    return place.text(found) if found[1] > found[0] else ""


def _moved(place: Place) -> str:
    """The amount of things that is moved, "" for none: "raise the capacity of the port | from 7 | crates a day"."""
    governor = place.governor
    if governor is None or governor.passive or place.word(place.start - 1) not in ("from", "to"):
        return ""
    start, end = place.trimmed(governor.end, place.start - 1)
    head = place.head((start, end)) if end > start else start
    rated = place.word(place.end) == "per" and bool(place.sentence.changes_in(governor.start, governor.end))
    named = (
        end > start
        and (rated or singular(place.lowers[head]) in place.amounts | place.rates)
        and not place.is_generic((start, end))
    )
    return place.text((start, end)) if named else ""


def _of_units(place: Place, noun: tuple[int, int]) -> str:
    """What is counted in pieces: "| sales of vans | rose to 3 million units", "| density | reaching 360 units"."""
    governor = place.governor
    if governor is None or noun[1] - noun[0] != 1 or place.lowers[noun[0]] not in PIECES:
        return ""
    direct = place.lead() < governor.end or place.word(place.start - 1) in ("to", "at", "from")
    return measured(place) if direct and governor.verb in place.verbs.measure and place.word(noun[1]) != "of" else ""


def _whole(place: Place, end: int) -> int:
    """The end of a long noun of which a count holds the beginning: "40 new Coast Guard | Agency (CGA) officers"."""
    lower = place.word(end)
    if (
        not lower
        or lower == "with"
        or any(lower in words for words in (place.edges, place.carriers, place.unnamed))
        or not (lower.isalpha() or lower == "(")
    ):
        return end
    said = place.ahead(end)
    if end in place.stops or phrases.adverb(lower) or (said is not None and said.start == end):
        return end
    if lower == "(" and any(place.tokens.words[at] == "," for at in range(end, place.past_bracket(end))):
        return end  # "seven States | (Spain, Italy and others)"
    _, stop = place.after(end, limit=WHOLE_LIMIT)
    lowers, past = place.lowers, place.verbs.past
    joined = next((at for at in range(end, stop) if lowers[at] in ("and", "or") or lowers[at] in past), stop)
    closed = place.tokens.words[joined - 1] != ")"
    return joined if joined > end and closed else end


def _done(place: Place) -> str:
    """What is done to what is counted, as a participle: "build 40 homes" → "built"; "" where nothing is."""
    governor = place.governor
    if governor is None or governor.end != place.lead() + 1 or governor.passive:
        return ""
    known = governor.verb not in place.verbs.measure and governor.verb not in PLAIN
    done = place.verbs.done.get(governor.verb, "") if known else ""
    joined = place.sentence.ending_at(governor.start - 1)
    if done and joined is not None and place.lowers[governor.start - 1] in ("and", "or") and not joined.passive:
        first = place.verbs.done.get(joined.verb)
        return f"{first} {place.lowers[governor.start - 1]} {done}" if first else done
    return done


def _served(place: Place) -> str:
    """What of those counted something is done to: "meet the needs of 200 homes" → "needs met"; "" without."""
    governor, at = place.governor, place.start - 1
    if governor is None or governor.passive or place.word(at) not in ("of", "for") or governor.form == "participle":
        return ""
    done = "" if governor.verb in PLAIN else place.verbs.done.get(governor.verb, "")
    start, end = place.trimmed(governor.end, at)
    plain = start < end == at and end - start <= SERVED_LIMIT and not place.is_generic((start, end))
    if not done or not plain or place.lowers[end - 1] in place.amounts or place.lowers[end - 1] in GROUPS:
        return ""
    carried = any(place.lowers[k] in place.carriers for k in range(start, end))
    many = place.lowers[end - 1].endswith("s") or place.lowers[end - 1] in HELD
    return (
        "" if carried or not many or place.lowers[end - 1].endswith(ACTIONS) else f"{place.text((start, end))} {done}"
    )


def multiplied(place: Place) -> str:
    """What a verb of multiplying multiplies: "double | exports", "exports | will double"."""
    verb = next((each for each in place.predicates if each.start < place.end and place.start < each.end), None)
    if verb is None:
        return ""
    behind = place.after(verb.end, carry=True, limit=COMPLEMENT_LIMIT + 3)
    if (
        place.word(behind[1]) == "to"
        and behind[1] + 1 not in place.stops
        and place.lowers[behind[1] - 1] in place.amounts
    ):
        behind = place.after(
            verb.end, carry=True, limit=COMPLEMENT_LIMIT + 3, through=("to",)
        )  # "the grant | to ports"
    if behind[1] - behind[0] == 1 and place.lowers[behind[0]] in PRONOUNS:
        return place.previous[0]  # "propose to double | it"
    if behind[1] > behind[0] and place.previous[0] and place.is_generic(behind):
        return place.previous[0]  # "which is double | the previous amount"
    edges = (place.edges | place.carriers) - phrases.OWNING  # "double | their | income"
    own = behind[1] > behind[0] and place.lowers[verb.end] not in edges and not verb.passive
    return place.text(behind) if own and place.lowers[verb.end] != "compared" else subject_text(place, verb)


def elliptic(place: Place) -> str:
    """What a number without a noun counts: the subject, or what the number before it counted."""
    whole = _of_whole(place)
    if whole[1] > whole[0]:
        done = _done(place)
        return f"{place.text(whole)} {done}" if done else modified(place, whole)
    named = place.named_after()
    if named[1] > named[0] and named[0] > place.end:
        return place.text(named)  # the number's noun stands behind a bracket
    owned = place.of_before()
    if owned is not None and not place.is_generic(owned) and place.governor is not None:
        return grown_from(place, place.governor, owned)  # "job creation | of over 8,500"
    if place.previous[0] and place.lowers[place.start - 2 : place.start] == ["of", "which"]:
        told = of_which(place)
        bare = place.ahead(place.end) is None and not (place.received() or _where(place))
        if told != place.previous[0] or bare:
            return told  # "14 projects, of which | three | have been finished", "of which | three | by 2027"
    led = _led_by(place)
    if led[1] > led[0] and (told := gone_on(place, place.text(led))):
        return told
    opens = place.word(place.start - 1) in ("yet", "but", "while", ";", ",", "and")
    if place.previous[0] and opens and len(place.previous[0].split()) <= BARE_NAME:
        told = gone_on(place, place.undone())
        if told and told != place.undone():
            return told  # "needs 65 homes, yet | only 41 | were built"
    subject = measured(place)
    behind = (place.received() or _where(place)) if place.previous[0] and _coordinated(place) else ""
    if behind:
        head = place.previous[0]
        for carrier in ("in", "for", behind.partition(" ")[0]):
            head = head.partition(f" {carrier} ")[0]
        return f"{head} {behind}"
    return subject or place.previous[0]


def _led_by(place: Place) -> tuple[int, int]:
    """The noun of the number with which a sentence opens on its parts: "Of the 36 | yards |, 14 are in towns"."""
    begin = place.segment[0]
    at = begin + 1 + (place.word(begin + 1) in phrases.ARTICLES)
    span = place.sentence.by_start.get(at) if place.word(begin) == "of" else None
    head = None if span is None or place.word(span.end) != "," else span._.quantity["head"]
    return (at, at) if span is None or head is None or span.end > place.start else (at + head[0], span.end)


def _where(place: Place) -> str:
    """Where a part of a count is, with "at": "18 | at sea"."""
    found = place.after(place.end + 1, carry=True) if place.word(place.end) == "at" else (0, 0)
    return f"at {place.text(found)}" if found[1] > found[0] else ""


def _of_whole(place: Place) -> tuple[int, int]:
    """The noun of the number a number is part of: "17 of the 20 | planned bridges", "ten of its 12 | basins"."""
    near = range(place.end + 1, place.end + OWNER) if place.word(place.end) == "of" else range(0)
    at = next((each for each in near if each in place.sentence.by_start), place.end)
    whole = place.sentence.by_start.get(at)
    head = whole._.quantity["head"] if whole is not None else None
    return (at + head[0], at + head[1]) if whole is not None and head is not None else (0, 0)


def _coordinated(place: Place) -> bool:
    """Whether a number goes on with a list of numbers: "including 40 in towns | and 20 in villages"."""
    at = place.start - 1
    return at > place.sentence.begin and place.lowers[at] in (
        "including",
        "and",
        ",",
        ":",
        ";",
        "which",
        "with",
        "plus",
        "comprising",
        "namely",
    )
