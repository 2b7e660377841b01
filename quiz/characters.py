"""Replace characters that untrusted text must not send to a screen."""

import re
from typing import Final

FORBIDDEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Control characters, direction overrides and surrogates: they can hide or forge output, or cannot be written.
Tabs and line feeds are allowed."""
REPLACEMENT: Final = "\ufffd"

LONGEST: Final = 40


def harmless(text: str) -> str:
    """Replace each forbidden character, keeping the lines."""
    return text if text.isprintable() else FORBIDDEN.sub(REPLACEMENT, text)


def one_line(text: str) -> str:
    """Make a text harmless and put it on one line, so that a name or message cannot start its own line."""
    return text if text.isprintable() else harmless(text.replace("\n", " ").replace("\t", " "))


def brief(text: str, longest: int = LONGEST) -> str:
    """Shorten an untrusted text to one harmless line for a message."""
    line = one_line(text[: longest + 1])
    return f"{line[:longest]}…" if len(line) > longest else line


def quoted(text: str) -> str:
    """Shorten an untrusted text, and quote it."""
    return f"'{brief(text)}'"


def escaped(json: str) -> str:
    """Escape forbidden characters in JSON without changing its meaning."""
    return json if json.isprintable() else FORBIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json)
