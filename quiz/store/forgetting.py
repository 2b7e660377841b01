"""Count the saved answers, and delete them."""

from pathlib import Path
from sqlite3 import Connection
from typing import NamedTuple

from quiz.store.database import Database
from quiz.store.database_files import ASIDE
from quiz.store.place import FILE_NAME
from quiz.store.standings import recount


class Kept(NamedTuple):
    """How many sessions and answers are saved, and whose."""

    sessions: int
    answers: int
    learners: tuple[str, ...]


_CHOSEN = "(:learner IS NULL OR learner = :learner) AND (:before IS NULL OR started_at < :before)"


def count_kept(db: Connection, learner: str | None = None, before: int | None = None) -> Kept:
    """Count the saved sessions and answers of a learner, or of everyone if None; with `before`, in milliseconds since
    1970, only those begun before it."""
    chosen = {"learner": learner, "before": before}
    query = f"""
        SELECT count(*), coalesce(sum((SELECT count(*) FROM responses WHERE sitting = sittings.id)), 0)
        FROM sittings WHERE {_CHOSEN}
    """
    sessions, answers = db.execute(query, chosen).fetchone()
    names = db.execute(f"SELECT DISTINCT learner FROM sittings WHERE {_CHOSEN} ORDER BY learner", chosen)
    return Kept(sessions, answers, tuple(name for (name,) in names))


def forget(database: Database, learner: str | None = None, before: int | None = None) -> None:
    """Delete what `count_kept` counts, so that no trace of it is left in the file. Raises Unusable."""

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
    """The broken files and logs that were renamed and may still hold answers: in a folder, and where its file of
    answers links to."""
    folders = {folder, (folder / FILE_NAME).resolve().parent}
    return sorted(path for each in folders for path in each.glob(f"{ASIDE}*"))
