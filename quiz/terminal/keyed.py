"""The live front end: a screen and single keys."""

from collections.abc import Callable, Sequence
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from quiz.characters import one_line
from quiz.core.citation import Cite
from quiz.core.feedback import feedback_on
from quiz.core.home import Action, Chosen, Home
from quiz.core.outcome import Outcome, outcome_of
from quiz.core.session import Session
from quiz.terminal import keys, views
from quiz.terminal.controls import entry_for, with_text_kept
from quiz.terminal.controls.base import Entry, moved
from quiz.terminal.frontend import Answered, Ending, HungUp, Move, Save, SecondsLeft, TimeUp
from quiz.terminal.keyboard import ASK_CURSOR, Keyboard
from quiz.terminal.layout import indent, measure, wrap
from quiz.terminal.page import Page, View
from quiz.terminal.wording import OFFERS, offered, stopped

if TYPE_CHECKING:
    from quiz.bank.document import Document
    from quiz.pages.blocks import Page as BlockPage

Draw = Callable[[int], View]
"""Draws a view at a number of columns."""

LEAVING_KEYS = ("q", keys.ESCAPE)
HOME_KEYS = {"p": Action.PROGRESS, "a": Action.PAGE, "d": Action.DOCUMENT}


def in_list(cursor: int | None, key: str, rows: int) -> int | None:
    """The row of the cursor after a key; from the first row it goes up to none."""
    if key == keys.UP:
        return cursor - 1 if cursor else None
    if key in (keys.HOME, keys.END):
        return 0 if key == keys.HOME else rows - 1
    return moved(cursor, key, rows)


def by_number(typed: str, cursor: int, key: str, rows: int) -> tuple[str, int]:
    """The row of the cursor after an arrow or a digit, and the digits of its number `typed` so far."""
    number = f"{typed}{key}" if key.isdecimal() else ""
    if number and 1 <= int(number) <= rows:
        return number, int(number) - 1
    return key if number else "", moved(cursor, key, rows)


