"""What a clause says of a noun phrase, as words that go with it: "firms using cloud services", "homes built"."""

from __future__ import annotations

from policyledger import phrases
from policyledger.indicators.place import COMPLEMENT_LIMIT, PARTICLES, Place, Range
from policyledger.predicates import Predicate

RESTATED = 8
"""Tokens between the commas of a value said again in other terms."""
NOUN_LIMIT = 6
"""Tokens of a noun phrase from which on no more is added to it."""
OPENS_CLAUSE = frozenset({"and", "but", "while", "whereas", "or"})
"""Words before a share that is the subject of a clause of its own."""
WHERE = frozenset({"online", "abroad", "nationwide", "worldwide", "annually", "locally"})
"""Adverbs without a preposition or -ly, or with one, behind a verb: no object of it."""
STANDING = frozenset({"in", "at", "without", "under", "outside", "out"})
"""Words behind "be" that say where or how somebody is: "4,000 pupils are | in training"."""
ABLE = frozenset({"able", "unable", "eligible", "entitled", "likely", "unlikely", "willing"})
"""Adjectives with which goes what somebody does: "8 % were | unable | to heat their homes"."""
PARTING = frozenset({"which", "that", "who", "where", "while", "but", ";"})
SHARED_LIMIT = 14
"""Words of another clause, and how far the verb is that two counts share, in tokens."""
POSSIBLE = frozenset({"can", "could", "may", "might"})
"""Verbs that say what could be, not what is or shall be."""
ADVERBIAL = frozenset({"by", "in", "into", "on", "under", "with", "from", "as", "through", "at", "within", "via", "to"})
"""Words among those that end a noun phrase with which a verb goes on."""
ADJECTIVE_LIMIT = 3
"""Tokens of the longest adjective that is put before its noun: "low-carbon"."""


def modified(place: Place, noun: Range) -> str:
    """A noun phrase with what the predicate right behind it says of it; alone where that is no more than an amount.

    "homes | will be built in towns" → "homes built in towns"; "firms | use cloud services" → "firms using cloud
    services"; "members | have a strategy" → "members with a strategy"; "cars | should be electric" → "electric cars".
    """
    text = place.text(noun)
    end = _past_restated(place, noun[1])
    said = place.ahead(end)
    bare = bare_verb(place, noun)
    if bare is not None:
        verb = place.verbs.doing[place.verbs.base[place.lowers[bare]]]
        return f"{place.text((noun[0], bare))} {verb} {place.text((bare + 1, noun[1]))}"
    if said is None or not _beside(place, end, said):
        said = _shared_verb(place, noun[1])
        if said is None:
            return text
    if _meant(place, said).passive and any(each.passive for each in place.predicates_in(noun)):
        return text  # "cars made in towns | are sold"
    return _with_said(place, text, said, is_long=noun[1] - noun[0] > NOUN_LIMIT)


def _past_restated(place: Place, end: int) -> int:
    """The token after a bracket, or a value in other terms between commas: "9,200 children|, or 14 %,| on farms"."""
    if place.word(end) == "(":
        return place.past_bracket(end)  # "seven States | (Spain, Italy and others) | have a plan"
    if place.word(end) != "," or place.word(end + 1) not in ("or", "some", "about"):
        return end
    closed = next((at for at in range(end + 1, min(end + RESTATED, place.segment[1])) if place.word(at) == ","), end)
    return closed + 1 if closed > end and closed - 1 in place.stops else end


def gone_on(place: Place, noun: str) -> str:
    """A noun phrase said before with what the predicate right behind a share says of it; "" without one.

    "60 % of land is private; | another 8 % | is held by towns" → "land held by towns".
    """
    before = place.word(place.start - 1)
    said = place.ahead(place.end)
    if said is None or said.form != "finite" or (before.isalnum() and before not in OPENS_CLAUSE):
        return ""
    return _with_said(place, noun, said, is_long=False) if _beside(place, place.end, said) else ""


