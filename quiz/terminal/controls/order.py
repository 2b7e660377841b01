"""Items to put in order: Space numbers the next one."""

from collections.abc import Iterator, Sequence
from functools import partial

from rich.text import Text

from quiz.core.kinds import Order
from quiz.terminal import keys
from quiz.terminal.controls.base import Drawn, Entry, Prompted, Say, noted, numbered, revealed, stack
from quiz.terminal.layout import ACCENT, MIDDLING, STRONG, hang
from quiz.terminal.typed_lines import read_permutation


class OrderEntry(Entry):
    """Items to put in order: Space numbers the item at the pointer, or removes its number."""

    cursor: int
    hints = (("↑↓ or letter", "move"), ("Space", "place"), ("Enter", "answer"))

    def __init__(self, question: Order, order: Sequence[int]) -> None:
        super().__init__(question, order)
        self.cursor = 0
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

    @property
    def filled_in(self) -> tuple[int, ...]:
        return tuple(self.placed)

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

    def draw(self, width: int, *, reveal: bool = False) -> Drawn:
        return stack(self.key(width), None) if reveal else stack(self.parts(width), self.cursor)

    def parts(self, width: int) -> Iterator[list[Text]]:
        for row, position in enumerate(self.order):
            place = f"{self.placed.index(position) + 1}." if position in self.placed else "·"
            box = Text(place.ljust(self.place_width), ACCENT)
            yield self.part(row, self.question.items[position], width, self.look(row), box=box)

    def key(self, width: int) -> Iterator[list[Text]]:
        """The items in the right order, with the learner's number where it differs. It is no mark by itself: the items
        are marked by pairs."""
        for right, item in enumerate(self.question.items):
            mine = self.placed.index(right) if right in self.placed else None
            look = revealed(mine == right, False)._replace(text="")
            note = "" if mine is None else "yours" if mine == right else f"yours: {mine + 1}"
            lead = Text.assemble((look.sign, look.style), (f"{right + 1}.".ljust(self.place_width), STRONG))
            yield hang(
                Text.assemble(item, noted(note, look.style if mine == right else f"{STRONG} {MIDDLING}")), width, lead
            )

    def ask_in_lines(self, say: Say, prompted: Prompted) -> tuple[int, ...]:
        say(*numbered(self.question.items[position] for position in self.order))
        prompt = f"Your answer (the numbers 1 to {len(self.order)} in order, separated by commas; {self.ways})"
        rows = prompted(prompt, partial(read_permutation, most=len(self.order)))
        return tuple(self.order[row] for row in rows)


ENTRY = OrderEntry
