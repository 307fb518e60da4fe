"""The components themselves: each thin over plain functions, each with its own rules on board.

A component keeps the rules it was made of and saves them with the pipeline, so that a saved pipeline does what it did
wherever it is loaded.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any, ClassVar, Self

import srsly
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from policyledger import dates, industries, instruments, organisations, quantities, statements
from policyledger.frames import FrameMatcher
from policyledger.headerunits import before_unit, label_unit, unit_in
from policyledger.labels import FIGURE_CELL
from policyledger.layout import (
    BODY,
    block_facts,
    guess_blocks,
    issued,
    published,
    register_extensions,
    set_blocks,
    set_issued,
    set_sentences,
)
from policyledger.naming import slug_of
from policyledger.numberwords import HYPHENS
from policyledger.organisationcells import RULE as AGENCIES
from policyledger.organisationcells import in_cells
from policyledger.organisationwords import OrganisationLexicon
from policyledger.quantitywords import QuantityLexicon
from policyledger.reading.listmarks import CODE
from policyledger.rowcolumns import figure_cells, labelled_cells, speaking_cells
from policyledger.rules.model import (
    MODELS,
    ComparatorRule,
    DateRule,
    FrameRule,
    IndustryRule,
    InstrumentRule,
    LexiconRule,
    NumberRule,
    OrganisationRule,
    Rule,
    StatusRule,
    UnitRule,
)
from policyledger.rules.rulebook import Rulebook, load_rulebook
from policyledger.sentences import SentenceLexicon
from policyledger.tokens import Tokens

register_extensions()

PERIOD = 5
"""Tokens of a period in brackets: "(2014-2020)"."""


HEAD_BLOCKS, HEAD_TOKENS = 8, 24
"""Blocks at the head of a document, and tokens of the longest, in which its date of issue is looked for."""


class Component:
    """A spaCy component made of rules; what it makes of them is made when a Doc first asks for it.

    Attributes:
        kinds: the rule classes it uses.
    """

    kinds: ClassVar[tuple[type[Rule], ...]]

    def __init__(self, name: str, vocab: Vocab, rules: Rulebook | Iterable[Rule] | None = None) -> None:
        self.name = name
        self.vocab = vocab
        if rules is not None:
            self.set_rules(rules)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules it is made of: those in force, where none were given."""
        return self._own(load_rulebook())

    def set_rules(self, rules: Rulebook | Iterable[Rule]) -> None:
        """Replaces the rules by those of these that are of the component's kinds."""
        for kind in type(self).__mro__:
            for name, attribute in vars(kind).items():
                if isinstance(attribute, cached_property):
                    self.__dict__.pop(name, None)
        self.rules = self._own(rules)

    def _own(self, rules: Rulebook | Iterable[Rule]) -> tuple[Rule, ...]:
        return tuple(rule for rule in rules if isinstance(rule, self.kinds) and rule.status != "deprecated")

    def __call__(self, doc: Doc) -> Doc:
        raise AssertionError("every component is called its own way")

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The rules as JSON."""
        data: bytes = srsly.json_dumps(
            [{"kind": rule.kind, **rule.model_dump(mode="json", exclude_defaults=True)} for rule in self.rules]  # type: ignore[attr-defined]
        ).encode()
        return data

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Self:
        """The component with the rules of `to_bytes`."""
        entries: list[dict[str, Any]] = srsly.json_loads(data.decode())
        self.set_rules([MODELS[entry["kind"]].model_validate_json(srsly.json_dumps(entry)) for entry in entries])
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Writes the rules to the file `path`.json."""
        Path(path).with_suffix(".json").write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:
        """The component with the rules of `to_disk`."""
        return self.from_bytes(Path(path).with_suffix(".json").read_bytes())

    def of(self, kind: type[Any]) -> list[Any]:
        """The rules of one kind."""
        return [rule for rule in self.rules if isinstance(rule, kind)]


class Sections(Component):
    """Blocks where the Doc came without, sections and sentences."""

    kinds = (LexiconRule,)

    @cached_property
    def lexicon(self) -> SentenceLexicon:
        """What its rules know, in the shape it is asked."""
        return SentenceLexicon.from_rules(self.of(LexiconRule))

    def __call__(self, doc: Doc) -> Doc:
        if "blocks" not in doc.spans:
            guessed = list(guess_blocks(doc.text))
            set_blocks(doc, [(start, end) for start, end, _ in guessed], [fact for _, _, fact in guessed])
        set_sentences(doc, self.lexicon)
        return doc


