"""A lock for each running session, released when its process ends, however that ends."""

import os
import sys
import weakref
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Final

from quiz.store.place import ELSEWHERE, FILE_MODE, Unusable, belongs_to_me

if sys.platform != "win32":  # there, a running session looks like an unfinished one
    import fcntl

FILE_ITSELF: Final = 0
"""Held while the file of answers is opened, checkpointed, closed or renamed; sessions are held by their ids, from 1."""
LONGEST_NOTE: Final = 200


class _LockFile:
    """A lock file that is open in this process, and how many hold each of its bytes.

    There is one for each path: with the first descriptor of a file that a process closes, it loses all its locks there.
    """

    def __init__(self, path: Path) -> None:
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        self.file = os.open(path, flags, FILE_MODE)
        self.id = os.fstat(self.file).st_ino
        self.holders: Counter[int] = Counter()


_open: dict[Path, _LockFile] = {}


def _release(path: Path, numbers: Iterable[int]) -> None:
    """Give up locks of this process, and close the file with the last."""
    opened = _open.get(path)
    if sys.platform == "win32" or opened is None:
        return
    for number in numbers:
        opened.holders[number] -= 1
        if not opened.holders[number]:
            del opened.holders[number]
            with suppress(OSError):
                fcntl.lockf(opened.file, fcntl.LOCK_UN, 1, number)
    if not opened.holders:
        os.close(_open.pop(path).file)


class Locks:
    """The bytes of one file, each a lock, and a note in it for the next who comes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.held: set[int] = set()
        weakref.finalize(self, _release, path, self.held)

    def hold(self, number: int) -> bool:
        """Take a lock until `release`, or until this process ends. False where another process has it.

        Raises Unusable where nothing can be locked: SQLite needs the same kind of lock.
        """
        if sys.platform == "win32":
            return True
        try:
            opened = self._opened()
            if number in self.held:
                return True
            fcntl.lockf(opened.file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, number)
        except (BlockingIOError, PermissionError) as error:
            if error.filename is not None:  # the file, not the lock
                raise self._unusable(error) from error
            _release(self.path, [])
            return False
        except OSError as error:
            raise self._unusable(error) from error
        opened.holders[number] += 1
        self.held.add(number)
        return True

    def release(self, number: int) -> None:
        if number in self.held:
            self.held.remove(number)
            _release(self.path, [number])

    def close(self) -> None:
        """Release all of them."""
        held = list(self.held)
        self.held.clear()
        _release(self.path, held)

    @contextmanager
    def holding(self, number: int, within: float) -> Iterator[bool]:
        """Hold a lock for a moment. Gives False, without it, where another process keeps it for so many seconds."""
        mine, until = number in self.held, monotonic() + within
        while not (held := self.hold(number)) and monotonic() < until:
            sleep(0.01)
        try:
            yield held
        finally:
            if held and not mine:
                self.release(number)

    @property
    def note(self) -> str:
        """What was noted last. To be read and set only while a lock is held."""
        opened = _open.get(self.path)
        return os.pread(opened.file, LONGEST_NOTE, 0).decode("ascii", "replace") if opened else ""

    @note.setter
    def note(self, text: str) -> None:
        if (opened := _open.get(self.path)) and text != self.note:
            with suppress(OSError):  # a disk that is full: a note that is cut short says nothing
                os.ftruncate(opened.file, 0)
                os.pwrite(opened.file, text.encode(), 0)

    def _opened(self) -> _LockFile:
        """The file under the path. Where another has taken its place, what this process holds is locked there too."""
        opened = _open.get(self.path)
        if opened is None:
            belongs_to_me(self.path)
            opened = _open[self.path] = _LockFile(self.path)
        elif not self._is_in_place(opened):
            belongs_to_me(self.path)
            new = _LockFile(self.path)
            for number, holders in opened.holders.items():
                with suppress(BlockingIOError, PermissionError):
                    fcntl.lockf(new.file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, number)
                    new.holders[number] = holders
            os.close(opened.file)
            opened = _open[self.path] = new
            self.held &= set(new.holders)
        return opened

    def _is_in_place(self, opened: _LockFile) -> bool:
        try:
            return self.path.stat().st_ino == opened.id
        except FileNotFoundError:
            return False

    def _unusable(self, error: OSError) -> Unusable:
        return Unusable(f"{self.path} cannot be used ({error.strerror})", hint=ELSEWHERE)
