"""Names of shares, changes and multiples: "wind, share of power", "emissions" of a cut of 20 % in emissions."""

from __future__ import annotations

import itertools

from policyledger import phrases
from policyledger.indicators.measured import apposed, measured
from policyledger.indicators.place import CHANGES, COMPLEMENT_LIMIT, PRONOUNS, UNDERGOING, Place, Range
from policyledger.indicators.said import bare_verb, gone_on, gone_on_with, modified
from policyledger.indicators.subjects import subject_text

AVERAGES = frozenset({"average", "mean", "median"})
"""Nouns of what a value is compared with: "above the EU average of 5 %"."""
GROWING = frozenset({"growth", "increase", "rise"})
"""Nouns of change before which what changes may stand: "26 % productivity | growth | in industry"."""
BEING = frozenset({"be", "become", "remain", "operate", "run"})
"""Verbs that tell what something is or how: "the train will | run | 100 % electric"."""
PREDICATED_LIMIT = 8
"""Tokens of the longest adjective behind a share, with what stands in brackets: "energy self-sufficient"."""
AIMS = frozenset({"target", "goal", "vision", "aim", "objective", "ambition", "commitment"})
"""Nouns that say that there is an aim, not of what: "the binding target of 42 %"."""
AIM_LIMIT = 3
"""Tokens of a name that says no more than that there is an aim: "first NDC target"."""
COMPARATIVES = frozenset(
    {"lower", "higher", "less", "more", "below", "above", "greater", "smaller", "fewer", "cheaper", "faster"}
)


