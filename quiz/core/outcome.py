"""The outcome of a session: the score, must-know questions apart, and what to review."""

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Any, NamedTuple

from quiz.core.bank import Bank, Item
from quiz.core.kinds import AnyQuestion
from quiz.core.marking import certainty_bonus, certainty_mark, chance_of_at_least, wilson
from quiz.core.session import Answer, Rules, Session


class Verdict(Enum):
    """The verdict on an answer. A teach-back is explained, never right or wrong."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    DONT_KNOW = "dont-know"
    EXPLAINED = "explained"
    NOT_REACHED = "not-reached"


MISSED = (Verdict.WRONG, Verdict.PARTLY, Verdict.DONT_KNOW)


def verdict_on(question: AnyQuestion, answer: Answer | None) -> Verdict:
    """The verdict on the answer to a question; None is a question that was not reached."""
    if answer is None:
        return Verdict.NOT_REACHED
    if answer.response is None:
        return Verdict.DONT_KNOW
    if question.self_assessed:
        return Verdict.EXPLAINED
    if answer.mark >= 1:
        return Verdict.RIGHT
    return Verdict.PARTLY if answer.mark > 0 else Verdict.WRONG


class Result(NamedTuple):
    """One question of a session, at its position, with its response and its verdict."""

    position: int
    bank: Bank
    question: AnyQuestion
    response: Any
    mark: float
    verdict: Verdict
    flagged: bool
    certainty: int | None = None

    @property
    def scored(self) -> bool:
        """Whether its answer counts in the score."""
        return Item(self.bank, self.question).scored


class Score(NamedTuple):
    """Points earned and possible over ALL questions of a session or a bank, including those not reached; teach-backs
    have none."""

    earned: float
    possible: float
    right: int
    answered: int
    questions: int

    @property
    def share(self) -> float:
        """Earned over possible, 0 to 1; 0 if no points are possible."""
        return self.earned / self.possible if self.possible else 0.0

    @property
    def complete(self) -> bool:
        return self.answered == self.questions

    @property
    def in_questions(self) -> bool:
        """Whether the points are numbers of questions: each question has one, and none is partly right."""
        return (self.earned, self.possible) == (self.right, self.questions)

    def interval(self) -> tuple[float, float]:
        """The 95% interval of the share on many questions like these, both ends in 0 to 1."""
        return wilson(self.share, self.questions)


class Certainty(NamedTuple):
    """How well the learner judged their own answers, over the questions that were answered.

    Sure is fairly sure or more, unsure is a guess; right is fully right. `average` is the certainty-based
    mark, -6 to 3, over ALL scored questions, including those not answered, and `accuracy` the share of their points.
    """

    sure_right: int
    sure_wrong: int
    unsure_right: int
    unsure_wrong: int
    average: float
    accuracy: float

    @property
    def bonus(self) -> float:
        return certainty_bonus(self.average, self.accuracy)


class Outcome(NamedTuple):
    """The outcome of a session. `score` leaves out banks that aren't scored; `banks` has the score in each bank."""

    results: tuple[Result, ...]
    score: Score
    banks: tuple[tuple[Bank, Score], ...]
    must_know: tuple[Result, ...]
    to_review: tuple[Result, ...]
    teach_back: tuple[Result, ...]
    rules: Rules = Rules()

    @property
    def passed(self) -> bool | None:
        """Whether the share of the points reaches the pass mark; None without a pass mark, or if nothing is scored."""
        return (
            None
            if self.rules.pass_at is None or not self.score.questions
            else self.score.share >= self.rules.pass_at - 1e-9
        )

    @property
    def must_know_missed(self) -> tuple[Result, ...]:
        """The must-know questions that were asked but not answered right."""
        return tuple(r for r in self.must_know if r.verdict in MISSED)

    @property
    def must_know_right(self) -> int:
        """The number of must-know questions answered right."""
        return sum(r.verdict is Verdict.RIGHT for r in self.must_know)

    @property
    def must_know_open(self) -> int:
        """The number of must-know questions not reached."""
        return sum(r.verdict is Verdict.NOT_REACHED for r in self.must_know)

    @property
    def listed(self) -> tuple[Result, ...]:
        """The questions to review, then the teach-backs of which some points were not covered."""
        places = {r.position for r in self.to_review}
        again = (r for r in self.teach_back if r.verdict is not Verdict.NOT_REACHED and r.mark < 1)
        return (*self.to_review, *(r for r in again if r.position not in places))

    @property
    def all_right(self) -> bool:
        """Whether every question, apart from teach-backs, was answered right."""
        return all(r.question.self_assessed or r.verdict is Verdict.RIGHT for r in self.results)

    @property
    def unscored(self) -> Score:
        """The score over the banks that aren't scored."""
        return score_of(result for result in self.results if not result.bank.scored)

    @property
    def marked_banks(self) -> tuple[tuple[Bank, Score], ...]:
        """The banks with a question that is marked right or wrong, and the score in each."""
        return tuple((bank, score) for bank, score in self.banks if score.questions)

    def chance(self) -> float:
        """The probability that blind guessing gets at least as many questions fully right."""
        guesses = [result.question.guess_probability() for result in self.results if result.scored]
        return chance_of_at_least(self.score.right, guesses)


