"""The file of answers: written all or nothing, set aside if it is broken, never overwritten."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Final, TypeVar

from quiz.clock import SYSTEM
from quiz.store.database_files import BUSY_SECONDS, FORGETTING, Files, State
from quiz.store.faults import BUSY, Broken, has_code, is_broken, unusable
from quiz.store.leftovers import remove_copies
from quiz.store.locks import FILE_ITSELF
from quiz.store.migrations import APPLICATION_ID, Newer, migrate
from quiz.store.place import DIR_MODE, ELSEWHERE, FILE_MODE, Unusable, data_folder

LOG_BYTES: Final = 4 << 20
"""The size in bytes at which the log is written to the file of answers."""
MAX_TRIES: Final = 3
"""How often work is retried while other programs replace the file."""

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]


class Database:
    """One file of answers, in a folder or else the data folder, opened when it is first needed.

    `generation` counts the files that it replaced. A broken file is left in place unless it may be set aside.
    """

    def __init__(
        self, folder: Path | None = None, now: Callable[[], int] = SYSTEM.now, *, may_set_aside: bool = True
    ) -> None:
        self.files = Files(folder or data_folder(), now)
        self.path = self.files.path
        self.locks = self.files.locks
        self.now = now
        self.may_set_aside = may_set_aside
        self.happened = ""
        self.warned = False
        self.generation = 0
        self.connection: sqlite3.Connection | None = None
        self.seen: State | None = None

    def run(self, work: Work[T], *, write: bool = False, keep: bool = True, retry: bool = True) -> T:
        """Do some work in one transaction: afterwards all of it is on disk, or none; without `keep`, always none.

        A broken file is set aside, and with `retry` the work is repeated in a new one; likewise if another program
        has replaced the file meanwhile. Raises Unusable.
        """
        broken_before = False
        for _ in range(MAX_TRIES):
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
                    raise  # from the work itself
                if has_code(error, *BUSY):
                    raise unusable(error, self.files.file, self.path) from error
                if retry and self.connection and not self._is_in_place():
                    continue
                broken = is_broken(error)
                if broken:
                    self._abandon()
                else:
                    self.close()
                if broken_before or not (retry and self.may_set_aside and broken):
                    raise unusable(error, self.files.file, self.path) from error
                broken_before = True
                self._set_aside()
            except (OverflowError, ValueError) as error:
                raise Unusable(f"{self.path} holds values that quiz did not write ({error})", hint=ELSEWHERE) from error
        raise Unusable(f"{self.path} is being replaced by another program", hint=ELSEWHERE)

    def scrub(self) -> None:
        """Erase all traces of deleted answers from the file and beside it. Raises Unusable."""
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
            hint = "Close it and run `quiz data forget` again. Until then, deleted answers remain readable in the file."
            raise Unusable(f"{self.path} is in use by another program", hint=hint)

    def pop_notice(self) -> str:
        """What happened to a broken or missing file; cleared once read."""
        happened, self.happened = self.happened, ""
        return happened

    def close(self) -> None:
        """Close the file, after writing its log to it if nobody else has it open."""
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
        """Let go of the file as a kill would: closing it would write the log, and delete any file of its name."""
        if self.connection:
            import ctypes

            ctypes.pythonapi.Py_IncRef(ctypes.py_object(self.connection))  # never collected, so never closed
            self.connection = None
            if self.seen:
                self.files.abandoned.add(self.seen.file)  # SQLite would confuse a new connection with the old one

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
        db.execute("BEGIN")  # reads both at one moment, while another process may be creating them
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
        db.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # starts the log, so that its state can be read
        db.execute("PRAGMA wal_autocheckpoint = 0")  # `_keep_log_short` writes the log to the file, and notes it
        db.execute(f"PRAGMA journal_size_limit = {LOG_BYTES}")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA fullfsync = ON")  # on macOS, nothing less survives a power failure
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA secure_delete = ON")
        db.execute("PRAGMA temp_store = MEMORY")  # no answer is copied to another disk for sorting
        db.execute("PRAGMA trusted_schema = OFF")

    def _is_in_place(self) -> bool:
        """Whether the connection still uses the file and the log that are at their paths. Raises Unusable."""
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
        """Let go of a file that another program has deleted, replaced or changed; the present one is opened next."""
        seen, now = self.seen, self.files.state()
        if self.connection and seen and now and (seen.file, seen.note, 0) == (now.file, now.note, now.log):
            with suppress(sqlite3.Error), self.files.alone(), self.files.writing():
                self.connection.execute(
                    "PRAGMA wal_checkpoint(PASSIVE)"
                )  # the log has no name any more, but still exists
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
        """Write a long log to the file, unless another session is using the file itself."""
        if self.seen and self.seen.log_size > LOG_BYTES:
            with self.locks.holding(FILE_ITSELF, 0) as held, suppress(sqlite3.Error):
                if held and self._is_in_place():
                    with self.files.writing():
                        db.execute("PRAGMA wal_checkpoint(PASSIVE)")
                    self.seen = self.files.state()

    def _set_aside(self) -> None:
        """Rename the broken file, and set the notice."""
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
    """Switch to write-ahead logging, waiting for others, which SQLite does not do here."""
    until = monotonic() + BUSY_SECONDS
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if not has_code(error, *BUSY) or monotonic() > until:
                raise
            sleep(0.01)
