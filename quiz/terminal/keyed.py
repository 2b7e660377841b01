"""The live front end: a screen and single keys."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from rich.text import Text

from quiz.core.citation import Cite
from quiz.core.feedback import feedback_on
from quiz.core.home import Action, Chosen, Home
from quiz.core.outcome import Outcome, outcome_of
from quiz.core.session import Session
from quiz.terminal import keys, views
from quiz.terminal.controls import entry_for, with_text_kept
from quiz.terminal.controls.base import Entry, moved
from quiz.terminal.frontend import Answered, Ending, Move, Save, SecondsLeft, TimeUp
from quiz.terminal.home_view import home_view
from quiz.terminal.layout import indent, measure, wrap
from quiz.terminal.overview import overview_rows, overview_view
from quiz.terminal.page import View
from quiz.terminal.screen import LEAVING_KEYS, Screen
from quiz.terminal.wording import OFFERS, offered, stopped

if TYPE_CHECKING:
    from quiz.pages.blocks import Page as BlockPage

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


class KeyedFrontEnd(Screen):
    """Asks on a live screen, and shows the document there."""

    def offer(self, what: str, resume: str) -> bool:
        while True:
            key = self.command(partial(views.offer_view, what, resume))
            if key in (keys.ENTER, "y", "n", *LEAVING_KEYS):
                return key in (keys.ENTER, "y")

    def choose(self, home: Home) -> Chosen | None:
        cursor, typed = home.cursor, ""
        while True:
            key = self.command(partial(home_view, home, cursor))
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
            return overview_view(session, cursor, columns, ending=ending, left=self.left and self.left())

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
                    step = overview_rows(session, measure(self.console.size.width))
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
