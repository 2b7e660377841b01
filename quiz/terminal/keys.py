"""Single keys from a terminal.

Written here because the key reader that comes with Typer throws away what was typed ahead at every
key (it flushes the input as it changes the terminal's mode), echoes what is typed between two reads,
and does not tell of a resize. This one keeps the terminal in one mode for a whole sitting.
"""

import os
import select
import signal
import sys
import termios
from codecs import getincrementaldecoder
from collections import deque
from contextlib import suppress
from time import monotonic
from types import FrameType, TracebackType
from typing import Final

UP, DOWN, LEFT, RIGHT = "up", "down", "left", "right"
PAGE_UP, PAGE_DOWN, HOME, END = "page-up", "page-down", "home", "end"
ENTER, SPACE, TAB, BACK_TAB, ESCAPE, BACKSPACE = "enter", " ", "tab", "back-tab", "escape", "backspace"
CLEAR_LINE, CLEAR_WORD = "clear-line", "clear-word"
PASTE_BEGIN, PASTE_END = "\x1b[200~", "\x1b[201~"
CURSOR = "cursor "
"""Begins the answer to `cursor_row`'s question: it goes on with the row."""
ASK_CURSOR = "\x1b[6n"
RESIZE, HANG_UP, TICK = "resize", "hang-up", "tick"
IGNORED: Final = ""

ESCAPE_WAIT: Final = 0.05
"""Seconds in which the rest of a key that begins with Escape arrives, also over a slow line."""
ANSWER_WAIT: Final = 0.2
"""Seconds in which a terminal answers a question, if it answers at all."""

CONTROLS: Final = {
    "\r": ENTER,
    "\n": ENTER,
    "\t": TAB,
    "\x7f": BACKSPACE,
    "\x08": BACKSPACE,
    "\x15": CLEAR_LINE,
    "\x17": CLEAR_WORD,
    "\x04": ESCAPE,
}
FINALS: Final = {"A": UP, "B": DOWN, "C": RIGHT, "D": LEFT, "H": HOME, "F": END, "Z": BACK_TAB}
NUMBERED: Final = {"1": HOME, "4": END, "5": PAGE_UP, "6": PAGE_DOWN, "7": HOME, "8": END}


def split_keys(text: str) -> tuple[list[str], str]:
    """The keys in what a terminal sent, and the tail of it that is the beginning of one more key.

    A printable character is its own key; the others have names. What is pasted is one key: PASTE_BEGIN and
    the text, in one line. What is unknown is left out.
    """
    keys: list[str] = []
    at = 0
    while at < len(text):
        size, key = _key(text, at)
        if size == 0:
            return keys, text[at:]
        if key:
            keys.append(key)
        at += size
    return keys, ""


def _key(text: str, at: int) -> tuple[int, str]:
    """How many characters the key takes (0: it is not all there yet), and its name."""
    first = text[at]
    if first != "\x1b":
        return 1, CONTROLS.get(first, first if first.isprintable() else IGNORED)
    kind = text[at + 1 : at + 2]
    if kind == "O":
        return (3, FINALS.get(text[at + 2], IGNORED)) if len(text) > at + 2 else (0, IGNORED)
    if kind != "[":
        return (1, ESCAPE) if kind else (0, IGNORED)
    if text.startswith(PASTE_BEGIN, at):
        end = text.find(PASTE_END, at)
        pasted = " ".join(text[at + len(PASTE_BEGIN) : end].split())
        return (0, IGNORED) if end < 0 else (end + len(PASTE_END) - at, PASTE_BEGIN + pasted)
    if text[at + 2 : at + 3] == "[":  # a function key of the Linux console
        return (4, IGNORED) if len(text) > at + 3 else (0, IGNORED)
    end = at + 2
    while end < len(text) and not "@" <= text[end] <= "~":
        end += 1
    if end == len(text):
        return 0, IGNORED
    number = text[at + 2 : end].partition(";")[0]
    if text[end] == "R" and number.isdecimal():
        return end + 1 - at, CURSOR + number
    name = NUMBERED.get(number, IGNORED) if text[end] == "~" else FINALS.get(text[end], IGNORED)
    return end + 1 - at, name


class Keyboard:
    """A terminal whose keys are read one by one. While it is open, nothing typed is echoed or lost."""

    def __init__(self, fd: int) -> None:
        self.fd = fd
        self.waiting: deque[str] = deque()
        self.tail = ""
        self.decode = getincrementaldecoder("utf-8")("replace").decode
        self.signals, self.signalled = os.pipe()
        os.set_blocking(self.signalled, False)

    def __enter__(self) -> "Keyboard":
        self.mode = termios.tcgetattr(self.fd)
        mode = termios.tcgetattr(self.fd)
        mode[0] &= ~termios.IXON  # Ctrl-S would freeze the screen
        mode[3] &= ~(termios.ECHO | termios.ICANON)
        mode[6][termios.VMIN] = 1
        mode[6][termios.VTIME] = 0
        for leaving in (termios.VSUSP, termios.VQUIT):  # these would leave the shell a terminal in this mode
            mode[6][leaving] = b"\0"
        termios.tcsetattr(self.fd, termios.TCSADRAIN, mode)
        self.woken = signal.set_wakeup_fd(self.signalled, warn_on_full_buffer=False)
        self.handlers = {
            signal.SIGWINCH: signal.signal(signal.SIGWINCH, _note),
            signal.SIGTERM: signal.signal(signal.SIGTERM, _leave),
            signal.SIGHUP: signal.signal(signal.SIGHUP, _leave),
        }
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self.handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self.woken)
        with suppress(termios.error):  # the terminal may be gone
            termios.tcsetattr(self.fd, termios.TCSADRAIN, self.mode)
        os.close(self.signals)
        os.close(self.signalled)

    def read(self, within: float | None = None) -> str:
        """The next key, `resize` when the terminal has another size, `hang-up` when it is gone, `tick` when
        nothing has come within so many seconds."""
        while not self.waiting:
            in_escape = bool(self.tail) and not self.tail.startswith(PASTE_BEGIN)
            ready, _, _ = select.select([self.fd, self.signals], [], [], ESCAPE_WAIT if in_escape else within)
            if not ready and not in_escape:
                return TICK
            if not ready:  # an Escape that nothing follows is the Escape key
                self.tail = ""
                return ESCAPE
            if self.signals in ready:
                if signal.SIGWINCH in os.read(self.signals, 1024):
                    return RESIZE
                continue  # the handler has been called by now
            if not self._take():
                return HANG_UP
        return self.waiting.popleft()

    def _take(self) -> bool:
        """Take in what the terminal has sent. False when it is gone."""
        try:
            data = os.read(self.fd, 1024)
        except OSError:
            data = b""
        keys, self.tail = split_keys(self.tail + self.decode(data))
        self.waiting.extend(keys)
        return bool(data)

    def cursor_row(self) -> int | None:
        """The row of the cursor, from 1, once the terminal was sent ASK_CURSOR; None where it does not say."""
        until = monotonic() + ANSWER_WAIT
        while True:
            for key in self.waiting:
                if key.startswith(CURSOR):
                    self.waiting.remove(key)
                    return int(key.removeprefix(CURSOR))
            left = until - monotonic()
            if left <= 0 or not select.select([self.fd], [], [], left)[0] or not self._take():
                return None


def _note(number: int, frame: FrameType | None) -> None:
    """Nothing: the signal's number is in the pipe that wakes the keyboard up."""


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)
