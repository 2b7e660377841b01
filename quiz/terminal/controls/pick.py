"""Options of which one is chosen, by the pointer."""

from collections.abc import Iterator, Sequence
from functools import partial

from rich.text import Text

from quiz.core.kinds.choice import Choosing
from quiz.terminal.controls.base import Drawn, Entry, Prompted, Say, numbered, revealed, stack
from quiz.terminal.typed_lines import lettered, offered, read_lettered, read_number


class PickEntry(Entry):
    """One option. None is chosen at first."""

    hints = (("↑↓ or letter", "choose"), ("Enter", "answer"))

    def __init__(self, question: Choosing, order: Sequence[int]) -> None:
        super().__init__(question, order)
        self.options = [question.options[position] for position in order]
        self.letters = question.letters or self.letters

    def restore(self, response: int) -> None:
        self.cursor = self.order.index(response)

    @property
    def filled_in(self) -> int | None:
        return self.cursor

    def submit(self) -> int | None:
        if self.cursor is None:
            self.nudge = "Choose an answer first."
            return None
        return self.order[self.cursor]

    def draw(self, width: int, *, reveal: bool = False) -> Drawn:
        return stack(self.parts(width, reveal), self.cursor)

    def parts(self, width: int, reveal: bool) -> Iterator[list[Text]]:
        for row, option in enumerate(self.options):
            chosen = row == self.cursor
            look = revealed(option.right, chosen) if reveal else self.look(row)
            note = "yours" if chosen else "the answer" if option.right else ""
            yield self.part(row, option.text, width, look, note=note if reveal else "")

    def ask_in_lines(self, say: Say, prompted: Prompted) -> int:
        texts = [option.text for option in self.options]
        if self.question.letters:
            options = lettered(self.question.letters, texts)
            prompt = f"Your answer ({', '.join(offered(options))}, {self.ways})"
            return self.order[prompted(prompt, partial(read_lettered, options=options))]
        say(*numbered(texts))
        return self.order[
            prompted(f"Your answer (1 to {len(texts)}, {self.ways})", partial(read_number, most=len(texts)))
        ]


ENTRY = PickEntry
