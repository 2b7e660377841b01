"""The page for an appointment."""

from collections.abc import Callable, Sequence
from typing import Final

from quiz.core.english import counted, series
from quiz.core.handout import Handout
from quiz.core.kinds import AnyQuestion
from quiz.pages.blocks import Box, Group, Heading, Item, Lead, Page, Paragraph, WritingLine, words

NOT_ADVICE: Final = "Made from a quiz, for learning only. Not medical advice."
DOT: Final = Lead("· ")
MOST_NOT_YET, MOST_TO_SAY, MOST_TO_TALK_ABOUT, MOST_BANKS = 6, 2, 3, 4
"""The most entries of a kind, so that the page fits on one side. Must-know facts are always listed."""
WRITING_LINES: Final = 4


def handout_page(handout: Handout, *, on: str = "", score: bool = False) -> Page:
    """The page on one side, must-know facts first; `on` is its date in words. It shows a score only on request."""
    box = [Box(handout.urgent)] if handout.urgent else []
    head: Page = [
        [Heading(words(f"{handout.title}: my page for the appointment"), level=1)],
        [Paragraph(words(on))] if on else [],
        box,
    ]
    if not handout.answered:
        return [*head, _paragraph("This page is still empty. Run `quiz` and answer some questions first.")]
    unseen = f"Still to be asked: {counted(handout.must_unseen, 'must-know question')}."
    right = f"Correct last time: {handout.right} of the {handout.answered} questions answered."
    return [
        *head,
        _paragraph(right) if score else [],
        _section("Must know: I am not sure about these yet", handout.must_not_yet, len(handout.must_not_yet), fact_of),
        _section("Must know: I know these", handout.must_know, len(handout.must_know), fact_of),
        _paragraph(unseen) if handout.must_unseen else [],
        _section("What I am not sure about yet", handout.not_yet, MOST_NOT_YET, fact_of),
        _known(handout),
        _section("To say in my own words", handout.teach_back, MOST_TO_SAY, topic_of),
        *_to_ask(handout),
    ]


def fact_of(question: AnyQuestion) -> str:
    """The fact that a question asks about, or else the question with its answer."""
    return question.statement or f"{question.asked} – {'; '.join(question.answer_lines())}"


def topic_of(question: AnyQuestion) -> str:
    """What a question is about, or else the question."""
    return question.statement or question.ask


def _paragraph(text: str) -> Group:
    return [Paragraph(words(text))]


def _section(title: str, questions: Sequence[AnyQuestion], most: int, text: Callable[[AnyQuestion], str]) -> Group:
    """At most so many questions under a heading."""
    items = [Item(words(text(question)), DOT) for question in questions[:most]]
    more = [Item(words(f"… and {len(questions) - most} more"), DOT)] if len(questions) > most else []
    return [Heading(words(title)), *items, *more] if items else []


def _known(handout: Handout) -> Group:
    """What else the learner knows, in one sentence: how much of it would be a score."""
    banks = [f"“{bank.title}”" for bank in handout.whole]
    named = [*banks[:MOST_BANKS], *(["other subjects"] if len(banks) > MOST_BANKS else [])]
    what = f"the answers to the quiz questions on {series(named)}" if banks else "some other facts from the quiz"
    return _paragraph(f"I also know {what}.") if handout.known else []


def _to_ask(handout: Handout) -> Page:
    """Questions for the practitioner, and room for more."""
    unsure = handout.must_not_yet or handout.not_yet
    questions = ["Can you explain the things I am not sure about?"] if unsure else []
    questions.append("Which of these matters most for me?")
    listed = {question.id for question in (*handout.must_not_yet, *handout.not_yet[:MOST_NOT_YET])}
    marked = [question for question in handout.marked if question.id not in listed]
    return [
        _section("What I would like to talk about", marked, MOST_TO_TALK_ABOUT, fact_of),
        [Heading(words("My questions")), *(Item(words(text), DOT) for text in questions)],
        [WritingLine()] * WRITING_LINES,
        _paragraph(NOT_ADVICE),
    ]
