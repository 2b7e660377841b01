"""Characters that no text from outside may carry to a screen."""

import re
from typing import Final

FORBIDDEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")
"""Control characters, and those that override the direction of text: they can hide or forge what is shown.
Tabs and line feeds are not among them."""

LONGEST: Final = 40


def brief(text: str) -> str:
    """A text from outside as a message shows it: in one line, harmless and short."""
    line = FORBIDDEN.sub("\ufffd", text[: LONGEST + 1].replace("\n", " ").replace("\t", " "))
    return f"{line[:LONGEST]}…" if len(line) > LONGEST else line


def quoted(text: str) -> str:
    """The same, in quotes."""
    return f"'{brief(text)}'"
