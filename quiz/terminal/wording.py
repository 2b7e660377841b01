"""Text shared by both front ends."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quiz.core.english import counted, series
from quiz.core.home import Row
from quiz.core.kinds import AnyQuestion
from quiz.core.outcome import Outcome, Verdict
from quiz.core.session import Session
from quiz.core.wording import MUST_KNOW
from quiz.dates import day_before, until
from quiz.store.place import DEFAULT_LEARNER
from quiz.terminal.frontend import Move

if TYPE_CHECKING:
    from quiz.store.forgetting import Kept

LEAVE = "Leave the quiz?"
CONTINUE = "Continue?"
HAND_IN = "Hand it in now?"
OFFERS = {
    Move.AGAIN: ("r", "retry what you missed"),
    Move.PAGE: ("a", "my page for the appointment"),
    Move.MENU: ("b", "back to the banks"),
}
"""What a learner can do after a session: the key and its effect."""
BRIEFLY = {Move.AGAIN: "retry these", Move.PAGE: "my page", Move.MENU: "back to banks", Move.LEAVE: "leave"}
"""The same beside a key on the screen."""


def offered(outcome: Outcome, offers: Sequence[Move]) -> list[Move]:
    """Those offers that make sense after a session, with that of the Enter key first."""
    fitting = [offer for offer in offers if offer is not Move.AGAIN or outcome.listed]
    default = next((offer for offer in (Move.AGAIN, Move.MENU) if offer in fitting), Move.LEAVE)
    return [default, *(offer for offer in fitting if offer is not default)]


def badge(question: AnyQuestion) -> str:
    """ "Must know" for a question of which that is counted, else ""."""
    return MUST_KNOW if question.is_must_know else ""


def size_of(row: Row, *, brief: bool = False) -> str:
    """The number of questions of a menu row, or how many of them are known or answered; a brief one of a bank in
    numbers alone."""
    brief = brief and row.bank is not None
    if isinstance(row.size, int):
        return str(row.size) if brief else counted(row.size, "question")
    known, of = row.size
    return f"{known} of {of} known" if row.bank and not brief else f"{known} of {of}"


def resume_with(learner: str) -> str:
    """The command that resumes a learner's unfinished session."""
    from shlex import quote

    return "quiz resume" if learner == DEFAULT_LEARNER else f"quiz resume --learner {quote(learner)}"


def stopped(outcome: Outcome, resume: str) -> str:
    """How far a stopped session got, and the command that resumes it, if any."""
    answered = sum(result.verdict is not Verdict.NOT_REACHED for result in outcome.results)
    command = f" Continue with `{resume}`." if resume else ""
    return f"Stopped. {answered} of {len(outcome.results)} answered.{command}"


def left_off(of: str, answered: int, questions: int, when: int, now: int) -> str:
    """The unfinished session `of` these banks, and how far it got."""
    return f"You have an unfinished quiz ({of}): {answered} of {questions} answered {day_before(when, now)}."


def left_out(number: int) -> str:
    """How many questions of an unfinished session won't be asked."""
    has = "has" if number == 1 else "have"
    return f"{counted(number, 'question')} {has} changed since and won't be asked."


def nothing_due(next_due: int | None, now: int) -> str:
    """When the next review is, if nothing is due now."""
    if next_due is None:
        return "There is nothing to review yet. Run `quiz` to answer your first questions."
    return f"Nothing is due. The next review is {until(next_due, now)}."


def still_open(session: Session) -> str:
    """How many questions of an exam have no answer yet."""
    number = len(session) - len(session.answers)
    are = "is" if number == 1 else "are"
    return f"{counted(number, 'question')} {are} still open." if number else "Every question has an answer."


def state_of(session: Session, position: int) -> str:
    """The state of a question in an exam: "answered", "open, marked"."""
    state = "answered" if position in session.answers else "open"
    return f"{state}, marked" if position in session.flagged else state


def kept(found: "Kept") -> str:
    """How many answers are saved, and for which learners."""
    if not found.sessions:
        return "No answers are saved."
    who = "learner" if len(found.learners) == 1 else "learners"
    quizzes = counted(found.sessions, "quiz", "quizzes")
    return f"{counted(found.answers, 'answer')} from {quizzes} ({who}: {series(list(found.learners))})."
