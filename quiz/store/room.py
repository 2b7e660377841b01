"""Whether there is room for more answers on the disk."""

import errno
import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Final

from quiz.store.place import FILE_MODE

NO_ROOM: Final = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
PROBE: Final = 1 << 17
"""As many bytes as an answer may need at most, with its log and the index of it."""


def is_full(error: Exception, file: Path) -> bool:
    """Whether an error comes from a full disk, a quota, or a limit on the size of files.

    SQLite does not always tell which of its errors do, so this tries to write a little more than `file` holds.
    """
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    if (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF not in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
        return False
    probe = file.with_name("history-room")
    try:
        written = os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
        try:
            if os.pwrite(written, bytes(PROBE), _size(file) + _size(Path(f"{file}-wal"))) < PROBE:
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


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
