"""Safe output: no printed text can control the terminal.

`protect` replaces standard output and standard error with safe streams, so that even command-line errors pass through
them. Only the live screen, which moves the cursor, writes to the original stream and cleans its own text
(`terminal.colour.console_for`).
"""

import sys
from collections.abc import Iterable
from typing import Any, TextIO, cast

from quiz.characters import harmless, one_line


class SafeStream:
    """A text stream that replaces forbidden characters. It has no `buffer`, so bytes cannot bypass it."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        self.stream.write(harmless(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        if name == "buffer":
            raise AttributeError(name)
        return getattr(self.stream, name)


def protect() -> None:
    """Make everything written to standard output and standard error harmless from now on."""
    sys.stdout = cast("TextIO", SafeStream(sys.stdout))
    sys.stderr = cast("TextIO", SafeStream(sys.stderr))


def unprotected(stream: TextIO) -> TextIO:
    """The stream behind a safe one, for code that writes terminal sequences and cleans every text."""
    return stream.stream if isinstance(stream, SafeStream) else stream


def say(line: str = "", *, err: bool = False) -> None:
    """Print a line, on standard error with `err`. Line feeds become spaces, so that file names cannot forge lines."""
    print_text(f"{one_line(line)}\n", err=err)


def print_text(text: str, *, err: bool = False) -> None:
    """Print text, keeping its lines."""
    (sys.stderr if err else sys.stdout).write(text)
