"""Tests as matrices of marks, and their analysis."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from quiz.analysis.figures import ItemFigures, ScoreFigures, figures_of
from quiz.analysis.verdicts import JUDGED, TRUSTED, ItemVerdict, Shares, verdicts_on
from quiz.core.kinds import AnyQuestion, Option


class Column(NamedTuple):
    """An item and its marks, 0 to 1; if known, also its question and the answers given."""

    name: str
    marks: Sequence[float]
    question: AnyQuestion | None = None
    shares: Shares | None = None

    @property
    def points(self) -> float:
        return self.question.points if self.question else 1.0


class Excluded(NamedTuple):
    """What a matrix leaves out: learners who were not asked every question, and answered questions that are `gone`
    from the file or `revised` since. `empty` is the number of empty cells.

    `stale` are answers that no longer fit their question, with its name and how many learners gave them; those
    learners are left out.
    """

    learners: int = 0
    gone: int = 0
    revised: int = 0
    empty: int = 0
    stale: tuple[tuple[str, Any, int], ...] = ()


class Matrix(NamedTuple):
    """The marks of one test: a column for each item, with the same learners in the same order.

    `of_bank` is true if its items are the scored questions of a bank.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    left_out: Excluded
    of_bank: bool


class AnalysedItem(NamedTuple):
    """An item of a test, its figures and its verdicts."""

    column: Column
    figures: ItemFigures
    verdicts: tuple[ItemVerdict, ...]

    @property
    def options(self) -> list[tuple[Option, float]]:
        """Each option with the share of learners who chose it, 0 to 1. Empty if nobody was asked."""
        shares, question = self.column.shares, self.column.question
        if shares is None or not self.column.marks or question is None:
            return []
        chosen = (number / len(self.column.marks) for number in shares.options)
        return list(zip(question.options, chosen, strict=True))


class Analysis(NamedTuple):
    """A test, its figures and its items."""

    matrix: Matrix
    scores: ScoreFigures
    items: tuple[AnalysedItem, ...]

    @property
    def learners(self) -> int:
        return self.scores.learners

    @property
    def judged(self) -> bool:
        """Whether there are enough learners to judge the questions at all."""
        return self.learners >= JUDGED

    @property
    def trusted(self) -> bool:
        """Whether there are enough learners to trust the figures."""
        return self.learners >= TRUSTED


def analysis_of(matrix: Matrix) -> Analysis:
    """The full analysis of a test; with fewer than JUDGED learners, without verdicts."""
    columns = matrix.columns
    scores, figures = figures_of([column.marks for column in columns], [column.points for column in columns])
    judged = scores.learners >= JUDGED
    items = (
        AnalysedItem(column, one, verdicts_on(one, scores.learners, column.question, column.shares) if judged else ())
        for column, one in zip(columns, figures, strict=True)
    )
    return Analysis(matrix, scores, tuple(items))


def shares_of(question: AnyQuestion, given: Iterable[tuple[Any, int]]) -> Shares:
    """Count the answers. `given` has responses, as `to_json` stores them, and how many learners gave each."""
    options = [0] * len(question.options)
    unanswered = 0
    for stored, learners in given:
        response = question.from_json(stored)
        if response is None:
            unanswered += learners
            continue
        for place in question.chosen(response):
            options[place] += learners
    return Shares(tuple(options), unanswered)
