"""When to ask again, by FSRS. Times are milliseconds since 1970 in UTC."""

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import NamedTuple

from fsrs import Card, Rating, Scheduler, State

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


class Memory(NamedTuple):
    """The FSRS state of a question: `stability` in days, `difficulty` 1 to 10, when it was last asked and is due."""

    state: int
    step: int | None
    stability: float
    difficulty: float
    reviewed_at: int
    due_at: int


def rating(mark: float, certainty: int | None, sure_before: int) -> Rating:
    """The FSRS rating of an answer.

    Not fully right is Again, a right guess Hard, and right and sure Good the first time, then Easy; any other right
    answer is Good. `sure_before` counts the earlier answers that were right and sure.
    """
    if mark < 1:
        return Rating.Again
    if certainty == 1:
        return Rating.Hard
    return Rating.Easy if certainty == 3 and sure_before else Rating.Good


def reviewed(memory: Memory | None, rated: Rating, when: int) -> Memory:
    """The memory of a question after one more answer; None if it was never asked."""
    at = _datetime(when)
    if memory is None:
        card = Card(card_id=0, due=at)
    else:
        state, step, stability, difficulty, reviewed_at, due_at = memory
        before = _datetime(min(reviewed_at, when))  # the clock may have been set back
        card = Card(0, State(state), step, stability, difficulty, _datetime(due_at), before)
    card, _ = _scheduler().review_card(card, rated, at)
    assert card.stability is not None and card.difficulty is not None
    return Memory(card.state.value, card.step, card.stability, card.difficulty, when, _milliseconds(card.due))


@cache
def _scheduler() -> Scheduler:
    # Fuzz would use the global random generator. Without learning steps, right answers come back in days.
    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _datetime(milliseconds: int) -> datetime:
    return EPOCH + milliseconds * MILLISECOND


def _milliseconds(when: datetime) -> int:
    return (when - EPOCH) // MILLISECOND
