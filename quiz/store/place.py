"""Where answers are saved, and whose they are."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from stat import S_ISLNK, S_IWGRP, S_IWOTH
from typing import Final

from quiz.errors import QuizError

DIR_MODE, FILE_MODE = 0o700, 0o600
FILE_NAME = "history.db"
DEFAULT_LEARNER = "me"
"""The learner if none is named."""
MAX_NAME = 40

ELSEWHERE: Final = "Set QUIZ_DATA to another folder to keep your answers there."


class Unusable(QuizError):
    """The file of answers cannot be used now. The message is one clause: "the disk is full"."""


def data_folder() -> Path:
    """The folder in `QUIZ_DATA`, or else the platform's folder for application data."""
    named = os.environ.get("QUIZ_DATA")
    if named:
        try:
            return Path(named).expanduser()
        except RuntimeError:
            hint = "Set QUIZ_DATA to the folder for your answers."
            raise QuizError("there is no such home folder", where=named, hint=hint) from None
    from platformdirs import user_data_path

    return user_data_path("leaflet-quiz", appauthor=False)


def is_learner(name: str) -> bool:
    """Whether a text is valid as a learner's name."""
    return 0 < len(name) <= MAX_NAME and name.isprintable() and name == " ".join(name.split())


def checked_learner(name: str) -> str:
    """A learner's name with its spaces normalised. Raises QuizError (exit code 2) if it is not valid."""
    name = " ".join(name.split())
    if not is_learner(name):
        hint = f"Use 1 to {MAX_NAME} visible characters."
        raise QuizError("this cannot be a learner's name", hint=hint, exit_code=2)
    return name


def may_hold_answers(file: Path) -> bool:
    """Whether there is a file of answers, or may be one in a folder that cannot be read."""
    try:
        file.stat()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return True


def belongs_to_me(path: Path) -> bool:
    """Whether no other user may write to a file, or there is none. Raises Unusable if it is another user's.

    A link is followed, but must also be the user's own.
    """
    if sys.platform == "win32":
        return True
    found = []
    for follow in (False, True):
        with suppress(OSError):  # there is none, or it is hidden: opening it says why
            found.append(path.stat(follow_symlinks=follow))
    for status in found:
        if status.st_uid != os.geteuid():
            raise Unusable(f"{path} belongs to {_name(status.st_uid)}", hint=ELSEWHERE)
    return not any(status.st_mode & (S_IWGRP | S_IWOTH) for status in found if not S_ISLNK(status.st_mode))


def _name(user: int) -> str:
    import pwd

    try:
        return f"another user ({pwd.getpwuid(user).pw_name})"
    except KeyError:
        return f"another user (number {user})"
