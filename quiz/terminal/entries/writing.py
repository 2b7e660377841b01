"""Entries that are typed: a few words, a number, and teach-back."""

from rich.text import Text

from quiz.core.questions import Number, ShortAnswer, TeachBack, Told
from quiz.terminal import keys
from quiz.terminal.entries.base import Drawn, Entry, focus_on, revealed_option
from quiz.terminal.layout import ACCENT, DIM, STRONG, hang, wrap
from quiz.terminal.typed_text import edited

LEFT_OUT = f"An answer can have at most {keys.LONGEST_TYPED:,} characters; the rest was left out."


class TypedEntry(Entry):
    """A few typed words, or a number."""

    typing = True

    def __init__(self, question: ShortAnswer | Number) -> None:
        super().__init__(())
        self.question = question
        self.typed = ""

    def press(self, key: str) -> None:
        self.typed, left_out = edited(self.typed, key)
        self.nudge = LEFT_OUT if left_out else ""

    def hold(self, response: str) -> None:
        self.typed = response

    def submit(self) -> str | None:
        typed = self.typed.strip()
        self.nudge = "" if typed else "Type your answer first."
        if typed and isinstance(self.question, Number):
            from quiz.core.typed import what_is_missing

            self.nudge = what_is_missing(typed, self.question.unit)
        if typed in ("s", "q", "?") and not self.question.mark(typed):
            self.nudge = "Press Tab if you do not know, Esc to leave."
        return None if self.nudge else typed

    def hints(self) -> list[tuple[str, str]]:
        return [("type", "your answer"), ("Enter", "answer")]

    def draw(self, width: int, *, reveal: bool = False) -> Drawn:
        if not reveal:
            return typing_line(self.typed, width)
        right = bool(self.typed) and self.question.mark(self.typed.strip()) >= 1
        sign, style, text = revealed_option(right, bool(self.typed))
        return Drawn(hang(self.typed or "(no answer)", width, Text(sign, style), text))


class TeachBackEntry(Entry):
    """First say it, typed or aloud; then tick the points covered."""

    def __init__(self, question: TeachBack) -> None:
        super().__init__(range(len(question.covers)))
        self.question = question
        self.said = ""
        self.typing = True
        self.ticked: set[int] = set()
        self.nudged = False

    def press(self, key: str) -> None:
        if self.typing:
            self.said, left_out = edited(self.said, key)
            self.nudge = LEFT_OUT if left_out else ""
            return
        super().press(key)
        if key == keys.SPACE and self.cursor is not None:
            self.ticked ^= {self.cursor}

    def hold(self, response: Told) -> None:
        self.said, self.ticked = response.said, set(response.covered)
        self.typing = False
        self.cursor = 0

    def submit(self) -> Told | None:
        if self.typing:
            self.typing = False
            self.cursor = 0
            return None
        if not self.ticked and not self.nudged:
            self.nudged = True
            self.nudge = "Nothing is ticked. If you made none of these points, press Enter again."
            return None
        return Told(self.said.strip(), frozenset(self.ticked))

    def hints(self) -> list[tuple[str, str]]:
        if self.typing:
            return [("type", "or say it aloud"), ("Enter", "see the points")]
        return [("↑↓ or letter", "move"), ("Space", "tick"), ("Enter", "done")]

    def draw(self, width: int, *, reveal: bool = False) -> Drawn:
        said = typing_line(self.said, width)
        if self.typing and not reveal:
            return said
        lines = [] if self.typing else [*hang(self.said or "(said aloud)", width, "  ", DIM), Text()]
        lines += [
            *wrap("  Which of these points did you make?" if not reveal else "  The points", width, STRONG),
            Text(),
        ]
        rows = [len(lines)]
        for row, point in enumerate(self.question.covers):
            ticked = row in self.ticked
            sign, style = ("  ", "") if reveal else self.pointer(row)
            box = Text("[✓] " if ticked else "[ ] ", ACCENT if ticked else "")
            lead = Text.assemble((sign, style), box, "" if reveal else (f"{self.badge(row)}  ", style or STRONG))
            lines += hang(point, width, lead, STRONG if row == self.cursor and not reveal else "")
            rows.append(len(lines))
        return Drawn(lines, focus_on(rows, self.cursor))


def typing_line(typed: str, width: int) -> Drawn:
    """What was typed, with the caret behind it."""
    lines = hang(typed, width - 1, Text("❯ ", f"{STRONG} {ACCENT}"))
    trailing = len(typed) - len(typed.rstrip(" "))
    last = lines[-1].copy()
    last.rstrip()
    column = max(2, last.cell_len) + (trailing if typed.strip() else len(typed))
    row = len(lines) - 1
    return Drawn(lines, (row, row), (row, min(column, width)))