def share(place: Place, base: Range | None) -> tuple[str, str]:
    change = _change_noun(place)
    if change:
        return _changing(place, change), ""
    if base and _anaphoric(place, base):
        rest = place.after(base[0] + 1, carry=True, limit=COMPLEMENT_LIMIT)
        named = place.text((base[0] + 1, rest[1])) if rest[1] > base[0] + 1 else ""
        being = place.ahead(base[0] + 1)
        if being is not None and being.start == base[0] + 1 and being.verb == "be" and not being.passive:
            start, end = place.after(being.end, carry=True, limit=COMPLEMENT_LIMIT)
            behind = place.word(being.end)
            if end > start and behind in place.carriers | place.edges:
                return f"{place.undone()} {place.text((being.end, end))}", place.undone()  # "of them are | at sea"
            if end > start:  # "51 % of whom | are | women"
                return f"{place.text((start, end))}, share of {place.undone()}", place.undone()
        carrier = place.lowers[base[0] + 1]
        whole = place.undone().partition(f" {carrier} ")[0] if carrier in place.carriers else place.undone()
        return " ".join(part for part in (whole, named) if part), ""
    if not base and place.previous[1] and (told := gone_on(place, place.previous[1])):
        return told, place.previous[1]
    if not base and place.previous[1] and (told := gone_on_with(place)):
        return told, place.previous[1]  # "half of power comes from wind, | 9 % | from waves"
    led = _led_whole(place)
    if led is not None and not base:
        return _of_led(place, place.text(led))
    if place.start - 2 >= place.segment[0] and place.lowers[place.start - 2 : place.start] == ["of", "which"]:
        return of_which(place), place.previous[0]
    subject = measured(place)
    if subject and not base and place.previous[0] and _of_that(place):
        return f"{subject}, share of {place.previous[0]}", place.previous[0]
    owned = place.of_before()
    if owned and place.is_generic(owned):
        if place.lowers[owned[1] - 1] in CHANGES:
            return changed_before(place), ""
    elif owned:
        if place.lowers[owned[1] - 1] in AVERAGES and place.previous[0]:
            return _averaged(place, owned), place.previous[1]
        if place.lowers[owned[1] - 1] in AIMS and not base:
            noun = place.named_after()  # "a vision of 80 % | data processing at the edge"
            if noun[1] > noun[0] and place.lowers[noun[0]] not in COMPARATIVES:
                return place.text(noun), ""
            words = [word for word in place.lowers[owned[0] : owned[1]] if word not in phrases.ARTICLES | COMPARATIVES]
            if place.previous[0] and len(words) <= AIM_LIMIT:
                return place.previous
        name = place.text(owned)
        return (f"{name}, share of {place.text(base)}", place.text(base)) if base else (name, "")
    if not base and place.governor is not None and place.governor.verb == "add" and place.word(place.end) == "to":
        added = place.after(place.end + 1, carry=True, limit=COMPLEMENT_LIMIT)
        if added[1] > added[0]:
            return place.text(added), ""  # "added 4 points | to access rates"
    if base:
        bare = bare_verb(place, base)
        text = place.text(base if bare is None else (base[0], bare))
        comma = place.start - 1
        if (
            place.word(comma) == ","
            and comma in place.units_before
            and place.previous[0]
            and place.word(place.end) == "of"
        ):
            return f"{place.previous[0]}, share of {text}", text  # "1.3 million homes|, 38 % of the stock,| are"
        beside = apposed(place)
        if beside:
            return f"{place.text(beside)}, share of {text}", text  # "fees, now | 38 % of costs |, should"
        spent = "" if place.governor is None else place.verbs.give.get(place.governor.verb, "")
        whole, on, purpose = text.partition(" on ")
        if spent and on and place.governor is not None and not place.governor.passive:
            return f"{spent} on {purpose}, share of {whole}", whole  # "shall spend | 3 % of their revenue on research"
        own = place.ahead(base[1])  # "the port is safe, and | 90 % of boats | are tracked"
        opens = place.word(place.start - 1) in ("and", ",", "but", "while", "whereas", "")
        opens = opens and own is not None and own.start == base[1] and own.form == "finite"
        if subject and _links(place) and not opens:
            return f"{subject.partition(', share of ')[0]}, share of {text}", text
        said = modified(place, base)
        if said != text:
            return said, text
        led = (
            place.before(place.start - 1) if place.governor is None and place.word(place.start - 1) == "for" else (0, 0)
        )
        if led[1] > led[0]:
            return f"{place.text(led)}, share of {text}", text  # "fast internet | for 95 % of homes"
        predicate = place.predicate(base[1])
        if predicate > base[1] + 2 and place.lowers[base[1] : base[1] + 2] in (["will", "be"], ["shall", "be"]):
            return f"{text} {place.text((base[1] + 2, predicate))}", text  # "90 % of soy | will be | free of it"
        if predicate > base[1]:
            return place.text((base[0], predicate)), text
        return text if place.lowers[place.head(base)].endswith("s") else f"share of {text}", text
    if place.word(place.end) == "short" and place.word(place.end + 1) == "of":
        missed = place.after(place.end + 2, carry=True)
        return f"gap to {place.text(missed)}", ""
    if _bare_change(place):
        return (subject if place.governor is None else "") or changed_before(place), ""  # "coal use: 45 % reduction"
    noun = place.named_after()
    if noun[1] > noun[0] and place.lowers[noun[0]] in COMPARATIVES:
        lessened = _lessened(place, (noun[0] + 1, noun[1]))
        if lessened:
            return lessened, ""
    elif noun[1] > noun[0] and place.lowers[noun[0]] in place.verbs.gerund and place.previous[0]:
        return (
            f"{place.previous[0].partition(', share of ')[0]} {place.text(noun)}",
            "",
        )  # "| two thirds | coming from us"
    elif noun[1] > noun[0]:
        if place.word(place.start - 1) in ("and", ",") and place.previous[0].endswith(
            f", share of {place.previous[1]}"
        ):
            return f"{place.text(noun)}, share of {place.previous[1]}", place.previous[1]
        return _predicated(place, noun), ""
    if subject and _same_whole(place, subject):
        return f"{subject}, share of {place.previous[1]}", place.previous[1]
    if subject:
        return subject, ""
    following = place.after(place.end, carry=True, limit=COMPLEMENT_LIMIT + 3)
    if following[1] > following[0] and place.lowers[following[0]] not in place.edges | place.unnamed:
        moved = place.ahead(following[0])
        small = place.tokens.words[following[0]].islower()
        if small and moved is not None and moved.start == following[0] and moved.form == "finite" and not moved.passive:
            doing = place.verbs.gerund_of(moved.verb)  # "86 % | took part in the survey"
            return f"{doing} {place.text((moved.end, following[1]))}".strip(), ""
        return place.text(following), ""
    return "", ""


