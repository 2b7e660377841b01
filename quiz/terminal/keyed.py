"""The front end for a terminal: a live screen and single keys."""

from collections.abc import Callable, Sequence
from functools import cache
from types import TracebackType

from rich.console import Console
from rich.text import Text

from quiz.core.bank import Bank, QuestionFile
from quiz.core.outcome import Outcome
from quiz.core.session import Session
from quiz.terminal import keys
from quiz.terminal.entries import entry_for
from quiz.terminal.frontend import Cite, Given, HungUp, Move
from quiz.terminal.keys import Keyboard
from quiz.terminal.layout import indent
from quiz.terminal.page import Page, View
from quiz.terminal.views import feedback_view, help_view, menu_view, question_view
from quiz.terminal.wording import OFFERS, feedback_on, stopped

Draw = Callable[[int], View]
"""A view at a number of columns."""

LEAVING_KEYS = ("q", "Q", keys.ESCAPE)


class KeyedFrontEnd:
    """Asks on a live screen. Use as a context: it leaves the terminal as it was."""

    def __init__(self, console: Console, fd: int) -> None:
        self.console = console
        self.keyboard = Keyboard(fd)
        self.page = Page(console)
        self.draw: Draw = help_view

    def __enter__(self) -> "KeyedFrontEnd":
        self.keyboard.__enter__()
        self.page.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.page.__exit__()
        self.keyboard.__exit__(kind, value, trace)

    # The screen and the next key

    def key(self, draw: Draw, *, follow: bool = True) -> str:
        """Show a view and give the next key that is not about the screen itself."""
        self.draw = draw
        while True:
            if not self.keyboard.waiting:
                self.page.show(draw(self.console.size.width), follow=follow)
            key = self.keyboard.read()
            if key == keys.HANG_UP:
                raise HungUp
            follow = key == keys.RESIZE
            if follow:
                self.page.write(keys.ASK_CURSOR)
                row = self.keyboard.cursor_row()
                if row:
                    self.page.settle(row)
            elif key.startswith(keys.CURSOR):
                continue  # an answer that came too late
            elif not (key in (keys.PAGE_UP, keys.PAGE_DOWN) and self.page.scroll(key)):
                return key

    def done(self) -> None:
        """Let the view that is on the screen go up into the transcript, whole."""
        self.page.keep(self.draw(self.console.size.width).body)

    def leaves(self, asking: Draw, draw: Draw) -> bool:
        """Ask once whether to leave, by a view that asks; then the view itself goes into the transcript."""
        if self.key(asking) not in ("y", "Y"):
            return False
        self.draw = draw
        self.done()
        return True

    def help(self) -> None:
        top, self.page.top = self.page.top, 0
        self.key(help_view)
        self.page.top = top

    # What a sitting asks of a front end

    def choose(self, file: QuestionFile) -> Sequence[Bank] | None:
        cursor, rows = 0, len(file.banks) + 1

        def draw(columns: int) -> View:
            return menu_view(file, cursor, columns)

        while True:
            key = self.key(draw)
            if key in (keys.UP, keys.DOWN):
                cursor = max(0, min(rows - 1, cursor + (1 if key == keys.DOWN else -1)))
            elif key.isdecimal() and 1 <= int(key) <= rows:
                cursor = int(key) - 1
            elif key == keys.ENTER:
                return file.banks if cursor == 0 else file.banks[cursor - 1 : cursor]
            elif key in LEAVING_KEYS:
                self.page.finish([])
                return None

    def ask(self, session: Session) -> Given | Move:
        self.entry = entry = entry_for(session.question, session.shown_order())
        follow = False

        def draw(columns: int, leaving: bool = False) -> View:
            return question_view(session, entry, columns, leaving=leaving)

        while True:
            key = self.key(draw, follow=follow)
            follow = True
            if key == keys.ENTER:
                response = entry.submit()
                if response is not None:
                    return Given(response)
            elif key == keys.TAB or (not entry.typing and key in ("s", "S")):
                self.entry = entry_for(session.question, session.shown_order())  # what was begun is no answer
                return Move.DONT_KNOW
            elif key == keys.ESCAPE or (not entry.typing and key in LEAVING_KEYS):
                if self.leaves(lambda columns: draw(columns, leaving=True), draw):
                    return Move.LEAVE
            elif not entry.typing and key == "?":
                self.help()
            elif not entry.typing and key in ("m", "M"):
                session.flag()
            else:
                entry.press(key)

    def feedback(self, session: Session, cite: Cite) -> Move:
        question, entry = session.question, self.entry
        assert session.current is not None
        feedback = feedback_on(question, session.current, entry.label)
        citation = cite(question.passage)

        def draw(columns: int, leaving: bool = False) -> View:
            return feedback_view(session, entry, feedback, citation, columns, leaving=leaving)

        follow = True
        while True:
            key = self.key(draw, follow=follow)
            follow = False
            if key in (keys.ENTER, keys.SPACE):
                self.done()
                return Move.NEXT
            if key in LEAVING_KEYS:
                if self.leaves(lambda columns: draw(columns, leaving=True), draw):
                    return Move.LEAVE
            elif key == "?":
                self.help()
            elif key in ("m", "M"):
                session.flag()
            else:
                self.page.scroll(key)

    def summary(self, outcome: Outcome, seconds: float, cite: Cite, offers: Sequence[Move]) -> Move:
        from quiz.terminal.summary import summary_view  # only the end pays for it

        @cache
        def draw(columns: int) -> View:
            return summary_view(outcome, seconds, cite, offers, columns)

        by_key = {OFFERS[offer][0]: offer for offer in offers}
        while True:
            key = self.key(draw, follow=False).lower()
            if key in by_key:
                self.done()
                return by_key[key]
            if key in LEAVING_KEYS:
                self.page.finish(draw(self.console.size.width).body)
                return Move.LEAVE
            self.page.scroll(key)

    def stopped(self, outcome: Outcome) -> None:
        body = self.draw(self.console.size.width).body
        self.page.finish([*body, Text(), *indent([Text(stopped(outcome))])])