def gone_on_with(place: Place) -> str:
    """What a further amount of the same is for: "a levy of 2 euros on petrol and | 4 euros on diesel"."""
    last = place.last_end
    if last is None or not place.previous[0] or place.units_before[last] != place.facts["unit"]:
        return ""
    at = place.end + 2 * (place.word(place.end) == "per")
    carrier, joint = place.word(at), place.word(place.start - 1)
    if carrier not in place.carriers or joint not in ("and", ",", "or", ":"):
        return ""
    if joint == ":":
        found = place.purpose(at + 1)  # "a budget of 3 million: | 2 million for roads"
        head = place.previous[0].partition(" of ")[0].partition(f" {carrier} ")[0]
        return f"{head} {carrier} {place.text(found)}" if found[1] > found[0] and carrier != "of" else ""
    said = next((k for k in range(place.start - 1, last - 1, -1) if place.lowers[k] == carrier), None)
    if said is None or place.predicates_in((said, place.start)):
        return ""
    if said == last and place.text(place.purpose(said + 1)).startswith(place.previous[0]):
        return ""  # "200 km | of road | and 50 km of track": what was measured, no part of a name before it
    found = place.purpose(at + 1)
    head = place.previous[0].partition(f" {carrier} ")[0]
    return f"{head} {carrier} {place.text(found)}" if found[1] > found[0] else ""


def _shared_verb(place: Place, end: int) -> Predicate | None:
    """The verb that a noun has in common with another count: "4 homes | and 3 schools | lack clean water"."""
    starts = place.sentence.by_start
    if place.word(end) not in ("and", "or") or end + 1 not in starts:
        return None
    said = next(iter(place.sentence.predicates_from(starts[end + 1].end, 1)), None)
    if said is None or said.form != "finite" or said.start - end > SHARED_LIMIT:
        return None
    between = place.lowers[starts[end + 1].end : said.start]
    apart = not PARTING.isdisjoint(between) or any(at in starts for at in range(end + 2, said.start))
    return None if apart else said


def _beside(place: Place, end: int, said: Predicate) -> bool:
    """Whether nothing but adverbs stands before a predicate from a token on."""
    return all(phrases.adverb(word) or word == "already" for word in place.lowers[end : said.start])


def _with_said(place: Place, text: str, said: Predicate, *, is_long: bool) -> str:
    led = _meant(place, said)
    if led.passive:
        denied = "not " if led.negated else ""
        stop = led.end if is_long else _behind(place, led)
        return f"{text} {denied}{place.text((_past_auxiliary(place, led), stop))}"
    if _is_participle(place, led):
        stop = led.end if is_long else _behind(place, led)
        return f"{text} {place.text((led.start, stop))}"  # "20 depots | electrified"
    if led.verb == "be" and said.form == "finite" and place.word(led.end) in STANDING and not is_long:
        stop = place.after(led.end + 1, carry=True, limit=COMPLEMENT_LIMIT)[1]
        where = place.text((led.end, stop)) if stop > led.end + 1 and not place.measures(led.end + 1) else ""
        return f"{text} {'not ' if led.negated else ''}{where}" if where else text
    if place.measures(led.end) or place.lowers[said.start] in POSSIBLE:
        return text
    denied = "not " if led.negated else ""
    if led.verb == "be" and place.lowers[led.end : led.end + 2] == ["due", "to"] and not is_long:
        stop = place.after(led.end + 2, carry=True, limit=COMPLEMENT_LIMIT)[1]
        return f"{text} {place.text((led.end, stop))}" if stop > led.end + 2 else text
    if led.verb == "be" and place.word(led.end) in ABLE and place.word(led.end + 1) == "to" and not is_long:
        stop = place.after(led.end + 2, carry=True, limit=COMPLEMENT_LIMIT)[1]
        return f"{text} {place.text((led.end, stop))}" if stop > led.end + 2 else text
    if led.verb == "be":
        adjective = "" if denied else _adjective(place, led.end)
        return f"{adjective} {text}" if adjective else text
    stop = _behind(place, led)
    if stop <= led.end or said.form != "finite" or is_long:
        return text
    if led.verb == "have":
        start, stop = phrases.trim(place.tokens, led.end, stop)
        having = "without" if denied else "with"
        return f"{text} {having} {place.text((start, stop))}" if stop > start else text
    doing = place.verbs.gerund_of(led.verb)
    return f"{text} {denied}{doing} {place.text((led.end, stop))}" if doing else text


