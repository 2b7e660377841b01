"""Checks a question file: its form, its wording, and whether its passages are in the document."""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from yaml.events import ScalarEvent

from quiz.bank.document import Document, read_document
from quiz.bank.nodes import Mapping, Node, Sequence, place_in
from quiz.bank.reader import Reading, examine_question_file
from quiz.check.rules import OTHERS, RULES, Level, Subject
from quiz.check.rules.grounding import not_in
from quiz.core.bank import QuestionFile
from quiz.core.english import is_english
from quiz.errors import FileFaults, QuizError, nearest
from quiz.files import read_text

COMMENT: Final = re.compile(r"\s*#+\s*[^\s#]")
CUT_TEXT: Final = re.compile(r"\s+(#[^\s#]\S{0,20})")
TRAILING_COMMENT: Final = re.compile(r"[\s:,\[\]-]*\s#+\s*[^\s#]")


class Finding(NamedTuple):
    """A problem at a line and column, both counted from 1. `rule` is its name in docs/rules.md."""

    line: int
    column: int
    level: Level
    rule: str
    message: str


class Checked(NamedTuple):
    """The result of checking one file.

    `document` is None if it cannot be read. Rules on whole banks run only if the file is `well_formed`. `complete` is
    false if reading stopped at an error. `named_at` is the line and column of its id, or else of its title.
    """

    path: Path
    file: QuestionFile
    document: Document | None
    findings: tuple[Finding, ...]
    well_formed: bool
    complete: bool
    named_at: tuple[int, int] = (1, 1)

    def count(self, level: Level) -> int:
        """The number of findings at a level."""
        return sum(finding.level is level for finding in self.findings)

    def with_clashes(self, messages: Iterable[str]) -> "Checked":
        """A copy with warnings about other files with the same id."""
        clashes = (Finding(*self.named_at, Level.WARNING, "same-id", message) for message in messages)
        return self._replace(findings=tuple(sorted((*self.findings, *clashes))))

    def passes(self, *, strict: bool) -> bool:
        """Whether the file has no errors and, with `strict`, no warnings."""
        return not self.count(Level.ERROR) and not (strict and self.count(Level.WARNING))


def check(path: Path, ignored: Collection[str] = ()) -> Checked:
    """Check the question file at a path, leaving out the findings of ignored rules.

    Raises QuizError if the file cannot be read.
    """
    text = read_text(path)
    reading = examine_question_file(text, path)
    findings = [Finding(line, column, Level.ERROR, rule, message) for line, column, message, rule in reading.faults]
    document = None
    if reading.file.document.is_file():
        try:
            document = read_document(reading.file.document)
        except QuizError as error:
            place = place_in(reading.nodes[""], ("document",))
            findings.append(Finding(*place, Level.ERROR, "format", f"the document cannot be used: {_reason(error)}"))
    findings += _rule_findings(reading, document, [*text.splitlines(), ""], ignored)
    top = reading.nodes.get("")
    named_at = place_in(top, ("id" if "id" in top.entries else "title",)) if top else (1, 1)
    found = tuple(sorted(findings))
    return Checked(path, reading.file, document, found, not reading.faults, reading.complete, named_at)


def _reason(error: QuizError) -> str:
    """Why a document cannot be used, in one line."""
    if isinstance(error, FileFaults):
        line, column, message, _ = error.faults[0]
        return f"line {line}, column {column}: {message}"
    return error.message


def refuse_unknown(names: Collection[str]) -> None:
    """Raises QuizError (exit code 2) for an unknown rule, or one that cannot be ignored."""
    for name in names:
        if name not in RULES and name not in OTHERS:
            hint = f"The rules are: {', '.join(sorted(RULES))}."
            raise QuizError(f"there is no rule '{name}'{nearest(name, list(RULES))}", hint=hint, exit_code=2)
        if name in OTHERS or RULES[name].mandatory:
            raise QuizError(f"the rule '{name}' cannot be ignored", hint="Fix what it finds.", exit_code=2)


def _rule_findings(
    reading: Reading, document: Document | None, lines: list[str], ignored: Collection[str]
) -> Iterator[Finding]:
    english = is_english(reading.file.language)
    rules = [rule for rule in RULES.values() if rule.name not in ignored and (english or not rule.english_only)]
    if not english:
        place = place_in(reading.nodes[""], ("language",))
        yield Finding(*place, Level.INFO, "language", "rules about English words are skipped for another language")
    document_words = document.words() if document else ""
    for row, run in enumerate(reading.file.urgent):
        if document and not document.find(run):
            at = place_in(reading.nodes[""], ("urgent", row))
            yield Finding(*at, Level.ERROR, "passage", not_in(document, run))
    for bank in reading.file.banks:
        unfinished = {question.id for question in bank.questions if question.draft and any(question.unfinished())}
        for question in bank.questions:
            node = reading.nodes["question", question.id]
            has_reason = bool(question.ignore) and _has_reason(node, lines)
            cited = {run: document.cite(run) for run in question.passages} if document else {}
            citations = {run: citation for run, citation in cited.items() if citation}
            subject = Subject(question, bank, document, has_reason, document_words, citations)
            yield from _cut_texts(node, lines)
            ignored_here = [*question.ignore] if question.id not in unfinished else [*RULES]
            for rule in rules:
                if rule.of_question and (rule.mandatory or rule.name not in ignored_here):
                    for issue in rule.of_question(subject):
                        yield Finding(*place_in(node, issue.at), rule.level, rule.name, issue.message)
        if not reading.faults:
            node = reading.nodes["bank", bank.id]
            finished = bank._replace(questions=tuple(q for q in bank.questions if q.id not in unfinished))
            for rule in rules:
                for issue in rule.of_bank(finished) if rule.of_bank else ():
                    yield Finding(*place_in(node, issue.at), rule.level, rule.name, issue.message)


def _cut_texts(node: Node, lines: list[str]) -> Iterator[Finding]:
    """Unquoted texts that end before a # that the author may have meant as text."""
    if type(node) is ScalarEvent:
        end: Any = node.end_mark
        cut = CUT_TEXT.match(lines[end.line], end.column) if not node.style else None
        if cut:
            message = f"text after ' #' is not shown; put the text in quotes, or put a space after the #: {cut[1]}"
            yield Finding(end.line + 1, end.column + 1, Level.WARNING, "cut-text", message)
    for part in node.items if type(node) is Sequence else ():
        yield from _cut_texts(part, lines)
    for _, part in node.entries.values() if type(node) is Mapping else ():
        yield from _cut_texts(part, lines)


def _has_reason(node: Mapping, lines: list[str]) -> bool:
    """Whether a question's `ignore:` has a comment beside it or on the line above."""
    key, value = node.entries["ignore"]
    parts: list[Any] = [key, *(value.items if type(value) is Sequence else [value])]
    first, last = parts[0].start_mark, parts[-1].end_mark
    if any(TRAILING_COMMENT.match(lines[part.end_mark.line], part.end_mark.column) for part in parts):
        return True
    if any(COMMENT.match(line) for line in lines[first.line : last.line]):
        return True
    above = COMMENT.match(lines[first.line - 1]) if first.line else None
    return above is not None and lines[first.line - 1].index("#") <= first.column  # further in, it is text