class Industries(Component):
    """`doc.spans["industries"]`: label_ "industry", id_ the rule, kb_id_ the slug, `_.industry` {"name"}."""

    kinds = (IndustryRule,)

    @cached_property
    def lexicon(self) -> industries.IndustryLexicon:
        """What its rules know, in the shape it is asked."""
        return industries.IndustryLexicon.from_rules(self.of(IndustryRule))

    def __call__(self, doc: Doc) -> Doc:
        body = body_tokens(doc)
        spans = []
        for found in industries.find(Tokens.of(doc), self.lexicon):
            if not body[found.start_token]:
                continue
            span = Span(doc, found.start_token, found.end_token, "industry", kb_id=found.slug, span_id=found.rule_id)
            span._.industry = {"name": found.name}
            spans.append(span)
        doc.spans["industries"] = spans
        return doc


class Organisations(Component):
    """`doc.spans["organisations"]`: label_ the type, kb_id_ the full name; no industry stays inside one."""

    kinds = (OrganisationRule, InstrumentRule, LexiconRule)

    @cached_property
    def lexicon(self) -> OrganisationLexicon:
        """What its rules know, in the shape it is asked."""
        return OrganisationLexicon.from_rules(self.rules)

    def __call__(self, doc: Doc) -> Doc:
        body = body_tokens(doc)
        spans = []
        tokens = Tokens.of(doc)
        known = organisations.find(tokens, self.lexicon)
        responsible = in_cells(tokens, self.lexicon, self._agency_cells(doc), known)
        for found in sorted([*known, *responsible], key=lambda hit: hit.start_token):
            if not body[found.start_token]:
                continue
            span = Span(
                doc, found.start_token, found.end_token, found.type, kb_id=found.canonical, span_id=found.rule_id
            )
            span._.organisation = {
                "canonical": found.canonical,
                "canonical_id": found.canonical_id,
                "type": found.type,
            }
            spans.append(span)
        doc.spans["organisations"] = spans
        if "industries" in doc.spans:  # "Acme Sanitation Ltd." names a company, not an industry
            inside = {index for span in spans for index in range(span.start, span.end)}
            doc.spans["industries"] = [
                span for span in doc.spans["industries"] if not inside.issuperset(range(span.start, span.end))
            ]
        return doc

    def _agency_cells(self, doc: Doc) -> list[tuple[int, int]]:
        """The cells of columns and rows of those responsible, as token ranges."""
        facts = block_facts(doc)
        if not any(fact.get("cell") for fact in facts):
            return []
        blocks = list(doc.spans["blocks"])
        heads = {AGENCIES: self._agency_heads}
        cells = {*speaking_cells(blocks, facts, heads), *labelled_cells(blocks, facts, heads)}
        return [(blocks[at].start, blocks[at].end) for at, role in sorted(cells) if role == "agency"]

    @cached_property
    def _agency_heads(self) -> frozenset[str]:
        """The headings of columns of those responsible."""
        return frozenset(
            term for rule in self.rules if isinstance(rule, LexiconRule) and rule.id == AGENCIES for term in rule.terms
        )


class Instruments(Component):
    """`doc.spans["instruments"]`: label_ the type, id_ the rule, kb_id_ the full name; none within an organisation."""

    kinds = (InstrumentRule, LexiconRule)

    @cached_property
    def lexicon(self) -> instruments.InstrumentLexicon:
        """What its rules know, in the shape it is asked."""
        return instruments.InstrumentLexicon.from_rules(self.rules)

    def __call__(self, doc: Doc) -> Doc:
        body = body_tokens(doc)
        spans = []
        named = [(span.start, span.end, span.kb_id_) for span in doc.spans.get("industries", ())]
        bodies = {
            index: span.end for span in doc.spans.get("organisations", ()) for index in range(span.start, span.end)
        }
        for found in instruments.find(Tokens.of(doc), self.lexicon, named):
            if not body[found.start_token] or found.end_token <= bodies.get(found.start_token, 0):
                continue  # "Office for Harbour Policy" is no policy
            span = Span(
                doc, found.start_token, found.end_token, found.type, kb_id=found.canonical, span_id=found.rule_id
            )
            span._.instrument = {
                "canonical": found.canonical,
                "canonical_id": slug_of(found.canonical),
                "type": found.type,
                "industry_id": found.industry_id,
            }
            spans.append(span)
        doc.spans["instruments"] = spans
        return doc