def _is_participle(place: Place, said: Predicate) -> bool:
    """Whether a past without auxiliary and object is as well a participle: "500 schools | connected | to the net"."""
    word = place.lowers[said.start]
    alone = said.end - said.start == 1 and said.tense == "past" and word in place.verbs.participle
    intransitive = said.verb in place.verbs.intransitive
    behind = place.word(said.end)
    object_ = behind[:1].isalpha() and behind not in ADVERBIAL | place.edges | WHERE and not phrases.adverb(behind)
    closed = place.word(said.end) in ("", ".", ":")
    return alone and not intransitive and not object_ and (closed or not place.measures(said.end))


def _past_auxiliary(place: Place, said: Predicate) -> int:
    """The participle of a passive, with the adverb that goes with it: "is | privately owned"."""
    at = said.end - 1
    return at - (at - 1 > said.start and phrases.adverb(place.lowers[at - 1]))


def bare_verb(place: Place, noun: Range) -> int | None:
    """A verb that is as often a noun, after a plural in a clause that has no other: "20 % of homes | use | wood"."""
    governor = place.governor
    ahead = place.ahead(place.end)
    if (governor is not None and governor.verb not in place.clausal) or (ahead is not None and ahead.form == "finite"):
        return None
    for at in range(noun[0] + 1, noun[1] - 1):
        if place.lowers[at] in place.verbs.base and place.lowers[at - 1].endswith("s") and place.lowers[at + 1] != "-":
            return at
    return None


def _meant(place: Place, said: Predicate) -> Predicate:
    """The predicate that one of expecting or planning leads to: "are expected | to be built"."""
    following = place.ahead(said.end)
    if following is not None and following.start == said.end and following.form == "infinitive":
        return following
    return said


def _behind(place: Place, said: Predicate) -> int:
    """The end of what goes with a verb: its object, its particle, by whom it is done."""
    at = said.end
    if place.word(at) == "-" and place.word(at + 1) in PARTICLES:
        return at + 2  # "set-up"
    if (
        place.word(at) in ("and", "or", ",")
        or at in place.stops
        or place.measures(at)
        or (place.word(at) in place.edges and place.word(at) not in ADVERBIAL | phrases.ARTICLES)
    ):
        return at
    start, stop = place.after(at, carry=True, limit=COMPLEMENT_LIMIT, through=("to",))
    return stop if stop > start else at


def _adjective(place: Place, at: int) -> str:
    """The short adjective that ends a clause after a form of "be"; "" where more or something else follows."""
    end = at
    while end < place.segment[1] and end not in place.stops and place.tokens.words[end] not in (",", ".", ")", "("):
        if end - at >= ADJECTIVE_LIMIT or place.lowers[end] in ("by", "in"):
            break
        end += 1
    words = place.lowers[at:end]
    plain = all(word.isalpha() or word == "-" for word in words) and end - at > 0
    known = place.edges | place.carriers | place.deictics | phrases.ARTICLES
    ends = end >= place.segment[1] or end in place.stops or place.tokens.words[end] in (",", ".", "by", "in")
    if not plain or not ends or not known.isdisjoint(words) or words[-1] in NO_ADJECTIVE or words[-1].endswith("s"):
        return ""
    return place.text((at, end))


NO_ADJECTIVE = frozenset({"able", "due", "likely", "available", "equal", "part", "people", "subject", "there", "here"})
"""Words after "be" that can't stand before a noun, or say nothing there."""
