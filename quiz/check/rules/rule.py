"""Rules of item writing and their registry."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

from quiz.bank.document import Document
from quiz.core.bank import Bank
from quiz.core.citation import Citation
from quiz.core.kinds import AnyQuestion, Option


class Level(StrEnum):
    """The severity of a finding: fix errors, try to fix warnings, and judge infos yourself."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Issue(NamedTuple):
    """A problem and its remedy. `at` is its place: keys and list positions from the question or bank down."""

    message: str
    at: tuple[str | int, ...] = ()


class Subject(NamedTuple):
    """A question and its context. `document` is None if it cannot be read.

    `has_reason` says whether a comment beside or above the question's `ignore:` gives the reason. `document_words` are
    those of `Document.words`; `citations` are the passages of the question that are in the document.
    """

    question: AnyQuestion
    bank: Bank
    document: Document | None
    has_reason: bool = False
    document_words: str = ""
    citations: Mapping[str, Citation] = MappingProxyType({})

    @property
    def options(self) -> tuple[Option, ...]:
        """The options that the author wrote; none for true-false."""
        return self.question.written_options


QuestionCheck: TypeAlias = Callable[[Subject], Iterable[Issue]]
BankCheck: TypeAlias = Callable[[Bank], Iterable[Issue]]


class Rule(NamedTuple):
    """A rule. A `mandatory` one cannot be ignored; an `english_only` one is skipped in other languages."""

    name: str
    level: Level
    of_question: QuestionCheck | None
    of_bank: BankCheck | None
    mandatory: bool
    english_only: bool


RULES: Final[dict[str, Rule]] = {}
"""The rules by name."""
OTHERS: Final = ("format", "cut-text", "language")
"""Names for findings that come from no rule: format errors, text that YAML reads as a comment, and skipped rules."""


def question_rule(
    name: str, level: Level, *, mandatory: bool = False, english_only: bool = False
) -> Callable[[QuestionCheck], QuestionCheck]:
    """Register a rule that looks at one question."""

    def register(check: QuestionCheck) -> QuestionCheck:
        RULES[name] = Rule(name, level, check, None, mandatory, english_only)
        return check

    return register


def bank_rule(name: str, level: Level, *, english_only: bool = False) -> Callable[[BankCheck], BankCheck]:
    """Register a rule that looks at a whole bank."""

    def register(check: BankCheck) -> BankCheck:
        RULES[name] = Rule(name, level, None, check, False, english_only)
        return check

    return register
