"""The ways of answering: one module each, with an entry that is filled in by keys or line by line.

A control reads some attributes of its question (`core.kinds.question.CONTROLS` lists them). Positions are in the
author's order; `order` lists them as shown.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Any, cast

from quiz.core.kinds import AnyQuestion
from quiz.terminal.controls.base import Entry


def entry_for(question: AnyQuestion, order: Sequence[int], response: Any = None, *, exam: bool = False) -> Entry:
    """The entry for a question: empty, or holding an earlier response. Only its own module is imported."""
    module = import_module(f"quiz.terminal.controls.{question.control}")
    entry = cast("Entry", module.ENTRY(question, order))
    entry.exam = exam
    if response is not None:
        entry.restore(response)
    return entry
