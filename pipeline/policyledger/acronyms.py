"""Organisations known by their letters alone: as the text defines them, or by what only a body does.

A text defines an acronym beside the full name ("… Bank (XYZ)", "… Board, or XYZ,", "XYZ (… Bank)", "XYZ – … Bank" in a
list of abbreviations) or leaves the reader to see that its letters are the first ones of a name. One that is nowhere
spelt out is an organisation where it acts ("XYZ announced", "XYZ will appoint"), owns ("XYZ's budget"), is said to have
done something ("run by XYZ.") or stands beside another ("ABC / XYZ"); what the text defines as something else is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policyledger.naming import clean, is_capital, run_end, slug_of
from policyledger.organisationtext import AFTER_AGENT, Found, OrganisationText

BULLETS = ("•", "–", "-", "*")
QUOTES = frozenset("\"'“”‘’«»")
DASHES = frozenset({"-", "–", "—", ":", "="})
CLOSING = frozenset({")", "-", "–", "—"})
BEFORE_ENTRY = frozenset({"", ",", ";", ":", "(", "/", *BULLETS})
BEFORE_ACTOR = frozenset({"the", "", ".", ",", "and", "that", ";", ":", "by", *BULLETS})
BEFORE_SUBJECT = BEFORE_ACTOR | {
    "when",
    "while",
    "which",
    "because",
    "if",
    "as",
    "although",
    "after",
    "before",
    "until",
    "but",
    "whether",
}
ADVERBS = frozenset({"also", "has", "have", "had", "jointly", "recently", "further"})
OFFICERS = frozenset(
    {
        "chairperson",
        "chairman",
        "chairwoman",
        "chair",
        "president",
        "secretary-general",
        "director",
        "governor",
        "ceo",
        "commissioner",
    }
)
STAFF = frozenset(
    {"officials", "representatives", "experts", "researchers", "delegates", "inspectors", "scientists", "economists"}
)
LONGEST_DATELINE = 8
SAYING = frozenset({"says", "said"})
PARTNERSHIP = frozenset(
    {
        "collaboration",
        "cooperation",
        "partnership",
        "conjunction",
        "consultation",
        "coordination",
        "together",
        "jointly",
    }
)
"""What before "with" says that two act as one."""
SMALL = frozenset({"of", "and", "for", "the", "on", "in", "to", "&", ",", "-"})
LEADING = frozenset({"the", "hereinafter", "hereafter", "referred", "to", "as", "called", "henceforth", "known"})
SHORTEST_FULL, SHORTEST_ALIAS, LONGEST_ALIAS, MOST_LETTERS = 3, 4, 16, 0.6
REST, SOON = 7, 2
"""Tokens of a name beyond the part that was found."""
SHORTEST_UNDEFINED, LONGEST_UNDEFINED, LONGEST_COINED = 3, 8, 12
LASTING = frozenset(
    {"ongoing", "continuous", "continuously", "permanent", "permanently", "annually", "completed", "done"}
)
YEAR = re.compile(r"(?:19|20)\d\d$")
JOINTS = frozenset({",", ";", "and", "&", "the"})
LONGEST_ROW = 12
ROMAN = re.compile(r"[IVXLC]+$")
RULE = "ORG-DEED"


def find(text: OrganisationText, found: Sequence[Found], others: set[str]) -> tuple[list[Found], list[Found]]:
    """The mentions of organisations by letters the text spells out, and by letters it only shows to be a body's.

    Args:
        text: the text and its signs.
        found: the organisations found by their names; what is returned may overlap them.
        others: the acronyms of things that are no organisations, as `refused` gives them.
    """
    acronyms = _Acronyms(text, found, others)
    return list(acronyms.spelt_out()), list(acronyms.shown())


def acronym_after(text: OrganisationText, end: int) -> int | None:
    """The token of an acronym that begins right after a name, "(XYZ)" or ", or XYZ,"; else None."""
    if text.lower(end) == "," and text.lower(end + 1) == "or" and end + 2 < len(text.words):
        after = text.lower(end + 3)
        return end + 2 if is_acronym(text, end + 2) and not after[:1].isalnum() else None
    index = _bracketed(text, end)
    return index if index is not None and is_acronym(text, index) else None


def spelt_name(text: OrganisationText, hit: Found) -> Found | None:
    """The whole name before its acronym, of which a part was found: "Kelp and | Zone Board (KZB)".

    Every letter opens a capitalised word, and every such word gives one; None where the letters say otherwise.
    """
    index = acronym_after(text, hit.end_token)
    letters = "" if index is None else text.words[index].rstrip("s")
    if len(letters) < SHORTEST_UNDEFINED or not letters.isupper():
        return None
    words = _words_before(text, hit.end_token, len(letters))
    if [text.words[word][0] for word in words] != list(letters) or words[0] >= hit.start_token:
        return None
    name = clean(text.tokens.span(words[0], hit.end_token))
    return replace(hit, start_token=words[0], canonical=name, canonical_id=slug_of(name))


def spelt_on(text: OrganisationText, hit: Found) -> Found | None:
    """The whole name before its acronym, of which the beginning was found: "Trust for Micro | and Small Ports (TMSP)".

    The letters stand in the name in their order, the first and the last word giving theirs.
    """
    end = hit.end_token
    for word, lower in zip(text.words[end : end + REST], text.lowers[end : end + REST], strict=True):
        if lower not in SMALL and not is_capital(word):
            break
        end += 1
    index = acronym_after(text, end) if end > hit.end_token else None
    letters = "" if index is None else text.words[index]
    if len(letters) < SHORTEST_UNDEFINED or not letters.isupper():
        return None
    ends = text.words[hit.start_token][0] == letters[0] and text.words[end - 1][0] == letters[-1]
    name = clean(text.tokens.span(hit.start_token, end))
    whole = ends and _initials(letters, name)
    return replace(hit, end_token=end, canonical=name, canonical_id=slug_of(name)) if whole else None


def alias_of(text: OrganisationText, hit: Found) -> int | None:
    """The token of a short name in brackets right after a full one, "… Rural Bank (Ruralbank)"; else None.

    A place or a person may stand there too, so that its letters must come from the name: in order from the start of a
    word, blended from beginnings of words, or most of them first letters, for the full name may be a translation.
    """
    index = _bracketed(text, hit.end_token)
    if index is None or hit.end_token - hit.start_token < SHORTEST_FULL:
        return None
    word, small = text.words[index], text.lexicon.small
    if (
        not word.isalpha()
        or not word.istitle()
        or not SHORTEST_ALIAS <= len(word) <= LONGEST_ALIAS
        or index in text.head_at
    ):
        return None
    if (
        any(text.lowers[index] in words for words in (small.stoppers, small.texts, small.documents))
        or small.is_place((word,))
        or not text.is_coined(index, index + 1)
    ):
        return None
    lower, parts = text.lowers[index], hit.canonical.lower().split()
    starts = {part[0] for part in parts}
    if any(lower.endswith(part) for part in parts if len(part) >= SHORTEST_ALIAS) or _is_blend(lower, parts):
        return index
    first_letters = sum(letter in starts for letter in lower) >= MOST_LETTERS * len(lower) and lower[0] in starts
    return index if first_letters or _initials(word, hit.canonical) else None


def _is_blend(alias: str, parts: Sequence[str]) -> bool:
    """Whether a short name is put together from beginnings of the words of the full one, in whatever order."""
    beginnings = {part[:length] for part in parts for length in range(2, min(len(part), len(alias)) + 1)}
    reached = [True] + [False] * len(alias)
    for end in range(2, len(alias) + 1):
        reached[end] = any(reached[start] and alias[start:end] in beginnings for start in range(end - 1))
    return reached[-1]


def _bracketed(text: OrganisationText, end: int) -> int | None:
    """The token of the only word in brackets that open at a token, with what leads to it: "(hereinafter “the X”)"."""
    if end >= len(text.words) or text.words[end] != "(":
        return None
    index = end + 1
    while index < len(text.words) and (text.words[index] in QUOTES or text.lowers[index] in LEADING):
        index += 1
    closing = index + 1
    while closing + 1 < len(text.words) and text.words[closing] in QUOTES:
        closing += 1
    return index if closing < len(text.words) and text.words[closing] in (")", ",", ";") else None


def is_acronym(text: OrganisationText, index: int) -> bool:
    """Whether a token is written as an abbreviation: NASA, GovTech, A*STAR's first letters."""
    word = text.words[index]
    capitals = sum(letter.isupper() for letter in word)
    return 2 <= len(word) <= 12 and capitals >= 2 and not text.lexicon.small.is_place((word,))


