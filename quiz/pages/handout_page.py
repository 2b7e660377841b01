"""The page for an appointment."""

from collections.abc import Callable, Sequence
from typing import Final

from quiz.core.english import counted, series
from quiz.core.handout import (
    ASK_TO_EXPLAIN,
    ASK_WHAT_MATTERS,
    HEADINGS,
    MADE_FROM_A_QUIZ,
    MOST,
    MOST_BANKS,
    SOME_FACTS,
    TITLE,
    WRITING_LINES,
    Handout,
    fact_of,
    topic_of,
)
from quiz.core.kinds import AnyQuestion
from quiz.pages.blocks import Box, Group, Heading, Item, Lead, Page, Paragraph, WritingLine, words

DOT: Final = Lead("· ")


def handout_page(handout: Handout, *, on: str = "", score: bool = False) -> Page:
    """The page on one side, must-know facts first; `on` is its date in words. It shows a score only on request."""
    box = [Box(handout.urgent)] if handout.urgent else []
    head: Page = [
        [Heading(words(f"{handout.title}: {TITLE}"), level=1)],
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
        _section("must_not_yet", handout.must_not_yet, fact_of),
        _section("must_know", handout.must_know, fact_of),
        _paragraph(unseen) if handout.must_unseen else [],
        _section("not_yet", handout.not_yet, fact_of),
        _known(handout),
        _section("teach_back", handout.teach_back, topic_of),
        *_to_ask(handout),
    ]


def _paragraph(text: str) -> Group:
    return [Paragraph(words(text))]


def _section(name: str, questions: Sequence[AnyQuestion], text: Callable[[AnyQuestion], str]) -> Group:
    """The questions of a section of the page, under its heading."""
    most = MOST.get(name, len(questions))
    items = [Item(words(text(question)), DOT) for question in questions[:most]]
    more = [Item(words(f"… and {len(questions) - most} more"), DOT)] if len(questions) > most else []
    return [Heading(words(HEADINGS[name])), *items, *more] if items else []


def _known(handout: Handout) -> Group:
    """What else the learner knows, in one sentence: how much of it would be a score."""
    banks = [f"“{bank.title}”" for bank in handout.whole]
    named = [*banks[:MOST_BANKS], *(["other subjects"] if len(banks) > MOST_BANKS else [])]
    what = f"the answers to the quiz questions on {series(named)}" if banks else SOME_FACTS
    return _paragraph(f"I also know {what}.") if handout.known else []


def _to_ask(handout: Handout) -> Page:
    """Questions for the practitioner, and room for more."""
    unsure = handout.must_not_yet or handout.not_yet
    questions = [*([ASK_TO_EXPLAIN] if unsure else []), ASK_WHAT_MATTERS]
    listed = {question.id for question in (*handout.must_not_yet, *handout.not_yet[: MOST["not_yet"]])}
    marked = [question for question in handout.marked if question.id not in listed]
    return [
        _section("marked", marked, fact_of),
        [Heading(words(HEADINGS["questions"])), *(Item(words(text), DOT) for text in questions)],
        [WritingLine()] * WRITING_LINES,
        _paragraph(MADE_FROM_A_QUIZ),
    ]
