"""GIFT, the text format of Moodle. Each text is escaped HTML, so that no character in it is special to GIFT."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from quiz.core.bank import Bank, QuestionFile
from quiz.core.citation import Cite
from quiz.core.kinds import AnyQuestion, Choice, Match, Number, Order, Select, ShortAnswer, TeachBack, TrueFalse
from quiz.core.kinds.fields import Option
from quiz.core.selection import shown_order
from quiz.formats import Written
from quiz.formats.losses import (
    AS_ESSAY,
    DIGITS_ONLY,
    NO_CASE,
    ONLY_LISTED,
    ROUNDED,
    TOGETHER,
    has_exact,
    losses,
    writable,
)
from quiz.formats.markup import as_html, digits, general_feedback, unused_classes
from quiz.formats.moodle_answers import Typed, category, is_rounded, share, typed_answers

TYPES: Final = {
    "choice": "multiple choice",
    "select": "multiple choice with weights",
    "true-false": "true/false",
    "match": "matching",
    "short-answer": "short answer",
    "number": "numerical",
    "order": "essay",
    "teach-back": "essay",
}
KEYS: Final = {"because", "must_know", "reject", "tolerance"}
"""The keys that it supports besides those of every format."""
CONTROL: Final = re.compile(r"[\\~=#{}:]")
UNPROTECTED: Final = re.compile("->|&&[0-9]{3};")
"""Special characters that Moodle reads before escapes: those of a match, and of its own escapes."""


def write(file: QuestionFile, banks: Sequence[Bank], cite: Cite) -> Written:
    """The banks as GIFT, a category each. Raises QuizError if it supports none of their questions."""
    blocks, last = [], None
    for bank, question in writable(banks, TYPES, _is_held):
        if bank is not last:
            blocks.append(f"$CATEGORY: {category(file, bank)}\n")
            last = bank
        blocks.append("\n".join(_lines(question, cite)) + "\n")
    return Written("\n".join(blocks).encode(), losses(file, banks, TYPES, KEYS, _lost))


def _plain(text: str) -> str:
    return CONTROL.sub(r"\\\g<0>", text)


def _html(text: str) -> str:
    return f"[html]{_plain(as_html(text))}"


def _lines(question: AnyQuestion, cite: Cite) -> Iterator[str]:
    ask = question.ask
    if isinstance(question, Order):
        ask = "\n".join([ask, "", *(f"– {question.items[place]}" for place in shown_order(question, seed=0))])
    yield f"// [id:{question.id}]" + (" [tag:must-know]" if question.must_know else "")
    yield f"::{question.id}:: {_html(ask)} {{{'#' if isinstance(question, Number) else ''}"
    yield from _answers(question)
    yield f"####[html]{_plain(general_feedback(question, cite))}"
    yield "}"


def _answers(question: AnyQuestion) -> Iterator[str]:
    match question:
        case Choice():
            yield from (_option("=" if option.right else "~", option) for option in question.options)
        case Select():
            for option in question.options:
                yield _option(f"~%{'' if option.right else '-'}{share(question)}%", option)
        case TrueFalse():  # the first feedback is for a wrong answer
            yield ("TRUE" if question.answer else "FALSE") + (f"#{_html(question.because)}" if question.because else "")
        case Match():
            yield from (f"={_html(pair.item)} -> {_plain(pair.target)}" for pair in question.pairs)
            yield from (f"= -> {_plain(name)}" for name in unused_classes(question))
        case ShortAnswer():
            for answer in _typed_answers(question):
                weight, why = "" if answer.right else "%0%", f"#{_html(answer.because)}" if answer.because else ""
                yield f"={weight}[plain]{_plain(answer.pattern)}{why}"
        case Number():
            yield f"={digits(question.answer)}:{digits(question.tolerance)}"


def _option(sign: str, option: Option) -> str:
    return f"{sign}{_html(option.text)}" + (f"#{_html(option.because)}" if option.because else "")


def _typed_answers(question: ShortAnswer) -> list[Typed]:
    return [answer for answer in typed_answers(question) if not UNPROTECTED.search(answer.pattern)]


def _is_held(question: AnyQuestion) -> bool:
    return not isinstance(question, ShortAnswer) or any(answer.right for answer in _typed_answers(question))


def _lost(question: AnyQuestion) -> Iterator[str]:
    match question:
        case Select() if is_rounded(question):
            yield ROUNDED
        case Order() | TeachBack():
            yield AS_ESSAY
        case Number():
            yield DIGITS_ONLY
        case Match() if any(pair.because for pair in question.pairs):
            yield TOGETHER
        case ShortAnswer():
            yield ONLY_LISTED
            if has_exact(question):
                yield NO_CASE
            for answer in typed_answers(question):
                if UNPROTECTED.search(answer.pattern):
                    yield f"left out: the answer '{answer.pattern}', which means something else in GIFT"
            if not _is_held(question):
                yield "left out: GIFT can express none of its right answers"
