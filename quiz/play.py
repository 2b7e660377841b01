"""One sitting: the session, the front end that asks it, and the document behind it."""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import cache
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple, TextIO

from quiz.banks.files import read_text
from quiz.core.bank import QuestionFile
from quiz.core.outcome import Outcome, outcome_of
from quiz.core.selection import Item, select_items
from quiz.core.session import Phase, Session
from quiz.terminal.frontend import Cite, FrontEnd, Given, HungUp, Move

if TYPE_CHECKING:
    from quiz.banks.document import Citation, Document

Clock = Callable[[], float]
"""Seconds from some fixed moment."""


class Sitting(NamedTuple):
    """A sitting that is over: what it came to, how long it took, and what is wanted next."""

    outcome: Outcome
    seconds: float
    after: Move
    interrupted: bool = False


def front_end(out: TextIO, *, plain: bool) -> AbstractContextManager[FrontEnd]:
    """Keys on a live screen where there is a terminal that can show it; else line by line."""
    encoding = (getattr(out, "encoding", "") or "").lower().replace("-", "")
    able = sys.stdin.isatty() and out.isatty() and os.environ.get("TERM", "") not in ("dumb", "") and encoding == "utf8"
    if able and not plain and os.name == "posix":
        from quiz.terminal.colour import console_for
        from quiz.terminal.keyed import KeyedFrontEnd

        return KeyedFrontEnd(console_for(out), sys.stdin.fileno())
    from quiz.terminal.lines import LinesFrontEnd

    return LinesFrontEnd(sys.stdin, out)


def citing(file: QuestionFile) -> Cite:
    """Finds passages in the document of a question file. It is read now, and taken apart when first asked.

    Raises QuizError where it cannot be read.
    """

    text = read_text(file.document)

    @cache
    def document() -> "Document":
        from quiz.banks.document import parse_document

        return parse_document(text, file.document)

    @cache
    def cite(passage: str) -> "Citation | None":
        return document().cite(passage)

    return cite


def take(
    front: FrontEnd,
    items: Sequence[Item],
    cite: Cite,
    *,
    seed: int,
    offers: Sequence[Move] = (),
    clock: Clock = monotonic,
) -> Sitting:
    """Ask these questions to the end, or until the learner leaves, and show what it came to."""
    session = Session(items, seed=seed)
    started = clock()
    try:
        while session.phase is not Phase.ENDED:
            step(session, front, cite)
        seconds = clock() - started
        outcome = outcome_of(session)
        fitting = [offer for offer in offers if offer is not Move.AGAIN or outcome.look_again]
        return Sitting(outcome, seconds, front.summary(outcome, seconds, cite, fitting))
    except (KeyboardInterrupt, HungUp) as stop:
        outcome = outcome_of(session)
        if isinstance(stop, KeyboardInterrupt):
            front.stopped(outcome)
        return Sitting(outcome, clock() - started, Move.LEAVE, interrupted=True)


def step(session: Session, front: FrontEnd, cite: Cite) -> None:
    """One question, and its feedback."""
    match front.ask(session):
        case Given(response):
            session.answer(response)
        case Move.DONT_KNOW:
            session.skip()
        case _:
            session.finish()
            return
    if front.feedback(session, cite) is Move.NEXT:
        session.next()
    else:
        session.finish()


def take_and_repeat(front: FrontEnd, items: Sequence[Item], cite: Cite, *, seed: int, menu: bool = False) -> Sitting:
    """Take a sitting, and again what was missed in it, for as long as the learner wants to."""
    offers = [Move.AGAIN, *([Move.MENU] if menu else [])]
    sitting = take(front, items, cite, seed=seed, offers=offers)
    while sitting.after is Move.AGAIN:
        missed = [Item(result.bank, result.question) for result in sitting.outcome.look_again]
        seed += 1
        sitting = take(front, missed, cite, seed=seed, offers=offers)
    return sitting


def from_menu(front: FrontEnd, file: QuestionFile, cite: Cite, *, seed: int) -> bool:
    """Choose banks and take them, until the learner leaves. Whether it was interrupted."""
    while True:
        try:
            banks = front.choose(file)
        except (KeyboardInterrupt, HungUp):
            return True
        if banks is None:
            return False
        sitting = take_and_repeat(front, select_items(banks, seed=seed), cite, seed=seed, menu=True)
        if sitting.after is not Move.MENU:
            return sitting.interrupted
        seed += 1
