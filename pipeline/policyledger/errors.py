"""Every message policyledger can give, with its code and its remedy.

A message is one sentence that says what is wrong and where, and a second that says what to do about it. Codes never
change meaning and are never reused; the letter names the room they come from:

====== =============================================
C...   the command line and configuration
D...   a document: reading it, or what it contains
L...   rules: loading, linting and testing them
O...   output: run folders, tables, parts
====== =============================================
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence and its remedy; both are `str.format` templates over the facts given to `PolicyledgerError`."""

    text: str
    remedy: str


COMMAND = {
    "C001": Message("{path} does not exist.", "Check the spelling, or give a file or folder that is there."),
    "C002": Message("No file to read was found in {paths}.", "Give files, folders or patterns that hold documents."),
    "C003": Message("{given} is no table.", "Choose one of: {allowed}."),
    "C004": Message("{path} holds no run ({missing} is missing).", "Give a folder that `policyledger extract` wrote."),
    "C005": Message("{url} needs the package {package}.", "Install it: pip install {install}."),
    "C006": Message("{url} can't be read ({reason}).", "Check the address and that you have access to it."),
    "C008": Message("Worker processes fail ({reason}).", "Check the installation with -j 0, which needs none."),
    "C007": Message("{option} can't be {given}.", "Give {allowed}."),
    "C009": Message("{reason}.", "`{verb} --help` shows how it is called."),
    "C010": Message(
        "{path} holds no gold rows.", "Give a folder of NAME.gold.jsonl files; docs/gold.md explains them."
    ),
    "C011": Message(
        "The gold rows hold {count}:\n{listing}\n", "Nothing was scored; docs/gold.md explains the format."
    ),
    "C012": Message("{path} holds no gold rows of {given}.", "Choose from: {allowed}."),
    "C013": Message("This can't be read ({reason}).", "Save it as UTF-8 text."),
    "C014": Message("This line is no JSON: {reason}.", 'Write one object a line, such as {{"kind": "date", ...}}.'),
    "C015": Message("A gold row is a JSON object; this is {given}.", 'Begin it with {{"kind": ...}}.'),
    "C016": Message("`{field}` can't be {given}.", "Give {allowed}."),
    "C017": Message("`{field}` is no field of a {kind}; allowed: {allowed}.", "{remedy}"),
    "C018": Message("`{field}` is missing from the {kind}.", "Give {allowed}."),
    "C019": Message("The bounds can't be: {reason}.", "{remedy}"),
    "C020": Message("{given} is no score.", "Choose from: {allowed}."),
    "C021": Message("{path} is a folder.", "Name one file of it, or use `policyledger extract {path} -o RUN` for all."),
    "C024": Message(
        "policyledger broke off ({reason}).",
        "Finished work is kept; the same command goes on from there. Please report it with this line.",
    ),
    "C023": Message("{path} holds no rules.", "Give a folder that holds .yaml files of rules, or one such file."),
    "C022": Message(
        "The store of {url} fails ({reason}).",
        "Check its address, the network and the credentials (docs/batch.md); the same command goes on from there.",
    ),
}

