"""The names of keys, and the parser that finds them in a terminal's input.

Pure, and without termios: lines typed without a live screen go through the same parser.
"""

import re
from typing import Final

UP, DOWN, LEFT, RIGHT = "up", "down", "left", "right"
PAGE_UP, PAGE_DOWN, HOME, END = "page-up", "page-down", "home", "end"
ENTER, SPACE, TAB, BACK_TAB, ESCAPE, BACKSPACE = "enter", " ", "tab", "back-tab", "escape", "backspace"
WORD_LEFT, WORD_RIGHT, DELETE = "word-left", "word-right", "delete"
CLEAR_LINE, CLEAR_WORD = "clear-line", "clear-word"
PASTE_BEGIN, PASTE_END = "\x1b[200~", "\x1b[201~"
CURSOR = "cursor "
"""The prefix of a report of the cursor's row, 0 to 99999."""
RESIZE, HANG_UP, TICK = "resize", "hang-up", "tick"
IGNORED: Final = ""

LONGEST_TYPED: Final = 2000
"""The most characters of an answer."""
LONGEST_SEQUENCE: Final = 64
"""The most characters kept of an escape sequence. Those that distinguish keys come first."""

CONTROLS: Final = {
    "\r": ENTER,
    "\n": ENTER,
    "\t": TAB,
    "\x7f": BACKSPACE,
    "\x08": BACKSPACE,
    "\x01": HOME,
    "\x05": END,
    "\x15": CLEAR_LINE,
    "\x17": CLEAR_WORD,
    "\x04": ESCAPE,
}
FINALS: Final = {"A": UP, "B": DOWN, "C": RIGHT, "D": LEFT, "H": HOME, "F": END, "Z": BACK_TAB}
NUMBERED: Final = {"1": HOME, "3": DELETE, "4": END, "5": PAGE_UP, "6": PAGE_DOWN, "7": HOME, "8": END}
BY_WORDS: Final = {LEFT: WORD_LEFT, RIGHT: WORD_RIGHT}
"""The keys that Alt, Ctrl or Meta changes."""
SHIFT: Final = 1
"""The bit of Shift in the modifiers of a key, which a terminal sends as a number one higher."""

OTHER_SPACES: Final = frozenset(
    "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
"""Spaces that Python considers unprintable. Learners type them, so they count as a space."""

BEGUN: Final = re.compile(r"\x1b(?:O|\[\[|\[[^\x00-\x1f\x7f@-~]*)?")
"""An escape sequence without its last character. The second form is a function key of the Linux console."""


class KeyParser:
    """Finds the keys in a terminal's input, which may arrive in pieces.

    A printable character is its own key; the others have names. A paste is one key: PASTE_BEGIN and the text, in one
    line. A text longer than LONGEST_TYPED is cut one or two characters later, which shows that it was longer.
    Unknown sequences are dropped.

    Takes linear time, and stores at most one paste or one sequence.
    """

    def __init__(self) -> None:
        self.begun = ""  # an incomplete sequence; within a paste, perhaps the beginning of its end
        self.pasted: str | None = None  # the paste so far

    @property
    def in_sequence(self) -> bool:
        """Whether an escape sequence is incomplete: the Escape key, if nothing follows."""
        return bool(self.begun) and self.pasted is None

    def feed(self, text: str) -> list[str]:
        """The keys that this text completes."""
        keys: list[str] = []
        text, self.begun = self.begun + text, ""
        at = 0
        while at < len(text):
            if self.pasted is not None:
                at = self._paste(text, at, keys)
            elif text[at] == "\x1b":
                at = self._sequence(text, at, keys)
            else:
                key = _character(text[at])
                if key:
                    keys.append(key)
                at += 1
        return keys

    def flush(self) -> list[str]:
        """The incomplete key at the end of the input: the paste so far, or Escape."""
        keys = [] if self.pasted is None else [PASTE_BEGIN + self.pasted.rstrip()]
        if self.in_sequence:
            keys.append(ESCAPE)
        self.begun, self.pasted = "", None
        return keys

    def _sequence(self, text: str, at: int, keys: list[str]) -> int:
        """Parse the escape sequence that begins here. Returns its end."""
        found = BEGUN.match(text, at)
        assert found
        begun, end = found[0], found.end()
        if end == len(text):
            self.begun = begun[:LONGEST_SEQUENCE]
            return end
        last = text[end]
        if begun == "\x1b":
            keys.append(ESCAPE)
            return end
        if not " " <= last <= "~":  # not part of any sequence, so this one is broken off
            return end
        if begun + last == PASTE_BEGIN:
            self.pasted = ""
        elif key := _named(begun, last):
            keys.append(key)
        return end + 1

    def _paste(self, text: str, at: int, keys: list[str]) -> int:
        """Parse pasted text, up to its end or to what may be the beginning of its end. Returns that position."""
        assert self.pasted is not None
        end = text.find(PASTE_END, at)
        stop = end if end >= 0 else len(text) - _overlap(text[at:])
        if len(self.pasted) <= LONGEST_TYPED + 1:
            room = LONGEST_TYPED + 2  # the last may be a space, which is stripped at the end
            shown = "".join(c for c in text[at:stop] if c.isprintable() or c.isspace())
            self.pasted = re.sub(r"\s+", " ", self.pasted + shown).lstrip()[:room]
        if end >= 0:
            keys += self.flush()
            return end + len(PASTE_END)
        self.begun = text[stop:]
        return len(text)


def _character(character: str) -> str:
    """The key of a single character."""
    if character.isprintable():
        return character
    return SPACE if character in OTHER_SPACES else CONTROLS.get(character, IGNORED)


def _named(begun: str, last: str) -> str:
    """The key of an escape sequence, by its beginning and its last character."""
    if begun == "\x1b[[":
        return IGNORED
    number, _, modifiers = begun[2:].partition(";")
    if last == "~":
        return NUMBERED.get(number, IGNORED)
    if last == "R" and re.fullmatch("[0-9]{1,5}", number):
        return CURSOR + number
    key = FINALS.get(last, IGNORED)
    changed = modifiers.isdecimal() and (int(modifiers) - 1) & ~SHIFT
    return BY_WORDS.get(key, key) if changed else key


def _overlap(text: str) -> int:
    """How many characters at the end of a text may be the beginning of PASTE_END."""
    return next((size for size in range(len(PASTE_END) - 1, 0, -1) if text.endswith(PASTE_END[:size])), 0)
