"""A session as a state machine: ask a question, take the answer, show feedback; then the next.

In an exam there is no feedback until it is handed in, and the learner may go back and change an answer.
Every step costs the same however many questions there are.
"""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, NamedTuple, Protocol

from quiz.core.bank import Item
from quiz.core.kinds import AnyQuestion
from quiz.core.selection import shown_order


class Phase(Enum):
    ASKING = "asking"
    FEEDBACK = "feedback"
    ENDED = "ended"


class Answer(NamedTuple):
    """A response, its mark, 0 to 1, and how sure the learner was: 1 a guess, 2 fairly, 3 sure, None not asked.

    The response None is "I don't know".
    """

    response: Any
    mark: float
    certainty: int | None = None


class Rules(NamedTuple):
    """The rules of a session.

    `minutes` is the time an exam may take, `pass_at` the share of the points, 0 to 1, that passes it.
    """

    certainty: bool = False
    certainty_score: bool = False
    exam: bool = False
    minutes: float | None = None
    pass_at: float | None = None


NO_RULES = Rules()


class Observer(Protocol):
    """Follows a session: each method is called after its step."""

    def answered(self, session: "Session") -> None:
        """The current question has an answer."""

    def flagged(self, session: "Session") -> None:
        """The current question was marked for review, or unmarked."""

    def moved(self, session: "Session") -> None:
        """The session is at another question."""

    def handed_in(self, session: "Session") -> None:
        """The exam was handed in."""


class WrongMove(Exception):
    """A step that the phase of the session does not allow: a bug in the caller."""


class Session:
    """A session over these items, in this order; `answers` were given before, by position."""

    def __init__(
        self, items: Sequence[Item], *, seed: int, rules: Rules = NO_RULES, answers: Mapping[int, Answer] | None = None
    ) -> None:
        if not items:
            raise ValueError("a session needs at least one question")
        self.items = tuple(items)
        self.seed = seed
        self.rules = rules
        self.handed_in = False
        self.answers: dict[int, Answer] = dict(answers or {})
        self.position = next((place for place in range(len(items)) if place not in self.answers), len(items) - 1)
        self.phase = Phase.ASKING
        self.flagged: set[int] = set()
        self.observers: list[Observer] = []

    def __len__(self) -> int:
        return len(self.items)

    @property
    def exam(self) -> bool:
        return self.rules.exam

    @property
    def open(self) -> bool:
        """Whether this is an exam that is not handed in."""
        return self.exam and not self.handed_in

    @property
    def complete(self) -> bool:
        """Whether every question has an answer."""
        return len(self.answers) == len(self.items)

    @property
    def untouched(self) -> bool:
        """Whether the session was left before the first answer."""
        return not (self.answers or self.handed_in)

    @property
    def at_last(self) -> bool:
        """Whether the session is at its last question."""
        return self.position + 1 == len(self.items)

    @property
    def item(self) -> Item:
        return self.items[self.position]

    @property
    def question(self) -> AnyQuestion:
        return self.item.question

    @property
    def current(self) -> Answer | None:
        """The answer to the question the session is at, if there is one."""
        return self.answers.get(self.position)

    def shown_order(self) -> tuple[int, ...]:
        """The order in which the parts of the current question are shown."""
        return shown_order(self.question, self.seed)

    def answer(self, response: Any, certainty: int | None = None) -> Answer:
        """Take a response to the current question, and mark it.

        Outside an exam the feedback follows, and the answer is final. In an exam the session stays at the
        question, and a later response replaces this one.
        """
        return self._take(Answer(response, self.question.mark(response), certainty))

    def skip(self) -> Answer:
        """Take "I don't know" as the answer: its mark is 0, but it does not count as wrong."""
        return self._take(Answer(None, 0.0))

    def _take(self, answer: Answer) -> Answer:
        self._must_be(Phase.ASKING)
        self.answers[self.position] = answer
        if not self.exam:
            self.phase = Phase.FEEDBACK
        for observer in self.observers:
            observer.answered(self)
        return answer

    def flag(self) -> bool:
        """Mark the current question for review, or unmark it. True if it is now marked."""
        self._must_be(Phase.ASKING, Phase.FEEDBACK)
        self.flagged ^= {self.position}
        for observer in self.observers:
            observer.flagged(self)
        return self.position in self.flagged

    def next(self) -> None:
        """Move to the next question; after the last one, the session ends.

        In an exam, questions may be left open, and the last one stays current until the exam is handed in.
        """
        self._must_be(Phase.ASKING if self.open else Phase.FEEDBACK)
        if self.position + 1 < len(self.items):
            self.phase = Phase.ASKING
            self._move(self.position + 1)
        elif not self.open:
            self.phase = Phase.ENDED

    def back(self) -> None:
        """Move to the previous question. Exams only."""
        self.go_to(max(0, self.position - 1))

    def go_to(self, position: int) -> None:
        """Move to a question by its position. Exams only."""
        self._must_be(Phase.ASKING)
        if not self.exam:
            raise WrongMove("only an exam can go back")
        if not 0 <= position < len(self.items):
            raise WrongMove(f"there is no question at position {position}")
        self._move(position)

    def _move(self, position: int) -> None:
        self.position = position
        for observer in self.observers:
            observer.moved(self)

    def hand_in(self) -> None:
        """Hand in an exam, which ends it."""
        self._must_be(Phase.ASKING)
        if not self.exam:
            raise WrongMove("only an exam can be handed in")
        self.handed_in = True
        self.phase = Phase.ENDED
        for observer in self.observers:
            observer.handed_in(self)

    def look_back(self, position: int) -> None:
        """Return to the feedback on a question after the end, until `finish`."""
        self._must_be(Phase.ENDED, Phase.FEEDBACK)
        self.phase = Phase.FEEDBACK
        self._move(position)

    def finish(self) -> None:
        """End the session here. Answers are kept; the other questions count as not reached."""
        self.phase = Phase.ENDED

    def _must_be(self, *phases: Phase) -> None:
        if self.phase not in phases:
            raise WrongMove(f"not while the session is in the phase '{self.phase.value}'")
