"""The rules of all packs, read, checked and put together into one `Rulebook`.

Packs come in the order of `packs.packs`. A later pack replaces a rule by giving its id, changes one with
`extends:` and silences one with `disable:`. Either every rule of every pack is right, or nothing is loaded and all that
is wrong is said at once (`RuleErrors`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from policyledger.rules.aliases import Aliases, read_aliases
from policyledger.rules.cache import remembered
from policyledger.rules.findings import (
    NOT_A_MAP,
    Finding,
    RuleErrors,
    article,
    as_list,
    did_you_mean,
    explained,
    listed,
    nearest,
    quoted,
    shown,
)
from policyledger.rules.model import MODELS, Extension, Rule, Strict, models_in
from policyledger.rules.packs import Pack, packs, rule_files, stamp
from policyledger.rules.places import Source, place_among, tree_of
from policyledger.rules.salvage import salvaged
from policyledger.rules.skeletons import PREFIXES
from policyledger.rules.whole import wrongs
from policyledger.rules.yaml import Loc, Place, Tree, YamlError, parse

R = TypeVar("R", bound=Rule)

FILE_KEYS = ("kind", "rules", "extends", "disable")
MAX_FILES = 2_000
UNREAD = ("L001", "L008", "L009", "L011", "L016")
"""Codes of files of which nothing could be read."""
_DASHES = "Begin each with `- `."
MAX_CSV_BYTES = 20_000_000


@dataclass(frozen=True)
class Rulebook:
    """All rules in force, in the order of their ids, with a digest that names them.

    Attributes:
        rules: by id.
        digest: SHA-256 (hex) over all that decides what the rules find; docs and examples don't count.
        packs: those the rules come from, in order.
        sources: by rule id, where the rule stands, then the entries that extend it.
        replaced: by rule id, where the rules stand that a later pack has replaced.
        disabled: by rule id, where it is disabled.
        notes: what could be better about the way packs change each other.
    """

    rules: dict[str, Rule]
    digest: str
    packs: tuple[Pack, ...] = ()
    sources: dict[str, tuple[Source, ...]] = field(default_factory=dict)
    replaced: dict[str, tuple[Source, ...]] = field(default_factory=dict)
    disabled: dict[str, Source] = field(default_factory=dict)
    notes: tuple[Finding, ...] = ()

    def of(self, model: type[R]) -> tuple[R, ...]:
        """The rules of one kind that are in force, by rule class, in the order of their ids; deprecated ones aren't."""
        return tuple(rule for rule in self if isinstance(rule, model) and rule.status != "deprecated")

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules.values())


def load_rulebook(dirs: Iterable[str | Path] = ()) -> Rulebook:
    """The rules in force: shipped, installed, and of further folders.

    Args:
        dirs: further folders of rules, or single files; later ones win by id.

    Raises:
        RuleErrors: with all that is wrong in any file.
    """
    return _load(packs(dirs), stamp(dirs))


def make_rulebook(rules: Iterable[Rule]) -> Rulebook:
    """A rulebook of ready rules."""
    ordered = {rule.id: rule for rule in sorted(rules, key=lambda rule: rule.id)}
    return Rulebook(ordered, _digest(ordered.values()))


def read_rules(path: Path) -> tuple[Rule, ...]:
    """The rules of one file, checked.

    Raises:
        RuleErrors: with all that is wrong in the file.
    """
    loader = _Loader()
    loader.add(Pack(path.stem, path))
    return tuple(loader.finish((Pack(path.stem, path),)).rules.values())


@lru_cache(maxsize=8)
def _load(found: tuple[Pack, ...], stamped: object) -> Rulebook:
    loader = _Loader()
    for pack in found:
        loader.add(pack)
    return loader.finish(found)


@dataclass
class _Entry:
    """A rule as written, with where it stands."""

    kind: str
    data: dict[str, Any]
    rule: Rule
    sources: tuple[Source, ...]


