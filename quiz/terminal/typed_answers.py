"""What is typed as the answer to a question of each kind."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from quiz.core.questions import Choice, Match, Number, Order, Select, ShortAnswer, TeachBack, Told, TrueFalse
from quiz.core.session import Session
from quiz.terminal.typed_lines import (
    Read,
    read_number,
    read_numbers,
    read_permutation,
    read_quantity,
    read_truth,
    read_words,
    read_yes,
)
from quiz.terminal.wording import ways

Say = Callable[..., None]
"""Writes lines."""
Prompted = Callable[[str, Read], Any]
"""What is typed after a prompt, as it is read."""


def typed_response(session: Session, say: Say, prompted: Prompted) -> Any:
    """The response to the current question, its options listed first."""
    order = session.shown_order()
    match session.question:
        case TrueFalse():
            return prompted(f"Your answer (t for true, f for false, {ways(session)})", read_truth)
        case Choice(options=options):
            say(*numbered([options[position].text for position in order]))
            prompt = f"Your answer (1 to {len(order)}, {ways(session)})"
            return order[prompted(prompt, partial(read_number, most=len(order)))]
        case Select(options=options):
            say(*numbered([options[position].text for position in order]))
            prompt = f"Your answers (1 to {len(order)} with commas, such as 1, 2; {ways(session)})"
            return frozenset(order[row] for row in prompted(prompt, partial(read_numbers, most=len(order))))
        case ShortAnswer():
            return prompted(f"Your answer (in words, {ways(session)})", read_words)
        case Number(unit=unit):
            what = "a number and its unit" if unit else "a number"
            return prompted(f"Your answer ({what}, {ways(session)})", partial(read_quantity, unit=unit))
        case Match() as question:
            return _sorted_into(session, question, say, prompted)
        case Order(items=items):
            say(*numbered([items[position] for position in order]))
            prompt = f"The numbers in the right order, first to last, with commas ({ways(session)})"
            return tuple(order[row] for row in prompted(prompt, partial(read_permutation, most=len(order))))
        case TeachBack() as question:
            return _taught_back(session, question, prompted)
        case _:
            raise AssertionError(session.question.kind)


def _sorted_into(session: Session, question: Match, say: Say, prompted: Prompted) -> tuple[int | None, ...]:
    order, classes = session.shown_order(), len(question.classes)
    prompt = f"Your answer (1 to {classes}, {ways(session)})"
    say(*numbered(question.classes))
    chosen: list[int | None] = [None] * len(order)
    for number, position in enumerate(order, 1):
        say(f"Statement {number} of {len(order)}: {question.pairs[position].item}")
        chosen[position] = prompted(prompt, partial(read_number, most=classes))
    return tuple(chosen)


def _taught_back(session: Session, question: TeachBack, prompted: Prompted) -> Told:
    said = prompted(f"Type it, or say it aloud and leave this empty ({ways(session)})", str)
    covered = [
        position
        for position, point in enumerate(question.covers)
        if prompted(f"Did you say: {point} (y or n)", read_yes)
    ]
    return Told(said, frozenset(covered))


def numbered(texts: Sequence[str]) -> list[str]:
    """Texts as they are listed: "1. ..." and so on."""
    return [f"{number}. {text}" for number, text in enumerate(texts, 1)]
