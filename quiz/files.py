"""Read question files and documents; write pages, pictures and banks."""

import os
import re
import sys
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from errno import EACCES, EISDIR, ENAMETOOLONG, ENOENT, ENOTDIR, EPERM, EROFS
from importlib.util import find_spec
from os.path import samestat
from pathlib import Path
from shlex import quote
from stat import S_ISCHR, S_ISDIR, S_ISFIFO, S_ISLNK, S_ISREG
from typing import BinaryIO, Final, TextIO

from quiz.errors import Fault, FileFaults, QuizError

LARGEST: Final = 16 * 1024 * 1024
"""The maximum size of a file, in bytes."""
UNREADABLE: Final = {
    ENOENT: ("there is no such file", "Check its name and folder."),
    EISDIR: ("this is a folder, not a file", "Name a file in it."),
    **dict.fromkeys((EACCES, EPERM), ("you do not have permission to read this file", "Ask its owner for access.")),
}
"""What is wrong and what to do, by the number of the system's error."""


def need_package(package: str, files: str, path: Path) -> None:
    """Raise QuizError if the package that reads a kind of file is not installed."""
    if find_spec(package.replace("-", "_")) is None:
        hint = f"Run: {quote(sys.executable)} -m pip install {package}"
        raise QuizError(f"reading {files} needs the package {package}", where=str(path), hint=hint)


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, without a byte order mark.

    Raises QuizError if it cannot be read, FileFaults at the first byte that is not UTF-8.
    """
    return decode(read_bytes(path), path)


def decode(data: bytes, path: Path) -> str:
    """The text of these bytes, which are of the file at this path. Raises FileFaults as `read_text`."""
    data = data.removeprefix(BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
        message = f"byte 0x{data[error.start]:02X} is not UTF-8; save the file as UTF-8"
        raise FileFaults(str(path), [Fault(line, column, message)], complete=False) from None


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises QuizError if it cannot be read or is larger than LARGEST."""
    with opened(path) as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        message = f"the file is larger than {LARGEST // 1024 // 1024} MB"
        raise QuizError(message, where=str(path), hint="Check that this is the right file.")
    return data


