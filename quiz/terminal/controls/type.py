"""Typed text: a few words, or a number."""

from collections.abc import Sequence
from typing import Any

from rich.cells import cell_len
from rich.text import Text

from quiz.core.kinds.typed import Typed
from quiz.terminal.controls.base import Drawn, Entry, Prompted, Say, noted, revealed
from quiz.terminal.keys import LONGEST_TYPED
from quiz.terminal.layout import ACCENT, STRONG, hang, pieces
from quiz.terminal.typed_lines import Unreadable
from quiz.terminal.typed_text import Doubts, TypedText

LEFT_OUT = f"An answer can have at most {LONGEST_TYPED:,} characters; the rest was cut off."

KEYS_INSTEAD = "To skip, press Tab; to leave, press Esc. If this is your answer, press Enter again."
WORDS_INSTEAD = "To skip, type /skip; to stop, type /quit. If this is your answer, press Enter."


ANSWERING = (("type", "your answer"), ("Enter", "answer"))
IN_DOUBT = (("type", "to change it"), ("Enter", "keep this answer"))


class TypeEntry(Entry):
    """A few typed words, or a number."""

    typing = True
    lists_key = False
    hints = ANSWERING

    def __init__(self, question: Typed, order: Sequence[int]) -> None:
        super().__init__(question, order)
        self.typed = TypedText()
        self.doubts: Doubts | None = None

    def press(self, key: str) -> None:
        self.nudge = "" if self.typed.press(key) else LEFT_OUT
        self.hints = ANSWERING

    def restore(self, response: str) -> None:
        self.typed = TypedText(response)

    @property
    def filled_in(self) -> str:
        return self.typed.text

    def submit(self) -> str | None:
        typed = self.typed.text.strip()
        self.doubts = self.doubts or Doubts(self.question, KEYS_INSTEAD, exam=self.exam)
        self.nudge = self.doubts.about(typed)
        self.hints = IN_DOUBT if self.nudge and typed and typed == self.doubts.asked else ANSWERING
        return None if self.nudge else typed

    def draw(self, width: int, *, reveal: bool = False) -> Drawn:
        if not reveal:
            return typing_line(self.typed, width)
        typed = self.typed.text
        right = bool(typed) and self.question.mark(typed.strip()) >= 1
        look = revealed(right, bool(typed))
        shown = Text.assemble((typed, look.text), noted("yours", look.style))
        return Drawn(hang(shown, width, Text(look.sign, look.style)) if typed else [])

    def ask_in_lines(self, say: Say, prompted: Prompted) -> Any:
        doubts = Doubts(self.question, WORDS_INSTEAD, exam=self.exam)

        def read(line: str) -> str:
            line = line or doubts.asked  # after a doubt, Enter alone keeps the answer
            if unclear := doubts.about(line):
                raise Unreadable(unclear)
            return line

        return prompted(f"Your answer ({self.question.hint}, {self.ways})", read, typing=True)


def typing_line(typed: TypedText, width: int) -> Drawn:
    """What was typed, with the caret where it is."""
    rows = pieces(typed.text, width - 3)  # room for the sign, and for the caret at the end
    row, at = 0, len(typed.before)
    while row < len(rows) - 1 and at >= len(rows[row]):
        at -= len(rows[row])
        row += 1
    lines = [Text.assemble(("  ", ""), piece.rstrip()) for piece in rows]
    lines[0] = Text.assemble(("❯ ", f"{STRONG} {ACCENT}"), rows[0].rstrip())
    return Drawn(lines, (row, row), (row, min(2 + cell_len(rows[row][:at]), width)))


ENTRY = TypeEntry
