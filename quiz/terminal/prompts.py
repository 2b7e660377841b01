"""Prompts and typed lines: one stream to read from, one to write to."""

import os
from itertools import chain
from select import select
from textwrap import wrap
from typing import Any, Self, TextIO

from quiz.core.kinds.typed import COMMANDS
from quiz.terminal.frontend import SecondsLeft, TimeUp
from quiz.terminal.keys import LONGEST_TYPED
from quiz.terminal.typed_lines import Read, Unreadable
from quiz.terminal.typed_text import TypedLine

PIECE = 4096
"""The number of characters read at a time, because a line can be of any length."""
HELP = "Type one of the choices in brackets and press Enter. Type /quit to stop."
TYPING_HELP = "Type your answer and press Enter. Type /skip to skip the question, or /quit to stop."
TOO_LONG = f"An answer can have at most {LONGEST_TYPED:,} characters; this one has more. Please shorten it."


class Ended(Exception):
    """The learner typed `q` or `/quit`, or the input has ended."""


class Skipped(Exception):
    """The learner typed `s` or `/skip`."""


class Prompts:
    """Writes lines, and prompts for others."""

    def __init__(self, source: TextIO, out: TextIO) -> None:
        self.source = source
        self.out = out
        self.left: SecondsLeft | None = None
        self.input_ended = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.out.flush()

    def say(self, *lines: str) -> None:
        for line in lines:
            self.out.write(f"{self.wrapped(line)}\n")

    def wrapped(self, text: str) -> str:
        """Text in lines of whole words on a terminal, unchanged in a pipe or a file."""
        if not self.out.isatty():
            return text
        width = max(10, (os.get_terminal_size(self.out.fileno()).columns or 80) - 1)
        lines = (wrap(line, width, break_on_hyphens=False) or [""] for line in text.split("\n"))
        return "\n".join(chain.from_iterable(lines))

    def prompted(self, prompt: str, read: Read, *, typing: bool = False) -> Any:
        """Prompt until the typed line can be parsed. With `typing`, single letters are not commands."""
        while True:
            self.out.write(f"{self.wrapped(f'{prompt}:')} ")
            self.out.flush()
            line = self.line()
            if not line or not self.source.isatty():
                self.out.write("\n")  # no terminal has shown the Enter
            if not line and not self.input_ended:
                self.say("End of input.")
                self.input_ended = True
            if not line:
                raise Ended
            if line.too_long:
                self.say(TOO_LONG)
                continue
            typed = line.text.strip()
            command = typed.lower().removeprefix("/") if not typing or typed.lower() in COMMANDS else ""
            if command in ("q", "quit"):
                raise Ended
            if command in ("s", "skip"):
                raise Skipped
            if command == "?" or (command == "help" and typed.startswith("/")):
                self.say(TYPING_HELP if typing else HELP)
                continue
            try:
                return read(typed)
            except Unreadable as expected:
                self.say(str(expected))

    def line(self) -> TypedLine | None:
        """The next line, None at the end of the input. Raises TimeUp when the time of an exam is over, on a
        terminal at once, else with the next line."""
        if self.left and self.source.isatty() and os.name == "posix":
            select([self.source], [], [], max(0.0, self.left()))
        line: TypedLine | None = None
        complete = False
        while not complete:
            self.check_time()
            piece = self.source.readline(PIECE)
            complete = piece.endswith("\n") or len(piece) < PIECE
            if piece:
                line = line or TypedLine()
                line.add(piece.removesuffix("\n"))
        self.check_time()
        if line:
            line.end()
        return line

    def check_time(self) -> None:
        """Raise TimeUp once the time of an exam is up. What was typed of a line on a terminal goes nowhere."""
        if self.left and self.left() <= 0:
            if self.source.isatty() and os.name == "posix":
                import termios

                termios.tcflush(self.source, termios.TCIFLUSH)
            raise TimeUp
