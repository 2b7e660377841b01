"""What is kept of whom, and how to have it forgotten."""

from pathlib import Path
from sqlite3 import Connection
from typing import NamedTuple

from quiz.store.database import Database
from quiz.store.database_files import ASIDE
from quiz.store.place import FILE_NAME
from quiz.store.standings import recount


class Kept(NamedTuple):
    """How much is kept, and of whom."""

    sessions: int
    answers: int
    learners: tuple[str, ...]


_CHOSEN = "(:learner IS NULL OR learner = :learner) AND (:before IS NULL OR started_at < :before)"


def count_kept(db: Connection, learner: str | None = None, before: int | None = None) -> Kept:
    """What is kept of a learner, or of everyone; only of sessions begun before a time, in milliseconds
    since 1970, where one is given."""
    chosen = {"learner": learner, "before": before}
    query = f"""
        SELECT count(*), coalesce(sum((SELECT count(*) FROM responses WHERE sitting = sittings.id)), 0)
        FROM sittings WHERE {_CHOSEN}
    """
    sessions, answers = db.execute(query, chosen).fetchone()
    names = db.execute(f"SELECT DISTINCT learner FROM sittings WHERE {_CHOSEN} ORDER BY learner", chosen)
    return Kept(sessions, answers, tuple(name for (name,) in names))


def forget(database: Database, learner: str | None = None, before: int | None = None) -> None:
    """Remove that, so that nothing of it is left in the file. Raises Unusable."""

    def remove(db: Connection) -> None:
        chosen = {"learner": learner, "before": before}
        db.execute(f"INSERT OR IGNORE INTO forgotten SELECT uid FROM sittings WHERE {_CHOSEN}", chosen)
        db.execute(f"DELETE FROM sittings WHERE {_CHOSEN}", chosen)
        db.execute("DELETE FROM banks WHERE id NOT IN (SELECT bank FROM responses)")
        db.execute("DELETE FROM files WHERE id NOT IN (SELECT file FROM sittings)")
        if before is not None:
            recount(db)  # standings are based on the answers that remain

    database.run(remove, write=True)
    database.scrub()


def set_aside(folder: Path) -> list[Path]:
    """The broken files and logs that were given another name, and may still hold answers: in a folder, and where
    its file of answers is a link to."""
    folders = {folder, (folder / FILE_NAME).resolve().parent}
    return sorted(path for each in folders for path in each.glob(f"{ASIDE}*"))