def refused(text: OrganisationText, found: Sequence[Found]) -> set[str]:
    """The acronyms the text defines as something that is no organisation: "marine protected areas (MPAs)"."""
    ends = {hit.end_token for hit in found}
    others: set[str] = set()
    for index in (*text.places.get("(", ()), *text.places.get(",", ())):
        acronym = acronym_after(text, index)
        if acronym is None or index in ends:
            continue
        letters = text.words[acronym].rstrip("s")
        if _initials(letters, " ".join(text.words[word] for word in _words_before(text, index, len(letters)))):
            others.add(letters)
    return others


def elsewhere(text: OrganisationText, found: Sequence[Found], known: Sequence[Found]) -> Iterator[Found]:
    """The other mentions of acronyms that a table shows to be bodies.

    Args:
        text: the text and its signs.
        found: all organisations found.
        known: those among them whose mentions are wanted.
    """
    yield from _Acronyms(text, found, refused(text, found)).mentions(known)


class _Acronyms:
    """What a text says of its acronyms."""

    def __init__(self, text: OrganisationText, found: Sequence[Found], others: set[str]) -> None:
        self.text, self.found, self.refused = text, found, others
        self.capitals = sorted(
            index for word, places in text.places.items() if word.isupper() and len(word) > 1 for index in places
        )
        self.pairs = list(self._pairs())
        self.defined = self._defined()

    def spelt_out(self) -> Iterator[Found]:
        """Every mention of an acronym whose full name stands in the text."""
        known = {**self._by_initials(), **self.defined}
        yield from (name for _, name in self.pairs)
        for word, hit in known.items():
            for index in self.text.places[word]:
                yield replace(hit, start_token=index, end_token=index + 1)

    def shown(self) -> Iterator[Found]:
        """Every mention of an acronym that is nowhere spelt out but shown to be a body."""
        known = {index for hit in self.found for index in (hit.start_token, hit.end_token - 1)}
        known.update(index for word in self.defined for index in self.text.places[word])
        names: dict[str, Found] = {}
        for hit in (
            *self._acting(),
            *self._doing(),
            *self._acting_with(),
            *self._dated(),
            *self._owning(),
            *self._agents(),
            *self._headed(),
            *self._responsible(),
            *self._beside(known),
            *self._alike(),
        ):
            names.setdefault(self.text.words[hit.start_token], hit)
        for word, hit in names.items():
            for index in self.text.places[word]:
                if self._stands_free(index):
                    yield replace(hit, start_token=index, end_token=index + 1)

    def mentions(self, known: Sequence[Found]) -> Iterator[Found]:
        """Every mention of bodies whose name is an acronym."""
        for word, hit in {self.text.words[hit.start_token]: hit for hit in known}.items():
            for index in self.text.places[word]:
                if hit.end_token - hit.start_token == 1 and self._could_be_body(index) and self._stands_free(index):
                    yield replace(hit, start_token=index, end_token=index + 1)

    def _defined(self) -> dict[str, Found]:
        text = self.text
        defined: dict[str, Found] = {}
        alone = {hit.start_token: hit for hit in self.found if hit.end_token - hit.start_token == 1}
        longer = (hit for hit in self.found if hit.end_token - hit.start_token > 1)
        taken = {index for hit in longer for index in range(hit.start_token, hit.end_token)}
        for hit in self.found:
            index = acronym_after(text, hit.end_token)
            if index is None:
                index = alias_of(text, hit)
            if index is None and text.lower(hit.start_token - 1) == "(" and text.lower(hit.end_token) in CLOSING:
                index = hit.start_token - 2
                if index < 0 or not is_acronym(text, index) or not self._stands_for(index, hit):
                    index = None
            if index is not None and index not in taken:
                known = alone.get(index, hit)
                same = known.canonical in hit.canonical or hit.canonical in known.canonical
                defined.setdefault(text.words[index], known if same else hit)
        for index, hit in self.pairs:
            defined.setdefault(text.words[index], hit)
        return defined

    def _stands_for(self, index: int, hit: Found) -> bool:
        """Whether an acronym may be that of the name in parentheses after it: "XYZ (Trade Board)"."""
        return _initials(self.text.words[index], hit.canonical) or self._could_be_body(index)

    def _pairs(self) -> Iterator[tuple[int, Found]]:
        """The entries of a list of abbreviations: the token of each acronym, and the organisation it stands for."""
        text = self.text
        sentences: set[int] = set()
        for hit in self.found:
            index = hit.start_token - 2
            if index >= 0 and self._is_entry(index):
                sentences.add(text.tokens.sentence_of(index))
                yield index, hit
        starts = {hit.start_token for hit in self.found}
        for first, last in (text.tokens.sentences[number] for number in sorted(sentences)):
            for index in range(first, last - 2):
                if self._is_entry(index) and index + 2 not in starts and is_capital(text.words[index + 2]):
                    end = run_end(text.tokens, index + 2, last)
                    sample = next(hit for hit in self.found)
                    name = text.tokens.span(index + 2, end)
                    yield index, replace(sample, start_token=index + 2, end_token=end, canonical=name)

    def _is_entry(self, index: int) -> bool:
        text = self.text
        first, last = text.bounds(index)
        before = text.lower(index - 1) if index > first else ""
        return (
            index + 2 < last
            and text.words[index + 1] in DASHES
            and not text.tokens.glued(index + 2)
            and before in BEFORE_ENTRY
            and self._could_be_body(index)
        )

    def _by_initials(self) -> dict[str, Found]:
        """The acronyms that the first letters of the names make, for those the text itself holds."""
        made: dict[str, Found] = {}
        for hit in self.found:
            if hit.end_token - hit.start_token < SHORTEST_UNDEFINED:
                continue
            words = [word for word in hit.canonical.replace("-", " ").split() if word[0].isalnum()]
            for chosen in (words, [word for word in words if word[0].isupper()]):
                if len(chosen) >= SHORTEST_UNDEFINED:
                    made.setdefault("".join(word[0] for word in chosen).upper(), hit)
        names: dict[str, Found] = {}
        for word, places in self.text.places.items():
            full = made.get(word.upper())
            if full and any(self._could_be_body(index, mixed=True) for index in places):
                names[word] = full
        return names

    def _acting(self) -> Iterator[Found]:
        """Those that do what only a body does: "the RDA published", "…, says RDA"."""
        text = self.text
        for start, end, rule in text.matches(text.lexicon.deeds, capital=False):
            after = end + (text.lower(end) == "the")
            ends = after < len(text.words) and not text.lower(after + 1)[:1].isalnum()
            if text.lowers[start] in SAYING and ends and self._could_be_body(after):
                yield text.found(after, after + 1, rule)
            index = start - 1
            while index > 0 and text.lowers[index] in ADVERBS:
                index -= 1
            if index >= 0 and text.lower(index - 1) in BEFORE_ACTOR and self._could_be_body(index, shortest=2):
                yield text.found(index, index + 1, rule)

    def _doing(self) -> Iterator[Found]:
        """Those that are the subject of what only a body does: "PLN is asked to", "REA will appoint"."""
        text = self.text
        for index in (*self.capitals, *self._coined()):
            before = text.lower(index - 1) if index > text.bounds(index)[0] else ""
            if before not in BEFORE_SUBJECT or not self._could_be_body(index, mixed=True):
                continue
            others = self._row_before(index)
            ceiling = text.bounds(index)[1]
            if text.acts(index + 1) or (
                others and text.lexicon.agents.act(text.lowers, index + 1, ceiling)
            ):  # "NEQO and RDA | propose"
                yield from map(self._named, (index, *others))

    def _acting_with(self) -> Iterator[Found]:
        """Those that stand in a row before a body and act with it: "NEQO, RDA and the Trade Board will"."""
        for hit in self.found:
            others = self._row_before(hit.start_token)
            if others and self.text.acts(hit.end_token, anything=True):
                yield from map(self._named, others)

    def _dated(self) -> Iterator[Found]:
        """The news agencies that reports begin with: "LIMA, May 4 (RDA) -"."""
        text = self.text
        for index in self.capitals:
            if text.lower(index - 1) != "(" or text.lower(index + 1) != ")":
                continue
            first = text.bounds(index)[0]
            if not 0 < index - 1 - first <= LONGEST_DATELINE:
                continue
            near = text.words[first : index - 1]
            place = text.lexicon.small.place_end([word.title() for word in near], 0)
            day = not any(word.isalpha() and word.lower() not in text.lexicon.small.stoppers for word in near[place:])
            if place and day and all(word.isupper() for word in near[:place]):
                yield from self._body(index)

    def _row_before(self, index: int) -> list[int]:
        """The acronyms that stand in a row before one: "NEQO, RDA and | PLN |"."""
        text, row = self.text, list[int]()
        floor = text.bounds(index)[0]
        joint = index - 1
        while joint > floor and text.lowers[joint] in JOINTS and len(row) < LONGEST_ROW:
            while joint > floor and text.lowers[joint] in JOINTS:
                joint -= 1
            if text.words[joint][-1] == "s" or not self._could_be_body(joint, mixed=True):
                break  # "EVs and NEQO"
            row.append(joint)
            joint = text.before(joint)
        return row

    def _coined(self) -> Iterator[int]:
        """The words with a capital inside, "PacifiCorp", but for plurals of letters, "DisCos"."""
        for word, places in self.text.places.items():
            if word[0].isupper() and not word.isupper() and word[-1] != "s" and word[1:] != word[1:].lower():
                yield from places

    def _owning(self) -> Iterator[Found]:
        """Those that own something: "RDA's definition of small firms", "RDA officials"."""
        text = self.text
        for index in self.capitals:
            owns = text.lower(index + 1) == "'s" and text.lower(index + 2)[:1].isalpha()
            if owns or text.lower(index + 1) in text.lexicon.agents.owned:
                yield from self._body(index)

    def _agents(self) -> Iterator[Found]:
        """Those by or with whom something was done or said: "delivered by RDA and its partners", "according to RDA"."""
        text = self.text
        for index in self.capitals:
            before = text.before(index)
            link = text.lower(before)
            if before < 1 or link not in ("by", "to", "with"):
                continue
            verb = text.lowers[before - 1]
            agent = (
                (link == "by" and text.did(index))
                or (link == "to" and verb == "according")
                or (link == "with" and verb in PARTNERSHIP)
            )
            after = text.lower(index + 1)
            if agent and (after in AFTER_AGENT or not after[:1].isalnum() or text.acts(index + 1, anything=True)):
                yield from self._body(index)

    def _responsible(self) -> Iterator[Found]:
        """Those that open a line before a dash or a gap, in a table of which only the lines are left.

        A heading such as "Responsible agency" shows that there was a column of bodies: "EMB / RDA - June 2025".
        """
        text = self.text
        if not text.has_agency_heading:
            return
        for index in self.capitals:
            opens = index == text.bounds(index)[0] or "\n" in text.words[index - 1]
            line, after = [index], index + 1
            while text.lower(after) == "/" and after + 1 < len(text.words) and len(line) < LONGEST_ROW:
                line.append(after + 1)
                after += 2
            if after + 1 >= len(text.words):
                continue
            dash = text.lower(after) in DASHES and not text.tokens.glued(after) and not text.tokens.glued(after + 1)
            gap = text.lower(after).isspace() and "\n" not in text.lower(after)
            reach = REST if opens else SOON  # where lines were joined, only what follows the dash tells
            if (dash or (gap and opens)) and any(map(_is_of_time, text.lowers[after + 1 : after + 1 + reach])):
                for word in line:
                    if text.is_coined(word, word + 1) and not _is_common(text, word):
                        yield from self._body(word)

    def _headed(self) -> Iterator[Found]:
        """Those that somebody heads or comes from: "the chairperson of the | RDA", "experts from | RDA and NEQO"."""
        text = self.text
        for index in self.capitals:
            before = text.before(index)
            if before < 1 or text.lowers[before] not in ("of", "from", "at"):
                continue
            if text.lowers[before - 1] in (OFFICERS if text.lowers[before] == "of" else STAFF):
                yield from self._body(index)
                yield from map(self._named, self._row_after(index))

    def _row_after(self, index: int) -> list[int]:
        """The acronyms that stand in a row after one: "| RDA |, NEQO and PLN"."""
        text, row = self.text, list[int]()
        ceiling = text.bounds(index)[1]
        joint = index + 1
        while joint < ceiling and text.lowers[joint] in JOINTS and len(row) < LONGEST_ROW:
            while joint < ceiling and text.lowers[joint] in JOINTS:
                joint += 1
            if joint >= ceiling or text.words[joint][-1] == "s" or not self._could_be_body(joint, mixed=True):
                break
            row.append(joint)
            joint += 1
        return row

    def _beside(self, known: set[int]) -> Iterator[Found]:
        """Those that share a stroke with a body: "ABC / RDA", "Brinox/RDA"."""
        for index in self.text.places.get("/", ()):
            if 0 < index < len(self.text.words) - 1:
                for one, other in ((index - 1, index + 1), (index + 1, index - 1)):
                    if one in known:
                        yield from self._body(other)
                        if is_coined_alone(self.text, other):
                            yield self._named(other)

    def _alike(self) -> Iterator[Found]:
        """Those that stand in a row with bodies ("the Water Board, RDA and the Trade Bank") or where one stands."""
        text = self.text
        ends = {hit.end_token for hit in self.found} | {hit.end_token + 3 for hit in self.found}  # "… Board (WB)"
        starts = {hit.start_token for hit in self.found}
        places = {
            (text.tokens.sentence_of(hit.start_token), *text.lowers[hit.start_token - 2 : hit.start_token])
            for hit in self.found
            if text.lower(hit.start_token - 1) in ("for", "to", "by")
        }
        taken = {index for hit in self.found for index in range(hit.start_token, hit.end_token)}
        row: set[int] = set()
        for index in self.capitals:
            if index in taken or not (index and self._could_be_body(index)):
                continue
            follower = index + 1
            before = text.before(index)
            while before > 0 and text.lowers[before] in (",", "and", ";"):
                before -= 1
            while text.lower(follower) in (",", "and", ";", "the"):
                follower += 1
            in_row = before + 1 in ends and before < index - 1 and (follower > index + 1 or before + 1 in row)
            framed = (text.tokens.sentence_of(index), *text.lowers[max(0, index - 2) : index]) in places
            goes_on = self._goes_on(follower, starts) or self._opens(index + 1, starts) or before + 1 in row
            if (in_row and goes_on) or framed:
                yield from self._body(index)
                ends.add(index + 1)
                row.add(index + 1)

    def _goes_on(self, index: int, starts: set[int]) -> bool:
        """Whether the next item of a row is a body as well, or written like this one."""
        return index in starts or (index < len(self.text.words) and self._could_be_body(index))

    def _opens(self, index: int, starts: set[int]) -> bool:
        return self.text.lower(index) == "(" and index + 1 in starts

    def _body(self, index: int, mixed: bool = False) -> Iterator[Found]:
        if self._could_be_body(index, mixed):
            yield self._named(index)

    def _named(self, index: int) -> Found:
        name = self.text.words[index]
        return Found(index, index + 1, "other", RULE, name, name.lower())

    def _could_be_body(self, index: int, mixed: bool = False, shortest: int = SHORTEST_UNDEFINED) -> bool:
        """Whether an acronym may be that of a body: no common word, nothing the text defines, no word in capitals."""
        text, word = self.text, self.text.words[index]
        spelt = word.isalpha() and (word.isupper() or (mixed and word[0].isupper()))
        return (
            spelt
            and shortest <= len(word) <= (LONGEST_UNDEFINED if word.isupper() else LONGEST_COINED)
            and is_acronym(text, index)
            and word not in self.refused
            and word.upper() not in text.lexicon.small.no_body
            and not ROMAN.match(word)
            and not text.lexicon.small.is_place((word.capitalize(),))
            and not text.in_capitals(index)
        )

    def _stands_free(self, index: int) -> bool:
        text = self.text
        if index and len(text.words[index - 1]) == 1 and text.words[index - 1].isupper():
            return False  # the rest of a word in spaced letters
        named_before = (
            index and is_capital(text.words[index - 1]) and text.lower(index - 1) not in text.lexicon.small.openers
        )
        return not text.title_goes_on(index + 1) and not named_before


