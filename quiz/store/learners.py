"""The learners with saved answers, for shell completion."""

import sqlite3
from contextlib import closing
from pathlib import Path

from quiz.store.leftovers import frozen_uri


def read_learners(database: Path) -> list[str]:
    """The names of all learners in a file of answers, sorted; those only in its log are not among them.

    Takes no locks and changes nothing, so it can run at any time. Raises sqlite3.Error if the file is broken, and
    OSError if there is none.
    """
    if not database.is_file():  # SQLite would wait for a FIFO
        raise FileNotFoundError(database)
    with closing(sqlite3.connect(frozen_uri(database), uri=True)) as db:
        return [name for (name,) in db.execute("SELECT DISTINCT learner FROM sittings ORDER BY learner")]
