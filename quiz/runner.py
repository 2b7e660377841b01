"""Runs quiz sessions: joins the session, its front end, the document and the saved answers."""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from quiz.clock import SYSTEM, Clock
from quiz.core.bank import Item
from quiz.core.citation import Cite
from quiz.core.english import counted
from quiz.core.outcome import Outcome, outcome_of
from quiz.core.session import Phase, Session
from quiz.dates import date_in_words
from quiz.errors import QuizError
from quiz.store.history import History
from quiz.terminal.frontend import Answered, Ending, FrontEnd, HungUp, Move
from quiz.terminal.wording import left_off, left_out, resume_with

if TYPE_CHECKING:
    from quiz.bank.document import Document
    from quiz.pages.blocks import Page
    from quiz.store.recorder import Recorder
    from quiz.store.unfinished import Unfinished


class SessionResult(NamedTuple):
    """A finished session: its outcome, how long it took, and what the learner wants next.

    An unfinished exam is `open`: its outcome must not be shown yet.
    """

    outcome: Outcome
    seconds: float
    after: Move
    interrupted: bool = False
    open: bool = False


def front_end(out: TextIO, document: "Callable[[], Document]", *, plain: bool) -> AbstractContextManager[FrontEnd]:
    """Single keys on a live screen if the terminal can show it, with the document; else line by line."""
    encoding = (getattr(out, "encoding", "") or "").lower().replace("-", "")
    able = sys.stdin.isatty() and out.isatty() and os.environ.get("TERM", "") not in ("dumb", "") and encoding == "utf8"
    if able and not plain and os.name == "posix":
        from quiz.terminal.colour import console_for
        from quiz.terminal.keyed import KeyedFrontEnd

        return KeyedFrontEnd(console_for(out), sys.stdin.fileno(), document)
    from quiz.terminal.lines import LinesFrontEnd

    return LinesFrontEnd(sys.stdin, out, document)


