"""Single keys from a terminal.

Written here because the key reader that comes with Typer throws away what was typed ahead at every
key (it flushes the input as it changes the terminal's mode), echoes what is typed between two reads,
and does not tell of a resize. This one keeps the terminal in one mode for a whole session.
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

from quiz.terminal.keys import CURSOR, ESCAPE, HANG_UP, RESIZE, TICK, KeyParser

ASK_CURSOR = "\x1b[6n"
ESCAPE_WAIT: Final = 0.05
"""Seconds in which the rest of a key that begins with Escape arrives, also over a slow line."""
ANSWER_WAIT: Final = 0.2
"""Seconds in which a terminal answers a question, if it answers at all."""
MOST_TYPED_AHEAD: Final = 10_000
"""How many keys may come before a terminal's answer; with more of them it is not waited for."""


class Keyboard:
    """A terminal whose keys are read one by one. While it is open, nothing typed is echoed or lost."""

    def __init__(self, fd: int) -> None:
        self.fd = fd
        self.waiting: deque[str] = deque()
        self.parser = KeyParser()
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
        with suppress(termios.error):  # the terminal may have closed
            termios.tcsetattr(self.fd, termios.TCSADRAIN, self.mode)
        os.close(self.signals)
        os.close(self.signalled)

    def read(self, within: float | None = None) -> str:
        """The next key, `resize` when the terminal has another size, `hang-up` when it has closed, `tick` when
        nothing has come within so many seconds."""
        while not self.waiting:
            in_sequence = self.parser.in_sequence
            ready, _, _ = select.select([self.fd, self.signals], [], [], ESCAPE_WAIT if in_sequence else within)
            if not ready and not in_sequence:
                return TICK
            if not ready:  # an Escape that nothing follows is the Escape key
                self.parser.flush()
                return ESCAPE
            if self.signals in ready:
                if signal.SIGWINCH in os.read(self.signals, 1024):
                    return RESIZE
                continue  # the handler has been called by now
            if not self._take():
                return HANG_UP
        return self.waiting.popleft()

    def pending(self) -> bool:
        """Whether `read` has a key at once. Takes in what the terminal has sent, up to the first key in it."""
        while not self.waiting and select.select([self.fd], [], [], 0)[0]:
            if not self._take():
                return True  # the terminal has closed
        return bool(self.waiting)

    def _take(self) -> bool:
        """Read what the terminal has sent. False if it has closed."""
        try:
            data = os.read(self.fd, 4096)
        except OSError:
            data = b""
        self.waiting.extend(self.parser.feed(self.decode(data)))
        return bool(data)

    def cursor_row(self) -> int | None:
        """The row of the cursor, from 1, once the terminal was sent ASK_CURSOR; None where it does not say."""
        until = monotonic() + ANSWER_WAIT
        before, self.waiting = self.waiting, deque()
        try:
            while len(before) <= MOST_TYPED_AHEAD:
                left = until - monotonic()
                if left <= 0 or not select.select([self.fd], [], [], left)[0] or not self._take():
                    break
                for key in self.waiting:
                    if key.startswith(CURSOR):
                        self.waiting.remove(key)
                        return int(key.removeprefix(CURSOR))
                before += self.waiting
                self.waiting.clear()
            return None
        finally:
            self.waiting.extendleft(reversed(before))


def _note(number: int, frame: FrameType | None) -> None:
    """Nothing: the signal's number is in the pipe that wakes the keyboard up."""


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)