def _is_of_time(lower: str) -> bool:
    """Whether a word says when: a year, "ongoing"."""
    return lower in LASTING or YEAR.match(lower) is not None


def is_coined_alone(text: OrganisationText, index: int) -> bool:
    """Whether a word is capitalised like a name and no common one: no field, place, text, plural or opener."""
    word, small = text.words[index], text.lexicon.small
    return (
        len(word) > 2
        and word.isalpha()
        and word.istitle()
        and text.is_coined(index, index + 1)
        and not _is_common(text, index)
        and not (text.is_plural(index) or small.is_place((word,)) or word.upper() in small.no_body)
        and not (text.title_goes_on(index + 1) or _follows_capital(text, index))
    )


def _is_common(text: OrganisationText, index: int) -> bool:
    """Whether a word is one of those that are capitalised without naming anybody: a field, a text, an opener."""
    lower, small = text.lowers[index], text.lexicon.small
    common = (small.fields, small.texts, small.plain, small.openers, small.leaders, small.stoppers)
    return any(lower in words for words in common)


def _follows_capital(text: OrganisationText, index: int) -> bool:
    """Whether a capitalised word that is part of a name stands before a token."""
    opens = index == text.bounds(index)[0]
    return not opens and is_capital(text.words[index - 1]) and text.lowers[index - 1] not in text.lexicon.small.openers


