"""Detect question files that share an id, and titles whose change leaves answers behind."""

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
    """Problems with the id of a question file, given the other files with answers here, each with its remedy."""
    if not file.path.name:
        return
    path = str(file.path.resolve())
    for (other,) in db.execute("SELECT path FROM files WHERE id = ? AND path <> ?", (file.id, path)):
        if _is_another(Path(other), file):
            yield _same_id(file, other)
    if file.id == file.title and not _has_answers(db, file.id):
        for (old,) in db.execute("SELECT id FROM files WHERE path = ? AND id <> ?", (path, file.id)):
            yield (
                f"This question file has a new title and no id, so its answers under the old title, {quoted(old)}, "
                "are not counted. To keep them, put the old title back, add an 'id:' and run `quiz progress`; "
                "then you can change the title."
            )


def clashes_among(files: list[QuestionFile]) -> list[list[str]]:
    """The same for several files, compared with each other and with those that have answers on this machine."""
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
        with suppress(QuizError):  # unreadable answers are not a fault of a question file
            stored = database.run(lambda db: [list(clashes(db, file)) for file in files])
            found = [list(dict.fromkeys(messages)) for messages in map(add, found, stored)]
        database.close()
    return found


def _same_id(file: QuestionFile, other: str) -> str:
    """The message for two files with one id."""
    what = "title and no id" if file.id == file.title else f"id {quoted(file.id)}"
    return f"This question file and {other} have the same {what}, so their answers are mixed. Give each its own 'id:'."


def _is_another(path: Path, file: QuestionFile) -> bool:
    """Whether this path is another question file with the same id, and not a copy."""
    from quiz.bank.reader import read_question_file

    with suppress(QuizError, OSError):
        return read_question_file(path).id == file.id and path.read_bytes() != file.path.read_bytes()
    return False


def adopt(db: Connection, file: QuestionFile) -> None:
    """Move the answers of a file from its title to its new id."""
    known = (file.title, str(file.path.resolve()))
    if file.id == file.title or not file.path.name or _has_answers(db, file.id):
        return
    if db.execute("SELECT 1 FROM files WHERE (id, path) = (?, ?)", known).fetchone():
        for table, column in (("sittings", "file"), ("banks", "file"), ("standings", "file"), ("files", "id")):
            db.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (file.id, file.title))


def _has_answers(db: Connection, file: str) -> bool:
    return db.execute("SELECT 1 FROM sittings WHERE file = ? LIMIT 1", (file,)).fetchone() is not None
