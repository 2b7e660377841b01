"""Text files: question files and documents that come in, pages and pictures that go out."""

import os
import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from errno import EACCES, ENAMETOOLONG, ENOENT, ENOTDIR, EPERM, EROFS
from os.path import samestat
from pathlib import Path
from stat import S_ISCHR, S_ISDIR, S_ISFIFO, S_ISLNK, S_ISREG
from typing import BinaryIO, Final, TextIO

from quiz.errors import Fault, FileFaults, QuizError

LARGEST: Final = 16 * 1024 * 1024
"""The most bytes a file may have."""


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, without a byte order mark.

    Raises QuizError where it cannot be read, FileFaults at the first byte that is not UTF-8.
    """
    data = read_bytes(path).removeprefix(BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
        message = f"byte 0x{data[error.start]:02X} is not UTF-8; save the file as UTF-8"
        raise FileFaults(str(path), [Fault(line, column, message)], complete=False) from None


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises QuizError where it cannot be read, or has more than LARGEST."""
    with opened(path) as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        most = LARGEST // 1024 // 1024
        raise QuizError(
            f"the file is larger than {most} MB", where=str(path), hint="Check that this is the right file."
        )
    return data


def read_regular_file(path: Path, limit: int) -> bytes:
    """The bytes of a regular file of at most `limit` bytes, without ever waiting for them.

    Raises OSError where it cannot be read, and QuizError for a larger file, a FIFO, a device or a folder: those are
    not even opened.
    """
    if not S_ISREG(path.stat().st_mode):
        raise QuizError("this is not a regular file", where=str(path))
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY), "rb") as file:
        found = os.fstat(file.fileno())  # of what was opened, which may have been replaced since
        if not S_ISREG(found.st_mode) or found.st_size > limit:
            raise QuizError("this is not a regular file, or it is too large", where=str(path))
        return file.read(limit)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A file to be read. Raises QuizError where it cannot be."""
    where = str(path)
    try:
        with path.open("rb") as file:
            yield file
    except FileNotFoundError:
        raise QuizError("there is no such file", where=where, hint="Check its name and folder.") from None
    except IsADirectoryError:
        raise QuizError("this is a folder, not a file", where=where, hint="Name a file in it.") from None
    except PermissionError:
        raise QuizError(
            "you do not have permission to read this file", where=where, hint="Ask its owner for access."
        ) from None
    except OSError as error:
        raise QuizError(f"cannot be read: {error.strerror}", where=where) from None


def write_text(path: Path, text: str, *, private: bool = True) -> None:
    """Write a new file. Raises QuizError where it cannot be written, or is there already."""
    with new_file(path, private=private) as file:
        file.write(text)


def write_texts(texts: Mapping[Path, str]) -> None:
    """Write new files that others may read, all of them or none. Raises QuizError."""
    with ExitStack() as files:
        for path, text in texts.items():
            file = files.enter_context(new_file(path, private=False))
            file.write(text)
            file.flush()  # here, while a failure still removes every one of them


@contextmanager
def new_file(path: Path, *, private: bool = True) -> Iterator[TextIO]:
    """Open a new file to write, readable by its owner alone unless it is not private. If writing fails it is removed.

    A stream is written to as it is: what this program inherited (/dev/stdout, /dev/fd/3), and the user's own FIFOs and
    devices. A FIFO waits for its reader, until Ctrl-C. Nothing else that exists is opened. Raises QuizError.
    """
    where = str(path)
    try:
        descriptor, created = _open_to_write(path, 0o600 if private else 0o666)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            try:
                yield file
                file.flush()
            except BaseException:
                if created and _is_at(path, descriptor):  # not what somebody has put in its place
                    path.unlink()
                _discard(descriptor)
                raise
    except OSError as error:
        hint = "Choose a folder that you can write to." if error.errno in NO_PLACE else ""
        raise QuizError(f"cannot be written: {error.strerror}", where=where, hint=hint) from None


NO_PLACE: Final = (EACCES, EPERM, EROFS, ENOENT, ENOTDIR, ENAMETOOLONG)
INHERITED: Final = {"/dev/stdout": 1, "/dev/stderr": 2}
NUMBERED: Final = re.compile(r"/(?:dev|proc/self)/fd/([0-9]{1,9})")
MOST_LINKS: Final = 40
"""As many as Linux follows."""


def _open_to_write(path: Path, mode: int) -> tuple[int, bool]:
    """A descriptor of what is at a path, and whether it is a file that was created for this."""
    flags = os.O_WRONLY | os.O_NOFOLLOW | os.O_NOCTTY
    inherited = _inherited(path)
    if inherited is not None:
        return os.dup(inherited), False
    with suppress(FileExistsError):
        return os.open(path, flags | os.O_CREAT | os.O_EXCL, mode), True
    # The user, and the system: root, or whoever owns its devices inside a container.
    trusted = (os.geteuid(), Path(os.devnull).stat().st_uid)
    target, found = path, path.lstat()
    for _ in range(MOST_LINKS):
        if not S_ISLNK(found.st_mode):
            break
        if found.st_uid not in trusted:
            raise QuizError("this link belongs to another user", where=str(path), hint="Choose another name.")
        target = target.parent / target.readlink()
        inherited = _inherited(target)
        if inherited is not None:
            return os.dup(inherited), False
        try:
            found = target.lstat()
        except FileNotFoundError:
            break  # found is still the link
    if S_ISDIR(found.st_mode):
        raise QuizError("a folder of this name already exists", where=str(path), hint="Choose another name.")
    if S_ISREG(found.st_mode) or S_ISLNK(found.st_mode):
        hint = "Choose another name or delete it."
        raise QuizError("already exists", where=str(path), hint=hint)
    if not (S_ISFIFO(found.st_mode) or S_ISCHR(found.st_mode)):
        raise QuizError("not a file, a pipe or a terminal", where=str(path), hint="Choose another name.")
    if found.st_uid in trusted:
        descriptor = os.open(target, flags)
        opened = os.fstat(descriptor)
        if samestat(found, opened) and opened.st_uid in trusted:  # nothing was put in its place since
            return descriptor, False
        os.close(descriptor)
    raise QuizError("this belongs to another user", where=str(path), hint="Choose another name.")


def is_stream(path: Path) -> bool:
    """Whether what is written to a path goes to a pipe, a device, or what this program inherited, not to a new file."""
    return _inherited(path) is not None or (path.exists() and not path.is_file())


def _inherited(path: Path) -> int | None:
    """The descriptor that a path such as /dev/fd/3 names, if whoever started this program opened it."""
    name = str(path.absolute())  # links are not resolved: what /dev/fd/3 leads to need not have a path
    numbered = NUMBERED.fullmatch(name)
    number = int(numbered[1]) if numbered else INHERITED.get(name)
    if number is None:
        return None
    return number if os.get_inheritable(number) else None  # our own, such as the database, are not


def _discard(descriptor: int) -> None:
    """Let what is still to be written go nowhere: closing would wait for a reader that does not read."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, descriptor, inheritable=False)
    os.close(nothing)


def _is_at(path: Path, descriptor: int) -> bool:
    try:
        return samestat(path.lstat(), os.fstat(descriptor))
    except OSError:
        return False
