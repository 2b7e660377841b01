"""The file of answers: opened with care, written all or nothing, set aside where it is broken, never overwritten."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from time import monotonic, sleep
from typing import Final, TypeVar

from quiz.errors import QuizError
from quiz.history.locks import FILE_ITSELF, Locks
from quiz.history.place import FILE_NAME, MODE_OF_FILE, MODE_OF_FOLDER
from quiz.history.schema import APPLICATION_ID, Newer, migrate

ASIDE: Final = "history-broken-"
"""How the names of broken files begin that were set aside."""
BUSY_SECONDS: Final = 1.0
"""How long to wait for others who write to the same file."""
BROKEN: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
BUSY: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
FULL: Final = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)

ELSEWHERE: Final = "Set QUIZ_DATA to another folder to keep your answers there."

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]


class Unusable(QuizError):
    """The file of answers cannot be used now. The message is one clause: "the disk is full"."""


class Database:
    """One file of answers, opened when it is first needed.

    `generation` counts the files there were. A broken file stays where it is unless it may be set aside.
    """

    def __init__(self, folder: Path, now: Callable[[], int], *, may_set_aside: bool = True) -> None:
        self.path = folder / FILE_NAME
        self.locks = Locks(folder / "history.lock")
        self.now = now
        self.may_set_aside = may_set_aside
        self.happened = ""
        self.generation = 0
        self.connection: sqlite3.Connection | None = None

    def run(self, work: Work[T], *, write: bool = False, keep: bool = True, again: bool = True) -> T:
        """Do some work in one transaction: all of it is on the disk afterwards, or none; never any without `keep`.

        A broken file is set aside, and the work is done `again` in a new one, if it can be. Raises Unusable.
        """
        for broken_before in (False, True):
            try:
                return self._transact(work, write, keep)
            except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
                if isinstance(error, OSError) and self.connection:
                    raise  # it is the work's own
                if not _is(error, BUSY):
                    self.close()
                if broken_before or not (again and self.may_set_aside and _is_broken(error)):
                    raise self._unusable(error) from error
            self._set_aside()
        raise AssertionError

    def _transact(self, work: Work[T], write: bool, keep: bool) -> T:
        if self.connection and not self._is_there():
            self._let_go()
        db = self.connection = self.connection or self._open()
        db.execute("BEGIN IMMEDIATE" if write else "BEGIN")
        try:
            result = work(db)
            db.execute("COMMIT" if keep else "ROLLBACK")
            return result
        except BaseException:
            with suppress(sqlite3.Error):
                if db.in_transaction:
                    db.execute("ROLLBACK")
            raise

    def scrub(self) -> None:
        """Leave nothing of what was deleted in the file or beside it. Raises Unusable."""
        try:
            db = self.connection = self.connection or self._open()
            db.execute("VACUUM")
            (busy, _, _) = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
            raise self._unusable(error) from error
        if busy:
            hint = "Close it, and call `quiz data forget` once more: until then the removed can be read in the file."
            raise Unusable(f"{self.path} is in use by another program", hint=hint)

    def what_happened(self) -> str:
        """What has become of a file that was broken or is gone, told once."""
        happened, self.happened = self.happened, ""
        return happened

    def close(self) -> None:
        if self.connection:
            with suppress(sqlite3.Error):
                self.connection.close()
            self.connection = None

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(mode=MODE_OF_FOLDER, parents=True, exist_ok=True)
        with suppress(FileExistsError):
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL, MODE_OF_FILE))
        self.inode = self.path.stat().st_ino
        db = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            self._prepare(db)
        except BaseException:
            db.close()
            raise
        return db

    def _prepare(self, db: sqlite3.Connection) -> None:
        db.execute("BEGIN")  # the two as they stood at one moment, while another process may be making them
        (owner,) = db.execute("PRAGMA application_id").fetchone()
        (tables,) = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        db.execute("COMMIT")
        if owner != APPLICATION_ID and (owner or tables):
            raise Unusable(f"{self.path} belongs to another program", hint=ELSEWHERE)
        try:
            migrate(db, self.now())
        except Newer:
            hint = f"Update quiz. {ELSEWHERE}"
            raise Unusable(f"{self.path} was written by a newer version of quiz", hint=hint) from None
        _write_ahead(db)
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA fullfsync = ON")  # on a Mac, nothing less survives a loss of power
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA secure_delete = ON")
        db.execute("PRAGMA temp_store = MEMORY")  # no answer is copied to another disk while it is sorted
        db.execute("PRAGMA trusted_schema = OFF")

    def _is_there(self) -> bool:
        """Whether the file that was opened still stands under its name."""
        try:
            return self.path.stat().st_ino == self.inode
        except OSError:
            return False

    def _let_go(self) -> None:
        """Turn to the file that now stands where the one was that is open: it was taken away, or replaced."""
        self.close()
        self.locks.close()
        self.generation += 1
        self.happened = f"{self.path} is not the file it was. The answers of this sitting are in the new one."

    def _set_aside(self) -> None:
        """Give the broken file, and what belongs to it, another name in its folder."""
        stamp = datetime.fromtimestamp(self.now() / 1000).strftime("%Y-%m-%d-%H%M%S")
        names = (f"{ASIDE}{stamp}{ending}.db" for ending in ("", *(f"-{number}" for number in range(2, 99))))
        try:
            with self.locks.holding(FILE_ITSELF, BUSY_SECONDS):
                if self._is_there():  # else another process has seen to it
                    aside = next(path for name in names if not (path := self.path.with_name(name)).exists())
                    for ending in ("-wal", "-shm", ""):
                        with suppress(FileNotFoundError):
                            Path(f"{self.path}{ending}").rename(f"{aside}{ending}")
                    self.happened = (
                        f"The file of your earlier answers was broken. It is kept as {aside}, and a new one was begun."
                    )
        except OSError as error:
            raise Unusable(f"{self.path} is broken, and cannot be renamed ({error.strerror})") from error
        self.locks.close()
        self.generation += 1

    def _unusable(self, error: Exception) -> Unusable:
        folder = self.path.parent
        if isinstance(error, FileExistsError | NotADirectoryError):
            return Unusable(f"{folder} is not a folder", hint=ELSEWHERE)
        if isinstance(error, OSError):
            return Unusable(f"{error.filename or folder} cannot be used ({error.strerror})", hint=ELSEWHERE)
        if _is(error, FULL):
            return Unusable(f"the disk of {folder} is full or cannot be written")
        if _is(error, (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM)):
            return Unusable(f"{self.path} cannot be opened for writing", hint=ELSEWHERE)
        if _is(error, BUSY):
            return Unusable(f"{self.path} is in use by another program")
        return Unusable(f"{self.path} is broken" if _is_broken(error) else f"{self.path} cannot be used ({error})")


def _is_broken(error: Exception) -> bool:
    """Whether an error says that the file is no database, or holds text that cannot be read."""
    return isinstance(error, UnicodeDecodeError) or _is(error, BROKEN) or str(error).startswith("Could not decode")


def _is(error: Exception, codes: tuple[int, ...]) -> bool:
    """Whether SQLite's error is one of these; the lower byte of an extended code is the code itself."""
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF in codes


def _write_ahead(db: sqlite3.Connection) -> None:
    """Switch to write-ahead logging. SQLite does not wait for others there, so this does."""
    until = monotonic() + BUSY_SECONDS
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if not _is(error, BUSY) or monotonic() > until:
                raise
            sleep(0.01)
