"""A lock for each running session, released when its process ends in any way."""

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
"""Locked while the file of answers is opened, checkpointed, closed or renamed; sessions are locked by id, from 1."""
MAX_NOTE: Final = 200


class _LockFile:
    """A lock file that is open in this process, and the number of holders of each of its bytes.

    There is only one per path, because a process loses all its locks on a file when it closes any descriptor of it.
    """

    def __init__(self, path: Path) -> None:
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        self.file = os.open(path, flags, FILE_MODE)
        self.id = os.fstat(self.file).st_ino
        self.holders: Counter[int] = Counter()


_open: dict[Path, _LockFile] = {}


def _release(path: Path, numbers: Iterable[int]) -> None:
    """Release locks of this process, and close the file after the last one."""
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
    """The bytes of one file, each a lock, and a note in the file for the next session."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.held: set[int] = set()
        weakref.finalize(self, _release, path, self.held)

    def hold(self, number: int) -> bool:
        """Take a lock until `release`, or until this process ends. False if another process holds it.

        Raises Unusable if nothing can be locked: SQLite needs the same kind of lock.
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
        """Hold a lock for the block. Yields False, without the lock, if another process keeps it `within` seconds."""
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
        """The last note. Read and set it only while a lock is held."""
        opened = _open.get(self.path)
        return os.pread(opened.file, MAX_NOTE, 0).decode("ascii", "replace") if opened else ""

    @note.setter
    def note(self, text: str) -> None:
        if (opened := _open.get(self.path)) and text != self.note:
            with suppress(OSError):  # the disk is full; a truncated note matches nothing
                os.ftruncate(opened.file, 0)
                os.pwrite(opened.file, text.encode(), 0)

    def _opened(self) -> _LockFile:
        """The file at the path. If another file has replaced it, the locks of this process are taken there too."""
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
