"""The page to take to an appointment: what you know, what you don't know yet, and what to ask. No score."""

from typing import Final, NamedTuple

from quiz.core.bank import Bank, QuestionFile
from quiz.core.kinds import AnyQuestion
from quiz.core.outcome import Outcome, Verdict
from quiz.core.standing import Standing, Standings, standing_with

TITLE: Final = "my page for the appointment"
HEADINGS: Final = {
    "must_not_yet": "Must know: I am not sure about these yet",
    "must_know": "Must know: I know these",
    "not_yet": "What I am not sure about yet",
    "teach_back": "To say in my own words",
    "marked": "What I would like to talk about",
    "questions": "My questions",
}
MOST: Final = {"not_yet": 6, "teach_back": 2, "marked": 3}
MOST_BANKS: Final = 4
"""The most entries of a section, so that the page fits on one side. Must-know facts are always listed."""
WRITING_LINES: Final = 4
SOME_FACTS: Final = "some other facts from the quiz"
ASK_TO_EXPLAIN: Final = "Can you explain the things I am not sure about?"
ASK_WHAT_MATTERS: Final = "Which of these matters most for me?"
MADE_FROM_A_QUIZ: Final = "Made from a quiz, for learning only. Not medical advice."


class Handout(NamedTuple):
    """The content of the page, in the order of the file, but with confident mistakes first in `not_yet`.

    Must-know questions are listed separately. `whole` holds the banks in which every question is known. Banks for
    trainees are no part of it.
    """

    title: str
    must_know: tuple[AnyQuestion, ...]
    must_not_yet: tuple[AnyQuestion, ...]
    must_unseen: int
    not_yet: tuple[AnyQuestion, ...]
    known: tuple[AnyQuestion, ...]
    whole: tuple[Bank, ...]
    marked: tuple[AnyQuestion, ...]
    teach_back: tuple[AnyQuestion, ...]
    urgent: str
    right: int
    answered: int


def handout_of(file: QuestionFile, standings: Standings) -> Handout:
    """The page for a learner with these standings."""
    banks = file.main_banks
    questions = [question for bank in banks for question in bank.questions]
    asked = [
        (question, standing)
        for question in questions
        if not question.self_assessed and (standing := standing_with(question, standings))
    ]
    known = {question.id for question, standing in asked if standing.known}
    whole = tuple(bank for bank in banks if _is_whole(bank, known))
    seen = {question.id for question, _ in asked}
    return Handout(
        title=file.title,
        must_know=tuple(q for q, s in asked if q.must_know and s.known),
        must_not_yet=tuple(q for q, s in asked if q.must_know and not s.known),
        must_unseen=sum(q.is_must_know and q.id not in seen for q in questions),
        not_yet=tuple(
            q
            for q, s in sorted(asked, key=lambda entry: not entry[1].confident_mistake)
            if not q.must_know and not s.known
        ),
        known=tuple(q for q, s in asked if not q.must_know and s.known),
        whole=whole,
        marked=tuple(q for q in questions if (s := standing_with(q, standings)) and s.flagged),
        teach_back=tuple(
            q
            for bank in banks
            for q in bank.questions
            if q.self_assessed and any(other.id in seen for other in bank.questions)
        ),
        urgent=file.urgent_help,
        right=sum(standing.mark >= 1 for _, standing in asked),
        answered=len(asked),
    )


def _is_whole(bank: Bank, known: set[str]) -> bool:
    marked = [question for question in bank.questions if not question.self_assessed]
    return len(marked) > 2 and all(question.id in known for question in marked)


def standings_from(outcome: Outcome) -> Standings:
    """The learner's standings from one session alone."""
    return {
        (result.question.id, result.question.revision): Standing(
            1, result.question.to_json(result.response), result.mark, result.certainty, result.flagged, 0, None
        )
        for result in outcome.results
        if result.verdict is not Verdict.NOT_REACHED
    }


def fact_of(question: AnyQuestion) -> str:
    """The fact that a question asks about, or else the question with its answer."""
    return question.statement or f"{question.asked} – {'; '.join(question.answer_lines())}"


def topic_of(question: AnyQuestion) -> str:
    """What a question is about, or else the question."""
    return question.statement or question.ask
