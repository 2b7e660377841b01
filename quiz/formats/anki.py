"""Anki's text import: a card for each question, which a second import updates by its id."""

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Final

from quiz.core.bank import Bank, Item, QuestionFile
from quiz.core.citation import Cite
from quiz.core.kinds import AnyQuestion, Choice, Match, Number, Order, Select, TrueFalse
from quiz.core.selection import shown_order
from quiz.formats import Written
from quiz.formats.losses import losses, writable
from quiz.formats.markup import as_html, explanation, html_list

TYPES: Final = dict.fromkeys(
    ("choice", "select", "true-false", "match", "short-answer", "number", "order", "teach-back"), "a card"
)
KEYS: Final = {"because", "keep_order", "must_know", "reject", "tolerance", "unit"}
"""The keys that it supports besides those of every format."""
MARKING: Final = {"exact_unit", "language", "points", "scored", "scoring"}
"""Keys about marks, which Anki doesn't give."""
HEAD: Final = """\
#separator:tab
#html:true
#notetype:Basic
#guid column:1
#deck column:2
#tags column:5
"""
FORMULA: Final = re.compile(r"\\(?=[(\[])")
"""What begins a formula in Anki: `\\(` and `\\[`."""


def write(file: QuestionFile, banks: Sequence[Bank], cite: Cite) -> Written:
    """The banks as text for Anki, a deck each. Raises QuizError if it supports none of their questions."""
    text = StringIO()
    text.write(HEAD)
    rows = csv.writer(text, delimiter="\t", quoting=csv.QUOTE_ALL, lineterminator="\n")
    rows.writerows(_row(file, item, cite) for item in writable(banks, TYPES))
    return Written(text.getvalue().encode(), losses(file, banks, TYPES, KEYS | MARKING, lambda question: ()))


def _row(file: QuestionFile, item: Item, cite: Cite) -> tuple[str, ...]:
    deck = "::".join(title.replace("::", ":") for title in (file.title, item.bank.title))
    front = "".join(_front(item.question))
    back = "".join(_back(item.question)) + explanation(item.question, cite)
    tags = "must-know" if item.question.must_know else ""
    return f"{file.id}:{item.question.id}", deck, _as_text(front), _as_text(back), tags


def _as_text(html: str) -> str:
    """HTML in which Anki finds no sound, no formula and no tab."""
    return FORMULA.sub(r"<span>\\</span>", html).replace("[", "&#91;").replace("\t", "&#9;")


def _front(question: AnyQuestion) -> Iterator[str]:
    yield f"<p>{as_html(question.asked)}</p>"
    shown = shown_order(question, seed=0)
    match question:
        case Choice() | Select():
            yield html_list(question.options[place].text for place in shown)
        case Match():
            yield html_list(question.pairs[place].item for place in shown)
            yield html_list(question.classes)
        case Order():
            yield html_list(question.items[place] for place in shown)


def _back(question: AnyQuestion) -> Iterator[str]:
    match question:
        case TrueFalse():
            yield f"<p>{as_html(question.key_sentence(str))}</p><p>{as_html(question.because)}</p>"
            return
        case Number():
            yield f"<p>{as_html(question.key_sentence(str))}</p>"
        case Select():
            yield html_list(option.text for option in question.options if option.right)
        case Order():
            yield html_list(question.items, "ol")
        case _:
            yield html_list(question.answer_lines())
    yield html_list(f"{reason.of}: {reason.because}" for reason in question.reasons() if reason.because)
