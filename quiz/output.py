"""The way out for all text that people read: nothing that it holds can act on their terminal.

`protect` puts a stream of this kind in the place of each of the standard ones, so that whatever is printed passes it,
an error of the command line too. Only the live screen, which moves the cursor, writes to the stream behind it, and
cleans what it shows itself (`terminal.colour.console_for`).
"""

import sys
from collections.abc import Iterable
from typing import Any, TextIO, cast

from quiz.characters import harmless, one_line


class SafeStream:
    """A text stream that replaces forbidden characters. It has no `buffer`: nothing gets past it as bytes."""

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
    """From now on, what is written to standard output and standard error is harmless."""
    sys.stdout = cast("TextIO", SafeStream(sys.stdout))
    sys.stderr = cast("TextIO", SafeStream(sys.stderr))


def unprotected(stream: TextIO) -> TextIO:
    """The stream behind a safe one, for who writes terminal sequences and cleans every text."""
    return stream.stream if isinstance(stream, SafeStream) else stream


def say(line: str = "", *, err: bool = False) -> None:
    """Print a line, on standard error with `err`. A line feed in it is a space: a file name cannot forge a line."""
    print_text(f"{one_line(line)}\n", err=err)


def print_text(text: str, *, err: bool = False) -> None:
    """Print text of any number of lines as it is."""
    (sys.stderr if err else sys.stdout).write(text)