class _Loader:
    """Reads packs one after the other and collects what is wrong."""

    def __init__(self) -> None:
        self.entries: dict[str, _Entry] = {}
        self.replaced: dict[str, tuple[Source, ...]] = {}
        self.disabled: dict[str, Source] = {}
        self.gone: list[Rule] = []
        self.notes: list[Finding] = []
        self.csvs: dict[Path, Aliases | None] = {}
        self.asked: dict[Path, set[str]] = {}
        self.findings: list[Finding] = []
        self.trees: dict[Path, Tree] = {}
        self.made_up: dict[str, set[Loc]] = {}

    def add(self, pack: Pack) -> None:
        """Reads a pack: first its rules, then what it extends and disables."""
        if not pack.path.exists():
            self._find(pack.path, (), "L016", reason="there is no such folder")
            return
        files = rule_files(pack.path)
        if len(files) > MAX_FILES:
            self._find(pack.path, (), "L009", reason=f"{len(files):,} files, where {MAX_FILES:,} are allowed")
            return
        contents = [(path, data) for path in files if (data := self._content(pack, path)) is not None]
        own: dict[str, _Entry] = {}
        seen: dict[str, Source] = {}
        for path, data in contents:
            for index, entry in enumerate(_list(data.get("rules"))):
                self._add_rule(Source(pack.name, path, ("rules", index)), data["kind"], entry, own, seen)
        for id_, entry in own.items():
            older = self.entries.get(id_)
            if older and older.kind != entry.kind:
                source = entry.sources[0]
                other = f"{older.sources[0].pack} ({shown(older.sources[0].path)})"
                self._find(source.path, (*source.loc, "id"), "L018", id_, given=id_, kind=older.kind, other=other)
            elif older:
                self.gone.append(older.rule)
                self.replaced[id_] = (*self.replaced.get(id_, ()), *older.sources)
            self.entries[id_] = entry
            self.disabled.pop(id_, None)
        for path, data in contents:
            for index, change in enumerate(_list(data.get("extends"))):
                self._extend(Source(pack.name, path, ("extends", index)), change)
        for path, data in contents:
            for index, id_ in enumerate(_list(data.get("disable"))):
                self._disable(Source(pack.name, path, ("disable", index)), id_)

    def finish(self, found: tuple[Pack, ...]) -> Rulebook:
        """The rulebook of all that was added.

        Raises:
            RuleErrors: if anything was wrong.
        """
        kept = {id_: self.entries[id_] for id_ in sorted(self.entries) if id_ not in self.disabled}
        rules = {id_: entry.rule for id_, entry in kept.items()}
        self._check(rules)
        self._check_csvs()
        if any(finding.code in UNREAD for finding in self.findings):  # what a file would have given can't be missed
            self.findings = [finding for finding in self.findings if finding.code not in ("L010", "L015")]
        if self.findings:
            raise RuleErrors(self.findings)
        sources = {id_: entry.sources for id_, entry in kept.items()}
        return Rulebook(rules, _digest(rules.values()), found, sources, self.replaced, self.disabled, tuple(self.notes))

    def _check(self, rules: Mapping[str, Rule]) -> None:
        """Notes what is wrong among the rules of all packs."""
        gone = (*self.gone, *(self.entries[id_].rule for id_ in self.disabled))
        for wrong in wrongs(rules, gone):
            place = place_among(self.entries[wrong.rule].sources, wrong.at, wrong.value)
            made_up = any(wrong.at[: len(way)] == way for way in self.made_up.get(wrong.rule, ()))
            if place is not None and not made_up:
                self.findings.append(Finding.make(*place, wrong.code, wrong.rule, **wrong.facts))

    def _content(self, pack: Pack, path: Path) -> dict[str, Any] | None:
        """The data of a file whose outer shape is right."""
        data = self._data(pack, path)
        if data is None:
            return None
        if not isinstance(data, dict) or not data.keys() - {"kind"}:
            given = ("a kind without rules" if data else "empty") if isinstance(data, dict) else quoted(data)
            self._find(path, (), "L006", allowed=listed(FILE_KEYS), given=given)
            return None
        for key in data.keys() - set(FILE_KEYS):
            remedy = did_you_mean(key, FILE_KEYS)
            facts = {"field": key, "where": "a rule file", "allowed": listed(FILE_KEYS), "remedy": remedy}
            self._find(path, (key,), "L003", at_key=True, **facts)
        for key in ("rules", "extends", "disable"):
            if not isinstance(data.get(key, []), list):
                given = quoted(data[key])
                remedy = f"Put it in square brackets: [{data[key]}]." if isinstance(data[key], str) else _DASHES
                self._find(path, (key,), "L002", field=key, given=given, allowed="a list", remedy=remedy)
        if data.get("rules"):
            kind = data.get("kind")
            if "kind" not in data:
                self._find(path, (), "L004", field="kind", where="the file", kind="KIND")
            elif not isinstance(kind, str) or kind not in MODELS:
                remedy = did_you_mean(str(kind), list(MODELS)) or "Choose one of these."
                self._find(path, ("kind",), "L005", given=quoted(kind), allowed=listed(MODELS), remedy=remedy)
            else:
                return data
            meant = nearest(str(kind), list(MODELS)) or _kind_of_ids(_list(data["rules"]))
            return {**data, "kind": meant} if meant else {**data, "rules": []}
        return data

    def _data(self, pack: Pack, path: Path) -> Any:
        content = self._bytes(pack.path, path, ())
        if content is None:
            return None
        try:
            data = remembered(path, content, lambda: self._parsed(path, content))
        except YamlError as error:
            facts = {"reason": error.reason, "given": quoted(error.reason), "remedy": error.remedy}
            self.findings.append(Finding.make(path, error.place, error.code, **facts))
            return None
        return {} if data is None else data

    def _parsed(self, path: Path, content: bytes) -> Any:
        self.trees[path] = tree = parse(content)
        return tree.data

    def _bytes(self, root: Path, path: Path, loc: Loc, at: Path | None = None) -> bytes | None:
        """A file's content; nothing outside of the pack is read."""
        inside = root if root.is_dir() else root.parent
        if not path.resolve().is_relative_to(inside.resolve()):
            self._find(at or path, loc, "L016", reason=f"{path.name} lies outside of its pack")
            return None
        try:
            if not path.is_file():
                self._find(at or path, loc, "L016", reason=f"{path.name} is no file")
                return None
            if path.stat().st_size > MAX_CSV_BYTES:
                self._find(at or path, loc, "L016", reason=f"{path.name} is larger than {MAX_CSV_BYTES:,} bytes")
                return None
            return path.read_bytes()
        except OSError as error:
            self._find(at or path, loc, "L016", reason=error.strerror or str(error))
            return None

    def _add_rule(self, source: Source, kind: str, data: Any, own: dict[str, _Entry], seen: dict[str, Source]) -> None:
        if not isinstance(data, dict):
            self._no_map(source, data)
            return
        id_ = data.get("id")
        complete = self._with_csv(source, str(id_), data)
        rule = self._checked(kind, complete, source)
        if isinstance(id_, str):
            first = seen.setdefault(id_, source)
            if first is not source:
                other = f"{shown(first.path)}:{self._tree(first.path).place((*first.loc, 'id'))[0]}"
                self._find(source.path, (*source.loc, "id"), "L007", id_, given=id_, other=other)
                return
        if rule is not None:
            own[rule.id] = _Entry(kind, complete, rule, (source,))

    def _with_csv(self, source: Source, id_: str, data: dict[str, Any], at: Loc = ()) -> dict[str, Any]:
        """A map with the terms of its `terms_from` added to its own; `at` is the way to it in the entry of a rule."""
        given = data.get("terms_from")
        if not isinstance(given, str):
            return data
        path, loc = source.path.parent / given, (*source.loc, *at, "terms_from")
        further: dict[str, int] = {}
        if Path(given).is_absolute() or ".." in Path(given).parts or Path(given).suffix != ".csv":
            reason: str | None = "not the name of a CSV file beside this one"
        elif not path.is_file():
            reason = "there is no such file"
        elif path.stat().st_size > MAX_CSV_BYTES:
            reason = f"larger than {MAX_CSV_BYTES:,} bytes"
        else:
            aliases = self._aliases(source, path, loc)
            self.asked.setdefault(path, set()).add(id_)
            further = aliases.terms.get(id_, {}) if aliases is not None else {}
            known = further or aliases is None or aliases.slips
            reason = None if known else f"it has no row for {id_}"
        if reason is not None:
            self._find(source.path, loc, "L012", id_, given=quoted(given), reason=reason)
        own = data.get("terms") or []
        if not isinstance(own, list):
            return data  # the model says what is wrong
        return {**data, "terms": [*own, *_without([*further], own)]}

    def _aliases(self, source: Source, path: Path, loc: Loc) -> Aliases | None:
        """The names of a CSV, read once."""
        if path not in self.csvs:
            content = self._bytes(source.path.parent, path, loc, source.path)
            self.csvs[path] = None if content is None else read_aliases(content)
            for slip in aliases.slips if (aliases := self.csvs[path]) else ():
                facts = {"reason": slip.reason, "remedy": slip.remedy}
                self.findings.append(Finding.make(path, (slip.line, 1), "L020", **facts))
        return self.csvs[path]

    def _check_csvs(self) -> None:
        """Notes rows of CSVs whose id no rule beside them has."""
        for path, asked in self.asked.items():
            aliases = self.csvs[path]
            for id_, terms in aliases.terms.items() if aliases else ():
                if id_ not in asked:
                    remedy = did_you_mean(id_, sorted(asked)) or f"Give that rule `terms_from: {path.name}`."
                    facts = {"reason": f"no rule {quoted(id_)} takes its terms from here", "remedy": remedy}
                    self.findings.append(Finding.make(path, (min(terms.values()), 1), "L020", **facts))

    def _extend(self, source: Source, change: Any) -> None:
        if not isinstance(change, dict):
            self._no_map(source, change)
            return
        for part in ("set", "add"):
            fields = change.get(part)
            if isinstance(fields, dict) and "terms_from" in fields:
                complete = self._with_csv(source, str(change.get("id")), fields, (part,))
                change = {**change, part: {name: complete[name] for name in complete if name != "terms_from"}}
        extension = self._checked("extension", change, source)
        if not isinstance(extension, Extension):
            return
        id_ = extension.id
        base = self.entries.get(id_)
        if base is None:
            self._unknown(source, ("id",), id_, "extend")
            return
        fields = list(MODELS[base.kind].model_fields)
        wrong = False
        for part in ("set", "add", "remove"):
            for name in getattr(extension, part):
                if name not in fields or name in ("id", "kind"):
                    wrong = True
                    allowed = [each for each in fields if each not in ("id", "kind")]
                    facts = {"field": name, "where": f"{article(base.kind)} rule", "allowed": listed(allowed)}
                    remedy = did_you_mean(name, allowed)
                    self._find(source.path, (*source.loc, part, name), "L003", id_, at_key=True, **facts, remedy=remedy)
        for name, unwanted in extension.remove.items():
            if not isinstance(unwanted, (list, dict)):
                wrong = True
                facts = {"field": name, "given": quoted(unwanted), "allowed": "a list", "remedy": as_list(unwanted)}
                self._find(source.path, (*source.loc, "remove", name), "L002", id_, **facts)
        if wrong:
            return
        for name, unwanted in extension.remove.items():
            there = set(map(_identity, _list(base.data.get(name))))
            for index, each in enumerate(_list(unwanted)):
                if _identity(each) not in there:
                    place = self._tree(source.path).place((*source.loc, "remove", name, index))
                    facts = {"field": name, "given": quoted(each), "id": id_}
                    self.notes.append(Finding.make(source.path, place, "L111", id_, **facts))
        data = extended(base.data, extension)
        rule = self._checked(base.kind, data, source)
        if rule is not None:
            self.entries[id_] = _Entry(base.kind, data, rule, (*base.sources, source))

    def _disable(self, source: Source, id_: Any) -> None:
        if isinstance(id_, str) and id_ in self.entries:
            if self.entries[id_].kind == "lexicon" and self.entries[id_].sources[0].pack == "policyledger":
                self._find(source.path, source.loc, "L022", id_, given=quoted(id_))
                return
            self.disabled[id_] = source
        else:
            self._unknown(source, (), str(id_), "disable")

    def _unknown(self, source: Source, loc: Loc, id_: str, verb: str) -> None:
        remedy = did_you_mean(id_, list(self.entries)) or "`policyledger rules list` shows all."
        self._find(source.path, (*source.loc, *loc), "L010", id_, given=quoted(id_), verb=verb, remedy=remedy)

    def _no_map(self, source: Source, given: Any) -> None:
        remedy, key = "Begin it with `- id:`.", str(source.loc[0])
        self._find(source.path, source.loc, "L002", field=key, given=quoted(given), allowed="maps", remedy=remedy)

    def _checked(self, kind: str, data: dict[str, Any], source: Source) -> Any:
        """The model of an entry, after noting all that is wrong with it; then in part made up, or None."""
        model: type[Strict] = Extension if kind == "extension" else MODELS[kind]
        given = data.get("id")
        id_ = given if isinstance(given, str) else None
        made_up = self.made_up.get(id_ or "", set())
        found = salvaged(kind, data, lambda each: _validated(model, json.dumps(each)), len(self.findings), made_up)
        for error in found.errors:
            if error["type"] == "too_short" and error["input"]:
                continue  # its entries are wrong and spoken of
            fields = allowed_fields(model, error["loc"] if error["type"] in NOT_A_MAP else error["loc"][:-1])
            inner = allowed_fields(model, error["loc"]) if error["loc"] else ()
            code, loc, at_key, facts = explained(error, kind, fields, inner)
            loc = (*source.loc, *loc)
            if source.loc[0] == "extends" and kind != "extension":
                loc = self._changed_at(source, loc)
            written = self._tree(source.path).written.get(loc)
            if written is not None and facts.get("allowed") == "text":
                facts |= {"given": written, "remedy": f'Put it in quotes: "{written}".'}
            self._find(source.path, loc, code, id_, at_key=at_key, **facts)
        if isinstance(found.model, Rule) and found.errors:
            name = id_ or f"{shown(source.path)} {source.loc[-1]}"
            self.made_up[name] = found.made_up
            return found.model.model_copy(update={"id": name})
        return found.model

    def _changed_at(self, source: Source, loc: Loc) -> Loc:
        """The place in an extension that gave a rule the field at a place."""
        name = loc[len(source.loc)] if len(loc) > len(source.loc) else ""
        ways = ((*source.loc, part, name) for part in ("set", "add", "remove"))
        return next((way for way in ways if way in self._tree(source.path).places), source.loc)

    def _find(
        self, path: Path, loc: Loc, code: str, rule: str | None = None, at_key: bool = False, **facts: object
    ) -> None:
        place: Place = self._tree(path).place(loc, key=at_key) if loc else (1, 1)
        self.findings.append(Finding.make(path, place, code, rule, **facts))

    def _tree(self, path: Path) -> Tree:
        if path not in self.trees:
            self.trees[path] = tree_of(path)
        return self.trees[path]


