"""The live screen and its next key."""

from collections.abc import Callable, Sequence
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.text import Text

from quiz.characters import one_line
from quiz.terminal import keys, views
from quiz.terminal.frontend import HungUp, SecondsLeft, TimeUp
from quiz.terminal.keyboard import ASK_CURSOR, Keyboard
from quiz.terminal.page import Page, View

if TYPE_CHECKING:
    from quiz.bank.document import Document

Draw = Callable[[int], View]
"""Draws a view at a number of columns."""

LEAVING_KEYS = ("q", keys.ESCAPE)


class Screen:
    """Shows views and notices, and reads the keys pressed there. A context manager that restores the terminal."""

    def __init__(self, console: Console, fd: int, document: "Callable[[], Document]") -> None:
        self.console = console
        self.document = document
        self.keyboard = Keyboard(fd)
        self.page = Page(console)
        self.draw: Draw = views.help_view
        self.notices: list[str] = []
        self.left: SecondsLeft | None = None

    def __enter__(self) -> Self:
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

    def notice(self, text: str) -> None:
        line = one_line(text)
        if line not in self.notices:
            self.notices.append(line)

    def show_page(self, draw: Draw, *others: str) -> str:
        """Show a page until the learner comes back, or presses one of the other keys. Returns the key."""
        top, self.page.top = self.page.top, 0
        while (key := self.command(draw, follow=False)) not in (keys.ENTER, *LEAVING_KEYS, *others):
            self.page.scroll(key)
        self.page.top = top
        return key

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
