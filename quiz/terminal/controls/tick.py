"""Options of which any number are ticked, with Space."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from rich.text import Text

from quiz.terminal import keys
from quiz.terminal.controls.base import MISSED, Drawn, Entry, Hints, Look, Prompted, Say, numbered, revealed, stack
from quiz.terminal.layout import ACCENT
from quiz.terminal.typed_lines import read_numbers


class TickEntry(Entry):
    """All options that apply."""

    hints: Hints = (("↑↓ or letter", "move"), ("Space", "tick"), ("Enter", "answer"))

    def __init__(self, question: Any, order: Sequence[int]) -> None:
        super().__init__(question, order)
        self.ticked: set[int] = set()

    def press(self, key: str) -> None:
        super().press(key)
        if key == keys.SPACE and self.cursor is not None:
            self.ticked ^= {self.order[self.cursor]}
        elif key == keys.SPACE:
            self.nudge = "Move to an answer first, then tick it with Space."

    def restore(self, response: Any) -> None:
        self.ticked = set(response)

    @property
    def filled_in(self) -> Any:
        return frozenset(self.ticked)

    def submit(self) -> Any:
        if not self.ticked:
            self.nudge = "Nothing is ticked yet. Move to an answer and press Space."
        return frozenset(self.ticked) or None

    def draw(self, width: int, *, reveal: bool = False) -> Drawn:
        return stack(self.parts(width, reveal), self.cursor)

    def parts(self, width: int, reveal: bool) -> Iterator[list[Text]]:
        for row, position in enumerate(self.order):
            option = self.question.options[position]
            if reveal:
                look, note = self.compared(option.right, position in self.ticked)
                yield self.part(row, option.text, width, look, note=note)
            else:
                yield self.part(row, option.text, width, self.look(row), box=self.box(position))

    def compared(self, right: bool, ticked: bool) -> tuple[Look, str]:
        """The look of an option compared with the key, and the word that says the same."""
        if ticked:
            return revealed(right, True), "yours" if right else "yours, wrong"
        if right and self.ticked:
            return MISSED, "missed"
        return revealed(right, False), "right" if right else ""

    def box(self, position: int) -> Text:
        return Text("[✓] ", ACCENT) if position in self.ticked else Text("[ ] ")

    def ask_in_lines(self, say: Say, prompted: Prompted) -> Any:
        say(*numbered(self.question.options[position].text for position in self.order))
        prompt = f"Your answers (1 to {len(self.order)}, separated by commas, such as 1, 2; {self.ways})"
        rows = prompted(prompt, partial(read_numbers, most=len(self.order)))
        return frozenset(self.order[row] for row in rows)


ENTRY = TickEntry
