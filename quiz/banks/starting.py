"""A first bank to change into one's own: a question file with one question of each kind, and its document."""

import re
from pathlib import Path
from typing import Final

from quiz.errors import QuizError
from quiz.files import write_text

FOLDER: Final = Path(__file__).parent / "starter"
ENDINGS: Final = (".yaml", ".yml")
PLAIN: Final = re.compile(r"[A-Za-z][\w.-]*")
"""Names that YAML reads as they are, without quotes."""


def write_starter(path: Path) -> Path:
    """Write a starter to a new file, and its document beside it; returns the document's path.

    Raises QuizError where either is there already, or cannot be written (exit code 2 for a name that does not fit).
    """
    if path.suffix.lower() not in ENDINGS:
        hint = f"Call it {path.stem or 'questions'}.yaml: editors know a question file by its ending."
        raise QuizError("the name of a question file ends in .yaml", where=str(path), hint=hint, exit_code=2)
    document = path.with_suffix(".md")
    for new in (path, document):
        if new.exists():
            hint = f"A new bank is two files, {path.name} and {document.name}. Name another, or take it away first."
            raise QuizError("something of that name is there already", where=str(new), hint=hint)
    name = "-".join(re.findall(r"[a-z0-9]+", path.stem.lower())) or "my-bank"
    text = (FOLDER / "starter.yaml").read_text(encoding="utf-8")
    beside = document.name if PLAIN.fullmatch(document.name) else "'" + document.name.replace("'", "''") + "'"
    text = text.replace("starter.yaml", path.name).replace("document: starter.md ", f"document: {beside} ")
    write_text(document, (FOLDER / "starter.md").read_text(encoding="utf-8"))
    write_text(path, text.replace("id: starter ", f"id: {name} "))
    return document
