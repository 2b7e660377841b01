"""Text files from outside: question files and documents."""

from codecs import BOM_UTF8
from pathlib import Path
from typing import Final

from quiz.errors import Fault, FileFaults, QuizError

LARGEST: Final = 16 * 1024 * 1024
"""The most bytes a file may have."""


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, without a byte order mark.

    Raises QuizError where it cannot be read, FileFaults at the first byte that is not UTF-8.
    """
    data = _bytes_of(path).removeprefix(BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
        message = f"byte 0x{data[error.start]:02X} is not UTF-8; save the file as UTF-8"
        raise FileFaults(str(path), [Fault(line, column, message)], complete=False) from None


def _bytes_of(path: Path) -> bytes:
    where = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise QuizError("there is no such file", where=where, hint="Check its name and folder.") from None
    except IsADirectoryError:
        raise QuizError("this is a folder, not a file", where=where, hint="Name a file in it.") from None
    except PermissionError:
        raise QuizError("you may not read this file", where=where, hint="Ask whoever owns it.") from None
    except OSError as error:
        raise QuizError(f"it cannot be read: {error.strerror}", where=where) from None
    if len(data) > LARGEST:
        most = LARGEST // 1024 // 1024
        raise QuizError(f"the file is larger than {most} MB", where=where, hint="Is this the file you mean?")
    return data
