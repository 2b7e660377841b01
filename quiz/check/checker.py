"""All that a program can say of a question file: what is wrong with its form, its wording and its grounds."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, NamedTuple

from yaml.events import ScalarEvent

from quiz.bank.document import Document, read_document
from quiz.bank.nodes import Mapping, Node, Sequence, place_in
from quiz.bank.reader import Reading, examine_question_file
from quiz.check.rules import OTHERS, RULES, Issue, Level, Rule, Subject
from quiz.core.bank import QuestionFile
from quiz.errors import FileFaults, QuizError, nearest
from quiz.files import read_text

COMMENT: Final = re.compile(r"\s*#+\s*[^\s#]")
CUT: Final = re.compile(r"\s+(#[^\s#]\S{0,20})")
COMMENT_BESIDE: Final = re.compile(r"[\s:,\[\]-]*\s#+\s*[^\s#]")


class Finding(NamedTuple):
    """One thing to fix or review, at a line and column counted from 1. `rule` is its name in docs/rules.md."""

    line: int
    column: int
    level: Level
    rule: str
    message: str


class Checked(NamedTuple):
    """What `quiz check` has to say of one file. No document where it could not be read; rules on whole banks only
    where the file is well formed; `complete` unless reading had to stop.
    """

    path: Path
    file: QuestionFile
    document: Document | None
    findings: tuple[Finding, ...]
    well_formed: bool
    complete: bool

    def count(self, level: Level) -> int:
        """How many findings are of a level."""
        return sum(finding.level is level for finding in self.findings)

    def holds(self, *, strict: bool) -> bool:
        """Whether there is no error; with `strict`, no warning either."""
        return not self.count(Level.ERROR) and not (strict and self.count(Level.WARNING))


def check(path: Path, set_aside: Collection[str] = ()) -> Checked:
    """Every finding on the question file at a path, except from ignored rules.

    Raises QuizError where it cannot be read.
    """
    text = read_text(path)
    reading = examine_question_file(text, path)
    found = [Finding(line, column, Level.ERROR, rule, said) for line, column, said, rule in reading.faults]
    document = None
    if reading.file.document.is_file():
        try:
            document = read_document(reading.file.document)
        except QuizError as error:
            place = place_in(reading.nodes[""], ("document",))
            found.append(Finding(*place, Level.ERROR, "format", f"the document cannot be used: {_why(error)}"))
    found += _remarks(reading, document, [*text.splitlines(), ""], set_aside)
    return Checked(path, reading.file, document, tuple(sorted(found)), not reading.faults, reading.complete)


def _why(error: QuizError) -> str:
    """Why a document cannot be used, in one line."""
    if isinstance(error, FileFaults):
        line, column, message, _ = error.faults[0]
        return f"line {line}, column {column}: {message}"
    return error.message


def refuse_unknown(names: Collection[str]) -> None:
    """Raises QuizError (exit code 2) for the name of a rule that there is not, or that cannot be set aside."""
    for name in names:
        if name not in RULES and name not in OTHERS:
            hint = f"The rules are: {', '.join(sorted(RULES))}."
            raise QuizError(f"there is no rule '{name}'{nearest(name, list(RULES))}", hint=hint, exit_code=2)
        if name in OTHERS or RULES[name].mandatory:
            raise QuizError(f"the rule '{name}' cannot be ignored", hint="Fix what it finds.", exit_code=2)


def _remarks(
    reading: Reading, document: Document | None, lines: list[str], set_aside: Collection[str]
) -> Iterator[Finding]:
    english = reading.file.language.lower().startswith("en")
    rules = [rule for rule in RULES.values() if rule.name not in set_aside and (english or not rule.english_only)]
    if not english:
        remark = Issue("rules about English words are skipped for another language", ("language",))
        yield Finding(*place_in(reading.nodes[""], remark.at), Level.INFO, "language", remark.message)
    for bank in reading.file.banks:
        unfinished = {question.id for question in bank.questions if question.draft and any(question.unfinished())}
        for question in bank.questions:
            node = reading.nodes["question", question.id]
            subject = Subject(question, bank, document, bool(question.ignore) and _has_reason(node, lines))
            yield from _cut_texts(node, lines)
            set_aside_here = [*question.ignore] if question.id not in unfinished else [*RULES]
            for rule in rules:
                if rule.of_question and (rule.mandatory or rule.name not in set_aside_here):
                    for remark in rule.of_question(subject):
                        yield _finding(rule, remark, node)
        if not reading.faults:
            finished = replace(bank, questions=tuple(q for q in bank.questions if q.id not in unfinished))
            for rule in rules:
                for remark in rule.of_bank(finished) if rule.of_bank else ():
                    yield _finding(rule, remark, reading.nodes["bank", bank.id])


def _cut_texts(node: Node, lines: list[str]) -> Iterator[Finding]:
    """Where a text ends before a # that its author may have meant as part of it."""
    if type(node) is ScalarEvent:
        end: Any = node.end_mark
        cut = CUT.match(lines[end.line], end.column) if not node.style else None
        if cut:
            said = f"text after ' #' is not shown; put the whole text in quotes, or put a space after the #: {cut[1]}"
            yield Finding(end.line + 1, end.column + 1, Level.WARNING, "cut-text", said)
    for part in node.items if type(node) is Sequence else ():
        yield from _cut_texts(part, lines)
    for _, part in node.entries.values() if type(node) is Mapping else ():
        yield from _cut_texts(part, lines)


def _finding(rule: Rule, remark: Issue, node: Mapping) -> Finding:
    return Finding(*place_in(node, remark.at), rule.level, rule.name, remark.message)


def _has_reason(node: Mapping, lines: list[str]) -> bool:
    """Whether a comment stands beside a question's `ignore:`, or in the line above it."""
    key, value = node.entries["ignore"]
    parts: list[Any] = [key, *(value.items if type(value) is Sequence else [value])]
    first: Any = key.start_mark
    last: Any = parts[-1].end_mark
    if any(COMMENT_BESIDE.match(lines[part.end_mark.line], part.end_mark.column) for part in parts):
        return True
    if any(COMMENT.match(line) for line in lines[first.line : last.line]):
        return True
    above = COMMENT.match(lines[first.line - 1]) if first.line else None
    return above is not None and lines[first.line - 1].index("#") <= first.column  # further in, it is text
