"""The page of `quiz preview`: a question with the feedback for every answer."""

from collections.abc import Iterator

from quiz.core.bank import PATIENT, Bank
from quiz.core.bank import Item as BankItem
from quiz.core.citation import Cite
from quiz.core.english import figure
from quiz.core.kinds import AnyQuestion, Shown
from quiz.pages.blocks import Block, Group, Heading, Item, Lead, Page, Paragraph, Span, quotes, words

LEADS = {True: Lead("✓ ", "Right:", "good"), False: Lead("✗ ", "Wrong:", "bad"), None: Lead("  ")}


def preview_page(item: BankItem, cite: Cite) -> Page:
    """The whole question."""
    bank, question = item
    return [
        [Heading(words(Span(bank.title, "dim")), words(Span(question.id, "dim")), level=1), *_notes(bank, question)],
        [Paragraph(words(Span(question.ask, "strong")), spoken=question.asked)],
        [block for place, shown in enumerate(question.shown()) for block in _part(item, place, shown, cite)],
        [Item(words(question.explain), Lead("  ", "Then:"))] if question.explain else [],
        list(quotes(question.passage, cite)),
    ]


def _notes(bank: Bank, question: AnyQuestion) -> Group:
    weight = f"worth {figure(question.points)} points" if question.points != 1 else ""
    notes = [
        "draft, not asked yet" if question.draft else "",
        "must know" if question.is_must_know else "",
        "" if bank.scored else "not scored",
        "" if bank.audience == PATIENT else f"for {bank.audience}s",
        weight,
    ]
    text = ", ".join(filter(None, notes))
    drawn = [Paragraph(words(Span(f"{text[0].upper()}{text[1:]}.", "middling")))] if text else []
    statement = [Paragraph(words(Span(f"On the page for the appointment: {question.statement}", "dim")))]
    return [*drawn, *(statement if question.statement else [])]


def _part(item: BankItem, place: int, shown: Shown, cite: Cite) -> Iterator[Block]:
    label = item.question.part_label(place)
    cited = list(item.question.cited_parts())
    lead = LEADS[shown.right]
    drawn, named = (f"{lead.shown}{label}  ", f"{lead.spoken} {label}.".strip()) if label else (lead.shown, lead.spoken)
    yield Item(words(Span(shown.text, "strong" if shown.right else "")), Lead(drawn, named, lead.tone))
    if shown.because:
        yield Paragraph(words(Span(shown.because, "dim")), inside=True)
    if cited:
        yield from quotes(cited[place].passages, cite, inside=True)
