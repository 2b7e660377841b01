"""The question file and the banks that a command names, and the file's document."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from quiz.bank.reader import read_question_file
from quiz.core.bank import Bank, QuestionFile
from quiz.core.citation import Cite
from quiz.errors import QuizError, nearest
from quiz.files import read_text

if TYPE_CHECKING:
    from quiz.bank.document import Document


def shipped_file() -> Path:
    """The question file that comes with the program: in the package, or in a checkout beside it."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "questions.yaml"
    return inside if inside.is_file() else package.parent / "questions.yaml"


def new_file_id(title: str) -> str:
    """An id for a new question file of this title, never the shipped file's: answers are stored under it."""
    from quiz.bank.writer import slug  # a quiz writes no questions

    id = slug(title) or "drafts"
    shipped = re.search(r"^id: (\S+)", read_text(shipped_file()), re.M)
    return f"my-{id}" if shipped and shipped[1] == id else id


def load(path: Path | None, *, drafts: bool = False) -> QuestionFile:
    """The question file at a path, or the one that comes with the program; without drafts unless `drafts`, and never
    with unfinished ones.

    Raises QuizError if it cannot be read, or nothing in it can be asked.
    """
    shipped = path is None
    path = path or shipped_file()
    file = read_question_file(path)
    if shipped:
        file = file._replace(path=Path())
    ready = file.without_unfinished() if drafts else file.without_drafts()
    if not ready.banks and drafts:
        hint = f"`quiz check {quote(str(path))}` says what each of them lacks."
        raise QuizError("no draft is finished", where=str(path), hint=hint)
    if not ready.banks:
        command = f"quiz take --drafts --file {quote(str(path))}"
        checked = "Delete `draft: true` from the questions you have checked"
        hint = f"{checked}, or run `{command}` to ask those that are finished."
        raise QuizError("every question is still a draft", where=str(path), hint=hint)
    return ready


def opening(file: QuestionFile) -> Callable[[], "Document"]:
    """Open the document of a question file. Reads eagerly, parses lazily.

    Raises QuizError if it cannot be read.
    """
    text = read_text(file.document)

    @cache
    def document() -> "Document":
        from quiz.bank.document import parse_document  # the first question doesn't need it

        return parse_document(text, file.document)

    return document


def citing(file: QuestionFile) -> Cite:
    """Find passages in the document of a question file, as `opening` reads it."""
    document = opening(file)
    return cache(lambda passage: document().cite(passage))


def chosen_banks(file: QuestionFile, ids: Sequence[str]) -> tuple[Bank, ...]:
    """The banks with these ids, in the order named; all of the file's if none is named.

    Raises QuizError (exit code 2) for an id that the file does not have.
    """
    known = {bank.id: bank for bank in file.banks}
    drafts = {bank.id for bank in file.whole.banks} if file.whole else set()
    for name in ids:
        if name not in known and name in drafts:
            hint = "Delete `draft: true` from those you have checked, or ask them with `quiz take --drafts`."
            raise QuizError(f"all questions in the bank '{name}' are drafts", hint=hint, exit_code=2)
        if name not in known:
            hint = f"The banks are: {', '.join(known)}."
            raise QuizError(f"there is no bank '{name}'{nearest(name, list(known))}", hint=hint, exit_code=2)
    return tuple(known[name] for name in dict.fromkeys(ids or known))
