"""A question as learners see it, with all that is said to any answer."""

from collections.abc import Iterator
from itertools import count, repeat

from rich.text import Text

from quiz.core.bank import Item
from quiz.core.english import figure
from quiz.core.kinds import AnyQuestion, Shown
from quiz.terminal.controls.base import LETTERS, revealed_option
from quiz.terminal.frontend import Cite
from quiz.terminal.layout import DIM, MIDDLING, STRONG, hang, indent, measure, paragraphs, spread
from quiz.terminal.views import passage_lines
from quiz.terminal.wording import cited_in_words

SIGNS = {True: "Right", False: "Wrong"}


def preview_lines(item: Item, cite: Cite, columns: int) -> list[Text]:
    """The whole question on a terminal."""
    width = measure(columns)
    bank, question = item
    head = spread(Text(bank.title, DIM), Text(question.id, DIM), width)
    notes = [Text.assemble((note, f"{STRONG} {MIDDLING}")) for note in _notes(question)]
    parts = [line for shown, label in _labelled(question) for line in _part(shown, label, width)]
    explain = hang(question.explain, width, "  ")
    citation = passage_lines(question.passage, cite(question.passage), width)
    return indent(paragraphs([*head, *notes], hang(question.ask, width, "", STRONG), parts, explain, citation))


def preview_in_words(item: Item, cite: Cite) -> Iterator[str]:
    """The same line by line."""
    bank, question = item
    yield f"{bank.title}. {question.id}."
    yield from _notes(question)
    yield question.asked
    for shown, label in _labelled(question):
        sign = f"{SIGNS[shown.right]}: " if shown.right is not None else ""
        yield f"{sign}{f'{label}. ' if label else ''}{shown.text}"
        if shown.because:
            yield f"  {shown.because}"
    yield f"Then: {question.explain}"
    yield cited_in_words(question.passage, cite(question.passage))


def _notes(question: AnyQuestion) -> list[str]:
    weight = f"counts {figure(question.points)} times" if question.scored and question.points != 1 else ""
    notes = ["draft, not asked yet" if question.draft else "", "must know" if question.must_know else "", weight]
    told = ", ".join(filter(None, notes))
    return [f"{told[0].upper()}{told[1:]}."] if told else []


def _labelled(question: AnyQuestion) -> Iterator[tuple[Shown, str]]:
    return zip(question.shown(), _labels(question), strict=False)


def _labels(question: AnyQuestion) -> Iterator[str]:
    """What its parts are called: letters where there are options, numbers where there is an order or a count."""
    if question.options:
        letters = question.letters or LETTERS
        yield from letters[: question.parts]
        yield from map(str, range(len(letters) + 1, question.parts + 1))
    elif question.control in ("order", "explain"):
        yield from map(str, count(1))
    else:
        yield from repeat("")


def _part(shown: Shown, label: str, width: int) -> list[Text]:
    sign, sign_style, style = revealed_option(shown.right, True) if shown.right is not None else ("  ", "", "")
    label = f"{label}  " if label else ""
    lead = Text.assemble((sign, sign_style), (label, STRONG))
    lines = hang(shown.text, width, lead, style)
    if shown.because:
        lines += hang(shown.because, width, " " * lead.cell_len, DIM)
    return lines
