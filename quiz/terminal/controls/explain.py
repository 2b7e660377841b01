"""An explanation in the learner's own words, and the points it covers."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from quiz.core.kinds import TeachBack, TeachBackResponse
from quiz.terminal import keys
from quiz.terminal.controls.base import MISSED, Drawn, Prompted, Say, noted, revealed, stack
from quiz.terminal.controls.tick import TickEntry
from quiz.terminal.controls.type import LEFT_OUT, typing_line
from quiz.terminal.layout import DIM, STRONG, hang
from quiz.terminal.typed_lines import read_yes
from quiz.terminal.typed_text import TypedText


class ExplainEntry(TickEntry):
    """An explanation, typed or spoken; then the points it covers are ticked."""

    def __init__(self, question: TeachBack, order: Sequence[int]) -> None:
        super().__init__(question, range(len(question.covers)))
        self.words = TypedText()
        self.nudged = False
        self._type()

    def press(self, key: str) -> None:
        if self.typing:
            self.nudge = "" if self.words.press(key) else LEFT_OUT
        elif key == keys.LEFT:
            self._type()
        else:
            super().press(key)

    def restore(self, response: TeachBackResponse) -> None:
        super().restore(response.covered)
        self.words = TypedText(response.text)
        self._see_points()

    def _type(self) -> None:
        self.typing, self.nudge = True, ""
        self.hints = (("type", "or say it aloud"), ("Enter", "see the points"))

    def _see_points(self) -> None:
        self.typing, self.cursor = False, 0
        self.hints = (("↑↓ or letter", "move"), ("Space", "tick"), ("←", "back to my text"), ("Enter", "done"))

    def submit(self) -> TeachBackResponse | None:
        if self.typing:
            self._see_points()
            return None
        if not self.ticked and not self.nudged:
            self.nudged = True
            self.nudge = "Nothing is ticked. If you made none of these points, press Enter again."
            return None
        return self.filled_in

    @property
    def filled_in(self) -> TeachBackResponse:
        return TeachBackResponse(self.words.text.strip(), frozenset(self.ticked))

    def kept(self) -> TeachBackResponse | None:
        return self.filled_in if self.filled_in.text else None

    def draw(self, width: int, *, reveal: bool = False) -> Drawn:
        if self.typing and not reveal:
            return typing_line(self.words, width)
        above = [] if self.typing else [*hang(self.words.text or "(said aloud)", width, "  ", DIM), Text()]
        heading = "The points" if reveal else "Which of these points did you make?"
        return stack(self.parts(width, reveal), self.cursor, [*above, *hang(heading, width, "  ", STRONG), Text()])

    def parts(self, width: int, reveal: bool) -> Iterator[list[Text]]:
        for row, point in enumerate(self.question.covers):
            if reveal:
                made = row in self.ticked
                look = revealed(made, False) if made or self.typing else MISSED
                note = "" if made or self.typing else "to add next time"
                yield hang(Text.assemble(point, noted(note, look.style)), width, Text(look.sign, look.style))
            else:
                yield self.part(row, point, width, self.look(row), box=self.box(row))

    def ask_in_lines(self, say: Say, prompted: Prompted) -> TeachBackResponse:
        self.words = TypedText(
            prompted(f"Type it, or say it aloud and leave this empty ({self.ways})", str, typing=True)
        )
        for position, point in enumerate(self.question.covers):
            if prompted(f"Did you say: {point} (y or n)", read_yes):
                self.ticked.add(position)
        return self.filled_in


ENTRY = ExplainEntry
