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
    "C007": Message("{option} can't be {given}.", "Give {allowed}."),
}

DOCUMENT = {
    "D900": Message("{path} could not be worked through ({reason}).", "Report it with the file; the batch went on."),
    "D901": Message("{path} took longer than {seconds} s.", "Raise --timeout, or split the document."),
    "D902": Message("{path} needed more than {megabytes} MB of memory.", "Raise --max-memory, or split the document."),
    "D903": Message("{path} is larger than {megabytes} MB.", "Raise --max-size, or split the document."),
    "D904": Message("{path} has more than {pages} pages; the rest was not read.", "Raise --max-pages, or split it."),
    "D905": Message("{path} ended the process that read it ({reason}).", "Report it with the file; the batch went on."),
    "D906": Message("{path} has the same content as {other}.", "Its rows stand there; nothing needs to be done."),
    "D001": Message("{path} can't be read ({reason}).", "Check that the file exists and that you may read it."),
    "D002": Message("{path} is empty.", "Give a file that holds text, or take it out of the folder."),
    "D003": Message("{path} holds no text that could be decoded.", "Save it as UTF-8 text, or give the original."),
    "D004": Message(
        "{path} is of a kind policyledger does not read ({media_type}).",
        "Convert it to one of: {allowed}.",
    ),
}

RULES = {
    "L001": Message("{path} is no valid YAML: {reason}.", "Mend the YAML at that line."),
    "L002": Message("{path}: rule {rule} does not fit its kind: {reason}.", "Mend the fields named."),
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


def _rebuild(code: str, facts: dict[str, object]) -> PolicyledgerError:
    return PolicyledgerError(code, **facts)
