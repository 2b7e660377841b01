"""Errors that are shown to users without a traceback."""

from typing import NamedTuple

from quiz.characters import one_line


class QuizError(Exception):
    """An error message: what is wrong, where, and what to do.

    `exit_code` is 2 for wrong usage and 3 for a file that cannot be used.
    """

    def __init__(self, message: str, *, where: str = "", hint: str = "", exit_code: int = 3) -> None:
        super().__init__(message)
        self.message = one_line(message)
        self.where = one_line(where)
        self.hint = one_line(hint)
        self.exit_code = exit_code

    def __str__(self) -> str:
        first = f"{self.where}: error: {self.message}" if self.where else f"error: {self.message}"
        return f"{first}\n{self.hint}" if self.hint else first


class Fault(NamedTuple):
    """An error in a file, at a line and column counted from 1. `rule` is the rule of `quiz check` that reports it."""

    line: int
    column: int
    message: str
    rule: str = "format"


class FileFaults(QuizError):
    """All errors in one file, by line, with their count."""

    def __init__(self, path: str, faults: list[Fault], *, complete: bool = True) -> None:
        self.faults = sorted(faults)
        super().__init__("", where=path)
        lines = [
            f"{self.where}:{line}:{column}: error: {one_line(message)}" for line, column, message, _ in self.faults
        ]
        count = "1 error" if len(faults) == 1 else f"{len(faults)} errors"
        after = "." if complete else "; stopped here: fix this and run again to see the rest."
        self.message = "\n".join([*lines, f"{count} in {self.where}{after}"])

    def __str__(self) -> str:
        return self.message


def nearest(word: str, known: list[str]) -> str:
    """Suggest the most similar known word: `; did you mean 'x'?`, or an empty string."""
    from difflib import get_close_matches

    if len(word) > 2 * max(map(len, known), default=0):
        return ""
    found = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"; did you mean '{found[0]}'?" if found else ""
