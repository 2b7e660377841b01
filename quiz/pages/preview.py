"""The page of `quiz preview`: a question with the feedback for every answer."""

from collections.abc import Iterator

from quiz.core.bank import Item as BankItem
from quiz.core.citation import Cite
from quiz.core.english import figure
from quiz.core.kinds import AnyQuestion, Shown
from quiz.pages.blocks import Block, Group, Heading, Item, Lead, Page, Paragraph, Quote, Span, words

LEADS = {True: Lead("✓ ", "Right:", "good"), False: Lead("✗ ", "Wrong:", "bad"), None: Lead("  ")}


def preview_page(item: BankItem, cite: Cite) -> Page:
    """The whole question."""
    bank, question = item
    return [
        [Heading(words(Span(bank.title, "dim")), words(Span(question.id, "dim")), level=1), *_notes(question)],
        [Paragraph(words(Span(question.ask, "strong")), spoken=question.asked)],
        [block for place, shown in enumerate(question.shown()) for block in _part(shown, question.part_label(place))],
        [Item(words(question.explain), Lead("  ", "Then:"))],
        [Quote(question.passage, cite(question.passage))],
    ]


def _notes(question: AnyQuestion) -> Group:
    weight = f"counts {figure(question.points)} times" if question.scored and question.points != 1 else ""
    notes = ["draft, not asked yet" if question.draft else "", "must know" if question.must_know else "", weight]
    text = ", ".join(filter(None, notes))
    return [Paragraph(words(Span(f"{text[0].upper()}{text[1:]}.", "middling")))] if text else []


def _part(shown: Shown, label: str) -> Iterator[Block]:
    lead = LEADS[shown.right]
    drawn, named = (f"{lead.shown}{label}  ", f"{lead.spoken} {label}.".strip()) if label else (lead.shown, lead.spoken)
    yield Item(words(Span(shown.text, "strong" if shown.right else "")), Lead(drawn, named, lead.tone))
    if shown.because:
        yield Paragraph(words(Span(shown.because, "dim")), inside=True)
