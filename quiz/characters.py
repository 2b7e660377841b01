"""Characters that no text from outside may carry to a screen, and what is shown in their place."""

import re
from typing import Final

FORBIDDEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Control characters, those that override the direction of text, and halves of characters: they can hide or forge
what is shown, or cannot be written. Tabs and line feeds are not among them."""
REPLACEMENT: Final = "\ufffd"

LONGEST: Final = 40


def harmless(text: str) -> str:
    """The text with each forbidden character replaced; its lines stay."""
    return text if text.isprintable() else FORBIDDEN.sub(REPLACEMENT, text)


def one_line(text: str) -> str:
    """The same in one line, for a name or a message: no text from outside can begin a line of its own."""
    return text if text.isprintable() else harmless(text.replace("\n", " ").replace("\t", " "))


def brief(text: str, longest: int = LONGEST) -> str:
    """A text from outside as a message shows it: in one line, harmless and short."""
    line = one_line(text[: longest + 1])
    return f"{line[:longest]}…" if len(line) > longest else line


def quoted(text: str) -> str:
    """The same, in quotes."""
    return f"'{brief(text)}'"


def escaped(json: str) -> str:
    """JSON with each forbidden character as an escape: harmless to read, and it says the same."""
    return json if json.isprintable() else FORBIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json)
