"""The ids of question files: two files with one id, and a file without one whose title changed, are reported."""

from collections.abc import Iterator
from contextlib import suppress
from operator import add
from pathlib import Path
from sqlite3 import Connection

from quiz.characters import quoted
from quiz.core.bank import QuestionFile
from quiz.errors import QuizError
from quiz.store.database import Database
from quiz.store.place import may_hold_answers


def clashes(db: Connection, file: QuestionFile) -> Iterator[str]:
    """Clashes of a file's id with those of other files that have answers here, each with its remedy."""
    if not file.path.name:
        return
    path = str(file.path.resolve())
    for (other,) in db.execute("SELECT path FROM files WHERE id = ? AND path <> ?", (file.id, path)):
        if _is_another(Path(other), file):
            yield _same_id(file, other)
    if file.id == file.title and not _has_answers(db, file.id):
        for (old,) in db.execute("SELECT id FROM files WHERE path = ? AND id <> ?", (path, file.id)):
            yield (
                f"The answers to this file are stored under its old title, {quoted(old)}, because it has no id. To "
                "keep them, put that title back and add an 'id:'; then you can change the title."
            )


def clashes_among(files: list[QuestionFile]) -> list[list[str]]:
    """The clashes of each of several files, with one another and with those that have answers in the data folder."""
    found = [
        [
            _same_id(file, str(other.path.resolve()))
            for other in files
            if other is not file
            if _is_another(other.path, file)
        ]
        for file in files
    ]
    database = Database(may_set_aside=False)
    if may_hold_answers(database.path):
        with suppress(QuizError):  # saved answers that cannot be read are no fault of a question file
            stored = database.run(lambda db: [list(clashes(db, file)) for file in files])
            found = [list(dict.fromkeys(messages)) for messages in map(add, found, stored)]
        database.close()
    return found


def _same_id(file: QuestionFile, other: str) -> str:
    """The message for two files with one id."""
    what = "title and no id" if file.id == file.title else f"id {quoted(file.id)}"
    return f"This file and {other} have the same {what}, so their answers are stored as one. Give each its own 'id:'."


def _is_another(path: Path, file: QuestionFile) -> bool:
    """Whether a path holds a different question file with the same id, not a copy."""
    from quiz.bank.reader import read_question_file

    with suppress(QuizError, OSError):
        return read_question_file(path).id == file.id and path.read_bytes() != file.path.read_bytes()
    return False


def adopt(db: Connection, file: QuestionFile) -> None:
    """Move the answers of a file to its new id if they were stored under its title."""
    known = (file.title, str(file.path.resolve()))
    if file.id == file.title or not file.path.name or _has_answers(db, file.id):
        return
    if db.execute("SELECT 1 FROM files WHERE (id, path) = (?, ?)", known).fetchone():
        for table, column in (("sittings", "file"), ("banks", "file"), ("standings", "file"), ("files", "id")):
            db.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (file.id, file.title))


def _has_answers(db: Connection, file: str) -> bool:
    return db.execute("SELECT 1 FROM sittings WHERE file = ? LIMIT 1", (file,)).fetchone() is not None
