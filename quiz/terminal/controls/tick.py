"""All that apply: Space ticks."""

from collections.abc import Sequence

from rich.text import Text

from quiz.core.kinds import Select
from quiz.terminal import keys
from quiz.terminal.controls.base import Drawn, Entry, focus_on, revealed_option
from quiz.terminal.layout import ACCENT, DIM, STRONG, hang


class TickEntry(Entry):
    """All that apply."""

    def __init__(self, question: Select, order: Sequence[int]) -> None:
        super().__init__(question, order)
        self.ticked: set[int] = set()

    def press(self, key: str) -> None:
        super().press(key)
        if key == keys.SPACE and self.cursor is not None:
            self.ticked ^= {self.order[self.cursor]}
        elif key == keys.SPACE:
            self.nudge = "Move to an answer first, then tick it with Space."

    def restore(self, response: frozenset[int]) -> None:
        self.ticked = set(response)

    def submit(self) -> frozenset[int] | None:
        if not self.ticked:
            self.nudge = "Nothing is ticked yet. Move to an answer and press Space."
        return frozenset(self.ticked) or None

    def hints(self) -> list[tuple[str, str]]:
        return [("↑↓ or letter", "move"), ("Space", "tick"), ("Enter", "answer")]

    def draw(self, width: int, *, reveal: bool = False) -> Drawn:
        lines: list[Text] = []
        rows = [0]
        for row, position in enumerate(self.order):
            option = self.question.options[position]
            ticked = position in self.ticked
            sign, style = self.pointer(row)
            text, note = (STRONG if row == self.cursor else ""), ""
            if reveal:
                sign, style, text = revealed_option(option.right, ticked)
                note = " (missed)" if option.right and not ticked else ""
            box = Text("[✓] " if ticked else "[ ] ", ACCENT if ticked and not reveal else "")
            lead = Text.assemble((sign, style), box, (self.badge(position), style or STRONG), "  ")
            lines += hang(Text.assemble((option.text, text), (note, DIM)), width, lead)
            rows.append(len(lines))
        return Drawn(lines, focus_on(rows, self.cursor))


LIVE = TickEntry