def read_regular_file(path: Path, limit: int) -> bytes:
    """The bytes of a regular file of at most `limit` bytes, without ever blocking.

    Raises OSError if it cannot be read, and QuizError for a larger file and, without opening it, for a FIFO, a device
    or a folder.
    """
    if not S_ISREG(path.stat().st_mode):
        raise QuizError("this is not a regular file", where=str(path))
    flags = os.O_RDONLY if sys.platform == "win32" else os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY
    with os.fdopen(os.open(path, flags), "rb") as file:
        found = os.fstat(file.fileno())  # it may have been replaced since
        if not S_ISREG(found.st_mode) or found.st_size > limit:
            raise QuizError("this is not a regular file, or it is too large", where=str(path))
        return file.read(limit)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file to read. Raises QuizError if it cannot be read."""
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        message, hint = UNREADABLE.get(error.errno or 0, (f"cannot be read: {error.strerror}", ""))
        raise QuizError(message, where=str(path), hint=hint) from None


def write_text(path: Path, text: str, *, private: bool = True) -> None:
    """Write a new file. Raises QuizError if it cannot be written or already exists."""
    with new_file(path, private=private) as file:
        file.write(text)


def write_bytes(path: Path, data: bytes) -> None:
    """Write a new file that others may read. Raises QuizError if it cannot be written or already exists."""
    with new_file(path, private=False) as file:
        file.buffer.write(data)


def write_texts(texts: Mapping[Path, str]) -> None:
    """Write new files that others may read: all of them or none. Raises QuizError."""
    with ExitStack() as files:
        for path, text in texts.items():
            file = files.enter_context(new_file(path, private=False))
            file.write(text)
            file.flush()  # here, where a failure still removes all of them


@contextmanager
def new_file(path: Path, *, private: bool = True) -> Iterator[TextIO]:
    """Open a new file to write, by default readable only by its owner. It is removed if writing fails.

    A stream is written to directly: what this program inherited (-, /dev/stdout, /dev/fd/3), and the user's own FIFOs
    and devices. A FIFO waits for its reader, until Ctrl-C. Nothing else that exists is opened. Raises QuizError.
    """
    try:
        descriptor, created = _open_to_write(path, 0o600 if private else 0o666)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            try:
                yield file
                file.flush()
            except BaseException:
                if created and _is_at(path, descriptor):  # not a file that has replaced it
                    path.unlink()
                _discard(descriptor)
                raise
    except OSError as error:
        hint = "Choose a folder that you can write to." if error.errno in NO_PLACE else ""
        raise QuizError(f"cannot be written: {error.strerror}", where=str(path), hint=hint) from None


NO_PLACE: Final = (EACCES, EPERM, EROFS, ENOENT, ENOTDIR, ENAMETOOLONG)
INHERITED: Final = {"/dev/stdout": 1, "/dev/stderr": 2}
NUMBERED: Final = re.compile(r"/(?:dev|proc/self)/fd/([0-9]{1,9})")
MAX_LINKS: Final = 40
"""The number of links in a row that Linux follows."""


def _open_to_write(path: Path, mode: int) -> tuple[int, bool]:
    """Open a path to write: the descriptor, and whether the file was created."""
    inherited = _inherited(path)
    if inherited is not None:
        return os.dup(inherited), False
    if sys.platform == "win32":  # has no other streams, and no such links
        if path.exists():
            raise _already_exists(path)
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), True
    flags = os.O_WRONLY | os.O_NOFOLLOW | os.O_NOCTTY
    with suppress(FileExistsError):
        return os.open(path, flags | os.O_CREAT | os.O_EXCL, mode), True
    # The user, and the system: root, or whoever owns its devices inside a container.
    trusted = (os.geteuid(), Path(os.devnull).stat().st_uid)
    target, found = path, path.lstat()
    for _ in range(MAX_LINKS):
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
    if S_ISREG(found.st_mode) or S_ISLNK(found.st_mode):
        raise _already_exists(path)
    is_pipe = S_ISFIFO(found.st_mode) or S_ISCHR(found.st_mode)
    if is_pipe and found.st_uid in trusted:
        descriptor = os.open(target, flags)
        opened = os.fstat(descriptor)
        if samestat(found, opened) and opened.st_uid in trusted:  # nothing has replaced it since
            return descriptor, False
        os.close(descriptor)
    if S_ISDIR(found.st_mode):
        message = "a folder of this name already exists"
    else:
        message = "this belongs to another user" if is_pipe else "not a file, a pipe or a terminal"
    raise QuizError(message, where=str(path), hint="Choose another name.")


def _already_exists(path: Path) -> QuizError:
    return QuizError("already exists", where=str(path), hint="Choose another name or delete it.")


def is_stream(path: Path) -> bool:
    """Whether writing to a path writes to a pipe, a device or an inherited descriptor, not to a new file."""
    return _inherited(path) is not None or (path.exists() and not path.is_file())


def _inherited(path: Path) -> int | None:
    """The descriptor that a path such as /dev/fd/3 names, if this program inherited it; "-" is standard output."""
    if str(path) == "-":
        return 1
    name = str(path.absolute())  # without resolving links: what /dev/fd/3 leads to need not have a path
    numbered = NUMBERED.fullmatch(name)
    number = int(numbered[1]) if numbered else INHERITED.get(name)
    return number if number is not None and os.get_inheritable(number) else None  # the program's own are not


def _discard(descriptor: int) -> None:
    """Discard what is still to be written: closing would wait for a reader that does not read."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, descriptor, inheritable=False)
    os.close(nothing)


def _is_at(path: Path, descriptor: int) -> bool:
    try:
        return samestat(path.lstat(), os.fstat(descriptor))
    except OSError:
        return False
