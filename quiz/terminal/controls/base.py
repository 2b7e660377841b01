"""The base of all controls: the pointer, the letters, and the look of parts."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, TypeAlias, TypeVar

from rich.text import Text

from quiz.core.kinds.question import LETTERS
from quiz.terminal import keys
from quiz.terminal.layout import ACCENT, BAD, DIM, GOOD, MIDDLING, STRONG, hang

Say = Callable[..., None]
"""Writes lines."""
Prompted = Callable[..., Any]
"""Prompts for a line and returns it as a `Read` reads it. With `typing`, letters are text."""
Hints: TypeAlias = tuple[tuple[str, str], ...]
"""Keys and their effects."""
Cursor = TypeVar("Cursor", int, int | None)


class Drawn(NamedTuple):
    """Lines; the first and last line to keep visible; and the row and column of the caret, if any."""

    lines: list[Text]
    focus: tuple[int, int] = (0, 0)
    caret: tuple[int, int] | None = None


class Look(NamedTuple):
    """The sign before a part, its style, and the style of the part's text."""

    sign: str = "  "
    style: str = ""
    text: str = ""


POINTER = Look("❯ ", f"{STRONG} {ACCENT}", STRONG)
MISSED = Look("○ ", f"{STRONG} {MIDDLING}", STRONG)


class Entry(ABC):
    """A control for one question. `nudge` says what is missing after Enter."""

    letters = LETTERS
    typing = False
    """Whether letters are text, so that only Tab and Escape are commands."""
    exam = False
    """Whether the question is part of an exam."""
    lists_key = True
    """Whether the entry, compared with the key, shows the whole key."""
    hints: Hints

    def __init__(self, question: Any, order: Sequence[int]) -> None:
        self.question = question
        self.order = order
        self.cursor: int | None = None
        self.nudge = ""

    def press(self, key: str) -> None:
        """Handle one key. A key without a meaning here changes nothing."""
        self.nudge = ""
        place = self.letters.find(key.upper()) if len(key) == 1 and not key.isdecimal() else -1
        self.cursor = place if 0 <= place < len(self.order) else moved(self.cursor, key, len(self.order))

    @property
    @abstractmethod
    def filled_in(self) -> Any:
        """What is filled in so far, complete or not, to compare it with what was filled in before."""

    @abstractmethod
    def submit(self) -> Any:
        """The response, or None if it is incomplete."""

    @abstractmethod
    def restore(self, response: Any) -> None:
        """Fill in an earlier response."""

    def kept(self) -> Any:
        """The response to keep if the learner moves on without answering, or None."""
        return None

    @abstractmethod
    def draw(self, width: int, *, reveal: bool = False) -> Drawn:
        """The entry at a width; with `reveal`, the response compared with the key."""

    @abstractmethod
    def ask_in_lines(self, say: Say, prompted: Prompted) -> Any:
        """List the parts by number and return the typed response."""

    @property
    def ways(self) -> str:
        """What can be typed instead of an answer, with a slash where letters are text."""
        skip, leave = ("/skip", "/quit") if self.typing else ("s", "q")
        return f"{skip} to skip, {leave} {'for all questions' if self.exam else 'to finish'}"

    def label(self, position: int) -> str:
        """The letter of an option, by its position in the author's order."""
        shown = list(self.order).index(position)
        return self.letters[shown] if shown < len(self.letters) else str(shown + 1)

    def look(self, row: int) -> Look:
        return POINTER if row == self.cursor else Look()

    def part(self, row: int, text: str, width: int, look: Look, *, box: str | Text = "", note: str = "") -> list[Text]:
        """The lines of one part: its sign, its box and its letter, then its text and a note."""
        badge = self.label(self.order[row]).ljust(1 if len(self.order) <= len(self.letters) else 2)
        lead = Text.assemble((look.sign, look.style), box, (badge, look.style or STRONG), "  ")
        return hang(Text.assemble((text, look.text), noted(note, look.style)), width, lead)


def moved(cursor: Cursor, key: str, rows: int) -> Cursor:
    """The row of the cursor after an arrow or a digit. Any other key leaves it where it is."""
    if key in (keys.UP, keys.DOWN):
        step = 1 if key == keys.DOWN else -1
        start = (rows if step < 0 else -1) if cursor is None else cursor
        return max(0, min(rows - 1, start + step))
    return int(key) - 1 if key.isdecimal() and 1 <= int(key) <= rows else cursor


def stack(parts: Iterable[list[Text]], cursor: int | None, above: Sequence[Text] = ()) -> Drawn:
    """The lines of all parts below the lines `above`; the focus is the part at the cursor."""
    lines, focus = list(above), (0, 0)
    for row, part in enumerate(parts):
        lines += part
        if row == cursor:
            focus = (len(lines) - len(part), len(lines) - 1)
    return Drawn(lines, focus)


def numbered(texts: Iterable[str]) -> list[str]:
    """A numbered list: "1. …" and so on."""
    return [f"{number}. {text}" for number, text in enumerate(texts, 1)]


def noted(note: str, style: str) -> tuple[str, str]:
    """A note on a part, to go after its text."""
    return (f" ({note})" if note else "", style)


def revealed(right: bool, chosen: bool) -> Look:
    """The look of a part compared with the key."""
    if right:
        return Look("✓ ", f"{STRONG} {GOOD}", STRONG)
    return Look("✗ ", f"{STRONG} {BAD}") if chosen else Look("  ", DIM, DIM)
