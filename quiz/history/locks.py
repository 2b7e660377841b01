"""Who is at work: a lock for each running sitting, which goes with its process, however that ends."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Final

from quiz.history.place import MODE_OF_FILE

if sys.platform != "win32":  # there, a sitting that runs in another window cannot be told from one that was left
    import fcntl

FILE_ITSELF: Final = 0
"""What is held while the file of answers gets another name; sittings are held by their ids, from 1."""


class Locks:
    """The bytes of one file, each a lock."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file: int | None = None
        self.held: set[int] = set()

    def hold(self, number: int) -> bool:
        """Take a lock until `release`, or until this process ends. False where another process has it."""
        if sys.platform == "win32" or number in self.held:
            return True
        try:
            if self.file is None:
                self.file = os.open(self.path, os.O_RDWR | os.O_CREAT, MODE_OF_FILE)
        except OSError:  # a folder that may not be written: nobody can hold anything there
            return True
        try:
            fcntl.lockf(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, number)
        except (BlockingIOError, PermissionError):
            return False
        except OSError:  # a file system without locks
            return True
        self.held.add(number)
        return True

    def release(self, number: int) -> None:
        if sys.platform != "win32" and self.file is not None and number in self.held:
            with suppress(OSError):
                fcntl.lockf(self.file, fcntl.LOCK_UN, 1, number)
            self.held.remove(number)

    def close(self) -> None:
        """Release all of them."""
        if self.file is not None:
            os.close(self.file)
        self.file = None
        self.held.clear()

    @contextmanager
    def holding(self, number: int, within: float) -> Iterator[None]:
        """Hold a lock for a moment, as soon as nobody else does, or without it after so many seconds."""
        until = monotonic() + within
        while not self.hold(number) and monotonic() < until:
            sleep(0.01)
        try:
            yield
        finally:
            self.release(number)