class KeyedFrontEnd:
    """Asks on a live screen, and shows the document there. A context manager that restores the terminal."""

    def __init__(self, console: Console, fd: int, document: "Callable[[], Document]") -> None:
        self.console = console
        self.document = document
        self.keyboard = Keyboard(fd)
        self.page = Page(console)
        self.draw: Draw = views.help_view
        self.notices: list[str] = []
        self.left: SecondsLeft | None = None

    def __enter__(self) -> "KeyedFrontEnd":
        self.keyboard.__enter__()
        self.page.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.notices and kind is None:
            self.page.finish(views.notice_lines(self.notices, self.console.size.width))
        self.page.__exit__()
        self.keyboard.__exit__(kind, value, trace)

    # The screen and the next key

    def key(self, draw: Draw, *, follow: bool = True) -> str:
        """Show a view and return the next key, after handling resizes and page keys.

        Raises TimeUp once the time of an exam is up, whatever is typed.
        """
        self.draw = draw
        while True:
            if not self.keyboard.pending():
                self.page.show(self.noted(draw(self.console.size.width)), follow=follow)
            self.check_time()
            key = self.keyboard.read(None if self.left is None else self.left() % 60 + 0.05)
            if key == keys.HANG_UP:
                raise HungUp
            self.check_time()
            follow = key == keys.RESIZE
            if key == keys.TICK:
                continue
            if follow:
                self.page.write(ASK_CURSOR)
                row = self.keyboard.cursor_row()
                if row:
                    self.page.settle(row)
            elif key.startswith(keys.CURSOR):
                continue  # a late report
            elif not (key in (keys.PAGE_UP, keys.PAGE_DOWN) and self.page.scroll(key)):
                return key

    def check_time(self) -> None:
        """Raise TimeUp once the time of an exam is up. What was typed goes nowhere: it was meant for a question."""
        if self.left and self.left() <= 0:
            self.keyboard.drop()
            raise TimeUp

    def command(self, draw: Draw, *, follow: bool = True) -> str:
        """The next key in lower case, for views without typed text."""
        return self.key(draw, follow=follow).lower()

    def keep(self) -> None:
        """Move the current view into the transcript, whole."""
        self.page.keep(self.body())
        self.notices = []

    def finish(self, lines: list[Text]) -> None:
        """Leave these lines in place of the current view."""
        self.page.finish(lines)
        self.notices = []

    def body(self) -> list[Text]:
        """The current view as the transcript keeps it."""
        view = self.noted(self.draw(self.console.size.width))
        return [*view.body, *([Text(), *view.notice] if view.notice else [])]

    def noted(self, view: View) -> View:
        return view._replace(notice=views.notice_lines(self.notices, self.console.size.width))

    def confirm_leaving(self, asking: Draw, draw: Draw) -> bool:
        """Show the view that asks whether to leave; if so, keep the other view in the transcript."""
        if self.command(asking) != "y":
            return False
        self.draw = draw
        self.keep()
        return True

    def help(self) -> None:
        top, self.page.top = self.page.top, 0
        self.key(views.help_view)
        self.page.top = top

    def read(self, passages: Sequence[str] = ()) -> None:
        """Show the document around the first of these passages that is in it, or whole, until a key goes back."""
        top, self.page.top = self.page.top, 0
        draw = partial(views.document_view, self.document(), passages)
        follow = True
        while (key := self.command(draw, follow=follow)) not in ("d", keys.ENTER, *LEAVING_KEYS):
            follow = False
            self.page.scroll(key)
        self.page.top = top

    # The interface of a front end

    def notice(self, text: str) -> None:
        line = one_line(text)
        if line not in self.notices:
            self.notices.append(line)

    def offer(self, what: str, resume: str) -> bool:
        while True:
            key = self.command(partial(views.offer_view, what, resume))
            if key in (keys.ENTER, "y", "n", *LEAVING_KEYS):
                return key in (keys.ENTER, "y")

    def choose(self, home: Home) -> Chosen | None:
        cursor, typed = home.cursor, ""
        while True:
            key = self.command(partial(views.home_view, home, cursor))
            if key in LEAVING_KEYS:
                self.finish([])
                return None
            if key == keys.ENTER or key in HOME_KEYS:
                self.notices = []
                row = home.rows[cursor]
                return Chosen(HOME_KEYS[key]) if key in HOME_KEYS else Chosen(row.action, row.bank)
            typed, cursor = by_number(typed, cursor, key, len(home.rows))

    def ask(self, session: Session, cite: Cite, left: SecondsLeft | None) -> Answered | Move:
        self.left = left
        before = session.current.response if session.current else None
        entry = entry_for(session.question, session.shown_order(), before, exam=session.exam)
        try:
            answer = self.asked(session, entry, cite)
        except TimeUp:
            answer = Move.TIME_UP
        finally:
            self.left = None
            if session.exam:
                self.notices = []
        return with_text_kept(session, entry, answer) if isinstance(answer, Move) else answer

    def asked(self, session: Session, entry: Entry, cite: Cite) -> Answered | Move:
        follow, before = False, entry.filled_in

        def draw(columns: int, asking: views.Asking = views.Asking.ANSWER) -> View:
            return views.question_view(session, entry, cite, columns, asking=asking, left=self.left and self.left())

        def lost(key: str) -> bool:
            """Whether this key discards what is filled in."""
            return session.exam and entry.kept() is None and key in (keys.TAB, keys.BACK_TAB, keys.ESCAPE)

        while True:
            key = self.key(draw, follow=follow)
            command = "" if entry.typing and len(key) == 1 else key.lower()
            follow = True
            if key == keys.ENTER:
                response = entry.submit()
                if response is None:
                    continue
                if not (session.rules.certainty and not session.question.self_assessed):
                    return Answered(response)
                try:
                    level = self.key(partial(draw, asking=views.Asking.CERTAINTY))
                except TimeUp:
                    return Answered(response)  # the answer was given in time
                if level in ("1", "2", "3"):
                    return Answered(response, int(level))
            elif lost(key) and entry.filled_in != before:
                before = entry.filled_in
                entry.nudge = "Enter keeps this answer; the same key again discards it."
            elif session.exam and key == keys.BACK_TAB:
                return Move.BACK
            elif session.exam and command in (keys.TAB, *LEAVING_KEYS):
                return Move.OVERVIEW
            elif key in (keys.TAB, keys.BACK_TAB) or (command == "s" and not session.exam):
                return Move.DONT_KNOW
            elif command in LEAVING_KEYS:
                if self.confirm_leaving(partial(draw, asking=views.Asking.LEAVING), draw):
                    return Move.LEAVE
            elif command == "?":
                self.help()
            elif command == "m":
                session.flag()
            else:
                entry.press(key)

    def feedback(self, session: Session, cite: Cite) -> Move:
        question, answer = session.question, session.current
        entry = entry_for(question, session.shown_order(), answer.response if answer else None)
        feedback = feedback_on(question, answer, entry.label)
        draw = partial(views.feedback_view, session, entry, feedback, cite)
        follow = True
        while True:
            key = self.command(draw, follow=follow)
            follow = False
            if key in (keys.ENTER, keys.SPACE):
                self.keep()
                return Move.NEXT
            if key in LEAVING_KEYS:
                if self.confirm_leaving(partial(draw, leaving=True), draw):
                    return Move.LEAVE
            elif key == "?":
                self.help()
            elif key == "d":
                self.read(feedback.evidence)
            elif key == "m":
                session.flag()
            else:
                self.page.scroll(key)

    def summary(self, ending: Ending, offers: Sequence[Move]) -> Move:
        # imported only at the end
        from quiz.pages.summary import details_page, summary_of
        from quiz.terminal.block_lines import details_view, summary_view

        session = ending.session
        if session.untouched:
            return Move.MENU if Move.MENU in offers else Move.LEAVE
        cursor: int | None = None

        def draw(columns: int) -> View:
            notice = views.notice_lines(self.notices, columns)
            rows = self.console.size.height - (len(notice) + 1 if notice else 0)
            return summary_view(summary, fitting, columns, rows=rows, cursor=cursor)

        follow, flagged = False, None
        while True:
            if flagged != session.flagged:  # also while looking back
                flagged = set(session.flagged)
                outcome = outcome_of(session)
                summary, fitting = summary_of(outcome, ending.file), offered(outcome, offers)
                by_key = {OFFERS[offer][0]: offer for offer in fitting if offer in OFFERS}
                by_key |= dict.fromkeys(LEAVING_KEYS, Move.LEAVE)
            key = self.command(draw, follow=follow)
            follow = True
            move = by_key.get(key, fitting[0] if key == keys.ENTER and cursor is None else None)
            if move is Move.PAGE:
                self.show(ending.handout(), ending.save)
            elif move:
                self.draw = partial(summary_view, summary, fitting)
                self.finish(self.body()) if move is Move.LEAVE else self.keep()
                return move
            elif key == "i":
                self.show_page(partial(details_view, details_page(outcome, ending.file, ending.seconds)))
            elif key == "e" and session.handed_in:
                self.look_back(session, ending.cite, range(len(session)))
            elif key == keys.ENTER and cursor is not None:
                self.look_back(session, ending.cite, [summary.rows[cursor].result.position])
            elif summary.rows and key in (keys.UP, keys.DOWN, keys.HOME, keys.END):
                cursor = in_list(cursor, key, len(summary.rows))
            else:
                follow = False
                self.page.scroll(key)

    def overview(self, session: Session, left: SecondsLeft | None) -> int | Move:
        cursor, typed, ending = session.position, "", None

        def draw(columns: int) -> View:
            return views.overview_view(session, cursor, columns, ending=ending, left=self.left and self.left())

        self.left = left
        try:
            while True:
                key = self.command(draw)
                if ending:
                    if key == "y":
                        return ending
                    ending = None
                elif key in (keys.ENTER, keys.TAB):
                    return cursor
                elif key in ("h", *LEAVING_KEYS):
                    ending = Move.HAND_IN if key == "h" else Move.LEAVE
                elif key in (keys.LEFT, keys.RIGHT):
                    step = views.overview_rows(session, measure(self.console.size.width))
                    there = cursor + (step if key == keys.RIGHT else -step)
                    cursor, typed = there if 0 <= there < len(session) else cursor, ""
                else:
                    typed, cursor = by_number(typed, cursor, key, len(session))
        except TimeUp:
            return Move.TIME_UP
        finally:
            self.left = None

    def show(self, page: "BlockPage", save: "Save | None" = None) -> None:
        from quiz.terminal.block_lines import shown_page_view

        before = list(self.notices)
        if save and self.show_page(partial(shown_page_view, page, can_save=True), "w") == "w":
            self.notice(save(page))
            save = None
        if save is None:
            self.show_page(partial(shown_page_view, page, can_save=False))
        self.notices = before

    def show_page(self, draw: Draw, *others: str) -> str:
        """Show a page until the learner comes back, or presses one of the other keys. Returns the key."""
        top, self.page.top = self.page.top, 0
        while (key := self.command(draw, follow=False)) not in (keys.ENTER, *LEAVING_KEYS, *others):
            self.page.scroll(key)
        self.page.top = top
        return key

    def look_back(self, session: Session, cite: Cite, positions: Sequence[int]) -> None:
        """Show the feedback on these questions after the end, one after another, until the learner comes back."""
        top, self.page.top = self.page.top, 0
        for position in positions:
            session.look_back(position)
            if self.looked_back(session, cite, last=position == positions[-1]) is Move.LEAVE:
                break
        session.finish()
        self.page.top = top

    def looked_back(self, session: Session, cite: Cite, *, last: bool) -> Move:
        """Show the feedback on a question after the end, the last of those or not. Returns NEXT or LEAVE."""
        question, answer = session.question, session.current
        entry = entry_for(question, session.shown_order(), answer.response if answer else None)
        feedback = feedback_on(question, answer, entry.label)

        def draw(columns: int) -> View:
            view = views.feedback_view(session, entry, feedback, cite, columns)
            return view._replace(footer=views.look_back_hints(session, measure(columns), last=last))

        follow = True
        while (key := self.command(draw, follow=follow)) not in (keys.ENTER, keys.SPACE):
            follow = False
            if key in LEAVING_KEYS:
                return Move.LEAVE
            if key == "d":
                self.read(feedback.evidence)
            elif key == "m" and session.handed_in:
                session.flag()
            else:
                self.page.scroll(key)
        return Move.NEXT

    def stopped(self, outcome: Outcome, resume: str) -> None:
        message = wrap(stopped(outcome, resume), measure(self.console.size.width))
        self.finish([*self.body(), Text(), *indent(message)])
