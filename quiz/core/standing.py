"""A learner's latest answer to each question, and when to ask it again.

Times are milliseconds since 1970 in UTC.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, NamedTuple, TypeAlias

from quiz.core.bank import Bank, Item
from quiz.core.kinds import AnyQuestion

DAY = 24 * 60 * 60 * 1000


class Standing(NamedTuple):
    """The latest answer to a question, and the number of all `answers` to it.

    `words` is the response as `to_json` returns it, None for "I don't know"; `due_at` is None for a teach-back.
    """

    answers: int
    words: Any
    mark: float
    certainty: int | None
    flagged: bool
    answered_at: int
    due_at: int | None

    @property
    def known(self) -> bool:
        """Whether the answer was right, and not a guess."""
        return self.mark >= 1 and self.certainty != 1

    @property
    def confident_mistake(self) -> bool:
        """Whether the answer was not right, though the learner was fairly sure or sure."""
        return self.mark < 1 and self.words is not None and (self.certainty or 0) > 1

    def is_due(self, now: int) -> bool:
        """Whether to ask again by now. An answer dated more than a day ahead has a wrong date, and is due."""
        return self.due_at is not None and (self.due_at <= now or self.answered_at > now + DAY)


Standings: TypeAlias = Mapping[tuple[str, int], Standing]
"""By the id and revision of a question: answers to an earlier revision no longer count."""


def standing_with(question: AnyQuestion, standings: Standings) -> Standing | None:
    """The standing of a question; None if it was never answered."""
    return standings.get((question.id, question.revision))


def is_known(question: AnyQuestion, standings: Standings) -> bool:
    """Whether the latest answer to a question was right, and not a guess."""
    standing = standing_with(question, standings)
    return standing is not None and standing.known


Only: TypeAlias = Literal["missed", "new", "due", "must-know"]
"""Which questions to ask: missed last time, never answered, due for review, or must-know."""


def wanted(only: Only, standings: Standings, now: int) -> Callable[[AnyQuestion], bool]:
    """A test of whether a question is one of these."""

    def is_wanted(question: AnyQuestion) -> bool:
        standing = standing_with(question, standings)
        match only:
            case "must-know":
                return question.is_must_know
            case "new":
                return standing is None
            case "missed":
                return not question.self_assessed and standing is not None and standing.mark < 1
            case "due":
                return standing is not None and standing.is_due(now)

    return is_wanted


def due_items(banks: Sequence[Bank], standings: Standings, now: int) -> list[Item]:
    """The questions to review now: confident mistakes, most certain first, then those due, most overdue first."""
    found = [
        (item, standing)
        for bank in banks
        for item in bank.items
        if (standing := standing_with(item.question, standings)) and standing.due_at is not None
        if standing.confident_mistake or standing.is_due(now)
    ]

    def urgency(entry: tuple[Item, Standing]) -> tuple[int, int]:
        _, standing = entry
        return -(standing.certainty or 0) if standing.confident_mistake else 0, standing.due_at or 0

    return [item for item, _ in sorted(found, key=urgency)]


def next_due(banks: Sequence[Bank], standings: Standings) -> int | None:
    """When the next question of these banks is due; None if none has been answered."""
    due = (standing_with(question, standings) for bank in banks for question in bank.questions)
    return min((standing.due_at for standing in due if standing and standing.due_at is not None), default=None)
