"""The screen as a page: it shows one view at a time, and finished views scroll off into the scrollback.

A view starts at the top of the screen, so that it can be redrawn in place at any size. A finished view is printed
whole and scrolled off by exactly its own height. This leaves a complete transcript, whatever the screen cut off.
"""

from contextlib import suppress
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from quiz.terminal.keys import DOWN, END, HOME, PAGE_DOWN, PAGE_UP, UP
from quiz.terminal.layout import DIM, MARGIN

ROOMY = 10
"""The fewest rows at which an empty line precedes the footer."""

HIDE_CURSOR, SHOW_CURSOR = "\x1b[?25l", "\x1b[?25h"
MARK_PASTE, NO_MARK_PASTE = "\x1b[?2004h", "\x1b[?2004l"
TOP, CLEAR_REST_OF_LINE, CLEAR_BELOW = "\x1b[H", "\x1b[K", "\x1b[J"


class Pinned(NamedTuple):
    """Lines to show at the top once this row of the body has scrolled out of sight."""

    row: int
    lines: list[Text]


class View(NamedTuple):
    """The content of a screen: a body that may scroll, and a footer that is always visible.

    `focus` is the first and last row of the body to keep visible; `caret` the row and column in the body
    of the text cursor; `notice` is shown above the footer if there is room, and so is what is `pinned`, at the top.
    """

    body: list[Text]
    footer: list[Text]
    focus: tuple[int, int] = (0, 0)
    caret: tuple[int, int] | None = None
    notice: list[Text] = []  # noqa: RUF012 - nothing changes it
    pinned: Pinned | None = None


class Page:
    """The screen of a terminal. A context manager that restores the terminal."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.top = 0  # the first visible row of the body
        self.room = 1  # the number of visible rows of the body
        self.length = 1
        self.pinned = 0  # how many rows of the body pinned lines may cover
        self.live = False  # whether a view, and the cursor in it, is on the screen
        self.widths: list[int] = []  # of the lines on the screen, down to the one with the cursor

    def __enter__(self) -> "Page":
        self.write(HIDE_CURSOR + MARK_PASTE + "\r\n" * (self.console.size.height - 1))
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):  # the terminal may have closed
            self.write(("\r\n" if self.live else "") + NO_MARK_PASTE + SHOW_CURSOR)

    def show(self, view: View, *, follow: bool = True) -> None:
        """Draw a view in place of the previous one. With `follow`, scroll its focus into view."""
        self.live = True
        width, height = self.console.size.width, max(2, self.console.size.height)
        footer = view.footer[: max(1, height // 3)]
        if view.notice and height >= ROOMY:
            footer = [*view.notice[: height // 3], Text(), *footer]
        gap = 1 if footer and height >= ROOMY else 0
        self.length, self.room = len(view.body), max(1, height - len(footer) - gap)
        fits = self.length <= self.room
        pinned = view.pinned.lines if view.pinned and height >= ROOMY else []
        if follow and not fits:
            first, last = view.focus
            self.top = max(self.top, last - self.room + 2) if last else self.top
            self.top = min(self.top, max(0, first - 1 - len(pinned)))
        self.top = 0 if fits else max(0, min(self.top, self.length - self.room))
        body = list(view.body[self.top : self.top + self.room])
        above, below = self.top, self.length - self.top - self.room
        self.pinned = len(pinned)
        if above > 0 and self.room >= 4:
            covered = self.pinned if view.pinned and view.pinned.row <= above else 0
            body[:covered] = pinned[:covered]
            body[covered] = _more(f"↑ {above + covered + 1} more lines", " (PgUp)", width)
        if below > 0 and self.room >= 4:
            body[-1] = _more(f"↓ {below + 1} more lines", " (PgDn)", width)
        lines = [*body, *([Text()] * gap), *footer]
        rows = self.rendered(lines, crop=True)  # a line that wraps would move all those below it
        caret, last = "", len(lines)
        if view.caret and 0 <= view.caret[0] - self.top < self.room:
            last = view.caret[0] - self.top + 1
            caret = f"{SHOW_CURSOR}\x1b[{last};{view.caret[1] + 1}H"
        self.widths = [line.cell_len for line in lines[:last]]
        self.write(
            HIDE_CURSOR + TOP + f"{CLEAR_REST_OF_LINE}\r\n".join(rows) + CLEAR_REST_OF_LINE + CLEAR_BELOW + caret
        )

    def settle(self, row: int) -> None:
        """After a resize, scroll off again what the terminal has pulled back from the scrollback.

        `row` is the cursor's row now, from 1. A terminal that became narrower may have wrapped the view's lines.
        A row beyond the screen is ignored.
        """
        width, height = self.console.size
        if row > height:
            return
        *above, own = self.widths or [0]
        rows = sum(max(1, -(-each // width)) for each in above) + max(0, own - 1) // width
        pulled = row - 1 - rows
        if pulled > 0:
            self.write(f"\x1b[{height};1H" + "\r\n" * pulled)

    def scroll(self, key: str) -> bool:
        """Scroll the body by a key. False if the key or the body doesn't scroll. The next `show` draws it."""
        step = max(1, self.room - 2 - self.pinned)
        moves = {PAGE_UP: -step, PAGE_DOWN: step, UP: -1, DOWN: 1, HOME: -self.length, END: self.length}
        if key not in moves or self.length <= self.room:
            return False
        self.top = max(0, min(self.top + moves[key], self.length - self.room))
        return True

    def keep(self, lines: list[Text]) -> None:
        """Print these lines whole and scroll them off, leaving an empty screen."""
        self.finish(lines)
        self.write("\r\n" * (self.console.size.height - 1))

    def finish(self, lines: list[Text]) -> None:
        """Print these lines whole in place of the view, with the cursor below them."""
        rows = self.rendered([*lines, Text()])
        self.top, self.live = 0, False
        self.write(TOP + "".join(f"{row}{CLEAR_REST_OF_LINE}\r\n" for row in rows) + CLEAR_BELOW)

    def rendered(self, lines: list[Text], *, crop: bool = False) -> list[str]:
        """Each line as sent to the terminal."""
        with self.console.capture() as captured:
            self.console.print(Text("\n").join(lines), no_wrap=True, overflow="ignore", crop=crop)
        return captured.get().split("\n")[:-1]

    def write(self, text: str) -> None:
        self.console.file.write(text)
        self.console.file.flush()


def _more(count: str, key: str, width: int) -> Text:
    """How many lines are out of sight, and the key that scrolls there if it fits."""
    line = Text(" " * MARGIN + count, DIM)
    if line.cell_len + len(key) <= width:
        line.append(key)
    return line
