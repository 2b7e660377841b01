"""A starter bank to adapt: a question file with one question of each kind, and its document."""

import os
from pathlib import Path
from secrets import token_hex
from shlex import quote
from typing import Final

from quiz.bank.writer import scalar, slug
from quiz.characters import FORBIDDEN
from quiz.errors import QuizError
from quiz.files import write_texts

FOLDER: Final = Path(__file__).parent / "starter"
ENDINGS: Final = (".yaml", ".yml")


def write_starter(path: Path) -> Path:
    """Write a starter to a new file, and its document beside it; returns the document's path.

    Raises QuizError if either exists or cannot be written (exit code 2 for an unsuitable name).
    """
    if path.suffix.lower() not in ENDINGS:
        hint = "For example: my-questions.yaml. Editors know a question file by its ending."
        raise QuizError("a question file's name must end in .yaml", where=str(path), hint=hint, exit_code=2)
    if FORBIDDEN.search(path.name) or "\\" in path.name or "\n" in path.name:
        hint = "Use letters, digits and '-', such as my-questions.yaml."
        raise QuizError("this name cannot be used for a document", where=str(path), hint=hint, exit_code=2)
    document = path.with_suffix(".md")
    for new in (path, document):
        if os.path.lexists(new):
            hint = f"A new bank is two files, {path.name} and {document.name}. Choose another name or delete it."
            raise QuizError("already exists", where=str(new), hint=hint)
    text = (FOLDER / "starter.md").read_text(encoding="utf-8")
    write_texts({path: _question_file(path, document.name), document: text})
    return document


def _question_file(path: Path, document: str) -> str:
    own = {
        "starter.yaml": quote(path.name),
        "id: starter ": f"id: {slug(path.stem) or 'bank'}-{token_hex(3)} ",
        "document: starter.md ": f"document: {scalar(document)} ",
    }
    text = (FOLDER / "starter.yaml").read_text(encoding="utf-8")
    for example, mine in own.items():
        text = text.replace(example, mine)
    return text
