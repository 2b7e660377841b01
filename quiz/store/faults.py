"""Errors of SQLite and the system: what they mean for the file of answers."""

import errno
import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Final

from quiz.store.place import ELSEWHERE, FILE_MODE, Unusable

BUSY: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
UNREADABLE: Final = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM)
NO_ROOM: Final = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
PROBE: Final = 1 << 17
"""The most bytes that an answer may need, with its log and the index of the log."""


class Broken(Exception):
    """The file of answers is broken, and so is the result of replaying its log."""


def has_code(error: Exception, *codes: int) -> bool:
    """Whether an error of SQLite has one of these codes, which are the lower bytes of its extended codes."""
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF in codes


def is_broken(error: Exception) -> bool:
    """Whether an error says that the file is not a database, or holds text that cannot be read."""
    unreadable = isinstance(error, UnicodeDecodeError | Broken) or str(error).startswith("Could not decode")
    return unreadable or has_code(error, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def unusable(error: Exception, file: Path, path: Path) -> Unusable:
    """The error for the learner; `file` is where the answers are, and `path` may be a link to it."""
    folder = path.parent
    if isinstance(error, FileExistsError | NotADirectoryError):
        return Unusable(f"{folder} is not a folder", hint=ELSEWHERE)
    if has_code(error, sqlite3.SQLITE_FULL) or _is_full(error, file):
        return Unusable(f"the disk with {folder} is full", hint=f"Free some space. {ELSEWHERE}")
    if isinstance(error, OSError):
        return Unusable(f"{error.filename or folder} cannot be used ({error.strerror})", hint=ELSEWHERE)
    if has_code(error, sqlite3.SQLITE_IOERR):
        name = getattr(error, "sqlite_errorname", "SQLITE_IOERR")
        hint = f"The disk may be failing or disconnected. {ELSEWHERE}"
        return Unusable(f"{path} cannot be read or written ({name})", hint=hint)
    if has_code(error, *UNREADABLE):
        return Unusable(f"{path} cannot be opened for writing", hint=ELSEWHERE)
    if has_code(error, *BUSY):
        return Unusable(f"{path} is in use by another program")
    return Unusable(f"{path} is broken" if is_broken(error) else f"{path} cannot be used ({error})")


def _is_full(error: Exception, file: Path) -> bool:
    """Whether an error comes from a full disk, a quota, or a limit on file sizes.

    SQLite's error does not always say so; then this tries to write slightly more than `file` holds.
    """
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    if not has_code(error, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
        return False
    probe = file.with_name("history-room")
    try:
        size = sum(path.stat().st_size for path in (file, Path(f"{file}-wal")) if path.exists())
        written = os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
        try:
            if os.pwrite(written, bytes(PROBE), size) < PROBE:
                return True
            os.fsync(written)
        finally:
            os.close(written)
    except OSError as found:
        return found.errno in NO_ROOM
    finally:
        with suppress(OSError):
            probe.unlink()
    return False
