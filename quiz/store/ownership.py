"""Whose the files of answers are: those of another user are not used."""

import os
import sys
from pathlib import Path
from stat import S_ISLNK, S_IWGRP, S_IWOTH

from quiz.store.place import ELSEWHERE, Unusable


def belongs_to_me(path: Path) -> bool:
    """Whether others may not write to a file. True where there is none. Raises Unusable where it is another user's.

    A link is followed, since people keep their own file in another folder; it must be theirs as well.
    """
    if sys.platform == "win32":
        return True
    found = []
    for follow in (False, True):
        try:
            found.append(path.stat(follow_symlinks=follow))
        except OSError:  # none there, or hidden: opening it says why
            continue
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
