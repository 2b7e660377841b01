"""Where answers are kept."""

import os
from pathlib import Path
from typing import Final

from quiz.errors import QuizError

DIR_MODE, FILE_MODE = 0o700, 0o600
FILE_NAME = "history.db"
DEFAULT_LEARNER = "me"
"""The learner where none is named."""
LONGEST_NAME = 40

ELSEWHERE: Final = "Set QUIZ_DATA to another folder to keep your answers there."


class Unusable(QuizError):
    """The file of answers cannot be used now. The message is one clause: "the disk is full"."""


def data_folder() -> Path:
    """The folder `QUIZ_DATA` names, or else the platform's own for the data of a program."""
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
    """Whether a text can be the name of a learner."""
    return 0 < len(name) <= LONGEST_NAME and name.isprintable() and name == " ".join(name.split())


def checked_learner(name: str) -> str:
    """The name of a learner, without spaces around it. Raises QuizError (exit code 2) where it is none."""
    name = " ".join(name.split())
    if not is_learner(name):
        hint = f"Use 1 to {LONGEST_NAME} visible characters."
        raise QuizError("this cannot be a learner's name", hint=hint, exit_code=2)
    return name


def may_hold_answers(file: Path) -> bool:
    """Whether there is a file of answers, or may be one: a folder that nobody may enter hides it."""
    try:
        file.stat()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return True