class Dates(Component):
    """`doc.spans["dates"]`: label_ "date", id_ the rule, kb_id_ the EDTF, `_.date` its facts and rules."""

    kinds = (DateRule, NumberRule, UnitRule, InstrumentRule, LexiconRule)

    @cached_property
    def lexicon(self) -> dates.DateLexicon:
        """What its rules know, in the shape it is asked."""
        return dates.DateLexicon.from_rules(self.rules)

    def __call__(self, doc: Doc) -> Doc:
        body = body_tokens(doc)
        blocked = [
            (span.start, _before_period(span))
            for name in ("instruments", "organisations")
            for span in doc.spans.get(name, ())
        ]
        spans = []
        if published(doc) is None:
            set_issued(doc, self._issue_of_head(doc))
        headings = [(span.start, span.end) for span in doc.spans.get("blocks", ()) if span.label_ == "heading"]
        blocks = doc.spans.get("blocks", ())
        figures = figure_cells(blocks, block_facts(doc), self._lists)
        blocked += [(blocks[cell].start, blocks[cell].end) for cell in figures]
        columns = [(block.start, block.end) for block in _column_heads(doc)]
        for found in dates.find(Tokens.of(doc), self.lexicon, issued(doc), blocked, headings, columns):
            if not body[found.start_token]:
                continue
            span = Span(doc, found.start_token, found.end_token, "date", kb_id=found.edtf or "", span_id=found.rule_id)
            span._.date = {
                "edtf": found.edtf,
                "start": found.start_day,
                "end": found.end_day,
                "role": found.role,
                "cue": found.cue,
                "rule_ids": found.rule_ids,
            }
            spans.append(span)
        doc.spans["dates"] = spans
        return doc

    @cached_property
    def _lists(self) -> dict[str, frozenset[str]]:
        """Its word lists, by their ids."""
        return {rule.id: frozenset(rule.terms) for rule in self.rules if isinstance(rule, LexiconRule)}

    def _issue_of_head(self, doc: Doc) -> str | None:
        """The date of issue that the head of a document gives away: "Budget 2025", "Submitted on 14 October 2024"."""
        for block in list(doc.spans.get("blocks", ()))[:HEAD_BLOCKS]:
            if len(block) <= HEAD_TOKENS:
                for found in dates.find(Tokens.of_text(block.text), self.lexicon):
                    if found.role == "issued" and found.edtf:
                        return found.edtf.partition("/")[0]
        return None


