"""The page for an appointment."""

from collections.abc import Callable, Sequence
from typing import Final

from quiz.core.citation import Cite
from quiz.core.english import counted
from quiz.core.handout import Handout
from quiz.core.kinds import AnyQuestion
from quiz.pages.blocks import (
    Block,
    Box,
    Group,
    Heading,
    Item,
    Lead,
    Page,
    Paragraph,
    Span,
    WritingLine,
    quotes,
    words,
)

NOT_ADVICE: Final = "Made from a quiz, for learning only. Not medical advice."
DOT: Final = Lead("· ")
WITH_WORDS, MORE, KNOWN, TO_SAY, TO_ASK = 8, 8, 8, 4, 4
"""The most questions in each section, so that the page prints on two sides; must-know questions are always listed."""


def handout_page(handout: Handout, cite: Cite, *, on: str = "", score: bool = False) -> Page:
    """The page, must-know questions first; `on` is its date in words. It shows a score only on request."""
    head: Page = [
        [Heading(words(f"{handout.title}: my page for the appointment"), level=1)],
        [Paragraph(words(on))] if on else [],
    ]
    if not handout.answered:
        return [*head, _paragraph("This page is still empty. Run `quiz` and answer some questions first.")]

    def with_words(question: AnyQuestion) -> list[Block]:
        """The fact, or a question and its answer; and the document's own words."""
        quoted = quotes(question.passages, cite, inside=True)
        if question.statement:
            return [Item(words(Span(question.statement, "strong")), DOT), *quoted]
        answers = question.answer_lines()
        return [
            Item(words(question.asked), DOT),
            *(Item(words(Span(line, "strong")), Lead("→ ", "Answer:", "accent"), inside=True) for line in answers),
            *quoted,
        ]

    right = f"Correct last time: {handout.right} of the {handout.answered} questions answered."
    unseen = f"Must know, not asked yet: {counted(handout.must_unseen, 'question')}."
    number = max(0, WITH_WORDS - len(handout.must_not_yet))
    fuller, briefer = handout.not_yet[:number], handout.not_yet[number:]
    known: list[Block] = [_item(f"All of “{bank.title}”") for bank in handout.whole]
    known += [block for question in handout.known[:KNOWN] for block in _answered(question)]
    return [
        *head,
        [Box(" ".join(handout.urgent))] if handout.urgent else [],
        _paragraph(right) if score else [],
        _section("Must know: review these", handout.must_not_yet, with_words),
        _section("Must know: what I know", handout.must_know, _answered),
        _paragraph(unseen) if handout.must_unseen else [],
        _section("What I got wrong or was not sure of", fuller, with_words),
        [*_section("Review these too", briefer[:MORE], _answered), *_and_more(len(briefer) - MORE)],
        [Heading(words("What I know")), *known, *_and_more(len(handout.known) - KNOWN)] if known else [],
        _section("To say in my own words", handout.teach_back[:TO_SAY], lambda question: [_item(question.ask)]),
        *_to_ask(handout),
    ]


def _paragraph(text: str) -> Group:
    return [Paragraph(words(text))]


def _item(text: str) -> Item:
    return Item(words(text), DOT)


def _and_more(number: int) -> Group:
    return [_item(f"… and {number} more")] if number > 0 else []


def _section(title: str, questions: Sequence[AnyQuestion], each: Callable[[AnyQuestion], list[Block]]) -> Group:
    return [Heading(words(title)), *(block for one in questions for block in each(one))] if questions else []


def _answered(question: AnyQuestion) -> list[Block]:
    return [_item(question.statement or f"{question.asked} – {'; '.join(question.answer_lines())}")]


def _to_ask(handout: Handout) -> Page:
    """Questions for the practitioner: what is still unclear, and room for more."""
    marked = [question for question in handout.marked if question not in handout.must_not_yet]
    unclear = [*handout.must_not_yet[:TO_ASK], *marked[:TO_ASK]]
    explain = Paragraph(words("Can you explain these points to me?"))
    return [
        [Heading(words("Questions to ask my practitioner"))],
        [explain, *(_item(question.asked) for question in unclear)] if unclear else [],
        _paragraph("Which of these matters most for me?"),
        *[[WritingLine()]] * 3,
        _paragraph(NOT_ADVICE),
    ]
