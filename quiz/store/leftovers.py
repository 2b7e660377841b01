"""A log that a killed session left beside a database: whether it belongs to the database that is there now.

SQLite replays any log it finds, even over a restored backup. So the log is tried on a copy first.
"""

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from quiz.store.migrations import APPLICATION_ID
from quiz.store.place import FILE_MODE

COPY: Final = "history-check.db"
"""The copy on which a log is tried. It is removed after the check, or at the next start after a kill."""
BROKEN: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)

LOST: Final = """
    SELECT 1 FROM found.sittings WHERE uid NOT IN (SELECT uid FROM main.sittings)
    UNION ALL
    SELECT 1 FROM found.responses AS old JOIN found.sittings AS its ON its.id = old.sitting WHERE NOT EXISTS (
        SELECT 1 FROM main.sittings AS s JOIN main.responses AS r ON r.sitting = s.id
        WHERE s.uid = its.uid AND r.position = old.position
        AND (r.response IS old.response OR r.answered_at > old.answered_at)
    ) LIMIT 1
"""


def is_anothers(database: Path) -> bool:
    """Whether a file is a database of another program, by its header."""
    with database.open("rb") as file:
        header = file.read(100)
    return header.startswith(b"SQLite format 3\0") and header[68:72] != APPLICATION_ID.to_bytes(4, "big")


def is_sound(database: Path) -> bool:
    """Whether SQLite finds no fault in a database, ignoring any log beside it. Changes nothing."""
    try:
        with closing(sqlite3.connect(frozen_uri(database), uri=True)) as db:
            return _has_no_fault(db)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if not _says_broken(error):
            raise
        return False


def merged(database: Path, log: Path, *, trusted: bool) -> Path | None:
    """A sound copy of a database with everything in the log, or None if the two do not belong together.

    They do if replaying the log loses nothing that the database holds; this is not checked if the log is `trusted`
    to be its own. Raises OSError and sqlite3.Error if that cannot be checked, as on a full disk.
    """
    copy = copied(database)
    _copy(log, Path(f"{copy}-wal"))
    try:
        with closing(sqlite3.connect(f"{copy.as_uri()}?mode=rw", uri=True, isolation_level=None)) as db:
            db.execute("PRAGMA synchronous = OFF")
            if not _has_no_fault(db):
                return None
            if not trusted and is_sound(database):
                if _loses(db, database):
                    return None
                if db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'standings'").fetchone():
                    db.executescript("BEGIN; DELETE FROM standings; UPDATE responses SET counted = 0; COMMIT")
            (busy, *_) = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            assert not busy
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if not _says_broken(error):
            raise
        return None
    _sync(copy)
    return copy


def copied(database: Path) -> Path:
    """A copy of a database without its log, flushed to disk."""
    remove_copies(database.parent)
    copy = database.with_name(COPY)
    _copy(database, copy)
    return copy


def remove_copies(folder: Path) -> None:
    for ending in ("-wal", "-shm", "-journal", ""):
        with suppress(FileNotFoundError):
            (folder / f"{COPY}{ending}").unlink()


def _copy(source: Path, target: Path) -> None:
    new = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    with os.fdopen(new, "wb") as to, source.open("rb") as file:
        shutil.copyfileobj(file, to, 1 << 20)
    _sync(target)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _has_no_fault(db: sqlite3.Connection) -> bool:
    faults = db.execute("PRAGMA integrity_check(1)").fetchall()
    return faults == [("ok",)] and db.execute("PRAGMA foreign_key_check").fetchone() is None


def _loses(db: sqlite3.Connection, database: Path) -> bool:
    """Whether the database holds any answers that are not in the open one."""
    db.execute("ATTACH ? AS found", (frozen_uri(database),))
    try:
        has_answers = db.execute("SELECT 1 FROM found.sqlite_schema WHERE name = 'responses'").fetchone()
        return bool(has_answers and db.execute(LOST).fetchone())
    finally:
        db.execute("DETACH found")


def frozen_uri(database: Path) -> str:
    """Opens only the file: without its log, without locks, without changes."""
    return f"{database.absolute().as_uri()}?mode=ro&immutable=1"


def _says_broken(error: Exception) -> bool:
    return not isinstance(error, sqlite3.Error) or (getattr(error, "sqlite_errorcode", None) or 1) & 0xFF in BROKEN
