"""One sitting as a state machine: a question is asked, answered, and its feedback seen; then the next.

In exam mode there is no feedback until the end, and the learner may go back and change an answer.
Every step costs the same however many questions there are.
"""

from collections.abc import Sequence
from enum import Enum
from typing import Any, NamedTuple

from quiz.core.questions import AnyQuestion
from quiz.core.selection import Item, shown_order


class Phase(Enum):
    ASKING = "asking"
    FEEDBACK = "feedback"
    ENDED = "ended"


class Answer(NamedTuple):
    """A response and its mark, 0 to 1. The response None is "I don't know"."""

    response: Any
    mark: float


class WrongMove(Exception):
    """A step that the phase of the sitting does not allow: a fault of the caller."""


class Session:
    """A sitting over these items, in this order."""

    def __init__(self, items: Sequence[Item], *, seed: int, exam: bool = False) -> None:
        if not items:
            raise ValueError("a sitting needs at least one question")
        self.items = tuple(items)
        self.seed = seed
        self.exam = exam
        self.position = 0
        self.phase = Phase.ASKING
        self.answers: dict[int, Answer] = {}
        self.flagged: set[int] = set()

    def __len__(self) -> int:
        return len(self.items)

    @property
    def item(self) -> Item:
        return self.items[self.position]

    @property
    def question(self) -> AnyQuestion:
        return self.item.question

    @property
    def current(self) -> Answer | None:
        """The answer to the question the sitting is at, if there is one."""
        return self.answers.get(self.position)

    def shown_order(self) -> tuple[int, ...]:
        """The order in which the parts of the current question are shown."""
        return shown_order(self.question, self.seed)

    def answer(self, response: Any) -> Answer:
        """Take a response to the current question, and mark it.

        Outside exam mode the feedback follows, and the answer stands. In exam mode the sitting stays
        where it is, and a later response replaces this one.
        """
        return self._take(Answer(response, self.question.mark(response)))

    def skip(self) -> Answer:
        """Take "I don't know" for an answer: it marks 0, and is kept apart from a wrong one."""
        return self._take(Answer(None, 0.0))

    def _take(self, answer: Answer) -> Answer:
        self._must_be(Phase.ASKING)
        self.answers[self.position] = answer
        if not self.exam:
            self.phase = Phase.FEEDBACK
        return answer

    def flag(self) -> bool:
        """Mark the current question to be looked at again, or take the mark off. True if marked now."""
        self._must_be(Phase.ASKING, Phase.FEEDBACK)
        self.flagged ^= {self.position}
        return self.position in self.flagged

    def next(self) -> None:
        """Go on to the next question; after the last one, the sitting ends.

        In exam mode an open question may be passed over, and the last one stays until `finish`.
        """
        self._must_be(Phase.ASKING if self.exam else Phase.FEEDBACK)
        if self.position + 1 < len(self.items):
            self.position += 1
            self.phase = Phase.ASKING
        elif not self.exam:
            self.phase = Phase.ENDED

    def back(self) -> None:
        """Go back to the question before. Exam mode only."""
        self.go_to(max(0, self.position - 1))

    def go_to(self, position: int) -> None:
        """Go to any question by its position. Exam mode only."""
        self._must_be(Phase.ASKING)
        if not self.exam:
            raise WrongMove("only an exam goes back")
        if not 0 <= position < len(self.items):
            raise WrongMove(f"there is no question at position {position}")
        self.position = position

    def finish(self) -> None:
        """End the sitting here. What was answered stays; the rest counts as not reached."""
        self.phase = Phase.ENDED

    def _must_be(self, *phases: Phase) -> None:
        if self.phase not in phases:
            raise WrongMove(f"not while the sitting is in the phase '{self.phase.value}'")
