"""Statements sorted into classes, a key each."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from quiz.core.kinds import Match
from quiz.terminal import keys
from quiz.terminal.controls.base import Drawn, Entry, focus_on, revealed_option
from quiz.terminal.layout import ACCENT, BAD, DIM, GOOD, STRONG, hang, key_hints


class SortEntry(Entry):
    """Statements sorted into classes: a digit gives the statement at the pointer its class."""

    def __init__(self, question: Match, order: Sequence[int]) -> None:
        super().__init__(question, order)
        self.cursor: int = 0
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

    def hints(self) -> list[tuple[str, str]]:
        digits = f"1-{min(9, len(self.question.classes))} or ←→"
        return [(digits, "sort"), ("↑↓", "move"), ("Enter", "answer")]

    def draw(self, width: int, *, reveal: bool = False) -> Drawn:
        question = self.question
        lines = key_hints(((str(i), name) for i, name in enumerate(question.classes, 1)), width - 2)
        lines = [*(Text.assemble("  ", line) for line in lines), Text()]
        widest = max(cell_len(name) for name in question.classes) + 2
        longest = max(cell_len(pair.item) for pair in question.pairs)
        column = longest + 6 if longest + 6 + widest <= width else None
        rows = [len(lines)]
        for row, position in enumerate(self.order):
            pair, chosen = question.pairs[position], self.chosen[position]
            sign, style = self.pointer(row)
            text = STRONG if row == self.cursor and not reveal else ""
            badge = Text("○", DIM) if chosen is None else Text(f"● {question.classes[chosen]}", ACCENT)
            if reveal:
                right = chosen == question.targets[position]
                sign, style, _ = revealed_option(right, chosen is not None)
                shown = question.targets[position] if chosen is None else chosen
                badge = Text(f"● {question.classes[shown]}", STRONG if chosen is None else GOOD if right else BAD)
            statement = hang(pair.item, width, Text(sign, style), text)
            if column is None:
                lines += [*statement, *hang(badge[2:], width, Text.assemble("    ", badge[:2]))]
            else:
                statement[0].pad_right(column - statement[0].cell_len)
                lines.append(statement[0].append_text(badge))
            rows.append(len(lines))
        return Drawn(lines, focus_on(rows, self.cursor))


LIVE = SortEntry
