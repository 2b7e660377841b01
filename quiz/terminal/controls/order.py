"""Items put in order: Space gives the next place."""

from collections.abc import Sequence

from rich.text import Text

from quiz.core.kinds import Order
from quiz.terminal import keys
from quiz.terminal.controls.base import Drawn, Entry, focus_on, revealed_option
from quiz.terminal.layout import ACCENT, DIM, STRONG, hang


class OrderEntry(Entry):
    """Items put in order: Space gives the item at the pointer the next place, or takes it back."""

    def __init__(self, question: Order, order: Sequence[int]) -> None:
        super().__init__(question, order)
        self.cursor: int = 0
        self.placed: list[int] = []
        self.place_width = len(str(len(question.items))) + 2

    def press(self, key: str) -> None:
        super().press(key)
        here = self.order[self.cursor]
        if key == keys.SPACE and here in self.placed:
            self.placed.remove(here)
        elif key == keys.SPACE:
            self.placed.append(here)

    def restore(self, response: tuple[int, ...]) -> None:
        self.placed = list(response)

    def submit(self) -> tuple[int, ...] | None:
        open_ = len(self.order) - len(self.placed)
        if open_ == 1:
            self.placed.extend(set(self.order) - set(self.placed))
            self.nudge = "The last one is filled in. Press Enter to submit."
            return None
        if open_:
            self.nudge = f"{open_} still to place. Space gives an item the next number."
            return None
        return tuple(self.placed)

    def hints(self) -> list[tuple[str, str]]:
        return [("↑↓ or letter", "move"), ("Space", "place"), ("Enter", "answer")]

    def draw(self, width: int, *, reveal: bool = False) -> Drawn:
        if reveal:
            return self.revealed(width)
        lines: list[Text] = []
        rows = [0]
        for row, position in enumerate(self.order):
            sign, style = self.pointer(row)
            place = f"{self.placed.index(position) + 1}." if position in self.placed else "·"
            number = (place.ljust(self.place_width), ACCENT)
            lead = Text.assemble((sign, style), number, (self.badge(position), style or STRONG), "  ")
            lines += hang(self.question.items[position], width, lead, STRONG if row == self.cursor else "")
            rows.append(len(lines))
        return Drawn(lines, focus_on(rows, self.cursor))

    def revealed(self, width: int) -> Drawn:
        lines: list[Text] = []
        for right, item in enumerate(self.question.items):
            mine = self.placed.index(right) if right in self.placed else None
            sign, style, _ = revealed_option(mine == right, mine is not None)
            note = "" if mine == right or mine is None else f" (you: {mine + 1})"
            lead = Text.assemble((sign, style), (f"{right + 1}.".ljust(self.place_width), STRONG))
            lines += hang(Text.assemble(item, (note, DIM)), width, lead)
        return Drawn(lines)


LIVE = OrderEntry
