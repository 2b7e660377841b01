"""What a learner has entered so far for one question: keys go in, a response comes out.

An entry draws itself while it is open, and once more with the key revealed. Positions are the
author's throughout; `order` says how they are shown.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, NamedTuple

from rich.cells import cell_len
from rich.text import Text

from quiz.core.questions import (
    AnyQuestion,
    Choice,
    Match,
    Number,
    Order,
    Select,
    ShortAnswer,
    TeachBack,
    Told,
)
from quiz.terminal import keys
from quiz.terminal.layout import ACCENT, BAD, DIM, GOOD, STRONG, hang, key_hints

LETTERS = "ABCDEFGHIJKLNOPRTUVWXYZ"
"""What options are called. M, Q and S are keys of their own."""
LONGEST_TYPED = 2000


class Drawn(NamedTuple):
    """Lines; the first and last of them to be seen; and the row and column of the caret, if any."""

    lines: list[Text]
    focus: tuple[int, int] = (0, 0)
    caret: tuple[int, int] | None = None


class Entry(ABC):
    """Base of the entries. `nudge` says what is missing after an Enter that answered nothing."""

    typing = False
    """Whether letters are text here, so that only Tab and Escape are commands."""

    def __init__(self, order: Sequence[int]) -> None:
        self.order = order
        self.cursor: int | None = None
        self.nudge = ""

    def press(self, key: str) -> None:
        """Take one key. What means nothing here changes nothing."""
        self.nudge = ""
        last = len(self.order) - 1
        if key in (keys.UP, keys.DOWN):
            start = last + 1 if key == keys.UP else -1
            self.cursor = max(0, min(last, (start if self.cursor is None else self.cursor) + (1, -1)[key == keys.UP]))
        elif len(key) == 1 and not self.digit(key):
            place = LETTERS.find(key.upper())
            if key.isdecimal():
                place = int(key) - 1
            if 0 <= place <= last:
                self.cursor = place

    def digit(self, key: str) -> bool:
        """Whether a kind has taken a digit for itself."""
        return False

    @abstractmethod
    def submit(self) -> Any:
        """The response, or None where there is none yet; then `nudge` says what is missing."""

    @abstractmethod
    def hints(self) -> list[tuple[str, str]]:
        """The keys of this entry and what they do."""

    def label(self, position: int) -> str:
        """The letter of an option, by its position in the author's order."""
        shown = list(self.order).index(position)
        return LETTERS[shown] if shown < len(LETTERS) else str(shown + 1)

    @abstractmethod
    def draw(self, width: int, *, reveal: bool = False) -> Drawn:
        """The entry at a width; with `reveal`, what was entered beside the key."""

    def pointer(self, row: int) -> tuple[str, str]:
        return ("❯ ", f"{STRONG} {ACCENT}") if row == self.cursor else ("  ", "")


def _focus(rows: list[int], cursor: int | None) -> tuple[int, int]:
    """The first and last line of the part at the cursor; `rows` holds the first line of each part."""
    return (0, 0) if cursor is None else (rows[cursor], rows[cursor + 1] - 1)


class ChoiceEntry(Entry):
    """One option. The pointer is the choice, and nothing is chosen at first."""

    def __init__(self, question: Choice, order: Sequence[int]) -> None:
        super().__init__(order or range(len(question.options)))
        self.question = question

    def submit(self) -> int | None:
        if self.cursor is None:
            self.nudge = "Choose an answer first."
            return None
        return self.order[self.cursor]

    def hints(self) -> list[tuple[str, str]]:
        return [("↑↓ or letter", "choose"), ("Enter", "answer")]

    def draw(self, width: int, *, reveal: bool = False) -> Drawn:
        lines: list[Text] = []
        rows = [0]
        for row, position in enumerate(self.order):
            option = self.question.options[position]
            sign, style = self.pointer(row)
            text = STRONG if row == self.cursor else ""
            if reveal:
                sign, style, text = _revealed(option.right, row == self.cursor)
            lead = Text.assemble((sign, style), (self.label(position), style or STRONG), "  ")
            lines += hang(option.text, width, lead, text)
            rows.append(len(lines))
        return Drawn(lines, _focus(rows, self.cursor))


def _revealed(right: bool, chosen: bool) -> tuple[str, str, str]:
    """The sign of an option, its style, and its text's."""
    if right:
        return "✓ ", f"{STRONG} {GOOD}", STRONG
    return ("✗ ", f"{STRONG} {BAD}", "") if chosen else ("  ", DIM, DIM)


