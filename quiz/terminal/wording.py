"""What is said, in the words that both front ends use."""

from typing import TYPE_CHECKING

from quiz.core.english import counted, series
from quiz.core.outcome import Outcome, Verdict
from quiz.core.session import Session
from quiz.dates import day_before, until
from quiz.store.place import DEFAULT_LEARNER
from quiz.terminal.frontend import Move

if TYPE_CHECKING:
    from quiz.store.forgetting import Held

NOT_ADVICE = "For learning. It is not medical advice."

LEAVE = "Leave the quiz here?"
GO_ON = "Go on?"
HAND_IN = "Hand it in now?"
HOW_SURE = "How sure are you?"
OFFERS = {
    Move.AGAIN: ("r", "retry what you missed"),
    Move.PAGE: ("p", "my page for the appointment"),
    Move.MENU: ("b", "back to the banks"),
}
"""The key of what may come after a sitting, and what it does."""


def resume_with(learner: str) -> str:
    """The command that goes on with the sitting a learner left."""
    from shlex import quote

    return "quiz resume" if learner == DEFAULT_LEARNER else f"quiz resume --learner {quote(learner)}"


def stopped(outcome: Outcome, resume: str) -> str:
    """That the sitting was stopped, how far it came, and by which command to go on, if by any."""
    answered = sum(result.verdict is not Verdict.NOT_REACHED for result in outcome.results)
    how = f" `{resume}` goes on from here." if resume else ""
    return f"Stopped. {answered} of {len(outcome.results)} answered.{how}"


def left_off(of: str, answered: int, questions: int, when: int, now: int) -> str:
    """That a sitting was left, what it was of, and how far it came."""
    return f"You left a sitting ({of}): {answered} of {questions} answered {day_before(when, now)}."


def left_out(number: int) -> str:
    """That questions of a sitting that was left are not asked any more."""
    has, is_ = ("has", "is") if number == 1 else ("have", "are")
    return f"{counted(number, 'question')} {has} changed since, and {is_} left out."


def nothing_due(next_due: int | None, now: int) -> str:
    """That there is nothing to review now, and when there will be."""
    if next_due is None:
        return "Nothing has been answered yet, so there is nothing to review. `quiz` asks the first questions."
    return f"Nothing is due. The next question comes back {until(next_due, now)}."


def ways(session: Session) -> str:
    """What may be typed in place of an answer."""
    return "s to pass over, q for all questions" if session.exam else "s to skip, q to finish"


def still_open(session: Session) -> str:
    """How much of an exam has no answer yet."""
    number = len(session) - len(session.answers)
    return (
        f"{counted(number, 'question')} {'is' if number == 1 else 'are'} still open."
        if number
        else "Every question has an answer."
    )


def state_of(session: Session, position: int) -> str:
    """What has become of a question of an exam: "answered", "open, marked"."""
    state = "answered" if position in session.answers else "open"
    return f"{state}, marked" if position in session.flagged else state


def kept(held: "Held") -> str:
    """How many answers are kept, and of whom."""
    if not held.sittings:
        return "No answers are kept."
    return (
        f"{counted(held.answers, 'answer')} in {counted(held.sittings, 'sitting')}, of {series(list(held.learners))}."
    )
