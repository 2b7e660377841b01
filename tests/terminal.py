"""The program in a real terminal: a pty on one side, an emulator that keeps its scrollback on the other."""

import fcntl
import os
import re
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from time import monotonic
from types import TracebackType
from unicodedata import normalize

import pyte
from forking import Forking

UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
PAGE_UP, PAGE_DOWN, HOME, END = "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F"
ENTER, SPACE, TAB, ESCAPE, BACKSPACE, CTRL_C = "\r", " ", "\t", "\x1b", "\x7f", "\x03"

DATA = Path(__file__).parent / "data"
PATIENCE = 60
"""Seconds after which a program is assumed to hang: far more than it takes on a busy machine."""
CONFIGURING = (
    *("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TERMINAL_WIDTH", "QUIZ_FILE", "LESS", "PAGER", "MANPAGER"),
    *("LC_ALL", "LC_CTYPE", "LANG", "XDG_DATA_HOME", "PYTHONIOENCODING"),
)
MORE = re.compile(r"^  ([↑↓]) (\d+) more lines")
FORKING = Forking()
TOP_OF_A_FRAME, END_OF_A_FRAME = b"\x1b[H", b"\x1b[J"


def environment(home: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of this process without the program's settings, and with its own home folder."""
    clean = {name: value for name, value in os.environ.items() if name not in CONFIGURING}
    clean |= {"TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": str(home)}
    return clean | dict(extra or {})


def words(text: str) -> str:
    """Text as wrapped text is compared: without white space or the rule before a quotation, accents composed."""
    return "".join(normalize("NFC", text).replace("▎", " ").split())


def run(
    home: Path,
    arguments: Sequence[str],
    *,
    typed: str = "",
    environ: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> "subprocess.CompletedProcess[str]":
    """Run `python -m quiz …` with files instead of a terminal, to its end."""
    env = environment(home, environ)
    if all(name.startswith("QUIZ_") for name in environ or ()):
        return FORKING.run(arguments, typed=typed, environ=env, cwd=cwd, timeout=PATIENCE)
    # Other settings may be read while Python starts or a library is imported.
    command = [sys.executable, "-m", "quiz", *arguments]
    return subprocess.run(
        command, input=typed, capture_output=True, encoding="utf-8", env=env, cwd=cwd, timeout=PATIENCE
    )


class Terminal:
    """`python -m quiz …`, or another `program`, in a terminal of its own. Use as a context: it ends what it started.

    `stood` is what an earlier program has left on the screen, `typed_ahead` what is typed before this one
    begins. With `json` the standard output is a pipe, and only the standard error is the terminal.
    """

    def __init__(
        self,
        *arguments: str,
        home: Path,
        columns: int = 80,
        rows: int = 24,
        environ: Mapping[str, str] | None = None,
        stood: str = "",
        typed_ahead: str = "",
        json: bool = False,
        program: Sequence[str] = (sys.executable, "-m", "quiz"),
        cwd: Path | None = None,
    ) -> None:
        self.screen = pyte.HistoryScreen(columns, rows, history=100_000, ratio=0.5)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = bytearray()
        self.master, slave = os.openpty()
        self.set_size(columns, rows)
        os.write(slave, stood.encode())
        self.send(typed_ahead)
        self.process = subprocess.Popen(
            [*program, *arguments],
            stdin=slave,
            stdout=subprocess.PIPE if json else slave,
            stderr=slave,
            env=environment(home, environ),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=_take_the_terminal,
        )
        self.before = termios.tcgetattr(slave)
        os.close(slave)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()
        if self.master >= 0:
            os.close(self.master)

    # What goes in

    def send(self, keys: str | bytes) -> None:
        """Type keys."""
        left = keys.encode() if isinstance(keys, str) else keys
        while left:
            _, writable, _ = select.select([], [self.master], [], PATIENCE)
            assert writable, "the terminal takes no more keys"
            left = left[os.write(self.master, left[:512]) :]

    def resize(self, columns: int, rows: int) -> None:
        """Resize the terminal, and wait until the program has redrawn its view."""
        if (columns, rows) == (self.screen.columns, self.screen.lines):
            return
        before = len(self.raw)
        self.screen.resize(rows, columns)
        self.set_size(columns, rows)
        self.wait_for(lambda: END_OF_A_FRAME in self.raw[before:])

    def set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def hang_up(self) -> None:
        """Close the terminal."""
        os.close(self.master)
        self.master = -1

    # What comes out

    def wait_for(self, wanted: str | Callable[[], bool], timeout: float = PATIENCE) -> None:
        """Read until the screen shows a text, spaces and line ends aside, or until a condition holds."""
        deadline = monotonic() + timeout
        while not self.frame_is_whole() or not (wanted() if callable(wanted) else self.shows(wanted)):
            left = deadline - monotonic()
            ended = self.process.poll() is not None
            if not self.pump(0 if ended else min(left, 0.5)) and (ended or left <= 0):
                raise AssertionError(f"never came: {wanted}\n" + "\n".join(self.lines))

    def pump(self, timeout: float) -> bool:
        """Read what there is; returns whether there was anything."""
        if not select.select([self.master], [], [], max(0, timeout))[0]:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:  # the other side has been closed
            return False
        self.raw += data
        self.stream.feed(data)
        return bool(data)

    def wait_for_exit(self, timeout: float = PATIENCE) -> int:
        """Read to the end, and return the exit code."""
        deadline = monotonic() + timeout
        while self.process.poll() is None:
            assert monotonic() < deadline, "it never ended:\n" + "\n".join(self.lines)
            if self.master >= 0:
                self.pump(0.05)
            else:
                try:
                    self.process.wait(0.05)
                except subprocess.TimeoutExpired:
                    continue
        while self.master >= 0 and self.pump(0):
            pass
        return self.process.returncode

    def read_result(self) -> bytes:
        """Everything on standard output, with `json`, while the screen is drawn."""
        assert self.process.stdout
        pipe, data, deadline = self.process.stdout.fileno(), b"", monotonic() + PATIENCE
        while (left := deadline - monotonic()) > 0:
            if pipe not in select.select([pipe, self.master], [], [], left)[0]:
                self.pump(0)
            elif more := os.read(pipe, 65536):
                data += more
            else:
                return data
        raise AssertionError(f"the result never ended:\n{data!r}\n" + "\n".join(self.lines))

    def frame_is_whole(self) -> bool:
        return self.raw.rfind(TOP_OF_A_FRAME) <= self.raw.rfind(END_OF_A_FRAME)

    def shows(self, *texts: str) -> bool:
        shown = words("\n".join(self.lines))
        return all(words(text) in shown for text in texts)

    @property
    def lines(self) -> list[str]:
        """The rows of the screen, without the spaces at their ends."""
        return [self._text_of(self.screen.buffer[row]) for row in range(self.screen.lines)]

    @property
    def transcript(self) -> list[str]:
        """The lines that have scrolled off, then the screen."""
        return [*(self._text_of(line) for line in self.screen.history.top), *self.lines]

    @property
    def written(self) -> str:
        """Everything sent to the terminal, as it was sent."""
        return self.raw.decode(errors="replace")

    def columns_of(self, characters: str) -> Iterator[int]:
        """The columns of the screen with any of these characters, row by row."""
        for row in range(self.screen.lines):
            for column in range(self.screen.columns):
                data = self.screen.buffer[row][column].data
                if data and data in characters:
                    yield column

    def _text_of(self, line: Mapping[int, pyte.screens.Char]) -> str:
        last = max(line, default=-1)
        return "".join(line[column].data for column in range(last + 1)).rstrip()

    def whole_body(self) -> list[str]:
        """The contents of the view, gathered by scrolling through it from top to end."""
        while any(line.startswith("  ↑ ") and MORE.match(line) for line in self.lines):
            self._scroll(PAGE_UP)
        seen: dict[int, str] = {}
        while True:
            lines = self.lines
            marks = {found[1]: (row, int(found[2])) for row, line in enumerate(lines) if (found := MORE.match(line))}
            mark, hidden = marks.get("↑", (-1, 0))  # what is pinned is above the mark
            end = marks["↓"][0] if "↓" in marks else len(lines)
            seen |= {hidden - mark - 1 + row: lines[row] for row in range(mark + 1, end)}
            if "↓" not in marks:
                break
            self._scroll(PAGE_DOWN)
        missing = [row for row in range(max(seen)) if row not in seen]
        assert not missing, f"rows {missing} cannot be scrolled into sight"
        return [seen[row] for row in sorted(seen)]

    def _scroll(self, key: str) -> None:
        before = self.lines
        self.send(key)
        self.wait_for(lambda: self.lines != before)

    # The state it is left in

    @property
    def cursor_is_shown(self) -> bool:
        return not self.screen.cursor.hidden

    @property
    def mode_is_restored(self) -> bool:
        """Whether the terminal's mode, with echo and lines, is the same as before the program began."""
        now = termios.tcgetattr(self.master)
        return now == self.before and bool(now[3] & termios.ECHO) and bool(now[3] & termios.ICANON)


Start = Callable[..., Terminal]
"""Starts the program in a terminal with these arguments, and the settings of Terminal."""


def go_to(terminal: Terminal, number: int, of: int) -> None:
    """Skip every question before this one."""
    for passed in range(1, number):
        terminal.wait_for(f"Question {passed} of {of}")
        terminal.send(TAB)
        terminal.wait_for("No problem")
        terminal.send(ENTER)
    terminal.wait_for(f"Question {number} of {of}")


def _take_the_terminal() -> None:
    """Make the standard input the controlling terminal of this session."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
