"""Marks and answers of many learners → the analysis of a test."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from quiz.analysis.figures import ItemFigures, ScoreFigures, figures_of
from quiz.analysis.verdicts import TRUSTED, ItemVerdict, Shares, verdicts_on
from quiz.core.kinds import AnyQuestion, Option


class Column(NamedTuple):
    """An item and the marks that the learners got for it, 0 to 1; where it is known, the question and its answers."""

    name: str
    marks: Sequence[float]
    question: AnyQuestion | None = None
    shares: Shares | None = None

    @property
    def points(self) -> float:
        return self.question.points if self.question else 1.0


class Excluded(NamedTuple):
    """What a matrix leaves out: learners who were not asked every question; questions that were answered
    but are no longer in the file, or are there in another revision. And how many cells of it were empty.

    `stale` are answers that no longer fit their question, with its name and how many learners gave them: those
    learners are left out.
    """

    learners: int = 0
    gone: int = 0
    revised: int = 0
    empty: int = 0
    stale: tuple[tuple[str, Any, int], ...] = ()


class Matrix(NamedTuple):
    """The marks of one test: a column for each item, the same learners in the same order in all of them.

    `of_bank` says whether its items are the scored questions of a bank.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    left_out: Excluded
    of_bank: bool


class AnalysedItem(NamedTuple):
    """One item of a test, and what its figures say."""

    column: Column
    figures: ItemFigures
    verdicts: tuple[ItemVerdict, ...]

    @property
    def options(self) -> list[tuple[Option, float]]:
        """The options of its question, and the share of the learners, 0 to 1, that chose each; none where nobody
        was asked or there are no options."""
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
    def trusted(self) -> bool:
        """Whether there are enough learners for the figures to be trusted."""
        return self.learners >= TRUSTED


def analysis_of(matrix: Matrix) -> Analysis:
    """The full analysis of a test."""
    columns = matrix.columns
    scores, figures = figures_of([column.marks for column in columns], [column.points for column in columns])
    items = (
        AnalysedItem(
            column, one, verdicts_on(one, scores.learners, column.question, column.shares) if scores.learners else ()
        )
        for column, one in zip(columns, figures, strict=True)
    )
    return Analysis(matrix, scores, tuple(items))


def shares_of(question: AnyQuestion, given: Iterable[tuple[Any, int]]) -> Shares:
    """How many gave which answer, from responses in the bank's own words and how many learners gave each."""
    options = [0] * len(question.options)
    unanswered = 0
    for words, learners in given:
        response = question.from_json(words)
        if response is None:
            unanswered += learners
            continue
        for place in question.chosen(response):
            options[place] += learners
    return Shares(tuple(options), unanswered)
