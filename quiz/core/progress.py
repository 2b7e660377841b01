"""Answers → what a learner knows."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from quiz.core.bank import Bank, Item, QuestionFile
from quiz.core.standing import Standings, standing_with


class BankProgress(NamedTuple):
    """How many of a bank's questions, apart from teach-backs, have been answered, are known, and are due."""

    bank: Bank
    questions: int
    seen: int
    known: int
    due: int


class Finished(NamedTuple):
    """A finished session: when it began, and the share of its points that was earned, 0 to 1."""

    started_at: int
    share: float
    questions: int


class Progress(NamedTuple):
    """What a learner knows of a question file.

    `missed` holds the must-know questions that were asked but aren't known yet, `unseen` those never asked.
    `forecast` is the number of reviews due on each day, from today, which includes everything overdue; `trend` holds
    the finished sessions, latest last.
    """

    banks: tuple[BankProgress, ...]
    missed: tuple[Item, ...]
    unseen: tuple[Item, ...]
    forecast: tuple[int, ...]
    trend: tuple[Finished, ...]

    @property
    def due(self) -> int:
        return sum(bank.due for bank in self.banks)

    @property
    def seen(self) -> int:
        return sum(bank.seen for bank in self.banks)


def progress_of(
    file: QuestionFile, standings: Standings, trend: Sequence[Finished], *, now: int, days: Sequence[int]
) -> Progress:
    """A learner's progress in a file. `days` holds the start of each day of the forecast, today first, and the end
    of the last one. Times are milliseconds since 1970 in UTC."""
    forecast = [0] * (len(days) - 1)
    banks = []
    for bank in file.banks:
        marked = [question for question in bank.questions if not question.self_assessed]
        found = [standing for question in marked if (standing := standing_with(question, standings))]
        for standing in found:
            if standing.due_at is None:
                continue
            day = 0 if standing.is_due(now) else bisect_right(days, standing.due_at) - 1
            if 0 <= day < len(forecast):
                forecast[day] += 1
        known = sum(standing.known for standing in found)
        due = sum(standing.is_due(now) for standing in found)
        banks.append(BankProgress(bank, len(marked), len(found), known, due))
    must_know = [
        (item, standing_with(item.question, standings))
        for bank in file.main_banks
        for item in bank.items
        if item.question.is_must_know
    ]
    missed = tuple(item for item, standing in must_know if standing and not standing.known)
    unseen = tuple(item for item, standing in must_know if standing is None)
    return Progress(tuple(banks), missed, unseen, tuple(forecast), tuple(trend))
