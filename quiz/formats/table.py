"""Questions as a table for spreadsheets, in CSV: a row each, with several values of a cell on lines of their own."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Final

from quiz.core.bank import Bank, QuestionFile
from quiz.core.citation import Cite
from quiz.core.kinds import AnyQuestion, Choice, Match, Number, Order, Select, ShortAnswer, TeachBack, TrueFalse
from quiz.formats import Written
from quiz.formats.losses import NO_CASE, losses, writable
from quiz.formats.markup import digits, unused_classes
from quiz.formats.moodle_answers import has_exact
from quiz.spreadsheet import to_cell

COLUMNS: Final = (
    "id",
    "bank",
    "kind",
    "ask",
    "right",
    "wrong",
    "because",
    "explain",
    "passage",
    "must_know",
    "points",
    "tolerance",
    "unit",
    "reject",
)
PAIRED: Final = " = "
"""Separates an item from its class; the last one in the line counts."""
TYPES: Final = dict.fromkeys(
    ("choice", "select", "true-false", "match", "short-answer", "number", "order", "teach-back"), "a row"
)
KEYS: Final = {"because", "must_know", "points", "reject", "tolerance", "unit"}


def write(file: QuestionFile, banks: Sequence[Bank], cite: Cite) -> Written:
    """The banks as CSV in UTF-8 with a byte order mark, which Excel needs. Raises QuizError if it can hold none."""
    text = StringIO()
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    for bank, question in writable(banks, TYPES):
        cells = {"bank": bank.id, **_cells(question)}
        rows.writerow([to_cell(cells.get(column, "")) for column in COLUMNS])
    return Written(text.getvalue().encode("utf-8-sig"), losses(file, banks, TYPES, KEYS, _lost))


def _cells(question: AnyQuestion) -> dict[str, str]:
    right, wrong, because, reject = _answers(question)
    return {
        "id": question.id,
        "kind": question.kind,
        "ask": question.ask,
        "right": _lines(right),
        "wrong": _lines(wrong),
        "because": _lines(because) if any(because) else "",
        "explain": question.explain,
        "passage": _lines(question.passages),
        "must_know": "true" if question.must_know else "",
        "points": digits(question.points) if question.points != 1 else "",
        "tolerance": digits(question.tolerance) if isinstance(question, Number) and question.tolerance else "",
        "unit": question.unit if isinstance(question, Number) else "",
        "reject": _lines(reject),
    }


def _lines(values: Sequence[str]) -> str:
    return "\n".join(" ".join(value.splitlines()) for value in values)


def _answers(question: AnyQuestion) -> tuple[Sequence[str], Sequence[str], Sequence[str], Sequence[str]]:
    """The cells `right`, `wrong`, `because` (a line for each wrong one) and `reject`."""
    match question:
        case Choice() | Select():
            wrong = [option for option in question.options if not option.right]
            right = [option.text for option in question.options if option.right]
            return right, [option.text for option in wrong], [option.because for option in wrong], ()
        case TrueFalse():
            return [str(question.answer).lower()], (), [question.because], ()
        case Match():
            pairs = [f"{pair.item}{PAIRED}{pair.target}" for pair in question.pairs]
            return pairs, unused_classes(question), [pair.because for pair in question.pairs], ()
        case ShortAnswer():
            return (
                question.accept,
                (),
                [one.because for one in question.reject],
                [one.answer for one in question.reject],
            )
        case Number():
            return [digits(question.answer)], (), (), ()
        case Order():
            return question.items, (), (), ()
        case TeachBack():
            return question.covers, (), (), ()
    return (), (), (), ()


def _lost(question: AnyQuestion) -> Iterator[str]:
    if any("\n" in reason.because for reason in question.reasons()):
        yield "the line breaks in its reasons are lost"
    match question:
        case Choice() | Select() if any(option.right and option.because for option in question.options):
            yield "the reasons of its right options are lost"
        case Match() if any(PAIRED in pair.target for pair in question.pairs):
            yield f"a class with '{PAIRED.strip()}' can't be read back"
        case ShortAnswer() if has_exact(question):
            yield NO_CASE
