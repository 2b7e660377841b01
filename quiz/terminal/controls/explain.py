"""An explanation in the learner's own words, and the points it made."""

from collections.abc import Sequence

from rich.text import Text

from quiz.core.kinds import TeachBack, TeachBackResponse
from quiz.terminal import keys
from quiz.terminal.controls.base import Drawn, Entry, focus_on
from quiz.terminal.controls.type import LEFT_OUT, typing_line
from quiz.terminal.layout import ACCENT, DIM, STRONG, hang
from quiz.terminal.typed_text import edited


class ExplainEntry(Entry):
    """First the explanation, typed or aloud; then the points covered are ticked."""

    def __init__(self, question: TeachBack, order: Sequence[int]) -> None:
        super().__init__(question, range(len(question.covers)))
        self.words = ""
        self.typing = True
        self.ticked: set[int] = set()
        self.nudged = False

    def press(self, key: str) -> None:
        if self.typing:
            self.words, left_out = edited(self.words, key)
            self.nudge = LEFT_OUT if left_out else ""
            return
        super().press(key)
        if key == keys.SPACE and self.cursor is not None:
            self.ticked ^= {self.cursor}

    def restore(self, response: TeachBackResponse) -> None:
        self.words, self.ticked = response.text, set(response.covered)
        self.typing = False
        self.cursor = 0

    def submit(self) -> TeachBackResponse | None:
        if self.typing:
            self.typing = False
            self.cursor = 0
            return None
        if not self.ticked and not self.nudged:
            self.nudged = True
            self.nudge = "Nothing is ticked. If you made none of these points, press Enter again."
            return None
        return TeachBackResponse(self.words.strip(), frozenset(self.ticked))

    def hints(self) -> list[tuple[str, str]]:
        if self.typing:
            return [("type", "or say it aloud"), ("Enter", "see the points")]
        return [("↑↓ or letter", "move"), ("Space", "tick"), ("Enter", "done")]

    def draw(self, width: int, *, reveal: bool = False) -> Drawn:
        typed = typing_line(self.words, width)
        if self.typing and not reveal:
            return typed
        lines = [] if self.typing else [*hang(self.words or "(said aloud)", width, "  ", DIM), Text()]
        heading = "The points" if reveal else "Which of these points did you make?"
        lines += [*hang(heading, width, "  ", STRONG), Text()]
        rows = [len(lines)]
        for row, point in enumerate(self.question.covers):
            ticked = row in self.ticked
            sign, style = ("  ", "") if reveal else self.pointer(row)
            box = Text("[✓] " if ticked else "[ ] ", ACCENT if ticked else "")
            lead = Text.assemble((sign, style), box, "" if reveal else (f"{self.badge(row)}  ", style or STRONG))
            lines += hang(point, width, lead, STRONG if row == self.cursor and not reveal else "")
            rows.append(len(lines))
        return Drawn(lines, focus_on(rows, self.cursor))


LIVE = ExplainEntry
