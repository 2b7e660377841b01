"""What a front end does for a sitting."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias

from quiz.core.bank import Bank, QuestionFile
from quiz.core.outcome import Outcome
from quiz.core.session import Session

if TYPE_CHECKING:
    from quiz.banks.document import Citation

Cite: TypeAlias = Callable[[str], "Citation | None"]
"""Gives a passage in its place in the document, or None where it is not to be found."""


class HungUp(Exception):
    """The terminal is gone."""


class Given(NamedTuple):
    """A response to the question that was asked."""

    response: Any


class Move(Enum):
    """What a learner may do other than answer."""

    DONT_KNOW = "don't know"
    NEXT = "next"
    LEAVE = "leave"
    AGAIN = "again"
    MENU = "menu"


class FrontEnd(Protocol):
    def choose(self, file: QuestionFile) -> Sequence[Bank] | None:
        """The banks chosen from the menu, or None to leave."""

    def ask(self, session: Session) -> Given | Move:
        """Ask the current question: a response, DONT_KNOW or LEAVE."""

    def feedback(self, session: Session, cite: Cite) -> Move:
        """Show what became of the answer just given: NEXT or LEAVE."""

    def summary(self, outcome: Outcome, seconds: float, cite: Cite, offers: Sequence[Move]) -> Move:
        """Show what the sitting came to: one of the offers, or LEAVE."""

    def stopped(self, outcome: Outcome) -> None:
        """Say that the sitting was interrupted."""
