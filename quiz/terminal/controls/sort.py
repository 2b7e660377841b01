"""Statements to sort into classes, one key each."""

from collections.abc import Iterator, Sequence
from functools import partial

from rich.cells import cell_len
from rich.text import Text

from quiz.core.kinds import Match
from quiz.terminal import keys
from quiz.terminal.controls.base import Drawn, Entry, Look, Prompted, Say, noted, revealed, stack
from quiz.terminal.layout import ACCENT, DIM, STRONG, hang, indent, key_hints
from quiz.terminal.typed_lines import read_number


class SortEntry(Entry):
    """Statements to sort: a digit puts the statement at the pointer into a class."""

    cursor: int

    def __init__(self, question: Match, order: Sequence[int]) -> None:
        super().__init__(question, order)
        self.cursor = 0
        digits = f"1-{min(9, len(question.classes))} or ←→"
        self.hints = ((digits, "sort"), ("↑↓", "move"), ("Enter", "answer"))
        self.chosen: list[int | None] = [None] * len(question.pairs)

    def press(self, key: str) -> None:
        if not key.isdecimal():
            super().press(key)
        self.nudge = ""
        classes = len(self.question.classes)
        here = self.order[self.cursor]
        if key.isdecimal() and 1 <= int(key) <= classes:
            self.chosen[here] = int(key) - 1
            self.cursor = min(self.cursor + 1, len(self.order) - 1)
        elif key in (keys.LEFT, keys.RIGHT):
            step = 1 if key == keys.RIGHT else -1
            now = self.chosen[here]
            self.chosen[here] = (0 if step > 0 else classes - 1) if now is None else (now + step) % classes

    def restore(self, response: tuple[int, ...]) -> None:
        self.chosen = list(response)

    @property
    def filled_in(self) -> tuple[int | None, ...]:
        return tuple(self.chosen)

    def submit(self) -> tuple[int, ...] | None:
        open_ = [row for row, position in enumerate(self.order) if self.chosen[position] is None]
        if open_:
            self.cursor = open_[0]
            self.nudge = f"{len(open_)} still to sort." if len(open_) > 1 else "One is still to sort."
            return None
        return tuple(place for place in self.chosen if place is not None)

    def draw(self, width: int, *, reveal: bool = False) -> Drawn:
        if reveal:
            return stack(self.parts(width, [self.compared(position) for position in self.order]), None)
        names = key_hints(((str(i), name) for i, name in enumerate(self.question.classes, 1)), width - 2)
        looks = [(self.look(row), self.badge(position)) for row, position in enumerate(self.order)]
        return stack(self.parts(width, looks), self.cursor, [*indent(names, 2), Text()])

    def badge(self, position: int) -> Text:
        """The class that a statement was put into."""
        chosen = self.chosen[position]
        return Text("○", DIM) if chosen is None else Text(f"● {self.question.classes[chosen]}", ACCENT)

    def compared(self, position: int) -> tuple[Look, Text]:
        """The look of a statement compared with the key, and the class it belongs to."""
        classes = self.question.classes
        chosen, target = self.chosen[position], self.question.targets[position]
        note = "" if chosen is None else "yours" if chosen == target else f"yours: {classes[chosen]}"
        look = revealed(chosen == target, chosen is not None)._replace(text="")
        return look, Text.assemble((f"● {classes[target]}", STRONG), noted(note, look.style))

    def parts(self, width: int, looks: Sequence[tuple[Look, Text]]) -> Iterator[list[Text]]:
        """Each statement with its class after it, or below it if one is too wide."""
        question = self.question
        column = max(cell_len(pair.item) for pair in question.pairs) + 6
        widest = max([max(map(cell_len, question.classes)) + 2, *(badge.cell_len for _, badge in looks)])
        for position, (look, badge) in zip(self.order, looks, strict=True):
            first, *rest = hang(question.pairs[position].item, width, Text(look.sign, look.style), look.text)
            if column + widest <= width:
                first.pad_right(column - first.cell_len)
                yield [first.append_text(badge)]
            else:
                yield [first, *rest, *hang(badge[2:], width, Text.assemble("    ", badge[:2]))]

    def ask_in_lines(self, say: Say, prompted: Prompted) -> tuple[int, ...]:
        question = self.question
        classes = ", ".join(f"{number} {name}" for number, name in enumerate(question.classes, 1))
        prompt, read = f"Your answer ({classes}; {self.ways})", partial(read_number, most=len(question.classes))
        chosen = [0] * len(self.order)
        for number, position in enumerate(self.order, 1):
            say(f"Statement {number} of {len(self.order)}: {question.pairs[position].item}")
            chosen[position] = prompted(prompt, read)
        return tuple(chosen)


ENTRY = SortEntry