DOCUMENT = {
    "D900": Message("{path} could not be worked through ({reason}).", "Report it with the file; the batch went on."),
    "D901": Message("{path} took longer than {seconds} s.", "Raise --timeout, or split the document."),
    "D902": Message("{path} needed more than {megabytes} MB of memory.", "Raise --max-memory, or split the document."),
    "D903": Message("{path} is larger than {megabytes} MB.", "Raise --max-size, or split the document."),
    "D905": Message("{path} ended the process that read it ({reason}).", "Report it with the file; the batch went on."),
    "D906": Message(
        "{path} has the same content as {other}.", "What came of it stands there; nothing needs to be done."
    ),
    "D001": Message("{path} can't be read ({reason}).", "Check that the file exists and that you may read it."),
    "D002": Message("{path} is empty.", "Give a file that holds text, or take it out of the folder."),
    "D003": Message("{path} holds no text that could be decoded.", "Save it as UTF-8 text, or give the original."),
    "D004": Message(
        "{path} is of a kind policyledger does not read ({media_type}).",
        "Convert it to one of: {allowed}.",
    ),
    "D010": Message(
        "{path} is encrypted and the empty password does not open it.",
        "Ask for a copy without a password, or remove it (such as qpdf --decrypt).",
    ),
    "D011": Message("{path} is damaged: {reason}.", "Fetch it again from where it was published."),
    "D012": Message(
        "{path} has no text layer ({pages}).",
        "It needs OCR first, such as ocrmypdf; a page without text says nothing about its targets.",
    ),
    "D013": Message("{path} has no pages.", "Fetch it again from where it was published."),
    "D014": Message(
        "{path} has fonts that do not say which characters they show ({pages}).",
        "It needs OCR first, such as ocrmypdf --force-ocr.",
    ),
    "D015": Message(
        "{path} is no whole Word file ({reason}).", "Fetch it again, or save it anew from a word processor."
    ),
    "D016": Message(
        "{path} was refused: {reason}.",
        "Such files are made to exhaust a reader; if it is genuine, save it anew from a word processor.",
    ),
    "D017": Message(
        "{path} is too large ({size} MB; at most {limit} MB are read).", "Split it, or take its text out first."
    ),
    "D018": Message(
        "{path} holds no text before its scripts have run.",
        "Open it in a browser and save what it shows, or print it to PDF.",
    ),
    "D019": Message(
        "{path} holds no text of its own but frames with other pages ({frames}).",
        "Give the pages that the frames show.",
    ),
    "D020": Message("{path} was read in part: {reason}.", "Split the document to read the rest."),
    "D021": Message("{path} is damaged in part: {reason}.", "Fetch it again from where it was published."),
    "D022": Message("{path} is not what its suffix says: {reason}.", "Rename it."),
    "D023": Message("{path} was decoded by a guess: {reason}.", "Save it as UTF-8 to be sure."),
    "D024": Message(
        "{path} holds text that reads as no language: {reason}.",
        "It needs OCR anew, such as ocrmypdf --force-ocr; what can't be read says nothing about its targets.",
    ),
}