def _same_whole(place: Place, subject: str) -> bool:
    """Whether a bare share has the whole of the one before: "women will be 70 % of members, | youth will be 20 %"."""
    last, governor = place.last_end, place.governor
    if last is None or not place.previous[1] or place.facts["unit_kind"] != "percent" or governor is None:
        return False
    if all(word in place.generic for word in subject.lower().split()):
        return False  # "and | the aim | is 10 %"
    beside = governor.verb == "be" and governor.start > last and place.lead() < governor.end
    return beside and place.units_before[last] == "%" and ", share of " not in subject and subject != place.previous[0]


def _led_whole(place: Place) -> Range | None:
    """The whole with which a sentence opens on a share of it: "| Of all homes, | 7 % will be social housing"."""
    begin = place.segment[0]
    at = begin + (place.lowers[begin] == "out")
    if place.lowers[at] != "of" or place.start - at > COMPLEMENT_LIMIT or place.word(place.start - 1) != ",":
        return None
    at += 1 + (place.word(at + 1) == "all")
    pointing = place.lowers[at] in PRONOUNS
    start, end = phrases.trim(place.tokens, at, place.start - 1)
    pointing = pointing or place.is_generic((start, end))
    told = any(each.form == "finite" for each in place.predicates_in((at, place.start)))
    return None if pointing or start >= end or told else (start, end)


def _of_led(place: Place, whole: str) -> tuple[str, str]:
    """What a share of a whole named first is: what it "will be", or the whole with what is said of it."""
    said = place.ahead(place.end)
    if said is not None and said.start == place.end and said.verb == "be" and not said.passive:
        start, end = place.after(said.end, carry=True, limit=COMPLEMENT_LIMIT)
        if end > start:
            return f"{place.text((start, end))}, share of {whole}", whole
    return gone_on(place, whole) or f"share of {whole}", whole


def _lessened(place: Place, noun: Range) -> str:
    """What is less or more, with who has it: "lamps that use 60 % less | energy" → "energy used by lamps"."""
    governor = place.governor
    if noun[1] <= noun[0] or place.lowers[noun[0]] in place.carriers:
        return ""
    if governor is None or governor.passive or place.lead() >= governor.end:
        return place.text(noun)
    subject = subject_text(place, governor)
    done = place.verbs.done.get(governor.verb, "")
    if not subject or not done or governor.verb in place.verbs.measure:
        return place.text(noun)
    return f"{place.text(noun)} {done} by {subject}"


def _predicated(place: Place, noun: Range) -> str:
    """What stands behind a share, with what it is said of: "the plant will be 100 % | energy self-sufficient"."""
    governor, text = place.governor, place.text(noun)
    direct = governor is not None and governor.end == place.start and place.facts["unit_kind"] == "percent"
    if governor is None or governor.verb not in BEING or not direct or noun[1] - noun[0] > PREDICATED_LIMIT:
        return text
    subject = subject_text(place, governor)
    return f"{subject}, {text}" if subject and subject.lower() not in PRONOUNS else text


def _averaged(place: Place, average: Range) -> str:
    """What is compared with its average elsewhere: "…, above the | EU average | of 5 %" → "… (EU average)"."""
    start, end = average
    start = next((at + 1 for at in range(end - 1, start - 1, -1) if place.lowers[at] == "the"), start)
    whole = place.previous[0].partition(" (")[0]
    name = place.text((start, end))
    return name if name in whole else f"{whole} ({name})"


def _links(place: Place) -> bool:
    """Whether the predicate says that its subject has the share: "wind makes up 12 % of power"."""
    governor = place.governor
    if governor is None:
        return False
    lead = place.lead()
    if place.lowers[lead - 1] in ("equivalent", "equal", "corresponding"):
        return False  # "62 km2, equivalent to | a quarter of the town"
    if place.lowers[lead] in ("to", "at", "by", "from", "below", "above", "reach") or governor.passive:
        return True
    return governor.verb in place.verbs.share or governor.verb in place.verbs.measure


def _of_that(place: Place) -> bool:
    """Whether a share is of the value before: "emissions were 18 Mt, | of which | energy made up a third"."""
    last = place.start if place.last_end is None else place.last_end
    between = place.lowers[last : place.start]
    return any(pair in (("of", "which"), ("of", "that"), ("of", "this")) for pair in itertools.pairwise(between))


