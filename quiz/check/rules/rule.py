"""What a rule of item writing is, and the registry of all of them."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Final, NamedTuple, TypeAlias

from quiz.bank.document import Document
from quiz.core.bank import Bank
from quiz.core.kinds import AnyQuestion, Option


class Level(StrEnum):
    """How much a finding weighs: an error must go, a warning should, an info is for the author to judge."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Issue(NamedTuple):
    """What a rule found, with the remedy, and where: keys and list positions from the question or bank down."""

    message: str
    at: tuple[str | int, ...] = ()


class Subject(NamedTuple):
    """A question as a rule sees it. There is no document where it could not be read.

    `has_reason` says whether the question's `ignore:` has a comment beside or above it.
    """

    question: AnyQuestion
    bank: Bank
    document: Document | None
    has_reason: bool = False

    @property
    def options(self) -> tuple[Option, ...]:
        """The options that the author wrote: none for true-false."""
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
"""Every rule by its name."""
OTHERS: Final = ("format", "cut-text", "language")
"""Findings that come from no rule: faults of the reader, what YAML reads as a comment, and rules that
were left out."""


def question_rule(
    name: str, level: Level, *, mandatory: bool = False, english_only: bool = False
) -> Callable[[QuestionCheck], QuestionCheck]:
    """Registers a rule that looks at one question."""

    def register(check: QuestionCheck) -> QuestionCheck:
        RULES[name] = Rule(name, level, check, None, mandatory, english_only)
        return check

    return register


def bank_rule(name: str, level: Level, *, english_only: bool = False) -> Callable[[BankCheck], BankCheck]:
    """Registers a rule that looks at a whole bank."""

    def register(check: BankCheck) -> BankCheck:
        RULES[name] = Rule(name, level, None, check, False, english_only)
        return check

    return register
