"""The interface of a front end, and the choices of a learner."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias

from quiz.core.bank import Bank, QuestionFile
from quiz.core.citation import Cite
from quiz.core.outcome import Outcome
from quiz.core.session import Session

if TYPE_CHECKING:
    from quiz.pages.blocks import Page


class HungUp(KeyboardInterrupt):
    """The terminal has closed. Ends the program as an interrupt does, without a message."""


SecondsLeft: TypeAlias = Callable[[], float]
"""Returns the seconds left in an exam."""


class TimeUp(Exception):
    """The time of the exam is up."""


class Answered(NamedTuple):
    """A response to the current question, and the learner's certainty, 1 to 3, if asked."""

    response: Any
    certainty: int | None = None


class Move(Enum):
    """A learner's choice other than an answer."""

    DONT_KNOW = "don't know"
    NEXT = "next"
    LEAVE = "leave"
    AGAIN = "again"
    PAGE = "page"
    MENU = "menu"
    BACK = "back"
    OVERVIEW = "overview"
    HAND_IN = "hand in"
    TIME_UP = "time up"


class FrontEnd(Protocol):
    def choose(self, file: QuestionFile) -> Sequence[Bank] | None:
        """Show the menu. Returns the chosen banks, or None to leave."""

    def notice(self, text: str) -> None:
        """Show a notice with the next screen."""

    def offer(self, what: str, resume: str) -> bool:
        """Describe the unfinished session and ask whether to resume it.

        If nobody can answer, show the command that resumes it and return False.
        """

    def ask(self, session: Session, cite: Cite, left: SecondsLeft | None) -> Answered | Move:
        """Ask the current question. Returns an answer, DONT_KNOW or LEAVE; in an exam, which may have a time limit,
        an answer, NEXT, BACK, OVERVIEW or TIME_UP.
        """

    def overview(self, session: Session, left: SecondsLeft | None) -> int | Move:
        """Show the overview of an exam. Returns the position to go to, HAND_IN, LEAVE or TIME_UP."""

    def feedback(self, session: Session, cite: Cite) -> Move:
        """Show the feedback on the current answer. Returns NEXT or LEAVE."""

    def summary(self, page: "Page", offers: Sequence[Move], handout: "Callable[[], Page]", *, complete: bool) -> Move:
        """Show the summary of a session, `complete` or not, and the page for an appointment on request. Returns one of
        the other offers, or LEAVE."""

    def stopped(self, outcome: Outcome, resume: str) -> None:
        """Report that the session was stopped, with the command that resumes it, if any."""