RULES = {
    "L000": Message("The rules hold {count}:\n{listing}\n", "Nothing was read. See `policyledger rules lint`."),
    "L001": Message("This is no valid YAML: {reason}.", "{remedy}"),
    "L002": Message("`{field}` can't be {given}; allowed: {allowed}.", "{remedy}"),
    "L003": Message("`{field}` is no field of {where}; allowed: {allowed}.", "{remedy}"),
    "L004": Message("`{field}` is missing from {where}.", "Add it; `policyledger rules new {kind} NAME` shows a rule."),
    "L005": Message("{given} is no kind of rule; allowed: {allowed}.", "{remedy}"),
    "L006": Message("A rule file is a map with {allowed}; this is {given}.", "Begin it with `kind:` and `rules:`."),
    "L007": Message("The id {given} is already taken by {other}.", "Give this rule an id of its own."),
    "L008": Message("Rule files can't hold {reason}.", "Write the value out, or in quotes if it is text."),
    "L009": Message("This is too large: {reason}.", "Split it, or put long word lists into a CSV (`terms_from`)."),
    "L010": Message("There is no rule {given} to {verb}.", "{remedy}"),
    "L011": Message("The key {given} stands here a second time.", "Put both under one key, or take one away."),
    "L012": Message("`terms_from` {given}: {reason}.", "Give a CSV beside this file with the columns id and term."),
    "L013": Message("The example {given} is not well marked up: {reason}.", "{remedy}"),
    "L014": Message("The template breaks off at {given}: {reason}.", "{remedy}"),
    "L015": Message("`{field}` names {given}, which no rule gives.", "{remedy}"),
    "L016": Message("This can't be read ({reason}).", "Check that it exists and that you may read it."),
    "L022": Message(
        "{given} can't be disabled: it is a word list the engine reads.",
        "Take terms from it with `extends` and `remove`, or disable the rules that do what you don't want.",
    ),
    "L017": Message("`{field}` {given} is already that of {other}.", "Choose another, or extend the other rule."),
    "L019": Message(
        "The slug of {given} can't become {slug}: tables of earlier runs name it {other}.",
        "Keep the slug, or give this rule an id of its own.",
    ),
    "L018": Message("{given} is a {kind} rule in {other}.", "A rule keeps its kind; give this one an id of its own."),
    "L101": Message("{given} never finds anything: {reason}.", "{remedy}"),
    "L102": Message("Nothing asks for the word list {given}.", "Name it in a template, or take it away."),
    "L103": Message(
        "The example {given} fails: {reason}.", "Mend the rule or the example; see `policyledger rules test {id}`."
    ),
    "L112": Message(
        "The example {given} goes to {other}: {reason}.",
        "Raise the `priority` of {id} above that of {other}, keep {other} away with `unless`, or mend the example.",
    ),
    "L104": Message("{given} has no example.", "Add at least one `match`; a rule nobody can test can't be kept."),
    "L105": Message("{given} stands in the list twice.", "Take one away."),
    "L106": Message("The todo example {given} passes now.", "Move it to `match` (or `no_match`)."),
    "L107": Message("{given} is looked for only where {anchor} stands, which is in most sentences.", "{remedy}"),
    "L108": Message("{given} is deprecated and names no successor.", "Add `replaced_by`."),
    "L111": Message("`{field}` holds no {given} to take away.", "Take this entry out, or see `explain {id}`."),
    "L020": Message("This CSV can't be used: {reason}.", "{remedy}"),
    "L021": Message("The form {given} makes no date: {reason}.", "{remedy}"),
    "L109": Message("There is no rule {given}.", "{remedy}"),
    "L110": Message("{path} already exists.", "Choose another name, or edit that file."),
}

OUTPUT = {
    "O001": Message(
        "{path} already holds a run of something else ({difference}).",
        "Choose another folder with -o, or add --force to replace it.",
    ),
    "O002": Message(
        "{path} holds files that are no run.",
        "Choose an empty or new folder with -o; policyledger never deletes files it did not write.",
    ),
    "O003": Message("{path} can't be written ({reason}).", "Check that it may be written and that the disk has room."),
    "O004": Message("Another policyledger is writing to {path}.", "Wait until it has ended, or choose another folder."),
    "O006": Message("{path} can't be read ({reason}).", "Run `policyledger extract` again, with --force."),
    "O007": Message(
        "{path} is a URL; a run folder has to be on this machine.",
        "Choose a folder with -o and copy it when the run has ended, or use Spark, which writes to object stores.",
    ),
    "O008": Message(
        "{path} is damaged ({reason}) and was taken away.",
        "Run the same command again: what it held is done anew. Check the disk.",
    ),
    "O005": Message("{path} was written under schema {found}, this is {known}.", "Run `policyledger extract` again."),
}

MESSAGES: dict[str, Message] = COMMAND | DOCUMENT | RULES | OUTPUT


class PolicyledgerError(Exception):
    """An error with a code, a sentence and a remedy.

    Args:
        code: a key of `MESSAGES`.
        facts: what the templates of that message name (`path`, `reason` …). All are kept in `facts`.
    """

    def __init__(self, code: str, **facts: object) -> None:
        message = MESSAGES[code]
        self.code = code
        self.facts = facts
        self.sentence = message.text.format(**facts)
        self.remedy = message.remedy.format(**facts)
        super().__init__(f"{code}: {self.sentence} {self.remedy}")

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (self.code, self.facts)


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 document", "3 documents", "12,000 documents"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def printable(name: str) -> str:
    """A file name on one line: line ends and what else moves a cursor are written as escapes."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in name)


def _rebuild(code: str, facts: dict[str, object]) -> PolicyledgerError:
    return PolicyledgerError(code, **facts)
