"""Questions as a table for spreadsheets, in CSV: a row each, with several values of a cell on lines of their own."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Final, NamedTuple

from quiz.core.bank import Bank, QuestionFile
from quiz.core.citation import Cite
from quiz.core.kinds import AnyQuestion, Choice, Match, Number, Order, Select, ShortAnswer, TeachBack, TrueFalse
from quiz.formats import Written
from quiz.formats.losses import NO_CASE, has_exact, losses, writable
from quiz.formats.markup import digits, unused_classes
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


class Answers(NamedTuple):
    """The lines of four cells; those of `because` go with the wrong options, the pairs, or the rejected answers."""

    right: Sequence[str] = ()
    wrong: Sequence[str] = ()
    because: Sequence[str] = ()
    reject: Sequence[str] = ()


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
    answers = _answers(question)
    return {
        "id": question.id,
        "kind": question.kind,
        "ask": question.ask,
        "right": _lines(answers.right),
        "wrong": _lines(answers.wrong),
        "because": _lines(answers.because) if any(answers.because) else "",
        "explain": question.explain,
        "passage": _lines(question.passages),
        "must_know": "true" if question.must_know else "",
        "points": digits(question.points) if question.points != 1 else "",
        "tolerance": digits(question.tolerance) if isinstance(question, Number) and question.tolerance else "",
        "unit": question.unit if isinstance(question, Number) else "",
        "reject": _lines(answers.reject),
    }


def _lines(values: Sequence[str]) -> str:
    return "\n".join(" ".join(value.splitlines()) for value in values)


def _answers(question: AnyQuestion) -> Answers:
    match question:
        case Choice() | Select():
            wrong = [option for option in question.options if not option.right]
            return Answers(
                right=[option.text for option in question.options if option.right],
                wrong=[option.text for option in wrong],
                because=[option.because for option in wrong],
            )
        case TrueFalse():
            return Answers([str(question.answer).lower()], because=[question.because])
        case Match():
            pairs = [f"{pair.item}{PAIRED}{pair.target}" for pair in question.pairs]
            return Answers(pairs, unused_classes(question), [pair.because for pair in question.pairs])
        case ShortAnswer():
            return Answers(
                right=question.accept,
                because=[one.because for one in question.reject],
                reject=[one.answer for one in question.reject],
            )
        case Number():
            return Answers([digits(question.answer)])
        case Order():
            return Answers(question.items)
        case TeachBack():
            return Answers(question.covers)
    return Answers()


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