class Quantities(Component):
    """`doc.spans["quantities"]`: label_ the kind of unit, kb_id_ the unit, `_.quantity` its facts."""

    kinds = (NumberRule, UnitRule, ComparatorRule, LexiconRule)

    @cached_property
    def lexicon(self) -> QuantityLexicon:
        """What its rules know, in the shape it is asked."""
        return QuantityLexicon.from_rules(self.rules)

    def __call__(self, doc: Doc) -> Doc:
        body = body_tokens(doc)
        tokens = Tokens.of(doc)
        units, kinds, sources = self._sentence_facts(doc, tokens)
        begins = [begin for begin, _ in tokens.sentences]
        blocked = {
            index
            for name in ("instruments", "organisations", "dates")
            for span in doc.spans.get(name, ())
            for index in range(self._free_until(tokens, span) if name == "dates" else span.start, span.end)
        }
        spans = []
        for found in quantities.find(tokens, self.lexicon, blocked, units, kinds):
            source = sources.get(bisect_right(begins, found.start) - 1)
            if not body[found.number_start] or _is_own_unit(doc, source, found.start):
                continue
            rule_id = found.rule_ids[0] if found.rule_ids else ""
            span = Span(doc, found.start, found.end, found.unit_kind, kb_id=found.unit, span_id=rule_id)
            span._.quantity = found.facts() | {"unit_from": source}
            spans.append(span)
        doc.spans["quantities"] = spans
        return doc

    def _free_until(self, tokens: Tokens, date: Span) -> int:
        """The token of a date up to which its numbers are a length of time: "over the next 5 to 10 | years"."""
        for at in range(date.end - 1, date.start, -1):
            unit = self.lexicon.units.match(tokens, at, date.end)
            number = tokens.words[at - 1]
            if unit is not None and unit.unit.kind == "duration" and not (number.isdigit() and len(number) == 4):
                named = number in HYPHENS and unit.end < date.end and not tokens.lowers[unit.end].startswith("period")
                return date.start if named else at  # "the 12th | five-year plan"
        return date.start

    def _sentence_facts(self, doc: Doc, tokens: Tokens) -> tuple[dict[int, Any], list[str], dict[int, Any]]:
        """For each sentence the unit its label gives, or the headers of a cell; the kind of its block; that header.

        Of the header its block, and how many of its tokens stand before the unit.
        """
        facts, blocks = block_facts(doc), doc.spans["blocks"]
        kinds = ["paragraph"] * len(tokens.sentences)
        units: dict[int, Any] = {}
        sources: dict[int, tuple[int, int]] = {}
        rows = self._row_units(tokens, blocks, facts)
        dated = {at for date in doc.spans.get("dates", ()) for at in range(date.start, date.end)}
        figures = set(figure_cells(blocks, facts, self.lexicon.lists))

        @cache  # a head has many cells
        def before(head: int) -> int:
            return before_unit(tokens, blocks[head].start, blocks[head].end, self.lexicon, dated)

        sentence = 0
        for index, (block, fact) in enumerate(zip(blocks, facts, strict=True)):
            while sentence < len(tokens.sentences) and tokens.sentences[sentence][0] < block.start:
                sentence += 1
            place = sentence
            while place < len(tokens.sentences) and tokens.sentences[place][0] < block.end:
                kinds[place] = FIGURE_CELL if index in figures else fact["kind"]
                cell = fact.get("cell")
                if cell and not cell["is_header"]:
                    unit, source = rows.get((cell["table"], cell["row"]), (None, None))
                    if unit is None:
                        unit, source = self._header_unit(tokens, blocks, facts, cell, dated)
                    if unit is not None:
                        units[place] = unit
                    if source is not None:
                        sources[place] = source, before(source)
                elif not cell:
                    labelled = label_unit(tokens, *tokens.sentences[place], self.lexicon)
                    if labelled is not None:
                        units[place] = labelled
                place += 1
        return units, kinds, sources

    def _header_unit(
        self,
        tokens: Tokens,
        blocks: Sequence[Span],
        facts: Sequence[dict[str, Any]],
        cell: dict[str, Any],
        dated: Collection[int],
    ) -> tuple[Any, int | None]:
        """The unit a cell's headers, or the lines around its table, name, and the block: "Share (%)", "in EUR million".

        The head over the labels names it where those of the columns say but when: "Landings (t) | 2018 | 2030".
        """
        around = [cell[name] for name in ("unit", "caption") if cell[name] is not None]
        scale, scaled = None, None
        heads = cell["column_headers"]
        stub = cell["stub_heads"] if heads and all(self._says_when(blocks[head], dated) for head in heads) else ()
        rows = [
            index
            for index in reversed(cell["row_headers"])
            if not self._is_code(facts[index]["cell"]["column"], blocks[index].text)
        ]
        for index in (*reversed(heads), *rows, *reversed(stub), *around):
            found = unit_in(tokens, blocks[index].start, blocks[index].end, self.lexicon)
            if found is not None and found.kind == "duration" and index in stub:
                continue  # "Age (years)"
            if found is not None and found.kind != "count":
                return (found if scale is None else replace(found, factor=found.factor * scale.factor)), index
            if scale is None and found is not None:
                scale, scaled = found, index  # "thousand": of what, a further header may say
        return scale, scaled

    @staticmethod
    def _is_code(column: int, text: str) -> bool:
        """Whether a label is but the number of its row: "(g)", "SDG 7.2"."""
        return column == 0 and (sum(map(str.isalpha, text)) == 1 or CODE.fullmatch(text) is not None)

    def _says_when(self, head: Span, dated: Collection[int]) -> bool:
        """Whether a column header has a date and says no more than how firm its values are: "Target 2030".

        Or that they are the sum of the others: "Total".
        """
        firm, totals = self.lexicon.lists["LEX-TABLE-WORD"], self.lexicon.lists["LEX-TOTAL-ROW"]
        rest = [token for token in head if token.i not in dated]
        told = all(token.lower_ in firm or not token.is_alpha for token in rest)
        return (told and len(rest) < len(head)) or head.text.lower().strip(" :*") in totals

    def _row_units(
        self, tokens: Tokens, blocks: Sequence[Span], facts: Sequence[dict[str, Any]]
    ) -> dict[tuple[int, int], tuple[Any, int]]:
        """The unit of each table row that names it in a column of its own ("Unit"), and the block that does."""
        units: dict[tuple[int, int], tuple[Any, int]] = {}
        for index, role in speaking_cells(blocks, facts, self.lexicon.lists):
            unit = unit_in(tokens, blocks[index].start, blocks[index].end, self.lexicon) if role == "unit" else None
            if unit is not None:
                cell = facts[index]["cell"]
                units.update(((cell["table"], cell["row"] + down), (unit, index)) for down in range(cell["height"]))
        return units


