"""What a front end does for a session."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias

from quiz.core.bank import Bank, QuestionFile
from quiz.core.citation import Cite
from quiz.core.outcome import Outcome
from quiz.core.session import Session

if TYPE_CHECKING:
    from quiz.core.handout import Handout


class HungUp(KeyboardInterrupt):
    """The terminal is gone. It ends the program as an interrupt does, without a message."""


SecondsLeft: TypeAlias = Callable[[], float]
"""Gives the seconds that an exam may still take."""


class TimeUp(Exception):
    """The time of the exam is over."""


class Answered(NamedTuple):
    """A response to the question that was asked, and how sure the learner is, where that is asked."""

    response: Any
    certainty: int | None = None


class Move(Enum):
    """What a learner may do other than answer."""

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
        """The banks chosen from the menu, or None to leave."""

    def notice(self, text: str) -> None:
        """Say something beside the questions, with what is shown next."""

    def offer(self, what: str, resume: str) -> bool:
        """Name the unfinished session and ask whether to resume it.

        If nobody can answer, show the command that resumes it and return False.
        """

    def ask(self, session: Session, left: SecondsLeft | None) -> Answered | Move:
        """Ask the current question: a response, DONT_KNOW or LEAVE.

        In an exam, which may be limited in time: a response, NEXT, BACK, OVERVIEW or TIME_UP.
        """

    def overview(self, session: Session, left: SecondsLeft | None) -> int | Move:
        """Show the overview of an exam. Returns the position to go to, HAND_IN, LEAVE or TIME_UP."""

    def feedback(self, session: Session, cite: Cite) -> Move:
        """Show what became of the answer just given: NEXT or LEAVE."""

    def summary(
        self, outcome: Outcome, seconds: float, cite: Cite, offers: Sequence[Move], page: "Callable[[], Handout]"
    ) -> Move:
        """Show the outcome, and the page for an appointment on request: one of the other offers, or LEAVE."""

    def stopped(self, outcome: Outcome, resume: str) -> None:
        """Say that the session was stopped, and show the command that resumes it, if any."""