def is_other_name(text: OrganisationText, opened: int) -> bool:
    """Whether a bracket holds letters that stand for no words before it: "the funding agency | (FCT) |"."""
    if text.words[opened : opened + 1] != ["("] or text.words[opened + 2 : opened + 3] != [")"]:
        return False
    letters = text.words[opened + 1]
    known = is_acronym(text, opened + 1) and len(letters) >= SHORTEST_UNDEFINED and letters.isupper()
    spelt = "".join(text.words[word][0] for word in _words_before(text, opened, len(letters)))
    return known and spelt.upper() != letters


def _words_before(text: OrganisationText, end: int, count: int) -> list[int]:
    """The tokens of the last words before one that can make an acronym of some letters, but for small ones."""
    first = text.bounds(end)[0]
    words: list[int] = []
    index = end - 1
    while index >= first and len(words) < count and (text.words[index][0].isalnum() or text.lowers[index] in SMALL):
        if text.lowers[index] not in SMALL:
            words.append(index)
        index -= 1
    return words[::-1]


def _initials(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym stand in a name in their order, the first at the start of a word."""
    letters, rest = acronym.lower(), name.lower()
    if not any(word.startswith(letters[0]) for word in rest.split()):
        return False
    for letter in letters:
        position = rest.find(letter)
        if position < 0:
            return False
        rest = rest[position + 1 :]
    return True