class SelectEntry(Entry):
    """All that apply: Space ticks."""

    def __init__(self, question: Select, order: Sequence[int]) -> None:
        super().__init__(order)
        self.question = question
        self.ticked: set[int] = set()

    def press(self, key: str) -> None:
        super().press(key)
        if key == keys.SPACE and self.cursor is not None:
            self.ticked ^= {self.order[self.cursor]}
        elif key == keys.SPACE:
            self.nudge = "Move to an answer first, then tick it with Space."

    def submit(self) -> frozenset[int] | None:
        if not self.ticked:
            self.nudge = "Nothing is ticked yet. Space ticks the answer you are at."
        return frozenset(self.ticked) or None

    def hints(self) -> list[tuple[str, str]]:
        return [("↑↓ or letter", "move"), ("Space", "tick"), ("Enter", "answer")]

    def draw(self, width: int, *, reveal: bool = False) -> Drawn:
        lines: list[Text] = []
        rows = [0]
        for row, position in enumerate(self.order):
            option = self.question.options[position]
            ticked = position in self.ticked
            sign, style = self.pointer(row)
            text, note = (STRONG if row == self.cursor else ""), ""
            if reveal:
                sign, style, text = _revealed(option.right, ticked)
                note = " (missed)" if option.right and not ticked else ""
            box = Text("[✓] " if ticked else "[ ] ", ACCENT if ticked and not reveal else "")
            lead = Text.assemble((sign, style), box, (self.label(position), style or STRONG), "  ")
            lines += hang(Text.assemble((option.text, text), (note, DIM)), width, lead)
            rows.append(len(lines))
        return Drawn(lines, _focus(rows, self.cursor))


class TypedEntry(Entry):
    """A few typed words, or a number."""

    typing = True

    def __init__(self, question: ShortAnswer | Number) -> None:
        super().__init__(())
        self.question = question
        self.typed = ""

    def press(self, key: str) -> None:
        self.nudge = ""
        self.typed = edited(self.typed, key)

    def submit(self) -> str | None:
        typed = self.typed.strip()
        self.nudge = "" if typed else "Type your answer first."
        if typed and isinstance(self.question, Number):
            from quiz.core.typed import what_is_missing

            self.nudge = what_is_missing(typed, self.question.unit)
        return None if self.nudge else typed

    def hints(self) -> list[tuple[str, str]]:
        return [("type", "your answer"), ("Enter", "answer")]

    def draw(self, width: int, *, reveal: bool = False) -> Drawn:
        if not reveal:
            return typing_line(self.typed, width)
        right = bool(self.typed) and self.question.mark(self.typed.strip()) >= 1
        sign, style, text = _revealed(right, bool(self.typed))
        return Drawn(hang(self.typed or "(no answer)", width, Text(sign, style), text))


def edited(text: str, key: str) -> str:
    """Text after one key of typing."""
    if key == keys.BACKSPACE:
        return text[:-1]
    if key == keys.CLEAR_LINE:
        return ""
    if key == keys.CLEAR_WORD:
        return text.rstrip()[: text.rstrip().rfind(" ") + 1]
    return text + key if len(key) == 1 and len(text) < LONGEST_TYPED else text


def typing_line(typed: str, width: int) -> Drawn:
    """What was typed, with the caret behind it."""
    lines = hang(typed, width - 1, Text("❯ ", f"{STRONG} {ACCENT}"))
    trailing = len(typed) - len(typed.rstrip(" "))
    last = lines[-1].copy()
    last.rstrip()
    column = max(2, last.cell_len) + (trailing if typed.strip() else len(typed))
    row = len(lines) - 1
    return Drawn(lines, (row, row), (row, min(column, width)))


class MatchEntry(Entry):
    """Statements sorted into classes: a digit gives the statement at the pointer its class."""

    def __init__(self, question: Match, order: Sequence[int]) -> None:
        super().__init__(order)
        self.question = question
        self.cursor: int = 0
        self.chosen: list[int | None] = [None] * len(question.pairs)

    def digit(self, key: str) -> bool:
        return key.isdecimal()

    def press(self, key: str) -> None:
        super().press(key)
        classes = len(self.question.classes)
        here = self.order[self.cursor]
        if key.isdecimal() and 1 <= int(key) <= classes:
            self.chosen[here] = int(key) - 1
            self.cursor = min(self.cursor + 1, len(self.order) - 1)
        elif key in (keys.LEFT, keys.RIGHT):
            step = 1 if key == keys.RIGHT else -1
            now = self.chosen[here]
            self.chosen[here] = (0 if step > 0 else classes - 1) if now is None else (now + step) % classes

    def submit(self) -> tuple[int | None, ...] | None:
        open_ = [row for row, position in enumerate(self.order) if self.chosen[position] is None]
        if open_:
            self.cursor = open_[0]
            self.nudge = f"{len(open_)} still to sort." if len(open_) > 1 else "One is still to sort."
            return None
        return tuple(self.chosen)

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
                sign, style, _ = _revealed(chosen == pair.target, True)
                badge = Text(f"● {question.classes[pair.target]}", GOOD if chosen == pair.target else STRONG)
            statement = hang(pair.item, width, Text(sign, style), text)
            if column is None:
                lines += [*statement, Text.assemble("    ", badge)]
            else:
                statement[0].pad_right(column - statement[0].cell_len)
                lines.append(statement[0].append_text(badge))
            rows.append(len(lines))
        return Drawn(lines, _focus(rows, self.cursor))


