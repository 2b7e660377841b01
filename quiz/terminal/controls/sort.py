"""Statements to sort into classes, one key each."""

from collections.abc import Iterator, Sequence
from functools import partial

from rich.cells import cell_len
from rich.text import Text

from quiz.core.kinds import Match
from quiz.terminal import keys
from quiz.terminal.controls.base import Drawn, Entry, Prompted, Say, numbered, revealed, stack
from quiz.terminal.layout import ACCENT, BAD, DIM, GOOD, STRONG, hang, indent, key_hints
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

    def submit(self) -> tuple[int, ...] | None:
        open_ = [row for row, position in enumerate(self.order) if self.chosen[position] is None]
        if open_:
            self.cursor = open_[0]
            self.nudge = f"{len(open_)} still to sort." if len(open_) > 1 else "One is still to sort."
            return None
        return tuple(place for place in self.chosen if place is not None)

    def draw(self, width: int, *, reveal: bool = False) -> Drawn:
        names = key_hints(((str(i), name) for i, name in enumerate(self.question.classes, 1)), width - 2)
        return stack(self.parts(width, reveal), self.cursor, [*indent(names, 2), Text()])

    def parts(self, width: int, reveal: bool) -> Iterator[list[Text]]:
        """Each statement with its class after it, or below it if one is too wide."""
        question = self.question
        column = max(cell_len(pair.item) for pair in question.pairs) + 6
        beside = column + max(map(cell_len, question.classes)) + 2 <= width
        for row, position in enumerate(self.order):
            chosen, target = self.chosen[position], question.targets[position]
            look = self.look(row)
            badge = Text("○", DIM) if chosen is None else Text(f"● {question.classes[chosen]}", ACCENT)
            if reveal:
                look = revealed(chosen == target, chosen is not None)._replace(text="")
                shown = target if chosen is None else chosen
                style = STRONG if chosen is None else GOOD if chosen == target else BAD
                badge = Text(f"● {question.classes[shown]}", style)
            first, *rest = hang(question.pairs[position].item, width, Text(look.sign, look.style), look.text)
            if beside:
                first.pad_right(column - first.cell_len)
                yield [first.append_text(badge)]
            else:
                yield [first, *rest, *hang(badge[2:], width, Text.assemble("    ", badge[:2]))]

    def ask_in_lines(self, say: Say, prompted: Prompted) -> tuple[int, ...]:
        question, classes = self.question, len(self.question.classes)
        say(*numbered(question.classes))
        chosen = [0] * len(self.order)
        for number, position in enumerate(self.order, 1):
            say(f"Statement {number} of {len(self.order)}: {question.pairs[position].item}")
            chosen[position] = prompted(
                f"Your answer (1 to {classes}, {self.ways})", partial(read_number, most=classes)
            )
        return tuple(chosen)


ENTRY = SortEntry
