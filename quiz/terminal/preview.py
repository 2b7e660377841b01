"""A question as learners see it, with all that is said to any answer."""

from collections.abc import Iterator
from typing import NamedTuple

from rich.text import Text

from quiz.core.bank import Item
from quiz.core.questions import AnyQuestion, Choice, Match, Number, Order, Select, ShortAnswer, TeachBack
from quiz.core.responses import answer_in_words, asked_in_words, figure
from quiz.terminal.entries.base import LETTERS, revealed_option
from quiz.terminal.frontend import Cite
from quiz.terminal.layout import DIM, MIDDLING, STRONG, hang, indent, measure, paragraphs, spread
from quiz.terminal.views import passage_lines
from quiz.terminal.wording import cited_in_words

SIGNS = {True: "Right", False: "Wrong"}


class Shown(NamedTuple):
    """A part of a question: its letter or number, whether it is right (None: neither), and what is said of it."""

    label: str
    text: str
    right: bool | None = None
    because: str = ""


def preview_lines(item: Item, cite: Cite, columns: int) -> list[Text]:
    """The whole question on a terminal."""
    width = measure(columns)
    bank, question = item
    head = spread(Text(bank.title, DIM), Text(question.id, DIM), width)
    notes = [Text.assemble((note, f"{STRONG} {MIDDLING}")) for note in _notes(question)]
    parts = [line for shown in _parts(question) for line in _part(shown, width)]
    explain = hang(question.explain, width, "  ")
    citation = passage_lines(question.passage, cite(question.passage), width)
    return indent(paragraphs([*head, *notes], hang(question.ask, width, "", STRONG), parts, explain, citation))


def preview_in_words(item: Item, cite: Cite) -> Iterator[str]:
    """The same line by line."""
    bank, question = item
    yield f"{bank.title}. {question.id}."
    yield from _notes(question)
    yield asked_in_words(question)
    for shown in _parts(question):
        sign = f"{SIGNS[shown.right]}: " if shown.right is not None else ""
        label = f"{shown.label}. " if shown.label else ""
        yield f"{sign}{label}{shown.text}"
        if shown.because:
            yield f"  {shown.because}"
    yield f"Then: {question.explain}"
    yield cited_in_words(question.passage, cite(question.passage))


def _notes(question: AnyQuestion) -> list[str]:
    weight = f"counts {figure(question.points)} times" if question.scored and question.points != 1 else ""
    notes = ["draft, not asked yet" if question.draft else "", "must know" if question.must_know else "", weight]
    told = ", ".join(filter(None, notes))
    return [f"{told[0].upper()}{told[1:]}."] if told else []


def _parts(question: AnyQuestion) -> Iterator[Shown]:
    match question:
        case Choice(options=options) | Select(options=options):
            for place, option in enumerate(options):
                label = LETTERS[place] if place < len(LETTERS) else str(place + 1)
                yield Shown(label, option.text, option.right, option.because)
        case ShortAnswer():
            for answer in question.accept:
                yield Shown("", answer, True)
            for wrong in question.reject:
                yield Shown("", wrong.answer, False, wrong.because)
        case Number():
            off = f", give or take {figure(question.tolerance)}" if question.tolerance else ""
            yield Shown("", f"{answer_in_words(question)[0]}{off}", True)
        case Match():
            for pair in question.pairs:
                yield Shown("", f"{pair.item} → {question.classes[pair.target]}", None, pair.because)
        case Order():
            for number, text in enumerate(question.items, 1):
                yield Shown(str(number), text)
        case TeachBack():
            for number, text in enumerate(question.covers, 1):
                yield Shown(str(number), text)


def _part(shown: Shown, width: int) -> list[Text]:
    sign, sign_style, style = revealed_option(shown.right, True) if shown.right is not None else ("  ", "", "")
    label = f"{shown.label}  " if shown.label else ""
    lead = Text.assemble((sign, sign_style), (label, STRONG))
    lines = hang(shown.text, width, lead, style)
    if shown.because:
        lines += hang(shown.because, width, " " * lead.cell_len, DIM)
    return lines
