"""The ways of answering: for each a live face (keys in, a response out), and a plain one in `line_by_line`.

A control reads some attributes of its question (`core.kinds.question.CONTROLS` lists them). Positions are the author's
throughout; the order says how parts are shown.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Any, cast

from quiz.core.kinds import AnyQuestion
from quiz.terminal.controls.base import Entry


def entry_for(question: AnyQuestion, order: Sequence[int], response: Any = None, *, exam: bool = False) -> Entry:
    """The live control of a question: empty, or holding an earlier response. Only its own module is imported."""
    module = import_module(f"quiz.terminal.controls.{question.control}")
    entry = cast("Entry", module.LIVE(question, order))
    entry.exam = exam
    if response is not None:
        entry.restore(response)
    return entry