class OrderEntry(Entry):
    """Items put in order: Space gives the item at the pointer the next place, or takes it back."""

    def __init__(self, question: Order, order: Sequence[int]) -> None:
        super().__init__(order)
        self.question = question
        self.cursor: int = 0
        self.placed: list[int] = []

    def press(self, key: str) -> None:
        super().press(key)
        here = self.order[self.cursor]
        if key == keys.SPACE and here in self.placed:
            self.placed.remove(here)
        elif key == keys.SPACE:
            self.placed.append(here)

    def submit(self) -> tuple[int, ...] | None:
        open_ = len(self.order) - len(self.placed)
        if open_ == 1:
            self.placed.extend(set(self.order) - set(self.placed))
            self.nudge = "The last one has fallen into place. Enter answers."
            return None
        if open_:
            self.nudge = f"{open_} still to place. Space gives an item the next number."
            return None
        return tuple(self.placed)

    def hints(self) -> list[tuple[str, str]]:
        return [("↑↓ or letter", "move"), ("Space", "first, next, …"), ("Enter", "answer")]

    def draw(self, width: int, *, reveal: bool = False) -> Drawn:
        if reveal:
            return self.revealed(width)
        lines: list[Text] = []
        rows = [0]
        for row, position in enumerate(self.order):
            sign, style = self.pointer(row)
            place = f"{self.placed.index(position) + 1}. " if position in self.placed else "·  "
            lead = Text.assemble((sign, style), (place, ACCENT), (self.label(position), style or STRONG), "  ")
            lines += hang(self.question.items[position], width, lead, STRONG if row == self.cursor else "")
            rows.append(len(lines))
        return Drawn(lines, _focus(rows, self.cursor))

    def revealed(self, width: int) -> Drawn:
        lines: list[Text] = []
        for right, item in enumerate(self.question.items):
            mine = self.placed.index(right) if right in self.placed else None
            sign, style, _ = _revealed(mine == right, True)
            note = "" if mine == right or mine is None else f" (you: {mine + 1})"
            lead = Text.assemble((sign, style), (f"{right + 1}. ", STRONG))
            lines += hang(Text.assemble(item, (note, DIM)), width, lead)
        return Drawn(lines)


class TeachBackEntry(Entry):
    """First say it, typed or aloud; then tick the points covered."""

    def __init__(self, question: TeachBack) -> None:
        super().__init__(range(len(question.covers)))
        self.question = question
        self.said = ""
        self.typing = True
        self.ticked: set[int] = set()

    def press(self, key: str) -> None:
        self.nudge = ""
        if self.typing:
            self.said = edited(self.said, key)
            return
        super().press(key)
        if key == keys.SPACE and self.cursor is not None:
            self.ticked ^= {self.cursor}

    def submit(self) -> Told | None:
        if self.typing:
            self.typing = False
            self.cursor = 0
            return None
        if not self.ticked:
            self.nudge = "Tick what you said with Space. If it was none of this, press s."
            return None
        return Told(self.said.strip(), frozenset(self.ticked))

    def hints(self) -> list[tuple[str, str]]:
        if self.typing:
            return [("type it, or say it aloud", "then"), ("Enter", "see the points")]
        return [("↑↓ or letter", "move"), ("Space", "tick"), ("Enter", "done")]

    def draw(self, width: int, *, reveal: bool = False) -> Drawn:
        said = typing_line(self.said, width)
        if self.typing and not reveal:
            return said
        lines = hang(self.said or "(said aloud)", width, "  ", DIM)
        lines += [
            Text(),
            Text("  Which of these points did you make?" if not reveal else "  The points", STRONG),
            Text(),
        ]
        rows = [len(lines)]
        for row, point in enumerate(self.question.covers):
            ticked = row in self.ticked
            sign, style = ("  ", "") if reveal else self.pointer(row)
            box = Text("[✓] " if ticked else "[ ] ", ACCENT if ticked else "")
            lead = Text.assemble((sign, style), box, "" if reveal else (f"{self.label(row)}  ", style or STRONG))
            lines += hang(point, width, lead, STRONG if row == self.cursor and not reveal else "")
            rows.append(len(lines))
        return Drawn(lines, _focus(rows, self.cursor))


def entry_for(question: AnyQuestion, order: Sequence[int]) -> Entry:
    """An empty entry for a question."""
    match question:
        case Choice():
            return ChoiceEntry(question, order)
        case Select():
            return SelectEntry(question, order)
        case ShortAnswer() | Number():
            return TypedEntry(question)
        case Match():
            return MatchEntry(question, order)
        case Order():
            return OrderEntry(question, order)
        case TeachBack():
            return TeachBackEntry(question)
    raise AssertionError(question.kind)
