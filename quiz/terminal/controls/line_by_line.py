"""The plain face of each control: options numbered, the answer typed in a line."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from quiz.core.kinds import AnyQuestion, Match, Order, Select, TeachBack, TeachBackResponse
from quiz.core.kinds.choice import Choosing
from quiz.core.kinds.typed import Typed
from quiz.terminal.typed_lines import (
    Unreadable,
    lettered,
    offered,
    read_lettered,
    read_number,
    read_numbers,
    read_permutation,
    read_yes,
)
from quiz.terminal.typed_text import Doubts
from quiz.terminal.wording import ways

Say = Callable[..., None]
"""Writes lines."""
Prompted = Callable[..., Any]
"""What is typed after a prompt, as a `Read` reads it. With `typing`, letters are no commands."""
COMMANDS: Final = "Type /skip to skip or /quit to stop. To answer this, type it again."


def response_in_lines(
    question: AnyQuestion, order: Sequence[int], say: Say, prompted: Prompted, *, exam: bool = False
) -> Any:
    """The response to a question, its options listed first."""
    return PLAIN[question.control](question, order, exam, say, prompted)


def _pick(question: Choosing, order: Sequence[int], exam: bool, say: Say, prompted: Prompted) -> int:
    texts = [question.options[position].text for position in order]
    if question.letters:
        options = lettered(question.letters, texts)
        prompt = f"Your answer ({', '.join(offered(options))}, {ways(exam=exam)})"
        return order[prompted(prompt, partial(read_lettered, options=options))]
    say(*numbered(texts))
    return order[prompted(f"Your answer (1 to {len(order)}, {ways(exam=exam)})", partial(read_number, most=len(order)))]


def _tick(question: Select, order: Sequence[int], exam: bool, say: Say, prompted: Prompted) -> frozenset[int]:
    say(*numbered([question.options[position].text for position in order]))
    prompt = f"Your answers (1 to {len(order)} with commas, such as 1, 2; {ways(exam=exam)})"
    return frozenset(order[row] for row in prompted(prompt, partial(read_numbers, most=len(order))))


def _type(question: Typed, order: Sequence[int], exam: bool, say: Say, prompted: Prompted) -> Any:
    doubts = Doubts(question, COMMANDS, exam=exam)

    def read(line: str) -> str:
        if unclear := doubts.about(line):
            raise Unreadable(unclear)
        return line

    return prompted(f"Your answer ({question.hint}, {ways(exam=exam, typing=True)})", read, typing=True)


def _sort(question: Match, order: Sequence[int], exam: bool, say: Say, prompted: Prompted) -> tuple[int, ...]:
    classes = len(question.classes)
    say(*numbered(question.classes))
    chosen = [0] * len(order)
    for number, position in enumerate(order, 1):
        say(f"Statement {number} of {len(order)}: {question.pairs[position].item}")
        chosen[position] = prompted(
            f"Your answer (1 to {classes}, {ways(exam=exam)})", partial(read_number, most=classes)
        )
    return tuple(chosen)


def _order(question: Order, order: Sequence[int], exam: bool, say: Say, prompted: Prompted) -> tuple[int, ...]:
    say(*numbered([question.items[position] for position in order]))
    prompt = f"The numbers in the right order, first to last, with commas ({ways(exam=exam)})"
    return tuple(order[row] for row in prompted(prompt, partial(read_permutation, most=len(order))))


def _explain(question: TeachBack, order: Sequence[int], exam: bool, say: Say, prompted: Prompted) -> TeachBackResponse:
    prompt = f"Type it, or say it aloud and leave this empty ({ways(exam=exam, typing=True)})"
    words = prompted(prompt, str, typing=True)
    covered = [
        position
        for position, point in enumerate(question.covers)
        if prompted(f"Did you say: {point} (y or n)", read_yes)
    ]
    return TeachBackResponse(words, frozenset(covered))


PLAIN: Final[dict[str, Callable[[Any, Sequence[int], bool, Say, Prompted], Any]]] = {
    "pick": _pick,
    "tick": _tick,
    "type": _type,
    "sort": _sort,
    "order": _order,
    "explain": _explain,
}


def numbered(texts: Sequence[str]) -> list[str]:
    """Texts as they are listed: "1. ..." and so on."""
    return [f"{number}. {text}" for number, text in enumerate(texts, 1)]
