"""The file of answers and its log as they lie in their folder: whose they are, and whether they belong together."""

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
"""How the names of broken files begin that were set aside."""
BUSY_SECONDS: Final = 1.0
"""How long to wait for others who write to the same file."""
WRITING, FORGETTING = "writing ", "forgetting "
"""How a note begins while the file of answers itself is written, and while answers are removed from it: then the log
beside it is its own, although it lacks answers that the file may still hold."""


class State(NamedTuple):
    """What shows whether another program has changed the file or its log."""

    file: int
    note: str
    log: int
    log_size: int


class Files:
    """The file of answers, its log and its lock file.

    The lock file has a note in it: what the system knows of the file of answers as quiz last left it, the time of its
    last change of state among it, which no copy or backup brings back. A log belongs to that file and no other; any
    other file was changed by another program. (On Windows there are no such locks: nothing is noted, and a log is
    replayed as SQLite finds it.)
    """

    def __init__(self, folder: Path, now: Callable[[], int]) -> None:
        self.path = folder / FILE_NAME
        self.locks = Locks(folder / "history.lock")
        self.now = now
        self.abandoned: set[int] = set()
        self.locate()

    def locate(self) -> None:
        """See where the file is, if its name is a link: there SQLite keeps its log."""
        self.file = Path(os.path.realpath(self.path))
        self.log = self.beside("-wal")

    def beside(self, ending: str) -> Path:
        return Path(f"{self.file}{ending}")

    def state(self) -> State | None:
        """None where there is no file."""
        try:
            found = self.file.stat()
        except OSError:
            return None
        try:
            log = self.log.stat()
        except OSError:
            return State(found.st_ino, _note_of(found), 0, 0)
        return State(found.st_ino, _note_of(found), log.st_ino, log.st_size)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Alone among all sessions to open, write, close or rename the file itself. Raises Unusable."""
        with self.locks.holding(FILE_ITSELF, BUSY_SECONDS) as held:
            if not held:
                raise Unusable(f"{self.path} is in use by another program")
            yield

    @contextmanager
    def writing(self, doing: str = WRITING) -> Iterator[None]:
        """While the file itself is written, and not its log. Needs `alone`."""
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
        """Whether quiz itself has left the file in this state. Needs `alone`."""
        return sys.platform == "win32" or state.note == self.locks.note

    def warning(self) -> str:
        """What to say where others may write to the files. Raises Unusable where one is another user's."""
        paths = (self.path, self.log, self.beside("-shm"), self.locks.path)
        writable = [path for path in paths if not belongs_to_me(path)]
        if not writable:
            return ""
        return f"Other users may change your answers: they can write to {writable[0]}. Run: chmod go-w {writable[0]}"

    def settle(self, seen: State | None = None) -> str:
        """Make sure that a log beside the file is its own; what to say, if anything. Needs `alone`.

        `seen` is the state in which this process has just closed the file. One that it has `abandoned` is replaced
        by a copy, so that nobody goes on with what they knew of it. Raises Broken where nothing sound is left.
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
        """Give the file, and what belongs to it, another name in its folder. Needs `alone`. Raises OSError."""
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
        """A name that was given to no file and no log before."""
        stamp = datetime.fromtimestamp(self.now() / 1000).strftime("%Y-%m-%d-%H%M%S")
        names = (f"{ASIDE}{stamp}{ending}.db" for ending in ("", *(f"-{number}" for number in range(2, 99))))
        paths = (self.file.with_name(name) for name in names)
        free = (path for path in paths if not path.exists() and not Path(f"{path}-wal").exists())
        return next(free, self.file.with_name(f"{ASIDE}{stamp}-{os.urandom(4).hex()}.db"))


def _note_of(found: os.stat_result) -> str:
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"