@lru_cache(maxsize=50_000)
def _validated(model: type[Strict], text: str) -> Strict:
    """The model of an entry; the same entry is checked once in a process, for rules can't change."""
    return model.model_validate_json(text)


def extended(data: Mapping[str, Any], extension: Extension) -> dict[str, Any]:
    """A rule's entry with an extension's changes: lists grow and shrink, maps are merged, other values are replaced."""
    changed = _merged(dict(data), extension.add)
    for name in extension.remove.keys() & changed.keys():
        changed[name] = _without(changed[name], extension.remove[name])
    return {**changed, **extension.set}


def allowed_fields(model: type[Strict], loc: Sequence[str | int]) -> list[str]:
    """The fields of the map at a place in a rule, for messages."""
    names = [part for part in loc if isinstance(part, str)]
    for name in names:
        annotation = model.model_fields[name].annotation if name in model.model_fields else None
        inner = next((each for each in models_in(annotation)), None)
        if inner is None:
            return []
        model = inner
    return [name for name in model.model_fields if name != "kind"]


def _merged(old: Any, new: Any) -> Any:
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **{key: _merged(old[key], value) if key in old else value for key, value in new.items()}}
    if isinstance(old, list) and isinstance(new, list):
        return [*old, *_without(new, old)]
    return new


def _without(old: Any, unwanted: Any) -> Any:
    if isinstance(old, dict) and isinstance(unwanted, dict):
        return {key: _without(value, unwanted[key]) if key in unwanted else value for key, value in old.items()}
    if isinstance(old, list) and isinstance(unwanted, list):
        known = set(map(_identity, unwanted))  # lists of packs can be long
        return [each for each in old if _identity(each) not in known]
    return old


def _identity(value: Any) -> str:
    """What two equal values of YAML share, maps and lists too."""
    return json.dumps(value, sort_keys=True)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _kind_of_ids(entries: Sequence[Any]) -> str | None:
    """The kind that the ids of some rules begin like, where their file does not say it."""
    ids = [str(entry.get("id")).partition("-")[0] for entry in entries if isinstance(entry, dict)]
    return next((kind for kind, prefix in PREFIXES.items() if prefix in ids), None)


def _digest(rules: Iterable[Rule]) -> str:
    text = hashlib.sha256()
    for rule in rules:
        content = rule.model_dump_json(exclude_defaults=True, exclude={"doc", "examples"})
        text.update(f"{type(rule).__name__}{content}\n".encode())
    return text.hexdigest()
