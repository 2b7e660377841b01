"""The ways of answering: one module each, with an entry that is filled in by keys or line by line.

A control reads some attributes of its question (`core.kinds.question.CONTROLS` lists them). Positions are in the
author's order; `order` lists them as shown.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Any, cast

from quiz.core.kinds import AnyQuestion
from quiz.core.session import Session
from quiz.terminal.controls.base import Entry
from quiz.terminal.frontend import Answered, Move


def entry_for(question: AnyQuestion, order: Sequence[int], response: Any = None, *, exam: bool = False) -> Entry:
    """The entry for a question: empty, or holding an earlier response. Only its own module is imported."""
    module = import_module(f"quiz.terminal.controls.{question.control}")
    entry = cast("Entry", module.ENTRY(question, order))
    entry.exam = exam
    if response is not None:
        entry.restore(response)
    return entry


def with_text_kept(session: Session, entry: Entry, move: Move) -> Answered | Move:
    """What a move comes to without losing a text that was typed: it is the answer, instead of "I don't know" or
    besides a move in an exam. Whoever leaves the quiz loses it."""
    kept = entry.kept()
    if kept is None:
        return move
    if move is Move.DONT_KNOW:
        return Answered(kept)
    if session.exam and not (session.current and session.current.response == kept):
        session.answer(kept)
    return move
