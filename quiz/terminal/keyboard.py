"""Single keys from a terminal.

Typer's key reader discards type-ahead at every key (it flushes the input when it changes the terminal's mode), echoes
what is typed between two reads, and doesn't report a resize. This one keeps the terminal in one mode for a whole
session.
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
"""Seconds to wait for the rest of a key that begins with Escape, even over a slow line."""
REPLY_WAIT: Final = 0.2
"""Seconds to wait for a terminal's reply, if it replies at all."""
MAX_TYPED_AHEAD: Final = 10_000
"""The most keys to read while waiting for a terminal's reply, or for a pause."""
PAUSE: Final = 0.5
"""Seconds without a key after which somebody has stopped typing."""


class Keyboard:
    """Reads a terminal's keys one by one. A context manager: while it is open, nothing typed is echoed or lost."""

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
        for key in (termios.VSUSP, termios.VQUIT):  # these would leave the terminal in this mode
            mode[6][key] = b"\0"
        termios.tcsetattr(self.fd, termios.TCSADRAIN, mode)
        self.woken = signal.set_wakeup_fd(self.signalled, warn_on_full_buffer=False)
        self.handlers = {
            signal.SIGWINCH: signal.signal(signal.SIGWINCH, _ignore),
            signal.SIGTERM: signal.signal(signal.SIGTERM, _exit),
            signal.SIGHUP: signal.signal(signal.SIGHUP, _exit),
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
        """The next key; RESIZE when the terminal was resized, HANG_UP when it has closed, TICK when nothing was typed
        `within` so many seconds."""
        while not self.waiting:
            in_sequence = self.parser.in_sequence
            ready, _, _ = select.select([self.fd, self.signals], [], [], ESCAPE_WAIT if in_sequence else within)
            if not ready and not in_sequence:
                return TICK
            if not ready:  # an Escape on its own is the Escape key
                self.parser.flush()
                return ESCAPE
            if self.signals in ready:
                if signal.SIGWINCH in os.read(self.signals, 1024):
                    return RESIZE
                continue  # its handler has run
            if not self._receive():
                return HANG_UP
        return self.waiting.popleft()

    def pending(self) -> bool:
        """Whether `read` would return at once. Reads what the terminal has sent, up to the first key."""
        while not self.waiting and select.select([self.fd], [], [], 0)[0]:
            if not self._receive():
                return True  # the terminal has closed
        return bool(self.waiting)

    def drop(self) -> None:
        """Discard what was typed, and what is being typed until there is a pause."""
        while len(self.waiting) <= MAX_TYPED_AHEAD and select.select([self.fd], [], [], PAUSE)[0]:
            if not self._receive():
                break
        self.waiting.clear()
        self.parser = KeyParser()

    def _receive(self) -> bool:
        """Read what the terminal has sent. False if it has closed."""
        try:
            data = os.read(self.fd, 4096)
        except OSError:
            data = b""
        self.waiting.extend(self.parser.feed(self.decode(data)))
        return bool(data)

    def cursor_row(self) -> int | None:
        """The cursor's row, from 1, after the terminal was sent ASK_CURSOR; None if it doesn't reply."""
        until = monotonic() + REPLY_WAIT
        before, self.waiting = self.waiting, deque()
        try:
            while len(before) <= MAX_TYPED_AHEAD:
                left = until - monotonic()
                if left <= 0 or not select.select([self.fd], [], [], left)[0] or not self._receive():
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


def _ignore(number: int, frame: FrameType | None) -> None:
    """Do nothing: the signal's number is in the pipe that wakes the keyboard."""


def _exit(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)