def of_which(place: Place) -> str:
    """What a part of the statement before is: "of which 4 % is | other land"."""
    ahead, further = place.ahead(place.end), place.following(place.past_bracket(place.end))
    parted = ahead is not None and further is not None and further.start < ahead.start
    if ahead is None or parted or "," in place.lowers[place.end : ahead.start]:
        noun = place.named_after() if place.facts["unit_kind"] == "percent" else (0, 0)
        return f"{place.text(noun)}, share of {place.previous[0]}" if noun[1] > noun[0] else place.previous[0]
    _, stop = place.after(ahead.end, carry=True, limit=COMPLEMENT_LIMIT)
    if ahead.verb == "be" and stop > ahead.end and not ahead.passive:
        return place.text(phrases.trim(place.tokens, ahead.end, stop))
    if ahead.passive:
        return f"{place.previous[0]} {place.text((ahead.end - 1, max(stop, ahead.end)))}"
    return place.previous[0]


def _anaphoric(place: Place, base: Range) -> bool:
    """Whether a base points back: "a third of them", "half of which"."""
    return bool(place.previous[0]) and place.lowers[base[0]] in ("them", "these", "those", "which", "this", "whom")


def _change_noun(place: Place) -> Range | None:
    """X of "a 20 % reduction in X", "a reduction of 20 % in X"."""
    for at in range(place.end, min(place.sentence.end - 2, place.end + 3)):
        if place.lowers[at] in CHANGES and place.lowers[at + 1] in ("in", "of", "for"):
            found = place.after(at + 2, carry=True, limit=COMPLEMENT_LIMIT)
            if found[1] > found[0] and place.lowers[at] in GROWING and not place.is_generic((place.end, at)):
                return place.end, found[1]  # "26 % average productivity growth | in industry"
            return found if found[1] > found[0] else None
    if (
        place.end + 1 < place.segment[1]
        and place.lowers[place.end] == "in"
        and place.lowers[place.start - 2] in CHANGES
    ):
        found = place.after(place.end + 1, carry=True, limit=COMPLEMENT_LIMIT)  # "a cut of 20 % | in X"
        if found[1] > found[0]:
            return found
    changed = _changed_from(place)
    if changed is not None:
        return changed
    for at in range(place.start - 1, max(place.segment[0], place.start - 14), -1):
        if at in place.stops:
            break
        if place.lowers[at] in CHANGES and place.lowers[at + 1] in ("in", "of") and at + 2 < place.start:
            found = place.after(at + 2, place.start, carry=True)
            return found if found[1] > found[0] else None
    return None


def _changed_from(place: Place) -> Range | None:
    """X of "a 24 % reduction from X in 2017", "to cut 24 % from X", "a 50 % cut below 2005 X levels"."""
    at = place.end
    if place.word(at) in CHANGES:
        at += 1
    elif place.start not in place.sentence.change_ends:
        return None
    if place.word(at) not in ("from", "below", "against", "on"):
        return None
    at += 1
    while at in place.dated or place.word(at) in phrases.ARTICLES:
        at += 1
    start, end = place.after(at, carry=True, limit=COMPLEMENT_LIMIT)
    end -= end > start and place.lowers[end - 1] in ("level", "levels", "baseline")
    plain = end > start and place.lowers[start][0].isalpha() and not place.is_generic((start, end))
    return (start, end) if plain else None


def _changing(place: Place, change: Range) -> str:
    """What changes, with whose it is: "buildings will see an 80 % improvement in efficiency"."""
    short = place.text(change)
    governor = place.governor
    if governor is None or governor.verb not in UNDERGOING:
        return short
    subject = subject_text(place, governor)
    whole = not any(word in place.carriers for word in place.lowers[change[0] : change[1]])
    return f"{short} of {subject}" if subject and whole else short


def _bare_change(place: Place) -> bool:
    """Whether a noun of change follows without saying of what: "a 20 % reduction by 2026"."""
    at = place.end
    return (
        at < place.segment[1]
        and place.lowers[at] in CHANGES
        and (at + 1 >= place.segment[1] or place.lowers[at + 1] not in ("in", "of", "for"))
    )


def changed_before(place: Place) -> str:
    """What a bare noun of change is about: the statement before, else the subject that changes."""
    if place.previous[0]:
        return place.previous[0]
    governor = place.governor
    changes = governor is not None and (governor.passive or governor.verb in place.verbs.measure)
    return subject_text(place, governor) if governor is not None and changes else ""
