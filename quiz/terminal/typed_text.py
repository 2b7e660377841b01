"""Edit a text key by key, in the same way on the live screen and in lines."""

from rich.cells import get_character_cell_size

from quiz.characters import one_line
from quiz.core.kinds.typed import Typed
from quiz.terminal import keys
from quiz.terminal.keys import LONGEST_TYPED, KeyParser

COMMANDS = ("s", "q", "?")
"""Texts that are commands in questions without typing."""


class TypedText:
    """A text that is being typed, `before` and `after` the caret.

    It stays printable and has at most LONGEST_TYPED characters. The caret never comes between a letter and its
    combining marks.
    """

    def __init__(self, text: str = "") -> None:
        self.before, self.after = one_line(text), ""

    @property
    def text(self) -> str:
        return self.before + self.after

    def press(self, key: str) -> bool:
        """Apply one key. Returns whether there was room for all of it. A key without a meaning changes nothing."""
        before, after = self.before, self.after
        match key:
            case keys.LEFT:
                self._split(_last(before))
            case keys.RIGHT:
                self._split(len(before) + _first(after))
            case keys.WORD_LEFT:
                self._split(_last_word(before))
            case keys.WORD_RIGHT:
                self._split(len(before) + _first_word(after))
            case keys.HOME:
                self._split(0)
            case keys.END:
                self._split(len(before) + len(after))
            case keys.BACKSPACE:
                self.before = before[: _last(before)]
            case keys.DELETE:
                self.after = after[_first(after) :]
            case keys.CLEAR_LINE:
                self.before = ""
            case keys.CLEAR_WORD:
                self.before = before[: _last_word(before)]
            case _:
                typed = _typed(key)
                room = LONGEST_TYPED - len(before) - len(after)
                self.before = before + typed[:room]
                return len(typed) <= room
        return True

    def _split(self, at: int) -> None:
        """Put the caret before the character at a position."""
        text = self.text
        self.before, self.after = text[:at], text[at:]


def _typed(key: str) -> str:
    """The text that a key adds."""
    if key == keys.TAB:
        return " "
    return key.removeprefix(keys.PASTE_BEGIN) if key.startswith(keys.PASTE_BEGIN) or len(key) == 1 else ""


def _last(text: str) -> int:
    """Where the last character of a text begins, with the marks on it."""
    at = max(0, len(text) - 1)
    while at and not get_character_cell_size(text[at]):
        at -= 1
    return at


def _first(text: str) -> int:
    """Where the first character of a text ends, with the marks on it."""
    at = min(1, len(text))
    while at < len(text) and not get_character_cell_size(text[at]):
        at += 1
    return at


def _last_word(text: str) -> int:
    """Where the last word of a text begins."""
    return text.rstrip().rfind(" ") + 1


def _first_word(text: str) -> int:
    """Where the first word of a text ends."""
    start = len(text) - len(text.lstrip())
    end = text.find(" ", start)
    return end if end >= 0 else len(text)


class Doubts:
    """Asks again about a typed answer: once if it is doubtful, always if it cannot be marked.

    `commands` is the message for an answer that looks like a command.
    """

    def __init__(self, question: Typed, commands: str, *, exam: bool) -> None:
        self.question = question
        self.commands = commands
        self.exam = exam
        self.asked = ""

    def about(self, typed: str) -> str:
        """The message that asks again, or "" if the text can be marked."""
        unclear = self.question.unclear(typed)
        if unclear or typed == self.asked:
            return unclear
        self.asked = typed
        if typed.lower() in COMMANDS and not self.question.mark(typed):
            return self.commands
        return self.question.doubt(typed, exam=self.exam)


class TypedLine(TypedText):
    """A typed line that comes in pieces, its keys applied as they come.

    `too_long` says that at some point there was no room for more.
    """

    def __init__(self) -> None:
        super().__init__()
        self.too_long = False
        self.parser = KeyParser()

    def add(self, piece: str) -> None:
        """Take the next piece of the line."""
        self._press(self.parser.feed(piece))

    def end(self) -> None:
        """Take a key that the last piece left incomplete."""
        self._press(self.parser.flush())

    def _press(self, pressed: list[str]) -> None:
        for key in pressed:
            self.too_long |= not self.press(key)
