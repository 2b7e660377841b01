"""Characters that no text from outside may carry to a screen."""

import re
from typing import Final

FORBIDDEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")
"""Control characters, and those that override the direction of text: they can hide or forge what is shown.
Tabs and line feeds are not among them."""

LONGEST: Final = 40


def brief(text: str, longest: int = LONGEST) -> str:
    """A text from outside as a message shows it: in one line, harmless and short."""
    line = FORBIDDEN.sub("\ufffd", text[: longest + 1].replace("\n", " ").replace("\t", " "))
    return f"{line[:longest]}…" if len(line) > longest else line


def quoted(text: str) -> str:
    """The same, in quotes."""
    return f"'{brief(text)}'"
