"""The file of answers and its log on disk: whose they are, and whether they belong together."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from quiz.store.faults import Broken
from quiz.store.locks import FILE_ITSELF, Locks
from quiz.store.place import ELSEWHERE, FILE_NAME, Unusable, belongs_to_me

ASIDE: Final = "history-broken-"
"""The prefix of the names of broken files that were set aside."""
BUSY_SECONDS: Final = 1.0
"""How long to wait for others that write to the same file."""
WRITING, FORGETTING = "writing ", "forgetting "
"""The prefixes of a note while the file of answers itself is written, and while answers are removed from it. During
removal, the log beside the file is its own, although it lacks answers that the file may still hold."""


class State(NamedTuple):
    """Shows whether another program changed the file or its log: inode numbers, and the log's size in bytes."""

    file: int
    note: str
    log: int
    log_size: int


class Files:
    """The file of answers, its log and its lock file.

    The lock file holds a note: the file's size, times and inode as quiz last left it. They include the time of its
    last status change, which no copy or backup restores. A log belongs to that file and no other; a file that differs
    from the note was changed by another program. (On Windows there are no such locks: nothing is noted, and SQLite
    replays any log.)
    """

    def __init__(self, folder: Path, now: Callable[[], int]) -> None:
        self.path = folder / FILE_NAME
        self.locks = Locks(folder / "history.lock")
        self.now = now
        self.abandoned: set[int] = set()
        self.locate()

    def locate(self) -> None:
        """Follow the file's name if it is a link: SQLite keeps its log beside the target."""
        self.file = Path(os.path.realpath(self.path))
        self.log = self.beside("-wal")

    def beside(self, ending: str) -> Path:
        return Path(f"{self.file}{ending}")

    def state(self) -> State | None:
        """The present state; None if there is no file."""
        try:
            found = self.file.stat()
        except OSError:
            return None
        note = f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"
        try:
            log = self.log.stat()
        except OSError:
            return State(found.st_ino, note, 0, 0)
        return State(found.st_ino, note, log.st_ino, log.st_size)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Exclude all other sessions while opening, writing, closing or renaming the file itself. Raises Unusable."""
        with self.locks.holding(FILE_ITSELF, BUSY_SECONDS) as held:
            if not held:
                raise Unusable(f"{self.path} is in use by another program")
            yield

    @contextmanager
    def writing(self, doing: str = WRITING) -> Iterator[None]:
        """Note that the file itself is being written, not only its log. Needs `alone`."""
        state = self.state()
        self.locks.note = f"{doing}{state.note if state else ''}"
        try:
            yield
        finally:
            self.remember()

    def remember(self) -> State | None:
        """Note the file as it is now."""
        state = self.state()
        if state:
            self.locks.note = state.note
        return state

    def is_as_noted(self, state: State) -> bool:
        """Whether quiz itself left the file in this state. Needs `alone`."""
        return sys.platform == "win32" or state.note == self.locks.note

    def warning(self) -> str:
        """A warning if others may write to the files, or "". Raises Unusable if one belongs to another user."""
        paths = (self.path, self.log, self.beside("-shm"), self.locks.path)
        writable = [path for path in paths if not belongs_to_me(path)]
        if not writable:
            return ""
        return f"Other users may change your answers: they can write to {writable[0]}. Run: chmod go-w {writable[0]}"

    def settle(self, seen: State | None = None) -> str:
        """Make sure that a log beside the file is its own. Returns a notice for the learner, or "". Needs `alone`.

        `seen` is the state in which this process has just closed the file. A file in `abandoned` is replaced by a
        copy, so that no connection continues with outdated knowledge of it. Raises Broken if nothing sound is left.
        """
        now = self.state()
        if sys.platform == "win32" or (now and self.is_as_noted(now) and now.file not in self.abandoned):
            return ""
        if now and not self.file.is_file():
            raise Unusable(f"{self.path} is not a regular file", hint=ELSEWHERE)
        has_log = self.log.is_file() and self.log.stat().st_size > 0
        if now is None:
            return f"{self.path} is missing. Its log was renamed to {self._set_log_aside()}." if has_log else ""
        if not has_log and now.file not in self.abandoned:
            return ""
        from quiz.store import leftovers

        if leftovers.is_anothers(self.file):
            if seen and seen.log == now.log:
                self._set_log_aside()
            raise self.is_anothers()
        happened = ""
        try:
            forgetting = self.locks.note.startswith(FORGETTING) and self.locks.note.endswith(f" {now.file}")
            trusted = forgetting or self.is_as_noted(now)
            whole = leftovers.merged(self.file, self.log, trusted=trusted) if has_log else None
            if whole is None:
                if not leftovers.is_sound(self.file):
                    raise Broken
                whole = leftovers.copied(self.file)
                if has_log:
                    aside = self._set_log_aside()
                    happened = (
                        f"The log beside {self.path} belongs to an earlier file. It was renamed to {aside}: "
                        "delete it if no answers are missing."
                    )
            whole.replace(self.file)
            for ending in ("-wal", "-shm"):
                self.beside(ending).unlink(missing_ok=True)
            self.remember()
        finally:
            leftovers.remove_copies(self.file.parent)
        return happened

    def set_aside(self) -> Path:
        """Rename the file, its log and the log's index in their folder. Needs `alone`. Raises OSError."""
        aside = self._free_name()
        for ending in ("-wal", "-shm", ""):
            with suppress(FileNotFoundError):
                self.beside(ending).rename(f"{aside}{ending}")
        return aside

    def is_anothers(self) -> Unusable:
        return Unusable(f"{self.path} belongs to another program", hint=ELSEWHERE)

    def _set_log_aside(self) -> Path:
        aside = Path(f"{self._free_name()}-wal")
        self.beside("-shm").unlink(missing_ok=True)
        with suppress(FileNotFoundError):
            self.log.rename(aside)
        return aside

    def _free_name(self) -> Path:
        """A name that no file or log has."""
        stamp = datetime.fromtimestamp(self.now() / 1000).strftime("%Y-%m-%d-%H%M%S")
        names = (f"{ASIDE}{stamp}{ending}.db" for ending in ("", *(f"-{number}" for number in range(2, 99))))
        paths = (self.file.with_name(name) for name in names)
        free = (path for path in paths if not path.exists() and not Path(f"{path}-wal").exists())
        return next(free, self.file.with_name(f"{ASIDE}{stamp}-{os.urandom(4).hex()}.db"))
