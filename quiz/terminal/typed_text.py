"""What typing makes of a text, key by key: the same on the live screen and in lines."""

from quiz.core.kinds.typed import Typed
from quiz.terminal import keys
from quiz.terminal.keys import LONGEST_TYPED, KeyParser

COMMANDS = ("s", "q", "?")
"""Texts that are commands in questions without typing."""


def edited(text: str, key: str) -> tuple[str, bool]:
    """Text after one key of typing, and whether there was no room for all of that key.

    The text stays printable and has at most LONGEST_TYPED characters. A key that types nothing changes nothing.
    """
    if key == keys.BACKSPACE:
        return text[:-1], False
    if key == keys.CLEAR_LINE:
        return "", False
    if key == keys.CLEAR_WORD:
        return text.rstrip()[: text.rstrip().rfind(" ") + 1], False
    if key == keys.TAB:
        key = " "
    elif key.startswith(keys.PASTE_BEGIN):
        key = key.removeprefix(keys.PASTE_BEGIN)
    elif len(key) != 1:
        return text, False
    room = LONGEST_TYPED - len(text)
    return text + key[:room], len(key) > room


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


class TypedLine:
    """A typed line that comes in pieces, its keys applied as they come.

    `text` is as on the live screen; `too_long` says that at some point there was no room for more.
    """

    def __init__(self) -> None:
        self.text = ""
        self.too_long = False
        self.parser = KeyParser()

    def add(self, piece: str) -> None:
        """Take the next piece of the line."""
        self._press(self.parser.feed(piece))

    def end(self) -> None:
        """Take what the last piece has only begun."""
        self._press(self.parser.flush())

    def _press(self, pressed: list[str]) -> None:
        for key in pressed:
            self.text, left_out = edited(self.text, key)
            self.too_long |= left_out
