"""A line that is being typed: its text after each key, and how it is drawn."""

from rich.text import Text

from quiz.terminal import keys
from quiz.terminal.controls.base import Drawn
from quiz.terminal.layout import ACCENT, STRONG, hang

LONGEST_TYPED = 2000
"""The most characters that an answer may have."""


def edited(text: str, key: str) -> str:
    """Text after one key of typing."""
    if key == keys.BACKSPACE:
        return text[:-1]
    if key == keys.CLEAR_LINE:
        return ""
    if key == keys.CLEAR_WORD:
        return text.rstrip()[: text.rstrip().rfind(" ") + 1]
    if key.startswith(keys.PASTE_BEGIN):
        key = "".join(c for c in key.removeprefix(keys.PASTE_BEGIN) if c.isprintable())
    elif len(key) != 1:
        return text
    return (text + key)[:LONGEST_TYPED]


def typing_line(typed: str, width: int) -> Drawn:
    """What was typed, with the caret behind it."""
    lines = hang(typed, width - 1, Text("❯ ", f"{STRONG} {ACCENT}"))
    trailing = len(typed) - len(typed.rstrip(" "))
    last = lines[-1].copy()
    last.rstrip()
    column = max(2, last.cell_len) + (trailing if typed.strip() else len(typed))
    row = len(lines) - 1
    return Drawn(lines, (row, row), (row, min(column, width)))
