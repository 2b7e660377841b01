"""The interface of a front end, and the choices of a learner."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias

from quiz.core.bank import QuestionFile
from quiz.core.citation import Cite
from quiz.core.home import Chosen, Home
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


Save: TypeAlias = "Callable[[Page], str]"
"""Saves a page. Returns what to tell the learner."""


class Ending(NamedTuple):
    """A session that has ended after so many `seconds`, what its summary is made of, and how to save the page for an
    appointment."""

    session: Session
    seconds: float
    file: QuestionFile
    cite: Cite
    handout: "Callable[[], Page]"
    save: "Save"


class FrontEnd(Protocol):
    def choose(self, home: Home) -> Chosen | None:
        """Show the menu. Returns what the learner chose, or None to leave."""

    def show(self, page: "Page", save: "Save | None" = None) -> None:
        """Show a page until the learner goes back. With `save`, they can save it."""

    def read(self, passages: Sequence[str] = ()) -> None:
        """Show the document around the first of these passages that is in it, or whole, until the learner goes back."""

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

    def summary(self, ending: Ending, offers: Sequence[Move]) -> Move:
        """Show the summary of a session, and on request its questions, the details and the page for an appointment.
        Returns one of the other offers, or LEAVE. Nothing is shown of a session without an answer."""

    def stopped(self, outcome: Outcome, resume: str) -> None:
        """Report that the session was stopped, with the command that resumes it, if any."""
