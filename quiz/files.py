"""Text files: question files and documents that come in, pages and pictures that go out."""

import os
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISREG
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
    written: list[Path] = []
    try:
        for path, text in texts.items():
            write_text(path, text, private=False)
            written.append(path)
    except BaseException:
        for path in written:
            if path.is_file():  # not what was a device
                path.unlink()
        raise


@contextmanager
def new_file(path: Path, *, private: bool = True) -> Iterator[TextIO]:
    """A new file to be written whole, for its owner's eyes only unless it is not private: none of it is left where
    that fails. Pipes and devices are written to as they are. Raises QuizError."""
    where = str(path)
    device = False
    try:
        device = path.exists() and not path.is_file() and not path.is_dir()
        new = os.open(path, os.O_WRONLY | (0 if device else os.O_CREAT | os.O_EXCL), 0o600 if private else 0o666)
        try:
            with os.fdopen(new, "w", encoding="utf-8") as file:
                yield file
        except BaseException:
            if not device:
                path.unlink()
            raise
    except FileExistsError:
        hint = "Choose another name or delete it."
        raise QuizError("this already exists", where=where, hint=hint) from None
    except OSError as error:
        hint = "Choose a folder that you can write to."
        raise QuizError(f"cannot be written: {error.strerror}", where=where, hint=hint) from None
