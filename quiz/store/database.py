"""The file of answers: opened with care, written all or nothing, set aside where it is broken, never overwritten."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Final, TypeVar

from quiz.store.database_files import BUSY_SECONDS, FORGETTING, Files, State
from quiz.store.faults import BUSY, Broken, has_code, is_broken, unusable
from quiz.store.leftovers import remove_copies
from quiz.store.locks import FILE_ITSELF
from quiz.store.migrations import APPLICATION_ID, Newer, migrate
from quiz.store.place import DIR_MODE, ELSEWHERE, FILE_MODE, Unusable

LOG_BYTES: Final = 4 << 20
"""How long the log may become before it is written to the file of answers."""
TRIES: Final = 3
"""How often a piece of work is done while other programs replace the file under it."""

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]


class Database:
    """One file of answers, opened when it is first needed.

    `generation` counts the files there were. A broken file stays where it is unless it may be set aside.
    """

    def __init__(self, folder: Path, now: Callable[[], int], *, may_set_aside: bool = True) -> None:
        self.files = Files(folder, now)
        self.path = self.files.path
        self.locks = self.files.locks
        self.now = now
        self.may_set_aside = may_set_aside
        self.happened = ""
        self.warned = False
        self.generation = 0
        self.connection: sqlite3.Connection | None = None
        self.seen: State | None = None

    def run(self, work: Work[T], *, write: bool = False, keep: bool = True, again: bool = True) -> T:
        """Do some work in one transaction: all of it is on the disk afterwards, or none; never any without `keep`.

        A broken file is set aside, and the work is done `again` in a new one, if it can be. So it is where another
        program has replaced the file meanwhile. Raises Unusable.
        """
        broken_before = False
        for _ in range(TRIES):
            try:
                if self.connection and not self._is_in_place():
                    self._turn_to_new_file()
                db = self.connection = self.connection or self._open()
                result = _transact(db, work, write, keep)
                if not (write and keep):
                    return result
                if self._is_in_place():
                    self._keep_log_short(db)
                    return result
            except (sqlite3.Error, OSError, UnicodeDecodeError, Broken) as error:
                if isinstance(error, OSError) and self.connection:
                    raise  # it is the work's own
                if has_code(error, *BUSY):
                    raise unusable(error, self.files.file, self.path) from error
                if again and self.connection and not self._is_in_place():
                    continue
                broken = is_broken(error)
                if broken:
                    self._abandon()
                else:
                    self.close()
                if broken_before or not (again and self.may_set_aside and broken):
                    raise unusable(error, self.files.file, self.path) from error
                broken_before = True
                self._set_aside()
            except (OverflowError, ValueError) as error:
                raise Unusable(f"{self.path} holds values that quiz did not write ({error})", hint=ELSEWHERE) from error
        raise Unusable(f"{self.path} is being replaced by another program", hint=ELSEWHERE)

    def scrub(self) -> None:
        """Leave nothing of what was deleted in the file or beside it. Raises Unusable."""
        try:
            db = self.connection = self.connection or self._open()
            with self.files.alone(), self.files.writing(FORGETTING):
                remove_copies(self.files.file.parent)
                db.execute("VACUUM")
                (busy, _, _) = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            self.seen = self.files.state()
        except (sqlite3.Error, OSError, UnicodeDecodeError, Broken) as error:
            raise unusable(error, self.files.file, self.path) from error
        if busy:
            hint = (
                "Close it and run `quiz data forget` again: until then, deleted answers can still be read in the file."
            )
            raise Unusable(f"{self.path} is in use by another program", hint=hint)

    def pop_notice(self) -> str:
        """What happened to a broken or missing file; cleared once read."""
        happened, self.happened = self.happened, ""
        return happened

    def close(self) -> None:
        """Close the file. What is in its log is written to it, if nobody else has it open."""
        if self.connection:
            with suppress(sqlite3.Error, Unusable), self.files.alone():
                if self._is_in_place():
                    with self.files.writing():
                        self.connection.close()
                    self.connection = None
            self._abandon()

    def was_replaced(self) -> bool:
        """Whether another program has deleted, replaced or changed the file since it was last used here."""
        try:
            return self.connection is not None and not self._is_in_place()
        except Unusable:
            return True

    def _abandon(self) -> None:
        """Let go of the file as a kill would: to close it would write the log to it, and delete what has its name."""
        if self.connection:
            import ctypes

            ctypes.pythonapi.Py_IncRef(ctypes.py_object(self.connection))  # never collected, and so never closed
            self.connection = None
            if self.seen:
                self.files.abandoned.add(self.seen.file)  # SQLite would mix a new connection up with the old one

    def _open(self) -> sqlite3.Connection:
        self._make_folder()
        self.files.locate()
        warning = self.files.warning()
        with self.files.alone():
            happened = self.files.settle()
            with suppress(FileExistsError):
                os.close(os.open(self.files.file, os.O_RDWR | os.O_CREAT | os.O_EXCL, FILE_MODE))
            db = sqlite3.connect(self.files.file, timeout=BUSY_SECONDS, isolation_level=None)
            try:
                self._prepare(db)
            except BaseException:
                db.close()
                raise
            self.seen = self.files.remember()
        self._say("" if self.warned else warning)
        self._say(happened)
        self.warned = self.warned or bool(warning)
        return db

    def _prepare(self, db: sqlite3.Connection) -> None:
        db.execute("BEGIN")  # the two as they stood at one moment, while another process may be making them
        (owner,) = db.execute("PRAGMA application_id").fetchone()
        (tables,) = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        db.execute("COMMIT")
        if owner != APPLICATION_ID and (owner or tables):
            raise self.files.is_anothers()
        try:
            migrate(db, self.now())
        except Newer:
            hint = f"Update quiz. {ELSEWHERE}"
            raise Unusable(f"{self.path} was written by a newer version of quiz", hint=hint) from None
        _write_ahead(db)
        db.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # begins the log, so that its state can be seen
        db.execute("PRAGMA wal_autocheckpoint = 0")  # `_keep_log_short` writes the log to the file, and notes it
        db.execute(f"PRAGMA journal_size_limit = {LOG_BYTES}")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA fullfsync = ON")  # on a Mac, nothing less survives a loss of power
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA secure_delete = ON")
        db.execute("PRAGMA temp_store = MEMORY")  # no answer is copied to another disk while it is sorted
        db.execute("PRAGMA trusted_schema = OFF")

    def _is_in_place(self) -> bool:
        """Whether the connection still reads and writes the file and the log that have their names. Raises Unusable."""
        now, seen = self.files.state(), self.seen
        if now is None or seen is None or (now.file, now.log) != (seen.file, seen.log):
            return False
        if now.note == seen.note:
            self.seen = now
            return now.log_size >= min(seen.log_size, LOG_BYTES)
        with self.files.alone():  # another session has written the log to the file, or another program has changed it
            now = self.files.state()
            if now is None or (now.file, now.log) != (seen.file, seen.log) or not self.files.is_as_noted(now):
                return False
            self.seen = now
        return True

    def _turn_to_new_file(self) -> None:
        """Let go of a file that another program has deleted, replaced or changed; what is there is opened next."""
        seen, now = self.seen, self.files.state()
        if self.connection and seen and now and (seen.file, seen.note, 0) == (now.file, now.note, now.log):
            with suppress(sqlite3.Error), self.files.alone(), self.files.writing():
                self.connection.execute("PRAGMA wal_checkpoint(PASSIVE)")  # the log has no name, but is there still
        self._abandon()
        self.locks.close()
        self.generation += 1
        self._make_folder()
        with self.files.alone():
            self.happened = f"{self.path} was deleted, replaced or changed by another program."
            self._say(self.files.settle(seen))

    def _make_folder(self) -> None:
        self.path.parent.mkdir(mode=DIR_MODE, parents=True, exist_ok=True)

    def _say(self, sentence: str) -> None:
        self.happened = f"{self.happened} {sentence}".strip()

    def _keep_log_short(self, db: sqlite3.Connection) -> None:
        """Write the log to the file where it has become long, unless another session is just at the file."""
        if self.seen and self.seen.log_size > LOG_BYTES:
            with self.locks.holding(FILE_ITSELF, 0) as held, suppress(sqlite3.Error):
                if held and self._is_in_place():
                    with self.files.writing():
                        db.execute("PRAGMA wal_checkpoint(PASSIVE)")
                    self.seen = self.files.state()

    def _set_aside(self) -> None:
        """Give the broken file another name, and tell so."""
        try:
            with self.files.alone():
                aside = self.files.set_aside()
        except OSError as error:
            raise Unusable(f"{self.path} is broken and cannot be renamed ({error.strerror})") from error
        self.happened = (
            f"The file with your earlier answers was broken. It was renamed to {aside}, and a new one was started."
        )
        self.locks.close()
        self.generation += 1


def _transact(db: sqlite3.Connection, work: Work[T], write: bool, keep: bool) -> T:
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


def _write_ahead(db: sqlite3.Connection) -> None:
    """Switch to write-ahead logging. SQLite does not wait for others there, so this does."""
    until = monotonic() + BUSY_SECONDS
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if not has_code(error, *BUSY) or monotonic() > until:
                raise
            sleep(0.01)
