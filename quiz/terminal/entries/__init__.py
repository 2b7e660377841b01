"""What a learner has entered so far for one question: keys go in, a response comes out.

An entry draws itself while it is open, and once more with the key revealed. Positions are the
author's throughout; the order says how they are shown.
"""

from collections.abc import Sequence
from typing import Any

from quiz.core.questions import AnyQuestion, Choice, Match, Number, Order, Select, ShortAnswer, TeachBack
from quiz.terminal.entries.base import Entry


def entry_for(question: AnyQuestion, order: Sequence[int], response: Any = None) -> Entry:
    """An entry for a question: empty, or holding a response that was given before."""
    entry = _empty_entry(question, order)
    if response is not None:
        entry.hold(response)
    return entry


def _empty_entry(question: AnyQuestion, order: Sequence[int]) -> Entry:
    """What a kind needs is imported when it is first asked."""
    match question:
        case Choice() | Select():
            from quiz.terminal.entries.choosing import ChoiceEntry, SelectEntry

            return ChoiceEntry(question, order) if isinstance(question, Choice) else SelectEntry(question, order)
        case ShortAnswer() | Number() | TeachBack():
            from quiz.terminal.entries.writing import TeachBackEntry, TypedEntry

            return TeachBackEntry(question) if isinstance(question, TeachBack) else TypedEntry(question)
        case Match() | Order():
            from quiz.terminal.entries.arranging import MatchEntry, OrderEntry

            return MatchEntry(question, order) if isinstance(question, Match) else OrderEntry(question, order)
    raise AssertionError(question.kind)