def certainty_of(results: Sequence[Result]) -> Certainty | None:
    """How well the learner judged their own answers; None if no certainty was given."""
    marked = [result for result in results if not result.question.self_assessed]
    judged = [(result, result.certainty) for result in marked if result.certainty is not None]
    if not judged:
        return None
    scored = [result for result in results if result.scored]
    groups = [(certainty > 1, result.verdict is Verdict.RIGHT) for result, certainty in judged]
    possible = sum(result.question.points for result in scored)
    earned = sum(certainty_mark(r.mark, certainty) * r.question.points for r, certainty in judged if r.scored)
    return Certainty(
        sure_right=groups.count((True, True)),
        sure_wrong=groups.count((True, False)),
        unsure_right=groups.count((False, True)),
        unsure_wrong=groups.count((False, False)),
        average=earned / possible if possible else 0.0,
        accuracy=score_of(scored).share,
    )


def score_of(results: Iterable[Result]) -> Score:
    """The score over those results that aren't teach-backs."""
    marked = [result for result in results if not result.question.self_assessed]
    return Score(
        earned=sum((result.mark * result.question.points for result in marked), 0.0),
        possible=sum((result.question.points for result in marked), 0.0),
        right=sum(result.verdict is Verdict.RIGHT for result in marked),
        answered=sum(result.verdict is not Verdict.NOT_REACHED for result in marked),
        questions=len(marked),
    )


def outcome_of(session: Session) -> Outcome:
    """The outcome of a session so far.

    Questions to review are those missed or marked by the learner, and those left open in an exam that was handed in:
    must-know questions not yet known first, then the most certain mistakes, then what was right.
    """
    results = tuple(_result(session, position) for position in range(len(session)))
    missed = (*MISSED, Verdict.NOT_REACHED) if session.handed_in else MISSED
    banks: dict[str, list[Result]] = {}
    for result in results:
        banks.setdefault(result.bank.id, []).append(result)
    return Outcome(
        results=results,
        score=score_of(result for result in results if result.scored),
        banks=tuple((its[0].bank, score_of(its)) for its in banks.values()),
        must_know=tuple(r for r in results if r.question.is_must_know),
        to_review=tuple(
            sorted(
                (r for r in results if (not r.question.self_assessed and r.verdict in missed) or r.flagged),
                key=lambda r: (r.verdict is Verdict.RIGHT, not r.question.is_must_know, -(r.certainty or 0)),
            )
        ),
        teach_back=tuple(r for r in results if r.question.self_assessed),
        rules=session.rules,
    )


def _result(session: Session, position: int) -> Result:
    bank, question = session.items[position]
    answer = session.answers.get(position)
    response, mark, certainty = answer or Answer(None, 0.0)
    verdict = verdict_on(question, answer)
    return Result(position, bank, question, response, mark, verdict, position in session.flagged, certainty)