class QuizRunner:
    """Runs sessions over one question file at one front end, and saves each answer if the history saves.

    With `menu`, a learner may return to the menu after a session.
    """

    recorder: "Recorder"

    def __init__(
        self, front: FrontEnd, cite: Cite, history: History, clock: Clock = SYSTEM, *, menu: bool = False
    ) -> None:
        self.front = front
        self.cite = cite
        self.history = history
        self.file = history.file
        self.clock = clock
        self.offers = [Move.AGAIN, Move.PAGE, *([Move.MENU] if menu else [])]

    # One session

    def take(self, session: Session, recorder: "Recorder", offers: Sequence[Move] = ()) -> SessionResult:
        """Run a session until it ends or the learner leaves, and show its outcome."""
        self.recorder = recorder
        if self.history.saves:
            self.history.check_file()
        self.show_notices()
        recorder.observe(session, self.clock.seconds)
        try:
            if session.exam:
                self.ask_exam(session)
            while session.phase is not Phase.ENDED:
                self.step(session)
            seconds = recorder.pause(session)
            self.show_notices()
            if session.open:
                self.front.stopped(outcome_of(session), self.resume)
                return SessionResult(outcome_of(session), seconds, Move.LEAVE, open=True)
            after = self.summary(session, seconds, offers)
            return SessionResult(outcome_of(session), seconds, after)
        except KeyboardInterrupt as stop:
            seconds = recorder.pause(session)
            outcome = outcome_of(session)
            if not isinstance(stop, HungUp):
                self.front.stopped(outcome, self.resume)
            return SessionResult(outcome, seconds, Move.LEAVE, interrupted=True, open=session.open)
        finally:
            recorder.close()

    def step(self, session: Session) -> None:
        """Ask a question and show its feedback."""
        match self.front.ask(session, self.cite, None):
            case Answered(response, certainty):
                session.answer(response, certainty)
            case Move.DONT_KNOW:
                session.skip()
            case _:
                session.finish()
                return
        self.show_notices()
        if self.front.feedback(session, self.cite) is Move.NEXT:
            session.next()
        else:
            session.finish()
        self.show_notices()

    def ask_exam(self, session: Session) -> None:
        """Ask the questions of an exam until it is handed in, the time is up, or the learner leaves."""
        minutes = session.rules.minutes

        def seconds_left() -> float:
            return 60 * (minutes or 0) - self.recorder.elapsed

        left = seconds_left if minutes is not None else None
        while session.phase is Phase.ASKING:
            move = self.front.ask(session, self.cite, left)
            if isinstance(move, Answered):
                session.answer(move.response, move.certainty)
                move = Move.OVERVIEW if session.at_last else Move.NEXT
            self.show_notices()
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
                self.show_notices()
                if move is Move.TIME_UP:
                    self.front.notice("Time's up. Your answers have been handed in.")

    def summary(self, session: Session, seconds: float, offers: Sequence[Move]) -> Move:
        """Show the outcome of a session, and the page for the appointment on request."""
        if self.recorder.resumable:
            self.front.notice(f"Your answers are saved. Continue with `{self.resume}`.")
            self.recorder.close()  # also in another window, from now on
        ending = Ending(
            session, seconds, self.file, self.cite, lambda: self.handout(outcome_of(session)), self.save_page
        )
        after = self.front.summary(ending, offers)
        self.show_notices()
        return after

    def handout(self, outcome: Outcome) -> "Page":
        """The page for the appointment, from all saved answers, or else from this session."""
        from quiz.core.handout import handout_of, standings_from
        from quiz.pages.handout_page import handout_page

        standings = standings_from(outcome)
        if self.history.saves and self.recorder.unsaved:
            self.front.notice("This page shows only the answers from this quiz, because they are not saved.")
        elif self.history.saves:
            try:
                standings = self.history.standings()
                self.show_notices()
            except QuizError as error:
                self.front.notice(f"This page shows only the answers from this quiz: {error.message}.")
        return handout_page(handout_of(self.file, standings), on=date_in_words(self.clock.now()))

    def save_page(self, page: "Page") -> str:
        """Save a page as HTML in the current folder, under a new name. Returns what to tell the learner."""
        from quiz.files import write_text
        from quiz.pages.html import as_html

        names = (f"page{f'-{number}' if number > 1 else ''}.html" for number in count(1))
        path = next(path for path in map(Path, names) if not path.exists())
        try:
            write_text(path, "\n".join(as_html(page, self.file.language)) + "\n")
        except QuizError as error:
            return f"{path} cannot be saved: {error.message}."
        return f"Saved to {path}. Open it in a browser to print it."

    @property
    def resume(self) -> str:
        """The command that resumes this session, or "" if it can't be resumed."""
        return resume_with(self.history.learner) if self.recorder.resumable else ""

    def show_notices(self) -> None:
        """Show the learner notices about saving."""
        if notice := self.history.pop_notice():
            self.front.notice(notice)

    # One session after another

    def begin(self, session: Session, *, mode: str = "take") -> SessionResult:
        """Offer to resume the unfinished session, or else take this one."""
        try:
            return self.offer() or self.take_and_repeat(session, self.history.begin(session, mode))
        except KeyboardInterrupt:
            return SessionResult(outcome_of(session), 0.0, Move.LEAVE, interrupted=True, open=session.open)

    def take_and_repeat(self, session: Session, recorder: "Recorder") -> SessionResult:
        """Take a session, then retry what its end lists for as long as the learner wants.

        The outcome and length are those of the first session, the rest is from the last.
        """
        first = last = self.take(session, recorder, self.offers)
        rules, seed = session.rules._replace(exam=False, minutes=None, pass_at=None), session.seed
        while last.after is Move.AGAIN:
            seed += 1
            listed = [Item(result.bank, result.question) for result in last.outcome.listed]
            session = Session(listed, seed=seed, rules=rules)
            last = self.take(session, self.history.begin(session, "again"), self.offers)
        return last._replace(outcome=first.outcome, seconds=first.seconds)

    def offer(self) -> SessionResult | None:
        """Offer to resume the latest session, if unfinished. None if there is none or the learner declines."""
        left = self.unfinished()
        if left is None:
            return None
        answered = {row.bank for row in left.rows.values()}
        titles = [bank.title for bank in (self.file.whole or self.file).banks if bank.id in answered]
        name = titles[0] if len(titles) == 1 else counted(len(answered), "bank")
        name += f", {left.row.mode}" if left.row.mode in ("exam", "review") else ""
        what = left_off(name, len(left.rows), len(left.asked), left.answered_at, self.clock.now())
        if self.front.offer(what, resume_with(self.history.learner)):
            return self.resume_session(left)
        self.history.release(left)
        return None

    def unfinished(self) -> "Unfinished | None":
        """The latest session, if unfinished, for this runner to resume or release."""
        try:
            return self.history.unfinished(latest_only=True) if self.history.saves else None
        except QuizError:  # the first answer that cannot be saved says why
            return None

    def resume_session(self, left: "Unfinished") -> SessionResult | None:
        """Resume an unfinished session. None if none of its questions can be asked any more."""
        from quiz.store.unfinished import restore

        restored = restore(self.file.whole or self.file, left)
        recorder = self.history.resume(left, restored)
        if restored is None:
            recorder.finish(left.row.seconds)
            recorder.close()
            self.front.notice("The remaining questions have changed since. There is nothing left to continue.")
            return None
        if restored.left_out:
            self.front.notice(left_out(restored.left_out))
        return self.take_and_repeat(restored.session, recorder)
