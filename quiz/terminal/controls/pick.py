"""One option: the pointer is the choice."""

from collections.abc import Sequence

from rich.text import Text

from quiz.core.kinds.choice import Choosing
from quiz.terminal.controls.base import Drawn, Entry, focus_on, revealed_option
from quiz.terminal.layout import STRONG, hang


class PickEntry(Entry):
    """One option. Nothing is chosen at first."""

    def __init__(self, question: Choosing, order: Sequence[int]) -> None:
        super().__init__(question, order)
        self.letters = question.letters or self.letters

    def restore(self, response: int) -> None:
        self.cursor = self.order.index(response)

    def submit(self) -> int | None:
        if self.cursor is None:
            self.nudge = "Choose an answer first."
            return None
        return self.order[self.cursor]

    def hints(self) -> list[tuple[str, str]]:
        return [("↑↓ or letter", "choose"), ("Enter", "answer")]

    def draw(self, width: int, *, reveal: bool = False) -> Drawn:
        lines: list[Text] = []
        rows = [0]
        for row, position in enumerate(self.order):
            option = self.question.options[position]
            sign, style = self.pointer(row)
            text = STRONG if row == self.cursor else ""
            if reveal:
                sign, style, text = revealed_option(option.right, row == self.cursor)
            lead = Text.assemble((sign, style), (self.badge(position), style or STRONG), "  ")
            lines += hang(option.text, width, lead, text)
            rows.append(len(lines))
        return Drawn(lines, focus_on(rows, self.cursor))


LIVE = PickEntry
