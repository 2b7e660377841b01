"""The text of documents that need no conversion, and what to do about files that can't be read."""

import re
from pathlib import Path
from shlex import quote
from typing import Final

from quiz.errors import QuizError
from quiz.files import decode, read_bytes

NOT_READ: Final = (".rtf", ".odt", ".epub", ".doc", ".pages", ".ppt", ".pptx")
"""The endings of documents that cannot be read."""
BEGINNINGS: Final = {
    b"{\\rtf": "RTF",
    b"%PDF-": "PDF",
    b"PK\x03\x04": "an archive or office document",
    b"\xd0\xcf\x11\xe0": "an older office document",
}
"""How files of other kinds begin, whatever their names end in."""
SAVE_AS: Final = "save it as DOCX, HTML or plain text."
BANKS: Final = re.compile(r"^banks[ \t]*:", re.M)


def document_text(path: Path) -> str:
    """The text of a document in Markdown or plain text. Raises QuizError for a file of another kind."""
    suffix = path.suffix.lower()
    if suffix in NOT_READ and path.exists():
        hint = f"{SAVE_AS[0].upper()}{SAVE_AS[1:]}"
        raise QuizError(f"cannot read {suffix[1:].upper()} files", where=str(path), hint=hint)
    data = read_bytes(path)
    found = next((name for begin, name in BEGINNINGS.items() if data.startswith(begin)), "")
    if found:
        hint = f"If its name has the wrong ending, rename it. If not, {SAVE_AS}"
        raise QuizError(f"this is {found}, not Markdown or plain text", where=str(path), hint=hint)
    text = decode(data, path)
    if suffix in (".yaml", ".yml") and BANKS.search(text):
        hint = f"To see its questions, run `quiz preview {quote(str(path))}`."
        raise QuizError("this is a question file, not a document", where=str(path), hint=hint)
    return text