class Statements(Component):
    """`doc.spans["statements"]`: the span of each quantity, label_ its status, `_.statement` the columns of its row."""

    kinds = (StatusRule, FrameRule, LexiconRule)

    @cached_property
    def lexicon(self) -> statements.StatementLexicon:
        """What its rules know, in the shape it is asked."""
        return statements.StatementLexicon.from_rules(self.rules)

    @cached_property
    def frames(self) -> FrameMatcher:
        """Its frames, ready to be matched."""
        return FrameMatcher(self.rules, self.vocab)

    def __call__(self, doc: Doc) -> Doc:
        spans = []
        tokens = Tokens.of(doc)
        framed = {hit.quantity: (hit.rule_id, hit.fields(doc)) for hit in self.frames.apply(doc, tokens)}
        for quantity, statement in statements.link(doc, tokens, self.lexicon, framed):
            rule_id = statement["rule_ids"][0] if statement["rule_ids"] else ""
            span = Span(doc, quantity.start, quantity.end, label=statement["status"], span_id=rule_id)
            span._.statement = statement
            spans.append(span)
        doc.spans["statements"] = spans
        return doc


def _is_own_unit(doc: Doc, source: tuple[int, int] | None, at: int) -> bool:
    """Whether a token stands in a cell that says no more than the unit of its row: "10³ t"."""
    block = None if source is None or source[1] else doc.spans["blocks"][source[0]]
    return block is not None and block.start <= at < block.end


def _column_heads(doc: Doc) -> list[Span]:
    """What heads the columns of tables, in order."""
    heads = {head for fact in block_facts(doc) if (cell := fact.get("cell")) for head in cell["column_headers"]}
    blocks = doc.spans["blocks"] if heads else ()
    return [blocks[head] for head in sorted(heads)]


def body_tokens(doc: Doc) -> bytes:
    """For each token 1 where things are looked for: in all but credits, running heads and feet; kept for the next."""
    global _body
    facts = block_facts(doc)
    last = _body  # read once: another thread may set it
    if last is None or last[0] is not facts:
        last = _body = facts, _body_tokens(doc, facts)
    return last[1]


_body: tuple[object, bytes] | None = None


def _body_tokens(doc: Doc, facts: Sequence[dict[str, Any]]) -> bytes:
    if all(fact["kind"] in BODY for fact in facts):
        return b"\1" * len(doc)
    body = bytearray(len(doc))
    for span, fact in zip(doc.spans["blocks"], facts, strict=True):
        if fact["kind"] in BODY:
            body[span.start : span.end] = b"\1" * (span.end - span.start)
    return bytes(body)


def _before_period(name: Span) -> int:
    """The end of a name without the years of its period in brackets: "the Climate Plan | (2014-2020)"."""
    if name.end - name.start < PERIOD or name[-1].text != ")":
        return name.end
    return next((token.i for token in name[-PERIOD:] if token.text == "("), name.end)
