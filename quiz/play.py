"""A host asks sittings: the session, the front end that shows it, the document behind it, and the answers saved."""

import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TextIO

from quiz.clock import SYSTEM, Clock
from quiz.core.bank import QuestionFile
from quiz.core.outcome import Outcome, outcome_of
from quiz.core.selection import Item, select_items
from quiz.core.session import Phase, Rules, Session
from quiz.errors import QuizError
from quiz.files import read_text
from quiz.history.history import History
from quiz.terminal.frontend import Cite, FrontEnd, Given, HungUp, Left, Move
from quiz.terminal.wording import left_off, left_out

if TYPE_CHECKING:
    from quiz.banks.document import Citation, Document
    from quiz.core.handout import Handout
    from quiz.history.recording import Recording
    from quiz.history.unfinished import Unfinished


class Sitting(NamedTuple):
    """A sitting that is over: what it came to, how long it took, and what is wanted next.

    An exam that was left is `open`: what it came to is not to be told yet.
    """

    outcome: Outcome
    seconds: float
    after: Move
    interrupted: bool = False
    open: bool = False


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


class Host:
    """Asks the questions of one file at one front end. Without a history that keeps them, no answer is saved."""

    def __init__(
        self, front: FrontEnd, file: QuestionFile, cite: Cite, history: History | None = None, clock: Clock = SYSTEM
    ) -> None:
        self.front = front
        self.file = file
        self.cite = cite
        self.history = history if history and history.keeps else None
        self.clock = clock

    def take(
        self,
        session: Session,
        *,
        mode: str = "take",
        offers: Sequence[Move] = (),
        recording: "Recording | None" = None,
        before: float = 0.0,
    ) -> Sitting:
        """Ask the questions of a session to the end, or until the learner leaves, and show what it came to.

        One that is gone on with has a recording, and took `before` seconds until now.
        """
        self.mode, self.recording = mode, recording
        started = self.clock.seconds() - before
        try:
            if session.exam:
                self.sit_exam(session, started, before)
            while session.phase is not Phase.ENDED:
                self.step(session)
            seconds = self.clock.seconds() - started
            outcome = outcome_of(session)
            if session.open:
                self.front.stopped(outcome, resumable=self.resumable)
                return Sitting(outcome, seconds, Move.LEAVE, open=True)
            return Sitting(outcome, seconds, self.summary(session, outcome, seconds, offers))
        except KeyboardInterrupt as stop:
            outcome = outcome_of(session)
            if not isinstance(stop, HungUp):
                self.front.stopped(outcome, resumable=self.resumable)
            return Sitting(outcome, self.clock.seconds() - started, Move.LEAVE, interrupted=True, open=session.open)
        finally:
            if self.history:
                self.history.close()

    def step(self, session: Session) -> None:
        """One question, and its feedback. Of an exam that is handed in, only the feedback."""
        if not session.handed_in:
            asked = self.clock.seconds()
            match self.front.ask(session, None):
                case Given(response, certainty):
                    session.answer(response, certainty)
                case Move.DONT_KNOW:
                    session.skip()
                case _:
                    session.finish()
                    return
            self.save(session, self.clock.seconds() - asked)
        move = self.front.feedback(session, self.cite)
        if self.recording:
            self.tell(self.recording.marked(session))
        if move is Move.NEXT:
            session.next()
        else:
            session.finish()

    def sit_exam(self, session: Session, started: float, before: float) -> None:
        """The questions of an exam, until it is handed in, the time is up, or the learner leaves."""
        left: Left | None = None
        if session.rules.minutes is not None:
            end = started + 60 * session.rules.minutes
            left = lambda: end - self.clock.seconds()  # noqa: E731 - a name for it would say no more
        saved = started + before
        while session.phase is Phase.ASKING:
            move = self.front.ask(session, left)
            if isinstance(move, Given):
                session.answer(move.response, move.certainty)
                last, saved = saved, self.clock.seconds()
                self.save(session, saved - last)  # all of the time counts, wherever it was spent
                move = Move.OVERVIEW if session.at_last else Move.NEXT
            elif self.recording:
                self.tell(self.recording.marked(session))
            if move is Move.OVERVIEW:
                chosen = self.front.overview(session, left)
                if isinstance(chosen, int):
                    session.go_to(chosen)
                    continue
                move = chosen
            if move is Move.NEXT:
                session.next()
            elif move is Move.BACK:
                session.back()
            elif move is Move.LEAVE:
                session.finish()
            else:
                session.hand_in()
                if self.recording:
                    self.tell(self.recording.ended())
                if move is Move.TIME_UP:
                    self.front.notice("The time is up. What you had answered is handed in.")

    def save(self, session: Session, seconds: float) -> None:
        """Have the answer just given saved, before anything is said of it."""
        if self.history:
            if self.recording is None:
                self.recording = self.history.begin(session, self.mode)
            self.tell(self.recording.answered(session, seconds))

    @property
    def resumable(self) -> bool:
        return self.recording is not None and self.recording.saved

    def tell(self, notice: str) -> None:
        if notice:
            self.front.notice(notice)

    def summary(self, session: Session, outcome: Outcome, seconds: float, offers: Sequence[Move]) -> Move:
        """Show what a sitting came to, and the page for the appointment where that is wanted."""
        if self.recording and self.recording.unsaved:
            self.tell(self.recording.save())
        if self.resumable:
            self.front.notice("What you answered is saved. `quiz resume` goes on from here.")
        fitting = [offer for offer in offers if offer is not Move.AGAIN or outcome.look_again]
        return self.front.summary(outcome, seconds, self.cite, fitting, lambda: self.handout(outcome))

    def handout(self, outcome: Outcome) -> "Handout":
        from quiz.core.handout import handout_of, standings_from

        if self.history:
            try:
                return handout_of(self.file, self.history.standings())
            except QuizError as error:
                self.front.notice(f"This page holds only the answers of this sitting: {error.message}.")
        return handout_of(self.file, standings_from(outcome))

    def take_and_repeat(
        self,
        session: Session,
        *,
        mode: str = "take",
        menu: bool = False,
        recording: "Recording | None" = None,
        before: float = 0.0,
    ) -> Sitting:
        """Take a sitting, and again what was missed in it, for as long as the learner wants to.

        The outcome is that of the first; what comes after it, that of the last.
        """
        offers = [Move.AGAIN, Move.PAGE, *([Move.MENU] if menu else [])]
        first = last = self.take(session, mode=mode, offers=offers, recording=recording, before=before)
        seed, certainty = session.seed, Rules(session.rules.certainty, session.rules.certainty_score)
        while last.after is Move.AGAIN:
            missed = [Item(result.bank, result.question) for result in last.outcome.look_again]
            seed += 1
            last = self.take(Session(missed, seed=seed, rules=certainty), mode="again", offers=offers)
        return last._replace(outcome=first.outcome, seconds=first.seconds)

    # Going on with what was left

    def begin(self, session: Session, *, mode: str = "take") -> Sitting:
        """Offer to go on with the sitting that was left, or else take this one."""
        try:
            return self.offer() or self.take_and_repeat(session, mode=mode)
        except KeyboardInterrupt:
            return Sitting(outcome_of(session), 0.0, Move.LEAVE, interrupted=True)

    def offer(self, *, menu: bool = False) -> Sitting | None:
        """Offer to go on with the latest sitting, if it was left. None where there is none, or not now."""
        if self.history is None:
            return None
        try:
            left = self.history.unfinished(latest_only=True)
        except QuizError:
            return None  # the first answer that cannot be saved says why
        if left is None:
            return None
        said = left_off(len(left.rows), len(left.asked), left.answered_at, self.clock.now())
        if not self.front.offer(said):
            self.history.leave(left)
            return None
        return self.go_on(left, menu=menu)

    def go_on(self, left: "Unfinished", *, menu: bool = False) -> Sitting | None:
        """Go on with a sitting that was left. None where nothing of it can be asked any more."""
        from quiz.history.unfinished import restore

        assert self.history
        restored = restore(self.file, left)
        recording = self.history.go_on(left, restored)
        if restored is None:
            recording.ended()
            self.front.notice("What was still open has changed since. There is nothing to go on with.")
            return None
        if restored.left_out:
            self.front.notice(left_out(restored.left_out))
        return self.take_and_repeat(
            restored.session, mode=left.sitting.mode, menu=menu, recording=recording, before=left.seconds
        )

    def from_menu(self, *, seed: int) -> bool:
        """Choose banks and take them, until the learner leaves. Whether it was interrupted."""
        try:
            sitting = self.offer(menu=True)
            while sitting is None or sitting.after is Move.MENU:
                banks = self.front.choose(self.file)
                if banks is None:
                    return False
                seed += 1
                sitting = self.take_and_repeat(Session(select_items(banks, seed=seed), seed=seed), menu=True)
            return sitting.interrupted
        except KeyboardInterrupt:
            return True
