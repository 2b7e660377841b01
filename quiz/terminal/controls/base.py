"""What the live controls share: the pointer, the letters, and how the key is revealed."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, NamedTuple

from rich.text import Text

from quiz.core.kinds.question import LETTERS
from quiz.terminal import keys
from quiz.terminal.layout import ACCENT, BAD, DIM, GOOD, STRONG


class Drawn(NamedTuple):
    """Lines; the first and last of them to be seen; and the row and column of the caret, if any."""

    lines: list[Text]
    focus: tuple[int, int] = (0, 0)
    caret: tuple[int, int] | None = None


class Entry(ABC):
    """Base of the entries. `nudge` says what is missing after an Enter that answered nothing."""

    letters = LETTERS
    typing = False
    """Whether letters are text here, so that only Tab and Escape are commands."""
    exam = False
    """Whether it is a question of an exam."""

    def __init__(self, question: Any, order: Sequence[int]) -> None:
        self.question = question
        self.order = order
        self.cursor: int | None = None
        self.nudge = ""

    def press(self, key: str) -> None:
        """Take one key. What means nothing here changes nothing."""
        self.nudge = ""
        last = len(self.order) - 1
        if key in (keys.UP, keys.DOWN):
            start = last + 1 if key == keys.UP else -1
            self.cursor = max(0, min(last, (start if self.cursor is None else self.cursor) + (1, -1)[key == keys.UP]))
        elif len(key) == 1:
            place = self.letters.find(key.upper())
            if key.isdecimal():
                place = int(key) - 1
            if 0 <= place <= last:
                self.cursor = place

    @abstractmethod
    def submit(self) -> Any:
        """The response, or None where there is none yet; then `nudge` says what is missing."""

    @abstractmethod
    def restore(self, response: Any) -> None:
        """Take over a response that was given before."""

    @abstractmethod
    def hints(self) -> list[tuple[str, str]]:
        """The keys of this entry and what they do."""

    def label(self, position: int) -> str:
        """The letter of an option, by its position in the author's order."""
        shown = list(self.order).index(position)
        return self.letters[shown] if shown < len(self.letters) else str(shown + 1)

    def badge(self, position: int) -> str:
        """The letter before the option, padded to one width."""
        return self.label(position).ljust(1 if len(self.order) <= len(self.letters) else 2)

    @abstractmethod
    def draw(self, width: int, *, reveal: bool = False) -> Drawn:
        """The entry at a width; with `reveal`, what was entered beside the key."""

    def pointer(self, row: int) -> tuple[str, str]:
        return ("❯ ", f"{STRONG} {ACCENT}") if row == self.cursor else ("  ", "")


def focus_on(rows: list[int], cursor: int | None) -> tuple[int, int]:
    """The first and last line of the part at the cursor; `rows` holds the first line of each part."""
    return (0, 0) if cursor is None else (rows[cursor], rows[cursor + 1] - 1)


def revealed_option(right: bool, chosen: bool) -> tuple[str, str, str]:
    """The sign of an option, its style, and its text's."""
    if right:
        return "✓ ", f"{STRONG} {GOOD}", STRONG
    return ("✗ ", f"{STRONG} {BAD}", "") if chosen else ("  ", DIM, DIM)
